//! The rules of a case that shift figures and exclude alternatives, as they are shown; what they do
//! stands in cells and alternatives.

use super::text::Text;

/// An adjustment, for showing.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjustment {
    /// The criterion it shifts.
    pub criterion: String,
    /// The attribute it shifts by.
    pub attribute: String,
    /// Why.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

/// A requirement, for showing.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// The criterion or attribute whose figure it tests: an index into [`super::Problem::names`];
    /// `None` for a fact.
    pub tests: Option<usize>,
    /// The alternatives that must meet it: indices into [`super::Problem::alternatives`].
    pub concerns: Vec<usize>,
    /// Whether failing it excludes; else it flags.
    pub excludes: bool,
    /// Why it stands.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}
