//! Cells that cannot be read: what is wrong with them, and what would be right.

use crate::case::read::marks::{Mark, Marks, number, readings};
use crate::case::read::reading::Reading;
use crate::case::read::written::{Meant, with_unit, written};
use crate::error::{nearest, shorten};

/// Why a cell cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreadable {
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

/// What people, spreadsheets and statistical offices write where there is no figure, in small
/// letters.
const NO_FIGURE: [&str; 39] = [
    "nan",
    "na",
    "n/a",
    "n.a.",
    "n.a",
    "#n/a",
    "#n/b",
    "null",
    "none",
    "nil",
    "inf",
    "infinity",
    "-inf",
    "+inf",
    "-infinity",
    "-",
    "--",
    "–",
    "—",
    "−",
    ".",
    "..",
    "...",
    "…",
    ":",
    "/",
    "x",
    "*",
    "nd",
    "n.d.",
    "nb",
    "n.b.",
    "nvt",
    "n.v.t.",
    "unknown",
    "onbekend",
    "missing",
    "tbd",
    "geen",
];

/// The help for a cell that says that there is no figure.
const LEAVE_EMPTY: &str = "leave the cell empty, or write `?`, for a figure that is not known";

/// The same fault with the whole cell in its message, and with the help that the whole cell needs
/// rather than a part of it.
pub(crate) fn in_full(text: &str, fault: Unreadable, reading: Reading) -> Unreadable {
    let quoted = format!("`{}`", shorten(text, 60));
    let what =
        if reading.levels.is_some() { "is not a level of this scale" } else { "is not a number" };
    // A dash may be a mistyped level, of which the fault itself says more.
    let dash = reading.levels.is_some() && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '−'));
    if NO_FIGURE.contains(&text.to_lowercase().as_str()) && !dash {
        return Unreadable { message: format!("{quoted} {what}"), help: Some(LEAVE_EMPTY.into()) };
    }
    if let Some(right) = range(text, reading) {
        let kind = if right.contains('|') {
            "low, most likely and high figures are"
        } else {
            "a range is"
        };
        return Unreadable {
            message: format!("{quoted} {what}"),
            help: Some(format!("{kind} written `{right}`")),
        };
    }
    if fault.message.contains(&quoted) {
        return fault;
    }
    match text.split_once("..") {
        Some((low, high)) if low.trim().is_empty() || high.trim().is_empty() => Unreadable {
            message: format!("{quoted} {what}"),
            help: Some("a range has two ends: low..high".into()),
        },
        _ => Unreadable { message: format!("in {quoted}: {}", fault.message), ..fault },
    }
}

