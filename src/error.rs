//! What can go wrong, and where: one error type for the whole crate.
//!
//! Everything a user can get wrong in a file is a [`Finding`]: a message, the [`Place`] it speaks
//! of and, where there is one, the remedy. Findings are collected, not thrown one by one, so that a
//! file is mended in one round.

mod display;
mod in_serde;
mod said;

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

pub(crate) use display::of_io;
pub(crate) use in_serde::{in_serde, of_serde};
pub use said::{Phrase, Said, both};

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong in this crate.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The criteria file or its tables are wrong. Holds at least one finding of severity error;
    /// warnings come along.
    Findings(Findings),
    /// A file could not be read or written.
    Io {
        /// What was tried: "read" or "write".
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },
    /// A name that is not known, with the nearest one that is.
    UnknownName {
        /// The kind of thing named: "case", "method", "alternative" ...
        what: &'static str,
        /// What was written.
        name: String,
        /// The nearest known name, if one is near.
        nearest: Option<String>,
        /// The known names, if they are few.
        known: Vec<String>,
    },
    /// A method or normalization is not defined for the data of a group.
    Undefined {
        /// The method or normalization.
        method: Said,
        /// Which datum makes it undefined.
        reason: Said,
        /// What the user can do.
        remedy: Said,
    },
    /// What the case says of its alternatives or weights cannot all be so.
    Contradiction {
        /// What cannot be, as in "no weights meet these preferences together".
        what: Said,
        /// A smallest set of statements that conflict, as written.
        statements: Vec<String>,
    },
    /// What is asked for would need more memory than there is to be had.
    Size {
        /// What was asked, with how much of it there is.
        what: Said,
        /// How many bytes it would take.
        bytes: usize,
        /// What the user can do.
        remedy: Said,
    },
    /// What a program says of a problem is wrong; see
    /// [`ProblemBuilder`](crate::problem::ProblemBuilder). Holds all that is wrong, at least one
    /// fault.
    Problem(Vec<Fault>),
    /// What a caller asks for does not fit the case, or cannot be.
    Argument {
        /// The argument of the function, or the field of the request or of the what-ifs.
        argument: &'static str,
        /// Its value as given; `None` where no one value is at fault.
        value: Option<String>,
        /// What is wrong with it and what would be right.
        message: Said,
        /// What to give instead, word for word, where that is known.
        instead: Option<Said>,
    },
    /// A table could not be turned into an output format.
    Format {
        /// The format.
        format: &'static str,
        /// What the writer said.
        message: Said,
    },
    /// Only a part of the draws was made, as was asked for: there is no result before all parts are
    /// put together. See [`shard`](crate::shard).
    Part,
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The kind of a named thing, with its Dutch.
pub(crate) fn kind(what: &str) -> Said {
    both(what, display::dutch_kind(what))
}

/// One thing that is wrong with what a program says of a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is at fault: "criterion `price`", "criterion `price` of alternative `A`" ...
    pub at: Said,
    /// Why, and what would be right.
    pub reason: Said,
}

/// Of more faults only the first are written out; the error holds them all.
const MOST_FAULTS: usize = 50;

impl Error {
    /// An [`Error::Problem`] with one fault.
    pub(crate) fn fault(at: impl Into<Said>, reason: impl Into<Said>) -> Error {
        Error::Problem(vec![Fault { at: at.into(), reason: reason.into() }])
    }

    /// An [`Error::UnknownName`] that suggests the nearest of `known`.
    pub fn unknown<'a>(
        what: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Error {
        let known: Vec<&str> = known.into_iter().collect();
        Error::UnknownName {
            what,
            name: shorten(name, 80),
            nearest: nearest(name, known.iter().copied()).map(str::to_owned),
            known: if known.len() <= 12 {
                known.into_iter().map(str::to_owned).collect()
            } else {
                Vec::new()
            },
        }
    }

    /// An [`Error::Argument`] about the value it has.
    ///
    /// ```
    /// use afweging::Error;
    ///
    /// let error = Error::argument("draws", 0, "at least one draw is needed");
    /// assert_eq!(error.to_string(), "`draws` = 0: at least one draw is needed");
    /// ```
    pub fn argument(
        argument: &'static str,
        value: impl ToString,
        message: impl Into<Said>,
    ) -> Error {
        let value = Some(value.to_string());
        Error::Argument { argument, value, message: message.into(), instead: None }
    }

    /// An [`Error::Argument`] about no one value of it.
    pub fn argument_as_a_whole(argument: &'static str, message: impl Into<Said>) -> Error {
        Error::Argument { argument, value: None, message: message.into(), instead: None }
    }
}

/// Whether a finding stops the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The case cannot be used.
    Error,
    /// The case can be used; the user should know.
    Warning,
}

