//! Why an alternative that does not compete gets no score.

use super::Words;
use crate::method::Method;
use crate::problem::Problem;

/// Criteria named together.
const MOST_NAMED: usize = 4;

/// The reason, as the end of a sentence: which criteria lack a scale, or that the method scores
/// nobody else.
pub(super) fn unscored(problem: &Problem, method: &Method, words: Words) -> String {
    let leaves = method.definition().lacking_scales(problem);
    let names = words.some(&words.criteria(problem, &leaves), MOST_NAMED);
    match leaves.len() {
        0 => words.pick(
            format!("{} gives none to what does not compete", method.name()),
            format!("{} geeft er geen aan wat niet wordt gerangschikt", method.name()),
        ),
        1 => words.pick(
            format!("{names} has no `scale`, so its values run over the figures of what competes; with a `scale` there would be a score"),
            format!("{names} heeft geen `scale`, dus lopen de waarden over de cijfers van wat wordt gerangschikt; met een `scale` is er wel een score"),
        ),
        _ => words.pick(
            format!("{names} have no `scale`, so their values run over the figures of what competes; with a `scale` for each there would be a score"),
            format!("{names} hebben geen `scale`, dus lopen de waarden over de cijfers van wat wordt gerangschikt; met een `scale` voor elk is er wel een score"),
        ),
    }
}
