//! Scales, directions and value functions of XMCDA.

use super::draft::{Directions, Draft, no_direction, twice};
use super::figures::{self, Figure};
use super::hierarchy::parents;
use super::listed::{Listed, Sections};
use super::xml::Element;
use crate::error::{Finding, Findings, both, shorten};
use crate::problem::{Beyond, Direction, Scale, number};

/// Scales and directions.
pub(super) fn scales(
    sections: &Sections,
    listed: &Listed,
    said: &Directions,
    draft: &mut Draft,
    findings: &mut Findings,
) {
    let mut seen = vec![false; draft.criteria.len()];
    for element in sections.entries("criteriaScales", ["criterionScale", "criterionScales"]) {
        let Some(at) = listed.criterion(element, findings) else { continue };
        let scales: Vec<&Element> =
            element.child("scales").map(|it| it.all("scale").collect()).unwrap_or_default();
        let [scale] = scales[..] else {
            let (id, many) = (&draft.criteria[at].id, scales.len());
            let message = both(
                format!("`{id}` has {many} scales, and one is read"),
                format!("`{id:#}` heeft {many:#} schalen, en één wordt gelezen"),
            );
            findings.push(Finding::error(element.place(), message));
            seen[at] = true;
            continue;
        };
        if std::mem::replace(&mut seen[at], true) {
            let what = both("the scale of", "de schaal van");
            findings.push(twice(what, &draft.criteria[at].id, element.place()));
            continue;
        }
        read_scale(scale, at, draft, findings);
    }
    let below = parents(sections);
    for (at, criterion) in draft.criteria.iter_mut().enumerate() {
        if seen[at] || below.contains(&criterion.id) {
            continue;
        }
        match said.of(&criterion.id) {
            Some(direction) => criterion.direction = direction,
            None => findings.push(no_direction(&criterion.id, criterion.place.clone())),
        }
    }
}

fn read_scale(scale: &Element, at: usize, draft: &mut Draft, findings: &mut Findings) {
    let id = draft.criteria[at].id.clone();
    let Some(kind) = scale
        .children
        .iter()
        .find(|it| ["quantitative", "qualitative"].contains(&it.name.as_str()))
    else {
        let message = both(
            format!("the scale of `{id}` has no order"),
            format!("de schaal van `{id:#}` heeft geen volgorde"),
        );
        findings.push(Finding::error(scale.place(), message).help(both(
            "give it a qualitative scale, with a value per label",
            "geef het een kwalitatieve schaal, met een waarde per label",
        )));
        return;
    };
    draft.criteria[at].direction = match kind.text_of("preferenceDirection") {
        Some("max") => Direction::Max,
        Some("min") => Direction::Min,
        other => {
            let shown = shorten(other.unwrap_or_default(), 40);
            let message = both(
                format!(
                    "the preference direction of `{id}` is `{shown}`, and max or min belongs there"
                ),
                format!(
                    "de voorkeursrichting van `{id:#}` is `{shown:#}`, en daar hoort max of min"
                ),
            );
            findings.push(Finding::error(kind.place(), message));
            return;
        }
    };
    if kind.name == "qualitative" {
        draft.criteria[at].scale = levels(kind, &id, draft, findings).map(Scale::Ordinal);
        return;
    }
    let mut end = |name: &str| -> Option<f64> {
        let element = kind.child(name)?;
        let found = figures::one(element, findings)?;
        match found {
            Figure::Number(x) => Some(x),
            Figure::Unknown => None,
            _ => {
                findings.push(figures::no_number(element));
                None
            }
        }
    };
    let (low, high) = (end("minimum"), end("maximum"));
    let beyond = match scale.attribute("mcdaConcept") {
        Some("clamp") => Beyond::Clamp,
        Some("extend") => Beyond::Extend,
        _ => Beyond::Error,
    };
    match (low, high) {
        (Some(min), Some(max)) if min < max => {
            draft.criteria[at].scale = Some(Scale::Numeric { min, max, beyond });
        }
        (Some(min), Some(max)) => {
            let (min, max) = (number(min), number(max));
            let message = both(
                format!("the scale of `{id}` goes from {min} to {max}, which is no way up"),
                format!("de schaal van `{id:#}` gaat van {min:#} tot {max:#}, en dat stijgt niet"),
            );
            findings.push(Finding::error(kind.place(), message));
        }
        (None, None) => {}
        _ => draft.lost.push(both(
            format!("the one end that the scale of `{id}` has"),
            format!("het ene uiteinde dat de schaal van `{id:#}` heeft"),
        )),
    }
}

