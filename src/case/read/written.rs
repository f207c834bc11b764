//! Figures as people write them, and what would be read as the same number.

use crate::case::read::evidence::figures;
use crate::case::read::marks::{Marks, number, readings};
use crate::error::{Said, both};

/// What a number with letters or signs about it stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meant {
    /// The number, about which stands a unit or a currency.
    Alone(f64),
    /// The number times thousand, a million ...
    InFull(f64),
    /// The letters may be either.
    Unclear,
    /// The number itself can be read in two ways: as decimals, and as thousands.
    TwoReadings(f64, f64),
}

/// Words and letters that multiply, in small letters, with the power of ten.
const POWERS: [(&str, i32); 24] = [
    ("tsd", 3),
    ("thousand", 3),
    ("thousands", 3),
    ("duizend", 3),
    ("dzd", 3),
    ("k", 3),
    ("keur", 3),
    ("keuro", 3),
    ("kusd", 3),
    ("kgbp", 3),
    ("mln", 6),
    ("mio", 6),
    ("million", 6),
    ("millions", 6),
    ("miljoen", 6),
    ("meur", 6),
    ("meuro", 6),
    ("musd", 6),
    ("mgbp", 6),
    ("bn", 9),
    ("mrd", 9),
    ("miljard", 9),
    ("billion", 9),
    ("billions", 9),
];

