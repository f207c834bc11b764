//! What the figures of one column show of its points and commas: which marks they use, and how
//! large they are under each reading.

use crate::case::read::column::RawCell;
use crate::case::read::evidence::{Evidence, Readability, figures};
use crate::case::read::marks::{Mark, Marks, Use, number, readings};
use crate::case::read::tables::RawTable;

/// The least and the greatest of some figures.
#[derive(Debug, Clone, Copy, Default)]
struct Extent(Option<(f64, f64)>);

impl Extent {
    fn take(&mut self, x: f64) {
        let (low, high) = self.0.unwrap_or((x, x));
        self.0 = Some((low.min(x), high.max(x)));
    }

    /// Whether all of them lie between the ends. No figure lies anywhere.
    fn is_within(&self, (low, high): (f64, f64)) -> bool {
        self.0.is_some_and(|(least, greatest)| low <= least && greatest <= high)
    }
}

/// What the figures of a name in a table say, and the first of those that can be read in two ways:
/// its text, row and column, and how many there are.
#[derive(Clone, Default)]
pub(super) struct Seen<'a> {
    pub(super) evidence: Evidence,
    pub(super) open: Option<(&'a str, usize, usize)>,
    /// The first that has the other mark.
    pub(super) other: Option<&'a str>,
    pub(super) count: usize,
    /// Whether one of them ends in another digit than 0: measured with three decimals rather than
    /// thousands, rounded.
    pub(super) uneven: bool,
    /// The sizes of the figures with one reading; zeros have none.
    sure: Extent,
    /// The ends of the criterion's scale, where nothing may lie beyond them.
    scale: Option<(f64, f64)>,
    /// How many figures of the column's size have two readings, and how many of them lie on the
    /// scale, by the use of their mark.
    pub(super) ends: usize,
    within: [usize; 2],
    /// Their sizes, by the use of their mark.
    sizes: [Extent; 2],
}

impl<'a> Seen<'a> {
    /// Nothing yet, of a criterion whose scale has these ends.
    pub(super) fn on(scale: Option<(f64, f64)>) -> Seen<'a> {
        Seen { scale, ..Seen::default() }
    }

    /// The number in the cell, where it has one without marks or with a point that can only be that
    /// of decimals.
    pub(super) fn see(&mut self, table: &'a RawTable, row: usize, column: usize) -> Option<f64> {
        let text = match table.cell(row, column) {
            RawCell::Text(text) => text.trim(),
            RawCell::Number(number) => {
                self.take(number);
                return None;
            }
            RawCell::Missing => return None,
        };
        match self.evidence.see(text) {
            Readability::Number => {
                let number = text.parse().ok().filter(|number: &f64| number.is_finite());
                number.into_iter().for_each(|number| self.take(number));
                number
            }
            Readability::Ambiguous(figure) => {
                let (first, ..) = self.open.get_or_insert((figure, row, column));
                if self.other.is_none() && mark_of(first) != mark_of(figure) {
                    self.other = Some(figure);
                }
                self.count += 1;
                self.sizes_of(text);
                None
            }
            Readability::Other => {
                self.sizes_of(text);
                None
            }
        }
    }

    /// Take in the figures of a cell that are of the size of its column: the ends of a range, the
    /// mean of a distribution, but no spreads and no parameters of another kind.
    fn sizes_of(&mut self, cell: &str) {
        let before = |mark: &str| cell.split_once(mark).map(|(mean, _)| mean.trim());
        if let Some(mean) = before("±").or_else(|| before("+-")).filter(|mean| !mean.is_empty()) {
            return self.size(mean);
        }
        match cell.split_once('(') {
            Some(("normal", rest)) => self.size(rest.split(';').next().unwrap_or("").trim()),
            Some(("lognormal" | "beta", _)) => {}
            _ => figures(cell).for_each(|figure| self.size(figure)),
        }
    }

    /// Take in a figure with one reading.
    fn take(&mut self, number: f64) {
        if number != 0.0 && number.is_finite() {
            self.sure.take(number.abs());
        }
    }

    /// Take in a figure of any shape.
    fn size(&mut self, figure: &str) {
        match readings(figure) {
            Some((_, decimals, thousands)) => {
                self.ends += 1;
                self.uneven |= !figure.ends_with('0');
                for (at, x) in [decimals, thousands].into_iter().enumerate() {
                    self.within[at] +=
                        usize::from(self.scale.is_some_and(|(low, high)| low <= x && x <= high));
                    self.sizes[at].take(x.abs());
                }
            }
            None => {
                number(figure, &Marks::any(true)).into_iter().for_each(|number| self.take(number))
            }
        }
    }

    /// The use that the criterion's scale leaves: all figures lie on it, and with the other use none
    /// would. One that lies beyond it may also be a slip, and decides nothing for the others.
    pub(super) fn left_by_scale(&self) -> Option<Use> {
        match self.within {
            [all, 0] if all == self.ends && all > 0 => Some(Use::Decimals),
            [0, all] if all == self.ends && all > 0 => Some(Use::Thousands),
            _ => None,
        }
    }

    /// The use with which the figures are about as large as those with one reading, if the other
    /// makes them much larger or smaller.
    pub(super) fn fitting(&self) -> Option<Use> {
        let (least, greatest) = self.sure.0?;
        let about = (least / ABOUT, greatest * ABOUT);
        match self.sizes.map(|sizes| sizes.is_within(about)) {
            [true, false] => Some(Use::Decimals),
            [false, true] => Some(Use::Thousands),
            _ => None,
        }
    }
}

fn mark_of(figure: &str) -> Option<Mark> {
    readings(figure).map(|(mark, ..)| mark)
}

/// Figures of one column that differ by less than this factor are about as large as each other. The
/// two readings of a figure differ by a thousand: about the square root of that.
const ABOUT: f64 = 30.0;
