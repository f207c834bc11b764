//! What studies that vary weights do with rules that were filled in from weights.

use crate::problem::Problem;
use crate::report::Words;

/// That such rules stay what they are at the weights of the case; nothing where there are none.
pub(super) fn stay(problem: &Problem, words: Words) -> Option<String> {
    problem.tree.completed_from_weights().next()?;
    Some(
        words
            .pick(
                "Rules that were filled in from weights stay what they are at the weights of the case: this study does not fill them in again. `evaluate --weights` does, and can give another answer.",
                "Regels die met gewichten zijn ingevuld, blijven wat ze zijn bij de gewichten van het dossier: deze analyse vult ze niet opnieuw in. `evaluate --weights` doet dat wel en kan een ander antwoord geven.",
            )
            .to_owned(),
    )
}