/// A range, or three figures, as people write them, in the notation of cells: `2-4`, `12 to 18`,
/// `[2, 4]`, `(1, 2, 3)`.
fn range(text: &str, reading: Reading) -> Option<String> {
    let brackets = |(open, close): &(char, char)| text.strip_prefix(*open)?.strip_suffix(*close);
    let bare = [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>'), (']', '['), ('[', ')'), ('(', ']')];
    if let Some(inside) = bare.iter().find_map(brackets) {
        return [";", ", ", ",", "..", "|", "-", "–"]
            .iter()
            .find_map(|mark| joined(&inside.split(mark).collect::<Vec<_>>(), reading));
    }
    let text = ["between ", "from ", "tussen ", "van "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let words = [
        " to ",
        " tot en met ",
        " t/m ",
        " tot ",
        " until ",
        " and ",
        " en ",
        " à ",
        "...",
        "…",
        "–",
        "—",
        "−",
        "~",
    ];
    if let Some(right) =
        words.iter().find_map(|mark| joined(&text.split(mark).collect::<Vec<_>>(), reading))
    {
        return Some(right);
    }
    // A hyphen may also be the sign of a number.
    let hyphens = text.match_indices('-').map(|(at, _)| at).filter(|at| *at > 0);
    hyphens.into_iter().find_map(|at| joined(&[&text[..at], &text[at + 1..]], reading))
}

/// Two or three figures in ascending order, in the notation of cells.
fn joined(parts: &[&str], reading: Reading) -> Option<String> {
    let figures: Vec<f64> = parts.iter().map(|part| reading.figure(part)).collect::<Option<_>>()?;
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
    match figures[..] {
        [low, high] if low <= high => Some(parts.join("..")),
        [low, mode, high] if low <= mode && mode <= high => Some(parts.join("|")),
        _ => None,
    }
}

pub(crate) fn not_a_number(text: &str, reading: Reading) -> Unreadable {
    let text = text.trim();
    let message = format!("`{}` is not a number", shorten(text, 60));
    let plain = text.replace(['−', '–'], "-");
    let help = if let Some((mark, decimals, thousands)) = readings(text) {
        let (decimals, thousands) =
            (written(decimals, &reading.marks), written(thousands, &reading.marks));
        if reading.marks == Marks::ONE_READING && mark == Mark::Point {
            let message = format!("`{text}` can be read as {decimals} or as {thousands}");
            return Unreadable {
                message,
                help: Some(format!("write `{decimals}` or `{thousands}`")),
            };
        }
        format!(
            "write {decimals} if `{}` parts decimals, or {thousands} if it parts thousands",
            mark.sign()
        )
    } else if let Some(x) = number(text, &Marks::any(true)) {
        let x = crate::problem::number(x);
        match reading.marks {
            Marks::POINT | Marks::ONE_READING => {
                format!("write `{x}`: a decimal point, and nothing between thousands")
            }
            marks if number("1.5", &marks).is_none() => {
                format!(
                    "the decimal mark is said to be a comma here; write `{}`",
                    x.replace('.', ",")
                )
            }
            marks if number("1.200.000", &marks).is_some() => {
                format!(
                    "a decimal comma is only read in tables parted by `;` or tabs, or where the case says `decimal = \",\"`; here write `{x}`"
                )
            }
            _ => format!(
                "this does not fit the marks that `decimal` and `thousands` give; write `{x}`"
            ),
        }
    } else if plain != text && number(&plain, &reading.marks).is_some() {
        format!("the minus is not the one of the keyboard; write `{plain}`")
    } else if NO_FIGURE.contains(&text.to_lowercase().as_str()) {
        LEAVE_EMPTY.into()
    } else if let Some(meant) = with_unit(text, &reading.marks) {
        match meant {
            Meant::Alone(x) => format!("write the number alone: `{}`", written(x, &reading.marks)),
            Meant::InFull(x) => {
                format!("write the number in full: `{}`", written(x, &reading.marks))
            }
            Meant::TwoReadings(decimals, thousands) => {
                let [decimals, thousands] =
                    [decimals, thousands].map(|x| written(x, &Marks::ONE_READING));
                format!(
                    "write `{decimals}` or `{thousands}`, whichever is meant, without unit or currency"
                )
            }
            Meant::Unclear => "write the number alone, in the unit of the criterion".into(),
        }
    } else if is_date(text) {
        "a date is no figure: count the days from a fixed day in a column of its own".into()
    } else if text.starts_with('.') || text.ends_with('.') {
        "a number has digits on both sides of its point".into()
    } else {
        "write a number, a range low..high, or `?` if it is not known".into()
    };
    Unreadable { message, help: Some(help) }
}

/// Whether a text is a day (a year, a month and a day in either order), a month, a quarter, a time,
/// or a day with a time behind it.
pub(crate) fn is_date(text: &str) -> bool {
    let is_digits = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_time = |text: &str| {
        let parts: Vec<&str> = text.split(':').collect();
        // Seconds may have decimals.
        let whole = |part: &&str| is_digits(part.split('.').next().unwrap_or(part), &[1, 2]);
        (2..=3).contains(&parts.len()) && parts.iter().all(whole)
    };
    let is_day = |text: &str| {
        let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
        match parts[..] {
            [year, month, day] if is_digits(year, &[4]) => {
                is_digits(month, &[1, 2]) && is_digits(day, &[1, 2])
            }
            [day, month, year] => {
                let years: &[usize] = if text.contains('/') { &[2, 4] } else { &[4] };
                is_digits(day, &[1, 2]) && is_digits(month, &[1, 2]) && is_digits(year, years)
            }
            [year, month] if is_digits(year, &[4]) && !text.contains('.') => {
                is_digits(month, &[2])
                    || month.strip_prefix('Q').is_some_and(|q| is_digits(q, &[1]))
            }
            _ => false,
        }
    };
    let (day, rest) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let time = rest.split([' ', '+', 'Z']).next().unwrap_or(rest);
    is_time(text) || is_day(day) && (rest.is_empty() || is_time(time))
}

pub(crate) fn not_a_level(text: &str, levels: &[String]) -> Unreadable {
    let list = levels.iter().map(|level| format!("`{level}`")).collect::<Vec<_>>().join(" ");
    let known = |candidate: &str| levels.iter().find(|level| level.as_str() == candidate);
    // Word processors turn `--` into an en dash and `-` into a minus sign.
    let hyphens = if text.contains('−') { ["-", "--"] } else { ["--", "-"] };
    let retyped = hyphens.iter().find_map(|hyphens| known(&text.replace(['–', '—', '−'], hyphens)));
    let dash = retyped.filter(|level| level.as_str() != text);
    let name = if text.contains('–') {
        " (an en dash)"
    } else if text.contains('—') {
        " (an em dash)"
    } else if text.contains('−') {
        " (a minus sign)"
    } else {
        ""
    };
    let near = dash.map(String::as_str).or_else(|| {
        nearest(text, levels.iter().map(String::as_str)).filter(|_| text.chars().count() > 2)
    });
    let help = match near {
        Some(level) => format!("did you mean `{level}`? The levels are {list}"),
        None => format!("the levels are {list}; a range is written low..high, an unknown one `?`"),
    };
    Unreadable {
        message: format!("`{}`{name} is not a level of this scale", shorten(text, 60)),
        help: Some(help),
    }
}

pub(crate) fn reversed(text: &str) -> Unreadable {
    Unreadable {
        message: format!("`{}` is reversed", shorten(text, 60)),
        help: Some("write the lower figure first".into()),
    }
}

pub(crate) fn wrong(text: &str, help: &str) -> Unreadable {
    Unreadable {
        message: format!("`{}` cannot be read", shorten(text.trim(), 60)),
        help: Some(help.into()),
    }
}

/// What to do about a row of so many fields below a header of another number.
pub(crate) fn ragged(delimiter: u8, length: usize, width: usize) -> String {
    let name = match delimiter {
        b'\t' => "tab",
        b';' => "semicolon",
        _ => "comma",
    };
    let parted = format!("fields are parted by a {name} here");
    match length {
        // One field may be forgotten; more of them are hardly.
        _ if length + 1 < width => format!(
            "remove the row if it is a note; {parted}, and a figure that is not known is an empty field between two of them"
        ),
        _ if length < width => {
            format!("{parted}; a figure that is not known is an empty field between two of them")
        }
        _ if delimiter == b',' => {
            format!(
                "{parted}; write decimals with a point, and put a text that contains a comma in quotation marks"
            )
        }
        _ => format!("{parted}; put a field that contains one in quotation marks"),
    }
}
