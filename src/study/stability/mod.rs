//! How much must change before the answer does? Of one weight, of all weights together, of the
//! judgements, of the source.
//!
//! All of it starts from the weights of the group.
//!
//! - *Intervals*: the range of each weight, swept as in [`super::sweep`], within which first place,
//!   or the whole order, holds.
//! - *Smallest change* ([`change`]): the nearest admissible weights at which a challenger catches
//!   the leader, or every rival, as a certificate: the weights themselves, which anybody can
//!   multiply out.
//! - *Fewest inputs* ([`fewest`]): the smallest set of inputs that, moved, lets a challenger catch
//!   the leader at the given weights.
//! - *Passages* ([`passages`]): who leads when one passage of the source is left out.

pub(crate) mod change;
pub(crate) mod distance;
pub(crate) mod fewest;
pub(crate) mod norm;
pub(crate) mod passages;
pub(crate) mod ratio;
pub(crate) mod tables;
pub(crate) mod transfer;
pub(crate) mod unique;

use super::sweep::{Sweep, SweepRequest, Target, sweep};
use crate::error::Result;
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::path::Path;
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::Problem;
use crate::problem::ranking::difference;
use crate::progress::{Stage, begin};
use crate::proof::contradiction::check_admissible;
use rayon::prelude::*;

pub use crate::proof::challenger::Conditions;
pub use crate::study::stability::norm::Norm;
pub use change::{Change, Goal, Reach, Why};
pub use fewest::{Fewest, Move, MovedInput};
pub use passages::{Indispensable, LeftOut};

/// The answers of a stability study.
pub struct Stability<'a> {
    /// The sweep of the weights that the intervals and the smallest changes start from.
    pub sweep: Sweep<'a>,
    /// By group, then target, then path: the interval.
    pub intervals: Vec<StabilityInterval>,
    /// By group, challenger, goal and norm: the smallest change of weights.
    pub changes: Vec<ChangeOf>,
    /// By group, challenger and kind of move: the fewest inputs.
    pub fewest: Vec<FewestOf>,
    /// By group and passage: who leads without it.
    pub left_out: Vec<LeftOut>,
    /// Passages that the case cannot do without.
    pub indispensable: Vec<Indispensable>,
    /// Groups with more challengers than were looked at.
    pub cut: Vec<usize>,
}

/// Within which weights the answer holds. Groups and paths are indices into the sweep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StabilityInterval {
    /// The group, as an index into the problem's.
    pub group: usize,
    /// What stays the same within the interval.
    pub target: Target,
    /// The path, as an index into those of the group in the sweep.
    pub path: usize,
    /// The least swept weight at which it holds, 0 to 1.
    pub low: f64,
    /// The greatest swept weight at which it holds, 0 to 1.
    pub high: f64,
}

/// The smallest change of weights for one challenger; it and the leader are indices into the
/// group's field.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeOf {
    /// The group, as an index into the problem's.
    pub group: usize,
    /// Who is first; of several that tie, the first in key order.
    pub leader: usize,
    /// Who should catch up.
    pub challenger: usize,
    /// Whom it should catch up with.
    pub goal: Goal,
    /// The norm in which the change is smallest.
    pub norm: Norm,
    /// The smallest change, and how far it gets the challenger.
    pub change: Change,
}

/// The fewest inputs for one challenger.
#[derive(Debug, Clone, PartialEq)]
pub struct FewestOf {
    /// The group, as an index into the problem's.
    pub group: usize,
    /// Who is first.
    pub leader: usize,
    /// Who should catch up.
    pub challenger: usize,
    /// How far inputs may move.
    pub how: Move,
    /// The fewest inputs, and where they move.
    pub fewest: Fewest,
}

/// In groups with more challengers than this only the next in rank are looked at.
pub const MOST_CHALLENGERS: usize = 50;

/// What a study of stability is asked for.
#[derive(Clone, Default)]
pub struct StabilityRequest<'a> {
    /// Whose weights move, and which give way.
    pub sweep: SweepRequest,
    /// Passages to leave out one by one, if any.
    pub passages: Option<PassagesLeftOut<'a>>,
}

/// Passages that a study leaves out one by one.
#[derive(Clone, Copy)]
pub struct PassagesLeftOut<'a> {
    /// The passages, as records name them.
    pub passages: &'a [String],
    /// Gives the problem that remains without a passage.
    pub problem_without: &'a (dyn Fn(&str) -> Result<Problem> + Sync),
}

