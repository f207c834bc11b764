//! A sheet that lists something, with its columns recognised: what stands in a cell, and where.

use crate::case::made_text::{MadeText, Stated, quoted};
use crate::case::read::column::RawCell;
use crate::case::read::tables::RawTable;
use crate::case::workbook::notation;
use crate::case::workbook::vocabulary::{SheetKind, apart};
use crate::case::workbook::words::{self, Words};
use crate::error::{Finding, Findings, Place, Said, both, shorten};
use crate::problem::Language;
use std::collections::BTreeSet;

/// A sheet and what each of its columns is.
pub struct ListSheet<'a> {
    table: &'a RawTable,
    /// By column of the sheet: the English header of its kind, and its language. `None` for a column
    /// of which there is a finding.
    columns: Vec<Option<(&'static str, Option<Language>)>>,
    /// The cells, by row and column, that show a percentage.
    percentages: BTreeSet<(usize, usize)>,
    /// By column, whether every number in it is shown as a percentage.
    all_percentages: Vec<bool>,
}

/// Columns of figures on the scale of the criterion in their row. Criteria have units of their own,
/// so that only figures of one row are on one footing.
const OF_A_SCALE: [&str; 8] =
    ["worst", "best", "lowest", "highest", "indifference", "preference", "veto", "inflection"];

/// A cell by the letters and the row that its user sees.
pub fn cell_name(place: &Place) -> Said {
    match place {
        Place::Sheet { cell, .. } => both(format!("cell {cell}"), format!("cel {cell:#}")),
        _ => both("the other cell", "de andere cel"),
    }
}

impl<'a> ListSheet<'a> {
    /// The sheet, with an error for each column that is not known or there twice.
    pub fn of(table: &'a RawTable, kind: &'static SheetKind, findings: &mut Findings) -> Self {
        let mut columns: Vec<Option<(&'static str, Option<Language>)>> = Vec::new();
        for (at, header) in table.headers.iter().enumerate() {
            let (name, language) = apart(header);
            let found = kind.columns.iter().find(|column| column.is_called(name));
            let shown = shorten(header, 60);
            columns.push(match found {
                None => {
                    let message = both(
                        format!("the column `{shown}` is not known in this sheet"),
                        format!("de kolom `{shown:#}` is niet bekend in dit blad"),
                    );
                    let known = kind.headers();
                    let finding = Finding::error(table.header_place(at), message);
                    let list = shorten(&known.join(", "), 300);
                    let finding = finding
                        .help(both(format!("known are {list}"), format!("wel bekend: {list:#}")));
                    findings.push(match crate::error::nearest(name, known) {
                        Some(near) => finding.help(both(
                            format!("did you mean `{near}`?"),
                            format!("bedoelt u `{near:#}`?"),
                        )),
                        None => finding,
                    });
                    None
                }
                Some(column) if language.is_some() && !column.in_languages => {
                    let message = both(
                        format!("the column `{}` has no languages", shorten(name, 60)),
                        format!("de kolom `{:#}` heeft geen talen", shorten(name, 60)),
                    );
                    findings.push(Finding::error(table.header_place(at), message).help(both(
                        format!("call it `{}`", shorten(name, 60)),
                        format!("noem ze `{:#}`", shorten(name, 60)),
                    )));
                    None
                }
                Some(column) => {
                    let this = Some((column.english, language));
                    if let Some(other) = columns.iter().position(|other| *other == this) {
                        let message = both(
                            format!(
                                "the column `{shown}` says what {} says (`{}`)",
                                cell_name(&table.header_place(other)),
                                shorten(&table.headers[other], 60)
                            ),
                            format!(
                                "de kolom `{shown:#}` zegt wat {:#} zegt (`{:#}`)",
                                cell_name(&table.header_place(other)),
                                shorten(&table.headers[other], 60)
                            ),
                        );
                        findings.push(
                            Finding::error(table.header_place(at), message)
                                .help(both("keep one of them", "behoud een van beide")),
                        );
                        None
                    } else {
                        this
                    }
                }
            });
        }
        let percentages: BTreeSet<_> = table.percentages().iter().copied().collect();
        let is_share = |row: usize, column: usize| {
            percentages.contains(&(row, column))
                || !matches!(table.cell(row, column), RawCell::Number(_))
        };
        let all_percentages = (0..columns.len())
            .map(|column| (0..table.rows()).all(|row| is_share(row, column)))
            .collect();
        ListSheet { table, columns, percentages, all_percentages }
    }

    /// Whether there is a finding about a column: what is missing may stand there.
    pub fn is_doubtful(&self) -> bool {
        self.columns.contains(&None)
    }

    /// That a row does not say what it must: once where the sheet has no such column, and nothing
    /// where a column is not known.
    pub fn missing(&self, row: usize, names: &[&'static str], finding: Finding) -> Option<Finding> {
        let has = |name: &&str| {
            self.columns.iter().any(|column| column.is_some_and(|(known, _)| known == *name))
        };
        let there = names.iter().any(has);
        if self.is_doubtful() || (!there && row > 0) {
            return None;
        }
        match there {
            true => Some(finding),
            false => {
                let message = both(
                    format!("this sheet has no column `{}`", names[0]),
                    format!("dit blad heeft geen kolom `{:#}`", names[0]),
                );
                Some(
                    Finding::error(self.table.header_place(0), message)
                        .help(both("add it", "voeg ze toe")),
                )
            }
        }
    }

    /// How many rows there are below the header.
    pub fn rows(&self) -> usize {
        self.table.rows()
    }

    /// The place of a row as a whole: its first cell that is not blank.
    pub fn row_place(&self, row: usize) -> Place {
        let filled =
            (0..self.columns.len()).find(|column| !self.table.cell(row, *column).text().is_empty());
        self.table.place(row, filled.unwrap_or(0))
    }

    /// Where the header of a column without languages is, if there is such a column.
    pub fn header_place(&self, name: &str) -> Option<Place> {
        self.at(name, None).map(|column| self.table.header_place(column))
    }

    fn at(&self, name: &str, language: Option<Language>) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.is_some_and(|(known, of)| known == name && of == language))
    }

