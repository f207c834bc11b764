//! Does the order of two alternatives hang on which others are there? Four tests of rank reversal.
//!
//! - `drop`: without one alternative the order of the rest is the same.
//! - `clone`: with a copy of one alternative the order is the same, and the copy ties with its
//!   original.
//! - `worsen`: with an alternative that is not first made worse on one criterion, by [`WORSE`] of
//!   its range, first place is the same and the alternative does not rise.
//! - `pairs`: the order of each two alone is their order among all, and these orders fit together
//!   (no [`Cycle`]).
//!
//! Belton & Gear 1983, doi:10.1016/0305-0483(83)90047-6 (a clone reverses an order whose scaling
//! depends on the alternatives); Wang & Triantaphyllou 2008, doi:10.1016/j.omega.2005.12.003 (a
//! loser made worse, and decomposition into pairs). An additive model on fixed scales passes all:
//! no score looks at another alternative. Figures that come from the group (observed ranges, norms,
//! ideals, flows) can fail.
//!
//! Tests are done at nominal figures and the weights of each group. These are held: weights that
//! were made of the figures of a group stay as they are when its alternatives change.

pub(crate) mod answer;
pub(crate) mod attempt;
pub(crate) mod order;
pub(crate) mod tables;
pub(crate) mod worsen;

use crate::error::Result;
use crate::evaluate::evaluations::Ranked;
use crate::method::{Family, Method};
use crate::problem::Problem;
use crate::progress::{Stage, begin};
use crate::study::reversal::answer::{Cycle, ReversalTest, Reversed};
use attempt::{Base, Outcome, cycles_of};
use order::Scores;
use rayon::prelude::*;

pub use order::ScoreOrder;
pub use worsen::WORSE;

/// At most this many alternatives of a group, those ranked highest, are changed and compared; all
/// stay in the group.
pub const MOST_TESTED: usize = 40;
/// About how many figures may be looked at per method and group; beyond it fewer alternatives are
/// tested, though never fewer than two.
const MOST_WORK: usize = 1_000_000_000;

/// How a method did on one test in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tested {
    /// The method, as an index into [`Ranked::evaluations`].
    pub evaluation: usize,
    /// The group, as an index into the problem's.
    pub group: usize,
    /// The test that was made.
    pub test: ReversalTest,
    /// How many changes were tried.
    pub tests: usize,
    /// After how many of them an order had changed.
    pub changed: usize,
    /// After how many the method was not defined.
    pub undefined: usize,
}

/// All tests of all methods on all groups.
#[derive(Debug)]
pub struct Reversal<'a> {
    /// The methods and their results.
    pub ranked: &'a Ranked<'a>,
    /// Methods as given, groups in key order, tests in their order.
    pub tested: Vec<Tested>,
    /// Every change of order found, in the same order.
    pub reversed: Vec<Reversed>,
    /// Orders of pairs that do not fit together.
    pub cycles: Vec<Cycle>,
    /// By evaluation and group, where fewer than all ranked alternatives were tested: evaluation,
    /// group, how many, of how many.
    pub limited: Vec<(usize, usize, usize, usize)>,
}

