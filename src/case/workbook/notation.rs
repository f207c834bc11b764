//! The short notations within a cell of a workbook: lists with marks between their parts, pairs, and
//! names in quotation marks where they hold such a mark themselves.

use crate::case::read::marks::{Marks, number, plain, readings};
use crate::case::read::written::written;
use crate::error::{Said, both};

/// Marks between parts.
const BETWEEN: [char; 5] = [';', ',', '|', '\n', '\r'];

/// Marks between what stands in a part: a name and what is said of it.
const WITHIN: [char; 4] = [':', '=', '<', '>'];

/// By byte: whether it stands between quotation marks, these included. A quotation mark opens at the
/// start of a part, or behind the first mark within it, and only where another one closes it. In the
/// midst of a text it is one of its characters.
fn quoted(text: &str) -> Vec<bool> {
    let mut out = vec![false; text.len()];
    // Whether nothing stands before it in its part, or since the first mark within the part.
    let (mut may_open, mut seen_mark) = (true, false);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c == '"'
            && may_open
            && let Some(end) = closing(&text[at..])
        {
            out[at..=at + end].fill(true);
            at += end + 1;
            may_open = false;
            continue;
        }
        if BETWEEN.contains(&c) {
            (may_open, seen_mark) = (true, false);
        } else if WITHIN.contains(&c) {
            // `>=` is one mark.
            may_open |= !seen_mark;
            seen_mark = true;
        } else if !c.is_whitespace() {
            may_open = false;
        }
        at += c.len_utf8();
    }
    out
}

/// The byte of the quotation mark that closes the one at the start; two of them are one of the text.
fn closing(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// The places of a text outside quotation marks where `found` says that something of that many bytes
/// starts: the first of them.
fn first(text: &str, found: impl Fn(&str) -> Option<usize>) -> Option<(usize, usize)> {
    let quoted = quoted(text);
    let mut at = 0;
    while at < text.len() {
        if text.is_char_boundary(at)
            && !quoted[at]
            && let Some(length) = found(&text[at..])
        {
            return Some((at, length));
        }
        at += 1;
    }
    None
}

/// The parts of a text between these marks, trimmed, with their quotation marks. Empty parts are
/// left out.
pub fn parts<'a>(text: &'a str, marks: &[char]) -> Vec<&'a str> {
    let mut out = Vec::new();
    let mut rest = text;
    let is_mark =
        |rest: &str| rest.chars().next().filter(|c| marks.contains(c)).map(char::len_utf8);
    while let Some((at, length)) = first(rest, is_mark) {
        out.push(rest[..at].trim());
        rest = &rest[at + length..];
    }
    out.push(rest.trim());
    out.retain(|part| !part.is_empty());
    out
}

/// The parts of a list: between semicolons, or else between commas.
pub fn list(text: &str) -> Vec<&str> {
    match first(text, |rest| rest.starts_with(';').then_some(1)) {
        Some(_) => parts(text, &[';', '\n']),
        None => parts(text, &[',', '\n']),
    }
}

/// The parts of a text that stand on lines of their own, or else between semicolons.
pub fn lines_or_parts(text: &str) -> Vec<&str> {
    match first(text.trim(), |rest| rest.starts_with('\n').then_some(1)) {
        Some(_) => parts(text, &['\n']),
        None => parts(text, &[';']),
    }
}

/// What stands before and behind the first of these marks.
pub fn pair<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let (at, length) = first(text, |rest| rest.starts_with(mark).then_some(mark.len()))?;
    Some((text[..at].trim(), text[at + length..].trim()))
}

/// What stands before the first of these marks, which of them it is, and what stands behind it. Of
/// marks that start alike the longer must come first.
pub fn around<'a, 'm>(text: &'a str, marks: &[&'m str]) -> Option<(&'a str, &'m str, &'a str)> {
    let starts = |rest: &str| marks.iter().find(|mark| rest.starts_with(**mark)).copied();
    let (at, length) = first(text, |rest| starts(rest).map(str::len))?;
    Some((text[..at].trim(), starts(&text[at..])?, text[at + length..].trim()))
}

/// Whether a part stands in quotation marks.
pub fn is_quoted(part: &str) -> bool {
    let part = part.trim();
    part.len() >= 2 && quoted(part).iter().all(|quoted| *quoted)
}

/// A part without its quotation marks.
pub fn bare(part: &str) -> String {
    let part = part.trim();
    match is_quoted(part) {
        true => part[1..part.len() - 1].replace("\"\"", "\""),
        false => part.to_owned(),
    }
}

