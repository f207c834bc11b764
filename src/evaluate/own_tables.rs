//! The tables of a method's own figures: one of alternatives, one of ordered pairs of them; and for
//! a method that goes by the nodes, what these are worth and what they leave out.

use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::evaluate::keys::{every_key, key_columns};
use crate::method::prepared::{Dropped, Figures, NodeValues, PairFigures};
use crate::problem::{LevelSet, PlaceInGroup};
use crate::table::Table;

/// A column under construction. All groups give columns of the same names and kinds.
enum Cells {
    Numbers(Vec<Option<f64>>),
    Integers(Vec<Option<i64>>),
    Texts(Vec<Option<String>>),
}

impl Cells {
    fn add_to(self, table: Table, name: &'static str) -> Table {
        match self {
            Cells::Numbers(cells) => table.number(name, cells),
            Cells::Integers(cells) => table.integer(name, cells),
            Cells::Texts(cells) => table.text(name, cells),
        }
    }
}

/// See [`Evaluation::native`].
pub(super) fn own_table(evaluation: &Evaluation) -> Option<Table> {
    let name = evaluation.method.sheet().own_table?;
    let category = |place: usize| {
        let at = place.checked_sub(1)?;
        evaluation.problem.categories.get(at).map(|it| it.id.clone())
    };
    if evaluation.groups.iter().any(|group| group.nodes().is_some()) {
        return Some(node_table(evaluation, name));
    }
    let (mut members, mut columns): (Vec<usize>, Vec<(&'static str, Cells)>) = Default::default();
    for group in &evaluation.groups {
        let mut rows = rows(group);
        rows.sort_by_key(|(place, _)| (group.standing(*place).rank.unwrap_or(usize::MAX), *place));
        for (at, column) in group.native()?.columns.into_iter().enumerate() {
            if columns.len() == at {
                let empty = match column.figures {
                    Figures::Numbers(_) => Cells::Numbers(Vec::new()),
                    Figures::Flags(_) | Figures::Ranks(_) => Cells::Integers(Vec::new()),
                    Figures::Categories(_) => Cells::Texts(Vec::new()),
                };
                columns.push((column.name, empty));
            }
            let rows = rows.iter().map(|(_, row)| *row);
            match (&mut columns[at].1, &column.figures) {
                (Cells::Numbers(cells), Figures::Numbers(own)) => {
                    cells.extend(rows.map(|row| Some(own[row])))
                }
                (Cells::Integers(cells), Figures::Flags(own)) => {
                    cells.extend(rows.map(|row| Some(i64::from(own[row]))))
                }
                (Cells::Integers(cells), Figures::Ranks(own)) => {
                    cells.extend(rows.map(|row| Some(own[row] as i64)))
                }
                (Cells::Texts(cells), Figures::Categories(own)) => {
                    cells.extend(rows.map(|row| category(own[row])))
                }
                _ => {}
            }
        }
        members.extend(rows.iter().map(|(place, _)| group.member(*place)));
    }
    let table = every_key(evaluation.problem, Table::new(name), &members);
    Some(columns.into_iter().fold(table, |table, (name, cells)| cells.add_to(table, name)))
}

/// See [`Evaluation::native_pairs`].
pub(super) fn own_pairs(evaluation: &Evaluation) -> Option<Table> {
    let name = evaluation.method.sheet().own_pairs?;
    let problem = evaluation.problem;
    let inside = problem.keys_inside();
    let (mut firsts, mut a, mut b): (Vec<usize>, Vec<_>, Vec<_>) = Default::default();
    let mut columns: Vec<(&'static str, Cells)> = Vec::new();
    for group in &evaluation.groups {
        let rows = rows(group);
        let named = |place: PlaceInGroup| Some(problem.name(group.member(place), &inside));
        let pairs = || {
            let with = |a: (PlaceInGroup, usize)| rows.iter().map(move |b| (a, *b));
            rows.iter().flat_map(move |a| with(*a)).filter(|(a, b)| a != b)
        };
        for ((first, _), (second, _)) in pairs() {
            firsts.push(group.member(first));
            a.push(named(first));
            b.push(named(second));
        }
        let pairs = || pairs().map(|((_, a), (_, b))| (a, b));
        for (at, column) in group.native()?.pairs.into_iter().enumerate() {
            if columns.len() == at {
                let empty = match column.figures {
                    PairFigures::Numbers(_) => Cells::Numbers(Vec::new()),
                    PairFigures::Flags(_) => Cells::Integers(Vec::new()),
                    PairFigures::Relation(_) => Cells::Texts(Vec::new()),
                };
                columns.push((column.name, empty));
            }
            match (&mut columns[at].1, &column.figures) {
                (Cells::Numbers(cells), PairFigures::Numbers(own)) => {
                    cells.extend(pairs().map(|(a, b)| Some(own.at(a, b))))
                }
                (Cells::Integers(cells), PairFigures::Flags(own)) => {
                    cells.extend(pairs().map(|(a, b)| Some(i64::from(own[a][b]))))
                }
                (Cells::Texts(cells), PairFigures::Relation(own)) => cells.extend(
                    pairs().map(|(a, b)| own[a][b].map(|relation| relation.letter().to_owned())),
                ),
                _ => {}
            }
        }
    }
    let table = key_columns(problem, Table::new(name), &firsts, &problem.rank_within);
    let table = table.text("a", a).text("b", b);
    Some(columns.into_iter().fold(table, |table, (name, cells)| cells.add_to(table, name)))
}

/// The value of each node: a row per alternative, in the order of ranks, and node. Where some node
/// has rules, also its level, if it is one, and all that it may be.
fn node_table(evaluation: &Evaluation, name: &'static str) -> Table {
    let tree = &evaluation.problem.tree;
    let (mut members, mut nodes, mut values): (Vec<usize>, Vec<_>, Vec<_>) = Default::default();
    let (mut level, mut levels): (Vec<_>, Vec<_>) = Default::default();
    for (member, of) in nodes_by_rank(evaluation) {
        for (branch, value) in of.values {
            members.push(member);
            nodes.push(Some(tree.branches[branch].id.clone()));
            values.push(value);
            let set = of.levels.iter().find(|(of, _)| *of == branch).map(|(_, set)| *set);
            let names = set.zip(tree.rules_of(branch)).map(|(set, rules)| rules.names(set));
            level.push(names.clone().filter(|_| set.is_some_and(LevelSet::is_single)));
            levels.push(names);
        }
    }
    let table = every_key(evaluation.problem, Table::new(name), &members)
        .text("node", nodes)
        .number("value", values);
    match tree.ruled().next() {
        Some(_) => table.text("level", level).text("levels", levels),
        None => table,
    }
}

/// `dropped`: what nodes leave out, a row per alternative and criterion or node that is left out.
pub(super) fn dropped(evaluation: &Evaluation) -> Table {
    let branches = &evaluation.problem.tree.branches;
    let (mut members, mut nodes): (Vec<usize>, Vec<_>) = Default::default();
    let (mut criteria, mut weights): (Vec<_>, Vec<_>) = Default::default();
    for (member, of) in nodes_by_rank(evaluation) {
        for Dropped { branch, weight } in of.dropped {
            members.push(member);
            nodes.push(branches[branch].parent.map(|parent| branches[parent].id.clone()));
            criteria.push(Some(branches[branch].id.clone()));
            weights.push(Some(weight));
        }
    }
    every_key(evaluation.problem, Table::new("dropped"), &members)
        .text("node", nodes)
        .text("criterion", criteria)
        .number("weight", weights)
}

/// The nodes of each alternative that the method scores, by group and rank.
fn nodes_by_rank(evaluation: &Evaluation) -> Vec<(usize, NodeValues)> {
    let mut out = Vec::new();
    for group in &evaluation.groups {
        let Some(nodes) = group.nodes() else { continue };
        let mut rows = rows(group);
        rows.sort_by_key(|(place, _)| (group.standing(*place).rank.unwrap_or(usize::MAX), *place));
        out.extend(rows.into_iter().map(|(place, row)| (group.member(place), nodes[row].clone())));
    }
    out
}

/// The places that the method looks at with their rows, in key order.
fn rows(group: &GroupResult) -> Vec<(PlaceInGroup, usize)> {
    group.places().filter_map(|place| Some((place, group.row(place)?))).collect()
}
