//! The criteria that a criteria file lists, and whether they can be given weights.

use super::refused;
use crate::case::file::parse::parse;
use crate::error::{Error, Finding, Findings, Place, Result, Said, Source, both, shorten};
use hashbrown::HashMap;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A criterion as the file has it, with stretches of its text.
pub struct Listed {
    pub id: String,
    pub parent: Option<String>,
    /// The value of `id`.
    pub id_span: Range<usize>,
    /// The value of `weight`, where there is one.
    pub weight_span: Option<Range<usize>>,
    /// The values behind which a weight may be added: those that stand in the table itself, not in
    /// one below it.
    pub short_spans: Vec<Range<usize>>,
    /// Whether it is written between braces.
    pub is_inline: bool,
}

/// Of more siblings only the first are named.
const MOST_NAMED: usize = 3;

/// The criteria to be given these weights, in the order of the weights.
///
/// # Errors
/// [`Error::Findings`] where the file is wrong in its form or the weights do not fit it;
/// [`Error::Argument`] for weights that are all 0.
pub fn listed(source: &Arc<Source>, weights: &[(String, f64)]) -> Result<Vec<Listed>> {
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    let root = root.into_inner();
    let all = if errors.is_empty() { criteria(&root, &source.text) } else { Vec::new() };
    // Said before all else that is wrong: it is what the user has to choose between.
    refuse_derived(&root, &all, source, weights)?;
    let mut findings = Findings::default();
    let parsed = parse(source, &mut findings);
    if parsed.is_none() || findings.has_errors() {
        return Err(Error::Findings(findings));
    }
    let chosen = chosen(&all, source, weights)?;
    refuse_halves(&all, &chosen, source)?;
    refuse_zeros(&all, &chosen, weights)?;
    let mut all: Vec<Option<Listed>> = all.into_iter().map(Some).collect();
    Ok(chosen.into_iter().filter_map(|at| all[at].take()).collect())
}

fn place(source: &Arc<Source>, span: &Range<usize>) -> Place {
    Place::Text { source: source.clone(), span: span.clone() }
}

/// The criteria of that parent, in words.
fn under(parent: Option<&str>) -> Said {
    match parent {
        Some(parent) => both(
            format!("under `{}`", shorten(parent, 60)),
            format!("onder `{:#}`", shorten(parent, 60)),
        ),
        None => both("at the top", "bovenaan"),
    }
}

/// Weights that are derived cannot be written too. Those of an actor are no weights of the case.
fn refuse_derived(
    root: &DeTable,
    all: &[Listed],
    source: &Arc<Source>,
    weights: &[(String, f64)],
) -> Result<()> {
    let given: BTreeSet<&str> = weights.iter().map(|(id, _)| id.as_str()).collect();
    let of_case = |it: &&Spanned<DeValue>| text(it.get_ref(), "actor").is_none();
    for weighting in tables(root, "weighting").filter(of_case) {
        let of = text(weighting.get_ref(), "of");
        if all.iter().any(|it| it.parent == of && given.contains(it.id.as_str())) {
            let siblings = under(of.as_deref());
            let message = both(
                format!("[[weighting]] derives the weights of the criteria {siblings} already"),
                format!("[[weighting]] leidt de gewichten van de criteria {siblings:#} al af"),
            );
            let help = both(
                "remove this table to write weights in its place, or keep it and write none",
                "verwijder die tabel om er gewichten voor in de plaats te schrijven, of behoud ze en schrijf er geen",
            );
            return Err(refused(
                Finding::error(place(source, &weighting.span()), message).help(help),
            ));
        }
    }
    Ok(())
}

/// The criterion of each weight, as an index into all of them.
fn chosen(all: &[Listed], source: &Arc<Source>, weights: &[(String, f64)]) -> Result<Vec<usize>> {
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, criterion) in all.iter().enumerate() {
        by_id.entry(&criterion.id).or_default().push(at);
    }
    let (mut chosen, mut findings) = (Vec::new(), Findings::default());
    for (id, _) in weights {
        match by_id.get(&**id).map_or(&[][..], Vec::as_slice) {
            [] => {
                let message = both(
                    format!("no criterion has the id `{}`", shorten(id, 60)),
                    format!("geen criterium heeft de id `{:#}`", shorten(id, 60)),
                );
                let finding = Finding::error(Place::File(source.name.clone()), message);
                findings.push(finding.suggest(id, all.iter().map(|it| it.id.as_str())));
            }
            [one] => chosen.push(*one),
            [_, again, ..] => {
                let message = both(
                    format!("the criterion `{}` is there twice", shorten(id, 60)),
                    format!("het criterium `{:#}` staat er twee keer", shorten(id, 60)),
                );
                let finding = Finding::error(place(source, &all[*again].id_span), message);
                findings.push(finding.help(both(
                    "give each criterion an id of its own",
                    "geef elk criterium een eigen id",
                )));
            }
        }
    }
    findings.into_warnings().map(|_| chosen)
}

