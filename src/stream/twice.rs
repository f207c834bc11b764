//! An alternative that stands in two rows. Within a block the join finds it; across blocks each row
//! leaves a mark of 96 bits of its keys, and the marks are sorted. Two different alternatives among a
//! thousand million have the same mark with a probability below 1e-10.

use super::sorter::Sorted;
use crate::error::{Error, Finding, Findings, Place, Result, both};
use crate::problem::Problem;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The mark of an alternative.
pub(super) fn mark(problem: &Problem, alternative: usize) -> (u32, u64) {
    let mut hashers = [DefaultHasher::new(), DefaultHasher::new()];
    hashers[1].write_u8(1);
    let values = problem.alternatives()[alternative].values();
    for (key, value) in problem.keys().iter().zip(values) {
        let id = &key.values[*value].id;
        hashers.iter_mut().for_each(|hasher| id.hash(hasher));
    }
    (hashers[1].finish() as u32, hashers[0].finish())
}

/// The first two rows with one mark, in the order of marks.
///
/// # Errors
/// [`Error::Io`] of the file.
pub(super) fn first(marks: &Sorted) -> Result<Option<(u64, u64)>> {
    let mut merge = marks.merge()?;
    let mut before: Option<super::sorter::Record> = None;
    while let Some(record) = merge.next()? {
        if let Some(before) = before
            && (before.group, before.key) == (record.group, record.key)
        {
            return Ok(Some((before.value, record.value)));
        }
        before = Some(record);
    }
    Ok(None)
}

/// The error of two rows that name one alternative.
pub(super) fn error(name: &str, first: &Place, second: Place) -> Error {
    let message = both(
        format!("`{name}` is given twice: here, and before in {}", at(first, "row")),
        format!("`{name:#}` wordt twee keer gegeven: hier, en eerder in {:#}", at(first, "rij")),
    );
    Error::Findings(Findings(vec![
        Finding::error(second, message)
            .help(both("keep one of the rows", "behoud een van de rijen")),
    ]))
}

/// Where a row stands, in words; `row` is what a row is called.
fn at(place: &Place, row: &str) -> String {
    match place {
        Place::Cell { file, row: number, .. } => format!("{file}, {row} {number}"),
        Place::File(file) => file.clone(),
        // Rows of parts stand in no other place.
        _ => String::new(),
    }
}
