//! Where the weights come from, for a case that says only what must hold between them.

use super::Words;
use crate::case::Case;
use crate::problem::Side;
use crate::weighting::Centre;

/// Whose weights a case has, as the subject of a sentence: the case's, called so in English and in
/// Dutch, or those that follow from what an actor says through whose eyes it is seen.
pub fn whose(case: &Case, words: Words, called: [&str; 2]) -> String {
    match case.seen_by.and_then(|at| case.actors.get(at)) {
        Some(actor) => words
            .pick(format!("What `{}` says", actor.id), format!("Het standpunt van `{}`", actor.id)),
        None => words.pick(called[0], called[1]).to_owned(),
    }
}

/// That the case gives no weights, and how the centre of those that it allows was found; nothing
/// where its weights are no such centre. For the top of pages and tables, and for the record of a
/// run.
pub fn centre(case: &Case, words: Words) -> Option<String> {
    let centre = case.centre.as_ref()?;
    let (met, found) = (met(centre, words), found(centre, words));
    let whose = whose(case, words, ["The case", "Het dossier"]);
    Some(words.pick(
        format!("{whose} gives no weights: the centre of all weights that meet its {met} stands in for them (centroid, {found})."),
        format!("{whose} geeft geen gewichten: in de plaats komt het midden van alle gewichten die aan zijn {met} voldoen (zwaartepunt, {found})."),
    ))
}

/// `2 constraints and 1 preference`
fn met(centre: &Centre, words: Words) -> String {
    match (centre.constraints, centre.preferences) {
        (1, 0) => return words.pick("only constraint", "enige voorwaarde").into(),
        (0, 1) => return words.pick("only preference", "enige voorkeur").into(),
        _ => {}
    }
    let kinds = [
        (centre.constraints, ["constraint", "constraints"], ["voorwaarde", "voorwaarden"]),
        (centre.preferences, ["preference", "preferences"], ["voorkeur", "voorkeuren"]),
    ];
    let some = kinds.into_iter().filter(|(count, ..)| *count > 0);
    words.list(&some.map(|(count, en, nl)| words.counted(count, en, nl)).collect::<Vec<_>>())
}

/// `exact`, or how large the error of a weight may be.
fn found(centre: &Centre, words: Words) -> String {
    let Some(error) = centre.certainty.largest_error() else { return "exact".into() };
    let error = format!("{:.4}", Side::Up.round(error, 4));
    words.pick(
        format!("sampled: standard errors of weights at most {error}"),
        format!(
            "uit trekkingen: standaardfouten van gewichten hoogstens {}",
            error.replace('.', ",")
        ),
    )
}
