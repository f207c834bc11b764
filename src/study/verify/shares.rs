//! Shares of draws: of first ranks that are claimed, and of orders that are not proved. Only a
//! share of 0 or 1 is ever proved here.

use super::note::ClaimNote;
use crate::draw::counts::Estimated;
use crate::draw::plan::WeightsModel;
use crate::draw::share::ShareBounds;
use crate::error::{Error, Result, both};
use crate::evaluate::evaluation::{Evaluation, evaluate};
use crate::problem::{Statement, WeightConstraint};
use crate::proof::least::Minimum;
use crate::proof::score_difference::ScoreDifference;
use crate::study::acceptability::{
    Acceptability, AcceptabilityRequest, GroupShares, Keep, acceptability,
};
use crate::study::verify::answer::{ClaimAnswer, Outcome, SampledVerdict, Verified, VerifyRequest};
use crate::study::verify::claim_scope::ClaimScope;
use crate::tolerance::ADMISSIBLE;
use statrs::distribution::{Beta, ContinuousCDF};

/// What a one-sided limit leaves out.
const TAIL: f64 = 0.001;

/// A claimed share, where leads settle it. A lead is least over the inputs and concave in the
/// weights: if it is nowhere below 0 and somewhere above, it is above 0 but for a set of weights
/// without volume, so that ties share no ranks in the mean.
pub(super) fn prove(
    scene: &ClaimScope,
    a: usize,
    rank: usize,
    at_least: bool,
    bound: f64,
) -> Result<ClaimAnswer> {
    let m = scene.model.len();
    let rivals = scene.rivals(a, scene.admissible);
    let problem = scene.evaluation.problem;
    let given = &*scene.result.weights;
    // Concavity speaks of admissible weights; the given ones need not be.
    let at_given = scene.given
        || problem.constraints.iter().all(|it| it.violation(&problem.tree, given) <= ADMISSIBLE);
    let ahead = |(score_difference, least): &(ScoreDifference, Minimum), other: &Minimum| {
        let points =
            [other.weights(), least.weights()].into_iter().chain(at_given.then(|| given.to_vec()));
        let somewhere = points
            .into_iter()
            .any(|w| w.len() == given.len() && score_difference.at(&w) > scene.eps);
        least.bound > scene.eps || least.bound >= -scene.eps && somewhere
    };
    let others = || (0..m).filter(|b| *b != a);
    let never_ahead = others().filter(|b| ahead(&rivals.over[*b], &rivals.under[*b].1)).count();
    let always_ahead = others().filter(|b| ahead(&rivals.under[*b], &rivals.over[*b].1)).count();
    // The share is 1 if so few can be ahead, 0 if so many always are. Leads look at the middle of a
    // distribution with tails, draws at all of it.
    let share = if scene.has_tails() {
        None
    } else if never_ahead.saturating_add(rank) >= m {
        Some(1.0)
    } else if always_ahead >= rank {
        Some(0.0)
    } else {
        None
    };
    let trivial = if at_least { bound <= 0.0 } else { bound >= 1.0 };
    let mut out = ClaimAnswer::default();
    if let Some(share) = share {
        let exact = Estimated { value: share, std_error: 0.0 };
        out.share =
            Some(ShareBounds { share: Some(exact), low: exact, high: exact, bounded: true });
        out.outcome = if (at_least && share >= bound) || (!at_least && share <= bound) {
            Outcome::Proved
        } else {
            Outcome::Refuted
        };
        out.note = Some(match share > 0.5 {
            true => ClaimNote::AlwaysWithin(never_ahead, m - 1),
            false => ClaimNote::NeverWithin(always_ahead, m - 1),
        });
    } else if trivial {
        out.outcome = Outcome::Proved;
        out.note = Some(ClaimNote::Trivial);
    }
    Ok(out)
}

/// Whether draws have something to say of an answer.
fn is_drawn(it: &Verified, answer: &ClaimAnswer) -> bool {
    if it.claim.given_weights || answer.outcome == Outcome::Proved || answer.share.is_some() {
        return false;
    }
    match it.claim.statement {
        Statement::Share { .. } => answer.note.is_none() && answer.outcome == Outcome::Open,
        Statement::Order(_) => answer.least.is_some(),
        _ => false,
    }
}

