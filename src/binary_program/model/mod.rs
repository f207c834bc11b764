//! The program in the form that is searched: options in one line, rows of like size, bonuses as
//! choices of their own, and bounds that leave room for the rounding of sums.
//!
//! - Values and rows are multiplied by powers of 2, so that no digit changes and no sum is too
//!   large for a number.
//! - A bonus becomes a choice of two options, to take it or not ([`bonus`]).
//! - A set that meets its rows but for rounding meets them here: bounds are raised by
//!   [`ROW_ROUNDING`] and the rounding of the sums of this module.

mod bonus;
mod domain;

use super::{BinaryProgram, Bonus};
use crate::tolerance::ROW_ROUNDING;
pub(super) use domain::Domain;

/// Options of choices, in one line.
#[derive(Debug, Clone, Default)]
pub(super) struct Model {
    /// By choice: its first option, and after the last the number of options.
    pub starts: Vec<usize>,
    /// By option: its choice.
    pub choice_of: Vec<usize>,
    /// By choice: which one of the program it is; none if it stands for a bonus.
    pub choices: Vec<Option<usize>>,
    /// By option: which one of its choice it is in the program.
    pub options: Vec<usize>,
    /// By option.
    pub values: Vec<f64>,
    /// By option: row and coefficient, none 0.
    pub columns: Vec<Vec<(usize, f64)>>,
    /// The rows of which many coefficients are not 0.
    pub wide: Vec<usize>,
    /// The number of these, and some more for the sake of speed.
    width: usize,
    /// Option by option: its coefficients in these rows.
    block: Vec<f64>,
    /// By option: row and coefficient in the others.
    rest: Vec<Vec<(usize, f64)>>,
    /// The rows.
    pub rows: Vec<ModelRow>,
    /// What is added whatever is chosen.
    pub constant: f64,
    /// The most that values can sum to, without their signs.
    pub most: f64,
    /// The part of that which is decided.
    decided_size: f64,
    /// By choice of the program: the option, where only one is left.
    pub decided: Vec<usize>,
    /// The values here are those of the program times this.
    pub scale: f64,
    /// The number of choices and rows at first: what roundings are counted in.
    count: usize,
}

/// A row: sum of coefficients at most `bound`.
#[derive(Debug, Clone)]
pub(super) struct ModelRow {
    /// Option and coefficient, none 0, in order.
    pub terms: Vec<(usize, f64)>,
    /// Where the terms of each choice stand.
    pub parts: Vec<Part>,
    /// The bound, raised by what rounding can be.
    pub bound: f64,
    /// The most that its coefficients and bound can sum to, without their signs.
    pub size: f64,
    /// What each unit above the bound costs: the price of the row is never more.
    pub cap: f64,
    /// The bound as given.
    given: f64,
    /// What the options that are decided take of it, without signs.
    decided: f64,
    /// Sums of coefficients that are whole numbers are exact.
    exact: bool,
}

/// The terms of a row in one choice.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub choice: usize,
    /// Where they stand in the row.
    pub terms: std::ops::Range<usize>,
}

/// Terms by choice.
fn parts(terms: &[(usize, f64)], choice_of: &[usize]) -> Vec<Part> {
    let mut start = 0;
    let mut part = |of_choice: &[(usize, f64)]| {
        let terms = start..start + of_choice.len();
        start = terms.end;
        Part { choice: choice_of[of_choice[0].0], terms }
    };
    terms.chunk_by(|a, b| choice_of[a.0] == choice_of[b.0]).map(&mut part).collect()
}

/// The power of 2 that brings a size below 1, and not below 1/2; 1 for a size of 0.
fn unit(size: f64) -> f64 {
    if size > 0.0 { (-size.log2().floor() - 1.0).clamp(-1000.0, 1000.0).exp2() } else { 1.0 }
}

/// Rows with more coefficients than one in so many options are laid out in full.
const MANY: usize = 4;

/// So many sums are made at once.
const LANES: usize = 4;

/// Bounds and costs further than this from 0 are brought back to it: coefficients are at most 1, so
/// that such a bound is out of reach or says nothing, and a bound of values may only be weaker.
const FAR: f64 = 1e150;

