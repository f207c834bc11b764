//! Whether a model is one of the alternatives of a problem.

use super::{Amount, Bound, Limit, Measure, NoneValue, PortfolioModel, RuleSays};
use crate::error::{Error, Fault, Result};
use crate::problem::Problem;
use std::collections::BTreeSet;

impl PortfolioModel {
    /// Whether all that the model says can be so: alternatives and keys are those of the problem, no
    /// alternative belongs to two choices or to two parts of a limit, every alternative has its
    /// figures, and figures and bounds are numbers that can be. A model that a case file made is.
    ///
    /// # Errors
    /// [`Error::Problem`] with all that is wrong.
    pub fn check(&self, problem: &Problem) -> Result<()> {
        let mut faults = Faults { count: problem.alternatives.len(), all: Vec::new() };
        self.check_choices(problem, &mut faults);
        if let Some(times) = &self.times {
            faults.amounts("portfolio, times", times);
        }
        let mut ids = BTreeSet::new();
        for limit in &self.limits {
            let at = format!("limit `{}`", limit.id);
            limit.check(&at, &mut faults);
            faults.unless(ids.insert(&limit.id), &at, "there is another of that id");
        }
        for rule in &self.rules {
            let at = format!("rule `{}`", rule.id);
            faults.unless(ids.insert(&rule.id), &at, "there is another limit or rule of that id");
            match &rule.says {
                RuleSays::Requires(first, second) | RuleSays::Excludes(first, second) => {
                    faults.alternatives(&at, first.iter().chain(second));
                }
                RuleSays::Together(sets, value) => {
                    faults.alternatives(&at, sets.iter().flatten());
                    faults.unless(value.is_finite(), &at, "its value must be a number");
                }
            }
        }
        if faults.all.is_empty() { Ok(()) } else { Err(Error::Problem(faults.all)) }
    }

    fn check_choices(&self, problem: &Problem, faults: &mut Faults) {
        let keys = problem.keys.len();
        let known = self.one_per.iter().all(|key| *key < keys);
        faults.unless(known, "portfolio, one_per", "there is no such key");
        let mut seen = BTreeSet::new();
        for (at, choice) in self.choices.iter().enumerate() {
            let name = format!("choice {}", at + 1);
            let fits = |(key, value): (&usize, &usize)| {
                problem.keys.get(*key).is_some_and(|key| *value < key.values.len())
            };
            faults.unless(
                choice.values.len() == self.one_per.len()
                    && self.one_per.iter().zip(&choice.values).all(fits),
                &name,
                "it needs a value of every key of `one_per`",
            );
            faults.alternatives(&name, &choice.alternatives);
            let once = choice.alternatives.iter().all(|at| seen.insert(*at));
            faults.unless(once, &name, "an alternative belongs to one choice only");
            match choice.none {
                NoneValue::Value(value) => {
                    faults.unless(value.is_finite(), &name, "the value of none must be a number");
                }
                NoneValue::Alternative(at) => faults.alternatives(&name, [&at]),
            }
        }
    }
}

impl Limit {
    fn check(&self, at: &str, faults: &mut Faults) {
        let joint = matches!(self.measure, Measure::JointShare { .. });
        match &self.measure {
            Measure::Sum { amounts, .. } => faults.amounts(at, amounts),
            Measure::JointShare { amounts, .. } => {
                faults.amounts(at, amounts);
                let is_share = |amount: &Amount| {
                    amount.is_unbounded() || amount.spread.low >= 0.0 && amount.spread.high <= 1.0
                };
                faults.unless(amounts.iter().all(is_share), at, "its figures are from 0 to 1");
            }
            Measure::Count => {}
        }
        let members = || self.parts.iter().flat_map(|part| &part.alternatives);
        faults.alternatives(at, members());
        faults.alternatives(at, self.parts.iter().flat_map(|part| &part.may_be));
        let mut seen = BTreeSet::new();
        let once = members().all(|member| seen.insert(member));
        faults.unless(once, at, "an alternative stands in one part only");
        let Bound { at_most, at_least, share_at_most } = self.bound;
        for bound in [at_most, at_least, share_at_most].into_iter().flatten() {
            faults.unless(bound.is_finite(), at, "a bound must be a number");
        }
        let is_share = |bound: Option<f64>| bound.is_none_or(|bound| (0.0..=1.0).contains(&bound));
        faults.unless(is_share(share_at_most), at, "`share_at_most` is from 0 to 1");
        if joint {
            faults.unless(
                is_share(at_most) && is_share(at_least),
                at,
                "the bounds of a joint share are from 0 to 1",
            );
            faults.unless(share_at_most.is_none(), at, "parts have no share of a joint share");
        }
        let chance = self.chance.is_none_or(|chance| chance > 0.5 && chance < 1.0);
        faults.unless(chance, at, "`chance` is above 0.5 and below 1");
        let step = self.step.is_none_or(|step| step > 0.0 && step.is_finite());
        faults.unless(step, at, "`step` is a number above 0");
    }
}

/// What is wrong, so far.
struct Faults {
    /// How many alternatives there are.
    count: usize,
    all: Vec<Fault>,
}

impl Faults {
    fn unless(&mut self, holds: bool, at: &str, reason: &str) {
        if !holds {
            self.all.push(Fault { at: at.into(), reason: reason.into() });
        }
    }

    fn alternatives<'a>(&mut self, at: &str, of: impl IntoIterator<Item = &'a usize>) {
        let known = of.into_iter().all(|alternative| *alternative < self.count);
        self.unless(known, at, "there is no such alternative");
    }

    fn amounts(&mut self, at: &str, amounts: &[Amount]) {
        self.unless(amounts.len() == self.count, at, "every alternative needs its figure");
        let ordered = |amount: &Amount| {
            let spread = &amount.spread;
            spread.low <= spread.nominal && spread.nominal <= spread.high || amount.is_unbounded()
        };
        self.unless(amounts.iter().all(ordered), at, "low <= nominal <= high");
    }
}