/// A name as a part: in quotation marks where it would not be read back as itself among these marks.
pub fn part(name: &str, marks: &[&str]) -> String {
    let odd = name.trim() != name
        || name.is_empty()
        || name.contains(['\n', '\r'])
        || name.contains('"')
        || marks.iter().any(|mark| name.contains(mark));
    if odd { format!("\"{}\"", name.replace('"', "\"\"")) } else { name.to_owned() }
}

/// Whether a text is a number that can be read in two ways.
pub fn has_two_readings(text: &str) -> bool {
    readings(text.trim()).is_some()
}

/// The number that a text is, with a decimal point or comma.
///
/// # Errors
/// What is wrong, and a remedy.
pub fn figure(text: &str) -> Result<f64, (Said, Said)> {
    let text = text.trim();
    let shown = crate::error::shorten(text, 60);
    if let Some((_, decimals, thousands)) = readings(text) {
        let [a, b] = [decimals, thousands].map(shown_number);
        return Err((
            both(
                format!("`{shown}` can be read in two ways"),
                format!("`{shown:#}` kan op twee manieren worden gelezen"),
            ),
            both(format!("write {a} or {b}"), format!("schrijf {a:#} of {b:#}")),
        ));
    }
    plain(text).or_else(|| number(text, &Marks::any(true))).ok_or_else(|| {
        let help = match text.strip_suffix('%').map(figure) {
            Some(Ok(of_hundred)) => both(format!("write {}, without a sign", shown_number(of_hundred)), format!("schrijf {:#}, zonder teken", shown_number(of_hundred))),
            _ if is_day(text) => {
                both("a spreadsheet makes a date of what looks like one: give the cell the format text, and type the figure again", "een rekenblad maakt een datum van wat erop lijkt: geef de cel de notatie tekst, en typ het cijfer opnieuw")
            }
            _ => both("write a number alone, as in 21.5", "schrijf alleen een getal, zoals 21.5"),
        };
        (both(format!("`{shown}` is not a number"), format!("`{shown:#}` is geen getal")), help)
    })
}

/// Whether a text is a day in ISO form, as a cell with a date is read.
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// A number that is read back as itself and in one way only.
pub fn shown_number(x: f64) -> String {
    written(x, &Marks::ONE_READING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_from_marks_in_quotation_marks() {
        assert_eq!(parts("--; -;0 ;+", &[';']), ["--", "-", "0", "+"]);
        assert_eq!(
            parts("a = \"x; y\"; b = 5\" long; c", &[';']),
            ["a = \"x; y\"", "b = 5\" long", "c"]
        );
        assert_eq!(parts("\"never closed; x", &[';']), ["\"never closed", "x"]);
        assert_eq!(list("a, b;c"), ["a, b", "c"]);
        assert_eq!(list("a, b"), ["a", "b"]);
        assert_eq!(lines_or_parts("0 = a; b\n+ = c"), ["0 = a; b", "+ = c"]);
        assert_eq!(pair("\"a=b\" = c", "="), Some(("\"a=b\"", "c")));
        assert_eq!(around("x >= 5", &[">=", "="]), Some(("x", ">=", "5")));
        assert!(parts("", &[';']).is_empty());
        // In the midst of a text a quotation mark is one of its characters.
        let said = "a = he said: \"x\nb = she said: \"y";
        assert_eq!(parts(said, &['\n']), ["a = he said: \"x", "b = she said: \"y"]);
        assert_eq!(parts("a:\"b;c:\"d;e", &[';']), ["a:\"b;c:\"d", "e"]);
    }

    #[test]
    fn names_come_back_as_they_were() {
        for name in ["a", "a;b", "say \"no\"", "\"", "x\ny", " x", "é = ;", "\"\"", "a\"\";b"] {
            let text = format!("{}; rest", part(name, &[";", "="]));
            assert_eq!(bare(parts(&text, &[';'])[0]), name, "{text}");
        }
    }

    #[test]
    fn lists_of_names_come_back_as_they_were() {
        let names = ["a:\"b", "c:\"d", "e", "5\" long", ";", "x = \"y\""];
        let text = names.map(|name| part(name, &[";"])).join(";");
        let read: Vec<String> = list(&text).into_iter().map(bare).collect();
        assert_eq!(read, names, "{text}");
    }

    #[test]
    fn figures_have_one_reading() {
        assert_eq!(figure("0,8"), Ok(0.8));
        assert_eq!(figure("-1.5"), Ok(-1.5));
        assert!(figure("1.200").unwrap_err().1.contains("1.2 or 1200"));
        assert!(figure("45%").unwrap_err().1.contains("45"));
        assert!(figure("2024-05-06").unwrap_err().1.contains("date"));
        for x in [1.125, 0.1, 1e300, -7.0] {
            assert_eq!(figure(&shown_number(x)), Ok(x));
        }
    }
}
