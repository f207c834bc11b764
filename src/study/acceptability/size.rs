//! What grows with the square of a group, estimated before it is made: counts by rank, pairs, and
//! the bounds of pairs.

use crate::draw::size::{at_work, check_size, grouped};
use crate::error::both;
use crate::error::{Error, Result};

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

/// What a count by rank takes (8 bytes, and 16 more once there is a tie), and a count by pair.
const OF_RANK: usize = 24;
const OF_PAIR: usize = 8;
/// What a row of a long table takes while it is made.
const OF_ROW: usize = 320;

/// Whether counts of every rank, and of every pair, can be kept if they are asked for.
///
/// # Errors
/// [`Error::Argument`] with their size, and what to do instead.
pub(super) fn check(sizes: &[usize], keep: Keep, pairwise: bool) -> Result<()> {
    let squares: usize = sizes.iter().map(|n| n * n).sum();
    if keep == Keep::EveryRank {
        let what = both(
            format!("every rank of every alternative ({} rows)", grouped(squares)),
            format!("elke rang van elk alternatief ({:#} rijen)", grouped(squares)),
        );
        let way_out = both(
            "ask for the tables `alternatives` and `central_weights`, leave --table out, or select fewer alternatives (--where)",
            "vraag de tabellen `alternatives` en `central_weights`, laat --table weg, of kies minder alternatieven (--where)",
        );
        check_size(&what, squares * (OF_RANK * at_work() + OF_ROW), way_out)
            .map_err(|message| Error::argument("keep", format!("{keep:?}"), message))?;
    }
    if pairwise || keep == Keep::Pairs {
        let rows: usize = sizes.iter().map(|n| n * n.saturating_sub(1)).sum();
        let what = both(
            format!("a comparison of every pair ({} rows)", grouped(rows)),
            format!("een vergelijking van elk paar ({:#} rijen)", grouped(rows)),
        );
        let way_out = both(
            "leave --table pairwise out, or select fewer alternatives (--where)",
            "laat --table pairwise weg, of kies minder alternatieven (--where)",
        );
        let of_row = if keep == Keep::Pairs { OF_ROW } else { 0 };
        check_size(&what, squares * (OF_PAIR * at_work() + of_row), way_out).map_err(
            |message| match keep {
                Keep::Pairs => Error::argument("keep", format!("{keep:?}"), message),
                _ => Error::argument("pairwise", true, message),
            },
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused_with_its_size() {
        assert!(
            check(&[1_000, 1_000], Keep::EveryRank, true).is_ok()
                && check(&[1_000, 1_000], Keep::Pairs, true).is_ok()
        );
        assert!(check(&[100_000], Keep::FewRanks, false).is_ok());
        let told = |keep: Keep| check(&[10_000], keep, false).unwrap_err().to_string();
        assert!(
            told(Keep::EveryRank).contains("(100,000,000 rows) would take about"),
            "{}",
            told(Keep::EveryRank)
        );
        assert!(
            told(Keep::Pairs).contains("(99,990,000 rows)")
                && told(Keep::Pairs).contains("--where")
        );
        assert_eq!((grouped(7), grouped(1_234_567)), ("7".into(), "1,234,567".into()));
    }
}
