//! The inverse of the basis, and all figures that follow from it.

use super::super::model::Domain;
use super::{Basic, LEAST_PIVOT, Relaxation};

impl Relaxation<'_> {
    /// All figures from the basis alone. False if it cannot be inverted.
    pub(super) fn invert(&mut self, domain: &Domain) -> bool {
        let m = self.head.len();
        self.age = 0;
        if !self.invert_tight() {
            return false;
        }
        self.is_basic.fill(false);
        for key in &self.keys {
            self.is_basic[*key] = true;
        }
        for place in 0..m {
            self.mark(self.head[place], true);
        }
        let mut rest: Vec<f64> = self.model.rows.iter().map(|row| row.bound).collect();
        for key in &self.keys {
            for (row, a) in &self.model.columns[*key] {
                rest[*row] -= a;
            }
        }
        self.prices.fill(0.0);
        for (place, basic) in self.head.iter().enumerate() {
            let row = &self.inverse[place * m..(place + 1) * m];
            self.levels[place] = row.iter().zip(&rest).map(|(x, b)| x * b).sum();
            let value = match basic {
                Basic::Slack(_) => continue,
                Basic::Excess(row) => -self.model.rows[*row as usize].cap,
                Basic::Option(option) => {
                    let key = self.keys[self.model.choice_of[*option as usize]];
                    self.model.values[*option as usize] - self.model.values[key]
                }
            };
            self.prices.iter_mut().zip(row).for_each(|(price, x)| *price += value * x);
        }
        self.settle_keys();
        self.watch(domain);
        self.model.wide_figures(&self.prices, &mut self.wide);
        for option in self.keys.iter().chain(&self.watched) {
            let takes = self.model.takes(*option, &self.prices, &self.wide);
            self.net[*option] = self.model.values[*option] - takes;
        }
        let rows = self.model.rows.iter().zip(&self.prices);
        self.worth = self.model.constant
            + rows.map(|(row, price)| price * row.bound).sum::<f64>()
            + self.keys.iter().map(|key| self.net[*key]).sum::<f64>();
        true
    }

    /// The inverse of the basis. The columns of slacks and excesses are their own, so that only the
    /// rows without either, as many as there are options in the basis, are eliminated. False if that
    /// cannot be done.
    fn invert_tight(&mut self) -> bool {
        let m = self.head.len();
        // By row: the number of it among those without slack or excess.
        let mut tight = vec![0; m];
        let mut options = Vec::new();
        for (place, basic) in self.head.iter().enumerate() {
            match basic {
                Basic::Option(_) => options.push(place),
                Basic::Slack(row) | Basic::Excess(row) => tight[*row as usize] = usize::MAX,
            }
        }
        let rows: Vec<usize> = (0..m).filter(|row| tight[*row] != usize::MAX).collect();
        let t = options.len();
        if rows.len() != t {
            return false;
        }
        rows.iter().enumerate().for_each(|(number, row)| tight[*row] = number);
        // The part of the basis that is eliminated, and by row without: what options take of it.
        let mut part = vec![0.0; t * t];
        let mut others = vec![0.0; m * t];
        for (number, place) in options.iter().enumerate() {
            for (row, a) in self.column(self.head[*place]) {
                match tight[row] {
                    usize::MAX => others[row * t + number] += a,
                    at => part[at * t + number] += a,
                }
            }
        }
        let mut solved = Vec::new();
        if !invert(&mut part, t, &mut solved) {
            return false;
        }
        self.inverse.fill(0.0);
        for (number, place) in options.iter().enumerate() {
            for (at, row) in rows.iter().enumerate() {
                self.inverse[place * m + row] = solved[number * t + at];
            }
        }
        for (place, basic) in self.head.iter().enumerate() {
            let (row, sign) = match basic {
                Basic::Option(_) => continue,
                Basic::Slack(row) => (*row as usize, 1.0),
                Basic::Excess(row) => (*row as usize, -1.0),
            };
            let own = &mut self.inverse[place * m..(place + 1) * m];
            own[row] = sign;
            for (number, a) in others[row * t..(row + 1) * t].iter().enumerate() {
                if *a != 0.0 {
                    for (at, row) in rows.iter().enumerate() {
                        own[*row] -= sign * a * solved[number * t + at];
                    }
                }
            }
        }
        true
    }

    /// The column of a variable, the key of its choice taken away.
    fn column(&self, basic: Basic) -> Vec<(usize, f64)> {
        match basic {
            Basic::Slack(row) => vec![(row as usize, 1.0)],
            Basic::Excess(row) => vec![(row as usize, -1.0)],
            Basic::Option(option) => {
                let option = option as usize;
                let key = self.keys[self.model.choice_of[option]];
                let own = self.model.columns[option].iter().copied();
                own.chain(self.model.columns[key].iter().map(|(row, a)| (*row, -a))).collect()
            }
        }
    }
}

/// The inverse of a matrix of m rows, by elimination; the matrix is used up. False if there is none.
fn invert(matrix: &mut [f64], m: usize, inverse: &mut Vec<f64>) -> bool {
    inverse.clear();
    inverse.resize(m * m, 0.0);
    for at in 0..m {
        inverse[at * m + at] = 1.0;
    }
    for at in 0..m {
        let size = |row: &usize| matrix[row * m + at].abs();
        let Some(pivot) = (at..m).max_by(|a, b| size(a).total_cmp(&size(b)).then(b.cmp(a))) else {
            return false;
        };
        let by = matrix[pivot * m + at];
        if by.abs() <= LEAST_PIVOT / 8.0 || !by.is_finite() {
            return false;
        }
        if pivot != at {
            for column in 0..m {
                matrix.swap(at * m + column, pivot * m + column);
                inverse.swap(at * m + column, pivot * m + column);
            }
        }
        for column in 0..m {
            matrix[at * m + column] /= by;
            inverse[at * m + column] /= by;
        }
        for row in (0..m).filter(|row| *row != at) {
            let by = matrix[row * m + at];
            if by != 0.0 {
                take_away(matrix, m, row, at, by);
                take_away(inverse, m, row, at, by);
            }
        }
    }
    true
}

/// Take a multiple of a row of a matrix of m columns from another.
fn take_away(matrix: &mut [f64], m: usize, row: usize, other: usize, by: f64) {
    let (own, taken) = if row < other {
        let (before, after) = matrix.split_at_mut(other * m);
        (&mut before[row * m..(row + 1) * m], &after[..m])
    } else {
        let (before, after) = matrix.split_at_mut(row * m);
        (&mut after[..m], &before[other * m..(other + 1) * m])
    };
    own.iter_mut().zip(taken).for_each(|(x, taken)| *x -= by * taken);
}
