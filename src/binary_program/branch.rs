//! A branch: the options that are left, and what is known of the sets of them.

use super::bound::{Bound, rules_out};
use super::model::{Domain, Model};
use super::narrow::Narrow;
use super::relaxation::{Basis, Relaxation, Solved};
use std::rc::Rc;

/// How many steps the relaxation of a branch may take. Prices are prices however far they came.
const MOST_STEPS: usize = 2_000;

/// A branch to be looked at later.
pub(super) struct Kept {
    /// No set of it is worth more.
    pub most: f64,
    alive: Box<[u64]>,
    basis: Rc<Basis>,
}

/// The branch at hand.
pub(super) struct Branch<'a> {
    pub model: &'a Model,
    pub domain: Domain,
    pub relaxation: Relaxation<'a>,
    pub bound: Bound,
    /// No set of it is worth more.
    pub most: f64,
    narrow: Narrow,
}

impl<'a> Branch<'a> {
    /// All sets of a model, of which none is worth more than `most`.
    pub fn new(model: &'a Model, most: f64) -> Branch<'a> {
        Branch {
            model,
            domain: Domain::all(model),
            relaxation: Relaxation::new(model),
            bound: Bound::default(),
            most,
            narrow: Narrow::default(),
        }
    }

    /// Look at the branch, where only sets matter that are worth `threshold`: drop options of which
    /// no set matters, and find shares. `found` is shown the shares of most worth, may make sets of
    /// them, and answers with the threshold from then on. `None` if no set matters.
    pub fn look(
        &mut self,
        mut threshold: f64,
        found: &mut dyn FnMut(&Relaxation) -> f64,
    ) -> Option<Solved> {
        loop {
            if !self.narrow.narrow(self.model, &mut self.domain) {
                return None;
            }
            let solved = self.relaxation.solve(&self.domain, threshold, MOST_STEPS);
            if solved == Solved::Nowhere
                && rules_out(self.model, &self.domain, &self.relaxation.ray)
            {
                return None;
            }
            self.bound.set(self.model, &self.domain, &self.relaxation.prices);
            self.most = self.most.min(self.bound.most);
            if self.most >= threshold && solved == Solved::Most {
                threshold = found(&self.relaxation);
            }
            if self.most < threshold {
                return None;
            }
            if !self.drop_below(threshold) {
                return Some(solved);
            }
        }
    }

    /// Drop the options of which no set is worth as much. Whether one of them has a share.
    fn drop_below(&mut self, threshold: f64) -> bool {
        let mut had_share = false;
        for choice in 0..self.model.choices.len() {
            if self.domain.left[choice] == 1 {
                continue;
            }
            for option in self.model.of(choice) {
                if self.domain.alive[option] && self.bound.with(self.model, option) < threshold {
                    self.domain.drop(self.model, option);
                    had_share |= self.relaxation.share(option) != 0.0;
                }
            }
        }
        had_share
    }

    /// The choices of the program that have several options left.
    pub fn undecided(&self) -> Vec<usize> {
        let choices = self.model.choices.iter().zip(&self.domain.left).enumerate();
        choices
            .filter(|(_, (choice, left))| choice.is_some() && **left > 1)
            .map(|(at, _)| at)
            .collect()
    }

    /// By choice of the program: the first option that is left.
    pub fn first_options(&self) -> Vec<usize> {
        let first = |choice| self.domain.of(self.model, choice)[0];
        let chosen: Vec<usize> = (0..self.model.choices.len()).map(first).collect();
        self.model.program_options(&chosen)
    }

    /// Keep the part without these options of a choice, and stay in that without the others of it;
    /// or the other way round.
    pub fn split(&mut self, choice: usize, set: &[usize], into_set: bool) -> Kept {
        let mut other = self.domain.clone();
        let (without, within) =
            if into_set { (&mut other, &mut self.domain) } else { (&mut self.domain, &mut other) };
        for option in self.model.of(choice) {
            let domain = if set.contains(&option) { &mut *without } else { &mut *within };
            domain.drop(self.model, option);
        }
        let basis = Rc::new(self.relaxation.basis());
        Kept { most: self.most, alive: other.bits(), basis }
    }

    /// Go to a branch that was kept.
    pub fn enter(&mut self, kept: &Kept) {
        self.most = kept.most;
        self.domain.set(self.model, &kept.alive);
        self.relaxation.load(&kept.basis, &self.domain);
    }
}
