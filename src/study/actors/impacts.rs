//! Benefits and burdens of the alternatives for an actor, apart, against a baseline.
//!
//! An actor may name criteria that are benefits to it and criteria that are burdens. With w its
//! global weights, v its values (0 worst to 1 best) and `today` the baseline of the group:
//!
//! - benefit(a) = sum over its benefits j of w_j (v_j(a) - v_j(today)): above 0 is more than today;
//! - burden(a) = sum over its burdens j of w_j (v_j(today) - v_j(a)): above 0 is heavier than today.
//!
//! Both are shares of all weight, from -1 to 1. They are never added up: no benefit makes good a
//! burden. On scales that a case states, neither depends on the other alternatives.
//!
//! These two ideas, that benefits and burdens do not compensate each other and that scores refer to
//! a fixed baseline and not to the other alternatives, are those of MAMCA-SIS (Multi-Actor
//! Multi-Criteria Analysis, Stakeholder-based Impact Scoring) as its project page describes it:
//! <https://tandem-heu.eu/index.php/mamca-sis/>. Nothing else is taken from there, and the formulas
//! above are our own.

use super::PanelEvaluation;
use crate::bounds::additive::Additive;
use crate::evaluate::evaluation::GroupResult;
use crate::evaluate::keys::{all_keys, keys_of};
use crate::problem::{Actor, PlaceInGroup};
use crate::table::{Table, TableOf};
use crate::value::fixed;

/// The benefits and burdens of a group's alternatives for one actor who keeps them apart.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorImpacts {
    /// The group: an index into the problem's.
    pub group: usize,
    /// The actor, in the order of the panel.
    pub actor: usize,
    /// The impact of each alternative of the group's `places`, in order, or why there is none.
    pub impacts: std::result::Result<Vec<Impact>, NoImpacts>,
    /// The benefits and burdens with weight whose values lie on the observed range of the group:
    /// leaves, in order. On these an impact depends on which other alternatives there are.
    pub observed: Vec<usize>,
}

/// Why an actor who names benefits or burdens gets no figures for them in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoImpacts {
    /// The group has no baseline.
    NoBaseline,
    /// The actor says nothing of weights.
    NoWeights,
    /// The method adds up no value functions.
    NoValues,
    /// The method gives the baseline no values: it does not compete, and a scale is the observed
    /// range of those that do.
    BaselineWithoutValues,
}

/// What an alternative brings an actor beside the baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Impact {
    /// The alternative: a position in the group's `places`.
    pub alternative: usize,
    /// How much better it is on the actor's benefits. None where the actor names none.
    pub benefit: Option<ImpactPart>,
    /// How much heavier its burdens are. None where the actor names none.
    pub burden: Option<ImpactPart>,
    /// Whether no other alternative that competes has at least its benefit and at most its burden,
    /// and is better on one of them; at nominal figures. None where a nominal figure is not known.
    pub undominated: Option<bool>,
}

/// A benefit or a burden beside that of the baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImpactPart {
    /// At nominal figures. None where less of its weight is known than a score asks for, in the
    /// alternative and in the baseline together.
    pub nominal: Option<f64>,
    /// The least it can be over the inputs.
    pub low: f64,
    /// The most it can be over the inputs.
    pub high: f64,
    /// Whether both are reached; else they are outer bounds.
    pub exact: bool,
}

/// Group by group, the impacts for each actor who names benefits or burdens.
pub fn impacts(evaluation: &PanelEvaluation) -> Vec<ActorImpacts> {
    let actors = evaluation.actors();
    let mut out = Vec::new();
    for group in 0..evaluation.groups.len() {
        for (at, actor) in actors.iter().enumerate() {
            if actor.benefit.is_empty() && actor.burden.is_empty() {
                continue;
            }
            let impacts = of_actor(evaluation, group, at);
            let result = &evaluation.evaluations[at].groups[group];
            let observed = match impacts.is_ok() {
                true => observed(actor, &result.weights),
                false => Vec::new(),
            };
            out.push(ActorImpacts { group, actor: at, impacts, observed });
        }
    }
    out
}

/// The actor's benefits and burdens with weight that have no scale of their own.
fn observed(actor: &Actor, weights: &[f64]) -> Vec<usize> {
    let leaves = &actor.problem.tree.leaves;
    let mut out: Vec<usize> = actor.benefit.iter().chain(&actor.burden).copied().collect();
    out.retain(|leaf| weights[*leaf] > 0.0 && fixed(&leaves[*leaf]).is_none());
    out.sort_unstable();
    out.dedup();
    out
}

