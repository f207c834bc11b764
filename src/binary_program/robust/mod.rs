//! All sets that no other set dominates, where values lie between ends and weights in a polytope.
//!
//! Robust Portfolio Modeling: Liesiö, Mild & Salo 2007, doi:10.1016/j.ejor.2006.12.041, and 2008,
//! doi:10.1016/j.ejor.2007.07.019. Set p dominates set q if, at every extreme point,
//!
//! sum over choices that differ of (low of p's option - high of q's option) + bonuses(p) -
//! bonuses(q) >= 0,
//!
//! and if, at some extreme point, the same sum with the ends turned round is above 0. What both
//! have in common has one value, so it cancels. A value is linear in the weights, so that what
//! holds at the extreme points holds for all weights.
//!
//! Before all, options are left out that no such set can have: one with which a row cannot be kept,
//! one whose every set is dominated by a set that was found, and one for which another option of
//! the choice stands in, which uses no more of any row and is worth more ([`narrow`]). That is
//! repeated as long as it helps. The first sets to be found are the best ones at some points
//! ([`start`]).
//!
//! Then, as in their dynamic programming, sets are built choice by choice, and a partial set is
//! dropped
//!
//! - if a row cannot be kept any more, whatever the rest is ([`partial`]);
//! - if another partial set of the same choices uses no more of any row, can have no smaller bonus
//!   and dominates it: whatever completes the one completes the other ([`partial`]);
//! - if a set that was found dominates all that can become of it: at every extreme point it is
//!   worth at least the Lagrangian bound of the partial set ([`prices`]), and more at some
//!   ([`archive`]).
//!
//! What is left at the last choice is held against all sets found by the definition itself.
//! Differences within the rounding of a sum of all values are none. The partial sets are looked at
//! depth first in blocks of a size that depends on the program alone, so that memory is bounded and
//! the answer is the same on every machine.

mod archive;
mod narrow;
mod partial;
mod prepared;
mod prices;
mod search;
mod start;

use super::{NonDominated, RobustProgram};
use narrow::Narrowed;
use prepared::Prepared;
use search::Search;

/// Options are left out so many times at most.
const ROUNDS: usize = 12;

impl RobustProgram {
    /// All sets that meet the rows and that no other such set dominates.
    ///
    /// At most `most_sets` sets are held at once, and at most `most_nodes` partial sets are looked
    /// at: each counts once for 32 extreme points or part of them, and some comparisons with sets
    /// that were found count as one. Beyond either the answer is not complete: of too many sets
    /// there are `most_sets`, else fewer. Among the sets held for a while may be some that are
    /// dominated in the end, so `most_sets` may be too few for an answer that would just fit. Sets of
    /// equal value do not dominate each other.
    ///
    /// There is at least one extreme point. Every point has ends for the same choices and options,
    /// all finite, and no low end is above the high end. A row must be kept, whatever its excess
    /// cost.
    pub fn non_dominated(&self, most_sets: usize, most_nodes: u64) -> NonDominated {
        if self.highs.iter().flatten().any(Vec::is_empty) {
            return NonDominated { sets: Vec::new(), complete: true };
        }
        let mut narrowed = Narrowed::new(self);
        let mut known = start::sets(self);
        let mut rounds = 0..ROUNDS;
        loop {
            let prepared = Prepared::new(&narrowed.program);
            let mut search = Search::new(&prepared, most_sets, most_nodes);
            let begun = search.begin(&narrowed.inner(&known));
            let left = search.options_left();
            let narrower = prepared.is_narrowed(&left) && rounds.next().is_some();
            let complete = begun && !narrower && search.run();
            known = narrowed.outer(search.into_sets());
            if !(begun && narrower) {
                return NonDominated { sets: known.into_iter().collect(), complete };
            }
            narrowed = narrowed.with(&left);
        }
    }
}
