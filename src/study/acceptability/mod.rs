//! SMAA: which alternative is how often first, second ... over all the weights there could be, and
//! over inputs that are not sure?
//!
//! Lahdelma, Hokkanen & Salminen 1998, doi:10.1016/S0377-2217(97)00163-X; SMAA-2: Lahdelma &
//! Salminen 2001, doi:10.1287/opre.49.3.444.11220. Per draw one vector of weights
//! ([`WeightsModel`]) and one value of every drawn input, the same wherever it reaches. Rank
//! acceptability b(a, r) is the share of draws in which a has rank r (ties shared: a tied block of
//! k over ranks r .. r + k - 1 gives 1/k to each, so rows and columns sum to 1); the central
//! weights of a are the mean of the weights where it is first; the confidence factor is the share
//! of draws of the inputs in which it is first at its central weights.
//!
//! Sets are not drawn: they are bounded. Each draw gives the ranks that an alternative can have
//! over the sets, from 1 + those surely ahead to m - those surely behind, by the exact bounds of
//! each pairwise difference at that draw's weights; shares then have a lower and an upper bound,
//! and no figure in between.
//!
//! Where groups have weights of their own, models that start from the given weights draw around
//! those of each group, all from the same random numbers: a draw is one draw in all groups, so that
//! shares over several groups keep their meaning.
//!
//! One rule for ties: k alternatives that tie over the ranks r .. r + k - 1 have 1/k of each of
//! them. Shares keep to it, and what is worked out from them: central weights count by credit, a
//! tied pair counts half for each, an expected rank has the mean of those shared, and in how many
//! groups a kind is first is counted as if a lot decided each tied first place. Bounds keep to it
//! too, at whatever the sets turn out to be: what can be drawn level counts as a tie, so that k
//! that surely tie have no more than 1/k of a rank, and one that is never behind has no less of the
//! first than what the tie with all it can be level with would leave it.

pub(crate) mod confidence;
pub(crate) mod exact;
pub(crate) mod exact_tables;
pub(crate) mod first_places;
pub(crate) mod shares;
pub(crate) mod size;
pub(crate) mod tables;

use crate::draw::counts::{Counts, Totals};
use crate::draw::limits::check_draws;
use crate::draw::rows::ScoredRows;
use crate::draw::run::{SampledRun, Sampling};
use crate::error::both;
use crate::error::{Error, Result};
use crate::evaluate::evaluation::Evaluation;
use crate::kernel::{Bounded, CHUNK, Classes, Credit, Layout, Options, Ranks};
use crate::problem::PlaceInGroup;
use crate::progress::{Stage, begin};
use crate::proof::challenger::{Conditions, Margin};
use crate::proof::contradiction::check_admissible;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::draw::distribution::classes;
use crate::draw::plan::plans;
use crate::draw::run::WeightDraws;
use crate::shard::{Extent, Segments};

pub use crate::draw::counts::Estimated;
pub use crate::draw::plan::WeightsModel;
pub use exact::{Exact, ExactGroup, ExactRequest, Free, exact};
pub use first_places::{FirstPart, FirstPlaces, FirstPlacesGroup, first_places};
pub use shares::entropy;
pub use size::Keep;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptabilityRequest {
    /// How weights are spread.
    pub model: WeightsModel,
    /// How many draws, at most.
    pub draws: u64,
    /// Stop when the standard error of every first-rank share is at most this.
    pub precision: Option<f64>,
    /// Draw sets, and what is unknown, as uniform distributions.
    pub uniform_sets: bool,
    /// Compare every pair of large groups too.
    pub pairwise: bool,
    /// What is counted of large groups.
    pub keep: Keep,
    /// The seed of the random numbers; the same seed gives the same draws.
    pub seed: u64,
}

impl Default for AcceptabilityRequest {
    /// As the command line has it: 100,000 draws, uniform within each set of siblings.
    fn default() -> AcceptabilityRequest {
        AcceptabilityRequest {
            model: WeightsModel::Nodes,
            draws: crate::draw::limits::DRAWS,
            precision: None,
            uniform_sets: false,
            pairwise: false,
            keep: Keep::FewRanks,
            seed: 1,
        }
    }
}

