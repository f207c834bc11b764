//! The search for the best sets: branch and bound.

use super::bound::{Bound, rules_out};
use super::exchange::Exchange;
use super::judge::Judge;
use super::model::{Domain, Model};
use super::narrow::Narrow;
use super::pool::Pool;
use super::relaxation::{Basis, Relaxation, Solved};
use super::{Best, BestRequest, BinaryProgram};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::rc::Rc;

/// A model is laid out anew where no more than this part of its options is left.
const WORTHWHILE: f64 = 0.9;

/// X
pub static NODES: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
/// X
pub static STEPS: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
/// How many steps the relaxation of a branch may take.
const MOST_STEPS: usize = 2_000;

impl BinaryProgram {
    /// The best sets of options.
    pub fn best(&self, request: &BestRequest) -> Best {
        self.best_from(request, &[])
    }

    /// [`BinaryProgram::best`], where sets that may be good are known: the options of each choice.
    /// They make the search shorter, and do not change what is found.
    pub fn best_from(&self, request: &BestRequest, start: &[Vec<usize>]) -> Best {
        let judge = Judge::new(self);
        let mut pool = Pool::new(request.best);
        for options in start {
            if let Some(worth) = judge.worth(options) {
                pool.offer(worth, options);
            }
        }
        let mut model = Model::new(self);
        let mut domain = Domain::all(&model);
        let mut narrow = Narrow::default();
        let mut nodes = 0;
        // What is dropped makes sums smaller, and bounds tighter.
        loop {
            let left = domain.left.clone();
            model.leave_room(&domain);
            if !narrow.narrow(&model, &mut domain) {
                return finish(pool, f64::NEG_INFINITY, true);
            }
            if domain.left == left {
                break;
            }
        }
        let exchange = Exchange::new(self, &model);
        let mut finder = Finder { judge, exchange, starts: model.starts.clone() };
        let mut most = f64::INFINITY;
        loop {
            model = model.restricted(&domain);
            let mut search =
                Search::new(&model, &mut finder, &mut pool, request.most_nodes, &mut nodes, most);
            let kept = match search.root() {
                Some(kept) => kept,
                None => return finish(pool, f64::NEG_INFINITY, true),
            };
            if kept as f64 > WORTHWHILE * model.size() as f64 {
                let (bound, complete) = search.run();
                return finish(pool, bound, complete);
            }
            most = search.most;
            domain = search.domain;
        }
    }
}

fn finish(pool: Pool, open: f64, complete: bool) -> Best {
    let first = pool.first().map_or(f64::NEG_INFINITY, |worth| worth.value);
    let found = pool.into_found();
    let first = found.first().map_or(first, |chosen| first.max(chosen.value));
    Best { found, bound: if complete { first } else { open.max(first) }, complete }
}

/// What turns shares and lists of options into sets that count.
struct Finder<'a> {
    judge: Judge<'a>,
    exchange: Exchange,
    /// By choice of the program: its first option in the whole model.
    starts: Vec<usize>,
}

impl Finder<'_> {
    /// Judge a set.
    fn offer(&self, pool: &mut Pool, options: &[usize]) {
        if let Some(worth) = self.judge.worth(options) {
            pool.offer(worth, options);
        }
    }

    /// Take a set if it is within the rows, or bring it there if that is asked for.
    fn take(&self, pool: &mut Pool, scale: f64, options: &[usize], by_pairs: bool, work: bool) {
        let chosen = options.iter().zip(&self.starts).map(|(option, start)| start + option);
        let mut standing = self.exchange.standing(chosen.collect());
        if work {
            if !self.exchange.repair(&mut standing) {
                return;
            }
        } else if !self.exchange.is_within(&standing) {
            return;
        }
        let back = |chosen: &[usize]| -> Vec<usize> {
            chosen.iter().zip(&self.starts).map(|(option, start)| option - start).collect()
        };
        let mut least = pool.threshold() * scale;
        let before = pool.first().map(|w| w.value);
        let mut seen = |chosen: &[usize], value: f64| {
            if value > least {
                self.offer(pool, &back(chosen));
                least = pool.threshold() * scale;
            }
        };
        if by_pairs {
            self.exchange.improve_by_pairs(&mut standing, &mut seen);
        } else {
            self.exchange.improve(&mut standing, &mut seen);
        }
        self.offer(pool, &back(&standing.chosen));
        if !by_pairs && pool.first().map(|w| w.value) != before {
            let mut seen = |_: &[usize], _: f64| ();
            self.exchange.improve_by_pairs(&mut standing, &mut seen);
            self.offer(pool, &back(&standing.chosen));
        }
    }
}

/// A branch that was not looked at yet.
struct Open {
    /// No set of it is worth more.
    bound: f64,
    /// The later one of two that are as good goes first.
    number: u64,
    /// By option, 64 at a time.
    alive: Box<[u64]>,
    basis: Rc<Basis>,
}