/// A text file as read, kept to show the lines that findings speak of.
#[derive(Debug)]
pub struct Source {
    /// The name the user knows it by.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// Line and column (both from 1, columns in characters) of a byte offset.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
    }
}

/// Where a finding is.
#[derive(Debug, Clone)]
pub enum Place {
    /// A stretch of bytes in a text file.
    Text {
        /// The file.
        source: Arc<Source>,
        /// The bytes, as offsets.
        span: Range<usize>,
    },
    /// A cell of a table that has no text (Parquet). Row 0 is the header.
    Cell {
        /// The file.
        file: String,
        /// The row, from 1.
        row: usize,
        /// The column's header.
        column: String,
    },
    /// A cell of a sheet in a workbook.
    Sheet {
        /// The workbook and the sheet, as `scores.xlsx#Sheet1`.
        sheet: String,
        /// The cell, as `B2`.
        cell: String,
        /// The header of its column; may be empty.
        header: String,
    },
    /// A whole file.
    File(String),
    /// A what-if.
    Argument {
        /// The field of [`WhatIf`](crate::case::WhatIf).
        argument: &'static str,
        /// Which of its values; `None` for all of them.
        value: Option<String>,
    },
}

/// One thing that is wrong or worth knowing.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Whether it stops the work.
    pub severity: Severity,
    /// What is wrong, with the offending text.
    pub message: Said,
    /// Where.
    pub place: Place,
    /// A few words at the place itself; may be empty.
    pub label: Said,
    /// What would be right.
    pub help: Option<Said>,
}

impl Finding {
    /// A finding that stops the work.
    pub fn error(place: Place, message: impl Into<Said>) -> Finding {
        Finding {
            severity: Severity::Error,
            message: message.into(),
            place,
            label: Said::default(),
            help: None,
        }
    }

    /// A finding that does not.
    pub fn warning(place: Place, message: impl Into<Said>) -> Finding {
        Finding { severity: Severity::Warning, ..Finding::error(place, message) }
    }

    /// The same as a warning.
    pub fn as_warning(&self) -> Finding {
        Finding { severity: Severity::Warning, ..self.clone() }
    }

    /// The same with a remedy.
    pub fn help(mut self, help: impl Into<Said>) -> Finding {
        self.help = Some(help.into());
        self
    }

    /// The same with a label at the place.
    pub fn label(mut self, label: impl Into<Said>) -> Finding {
        self.label = label.into();
        self
    }

    /// The same with "did you mean", if a known name is near; else the known names, if they are
    /// few.
    pub fn suggest<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Finding {
        let known: Vec<&str> = known.into_iter().collect();
        match nearest(name, known.iter().copied()) {
            Some(near) => {
                let near = near.to_owned();
                self.help(both(format!("did you mean `{near}`?"), format!("bedoelt u `{near}`?")))
            }
            None if !known.is_empty() && known.len() <= 12 => {
                let list =
                    known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                self.help(both(format!("known are {list}"), format!("wel bekend: {list}")))
            }
            None => self,
        }
    }
}

/// A list of findings, in the order of the files.
#[derive(Debug, Clone, Default)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// Add one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Whether any of them stops the work.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The list if nothing in it stops the work, else the error that holds it.
    pub fn into_warnings(self) -> Result<Vec<Finding>> {
        if self.has_errors() { Err(Error::Findings(self)) } else { Ok(self.0) }
    }
}

/// The known name that is nearest to `name`: equal but for case, or at most a third of its letters
/// away (Damerau-Levenshtein distance). Names longer than 200 bytes are not compared.
///
/// ```
/// use afweging::error::nearest;
///
/// assert_eq!(nearest("weigthed-sum", ["weighted-sum", "topsis"]), Some("weighted-sum"));
/// assert_eq!(nearest("electre", ["weighted-sum", "topsis"]), None);
/// ```
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > 200 {
        return None;
    }
    let lower = name.to_lowercase();
    let allowed = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .filter(|candidate| candidate.len() <= 200)
        .map(|candidate| {
            (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate)
        })
        // A single letter is not "near" another one.
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < lower.chars().count().max(candidate.chars().count())
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `text` on one line and at most `most` characters long, for messages about hostile input.
pub fn shorten(text: &str, most: usize) -> String {
    let mut out: String =
        text.chars().take(most).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_name_is_found_and_a_far_one_is_not() {
        let known = ["neutrality", "demand", "finance"];
        assert_eq!(nearest("neutralty", known), Some("neutrality"));
        assert_eq!(nearest("Demand", known), Some("demand"));
        assert_eq!(nearest("valorisation", known), None);
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let source = Source { name: "x".into(), text: "één\nb€c".into() };
        assert_eq!(source.line_column("één\nb€".len()), (2, 3));
    }
}
