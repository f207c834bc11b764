//! The program in the form that is searched: options in one line, rows of like size, bonuses as
//! choices of their own, and bounds that leave room for the rounding of sums.
//!
//! - Values and rows are multiplied by powers of 2, so that no digit changes and no sum is too
//!   large for a number.
//! - A bonus becomes a choice of two options, to take it or not. One above 0 is taken only if
//!   something of each set is chosen: y <= sum of the set, a row for each set. One below 0 is taken
//!   if something of each set is: y >= sum over sets of z - (sets - 1), where z is at least the sum
//!   of each part of the set that lies in one choice (a choice of its own if there are several
//!   parts). The best of these choices is what the bonus is.
//! - A set that meets its rows but for rounding meets them here: bounds are raised by
//!   [`ROW_ROUNDING`] and the rounding of the sums of this module.

use super::BinaryProgram;
use crate::tolerance::ROW_ROUNDING;

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
    /// The rows.
    pub rows: Vec<ModelRow>,
    /// What is added whatever is chosen.
    pub constant: f64,
    /// The most that values can sum to, without their signs.
    pub size: f64,
    /// The part of that size which is decided.
    decided_size: f64,
    /// By choice of the program: the option, where only one is left.
    pub decided: Vec<usize>,
    /// The values here are those of the program times this.
    pub scale: f64,
    /// The number of choices and rows at first: what roundings are counted in.
    terms: usize,
}

/// A row: sum of coefficients at most `bound`.
#[derive(Debug, Clone)]
pub(super) struct ModelRow {
    /// By option; empty if few are not 0.
    pub dense: Vec<f64>,
    /// Option and coefficient, none 0, in order.
    pub sparse: Vec<(usize, f64)>,
    /// The terms by choice.
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
    /// Where they stand in `sparse`.
    pub terms: std::ops::Range<usize>,
}

