//! The first stages of a query: the table's columns under the names of the query, and the figure of
//! every alternative on every criterion with its range, adjusted and cut as the program does it.

use super::curve;
use super::dialect::literal;
use super::plan::{Plan, PlannedLeaf, are_truths, high, low, shift_curve};
use super::query::{Column, Query, column, select};
use crate::case::{ShiftBy, StatedShift};
use crate::problem::{Beyond, Curve, Direction, Scale, number};

/// The stage that reads the table.
pub(super) const READ: &str = "cells";
/// The stage with a figure for every criterion.
const FIGURES: &str = "figures";
/// The same with adjustments.
const ADJUSTED: &str = "adjusted";

/// Add the stages; the name of the last one is returned.
pub(super) fn add(plan: &Plan, query: &mut Query, table: &str) -> &'static str {
    read(plan, query, table);
    figures(plan, query);
    if plan.leaves.iter().all(|leaf| leaf.shifts.is_empty()) {
        return FIGURES;
    }
    adjusted(plan, query);
    ADJUSTED
}

/// The columns that the query reads, for its head: each with what is expected there.
pub(super) fn described(plan: &Plan) -> Vec<String> {
    let dialect = plan.dialect;
    let mut out = Vec::new();
    for key in &plan.keys {
        let text = plan.say(
            "a key: together they name an alternative, once",
            "een sleutel: samen noemen ze een alternatief, één keer",
        );
        out.push(format!("  {}: {text}", dialect.name_inside(key.id)));
    }
    for leaf in &plan.leaves {
        let what = match &leaf.criterion.scale {
            Some(Scale::Ordinal(levels)) => {
                let levels = levels.join(", ");
                plan.say(
                    format!("one of the texts {levels}"),
                    format!("een van de teksten {levels}"),
                )
            }
            Some(Scale::Numeric { min, max, beyond }) => {
                let (min, max) = (number(*min), number(*max));
                match beyond {
                    Beyond::Error => plan.say(
                        format!("a number from {min} to {max}"),
                        format!("een getal van {min} tot {max}"),
                    ),
                    Beyond::Clamp => plan.say(
                        format!("a number; beyond {min} to {max} it counts as the end"),
                        format!("een getal; buiten {min} tot {max} telt het als het uiteinde"),
                    ),
                    Beyond::Extend => plan.say(
                        format!("a number; the scale is {min} to {max}"),
                        format!("een getal; de schaal is {min} tot {max}"),
                    ),
                }
            }
            None => plan.say("a number".to_owned(), "een getal".to_owned()),
        };
        let null = match (&leaf.criterion.scale, leaf.ranged) {
            (Some(_), _) => plan.say("NULL: not known", "NULL: niet bekend"),
            (None, false) => {
                plan.say("never NULL: it has no scale", "nooit NULL: er is geen schaal")
            }
            (None, true) => plan.say(
                "NULL only where there is a range: it has no scale",
                "NULL alleen waar er een bereik is: er is geen schaal",
            ),
        };
        out.push(format!("  {}: {what}. {null}", dialect.name_inside(leaf.header)));
        if leaf.ranged {
            let (from, to) =
                (dialect.name_inside(&low(leaf.header)), dialect.name_inside(&high(leaf.header)));
            let text = plan.say(
                "the ends of its range, or NULL; the figure itself is then NULL (the middle counts) or the most likely one",
                "de uiteinden van het bereik, of NULL; het cijfer zelf is dan NULL (het midden telt) of het waarschijnlijkste",
            );
            out.push(format!("  {from}, {to}: {text}"));
        }
    }
    for attribute in &plan.attributes {
        let what = match attribute.is_text {
            true => plan.say("a text", "een tekst"),
            false => plan.say("a number", "een getal"),
        };
        let used = plan.say("for requirements or adjustments", "voor eisen of aanpassingen");
        out.push(format!("  {}: {what}, {used}", dialect.name_inside(attribute.header)));
    }
    out
}

