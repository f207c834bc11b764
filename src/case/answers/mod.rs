//! A file of answers about the weights, as `afweging ask` keeps it: a table for each answer, in
//! words that a person reads and edits. And the same answers as lines of a criteria file.

mod reading;
mod reply;
mod writing;

pub use reading::{PlacedAnswer, parse, read};
pub use reply::{Typed, reply};
pub use writing::{criteria_lines, text};
