//! The criteria of a case: their tree, scales and value functions, checked.

use crate::case::check::aggregate;
use crate::case::check::checker::Checker;
use crate::case::check::rules;
use crate::case::check::value_statements;
use crate::case::file::shape::*;
use crate::case::read::cell;
use crate::case::read::marks::Marks;
use crate::case::read::reading::Reading;
use crate::error::both;
use crate::problem::constraint_text::is_id;
use crate::problem::tree::{Branch, Tree, check_weight};
use crate::problem::value_function::{self, Stated};
use crate::problem::{
    Anchor, Beyond, Criterion, Curve, Direction, Key, Quantity, Scale, Text, Thresholds,
};
use std::collections::{BTreeMap, BTreeSet};

/// More names than this are counted.
const MOST_NAMED: usize = 6;

/// The tree, and the column header of each leaf.
pub(crate) fn check(
    head: &Head,
    criteria: &[At<CriterionFile>],
    keys: &[Key],
    checker: &mut Checker,
) -> (Tree, Vec<At<String>>) {
    if criteria.is_empty() {
        checker.error_help(
            &(0..0),
            both(
                "a case needs at least one criterion",
                "een dossier heeft minstens één criterium nodig",
            ),
            both(
                "add [[criteria]] with an id that is a column of the data",
                "voeg [[criteria]] toe met een id die een kolom van de gegevens is",
            ),
        );
    }
    checker.unique("criterion", criteria.iter().map(|criterion| &criterion.value.id));
    let parents: BTreeSet<&str> = criteria
        .iter()
        .filter_map(|at| at.value.parent.as_ref())
        .map(|parent| parent.value.as_str())
        .collect();
    let mut tree = Tree::default();
    let mut columns: Vec<At<String>> = Vec::new();
    let mut used: BTreeMap<String, &str> = BTreeMap::new();
    // The first of an id: one that is there twice has been complained of.
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    criteria.iter().enumerate().for_each(|(at, criterion)| {
        places.entry(&criterion.value.id.value).or_insert(at);
    });
    // By criterion: the levels of a node that has some.
    let mut node_levels: Vec<Option<Vec<String>>> = vec![None; criteria.len()];
    for (at, At { value: file, .. }) in criteria.iter().enumerate() {
        if !is_id(&file.id.value) {
            checker.error_help(
                &file.id.span,
                both(format!("`{}` cannot be a criterion's id", file.id.value), format!("`{:#}` kan niet de id van een criterium zijn", file.id.value)),
                both("an id is made of letters, digits, - and _, and is no number; put the header in `column`", "een id bestaat uit letters, cijfers, - en _, en is geen getal; zet de kop van de kolom in `column`"),
            );
        }
        let label = file.label.clone().unwrap_or_else(|| Text::plain(&file.id.value));
        let is_node = parents.contains(file.id.value.as_str());
        let leaf = (!is_node).then_some(tree.leaves.len());
        let parent =
            file.parent.as_ref().and_then(|parent| places.get(parent.value.as_str()).copied());
        if let (Some(name), None) = (&file.parent, parent) {
            checker.unknown(
                "parent",
                name,
                criteria.iter().map(|other| other.value.id.value.as_str()),
            );
        }
        let unsound = file.weight.as_ref().and_then(|at| Some((at, check_weight(at.value).err()?)));
        if let Some((weight, message)) = unsound {
            checker.error(&weight.span, message);
        }
        // A weight that is wrong counts as 1 from here on, so that it is reported once.
        let weight = file.weight.as_ref().map_or(1.0, |weight| weight.value);
        let weight = if weight.is_finite() && weight >= 0.0 { weight } else { 1.0 };
        tree.branches.push(Branch {
            id: file.id.value.clone(),
            label: label.clone(),
            parent,
            weight,
            leaf,
        });
        if is_node {
            node_levels[at] = check_node(file, checker);
            continue;
        }
        let column = file.column.clone().unwrap_or_else(|| file.id.clone());
        if let Some(key) = keys.iter().find(|key| key.id == column.value.trim()) {
            checker.error(
                &column.span,
                both(
                    format!("the column `{}` is a key", key.id),
                    format!("de kolom `{:#}` is een sleutel", key.id),
                ),
            );
        }
        // Two criteria of one id were complained of already.
        let first = used.entry(column.value.trim().to_owned()).or_insert(&file.id.value);
        if *first != file.id.value {
            checker.error(
                &column.span,
                both(
                    format!("the column `{}` is used by two criteria", column.value),
                    format!("de kolom `{:#}` wordt door twee criteria gebruikt", column.value),
                ),
            );
        }
        columns.push(At { value: column.value.trim().to_owned(), span: column.span });
        check_no_node(file, checker);
        tree.leaves.push(check_leaf(file, label, checker));
    }
    check_cycles(criteria, &mut tree, checker);
    aggregate::check(head, criteria, &mut tree, checker);
    rules::check(criteria, &node_levels, &mut tree, checker);
    check_forgotten_weights(criteria, checker);
    check_zero_weights(criteria, &tree, checker);
    (tree, columns)
}

