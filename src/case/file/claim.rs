//! The grammar of `[[claims]]`: `A > B`, `A >= B`, `A = B` (and `<`, `<=`), `rank(A) <= 2`,
//! `rank(A) = 1`, `share(A) >= 0.8`, `share(A, 2) >= 0.8` (rank 2 or better; also >, <= and <, and
//! 80%), `excluded(A)`.
//!
//! A name is made of anything but spaces and `<>=(),'`; other names stand in single quotes.

use crate::case::read::marks::plain;
use crate::error::{Phrase, Said, both};
use crate::problem::constraint_text::Unparsable;
use crate::problem::{Order, Statement};
use std::ops::Range;

/// The name of an alternative, without quotes, and its bytes within the claim's text.
pub type Mention = (String, Range<usize>);

/// A claim taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// What it says, without of whom. Shares lie between 0 and 1, and ranks count from 1.
    pub statement: Statement,
    /// Of whom; of an order the one that is said to be ahead, whichever way it is written.
    pub of: Mention,
    /// Over whom; `None` for all but an order.
    pub over: Option<Mention>,
}

/// The forms that a claim can have, as a sentence for a message.
pub const FORMS: Phrase = Phrase(
    "the forms are: A > B, A >= B, A = B, rank(A) <= 2, share(A) >= 0.8, excluded(A)",
    "de vormen zijn: A > B, A >= B, A = B, rank(A) <= 2, share(A) >= 0.8, excluded(A)",
);

struct Words<'a> {
    text: &'a str,
    words: Vec<(&'a str, Range<usize>)>,
    at: usize,
}

const MARKS: [&str; 8] = ["<=", ">=", "<", ">", "=", "(", ")", ","];

/// What a claim says.
///
/// # Errors
/// [`Unparsable`] with the first word that does not fit.
pub fn parse(text: &str) -> Result<Parsed, Unparsable> {
    let mut words = Words { text, words: split(text)?, at: 0 };
    let (first, next) = (words.peek(0), words.peek(1));
    let parsed = match (first, next) {
        (Some("rank"), Some("(")) => rank(&mut words)?,
        (Some("share"), Some("(")) => share(&mut words)?,
        (Some("excluded"), Some("(")) => {
            let of = words.called()?;
            words.mark(")")?;
            Parsed { statement: Statement::Excluded, of, over: None }
        }
        (Some(_), Some("(")) => {
            return Err(words.wrong(both(
                "expected rank, share or excluded before a bracket",
                "verwacht: rank, share of excluded voor een haakje",
            )));
        }
        _ => order(&mut words)?,
    };
    match words.peek(0) {
        None => Ok(parsed),
        Some(_) => Err(words.wrong(both(
            "the claim is complete before this",
            "de bewering is hiervoor al volledig",
        ))),
    }
}

fn order(words: &mut Words) -> Result<Parsed, Unparsable> {
    let left = words.name()?;
    let relation = words.relation()?;
    let right = words.name()?;
    let (order, turned) = match relation {
        ">" => (Order::Above, false),
        "<" => (Order::Above, true),
        ">=" => (Order::AtLeast, false),
        "<=" => (Order::AtLeast, true),
        _ => (Order::Equal, false),
    };
    if left.0 == right.0 {
        return Err(Unparsable {
            span: right.1,
            message: both(
                format!("`{}` is compared with itself", right.0),
                format!("`{:#}` wordt met zichzelf vergeleken", right.0),
            ),
        });
    }
    let (of, over) = if turned { (right, left) } else { (left, right) };
    Ok(Parsed { statement: Statement::Order(order), of, over: Some(over) })
}

/// A rank that some case could have.
fn whole(text: &str) -> Option<usize> {
    text.parse().ok().filter(|rank| (1..=1_000_000).contains(rank))
}

fn rank(words: &mut Words) -> Result<Parsed, Unparsable> {
    let of = words.called()?;
    words.mark(")")?;
    let relation = words.relation()?;
    let rank = words.figure(
        both(
            "expected a rank, a whole number from 1",
            "verwacht: een rang, een geheel getal vanaf 1",
        ),
        whole,
    )?;
    let (best, worst) = match relation {
        "<=" => (1, Some(rank)),
        "<" if rank > 1 => (1, Some(rank - 1)),
        "=" => (rank, Some(rank)),
        ">=" => (rank, None),
        ">" => (rank + 1, None),
        _ => return Err(words.back(both("no rank is better than 1", "geen rang is beter dan 1"))),
    };
    Ok(Parsed { statement: Statement::Rank { best, worst }, of, over: None })
}

