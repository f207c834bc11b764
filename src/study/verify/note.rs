//! Why a claim comes out as it does, where there is something to say. Tables have it in English, as
//! it displays; the view words it itself.

use crate::problem::{Percent, Problem, percent};
use std::fmt;

/// Why a claim has the answer it has.
#[derive(Debug, Clone, PartialEq)]
pub enum ClaimNote {
    /// The selection has no such alternative.
    NotThere,
    /// Nor the one it is compared with.
    OtherNotThere,
    /// An alternative is excluded: its name and the ids of requirements.
    Excluded(String, Vec<String>),
    /// A reference has no rank.
    Reference,
    /// No requirement is asked of a reference.
    NothingAsked,
    /// No requirement excludes it.
    NotExcluded,
    /// Requirements flag it, and do not exclude it.
    Flagged(Vec<String>),
    /// Only those that compete are scored: the ids of the criteria whose missing scales are why, or
    /// none where the method is.
    NoScore(Vec<String>),
    /// Too little is known of an alternative: its name and the share of weight.
    TooLittleKnown(String, f64),
    /// A share is 1, since so many of so many rivals are never ahead.
    AlwaysWithin(usize, usize),
    /// A share is 0, since so many of so many rivals are always ahead.
    NeverWithin(usize, usize),
    /// Every share is between 0 and 1.
    Trivial,
    /// No draws could be made, and why.
    NoDraws(String),
    /// The certificate failed its own check.
    NoCertificate,
    /// What holds by branch and bound has no certificate by pairs.
    BranchAndBound,
    /// A rank is a bound that nothing was found to reach.
    RankIsBound,
    /// It fails only where a strict preference holds by less than can be told from a tie.
    OnlyAtTie,
    /// Too many inputs hang together to search them all.
    TooManyInputs,
    /// The least difference is a bound.
    Bound,
    /// Too near a tie to be told from one.
    NearTie,
    /// A tie.
    Tie,
}

impl ClaimNote {
    /// The ids of requirements.
    pub(super) fn ids(problem: &Problem, of: &[usize]) -> Vec<String> {
        of.iter().map(|at| problem.requirements[*at].id.clone()).collect()
    }
}

impl fmt::Display for ClaimNote {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            ClaimNote::NotThere => write!(f, "the alternative is not there"),
            ClaimNote::OtherNotThere => {
                write!(f, "the alternative it is compared with is not there")
            }
            ClaimNote::Excluded(name, by) => {
                write!(f, "{name} is excluded (by {}), so it does not compete", by.join(", "))
            }
            ClaimNote::Reference => write!(f, "it stands there for reference and has no rank"),
            ClaimNote::NothingAsked => {
                write!(f, "it stands there for reference; no requirement is asked of it")
            }
            ClaimNote::NotExcluded => write!(f, "no requirement excludes it"),
            ClaimNote::Flagged(by) => {
                write!(f, "it is flagged (by {}), not excluded", by.join(", "))
            }
            ClaimNote::NoScore(unscaled) if unscaled.is_empty() => {
                write!(f, "the method gives no score to one that does not compete")
            }
            ClaimNote::NoScore(unscaled) => {
                let ids = unscaled.join(", ");
                write!(f, "one that does not compete has no score, for want of a scale for {ids}")
            }
            ClaimNote::TooLittleKnown(name, known) => {
                let known = match percent(*known, 0) {
                    Percent::Is(text) => text,
                    Percent::Under(text) => format!("under {text}"),
                    Percent::Over(text) => format!("over {text}"),
                };
                write!(
                    f,
                    "only {known} % of the weight of {name} is known: it has no nominal score"
                )
            }
            ClaimNote::AlwaysWithin(never, of) => {
                write!(f, "the share is 1: {} never ahead", rivals(*never, *of))
            }
            ClaimNote::NeverWithin(always, of) => {
                write!(f, "the share is 0: {} always ahead", rivals(*always, *of))
            }
            ClaimNote::Trivial => write!(f, "so is every share"),
            ClaimNote::NoDraws(why) => write!(f, "no share: {why}"),
            ClaimNote::NoCertificate => {
                write!(f, "the certificate did not survive its check within the budget")
            }
            ClaimNote::BranchAndBound => write!(
                f,
                "proved by branch and bound over all rivals at once; no certificate by pairs"
            ),
            ClaimNote::RankIsBound => write!(
                f,
                "the extreme rank is a bound only: no weights and inputs were found that reach it"
            ),
            ClaimNote::OnlyAtTie => {
                write!(
                    f,
                    "it holds wherever each preference holds with some room, and is not proved where one is all but a tie"
                )
            }
            ClaimNote::TooManyInputs => {
                write!(
                    f,
                    "the least difference is a bound only: too many inputs hang together to search them all"
                )
            }
            ClaimNote::Bound => write!(f, "the least difference is a bound that is not reached"),
            ClaimNote::NearTie => write!(f, "too near a tie to be told from one"),
            ClaimNote::Tie => write!(f, "a tie"),
        }
    }
}

/// So many of the rivals, with their verb.
fn rivals(some: usize, of: usize) -> String {
    match (some, of) {
        (1, 1) => "the one rival is".to_owned(),
        (1, _) => format!("1 of {of} rivals is"),
        _ => format!("{some} of {of} rivals are"),
    }
}
