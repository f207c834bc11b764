//! The notation of cells: `3`, `-..+`, `?`, `1|2|4`, `10±2`, `normal(10; 2)` ...

use crate::case::read::marks::number;
use crate::case::read::reading::Reading;
use crate::case::read::unreadable::{
    Unreadable, in_full, not_a_level, not_a_number, reversed, wrong,
};
use crate::error::{both, nearest, shorten};
use crate::problem::Quantity;

/// What a cell says. Ordinal levels become places on the axis 0 .. L-1. Empty and `?` are unknown.
///
/// # Errors
/// [`Unreadable`] with the offending text, and what would be right where that can be guessed.
pub fn parse(text: &str, reading: Reading) -> Result<Quantity, Unreadable> {
    let text = text.trim();
    parts(text, reading).map_err(|unreadable| in_full(text, unreadable, reading))
}

fn parts(text: &str, reading: Reading) -> Result<Quantity, Unreadable> {
    // An exact level wins: `0` on the scale --, -, 0, +, ++ is the middle, and a level may even be
    // called `?`.
    if let Some(place) = reading.level(text) {
        return Ok(Quantity::Crisp(place));
    }
    if text.is_empty() || text == "?" {
        return Ok(Quantity::Unknown);
    }
    if let Some((name, inside)) = call(text) {
        return distribution(name, inside, text, reading);
    }
    if let Some((low, high)) = text.split_once("..") {
        let (low, high) = (figure(low, reading)?, figure(high, reading)?);
        if low > high {
            return Err(reversed(text));
        }
        return Ok(if low == high { Quantity::Crisp(low) } else { Quantity::Set(low, high) });
    }
    if text.contains('|') {
        let parts =
            text.split('|').map(|part| figure(part, reading)).collect::<Result<Vec<_>, _>>()?;
        return match parts[..] {
            [low, mode, high] if low == high && low == mode => Ok(Quantity::Crisp(low)),
            [low, mode, high] if low <= mode && mode <= high => {
                Ok(Quantity::Triangular(low, mode, high))
            }
            [_, _, _] => Err(reversed(text)),
            _ => Err(wrong(
                text,
                both(
                    "a triangular distribution has three figures: low|mode|high",
                    "een driehoeksverdeling heeft drie cijfers: laagst|meest waarschijnlijk|hoogst",
                ),
            )),
        };
    }
    if let Some((mean, sd)) = text.split_once('±').or_else(|| split_plus_minus(text)) {
        return normal(figure(mean, reading)?, spread(sd, reading)?);
    }
    figure(text, reading).map(Quantity::Crisp)
}

/// `10+-2`, but not `+-`, which may be a level.
fn split_plus_minus(text: &str) -> Option<(&str, &str)> {
    text.split_once("+-").filter(|(mean, sd)| !mean.trim().is_empty() && !sd.trim().is_empty())
}

/// `name(inside)`
fn call(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once('(')?;
    let inside = rest.strip_suffix(')')?;
    (!name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic())).then_some((name, inside))
}

fn distribution(
    name: &str,
    inside: &str,
    text: &str,
    reading: Reading,
) -> Result<Quantity, Unreadable> {
    let (Some((first, second)), true) = (inside.split_once(';'), inside.matches(';').count() == 1)
    else {
        let parted = [", ", ","]
            .iter()
            .find_map(|comma| inside.split_once(comma).filter(|(_, rest)| !rest.contains(comma)));
        let help = match parted {
            Some((first, second))
                if [first, second].iter().all(|part| figure(part, reading).is_ok()) =>
            {
                both(
                    format!(
                        "write `{name}({}; {})`, within quotation marks where semicolons part the columns",
                        first.trim(),
                        second.trim()
                    ),
                    format!(
                        "schrijf `{name:#}({:#}; {:#})`, tussen aanhalingstekens waar puntkomma's de kolommen scheiden",
                        first.trim(),
                        second.trim()
                    ),
                )
            }
            _ => both(
                "a distribution has two figures parted by a semicolon, as in normal(10; 2)",
                "een verdeling heeft twee cijfers, gescheiden door een puntkomma, zoals in normal(10; 2)",
            ),
        };
        return Err(wrong(text, &help));
    };
    match name {
        "normal" => normal(figure(first, reading)?, spread(second, reading)?),
        "uniform" => {
            let (low, high) = (figure(first, reading)?, figure(second, reading)?);
            if low > high {
                return Err(reversed(text));
            }
            Ok(if low == high { Quantity::Crisp(low) } else { Quantity::Uniform(low, high) })
        }
        "lognormal" => {
            let (m, s) = (
                number(first, &reading.marks).ok_or_else(|| not_a_number(first, reading))?,
                spread(second, reading)?,
            );
            let highest =
                Quantity::LogNormal(m, s).spread().map_or(f64::INFINITY, |spread| spread.high);
            if !highest.is_finite() {
                return Err(wrong(
                    text,
                    both(
                        "its figures overflow; both parameters are of the logarithm",
                        "de cijfers ervan zijn te groot; beide parameters zijn die van de logaritme",
                    ),
                ));
            }
            Ok(if s == 0.0 { Quantity::Crisp(m.exp()) } else { Quantity::LogNormal(m, s) })
        }
        "beta" => {
            let (a, b) = (spread(first, reading)?, spread(second, reading)?);
            // Beyond 1e6 the quantiles are those of a point for every practical purpose, and slow
            // to find.
            if a <= 0.0 || b <= 0.0 || a > 1e6 || b > 1e6 {
                return Err(wrong(
                    text,
                    both(
                        "the shapes of a beta distribution lie above 0 and at most at 1e6",
                        "de vormparameters van een bètaverdeling liggen boven 0 en zijn hoogstens 1e6",
                    ),
                ));
            }
            Ok(Quantity::Beta(a, b))
        }
        _ => {
            let known = ["normal", "uniform", "lognormal", "beta"];
            let help = match nearest(name, known) {
                Some(near) => {
                    both(format!("did you mean `{near}`?"), format!("bedoelt u `{near:#}`?"))
                }
                None => both(
                    format!("known are {}", known.join(", ")),
                    format!("wel bekend: {:#}", known.join(", ")),
                ),
            };
            Err(Unreadable {
                message: both(
                    format!("unknown distribution `{}`", shorten(name, 40)),
                    format!("er is geen verdeling `{:#}`", shorten(name, 40)),
                ),
                help: Some(help),
            })
        }
    }
}