fn share(words: &mut Words) -> Result<Parsed, Unparsable> {
    let of = words.called()?;
    let mut rank = 1;
    if words.peek(0) == Some(",") {
        words.at += 1;
        rank = words.figure(
            both(
                "expected a rank, a whole number from 1",
                "verwacht: een rang, een geheel getal vanaf 1",
            ),
            whole,
        )?;
    }
    words.mark(")")?;
    let (at_least, strict) = match words.relation()? {
        ">=" => (true, false),
        ">" => (true, true),
        "<=" => (false, false),
        "<" => (false, true),
        _ => {
            return Err(words.back(both(
                "a share is compared by >=, >, <= or <",
                "een aandeel wordt vergeleken met >=, >, <= of <",
            )));
        }
    };
    let part = |text: &str| match text.strip_suffix('%') {
        Some(text) => plain(text).map(|share| share / 100.0),
        None => plain(text),
    };
    let per_cent = words.peek(1) == Some("%");
    let within = |text: &str| {
        part(text)
            .map(|share| if per_cent { share / 100.0 } else { share })
            .filter(|it| (0.0..=1.0).contains(it))
    };
    let bound = words.figure(
        both(
            "expected a share between 0 and 1, as in 0.8 or 80%",
            "verwacht: een aandeel tussen 0 en 1, zoals in 0.8 of 80%",
        ),
        within,
    )?;
    if strict && bound == f64::from(u8::from(at_least)) {
        return Err(words.back(if at_least {
            both("no share is above 1", "geen aandeel is groter dan 1")
        } else {
            both("no share is below 0", "geen aandeel is kleiner dan 0")
        }));
    }
    words.at += usize::from(per_cent);
    // More than a figure is at least the next one.
    let bound = match (strict, at_least) {
        (false, _) => bound,
        (true, true) => bound.next_up(),
        (true, false) => bound.next_down(),
    };
    Ok(Parsed { statement: Statement::Share { rank, at_least, bound }, of, over: None })
}

impl<'a> Words<'a> {
    fn peek(&self, ahead: usize) -> Option<&'a str> {
        self.words.get(self.at + ahead).map(|(word, _)| *word)
    }

    fn wrong(&self, message: Said) -> Unparsable {
        match self.words.get(self.at) {
            Some((word, span)) => Unparsable {
                span: span.clone(),
                message: both(
                    format!("{message}, found `{word}`"),
                    format!("{message:#}, gevonden: `{word:#}`"),
                ),
            },
            None => Unparsable {
                span: 0..self.text.len(),
                message: both(
                    format!("{message}, but the claim ends"),
                    format!("{message:#}, maar de bewering eindigt"),
                ),
            },
        }
    }

    /// What is wrong with the word just read.
    fn back(&mut self, message: Said) -> Unparsable {
        self.at -= 1;
        self.wrong(message)
    }

    fn mark(&mut self, mark: &str) -> Result<(), Unparsable> {
        if self.peek(0) != Some(mark) {
            return Err(
                self.wrong(both(format!("expected `{mark}`"), format!("verwacht: `{mark:#}`")))
            );
        }
        self.at += 1;
        Ok(())
    }

    fn relation(&mut self) -> Result<&'a str, Unparsable> {
        let word = self.peek(0).filter(|word| MARKS[..5].contains(word));
        let word = word.ok_or_else(|| {
            self.wrong(both(
                "expected a relation (>, >=, =, <=, <)",
                "verwacht: een verhouding (>, >=, =, <=, <)",
            ))
        })?;
        self.at += 1;
        Ok(word)
    }

    fn figure<T>(
        &mut self,
        message: Said,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Unparsable> {
        let figure = match self.peek(0).and_then(read) {
            Some(figure) => figure,
            None => return Err(self.wrong(message)),
        };
        self.at += 1;
        Ok(figure)
    }

    fn name(&mut self) -> Result<Mention, Unparsable> {
        let named = self.words.get(self.at).filter(|(word, _)| !MARKS.contains(word));
        let (word, span) = named
            .ok_or_else(|| {
                self.wrong(both(
                    "expected the name of an alternative",
                    "verwacht: de naam van een alternatief",
                ))
            })?
            .clone();
        self.at += 1;
        let name = word.strip_prefix('\'').and_then(|word| word.strip_suffix('\'')).unwrap_or(word);
        Ok((name.to_owned(), span))
    }

    /// The name behind `rank(` and the like.
    fn called(&mut self) -> Result<Mention, Unparsable> {
        self.at += 2;
        self.name()
    }
}

