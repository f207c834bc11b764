//! `afweging list`

use super::args::{ListArgs, What};
use super::failure::Failure;
use super::output::{self, print};
use afweging::case::{self, Case, Location, WhatIf};
use afweging::method::{Method, Parameter, Sheet};
use afweging::problem::Language;
use afweging::study::STUDIES;
use afweging::value::Normalization;
use afweging::weighting::{Evidence, Weighting, WeightingSheet, utastar};
use afweging::write::Grid;
use afweging::{Error, Result};
use clap::ValueEnum;

pub fn run(args: &ListArgs) -> std::result::Result<(), Failure> {
    let name = args.name.as_deref();
    let text = match args.what {
        None => lists(),
        Some(What::Cases) => cases(name)?,
        Some(What::Methods) => methods(name)?,
        Some(What::Normalizations) => normalizations(name)?,
        Some(What::Weightings) => weightings(name)?,
        Some(What::Studies) => studies(name)?,
    };
    print(&text)
}

/// What can be listed.
fn lists() -> String {
    let row = |what: &What| {
        let value = what.to_possible_value();
        let of = |text: Option<String>| text.unwrap_or_default();
        let name = of(value.as_ref().map(|value| value.get_name().to_owned()));
        vec![
            format!("afweging list {name}"),
            of(value.and_then(|value| Some(value.get_help()?.to_string()))),
        ]
    };
    let head = ["command", "lists"].map(|name| (name.to_owned(), None)).to_vec();
    Grid { head, rows: What::value_variants().iter().map(row).collect() }.to_text(output::width())
}

fn cases(name: Option<&str>) -> Result<String> {
    let known = case::builtin_names();
    let wanted = match name {
        None => known,
        Some(name) if known.contains(&name) => vec![name],
        Some(name) => return Err(Error::unknown("case", name, known)),
    };
    let row = |name: &&str| -> Result<Vec<String>> {
        let case = Case::open(&Location::Builtin((*name).to_owned()), &WhatIf::default())?;
        let size = format!(
            "{} x {}",
            case.problem.alternatives().len(),
            case.problem.tree().leaves().len()
        );
        Ok(vec![
            (*name).to_owned(),
            size,
            case.status.map_or("", |status| status.name()).to_owned(),
            case.title.get(Language::En).to_owned(),
        ])
    };
    let head = ["case", "alternatives x criteria", "status", "title"]
        .map(|name| (name.to_owned(), None))
        .to_vec();
    Ok(Grid { head, rows: wanted.iter().map(row).collect::<Result<_>>()? }.to_text(output::width()))
}

fn methods(name: Option<&str>) -> Result<String> {
    let catalogue = Method::catalogue();
    match name {
        None => {
            let row = |entry: &&Sheet| {
                vec![entry.name.to_owned(), entry.idea.to_owned(), entry.use_when.to_owned()]
            };
            let head =
                ["method", "idea", "when to use"].map(|name| (name.to_owned(), None)).to_vec();
            Ok(Grid { head, rows: catalogue.iter().map(row).collect() }.to_text(output::width()))
        }
        Some(name) => match catalogue.iter().find(|entry| entry.name == name) {
            Some(entry) => Ok(sheet(entry)),
            None => Err(Error::unknown("method", name, catalogue.iter().map(|entry| entry.name))),
        },
    }
}

/// The rows with which a definition sheet opens: its idea, when to use it and when not, and its
/// parameters.
fn opening(texts: [&str; 3], parameters: &[Parameter]) -> Vec<(&'static str, String)> {
    let names = ["idea", "use when", "avoid when"];
    let told = names.into_iter().zip(texts.map(str::to_owned));
    let of = |p: &Parameter| {
        ("parameter", format!("{} (default: {}): {}", p.name, p.default, p.meaning))
    };
    told.chain(parameters.iter().map(of)).collect()
}

