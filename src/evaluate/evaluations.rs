//! Several methods on one problem: those that are defined for it, and why the others are not.

use crate::error::both;
use crate::error::{Error, Result, Said};
use crate::evaluate::evaluation::{Evaluation, evaluate_in};
use crate::evaluate::ranked_group::RankedGroup;
use crate::method::remedy::{no_score, weighted_sum_itself};
use crate::method::{Family, Method};
use crate::problem::Problem;
use crate::progress::{Stage, Step, begin};

/// Evaluations of one problem side by side, one for each method; at least one.
#[derive(Debug)]
pub struct Evaluations<'a>(Vec<Evaluation<'a>>);

impl<'a> Evaluations<'a> {
    /// Evaluate a problem with each method.
    ///
    /// # Errors
    /// [`Error::Undefined`] where a method is not defined for the data of a group; [`Error::Argument`]
    /// where no method is given.
    pub fn new(problem: &'a Problem, methods: &[Method]) -> Result<Evaluations<'a>> {
        let step = begin_all(problem, methods);
        let evaluations: Vec<Evaluation> = methods
            .iter()
            .map(|method| evaluate_in(&step, problem, method))
            .collect::<Result<_>>()?;
        match evaluations.is_empty() {
            true => Err(no_method()),
            false => Ok(Evaluations(evaluations)),
        }
    }

    /// The problem.
    pub fn problem(&self) -> &'a Problem {
        self.0[0].problem
    }

    /// The evaluation with the first method, which is the main one.
    pub fn main(&self) -> &Evaluation<'a> {
        &self.0[0]
    }
}

/// They can be looked at as a slice, in the order in which the methods were given.
impl<'a> std::ops::Deref for Evaluations<'a> {
    type Target = [Evaluation<'a>];

    fn deref(&self) -> &[Evaluation<'a>] {
        &self.0
    }
}

impl<'a> From<Evaluation<'a>> for Evaluations<'a> {
    fn from(evaluation: Evaluation<'a>) -> Evaluations<'a> {
        Evaluations(vec![evaluation])
    }
}

/// A method that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The method's name, as in the catalogue.
    pub method: &'static str,
    /// Why it is not defined for the case, in the words of its error; `None` if its answer is a
    /// relation and no score.
    pub reason: Option<Said>,
}

/// The methods that rank a problem; made by [`ranked`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Ranked<'a> {
    /// Their results.
    pub evaluations: Evaluations<'a>,
    /// The methods left out, in the order given.
    pub skipped: Vec<Skipped>,
}

impl<'a> Ranked<'a> {
    /// The problem.
    pub fn problem(&self) -> &'a Problem {
        self.evaluations.problem()
    }

    /// The ranked alternatives of a group under a method, given by its place among those that rank.
    pub fn ranked_group(&self, method: usize, group: usize) -> RankedGroup<'_> {
        RankedGroup::new(&self.evaluations[method].groups[group])
    }
}

/// Evaluate with each of the methods that is defined for the data of every group; the others are
/// left out, each with its error. Where nothing aggregates otherwise than by a sum, `hierarchical` is
/// left out beside a weighted sum: it is one itself.
///
/// # Errors
/// [`Error::Undefined`] where no method is left: what the first said. [`Error::Argument`] where no
/// method is given.
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
/// let (evaluations, left_out) = evaluate_each(&problem, &methods)?;
/// assert_eq!(evaluations.main().method.name(), "topsis");
/// assert_eq!(left_out.len(), 1);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn evaluate_each<'a>(
    problem: &'a Problem,
    methods: &[Method],
) -> Result<(Evaluations<'a>, Vec<Error>)> {
    let (mut evaluations, mut errors) = (Vec::new(), Vec::new());
    let step = begin_all(problem, methods);
    for method in methods {
        match evaluate_beside(&step, problem, method, methods) {
            Ok(evaluation) => evaluations.push(evaluation),
            Err(error) => errors.push(error),
        }
    }
    match (evaluations.is_empty(), errors.is_empty()) {
        (true, false) => Err(errors.swap_remove(0)),
        (true, true) => Err(no_method()),
        _ => Ok((Evaluations(evaluations), errors)),
    }
}

/// The families of the methods, in the order given, each with its evaluations.
pub fn families(evaluations: &[Evaluation]) -> Vec<(Family, Vec<usize>)> {
    let mut out: Vec<(Family, Vec<usize>)> = Vec::new();
    for (at, evaluation) in evaluations.iter().enumerate() {
        let family = evaluation.method.definition().family();
        match out.iter_mut().find(|(known, _)| *known == family) {
            Some((_, evaluations)) => evaluations.push(at),
            None => out.push((family, vec![at])),
        }
    }
    out
}

