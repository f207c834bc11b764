//! The shape of a criteria file, as typed and unchecked. `afweging schema` prints it as a JSON
//! Schema.
//!
//! Each table of the file is deserialised on its own (see `parse`), so that one shape error does
//! not hide the others.
//!
//! The comments of tables and their fields are what the schema and `docs/file-format.md` show, so
//! they are written for users. A field that is an `Option` is a key that may be absent. What that
//! means stands in its comment as *default* or *absent*. Where nothing is said, there is no such
//! thing: no label but the id, no reason, no source, no limit.

pub use crate::case::file::direction::DirectionFile;
use crate::case::file::expected;
use crate::case::file::figure::Figure;
pub use crate::case::file::scenarios_are::ScenariosAre;
use crate::case::read::stated_marks::{Decimal, Thousands};
use crate::problem::{PreferenceFunction, Text};
use serde::Deserialize;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// A value with the bytes at which it stands in the file, so that a finding can point at it.
#[derive(Debug, Clone, PartialEq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// The bytes from the start of the file; of a text with its quotation marks.
    pub span: Range<usize>,
}

impl At<String> {
    /// Bytes of the text as bytes of the file. In a plain one-line string the opening quote comes
    /// first; an escaped one is pointed at whole.
    pub fn inside(&self, span: Range<usize>) -> Range<usize> {
        let plain = self.span.len() == self.value.len() + 2;
        if plain {
            self.span.start + 1 + span.start..self.span.start + 1 + span.end
        } else {
            self.span.clone()
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<At<T>, D::Error> {
        let spanned = toml::Spanned::<T>::deserialize(deserializer)?;
        let span = spanned.span();
        Ok(At { value: spanned.into_inner(), span })
    }
}

/// A table from names to values, in the order of the file, with the place of each name. TOML lets no
/// name stand twice. A table that is absent is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<T>(pub Vec<(At<String>, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Named<T>, D::Error> {
        struct NamedVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for NamedVisitor<T> {
            type Value = Named<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::TABLE.0)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(key) = map.next_key::<At<String>>()? {
                    entries.push((key, map.next_value()?));
                }
                entries.sort_by_key(|(key, _)| key.span.start);
                Ok(Named(entries))
            }
        }
        deserializer.deserialize_map(NamedVisitor(PhantomData))
    }
}

/// One text or a list of texts, each with its place: any of them will do. A list can be empty.
#[derive(Debug, Clone, PartialEq)]
pub struct OneOrMany(pub Vec<At<String>>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<OneOrMany, D::Error> {
        /// An item is read with its span, so a whole is first read spanned and then taken apart.
        struct Whole(Vec<At<String>>, Option<String>);
        impl<'de> Deserialize<'de> for Whole {
            fn deserialize<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Whole, D::Error> {
                struct WholeVisitor;
                impl<'de> Visitor<'de> for WholeVisitor {
                    type Value = Whole;

                    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                        f.write_str(expected::STRINGS.0)
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<Whole, E> {
                        Ok(Whole(Vec::new(), Some(text.to_owned())))
                    }

                    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Whole, A::Error> {
                        let mut items = Vec::new();
                        while let Some(item) = seq.next_element()? {
                            items.push(item);
                        }
                        Ok(Whole(items, None))
                    }
                }
                deserializer.deserialize_any(WholeVisitor)
            }
        }
        let At { value: Whole(items, one), span } = At::<Whole>::deserialize(deserializer)?;
        Ok(OneOrMany(match one {
            Some(text) => vec![At { value: text, span }],
            None => items,
        }))
    }
}

