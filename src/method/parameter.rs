//! What parameters of methods take, and how it is read.

use crate::error::{Phrase, Said, both, in_serde};
use serde::de::{Deserialize, Deserializer, Error};

/// What [`share`] takes, in words.
pub(crate) const SHARE: Phrase =
    Phrase("a number from 0 to 1, with a point: 0.5", "een getal van 0 tot 1, met een punt: 0.5");

/// Reads a share, from 0 to 1.
pub(crate) fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    number(deserializer, SHARE, |share| (0.0..=1.0).contains(&share))
}

/// What [`positive`] takes, in words.
pub(crate) const POSITIVE: Phrase =
    Phrase("a number above 0, with a point: 0.5", "een getal groter dan 0, met een punt: 0.5");

/// Reads a number above 0.
pub(crate) fn positive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    number(deserializer, POSITIVE, |number| number > 0.0)
}

/// Reads a finite number that `holds` of; else what it takes.
pub(crate) fn number<'de, D: Deserializer<'de>>(
    deserializer: D,
    accepted: Phrase,
    holds: impl Fn(f64) -> bool,
) -> Result<f64, D::Error> {
    let read = f64::deserialize(deserializer).ok();
    read.filter(|number| number.is_finite() && holds(*number))
        .ok_or_else(|| refused(both("this parameter", "deze parameter"), accepted))
}

/// A parameter has a value that it does not take.
pub(crate) fn refused<E: Error>(parameter: impl Into<Said>, accepted: Phrase) -> E {
    let parameter = parameter.into();
    let message =
        both(format!("{parameter} takes {accepted}"), format!("{parameter:#} neemt {accepted:#}"));
    in_serde(message, "")
}

/// Reads a number above 0 of a parameter that may be absent.
pub(crate) fn given_positive<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<f64>, D::Error> {
    positive(deserializer).map(Some)
}

/// What [`finite`] takes, in words.
pub(crate) const FINITE: Phrase =
    Phrase("a number, with a point: 0.5", "een getal, met een punt: 0.5");

/// Reads a number of a parameter that may be absent.
pub(crate) fn finite<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    number(deserializer, FINITE, |_| true).map(Some)
}

/// What [`inside`] takes, in words.
pub(crate) const INSIDE: Phrase = Phrase(
    "a number above 0 and below 1, with a point: 0.01",
    "een getal groter dan 0 en kleiner dan 1, met een punt: 0.01",
);

/// Reads a number between 0 and 1 of a parameter that may be absent.
pub(crate) fn inside<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    number(deserializer, INSIDE, |number| number > 0.0 && number < 1.0).map(Some)
}

/// What [`weights`] takes, in words.
pub(crate) const WEIGHTS: Phrase = Phrase(
    "a list of numbers of at least 0, one of them above 0: [1, 2, 3]",
    "een lijst van getallen van minstens 0, waarvan een boven 0: [1, 2, 3]",
);

/// Reads weights of any sum above 0, of a parameter that may be absent.
pub(crate) fn weights<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<f64>>, D::Error> {
    let sound = |weights: &Vec<f64>| {
        weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0)
            && weights.iter().any(|weight| *weight > 0.0)
    };
    let read = Vec::<f64>::deserialize(deserializer).ok().filter(sound);
    read.map(Some).ok_or_else(|| refused(both("this parameter", "deze parameter"), WEIGHTS))
}
