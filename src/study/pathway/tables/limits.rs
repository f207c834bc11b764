//! What the paths of all choices use of what they share.

use crate::study::pathway::{Pathway, PathwayLimitUse, SharedBy};
use crate::table::{Table, TableOf};

/// `pathway_limits`: a row per period, bound of a part of a limit, and shared capacity.
pub(in crate::study::pathway) fn pathway_limits(of: &Pathway) -> Table {
    let model = of.evaluation.model;
    let id = |row: &PathwayLimitUse| match row.of {
        SharedBy::Limit(limit, _) => model.limits[limit].limit.id.clone(),
        SharedBy::Capacity(at) => model.capacities[at].id.clone(),
    };
    let part = |row: &PathwayLimitUse| match row.of {
        SharedBy::Limit(limit, part) => model.limits[limit].limit.parts[part].name.clone(),
        SharedBy::Capacity(_) => None,
    };
    // Of a limit without a bound there is no side.
    let side = |row: &PathwayLimitUse| match row.of {
        SharedBy::Limit(..) => row.bound.map(|_| row.side.name().to_owned()),
        SharedBy::Capacity(_) => Some(row.side.name().to_owned()),
    };
    TableOf::new("pathway_limits", &of.limits)
        .text("period", |row| Some(model.periods[row.period].id.clone()))
        .text("limit", |row| Some(id(row)))
        .text("part", part)
        .text("side", side)
        .text("in_force", |row| Some(row.in_force.name().to_owned()))
        .number("use", |row| row.used)
        .number("bound", |row| row.bound)
        .number("slack", |row| row.slack)
        .flag("binding", |row| row.binding)
        .flag("met", |row| row.met)
        .number("chance", |row| row.chance.map(|chance| chance.value))
        .number("chance_se", |row| row.chance.map(|chance| chance.std_error))
        .table()
}
