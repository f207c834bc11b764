//! CSV.

use super::Options;
use crate::error::{Error, Result, of_io};
use crate::progress::{Stage, begin};
use crate::table::{Parts, Table, Value};
use rayon::prelude::*;
use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;

/// How many rows a thread turns into text at a time.
const ROWS_PER_TASK: usize = 1024;

/// How many such tasks each thread does before the text is written: few enough that little text is
/// kept.
const TASKS_PER_THREAD: usize = 16;

/// A table with a header line. Numbers are as short as they can be and still be read back as
/// themselves; missing is empty.
pub(super) fn table(out: &mut dyn Write, table: &Table, options: Options) -> Result<()> {
    write(out, table, table.rows(), |range| rows(table, range, options), options)
}

/// The same of a table that is made part by part: each thread makes some of it.
pub(super) fn parts(out: &mut dyn Write, parts: &Parts, options: Options) -> Result<()> {
    let part = |range| {
        let table = parts.part(range);
        rows(&table, 0..table.rows(), options)
    };
    write(out, &parts.part(0..0), parts.rows(), part, options)
}

/// The header line of a table alone.
pub(super) fn head(out: &mut dyn Write, table: &Table, options: Options) -> Result<()> {
    let mut line = Line { bytes: Vec::new(), delimiter: options.delimiter(), start: 0 };
    table.columns.iter().for_each(|column| line.text(&guard(&column.name, options)));
    line.end();
    put(out, &line.bytes)
}

/// The rows of a table alone.
pub(super) fn body(out: &mut dyn Write, table: &Table, options: Options) -> Result<()> {
    body_of(out, table.rows(), |range| rows(table, range, options))
}

fn put(out: &mut dyn Write, bytes: &[u8]) -> Result<()> {
    out.write_all(bytes).map_err(|error| Error::Format { format: "csv", message: of_io(&error) })
}

fn write(
    out: &mut dyn Write,
    header: &Table,
    rows: usize,
    part: impl Fn(Range<usize>) -> Vec<u8> + Sync,
    options: Options,
) -> Result<()> {
    head(out, header, options)?;
    body_of(out, rows, part)
}

fn body_of(
    out: &mut dyn Write,
    rows: usize,
    part: impl Fn(Range<usize>) -> Vec<u8> + Sync,
) -> Result<()> {
    let step = begin(Stage::Write, rows as u64);
    let together = ROWS_PER_TASK * TASKS_PER_THREAD * rayon::current_num_threads();
    for start in (0..rows).step_by(together) {
        let end = rows.min(start + together);
        let starts: Vec<usize> = (start..end).step_by(ROWS_PER_TASK).collect();
        let texts: Vec<Vec<u8>> =
            starts.into_par_iter().map(|from| part(from..end.min(from + ROWS_PER_TASK))).collect();
        texts.iter().try_for_each(|text| put(out, text))?;
        step.add((end - start) as u64);
    }
    Ok(())
}

impl Options {
    fn delimiter(self) -> u8 {
        if self.dutch_csv { b';' } else { b',' }
    }
}

/// Lines of fields, written as the `csv` crate writes them (a test compares the two), which takes
/// three times as long where most fields are numbers.
struct Line {
    bytes: Vec<u8>,
    delimiter: u8,
    /// Where the line begins that is being written.
    start: usize,
}

impl Line {
    /// A field that is known to need no quotation marks.
    fn plain(&mut self, field: &[u8]) {
        self.bytes.extend_from_slice(field);
        self.bytes.push(self.delimiter);
    }

    fn text(&mut self, field: &str) {
        let special = |byte: u8| matches!(byte, b'"' | b'\n' | b'\r') || byte == self.delimiter;
        match field.bytes().any(special) {
            true => self.plain(format!("\"{}\"", field.replace('"', "\"\"")).as_bytes()),
            false => self.plain(field.as_bytes()),
        }
    }

    fn end(&mut self) {
        // A line with nothing on it would be read as no row.
        if self.bytes.len() == self.start + 1 {
            self.bytes.splice(self.start..self.start, *b"\"\"");
        }
        if let Some(last) = self.bytes.last_mut() {
            *last = b'\n';
        }
        self.start = self.bytes.len();
    }
}

/// Some rows as text.
fn rows(table: &Table, rows: Range<usize>, options: Options) -> Vec<u8> {
    let mut line = Line { bytes: Vec::new(), delimiter: options.delimiter(), start: 0 };
    let mut digits = Vec::new();
    // A score is often followed by bounds that are the same number.
    let mut last = None;
    for row in rows {
        for column in &table.columns {
            match column.values.get(row) {
                Value::Missing => line.plain(b""),
                Value::Text(text) => line.text(&guard(text, options)),
                Value::Cell(text) if options.dutch_csv => line.text(&dutch_cell(text)),
                Value::Cell(text) => line.text(text),
                Value::Integer(number) => line.plain(itoa::Buffer::new().format(number).as_bytes()),
                Value::Number(number) => {
                    if last.replace(number.to_bits()) != Some(number.to_bits()) {
                        digits.clear();
                        write_number(&mut digits, number);
                        if options.dutch_csv {
                            digits
                                .iter_mut()
                                .filter(|byte| **byte == b'.')
                                .for_each(|byte| *byte = b',');
                        }
                    }
                    line.plain(&digits);
                }
            }
        }
        line.end();
    }
    line.bytes
}

