//! The data as an actor sees them or as a period has them, and as the case itself does.

use super::Joined;
use super::layer::Layer;
use super::reach::Reach;
use crate::case::check::checked::Checked;
use crate::case::read::tables::RawTable;
use crate::error::both;
use crate::error::{Finding, Place};
use std::collections::BTreeSet;

impl Joined {
    /// The data with the figures of a layer, an actor's or a period's, in the place of those that
    /// hold for all. For `None` as the case itself sees them: without what such rows give. A cell
    /// that nobody gives in a view is missing there.
    ///
    /// Inputs keep their numbers in every view, those that are not seen included.
    pub fn seen_by(&self, layer: Option<Layer>) -> Joined {
        let mut seen = self.clone();
        if let Some(layer) = layer {
            seen.lay(layer, |_, _| false);
        }
        seen
    }

    /// Put the figures of a layer in the place of those that hold for all. Figures of a layer that
    /// was put there before stay, and so do those of names and alternatives that are settled.
    pub fn lay(&mut self, layer: Layer, settled: impl Fn(usize, usize) -> bool) {
        let layered: BTreeSet<usize> = self.layers.all().map(|(_, number)| number).collect();
        let may = |name: usize, alternative: usize| {
            let there = self.given.get(name, alternative);
            !(settled(name, alternative) || there.is_some_and(|it| layered.contains(&it)))
        };
        let mut cells = Vec::new();
        let mut reach = Reach::of(&self.alternatives);
        for number in self.layers.of(layer) {
            let input = self.inputs.one(*number);
            let reached = reach.of_row(&self.rows[input.row]).iter();
            cells.extend(
                reached.filter(|it| may(input.name, **it)).map(|it| (input.name, *it, *number)),
            );
        }
        for (name, alternative, number) in cells {
            self.given.give(name, alternative, number);
        }
    }

    /// The first layer that gives this name for alternatives with these values of keys.
    pub fn given_in_a_layer(&self, name: usize, values: &[(usize, usize)]) -> Option<Layer> {
        let gives = |number: usize| {
            let input = self.inputs.one(number);
            input.name == name && self.rows[input.row].iter().all(|pair| values.contains(pair))
        };
        self.layers.all().find(|(_, number)| gives(*number)).map(|(layer, _)| layer)
    }

    /// A warning that counts the cells of which only actors give a figure: for the case itself they
    /// are unknown.
    pub fn cells_of_actors_only(&self, checked: &Checked, tables: &[RawTable]) -> Option<Finding> {
        let is_actor = |layer: Layer| matches!(layer, Layer::Actor(_));
        let (count, place, layer) = self.cells_in_layers_only(is_actor, tables)?;
        let Layer::Actor(actor) = layer else { return None };
        let message = match count {
            1 => both(
                "one cell is given by actors only: for the case itself it is unknown",
                "één cel wordt alleen door actoren gegeven: voor het dossier zelf is ze onbekend",
            ),
            many => both(
                format!(
                    "{many} cells are given by actors only: for the case itself they are unknown"
                ),
                format!(
                    "{many:#} cellen worden alleen door actoren gegeven: voor het dossier zelf zijn ze onbekend"
                ),
            ),
        };
        let id = checked.actors.get(actor).map_or("ID", |actor| actor.id.value.as_str());
        let help = both(
            format!(
                "`--actor {id}` shows the case as this actor sees it; a row without an actor gives everybody a figure to start from"
            ),
            format!(
                "`--actor {id:#}` toont het dossier zoals deze actor het ziet; een rij zonder actor geeft iedereen een cijfer om van te vertrekken"
            ),
        );
        Some(Finding::warning(place, message).help(help))
    }

    /// A warning that counts the cells of which only periods have a figure: outside its pathway they
    /// are unknown.
    pub fn cells_of_periods_only(&self, tables: &[RawTable]) -> Option<Finding> {
        let is_period = |layer: Layer| matches!(layer, Layer::Period(_));
        let (count, place, _) = self.cells_in_layers_only(is_period, tables)?;
        let message = match count {
            1 => both(
                "one cell has figures of periods only: but for the pathway it is unknown",
                "één cel heeft alleen cijfers van perioden: behalve voor het pad is ze onbekend",
            ),
            many => both(
                format!(
                    "{many} cells have figures of periods only: but for the pathway they are unknown"
                ),
                format!(
                    "{many:#} cellen hebben alleen cijfers van perioden: behalve voor het pad zijn ze onbekend"
                ),
            ),
        };
        let help = both(
            "a row without a period gives a figure that holds in all periods but those that have one of their own",
            "een rij zonder periode geeft een cijfer dat geldt in alle perioden die geen eigen cijfer hebben",
        );
        Some(Finding::warning(place, message).help(help))
    }

    /// How many cells have a figure in some of these layers, and none that holds for all; and the
    /// first such figure, where it stands and of which layer it is.
    fn cells_in_layers_only(
        &self,
        is_one: impl Fn(Layer) -> bool,
        tables: &[RawTable],
    ) -> Option<(usize, Place, Layer)> {
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
        for (layer, number) in self.layers.all().filter(|(layer, _)| is_one(*layer)) {
            let input = self.inputs.one(number);
            if input.quantity.is_unknown() {
                continue;
            }
            for alternative in reach.of_row(&self.rows[input.row]) {
                if is_empty(input.name, *alternative) {
                    cells.insert((input.name, *alternative));
                    first.get_or_insert((number, layer));
                }
            }
        }
        let (number, layer) = first?;
        let place = self.places.get(number).and_then(|(table, row, column)| {
            tables.get(table).map(|table| table.place(row, column))
        });
        Some((cells.len(), place.unwrap_or(Place::File(String::new())), layer))
    }
}