fn normal(mean: f64, sd: f64) -> Result<Quantity, Unreadable> {
    if sd == 0.0 {
        return Ok(Quantity::Crisp(mean));
    }
    let quantity = Quantity::Normal(mean, sd);
    match quantity.spread() {
        Some(spread) if spread.low.is_finite() && spread.high.is_finite() => Ok(quantity),
        _ => Err(Unreadable {
            message: both(
                "the range of this normal distribution overflows",
                "het bereik van deze normale verdeling is te groot",
            ),
            help: None,
        }),
    }
}

/// As [`Reading::figure`], with what is wrong where it is none.
fn figure(text: &str, reading: Reading) -> Result<f64, Unreadable> {
    let text = text.trim();
    reading.figure(text).ok_or_else(|| match reading.levels {
        Some(levels) => not_a_level(text, levels),
        None => not_a_number(text, reading),
    })
}

/// A standard deviation or a shape parameter: a number of at least 0, also on an ordinal scale.
fn spread(text: &str, reading: Reading) -> Result<f64, Unreadable> {
    match number(text.trim(), &reading.marks) {
        Some(sd) if sd >= 0.0 => Ok(sd),
        Some(_) => Err(wrong(text, both("a spread is at least 0", "een spreiding is minstens 0"))),
        None => Err(not_a_number(text, Reading { levels: None, ..reading })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::read::marks::Marks;

    fn levels() -> Vec<String> {
        ["--", "-", "0", "+", "++"].map(String::from).to_vec()
    }

    #[test]
    fn the_table_of_cells() {
        let numeric = Reading { levels: None, marks: Marks::any(false) };
        let cases = [
            ("3", Quantity::Crisp(3.0)),
            (" -2.5e3 ", Quantity::Crisp(-2500.0)),
            ("1..4", Quantity::Set(1.0, 4.0)),
            ("2..2", Quantity::Crisp(2.0)),
            ("-1..-0.5", Quantity::Set(-1.0, -0.5)),
            ("?", Quantity::Unknown),
            ("", Quantity::Unknown),
            ("1|2|4", Quantity::Triangular(1.0, 2.0, 4.0)),
            ("10±2", Quantity::Normal(10.0, 2.0)),
            ("10 +- 2", Quantity::Normal(10.0, 2.0)),
            ("10±0", Quantity::Crisp(10.0)),
            ("normal(10; 2)", Quantity::Normal(10.0, 2.0)),
            ("uniform(1;2)", Quantity::Uniform(1.0, 2.0)),
            ("lognormal(0; 1)", Quantity::LogNormal(0.0, 1.0)),
            ("beta(2; 3)", Quantity::Beta(2.0, 3.0)),
        ];
        for (text, quantity) in cases {
            assert_eq!(parse(text, numeric), Ok(quantity), "{text}");
        }
        for text in [
            ".5",
            "5.",
            "1,5",
            "NaN",
            "inf",
            "1e999",
            "4..1",
            "3|2|1",
            "1|2",
            "normal(1)",
            "10±-1",
            "beta(0;1)",
            "x",
            "0x10",
            "1_000",
        ] {
            assert!(parse(text, numeric).is_err(), "{text}");
        }
        assert_eq!(
            parse("1,5..2,5", Reading { marks: Marks::any(true), ..numeric }),
            Ok(Quantity::Set(1.5, 2.5))
        );
        assert_eq!(parse("1 200..1.200.000", numeric), Ok(Quantity::Set(1200.0, 1_200_000.0)));
    }

    #[test]
    fn levels_win_and_an_en_dash_is_recognised() {
        let levels = levels();
        let ordinal = Reading { levels: Some(&levels), marks: Marks::POINT };
        assert_eq!(parse("0", ordinal), Ok(Quantity::Crisp(2.0)));
        assert_eq!(parse("--..-", ordinal), Ok(Quantity::Set(0.0, 1.0)));
        assert_eq!(parse("-..+", ordinal), Ok(Quantity::Set(1.0, 3.0)));
        assert_eq!(parse("normal(0; 0.5)", ordinal), Ok(Quantity::Normal(2.0, 0.5)));
        assert!(
            parse("1", ordinal).is_err(),
            "a number that is no level is not read as a place where a level looks like a number"
        );
        let error = parse("–", ordinal).unwrap_err();
        assert!(error.message.contains("en dash") && error.help.unwrap().contains("`--`"));
        let words = ["low", "high"].map(String::from);
        let ordinal = Reading { levels: Some(&words), marks: Marks::POINT };
        assert_eq!(parse("#0.5", ordinal), Ok(Quantity::Crisp(0.5)));
        // It may be counted from 0 or from 1.
        assert!(parse("1", ordinal).unwrap_err().help.unwrap().contains("`#1` for `high`"));
        assert!(parse("0.5", ordinal).is_err());
        assert!(parse("low to high", ordinal).unwrap_err().help.unwrap().contains("`low..high`"));
        assert!(parse("hihg", ordinal).unwrap_err().help.unwrap().contains("`high`"));
    }
}
