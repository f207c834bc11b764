//! What each alternative is worth at nominal figures, and what it is worth to choose none.

use crate::error::{Error, Result, both};
use crate::evaluate::evaluation::Evaluation;
use crate::problem::{Choice, NoneValue, PortfolioModel, Problem, Worth};

/// What each alternative, and none, is worth at nominal figures.
#[derive(Debug, Clone, PartialEq)]
pub struct NominalValues {
    /// By choice: what it is worth to choose none.
    pub none: Vec<f64>,
    /// By alternative of the problem: its value, multiplied; or why it has none. Alternatives of no
    /// choice have [`NoValue::NoChoice`].
    pub of: Vec<Result<f64, NoValue>>,
}

/// Why an alternative has no value at nominal figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoValue {
    /// It has no score: too little is known of it, or the method gives it none.
    NoScore,
    /// The alternative that stands for none has no score, and values are gains over it.
    NoBaseline,
    /// Nothing is known of the figure by which its value is multiplied.
    UnknownTimes,
    /// It belongs to no choice: it is a reference, or stands for none.
    NoChoice,
}

/// The nominal values of a model, for the weights of an evaluation.
///
/// With v the score, m the multiplier (1 where values are not multiplied) and 0 for none:
///
/// - `score`: an alternative is worth v m. None is worth the value given, or v m of the alternative
///   that stands for it.
/// - `gain`: an alternative is worth (v - w) m, w being the score of the alternative that stands for
///   none, or the value given. None is worth 0.
///
/// # Errors
/// [`Error::Problem`] where it is not known what none is worth, and where values are so large that a
/// sum of them is no number; [`Error::Undefined`] for a method without scores.
pub fn nominal_values(evaluation: &Evaluation, model: &PortfolioModel) -> Result<NominalValues> {
    evaluation.require_score()?;
    let problem = evaluation.problem;
    let scores = scores(evaluation);
    let mut out = NominalValues {
        none: Vec::with_capacity(model.choices.len()),
        of: vec![Err(NoValue::NoChoice); problem.alternatives.len()],
    };
    for choice in &model.choices {
        let baseline = match choice.none {
            NoneValue::Value(value) => Some(value),
            NoneValue::Alternative(at) => scores[at],
        };
        out.none.push(match (model.worth, choice.none) {
            (Worth::Gain, _) => 0.0,
            (Worth::Score, NoneValue::Value(value)) => value,
            (Worth::Score, NoneValue::Alternative(at)) => baseline
                .zip(times(model, at))
                .map(|(score, times)| score * times)
                .ok_or_else(|| none_is_not_known(problem, model, choice, at, baseline.is_some()))?,
        });
        for at in &choice.alternatives {
            out.of[*at] = value(model, scores[*at], baseline, *at);
        }
    }
    let largest = |of: &Choice, none: f64| {
        let values = of.alternatives.iter().filter_map(|at| out.of[*at].ok());
        values.map(f64::abs).fold(none.abs(), f64::max)
    };
    let most: f64 = model.choices.iter().zip(&out.none).map(|(of, none)| largest(of, *none)).sum();
    if !(2.0 * most).is_finite() {
        return Err(Error::fault(
            "portfolio",
            both(
                "the values are too large to be added",
                "de waarden zijn te groot om op te tellen",
            ),
        ));
    }
    Ok(out)
}

/// By alternative: its nominal score as it is shown.
fn scores(evaluation: &Evaluation) -> Vec<Option<f64>> {
    let mut out = vec![None; evaluation.problem.alternatives.len()];
    for group in &evaluation.groups {
        for place in group.places() {
            out[group.member(place)] = group.standing(place).score;
        }
    }
    out
}

/// By what the value of an alternative is multiplied; `None` if that is not known.
pub(super) fn times(model: &PortfolioModel, alternative: usize) -> Option<f64> {
    let Some(times) = &model.times else { return Some(1.0) };
    let amount = &times[alternative];
    (!amount.is_unbounded()).then_some(amount.spread.nominal)
}

fn value(
    model: &PortfolioModel,
    score: Option<f64>,
    baseline: Option<f64>,
    alternative: usize,
) -> Result<f64, NoValue> {
    let score = score.ok_or(NoValue::NoScore)?;
    let over = match model.worth {
        Worth::Score => 0.0,
        Worth::Gain => baseline.ok_or(NoValue::NoBaseline)?,
    };
    Ok((score - over) * times(model, alternative).ok_or(NoValue::UnknownTimes)?)
}

fn none_is_not_known(
    problem: &Problem,
    model: &PortfolioModel,
    choice: &Choice,
    alternative: usize,
    scored: bool,
) -> Error {
    let missing = match (&model.times_name, scored) {
        (Some(name), true) => both(
            format!("nothing is known of its `{name}`"),
            format!("over zijn `{name}` is niets bekend"),
        ),
        _ => both("it has no score", "het heeft geen score"),
    };
    Error::fault(
        both(
            format!("portfolio, none of {}", choice_name(problem, model, choice)),
            format!("portfolio, geen van {}", choice_name(problem, model, choice)),
        ),
        both(
            format!(
                "`{}` stands for none, and {missing}; say what none is worth: none = {{ value = 0.0 }}",
                problem.full_name(alternative)
            ),
            format!(
                "`{}` staat voor geen, en {missing:#}; zeg wat niets kiezen waard is: none = {{ value = 0.0 }}",
                problem.full_name(alternative)
            ),
        ),
    )
}

/// The name of a choice: its values of the keys of `one_per`, joined by `/`.
fn choice_name(problem: &Problem, model: &PortfolioModel, choice: &Choice) -> String {
    let id = |(key, value): (&usize, &usize)| &*problem.keys[*key].values[*value].id;
    let ids: Vec<&str> = model.one_per.iter().zip(&choice.values).map(id).collect();
    if ids.is_empty() { "all".to_owned() } else { format!("`{}`", ids.join("/")) }
}
