//! The uncertain cells of a group, by the input that feeds them.

use crate::bounds::additive::Additive;
use crate::bounds::uncertain_cell::UncertainCell;
use crate::evaluate::evaluation::GroupResult;
use crate::problem::{Curve, PlaceInGroup, Problem};

/// The alternatives of a group and their uncertain cells. Members are numbered as in `places`.
pub(super) struct InputScores<'a> {
    pub(super) problem: &'a Problem,
    pub(super) result: &'a GroupResult,
    /// The alternatives, as places in the group.
    pub(super) places: Vec<PlaceInGroup>,
    pub(super) rows: Vec<usize>,
    pub(super) additive: &'a Additive,
    pub(super) cells: Vec<InputCell<'a>>,
    /// (input, cell), ascending.
    feeds: Vec<(usize, usize)>,
}

/// An uncertain cell of a member.
pub(super) struct InputCell<'a> {
    pub(super) member: usize,
    pub(super) cell: UncertainCell<'a>,
    /// Whether one uncertain input alone feeds it.
    pub(super) single: bool,
}

impl<'a> InputScores<'a> {
    /// The model of some alternatives of a group, on the leaves that count; `None` for a method
    /// without bounds.
    pub(super) fn new(
        problem: &'a Problem,
        result: &'a GroupResult,
        places: &[PlaceInGroup],
        counts: &[bool],
    ) -> Option<InputScores<'a>> {
        let additive = result.bounds.as_ref()?;
        let rows: Vec<usize> =
            places.iter().map(|place| result.row(*place)).collect::<Option<_>>()?;
        let (mut cells, mut feeds) = (Vec::new(), Vec::new());
        for (member, row) in rows.iter().enumerate() {
            for cell in additive.uncertain(*row).filter(|cell| counts[cell.leaf]) {
                let inputs: Vec<usize> = inputs(&cell).collect();
                feeds.extend(inputs.iter().map(|input| (*input, cells.len())));
                cells.push(InputCell { member, cell, single: inputs.len() == 1 });
            }
        }
        feeds.sort_unstable();
        Some(InputScores { problem, result, places: places.to_vec(), rows, additive, cells, feeds })
    }

    /// The cells that an input feeds, those of one member together.
    pub(super) fn fed(&self, input: usize) -> Vec<&InputCell<'a>> {
        let start = self.feeds.partition_point(|feed| feed.0 < input);
        self.feeds[start..]
            .iter()
            .take_while(|feed| feed.0 == input)
            .map(|feed| &self.cells[feed.1])
            .collect()
    }

    /// What a cell adds to the input's own part when the other inputs are nominal.
    pub(super) fn nominal_rest(&self, cell: &InputCell, input: usize) -> f64 {
        let of = self.problem.cell(self.result.member(self.places[cell.member]), cell.cell.leaf);
        let base =
            if of.input == input { 0.0 } else { self.problem.inputs[of.input].spread.nominal };
        base + of
            .shifts
            .iter()
            .filter(|shift| shift.input != input)
            .map(|shift| shift.nominal)
            .sum::<f64>()
    }
}

/// The members that some cells are of, ascending.
pub(super) fn members(cells: &[&InputCell]) -> Vec<usize> {
    let mut out: Vec<usize> = cells.iter().map(|cell| cell.member).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The uncertain inputs of a cell.
pub(super) fn inputs<'c>(cell: &'c UncertainCell) -> impl Iterator<Item = usize> + 'c {
    cell.inputs()
}

/// The input's own part of what a cell adds up, before the value function.
pub(super) fn own(cell: &UncertainCell, input: usize, x: f64) -> f64 {
    let base = if cell.base == Some(input) { x } else { 0.0 };
    base + cell
        .shifts
        .iter()
        .filter(|shift| shift.0 == input)
        .map(|shift| shift.1.at(x))
        .sum::<f64>()
}

/// The rest of it: the offset and the parts of the other inputs at their figures.
pub(super) fn rest(
    cell: &UncertainCell,
    input: usize,
    figure: &mut dyn FnMut(usize) -> f64,
) -> f64 {
    let base = cell.base.filter(|base| *base != input).map_or(0.0, &mut *figure);
    let shifts = cell.shifts.iter().filter(|shift| shift.0 != input);
    cell.offset + base + shifts.map(|(other, curve)| curve.at(figure(*other))).sum::<f64>()
}

/// Add the figures strictly between `low` and `high` at which the value of a cell bends in an
/// input.
pub(super) fn bends(
    cell: &UncertainCell,
    input: usize,
    rest: f64,
    (low, high): (f64, f64),
    out: &mut Vec<f64>,
) {
    let shift: Option<&Curve> =
        cell.shifts.iter().find(|shift| shift.0 == input).map(|shift| shift.1);
    let mut piece = |from: f64, to: f64| {
        let (p, q) = (own(cell, input, from), own(cell, input, to));
        for bend in cell.value.bends() {
            let t = (bend - rest - p) / (q - p);
            let x = from + (to - from) * t;
            if t > 0.0 && t < 1.0 && x > low && x < high {
                out.push(x);
            }
        }
    };
    let Some(shift) = shift else { return piece(low, high) };
    let mut from = low;
    let inner: Vec<f64> = shift.bends().filter(|x| low < *x && *x < high).collect();
    for bend in inner.iter().copied().chain([high]) {
        piece(from, bend);
        from = bend;
    }
    out.extend(inner);
}

/// Sort stops and leave out doubles.
pub(super) fn tidy(stops: &mut Vec<f64>) {
    stops.sort_unstable_by(f64::total_cmp);
    stops.dedup();
}
