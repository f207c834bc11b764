//! A number or a text, as typed.

use crate::case::file::expected;
use serde::Deserialize;
use serde::de;
use serde::de::Visitor;
use std::fmt;

/// A number, or a text: a level of an ordinal scale, or what an attribute says. A number is in the unit
/// of the criterion or attribute that it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A number, written as a whole one or with decimals. It can be infinite or NaN, as TOML has
    /// these.
    Number(f64),
    /// A text in quotation marks, as it is written.
    Text(String),
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Figure, D::Error> {
        struct FigureVisitor;
        impl Visitor<'_> for FigureVisitor {
            type Value = Figure;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::FIGURE.0)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Figure, E> {
                Ok(Figure::Text(text.to_owned()))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Figure, E> {
                Ok(Figure::Number(number))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Figure, E> {
                Ok(Figure::Number(number as f64))
            }
        }
        deserializer.deserialize_any(FigureVisitor)
    }
}
