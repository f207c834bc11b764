//! Figures as XMCDA writes them, and as the cells of our tables.

use super::draft::DraftCriterion;
use super::xml::Element;
use crate::error::{Finding, Findings, Said, both, shorten};
use crate::problem::{Scale, number};

/// A figure.
#[derive(Debug)]
pub(super) enum Figure {
    /// A number.
    Number(f64),
    /// A label.
    Label(String),
    /// Anything between two ends.
    Between(Box<Figure>, Box<Figure>),
    /// Not known.
    Unknown,
    /// A fuzzy number.
    Fuzzy,
}

/// The one figure of an element with `values`.
pub(super) fn only(of: &Element, findings: &mut Findings) -> Option<Figure> {
    // Version 3 has `values`; a file may leave that out around a single value.
    let values: Vec<&Element> = match of.child("values") {
        Some(values) => values.all("value").collect(),
        None => of.all("value").collect(),
    };
    match values[..] {
        [value] => one(value, findings),
        _ => {
            let many = values.len();
            let message = both(
                format!("{many} values stand here, and one is read"),
                format!("hier staan {many:#} waarden, en één wordt gelezen"),
            );
            findings.push(Finding::error(of.place(), message));
            None
        }
    }
}

/// The figure in an element, which says of which kind it is.
pub(super) fn one(of: &Element, findings: &mut Findings) -> Option<Figure> {
    let [kind] = &of.children[..] else {
        findings.push(no_number(of));
        return None;
    };
    let text = kind.text.as_str();
    match kind.name.as_str() {
        "integer" | "real" => match crate::problem::plain_number(text) {
            Some(x) => return Some(Figure::Number(x)),
            None => findings.push(no_number(kind)),
        },
        "rational" => {
            let part = |name: &str| kind.text_of(name).and_then(crate::problem::plain_number);
            match (part("numerator"), part("denominator")) {
                (Some(above), Some(below)) if below != 0.0 => {
                    return Some(Figure::Number(above / below));
                }
                _ => findings.push(no_number(kind)),
            }
        }
        "boolean" => match text {
            "true" | "1" => return Some(Figure::Number(1.0)),
            "false" | "0" => return Some(Figure::Number(0.0)),
            _ => findings.push(no_number(kind)),
        },
        "label" => return Some(Figure::Label(text.to_owned())),
        "valuedLabel" => {
            return Some(Figure::Label(kind.text_of("label").unwrap_or_default().to_owned()));
        }
        "NA" => return Some(Figure::Unknown),
        "fuzzyNumber" => return Some(Figure::Fuzzy),
        "interval" => {
            let (Some(low), Some(high)) = (kind.child("lowerBound"), kind.child("upperBound"))
            else {
                let message = both(
                    "this interval has one end; a range here has two",
                    "dit interval heeft één uiteinde; een bereik heeft er hier twee",
                );
                findings.push(Finding::error(kind.place(), message).help(both(
                    "give the other end: that of the scale, where nothing else is known",
                    "geef het andere uiteinde: dat van de schaal, als er niets anders bekend is",
                )));
                return None;
            };
            let (low, high) = (one(low, findings)?, one(high, findings)?);
            return Some(Figure::Between(Box::new(low), Box::new(high)));
        }
        other => {
            let shown = shorten(other, 40);
            let message = both(
                format!("<{shown}> is no kind of value that is read"),
                format!("<{shown}> is geen soort waarde die wordt gelezen"),
            );
            findings.push(Finding::error(kind.place(), message));
        }
    }
    None
}

/// The finding about an element that holds no finite number.
pub(super) fn no_number(of: &Element) -> Finding {
    let shown = shorten(&of.text, 60);
    let message = both(
        format!("<{}> holds `{shown}`, and a finite number belongs here", of.name),
        format!("<{}> bevat `{shown:#}`, en hier hoort een eindig getal", of.name),
    );
    Finding::error(of.place(), message)
}

