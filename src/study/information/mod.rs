//! Which fact is most worth checking? What knowing one input would be worth, before it is known.
//!
//! Per input x and group of alternatives, each group being a decision of its own:
//!
//! - `evppi` = E_x[max_a E(U_a | x)] - max_a E(U_a): the expected value of partial perfect
//!   information (Felli & Hazen 1998, doi:10.1177/0272989X9801800117), in value points: what
//!   choosing after x is known scores more in the mean than choosing before.
//! - `decisiveness` = E_x[max_a P(a first | x)] - max_a P(a first), ties 1/k: by how much knowing x
//!   raises the chance of naming the best.
//! - whether x alone can change who is first at the given weights, all other inputs nominal; and by
//!   how much others then come ahead. This needs no distribution.
//!
//! One input may feed several groups. A fact is learnt once and used in all, and the decisions are
//! independent, so values add up: the figures of an input are sums over groups (value points over
//! all decisions; expected number of decisions more in which the best is named).
//!
//! A set, and what is unknown, has no distribution: its two figures are empty, and so are those of
//! all inputs of a group in which a set is in play, since an expectation over it is not defined.
//! `uniform_sets` draws them as uniform distributions. All figures look at the eligible
//! alternatives, but first place is that of the ranked ones. Requirements are taken as they came
//! out: who is eligible is not drawn anew.
//!
//! Weights are the given ones of the group or drawn from a model, around those of the group where
//! the model starts from them, independently of the inputs. Additive scores:
//! evppi is an exact integral at the mean weights (see `expected`), decisiveness is sampled over
//! everything but x, which is integrated (see `decisive`). Others: both by regression on draws (see
//! `binned`), in the method's own score.

pub(crate) mod binned;
pub(crate) mod decisive;
pub(crate) mod envelope;
pub(crate) mod expected;
pub(crate) mod first_place;
pub(crate) mod kept;
pub(crate) mod law;
pub(crate) mod model;
pub(crate) mod tables;

use crate::draw::counts::Estimated;
use crate::draw::distribution::{Class, classes, distribution};
use crate::draw::plan::WeightsModel;
use crate::draw::sampled_group::SampledGroup;
use crate::error::both;
use crate::error::{Error, Result};
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::Problem;
use crate::progress::{Stage, begin};
use crate::study::information::kept::INFORMATION_DRAWS_RANGE;
use expected::{Expected, Profile, STEPS, Source};
use kept::{Kept, known_mean};
use law::Law;
use model::InputScores;
use rayon::prelude::*;

pub use first_place::{FirstPlace, Stretch};
pub use kept::draws_kept;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct InformationRequest {
    /// How weights are spread; `None`: they are the given ones.
    pub weights: Option<WeightsModel>,
    /// Draw sets, and what is unknown, as uniform distributions.
    pub uniform_sets: bool,
    /// How many draws; with 0 nothing is drawn, and only what needs no distribution is told.
    pub draws: u64,
    /// The seed of the random numbers; the same seed gives the same draws.
    pub seed: u64,
}

impl Default for InformationRequest {
    /// Weights uniform within each set of siblings.
    fn default() -> InformationRequest {
        InformationRequest {
            weights: Some(WeightsModel::Nodes),
            uniform_sets: false,
            draws: INFORMATION_DRAWS,
            seed: 1,
        }
    }
}

impl InformationRequest {
    /// The same, with no more draws than can be kept in memory for an evaluation.
    pub fn kept(self, evaluation: &Evaluation) -> InformationRequest {
        let largest = evaluation.groups.iter().map(|group| group.eligible().len()).max();
        let leaves = evaluation.weights.leaves();
        InformationRequest { draws: draws_kept(leaves, largest.unwrap_or(0), self.draws), ..self }
    }
}

/// The default number of draws: chances are known within 0.004.
pub const INFORMATION_DRAWS: u64 = 16_384;

/// The answers of the study.
pub struct Information<'a> {
    /// The evaluation at the case's weights.
    pub evaluation: &'a Evaluation<'a>,
    /// What was asked for.
    pub request: InformationRequest,
    /// Every uncertain input, those most worth checking first: by evppi, then largest gain,
    /// decisiveness, least lead, then as in the data.
    pub facts: Vec<InputValue>,
    /// Groups in which a set is in play, so that expectations are not defined.
    pub open: Vec<usize>,
    /// Groups with two eligible alternatives or more.
    pub decisions: Vec<usize>,
    /// Whether scores are sums of values, so that figures are those of the definition and first
    /// place is looked at.
    pub additive: bool,
}

