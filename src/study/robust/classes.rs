//! In which categories can an alternative be, over all admissible weights? For methods that sort by
//! sums of weights. Nothing is sampled.
//!
//! Whether an alternative is above the lower limit of a category is a linear condition on the
//! weights, so that each question is a linear program: is there a set of admissible weights above
//! the limit of the category and below that of the next? Where figures are not sure, the limit is
//! looked at for the best that they can be and the next for the worst: what is possible is then an
//! outer bound, and what is necessary holds whatever the figures turn out to be.
//!
//! Necessary and possible assignments: Greco, Mousseau & Slowinski 2010, European Journal of
//! Operational Research 207(3), 1455-1470, who let value functions vary.

use crate::error::{Error, Result, both};
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::keys::{all_keys, keys_of};
use crate::lp::{LEAST_ROOM, NoAnswer, Program, Relation, Row};
use crate::method::{LimitTest, WeightCondition};
use crate::problem::PlaceInGroup;
use crate::progress::{Stage, begin};
use crate::proof::contradiction::{Values, empty};
use crate::proof::least::AdmissibleWeights;
use crate::table::{Table, TableOf};
use rayon::prelude::*;

/// The answers of the study.
pub struct RobustClasses<'a> {
    /// The evaluation at the case's weights.
    pub evaluation: &'a Evaluation<'a>,
    /// The groups that have an eligible alternative.
    pub groups: Vec<ClassGroup>,
}

/// The categories of one group.
pub struct ClassGroup {
    /// The group: an index into the problem's.
    pub group: usize,
    /// Its eligible alternatives, as places in the group, in key order.
    pub places: Vec<PlaceInGroup>,
    /// Whether anything is uncertain but the weights.
    pub uncertain: bool,
    /// By alternative, in the order of `places`, and category, the worst first: whether it can be in
    /// it; `None` where the solver cannot tell.
    pub possible: Vec<Vec<Option<bool>>>,
}

impl ClassGroup {
    /// Whether an alternative is in a category for all weights: it can be in no other.
    pub fn is_necessary(&self, at: usize, category: usize) -> bool {
        let all = self.possible[at].iter().enumerate();
        all.clone().all(|(other, can)| other == category || *can == Some(false))
    }

    /// Whether it can be in it, or that cannot be ruled out.
    pub fn is_possible(&self, at: usize, category: usize) -> bool {
        self.possible[at][category] != Some(false)
    }
}

/// In which categories each alternative can be.
///
/// # Errors
/// [`Error::Undefined`] for a method that does not sort by sums of weights, and where the solver
/// cannot tell whether any weights are admissible. [`Error::Contradiction`] for preferences that
/// contradict each other or the constraints.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{evaluate, robust_classes};
///
/// // A meets the limit on one criterion alone: it is good where that has half of the weight. B
/// // meets it on both, and is good whatever the weights.
/// let problem = Problem::builder()
///     .criterion("cost", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 1.0)
///     .alternative("A", [90.0, 5.0])
///     .alternative("B", [95.0, 7.0])
///     .category("poor")
///     .category_with("good", |c| c.profile([100.0, 6.0]))
///     .build()?;
/// let evaluation = evaluate(&problem, &Method::named("mr-sort")?)?;
/// let group = &robust_classes(&evaluation)?.groups[0];
/// assert!(group.is_possible(0, 0) && group.is_possible(0, 1));
/// assert!(group.is_necessary(1, 1) && !group.is_possible(1, 0));
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn robust_classes<'a>(evaluation: &'a Evaluation<'a>) -> Result<RobustClasses<'a>> {
    let problem = evaluation.problem;
    let admissible = AdmissibleWeights::new(problem)
        .inside()
        .map_err(|why| empty(problem, &AdmissibleWeights::new(problem), Values::Given, why))?;
    let program = admissible.program(0);
    let categories = problem.categories.len();
    let step = begin(Stage::Ranks, evaluation.groups.len() as u64);
    let mut groups = Vec::new();
    for (group, result) in evaluation.groups.iter().enumerate() {
        step.add(1);
        let own = &problem.groups[group];
        let tests = evaluation.method.definition().limit_tests(problem, own)?;
        let Some(tests) = tests else {
            let name = evaluation.method.name();
            return Err(Error::Undefined {
                method: name.into(),
                reason: both(
                    "its categories do not follow from sums of weights, so that what holds for all weights is not proved by linear programs",
                    "haar categorieën volgen niet uit sommen van gewichten, zodat wat voor alle gewichten geldt niet met lineaire programma's bewezen wordt",
                ),
                remedy: both(
                    "take a method with limits (--method electre-tri-b, --method mr-sort ...)",
                    "neem een methode met grenzen (--method electre-tri-b, --method mr-sort ...)",
                ),
            });
        };
        let places = result.eligible().to_vec();
        if places.is_empty() {
            continue;
        }
        let can_be = |place: &PlaceInGroup| -> Vec<Option<bool>> {
            let row = place.index();
            let category = |at: usize| {
                let above = at.checked_sub(1).map(|limit| &tests.best[limit][row]);
                let below = tests.worst.get(at).map(|limit| &limit[row]);
                possible(&program, above, below)
            };
            (0..categories).map(category).collect()
        };
        groups.push(ClassGroup {
            group,
            possible: places.par_iter().map(can_be).collect(),
            uncertain: !result.is_crisp(),
            places,
        });
    }
    Ok(RobustClasses { evaluation, groups })
}