/// What is meant by a number between a currency before it and a unit behind it. `None` where the
/// rest is no number.
///
/// A number with two readings keeps both unless the marks settle it: to propose one of them would
/// decide for the writer.
pub(crate) fn with_unit(text: &str, marks: &Marks) -> Option<Meant> {
    let unit = |c: char| {
        c.is_alphabetic()
            || c.is_whitespace()
            || matches!(c, '€' | '$' | '£' | '%' | '‰' | '°' | '²' | '³' | '/')
    };
    let text = text.trim();
    // An abbreviation may end in a point.
    let text =
        text.strip_suffix('.').filter(|rest| rest.ends_with(char::is_alphabetic)).unwrap_or(text);
    // `e` may be an exponent: the rest must be a number of itself, and units are no lists of words.
    let bare = text.trim_matches(unit);
    if bare.len() == text.len() {
        return None;
    }
    let start = text.find(bare)?;
    let about = [&text[..start], &text[start + bare.len()..]];
    let words = || {
        about
            .iter()
            .flat_map(|part| part.split(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
    };
    let power = |word: &str| match word {
        "M" => Some(6),
        // A small m is a metre.
        "m" => None,
        _ => POWERS.iter().find(|(name, _)| *name == word.to_lowercase()).map(|(_, power)| *power),
    };
    let power = words().find_map(power);
    // Kelvin, unless it is money.
    let is_money = || {
        text.contains(['€', '$', '£']) || words().any(|word| ["EUR", "USD", "GBP"].contains(&word))
    };
    let is_unclear = || power.is_some() && words().any(|word| word == "K") && !is_money();
    let in_full = |x: f64| match power {
        None => Some(x),
        Some(power) => format!("{x}e{power}").parse().ok().filter(|x: &f64| x.is_finite()),
    };
    let any = || number(bare, &Marks::any(true)).filter(|_| readings(bare).is_none());
    if let Some((_, decimals, thousands)) =
        readings(bare).filter(|(mark, ..)| !marks.is_sure(*mark))
    {
        return if is_unclear() {
            Some(Meant::Unclear)
        } else {
            Some(Meant::TwoReadings(in_full(decimals)?, in_full(thousands)?))
        };
    }
    let x = number(bare, marks).or_else(any)?;
    match power {
        None => Some(Meant::Alone(x)),
        Some(_) if is_unclear() => Some(Meant::Unclear),
        Some(_) => in_full(x).map(Meant::InFull),
    }
}

/// A number as it is written to be read with these marks.
pub(crate) fn written(x: f64, marks: &Marks) -> String {
    let plain = crate::problem::number(x);
    let comma = plain.replace('.', ",");
    // Three digits behind a mark may be thousands; a fourth settles it.
    let mut tried = [plain.clone(), comma.clone(), format!("{plain}0"), format!("{comma}0")];
    // Where a point parts thousands, decimals have a comma.
    if number("1.200", marks) == Some(1200.0) {
        tried.swap(0, 1);
        tried.swap(2, 3);
    }
    tried.into_iter().find(|text| number(text, marks) == Some(x)).unwrap_or(plain)
}

/// The text of a cell in which every figure that can be read in two ways is written so that it has
/// the other of its readings.
pub(crate) fn other_reading(cell: &str, marks: &Marks) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    // The figures of a cell come in its own order.
    for figure in figures(cell).filter(|figure| !figure.is_empty()) {
        let Some(start) = rest.find(figure) else { continue };
        out += &rest[..start];
        match readings(figure) {
            Some((_, decimals, thousands)) => {
                let is_decimals = number(figure, marks) == Some(decimals);
                out += &written(if is_decimals { thousands } else { decimals }, marks);
            }
            None => out += figure,
        }
        rest = &rest[start + figure.len()..];
    }
    out + rest
}

/// What is wrong with a figure outside data tables that can be read in two ways, and both remedies.
/// `None` where it has one reading.
pub fn two_readings(text: &str) -> Option<Said> {
    let (_, decimals, thousands) = readings(text)?;
    let [decimals, thousands] = [decimals, thousands].map(|x| written(x, &Marks::ONE_READING));
    Some(both(
        format!(
            "`{}` can be read as {decimals} or as {thousands}: write one of these",
            text.trim()
        ),
        format!(
            "`{:#}` kan worden gelezen als {decimals:#} of als {thousands:#}: schrijf een van beide",
            text.trim()
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::read::marks::Mark;

    #[test]
    fn what_is_proposed_for_two_readings_has_one() {
        for text in ["1.125", "-2.375", "100.000", "7,500"] {
            let message = two_readings(text).unwrap();
            let proposed =
                message.split(" as ").skip(1).map(|part| part.split([' ', ':']).next().unwrap());
            for figure in proposed {
                assert!(
                    number(figure, &Marks::ONE_READING).is_some() && two_readings(figure).is_none(),
                    "{message}"
                );
            }
        }
    }

    #[test]
    fn cells_are_written_with_the_other_reading_of_their_figures() {
        let thousands = Marks::given(Some(Mark::Comma), Some(Mark::Point), false);
        for (cell, other) in [
            ("1.200", "1,2"),
            ("1.000..2.000", "1..2"),
            ("1.000|1.500|2.000", "1|1,5|2"),
            ("normal(12.500; 250)", "normal(12,5; 250)"),
            ("250..1.250", "250..1,25"),
            ("normal(51.2000; 1.200)", "normal(51.2000; 1,2)"),
        ] {
            assert_eq!(other_reading(cell, &thousands), other, "{cell}");
        }
        assert_eq!(other_reading("1.000..2.000", &Marks::any(false)), "1000..2000");
    }

    #[test]
    fn multipliers_are_told_from_units() {
        for (text, meant) in [
            ("42,5 mln", Some(Meant::InFull(42.5e6))),
            ("18,75 miljoen", Some(Meant::InFull(18.75e6))),
            ("42.5k", Some(Meant::InFull(42_500.0))),
            ("1,2 tsd.", Some(Meant::InFull(1200.0))),
            ("12 500 k€", Some(Meant::InFull(12.5e6))),
            ("€ 3M", Some(Meant::InFull(3e6))),
            ("EUR 1.1 billion", Some(Meant::InFull(1.1e9))),
            ("2 mrd EUR", Some(Meant::InFull(2e9))),
            ("3 MEUR", Some(Meant::InFull(3e6))),
            ("300K", Some(Meant::Unclear)),
            ("1.8 W/m K", Some(Meant::Unclear)),
            ("300K EUR", Some(Meant::InFull(300_000.0))),
            ("300 K", Some(Meant::Unclear)),
            ("€ 42,5", Some(Meant::Alone(42.5))),
            ("3 m", Some(Meant::Alone(3.0))),
            ("3 km", Some(Meant::Alone(3.0))),
            ("3 MW", Some(Meant::Alone(3.0))),
            ("22,4 EUR/GJ", Some(Meant::Alone(22.4))),
            ("60 %", Some(Meant::Alone(60.0))),
            ("1,200 mln", Some(Meant::TwoReadings(1.2e6, 1.2e9))),
            ("€ 1.200", Some(Meant::TwoReadings(1.2, 1200.0))),
            ("many", None),
            ("3", None),
        ] {
            assert_eq!(with_unit(text, &Marks::ONE_READING), meant, "{text}");
        }
    }
}
