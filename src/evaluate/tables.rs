//! The tables of an evaluation, and of several side by side: they have a column `method`.

use crate::evaluate::assignment::{assignment, examples, profiles, values};
use crate::evaluate::evaluation::{Comparison, Evaluation, GroupResult, Standing};
use crate::evaluate::keys::{all_keys, every_key, keys_of};
use crate::evaluate::own_tables::{dropped, own_pairs, own_table};
use crate::problem::{Alternative, Kind, PlaceInGroup};
use crate::table::{NamedTable, Parts, Table, TableOf};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The order of more pairs than this is only computed when its table is asked for.
pub const MOST_ORDER_ROWS: usize = 1_000_000;

/// A row of a table about alternatives.
#[derive(Clone, Copy)]
struct Row<'a> {
    evaluation: &'a Evaluation<'a>,
    group: &'a GroupResult,
    place: PlaceInGroup,
}

impl Row<'_> {
    fn alternative(&self) -> usize {
        self.group.member(self.place)
    }
}

/// A row of `contributions`.
struct Cell<'a> {
    of: Row<'a>,
    leaf: usize,
}

/// A row of `order`.
struct Pair<'a> {
    evaluation: &'a Evaluation<'a>,
    group: &'a GroupResult,
    comparison: Comparison,
}

/// A row of `evidence`.
struct Evidence {
    alternative: usize,
    kind: Option<&'static str>,
    share: f64,
}

/// A row of `summary`: how often alternatives with the same values inside their groups come first.
struct Summary<'a> {
    evaluation: &'a Evaluation<'a>,
    example: usize,
    groups: usize,
    profiles: usize,
    first: usize,
    certainly_first: usize,
    only_eligible: usize,
}

impl Evaluation<'_> {
    /// `ranking`: a row per alternative.
    pub fn ranking(&self) -> Table {
        self.ranking_in_parts().whole()
    }

    /// `ranking`, part by part.
    pub fn ranking_in_parts(&self) -> Parts<'_> {
        ranking(std::slice::from_ref(self))
    }

    /// `order`: a row per unordered pair of eligible alternatives of a group.
    pub fn order(&self) -> Table {
        order(std::slice::from_ref(self))
    }

    /// `contributions`: a row per alternative and leaf.
    pub fn contributions(&self) -> Table {
        self.contributions_in_parts().whole()
    }

    /// `contributions`, part by part.
    pub fn contributions_in_parts(&self) -> Parts<'_> {
        contributions(std::slice::from_ref(self))
    }

    /// `evidence`: the share of weight by kind of evidence, a row per alternative and kind.
    pub fn evidence(&self) -> Table {
        evidence(self)
    }

    /// `summary`: a row per value of the keys outside `rank_within`.
    pub fn summary(&self) -> Table {
        summary(std::slice::from_ref(self))
    }

    /// How many pairs of eligible alternatives there are in all groups.
    pub fn pairs(&self) -> usize {
        self.groups.iter().map(GroupResult::pairs).sum()
    }

    /// The table of the method's own figures of alternatives; `None` if it has none.
    pub fn native(&self) -> Option<Table> {
        own_table(self)
    }

    /// `dropped`: what nodes leave out because nothing is known of it, with its weight among all
    /// criteria; a row per alternative and criterion or node. No rows for a method that leaves out
    /// nothing.
    pub fn dropped(&self) -> Table {
        dropped(self)
    }

    /// The table of the method's own figures of ordered pairs of alternatives; `None` if it has
    /// none.
    pub fn native_pairs(&self) -> Option<Table> {
        own_pairs(self)
    }

    /// `assignment`: the category of each alternative; without rows for a method that sorts nothing.
    pub fn assignment(&self) -> Table {
        assignment(std::slice::from_ref(self))
    }

    /// The table of how alternatives stand to the limits of categories; `None` if the method knows
    /// no limits.
    pub fn profiles_table(&self) -> Option<Table> {
        profiles(self)
    }

    /// How many groups there are, and how many different sets of figures they have.
    pub fn profiles(&self) -> (usize, usize) {
        // Only groups with the same alternatives inside can have the same profile.
        let inside = self.problem.keys_inside();
        let mut shapes: BTreeMap<Vec<Vec<usize>>, Vec<Vec<usize>>> = BTreeMap::new();
        for group in &self.problem.groups {
            let values = |member: &usize| {
                inside.iter().map(|key| self.problem.alternatives[*member].values[*key]).collect()
            };
            shapes
                .entry(group.members.iter().map(values).collect())
                .or_default()
                .push(group.members.clone());
        }
        (
            self.problem.groups.len(),
            shapes.into_values().map(|same| self.problem.distinct_profiles(same)).sum(),
        )
    }
}

