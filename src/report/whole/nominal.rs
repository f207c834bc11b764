//! What nominal figures are, of the kinds of figures that a case has.

use crate::problem::{Problem, Quantity};
use crate::report::Words;

/// What stands for figures that are not single numbers, in a sentence; nothing where all are.
pub(super) fn nominal_figures(problem: &Problem, words: Words) -> Option<String> {
    let has =
        |wanted: fn(&Quantity) -> bool| problem.inputs.iter().any(|input| wanted(&input.quantity));
    let kinds = [
        (
            has(|it| matches!(it, Quantity::Set(..) | Quantity::Uniform(..))),
            words.pick("the middle of a range", "het midden van een bereik"),
        ),
        (
            has(|it| matches!(it, Quantity::Triangular(..))),
            words.pick(
                "the most likely value where one is given",
                "de waarschijnlijkste waarde waar er een gegeven is",
            ),
        ),
        (
            has(|it| {
                matches!(it, Quantity::Normal(..) | Quantity::LogNormal(..) | Quantity::Beta(..))
            }),
            words.pick("the mean of a distribution", "het gemiddelde van een verdeling"),
        ),
        (
            problem.tree.ruled().next().is_some(),
            words.pick(
                "half way between the worst and the best level that rules leave open",
                "halverwege tussen het slechtste en het beste niveau dat regels openlaten",
            ),
        ),
        (
            has(Quantity::is_unknown) && !problem.tree.is_decided_by_rules(),
            words.pick(
                "the middle of the scale for what is unknown",
                "het midden van de schaal voor wat onbekend is",
            ),
        ),
    ];
    let named: Vec<String> =
        kinds.iter().filter(|(has, _)| *has).map(|(_, name)| (*name).to_owned()).collect();
    let named = (!named.is_empty()).then(|| words.list(&named))?;
    Some(words.pick(
        format!("Nominal figures are one figure for each: {named}."),
        format!("Nominale cijfers zijn één cijfer voor elk gegeven: {named}."),
    ))
}
