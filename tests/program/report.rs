//! The report as a page for a browser: one file that fetches nothing, in which all text of others
//! is text and every link leads somewhere; and its other forms.
#![cfg(feature = "cli")]

use crate::common::Files;
use afweging::case::{Case, Location, WhatIf};
use afweging::overview::{OverviewRequest, StudyName, overview};
use afweging::problem::Language;
use afweging::report::{self, Block, ReportRun, Source, Words};
use afweging::table::{Table, Value};
use afweging::write::Record;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_afweging")).current_dir(folder).args(args).output().unwrap()
}

/// A file that the program wrote.
fn written(folder: &Path, args: &[&str], name: &str) -> String {
    let output = run(folder, &[args, &["-q", "-o", name]].concat());
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    std::fs::read_to_string(folder.join(name)).unwrap()
}

// --------------------------------------------------------------------------- a small HTML reader

/// A start tag with its attributes, an end tag, or a text between tags.
#[derive(Debug, PartialEq)]
enum Part {
    Start(String, BTreeMap<String, String>),
    End(String),
    Text(String),
}

/// What stands in a page; panics where it is not well formed. Scripts and styles are texts.
fn parts(page: &str) -> Vec<Part> {
    let mut out = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a document type");
    while !rest.is_empty() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").expect("an end of a comment").1;
        } else if let Some(tag) = rest.strip_prefix("</") {
            let (name, after) = tag.split_once('>').expect("an end tag");
            out.push(Part::End(name.to_owned()));
            rest = after;
        } else if let Some(tag) = rest.strip_prefix('<') {
            let (name, attributes, after) = start(tag);
            rest = after;
            let is_raw = name == "script" || name == "style";
            out.push(Part::Start(name.clone(), attributes));
            if is_raw {
                let end = format!("</{name}>");
                let (text, _) = rest.split_once(&end).expect("an end of raw text");
                out.push(Part::Text(text.to_owned()));
                rest = &rest[text.len()..];
            }
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = &rest[..end];
            assert!(!text.contains('>'), "a bare `>`: {text}");
            out.push(Part::Text(unescaped(text)));
            rest = &rest[end..];
        }
    }
    out
}

fn start(tag: &str) -> (String, BTreeMap<String, String>, &str) {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
    let name: String = tag.chars().take_while(|c| is_name(*c)).collect();
    assert!(!name.is_empty(), "a bare `<`: {}", &tag[..tag.len().min(80)]);
    let (mut rest, mut attributes) = (&tag[name.len()..], BTreeMap::new());
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            attributes.insert("/".to_owned(), String::new());
            return (name, attributes, after);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (name, attributes, after);
        }
        let attribute: String = rest.chars().take_while(|c| is_name(*c)).collect();
        rest = &rest[attribute.len()..];
        let value = rest.strip_prefix("=\"").expect("attributes have values in quotes");
        let (value, after) = value.split_once('"').expect("an end of a value");
        assert!(!value.contains('<'), "{value}");
        let old = attributes.insert(attribute, unescaped(value));
        assert_eq!(old, None, "an attribute twice");
        rest = after;
    }
}

fn unescaped(text: &str) -> String {
    for (at, _) in text.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        assert!(known.iter().any(|one| text[at..].starts_with(one)), "a bare `&`: {text}");
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&#39;", "'").replace("&amp;", "&")
}

