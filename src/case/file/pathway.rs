//! The shape of `[pathway]`, as typed and unchecked.
//!
//! The comments are what the schema and `docs/file-format.md` show, so they are written for users.

use crate::case::file::expected;
use crate::case::file::figure::Figure;
use crate::case::file::kind::KindFile;
use crate::case::file::portfolio::LimitFile;
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::At;
use crate::problem::Text;
use serde::Deserialize;
use serde::de::{self, MapAccess, Visitor};
use std::fmt;

/// `[pathway]` with the tables below it.
#[derive(Debug)]
pub struct PathwayFile {
    /// The keys of `[pathway]` itself.
    pub head: PathwayHead,
    /// The periods.
    pub periods: Vec<At<PeriodFile>>,
    /// What is said of moves.
    pub transitions: Vec<At<TransitionFile>>,
    /// How long a path may stay.
    pub stays: Vec<At<StayFile>>,
    /// Facts that hold from a year on.
    pub readiness: Vec<At<ReadinessFile>>,
    /// What some alternatives build and others need.
    pub capacities: Vec<At<CapacityFile>>,
    /// Limits on what all paths do in a period.
    pub limits: Vec<PathwayLimitFile>,
}

/// A limit on what all paths do in a period.
#[derive(Debug)]
pub struct PathwayLimitFile {
    /// The limit.
    pub limit: At<LimitFile>,
    /// The ids of the periods in which it holds; absent: in all.
    pub periods: Option<At<Vec<At<String>>>>,
}

/// What is chosen period after period: `afweging pathway` finds the best path for each choice.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PathwayHead {
    /// The keys of which each combination of values has a path. Default: those of `rank_within`, so
    /// that each group has one.
    pub one_per: Option<Vec<At<String>>>,
    /// Where every path stands before the first period, as `{ scenario = "S0" }`: one alternative of
    /// each choice. Or `"none"`: in none.
    pub start: At<StartFile>,
    /// What a year without an alternative is worth, as `{ value = 0.0 }`. Absent: a path always
    /// stands in one.
    pub none: Option<NothingFile>,
    /// By how much less a year counts than the year before, as a share: above -1 and below 1.
    /// Default: 0.
    pub discount: Option<At<f64>>,
    /// How many years the value of the last period goes on after it. Default: 0.
    pub until: Option<At<i64>>,
}

impl PathwayFile {
    /// The keys that hold lists of tables.
    pub(crate) const LISTS: [&str; 6] =
        ["periods", "transitions", "stays", "readiness", "capacities", "limits"];
}

/// Where a path stands before the first period.
#[derive(Debug)]
pub enum StartFile {
    /// A word that should be `none`.
    Word(String),
    /// Values that name an alternative of each choice.
    Values(SelectorFile),
}

impl<'de> Deserialize<'de> for StartFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<StartFile, D::Error> {
        struct StartVisitor;
        impl<'de> Visitor<'de> for StartVisitor {
            type Value = StartFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::START.0)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<StartFile, E> {
                Ok(StartFile::Word(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<StartFile, A::Error> {
                SelectorFile::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(StartFile::Values)
            }
        }
        deserializer.deserialize_any(StartVisitor)
    }
}

/// What it is worth to stand in no alternative.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NothingFile {
    /// What a year without an alternative is worth, on the scale of the scores.
    pub value: At<f64>,
}

/// A period of the pathway.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PeriodFile {
    /// Its id. Rows of data tables with this id in a column `period` hold in this period only.
    pub id: At<String>,
    /// Its label.
    pub label: Option<Text>,
    /// The year in which it begins: that in which the period before it ends.
    pub from: At<i64>,
    /// How many years it lasts: at least 1.
    pub years: At<i64>,
}

/// What is said of the moves from some alternatives to others. A move goes from one alternative, or
/// from none, to another in the next period. Where several tables speak of a move, all of them hold.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransitionFile {
    /// Its id.
    pub id: At<String>,
    /// Its label.
    pub label: Option<Text>,
    /// Where the move comes from. Absent: from anywhere, and from none.
    pub from: Option<At<SelectorFile>>,
    /// Where it goes.
    pub to: At<SelectorFile>,
    /// Whether such a move is allowed. Default: true.
    pub allowed: Option<At<bool>>,
    /// Where the path must have stood before the move. Absent: anywhere.
    pub after: Option<At<SelectorFile>>,
    /// In how many periods in all; where it starts counts as one. Default: 1.
    pub after_periods: Option<At<i64>>,
    /// A fact that must hold when the move is made. Absent: none must.
    pub needs: Option<At<String>>,
    /// What the move costs, once, in years of value; below 0 it gains. Default: 0.
    pub cost: Option<At<f64>>,
    /// How many periods pass before the path stands in the new alternative; until then it stands in
    /// the old one. Default: 0.
    pub takes: Option<At<i64>>,
    /// Whether it is applied; `--with` and `--without` change that. Default: true.
    pub active: Option<bool>,
    /// What it rests on.
    pub kind: Option<KindFile>,
    /// Why.
    pub reason: Option<Text>,
    /// Where from.
    pub source: Option<String>,
}

/// How long a path may stay in some alternatives without a break. Moves among them are no break.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StayFile {
    /// Its id.
    pub id: At<String>,
    /// Its label.
    pub label: Option<Text>,
    /// The alternatives.
    #[serde(rename = "in")]
    pub alternatives: At<SelectorFile>,
    /// The least number of periods in a row, but for a stay that the last period cuts short.
    /// Default: 1.
    pub at_least: Option<At<i64>>,
    /// The greatest number of periods in a row. Absent: any.
    pub at_most: Option<At<i64>>,
    /// Whether it is applied; `--with` and `--without` change that. Default: true.
    pub active: Option<bool>,
    /// What it rests on.
    pub kind: Option<KindFile>,
    /// Why.
    pub reason: Option<Text>,
    /// Where from.
    pub source: Option<String>,
}

/// A fact that holds in every period that begins in a year or later. In a pathway this comes in the
/// place of what `[[facts]]` says of it.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadinessFile {
    /// The id of one of `[[facts]]`.
    pub fact: At<String>,
    /// The year, as a cell: `2029`, a range `"2029..2033"`, a distribution `"2028|2030|2034"`; or
    /// `"never"`.
    pub from: At<Figure>,
    /// Why.
    pub reason: Option<Text>,
    /// Where from.
    pub source: Option<String>,
}

/// What some alternatives build and others need. In each period what is needed is at most `start`
/// and what was built in earlier periods.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CapacityFile {
    /// Its id.
    pub id: At<String>,
    /// Its label.
    pub label: Option<Text>,
    /// The alternatives that build it. Absent: none does.
    pub built_by: Option<At<SelectorFile>>,
    /// What each period in one of them builds: at least 0. Default: 1.
    pub builds: Option<At<f64>>,
    /// The alternatives that need it.
    pub needed_by: At<SelectorFile>,
    /// What each period in one of them needs: at least 0. Default: 1.
    pub needs: Option<At<f64>>,
    /// What there is at the start: at least 0. Default: 0.
    pub start: Option<At<f64>>,
    /// Whether all paths build and need it together. Default: false, each has its own.
    pub shared: Option<bool>,
    /// Whether it is applied; `--with` and `--without` change that. Default: true.
    pub active: Option<bool>,
    /// Why.
    pub reason: Option<Text>,
    /// Where from.
    pub source: Option<String>,
}
