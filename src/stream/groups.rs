//! The groups of a table that is read in blocks: each block has some of their alternatives, and what
//! is known of a group grows from block to block.

use crate::kernel::elementwise::RunningSum;
use crate::method::SumOfValues;
use crate::problem::{Group, Problem, WholeGroup};
use crate::value::Normalization;
use hashbrown::HashMap;
use std::sync::Arc;

/// The values that name a group.
pub(super) type GroupName = Vec<Arc<str>>;

/// Every group that was seen, in the order in which they were.
#[derive(Default)]
pub(super) struct Groups {
    numbers: HashMap<GroupName, usize>,
    /// What is known of each.
    pub(super) known: Vec<KnownGroup>,
}

/// A sum that is taken of a column, by a normalization that takes more to be better or less.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wanted {
    pub(super) normalization: Normalization,
    pub(super) leaf: usize,
    pub(super) benefit: bool,
    /// A sum over its figures; without it, one that it takes itself.
    pub(super) of_values: Option<SumOfValues>,
}

/// What is known of a group.
#[derive(Debug, Clone)]
pub(super) struct KnownGroup {
    /// What methods and tables look at.
    pub(super) whole: WholeGroup,
    /// The sums over its columns that are being taken.
    pub(super) adding: Vec<(Wanted, RunningSum)>,
    /// The largest score of those that compete, whatever its sign.
    pub(super) largest: f64,
    /// The largest sum behind such a score: see
    /// [`GroupResult::magnitude`](crate::study::GroupResult::magnitude).
    pub(super) magnitude: f64,
    /// Whether somebody who competes has no score for want of known weight.
    pub(super) withheld: bool,
}

/// What is known of the groups at the start of a pass, for the threads that work on blocks.
#[derive(Clone, Default)]
pub(super) struct Snapshot(Arc<HashMap<GroupName, (usize, Arc<WholeGroup>)>>);

/// The name of a group of a problem.
pub(super) fn name(problem: &Problem, group: &Group) -> GroupName {
    let values = problem.rank_within().iter().zip(group.values());
    values.map(|(key, value)| problem.keys()[*key].values[*value].id.clone()).collect()
}

impl Groups {
    /// The number of a group, which is new if it was not seen before.
    pub(super) fn number(&mut self, name: &GroupName, leaves: usize) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.known.len();
        self.numbers.insert(name.clone(), number);
        self.known.push(KnownGroup {
            whole: WholeGroup::unseen(leaves),
            adding: Vec::new(),
            largest: 0.0,
            magnitude: 0.0,
            withheld: false,
        });
        number
    }

    /// What is known now.
    pub(super) fn snapshot(&self) -> Snapshot {
        let one = |(name, number): (&GroupName, &usize)| {
            (name.clone(), (*number, Arc::new(self.known[*number].whole.clone())))
        };
        Snapshot(Arc::new(self.numbers.iter().map(one).collect()))
    }
}

impl Snapshot {
    /// Tell the groups of a problem what is known of them as a whole, and give their numbers. A
    /// group that was not seen yet has none, and is told nothing.
    pub(super) fn tell(&self, problem: &mut Problem) -> Vec<Option<usize>> {
        let names: Vec<GroupName> =
            problem.groups().iter().map(|group| name(problem, group)).collect();
        let found: Vec<Option<(usize, Arc<WholeGroup>)>> =
            names.iter().map(|name| self.0.get(name).cloned()).collect();
        for (group, known) in problem.groups.iter_mut().zip(&found) {
            group.whole = known.as_ref().map(|(_, whole)| whole.clone());
        }
        found.into_iter().map(|known| known.map(|(number, _)| number)).collect()
    }
}
