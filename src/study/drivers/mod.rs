//! What drives the doubt? The variance of scores, ranks and first places, shared out over the
//! factors that vary.
//!
//! Factors are independent of each other: the weights of each sibling set, groups of inputs, the
//! choice of method or normalization. For each eligible alternative three outputs are looked at:
//! its `score`, its `rank` (tied alternatives share their mean rank), and `first` (1 where it is
//! first, 1/k where it shares that with k - 1 others, else 0). For each of them and each factor
//!
//! - first_order = Var(E[Y | factor]) / Var(Y): by how much the variance would fall, on average, if
//!   the factor alone were known
//! - total = E[Var(Y | all others)] / Var(Y): what would be left if all but the factor were known;
//!   interactions count in each of their factors, so totals may sum to more than 1
//!
//! both from 0 to 1, greater meaning more (Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018; see
//! [`indices`]). Weights of one set sum to 1, so none is independent of the others: *within* a set
//! whose weights are a factor, the factor's first-order part is shared out by Shapley effects (Owen
//! 2014, doi:10.1137/130936233; see [`shapley`]), which sum to the factor's first order.
//!
//! Where groups have weights of their own, those that are fixed, or drawn around the given ones, are
//! each group's.
//!
//! Every figure but the closed forms is sampled, and has a standard error from a bootstrap over
//! blocks of draws. Sets and unknown inputs have no variance: without a claim about them
//! ([`DriversRequest::uniform_sets`]) there are no indices. Nor are there for an output that varies in
//! fewer than [`LEAST_BLOCKS`] of the [`BLOCKS`] blocks of draws: a few draws tell nothing of a
//! variance.

pub(crate) mod factors;
pub(crate) mod indices;
pub(crate) mod model;
pub(crate) mod ranks;
pub(crate) mod request;
pub(crate) mod run;
pub(crate) mod shapley;
pub(crate) mod tables;
pub(crate) mod weights;

use crate::draw::distribution::{Class, classes, distribution};
use crate::draw::plan::WeightsModel;
use crate::error::both;
use crate::error::{Error, Result};
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::evaluate::evaluations::Evaluations;
use crate::method::Method;
use crate::method::remedy::no_score;
use crate::problem::Problem;
use crate::progress::{Stage, begin};
use crate::shard::Extent;
use crate::study::drivers::request::{By, DriversRequest, WeightsChoice};
use crate::value::Normalization;
use model::{FactorScores, Scoring};
use weights::Weights;

pub use factors::{Factor, What};
pub use indices::{BLOCKS, Indices, LEAST_BLOCKS, REPLICATES, sobol};
pub use run::OutputIndices;
pub use shapley::{linear_effects, simplex_effects};

/// The default number of points.
pub const POINTS: u64 = 1 << 14;

impl Default for DriversRequest {
    /// As the command line has it: a weighted sum, weights uniform within each set of siblings,
    /// inputs by criterion.
    fn default() -> DriversRequest {
        DriversRequest {
            methods: vec![Method::default()],
            weights: WeightsChoice::Model(WeightsModel::Nodes),
            by: By::Criterion,
            normalizations: Vec::new(),
            points: POINTS,
            uniform_sets: false,
            seed: 1,
        }
    }
}

/// The least and the greatest number of points: some for each block, and no more than a machine
/// does.
const POINTS_RANGE: std::ops::RangeInclusive<u64> = 2 * BLOCKS as u64..=1 << 26;

/// The answers of the study.
pub struct Drivers<'a> {
    /// The evaluations at the case's weights, one per method and normalization.
    pub evaluations: Evaluations<'a>,
    /// What was asked for.
    pub request: DriversRequest,
    /// Everything that varies anywhere.
    pub factors: Vec<Factor>,
    /// The groups that have an eligible alternative.
    pub groups: Vec<GroupDrivers>,
    /// Whether sets or unknown inputs were drawn as uniform distributions.
    pub assumed: bool,
    /// Whether the score is an output: not where methods or normalizations vary, whose scores have
    /// different units.
    pub has_score: bool,
}

