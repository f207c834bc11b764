//! What a person is asked about the weights, and what they answered.

use super::decision_problem::Problem;

/// The kinds of questions, the easiest to answer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionKind {
    /// Which of two steps, each from worst to best, matters more?
    Swing,
    /// In which order do several such steps matter?
    Ranks,
    /// Which matters more: one whole step, or a part of another one?
    TradeOff,
    /// Which of two alternatives is better?
    Pair,
}

impl QuestionKind {
    /// All of them.
    pub const ALL: [QuestionKind; 4] =
        [QuestionKind::Swing, QuestionKind::Ranks, QuestionKind::TradeOff, QuestionKind::Pair];

    /// Its name in a file of answers.
    pub fn name(self) -> &'static str {
        match self {
            QuestionKind::Swing => "swing",
            QuestionKind::Ranks => "ranks",
            QuestionKind::TradeOff => "trade-off",
            QuestionKind::Pair => "pair",
        }
    }
}

/// A question about the weights. Criteria are indices into
/// [`Tree::branches`](super::Tree::branches), alternatives indices into
/// [`Problem::alternatives`](super::Problem::alternatives).
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Which matters more: `a` from its worst to its best figure, or `b`? A node goes from worst to
    /// best on all that lies below it.
    Swing {
        /// The first.
        a: usize,
        /// The second.
        b: usize,
    },
    /// In which order do these steps, each from worst to best, matter?
    Ranks {
        /// Three or more.
        of: Vec<usize>,
    },
    /// Which matters more: the leaf `a` from its worst to its best figure, or the leaf `b` from its
    /// worst figure to this one?
    TradeOff {
        /// The leaf that goes all the way.
        a: usize,
        /// The leaf that goes a part of it.
        b: usize,
        /// Where `b` ends: a position on the axis of its scale.
        to: f64,
    },
    /// Which of two alternatives of a group is better, as a whole?
    Pair {
        /// The first.
        a: usize,
        /// The second.
        b: usize,
    },
}

impl Question {
    /// Its kind.
    pub fn kind(&self) -> QuestionKind {
        match self {
            Question::Swing { .. } => QuestionKind::Swing,
            Question::Ranks { .. } => QuestionKind::Ranks,
            Question::TradeOff { .. } => QuestionKind::TradeOff,
            Question::Pair { .. } => QuestionKind::Pair,
        }
    }

    /// What it is about, in the order of the question.
    pub fn subjects(&self) -> Vec<usize> {
        match self {
            Question::Swing { a, b }
            | Question::TradeOff { a, b, .. }
            | Question::Pair { a, b } => {
                vec![*a, *b]
            }
            Question::Ranks { of } => of.clone(),
        }
    }

    /// What it is about, by id: criteria, or the full names of alternatives.
    pub fn names(&self, problem: &Problem) -> Vec<String> {
        let name = |at: &usize| match self {
            Question::Pair { .. } => problem.full_name(*at),
            _ => problem.tree.branches[*at].id.clone(),
        };
        self.subjects().iter().map(name).collect()
    }

    /// Whether it asks of the same things in the same way, in whatever order and up to whatever
    /// figure.
    pub fn is_about_the_same(&self, other: &Question) -> bool {
        let sorted = |question: &Question| {
            let mut subjects = question.subjects();
            subjects.sort_unstable();
            subjects
        };
        self.kind() == other.kind() && sorted(self) == sorted(other)
    }
}

/// What somebody answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// The first matters more, or is better.
    First,
    /// The second does, or is.
    Second,
    /// Both alike.
    Same,
    /// Of a swing: the first counts so many times as much as the second, at least and at most. Both
    /// are at least 0 and not both 0; the most may be infinite, for at least so many times.
    Ratio(f64, f64),
    /// Of ranks: the order, the most important first. Those of one tier matter alike.
    Order(Vec<Vec<usize>>),
    /// Of a trade-off: where `b` would have to end to matter just as much, between these two
    /// positions on its axis.
    Figures(f64, f64),
    /// They do not know. It says nothing of the weights, and is not asked again.
    Unknown,
}

/// A question and what was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// What was said.
    pub reply: Reply,
    /// When, as 2026-05-12.
    pub date: Option<String>,
}
