//! From a checked case and its joined data to a decision problem: what-ifs, ranges, shifts, gates, groups.

use super::check::{Checked, ShiftKind, When};
use super::file::Holds;
use super::join::Joined;
use super::preference;
use super::tables::RawTable;
use super::what_if::WhatIf;
use crate::error::{Error, Finding, Findings, Place, Result, Source};
use crate::problem::{
    self, Adjustment, Beyond, Cell, Curve, Group, Input, Kind, Outside, Problem, Quantity, Scale, Shift, Spread,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Build the problem. Wrong data go to `findings`; wrong options are the error.
pub fn build(
    checked: &Checked,
    joined: Joined,
    tables: &[RawTable],
    source: &Arc<Source>,
    what_if: &WhatIf,
    findings: &mut Findings,
) -> Result<Problem> {
    let facts = checked.facts.iter().map(|(id, holds, _)| (id.clone(), *holds)).collect();
    let mut builder = Builder { checked, joined, tables, source, findings, facts };
    let tree = builder.weigh(what_if)?;
    builder.filter(what_if)?;
    builder.check_when();
    builder.check_needs();
    builder.leave_out(&what_if.without_passages)?;
    // What nobody gives becomes an input first, so that a setting keeps what such inputs share.
    builder.fill();
    for setting in &what_if.set {
        builder.set(setting)?;
    }
    builder.spreads();
    let cells = builder.cells(what_if.no_adjustments);
    let rank_within = if what_if.overall { Vec::new() } else { checked.rank_within.clone() };
    let alternatives = builder.gate(&cells, what_if.no_gates);
    let groups = group(&builder.joined.alternatives, &rank_within);
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
    };
    // Figures that are wrong have been complained of, and have no values.
    if !builder.findings.has_errors() {
        preference::apply(checked, !what_if.filter.is_empty(), source, &mut problem, builder.findings);
    }
    Ok(problem)
}

