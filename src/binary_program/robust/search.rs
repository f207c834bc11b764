//! The search: depth first over blocks of partial sets.

use super::archive::Archive;
use super::partial::Partial;
use super::prepared::Prepared;
use std::collections::BTreeSet;

/// A block holds so many figures at most, over all levels.
const MOST_FIGURES: usize = 4_000_000;
/// A block holds between so many and so many partial sets.
const BLOCK: (usize, usize) = (16, 4_096);
/// A partial set is held against so many others of its block.
const MOST_RIVALS: usize = 400;
/// Blocks are not thinned any more at a level where fewer than one in so many comparisons helped,
/// once so many were made.
const HELPS: (u64, u64) = (2_000, 200_000);
/// A partial set counts once for so many points.
const POINTS: usize = 32;
/// So many comparisons with sets that were found count as one more partial set: where all values are
/// sure, and where they are not and a comparison goes through the choices.
const COMPARED: (u64, u64) = (100, 5);
/// So many of the sets that prices met are held against each other to begin with.
const MOST_MET: usize = 20_000;

/// A search under way.
pub(super) struct Search<'a> {
    prepared: &'a Prepared<'a>,
    archive: Archive,
    most_nodes: u64,
    nodes: u64,
    /// So many comparisons count as one more partial set.
    compared: u64,
    block: usize,
    /// By number of choices made: how many partial sets were compared, and how many were dropped.
    thinning: Vec<(u64, u64)>,
}

/// Why a search ends early.
struct CutShort;

