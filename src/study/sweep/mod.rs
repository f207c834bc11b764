//! How does the answer move with one weight? Every weight swept from 0 to 1, criterion by criterion
//! and node by node.
//!
//! Each group is swept from its own weights.
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
    /// By set of weights that groups have: the swept weights, in the order of the file. All sets
    /// have the same branches.
    paths: Vec<Vec<Path>>,
    /// Branches whose weight is always 1, because they have no siblings: not swept.
    pub alone: Vec<usize>,
    /// The ranked alternatives of each group.
    pub ranked_groups: Vec<RankedGroup<'a>>,
    /// By group and path: the scores.
    pub tracks: Vec<Vec<Track>>,
}

/// The paths of the branches named, or of all, by set of weights that groups have; and the branches
/// whose weight is always 1. Where the criteria have no nodes, local and global are one and called
/// global.
///
/// # Errors
/// [`Error::Argument`] for a name that is not there.
pub(crate) fn paths(
    evaluation: &Evaluation,
    request: &SweepRequest,
) -> Result<(Vec<Vec<Path>>, Vec<usize>)> {
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
            Error::argument("criteria", id, unknown.said())
        })
    };
    let mut wanted = request.criteria.iter().map(find).collect::<Result<Vec<usize>>>()?;
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        wanted = (0..tree.branches.len()).collect();
    }
    let (mut sets, mut alone) = (Vec::new(), Vec::new());
    for set in 0..evaluation.weights.sets() {
        let all = Paths::new(problem, &evaluation.weights, set);
        let mut paths = Vec::new();
        for branch in &wanted {
            match all.path(*branch, scope) {
                Some(path) => paths.push(path),
                // Whether a branch has siblings is the same for any weights.
                None if set == 0 => alone.push(*branch),
                None => {}
            }
        }
        sets.push(paths);
    }
    Ok((sets, alone))
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
    let step = begin(Stage::Sweep, (ranked_groups.len() * paths[0].len()) as u64);
    let track = |ranked: &RankedGroup<'a>, path: &Path| {
        let track = Track::new(ranked, path);
        step.add(1);
        track
    };
    let tracks = ranked_groups
        .iter()
        .enumerate()
        .map(|(group, ranked)| {
            let own = &paths[evaluation.weights.set_of(group)];
            own.par_iter().map(|path| track(ranked, path)).collect()
        })
        .collect();
    Ok(Sweep { evaluation, paths, alone, ranked_groups, tracks })
}

impl Sweep<'_> {
    /// The swept weights of a group, in the order of the file. Every group has the same branches,
    /// which are swept through the group's own weights.
    pub fn paths(&self, group: usize) -> &[Path] {
        &self.paths[self.evaluation.weights.set_of(group)]
    }

    /// The swept weights of all groups: those of a group and then those of the others with other
    /// weights.
    pub fn all_paths(&self) -> impl Iterator<Item = &Path> {
        self.paths.iter().flatten()
    }

    /// How many weights of a group are swept.
    pub fn swept(&self) -> usize {
        self.paths[0].len()
    }

    /// Every group's field, path and track, in order.
    pub fn each(&self) -> impl Iterator<Item = (&RankedGroup<'_>, &Path, &Track)> {
        let of_group = |(group, (ranked, tracks))| {
            self.paths(group).iter().zip(tracks).map(move |(path, track)| (ranked, path, track))
        };
        self.ranked_groups.iter().zip(&self.tracks).enumerate().flat_map(of_group)
    }
}
