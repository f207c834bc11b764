//! How sheets look, and what is the same on all of them: title, notes, headers, print setup.

use crate::problem::number;
use crate::write::printable;
use rust_xlsxwriter::{
    Chart, ChartFont, Color, ConditionalFormat2ColorScale, ConditionalFormatType, Format,
    FormatAlign, FormatBorder, FormatUnderline, Formula, Note, ProtectionOptions, Worksheet,
    XlsxError,
};

pub(super) type Written = std::result::Result<(), XlsxError>;

/// The row of the header of a sheet that is one table; title and notes stand above it.
pub(super) const HEADER: u32 = 3;
/// The height of a header of two lines, in points.
pub(super) const HEADER_HEIGHT: f64 = 32.0;
/// The first row below it.
pub(super) const FIRST: u32 = HEADER + 1;

pub(super) const BLUE: Color = Color::RGB(0x00_72_B2);
const INK: Color = Color::RGB(0x1C_24_2C);
const SOFT: Color = Color::RGB(0x56_60_6A);
const HEAD: Color = Color::RGB(0xDD_E6_F0);
const RULE: Color = Color::RGB(0xD5_DA_DF);
const INPUT: Color = Color::RGB(0xFF_F6_D6);
const UNKNOWN: Color = Color::RGB(0xE3_E3_E3);
const RED: Color = Color::RGB(0xC0_00_00);

/// Colours of series that are told apart by readers who see colours in another way, by Okabe and
/// Ito (2008), "Color Universal Design".
pub(super) const SERIES: [Color; 8] = [
    BLUE,
    Color::RGB(0xE6_9F_00),
    Color::RGB(0x00_9E_73),
    Color::RGB(0xCC_79_A7),
    Color::RGB(0x56_B4_E9),
    Color::RGB(0xD5_5E_00),
    Color::RGB(0xF0_E4_42),
    Color::RGB(0x6B_6B_6B),
];

/// Every format.
pub(super) struct Style {
    pub title: Format,
    pub heading: Format,
    pub sentence: Format,
    pub answer: Format,
    pub note: Format,
    /// The same on one line, which runs on over empty cells.
    pub line: Format,
    pub alert: Format,
    pub header: Format,
    pub text: Format,
    /// A text on one line, cut where the cell ends.
    pub cut: Format,
    /// A text that starts further to the right, by depth in the tree.
    pub indented: Vec<Format>,
    pub number: Format,
    pub score: Format,
    pub share: Format,
    pub whole: Format,
    /// What does not follow the formulas.
    pub fixed_text: Format,
    pub fixed_number: Format,
    pub fixed_score: Format,
    pub fixed_share: Format,
    pub fixed_whole: Format,
    /// Of what does not compete: marked with a star, which stands on paper and in grey as well.
    pub apart_text: Format,
    pub apart_score: Format,
    pub input_number: Format,
    pub input_text: Format,
    pub unknown_number: Format,
    pub unknown_text: Format,
    pub total: Format,
    pub total_share: Format,
    pub check: Format,
    pub wrong: Format,
}

impl Style {
    pub(super) fn new() -> Style {
        let base = || Format::new().set_font_color(INK).set_align(FormatAlign::Top);
        let text = || base().set_num_format("@").set_text_wrap().set_align(FormatAlign::Left);
        let ruled = |format: Format| {
            format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(RULE)
        };
        let figure = |decimals: &str| ruled(base().set_num_format(decimals));
        let soft = |format: Format| format.set_font_color(SOFT);
        let input = |format: Format| {
            format
                .set_unlocked()
                .set_background_color(INPUT)
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0xC8_B8_70))
        };
        let unknown = |format: Format| input(format).set_background_color(UNKNOWN).set_italic();
        Style {
            title: base().set_bold().set_font_size(16).set_num_format("@"),
            heading: base().set_bold().set_font_size(12).set_num_format("@"),
            sentence: text(),
            answer: text().set_bold().set_font_size(12),
            note: text().set_font_color(SOFT).set_italic(),
            line: base().set_num_format("@").set_font_color(SOFT).set_italic(),
            alert: base().set_text_wrap().set_bold().set_font_color(RED),
            header: text()
                .set_bold()
                .set_background_color(HEAD)
                .set_border_bottom(FormatBorder::Thin),
            text: ruled(text()),
            cut: ruled(base().set_num_format("@")),
            indented: (0..8u8)
                .map(|depth| {
                    let format = ruled(text()).set_indent(2 * depth);
                    if depth == 0 { format.set_bold() } else { format }
                })
                .collect(),
            number: figure("General"),
            score: figure("0.000"),
            share: figure("0.0%"),
            whole: figure("0"),
            fixed_text: soft(ruled(text())),
            fixed_number: soft(figure("General")),
            fixed_score: soft(figure("0.000")),
            fixed_share: soft(figure("0.0%")),
            fixed_whole: soft(figure("0")),
            apart_text: soft(ruled(text())).set_italic(),
            apart_score: soft(figure("0.000\\*")).set_italic(),
            input_number: input(base().set_num_format("General")),
            input_text: input(text()),
            unknown_number: unknown(base().set_num_format("General").set_align(FormatAlign::Right)),
            unknown_text: unknown(text()),
            total: base().set_bold().set_num_format("@").set_border_top(FormatBorder::Thin),
            total_share: base()
                .set_bold()
                .set_num_format("0.0%")
                .set_border_top(FormatBorder::Thin),
            check: base().set_bold().set_font_color(Color::RGB(0x1B_6E_3C)).set_text_wrap(),
            wrong: Format::new()
                .set_bold()
                .set_underline(FormatUnderline::None)
                .set_font_color(Color::White)
                .set_background_color(RED),
        }
    }
}

