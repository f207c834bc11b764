//! What a query reads and how everything in it is called: keys, criteria, attributes and groups.
//!
//! Names of the case stand in the query where the table is read, and in comments. From there on
//! everything has a name of the query's own, which no name of a case can break: a letter for what
//! it is, the number of the criterion or key, and as much of its id as is plain.

use super::dialect::Dialect;
use super::refusal::Refusals;
use crate::case::{Asks, Case, Figure, GateTest, KeyCondition, ShiftBy, StatedGate, StatedShift};
use crate::error::both;
use crate::method::Method;
use crate::problem::{
    Criterion, Curve, Direction, Language, Outside, Problem, Quantity, Requirement, Scale,
};
use crate::value;
use std::collections::BTreeSet;

/// Characters of an id that a name keeps.
const KEPT: usize = 24;

/// A name of the query's own.
pub(super) fn own_name(letter: &str, number: usize, id: &str) -> String {
    let plain: String = id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
        .take(KEPT)
        .collect();
    format!("{letter}{number}_{}", plain.trim_matches('_')).trim_end_matches('_').to_owned()
}

/// A criterion with data.
pub(super) struct PlannedLeaf<'a> {
    /// Its place among the leaves.
    pub leaf: usize,
    pub criterion: &'a Criterion,
    /// The header of its column.
    pub header: &'a str,
    /// Its value function, where that does not hang on the figures that are there.
    pub curve: Option<Curve>,
    /// Whether there are columns for the ends of a range.
    pub ranged: bool,
    /// The adjustments that shift it: indices into [`Plan::shifts`].
    pub shifts: Vec<usize>,
    /// Whether its figure may be a range: in a column of its own, or because it may be unknown.
    pub spread: bool,
}

impl PlannedLeaf<'_> {
    /// Its name with a letter in front: `x` its figure, `w` its weight ...
    pub fn name(&self, letter: &str) -> String {
        own_name(letter, self.leaf + 1, &self.criterion.id)
    }

    /// The names of the low and the high end of its figure; both are the figure where it is no
    /// range.
    pub fn ends(&self) -> (String, String) {
        match self.spread {
            true => (self.name("lo"), self.name("hi")),
            false => (self.name("x"), self.name("x")),
        }
    }

    /// Whether more is better.
    pub fn is_gain(&self) -> bool {
        self.criterion.direction != Direction::Min
    }

    /// The ends of its scale.
    pub fn scale(&self) -> Option<(f64, f64)> {
        self.criterion.scale.as_ref().map(Scale::ends)
    }
}

/// A column that says something else of an alternative.
pub(super) struct PlannedAttribute<'a> {
    pub header: &'a str,
    /// Whether it holds texts.
    pub is_text: bool,
    /// Whether the texts that it is compared with are truth values.
    pub is_truth: bool,
    /// Its name in the query.
    pub name: String,
}

/// A key.
pub(super) struct PlannedKey<'a> {
    pub id: &'a str,
    pub name: String,
    /// The name of the same as a text, where it is compared with texts.
    pub text: Option<String>,
    /// The values that stand for reference alternatives.
    pub references: Vec<&'a str>,
}

impl PlannedKey<'_> {
    /// It as a text.
    pub fn as_text(&self, dialect: Dialect) -> String {
        self.text.clone().unwrap_or_else(|| dialect.as_text(&self.name))
    }
}

/// Whether texts are those that engines write for truth values: then a column of these may be read.
pub(super) fn are_truths<'a>(mut texts: impl Iterator<Item = &'a str>) -> bool {
    texts.any(|text| text == "true" || text == "false")
}

/// A requirement that a query tests.
pub(super) struct PlannedGate<'a> {
    pub stated: &'a StatedGate,
    pub own: &'a Requirement,
    pub when: &'a KeyCondition,
    /// The name of the column that says whether it is met.
    pub name: String,
}

/// All of it.
pub(super) struct Plan<'a> {
    pub dialect: Dialect,
    pub language: Language,
    pub case: &'a Case,
    pub problem: &'a Problem,
    pub method: &'a Method,
    pub keys: Vec<PlannedKey<'a>>,
    pub leaves: Vec<PlannedLeaf<'a>>,
    pub attributes: Vec<PlannedAttribute<'a>>,
    pub gates: Vec<PlannedGate<'a>>,
    pub shifts: &'a [StatedShift],
    /// The names of the keys that name a group.
    pub groups: Vec<String>,
}

