//! What grows with the square of a group, estimated before it is made.

use crate::draw::sampled_group::SampledGroup;
use crate::error::{Error, Result, Said, both};
use crate::kernel::Bounded;
use crate::kernel::pairwise_bounds::Pair;

/// No more bytes than this are set aside for what grows with the square of a group.
pub(crate) const MOST_BYTES: usize = 4 << 30;

/// What a criterion adds to the bounds of a pair.
pub(crate) const OF_CRITERION: usize = 48;

/// As many counts as are at work at once: one for each thread, one that waits, and their sum.
pub(crate) fn at_work() -> usize {
    rayon::current_num_threads() + 2
}

pub(crate) fn gigabytes(bytes: usize) -> String {
    format!("{:.1} GB", bytes as f64 / 1e9)
}

/// Whether so much can be kept; if not, how much it is and what to do instead.
pub(crate) fn check_size(what: &Said, bytes: usize, way_out: impl Into<Said>) -> Result<(), Said> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let (bytes, most) = (gigabytes(bytes), gigabytes(MOST_BYTES));
    let way_out = way_out.into();
    Err(both(
        format!(
            "{what} would take about {bytes} of memory, and at most {most} are set aside; {way_out}"
        ),
        format!(
            "{what:#} zou zowat {} geheugen vragen, en er is hoogstens {} voor voorzien; {way_out:#}",
            bytes.replace('.', ","),
            most.replace('.', ",")
        ),
    ))
}

pub(crate) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let part = |(at, digit): (usize, char)| {
        let comma = at > 0 && (digits.len() - at).is_multiple_of(3);
        comma.then_some(',').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(part).collect()
}

/// Whether the bounds of every pair of these groups can be kept.
///
/// # Errors
/// The same.
pub(crate) fn check_bounds(sampled_groups: &[SampledGroup], criteria: usize) -> Result<()> {
    let of = |n: usize| {
        n * n / 2 * (size_of::<Pair>() + criteria * OF_CRITERION) + Bounded::bytes_of(n) * at_work()
    };
    let bytes = sampled_groups.iter().map(|sampled| of(sampled.places.len())).sum();
    let pairs: usize = sampled_groups
        .iter()
        .map(|sampled| sampled.places.len() * (sampled.places.len() - 1) / 2)
        .sum();
    let what = both(
        format!("bounds over ranges of {} pairs", grouped(pairs)),
        format!("de grenzen over bereiken van {} paren", grouped(pairs)),
    );
    let way_out = both(
        "--intervals uniform draws ranges instead and leaves their bounds out where they are so many; or select fewer alternatives (--where)",
        "--intervals uniform trekt in de plaats uit de bereiken en laat hun grenzen weg waar er zoveel zijn; of kies minder alternatieven (--where)",
    );
    check_size(&what, bytes, way_out)
        .map_err(|message| Error::argument("uniform_sets", false, message))
}
