//! A Markdown table with status, notice and what-ifs above.

use super::{Record, text};
use crate::table::Table;

pub(super) fn table(table: &Table, record: &Record) -> String {
    let head: Vec<String> = record.head().iter().map(|line| format!("> {line}")).collect();
    format!("## {}: {}\n\n{}\n\n{}", record.case, table.name, head.join("\n>\n"), text::grid(table).to_markdown())
}
