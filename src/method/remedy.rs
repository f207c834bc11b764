//! What to do where a method is not defined for the data. Every remedy is tried by a test that applies it (`tests/remedies.rs`).

use crate::error::Error;
use crate::method::sheet::Sheet;
use crate::problem::{Criterion, PreferenceFunction, Thresholds};
use crate::value::Normalization;
use crate::value::formula::{ScaleNeeded, Undefined};

impl Sheet {
    /// How to get from this method to weighted sum with value functions, which takes every criterion and has bounds over what is not known.
    pub fn to_value_functions(&self) -> &'static str {
        match self.value_functions {
            true => "leave `normalization` out of [method.weighted-sum], so that value functions make the criteria comparable",
            false => "take weighted-sum with value functions (--method weighted-sum)",
        }
    }
}

fn min_max(method: &Sheet) -> String {
    format!("choose `min-max` (--param {}.normalization=min-max)", method.name)
}

/// A method that knows only `max` and `min` meets a target.
pub(super) fn target(method: &Sheet, criterion: &Criterion) -> Error {
    Error::Undefined {
        method: method.name.into(),
        reason: format!("criterion `{}` has a target, and only `max` and `min` are known here", criterion.id),
        remedy: format!(
            "{}: they know targets. Or replace the figure by its distance to the target",
            method.to_value_functions()
        ),
    }
}

/// Ratios are needed where there are ordinal levels.
pub(super) fn levels(method: &Sheet, needs: ScaleNeeded, normalization: Normalization, criterion: &Criterion) -> Error {
    let force = "go on with --force: levels then count 1 .. L";
    let values = method.to_value_functions();
    Error::Undefined {
        method: with(method, normalization),
        reason: format!("criterion `{}` is ordinal, and ratios of levels mean nothing", criterion.id),
        remedy: match needs {
            // The method itself takes ratios, whatever the normalization.
            ScaleNeeded::Ratio => format!("{values}, or {force}"),
            _ => format!("{}, which needs no ratios; or {values}; or {force}", min_max(method)),
        },
    }
}

/// A column that cannot be normalised; `at` is the alternative at fault, if one is.
pub(super) fn undefined(
    method: &Sheet,
    normalization: Normalization,
    undefined: &Undefined,
    criterion: &str,
    at: Option<String>,
) -> Error {
    let at = at.map(|name| format!(" (at {name})")).unwrap_or_default();
    let scale = if normalization == Normalization::Goalposts { "give the criterion a scale, or " } else { "" };
    Error::Undefined {
        method: with(method, normalization),
        reason: format!("criterion `{criterion}`{at}: {}", undefined.reason),
        remedy: format!("{scale}{}, or {}", min_max(method), method.to_value_functions()),
    }
}

/// A figure below 0 in a product.
pub(super) fn no_power(method: &Sheet, normalization: Normalization, criterion: &Criterion, at: &str) -> Error {
    Error::Undefined {
        method: with(method, normalization),
        reason: format!("criterion `{}` (at {at}): a normalised figure below 0 has no power", criterion.id),
        remedy: format!(
            "{}, or {}, under which the worst figure of a criterion makes the product 0",
            method.to_value_functions(),
            min_max(method)
        ),
    }
}

/// A preference function lacks a threshold.
pub(super) fn thresholds(method: &Sheet, criterion: &Criterion, function: PreferenceFunction, missing: &str) -> Error {
    let Thresholds { indifference, preference, inflection, .. } = criterion.thresholds;
    let named = [("indifference", indifference), ("preference", preference), ("inflection", inflection)];
    let all: Vec<String> = function
        .needs()
        .iter()
        .map(|name| {
            let known = named.iter().find(|(other, _)| other == name).and_then(|(_, value)| *value);
            format!("{name} = {}", known.map_or("...".into(), |value| value.to_string()))
        })
        .collect();
    let (name, all) = (function.name(), all.join(", "));
    Error::Undefined {
        method: method.name.into(),
        reason: format!("criterion `{}`: the preference function `{name}` needs the threshold `{missing}`", criterion.id),
        remedy: format!(
            "give it thresholds = {{ function = \"{name}\", {all} }}, each `...` a number of at least 0 in the criterion's own units"
        ),
    }
}

fn with(method: &Sheet, normalization: Normalization) -> String {
    format!("{} with normalization `{}`", method.name, normalization.entry().name)
}
