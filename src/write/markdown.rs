//! A Markdown table with status and notice above.

use super::{Record, text};
use crate::table::Table;

pub(super) fn table(table: &Table, record: &Record) -> String {
    let mut out = format!("## {}: {} ({})\n\n", record.case, table.name, record.status);
    if !record.notice.is_empty() {
        out.push_str(&format!("> {}\n\n", record.notice));
    }
    out + &text::grid(table).to_markdown()
}
