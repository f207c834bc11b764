//! Shares of draws: of first ranks that are claimed, and of orders that are not proved. Only a share of 0 or 1 is ever proved here.

use super::scene::Scene;
use super::{Answer, Outcome, Sampled, Verified, VerifyRequest};
use crate::error::Result;
use crate::problem::{Problem, Quantity, Spread, Statement};
use crate::study::acceptability::{Acceptability, Bounds, Estimated, GroupShares, Request, WeightsModel, acceptability};
use crate::study::evaluate::{Evaluation, evaluate};
use crate::study::robust::least::Least;
use crate::study::robust::model::Lead;

/// One-sided 99.9 % of the normal distribution.
const LIMIT: f64 = 3.090_232_306_167_813_5;

/// A claimed share, where leads settle it. A lead is least over the inputs and concave in the weights: if it is nowhere below 0 and somewhere
/// above, it is above 0 but for a set of weights without volume, so that ties share no ranks in the mean.
pub(super) fn prove(scene: &Scene, a: usize, rank: usize, at_least: bool, bound: f64) -> Result<Answer> {
    let m = scene.model.len();
    let rivals = scene.rivals(a, scene.admissible);
    let given = &scene.evaluation.weights;
    let ahead = |(lead, least): &(Lead, Least), other: &Least| {
        let somewhere =
            [given.clone(), other.weights(), least.weights()].iter().any(|w| w.len() == given.len() && lead.at(w) > scene.eps);
        least.bound > scene.eps || least.bound >= -scene.eps && somewhere
    };
    let others = || (0..m).filter(|b| *b != a);
    let never_ahead = others().filter(|b| ahead(&rivals.over[*b], &rivals.under[*b].1)).count();
    let always_ahead = others().filter(|b| ahead(&rivals.under[*b], &rivals.over[*b].1)).count();
    // The share is 1 if so few can be ahead, 0 if so many always are.
    let share = if never_ahead + rank >= m {
        Some(1.0)
    } else if always_ahead >= rank {
        Some(0.0)
    } else {
        None
    };
    let trivial = if at_least { bound <= 0.0 } else { bound >= 1.0 };
    let mut out = Answer::default();
    if let Some(share) = share {
        let exact = Estimated { value: share, std_error: 0.0 };
        out.share = Some(Bounds { share: Some(exact), low: exact, high: exact, bounded: true });
        out.outcome =
            if (at_least && share >= bound) || (!at_least && share <= bound) { Outcome::Proved } else { Outcome::Refuted };
        out.note = match share > 0.5 {
            true => format!("the share is 1: {never_ahead} of {} rivals are never ahead", m - 1),
            false => format!("the share is 0: {always_ahead} of {} rivals are always ahead", m - 1),
        };
    } else if trivial {
        out.outcome = Outcome::Proved;
        out.note = "so is every share".into();
    }
    Ok(out)
}

/// Whether draws have something to say of an answer.
fn is_drawn(it: &Verified, answer: &Answer) -> bool {
    if it.claim.given_weights || answer.outcome == Outcome::Proved || answer.share.is_some() {
        return false;
    }
    match it.claim.statement {
        Statement::Share { .. } => answer.note.is_empty() && answer.outcome == Outcome::Open,
        Statement::Order(_) => answer.least.is_some(),
        _ => false,
    }
}

/// Draw what is not proved; whether anything was.
pub(super) fn sample(evaluation: &Evaluation, request: &VerifyRequest, claims: &mut [Verified]) -> Result<bool> {
    let mut drawn = false;
    for nominal in [false, true] {
        let wanted = |it: &Verified| it.claim.nominal_inputs == nominal && it.answers.iter().any(|answer| is_drawn(it, answer));
        if !claims.iter().any(wanted) {
            continue;
        }
        drawn = true;
        let pairwise = claims.iter().any(|it| wanted(it) && matches!(it.claim.statement, Statement::Order(_)));
        let asked = Request {
            model: WeightsModel::Nodes,
            draws: request.draws,
            precision: None,
            uniform_sets: false,
            pairwise,
            seed: request.seed,
        };
        let mut fill = |study: &Acceptability| {
            for it in claims.iter_mut().filter(|it| it.claim.nominal_inputs == nominal) {
                for at in 0..it.answers.len() {
                    if is_drawn(it, &it.answers[at]) {
                        fill_in(study, it, at);
                    }
                }
            }
        };
        if nominal {
            let problem = at_nominal(evaluation.problem);
            let again = evaluate(&problem, std::slice::from_ref(&evaluation.runs[0].method))?;
            fill(&acceptability(&again, &asked, &mut |_| {})?);
        } else {
            fill(&acceptability(evaluation, &asked, &mut |_| {})?);
        }
    }
    Ok(drawn)
}

fn fill_in(study: &Acceptability, it: &mut Verified, at: usize) {
    let instance = &it.claim.instances[at];
    let place = |member: Option<usize>| -> Option<(&GroupShares, usize)> {
        study.groups.iter().find_map(|group| {
            let at = (0..group.places.len()).find(|at| Some(study.member(group, *at)) == member)?;
            Some((group, at))
        })
    };
    let Some((group, a)) = place(instance.of) else { return };
    match it.claim.statement {
        Statement::Order(_) => {
            let Some((_, b)) = place(instance.over) else { return };
            it.answers[at].share = study.ahead(group, a, b);
        }
        Statement::Share { rank, at_least, bound } => {
            let shares: Vec<Bounds> = (1..=rank.min(group.places.len())).map(|rank| study.rank(group, a, rank)).collect();
            let share = shares.into_iter().reduce(sum);
            it.answers[at].sampled = share.map(|share| verdict(&share, at_least, bound));
            it.answers[at].share = share;
        }
        _ => {}
    }
}

fn verdict(share: &Bounds, at_least: bool, bound: f64) -> Sampled {
    let low = share.low.value - LIMIT * share.low.std_error;
    let high = share.high.value + LIMIT * share.high.std_error;
    match at_least {
        true if low >= bound => Sampled::Holds,
        true if high < bound => Sampled::Fails,
        false if high <= bound => Sampled::Holds,
        false if low > bound => Sampled::Fails,
        _ => Sampled::Unclear,
    }
}

/// Of several ranks together; errors of shares of the same draws add up at most.
fn sum(a: Bounds, b: Bounds) -> Bounds {
    let add =
        |a: Estimated, b: Estimated| Estimated { value: (a.value + b.value).min(1.0), std_error: a.std_error + b.std_error };
    let share = a.share.zip(b.share).map(|(a, b)| add(a, b));
    Bounds { share, low: add(a.low, b.low), high: add(a.high, b.high), bounded: a.bounded && b.bounded }
}

/// The problem with every input at its nominal figure. Where a scale is the range of the data, that range stays.
fn at_nominal(problem: &Problem) -> Problem {
    let mut out = problem.clone();
    for input in &mut out.inputs {
        input.spread = Spread::crisp(input.spread.nominal);
        if !matches!(input.quantity, Quantity::Text(_)) {
            input.quantity = Quantity::Crisp(input.spread.nominal);
        }
    }
    if problem.tree.leaves.iter().all(|leaf| leaf.scale.is_some()) {
        out.cells.iter_mut().for_each(|cell| cell.spread = Spread::crisp(cell.spread.nominal));
    }
    out
}
