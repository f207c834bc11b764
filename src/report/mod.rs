//! What a person reads: views made of headings, sentences and grids, in English or Dutch. Views
//! arrange results of studies; they compute nothing but counts of what they show.

mod actors;
mod among;
mod ask;
mod cells;
mod centre;
mod check;
mod evaluate;
mod explain;
mod limits;
mod lint;
mod pathway;
mod portfolio;
mod sensitivity;
mod table_reading;
mod trade_offs;
mod unscored;
mod utastar;
mod verify;
mod weighting;
mod weights;
mod words;

use crate::case::Case;
use crate::problem::{Criterion, Problem, Scale};
use crate::write::grid::Grid;
use crate::write::{banner, line, wrap};

pub use actors::{actors, actors_notes};
pub use ask::{
    ask, ask_notes, commands, contradiction, help, how_to_answer, mends, nothing_left, question,
    said, settled, settled_notes,
};
pub use centre::centre;
pub use check::check;
pub use evaluate::{Part, evaluate, notes, notes_beside};
pub use explain::explain;
pub use pathway::{given_paths, pathway, pathway_notes};
pub use portfolio::{portfolio, portfolio_notes};
pub use sensitivity::{
    acceptability, acceptability_notes, agreement, agreement_notes, drivers, drivers_notes, exact,
    exact_notes, facts, information, information_draws, information_notes, reversal,
    reversal_notes, robust, robust_notes, scenarios, scenarios_notes, stability, stability_notes,
    sweep, sweep_notes,
};
pub use utastar::{utastar, utastar_notes};
pub use verify::{failed_claims, verify, verify_notes};
pub use weighting::{from_data, weighting, weighting_notes};
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
    /// A table whose column of that number holds bars, which give way where there is little room.
    Chart(Grid, usize),
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
    if !case.what_ifs.is_empty() {
        let changes = case.what_ifs.join(" ");
        out.push(Block::Text(
            words.pick(format!("What if: {changes}"), format!("Wat als: {changes}")),
        ));
    }
    out.extend(centre(case, words).map(Block::Text));
    out.extend(from_data(case, words).map(Block::Text));
    out
}

/// What a figure such as `#2.5` is, where a page has one. Whoever makes a page asks for it when all
/// else is on it.
fn between_levels(problem: &Problem, blocks: &[Block], words: Words) -> Option<String> {
    // Without levels a `#` is part of a name.
    let is_ordinal = |leaf: &Criterion| matches!(leaf.scale, Some(Scale::Ordinal(_)));
    if !problem.tree.leaves.iter().any(is_ordinal) {
        return None;
    }
    let place = blocks.iter().find_map(|block| match block {
        Block::Title(text)
        | Block::Heading(text)
        | Block::Text(text)
        | Block::Item(text)
        | Block::Detail(text) => place_in(text),
        Block::Grid(grid) | Block::Chart(grid, _) => {
            grid.rows.iter().flatten().find_map(|cell| place_in(cell))
        }
    })?;
    Some(words.pick(
        format!("#{place} is a place between two levels of a scale: so many levels above the worst, which is #0."),
        format!("#{place} is een plaats tussen twee niveaus van een schaal: zoveel niveaus boven het slechtste, dat #0 is."),
    ))
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
/// How wide bars may be.
const LENGTHS: [usize; 5] = [BAR, 20, 16, 12, 8];

/// The view as text for a terminal of that many columns. Control characters and line ends, which an
/// id or a title may hold, neither steer the terminal nor make a line of their own.
pub fn to_text(blocks: &[Block], width: usize) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Title(text) => {
                let widest = write(&mut out, text, "", "", width);
                out.push_str(&format!("{}\n", "=".repeat(widest)));
            }
            Block::Heading(text) => {
                out.push('\n');
                write(&mut out, text, "", "", width);
            }
            Block::Text(text) => {
                write(&mut out, text, "", "", width);
            }
            Block::Item(text) => {
                write(&mut out, text, "- ", "  ", width);
            }
            Block::Detail(text) => {
                write(&mut out, text, "  ", "  ", width);
            }
            Block::Grid(grid) => out.push_str(&grid.to_text(width)),
            Block::Chart(grid, column) => out.push_str(&chart(grid, *column, width).to_text(width)),
        }
    }
    out
}

