//! `afweging list`

use super::args::{ListArgs, What};
use super::dutch_help;
use super::failure::Failure;
use super::output::{self, print};
use super::spoken::{dutch, pick};
use afweging::case::{self, Case, Location, WhatIf};
use afweging::method::{Method, Parameter, Sheet};
use afweging::problem::Language;
use afweging::report::Words;
use afweging::study::STUDIES;
use afweging::value::Normalization;
use afweging::weighting::{Evidence, Weighting, WeightingSheet, utastar};
use afweging::write::{Align, Grid};
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
    let sheets = matches!(args.what, Some(What::Methods | What::Normalizations | What::Weightings));
    print(&match dutch() && sheets {
        true => format!("{text}De definitiebladen zijn in het Engels.\n"),
        false => text,
    })
}

/// The heads of a table.
fn heads<const N: usize>(en: [&str; N], nl: [&str; N]) -> Vec<(String, Option<Align>)> {
    pick(en, nl).map(|name| (name.to_owned(), None)).to_vec()
}

/// What can be listed.
fn lists() -> String {
    let row = |what: &What| {
        let value = what.to_possible_value();
        let of = |text: Option<String>| text.unwrap_or_default();
        let name = of(value.as_ref().map(|value| value.get_name().to_owned()));
        vec![
            format!("afweging list {name}"),
            match dutch() {
                true => dutch_help::listed(*what).to_owned(),
                false => of(value.and_then(|value| Some(value.get_help()?.to_string()))),
            },
        ]
    };
    let head = heads(["command", "lists"], ["opdracht", "somt op"]);
    Grid { head, rows: What::value_variants().iter().map(row).collect() }.to_text(output::width())
}

fn cases(name: Option<&str>) -> Result<String> {
    let known = case::builtin_names();
    let wanted = match name {
        None => known,
        Some(name) if known.contains(&name) => vec![name],
        Some(name) => return Err(Error::unknown("case", name, known)),
    };
    let words = Words(pick(Language::En, Language::Nl));
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
            case.status.map_or("", |status| words.status(status)).to_owned(),
            case.title.get(words.0).to_owned(),
        ])
    };
    let head = heads(
        ["case", "alternatives x criteria", "status", "title"],
        ["dossier", "alternatieven x criteria", "status", "titel"],
    );
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
                heads(["method", "idea", "when to use"], ["methode", "idee", "te gebruiken als"]);
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
    let names =
        pick(["idea", "use when", "avoid when"], ["idee", "te gebruiken als", "te vermijden als"]);
    let told = names.into_iter().zip(texts.map(str::to_owned));
    let of = |p: &Parameter| {
        let default = pick("default", "standaard");
        ("parameter", format!("{} ({default}: {}): {}", p.name, p.default, p.meaning))
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
        (pick("scale needed", "vereiste schaal"), entry.scale.words().to_owned()),
        (pick("ties", "gelijke standen"), entry.ties.to_owned()),
        (pick("degenerate", "ontaarde gevallen"), entry.degenerate.to_owned()),
        (pick("reference", "bron"), entry.reference.to_owned()),
        (pick("other packages", "andere programma's"), entry.disagreements.to_owned()),
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
                Evidence::Data(_) => pick("the data", "de gegevens"),
            };
            [entry.name, entry.idea, from].map(str::to_owned).to_vec()
        };
        let head = heads(["weighting", "idea", "made of"], ["weging", "idee", "gemaakt van"]);
        return Ok(Grid { head, rows: all.iter().map(row).collect() }.to_text(output::width()));
    };
    let Some(entry) = all.iter().find(|entry| entry.name == name) else {
        return Err(Error::unknown("weighting", name, all.iter().map(|entry| entry.name)));
    };
    let mut rows = opening([entry.idea, entry.use_when, entry.avoid_when], entry.parameters);
    rows.push(match entry.evidence {
        Evidence::Judgements(form) => (pick("judgements", "oordelen"), form.to_owned()),
        Evidence::Data(scale) => {
            (pick("scale needed", "vereiste schaal"), scale.words().to_owned())
        }
    });
    rows.extend([
        (pick("degenerate", "ontaarde gevallen"), entry.degenerate.to_owned()),
        (pick("reference", "bron"), entry.reference.to_owned()),
        (pick("other packages", "andere programma's"), entry.disagreements.to_owned()),
    ]);
    Ok(laid_out(entry.name, rows))
}

fn studies(name: Option<&str>) -> Result<String> {
    if let Some(name) = name.filter(|name| !STUDIES.iter().any(|(known, _)| known == name)) {
        return Err(Error::unknown("study", name, STUDIES.iter().map(|(known, _)| *known)));
    }
    let wanted = STUDIES.iter().filter(|(known, _)| name.is_none_or(|name| name == *known));
    let head =
        heads(["afweging sensitivity ...", "question"], ["afweging sensitivity ...", "vraag"]);
    let row = |(name, question): &(&str, &str)| {
        let dutch = dutch_help::about(name).filter(|_| dutch());
        vec![(*name).to_owned(), dutch.unwrap_or(question).to_owned()]
    };
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
    let head = heads(
        ["normalization", "more is better", "less is better", "scale", "defined for"],
        ["normalisering", "meer is beter", "minder is beter", "schaal", "bepaald voor"],
    );
    Ok(Grid { head, rows: wanted.map(row).collect() }.to_text(output::width()))
}
