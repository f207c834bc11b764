//! The studies of an overview, run one after the other on the same evaluations.

use super::{Asked, LeftOut, OverviewRequest, Reason, StudyName};
use crate::case::Case;
use crate::error::{Error, Findings, Result, both};
use crate::method::Method;
use crate::study::{
    Acceptability, AcceptabilityRequest, Actors, ActorsRequest, Agreement, By, Drivers,
    DriversRequest, Evaluation, Evaluations, Explanation, Information, InformationRequest,
    PanelEvaluation, PassagesLeftOut, Pathway, PathwayRequest, Portfolio, PortfolioRequest,
    Reversal, Robust, RobustPortfolio, RobustPortfolioRequest, RobustRequest, Scenarios, Stability,
    StabilityRequest, Sweep, SweepRequest, Targets, TargetsRequest, Values, Verification,
    VerifyRequest, WeightsChoice, WeightsModel, acceptability, actors, agreement, drivers,
    evaluate_each, explain, information, pathway, portfolio, ranked, reversal, robust,
    robust_portfolio, said_of_left_out, scenarios, stability, sweep, targets, verify,
};

/// More pairs of alternatives times criteria than this are too many to prove things of unasked: they
/// take about half a second.
const MOST_PROVED: usize = 400_000;
/// More figures in one group than this are too many to look for the smallest changes unasked.
const MOST_CHANGED: usize = 2_000;
/// More combinations in tables of rules, times alternatives, than this are too many to go through
/// unasked.
const MOST_RULES: usize = 5_000_000;
/// More pairs that differ than this are not explained one by one.
const MOST_EXPLAINED: usize = 3;

/// All that the studies tell of a case.
pub struct Overview<'a> {
    /// The case.
    pub case: &'a Case,
    /// What was asked.
    pub request: &'a OverviewRequest,
    /// Its evaluations, one per method that is defined for it; the studies look at the first.
    pub evaluations: &'a Evaluations<'a>,
    /// Why the other methods are not.
    pub undefined: Vec<Reason>,
    /// Why whoever is first in a group is ahead of the next: the first few groups in which that is
    /// not the same pair again.
    pub explanations: Vec<Explanation<'a>>,
    /// The single figures that come nearest to changing who is first, at the given weights.
    pub facts: Option<Information<'a>>,
    /// How much must change before the answer does.
    pub stability: Asked<Stability<'a>>,
    /// For which share of all weights each alternative is first, second ...
    pub acceptability: Asked<Acceptability<'a>>,
    /// What holds for every admissible weight.
    pub robust: Asked<Robust<'a>>,
    /// What is the smallest change of levels that gives a node with rules another level.
    pub targets: Asked<Targets<'a>>,
    /// Where the order switches as one weight goes from 0 to 1.
    pub sweep: Asked<Sweep<'a>>,
    /// Whether methods of other families give the same order.
    pub methods: Asked<Agreement<'a>>,
    /// Who is first under each of several named sets of weights.
    pub scenarios: Asked<Scenarios<'a>>,
    /// Whether the order hangs on which alternatives are there.
    pub reversal: Asked<Reversal<'a>>,
    /// Which weights and inputs the doubt comes from.
    pub drivers: Asked<Drivers<'a>>,
    /// Whether the claims of the case hold.
    pub verify: Asked<Verification<'a>>,
    /// What the actors rank first, and what all can live with.
    pub actors: Asked<Actors<'a>>,
    /// The best set within limits, and how sure it is.
    pub portfolio: Asked<(Portfolio<'a>, RobustPortfolio<'a>)>,
    /// Which alternative should follow which.
    pub pathway: Asked<Pathway<'a>>,
}

impl Overview<'_> {
    /// The evaluation that the studies look at.
    pub fn main(&self) -> &Evaluation<'_> {
        self.evaluations.main()
    }

    /// Why a study gave no answer; `None` where it gave one.
    pub fn without(&self, study: StudyName) -> Option<Without<'_>> {
        match study {
            StudyName::Stability => without(&self.stability),
            StudyName::Acceptability => without(&self.acceptability),
            StudyName::Robust => without(&self.robust),
            StudyName::Targets => without(&self.targets),
            StudyName::Sweep => without(&self.sweep),
            StudyName::Methods => without(&self.methods),
            StudyName::Scenarios => without(&self.scenarios),
            StudyName::Reversal => without(&self.reversal),
            StudyName::Drivers => without(&self.drivers),
            StudyName::Verify => without(&self.verify),
            StudyName::Actors => without(&self.actors),
            StudyName::Portfolio => without(&self.portfolio),
            StudyName::Pathway => without(&self.pathway),
        }
    }
}

