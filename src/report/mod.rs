//! What a person reads: views made of headings, sentences and grids, in English or Dutch. Views
//! arrange results of studies; they compute nothing but counts of what they show.

mod actors;
mod among;
mod ask;
mod by_group;
mod cells;
mod centre;
mod charts;
mod check;
mod evaluate;
mod explain;
mod limits;
mod lint;
mod named_chart;
mod pathway;
mod portfolio;
mod ranks;
mod render;
mod scores;
mod sensitivity;
mod source;
mod table_reading;
mod trade_offs;
mod unscored;
mod utastar;
mod verify;
mod weighting;
mod weights;
mod whole;
mod words;

use crate::case::Case;
use crate::problem::{Criterion, Problem, Scale};
use crate::write::banner;
use crate::write::grid::Grid;

pub use actors::{actors, actors_notes};
pub use ask::{
    ask, ask_notes, commands, contradiction, help, how_to_answer, mends, nothing_left, question,
    said, settled, settled_notes,
};
pub use centre::centre;
pub use charts::{
    acceptability_charts, acceptability_pair_charts, actors_charts, drivers_charts,
    evaluate_charts, evidence_charts, exact_charts, explain_charts, first_place_charts,
    gaia_charts, limits_charts, methods_charts, pathway_charts, robust_pair_charts,
    stability_charts, sweep_charts, value_function_charts,
};
pub use check::check;
pub use evaluate::{Part, answer, evaluate, notes, notes_beside};
pub use explain::explain;
pub use named_chart::NamedChart;
pub use pathway::{given_paths, pathway, pathway_notes};
pub use portfolio::{PORTFOLIO_WHY_NOT, portfolio, portfolio_notes};
pub use render::{to_html, to_markdown, to_text, to_typst};
pub use sensitivity::{
    acceptability, acceptability_notes, agreement, agreement_notes, drivers, drivers_notes, exact,
    exact_notes, facts, information, information_draws, information_notes, reversal,
    reversal_notes, robust, robust_classes, robust_classes_notes, robust_notes, scenarios,
    scenarios_notes, stability, stability_notes, sweep, sweep_notes, targets, targets_notes,
};
pub use source::Source;
pub use utastar::{utastar, utastar_notes};
pub use verify::{failed_claims, verify, verify_notes};
pub use weighting::{from_data, weighting, weighting_notes};
pub use whole::{CellGrid, Report, ReportRun, Section, SourcedCell, report};
pub use words::Words;

/// A piece of a view.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A piece, and the rows of a result table that it was made from.
    From(Box<Block>, Source),
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
    /// A table whose column of that number holds bars, which give way where there is little room.
    Chart(Grid, usize),
}

impl Block {
    /// The piece with the rows that it was made from.
    pub fn from_rows(self, source: Source) -> Block {
        Block::From(Box::new(self), source)
    }
}

/// What stands on top of a view: what [`title`] has, and the directions of criteria that nobody
/// stated where a table stands for the case.
fn head(case: &Case, words: Words) -> Vec<Block> {
    let mut out = title(case, words);
    out.extend(table_reading::short(case, words));
    out
}

/// What stands on top of every view: title, status and notice where the case has them, what-ifs,
/// and where the weights come from if the case does not give them.
fn title(case: &Case, words: Words) -> Vec<Block> {
    let mut out = vec![Block::Title(case.title.get(words.0).to_owned())];
    out.extend(
        banner(case.status.map(|status| words.status(status)), case.notice.get(words.0))
            .map(Block::Text),
    );
    out.extend(what_if(case, words).map(Block::Text));
    out.extend(centre(case, words).map(Block::Text));
    out.extend(from_data(case, words).map(Block::Text));
    out
}

/// What was typed to change the case, in a line; none where nothing was.
fn what_if(case: &Case, words: Words) -> Option<String> {
    let changes = case.what_ifs.join(" ");
    (!changes.is_empty())
        .then(|| words.pick(format!("What if: {changes}"), format!("Wat als: {changes}")))
}

/// What a figure such as `#2.5` is, where a page has one. Whoever makes a page asks for it when all
/// else is on it.
fn between_levels(problem: &Problem, blocks: &[Block], words: Words) -> Option<String> {
    // Without levels a `#` is part of a name.
    let is_ordinal = |leaf: &Criterion| matches!(leaf.scale, Some(Scale::Ordinal(_)));
    if !problem.tree.leaves.iter().any(is_ordinal) {
        return None;
    }
    let place = blocks.iter().find_map(place_between)?;
    Some(words.pick(
        format!("#{place} is a place between two levels of a scale: so many levels above the worst, which is #0."),
        format!("#{place} is een plaats tussen twee niveaus van een schaal: zoveel niveaus boven het slechtste, dat #0 is."),
    ))
}

fn place_between(block: &Block) -> Option<&str> {
    match block {
        Block::From(block, _) => place_between(block),
        Block::Title(text)
        | Block::Heading(text)
        | Block::Text(text)
        | Block::Item(text)
        | Block::Detail(text) => place_in(text),
        Block::Grid(grid) | Block::Chart(grid, _) => {
            grid.rows.iter().flatten().find_map(|cell| place_in(cell))
        }
    }
}

/// The first place between two levels in a text, without its mark: `2.5` in `-..#2.5`. A whole one
/// would be a level.
fn place_in(text: &str) -> Option<&str> {
    let starts =
        text.match_indices('#').filter(|(at, _)| !text[..*at].ends_with(char::is_alphanumeric));
    starts.map(|(at, _)| &text[at + 1..]).find_map(|rest| {
        // What follows may be a range, or the end of a sentence.
        let rest = rest.split("..").next().unwrap_or(rest);
        let figure = rest
            .split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .next()
            .unwrap_or(rest);
        let figure = figure.trim_end_matches(['.', ',']);
        figure.replace(',', ".").parse::<f64>().ok().filter(|x| x.fract() != 0.0).map(|_| figure)
    })
}

/// How wide a bar is where there is room for it.
const BAR: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_between_levels_is_found_wherever_it_stands() {
        let found =
            ["it is #2.68, now", "-..#1.5", "normal(#0.5; 1)", "0|#2,25|+", "#2.75.", "#1..#1.5"]
                .map(place_in);
        assert_eq!(found, ["2.68", "1.5", "0.5", "2,25", "2.75", "1.5"].map(Some));
        assert_eq!(["#2", "# 2.5", "no. 2.5", "#2..3.5"].map(place_in), [None; 4]);
    }
}