/// A definition sheet as a page.
fn laid_out(name: &str, rows: Vec<(&str, String)>) -> String {
    let head = vec![(name.to_owned(), None), (String::new(), None)];
    let rows = rows.into_iter().map(|(name, text)| vec![name.to_owned(), text]).collect();
    Grid { head, rows }.to_text(output::width())
}

fn sheet(entry: &Sheet) -> String {
    let mut rows = opening([entry.idea, entry.use_when, entry.avoid_when], entry.parameters);
    rows.extend([
        ("score", entry.score.to_owned()),
        ("scale needed", entry.scale.words().to_owned()),
        ("ties", entry.ties.to_owned()),
        ("degenerate", entry.degenerate.to_owned()),
        ("reference", entry.reference.to_owned()),
        ("other packages", entry.disagreements.to_owned()),
    ]);
    laid_out(entry.name, rows)
}

fn weightings(name: Option<&str>) -> Result<String> {
    let mut all: Vec<&WeightingSheet> =
        Weighting::all().map(|weighting| weighting.sheet()).collect();
    // It makes value functions as well, and stands in no [[weighting]].
    all.push(&utastar::SHEET);
    let Some(name) = name else {
        let row = |entry: &&WeightingSheet| {
            let from = match entry.evidence {
                Evidence::Judgements(form) => form,
                Evidence::Data(_) => "the data",
            };
            [entry.name, entry.idea, from].map(str::to_owned).to_vec()
        };
        let head = ["weighting", "idea", "made of"].map(|name| (name.to_owned(), None)).to_vec();
        return Ok(Grid { head, rows: all.iter().map(row).collect() }.to_text(output::width()));
    };
    let Some(entry) = all.iter().find(|entry| entry.name == name) else {
        return Err(Error::unknown("weighting", name, all.iter().map(|entry| entry.name)));
    };
    let mut rows = opening([entry.idea, entry.use_when, entry.avoid_when], entry.parameters);
    rows.push(match entry.evidence {
        Evidence::Judgements(form) => ("judgements", form.to_owned()),
        Evidence::Data(scale) => ("scale needed", scale.words().to_owned()),
    });
    rows.extend([
        ("degenerate", entry.degenerate.to_owned()),
        ("reference", entry.reference.to_owned()),
        ("other packages", entry.disagreements.to_owned()),
    ]);
    Ok(laid_out(entry.name, rows))
}

fn studies(name: Option<&str>) -> Result<String> {
    if let Some(name) = name.filter(|name| !STUDIES.iter().any(|(known, _)| known == name)) {
        return Err(Error::unknown("study", name, STUDIES.iter().map(|(known, _)| *known)));
    }
    let wanted = STUDIES.iter().filter(|(known, _)| name.is_none_or(|name| name == *known));
    let head =
        ["afweging sensitivity ...", "question"].map(|name| (name.to_owned(), None)).to_vec();
    let row = |(name, question): &(&str, &str)| vec![(*name).to_owned(), (*question).to_owned()];
    Ok(Grid { head, rows: wanted.map(row).collect() }.to_text(output::width()))
}

fn normalizations(name: Option<&str>) -> Result<String> {
    let entries: Vec<_> =
        Normalization::ALL.iter().map(|normalization| normalization.entry()).collect();
    if let Some(name) = name
        && !entries.iter().any(|entry| entry.name == name)
    {
        return Err(Error::unknown("normalization", name, entries.iter().map(|entry| entry.name)));
    }
    let wanted = entries.iter().filter(|entry| name.is_none_or(|name| entry.name == name));
    let row = |entry: &afweging::value::NormalizationSheet| {
        [entry.name, entry.benefit, entry.cost, entry.scale.name(), entry.domain]
            .map(str::to_owned)
            .to_vec()
    };
    let head = ["normalization", "more is better", "less is better", "scale", "defined for"]
        .map(|name| (name.to_owned(), None))
        .to_vec();
    Ok(Grid { head, rows: wanted.map(row).collect() }.to_text(output::width()))
}
