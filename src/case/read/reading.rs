//! How the cells of a criterion are to be read.

use crate::case::read::marks::{Marks, number};

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The levels of an ordinal scale, worst first.
    pub levels: Option<&'a [String]>,
    /// What the points and commas of its numbers are.
    pub marks: Marks,
}

impl Reading<'_> {
    /// The place of a level on the axis 0 .. L-1.
    pub fn level(&self, text: &str) -> Option<f64> {
        self.levels?.iter().position(|level| level == text).map(|place| place as f64)
    }

    /// A number or a level; on an ordinal scale also `#2.5`, a place on its axis 0 .. L-1. No bare
    /// number stands for a place there: with four levels a 1 may be the first of them or the second.
    pub fn figure(&self, text: &str) -> Option<f64> {
        let text = text.trim();
        if let Some(place) = self.level(text) {
            return Some(place);
        }
        let Some(levels) = self.levels else { return number(text, &self.marks) };
        let on_axis = |place: &f64| 0.0 <= *place && *place <= (levels.len() - 1) as f64;
        number(text.strip_prefix('#')?, &self.marks).filter(on_axis)
    }
}
