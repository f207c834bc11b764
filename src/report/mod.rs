//! What a person reads: views made of headings, sentences and grids, in English or Dutch. Views arrange results of studies;
//! they compute nothing but counts of what they show.

mod among;
mod check;
mod evaluate;
mod explain;
mod lint;
mod sensitivity;
mod verify;
mod weights;
mod words;

use crate::case::Case;
use crate::write::{Grid, banner, printable};

pub use check::check;
pub use evaluate::{evaluate, notes, notes_beside};
pub use explain::explain;
pub use sensitivity::{
    acceptability, acceptability_notes, agreement, agreement_notes, drivers, drivers_notes, exact, exact_notes, facts,
    facts_worth_checking, information, information_draws, information_notes, requirements_stand, reversal, reversal_notes,
    robust, robust_notes, stability, stability_notes, sweep, sweep_notes,
};
pub use verify::{failed_claims, verify, verify_notes};
pub use words::Words;

/// A piece of a view.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The title of the view.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// One thing of a list.
    Item(String),
    /// A paragraph that belongs to the thing above it.
    Detail(String),
    /// A table.
    Grid(Grid),
}

/// What stands on top of every view: title, status and notice where the case has them, and what-ifs.
fn head(case: &Case, words: Words) -> Vec<Block> {
    let mut out = vec![Block::Title(case.title.get(words.0).to_owned())];
    out.extend(banner(case.status.map(|status| words.status(status)), case.notice.get(words.0)).map(Block::Text));
    if !case.what_ifs.is_empty() {
        let changes = case.what_ifs.join(" ");
        out.push(Block::Text(words.pick(format!("What if: {changes}"), format!("Wat als: {changes}"))));
    }
    out
}

/// What a figure such as `#2.5` is, where a view has one.
fn between_levels(blocks: &[Block], words: Words) -> Option<Block> {
    let texts = blocks.iter().flat_map(|block| match block {
        Block::Title(text) | Block::Heading(text) | Block::Text(text) | Block::Item(text) | Block::Detail(text) => vec![text],
        Block::Grid(grid) => grid.rows.iter().flatten().collect(),
    });
    let words_of = texts.flat_map(|text| text.split(|c: char| c.is_whitespace() || c == '(' || c == '['));
    let place = words_of.filter_map(|word| word.strip_prefix('#')).find_map(|figure| {
        let figure = figure.split("..").next().unwrap_or(figure).trim_end_matches(|c: char| !c.is_ascii_digit());
        // A whole figure would be a level, and no place between two.
        figure.replace(',', ".").parse::<f64>().ok().filter(|x| x.fract() != 0.0).map(|_| figure.to_owned())
    })?;
    Some(Block::Text(words.pick(
        format!("#{place} is a place between two levels of a scale: so many levels above the worst, which is #0."),
        format!("#{place} is een plaats tussen twee niveaus van een schaal: zoveel niveaus boven het slechtste, dat #0 is."),
    )))
}

/// The view as text for a terminal of that many columns. Control characters, which an id may hold, are shown, not sent.
pub fn to_text(blocks: &[Block], width: usize) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Title(text) => {
                out.push_str(&format!("{}\n{}\n", printable(text), "=".repeat(text.chars().count().min(width))))
            }
            Block::Heading(text) => out.push_str(&format!("\n{}\n", printable(text))),
            Block::Text(text) => wrap(&mut out, text, "", "", width),
            Block::Item(text) => wrap(&mut out, text, "- ", "  ", width),
            Block::Detail(text) => wrap(&mut out, text, "  ", "  ", width),
            Block::Grid(grid) => out.push_str(&grid.to_text(width)),
        }
    }
    out
}

fn wrap(out: &mut String, text: &str, first: &str, rest: &str, width: usize) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in printable(text).split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > width {
            out.push_str(&line);
            out.push('\n');
            line = rest.to_owned();
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(&line);
    out.push('\n');
}