impl<'a> Plan<'a> {
    /// The plan; what SQL cannot say is added to the refusals.
    pub fn new(
        case: &'a Case,
        method: &'a Method,
        dialect: Dialect,
        language: Language,
        refusals: &mut Refusals,
    ) -> Plan<'a> {
        let problem = &case.problem;
        let conditions = (case.gates.iter().filter_map(|gate| gate.when.as_ref()))
            .chain(case.shifts.iter().map(|shift| &shift.when));
        let conditions: BTreeSet<usize> = conditions.flatten().map(|(key, _)| *key).collect();
        let is_compared = |key: usize| {
            conditions.contains(&key) || problem.keys[key].values.iter().any(|it| it.reference)
        };
        let keys: Vec<PlannedKey> = (1..)
            .zip(&problem.keys)
            .map(|(number, key)| PlannedKey {
                id: &key.id,
                name: own_name("key", number, &key.id),
                text: is_compared(number - 1).then(|| own_name("keytext", number, &key.id)),
                references: (key.values.iter())
                    .filter(|value| value.reference)
                    .map(|value| value.id.as_ref())
                    .collect(),
            })
            .collect();
        let groups = problem.rank_within.iter().map(|key| keys[*key].name.clone()).collect();
        let gates: Vec<PlannedGate> = (1..)
            .zip(case.gates.iter().zip(&problem.requirements))
            .filter_map(|(number, (stated, own))| {
                let name = own_name("meets", number, &own.id);
                Some(PlannedGate { stated, own, when: stated.when.as_ref()?, name })
            })
            .collect();
        let has_bounds = has_bounds(method);
        let said = said_by_leaf(problem);
        let leaf = |(leaf, criterion): (usize, &'a Criterion)| {
            let shifts: Vec<usize> =
                (0..case.shifts.len()).filter(|at| case.shifts[*at].leaf == leaf).collect();
            let tested = gates
                .iter()
                .any(|gate| matches!(&gate.stated.asks, Asks::Leaf(at, _) if *at == leaf));
            let may_be_range = said[leaf].ranges || !shifts.is_empty();
            PlannedLeaf {
                leaf,
                criterion,
                header: &case.columns[leaf],
                curve: value::fixed(criterion),
                ranged: said[leaf].ranges,
                spread: (has_bounds && (may_be_range || criterion.scale.is_some()))
                    || (tested && may_be_range),
                shifts,
            }
        };
        let leaves: Vec<PlannedLeaf> = problem.tree.leaves.iter().enumerate().map(leaf).collect();
        for (leaf, said) in leaves.iter().zip(&said) {
            if let Some(what) = said.other {
                refusals.distribution(leaf.header, what);
            }
        }
        let attributes = attributes(case, refusals);
        let plan = Plan {
            dialect,
            language,
            case,
            problem,
            method,
            keys,
            leaves,
            attributes,
            gates,
            shifts: &case.shifts,
            groups,
        };
        plan.refuse_shifts(refusals);
        plan.refuse_names(refusals);
        plan
    }

    /// A text in the language of the comments.
    pub fn say<T>(&self, en: T, nl: T) -> T {
        match self.language {
            Language::En => en,
            Language::Nl => nl,
        }
    }

    /// A message that stops the query: what is wrong with a criterion, and the figure at fault.
    pub fn stop(&self, leaf: &PlannedLeaf, figure: &str, wrong: (&str, &str)) -> String {
        let text = format!("{}: {} ", leaf.criterion.id, self.say(wrong.0, wrong.1));
        let figure = self.dialect.as_text(figure);
        let text = self.dialect.text_inside(&text);
        self.dialect.stop(&format!("{text} || COALESCE({figure}, 'NULL')"))
    }

    /// The column of an attribute.
    pub fn attribute(&self, header: &str) -> Option<&PlannedAttribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.header == header)
    }

    /// The attributes that shift more than one criterion: where one of them is not known, the ends
    /// of a score are no sums of ends.
    pub fn shared_attributes(&self) -> Vec<&PlannedAttribute<'a>> {
        let leaves = |header: &str| -> BTreeSet<usize> {
            self.shifts.iter().filter(|it| it.attribute == header).map(|it| it.leaf).collect()
        };
        self.attributes.iter().filter(|it| leaves(it.header).len() > 1).collect()
    }

    /// Whether any alternative may not compete.
    pub fn has_excluded(&self) -> bool {
        self.has_references() || self.gates.iter().any(|gate| gate.own.excludes)
    }

    /// Whether any alternative is there for reference.
    pub fn has_references(&self) -> bool {
        self.keys.iter().any(|key| !key.references.is_empty())
    }

    /// The condition that a row is of some alternatives; `None` for all.
    pub fn condition(&self, when: &KeyCondition) -> Option<String> {
        let one = |(key, values): &(usize, Vec<String>)| {
            let texts: Vec<String> =
                values.iter().map(|value| self.dialect.text_inside(value)).collect();
            format!("{} IN ({})", self.keys[*key].as_text(self.dialect), texts.join(", "))
        };
        let parts: Vec<String> = when.iter().map(one).collect();
        (!parts.is_empty()).then(|| parts.join(" AND "))
    }

    /// An adjustment by an attribute that SQL does not have as one column, or twice.
    fn refuse_shifts(&self, refusals: &mut Refusals) {
        let mut seen = BTreeSet::new();
        for shift in self.shifts {
            if !seen.insert((shift.leaf, &shift.attribute)) {
                let id = &self.leaves[shift.leaf].criterion.id;
                refusals.add(
                    both(
                        format!("`{}` shifts the criterion `{id}` by two adjustments", shift.attribute),
                        format!("`{}` verschuift het criterium `{id}` met twee aanpassingen", shift.attribute),
                    ),
                    both(
                        "make one adjustment of them, whose points have the sum of both shifts",
                        "maak er één aanpassing van, met punten die de som van beide verschuivingen hebben",
                    ),
                );
            }
        }
    }

    /// Columns that the engine, or a reader of the result, cannot tell apart.
    fn refuse_names(&self, refusals: &mut Refusals) {
        let mut read: Vec<String> = self.keys.iter().map(|key| key.id.to_owned()).collect();
        for leaf in &self.leaves {
            read.push(leaf.header.to_owned());
            if leaf.ranged {
                read.extend([low(leaf.header), high(leaf.header)]);
            }
        }
        read.extend(self.attributes.iter().map(|attribute| attribute.header.to_owned()));
        let mut folded = BTreeSet::new();
        for name in &read {
            let key = match self.dialect {
                Dialect::DuckDb | Dialect::Spark => name.to_lowercase(),
                Dialect::DataFusion | Dialect::Postgres => name.clone(),
            };
            if !folded.insert(key) {
                refusals.add(
                    both(
                        format!("{} cannot tell the column `{name}` from another one of the case", self.dialect.name()),
                        format!("{} kan de kolom `{name}` niet onderscheiden van een andere van het dossier", self.dialect.name()),
                    ),
                    both("give one of them another name", "geef een van beide een andere naam"),
                );
            }
            if self.dialect == Dialect::Postgres && name.len() > MOST_BYTES {
                refusals.add(
                    both(
                        format!(
                            "PostgreSQL cuts names to {MOST_BYTES} bytes, and `{name}` is longer"
                        ),
                        format!(
                            "PostgreSQL kapt namen af na {MOST_BYTES} bytes, en `{name}` is langer"
                        ),
                    ),
                    both("give the column a shorter name", "geef de kolom een kortere naam"),
                );
            }
        }
        for key in &self.keys {
            if OUTPUT.iter().any(|name| name.eq_ignore_ascii_case(key.id)) {
                refusals.add(
                    both(
                        format!("the key `{}` has the name of a column of the result", key.id),
                        format!(
                            "de sleutel `{}` heeft de naam van een kolom van het resultaat",
                            key.id
                        ),
                    ),
                    both("give the key another name", "geef de sleutel een andere naam"),
                );
            }
        }
    }
}

