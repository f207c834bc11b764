//! The notations of a cell that name keys, alternatives and figures, as TOML has them. Each gives
//! what is wrong and a remedy where a cell has another form.

use super::names::Names;
use crate::case::made_text::{quoted, quoted_list, toml_number};
use crate::case::workbook::notation;
use crate::case::workbook::words::simple;
use crate::error::{Said, both, shorten};

/// A form of TOML, or what is wrong and a remedy.
pub type Noted = Result<String, (Said, Said)>;

fn wrong<T>(text: &str, what: Said, help: Said) -> Result<T, (Said, Said)> {
    Err((
        both(
            format!("`{}` is {what}", shorten(text, 80)),
            format!("`{:#}` is {what:#}", shorten(text, 80)),
        ),
        help.to_owned(),
    ))
}

/// `scenario = S4; cluster = VIL, MEDVIA`: a value or a list of them for each key. With one key its
/// values are enough.
pub fn key_values(text: &str, names: &Names) -> Noted {
    key_value_pairs(text, names).map(|entries| table(&entries))
}

/// The keys, each with its values as TOML has them.
fn key_value_pairs(text: &str, names: &Names) -> Result<Vec<(String, String)>, (Said, Said)> {
    let help = both(
        "write key = value, with ; between keys and , between values: scenario = S4; cluster = VIL, MEDVIA",
        "schrijf sleutel = waarde, met ; tussen sleutels en , tussen waarden: scenario = S4; cluster = VIL, MEDVIA",
    );
    let mut out: Vec<(String, String)> = Vec::new();
    for part in notation::parts(text, &[';', '\n']) {
        let (key, values) = match (notation::pair(part, "="), names.keys.all()) {
            (Some((key, values)), _) => (names.key(&notation::bare(key)), values),
            (None, [only]) => (only.id.clone(), part),
            (None, _) => {
                return wrong(part, both("no value of a key", "geen waarde van een sleutel"), help);
            }
        };
        let values: Vec<String> =
            notation::parts(values, &[',']).into_iter().map(notation::bare).collect();
        let value = match &values[..] {
            [] => {
                return wrong(part, both("no value of a key", "geen waarde van een sleutel"), help);
            }
            [one] => quoted(one),
            many => quoted_list(many.iter().map(String::as_str)),
        };
        if out.iter().any(|(known, _)| *known == key) {
            return Err((
                both(
                    format!("the key `{}` is there twice", shorten(&key, 60)),
                    format!("de sleutel `{:#}` staat er twee keer", shorten(&key, 60)),
                ),
                both(
                    "write its values in one list, with , between them",
                    "schrijf de waarden in één lijst, met , ertussen",
                ),
            ));
        }
        out.push((key, value));
    }
    Ok(out)
}

