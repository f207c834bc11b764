//! Do the claims written in the case hold? Each is proved, refuted or open, group by group.
//!
//! - *Proved*: an order holds for all the weights and inputs the claim speaks of, by a certificate
//!   ([`Proof`]) that another program can check; a rank by such certificates for enough rivals or,
//!   where those do not suffice, by the exact extreme ranks of the study `robust`; an exclusion by
//!   the requirements. With it goes the smallest set of judgements it needs ([`ProofNeeds`]).
//! - *Refuted*: a witness - weights and figures of the inputs - at which it does not hold, found
//!   again by preparing and scoring the method with those figures from scratch. A strict order is
//!   refuted by a tie. A strict preference is read strictly throughout, so that a claim that
//!   repeats it is proved. Ranks are those of [`super::robust`], with its tolerance: a rival whose
//!   lead is nowhere above 1e-7 of the largest difference is not ahead. A strict preference then
//!   holds with 1e-7 of its largest coefficient to spare.
//! - *Open*: neither. A share is one of draws: unless leads that are always of one sign make it 0
//!   or 1, it is open, with what the sample says ([`SampledVerdict`]), which is never called a
//!   proof. Orders that are not proved come with their share of draws as well. In a share ties share their
//!   ranks, in its bounds too; a rank counts those ahead.
//!
//! A claim at the given weights is one at the weights of its group.
//!
//! A claim holds of every group it is made of or, if it says `some`, of one. A claim marked `must`
//! fails unless it is proved; a claim of a share, which no sample proves, fails unless the 99.9 %
//! confidence limit of its least share over all that inputs can be (or of its most, for a claim of
//! at most) is on the right side of the bound.
//!
//! Ties are differences within 1e-10 of the largest value on any criterion. Scores must be linear
//! in the weights.

pub(crate) mod answer;
pub(crate) mod claim_scope;
pub(crate) mod loosened;
pub(crate) mod master;
pub(crate) mod needs;
pub(crate) mod note;
pub(crate) mod rank;
pub(crate) mod shares;
pub(crate) mod tables;

use crate::draw::limits::check_draws;
use crate::draw::plan::WeightsModel;
use crate::error::{Error, Result, Said, both};
use crate::evaluate::evaluation::Evaluation;
use crate::method::remedy::to_sums;
use crate::problem::{Claim, Instance, Order, PlaceInGroup, Problem, Statement};
use crate::progress::{Stage, begin};
use crate::proof::contradiction::{Values, empty};
use crate::proof::least::AdmissibleWeights;
use crate::study::verify::answer::{ClaimAnswer, Outcome, SampledVerdict, Verified, VerifyRequest};
use crate::study::verify::claim_scope::{ClaimScope, LeadTarget};
use needs::Aim;
use rayon::prelude::*;

pub use crate::proof::certificate::WeightRows;
pub use note::ClaimNote;

/// The answers of the study.
pub struct Verification<'a> {
    /// The evaluation at the case's weights.
    pub evaluation: &'a Evaluation<'a>,
    /// The claims, in the order of the file.
    pub claims: Vec<Verified<'a>>,
    /// How many draws were made; `None` where nothing had to be sampled.
    pub draws: Option<u64>,
    /// How weights were drawn: set by set of siblings or, where constraints or preferences reach
    /// beyond one, all together.
    pub model: Option<WeightsModel>,
    /// The rows that certificates speak of.
    rows: ClaimedWeights,
}

/// The rows of weights that claims speak of.
struct ClaimedWeights {
    /// All admissible weights.
    admissible: WeightRows,
    /// The weights given, by set of weights that groups have.
    given: Vec<WeightRows>,
}

/// The default number of draws.
pub const VERIFY_DRAWS: u64 = 10_000;

impl Default for VerifyRequest<'_> {
    /// As the command line has it, with every attribute held to be needed.
    fn default() -> Self {
        VerifyRequest { draws: VERIFY_DRAWS, seed: 1, no_attributes: None }
    }
}

/// Groups with more alternatives than this get no smallest sets for ranks.
const MOST_RANKED: usize = 30;

