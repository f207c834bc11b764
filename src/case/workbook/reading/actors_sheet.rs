//! The sheet `actors`: a row for each criterion of which an actor says something. What else is said
//! of an actor stands in any of its rows. Constraints that name an actor are its own.

use super::list_sheet::{ListSheet, Texts, cell_name};
use super::lists::Lists;
use super::names::Named;
use crate::case::made_text::{Stated, quoted, quoted_list, toml_number};
use crate::case::workbook::notation;
use crate::case::workbook::words;
use crate::error::both;
use crate::error::{Finding, Phrase, shorten};

/// What the rows of an actor share.
const OF_AN_ACTOR: Phrase = Phrase("the same actor", "dezelfde actor");

/// The rows of an actor.
struct ActorRows {
    id: Stated<String>,
    rows: Vec<usize>,
    /// What holds between its weights.
    constraints: Vec<Stated<String>>,
}

/// What an actor says of criteria, each by its id.
#[derive(Default)]
struct OfCriteria {
    weights: Vec<(Stated<String>, f64)>,
    /// The criteria that are benefits or burdens to it: the word, as a criteria file has it.
    effects: Vec<(Stated<String>, &'static str)>,
}

/// The actors that the sheet names, by their ids and labels.
pub fn named(sheet: &ListSheet) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    for row in 0..sheet.rows() {
        let Some(id) = sheet.figure_text(row, "actor") else { continue };
        let at = out.iter().position(|named| named.id == id.value).unwrap_or_else(|| {
            out.push(Named { id: id.value, ..Named::default() });
            out.len() - 1
        });
        out[at].others.extend(sheet.texts(row, "label").all().map(|text| text.value.clone()));
    }
    out
}

