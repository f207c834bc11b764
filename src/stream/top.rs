//! The best K of each group, without sorting the others.

use super::rank_columns::Given;
use super::scores::RowOf;
use crate::error::{Error, Result, both};
use crate::problem::ranking::difference;
use crate::table::{Table, Values};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// So many rows may tie with the last of the best: they are kept in memory.
const MOST_TIES: usize = 1_000_000;

/// A score in the order of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Score(f64);

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Score) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Score) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The largest K of the scores that were seen.
#[derive(Debug, Clone)]
pub(super) struct Best {
    most: usize,
    heap: BinaryHeap<Reverse<Score>>,
}

/// The K largest scores of a group, the largest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Top {
    scores: Vec<f64>,
    /// Whether there are more than these.
    full: bool,
    tolerance: f64,
}

impl Best {
    /// Of so many scores.
    pub(super) fn new(most: usize) -> Best {
        Best { most, heap: BinaryHeap::new() }
    }

    /// See another score.
    pub(super) fn see(&mut self, score: f64) {
        self.heap.push(Reverse(Score(score)));
        if self.heap.len() > self.most {
            self.heap.pop();
        }
    }

    /// Those that remain, where scores within `tolerance` of each other tie.
    pub(super) fn finish(self, tolerance: f64) -> Top {
        let full = self.heap.len() >= self.most;
        let mut scores: Vec<f64> = self.heap.into_iter().map(|it| it.0.0).collect();
        scores.sort_by(|a, b| b.total_cmp(a));
        Top { scores, full, tolerance }
    }
}

impl Top {
    /// The rank of a score; `None` where K others or more are ahead of it.
    ///
    /// Whoever is ahead of a score that is kept is among the K largest, so their number is its rank.
    pub(super) fn rank(&self, score: f64) -> Option<usize> {
        let is_ahead = |other: &f64| difference(*other, score) > self.tolerance;
        let ahead = self.scores.partition_point(is_ahead);
        (ahead < self.scores.len() || !self.full).then_some(1 + ahead)
    }
}

/// The ranks of a row among the best. Its best and worst rank are known where every figure of its
/// group is one number and no score is withheld: then they are its rank.
pub(super) fn given(best: &[Top], withheld: &[bool], of: &RowOf) -> Given {
    let rank = of.score.and_then(|score| best[of.group].rank(score)).map(|rank| rank as u64);
    let is_settled = of.crisp && !withheld[of.group];
    (rank, rank.filter(|_| is_settled).map(|rank| (rank, rank)))
}

/// The best rows of all blocks.
#[derive(Default)]
pub(super) struct Together {
    table: Option<Table>,
    /// By row: its group, its rank, and its place among all.
    order: Vec<(usize, Option<u64>, u64)>,
}

impl Together {
    /// Add the rows of a block.
    pub(super) fn add(&mut self, table: Table, of_rows: Vec<RowOf>, given: Vec<Given>) {
        let order = of_rows.iter().zip(given).map(|(of, given)| (of.group, given.0, of.row));
        self.order.extend(order);
        match &mut self.table {
            None => self.table = Some(table),
            Some(all) => {
                for (own, more) in all.columns.iter_mut().zip(table.columns) {
                    append(&mut own.values, more.values);
                }
            }
        }
    }

    /// That those that tie with the last do not fill the memory.
    ///
    /// # Errors
    /// [`Error::Argument`] where they do.
    pub(super) fn check(&self, top: usize, groups: usize) -> Result<()> {
        if self.order.len() <= top.saturating_mul(groups).saturating_add(MOST_TIES) {
            return Ok(());
        }
        let message = both(
            format!(
                "more than {MOST_TIES} rows tie with the last of these; leave --top out to write all rows"
            ),
            format!(
                "meer dan {MOST_TIES:#} rijen staan gelijk met de laatste hiervan; laat --top weg om alle rijen te schrijven"
            ),
        );
        Err(Error::argument("top", top, message))
    }

    /// All of them, group by group and the best first; those that tie in the order of the table.
    /// `None` where there are none.
    pub(super) fn best_first(self) -> Option<Table> {
        let table = self.table?;
        let mut rows: Vec<usize> = (0..self.order.len()).collect();
        rows.sort_by_key(|row| self.order[*row]);
        let mut out = Table::new(table.name);
        for column in table.columns {
            out.columns.push(crate::table::Column {
                name: column.name,
                values: of_rows(&column.values, &rows),
            });
        }
        Some(out)
    }
}

/// Add values of the same type.
fn append(own: &mut Values, more: Values) {
    match (own, more) {
        (Values::Text(own), Values::Text(more)) | (Values::Cell(own), Values::Cell(more)) => {
            own.extend(more)
        }
        (Values::Number(own), Values::Number(more)) => own.extend(more),
        (Values::Integer(own), Values::Integer(more)) => own.extend(more),
        _ => unreachable!("the columns of all blocks have the same types"),
    }
}

/// The values of these rows, in their order.
fn of_rows(values: &Values, rows: &[usize]) -> Values {
    match values {
        Values::Text(own) => Values::Text(rows.iter().map(|row| own[*row].clone()).collect()),
        Values::Cell(own) => Values::Cell(rows.iter().map(|row| own[*row].clone()).collect()),
        Values::Number(own) => Values::Number(rows.iter().map(|row| own[*row]).collect()),
        Values::Integer(own) => Values::Integer(rows.iter().map(|row| own[*row]).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::ranking::{ranks, tolerance};

    #[test]
    fn the_best_have_the_ranks_of_all_and_ties_at_the_end_stay() {
        let scores: Vec<f64> = vec![0.5, 0.9, 0.7, 0.7 - 1e-11, 0.7 - 2e-11, 0.1, 0.9, 0.3];
        let eps = tolerance(scores.iter().copied());
        let shown: Vec<Option<f64>> = scores.iter().copied().map(Some).collect();
        let all = ranks(&shown, eps);
        for most in 1..=scores.len() + 1 {
            let mut best = Best::new(most);
            scores.iter().for_each(|score| best.see(*score));
            let top = best.finish(eps);
            for (score, rank) in scores.iter().zip(&all) {
                let expected = rank.filter(|rank| *rank <= most);
                assert_eq!(top.rank(*score), expected, "{score} of the best {most}");
            }
        }
    }
}
