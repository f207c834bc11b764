//! What an unknown text can be, and which text the score takes for it.

use crate::case::build::builder::Builder;
use crate::case::check::checked::{CheckedAdjustment, ShiftKind};
use crate::error::Finding;
use crate::error::both;
use crate::problem::{Input, Quantity, Spread};
use crate::tolerance::AS_NEAR;
use std::collections::BTreeMap;

impl Builder<'_> {
    /// Tell what every unknown text can be: the texts for which each adjustment that reads it has a
    /// shift, since any other would be an error if it stood in the table. Its nominal figure is one
    /// of them, so that every score is one that some text gives.
    pub(super) fn unknown_texts(&mut self, no_adjustments: bool) {
        let read = if no_adjustments { BTreeMap::new() } else { self.read_by_value() };
        let open = |(number, input): (usize, &Input)| {
            let unknown = input.quantity == Quantity::Unknown && self.joined.is_text[input.name];
            unknown.then_some((number, input.name))
        };
        for (input, name) in self.joined.inputs.listed().filter_map(open).collect::<Vec<_>>() {
            let readers: Vec<&[(String, f64)]> = read
                .get(&input)
                .into_iter()
                .flatten()
                .filter_map(|at| values(&self.checked.adjustments[*at]))
                .collect();
            let has = |text: &&str| readers.iter().all(|values| shift(values, text).is_some());
            let texts: Vec<String> =
                self.texts(name).into_iter().filter(has).map(str::to_owned).collect();
            if !texts.is_empty() {
                let nominal = middle(&texts, &readers) as f64;
                let spread = Spread { low: 0.0, nominal, high: (texts.len() - 1) as f64 };
                self.joined.inputs.set(input, Quantity::AnyOf(texts.into()), spread);
            } else if !readers.is_empty() {
                let (name, count) = (&self.joined.names[name], readers.len());
                let message = both(
                    format!(
                        "`{name}` is not known, and no text has a shift in all {count} adjustments that read it here"
                    ),
                    format!(
                        "`{name:#}` is niet bekend, en geen tekst heeft een verschuiving in alle {count:#} aanpassingen die het hier lezen"
                    ),
                );
                let help = both(
                    "give these adjustments a shift for the same texts, or fill in the text",
                    "geef deze aanpassingen een verschuiving voor dezelfde teksten, of vul de tekst in",
                );
                let finding = Finding::error(self.place(input), message).help(help);
                self.findings.push(finding);
            }
        }
    }

    /// By unknown input: the adjustments by text that read it in some cell.
    fn read_by_value(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, adjustment) in
            self.checked.adjustments.iter().enumerate().filter(|(_, it)| values(it).is_some())
        {
            let attributes = &self.joined.names[self.leaves()..];
            let Some(name) = attributes.iter().position(|name| *name == adjustment.attribute.value)
            else {
                continue;
            };
            for alternative in 0..self.joined.alternatives.len() {
                let given = |name: usize| self.joined.given.get(name, alternative);
                let (Some(by), Some(judged)) =
                    (given(name + self.leaves()), given(adjustment.leaf))
                else {
                    continue;
                };
                let unknown =
                    |input: usize| self.joined.inputs.one(input).quantity == Quantity::Unknown;
                // A shift never touches an unknown cell.
                if unknown(by) && !unknown(judged) && self.applies(&adjustment.when, alternative) {
                    let readers = out.entry(by).or_default();
                    if readers.last() != Some(&at) {
                        readers.push(at);
                    }
                }
            }
        }
        out
    }

    /// The texts that adjustments by this attribute know, in the order of the file.
    pub(in crate::case) fn texts(&self, name: usize) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        let by = |it: &&CheckedAdjustment| it.attribute.value == self.joined.names[name];
        for (text, _) in self.checked.adjustments.iter().filter(by).filter_map(values).flatten() {
            if !out.contains(&text.as_str()) {
                out.push(text);
            }
        }
        out
    }
}

fn values(adjustment: &CheckedAdjustment) -> Option<&[(String, f64)]> {
    match &adjustment.shift {
        ShiftKind::Values(values) => Some(values),
        ShiftKind::Points(_) => None,
    }
}

fn shift(values: &[(String, f64)], text: &str) -> Option<f64> {
    values.iter().find(|(name, _)| name == text).map(|(_, shift)| *shift)
}

/// The text whose shifts lie nearest to the middle of their least and greatest, each in shares of
/// its own range, all adjustments together; of several the first.
fn middle(texts: &[String], readers: &[&[(String, f64)]]) -> usize {
    let mut off = vec![0.0; texts.len()];
    for values in readers {
        let shifts: Vec<f64> = texts.iter().filter_map(|text| shift(values, text)).collect();
        let (least, most) = shifts
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (x.min(a), x.max(b)));
        let range = most / 2.0 - least / 2.0;
        if range > 0.0 {
            off.iter_mut()
                .zip(&shifts)
                .for_each(|(off, x)| *off += ((x - least / 2.0) - most / 2.0).abs() / range);
        }
    }
    let best = off.iter().copied().fold(f64::INFINITY, f64::min);
    // Rounding decides nothing.
    off.iter().position(|off| *off <= best + AS_NEAR).unwrap_or(0)
}
