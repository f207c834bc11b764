//! What a person reads: views made of headings, sentences and grids, in English or Dutch. Views arrange results of studies;
//! they compute nothing but counts of what they show.

mod check;
mod evaluate;
mod explain;
mod weights;
mod words;

use crate::write::Grid;

pub use check::check;
pub use evaluate::evaluate;
pub use explain::explain;
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
    /// A table.
    Grid(Grid),
}

/// The view as text for a terminal, wrapped at 110 columns.
pub fn to_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Title(text) => out.push_str(&format!("{text}\n{}\n", "=".repeat(text.chars().count().min(WIDTH)))),
            Block::Heading(text) => out.push_str(&format!("\n{text}\n")),
            Block::Text(text) => wrap(&mut out, text, "", ""),
            Block::Item(text) => wrap(&mut out, text, "- ", "  "),
            Block::Grid(grid) => out.push_str(&grid.to_text()),
        }
    }
    out
}

const WIDTH: usize = 110;

fn wrap(out: &mut String, text: &str, first: &str, rest: &str) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
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