/// The indices of one group.
pub struct GroupDrivers {
    /// The group: an index into the problem's.
    pub group: usize,
    /// Its eligible alternatives, as indices into the problem's.
    pub members: Vec<usize>,
    /// The factors in play, as indices into [`Drivers::factors`].
    pub factors: Vec<usize>,
    /// The weights with Shapley effects: the factor (a position in `factors`) and the id of the
    /// criterion or node.
    pub weights: Vec<(usize, String)>,
    outputs: Vec<OutputIndices>,
}

/// What of an alternative is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelOutput {
    /// The score of an alternative.
    Score,
    /// Its rank, the mean of those it shares.
    Rank,
    /// 1 if it is first, its share if it is so with others.
    First,
}

impl ModelOutput {
    /// All, in the order of tables.
    pub const ALL: [ModelOutput; 3] = [ModelOutput::Score, ModelOutput::Rank, ModelOutput::First];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            ModelOutput::Score => "score",
            ModelOutput::Rank => "rank",
            ModelOutput::First => "first",
        }
    }
}

impl GroupDrivers {
    /// What is known of an output of an alternative, a position in `members`.
    pub fn of(&self, output: ModelOutput, at: usize) -> &OutputIndices {
        &self.outputs[output as usize * self.members.len() + at]
    }
}

/// Whether so many points can be made.
///
/// # Errors
/// [`Error::Argument`] if not.
pub fn check_points(points: u64) -> Result<()> {
    if POINTS_RANGE.contains(&points) {
        return Ok(());
    }
    let (least, most) = POINTS_RANGE.into_inner();
    Err(Error::argument(
        "points",
        points,
        both(
            format!("a number from {least} to {most}"),
            format!("een getal van {least:#} tot {most:#}"),
        ),
    ))
}

