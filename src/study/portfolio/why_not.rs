//! Why an alternative is not in the best portfolio: the least that must change for it to be in.

use super::answer::{BestPortfolio, ChosenPortfolio, InForce, LooserBound, WhyNot, WhyReason};
use super::base::{Base, in_force, is_of_limit};
use super::best::loss;
use super::loosening::{least, worth_at_least};
use super::options::NotChosen;
use super::rows::RowSource;
use super::task::{Solved, Task};
use super::values::times;
use crate::progress::Step;
use rayon::prelude::*;

/// The same task with some of its rows, and the best value then.
struct Loosened {
    task: Task,
    best: Solved,
    reason: WhyReason,
}

/// Of every alternative that is not in the best portfolio, in the order of the choices; nothing where
/// there is no best portfolio. `not_chosen` says by alternative why it cannot be chosen.
pub(super) fn why_not(
    base: &Base,
    best: &BestPortfolio,
    not_chosen: &[Option<NotChosen>],
    step: &Step,
) -> Vec<WhyNot> {
    let Some(chosen) = &best.chosen else { return Vec::new() };
    let others: Vec<(usize, usize)> = others(base, chosen);
    let is_limit = |source: RowSource| matches!(source, RowSource::Limit { .. });
    let loosened = |left_out: &dyn Fn(RowSource) -> bool, reason| {
        let task = base.task.without(left_out);
        Loosened { best: task.solve(1), task, reason }
    };
    let loosened = [
        loosened(&is_limit, WhyReason::Limits),
        loosened(&|source| !is_limit(source), WhyReason::Rules),
        loosened(&|_| true, WhyReason::LimitsAndRules),
    ];
    let of = |(choice, alternative): &(usize, usize)| {
        let (choice, alternative) = (*choice, *alternative);
        let told = match &not_chosen[alternative] {
            Some(why) => cannot(choice, alternative, why.clone()),
            None => {
                let asked = Asked { base, best, chosen, choice, alternative };
                asked.answer(&loosened)
            }
        };
        step.add(1);
        told
    };
    others.par_iter().map(of).collect()
}

/// The alternatives that are not chosen, each with its choice.
pub(super) fn others(base: &Base, chosen: &ChosenPortfolio) -> Vec<(usize, usize)> {
    let choices = base.model.choices.iter().zip(&chosen.alternatives).enumerate();
    choices
        .flat_map(|(choice, (of, chosen))| {
            let others = of.alternatives.iter().filter(move |at| *chosen != Some(**at));
            others.map(move |at| (choice, *at))
        })
        .collect()
}

fn cannot(choice: usize, alternative: usize, why: NotChosen) -> WhyNot {
    WhyNot {
        choice,
        alternative,
        reason: WhyReason::NotChosen(why),
        possible: None,
        loss: None,
        value_needed: None,
        looser: Vec::new(),
    }
}

/// An alternative that can be chosen and is not.
struct Asked<'a> {
    base: &'a Base<'a>,
    best: &'a BestPortfolio,
    chosen: &'a ChosenPortfolio,
    choice: usize,
    alternative: usize,
}

impl Asked<'_> {
    fn answer(&self, loosened: &[Loosened; 3]) -> WhyNot {
        let mut out = WhyNot {
            choice: self.choice,
            alternative: self.alternative,
            reason: WhyReason::NotKnown,
            possible: None,
            loss: None,
            value_needed: None,
            looser: Vec::new(),
        };
        let Some(place) = self.base.options.place(self.alternative) else { return out };
        let tie = self.base.tie(self.chosen);
        let forced = self.base.task.forcing(place);
        let solved = forced.solve(1);
        out.possible = match solved.best() {
            Some(_) => Some(true),
            None => solved.complete.then_some(false),
        };
        let known = solved.complete && self.best.optimal;
        if known {
            out.loss = solved.best().map(|best| loss(self.chosen.value, best.value, tie));
        }
        if out.loss == Some(0.0) {
            out.reason = WhyReason::Tie;
            out.value_needed = Some(0.0);
            return out;
        }
        let times = times(self.base.model, self.alternative).filter(|times| *times > 0.0);
        out.value_needed = out.loss.zip(times).map(|(loss, times)| loss / times);
        if known {
            out.reason = self.reason(place, loosened);
        }
        if self.best.optimal {
            out.looser = self.looser(&forced, tie);
        }
        out
    }

    /// Whether limits or rules are in its way, or the value of others.
    fn reason(&self, place: (usize, usize), loosened: &[Loosened; 3]) -> WhyReason {
        let mut known = true;
        for other in loosened {
            let Some(best) = other.best.best().filter(|_| other.best.complete) else {
                known = false;
                continue;
            };
            // Whether it is worth as much with it.
            let tie = self.base.tie(&self.base.portfolio(best));
            let with = other.task.forcing(place).solve_worth(1, best.value - tie);
            match with.best() {
                Some(_) => return other.reason.clone(),
                None => known &= with.complete,
            }
        }
        if known { WhyReason::Value } else { WhyReason::NotKnown }
    }

    /// The bounds that bring it in by themselves, each with the least that is enough.
    fn looser(&self, forced: &Task, tie: f64) -> Vec<LooserBound> {
        let mut out = Vec::new();
        let floor = self.chosen.value - tie;
        for (at, limit) in self.base.model.limits.iter().enumerate() {
            if in_force(limit) != InForce::Enforced || limit.chance.is_some() {
                continue;
            }
            // Without the whole limit it must be worth as much as the best.
            let without = forced.without(|source| is_of_limit(source, at));
            let without = without.solve_worth(1, floor);
            if without.best().is_none() && without.complete {
                continue;
            }
            let wanted = worth_at_least(forced, floor);
            let sources = self.base.sources().into_iter();
            for source in sources.filter(|source| is_of_limit(*source, at)) {
                let by = least(self.base, &wanted, source).filter(|by| *by > 0.0);
                out.extend(by.map(|by| LooserBound { source, by }));
            }
        }
        out
    }
}
