//! The sheets `portfolio`, `limits` and `rules`: what is chosen together.

use super::cell_notation as notation;
use super::list_sheet::{ListSheet, cell_name};
use super::lists::Lists;
use crate::case::made_text::{quoted, quoted_list, toml_number};
use crate::case::workbook::notation::{bare, list};
use crate::case::workbook::words::{self, simple};
use crate::error::Finding;
use crate::error::both;

/// How a cell says that one alternative is chosen in all.
const ONE_IN_ALL: [&str; 2] = ["one in all", "één in totaal"];

/// How a cell says that a limit on paths holds in all periods.
const IN_ALL: [&str; 2] = ["all", "alle"];

impl Lists<'_> {
    /// What is chosen, and what it is worth: one row.
    pub fn portfolio(&mut self, sheet: &ListSheet) {
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
            self.made.line_at("\n[portfolio]", sheet.row_place(row));
            if let Some(said) = sheet.text(row, "one per") {
                let keys: Vec<String> = match ONE_IN_ALL.contains(&simple(&said.value).as_str()) {
                    true => Vec::new(),
                    false => list(&said.value).into_iter().map(|it| names.key(&bare(it))).collect(),
                };
                let keys = quoted_list(keys.iter().map(String::as_str));
                self.made.said("one_per", &keys, said.place);
            }
            if let Some(said) = self.required(sheet, row, "none") {
                self.noted("none", said, |text| notation::none(text, names));
            }
            self.word(sheet, row, "value", words::WORTH);
            if let Some(said) = sheet.text(row, "times") {
                let name = names.criterion(&bare(&said.value));
                self.made.said("times", &quoted(&name), said.place);
            }
        }
    }

    /// Limits on what is chosen together, and on what all paths do in a period.
    pub fn limits(&mut self, sheet: &ListSheet) {
        let names = self.names;
        for row in 0..sheet.rows() {
            let periods = sheet.figure_text(row, "in periods");
            let name = match periods {
                Some(_) => "pathway.limits",
                None => "portfolio.limits",
            };
            self.header(name, sheet, row);
            self.id_and_label(sheet, row);
            if let Some(said) =
                periods.filter(|said| !IN_ALL.contains(&simple(&said.value).as_str()))
            {
                let ids = list(&said.value).into_iter().map(|it| names.period(&bare(it)));
                let ids: Vec<String> = ids.collect();
                let ids = quoted_list(ids.iter().map(String::as_str));
                self.made.said("periods", &ids, said.place);
            }
            for (column, key) in [("sum", "sum"), ("joint share", "joint_share")] {
                if let Some(said) = sheet.text(row, column) {
                    let name = names.criterion(&bare(&said.value));
                    self.made.said(key, &quoted(&name), said.place);
                }
            }
            if let Some(said) = sheet.text(row, "count") {
                self.noted("count", said, |text| notation::selector(text, names));
            }
            if let Some(said) = sheet.text(row, "by") {
                let name = names.key(&bare(&said.value));
                self.made.said("by", &quoted(&name), said.place);
            }
            for (column, key) in [
                ("at most", "at_most"),
                ("at least", "at_least"),
                ("each at most", "each_at_most"),
                ("each at least", "each_at_least"),
                ("share at most", "share_at_most"),
            ] {
                if let Some(said) = sheet.figure_text(row, column) {
                    self.noted(key, said, notation::bound);
                }
            }
            for name in ["chance", "step"] {
                if let Some(said) = sheet.number(row, name, self.findings) {
                    self.made.said(name, &toml_number(said.value), said.place);
                }
            }
            if let Some(said) = sheet.figure_text(row, "unknown") {
                self.made.said("unknown", &quoted(&said.value), said.place);
            }
            self.use_and_origin(sheet, row);
        }
    }

    /// What holds between the alternatives that are chosen.
    pub fn rules(&mut self, sheet: &ListSheet) {
        let names = self.names;
        for row in 0..sheet.rows() {
            self.header("portfolio.rules", sheet, row);
            self.id_and_label(sheet, row);
            for name in ["if", "then", "not"] {
                if let Some(said) = sheet.text(row, name) {
                    self.noted(name, said, |text| notation::selector(text, names));
                }
            }
            if let Some(said) = sheet.text(row, "together") {
                self.noted("together", said, |text| notation::selectors(text, names));
            }
            if let Some(said) = sheet.number(row, "value", self.findings) {
                self.made.said("value", &toml_number(said.value), said.place);
            }
            self.use_and_origin(sheet, row);
        }
    }

    pub(super) fn id_and_label(&mut self, sheet: &ListSheet, row: usize) {
        if let Some(id) = self.required(sheet, row, "id") {
            self.made.said("id", &quoted(&id.value), id.place);
        }
        self.texts(sheet, row, "label");
    }

    /// Whether a limit or rule is applied and must be kept, and where it comes from.
    fn use_and_origin(&mut self, sheet: &ListSheet, row: usize) {
        if let Some(active) = sheet.word(row, "active", words::ACTIVE, self.findings) {
            self.made.said("active", active.value, active.place);
        }
        self.word(sheet, row, "effect", words::LIMIT_EFFECT);
        self.word(sheet, row, "kind", words::KIND);
        self.texts(sheet, row, "reason");
        self.text(sheet, row, "source");
    }
}
