//! A workbook to write: sheets of cells with what helps to fill them in. Plain data, so that whoever
//! writes it needs to know nothing of cases.

/// A workbook: its sheets, in the order in which they stand in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkbookSheets(pub Vec<SheetContent>);

/// A sheet: a header, and rows below it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetContent {
    /// Its name: at most 31 characters.
    pub name: String,
    /// Its columns, from the left: at least one.
    pub columns: Vec<SheetColumn>,
    /// Its rows, from the top. Each has a cell per column.
    pub rows: Vec<Vec<CellContent>>,
}

/// A column of a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetColumn {
    /// What stands in its header.
    pub header: String,
    /// A note on the header: what goes in the column, in one or two sentences. It can be empty.
    pub note: String,
    /// The words that a drop-down offers in each of its cells. Empty: there is none.
    pub choices: Vec<String>,
    /// Whether a cell may hold nothing but one of these words.
    pub closed: bool,
    /// How its cells take what is typed.
    pub format: CellFormat,
    /// The most characters that a line of it should have; longer texts are wrapped.
    pub widest: u16,
}

/// How a cell takes what is typed in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CellFormat {
    /// As it is: `++` and `-..+` stay texts.
    #[default]
    Text,
    /// As a spreadsheet understands it, and to the right: for figures.
    Figures,
    /// As a spreadsheet understands it, a date as well.
    Any,
}

/// A cell of a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum CellContent {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A finite number.
    Number(f64),
}

impl CellContent {
    /// The text, or nothing where it is empty.
    pub(crate) fn text(text: impl Into<String>) -> CellContent {
        let text = text.into();
        if text.is_empty() { CellContent::Empty } else { CellContent::Text(text) }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        *self == CellContent::Empty
    }
}
