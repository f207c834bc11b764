//! The data as an actor sees them, and as the case itself does.

use super::Joined;
use super::reach::Reach;
use crate::case::check::checked::Checked;
use crate::case::read::tables::RawTable;
use crate::error::{Finding, Place};
use std::collections::BTreeSet;

impl Joined {
    /// The data as an actor sees them, by its place in the criteria file: its figures in the place
    /// of those that everybody starts from. For `None` as the case itself sees them: without what
    /// actors give in rows of their own. A cell that nobody gives in a view is missing there.
    ///
    /// Inputs keep their numbers in every view, those that are not seen included. It is a view of
    /// the data as they were joined, not of another view.
    pub fn seen_by(&self, actor: Option<usize>) -> Joined {
        let mut seen = self.clone();
        let own = actor.map_or(&[][..], |actor| self.own.of_actor(actor));
        let mut reach = Reach::of(&self.alternatives);
        for number in own {
            let input = self.inputs.one(*number);
            for alternative in reach.of_row(&self.rows[input.row]) {
                seen.given.give(input.name, *alternative, *number);
            }
        }
        seen
    }

    /// Whether an actor gives this name for alternatives with these values of keys.
    pub fn is_given_by_an_actor(&self, name: usize, values: &[(usize, usize)]) -> bool {
        self.own.all().any(|(_, number)| {
            let input = self.inputs.one(number);
            input.name == name && self.rows[input.row].iter().all(|pair| values.contains(pair))
        })
    }

    /// A warning that counts the cells of which only actors give a figure: for the case itself they
    /// are unknown.
    pub fn cells_of_actors_only(&self, checked: &Checked, tables: &[RawTable]) -> Option<Finding> {
        // A `?` is more than an empty cell: somebody says that it is not known.
        let is_empty = |name: usize, alternative: usize| {
            self.given.get(name, alternative).is_none_or(|number| {
                let place = self.places.get(number);
                place.is_some_and(|(table, row, column)| {
                    tables[table].cell(row, column).text().is_empty()
                })
            })
        };
        let mut cells: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut first = None;
        let mut reach = Reach::of(&self.alternatives);
        for (actor, number) in self.own.all() {
            let input = self.inputs.one(number);
            if input.quantity.is_unknown() {
                continue;
            }
            for alternative in reach.of_row(&self.rows[input.row]) {
                if is_empty(input.name, *alternative) {
                    cells.insert((input.name, *alternative));
                    first.get_or_insert((number, actor));
                }
            }
        }
        let (number, actor) = first?;
        let message = match cells.len() {
            1 => "one cell is given by actors only: for the case itself it is unknown".to_owned(),
            many => format!(
                "{many} cells are given by actors only: for the case itself they are unknown"
            ),
        };
        let place = self.places.get(number).and_then(|(table, row, column)| {
            tables.get(table).map(|table| table.place(row, column))
        });
        let id = checked.actors.get(actor).map_or("ID", |actor| actor.id.value.as_str());
        let help = format!(
            "`--actor {id}` shows the case as this actor sees it; a row without an actor gives everybody a figure to start from"
        );
        Some(Finding::warning(place.unwrap_or(Place::File(String::new())), message).help(help))
    }
}
