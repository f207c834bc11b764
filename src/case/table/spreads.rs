//! Columns that say how sure the figures of another column are: `price_low` and `price_high` beside
//! `price`, or `price_std`. They are read where that is asked for, and refused where it is not: taken
//! for criteria, they would count a figure several times.
//!
//! In each row, what there is becomes one cell in the notation of cells:
//!
//! | there is | the cell | which means |
//! |---|---|---|
//! | low and high | `low..high` | somewhere in between |
//! | low, the figure and high | `low|figure|high` | a triangular distribution |
//! | the figure and a standard deviation | `figure±std` | a normal distribution |
//! | the figure alone | the figure | as it is |
//!
//! A column `distribution` may say `triangular`, `normal`, `uniform` or `range` for its row.

use crate::case::read::column::RawCell;
use crate::case::read::long_table::FIGURE;
use crate::case::read::table_options::shell_word;
use crate::case::read::tables::RawTable;
use crate::case::table::column_rows;
use crate::case::table::columns::{is_figure, unit_in};
use crate::error::{Finding, Findings, Said, both, shorten};
use std::collections::{BTreeMap, BTreeSet};

/// What a column says of the figures of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Low,
    Figure,
    High,
    Deviation,
    Distribution,
    /// Something else of how sure they are, which is not read.
    Unread,
}

/// The words for a part, behind or before the name of the figures, or in brackets behind it.
const WORDS: [(Part, &[&str]); 6] = [
    (
        Part::Low,
        &[
            "low",
            "lower",
            "lo",
            "min",
            "minimum",
            "from",
            "laag",
            "onder",
            "ondergrens",
            "van",
            "von",
        ],
    ),
    (
        Part::High,
        &[
            "high",
            "upper",
            "hi",
            "max",
            "maximum",
            "to",
            "hoog",
            "boven",
            "bovengrens",
            "tot",
            "bis",
        ],
    ),
    (Part::Figure, &["expected", "mode", "likely", "nominal", "verwacht"]),
    (Part::Deviation, &["std", "sd", "stdev", "stddev", "sigma", "stdafw"]),
    (Part::Distribution, &["distribution", "dist", "verdeling"]),
    (
        Part::Unread,
        &[
            "se",
            "sem",
            "stderr",
            "error",
            "uncertainty",
            "optimistic",
            "pessimistic",
            "p5",
            "p05",
            "p10",
            "p25",
            "p75",
            "p90",
            "p95",
        ],
    ),
];

/// The columns of one criterion.
struct Group {
    /// The name of the criterion: the header of its figures, or what the others have in common.
    header: String,
    /// The columns, each with what it says.
    parts: Vec<(Part, usize)>,
}

impl Group {
    /// Two columns that say the same.
    fn twice(&self) -> Option<(usize, usize)> {
        self.parts.iter().enumerate().find_map(|(at, (part, column))| {
            let first = self.parts[..at].iter().find(|(other, _)| other == part)?;
            (!self.header.is_empty()).then_some((first.1, *column))
        })
    }

    /// Whether what its columns say can be read.
    fn can_be_read(&self) -> bool {
        !self.header.is_empty() && self.parts.iter().all(|(part, _)| *part != Part::Unread)
    }

