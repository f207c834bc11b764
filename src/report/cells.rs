//! Figures in cell notation, as tables of data have them, with the reader's mark of decimals.

use super::Words;
use crate::problem::{Criterion, Problem, Quantity, Scale};

impl Words {
    /// What an alternative gets on a criterion.
    pub(super) fn performance(self, criterion: &Criterion, written: &str) -> String {
        self.cell(written, levels(Some(criterion)))
    }

    /// What an input says.
    pub(crate) fn written(self, problem: &Problem, input: usize) -> String {
        self.of_input(problem, input, problem.written(input))
    }

    /// A figure of an input.
    pub(super) fn notation(self, problem: &Problem, input: usize, x: f64) -> String {
        self.of_input(problem, input, problem.notation(input, x))
    }

    fn of_input(self, problem: &Problem, input: usize, text: String) -> String {
        let of = &problem.inputs[input];
        // A text stays as it is, whatever it looks like.
        match matches!(of.quantity, Quantity::Text(_) | Quantity::AnyOf(_)) {
            true => text,
            false => self.cell(&text, levels(problem.tree.leaves.get(of.name))),
        }
    }

    /// The numbers of a cell with the reader's mark of decimals. A level stays as it is, and so do
    /// the two points of a range.
    fn cell(self, written: &str, levels: &[String]) -> String {
        let mark = |part: &str| match part.strip_prefix('#').unwrap_or(part).parse::<f64>() {
            Ok(_) if !levels.iter().any(|level| level == part) => part.replace('.', ","),
            _ => part.to_owned(),
        };
        let between = |c: char| matches!(c, '|' | '(' | ')' | ';' | ' ');
        let numbers = |part: &str| -> String {
            part.split_inclusive(between)
                .map(|piece| match piece.strip_suffix(between) {
                    Some(number) => mark(number) + &piece[number.len()..],
                    None => mark(piece),
                })
                .collect()
        };
        let end = |part: &str| match levels.iter().any(|level| level == part) {
            true => part.to_owned(),
            false => numbers(part),
        };
        if levels.iter().any(|level| level == written) {
            return written.to_owned();
        }
        let nl = written.split("..").map(end).collect::<Vec<_>>().join("..");
        self.pick(written.to_owned(), nl)
    }
}

/// The levels of a criterion that has any.
fn levels(criterion: Option<&Criterion>) -> &[String] {
    match criterion.and_then(|criterion| criterion.scale.as_ref()) {
        Some(Scale::Ordinal(levels)) => levels,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Language;

    #[test]
    fn numbers_have_the_readers_mark_and_levels_stay() {
        let nl = |text: &str| Words(Language::Nl).cell(text, &["1.0".to_owned(), "--".to_owned()]);
        let cells = [
            "62.5",
            "0.5..70.25",
            "..",
            "?",
            "-1.5|2|3.5",
            "normal(5.5; 0.1)",
            "--..#0.5",
            "1.0",
            "v1.2",
            "#1.5",
        ];
        let wanted = [
            "62,5",
            "0,5..70,25",
            "..",
            "?",
            "-1,5|2|3,5",
            "normal(5,5; 0,1)",
            "--..#0,5",
            "1.0",
            "v1.2",
            "#1,5",
        ];
        assert_eq!(cells.map(nl), wanted);
        let spaced = ["< 1.0 km".to_owned(), "1.0 - 2.5 km".to_owned()];
        for cell in ["1.0 - 2.5 km", "1.0 - 2.5 km..< 1.0 km"] {
            assert_eq!(Words(Language::Nl).cell(cell, &spaced), cell);
        }
        assert_eq!(Words(Language::En).cell("62.5", &[]), "62.5");
    }
}
