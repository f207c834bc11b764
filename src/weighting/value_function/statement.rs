//! The grammar of statements about the figures of one criterion.
//!
//! Figures and levels stand as they do in data. Levels may contain signs (`--` and `=` hardly), so
//! the last equals sign parts a statement.

use crate::error::{Phrase, both};
use crate::problem::constraint_text::Unparsable;
use crate::weighting::judgement::statement::{Piece, categories, whole};
use std::ops::Range;

/// A figure or level as it was written, with its bytes within the statement.
pub type Written = (String, Range<usize>);

/// `x..y = m`.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenMidvalue {
    /// The two figures.
    pub between: (Written, Written),
    /// What is worth the middle of them.
    pub middle: Written,
}

/// `worse -> better = weak..moderate`.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenDifference {
    /// The worse figure.
    pub worse: Written,
    /// The better one.
    pub better: Written,
    /// The lowest and the highest category.
    pub range: (u8, u8),
}

/// What a statement of bisection looks like.
pub const MIDVALUE: Phrase = Phrase(
    "`0..100 = 40`: 40 is worth the middle of what 0 and 100 are worth",
    "`0..100 = 40`: 40 is het midden waard van wat 0 en 100 waard zijn",
);

/// What a difference in words looks like.
pub const DIFFERENCE: Phrase = Phrase(
    "`40 -> 20 = strong` or `40 -> 20 = weak..moderate`, the worse figure first; the categories are no, very weak, weak, moderate, strong, very strong and extreme",
    "`40 -> 20 = strong` of `40 -> 20 = weak..moderate`, het slechtste cijfer eerst; de categorieën zijn `no`, `very weak`, `weak`, `moderate`, `strong`, `very strong` en `extreme`",
);

/// Read a statement of bisection.
///
/// # Errors
/// What does not fit, with its bytes.
pub fn midvalue(text: &str) -> Result<WrittenMidvalue, Unparsable> {
    let parts = halves(text).and_then(|(left, right)| Some((left.split("..")?, right)));
    let Some(((x, y), middle)) = parts else { return Err(no_form(text, MIDVALUE)) };
    match [x, y, middle].map(written) {
        [Some(x), Some(y), Some(middle)] => Ok(WrittenMidvalue { between: (x, y), middle }),
        _ => Err(no_form(text, MIDVALUE)),
    }
}

/// Read a difference in words.
///
/// # Errors
/// What does not fit, with its bytes.
pub fn difference(text: &str) -> Result<WrittenDifference, Unparsable> {
    let parts = halves(text).and_then(|(left, right)| Some((left.split("->")?, right)));
    let Some(((worse, better), right)) = parts else { return Err(no_form(text, DIFFERENCE)) };
    let (Some(worse), Some(better), Some(_)) = (written(worse), written(better), written(right))
    else {
        return Err(no_form(text, DIFFERENCE));
    };
    Ok(WrittenDifference { worse, better, range: categories(right)? })
}

fn halves(text: &str) -> Option<(Piece<'_>, Piece<'_>)> {
    let all = whole(text);
    all.text.rfind('=').map(|at| all.cut(at, 1))
}

fn written(piece: Piece) -> Option<Written> {
    (!piece.text.is_empty()).then(|| (piece.text.to_owned(), piece.span()))
}

fn no_form(text: &str, form: Phrase) -> Unparsable {
    let message = both(
        format!("this is no statement of the form {form}"),
        format!("dit is geen uitspraak van de vorm {form:#}"),
    );
    Unparsable { span: 0..text.len(), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let own = midvalue(" -5..100 = 40").unwrap();
        assert_eq!(own.between.0, ("-5".to_owned(), 1..3));
        assert_eq!(own.between.1, ("100".to_owned(), 5..8));
        assert_eq!(own.middle, ("40".to_owned(), 11..13));
        let own = midvalue("--..++ = 0").unwrap();
        assert_eq!((own.between.0.0.as_str(), own.between.1.0.as_str()), ("--", "++"));
        let own = difference("- -> 0 = weak..moderate").unwrap();
        assert_eq!((own.worse.0.as_str(), own.better.0.as_str()), ("-", "0"));
        assert_eq!(own.range, (2, 3));
        assert_eq!(difference("-- -> - = very strong").unwrap().range, (5, 5));
    }

    #[test]
    fn what_does_not_fit_is_pointed_at() {
        for (text, span) in [("0..100", 0..6), ("0 = 4", 0..5), ("0.. = 4", 0..7), ("1..2 =", 0..6)]
        {
            assert_eq!(midvalue(text).unwrap_err().span, span, "{text}");
        }
        for (text, span) in [
            ("40 20 = weak", 0..12),
            ("40 -> 20", 0..8),
            ("40 -> = weak", 0..12),
            ("40 -> 20 = heavy", 11..16),
            ("40 -> 20 = strong..weak", 11..23),
            ("40 -> 20 =", 0..10),
        ] {
            assert_eq!(difference(text).unwrap_err().span, span, "{text}");
        }
    }
}
