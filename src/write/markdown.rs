//! A Markdown table with status, notice and what-ifs above.

use super::clean::markdown;
use super::{Grid, Record};
use crate::table::Table;

pub(super) fn table(table: &Table, record: &Record) -> String {
    let shown = |(ours, theirs): &(String, String)| {
        format!("> {}", format!("{ours} {}", markdown(theirs)).trim())
    };
    let head: Vec<String> = record.head_parts().iter().map(shown).collect();
    let head = if head.is_empty() { String::new() } else { format!("{}\n\n", head.join("\n>\n")) };
    let title = format!("## {}: {}", markdown(&record.case), table.name);
    format!("{title}\n\n{head}{}", Grid::of(table).to_markdown())
}