/// An uncertain input and what it is worth to know it.
#[derive(Debug, Clone, PartialEq)]
pub struct InputValue {
    /// The input: an index into [`Problem::inputs`].
    pub input: usize,
    /// In value points, summed over groups; `None` where a group that it feeds is open, it has no
    /// distribution, or nothing is drawn. An error of 0 is exact.
    pub evppi: Option<Estimated>,
    /// Expected number of groups more in which the best is named; `None` as for `evppi`.
    pub decisiveness: Option<Estimated>,
    /// Whether it alone can change who is first in any group; `None` for a method without bounds.
    pub can_change_leader: Option<bool>,
    /// By how much others can come ahead of who is first now, summed over groups; `None` for a
    /// method without bounds.
    pub largest_gain: Option<f64>,
    /// The least lead that who is first now keeps in any group; `None` where there is none.
    pub least_lead: Option<f64>,
    /// The groups it feeds.
    pub groups: Vec<GroupFact>,
}

/// What a fact is worth in one group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupFact {
    /// The group, as an index into the problem's.
    pub group: usize,
    /// In value points.
    pub evppi: Option<Estimated>,
    /// The rise of the chance of naming the best.
    pub decisiveness: Option<Estimated>,
    /// What it alone can do to first place.
    pub first: Option<FirstPlace>,
}

/// A figure, the same by batch of draws, and what else it may be off.
#[derive(Debug, Clone, Default)]
struct Sampled {
    value: f64,
    batches: Vec<f64>,
    besides: f64,
}

impl Sampled {
    fn plus(&mut self, other: &Sampled) {
        self.value += other.value;
        self.besides = self.besides.hypot(other.besides);
        match self.batches.is_empty() {
            true => self.batches.clone_from(&other.batches),
            // The groups share their draws, so batch by batch.
            false => self.batches.iter_mut().zip(&other.batches).for_each(|(sum, of)| *sum += of),
        }
    }

    /// A value of information is never below 0, so an estimate below is nearer to the truth at 0;
    /// its error stands.
    fn estimated(&self) -> Estimated {
        let n = self.batches.len() as f64;
        let mean = self.batches.iter().sum::<f64>() / n;
        let variance =
            self.batches.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
        let spread = if n > 1.0 { (variance / n).sqrt() } else { 0.0 };
        Estimated { value: self.value.max(0.0), std_error: spread.hypot(self.besides) }
    }
}

/// One input in one group.
struct Worth {
    input: usize,
    group: usize,
    figures: Option<(Sampled, Sampled)>,
    first: Option<FirstPlace>,
}

/// Inputs looked at between two reports of progress.
const AT_A_TIME: usize = 64;

/// What every uncertain input is worth.
///
/// # Errors
/// [`Error::Argument`] for a request that does not fit; [`Error::Undefined`] for a method whose
/// answer is no score, or one that is not defined in some draw.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem, Quantity};
/// use afweging::study::{InformationRequest, evaluate, information};
///
/// let problem = Problem::builder()
///     .criterion_with("price", Direction::Min, 1.0, |c| c.scale(50.0, 150.0))
///     .criterion_with("quality", Direction::Max, 2.0, |c| c.scale(0.0, 10.0))
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .uncertain("B", "quality", Quantity::Uniform(6.0, 9.0))
///     .build()?;
/// let evaluation = evaluate(&problem, &Method::default())?;
/// // At the weights given: is the quality of B worth checking?
/// let request = InformationRequest { weights: None, ..InformationRequest::default() };
/// let study = information(&evaluation, &request)?;
/// assert_eq!(problem.input_id(study.facts[0].input), "quality@alternative=B");
/// assert_eq!(study.facts[0].can_change_leader, Some(true));
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn information<'a>(
    evaluation: &'a Evaluation<'a>,
    request: &InformationRequest,
) -> Result<Information<'a>> {
    let problem = evaluation.problem;
    evaluation.require_score()?;
    if request.draws > 0 && !INFORMATION_DRAWS_RANGE.contains(&request.draws) {
        let (least, most) = INFORMATION_DRAWS_RANGE.into_inner();
        let message = both(
            format!(
                "the value of information takes from {least} to {most} draws; they are kept in memory"
            ),
            format!(
                "de waarde van informatie neemt van {least:#} tot {most:#} trekkingen; ze worden in het geheugen bewaard"
            ),
        );
        return Err(Error::argument("draws", request.draws, message));
    }
    let _step = begin(Stage::Worth, 0);
    let study = Study::new(evaluation, request)?;
    let decisions: Vec<usize> = (0..evaluation.groups.len())
        .filter(|group| evaluation.groups[*group].eligible().len() > 1)
        .collect();
    let inputs: Vec<Vec<usize>> = decisions.iter().map(|group| study.inputs(*group)).collect();
    let total = inputs.iter().map(|inputs| inputs.len() as u64).sum();
    let step = begin(Stage::Worth, total);
    let (mut open, mut worths) = (Vec::new(), Vec::new());
    for (group, inputs) in decisions.iter().zip(&inputs) {
        let ready = study.group(*group, inputs)?;
        if ready.is_open {
            open.push(*group);
        }
        for some in inputs.chunks(AT_A_TIME) {
            worths.extend(some.par_iter().map(|input| ready.worth(*input)).collect::<Vec<Worth>>());
            step.add(some.len() as u64);
        }
    }
    let additive = decisions.iter().all(|group| evaluation.groups[*group].bounds.is_some());
    let facts = facts(problem, worths, additive);
    Ok(Information { evaluation, request: request.clone(), facts, open, decisions, additive })
}