    /// That its columns say how sure figures are, and what to do about it where nobody asked to read
    /// them.
    fn unasked(&self, table: &RawTable, others: &[usize]) -> (Said, Said) {
        let headers: Vec<&str> = others.iter().map(|at| table.headers[*at].as_str()).collect();
        let quoted: Vec<String> = headers.iter().map(|header| format!("`{header}`")).collect();
        let (names, says) = match quoted.len() {
            1 => (Said::from(&quoted[0]), both("its name says", "de naam zegt")),
            _ => (
                both(quoted.join(" and "), quoted.join(" en ")),
                both("their names say", "de namen zeggen"),
            ),
        };
        let out = headers.join(",");
        let help = both(
            format!(
                "`--attribute {}` leaves {} out; `--max` or `--min` makes a criterion of it",
                shell_word(&out),
                if quoted.len() == 1 { "it" } else { "them" }
            ),
            format!(
                "`--attribute {:#}` laat {:#} weg; `--max` of `--min` maakt er een criterium van",
                shell_word(&out),
                if quoted.len() == 1 { "de kolom" } else { "ze" }
            ),
        );
        let figures = shorten(&self.header, 60);
        if self.header.is_empty() {
            let message = both(
                format!("{names}: {says} how sure figures are, and not which"),
                format!("{names:#}: {says:#} hoe zeker cijfers zijn, en niet welke"),
            );
            let help = both(
                format!("write the name of the figures before it, as in `price_low`; {help}"),
                format!("schrijf de naam van de cijfers ervoor, zoals in `prijs_laag`; {help:#}"),
            );
            return (message, help);
        }
        let message = both(
            format!("{names}: {says} how sure the figures of `{figures}` are"),
            format!("{names:#}: {says:#} hoe zeker de cijfers van `{figures:#}` zijn"),
        );
        let help = match self.can_be_read() {
            true => both(
                format!("`--uncertainty columns` reads them so; {help}"),
                format!("`--uncertainty columns` leest ze zo; {help:#}"),
            ),
            false => both(
                format!("give it as low and high, or as std, for `--uncertainty columns`; {help}"),
                format!(
                    "geef het als low en high, of als std, voor `--uncertainty columns`; {help:#}"
                ),
            ),
        };
        (message, help)
    }
}

/// A header as words in small letters, without its unit. A capital inside a word begins another,
/// as in `PriceLow`.
fn words(header: &str) -> Vec<String> {
    let (name, unit) = unit_in(header);
    // In `Price (low)` the brackets hold no unit.
    let said = unit.filter(|unit| part(&unit.to_lowercase()).is_some()).unwrap_or_default();
    let mut out: Vec<String> = Vec::new();
    for word in [name, said].iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())) {
        let mut start = 0;
        let chars: Vec<(usize, char)> = word.char_indices().collect();
        for pair in chars.windows(2) {
            if pair[0].1.is_lowercase() && pair[1].1.is_uppercase() {
                out.push(word[start..pair[1].0].to_lowercase());
                start = pair[1].0;
            }
        }
        out.push(word[start..].to_lowercase());
    }
    out.retain(|word| !word.is_empty());
    out
}

fn part(word: &str) -> Option<Part> {
    WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(part, _)| *part)
}

/// What a header says of the figures of another one, and the words of that one; `None` for a header
/// by itself. In a long table the words may be none.
fn split(header: &str) -> Option<(Part, Vec<String>)> {
    let words = words(header);
    let (last, first) = (words.last()?, words.first()?);
    if let Some(part) = part(last) {
        return Some((part, words[..words.len() - 1].to_vec()));
    }
    part(first).map(|part| (part, words[1..].to_vec()))
}

/// Words that are no name of a criterion by themselves.
const BARE: [&str; 10] =
    ["low", "high", "lower", "upper", "sd", "std", "stdev", "stddev", "laag", "hoog"];

/// The groups of columns that belong together. `value` is the column of figures of a long table.
fn groups(table: &RawTable, keys: &[String], value: Option<usize>) -> Vec<Group> {
    // The first header of these words.
    let mut named: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (column, header) in table.headers.iter().enumerate() {
        named.entry(words(header)).or_insert(column);
    }
    let mut bare = Group { header: String::new(), parts: Vec::new() };
    let mut by_stem: BTreeMap<Vec<String>, Group> = BTreeMap::new();
    for (column, header) in table.headers.iter().enumerate() {
        if keys.contains(header) || Some(column) == value {
            continue;
        }
        let Some((part, stem)) = split(header) else { continue };
        if part != Part::Distribution && !has_figures(table, column) {
            continue;
        }
        let of = match value {
            // `low` in a long table is that of its `value`.
            Some(value) if stem.is_empty() || stem == ["value"] => Some(value),
            Some(_) => continue,
            None if stem.is_empty() => {
                if BARE.contains(&header.to_lowercase().as_str()) {
                    bare.parts.push((part, column));
                }
                continue;
            }
            None => named.get(&stem).copied().filter(|of| has_figures(table, *of)),
        };
        let group = by_stem.entry(stem).or_insert_with(|| Group {
            header: of.map_or_else(|| common(header, part), |of| table.headers[of].clone()),
            parts: of.map(|of| (Part::Figure, of)).into_iter().collect(),
        });
        group.parts.push((part, column));
    }
    let belongs = |group: &Group| {
        let has = |part: Part| group.parts.iter().any(|(of, _)| *of == part);
        group.parts.len() > 1 && (has(Part::Figure) || has(Part::Low) && has(Part::High))
    };
    let mut out: Vec<Group> = by_stem.into_values().filter(belongs).collect();
    // In the order of the table.
    out.sort_by_key(|group| group.parts.iter().map(|(_, column)| *column).min());
    if !bare.parts.is_empty() {
        out.push(bare);
    }
    out
}