/// Draw what is not proved; by which model of weights, if anything was. Where no draws can be made
/// proofs stand, and the shares that are claimed stay open.
pub(super) fn sample(
    evaluation: &Evaluation,
    request: &VerifyRequest,
    claims: &mut [Verified],
) -> Result<Option<WeightsModel>> {
    let (mut model, mut is_part) = (None, false);
    for nominal in [false, true] {
        let wanted = |it: &Verified| {
            it.claim.nominal_inputs == nominal
                && it.answers.iter().any(|answer| is_drawn(it, answer))
        };
        if !claims.iter().any(wanted) {
            continue;
        }
        let pairwise =
            claims.iter().any(|it| wanted(it) && matches!(it.claim.statement, Statement::Order(_)));
        // Of a large group the first three ranks are counted in any case.
        let later =
            |it: &Verified| matches!(it.claim.statement, Statement::Share { rank: 4.., .. });
        let keep = if claims.iter().any(|it| wanted(it) && later(it)) {
            Keep::EveryRank
        } else {
            Keep::FewRanks
        };
        let asked = |model: WeightsModel| AcceptabilityRequest {
            model,
            draws: request.draws,
            pairwise,
            keep,
            seed: request.seed,
            ..AcceptabilityRequest::default()
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
        let problem = nominal.then(|| evaluation.problem.at_nominal());
        let again = match &problem {
            Some(problem) => Some(evaluate(problem, &evaluation.method)?),
            None => None,
        };
        let of = again.as_ref().unwrap_or(evaluation);
        // Constraints and preferences that reach beyond one set of siblings need all weights drawn
        // together.
        let spans = |it: &WeightConstraint| {
            it.terms.iter().any(|term| of.problem.tree.branches[term.0].parent.is_some())
        };
        let tries = match of.problem.constraints.iter().any(spans) {
            true => vec![WeightsModel::Nodes, WeightsModel::Leaves],
            false => vec![WeightsModel::Nodes],
        };
        if tries.len() > 1 {
            crate::shard::refuse(both(
                "which weights are drawn is known when all draws are made: a constraint reaches beyond one set of siblings",
                "welke gewichten getrokken worden, blijkt pas als alle trekkingen gemaakt zijn: een voorwaarde reikt verder dan één groep criteria",
            ))?;
        }
        let mut failed = None;
        for tried in tries {
            match acceptability(of, &asked(tried)) {
                Ok(study) => {
                    fill(&study);
                    model = Some(tried);
                    failed = None;
                    break;
                }
                // What else is drawn is counted too.
                Err(Error::Part) => {
                    is_part = true;
                    failed = None;
                    break;
                }
                // A wrong number of draws is the user's to mend.
                Err(Error::Argument { argument: "weights_model", value, message, .. }) => {
                    // The note is read by a person, in the words of the command line.
                    let value = value.map(|value| format!(" {value}")).unwrap_or_default();
                    failed = Some(format!("--weights-model{value}: {message}"));
                }
                Err(error) => return Err(error),
            }
        }
        if let Some(why) = failed {
            for it in claims.iter_mut().filter(|it| it.claim.nominal_inputs == nominal) {
                for at in 0..it.answers.len() {
                    if is_drawn(it, &it.answers[at])
                        && matches!(it.claim.statement, Statement::Share { .. })
                    {
                        it.answers[at].note = Some(ClaimNote::NoDraws(why.clone()));
                    }
                }
            }
        }
    }
    if is_part { Err(Error::Part) } else { Ok(model) }
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
            let share = study.rank_or_better(group, a, rank);
            it.answers[at].sampled = Some(verdict(&share, at_least, bound));
            it.answers[at].share = Some(share);
        }
        _ => {}
    }
}

fn verdict(share: &ShareBounds, at_least: bool, bound: f64) -> SampledVerdict {
    let (low, high) = (limit(&share.low, false), limit(&share.high, true));
    match at_least {
        true if low >= bound => SampledVerdict::Holds,
        true if high < bound => SampledVerdict::Fails,
        false if high <= bound => SampledVerdict::Holds,
        false if low > bound => SampledVerdict::Fails,
        _ => SampledVerdict::Unclear,
    }
}

/// The one-sided 99.9 % limit of a share, above or below it (Clopper & Pearson 1934,
/// doi:10.1093/biomet/26.4.404): exact for independent draws also near 0 and 1, where the normal
/// distribution promises too much. The number of draws is what the standard error tells, which for
/// a walk is that of independent ones.
fn limit(share: &Estimated, above: bool) -> f64 {
    let Estimated { value, std_error } = *share;
    if std_error == 0.0 {
        return value;
    }
    // Where all draws agree the error is that of half a draw.
    let draws = if value <= 0.0 || value >= 1.0 {
        0.5f64.sqrt() / std_error
    } else {
        value * (1.0 - value) / (std_error * std_error)
    };
    let (hits, misses) = (value * draws, (1.0 - value) * draws);
    let quantile = |a: f64, b: f64, at: f64| {
        Beta::new(a, b).map_or(f64::from(u8::from(above)), |beta| beta.inverse_cdf(at))
    };
    match above {
        true if misses <= 0.0 => 1.0,
        true => quantile(hits + 1.0, misses, 1.0 - TAIL),
        false if hits <= 0.0 => 0.0,
        false => quantile(hits, misses + 1.0, TAIL),
    }
}
