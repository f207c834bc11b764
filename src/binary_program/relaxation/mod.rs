//! The linear relaxation: shares of options instead of options, one whole per choice, within the
//! rows. It gives prices of the rows under which the bound is least, and shows between which options
//! a choice hesitates.
//!
//! A dual simplex method (Lemke 1954, doi:10.1002/nav.3800010107) in which the choices take no rows
//! of the basis: one basic option of each choice, its key, has the share that the others leave
//! (generalised upper bounds: Dantzig & Van Slyke 1967, doi:10.1016/S0022-0000(67)80015-8). So the
//! basis has only as many rows as the program, and a branch goes on from the last answer in a few
//! steps. Where the solver of [`crate::lp`] starts anew each time, this one has thousands of
//! branches behind it.
//!
//! Nothing that is claimed rests on it: a bound is summed anew from the prices
//! ([`super::bound`]), whatever they are.

mod answer;
mod inverse;

use super::model::{Domain, Model};

/// Shares within this of where they must be are there. It steers the search only.
const MET: f64 = 1e-9;

/// Coefficients up to this are 0 and nothing to divide by.
const LEAST_PIVOT: f64 = 1e-8;

/// Ratios are compared with so much of room, so that a larger pivot can be taken among those that
/// are near.
const NEAR: f64 = 1e-11;

/// A pivot that is off by more than this part of itself comes from a basis to be inverted anew.
const DRIFT: f64 = 1e-7;

/// After so many steps the basis is inverted anew.
const MOST_AGE: usize = 100;

/// What stands in the basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Basic {
    Option(u32),
    /// What a row has left.
    Slack(u32),
    /// What a row has too much of.
    Excess(u32),
}

/// Where the method stands, as it is kept for a branch.
#[derive(Debug, Clone)]
pub(super) struct Basis {
    keys: Vec<u32>,
    head: Vec<Basic>,
}

/// How a solution came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Solved {
    /// No other shares are worth more.
    Most,
    /// They are worth less than what was asked for.
    Below,
    /// No shares are within the rows: prices along [`Relaxation::ray`] show it.
    Nowhere,
    /// It took too many steps. Prices are prices all the same.
    Unknown,
}

/// What moving prices along a ray meets first.
struct Entering {
    basic: Basic,
    /// How far prices move.
    step: f64,
}

/// The relaxation of a model, and its last answer.
pub(super) struct Relaxation<'a> {
    model: &'a Model,
    /// By choice: its key.
    keys: Vec<usize>,
    /// By row of the basis.
    head: Vec<Basic>,
    /// The inverse of the basis, row by row.
    inverse: Vec<f64>,
    /// By row of the basis: its value.
    levels: Vec<f64>,
    /// By choice: the share of its key.
    key_shares: Vec<f64>,
    /// By option: whether it is in the basis or a key.
    is_basic: Vec<bool>,
    /// The choices in which something can move, in order.
    active: Vec<usize>,
    /// Their keys and the options that are left: what is kept up to date.
    watched: Vec<usize>,
    /// By row: its price.
    pub prices: Vec<f64>,
    /// By option that is watched: its value less what it takes at these prices.
    net: Vec<f64>,
    /// By row: where prices move.
    pub ray: Vec<f64>,
    /// By option that is watched: what it takes at the ray.
    along: Vec<f64>,
    /// Figures of the rows of many coefficients.
    wide: Vec<f64>,
    /// What is met, with its distance and pace.
    met: Vec<(f64, f64, Basic)>,
    /// The column that enters: row by row, and the terms that are not 0.
    column: Vec<f64>,
    terms: Vec<(usize, f64)>,
    /// The same by row of the basis.
    solved: Vec<f64>,
    /// What the shares are worth.
    pub worth: f64,
    age: usize,
    /// How many steps were taken in all.
    pub steps: u64,
}