    fn text_at(&self, row: usize, column: usize) -> Option<Stated<String>> {
        let text = self.table.cell(row, column).text();
        let place = || self.table.place(row, column);
        (!text.is_empty()).then(|| Stated { value: text.into_owned(), place: place() })
    }

    /// What stands in a cell of that column, as a text; `None` where it is blank.
    pub fn text(&self, row: usize, name: &str) -> Option<Stated<String>> {
        self.text_in(row, name, None)
    }

    /// The text of a column in that language.
    pub fn text_in(
        &self,
        row: usize,
        name: &str,
        language: Option<Language>,
    ) -> Option<Stated<String>> {
        self.text_at(row, self.at(name, language)?)
    }

    /// What stands in a cell of that column: a number with one reading, else a text.
    pub fn figure_text(&self, row: usize, name: &str) -> Option<Stated<String>> {
        let column = self.at(name, None)?;
        match self.table.cell(row, column) {
            RawCell::Number(number) => {
                let value = notation::shown_number(number);
                Some(Stated { value, place: self.table.place(row, column) })
            }
            _ => self.text_at(row, column),
        }
    }

    /// The text of a column in no, in one or in both languages.
    pub fn texts(&self, row: usize, name: &str) -> Texts {
        let of = |language| self.text_in(row, name, language);
        Texts { plain: of(None), en: of(Some(Language::En)), nl: of(Some(Language::Nl)) }
    }

    /// The number in a cell; `None` where it is blank, or with a finding where it is none.
    pub fn number(&self, row: usize, name: &str, findings: &mut Findings) -> Option<Stated<f64>> {
        let column = self.at(name, None)?;
        let place = self.table.place(row, column);
        let number = match self.table.cell(row, column) {
            RawCell::Missing => return None,
            RawCell::Text(text) if text.trim().is_empty() => return None,
            RawCell::Number(number) => number,
            RawCell::Text(text) => match notation::figure(text) {
                Ok(number) => number,
                Err((message, help)) => {
                    findings.push(Finding::error(place, message).help(help));
                    return None;
                }
            },
        };
        if !number.is_finite() {
            findings.push(Finding::error(
                place,
                both("this is not a finite number", "dit is geen eindig getal"),
            ));
            return None;
        }
        if self.percentages.contains(&(row, column))
            && let Some(others) = self.plain_beside(row, column, name)
        {
            let shown = crate::problem::number(
                format!("{}e2", crate::problem::number(number)).parse().unwrap_or(number),
            );
            let held = crate::problem::number(number);
            let message = both(
                format!(
                    "this cell shows {shown}% and holds {held}, while others of its {others} show no percentage"
                ),
                format!(
                    "deze cel toont {shown:#}% en bevat {held:#}, terwijl andere van de {others:#} geen percentage tonen"
                ),
            );
            let help = both(
                format!("give it a plain number format and write {shown} or {held}"),
                format!("geef ze een gewone getalnotatie en schrijf {shown:#} of {held:#}"),
            );
            findings.push(Finding::error(place, message).help(help));
            return None;
        }
        Some(Stated { value: number, place })
    }