/// What only a leaf has. The levels of a node with rules.
fn check_node(file: &CriterionFile, checker: &mut Checker) -> Option<Vec<String>> {
    if let Some(scale) = file.scale.as_ref().filter(|_| file.rules.is_none()) {
        checker.error_help(
            &scale.span,
            both(
                format!("`{}` is a node, because other criteria name it as their parent: it has no `scale`", file.id.value),
                format!("`{:#}` is een knoop, want andere criteria noemen het als `parent`: het heeft geen `scale`", file.id.value),
            ),
            both(
                "leave it out; a node has levels where `rules` say how they follow from the levels below it",
                "laat het weg; een groep criteria heeft niveaus waar `rules` zeggen hoe die volgen uit de niveaus eronder",
            ),
        );
    }
    let given = [
        (file.column.as_ref().map(|at| &at.span), "column"),
        (file.direction.as_ref().map(|at| &at.span), "direction"),
        (file.value.as_ref().map(|at| &at.span), "value"),
        (file.thresholds.as_ref().map(|at| &at.span), "thresholds"),
        (file.anchors.0.first().map(|(name, _)| &name.span), "anchors"),
    ];
    for (span, name) in given {
        if let Some(span) = span {
            let message = both(
                format!(
                    "`{}` is a node, because other criteria name it as their parent: it has no `{name}`",
                    file.id.value
                ),
                format!(
                    "`{:#}` is een knoop, want andere criteria noemen het als `parent`: het heeft geen `{name:#}`",
                    file.id.value
                ),
            );
            checker.error(&span.clone(), message);
        }
    }
    let scale = file.scale.as_ref().filter(|_| file.rules.is_some())?;
    match check_scale(scale, checker)? {
        Scale::Ordinal(levels) => Some(levels),
        Scale::Numeric { .. } => {
            checker.error_help(
                &scale.span,
                both(
                    format!("`{}` has rules, so its scale is a list of levels", file.id.value),
                    format!("`{}` heeft regels, dus is de schaal een lijst van niveaus", file.id.value),
                ),
                both(
                    "name them, the worst first: scale = [\"bad\", \"acceptable\", \"good\"]",
                    "noem ze, het slechtste eerst: scale = [\"slecht\", \"aanvaardbaar\", \"goed\"]",
                ),
            );
            None
        }
    }
}

/// What only a node has.
fn check_no_node(file: &CriterionFile, checker: &mut Checker) {
    let given = [
        (file.aggregate.as_ref().map(|at| &at.span), "aggregate"),
        (file.missing.as_ref().map(|at| &at.span), "missing"),
        (file.rules.as_ref().map(|at| &at.span), "rules"),
        (file.complete.as_ref().map(|at| &at.span), "complete"),
    ];
    for (span, name) in given {
        let Some(span) = span else { continue };
        checker.error_help(
            span,
            both(
                format!("`{}` has figures and no criteria below it: it has no `{name}`", file.id.value),
                format!(
                    "`{:#}` heeft cijfers en geen criteria eronder: het heeft geen `{name:#}`",
                    file.id.value
                ),
            ),
            match name {
                "rules" | "complete" => both(
                    "write it on the node above, whose children the rules speak of",
                    "schrijf het bij de groep criteria erboven, waar de regels over gaan",
                ),
                _ => both(
                    "write it on the node above; that of the whole case stands at the top of the file",
                    "schrijf het bij de groep criteria erboven; dat van het hele dossier staat bovenaan het bestand",
                ),
            },
        );
    }
}