/// What stands at the top of the file.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Version of this file format: 1.
    pub format: At<i64>,
    /// The case's id.
    pub id: At<String>,
    /// Its title.
    pub title: Option<Text>,
    /// What is being decided.
    pub question: Option<Text>,
    /// By whom.
    pub decider: Option<Text>,
    /// The date of the judgements; `check` warns of data that are later.
    #[cfg_attr(feature = "cli", schemars(with = "Option<String>"))]
    pub as_of: Option<At<toml::value::Datetime>>,
    /// How far the case has come; printed on every output. Default: nothing is said of it.
    pub status: Option<Status>,
    /// A banner for every output.
    pub notice: Option<Text>,
    /// The keys whose values name a group of competing alternatives; absent = one group.
    #[serde(default)]
    pub rank_within: Vec<At<String>>,
    /// Below this share of known weight an alternative gets no score and no rank. Default: 0.5.
    pub min_known: Option<At<f64>>,
    /// How the values of the criteria at the top become the score, as for a node. Default: `sum`.
    pub aggregate: Option<At<AggregateFile>>,
    /// What becomes of a figure of which nothing is known: `whole-scale`, it can be anything on its
    /// scale, or `drop`, it leaves its node and the other criteria there are weighted anew. Default:
    /// whole-scale.
    pub missing: Option<At<String>>,
    /// The values that name the alternative with which actors' benefits and burdens are compared, as
    /// in `{ scenario = "S0" }`: one alternative in each group. Absent: nothing is compared so.
    pub baseline: Option<At<Named<At<String>>>>,
    /// The data tables, relative to this file: .csv, .tsv, .parquet or .xlsx (the first sheet, or
    /// file.xlsx#Sheet).
    pub data: Vec<At<String>>,
    /// The mark of decimals in the data tables' texts, where the tables themselves do not settle
    /// it: "." or ",".
    pub decimal: Option<At<Decimal>>,
    /// The mark of thousands there: ".", ",", " " or "'". Spaces and apostrophes are also read
    /// where nothing is said.
    pub thousands: Option<At<Thousands>>,
}

/// How far a case has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// An example, not an evaluation.
    Illustrative,
    /// Work in progress.
    Draft,
    /// Checked by those it concerns.
    Validated,
}

impl Status {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Status::Illustrative => "illustrative",
            Status::Draft => "draft",
            Status::Validated => "validated",
        }
    }
}

/// A key: one of the names by which an alternative is known.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    /// Its id: a column of the tables.
    pub id: At<String>,
    /// Its label.
    pub label: Option<Text>,
    /// Its values in order, as `"A"` or `{ id = "A" }`: a closed list, so that a typo in the data
    /// is an error.
    pub values: Option<Vec<KeyValueFile>>,
}

/// A value of a key: a table, or its id alone, which then has neither label nor role.
#[derive(Debug)]
pub struct KeyValueFile {
    /// Its id, as it stands in the tables.
    pub id: At<String>,
    /// Its label. Absent: the id is shown.
    pub label: Option<Text>,
    /// `reference`: alternatives with this value are scored and never ranked. Absent: they compete.
    pub role: Option<Role>,
}

/// A value of a key as a table.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyValueTable {
    /// As it stands in the tables.
    id: At<String>,
    /// Its label.
    label: Option<Text>,
    /// `reference`: scored, never ranked.
    role: Option<Role>,
}

impl<'de> Deserialize<'de> for KeyValueFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<KeyValueFile, D::Error> {
        enum Written {
            Id(String),
            Table(KeyValueTable),
        }
        impl<'de> Deserialize<'de> for Written {
            fn deserialize<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Written, D::Error> {
                struct WrittenVisitor;
                impl<'de> Visitor<'de> for WrittenVisitor {
                    type Value = Written;

                    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                        f.write_str(expected::KEY_VALUE.0)
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<Written, E> {
                        Ok(Written::Id(text.to_owned()))
                    }

                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Written, A::Error> {
                        KeyValueTable::deserialize(de::value::MapAccessDeserializer::new(map))
                            .map(Written::Table)
                    }
                }
                deserializer.deserialize_any(WrittenVisitor)
            }
        }
        let At { value, span } = At::<Written>::deserialize(deserializer)?;
        Ok(match value {
            Written::Id(id) => KeyValueFile { id: At { value: id, span }, label: None, role: None },
            Written::Table(KeyValueTable { id, label, role }) => KeyValueFile { id, label, role },
        })
    }
}

/// What an alternative is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Scored, never ranked.
    Reference,
}

