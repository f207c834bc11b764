//! Values in a criteria file that are not written as TOML has them: decimal commas, points between
//! thousands, quotation marks about a number, a `yes` for `true`.

use crate::case::read::marks::{Marks, number, readings};
use crate::case::read::written::{Meant, with_unit};
use crate::error::{Phrase, Said, both, shorten};
use std::ops::Range;

/// Keys that are true or false.
const YES_OR_NO: [&str; 5] = ["must", "reference", "allowed", "active", "shared"];

/// A value that the TOML reader refuses with this message somewhere at or behind its start: where
/// it stands, what is wrong with it and what would be right.
pub(crate) fn mistyped(text: &str, at: usize, message: &str) -> Option<(Range<usize>, Said, Said)> {
    let line = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let equals = line + text[line..at].rfind('=')?;
    let rest = text[equals + 1..].lines().next().unwrap_or("");
    let token = token(rest);
    let start = equals + 1 + rest.len() - rest.trim_start().len();
    let span = start..start + token.len();
    let key = text[line..equals].trim_end().rsplit([' ', '{', ',', '.']).next().unwrap_or("");
    let quoted = token.strip_prefix(['"', '\'']).and_then(|inner| inner.strip_suffix(['"', '\'']));
    let bare = quoted.unwrap_or(token).trim();
    let shown = format!("`{}`", shorten(token, 60));
    let of_number = ["f64", "i64", "u64", "usize"]
        .iter()
        .any(|kind| message.contains(&format!("expected {kind}")));
    let of_bool =
        message.contains("expected a boolean") || (quoted.is_none() && YES_OR_NO.contains(&key));
    if of_bool || (quoted.is_none() && ["true", "false"].contains(&bare.to_lowercase().as_str())) {
        // As TOML has it: something else is wrong.
        if quoted.is_none() && ["true", "false"].contains(&bare) {
            return None;
        }
        let value = match bare.to_lowercase().as_str() {
            "yes" | "true" | "1" | "ja" | "y" | "on" => "true",
            "no" | "false" | "0" | "nee" | "neen" | "n" | "off" => "false",
            _ => return None,
        };
        return Some((
            span,
            both(
                format!("{shown} is neither true nor false"),
                format!("{shown:#} is niet true en niet false"),
            ),
            both(
                format!("write {key} = {value}, without quotation marks"),
                format!("schrijf {key:#} = {value:#}, zonder aanhalingstekens"),
            ),
        ));
    }
    // What is right as it stands is not the fault.
    let right = |token: &str| format!("x = {token}").parse::<toml::Table>().is_ok();
    if (quoted.is_some() && !of_number) || (quoted.is_none() && right(token)) {
        return None;
    }
    // A text without its quotation marks is no figure with a unit.
    if !bare.starts_with(|c: char| c.is_ascii_digit() || "+-.€$£".contains(c)) {
        return None;
    }
    if quoted.is_some() && right(bare) && number(bare, &Marks::ONE_READING).is_some() {
        return Some((
            span,
            both(
                format!("{shown} is a text, not a number"),
                format!("{shown:#} is een tekst, geen getal"),
            ),
            both(
                format!("write {bare}, without quotation marks"),
                format!("schrijf {bare:#}, zonder aanhalingstekens"),
            ),
        ));
    }
    Some((
        span,
        both(
            format!("{shown} is not a number as TOML has them"),
            format!("{shown:#} is geen getal zoals TOML het schrijft"),
        ),
        figure(bare)?,
    ))
}

/// The value at the start of the rest of a line: up to a comment, the end of its inline table, or
/// the next key.
fn token(rest: &str) -> &str {
    let rest = rest.trim_start();
    if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        return rest[1..].find(quote).map_or(rest, |end| &rest[..end + 2]);
    }
    let rest = rest.split(['#', '}', ']']).next().unwrap_or("");
    let next_key = rest
        .match_indices(',')
        .find(|(at, _)| rest[at + 1..].trim_start().starts_with(char::is_alphabetic));
    next_key.map_or(rest, |(at, _)| &rest[..at]).trim_end().trim_end_matches(',')
}

/// How a figure is written in TOML that its writer's country writes otherwise.
fn figure(text: &str) -> Option<Said> {
    const WHY: Phrase = Phrase(
        "TOML parts decimals by a point, and thousands by nothing or by `_`",
        "TOML schrijft decimalen na een punt, en duizendtallen met niets of `_` ertussen",
    );
    let show = crate::problem::number;
    if let Some((_, decimals, thousands)) = readings(text) {
        return Some(both(
            format!("write {} or {}: {WHY}", show(decimals), show(thousands)),
            format!("schrijf {:#} of {:#}: {WHY:#}", show(decimals), show(thousands)),
        ));
    }
    let half = || number(&format!("0{text}"), &Marks::POINT).filter(|_| text.starts_with('.'));
    let whole = || text.strip_suffix('.').and_then(|whole| number(whole, &Marks::POINT));
    if let Some(x) = number(text, &Marks::any(true)).or_else(half).or_else(whole) {
        return Some(both(
            format!("write {}: {WHY}", show(x)),
            format!("schrijf {:#}: {WHY:#}", show(x)),
        ));
    }
    if let Some(x) = super::what_if::fraction(text) {
        return Some(both(
            format!("write {}: TOML has no fractions", show(x)),
            format!("schrijf {:#}: TOML kent geen breuken", show(x)),
        ));
    }
    match with_unit(text, &Marks::ONE_READING)? {
        Meant::Alone(x) => Some(both(
            format!("write the number alone: {}", show(x)),
            format!("schrijf het getal alleen: {:#}", show(x)),
        )),
        Meant::InFull(x) => Some(both(
            format!("write the number in full: {}", show(x)),
            format!("schrijf het getal voluit: {:#}", show(x)),
        )),
        Meant::TwoReadings(decimals, thousands) => Some(both(
            format!(
                "write {} or {}, without unit or currency: {WHY}",
                show(decimals),
                show(thousands)
            ),
            format!(
                "schrijf {:#} of {:#}, zonder eenheid of munt: {WHY:#}",
                show(decimals),
                show(thousands)
            ),
        )),
        Meant::Unclear => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_the_next_key_begins() {
        for (rest, expected) in [
            (" 0,5", "0,5"),
            (" 0,5 # half", "0,5"),
            (" 60,000,000, min = 0 }", "60,000,000"),
            (" 60.000.000 }", "60.000.000"),
            (" \"a, b\" }", "\"a, b\""),
            (" 3,", "3"),
        ] {
            assert_eq!(token(rest), expected, "{rest}");
        }
    }
}