/// Verify the claims of the problem under the evaluation's method.
///
/// # Errors
/// [`Error::Undefined`] for a method whose scores are not linear in the weights, or that has no
/// bounds over inputs that are not sure; [`Error::Argument`] for a number of draws that does not fit;
/// [`Error::Contradiction`] for preferences that contradict each other.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem, Quantity};
/// use afweging::problem::{Claim, Order, Statement};
/// use afweging::study::{Outcome, VerifyRequest, evaluate, verify};
///
/// let mut problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion_with("quality", Direction::Max, 2.0, |c| c.scale(0.0, 10.0))
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .alternative("C", [110.0, 6.0])
///     .uncertain("C", "quality", Quantity::Set(4.0, 6.5))
///     .build()?;
/// let at_least = Statement::Order(Order::AtLeast);
/// problem.set_claims(vec![
///     Claim::new("A over C", at_least, 0, Some(2)),
///     Claim::new("A over B", at_least, 0, Some(1)),
/// ])?;
/// let evaluation = evaluate(&problem, &Method::default())?;
/// let answer = verify(&evaluation, &VerifyRequest::default())?;
/// assert_eq!(answer.claims[0].outcome(), Outcome::Proved);
/// assert_eq!(answer.claims[1].outcome(), Outcome::Refuted);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn verify<'a>(
    evaluation: &'a Evaluation<'a>,
    request: &VerifyRequest,
) -> Result<Verification<'a>> {
    check_draws(request.draws)?;
    let problem = evaluation.problem;
    evaluation.require_score()?;
    let refuse = |reason: Said| Error::Undefined {
        method: evaluation.method.name().into(),
        reason,
        remedy: to_sums(evaluation.method.sheet(), &evaluation.problem.tree),
    };
    if !problem.claims.is_empty()
        && evaluation
            .groups
            .iter()
            .any(|group| !group.eligible().is_empty() && group.values.is_none())
    {
        return Err(refuse(both(
            "its scores are not linear in the weights, so that linear programs prove nothing about them",
            "haar scores zijn niet lineair in de gewichten, zodat lineaire programma's er niets over bewijzen",
        )));
    }
    let moving = problem.claims.iter().any(|claim| !claim.nominal_inputs);
    if moving && evaluation.groups.iter().any(|group| group.bounds.is_none() && !group.is_crisp()) {
        return Err(refuse(both(
            "some inputs are ranges or unknown, and this method has no bounds over them",
            "sommige gegevens zijn bereiken of onbekend, en deze methode heeft daarover geen grenzen",
        )));
    }
    let admissible = AdmissibleWeights::new(problem);
    let inside =
        admissible.inside().map_err(|why| empty(problem, &admissible, Values::Given, why))?;
    let admissible = admissible.knowing(&inside);
    let given = (0..evaluation.weights.sets())
        .map(|set| WeightRows::given(&problem.tree, evaluation.weights.of_set(set)));
    let rows = ClaimedWeights {
        admissible: WeightRows::admissible(problem, &admissible, &inside),
        given: given.collect(),
    };
    let verifier =
        Verifier { evaluation, request, admissible: [&admissible, &inside], rows: &rows };
    let all: Vec<(usize, &Instance)> = problem
        .claims
        .iter()
        .enumerate()
        .flat_map(|(at, claim)| claim.instances.iter().map(move |it| (at, it)))
        .collect();
    let step = begin(Stage::Claims, all.len() as u64);
    let answer = |(at, instance): &(usize, &Instance)| {
        verifier.answer(&problem.claims[*at], instance).inspect(|_| step.add(1))
    };
    let answers: Vec<ClaimAnswer> = all.par_iter().map(answer).collect::<Result<_>>()?;
    drop(step);
    let mut claims: Vec<Verified> =
        problem.claims.iter().map(|claim| Verified { claim, answers: Vec::new() }).collect();
    for ((at, _), answer) in all.iter().zip(answers) {
        claims[*at].answers.push(answer);
    }
    let _step = begin(Stage::Draws, 0);
    let model = shares::sample(evaluation, request, &mut claims)?;
    Ok(Verification { evaluation, claims, draws: model.map(|_| request.draws), model, rows })
}