impl Ord for Open {
    fn cmp(&self, other: &Open) -> Ordering {
        self.bound.total_cmp(&other.bound).then(self.number.cmp(&other.number))
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

/// What became of a branch.
enum Looked {
    /// No set of it matters.
    Closed,
    /// Take this option of a choice, or not.
    Branch { choice: usize, set: Vec<usize>, take_first: bool },
}

/// The branches of a model.
struct Search<'a, 'p> {
    model: &'a Model,
    finder: &'a mut Finder<'p>,
    pool: &'a mut Pool,
    most_nodes: u64,
    nodes: &'a mut u64,
    relaxation: Relaxation<'a>,
    bound: Bound,
    domain: Domain,
    narrow: Narrow,
    /// No set of the branch at hand is worth more.
    most: f64,
    open: BinaryHeap<Open>,
    numbers: u64,
    /// What became of the first branch.
    first: Option<Looked>,
}

impl<'a, 'p> Search<'a, 'p> {
    fn new(
        model: &'a Model,
        finder: &'a mut Finder<'p>,
        pool: &'a mut Pool,
        most_nodes: u64,
        nodes: &'a mut u64,
        most: f64,
       
    ) -> Search<'a, 'p> {
        Search {
            model,
            finder,
            pool,
            most_nodes,
            nodes,
            relaxation: Relaxation::new(model),
            bound: Bound::default(),
            domain: Domain::all(model),
            narrow: Narrow::default(),
            most,
            first: None,
            open: BinaryHeap::new(),
            numbers: 0,
        }
    }

    fn threshold(&self) -> f64 {
        self.pool.threshold() * self.model.scale
    }

    fn stats(&self) { NODES.fetch_add(*self.nodes, std::sync::atomic::Ordering::Relaxed); STEPS.fetch_add(self.relaxation.steps, std::sync::atomic::Ordering::Relaxed); }
    /// Look at the first branch, of all options; how many are left, if any.
    fn root(&mut self) -> Option<usize> {
        let looked = self.look();
        if matches!(looked, Looked::Closed) {
            return None;
        }
        self.first = Some(looked);
        Some(self.domain.left.iter().sum())
    }

    /// Look at all branches; the largest bound of those that are left, and whether none is.
    fn run(mut self) -> (f64, bool) {
        loop {
            // The branch at hand, and down from there.
            loop {
                if *self.nodes >= self.most_nodes {
                    let open = self.open.peek().map_or(self.most, |open| open.bound.max(self.most));
                    return ((open / self.model.scale).clamp(-f64::MAX, f64::MAX), false);
                }
                *self.nodes += 1;
                let looked = match self.first.take() {
                    Some(looked) => looked,
                    None => self.look(),
                };
                match looked {
                    Looked::Closed => break,
                    Looked::Branch { choice, set, take_first } => self.branch(choice, &set, take_first),
                }
            }
            loop {
                let Some(open) = self.open.pop() else { self.stats(); return (f64::NEG_INFINITY, true) };
                if open.bound < self.threshold() {
                    self.stats(); return (f64::NEG_INFINITY, true);
                }
                self.most = open.bound;
                self.enter(&open);
                break;
            }
        }
    }

    fn enter(&mut self, open: &Open) {
        self.domain.set(self.model, &open.alive);
        self.relaxation.load(&open.basis, &self.domain);
    }

    /// Keep one side of a branch for later, and go into the other.
    fn branch(&mut self, choice: usize, set: &[usize], take_first: bool) {
        let mut other = self.domain.clone();
        let (taken, dropped) = if take_first { (&mut self.domain, &mut other) } else { (&mut other, &mut self.domain) };
        for option in self.model.of(choice) {
            if set.contains(&option) { dropped.drop(self.model, option) } else { taken.drop(self.model, option) }
        }
        self.numbers += 1;
        self.open.push(Open {
            bound: self.most,
            number: self.numbers,
            alive: other.bits(),
            basis: Rc::new(self.relaxation.basis()),
        });
    }

    /// Look at the branch at hand.
    fn look(&mut self) -> Looked {
        let solved = loop {
            if !self.narrow.narrow(self.model, &mut self.domain) {
                return Looked::Closed;
            }
            let threshold = self.threshold();
            let solved = self.relaxation.solve(&self.domain, threshold, MOST_STEPS);
            if solved == Solved::Nowhere
                && rules_out(self.model, &self.domain, &self.relaxation.ray)
            {
                return Looked::Closed;
            }
            self.bound.set(self.model, &self.domain, &self.relaxation.prices);
            self.most = self.most.min(self.bound.most);
            if self.most < threshold {
                return Looked::Closed;
            }
            if solved == Solved::Most {
                self.round(*self.nodes == 0);
            }
            if self.most < self.threshold() {
                return Looked::Closed;
            }
            if !self.fix() {
                break solved;
            }
        };
        self.decide(solved)
    }

    /// Drop options with which no set matters; whether one of them has a share.
    fn fix(&mut self) -> bool {
        let threshold = self.threshold();
        let mut had_share = false;
        for choice in 0..self.model.choices.len() {
            if self.domain.left[choice] == 1 {
                continue;
            }
            for option in self.model.of(choice) {
                if self.domain.alive[option] && self.bound.with(self.model, option) < threshold {
                    self.domain.drop(self.model, option);
                    had_share |= self.relaxation.share(option) != 0.0;
                }
            }
        }
        had_share
    }

    /// By choice of the program the option in place of these of the model.
    fn options(&self, chosen: &[usize]) -> Vec<usize> {
        let mut options = self.model.decided.clone();
        for (choice, option) in self.model.choices.iter().zip(chosen) {
            if let Some(choice) = choice {
                options[*choice] = self.model.options[*option];
            }
        }
        options
    }

    /// Make a set of the shares.
    fn round(&mut self, by_pairs: bool) {
        let largest = self.relaxation.largest();
        let options = self.options(&largest);
        let ev = 16;
        let often = by_pairs || *self.nodes < 200 || self.nodes.is_multiple_of(ev);
        self.finder.take(self.pool, self.model.scale, &options, by_pairs || self.nodes.is_power_of_two(), often);
    }

    /// Whether a choice stands for one of the program and has several options left.
    fn is_undecided(&self, choice: usize) -> bool {
        self.model.choices[choice].is_some() && self.domain.left[choice] > 1
    }

    /// How to go on.
    fn decide(&mut self, solved: Solved) -> Looked {
        let undecided: Vec<usize> =
            (0..self.model.choices.len()).filter(|choice| self.is_undecided(*choice)).collect();
        if undecided.is_empty() {
            let alive = |choice: usize| self.model.of(choice).find(|at| self.domain.alive[*at]);
            let chosen: Vec<usize> = (0..self.model.choices.len())
                .map(|choice| alive(choice).unwrap_or(self.model.starts[choice]))
                .collect();
            let options = self.options(&chosen);
            self.finder.offer(self.pool, &options);
            return Looked::Closed;
        }
        let fractions =
            if solved == Solved::Most { self.relaxation.fractions() } else { Vec::new() };
        let alive = fractions.into_iter().filter(|(option, _)| {
            self.domain.alive[*option] && self.domain.left[self.model.choice_of[*option]] > 1
        });
        let alive: Vec<(usize, f64)> = alive.collect();
        let mut candidates: Vec<(usize, Vec<usize>)> = Vec::new();
        let v = "only";
        if v != "only" { for (option, _) in &alive { candidates.push((self.model.choice_of[*option], vec![*option])); } }
        if v == "gub" || v == "only" {
            let mut choices: Vec<usize> = alive.iter().map(|a| self.model.choice_of[a.0]).collect();
            choices.dedup();
            for choice in choices {
                let mut options: Vec<usize> = self.model.of(choice).filter(|o| self.domain.alive[*o]).collect();
                if options.len() < 3 && v == "gub" { continue; }
                let uses = |o: usize| self.model.values[o] - self.bound.net[o];
                options.sort_by(|a, b| uses(*a).total_cmp(&uses(*b)));
                let mean: f64 = options.iter().map(|o| self.relaxation.share(*o) * uses(*o)).sum();
                let at = options.partition_point(|o| uses(*o) <= mean);
                if at > 0 && at < options.len() && ((at > 1 && at + 1 < options.len()) || v == "only") { options.truncate(at); options.sort(); candidates.push((choice, options)); }
            }
        }
        let mut best: Option<(f64, usize, f64, f64)> = None;
        let g = (self.most - self.threshold()).max(1e-9);
        for (at, (choice, set)) in candidates.iter().enumerate() {
            let (less, more) = self.relaxation.penalties(&self.domain, *choice, set);
            let score = less.min(g).max(1e-9) * more.min(g).max(1e-9);
            if best.is_none_or(|best| score > best.0) {
                best = Some((score, at, less, more));
            }
        }
        if let Some((_, at, less, more)) = best {
            let (choice, set) = candidates.swap_remove(at);
            return Looked::Branch { choice, set, take_first: more <= less };
        }
        // Nothing hesitates: what was just found is the best, and others may come close.
        let largest = self.relaxation.largest();
        let choice = undecided[0];
        let key = largest[choice];
        let option = if self.domain.alive[key] {
            key
        } else {
            self.model.of(choice).find(|at| self.domain.alive[*at]).expect("an undecided choice")
        };
        Looked::Branch { choice, set: vec![option], take_first: true }
    }
}
