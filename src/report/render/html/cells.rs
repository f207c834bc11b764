//! Cells that say where they come from: on hover, and in the table of inputs.

use super::writer::Html;
use crate::report::whole::CellGrid;

/// Add a grid of cells. `table` is the address of the table of inputs, where the page has it, with
/// how many of its rows are shown.
pub(super) fn add(out: &mut Html, grid: &CellGrid, table: Option<(&str, usize)>) {
    let attributes =
        [("class", "scroll"), ("role", "group"), ("tabindex", "0"), ("aria-label", &grid.caption)];
    out.open("div", &attributes).open("table", &[("class", "view sourced")]);
    out.element("caption", &[], &grid.caption).line();
    out.open("thead", &[]).open("tr", &[]);
    for name in &grid.head {
        out.element("th", &[("scope", "col")], name);
    }
    out.close("tr").close("thead").line().open("tbody", &[]).line();
    for (name, cells) in &grid.rows {
        out.open("tr", &[]).element("th", &[("scope", "row")], name);
        for cell in cells {
            let Some(cell) = cell else {
                out.element("td", &[], "");
                continue;
            };
            out.open("td", &[("title", &cell.hint)]);
            match table.filter(|(_, rows)| cell.row < *rows) {
                Some((id, _)) => {
                    let address = format!("#{id}-{}", cell.row + 1);
                    out.element("a", &[("href", &address)], &cell.text);
                }
                None => {
                    out.text(&cell.text);
                }
            }
            if !cell.kind.is_empty() {
                out.element("small", &[], &cell.kind);
            }
            out.close("td");
        }
        out.close("tr").line();
    }
    out.close("tbody").close("table").close("div").line();
}