/// Characters of a cell; a text that is longer is cut, and ends in dots.
const LONGEST: usize = 32_000;

/// A text fit for a cell: it does nothing, it fits, and a workbook can hold it.
pub(super) fn plain(text: &str) -> String {
    let text = printable(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}");
    match text.chars().count() > LONGEST {
        true => text.chars().take(LONGEST).chain("...".chars()).collect(),
        false => text,
    }
}

/// The height of a line in points, and the greatest of a row.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 405.0;
/// Characters that surely fit into a column of one character, whatever the reader's font.
const SURELY: f64 = 0.85;

/// Lines that a text takes in a column of so many characters, broken between words.
fn lines(text: &str, width: f64) -> usize {
    let width = ((width * SURELY) as usize).max(1);
    let of_paragraph = |paragraph: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in paragraph.split_whitespace().map(|word| word.chars().count()) {
            match used {
                0 => used = word,
                _ if used + 1 + word <= width => used += 1 + word,
                _ => (lines, used) = (lines + 1, word),
            }
            // A word that is longer than a line goes on below.
            if used > width {
                (lines, used) = (lines + (used - 1) / width, (used - 1) % width + 1);
            }
        }
        lines
    };
    text.split('\n').map(of_paragraph).sum()
}

/// Make a row as high as the longest of its texts needs, each in a column of so many characters.
/// Excel would find that out on the screen; not every program does, and none does for a row that a
/// formula fills.
pub(super) fn fit(sheet: &mut Worksheet, row: u32, texts: &[(&str, f64)]) -> Written {
    let most = texts.iter().map(|(text, width)| lines(text, *width)).max().unwrap_or(1);
    if most > 1 {
        sheet.set_row_height(row, (LINE * most as f64).min(HIGHEST))?;
    }
    Ok(())
}

/// A column of a table.
pub(super) struct Head {
    pub name: String,
    /// What a reader who points at it is told; may be empty.
    pub note: String,
    pub width: f64,
}

impl Head {
    /// Its width, or more where its longest word would not fit: no word is broken.
    pub(super) fn wide(&self) -> f64 {
        self.width.max(for_word(&self.name))
    }
}

/// The width of a column in which the longest word of a head fits.
pub(super) fn for_word(name: &str) -> f64 {
    let longest = name.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    (1.2 * longest as f64 + 1.5).min(WIDEST_WORD)
}

/// A column is made no wider than this for a word.
const WIDEST_WORD: f64 = 30.0;

pub(super) fn head(name: impl Into<String>, width: f64, note: impl Into<String>) -> Head {
    Head { name: name.into(), note: note.into(), width }
}

/// A text that is never a formula.
pub(super) fn put(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    text: &str,
    format: &Format,
) -> Written {
    sheet.write_string_with_format(row, at, plain(text), format)?;
    Ok(())
}

/// A formula with the number that the engine has for it; `None` where it gives an empty text.
pub(super) fn follow(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    formula: &str,
    result: Option<f64>,
    format: &Format,
) -> Written {
    let result = result.map(number).unwrap_or_default();
    sheet.write_formula_with_format(row, at, Formula::new(formula).set_result(result), format)?;
    Ok(())
}

/// A formula that gives a text.
pub(super) fn follow_text(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    formula: &str,
    result: &str,
    format: &Format,
) -> Written {
    let mut result = plain(result);
    // A name that looks like a number, a truth or an error is a text all the same.
    let is_mistaken = result.parse::<f64>().is_ok()
        || ["TRUE", "FALSE"].contains(&result.as_str())
        || result.starts_with('#');
    if is_mistaken {
        result.push(' ');
    }
    sheet.write_formula_with_format(row, at, Formula::new(formula).set_result(result), format)?;
    Ok(())
}