/// Groups with more pairs than this are only compared pair by pair when asked.
pub const MOST_PAIRS: usize = 5_000;

/// Of groups with more alternatives than this not every rank is counted, unless [`Keep::EveryRank`]
/// asks for it.
pub const LARGE_GROUP: usize = Layout::LARGE;

/// The answers of the study.
pub struct Acceptability<'a> {
    /// The evaluation at the case's weights.
    pub evaluation: &'a Evaluation<'a>,
    /// What was asked for.
    pub request: AcceptabilityRequest,
    /// How many draws were made.
    pub draws: u64,
    /// Whether the precision asked for was reached.
    pub reached: Option<bool>,
    /// How each sibling set was drawn: once where all groups have the same weights or the model
    /// does not start from them, else by set of weights; see [`Acceptability::sampling_of`].
    sampling: Vec<Vec<Sampling>>,
    /// The groups that have an eligible alternative.
    pub groups: Vec<GroupShares>,
    /// The kinds of alternatives, by their values of the keys inside a group.
    pub kinds: Vec<Vec<usize>>,
    /// Whether every bound over sets is reached.
    pub exact_bounds: bool,
    totals: Totals,
}

/// The shares of one group. Alternatives are positions in `places`, ranks count from 1.
pub struct GroupShares {
    /// The group: an index into the problem's.
    pub group: usize,
    /// Its eligible alternatives, as places in the group.
    pub places: Vec<PlaceInGroup>,
    /// Its first row among the ranked, if its shares are single figures.
    ranked: Option<usize>,
    /// Its number among the ranked groups.
    layout: usize,
    /// Its first row among all that are sorted, if the method sorts.
    classes: Option<usize>,
    /// Its group, if any group has sets.
    pair_bounds: Option<usize>,
    /// Whether any of its inputs is a set.
    pub has_sets: bool,
    /// Whether any input is drawn.
    pub has_draws: bool,
    /// By alternative: the share of draws of the inputs in which it is first at its central
    /// weights.
    pub confidence: Vec<Option<Estimated>>,
    /// By alternative: whether a linear program proves that no admissible weights make it first.
    pub never_first: Vec<bool>,
}

