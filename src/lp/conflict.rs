//! Statements that cannot hold together, as few of them as can be.

use std::ops::RangeInclusive;

/// Sets of statements are searched by size as long as no more than this many must be asked about;
/// beyond that the set found is one from which none can be left out, though a smaller one may
/// exist.
const MOST_ASKED: usize = 3_000;

/// A smallest conflicting set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The statements, in order.
    pub members: Vec<usize>,
    /// Whether no smaller set conflicts; else only that none of these can be left out.
    pub smallest: bool,
}

/// A smallest set of the statements 0 .. `count` - 1 that conflicts, the first in their order;
/// `None` if all of them together do not. `conflict` tells whether a set does; more statements
/// never conflict less.
pub fn find(count: usize, conflict: &dyn Fn(&[usize]) -> bool) -> Option<Conflict> {
    let all: Vec<usize> = (0..count).collect();
    if count == 0 || !conflict(&all) {
        return None;
    }
    Some(match smallest(count, conflict) {
        Some(members) => Conflict { members, smallest: true },
        None => Conflict { members: irreducible(all, conflict), smallest: false },
    })
}

/// By size; `None` if too many sets would have to be tried.
fn smallest(count: usize, conflict: &dyn Fn(&[usize]) -> bool) -> Option<Vec<usize>> {
    of_size(count, 1..=count, MOST_ASKED, conflict).ok().flatten()
}

/// Too many sets of statements would have to be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany;

/// The first set of the statements 0 .. `count` - 1, smaller ones first, that conflicts and is of
/// one of these sizes; `None` if there is none. `conflict` is asked about at most `most` sets.
///
/// # Errors
/// [`TooMany`] where these do not tell.
pub fn of_size(
    count: usize,
    sizes: RangeInclusive<usize>,
    most: usize,
    conflict: &dyn Fn(&[usize]) -> bool,
) -> Result<Option<Vec<usize>>, TooMany> {
    let mut budget = most;
    for size in sizes.filter(|size| *size <= count) {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            budget = budget.checked_sub(1).ok_or(TooMany)?;
            if conflict(&chosen) {
                return Ok(Some(chosen));
            }
            // The next combination in lexicographic order.
            let Some(at) = (0..size).rev().find(|at| chosen[*at] < count - size + at) else {
                break;
            };
            chosen[at] += 1;
            for next in at + 1..size {
                chosen[next] = chosen[next - 1] + 1;
            }
        }
    }
    Ok(None)
}

/// Of statements that conflict some that do, of which none can be left out: each is left out in turn
/// for good if the rest still conflicts.
pub fn irreducible(mut members: Vec<usize>, conflict: &dyn Fn(&[usize]) -> bool) -> Vec<usize> {
    let mut at = 0;
    while at < members.len() {
        let left_out = members.remove(at);
        if !conflict(&members) {
            members.insert(at, left_out);
            at += 1;
        }
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_set_and_the_first_of_its_size() {
        let conflict = |set: &[usize]| {
            set.contains(&1) && (set.contains(&3) || (set.contains(&0) && set.contains(&2)))
        };
        assert_eq!(find(4, &conflict), Some(Conflict { members: vec![1, 3], smallest: true }));
        assert_eq!(find(3, &conflict), Some(Conflict { members: vec![0, 1, 2], smallest: true }));
        assert_eq!(find(2, &conflict), None);
        assert_eq!(find(0, &|_| true), None);
    }

    #[test]
    fn sets_of_some_sizes_are_searched_as_far_as_asked() {
        let conflict = |set: &[usize]| set.contains(&1) && set.contains(&3);
        assert_eq!(of_size(5, 1..=1, 100, &conflict), Ok(None));
        assert_eq!(of_size(5, 2..=4, 100, &conflict), Ok(Some(vec![1, 3])));
        assert_eq!(of_size(2, 1..=9, 100, &conflict), Ok(None));
        // 1, 3 is the sixth pair, after 01 02 03 04 12.
        assert_eq!(of_size(5, 2..=2, 6, &conflict), Ok(Some(vec![1, 3])));
        assert_eq!(of_size(5, 2..=2, 5, &conflict), Err(TooMany));
    }

    #[test]
    fn many_statements_give_a_set_from_which_none_can_be_left_out() {
        // Twelve of forty: more sets than can be asked about.
        let conflict = |set: &[usize]| set.iter().filter(|at| **at % 3 == 1).count() >= 12;
        let found = find(40, &conflict).unwrap();
        assert!(!found.smallest && found.members.len() == 12 && conflict(&found.members));
    }
}
