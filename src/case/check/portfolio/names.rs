//! What limits and rules name: figures, alternatives, and what a limit is split by.

use super::Known;
use crate::case::check::checked_portfolio::{CheckedFigure, Selector, SplitBy};
use crate::case::check::checker::Checker;
use crate::case::file::figure::Figure;
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::{At, Named, OneOrMany};
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
            let message = format!("`{id}` has levels, which are no figures to reckon with");
            let help = "name an attribute, or a criterion with numbers";
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
        ("this name is empty".to_owned(), "name an attribute or a criterion".to_owned())
    } else if known.tree.find(id).is_some() {
        let message = format!("`{id}` is a node: it has no figures");
        (message, "name one of its criteria".to_owned())
    } else if known.keys.iter().any(|key| key.id == id) {
        let message = format!("`{id}` is a key: it has no figures");
        (message, "name an attribute or a criterion".to_owned())
    } else if let Some(leaf) = known.columns.iter().position(|column| column.value == id) {
        let criterion = &known.tree.leaves[leaf].id;
        let message = format!("`{id}` is the column of the criterion `{criterion}`");
        (message, format!("write \"{criterion}\""))
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
        let message =
            format!("`{}` is a criterion: a limit is split by an attribute or a key", name.value);
        checker.error_help(&name.span, message, "name a column that is no criterion");
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
            let help = "write attribute = \"...\" beside it";
            checker.error_help(&is.span, "`is` says of no attribute what it must be", help);
            return None;
        }
        (Some(name), None) if split => return Some((out, Some(name.clone()))),
        (Some(name), None) => {
            let message = format!("`{}` must be something, and `is` does not say what", name.value);
            checker.error_help(&name.span, message, "write is = \"...\" beside it");
            return None;
        }
        (Some(name), Some(values)) => (name, values),
    };
    if let Some(key) = known.keys.iter().find(|key| key.id == name.value) {
        let message = format!("`{}` is a key, and no attribute", key.id);
        checker.error_help(&name.span, message, format!("write {{ {} = \"...\" }}", key.id));
        return None;
    }
    if known.tree.leaf(&name.value).is_some() {
        let message = format!("`{}` is a criterion, and no attribute", name.value);
        checker.error_help(&name.span, message, "name a column that is no criterion");
        return None;
    }
    if !not_an_attribute(name, known, checker) {
        return None;
    }
    if values.value.is_empty() {
        let help = "name a text or a number, or leave out the attribute";
        checker.error_help(&values.span, "an empty `is` names nothing", help);
        return None;
    }
    let infinite = |at: &&At<Figure>| matches!(at.value, Figure::Number(x) if !x.is_finite());
    if let Some(at) = values.value.iter().find(infinite) {
        checker.error_help(&at.span, "this must be a finite number", "write a number or a text");
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
                let message = format!("an empty list for `{}` names nothing", name.value);
                let help = "name one value or more, or leave the key out";
                checker.error_help(&name.span, message, help);
            }
            _ => rest.0.push((name.clone(), values.clone())),
        }
    }
    checker.when(&rest, known.keys, known.closed)
}
