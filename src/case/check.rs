//! The meaning of a criteria file: names that must exist, numbers that must make sense. All findings at once.

use super::admissible;
use super::cell::{self, Reading};
use super::claims::{self, CheckedClaim};
use super::constraint;
use super::file::*;
use super::marks::{self, Marks};
use super::parse::CaseFile;
use super::preference;
use crate::error::{Finding, Findings, Place, Source};
use crate::method::Method;
use crate::problem::{Key, KeyValue, Quantity, Scale, Text, Tree, WeightConstraint};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// A criteria file that means something. Where a finding was an error, the best guess stands.
#[derive(Debug)]
pub struct Checked {
    /// The keys; open ones have no values yet.
    pub keys: Vec<Key>,
    /// Whether each key's values are a closed list.
    pub closed: Vec<bool>,
    /// Where the listed values of each key stand.
    pub value_spans: Vec<Vec<Range<usize>>>,
    /// The groups' keys.
    pub rank_within: Vec<usize>,
    /// The criteria.
    pub tree: Tree,
    /// The column header of each leaf.
    pub columns: Vec<At<String>>,
    /// See [`crate::problem::Problem::min_known`].
    pub min_known: f64,
    /// The methods to run.
    pub methods: Vec<Method>,
    /// Facts: id, whether it holds, where that stands.
    pub facts: Vec<(String, Holds, Option<String>)>,
    /// The requirements.
    pub requirements: Vec<Requirement>,
    /// The adjustments.
    pub adjustments: Vec<Adjustment>,
    /// The attributes that requirements and adjustments use, with where the first of them does.
    pub attributes: BTreeMap<String, At<String>>,
    /// What holds between weights.
    pub constraints: Vec<(WeightConstraint, Range<usize>)>,
    /// What the decider says of whole alternatives.
    pub preferences: Vec<preference::Stated>,
    /// Groups of people with weights of their own.
    pub actors: Vec<Actor>,
    /// What is claimed.
    pub claims: Vec<CheckedClaim>,
    /// Whether keys and criteria are sound enough to read the data by.
    pub sound: bool,
}

/// Which alternatives something applies to: for each key named, the values it may have.
pub type When = Vec<(usize, Vec<At<String>>)>;

/// A requirement, checked.
#[derive(Debug)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// Whom it concerns.
    pub when: When,
    /// What it asks.
    pub needs: Needs,
    /// What an unknown figure does.
    pub unknown: PolicyFile,
    /// What failing does.
    pub effect: EffectFile,
    /// Why.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

/// What a requirement asks.
#[derive(Debug)]
pub enum Needs {
    /// That a fact holds.
    Fact(String),
    /// That an attribute passes.
    Attribute(At<String>, Test),
    /// That a leaf's performance passes; figures are on its axis.
    Criterion(usize, Test),
}

/// A comparison.
#[derive(Debug)]
pub enum Test {
    /// At least.
    AtLeast(f64),
    /// At most.
    AtMost(f64),
    /// One of these.
    OneOf(Vec<Figure>),
}

/// An adjustment, checked.
#[derive(Debug)]
pub struct Adjustment {
    /// The leaf it shifts.
    pub leaf: usize,
    /// The attribute it shifts by.
    pub attribute: At<String>,
    /// Whom it concerns.
    pub when: When,
    /// How.
    pub shift: ShiftKind,
    /// What the figure may not pass, on the leaf's axis.
    pub limits: (f64, f64),
    /// Why.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

/// How an attribute shifts.
#[derive(Debug)]
pub enum ShiftKind {
    /// A numeric attribute, through a piecewise-linear function.
    Points(Vec<(f64, f64)>),
    /// A text attribute, by its value.
    Values(Vec<(String, f64)>),
}

/// Whose weights.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: Text,
    /// Raw weights by branch of the tree.
    pub weights: Vec<(usize, f64)>,
    /// Where from.
    pub source: Option<String>,
}

/// Collects findings about one source.
pub(super) struct Checker<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) findings: &'a mut Findings,
    /// Ids of tables that could not be read: named elsewhere, they are not unknown, and were complained of already.
    pub(super) lost: &'a BTreeSet<String>,
}