/// A figure on its criterion, in the notation of our tables.
///
/// # Errors
/// What makes the finding, given where the figure stands.
pub(super) fn cell(
    figure: &Figure,
    criterion: &DraftCriterion,
) -> Result<String, impl Fn(&Element) -> Finding + use<>> {
    let levels = match &criterion.scale {
        Some(Scale::Ordinal(levels)) => Some(&levels[..]),
        _ => None,
    };
    written(figure, levels).map_err(|(message, known)| {
        let id = criterion.id.clone();
        move |of: &Element| {
            let message = both(format!("`{id}`: {message}"), format!("`{id:#}`: {message:#}"));
            let finding = Finding::error(of.place(), message);
            match known.len() {
                0 => finding,
                _ => finding.suggest("", known.iter().map(String::as_str)),
            }
        }
    })
}

fn written(figure: &Figure, levels: Option<&[String]>) -> Result<String, (Said, Vec<String>)> {
    match (figure, levels) {
        (Figure::Unknown | Figure::Fuzzy, _) => Ok(String::new()),
        (Figure::Number(x), None) => Ok(number(*x)),
        // A place between the levels, counted from 0.
        (Figure::Number(x), Some(_)) => Ok(format!("#{}", number(*x))),
        (Figure::Label(label), Some(levels)) if levels.contains(label) => Ok(label.clone()),
        (Figure::Label(label), Some(levels)) => {
            let shown = shorten(label, 60);
            let message = both(
                format!("`{shown}` is no label of its scale"),
                format!("`{shown:#}` is geen label van zijn schaal"),
            );
            Err((message, levels.to_vec()))
        }
        (Figure::Label(label), None) => {
            let shown = shorten(label, 60);
            let message = both(
                format!("`{shown}` is a label, and its scale has numbers"),
                format!("`{shown:#}` is een label, en zijn schaal heeft getallen"),
            );
            Err((message, Vec::new()))
        }
        (Figure::Between(low, high), _) => {
            if let (Figure::Number(low), Figure::Number(high)) = (&**low, &**high)
                && low > high
            {
                let (low, high) = (number(*low), number(*high));
                let message = both(
                    format!("the interval goes from {low} down to {high}"),
                    format!("het interval gaat van {low:#} omlaag naar {high:#}"),
                );
                return Err((message, Vec::new()));
            }
            let (low, high) = (written(low, levels)?, written(high, levels)?);
            Ok(format!("{low}..{high}"))
        }
    }
}

/// The points of a function that is piecewise linear, whose segments must join.
pub(super) fn points(pieces: &Element, findings: &mut Findings) -> Option<Vec<(f64, f64)>> {
    let mut out: Vec<(f64, f64)> = Vec::new();
    for segment in pieces.all("segment") {
        for end in ["head", "tail"] {
            let Some(point) = segment.child(end) else {
                let message =
                    both(format!("<{end}> is missing here"), format!("<{end}> ontbreekt hier"));
                findings.push(Finding::error(segment.place(), message));
                return None;
            };
            let mut part = |name: &str| match point.child(name).map(|it| one(it, findings)) {
                Some(Some(Figure::Number(x))) => Some(x),
                Some(None) => None,
                _ => {
                    findings.push(no_number(point));
                    None
                }
            };
            let (x, y) = (part("abscissa")?, part("ordinate")?);
            match out.last() {
                Some(last) if end == "head" && *last == (x, y) => {}
                Some(last) if end == "head" || last.0 >= x => {
                    let message = both(
                        "the segments of this function do not join from left to right",
                        "de stukken van deze functie sluiten niet van links naar rechts aan",
                    );
                    findings.push(Finding::error(segment.place(), message).help(both(
                        "let each begin where the one before it ends; a function with jumps is not read",
                        "laat elk beginnen waar het vorige eindigt; een functie met sprongen wordt niet gelezen",
                    )));
                    return None;
                }
                _ => out.push((x, y)),
            }
        }
    }
    (out.len() > 1).then_some(out)
}
