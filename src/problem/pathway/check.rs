//! Whether a model of paths can be: its indices point at something, and its figures are figures.

use super::{MoveNeeds, PathwayModel};
use crate::error::{Error, Fault, Phrase, Result, Said, both};

/// More periods than this are a slip: each of them may last as many years as it likes.
pub const MOST_PERIODS: usize = 200;

/// A period of more years than this is a slip too, and so is a value that goes on for longer, and a
/// beginning so many thousand years away.
pub const MOST_YEARS: u32 = 1_000;

impl PathwayModel {
    /// Whether the model can be. A criteria file is checked before, with places in the file; this is
    /// for models that a program makes.
    ///
    /// # Errors
    /// [`Error::Problem`] with all that is wrong.
    pub fn check(&self) -> Result<()> {
        let mut faults = Vec::new();
        let mut fault = |at: Said, reason: Phrase| {
            faults.push(Fault { at, reason: reason.into() });
        };
        // Parts are looked at where there is a problem that they speak of.
        if self.check_periods(&mut fault) {
            self.check_parts(&mut fault);
        }
        match faults.is_empty() {
            true => Ok(()),
            false => Err(Error::Problem(faults)),
        }
    }

    /// Whether there is a problem for every period.
    fn check_periods(&self, fault: &mut dyn FnMut(Said, Phrase)) -> bool {
        if !(1..=MOST_PERIODS).contains(&self.periods.len()) {
            fault(
                both("periods", "periods"),
                Phrase("there must be 1 to 200 of them", "er moeten er 1 tot 200 zijn"),
            );
        }
        for pair in self.periods.windows(2) {
            let end = i64::from(pair[0].from) + i64::from(pair[0].years);
            if i64::from(pair[1].from) != end {
                fault(
                    period_name(&pair[1].id),
                    Phrase(
                        "it must begin where the one before ends",
                        "ze moet beginnen waar de vorige eindigt",
                    ),
                );
            }
        }
        for period in &self.periods {
            if !(1..=MOST_YEARS).contains(&period.years) {
                fault(
                    period_name(&period.id),
                    Phrase("it must last 1 to 1,000 years", "ze moet 1 tot 1.000 jaar duren"),
                );
            }
            if period.from.unsigned_abs() > 1_000 * MOST_YEARS {
                fault(
                    period_name(&period.id),
                    Phrase(
                        "it must begin in a year up to 1,000,000",
                        "ze moet beginnen in een jaar tot 1.000.000",
                    ),
                );
            }
        }
        if self.until > MOST_YEARS {
            fault(
                both("until", "until"),
                Phrase(
                    "the value of the last period can go on for 1,000 years",
                    "de waarde van de laatste periode kan 1.000 jaar doorlopen",
                ),
            );
        }
        if self.problems.is_empty() || ![1, self.periods.len()].contains(&self.problems.len()) {
            fault(
                both("problems", "problems"),
                Phrase(
                    "there must be one for each period, or one for all",
                    "er moet er een zijn voor elke periode, of een voor alle",
                ),
            );
            return false;
        }
        let same = |problem: &crate::problem::Problem| {
            let first = &self.problems[0];
            let values = |problem: &crate::problem::Problem| -> Vec<_> {
                problem.alternatives().iter().map(|of| of.values().to_vec()).collect()
            };
            problem.groups() == first.groups() && values(problem) == values(first)
        };
        if !self.problems.iter().skip(1).all(same) {
            fault(
                both("problems", "problems"),
                Phrase(
                    "all must have the same alternatives and groups",
                    "alle moeten dezelfde alternatieven en groepen hebben",
                ),
            );
        }
        true
    }

    fn check_parts(&self, fault: &mut dyn FnMut(Said, Phrase)) {
        let problem = &self.problems[0];
        let (n, periods) = (problem.alternatives().len(), self.periods.len());
        let known = |alternatives: &[usize]| alternatives.iter().all(|at| *at < n);
        const UNKNOWN: Phrase = Phrase(
            "it names an alternative that the problem does not have",
            "het noemt een alternatief dat het probleem niet heeft",
        );
        for (at, choice) in self.choices.iter().enumerate() {
            let name = both(format!("choice {at}"), format!("keuze {at}"));
            if !known(&choice.alternatives) || choice.start.is_some_and(|start| start >= n) {
                fault(name.clone(), UNKNOWN);
            }
            if !choice.alternatives.is_sorted_by(|a, b| a < b) {
                fault(
                    name,
                    Phrase(
                        "its alternatives must be in order, each once",
                        "de alternatieven moeten op volgorde staan, elk één keer",
                    ),
                );
            }
        }
        if self.none.is_some_and(|none| !none.is_finite()) {
            fault(both("none", "none"), Phrase("it must be a number", "het moet een getal zijn"));
        }
        for transition in &self.transitions {
            let name = || {
                both(
                    format!("transition `{}`", transition.id),
                    format!("overgang `{}`", transition.id),
                )
            };
            let after = transition.after.as_ref().map_or(&[][..], |after| &after.0);
            let from = transition.from.as_deref().unwrap_or_default();
            if !(known(from) && known(&transition.to) && known(after)) {
                fault(name(), UNKNOWN);
            }
            if !transition.cost.is_finite() {
                fault(name(), Phrase("its cost must be a number", "de kost moet een getal zijn"));
            }
            if let Some(MoveNeeds::Ready(fact)) = transition.needs
                && fact >= self.readiness.len()
            {
                fault(
                    name(),
                    Phrase(
                        "it needs a fact that is not in `readiness`",
                        "die heeft een feit nodig dat niet in `readiness` staat",
                    ),
                );
            }
        }
        for stay in &self.stays {
            if !known(&stay.alternatives) {
                fault(
                    both(format!("stay `{}`", stay.id), format!("verblijf `{}`", stay.id)),
                    UNKNOWN,
                );
            }
        }
        for (at, need) in self.needs.iter().enumerate() {
            if !known(&need.alternatives) || need.fact >= self.readiness.len() {
                fault(
                    both(format!("need {at}"), format!("behoefte {at}")),
                    Phrase(
                        "it names an alternative or a fact that is not there",
                        "het noemt een alternatief of een feit dat er niet is",
                    ),
                );
            }
        }
        for capacity in &self.capacities {
            let figures = || capacity.builds.iter().chain(&capacity.needs).chain([&capacity.start]);
            let lengths = capacity.builds.len() == n && capacity.needs.len() == n;
            if !lengths || !figures().all(|figure| *figure >= 0.0 && figure.is_finite()) {
                fault(
                    both(
                        format!("capacity `{}`", capacity.id),
                        format!("capaciteit `{}`", capacity.id),
                    ),
                    Phrase(
                        "it must have a number of at least 0 for each alternative and for the start",
                        "er moet een getal van minstens 0 zijn voor elk alternatief en voor het begin",
                    ),
                );
            }
        }
        for limit in &self.limits {
            let alternatives = limit.limit.parts.iter().flat_map(|part| &part.alternatives);
            let periods_known = limit.periods.iter().all(|period| *period < periods);
            if !periods_known || !alternatives.copied().all(|at| at < n) {
                fault(
                    both(
                        format!("limit `{}`", limit.limit.id),
                        format!("grens `{}`", limit.limit.id),
                    ),
                    Phrase(
                        "it names an alternative or a period that is not there",
                        "het noemt een alternatief of een periode die er niet is",
                    ),
                );
            }
        }
    }
}

fn period_name(id: &str) -> Said {
    both(format!("period `{id}`"), format!("periode `{id}`"))
}
