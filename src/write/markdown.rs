//! A Markdown table with status, notice and what-ifs above.

use super::{Grid, Record};
use crate::table::Table;

pub(super) fn table(table: &Table, record: &Record) -> String {
    let head: Vec<String> = record.head().iter().map(|line| format!("> {line}")).collect();
    let head = if head.is_empty() { String::new() } else { format!("{}\n\n", head.join("\n>\n")) };
    format!("## {}: {}\n\n{head}{}", record.case, table.name, Grid::of(table).to_markdown())
}