impl<'a> Relaxation<'a> {
    /// All prices 0.
    pub fn new(model: &'a Model) -> Relaxation<'a> {
        let (m, n) = (model.rows.len(), model.size());
        let mut relaxation = Relaxation {
            model,
            keys: vec![0; model.choices.len()],
            head: Vec::new(),
            inverse: vec![0.0; m * m],
            levels: vec![0.0; m],
            key_shares: vec![1.0; model.choices.len()],
            is_basic: vec![false; n],
            active: Vec::new(),
            watched: Vec::new(),
            prices: vec![0.0; m],
            net: model.values.clone(),
            ray: vec![0.0; m],
            along: vec![0.0; n],
            wide: Vec::new(),
            met: Vec::new(),
            column: vec![0.0; m],
            terms: Vec::new(),
            solved: vec![0.0; m],
            worth: 0.0,
            age: 0,
            steps: 0,
        };
        relaxation.reset(&Domain::all(model));
        relaxation
    }

    /// All prices 0, and the options of most value.
    fn reset(&mut self, domain: &Domain) {
        let m = self.model.rows.len();
        self.head = (0..m).map(|row| Basic::Slack(row as u32)).collect();
        for (choice, key) in self.keys.iter_mut().enumerate() {
            *key = self.model.starts[choice];
            for option in self.model.of(choice) {
                if self.model.values[option] > self.model.values[*key] {
                    *key = option;
                }
            }
        }
        // The slacks are their own inverse.
        let inverted = self.invert(domain);
        debug_assert!(inverted);
    }

    /// As it is now, to go on from later.
    pub fn basis(&self) -> Basis {
        Basis { keys: self.keys.iter().map(|key| *key as u32).collect(), head: self.head.clone() }
    }

    /// Go on from here, with the options that are left.
    pub fn load(&mut self, basis: &Basis, domain: &Domain) {
        self.keys.iter_mut().zip(&basis.keys).for_each(|(key, kept)| *key = *kept as usize);
        self.head.clone_from(&basis.head);
        if !self.invert(domain) {
            self.reset(domain);
        }
    }

    /// See in which choices something can move: those with several options left, and those of which
    /// the option that is left is not the key alone.
    fn watch(&mut self, domain: &Domain) {
        let mut has_others = vec![false; self.keys.len()];
        for basic in &self.head {
            if let Basic::Option(option) = basic {
                has_others[self.model.choice_of[*option as usize]] = true;
            }
        }
        self.active.clear();
        self.watched.clear();
        for (choice, key) in self.keys.iter().enumerate() {
            let is_alive = domain.alive[*key];
            if domain.left[choice] > 1 || !is_alive || has_others[choice] {
                self.active.push(choice);
                self.watched.extend_from_slice(domain.of(self.model, choice));
                if !is_alive {
                    self.watched.push(*key);
                }
            }
        }
    }

    /// Find the shares that are worth most, unless they are worth less than `threshold`.
    pub fn solve(&mut self, domain: &Domain, threshold: f64, most_steps: usize) -> Solved {
        self.watch(domain);
        for _ in 0..most_steps {
            if self.worth < threshold {
                return Solved::Below;
            }
            let Some((place, up)) = self.leaving(domain) else { return Solved::Most };
            self.steps += 1;
            let Some(place) = place else { continue };
            self.aim(place, up);
            let Some(entering) = self.first_met(domain) else { return Solved::Nowhere };
            if !self.exchange(place, &entering, domain) {
                self.reset(domain);
                self.watch(domain);
            }
        }
        Solved::Unknown
    }

    /// The row of the basis whose variable must leave, and whether it must become more. A key that
    /// must leave is given a row first; one without a row to go to hands its share over at once,
    /// and there is no row.
    fn leaving(&mut self, domain: &Domain) -> Option<(Option<usize>, bool)> {
        let m = self.head.len();
        // By how much, squared, for the length of its row; the row; up.
        let mut worst: (f64, usize, bool) = (0.0, usize::MAX, true);
        for (place, (basic, level)) in self.head.iter().zip(&self.levels).enumerate() {
            let dead = matches!(basic, Basic::Option(option) if !domain.alive[*option as usize]);
            if *level < -MET || (dead && *level > MET) {
                let row = &self.inverse[place * m..(place + 1) * m];
                let length: f64 = row.iter().map(|x| x * x).sum();
                let score = level * level / length;
                if score > worst.0 {
                    worst = (score, place, *level < 0.0);
                }
            }
        }
        let mut key = None;
        for (choice, share) in self.key_shares.iter().enumerate() {
            let dead = !domain.alive[self.keys[choice]];
            if *share < -MET || (dead && *share > MET) {
                let others: Vec<usize> = self.others(choice).collect();
                if others.is_empty() {
                    self.hand_over(choice, domain);
                    return Some((None, true));
                }
                let mut row = vec![0.0; m];
                for place in others {
                    let own = &self.inverse[place * m..(place + 1) * m];
                    row.iter_mut().zip(own).for_each(|(sum, x)| *sum += x);
                }
                let length: f64 = row.iter().map(|x| x * x).sum();
                let score = share * share / length;
                if score > worst.0 {
                    worst = (score, choice, *share < 0.0);
                    key = Some(choice);
                }
            }
        }
        let (_, at, up) = worst;
        match key {
            Some(choice) => Some((Some(self.give_row(choice)), up)),
            None => (at != usize::MAX).then_some((Some(at), up)),
        }
    }

    /// The rows of the basis with options of a choice, besides its key.
    fn others(&self, choice: usize) -> impl Iterator<Item = usize> + '_ {
        self.head.iter().enumerate().filter_map(move |(place, basic)| match basic {
            Basic::Option(option) if self.model.choice_of[*option as usize] == choice => {
                Some(place)
            }
            _ => None,
        })
    }