/// A criterion, or a node of the tree if another one names it as its parent.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CriterionFile {
    /// Its id: letters, digits, - and _.
    pub id: At<String>,
    /// The column's header where it is not the id.
    pub column: Option<At<String>>,
    /// Its label.
    pub label: Option<Text>,
    /// The criterion above it.
    pub parent: Option<At<String>>,
    /// `max` (default), `min` or `{ target = 21.5 }`.
    pub direction: Option<At<DirectionFile>>,
    /// Its weight relative to its siblings: where one of them has a weight, all have. Default: 1
    /// for each; where no criterion has a weight and the case has `constraints` or `preferences`,
    /// the centre of the weights that meet them.
    pub weight: Option<At<f64>>,
    /// Levels, or ends; absent = the observed range of the group. On a node with `rules`: its own
    /// levels, as in `["bad", "acceptable", "good"]`, the worst first.
    pub scale: Option<At<ScaleFile>>,
    /// What positions mean, in consequences.
    #[serde(default)]
    pub anchors: Named<Text>,
    /// Final values, 0 worst to 1 best. Default: linear.
    pub value: Option<At<ValueFile>>,
    /// The unit of its figures.
    pub unit: Option<At<String>>,
    /// Thresholds of outranking methods, in the performance's own units.
    pub thresholds: Option<At<ThresholdsFile>>,
    /// Where the criterion comes from.
    pub source: Option<At<String>>,
    /// On a node: how the values of the criteria below it become its own. `sum` (the weighted mean),
    /// `geometric`, `harmonic`, `min`, `max`, `copeland`, or a table. Default: sum.
    pub aggregate: Option<At<AggregateFile>>,
    /// On a node: what becomes of missing figures below it, `whole-scale` or `drop`. Default: what
    /// the node above says, or the top of the file.
    pub missing: Option<At<String>>,
    /// On a node: a table from the levels of the criteria below it to its own level, a row per rule:
    /// `[{ price = "high", then = "bad" }, { price = "<= medium", comfort = ">= good", then = "good"
    /// }]`. A row names criteria of the node, each with a level, `*`, `>= level`, `<= level`,
    /// `level..level` or a list of levels; one that is not named is any level. `then` is the level
    /// of the node, or a list where it is one of these and not known which. Or `from-weights`: all
    /// levels follow from the weights.
    pub rules: Option<At<RulesFile>>,
    /// Beside a list of rules: how combinations of levels without a rule get one, `from-weights` or
    /// `linear` (by least squares through the rules). Absent: every combination needs a rule.
    pub complete: Option<At<String>>,
}

/// The rules of a node: a list, or how all of them are made.
#[derive(Debug)]
pub enum RulesFile {
    /// `from-weights`.
    Name(String),
    /// A table per rule, from the ids of criteria, and `then`, to levels.
    Rows(Vec<At<Named<OneOrMany>>>),
}