/// Draw weights and inputs, and count ranks.
///
/// # Errors
/// [`Error::Argument`] for a request that does not fit, also one that would take too much memory;
/// [`Error::Undefined`] for a method whose answer is no score, one without bounds where inputs are
/// sets, or one that is not defined in some draw; [`Error::Contradiction`] where no weights meet the
/// constraints and preferences.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{AcceptabilityRequest, acceptability, evaluate};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 2.0)
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .build()?;
/// let evaluation = evaluate(&problem, &Method::default())?;
/// let request = AcceptabilityRequest { draws: 10_000, ..AcceptabilityRequest::default() };
/// let study = acceptability(&evaluation, &request)?;
/// // A is first for half of all weights.
/// let table = study.table();
/// assert_eq!(table.get(0, "rank").as_number(), Some(1.0));
/// assert!((table.get(0, "share").as_number().unwrap() - 0.5).abs() < 0.02);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn acceptability<'a>(
    evaluation: &'a Evaluation<'a>,
    request: &AcceptabilityRequest,
) -> Result<Acceptability<'a>> {
    let step = begin(Stage::Draws, request.draws);
    let problem = evaluation.problem;
    evaluation.require_score()?;
    check(request)?;
    check_admissible(problem)?;
    let keep = request.keep;
    let sizes: Vec<usize> = evaluation.groups.iter().map(|group| group.eligible().len()).collect();
    size::check(&sizes, keep, request.pairwise)?;
    let drawn = classes(problem, request.uniform_sets);
    let bounded = classes(problem, false);
    // Which weights of a draw a group is scored with, where they are drawn around its own.
    let set_of: Option<Vec<usize>> = (request.model.uses_given() && evaluation.weights.differ())
        .then(|| (0..problem.groups.len()).map(|at| evaluation.weights.set_of(at)).collect());
    let classes = (&drawn[..], &bounded[..]);
    let rows =
        crate::draw::rows::rows(problem, evaluation, classes, set_of.as_deref(), request.seed)?;
    let (kinds, kind_of) = crate::draw::rows::kinds(problem);
    let leaves = problem.tree.leaves.len();
    let pairs: usize = rows
        .sampled_groups
        .iter()
        .map(|sampled| sampled.places.len() * sampled.places.len().saturating_sub(1) / 2)
        .sum();
    let pairwise = request.pairwise || keep == Keep::Pairs || pairs <= MOST_PAIRS;
    let ranges: Vec<_> =
        rows.sampled_groups.iter().filter_map(|sampled| sampled.ranked.clone()).collect();
    let of_rows: Vec<usize> = rows
        .sampled_groups
        .iter()
        .filter(|sampled| sampled.ranked.is_some())
        .flat_map(|sampled| {
            sampled
                .places
                .iter()
                .map(|place| kind_of[evaluation.groups[sampled.group].member(*place)])
        })
        .collect();
    let layout = Layout::of(
        &ranges,
        &of_rows,
        leaves,
        Options { pairwise, central: true },
        keep == Keep::EveryRank,
    );
    let layout = Arc::new(match &set_of {
        Some(set_of) => {
            let ranked = rows.sampled_groups.iter().filter(|sampled| sampled.ranked.is_some());
            layout.at_sets(&ranked.map(|sampled| set_of[sampled.group]).collect::<Vec<_>>())
        }
        None => layout,
    });
    let bounds_by_group = rows.bounds_by_group.clone();
    let sorted = rows.scorer.alternatives();
    let categories = problem.categories.len();
    let empty = || Counts {
        ranks: (!ranges.is_empty()).then(|| Ranks::new(&layout)),
        bounded: (!bounds_by_group.is_empty())
            .then(|| Bounded::new(&bounds_by_group, kinds.len(), leaves)),
        classes: evaluation.method.sorts().then(|| Classes::new(sorted, categories)),
        ranked: rows.ranked,
    };
    let plans = plans(problem, &evaluation.weights, request.model, request.seed)?;
    let mut draw = WeightDraws::new(plans, request.seed);
    let mut totals = Totals::new(
        empty(),
        draw.walks(),
        rows.sampled_groups.iter().any(|sampled| sampled.has_draws),
    );
    let run = SampledRun {
        segments: match request.precision {
            Some(_) => Segments::until_known(request.draws),
            None => Segments::of(request.draws, CHUNK),
        },
        scorer: &*rows.scorer,
        empty: &empty,
        sound: &|| rows.fault.is_none(),
        tell: &|done| step.set(done),
    };
    let known = |totals: &Totals| request.precision.map(|wanted| precise(totals, &rows, wanted));
    let extent = draw.add_up(&run, &mut totals, &mut |totals, segment| {
        totals.add(segment.tally);
        totals.worth = segment.worth;
        match known(totals) {
            Some(true) => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    })?;
    if let Some((at, why)) = rows.fault.take() {
        let reason = both(
            format!("it is not defined for the figures of draw {at}: {why}"),
            format!("ze is niet bepaald voor de cijfers van trekking {at}: {why:#}"),
        );
        let remedy = both(
            "a distribution reaches figures that the method cannot take; narrow it, or give the criterion a scale",
            "een verdeling reikt tot cijfers die de methode niet aankan; maak ze smaller, of geef het criterium een schaal",
        );
        let method = evaluation.method.name();
        // Who can do without the shares cannot do without a part of them.
        if extent == Extent::Part {
            return Err(Error::argument_as_a_whole(
                "shard",
                both(
                    format!("the method {method} has no part here: {reason}; {remedy}"),
                    format!("de methode {method:#} heeft hier geen deel: {reason:#}; {remedy:#}"),
                ),
            ));
        }
        return Err(Error::Undefined { method: method.into(), reason, remedy });
    }
    extent.whole()?;
    let reached = known(&totals);
    let mut layouts = 0;
    let mut groups: Vec<GroupShares> = Vec::new();
    for (at, sampled) in rows.sampled_groups.iter().enumerate() {
        groups.push(GroupShares {
            group: sampled.group,
            places: sampled.places.clone(),
            ranked: sampled.ranked.as_ref().map(|range| range.start),
            layout: layouts,
            classes: sampled.ranked.as_ref().map(|range| range.start),
            pair_bounds: (!bounds_by_group.is_empty()).then_some(at),
            has_sets: sampled.has_sets,
            has_draws: sampled.has_draws,
            confidence: vec![None; sampled.places.len()],
            never_first: vec![false; sampled.places.len()],
        });
        layouts += usize::from(sampled.ranked.is_some());
    }
    // Where one alternative is eligible there is nothing to draw.
    for (group, result) in
        evaluation.groups.iter().enumerate().filter(|(_, result)| result.eligible().len() == 1)
    {
        groups.push(GroupShares {
            group,
            places: result.eligible().to_vec(),
            ranked: None,
            layout: 0,
            classes: rows
                .alone
                .iter()
                .position(|alone| alone.group == group)
                .map(|at| rows.ranked + at),
            pair_bounds: None,
            has_sets: false,
            has_draws: false,
            confidence: vec![None],
            never_first: vec![false],
        });
    }
    groups.sort_by_key(|group| group.group);
    let mut out = Acceptability {
        evaluation,
        draws: totals.all.draws(),
        request: request.clone(),
        reached,
        sampling: draw.sampling(),
        groups,
        kinds,
        exact_bounds: rows.exact,
        totals,
    };
    out.confide(&rows, &drawn)?;
    out.prove(&rows);
    Ok(out)
}