impl<'a> Search<'a> {
    /// A search that holds at most `most_sets` sets and looks at `most_nodes` partial sets.
    pub(super) fn new(prepared: &'a Prepared<'a>, most_sets: usize, most_nodes: u64) -> Search<'a> {
        let kinds = if prepared.crisp { 2 } else { 3 };
        let figures = kinds * prepared.points + prepared.rows + prepared.order.len() + 1;
        let levels = prepared.order.len().max(1);
        Search {
            prepared,
            archive: Archive::new(most_sets),
            most_nodes,
            nodes: 0,
            compared: if prepared.crisp { COMPARED.0 } else { COMPARED.1 },
            block: (MOST_FIGURES / (figures * levels)).clamp(BLOCK.0, BLOCK.1),
            thinning: vec![(0, 0); prepared.order.len() + 1],
        }
    }

    /// Look at all sets; whether that came to its end.
    pub(super) fn run(&mut self) -> bool {
        self.settle(vec![Partial::empty(self.prepared)]).is_ok()
    }

    /// Take up sets that are known, and those that were met on the way to prices; false if there is
    /// no room.
    pub(super) fn begin(&mut self, known: &BTreeSet<Vec<usize>>) -> bool {
        let met = self.prepared.prices.met.iter().take(MOST_MET);
        known.iter().chain(met).all(|set| self.take_up(set).is_ok())
    }

    /// By choice of the program, in order: the options that may be in a set which no other
    /// dominates. Left out are those with which a row cannot be kept, those that a set dominates
    /// whatever they are with, and those for which another option of the choice can stand in.
    pub(super) fn options_left(&mut self) -> Vec<Vec<usize>> {
        let prepared = self.prepared;
        let mut left = vec![Vec::new(); prepared.order.len()];
        for (place, choice) in prepared.order.iter().enumerate() {
            for at in 0..prepared.items[place].len() {
                let out = !prepared.can_keep_rows(place, at)
                    || prepared.is_replaced(place, at)
                    || self.archive.rules_out_item(prepared, place, at);
                if !out {
                    left[*choice].push(prepared.items[place][at].option);
                }
            }
            left[*choice].sort_unstable();
        }
        left
    }

    /// The sets found, by choice of the program.
    pub(super) fn into_sets(self) -> Vec<Vec<usize>> {
        let prepared = self.prepared;
        self.archive
            .into_items()
            .map(|items| {
                let mut set = vec![0; items.len()];
                for ((place, at), choice) in items.iter().enumerate().zip(&prepared.order) {
                    set[*choice] = prepared.items[place][*at].option;
                }
                set
            })
            .collect()
    }

    /// Take up a set, by choice of the program.
    fn take_up(&mut self, set: &[usize]) -> Result<(), CutShort> {
        let prepared = self.prepared;
        let mut partial = Some(Partial::empty(prepared));
        for (place, choice) in prepared.order.iter().enumerate() {
            let at = prepared.items[place].iter().position(|it| it.option == set[*choice]);
            partial = partial.zip(at).and_then(|(partial, at)| partial.with(prepared, at));
        }
        partial.map_or(Ok(()), |partial| self.take(&partial))
    }

    /// Take up a whole set, if it keeps the rows.
    fn take(&mut self, set: &Partial) -> Result<(), CutShort> {
        let prepared = self.prepared;
        let mut options = vec![0; set.items.len()];
        for ((place, at), choice) in set.items.iter().enumerate().zip(&prepared.order) {
            options[*choice] = prepared.items[place][*at].option;
        }
        let fits = !prepared.keeps_rows(&options) || self.archive.take(prepared, set);
        if fits { Ok(()) } else { Err(CutShort) }
    }

    /// Look at all that can become of a block of partial sets of the same choices.
    fn settle(&mut self, block: Vec<Partial>) -> Result<(), CutShort> {
        let prepared = self.prepared;
        let Some(made) = block.first().map(|partial| partial.items.len()) else {
            return Ok(());
        };
        if made == prepared.order.len() {
            return block.iter().try_for_each(|set| self.take(set));
        }
        let block = self.thinned(block, made);
        let mut next = Vec::new();
        for partial in &block {
            // Since it was made more sets may have been found.
            if self.archive.rules_out(prepared, partial) {
                continue;
            }
            for at in 0..prepared.items[made].len() {
                self.nodes += prepared.points.div_ceil(POINTS).max(1) as u64;
                if self.nodes + self.archive.compared / self.compared > self.most_nodes {
                    return Err(CutShort);
                }
                let Some(child) = partial.with(prepared, at) else {
                    continue;
                };
                if self.archive.rules_out(prepared, &child) {
                    continue;
                }
                next.push(child);
                if next.len() == self.block {
                    self.settle(std::mem::take(&mut next))?;
                }
            }
        }
        self.settle(next)
    }

    /// A block without the partial sets that others of it replace, the most promising first.
    fn thinned(&mut self, mut block: Vec<Partial>, made: usize) -> Vec<Partial> {
        let total = |figures: &[f64]| figures.iter().sum::<f64>();
        let (asked, dropped) = self.thinning[made];
        if asked < HELPS.1 || dropped * HELPS.0 >= asked {
            // One that replaces another is worth more in sum, bonuses apart.
            let mut keyed: Vec<(f64, Partial)> =
                block.into_iter().map(|it| (total(&it.highs), it)).collect();
            keyed.sort_by(|a, b| b.0.total_cmp(&a.0));
            let mut kept: Vec<Partial> = Vec::with_capacity(keyed.len());
            for (_, partial) in keyed {
                let rivals = &kept[..kept.len().min(MOST_RIVALS)];
                let by = rivals.iter().position(|rival| rival.replaces(&partial, self.prepared));
                self.thinning[made].0 += by.map_or(rivals.len(), |at| at + 1) as u64;
                match by {
                    Some(_) => self.thinning[made].1 += 1,
                    None => kept.push(partial),
                }
            }
            block = kept;
        }
        let mut keyed: Vec<(f64, Partial)> = block
            .into_iter()
            .map(|it| {
                let bonus = (it.bonus + it.more_bonus) * self.prepared.points as f64;
                (total(&it.reduced) + bonus, it)
            })
            .collect();
        keyed.sort_by(|a, b| b.0.total_cmp(&a.0));
        keyed.into_iter().map(|(_, it)| it).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binary_program::{Bonus, NonDominated, ProgramRow, RobustProgram};

    /// The size of blocks decides what is looked at together, not what is found.
    #[test]
    fn blocks_of_any_size_find_the_same() {
        let mut state = 3u64;
        let mut below = |n: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % n
        };
        let mut found = 0;
        for round in 0..60 {
            let (points, choices, options) = (3, 7, 4);
            let mut lows = vec![vec![vec![0.0; options]; choices]; points];
            let mut highs = lows.clone();
            for (low, high) in lows.iter_mut().flatten().zip(highs.iter_mut().flatten()) {
                for (low, high) in low.iter_mut().zip(high) {
                    *low = below(20) as f64;
                    *high = *low + if round % 2 == 0 { 0.0 } else { below(3) as f64 };
                }
            }
            let term = |at: u64, a: u64| (at as usize / options, at as usize % options, a as f64);
            let rows = (0..2)
                .map(|_| ProgramRow {
                    terms: (0..28).map(|at| term(at, below(9))).collect(),
                    at_most: 20.0,
                    excess_cost: None,
                })
                .collect();
            let sets = vec![vec![(0, 1), (1, 2)], vec![(2, 0), (2, 3)]];
            let bonuses = vec![Bonus { sets, value: below(9) as f64 - 4.0 }];
            let program = RobustProgram { lows, highs, rows, bonuses };
            let prepared = Prepared::new(&program);
            let with = |block: usize| {
                let mut search = Search::new(&prepared, 10_000, 1_000_000);
                search.block = block;
                let complete = search.begin(&BTreeSet::new()) && search.run();
                let mut sets = search.into_sets();
                sets.sort_unstable();
                NonDominated { sets, complete }
            };
            let wanted = with(usize::MAX);
            assert!(wanted.complete);
            found += wanted.sets.len();
            for block in [1, 2, 30] {
                assert_eq!(with(block), wanted, "round {round}, blocks of {block}");
            }
        }
        assert!(found > 300, "{found}");
    }
}
