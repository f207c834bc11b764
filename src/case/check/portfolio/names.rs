//! What limits and rules name: figures, alternatives, and what a limit is split by.

use super::Known;
use crate::case::check::checked_portfolio::{CheckedFigure, Selector, SplitBy};
use crate::case::check::checker::Checker;
use crate::case::file::figure::Figure;
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::{At, Named, OneOrMany};
use crate::error::both;
use crate::error::nearest;
use crate::problem::Scale;

/// Words of a selector that are no keys.
const WORDS: [&str; 2] = ["attribute", "is"];

/// The attribute or criterion whose figures are meant. Whether there is such an attribute is seen
/// when tables are read.
pub(super) fn figure(
    name: &At<String>,
    known: &Known,
    checker: &mut Checker,
) -> Option<CheckedFigure> {
    let id = name.value.as_str();
    if let Some(leaf) = known.tree.leaf(id) {
        if let Some(Scale::Ordinal(_)) = &known.tree.leaves[leaf].scale {
            let message = both(
                format!("`{id}` has levels, which are no figures to reckon with"),
                format!("`{id:#}` heeft niveaus, en dat zijn geen cijfers om mee te rekenen"),
            );
            let help = both(
                "name an attribute, or a criterion with numbers",
                "noem een kenmerk, of een criterium met getallen",
            );
            checker.error_help(&name.span, message, help);
            return None;
        }
        return Some(CheckedFigure { name: name.clone(), leaf: Some(leaf) });
    }
    not_an_attribute(name, known, checker).then_some(())?;
    Some(CheckedFigure { name: name.clone(), leaf: None })
}

/// Whether a name can be that of an attribute: one that is something else is complained of.
fn not_an_attribute(name: &At<String>, known: &Known, checker: &mut Checker) -> bool {
    let id = name.value.as_str();
    let (message, help) = if id.trim().is_empty() {
        (
            both("this name is empty", "deze naam is leeg"),
            both("name an attribute or a criterion", "noem een kenmerk of een criterium"),
        )
    } else if known.tree.find(id).is_some() {
        let message = both(
            format!("`{id}` is a node: it has no figures"),
            format!("`{id:#}` is een knoop: die heeft geen cijfers"),
        );
        (message, both("name one of its criteria", "noem een van de criteria eronder"))
    } else if known.keys.iter().any(|key| key.id == id) {
        let message = both(
            format!("`{id}` is a key: it has no figures"),
            format!("`{id:#}` is een sleutel: die heeft geen cijfers"),
        );
        (message, both("name an attribute or a criterion", "noem een kenmerk of een criterium"))
    } else if let Some(leaf) = known.columns.iter().position(|column| column.value == id) {
        let criterion = &known.tree.leaves[leaf].id;
        let message = both(
            format!("`{id}` is the column of the criterion `{criterion}`"),
            format!("`{id:#}` is de kolom van het criterium `{criterion:#}`"),
        );
        (message, both(format!("write \"{criterion}\""), format!("schrijf \"{criterion:#}\"")))
    } else {
        return true;
    };
    checker.error_help(&name.span, message, help);
    false
}

/// What a limit is split by.
pub(super) fn split(name: &At<String>, known: &Known, checker: &mut Checker) -> Option<SplitBy> {
    if let Some(key) = known.keys.iter().position(|key| key.id == name.value) {
        return Some(SplitBy::Key(key));
    }
    if known.tree.leaf(&name.value).is_some() {
        let message = both(
            format!("`{}` is a criterion: a limit is split by an attribute or a key", name.value),
            format!(
                "`{:#}` is een criterium: een limiet wordt opgesplitst volgens een kenmerk of een sleutel",
                name.value
            ),
        );
        checker.error_help(
            &name.span,
            message,
            both("name a column that is no criterion", "noem een kolom die geen criterium is"),
        );
        return None;
    }
    not_an_attribute(name, known, checker).then(|| SplitBy::Attribute(name.clone()))
}

