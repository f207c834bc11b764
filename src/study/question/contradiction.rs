//! Answers that cannot hold together, as they are told.

use crate::problem::Answer;

/// Answers that no weights meet together.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    /// The answer that was not taken.
    pub answer: Answer,
    /// Those of the answers before it that contradict it, as numbers from 0: a smallest set of them.
    /// Empty if no weights that the case allows meet the answer alone.
    pub with: Vec<usize>,
    /// Whether no smaller set of answers contradicts each other; else only that none of these can be
    /// left out.
    pub smallest: bool,
    /// What would mend it, each by itself: the changes of figures first, the smallest first, then
    /// other answers, then what can be left out.
    pub mends: Vec<Mend>,
}

/// One way to mend a contradiction. Answers are numbered from 0; the one that was not taken comes
/// after all that were.
#[derive(Debug, Clone, PartialEq)]
pub enum Mend {
    /// Leave this answer out.
    LeaveOut(usize),
    /// Let this answer be that.
    Change {
        /// Which.
        at: usize,
        /// What it becomes.
        to: Answer,
        /// By which factor a ratio of what two steps count is moved; `None` where no figure is.
        by: Option<f64>,
    },
}
