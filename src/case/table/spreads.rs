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
use crate::case::read::marks::Marks;
use crate::case::read::tables::RawTable;
use crate::case::read::written::written;
use crate::case::table::columns::unit_in;
use crate::error::{Finding, Findings, shorten};

/// What a column says of the figures of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Low,
    Figure,
    High,
    Deviation,
    Distribution,
}

/// The words for a part, behind or before the name of the figures.
const WORDS: [(Part, &[&str]); 5] = [
    (Part::Low, &["low", "lower", "lo", "min", "laag", "onder"]),
    (Part::High, &["high", "upper", "hi", "max", "hoog", "boven"]),
    (Part::Figure, &["expected", "mode", "likely", "nominal", "verwacht"]),
    (Part::Deviation, &["std", "sd", "stdev", "stddev", "sigma", "stdafw"]),
    (Part::Distribution, &["distribution", "dist", "verdeling"]),
];

/// The columns of one criterion.
struct Group {
    /// The name of the criterion: the header of its figures, or what the others have in common.
    header: String,
    /// The columns, each with what it says.
    parts: Vec<(Part, usize)>,
}

/// A header as words in small letters, without its unit.
fn words(header: &str) -> Vec<String> {
    let name = unit_in(header).0.to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
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

/// The groups of columns that belong together. `value` is the column of figures of a long table.
fn groups(table: &RawTable, keys: &[String], value: Option<usize>) -> Vec<Group> {
    let mut out: Vec<(Vec<String>, Group)> = Vec::new();
    for (column, header) in table.headers.iter().enumerate() {
        if keys.contains(header) || Some(column) == value {
            continue;
        }
        let Some((part, stem)) = split(header) else { continue };
        let of = match value {
            // `low` in a long table is that of its `value`.
            Some(value) if stem.is_empty() || stem == ["value"] => Some(value),
            Some(_) => continue,
            None if stem.is_empty() => continue,
            None => table.headers.iter().position(|other| words(other) == stem),
        };
        match out.iter_mut().find(|(known, _)| *known == stem) {
            Some((_, group)) => group.parts.push((part, column)),
            None => {
                let header = match of {
                    Some(of) => table.headers[of].clone(),
                    None => common(header, part),
                };
                let figure = of.map(|of| (Part::Figure, of));
                let parts = figure.into_iter().chain([(part, column)]).collect();
                out.push((stem, Group { header, parts }));
            }
        }
    }
    let belongs = |group: &Group| {
        let has = |part: Part| group.parts.iter().any(|(of, _)| *of == part);
        // Without their figure, the ends alone may be what is meant, as the extremes of weather.
        let ends_by_other_words = group.parts.iter().any(|(_, column)| {
            let words = words(&table.headers[*column]);
            !words.iter().any(|word| word == "min" || word == "max")
        });
        group.parts.len() > 1
            && (has(Part::Figure) || has(Part::Low) && has(Part::High) && ends_by_other_words)
    };
    out.into_iter().map(|(_, group)| group).filter(belongs).collect()
}

/// A header without its word for a part.
fn common(header: &str, of: Part) -> String {
    let (name, unit) = unit_in(header);
    let is_mark = |c: char| !c.is_alphanumeric();
    let parts: Vec<&str> = name.split(is_mark).filter(|word| !word.is_empty()).collect();
    let bare = match (parts.last(), parts.first()) {
        (Some(last), _) if part(&last.to_lowercase()) == Some(of) => {
            name[..name.len() - last.len()].trim_end_matches(is_mark)
        }
        (_, Some(first)) => name[first.len()..].trim_start_matches(is_mark),
        _ => name,
    };
    match unit {
        Some(unit) => format!("{bare} ({unit})"),
        None => bare.to_owned(),
    }
}

/// Put the columns of each criterion together where that is asked for; the criteria and the columns
/// that were put together come back. Where it is not asked for, they are findings. `spoken` are
/// headers that the user spoke of.
pub(crate) fn gather(
    table: &mut RawTable,
    asked: bool,
    spoken: &dyn Fn(&str) -> bool,
    keys: &[String],
    findings: &mut Findings,
) -> Vec<(String, Vec<String>)> {
    let position = |name: &str| table.headers.iter().position(|header| header == name);
    let value = position("criterion").and(position("value"));
    let groups = groups(table, keys, value);
    let mut out = Vec::new();
    let mut gone = Vec::new();
    for group in groups {
        let names: Vec<String> =
            group.parts.iter().map(|(_, column)| table.headers[*column].clone()).collect();
        if !asked {
            let others: Vec<usize> = group
                .parts
                .iter()
                .filter(|(part, _)| *part != Part::Figure)
                .map(|(_, column)| *column)
                .filter(|column| !spoken(&table.headers[*column]))
                .collect();
            let Some(first) = others.first() else { continue };
            let list = |columns: &[usize], mark: &str| {
                let names = columns.iter().map(|at| format!("{mark}{}{mark}", table.headers[*at]));
                names.collect::<Vec<_>>()
            };
            let message = format!(
                "by their names {} say how sure the figures of `{}` are",
                list(&others, "`").join(" and "),
                shorten(&group.header, 60)
            );
            let help = format!(
                "`--uncertainty columns` reads them so; `--attribute \"{}\"` leaves them out; `--max` or `--min` makes criteria of them",
                list(&others, "").join(",")
            );
            findings.push(Finding::error(table.header_place(*first), message).help(help));
            continue;
        }
        let mut cells = Vec::with_capacity(table.rows());
        for row in 0..table.rows() {
            match cell(table, &group, row) {
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
    gone.sort_unstable();
    for column in gone.into_iter().rev() {
        table.without_column(column);
    }
    out
}

/// What a row says of the criterion, in the notation of cells.
fn cell(table: &RawTable, group: &Group, row: usize) -> Result<String, Box<Finding>> {
    let column = |part: Part| group.parts.iter().find(|(of, _)| *of == part).map(|(_, at)| *at);
    let text = |part: Part| -> String {
        let Some(column) = column(part) else { return String::new() };
        match table.cell(row, column) {
            // A number of a typed table must not become a text with two readings.
            RawCell::Number(x) => written(x, &Marks::any(table.decimal_comma)),
            cell => cell.text().into_owned(),
        }
    };
    let [low, figure, high, std, kind] =
        [Part::Low, Part::Figure, Part::High, Part::Deviation, Part::Distribution].map(text);
    let fail = |part: Part, message: &str, help: &str| {
        let at = column(part).or(column(Part::Figure)).unwrap_or(0);
        Err(Box::new(Finding::error(table.place(row, at), message).help(help)))
    };
    let has = |text: &str| !text.is_empty();
    if has(&low) != has(&high) {
        let (there, missing) = if has(&low) { (Part::Low, "upper") } else { (Part::High, "lower") };
        let message = format!("this figure has no {missing} end, and has the other one");
        return fail(there, &message, "give both ends or neither");
    }
    match kind.to_lowercase().as_str() {
        "" if has(&low) && has(&std) => fail(
            Part::Deviation,
            "this figure has two ends and a standard deviation",
            "keep one of them, or say which counts in a column `distribution`",
        ),
        "" | "none" if has(&std) && has(&figure) => Ok(format!("{figure}±{std}")),
        "" | "none" if has(&std) => fail(
            Part::Deviation,
            "this standard deviation has no figure",
            "give the figure, or remove the deviation",
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
            "this distribution lacks a figure in its row",
            "a range and `uniform` take low and high, `triangular` the figure as well, `normal` the figure and a standard deviation",
        ),
        _ => fail(
            Part::Distribution,
            &format!("`{}` is not a distribution that is read here", shorten(&kind, 60)),
            "write range, uniform, triangular or normal",
        ),
    }
}
