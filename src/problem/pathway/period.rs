//! A period of a pathway.

use crate::problem::Text;

/// A period of a pathway.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// Its id.
    pub id: String,
    /// Its name for people; may be empty.
    pub label: Text,
    /// The year in which it begins.
    pub from: i32,
    /// How many years it lasts: at least 1.
    pub years: u32,
}

impl Period {
    /// What the value of a year in it counts in the total, years taken together: the sum over its
    /// years y, counted from `start`, of (1 + discount)^-y.
    pub fn weight(&self, start: i32, discount: f64) -> f64 {
        years_weight(self.from - start, self.years, discount)
    }
}

/// The sum over `years` years, of which the first comes `after` years after the start, of
/// (1 + discount)^-y.
pub fn years_weight(after: i32, years: u32, discount: f64) -> f64 {
    (0..years).map(|year| (1.0 + discount).powi(-(after + year as i32))).sum()
}
