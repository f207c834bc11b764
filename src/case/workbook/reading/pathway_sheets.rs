//! The sheets of what is chosen period after period: `pathway`, `periods`, `transitions`, `stays`,
//! `readiness` and `capacities`. Its limits stand in the sheet `limits`.

use super::cell_notation as notation;
use super::list_sheet::{ListSheet, cell_name};
use super::lists::Lists;
use super::names::Named;
use crate::case::made_text::{quoted, quoted_list, toml_number};
use crate::case::workbook::notation::{bare, figure, list};
use crate::case::workbook::words::{self, Words, simple};
use crate::error::Finding;
use crate::error::both;

/// How a cell says that there is one path in all, and that a path starts in no alternative.
const ONE_IN_ALL: [&str; 2] = ["one in all", "één in totaal"];
const IN_NONE: [&str; 2] = ["none", "geen"];

/// The periods that the sheet names, by their ids and labels.
pub fn periods(sheet: &ListSheet) -> Vec<Named> {
    let named = |row: usize| {
        let id = sheet.figure_text(row, "id")?.value;
        let others = sheet.texts(row, "label").all().map(|text| text.value.clone()).collect();
        Some(Named { id, others, levels: Vec::new() })
    };
    (0..sheet.rows()).filter_map(named).collect()
}

impl Lists<'_> {
    /// Of what there are paths, and what a year counts: one row.
    pub fn pathway(&mut self, sheet: &ListSheet) {
        let names = self.names;
        for row in 0..sheet.rows() {
            if row > 0 {
                let place = sheet.row_place(row);
                let message = both(
                    format!(
                        "this sheet has one row, and {} starts it",
                        cell_name(&sheet.row_place(0))
                    ),
                    format!(
                        "dit blad heeft één rij, en {:#} begint die",
                        cell_name(&sheet.row_place(0))
                    ),
                );
                self.findings.push(
                    Finding::error(place, message)
                        .help(both("keep one of them", "behoud een van beide")),
                );
                return;
            }
            self.made.line_at("\n[pathway]", sheet.row_place(row));
            if let Some(said) = sheet.text(row, "one per") {
                let keys: Vec<String> = match ONE_IN_ALL.contains(&simple(&said.value).as_str()) {
                    true => Vec::new(),
                    false => list(&said.value).into_iter().map(|it| names.key(&bare(it))).collect(),
                };
                let keys = quoted_list(keys.iter().map(String::as_str));
                self.made.said("one_per", &keys, said.place);
            }
            if let Some(said) = self.required(sheet, row, "start") {
                match IN_NONE.contains(&simple(&said.value).as_str()) {
                    true => self.made.said("start", &quoted("none"), said.place),
                    false => self.noted("start", said, |text| notation::selector(text, names)),
                }
            }
            if let Some(said) = sheet.number(row, "none", self.findings) {
                let none = format!("{{ value = {} }}", toml_number(said.value));
                self.made.said("none", &none, said.place);
            }
            self.numbers(sheet, row, &[("discount", "discount"), ("until", "until")]);
        }
    }

    /// The periods.
    pub fn periods(&mut self, sheet: &ListSheet) {
        for row in 0..sheet.rows() {
            self.header("pathway.periods", sheet, row);
            self.id_and_label(sheet, row);
            for name in ["from year", "years"] {
                if self.required(sheet, row, name).is_some() {
                    let key = if name == "years" { "years" } else { "from" };
                    self.numbers(sheet, row, &[(name, key)]);
                }
            }
        }
    }

    /// What is said of moves.
    pub fn transitions(&mut self, sheet: &ListSheet) {
        for row in 0..sheet.rows() {
            self.header("pathway.transitions", sheet, row);
            self.id_and_label(sheet, row);
            self.selector(sheet, row, "from", "from");
            if self.required(sheet, row, "to").is_some() {
                self.selector(sheet, row, "to", "to");
            }
            self.yes_or_no(sheet, row, "allowed", words::ALLOWED);
            self.selector(sheet, row, "after", "after");
            if let Some(said) = sheet.text(row, "needs") {
                self.made.said("needs", &quoted(&bare(&said.value)), said.place);
            }
            self.numbers(
                sheet,
                row,
                &[("after periods", "after_periods"), ("cost", "cost"), ("takes", "takes")],
            );
            self.applied_and_origin(sheet, row, true);
        }
    }

    /// How long a path may stay.
    pub fn stays(&mut self, sheet: &ListSheet) {
        for row in 0..sheet.rows() {
            self.header("pathway.stays", sheet, row);
            self.id_and_label(sheet, row);
            if self.required(sheet, row, "in").is_some() {
                self.selector(sheet, row, "in", "in");
            }
            self.numbers(sheet, row, &[("at least", "at_least"), ("at most", "at_most")]);
            self.applied_and_origin(sheet, row, true);
        }
    }

    /// Facts that hold from a year on.
    pub fn readiness(&mut self, sheet: &ListSheet) {
        for row in 0..sheet.rows() {
            self.header("pathway.readiness", sheet, row);
            if let Some(said) = self.required(sheet, row, "fact") {
                self.made.said("fact", &quoted(&bare(&said.value)), said.place);
            }
            if let Some(said) = self.required(sheet, row, "from year") {
                let from = match words::find(words::NEVER, &said.value) {
                    Some(word) => quoted(word.file),
                    None => {
                        figure(&said.value).map_or_else(|_| quoted(said.value.trim()), toml_number)
                    }
                };
                self.made.said("from", &from, said.place);
            }
            self.texts(sheet, row, "reason");
            self.text(sheet, row, "source");
        }
    }

    /// What some alternatives build and others need.
    pub fn capacities(&mut self, sheet: &ListSheet) {
        for row in 0..sheet.rows() {
            self.header("pathway.capacities", sheet, row);
            self.id_and_label(sheet, row);
            self.selector(sheet, row, "built by", "built_by");
            if self.required(sheet, row, "needed by").is_some() {
                self.selector(sheet, row, "needed by", "needed_by");
            }
            self.numbers(
                sheet,
                row,
                &[("builds", "builds"), ("needs", "needs"), ("at the start", "start")],
            );
            self.yes_or_no(sheet, row, "shared", words::SHARED);
            self.applied_and_origin(sheet, row, false);
        }
    }

    fn selector(&mut self, sheet: &ListSheet, row: usize, column: &'static str, key: &str) {
        let names = self.names;
        if let Some(said) = sheet.text(row, column) {
            self.noted(key, said, |text| notation::selector(text, names));
        }
    }

    fn numbers(&mut self, sheet: &ListSheet, row: usize, columns: &[(&'static str, &str)]) {
        for (column, key) in columns {
            if let Some(said) = sheet.number(row, column, self.findings) {
                self.made.said(key, &toml_number(said.value), said.place);
            }
        }
    }

    fn yes_or_no(&mut self, sheet: &ListSheet, row: usize, name: &'static str, words: Words) {
        if let Some(said) = sheet.word(row, name, words, self.findings) {
            self.made.said(name, said.value, said.place);
        }
    }

    fn applied_and_origin(&mut self, sheet: &ListSheet, row: usize, has_kind: bool) {
        self.yes_or_no(sheet, row, "active", words::ACTIVE);
        if has_kind {
            self.word(sheet, row, "kind", words::KIND);
        }
        self.texts(sheet, row, "reason");
        self.text(sheet, row, "source");
    }
}