impl Lists<'_> {
    /// Groups of people who look at the decision, with their part of the sheet of constraints.
    pub fn actors(&mut self, sheet: Option<&ListSheet>, constraints: Option<&ListSheet>) {
        let mut actors: Vec<ActorRows> = Vec::new();
        for (sheet, row) in
            sheet.into_iter().flat_map(|sheet| (0..sheet.rows()).map(move |row| (sheet, row)))
        {
            let Some(id) = self.required(sheet, row, "actor") else { continue };
            match actors.iter_mut().find(|actor| actor.id.value == id.value) {
                Some(actor) => actor.rows.push(row),
                None => actors.push(ActorRows { id, rows: vec![row], constraints: Vec::new() }),
            }
        }
        if let Some(constraints) = constraints {
            self.give_constraints(constraints, &mut actors);
        }
        let Some(sheet) = sheet else { return };
        for actor in actors {
            self.actor_of_rows(sheet, actor);
        }
    }

    /// Give each actor the constraints that name it.
    fn give_constraints(&mut self, sheet: &ListSheet, actors: &mut [ActorRows]) {
        for row in 0..sheet.rows() {
            let Some(who) = sheet.figure_text(row, "actor") else { continue };
            let id = self.names.actor(&who.value);
            let Some(at) = actors.iter().position(|actor| actor.id.value == id) else {
                let message = both(
                    format!("unknown actor `{}`", shorten(&who.value, 60)),
                    format!("er is geen actor `{:#}`", shorten(&who.value, 60)),
                );
                let known = actors.iter().map(|actor| actor.id.value.as_str());
                let finding = Finding::error(who.place, message)
                    .help(both(
                        "give it a row in the sheet `actors`",
                        "geef hem een rij in het blad `actors`",
                    ))
                    .suggest(&who.value, known);
                self.findings.push(finding);
                continue;
            };
            actors[at].constraints.extend(self.required(sheet, row, "constraint"));
        }
    }

    /// Write an actor.
    fn actor_of_rows(&mut self, sheet: &ListSheet, actor: ActorRows) {
        let ActorRows { id, rows, constraints } = actor;
        self.made.line_at("\n[[actors]]", id.place.clone());
        self.made.said("id", &quoted(&id.value), id.place);
        self.label(sheet, &rows, &id.value);
        for name in ["kind", "source"] {
            if let Some(said) = self.once(sheet, &rows, name, OF_AN_ACTOR) {
                self.made.said(name, &quoted(&said.value), said.place);
            }
        }
        for name in ["influence", "minimum"] {
            self.once(sheet, &rows, name, OF_AN_ACTOR);
            let numbers: Vec<Stated<f64>> =
                rows.iter().filter_map(|row| sheet.number(*row, name, self.findings)).collect();
            if let Some(said) = numbers.first() {
                self.made.said(name, &toml_number(said.value), said.place.clone());
            }
        }
        if let Some(said) = self.once(sheet, &rows, "looks at", OF_AN_ACTOR) {
            let names = notation::list(&said.value).into_iter();
            let ids: Vec<String> =
                names.map(|name| self.names.criterion(&notation::bare(name))).collect();
            let list = quoted_list(ids.iter().map(String::as_str));
            self.made.said("criteria", &list, said.place);
        }
        self.texts_in_a_list("constraints", constraints);
        let mut said = OfCriteria::default();
        for row in rows {
            self.criterion_of(sheet, row, &id.value, &mut said);
        }
        for effect in ["benefit", "burden"] {
            let of_effect = said.effects.iter().filter(|(_, word)| *word == effect);
            let criteria = of_effect.map(|(criterion, _)| criterion.clone()).collect();
            self.texts_in_a_list(effect, criteria);
        }
        for (criterion, weight) in said.weights {
            let key = format!("weights.{}", quoted(&criterion.value));
            self.made.said(&key, &toml_number(weight), criterion.place);
        }
    }

    /// The label of an actor, in no, in one or in both languages.
    fn label(&mut self, sheet: &ListSheet, rows: &[usize], id: &str) {
        let mut label = Texts::default();
        for row in rows {
            let this = sheet.texts(*row, "label");
            match (label.first(), this.first()) {
                (None, _) => label = this,
                (Some(first), Some(other)) if first.value != other.value => {
                    let message = both(
                        format!(
                            "the label of `{}` is another one in {}",
                            shorten(id, 60),
                            cell_name(&first.place)
                        ),
                        format!(
                            "het label van `{:#}` is een ander in {:#}",
                            shorten(id, 60),
                            cell_name(&first.place)
                        ),
                    );
                    let finding = Finding::error(other.place.clone(), message);
                    self.findings.push(finding.help(both(
                        "keep one of them; it is enough in one row",
                        "behoud een van beide; in één rij is genoeg",
                    )));
                }
                _ => {}
            }
        }
        label.write("label", self.made, self.findings);
    }

    /// What a row says of a criterion: its weight, and whether it is a benefit or a burden.
    fn criterion_of(&mut self, sheet: &ListSheet, row: usize, actor: &str, said: &mut OfCriteria) {
        let weight = sheet.number(row, "weight", self.findings);
        let effect = sheet.word(row, "effect", words::IMPACT, self.findings);
        let Some(criterion) = sheet.text(row, "criterion") else {
            let places = [
                ("weight", weight.map(|weight| weight.place)),
                ("effect", effect.map(|effect| effect.place)),
            ];
            for (what, place) in places {
                if let Some(place) = place {
                    let finding = Finding::error(
                        place,
                        both(
                            format!("this {what} has no criterion"),
                            format!("deze {what:#} heeft geen criterium"),
                        ),
                    );
                    self.findings.push(finding.help(both(
                        "name it in the column `criterion`",
                        "noem het in de kolom `criterion`",
                    )));
                }
            }
            return;
        };
        let is_blank = |name: &str| sheet.text(row, name).is_none();
        if is_blank("weight") && is_blank("effect") {
            let message = both(
                "this criterion has no weight and no effect",
                "dit criterium heeft geen gewicht en geen effect",
            );
            self.findings.push(Finding::error(criterion.place, message).help(both(
                "write one of them; 0 is a weight too. Or leave out the row",
                "schrijf een van beide; 0 is ook een gewicht. Of laat de rij weg",
            )));
            return;
        }
        let id = Stated { value: self.names.criterion(&criterion.value), place: criterion.place };
        let mut again = |first: &Stated<String>, what: Phrase| {
            let (actor, shown) = (shorten(actor, 60), shorten(&id.value, 60));
            let cell = cell_name(&first.place);
            let message = both(
                format!("`{actor}` {what} `{shown}` in {cell} too"),
                format!("`{actor}` {what:#} `{shown}` ook in {cell}"),
            );
            let finding = Finding::error(id.place.clone(), message);
            self.findings.push(
                finding.help(both("keep one of the two rows", "behoud een van de twee rijen")),
            );
        };
        let same = |known: &Stated<String>| known.value == id.value;
        if let Some(weight) = weight {
            match said.weights.iter().find(|(known, _)| same(known)) {
                Some((first, _)) => again(first, Phrase("weighs", "weegt")),
                None => said.weights.push((id.clone(), weight.value)),
            }
        }
        if let Some(effect) = effect {
            match said.effects.iter().find(|(known, _)| same(known)) {
                Some((first, _)) => {
                    again(first, Phrase("says the effect of", "noemt het effect van"))
                }
                None => said.effects.push((id.clone(), effect.value)),
            }
        }
    }
}
