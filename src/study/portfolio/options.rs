//! What can be chosen, and why the rest cannot.

use super::values::{NoValue, NominalValues};
use crate::problem::{Amount, Limit, Measure, PortfolioModel, Problem};

/// The options of every choice, as a 0/1 program numbers them: option 0 is to choose none, and the
/// alternatives follow in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// By choice and option: the alternative, an index into
    /// [`Problem::alternatives`](crate::problem::Problem::alternatives); `None` for none.
    pub choices: Vec<Vec<Option<usize>>>,
    /// By alternative of the problem: why it cannot be chosen; `None` if it can.
    pub not_chosen: Vec<Option<NotChosen>>,
    /// By alternative of the problem: its choice and option.
    places: Vec<Option<(usize, usize)>>,
}

/// Why an alternative cannot be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotChosen {
    /// Requirements exclude it: indices into
    /// [`Problem::requirements`](crate::problem::Problem::requirements).
    Requirements(Vec<usize>),
    /// It has no value at nominal figures.
    NoValue(NoValue),
    /// Limits that must be kept sum a figure of which nothing is known: indices into
    /// [`PortfolioModel::limits`].
    UnknownFigure(Vec<usize>),
}

impl NotChosen {
    /// Its name in tables.
    pub fn name(&self) -> &'static str {
        match self {
            NotChosen::Requirements(_) => "requirement",
            NotChosen::NoValue(NoValue::NoScore) => "no_score",
            NotChosen::NoValue(NoValue::NoBaseline) => "no_baseline",
            NotChosen::NoValue(NoValue::UnknownTimes) => "unknown_times",
            NotChosen::NoValue(NoValue::NoChoice) => "no_choice",
            NotChosen::UnknownFigure(_) => "unknown_figure",
        }
    }
}

impl Options {
    /// What can be chosen at nominal figures: what has a value there, is excluded by no requirement,
    /// and has no unknown figure in a limit that must be kept.
    pub fn nominal(problem: &Problem, model: &PortfolioModel, values: &NominalValues) -> Options {
        Options::new(problem, model, |at| {
            excluded(problem, at)
                .or_else(|| values.of[at].err().map(NotChosen::NoValue))
                .or_else(|| unknown_figure(model, at))
        })
    }

    /// What can be chosen where ranges are looked at: the same, also without a value at nominal
    /// figures.
    pub fn possible(problem: &Problem, model: &PortfolioModel) -> Options {
        Options::new(problem, model, |at| {
            excluded(problem, at).or_else(|| unknown_figure(model, at))
        })
    }

    /// What can be chosen at nominal figures if no limit asks for figures that are not known.
    /// The rows of limits then say of each of these that it is not chosen.
    pub fn valued(problem: &Problem, model: &PortfolioModel, values: &NominalValues) -> Options {
        Options::new(problem, model, |at| {
            excluded(problem, at).or_else(|| values.of[at].err().map(NotChosen::NoValue))
        })
    }

    /// Options of choices that are made elsewhere: none and all of these alternatives, of so many in
    /// the problem.
    pub fn of_all<'c>(count: usize, choices: impl Iterator<Item = &'c [usize]>) -> Options {
        let mut out = Options {
            choices: Vec::new(),
            not_chosen: vec![Some(NotChosen::NoValue(NoValue::NoChoice)); count],
            places: vec![None; count],
        };
        for (choice, alternatives) in choices.enumerate() {
            for (at, alternative) in alternatives.iter().enumerate() {
                out.not_chosen[*alternative] = None;
                out.places[*alternative] = Some((choice, at + 1));
            }
            out.choices
                .push([None].into_iter().chain(alternatives.iter().copied().map(Some)).collect());
        }
        out
    }

    fn new(
        problem: &Problem,
        model: &PortfolioModel,
        why_not: impl Fn(usize) -> Option<NotChosen>,
    ) -> Options {
        let count = problem.alternatives.len();
        let mut out = Options {
            choices: Vec::with_capacity(model.choices.len()),
            not_chosen: vec![Some(NotChosen::NoValue(NoValue::NoChoice)); count],
            places: vec![None; count],
        };
        for (choice, of) in model.choices.iter().enumerate() {
            let mut options = vec![None];
            for at in &of.alternatives {
                out.not_chosen[*at] = why_not(*at);
                if out.not_chosen[*at].is_none() {
                    out.places[*at] = Some((choice, options.len()));
                    options.push(Some(*at));
                }
            }
            out.choices.push(options);
        }
        out
    }

    /// The choice and option of an alternative; `None` if it cannot be chosen.
    pub fn place(&self, alternative: usize) -> Option<(usize, usize)> {
        self.places.get(alternative).copied().flatten()
    }

    /// By choice and option: the value at nominal figures. Options without one, which
    /// [`Options::possible`] has, have `None`.
    pub fn values(&self, values: &NominalValues) -> Vec<Vec<Option<f64>>> {
        let of = |choice: usize, option: &Option<usize>| match option {
            None => Some(values.none[choice]),
            Some(at) => values.of[*at].ok(),
        };
        let of_choice = |(choice, options): (usize, &Vec<Option<usize>>)| {
            options.iter().map(|option| of(choice, option)).collect()
        };
        self.choices.iter().enumerate().map(of_choice).collect()
    }

    /// The alternatives of a set of options, by choice; `None` where none is chosen.
    pub fn alternatives(&self, options: &[usize]) -> Vec<Option<usize>> {
        self.choices.iter().zip(options).map(|(choice, option)| choice[*option]).collect()
    }
}

fn excluded(problem: &Problem, alternative: usize) -> Option<NotChosen> {
    let by = &problem.alternatives[alternative].excluded_by;
    (!by.is_empty()).then(|| NotChosen::Requirements(by.to_vec()))
}

/// The limits in force that sum a figure of this alternative of which nothing is known.
fn unknown_figure(model: &PortfolioModel, alternative: usize) -> Option<NotChosen> {
    let asks = |limit: &Limit| {
        limit.is_applied()
            && limit.enforced
            && amounts(&limit.measure).is_some_and(|amounts| amounts[alternative].is_unbounded())
            && limit.parts.iter().any(|part| {
                part.alternatives.contains(&alternative) || part.may_be.contains(&alternative)
            })
    };
    let of = |(at, limit): (usize, &Limit)| asks(limit).then_some(at);
    let limits: Vec<usize> = model.limits.iter().enumerate().filter_map(of).collect();
    (!limits.is_empty()).then_some(NotChosen::UnknownFigure(limits))
}

/// The figures that a measure adds up, by alternative; `None` for a count.
pub(super) fn amounts(measure: &Measure) -> Option<&[Amount]> {
    match measure {
        Measure::Sum { amounts, .. } | Measure::JointShare { amounts, .. } => Some(amounts),
        Measure::Count => None,
    }
}
