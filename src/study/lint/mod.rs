//! What in the model itself deserves a second look, whatever its answer is? Remarks, none of which
//! is an error.
//!
//! Each file looks for one thing and says in its doc what it takes, at which threshold and why.
//! Figures are nominal figures of known cells; what is unknown is left out, never taken as neutral.
//! What could not be looked at is said too, see [`Unexamined`].

pub(crate) mod anchors;
pub(crate) mod completed;
pub(crate) mod constant;
pub(crate) mod duplicates;
pub(crate) mod examined;
pub(crate) mod figures;
pub(crate) mod idle;
pub(crate) mod influence;
pub(crate) mod later;
pub(crate) mod passages;
pub(crate) mod requirement_and_score;
pub(crate) mod unknown;
pub(crate) mod zeros;

use crate::error::Result;
use crate::evaluate::evaluations::Evaluations;
use crate::problem::weights::Weights;
use crate::progress::{Stage, begin};

pub use crate::evaluate::dependence::{Dependent, another_can_turn, dependence, ends_in_ranges};
pub use crate::method::Dependence;
pub use crate::study::lint::examined::Unexamined;
pub use anchors::Unanchored;
pub use duplicates::{Duplicates, FEWEST_ALIKE, FEWEST_APART, NEARLY_ONE};
pub use influence::{FEWEST_DIFFERENT, Influence, Influences, LEAST_GAP, TIMES};
pub use later::Later;
pub use passages::{MANY_INPUTS, MUCH_WEIGHT, Passage};
pub use requirement_and_score::RequirementAndScore;
pub use unknown::{MUCH_UNKNOWN, Unknown};
pub use zeros::Zeros;

/// Something about the model, with all it holds of. Leaves are indices into
/// [`crate::problem::tree::Tree::leaves`].
#[derive(Debug, Clone, PartialEq)]
pub enum Remark {
    /// Criteria with weight on which all competing alternatives are equal, in every group of two or
    /// more that gives them weight.
    Constant(Vec<usize>),
    /// Sets of criteria that say nearly the same.
    Duplicates(Vec<Duplicates>),
    /// Criteria whose weight never decides who is ahead.
    Idle {
        /// By the scores of this method, the first.
        method: &'static str,
        /// The criteria.
        leaves: Vec<usize>,
        /// Whether, with the constant ones, it is every criterion that has weight: then dominance
        /// alone gives the order.
        all: bool,
    },
    /// Alternatives that tie at 0 in a weighted product.
    Zeros(Zeros),
    /// Methods whose values depend on which alternatives are there.
    Dependent(Vec<Dependent>),
    /// Criteria whose weight and effective influence lie far apart.
    Influence(Influences),
    /// Criteria whose weight stands for a step that nobody described.
    Unanchored(Unanchored),
    /// Figures that decide both who takes part and how they score.
    RequirementAndScore(Vec<RequirementAndScore>),
    /// Passages on which much rests.
    Passages(Vec<Passage>),
    /// Alternatives of which much is unknown.
    Unknown(Vec<Unknown>),
    /// Criteria with weight of which nothing is known for any competing alternative.
    NothingKnown(Vec<usize>),
    /// Figures later than the case.
    Later(Vec<Later>),
    /// Nodes whose rules were filled in, as indices into [`crate::problem::Tree::branches`].
    Completed(Vec<usize>),
}

/// All remarks on a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Lint {
    /// The remarks: one of a kind at most, in the order of [`Remark`].
    pub remarks: Vec<Remark>,
    /// What could not be looked at.
    pub unexamined: Vec<Unexamined>,
    /// The weights of the evaluation that was looked at.
    pub weights: Weights,
}

/// Look at the model behind evaluations. A remark that holds for one method speaks of the first.
/// `as_of` is the date of the case, as written.
///
/// # Errors
/// [`crate::Error::Undefined`] if values cannot be made of the figures; those of a checked case
/// always can.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{evaluate, lint::lint};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("colour", Direction::Max, 2.0)
///     .alternative("A", [100.0, 5.0])
///     .alternative("B", [120.0, 5.0])
///     .build()?;
/// let evaluations = evaluate(&problem, &Method::default())?.into();
/// // Two thirds of the weight lie on a criterion that tells nobody apart.
/// assert!(!lint(&evaluations, None)?.remarks.is_empty());
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn lint(evaluations: &Evaluations, as_of: Option<&str>) -> Result<Lint> {
    let evaluation = evaluations.main();
    let problem = evaluation.problem;
    let _step = begin(Stage::Remarks, 0);
    let figures = figures::figures(evaluations)?;
    let mut unexamined = Vec::new();
    let constant = constant::constant(evaluation);
    let duplicates = duplicates::duplicates(evaluation, &figures, &mut unexamined);
    let idle = idle::idle(evaluation, &constant, &mut unexamined);
    let influence = influence::influence(evaluations, &figures, &constant, &mut unexamined);
    let zeros = zeros::zeros(evaluations);
    let dependent = crate::evaluate::dependence::dependent(evaluations);
    let unanchored = anchors::unanchored(evaluation, &dependent);
    let later = as_of.map(|as_of| later::later(problem, as_of)).unwrap_or_default();
    let completed = completed::completed(problem);
    let some = |is_empty: bool, remark: Remark| (!is_empty).then_some(remark);
    let all = idle.len() + constant.len()
        == evaluation.weights.greatest().iter().filter(|weight| **weight > 0.0).count();
    let requirement_and_score = requirement_and_score::requirements_and_scores(evaluation);
    let passages = passages::passages(evaluation);
    let unknown = unknown::unknown(evaluation);
    let nothing = unknown::nothing_known(evaluation);
    let remarks = [
        some(constant.is_empty(), Remark::Constant(constant)),
        some(duplicates.is_empty(), Remark::Duplicates(duplicates)),
        some(idle.is_empty(), Remark::Idle { method: evaluation.method.name(), leaves: idle, all }),
        some(zeros.members.is_empty(), Remark::Zeros(zeros)),
        some(dependent.is_empty(), Remark::Dependent(dependent)),
        some(influence.of.is_empty(), Remark::Influence(influence)),
        some(unanchored.is_empty(), Remark::Unanchored(unanchored)),
        some(requirement_and_score.is_empty(), Remark::RequirementAndScore(requirement_and_score)),
        some(passages.is_empty(), Remark::Passages(passages)),
        some(unknown.is_empty(), Remark::Unknown(unknown)),
        some(nothing.is_empty(), Remark::NothingKnown(nothing)),
        some(later.is_empty(), Remark::Later(later)),
        some(completed.is_empty(), Remark::Completed(completed)),
    ];
    let (remarks, weights) = (remarks.into_iter().flatten().collect(), evaluation.weights.clone());
    Ok(Lint { remarks, unexamined, weights })
}