/// The label of a leaf, for comments.
pub(super) fn label(plan: &Plan, leaf: &PlannedLeaf) -> String {
    let label = leaf.criterion.label.get(plan.language);
    match label.is_empty() || label == leaf.criterion.id {
        true => leaf.criterion.id.clone(),
        false => format!("{}: {label}", leaf.criterion.id),
    }
}

/// A message that stops the query: what is wrong, the figure at fault and the alternative.
fn stop(plan: &Plan, leaf: &PlannedLeaf, figure: &str, wrong: (&str, &str)) -> String {
    let dialect = plan.dialect;
    let start = dialect.text_inside(&format!("{}: ", leaf.criterion.id));
    let end = dialect.text_inside(&format!(" {} ", plan.say(wrong.0, wrong.1)));
    let slash = dialect.text_inside("/");
    let keys: Vec<String> = plan.keys.iter().map(|key| dialect.as_text(&key.name)).collect();
    let unknown = dialect.text_inside("NULL");
    let figure = format!("COALESCE({}, {unknown})", dialect.as_text(figure));
    let name = format!("COALESCE({}, {unknown})", keys.join(&format!(" || {slash} || ")));
    dialect.stop(&format!("{start} || {figure} || {end} || {name}"))
}

/// A message that stops the query at a column of truth values where texts are compared, with the
/// alternative where it was met.
fn stop_at_truth(plan: &Plan, header: &str) -> String {
    let dialect = plan.dialect;
    let wrong = plan.say(
        "this column is read as truth values, and must be a text, at",
        "deze kolom is als waarheidswaarden gelezen, en moet een tekst zijn, bij",
    );
    let start = dialect.text_inside(&format!("{header}: {wrong} "));
    let of = |id: &str| dialect.as_text(&format!("t.{}", dialect.name_inside(id)));
    let keys: Vec<String> = plan.keys.iter().map(|key| of(key.id)).collect();
    let (slash, unknown) = (dialect.text_inside("/"), dialect.text_inside("NULL"));
    let name = format!("COALESCE({}, {unknown})", keys.join(&format!(" || {slash} || ")));
    dialect.stop(&format!("{start} || {name}"))
}

fn read(plan: &Plan, query: &mut Query, table: &str) {
    let dialect = plan.dialect;
    let of = |header: &str| format!("t.{}", dialect.name_inside(header));
    let mut columns: Vec<Column> =
        plan.keys.iter().map(|key| column(of(key.id), key.name.clone())).collect();
    // A reader of files may make truth values of a column with yes and no, and their texts are true
    // and false: no text of the case would be found, without an error.
    let text = |header: &str, is_truth: bool| match is_truth {
        true => dialect.as_text(&of(header)),
        false => format!(
            "CASE WHEN {} THEN {} ELSE {} END",
            dialect.is_truth(&of(header)),
            dialect.as_text(&stop_at_truth(plan, header)),
            dialect.as_text(&of(header))
        ),
    };
    for (at, key) in plan.keys.iter().enumerate() {
        let Some(name) = &key.text else { continue };
        let compared = (plan.case.gates.iter().filter_map(|gate| gate.when.as_ref()))
            .chain(plan.shifts.iter().map(|shift| &shift.when))
            .flatten()
            .filter(|(key, _)| *key == at)
            .flat_map(|(_, values)| values.iter().map(String::as_str));
        let is_truth = are_truths(compared.chain(key.references.iter().copied()));
        columns.push(column(text(key.id, is_truth), name.clone()));
    }
    let unknown = |text: &str| format!("NULLIF(NULLIF({text}, ''), '?')");
    for leaf in &plan.leaves {
        let (texts, is_truth) = match &leaf.criterion.scale {
            Some(Scale::Ordinal(levels)) => (true, are_truths(levels.iter().map(String::as_str))),
            _ => (false, false),
        };
        let cell = |header: &str| match texts {
            true => unknown(&text(header, is_truth)),
            false => dialect.as_double(&of(header)),
        };
        columns.push(column(cell(leaf.header), leaf.name("c")).said(label(plan, leaf)));
        if leaf.ranged {
            columns.push(column(cell(&low(leaf.header)), leaf.name("cl")));
            columns.push(column(cell(&high(leaf.header)), leaf.name("ch")));
        }
    }
    for attribute in &plan.attributes {
        let cell = of(attribute.header);
        let cell = match attribute.is_text {
            true => unknown(&text(attribute.header, attribute.is_truth)),
            false => dialect.as_double(&cell),
        };
        columns.push(column(cell, attribute.name.clone()).said(attribute.header));
    }
    let comment = plan.say(
        "The table, its columns under the names of this query.",
        "De tabel, met haar kolommen onder de namen van deze query.",
    );
    query.add(
        &[comment.to_owned()],
        READ,
        &select(None, &columns, &format!("FROM {table} AS t"), "  "),
    );
}

