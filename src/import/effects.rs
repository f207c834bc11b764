//! The performance table of a problem file of mcda-elicitation-web, as cells.

use super::draft::{Draft, twice};
use super::tree::{Document, Node, Value};
use crate::error::{Finding, Findings, Said, both, shorten};
use crate::problem::number;
use hashbrown::HashMap;

/// What an entry says, in the notation of our tables.
enum Entry {
    /// A cell.
    Cell(String),
    /// Nothing is known.
    Unknown,
    /// A figure, and what else was said.
    Less(Option<String>, Said),
}

/// Read the table into cells, given the id of each criterion's data source.
pub(super) fn read(
    document: &Document,
    sources: &[Option<String>],
    draft: &mut Draft,
    findings: &mut Findings,
) {
    let Some(table) = document.root.get("performanceTable") else { return };
    // A table may be long: ids are looked up, not searched for.
    let criteria = places(draft.criteria.iter().map(|it| &it.id));
    let alternatives = places(draft.alternatives.iter().map(|it| &it.id));
    for entry in document.items(table, "performanceTable", findings) {
        let name = |key: &str| entry.get(key).and_then(Node::as_text);
        let Some(criterion) = name("criterion").and_then(|id| criteria.get(id).copied()) else {
            let known = draft.criteria.iter().map(|it| it.id.as_str());
            findings.push(stranger(document, entry, "criterion", known));
            continue;
        };
        if let (Some(given), Some(own)) = (name("dataSource"), &sources[criterion])
            && given != own
        {
            // Of another source than the one that is kept; several are refused elsewhere.
            let known = std::iter::once(own.as_str());
            findings.push(stranger(document, entry, "dataSource", known));
            continue;
        }
        let Some(performance) = entry.get("performance") else {
            let message = both("`performance` is missing here", "`performance` ontbreekt hier");
            findings.push(Finding::error(document.place(entry), message));
            continue;
        };
        if entry.get("alternative").is_none() {
            relative(document, entry, (criterion, performance), &alternatives, draft, findings);
            continue;
        }
        let Some(alternative) = name("alternative").and_then(|id| alternatives.get(id).copied())
        else {
            let known = draft.alternatives.iter().map(|it| it.id.as_str());
            findings.push(stranger(document, entry, "alternative", known));
            continue;
        };
        let at = (alternative, criterion);
        if draft.cells.contains_key(&at) {
            findings.push(figure_twice(document, entry, at, draft));
            continue;
        }
        let (found, also) = both_readings(document, performance, findings);
        let id = |draft: &Draft| {
            (draft.alternatives[alternative].id.clone(), draft.criteria[criterion].id.clone())
        };
        let (cell, less) = match found {
            Entry::Cell(cell) => (cell, None),
            Entry::Unknown => (String::new(), None),
            Entry::Less(cell, less) => (cell.unwrap_or_default(), Some(less)),
        };
        draft.cells.insert(at, cell);
        for less in less.into_iter().chain(also) {
            let (alternative, criterion) = id(draft);
            draft.lost.push(both(
                format!("`{criterion}` of `{alternative}`: {less}"),
                format!("`{criterion:#}` van `{alternative:#}`: {less:#}"),
            ));
        }
    }
}

/// The place of each id; of one that stands there twice, the first.
fn places<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<String, usize> {
    let mut out = HashMap::new();
    for (at, id) in ids.enumerate() {
        out.entry(id.clone()).or_insert(at);
    }
    out
}

/// What is said of a second figure of an alternative on a criterion.
fn figure_twice(
    document: &Document,
    entry: &Node,
    (alternative, criterion): (usize, usize),
    draft: &Draft,
) -> Finding {
    let id = format!("{}/{}", draft.alternatives[alternative].id, draft.criteria[criterion].id);
    twice(both("the figure", "het cijfer"), &id, document.place(entry))
}

fn stranger<'a>(
    document: &Document,
    entry: &Node,
    key: &str,
    known: impl Iterator<Item = &'a str>,
) -> Finding {
    let node = entry.get(key);
    let given = node.and_then(Node::as_text).unwrap_or_default();
    let shown = shorten(given, 80);
    let message = both(
        format!("`{key}` is `{shown}`, which is not in this file"),
        format!("`{key:#}` is `{shown:#}`, en dat staat niet in dit bestand"),
    );
    Finding::error(document.place(node.unwrap_or(entry)), message).suggest(given, known)
}

