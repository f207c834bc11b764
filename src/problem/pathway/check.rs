//! Whether a model of paths can be: its indices point at something, and its figures are figures.

use super::{MoveNeeds, PathwayModel};
use crate::error::{Error, Fault, Result};

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
        let mut fault = |at: String, reason: &str| {
            faults.push(Fault { at: at.into(), reason: reason.into() });
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
    fn check_periods(&self, fault: &mut dyn FnMut(String, &str)) -> bool {
        if !(1..=MOST_PERIODS).contains(&self.periods.len()) {
            fault("periods".into(), "there must be 1 to 200 of them");
        }
        for pair in self.periods.windows(2) {
            let end = i64::from(pair[0].from) + i64::from(pair[0].years);
            if i64::from(pair[1].from) != end {
                fault(period_name(&pair[1].id), "it must begin where the one before ends");
            }
        }
        for period in &self.periods {
            if !(1..=MOST_YEARS).contains(&period.years) {
                fault(period_name(&period.id), "it must last 1 to 1,000 years");
            }
            if period.from.unsigned_abs() > 1_000 * MOST_YEARS {
                fault(period_name(&period.id), "it must begin in a year up to 1,000,000");
            }
        }
        if self.until > MOST_YEARS {
            fault("until".into(), "the value of the last period can go on for 1,000 years");
        }
        if self.problems.is_empty() || ![1, self.periods.len()].contains(&self.problems.len()) {
            fault("problems".into(), "there must be one for each period, or one for all");
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
            fault("problems".into(), "all must have the same alternatives and groups");
        }
        true
    }

    fn check_parts(&self, fault: &mut dyn FnMut(String, &str)) {
        let problem = &self.problems[0];
        let (n, periods) = (problem.alternatives().len(), self.periods.len());
        let known = |alternatives: &[usize]| alternatives.iter().all(|at| *at < n);
        const UNKNOWN: &str = "it names an alternative that the problem does not have";
        for (at, choice) in self.choices.iter().enumerate() {
            let name = format!("choice {at}");
            if !known(&choice.alternatives) || choice.start.is_some_and(|start| start >= n) {
                fault(name.clone(), UNKNOWN);
            }
            if !choice.alternatives.is_sorted_by(|a, b| a < b) {
                fault(name, "its alternatives must be in order, each once");
            }
        }
        if self.none.is_some_and(|none| !none.is_finite()) {
            fault("none".into(), "it must be a number");
        }
        for transition in &self.transitions {
            let name = || format!("transition `{}`", transition.id);
            let after = transition.after.as_ref().map_or(&[][..], |after| &after.0);
            let from = transition.from.as_deref().unwrap_or_default();
            if !(known(from) && known(&transition.to) && known(after)) {
                fault(name(), UNKNOWN);
            }
            if !transition.cost.is_finite() {
                fault(name(), "its cost must be a number");
            }
            if let Some(MoveNeeds::Ready(fact)) = transition.needs
                && fact >= self.readiness.len()
            {
                fault(name(), "it needs a fact that is not in `readiness`");
            }
        }
        for stay in &self.stays {
            if !known(&stay.alternatives) {
                fault(format!("stay `{}`", stay.id), UNKNOWN);
            }
        }
        for (at, need) in self.needs.iter().enumerate() {
            if !known(&need.alternatives) || need.fact >= self.readiness.len() {
                fault(format!("need {at}"), "it names an alternative or a fact that is not there");
            }
        }
        for capacity in &self.capacities {
            let figures = || capacity.builds.iter().chain(&capacity.needs).chain([&capacity.start]);
            let lengths = capacity.builds.len() == n && capacity.needs.len() == n;
            if !lengths || !figures().all(|figure| *figure >= 0.0 && figure.is_finite()) {
                fault(
                    format!("capacity `{}`", capacity.id),
                    "it must have a number of at least 0 for each alternative and for the start",
                );
            }
        }
        for limit in &self.limits {
            let alternatives = limit.limit.parts.iter().flat_map(|part| &part.alternatives);
            let periods_known = limit.periods.iter().all(|period| *period < periods);
            if !periods_known || !alternatives.copied().all(|at| at < n) {
                fault(
                    format!("limit `{}`", limit.limit.id),
                    "it names an alternative or a period that is not there",
                );
            }
        }
    }
}

fn period_name(id: &str) -> String {
    format!("period `{id}`")
}
