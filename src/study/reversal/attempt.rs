//! One change of one alternative at a time, and what it does to the order.

use super::order::{ScoreOrder, Scores};
use super::worsen;
use crate::method::Method;
use crate::problem::Problem;
use crate::study::reversal::answer::{Cycle, ReversalTest, Reversed};

/// A method on a group as it is.
pub(super) struct Base<'a> {
    pub(super) evaluation: usize,
    pub(super) group: usize,
    pub(super) method: &'a Method,
    pub(super) eligible: Vec<usize>,
    /// Those changed and compared, in key order, and those of them that are first.
    pub(super) tested: Vec<usize>,
    pub(super) leaders: Vec<usize>,
    pub(super) scores: Scores,
}

/// What a change came to.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) tests: usize,
    pub(super) changed: usize,
    pub(super) undefined: usize,
    pub(super) reversed: Vec<Reversed>,
    /// For `pairs`: how the first stands to each later one alone.
    pub(super) alone: Vec<Option<ScoreOrder>>,
}

impl Base<'_> {
    fn scores(&self, problem: &Problem, members: Vec<usize>, weights: &[f64]) -> Option<Scores> {
        Scores::new(problem, self.method, members, weights).ok()
    }

    fn row(
        &self,
        test: ReversalTest,
        changed: Option<usize>,
        (a, b): (usize, Option<usize>),
        (before, after): (ScoreOrder, ScoreOrder),
    ) -> Reversed {
        Reversed {
            evaluation: self.evaluation,
            group: self.group,
            test,
            changed,
            leaf: None,
            a,
            b,
            before,
            after,
        }
    }

    /// Every pair of tested alternatives, and how it stood and stands.
    fn compared<'a>(
        &'a self,
        now: &'a Scores,
    ) -> impl Iterator<Item = (usize, usize, (ScoreOrder, ScoreOrder))> + 'a {
        let pairs = self
            .tested
            .iter()
            .enumerate()
            .flat_map(|(at, a)| self.tested[at + 1..].iter().map(move |b| (*a, *b)));
        pairs.filter_map(|(a, b)| Some((a, b, self.scores.both(now, a, b)?)))
    }

    pub(super) fn drop(&self, problem: &Problem, weights: &[f64], x: usize) -> Outcome {
        // The order of the rest takes two.
        if self.tested.len() < 3 {
            return Outcome::default();
        }
        let rest = self.eligible.iter().copied().filter(|member| *member != x).collect();
        let Some(now) = self.scores(problem, rest, weights) else { return Outcome::not_defined() };
        let changed = self.compared(&now).filter(|(_, _, (before, after))| before != after);
        Outcome::of(
            changed
                .map(|(a, b, orders)| self.row(ReversalTest::Drop, Some(x), (a, Some(b)), orders))
                .collect(),
        )
    }

    pub(super) fn clone(&self, problem: &Problem, weights: &[f64], x: usize) -> Outcome {
        let twice = self
            .eligible
            .iter()
            .flat_map(|member| std::iter::repeat_n(*member, if *member == x { 2 } else { 1 }));
        let Some(now) = self.scores(problem, twice.collect(), weights) else {
            return Outcome::not_defined();
        };
        let changed = self.compared(&now).filter(|(_, _, (before, after))| before != after);
        let mut rows: Vec<Reversed> = changed
            .map(|(a, b, orders)| self.row(ReversalTest::Clone, Some(x), (a, Some(b)), orders))
            .collect();
        if let Some(after) = now.to_clone(x).filter(|after| *after != ScoreOrder::Tie) {
            rows.push(self.row(ReversalTest::Clone, Some(x), (x, None), (ScoreOrder::Tie, after)));
        }
        Outcome::of(rows)
    }

    pub(super) fn worsen(
        &self,
        problem: &mut Problem,
        weights: &[f64],
        x: usize,
        leaf: usize,
    ) -> Outcome {
        if self.leaders.contains(&x) {
            return Outcome::default();
        }
        let criterion = &problem.tree.leaves[leaf];
        let range = worsen::range(problem, criterion, leaf, &self.eligible);
        let Some(spread) = worsen::worse(problem.cell(x, leaf), criterion, range) else {
            return Outcome::default();
        };
        let now = worsen::with_cell(problem, (x, leaf), spread, |problem| {
            self.scores(problem, self.eligible.clone(), weights)
        });
        let Some(now) = now else { return Outcome::not_defined() };
        let wrong = |a: usize, b: usize, (before, after): (ScoreOrder, ScoreOrder)| match (
            a == x,
            b == x,
        ) {
            (true, _) => after > before,
            (_, true) => after < before,
            _ => before != after && (self.leaders.contains(&a) || self.leaders.contains(&b)),
        };
        let rows = self.compared(&now).filter(|(a, b, orders)| wrong(*a, *b, *orders)).map(
            |(a, b, orders)| Reversed {
                leaf: Some(leaf),
                ..self.row(ReversalTest::Worsen, Some(x), (a, Some(b)), orders)
            },
        );
        Outcome::of(rows.collect())
    }

    /// The pairs of `a` with each later one.
    pub(super) fn pairs(&self, problem: &Problem, weights: &[f64], a: usize) -> Outcome {
        let mut out = Outcome::default();
        // Two alone are what they were.
        if self.eligible.len() < 3 {
            return out;
        }
        for b in self.tested.iter().copied().filter(|b| *b > a) {
            let now = self.scores(problem, vec![a, b], weights);
            let orders = now.and_then(|now| self.scores.both(&now, a, b));
            out.alone.push(orders.map(|orders| orders.1));
            out.add(match orders {
                None => Outcome::not_defined(),
                Some((before, after)) if before == after => Outcome::of(Vec::new()),
                Some(orders) => {
                    Outcome::of(vec![self.row(ReversalTest::Pairs, None, (a, Some(b)), orders)])
                }
            });
        }
        out
    }
}