/// Why a study gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Without<'a> {
    /// It could not run.
    Refused(&'a Reason),
    /// It was not run.
    LeftOut(LeftOut),
}

fn without<T>(asked: &Asked<T>) -> Option<Without<'_>> {
    match asked {
        Asked::Answer(_) => None,
        Asked::Refused(reason) => Some(Without::Refused(reason)),
        Asked::LeftOut(why) => Some(Without::LeftOut(*why)),
    }
}

/// Evaluate a case with these methods, ask the studies, and hand all of it to `tell`: answers look
/// at what is made on the way.
///
/// # Errors
/// [`Error::Undefined`] where no method is defined for the case. A study that cannot run is no
/// error.
pub fn overview<T>(
    case: &Case,
    methods: &[Method],
    request: &OverviewRequest,
    tell: impl FnOnce(&Overview) -> T,
) -> Result<T> {
    let problem = &case.problem;
    let (evaluations, undefined) = evaluate_each(problem, methods)?;
    let main = evaluations.main();
    let left_out = |study: StudyName| left_out(case, main, request, study);
    let panel = Asked::of(left_out(StudyName::Actors), || case.panel());
    let panels = panel.then(|panel| PanelEvaluation::new(panel, &main.method));
    let model = Asked::of(left_out(StudyName::Pathway), || case.pathway());
    let kin = || ranked(problem, &Method::all(&case.methods));
    let kin = Asked::of(left_out(StudyName::Methods), kin);
    let own = Asked::of(left_out(StudyName::Reversal), || ranked(problem, methods));
    let no_attributes = case.without_attributes().ok().flatten();
    let seed = request.seed;
    let overview = Overview {
        case,
        request,
        evaluations: &evaluations,
        undefined: said_of_left_out(&undefined).iter().map(Reason::said).collect(),
        explanations: explanations(main),
        facts: facts(main, seed),
        stability: Asked::of(left_out(StudyName::Stability), || stable(case, main)),
        acceptability: Asked::of(left_out(StudyName::Acceptability), || {
            let draws = request.draws;
            acceptability(main, &AcceptabilityRequest { draws, seed, ..Default::default() })
        }),
        robust: Asked::of(left_out(StudyName::Robust), || {
            robust(main, &RobustRequest { values: Values::Given, time: None, and_given: false })
        }),
        targets: Asked::of(left_out(StudyName::Targets), || {
            targets(problem, &TargetsRequest::default())
        }),
        sweep: Asked::of(left_out(StudyName::Sweep), || sweep(main, &SweepRequest::default())),
        methods: kin.then(|kin| Ok(agreement(kin))),
        scenarios: Asked::of(left_out(StudyName::Scenarios), || match &case.scenarios {
            Some(sets) => scenarios(main, sets),
            None => Err(Error::argument_as_a_whole(
                "scenarios",
                both("this case has no scenarios", "dit dossier heeft geen scenario's"),
            )),
        }),
        reversal: own.then(reversal),
        drivers: Asked::of(left_out(StudyName::Drivers), || {
            drivers(
                problem,
                &DriversRequest {
                    methods: vec![main.method.clone()],
                    weights: WeightsChoice::Model(WeightsModel::Nodes),
                    by: By::Criterion,
                    normalizations: Vec::new(),
                    points: request.points,
                    uniform_sets: false,
                    seed,
                },
            )
        }),
        verify: Asked::of(left_out(StudyName::Verify), || {
            let no_attributes = no_attributes.as_ref();
            verify(main, &VerifyRequest { draws: request.draws, seed, no_attributes })
        }),
        actors: panels.then(|panels| {
            actors(panels, &ActorsRequest { accept: None, draws: request.draws, seed })
        }),
        portfolio: Asked::of(left_out(StudyName::Portfolio), || {
            let model = case.portfolio_model()?;
            let (draws, chance_draws) = (request.dear_draws, request.dear_draws);
            let why_not = request.why_not;
            let best = PortfolioRequest { why_not, draws, seed, ..Default::default() };
            let sure = RobustPortfolioRequest { draws, chance_draws, seed, ..Default::default() };
            Ok((portfolio(main, model, &best)?, robust_portfolio(main, model, &sure)?))
        }),
        pathway: model.then(|model| {
            let draws = request.dear_draws;
            pathway(model, &main.method, &PathwayRequest { draws, seed, ..Default::default() })
        }),
    };
    Ok(tell(&overview))
}

