//! How far the actors agree on the order, all together and kind by kind: Kendall's coefficient of
//! concordance, W.

use super::PanelEvaluation;
use crate::evaluate::keys::keys_of;
use crate::problem::ranking::average_ranks;
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
            let rankings: Vec<Vec<f64>> = members
                .iter()
                .map(|actor| average_ranks(&own.ranks_among_ranked(*actor)))
                .collect();
            out.push(Concordance {
                group,
                kind: kind.map(str::to_owned),
                kendall_w: kendall_w(&rankings),
                actors: members,
                alternatives: own.ranked.len(),
            });
        }
    }
    out
}

/// Kendall's coefficient of concordance W of m rankings of n items, each with average ranks for
/// ties: W = 12 S / (m^2 (n^3 - n) - m T).
///
/// S is the sum over items of (R - m (n + 1) / 2)^2, with R the sum of an item's ranks. T is the sum
/// over rankings and their runs of t tied items of t^3 - t. From 0 to 1, and 1 where all rankings
/// are the same. None for fewer than two rankings or items, for rankings of different items, and
/// where every ranking ties all items. Kendall & Babington Smith 1939, doi:10.1214/aoms/1177732186;
/// the correction is that of Kendall 1945, doi:10.1093/biomet/33.3.239.
//
// To be replaced by that of `rank_aggregation::concordance` once it is there.
fn kendall_w(rankings: &[Vec<f64>]) -> Option<f64> {
    let (m, n) = (rankings.len() as f64, rankings.first()?.len());
    if rankings.len() < 2 || n < 2 || rankings.iter().any(|ranks| ranks.len() != n) {
        return None;
    }
    let cube = |count: usize| (count as f64).powi(3) - count as f64;
    let middle = m * (n as f64 + 1.0) / 2.0;
    let from_middle = |item: usize| rankings.iter().map(|ranks| ranks[item]).sum::<f64>() - middle;
    let spread: f64 = (0..n).map(|item| from_middle(item).powi(2)).sum();
    let ties = |ranks: &Vec<f64>| {
        let mut sorted = ranks.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.chunk_by(|a, b| a == b).map(|run| cube(run.len())).sum::<f64>()
    };
    // Per ranking, so that what ties everything counts exactly nothing.
    let most: f64 = m * rankings.iter().map(|ranks| cube(n) - ties(ranks)).sum::<f64>();
    (most > 0.0).then(|| (12.0 * spread / most).clamp(0.0, 1.0))
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

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    /// The spread of the sums as a share of the most it can be: S / (m sum of (rank - mean)^2).
    fn by_deviations(rankings: &[Vec<f64>]) -> f64 {
        let (m, n) = (rankings.len() as f64, rankings[0].len());
        let mean = (n as f64 + 1.0) / 2.0;
        let within: f64 = rankings.iter().flatten().map(|rank| (rank - mean).powi(2)).sum();
        let sums = (0..n).map(|item| rankings.iter().map(|ranks| ranks[item] - mean).sum::<f64>());
        sums.map(|sum| sum * sum).sum::<f64>() / (m * within)
    }

    #[test]
    fn concordance_by_hand_and_by_deviations() {
        let same = vec![vec![1.0, 2.5, 2.5, 4.0]; 3];
        assert_relative_eq!(kendall_w(&same).unwrap(), 1.0, epsilon = 1e-12);
        let reverse = [vec![1.0, 2.0, 3.0], vec![3.0, 2.0, 1.0]];
        assert_relative_eq!(kendall_w(&reverse).unwrap(), 0.0, epsilon = 1e-12);
        let tied = [vec![1.0, 2.0, 3.0], vec![1.5, 1.5, 3.0], vec![2.0, 1.0, 3.0]];
        // Sums 4.5, 4.5 and 9 around 6: S = 13.5, T = 6; W = 162 / (216 - 18).
        assert_relative_eq!(kendall_w(&tied).unwrap(), 162.0 / 198.0, epsilon = 1e-12);
        assert_relative_eq!(kendall_w(&tied).unwrap(), by_deviations(&tied), epsilon = 1e-12);
        // One who ties all of them adds nothing to the spread and nothing to what it can be.
        let with_idle = [tied[0].clone(), tied[1].clone(), tied[2].clone(), vec![2.0; 3]];
        assert_relative_eq!(
            kendall_w(&with_idle).unwrap(),
            by_deviations(&with_idle),
            epsilon = 1e-12
        );
        assert_eq!(kendall_w(&[vec![2.0; 3], vec![2.0; 3]]), None);
        assert_eq!(kendall_w(&[vec![1.0, 2.0]]), None);
        assert_eq!(kendall_w(&[vec![1.0], vec![1.0]]), None);
    }
}