fn of_actor(
    evaluation: &PanelEvaluation,
    group: usize,
    at: usize,
) -> std::result::Result<Vec<Impact>, NoImpacts> {
    let actor = &evaluation.actors()[at];
    let result = &evaluation.evaluations[at].groups[group];
    let baseline = evaluation.panel.baseline(group).ok_or(NoImpacts::NoBaseline)?;
    if !actor.ranks() {
        return Err(NoImpacts::NoWeights);
    }
    // The weighted sum of value functions is the one method with such bounds.
    let additive = result.bounds.as_ref().ok_or(NoImpacts::NoValues)?;
    let baseline = result.place_of(baseline).ok_or(NoImpacts::NoBaseline)?;
    if result.row(baseline).is_none() {
        return Err(NoImpacts::BaselineWithoutValues);
    }
    let part = |leaves: &[usize]| {
        let mut weights = vec![0.0; result.weights.len()];
        leaves.iter().for_each(|leaf| weights[*leaf] = result.weights[*leaf]);
        (!leaves.is_empty()).then_some(weights)
    };
    let (benefit, burden) = (part(&actor.benefit), part(&actor.burden));
    let over = |weights: &Option<Vec<f64>>, a: PlaceInGroup, b: PlaceInGroup| {
        weights.as_ref().and_then(|weights| difference(actor, result, additive, weights, (a, b)))
    };
    let places = &evaluation.groups[group].places;
    let mut out: Vec<Impact> = places
        .iter()
        .enumerate()
        .map(|(alternative, place)| Impact {
            alternative,
            benefit: over(&benefit, *place, baseline),
            burden: over(&burden, baseline, *place),
            undominated: None,
        })
        .collect();
    mark_undominated(&mut out, result.eps);
    Ok(out)
}

/// The sum of weight times value of one alternative less that of another.
fn difference(
    actor: &Actor,
    result: &GroupResult,
    additive: &Additive,
    weights: &[f64],
    (of, over): (PlaceInGroup, PlaceInGroup),
) -> Option<ImpactPart> {
    let (row, rival) = (result.row(of)?, result.row(over)?);
    let values = additive.nominal();
    let nominal: f64 = weights
        .iter()
        .enumerate()
        .map(|(leaf, weight)| weight * (values.at(row, leaf) - values.at(rival, leaf)))
        .sum();
    let bounds = additive.difference(row, rival, weights);
    let known = |leaf: usize| {
        actor.problem.is_known(result.member(of), leaf)
            && actor.problem.is_known(result.member(over), leaf)
    };
    let all: f64 = weights.iter().sum();
    let unknown: f64 =
        weights.iter().enumerate().filter(|(leaf, _)| !known(*leaf)).map(|(_, w)| *w).sum();
    // Where nothing has weight, nothing that counts is unknown.
    let share = if all > 0.0 { 1.0 - unknown / all } else { 1.0 };
    Some(ImpactPart {
        nominal: actor.problem.knows_enough(share).then_some(nominal),
        // The sums run in another order than the nominal one: rounding may not put it outside.
        low: bounds.min.min(nominal),
        high: bounds.max.max(nominal),
        exact: bounds.exact,
    })
}

/// Marks which alternatives no other one dominates. Differences up to `eps` are ties.
fn mark_undominated(impacts: &mut [Impact], eps: f64) {
    let side = |part: &Option<ImpactPart>| part.as_ref().map_or(Some(0.0), |part| part.nominal);
    let figures = |impact: &Impact| Some((side(&impact.benefit)?, side(&impact.burden)?));
    let mut most_first: Vec<(f64, f64)> = impacts.iter().filter_map(figures).collect();
    most_first.sort_by(|a, b| b.0.total_cmp(&a.0));
    // The lightest burden among so many with the most benefit.
    let mut lightest = vec![f64::INFINITY];
    for (_, burden) in &most_first {
        lightest.push(burden.min(lightest[lightest.len() - 1]));
    }
    let lightest_among = |enough: &dyn Fn(f64) -> bool| {
        lightest[most_first.partition_point(|(benefit, _)| enough(*benefit))]
    };
    for impact in impacts {
        let Some((benefit, burden)) = figures(impact) else { continue };
        let more = lightest_among(&|other| other - benefit > eps);
        let as_much = lightest_among(&|other| other - benefit >= -eps);
        impact.undominated = Some(more - burden > eps && as_much - burden >= -eps);
    }
}

/// `impacts`: a row per group, actor with impacts and competing alternative.
pub fn impacts_table(evaluation: &PanelEvaluation, of: &[ActorImpacts]) -> Table {
    let problem = evaluation.panel.problem();
    let actors = evaluation.actors();
    let rows: Vec<(&ActorImpacts, &Impact)> = of
        .iter()
        .flat_map(|of| of.impacts.iter().flatten().map(move |impact| (of, impact)))
        .collect();
    let alternative = |row: &(&ActorImpacts, &Impact)| {
        evaluation.groups[row.0.group].member(problem, row.1.alternative)
    };
    TableOf::new("impacts", &rows)
        .columns(keys_of(problem, &all_keys(problem), alternative))
        .text("actor", |row| Some(actors[row.0.actor].id.clone()))
        .number("benefit", |row| row.1.benefit?.nominal)
        .number("benefit_low", |row| Some(row.1.benefit?.low))
        .number("benefit_high", |row| Some(row.1.benefit?.high))
        .number("burden", |row| row.1.burden?.nominal)
        .number("burden_low", |row| Some(row.1.burden?.low))
        .number("burden_high", |row| Some(row.1.burden?.high))
        .flag("undominated", |row| row.1.undominated)
        .table()
}