fn facts(problem: &Problem, worths: Vec<Worth>, additive: bool) -> Vec<InputValue> {
    let uncertain =
        (0..problem.inputs.len()).filter(|input| !problem.inputs[*input].spread.is_crisp());
    let mut by_input: Vec<Vec<Worth>> = (0..problem.inputs.len()).map(|_| Vec::new()).collect();
    worths.into_iter().for_each(|worth| by_input[worth.input].push(worth));
    let fact = |input: usize| {
        let of = std::mem::take(&mut by_input[input]);
        let sum = |part: fn(&(Sampled, Sampled)) -> &Sampled| -> Option<Estimated> {
            let mut sum = Sampled::default();
            of.iter().try_for_each(|worth| {
                sum.plus(part(worth.figures.as_ref()?));
                Some(())
            })?;
            Some(sum.estimated())
        };
        let firsts = || of.iter().filter_map(|worth| worth.first.as_ref());
        InputValue {
            input,
            evppi: sum(|figures| &figures.0),
            decisiveness: sum(|figures| &figures.1),
            can_change_leader: additive.then(|| firsts().any(|first| first.can_change)),
            largest_gain: additive.then(|| firsts().map(FirstPlace::largest_gain).sum()),
            least_lead: firsts()
                .filter_map(|first| first.least_lead)
                .map(|(score_difference, _)| score_difference)
                .reduce(f64::min),
            groups: of
                .into_iter()
                .map(|worth| GroupFact {
                    group: worth.group,
                    evppi: worth.figures.as_ref().map(|figures| figures.0.estimated()),
                    decisiveness: worth.figures.as_ref().map(|figures| figures.1.estimated()),
                    first: worth.first,
                })
                .collect(),
        }
    };
    let mut facts: Vec<InputValue> = uncertain.map(fact).collect();
    let key = |fact: &InputValue| {
        // What feeds nothing is worth nothing, which is less than not known.
        let none = if fact.groups.is_empty() { -2.0 } else { -1.0 };
        let of = |it: &Option<Estimated>| {
            it.filter(|_| !fact.groups.is_empty()).map_or(none, |it| it.value)
        };
        let score_difference =
            fact.least_lead.map_or(f64::NEG_INFINITY, |score_difference| -score_difference);
        [
            of(&fact.evppi),
            fact.largest_gain.unwrap_or(-1.0),
            of(&fact.decisiveness),
            score_difference,
        ]
    };
    facts.sort_by(|a, b| {
        let pairs = key(b).into_iter().zip(key(a));
        pairs
            .map(|(b, a)| b.total_cmp(&a))
            .find(|order| order.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    facts
}

/// What all groups have in common.
struct Study<'a> {
    evaluation: &'a Evaluation<'a>,
    request: &'a InformationRequest,
    classes: Vec<Class>,
    sources: Vec<Option<Source>>,
    /// By set of weights that groups have.
    sets: Vec<MeanWeights>,
}

/// What is known of the weights of groups before any draw.
struct MeanWeights {
    /// The mean weights, where they are known without drawing.
    mean: Option<Vec<f64>>,
    /// The leaves that have weight: in expectation, and at the given weights.
    counts: Vec<bool>,
    given: Vec<bool>,
}

/// What an input is worth is worked out from straight pieces of value functions.
fn check_values(evaluation: &Evaluation) -> Result<()> {
    let problem = evaluation.problem;
    if evaluation.groups.iter().all(|group| group.bounds.is_none()) {
        return Ok(());
    }
    let uncertain = |leaf: usize| {
        let mut all = 0..problem.alternatives.len();
        all.any(|alternative| !problem.spread(alternative, leaf).is_crisp())
    };
    let bent = problem.tree.leaves.iter().enumerate().find(|(leaf, criterion)| {
        criterion.value.as_ref().is_some_and(|curve| curve.is_logarithmic()) && uncertain(*leaf)
    });
    match bent {
        None => Ok(()),
        Some((_, criterion)) => Err(Error::Undefined {
            method: both("the value of information", "de waarde van informatie"),
            reason: both(
                format!(
                    "the value function of `{}` follows the logarithm of an uncertain figure",
                    criterion.id
                ),
                format!(
                    "de waardefunctie van `{:#}` volgt de logaritme van een onzeker cijfer",
                    criterion.id
                ),
            ),
            remedy: both(
                "give it by points (value = { points = [...] }), as near to the logarithm as you need",
                "geef ze met punten (value = { points = [...] }), zo dicht bij de logaritme als u nodig hebt",
            ),
        }),
    }
}

impl<'a> Study<'a> {
    fn new(evaluation: &'a Evaluation<'a>, request: &'a InformationRequest) -> Result<Study<'a>> {
        let problem = evaluation.problem;
        check_values(evaluation)?;
        let classes = classes(problem, request.uniform_sets);
        let source = |(input, class): (usize, &Class)| {
            (*class == Class::Drawn).then(|| {
                let draws = distribution(problem, input);
                Source { law: Law::new(problem, input, &draws), draws }
            })
        };
        let sources = classes.iter().enumerate().map(source).collect();
        let all = &evaluation.weights;
        let of_set = |set: usize| {
            let mean = known_mean(problem, request.weights, (all, set), request.seed)?;
            let has = |weights: &[f64]| weights.iter().map(|weight| *weight > 0.0).collect();
            let counts = mean.as_deref().map_or_else(|| vec![true; all.leaves()], has);
            Ok(MeanWeights { mean, counts, given: has(all.of_set(set)) })
        };
        let sets = (0..all.sets()).map(of_set).collect::<Result<_>>()?;
        Ok(Study { evaluation, request, classes, sources, sets })
    }

    fn weights_of(&self, group: usize) -> &MeanWeights {
        &self.sets[self.evaluation.weights.set_of(group)]
    }

    /// The uncertain inputs that feed the eligible alternatives of a group, whatever the weights.
    fn inputs(&self, group: usize) -> Vec<usize> {
        self.inputs_of(group, &vec![true; self.evaluation.weights.leaves()])
    }

    fn inputs_of(&self, group: usize, counts: &[bool]) -> Vec<usize> {
        let problem = self.evaluation.problem;
        let result = &self.evaluation.groups[group];
        let cells = result
            .eligible()
            .iter()
            .flat_map(|place| problem.cells_of(result.member(*place)).iter().zip(counts));
        let mut out: Vec<usize> = cells
            .filter(|(_, counts)| **counts)
            .flat_map(|(cell, _)| cell.inputs())
            .filter(|input| !problem.inputs[*input].spread.is_crisp())
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    fn group(&'a self, group: usize, inputs: &[usize]) -> Result<Ready<'a>> {
        let (problem, request) = (self.evaluation.problem, self.request);
        let result = &self.evaluation.groups[group];
        let own = self.weights_of(group);
        let ranked = RankedGroup::new(result);
        let first = InputScores::new(problem, result, &ranked.places, &own.given);
        let model = InputScores::new(problem, result, result.eligible(), &own.counts);
        let in_play = self.inputs_of(group, &own.counts);
        let is_open = in_play.iter().any(|input| self.classes[*input] == Class::Set);
        let mut ready =
            Ready { study: self, group, ranked, first, model, is_open, kept: None, expected: None };
        if is_open || inputs.is_empty() || request.draws == 0 {
            return Ok(ready);
        }
        // Where nothing but one input is open, one draw tells all.
        let draws = if request.weights.is_none() && in_play.len() <= 1 && ready.model.is_some() {
            1
        } else {
            request.draws
        };
        let sampled = SampledGroup {
            group,
            places: result.eligible().to_vec(),
            ranked: None,
            has_sets: false,
            has_draws: !in_play.is_empty(),
        };
        // Sets that remain stand where there is no weight.
        let every = classes(problem, true);
        let weights = (request.weights, draws, request.seed);
        let kept = Kept::new(problem, self.evaluation, &sampled, &every, weights)?;
        if let Some(model) = &ready.model {
            let (mean, batches) = match &own.mean {
                Some(mean) => (mean.clone(), Vec::new()),
                None => kept.mean_weights(),
            };
            let leaves = mean.len();
            let of = |steps: usize| {
                let expected = Expected::new(model, &self.sources, leaves, steps);
                let scores = std::iter::once(&mean)
                    .chain(&batches)
                    .map(|weights| expected.scores(weights))
                    .collect();
                (expected, scores)
            };
            let rough = model.cells.iter().any(|cell| !cell.single).then(|| of(STEPS / 2));
            let fine = of(STEPS);
            let weights = std::iter::once(mean).chain(batches).collect();
            ready.expected = Some(Averages { weights, fine, rough });
        }
        ready.kept = Some(kept);
        Ok(ready)
    }
}

/// Scores and their order.
type Scores = (Vec<f64>, Vec<u32>);

/// Expected scores at the mean weights, and at those of each batch where these were drawn; and the
/// same worked out more roughly.
struct Averages {
    weights: Vec<Vec<f64>>,
    fine: (Expected, Vec<Scores>),
    rough: Option<(Expected, Vec<Scores>)>,
}

/// A group made ready to be asked for each input.
struct Ready<'a> {
    study: &'a Study<'a>,
    group: usize,
    ranked: RankedGroup<'a>,
    /// The model of the ranked alternatives, and of all that are eligible.
    first: Option<InputScores<'a>>,
    model: Option<InputScores<'a>>,
    is_open: bool,
    kept: Option<Kept>,
    expected: Option<Averages>,
}

impl Ready<'_> {
    fn worth(&self, input: usize) -> Worth {
        let weights = self.study.evaluation.weights.of_group(self.group);
        let first = self
            .first
            .as_ref()
            .map(|model| first_place::first_place(model, &self.ranked, input, weights));
        Worth { input, group: self.group, figures: self.figures(input), first }
    }

    fn figures(&self, input: usize) -> Option<(Sampled, Sampled)> {
        let kept = self.kept.as_ref()?;
        let source = match &self.study.sources[input] {
            Some(source) => source,
            // A set that stands where there is no weight.
            None => return Some((Sampled::default(), Sampled::default())),
        };
        let seed = self.study.request.seed;
        let floor = if kept.draws > 1 { 0.5 / (kept.draws as f64 + 1.0) } else { 0.0 };
        let (Some(model), Some(averages)) = (&self.model, &self.expected) else {
            let of = |batches: Vec<f64>| Sampled {
                value: batches.iter().sum::<f64>() / batches.len() as f64,
                batches,
                besides: floor,
            };
            return Some(binned::binned(kept, input, seed).map(of).into());
        };
        let cells = model.fed(input);
        if cells.is_empty() {
            return Some((Sampled::default(), Sampled::default()));
        }
        let sources = &self.study.sources;
        let profile = |steps: usize| Profile::new(source, sources, input, &cells, steps);
        let fine = profile(STEPS);
        let worth = |(expected, scores): &(Expected, Vec<Scores>), profile: &Profile, at: usize| {
            expected.worth(profile, &cells, &averages.weights[at], &scores[at])
        };
        let value = worth(&averages.fine, &fine, 0);
        let rough = averages
            .rough
            .as_ref()
            .filter(|_| !fine.exact || model.cells.iter().any(|cell| !cell.single));
        let off = rough.map_or(0.0, |rough| (value - worth(rough, &profile(STEPS / 2), 0)).abs());
        let batches =
            (1..averages.weights.len()).map(|at| worth(&averages.fine, &fine, at)).collect();
        let evppi = Sampled { value, batches, besides: off };
        let by_batch = decisive::decisiveness(kept, sources, input, &cells, seed);
        let draws: f64 = by_batch.iter().map(|batch| batch.1).sum();
        let value = by_batch.iter().map(|(of, draws)| of * draws).sum::<f64>() / draws;
        let batches = if kept.draws > 1 {
            by_batch.iter().map(|batch| batch.0).collect()
        } else {
            Vec::new()
        };
        Some((evppi, Sampled { value, batches, besides: floor }))
    }
}
