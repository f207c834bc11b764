//! What grows with the square of a group, estimated before it is made: counts by rank, pairs, and the bounds of pairs.

use super::rows::Entrant;
use crate::error::{Error, Result};
use crate::kernel::{Bounded, Pair};

/// What is kept of large groups (more than [`crate::kernel::Layout::LARGE`] alternatives).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// The first three ranks and the last, and the expected rank.
    #[default]
    FewRanks,
    /// Every rank of every alternative: counts that grow with the square of a group.
    EveryRank,
    /// Every pair, for the table of them.
    Pairs,
}

/// No more bytes than this are set aside for what grows with the square of a group.
const MOST_BYTES: usize = 4 << 30;

/// What a count by rank takes (8 bytes, and 16 more once there is a tie), and a count by pair.
const OF_RANK: usize = 24;
const OF_PAIR: usize = 8;
/// What a row of a long table takes while it is made.
const OF_ROW: usize = 320;
/// What a criterion adds to the bounds of a pair.
const OF_CRITERION: usize = 48;

/// As many counts as are at work at once: one for each thread, one that waits, and their sum.
fn at_work() -> usize {
    rayon::current_num_threads() + 2
}

fn gigabytes(bytes: usize) -> String {
    format!("{:.1} GB", bytes as f64 / 1e9)
}

fn refuse(option: &str, what: String, bytes: usize, way_out: &str) -> Result<()> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let (bytes, most) = (gigabytes(bytes), gigabytes(MOST_BYTES));
    Err(Error::option(option, format!("{what} would take about {bytes} of memory, and at most {most} are set aside; {way_out}")))
}

fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let part = |(at, digit): (usize, char)| {
        let comma = at > 0 && (digits.len() - at).is_multiple_of(3);
        comma.then_some(',').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(part).collect()
}

/// Whether counts of every rank, and of every pair, can be kept if they are asked for.
///
/// # Errors
/// [`Error::Option`] with their size, and what to do instead.
pub(super) fn check(sizes: &[usize], keep: Keep, pairwise: bool) -> Result<()> {
    let squares: usize = sizes.iter().map(|n| n * n).sum();
    if keep == Keep::EveryRank {
        let what = format!("every rank of every alternative ({} rows)", grouped(squares));
        let way_out =
            "ask for the tables `alternatives` and `central_weights`, leave --table out, or select fewer alternatives (--where)";
        refuse("--table acceptability", what, squares * (OF_RANK * at_work() + OF_ROW), way_out)?;
    }
    if pairwise || keep == Keep::Pairs {
        let rows: usize = sizes.iter().map(|n| n * n.saturating_sub(1)).sum();
        let what = format!("a comparison of every pair ({} rows)", grouped(rows));
        let way_out = "leave --table pairwise out, or select fewer alternatives (--where)";
        let of_row = if keep == Keep::Pairs { OF_ROW } else { 0 };
        refuse("--table pairwise", what, squares * (OF_PAIR * at_work() + of_row), way_out)?;
    }
    Ok(())
}

/// Whether the bounds of every pair of these groups can be kept.
///
/// # Errors
/// The same.
pub(super) fn check_bounds(entrants: &[Entrant], criteria: usize) -> Result<()> {
    let of = |n: usize| n * n / 2 * (size_of::<Pair>() + criteria * OF_CRITERION) + Bounded::bytes_of(n) * at_work();
    let bytes = entrants.iter().map(|entrant| of(entrant.places.len())).sum();
    let pairs: usize = entrants.iter().map(|entrant| entrant.places.len() * (entrant.places.len() - 1) / 2).sum();
    let what = format!("bounds over ranges of {} pairs", grouped(pairs));
    let way_out = "--intervals uniform draws ranges instead and leaves their bounds out where they are so many; or select fewer alternatives (--where)";
    refuse("--intervals bounds", what, bytes, way_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused_with_its_size() {
        assert!(check(&[1_000, 1_000], Keep::EveryRank, true).is_ok() && check(&[1_000, 1_000], Keep::Pairs, true).is_ok());
        assert!(check(&[100_000], Keep::FewRanks, false).is_ok());
        let told = |keep: Keep| check(&[10_000], keep, false).unwrap_err().to_string();
        assert!(told(Keep::EveryRank).contains("(100,000,000 rows) would take about"), "{}", told(Keep::EveryRank));
        assert!(told(Keep::Pairs).contains("(99,990,000 rows)") && told(Keep::Pairs).contains("--where"));
        assert_eq!((grouped(7), grouped(1_234_567)), ("7".into(), "1,234,567".into()));
    }
}
