//! Bonuses as choices and rows.
//!
//! A bonus is a choice to take it or not. One above 0 is taken only if something of each set is
//! chosen: y <= sum of the set, a row for each set. One below 0 is taken if something of each set
//! is: y >= sum over sets of z - (sets - 1), where z is the sum of the set if it lies in one choice,
//! and else a choice of its own, at least the sum of each part of the set that does. The best of
//! these choices is what the bonus is.

use super::{Bonus, Model};

/// A row of it must be kept.
const HARD: f64 = f64::INFINITY;

impl Model {
    /// A choice to take something or not: the option that takes it.
    fn push_switch(&mut self, value: f64) -> usize {
        self.push_choice(None, [0.0, value].into_iter());
        self.values.len() - 1
    }

    /// A bonus as choices and rows.
    pub(super) fn push_bonus(&mut self, bonus: &Bonus) {
        let value = bonus.value * self.scale;
        // By set: the parts of it that lie in one choice each.
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
                // Nothing of it is ever chosen.
                return;
            }
            // A part that is a whole choice is always chosen.
            if parts.iter().all(|part| part.len() < self.of(self.choice_of[part[0]]).len()) {
                sets.push(parts);
            }
        }
        if sets.is_empty() {
            self.constant += value;
            self.decided_size += value.abs();
        } else if value > 0.0 {
            self.push_gain(value, &sets);
        } else if value < 0.0 {
            self.push_loss(value, &sets);
        }
    }

    fn push_gain(&mut self, value: f64, sets: &[Vec<Vec<usize>>]) {
        let taken = self.push_switch(value);
        for parts in sets {
            let mut terms = times(&parts.concat(), -1.0);
            terms.push((taken, 1.0));
            self.push_row(terms, 0.0, HARD, true);
        }
    }

    fn push_loss(&mut self, value: f64, sets: &[Vec<Vec<usize>>]) {
        let taken = self.push_switch(value);
        let mut together = vec![(taken, -1.0)];
        for parts in sets {
            if let [part] = parts.as_slice() {
                together.extend(times(part, 1.0));
                continue;
            }
            let some = self.push_switch(0.0);
            for part in parts {
                let mut terms = times(part, 1.0);
                terms.push((some, -1.0));
                self.push_row(terms, 0.0, HARD, true);
            }
            together.push((some, 1.0));
        }
        self.push_row(together, sets.len() as f64 - 1.0, HARD, true);
    }
}

/// Terms of these options.
fn times(options: &[usize], a: f64) -> Vec<(usize, f64)> {
    options.iter().map(|option| (*option, a)).collect()
}