/// Whether some admissible weights are above one limit and below another; `None` where the solver
/// cannot tell.
fn possible(
    program: &Program,
    above: Option<&LimitTest>,
    below: Option<&LimitTest>,
) -> Option<bool> {
    let anywhere = vec![Vec::new()];
    let above = above.map_or(&anywhere, |test| &test.above);
    let below = below.map_or(&anywhere, |test| &test.below);
    let mut out = Some(false);
    for one in above {
        for other in below {
            match meets(program, one.iter().chain(other)) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => out = None,
            }
        }
    }
    out
}

/// Whether some admissible weights meet all of these.
fn meets<'c>(
    program: &Program,
    conditions: impl Iterator<Item = &'c WeightCondition>,
) -> Option<bool> {
    let mut program = program.clone();
    let mut strict = Vec::new();
    for condition in conditions {
        if condition.strict {
            strict.push(program.rows.len());
        }
        program.rows.push(Row {
            coefficients: condition.coefficients.iter().map(|c| 0.0 - c).collect(),
            relation: Relation::AtMost,
            bound: 0.0,
        });
    }
    if strict.is_empty() {
        return program.is_feasible();
    }
    match program.room(&strict) {
        Ok(room) => Some(room > LEAST_ROOM),
        Err(NoAnswer::Infeasible) => Some(false),
        Err(_) => None,
    }
}

/// A row of `classes`.
struct ClassRow<'g> {
    group: &'g ClassGroup,
    at: usize,
    category: usize,
}

impl RobustClasses<'_> {
    /// An alternative of a group: an index into the problem's.
    pub fn member(&self, group: &ClassGroup, at: usize) -> usize {
        self.evaluation.problem.groups[group.group].member(group.places[at])
    }

    /// `classes`: a row per eligible alternative and category, the worst category first.
    pub fn table(&self) -> Table {
        let problem = self.evaluation.problem;
        let mut rows = Vec::new();
        for group in &self.groups {
            for at in 0..group.places.len() {
                let categories = 0..problem.categories.len();
                rows.extend(categories.map(|category| ClassRow { group, at, category }));
            }
        }
        TableOf::new("classes", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &ClassRow| {
                self.member(row.group, row.at)
            }))
            .text("category", |row| Some(problem.categories[row.category].id.clone()))
            .flag("necessary", |row| Some(row.group.is_necessary(row.at, row.category)))
            .flag("possible", |row| Some(row.group.is_possible(row.at, row.category)))
            .table()
    }
}
