//! What holds for every admissible weight, whatever the inputs turn out to be? Nothing is sampled.
//!
//! Over all weights w >= 0 with sum 1 that meet the case's constraints, and all values of the uncertain inputs within their ranges (an
//! input that two alternatives share has one value for both), group by group:
//!
//! - *Preference* ([`Preference`]): the least and greatest score(a) - score(b). a is necessarily at least as good as b if the least is
//!   not below 0, possibly if the greatest is not (Greco, Mousseau & Slowinski 2008, doi:10.1016/j.ejor.2007.08.013, who let value
//!   functions vary as well; for given value functions and incomplete weights Hazen 1986, Operations Research 34, and Salo &
//!   Hamalainen 1992, Operations Research 40(6)).
//! - *Ranks* ([`Extreme`]): the best and the worst at one and the same weights and inputs (Kadzinski, Greco & Slowinski 2012,
//!   doi:10.1016/j.omega.2011.09.003). Potentially first (potentially optimal, Hazen) is a best rank of 1.
//! - *Largest regret*: the greatest over weights and inputs of the best rival's score less one's own, never below 0.
//!
//! Every figure is exact or an outer bound, and says which. Differences within 1e-10 of the largest score are ties, here with each
//! leaf's largest value in place of its score. For the worst rank, a rival whose lead at its best admissible weights is below 1e-7 of
//! the largest difference on any criterion counts as not ahead, unless it is seen to be: linear programs cannot tell it from a tie.

pub(super) mod joint;
pub(super) mod least;
pub(super) mod model;
mod most;
pub(super) mod ranks;
mod tables;

use super::evaluate::Evaluation;
use super::sweep::scored_run;
use crate::error::{Error, Result};
use joint::Joint;
use least::Admissible;
use model::{Lead, Model};
use ranks::Ranks;
use rayon::prelude::*;

pub use least::Least;
pub use ranks::Extreme;

/// The answers of a robust study.
pub struct Robust<'a> {
    /// The evaluation at the case's weights.
    pub evaluation: &'a Evaluation<'a>,
    /// The groups that have an eligible alternative.
    pub groups: Vec<RobustGroup>,
}

/// What holds in one group. Alternatives are places in `places`.
pub struct RobustGroup {
    /// The group: an index into the problem's.
    pub group: usize,
    /// Its eligible alternatives, as places in the group, in key order.
    pub places: Vec<usize>,
    /// Whether anything is uncertain but the weights.
    pub uncertain: bool,
    /// `least[a * m + b]`: the least of score(a) - score(b).
    least: Vec<Least>,
    /// How large a tie is at the weights of each.
    ties: Vec<f64>,
    /// By alternative.
    pub standings: Vec<Robustness>,
}

/// How one alternative stands to another over all admissible weights and inputs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Preference {
    /// At least as good for all.
    pub necessary: bool,
    /// At least as good for some.
    pub possible: bool,
    /// The least of score(a) - score(b).
    pub min: f64,
    /// The greatest.
    pub max: f64,
    /// Whether both are reached; else the least is no greater and the greatest no less than the true one.
    pub exact: bool,
}

/// How an alternative stands over all admissible weights and inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// The best rank.
    pub best: Extreme,
    /// The worst.
    pub worst: Extreme,
    /// The greatest of the best rival's score less its own, never below 0.
    pub regret: f64,
    /// Whether the regret is reached; else it is no greater.
    pub regret_exact: bool,
}

impl Robustness {
    /// Whether some weights and inputs leave no rival ahead; if the best rank is not exact, whether that cannot be ruled out.
    pub fn potentially_first(&self) -> bool {
        self.best.rank == 1
    }

    /// Whether every figure is reached.
    pub fn is_exact(&self) -> bool {
        self.best.exact && self.worst.exact && self.regret_exact
    }
}

/// Programs to solve for one rank: so many over the cube of the number of alternatives (there are two ranks for each, and a program
/// grows with the square), within these ends. Beyond that ranks are bounds.
const PROGRAMS: usize = 70_000_000;
const PROGRAMS_OF_ONE: (usize, usize) = (8, 2_000);