/// A cycle of more criteria than this is named by its first and its last.
const MOST_IN_CYCLE: usize = 8;

/// Every way up must end at the top; a cycle is reported once and cut. Each branch is walked over
/// once: a way up that meets one from an earlier walk ends where that one did.
fn check_cycles(criteria: &[At<CriterionFile>], tree: &mut Tree, checker: &mut Checker) {
    // By branch: the walk that came by, and its place in that walk.
    let mut seen: Vec<Option<(usize, usize)>> = vec![None; tree.branches.len()];
    for start in 0..tree.branches.len() {
        let mut path: Vec<usize> = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next.filter(|at| seen[*at].is_none()) {
            seen[at] = Some((start, path.len()));
            path.push(at);
            next = tree.branches[at].parent;
            if let Some((parent, (_, from))) = next
                .and_then(|parent| Some((parent, seen[parent]?)))
                .filter(|(_, it)| it.0 == start)
            {
                let cycle = &path[from..];
                let name = |index: &usize| tree.branches[*index].id.as_str();
                let mut names: Vec<&str> = cycle.iter().map(name).collect();
                let left_out = both(
                    format!("({} more)", cycle.len().saturating_sub(MOST_IN_CYCLE)),
                    format!("(nog {:#})", cycle.len().saturating_sub(MOST_IN_CYCLE)),
                );
                if cycle.len() > MOST_IN_CYCLE {
                    names.splice(MOST_IN_CYCLE - 1..cycle.len() - 1, [&*left_out]);
                }
                names.push(name(&parent));
                let span = criteria[parent]
                    .value
                    .parent
                    .as_ref()
                    .map_or(criteria[parent].span.clone(), |at| at.span.clone());
                checker.error_help(
                    &span,
                    both(
                        format!("the tree of criteria has a cycle: {}", names.join(" -> ")),
                        format!(
                            "de boom van criteria loopt in een kring: {:#}",
                            names.join(" -> ")
                        ),
                    ),
                    both(
                        "one of them must have no parent, or another one",
                        "een ervan mag geen `parent` hebben, of moet een andere krijgen",
                    ),
                );
                tree.branches[parent].parent = None;
                break;
            }
        }
    }
}

/// Where some siblings have a weight and others none, nobody can tell what those were meant to
/// weigh.
fn check_forgotten_weights(criteria: &[At<CriterionFile>], checker: &mut Checker) {
    let mut siblings: BTreeMap<Option<&str>, Vec<&CriterionFile>> = BTreeMap::new();
    for At { value: file, .. } in criteria {
        siblings
            .entry(file.parent.as_ref().map(|parent| parent.value.as_str()))
            .or_default()
            .push(file);
    }
    let named = |files: &[&CriterionFile]| {
        let ids: Vec<String> =
            files.iter().take(MOST_NAMED).map(|file| format!("`{}`", file.id.value)).collect();
        match (files.len() - ids.len(), &ids[..]) {
            (0, [start @ .., last]) if !start.is_empty() => both(
                format!("{} and {last}", start.join(", ")),
                format!("{:#} en {last:#}", start.join(", ")),
            ),
            (0, _) => ids.concat().into(),
            (more, _) => both(
                format!("{} and {more} more", ids.join(", ")),
                format!("{:#} en nog {more:#}", ids.join(", ")),
            ),
        }
    };
    for of in siblings.into_values() {
        let (given, without): (Vec<_>, Vec<_>) =
            of.into_iter().partition(|file| file.weight.is_some());
        let [first, ..] = &without[..] else { continue };
        if given.is_empty() {
            continue;
        }
        let (has, its) = if without.len() == 1 { ("has", "its") } else { ("have", "their") };
        let (sibling, have) =
            if given.len() == 1 { ("sibling", "has") } else { ("siblings", "have") };
        let message = both(
            format!(
                "{} {has} no weight, while {its} {sibling} {} {have} one",
                named(&without),
                named(&given)
            ),
            format!(
                "{:#} {} geen gewicht, terwijl {:#} ernaast er wel een {}",
                named(&without),
                if without.len() == 1 { "heeft" } else { "hebben" },
                named(&given),
                if given.len() == 1 { "heeft" } else { "hebben" },
            ),
        );
        let help = both(
            "write a weight for each of them; weight = 1 and weight = 0 are weights too",
            "schrijf voor elk een gewicht; weight = 1 en weight = 0 zijn ook gewichten",
        );
        checker.error_help(&first.id.span.clone(), message, help);
    }
}