fn split(text: &str) -> Result<Vec<(&str, Range<usize>)>, Unparsable> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let long = if first == '\'' {
            match rest[1..].find('\'') {
                Some(end) => end + 2,
                None => {
                    return Err(Unparsable {
                        span: at..text.len(),
                        message: both(
                            "a quoted name has no end",
                            "een naam tussen aanhalingstekens heeft geen einde",
                        ),
                    });
                }
            }
        } else if let Some(mark) = MARKS.into_iter().find(|mark| rest.starts_with(mark)) {
            mark.len()
        } else {
            let ends = |c: char| c.is_whitespace() || "<>=(),'".contains(c);
            rest.find(ends).unwrap_or(rest.len())
        };
        out.push((&text[at..at + long], at..at + long));
        at += long;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> (Statement, String, Option<String>) {
        let parsed = parse(text).unwrap_or_else(|wrong| panic!("{text}: {}", wrong.message));
        (parsed.statement, parsed.of.0, parsed.over.map(|over| over.0))
    }

    #[test]
    fn the_forms_of_the_contract() {
        let order = |order| Statement::Order(order);
        assert_eq!(says("S3 > S1"), (order(Order::Above), "S3".into(), Some("S1".into())));
        assert_eq!(
            says("S3/VIL>='De Blauwe (<>) Cluster'").2,
            Some("De Blauwe (<>) Cluster".into())
        );
        assert_eq!(says("a < b"), (order(Order::Above), "b".into(), Some("a".into())));
        assert_eq!(says("a=b").0, order(Order::Equal));
        assert_eq!(says("rank(A) <= 2").0, Statement::Rank { best: 1, worst: Some(2) });
        assert_eq!(says("rank(A) = 1").0, Statement::Rank { best: 1, worst: Some(1) });
        assert_eq!(says("rank(A) > 1").0, Statement::Rank { best: 2, worst: None });
        assert_eq!(
            says("share(A) >= 0.8").0,
            Statement::Share { rank: 1, at_least: true, bound: 0.8 }
        );
        assert_eq!(
            says("share(A, 2) <= 1").0,
            Statement::Share { rank: 2, at_least: false, bound: 1.0 }
        );
        assert_eq!(says("excluded( S4 )"), (Statement::Excluded, "S4".into(), None));
        // Strictly more than a figure is at least the next one.
        let share = |text: &str| match says(text).0 {
            Statement::Share { rank: 1, at_least, bound } => (at_least, bound),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            (share("share(A) >= 40%"), share("share(A) <= 12.5 %")),
            ((true, 0.4), (false, 0.125))
        );
        assert_eq!(
            (share("share(A) > 0.4"), share("share(A) < 40 %")),
            ((true, 0.4f64.next_up()), (false, 0.4f64.next_down()))
        );
        assert_eq!(
            (share("share(A) > 0"), share("share(A) < 100%")),
            ((true, f64::from_bits(1)), (false, 1f64.next_down()))
        );
        // The words of functions are names where no bracket follows.
        assert_eq!(says("rank > share").1, "rank");
    }

    #[test]
    fn what_does_not_fit_is_pointed_at() {
        for (text, span) in [
            ("S3 S1", 3..5),
            ("S3 > ", 0..5),
            ("S3 > S3", 5..7),
            ("S3 > S1 > S2", 8..9),
            ("rank(S3) <= 0", 12..13),
            ("rank(S3) < 1", 11..12),
            ("rank(S3 <= 2", 8..10),
            ("share(S3) = 0.5", 10..11),
            ("share(S3) > 1", 12..13),
            ("share(S3) < 0 %", 12..13),
            ("share(S3) >= 101%", 13..17),
            ("share(S3) >= 101 %", 13..16),
            ("share(S3) >= %", 13..14),
            ("share(S3) >= 80", 13..15),
            ("best(S3)", 0..4),
            ("", 0..0),
            ("'S3 > S1", 0..8),
            ("excluded()", 9..10),
        ] {
            assert_eq!(parse(text).unwrap_err().span, span, "{text}");
        }
    }
}
