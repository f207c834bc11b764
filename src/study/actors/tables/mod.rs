//! The tables of many actors.

mod acceptance;
mod agreement;
mod shares;
mod standing;
mod statements;

use super::PanelEvaluation;
use std::sync::Arc;

/// The ids of actors, which the rows of a table share.
fn actor_ids(panel: &PanelEvaluation) -> Vec<Arc<str>> {
    panel.actors().iter().map(|actor| actor.id().into()).collect()
}

/// The ids of some actors, joined by a semicolon and a space; `None` for nobody.
fn joined(panel: &PanelEvaluation, actors: &[usize]) -> Option<String> {
    let ids: Vec<&str> = actors.iter().map(|actor| panel.actors()[*actor].id()).collect();
    (!ids.is_empty()).then(|| ids.join("; "))
}
