//! `afweging list`

use super::args::{ListArgs, What};
use super::failure::Failure;
use super::output::{self, print};
use afweging::case::{self, Case, Location, WhatIf};
use afweging::error::Phrase;
use afweging::method::{Method, Parameter, Sheet};
use afweging::report::Words;
use afweging::study::STUDIES;
use afweging::value::Normalization;
use afweging::weighting::{Evidence, Weighting, WeightingSheet, utastar};
use afweging::write::{Align, Grid};
use afweging::{Error, Result};
use clap::ValueEnum;

pub fn run(args: &ListArgs) -> std::result::Result<(), Failure> {
    let (name, words) = (args.name.as_deref(), Words(args.lang.into()));
    let text = match args.what {
        None => lists(words),
        Some(What::Cases) => cases(name, words)?,
        Some(What::Methods) => methods(name, words)?,
        Some(What::Normalizations) => normalizations(name, words)?,
        Some(What::Weightings) => weightings(name, words)?,
        Some(What::Studies) => studies(name, words)?,
    };
    print(&text)
}

/// What a list holds.
fn listed(what: What) -> Phrase {
    match what {
        What::Cases => Phrase("The built-in cases", "De ingebouwde dossiers"),
        What::Methods => Phrase("The methods", "De methodes"),
        What::Normalizations => Phrase("The normalizations", "De normaliseringen"),
        What::Weightings => Phrase(
            "The ways in which weights are made of judgements or of data",
            "De manieren om gewichten af te leiden uit oordelen of gegevens",
        ),
        What::Studies => Phrase("The studies of sensitivity", "De gevoeligheidsanalyses"),
    }
}

/// What can be listed.
fn lists(words: Words) -> String {
    let row = |what: &What| {
        let value = what.to_possible_value();
        let name = value.as_ref().map_or("", |value| value.get_name());
        vec![format!("afweging list {name}"), words.phrase(listed(*what)).to_owned()]
    };
    let head = head([Phrase("command", "opdracht"), Phrase("lists", "somt op")], words);
    Grid { head, rows: What::value_variants().iter().map(row).collect() }.to_text(output::width())
}

fn cases(name: Option<&str>, words: Words) -> Result<String> {
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
            case.status.map_or("", |status| words.status(status)).to_owned(),
            case.title.get(words.0).to_owned(),
        ])
    };
    let head = head(
        [
            Phrase("case", "dossier"),
            Phrase("alternatives x criteria", "alternatieven x criteria"),
            Phrase::same("status"),
            Phrase("title", "titel"),
        ],
        words,
    );
    Ok(Grid { head, rows: wanted.iter().map(row).collect::<Result<_>>()? }.to_text(output::width()))
}

fn methods(name: Option<&str>, words: Words) -> Result<String> {
    let catalogue = Method::catalogue();
    match name {
        None => {
            let row = |entry: &&Sheet| {
                let [idea, use_when] = [entry.idea, entry.use_when].map(|it| words.phrase(it));
                [entry.name, idea, use_when].map(str::to_owned).to_vec()
            };
            let head = head(
                [
                    Phrase("method", "methode"),
                    Phrase("idea", "idee"),
                    Phrase("when to use", "wanneer gebruiken"),
                ],
                words,
            );
            Ok(Grid { head, rows: catalogue.iter().map(row).collect() }.to_text(output::width()))
        }
        Some(name) => match catalogue.iter().find(|entry| entry.name == name) {
            Some(entry) => Ok(sheet(entry, words)),
            None => Err(Error::unknown("method", name, catalogue.iter().map(|entry| entry.name))),
        },
    }
}

/// The rows with which a definition sheet opens: its idea, when to use it and when not, and its
/// parameters.
fn opening(texts: [Phrase; 3], parameters: &[Parameter], words: Words) -> Vec<(Phrase, String)> {
    let names = [
        Phrase("idea", "idee"),
        Phrase("use when", "te gebruiken als"),
        Phrase("avoid when", "te vermijden als"),
    ];
    let told = names.into_iter().zip(texts.map(|it| words.phrase(it).to_owned()));
    let of = |p: &Parameter| {
        let [default, meaning] = [p.default, p.meaning].map(|it| words.phrase(it));
        let standard = words.pick("default", "standaard");
        (Phrase::same("parameter"), format!("{} ({standard}: {default}): {meaning}", p.name))
    };
    told.chain(parameters.iter().map(of)).collect()
}

/// The rows with which it closes.
fn closing(
    degenerate: Phrase,
    reference: &str,
    other: Phrase,
    words: Words,
) -> [(Phrase, String); 3] {
    [
        (Phrase("degenerate", "ontaard"), words.phrase(degenerate).to_owned()),
        (Phrase("reference", "bron"), reference.to_owned()),
        (Phrase("other packages", "andere pakketten"), words.phrase(other).to_owned()),
    ]
}