impl Model {
    /// The whole program.
    pub fn new(program: &BinaryProgram) -> Model {
        let values = program.values.iter().flatten().copied();
        let bonuses = program.bonuses.iter().map(|bonus| bonus.value);
        let largest = values.chain(bonuses).fold(0.0, |most: f64, x| most.max(x.abs()));
        let mut model = Model {
            starts: vec![0],
            scale: unit(largest),
            decided: vec![0; program.values.len()],
            ..Model::default()
        };
        for (choice, values) in program.values.iter().enumerate() {
            let scale = model.scale;
            model.push_choice(Some(choice), values.iter().map(|value| value * scale));
        }
        for row in program.rows.iter().filter(|row| row.at_most != f64::INFINITY) {
            let size = row.terms.iter().fold(0.0, |size: f64, (.., a)| size.max(a.abs()));
            let by = unit(size);
            let cap = row
                .excess_cost
                .map_or(f64::INFINITY, |cost| (cost.max(0.0) * (model.scale / by)).min(FAR));
            let terms = row.terms.iter();
            let terms = terms.map(|(choice, option, a)| (model.starts[*choice] + option, a * by));
            let terms = terms.collect();
            model.push_row(terms, (row.at_most * by).clamp(-FAR, FAR), cap, false);
        }
        for bonus in &program.bonuses {
            model.push_bonus(bonus);
        }
        model.count = model.choices.len() + model.rows.len();
        model.lay_out();
        model
    }

    /// How many options there are.
    pub fn size(&self) -> usize {
        self.values.len()
    }

    /// The options of a choice.
    pub fn of(&self, choice: usize) -> std::ops::Range<usize> {
        self.starts[choice]..self.starts[choice + 1]
    }

    /// By choice of the program: its option, where the choices of the model have these.
    pub fn program_options(&self, chosen: &[usize]) -> Vec<usize> {
        let mut options = self.decided.clone();
        for (choice, option) in self.choices.iter().zip(chosen) {
            if let Some(choice) = choice {
                options[*choice] = self.options[*option];
            }
        }
        options
    }

    fn push_choice(&mut self, choice: Option<usize>, values: impl Iterator<Item = f64>) {
        for (option, value) in values.enumerate() {
            self.choice_of.push(self.choices.len());
            self.options.push(option);
            self.values.push(value);
            self.columns.push(Vec::new());
        }
        self.starts.push(self.values.len());
        self.choices.push(choice);
    }

