//! That an order stands among these alternatives: where values run over the figures seen, one that
//! is not there can change it.

use super::Words;
use crate::evaluate::evaluation::Evaluation;
use crate::problem::Problem;
use crate::study::lint::{Dependence, dependence, ends_in_ranges};

/// Criteria named together.
const MOST_NAMED: usize = 4;

/// Why another alternative can change an order, as the end of a sentence: `the scale of Price runs
/// over the figures seen`.
fn why(problem: &Problem, on: &Dependence, words: Words) -> String {
    match on {
        Dependence::ObservedRange(leaves) => {
            let names = words.some(&words.criteria(problem, leaves), MOST_NAMED);
            match leaves.len() {
                1 => words.pick(
                    format!("the scale of {names} runs over the figures seen"),
                    format!("de schaal van {names} loopt over de aanwezige cijfers"),
                ),
                _ => words.pick(
                    format!("the scales of {names} run over the figures seen"),
                    format!("de schalen van {names} lopen over de aanwezige cijfers"),
                ),
            }
        }
        Dependence::Normalization(name) => words.pick(
            format!("figures are scaled by a formula of those seen (`{name}`)"),
            format!("cijfers worden geschaald met een formule van de aanwezige cijfers (`{name}`)"),
        ),
        Dependence::Ideals => words.pick(
            "the method measures from the best and the worst figures seen".to_owned(),
            "de methode meet vanaf de beste en de slechtste aanwezige cijfers".to_owned(),
        ),
        Dependence::Rivals => words.pick(
            "the method compares each alternative with all others".to_owned(),
            "de methode vergelijkt elk alternatief met alle andere".to_owned(),
        ),
    }
}

/// `Another alternative can change that, for ...`, without a full stop.
pub(super) fn another_can_change(problem: &Problem, on: &Dependence, words: Words) -> String {
    let why = why(problem, on, words);
    words.pick(
        format!("Another alternative can change that, for {why}"),
        format!("Een ander alternatief kan dat veranderen, want {why}"),
    )
}

/// That the ends of these scales are the ends of ranges, so that a figure that becomes better known
/// moves them; `None` where there are none.
pub(super) fn scales_that_move(
    problem: &Problem,
    leaves: &[usize],
    words: Words,
) -> Option<String> {
    let names = words.some(&words.criteria(problem, leaves), MOST_NAMED);
    match leaves.len() {
        0 => None,
        1 => Some(words.pick(
            format!("The scale of {names} ends where a range of a figure ends. What is said here holds on that scale: to know the figure better moves the end, and can change scores and order beyond these bounds. With a `scale` of its own it would stay."),
            format!("De schaal van {names} eindigt waar het bereik van een cijfer eindigt. Wat hier staat, geldt op die schaal: wie het cijfer beter kent, verschuift dat einde, en dat kan scores en volgorde buiten deze grenzen brengen. Met een eigen `scale` gebeurt dat niet."),
        )),
        _ => Some(words.pick(
            format!("The scales of {names} end where ranges of figures end. What is said here holds on those scales: to know a figure better moves an end, and can change scores and order beyond these bounds. With a `scale` of their own they would stay."),
            format!("De schalen van {names} eindigen waar het bereik van een cijfer eindigt. Wat hier staat, geldt op die schalen: wie een cijfer beter kent, verschuift zo'n einde, en dat kan scores en volgorde buiten deze grenzen brengen. Met een eigen `scale` gebeurt dat niet."),
        )),
    }
}

/// The same for an evaluation.
pub(super) fn moving_scales(evaluation: &Evaluation, words: Words) -> Option<String> {
    scales_that_move(evaluation.problem, &ends_in_ranges(evaluation), words)
}

/// What a reader of a study should know of the scales it stands on.
pub(super) fn among_these(evaluation: &Evaluation, words: Words) -> Vec<String> {
    let among = dependence(evaluation).map(|on| {
        let why = why(evaluation.problem, &on, words);
        words.pick(
            format!("All of this holds among these alternatives: {why}, so another one can change it."),
            format!("Dit alles geldt bij deze alternatieven: {why}, dus een ander alternatief kan dat veranderen."),
        )
    });
    among.into_iter().chain(moving_scales(evaluation, words)).collect()
}
