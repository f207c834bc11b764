//! What holds for every admissible weight, whatever the inputs turn out to be? Nothing is sampled.
//! The table `preferences` comes from `AdmissibleWeights::least` of `proof`, the table
//! `alternatives` from its `Ranks`.
//!
//! Over all weights w >= 0 with sum 1 that meet the case's constraints, and all values of the
//! uncertain inputs within their ranges (an input that two alternatives share has one value for
//! both), group by group:
//!
//! - *Preference* ([`PairRelation`]): the least and greatest score(a) - score(b). a is necessarily at
//!   least as good as b if the least is not below 0, possibly if the greatest is not (Greco,
//!   Mousseau & Slowinski 2008, doi:10.1016/j.ejor.2007.08.013, who let value functions vary as
//!   well; for given value functions and incomplete weights Hazen 1986, Operations Research 34, and
//!   Salo & Hamalainen 1992, Operations Research 40(6)).
//! - *Ranks* ([`ExtremeRank`]): the best and the worst at one and the same weights and inputs
//!   (Kadzinski, Greco & Slowinski 2012, doi:10.1016/j.omega.2011.09.003). Potentially first
//!   (potentially optimal, Hazen) is a best rank of 1, be it in a tie; *alone* tells whether it is
//!   ever ahead of every rival.
//! - *Largest regret*: the greatest over weights and inputs of the best rival's score less one's
//!   own, never below 0.
//!
//! Every figure is exact or an outer bound, and says which. Differences within 1e-10 of the largest
//! score are ties, here with each leaf's largest value in place of its score. For the worst rank, a
//! rival whose lead at its best admissible weights is below 1e-7 of the largest difference on any
//! criterion counts as not ahead, unless it is seen to be: linear programs cannot tell it from a
//! tie.

pub(crate) mod classes;
pub(crate) mod pace;
pub(crate) mod tables;

use crate::error::both;
use crate::error::{Error, Result, Said};
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::size::narrower;
use crate::method::remedy::to_sums;
use crate::problem::{PlaceInGroup, Problem};
use crate::progress;
use crate::proof::contradiction::{Values, empty};
use crate::proof::joint::JointInputs;
use crate::proof::least::AdmissibleWeights;
use crate::proof::model::LinearScores;
use crate::proof::ranks::{Ranks, Rivals};
use crate::proof::score_difference::ScoreDifference;
use crate::proof::steps::Steps;
use crate::tolerance::TIE;
use pace::Pace;
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub use classes::{ClassGroup, RobustClasses, robust_classes};

pub use crate::proof::least::Minimum;
pub use crate::proof::ranks::ExtremeRank;

/// The answers of a robust study.
pub struct Robust<'a> {
    /// The evaluation at the case's weights.
    pub evaluation: &'a Evaluation<'a>,
    /// The value functions it looks at.
    pub values: Values,
    /// The groups that have an eligible alternative.
    pub groups: Vec<RobustGroup>,
    /// What holds under the value functions given, where that was asked for as well and could be
    /// told.
    pub given: Option<Box<Robust<'a>>>,
}

/// What holds in one group. Alternatives are positions in `places`.
pub struct RobustGroup {
    /// The group: an index into the problem's.
    pub group: usize,
    /// Its eligible alternatives, as places in the group, in key order.
    pub places: Vec<PlaceInGroup>,
    /// Whether anything is uncertain but the weights.
    pub uncertain: bool,
    /// `least[a * m + b]`: the least of score(a) - score(b).
    least: Vec<Minimum>,
    /// How large a tie is at the weights of each.
    ties: Vec<f64>,
    /// `possible[a * m + b]`: a is at least as good as b for some.
    possible: Vec<bool>,
    /// How each alternative stands, in the order of `places`.
    pub standings: Vec<Robustness>,
    steps: Option<Steps>,
}

/// How one alternative stands to another over all admissible weights and inputs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairRelation {
    /// At least as good for all.
    pub necessary: bool,
    /// At least as good for some.
    pub possible: bool,
    /// The least of score(a) - score(b).
    pub min: f64,
    /// The greatest of score(a) - score(b).
    pub max: f64,
    /// Whether both are reached; else the least is no greater and the greatest no less than the
    /// true one.
    pub exact: bool,
}

