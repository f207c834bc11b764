//! That an order stands among these alternatives: where values run over the figures seen, one that
//! is not there can change it.

use super::Words;
use crate::evaluate::evaluation::Evaluation;
use crate::problem::Problem;
use crate::study::lint::{Dependence, dependence};

/// Criteria named together.
const MOST_NAMED: usize = 4;

/// Why another alternative can change an order, as the end of a sentence: `the scale of Price runs
/// over the figures seen`.
fn why(problem: &Problem, on: &Dependence, words: Words) -> String {
    match on {
        Dependence::ObservedRange(leaves) => {
            let name = |leaf: &usize| {
                let leaf = &problem.tree.leaves[*leaf];
                let label = leaf.label.get(words.0);
                if label.is_empty() { leaf.id.clone() } else { label.to_owned() }
            };
            let names = words.some(&leaves.iter().map(name).collect::<Vec<_>>(), MOST_NAMED);
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
            format!("cijfers worden geschaald met een formule van de aanwezige (`{name}`)"),
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

/// What a reader of a study should know of it.
pub(super) fn among_these(evaluation: &Evaluation, words: Words) -> Option<String> {
    let method = &evaluation.runs.first()?.method;
    let why = why(evaluation.problem, &dependence(evaluation, method)?, words);
    Some(words.pick(
        format!("All of this holds among these alternatives: {why}, so another one can change it."),
        format!("Dit alles geldt tussen deze alternatieven: {why}, dus kan een ander alternatief dat veranderen."),
    ))
}
