//! What the cells of a column look like, and what its header says beside its name.

use crate::case::read::column::RawCell;
use crate::case::read::evidence::figures;
use crate::case::read::marks::{Marks, number};
use crate::case::read::tables::RawTable;
use crate::case::read::unreadable::is_date;

/// The levels that a column shows by itself.
pub(crate) const SIGNS: [&str; 5] = ["--", "-", "0", "+", "++"];

/// What the cells of a column look like, those of rows left out not counted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Look {
    /// Empty in every row.
    Empty,
    /// Figures, or ranges and distributions of them.
    Figures,
    /// Texts that begin as figures do, none of which can be read as one; the first row of them.
    Unreadable(usize),
    /// `-` alone, or with zeros: a level, or no figure; the first row of them.
    Dashes(usize),
    /// Signs from `--` to `++`, or ranges of them.
    Signs,
    /// Dates or times.
    Dates,
    /// Texts.
    Texts,
    /// Some of each.
    Mixed {
        /// The first row of the rarer kind.
        odd: usize,
        /// Whether that is a text among figures; else a figure among texts.
        text: bool,
    },
}

/// Whether a text that is meant as a figure can be read as one, whatever its marks are.
fn is_readable(text: &str) -> bool {
    let bare = text.split_once('(').map_or(text, |(_, arguments)| arguments);
    figures(bare)
        .filter(|figure| !figure.is_empty())
        .all(|figure| number(figure, &Marks::any(true)).is_some())
}

