//! The meaning of a criteria file: names that must exist, numbers that must make sense. All
//! findings at once.

pub(crate) mod actors;
pub(crate) mod admissible;
pub(crate) mod aggregate;
pub(crate) mod categories;
pub(crate) mod checked;
pub(crate) mod checked_portfolio;
pub(crate) mod checker;
pub(crate) mod claims;
pub(crate) mod constraints;
pub(crate) mod criteria;
pub(crate) mod pairwise_table;
pub(crate) mod pathway;
pub(crate) mod portfolio;
pub(crate) mod preference;
pub(crate) mod rules;
pub(crate) mod unused;
pub(crate) mod value_statements;
pub(crate) mod weighting;
pub(crate) mod when;

use crate::case::check::checked::{
    Checked, CheckedAdjustment, CheckedRequirement, RequirementSubject, RequirementTest, ShiftKind,
};
use crate::case::check::checker::Checker;
use crate::case::file::figure::Figure;
use crate::case::file::parse::CaseFile;
use crate::case::file::shape::*;
use crate::case::read::long_table::{FIGURE, ORIGIN};
use crate::error::both;
use crate::error::{Findings, Source};
use crate::method::Method;
use crate::problem::tree::Tree;
use crate::problem::{Key, KeyValue, Text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Check the meaning of a file.
pub fn check(file: &CaseFile, source: &Arc<Source>, findings: &mut Findings) -> Checked {
    let mut checker = Checker { source, findings, lost: &file.lost };
    let (keys, closed) = check_keys(file, &mut checker);
    let spans = |key: &At<KeyFile>| {
        key.value.values.iter().flatten().map(|value| value.id.span.clone()).collect()
    };
    let value_spans = file.keys.iter().map(spans).collect();
    let mut rank_within = Vec::new();
    for name in &file.head.rank_within {
        match keys.iter().position(|key| key.id == name.value) {
            Some(key) if rank_within.contains(&key) => checker.error(
                &name.span,
                both(
                    format!("`{}` is there twice", name.value),
                    format!("`{:#}` staat er twee keer", name.value),
                ),
            ),
            Some(key) => rank_within.push(key),
            None => checker.unknown("key", name, keys.iter().map(|key| key.id.as_str())),
        }
    }
    rank_within.sort_unstable();
    if !keys.is_empty() && rank_within.len() == keys.len() {
        let span = file.head.rank_within[0].span.clone();
        checker.error_help(
            &span,
            both(
                "all keys are in `rank_within`: every group would be a single alternative",
                "alle sleutels staan in `rank_within`: elke groep zou één enkel alternatief zijn",
            ),
            both(
                "leave out the key whose values compete",
                "laat de sleutel weg waarvan de waarden met elkaar wedijveren",
            ),
        );
    }
    if file.head.id.value.trim().is_empty() {
        checker.error(
            &file.head.id.span,
            both("the case's id is empty", "de id van het dossier is leeg"),
        );
    }
    if file.head.format.value != 1 {
        checker.error_help(
            &file.head.format.span,
            both(
                format!("there is no format {}", file.head.format.value),
                format!("er is geen formaat {:#}", file.head.format.value),
            ),
            both("write format = 1", "schrijf format = 1"),
        );
    }
    let min_known = file.head.min_known.as_ref();
    if let Some(date) = file.head.as_of.as_ref().filter(|at| at.value.date.is_none()) {
        checker.error_help(
            &date.span,
            both("as_of needs a date", "as_of heeft een datum nodig"),
            both("write as_of = 2024-05-06", "schrijf as_of = 2024-05-06"),
        );
    }
    if let Some(share) = min_known.filter(|share| !(0.0..=1.0).contains(&share.value)) {
        checker.error(
            &share.span,
            both(
                format!("min_known is a share between 0 and 1, not {}", share.value),
                format!("min_known is een aandeel tussen 0 en 1, niet {:#}", share.value),
            ),
        );
    }
    if file.head.data.is_empty() {
        checker.error_help(
            &(0..0),
            both("`data` names no table", "`data` noemt geen tabel"),
            both("write data = [\"table.csv\"]", "schrijf data = [\"tabel.csv\"]"),
        );
    }
    let (tree, columns) =
        crate::case::check::criteria::check(&file.head, &file.criteria, &keys, &mut checker);
    let sound = !checker.findings.has_errors();
    checker.unique("fact", file.facts.iter().map(|fact| &fact.value.id));
    let facts = file
        .facts
        .iter()
        .map(|fact| (fact.value.id.value.clone(), fact.value.holds, fact.value.source.clone()))
        .collect::<Vec<_>>();
    checker
        .unique("requirement", file.requirements.iter().map(|requirement| &requirement.value.id));
    let mut attributes: BTreeMap<String, At<String>> = BTreeMap::new();
    let requirements = file
        .requirements
        .iter()
        .filter_map(|at| check_requirement(at, &keys, &closed, &tree, &facts, &mut checker))
        .collect::<Vec<_>>();
    let adjustments = file
        .adjustments
        .iter()
        .filter_map(|at| check_adjustment(at, &keys, &closed, &tree, &mut checker))
        .collect::<Vec<_>>();
    for requirement in &requirements {
        if let RequirementSubject::Attribute(name, _) = &requirement.needs {
            attributes.entry(name.value.clone()).or_insert_with(|| name.clone());
        }
    }
    for adjustment in &adjustments {
        attributes
            .entry(adjustment.attribute.value.clone())
            .or_insert_with(|| adjustment.attribute.clone());
    }
    let known = portfolio::Known {
        keys: &keys,
        closed: &closed,
        rank_within: &rank_within,
        tree: &tree,
        columns: &columns,
    };
    let portfolio = portfolio::check(file, &known, &mut checker).map(Arc::new);
    let pathway = pathway::check(file, &known, &mut checker).map(Arc::new);
    let of_portfolio = portfolio.iter().flat_map(|portfolio| portfolio.attributes());
    for name in of_portfolio.chain(pathway.iter().flat_map(|pathway| pathway.attributes())) {
        attributes.entry(name.value.clone()).or_insert_with(|| name.clone());
    }
    let weightings = match checker.findings.has_errors() {
        // Names among siblings mean something only in a tree that is one.
        true => Vec::new(),
        false => weighting::check(file, &tree, &mut checker),
    };
    let lines = file.weights.constraints.as_ref().map_or(&[][..], |lines| &lines.0);
    let (from_weighting, constraints) =
        constraints::check(lines, None, file, &tree, None, &mut checker);
    let preferences = preference::of(None, file, &keys, &closed, &mut checker);
    let categories = match sound {
        true => categories::categories(file, &tree, &mut checker),
        false => Vec::new(),
    };
    let examples = categories::examples(file, &keys, &closed, &mut checker);
    if let Some(first) = file.preferences.first().filter(|_| !tree.is_additive()) {
        checker.error_help(
            &first.span,
            both(
                "what is said of whole alternatives is read through sums of values, and the nodes of this case do otherwise",
                "wat over hele alternatieven gezegd wordt, wordt gelezen via sommen van waarden, en de groepen criteria van dit dossier doen het anders",
            ),
            both(
                "leave out `aggregate`, `missing` and `rules`, or these preferences",
                "laat `aggregate`, `missing` en `rules` weg, of deze voorkeuren",
            ),
        );
    }
    let known = actors::Known {
        keys: &keys,
        closed: &closed,
        rank_within: &rank_within,
        tree: &tree,
        sound,
    };
    let baseline = actors::baseline(file, &known, &mut checker);
    let actors = Arc::new(actors::check(file, &known, &mut checker));
    let claims = claims::check(&file.claims, &keys, &closed, &rank_within, &mut checker);
    let methods = match &file.methods[..] {
        // What nodes say counts for nothing under a sum over all criteria.
        [] => vec![Method::of_tree(&tree)],
        methods => methods.iter().map(|at| at.value.clone()).collect(),
    };
    crate::case::check::unused::warn(file, &mut checker);
    let min_known = min_known.map_or(0.5, |share| share.value);
    Checked {
        keys,
        closed,
        value_spans,
        rank_within,
        weighted: file.criteria.iter().any(|at| at.value.weight.is_some())
            || file.weightings.iter().any(|at| at.value.actor.is_none()),
        tree,
        columns,
        min_known,
        methods,
        facts,
        requirements,
        adjustments,
        attributes,
        weightings,
        from_weighting,
        constraints,
        preferences,
        categories,
        examples,
        actors,
        baseline,
        pathway,
        claims,
        portfolio,
        sound,
    }
}

fn check_keys(file: &CaseFile, checker: &mut Checker) -> (Vec<Key>, Vec<bool>) {
    if file.keys.is_empty() && file.lost.is_empty() {
        checker.error_help(
            &(0..0),
            both("a case needs at least one key", "een dossier heeft minstens één sleutel nodig"),
            both(
                "add [[keys]] with the id of the column that names the alternatives",
                "voeg [[keys]] toe met de id van de kolom die de alternatieven noemt",
            ),
        );
    }
    checker.unique("key", file.keys.iter().map(|key| &key.value.id));
    let (mut keys, mut closed) = (Vec::new(), Vec::new());
    for At { value: key, .. } in &file.keys {
        let id = key.id.value.as_str();
        if FIGURE.contains(&id) || ORIGIN.contains(&id) {
            let message = both(
                format!("`{}` cannot be a key: it names a column of long tables", key.id.value),
                format!(
                    "`{:#}` kan geen sleutel zijn: het noemt een kolom van lange tabellen",
                    key.id.value
                ),
            );
            checker.error(&key.id.span, message);
        }
        let given = key.values.as_deref().unwrap_or_default();
        checker.unique(&format!("{} value", key.id.value), given.iter().map(|value| &value.id));
        if key.values.as_ref().is_some_and(Vec::is_empty) {
            checker.error_help(
                &key.id.span,
                both(
                    format!("the key `{}` has an empty list of values", key.id.value),
                    format!("de sleutel `{:#}` heeft een lege lijst van waarden", key.id.value),
                ),
                both(
                    "leave `values` out to take them from the data",
                    "laat `values` weg om ze uit de gegevens te halen",
                ),
            );
        }
        let value = |value: &KeyValueFile| KeyValue {
            id: value.id.value.trim().into(),
            label: value.label.clone().map(Box::new),
            reference: value.role == Some(Role::Reference),
        };
        let label = key.label.clone().unwrap_or_else(|| Text::plain(&key.id.value));
        keys.push(Key {
            id: key.id.value.clone(),
            label,
            values: given.iter().map(value).collect(),
        });
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
) -> Option<CheckedRequirement> {
    let file = &at.value;
    let when = checker.when(&file.when, keys, closed);
    let needs = &file.needs.value;
    let span = &file.needs.span;
    let subjects = [needs.fact.is_some(), needs.attribute.is_some(), needs.criterion.is_some()];
    if subjects.iter().filter(|subject| **subject).count() != 1 {
        checker.error_help(
            span,
            both("`needs` names one thing", "`needs` noemt één ding"),
            both(
                "give exactly one of fact, attribute or criterion",
                "geef precies een van fact, attribute of criterion",
            ),
        );
        return None;
    }
    let tests = [
        needs.at_least.is_some(),
        needs.at_most.is_some(),
        needs.equals.is_some(),
        needs.one_of.is_some(),
    ];
    let wanted = usize::from(needs.fact.is_none());
    if tests.iter().filter(|test| **test).count() != wanted {
        let (message, help) = match wanted {
            0 => (
                both(
                    "a fact holds or does not: it takes no limit",
                    "een feit geldt of geldt niet: er hoort geen grens bij",
                ),
                both("leave the limit out", "laat de grens weg"),
            ),
            _ => (
                both("`needs` makes one comparison", "`needs` maakt één vergelijking"),
                both(
                    "give exactly one of at_least, at_most, equals or one_of",
                    "geef precies een van at_least, at_most, equals of one_of",
                ),
            ),
        };
        checker.error_help(span, message, help);
        return None;
    }
    // A requirement that asks for a fact rests on the fact's source, unless it names its own.
    let mut source = file.source.clone();
    let needs = if let Some(fact) = &needs.fact {
        let Some((_, _, known_source)) = facts.iter().find(|(known, ..)| *known == fact.value)
        else {
            checker.unknown("fact", fact, facts.iter().map(|(id, ..)| id.as_str()));
            return None;
        };
        source = source.or_else(|| known_source.clone());
        RequirementSubject::Fact(fact.value.clone())
    } else if let Some(attribute) = &needs.attribute {
        let mut number = |figure: &At<Figure>| match figure.value {
            Figure::Number(number) if number.is_finite() => Some(number),
            _ => {
                checker.error(
                    &figure.span,
                    both("this must be a finite number", "dit moet een eindig getal zijn"),
                );
                None
            }
        };
        let test = match (&needs.at_least, &needs.at_most, &needs.equals, &needs.one_of) {
            (Some(limit), ..) => RequirementTest::AtLeast(number(limit)?),
            (_, Some(limit), ..) => RequirementTest::AtMost(number(limit)?),
            (_, _, Some(one), _) => RequirementTest::OneOf(vec![one.value.clone()]),
            (.., many) => {
                RequirementTest::OneOf(many.iter().flatten().map(|one| one.value.clone()).collect())
            }
        };
        if matches!(&test, RequirementTest::OneOf(some) if some.is_empty()) {
            checker.error(
                span,
                both("an empty `one_of` is met by nobody", "aan een lege `one_of` voldoet niets"),
            );
            return None;
        }
        RequirementSubject::Attribute(attribute.clone(), test)
    } else {
        let criterion = needs.criterion.as_ref()?;
        let Some(leaf) = tree.leaf(&criterion.value) else {
            checker.unknown(
                "criterion",
                criterion,
                tree.leaves.iter().map(|leaf| leaf.id.as_str()),
            );
            return None;
        };
        let mut position = |figure: &At<Figure>| checker.position(figure, &tree.leaves[leaf]);
        let test = match (&needs.at_least, &needs.at_most, &needs.equals, &needs.one_of) {
            (Some(limit), ..) => RequirementTest::AtLeast(position(limit)?),
            (_, Some(limit), ..) => RequirementTest::AtMost(position(limit)?),
            (_, _, Some(one), _) => RequirementTest::OneOf(vec![Figure::Number(position(one)?)]),
            (.., many) => RequirementTest::OneOf(
                many.iter()
                    .flatten()
                    .map(|one| position(one).map(Figure::Number))
                    .collect::<Option<_>>()?,
            ),
        };
        RequirementSubject::Criterion(leaf, test)
    };
    Some(CheckedRequirement {
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
) -> Option<CheckedAdjustment> {
    let file = &at.value;
    let when = checker.when(&file.when, keys, closed);
    let Some(leaf) = tree.leaf(&file.criterion.value) else {
        if tree.find(&file.criterion.value).is_some() {
            checker.error_help(
                &file.criterion.span,
                both(
                    format!("`{}` is a node: it has no cells to shift", file.criterion.value),
                    format!(
                        "`{:#}` is een knoop: er zijn geen cellen om te verschuiven",
                        file.criterion.value
                    ),
                ),
                both("name one of its criteria", "noem een van de criteria eronder"),
            );
        } else {
            checker.unknown(
                "criterion",
                &file.criterion,
                tree.leaves.iter().map(|leaf| leaf.id.as_str()),
            );
        }
        return None;
    };
    let span = &file.shift.span;
    let shift = match &file.shift.value {
        ShiftFile { points: Some(points), values: None } => {
            let points: Vec<(f64, f64)> = points.iter().map(|[x, y]| (*x, *y)).collect();
            if crate::problem::Curve::new(points.clone(), crate::problem::Outside::Flat).is_none() {
                checker.error_help(
                    span,
                    both("these points are no function", "deze punten vormen geen functie"),
                    both(
                        "give finite points [[x, shift], ...] with x rising",
                        "geef eindige punten [[x, shift], ...] met stijgende x",
                    ),
                );
                return None;
            }
            ShiftKind::Points(points)
        }
        ShiftFile { points: None, values: Some(Named(values)) } => {
            if values.is_empty() || values.iter().any(|(_, shift)| !shift.is_finite()) {
                checker.error(
                    span,
                    both(
                        "`values` needs a finite shift for at least one text",
                        "`values` heeft voor minstens één tekst een eindige verschuiving nodig",
                    ),
                );
                return None;
            }
            ShiftKind::Values(
                values.iter().map(|(name, shift)| (name.value.clone(), *shift)).collect(),
            )
        }
        _ => {
            checker.error_help(
                span,
                both(
                    "a shift has either `points` or `values`",
                    "een verschuiving heeft `points` of `values`",
                ),
                both(
                    "points for a numeric attribute, values for a text",
                    "points voor een kenmerk met getallen, values voor een tekst",
                ),
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
            checker.error(
                span,
                both(
                    "the lower limit lies above the upper one",
                    "de ondergrens ligt boven de bovengrens",
                ),
            );
            return None;
        }
    }
    let reason = file.reason.clone().unwrap_or_default();
    Some(CheckedAdjustment {
        leaf,
        attribute: file.attribute.clone(),
        when,
        shift,
        limits,
        reason,
        source: file.source.clone(),
    })
}
