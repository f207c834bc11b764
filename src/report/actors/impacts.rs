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
                right(words.pick("Benefit", "Baat")),
                right(words.pick("Burden", "Last")),
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
                format!("Benefits and burdens beside {baseline}, never added up"),
                format!("Baten en lasten tegenover {baseline}, nooit opgeteld"),
            )),
            Block::Grid(grid),
        ];
        if cut {
            out.push(Block::Detail(words.pick(
                "`--table impacts` has all of them.".into(),
                "`--table impacts` heeft ze allemaal.".into(),
            )));
        }
        out
    }
}
