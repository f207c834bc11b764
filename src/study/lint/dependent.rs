//! Values that depend on the set of alternatives: adding or dropping one moves the values of the others, and can turn their order (Belton &
//! Gear 1983, doi:10.1016/0305-0483(83)90047-6).
//!
//! Asked of each method of the case: observed ranges (a weighted sum with criteria that have no scale), normalizations of a column of data, and
//! methods that measure from the best and worst, or count wins over the others, by definition. Raw figures and goalposts look at no rival. A
//! weighted product whose normalization only divides each column by one number keeps the order whoever is there, so it is not named.

use crate::method::Method;
use crate::problem::{Direction, Problem};
use crate::study::Evaluation;
use crate::value::{self, Normalization};

/// A method whose values depend on the set of alternatives.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependent {
    /// Its name.
    pub method: &'static str,
    /// How.
    pub on: Dependence,
}

/// How values depend on the set of alternatives.
#[derive(Debug, Clone, PartialEq)]
pub enum Dependence {
    /// These leaves run from the worst to the best figure present.
    ObservedRange(Vec<usize>),
    /// Columns are normalised by a formula of the figures present.
    Normalization(&'static str),
    /// The method measures from the best and the worst figures present.
    Ideals,
    /// The method counts wins over the others.
    Rivals,
}

/// The methods of the case that depend on the set.
pub(super) fn dependent(evaluation: &Evaluation) -> Vec<Dependent> {
    let of = |method: &Method| Some(Dependent { method: method.name(), on: dependence(evaluation, method)? });
    evaluation.runs.iter().filter_map(|run| of(&run.method)).collect()
}

fn dependence(evaluation: &Evaluation, method: &Method) -> Option<Dependence> {
    let leaves = &evaluation.problem.tree.leaves;
    let by = |normalization: Normalization| Some(Dependence::Normalization(normalization.entry().name));
    match method {
        Method::WeightedSum(own) => match own.normalization {
            None => {
                let weighty = (0..leaves.len()).filter(|leaf| evaluation.weights[*leaf] > 0.0);
                let observed: Vec<usize> = weighty.filter(|leaf| value::fixed(&leaves[*leaf]).is_none()).collect();
                (!observed.is_empty()).then_some(Dependence::ObservedRange(observed))
            }
            Some(Normalization::None | Normalization::Goalposts) => None,
            Some(normalization) => by(normalization),
        },
        Method::WeightedProduct(own) => match own.normalization {
            Normalization::None | Normalization::Goalposts | Normalization::Linear => None,
            Normalization::Max | Normalization::Sum | Normalization::Vector if gains(evaluation.problem) => None,
            normalization => by(normalization),
        },
        Method::Topsis(_) | Method::Vikor(_) => Some(Dependence::Ideals),
        Method::PrometheeI(_) | Method::PrometheeIi(_) => Some(Dependence::Rivals),
    }
}

/// Whether more is better on every criterion.
fn gains(problem: &Problem) -> bool {
    problem.tree.leaves.iter().all(|leaf| leaf.direction == Direction::Max)
}
