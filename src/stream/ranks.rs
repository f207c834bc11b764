//! Ranks of more scores than fit in memory.
//!
//! Scores are sorted with the largest first, and gone through twice at once: by whoever asks for a
//! rank, and ahead of it by whoever exceeds it by more than what counts as a tie. Who is ahead of one
//! score is ahead of all lower ones, so nobody goes back. This is how
//! [`ranks`](crate::problem::ranking::ranks) does it in memory, and it gives the same ranks.

use super::sorter::{Merge, Record, Sorted, figure};
use crate::error::Result;
use crate::problem::ranking::difference;

/// For each of `queries`: how many of `values` in its group exceed it by more than the group's
/// tolerance. Of both, `counts` says which are looked at.
///
/// # Errors
/// [`crate::Error::Io`] of the files, and what `emit` fails with.
pub(super) fn above(
    values: &Sorted,
    queries: &Sorted,
    counts: impl Fn(&Record) -> bool,
    tolerances: &[f64],
    mut emit: impl FnMut(Record, u64) -> Result<()>,
) -> Result<()> {
    let (mut ahead, mut asking) = (values.merge()?, queries.merge()?);
    let next = |merge: &mut Merge| -> Result<Option<Record>> {
        loop {
            match merge.next()? {
                Some(record) if !counts(&record) => {}
                other => return Ok(other),
            }
        }
    };
    let mut candidate = next(&mut ahead)?;
    let (mut group, mut exceed) = (None, 0);
    while let Some(query) = next(&mut asking)? {
        if group != Some(query.group) {
            (group, exceed) = (Some(query.group), 0);
        }
        let (own, tolerance) = (figure(query.key), tolerances[query.group as usize]);
        while let Some(value) = candidate {
            let is_ahead = value.group < query.group
                || value.group == query.group && difference(figure(value.key), own) > tolerance;
            if !is_ahead {
                break;
            }
            exceed += u64::from(value.group == query.group);
            candidate = next(&mut ahead)?;
        }
        emit(query, exceed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::by_row::RowNumbers;
    use super::super::sorter::{Sorter, descending};
    use super::*;
    use crate::problem::ranking::{ranks, tolerance};

    #[test]
    fn ranks_are_those_of_memory_with_chains_of_ties_across_runs() {
        let folder = tempfile::tempdir().unwrap();
        let tie = 1e-10;
        // A chain: each ties with the next, and the first not with the third.
        let mut scores: Vec<Option<f64>> =
            (0..40).map(|at| Some(1.0 - 0.6 * tie * f64::from(at))).collect();
        scores.extend([Some(0.25), None, Some(0.25), Some(-1.0), Some(0.0), Some(-0.0), None]);
        for groups in [1, 3] {
            for most in [1, 3, 1000] {
                let mut sorter = Sorter::new(folder.path(), most);
                for (row, score) in scores.iter().enumerate() {
                    let group = (row % groups) as u32;
                    let key = descending(score.unwrap_or(7.0));
                    let value = (row as u64) << 1 | u64::from(score.is_some());
                    sorter.push(Record { group, key, value }).unwrap();
                }
                let sorted = sorter.finish();
                let own = |group: usize| -> Vec<Option<f64>> {
                    scores.iter().skip(group).step_by(groups).copied().collect()
                };
                let tolerances: Vec<f64> =
                    (0..groups).map(|group| tolerance(own(group).into_iter().flatten())).collect();
                let mut by_row = RowNumbers::new(folder.path(), scores.len() as u64, most);
                above(
                    &sorted,
                    &sorted,
                    |it| it.value & 1 == 1,
                    &tolerances,
                    |query, exceed| by_row.set(query.value >> 1, exceed + 1),
                )
                .unwrap();
                let mut found = by_row.begin();
                for row in 0..scores.len() {
                    let group = row % groups;
                    let expected = ranks(&own(group), tolerances[group])[row / groups];
                    let rank = found.of(row as u64).unwrap().map(|rank| rank as usize);
                    assert_eq!(rank, expected, "row {row} of {groups} groups");
                }
            }
        }
    }
}
