//! The sheet `keys`: the columns that name alternatives, and their values.

use super::list_sheet::{ListSheet, Texts, cell_name};
use super::names::Named;
use crate::case::made_text::{MadeText, Stated, quoted};
use crate::case::read::tables::RawTable;
use crate::case::table::columns::{Look, look_at};
use crate::case::workbook::words;
use crate::error::both;
use crate::error::{Finding, Findings, Place, shorten};

/// A key as the workbook has it.
pub struct KeyRows {
    id: Stated<String>,
    label: Texts,
    values: Vec<KeyValueRow>,
}

struct KeyValueRow {
    id: Stated<String>,
    label: Texts,
    role: Option<Stated<&'static str>>,
}

/// The keys of the sheet, in the order in which they first come.
pub fn read(sheet: &ListSheet, findings: &mut Findings) -> Vec<KeyRows> {
    let mut out: Vec<KeyRows> = Vec::new();
    for row in 0..sheet.rows() {
        let Some(id) = sheet.text(row, "key") else {
            let message = both("this row has no key", "deze rij heeft geen sleutel");
            let finding = Finding::error(sheet.row_place(row), message).help(both(
                "name in the column `key` the column of the data that it speaks of",
                "noem in de kolom `key` de kolom van de gegevens waarover ze spreekt",
            ));
            findings.0.extend(sheet.missing(row, &["key"], finding));
            continue;
        };
        let at = out.iter().position(|key| key.id.value == id.value).unwrap_or_else(|| {
            out.push(KeyRows { id, label: Texts::default(), values: Vec::new() });
            out.len() - 1
        });
        let label = sheet.texts(row, "label");
        let role = sheet.word(row, "role", words::ROLE, findings);
        match sheet.text(row, "value") {
            Some(id) => out[at].values.push(KeyValueRow { id, label, role }),
            None => {
                if let Some(role) = role {
                    let message = both(
                        "only a value of a key has a role",
                        "alleen een waarde van een sleutel heeft een rol",
                    );
                    findings.push(Finding::error(role.place, message).help(both(
                        "write the alternative in the column `value`",
                        "schrijf het alternatief in de kolom `value`",
                    )));
                }
                if let (Some(first), Some(again)) = (out[at].label.first(), label.first()) {
                    let message = both(
                        format!(
                            "the key `{}` has its label in {}",
                            shorten(&out[at].id.value, 60),
                            cell_name(&first.place)
                        ),
                        format!(
                            "de sleutel `{:#}` heeft haar label in {:#}",
                            shorten(&out[at].id.value, 60),
                            cell_name(&first.place)
                        ),
                    );
                    findings.push(Finding::error(again.place.clone(), message).help(both(
                        "keep one of them, or name the value that this one is for",
                        "behoud een van beide, of noem de waarde waarvoor dit is",
                    )));
                } else {
                    out[at].label = label;
                }
            }
        }
    }
    out
}

/// The first column of texts that is no criterion; the first of all where there is none.
pub fn first_of_texts(table: &RawTable, is_criterion: impl Fn(&str) -> bool) -> usize {
    let is_key = |column: &usize| {
        !is_criterion(&table.headers[*column])
            && matches!(look_at(table, *column, 0..table.rows()), Look::Texts | Look::Mixed { .. })
    };
    (0..table.headers.len()).find(is_key).unwrap_or(0)
}

/// The one key of a workbook that lists none.
pub fn of_header(header: &str, place: Place) -> KeyRows {
    KeyRows {
        id: Stated { value: header.to_owned(), place },
        label: Texts::default(),
        values: Vec::new(),
    }
}

impl KeyRows {
    /// Its names.
    pub fn named(&self) -> Named {
        let others = self.label.all().map(|label| label.value.clone()).collect();
        Named { id: self.id.value.clone(), others, levels: Vec::new() }
    }

    /// Write it as a table of a criteria file.
    pub fn write(&self, made: &mut MadeText, findings: &mut Findings) {
        made.line_at("\n[[keys]]", self.id.place.clone());
        made.said("id", &quoted(&self.id.value), self.id.place.clone());
        self.label.write("label", made, findings);
        for value in &self.values {
            made.line_at("[[keys.values]]", value.id.place.clone());
            made.said("id", &quoted(&value.id.value), value.id.place.clone());
            value.label.write("label", made, findings);
            if let Some(role) = &value.role {
                made.said("role", &quoted(role.value), role.place.clone());
            }
        }
    }
}