/// Test each method that ranks the case.
///
/// # Errors
/// Those of preparing a method for the ranked alternatives.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{ranked, reversal};
///
/// // On fixed scales no score looks at another alternative, so nothing can turn.
/// let problem = Problem::builder()
///     .criterion_with("price", Direction::Min, 1.0, |c| c.scale(50.0, 150.0))
///     .criterion_with("quality", Direction::Max, 2.0, |c| c.scale(0.0, 10.0))
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .alternative("C", [90.0, 6.0])
///     .build()?;
/// let ranked = ranked(&problem, &[Method::default()])?;
/// let study = reversal(&ranked)?;
/// assert!(study.reversed.is_empty() && study.cycles.is_empty());
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn reversal<'a>(ranked: &'a Ranked<'a>) -> Result<Reversal<'a>> {
    let problem = ranked.problem();
    let weights = &ranked.evaluations.main().weights;
    let mut limited = Vec::new();
    let mut bases = Vec::new();
    for (evaluation, of) in ranked.evaluations.iter().enumerate() {
        for group in 0..problem.groups.len() {
            let ranked = ranked.ranked_group(evaluation, group);
            let eligible: Vec<usize> =
                ranked.group.eligible().iter().map(|place| ranked.group.member(*place)).collect();
            let order = ranked.order();
            let many = most_tested(problem, &of.method, eligible.len()).min(order.len());
            if many < order.len() {
                limited.push((evaluation, group, many, order.len()));
            }
            let mut tested: Vec<usize> =
                order[..many].iter().map(|at| ranked.member(*at)).collect();
            tested.sort_unstable();
            let leaders = ranked.leaders().into_iter().map(|at| ranked.member(at)).collect();
            let own = weights.of_group(group);
            let scores = Scores::new(problem, &of.method, eligible.clone(), own)?;
            bases.push(Base {
                evaluation,
                group,
                method: &of.method,
                eligible,
                tested,
                leaders,
                scores,
            });
        }
    }
    let leaves = problem.tree.leaves.len();
    // A task per change; making worse is one per criterion.
    let tasks: Vec<(usize, ReversalTest, usize, usize)> = bases
        .iter()
        .enumerate()
        .filter(|(_, base)| base.tested.len() >= 2)
        .flat_map(|(at, base)| {
            ReversalTest::ALL.iter().flat_map(move |test| {
                let parts = if *test == ReversalTest::Worsen { leaves } else { 1 };
                base.tested
                    .iter()
                    .flat_map(move |x| (0..parts).map(move |leaf| (at, *test, *x, leaf)))
            })
        })
        .collect();
    let step = begin(Stage::Tests, tasks.len() as u64);
    let outcomes: Vec<Outcome> = tasks
        .par_iter()
        // Making worse changes a copy of the problem and puts it back: a copy per stretch of tasks.
        .map_init(
            || None,
            |copy: &mut Option<Problem>, (at, test, x, leaf)| {
                let base = &bases[*at];
                let weights = weights.of_group(base.group);
                step.add(1);
                match test {
                    ReversalTest::Drop => base.drop(problem, weights, *x),
                    ReversalTest::Clone => base.clone(problem, weights, *x),
                    ReversalTest::Worsen => {
                        base.worsen(copy.get_or_insert_with(|| problem.clone()), weights, *x, *leaf)
                    }
                    ReversalTest::Pairs => base.pairs(problem, weights, *x),
                }
            },
        )
        .collect();
    let (mut tested, mut reversed, mut cycles): (Vec<Tested>, _, _) =
        (Vec::new(), Vec::new(), Vec::new());
    let mut alone: Vec<Vec<Option<ScoreOrder>>> = Vec::new();
    for ((at, test, ..), outcome) in tasks.iter().zip(outcomes) {
        let base = &bases[*at];
        let (evaluation, group) = (base.evaluation, base.group);
        match tested.last_mut() {
            Some(last)
                if (last.evaluation, last.group, last.test) == (evaluation, group, *test) =>
            {
                last.tests += outcome.tests;
                last.changed += outcome.changed;
                last.undefined += outcome.undefined;
            }
            _ => tested.push(Tested {
                evaluation,
                group,
                test: *test,
                tests: outcome.tests,
                changed: outcome.changed,
                undefined: outcome.undefined,
            }),
        }
        reversed.extend(outcome.reversed);
        if *test == ReversalTest::Pairs {
            alone.push(outcome.alone);
            if alone.len() == base.tested.len() {
                cycles.extend(cycles_of(base, &std::mem::take(&mut alone)));
            }
        }
    }
    Ok(Reversal { ranked, tested, reversed, cycles, limited })
}

/// How many alternatives of a group of `m` can be tested in reasonable time.
fn most_tested(problem: &Problem, method: &Method, m: usize) -> usize {
    let leaves = problem.tree.leaves.len();
    // Outranking compares each with each; whoever is changed is scored anew with all others, for
    // each criterion once.
    let rivals = if method.definition().family() == Family::Outranking { m } else { 1 };
    let each =
        (leaves + 2).saturating_mul(m * leaves + problem.inputs.len()).saturating_mul(rivals);
    (MOST_WORK / each.max(1)).clamp(2, MOST_TESTED)
}

impl Reversal<'_> {
    /// Whether no score of a method can look at another alternative.
    pub fn is_fixed(&self, evaluation: usize) -> bool {
        self.ranked.evaluations[evaluation].method.definition().is_fixed(self.ranked.problem())
    }

    /// The sums of a method over its groups, test by test.
    pub fn totals(&self, evaluation: usize, test: ReversalTest) -> Tested {
        let zero = Tested { evaluation, group: 0, test, tests: 0, changed: 0, undefined: 0 };
        self.tested.iter().filter(|of| of.evaluation == evaluation && of.test == test).fold(
            zero,
            |sum, of| Tested {
                tests: sum.tests + of.tests,
                changed: sum.changed + of.changed,
                undefined: sum.undefined + of.undefined,
                ..sum
            },
        )
    }

    /// The worst change of order under a method: one that concerns first place before any other, a
    /// full turn before one to or from a tie.
    pub fn worst(&self, evaluation: usize) -> Option<&Reversed> {
        let leads = |group: usize, alternative: usize| {
            let ranked = self.ranked.ranked_group(evaluation, group);
            ranked.leaders().into_iter().any(|at| ranked.member(at) == alternative)
        };
        let badness = |row: &Reversed| {
            let turned = row.before != ScoreOrder::Tie && row.after != ScoreOrder::Tie;
            let first = leads(row.group, row.a) || row.b.is_some_and(|b| leads(row.group, b));
            2 * u8::from(first) + u8::from(turned)
        };
        // The first of the worst.
        self.reversed
            .iter()
            .filter(|row| row.evaluation == evaluation)
            .rev()
            .max_by_key(|row| badness(row))
    }
}
