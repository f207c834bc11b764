//! How far the actors agree on the order, all together and kind by kind: Kendall's coefficient of
//! concordance, W.

use super::PanelEvaluation;
use crate::evaluate::keys::keys_of;
use crate::rank_aggregation;
use crate::table::{Table, TableOf};

/// The concordance of actors who rank the alternatives of a group, over the alternatives that all
/// actors who rank have a score for.
#[derive(Debug, Clone, PartialEq)]
pub struct Concordance {
    /// The group: an index into the problem's.
    pub group: usize,
    /// The kind of actors; none: all of them.
    pub kind: Option<String>,
    /// The actors who count, in the order of the panel; at least two.
    pub actors: Vec<usize>,
    /// How many alternatives they are compared on.
    pub alternatives: usize,
    /// W, from 0 (no agreement on any order) to 1 (the same order), corrected for ties. None for
    /// fewer than two alternatives, and where every actor ties all of them.
    pub kendall_w: Option<f64>,
}

/// The concordance in each group where two actors rank: of all, and then of each kind with two
/// actors who rank, in the order in which the panel names kinds.
pub fn concordance(evaluation: &PanelEvaluation) -> Vec<Concordance> {
    let actors = evaluation.actors();
    let mut kinds: Vec<&str> = Vec::new();
    for kind in actors.iter().filter_map(|actor| actor.kind.as_deref()) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let mut out = Vec::new();
    for (group, own) in evaluation.groups.iter().enumerate() {
        for kind in [None].into_iter().chain(kinds.iter().copied().map(Some)) {
            let of_kind = |actor: &usize| kind.is_none() || actors[*actor].kind.as_deref() == kind;
            let members: Vec<usize> = own.ranking.iter().copied().filter(of_kind).collect();
            if members.len() < 2 {
                continue;
            }
            let rankings: Vec<Vec<usize>> =
                members.iter().map(|actor| own.ranks_among_ranked(*actor)).collect();
            out.push(Concordance {
                group,
                kind: kind.map(str::to_owned),
                kendall_w: rank_aggregation::concordance(&rankings),
                actors: members,
                alternatives: own.ranked.len(),
            });
        }
    }
    out
}

/// `concordance`: a row per group and kind; the first of a group is that of all actors who rank.
pub fn concordance_table(evaluation: &PanelEvaluation, rows: &[Concordance]) -> Table {
    let problem = evaluation.panel.problem();
    let first = |row: &Concordance| problem.groups[row.group].members[0];
    TableOf::new("concordance", rows)
        .columns(keys_of(problem, &problem.rank_within, first))
        .text("kind", |row| row.kind.clone())
        .count("actors", |row| Some(row.actors.len()))
        .count("alternatives", |row| Some(row.alternatives))
        .number("kendall_w", |row| row.kendall_w)
        .table()
}