impl Checker<'_> {
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        Place::Text { source: self.source.clone(), span: span.clone() }
    }

    pub(super) fn error(&mut self, span: &Range<usize>, message: impl Into<String>) {
        let finding = Finding::error(self.place(span), message);
        self.findings.push(finding);
    }

    pub(super) fn error_help(&mut self, span: &Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let finding = Finding::error(self.place(span), message).help(help);
        self.findings.push(finding);
    }

    pub(super) fn warning_help(&mut self, span: &Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let finding = Finding::warning(self.place(span), message).help(help);
        self.findings.push(finding);
    }

    pub(super) fn unknown<'n>(&mut self, what: &str, name: &At<String>, known: impl IntoIterator<Item = &'n str>) {
        if self.lost.contains(&name.value) {
            return;
        }
        let finding =
            Finding::error(self.place(&name.span), format!("unknown {what} `{}`", crate::error::shorten(&name.value, 60)));
        self.findings.push(finding.suggest(&name.value, known));
    }

    /// Ids must be there and differ.
    pub(super) fn unique<'n>(&mut self, what: &str, ids: impl Iterator<Item = &'n At<String>>) {
        let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
        for id in ids {
            if id.value.trim().is_empty() {
                self.error(&id.span, format!("the id of a {what} is empty"));
            } else if seen.insert(id.value.trim(), ()).is_some() {
                self.error_help(&id.span, format!("the {what} `{}` is there twice", id.value), "give each its own id");
            }
        }
    }

    pub(super) fn when(&mut self, when: &Named<OneOrMany>, keys: &[Key], closed: &[bool]) -> When {
        let mut out = Vec::new();
        for (name, OneOrMany(values)) in &when.0 {
            let Some(key) = keys.iter().position(|key| key.id == name.value) else {
                self.unknown("key", name, keys.iter().map(|key| key.id.as_str()));
                continue;
            };
            for value in values.iter().filter(|_| closed[key]) {
                if !keys[key].values.iter().any(|known| *known.id == *value.value) {
                    self.unknown(&name.value, value, keys[key].values.iter().map(|value| &*value.id));
                }
            }
            out.push((key, values.clone()));
        }
        out
    }

    /// A number or level on a leaf's axis.
    pub(super) fn position(&mut self, figure: &At<Figure>, leaf: &crate::problem::Criterion) -> Option<f64> {
        match (&figure.value, &leaf.scale) {
            (Figure::Text(text), Some(Scale::Ordinal(levels))) => {
                match cell::parse(text, Reading { levels: Some(levels), marks: Marks::POINT }) {
                    Ok(Quantity::Crisp(place)) => Some(place),
                    Ok(_) => {
                        self.error(&figure.span, format!("`{text}` is not one level"));
                        None
                    }
                    Err(unreadable) => {
                        self.error_help(&figure.span, unreadable.message, unreadable.help.unwrap_or_default());
                        None
                    }
                }
            }
            (Figure::Number(_), Some(Scale::Ordinal(levels))) => {
                let help = format!(
                    "the levels are {}",
                    levels.iter().map(|level| format!("\"{level}\"")).collect::<Vec<_>>().join(", ")
                );
                self.error_help(&figure.span, format!("`{}` has levels, so this must be one of them, in quotes", leaf.id), help);
                None
            }
            (Figure::Number(number), _) if number.is_finite() => Some(*number),
            (Figure::Number(_), _) => {
                self.error(&figure.span, "this must be a finite number");
                None
            }
            (Figure::Text(text), _) => match marks::number(text, &Marks::ONE_READING) {
                Some(number) => Some(number),
                None => {
                    let message = format!("`{text}` is not a number, and `{}` has no levels", leaf.id);
                    let reading = Reading { levels: None, marks: Marks::ONE_READING };
                    let help = super::unreadable::not_a_number(text, reading).help.unwrap_or_default();
                    self.error_help(&figure.span, message, help);
                    None
                }
            },
        }
    }
}

