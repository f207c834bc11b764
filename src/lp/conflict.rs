//! Statements that cannot hold together, as few of them as can be.

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
    let mut budget = MOST_ASKED;
    for size in 1..=count {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            budget = budget.checked_sub(1)?;
            if conflict(&chosen) {
                return Some(chosen);
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
    None
}

fn irreducible(mut members: Vec<usize>, conflict: &dyn Fn(&[usize]) -> bool) -> Vec<usize> {
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
    fn many_statements_give_a_set_from_which_none_can_be_left_out() {
        // Twelve of forty: more sets than can be asked about.
        let conflict = |set: &[usize]| set.iter().filter(|at| **at % 3 == 1).count() >= 12;
        let found = find(40, &conflict).unwrap();
        assert!(!found.smallest && found.members.len() == 12 && conflict(&found.members));
    }
}
