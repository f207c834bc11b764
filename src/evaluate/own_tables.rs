//! The tables of a method's own figures: one of alternatives, one of ordered pairs of them.

use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::evaluate::keys::{every_key, key_columns};
use crate::method::prepared::{Figures, PairFigures};
use crate::problem::PlaceInGroup;
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

/// The places that the method looks at with their rows, in key order.
fn rows(group: &GroupResult) -> Vec<(PlaceInGroup, usize)> {
    group.places().filter_map(|place| Some((place, group.row(place)?))).collect()
}
