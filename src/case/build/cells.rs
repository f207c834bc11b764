//! What every alternative gets on every criterion: its input, shifted, then cut to limits.

use super::input_spreads::too_wide_at;
use crate::case::build::builder::Builder;
use crate::case::check::checked::ShiftKind;
use crate::error::Finding;
use crate::error::both;
use crate::problem::{
    Cell, CellColumn, Cells, Curve, Kind, Outside, Quantity, Scale, Shift, Spread,
};
use crate::progress::{Stage, begin};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Builder<'_> {
    pub(super) fn cells(&mut self, no_adjustments: bool) -> Cells {
        let mut curves: BTreeMap<(usize, Option<usize>), Option<Arc<Curve>>> = BTreeMap::new();
        let leaves =
            (0..self.leaves()).map(|leaf| self.leaf_cells(leaf, no_adjustments, &mut curves));
        Cells::by_leaf(leaves.collect())
    }

    fn leaf_cells(
        &mut self,
        leaf: usize,
        no_adjustments: bool,
        curves: &mut BTreeMap<(usize, Option<usize>), Option<Arc<Curve>>>,
    ) -> CellColumn {
        let checked = self.checked;
        let of_leaf: Vec<_> = checked
            .adjustments
            .iter()
            .enumerate()
            .filter(|(_, of)| !no_adjustments && of.leaf == leaf)
            .collect();
        let scale = checked.tree.leaves[leaf]
            .scale
            .as_ref()
            .map_or((f64::NEG_INFINITY, f64::INFINITY), Scale::limits);
        if let Some(plain) = self.plain_cells(leaf, scale).filter(|_| of_leaf.is_empty()) {
            return plain;
        }
        let mut out = Vec::with_capacity(self.joined.alternatives.len());
        let step = begin(Stage::Join, self.joined.alternatives.len() as u64);
        for alternative in 0..self.joined.alternatives.len() {
            step.add(1);
            // `fill` has given every name an input.
            let input = self.joined.given.get(leaf, alternative).unwrap_or(0);
            let known = self.joined.inputs.one(input).quantity != Quantity::Unknown;
            let mut limits = scale;
            let mut shifts = Vec::new();
            for (index, adjustment) in &of_leaf {
                if !known || !self.applies(&adjustment.when, alternative) {
                    continue;
                }
                limits = (limits.0.max(adjustment.limits.0), limits.1.min(adjustment.limits.1));
                let attribute = self.joined.names[self.leaves()..]
                    .iter()
                    .position(|name| *name == adjustment.attribute.value);
                let Some(by) =
                    attribute.and_then(|at| self.joined.given.get(at + self.leaves(), alternative))
                else {
                    continue;
                };
                let text = matches!(
                    self.joined.inputs.one(by).quantity,
                    Quantity::Text(_) | Quantity::AnyOf(_)
                )
                .then_some(by);
                let curve = match curves.get(&(*index, text)) {
                    Some(curve) => curve.clone(),
                    None => {
                        let curve = self.curve(&adjustment.shift, by);
                        curves.insert((*index, text), curve.clone());
                        curve
                    }
                };
                if let Some(curve) = curve {
                    let nominal = curve.at(self.joined.inputs.spread(by).nominal);
                    shifts.push(Shift { input: by, curve, nominal, adjustment: *index });
                }
            }
            if limits.0 > limits.1 {
                limits.1 = limits.0;
            }
            let cell = self.cell(input, shifts, limits, known);
            if cell.spread.is_too_wide() && !self.joined.inputs.spread(input).is_too_wide() {
                let finding = too_wide_at(self.place(input), cell.spread, &self.joined.names[leaf]);
                self.findings.push(finding);
            }
            out.push(cell);
        }
        CellColumn::Listed(out)
    }

    /// The cells of a leaf whose figures are plain numbers that nothing shifts.
    fn plain_cells(&self, leaf: usize, limits: (f64, f64)) -> Option<CellColumn> {
        let inputs = self.joined.given.rows(leaf)?.clone();
        let figures = self.joined.inputs.plain_column(inputs.first)?;
        let in_order = inputs.rows.len() == figures.len()
            && inputs.rows.iter().zip(0..).all(|(row, at)| *row == at);
        let within = figures.iter().all(|x| limits.0 <= *x && *x <= limits.1);
        let cut = |row: &u32| Spread::crisp(figures[*row as usize]).cut(limits.0, limits.1).nominal;
        let figures = if in_order && within {
            figures.clone()
        } else {
            Arc::new(inputs.rows.iter().map(cut).collect())
        };
        Some(CellColumn::Plain { figures, inputs, limits })
    }

    fn cell(&self, input: usize, shifts: Vec<Shift>, limits: (f64, f64), known: bool) -> Cell {
        let base = self.joined.inputs.spread(input);
        let mut spread = base;
        // An attribute that shifts the cell twice is one figure: its curves add up before their
        // range is taken.
        let mut by_input: BTreeMap<usize, Curve> = BTreeMap::new();
        for shift in &shifts {
            spread.nominal += shift.nominal;
            by_input
                .entry(shift.input)
                .and_modify(|curve| *curve = curve.plus(&shift.curve))
                .or_insert_with(|| (*shift.curve).clone());
        }
        for (input, curve) in by_input {
            let by = self.joined.inputs.spread(input);
            let (low, high) = curve.range(by.low, by.high);
            spread.low += low;
            spread.high += high;
        }
        // Sums of the largest numbers stay numbers, and rounding may not put the nominal figure
        // outside its own range.
        spread = spread.cut(f64::MIN, f64::MAX);
        spread.nominal = spread.nominal.max(spread.low).min(spread.high);
        let spread = spread.cut(limits.0, limits.1);
        let kind = self.joined.inputs.one(input).record.as_ref().and_then(|record| record.kind);
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
        let curve = match (shift, &self.joined.inputs.one(input).quantity) {
            (ShiftKind::Points(_), Quantity::Text(_) | Quantity::AnyOf(_)) => {
                let name = &self.joined.names[self.joined.inputs.one(input).name];
                let message = match &self.joined.inputs.one(input).quantity {
                    Quantity::Text(text) => both(
                        format!(
                            "`{text}` is not a number, but an adjustment reads this attribute by `points`"
                        ),
                        format!(
                            "`{text:#}` is geen getal, maar een aanpassing leest dit kenmerk met `points`"
                        ),
                    ),
                    _ => both(
                        format!(
                            "`{name}` is read by `values` in one adjustment and by `points` in another"
                        ),
                        format!(
                            "`{name:#}` wordt in de ene aanpassing met `values` gelezen en in de andere met `points`"
                        ),
                    ),
                };
                let finding = Finding::error(self.place(input), message).help(both(
                    "give the adjustment `values`, a shift per text",
                    "geef de aanpassing `values`, een verschuiving per tekst",
                ));
                self.findings.push(finding);
                return None;
            }
            (ShiftKind::Points(points), _) => Curve::new(points.clone(), Outside::Flat)?,
            (ShiftKind::Values(values), Quantity::Text(text)) => {
                match values.iter().find(|(name, _)| name == text) {
                    Some((_, shift)) => Curve::constant(*shift),
                    None => {
                        let finding = Finding::error(
                            self.place(input),
                            both(
                                format!("the adjustment has no shift for `{text}`"),
                                format!("de aanpassing heeft geen verschuiving voor `{text:#}`"),
                            ),
                        );
                        self.findings.push(
                            finding.suggest(text, values.iter().map(|(name, _)| name.as_str())),
                        );
                        return None;
                    }
                }
            }
            (ShiftKind::Values(values), Quantity::AnyOf(texts)) => {
                let shift = |text: &String| {
                    values.iter().find(|(name, _)| name == text).map(|(_, shift)| *shift)
                };
                let points = texts
                    .iter()
                    .enumerate()
                    .filter_map(|(at, text)| Some((at as f64, shift(text)?)))
                    .collect();
                Curve::new(points, Outside::Flat)?
            }
            // An unknown text that can be none has been complained of.
            (ShiftKind::Values(_), _) => return None,
        };
        Some(Arc::new(curve))
    }
}
