//! What rows of a table of rules give together: the levels of each combination, where two rows
//! clash, which combinations have no rule, and where a better combination gets a worse level.

use super::level_set::LevelSet;
use super::rules::Rules;

/// A rule: where every child has a level of its set, the node has one of `then`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RuleRow {
    /// By child, in the order of the tree.
    pub(crate) cells: Vec<LevelSet>,
    /// The levels that the node may then have.
    pub(crate) then: LevelSet,
}

/// What the rows give.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GivenRules {
    sizes: Vec<usize>,
    /// By combination, the last child fastest: what it gets; empty where no row speaks of it.
    pub(crate) results: Vec<LevelSet>,
    /// By combination: the first row that speaks of it.
    rows: Vec<Option<u32>>,
}

/// Two rows that give one combination different levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clash {
    /// The combination.
    pub(crate) at: usize,
    /// The first row and the second.
    pub(crate) rows: [usize; 2],
}

/// Two combinations, the second at least as good on every child, that surely gets a worse level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fall {
    /// The combination that is worse, and its row.
    pub(crate) worse: (usize, usize),
    /// The combination that is better, and its row.
    pub(crate) better: (usize, usize),
}

/// How many combinations there are of children with so many levels; `None` where there are more
/// than [`Rules::MOST`].
pub(crate) fn combinations(sizes: &[usize]) -> Option<usize> {
    let all = sizes.iter().try_fold(1usize, |all, size| all.checked_mul(*size))?;
    (all <= Rules::MOST).then_some(all)
}

/// How far apart two combinations stand that differ by one level of a child, by child.
pub(crate) fn strides(sizes: &[usize]) -> Vec<usize> {
    let mut out = vec![1; sizes.len()];
    for child in (1..sizes.len()).rev() {
        out[child - 1] = out[child] * sizes[child];
    }
    out
}

impl GivenRules {
    /// What rows give combinations of children with so many levels, and the first clash of each row
    /// with an earlier one. Of rows that clash the first counts. `sizes` have at most
    /// [`Rules::MOST`] combinations.
    pub(crate) fn new(sizes: &[usize], rows: &[RuleRow]) -> (GivenRules, Vec<Clash>) {
        let all: usize = sizes.iter().product();
        let mut out = GivenRules {
            sizes: sizes.to_vec(),
            results: vec![LevelSet::EMPTY; all],
            rows: vec![None; all],
        };
        let strides = strides(sizes);
        let mut clashes = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let mut clash = None;
            out.put(number, row, &strides, (0, 0), &mut clash);
            clashes.extend(clash);
        }
        (out, clashes)
    }

    /// Put a row at all combinations that start as `prefix`, the children before `child` being
    /// settled.
    fn put(
        &mut self,
        number: usize,
        row: &RuleRow,
        strides: &[usize],
        (child, prefix): (usize, usize),
        clash: &mut Option<Clash>,
    ) {
        let Some(levels) = row.cells.get(child) else {
            match self.rows[prefix] {
                None => {
                    self.results[prefix] = row.then;
                    self.rows[prefix] = u32::try_from(number).ok();
                }
                Some(first) if self.results[prefix] != row.then && clash.is_none() => {
                    *clash = Some(Clash { at: prefix, rows: [first as usize, number] });
                }
                Some(_) => {}
            }
            return;
        };
        for level in levels.iter() {
            self.put(number, row, strides, (child + 1, prefix + level * strides[child]), clash);
        }
    }

    /// The combinations without a rule.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.results.len()).filter(|at| self.results[*at].is_empty())
    }

    /// Where a combination that is at least as good on every child surely gets a worse level: the
    /// first such combination, against the best level of those it is as good as; and how many there
    /// are. Absent: the table is monotone.
    pub(crate) fn fall(&self) -> Option<(Fall, usize)> {
        let strides = strides(&self.sizes);
        // By combination: the given one, as good at most on every child, whose level is surely the
        // best, with that level.
        let mut best: Vec<Option<(usize, usize)>> = vec![None; self.results.len()];
        let (mut first, mut count) = (None, 0);
        for at in 0..self.results.len() {
            for (stride, size) in strides.iter().zip(&self.sizes) {
                if at / stride % size > 0 {
                    best[at] = best[at].max(best[at - stride]);
                }
            }
            let (Some(low), Some(high)) = (self.results[at].lowest(), self.results[at].highest())
            else {
                continue;
            };
            if let Some((_, worse)) = best[at].filter(|(level, _)| *level > high) {
                count += 1;
                let row = |at: usize| self.rows[at].map_or(0, |row| row as usize);
                let fall = Fall { worse: (worse, row(worse)), better: (at, row(at)) };
                first.get_or_insert(fall);
            }
            best[at] = best[at].max(Some((low, at)));
        }
        first.map(|fall| (fall, count))
    }
}
