//! The sheet *Run*: status and notice, and how the workbook was made.

use super::plan::Plan;
use super::style::{Style, Written, fit, paper, put};
use crate::write::Record;
use rust_xlsxwriter::Worksheet;
use serde_json::Value;

/// Characters of the column of what is told.
const TEXT_WIDTH: f64 = 110.0;

pub(super) fn sheet(sheet: &mut Worksheet, style: &Style, plan: &Plan, record: &Record) -> Written {
    let words = plan.words;
    sheet.set_name(plan.names.run)?;
    sheet.set_screen_gridlines(false);
    put(sheet, 0, 0, words.pick("How this was made", "Hoe dit gemaakt is"), &style.title)?;
    let mut at = 2;
    for (key, value) in record.stable() {
        let text = match &value {
            Value::Null => continue,
            Value::String(text) if text.is_empty() => continue,
            Value::String(text) if key == "status" => {
                plan.case.status.map_or(text.clone(), |status| words.status(status).to_owned())
            }
            Value::String(text) => text.clone(),
            Value::Array(items) if items.is_empty() => continue,
            Value::Array(items) => items.iter().map(item).collect::<Vec<_>>().join("\n"),
            other => other.to_string(),
        };
        put(sheet, at, 0, label(plan, &key), &style.header)?;
        put(sheet, at, 1, &text, &style.text)?;
        fit(sheet, at, &[(&text, TEXT_WIDTH)])?;
        at += 1;
    }
    sheet.set_column_width(0, 22)?.set_column_width(1, TEXT_WIDTH)?;
    sheet.set_print_area(0, 0, at.max(3) - 1, 1)?;
    sheet.set_print_fit_to_pages(1, 0);
    paper(sheet);
    Ok(())
}

/// A file with its sum, or a word.
fn item(value: &Value) -> String {
    match (value.get("name"), value.get("sha256"), value.as_str()) {
        (Some(Value::String(name)), Some(Value::String(sum)), _) => {
            format!("{name} (SHA-256 {sum})")
        }
        (_, _, Some(text)) => text.to_owned(),
        _ => value.to_string(),
    }
}

fn label<'k>(plan: &Plan, key: &'k str) -> &'k str {
    let pick = |en, nl| plan.words.pick(en, nl);
    match key {
        "program" => pick("Program", "Programma"),
        "version" => pick("Version", "Versie"),
        "command" => pick("Command", "Opdracht"),
        "case" => pick("Case", "Dossier"),
        "status" => pick("Status", "Status"),
        "notice" => pick("Notice", "Mededeling"),
        "files" => pick("Files read", "Gelezen bestanden"),
        "what_ifs" => pick("What if", "Wat als"),
        "weights" => pick("Weights", "Gewichten"),
        "seed" => pick("Seed", "Startgetal"),
        "generator" => pick("Random numbers", "Toevalsgetallen"),
        "draws" => pick("Draws", "Trekkingen"),
        other => other,
    }
}