/// The shortest digits that are read back as the same number, as `{:?}` writes them: it keeps the
/// point of a whole number, so that a reader sees a column of reals.
fn write_number(out: &mut Vec<u8>, number: f64) {
    // The faster writer agrees where no exponent is written and one shortest number is nearest. Two
    // are equally near only if the number has few binary places, of which the last is one decimal
    // place too many.
    let one_is_nearest = match binary_places(number) {
        0 => true,
        places => places > 24,
    };
    match number == 0.0 || (one_is_nearest && (1e-4..1e15).contains(&number.abs())) {
        true => out.extend_from_slice(zmij::Buffer::new().format_finite(number).as_bytes()),
        false => out.extend_from_slice(format!("{number:?}").as_bytes()),
    }
}

/// How many binary places a number has behind the point.
fn binary_places(number: f64) -> i32 {
    let bits = number.to_bits();
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1075;
    (-exponent - mantissa.trailing_zeros() as i32).max(0)
}

/// Text that a spreadsheet would run as a formula gets an apostrophe in front.
fn guard(text: &str, options: Options) -> Cow<'_, str> {
    let dangerous = matches!(text.bytes().next(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'));
    if dangerous && !options.raw { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Decimal commas in a cell made of figures: a Dutch spreadsheet would take 2.5 for the second of
/// May. Levels stay.
fn dutch_cell(text: &str) -> Cow<'_, str> {
    let inside = ["normal(", "uniform(", "lognormal(", "beta("]
        .iter()
        .find_map(|name| text.strip_prefix(name))
        .unwrap_or(text);
    if !inside.chars().all(|c| c.is_ascii_digit() || ".+-eE|;()# ".contains(c)) {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let digit =
        |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let point = |at: usize| chars[at] == '.' && digit(at.checked_sub(1)) && digit(Some(at + 1));
    Cow::Owned((0..chars.len()).map(|at| if point(at) { ',' } else { chars[at] }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng::{uniform, value};

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        let ends = [
            0.0,
            -0.0,
            1e-4,
            9.999e-5,
            1e15,
            1_125_899_906_842_624.2,
            999999999999999.9,
            9007199254740993.0,
            1e16,
            1.7e308,
            5e-324,
            0.1,
            100.0,
            1e-5,
            -12.5,
        ];
        let drawn = (0..200_000u64).flat_map(|at| {
            let any = f64::from_bits(value(3, at, 0, 0));
            let usual = (uniform(value(4, at, 0, 0)) - 0.5) * 10f64.powi((at % 25) as i32 - 6);
            // A few binary places: where two shortest numbers may be equally near.
            let dyadic =
                (usual * 2f64.powi((at % 23) as i32)).round() / 2f64.powi((at % 23) as i32);
            [any, usual, (usual * 1000.0).round() / 1000.0, dyadic]
        });
        for number in ends.into_iter().chain(drawn).filter(|number| number.is_finite()) {
            let mut out = Vec::new();
            write_number(&mut out, number);
            assert_eq!(String::from_utf8(out).unwrap(), format!("{number:?}"));
        }
    }

    #[test]
    fn lines_are_those_of_the_csv_crate() {
        let pieces = ["", "a", "b c", ",", ";", "\"", "\n", "\r", "é", "=1", "1.5"];
        let pick = |at: u64, of: u64| (uniform(value(5, at, of, 0)) * pieces.len() as f64) as usize;
        for delimiter in [b',', b';'] {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(delimiter)
                .flexible(true)
                .from_writer(Vec::new());
            let mut line = Line { bytes: Vec::new(), delimiter, start: 0 };
            for at in 0..2000u64 {
                let fields: Vec<String> = (0..1 + at % 3)
                    .map(|of| {
                        format!("{}{}", pieces[pick(at, 2 * of)], pieces[pick(at, 2 * of + 1)])
                    })
                    .collect();
                fields.iter().for_each(|field| line.text(field));
                line.end();
                fields.iter().for_each(|field| writer.write_field(field).unwrap());
                writer.write_record(None::<&[u8]>).unwrap();
                writer.flush().unwrap();
                let (theirs, ours) = (writer.get_ref(), &line.bytes);
                assert_eq!(
                    String::from_utf8_lossy(ours),
                    String::from_utf8_lossy(theirs),
                    "{fields:?}"
                );
            }
        }
    }

    #[test]
    fn a_table_in_parts_is_the_whole_table() {
        let count = 100 * ROWS_PER_TASK + 17;
        let part = |range: Range<usize>| {
            let texts = range.clone().map(|at| Some(format!("a{at}")).filter(|_| at % 7 > 0));
            Table::new("t").text("id", texts).number("x", range.map(|at| Some(at as f64 / 3.0)))
        };
        let (mut whole, mut pieces) = (Vec::new(), Vec::new());
        table(&mut whole, &part(0..count), Options::default()).unwrap();
        parts(&mut pieces, &Parts::new(count, part), Options::default()).unwrap();
        assert_eq!(whole.iter().filter(|byte| **byte == b'\n').count(), 1 + count);
        assert!(whole == pieces);
    }

    #[test]
    fn formulas_are_guarded_cells_are_not_and_dutch_has_commas() {
        let t = Table::new("t")
            .text("id", [Some("=1+1".into()), None])
            .cells("performance", [Some("-..+".into()), Some("0.5..1.5".into())])
            .number("score", [Some(0.5), Some(2.0)])
            .integer("rank", [Some(1), None]);
        let text = |options| {
            let mut bytes = Vec::new();
            table(&mut bytes, &t, options).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(
            text(Options::default()),
            "id,performance,score,rank\n'=1+1,-..+,0.5,1\n,0.5..1.5,2.0,\n"
        );
        assert_eq!(
            text(Options { dutch_csv: true, raw: true, width: None }),
            "id;performance;score;rank\n=1+1;-..+;0,5;1\n;0,5..1,5;2,0;\n"
        );
    }
}
