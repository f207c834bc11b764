//! Cells that cannot be read: what is wrong with them, and what would be right.

use crate::case::read::marks::{Mark, Marks, number, readings};
use crate::case::read::reading::Reading;
use crate::case::read::written::{Meant, with_unit, written};
use crate::error::{Phrase, Said, both, nearest, shorten};

/// Why a cell cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreadable {
    /// What is wrong.
    pub message: Said,
    /// What would be right.
    pub help: Option<Said>,
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
const LEAVE_EMPTY: Phrase = Phrase(
    "leave the cell empty, or write `?`, for a figure that is not known",
    "laat de cel leeg, of schrijf `?`, voor een cijfer dat niet bekend is",
);

/// The same fault with the whole cell in its message, and with the help that the whole cell needs
/// rather than a part of it.
pub(crate) fn in_full(text: &str, fault: Unreadable, reading: Reading) -> Unreadable {
    let quoted = format!("`{}`", shorten(text, 60));
    let what = if reading.levels.is_some() {
        both("is not a level of this scale", "is geen niveau van deze schaal")
    } else {
        both("is not a number", "is geen getal")
    };
    // A dash may be a mistyped level, of which the fault itself says more.
    let dash = reading.levels.is_some() && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '−'));
    if NO_FIGURE.contains(&text.to_lowercase().as_str()) && !dash {
        return Unreadable {
            message: both(format!("{quoted} {what}"), format!("{quoted:#} {what:#}")),
            help: Some(LEAVE_EMPTY.into()),
        };
    }
    if let Some(right) = range(text, reading) {
        let kind = if right.contains('|') {
            both(
                "low, most likely and high figures are",
                "een laag, meest waarschijnlijk en hoog cijfer worden",
            )
        } else {
            both("a range is", "een bereik wordt")
        };
        return Unreadable {
            message: both(format!("{quoted} {what}"), format!("{quoted:#} {what:#}")),
            help: Some(both(
                format!("{kind} written `{right}`"),
                format!("{kind:#} geschreven als `{right:#}`"),
            )),
        };
    }
    if fault.message.contains(&quoted) {
        return fault;
    }
    match text.split_once("..") {
        Some((low, high)) if low.trim().is_empty() || high.trim().is_empty() => Unreadable {
            message: both(format!("{quoted} {what}"), format!("{quoted:#} {what:#}")),
            help: Some(both(
                "a range has two ends: low..high",
                "een bereik heeft twee uiteinden: laagst..hoogst",
            )),
        },
        _ => Unreadable {
            message: both(
                format!("in {quoted}: {}", fault.message),
                format!("in {quoted:#}: {:#}", fault.message),
            ),
            ..fault
        },
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
    let message = both(
        format!("`{}` is not a number", shorten(text, 60)),
        format!("`{:#}` is geen getal", shorten(text, 60)),
    );
    let plain = text.replace(['−', '–'], "-");
    let help = if let Some((mark, decimals, thousands)) = readings(text) {
        let (decimals, thousands) =
            (written(decimals, &reading.marks), written(thousands, &reading.marks));
        if reading.marks == Marks::ONE_READING && mark == Mark::Point {
            let message = both(
                format!("`{text}` can be read as {decimals} or as {thousands}"),
                format!("`{text:#}` kan worden gelezen als {decimals:#} of als {thousands:#}"),
            );
            return Unreadable {
                message,
                help: Some(both(
                    format!("write `{decimals}` or `{thousands}`"),
                    format!("schrijf `{decimals:#}` of `{thousands:#}`"),
                )),
            };
        }
        both(
            format!(
                "write {decimals} if `{}` parts decimals, or {thousands} if it parts thousands",
                mark.sign()
            ),
            format!(
                "schrijf {decimals:#} als `{:#}` de decimalen afscheidt, of {thousands:#} als het duizendtallen afscheidt",
                mark.sign()
            ),
        )
    } else if let Some(x) = number(text, &Marks::any(true)) {
        let x = crate::problem::number(x);
        match reading.marks {
            Marks::POINT | Marks::ONE_READING => both(
                format!("write `{x}`: a decimal point, and nothing between thousands"),
                format!("schrijf `{x:#}`: een decimale punt, en niets tussen duizendtallen"),
            ),
            marks if number("1.5", &marks).is_none() => both(
                format!(
                    "the decimal mark is said to be a comma here; write `{}`",
                    x.replace('.', ",")
                ),
                format!(
                    "het decimaalteken zou hier een komma zijn; schrijf `{:#}`",
                    x.replace('.', ",")
                ),
            ),
            marks if number("1.200.000", &marks).is_some() => both(
                format!(
                    "a decimal comma is only read in tables parted by `;` or tabs, or where the case says `decimal = \",\"`; here write `{x}`"
                ),
                format!(
                    "een decimale komma wordt alleen gelezen in tabellen met `;` of tabs tussen de velden, of waar het dossier `decimal = \",\"` zegt; schrijf hier `{x:#}`"
                ),
            ),
            _ => both(
                format!(
                    "this does not fit the marks that `decimal` and `thousands` give; write `{x}`"
                ),
                format!(
                    "dit past niet bij de tekens die `decimal` en `thousands` geven; schrijf `{x:#}`"
                ),
            ),
        }
    } else if plain != text && number(&plain, &reading.marks).is_some() {
        both(
            format!("the minus is not the one of the keyboard; write `{plain}`"),
            format!("het minteken is niet dat van het toetsenbord; schrijf `{plain:#}`"),
        )
    } else if NO_FIGURE.contains(&text.to_lowercase().as_str()) {
        LEAVE_EMPTY.into()
    } else if let Some(meant) = with_unit(text, &reading.marks) {
        match meant {
            Meant::Alone(x) => both(
                format!("write the number alone: `{}`", written(x, &reading.marks)),
                format!("schrijf het getal alleen: `{:#}`", written(x, &reading.marks)),
            ),
            Meant::InFull(x) => both(
                format!("write the number in full: `{}`", written(x, &reading.marks)),
                format!("schrijf het getal voluit: `{:#}`", written(x, &reading.marks)),
            ),
            Meant::TwoReadings(decimals, thousands) => {
                let [decimals, thousands] =
                    [decimals, thousands].map(|x| written(x, &Marks::ONE_READING));
                both(
                    format!(
                        "write `{decimals}` or `{thousands}`, whichever is meant, without unit or currency"
                    ),
                    format!(
                        "schrijf `{decimals:#}` of `{thousands:#}`, naargelang wat bedoeld is, zonder eenheid of munt"
                    ),
                )
            }
            Meant::Unclear => both(
                "write the number alone, in the unit of the criterion",
                "schrijf het getal alleen, in de eenheid van het criterium",
            ),
        }
    } else if is_date(text) {
        both(
            "a date is no figure: count the days from a fixed day in a column of its own",
            "een datum is geen cijfer: tel in een eigen kolom de dagen vanaf een vaste dag",
        )
    } else if text.starts_with('.') || text.ends_with('.') {
        both(
            "a number has digits on both sides of its point",
            "een getal heeft cijfers aan beide kanten van de punt",
        )
    } else {
        both(
            "write a number, a range low..high, or `?` if it is not known",
            "schrijf een getal, een bereik laagst..hoogst, of `?` als het niet bekend is",
        )
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
    let place = text.parse::<usize>().ok();
    if let Some((own, first)) = place.and_then(|at| levels.get(at)).zip(levels.first()) {
        return Unreadable {
            message: both(
                format!("`{text}` is not a level of this scale"),
                format!("`{text:#}` is geen niveau van deze schaal"),
            ),
            help: Some(both(
                format!(
                    "write the level itself; or `#{text}` for `{own}`, if places are counted from 0 for `{first}`. The levels are {list}"
                ),
                format!(
                    "schrijf het niveau zelf; of `#{text:#}` voor `{own:#}`, als plaatsen vanaf 0 voor `{first:#}` worden geteld. De niveaus zijn {list:#}"
                ),
            )),
        };
    }
    let known = |candidate: &str| levels.iter().find(|level| level.as_str() == candidate);
    // Word processors turn `--` into an en dash and `-` into a minus sign.
    let hyphens = if text.contains('−') { ["-", "--"] } else { ["--", "-"] };
    let retyped = hyphens.iter().find_map(|hyphens| known(&text.replace(['–', '—', '−'], hyphens)));
    let dash = retyped.filter(|level| level.as_str() != text);
    let name = if text.contains('–') {
        both(" (an en dash)", " (een half kastlijntje)")
    } else if text.contains('—') {
        both(" (an em dash)", " (een kastlijntje)")
    } else if text.contains('−') {
        both(" (a minus sign)", " (een minteken)")
    } else {
        Said::default()
    };
    let near = dash.map(String::as_str).or_else(|| {
        nearest(text, levels.iter().map(String::as_str)).filter(|_| text.chars().count() > 2)
    });
    let help = match near {
        Some(level) => both(
            format!("did you mean `{level}`? The levels are {list}"),
            format!("bedoelt u `{level:#}`? De niveaus zijn {list:#}"),
        ),
        None => both(
            format!("the levels are {list}; a range is written low..high, an unknown one `?`"),
            format!(
                "de niveaus zijn {list:#}; een bereik wordt geschreven als laagst..hoogst, een onbekend niveau als `?`"
            ),
        ),
    };
    Unreadable {
        message: both(
            format!("`{}`{name} is not a level of this scale", shorten(text, 60)),
            format!("`{:#}`{name:#} is geen niveau van deze schaal", shorten(text, 60)),
        ),
        help: Some(help),
    }
}

pub(crate) fn reversed(text: &str) -> Unreadable {
    Unreadable {
        message: both(
            format!("`{}` is reversed", shorten(text, 60)),
            format!("`{:#}` staat omgekeerd", shorten(text, 60)),
        ),
        help: Some(both("write the lower figure first", "schrijf het laagste cijfer eerst")),
    }
}

pub(crate) fn wrong(text: &str, help: impl Into<Said>) -> Unreadable {
    Unreadable {
        message: both(
            format!("`{}` cannot be read", shorten(text.trim(), 60)),
            format!("`{:#}` kan niet worden gelezen", shorten(text.trim(), 60)),
        ),
        help: Some(help.into()),
    }
}

/// What to do about a row of so many fields below a header of another number.
pub(crate) fn ragged(delimiter: u8, length: usize, width: usize) -> Said {
    let name = match delimiter {
        b'\t' => both("tab", "tab"),
        b';' => both("semicolon", "puntkomma"),
        _ => both("comma", "komma"),
    };
    let parted = both(
        format!("fields are parted by a {name} here"),
        format!("velden worden hier gescheiden door een {name:#}"),
    );
    match length {
        // One field may be forgotten; more of them are hardly.
        _ if length + 1 < width => both(
            format!(
                "remove the row if it is a note; {parted}, and a figure that is not known is an empty field between two of them"
            ),
            format!(
                "verwijder de rij als ze een opmerking is; {parted:#}, en een cijfer dat niet bekend is, is een leeg veld tussen twee ervan"
            ),
        ),
        _ if length < width => both(
            format!("{parted}; a figure that is not known is an empty field between two of them"),
            format!(
                "{parted:#}; een cijfer dat niet bekend is, is een leeg veld tussen twee ervan"
            ),
        ),
        _ if delimiter == b',' => both(
            format!(
                "{parted}; write decimals with a point, and put a text that contains a comma in quotation marks"
            ),
            format!(
                "{parted:#}; schrijf decimalen met een punt, en zet een tekst die een komma bevat tussen aanhalingstekens"
            ),
        ),
        _ => both(
            format!("{parted}; put a field that contains one in quotation marks"),
            format!("{parted:#}; zet een veld dat er een bevat tussen aanhalingstekens"),
        ),
    }
}
