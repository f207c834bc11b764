//! Answers that cannot hold together, and what would mend them.

use super::contradiction::{Contradiction, Mend};
use super::interview::Interview;
use super::statement::{Statement, contradict};
use crate::lp::{NoAnswer, Program, Relation, Row, conflict};
use crate::problem::{Answer, Problem, Question, Reply};

/// Figures of a mended answer have so many digits.
const DIGITS: i32 = 3;

/// How often a figure is moved on where rounding leaves it just short, and by how much.
const TRIES: usize = 4;
const FURTHER: f64 = 0.02;

impl Interview<'_> {
    /// What an answer contradicts; `None` if it can hold together with all answers before it.
    pub(super) fn contradiction(
        &self,
        answer: &Answer,
        own: &[Statement],
    ) -> Option<Contradiction> {
        let leaves = self.setting.leaves;
        let sets: Vec<&[Statement]> =
            self.taken.iter().map(|taken| taken.statements.as_slice()).chain([own]).collect();
        let conflicts = |of: &[usize]| {
            let chosen = of.iter().flat_map(|at| sets[*at].iter());
            contradict(leaves, self.setting.base.iter().chain(chosen))
        };
        let found = conflict::find(sets.len(), &conflicts)?;
        let new = self.taken.len();
        let mut mends: Vec<Mend> =
            found.members.iter().filter_map(|at| self.change(*at, answer, &sets)).collect();
        let size = |mend: &Mend| match mend {
            Mend::Change { by, .. } => by.map_or(f64::INFINITY, |by| by.ln().abs()),
            Mend::LeaveOut(_) => f64::INFINITY,
        };
        mends.sort_by(|a, b| size(a).total_cmp(&size(b)));
        // The last one can always be left out: those before it held together.
        for at in found.members.iter().rev() {
            let rest: Vec<usize> = (0..=new).filter(|other| other != at).collect();
            if !conflicts(&rest) {
                mends.push(Mend::LeaveOut(*at));
            }
        }
        Some(Contradiction {
            answer: answer.clone(),
            with: found.members.into_iter().filter(|at| *at != new).collect(),
            smallest: found.smallest,
            mends,
        })
    }

    /// The smallest change of one answer that lets all of them hold together, if there is one.
    fn change(&self, at: usize, new: &Answer, sets: &[&[Statement]]) -> Option<Mend> {
        let problem = self.evaluation.problem;
        let answer = self.taken.get(at).map_or(new, |taken| &taken.answer);
        let others: Vec<&Statement> = self
            .setting
            .base
            .iter()
            .chain(sets.iter().enumerate().filter(|(own, _)| *own != at).flat_map(|(_, set)| *set))
            .collect();
        let holds = |to: &Answer| {
            Statement::of_answer(problem, to).is_ok_and(|own| {
                !contradict(self.setting.leaves, others.iter().copied().chain(&own))
            })
        };
        let with = |question: Question, reply: Reply| Answer {
            question,
            reply,
            date: answer.date.clone(),
        };
        let by_figures = |candidate: &dyn Fn(f64) -> Option<(Answer, f64)>| {
            (0..TRIES).find_map(|tried| {
                let (to, by) = candidate(tried as f64 * FURTHER)?;
                holds(&to).then_some(Mend::Change { at, to, by: Some(by) })
            })
        };
        match (&answer.question, &answer.reply) {
            (Question::Swing { a, b }, reply) => {
                let (low, high) = match reply {
                    Reply::First => (1.0, f64::INFINITY),
                    Reply::Second => (0.0, 1.0),
                    Reply::Same => (1.0, 1.0),
                    Reply::Ratio(low, high) => (*low, *high),
                    _ => return None,
                };
                let (a, b) = (problem.counts(*a).ok()?, problem.counts(*b).ok()?);
                let (least, most) =
                    self.range(&others, &on_leaves(problem, &a), &on_leaves(problem, &b))?;
                by_figures(&|further| {
                    let question = answer.question.clone();
                    if most < low && most > 0.0 {
                        let low_now = rounded(most * (1.0 - further), false);
                        Some((with(question, Reply::Ratio(low_now, high)), low_now / low))
                    } else if least > high && least.is_finite() && high > 0.0 {
                        let high_now = rounded(least * (1.0 + further), true);
                        Some((with(question, Reply::Ratio(low, high_now)), high_now / high))
                    } else {
                        None
                    }
                })
            }
            (Question::TradeOff { a, b, to }, reply) => {
                let leaf = problem.tree.branches[*b].leaf?;
                let step = problem.step(leaf)?;
                let whole = problem.counts(*a).ok()?;
                let mut unit = vec![0.0; self.setting.leaves];
                unit[leaf] = 1.0;
                let (least, most) = self.range(&others, &on_leaves(problem, &whole), &unit)?;
                let figure = |rise: f64| {
                    (rise > 0.0 && rise < step.rise).then(|| step.figure_at(rise)).flatten()
                };
                let rise = |figure: f64| step.rise_to(figure);
                let (low, high) = match reply {
                    Reply::First => (rise(*to)?, f64::INFINITY),
                    Reply::Second => (0.0, rise(*to)?),
                    Reply::Same => (rise(*to)?, rise(*to)?),
                    Reply::Figures(one, other) => {
                        let (one, other) = (rise(*one)?, rise(*other)?);
                        (one.min(other), one.max(other))
                    }
                    _ => return None,
                };
                by_figures(&|further| {
                    let (from, nearest) = if most < low {
                        (low, most * (1.0 - further))
                    } else if least > high {
                        (high, least * (1.0 + further))
                    } else {
                        return None;
                    };
                    let moved = figure(nearest)?;
                    let (question, reply) = match reply {
                        Reply::First | Reply::Second => {
                            let question = Question::TradeOff { a: *a, b: *b, to: moved };
                            (question, reply.clone())
                        }
                        _ => {
                            let other = figure(if most < low { high } else { low })
                                .or(step.ends.map(|ends| ends.1))?;
                            (answer.question.clone(), Reply::Figures(moved, other))
                        }
                    };
                    Some((with(question, reply), nearest / from))
                })
            }
            (Question::Pair { .. }, reply) => {
                let reverse = match reply {
                    Reply::First => Reply::Second,
                    _ => Reply::First,
                };
                let candidates = [Reply::Same, reverse, Reply::Second];
                let fits = |to: &Answer| to.reply != *reply && holds(to);
                let mut all = candidates.map(|it| with(answer.question.clone(), it)).into_iter();
                all.find(fits).map(|to| Mend::Change { at, to, by: None })
            }
            (Question::Ranks { .. }, Reply::Order(tiers)) => {
                let mut candidates = Vec::new();
                for first in 0..tiers.len().saturating_sub(1) {
                    // Two neighbours alike.
                    let mut alike = tiers.clone();
                    let next = alike.remove(first + 1);
                    alike[first].extend(next);
                    candidates.push(alike);
                }
                for first in 0..tiers.len().saturating_sub(1) {
                    let mut swapped = tiers.clone();
                    swapped.swap(first, first + 1);
                    candidates.push(swapped);
                }
                let to = |order| with(answer.question.clone(), Reply::Order(order));
                let mut all = candidates.into_iter().map(to);
                all.find(&holds).map(|to| Mend::Change { at, to, by: None })
            }
            _ => None,
        }
    }

    /// The least and the most that (first . w) / (second . w) can be where these hold, both sums
    /// being at least 0: a program in y = t w with second . y = 1 (Charnes & Cooper 1962,
    /// doi:10.1002/nav.3800090303). `None` where nothing meets them, or the solver cannot tell.
    fn range(&self, others: &[&Statement], first: &[f64], second: &[f64]) -> Option<(f64, f64)> {
        let n = self.setting.leaves;
        let wide = |coefficients: &[f64], last: f64| -> Vec<f64> {
            coefficients.iter().copied().chain([last]).collect()
        };
        let mut rows = vec![
            Row { coefficients: wide(&vec![1.0; n], -1.0), relation: Relation::Equal, bound: 0.0 },
            Row { coefficients: wide(second, 0.0), relation: Relation::Equal, bound: 1.0 },
        ];
        rows.extend(others.iter().map(|it| Row {
            coefficients: wide(&it.coefficients, it.constant),
            relation: if it.equality { Relation::Equal } else { Relation::AtMost },
            bound: 0.0,
        }));
        let program = Program { bounds: vec![(0.0, f64::INFINITY); n + 1], rows };
        let at = |sign: f64| {
            let objective = wide(&first.iter().map(|c| sign * c).collect::<Vec<_>>(), 0.0);
            program.minimise(&objective).map(|y| crate::lp::dot(first, &y[..n]))
        };
        let least = at(1.0).ok()?;
        let most = match at(-1.0) {
            Ok(most) => most,
            Err(NoAnswer::Unbounded) => f64::INFINITY,
            Err(_) => return None,
        };
        Some((least, most))
    }
}

/// By leaf.
fn on_leaves(problem: &Problem, terms: &[(usize, f64)]) -> Vec<f64> {
    let mut out = vec![0.0; problem.tree.leaves.len()];
    for (branch, by) in terms {
        problem.tree.leaves_under(*branch).into_iter().for_each(|leaf| out[leaf] += by);
    }
    out
}

/// A figure above 0 with few digits, rounded up or down.
fn rounded(x: f64, up: bool) -> f64 {
    let power = DIGITS - 1 - x.log10().floor() as i32;
    let whole = x * 10f64.powi(power);
    let whole = if up { whole.ceil() } else { whole.floor() };
    // Divided, so that 0.29 is the number that is written so.
    if power >= 0 { whole / 10f64.powi(power) } else { whole * 10f64.powi(-power) }
}