/// Check the meaning of a file.
pub fn check(file: &CaseFile, source: &Arc<Source>, findings: &mut Findings) -> Checked {
    let mut checker = Checker { source, findings, lost: &file.lost };
    let (keys, closed) = check_keys(file, &mut checker);
    let spans = |key: &At<KeyFile>| key.value.values.iter().flatten().map(|value| value.id.span.clone()).collect();
    let value_spans = file.keys.iter().map(spans).collect();
    let mut rank_within = Vec::new();
    for name in &file.head.rank_within {
        match keys.iter().position(|key| key.id == name.value) {
            Some(key) if rank_within.contains(&key) => checker.error(&name.span, format!("`{}` is there twice", name.value)),
            Some(key) => rank_within.push(key),
            None => checker.unknown("key", name, keys.iter().map(|key| key.id.as_str())),
        }
    }
    rank_within.sort_unstable();
    if !keys.is_empty() && rank_within.len() == keys.len() {
        let span = file.head.rank_within[0].span.clone();
        checker.error_help(
            &span,
            "all keys are in `rank_within`: every group would be a single alternative",
            "leave out the key whose values compete",
        );
    }
    if file.head.id.value.trim().is_empty() {
        checker.error(&file.head.id.span, "the case's id is empty");
    }
    if file.head.format.value != 1 {
        checker.error_help(&file.head.format.span, format!("there is no format {}", file.head.format.value), "write format = 1");
    }
    let min_known = file.head.min_known.as_ref();
    if let Some(date) = file.head.as_of.as_ref().filter(|at| at.value.date.is_none()) {
        checker.error_help(&date.span, "as_of needs a date", "write as_of = 2024-05-06");
    }
    if let Some(share) = min_known.filter(|share| !(0.0..=1.0).contains(&share.value)) {
        checker.error(&share.span, format!("min_known is a share between 0 and 1, not {}", share.value));
    }
    if file.head.data.is_empty() {
        checker.error_help(&(0..0), "`data` names no table", "write data = [\"table.csv\"]");
    }
    let (tree, columns) = super::criteria::check(&file.criteria, &keys, &mut checker);
    let sound = !checker.findings.has_errors();
    checker.unique("fact", file.facts.iter().map(|fact| &fact.value.id));
    let facts = file
        .facts
        .iter()
        .map(|fact| (fact.value.id.value.clone(), fact.value.holds, fact.value.source.clone()))
        .collect::<Vec<_>>();
    checker.unique("requirement", file.requirements.iter().map(|requirement| &requirement.value.id));
    let mut attributes: BTreeMap<String, At<String>> = BTreeMap::new();
    let requirements = file
        .requirements
        .iter()
        .filter_map(|at| check_requirement(at, &keys, &closed, &tree, &facts, &mut checker))
        .collect::<Vec<_>>();
    let adjustments =
        file.adjustments.iter().filter_map(|at| check_adjustment(at, &keys, &closed, &tree, &mut checker)).collect::<Vec<_>>();
    for requirement in &requirements {
        if let Needs::Attribute(name, _) = &requirement.needs {
            attributes.entry(name.value.clone()).or_insert_with(|| name.clone());
        }
    }
    for adjustment in &adjustments {
        attributes.entry(adjustment.attribute.value.clone()).or_insert_with(|| adjustment.attribute.clone());
    }
    let constraints = check_constraints(&file.weights.constraints, &tree, &mut checker);
    let preferences =
        file.preferences.iter().flat_map(|at| preference::check(at, &keys, &closed, &mut checker)).collect::<Vec<_>>();
    let actors = check_actors(file, &tree, &mut checker);
    let claims = claims::check(&file.claims, &keys, &closed, &rank_within, &mut checker);
    let methods = match &file.methods[..] {
        [] => vec![Method::WeightedSum(Default::default())],
        methods => methods.iter().map(|at| at.value.clone()).collect(),
    };
    super::unused::warn(file, &mut checker);
    let min_known = min_known.map_or(0.5, |share| share.value);
    Checked {
        keys,
        closed,
        value_spans,
        rank_within,
        tree,
        columns,
        min_known,
        methods,
        facts,
        requirements,
        adjustments,
        attributes,
        constraints,
        preferences,
        actors,
        claims,
        sound,
    }
}

fn check_keys(file: &CaseFile, checker: &mut Checker) -> (Vec<Key>, Vec<bool>) {
    if file.keys.is_empty() && file.lost.is_empty() {
        checker.error_help(
            &(0..0),
            "a case needs at least one key",
            "add [[keys]] with the id of the column that names the alternatives",
        );
    }
    checker.unique("key", file.keys.iter().map(|key| &key.value.id));
    let reserved = ["criterion", "value", "kind", "source", "passage", "as_of", "note"];
    let (mut keys, mut closed) = (Vec::new(), Vec::new());
    for At { value: key, .. } in &file.keys {
        if reserved.contains(&key.id.value.as_str()) {
            let message = format!("`{}` cannot be a key: it names a column of long tables", key.id.value);
            checker.error(&key.id.span, message);
        }
        let given = key.values.as_deref().unwrap_or_default();
        checker.unique(&format!("{} value", key.id.value), given.iter().map(|value| &value.id));
        if key.values.as_ref().is_some_and(Vec::is_empty) {
            checker.error_help(
                &key.id.span,
                format!("the key `{}` has an empty list of values", key.id.value),
                "leave `values` out to take them from the data",
            );
        }
        let value = |value: &KeyValueFile| KeyValue {
            id: value.id.value.trim().into(),
            label: value.label.clone().map(Box::new),
            reference: value.role == Some(Role::Reference),
        };
        let label = key.label.clone().unwrap_or_else(|| Text::plain(&key.id.value));
        keys.push(Key { id: key.id.value.clone(), label, values: given.iter().map(value).collect() });
        closed.push(key.values.is_some());
    }
    (keys, closed)
}

