//! The files of a pathway map, written.

use super::names::ActionNames;
use crate::problem::PathwayModel;
use std::collections::BTreeMap;

/// A stretch of a path in one place, and the year in which it ends.
type Stretch = (Option<usize>, i32);

/// An action a line.
pub(super) fn actions(names: &ActionNames) -> String {
    names.all().map(|name| format!("{name}\n")).collect()
}

/// A step a line, each after the one that it follows on. Paths that begin alike share their first
/// steps.
pub(super) fn sequences(
    model: &PathwayModel,
    choice: usize,
    names: &ActionNames,
    paths: &[&[Option<usize>]],
) -> String {
    let start = model.choices[choice].start_position();
    let begin = model.periods.first().map_or(0, |period| period.from);
    // By stretches from the start on: in the order in which paths have them.
    let mut steps: Vec<Vec<Stretch>> = Vec::new();
    for path in paths {
        let stretches = stretches(model, path);
        for length in 1..=stretches.len() {
            let way = stretches[..length].to_vec();
            if !steps.contains(&way) {
                steps.push(way);
            }
        }
    }
    steps.sort();
    // Actions that stand in one place only need no edition.
    let place = |way: &Vec<Stretch>| way.last().and_then(|(position, _)| *position);
    let mut count: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    steps.iter().for_each(|way| *count.entry(place(way)).or_default() += 1);
    let mut next: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let mut nodes: BTreeMap<Vec<Stretch>, String> = BTreeMap::new();
    let root = names.name(start).to_owned();
    let mut out = format!("{root} {root} {begin}\n");
    for way in &steps {
        let position = place(way);
        let name = names.name(position);
        let edition = next.entry(position).or_insert(0);
        *edition += 1;
        let node = match count.get(&position) {
            Some(1) if position != start => name.to_owned(),
            _ => format!("{name}[{edition}]"),
        };
        let from = nodes.get(&way[..way.len() - 1]).unwrap_or(&root);
        let year = way.last().map_or(begin, |(_, year)| *year);
        out.push_str(&format!("{from} {node} {year}\n"));
        nodes.insert(way.clone(), node);
    }
    out
}

/// The stretches of a path, one after the other.
fn stretches(model: &PathwayModel, path: &[Option<usize>]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for (period, position) in model.periods.iter().zip(path) {
        let end = period.from.saturating_add_unsigned(period.years);
        match out.last_mut().filter(|(last, _)| last == position) {
            Some(last) => last.1 = end,
            None => out.push((*position, end)),
        }
    }
    out
}