/// Add a text in lines; how wide the widest is.
fn write(out: &mut String, text: &str, first: &str, rest: &str, width: usize) -> usize {
    // Words part where the text has any space.
    let words = line(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = wrap(&words, first, rest, width);
    let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    out.extend(lines.into_iter().map(|line| line + "\n"));
    widest
}

/// The grid with its bars as wide as there is room for.
fn chart(grid: &Grid, column: usize, width: usize) -> Grid {
    let with = |bar: usize| {
        let mut out = grid.clone();
        for cell in out.rows.iter_mut().filter_map(|row| row.get_mut(column)) {
            *cell = shortened(cell, bar);
        }
        out
    };
    // Bars give way before cells are broken into lines, but not so far that nothing can be told of
    // them.
    let whole = LENGTHS.into_iter().map(with).find(|grid| grid.fits(width, true));
    let [.., short, shortest] = LENGTHS;
    whole.unwrap_or_else(|| {
        Some(with(short)).filter(|grid| grid.fits(width, false)).unwrap_or_else(|| with(shortest))
    })
}

/// A bar of at most [`BAR`] marks as one of at most `most`.
fn shortened(bar: &str, most: usize) -> String {
    let marks: Vec<char> = bar.chars().collect();
    let length = (marks.len() * most).div_ceil(BAR);
    (0..length)
        .map(|at| marks[((2 * at + 1) * marks.len() / (2 * length)).min(marks.len() - 1)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_give_way_before_words_do() {
        let cells =
            |bar: &str| ["a".to_owned(), bar.to_owned(), "under 1 to 100 %".to_owned()].to_vec();
        let bars = ["█".repeat(24), format!("{}{}", "█".repeat(12), "?".repeat(6)), String::new()];
        let head = ["alternative", "ranks 1, 2, 3 ...", "first"]
            .map(|name| (name.to_owned(), None))
            .to_vec();
        let blocks =
            [Block::Chart(Grid { head, rows: bars.iter().map(|bar| cells(bar)).collect() }, 1)];
        let marks = |width: usize| -> Vec<String> {
            let text = to_text(&blocks, width);
            assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
            text.lines()
                .map(|line| line.chars().filter(|c| "█?".contains(*c)).collect())
                .filter(|bar: &String| !bar.is_empty())
                .collect()
        };
        assert_eq!(marks(80), bars[..2]);
        assert_eq!(marks(51), ["█".repeat(16), format!("{}{}", "█".repeat(8), "?".repeat(4))]);
        assert_eq!(marks(36), ["█".repeat(12), format!("{}{}", "█".repeat(6), "?".repeat(3))]);
        assert_eq!(marks(32), ["█".repeat(8), format!("{}{}", "█".repeat(4), "?".repeat(2))]);
    }

    #[test]
    fn a_place_between_levels_is_found_wherever_it_stands() {
        let found =
            ["it is #2.68, now", "-..#1.5", "normal(#0.5; 1)", "0|#2,25|+", "#2.75.", "#1..#1.5"]
                .map(place_in);
        assert_eq!(found, ["2.68", "1.5", "0.5", "2,25", "2.75", "1.5"].map(Some));
        assert_eq!(["#2", "# 2.5", "no. 2.5", "#2..3.5"].map(place_in), [None; 4]);
    }

    #[test]
    fn every_part_of_a_view_keeps_to_the_width() {
        let text = "Next: `afweging explain --of S3/VIL --over S1/VIL` says why; `afweging init my-case` gives you a copy to edit.";
        for part in [Block::Title, Block::Heading, Block::Text, Block::Item, Block::Detail] {
            let out = to_text(&[part(text.to_owned())], 40);
            assert!(out.lines().all(|line| line.chars().count() <= 40), "{out}");
        }
    }
}
