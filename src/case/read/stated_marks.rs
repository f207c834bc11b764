//! What the user says of the points and commas in data tables: the keys `decimal` and `thousands`,
//! and the options of these names.

use crate::case::read::marks::{Mark, Marks};
use crate::error::{Said, both};
use serde::Deserialize;

/// The mark of decimals, as a case or the command line gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum Decimal {
    /// `1.5`
    #[serde(rename = ".")]
    Point,
    /// `1,5`
    #[serde(rename = ",")]
    Comma,
}

/// The mark of thousands, as a case or the command line gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum Thousands {
    /// `1.200`
    #[serde(rename = ".")]
    Point,
    /// `1,200`
    #[serde(rename = ",")]
    Comma,
    /// `1 200`
    #[serde(rename = " ")]
    Space,
    /// `1'200`
    #[serde(rename = "'")]
    Apostrophe,
}

impl Decimal {
    /// As it is written.
    pub fn sign(self) -> char {
        match self {
            Decimal::Point => '.',
            Decimal::Comma => ',',
        }
    }
}

impl Thousands {
    /// As it is written.
    pub fn sign(self) -> char {
        match self {
            Thousands::Point => '.',
            Thousands::Comma => ',',
            Thousands::Space => ' ',
            Thousands::Apostrophe => '\'',
        }
    }
}

impl std::str::FromStr for Decimal {
    type Err = Said;

    fn from_str(text: &str) -> Result<Decimal, Said> {
        let known = [Decimal::Point, Decimal::Comma]
            .into_iter()
            .find(|decimal| decimal.sign().to_string() == text);
        known.ok_or_else(|| both("the decimal mark is . or ,", "het decimaalteken is . of ,"))
    }
}

impl std::str::FromStr for Thousands {
    type Err = Said;

    fn from_str(text: &str) -> Result<Thousands, Said> {
        let all = [Thousands::Point, Thousands::Comma, Thousands::Space, Thousands::Apostrophe];
        let known = all.into_iter().find(|thousands| thousands.sign().to_string() == text);
        known.ok_or_else(|| {
            both(
                "the mark of thousands is . or , or ' or a space (\" \")",
                "het teken voor duizendtallen is . of , of ' of een spatie (\" \")",
            )
        })
    }
}

/// What the user says of the marks in data tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StatedMarks {
    /// The mark of decimals.
    pub decimal: Option<Decimal>,
    /// The mark of thousands.
    pub thousands: Option<Thousands>,
}

impl StatedMarks {
    /// Whether one mark is to part both decimals and thousands.
    pub fn contradict(self) -> bool {
        self.decimal_mark().is_some() && self.decimal_mark() == self.thousands_mark()
    }

    fn decimal_mark(self) -> Option<Mark> {
        self.decimal.map(|decimal| match decimal {
            Decimal::Point => Mark::Point,
            Decimal::Comma => Mark::Comma,
        })
    }

    fn thousands_mark(self) -> Option<Mark> {
        match self.thousands? {
            Thousands::Point => Some(Mark::Point),
            Thousands::Comma => Some(Mark::Comma),
            Thousands::Space | Thousands::Apostrophe => None,
        }
    }

    /// What each mark is then; `None` where nothing is given.
    pub fn marks(self) -> Option<Marks> {
        if self == StatedMarks::default() {
            return None;
        }
        let thousands = self.thousands_mark();
        let decimal = self.decimal_mark().or(thousands.map(Mark::other));
        Some(Marks::given(decimal, thousands, self.thousands.is_none()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::read::marks::number;

    #[test]
    fn what_the_user_says_is_kept_to() {
        let given = |decimal: &str, thousands: &str| {
            StatedMarks { decimal: decimal.parse().ok(), thousands: thousands.parse().ok() }
                .marks()
                .unwrap()
        };
        for (marks, text, expected) in [
            (given(",", "?"), "1.200", Some(1200.0)),
            (given(",", "?"), "1,200", Some(1.2)),
            (given(",", "?"), "1.5", None),
            (given("?", "."), "1,5", Some(1.5)),
            (given("?", ","), "1,200", Some(1200.0)),
            (given("?", ","), "1,5", None),
            (given("?", " "), "1.200", Some(1.2)),
            (given(".", " "), "1,200", None),
            (given(".", "?"), "1,200.5", Some(1200.5)),
            (given(".", "?"), "1'200.5", Some(1200.5)),
        ] {
            assert_eq!(number(text, &marks), expected, "{text} {marks:?}");
        }
        assert_eq!(number("1 200", &Marks::POINT), None);
        assert!(
            StatedMarks { decimal: Some(Decimal::Point), thousands: Some(Thousands::Point) }
                .contradict()
        );
    }
}