/// Study how much must change before the answer does.
///
/// # Errors
/// As for [`sweep`], and those of preparing the method; [`crate::Error::Contradiction`] where no
/// weights meet the constraints and preferences.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{StabilityRequest, evaluate, stability};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 2.0)
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .build()?;
/// let evaluation = evaluate(&problem, &Method::default())?;
/// let study = stability(&evaluation, &StabilityRequest::default())?;
/// let intervals = study.intervals_table();
/// assert_eq!(intervals.get(0, "criterion").as_text(), Some("price"));
/// assert_eq!(intervals.get(0, "low").as_number(), Some(0.0));
/// assert_eq!(intervals.get(0, "high").as_number(), Some(0.5));
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn stability<'a>(
    evaluation: &'a Evaluation<'a>,
    request: &StabilityRequest,
) -> Result<Stability<'a>> {
    check_admissible(evaluation.problem)?;
    let sweep = sweep(evaluation, &request.sweep)?;
    let mut intervals = Vec::new();
    let step = begin(Stage::Switches, 2 * (sweep.ranked_groups.len() * sweep.swept()) as u64);
    for (group, (ranked, tracks)) in sweep.ranked_groups.iter().zip(&sweep.tracks).enumerate() {
        if ranked.places.len() < 2 {
            continue;
        }
        for target in [Target::First, Target::Order] {
            for (at, (path, track)) in sweep.paths(group).iter().zip(tracks).enumerate() {
                let (low, high) = track.stable(ranked, path, target);
                intervals.push(StabilityInterval { group, target, path: at, low, high });
                step.add(1);
            }
        }
    }
    drop(step);
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    let mut cut = Vec::new();
    for (group, ranked) in sweep.ranked_groups.iter().enumerate() {
        let order = ranked.order();
        let Some(leader) = order.first().copied() else { continue };
        if order.len() > MOST_CHALLENGERS + 1 {
            cut.push(group);
        }
        pairs.extend(
            order[1..].iter().take(MOST_CHALLENGERS).map(|challenger| (group, leader, *challenger)),
        );
    }
    let linear = sweep.ranked_groups.iter().all(RankedGroup::is_linear);
    let step = begin(Stage::Changes, pairs.len() as u64);
    let of_pair = |pair: &(usize, usize, usize)| {
        let found = changes(evaluation, &sweep.ranked_groups[pair.0], *pair);
        step.add(1);
        found
    };
    let changes =
        if linear { pairs.par_iter().flat_map_iter(of_pair).collect() } else { Vec::new() };
    drop(step);
    let fewest = fewest_of(evaluation, &sweep, &pairs)?;
    let (left_out, indispensable) = match &request.passages {
        Some(wanted) => passages::leave_out(evaluation, wanted.passages, wanted.problem_without),
        None => Default::default(),
    };
    Ok(Stability { sweep, intervals, changes, fewest, left_out, indispensable, cut })
}

/// The conditions under which `challenger` reaches the goal.
pub fn conditions(
    evaluation: &Evaluation,
    ranked: &RankedGroup,
    leader: usize,
    challenger: usize,
    goal: Goal,
) -> Conditions {
    let weights = &*ranked.group.weights;
    let rivals = match goal {
        Goal::PassLeader => vec![leader],
        Goal::BeFirst => {
            let others = (0..ranked.places.len()).filter(|at| *at != leader && *at != challenger);
            std::iter::once(leader).chain(others).collect()
        }
    };
    let row = |rival: &usize| -> Vec<f64> {
        (0..weights.len())
            .map(|leaf| difference(ranked.value(challenger, leaf), ranked.value(*rival, leaf)))
            .collect()
    };
    let size = |leaf: usize| {
        (0..ranked.places.len()).fold(0.0, |size: f64, at| size.max(ranked.value(at, leaf).abs()))
    };
    let sizes: Vec<f64> = (0..weights.len()).map(size).collect();
    let scores = ranked.scores(weights);
    Conditions::new(
        evaluation.problem,
        weights,
        rivals.iter().map(row).collect(),
        &sizes,
        ranked.eps(&scores, weights),
    )
}

fn changes(
    evaluation: &Evaluation,
    ranked: &RankedGroup,
    (group, leader, challenger): (usize, usize, usize),
) -> Vec<ChangeOf> {
    let mut out = Vec::new();
    for goal in [Goal::PassLeader, Goal::BeFirst] {
        let conditions = conditions(evaluation, ranked, leader, challenger, goal);
        let of = |(norm, change)| ChangeOf { group, leader, challenger, goal, norm, change };
        out.extend(change::smallest(&conditions).into_iter().map(of));
    }
    out
}

fn fewest_of(
    evaluation: &Evaluation,
    sweep: &Sweep,
    pairs: &[(usize, usize, usize)],
) -> Result<Vec<FewestOf>> {
    let problem = evaluation.problem;
    let mut out = Vec::new();
    let step = begin(Stage::Inputs, 2 * pairs.len() as u64);
    for (group, ranked) in sweep.ranked_groups.iter().enumerate() {
        let of_group: Vec<_> = pairs.iter().filter(|pair| pair.0 == group).collect();
        if of_group.is_empty() || ranked.group.bounds.is_none() {
            continue;
        }
        let mut found = Vec::new();
        for how in [Move::InsideRange, Move::OneLevel] {
            let Some(additive) = fewest::model(problem, evaluation, &problem.groups[group], how)?
            else {
                continue;
            };
            let answers: Vec<FewestOf> = of_group
                .par_iter()
                .map(|(_, leader, challenger)| {
                    let fewest = fewest::fewest(
                        &additive,
                        ranked,
                        *challenger,
                        *leader,
                        &ranked.group.weights,
                    );
                    step.add(1);
                    FewestOf { group, leader: *leader, challenger: *challenger, how, fewest }
                })
                .collect();
            found.extend(answers);
        }
        let place = |of: &FewestOf| of_group.iter().position(|pair| pair.2 == of.challenger);
        found.sort_by_key(|of| (place(of), of.how == Move::OneLevel));
        out.extend(found);
    }
    Ok(out)
}

impl Stability<'_> {
    /// The path of an interval.
    pub fn path(&self, interval: &StabilityInterval) -> &Path {
        &self.sweep.paths(interval.group)[interval.path]
    }
}