/// Title and notes of a sheet that is one table, and the table's header. Title and notes start in
/// the first column that is not hidden, and end in the last that is printed.
pub(super) fn table(
    sheet: &mut Worksheet,
    style: &Style,
    (name, title): (&str, &str),
    notes: [&str; 2],
    (first, last): (u16, u16),
    heads: &[Head],
) -> Written {
    sheet.set_name(name)?;
    sheet.set_screen_gridlines(false);
    put(sheet, 0, first, title, &style.title)?;
    sheet.set_row_height(0, 24)?;
    let shown = heads.iter().take(usize::from(last) + 1).skip(usize::from(first));
    let width: f64 = shown.map(Head::wide).sum();
    for (row, note) in (1..).zip(notes) {
        if note.is_empty() {
            continue;
        }
        let lines = (note.chars().count() as f64 / (0.8 * width)).ceil().max(1.0);
        sheet.set_row_height(row, 15.0 * lines + 2.0)?;
        match first < last {
            true => sheet.merge_range(row, first, row, last, &plain(note), &style.note)?,
            false => sheet.write_string_with_format(row, first, plain(note), &style.line)?,
        };
    }
    header(sheet, style, HEADER, heads)?;
    for (at, head) in (0u16..).zip(heads) {
        sheet.set_column_width(at, head.wide())?;
    }
    Ok(())
}

/// The height of a header, in points: two lines, or more where a head needs them.
pub(super) fn header_height(heads: &[Head]) -> f64 {
    let most = heads.iter().map(|head| lines(&head.name, head.wide())).max().unwrap_or(1);
    (LINE * most as f64 + 2.0).clamp(HEADER_HEIGHT, HIGHEST)
}

/// The header of a table.
pub(super) fn header(sheet: &mut Worksheet, style: &Style, row: u32, heads: &[Head]) -> Written {
    sheet.set_row_height(row, header_height(heads))?;
    for (at, head) in (0u16..).zip(heads) {
        put(sheet, row, at, &head.name, &style.header)?;
        if !head.note.is_empty() {
            sheet.insert_note(row, at, &note(&head.note))?;
        }
    }
    Ok(())
}

fn note(text: &str) -> Note {
    let lines = text.chars().count().div_ceil(40) + 1;
    let height = u32::try_from(lines * 17 + 10).unwrap_or(200);
    Note::new(plain(text)).add_author_prefix(false).set_width(300).set_height(height)
}

/// The rest of a sheet that is one table: filter, frozen panes, and A4 landscape on one page's
/// width, with the header on every page.
pub(super) fn finish(
    sheet: &mut Worksheet,
    last: (u32, u16),
    frozen: (u32, u16),
    filtered: bool,
) -> Written {
    if filtered && last.0 > HEADER {
        sheet.autofilter(HEADER, 0, last.0, last.1)?;
    }
    sheet.set_freeze_panes(frozen.0, frozen.1)?;
    sheet.set_print_area(0, 0, last.0.max(HEADER), last.1)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_print_fit_to_pages(1, 0);
    paper(sheet);
    Ok(())
}

/// A4 landscape, with the sheet's name and the page's number.
pub(super) fn paper(sheet: &mut Worksheet) {
    sheet.set_landscape().set_paper_size(9);
    sheet.set_margins(0.5, 0.5, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&F&C&A&R&P / &N");
}

/// Only what is to be changed can be changed, until somebody lifts the protection, which has no
/// password.
pub(super) fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        use_autofilter: true,
        format_columns: true,
        format_rows: true,
        format_cells: true,
        sort: true,
        ..ProtectionOptions::default()
    });
}

/// From white at the least to blue at the most.
pub(super) fn blues(least: Option<f64>, most: Option<f64>) -> ConditionalFormat2ColorScale {
    let mut out = ConditionalFormat2ColorScale::new()
        .set_minimum_color(Color::White)
        .set_maximum_color(Color::RGB(0x5A_A3_D0));
    if let Some(least) = least {
        out = out.set_minimum(ConditionalFormatType::Number, least);
    }
    if let Some(most) = most {
        out = out.set_maximum(ConditionalFormatType::Number, most);
    }
    out
}

/// What all charts have: the title stands in a cell, so that no text can pass for a formula.
pub(super) fn chart(chart: &mut Chart, sheet: &str, title: (u32, u16), alt: &str) {
    let mut font = ChartFont::new();
    font.set_size(10).set_bold();
    chart.title().set_name((sheet, title.0, title.1)).set_font(&font);
    chart.set_alt_text(plain(alt).chars().take(250).collect::<String>());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_words_need() {
        // 17 characters fit into a column of 20.
        assert_eq!(lines("", 20.0), 1);
        assert_eq!(lines("seventeen letters", 20.0), 1);
        assert_eq!(lines("seventeen letters.", 20.0), 2);
        assert_eq!(lines("one\ntwo", 20.0), 2);
        assert_eq!(lines(&"x".repeat(17), 20.0), 1);
        assert_eq!(lines(&"x".repeat(18), 20.0), 2);
        assert_eq!(lines(&"x".repeat(52), 20.0), 4);
    }

    #[test]
    fn no_word_of_a_head_is_broken() {
        let narrow = head("Standaardfout", 10.0, "");
        assert_eq!(lines(&narrow.name, narrow.wide()), 1);
        assert_eq!(head("Rang", 10.0, "").wide(), 10.0);
    }
}