fn check_requirement(
    at: &At<RequirementFile>,
    keys: &[Key],
    closed: &[bool],
    tree: &Tree,
    facts: &[(String, Holds, Option<String>)],
    checker: &mut Checker,
) -> Option<Requirement> {
    let file = &at.value;
    let when = checker.when(&file.when, keys, closed);
    let needs = &file.needs.value;
    let span = &file.needs.span;
    let subjects = [needs.fact.is_some(), needs.attribute.is_some(), needs.criterion.is_some()];
    if subjects.iter().filter(|subject| **subject).count() != 1 {
        checker.error_help(span, "`needs` names one thing", "give exactly one of fact, attribute or criterion");
        return None;
    }
    let tests = [needs.at_least.is_some(), needs.at_most.is_some(), needs.equals.is_some(), needs.one_of.is_some()];
    let wanted = usize::from(needs.fact.is_none());
    if tests.iter().filter(|test| **test).count() != wanted {
        let (message, help) = match wanted {
            0 => ("a fact holds or does not: it takes no limit", "leave the limit out"),
            _ => ("`needs` makes one comparison", "give exactly one of at_least, at_most, equals or one_of"),
        };
        checker.error_help(span, message, help);
        return None;
    }
    // A requirement that asks for a fact rests on the fact's source, unless it names its own.
    let mut source = file.source.clone();
    let needs = if let Some(fact) = &needs.fact {
        let Some((_, _, known_source)) = facts.iter().find(|(known, ..)| *known == fact.value) else {
            checker.unknown("fact", fact, facts.iter().map(|(id, ..)| id.as_str()));
            return None;
        };
        source = source.or_else(|| known_source.clone());
        Needs::Fact(fact.value.clone())
    } else if let Some(attribute) = &needs.attribute {
        let mut number = |figure: &At<Figure>| match figure.value {
            Figure::Number(number) if number.is_finite() => Some(number),
            _ => {
                checker.error(&figure.span, "this must be a finite number");
                None
            }
        };
        let test = match (&needs.at_least, &needs.at_most, &needs.equals, &needs.one_of) {
            (Some(limit), ..) => Test::AtLeast(number(limit)?),
            (_, Some(limit), ..) => Test::AtMost(number(limit)?),
            (_, _, Some(one), _) => Test::OneOf(vec![one.value.clone()]),
            (.., many) => Test::OneOf(many.iter().flatten().map(|one| one.value.clone()).collect()),
        };
        if matches!(&test, Test::OneOf(some) if some.is_empty()) {
            checker.error(span, "an empty `one_of` is met by nobody");
            return None;
        }
        Needs::Attribute(attribute.clone(), test)
    } else {
        let criterion = needs.criterion.as_ref()?;
        let Some(leaf) = tree.leaf(&criterion.value) else {
            checker.unknown("criterion", criterion, tree.leaves.iter().map(|leaf| leaf.id.as_str()));
            return None;
        };
        let mut position = |figure: &At<Figure>| checker.position(figure, &tree.leaves[leaf]);
        let test = match (&needs.at_least, &needs.at_most, &needs.equals, &needs.one_of) {
            (Some(limit), ..) => Test::AtLeast(position(limit)?),
            (_, Some(limit), ..) => Test::AtMost(position(limit)?),
            (_, _, Some(one), _) => Test::OneOf(vec![Figure::Number(position(one)?)]),
            (.., many) => Test::OneOf(many.iter().flatten().map(|one| position(one).map(Figure::Number)).collect::<Option<_>>()?),
        };
        Needs::Criterion(leaf, test)
    };
    Some(Requirement {
        id: file.id.value.clone(),
        when,
        needs,
        unknown: file.unknown.unwrap_or(PolicyFile::Flag),
        effect: file.effect.unwrap_or(EffectFile::Exclude),
        reason: file.reason.clone().unwrap_or_default(),
        source,
    })
}