    fn push_row(&mut self, mut terms: Vec<(usize, f64)>, given: f64, cap: f64, exact: bool) {
        terms.sort_by_key(|term| term.0);
        terms.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 += later.1;
            }
            same
        });
        terms.retain(|term| term.1 != 0.0);
        for (option, a) in &terms {
            self.columns[*option].push((self.rows.len(), *a));
        }
        self.rows.push(ModelRow {
            parts: parts(&terms, &self.choice_of),
            terms,
            bound: given,
            size: 0.0,
            cap,
            given,
            decided: 0.0,
            exact,
        });
    }

    /// Take the sizes of the options that are left, and raise bounds by what rounding can be among
    /// them.
    pub fn leave_room(&mut self, domain: &Domain) {
        let roundings = (self.count + 10) as f64 * f64::EPSILON;
        for row in &mut self.rows {
            row.size = row.given.abs() + row.decided;
            for part in &row.parts {
                let alive = row.terms[part.terms.clone()].iter();
                let alive = alive.filter(|(option, _)| domain.alive[*option]);
                row.size += alive.fold(0.0, |most: f64, (_, a)| most.max(a.abs()));
            }
            if !row.exact {
                row.bound = row.given + row.size * (ROW_ROUNDING + roundings);
            }
        }
        self.most = self.decided_size;
        for choice in 0..self.choices.len() {
            let alive = self.of(choice).filter(|option| domain.alive[*option]);
            self.most += alive.fold(0.0, |most: f64, option| most.max(self.values[option].abs()));
        }
    }

    /// By how much a bound of prices can be off by rounding, where the figures that it sums come to
    /// `size` without their signs.
    pub fn rounding(&self, size: f64) -> f64 {
        size * (self.count + 10) as f64 * f64::EPSILON
    }

    /// The model of the options that are left, without the choices that are decided, and without
    /// the rows that no set of them misses. No choice may be without options.
    pub fn restricted(&self, domain: &Domain) -> Model {
        let mut next = Model {
            starts: vec![0],
            constant: self.constant,
            decided_size: self.decided_size,
            decided: self.decided.clone(),
            scale: self.scale,
            count: self.count,
            ..Model::default()
        };
        // By option: its place in the next model.
        let mut place = vec![usize::MAX; self.values.len()];
        for choice in 0..self.choices.len() {
            let alive: Vec<usize> =
                self.of(choice).filter(|option| domain.alive[*option]).collect();
            if let [option] = alive.as_slice() {
                next.constant += self.values[*option];
                next.decided_size += self.values[*option].abs();
                if let Some(choice) = self.choices[choice] {
                    next.decided[choice] = self.options[*option];
                }
                continue;
            }
            for option in alive {
                place[option] = next.values.len();
                next.choice_of.push(next.choices.len());
                next.options.push(self.options[option]);
                next.values.push(self.values[option]);
                next.columns.push(Vec::new());
            }
            next.starts.push(next.values.len());
            next.choices.push(self.choices[choice]);
        }
        for row in &self.rows {
            let (mut terms, mut given, mut decided) = (Vec::new(), row.given, row.decided);
            for (option, a) in row.terms.iter().filter(|(option, _)| domain.alive[*option]) {
                if place[*option] == usize::MAX {
                    given -= a;
                    decided += a.abs();
                } else {
                    terms.push((place[*option], *a));
                }
            }
            next.push_row(terms, given, row.cap, row.exact);
            next.rows.last_mut().expect("just pushed").decided = decided;
        }
        next.leave_room(&Domain::all(&next));
        next.drop_idle_rows();
        next.lay_out();
        next
    }

    /// Without rows that every set meets.
    fn drop_idle_rows(&mut self) {
        let most: Vec<f64> = self.rows.iter().map(|row| self.most(row)).collect();
        // By row: its next number.
        let mut number = Vec::new();
        let mut kept = 0;
        for (row, most) in self.rows.iter().zip(most) {
            // By the bound as given, which no rounding has raised.
            let is_idle = most <= row.given;
            number.push(if is_idle { usize::MAX } else { kept });
            kept += usize::from(!is_idle);
        }
        let mut at = number.iter();
        self.rows.retain(|_| at.next().is_some_and(|number| *number != usize::MAX));
        for column in &mut self.columns {
            column.retain_mut(|term| {
                term.0 = number[term.0];
                term.0 != usize::MAX
            });
        }
    }

    /// The most that a row can sum to.
    fn most(&self, row: &ModelRow) -> f64 {
        let of_part = |part: &Part| {
            let terms = &row.terms[part.terms.clone()];
            let most = terms.iter().fold(f64::NEG_INFINITY, |most, term| most.max(term.1));
            if terms.len() < self.of(part.choice).len() { most.max(0.0) } else { most }
        };
        row.parts.iter().map(of_part).sum()
    }

    /// Put the coefficients of each option side by side: those of rows with many at a fixed place,
    /// those of the others in a list.
    fn lay_out(&mut self) {
        let many = |row: &ModelRow| row.terms.len() * MANY > self.values.len();
        self.wide = (0..self.rows.len()).filter(|row| many(&self.rows[*row])).collect();
        self.width = self.wide.len().next_multiple_of(LANES);
        let mut place = vec![usize::MAX; self.rows.len()];
        self.wide.iter().enumerate().for_each(|(at, row)| place[*row] = at);
        self.block = vec![0.0; self.width * self.values.len()];
        self.rest = vec![Vec::new(); self.values.len()];
        for (option, column) in self.columns.iter().enumerate() {
            for (row, a) in column {
                match place[*row] {
                    usize::MAX => self.rest[option].push((*row, *a)),
                    at => self.block[option * self.width + at] = *a,
                }
            }
        }
    }

    /// What an option takes of the rows of many coefficients, in the order of `wide`.
    pub fn wide_terms(&self, option: usize) -> &[f64] {
        &self.block[option * self.width..(option + 1) * self.width]
    }

    /// The figures of the rows of many coefficients, out of those of all rows.
    pub fn wide_figures(&self, figures: &[f64], out: &mut Vec<f64>) {
        out.clear();
        out.extend(self.wide.iter().map(|row| figures[*row]));
        out.resize(self.width, 0.0);
    }

    /// What an option takes of the rows, each times its figure. `wide` are those of the rows of many
    /// coefficients.
    pub fn takes(&self, option: usize, figures: &[f64], wide: &[f64]) -> f64 {
        let rest = self.rest[option].iter().map(|(row, a)| figures[*row] * a);
        dot(self.wide_terms(option), wide) + rest.sum::<f64>()
    }
}

/// The sum of products of slices of a multiple of [`LANES`] figures.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}
