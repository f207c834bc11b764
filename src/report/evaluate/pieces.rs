//! The view of evaluations in its pieces, for a page that arranges them otherwise.

use super::View;
use crate::case::Case;
use crate::evaluate::evaluations::Evaluations;
use crate::report::{Block, Words, table_reading, weights};

/// The pieces of the view of evaluations.
pub(in crate::report) struct Pieces {
    /// Who is first, by how much and how sure that is, whose weights these are, who is out, and the
    /// smallest move of one weight that changes it.
    pub answer: Vec<Block>,
    /// Whether that says what one weight can do to first place.
    pub knows_single_weight: bool,
    /// Scores and ranks, and the own figures of methods.
    pub scores: Vec<Block>,
    /// What is certain, nominal and open of the order.
    pub order: Vec<Block>,
    /// What to be careful with.
    pub careful: Vec<Block>,
    /// What the weights say, in consequences.
    pub weights: Vec<Block>,
    /// What kind of evidence the scores rest on.
    pub evidence: Vec<Block>,
}

/// The pieces of the view of these evaluations.
pub(in crate::report) fn pieces(case: &Case, evaluations: &Evaluations, words: Words) -> Pieces {
    let view = View { case, problem: &case.problem, evaluations, words };
    let (mut scores, mut order) = (weights::of_groups(view.main(), words), Vec::new());
    for evaluation in evaluations.iter() {
        let name = (evaluations.len() > 1).then(|| evaluation.method.name().to_owned());
        scores.extend(name.clone().map(Block::Heading));
        scores.extend(view.scores(evaluation));
        scores.extend(view.native(evaluation));
        order.extend(name.map(Block::Heading));
        order.extend(view.order(evaluation));
    }
    scores.extend(table_reading::whole(case, evaluations, words));
    Pieces {
        answer: view.answer(),
        knows_single_weight: view.knows_single_weight(),
        scores,
        order,
        careful: view.warnings(),
        weights: weights::weights(view.main(), words),
        evidence: view.evidence(),
    }
}
