//! The sheets that list facts, requirements, adjustments, constraints, preferences, actors and
//! claims.

use super::cell_notation::{self as notation, Noted};
use super::list_sheet::{ListSheet, Texts, cell_name};
use super::names::Names;
use crate::case::made_text::{MadeText, Stated, quoted, toml_number};
use crate::case::workbook::words::{self, Words};
use crate::error::{Finding, Findings, shorten};
use std::collections::BTreeMap;

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
    fn header(&mut self, name: &str, sheet: &ListSheet, row: usize) {
        self.made.line_at(&format!("\n[[{name}]]"), sheet.row_place(row));
    }

    /// A cell that must not be blank; a finding and `None` where it is.
    fn required(
        &mut self,
        sheet: &ListSheet,
        row: usize,
        name: &'static str,
    ) -> Option<Stated<String>> {
        let said = sheet.figure_text(row, name);
        if said.is_none() {
            let message = format!("`{name}` is missing in this row");
            let finding =
                Finding::error(sheet.row_place(row), message).help("fill it in, or empty the row");
            self.findings.0.extend(sheet.missing(row, &[name], finding));
        }
        said
    }

    fn text(&mut self, sheet: &ListSheet, row: usize, name: &str) {
        if let Some(said) = sheet.text(row, name) {
            self.made.said(name, &quoted(&said.value), said.place);
        }
    }

    fn texts(&mut self, sheet: &ListSheet, row: usize, name: &str) {
        sheet.texts(row, name).write(name, self.made, self.findings);
    }

    fn word(&mut self, sheet: &ListSheet, row: usize, name: &str, words: Words) {
        if let Some(said) = sheet.word(row, name, words, self.findings) {
            self.made.said(name, &quoted(said.value), said.place);
        }
    }

    fn noted(&mut self, key: &str, said: Stated<String>, note: impl FnOnce(&str) -> Noted) {
        match note(&said.value) {
            Ok(toml) => self.made.said(key, &toml, said.place),
            Err((message, help)) => {
                self.findings.push(Finding::error(said.place, message).help(help));
            }
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
    /// criterion, method and respondent are one weighting; what else is said of it need stand in
    /// one of them only.
    pub fn weighting(&mut self, sheet: &ListSheet) {
        let column = |row: usize, name: &str| sheet.figure_text(row, name).map(|it| it.value);
        let shared = ["of", "method", "respondent"];
        let mut known: BTreeMap<[Option<String>; 3], usize> = BTreeMap::new();
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
            for name in ["matrix", "by"] {
                if let Some(said) = self.once(sheet, &rows, name) {
                    self.made.said(name, &quoted(&said.value), said.place);
                }
            }
            if let Some(said) = self.once(sheet, &rows, "parameters") {
                self.noted("parameters", said, notation::parameters);
            }
            let combined = rows.iter().find(|row| sheet.text(**row, "combine").is_some());
            if let (Some(row), Some(_)) = (combined, self.once(sheet, &rows, "combine")) {
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

    /// What the rows of one thing say in a column; a finding where they say different things.
    fn once(&mut self, sheet: &ListSheet, rows: &[usize], name: &str) -> Option<Stated<String>> {
        let mut said = rows.iter().filter_map(|row| sheet.figure_text(*row, name));
        let first = said.next()?;
        if let Some(other) = said.find(|other| other.value != first.value) {
            let message = format!(
                "`{}` here, and `{}` in {}, for the same criteria and person",
                shorten(&other.value, 60),
                shorten(&first.value, 60),
                cell_name(&first.place)
            );
            self.findings.push(Finding::error(other.place, message).help("keep one of them"));
        }
        Some(first)
    }

    /// What holds between weights.
    pub fn constraints(&mut self, sheet: &ListSheet) {
        self.made.line("constraints = [");
        for row in 0..sheet.rows() {
            if let Some(said) = sheet.text(row, "constraint") {
                self.made.line_at(&format!("{},", quoted(&said.value)), said.place);
            }
        }
        self.made.line("]");
    }

    /// What the decider says of whole alternatives.
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
            self.texts(sheet, row, "reason");
            self.text(sheet, row, "source");
        }
    }

    /// Weights of groups of people: a row for each of them and each criterion.
    pub fn actors(&mut self, sheet: &ListSheet) {
        let mut actors: Vec<ActorRows> = Vec::new();
        for row in 0..sheet.rows() {
            let Some(id) = self.required(sheet, row, "actor") else { continue };
            let at = actors.iter().position(|actor| actor.id.value == id.value);
            let at = at.unwrap_or_else(|| {
                actors.push(ActorRows {
                    id,
                    label: Texts::default(),
                    source: None,
                    weights: Vec::new(),
                });
                actors.len() - 1
            });
            self.actor_row(&mut actors[at], sheet, row);
        }
        for actor in actors {
            self.made.line_at("\n[[actors]]", actor.id.place.clone());
            self.made.said("id", &quoted(&actor.id.value), actor.id.place);
            actor.label.write("label", self.made, self.findings);
            if let Some(source) = actor.source {
                self.made.said("source", &quoted(&source.value), source.place);
            }
            for (criterion, weight) in actor.weights {
                let key = format!("weights.{}", quoted(&criterion.value));
                self.made.said(&key, &toml_number(weight.value), criterion.place);
            }
        }
    }

    fn actor_row(&mut self, actor: &mut ActorRows, sheet: &ListSheet, row: usize) {
        let shown = shorten(&actor.id.value, 60);
        let mut again = |what: &str, first: &Stated<String>, this: &Stated<String>| {
            let message =
                format!("the {what} of `{shown}` is another one in {}", cell_name(&first.place));
            self.findings.push(
                Finding::error(this.place.clone(), message)
                    .help("keep one of them; it is enough in one row"),
            );
        };
        let label = sheet.texts(row, "label");
        match (actor.label.first(), label.first()) {
            (None, _) => actor.label = label,
            (Some(first), Some(this)) if first.value != this.value => again("label", first, this),
            _ => {}
        }
        match (&actor.source, sheet.text(row, "source")) {
            (None, source) => actor.source = source,
            (Some(first), Some(this)) if first.value != this.value => again("source", first, &this),
            _ => {}
        }
        let criterion = sheet.text(row, "criterion");
        let weight = sheet.number(row, "weight", self.findings);
        let filled = sheet.text(row, "weight").is_some();
        let Some(criterion) = criterion else {
            if let Some(weight) = weight {
                let message = "this weight has no criterion";
                self.findings.push(
                    Finding::error(weight.place, message).help("name it in the column `criterion`"),
                );
            }
            return;
        };
        let Some(weight) = weight else {
            if !filled {
                let message = "this criterion has no weight";
                self.findings.push(
                    Finding::error(criterion.place, message)
                        .help("write one; 0 is a weight too. Or leave out the row"),
                );
            }
            return;
        };
        let id = self.names.criterion(&criterion.value);
        if let Some((first, _)) = actor.weights.iter().find(|(known, _)| known.value == id) {
            let message = format!(
                "`{shown}` weighs `{}` in {} too",
                shorten(&id, 60),
                cell_name(&first.place)
            );
            self.findings
                .push(Finding::error(criterion.place, message).help("keep one of the two rows"));
            return;
        }
        actor.weights.push((Stated { value: id, place: criterion.place }, weight));
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

/// What the rows of an actor say.
struct ActorRows {
    id: Stated<String>,
    label: Texts,
    source: Option<Stated<String>>,
    weights: Vec<(Stated<String>, Stated<f64>)>,
}
