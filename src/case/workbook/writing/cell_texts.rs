//! What a criteria file says in tables and lists, in the short notations of a cell. `reading` reads
//! them back as they were.

use crate::case::file::direction::DirectionFile;
use crate::case::file::figure::Figure;
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::{
    AggregateFile, AggregateTable, At, ForFile, Named, NamedAlternative, NeedsFile, OneOrMany,
    RulesFile, ShiftFile, ValueFile,
};
use crate::case::workbook::notation::{figure, has_two_readings, part, shown_number};
use crate::case::workbook::words::{self};
use crate::problem::Language;

/// A number as people of that language write it, with one reading.
pub fn number(x: f64, language: Language) -> String {
    let point = shown_number(x);
    let comma = point.replace('.', ",");
    match language {
        Language::Nl if figure(&comma) == Ok(x) => comma,
        _ => point,
    }
}

/// A name among marks, and in quotation marks also where it would be read as a number.
fn word(name: &str, marks: &[&str]) -> String {
    let is_figure = figure(name).is_ok() || has_two_readings(name);
    if is_figure { format!("\"{name}\"") } else { part(name, marks) }
}

/// Which way is better.
pub fn direction(direction: &DirectionFile, language: Language) -> String {
    let target = match language {
        Language::En => "target",
        Language::Nl => "streefwaarde",
    };
    match direction {
        DirectionFile::Max => words::written(words::DIRECTION, "max", language),
        DirectionFile::Min => words::written(words::DIRECTION, "min", language),
        DirectionFile::Target(Figure::Number(best)) => {
            format!("{target} {}", number(*best, language))
        }
        DirectionFile::Target(Figure::Text(level)) => format!("{target} {}", part(level, &[])),
    }
}

/// Names in a list.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| part(name, &[";", ","])).collect::<Vec<_>>().join(";")
}