    /// The key of a choice, alone there and dropped, is followed by the best option that is left.
    fn hand_over(&mut self, choice: usize, domain: &Domain) {
        let old = self.keys[choice];
        let mut new = old;
        for option in domain.of(self.model, choice) {
            if new == old || self.net[*option] > self.net[new] {
                new = *option;
            }
        }
        self.worth -= self.net[old] - self.net[new];
        self.keys[choice] = new;
        self.is_basic[old] = false;
        self.is_basic[new] = true;
        let m = self.head.len();
        let mut moved = vec![0.0; m];
        for (row, a) in &self.model.columns[old] {
            moved[*row] += a;
        }
        for (row, a) in &self.model.columns[new] {
            moved[*row] -= a;
        }
        for (place, level) in self.levels.iter_mut().enumerate() {
            let row = &self.inverse[place * m..(place + 1) * m];
            *level += row.iter().zip(&moved).map(|(x, by)| x * by).sum::<f64>();
        }
        self.settle_keys();
    }

    /// Another option of the choice becomes the key, and the key takes its row of the basis.
    fn give_row(&mut self, choice: usize) -> usize {
        let m = self.head.len();
        let others: Vec<usize> = self.others(choice).collect();
        let place = *others
            .iter()
            .max_by(|a, b| self.levels[**a].total_cmp(&self.levels[**b]))
            .expect("a key that is given a row has others beside it");
        for column in 0..m {
            let sum: f64 = others.iter().map(|other| self.inverse[other * m + column]).sum();
            self.inverse[place * m + column] = -sum;
        }
        let Basic::Option(option) = self.head[place] else { unreachable!("an option") };
        self.head[place] = Basic::Option(self.keys[choice] as u32);
        // What is in the basis beside a key is worth as much.
        self.net[option as usize] = self.net[self.keys[choice]];
        self.keys[choice] = option as usize;
        std::mem::swap(&mut self.levels[place], &mut self.key_shares[choice]);
        place
    }

    /// Point the ray so that moving prices along it makes the variable of a row of the basis more
    /// (`up`) or less.
    fn aim(&mut self, place: usize, up: bool) {
        let m = self.head.len();
        let row = &self.inverse[place * m..(place + 1) * m];
        let sign = if up { 1.0 } else { -1.0 };
        self.ray.iter_mut().zip(row).for_each(|(ray, x)| *ray = sign * x);
        self.take_along();
    }

    /// What each option takes at the ray.
    fn take_along(&mut self) {
        self.model.wide_figures(&self.ray, &mut self.wide);
        for option in &self.watched {
            self.along[*option] = self.model.takes(*option, &self.ray, &self.wide);
        }
    }

    /// What prices that move along the ray meet first.
    fn first_met(&mut self, domain: &Domain) -> Option<Entering> {
        // How far they may move, with a little room.
        let mut most = f64::INFINITY;
        let mut met = std::mem::take(&mut self.met);
        met.clear();
        let mut meet = |distance: f64, pace: f64, basic: Basic| {
            if pace > LEAST_PIVOT {
                let distance = distance.max(0.0);
                if distance <= most * pace {
                    met.push((distance, pace, basic));
                    most = most.min((distance + NEAR) / pace);
                }
            }
        };
        for choice in &self.active {
            let key = self.keys[*choice];
            let (net, along) = (self.net[key], self.along[key]);
            for option in domain.of(self.model, *choice) {
                if !self.is_basic[*option] {
                    let basic = Basic::Option(*option as u32);
                    meet(net - self.net[*option], along - self.along[*option], basic);
                }
            }
        }
        // Where a row is loose the ray is 0, but for the one whose slack or excess leaves: the other
        // of the two is met.
        for (row, by) in self.ray.iter().enumerate() {
            let price = self.prices[row];
            meet(price, -by, Basic::Slack(row as u32));
            let cap = self.model.rows[row].cap;
            if cap < f64::INFINITY {
                meet(cap - price, *by, Basic::Excess(row as u32));
            }
        }
        let near = met.iter().filter(|(distance, pace, _)| *distance <= most * pace);
        let first = near.reduce(|a, b| if b.1 > a.1 { b } else { a });
        let entering =
            first.map(|(distance, pace, basic)| Entering { basic: *basic, step: distance / pace });
        self.met = met;
        entering
    }

