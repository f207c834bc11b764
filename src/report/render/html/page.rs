//! The page around the sections: head, contents, scripts.

use super::links::Links;
use super::policy::policy;
use super::tables::{self, MadeTables};
use super::writer::Html;
use super::{blocks, cells};
use crate::chart::escaped;
use crate::report::whole::{Report, Section};
use crate::report::{NamedChart, Words};
use crate::write::acting_escaped;
use serde_json::Value;

const PAGE: &str = include_str!("../../../../assets/page/page.html");
const STYLE: &str = include_str!("../../../../assets/page/page.css");
const LIVE_STYLE: &str = include_str!("../../../../assets/page/live.css");
/// The recalculation, each file after those that it uses. The tests in the browser read the order
/// here.
const ENGINE: [&str; 24] = [
    include_str!("../../../../assets/page/engine/numbers.js"),
    include_str!("../../../../assets/page/engine/model.js"),
    include_str!("../../../../assets/page/engine/curves.js"),
    include_str!("../../../../assets/page/engine/figures.js"),
    include_str!("../../../../assets/page/engine/requirements.js"),
    include_str!("../../../../assets/page/engine/state.js"),
    include_str!("../../../../assets/page/engine/weights.js"),
    include_str!("../../../../assets/page/engine/terms.js"),
    include_str!("../../../../assets/page/engine/extremes.js"),
    include_str!("../../../../assets/page/engine/bounds.js"),
    include_str!("../../../../assets/page/engine/normalizations.js"),
    include_str!("../../../../assets/page/engine/preference.js"),
    include_str!("../../../../assets/page/engine/prepared.js"),
    include_str!("../../../../assets/page/engine/columns.js"),
    include_str!("../../../../assets/page/engine/weighted_sum.js"),
    include_str!("../../../../assets/page/engine/weighted_product.js"),
    include_str!("../../../../assets/page/engine/topsis.js"),
    include_str!("../../../../assets/page/engine/promethee.js"),
    include_str!("../../../../assets/page/engine/methods.js"),
    include_str!("../../../../assets/page/engine/ranks.js"),
    include_str!("../../../../assets/page/engine/flips.js"),
    include_str!("../../../../assets/page/engine/evaluation.js"),
    include_str!("../../../../assets/page/engine/address.js"),
    include_str!("../../../../assets/page/engine/afweging.js"),
];
const ELEMENTS: &str = include_str!("../../../../assets/page/elements.js");
const FINDINGS: &str = include_str!("../../../../assets/page/findings.js");
const RESULTS: &str = include_str!("../../../../assets/page/results.js");
const LIVE: &str = include_str!("../../../../assets/page/live.js");
const WORDS_EN: &str = include_str!("../../../../assets/page/words.en.js");
const WORDS_NL: &str = include_str!("../../../../assets/page/words.nl.js");

/// A picture with more bytes than this is left to its command: a page is to be mailed, and who looks
/// at a page cannot read a picture of so many marks.
const LARGEST_CHART: usize = 250_000;

/// The address of the part that the page's script fills.
const LIVE_ID: &str = "live";

/// The page of a report.
pub(super) fn page(report: &Report, model: &Value, made: &MadeTables, links: &Links) -> String {
    let words = report.words;
    let is_live = !model.is_null();
    let words_script = words.pick(WORDS_EN, WORDS_NL);
    let scripts: Vec<String> = match is_live {
        true => {
            let engine = ENGINE.concat();
            let all = [engine.as_str(), words_script, ELEMENTS, FINDINGS, RESULTS, LIVE];
            all.map(without_comments).to_vec()
        }
        false => Vec::new(),
    };
    let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
    let styles: Vec<&str> = match is_live && !LIVE_STYLE.trim().is_empty() {
        true => vec![STYLE, LIVE_STYLE],
        false => vec![STYLE],
    };
    let filled = |name: &str| match name {
        "lang" => words.pick("en", "nl").to_owned(),
        "policy" => escaped(&policy(&styles, &scripts)),
        "title" => escaped(&report.title),
        "version" => env!("CARGO_PKG_VERSION").to_owned(),
        "styles" => styles.iter().map(|style| format!("<style>{style}</style>\n")).collect(),
        "skip" => words.pick("Go to the answer", "Naar het antwoord").to_owned(),
        "intro" => intro(report, links),
        "contents" => contents(report, is_live),
        "sections" => sections(report, is_live, made, links),
        "footer" => escaped(&footer(words)),
        "scripts" => scripts_of(&scripts, model, is_live),
        _ => String::new(),
    };
    // Each mark is replaced once: what is put in is not looked at again.
    let mut out = String::new();
    for (at, part) in PAGE.split("{{").enumerate() {
        match part.split_once("}}") {
            Some((name, rest)) if at > 0 => {
                out.push_str(&filled(name));
                out.push_str(rest);
            }
            _ => out.push_str(part),
        }
    }
    out
}

