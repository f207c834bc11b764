//! What some alternatives build and others need.

use crate::problem::Text;

/// What some alternatives build and others need: in each period what is needed is at most what
/// there was at the start and what was built in earlier periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    /// Its id.
    pub id: String,
    /// Its name for people; may be empty.
    pub label: Text,
    /// By alternative: what each period in it builds; at least 0.
    pub builds: Vec<f64>,
    /// By alternative: what each period in it needs; at least 0.
    pub needs: Vec<f64>,
    /// What there is at the start; at least 0.
    pub start: f64,
    /// Whether all paths build and need it together; else each has its own.
    pub shared: bool,
    /// Whether it is applied.
    pub active: bool,
    /// Why.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}
