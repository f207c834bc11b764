//! The range of every input.

use super::Builder;
use crate::case::check::ShiftKind;
use crate::error::{Finding, Place};
use crate::problem::{self, Beyond, Input, Quantity, Scale, Spread};
use std::collections::BTreeSet;

impl Builder<'_> {
    /// The range of every input: the scale's for unknown ones; cut to the scale, or an error beyond it, for the others.
    pub(super) fn spreads(&mut self) {
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
            let too_wide = self.joined.inputs[index].quantity.is_too_wide();
            match spread {
                Ok(spread) if used.contains(&index) && (too_wide || spread.is_too_wide()) => {
                    let finding = too_wide_at(self.place(index), spread, &self.joined.names[name]);
                    self.findings.push(finding);
                }
                Ok(spread) => self.joined.inputs[index].spread = spread,
                Err((message, help)) => {
                    let finding = Finding::error(self.place(index), message).help(help);
                    self.findings.push(finding);
                }
            }
        }
    }

    /// An unknown numeric attribute ranges over the x of all points that use it; an unknown text over what
    /// [`Builder::unknown_texts`] found.
    fn attribute_spread(&self, name: usize, input: &Input) -> Spread {
        match input.quantity {
            Quantity::Text(_) => Spread::crisp(0.0),
            // One that no adjustment reads.
            Quantity::Unknown if self.joined.is_text[name] => Spread::crisp(0.0),
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
}

/// A range whose width is no number: whatever looks at what lies between its ends would be lost.
pub(super) fn too_wide_at(place: Place, spread: Spread, name: &str) -> Finding {
    let n = problem::number;
    let message =
        format!("the range {}..{} of `{name}` is wider than the largest number, 1.8e308", n(spread.low), n(spread.high));
    Finding::error(place, message).help("use a larger unit, so that the figures are smaller, or give a narrower range")
}

/// The range of a known figure on its scale.
pub(in crate::case) fn within(quantity: &Quantity, spread: Spread, scale: Option<&Scale>) -> std::result::Result<Spread, String> {
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