/// What a performance says. Newer files have an effect and a distribution: the distribution is the
/// cell, for it says how sure the figure is; an effect that is not its nominal is told beside it.
fn both_readings(
    document: &Document,
    performance: &Node,
    findings: &mut Findings,
) -> (Entry, Option<Said>) {
    let (effect, distribution) = (performance.get("effect"), performance.get("distribution"));
    match (effect, distribution) {
        (None, None) => (one(document, performance, findings), None),
        (Some(only), None) | (None, Some(only)) => (one(document, only, findings), None),
        (Some(effect), Some(distribution)) => {
            let spread = one(document, distribution, findings);
            let figure = one(document, effect, findings);
            match (spread, figure) {
                (Entry::Unknown | Entry::Less(None, _), figure) => (figure, None),
                (spread, Entry::Unknown | Entry::Less(None, _)) => (spread, None),
                (Entry::Cell(cell), Entry::Cell(figure) | Entry::Less(Some(figure), _))
                    if cell == figure =>
                {
                    (Entry::Cell(cell), None)
                }
                (spread, Entry::Cell(figure) | Entry::Less(Some(figure), _)) => {
                    let told = both(
                        format!("its effect {figure}; its distribution is taken"),
                        format!("het effect {figure:#}; de verdeling is genomen"),
                    );
                    (spread, Some(told))
                }
            }
        }
    }
}

/// One effect or distribution.
fn one(document: &Document, node: &Node, findings: &mut Findings) -> Entry {
    let parameters = node.get("parameters");
    let mut numbers = |names: &[&str]| -> Option<Vec<f64>> {
        let own: Vec<Option<f64>> = names
            .iter()
            .map(|name| match parameters.and_then(|it| it.get(name)) {
                Some(node) => document.number(node, name, findings),
                None => {
                    let message = both(
                        format!("`{name}` is missing here"),
                        format!("`{name:#}` ontbreekt hier"),
                    );
                    findings
                        .push(Finding::error(document.place(parameters.unwrap_or(node)), message));
                    None
                }
            })
            .collect();
        own.into_iter().collect()
    };
    let kind = node.get("type").and_then(Node::as_text).unwrap_or_default();
    match kind {
        "empty" => {
            match node.get("value").and_then(Node::as_text).filter(|text| !text.is_empty()) {
                Some(text) => Entry::Less(None, Said::from(format!("\"{}\"", shorten(text, 60)))),
                None => Entry::Unknown,
            }
        }
        "exact" => match node.get("value") {
            Some(value) => match document.number(value, "value", findings) {
                Some(x) => exact(node, x),
                None => Entry::Unknown,
            },
            None => {
                let message = both("`value` is missing here", "`value` ontbreekt hier");
                findings.push(Finding::error(document.place(node), message));
                Entry::Unknown
            }
        },
        "dnorm" => match numbers(&["mu", "sigma"]).as_deref() {
            Some([mu, sigma]) if *sigma == 0.0 => Entry::Cell(number(*mu)),
            Some([mu, sigma]) => {
                Entry::Cell(format!("normal({}; {})", number(*mu), number(*sigma)))
            }
            _ => Entry::Unknown,
        },
        "dbeta" => match numbers(&["alpha", "beta"]).as_deref() {
            Some([a, b]) => Entry::Cell(format!("beta({}; {})", number(*a), number(*b))),
            _ => Entry::Unknown,
        },
        "range" => match numbers(&["lowerBound", "upperBound"]).as_deref() {
            Some([low, high]) => {
                Entry::Cell(format!("uniform({}; {})", number(*low), number(*high)))
            }
            _ => Entry::Unknown,
        },
        "dgamma" => match numbers(&["alpha", "beta"]).as_deref() {
            Some([a, b]) if *b > 0.0 => Entry::Less(
                Some(number(a / b)),
                both(
                    "a gamma distribution; its mean is taken, as one figure",
                    "een gammaverdeling; het gemiddelde is genomen, als één cijfer",
                ),
            ),
            Some([_, _]) => {
                let wanted = both("a number above 0", "een getal boven 0");
                let beta = parameters.and_then(|it| it.get("beta")).unwrap_or(node);
                findings.push(document.wrong(beta, "beta", &wanted));
                Entry::Unknown
            }
            _ => Entry::Unknown,
        },
        "dt" => match numbers(&["mu", "stdErr", "dof"]).as_deref() {
            Some([mu, ..]) => Entry::Less(
                Some(number(*mu)),
                both(
                    "a Student's t distribution; its centre is taken, as one figure",
                    "een t-verdeling; het midden is genomen, als één cijfer",
                ),
            ),
            _ => Entry::Unknown,
        },
        "dsurv" => Entry::Less(
            None,
            both(
                "a survival distribution; it counts as unknown",
                "een overlevingsverdeling; ze geldt als onbekend",
            ),
        ),
        other => {
            let shown = shorten(other, 40);
            let message = both(
                format!("`{shown}` is no kind of effect or distribution"),
                format!("`{shown:#}` is geen soort effect of verdeling"),
            );
            let known = ["empty", "exact", "dnorm", "dbeta", "range", "dgamma", "dt", "dsurv"];
            findings.push(
                Finding::error(document.place(node.get("type").unwrap_or(node)), message)
                    .suggest(other, known),
            );
            Entry::Unknown
        }
    }
}