impl<'de> Deserialize<'de> for RulesFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<RulesFile, D::Error> {
        struct RulesVisitor;
        impl<'de> Visitor<'de> for RulesVisitor {
            type Value = RulesFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(
                    "a list of rules ([{ price = \"high\", then = \"bad\" }]) or \"from-weights\"",
                )
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<RulesFile, E> {
                Ok(RulesFile::Name(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RulesFile, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = seq.next_element()? {
                    rows.push(row);
                }
                Ok(RulesFile::Rows(rows))
            }
        }
        deserializer.deserialize_any(RulesVisitor)
    }
}

/// How values of criteria become one: a name, or a table with more than that.
#[derive(Debug)]
pub enum AggregateFile {
    /// The name alone.
    Name(String),
    /// The name and what belongs to it.
    Table(AggregateTable),
}

/// How values of criteria become one: `{ name = "power", p = 2 }`, `{ name = "geometric", floor =
/// 0.01 }`, `{ name = "owa", order_weights = [0.5, 0.3, 0.2] }`, `{ name = "owa", alpha = 2 }` or `{
/// name = "choquet", interactions = ["cost & noise = 0.2"] }`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "cli", schemars(rename = "Aggregate"))]
#[serde(deny_unknown_fields)]
pub struct AggregateTable {
    /// `sum`, `geometric`, `harmonic`, `min`, `max`, `power`, `owa`, `choquet` or `copeland`.
    pub name: At<String>,
    /// The power of `power`: 1 is the mean, 2 lets good values count more, -1 is the harmonic mean.
    pub p: Option<At<f64>>,
    /// For `geometric`, `harmonic` and `power`: a value below this counts as it. Absent: a value of
    /// 0 makes a geometric or harmonic mean 0.
    pub floor: Option<At<f64>>,
    /// For `owa`: how much each place in the order of values counts, the best value first; as many
    /// as there are criteria below the node. The weights of these criteria then do not count.
    pub order_weights: Option<At<Vec<f64>>>,
    /// For `owa`: the quantifier r^alpha over the weights of the criteria. 1 is the mean; below 1
    /// good values count more, above 1 bad ones.
    pub alpha: Option<At<f64>>,
    /// For `choquet`: how two criteria act together, as in `cost & noise = 0.2`. Above 0 both must
    /// be good; below 0 one of them is enough. In parts of the node's weight, 1.
    pub interactions: Option<At<Vec<At<String>>>>,
}

impl<'de> Deserialize<'de> for AggregateFile {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<AggregateFile, D::Error> {
        struct AggregateVisitor;
        impl<'de> Visitor<'de> for AggregateVisitor {
            type Value = AggregateFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::AGGREGATE.0)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<AggregateFile, E> {
                Ok(AggregateFile::Name(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AggregateFile, A::Error> {
                AggregateTable::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(AggregateFile::Table)
            }
        }
        deserializer.deserialize_any(AggregateVisitor)
    }
}

/// A scale: a list of levels, `{ levels = [...] }`, or `{ min = 0, max = 100, outside = "error" }`.
#[derive(Debug)]
pub struct ScaleFile {
    /// The levels of an ordinal scale, worst first for `max`.
    pub levels: Option<Vec<At<String>>>,
    /// The lower end of a numeric scale.
    pub min: Option<At<f64>>,
    /// Its upper end.
    pub max: Option<At<f64>>,
    /// What a figure beyond does: `error` (default), `clamp` or `extend`.
    pub outside: Option<At<OutsideFile>>,
}

/// A scale: `{ levels = [...] }` or `{ min = 0, max = 100, outside = "error" }`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "cli", schemars(rename = "Scale"))]
#[serde(deny_unknown_fields)]
pub(crate) struct ScaleTable {
    /// The levels of an ordinal scale, worst first for `max`.
    levels: Option<Vec<At<String>>>,
    /// The lower end of a numeric scale.
    min: Option<At<f64>>,
    /// Its upper end.
    max: Option<At<f64>>,
    /// What a figure beyond does: `error` (default), `clamp` or `extend`.
    outside: Option<At<OutsideFile>>,
}

impl<'de> Deserialize<'de> for ScaleFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<ScaleFile, D::Error> {
        struct ScaleVisitor;
        impl<'de> Visitor<'de> for ScaleVisitor {
            type Value = ScaleFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a table ({ min = 0, max = 100 }) or a list of levels")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<ScaleFile, A::Error> {
                let mut levels = Vec::new();
                while let Some(level) = seq.next_element()? {
                    levels.push(level);
                }
                Ok(ScaleFile { levels: Some(levels), min: None, max: None, outside: None })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ScaleFile, A::Error> {
                let table = de::value::MapAccessDeserializer::new(map);
                let ScaleTable { levels, min, max, outside } = ScaleTable::deserialize(table)?;
                Ok(ScaleFile { levels, min, max, outside })
            }
        }
        deserializer.deserialize_any(ScaleVisitor)
    }
}

/// What a figure beyond a numeric scale does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum OutsideFile {
    /// It is an error.
    Error,
    /// It counts as the end.
    Clamp,
    /// The value function goes on linearly.
    Extend,
}

/// A value function: `{ points = [[x, value], ...] }`, on an ordinal scale `{ levels = [value, ...]
/// }`, or `{ shape = "log" }` on a scale above 0. Or what somebody says of figures, from which it follows: `{ bisection = [...] }` or `{
/// macbeth = [...] }`, on a scale that is better the more or the less.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ValueFile {
    /// Points of a piecewise-linear function, x rising.
    pub points: Option<Vec<[f64; 2]>>,
    /// A value per level.
    pub levels: Option<Vec<f64>>,
    /// `log`: linear in the logarithm of the figure, between the ends of the scale.
    pub shape: Option<At<String>>,
    /// Figures that are worth the middle of two others, as in `0..100 = 40`. The ends of the scale
    /// are worth 0 and 1; each statement goes by figures that are valued by the ends or by others.
    pub bisection: Option<Vec<At<String>>>,
    /// How much more a better figure is worth than a worse one, in words: `40 -> 20 = strong`, or
    /// `- -> 0 = weak..moderate`. The categories are no, very weak, weak, moderate, strong, very
    /// strong and extreme.
    pub macbeth: Option<Vec<At<String>>>,
}