/// The tables of several evaluations of one problem: those that every method has, then those of each
/// method with figures of its own.
pub(crate) fn makers<'a>(evaluations: &'a [Evaluation<'a>]) -> Vec<NamedTable<'a>> {
    let pairs = || evaluations.iter().map(Evaluation::pairs).sum();
    let mut out = vec![
        NamedTable::in_parts("ranking", || ranking(evaluations)),
        NamedTable::new("order", || order(evaluations)).pairs_at_most(MOST_ORDER_ROWS, pairs),
        NamedTable::in_parts("contributions", || contributions(evaluations)),
        NamedTable::new("evidence", || evidence(&evaluations[0])),
        NamedTable::new("summary", || summary(evaluations)),
    ];
    if evaluations.iter().any(|evaluation| evaluation.method.sorts()) {
        out.push(NamedTable::new("assignment", || assignment(evaluations)));
    }
    for evaluation in evaluations {
        let sheet = evaluation.method.sheet();
        if let Some(name) = sheet.own_table {
            let table = move || own_table(evaluation).unwrap_or(Table::new(name));
            out.push(NamedTable::new(name, table));
        }
        if evaluation.problem.tree.drops_somewhere()
            && evaluation.groups.iter().any(|group| group.nodes().is_some())
        {
            out.push(NamedTable::new("dropped", || dropped(evaluation)));
        }
        if let Some(name) = sheet.own_pairs {
            let table = move || own_pairs(evaluation).unwrap_or(Table::new(name));
            let rows = || 2 * evaluation.pairs();
            out.push(NamedTable::new(name, table).pairs_at_most(MOST_ORDER_ROWS, rows));
        }
        if let Some(name) = evaluation.method.definition().own_profiles() {
            let table = move || profiles(evaluation).unwrap_or(Table::new(name));
            out.push(NamedTable::new(name, table));
        }
        if let Some(name) = evaluation.method.definition().own_values() {
            let table = move || values(evaluation).unwrap_or(Table::new(name));
            out.push(NamedTable::new(name, table));
        }
        if let Some(name) = evaluation.method.definition().own_examples() {
            let table = move || examples(evaluation).unwrap_or(Table::new(name));
            out.push(NamedTable::new(name, table));
        }
    }
    out
}

/// Rows in the order of the tables: methods as given, groups in key order, then rank (none last),
/// then the keys' values.
fn rows<'a>(evaluations: &'a [Evaluation]) -> Vec<Row<'a>> {
    let mut out = Vec::new();
    for evaluation in evaluations {
        for group in &evaluation.groups {
            let ranks = group.standings().map(|standing| standing.rank.unwrap_or(usize::MAX));
            let mut places: Vec<(usize, PlaceInGroup)> = ranks.zip(group.places()).collect();
            places.par_sort_unstable();
            out.extend(places.into_iter().map(|(_, place)| Row { evaluation, group, place }));
        }
    }
    out
}