fn footer(words: Words) -> String {
    let version = env!("CARGO_PKG_VERSION");
    words.pick(
        format!("Made by afweging {version}. This page is one file: it fetches nothing and sends nothing."),
        format!("Gemaakt met afweging {version}. Deze pagina is één bestand: ze haalt niets op en stuurt niets door."),
    )
}

fn intro(report: &Report, links: &Links) -> String {
    let mut out = Html::default();
    out.element("h1", &[], &report.title).line();
    let place = blocks::Place {
        section: usize::MAX,
        level: 2,
        leads: false,
        heading: &report.title,
        language: None,
    };
    blocks::add(&mut out, &report.intro, &place, links);
    out.finish()
}

/// The sections that are no parts of others, with their addresses.
fn contents(report: &Report, is_live: bool) -> String {
    let mut out = Html::default();
    let name = report.words.pick("Contents", "Inhoud");
    out.open("nav", &[("aria-label", name), ("class", "contents")]).open("ul", &[]).line();
    let mut item = |id: &str, text: &str| {
        let address = format!("#{id}");
        out.open("li", &[]).element("a", &[("href", &address)], text).close("li").line();
    };
    for (at, section) in report.sections.iter().enumerate() {
        if !section.is_part {
            item(section.id, &section.heading);
        }
        if at == 0 && is_live {
            item(LIVE_ID, live_heading(report.words));
        }
    }
    out.close("ul").close("nav").line();
    out.finish()
}

fn live_heading(words: Words) -> &'static str {
    words.pick("Try other weights and figures", "Probeer andere gewichten en cijfers")
}

fn sections(report: &Report, is_live: bool, made: &MadeTables, links: &Links) -> String {
    let mut out = Html::default();
    let mut open = false;
    for (at, section) in report.sections.iter().enumerate() {
        if !section.is_part && open {
            out.close("section").line();
        }
        let title = format!("{}-title", section.id);
        let name = if section.is_part { "div" } else { "section" };
        // A part has no landmark of its own: the contents would be longer than the page.
        match section.is_part {
            true => out.open(name, &[("id", section.id), ("class", "part")]).line(),
            false => out.open(name, &[("id", section.id), ("aria-labelledby", &title)]).line(),
        };
        let heading = if section.is_part { "h3" } else { "h2" };
        out.element(heading, &[("id", &title)], &section.heading).line();
        body(&mut out, (at, section), made, links, report.words);
        match section.is_part {
            true => drop(out.close("div").line()),
            false => open = true,
        }
        if at == 0 && is_live {
            out.close("section").line();
            open = false;
            live(&mut out, report.words);
        }
    }
    if open {
        out.close("section").line();
    }
    out.finish()
}

fn body(
    out: &mut Html,
    (at, section): (usize, &Section),
    made: &MadeTables,
    links: &Links,
    words: Words,
) {
    let place = blocks::Place {
        section: at,
        level: if section.is_part { 4 } else { 3 },
        leads: at == 0,
        heading: &section.heading,
        language: section.is_english.then_some("en").filter(|_| words.pick(false, true)),
    };
    // The answer comes first; elsewhere a picture opens the section.
    if place.leads {
        blocks::add(out, &section.blocks, &place, links);
    }
    for chart in &section.charts {
        add_chart(out, chart, section, words);
    }
    if !place.leads {
        blocks::add(out, &section.blocks, &place, links);
    }
    if let Some(grid) = &section.cells {
        let inputs = made.of_section(at).find(|table| table.name == "inputs");
        let rows = |table: &tables::MadeTable| table.shown.as_ref().map_or(0, |it| it.rows());
        cells::add(out, grid, inputs.map(|table| (table.id.as_str(), rows(table))));
    }
    tables::add(out, made, at, section, words);
}

