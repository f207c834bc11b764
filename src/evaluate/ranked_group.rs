//! The alternatives of a group that sensitivity looks at: those ranked at the case's weights.

use crate::evaluate::evaluation::GroupResult;
use crate::evaluate::path::Path;
use crate::problem::ranking::tolerance;
use crate::problem::{PlaceInGroup, Problem};
use crate::tolerance::SUM_ROUNDING;
use std::sync::OnceLock;

/// The ranked alternatives of a group.
pub struct RankedGroup<'a> {
    /// The result of the method on the group that they are of.
    pub group: &'a GroupResult,
    /// Their places in it, in key order.
    pub places: Vec<PlaceInGroup>,
    /// The row of the method's figures of each.
    rows: Vec<usize>,
    /// See [`RankedGroup::ends`]; `None` where they are of no use.
    sums: OnceLock<Option<Sums>>,
}

/// The scores at both ends of a path.
pub struct Ends {
    /// A score per ranked alternative where the swept weight is 0.
    pub start: Vec<f64>,
    /// The same where the swept weight is 1.
    pub end: Vec<f64>,
    /// How much rounding they may carry, at 0 and at 1.
    pub noise: (f64, f64),
}

/// Sums of weight times value over the first leaves and over the last ones, an alternative after
/// the other; and the same without signs.
struct Sums {
    first: Vec<f64>,
    last: Vec<f64>,
    first_sizes: Vec<f64>,
    last_sizes: Vec<f64>,
}

/// From so many leaves on the sums over all but one are put together from sums over the first and
/// the last.
const MANY: usize = 256;

impl<'a> RankedGroup<'a> {
    /// Those of the group that have a rank at the case's weights.
    pub fn new(group: &'a GroupResult) -> RankedGroup<'a> {
        let ranked = |place: &PlaceInGroup| group.standing(*place).rank.is_some();
        RankedGroup::of(group, group.eligible().iter().copied().filter(ranked).collect())
    }

    /// All that compete, ranked or not.
    pub fn competing(group: &'a GroupResult) -> RankedGroup<'a> {
        RankedGroup::of(group, group.eligible().to_vec())
    }

    fn of(group: &'a GroupResult, places: Vec<PlaceInGroup>) -> RankedGroup<'a> {
        let rows = places.iter().filter_map(|place| group.row(*place)).collect();
        RankedGroup { group, places, rows, sums: OnceLock::new() }
    }

    /// Whether the method has exact bounds over the inputs.
    pub fn has_bounds(&self) -> bool {
        self.group.bounds.is_some()
    }

    /// Whether scores are linear in the weights.
    pub fn is_linear(&self) -> bool {
        self.group.values.is_some()
    }

    /// The value of an alternative on a leaf, where scores are sums of weight times value.
    pub fn value(&self, at: usize, leaf: usize) -> f64 {
        self.group.values.as_ref().map_or(0.0, |values| values.at(self.rows[at], leaf))
    }

    /// The row of the method's figures of an alternative.
    pub fn row(&self, at: usize) -> usize {
        self.rows[at]
    }

    /// The rank of each at the case's weights.
    pub fn rank(&self, at: usize) -> usize {
        self.group.standing(self.places[at]).rank.unwrap_or(usize::MAX)
    }

    /// All of them by rank, those of one rank in key order.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order.sort_by_key(|at| self.rank(*at));
        order
    }

    /// Those of rank 1, as indices into `places`: several if they tie.
    pub fn leaders(&self) -> Vec<usize> {
        (0..self.places.len()).filter(|at| self.rank(*at) == 1).collect()
    }

    /// The alternative.
    pub fn member(&self, at: usize) -> usize {
        self.group.member(self.places[at])
    }

    /// The name of an alternative inside its group.
    pub fn name(&self, problem: &Problem, at: usize) -> String {
        problem.name(self.member(at), &problem.keys_inside())
    }

    /// The scores at these leaf weights.
    pub fn scores(&self, weights: &[f64]) -> Vec<f64> {
        let Some(scorer) = self.group.scorer.as_ref() else { return vec![0.0; self.rows.len()] };
        let mut all = vec![0.0; scorer.alternatives()];
        scorer.score(weights, 1, &mut all);
        self.rows.iter().map(|row| all[*row].clamp(f64::MIN, f64::MAX)).collect()
    }

    /// Differences of scores up to this are ties at these weights.
    pub fn eps(&self, scores: &[f64], weights: &[f64]) -> f64 {
        tolerance(scores.iter().copied()).max(SUM_ROUNDING * self.group.magnitude(weights))
    }

    /// The scores at both ends of a path, where they are linear in the weights. Among very many
    /// leaves one path after the other takes out a single one: then the rest is not added up anew
    /// for each.
    pub fn ends(&self, path: &Path) -> Ends {
        if let (Some((leaf, others)), Some(values)) = (path.single(), &self.group.values)
            && values.columns() >= MANY
            && let Some(sums) = self.sums.get_or_init(|| Sums::new(self, path.base()))
        {
            let n = values.columns();
            let but = |first: &[f64], last: &[f64], at: usize| {
                (first[at * (n + 1) + leaf] + last[at * (n + 1) + leaf + 1]) / others
            };
            let size = |at: usize| but(&sums.first_sizes, &sums.last_sizes, at);
            let all = 0..self.rows.len();
            let end: Vec<f64> = all.clone().map(|at| self.value(at, leaf)).collect();
            return Ends {
                start: all.clone().map(|at| but(&sums.first, &sums.last, at)).collect(),
                noise: (
                    SUM_ROUNDING * all.map(size).fold(0.0, f64::max),
                    SUM_ROUNDING * end.iter().fold(0.0, |size: f64, v| size.max(v.abs())),
                ),
                end,
            };
        }
        let (from, to) = (path.at(0.0), path.at(1.0));
        let noise =
            (SUM_ROUNDING * self.group.magnitude(&from), SUM_ROUNDING * self.group.magnitude(&to));
        Ends { start: self.scores(&from), end: self.scores(&to), noise }
    }
}

impl Sums {
    /// `None` where a sum overflows.
    fn new(ranked: &RankedGroup, weights: &[f64]) -> Option<Sums> {
        let n = weights.len();
        let size = ranked.rows.len() * (n + 1);
        let mut out = Sums {
            first: vec![0.0; size],
            last: vec![0.0; size],
            first_sizes: vec![0.0; size],
            last_sizes: vec![0.0; size],
        };
        for at in 0..ranked.rows.len() {
            let start = at * (n + 1);
            let term = |leaf: usize| weights[leaf] * ranked.value(at, leaf);
            for leaf in 0..n {
                out.first[start + leaf + 1] = out.first[start + leaf] + term(leaf);
                out.first_sizes[start + leaf + 1] =
                    out.first_sizes[start + leaf] + term(leaf).abs();
            }
            for leaf in (0..n).rev() {
                out.last[start + leaf] = out.last[start + leaf + 1] + term(leaf);
                out.last_sizes[start + leaf] = out.last_sizes[start + leaf + 1] + term(leaf).abs();
            }
        }
        out.first_sizes.iter().all(|size| size.is_finite()).then_some(out)
    }
}
