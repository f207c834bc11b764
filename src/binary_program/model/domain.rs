//! Which options are left.

use super::Model;

/// Which options are left.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::binary_program) struct Domain {
    /// By option.
    pub alive: Vec<bool>,
    /// By choice: how many of its options.
    pub left: Vec<usize>,
    /// The options, choice by choice, those of each that are left first.
    order: Vec<usize>,
    /// By option: its place in the order.
    places: Vec<usize>,
}

impl Domain {
    /// All options of a model.
    pub fn all(model: &Model) -> Domain {
        Domain {
            alive: vec![true; model.size()],
            left: model.starts.windows(2).map(|ends| ends[1] - ends[0]).collect(),
            order: (0..model.size()).collect(),
            places: (0..model.size()).collect(),
        }
    }

    /// The options of a choice that are left.
    pub fn of(&self, model: &Model, choice: usize) -> &[usize] {
        let start = model.starts[choice];
        &self.order[start..start + self.left[choice]]
    }

    /// Drop an option.
    pub fn drop(&mut self, model: &Model, option: usize) {
        if !self.alive[option] {
            return;
        }
        let choice = model.choice_of[option];
        self.alive[option] = false;
        self.left[choice] -= 1;
        let (place, last) = (self.places[option], model.starts[choice] + self.left[choice]);
        let other = self.order[last];
        self.order.swap(place, last);
        self.places[other] = place;
        self.places[option] = last;
    }

    /// Which options are left, 64 to a figure.
    pub fn bits(&self) -> Box<[u64]> {
        let of_chunk = |chunk: &[bool]| {
            chunk.iter().rev().fold(0, |bits, alive| bits << 1 | u64::from(*alive))
        };
        self.alive.chunks(64).map(of_chunk).collect()
    }

    /// Those of [`Domain::bits`].
    pub fn set(&mut self, model: &Model, bits: &[u64]) {
        for choice in 0..self.left.len() {
            let options = model.of(choice);
            let (mut next, mut last) = (options.start, options.end);
            for option in options {
                let alive = bits[option / 64] >> (option % 64) & 1 == 1;
                self.alive[option] = alive;
                let place = if alive {
                    next += 1;
                    next - 1
                } else {
                    last -= 1;
                    last
                };
                self.order[place] = option;
                self.places[option] = place;
            }
            self.left[choice] = next - model.starts[choice];
        }
    }
}