/// A chart of a section, or the command that draws it where it is too large for a page.
fn add_chart(out: &mut Html, chart: &NamedChart, section: &Section, words: Words) {
    let name = chart.name();
    let picture = chart.draw();
    let svg = picture.to_svg_element(&format!("chart-{}-{name}", section.id));
    if svg.len() <= LARGEST_CHART {
        out.open("figure", &[("class", "chart")]);
        out.element("figcaption", &[], &picture.title).html(&svg).close("figure").line();
        return;
    }
    let command = format!("{} --chart {name} -o {name}.svg", section.command);
    let hint = words.pick(
        format!("The chart {name} is so large that it is left out. `{command}` draws it."),
        format!("De grafiek {name} is zo groot dat ze is weggelaten. `{command}` tekent ze."),
    );
    out.open("p", &[]).prose(&hint).close("p").line();
}

/// The part that the page's script fills.
fn live(out: &mut Html, words: Words) {
    out.open("section", &[("id", LIVE_ID), ("aria-labelledby", "live-title")]).line();
    out.element("h2", &[("id", "live-title")], live_heading(words)).line();
    let without = words.pick(
        "This part needs JavaScript, which is off. All else on this page works without.",
        "Dit onderdeel heeft JavaScript nodig, en dat staat uit. De rest van de pagina werkt zonder.",
    );
    out.open("noscript", &[]).element("p", &[], without).close("noscript").line();
    out.close("section").line();
}

/// A script of ours without indentation and without the lines that are comments, so that the page is
/// smaller. A line that has code after its comment stays, and in these scripts none has a comment
/// that begins after code and ends on another line, nor a text that goes on over the next line.
fn without_comments(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut within = false;
    for line in script.lines() {
        let text = line.trim();
        let is_code_behind = text.find("*/").is_some_and(|end| end + 2 < text.len());
        let starts = !within && text.starts_with("/*") && !is_code_behind;
        if within || starts {
            within = !text.ends_with("*/");
        } else if !text.starts_with("//") {
            out.push_str(text);
            out.push('\n');
        }
    }
    out
}

fn scripts_of(scripts: &[&str], model: &Value, is_live: bool) -> String {
    if !is_live {
        return String::new();
    }
    let json = in_script(&model.to_string());
    let mut out = format!("<script type=\"application/json\" id=\"model\">{json}</script>\n");
    for script in scripts {
        out.push_str(&format!("<script>{script}</script>\n"));
    }
    out
}

/// JSON within a script: what could end it, and what is not to be seen or turns the direction of
/// writing, is written as a number.
fn in_script(json: &str) -> String {
    acting_escaped(json).replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_indentation_and_lines_that_are_comments_are_left_out() {
        let script = "/**\n * Of a function.\n */\nf(\n  /** @type {A} */ (b),\n  // why\n  \"//c\",\n);\n/* part */\n";
        let kept = "f(\n/** @type {A} */ (b),\n\"//c\",\n);\n";
        assert_eq!(without_comments(script), kept);
    }

    #[test]
    fn a_model_cannot_end_its_script() {
        let model = serde_json::json!({ "a": "</script>\u{202E}\u{E0001}é" });
        let json = in_script(&model.to_string());
        assert_eq!(json, "{\"a\":\"\\u003c/script>\\u202e\\udb40\\udc01é\"}");
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), model);
    }

    /// Charts stand on nothing of ours, and so have a list of their own.
    #[test]
    fn pictures_and_lines_hide_the_same_characters() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let text = c.to_string();
            let in_picture = match c {
                // Written in another way, or not to be written in XML at all.
                '&' | '<' | '>' | '"' | '\'' | '\u{FFFE}' | '\u{FFFF}' => continue,
                _ => escaped(&text),
            };
            assert_eq!(in_picture != text, crate::write::line(&text) != text, "{c:?}");
        }
    }
}
