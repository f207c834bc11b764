//! Who has first place in a group, by how much, and how sure that is.

use super::evaluation::{GroupResult, Verdict};
use crate::problem::PlaceInGroup;

/// First place in a group of which at least one alternative has a rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Lead {
    /// Who has it, in key order: several if they tie.
    pub first: Vec<PlaceInGroup>,
    /// Who has the next rank, in key order; none if nobody else has a rank.
    pub next: Vec<PlaceInGroup>,
    /// The nominal score of the first less that of the next.
    pub by: Option<f64>,
    /// Whether first place is theirs alone whatever the inputs turn out to be. Of several that tie:
    /// whether they tie whatever the inputs turn out to be, with nobody beside or ahead of them.
    pub certain: bool,
    /// Who competes without a rank for want of known weight, and whether it could be first as far
    /// as is known.
    pub unranked: Vec<(PlaceInGroup, bool)>,
}

impl GroupResult {
    /// Who is ahead of all others whatever the inputs turn out to be, and has no score and no rank
    /// for want of known weight.
    pub fn certain_without_rank(&self) -> Option<PlaceInGroup> {
        let is_first = |place: &PlaceInGroup| {
            let standing = self.standing(*place);
            standing.rank.is_none() && standing.ranks.is_some_and(|(_, worst)| worst == 1)
        };
        let mut found = self.eligible().iter().copied().filter(is_first);
        // Of two that tie for first place whatever happens neither is ahead of all others.
        found.next().filter(|_| found.next().is_none())
    }

    /// Who is first, and how sure that is; `None` where nobody has a rank.
    pub fn lead(&self, min_known: f64) -> Option<Lead> {
        let rank = |place: &PlaceInGroup| self.standing(*place).rank;
        let with = |wanted: usize| -> Vec<PlaceInGroup> {
            self.eligible().iter().filter(|place| rank(place) == Some(wanted)).copied().collect()
        };
        let first = with(1);
        let leader = *first.first()?;
        // The next rank counts all that tie for the first.
        let next = with(1 + first.len());
        let by = next
            .first()
            .and_then(|next| self.compare(leader, *next, min_known))
            .map(|pair| pair.nominal);
        let could_be_first =
            |place: PlaceInGroup| self.standing(place).ranks.is_none_or(|(best, _)| best == 1);
        let others = || self.eligible().iter().filter(|place| rank(place) != Some(1));
        // Whatever the inputs are, somebody is first: where no other can be, these are.
        let tied = |place: &PlaceInGroup| {
            self.compare(leader, *place, min_known).is_some_and(|it| it.verdict == Verdict::Tie)
        };
        let certain =
            !others().any(|place| could_be_first(*place)) && first.iter().skip(1).all(tied);
        let unranked = self.eligible().iter().filter(|place| rank(place).is_none());
        Some(Lead {
            next,
            by,
            certain,
            unranked: unranked.map(|place| (*place, could_be_first(*place))).collect(),
            first,
        })
    }
}
