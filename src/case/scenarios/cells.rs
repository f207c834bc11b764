//! The weights in the cells of a table of scenarios.

use super::columns::Columns;
use super::faults::Faults;
use crate::case::read::column::RawCell;
use crate::case::read::evidence::{Evidence, Readability};
use crate::case::read::marks::{Marks, number, readings};
use crate::case::read::reading::Reading;
use crate::case::read::tables::RawTable;
use crate::case::read::unreadable::not_a_number;
use crate::error::{Finding, Phrase, both};
use crate::problem::number as written;
use crate::problem::tree::check_weight;

/// The weights of a table.
pub(super) struct Cells {
    branches: usize,
    /// Row after row, by branch; `None` where nothing stands.
    weights: Vec<Option<f64>>,
}

impl Cells {
    /// The weights of a row, by branch.
    pub(super) fn row(&self, row: usize) -> &[Option<f64>] {
        &self.weights[row * self.branches..(row + 1) * self.branches]
    }
}

/// The weights of all cells; where one cannot be read, a fault, and nothing in its place.
pub(super) fn cells(table: &RawTable, columns: &Columns, faults: &mut Faults) -> Cells {
    let branches = columns.of.len();
    let used = || columns.of.iter().enumerate().filter_map(|(at, column)| Some((at, (*column)?)));
    let mut out = Cells { branches, weights: vec![None; branches * table.rows()] };
    let Some(marks) = marks(table, used().map(|(_, column)| column), faults) else { return out };
    for (branch, column) in used() {
        for row in 0..table.rows() {
            out.weights[row * branches + branch] = weight(table, (row, column), &marks, faults);
        }
    }
    out
}

/// What the points and commas of the weights are. All of them are figures of one kind, so what one
/// column shows goes for the others.
fn marks(
    table: &RawTable,
    columns: impl Iterator<Item = usize>,
    faults: &mut Faults,
) -> Option<Marks> {
    if let Some(marks) = table.marks.marks() {
        return Some(marks);
    }
    let mut evidence = Evidence::default();
    let mut open = None;
    for column in columns {
        for row in 0..table.rows() {
            let RawCell::Text(text) = table.cell(row, column) else { continue };
            if let Readability::Ambiguous(figure) = evidence.see(text.trim()) {
                open = open.or(Some((figure, row, column)));
            }
        }
    }
    let marks = evidence.marks(&evidence, table.decimal_comma);
    let Some((figure, row, column)) = open else { return Some(marks) };
    let (mark, decimals, thousands) = readings(figure)?;
    if marks.settles(mark) {
        return Some(marks);
    }
    let (decimals, thousands, sign) = (written(decimals), written(thousands), mark.sign());
    let message = both(
        format!(
            "`{figure}` can be read as {decimals} or as {thousands}, and no other weight of this table settles which"
        ),
        format!(
            "`{figure:#}` kan worden gelezen als {decimals:#} of als {thousands:#}, en geen ander gewicht in deze tabel geeft uitsluitsel"
        ),
    );
    let help = both(
        format!(
            "if `{sign}` parts decimals, say `decimal = \"{sign}\"` at the top of the case file, or `--decimal {sign}`; if it parts thousands, `thousands = \"{sign}\"` or `--thousands {sign}`"
        ),
        format!(
            "als `{sign:#}` de decimalen afscheidt, zet dan `decimal = \"{sign:#}\"` bovenaan in het dossier, of geef `--decimal {sign:#}`; als het duizendtallen afscheidt: `thousands = \"{sign:#}\"` of `--thousands {sign:#}`"
        ),
    );
    faults.push(Finding::error(table.place(row, column), message).help(help));
    None
}

/// The weight in a cell; `None` where nothing stands, or with a fault.
fn weight(
    table: &RawTable,
    (row, column): (usize, usize),
    marks: &Marks,
    faults: &mut Faults,
) -> Option<f64> {
    let cell = table.cell(row, column);
    let weight = match cell {
        RawCell::Missing => return None,
        RawCell::Number(weight) => weight,
        RawCell::Text(text) if text.trim().is_empty() => return None,
        RawCell::Text(text) => match number(text, marks) {
            Some(weight) => weight,
            None => {
                let fault = not_a_number(text, Reading { levels: None, marks: *marks });
                let finding = Finding::error(table.place(row, column), fault.message);
                let help = fault.help.filter(|help| !help.contains("`?`"));
                faults.push(finding.help(help.unwrap_or_else(|| WRITE.into())));
                return None;
            }
        },
    };
    match check_weight(weight) {
        Ok(()) => Some(weight),
        Err(message) => {
            faults.push(Finding::error(table.place(row, column), message).help(WRITE));
            None
        }
    }
}

const WRITE: Phrase = Phrase(
    "write a number of at least 0; leave the weights of all siblings empty to keep those of the case",
    "schrijf een getal van minstens 0; laat de gewichten van alle criteria onder dezelfde knoop leeg om die van het dossier te behouden",
);