fn check(request: &AcceptabilityRequest) -> Result<()> {
    check_draws(request.draws)?;
    match request.precision {
        Some(p) if !(p > 0.0 && p < 1.0) => Err(Error::argument(
            "precision",
            p,
            both(
                "a standard error is a share above 0 and below 1, as in 0.002",
                "een standaardfout is een aandeel boven 0 en onder 1, zoals 0.002",
            ),
        )),
        _ => Ok(()),
    }
}

/// Whether every first-rank share is known well enough.
fn precise(totals: &Totals, rows: &ScoredRows, wanted: f64) -> bool {
    let mut enough = true;
    let mut ask =
        |count: &dyn Fn(&Counts) -> Credit| enough &= totals.credited(count).std_error <= wanted;
    for row in 0..rows.ranked {
        ask(&|counts: &Counts| {
            counts.ranks.as_ref().map_or(Credit::default(), |ranks| ranks.credit(row, 0))
        });
    }
    for (pair_bounds, sampled) in
        rows.sampled_groups.iter().enumerate().filter(|(_, sampled)| sampled.ranked.is_none())
    {
        for at in 0..sampled.places.len() {
            ask(&|counts: &Counts| {
                counts
                    .bounded
                    .as_ref()
                    .map_or(Credit::default(), |bounded| bounded.low(pair_bounds, at, 1))
            });
            ask(&|counts: &Counts| {
                counts
                    .bounded
                    .as_ref()
                    .map_or(Credit::default(), |bounded| bounded.high(pair_bounds, at, 1))
            });
        }
    }
    enough
}