/// Why a study is not run, if it is not.
fn left_out(
    case: &Case,
    main: &Evaluation,
    request: &OverviewRequest,
    study: StudyName,
) -> Option<LeftOut> {
    if !request.studies.is_empty() {
        return (!request.studies.contains(&study)).then_some(LeftOut::NotAsked);
    }
    let nothing = match study {
        StudyName::Actors => case.actors.is_empty(),
        StudyName::Portfolio => case.portfolio.is_none() && case.without_portfolio.is_empty(),
        StudyName::Pathway => !case.has_pathway(),
        StudyName::Verify => case.problem.claims().is_empty(),
        StudyName::Scenarios => case.scenarios.is_none(),
        StudyName::Targets => case.problem.tree.ruled().next().is_none(),
        _ => false,
    };
    if nothing {
        return Some(LeftOut::NothingToLookAt);
    }
    if !study.unasked() {
        return Some(LeftOut::NotAsked);
    }
    let leaves = case.problem.tree.leaves.len();
    let competing = main.groups.iter().map(|group| group.eligible().len());
    let proved: usize = competing.clone().map(|n| n * n.saturating_sub(1) / 2 * leaves).sum();
    let changed = competing.max().unwrap_or(0) * leaves;
    let tree = &case.problem.tree;
    let of_rules =
        (0..tree.branches.len()).filter_map(|at| Some(tree.rules_of(at)?.results().len()));
    let ruled = of_rules.sum::<usize>().saturating_mul(case.problem.alternatives.len());
    let large = match study {
        StudyName::Stability => changed > MOST_CHANGED,
        StudyName::Targets => ruled > MOST_RULES,
        StudyName::Robust | StudyName::Actors | StudyName::Verify => proved > MOST_PROVED,
        _ => false,
    };
    large.then_some(LeftOut::TooLarge)
}

/// Whoever is first over the next, group by group, as long as it is another pair or another reason.
fn explanations<'a>(main: &Evaluation<'a>) -> Vec<Explanation<'a>> {
    let problem = main.problem;
    let keys: Vec<usize> = (0..problem.keys.len()).collect();
    let inside = problem.keys_inside();
    let (mut out, mut seen) = (Vec::new(), Vec::new());
    for group in &main.groups {
        let Some(lead) = group.lead(problem.min_known) else { continue };
        let (Some(first), Some(next)) = (lead.first.first(), lead.next.first()) else { continue };
        let [first, next] = [*first, *next].map(|place| group.member(place));
        let pair = [first, next].map(|member| problem.name(member, &inside));
        if seen.contains(&pair) || out.len() == MOST_EXPLAINED {
            continue;
        }
        let [of, over] = [first, next].map(|member| problem.name(member, &keys));
        // A name that is not unique when it is written out cannot be asked for.
        if let Ok(explanation) = explain(main, &of, Some(&over)) {
            seen.push(pair);
            out.push(explanation);
        }
    }
    out
}

/// What needs no draws of what knowing a figure is worth, where that is told.
fn facts<'a>(main: &'a Evaluation<'a>, seed: u64) -> Option<Information<'a>> {
    let request = InformationRequest { weights: None, uniform_sets: false, draws: 0, seed };
    information(main, &request).ok().filter(|facts| facts.additive)
}

fn stable<'a>(case: &'a Case, main: &'a Evaluation<'a>) -> Result<Stability<'a>> {
    let unmet = case.unmet();
    if !unmet.is_empty() {
        return Err(Error::Findings(Findings(unmet)));
    }
    let without = |passage: &str| case.without_passage(passage);
    let passages = PassagesLeftOut { passages: &case.passages, problem_without: &without };
    stability(main, &StabilityRequest { sweep: SweepRequest::default(), passages: Some(passages) })
}
