//! What a builder is told of whole alternatives.

use crate::problem::Text;

/// Which alternatives are compared, by name.
#[derive(Debug, Clone)]
pub(super) enum Compared {
    /// The first is better than the second.
    Better(String, String),
    /// They are equally good.
    Equal(Vec<String>),
}

/// What may be said of a preference beside whom it compares; see
/// [`ProblemBuilder::better_with`](super::ProblemBuilder::better_with).
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    pub(super) by: Option<Difference>,
    pub(super) reason: Text,
    pub(super) source: Option<String>,
}

/// How much better.
#[derive(Debug, Clone)]
pub(super) enum Difference {
    /// In points of score.
    Points(f64),
    /// More than the first of these is better than the second.
    Between(String, String),
}

impl Comparison {
    /// How much better at least, in points of score: from 0 to below 1.
    pub fn by_more_than(self, points: f64) -> Comparison {
        Comparison { by: Some(Difference::Points(points)), ..self }
    }

    /// Better by more than another alternative, `better`, is better than `worse`.
    pub fn by_more_than_between(
        self,
        better: impl Into<String>,
        worse: impl Into<String>,
    ) -> Comparison {
        Comparison { by: Some(Difference::Between(better.into(), worse.into())), ..self }
    }

    /// Why it is so.
    pub fn reason(self, reason: impl Into<Text>) -> Comparison {
        Comparison { reason: reason.into(), ..self }
    }

    /// Where it comes from.
    pub fn source(self, source: impl Into<String>) -> Comparison {
        Comparison { source: Some(source.into()), ..self }
    }
}