/// What PostgreSQL keeps of a name.
const MOST_BYTES: usize = 63;

/// The columns of the results, beside the keys.
pub(super) const OUTPUT: [&str; 8] = [
    "score",
    "score_low",
    "score_high",
    "rank",
    "known_share",
    "excluded_by",
    "flagged_by",
    "share",
];

/// The column with the lower ends of the figures of another one.
pub(super) fn low(header: &str) -> String {
    format!("{header}_low")
}

/// The column with the upper ends.
pub(super) fn high(header: &str) -> String {
    format!("{header}_high")
}

/// Whether a score comes with its bounds: a sum of value functions.
pub(super) fn has_bounds(method: &Method) -> bool {
    matches!(method, Method::WeightedSum(own) if own.normalization.is_none())
}

/// What the case says in the cells of a leaf.
#[derive(Clone, Copy, Default)]
struct SaidOfLeaf {
    /// Ranges, and distributions between two ends.
    ranges: bool,
    /// A distribution that has no ends.
    other: Option<&'static str>,
}

fn said_by_leaf(problem: &Problem) -> Vec<SaidOfLeaf> {
    let mut out = vec![SaidOfLeaf::default(); problem.tree.leaves.len()];
    for (_, input) in problem.inputs.listed() {
        let Some(said) = out.get_mut(input.name) else { continue };
        match &input.quantity {
            Quantity::Set(..) | Quantity::Triangular(..) | Quantity::Uniform(..) => {
                said.ranges = true;
            }
            Quantity::Normal(..) => said.other = Some("normal"),
            Quantity::LogNormal(..) => said.other = Some("lognormal"),
            Quantity::Beta(..) => said.other = Some("beta"),
            Quantity::Crisp(_) | Quantity::Unknown | Quantity::Text(_) | Quantity::AnyOf(_) => {}
        }
    }
    out
}