/// Thresholds of outranking methods.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ThresholdsFile {
    /// Differences up to this do not count.
    pub indifference: Option<f64>,
    /// Differences from this on count in full.
    pub preference: Option<f64>,
    /// A difference against from this on cannot be made good.
    pub veto: Option<f64>,
    /// The inflection point of a Gaussian preference function.
    pub inflection: Option<f64>,
    /// The preference function.
    pub function: Option<PreferenceFunction>,
}

/// A named statement that requirements can use.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FactFile {
    /// Its id.
    pub id: At<String>,
    /// Whether it holds.
    pub holds: Holds,
    /// Where that stands.
    pub source: Option<String>,
}

/// Whether a statement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// Nobody knows.
    Unknown,
}

/// A gate: what an alternative must meet to be eligible.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RequirementFile {
    /// Its id.
    pub id: At<String>,
    /// A value or a list per key; absent = all alternatives.
    #[serde(default)]
    pub when: Named<OneOrMany>,
    /// `{ fact = "..." }`, or `{ attribute | criterion = "...", at_least | at_most | equals |
    /// one_of = ... }`.
    pub needs: At<NeedsFile>,
    /// What a missing figure, or a range that straddles the limit, does. Default: flag. Never more
    /// than failing does.
    pub unknown: Option<PolicyFile>,
    /// What failing does: exclude (default) or flag.
    pub effect: Option<EffectFile>,
    /// Why it stands.
    pub reason: Option<Text>,
    /// Where from.
    pub source: Option<String>,
}

/// What a requirement asks.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NeedsFile {
    /// A fact that must hold.
    pub fact: Option<At<String>>,
    /// An attribute to compare.
    pub attribute: Option<At<String>>,
    /// A criterion to compare.
    pub criterion: Option<At<String>>,
    /// The least it may be.
    pub at_least: Option<At<Figure>>,
    /// The most it may be.
    pub at_most: Option<At<Figure>>,
    /// What it must be.
    pub equals: Option<At<Figure>>,
    /// What it may be.
    pub one_of: Option<Vec<At<Figure>>>,
}

/// What an unknown figure does to a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PolicyFile {
    /// The alternative takes part, flagged.
    Flag,
    /// It counts as failed: excluded, or flagged where failing does no more than that.
    Exclude,
    /// It passes.
    Pass,
}

/// What failing a requirement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum EffectFile {
    /// The alternative does not take part.
    Exclude,
    /// It takes part, flagged.
    Flag,
}

/// How a figure of the alternative shifts a judgement made for a whole key value.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AdjustmentFile {
    /// The criterion whose cells are shifted.
    pub criterion: At<String>,
    /// The attribute they are shifted by.
    pub attribute: At<String>,
    /// A value or a list per key; absent = all alternatives.
    #[serde(default)]
    pub when: Named<OneOrMany>,
    /// `{ points = [[x, shift], ...] }`, flat outside, or for a text attribute `{ values = { lead =
    /// 1 } }`; in scale units (levels for ordinal).
    pub shift: At<ShiftFile>,
    /// What the shifted figure may not pass.
    pub limits: Option<At<LimitsFile>>,
    /// Why.
    pub reason: Option<Text>,
    /// Where from.
    pub source: Option<String>,
}

/// The shift of an adjustment.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShiftFile {
    /// Points of a piecewise-linear function of a numeric attribute.
    pub points: Option<Vec<[f64; 2]>>,
    /// A shift per value of a text attribute.
    pub values: Option<Named<f64>>,
}

/// Limits of a shifted figure: numbers or levels.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitsFile {
    /// It is at least this.
    pub min: Option<At<Figure>>,
    /// It is at most this.
    pub max: Option<At<Figure>>,
}

/// How the weights of the criteria below one of them follow from judgements, or from the data.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WeightingFile {
    /// The criterion whose parts are weighed. Absent: those at the top.
    pub of: Option<At<String>>,
    /// How: `afweging list weightings` names the methods, and the form of judgements that each
    /// takes.
    pub method: At<String>,
    /// The method's own parameters, as in `{ z = 6.5 }`. Default: those of its paper.
    #[cfg_attr(
        feature = "cli",
        schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")
    )]
    pub parameters: Option<At<toml::Table>>,
    /// What people say, a statement each, as in `cost / noise = 3` or `cost / noise = 2..4`.
    #[serde(default)]
    pub judgements: Vec<At<String>>,
    /// A table of ratios instead, relative to this file: a row and a column per criterion. A column
    /// `respondent` says whose row it is.
    pub matrix: Option<At<String>>,
    /// Whose judgements these are, where several people are asked. Each then has a table of their
    /// own.
    pub respondent: Option<At<String>>,
    /// The id of the actor whose weights these make. Absent: they are those of the case.
    pub actor: Option<At<String>>,
    /// Who judged, and when; printed with the weights.
    pub by: Option<String>,
    /// How the answers of several people become one set of weights. It is enough that one of their
    /// tables says so. Default: mean-of-weights.
    pub combine: Option<At<CombineFile>>,
}

