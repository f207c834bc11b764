//! The range of every input.

use crate::case::build::builder::Builder;
use crate::case::check::checked::ShiftKind;
use crate::error::{Finding, Phrase, Place, Said, both};
use crate::problem::{self, Input, Quantity, Spread, within};
use std::collections::BTreeSet;

/// What to do about a figure beyond its scale.
const BEYOND: Phrase = Phrase(
    "correct the figure, widen the scale, or let the criterion say what a figure beyond its scale does: outside = \"clamp\" or \"extend\"",
    "verbeter het cijfer, verbreed de schaal, of laat het criterium zeggen wat een cijfer buiten de schaal doet: outside = \"clamp\" of \"extend\"",
);

impl Builder<'_> {
    /// The range of every input: the scale's for unknown ones; cut to the scale, or an error beyond
    /// it, for the others.
    pub(super) fn spreads(&mut self) {
        let mut blamed: BTreeSet<usize> = BTreeSet::new();
        let (mut spreads, mut wrong) = (Vec::new(), self.plain_beyond_scale());
        for (index, input) in self.joined.inputs.listed() {
            let name = input.name;
            let unknown = input.quantity == Quantity::Unknown;
            let spread = match self.checked.tree.leaves.get(name) {
                Some(leaf) if unknown => match &leaf.scale {
                    Some(scale) => {
                        let (low, high) = scale.ends();
                        Ok(Spread::between(low, high))
                    }
                    // It leaves its node: see `Problem::settle_missing`.
                    None if self.checked.tree.drops_leaf(name) => Ok(Spread::crisp(0.0)),
                    None if blamed.contains(&name) || self.joined.given.reach(name, index) == 0 => {
                        Ok(Spread::crisp(0.0))
                    }
                    None => Err((
                        both(
                            format!(
                                "the criterion `{}` has no scale, so an unknown figure has no range",
                                leaf.id
                            ),
                            format!(
                                "het criterium `{:#}` heeft geen schaal, dus een onbekend cijfer heeft geen bereik",
                                leaf.id
                            ),
                        ),
                        both(
                            format!(
                                "give it scale = {{ min = ..., max = ... }} (for a table without a criteria file, `--scale {}=LOW..HIGH`), or fill in the figure",
                                leaf.id
                            ),
                            format!(
                                "geef het scale = {{ min = ..., max = ... }} (voor een tabel zonder criteriabestand: `--scale {:#}=LAAGST..HOOGST`), of vul het cijfer in",
                                leaf.id
                            ),
                        ),
                    )),
                },
                Some(leaf) => {
                    within(&input.quantity, input.spread, leaf.scale.as_ref()).map_err(|message| {
                        (
                            both(
                                format!("{message} (criterion `{}`)", leaf.id),
                                format!("{message:#} (criterium `{:#}`)", leaf.id),
                            ),
                            BEYOND.into(),
                        )
                    })
                }
                None => Ok(self.attribute_spread(name, input)),
            };
            let too_wide = input.quantity.is_too_wide();
            match spread {
                Ok(spread)
                    if (too_wide || spread.is_too_wide())
                        && self.joined.given.reach(name, index) > 0 =>
                {
                    wrong.push((
                        index,
                        too_wide_message(spread, &self.joined.names[name]),
                        NARROWER.into(),
                    ));
                }
                Ok(spread) => spreads.push((index, spread)),
                Err((message, help)) => {
                    if unknown {
                        blamed.insert(name);
                    }
                    wrong.push((index, message, help));
                }
            }
        }
        spreads
            .into_iter()
            .for_each(|(index, spread)| self.joined.inputs.set_spread(index, spread));
        wrong.sort_by_key(|(index, ..)| *index);
        for (index, message, help) in wrong {
            self.findings.push(Finding::error(self.place(index), message).help(help));
        }
    }

    /// Plain numbers that lie beyond their scale, where that is an error.
    fn plain_beyond_scale(&self) -> Vec<(usize, Said, Said)> {
        let mut out = Vec::new();
        for (name, (first, stride), figures) in self.joined.inputs.plain_columns() {
            let Some(scale) =
                self.checked.tree.leaves.get(name).and_then(|leaf| leaf.scale.as_ref())
            else {
                continue;
            };
            for (row, figure) in figures.iter().copied().enumerate() {
                if let Err(message) =
                    within(&Quantity::Crisp(figure), Spread::crisp(figure), Some(scale))
                {
                    let message = both(
                        format!("{message} (criterion `{}`)", self.joined.names[name]),
                        format!("{message:#} (criterium `{:#}`)", self.joined.names[name]),
                    );
                    out.push((first + row * stride, message, BEYOND.into()));
                }
            }
        }
        out
    }

    /// An unknown numeric attribute ranges over the x of all points that use it; an unknown text
    /// over what [`Builder::unknown_texts`] found.
    fn attribute_spread(&self, name: usize, input: &Input) -> Spread {
        match input.quantity {
            Quantity::Text(_) => Spread::crisp(0.0),
            // One that no adjustment reads.
            Quantity::Unknown if self.joined.is_text[name] => Spread::crisp(0.0),
            Quantity::Unknown => {
                let points = self
                    .checked
                    .adjustments
                    .iter()
                    .filter(|a| a.attribute.value == self.joined.names[name])
                    .flat_map(|a| match &a.shift {
                        ShiftKind::Points(points) => points.as_slice(),
                        ShiftKind::Values(_) => &[],
                    });
                let ends = points.fold(None, |ends: Option<(f64, f64)>, (x, _)| {
                    ends.map_or(Some((*x, *x)), |(low, high)| Some((low.min(*x), high.max(*x))))
                });
                ends.map_or(Spread::crisp(0.0), |(low, high)| Spread::between(low, high))
            }
            _ => input.spread,
        }
    }
}

/// What to do about a range whose width is no number.
const NARROWER: Phrase = Phrase(
    "use a larger unit, so that the figures are smaller, or give a narrower range",
    "gebruik een grotere eenheid, zodat de cijfers kleiner zijn, of geef een smaller bereik",
);

fn too_wide_message(spread: Spread, name: &str) -> Said {
    let n = problem::number;
    both(
        format!(
            "the range {}..{} of `{name}` is wider than the largest number, 1.8e308",
            n(spread.low),
            n(spread.high)
        ),
        format!(
            "het bereik {:#}..{:#} van `{name:#}` is breder dan het grootste getal, 1.8e308",
            n(spread.low),
            n(spread.high)
        ),
    )
}

/// A range whose width is no number: whatever looks at what lies between its ends would be lost.
pub(super) fn too_wide_at(place: Place, spread: Spread, name: &str) -> Finding {
    Finding::error(place, too_wide_message(spread, name)).help(NARROWER)
}
