//! A set of levels of an ordinal scale: what an alternative may be, as far as is known.

/// Levels of an ordinal scale, by their places, 0 the worst. A scale has at most
/// [`LevelSet::MOST`] levels here.
///
/// ```
/// use afweging::problem::LevelSet;
///
/// let poor_or_good = LevelSet::single(0).union(LevelSet::single(2));
/// assert_eq!((poor_or_good.lowest(), poor_or_good.highest()), (Some(0), Some(2)));
/// assert!(!poor_or_good.contains(1) && LevelSet::all(3).contains(1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct LevelSet(u64);

impl LevelSet {
    /// No level.
    pub const EMPTY: LevelSet = LevelSet(0);

    /// The most levels of a scale.
    pub const MOST: usize = u64::BITS as usize;

    /// One level; a place beyond the most is no level, and gives the empty set.
    pub fn single(place: usize) -> LevelSet {
        if place < LevelSet::MOST { LevelSet(1 << place) } else { LevelSet::EMPTY }
    }

    /// All levels of a scale of `n`, at most the most.
    pub fn all(n: usize) -> LevelSet {
        if n < LevelSet::MOST { LevelSet((1 << n) - 1) } else { LevelSet(u64::MAX) }
    }

    /// The levels of two places and those between them.
    pub fn between(lowest: usize, highest: usize) -> LevelSet {
        if lowest > highest {
            return LevelSet::EMPTY;
        }
        LevelSet(LevelSet::all(highest + 1).0 & !LevelSet::all(lowest).0)
    }

    /// Whether a level is one of them.
    pub fn contains(self, place: usize) -> bool {
        place < LevelSet::MOST && self.0 & (1 << place) != 0
    }

    /// One level more.
    pub fn insert(&mut self, place: usize) {
        self.0 |= LevelSet::single(place).0;
    }

    /// The levels of either.
    #[must_use]
    pub fn union(self, other: LevelSet) -> LevelSet {
        LevelSet(self.0 | other.0)
    }

    /// The worst of them; `None` of the empty set.
    pub fn lowest(self) -> Option<usize> {
        (self.0 != 0).then(|| self.0.trailing_zeros() as usize)
    }

    /// The best of them; `None` of the empty set.
    pub fn highest(self) -> Option<usize> {
        (self.0 != 0).then(|| LevelSet::MOST - 1 - self.0.leading_zeros() as usize)
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it is one level.
    pub fn is_single(self) -> bool {
        self.len() == 1
    }

    /// The places, the worst first.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let place = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            Some(place)
        })
    }
}

impl FromIterator<usize> for LevelSet {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> LevelSet {
        let mut out = LevelSet::EMPTY;
        places.into_iter().for_each(|place| out.insert(place));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_widest_scale_are_levels_too() {
        let all = LevelSet::all(64);
        assert_eq!((all.len(), all.lowest(), all.highest()), (64, Some(0), Some(63)));
        assert_eq!(LevelSet::between(63, 63), LevelSet::single(63));
        assert_eq!(LevelSet::between(2, 4).iter().collect::<Vec<_>>(), [2, 3, 4]);
        assert_eq!(LevelSet::single(64), LevelSet::EMPTY);
        assert_eq!((LevelSet::EMPTY.lowest(), LevelSet::EMPTY.highest()), (None, None));
    }
}