/// A cell as a figure on the axis of its criterion: the place of a level, or the number itself.
fn on_axis(plan: &Plan, leaf: &PlannedLeaf, cell: &str) -> String {
    let Some(Scale::Ordinal(levels)) = &leaf.criterion.scale else { return cell.to_owned() };
    let dialect = plan.dialect;
    let level = |(place, level): (usize, &String)| {
        format!("WHEN {cell} = {} THEN {}", dialect.text_inside(level), literal(place as f64))
    };
    let whens: Vec<String> = levels.iter().enumerate().map(level).collect();
    let wrong = stop(plan, leaf, cell, ("is no level, of", "is geen niveau, van"));
    let text = format!(
        "CASE\n  WHEN {cell} IS NULL THEN NULL\n  {}\n  ELSE {wrong}\nEND",
        whens.join("\n  ")
    );
    dialect.as_double(&text)
}

/// A stage of levels comes first where there are any; then the figures.
fn figures(plan: &Plan, query: &mut Query) {
    let ordinal = |leaf: &&PlannedLeaf| matches!(leaf.criterion.scale, Some(Scale::Ordinal(_)));
    let mut from = READ;
    if plan.leaves.iter().any(|leaf| ordinal(&leaf)) {
        let mut columns = Vec::new();
        for leaf in plan.leaves.iter().filter(ordinal) {
            for (cell, place) in cells(leaf) {
                let cell = on_axis(plan, leaf, &leaf.name(cell));
                columns.push(column(cell, leaf.name(place)).said(label(plan, leaf)));
            }
        }
        let comment = plan.say(
            "Levels count 0, 1, 2 ... from the worst.",
            "Niveaus tellen 0, 1, 2 ... vanaf het slechtste.",
        );
        from = "places";
        query.add(
            &[comment.to_owned()],
            from,
            &select(Some("p.*"), &columns, &format!("FROM {READ} AS p"), "  "),
        );
    }
    let mut columns = Vec::new();
    for leaf in &plan.leaves {
        let before = !leaf.shifts.is_empty();
        columns.push(column(known(leaf), leaf.name("known")).said(label(plan, leaf)));
        let name = |letter: &str| match before {
            true => leaf.name(&format!("b{letter}")),
            false => leaf.name(letter),
        };
        columns.push(column(nominal(plan, leaf), name("x")));
        if leaf.spread {
            let (least, most) = range(leaf);
            columns.push(column(least, name("lo")));
            columns.push(column(most, name("hi")));
        }
    }
    let comment = plan.say(
        "Figures: what stands for each cell (x), and the ends of its range (lo, hi) where they are needed.",
        "Cijfers: wat voor elke cel staat (x), en de uiteinden van het bereik (lo, hi) waar ze nodig zijn.",
    );
    let second = plan.say(
        "The middle of the scale stands for what is not known; its range is the whole scale.",
        "Voor wat niet bekend is, staat het midden van de schaal; het bereik is de hele schaal.",
    );
    query.add(
        &[comment.to_owned(), second.to_owned()],
        FIGURES,
        &select(Some("p.*"), &columns, &format!("FROM {from} AS p"), "  "),
    );
}

/// The letters of the columns that a leaf is read from, and of the places that levels become.
fn cells(leaf: &PlannedLeaf) -> Vec<(&'static str, &'static str)> {
    match leaf.ranged {
        true => vec![("c", "n"), ("cl", "nl"), ("ch", "nh")],
        false => vec![("c", "n")],
    }
}