/// Whether a text is meant as a figure, even one that cannot be read as it stands: it starts with a
/// digit, behind a sign or a currency.
pub(crate) fn is_figure(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let bare = text.trim_start_matches([
        '€', '$', '£', '+', '-', '\u{2212}', '~', '<', '>', '≈', '#', '(', ' ',
    ]);
    let bare = bare.strip_prefix(['.', ',']).unwrap_or(bare);
    // EUR 1200, CHF 1'200
    let is_money = text.get(..3).is_some_and(|code| code.bytes().all(|b| b.is_ascii_uppercase()))
        && text[3..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    // Most texts of a large table are names: they are not looked into further.
    let is_call = text.contains('(') && {
        let small = text.to_ascii_lowercase();
        ["normal(", "uniform(", "lognormal(", "beta("].iter().any(|call| small.starts_with(call))
    };
    is_call || is_money || bare.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a text is a number of several digits, with no more than one point.
fn is_plain(text: &str) -> bool {
    let mut points = 0;
    text.len() > 1
        && text.bytes().all(|byte| {
            points += usize::from(byte == b'.');
            byte.is_ascii_digit() || byte == b'.'
        })
        && points < 2
        && !text.starts_with('.')
}

/// Whether a text is made of the signs `--` to `++`.
fn is_sign(text: &str) -> bool {
    match text.split_once("..") {
        Some((low, high)) => SIGNS.contains(&low.trim()) && SIGNS.contains(&high.trim()),
        None => SIGNS.contains(&text),
    }
}

/// What the cells of a column look like in these rows.
pub(crate) fn look_at(table: &RawTable, column: usize, rows: impl Iterator<Item = usize>) -> Look {
    let (mut figures, mut signs, mut texts, mut dates) = (0, 0, 0, 0);
    let (mut first_figure, mut first_text, mut first_sign) = (None, None, None);
    // Only a criterion has a figure that is not known.
    let (mut only_zero, mut unknown, mut readable, mut graded) = (true, false, false, false);
    for row in rows {
        match table.cell(row, column) {
            RawCell::Missing => {}
            // Among signs, a 0 is one that a spreadsheet took for a number.
            RawCell::Number(0.0) => signs += 1,
            RawCell::Number(_) => {
                figures += 1;
                readable = true;
                first_figure.get_or_insert(row);
            }
            RawCell::Text(text) => {
                let text = text.trim();
                if text == "?" {
                    unknown = true;
                }
                if text.is_empty() || text == "?" {
                    continue;
                }
                // Most cells of a large table are plain numbers.
                if is_plain(text) {
                    figures += 1;
                    readable = true;
                    first_figure.get_or_insert(row);
                } else if is_sign(text) {
                    signs += 1;
                    only_zero &= text == "0";
                    graded |= text != "0" && text != "-";
                    if text != "0" {
                        first_sign.get_or_insert(row);
                    }
                } else if is_date(text) {
                    dates += 1;
                    first_text.get_or_insert(row);
                } else if is_figure(text) {
                    figures += 1;
                    readable |= is_readable(text);
                    first_figure.get_or_insert(row);
                } else {
                    texts += 1;
                    first_text.get_or_insert(row);
                }
            }
        }
    }
    // A 0 is a figure as well as a sign.
    if signs > 0 && only_zero {
        figures += signs;
        signs = 0;
        readable = true;
    }
    if dates > 0 && figures + signs + texts == 0 {
        return Look::Dates;
    }
    // A sign among figures is a text.
    if figures > 0 && signs > 0 {
        texts += signs;
        signs = 0;
    }
    match (figures, signs, texts + dates) {
        (0, 0, 0) if unknown => Look::Figures,
        (0, 0, 0) => Look::Empty,
        (_, 0, 0) if !readable => Look::Unreadable(first_figure.unwrap_or(0)),
        (_, 0, 0) => Look::Figures,
        (0, _, 0) if !graded => Look::Dashes(first_sign.unwrap_or(0)),
        (0, _, 0) => Look::Signs,
        (0, 0, _) => Look::Texts,
        _ => {
            let text = texts + dates <= figures + signs;
            let odd = if text { first_text.or(first_sign) } else { first_figure };
            Look::Mixed { odd: odd.or(first_figure).or(first_text).unwrap_or(0), text }
        }
    }
}

/// A header with a unit in brackets behind it, as `price (EUR)`: the name and the unit.
pub(crate) fn unit_in(header: &str) -> (&str, Option<&str>) {
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some(inside) = header.trim().strip_suffix(close)
            && let Some((name, unit)) = inside.rsplit_once(open)
            && !name.trim().is_empty()
            && !unit.trim().is_empty()
        {
            return (name.trim(), Some(unit.trim()));
        }
    }
    (header.trim(), None)
}

/// Words that a cost, or something else of which less is better, is called by; English and Dutch.
const COSTS: [&str; 44] = [
    "price",
    "cost",
    "costs",
    "fee",
    "fees",
    "rent",
    "tax",
    "expense",
    "expenses",
    "kg",
    "weight",
    "mass",
    "emission",
    "emissions",
    "co2",
    "time",
    "duration",
    "delay",
    "distance",
    "noise",
    "risk",
    "loss",
    "losses",
    "consumption",
    "age",
    "debt",
    "prijs",
    "kost",
    "kosten",
    "kostprijs",
    "huur",
    "belasting",
    "gewicht",
    "uitstoot",
    "emissie",
    "tijd",
    "duur",
    "vertraging",
    "afstand",
    "lawaai",
    "geluid",
    "risico",
    "verlies",
    "verbruik",
];

/// Whether a name suggests that less is better.
pub(crate) fn suggests_a_cost(name: &str) -> bool {
    name.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| COSTS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_cannot_be_read_is_still_meant_as_one() {
        for text in ["3", "-1.5", "€ 12", "1.200 EUR", "2024-05-06", ".5", "45%", "normal(3; 1)"]
        {
            assert!(is_figure(text), "{text}");
        }
        for text in ["", "n/a", "#N/A", "good", "--", "-", "x3", "ABC"] {
            assert!(!is_figure(text), "{text}");
        }
    }

    #[test]
    fn days_are_told_from_figures() {
        for text in [
            "2024-05-06",
            "6/5/2024",
            "06.05.2024",
            "5/6/24",
            "12:30",
            "2024-05",
            "2024-Q1",
            "2024/05/01 9:12:33 AM GMT+2",
            "2024-05-01T10:00:00Z",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in ["2024", "1.200.000", "12-14", "1.5", "1/2", "2024.05", "", "1:2:3:4"] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn units_stand_in_brackets() {
        assert_eq!(unit_in("price (EUR)"), ("price", Some("EUR")));
        assert_eq!(unit_in("speed [km/h] "), ("speed", Some("km/h")));
        assert_eq!(unit_in("(EUR)"), ("(EUR)", None));
        assert_eq!(unit_in("price"), ("price", None));
    }

    #[test]
    fn names_of_costs_are_known_by_word() {
        assert!(
            suggests_a_cost("weight_kg")
                && suggests_a_cost("Total cost")
                && suggests_a_cost("prijs (EUR)")
        );
        assert!(!suggests_a_cost("costume") && !suggests_a_cost("range"));
    }
}
