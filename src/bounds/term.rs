//! The value of one uncertain cell as a function of its inputs.

use crate::problem::{Cell, Curve, Inputs, Spread};
use std::sync::Arc;

/// The value of one uncertain cell: curve(base + offset + shifts).
#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub(crate) leaf: usize,
    /// The base input, if it is uncertain; a known one is in `offset`.
    pub(crate) base: Option<usize>,
    pub(crate) offset: f64,
    /// Uncertain attributes, their shift curves and nominal shifts; known ones are in `offset`.
    pub(crate) shifts: Vec<Moved>,
    /// The value function after the cell's limits.
    pub(crate) curve: Arc<Curve>,
    /// Its extremes on its own; outer ones where a text that is not known shifts it.
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// How an uncertain attribute moves a cell.
#[derive(Debug, Clone)]
pub(crate) struct Moved {
    pub(crate) input: usize,
    pub(crate) curve: Arc<Curve>,
    pub(crate) nominal: f64,
}

impl Term {
    /// The term of a cell, or `None` if everything about it is known.
    pub(crate) fn new(
        cell: &Cell,
        leaf: usize,
        curve: Arc<Curve>,
        inputs: &Inputs,
    ) -> Option<Term> {
        let mut offset = 0.0;
        let mut shifts: Vec<Moved> = Vec::new();
        for shift in &cell.shifts {
            let spread = inputs.spread(shift.input);
            if spread.is_crisp() {
                offset += shift.nominal;
            } else if let Some(known) = shifts.iter_mut().find(|known| known.input == shift.input) {
                // One attribute that shifts the cell twice is one curve: their sum.
                known.curve = Arc::new(known.curve.plus(&shift.curve));
                known.nominal += shift.nominal;
            } else {
                shifts.push(Moved {
                    input: shift.input,
                    curve: shift.curve.clone(),
                    nominal: shift.nominal,
                });
            }
        }
        let base = inputs.spread(cell.input);
        let crisp = base.is_crisp();
        if crisp {
            offset += base.nominal;
        }
        if crisp && shifts.is_empty() {
            return None;
        }
        Some(
            Term {
                leaf,
                base: (!crisp).then_some(cell.input),
                offset,
                shifts,
                curve,
                low: 0.0,
                high: 0.0,
            }
            .ranged(|input| inputs.spread(input)),
        )
    }

    /// The term with its extremes; outer ones where it chooses between texts.
    fn ranged(mut self, spread: impl Fn(usize) -> Spread) -> Term {
        let (mut least, mut most) =
            self.base.map(&spread).map_or((0.0, 0.0), |base| (base.low, base.high));
        least += self.offset;
        most += self.offset;
        for shift in &self.shifts {
            let Spread { low, high, .. } = spread(shift.input);
            let (low, high) = shift.curve.range(low, high);
            least += low;
            most += high;
        }
        (self.low, self.high) = self.curve.range(least, most);
        self
    }

    /// The term when only the inputs `free` move and the others stay at their nominal figures;
    /// `None` if none of its own moves.
    pub(crate) fn restricted(
        &self,
        free: &[usize],
        spread: impl Fn(usize) -> Spread,
    ) -> Option<Term> {
        if !self.variables().any(|variable| free.contains(&variable)) {
            return None;
        }
        let mut out = Term { shifts: Vec::new(), ..self.clone() };
        if let Some(base) = self.base.filter(|base| !free.contains(base)) {
            out.base = None;
            out.offset += spread(base).nominal;
        }
        for shift in &self.shifts {
            if free.contains(&shift.input) {
                out.shifts.push(shift.clone())
            } else {
                out.offset += shift.nominal
            }
        }
        Some(out.ranged(spread))
    }

    /// Whether two terms are the same function of the same inputs.
    pub(crate) fn same(&self, other: &Term) -> bool {
        let one = |a: &Arc<Curve>, b: &Arc<Curve>| Arc::ptr_eq(a, b) || a == b;
        let shifts = || {
            self.shifts
                .iter()
                .zip(&other.shifts)
                .all(|(a, b)| a.input == b.input && one(&a.curve, &b.curve))
        };
        self.base == other.base
            && self.offset == other.offset
            && self.shifts.len() == other.shifts.len()
            && one(&self.curve, &other.curve)
            && shifts()
    }

    /// Whether a text that is not known shifts it.
    pub(crate) fn chooses(&self, is_text: impl Fn(usize) -> bool) -> bool {
        self.shifts.iter().any(|shift| is_text(shift.input))
    }

    pub(crate) fn leaf(&self) -> usize {
        self.leaf
    }

    pub(crate) fn variables(&self) -> impl Iterator<Item = usize> + '_ {
        self.base.into_iter().chain(self.shifts.iter().map(|shift| shift.input))
    }
}
