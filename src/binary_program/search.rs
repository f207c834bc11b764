//! The search for the best sets: the branch that may hold the best is parted first, and followed
//! down to a set.

use super::branch::{Branch, Kept};
use super::finder::Finder;
use super::judge::Judge;
use super::model::{Domain, Model};
use super::narrow::Narrow;
use super::pool::Pool;
use super::relaxation::Solved;
use super::split::Split;
use super::{Best, BestRequest, BinaryProgram, ties};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A model is laid out anew where no more than this part of its options is left.
const WORTHWHILE: f64 = 0.9;

impl BinaryProgram {
    /// The best sets of options.
    ///
    /// Of sets that tie with the last one that was asked for, those that are first in the order of
    /// their options are found; where more than a few dozen tie, as far as `most_nodes` reaches.
    pub fn best(&self, request: &BestRequest) -> Best {
        self.best_from(request, &[])
    }

    /// [`BinaryProgram::best`], where sets that may be good are known, an option of each choice.
    /// They make the search shorter, and do not change what a complete search finds.
    pub fn best_from(&self, request: &BestRequest, start: &[Vec<usize>]) -> Best {
        let mut pool = Pool::new(request.best).at_least(request.at_least);
        let judge = Judge::new(self);
        for options in start.iter().filter(|options| self.has(options)) {
            if let Some(worth) = judge.worth(options) {
                pool.offer(worth, options);
            }
        }
        let mut nodes = request.most_nodes;
        let open = self.search(&judge, &mut pool, &mut nodes);
        if open.is_none() && pool.is_crowded() && !request.and_ties {
            ties::settle(self, &judge, &mut pool, &mut nodes);
        }
        let first = pool.first().map_or(request.at_least, |worth| worth.value);
        let found = pool.into_found(request.and_ties);
        Best { found, bound: open.map_or(first, |open| open.max(first)), complete: open.is_none() }
    }

    /// Whether each choice has the option that is named.
    fn has(&self, options: &[usize]) -> bool {
        let mut each = self.values.iter().zip(options);
        options.len() == self.values.len() && each.all(|(values, option)| *option < values.len())
    }

    /// Whether a set of options meets the rows; `None` if the search was cut short.
    pub(super) fn is_feasible(&self, most_nodes: u64) -> Option<bool> {
        let mut pool = Pool::any();
        let open = self.search(&Judge::new(self), &mut pool, &mut { most_nodes });
        match pool.first() {
            Some(_) => Some(true),
            None => open.is_none().then_some(false),
        }
    }

    /// Put the best sets into the pool. What sets that were not looked at may be worth, if any were
    /// left. `nodes` counts down.
    fn search(&self, judge: &Judge, pool: &mut Pool, nodes: &mut u64) -> Option<f64> {
        let (mut model, mut domain) = self.narrowed()?;
        let finder = Finder::new(self, judge, &model);
        let mut most = f64::INFINITY;
        loop {
            model = model.restricted(&domain);
            let mut search = Search::new(&model, &finder, pool, most);
            let solved = search.look(true)?;
            let left: usize = search.branch.domain.left.iter().sum();
            if left as f64 >= WORTHWHILE * model.size() as f64 {
                return search.run(solved, nodes);
            }
            most = search.branch.most;
            domain = search.branch.domain;
        }
    }

    /// The whole model, and the options that are left once those are dropped that the rows have no
    /// room for. `None` if no set is within the rows.
    pub(super) fn narrowed(&self) -> Option<(Model, Domain)> {
        if self.values.iter().any(Vec::is_empty) {
            return None;
        }
        let mut model = Model::new(self);
        let mut domain = Domain::all(&model);
        loop {
            // What is dropped makes sums smaller, and leaves less room for their rounding.
            let before = domain.left.clone();
            model.leave_room(&domain);
            if !Narrow::default().narrow(&model, &mut domain) {
                return None;
            }
            if domain.left == before {
                return Some((model, domain));
            }
        }
    }
}

/// A branch that was not looked at yet. The later of two that are as good goes first.
struct Open {
    kept: Kept,
    number: u64,
}

impl Ord for Open {
    fn cmp(&self, other: &Open) -> Ordering {
        self.kept.most.total_cmp(&other.kept.most).then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Open) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Open) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Open {}

/// The branches of a model.
struct Search<'a> {
    branch: Branch<'a>,
    finder: &'a Finder<'a>,
    pool: &'a mut Pool,
    open: BinaryHeap<Open>,
    /// How many branches were looked at, and kept.
    looked: u64,
    kept: u64,
}

impl<'a> Search<'a> {
    fn new(model: &'a Model, finder: &'a Finder, pool: &'a mut Pool, most: f64) -> Search<'a> {
        let branch = Branch::new(model, most);
        Search { branch, finder, pool, open: BinaryHeap::new(), looked: 0, kept: 0 }
    }

    /// What a set must be worth to matter, in the units of the model.
    fn threshold(&self) -> f64 {
        self.pool.threshold() * self.branch.model.scale
    }

    /// Look at the branch at hand. `None` if no set of it matters.
    fn look(&mut self, is_first: bool) -> Option<Solved> {
        let threshold = self.threshold();
        let (model, finder, pool, looked) =
            (self.branch.model, self.finder, &mut *self.pool, self.looked);
        self.branch.look(threshold, &mut |relaxation| {
            let options = model.program_options(&relaxation.largest());
            finder.try_out(pool, &options, is_first, looked);
            pool.threshold() * model.scale
        })
    }

    /// Look at all branches, the first of which was solved. What those that are left may be worth,
    /// if any are.
    fn run(mut self, first: Solved, nodes: &mut u64) -> Option<f64> {
        let mut solved = Some(first);
        loop {
            // Down from the branch at hand.
            while let Some(how) = solved {
                if *nodes == 0 {
                    let most = self
                        .open
                        .peek()
                        .map_or(self.branch.most, |open| open.kept.most.max(self.branch.most));
                    let most = most / self.branch.model.scale;
                    return Some(most.clamp(-f64::MAX, f64::MAX));
                }
                *nodes -= 1;
                self.looked += 1;
                let undecided = self.branch.undecided();
                if undecided.is_empty() {
                    self.finder.offer(self.pool, &self.branch.first_options());
                    break;
                }
                let threshold = self.threshold();
                let split = Split::of(&mut self.branch, how, &undecided, threshold);
                let kept = self.branch.split(split.choice, &split.set, split.set_first);
                self.kept += 1;
                self.open.push(Open { kept, number: self.kept });
                solved = self.look(false);
            }
            let Open { kept, .. } = self.open.pop()?;
            if kept.most < self.threshold() {
                return None;
            }
            self.branch.enter(&kept);
            solved = self.look(false);
        }
    }
}