fn check_zero_weights(criteria: &[At<CriterionFile>], tree: &Tree, checker: &mut Checker) {
    for siblings in tree.weightless_siblings() {
        let under =
            tree.branches[siblings[0]].parent.map_or(both("at the top", "bovenaan"), |parent| {
                both(
                    format!("under `{}`", tree.branches[parent].id),
                    format!("onder `{:#}`", tree.branches[parent].id),
                )
            });
        let first = &criteria[siblings[0]].value;
        let span =
            first.weight.as_ref().map_or(first.id.span.clone(), |weight| weight.span.clone());
        checker.error_help(
            &span,
            both(format!("all weights {under} are 0"), format!("alle gewichten {under:#} zijn 0")),
            both(
                "give at least one of the siblings a weight above 0",
                "geef minstens een ervan een gewicht boven 0",
            ),
        );
    }
}

fn check_leaf(file: &CriterionFile, label: Text, checker: &mut Checker) -> Criterion {
    let scale = file.scale.as_ref().and_then(|scale| check_scale(scale, checker));
    let mut leaf = Criterion {
        id: file.id.value.clone(),
        label,
        direction: Direction::Max,
        scale,
        value: None,
        anchors: Vec::new(),
        unit: file.unit.as_ref().map(|unit| unit.value.clone()),
        thresholds: file
            .thresholds
            .as_ref()
            .map(|at| check_thresholds(at, checker))
            .unwrap_or_default(),
        source: file.source.as_ref().map(|source| source.value.clone()),
    };
    leaf.direction = check_direction(file, &leaf, checker);
    leaf.value = file.value.as_ref().and_then(|value| check_value(value, &leaf, checker));
    leaf.anchors = check_anchors(&file.anchors, &leaf, checker);
    leaf
}

fn check_direction(file: &CriterionFile, leaf: &Criterion, checker: &mut Checker) -> Direction {
    match file.direction.as_ref() {
        None | Some(At { value: DirectionFile::Max, .. }) => Direction::Max,
        Some(At { value: DirectionFile::Min, .. }) => Direction::Min,
        Some(At { value: DirectionFile::Target(target), span }) => {
            let target = checker.position(&At { value: target.clone(), span: span.clone() }, leaf);
            let beyond = leaf
                .scale
                .as_ref()
                .map(Scale::ends)
                .filter(|(min, max)| target.is_some_and(|t| !(*min <= t && t <= *max)));
            if let (Some((min, max)), Some(target)) = (beyond, target) {
                checker.error(
                    span,
                    both(
                        format!("the target {target} lies beyond the scale {min} .. {max}"),
                        format!(
                            "de streefwaarde {target:#} ligt buiten de schaal {min:#} .. {max:#}"
                        ),
                    ),
                );
            }
            Direction::Target(target.unwrap_or(0.0))
        }
    }
}

fn check_scale(At { value: file, span }: &At<ScaleFile>, checker: &mut Checker) -> Option<Scale> {
    match file {
        ScaleFile { levels: Some(levels), min: None, max: None, outside: None } => {
            checker.unique("level", levels.iter());
            if levels.len() < 2 {
                checker.error(
                    span,
                    both(
                        "a scale has at least two levels",
                        "een schaal heeft minstens twee niveaus",
                    ),
                );
                return None;
            }
            Some(Scale::Ordinal(levels.iter().map(|level| level.value.trim().to_owned()).collect()))
        }
        ScaleFile { levels: None, min: Some(min), max: Some(max), outside } => {
            let beyond = match outside.as_ref().map(|at| at.value) {
                None | Some(OutsideFile::Error) => Beyond::Error,
                Some(OutsideFile::Clamp) => Beyond::Clamp,
                Some(OutsideFile::Extend) => Beyond::Extend,
            };
            match Scale::numeric(min.value, max.value, beyond) {
                Ok(scale) => Some(scale),
                Err(wrong) => {
                    checker.wrong(span, wrong);
                    None
                }
            }
        }
        _ => {
            checker.error_help(
                span,
                both("this is no scale", "dit is geen schaal"),
                both("write { levels = [\"low\", \"high\"] } or { min = 0, max = 100 }, perhaps with outside = \"clamp\"", "schrijf { levels = [\"laag\", \"hoog\"] } of { min = 0, max = 100 }, eventueel met outside = \"clamp\""),
            );
            None
        }
    }
}

