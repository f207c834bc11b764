//! What became of a study that an overview was to hold.

use crate::error::{Error, Result, Said, both};

/// What became of a study.
#[derive(Debug)]
pub enum Asked<T> {
    /// It ran.
    Answer(T),
    /// It could not run.
    Refused(Reason),
    /// It was not run.
    LeftOut(LeftOut),
}

/// Why a study was not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Others were asked for, or it takes its time.
    NotAsked,
    /// The case is so large that it takes its time.
    TooLarge,
    /// The case says nothing that it could look at.
    NothingToLookAt,
}

/// Why a study could not run, in the reader's language; one line, without what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// In English.
    pub en: String,
    /// In Dutch.
    pub nl: String,
}

impl Reason {
    /// What an error says is wrong.
    pub fn of(error: &Error) -> Reason {
        Reason::said(&both(error.to_string(), error.dutch()))
    }

    /// The first line of what is said.
    pub fn said(said: &Said) -> Reason {
        let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        Reason { en: first(said.as_str()), nl: first(said.dutch()) }
    }
}

impl<T> Asked<T> {
    /// The answer, if there is one.
    pub fn answer(&self) -> Option<&T> {
        match self {
            Asked::Answer(answer) => Some(answer),
            _ => None,
        }
    }

    /// What is made of an answer that is needed before.
    pub(super) fn then<'a, B>(&'a self, run: impl FnOnce(&'a T) -> Result<B>) -> Asked<B> {
        match self {
            Asked::Answer(answer) => Asked::of(None, || run(answer)),
            Asked::Refused(reason) => Asked::Refused(reason.clone()),
            Asked::LeftOut(why) => Asked::LeftOut(*why),
        }
    }

    /// Run a study, unless it was left out.
    pub(super) fn of(left_out: Option<LeftOut>, run: impl FnOnce() -> Result<T>) -> Asked<T> {
        match left_out {
            Some(why) => Asked::LeftOut(why),
            None => match run() {
                Ok(answer) => Asked::Answer(answer),
                Err(error) => Asked::Refused(Reason::of(&error)),
            },
        }
    }
}
