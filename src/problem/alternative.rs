//! What is scored and ranked.

/// The value of every key, in key order. Two keys, as most problems have at most, need no memory of
/// their own.
pub type KeyValues = smallvec::SmallVec<[usize; 2]>;

/// What is scored and ranked: a combination of values of the keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// Its value of every key.
    pub(crate) values: KeyValues,
    /// Whether it is for reference: scored, never ranked.
    pub(crate) reference: bool,
    /// Requirements that exclude it: indices into [`super::Problem::requirements`].
    pub(crate) excluded_by: Box<[usize]>,
    /// Requirements that flag it.
    pub(crate) flagged_by: Box<[usize]>,
    /// Those of both that it may meet: nothing is known of the figure, or its range lies on both
    /// sides of the limit.
    pub(crate) may_meet: Box<[usize]>,
}

impl Alternative {
    /// Its value of every key, as an index into [`super::Key::values`].
    pub fn values(&self) -> &[usize] {
        &self.values
    }

    /// Whether it is for reference: scored, never ranked.
    pub fn reference(&self) -> bool {
        self.reference
    }

    /// Requirements that exclude it: indices into [`super::Problem::requirements`].
    pub fn excluded_by(&self) -> &[usize] {
        &self.excluded_by
    }

    /// Requirements that flag it: indices into [`super::Problem::requirements`].
    pub fn flagged_by(&self) -> &[usize] {
        &self.flagged_by
    }

    /// Those of both that it may meet: nothing is known of the figure, or its range lies on both
    /// sides of the limit.
    pub fn may_meet(&self) -> &[usize] {
        &self.may_meet
    }

    /// Whether it competes.
    pub fn eligible(&self) -> bool {
        !self.reference && self.excluded_by.is_empty()
    }

    /// Requirements that it surely does not meet, and those of which that is not known.
    pub fn parted(&self, requirements: &[usize]) -> (Vec<usize>, Vec<usize>) {
        requirements.iter().partition(|at| !self.may_meet.contains(at))
    }
}
