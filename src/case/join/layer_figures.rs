//! What rows give that do not hold for all.

use super::layer::Layer;
use std::collections::BTreeMap;

/// The numbers of the inputs that rows of one actor or one period give, by layer and in the order of
/// the tables.
///
/// It holds a number per figure of a table, not per cell that the figure reaches: those are looked
/// up when the data are looked at with a layer. So its size grows with the tables.
#[derive(Debug, Clone, Default)]
pub struct LayerFigures {
    by_layer: BTreeMap<Layer, Vec<usize>>,
}

impl LayerFigures {
    /// A layer gives an input.
    pub fn give(&mut self, layer: Layer, input: usize) {
        self.by_layer.entry(layer).or_default().push(input);
    }

    /// The inputs that a layer gives.
    pub fn of(&self, layer: Layer) -> &[usize] {
        self.by_layer.get(&layer).map(Vec::as_slice).unwrap_or_default()
    }

    /// The layers that give anything: actors first, then periods.
    pub fn layers(&self) -> impl Iterator<Item = Layer> {
        self.by_layer.keys().copied()
    }

    /// The inputs that any layer gives, with the layer.
    pub fn all(&self) -> impl Iterator<Item = (Layer, usize)> {
        let by_layer = self.by_layer.iter();
        by_layer.flat_map(|(layer, inputs)| inputs.iter().map(move |input| (*layer, *input)))
    }
}