/// What is said of methods that were left out: those that the same thing keeps from running are
/// named together, in the order given.
pub fn said_of_left_out(errors: &[Error]) -> Vec<Said> {
    let mut out: Vec<(Option<&Said>, Vec<&Error>)> = Vec::new();
    for error in errors {
        let reason = match error {
            Error::Undefined { reason, .. } => Some(reason),
            _ => None,
        };
        match out.iter_mut().find(|(known, _)| reason.is_some() && *known == reason) {
            Some((_, errors)) => errors.push(error),
            None => out.push((reason, vec![error])),
        }
    }
    let said = |(reason, errors): (Option<&Said>, Vec<&Error>)| match (reason, &errors[..]) {
        (Some(reason), [_, _, ..]) => {
            let names: Vec<&Said> = errors.iter().filter_map(|error| undefined(error)).collect();
            both(
                format!(
                    "{} are not defined here: {reason}\n  help: run one of them alone (--method NAME), and it says what to do",
                    named(&names, "and", false)
                ),
                format!(
                    "{} zijn hier niet bepaald: {reason:#}\n  wat te doen: laat er een apart lopen (--method NAAM), dan staat er wat te doen",
                    named(&names, "en", true)
                ),
            )
        }
        (_, errors) => errors
            .first()
            .map_or_else(Said::default, |error| both(error.to_string(), error.dutch())),
    };
    out.into_iter().map(said).collect()
}

/// The method that an error says is not defined.
fn undefined(error: &Error) -> Option<&Said> {
    match error {
        Error::Undefined { method, .. } => Some(method),
        _ => None,
    }
}

/// Names in a sentence.
fn named(names: &[&Said], and: &str, dutch: bool) -> String {
    let names: Vec<&str> = names.iter().map(|name| name.text(dutch)).collect();
    match &names[..] {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [start @ .., last] => format!("{} {and} {last}", start.join(", ")),
    }
}

/// Rank every alternative by each of the methods that has a score and is defined for the data of
/// every group.
///
/// # Errors
/// [`Error::Undefined`] where no method is left: what the first said, or that its answer is no
/// score. [`Error::Argument`] where no method is given.
pub fn ranked<'a>(problem: &'a Problem, methods: &[Method]) -> Result<Ranked<'a>> {
    let (mut evaluations, mut skipped, mut first) = (Vec::new(), Vec::new(), None);
    let step = begin_all(problem, methods);
    for method in methods {
        let name = method.name();
        if !method.has_score() {
            skipped.push(Skipped { method: name, reason: None });
            continue;
        }
        match evaluate_beside(&step, problem, method, methods) {
            Ok(evaluation) => evaluations.push(evaluation),
            Err(error) => {
                let reason = match &error {
                    Error::Undefined { reason, .. } => reason.clone(),
                    other => other.said(),
                };
                skipped.push(Skipped { method: name, reason: Some(reason) });
                first.get_or_insert(error);
            }
        }
    }
    if evaluations.is_empty() {
        return Err(match (first, skipped.first()) {
            (Some(error), _) => error,
            (None, Some(skipped)) => no_score(
                skipped.method,
                both(
                    "its answer is a relation and no score, so there are no ranks to compare",
                    "het antwoord ervan is een relatie en geen score, dus er zijn geen rangen te vergelijken",
                ),
                &problem.tree,
            ),
            (None, None) => no_method(),
        });
    }
    Ok(Ranked { evaluations: Evaluations(evaluations), skipped })
}

/// One of several methods. What is a weighted sum under another name is left out beside one.
fn evaluate_beside<'a>(
    step: &Step,
    problem: &'a Problem,
    method: &Method,
    methods: &[Method],
) -> Result<Evaluation<'a>> {
    let by_name = |method: &Method| matches!(method, Method::WeightedSum(_));
    let once_more = !by_name(method) && method.definition().is_weighted_sum(problem);
    match once_more && methods.iter().any(by_name) {
        true => Err(weighted_sum_itself(method.sheet())),
        false => evaluate_in(step, problem, method),
    }
}

/// A stage in which every method counts every group.
fn begin_all(problem: &Problem, methods: &[Method]) -> Step {
    begin(Stage::Evaluate, (methods.len() * problem.groups.len()) as u64)
}

fn no_method() -> Error {
    Error::argument_as_a_whole(
        "methods",
        both("at least one method is needed", "minstens één methode is nodig"),
    )
}
