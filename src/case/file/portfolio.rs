//! The shape of `[portfolio]`, `[[portfolio.limits]]` and `[[portfolio.rules]]`, as typed. The
//! comments are written for users: see [`crate::case::file::shape`].

use crate::case::file::expected;
use crate::case::file::figure::Figure;
use crate::case::file::kind::KindFile;
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::{At, Named};
use crate::case::read::marks::{Marks, number};
use crate::error::{both, in_serde, shorten};
use crate::problem::Text;
use serde::Deserialize;
use serde::de::{self, MapAccess, Visitor};
use std::fmt;

/// What is chosen together, and what it is worth: `afweging portfolio` uses it.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PortfolioFile {
    /// The keys of which each combination of values is a choice: one alternative is chosen of it,
    /// or none. `[]`: one alternative in all. Default: the keys of `rank_within`; a case without
    /// these needs it.
    pub one_per: Option<At<Vec<At<String>>>>,
    /// What it is worth to choose none: `{ value = 0.0 }`, or what an alternative scores, by the
    /// values of its keys, as in `{ scenario = "S0" }`. That alternative is not chosen itself.
    #[cfg_attr(feature = "cli", schemars(required))]
    pub none: Option<At<NoneFile>>,
    /// What an alternative is worth: its `score` (default), or the `gain`: how much more that is
    /// than the score of the alternative that stands for none.
    pub value: Option<At<WorthFile>>,
    /// An attribute or a criterion by whose figure values are multiplied. Absent: nothing is.
    pub times: Option<At<String>>,
}

/// What it is worth to choose none.
#[derive(Debug, Clone, PartialEq)]
pub enum NoneFile {
    /// So much.
    Value(At<f64>),
    /// What an alternative is worth: values of keys that name one in each choice.
    Alternative(Named<At<String>>),
}

/// What an alternative is worth in a portfolio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum WorthFile {
    /// Its score.
    Score,
    /// Its score less that of the alternative that stands for none.
    Gain,
}

/// A limit on what is chosen together: exactly one of `sum`, `count` and `joint_share`, and a bound.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitFile {
    /// Its id, which no other limit or rule has.
    pub id: At<String>,
    /// Its label.
    pub label: Option<Text>,
    /// The attribute or criterion whose figures are added up over all that is chosen, in its own
    /// units.
    pub sum: Option<At<String>>,
    /// Which of those chosen are counted; `{}` counts all.
    pub count: Option<At<SelectorFile>>,
    /// The attribute or criterion, a figure from 0 to 1, of which all that is chosen takes away 1 -
    /// product of (1 - figure): each its share of what the others leave.
    pub joint_share: Option<At<String>>,
    /// An attribute or a key: the limit holds for each of its values. Absent: for all together.
    pub by: Option<At<String>>,
    /// The most it may be. `"?"`: nobody gave the bound, and it is not applied until `--limit` gives
    /// it.
    pub at_most: Option<At<BoundFile>>,
    /// The least it may be; or `"?"`.
    pub at_least: Option<At<BoundFile>>,
    /// The most it may be of each value of `by`; or `"?"`.
    pub each_at_most: Option<At<BoundFile>>,
    /// The least it may be of each value of `by`; or `"?"`.
    pub each_at_least: Option<At<BoundFile>>,
    /// The most that one value of `by` may have of all, a share from 0 to 1; or `"?"`.
    pub share_at_most: Option<At<BoundFile>>,
    /// The probability, above 0.5 and below 1, with which the bound is kept. Absent: it is kept
    /// whatever the figures turn out to be.
    pub chance: Option<At<f64>>,
    /// What an unknown figure can be, as a cell: `"2..5"`. Absent: anything, and what has one cannot
    /// be chosen.
    pub unknown: Option<At<Figure>>,
    /// By how much the table `shadow` loosens it. Default: 1 for a count, else a tenth of the bound.
    pub step: Option<At<f64>>,
    /// Whether it is applied; `--with` and `--without` change that. Default: true.
    pub active: Option<bool>,
    /// Whether the answer must keep it: `enforce` (default), or `flag`: it is told whether it does.
    pub effect: Option<At<LimitEffectFile>>,
    /// What it rests on. Absent: nothing is said of it.
    pub kind: Option<KindFile>,
    /// Why.
    pub reason: Option<Text>,
    /// Where from.
    pub source: Option<String>,
}

/// A bound of a limit: a number, or `"?"` where nobody gave it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BoundFile {
    /// So much, in the units of what is added up.
    Number(f64),
    /// Nobody gave it.
    Open,
}