/// `ranking`: a row per method and alternative.
fn ranking<'a>(evaluations: &'a [Evaluation<'a>]) -> Parts<'a> {
    let rows = rows(evaluations);
    Parts::new(rows.len(), move |range| ranking_of(evaluations, &rows[range]))
}

/// `ranking` of some alternatives, each by its group and its place in it, in this order.
pub(crate) fn ranking_of_places(
    evaluation: &Evaluation,
    places: &[(usize, PlaceInGroup)],
) -> Table {
    let row = |(group, place): &(usize, PlaceInGroup)| Row {
        evaluation,
        group: &evaluation.groups[*group],
        place: *place,
    };
    ranking_of(std::slice::from_ref(evaluation), &places.iter().map(row).collect::<Vec<_>>())
}

fn ranking_of(evaluations: &[Evaluation], rows: &[Row]) -> Table {
    let problem = evaluations[0].problem;
    let members: Vec<usize> = rows.iter().map(Row::alternative).collect();
    // The rows lie all over memory: each is looked at once, not once for every column.
    let standings: Vec<Standing> = rows.iter().map(|row| *row.group.standing(row.place)).collect();
    let standings = || standings.iter();
    let ids = |of: fn(&Alternative) -> &[usize]| {
        members.iter().map(move |member| {
            let failed = if problem.requirements.is_empty() {
                &[]
            } else {
                of(&problem.alternatives[*member])
            };
            let ids: Vec<&str> =
                failed.iter().map(|at| problem.requirements[*at].id.as_str()).collect();
            (!ids.is_empty()).then(|| ids.join(";"))
        })
    };
    let count = |rank: Option<usize>| rank.and_then(|rank| i64::try_from(rank).ok());
    every_key(problem, Table::new("ranking"), &members)
        .shared_text("method", methods(rows))
        .number("score", standings().map(|standing| standing.score))
        .number("score_low", standings().map(|standing| standing.bounds.map(|bounds| bounds.0)))
        .number("score_high", standings().map(|standing| standing.bounds.map(|bounds| bounds.1)))
        .integer("rank", standings().map(|standing| count(standing.rank)))
        .integer(
            "rank_best",
            standings().map(|standing| count(standing.ranks.map(|ranks| ranks.0))),
        )
        .integer(
            "rank_worst",
            standings().map(|standing| count(standing.ranks.map(|ranks| ranks.1))),
        )
        .integer("eligible_count", rows.iter().map(|row| count(Some(row.group.ranked()))))
        .number("known_share", rows.iter().map(|row| Some(row.group.known(row.place))))
        .text("excluded_by", ids(|alternative| &alternative.excluded_by))
        .text("flagged_by", ids(|alternative| &alternative.flagged_by))
}

/// The name of each row's method, of which there is one text.
fn methods(rows: &[Row]) -> Vec<Option<Arc<str>>> {
    let mut names: Vec<(&'static str, Arc<str>)> = Vec::new();
    let mut name = |evaluation: &Evaluation| {
        let name = evaluation.method.name();
        match names.iter().find(|(known, _)| std::ptr::eq(*known, name)) {
            Some((_, text)) => text.clone(),
            None => {
                names.push((name, Arc::from(name)));
                Arc::from(name)
            }
        }
    };
    rows.iter().map(|row| Some(name(row.evaluation))).collect()
}

/// `order`: a row per method and unordered pair of eligible alternatives of a group.
fn order(evaluations: &[Evaluation]) -> Table {
    let problem = evaluations[0].problem;
    let inside = problem.keys_inside();
    let mut rows: Vec<Pair> = Vec::new();
    for evaluation in evaluations {
        for group in &evaluation.groups {
            let pairs = group.comparisons(problem.min_known);
            rows.extend(pairs.map(|comparison| Pair { evaluation, group, comparison }));
        }
    }
    let name =
        |row: &Pair, place: PlaceInGroup| Some(problem.name(row.group.member(place), &inside));
    let first = |row: &Pair| row.group.member(row.comparison.ahead);
    TableOf::new("order", &rows)
        .columns(keys_of(problem, &problem.rank_within, first))
        .text("method", |row| Some(row.evaluation.method.name().to_owned()))
        .text("ahead", |row| name(row, row.comparison.ahead))
        .text("behind", |row| name(row, row.comparison.behind))
        .text("verdict", |row| Some(row.comparison.verdict.name().to_owned()))
        .number("min_difference", |row| Some(row.comparison.bounds?.0))
        .number("max_difference", |row| Some(row.comparison.bounds?.1))
        .table()
}

/// `contributions`: a row per method, alternative and leaf.
fn contributions<'a>(evaluations: &'a [Evaluation<'a>]) -> Parts<'a> {
    let rows = rows(evaluations);
    let leaves = evaluations[0].problem.tree.leaves.len();
    let all = rows.len() * leaves;
    let cell = move |at: usize| Cell { of: rows[at / leaves], leaf: at % leaves };
    Parts::new(all, move |range| {
        contributions_of(evaluations, &range.map(&cell).collect::<Vec<_>>())
    })
}

fn contributions_of(evaluations: &[Evaluation], cells: &[Cell]) -> Table {
    let problem = evaluations[0].problem;
    let rows: Vec<Row> = cells.iter().map(|cell| cell.of).collect();
    let members: Vec<usize> = rows.iter().map(Row::alternative).collect();
    let value = |Cell { of: Row { group, place, .. }, leaf }: &Cell| {
        Some(group.values.as_ref()?.at(group.row(*place)?, *leaf))
    };
    let weight = |cell: &Cell| cell.of.group.weights[cell.leaf];
    let ids: Vec<Arc<str>> =
        problem.tree.leaves.iter().map(|leaf| Arc::from(leaf.id.as_str())).collect();
    every_key(problem, Table::new("contributions"), &members)
        .shared_text("method", methods(&rows))
        .shared_text("criterion", cells.iter().map(|cell| Some(ids[cell.leaf].clone())))
        .cells(
            "performance",
            cells
                .iter()
                .zip(&members)
                .map(|(cell, member)| Some(problem.performance(*member, cell.leaf))),
        )
        .number("value", cells.iter().map(value))
        .number("weight", cells.iter().map(|cell| Some(weight(cell))))
        .number(
            "contribution",
            cells.iter().map(|cell| value(cell).map(|value| value * weight(cell))),
        )
}

/// `evidence`: the share of weight by kind of evidence, a row per alternative and kind.
fn evidence(evaluation: &Evaluation) -> Table {
    let problem = evaluation.problem;
    let mut rows: Vec<Evidence> = Vec::new();
    let of_groups = problem.groups.iter().enumerate();
    let members =
        of_groups.flat_map(|(at, group)| group.members.iter().map(move |member| (at, *member)));
    for (group, member) in members {
        let (known, kind) =
            (|leaf| problem.is_known(member, leaf), |leaf| problem.kind(member, leaf));
        let share = |wanted: &dyn Fn(usize) -> bool| -> Option<f64> {
            let weights = evaluation
                .weights
                .of_group(group)
                .iter()
                .enumerate()
                .filter(|(leaf, weight)| wanted(*leaf) && **weight > 0.0);
            let (count, sum) =
                weights.fold((0, 0.0), |(count, sum), (_, weight)| (count + 1, sum + weight));
            (count > 0).then_some(f64::min(sum, 1.0))
        };
        let mut add = |kind: Option<&'static str>, share: Option<f64>| {
            rows.extend(share.map(|share| Evidence { alternative: member, kind, share }));
        };
        for one in Kind::ALL {
            add(Some(one.name()), share(&|leaf| known(leaf) && kind(leaf) == Some(one)));
        }
        add(None, share(&|leaf| known(leaf) && kind(leaf).is_none()));
        add(Some("unknown"), share(&|leaf| !known(leaf)));
    }
    TableOf::new("evidence", &rows)
        .columns(keys_of(problem, &all_keys(problem), |row: &Evidence| row.alternative))
        .text("kind", |row| row.kind.map(str::to_owned))
        .number("share", |row| Some(row.share))
        .table()
}

/// `summary`: a row per method and value of the keys outside `rank_within`.
fn summary(evaluations: &[Evaluation]) -> Table {
    let problem = evaluations[0].problem;
    let inside = problem.keys_inside();
    let mut kinds: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (alternative, values) in
        problem.alternatives.iter().map(|alternative| &alternative.values).enumerate()
    {
        kinds.entry(inside.iter().map(|key| values[*key]).collect()).or_default().push(alternative);
    }
    let mut rows: Vec<Summary> = Vec::new();
    for evaluation in evaluations {
        let mut at: BTreeMap<usize, Row> = BTreeMap::new();
        for group in &evaluation.groups {
            let row = |place| Row { evaluation, group, place };
            at.extend(group.places().map(|place| (group.member(place), row(place))));
        }
        for members in kinds.values() {
            let own: Vec<&Row> = members.iter().filter_map(|member| at.get(member)).collect();
            let contested = own.iter().filter(|row| row.group.eligible().len() >= 2);
            let standings = contested.map(|row| row.group.standing(row.place));
            let only = own.iter().filter(|row| row.group.eligible() == [row.place]);
            rows.push(Summary {
                evaluation,
                example: members[0],
                groups: members.len(),
                profiles: problem.distinct_profiles(members.iter().map(|member| vec![*member])),
                first: standings.clone().filter(|standing| standing.rank == Some(1)).count(),
                certainly_first: standings
                    .filter(|standing| standing.ranks.is_some_and(|ranks| ranks.1 == 1))
                    .count(),
                only_eligible: only.count(),
            });
        }
    }
    TableOf::new("summary", &rows)
        .columns(keys_of(problem, &inside, |row: &Summary| row.example))
        .text("method", |row| Some(row.evaluation.method.name().to_owned()))
        .count("groups", |row| Some(row.groups))
        .count("distinct_profiles", |row| Some(row.profiles))
        .count("times_first", |row| Some(row.first))
        .count("times_certainly_first", |row| Some(row.certainly_first))
        .count("times_only_eligible", |row| Some(row.only_eligible))
        .table()
}
