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

/// Of alternatives that are not in the best portfolio, in the order of the choices, and how many that
/// can be chosen are left out; nothing where there is no best portfolio. `not_chosen` says by
/// alternative why it cannot be chosen.
pub(super) fn why_not(
    base: &Base,
    best: &BestPortfolio,
    not_chosen: &[Option<NotChosen>],
    step: &Step,
) -> (Vec<WhyNot>, usize) {
    let most = base.request.why_not;
    let Some(chosen) = best.chosen.as_ref() else { return (Vec::new(), 0) };
    let all: Vec<(usize, usize)> = others(base, chosen);
    if most == 0 {
        let can_be_chosen = |(_, alternative): &&(usize, usize)| not_chosen[*alternative].is_none();
        return (Vec::new(), all.iter().filter(can_be_chosen).count());
    }
    let asked = |(choice, alternative): &(usize, usize)| {
        let (choice, alternative) = (*choice, *alternative);
        if not_chosen[alternative].is_some() {
            return None;
        }
        let asked = Asked { base, best, chosen, choice, alternative };
        Some((asked.lost()?, asked))
    };
    let lost: Vec<Option<(Lost, Asked)>> = all.par_iter().map(asked).collect();
    // Who loses least is asked about; of those that lose as much, the first.
    let mut order: Vec<usize> = (0..all.len()).filter(|at| lost[*at].is_some()).collect();
    let loss = |at: &usize| {
        let of = lost[*at].as_ref().and_then(|(lost, _)| lost.told.loss);
        of.unwrap_or(f64::INFINITY)
    };
    order.sort_by(|a, b| loss(a).total_cmp(&loss(b)));
    let left_out = order.split_off(most.min(order.len()));
    step.add(left_out.len() as u64);
    let mut is_left_out = vec![false; all.len()];
    left_out.iter().for_each(|at| is_left_out[*at] = true);
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
    let told = |(at, lost): (usize, Option<(Lost, Asked)>)| {
        let (choice, alternative) = all[at];
        let told = match (lost, &not_chosen[alternative]) {
            (Some(_), _) if is_left_out[at] => return None,
            (Some((lost, asked)), _) => asked.answer(lost, &loosened),
            (None, Some(why)) => cannot(choice, alternative, why.clone()),
            (None, None) => nothing(choice, alternative),
        };
        step.add(1);
        Some(told)
    };
    let told = lost.into_par_iter().enumerate().filter_map(told).collect();
    (told, left_out.len())
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
    WhyNot { reason: WhyReason::NotChosen(why), ..nothing(choice, alternative) }
}

/// What is said of an alternative of which nothing is known.
fn nothing(choice: usize, alternative: usize) -> WhyNot {
    WhyNot {
        choice,
        alternative,
        reason: WhyReason::NotKnown,
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

/// What is lost with an alternative.
struct Lost {
    place: (usize, usize),
    /// Whether the best without and with it are proved to be that.
    known: bool,
    /// What is said so far.
    told: WhyNot,
}

impl Asked<'_> {
    /// What the best portfolio with it is worth less. `None` if it has no place among the options.
    fn lost(&self) -> Option<Lost> {
        let place = self.base.options.place(self.alternative)?;
        let mut told = nothing(self.choice, self.alternative);
        let solved = self.base.task.forcing(place).solve(1);
        told.possible = match solved.best() {
            Some(_) => Some(true),
            None => solved.complete.then_some(false),
        };
        let known = solved.complete && self.best.optimal;
        if known {
            let tie = self.base.tie(self.chosen);
            told.loss = solved.best().map(|best| loss(self.chosen.value, best.value, tie));
        }
        Some(Lost { place, known, told })
    }

    fn answer(&self, lost: Lost, loosened: &[Loosened; 3]) -> WhyNot {
        let Lost { place, known, told: mut out } = lost;
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
            let forced = self.base.task.forcing(place);
            out.looser = self.looser(&forced, self.base.tie(self.chosen));
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