/// How the answers of several people become one set of weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CombineFile {
    /// The arithmetic mean of everyone's weights.
    MeanOfWeights,
    /// The geometric mean of everyone's ratios, from which the weights follow.
    GeometricMeanOfJudgements,
}

/// What holds between weights.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WeightsFile {
    /// Linear constraints on global weights, as in `neutrality >= 1.5 * overlap`. If no criterion
    /// has a weight, the mean of all weights that meet them stands in for the weights.
    /// `from-weighting` stands for what the judgements of `[[weighting]]` say, so that studies see
    /// all weights that these leave open.
    pub constraints: Option<OneOrMany>,
    /// A table of scenarios, relative to this file: a row per named set of weights, a column per
    /// criterion or node. .csv, .tsv, .parquet or .xlsx (the sheet `weights`, or file.xlsx#Sheet).
    /// Absent: there are none.
    pub weights: Option<At<String>>,
    /// Among what the weights of scenarios are relative: `local` (siblings) or `global` (all
    /// criteria together). Absent: siblings, and a row that can be read in both ways is refused.
    pub scenarios_are: Option<ScenariosAre>,
}

/// A group of people who look at the decision: `afweging actors` and `--actor` use it.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActorFile {
    /// Its id.
    pub id: At<String>,
    /// Its label.
    pub label: Option<Text>,
    /// What actors are grouped by, as in `government`. Absent: it is of no kind.
    pub kind: Option<At<String>>,
    /// How much it counts in rules of the group, relative to the others: at least 0. Default: 1.
    pub influence: Option<At<f64>>,
    /// Weights by criterion; an absent sibling of a named one is 0, untouched sibling sets keep the
    /// case's weights. Absent: `[[weighting]]` with this actor gives them, or nothing does.
    #[serde(default)]
    pub weights: Named<At<f64>>,
    /// Linear constraints on the global weights of this actor, as in `noise >= 2 * cost`. Without
    /// weights, the mean of all weights that meet them stands in for these. `from-weighting` stands
    /// for what its judgements in `[[weighting]]` say.
    pub constraints: Option<OneOrMany>,
    /// The criteria and nodes it looks at: all others weigh 0 for it. Absent: it looks at all.
    pub criteria: Option<At<Vec<At<String>>>>,
    /// The score that an alternative must reach to be acceptable to it. Absent: it names none.
    pub minimum: Option<At<f64>>,
    /// The criteria and nodes that are benefits to it, where benefits and burdens are kept apart.
    #[serde(default)]
    pub benefit: Vec<At<String>>,
    /// The criteria and nodes that are burdens to it.
    #[serde(default)]
    pub burden: Vec<At<String>>,
    /// Where from.
    pub source: Option<String>,
}

/// A claim that `verify` proves or refutes.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimFile {
    /// Its id. Default: claim-1, claim-2 ... by place.
    pub id: Option<At<String>>,
    /// Its label.
    pub label: Option<Text>,
    /// `A > B`, `A >= B`, `A = B`, `rank(A) <= 2`, `share(A) >= 0.8`, `excluded(A)`.
    pub claim: At<String>,
    /// Of which groups: `"every KEY"` (all, the default), `"some KEY"` (one is enough) or `{ KEY =
    /// "VALUE" }`.
    #[serde(rename = "for")]
    pub groups: Option<At<ForFile>>,
    /// `all weights` (default: all that are admissible) or `given weights`.
    pub under: Option<UnderFile>,
    /// `all` (default: whatever the inputs turn out to be) or `nominal`.
    pub inputs: Option<InputsFile>,
    /// Whether `verify` ends with status 1 if it is not proved or, for a share, if its 99.9 % limit
    /// does not meet it. Default: false.
    pub must: Option<bool>,
    /// Why it stands here.
    pub reason: Option<Text>,
    /// Where from.
    pub source: Option<String>,
    /// The passages it is read from, parted by `;`.
    pub passage: Option<String>,
}