/// Whether a column has a figure.
fn has_figures(table: &RawTable, column: usize) -> bool {
    (0..table.rows()).any(|row| match table.cell(row, column) {
        RawCell::Number(_) => true,
        RawCell::Text(text) => is_figure(text),
        RawCell::Missing => false,
    })
}

/// A header without its word for a part.
fn common(header: &str, of: Part) -> String {
    let (name, unit) = unit_in(header);
    if unit.is_some_and(|unit| part(&unit.to_lowercase()) == Some(of)) {
        return name.to_owned();
    }
    let is_mark = |c: char| !c.is_alphanumeric();
    let parts: Vec<&str> = name.split(is_mark).filter(|word| !word.is_empty()).collect();
    let bare = match (parts.last(), parts.first()) {
        (Some(last), _) if part(&last.to_lowercase()) == Some(of) => {
            name[..name.len() - last.len()].trim_end_matches(is_mark)
        }
        (_, Some(first)) if part(&first.to_lowercase()) == Some(of) => {
            name[first.len()..].trim_start_matches(is_mark)
        }
        // `PriceLow`
        (Some(last), _) => {
            let capital = last.char_indices().rfind(|(at, c)| *at > 0 && c.is_uppercase());
            let word = capital.map_or(0, |(at, _)| last.len() - at);
            &name[..name.len() - word]
        }
        _ => name,
    };
    match unit {
        Some(unit) => format!("{bare} ({unit})"),
        None => bare.to_owned(),
    }
}