/// The columns of a leaf on its axis: the figure, and the ends of its range.
fn axis(leaf: &PlannedLeaf) -> (String, String, String) {
    match leaf.criterion.scale {
        Some(Scale::Ordinal(_)) => (leaf.name("n"), leaf.name("nl"), leaf.name("nh")),
        _ => (leaf.name("c"), leaf.name("cl"), leaf.name("ch")),
    }
}

fn known(leaf: &PlannedLeaf) -> String {
    let (figure, low, high) = axis(leaf);
    match leaf.ranged {
        true => format!("({figure} IS NOT NULL OR {low} IS NOT NULL OR {high} IS NOT NULL)"),
        false => format!("({figure} IS NOT NULL)"),
    }
}

/// An expression cut to two ends, as far as they are finite.
fn cut(expression: &str, (low, high): (f64, f64)) -> String {
    let mut out = expression.to_owned();
    if low.is_finite() {
        out = format!("GREATEST({out}, {})", literal(low));
    }
    if high.is_finite() {
        out = format!("LEAST({out}, {})", literal(high));
    }
    out
}

/// What a figure is cut to where no adjustment says more.
fn limits(leaf: &PlannedLeaf) -> (f64, f64) {
    leaf.criterion.scale.as_ref().map_or((f64::NEG_INFINITY, f64::INFINITY), Scale::limits)
}

/// The one figure of a cell. Here what the program refuses stops the query.
fn nominal(plan: &Plan, leaf: &PlannedLeaf) -> String {
    let (figure, low, high) = axis(leaf);
    let is_strict =
        matches!(leaf.criterion.scale, Some(Scale::Numeric { beyond: Beyond::Error, .. }));
    let numeric = !matches!(leaf.criterion.scale, Some(Scale::Ordinal(_)));
    let mut whens: Vec<String> = Vec::new();
    let mut when = |condition: String, then: String| {
        whens.push(format!("WHEN {condition} THEN {then}"));
    };
    let unknown = match leaf.scale() {
        Some((low, high)) => literal(low / 2.0 + high / 2.0),
        None => stop(
            plan,
            leaf,
            &figure,
            (
                "is not known, and there is no scale, of",
                "is niet bekend, en er is geen schaal, van",
            ),
        ),
    };
    let none = match leaf.ranged {
        true => format!("{figure} IS NULL AND {low} IS NULL AND {high} IS NULL"),
        false => format!("{figure} IS NULL"),
    };
    when(none, unknown);
    let finite = |x: &str| {
        let most = literal(f64::MAX);
        format!("{x} BETWEEN -{most} AND {most}")
    };
    if numeric {
        let wrong =
            stop(plan, leaf, &figure, ("is no finite number, of", "is geen eindig getal, van"));
        when(format!("NOT ({})", finite(&figure)), wrong);
        if leaf.ranged {
            for end in [&low, &high] {
                let wrong =
                    stop(plan, leaf, end, ("is no finite number, of", "is geen eindig getal, van"));
                when(format!("NOT ({})", finite(end)), wrong);
            }
        }
    }
    let beyond =
        |x: &str| stop(plan, leaf, x, ("lies beyond the scale, of", "ligt buiten de schaal, van"));
    if leaf.ranged {
        let half = |x: &str| {
            stop(
                plan,
                leaf,
                x,
                ("is one end without the other, of", "is het ene uiteinde zonder het andere, van"),
            )
        };
        when(format!("{high} IS NULL AND {low} IS NOT NULL"), half(&low));
        when(format!("{low} IS NULL AND {high} IS NOT NULL"), half(&high));
        let order = stop(
            plan,
            leaf,
            &low,
            (
                "is not below the figure and the other end, of",
                "ligt niet onder het cijfer en het andere uiteinde, van",
            ),
        );
        when(format!("{low} > {high} OR {figure} < {low} OR {figure} > {high}"), order);
        if is_strict && let Some((least, most)) = leaf.scale() {
            let (least, most) = (literal(least), literal(most));
            // A triangle that reaches beyond the scale is cut, as the program does it.
            when(format!("{figure} IS NULL AND {low} < {least}"), beyond(&low));
            when(format!("{figure} IS NULL AND {high} > {most}"), beyond(&high));
            let (top, bottom) =
                (format!("COALESCE({high}, {figure})"), format!("COALESCE({low}, {figure})"));
            when(format!("{top} < {least}"), beyond(&top));
            when(format!("{bottom} > {most}"), beyond(&bottom));
        }
    } else if is_strict && let Some((least, most)) = leaf.scale() {
        when(
            format!("{figure} < {} OR {figure} > {}", literal(least), literal(most)),
            beyond(&figure),
        );
    }
    let one = match leaf.ranged {
        true => format!("COALESCE({figure}, {low} / 2e0 + {high} / 2e0)"),
        false => figure,
    };
    let limits = match leaf.shifts.is_empty() {
        true => limits(leaf),
        // Shifts come first; what lies beyond a scale with an error has been cut to it.
        false if is_strict => leaf.scale().unwrap_or((f64::NEG_INFINITY, f64::INFINITY)),
        false => (f64::NEG_INFINITY, f64::INFINITY),
    };
    format!("CASE\n  {}\n  ELSE {}\nEND", whens.join("\n  "), cut(&one, limits))
}