/// How an alternative stands over all admissible weights and inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// The best rank it can have.
    pub best: ExtremeRank,
    /// The worst rank it can have.
    pub worst: ExtremeRank,
    /// The greatest of the best rival's score less its own, never below 0.
    pub regret: f64,
    /// Whether some weights and inputs give this regret. If not, the true one may be smaller, never
    /// larger.
    pub regret_exact: bool,
    /// Whether some weights and inputs put it ahead of every rival, and not just level with one;
    /// `None` if that is not settled.
    pub alone: Option<bool>,
}

impl Robustness {
    /// Whether some weights and inputs leave no rival ahead; if the best rank is not exact, whether
    /// that cannot be ruled out. A tie counts: see [`Robustness::alone`].
    pub fn potentially_first(&self) -> bool {
        self.best.rank == 1
    }

    /// Whether every figure is reached.
    pub fn is_exact(&self) -> bool {
        self.best.exact && self.worst.exact && self.regret_exact
    }
}

/// What a study of robustness is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RobustRequest {
    /// Over which value functions.
    pub values: Values,
    /// How long the study may take. What is not settled then is a bound. Where there is none, what
    /// is looked at is counted instead, so that answers do not depend on the machine.
    pub time: Option<Duration>,
    /// Beside all value functions ([`Values::Monotone`]) look at those given too, see
    /// [`Robust::given`]. The two share the time.
    pub and_given: bool,
}

/// Leads of so many pairs are kept where they are dear to find; else they are found again.
const MOST_LEADS: usize = 250_000;

/// More pairs than this in one group are refused: what is known of each takes about [`PAIR_BYTES`].
const MOST_HELD: usize = 40_000_000;
const PAIR_BYTES: usize = 48;

/// What holds whatever the weights and the inputs, under the evaluation's method.
///
/// # Errors
/// [`Error::Undefined`] for a method whose scores are not linear in the weights, or that has no
/// bounds over inputs that are not sure; over all value functions, for a method that does not read
/// them; where the solver cannot tell whether any weights are admissible. [`Error::Contradiction`]
/// for preferences that contradict each other or the constraints.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem, Quantity};
/// use afweging::study::{RobustRequest, evaluate, robust};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion_with("quality", Direction::Max, 2.0, |c| c.scale(0.0, 10.0))
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .alternative("C", [110.0, 6.0])
///     .uncertain("C", "quality", Quantity::Set(4.0, 6.5))
///     .build()?;
/// let evaluation = evaluate(&problem, &Method::default())?;
/// let study = robust(&evaluation, &RobustRequest::default())?;
/// let group = &study.groups[0];
/// // A is at least as good as C for all weights, wherever the quality of C lies in its range.
/// assert!(group.preference(0, 2).necessary);
/// // A and B can each come out ahead.
/// assert!(group.preference(0, 1).possible && group.preference(1, 0).possible);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn robust<'a>(evaluation: &'a Evaluation<'a>, request: &RobustRequest) -> Result<Robust<'a>> {
    let both = request.and_given && request.values == Values::Monotone;
    let time = request.time.map(|time| if both { time / 2 } else { time });
    let mut study = look(evaluation, request.values, time)?;
    if both {
        study.given = look(evaluation, Values::Given, time).ok().map(Box::new);
    }
    Ok(study)
}

