//! Rules that make one ranking of many, side by side, and how they move with influence.

use super::View;
use crate::rank_aggregation::Kemeny;
use crate::report::Block;
use crate::study::{CompromiseRule, GroupRule, InfluenceOfActor, InfluenceRule, PanelGroup};
use crate::tolerance::SAME_INFLUENCE;
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
        let mut firsts: Vec<Vec<usize>> = Vec::new();
        let mut without = 0;
        for compromise in &self.study.compromises.groups[group.group] {
            let standings = compromise.standings.iter();
            let ranks: Vec<_> = standings.map(|it| (it.alternative, Some(it.rank))).collect();
            let rule = match compromise.rule {
                CompromiseRule::LeastRegret => words.pick("minimax regret", "minimax-spijt"),
                CompromiseRule::BestWorstAcceptability => words.pick(
                    "acceptable to the least satisfied",
                    "aanvaardbaar voor de minst tevredene",
                ),
                CompromiseRule::FewestMoves => {
                    words.pick("fewest moves in rank", "minste verschuivingen in rang")
                }
            };
            let nobody = compromise.rule == CompromiseRule::BestWorstAcceptability
                && compromise.standings.iter().all(|it| it.value == 0.0);
            // A rule that tells nobody apart gives no first place.
            match nobody {
                true => without += 1,
                false => firsts.push(first_of(&ranks)),
            }
            let order = match nobody {
                true => words
                    .pick(
                        "none is surely acceptable to all",
                        "geen enkel alternatief is zeker aanvaardbaar voor iedereen",
                    )
                    .to_owned(),
                false => self.order(group, ranks),
            };
            rows.push(vec![rule.to_owned(), order]);
        }
        let mut unproved = false;
        for ranking in &self.study.group_rankings.groups[group.group] {
            let standings = ranking.standings.iter().zip(&group.ranked);
            let ranks: Vec<_> = standings.map(|(it, at)| (*at, it.rank)).collect();
            firsts.push(first_of(&ranks));
            unproved |= ranking.kemeny.as_ref().is_some_and(|kemeny| !kemeny.proved);
            let rule = match ranking.rule {
                GroupRule::Borda => "Borda",
                GroupRule::Copeland => "Copeland",
                GroupRule::Kemeny => "Kemeny",
                GroupRule::MeanWeights => words.pick("mean weights", "gemiddelde gewichten"),
                GroupRule::MeanScores => words.pick("mean scores", "gemiddelde scores"),
            };
            let order = match &ranking.kemeny {
                Some(kemeny) => self.kemeny_order(group, kemeny),
                None => self.order(group, ranks),
            };
            rows.push(vec![rule.to_owned(), order]);
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
                "Rules that make one order of many".into(),
                "Regels die de volgordes van alle actoren tot één volgorde samenvoegen".into(),
            )),
            Block::Grid(Grid { head, rows }),
        ];
        if unproved {
            out.push(Block::Detail(words.pick(
                "The Kemeny order is the best found, and not proved to be the best there is.".into(),
                "De Kemeny-volgorde is de beste die is gevonden; dat er geen betere is, is niet bewezen.".into(),
            )));
        }
        out.push(Block::Detail(self.firsts(group, &firsts, without)));
        out.extend(self.influence(group).map(Block::Item));
        out
    }

    /// Whether the rules agree on who is first.
    fn firsts(&self, group: &PanelGroup, firsts: &[Vec<usize>], without: usize) -> String {
        let words = self.words;
        let agree = firsts.iter().all(|first| first.len() == 1 && *first == firsts[0]);
        match firsts.first().filter(|_| agree) {
            Some(first) => {
                let name = words.list(&self.alternatives(group, first));
                if without > 0 {
                    return words.pick(
                        format!("All these rules that give an order put {name} first; {without} gives none. Each order hides who loses by it."),
                        format!("Al deze regels die een volgorde geven, zetten {name} op de eerste plaats; {without} regel geeft er geen. Elke volgorde verbergt wie erbij verliest."),
                    );
                }
                words.pick(
                    format!("All these rules put {name} first. Each order hides who loses by it."),
                    format!("Al deze regels zetten {name} op de eerste plaats. Elke volgorde verbergt wie erbij verliest."),
                )
            }
            None => words.pick(
                "Who is first depends on the rule. Each order hides who loses by it.".to_owned(),
                "Wie eerste is, hangt af van de regel. Elke volgorde verbergt wie erbij verliest."
                    .to_owned(),
            ),
        }
    }

    /// The first Kemeny order, and of how many it is one.
    fn kemeny_order(&self, group: &PanelGroup, kemeny: &Kemeny) -> String {
        let words = self.words;
        let Some(first) = kemeny.orders.first() else { return self.order(group, Vec::new()) };
        let places = first.iter().enumerate();
        let ranks = places.map(|(place, at)| (group.ranked[*at], Some(place + 1))).collect();
        let order = self.order(group, ranks);
        let count = words.count(kemeny.orders.len());
        match (kemeny.proved, kemeny.more, kemeny.orders.len()) {
            (true, false, 2..) => words
                .pick(format!("{order} (one of {count})"), format!("{order} (een van {count})")),
            (true, true, 2..) => words.pick(
                format!("{order} (one of {count} or more)"),
                format!("{order} (een van {count} of meer)"),
            ),
            (true, true, _) => words.pick(
                format!("{order} (there may be others)"),
                format!("{order} (er kunnen er andere zijn)"),
            ),
            _ => order,
        }
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
                &self
                    .words
                    .pick(format!(" (not known of {names})"), format!(" (onbekend voor {names})")),
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
                    "Whatever the influence of one actor is, the first place stays the same by moves in rank, Borda, Copeland and means."
                        .to_owned(),
                    "Hoe zwaar één actor ook doorweegt, de eerste plaats blijft dezelfde volgens de regels van de minste verschuivingen, Borda, Copeland en de gemiddelden."
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
        let (present, switch) = (words.percent_to(nearest.present, 1), words.percent_to(switch, 1));
        // What looks the same is near enough to be said so.
        let is_at_once = present == switch;
        let rule = match nearest.rule {
            InfluenceRule::FewestMoves => {
                words.pick("fewest moves", "minste verschuivingen in rang")
            }
            InfluenceRule::Borda => "Borda",
            InfluenceRule::Copeland => "Copeland",
            InfluenceRule::MeanWeights => words.pick("mean weights", "gemiddelde gewichten"),
            InfluenceRule::MeanScores => words.pick("mean scores", "gemiddelde scores"),
        };
        Some(match is_at_once {
                        true => {
                let change = match holds_below(nearest, beyond) {
                    true => words.pick("less", "minder"),
                    false => words.pick("more", "meer"),
                };
                words.pick(
                    format!("The first place hangs by a thread: with a little {change} influence of {actor} (now {present} of all who rank) the rule {rule} puts {then} first, in place of {now}."),
                    format!("De eerste plaats is wankel: met iets {change} invloed van {actor} (nu {present} van alle actoren die rangschikken) zet de regel {rule} {then} op de eerste plaats, in plaats van {now}."),
                )
            }
            false => words.pick(
                format!("The nearest change of influence that changes who is first: {actor} from {present} to {switch} of the influence of all who rank, by the rule {rule}: {then} in place of {now}."),
                format!("De kleinste wijziging van invloed die verandert wie eerste is: {actor} van {present} naar {switch} van de invloed van alle actoren die rangschikken, volgens de regel {rule}: {then} in plaats van {now}."),
            ),
        })
    }
}

/// Who is first: positions in [`PanelGroup::places`], in order.
fn first_of(ranks: &[(usize, Option<usize>)]) -> Vec<usize> {
    ranks.iter().filter(|(_, rank)| *rank == Some(1)).map(|(at, _)| *at).collect()
}

/// Whether an answer holds below the present share of influence.
fn holds_below(of: &InfluenceOfActor, first: &[usize]) -> bool {
    let with_first = |it: &&crate::study::InfluenceInterval| it.first == first;
    of.intervals.iter().filter(with_first).any(|it| (it.to - of.present).abs() <= SAME_INFLUENCE)
}
