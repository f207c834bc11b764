//! A Markdown table with status, notice and what-ifs above.

use super::{Grid, Record};
use crate::table::Table;

pub(super) fn table(table: &Table, record: &Record) -> String {
    let head: Vec<String> = record.head().iter().map(|line| format!("> {line}")).collect();
    format!("## {}: {}\n\n{}\n\n{}", record.case, table.name, head.join("\n>\n"), Grid::of(table).to_markdown())
}
