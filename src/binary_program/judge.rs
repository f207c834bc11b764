//! What a set of options is worth, and whether it meets the rows: sums, and nothing else.

use super::{BinaryProgram, Bonus, ProgramRow};
use crate::tolerance::{ROW_ROUNDING, SUM_ROUNDING, TIE};

/// Figures are summed in this part of their size, a power of 2, where the sum would be too large
/// for a number.
const SMALLER: f64 = 1.0 / (1u64 << 60) as f64;

/// From this size on.
const LARGE: f64 = 1e290;

/// A row by option, to be summed.
struct JudgedRow {
    /// By choice: its options that have a coefficient, in order.
    terms: Vec<Vec<(usize, f64)>>,
    at_most: f64,
    excess_cost: Option<f64>,
    /// What figures are multiplied by before they are summed.
    scale: f64,
}

/// The rows and bonuses of a program, by choice.
pub(super) struct Judge<'a> {
    program: &'a BinaryProgram,
    rows: Vec<JudgedRow>,
    /// What values are multiplied by before they are summed.
    scale: f64,
}

/// What a set is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Worth {
    pub value: f64,
    /// Values up to this apart tie.
    pub tie: f64,
}

impl<'a> Judge<'a> {
    pub fn new(program: &'a BinaryProgram) -> Judge<'a> {
        let rows = program.rows.iter().filter(|row| row.at_most != f64::INFINITY);
        let rows: Vec<JudgedRow> =
            rows.map(|row| JudgedRow::new(row, program.values.len())).collect();
        let values = program.values.iter().flatten().copied();
        let bonuses = program.bonuses.iter().map(|bonus| bonus.value);
        let largest = values.chain(bonuses).fold(0.0, |most: f64, x| most.max(x.abs()));
        let costly =
            |row: &JudgedRow| row.excess_cost.is_some_and(|cost| cost * row.size() > LARGE);
        let scale = if largest > LARGE || rows.iter().any(costly) { SMALLER } else { 1.0 };
        Judge { program, rows, scale }
    }

    /// What a set is worth; `None` if it misses a row.
    pub fn worth(&self, options: &[usize]) -> Option<Worth> {
        let (mut sum, mut size) = (0.0, 0.0);
        let mut add = |x: f64| {
            let x = x.clamp(-f64::MAX, f64::MAX) * self.scale;
            sum += x;
            size += x.abs();
        };
        for (values, option) in self.program.values.iter().zip(options) {
            add(values[*option]);
        }
        for bonus in self.program.bonuses.iter().filter(|bonus| is_earned(bonus, options)) {
            add(bonus.value);
        }
        for row in &self.rows {
            let excess = row.excess(options);
            if excess > 0.0 {
                add(-(row.excess_cost? * excess));
            }
        }
        let tie = (TIE * sum.abs()).max(SUM_ROUNDING * size);
        let back = |x: f64| (x / self.scale).clamp(-f64::MAX, f64::MAX);
        Some(Worth { value: back(sum), tie: back(tie) })
    }
}

/// Whether something of each set is chosen.
fn is_earned(bonus: &Bonus, options: &[usize]) -> bool {
    bonus.sets.iter().all(|set| set.iter().any(|(choice, option)| options[*choice] == *option))
}

impl JudgedRow {
    fn new(row: &ProgramRow, choices: usize) -> JudgedRow {
        let mut terms = vec![Vec::new(); choices];
        for (choice, option, coefficient) in &row.terms {
            terms[*choice].push((*option, *coefficient));
        }
        let excess_cost = row.excess_cost.map(|cost| cost.max(0.0));
        let mut judged = JudgedRow { terms, at_most: row.at_most, excess_cost, scale: 1.0 };
        if judged.size() > LARGE {
            judged.scale = SMALLER;
        }
        judged
    }

    /// The largest figure.
    fn size(&self) -> f64 {
        let terms = self.terms.iter().flatten().map(|(_, a)| a.abs());
        terms.fold(self.at_most.abs(), f64::max)
    }

    /// By how much a set is above the bound; 0 if that is rounding.
    fn excess(&self, options: &[usize]) -> f64 {
        let bound = self.at_most.clamp(-f64::MAX, f64::MAX) * self.scale;
        let (mut sum, mut size) = (0.0, bound.abs());
        for (terms, chosen) in self.terms.iter().zip(options) {
            for (_, a) in terms.iter().filter(|(option, _)| option == chosen) {
                sum += a * self.scale;
                size += (a * self.scale).abs();
            }
        }
        let excess = sum - bound;
        if excess <= ROW_ROUNDING * size { 0.0 } else { excess / self.scale }
    }
}
