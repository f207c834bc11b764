//! Good sets soon: a set is brought within the rows and made better by exchanging the option of one
//! choice, or of two, as long as that helps. What is found is judged elsewhere.

use super::BinaryProgram;
use super::model::Model;

/// Pairs of choices are looked at where there are no more options than this.
const MOST_FOR_PAIRS: usize = 1_500;

/// A gain up to this, counted in the largest value, is rounding and would send options back and
/// forth.
const NO_GAIN: f64 = 1e-12;

/// What is exchanged, by option as in the whole model.
pub(super) struct Exchange {
    /// By choice: its first option, and after the last the number of options.
    starts: Vec<usize>,
    values: Vec<f64>,
    rows: usize,
    /// Option by option: what it takes of each row.
    takes: Vec<f64>,
    bounds: Vec<f64>,
    caps: Vec<f64>,
    /// By bonus.
    bonuses: Vec<f64>,
    /// By bonus: how many sets it has.
    needed: Vec<usize>,
    /// By set: its bonus.
    bonus_of: Vec<usize>,
    /// By option: the sets in which it is.
    member_of: Vec<Vec<usize>>,
}

/// A set, with its sums.
#[derive(Clone)]
pub(super) struct Standing {
    /// By choice: the option, as in the whole model.
    pub chosen: Vec<usize>,
    loads: Vec<f64>,
    /// By set of a bonus: how many of it are chosen.
    counts: Vec<usize>,
    /// By bonus: of how many of its sets something is chosen.
    met: Vec<usize>,
}

impl Exchange {
    /// Of a program and the whole model of it.
    pub fn new(program: &BinaryProgram, model: &Model) -> Exchange {
        let choices = program.values.len();
        let options = model.starts[choices];
        let rows = program.rows.iter().filter(|row| row.at_most != f64::INFINITY).count();
        let mut exchange = Exchange {
            starts: model.starts[..=choices].to_vec(),
            values: model.values[..options].to_vec(),
            rows,
            takes: vec![0.0; options * rows],
            bounds: model.rows[..rows].iter().map(|row| row.bound).collect(),
            caps: model.rows[..rows].iter().map(|row| row.cap).collect(),
            bonuses: Vec::new(),
            needed: Vec::new(),
            bonus_of: Vec::new(),
            member_of: vec![Vec::new(); options],
        };
        for (row, own) in model.rows[..rows].iter().enumerate() {
            for (option, a) in &own.terms {
                exchange.takes[option * rows + row] = *a;
            }
        }
        for bonus in &program.bonuses {
            for set in &bonus.sets {
                let mut members: Vec<usize> =
                    set.iter().map(|(choice, option)| model.starts[*choice] + option).collect();
                members.sort_unstable();
                members.dedup();
                for member in members {
                    exchange.member_of[member].push(exchange.bonus_of.len());
                }
                exchange.bonus_of.push(exchange.bonuses.len());
            }
            exchange.bonuses.push(bonus.value * model.scale);
            exchange.needed.push(bonus.sets.len());
        }
        exchange
    }

    fn takes(&self, option: usize) -> &[f64] {
        &self.takes[option * self.rows..(option + 1) * self.rows]
    }

    /// A set with its sums.
    pub fn standing(&self, chosen: Vec<usize>) -> Standing {
        let mut standing = Standing {
            loads: vec![0.0; self.rows],
            counts: vec![0; self.bonus_of.len()],
            met: vec![0; self.bonuses.len()],
            chosen,
        };
        for at in 0..standing.chosen.len() {
            let option = standing.chosen[at];
            let takes = self.takes(option);
            standing.loads.iter_mut().zip(takes).for_each(|(load, a)| *load += a);
            self.join(&mut standing, option);
        }
        standing
    }

    fn join(&self, standing: &mut Standing, option: usize) {
        for set in &self.member_of[option] {
            standing.counts[*set] += 1;
            if standing.counts[*set] == 1 {
                standing.met[self.bonus_of[*set]] += 1;
            }
        }
    }

    fn leave(&self, standing: &mut Standing, option: usize) {
        for set in &self.member_of[option] {
            standing.counts[*set] -= 1;
            if standing.counts[*set] == 0 {
                standing.met[self.bonus_of[*set]] -= 1;
            }
        }
    }

    fn swap(&self, standing: &mut Standing, choice: usize, to: usize) {
        let from = std::mem::replace(&mut standing.chosen[choice], to);
        self.leave(standing, from);
        self.join(standing, to);
        for (load, (more, less)) in
            standing.loads.iter_mut().zip(self.takes(to).iter().zip(self.takes(from)))
        {
            *load += more - less;
        }
    }

    /// How far rows that must be kept are missed, and what the excess of others costs.
    fn missed(&self, loads: impl Iterator<Item = f64>) -> (f64, f64) {
        let (mut missed, mut cost) = (0.0, 0.0);
        for (load, (bound, cap)) in loads.zip(self.bounds.iter().zip(&self.caps)) {
            let over = load - bound;
            if over > 0.0 {
                if *cap == f64::INFINITY { missed += over } else { cost += cap * over }
            }
        }
        (missed, cost)
    }

