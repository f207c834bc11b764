//! Benefits and burdens beside the baseline, for actors who keep them apart.

use super::View;
use crate::report::Block;
use crate::study::{ActorImpacts, ImpactPart, PanelGroup};
use crate::write::grid::{Align, Grid};

/// Rows of the table.
const MOST_ROWS: usize = 24;

impl View<'_> {
    pub(super) fn impacts(&self, group: &PanelGroup) -> Vec<Block> {
        let words = self.words;
        let of_group: Vec<&ActorImpacts> = self
            .study
            .impacts
            .iter()
            .filter(|it| it.group == group.group && it.impacts.is_ok())
            .collect();
        let Some(baseline) = self.study.evaluation.panel.baseline(group.group) else {
            return Vec::new();
        };
        if of_group.is_empty() {
            return Vec::new();
        }
        let baseline = words.inside(self.problem(), baseline);
        let left = |text: &str| (text.to_owned(), Some(Align::Left));
        let right = |text: &str| (text.to_owned(), Some(Align::Right));
        let mut grid = Grid {
            head: vec![
                left(words.pick("Actor", "Actor")),
                left(words.pick("Alternative", "Alternatief")),
                right(words.pick("Benefit", "Voordeel")),
                right(words.pick("Burden", "Nadeel")),
            ],
            rows: Vec::new(),
        };
        let part = |part: Option<ImpactPart>| match part {
            None => "-".to_owned(),
            Some(part) => match part.nominal {
                Some(nominal) => words.signed(nominal),
                None => "?".to_owned(),
            },
        };
        for own in of_group {
            for (row, impact) in own.impacts.iter().flatten().enumerate() {
                let actor = if row == 0 { self.actor(own.actor) } else { String::new() };
                let name = self.alternative(group, impact.alternative);
                grid.rows.push(vec![actor, name, part(impact.benefit), part(impact.burden)]);
            }
        }
        let cut = grid.rows.len() > MOST_ROWS;
        grid.rows.truncate(MOST_ROWS);
        let mut out = vec![
            Block::Heading(words.pick(
                format!("Benefits and burdens beside {baseline}, in points of score"),
                format!("Voor- en nadelen tegenover {baseline}, in scorepunten"),
            )),
            Block::Grid(grid),
        ];
        out.push(Block::Detail(words.pick(
            "Above 0 a burden is heavier than there. The two are never added up, and figures are nominal.".into(),
            "Een nadeel boven 0 is groter dan daar. Voor- en nadelen worden nooit opgeteld, en de cijfers zijn nominaal.".into(),
        )));
        out.extend(self.in_neither().map(Block::Detail));
        if cut {
            out.push(Block::Detail(words.pick(
                "`--table impacts` has all of them.".into(),
                "`--table impacts` bevat ze allemaal.".into(),
            )));
        }
        out
    }

    /// Criteria with weight that an actor names neither as a benefit nor as a burden.
    fn in_neither(&self) -> Option<String> {
        let words = self.words;
        let evaluation = self.study.evaluation;
        let of = |(at, actor): (usize, &crate::problem::Actor)| {
            if actor.benefit().is_empty() && actor.burden().is_empty() || !actor.ranks() {
                return None;
            }
            let weighs = |leaf: &usize| {
                evaluation.evaluations[at].groups.iter().any(|it| it.weights[*leaf] > 0.0)
            };
            let named =
                |leaf: &usize| actor.benefit().contains(leaf) || actor.burden().contains(leaf);
            let leaves: Vec<usize> = (0..self.problem().tree().leaves().len())
                .filter(|leaf| weighs(leaf) && !named(leaf))
                .collect();
            let names = words.list(&words.criteria(self.problem(), &leaves));
            (!leaves.is_empty()).then(|| format!("{} ({names})", self.actor(at)))
        };
        let all: Vec<String> = evaluation.actors().iter().enumerate().filter_map(of).collect();
        let all = (!all.is_empty()).then(|| words.some(&all, super::MOST_NAMED))?;
        Some(words.pick(
            format!("These criteria count in the ranks and in neither of the two: {all}."),
            format!(
                "Deze criteria tellen mee in de rangen, maar niet in de voor- of nadelen: {all}."
            ),
        ))
    }
}
