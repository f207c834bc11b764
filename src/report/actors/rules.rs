//! Rules that make one ranking of many, side by side, and how they move with influence.

use super::View;
use crate::report::Block;
use crate::study::{CompromiseRule, GroupRule, InfluenceOfActor, InfluenceRule, PanelGroup};
use crate::write::grid::{Align, Grid};

/// Alternatives named in an order.
const MOST_IN_ORDER: usize = 8;

impl View<'_> {
    pub(super) fn rules(&self, group: &PanelGroup) -> Vec<Block> {
        let words = self.words;
        if group.ranking.len() < 2 {
            return Vec::new();
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        for compromise in &self.study.compromises.groups[group.group] {
            let standings = compromise.standings.iter();
            let ranks = standings.map(|it| (it.alternative, Some(it.rank))).collect();
            let rule = match compromise.rule {
                CompromiseRule::LeastRegret => {
                    words.pick("least largest regret", "kleinste grootste spijt")
                }
                CompromiseRule::BestWorstAcceptability => {
                    words.pick("best worst acceptability", "beste slechtste aanvaardbaarheid")
                }
                CompromiseRule::FewestMoves => {
                    words.pick("fewest moves in rank", "minste plaatsen verschuiven")
                }
            };
            rows.push(vec![rule.to_owned(), self.order(group, ranks)]);
        }
        let mut unproved = false;
        for ranking in &self.study.group_rankings.groups[group.group] {
            let standings = ranking.standings.iter().zip(&group.ranked);
            let ranks = standings.map(|(it, at)| (*at, it.rank)).collect();
            unproved |= ranking.kemeny.as_ref().is_some_and(|kemeny| !kemeny.proved);
            let rule = match ranking.rule {
                GroupRule::Borda => "Borda",
                GroupRule::Copeland => "Copeland",
                GroupRule::Kemeny => "Kemeny",
                GroupRule::MeanWeights => words.pick("mean weights", "gemiddelde gewichten"),
                GroupRule::MeanScores => words.pick("mean scores", "gemiddelde scores"),
            };
            rows.push(vec![rule.to_owned(), self.order(group, ranks)]);
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let head = vec![
            (words.pick("Rule", "Regel").to_owned(), Some(Align::Left)),
            (words.pick("Order", "Volgorde").to_owned(), Some(Align::Left)),
        ];
        let mut out = vec![
            Block::Heading(words.pick(
                "One order of many, by rule: each hides who loses".into(),
                "Eén volgorde uit vele, per regel: elk verbergt wie verliest".into(),
            )),
            Block::Grid(Grid { head, rows }),
        ];
        let several = |ranking: &crate::study::GroupRanking| {
            ranking.kemeny.as_ref().is_some_and(|it| it.proved && (it.more || it.orders.len() > 1))
        };
        if self.study.group_rankings.groups[group.group].iter().any(several) {
            out.push(Block::Detail(words.pick(
                "Several Kemeny orders disagree as little: each alternative stands at its best place in any of them, and `--table kemeny_orders` lists them.".into(),
                "Meerdere Kemeny-volgordes wijken even weinig af: elk alternatief staat op zijn beste plaats in een ervan, en `--table kemeny_orders` somt ze op.".into(),
            )));
        }
        if unproved {
            out.push(Block::Detail(words.pick(
                "The Kemeny order is the best found, and not proved to be the best there is.".into(),
                "De Kemeny-volgorde is de beste die is gevonden; dat er geen betere is, is niet bewezen.".into(),
            )));
        }
        out.extend(self.influence(group).map(Block::Item));
        out
    }

    /// `A > B = C`: those of one rank are level.
    fn order(&self, group: &PanelGroup, mut ranks: Vec<(usize, Option<usize>)>) -> String {
        ranks.retain(|(_, rank)| rank.is_some());
        if ranks.is_empty() {
            return self.words.pick("several orders", "meerdere volgordes").to_owned();
        }
        let untold: Vec<usize> = (group.ranked.iter().copied())
            .filter(|at| !ranks.iter().any(|(known, _)| known == at))
            .collect();
        ranks.sort_by_key(|(at, rank)| (*rank, *at));
        let mut out = String::new();
        let mut before: Option<usize> = None;
        for (at, rank) in ranks.iter().take(MOST_IN_ORDER) {
            if before.is_some() {
                out.push_str(if *rank == before { " = " } else { " > " });
            }
            out.push_str(&self.alternative(group, *at));
            before = *rank;
        }
        if ranks.len() > MOST_IN_ORDER {
            out.push_str(" > ...");
        }
        if !untold.is_empty() {
            let names = self.words.some(&self.alternatives(group, &untold), 2);
            out.push_str(
                &self.words.pick(
                    format!(" (not known of {names})"),
                    format!(" (niet bekend voor {names})"),
                ),
            );
        }
        out
    }

    /// The change of influence nearest to what it is that changes who is first by some rule.
    fn influence(&self, group: &PanelGroup) -> Option<String> {
        let words = self.words;
        let all = &self.study.influences.groups[group.group];
        let size = |it: &InfluenceOfActor| {
            it.nearest_switch().map(|(share, _)| (share - it.present).abs())
        };
        let nearest = all
            .iter()
            .filter(|it| size(it).is_some())
            .min_by(|a, b| size(a).unwrap_or(1.0).total_cmp(&size(b).unwrap_or(1.0)));
        let Some(nearest) = nearest else {
            return (!all.is_empty()).then(|| {
                words.pick(
                    "Whatever the influence of one actor is, no rule changes who is first."
                        .to_owned(),
                    "Hoe zwaar één actor ook doorweegt, geen enkele regel wijzigt wie eerste is."
                        .to_owned(),
                )
            });
        };
        let (switch, beyond) = nearest.nearest_switch()?;
        let names = |first: &[usize]| {
            let places: Vec<usize> = first.iter().map(|at| group.ranked[*at]).collect();
            words.list(&self.alternatives(group, &places))
        };
        let (actor, now, then) =
            (self.actor(nearest.actor), names(&nearest.first_at_present), names(beyond));
        let is_at_once = (switch - nearest.present).abs() < 1e-9;
        let (present, switch) = (words.percent_to(nearest.present, 1), words.percent_to(switch, 1));
        let rule = match nearest.rule {
            InfluenceRule::FewestMoves => words.pick("fewest moves", "minste plaatsen verschuiven"),
            InfluenceRule::Borda => "Borda",
            InfluenceRule::Copeland => "Copeland",
            InfluenceRule::MeanWeights => words.pick("mean weights", "gemiddelde gewichten"),
            InfluenceRule::MeanScores => words.pick("mean scores", "gemiddelde scores"),
        };
        Some(match is_at_once {
            true => words.pick(
                format!("Who is first hangs on the slightest change of influence: with a little more or less of {actor} (now {present}) the rule {rule} puts {then} first, in place of {now}."),
                format!("Wie eerste is, hangt af van de kleinste wijziging van invloed: met iets meer of minder invloed van {actor} (nu {present}) zet de regel {rule} {then} eerst, in plaats van {now}."),
            ),
            false => words.pick(
                format!("The nearest change of influence that changes who is first: {actor} from {present} to {switch} of the influence of all who rank, by the rule {rule}: {then} in place of {now}."),
                format!("De kleinste wijziging van invloed die verandert wie eerste is: {actor} van {present} naar {switch} van de invloed van allen die rangschikken, volgens de regel {rule}: {then} in plaats van {now}."),
            ),
        })
    }
}