/// What holds whatever the weights and the inputs, under the evaluation's first method.
///
/// # Errors
/// [`Error::Undefined`] for a method whose scores are not linear in the weights, or that has no bounds over inputs that are not sure.
pub fn robust<'a>(evaluation: &'a Evaluation<'a>) -> Result<Robust<'a>> {
    let run = scored_run(evaluation)?;
    let problem = evaluation.problem;
    let admissible = Admissible::new(problem);
    let mut groups = Vec::new();
    for (group, result) in run.groups.iter().enumerate() {
        if result.eligible.is_empty() {
            continue;
        }
        let refuse = |reason: &str| Error::Undefined {
            method: run.method.name().into(),
            reason: reason.into(),
            remedy: "choose weighted-sum without `normalization` (--method weighted-sum)".into(),
        };
        let model = Model::new(result).ok_or_else(|| {
            refuse(
                "its scores are not linear in the weights, so that what holds for all of them is not proved by linear programs",
            )
        })?;
        if result.bounds.is_none() && !result.is_crisp() {
            return Err(refuse("some inputs are ranges or unknown, and this method has no bounds over them"));
        }
        groups.push(of_group(problem, group, &model, &admissible));
    }
    Ok(Robust { evaluation, groups })
}

fn of_group(problem: &crate::problem::Problem, group: usize, model: &Model, admissible: &Admissible) -> RobustGroup {
    let m = model.len();
    let leads: Vec<Lead> = (0..m * m).into_par_iter().map(|pair| model.lead(pair / m, pair % m)).collect();
    let least: Vec<Least> = leads.par_iter().map(|lead| admissible.least(lead)).collect();
    let ties = least.iter().map(|least| model.eps(&least.weights)).collect();
    let joint = Joint::new(problem, model);
    let nodes = (PROGRAMS / (m * m * m)).clamp(PROGRAMS_OF_ONE.0, PROGRAMS_OF_ONE.1);
    let ranks = Ranks { model, admissible, joint: joint.as_ref(), leads: &leads, least: &least, nodes };
    let standing = |a: usize| {
        let (best, worst) = rayon::join(|| ranks.extreme(a, true), || ranks.extreme(a, false));
        let over = (0..m).filter(|rival| *rival != a).map(|rival| &least[a * m + rival]);
        let lowest = over.min_by(|a, b| a.bound.total_cmp(&b.bound).then(b.exact.cmp(&a.exact)));
        let (regret, regret_exact) =
            lowest.map_or((0.0, true), |least| ((-least.bound).max(0.0), least.exact || least.bound >= 0.0));
        Robustness { best, worst, regret, regret_exact }
    };
    let standings = (0..m).into_par_iter().map(standing).collect();
    RobustGroup { group, places: model.places.clone(), uncertain: model.additive.is_some(), least, ties, standings }
}

impl RobustGroup {
    /// How one alternative stands to another.
    pub fn preference(&self, a: usize, b: usize) -> Preference {
        let m = self.places.len();
        let (over, under) = (&self.least[a * m + b], &self.least[b * m + a]);
        let (min, max) = (over.bound, -under.bound);
        Preference {
            necessary: min >= -self.ties[a * m + b],
            possible: max >= -self.ties[b * m + a],
            min,
            // The two are found one by one: rounding may not put the greatest below the least.
            max: max.max(min),
            exact: over.exact && under.exact,
        }
    }

    /// The least of score(a) - score(b), with the weights at which it is reached.
    pub fn least(&self, a: usize, b: usize) -> &Least {
        &self.least[a * self.places.len() + b]
    }

    /// Who has the least of the largest regrets; several if they tie.
    pub fn least_regret(&self) -> Vec<usize> {
        let least = self.standings.iter().map(|standing| standing.regret).fold(f64::INFINITY, f64::min);
        let slack = 1e-10 * self.standings.iter().map(|standing| standing.regret).fold(0.0, f64::max);
        (0..self.places.len()).filter(|at| self.standings[*at].regret <= least + slack).collect()
    }
}
