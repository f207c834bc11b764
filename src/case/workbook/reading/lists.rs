//! The sheets that list facts, requirements, adjustments, weightings, constraints, preferences,
//! categories and claims.

use super::cell_notation::{self as notation, Noted};
use super::list_sheet::{ListSheet, cell_name};
use super::names::Names;
use crate::case::made_text::{MadeText, Stated, quoted};
use crate::case::scenarios::request::IN_ITSELF;
use crate::case::workbook::words::{self, Words};
use crate::error::both;
use crate::error::{Finding, Findings, Phrase, shorten};
use std::collections::BTreeMap;

/// What the rows of a weighting share.
const OF_A_WEIGHTING: Phrase =
    Phrase("the same criteria and person", "dezelfde criteria en persoon");

/// The text of a criteria file that rows are added to.
pub struct Lists<'a> {
    /// What keys and criteria are called.
    pub names: &'a Names,
    /// The text.
    pub made: &'a mut MadeText,
    /// What is wrong.
    pub findings: &'a mut Findings,
}

impl Lists<'_> {
    pub(super) fn header(&mut self, name: &str, sheet: &ListSheet, row: usize) {
        self.made.line_at(&format!("\n[[{name}]]"), sheet.row_place(row));
    }

    /// A cell that must not be blank; a finding and `None` where it is.
    pub(super) fn required(
        &mut self,
        sheet: &ListSheet,
        row: usize,
        name: &'static str,
    ) -> Option<Stated<String>> {
        let said = sheet.figure_text(row, name);
        if said.is_none() {
            let message = both(
                format!("`{name}` is missing in this row"),
                format!("`{name:#}` ontbreekt in deze rij"),
            );
            let finding = Finding::error(sheet.row_place(row), message)
                .help(both("fill it in, or empty the row", "vul het in, of maak de rij leeg"));
            self.findings.0.extend(sheet.missing(row, &[name], finding));
        }
        said
    }

    pub(super) fn text(&mut self, sheet: &ListSheet, row: usize, name: &str) {
        if let Some(said) = sheet.text(row, name) {
            self.made.said(name, &quoted(&said.value), said.place);
        }
    }

    pub(super) fn texts(&mut self, sheet: &ListSheet, row: usize, name: &str) {
        sheet.texts(row, name).write(name, self.made, self.findings);
    }

    pub(super) fn word(&mut self, sheet: &ListSheet, row: usize, name: &str, words: Words) {
        if let Some(said) = sheet.word(row, name, words, self.findings) {
            self.made.said(name, &quoted(said.value), said.place);
        }
    }

    pub(super) fn noted(
        &mut self,
        key: &str,
        said: Stated<String>,
        note: impl FnOnce(&str) -> Noted,
    ) {
        match note(&said.value) {
            Ok(toml) => self.made.said(key, &toml, said.place),
            Err((message, help)) => {
                self.findings.push(Finding::error(said.place, message).help(help));
            }
        }
    }

    /// The actor who says what stands in a row.
    fn actor(&mut self, sheet: &ListSheet, row: usize) {
        if let Some(said) = sheet.figure_text(row, "actor") {
            let id = self.names.actor(&said.value);
            self.made.said("actor", &quoted(&id), said.place);
        }
    }

    fn when(&mut self, sheet: &ListSheet, row: usize) {
        let names = self.names;
        if let Some(said) = sheet.text(row, "when") {
            self.noted("when", said, |text| notation::key_values(text, names));
        }
    }

    /// Statements that requirements can use.
    pub fn facts(&mut self, sheet: &ListSheet) {
        for row in 0..sheet.rows() {
            self.header("facts", sheet, row);
            if let Some(id) = self.required(sheet, row, "id") {
                self.made.said("id", &quoted(&id.value), id.place);
            }
            if self.required(sheet, row, "holds").is_some() {
                self.word(sheet, row, "holds", words::HOLDS);
            }
            self.text(sheet, row, "source");
        }
    }

    /// What an alternative must meet to compete.
    pub fn requirements(&mut self, sheet: &ListSheet) {
        let names = self.names;
        for row in 0..sheet.rows() {
            self.header("requirements", sheet, row);
            if let Some(id) = self.required(sheet, row, "id") {
                self.made.said("id", &quoted(&id.value), id.place);
            }
            self.when(sheet, row);
            if let Some(said) = self.required(sheet, row, "needs") {
                self.noted("needs", said, |text| notation::needs(text, names));
            }
            self.word(sheet, row, "unknown", words::UNKNOWN);
            self.word(sheet, row, "effect", words::EFFECT);
            self.texts(sheet, row, "reason");
            self.text(sheet, row, "source");
        }
    }

    /// Shifts of judgements by figures of the alternative.
    pub fn adjustments(&mut self, sheet: &ListSheet) {
        let names = self.names;
        for row in 0..sheet.rows() {
            self.header("adjustments", sheet, row);
            let criterion = self.required(sheet, row, "criterion");
            let levels = criterion.as_ref().map_or(&[][..], |said| names.levels(&said.value));
            if let Some(said) = &criterion {
                let id = names.criterion(&said.value);
                self.made.said("criterion", &quoted(&id), said.place.clone());
            }
            if let Some(said) = self.required(sheet, row, "attribute") {
                self.made.said("attribute", &quoted(&said.value), said.place);
            }
            self.when(sheet, row);
            if let Some(said) = self.required(sheet, row, "shift") {
                self.noted("shift", said, notation::shift);
            }
            for (column, key) in [("at least", "limits.min"), ("at most", "limits.max")] {
                // A level may be called `1.200`.
                let said = match levels {
                    [] => sheet.figure_text(row, column),
                    _ => sheet.text(row, column),
                };
                if let Some(said) = said {
                    self.noted(key, said, |text| notation::figure(text, levels));
                }
            }
            self.texts(sheet, row, "reason");
            self.text(sheet, row, "source");
        }
    }

    /// How weights follow from judgements or from the data: a row for each judgement. Rows of one
    /// criterion, method, respondent and actor are one weighting; what else is said of it need stand in
    /// one of them only.
    pub fn weighting(&mut self, sheet: &ListSheet) {
        let column = |row: usize, name: &str| {
            let text = sheet.figure_text(row, name)?.value;
            // Rows may name an actor by its id or by its label.
            Some(if name == "actor" { self.names.actor(&text) } else { text })
        };
        let shared = ["of", "method", "respondent", "actor"];
        let mut known: BTreeMap<[Option<String>; 4], usize> = BTreeMap::new();
        let mut weightings: Vec<Vec<usize>> = Vec::new();
        for row in 0..sheet.rows() {
            let at = *known.entry(shared.map(|name| column(row, name))).or_insert_with(|| {
                weightings.push(Vec::new());
                weightings.len() - 1
            });
            weightings[at].push(row);
        }
        for rows in weightings {
            let row = rows[0];
            self.header("weighting", sheet, row);
            if let Some(said) = sheet.text(row, "of") {
                let id = self.names.criterion(&said.value);
                self.made.said("of", &quoted(&id), said.place);
            }
            if let Some(said) = self.required(sheet, row, "method") {
                self.made.said("method", &quoted(&said.value.to_lowercase()), said.place);
            }
            self.text(sheet, row, "respondent");
            self.actor(sheet, row);
            for name in ["matrix", "by"] {
                if let Some(said) = self.once(sheet, &rows, name, OF_A_WEIGHTING) {
                    self.made.said(name, &quoted(&said.value), said.place);
                }
            }
            if let Some(said) = self.once(sheet, &rows, "parameters", OF_A_WEIGHTING) {
                self.noted("parameters", said, notation::parameters);
            }
            let combined = rows.iter().find(|row| sheet.text(**row, "combine").is_some());
            let once = self.once(sheet, &rows, "combine", OF_A_WEIGHTING);
            if let (Some(row), Some(_)) = (combined, once) {
                self.word(sheet, *row, "combine", words::COMBINE);
            }
            self.made.line("judgements = [");
            for row in rows {
                if let Some(said) = sheet.text(row, "judgement") {
                    self.made.line_at(&format!("{},", quoted(&said.value)), said.place);
                }
            }
            self.made.line("]");
        }
    }

    /// What the rows of one thing say in a column; a finding where they say different things. `what`
    /// says what these rows share.
    pub(super) fn once(
        &mut self,
        sheet: &ListSheet,
        rows: &[usize],
        name: &str,
        what: Phrase,
    ) -> Option<Stated<String>> {
        let mut said = rows.iter().filter_map(|row| sheet.figure_text(*row, name));
        let first = said.next()?;
        if let Some(other) = said.find(|other| other.value != first.value) {
            let (here, there) = (shorten(&other.value, 60), shorten(&first.value, 60));
            let cell = cell_name(&first.place);
            let message = both(
                format!("`{here}` here, and `{there}` in {cell}, for {what}"),
                format!("hier `{here}`, en in {cell} `{there}`, voor {what:#}"),
            );
            self.findings.push(
                Finding::error(other.place, message)
                    .help(both("keep one of them", "behoud een van beide")),
            );
        }
        Some(first)
    }

    /// What is said of weights beside those of criteria: constraints, and that there are scenarios.
    pub fn weights(
        &mut self,
        scenarios: bool,
        are: Option<Stated<&'static str>>,
        constraints: Option<&ListSheet>,
    ) {
        let of_decider = |sheet: &ListSheet| -> Vec<Stated<String>> {
            let rows = (0..sheet.rows()).filter(|row| sheet.text(*row, "actor").is_none());
            rows.filter_map(|row| sheet.text(row, "constraint")).collect()
        };
        let lines = constraints.map(of_decider).unwrap_or_default();
        if lines.is_empty() && are.is_none() && !scenarios {
            return;
        }
        self.made.line("\n[weights]");
        if scenarios {
            self.made.line(&format!("weights = {}", quoted(IN_ITSELF)));
        }
        if let Some(Stated { value, place }) = are {
            self.made.said("scenarios_are", &quoted(value), place);
        }
        self.texts_in_a_list("constraints", lines);
    }

    /// A list of texts, each with its place; nothing where there are none.
    pub(super) fn texts_in_a_list(&mut self, key: &str, texts: Vec<Stated<String>>) {
        if texts.is_empty() {
            return;
        }
        self.made.line(&format!("{key} = ["));
        for Stated { value, place } in texts {
            self.made.line_at(&format!("{},", quoted(&value)), place);
        }
        self.made.line("]");
    }

    /// What the decider, or an actor, says of whole alternatives.
    pub fn preferences(&mut self, sheet: &ListSheet) {
        let names = self.names;
        for row in 0..sheet.rows() {
            self.header("preferences", sheet, row);
            for name in ["better", "worse"] {
                if let Some(said) = sheet.text(row, name) {
                    self.noted(name, said, |text| notation::alternative(text, names));
                }
            }
            if let Some(said) = sheet.figure_text(row, "by more than") {
                self.noted("by_more_than", said, |text| notation::difference(text, names));
            }
            if let Some(said) = sheet.text(row, "equal") {
                self.noted("equal", said, |text| notation::alternatives(text, names));
            }
            self.actor(sheet, row);
            self.texts(sheet, row, "reason");
            self.text(sheet, row, "source");
        }
    }

    /// Into what alternatives are sorted.
    pub fn categories(&mut self, sheet: &ListSheet) {
        let names = self.names;
        for row in 0..sheet.rows() {
            self.header("categories", sheet, row);
            if let Some(id) = self.required(sheet, row, "id") {
                self.made.said("id", &quoted(&id.value), id.place);
            }
            self.texts(sheet, row, "label");
            if let Some(said) = sheet.text(row, "profile") {
                self.noted("profile", said, |text| notation::profile(text, names));
            }
        }
    }

    /// Alternatives whose category is given.
    pub fn examples(&mut self, sheet: &ListSheet) {
        let names = self.names;
        for row in 0..sheet.rows() {
            self.header("examples", sheet, row);
            if let Some(said) = self.required(sheet, row, "alternative") {
                self.noted("alternative", said, |text| notation::alternative(text, names));
            }
            if let Some(said) = self.required(sheet, row, "category") {
                self.made.said("category", &quoted(&said.value), said.place);
            }
            self.texts(sheet, row, "reason");
            self.text(sheet, row, "source");
        }
    }

    /// What the case is to show.
    pub fn claims(&mut self, sheet: &ListSheet) {
        let names = self.names;
        for row in 0..sheet.rows() {
            self.header("claims", sheet, row);
            self.text(sheet, row, "id");
            self.texts(sheet, row, "label");
            if let Some(said) = self.required(sheet, row, "claim") {
                self.made.said("claim", &quoted(&said.value), said.place);
            }
            if let Some(said) = sheet.text(row, "for") {
                self.noted("for", said, |text| notation::groups(text, names));
            }
            self.word(sheet, row, "under", words::UNDER);
            self.word(sheet, row, "inputs", words::INPUTS);
            if let Some(must) = sheet.word(row, "must", words::MUST, self.findings) {
                self.made.said("must", must.value, must.place);
            }
            self.texts(sheet, row, "reason");
            self.text(sheet, row, "source");
            self.text(sheet, row, "passage");
        }
    }
}