/// The study over one choice of value functions.
fn look<'a>(
    evaluation: &'a Evaluation<'a>,
    values: Values,
    time: Option<Duration>,
) -> Result<Robust<'a>> {
    evaluation.require_score()?;
    let problem = evaluation.problem;
    let given = AdmissibleWeights::new(problem);
    let count: usize = evaluation.groups.iter().map(|group| group.eligible().len()).sum();
    // Of several groups what is done of all is told, of one how far each stage is.
    let several = if evaluation.groups.len() > 1 { count as u64 } else { 0 };
    let step = progress::begin(progress::Stage::Ranks, several);
    let end = time.and_then(|time| Instant::now().checked_add(time));
    let pace = Pace { end, count, begun: AtomicUsize::new(0), before: AtomicUsize::new(0) };
    for (group, result) in evaluation.groups.iter().enumerate() {
        let m = result.eligible().len();
        if m.saturating_mul(m) > MOST_HELD {
            return Err(too_many(problem, group, m));
        }
    }
    let mut groups = Vec::new();
    for (group, result) in evaluation.groups.iter().enumerate() {
        if result.eligible().is_empty() {
            continue;
        }
        step.set(pace.before.load(Ordering::Relaxed) as u64);
        let refuse = |reason: Said| Error::Undefined {
            method: evaluation.method.name().into(),
            reason,
            remedy: to_sums(evaluation.method.sheet(), &evaluation.problem.tree),
        };
        if values == Values::Monotone {
            if !problem.tree.is_additive() {
                return Err(refuse(both(
                    "its nodes do not all add up, so that its score is no sum of values",
                    "niet alle groepen criteria tellen op, zodat de score geen som van waarden is",
                )));
            }
            if !evaluation.method.definition().reads_value_functions() {
                return Err(refuse(both(
                    "it does not read value functions, so there are none to vary",
                    "ze leest geen waardefuncties, zodat er geen te variëren zijn",
                )));
            }
            if !evaluation.method.definition().is_weighted_sum(problem) {
                return Err(refuse(both(
                    "its score is no sum of values",
                    "de score ervan is geen som van waarden",
                )));
            }
            let model = LinearScores::monotone(problem, group, result);
            let admissible = model
                .steps
                .as_ref()
                .map_or_else(|| given.clone(), |steps| steps.admissible.clone());
            groups.push(of_group(problem, group, model, &admissible, values, &pace)?);
            continue;
        }
        let model = LinearScores::new(result).ok_or_else(|| {
            refuse(
                both(
"its scores are not linear in the weights, so that what holds for all of them is not proved by linear programs",
"haar scores zijn niet lineair in de gewichten, zodat lineaire programma's niet bewijzen wat voor alle gewichten geldt",
),
            )
        })?;
        if result.bounds.is_none() && !result.is_crisp() {
            return Err(refuse(both(
                "some inputs are ranges or unknown, and this method has no bounds over them",
                "sommige gegevens zijn bereiken of onbekend, en deze methode heeft daarover geen grenzen",
            )));
        }
        groups.push(of_group(problem, group, model, &given, values, &pace)?);
    }
    Ok(Robust { evaluation, values, groups, given: None })
}

