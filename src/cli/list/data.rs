//! Lists as data, for other programs: the same as the pages, under names that do not change with
//! the language of the texts.

use afweging::Result;
use afweging::case::Case;
use afweging::error::{Phrase, both};
use afweging::method::{Method, Parameter};
use afweging::report::Words;
use afweging::value::NormalizationSheet;
use afweging::weighting::{Evidence, WeightingSheet};
use serde_json::{Value, json};

/// A list as a text.
pub fn text(list: &[Value]) -> Result<String> {
    let text = serde_json::to_string_pretty(list).map_err(|error| afweging::Error::Format {
        format: "json",
        message: both(
            error.to_string(),
            format!("de schrijver van JSON meldt `{}`", error.to_string().replace('`', "'")),
        ),
    })?;
    Ok(text + "\n")
}

/// The definition sheet of a method.
pub fn method(method: &Method, words: Words) -> Value {
    let sheet = method.sheet();
    let say = |phrase: Phrase| words.phrase(phrase);
    json!({
        "name": sheet.name,
        "family": method.definition().family().name(),
        "idea_in_short": say(sheet.idea_in_short()),
        "idea": say(sheet.idea),
        "use_when": say(sheet.use_when),
        "avoid_when": say(sheet.avoid_when),
        "parameters": parameters(sheet.parameters, words),
        "has_score": method.has_score(),
        "score": say(sheet.score),
        // The score in the paper's symbols, where those have another orientation.
        "symbol": stated(sheet.symbol),
        "scale": say(sheet.scale.words()),
        "ties": say(sheet.ties),
        "lacks": method.definition().lacks().iter().map(|lack| json!({
            "property": lack.property.name(),
            "means": say(lack.property.words()),
            "why": say(lack.why),
        })).collect::<Vec<_>>(),
        "degenerate": say(sheet.degenerate),
        "reference": sheet.reference,
        "disagreements": say(sheet.disagreements),
        "own_table": sheet.own_table,
        "own_pairs": sheet.own_pairs,
        "allows_target": sheet.allows_target,
        "value_functions": sheet.value_functions,
    })
}

fn parameters(parameters: &[Parameter], words: Words) -> Vec<Value> {
    let of = |parameter: &Parameter| {
        json!({
            "name": parameter.name,
            "default": words.phrase(parameter.default),
            "accepts": words.phrase(parameter.accepts),
            "meaning": words.phrase(parameter.meaning),
        })
    };
    parameters.iter().map(of).collect()
}

/// A text that is there; null where it is empty.
fn stated(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The sheet of a normalization.
pub fn normalization(sheet: &NormalizationSheet, words: Words) -> Value {
    json!({
        "name": sheet.name,
        "benefit": words.phrase(sheet.benefit),
        "cost": words.phrase(sheet.cost),
        "scale": words.phrase(sheet.scale.word()),
        "domain": words.phrase(sheet.domain),
    })
}

/// The definition sheet of a weighting.
pub fn weighting(sheet: &WeightingSheet, words: Words) -> Value {
    let (judgements, scale) = match sheet.evidence {
        Evidence::Judgements(form) => (Some(words.phrase(form)), None),
        Evidence::Data(scale) => (None, Some(words.phrase(scale.words()))),
    };
    json!({
        "name": sheet.name,
        "idea": words.phrase(sheet.idea),
        "use_when": words.phrase(sheet.use_when),
        "avoid_when": words.phrase(sheet.avoid_when),
        "parameters": parameters(sheet.parameters, words),
        "judgements": judgements,
        "scale": scale,
        "degenerate": words.phrase(sheet.degenerate),
        "reference": sheet.reference,
        "disagreements": words.phrase(sheet.disagreements),
    })
}

/// A name and what it stands for.
pub fn named(name: &str, key: &str, text: &str) -> Value {
    json!({ "name": name, key: text })
}

/// A built-in case.
pub fn case(name: &str, case: &Case, words: Words) -> Value {
    json!({
        "name": name,
        "alternatives": case.problem.alternatives().len(),
        "criteria": case.problem.tree().leaves().len(),
        "status": case.status.map(|status| words.status(status)),
        "title": case.title.get(words.0),
    })
}