impl Verification<'_> {
    /// The rows that the certificates of a claim speak of: those of all admissible weights or, if
    /// the claim is of the weights given, of those of its group.
    pub fn rows_of(&self, claim: &Claim, group: usize) -> &WeightRows {
        match claim.given_weights {
            true => &self.rows.given[self.evaluation.weights.set_of(group)],
            false => &self.rows.admissible,
        }
    }
}

impl Verified<'_> {
    /// How the claim comes out as a whole.
    pub fn outcome(&self) -> Outcome {
        let count =
            |wanted: Outcome| self.answers.iter().filter(|answer| answer.outcome == wanted).count();
        let (enough, against) = match self.claim.some {
            true => (
                count(Outcome::Proved) > 0,
                !self.answers.is_empty() && count(Outcome::Refuted) == self.answers.len(),
            ),
            false => (
                !self.answers.is_empty() && count(Outcome::Proved) == self.answers.len(),
                count(Outcome::Refuted) > 0,
            ),
        };
        match (enough, against) {
            (true, _) => Outcome::Proved,
            (_, true) => Outcome::Refuted,
            _ => Outcome::Open,
        }
    }

    /// Whether it is marked `must` and does not pass: proved or, for a share, held by the sample.
    pub fn fails(&self) -> bool {
        let passes = |answer: &ClaimAnswer| {
            answer.outcome == Outcome::Proved || answer.sampled == Some(SampledVerdict::Holds)
        };
        let passed = match self.claim.some {
            true => self.answers.iter().any(passes),
            false => !self.answers.is_empty() && self.answers.iter().all(passes),
        };
        self.claim.must && !passed
    }
}

struct Verifier<'a, 'r> {
    evaluation: &'a Evaluation<'a>,
    request: &'r VerifyRequest<'r>,
    admissible: [&'r AdmissibleWeights; 2],
    rows: &'r ClaimedWeights,
}

impl Verifier<'_, '_> {
    fn answer(&self, claim: &Claim, instance: &Instance) -> Result<ClaimAnswer> {
        let problem = self.evaluation.problem;
        let open = |note: Option<ClaimNote>| Ok(ClaimAnswer { note, ..ClaimAnswer::default() });
        let Some(of) = instance.of else { return open(Some(ClaimNote::NotThere)) };
        if claim.statement == Statement::Excluded {
            return Ok(excluded(problem, of));
        }
        let over = match claim.statement {
            Statement::Order(_) => match instance.over {
                Some(over) => Some(over),
                None => return open(Some(ClaimNote::OtherNotThere)),
            },
            _ => None,
        };
        let out = [Some(of), over]
            .into_iter()
            .flatten()
            .find(|member| !problem.alternatives[*member].excluded_by.is_empty());
        if let Some(member) = out {
            let ids = ClaimNote::ids(problem, &problem.alternatives[member].excluded_by);
            return open(Some(ClaimNote::Excluded(
                problem.name(member, &problem.keys_inside()),
                ids,
            )));
        }
        if over.is_none() && problem.alternatives[of].reference {
            return open(Some(ClaimNote::Reference));
        }
        let Some(group) = problem.groups.iter().position(|group| group.members.contains(&of))
        else {
            return open(None);
        };
        let place = |member: usize| problem.groups[group].place_of(member);
        let more: Vec<PlaceInGroup> =
            [Some(of), over].into_iter().flatten().filter_map(place).collect();
        let rows = match claim.given_weights {
            true => &self.rows.given[self.evaluation.weights.set_of(group)],
            false => &self.rows.admissible,
        };
        let (nominal, given) = (claim.nominal_inputs, claim.given_weights);
        let Some(scene) =
            ClaimScope::new(self.evaluation, group, &more, nominal, given, self.admissible, rows)
        else {
            let unscaled = self.evaluation.method.definition().lacking_scales(problem);
            let ids =
                unscaled.into_iter().map(|leaf| problem.tree.leaves[leaf].id.clone()).collect();
            return open(Some(ClaimNote::NoScore(ids)));
        };
        let Some(a) = scene.position(of) else { return open(None) };
        let looked_at: Vec<usize> = match over.map(|over| scene.position(over)) {
            Some(Some(b)) => vec![a, b],
            Some(None) => return open(Some(ClaimNote::OtherNotThere)),
            None => (0..scene.model.len()).collect(),
        };
        if let Some((at, known)) = looked_at.iter().find_map(|at| Some((*at, scene.withheld(*at)?)))
        {
            let name = problem.name(scene.member(at), &problem.keys_inside());
            return open(Some(ClaimNote::TooLittleKnown(name, known)));
        }
        match (claim.statement, looked_at.get(1)) {
            (Statement::Order(order), Some(b)) => self.order(&scene, order, a, *b),
            (Statement::Rank { best, worst }, _) => self.rank(&scene, a, best, worst),
            (Statement::Share { rank, at_least, bound }, _) => {
                shares::prove(&scene, a, rank, at_least, bound)
            }
            _ => open(None),
        }
    }

