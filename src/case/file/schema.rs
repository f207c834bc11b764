//! The JSON Schema of the criteria file, for editors.

use crate::case::file::figure::Figure;
use crate::case::file::pathway::{
    CapacityFile, PathwayHead, PeriodFile, ReadinessFile, StartFile, StayFile, TransitionFile,
};
use crate::case::file::portfolio::{LimitFile, PortfolioFile, PortfolioRuleFile};
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::*;
use crate::method::Method;
use crate::problem::{Aggregate, Text};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// The whole file, as an editor sees it. Reading goes table by table instead (see `parse`).
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "afweging criteria file")]
#[allow(dead_code)] // only its schema is used
struct CriteriaFile {
    #[serde(flatten)]
    head: Head,
    /// The keys that name an alternative: at least one.
    keys: Vec<KeyFile>,
    /// The criteria.
    criteria: Vec<CriterionFile>,
    /// The methods to run, each with its parameters. None = weighted-sum.
    #[serde(default)]
    method: Named<serde_json::Value>,
    /// Statements that requirements can use.
    #[serde(default)]
    facts: Vec<FactFile>,
    /// Gates.
    #[serde(default)]
    requirements: Vec<RequirementFile>,
    /// Shifts of judgements by figures of the alternative.
    #[serde(default)]
    adjustments: Vec<AdjustmentFile>,
    /// How weights follow from judgements or from the data.
    #[serde(default)]
    weighting: Vec<WeightingFile>,
    /// What holds between weights.
    #[serde(default)]
    weights: WeightsFile,
    /// What the decider says of whole alternatives.
    #[serde(default)]
    preferences: Vec<PreferenceFile>,
    /// The categories into which alternatives are sorted, the worst first: two at least.
    #[serde(default)]
    categories: Vec<CategoryFile>,
    /// Alternatives whose category somebody gives.
    #[serde(default)]
    examples: Vec<ExampleFile>,
    /// Groups of people with weights of their own.
    #[serde(default)]
    actors: Vec<ActorFile>,
    /// What is chosen period after period.
    pathway: Option<WholePathway>,
    /// What `verify` proves or refutes.
    #[serde(default)]
    claims: Vec<ClaimFile>,
    /// What is chosen together, and within which limits.
    portfolio: Option<WholePortfolio>,
}

/// What is chosen together, and what it is worth: `afweging portfolio` uses it.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Portfolio")]
#[allow(dead_code)] // only its schema is used
struct WholePortfolio {
    #[serde(flatten)]
    portfolio: PortfolioFile,
    /// The limits on what is chosen together.
    #[serde(default)]
    limits: Vec<LimitFile>,
    /// What holds between the alternatives that are chosen.
    #[serde(default)]
    rules: Vec<PortfolioRuleFile>,
}

/// `[pathway]` with the tables below it.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Pathway")]
#[allow(dead_code)] // only its schema is used
struct WholePathway {
    #[serde(flatten)]
    head: PathwayHead,
    /// The periods, in order and without gaps: at least one.
    periods: Vec<PeriodFile>,
    /// What is said of moves from one alternative to another.
    #[serde(default)]
    transitions: Vec<TransitionFile>,
    /// How long a path may stay.
    #[serde(default)]
    stays: Vec<StayFile>,
    /// Facts that hold from a year on.
    #[serde(default)]
    readiness: Vec<ReadinessFile>,
    /// What some alternatives build and others need.
    #[serde(default)]
    capacities: Vec<CapacityFile>,
    /// Limits on what all paths do in a period.
    #[serde(default)]
    limits: Vec<PathwayLimit>,
}

/// A limit on what all paths do in a period, as in `[[portfolio.limits]]`: exactly one of `sum`,
/// `count` and `joint_share`, and a bound.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // only its schema is used
struct PathwayLimit {
    #[serde(flatten)]
    limit: LimitFile,
    /// The ids of the periods in which it holds. Absent: in all.
    periods: Option<Vec<String>>,
}

/// The schema as a JSON text.
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(CriteriaFile);
    // `method` is a table from method names to their parameters: exactly what the enum's variants
    // look like, merged.
    let methods = schemars::schema_for!(Method);
    if let (Some(properties), Some(variants)) =
        (schema.get_mut("properties"), methods.get("oneOf").and_then(|v| v.as_array()))
    {
        let tables: serde_json::Map<String, serde_json::Value> = variants
            .iter()
            .filter_map(|variant| variant.get("properties")?.as_object())
            .flat_map(|properties| {
                properties.iter().map(|(name, table)| (name.clone(), table.clone()))
            })
            .collect();
        properties["method"] = serde_json::json!({
            "description": "The methods to run, each with its parameters. None = weighted-sum.",
            "type": "object",
            "properties": tables,
            "additionalProperties": false,
        });
    }
    if let Some(definitions) = methods.get("$defs").and_then(|defs| defs.as_object()) {
        let own = schema.ensure_object().entry("$defs").or_insert_with(|| serde_json::json!({}));
        for (name, definition) in definitions {
            own[name] = definition.clone();
        }
    }
    format!("{:#}", schema.to_value())
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("TableOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}

impl JsonSchema for KeyValueFile {
    fn schema_name() -> Cow<'static, str> {
        "KeyValue".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<KeyValueTable>()] })
    }
}

impl JsonSchema for AggregateFile {
    fn schema_name() -> Cow<'static, str> {
        "NameOrAggregate".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let table = generator.subschema_for::<AggregateTable>();
        json_schema!({ "anyOf": [{ "type": "string", "enum": Aggregate::NAMES }, table] })
    }
}

impl JsonSchema for ScaleFile {
    fn schema_name() -> Cow<'static, str> {
        "ScaleOrLevels".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let table = generator.subschema_for::<ScaleTable>();
        json_schema!({ "anyOf": [{ "type": "array", "items": { "type": "string" } }, table] })
    }
}

impl JsonSchema for RulesFile {
    fn schema_name() -> Cow<'static, str> {
        "Rules".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let row = generator.subschema_for::<Named<OneOrMany>>();
        json_schema!({
            "anyOf": [{ "type": "string", "const": "from-weights" }, { "type": "array", "items": row }]
        })
    }
}

impl JsonSchema for OneOrMany {
    fn schema_name() -> Cow<'static, str> {
        "OneOrMany".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
    }
}

impl JsonSchema for ForFile {
    fn schema_name() -> Cow<'static, str> {
        "For".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let values = generator.subschema_for::<Named<OneOrMany>>();
        json_schema!({ "anyOf": [{ "type": "string", "pattern": "^(every|some) " }, values] })
    }
}

impl JsonSchema for StartFile {
    fn schema_name() -> Cow<'static, str> {
        "Start".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let values = generator.subschema_for::<SelectorFile>();
        json_schema!({ "anyOf": [values, { "type": "string", "const": "none" }] })
    }
}

impl JsonSchema for DifferenceFile {
    fn schema_name() -> Cow<'static, str> {
        "Difference".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "number" }, generator.subschema_for::<BetweenFile>()] })
    }
}

impl JsonSchema for Figure {
    fn schema_name() -> Cow<'static, str> {
        "Figure".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "number" }, { "type": "string" }] })
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": { "en": { "type": "string" }, "nl": { "type": "string" } },
                    "additionalProperties": false,
                    "minProperties": 1
                }
            ]
        })
    }
}