fn group(alternatives: &[Vec<usize>], rank_within: &[usize]) -> Vec<Group> {
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
        for (id, weight) in &what_if.weights {
            match tree.find(id) {
                Some(branch) => tree.branches[branch].weight = *weight,
                None => {
                    let unknown = Error::unknown("criterion", id, tree.branches.iter().map(|branch| branch.id.as_str()));
                    return Err(Error::option(format!("--weights {id}"), unknown.to_string()));
                }
            }
        }
        for branch in &tree.branches {
            let siblings = tree.branches.iter().filter(|other| other.parent == branch.parent);
            if siblings.map(|sibling| sibling.weight).all(|weight| weight == 0.0) {
                let siblings: Vec<&str> =
                    tree.branches.iter().filter(|other| other.parent == branch.parent).map(|b| b.id.as_str()).collect();
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
        let place = values.iter().position(|known| known.id == value);
        let place = place.ok_or_else(|| fail(Error::unknown("value", value, values.iter().map(|value| value.id.as_str()))))?;
        Ok((index, place))
    }

    fn filter(&mut self, what_if: &WhatIf) -> Result<()> {
        let mut wanted: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (key, value) in &what_if.filter {
            let (key, value) = self.key_value(&format!("--where {key}={value}"), key, value)?;
            wanted.entry(key).or_default().insert(value);
        }
        let keep: Vec<bool> = self
            .joined
            .alternatives
            .iter()
            .map(|values| wanted.iter().all(|(key, wanted)| wanted.contains(&values[*key])))
            .collect();
        let mut flags = keep.iter();
        self.joined.alternatives.retain(|_| flags.next() == Some(&true));
        let mut flags = keep.iter();
        self.joined.given.retain(|_| flags.next() == Some(&true));
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
            if !self.checked.closed[key] && !known.values.iter().any(|known| known.id == value.value) {
                let place = Place::Text { source: self.source.clone(), span: value.span.clone() };
                let finding = Finding::error(place, format!("no table has the {} `{}`", known.id, value.value));
                self.findings.push(finding.suggest(&value.value, known.values.iter().map(|value| value.id.as_str())));
            }
        }
    }

    pub(super) fn applies(&self, when: &When, alternative: usize) -> bool {
        let values = &self.joined.alternatives[alternative];
        when.iter().all(|(key, wanted)| wanted.iter().any(|id| self.joined.keys[*key].values[values[*key]].id == id.value))
    }

    /// What rests on a passage, alone or with others, becomes unknown without it.
    fn leave_out(&mut self, passages: &[String]) -> Result<()> {
        for passage in passages {
            let mut found = false;
            for input in &mut self.joined.inputs {
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
            let given = self.joined.inputs.iter().find(|input| input.name == name && !self.joined.rows[input.row].is_empty());
            let keys: Option<Vec<usize>> = given
                .filter(|_| name >= self.leaves())
                .map(|input| self.joined.rows[input.row].iter().map(|(key, _)| *key).collect());
            let mut shared: BTreeMap<Vec<(usize, usize)>, usize> = BTreeMap::new();
            for alternative in 0..self.joined.alternatives.len() {
                if self.joined.given[alternative][name].is_some() {
                    continue;
                }
                let values = &self.joined.alternatives[alternative];
                let row: Vec<(usize, usize)> = match &keys {
                    Some(keys) => keys.iter().map(|key| (*key, values[*key])).collect(),
                    None => values.iter().copied().enumerate().collect(),
                };
                let input = *shared.entry(row.clone()).or_insert_with(|| {
                    self.joined.rows.push(row);
                    let row = self.joined.rows.len() - 1;
                    self.joined.inputs.push(Input {
                        name,
                        row,
                        quantity: Quantity::Unknown,
                        spread: Spread::crisp(0.0),
                        record: None,
                    });
                    self.joined.inputs.len() - 1
                });
                self.joined.given[alternative][name] = Some(input);
            }
        }
    }

    fn place(&self, input: usize) -> Place {
        match self.joined.places.get(input) {
            Some((table, row, column)) => self.tables[*table].place(*row, *column),
            None => Place::File(format!("--set or missing: {}", self.joined.names[self.joined.inputs[input].name])),
        }
    }

    /// The range of every input: the scale's for unknown ones; cut to the scale, or an error beyond it, for the others.
    fn spreads(&mut self) {
        let used: BTreeSet<usize> = self.joined.given.iter().flatten().flatten().copied().collect();
        let mut blamed: BTreeSet<usize> = BTreeSet::new();
        for index in 0..self.joined.inputs.len() {
            let input = &self.joined.inputs[index];
            let name = input.name;
            let unknown = input.quantity == Quantity::Unknown;
            let spread = match self.checked.tree.leaves.get(name) {
                Some(leaf) if unknown => match &leaf.scale {
                    Some(scale) => {
                        let (low, high) = scale.ends();
                        Ok(Spread::between(low, high))
                    }
                    None if !used.contains(&index) || !blamed.insert(name) => Ok(Spread::crisp(0.0)),
                    None => Err((
                        format!("the criterion `{}` has no scale, so an unknown figure has no range", leaf.id),
                        "give it scale = { min = ..., max = ... }, or fill in the figure".to_owned(),
                    )),
                },
                Some(leaf) => within(&input.quantity, input.spread, leaf.scale.as_ref()).map_err(|message| {
                    (
                        format!("{message} (criterion `{}`)", leaf.id),
                        "correct the figure, or say outside = \"clamp\" or \"extend\" in the scale".to_owned(),
                    )
                }),
                None => Ok(self.attribute_spread(name, input)),
            };
            match spread {
                Ok(spread) => self.joined.inputs[index].spread = spread,
                Err((message, help)) => {
                    let finding = Finding::error(self.place(index), message).help(help);
                    self.findings.push(finding);
                }
            }
        }
    }

    /// An unknown numeric attribute ranges over the x of all points that use it; an unknown text over the axis of the texts
    /// that adjustments know.
    fn attribute_spread(&self, name: usize, input: &Input) -> Spread {
        match input.quantity {
            Quantity::Text(_) => Spread::crisp(0.0),
            Quantity::Unknown if self.joined.is_text[name] => {
                Spread::between(0.0, self.texts(name).len().saturating_sub(1) as f64)
            }
            Quantity::Unknown => {
                let points = self.checked.adjustments.iter().filter(|a| a.attribute.value == self.joined.names[name]).flat_map(
                    |a| match &a.shift {
                        ShiftKind::Points(points) => points.as_slice(),
                        ShiftKind::Values(_) => &[],
                    },
                );
                let ends = points.fold(None, |ends: Option<(f64, f64)>, (x, _)| {
                    ends.map_or(Some((*x, *x)), |(low, high)| Some((low.min(*x), high.max(*x))))
                });
                ends.map_or(Spread::crisp(0.0), |(low, high)| Spread::between(low, high))
            }
            _ => input.spread,
        }
    }

    fn cells(&mut self, no_adjustments: bool) -> Vec<Cell> {
        let mut out = Vec::with_capacity(self.joined.alternatives.len() * self.leaves());
        let mut curves: BTreeMap<(usize, Option<usize>), Option<Arc<Curve>>> = BTreeMap::new();
        for alternative in 0..self.joined.alternatives.len() {
            for leaf in 0..self.leaves() {
                // `fill` has given every name an input.
                let input = self.joined.given[alternative][leaf].unwrap_or(0);
                let known = self.joined.inputs[input].quantity != Quantity::Unknown;
                let mut limits =
                    self.checked.tree.leaves[leaf].scale.as_ref().map_or((f64::NEG_INFINITY, f64::INFINITY), Scale::limits);
                let mut shifts = Vec::new();
                let checked = self.checked;
                for (index, adjustment) in checked.adjustments.iter().enumerate() {
                    if no_adjustments || !known || adjustment.leaf != leaf || !self.applies(&adjustment.when, alternative) {
                        continue;
                    }
                    limits = (limits.0.max(adjustment.limits.0), limits.1.min(adjustment.limits.1));
                    let attribute =
                        self.joined.names[self.leaves()..].iter().position(|name| *name == adjustment.attribute.value);
                    let Some(by) = attribute.and_then(|at| self.joined.given[alternative][at + self.leaves()]) else { continue };
                    let text = matches!(self.joined.inputs[by].quantity, Quantity::Text(_)).then_some(by);
                    let curve = match curves.get(&(index, text)) {
                        Some(curve) => curve.clone(),
                        None => {
                            let curve = self.curve(&adjustment.shift, by);
                            curves.insert((index, text), curve.clone());
                            curve
                        }
                    };
                    if let Some(curve) = curve {
                        let nominal = self.nominal_shift(&adjustment.shift, &curve, by);
                        shifts.push(Shift { input: by, curve, nominal, adjustment: index });
                    }
                }
                if limits.0 > limits.1 {
                    limits.1 = limits.0;
                }
                out.push(self.cell(input, shifts, limits, known));
            }
        }
        out
    }

    fn cell(&self, input: usize, shifts: Vec<Shift>, limits: (f64, f64), known: bool) -> Cell {
        let base = self.joined.inputs[input].spread;
        let mut spread = base;
        // An attribute that shifts the cell twice is one figure: its curves add up before their range is taken.
        let mut by_input: BTreeMap<usize, Curve> = BTreeMap::new();
        for shift in &shifts {
            spread.nominal += shift.nominal;
            by_input
                .entry(shift.input)
                .and_modify(|curve| *curve = curve.plus(&shift.curve))
                .or_insert_with(|| (*shift.curve).clone());
        }
        for (input, curve) in by_input {
            let by = self.joined.inputs[input].spread;
            let (low, high) = curve.range(by.low, by.high);
            spread.low += low;
            spread.high += high;
        }
        // Sums of the largest numbers stay numbers, and rounding may not put the nominal figure outside its own range.
        spread = spread.cut(f64::MIN, f64::MAX);
        spread.nominal = spread.nominal.max(spread.low).min(spread.high);
        let spread = spread.cut(limits.0, limits.1);
        let kind = self.joined.inputs[input].record.as_ref().and_then(|record| record.kind);
        let shifted = !shifts.is_empty() && spread != base;
        let kind = if !known {
            None
        } else if shifted {
            Some(Kind::Assumed)
        } else {
            kind
        };
        Cell { input, shifts, limits, spread, known, kind }
    }

    /// The curve from an attribute to a shift. A known text is one shift, whatever the x.
    fn curve(&mut self, shift: &ShiftKind, input: usize) -> Option<Arc<Curve>> {
        let curve = match (shift, &self.joined.inputs[input].quantity) {
            (ShiftKind::Points(_), Quantity::Text(text)) => {
                let message = format!("`{text}` is not a number, but an adjustment reads this attribute by `points`");
                let finding = Finding::error(self.place(input), message).help("give the adjustment `values`, a shift per text");
                self.findings.push(finding);
                return None;
            }
            (ShiftKind::Points(points), _) => Curve::new(points.clone(), Outside::Flat)?,
            (ShiftKind::Values(values), Quantity::Text(text)) => match values.iter().find(|(name, _)| name == text) {
                Some((_, shift)) => Curve::constant(*shift),
                None => {
                    let finding = Finding::error(self.place(input), format!("the adjustment has no shift for `{text}`"));
                    self.findings.push(finding.suggest(text, values.iter().map(|(name, _)| name.as_str())));
                    return None;
                }
            },
            (ShiftKind::Values(values), _) => {
                let axis = self.texts(self.joined.inputs[input].name);
                let place = |text: &str| axis.iter().position(|known| *known == text).map(|at| at as f64);
                let mut points: Vec<(f64, f64)> =
                    values.iter().filter_map(|(text, shift)| Some((place(text)?, *shift))).collect();
                points.sort_by(|a, b| a.0.total_cmp(&b.0));
                Curve::new(points, Outside::Flat)?
            }
        };
        Some(Arc::new(curve))
    }

    /// The texts that adjustments by this attribute know, in the order of the file: the axis of an unknown one.
    pub(super) fn texts(&self, name: usize) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for adjustment in self.checked.adjustments.iter().filter(|a| a.attribute.value == self.joined.names[name]) {
            if let ShiftKind::Values(values) = &adjustment.shift {
                for (text, _) in values {
                    if !out.contains(&text.as_str()) {
                        out.push(text);
                    }
                }
            }
        }
        out
    }

    fn nominal_shift(&self, shift: &ShiftKind, curve: &Curve, input: usize) -> f64 {
        match (shift, &self.joined.inputs[input].quantity) {
            (ShiftKind::Values(values), Quantity::Unknown) => {
                let shifts = values.iter().map(|(_, shift)| *shift);
                let (least, most) =
                    shifts.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (least.min(x), most.max(x)));
                least / 2.0 + most / 2.0
            }
            _ => curve.at(self.joined.inputs[input].spread.nominal),
        }
    }
}

/// The range of a known figure on its scale.
pub(super) fn within(quantity: &Quantity, spread: Spread, scale: Option<&Scale>) -> std::result::Result<Spread, String> {
    let Some(scale) = scale else { return Ok(spread) };
    if let Scale::Numeric { beyond: Beyond::Clamp | Beyond::Extend, .. } = scale {
        return Ok(spread);
    }
    let (min, max) = scale.ends();
    let wholly_outside = spread.high < min || spread.low > max;
    let partly_outside = spread.low < min || spread.high > max;
    let n = problem::number;
    if wholly_outside || (partly_outside && !quantity.is_distribution()) {
        let figure = if spread.is_crisp() { n(spread.low) } else { format!("{}..{}", n(spread.low), n(spread.high)) };
        return Err(format!("{figure} lies beyond the scale {} .. {}", n(min), n(max)));
    }
    Ok(spread.cut(min, max))
}
