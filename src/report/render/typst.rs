//! A view as the source of a document for Typst, for those who typeset. Every text of others is a
//! string literal, in which Typst runs nothing.

use super::markdown::inner;
use crate::report::Block;
use crate::write::grid::{Align, BREAK, Grid};
use crate::write::line;

/// The view as a Typst document on A4. `pictures` are files beside it, each with the text that
/// stands for it; they stand below the first heading's part. `language` is `en` or `nl`.
pub fn to_typst(blocks: &[Block], pictures: &[(String, String)], language: &str) -> String {
    let mut out = format!(
        "#set document(title: {})\n#set text(lang: \"{language}\", size: 10pt)\n#set page(paper: \"a4\", margin: 20mm, numbering: \"1 / 1\")\n#set table(stroke: none, inset: 4pt)\n\n",
        literal(&title(blocks)),
    );
    let mut shown = false;
    let mut seen = false;
    for block in blocks.iter().map(inner) {
        if !shown && seen && matches!(block, Block::Heading(_) | Block::Title(_)) {
            shown = true;
            add_pictures(&mut out, pictures);
        }
        seen |= matches!(block, Block::Heading(_));
        add(&mut out, block);
    }
    if !shown {
        add_pictures(&mut out, pictures);
    }
    out
}

fn title(blocks: &[Block]) -> String {
    let found = blocks.iter().map(inner).find_map(|block| match block {
        Block::Title(text) => Some(text.clone()),
        _ => None,
    });
    found.unwrap_or_default()
}

fn add_pictures(out: &mut String, pictures: &[(String, String)]) {
    for (file, text) in pictures {
        out.push_str(&format!(
            "#figure(image({}, width: 100%, alt: {}))\n\n",
            literal(file),
            literal(text)
        ));
    }
}

fn add(out: &mut String, block: &Block) {
    let text = |text: &str| format!("#text({})", literal(text));
    let written = match block {
        Block::From(block, _) => return add(out, block),
        Block::Title(title) => format!("= {}\n\n", text(title)),
        Block::Heading(heading) => format!("== {}\n\n", text(heading)),
        Block::Text(paragraph) | Block::Detail(paragraph) => format!("{}\n\n", text(paragraph)),
        Block::Item(item) => format!("- {}\n\n", text(item)),
        Block::Grid(grid) | Block::Chart(grid, _) => table(grid),
    };
    out.push_str(&written);
}

fn table(grid: &Grid) -> String {
    let columns = vec!["auto"; grid.head.len()].join(", ");
    let aligned: Vec<&str> = grid
        .head
        .iter()
        .map(|(_, align)| if *align == Some(Align::Right) { "right" } else { "left" })
        .collect();
    let cell = |text: &str| {
        let lines: Vec<String> =
            text.split(BREAK).map(|part| format!("#text({})", literal(part))).collect();
        format!("[{}]", lines.join(" \\ "))
    };
    let mut out = format!(
        "#table(columns: ({columns},), align: ({},),\n  table.header({}),\n  table.hline(),\n",
        aligned.join(", "),
        grid.head
            .iter()
            .map(|(name, _)| format!("strong{}", cell(name)))
            .collect::<Vec<_>>()
            .join(", "),
    );
    for row in &grid.rows {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        out.push_str(&format!("  {},\n", cells.join(", ")));
    }
    out.push_str(")\n\n");
    out
}

/// A text as a string of Typst.
fn literal(text: &str) -> String {
    let text = line(text);
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