/// The labels of a qualitative scale in the order of their values.
fn levels(
    kind: &Element,
    id: &str,
    draft: &mut Draft,
    findings: &mut Findings,
) -> Option<Vec<String>> {
    let mut out: Vec<(f64, String)> = Vec::new();
    let labels: Vec<&Element> =
        kind.child("valuedLabels").map(|it| it.all("valuedLabel").collect()).unwrap_or_default();
    for element in labels {
        let (label, value) = (element.text_of("label"), element.child("value"));
        let (Some(label), Some(value)) = (label, value) else {
            let message =
                both("a label and a value belong here", "hier horen een label en een waarde");
            findings.push(Finding::error(element.place(), message));
            return None;
        };
        let Some(Figure::Number(x)) = figures::one(value, findings) else {
            findings.push(figures::no_number(value));
            return None;
        };
        if out.iter().any(|(known, text)| *known == x || text == label) {
            findings.push(twice(
                both("the label or value of", "het label of de waarde van"),
                &shorten(label, 60),
                element.place(),
            ));
            return None;
        }
        out.push((x, label.to_owned()));
    }
    out.sort_by(|a, b| a.0.total_cmp(&b.0));
    if out.len() < 2 {
        let message = both(
            format!("the qualitative scale of `{id}` has fewer than two labels"),
            format!("de kwalitatieve schaal van `{id:#}` heeft minder dan twee labels"),
        );
        findings.push(Finding::error(kind.place(), message));
        return None;
    }
    let steps: Vec<f64> = out.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    if steps.iter().any(|step| *step != steps[0]) {
        draft.lost.push(both(
            format!("the figures of the levels of `{id}`: levels lie equally far apart, unless `value` says otherwise"),
            format!("de cijfers van de niveaus van `{id:#}`: niveaus liggen even ver uit elkaar, tenzij `value` iets anders zegt"),
        ));
    }
    Some(out.into_iter().map(|(_, label)| label).collect())
}

/// Value functions that are piecewise linear.
pub(super) fn functions(
    sections: &Sections,
    listed: &Listed,
    draft: &mut Draft,
    findings: &mut Findings,
) {
    for element in
        sections.entries("criteriaFunctions", ["criterionFunction", "criterionFunctions"])
    {
        let Some(at) = listed.criterion(element, findings) else { continue };
        let id = draft.criteria[at].id.clone();
        let all: Vec<&Element> =
            element.child("functions").map(|it| it.all("function").collect()).unwrap_or_default();
        let pieces = match all[..] {
            [one] => one.child("piecewiseLinear"),
            _ => None,
        };
        let Some(pieces) = pieces else {
            draft.lost.push(both(
                format!("the function of `{id}`: one that is piecewise linear is read"),
                format!("de functie van `{id:#}`: één die stuksgewijs lineair is, wordt gelezen"),
            ));
            continue;
        };
        if !draft.criteria[at].points.is_empty() {
            findings.push(twice(both("the function of", "de functie van"), &id, element.place()));
            continue;
        }
        let Some(points) = figures::points(pieces, findings) else { continue };
        if points.iter().any(|(_, y)| !(0.0..=1.0).contains(y)) {
            let message = both(
                format!("the values of `{id}` do not all lie between 0 and 1"),
                format!("de waarden van `{id:#}` liggen niet allemaal tussen 0 en 1"),
            );
            findings.push(Finding::error(pieces.place(), message).help(both(
                "divide them by the highest, and multiply the criterion's weight by it",
                "deel ze door de hoogste, en vermenigvuldig het gewicht van het criterium ermee",
            )));
            continue;
        }
        // A function that rises and then falls has its best figure in between.
        let top = points.iter().enumerate().max_by(|a, b| a.1.1.total_cmp(&b.1.1));
        if let Some((peak, (x, _))) = top
            && points[..=peak].windows(2).any(|pair| pair[0].1 < pair[1].1)
            && points[peak..].windows(2).any(|pair| pair[0].1 > pair[1].1)
        {
            draft.criteria[at].direction = Direction::Target(*x);
        }
        draft.criteria[at].points = points;
    }
}