/// Criteria with the same parent count against each other: a new weight beside an old one, or
/// beside none, says nothing.
fn refuse_halves(all: &[Listed], chosen: &[usize], source: &Arc<Source>) -> Result<()> {
    let mut by_parent: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
    for (at, criterion) in all.iter().enumerate() {
        by_parent.entry(criterion.parent.as_deref()).or_default().push(at);
    }
    let is_chosen: BTreeSet<usize> = chosen.iter().copied().collect();
    let mut findings = Findings::default();
    // Each group of siblings is looked at once.
    for at in chosen {
        let of = by_parent.remove(&all[*at].parent.as_deref()).unwrap_or_default();
        let without: Vec<&Listed> =
            of.into_iter().filter(|at| !is_chosen.contains(at)).map(|at| &all[at]).collect();
        let Some(first) = without.first() else { continue };
        let mut named: Vec<Said> = without
            .iter()
            .take(MOST_NAMED)
            .map(|criterion| format!("`{}`", shorten(&criterion.id, 60)).into())
            .collect();
        if without.len() > named.len() {
            named.push(both(
                format!("{} more", without.len() - named.len()),
                format!("nog {:#}", without.len() - named.len()),
            ));
        }
        let message = both(
            format!(
                "other criteria {} are given a weight, and this one is not (missing: {})",
                under(first.parent.as_deref()),
                Said::list(&named)
            ),
            format!(
                "andere criteria {:#} krijgen een gewicht, en dit niet (ontbreekt: {:#})",
                under(first.parent.as_deref()),
                Said::list(&named)
            ),
        );
        findings
            .push(Finding::error(place(source, &first.id_span), message).help(
                both("give each of them one: weights count against those of the same parent only", "geef elk ervan een gewicht: gewichten tellen alleen in verhouding tot die onder dezelfde `parent`"),
            ));
    }
    findings.into_warnings().map(|_| ())
}

fn refuse_zeros(all: &[Listed], chosen: &[usize], weights: &[(String, f64)]) -> Result<()> {
    let mut is_above_0: HashMap<Option<&str>, bool> = HashMap::new();
    for (at, (_, weight)) in chosen.iter().zip(weights) {
        *is_above_0.entry(all[*at].parent.as_deref()).or_default() |= *weight > 0.0;
    }
    match chosen.iter().find(|at| !is_above_0[&all[**at].parent.as_deref()]) {
        None => Ok(()),
        Some(at) => {
            let message = both(
                format!("all weights {} are 0", under(all[*at].parent.as_deref())),
                format!("alle gewichten {:#} zijn 0", under(all[*at].parent.as_deref())),
            );
            Err(Error::argument_as_a_whole("weights", message))
        }
    }
}

/// The tables of an array, in whichever form it is written.
fn tables<'a, 'i>(
    root: &'a DeTable<'i>,
    name: &str,
) -> impl Iterator<Item = &'a Spanned<DeValue<'i>>> {
    let array = match root.get(name).map(Spanned::get_ref) {
        Some(DeValue::Array(items)) => Some(items),
        _ => None,
    };
    let items = array.into_iter().flat_map(|items| items.iter());
    items.filter(|item| matches!(item.get_ref(), DeValue::Table(_)))
}

fn text(table: &DeValue, key: &str) -> Option<String> {
    match table.get(key)?.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}

/// The keys behind which a weight reads well.
const SHORT: [&str; 4] = ["id", "label", "parent", "direction"];

fn criteria(root: &DeTable, whole: &str) -> Vec<Listed> {
    let one = |item: &Spanned<DeValue>| {
        let table = item.get_ref();
        let span = |key: &str| table.get(key).map(Spanned::span);
        // A table that starts elsewhere than with a brace has a header, or keys with a dot.
        let is_direct = |value: &&Spanned<DeValue>| {
            !matches!(value.get_ref(), DeValue::Table(_))
                || whole[value.span().start..].starts_with('{')
        };
        let short = SHORT.iter().filter_map(|key| table.get(*key)).filter(is_direct);
        Some(Listed {
            id: text(table, "id")?,
            parent: text(table, "parent"),
            id_span: span("id")?,
            weight_span: span("weight"),
            short_spans: short.map(Spanned::span).collect(),
            is_inline: whole[item.span().start..].starts_with('{'),
        })
    };
    tables(root, "criteria").filter_map(one).collect()
}
