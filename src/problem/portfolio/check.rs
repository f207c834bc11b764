//! Whether a model is one of the alternatives of a problem.

use super::{Amount, Bound, Limit, Measure, NoneValue, PortfolioModel, RuleSays};
use crate::error::{Error, Fault, Phrase, Result, Said, both};
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
            faults.amounts(&both("portfolio, times", "portfolio, times"), times);
        }
        let mut ids = BTreeSet::new();
        for limit in &self.limits {
            let at = both(format!("limit `{}`", limit.id), format!("grens `{}`", limit.id));
            limit.check(&at, &mut faults);
            faults.unless(
                ids.insert(&limit.id),
                &at,
                Phrase("there is another of that id", "er is er nog een met dat id"),
            );
        }
        for rule in &self.rules {
            let at = both(format!("rule `{}`", rule.id), format!("regel `{}`", rule.id));
            faults.unless(
                ids.insert(&rule.id),
                &at,
                Phrase(
                    "there is another limit or rule of that id",
                    "er is nog een grens of regel met dat id",
                ),
            );
            match &rule.says {
                RuleSays::Requires(first, second) | RuleSays::Excludes(first, second) => {
                    faults.alternatives(&at, first.iter().chain(second));
                }
                RuleSays::Together(sets, value) => {
                    faults.alternatives(&at, sets.iter().flatten());
                    faults.unless(
                        value.is_finite(),
                        &at,
                        Phrase("its value must be a number", "de waarde moet een getal zijn"),
                    );
                }
            }
        }
        if faults.all.is_empty() { Ok(()) } else { Err(Error::Problem(faults.all)) }
    }

    fn check_choices(&self, problem: &Problem, faults: &mut Faults) {
        let keys = problem.keys.len();
        let known = self.one_per.iter().all(|key| *key < keys);
        faults.unless(
            known,
            &both("portfolio, one_per", "portfolio, one_per"),
            Phrase("there is no such key", "die sleutel is er niet"),
        );
        let mut seen = BTreeSet::new();
        for (at, choice) in self.choices.iter().enumerate() {
            let name = both(format!("choice {}", at + 1), format!("keuze {}", at + 1));
            let fits = |(key, value): (&usize, &usize)| {
                problem.keys.get(*key).is_some_and(|key| *value < key.values.len())
            };
            faults.unless(
                choice.values.len() == self.one_per.len()
                    && self.one_per.iter().zip(&choice.values).all(fits),
                &name,
                Phrase(
                    "it needs a value of every key of `one_per`",
                    "er is een waarde nodig van elke sleutel van `one_per`",
                ),
            );
            faults.alternatives(&name, &choice.alternatives);
            let once = choice.alternatives.iter().all(|at| seen.insert(*at));
            faults.unless(
                once,
                &name,
                Phrase(
                    "an alternative belongs to one choice only",
                    "een alternatief hoort maar bij één keuze",
                ),
            );
            match choice.none {
                NoneValue::Value(value) => {
                    faults.unless(
                        value.is_finite(),
                        &name,
                        Phrase(
                            "the value of none must be a number",
                            "de waarde van niets kiezen moet een getal zijn",
                        ),
                    );
                }
                NoneValue::Alternative(at) => faults.alternatives(&name, [&at]),
            }
        }
    }
}

impl Limit {
    fn check(&self, at: &Said, faults: &mut Faults) {
        let joint = matches!(self.measure, Measure::JointShare { .. });
        match &self.measure {
            Measure::Sum { amounts, .. } => faults.amounts(at, amounts),
            Measure::JointShare { amounts, .. } => {
                faults.amounts(at, amounts);
                let is_share = |amount: &Amount| {
                    amount.is_unbounded() || amount.spread.low >= 0.0 && amount.spread.high <= 1.0
                };
                faults.unless(
                    amounts.iter().all(is_share),
                    at,
                    Phrase("its figures are from 0 to 1", "de cijfers gaan van 0 tot 1"),
                );
            }
            Measure::Count => {}
        }
        let members = || self.parts.iter().flat_map(|part| &part.alternatives);
        faults.alternatives(at, members());
        faults.alternatives(at, self.parts.iter().flat_map(|part| &part.may_be));
        let mut seen = BTreeSet::new();
        let once = members().all(|member| seen.insert(member));
        faults.unless(
            once,
            at,
            Phrase(
                "an alternative stands in one part only",
                "een alternatief staat maar in één deel",
            ),
        );
        let Bound { at_most, at_least, share_at_most } = self.bound;
        for bound in [at_most, at_least, share_at_most].into_iter().flatten() {
            faults.unless(
                bound.is_finite(),
                at,
                Phrase("a bound must be a number", "een grens moet een getal zijn"),
            );
        }
        let is_share = |bound: Option<f64>| bound.is_none_or(|bound| (0.0..=1.0).contains(&bound));
        faults.unless(
            is_share(share_at_most),
            at,
            Phrase("`share_at_most` is from 0 to 1", "`share_at_most` gaat van 0 tot 1"),
        );
        if joint {
            faults.unless(
                is_share(at_most) && is_share(at_least),
                at,
                Phrase(
                    "the bounds of a joint share are from 0 to 1",
                    "de grenzen van een gezamenlijk aandeel gaan van 0 tot 1",
                ),
            );
            faults.unless(
                share_at_most.is_none(),
                at,
                Phrase(
                    "parts have no share of a joint share",
                    "delen hebben geen aandeel in een gezamenlijk aandeel",
                ),
            );
        }
        let chance = self.chance.is_none_or(|chance| chance > 0.5 && chance < 1.0);
        faults.unless(
            chance,
            at,
            Phrase("`chance` is above 0.5 and below 1", "`chance` ligt boven 0,5 en onder 1"),
        );
        let step = self.step.is_none_or(|step| step > 0.0 && step.is_finite());
        faults.unless(
            step,
            at,
            Phrase("`step` is a number above 0", "`step` is een getal boven 0"),
        );
    }
}

/// What is wrong, so far.
struct Faults {
    /// How many alternatives there are.
    count: usize,
    all: Vec<Fault>,
}

impl Faults {
    fn unless(&mut self, holds: bool, at: &Said, reason: Phrase) {
        if !holds {
            self.all.push(Fault { at: at.into(), reason: reason.into() });
        }
    }

    fn alternatives<'a>(&mut self, at: &Said, of: impl IntoIterator<Item = &'a usize>) {
        let known = of.into_iter().all(|alternative| *alternative < self.count);
        self.unless(
            known,
            at,
            Phrase("there is no such alternative", "dat alternatief is er niet"),
        );
    }

    fn amounts(&mut self, at: &Said, amounts: &[Amount]) {
        self.unless(
            amounts.len() == self.count,
            at,
            Phrase("every alternative needs its figure", "elk alternatief heeft een cijfer nodig"),
        );
        let ordered = |amount: &Amount| {
            let spread = &amount.spread;
            spread.low <= spread.nominal && spread.nominal <= spread.high || amount.is_unbounded()
        };
        self.unless(amounts.iter().all(ordered), at, Phrase::same("low <= nominal <= high"));
    }
}
