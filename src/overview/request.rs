//! Which studies an overview holds, and with how many draws.

use crate::error::{Error, Result};

/// A study that an overview can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StudyName {
    /// How much must change before the answer does.
    Stability,
    /// For which share of all weights each alternative is first, second ...
    Acceptability,
    /// What holds for every admissible weight.
    Robust,
    /// What is the smallest change of levels that gives a node with rules another level.
    Targets,
    /// Where the order switches as one weight goes from 0 to 1.
    Sweep,
    /// Whether methods of other families give the same order.
    Methods,
    /// Who is first under each of several named sets of weights.
    Scenarios,
    /// Whether the order hangs on which alternatives are there.
    Reversal,
    /// Which weights and inputs the doubt comes from.
    Drivers,
    /// Whether the claims of the case hold.
    Verify,
    /// What the actors rank first, and what all can live with.
    Actors,
    /// The best set within limits.
    Portfolio,
    /// Which alternative should follow which.
    Pathway,
}

impl StudyName {
    /// Every study, in the order in which an overview tells of them.
    pub const ALL: [StudyName; 13] = [
        StudyName::Stability,
        StudyName::Acceptability,
        StudyName::Robust,
        StudyName::Targets,
        StudyName::Sweep,
        StudyName::Methods,
        StudyName::Scenarios,
        StudyName::Reversal,
        StudyName::Drivers,
        StudyName::Verify,
        StudyName::Actors,
        StudyName::Portfolio,
        StudyName::Pathway,
    ];

    /// Its name, as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            StudyName::Stability => "stability",
            StudyName::Acceptability => "acceptability",
            StudyName::Robust => "robust",
            StudyName::Targets => "targets",
            StudyName::Sweep => "sweep",
            StudyName::Methods => "methods",
            StudyName::Scenarios => "scenarios",
            StudyName::Reversal => "reversal",
            StudyName::Drivers => "drivers",
            StudyName::Verify => "verify",
            StudyName::Actors => "actors",
            StudyName::Portfolio => "portfolio",
            StudyName::Pathway => "pathway",
        }
    }

    /// The command that runs it by itself.
    pub fn command(self) -> String {
        match self {
            StudyName::Verify | StudyName::Actors | StudyName::Portfolio | StudyName::Pathway => {
                self.name().to_owned()
            }
            _ => format!("sensitivity {}", self.name()),
        }
    }

    /// The study of that name.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with the nearest name.
    pub fn named(name: &str) -> Result<StudyName> {
        let known = StudyName::ALL.into_iter().find(|study| study.name() == name);
        known.ok_or_else(|| Error::unknown("study", name, StudyName::ALL.map(StudyName::name)))
    }

    /// Whether it runs where nobody asks for it by name: what it tells, other studies do not, and it
    /// takes little time.
    pub(super) fn unasked(self) -> bool {
        !matches!(
            self,
            StudyName::Sweep | StudyName::Methods | StudyName::Reversal | StudyName::Drivers
        )
    }
}

/// What is asked of an overview.
#[derive(Debug, Clone, PartialEq)]
pub struct OverviewRequest {
    /// The studies to run; without any, those that the case calls for and that take little time.
    pub studies: Vec<StudyName>,
    /// Draws for shares of all weights and of ranges.
    pub draws: u64,
    /// Draws of the studies that solve a problem with each of them.
    pub dear_draws: u64,
    /// Points at which effects are estimated, where that is asked for.
    pub points: u64,
    /// Of how many alternatives outside the best set it is told what would bring them in;
    /// `usize::MAX`: of all.
    pub why_not: usize,
    /// The seed of everything random.
    pub seed: u64,
}

impl Default for OverviewRequest {
    /// As the command line has it: few draws, so that a page is there at once. Shares carry their
    /// errors.
    fn default() -> OverviewRequest {
        OverviewRequest {
            studies: Vec::new(),
            draws: 10_000,
            dear_draws: 1_000,
            points: 1_024,
            why_not: usize::MAX,
            seed: 1,
        }
    }
}
