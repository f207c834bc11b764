//! How draws are parted.

use crate::kernel::CHUNK;
use std::ops::Range;

/// So many segments at most: few enough to keep what each counts, and many enough to be shared out
/// among the nodes of a cluster.
pub(super) const MOST: u64 = 256;

/// Draws in segments of equal length, but for a shorter last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segments {
    draws: u64,
    /// Draws in a segment.
    length: u64,
    count: u64,
    /// Whether the run may stop at the end of any segment.
    may_stop: bool,
}

impl Segments {
    /// At most [`MOST`], each of whole units of so many draws.
    pub(crate) fn of(draws: u64, unit: u64) -> Segments {
        let length = draws.div_ceil(unit).div_ceil(MOST).max(1) * unit;
        Segments { draws, length, count: draws.div_ceil(length), may_stop: false }
    }

    /// A chunk each, in a run that stops when enough is known.
    pub(crate) fn until_known(draws: u64) -> Segments {
        Segments { draws, length: CHUNK, count: draws.div_ceil(CHUNK), may_stop: true }
    }

    /// So many, whose bounds are somebody else's.
    pub(crate) fn of_blocks(draws: u64, count: u64) -> Segments {
        Segments { draws, length: draws.div_ceil(count.max(1)).max(1), count, may_stop: false }
    }

    /// A draw each.
    #[cfg(test)]
    pub(super) const fn of_ones(draws: u64) -> Segments {
        Segments { draws, length: 1, count: draws, may_stop: false }
    }

    /// How many draws there are in all.
    pub(crate) fn draws(self) -> u64 {
        self.draws
    }

    /// How many segments.
    pub(crate) fn count(self) -> u64 {
        self.count
    }

    pub(crate) fn may_stop(self) -> bool {
        self.may_stop
    }

    /// The draws of a stretch of segments.
    pub(crate) fn of_stretch(self, segments: &Range<u64>) -> Range<u64> {
        let bound = |segment: u64| segment.saturating_mul(self.length).min(self.draws);
        bound(segments.start)..bound(segments.end)
    }

    /// Whether a segment ends with draw `done - 1`.
    pub(crate) fn end_at(self, done: u64) -> bool {
        done == self.draws || done.is_multiple_of(self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_all_draws_once() {
        for draws in [1, CHUNK, CHUNK + 1, 100_000, 256 * CHUNK, 256 * CHUNK + 1, 10_000_000_000] {
            let segments = Segments::of(draws, CHUNK);
            assert!(
                segments.count() <= MOST
                    && segments.of_stretch(&(0..segments.count())) == (0..draws)
            );
            // Where there are few, a chunk each.
            if draws <= MOST * CHUNK {
                assert_eq!(segments.count(), draws.div_ceil(CHUNK));
            }
            for at in 0..segments.count() {
                let own = segments.of_stretch(&(at..at + 1));
                assert!(own.start < own.end && segments.end_at(own.end));
                assert!(
                    own.start.is_multiple_of(CHUNK) && !segments.end_at(own.end - 1)
                        || own.end - own.start == 1
                );
            }
        }
    }
}
