//! What the methods have in common: how far the figures of a column lie apart, and shares of that.
//!
//! A spread is never taken from sums of the figures themselves: squares of 1000000.1 and 1000000.2
//! have lost most digits of their difference, and figures of 1e308 have no sum. Figures are first
//! placed between the least (0) and the most (1) of their column.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use crate::problem::Direction;
use crate::problem::weights::normalise;
use crate::value::formula::extremes;
use crate::value::{Normalization, Range};

/// Whether no two figures of a column differ.
pub(super) fn is_constant(column: &Column) -> bool {
    let (least, most) = extremes(column.figures);
    least >= most
}

/// The columns that are constant, in order.
pub(super) fn constant(columns: &[Column]) -> Vec<usize> {
    (0..columns.len()).filter(|j| is_constant(&columns[*j])).collect()
}

/// Each figure's place between the worst of its column (0) and the best (1); for a constant column
/// 0 for all.
pub(super) fn places(column: &Column) -> Vec<f64> {
    let (least, most) = extremes(column.figures);
    if least >= most {
        return vec![0.0; column.figures.len()];
    }
    let range = Range::new(least, most);
    column.figures.iter().map(|x| range.place(column.benefit, *x)).collect()
}

/// The first figure of the columns that is not acceptable.
pub(super) fn reject(
    columns: &[Column],
    bad: impl Fn(&Column, f64) -> bool,
    reason: [&'static str; 2],
) -> Result<(), Undefined> {
    for (j, column) in columns.iter().enumerate() {
        if let Some(row) = column.figures.iter().position(|x| bad(column, *x)) {
            return Err(Undefined { column: Some(j), row: Some(row), reason });
        }
    }
    Ok(())
}

/// (x - mean) / mean for each figure of a column of figures of at least 0, not all 0.
pub(super) fn relative_deviations(figures: &[f64]) -> Vec<f64> {
    let (least, most) = extremes(figures);
    if least >= most {
        return vec![0.0; figures.len()];
    }
    let range = Range::new(least, most);
    let parts: Vec<f64> = figures.iter().map(|x| range.part(*x, least)).collect();
    let middle = mean(&parts);
    let mean_to_most = mean(&figures.iter().map(|x| x / most).collect::<Vec<f64>>());
    let range_to_most = (most - least) / most;
    parts.iter().map(|part| range_to_most * (part - middle) / mean_to_most).collect()
}

/// The standard deviation of each column, counted in the widest range among the columns, so that it
/// is within 0..1 where ranges overflow.
pub(super) fn standard_deviations<C: AsRef<[f64]>>(columns: &[C]) -> Vec<f64> {
    let ends: Vec<(f64, f64)> = columns.iter().map(|column| extremes(column.as_ref())).collect();
    // Halves where a range overflows. (Halves of subnormals would lose a range.)
    let overflows = ends.iter().any(|(least, most)| !(most - least).is_finite());
    let scale = if overflows { 0.5 } else { 1.0 };
    let ranges: Vec<f64> = ends.iter().map(|(least, most)| most * scale - least * scale).collect();
    let widest = ranges.iter().copied().fold(0.0, f64::max);
    let spreads = columns.iter().zip(ends).zip(ranges);
    spreads
        .map(|((column, (least, most)), range)| {
            if least >= most {
                return 0.0;
            }
            let whole = Range::new(least, most);
            let parts: Vec<f64> = column.as_ref().iter().map(|x| whole.part(*x, least)).collect();
            deviation(&parts) * (range / widest)
        })
        .collect()
}

/// The columns under a normalization, in the order in which they stand.
pub(super) fn normalised(
    columns: &[Column],
    normalization: Normalization,
) -> Result<Vec<Vec<f64>>, Undefined> {
    // Raw figures have a spread whatever their direction.
    if normalization == Normalization::None {
        return Ok(columns.iter().map(|column| column.figures.to_vec()).collect());
    }
    let normalise = |(j, column): (usize, &Column)| {
        let direction = if column.benefit { Direction::Max } else { Direction::Min };
        normalization.column(column.figures, direction, None).map_err(|why| Undefined {
            column: Some(j),
            row: why.row,
            reason: why.reason,
        })
    };
    columns.iter().enumerate().map(normalise).collect()
}

pub(super) fn mean(figures: &[f64]) -> f64 {
    figures.iter().sum::<f64>() / figures.len() as f64
}

/// The standard deviation of figures that are near 1 in size. It divides by their number.
pub(super) fn deviation(figures: &[f64]) -> f64 {
    let middle = mean(figures);
    (figures.iter().map(|x| (x - middle).powi(2)).sum::<f64>() / figures.len() as f64).sqrt()
}

/// Each measure's share of their sum. The measures are finite and at least 0; a constant column has
/// weight 0.
///
/// # Errors
/// `reason` where all shares are 0/0.
pub(super) fn shares(
    columns: &[Column],
    measures: &[f64],
    reason: [&'static str; 2],
) -> Result<DataWeights, Undefined> {
    let constant = constant(columns);
    if constant.len() == columns.len() {
        return Err(Undefined::of_all(NOTHING_DIFFERS));
    }
    let counted = |j: usize| if constant.contains(&j) { 0.0 } else { measures[j] };
    let counted: Vec<f64> = (0..columns.len()).map(counted).collect();
    if counted.iter().all(|measure| *measure == 0.0) {
        return Err(Undefined::of_all(reason));
    }
    Ok(DataWeights { weights: normalise(&counted), constant, tied: Vec::new() })
}

/// All columns are constant.
pub(super) const NOTHING_DIFFERS: [&str; 2] = [
    "the alternatives do not differ on any of the criteria, so each weight is 0/0",
    "de alternatieven verschillen op geen enkel criterium, dus is elk gewicht 0/0",
];
