//! Who competes with whom.

use super::alternative::KeyValues;
use super::index::PlaceInGroup;
use super::whole::WholeGroup;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The alternatives that compete with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Their common value of every key of [`super::Problem::rank_within`].
    pub(crate) values: Vec<usize>,
    /// Indices into [`super::Problem::alternatives`], in key order.
    pub(crate) members: Vec<usize>,
    /// What is known of the whole group, where these are some of its members only.
    pub(crate) whole: Option<Arc<WholeGroup>>,
}

impl Group {
    /// Their common value of every key of [`super::Problem::rank_within`].
    pub fn values(&self) -> &[usize] {
        &self.values
    }

    /// Indices into [`super::Problem::alternatives`], in key order.
    pub fn members(&self) -> &[usize] {
        &self.members
    }

    /// The alternative at a place: an index into [`super::Problem::alternatives`].
    pub fn member(&self, place: PlaceInGroup) -> usize {
        self.members[place.index()]
    }

    /// All places, in key order.
    pub fn places(&self) -> impl DoubleEndedIterator<Item = PlaceInGroup> + use<> {
        (0..self.members.len()).map(PlaceInGroup::new)
    }

    /// The place of an alternative; `None` if it is in another group.
    pub fn place_of(&self, alternative: usize) -> Option<PlaceInGroup> {
        self.members.binary_search(&alternative).ok().map(PlaceInGroup::new)
    }
}

/// The alternatives, group by group: those with the same value of every key of `rank_within`
/// compete. Groups come in the order of these values.
pub(crate) fn group(alternatives: &[KeyValues], rank_within: &[usize]) -> Vec<Group> {
    if rank_within.is_empty() && !alternatives.is_empty() {
        let members = (0..alternatives.len()).collect();
        return vec![Group { values: Vec::new(), members, whole: None }];
    }
    let mut groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (alternative, values) in alternatives.iter().enumerate() {
        groups
            .entry(rank_within.iter().map(|key| values[*key]).collect())
            .or_default()
            .push(alternative);
    }
    groups.into_iter().map(|(values, members)| Group { values, members, whole: None }).collect()
}