/// Headers of a list.
fn head<const N: usize>(names: [Phrase; N], words: Words) -> Vec<(String, Option<Align>)> {
    names.map(|name| (words.phrase(name).to_owned(), None)).to_vec()
}

/// A definition sheet as a page.
fn laid_out(name: &str, rows: Vec<(Phrase, String)>, words: Words) -> String {
    let head = vec![(name.to_owned(), None), (String::new(), None)];
    let row = |(name, text): (Phrase, String)| vec![words.phrase(name).to_owned(), text];
    let rows = rows.into_iter().map(row).collect();
    Grid { head, rows }.to_text(output::width())
}

fn sheet(entry: &Sheet, words: Words) -> String {
    let texts = [entry.idea, entry.use_when, entry.avoid_when];
    let mut rows = opening(texts, entry.parameters, words);
    let told = [
        (Phrase::same("score"), entry.score),
        (SCALE_NEEDED, entry.scale.words()),
        (Phrase("ties", "gelijke standen"), entry.ties),
    ];
    rows.extend(told.map(|(name, text)| (name, words.phrase(text).to_owned())));
    rows.extend(closing(entry.degenerate, entry.reference, entry.disagreements, words));
    laid_out(entry.name, rows, words)
}

const SCALE_NEEDED: Phrase = Phrase("scale needed", "nodige schaal");

fn weightings(name: Option<&str>, words: Words) -> Result<String> {
    let mut all: Vec<&WeightingSheet> =
        Weighting::all().map(|weighting| weighting.sheet()).collect();
    // It makes value functions as well, and stands in no [[weighting]].
    all.push(&utastar::SHEET);
    let Some(name) = name else {
        let row = |entry: &&WeightingSheet| {
            let from = match entry.evidence {
                Evidence::Judgements(form) => form,
                Evidence::Data(_) => Phrase("the data", "de gegevens"),
            };
            let [idea, from] = [entry.idea, from].map(|it| words.phrase(it));
            [entry.name, idea, from].map(str::to_owned).to_vec()
        };
        let head = head(
            [
                Phrase("weighting", "weging"),
                Phrase("idea", "idee"),
                Phrase("made of", "gemaakt van"),
            ],
            words,
        );
        return Ok(Grid { head, rows: all.iter().map(row).collect() }.to_text(output::width()));
    };
    let Some(entry) = all.iter().find(|entry| entry.name == name) else {
        return Err(Error::unknown("weighting", name, all.iter().map(|entry| entry.name)));
    };
    let texts = [entry.idea, entry.use_when, entry.avoid_when];
    let mut rows = opening(texts, entry.parameters, words);
    let (made_of, text) = match entry.evidence {
        Evidence::Judgements(form) => (Phrase("judgements", "oordelen"), form),
        Evidence::Data(scale) => (SCALE_NEEDED, scale.words()),
    };
    rows.push((made_of, words.phrase(text).to_owned()));
    rows.extend(closing(entry.degenerate, entry.reference, entry.disagreements, words));
    Ok(laid_out(entry.name, rows, words))
}

fn studies(name: Option<&str>, words: Words) -> Result<String> {
    if let Some(name) = name.filter(|name| !STUDIES.iter().any(|(known, _)| known == name)) {
        return Err(Error::unknown("study", name, STUDIES.iter().map(|(known, _)| *known)));
    }
    let wanted = STUDIES.iter().filter(|(known, _)| name.is_none_or(|name| name == *known));
    let head = head([Phrase::same("afweging sensitivity ..."), Phrase("question", "vraag")], words);
    let row = |(name, question): &(&str, Phrase)| {
        [*name, words.phrase(*question)].map(str::to_owned).to_vec()
    };
    Ok(Grid { head, rows: wanted.map(row).collect() }.to_text(output::width()))
}

fn normalizations(name: Option<&str>, words: Words) -> Result<String> {
    let entries: Vec<_> =
        Normalization::ALL.iter().map(|normalization| normalization.entry()).collect();
    if let Some(name) = name
        && !entries.iter().any(|entry| entry.name == name)
    {
        return Err(Error::unknown("normalization", name, entries.iter().map(|entry| entry.name)));
    }
    let wanted = entries.iter().filter(|entry| name.is_none_or(|name| entry.name == name));
    let row = |entry: &afweging::value::NormalizationSheet| {
        let texts = [entry.benefit, entry.cost, entry.scale.word(), entry.domain];
        let texts = texts.into_iter().map(|it| words.phrase(it));
        [entry.name].into_iter().chain(texts).map(str::to_owned).collect()
    };
    let head = head(
        [
            Phrase("normalization", "normalisering"),
            Phrase("more is better", "meer is beter"),
            Phrase("less is better", "minder is beter"),
            Phrase("scale", "schaal"),
            Phrase("defined for", "bepaald voor"),
        ],
        words,
    );
    Ok(Grid { head, rows: wanted.map(row).collect() }.to_text(output::width()))
}
