//! What of a method a workbook can work out by itself.

use crate::evaluate::evaluation::Evaluation;
use crate::method::Method;
use crate::method::prepared::MethodNote;
use crate::value::Normalization;

/// How far scores follow what is changed in the workbook.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Scoring {
    /// Weights times value functions of the figures: all follows.
    Values,
    /// Weights times normalised columns: all follows.
    Normalised(Normalization),
    /// Normalised columns to the power of weights: all follows.
    Product(Normalization),
    /// Weights times what the engine worked out: scores follow weights, and not figures.
    Linear,
    /// Nothing follows.
    Written,
    /// The method's answer is no score.
    None,
}

impl Scoring {
    pub(super) fn of(evaluation: &Evaluation) -> Scoring {
        if !evaluation.method.has_score() {
            return Scoring::None;
        }
        let groups = &evaluation.groups;
        // Levels that count from 1 on are no figures of the sheet.
        let counted = groups.iter().flat_map(|group| &group.notes);
        let counted =
            counted.into_iter().any(|note| matches!(note, MethodNote::LevelsAsRatios { .. }));
        let scored = |group: &&crate::evaluate::evaluation::GroupResult| {
            group.standings().any(|standing| standing.computed.is_some())
        };
        let linear = groups.iter().filter(scored).all(|group| group.values.is_some());
        match &evaluation.method {
            Method::WeightedSum(own) => match own.normalization {
                // No formula here takes logarithms: values stand as numbers then.
                None if has_logarithms(evaluation.problem) => Scoring::Linear,
                None => Scoring::Values,
                Some(it) if is_followed(it) && !counted => Scoring::Normalised(it),
                Some(_) => Scoring::Linear,
            },
            Method::WeightedProduct(own) if is_followed(own.normalization) && !counted => {
                Scoring::Product(own.normalization)
            }
            _ if linear => Scoring::Linear,
            _ => Scoring::Written,
        }
    }

    /// Whether scores follow the weights.
    pub(super) fn follows_weights(self) -> bool {
        !matches!(self, Scoring::Written | Scoring::None)
    }

    /// Whether values, and scores, follow the figures.
    pub(super) fn follows_figures(self) -> bool {
        matches!(self, Scoring::Values | Scoring::Normalised(_) | Scoring::Product(_))
    }

    /// Whether there is a value for each figure.
    pub(super) fn has_values(self) -> bool {
        self.follows_weights()
    }

    /// Whether a score is a sum of weights times values.
    pub(super) fn is_sum(self) -> bool {
        matches!(self, Scoring::Values | Scoring::Normalised(_) | Scoring::Linear)
    }
}

/// Whether a value function is linear in the logarithm of its figure.
fn has_logarithms(problem: &crate::problem::Problem) -> bool {
    let mut curves = problem.tree.leaves.iter().filter_map(|leaf| leaf.value.as_ref());
    curves.any(|curve| curve.is_logarithmic())
}

/// Whether a normalization is written as a formula over its column.
fn is_followed(normalization: Normalization) -> bool {
    matches!(
        normalization,
        Normalization::None
            | Normalization::MinMax
            | Normalization::Max
            | Normalization::Sum
            | Normalization::Vector
            | Normalization::Linear
            | Normalization::Goalposts
    )
}