/// The alternatives that a selector names. `split`: an attribute without `is` splits what is
/// counted, and is returned beside the rest.
pub(crate) fn selector(
    At { value: file, span }: &At<SelectorFile>,
    split: bool,
    known: &Known,
    checker: &mut Checker,
) -> Option<(Selector, Option<At<String>>)> {
    let when = self::when(&file.when, known, checker);
    let mut out = Selector { when, attribute: None, span: span.clone() };
    let (name, values) = match (&file.attribute, &file.is) {
        (None, None) => return Some((out, None)),
        (None, Some(is)) => {
            let help =
                both("write attribute = \"...\" beside it", "schrijf er attribute = \"...\" naast");
            checker.error_help(
                &is.span,
                both(
                    "`is` says of no attribute what it must be",
                    "`is` zegt van geen enkel kenmerk wat het moet zijn",
                ),
                help,
            );
            return None;
        }
        (Some(name), None) if split => return Some((out, Some(name.clone()))),
        (Some(name), None) => {
            let message = both(
                format!("`{}` must be something, and `is` does not say what", name.value),
                format!("`{:#}` moet iets zijn, en `is` zegt niet wat", name.value),
            );
            checker.error_help(
                &name.span,
                message,
                both("write is = \"...\" beside it", "schrijf er is = \"...\" naast"),
            );
            return None;
        }
        (Some(name), Some(values)) => (name, values),
    };
    if let Some(key) = known.keys.iter().find(|key| key.id == name.value) {
        let message = both(
            format!("`{}` is a key, and no attribute", key.id),
            format!("`{:#}` is een sleutel, en geen kenmerk", key.id),
        );
        checker.error_help(
            &name.span,
            message,
            both(
                format!("write {{ {} = \"...\" }}", key.id),
                format!("schrijf {{ {:#} = \"...\" }}", key.id),
            ),
        );
        return None;
    }
    if known.tree.leaf(&name.value).is_some() {
        let message = both(
            format!("`{}` is a criterion, and no attribute", name.value),
            format!("`{:#}` is een criterium, en geen kenmerk", name.value),
        );
        checker.error_help(
            &name.span,
            message,
            both("name a column that is no criterion", "noem een kolom die geen criterium is"),
        );
        return None;
    }
    if !not_an_attribute(name, known, checker) {
        return None;
    }
    if values.value.is_empty() {
        let help = both(
            "name a text or a number, or leave out the attribute",
            "noem een tekst of een getal, of laat het kenmerk weg",
        );
        checker.error_help(
            &values.span,
            both("an empty `is` names nothing", "een lege `is` noemt niets"),
            help,
        );
        return None;
    }
    let infinite = |at: &&At<Figure>| matches!(at.value, Figure::Number(x) if !x.is_finite());
    if let Some(at) = values.value.iter().find(infinite) {
        checker.error_help(
            &at.span,
            both("this must be a finite number", "dit moet een eindig getal zijn"),
            both("write a number or a text", "schrijf een getal of een tekst"),
        );
        return None;
    }
    out.attribute = Some((name.clone(), values.value.clone()));
    Some((out, None))
}

/// Values by key. A word of selectors that is mistyped is no unknown key.
fn when(
    file: &Named<OneOrMany>,
    known: &Known,
    checker: &mut Checker,
) -> crate::case::check::when::When {
    let mut rest = Named(Vec::new());
    for (name, values) in &file.0 {
        let keys = || known.keys.iter().map(|key| key.id.as_str());
        let near = nearest(&name.value, keys().chain(WORDS));
        match near.filter(|near| WORDS.contains(near)) {
            Some(_) if !keys().any(|key| key == name.value) => {
                checker.unknown("key", name, keys().chain(WORDS));
            }
            _ if values.0.is_empty() => {
                let message = both(
                    format!("an empty list for `{}` names nothing", name.value),
                    format!("een lege lijst voor `{:#}` noemt niets", name.value),
                );
                let help = both(
                    "name one value or more, or leave the key out",
                    "noem een of meer waarden, of laat de sleutel weg",
                );
                checker.error_help(&name.span, message, help);
            }
            _ => rest.0.push((name.clone(), values.clone())),
        }
    }
    checker.when(&rest, known.keys, known.closed)
}