/// Which alternatives a limit or rule speaks of: values of keys, `attribute NAME = a, b`, or both with
/// `;` between them. `all` names all; `attribute NAME` alone splits what is counted.
pub fn selector(text: &str, names: &Names) -> Noted {
    let help = both(
        "write key = value, attribute NAME = value, or both with ; between them: scenario = S3, S4; attribute kind = new",
        "schrijf sleutel = waarde, attribute NAAM = waarde, of beide met ; ertussen: scenario = S3, S4; attribute soort = nieuw",
    );
    if ["all", "alle", "{}"].contains(&simple(text).as_str()) {
        return Ok("{}".to_owned());
    }
    let (mut keys, mut attribute) = (Vec::new(), None);
    for part in notation::parts(text, &[';', '\n']) {
        let (word, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        let is_attribute = ["attribute", "kenmerk"].contains(&simple(word).as_str());
        if !is_attribute || rest.trim_start().starts_with('=') || rest.is_empty() {
            keys.push(part);
            continue;
        }
        if attribute.is_some() {
            return wrong(
                part,
                both("a second attribute", "een tweede kenmerk"),
                both(
                    "name one attribute, and make a limit or rule of the other",
                    "noem één kenmerk, en maak van het andere een eigen limiet of regel",
                ),
            );
        }
        let Some((name, values)) = notation::pair(rest, "=") else {
            attribute = Some(vec![("attribute".to_owned(), quoted(&notation::bare(rest)))]);
            continue;
        };
        let values: Result<Vec<String>, _> =
            notation::parts(values, &[',']).into_iter().map(|one| figure(one, &[])).collect();
        let is = match &values?[..] {
            [] => {
                return wrong(
                    part,
                    both("no value of an attribute", "geen waarde van een kenmerk"),
                    help,
                );
            }
            [one] => one.clone(),
            many => format!("[{}]", many.join(", ")),
        };
        let name = quoted(&notation::bare(name));
        attribute = Some(vec![("attribute".to_owned(), name), ("is".to_owned(), is)]);
    }
    let keys = match keys[..] {
        [] if attribute.is_none() => {
            return wrong(
                text,
                both("no choice of alternatives", "geen keuze van alternatieven"),
                help,
            );
        }
        _ => key_value_pairs(&keys.join(";"), names)?,
    };
    Ok(table(&[keys, attribute.unwrap_or_default()].concat()))
}

/// Selectors with `|` between them.
pub fn selectors(text: &str, names: &Names) -> Noted {
    let all: Result<Vec<String>, _> =
        notation::parts(text, &['|']).into_iter().map(|one| selector(one, names)).collect();
    Ok(format!("[{}]", all?.join(", ")))
}

/// A bound of a limit: a number, or `?` where nobody gave it.
pub fn bound(text: &str) -> Noted {
    match text.trim() {
        "?" => Ok(quoted("?")),
        text => notation::figure(text).map(toml_number),
    }
}

/// What it is worth to choose none: a number, or an alternative.
pub fn none(text: &str, names: &Names) -> Noted {
    match notation::figure(text) {
        Ok(value) => Ok(format!("{{ value = {} }}", toml_number(value))),
        Err(wrong) if notation::has_two_readings(text) => Err(wrong),
        Err(_) => key_values(text, names),
    }
}

fn table(entries: &[(String, String)]) -> String {
    let entries: Vec<String> =
        entries.iter().map(|(key, value)| format!("{} = {value}", quoted(key))).collect();
    format!("{{ {} }}", entries.join(", "))
}

/// A figure that something is compared with: a level where there are levels, a number where it is
/// one, else a text. In quotation marks it is a text.
pub fn figure(text: &str, levels: &[String]) -> Noted {
    let bare = notation::bare(text);
    if notation::is_quoted(text) || levels.contains(&bare) || levels.len() > 1 {
        return Ok(quoted(&bare));
    }
    match notation::figure(text) {
        Ok(number) => Ok(toml_number(number)),
        Err(wrong) if notation::has_two_readings(text) => Err(wrong),
        Err(_) => Ok(quoted(&bare)),
    }
}

const RELATIONS: [&str; 13] = [
    ">=",
    "<=",
    "≥",
    "≤",
    ">",
    "<",
    "=",
    " one of ",
    " one_of ",
    " een van ",
    " één van ",
    " One of ",
    " Een van ",
];

/// What a requirement asks: `fact NAME`, `attribute NAME >= 6`, `criterion NAME one of a, b`.
pub fn needs(text: &str, names: &Names) -> Noted {
    let help = both(
        "write fact NAME, criterion NAME <= 30, attribute NAME >= 5, attribute NAME = lead, or attribute NAME one of lead, partner",
        "schrijf fact NAAM, criterion NAAM <= 30, attribute NAAM >= 5, attribute NAAM = lead, of attribute NAAM one of lead, partner",
    );
    let text = text.trim();
    let Some((kind, rest)) = text.split_once(char::is_whitespace) else {
        return wrong(
            text,
            both("nothing that can be asked", "niets dat gevraagd kan worden"),
            help,
        );
    };
    let kind = match simple(kind).as_str() {
        "fact" | "feit" => {
            return Ok(format!("{{ fact = {} }}", quoted(&notation::bare(rest))));
        }
        "attribute" | "kenmerk" => "attribute",
        "criterion" | "criterium" => "criterion",
        _ => {
            return wrong(
                text,
                both("nothing that can be asked", "niets dat gevraagd kan worden"),
                help,
            );
        }
    };
    let Some((name, relation, limit)) = notation::around(rest, &RELATIONS)
        .filter(|(name, _, limit)| !name.is_empty() && !limit.is_empty())
    else {
        return wrong(text, both("no comparison", "geen vergelijking"), help);
    };
    let name = notation::bare(name);
    let (name, levels) = match kind {
        "criterion" => (names.criterion(&name), names.levels(&name)),
        _ => (name, &[][..]),
    };
    let (test, limit) = match relation {
        ">=" | "≥" => ("at_least", figure(limit, levels)?),
        "<=" | "≤" => ("at_most", figure(limit, levels)?),
        "=" => ("equals", figure(limit, levels)?),
        ">" | "<" => {
            return wrong(
                text,
                both(
                    "a comparison that leaves out its limit",
                    "een vergelijking die de grens zelf uitsluit",
                ),
                both("write >= or <=", "schrijf >= of <="),
            );
        }
        _ => {
            let some: Result<Vec<String>, _> =
                notation::list(limit).into_iter().map(|one| figure(one, levels)).collect();
            ("one_of", format!("[{}]", some?.join(", ")))
        }
    };
    Ok(format!("{{ {kind} = {}, {test} = {limit} }}", quoted(&name)))
}

/// How a node aggregates: `geometric`, `power; p = 2`, `owa; 0.5; 0.3; 0.2` or `choquet; cost & noise
/// = 0.2`.
pub fn aggregate(text: &str) -> Noted {
    let help = both(
        "write a name, and what belongs to it with ; in between, as in power; p = 2 or owa; 0.5; 0.3; 0.2",
        "schrijf een naam, en wat erbij hoort met ; ertussen, zoals in power; p = 2 of owa; 0,5; 0,3; 0,2",
    );
    let mut parts = notation::parts(text, &[';', '\n']).into_iter();
    let Some(name) = parts.next() else {
        return wrong(text, both("no aggregate", "geen aggregatie"), help);
    };
    let mut out = vec![format!("name = {}", quoted(&notation::bare(name)))];
    let (mut weights, mut interactions) = (Vec::new(), Vec::new());
    for part in parts {
        if part.contains('&') {
            interactions.push(quoted(&notation::bare(part)));
            continue;
        }
        match notation::pair(part, "=") {
            Some((key, value)) => {
                out.push(format!(
                    "{} = {}",
                    quoted(&notation::bare(key)),
                    toml_number(notation::figure(value)?)
                ));
            }
            None => weights.push(toml_number(notation::figure(part)?)),
        }
    }
    if !weights.is_empty() {
        out.push(format!("order_weights = [{}]", weights.join(", ")));
    }
    if !interactions.is_empty() {
        out.push(format!("interactions = [{}]", interactions.join(", ")));
    }
    match &out[..] {
        [_] => Ok(quoted(&notation::bare(name))),
        _ => Ok(format!("{{ {} }}", out.join(", "))),
    }
}

/// The rules of a node: `from-weights`, or a rule on each line, as in `price = high; comfort >= good;
/// then = bad | acceptable`.
pub fn rules(text: &str, names: &Names) -> Noted {
    let help = both(
        "write each rule on a line, with ; between its parts: price = high; comfort >= good; then = bad",
        "schrijf elke regel op een lijn, met ; tussen de delen: prijs = hoog; comfort >= goed; then = slecht",
    );
    if notation::around(text, &["="]).is_none() {
        return Ok(quoted(&notation::bare(text)));
    }
    let mut rows = Vec::new();
    for line in notation::parts(text, &['\n', '\r']) {
        let mut cells: Vec<(String, String)> = Vec::new();
        for part in notation::parts(line, &[';']) {
            let Some((key, mark, levels)) = notation::around(part, &[">=", "<=", "="]) else {
                return wrong(part, both("no part of a rule", "geen deel van een regel"), help);
            };
            let key = match notation::bare(key) {
                then if then == "then" => then,
                name => names.criterion(&name),
            };
            if cells.iter().any(|(known, _)| *known == key) {
                return wrong(
                    line,
                    both(
                        "a rule that names a criterion twice",
                        "een regel die een criterium twee keer noemt",
                    ),
                    help,
                );
            }
            let levels: Vec<String> =
                notation::parts(levels, &['|']).into_iter().map(notation::bare).collect();
            let value = match (&levels[..], mark) {
                ([], _) => {
                    return wrong(part, both("no part of a rule", "geen deel van een regel"), help);
                }
                ([level], ">=" | "<=") => quoted(&format!("{mark} {level}")),
                ([level], _) => quoted(level),
                (many, ">=" | "<=") => {
                    let first = format!("{mark} {}", many[0]);
                    let rest = many[1..].iter().map(String::as_str);
                    quoted_list(std::iter::once(first.as_str()).chain(rest))
                }
                (many, _) => quoted_list(many.iter().map(String::as_str)),
            };
            cells.push((key, value));
        }
        let cells: Vec<String> =
            cells.iter().map(|(key, value)| format!("{} = {value}", quoted(key))).collect();
        rows.push(format!("{{ {} }}", cells.join(", ")));
    }
    Ok(format!("[{}]", rows.join(", ")))
}

/// `z = 6.5; decimals = 1`: a figure stays one, anything else is a word.
pub fn parameters(text: &str) -> Noted {
    let mut out: Vec<String> = Vec::new();
    for part in notation::parts(text, &[';', '\n']) {
        let Some((name, value)) = notation::pair(part, "=") else {
            let help = both(
                "write name = value with ; between them, as in z = 6.5; decimals = 1",
                "schrijf naam = waarde met ; ertussen, zoals in z = 6.5; decimals = 1",
            );
            return wrong(part, both("no parameter", "geen parameter"), help);
        };
        let bare = notation::bare(value);
        let value = match notation::figure(value) {
            Ok(figure) if !notation::is_quoted(value) => toml_number(figure),
            _ => quoted(&bare),
        };
        out.push(format!("{} = {value}", quoted(&notation::bare(name))));
    }
    Ok(format!("{{ {} }}", out.join(", ")))
}

/// `0:0; 200:-1`, or `lead:1; partner:0` for an attribute in words.
pub fn shift(text: &str) -> Noted {
    let help = both(
        "write figure:shift with ; between them, as in 0:0; 200:-1, or word:shift, as in lead:1; partner:0",
        "schrijf cijfer:verschuiving met ; ertussen, zoals in 0:0; 200:-1, of woord:verschuiving, zoals in lead:1; partner:0",
    );
    let mut pairs = Vec::new();
    for part in notation::parts(text, &[';', '\n']) {
        let Some((at, shift)) = notation::pair(part, ":") else {
            return wrong(part, both("no shift", "geen verschuiving"), help);
        };
        pairs.push((at, notation::figure(shift)?));
    }
    let numbers: Option<Vec<f64>> = pairs
        .iter()
        .map(|(at, _)| notation::figure(at).ok().filter(|_| !notation::is_quoted(at)))
        .collect();
    match numbers {
        _ if pairs.is_empty() => wrong(text, both("no shift", "geen verschuiving"), help),
        Some(numbers) => {
            let points: Vec<String> = numbers
                .into_iter()
                .zip(&pairs)
                .map(|(x, (_, y))| format!("[{}, {}]", toml_number(x), toml_number(*y)))
                .collect();
            Ok(format!("{{ points = [{}] }}", points.join(", ")))
        }
        None => {
            let mut values: Vec<(String, String)> = Vec::new();
            for (at, shift) in pairs {
                let at = notation::bare(at);
                if values.iter().any(|(known, _)| *known == at) {
                    return wrong(
                        &at,
                        both("there twice", "dubbel"),
                        both("keep one of them", "behoud een van beide"),
                    );
                }
                values.push((at, toml_number(shift)));
            }
            Ok(format!("{{ values = {} }}", table(&values)))
        }
    }
}

/// The lower limit of a category: `cost = 30; comfort = fair`, a figure or level for each criterion.
pub fn profile(text: &str, names: &Names) -> Noted {
    let help = both(
        "write criterion = figure with ; between them: cost = 30; comfort = fair",
        "schrijf criterium = cijfer met ; ertussen: kostprijs = 30; comfort = matig",
    );
    let mut out: Vec<(String, String)> = Vec::new();
    for part in notation::parts(text, &[';', '\n']) {
        let Some((name, value)) = notation::pair(part, "=") else {
            return wrong(part, both("no limit", "geen grens"), help);
        };
        let name = notation::bare(name);
        let id = names.criterion(&name);
        if out.iter().any(|(known, _)| *known == id) {
            return wrong(
                &name,
                both("there twice", "dubbel"),
                both("keep one of them", "behoud een van beide"),
            );
        }
        out.push((id, figure(value, names.levels(&name))?));
    }
    Ok(table(&out))
}

/// An alternative by a value for every key.
pub fn alternative(text: &str, names: &Names) -> Noted {
    key_values(text, names)
}

/// Alternatives with `|` between them.
pub fn alternatives(text: &str, names: &Names) -> Noted {
    let all: Result<Vec<String>, _> =
        notation::parts(text, &['|']).into_iter().map(|one| alternative(one, names)).collect();
    Ok(format!("[{}]", all?.join(", ")))
}

/// Points of score, or a difference between two other alternatives: `A > B`.
pub fn difference(text: &str, names: &Names) -> Noted {
    match notation::pair(text, ">") {
        Some((better, worse)) => {
            let (better, worse) = (alternative(better, names)?, alternative(worse, names)?);
            Ok(format!("{{ better = {better}, worse = {worse} }}"))
        }
        None => notation::figure(text).map(toml_number),
    }
}

/// The groups of a claim: `every cluster`, `some cluster`, or values of keys.
pub fn groups(text: &str, names: &Names) -> Noted {
    let text = text.trim();
    if notation::pair(text, "=").is_some() {
        return key_values(text, names);
    }
    let (word, key) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let word = match simple(word).as_str() {
        "every" | "elke" | "elk" => "every",
        "some" | "een" | "één" => "some",
        _ => {
            let help = both(
                "write every KEY, some KEY, or key = value",
                "schrijf every SLEUTEL, some SLEUTEL, of sleutel = waarde",
            );
            return wrong(text, both("no choice of groups", "geen keuze van groepen"), help);
        }
    };
    Ok(quoted(&format!("{word} {}", names.key(&notation::bare(key)))))
}

#[cfg(test)]
mod tests {
    use super::super::names::{Listed, Named};
    use super::*;

    fn names() -> Names {
        let named = |id: &str, levels: &[&str]| Named {
            id: id.into(),
            others: Vec::new(),
            levels: levels.iter().map(|level| (*level).to_owned()).collect(),
        };
        Names {
            keys: Listed::of(vec![named("scenario", &[]), named("cluster", &[])]),
            criteria: Listed::of(vec![named("cost", &[]), named("fit", &["0", "+"])]),
            ..Names::default()
        }
    }

    #[test]
    fn values_of_keys_become_a_table() {
        let read = |text| key_values(text, &names());
        assert_eq!(
            read("Scenario = S4; cluster = VIL, \"a, b\"").unwrap(),
            "{ \"scenario\" = \"S4\", \"cluster\" = [\"VIL\", \"a, b\"] }"
        );
        assert!(read("S4").is_err() && read("cluster = ").is_err());
        assert!(read("cluster = a; cluster = b").unwrap_err().0.contains("twice"));
        let one = Names { keys: Listed::of(names().keys.all()[..1].to_vec()), ..Names::default() };
        assert_eq!(key_values("S4", &one).unwrap(), "{ \"scenario\" = \"S4\" }");
    }

    #[test]
    fn what_a_requirement_asks_is_taken_apart() {
        let read = |text| needs(text, &names());
        assert_eq!(read("feit a-b").unwrap(), "{ fact = \"a-b\" }");
        assert_eq!(
            read("attribute years >= 0,5").unwrap(),
            "{ attribute = \"years\", at_least = 0.5 }"
        );
        assert_eq!(read("Criterium FIT ≤ 0").unwrap(), "{ criterion = \"fit\", at_most = \"0\" }");
        assert_eq!(
            read("kenmerk rol een van lead; \"5\"").unwrap(),
            "{ attribute = \"rol\", one_of = [\"lead\", \"5\"] }"
        );
        assert_eq!(
            read("attribute \"a = b\" = x").unwrap(),
            "{ attribute = \"a = b\", equals = \"x\" }"
        );
        for bad in ["", "fact", "cost <= 3", "attribute x", "attribute x > 3", "criterion cost >="]
        {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn shifts_are_points_or_words() {
        assert_eq!(shift("0:0; 3:1,5").unwrap(), "{ points = [[0, 0], [3, 1.5]] }");
        assert_eq!(shift("lead:1; b:0").unwrap(), "{ values = { \"lead\" = 1, \"b\" = 0 } }");
        assert_eq!(shift("\"1\":1").unwrap(), "{ values = { \"1\" = 1 } }");
        assert!(shift("").is_err() && shift("3").is_err() && shift("a:1; a:2").is_err());
    }

    #[test]
    fn selectors_name_keys_and_an_attribute() {
        let read = |text| selector(text, &names());
        assert_eq!(read("all").unwrap(), "{}");
        assert_eq!(read("Alle").unwrap(), "{}");
        assert_eq!(
            read("Scenario = S3, S4; kenmerk soort = new, 2").unwrap(),
            "{ \"scenario\" = [\"S3\", \"S4\"], \"attribute\" = \"soort\", \"is\" = [\"new\", 2] }"
        );
        assert_eq!(read("attribute \"a = b\"").unwrap(), "{ \"attribute\" = \"a = b\" }");
        assert_eq!(
            selectors("cluster = VIL | attribute kind = \"2\"", &names()).unwrap(),
            "[{ \"cluster\" = \"VIL\" }, { \"attribute\" = \"kind\", \"is\" = \"2\" }]"
        );
        for bad in ["", "S4", "attribute a = 1; attribute b = 2", "attribute a ="] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert_eq!((bound(" ? ").unwrap(), bound("2,5").unwrap()), ("\"?\"".into(), "2.5".into()));
        assert!(bound("much").is_err() && bound("1.200").is_err());
        assert_eq!(none("-0,5", &names()).unwrap(), "{ value = -0.5 }");
        assert_eq!(none("scenario = S0", &names()).unwrap(), "{ \"scenario\" = \"S0\" }");
        assert!(none("1.200", &names()).is_err());
    }

    #[test]
    fn groups_and_differences() {
        assert_eq!(groups("elke Cluster", &names()).unwrap(), "\"every cluster\"");
        assert_eq!(groups("cluster = VIL", &names()).unwrap(), "{ \"cluster\" = \"VIL\" }");
        assert!(groups("all", &names()).is_err());
        assert_eq!(difference("0.1", &names()).unwrap(), "0.1");
        assert!(difference("scenario = a > scenario = b", &names()).unwrap().contains("worse"));
    }
}
