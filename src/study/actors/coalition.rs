//! Which actors together can decide, and which together can keep the others from it.

use super::PanelEvaluation;
use crate::rank_aggregation::{Coalition, Coalitions, Majority};
use crate::table::{Table, TableOf};

/// At most so many coalitions of a kind are listed, the smallest first.
pub const MOST_COALITIONS: usize = 1_000;

/// The minimal coalitions of all actors with influence, whether they rank or not. It takes more than
/// half of all influence to decide.
#[derive(Debug)]
#[non_exhaustive]
pub struct PanelCoalitions<'a> {
    panel: &'a PanelEvaluation<'a>,
    /// Those that decide, and would not without any one of their members. Members are actors, and
    /// weights their influence as given.
    pub winning: Coalitions,
    /// Those without which the others cannot decide, and could with any one of their members.
    pub blocking: Coalitions,
}

/// The minimal coalitions of a panel; `None` only if the influence of all sums to no finite number.
pub fn coalitions<'a>(panel: &'a PanelEvaluation<'a>) -> Option<PanelCoalitions<'a>> {
    let influence: Vec<f64> = panel.actors().iter().map(|actor| actor.influence()).collect();
    let majority = Majority::new(&influence, None)?;
    let winning = majority.minimal_winning(MOST_COALITIONS);
    let blocking = majority.minimal_blocking(MOST_COALITIONS);
    Some(PanelCoalitions { panel, winning, blocking })
}

impl PanelCoalitions<'_> {
    /// `coalitions`: a row per minimal coalition, those that decide first, then by size. Influence is
    /// a share of all.
    pub fn table(&self) -> Table {
        let actors = self.panel.actors();
        let total: f64 = actors.iter().map(|actor| actor.influence()).sum();
        let of_kind = |kind: &'static str, of: &'_ Coalitions| -> Vec<(&'static str, Coalition)> {
            of.sets.iter().map(|set| (kind, set.clone())).collect()
        };
        let mut rows = of_kind("winning", &self.winning);
        rows.extend(of_kind("blocking", &self.blocking));
        let names = |set: &Coalition| {
            let ids: Vec<&str> = set.members.iter().map(|at| actors[*at].id()).collect();
            ids.join("; ")
        };
        TableOf::new("coalitions", &rows)
            .text("kind", |row| Some(row.0.to_owned()))
            .count("size", |row| Some(row.1.members.len()))
            .text("actors", |row| Some(names(&row.1)))
            .number("influence", |row| Some(row.1.weight / total))
            .table()
    }
}