fn of_group(
    problem: &Problem,
    group: usize,
    model: LinearScores,
    admissible: &AdmissibleWeights,
    values: Values,
    pace: &Pace,
) -> Result<RobustGroup> {
    let m = model.len();
    let inside = admissible.inside().map_err(|why| empty(problem, admissible, values, why))?;
    let admissible = &admissible.clone().knowing(&inside);
    // Where everything is sure a lead is a difference, and over value functions it is thousands of
    // steps long and made in no time; else it is dear, and kept if there are not too many.
    let kept: Vec<ScoreDifference> = match model.additive.is_some() && m * m <= MOST_LEADS {
        true => (0..m * m)
            .into_par_iter()
            .map(|pair| model.score_difference(pair / m, pair % m))
            .collect(),
        false => Vec::new(),
    };
    let score_difference = |a: usize, b: usize| match kept.get(a * m + b) {
        Some(score_difference) => Cow::Borrowed(score_difference),
        None => Cow::Owned(model.score_difference(a, b)),
    };
    let row = |among: &AdmissibleWeights, a: usize| -> Vec<Minimum> {
        if pace.is_over() && model.steps.is_some() {
            // A step counts 1 at most.
            return vec![Minimum::new(-1.0, false, &[]); m];
        }
        let one = |b: usize| {
            if pace.is_over() {
                AdmissibleWeights::blind(&score_difference(a, b))
            } else {
                among.least(&score_difference(a, b))
            }
        };
        (0..m).map(one).collect()
    };
    let leasts = |among: &AdmissibleWeights| {
        pace.each(progress::Stage::Compare, m, |a| row(among, a))
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
    };
    let least: Vec<Minimum> = leasts(admissible);
    // What a strict preference rules out is possible at its edge only.
    let within = admissible.is_strict().then(|| leasts(&inside));
    let ties: Vec<f64> = least.iter().map(|least| least.tie(&model.ties)).collect();
    let seen = within.as_ref().unwrap_or(&least);
    let possible = (0..m * m)
        .map(|pair| seen[pair % m * m + pair / m].bound <= ties[pair % m * m + pair / m])
        .collect();
    let joint = JointInputs::new(problem, &model);
    let ranks = Ranks { model: &model, admissible: &inside, joint: joint.as_ref() };
    let standing = |a: usize| {
        // When the time is up nothing is searched, and what is known of single pairs does.
        let over = pace.is_over();
        let score_difference = |a: usize, b: usize| match over {
            true => {
                Cow::Owned(ScoreDifference { linear: Vec::new(), parts: Vec::new(), exact: false })
            }
            false => score_difference(a, b),
        };
        let rivals = Rivals {
            over: (0..m).map(|b| (score_difference(a, b), &seen[a * m + b])).collect(),
            under: (0..m).map(|b| (score_difference(b, a), &seen[b * m + a])).collect(),
        };
        let extreme =
            |best: bool| ranks.extreme(a, best, &rivals, pace.effort(m, model.values.columns()));
        let (best, worst) = rayon::join(|| extreme(true), || extreme(false));
        let over = (0..m).filter(|rival| *rival != a).map(|rival| &least[a * m + rival]);
        let lowest = over.min_by(|a, b| a.bound.total_cmp(&b.bound).then(b.exact.cmp(&a.exact)));
        let (regret, regret_exact) = lowest.map_or((0.0, true), |least| {
            ((-least.bound).max(0.0), least.exact || least.bound >= 0.0)
        });
        let alone = ranks.alone(a, &best, &rivals, pace.effort(m, model.values.columns()));
        Robustness { best, worst, regret, regret_exact, alone }
    };
    let standings = pace.each(progress::Stage::Ranks, m, standing);
    pace.before.fetch_add(m, Ordering::Relaxed);
    let uncertain = model.is_uncertain();
    Ok(RobustGroup {
        group,
        places: model.places,
        uncertain,
        least,
        ties,
        possible,
        standings,
        steps: model.steps,
    })
}

/// That a group has more pairs than there is room for.
fn too_many(problem: &Problem, group: usize, m: usize) -> Error {
    let pairs = m.saturating_mul(m - 1);
    Error::Size {
        what: both(
            format!("comparing {m} alternatives in one group, {pairs} pairs"),
            format!("de vergelijking van {m:#} alternatieven in één groep, {pairs:#} paren"),
        ),
        bytes: pairs.saturating_mul(PAIR_BYTES),
        remedy: narrower(problem, group),
    }
}

impl RobustGroup {
    /// How one alternative stands to another.
    pub fn preference(&self, a: usize, b: usize) -> PairRelation {
        let m = self.places.len();
        let (over, under) = (&self.least[a * m + b], &self.least[b * m + a]);
        let (min, max) = (over.bound, -under.bound);
        PairRelation {
            necessary: min >= -self.ties[a * m + b],
            possible: self.possible[a * m + b],
            min,
            // The two are found one by one: rounding may not put the greatest below the least.
            max: max.max(min),
            exact: over.exact && under.exact,
        }
    }

    /// The least of score(a) - score(b), with the weights at which it is reached.
    pub fn least(&self, a: usize, b: usize) -> &Minimum {
        &self.least[a * self.places.len() + b]
    }

    /// Over all monotone value functions: those that the weights of a [`Minimum`] or an [`ExtremeRank`]
    /// stand for, by criterion, as (figure, value) from worst to best; the last values sum to 1. A
    /// target's criterion counts distances to the target. `None` for given ones.
    pub fn value_functions(
        &self,
        problem: &Problem,
        weights: &[f64],
    ) -> Option<Vec<Vec<(f64, f64)>>> {
        self.steps.as_ref().map(|steps| steps.functions(problem, weights))
    }

    /// Who has the least of the largest regrets; several if they tie.
    pub fn least_regret(&self) -> Vec<usize> {
        let least =
            self.standings.iter().map(|standing| standing.regret).fold(f64::INFINITY, f64::min);
        let slack = TIE * self.standings.iter().map(|standing| standing.regret).fold(0.0, f64::max);
        (0..self.places.len()).filter(|at| self.standings[*at].regret <= least + slack).collect()
    }
}
