//! A view as Markdown, with its pictures beside it.

use crate::report::Block;
use crate::write::{grid::Grid, markdown};

/// The view as Markdown (CommonMark with tables). `pictures` are files beside it, each with the text
/// that stands for it where it cannot be seen; they stand below the first heading's part, which
/// holds the answer.
pub fn to_markdown(blocks: &[Block], pictures: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut listed = false;
    let mut shown = false;
    let mut seen = false;
    for block in blocks {
        let block = inner(block);
        // Below the first part, which holds the answer.
        if !shown && seen && matches!(block, Block::Heading(_) | Block::Title(_)) {
            shown = true;
            add_pictures(&mut out, pictures, &mut listed);
        }
        seen |= matches!(block, Block::Heading(_));
        add(&mut out, block, &mut listed);
    }
    if !shown {
        add_pictures(&mut out, pictures, &mut listed);
    }
    out
}

/// The block without where it comes from.
pub(super) fn inner(block: &Block) -> &Block {
    match block {
        Block::From(block, _) => inner(block),
        other => other,
    }
}

fn add_pictures(out: &mut String, pictures: &[(String, String)], listed: &mut bool) {
    for (file, text) in pictures {
        part(out, listed);
        out.push_str(&format!("![{}](./{})\n", markdown(text), address(file)));
    }
}

/// A file's name as an address: all that is not plain stands as its bytes.
fn address(file: &str) -> String {
    let mut out = String::new();
    for byte in file.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'~' | b'-' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// An empty line before what is no further item of a list.
fn part(out: &mut String, listed: &mut bool) {
    *listed = false;
    if !out.is_empty() {
        out.push('\n');
    }
}

fn add(out: &mut String, block: &Block, listed: &mut bool) {
    match block {
        Block::From(block, _) => add(out, block, listed),
        Block::Title(text) => {
            part(out, listed);
            out.push_str(&format!("# {}\n", markdown(text)));
        }
        Block::Heading(text) => {
            part(out, listed);
            out.push_str(&format!("## {}\n", markdown(text)));
        }
        Block::Text(text) => {
            part(out, listed);
            out.push_str(&format!("{}\n", markdown(text)));
        }
        Block::Item(text) => {
            if !*listed {
                part(out, listed);
            }
            out.push_str(&format!("- {}\n", markdown(text)));
            *listed = true;
        }
        Block::Detail(text) => {
            let indent = if *listed { "  " } else { "" };
            out.push_str(&format!("\n{indent}{}\n", markdown(text)));
        }
        Block::Grid(grid) | Block::Chart(grid, _) => {
            part(out, listed);
            out.push_str(&Grid::to_markdown(grid));
        }
    }
}
