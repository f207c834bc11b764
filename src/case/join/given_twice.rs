//! Figures that are given twice: for all, or for one actor or period.

use super::layer::Layer;
use super::layer_figures::LayerFigures;
use super::places::Places;
use super::reach::Reach;
use crate::case::join::joiner::Joiner;
use crate::error::{Finding, Place, Said, both, shorten};
use crate::problem::{Inputs, KeyValues};
use std::collections::{BTreeMap, BTreeSet};

/// More rows that give something twice are counted, not shown.
const MOST_TWICE: usize = 50;

/// What has been said of rows. Of each row one thing is said.
#[derive(Default)]
pub(super) struct GivenTwice {
    /// Tables and rows of which something has been said.
    reported: BTreeSet<(usize, usize)>,
    /// How many rows give something twice.
    rows: usize,
}

impl GivenTwice {
    /// Whether nothing has been said of this row of a table yet. From now on something has.
    pub(super) fn is_first_word(&mut self, row: (usize, usize)) -> bool {
        self.reported.insert(row)
    }

    /// A cell (a name and an alternative) is given at a place and at an earlier one: table, row and
    /// column. Both figures are of the layer, or hold for all where none is named.
    pub(super) fn found(
        &mut self,
        joiner: &mut Joiner,
        (table, row, column): (usize, usize, usize),
        earlier: (usize, usize, usize),
        (name, alternative): (usize, &KeyValues),
        layer: Option<Layer>,
    ) {
        if !self.is_first_word((table, row)) {
            return;
        }
        self.rows += 1;
        if self.rows > MOST_TWICE {
            return;
        }
        let of = &joiner.tables[earlier.0];
        let first = both(
            format!("{} of {}", of.row_name(earlier.1), of.name),
            format!("{:#} van {:#}", of.row_name(earlier.1), of.name),
        );
        let ids = alternative.iter().zip(&joiner.keys);
        let ids: Vec<&str> = ids.map(|(value, key)| &*key.values[*value].id).collect();
        let who = shorten(&ids.join("/"), 80);
        let by = match layer {
            Some(Layer::Actor(_)) => both(" by the ", " door de "),
            Some(Layer::Period(_)) => both(" in the ", " in de "),
            None => Said::default(),
        };
        let by = layer.map_or(Said::default(), |layer| {
            let name = joiner.layer_name(layer);
            both(format!("{by}{name}"), format!("{by:#}{name}"))
        });
        let message = both(
            format!("`{}` is given twice for {who}{by}; first at {first}", joiner.names[name]),
            format!(
                "`{:#}` is twee keer gegeven voor {who:#}{by:#}; eerst bij {first:#}",
                joiner.names[name]
            ),
        );
        let place = joiner.tables[table].place(row, column);
        joiner.findings.push(
            Finding::error(place, message)
                .help(both("keep one of the two", "behoud een van de twee")),
        );
    }

    /// Count the rows that were not shown.
    pub(super) fn sum_up(&self, joiner: &mut Joiner) {
        if self.rows <= MOST_TWICE {
            return;
        }
        let names: Vec<&str> = joiner.tables.iter().map(|table| table.name.as_str()).collect();
        let more = self.rows - MOST_TWICE;
        let message = both(
            format!("and {more} more rows that give something twice"),
            format!("en nog {more:#} rijen die iets twee keer geven"),
        );
        joiner.findings.push(Finding::error(Place::File(names.join(", ")), message));
    }
}

impl Joiner<'_> {
    /// Complain of cells that an actor or a period gives twice. What it gives is remembered for one
    /// of them at a time, so that the memory needed does not grow with their number.
    pub(super) fn layers_given_twice(
        &mut self,
        layers: &LayerFigures,
        inputs: &Inputs,
        places: &Places,
        reach: &mut Reach,
        twice: &mut GivenTwice,
    ) {
        let alternatives = reach.alternatives();
        for layer in layers.layers() {
            let mut given: BTreeMap<(usize, usize), usize> = BTreeMap::new();
            for number in layers.of(layer) {
                let input = inputs.one(*number);
                for alternative in reach.of_row(&self.rows[input.row]) {
                    let earlier = *given.entry((input.name, *alternative)).or_insert(*number);
                    if earlier != *number {
                        let place = |input: usize| places.get(input).unwrap_or_default();
                        let cell = (input.name, &alternatives[*alternative]);
                        twice.found(self, place(*number), place(earlier), cell, Some(layer));
                    }
                }
            }
        }
    }
}