    /// Move prices, and exchange the variable of a row of the basis for the one that was met. False
    /// if the basis cannot be inverted any more.
    fn exchange(&mut self, place: usize, entering: &Entering, domain: &Domain) -> bool {
        let m = self.head.len();
        self.solve_column(entering.basic);
        let pivot = self.solved[place];
        let expected = self.pace(entering.basic);
        let is_off = (pivot.abs() - expected).abs() > DRIFT * expected;
        if pivot.abs() <= LEAST_PIVOT / 2.0 || (is_off && self.age > 0) {
            return self.invert(domain);
        }
        let step = entering.step;
        self.prices.iter_mut().zip(&self.ray).for_each(|(price, by)| *price += step * by);
        for option in &self.watched {
            self.net[*option] -= step * self.along[*option];
        }
        self.worth -= step * self.levels[place].abs();
        let level = self.levels[place] / pivot;
        let (before, rest) = self.inverse.split_at_mut(place * m);
        let (own, after) = rest.split_at_mut(m);
        own.iter_mut().for_each(|x| *x /= pivot);
        let others = before.chunks_exact_mut(m).chain(after.chunks_exact_mut(m));
        let places = (0..m).filter(|at| *at != place);
        for (at, row) in places.zip(others) {
            let by = self.solved[at];
            if by != 0.0 {
                row.iter_mut().zip(own.iter()).for_each(|(x, own)| *x -= by * own);
                self.levels[at] -= by * level;
            }
        }
        self.levels[place] = level;
        self.mark(self.head[place], false);
        self.head[place] = entering.basic;
        self.mark(entering.basic, true);
        self.settle_keys();
        self.age += 1;
        self.age < MOST_AGE || self.invert(domain)
    }

    /// The column of a variable by row of the basis.
    fn solve_column(&mut self, basic: Basic) {
        let m = self.head.len();
        self.terms.clear();
        match basic {
            Basic::Slack(row) => self.terms.push((row as usize, 1.0)),
            Basic::Excess(row) => self.terms.push((row as usize, -1.0)),
            Basic::Option(option) => {
                let key = self.keys[self.model.choice_of[option as usize]];
                for (row, a) in &self.model.columns[option as usize] {
                    self.column[*row] += a;
                }
                for (row, a) in &self.model.columns[key] {
                    self.column[*row] -= a;
                }
                for of in [option as usize, key] {
                    for (row, _) in &self.model.columns[of] {
                        let a = std::mem::take(&mut self.column[*row]);
                        if a != 0.0 {
                            self.terms.push((*row, a));
                        }
                    }
                }
            }
        }
        for (solved, row) in self.solved.iter_mut().zip(self.inverse.chunks_exact(m)) {
            *solved = self.terms.iter().map(|(column, a)| row[*column] * a).sum();
        }
    }

    /// How fast the ray comes nearer to a variable.
    fn pace(&self, basic: Basic) -> f64 {
        match basic {
            Basic::Option(option) => {
                let key = self.keys[self.model.choice_of[option as usize]];
                self.along[key] - self.along[option as usize]
            }
            Basic::Slack(row) => -self.ray[row as usize],
            Basic::Excess(row) => self.ray[row as usize],
        }
    }

    fn mark(&mut self, basic: Basic, is_in: bool) {
        if let Basic::Option(option) = basic {
            self.is_basic[option as usize] = is_in;
        }
    }

    /// The keys have what the others leave.
    fn settle_keys(&mut self) {
        self.key_shares.fill(1.0);
        for (basic, level) in self.head.iter().zip(&self.levels) {
            if let Basic::Option(option) = basic {
                self.key_shares[self.model.choice_of[*option as usize]] -= level;
            }
        }
    }
}