/// An exact figure with what it was made of: a range of which it is the middle, or an interval of
/// confidence around it.
fn exact(node: &Node, x: f64) -> Entry {
    let bound = |name: &str| match node.get("input").and_then(|it| it.get(name)).map(|it| &it.value)
    {
        Some(Value::Number(bound)) => Some(*bound),
        _ => None,
    };
    let (Some(low), Some(high)) = (bound("lowerBound"), bound("upperBound")) else {
        return Entry::Cell(number(x));
    };
    let shown = format!("{} .. {}", number(low), number(high));
    if bound("value").is_some() {
        return Entry::Less(
            Some(number(x)),
            both(
                format!("its interval of confidence {shown}"),
                format!("het betrouwbaarheidsinterval {shown:#}"),
            ),
        );
    }
    // The ends are as typed: of percentages, a hundred times the figure.
    for divisor in [1.0, 100.0] {
        let (low, high) = (low / divisor, high / divisor);
        if approx::relative_eq!(
            low + (high - low) / 2.0,
            x,
            max_relative = crate::tolerance::SAME_FIGURE
        ) {
            return Entry::Cell(format!("{}..{}", number(low), number(high)));
        }
    }
    Entry::Less(
        Some(number(x)),
        both(
            format!("its range {shown}, of which it is not the middle"),
            format!("het bereik {shown:#}, waarvan het niet het midden is"),
        ),
    )
}

/// An entry for all alternatives at once: a baseline, and each relative to it. Where both are normal
/// and add up, each alternative is normal too; that they move together is lost.
fn relative(
    document: &Document,
    entry: &Node,
    (criterion, performance): (usize, &Node),
    alternatives: &HashMap<String, usize>,
    draft: &mut Draft,
    findings: &mut Findings,
) {
    let distribution = performance.get("distribution").unwrap_or(performance);
    let kind = distribution.get("type").and_then(Node::as_text).unwrap_or_default();
    let id = draft.criteria[criterion].id.clone();
    let parameters = distribution.get("parameters");
    let baseline = parameters.and_then(|it| it.get("baseline"));
    let relative = parameters.and_then(|it| it.get("relative"));
    let is_sum = matches!(kind, "relative-normal" | "relative-identity-normal")
        && baseline.and_then(|it| it.get("type")).and_then(Node::as_text) == Some("dnorm");
    let cells = match (is_sum, baseline, relative) {
        (true, Some(baseline), Some(relative)) => {
            sums(document, baseline, relative, alternatives, findings)
        }
        _ => None,
    };
    let Some(cells) = cells else {
        let shown = shorten(kind, 40);
        draft.lost.push(both(
            format!("`{id}`: `{shown}`, figures relative to a baseline; they count as unknown"),
            format!("`{id:#}`: `{shown:#}`, cijfers tegenover een basis; ze gelden als onbekend"),
        ));
        return;
    };
    for (alternative, cell) in cells {
        let at = (alternative, criterion);
        // An entry of this alternative alone may have said something else.
        if draft.cells.contains_key(&at) {
            findings.push(figure_twice(document, entry, at, draft));
            continue;
        }
        draft.cells.insert(at, cell);
    }
    draft.lost.push(both(
        format!("`{id}`: that the figures of alternatives move together, relative to one baseline"),
        format!("`{id:#}`: dat de cijfers van alternatieven samen bewegen, tegenover één basis"),
    ));
}

/// The normal distribution of each alternative: baseline and difference added up.
fn sums(
    document: &Document,
    baseline: &Node,
    relative: &Node,
    alternatives: &HashMap<String, usize>,
    findings: &mut Findings,
) -> Option<Vec<(usize, String)>> {
    let mean = document.number(baseline.get("mu")?, "mu", findings)?;
    let sd = document.number(baseline.get("sigma")?, "sigma", findings)?;
    let (mu, cov) = (relative.get("mu")?, relative.get("cov")?);
    let rows = document.items(cov.get("rownames")?, "rownames", findings);
    let data = document.items(cov.get("data")?, "data", findings);
    let mut out = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let id = row.as_text()?;
        let alternative = *alternatives.get(id)?;
        let shift = document.number(mu.get(id)?, "mu", findings)?;
        let line = document.items(data.get(at)?, "data", findings);
        let variance = document.number(line.get(at)?, "data", findings)?;
        let spread = (sd * sd + variance).sqrt();
        out.push((alternative, format!("normal({}; {})", number(mean + shift), number(spread))));
    }
    Some(out)
}