    /// Whether all rows that must be kept are.
    pub fn is_within(&self, standing: &Standing) -> bool {
        self.missed(standing.loads.iter().copied()).0 <= 0.0
    }

    /// What bonuses add.
    fn earned(&self, standing: &Standing) -> f64 {
        let each = self.bonuses.iter().zip(standing.met.iter().zip(&self.needed));
        each.filter(|(_, (met, needed))| met == needed).map(|(value, _)| value).sum()
    }

    /// Its value, whatever rows it misses.
    fn value(&self, standing: &Standing) -> f64 {
        let values: f64 = standing.chosen.iter().map(|option| self.values[*option]).sum();
        values + self.earned(standing) - self.missed(standing.loads.iter().copied()).1
    }

    /// What bonuses add after an exchange.
    fn earned_after(&self, standing: &mut Standing, from: usize, to: usize) -> f64 {
        if self.member_of[from].is_empty() && self.member_of[to].is_empty() {
            return self.earned(standing);
        }
        self.leave(standing, from);
        self.join(standing, to);
        let earned = self.earned(standing);
        self.leave(standing, to);
        self.join(standing, from);
        earned
    }

    /// How far rows are missed after an exchange, and the value then.
    fn after(&self, standing: &mut Standing, now: f64, choice: usize, to: usize) -> (f64, f64) {
        let from = standing.chosen[choice];
        let loads = standing.loads.iter().zip(self.takes(to).iter().zip(self.takes(from)));
        let (missed, cost) = self.missed(loads.map(|(load, (more, less))| load + (more - less)));
        let earned = self.earned_after(standing, from, to);
        (missed, now + (self.values[to] - self.values[from]) + earned - cost)
    }

    /// The value without bonuses and costs of excess.
    fn plain(&self, standing: &Standing) -> f64 {
        standing.chosen.iter().map(|option| self.values[*option]).sum()
    }

    /// Exchange options until all rows are kept; false if no exchange helps any more.
    pub fn repair(&self, standing: &mut Standing) -> bool {
        // Each exchange misses less, and each option is rarely needed twice.
        for _ in 0..4 * standing.chosen.len() + 4 {
            let (missed, _) = self.missed(standing.loads.iter().copied());
            if missed <= 0.0 {
                return true;
            }
            let plain = self.plain(standing);
            let before = self.value(standing);
            // Loss for what is missed less, choice and option.
            let mut best: Option<(f64, usize, usize)> = None;
            for choice in 0..standing.chosen.len() {
                for to in self.starts[choice]..self.starts[choice + 1] {
                    if to == standing.chosen[choice] {
                        continue;
                    }
                    let (still, value) = self.after(standing, plain, choice, to);
                    let less = missed - still;
                    if less > 0.0 {
                        let loss = (before - value) / less;
                        if best.is_none_or(|best| loss < best.0) {
                            best = Some((loss, choice, to));
                        }
                    }
                }
            }
            let Some((_, choice, to)) = best else { return false };
            self.swap(standing, choice, to);
        }
        false
    }

    /// Exchange one option as long as the value rises within the rows. `seen` is shown every set
    /// within the rows that is looked at, with its value.
    pub fn improve(&self, standing: &mut Standing, seen: &mut dyn FnMut(&[usize], f64)) {
        loop {
            let plain = self.plain(standing);
            let mut best = (self.value(standing) + NO_GAIN, usize::MAX, 0);
            for choice in 0..standing.chosen.len() {
                let own = standing.chosen[choice];
                for to in (self.starts[choice]..self.starts[choice + 1]).filter(|to| *to != own) {
                    let (missed, value) = self.after(standing, plain, choice, to);
                    if missed > 0.0 {
                        continue;
                    }
                    standing.chosen[choice] = to;
                    seen(&standing.chosen, value);
                    standing.chosen[choice] = own;
                    if value > best.0 {
                        best = (value, choice, to);
                    }
                }
            }
            let (_, choice, to) = best;
            if choice == usize::MAX {
                return;
            }
            self.swap(standing, choice, to);
        }
    }

    /// Exchange two options at once where that raises the value within the rows, and one where that
    /// does, as long as either helps.
    pub fn improve_by_pairs(&self, standing: &mut Standing) {
        if self.values.len() > MOST_FOR_PAIRS {
            return;
        }
        while self.improve_pair(standing) {
            self.improve(standing, &mut |_, _| ());
        }
    }

    /// The first exchange of two options that raises the value.
    fn improve_pair(&self, standing: &mut Standing) -> bool {
        let least = self.value(standing) + NO_GAIN;
        for first in 0..standing.chosen.len() {
            let own = standing.chosen[first];
            for to in (self.starts[first]..self.starts[first + 1]).filter(|to| *to != own) {
                self.swap(standing, first, to);
                let plain = self.plain(standing);
                for second in first + 1..standing.chosen.len() {
                    for other in self.starts[second]..self.starts[second + 1] {
                        if other == standing.chosen[second] {
                            continue;
                        }
                        let (missed, value) = self.after(standing, plain, second, other);
                        if missed <= 0.0 && value > least {
                            self.swap(standing, second, other);
                            return true;
                        }
                    }
                }
                self.swap(standing, first, own);
            }
        }
        false
    }
}