/// Share out the variance of a problem's scores, ranks and first places.
///
/// # Errors
/// [`Error::Argument`] for a request that does not fit; [`Error::Undefined`] for a method whose
/// answer is no score or that is not defined for the data or in some draw, and where an input is a
/// set or unknown and is not to be drawn.
///
/// ```
/// use afweging::problem::{Direction, Problem, Quantity};
/// use afweging::study::{DriversRequest, WeightsChoice, drivers};
///
/// let problem = Problem::builder()
///     .criterion_with("price", Direction::Min, 1.0, |c| c.scale(50.0, 150.0))
///     .criterion_with("quality", Direction::Max, 2.0, |c| c.scale(0.0, 10.0))
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .uncertain("B", "quality", Quantity::Uniform(6.0, 9.0))
///     .build()?;
/// // At the weights given, one thing is uncertain: all doubt comes from it.
/// let request =
///     DriversRequest { weights: WeightsChoice::Fixed, points: 1024, ..DriversRequest::default() };
/// let study = drivers(&problem, &request)?;
/// assert_eq!(study.factors.len(), 1);
/// assert_eq!(study.factors[0].name, "inputs:quality");
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn drivers<'a>(problem: &'a Problem, request: &DriversRequest) -> Result<Drivers<'a>> {
    check_points(request.points)?;
    let step = begin(Stage::Draws, request.points);
    let (ways, choices) = ways(&request.methods, &request.normalizations)?;
    let evaluations = Evaluations::new(problem, &ways)?;
    scored(&evaluations)?;
    let results = &evaluations.main().groups;
    let class = classes(problem, request.uniform_sets);
    let used = |result: &GroupResult| -> Vec<usize> {
        let cells =
            result.eligible().iter().flat_map(|place| problem.cells_of(result.member(*place)));
        let inputs = cells.flat_map(|cell| cell.inputs());
        let mut inputs: Vec<usize> = inputs.filter(|input| class[*input] != Class::Crisp).collect();
        inputs.sort_unstable();
        inputs.dedup();
        inputs
    };
    let used: Vec<Vec<usize>> = results.iter().map(used).collect();
    let mut drawn: Vec<usize> = used.concat();
    drawn.sort_unstable();
    drawn.dedup();
    refuse_sets(problem, &drawn, &class)?;
    let assumed = drawn.iter().any(|input| !problem.inputs[*input].quantity.is_distribution());
    // By set of weights that groups have, or one for all where these do not count.
    let given = &evaluations.main().weights;
    let by_set = request.weights.model().is_none_or(WeightsModel::uses_given);
    let weights = (0..if by_set { given.sets() } else { 1 })
        .map(|set| {
            let draws = 2 * request.points;
            Weights::new(problem, request.weights, (given, set), draws, request.seed)
        })
        .collect::<Result<Vec<Weights>>>()?;
    let set_of = |group: usize| if by_set { given.set_of(group) } else { 0 };
    let of_sets: Vec<Vec<Factor>> = weights
        .iter()
        .map(|weights| factors::of_weights(problem, weights, request.weights))
        .collect();
    let mut factors = factors::joined(&of_sets);
    factors.extend(factors::of_inputs(problem, &drawn, request.by));
    for (name, what, of) in
        [("method", What::Method, choices[0]), ("normalization", What::Normalization, choices[1])]
    {
        factors.extend((of > 1).then(|| Factor { name: name.into(), what }));
    }
    let mut models = Vec::new();
    for (group, result) in
        results.iter().enumerate().filter(|(_, result)| !result.eligible().is_empty())
    {
        let of_set = &of_sets[set_of(group)];
        let own_weights = |factor: &Factor| of_set.iter().find(|own| own.name == factor.name);
        let own = |factor: &Factor| match &factor.what {
            What::Inputs { inputs, .. } => {
                inputs.iter().any(|input| used[group].binary_search(input).is_ok())
            }
            What::Weights { .. } => own_weights(factor).is_some(),
            _ => true,
        };
        let in_play: Vec<usize> = (0..factors.len()).filter(|at| own(&factors[*at])).collect();
        let mut factor_of = vec![usize::MAX; problem.inputs.len()];
        for (place, factor) in in_play.iter().enumerate() {
            if let What::Inputs { inputs, .. } = &factors[*factor].what {
                inputs.iter().for_each(|input| factor_of[*input] = place);
            }
        }
        let model = FactorScores {
            problem,
            group,
            weights: &weights[set_of(group)],
            factors: in_play
                .iter()
                .map(|at| own_weights(&factors[*at]).unwrap_or(&factors[*at]))
                .collect(),
            inputs: used[group]
                .iter()
                .map(|input| (*input, distribution(problem, *input)))
                .collect(),
            ways: evaluations
                .iter()
                .map(|evaluation| {
                    let result = &evaluation.groups[group];
                    let drawn = !used[group].is_empty();
                    Scoring::new(evaluation, result, drawn, &factor_of, in_play.len())
                })
                .collect(),
            factor_of,
            choices,
            size: result.eligible().len(),
            seed: request.seed,
        };
        models.push((in_play, model));
    }
    let all: u64 = models.iter().map(|(_, model)| run::passes(model) as u64 * request.points).sum();
    let mut done = 0;
    let mut groups = Vec::new();
    let mut extent = Extent::Whole;
    for (in_play, model) in models {
        let within = run::within(&model);
        let mut tell = |points: u64| {
            done += points;
            step.set(done * request.points / all.max(1));
        };
        let (own, outputs) = run::run(&model, &within, request.points, &mut tell)?.map_err(|(point, why)| Error::Undefined {
            method: if let [only] = &request.methods[..] { only.name().into() } else { both("one of the methods", "een van de methodes") },
            reason: both(
 format!(
"it is not defined for the figures of point {point}: {why}"),
 format!(
"ze is niet bepaald voor de cijfers van punt {point}: {why:#}"),
),
            remedy: both(
"a distribution reaches figures that the method cannot take; narrow it, or give the criterion a scale",
"een verdeling reikt tot cijfers die de methode niet aankan; maak ze smaller, of geef het criterium een schaal",
),
        })?;
        model.weights.check()?;
        extent = extent.and(own);
        // What else is drawn is counted too.
        if own == Extent::Part {
            continue;
        }
        let result = &results[model.group];
        groups.push(GroupDrivers {
            group: model.group,
            members: result.eligible().iter().map(|place| result.member(*place)).collect(),
            factors: in_play,
            weights: named(problem, model.weights, &within, request.weights),
            outputs,
        });
    }
    extent.whole()?;
    Ok(Drivers {
        evaluations,
        request: request.clone(),
        factors,
        groups,
        assumed,
        has_score: choices == [1, 1],
    })
}

