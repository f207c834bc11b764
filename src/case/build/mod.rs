//! From a checked case and its joined data to a decision problem: what-ifs, ranges, shifts, gates, groups.

mod cells;
mod ranges;
mod texts;

use super::check::{Checked, When};
use super::file::Holds;
use super::join::Joined;
use super::preference;
use super::settings::Settled;
use super::tables::RawTable;
use super::what_if::WhatIf;
use crate::error::{Error, Finding, Findings, Place, Result, Source};
use crate::problem::{self, Adjustment, Group, Input, KeyValues, Outline, Problem, Quantity, Spread};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use ranges::within;

/// Of more criteria that would all weigh 0 only the first are named.
const MOST_NAMED: usize = 20;

/// Build the problem; with `no_attributes` every attribute is unknown. Wrong data go to `findings`; wrong options are the error.
pub fn build(
    checked: &Checked,
    joined: Joined,
    tables: &[RawTable],
    source: &Arc<Source>,
    what_if: &WhatIf,
    no_attributes: bool,
    findings: &mut Findings,
) -> Result<Problem> {
    let facts = checked.facts.iter().map(|(id, holds, _)| (id.clone(), *holds)).collect();
    let mut builder = Builder { checked, joined, tables, source, findings, facts };
    let tree = builder.weigh(what_if)?;
    let resolved = builder.resolve_claims();
    builder.filter(what_if)?;
    builder.check_when();
    builder.check_needs();
    builder.leave_out(&what_if.without_passages)?;
    // What nobody gives becomes an input first, so that a setting keeps what such inputs share.
    builder.fill();
    let mut settled = Settled::default();
    for setting in &what_if.set {
        builder.set(setting, &mut settled)?;
    }
    if no_attributes {
        let leaves = builder.leaves();
        builder.joined.inputs.iter_mut().filter(|input| input.name >= leaves).for_each(|it| it.quantity = Quantity::Unknown);
    }
    builder.unknown_texts(what_if.no_adjustments);
    builder.spreads();
    let cells = builder.cells(what_if.no_adjustments);
    let rank_within = if what_if.overall { Vec::new() } else { checked.rank_within.clone() };
    let alternatives = builder.gate(&cells, what_if.no_gates);
    let groups = group(&builder.joined.alternatives, &rank_within);
    let claims = builder.instances(resolved);
    let requirements = checked.requirements.iter().map(|r| builder.requirement(r, what_if.no_gates)).collect();
    let adjustment = |a: &super::check::Adjustment| Adjustment {
        criterion: checked.tree.leaves[a.leaf].id.clone(),
        attribute: a.attribute.value.clone(),
        reason: a.reason.clone(),
        source: a.source.clone(),
    };
    let joined = builder.joined;
    let mut problem = Problem {
        keys: joined.keys,
        rank_within,
        tree,
        names: joined.names,
        rows: joined.rows,
        inputs: joined.inputs,
        alternatives,
        groups,
        cells,
        min_known: checked.min_known,
        levels_as_ratios: what_if.force,
        constraints: checked.constraints.iter().map(|(constraint, _)| constraint.clone()).collect(),
        preferences: Vec::new(),
        requirements,
        adjustments: checked.adjustments.iter().map(adjustment).collect(),
        claims,
    };
    // Figures that are wrong have been complained of, and have no values.
    if !builder.findings.has_errors() {
        preference::apply(checked, !what_if.filter.is_empty(), source, &mut problem, builder.findings);
    }
    Ok(problem)
}

pub(super) fn group(alternatives: &[KeyValues], rank_within: &[usize]) -> Vec<Group> {
    if rank_within.is_empty() && !alternatives.is_empty() {
        return vec![Group { values: Vec::new(), members: (0..alternatives.len()).collect() }];
    }
    let mut groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (alternative, values) in alternatives.iter().enumerate() {
        groups.entry(rank_within.iter().map(|key| values[*key]).collect()).or_default().push(alternative);
    }
    groups.into_iter().map(|(values, members)| Group { values, members }).collect()
}

pub(super) struct Builder<'a> {
    pub(super) checked: &'a Checked,
    pub(super) joined: Joined,
    pub(super) tables: &'a [RawTable],
    pub(super) source: &'a Arc<Source>,
    pub(super) findings: &'a mut Findings,
    pub(super) facts: Vec<(String, Holds)>,
}

