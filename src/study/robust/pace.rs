//! How far a robust study is, and how much it may still look at.

use crate::progress::{Stage, begin};
use crate::proof::most::Effort;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Entries of rows to look at for one rank: so many over the number of alternatives. Beyond that
/// ranks are bounds.
const ENTRIES: u64 = 2_000_000_000;

/// Programs that the general solver may take for one rank, where there are many columns: so many
/// over the cube of the number of alternatives (there are two ranks for each, and a program grows
/// with the square), within these ends, and fewer where there are more than so many columns.
const PROGRAMS: usize = 70_000_000;
const PROGRAMS_OF_ONE: (usize, usize) = (8, 2_000);
const COLUMNS: usize = 64;

/// How far the study is, and how long it may take.
pub(super) struct Pace {
    pub(super) end: Option<Instant>,
    /// How many alternatives there are in all groups.
    pub(super) count: usize,
    /// How many searches for a rank have begun.
    pub(super) begun: AtomicUsize,
    /// How many alternatives were in the groups before.
    pub(super) before: AtomicUsize,
}

impl Pace {
    pub(super) fn is_over(&self) -> bool {
        self.end.is_some_and(|end| Instant::now() >= end)
    }

    /// How long the next search for a rank among `m` alternatives may take: its part of what is
    /// left.
    pub(super) fn effort(&self, m: usize, columns: usize) -> Effort {
        let left =
            (3 * self.count).saturating_sub(self.begun.fetch_add(1, Ordering::Relaxed)).max(1);
        match self.end {
            Some(end) => {
                let now = Instant::now();
                let part = rayon::current_num_threads().min(left) as f64 / left as f64;
                Effort::Until(now + end.saturating_duration_since(now).mul_f64(part))
            }
            None => Effort::Counted {
                entries: ENTRIES / m as u64,
                programs: (PROGRAMS / (m * m * m) * COLUMNS / columns.max(COLUMNS))
                    .clamp(PROGRAMS_OF_ONE.0, PROGRAMS_OF_ONE.1),
            },
        }
    }

    /// Do something for each of a group's alternatives, on all threads, and tell how far that is.
    pub(super) fn each<T: Send>(
        &self,
        stage: Stage,
        m: usize,
        of: impl Fn(usize) -> T + Sync,
    ) -> Vec<T> {
        let step = begin(stage, m as u64);
        let one = |a: usize| {
            let out = of(a);
            step.add(1);
            out
        };
        (0..m).into_par_iter().map(one).collect()
    }
}
