//! Which way is better, as a criteria file says it; words of other programs get the right one in
//! the error.

use crate::case::file::expected;
use crate::case::file::figure::Figure;
use crate::error::{both, in_serde, nearest, shorten};
use serde::Deserialize;
use serde::de::{self, MapAccess, Visitor};
use std::fmt;

/// Which way is better.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum DirectionFile {
    /// More is better.
    Max,
    /// Less is better.
    Min,
    /// The nearer to this figure or level the better.
    Target(Figure),
}

/// What other programs call it when more is better, and when less is.
const MORE: &[&str] = &[
    "maximize",
    "maximise",
    "maximum",
    "benefit",
    "gain",
    "profit",
    "higher",
    "high",
    "more",
    "up",
    "positive",
    "increasing",
    "+",
    "+1",
    "1",
];
const LESS: &[&str] = &[
    "minimize",
    "minimise",
    "minimum",
    "cost",
    "loss",
    "lower",
    "low",
    "less",
    "down",
    "negative",
    "decreasing",
    "-",
    "-1",
];

impl DirectionFile {
    /// What is wrong with a direction, and below it the right word where one is clear.
    fn wrong<E: de::Error>(written: &str) -> E {
        let lower = written.trim().to_lowercase();
        let help = if MORE.contains(&lower.as_str()) {
            both(
                "where more is better, write direction = \"max\"",
                "waar meer beter is, schrijf direction = \"max\"",
            )
        } else if LESS.contains(&lower.as_str()) {
            both(
                "where less is better, write direction = \"min\"",
                "waar minder beter is, schrijf direction = \"min\"",
            )
        } else if lower == "target" {
            both(
                "write the figure that is best, as in direction = { target = 21.5 }",
                "schrijf het cijfer dat het beste is, als in direction = { target = 21.5 }",
            )
        } else {
            match nearest(&lower, ["max", "min"]) {
                Some(near) => {
                    both(format!("did you mean `{near}`?"), format!("bedoelt u `{near}`?"))
                }
                None => both(
                    "write \"max\" (more is better), \"min\" (less is better) or { target = 21.5 }",
                    "schrijf \"max\" (meer is beter), \"min\" (minder is beter) of { target = 21.5 }",
                ),
            }
        };
        let shown = shorten(written, 60);
        let message =
            both(format!("`{shown}` is no direction"), format!("`{shown}` is geen richting"));
        in_serde(message, help)
    }
}

impl<'de> Deserialize<'de> for DirectionFile {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<DirectionFile, D::Error> {
        /// The table form.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Target {
            target: Figure,
        }
        struct DirectionVisitor;
        impl<'de> Visitor<'de> for DirectionVisitor {
            type Value = DirectionFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::DIRECTION.0)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<DirectionFile, E> {
                match text {
                    "max" => Ok(DirectionFile::Max),
                    "min" => Ok(DirectionFile::Min),
                    other => Err(DirectionFile::wrong(other)),
                }
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<DirectionFile, E> {
                Err(DirectionFile::wrong(&number.to_string()))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<DirectionFile, E> {
                Err(DirectionFile::wrong(&number.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<DirectionFile, A::Error> {
                Target::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(|it| DirectionFile::Target(it.target))
            }
        }
        deserializer.deserialize_any(DirectionVisitor)
    }
}
