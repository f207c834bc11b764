//! `afweging list`

mod data;

use super::args::{ListArgs, ListFormat, What};
use super::failure::Failure;
use super::output::{self, print};
use afweging::case::{self, Case, Location, WhatIf};
use afweging::error::Phrase;
use afweging::method::{Family, Method, Parameter, Sheet};
use afweging::report::Words;
use afweging::study::STUDIES;
use afweging::value::{Normalization, NormalizationSheet};
use afweging::weighting::{Evidence, Weighting, WeightingSheet, utastar};
use afweging::write::{Align, Grid};
use afweging::{Error, Result};
use clap::ValueEnum;

pub fn run(args: &ListArgs) -> std::result::Result<(), Failure> {
    let (name, words) = (args.name.as_deref(), Words(args.lang.into()));
    let is_data = args.format == ListFormat::Json;
    let text = match args.what {
        None => lists(is_data, words)?,
        Some(What::Cases) => cases(name, is_data, words)?,
        Some(What::Methods) => methods(name, is_data, words)?,
        Some(What::Normalizations) => normalizations(name, is_data, words)?,
        Some(What::Weightings) => weightings(name, is_data, words)?,
        Some(What::Studies) => studies(name, is_data, words)?,
    };
    print(&text)
}

/// The entries of that name; all of them without one.
fn chosen<T>(
    what: &'static str,
    all: Vec<T>,
    name: Option<&str>,
    name_of: impl Fn(&T) -> &'static str,
) -> Result<Vec<T>> {
    let Some(name) = name else { return Ok(all) };
    let known: Vec<&'static str> = all.iter().map(&name_of).collect();
    let found: Vec<T> = all.into_iter().filter(|entry| name_of(entry) == name).collect();
    if found.is_empty() { Err(Error::unknown(what, name, known)) } else { Ok(found) }
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
fn lists(is_data: bool, words: Words) -> Result<String> {
    let row = |what: &What| {
        let value = what.to_possible_value();
        let name = value.as_ref().map_or("", |value| value.get_name()).to_owned();
        (name, words.phrase(listed(*what)))
    };
    let rows: Vec<(String, &str)> = What::value_variants().iter().map(row).collect();
    if is_data {
        let entry = |(name, lists): &(String, &str)| data::named(name, "lists", lists);
        return data::text(&rows.iter().map(entry).collect::<Vec<_>>());
    }
    let head = head([Phrase("command", "opdracht"), Phrase("lists", "somt op")], words);
    let row = |(name, lists): (String, &str)| vec![format!("afweging list {name}"), lists.into()];
    Ok(Grid { head, rows: rows.into_iter().map(row).collect() }.to_text(output::width()))
}

fn cases(name: Option<&str>, is_data: bool, words: Words) -> Result<String> {
    let wanted = chosen("case", case::builtin_names(), name, |name| name)?;
    let opened = wanted.iter().map(|name| {
        Ok((*name, Case::open(&Location::Builtin((*name).to_owned()), &WhatIf::default())?))
    });
    let opened = opened.collect::<Result<Vec<(&str, Case)>>>()?;
    if is_data {
        let entry = |(name, case): &(&str, Case)| data::case(name, case, words);
        return data::text(&opened.iter().map(entry).collect::<Vec<_>>());
    }
    let row = |(name, case): &(&str, Case)| {
        let size = format!(
            "{} x {}",
            case.problem.alternatives().len(),
            case.problem.tree().leaves().len()
        );
        vec![
            (*name).to_owned(),
            size,
            case.status.map_or("", |status| words.status(status)).to_owned(),
            case.title.get(words.0).to_owned(),
        ]
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
    Ok(Grid { head, rows: opened.iter().map(row).collect() }.to_text(output::width()))
}

fn methods(name: Option<&str>, is_data: bool, words: Words) -> Result<String> {
    let catalogue = Method::names().iter().map(|name| Method::named(name));
    let catalogue = catalogue.collect::<Result<Vec<Method>>>()?;
    let wanted = chosen("method", catalogue, name, Method::name)?;
    if is_data {
        let entries = wanted.iter().map(|method| data::method(method, words));
        return data::text(&entries.collect::<Vec<_>>());
    }
    if let (Some(_), [method]) = (name, &wanted[..]) {
        return Ok(sheet(method, words));
    }
    // The families stand apart: variants of one idea are not so many choices.
    let family = |family: Family| {
        let row = |method: &Method| {
            vec![method.name().to_owned(), words.phrase(method.sheet().idea_in_short()).to_owned()]
        };
        let of = wanted.iter().filter(|method| method.definition().family() == family);
        let head = head([Phrase("method", "methode"), Phrase("idea", "idee")], words);
        let grid = Grid { head, rows: of.map(row).collect() };
        let told = [family.words(), family.idea()].map(|it| words.phrase(it)).join(": ");
        format!("{told}\n{}", grid.to_text(output::width()))
    };
    let mut text = Family::ALL.map(family).join("\n");
    text += words.pick(
        "\n`afweging list methods NAME` tells a method in full.\n",
        "\n`afweging list methods NAAM` zegt alles over een methode.\n",
    );
    Ok(text)
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

fn sheet(method: &Method, words: Words) -> String {
    let entry: &Sheet = method.sheet();
    let texts = [entry.idea, entry.use_when, entry.avoid_when];
    let mut rows = opening(texts, entry.parameters, words);
    let family = method.definition().family();
    let family = [family.words(), family.idea()].map(|it| words.phrase(it)).join(": ");
    rows.insert(1, (Phrase("family", "familie"), family));
    let told = [
        (Phrase::same("score"), entry.score),
        (SCALE_NEEDED, entry.scale.words()),
        (Phrase("ties", "gelijke standen"), entry.ties),
    ];
    rows.extend(told.map(|(name, text)| (name, words.phrase(text).to_owned())));
    rows.extend(method.definition().lacks().iter().map(|lack| {
        let [what, why] = [lack.property.words(), lack.why].map(|it| words.phrase(it));
        (Phrase("lacks", "mist"), format!("{what}: {why}."))
    }));
    rows.extend(closing(entry.degenerate, entry.reference, entry.disagreements, words));
    laid_out(entry.name, rows, words)
}

const SCALE_NEEDED: Phrase = Phrase("scale needed", "nodige schaal");

fn weightings(name: Option<&str>, is_data: bool, words: Words) -> Result<String> {
    let mut all: Vec<&WeightingSheet> =
        Weighting::all().map(|weighting| weighting.sheet()).collect();
    // It makes value functions as well, and stands in no [[weighting]].
    all.push(&utastar::SHEET);
    let all = chosen("weighting", all, name, |entry| entry.name)?;
    if is_data {
        let entries = all.iter().map(|entry| data::weighting(entry, words));
        return data::text(&entries.collect::<Vec<_>>());
    }
    let (Some(_), [entry]) = (name, &all[..]) else {
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

fn studies(name: Option<&str>, is_data: bool, words: Words) -> Result<String> {
    let wanted = chosen("study", STUDIES.iter().collect(), name, |(name, _)| name)?;
    if is_data {
        let entry = |(name, question): &&(&str, Phrase)| {
            data::named(name, "question", words.phrase(*question))
        };
        return data::text(&wanted.iter().map(entry).collect::<Vec<_>>());
    }
    let head = head([Phrase::same("afweging sensitivity ..."), Phrase("question", "vraag")], words);
    let row = |(name, question): &&(&str, Phrase)| {
        [*name, words.phrase(*question)].map(str::to_owned).to_vec()
    };
    Ok(Grid { head, rows: wanted.iter().map(row).collect() }.to_text(output::width()))
}

fn normalizations(name: Option<&str>, is_data: bool, words: Words) -> Result<String> {
    let entries = Normalization::ALL.iter().map(|normalization| normalization.entry()).collect();
    let wanted = chosen("normalization", entries, name, |entry: &NormalizationSheet| entry.name)?;
    if is_data {
        let entries = wanted.iter().map(|entry| data::normalization(entry, words));
        return data::text(&entries.collect::<Vec<_>>());
    }
    let row = |entry: &NormalizationSheet| {
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
    Ok(Grid { head, rows: wanted.iter().map(row).collect() }.to_text(output::width()))
}
