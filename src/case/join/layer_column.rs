//! Columns that say for whom, or for when, a row holds.

use crate::case::check::checked::Checked;
use crate::case::join::layer::Layer;
use crate::case::read::long_table::{ACTOR, PERIOD};
use std::collections::BTreeMap;

/// A column that says for whom, or for when, a row holds.
#[derive(Debug, Clone)]
pub(crate) struct LayerColumn<'a> {
    /// Its header, which is also what a reader calls one of them: `actor` or `period`.
    pub(crate) header: &'static str,
    /// What a cell of it can say: each id, and its layer.
    pub(super) ids: BTreeMap<&'a str, Layer>,
}

/// The columns that say for whom or for when a row holds: `actor` where the case has actors, and
/// `period` where it has a pathway. Not where a key, a criterion or an attribute that the case uses
/// has that name.
pub(crate) fn layer_columns(checked: &Checked) -> Vec<LayerColumn<'_>> {
    let free = |header: &str| {
        !(checked.keys.iter().any(|key| key.id == header)
            || checked.tree.find(header).is_some()
            || checked.columns.iter().any(|column| column.value == header)
            || checked.attributes.contains_key(header))
    };
    let actors = checked.actors.iter().map(|actor| actor.id.value.as_str());
    let periods = checked.pathway.iter().flat_map(|pathway| &pathway.periods);
    let columns = [
        LayerColumn { header: ACTOR, ids: actors.zip((0..).map(Layer::Actor)).collect() },
        LayerColumn {
            header: PERIOD,
            ids: periods.map(|it| it.id.as_str()).zip((0..).map(Layer::Period)).collect(),
        },
    ];
    columns.into_iter().filter(|it| !it.ids.is_empty() && free(it.header)).collect()
}

impl LayerColumn<'_> {
    /// An id of one of them, as the file writes it.
    pub(super) fn id(&self, layer: Layer) -> Option<&str> {
        self.ids.iter().find(|(_, known)| **known == layer).map(|(id, _)| *id)
    }
}
