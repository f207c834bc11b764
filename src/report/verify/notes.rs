//! What a reader of a verification should know too.

use crate::problem::Statement;
use crate::report::Words;
use crate::report::among::among_these;
use crate::report::weights::each_its_own;
use crate::study::verify::Verification;
use crate::study::verify::answer::Verified;
use std::collections::BTreeSet;

pub(super) fn no_claims(words: Words) -> String {
    words
        .pick(
            "This case makes no claims; [[claims]] in its criteria file, as in claim = \"A > B\", are verified here.",
            "Dit dossier bevat geen beweringen; [[claims]] in het criteriabestand, zoals claim = \"A > B\", worden hier nagegaan.",
        )
        .to_owned()
}

/// What a reader of the tables should know too.
pub fn verify_notes(study: &Verification, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    if study.claims.is_empty() {
        return vec![no_claims(words)];
    }
    if study.claims.iter().any(|verified| verified.claim.given_weights) {
        out.extend(each_its_own(&study.evaluation.weights, words));
    }
    if let Some((draws, model)) = study.draws.zip(study.model) {
        let draws = words.counted(draws as usize, ["draw", "draws"], ["trekking", "trekkingen"]);
        out.push(words.pick(
            format!("Shares are of {draws} of the weights (--draws; model {model}) and prove nothing; the tables give their errors."),
            format!(
                "Aandelen komen uit {draws} van de gewichten (`--draws`; model `{model}`) en bewijzen niets; de tabellen geven de standaardfouten."
            ),
        ));
    }
    let unknown = unknown_at_nominal(study);
    if unknown > 0 {
        let figures = words.counted(unknown, ["figure", "figures"], ["cijfer", "cijfers"]);
        out.push(words.pick(
            format!("Nominal inputs put what is unknown in the middle of its scale: {figures} of those that compete."),
            format!("Bij nominale gegevens staat wat onbekend is op het midden van de schaal: {figures} van wat wordt gerangschikt."),
        ));
    }
    let texts = texts_at_nominal(study);
    if texts > 0 {
        out.push(words.pick(
            format!("Nominal inputs take one text for each that is not known ({texts}); the page of `evaluate` says which."),
            format!(
                "Bij nominale gegevens staat er één tekst in de plaats van elke die niet bekend is ({texts}); de pagina van `evaluate` zegt welke."
            ),
        ));
    }
    if study.evaluation.problem.has_tails()
        && study.claims.iter().any(|it| !it.claim.nominal_inputs)
    {
        out.push(words.tails().into());
    }
    // Over all weights scales make no difference: what one does to a criterion, a weight does too.
    let at_some = study.claims.iter().any(|it| it.claim.given_weights)
        || !study.evaluation.problem.constraints.is_empty();
    if at_some {
        out.extend(among_these(study.evaluation, words));
    }
    let of = |it: &Verified| {
        it.answers.iter().any(|answer| answer.needs.as_ref().is_some_and(|needs| !needs.smallest))
    };
    if study.claims.iter().any(of) {
        out.push(
            words
                .pick(
                    "\"At most\": these judgements are enough, but a smaller set was not ruled out.",
                    "\"Hoogstens\": deze oordelen volstaan, maar een kleinere verzameling is niet uitgesloten.",
                )
                .into(),
        );
    }
    out
}

fn at_nominal(study: &Verification) -> bool {
    study
        .claims
        .iter()
        .any(|it| it.claim.nominal_inputs && it.claim.statement != Statement::Excluded)
}

/// How many unknown texts shift figures of eligible alternatives that claims about nominal inputs
/// rest on.
fn texts_at_nominal(study: &Verification) -> usize {
    let problem = study.evaluation.problem;
    let eligible = (0..problem.alternatives.len())
        .filter(|at| at_nominal(study) && problem.alternatives[*at].eligible());
    let shifts = eligible.flat_map(|at| problem.cells_of(at)).flat_map(|cell| &cell.shifts);
    let unknown = |input: &usize| {
        problem.inputs[*input].quantity.texts().is_some_and(|texts| texts.len() > 1)
    };
    shifts.map(|shift| shift.input).filter(unknown).collect::<BTreeSet<usize>>().len()
}

/// How many unknown figures of eligible alternatives claims about nominal inputs rest on.
fn unknown_at_nominal(study: &Verification) -> usize {
    if !at_nominal(study) {
        return 0;
    }
    let problem = study.evaluation.problem;
    let eligible =
        (0..problem.alternatives.len()).filter(|at| problem.alternatives[*at].eligible());
    let cells = eligible.flat_map(|at| problem.cells_of(at)).filter(|cell| !cell.known);
    cells.map(|cell| cell.input).collect::<BTreeSet<usize>>().len()
}
