//! Ranks that were found in the whole table, joined with the rows they belong to.

use super::by_row::{ByRow, RowNumbers};
use super::scores::RowOf;
use crate::error::Result;
use crate::table::{Table, Values};

/// What ranks are made of, each by row.
#[derive(Default)]
pub(super) struct RowRanks {
    /// The ranks among those whose score is shown.
    pub(super) own: Option<RowNumbers>,
    /// The ranks among all that have a score, where some are not shown.
    pub(super) computed: Option<RowNumbers>,
    /// How many have a least score above the greatest of the row.
    pub(super) surely_above: Option<RowNumbers>,
    /// How many have a greatest score above the least of the row.
    pub(super) maybe_above: Option<RowNumbers>,
}

/// The rank of a row, and its best and worst.
pub(super) type Given = (Option<u64>, Option<(u64, u64)>);

/// Ranks as the rows come.
pub(super) struct Cursors<'a> {
    own: Option<ByRow<'a>>,
    computed: Option<ByRow<'a>>,
    surely_above: Option<ByRow<'a>>,
    maybe_above: Option<ByRow<'a>>,
}

impl RowRanks {
    /// From the first row on.
    pub(super) fn begin(&self) -> Cursors<'_> {
        Cursors {
            own: self.own.as_ref().map(RowNumbers::begin),
            computed: self.computed.as_ref().map(RowNumbers::begin),
            surely_above: self.surely_above.as_ref().map(RowNumbers::begin),
            maybe_above: self.maybe_above.as_ref().map(RowNumbers::begin),
        }
    }
}

fn of_row(cursor: &mut Option<ByRow>, row: u64) -> Result<Option<u64>> {
    cursor.as_mut().map_or(Ok(None), |cursor| cursor.of(row))
}

impl Cursors<'_> {
    /// The ranks of some rows, which come after those that were asked for before.
    ///
    /// # Errors
    /// [`crate::Error::Io`] of the files.
    pub(super) fn of(&mut self, rows: &[RowOf], tolerances: &[f64]) -> Result<Vec<Given>> {
        let mut out = Vec::with_capacity(rows.len());
        for of in rows {
            let own = of_row(&mut self.own, of.row)?;
            let computed = match self.computed.is_some() {
                true => of_row(&mut self.computed, of.row)?,
                false => own,
            };
            let least = of_row(&mut self.surely_above, of.row)?;
            let most = of_row(&mut self.maybe_above, of.row)?;
            // Its own greatest score may be above its own least; it is not ahead of itself.
            let itself = u64::from(of.width > tolerances[of.group]);
            let range = match of.crisp {
                true => computed.map(|rank| (rank, rank)),
                false => least.zip(most).map(|(least, most)| (1 + least, 1 + most - itself)),
            };
            out.push((own, range));
        }
        Ok(out)
    }
}

/// Put ranks into the columns of a ranking that are made for them.
pub(super) fn set(table: &mut Table, given: &[Given]) {
    let count = |number: Option<u64>| number.and_then(|number| i64::try_from(number).ok());
    for column in &mut table.columns {
        let of = |part: fn(&Given) -> Option<u64>| {
            Values::Integer(given.iter().map(|given| count(part(given))).collect())
        };
        match column.name.as_str() {
            "rank" => column.values = of(|given| given.0),
            "rank_best" => column.values = of(|given| given.1.map(|range| range.0)),
            "rank_worst" => column.values = of(|given| given.1.map(|range| range.1)),
            _ => {}
        }
    }
}
