//! How an interview is held.

use crate::problem::QuestionKind;

/// How an interview is held.
#[derive(Debug, Clone, PartialEq)]
pub struct InterviewRequest {
    /// The kinds of questions that are asked.
    pub kinds: Vec<QuestionKind>,
    /// The seed of the points that stand for the weights.
    pub seed: u64,
    /// How many of these each of the 64 chains gives.
    pub steps: usize,
}

impl Default for InterviewRequest {
    /// All kinds, seed 1 and 2,048 points.
    fn default() -> InterviewRequest {
        InterviewRequest { kinds: QuestionKind::ALL.to_vec(), seed: 1, steps: 32 }
    }
}
