//! What formulas call cells and sheets.

use crate::problem::number;
use crate::report::Words;

/// The names of the sheets in the reader's language: at most 31 characters, none of `[]:*?/\`.
#[derive(Debug, Clone, Copy)]
pub struct SheetNames {
    /// The answer with the ranking and its charts.
    pub answer: &'static str,
    /// The weights, to be changed.
    pub weights: &'static str,
    /// What every alternative gets on every criterion, to be changed.
    pub performances: &'static str,
    /// Levels and value functions.
    pub scales: &'static str,
    /// What performances are worth.
    pub values: &'static str,
    /// Scores and ranks.
    pub scores: &'static str,
    /// Scores side by side, and what they are made of.
    pub matrix: &'static str,
    /// What the figures rest on.
    pub evidence: &'static str,
    /// How often each has each rank.
    pub acceptability: &'static str,
    /// What each weight can do to the score of the first.
    pub tornado: &'static str,
    /// Scores as one weight moves.
    pub sweep: &'static str,
    /// How the workbook was made.
    pub run: &'static str,
}

impl SheetNames {
    /// Those in a language.
    pub fn new(words: Words) -> SheetNames {
        SheetNames {
            answer: words.pick("Answer", "Antwoord"),
            weights: words.pick("Weights", "Gewichten"),
            performances: words.pick("Performances", "Prestaties"),
            scales: words.pick("Scales", "Schalen"),
            values: words.pick("Values", "Waarden"),
            scores: words.pick("Scores and ranks", "Scores en rangen"),
            matrix: words.pick("Matrix", "Matrix"),
            evidence: words.pick("Evidence", "Onderbouwing"),
            acceptability: words.pick("Acceptability", "Aanvaardbaarheid"),
            tornado: words.pick("Tornado", "Tornado"),
            sweep: words.pick("One weight moves", "Eén gewicht verschuift"),
            run: words.pick("Run", "Uitvoering"),
        }
    }
}

/// `A`, `B` ... `Z`, `AA` ...
fn column(mut at: u16) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + (at % 26) as u8));
        if at < 26 {
            return out;
        }
        at = at / 26 - 1;
    }
}

/// A cell on the same sheet, as `$C$5`. Rows and columns count from 0.
pub(super) fn cell(row: u32, at: u16) -> String {
    format!("${}${}", column(at), row + 1)
}

/// A range on the same sheet, as `$C$5:$C$9`.
pub(super) fn range(from: (u32, u16), to: (u32, u16)) -> String {
    format!("{}:{}", cell(from.0, from.1), cell(to.0, to.1))
}

/// A cell or a range of another sheet.
pub(super) fn on(sheet: &str, of: &str) -> String {
    format!("'{}'!{of}", sheet.replace('\'', "''"))
}

/// A count as a row.
pub(super) fn row(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX / 2)
}

/// A number as a formula writes it, whatever the language of the reader's program.
pub(super) fn figure(x: f64) -> String {
    let text = number(x).replace('e', "E");
    if text.starts_with('-') { format!("({text})") } else { text }
}

/// A text as a formula writes it.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_a_workbook_calls_them() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(column),
            ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
        );
        assert_eq!(range((4, 2), (8, 2)), "$C$5:$C$9");
        assert_eq!(on("a'b c", &cell(0, 0)), "'a''b c'!$A$1");
        assert_eq!(quoted("say \"no\""), "\"say \"\"no\"\"\"");
    }
}
