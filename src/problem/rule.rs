//! The rules of a case that shift figures and exclude alternatives, as they are shown; what they do stands in cells and alternatives.

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
    /// Why it stands.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}
