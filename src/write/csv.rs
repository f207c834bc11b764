//! CSV, by the `csv` crate.

use super::Options;
use crate::error::{Error, Result};
use crate::progress::{Stage, begin};
use crate::table::{Table, Value};
use std::borrow::Cow;

/// A table with a header line. Numbers are as short as they can be and still be read back as themselves; missing is empty.
pub(super) fn table(table: &Table, options: Options) -> Result<Vec<u8>> {
    let delimiter = if options.dutch_csv { b';' } else { b',' };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let fail = |error: csv::Error| Error::Format { format: "csv", message: error.to_string() };
    writer.write_record(table.columns.iter().map(|column| guard(&column.name, options).into_owned())).map_err(fail)?;
    let step = begin(Stage::Write, table.rows() as u64);
    for row in 0..table.rows() {
        step.add(1);
        for column in &table.columns {
            let field = match column.values.get(row) {
                Value::Missing => Cow::Borrowed(""),
                Value::Text(text) => guard(text, options),
                Value::Cell(text) if options.dutch_csv => dutch_cell(text),
                Value::Cell(text) => Cow::Borrowed(text),
                // `{:?}` keeps the point of a whole number, so that a reader sees a column of reals.
                Value::Number(number) if options.dutch_csv => Cow::Owned(format!("{number:?}").replace('.', ",")),
                Value::Number(number) => Cow::Owned(format!("{number:?}")),
                Value::Integer(number) => Cow::Owned(number.to_string()),
            };
            writer.write_field(field.as_bytes()).map_err(fail)?;
        }
        writer.write_record(None::<&[u8]>).map_err(fail)?;
    }
    writer.into_inner().map_err(|error| Error::Format { format: "csv", message: error.to_string() })
}

/// Text that a spreadsheet would run as a formula gets an apostrophe in front.
fn guard(text: &str, options: Options) -> Cow<'_, str> {
    let dangerous = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if dangerous && !options.raw { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Decimal commas in a cell made of figures: a Dutch spreadsheet would take 2.5 for the second of May. Levels stay.
fn dutch_cell(text: &str) -> Cow<'_, str> {
    let inside = ["normal(", "uniform(", "lognormal(", "beta("].iter().find_map(|name| text.strip_prefix(name)).unwrap_or(text);
    if !inside.chars().all(|c| c.is_ascii_digit() || ".+-eE|;()# ".contains(c)) {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let point = |at: usize| chars[at] == '.' && digit(at.checked_sub(1)) && digit(Some(at + 1));
    Cow::Owned((0..chars.len()).map(|at| if point(at) { ',' } else { chars[at] }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_cells_are_not_and_dutch_has_commas() {
        let t = Table::new("t")
            .text("id", [Some("=1+1".into()), None])
            .cells("performance", [Some("-..+".into()), Some("0.5..1.5".into())])
            .number("score", [Some(0.5), Some(2.0)])
            .integer("rank", [Some(1), None]);
        let text = |options| String::from_utf8(table(&t, options).unwrap()).unwrap();
        assert_eq!(text(Options::default()), "id,performance,score,rank\n'=1+1,-..+,0.5,1\n,0.5..1.5,2.0,\n");
        assert_eq!(
            text(Options { dutch_csv: true, raw: true, width: None }),
            "id;performance;score;rank\n=1+1;-..+;0,5;1\n;0,5..1,5;2,0;\n"
        );
    }
}
