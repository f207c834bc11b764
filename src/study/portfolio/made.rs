//! What the value of each option is made of: scores, what they are counted from, and multipliers.

use super::options::Options;
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::problem::{Choice, NoneValue, PlaceInGroup, PortfolioModel, Worth};

/// What the value of an option is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Made {
    /// So much.
    Sure(f64),
    /// The score of an alternative, less something, times the multiplier of the alternative.
    Score(usize, Less),
}

/// What is taken from a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Less {
    /// So much.
    Figure(f64),
    /// The score of this alternative.
    Score(usize),
}

/// By choice and option.
pub(super) fn made(model: &PortfolioModel, options: &Options) -> Vec<Vec<Made>> {
    let of = |choice: &Choice, option: &Option<usize>| match (option, model.worth, choice.none) {
        (None, Worth::Gain, _) => Made::Sure(0.0),
        (None, Worth::Score, NoneValue::Value(value)) => Made::Sure(value),
        (None, Worth::Score, NoneValue::Alternative(at)) => Made::Score(at, Less::Figure(0.0)),
        (Some(at), Worth::Score, _) => Made::Score(*at, Less::Figure(0.0)),
        (Some(at), Worth::Gain, NoneValue::Value(value)) => Made::Score(*at, Less::Figure(value)),
        (Some(at), Worth::Gain, NoneValue::Alternative(none)) => {
            Made::Score(*at, Less::Score(none))
        }
    };
    let of_choice = |(choice, options): (&Choice, &Vec<Option<usize>>)| {
        options.iter().map(|option| of(choice, option)).collect()
    };
    model.choices.iter().zip(&options.choices).map(of_choice).collect()
}

/// The alternatives whose scores are asked for, in order.
pub(super) fn scored(made: &[Vec<Made>]) -> Vec<usize> {
    let mut out: Vec<usize> = made
        .iter()
        .flatten()
        .flat_map(|made| match made {
            Made::Sure(_) => [None, None],
            Made::Score(at, Less::Figure(_)) => [Some(*at), None],
            Made::Score(at, Less::Score(less)) => [Some(*at), Some(*less)],
        })
        .flatten()
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The alternatives whose multipliers are asked for, in order.
pub(super) fn multiplied(made: &[Vec<Made>]) -> Vec<usize> {
    let of = |made: &Made| match made {
        Made::Sure(_) => None,
        Made::Score(at, _) => Some(*at),
    };
    let mut out: Vec<usize> = made.iter().flatten().filter_map(of).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// An alternative in its group.
#[derive(Clone, Copy)]
pub(super) struct Scored<'a> {
    pub(super) group: usize,
    pub(super) place: PlaceInGroup,
    pub(super) result: &'a GroupResult,
    /// Its row in the method's figures.
    pub(super) row: usize,
}

/// Where the method scores an alternative; `None` if it does not.
pub(super) fn find<'a>(evaluation: &'a Evaluation, alternative: usize) -> Option<Scored<'a>> {
    let mut groups = evaluation.groups.iter().enumerate();
    groups.find_map(|(group, result)| {
        let place = result.place_of(alternative)?;
        result.row(place).map(|row| Scored { group, place, result, row })
    })
}
