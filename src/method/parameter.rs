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