fn check_value(
    At { value: file, span }: &At<ValueFile>,
    leaf: &Criterion,
    checker: &mut Checker,
) -> Option<Curve> {
    let stated = match file {
        ValueFile {
            points: Some(points),
            levels: None,
            bisection: None,
            macbeth: None,
            shape: None,
        } => Stated::Points(points.iter().map(|[x, y]| (*x, *y)).collect()),
        ValueFile {
            points: None,
            levels: Some(values),
            bisection: None,
            macbeth: None,
            shape: None,
        } => Stated::Levels(values.clone()),
        ValueFile {
            points: None,
            levels: None,
            bisection: Some(lines),
            macbeth: None,
            shape: None,
        } => Stated::Points(value_statements::bisection(lines, span, leaf, checker)?),
        ValueFile {
            points: None,
            levels: None,
            bisection: None,
            macbeth: Some(lines),
            shape: None,
        } => Stated::Points(value_statements::macbeth(lines, span, leaf, checker)?),
        ValueFile {
            points: None,
            levels: None,
            bisection: None,
            macbeth: None,
            shape: Some(shape),
        } => {
            if shape.value != "log" {
                checker.unknown("shape of a value function", shape, ["log"]);
                return None;
            }
            Stated::Logarithm
        }
        _ => {
            let message = both(
                "a value function has one of `points`, `levels`, `shape`, `bisection` and `macbeth`",
                "een waardefunctie heeft een van `points`, `levels`, `shape`, `bisection` en `macbeth`",
            );
            checker.error(span, message);
            return None;
        }
    };
    match value_function::stated(stated, leaf) {
        Ok(curve) => Some(curve),
        Err(wrong) => {
            checker.wrong(span, wrong);
            None
        }
    }
}

fn check_anchors(anchors: &Named<Text>, leaf: &Criterion, checker: &mut Checker) -> Vec<Anchor> {
    let levels = match &leaf.scale {
        Some(Scale::Ordinal(levels)) => Some(levels.as_slice()),
        _ => None,
    };
    let mut out = Vec::new();
    for (name, text) in &anchors.0 {
        match cell::parse(&name.value, Reading { levels, marks: Marks::POINT }) {
            Ok(Quantity::Crisp(position))
                if out.iter().any(|known: &Anchor| known.position == position) =>
            {
                checker.error_help(
                    &name.span,
                    both(
                        format!("two anchors describe one position, `{}`", name.value),
                        format!("twee ankers beschrijven dezelfde positie, `{:#}`", name.value),
                    ),
                    both("keep one of them", "behoud er een van"),
                );
            }
            Ok(Quantity::Crisp(position)) => {
                out.push(Anchor { position, written: name.value.clone(), text: text.clone() })
            }
            Ok(_) => checker.error(
                &name.span,
                both(
                    format!("`{}` is not one position on the scale", name.value),
                    format!("`{:#}` is niet één positie op de schaal", name.value),
                ),
            ),
            Err(unreadable) => checker.error_help(
                &name.span,
                unreadable.message,
                unreadable.help.unwrap_or_default(),
            ),
        }
    }
    out.sort_by(|a, b| a.position.total_cmp(&b.position));
    out
}

fn check_thresholds(
    At { value: file, span }: &At<ThresholdsFile>,
    checker: &mut Checker,
) -> Thresholds {
    let thresholds = Thresholds {
        indifference: file.indifference,
        preference: file.preference,
        veto: file.veto,
        inflection: file.inflection,
        function: file.function,
    };
    for message in thresholds.faults() {
        checker.error(span, message);
    }
    thresholds
}
