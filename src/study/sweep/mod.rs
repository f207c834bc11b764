//! How does the answer move with one weight? Every weight swept from 0 to 1, criterion by criterion
//! and node by node.
//!
//! A [`Path`] is the line of leaf weights; a [`Track`] the scores of a group along it, with its
//! switches; [`bands`] adds where the order is certain over the inputs' ranges. For scores that are
//! linear in the weights every switch is exact (compare Mareschal 1988,
//! doi:10.1016/0377-2217(88)90254-8; Triantaphyllou & Sanchez 1997,
//! doi:10.1111/j.1540-5915.1997.tb01306.x).

pub(crate) mod bands;
pub(crate) mod crossing;
pub(crate) mod grid;
pub(crate) mod nearest;
pub(crate) mod switch;
pub(crate) mod tables;
pub(crate) mod track;

use crate::error::{Error, Result};
use crate::evaluate::evaluation::Evaluation;
use crate::progress::{Stage, begin};
use rayon::prelude::*;

pub use crate::evaluate::path::{Path, Paths, Scope};
pub use crate::evaluate::ranked_group::RankedGroup;
pub use bands::{Band, Certainty, bands};
pub use grid::MOST_SEARCHED;
pub use nearest::{MOST_SUMS, NearestWeight, SingleWeight, single_weights};
pub use track::{Extremes, Target, Track};

/// Every weight of an evaluation's first method, swept.
pub struct Sweep<'a> {
    /// The evaluation at the case's weights.
    pub evaluation: &'a Evaluation<'a>,
    /// The swept weights, in the order of the file.
    pub paths: Vec<Path>,
    /// Branches whose weight is always 1, because they have no siblings: not swept.
    pub alone: Vec<usize>,
    /// The ranked alternatives of each group.
    pub ranked_groups: Vec<RankedGroup<'a>>,
    /// By group and path: the scores.
    pub tracks: Vec<Vec<Track>>,
}

/// The branches named, or all; where the criteria have no nodes, local and global are one and
/// called global.
///
/// # Errors
/// [`Error::Argument`] for a name that is not there, or one whose weight is always 1.
pub fn paths(evaluation: &Evaluation, request: &SweepRequest) -> Result<(Vec<Path>, Vec<usize>)> {
    let problem = evaluation.problem;
    let tree = &problem.tree;
    let scope = if tree.has_nodes() { request.scope } else { Scope::Global };
    let find = |id: &String| {
        tree.find(id).ok_or_else(|| {
            let unknown = Error::unknown(
                "criterion",
                id,
                tree.branches.iter().map(|branch| branch.id.as_str()),
            );
            Error::argument("criteria", id, unknown.to_string())
        })
    };
    let mut wanted = request.criteria.iter().map(find).collect::<Result<Vec<usize>>>()?;
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        wanted = (0..tree.branches.len()).collect();
    }
    let all = Paths::new(problem, &evaluation.weights);
    let (mut paths, mut alone) = (Vec::new(), Vec::new());
    for branch in wanted {
        match all.path(branch, scope) {
            Some(path) => paths.push(path),
            None => alone.push(branch),
        }
    }
    Ok((paths, alone))
}

/// What a sweep is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweepRequest {
    /// Which weights give way as one moves: those of its siblings, or all others.
    pub scope: Scope,
    /// The ids of the criteria whose weights are moved; none = all.
    pub criteria: Vec<String>,
}

impl Default for SweepRequest {
    /// As the command line has it: every criterion among its siblings.
    fn default() -> SweepRequest {
        SweepRequest { scope: Scope::Local, criteria: Vec::new() }
    }
}

/// Sweep weights from 0 to 1, one after the other.
///
/// # Errors
/// [`Error::Argument`] for a criterion that is not there; [`Error::Undefined`] for a method whose
/// answer is no score.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{SweepRequest, evaluate, sweep};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 2.0)
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .build()?;
/// let evaluation = evaluate(&problem, &Method::default())?;
/// let request = SweepRequest { criteria: vec!["price".into()], ..SweepRequest::default() };
/// let switches = sweep(&evaluation, &request)?.switches();
/// // From half of the weight on price on, A is ahead.
/// assert_eq!(switches.get(0, "weight").as_number(), Some(0.5));
/// assert_eq!(switches.get(0, "ahead_above").as_text(), Some("A"));
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn sweep<'a>(evaluation: &'a Evaluation<'a>, request: &SweepRequest) -> Result<Sweep<'a>> {
    evaluation.require_score()?;
    let (paths, alone) = paths(evaluation, request)?;
    let ranked_groups: Vec<RankedGroup> = evaluation.groups.iter().map(RankedGroup::new).collect();
    let step = begin(Stage::Sweep, (ranked_groups.len() * paths.len()) as u64);
    let track = |ranked: &RankedGroup<'a>, path: &Path| {
        let track = Track::new(ranked, path);
        step.add(1);
        track
    };
    let tracks = ranked_groups
        .iter()
        .map(|ranked| paths.par_iter().map(|path| track(ranked, path)).collect())
        .collect();
    Ok(Sweep { evaluation, paths, alone, ranked_groups, tracks })
}

impl Sweep<'_> {
    /// Every group's field, path and track, in order.
    pub fn each(&self) -> impl Iterator<Item = (&RankedGroup<'_>, &Path, &Track)> {
        let of_group = |(ranked, tracks)| {
            self.paths.iter().zip(tracks).map(move |(path, track)| (ranked, path, track))
        };
        self.ranked_groups.iter().zip(&self.tracks).flat_map(of_group)
    }
}
