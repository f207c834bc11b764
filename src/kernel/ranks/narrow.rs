//! Keys of a sorting network in half the room.

/// So many draws are sorted at a time: keys of a hundred alternatives stay in the nearest cache.
pub(crate) const LANES: usize = 32;

/// Narrow keys of [`LANES`] draws, from the beginning of a cache line on.
#[derive(Debug, Clone)]
#[repr(align(64))]
pub(crate) struct Narrow(pub(super) [u32; LANES]);

impl Narrow {
    pub(crate) const ZERO: Narrow = Narrow([0; LANES]);
}