impl Acceptability<'_> {
    /// How each sibling set was drawn for a group.
    pub fn sampling_of(&self, group: usize) -> &[Sampling] {
        match &self.sampling[..] {
            [all] => all,
            sets => &sets[self.evaluation.weights.set_of(group)],
        }
    }

    /// Whether weights were drawn around those of each group.
    pub fn draws_by_group(&self) -> bool {
        self.sampling.len() > 1
    }

    /// How each sibling set was drawn, for all groups, or those of one set of weights after those
    /// of the other.
    pub fn all_sampling(&self) -> impl Iterator<Item = &Sampling> {
        self.sampling.iter().flatten()
    }

    /// For alternatives that were first in no draw: does a linear program prove that they never
    /// are, whatever the sets turn out to be? Only where scores are linear in the weights and
    /// nothing has a distribution; over all weights that meet the constraints, a superset of what
    /// some models draw from.
    fn prove(&mut self, rows: &ScoredRows) {
        let keep_zeros = matches!(self.request.model, WeightsModel::Around(_));
        let mut proved: Vec<(usize, usize)> = Vec::new();
        for (g, group) in self.groups.iter().enumerate() {
            let result = &self.evaluation.groups[group.group];
            let n = group.places.len();
            // A set that is drawn is a set all the same: what holds whatever it turns out to be
            // holds in every draw.
            let distributed = |input: usize| {
                let of = &self.evaluation.problem.inputs[input];
                of.quantity.is_distribution() && !of.spread.is_crisp()
            };
            let drawn =
                crate::draw::rows::inputs_of(self.evaluation.problem, result, &group.places)
                    .any(distributed);
            let Some(values) =
                result.values.as_ref().filter(|_| !drawn && (2..=MOST_PROVED).contains(&n))
            else {
                continue;
            };
            let row: Vec<usize> =
                group.places.iter().filter_map(|place| result.row(*place)).collect();
            let sizes: Vec<f64> = (0..values.columns())
                .map(|leaf| {
                    row.iter().fold(0.0, |size: f64, row| size.max(values.at(*row, leaf).abs()))
                })
                .collect();
            for at in (0..n).filter(|at| self.rank(group, *at, 1).high.value == 0.0) {
                // The most by which it can lead each rival, leaf by leaf; not where sets feed
                // several leaves together.
                let score_differences: Option<Vec<Vec<f64>>> = (0..n)
                    .filter(|rival| *rival != at)
                    .map(|rival| most_lead(rows, group, result, &row, (at, rival)))
                    .collect();
                let Some(score_differences) = score_differences else { continue };
                let conditions = Conditions::new(
                    self.evaluation.problem,
                    &result.weights,
                    score_differences,
                    &sizes,
                    result.eps,
                );
                if matches!(conditions.margin(keep_zeros), Margin::Negative(_)) {
                    proved.push((g, at));
                }
            }
        }
        for (g, at) in proved {
            self.groups[g].never_first[at] = true;
        }
    }
}

/// The greatest score(a) - score(b) over the sets as a sum of coefficient times weight; `None`
/// where it is no such sum.
fn most_lead(
    rows: &ScoredRows,
    group: &GroupShares,
    result: &crate::evaluate::evaluation::GroupResult,
    row: &[usize],
    (a, b): (usize, usize),
) -> Option<Vec<f64>> {
    let values = result.values.as_ref()?;
    let (Some(additive), Some(pair_bounds)) =
        (result.bounds.as_ref().filter(|_| group.has_sets), group.pair_bounds)
    else {
        return Some(
            (0..values.columns())
                .map(|leaf| values.at(row[a], leaf) - values.at(row[b], leaf))
                .collect(),
        );
    };
    let known = |at: usize, leaf: usize| additive.known(row[at], leaf);
    let mut score_difference: Vec<f64> =
        (0..values.columns()).map(|leaf| known(a, leaf) - known(b, leaf)).collect();
    let pair = rows.bounds_by_group[pair_bounds]
        .pairs
        .iter()
        .find(|pair| (pair.a, pair.b) == (a.min(b), a.max(b)))?;
    // The greatest of a - b is the least of b - a, turned round.
    let least = if a < b { &pair.b_over_a } else { &pair.a_over_b };
    if !least.least.is_empty() {
        return None;
    }
    least.linear.iter().for_each(|(leaf, coefficient)| score_difference[*leaf] -= coefficient);
    Some(score_difference)
}

/// In larger groups nothing is proved: it takes a linear program per alternative.
const MOST_PROVED: usize = 200;