/// Values of keys.
pub fn key_values(when: &Named<OneOrMany>) -> String {
    let marks = [";", ",", "=", "|", ">"];
    let one = |(key, values): &(At<String>, OneOrMany)| {
        let values: Vec<String> = values.0.iter().map(|value| part(&value.value, &marks)).collect();
        format!("{} = {}", part(&key.value, &marks), values.join(", "))
    };
    when.0.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// An alternative by the values of its keys.
pub fn alternative(alternative: &NamedAlternative) -> String {
    values_of_keys(&alternative.value)
}

/// A value for each of some keys.
pub fn values_of_keys(values: &Named<At<String>>) -> String {
    let marks = [";", ",", "=", "|", ">"];
    let one = |(key, value): &(At<String>, At<String>)| {
        format!("{} = {}", part(&key.value, &marks), part(&value.value, &marks))
    };
    values.0.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Which alternatives a limit or rule speaks of.
pub fn selector(selector: &SelectorFile, language: Language) -> String {
    let SelectorFile { when, attribute, is } = selector;
    let (all, kind) = match language {
        Language::En => ("all", "attribute"),
        Language::Nl => ("alle", "kenmerk"),
    };
    let mut parts = Vec::new();
    if !when.0.is_empty() {
        parts.push(key_values(when));
    }
    if let Some(name) = attribute {
        let name = part(&name.value, &[";", "=", "|"]);
        let value = |at: &At<Figure>| match &at.value {
            // A decimal comma would part two values.
            Figure::Number(x) => shown_number(*x),
            Figure::Text(text) => word(text, &[";", ",", "|"]),
        };
        let values: Vec<String> = is.iter().flat_map(|at| &at.value).map(value).collect();
        parts.push(match &values[..] {
            [] => format!("{kind} {name}"),
            values => format!("{kind} {name} = {}", values.join(", ")),
        });
    }
    match parts.is_empty() {
        true => all.to_owned(),
        false => parts.join("; "),
    }
}

/// What a requirement asks.
pub fn needs(needs: &NeedsFile, language: Language) -> String {
    let nl = language == Language::Nl;
    if let Some(fact) = &needs.fact {
        return format!("{} {}", if nl { "feit" } else { "fact" }, part(&fact.value, &[]));
    }
    let (kind, name) = match (&needs.attribute, &needs.criterion) {
        (Some(attribute), _) => (if nl { "kenmerk" } else { "attribute" }, &attribute.value),
        (None, Some(criterion)) => (if nl { "criterium" } else { "criterion" }, &criterion.value),
        (None, None) => return String::new(),
    };
    let name =
        part(name, &[">", "<", "=", "≥", "≤", " one of ", " one_of ", " van ", " One ", " Een "]);
    let one = |limit: &At<Figure>| match &limit.value {
        Figure::Number(x) => number(*x, language),
        Figure::Text(text) => word(text, &[]),
    };
    let test = if let Some(limit) = &needs.at_least {
        format!(">= {}", one(limit))
    } else if let Some(limit) = &needs.at_most {
        format!("<= {}", one(limit))
    } else if let Some(limit) = &needs.equals {
        format!("= {}", one(limit))
    } else {
        let some = needs.one_of.iter().flatten().map(|limit| match &limit.value {
            Figure::Number(x) => shown_number(*x),
            Figure::Text(text) => word(text, &[";", ","]),
        });
        let of = if nl { "een van" } else { "one of" };
        format!("{of} {}", some.collect::<Vec<_>>().join(", "))
    };
    format!("{kind} {name} {test}")
}

/// The lower limit of a category, criterion by criterion.
pub fn profile(profile: &Named<At<Figure>>, language: Language) -> String {
    let one = |(name, figure): &(At<String>, At<Figure>)| {
        let figure = match &figure.value {
            Figure::Number(x) => number(*x, language),
            Figure::Text(text) => word(text, &[";"]),
        };
        format!("{} = {figure}", part(&name.value, &["=", ";"]))
    };
    profile.0.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Points, as figure and what belongs to it.
fn points(points: &[[f64; 2]], language: Language) -> String {
    let one = |[x, y]: &[f64; 2]| format!("{}:{}", number(*x, language), number(*y, language));
    points.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The shift of an adjustment.
pub fn shift(shift: &ShiftFile, language: Language) -> String {
    match (&shift.points, &shift.values) {
        (Some(some), _) => points(some, language),
        (None, values) => {
            let one = |(name, shift): &(At<String>, f64)| {
                format!("{}:{}", word(&name.value, &[":", ";"]), number(*shift, language))
            };
            values.iter().flat_map(|values| &values.0).map(one).collect::<Vec<_>>().join("; ")
        }
    }
}

/// A value function, or the statements that it follows from.
pub fn values(value: &ValueFile, language: Language) -> String {
    let ValueFile { points: known, levels, shape, bisection, macbeth } = value;
    if let Some(some) = known {
        return points(some, language);
    }
    if let Some(shape) = shape {
        return shape.value.clone();
    }
    let one: Vec<String> = match bisection.as_ref().or(macbeth.as_ref()) {
        Some(lines) => lines.iter().map(|line| part(&line.value, &[";"])).collect(),
        None => levels.iter().flatten().map(|x| number(*x, language)).collect(),
    };
    one.join("; ")
}

/// The groups of a claim.
pub fn groups(groups: &ForFile, language: Language) -> String {
    match groups {
        ForFile::Values(values) => key_values(values),
        ForFile::Words(words) if language == Language::Nl => match words.split_once(' ') {
            Some(("every", key)) => format!("elke {key}"),
            Some(("some", key)) => format!("een {key}"),
            _ => words.clone(),
        },
        ForFile::Words(words) => words.clone(),
    }
}

/// An anchor, and whether it stands on a line of its own.
pub fn anchor(at: &str, text: &str, own_line: bool) -> String {
    let marks: &[&str] = if own_line { &[] } else { &[";"] };
    format!("{} = {}", part(at, &["=", ";"]), part(text, marks))
}

/// How a node aggregates: its name, and what belongs to it, as in `power; p = 2`, `owa; 0.5; 0.3;
/// 0.2` or `choquet; cost & noise = 0.2`.
pub fn aggregate(aggregate: &AggregateFile, language: Language) -> String {
    let table = match aggregate {
        AggregateFile::Name(name) => return name.clone(),
        AggregateFile::Table(table) => table,
    };
    let AggregateTable { name, p, floor, order_weights, alpha, interactions } = table;
    let mut out = vec![name.value.clone()];
    for (key, figure) in [("p", p), ("floor", floor), ("alpha", alpha)] {
        out.extend(figure.as_ref().map(|at| format!("{key} = {}", number(at.value, language))));
    }
    let weights = order_weights.iter().flat_map(|at| &at.value);
    out.extend(weights.map(|weight| number(*weight, language)));
    let lines = interactions.iter().flat_map(|at| &at.value);
    out.extend(lines.map(|line| part(&line.value, &[";"])));
    out.join("; ")
}

/// The rules of a node, each on a line: `price = high; comfort >= good; then = bad | acceptable`.
pub fn rules(rules: &RulesFile) -> String {
    let rows = match rules {
        RulesFile::Name(name) => return name.clone(),
        RulesFile::Rows(rows) => rows,
    };
    let marks = [";", ",", "=", "|", ":", "<", ">"];
    let cell = |(key, OneOrMany(levels)): &(At<String>, OneOrMany)| {
        let key = part(&key.value, &marks);
        // What is at least or at most a level needs no other mark.
        if let [one] = &levels[..]
            && let Some((end, level)) =
                one.value.split_at_checked(2).filter(|(end, _)| [">=", "<="].contains(end))
        {
            return format!("{key} {end} {}", part(level.trim(), &marks));
        }
        let levels: Vec<String> = levels.iter().map(|level| part(&level.value, &marks)).collect();
        format!("{key} = {}", levels.join(" | "))
    };
    let line =
        |row: &At<Named<OneOrMany>>| row.value.0.iter().map(cell).collect::<Vec<_>>().join("; ");
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Parameters of a weighting, as a cell has them: `z = 6.5; decimals = 1`.
pub fn parameters(parameters: &toml::Table) -> String {
    let one = |(name, value): (&String, &toml::Value)| format!("{name} = {value}");
    parameters.iter().map(one).collect::<Vec<_>>().join("; ")
}