/// The ends of the range of a cell.
fn range(leaf: &PlannedLeaf) -> (String, String) {
    let (figure, low, high) = axis(leaf);
    let ends = leaf.scale();
    let end = |end: &str, of_scale: Option<f64>| {
        let mut parts = Vec::new();
        if leaf.ranged {
            parts.push(end.to_owned());
        }
        parts.push(figure.clone());
        parts.extend(of_scale.map(literal));
        match &parts[..] {
            [one] => one.clone(),
            _ => format!("COALESCE({})", parts.join(", ")),
        }
    };
    let strict = matches!(leaf.criterion.scale, Some(Scale::Numeric { beyond: Beyond::Error, .. }));
    let limits = match leaf.shifts.is_empty() || strict {
        true => limits(leaf),
        false => (f64::NEG_INFINITY, f64::INFINITY),
    };
    let least = end(&low, ends.map(|ends| ends.0));
    let most = end(&high, ends.map(|ends| ends.1));
    (cut(&least, limits), cut(&most, limits))
}

fn adjusted(plan: &Plan, query: &mut Query) {
    let mut columns = Vec::new();
    for leaf in plan.leaves.iter().filter(|leaf| !leaf.shifts.is_empty()) {
        let of: Vec<&StatedShift> = leaf.shifts.iter().map(|at| &plan.shifts[*at]).collect();
        let known = leaf.name("known");
        let (least, most) = adjusted_limits(plan, leaf, &of);
        let moved = |letter: &str, end: End| {
            let mut sum = leaf.name(&format!("b{letter}"));
            for shift in &of {
                sum.push_str(&format!(" + {}", shifted(plan, leaf, shift, end)));
            }
            let mut out = format!("({sum})");
            if let Some(least) = &least {
                out = format!("GREATEST({out}, {least})");
            }
            if let Some(most) = &most {
                // Where limits cross, the lower one counts.
                let most = match &least {
                    Some(least) if of.len() > 1 => format!("GREATEST({most}, {least})"),
                    _ => most.clone(),
                };
                out = format!("LEAST({out}, {most})");
            }
            let own = leaf.name(&format!("b{letter}"));
            format!("CASE WHEN {known} THEN\n  {}\nELSE {own} END", out.replace('\n', "\n  "))
        };
        let reasons: Vec<String> = leaf
            .shifts
            .iter()
            .map(|at| plan.problem.adjustments[*at].reason.get(plan.language).to_owned())
            .filter(|reason| !reason.is_empty())
            .collect();
        let said = format!("{}. {}", label(plan, leaf), reasons.join("; "));
        columns.push(column(moved("x", End::Nominal), leaf.name("x")).said(said.trim().to_owned()));
        if leaf.spread {
            columns.push(column(moved("lo", End::Low), leaf.name("lo")));
            columns.push(column(moved("hi", End::High), leaf.name("hi")));
        }
    }
    let comment = plan.say(
        "Adjustments: what other facts of an alternative add to its figures. What is not known stays so.",
        "Aanpassingen: wat andere gegevens van een alternatief bij zijn cijfers optellen. Wat niet bekend is, blijft dat.",
    );
    query.add(
        &[comment.to_owned()],
        ADJUSTED,
        &select(Some("p.*"), &columns, &format!("FROM {FIGURES} AS p"), "  "),
    );
}

