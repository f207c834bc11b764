//! Several methods on one case: those that rank it, and why the others do not.

use crate::error::{Error, Result, Said};
use crate::evaluate::evaluation::{Evaluation, Run, evaluate};
use crate::evaluate::ranked_group::RankedGroup;
use crate::method::Method;
use crate::method::remedy::no_score;
use crate::problem::Problem;
use crate::problem::weights::Weights;
use crate::progress::{Stage, begin};

/// A method that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The method's name, as in the catalogue.
    pub method: &'static str,
    /// Why it is not defined for the case, in the words of its error; `None` if its answer is a
    /// relation and no score.
    pub reason: Option<Said>,
}

/// The methods that rank a case.
#[derive(Debug)]
pub struct Ranked<'a> {
    /// Their results; at least one run.
    pub evaluation: Evaluation<'a>,
    /// The methods left out, in the order given.
    pub skipped: Vec<Skipped>,
}

impl<'a> Ranked<'a> {
    /// The problem.
    pub fn problem(&self) -> &'a Problem {
        self.evaluation.problem
    }

    /// The methods that rank, in the order given.
    pub fn runs(&self) -> &[Run] {
        &self.evaluation.runs
    }

    /// The ranked alternatives of a group under a method.
    pub fn field(&self, run: usize, group: usize) -> RankedGroup<'_> {
        RankedGroup::new(&self.evaluation.runs[run].groups[group])
    }
}

/// Evaluate with each of the methods that is defined for the data of every group; the others are
/// left out, each with its error.
///
/// # Errors
/// [`Error::Undefined`] where no method is left: what the first said.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::evaluate_each;
///
/// // A weighted product is not defined for a price of 0.
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .alternative("A", [0.0])
///     .alternative("B", [120.0])
///     .build()?;
/// let methods = [Method::named("weighted-product")?, Method::named("topsis")?];
/// let (evaluation, left_out) = evaluate_each(&problem, &methods)?;
/// assert_eq!(evaluation.runs[0].method.name(), "topsis");
/// assert_eq!(left_out.len(), 1);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn evaluate_each<'a>(
    problem: &'a Problem,
    methods: &[Method],
) -> Result<(Evaluation<'a>, Vec<Error>)> {
    let (mut runs, mut errors) = (Vec::new(), Vec::new());
    for method in methods {
        match evaluate(problem, std::slice::from_ref(method)) {
            Ok(evaluation) => runs.extend(evaluation.runs),
            Err(error) => errors.push(error),
        }
    }
    match (runs.is_empty(), errors.is_empty()) {
        (true, false) => Err(errors.swap_remove(0)),
        _ => Ok((Evaluation { problem, weights: Weights::given(problem), runs }, errors)),
    }
}

/// Rank every alternative by each of the methods that has a score and is defined for the data of
/// every group.
///
/// # Errors
/// [`Error::Undefined`] where no method is left: what the first said, or that its answer is no
/// score.
pub fn ranked<'a>(problem: &'a Problem, methods: &[Method]) -> Result<Ranked<'a>> {
    let (mut runs, mut skipped, mut first) = (Vec::new(), Vec::new(), None);
    let step = begin(Stage::Evaluate, methods.len() as u64);
    for method in methods {
        step.add(1);
        let name = method.name();
        if !method.has_score() {
            skipped.push(Skipped { method: name, reason: None });
            continue;
        }
        match evaluate(problem, std::slice::from_ref(method)) {
            Ok(evaluation) => runs.extend(evaluation.runs),
            Err(error) => {
                let reason = match &error {
                    Error::Undefined { reason, .. } => reason.clone(),
                    other => other.to_string().into(),
                };
                skipped.push(Skipped { method: name, reason: Some(reason) });
                first.get_or_insert(error);
            }
        }
    }
    if runs.is_empty() {
        return Err(first.unwrap_or_else(|| {
            no_score(
                skipped.first().map_or("no method", |skipped| skipped.method),
                "its answer is a relation and no score, so there are no ranks to compare",
            )
        }));
    }
    Ok(Ranked {
        evaluation: Evaluation { problem, weights: Weights::given(problem), runs },
        skipped,
    })
}