impl Outcome {
    fn of(reversed: Vec<Reversed>) -> Outcome {
        Outcome {
            tests: 1,
            changed: usize::from(!reversed.is_empty()),
            reversed,
            ..Outcome::default()
        }
    }

    fn not_defined() -> Outcome {
        Outcome { tests: 1, undefined: 1, ..Outcome::default() }
    }

    fn add(&mut self, other: Outcome) {
        self.tests += other.tests;
        self.changed += other.changed;
        self.undefined += other.undefined;
        self.reversed.extend(other.reversed);
    }
}

/// Triples whose orders two by two contradict each other, each told once. `alone[i][j - i - 1]` is
/// how i stands to j.
pub(super) fn cycles_of(base: &Base, alone: &[Vec<Option<ScoreOrder>>]) -> Vec<Cycle> {
    let order = |i: usize, j: usize| -> Option<ScoreOrder> {
        let turned = |order: ScoreOrder| match order {
            ScoreOrder::Ahead => ScoreOrder::Behind,
            ScoreOrder::Tie => ScoreOrder::Tie,
            ScoreOrder::Behind => ScoreOrder::Ahead,
        };
        let known =
            |i: usize, j: usize| alone.get(i).and_then(|row| row.get(j - i - 1)).copied().flatten();
        if i < j { known(i, j) } else { known(j, i).map(turned) }
    };
    let broken = |[a, b, c]: [usize; 3]| {
        let holds = |i, j| order(i, j).is_some_and(|order| order >= ScoreOrder::Tie);
        holds(a, b) && holds(b, c) && order(a, c) == Some(ScoreOrder::Behind)
    };
    let n = base.tested.len();
    let mut out = Vec::new();
    for i in 0..n {
        for j in i + 1..n {
            for k in j + 1..n {
                let ways = [[i, j, k], [i, k, j], [j, i, k], [j, k, i], [k, i, j], [k, j, i]];
                out.extend(ways.into_iter().find(|way| broken(*way)).map(|way| Cycle {
                    evaluation: base.evaluation,
                    group: base.group,
                    alternatives: way.map(|at| base.tested[at]),
                }));
            }
        }
    }
    out
}