/// Which figure of a range.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Low,
    Nominal,
    High,
}

/// The limits of an adjusted figure, by the alternatives that each limit holds for.
fn adjusted_limits(
    plan: &Plan,
    leaf: &PlannedLeaf,
    shifts: &[&StatedShift],
) -> (Option<String>, Option<String>) {
    let own = limits(leaf);
    let of = |own: f64, join: &str, limit: &dyn Fn(&StatedShift) -> f64| {
        let mut parts: Vec<String> = Vec::new();
        if own.is_finite() {
            parts.push(literal(own));
        }
        for shift in shifts.iter().filter(|shift| limit(shift).is_finite()) {
            let limit_text = literal(limit(shift));
            parts.push(match plan.condition(&shift.when) {
                // A limit that does not hold here is none.
                Some(when) => format!("CASE WHEN {when} THEN {limit_text} END"),
                None => limit_text,
            });
        }
        match &parts[..] {
            [] => None,
            [one] => Some(one.clone()),
            _ => Some(format!("{join}({})", parts.join(", "))),
        }
    };
    (of(own.0, "GREATEST", &|shift| shift.limits.0), of(own.1, "LEAST", &|shift| shift.limits.1))
}

/// By how much an adjustment shifts a figure, or an end of its range.
fn shifted(plan: &Plan, leaf: &PlannedLeaf, shift: &StatedShift, end: End) -> String {
    let Some(attribute) = plan.attribute(&shift.attribute) else { return literal(0.0) };
    let name = &attribute.name;
    let by = match &shift.by {
        ShiftBy::Points(points) => match shift_curve(points) {
            Some(own) => of_figure(plan, &own, shift, name, end),
            None => literal(0.0),
        },
        ShiftBy::Values(values) => {
            let one = |(text, by): &(String, f64)| {
                format!("WHEN {name} = {} THEN {}", plan.dialect.text_inside(text), literal(*by))
            };
            let whens: Vec<String> = values.iter().map(one).collect();
            let wrong = stop(
                plan,
                leaf,
                name,
                (
                    "has no shift in the adjustment, of",
                    "heeft geen verschuiving in de aanpassing, van",
                ),
            );
            format!("CASE\n  {}\n  ELSE {wrong}\nEND", whens.join("\n  "))
        }
    };
    match plan.condition(&shift.when) {
        Some(when) => format!("CASE WHEN {when} THEN {by} ELSE 0e0 END"),
        None if by.starts_with('-') => format!("({by})"),
        None => by,
    }
}

/// The shift by a figure. One that is not known lies between the first and the last figure of all
/// points that use the attribute.
fn of_figure(plan: &Plan, own: &Curve, shift: &StatedShift, name: &str, end: End) -> String {
    let all = plan.shifts.iter().filter(|other| other.attribute == shift.attribute);
    let figures = all.flat_map(|other| match &other.by {
        ShiftBy::Points(points) => points.as_slice(),
        ShiftBy::Values(_) => &[],
    });
    let (low, high) = figures.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (x, _)| {
        (low.min(*x), high.max(*x))
    });
    let (least, most) = own.range(low, high);
    let unknown = match end {
        End::Low => least,
        End::Nominal => own.at(low / 2.0 + high / 2.0),
        End::High => most,
    };
    format!(
        "CASE WHEN {name} IS NULL THEN {} ELSE\n  {}\nEND",
        literal(unknown),
        curve::at(own, name).replace('\n', "\n  ")
    )
}

/// Whether the value of a leaf rises or falls all along its axis, and which way.
pub(super) fn rises(leaf: &PlannedLeaf) -> Option<bool> {
    match leaf.criterion.direction {
        Direction::Max => Some(true),
        Direction::Min => Some(false),
        Direction::Target(_) => None,
    }
}
