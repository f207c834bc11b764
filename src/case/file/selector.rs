//! Which alternatives a limit or a rule speaks of, as typed.

use crate::case::file::expected;
use crate::case::file::figure::Figure;
use crate::case::file::shape::{At, Named, OneOrMany};
use serde::Deserialize;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The key of a selector that names an attribute, and the one that says what it must be. A key of
/// the case with one of these names cannot be selected by.
const ATTRIBUTE: &str = "attribute";
const IS: &str = "is";

/// Which alternatives: a value or a list for each of some keys, an attribute that is one of some
/// values, or both. Nothing: all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SelectorFile {
    /// A value or a list for each of some keys.
    pub when: Named<OneOrMany>,
    /// The attribute that is looked at.
    pub attribute: Option<At<String>>,
    /// What it must be: one of these. Absent in a count: each of its values is counted by itself.
    pub is: Option<At<Vec<At<Figure>>>>,
}

/// One figure or a list of figures.
struct Figures(Vec<At<Figure>>, Option<Figure>);

impl<'de> Deserialize<'de> for Figures {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Figures, D::Error> {
        struct FiguresVisitor;
        impl<'de> Visitor<'de> for FiguresVisitor {
            type Value = Figures;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::FIGURES.0)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Figures, E> {
                Ok(Figures(Vec::new(), Some(Figure::Text(text.to_owned()))))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Figures, E> {
                Ok(Figures(Vec::new(), Some(Figure::Number(number))))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Figures, E> {
                Ok(Figures(Vec::new(), Some(Figure::Number(number as f64))))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Figures, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Figures(items, None))
            }
        }
        deserializer.deserialize_any(FiguresVisitor)
    }
}

impl<'de> Deserialize<'de> for SelectorFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<SelectorFile, D::Error> {
        struct SelectorVisitor;
        impl<'de> Visitor<'de> for SelectorVisitor {
            type Value = SelectorFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::SELECTOR.0)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SelectorFile, A::Error> {
                let mut out = SelectorFile::default();
                while let Some(key) = map.next_key::<At<String>>()? {
                    match key.value.as_str() {
                        ATTRIBUTE => out.attribute = Some(map.next_value()?),
                        IS => {
                            let At { value: Figures(items, one), span } = map.next_value()?;
                            let one = one.map(|value| At { value, span: span.clone() });
                            let value = one.map_or(items, |one| vec![one]);
                            out.is = Some(At { value, span });
                        }
                        _ => out.when.0.push((key, map.next_value()?)),
                    }
                }
                out.when.0.sort_by_key(|(key, _)| key.span.start);
                Ok(out)
            }
        }
        deserializer.deserialize_map(SelectorVisitor)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for SelectorFile {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Selector".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (text, one) =
            (generator.subschema_for::<String>(), generator.subschema_for::<Figure>());
        let many = generator.subschema_for::<Vec<Figure>>();
        schemars::json_schema!({
            "description": "Which alternatives: a value or a list for each of some keys, as in `scenario = [\"S3\", \"S4\"]`, an attribute that `is` one of some values, or both. `{}` names all.",
            "type": "object",
            "properties": {
                "attribute": {
                    "description": "The attribute that is looked at.",
                    "anyOf": [text],
                },
                "is": {
                    "description": "What it must be: a text or a number, or a list of which one will do. Absent in `count`: each value of the attribute is counted by itself.",
                    "anyOf": [one, many],
                },
            },
            "additionalProperties": generator.subschema_for::<OneOrMany>(),
        })
    }
}