/// What was asked about columns that say how sure figures are.
pub(crate) enum Asked<'a> {
    /// To read those of every criterion.
    All,
    /// To read those of the criteria with figures under these headers. The others are left as they
    /// are.
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code))] // for the sheets of workbooks
    Of(&'a dyn Fn(&str) -> bool),
    /// Nothing: they are findings, but for headers that the user spoke of.
    Nothing(&'a dyn Fn(&str) -> bool),
}

/// Put the columns of each criterion together where that is asked for. The criteria and the columns
/// that were put together come back.
pub(crate) fn gather(
    table: &mut RawTable,
    asked: &Asked,
    keys: &[String],
    findings: &mut Findings,
) -> Vec<(String, Vec<String>)> {
    let position = |name: &str| table.headers.iter().position(|header| header == name);
    let [criterion, value] = FIGURE.map(position);
    let value = criterion.and(value);
    let groups = groups(table, keys, value);
    let mut out = Vec::new();
    let mut gone = Vec::new();
    for group in groups {
        let names: Vec<String> =
            group.parts.iter().map(|(_, column)| table.headers[*column].clone()).collect();
        let others: Vec<usize> = group
            .parts
            .iter()
            .filter(|(part, _)| *part != Part::Figure)
            .map(|(_, column)| *column)
            .filter(|column| match asked {
                Asked::Nothing(spoken) => !spoken(&table.headers[*column]),
                _ => true,
            })
            .collect();
        let asked = match asked {
            Asked::All => true,
            Asked::Of(is_asked) if is_asked(&group.header) => true,
            Asked::Of(_) => {
                let (message, _) = group.unasked(table, &others);
                let place = others.first().map(|first| table.header_place(*first));
                let help = both(
                    "to read them so, write columns in the column `uncertainty` of the criterion; they are not read now",
                    "schrijf columns in de kolom `uncertainty` van het criterium om ze zo te lezen; nu worden ze niet gelezen",
                );
                findings.0.extend(place.map(|place| Finding::warning(place, message).help(help)));
                continue;
            }
            Asked::Nothing(_) => false,
        };
        if let Some((first, second)) = group.twice() {
            let message = both(
                format!(
                    "`{}` and `{}` say the same of the figures of `{}`",
                    table.headers[first],
                    table.headers[second],
                    shorten(&group.header, 60)
                ),
                format!(
                    "`{:#}` en `{:#}` zeggen hetzelfde over de cijfers van `{:#}`",
                    table.headers[first],
                    table.headers[second],
                    shorten(&group.header, 60)
                ),
            );
            let finding = Finding::error(table.header_place(second), message);
            findings.push(
                finding
                    .help(both("remove or rename one of them", "verwijder of hernoem een ervan")),
            );
            continue;
        }
        if asked && group.can_be_read() {
            take(table, &group, names, &mut out, &mut gone, findings);
        } else if let Some(first) = others.first() {
            let (message, help) = group.unasked(table, &others);
            findings.push(Finding::error(table.header_place(*first), message).help(help));
        }
    }
    gone.sort_unstable();
    for column in gone.into_iter().rev() {
        table.without_column(column);
    }
    out
}

/// Put the cells of a group together in the column of its figures.
fn take(
    table: &mut RawTable,
    group: &Group,
    names: Vec<String>,
    out: &mut Vec<(String, Vec<String>)>,
    gone: &mut Vec<usize>,
    findings: &mut Findings,
) {
    let mut cells = Vec::with_capacity(table.rows());
    for row in 0..table.rows() {
        match cell(table, group, row) {
            Ok(text) => cells.push(text),
            Err(finding) => {
                findings.push(*finding);
                cells.push(String::new());
            }
        }
    }
    // The figures keep their place, so that a message points at them.
    let figure = group.parts.iter().find(|(part, _)| *part == Part::Figure);
    let at = figure.or(group.parts.first()).map_or(0, |(_, column)| *column);
    table.replace_column(at, group.header.clone(), cells);
    gone.extend(group.parts.iter().map(|(_, column)| *column).filter(|column| *column != at));
    let name = unit_in(&group.header).0.to_owned();
    out.push((name, names.into_iter().filter(|name| *name != group.header).collect()));
}

/// What a row says of the criterion, in the notation of cells.
fn cell(table: &RawTable, group: &Group, row: usize) -> Result<String, Box<Finding>> {
    let column = |part: Part| group.parts.iter().find(|(of, _)| *of == part).map(|(_, at)| *at);
    let text = |part: Part| -> String {
        let Some(column) = column(part) else { return String::new() };
        match table.cell(row, column) {
            // A number of a typed table must not become a text with two readings.
            RawCell::Number(x) => table.written(x),
            cell => cell.text().into_owned(),
        }
    };
    let [low, figure, high, std, kind] =
        [Part::Low, Part::Figure, Part::High, Part::Deviation, Part::Distribution].map(text);
    // A row of weights or units speaks of the criterion once.
    let is_column_row = (0..table.headers.len())
        .filter(|at| group.parts.iter().all(|(_, column)| column != at))
        .any(|at| column_rows::named(&table.cell(row, at).text()).is_some());
    if is_column_row {
        let said: BTreeSet<&str> = [&figure, &low, &high, &std]
            .into_iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect();
        let only = said.first().copied().unwrap_or_default().to_owned();
        let fits = said.len() < 2 || !figure.is_empty();
        return if fits {
            Ok(if figure.is_empty() { only } else { figure })
        } else {
            let at = group.parts.first().map_or(0, |(_, column)| *column);
            let message = both(
                format!("this row says several things of `{}`", shorten(&group.header, 60)),
                format!(
                    "deze rij zegt verscheidene dingen over `{:#}`",
                    shorten(&group.header, 60)
                ),
            );
            let finding = Finding::error(table.place(row, at), message);
            Err(Box::new(finding.help(both(
                "leave all but one of these cells empty",
                "laat op één na al deze cellen leeg",
            ))))
        };
    }
    let fail = |part: Part, message: Said, help: Said| {
        let at = column(part).or(column(Part::Figure)).unwrap_or(0);
        Err(Box::new(Finding::error(table.place(row, at), message).help(help)))
    };
    let has = |text: &str| !text.is_empty();
    if has(&low) != has(&high) {
        let (there, missing) = if has(&low) {
            (Part::Low, both("upper", "bovenste"))
        } else {
            (Part::High, both("lower", "onderste"))
        };
        let message = both(
            format!("this figure has no {missing} end, and has the other one"),
            format!("dit cijfer heeft geen {missing:#} uiteinde, en het andere wel"),
        );
        return fail(
            there,
            message,
            both("give both ends or neither", "geef beide uiteinden of geen van beide"),
        );
    }
    match kind.to_lowercase().as_str() {
        "" if has(&low) && has(&std) => fail(
            Part::Deviation,
            both(
                "this figure has two ends and a standard deviation",
                "dit cijfer heeft twee uiteinden en een standaardafwijking",
            ),
            both(
                "keep one of them, or say which counts in a column `distribution`",
                "behoud een van beide, of zeg in een kolom `distribution` wat telt",
            ),
        ),
        "none" | "constant" if has(&low) || has(&std) => fail(
            Part::Distribution,
            both(
                "this figure has no distribution by its row, and a spread beside it",
                "dit cijfer heeft volgens zijn rij geen verdeling, en er staat een spreiding naast",
            ),
            both(
                "remove the spread, or say which distribution it has",
                "verwijder de spreiding, of zeg welke verdeling het heeft",
            ),
        ),
        "" if has(&std) && has(&figure) => Ok(format!("{figure}±{std}")),
        "" if has(&std) => fail(
            Part::Deviation,
            both(
                "this standard deviation has no figure",
                "deze standaardafwijking heeft geen cijfer",
            ),
            both(
                "give the figure, or remove the deviation",
                "geef het cijfer, of verwijder de afwijking",
            ),
        ),
        "" if has(&low) && has(&figure) => Ok(format!("{low}|{figure}|{high}")),
        "" if has(&low) => Ok(format!("{low}..{high}")),
        "" | "none" | "constant" => Ok(figure),
        "range" | "interval" | "bereik" if has(&low) => Ok(format!("{low}..{high}")),
        "uniform" | "uniforme" if has(&low) => Ok(format!("uniform({low}; {high})")),
        "triangular" | "triangle" | "driehoekig" if has(&low) && has(&figure) => {
            Ok(format!("{low}|{figure}|{high}"))
        }
        "normal" | "normaal" if has(&std) && has(&figure) => Ok(format!("{figure}±{std}")),
        "range" | "interval" | "bereik" | "uniform" | "uniforme" | "triangular" | "triangle"
        | "driehoekig" | "normal" | "normaal" => fail(
            Part::Distribution,
            both(
                "this distribution lacks a figure in its row",
                "deze verdeling mist een cijfer in haar rij",
            ),
            both(
                "a range and `uniform` take low and high, `triangular` the figure as well, `normal` the figure and a standard deviation",
                "een bereik en `uniform` nemen low en high, `triangular` ook het cijfer, `normal` het cijfer en een standaardafwijking",
            ),
        ),
        _ => fail(
            Part::Distribution,
            both(
                format!("`{}` is not a distribution that is read here", shorten(&kind, 60)),
                format!("`{}` is geen verdeling die hier wordt gelezen", shorten(&kind, 60)),
            ),
            both(
                "write range, uniform, triangular or normal",
                "schrijf range, uniform, triangular of normal",
            ),
        ),
    }
}
