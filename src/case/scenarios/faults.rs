//! What is wrong in a table of scenarios: the first faults are shown, the others counted.

use crate::error::both;
use crate::error::{Finding, Findings, Place};

/// More faults than this are counted, not shown.
const MOST_SHOWN: usize = 10;

/// The faults of one table.
pub(super) struct Faults<'a> {
    findings: &'a mut Findings,
    shown: usize,
    more: usize,
}

impl<'a> Faults<'a> {
    /// None so far.
    pub(super) fn of(findings: &'a mut Findings) -> Faults<'a> {
        Faults { findings, shown: 0, more: 0 }
    }

    /// Add one.
    pub(super) fn push(&mut self, finding: Finding) {
        if self.shown < MOST_SHOWN {
            self.shown += 1;
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }

    /// Add a warning, which is no fault.
    pub(super) fn warn(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.shown == 0
    }

    /// Say how many there are beside those shown, and whether there is none at all.
    pub(super) fn finish(self, table: &str) -> bool {
        if self.more > 0 {
            let message = match self.more {
                1 => both("and one more error in this table", "en nog een fout in deze tabel"),
                more => both(
                    format!("and {more} more errors in this table"),
                    format!("en nog {more:#} fouten in deze tabel"),
                ),
            };
            self.findings.push(Finding::error(Place::File(table.to_owned()), message));
        }
        self.shown == 0
    }
}
