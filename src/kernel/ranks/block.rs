//! A block of draws, and what is counted over it.
use crate::kernel::buffer::Buffer;
use crate::kernel::credit::Credit;

/// A kind's credit for a first place that is tied.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lot {
    pub(crate) kind: usize,
    pub(crate) lane: usize,
    pub(crate) group: usize,
    pub(crate) credit: f64,
}

/// The first places of the draws at hand that are tied.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lots {
    pub(crate) each: Vec<Lot>,
    /// Working memory: as long as the longest part of the histogram.
    pub(crate) chances: Vec<f64>,
    pub(crate) same: Vec<f64>,
}

/// So many draws at a time, each a bit of a word.
pub(crate) const LANES: usize = 64;

/// All that grows, apart from the layout, which is read meanwhile.
#[derive(Debug, Clone)]
pub(crate) struct RankCounts {
    /// Draws in which an alternative has a rank alone: by group, rank, alternative.
    pub(crate) alone: Vec<u64>,
    /// Credits below 1 for ranks shared in a tie, laid out likewise; empty until there is a tie.
    pub(crate) shared: Vec<Credit>,
    /// Sums over draws of the variance of the ranks that an alternative shares, by alternative.
    pub(crate) within_ties: Vec<f64>,
    /// Draws in which an alternative is tied.
    pub(crate) tied: Vec<u64>,
    /// Draws in which a group has a tie.
    pub(crate) tied_draws: Vec<u64>,
    /// By alternative, if any group has few of its ranks counted: the sums of its rank, and of its
    /// square, ties having their mean.
    pub(crate) rank_sums: Vec<(f64, f64)>,
    /// By group and a < b: at a, b twice the draws in which a is ahead of b plus those in which
    /// they are level, at b, a the latter.
    pub(crate) ahead: Vec<u64>,
    /// Sums over draws of credit for rank 1 times weight, and times its square: by alternative, see
    /// [`first`].
    pub(crate) sums: Vec<f64>,
    /// Draws by the number of groups in which an alternative of a kind is first: by kind, number.
    pub(crate) histogram: Vec<u64>,
    /// The same of draws in which the kind shares a first place: the chances of each number.
    pub(crate) histogram_shares: Vec<Credit>,
    pub(crate) scratch: Scratch,
}

/// Working memory, made once.
#[derive(Debug, Clone)]
pub(crate) struct Scratch {
    /// The weights of the draws at hand, draw by draw.
    pub(crate) rows: Buffer,
    /// In which draws an alternative is first alone.
    pub(crate) first: Vec<u64>,
    /// Who shares a first place.
    pub(crate) lots: Lots,
    /// The keys of a sorting network.
    pub(crate) keys: Buffer,
    /// The same, narrower.
    pub(crate) narrow: Vec<crate::kernel::ranks::narrow::Narrow>,
    /// One group of one draw, sorted.
    pub(crate) order: Vec<(f64, usize)>,
    /// In which draws an alternative of a kind is first alone in the group at hand.
    pub(crate) kinds: Vec<u64>,
    /// In how many groups that has been so, as binary digits across draws: by kind, digit.
    pub(crate) digits: Vec<u64>,
}

/// A block of draws, as every part of the tally reads it.
#[derive(Clone, Copy)]
pub(crate) struct Block<'a> {
    pub(crate) weights: &'a [f64],
    pub(crate) scores: &'a [f64],
    pub(crate) block: usize,
    /// The first draw at hand.
    pub(crate) start: usize,
}
