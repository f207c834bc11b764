//! Who stands apart and why, and which two actors are furthest from each other.

use super::View;
use crate::report::Block;
use crate::study::{ActorPair, Apart, PanelGroup};
use crate::tolerance::THRESHOLD;

/// Actors of whom it is said what sets them apart.
const MOST_APART: usize = 5;

impl View<'_> {
    pub(super) fn divides(&self, group: &PanelGroup) -> Vec<Block> {
        let words = self.words;
        let mut apart: Vec<&Apart> = self
            .study
            .apart
            .iter()
            .filter(|it| it.group == group.group && it.mean_kendall.is_some())
            .collect();
        if apart.len() < 2 {
            return Vec::new();
        }
        let mean = |it: &Apart| it.mean_kendall.unwrap_or(1.0);
        apart.sort_by(|a, b| mean(a).total_cmp(&mean(b)).then(a.actor.cmp(&b.actor)));
        let mut out =
            vec![Block::Heading(words.pick(
                "Who stands apart, the furthest first".into(),
                "Wie het meest afwijkt".into(),
            ))];
        if apart.iter().all(|it| mean(it) > 1.0 - THRESHOLD) {
            out.push(Block::Item(words.pick(
                "Nobody: all who rank give the same order.".into(),
                "Niemand: alle actoren die rangschikken, geven dezelfde volgorde.".into(),
            )));
        } else if let Some(sentence) = self.concord(group) {
            out.push(Block::Item(sentence));
        }
        // Who ranks as the others do on average is not apart.
        let some: Vec<&Apart> = apart
            .iter()
            .copied()
            .filter(|it| mean(it) < 1.0 - THRESHOLD)
            .take(MOST_APART)
            .collect();
        out.extend(some.iter().map(|it| Block::Item(self.why_apart(group, it))));
        out.extend(self.furthest_pair(group).map(Block::Item));
        out.extend(self.camps(group).map(Block::Item));
        out
    }

    /// How far those who rank agree on an order.
    fn concord(&self, group: &PanelGroup) -> Option<String> {
        let words = self.words;
        let all = |it: &&crate::study::Concordance| it.group == group.group && it.kind.is_none();
        let w = self.study.concordance.iter().find(all)?.kendall_w?;
        let figure = match words.two(w) {
            text if w < 1.0 - THRESHOLD && text == words.two(1.0) => {
                words.pick("just under 1", "net onder 1").to_owned()
            }
            text => text,
        };
        Some(words.pick(
            format!("Kendall's W is {figure}: 1 is the same order for all, 0 no common order at all."),
            format!("Kendalls W is {figure}: bij 1 heeft iedereen dezelfde volgorde, bij 0 hebben de volgordes niets gemeen."),
        ))
    }

    fn why_apart(&self, group: &PanelGroup, it: &Apart) -> String {
        let words = self.words;
        let name = self.actor(it.actor);
        let tau = words.two(it.mean_kendall.unwrap_or_default());
        let weight = it.criterion.map(|of| {
            let (own, others) = (words.percent(of.own_weight), words.percent(of.others_weight));
            let criterion = self.criterion(of.leaf);
            words.pick(
                format!("gives {criterion} {own} of the weight, the others {others} on average"),
                format!("geeft {criterion} {own} van het gewicht, de anderen gemiddeld {others}"),
            )
        });
        let rank = it.alternative.map(|of| {
            let alternative = self.alternative(group, of.alternative);
            let others = match of.others_rank.fract() == 0.0 {
                true => words.count(of.others_rank as usize),
                false => words.figure(of.others_rank),
            };
            let own = of.own_rank;
            words.pick(
                format!("ranks {alternative} {own}, the others {others} on average"),
                format!("geeft {alternative} rang {own}, de anderen gemiddeld {others}"),
            )
        });
        let why: Vec<String> = weight.into_iter().chain(rank).collect();
        let why = match why.is_empty() {
            true => String::new(),
            false => format!(": {}", why.join("; ")),
        };
        words.pick(
            format!("{name} (mean tau-b {tau} with the others){why}."),
            format!("{name} (gemiddelde tau-b {tau} met de anderen){why}."),
        )
    }

    /// The two actors with the least alike rankings, and what divides them.
    fn furthest_pair(&self, group: &PanelGroup) -> Option<String> {
        let words = self.words;
        if group.ranking.len() < 3 {
            return None;
        }
        let of_group = self.study.pairs.iter().filter(|pair| pair.group == group.group);
        let furthest = of_group
            .filter(|pair| pair.kendall.is_some() && pair.opposed_pairs > 0)
            .min_by(|a, b| a.kendall.unwrap_or(1.0).total_cmp(&b.kendall.unwrap_or(1.0)))?;
        let ActorPair { a, b, opposed_pairs, compared_pairs, .. } = furthest;
        let (a, b) = (self.actor(*a), self.actor(*b));
        let (opposed, compared) = (words.count(*opposed_pairs), words.count(*compared_pairs));
        let criterion = furthest.criteria.first().map(|effect| {
            let name = self.criterion(effect.leaf);
            let (own, other) = (words.percent(effect.weight_a), words.percent(effect.weight_b));
            words.pick(
                format!("the weight of {name} ({own} and {other})"),
                format!("het gewicht van {name} ({own} en {other})"),
            )
        });
        let cell = furthest.cells.first().map(|effect| {
            let (alternative, criterion) =
                (self.alternative(group, effect.alternative), self.criterion(effect.leaf));
            let figures = self.figures(group, furthest, effect.alternative, effect.leaf);
            words.pick(
                format!("what each expects of {alternative} for {criterion}{figures}"),
                format!("wat elk van {alternative} verwacht voor {criterion}{figures}"),
            )
        });
        // The greater of the two comes first.
        let size = |effect: Option<f64>| effect.map_or(0.0, f64::abs);
        let by_weight = size(furthest.criteria.first().map(|it| it.effect));
        let by_cell = size(furthest.cells.first().map(|it| it.effect));
        let mut what: Vec<String> = match by_cell > by_weight {
            true => cell.into_iter().chain(criterion).collect(),
            false => criterion.into_iter().chain(cell).collect(),
        };
        what.truncate(2);
        let what = match what.is_empty() {
            true => String::new(),
            false => {
                let what = words.list(&what);
                words.pick(
                    format!(" What divides them most is {what}."),
                    format!(" Wat hen het meest verdeelt, is {what}."),
                )
            }
        };
        Some(words.pick(
            format!("No two actors are further apart than {a} and {b}: at the weights and figures given, they put {opposed} of {compared} pairs of alternatives the other way round.{what}"),
            format!("Geen twee actoren staan verder uit elkaar dan {a} en {b}: bij de opgegeven gewichten en cijfers staan {opposed} van de {compared} paren alternatieven bij hen omgekeerd.{what}"),
        ))
    }

    /// What each of two actors has for an alternative on a criterion.
    fn figures(&self, group: &PanelGroup, pair: &ActorPair, at: usize, leaf: usize) -> String {
        let words = self.words;
        let member = self.study.evaluation.member(group, at);
        let of = |actor: usize| {
            let problem = self.study.evaluation.actors()[actor].problem();
            let criterion = &problem.tree().leaves()[leaf];
            words.performance(criterion, &problem.performance(member, leaf))
        };
        words.pick(
            format!(" ({} and {})", of(pair.a), of(pair.b)),
            format!(" ({} en {})", of(pair.a), of(pair.b)),
        )
    }

    fn camps(&self, group: &PanelGroup) -> Option<String> {
        let words = self.words;
        let camps = self.study.camps.iter().find(|it| it.group == group.group)?;
        let count = camps.camps.iter().max()? + 1;
        let camp = |camp: usize| {
            let members: Vec<usize> = camps
                .actors
                .iter()
                .zip(&camps.camps)
                .filter(|(_, of)| **of == camp)
                .map(|(actor, _)| *actor)
                .collect();
            words.list(&self.actors(&members))
        };
        let all: Vec<String> = (0..count).map(camp).collect();
        let by = match camps.by.name() {
            "weights" => words.pick("weights", "gewichten"),
            _ => words.pick("rankings", "rangschikkingen"),
        };
        let all = all.join(" | ");
        Some(words.pick(
            format!("Like-minded by their {by}: {all}."),
            format!("Gelijkgezind volgens hun {by}: {all}."),
        ))
    }
}