/// Whether an answer must keep a limit or rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum LimitEffectFile {
    /// It must.
    Enforce,
    /// It need not, and is told whether it does.
    Flag,
}

/// What holds between the alternatives that are chosen: `if` with `then`, `if` with `not`, or
/// `together` with `value`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PortfolioRuleFile {
    /// Its id, which no other limit or rule has.
    pub id: At<String>,
    /// Its label.
    pub label: Option<Text>,
    /// If anything of this is chosen ...
    #[serde(rename = "if")]
    pub condition: Option<At<SelectorFile>>,
    /// ... something of this is.
    pub then: Option<At<SelectorFile>>,
    /// ... nothing of this is.
    pub not: Option<At<SelectorFile>>,
    /// If something of each of these is chosen, `value` is added: two or more.
    pub together: Option<At<Vec<At<SelectorFile>>>>,
    /// What is added once for `together`; below 0 it is taken.
    pub value: Option<At<f64>>,
    /// Whether it is applied; `--with` and `--without` change that. Default: true.
    pub active: Option<bool>,
    /// Whether the answer must keep it: `enforce` (default), or `flag`: it is told whether it does.
    pub effect: Option<At<LimitEffectFile>>,
    /// What it rests on. Absent: nothing is said of it.
    pub kind: Option<KindFile>,
    /// Why.
    pub reason: Option<Text>,
    /// Where from.
    pub source: Option<String>,
}

impl<'de> Deserialize<'de> for BoundFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<BoundFile, D::Error> {
        struct BoundVisitor;
        impl Visitor<'_> for BoundVisitor {
            type Value = BoundFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::BOUND.0)
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<BoundFile, E> {
                Ok(BoundFile::Number(number))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<BoundFile, E> {
                Ok(BoundFile::Number(number as f64))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<BoundFile, E> {
                if text.trim() == "?" {
                    return Ok(BoundFile::Open);
                }
                let help = match number(text, &Marks::ONE_READING) {
                    Some(bound) => {
                        let bound = crate::problem::number(bound);
                        both(
                            format!("write {bound} without quotation marks"),
                            format!("schrijf {bound} zonder aanhalingstekens"),
                        )
                    }
                    None => both(
                        "write a number, or \"?\" where nobody gave it",
                        "schrijf een getal, of \"?\" waar niemand het gaf",
                    ),
                };
                let shown = shorten(text, 60);
                let message =
                    both(format!("`{shown}` is no bound"), format!("`{shown}` is geen grens"));
                Err(in_serde(message, help))
            }
        }
        deserializer.deserialize_any(BoundVisitor)
    }
}

impl<'de> Deserialize<'de> for NoneFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<NoneFile, D::Error> {
        struct NoneVisitor;
        impl<'de> Visitor<'de> for NoneVisitor {
            type Value = NoneFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::NONE.0)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NoneFile, A::Error> {
                let (mut value, mut named) = (None, Vec::new());
                while let Some(key) = map.next_key::<At<String>>()? {
                    // No key of a case is called `value`.
                    match key.value.as_str() {
                        "value" => value = Some(map.next_value()?),
                        _ => named.push((key, map.next_value()?)),
                    }
                }
                named.sort_by_key(|(key, _): &(At<String>, _)| key.span.start);
                match (value, &named[..]) {
                    (Some(value), []) => Ok(NoneFile::Value(value)),
                    (None, [_, ..]) => Ok(NoneFile::Alternative(Named(named))),
                    _ => Err(in_serde(
                        both(
                            "`none` is a value or an alternative",
                            "`none` is een waarde of een alternatief",
                        ),
                        both(
                            "write none = { value = 0.0 }, or values of keys as in none = { scenario = \"S0\" }",
                            "schrijf none = { value = 0.0 }, of waarden van sleutels als in none = { scenario = \"S0\" }",
                        ),
                    )),
                }
            }
        }
        deserializer.deserialize_map(NoneVisitor)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for BoundFile {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Bound".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "anyOf": [{ "type": "number" }, { "type": "string", "const": "?" }] })
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for NoneFile {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "None".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let values = generator.subschema_for::<Named<String>>();
        schemars::json_schema!({
            "anyOf": [
                {
                    "type": "object",
                    "properties": { "value": { "type": "number" } },
                    "required": ["value"],
                    "additionalProperties": false,
                },
                values,
            ],
        })
    }
}
