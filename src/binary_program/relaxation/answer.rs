//! What the last answer says: the shares, and what dropping options would cost.

use super::super::model::Domain;
use super::{Basic, LEAST_PIVOT, MET, Relaxation};

impl Relaxation<'_> {
    /// The share of an option.
    pub fn share(&self, option: usize) -> f64 {
        let choice = self.model.choice_of[option];
        if self.keys[choice] == option {
            return self.key_shares[choice];
        }
        if !self.is_basic[option] {
            return 0.0;
        }
        let basic = Basic::Option(option as u32);
        let place = self.head.iter().position(|other| *other == basic);
        place.map_or(0.0, |place| self.levels[place])
    }

    /// The choices of which no option is wholly in, in order.
    pub fn hesitating(&self) -> Vec<usize> {
        let mut choices = Vec::new();
        for (basic, level) in self.head.iter().zip(&self.levels) {
            if let Basic::Option(option) = basic
                && (MET..=1.0 - MET).contains(level)
            {
                choices.push(self.model.choice_of[*option as usize]);
            }
        }
        choices.sort_unstable();
        choices.dedup();
        choices
    }

    /// By choice: the option with the largest share.
    pub fn largest(&self) -> Vec<usize> {
        let mut largest: Vec<(usize, f64)> =
            self.keys.iter().copied().zip(self.key_shares.iter().copied()).collect();
        for (basic, level) in self.head.iter().zip(&self.levels) {
            if let Basic::Option(option) = basic {
                let own = &mut largest[self.model.choice_of[*option as usize]];
                if *level > own.1 {
                    *own = (*option as usize, *level);
                }
            }
        }
        largest.into_iter().map(|(option, _)| option).collect()
    }

    /// How much less the shares are worth at least once these options of a choice are dropped, and
    /// once all others of it are: what the first step of either costs.
    pub fn penalties(&mut self, domain: &Domain, choice: usize, set: &[usize]) -> (f64, f64) {
        let m = self.head.len();
        let has_key = set.contains(&self.keys[choice]);
        self.ray.fill(0.0);
        let mut share = if has_key { 1.0 } else { 0.0 };
        for (place, basic) in self.head.iter().enumerate() {
            if let Basic::Option(option) = basic {
                let option = *option as usize;
                if self.model.choice_of[option] == choice && set.contains(&option) != has_key {
                    let own = &self.inverse[place * m..(place + 1) * m];
                    let sign = if has_key { -1.0 } else { 1.0 };
                    share += sign * self.levels[place];
                    self.ray.iter_mut().zip(own).for_each(|(sum, x)| *sum += sign * x);
                }
            }
        }
        self.take_along();
        let (mut less, mut more) = (f64::INFINITY, f64::INFINITY);
        let mut meet = |distance: f64, pace: f64| {
            let distance = distance.max(0.0);
            if pace > LEAST_PIVOT && distance < more * pace {
                more = distance / pace;
            }
            if pace < -LEAST_PIVOT && distance < less * -pace {
                less = distance / -pace;
            }
        };
        for at in &self.active {
            let key = self.keys[*at];
            let (net, along) = (self.net[key], self.along[key]);
            for option in domain.of(self.model, *at) {
                if !self.is_basic[*option] {
                    let mut pace = along - self.along[*option];
                    if *at == choice {
                        // Dropped on one of the sides, and moving against the key on the other.
                        if set.contains(option) {
                            pace += if has_key { 0.0 } else { 1.0 };
                            pace = pace.max(0.0);
                        } else {
                            pace -= if has_key { 1.0 } else { 0.0 };
                            pace = pace.min(0.0);
                        }
                    }
                    meet(net - self.net[*option], pace);
                }
            }
        }
        for (row, by) in self.ray.iter().enumerate() {
            let price = self.prices[row];
            let cap = self.model.rows[row].cap;
            if *by != 0.0 {
                meet(price, -by);
                if cap < f64::INFINITY {
                    meet(cap - price, *by);
                }
            }
        }
        (less * share, more * (1.0 - share))
    }
}
