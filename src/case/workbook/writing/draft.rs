//! A sheet in the making: rows by the names of their columns. Which columns it gets shows when all
//! rows are there.

use crate::case::workbook::model::{CellContent, CellFormat, SheetColumn, SheetContent};
use crate::case::workbook::vocabulary::{ColumnKind, SheetKind, in_language};
use crate::case::workbook::words::{self, Words};
use crate::problem::{Language, Text};

/// A cell of a row, by the English header of its column and its language.
type DraftCell = (&'static str, Option<Language>, CellContent);

/// The rows of a sheet.
pub struct Draft {
    kind: &'static SheetKind,
    language: Language,
    rows: Vec<Vec<DraftCell>>,
}

/// Columns that hold figures.
const FIGURES: [&str; 21] = [
    "weight",
    "worst",
    "best",
    "lowest",
    "highest",
    "indifference",
    "preference",
    "veto",
    "inflection",
    "by more than",
    "influence",
    "minimum",
    "each at least",
    "each at most",
    "share at most",
    "chance",
    "step",
    "discount",
    "until",
    "years",
    "cost",
];

impl Draft {
    /// A sheet without rows.
    pub fn new(kind: &'static SheetKind, language: Language) -> Draft {
        Draft { kind, language, rows: Vec::new() }
    }

    /// Start the next row.
    pub fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    fn put(&mut self, name: &'static str, language: Option<Language>, cell: CellContent) {
        if let Some(row) = self.rows.last_mut().filter(|_| !cell.is_empty()) {
            row.push((name, language, cell));
        }
    }

    /// A text in the last row.
    pub fn text(&mut self, name: &'static str, text: impl Into<String>) {
        self.put(name, None, CellContent::text(text));
    }

    /// A text in the last row, if there is one.
    pub fn maybe(&mut self, name: &'static str, text: Option<&str>) {
        self.text(name, text.unwrap_or(""));
    }

    /// A number in the last row, if there is one.
    pub fn number(&mut self, name: &'static str, number: Option<f64>) {
        self.put(name, None, number.map_or(CellContent::Empty, CellContent::Number));
    }

    /// A word in the last row, if there is one, in the language of the workbook.
    pub fn word(&mut self, name: &'static str, words: Words, file: Option<&str>) {
        let word = file.map(|file| words::written(words, file, self.language));
        self.text(name, word.unwrap_or_default());
    }

    /// A text in one or both languages in the last row.
    pub fn texts(&mut self, name: &'static str, text: Option<&Text>) {
        let Some(text) = text else { return };
        for (language, text) in by_language(text) {
            self.put(name, language, CellContent::text(text));
        }
    }

    /// A text of a language, or of none, in the last row.
    pub fn text_in(&mut self, name: &'static str, language: Option<Language>, text: String) {
        self.put(name, language, CellContent::text(text));
    }

    /// The sheet; `None` where it has no rows.
    pub fn finish(self) -> Option<SheetContent> {
        if self.rows.is_empty() {
            return None;
        }
        let mut out = SheetContent {
            name: self.kind.name(self.language).to_owned(),
            columns: Vec::new(),
            rows: vec![Vec::new(); self.rows.len()],
        };
        for column in self.kind.columns {
            let cells = || self.rows.iter().flatten().filter(|(name, ..)| *name == column.english);
            if column.is_rare && cells().next().is_none() {
                continue;
            }
            let languages = match cells().any(|(_, language, _)| language.is_some()) {
                true => vec![Some(Language::En), Some(Language::Nl)],
                false => vec![None],
            };
            for language in languages {
                out.columns.push(self.column(column, language));
                for (row, cells) in out.rows.iter_mut().zip(&self.rows) {
                    // A text of no language falls back on English where the column has languages.
                    let is_this = |(name, of, _): &&DraftCell| {
                        *name == column.english
                            && (*of == language || of.is_none() && language == Some(Language::En))
                    };
                    let cell = cells.iter().find(is_this).map(|(.., cell)| cell.clone());
                    row.push(cell.unwrap_or_default());
                }
            }
        }
        Some(out)
    }

    fn column(&self, column: &ColumnKind, language: Option<Language>) -> SheetColumn {
        let header = column.header(self.language);
        SheetColumn {
            header: in_language(header, language),
            note: column.note(self.language).to_owned(),
            choices: column.choices(self.language),
            // A target is no word.
            closed: column.english != "direction",
            format: match column.english {
                name if FIGURES.contains(&name) => CellFormat::Figures,
                // It holds a date, among other things.
                "value" if self.kind.is_called("about") => CellFormat::Any,
                _ => CellFormat::Text,
            },
            widest: column.widest,
        }
    }
}

/// A text by language: of none where it is given in one only.
pub fn by_language(text: &Text) -> Vec<(Option<Language>, &str)> {
    match (text.given(Language::En), text.given(Language::Nl)) {
        (Some(en), Some(nl)) => vec![(Some(Language::En), en), (Some(Language::Nl), nl)],
        (en, nl) => en.or(nl).map(|text| (None, text)).into_iter().collect(),
    }
}