/// That elements close in the order in which they open; how they are nested is all that is asked.
fn check_nesting(parts: &[Part]) {
    let mut open: Vec<&str> = Vec::new();
    for part in parts {
        match part {
            Part::Start(name, attributes) => {
                if !["meta", "br"].contains(&name.as_str()) && !attributes.contains_key("/") {
                    open.push(name);
                }
            }
            Part::End(name) => assert_eq!(open.pop(), Some(name.as_str())),
            Part::Text(_) => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

fn starts(parts: &[Part]) -> impl Iterator<Item = (&str, &BTreeMap<String, String>)> {
    parts.iter().filter_map(|part| match part {
        Part::Start(name, attributes) => Some((name.as_str(), attributes)),
        _ => None,
    })
}

/// Base64 by a plain loop over bits, which is how RFC 4648 tells it.
fn base64(bytes: &[u8]) -> String {
    let digits: Vec<char> =
        ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let mut out = String::new();
    for at in (0..bits.len()).step_by(6) {
        let six = format!("{:0<6}", &bits[at..(at + 6).min(bits.len())]);
        out.push(digits[usize::from_str_radix(&six, 2).unwrap()]);
    }
    while !out.len().is_multiple_of(4) {
        out.push('=');
    }
    out
}

/// All that holds of every page, whatever the case.
fn check_page(page: &str, language: &str) -> Vec<Part> {
    let parts = parts(page);
    check_nesting(&parts);
    let ids: Vec<&String> = starts(&parts).filter_map(|(_, it)| it.get("id")).collect();
    let unique: BTreeSet<&String> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id twice");
    let mut sections = 0;
    let mut level = 1;
    for (name, attributes) in starts(&parts) {
        match name {
            "html" => assert_eq!(attributes["lang"], language),
            "section" => sections += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let own: usize = name[1..].parse().unwrap();
                assert!(own <= level + 1, "{name} below h{level}");
                level = own;
            }
            "link" | "img" | "iframe" | "object" | "embed" | "base" | "form" | "use" | "image" => {
                panic!("<{name}> in the page")
            }
            _ => {}
        }
        for (attribute, value) in attributes {
            assert!(!attribute.starts_with("on") && attribute != "style", "{name} {attribute}");
            match attribute.as_str() {
                "href" => {
                    let place = value.strip_prefix('#').expect("links stay on the page");
                    assert!(unique.contains(&place.to_owned()), "{value} leads nowhere");
                }
                "src" | "srcset" | "data" | "action" | "xlink:href" => {
                    panic!("{attribute}={value}")
                }
                "aria-labelledby" => {
                    for id in value.split(' ') {
                        assert!(unique.contains(&id.to_owned()), "{id} names nothing");
                    }
                }
                _ => {}
            }
        }
    }
    assert!(sections >= 4, "{sections}");
    let landmarks = ["header", "nav", "main", "footer", "h1"];
    for name in landmarks {
        assert_eq!(starts(&parts).filter(|(known, _)| *known == name).count(), 1, "{name}");
    }
    check_policy(&parts);
    parts
}

/// The policy allows what is inlined and nothing else.
fn check_policy(parts: &[Part]) {
    let is_policy = |it: &&BTreeMap<String, String>| {
        it.get("http-equiv").is_some_and(|name| name == "Content-Security-Policy")
    };
    let policy = &starts(parts).map(|(_, it)| it).find(is_policy).expect("a policy")["content"];
    let rules: BTreeMap<&str, Vec<&str>> = policy
        .split("; ")
        .map(|rule| {
            let mut words = rule.split(' ');
            (words.next().unwrap(), words.collect())
        })
        .collect();
    assert_eq!(rules["default-src"], ["'none'"]);
    let mut hashes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for pair in parts.windows(2) {
        if let [Part::Start(name, attributes), Part::Text(text)] = pair {
            let rule = match name.as_str() {
                "style" => "style-src",
                "script" if !attributes.contains_key("type") => "script-src",
                _ => continue,
            };
            let hash = base64(&Sha256::digest(text.as_bytes()));
            hashes.entry(rule).or_default().push(format!("'sha256-{hash}'"));
        }
    }
    let none = vec!["'none'".to_owned()];
    for rule in ["style-src", "script-src"] {
        assert_eq!(rules[rule], *hashes.get(rule).unwrap_or(&none), "{rule}");
    }
    for (rule, allowed) in rules {
        let known = |it: &&str| *it == "'none'" || it.starts_with("'sha256-") || *it == "data:";
        assert!(allowed.iter().all(known), "{rule} {allowed:?}");
    }
}

/// All text that a reader sees.
fn seen(parts: &[Part]) -> String {
    let mut out = String::new();
    let mut raw = false;
    for part in parts {
        match part {
            Part::Start(name, _) => raw = name == "script" || name == "style",
            Part::End(_) => raw = false,
            Part::Text(text) if !raw => out.push_str(text),
            Part::Text(_) => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

// --------------------------------------------------------------------------------- the page

#[test]
fn the_page_of_the_built_in_case_holds_together_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    for (language, answer, name) in
        [("en", "The answer", "Challenge-driven"), ("nl", "Het antwoord", "Uitdagingsgedreven")]
    {
        let page = written(folder.path(), &["report", "--lang", language], "report.html");
        let again = written(folder.path(), &["report", "--lang", language], "again.html");
        assert!(page == again, "the same case, another page");
        assert!(page.len() < 1_000_000, "{} bytes", page.len());
        let parts = check_page(&page, language);
        let text = seen(&parts);
        for wanted in [answer, name, "illustrati"] {
            assert!(text.contains(wanted), "{language}: no `{wanted}`");
        }
        // The parts that the case calls for.
        for id in [
            "answer",
            "scores",
            "why",
            "sure",
            "evidence",
            "inputs",
            "verify",
            "actors",
            "portfolio",
            "pathway",
            "definitions",
            "run",
        ] {
            assert!(
                starts(&parts).any(|(_, it)| it.get("id").is_some_and(|own| own == id)),
                "{id}"
            );
        }
        // A figure with its source, on hover and in the table.
        let hints = starts(&parts).filter(|(name, it)| *name == "td" && it.contains_key("title"));
        assert!(hints.filter(|(_, it)| it["title"].contains("L77")).count() > 3);
    }
}

/// What a reader has one minute for stands in the answer of the built-in case, in both languages: whose
/// weights these are, who is out and why, what would change who is first, what the best set does not
/// keep and from which dates the path starts. No part has a heading and nothing below it.
#[test]
fn the_answer_of_the_built_in_case_takes_a_minute() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = [
        (
            "en",
            [
                "Challenge-driven is first in all 6 groups (one per cluster), 0.227 to 0.260 ahead of Own business model on a scale of 0 to 1",
                "The case gives no weights",
                "In all 6 groups, System transformation cannot be chosen now: 3 requirements of the case are not met",
                "“A government structure across departments must steer the transition policy”",
                "The smallest move of one weight that changes who is first at nominal figures, in VIL: once the weight of Willingness of cluster and members rises above 0.58 of the total",
                "no single figure, within its range,",
                "Best set at nominal figures: Challenge-driven for all 6 choices (one per cluster). Of 5 limits and rules of the case, 4 are not kept",
                "Best path: Challenge-driven from 2027, for all 6 choices (one per cluster). That takes “Evaluation first”, “Selection on a new plan” and “Within the state aid rules” to be met by then; if one of these is met later, Present policy comes first. This rests on dates that the case assumes: “Evaluation first”",
            ],
            "Scores and ranks",
        ),
        (
            "nl",
            [
                "Uitdagingsgedreven staat in alle 6 groepen (één per cluster) op de eerste plaats, 0,227 tot 0,260 voor op Eigen bedrijfsmodel op een schaal van 0 tot 1",
                "Het dossier geeft geen gewichten",
                "In alle 6 groepen kan Systeemtransformatie nu niet gekozen worden: 3 eisen van het dossier zijn niet vervuld",
                "“Een overheidsstructuur over de departementen heen moet het transitiebeleid sturen”",
                "De kleinste verschuiving van één gewicht die bij nominale cijfers verandert wie eerste is, in VIL: zodra het gewicht van Bereidheid van cluster en leden boven 0,58 van het totaal stijgt",
                "geen enkel cijfer op zich, binnen zijn bereik,",
                "Beste selectie bij nominale cijfers: Uitdagingsgedreven voor alle 6 keuzes (één per cluster). Van de 5 limieten en regels van het dossier zijn er 4",
                "Beste pad: Uitdagingsgedreven vanaf 2027, voor alle 6 keuzes (één per cluster). Daarvoor moeten “Eerst evalueren”, “Selectie op een nieuw plan” en “Binnen de staatssteunregels” dan vervuld zijn; als een ervan later komt, geldt tot dan Huidig beleid. Dat steunt op jaren die het dossier aanneemt: “Eerst evalueren”",
            ],
            "Scores en rangen",
        ),
    ];
    for (language, sentences, next) in wanted {
        let text = written(folder.path(), &["report", "--lang", language], "report.txt");
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let answer = line.split_once(&format!(" {next} ===")).unwrap().0;
        for sentence in sentences {
            assert!(answer.contains(sentence), "{language}: no `{sentence}` in {answer}");
        }
        assert!(!answer.contains('`'), "{language}: an id where there is a name: {answer}");
        let lines: Vec<&str> = text.lines().collect();
        for four in lines.windows(4) {
            let is_heading = four[0].is_empty() && !four[1].is_empty();
            assert!(!(is_heading && four[3].starts_with("===")), "{four:?}");
        }
    }
}

/// Text that runs, breaks out or turns around where it is not written as text.
const HOSTILE: &str =
    "</script><script>alert(1)</script>\"&'`{{styles}} \u{202E}neve\u{1b}[31m]]>--> 😀";

#[test]
fn hostile_names_stay_text() {
    let long = "x".repeat(300);
    let name = format!("{HOSTILE}{long}");
    let text = toml::Value::String(name.clone()).to_string();
    let files = Files::new(&[
        (
            "case.toml",
            &format!(
                r#"format = 1
id = "hostile"
title = {text}
question = {text}
decider = {text}
notice = {text}
data = ["sites.csv"]
keys = [{{ id = "site", label = {text}, values = [{{ id = "A", label = {text} }}, {{ id = "B", label = {text} }}, {{ id = "=C" }}] }}]
criteria = [
  {{ id = "cost", label = {text}, direction = "min", scale = {{ min = 0, max = 9 }}, source = {text}, unit = {text} }},
  {{ id = "room", label = {text}, scale = {{ min = 0, max = 9 }} }},
]
actors = [{{ id = "one", label = {text}, weights = {{ cost = 2 }} }}, {{ id = "two", label = {text}, weights = {{ room = 2 }} }}]
[[facts]]
id = "law"
holds = "unknown"
source = {text}
[[requirements]]
id = "must"
needs = {{ fact = "law" }}
reason = {text}
source = {text}
[[claims]]
id = "first"
claim = "A > B"
label = {text}
"#
            ),
        ),
        (
            "sites.csv",
            &format!(
                "site,criterion,value,kind,source,passage,note\nA,cost,2..4,stated,{q},{q},{q}\nB,cost,5,assumed,{q},P1,{q}\n=C,cost,3,,,,\nA,room,3,,,,\nB,room,?,,,,\n=C,room,6,,,,\n",
                q = format!("\"{}\"", name.replace('"', "\"\""))
            ),
        ),
    ]);
    let case = files.path("case.toml").display().to_string();
    for language in ["en", "nl"] {
        let page = written(
            files.folder.path(),
            &["report", &case, "--lang", language],
            &format!("{language}.html"),
        );
        let parts = check_page(&page, language);
        assert!(!page.contains('\u{202E}') && !page.contains('\u{1b}'));
        assert_eq!(starts(&parts).filter(|(name, _)| *name == "script").count(), page_scripts());
        // It is there, as text: often, and whole.
        let text = seen(&parts);
        assert!(text.matches("<script>alert(1)</script>").count() > 10, "{language}");
        assert!(text.contains(&long) && text.contains("{{styles}}"));
    }
}

/// The scripts of a page: none where it has no model.
fn page_scripts() -> usize {
    let folder = tempfile::tempdir().unwrap();
    let page = written(folder.path(), &["report", "fighter-aircraft"], "plain.html");
    starts(&parts(&page)).filter(|(name, _)| *name == "script").count()
}

// ------------------------------------------------------------------------------------ sources

fn sources(blocks: &[Block]) -> Vec<Source> {
    fn of(block: &Block, out: &mut Vec<Source>) {
        if let Block::From(inner, source) = block {
            out.push(source.clone());
            of(inner, out);
        }
    }
    let mut out = Vec::new();
    blocks.iter().for_each(|block| of(block, &mut out));
    out
}

/// Whether a row of a table holds what a source asks for, by the words of `Source`.
fn has_row(table: &Table, source: &Source) -> bool {
    (0..table.rows()).any(|row| {
        source.rows.iter().all(|(name, text)| match table.column(name) {
            None => false,
            Some(column) => match column.values.get(row) {
                Value::Text(held) | Value::Cell(held) => held == text,
                Value::Integer(held) => held.to_string() == *text,
                _ => false,
            },
        })
    })
}

#[test]
fn every_source_of_the_built_in_case_finds_a_row() {
    let case = Case::open(&Location::of("flemish-cluster-policy"), &WhatIf::default()).unwrap();
    let request = OverviewRequest { draws: 500, dear_draws: 200, ..Default::default() };
    let run = ReportRun { record: Record::default(), arguments: String::new() };
    for language in [Language::En, Language::Nl] {
        overview(&case, &case.methods, &request, |overview| {
            let report = report::report(overview, &run, Words(language));
            let tables: Vec<(&str, Table)> = report
                .sections
                .iter()
                .flat_map(|section| &section.tables)
                .filter(|table| !table.is_large())
                .map(|table| (table.name(), table.make()))
                .collect();
            for section in &report.sections {
                for source in sources(&section.blocks) {
                    let mut named = tables.iter().filter(|(name, _)| *name == source.table);
                    assert!(
                        named.any(|(_, table)| has_row(table, &source)),
                        "{}: {source:?}",
                        section.id
                    );
                }
            }
        })
        .unwrap();
    }
}

#[test]
fn a_study_that_cannot_run_is_a_sentence() {
    let case = Case::open(&Location::of("power-stations"), &WhatIf::default()).unwrap();
    // A relation without scores: no study of scores has an answer.
    let relation = [afweging::method::Method::named("promethee-i").unwrap()];
    let run = ReportRun { record: Record::default(), arguments: " power-stations".to_owned() };
    let told = |studies: Vec<StudyName>, words: Words| {
        let request = OverviewRequest { draws: 500, studies, ..Default::default() };
        overview(&case, &relation, &request, |overview| {
            let report = report::report(overview, &run, words);
            report::to_text(&report.blocks(), 10_000)
        })
        .unwrap()
    };
    let text = told(vec![StudyName::Acceptability], Words(Language::En));
    assert!(text.contains("The study `acceptability` has no answer here."), "{text}");
    assert!(text.contains("not run: `stability`"), "{text}");
    let text = told(vec![StudyName::Acceptability], Words(Language::Nl));
    assert!(text.contains("De analyse `acceptability` heeft hier geen antwoord."), "{text}");
}

// -------------------------------------------------------------------------- forms and refusals

#[test]
fn a_report_has_other_forms() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["report", "fighter-aircraft"];
    let markdown = written(folder.path(), &args, "report.md");
    assert!(markdown.contains("\n# The answer\n") && markdown.contains("\n# Methods\n"));
    let text = written(folder.path(), &args, "report.txt");
    assert!(text.contains("\nThe answer\n=====") || text.contains("The answer\n=="), "{text}");
    let typst = written(folder.path(), &args, "report.typ");
    assert!(typst.starts_with("#set document(title: "), "{typst}");
    let shown = run(folder.path(), &args);
    assert_eq!(String::from_utf8_lossy(&shown.stdout).replace("\r\n", "\n"), text);
}

#[test]
fn what_a_report_is_not_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (args, said) in [
        (&["-o", "report.csv"][..], "A report is written as .html, .xlsx, .md, .txt or .typ"),
        (&["-o", "report"], "A report is written as"),
        (&["--table", "ranking"], "a report holds all tables and charts"),
        (&["--chart", "ranking", "-o", "x.svg"], "a report holds all tables and charts"),
        (&["--format", "csv"], "a report holds all tables and charts"),
        (&["--studies", "stabilty"], "did you mean `stability`?"),
    ] {
        let output = run(folder.path(), &[&["report", "fighter-aircraft"], args].concat());
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {error}");
        assert!(error.contains(said), "{args:?}: {error}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Two hundred alternatives on forty criteria: tables are cut, and say so.
#[test]
fn a_large_case_is_a_page_to_mail() {
    let mut random = crate::common::Random(17);
    let mut table = (0..40).fold("a".to_owned(), |head, at| format!("{head},c{at}"));
    for alternative in 0..200 {
        table += &format!("\nA{alternative}");
        for _ in 0..40 {
            table += &format!(",{}", random.figure(0.0, 100.0));
        }
    }
    let files = Files::new(&[("large.csv", &table)]);
    let page = written(files.folder.path(), &["report", "large.csv"], "report.html");
    assert!(page.len() < 1_500_000, "{} bytes", page.len());
    let text = seen(&check_page(&page, "en"));
    assert!(text.contains(
        "afweging evaluate large.csv --table contributions -o contributions.csv writes all."
    ));
    assert!(text.contains("takes its time on a case of this size and is left out"), "{text}");
    assert!(text.contains("The chart acceptability is so large that it is left out"), "{text}");
    // Others draw as much as can be read, and so have room on the page.
    assert!(page.contains("-contributions-title\""));
}
