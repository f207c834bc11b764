//! The K best paths of a graph, one after the other.
//!
//! The k-th best way on from a state begins with one of its steps, and goes on with the r-th best way
//! from the state that follows. If its k-th best way takes a step with the r-th best way on, the only
//! new one to look at for the next is the same step with the r+1-th: so ways on are ranked state by
//! state, and only as far as they are asked for (the recursive enumeration of Jiménez and Marzal
//! 1999, doi:10.1007/3-540-48318-7_4).

use super::found::{BestPaths, FoundPath};
use super::graph::{PathGraph, PathStep};
use super::worth::PathWorth;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Of the paths that tie with the last one asked for so many are listed at most.
pub(super) const MOST_TIED: usize = 1_000;

/// A way on: a step, and which of the ways on from there.
#[derive(Debug, Clone, Copy)]
struct Way {
    value: f64,
    /// Which of the steps.
    step: usize,
    /// Which of the ways on from the state that follows, the best being 0.
    rank: usize,
}

/// The ways on from a state, as far as they were asked for.
#[derive(Debug, Default)]
struct Ways {
    /// Best first.
    ranked: Vec<Way>,
    /// Those of which the best is next.
    waiting: BinaryHeap<Way>,
    started: bool,
}

/// Ways on from all states; the state of the period before the first stands for the start.
struct Ranking<'g> {
    graph: &'g PathGraph,
    worth: &'g PathWorth,
    best_on: Vec<Vec<f64>>,
    /// By period, the one before the first being 0, and state.
    ways: Vec<Vec<Ways>>,
}

impl PathGraph {
    /// The `k` best paths, and all that tie with the last of them, up to 1,000 more.
    pub fn best(&self, worth: &PathWorth, k: usize) -> BestPaths {
        let eps = self.eps(worth);
        let mut ranking = Ranking::new(self, worth);
        let (mut found, mut more_tied) = (Vec::new(), false);
        let mut last = f64::INFINITY;
        while let Some(value) = ranking.nth(0, 0, found.len()) {
            if found.len() < k {
                last = value;
            } else if last - value > eps {
                break;
            } else if found.len() >= k + MOST_TIED {
                more_tied = true;
                break;
            }
            found.push(self.path(&ranking.steps(found.len()), worth));
        }
        BestPaths::new(found, more_tied, eps)
    }

    /// A best path; of several the first by its steps.
    pub(super) fn best_path(&self, worth: &PathWorth) -> Option<FoundPath> {
        let steps = (!self.is_empty()).then(|| Ranking::new(self, worth).steps(0));
        steps.map(|steps| self.path(&steps, worth))
    }

    /// The paths that are worth so much, best first, but no more than `most`; and whether these are
    /// all.
    pub(super) fn down_to(
        &self,
        worth: &PathWorth,
        least: f64,
        most: usize,
    ) -> (Vec<FoundPath>, bool) {
        let mut ranking = Ranking::new(self, worth);
        let mut found = Vec::new();
        while let Some(value) = ranking.nth(0, 0, found.len()) {
            if value < least {
                break;
            }
            if found.len() == most {
                return (found, false);
            }
            found.push(self.path(&ranking.steps(found.len()), worth));
        }
        (found, true)
    }
}

impl<'g> Ranking<'g> {
    fn new(graph: &'g PathGraph, worth: &'g PathWorth) -> Ranking<'g> {
        let none = |count: usize| (0..count).map(|_| Ways::default()).collect();
        let mut ways: Vec<Vec<Ways>> = vec![none(1)];
        ways.extend((0..graph.periods()).map(|period| none(graph.nodes(period).len())));
        Ranking { graph, worth, best_on: graph.best_on(worth), ways }
    }

    /// The steps from a state; `at` counts periods, 0 being before the first.
    fn steps_from(&self, at: usize, state: usize) -> &'g [PathStep] {
        match at.checked_sub(1) {
            None => self.graph.first_steps(),
            Some(period) => &self.graph.nodes(period)[state].next,
        }
    }

    /// The value of the n-th best way on from a state, what it earns there left out; `None` if there
    /// are not so many. Ways are asked for one after the other.
    fn nth(&mut self, at: usize, state: usize, n: usize) -> Option<f64> {
        let steps = self.steps_from(at, state);
        if at == self.graph.periods() {
            // After the last period there is one way on: to stop.
            return (n == 0 && at > 0).then_some(0.0);
        }
        if !self.ways[at][state].started {
            let first = |(step, to): (usize, &PathStep)| Way {
                value: self.best_on[at][to.to] - to.cost(self.worth.moves[at]),
                step,
                rank: 0,
            };
            let waiting: BinaryHeap<Way> = steps.iter().enumerate().map(first).collect();
            self.ways[at][state] = Ways { ranked: Vec::new(), waiting, started: true };
        }
        while self.ways[at][state].ranked.len() <= n {
            // The one that was ranked last makes room for the same step with the next way on.
            if let Some(Way { step, rank, .. }) = self.ways[at][state].ranked.last().copied() {
                let to = steps[step];
                if let Some(on) = self.nth(at + 1, to.to, rank + 1) {
                    let here = self.worth.at(at, self.graph.nodes(at)[to.to].position);
                    let value = here + on - to.cost(self.worth.moves[at]);
                    self.ways[at][state].waiting.push(Way { value, step, rank: rank + 1 });
                }
            }
            let ways = &mut self.ways[at][state];
            ways.ranked.push(ways.waiting.pop()?);
        }
        Some(self.ways[at][state].ranked[n].value)
    }

    /// The steps of the n-th best path, which was asked for.
    fn steps(&self, mut n: usize) -> Vec<PathStep> {
        let (mut out, mut state) = (Vec::with_capacity(self.graph.periods()), 0);
        for at in 0..self.graph.periods() {
            // The best way on is known without being ranked.
            let step = match self.ways[at][state].ranked.get(n) {
                Some(way) => {
                    n = way.rank;
                    self.steps_from(at, state)[way.step]
                }
                None => self.best_step(at, state),
            };
            state = step.to;
            out.push(step);
        }
        out
    }

    /// The first of the best steps.
    fn best_step(&self, at: usize, state: usize) -> PathStep {
        let value = |step: &PathStep| self.best_on[at][step.to] - step.cost(self.worth.moves[at]);
        let better = |a: PathStep, b: PathStep| if value(&b) > value(&a) { b } else { a };
        self.steps_from(at, state).iter().copied().reduce(better).expect("no dead ends")
    }
}

/// The greater value first; of equals the first step, then the first way on.
impl Ord for Way {
    fn cmp(&self, other: &Way) -> Ordering {
        let by_value = self.value.total_cmp(&other.value);
        by_value.then(other.step.cmp(&self.step)).then(other.rank.cmp(&self.rank))
    }
}

impl PartialOrd for Way {
    fn partial_cmp(&self, other: &Way) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Way {
    fn eq(&self, other: &Way) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Way {}
