//! A view as text for a terminal.

use crate::report::{BAR, Block};
use crate::write::grid::Grid;
use crate::write::{line, wrap};

/// How wide bars may be.
const LENGTHS: [usize; 5] = [BAR, 20, 16, 12, 8];

/// The view as text for a terminal of that many columns. Control characters and line ends, which an
/// id or a title may hold, neither steer the terminal nor make a line of their own.
pub fn to_text(blocks: &[Block], width: usize) -> String {
    let mut out = String::new();
    for block in blocks {
        add(&mut out, block, width);
    }
    out
}

fn add(out: &mut String, block: &Block, width: usize) {
    match block {
        Block::From(block, _) => add(out, block, width),
        Block::Title(text) => {
            let widest = write(out, text, "", "", width);
            out.push_str(&format!("{}\n", "=".repeat(widest)));
        }
        Block::Heading(text) => {
            out.push('\n');
            write(out, text, "", "", width);
        }
        Block::Text(text) => {
            write(out, text, "", "", width);
        }
        Block::Item(text) => {
            write(out, text, "- ", "  ", width);
        }
        Block::Detail(text) => {
            write(out, text, "  ", "  ", width);
        }
        Block::Grid(grid) => out.push_str(&grid.to_text(width)),
        Block::Chart(grid, column) => out.push_str(&chart(grid, *column, width).to_text(width)),
    }
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
    fn every_part_of_a_view_keeps_to_the_width() {
        let text = "Next: `afweging explain --of S3/VIL --over S1/VIL` says why; `afweging init my-case` gives you a copy to edit.";
        for part in [Block::Title, Block::Heading, Block::Text, Block::Item, Block::Detail] {
            let out = to_text(&[part(text.to_owned())], 40);
            assert!(out.lines().all(|line| line.chars().count() <= 40), "{out}");
        }
    }
}