    fn order(&self, scene: &ClaimScope, order: Order, a: usize, b: usize) -> Result<ClaimAnswer> {
        let strict = order == Order::Above;
        let mut out = scene.order(LeadTarget { ahead: a, behind: b, strict })?;
        let mut orders = vec![(0, 1, strict)];
        if order == Order::Equal {
            let other = scene.order(LeadTarget { ahead: b, behind: a, strict })?;
            orders.push((1, 0, strict));
            out = joined(out, other);
        }
        if out.outcome == Outcome::Proved {
            out.needs =
                needs::needs(scene, vec![a, b], Aim::Every(orders), self.request.no_attributes);
        }
        Ok(out)
    }

    fn rank(
        &self,
        scene: &ClaimScope,
        a: usize,
        best: usize,
        worst: Option<usize>,
    ) -> Result<ClaimAnswer> {
        let mut out = scene.rank(a, best, worst)?;
        let m = scene.model.len();
        if out.outcome == Outcome::Proved && out.note.is_none() && m <= MOST_RANKED {
            let positions: Vec<usize> =
                std::iter::once(a).chain((0..m).filter(|b| *b != a)).collect();
            let aim = match (best, worst) {
                (1, Some(1)) => Aim::Every((1..m).map(|b| (0, b, false)).collect()),
                _ => Aim::Count { ahead: best - 1, behind: m - worst.unwrap_or(m).min(m) },
            };
            out.needs = needs::needs(scene, positions, aim, self.request.no_attributes);
        }
        Ok(out)
    }
}

/// Two leads that must both hold.
fn joined(one: ClaimAnswer, other: ClaimAnswer) -> ClaimAnswer {
    let least = one.least.zip(other.least).map(|(a, b)| if b.0 < a.0 { b } else { a });
    let outcome = match (one.outcome, other.outcome) {
        (Outcome::Proved, Outcome::Proved) => Outcome::Proved,
        (Outcome::Refuted, _) | (_, Outcome::Refuted) => Outcome::Refuted,
        _ => Outcome::Open,
    };
    // What refutes is told before what is open.
    let first = one.outcome == Outcome::Refuted
        || (one.outcome == Outcome::Open && other.outcome != Outcome::Refuted);
    let told = if first { (one.witness, one.note) } else { (other.witness, other.note) };
    let mut proofs = one.proofs;
    proofs.extend(other.proofs);
    if outcome != Outcome::Proved {
        proofs.clear();
    }
    ClaimAnswer { outcome, least, proofs, witness: told.0, note: told.1, ..ClaimAnswer::default() }
}

fn excluded(problem: &Problem, of: usize) -> ClaimAnswer {
    let alternative = &problem.alternatives[of];
    if !alternative.excluded_by.is_empty() {
        return ClaimAnswer {
            outcome: Outcome::Proved,
            excluded_by: alternative.excluded_by.to_vec(),
            ..ClaimAnswer::default()
        };
    }
    let note = match (alternative.reference, alternative.flagged_by.is_empty()) {
        (true, _) => ClaimNote::NothingAsked,
        (_, true) => ClaimNote::NotExcluded,
        _ => ClaimNote::Flagged(ClaimNote::ids(problem, &alternative.flagged_by)),
    };
    ClaimAnswer { outcome: Outcome::Refuted, note: Some(note), ..ClaimAnswer::default() }
}