impl Builder<'_> {
    pub(super) fn leaves(&self) -> usize {
        self.checked.tree.leaves.len()
    }

    fn weigh(&self, what_if: &WhatIf) -> Result<problem::Tree> {
        let mut tree = self.checked.tree.clone();
        for (at, (id, weight)) in what_if.weights.iter().enumerate() {
            if what_if.weights[..at].iter().any(|(known, _)| known == id) {
                return Err(Error::option(format!("--weights {id}"), format!("`{id}` is given more than one weight: keep one")));
            }
            match tree.find(id) {
                Some(branch) => tree.branches[branch].weight = *weight,
                None => {
                    let unknown = Error::unknown("criterion", id, tree.branches.iter().map(|branch| branch.id.as_str()));
                    return Err(Error::option(format!("--weights {id}"), unknown.to_string()));
                }
            }
        }
        for siblings in Outline::new(&tree).sibling_sets() {
            let siblings: Vec<&problem::Branch> = siblings.iter().map(|at| &tree.branches[*at]).collect();
            if siblings.iter().all(|sibling| sibling.weight == 0.0) {
                let siblings: Vec<&str> = siblings.iter().take(MOST_NAMED).map(|branch| branch.id.as_str()).collect();
                return Err(Error::option("--weights", format!("all of {} would weigh 0", siblings.join(", "))));
            }
        }
        Ok(tree)
    }

    /// (key, value) of a `key=value` on the command line.
    pub(super) fn key_value(&self, option: &str, key: &str, value: &str) -> Result<(usize, usize)> {
        let keys = &self.joined.keys;
        let fail = |unknown: Error| Error::option(option, unknown.to_string());
        let index = keys.iter().position(|known| known.id == key);
        let index = index.ok_or_else(|| fail(Error::unknown("key", key, keys.iter().map(|key| key.id.as_str()))))?;
        let values = &keys[index].values;
        let place = values.iter().position(|known| *known.id == *value);
        let place = place.ok_or_else(|| fail(Error::unknown("value", value, values.iter().map(|value| &*value.id))))?;
        Ok((index, place))
    }

    fn filter(&mut self, what_if: &WhatIf) -> Result<()> {
        let mut wanted: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (key, value) in &what_if.filter {
            let (key, value) = self.key_value(&format!("--where {key}={value}"), key, value)?;
            wanted.entry(key).or_default().insert(value);
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let keep: Vec<bool> = self
            .joined
            .alternatives
            .iter()
            .map(|values| wanted.iter().all(|(key, wanted)| wanted.contains(&values[*key])))
            .collect();
        let mut flags = keep.iter();
        self.joined.alternatives.retain(|_| flags.next() == Some(&true));
        self.joined.given.retain(&keep);
        if self.joined.alternatives.is_empty() {
            return Err(Error::option("--where", "no alternative is left"));
        }
        Ok(())
    }

    /// Values in `when` of keys whose domain the data gave.
    fn check_when(&mut self) {
        let whens = self.checked.requirements.iter().map(|r| &r.when).chain(self.checked.adjustments.iter().map(|a| &a.when));
        for (key, value) in whens.flatten().flat_map(|(key, values)| values.iter().map(move |value| (*key, value))) {
            let known = &self.joined.keys[key];
            if !self.checked.closed[key] && !known.values.iter().any(|known| *known.id == *value.value) {
                let place = Place::Text { source: self.source.clone(), span: value.span.clone() };
                let finding = Finding::error(place, format!("no table has the {} `{}`", known.id, value.value));
                self.findings.push(finding.suggest(&value.value, known.values.iter().map(|value| &*value.id)));
            }
        }
    }

    pub(super) fn applies(&self, when: &When, alternative: usize) -> bool {
        let values = &self.joined.alternatives[alternative];
        when.iter()
            .all(|(key, wanted)| wanted.iter().any(|id| self.joined.keys[*key].values[values[*key]].id.as_ref() == id.value))
    }

    /// What rests on a passage, alone or with others, becomes unknown without it.
    fn leave_out(&mut self, passages: &[String]) -> Result<()> {
        for passage in passages {
            let mut found = false;
            for input in self.joined.inputs.listed_mut() {
                if input.record.as_ref().is_some_and(|record| record.passages.contains(passage)) {
                    input.quantity = Quantity::Unknown;
                    found = true;
                }
            }
            if !found {
                let known: BTreeSet<&str> = self.joined.passages().collect();
                let message = match known.is_empty() {
                    true => "no entry of this case's tables names a passage".to_owned(),
                    false => Error::unknown("passage", passage, known).to_string(),
                };
                return Err(Error::option(format!("--without-passage {passage}"), message));
            }
        }
        Ok(())
    }

    /// Cells that nobody gives become unknown inputs: a criterion's one per alternative, an attribute's one per value of the
    /// keys by which the others of its name are given.
    fn fill(&mut self) {
        for name in 0..self.joined.names.len() {
            if self.joined.given.rows(name).is_some() {
                continue;
            }
            let of_name = |(_, input): &(usize, &Input)| input.name == name && !self.joined.rows[input.row].is_empty();
            let given = self.joined.inputs.listed().find(of_name).filter(|_| name >= self.leaves());
            let keys: Option<Vec<usize>> =
                given.map(|(_, input)| self.joined.rows[input.row].iter().map(|(key, _)| *key).collect());
            let mut shared: BTreeMap<Vec<(usize, usize)>, usize> = BTreeMap::new();
            for alternative in 0..self.joined.alternatives.len() {
                if self.joined.given.get(name, alternative).is_some() {
                    continue;
                }
                let values = &self.joined.alternatives[alternative];
                let row: Vec<(usize, usize)> = match &keys {
                    Some(keys) => keys.iter().map(|key| (*key, values[*key])).collect(),
                    None => values.iter().copied().enumerate().collect(),
                };
                let input = *shared.entry(row.clone()).or_insert_with(|| {
                    let row = self.joined.rows.add(row);
                    let (quantity, spread) = (Quantity::Unknown, Spread::crisp(0.0));
                    self.joined.inputs.add(Input { name, row, quantity, spread, record: None })
                });
                self.joined.given.give(name, alternative, input);
            }
        }
    }

    fn place(&self, input: usize) -> Place {
        match self.joined.places.get(input) {
            Some((table, row, column)) => self.tables[table].place(row, column),
            None => Place::File(format!("--set or missing: {}", self.joined.names[self.joined.inputs.one(input).name])),
        }
    }
}