    /// Where numbers stand that must be on one footing with a percentage and are shown plainly: in
    /// its row or in its column. `None` where there are none.
    fn plain_beside(&self, row: usize, column: usize, name: &str) -> Option<&'static str> {
        if !OF_A_SCALE.contains(&name) {
            return (!self.all_percentages[column]).then_some("column");
        }
        let is_plain = |column: usize| {
            matches!(self.table.cell(row, column), RawCell::Number(_))
                && !self.percentages.contains(&(row, column))
        };
        OF_A_SCALE.iter().filter_map(|name| self.at(name, None)).any(is_plain).then_some("row")
    }

    /// The word in a cell, as a criteria file has it; `None` where it is blank, or with a finding
    /// where it is none of them.
    pub fn word(
        &self,
        row: usize,
        name: &str,
        words: Words,
        findings: &mut Findings,
    ) -> Option<Stated<&'static str>> {
        let Stated { value, place } = self.text(row, name)?;
        match words::find(words, &value) {
            Some(word) => Some(Stated { value: word.file, place }),
            None => {
                findings.push(unknown_word(&value, place, words));
                None
            }
        }
    }
}

/// That a text is none of the words that a cell can hold.
pub fn unknown_word(text: &str, place: Place, words: Words) -> Finding {
    let message = both(
        format!("unknown word `{}`", shorten(text, 60)),
        format!("er is geen woord `{:#}`", shorten(text, 60)),
    );
    Finding::error(place, message).suggest(text, words::names(words))
}

/// A text in no, in one or in both languages.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    plain: Option<Stated<String>>,
    en: Option<Stated<String>>,
    nl: Option<Stated<String>>,
}

impl Texts {
    /// A text in one language, or in none.
    pub fn one(text: Stated<String>, language: Option<Language>) -> Texts {
        let mut out = Texts::default();
        *out.of(language) = Some(text);
        out
    }

    fn of(&mut self, language: Option<Language>) -> &mut Option<Stated<String>> {
        match language {
            None => &mut self.plain,
            Some(Language::En) => &mut self.en,
            Some(Language::Nl) => &mut self.nl,
        }
    }

    /// Add what is said of the same thing in another language. What is there already is kept, and
    /// given back.
    pub fn add(
        &mut self,
        text: Stated<String>,
        language: Option<Language>,
    ) -> Option<Stated<String>> {
        let there = self.of(language);
        if there.is_some() {
            return there.clone();
        }
        *there = Some(text);
        None
    }

    /// What was said first: of no language, in English or in Dutch.
    pub fn first(&self) -> Option<&Stated<String>> {
        self.all().next()
    }

    /// Every text there is.
    pub fn all(&self) -> impl Iterator<Item = &Stated<String>> {
        [&self.plain, &self.en, &self.nl].into_iter().flatten()
    }

    /// Write the text to a criteria file under that key. A text of no language stands for the one
    /// that is missing.
    pub fn write(&self, key: &str, made: &mut MadeText, findings: &mut Findings) {
        match (&self.plain, &self.en, &self.nl) {
            (None, None, None) => {}
            (Some(text), None, None) => made.said(key, &quoted(&text.value), text.place.clone()),
            (Some(text), Some(_), Some(_)) => {
                let message = both(
                    "this is given in English and in Dutch as well",
                    "dit is ook in het Engels en in het Nederlands gegeven",
                );
                findings.push(Finding::error(text.place.clone(), message).help(both(
                    "leave it empty here, or in one of the two languages",
                    "laat het hier leeg, of in een van de twee talen",
                )));
            }
            (plain, en, nl) => {
                for (language, text) in [("en", en.as_ref()), ("nl", nl.as_ref())] {
                    if let Some(text) = text.or(plain.as_ref()) {
                        let key = format!("{key}.{language}");
                        made.said(&key, &quoted(&text.value), text.place.clone());
                    }
                }
            }
        }
    }
}