/// The ways of scoring: methods, and each in all normalizations; and how many there are of both.
fn ways(methods: &[Method], normalizations: &[String]) -> Result<(Vec<Method>, [usize; 2])> {
    let mut names: Vec<&str> = Vec::new();
    for name in normalizations.iter().map(|name| name.trim()) {
        let known = || Normalization::ALL.iter().map(|normalization| normalization.entry().name);
        if !known().any(|known| known == name) {
            return Err(Error::argument(
                "normalizations",
                name,
                Error::unknown("normalization", name, known()).said(),
            ));
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Ok((methods.to_vec(), [methods.len(), 1]));
    }
    let has = |method: &Method| {
        method.sheet().parameters.iter().any(|parameter| parameter.name == "normalization")
    };
    if !methods.iter().any(has) {
        let list: Vec<&str> = methods.iter().map(Method::name).collect();
        return Err(Error::argument(
            "normalizations",
            names.join(","),
            both(
                format!(
                    "{} has no normalization to choose; --method topsis or --method weighted-product has",
                    list.join(", ")
                ),
                format!(
                    "{} heeft geen normalisering om te kiezen; --method topsis of --method weighted-product wel",
                    list.join(", ")
                ),
            ),
        ));
    }
    let mut out = Vec::new();
    for method in methods {
        for name in &names {
            out.push(if has(method) {
                method.with_parameter("normalization", name)?
            } else {
                method.clone()
            });
        }
    }
    Ok((out, [methods.len(), names.len()]))
}

fn scored(evaluations: &[Evaluation]) -> Result<()> {
    match evaluations.iter().find(|evaluation| !evaluation.method.has_score()) {
        None => Ok(()),
        Some(evaluation) => Err(no_score(
            evaluation.method.name(),
            both(
                "its answer is a relation and no score, so there is no variance to share out",
                "het antwoord ervan is een relatie en geen score, zodat er geen variantie te verdelen is",
            ),
            &evaluation.problem.tree,
        )),
    }
}

/// Variance is a property of a distribution, and a set claims none.
fn refuse_sets(problem: &Problem, drawn: &[usize], class: &[Class]) -> Result<()> {
    let sets: Vec<usize> =
        drawn.iter().copied().filter(|input| class[*input] == Class::Set).collect();
    let Some(first) = sets.first() else { return Ok(()) };
    let [others, dutch] = match sets.len() - 1 {
        0 => [String::new(), String::new()],
        more => [format!(" (and {more} more)"), format!(" (en nog {more})")],
    };
    Err(Error::Undefined {
        method: both("a share of variance", "een aandeel van de variantie"),
        reason: both(
            format!(
                "`{}`{others} is a range or unknown, of which nothing is claimed but its ends: it has no variance",
                problem.input_id(*first)
            ),
            format!(
                "`{}`{dutch} is een bereik of onbekend, waarvan alleen de uiteinden vaststaan: het heeft geen variantie",
                problem.input_id(*first)
            ),
        ),
        remedy: both(
            "--intervals uniform draws ranges and unknown figures as uniform distributions. That claims that every value in a range, or on the whole scale where nothing is known, is as likely as any other; every output will say so",
            "--intervals uniform trekt bereiken en onbekende cijfers als uniforme verdelingen. Dat neemt aan dat elke waarde in een bereik, of op de hele schaal waar niets bekend is, even waarschijnlijk is; elke uitvoer vermeldt dat",
        ),
    })
}

/// The weights within the sets, with the factor of each.
fn named(
    problem: &Problem,
    weights: &Weights,
    within: &[run::Within],
    given: WeightsChoice,
) -> Vec<(usize, String)> {
    let tree = &problem.tree;
    let id = |at: usize| match given {
        WeightsChoice::Model(WeightsModel::Leaves) => tree.leaves[at].id.clone(),
        _ => tree.branches[at].id.clone(),
    };
    within
        .iter()
        .flat_map(|it| weights.branches(it.set).iter().map(|at| (it.factor, id(*at))))
        .collect()
}