/// The groups of a claim, unchecked. Absent: every group.
#[derive(Debug, Clone, PartialEq)]
pub enum ForFile {
    /// Words that should be `every KEY` or `some KEY`.
    Words(String),
    /// A value or a list per key: the groups that have one of each.
    Values(Named<OneOrMany>),
}

impl<'de> Deserialize<'de> for ForFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<ForFile, D::Error> {
        struct ForVisitor;
        impl<'de> Visitor<'de> for ForVisitor {
            type Value = ForFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::FOR.0)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<ForFile, E> {
                Ok(ForFile::Words(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ForFile, A::Error> {
                Named::deserialize(de::value::MapAccessDeserializer::new(map)).map(ForFile::Values)
            }
        }
        deserializer.deserialize_any(ForVisitor)
    }
}

/// Which weights a claim speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum UnderFile {
    /// All that are admissible.
    #[serde(rename = "all weights")]
    All,
    /// The case's own.
    #[serde(rename = "given weights")]
    Given,
}

/// Which figures a claim speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum InputsFile {
    /// All that the inputs can turn out to be.
    All,
    /// The nominal ones.
    Nominal,
}

/// What the decider, or an actor, says of whole alternatives: `better` and `worse`, or `equal`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PreferenceFile {
    /// The better of two alternatives: a value for every key, as in `{ scenario = "S3", cluster =
    /// "VIL" }`.
    pub better: Option<NamedAlternative>,
    /// The worse one.
    pub worse: Option<NamedAlternative>,
    /// How much better at least: points of score (0..1), or `{ better = {...}, worse = {...} }`,
    /// more than that other difference.
    pub by_more_than: Option<At<DifferenceFile>>,
    /// Alternatives that are equally good: two or more.
    pub equal: Option<At<Vec<NamedAlternative>>>,
    /// The id of the actor who says so. Absent: the decider does.
    pub actor: Option<At<String>>,
    /// Why.
    pub reason: Option<Text>,
    /// Who says so, and where.
    pub source: Option<String>,
}

/// A category into which alternatives are sorted. Categories stand in order, the worst first.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CategoryFile {
    /// Its id.
    pub id: At<String>,
    /// Its label.
    pub label: Option<Text>,
    /// The lower limit of the category, a figure for every criterion in its own units, as in `{
    /// price = 120, comfort = "fair" }`: a level where the criterion has levels. The worst category
    /// has none; where it has one, all are figures typical of their category, which `flowsort` takes
    /// with `profiles = "central"`. Absent in all: methods that need limits are refused.
    pub profile: Option<At<Named<At<Figure>>>>,
}

/// An alternative whose category somebody gives: a method such as `utadis` learns from it.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExampleFile {
    /// The alternative: a value for every key, as in `{ site = "Harbour" }`.
    pub alternative: NamedAlternative,
    /// The id of its category.
    pub category: At<String>,
    /// Why.
    pub reason: Option<Text>,
    /// Who says so, and where.
    pub source: Option<String>,
}

/// An alternative by the values of its keys: each key's id, and a value. It should name all keys.
pub type NamedAlternative = At<Named<At<String>>>;

/// The difference of scores that a preference asks for at least. Absent: 0 points.
#[derive(Debug)]
pub enum DifferenceFile {
    /// Points of score, from 0 to below 1.
    Points(f64),
    /// The difference between two other alternatives.
    Between(BetweenFile),
}

/// The difference between two alternatives.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BetweenFile {
    /// The better one.
    pub better: NamedAlternative,
    /// The worse one.
    pub worse: NamedAlternative,
}

impl<'de> Deserialize<'de> for DifferenceFile {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<DifferenceFile, D::Error> {
        struct DifferenceVisitor;
        impl<'de> Visitor<'de> for DifferenceVisitor {
            type Value = DifferenceFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::DIFFERENCE.0)
            }

            fn visit_f64<E: de::Error>(self, points: f64) -> Result<DifferenceFile, E> {
                Ok(DifferenceFile::Points(points))
            }

            fn visit_i64<E: de::Error>(self, points: i64) -> Result<DifferenceFile, E> {
                Ok(DifferenceFile::Points(points as f64))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<DifferenceFile, A::Error> {
                BetweenFile::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(DifferenceFile::Between)
            }
        }
        deserializer.deserialize_any(DifferenceVisitor)
    }
}
