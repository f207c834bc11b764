//! The sheet `about`: what stands at the top of a criteria file, and the methods.

use super::cell_notation;
use super::list_sheet::{ListSheet, Texts, cell_name, unknown_word};
use super::names::Names;
use crate::case::made_text::{MadeText, Stated, quoted, quoted_list, toml_number};
use crate::case::read::stated_marks::StatedMarks;
use crate::case::workbook::notation;
use crate::case::workbook::vocabulary::{ABOUT_NAMES, apart};
use crate::case::workbook::words::{self, Words, simple};
use crate::error::both;
use crate::error::{Finding, Findings, Place, shorten};
use crate::method::Method;
use crate::method::sheet::typed;
use toml::Value;

/// What the sheet says, before it becomes text.
#[derive(Default)]
pub struct About {
    texts: Vec<(&'static str, Texts)>,
    /// Parameters of methods: method, parameter, value.
    parameters: Vec<(String, String, Stated<String>)>,
    methods: Vec<Stated<String>>,
    /// What it says of the marks of the data's numbers.
    pub marks: StatedMarks,
    /// Among what it says that the weights of scenarios are relative.
    pub scenarios_are: Option<Stated<&'static str>>,
}

/// What the sheet says.
pub fn read(sheet: &ListSheet, findings: &mut Findings) -> About {
    let mut about = About::default();
    for row in 0..sheet.rows() {
        let Some(name) = sheet.text(row, "name") else {
            let message = both("this row has no name", "deze rij heeft geen naam");
            let finding = Finding::error(sheet.row_place(row), message).help(both(
                "say in the column `name` what it is: title, question, method ...",
                "zeg in de kolom `name` wat ze is: title, question, method ...",
            ));
            findings.0.extend(sheet.missing(row, &["name"], finding));
            continue;
        };
        // A name with nothing behind it says nothing.
        let Some(value) = sheet.figure_text(row, "value") else { continue };
        about.add(name, value, findings);
    }
    about
}

impl About {
    fn add(&mut self, name: Stated<String>, value: Stated<String>, findings: &mut Findings) {
        let (bare, language) = apart(&name.value);
        let wanted = simple(bare);
        let known = ABOUT_NAMES
            .iter()
            .find(|known| simple(known.english) == wanted || simple(known.dutch) == wanted);
        if let Some(known) = known {
            if language.is_some() && !known.in_languages {
                let message = both(
                    format!("`{}` has no languages", shorten(bare, 60)),
                    format!("`{:#}` heeft geen talen", shorten(bare, 60)),
                );
                findings.push(
                    Finding::error(name.place, message)
                        .help(both(format!("write `{bare}`"), format!("schrijf `{bare:#}`"))),
                );
                return;
            }
            let at = self.texts.iter().position(|(other, _)| *other == known.english);
            let again = match at {
                Some(at) => self.texts[at].1.add(value, language),
                None => {
                    self.texts.push((known.english, Texts::one(value, language)));
                    None
                }
            };
            if let Some(again) = again {
                let message = both(
                    format!(
                        "`{}` is there twice: see also {}",
                        shorten(&name.value, 60),
                        cell_name(&again.place)
                    ),
                    format!(
                        "`{:#}` staat er twee keer: zie ook {:#}",
                        shorten(&name.value, 60),
                        cell_name(&again.place)
                    ),
                );
                findings.push(
                    Finding::error(name.place, message)
                        .help(both("keep one of them", "behoud een van beide")),
                );
            }
            return;
        }
        if let Some((method, parameter)) = name.value.split_once('.') {
            let (method, parameter) = (method.trim().to_lowercase(), parameter.trim());
            self.parameters.push((method, parameter.to_lowercase(), value));
            return;
        }
        let message = both(
            format!("unknown name `{}`", shorten(&name.value, 60)),
            format!("er is geen naam `{:#}`", shorten(&name.value, 60)),
        );
        let mut names: Vec<&str> = Vec::new();
        for name in ABOUT_NAMES.iter().flat_map(|known| [known.english, known.dutch]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let finding = Finding::error(name.place, message).help(both(
            format!("known are {}", names.join(", ")),
            format!("wel bekend: {:#}", names.join(", ")),
        ));
        findings.push(match crate::error::nearest(bare, names) {
            Some(near) => finding
                .help(both(format!("did you mean `{near}`?"), format!("bedoelt u `{near:#}`?"))),
            None => finding,
        });
    }

    fn take(&mut self, name: &str) -> Option<Texts> {
        let at = self.texts.iter().position(|(known, _)| *known == name)?;
        Some(self.texts.remove(at).1)
    }

    fn take_one(&mut self, name: &str) -> Option<Stated<String>> {
        self.take(name)?.first().cloned()
    }

    /// Write what stands at the top of a criteria file. `id` is the case's where the sheet gives
    /// none.
    pub fn write_top(
        &mut self,
        id: &str,
        names: &Names,
        made: &mut MadeText,
        findings: &mut Findings,
    ) {
        match self.take_one("id") {
            Some(said) => made.said("id", &quoted(&said.value), said.place),
            None => made.line(&format!("id = {}", quoted(id))),
        }
        for name in ["title", "question", "decider", "notice"] {
            if let Some(texts) = self.take(name) {
                texts.write(name, made, findings);
            }
        }
        if let Some(Stated { value, place }) = self.take_one("as_of") {
            match notation::is_day(&value) {
                true => made.said("as_of", &value, place),
                false => {
                    let message = both(
                        format!("`{}` is not a day", shorten(&value, 60)),
                        format!("`{:#}` is geen dag", shorten(&value, 60)),
                    );
                    findings.push(Finding::error(place, message).help(both(
                        "write a date, or a text such as 2024-05-06",
                        "schrijf een datum, of een tekst zoals 2024-05-06",
                    )));
                }
            }
        }
        if let Some((word, place)) = self.word("status", words::STATUS, findings) {
            made.said("status", &quoted(word), place);
        }
        if let Some(Stated { value, place }) = self.take_one("rank_within") {
            let keys: Vec<String> = notation::list(&value)
                .into_iter()
                .map(|name| names.key(&notation::bare(name)))
                .collect();
            made.said("rank_within", &quoted_list(keys.iter().map(String::as_str)), place);
        }
        if let Some(Stated { value, place }) = self.take_one("min_known") {
            match notation::figure(&value) {
                Ok(share) => made.said("min_known", &toml_number(share), place),
                Err((message, help)) => findings.push(Finding::error(place, message).help(help)),
            }
        }
        if let Some(Stated { value, place }) = self.take_one("aggregate") {
            match cell_notation::aggregate(&value) {
                Ok(aggregate) => made.said("aggregate", &aggregate, place),
                Err((message, help)) => findings.push(Finding::error(place, message).help(help)),
            }
        }
        if let Some((word, place)) = self.word("missing", words::MISSING, findings) {
            made.said("missing", &quoted(word), place);
        }
        if let Some(Stated { value, place }) = self.take_one("baseline") {
            match cell_notation::alternative(&value, names) {
                Ok(alternative) => made.said("baseline", &alternative, place),
                Err((message, help)) => findings.push(Finding::error(place, message).help(help)),
            }
        }
        let are = self.word("scenarios_are", words::SCENARIOS_ARE, findings);
        self.scenarios_are = are.map(|(value, place)| Stated { value, place });
        if let Some((sign, _)) = self.word("decimal", words::DECIMAL, findings) {
            self.marks.decimal = sign.parse().ok();
        }
        if let Some((sign, place)) = self.word("thousands", words::THOUSANDS, findings) {
            self.marks.thousands = sign.parse().ok();
            if self.marks.contradict() {
                let message = both(
                    "decimals and thousands have the same mark",
                    "decimalen en duizendtallen hebben hetzelfde teken",
                );
                findings.push(
                    Finding::error(place, message).help(both(
                        "name two marks, or one alone",
                        "noem twee tekens, of een alleen",
                    )),
                );
            }
        }
        if let Some(Stated { value, place }) = self.take_one("method") {
            for name in notation::list(&value) {
                self.methods
                    .push(Stated { value: name.trim().to_lowercase(), place: place.clone() });
            }
        }
    }

    fn word(
        &mut self,
        name: &str,
        words: Words,
        findings: &mut Findings,
    ) -> Option<(&'static str, Place)> {
        let said = self.take_one(name)?;
        match words::find(words, &said.value) {
            Some(word) => Some((word.file, said.place)),
            None => {
                findings.push(unknown_word(&said.value, said.place, words));
                None
            }
        }
    }

    /// Write the methods and their parameters.
    pub fn write_methods(self, made: &mut MadeText, findings: &mut Findings) {
        let mut methods: Vec<Stated<String>> = Vec::new();
        let of_parameters = self
            .parameters
            .iter()
            .map(|(method, _, value)| Stated { value: method.clone(), place: value.place.clone() });
        for method in self.methods.into_iter().chain(of_parameters) {
            if methods.iter().any(|known| known.value == method.value) {
                continue;
            }
            if !Method::names().contains(&method.value.as_str()) {
                let message = both(
                    format!("unknown method `{}`", shorten(&method.value, 60)),
                    format!("er is geen methode `{:#}`", shorten(&method.value, 60)),
                );
                let finding = Finding::error(method.place.clone(), message);
                findings.push(finding.suggest(&method.value, Method::names().iter().copied()));
            }
            methods.push(method);
        }
        for method in methods {
            made.line_at(&format!("\n[method.{}]", quoted(&method.value)), method.place.clone());
            let mut seen: Vec<(&String, &Place)> = Vec::new();
            for (of, parameter, Stated { value, place }) in &self.parameters {
                if *of != method.value {
                    continue;
                }
                if let Some((_, first)) = seen.iter().find(|(name, _)| *name == parameter) {
                    let message = both(
                        format!("`{of}.{parameter}` is there twice: see also {}", cell_name(first)),
                        format!(
                            "`{of:#}.{parameter:#}` staat er twee keer: zie ook {:#}",
                            cell_name(first)
                        ),
                    );
                    findings.push(
                        Finding::error(place.clone(), message)
                            .help(both("keep one of them", "behoud een van beide")),
                    );
                    continue;
                }
                seen.push((parameter, place));
                let value = match (notation::figure(value), typed(value)) {
                    (Ok(number), _) => toml_number(number),
                    // A list, a table, or true or false, as a criteria file has it.
                    (Err(_), read @ (Value::Array(_) | Value::Table(_) | Value::Boolean(_))) => {
                        read.to_string()
                    }
                    (Err(_), _) => quoted(value),
                };
                made.said(&quoted(parameter), &value, place.clone());
            }
        }
    }
}