/// The attributes that adjustments and requirements read, in the order in which they are named.
fn attributes<'a>(case: &'a Case, refusals: &mut Refusals) -> Vec<PlannedAttribute<'a>> {
    let problem = &case.problem;
    let mut headers: Vec<&str> = Vec::new();
    let mut add = |header: &'a str| {
        if !headers.contains(&header) {
            headers.push(header);
        }
    };
    case.shifts.iter().for_each(|shift| add(&shift.attribute));
    for (gate, own) in case.gates.iter().zip(&problem.requirements) {
        if let (Asks::Attribute(..), Some(name), true) =
            (&gate.asks, own.tests, gate.when.is_some())
        {
            add(&problem.names[name]);
        }
    }
    let mut out = Vec::new();
    for (number, header) in (1..).zip(headers) {
        let name = problem.names.iter().skip(problem.tree.leaves.len()).position(|it| it == header);
        let Some(name) = name.map(|at| at + problem.tree.leaves.len()) else {
            refusals.add(
                both(
                    format!("no table of the case has the attribute `{header}`"),
                    format!("geen tabel van het dossier heeft het kenmerk `{header}`"),
                ),
                both(
                    "give it a column, or leave out what uses it (--no-gates, --no-adjustments)",
                    "geef het een kolom, of laat weg wat het gebruikt (--no-gates, --no-adjustments)",
                ),
            );
            continue;
        };
        let by_text = case
            .shifts
            .iter()
            .any(|shift| shift.attribute == header && matches!(shift.by, ShiftBy::Values(_)));
        let (mut is_text, mut unknown_text, mut is_range) = (by_text, false, false);
        for (_, input) in problem.inputs.listed().filter(|(_, input)| input.name == name) {
            match &input.quantity {
                Quantity::Text(_) => is_text = true,
                Quantity::AnyOf(_) => unknown_text = true,
                Quantity::Crisp(_) | Quantity::Unknown => {}
                _ => is_range = true,
            }
        }
        if unknown_text {
            refusals.add(
                both(
                    format!("the text `{header}` is not known of some alternatives, and an adjustment reads it: what it shifts would be any of some shifts, which are the same wherever it stands"),
                    format!("de tekst `{header}` is van sommige alternatieven niet bekend, en een aanpassing leest die: wat ze verschuift, zou een van enkele verschuivingen zijn, overal dezelfde"),
                ),
                both(
                    "fill the texts in, or leave adjustments out with --no-adjustments",
                    "vul de teksten in, of laat aanpassingen weg met --no-adjustments",
                ),
            );
        }
        if is_range {
            refusals.add(
                both(
                    format!("the attribute `{header}` has ranges or distributions, and a query reads one figure of it"),
                    format!("het kenmerk `{header}` heeft bereiken of verdelingen, en een query leest er één cijfer van"),
                ),
                both(
                    "give one figure each, or leave out what uses it (--no-gates, --no-adjustments)",
                    "geef telkens één cijfer, of laat weg wat het gebruikt (--no-gates, --no-adjustments)",
                ),
            );
        }
        let of_shifts = case.shifts.iter().filter(|shift| shift.attribute == header);
        let shifted = of_shifts.flat_map(|shift| match &shift.by {
            ShiftBy::Values(values) => values.iter().map(|(text, _)| text.as_str()).collect(),
            ShiftBy::Points(_) => Vec::new(),
        });
        let of_gates = (case.gates.iter().zip(&problem.requirements))
            .filter(|(_, own)| own.tests.is_some_and(|at| problem.names[at] == *header));
        let tested = of_gates.flat_map(|(gate, _)| match &gate.asks {
            Asks::Attribute(_, GateTest::OneOf(figures)) => figures.as_slice(),
            _ => &[],
        });
        let tested = tested.filter_map(|figure| match figure {
            Figure::Text(text) => Some(text.as_str()),
            Figure::Number(_) => None,
        });
        let is_truth = are_truths(shifted.chain(tested));
        let name = own_name("a", number, header);
        out.push(PlannedAttribute { header, is_text, is_truth, name });
    }
    out
}

/// The curve of an adjustment by a figure.
pub(super) fn shift_curve(points: &[(f64, f64)]) -> Option<Curve> {
    Curve::new(points.to_vec(), Outside::Flat)
}