/// Which options are left.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Domain {
    /// By option.
    pub alive: Vec<bool>,
    /// By choice: how many of its options.
    pub left: Vec<usize>,
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
        model.terms = model.choices.len() + model.rows.len();
        model
    }

    /// How many options there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// The options of a choice.
    pub fn of(&self, choice: usize) -> std::ops::Range<usize> {
        self.starts[choice]..self.starts[choice + 1]
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

    /// A choice to take something or not: the option that takes it.
    fn push_switch(&mut self, value: f64) -> usize {
        self.push_choice(None, [0.0, value].into_iter());
        self.values.len() - 1
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
            dense: Vec::new(),
            parts: parts(&terms, &self.choice_of),
            sparse: terms,
            bound: given,
            size: 0.0,
            cap,
            given,
            decided: 0.0,
            exact,
        });
    }

    /// A bonus as choices and rows.
    fn push_bonus(&mut self, bonus: &super::Bonus) {
        let value = bonus.value * self.scale;
        // By set: its parts by choice, none if something of it is always chosen.
        let mut sets: Vec<Vec<Vec<usize>>> = Vec::new();
        for set in &bonus.sets {
            let mut options: Vec<usize> =
                set.iter().map(|(choice, option)| self.starts[*choice] + option).collect();
            options.sort_unstable();
            options.dedup();
            let parts: Vec<Vec<usize>> = options
                .chunk_by(|a, b| self.choice_of[*a] == self.choice_of[*b])
                .map(<[usize]>::to_vec)
                .collect();
            if parts.is_empty() {
                return;
            }
            if parts.iter().all(|part| part.len() < self.of(self.choice_of[part[0]]).len()) {
                sets.push(parts);
            }
        }
        if sets.is_empty() {
            self.constant += value;
            self.decided_size += value.abs();
            return;
        }
        let taken = self.push_switch(value);
        let hard = f64::INFINITY;
        let ones = |part: &[usize], a: f64| -> Vec<(usize, f64)> {
            part.iter().map(|option| (*option, a)).collect()
        };
        if value > 0.0 {
            for parts in sets {
                let mut terms = ones(&parts.concat(), -1.0);
                terms.push((taken, 1.0));
                self.push_row(terms, 0.0, hard, true);
            }
        } else if value < 0.0 {
            let least = sets.len() as f64 - 1.0;
            let mut terms = vec![(taken, -1.0)];
            for parts in sets {
                if let [part] = parts.as_slice() {
                    terms.extend(ones(part, 1.0));
                    continue;
                }
                let some = self.push_switch(0.0);
                for part in parts {
                    let mut terms = ones(&part, 1.0);
                    terms.push((some, -1.0));
                    self.push_row(terms, 0.0, hard, true);
                }
                terms.push((some, 1.0));
            }
            self.push_row(terms, least, hard, true);
        }
    }

    /// All options.
    pub fn all(&self) -> Domain {
        Domain {
            alive: vec![true; self.len()],
            left: self.starts.windows(2).map(|ends| ends[1] - ends[0]).collect(),
        }
    }

    /// Take the sizes of the options that are left, and raise bounds by what rounding can be among
    /// them.
    pub fn leave_room(&mut self, domain: &Domain) {
        let roundings = (self.terms + 10) as f64 * f64::EPSILON;
        for row in &mut self.rows {
            row.size = row.given.abs() + row.decided;
            for part in &row.parts {
                let alive = row.sparse[part.terms.clone()].iter();
                let alive = alive.filter(|(option, _)| domain.alive[*option]);
                row.size += alive.fold(0.0, |most: f64, (_, a)| most.max(a.abs()));
            }
            if !row.exact {
                row.bound = row.given + row.size * (ROW_ROUNDING + roundings);
            }
        }
        self.size = self.decided_size;
        for choice in 0..self.choices.len() {
            let alive = self.of(choice).filter(|option| domain.alive[*option]);
            self.size += alive.fold(0.0, |most: f64, option| most.max(self.values[option].abs()));
        }
    }

    /// By how much a bound of prices can be off by rounding, where the figures that it sums come to
    /// `size` without their signs.
    pub fn rounding(&self, size: f64) -> f64 {
        size * (self.terms + 10) as f64 * f64::EPSILON
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
            terms: self.terms,
            ..Model::default()
        };
        // By option: its place in the next model.
        let mut place = vec![usize::MAX; self.len()];
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
            for (option, a) in row.sparse.iter().filter(|(option, _)| domain.alive[*option]) {
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
        next.leave_room(&next.all());
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
            let terms = &row.sparse[part.terms.clone()];
            let most = terms.iter().fold(f64::NEG_INFINITY, |most, term| most.max(term.1));
            if terms.len() < self.of(part.choice).len() { most.max(0.0) } else { most }
        };
        row.parts.iter().map(of_part).sum()
    }

    /// Rows of which many coefficients are not 0, as they are summed fastest.
    fn lay_out(&mut self) {
        for row in &mut self.rows {
            if row.sparse.len() * 3 > self.values.len() {
                row.dense = vec![0.0; self.values.len()];
                for (option, a) in &row.sparse {
                    row.dense[*option] = *a;
                }
            }
        }
    }
}

impl ModelRow {
    /// Add a multiple of the row to a figure of each option.
    pub fn add_to(&self, figures: &mut [f64], times: f64) {
        if self.dense.is_empty() {
            for (option, a) in &self.sparse {
                figures[*option] += times * a;
            }
        } else {
            figures.iter_mut().zip(&self.dense).for_each(|(figure, a)| *figure += times * a);
        }
    }
}

impl Domain {
    /// Drop an option.
    pub fn drop(&mut self, model: &Model, option: usize) {
        if self.alive[option] {
            self.alive[option] = false;
            self.left[model.choice_of[option]] -= 1;
        }
    }

    /// Drop all other options of its choice.
    pub fn take(&mut self, model: &Model, option: usize) {
        for other in model.of(model.choice_of[option]).filter(|other| *other != option) {
            self.drop(model, other);
        }
    }
}