fn check_adjustment(
    at: &At<AdjustmentFile>,
    keys: &[Key],
    closed: &[bool],
    tree: &Tree,
    checker: &mut Checker,
) -> Option<Adjustment> {
    let file = &at.value;
    let when = checker.when(&file.when, keys, closed);
    let Some(leaf) = tree.leaf(&file.criterion.value) else {
        if tree.find(&file.criterion.value).is_some() {
            checker.error_help(
                &file.criterion.span,
                format!("`{}` is a node: it has no cells to shift", file.criterion.value),
                "name one of its criteria",
            );
        } else {
            checker.unknown("criterion", &file.criterion, tree.leaves.iter().map(|leaf| leaf.id.as_str()));
        }
        return None;
    };
    let span = &file.shift.span;
    let shift = match &file.shift.value {
        ShiftFile { points: Some(points), values: None } => {
            let points: Vec<(f64, f64)> = points.iter().map(|[x, y]| (*x, *y)).collect();
            if crate::problem::Curve::new(points.clone(), crate::problem::Outside::Flat).is_none() {
                checker.error_help(span, "these points are no function", "give finite points [[x, shift], ...] with x rising");
                return None;
            }
            ShiftKind::Points(points)
        }
        ShiftFile { points: None, values: Some(Named(values)) } => {
            if values.is_empty() || values.iter().any(|(_, shift)| !shift.is_finite()) {
                checker.error(span, "`values` needs a finite shift for at least one text");
                return None;
            }
            ShiftKind::Values(values.iter().map(|(name, shift)| (name.value.clone(), *shift)).collect())
        }
        _ => {
            checker.error_help(
                span,
                "a shift has either `points` or `values`",
                "points for a numeric attribute, values for a text",
            );
            return None;
        }
    };
    let mut limits = (f64::NEG_INFINITY, f64::INFINITY);
    if let Some(At { value: given, span }) = &file.limits {
        if let Some(min) = &given.min {
            limits.0 = checker.position(min, &tree.leaves[leaf])?;
        }
        if let Some(max) = &given.max {
            limits.1 = checker.position(max, &tree.leaves[leaf])?;
        }
        if limits.0 > limits.1 {
            checker.error(span, "the lower limit lies above the upper one");
            return None;
        }
    }
    let reason = file.reason.clone().unwrap_or_default();
    Some(Adjustment { leaf, attribute: file.attribute.clone(), when, shift, limits, reason, source: file.source.clone() })
}

fn check_constraints(lines: &[At<String>], tree: &Tree, checker: &mut Checker) -> Vec<(WeightConstraint, Range<usize>)> {
    let mut out = Vec::new();
    let mut sound = true;
    for line in lines {
        let inside = |span: Range<usize>| line.inside(span);
        match constraint::parse(&line.value) {
            Ok((constraints, mentions)) => {
                for (name, span) in mentions.into_iter().filter(|(name, _)| tree.find(name).is_none()) {
                    sound = false;
                    checker.unknown(
                        "criterion",
                        &At { value: name, span: inside(span) },
                        tree.branches.iter().map(|branch| branch.id.as_str()),
                    );
                }
                out.extend(constraints.iter().map(|one| (one.on_branches(tree, &line.value), line.span.clone())));
            }
            Err(wrong) => {
                sound = false;
                let help = constraint::remedy(&line.value, &wrong);
                checker.error_help(&inside(wrong.span), wrong.message, help);
            }
        }
    }
    // Whether weights can meet them all is only asked once they can be read and the criteria are a tree.
    if sound && !checker.findings.has_errors() {
        let conflicts = admissible::conflicts(&out, tree, checker.source);
        checker.findings.0.extend(conflicts);
    }
    out
}

fn check_actors(file: &CaseFile, tree: &Tree, checker: &mut Checker) -> Vec<Actor> {
    checker.unique("actor", file.actors.iter().map(|actor| &actor.value.id));
    let mut out = Vec::new();
    for At { value: actor, span } in &file.actors {
        let mut weights = Vec::new();
        for (name, weight) in &actor.weights.0 {
            if !(weight.value.is_finite() && weight.value >= 0.0) {
                checker.error(&weight.span, format!("a weight is a finite number of at least 0, not {}", weight.value));
            }
            match tree.find(&name.value) {
                Some(branch) => weights.push((branch, weight.value)),
                None => checker.unknown("criterion", name, tree.branches.iter().map(|branch| branch.id.as_str())),
            }
        }
        let parents: BTreeSet<Option<usize>> = weights.iter().map(|(branch, _)| tree.branches[*branch].parent).collect();
        for parent in parents {
            if weights.iter().filter(|(branch, _)| tree.branches[*branch].parent == parent).all(|(_, weight)| *weight == 0.0) {
                let under = parent.map_or("the top".to_owned(), |parent| format!("`{}`", tree.branches[parent].id));
                checker.error(span, format!("actor `{}`: all weights under {under} are 0", actor.id.value));
            }
        }
        let label = actor.label.clone().unwrap_or_else(|| Text::plain(&actor.id.value));
        out.push(Actor { id: actor.id.value.clone(), label, weights, source: actor.source.clone() });
    }
    out
}
