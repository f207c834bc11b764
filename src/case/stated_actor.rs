//! An actor as its case has it.

use crate::case::check::checked::CheckedActor;
use crate::problem::{Says, Text};

/// An actor as its case has it, without its problem.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedActor {
    /// The id by which reports and other entries name it.
    pub id: String,
    /// What people read.
    pub label: Text,
    /// What it is grouped by; none if it does not say.
    pub kind: Option<String>,
    /// How much it counts in rules of the group, relative to the others.
    pub influence: f64,
    /// What it says of the weights.
    pub says: Says,
    /// How many constraints and preferences it states: a line each.
    pub statements: usize,
    /// Whether it names the criteria that it looks at.
    pub looks_at_some: bool,
    /// The score that an alternative must reach to be acceptable to it.
    pub minimum: Option<f64>,
    /// Where it comes from; `None` if the case does not say.
    pub source: Option<String>,
}

impl StatedActor {
    /// The actor that was checked.
    pub(crate) fn of(actor: &CheckedActor) -> StatedActor {
        let mut lines: Vec<usize> = actor.constraints.iter().map(|(_, span)| span.start).collect();
        lines.extend(actor.preferences.iter().map(|said| said.span.start));
        lines.extend(actor.from_weighting.iter().map(|span| span.start));
        lines.sort_unstable();
        lines.dedup();
        StatedActor {
            id: actor.id.value.clone(),
            label: actor.label.clone(),
            kind: actor.kind.clone(),
            influence: actor.influence,
            says: actor.says(),
            statements: lines.len(),
            looks_at_some: actor.looks_at.is_some(),
            minimum: actor.minimum,
            source: actor.source.clone(),
        }
    }
}
