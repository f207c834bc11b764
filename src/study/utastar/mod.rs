//! Which value functions and weights explain how somebody ranked a few alternatives? The pairs of
//! `[[preferences]]` are the ranking, and UTASTAR explains it; see
//! [`explain`](crate::weighting::utastar::explain()).
//!
//! The command is `weights --method utastar`. Value functions and weights that the case has are not
//! looked at, nor what it says between weights.

mod order;
mod tables;

use crate::error::both;
use crate::error::{Error, Result, Said};
use crate::problem::ranking::{average_ranks, ranks};
use crate::problem::{Direction, Problem, Scale};
use crate::study::agreement::kendall;
use crate::weighting::utastar::{Explained, Ranking, Reference, TIED, explain};

/// The number of straight pieces of a value function where nothing is said.
pub const PIECES: usize = 3;

/// More pieces than this are not made of a criterion.
pub const MOST_PIECES: usize = 100;

/// The least difference between the scores of neighbours where nothing is said: that of the example
/// in the paper, or half of what so many places leave room for.
const DELTA: f64 = 0.05;

/// What is asked of the study.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UtastarRequest {
    /// How many straight pieces of equal length the value function of a criterion with figures has,
    /// 1 to [`MOST_PIECES`]. One with levels bends at each of them.
    pub pieces: usize,
    /// How much the scores of neighbours in the ranking differ at least: above 0 and below 1 / the
    /// number of places. Absent: 0.05, or half of 1 / the number of places where that is less.
    pub delta: Option<f64>,
}

impl Default for UtastarRequest {
    fn default() -> UtastarRequest {
        UtastarRequest { pieces: PIECES, delta: None }
    }
}

/// What explains the ranking of a case best.
#[derive(Debug, Clone)]
pub struct Utastar<'a> {
    /// The problem.
    pub problem: &'a Problem,
    /// The alternatives of each place from the best down, as indices into the problem's.
    pub places: Vec<Vec<usize>>,
    /// The alternatives in the order of the places: those that `explained` speaks of.
    pub alternatives: Vec<usize>,
    /// By leaf: the figures at which its value function may bend, from the worst to the best.
    pub breakpoints: Vec<Vec<f64>>,
    /// The request, with the least difference that was asked for.
    pub delta: f64,
    /// The value functions, weights and errors.
    pub explained: Explained,
    /// Kendall's tau-b of the places and the scores; `None` where the scores are all tied, or the
    /// places are.
    pub kendall: Option<f64>,
    /// Preferences that say how much better: they count as better here, and no more.
    pub intensities: usize,
}

impl Utastar<'_> {
    /// The place of a reference alternative, from 1; those that are equally good share it, and the
    /// next one counts them: 1, 2, 2, 4.
    pub fn place(&self, reference: usize) -> usize {
        let alternative = self.alternatives[reference];
        let mut before = 0;
        for members in &self.places {
            if members.contains(&alternative) {
                break;
            }
            before += members.len();
        }
        before + 1
    }

    /// What became of a reference alternative.
    pub fn reference(&self, reference: usize) -> Reference {
        self.explained.references[reference]
    }

    /// The points (figure, value) of a leaf's value function by rising figure, 0 at the worst end
    /// and 1 at the best; `None` where the leaf has no weight, as any function would do there.
    pub fn value_function(&self, leaf: usize) -> Option<Vec<(f64, f64)>> {
        let weight = self.explained.weight(leaf);
        let values = self.explained.marginals[leaf].iter().map(|value| value / weight);
        let mut points: Vec<(f64, f64)> =
            self.breakpoints[leaf].iter().copied().zip(values).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        (weight > 0.0).then_some(points)
    }

    /// By branch: its share of all weight, that of a node being the sum of its leaves'.
    pub fn weights(&self) -> Vec<f64> {
        let tree = &self.problem.tree;
        let under = |branch| tree.leaves_under(branch);
        (0..tree.branches.len())
            .map(|branch| under(branch).iter().map(|leaf| self.explained.weight(*leaf)).sum())
            .collect()
    }
}

/// Explain the ranking that the preferences of a problem are.
///
/// # Errors
/// [`Error::Undefined`] where they are no ranking of the alternatives that they name, or where a
/// criterion or a figure stands in the way; [`Error::Argument`] for a request that does not fit.
pub fn utastar<'a>(problem: &'a Problem, request: &UtastarRequest) -> Result<Utastar<'a>> {
    if !(1..=MOST_PIECES).contains(&request.pieces) {
        let message = both(
            format!("a value function has 1 to {MOST_PIECES} pieces"),
            format!("een waardefunctie heeft 1 tot {MOST_PIECES:#} stukken"),
        );
        return Err(Error::argument("pieces", request.pieces, message));
    }
    let places = order::places(problem)?;
    let alternatives: Vec<usize> = places.iter().flatten().copied().collect();
    let most = 1.0 / places.len() as f64;
    let delta = match request.delta {
        Some(delta) if delta > 0.0 && delta < most => delta,
        Some(delta) => {
            let message = both(
                format!(
                    "with {} places the least difference lies above 0 and below 1/{}",
                    places.len(),
                    places.len()
                ),
                format!(
                    "bij {:#} plaatsen ligt het kleinste verschil boven 0 en onder 1/{:#}",
                    places.len(),
                    places.len()
                ),
            );
            return Err(Error::argument("delta", delta, message));
        }
        None => DELTA.min(most / 2.0),
    };
    known(problem, &alternatives)?;
    let breakpoints = (0..problem.tree.leaves.len())
        .map(|leaf| breakpoints(problem, leaf, &alternatives, request.pieces))
        .collect::<Result<Vec<_>>>()?;
    let leaves = 0..problem.tree.leaves.len();
    let figures: Vec<Vec<f64>> = alternatives
        .iter()
        .map(|own| leaves.clone().map(|leaf| problem.spread(*own, leaf).nominal).collect())
        .collect();
    let mut next = 0;
    let tiers: Vec<Vec<usize>> = places
        .iter()
        .map(|members| {
            next += members.len();
            (next - members.len()..next).collect()
        })
        .collect();
    let ranking = Ranking { figures: &figures, breakpoints: &breakpoints, tiers: &tiers, delta };
    let explained = explain(&ranking).map_err(|_| {
        undefined(
            "the linear program was not solved",
            "het lineaire programma raakte niet opgelost",
            "ask for fewer pieces (--param utastar.pieces=1)",
            "vraag minder stukken (--param utastar.pieces=1)",
        )
    })?;
    let scores: Vec<Option<f64>> = explained.references.iter().map(|it| Some(it.score)).collect();
    let by_score: Vec<usize> = ranks(&scores, TIED).into_iter().flatten().collect();
    let stated: Vec<usize> = tiers
        .iter()
        .flat_map(|tier| tier.iter().map(|_| tier.first().map_or(1, |first| first + 1)))
        .collect();
    Ok(Utastar {
        problem,
        kendall: kendall(&average_ranks(&stated), &average_ranks(&by_score)),
        places,
        alternatives,
        breakpoints,
        delta,
        explained,
        intensities: problem
            .preferences
            .iter()
            .filter(|said| said.terms.len() > 2 || said.by > 0.0)
            .count(),
    })
}

/// Every reference must have a figure on every criterion: what is not known explains nothing.
fn known(problem: &Problem, alternatives: &[usize]) -> Result<()> {
    for alternative in alternatives {
        for (leaf, criterion) in problem.tree.leaves.iter().enumerate() {
            if !problem.is_known(*alternative, leaf) {
                let name = problem.full_name(*alternative);
                let id = &criterion.id;
                return Err(undefined(
                    format!("nothing is known of {name} on `{id}`"),
                    format!("over {name} is niets bekend voor `{id}`"),
                    "give it a figure, or leave it out of [[preferences]]",
                    "geef er een cijfer voor, of laat het weg uit [[preferences]]",
                ));
            }
        }
    }
    Ok(())
}

/// The figures at which the value function of a leaf may bend, from the worst to the best.
fn breakpoints(
    problem: &Problem,
    leaf: usize,
    references: &[usize],
    pieces: usize,
) -> Result<Vec<f64>> {
    let criterion = &problem.tree.leaves[leaf];
    let id = &criterion.id;
    let (min, max) = match &criterion.scale {
        Some(scale) => scale.ends(),
        None => observed(problem, leaf, references),
    };
    if min >= max {
        return Err(undefined(
            format!("all alternatives have the same figure on `{id}`, which has no scale"),
            format!(
                "alle alternatieven hebben hetzelfde cijfer voor `{id}`, dat geen schaal heeft"
            ),
            format!("give `{id}` a scale: {{ min = ..., max = ... }}"),
            format!("geef `{id}` een schaal: {{ min = ..., max = ... }}"),
        ));
    }
    let count = match &criterion.scale {
        Some(Scale::Ordinal(levels)) => levels.len().saturating_sub(1),
        _ => pieces,
    };
    let mut out: Vec<f64> = (0..=count)
        .map(|at| {
            let share = at as f64 / count as f64;
            // The ends as they are, and no difference that could be too large.
            if at == count { max } else { min * (1.0 - share) + max * share }
        })
        .collect();
    out.dedup();
    match criterion.direction {
        Direction::Max => {}
        Direction::Min => out.reverse(),
        Direction::Target(_) => {
            return Err(undefined(
                format!(
                    "`{id}` is best at a target, and UTASTAR takes criteria that are better the more or the less"
                ),
                format!(
                    "`{id}` is het best bij een streefwaarde, en UTASTAR neemt criteria waarvoor meer of minder beter is"
                ),
                "replace the figure by its distance to the target",
                "vervang het cijfer door zijn afstand tot de streefwaarde",
            ));
        }
    }
    Ok(out)
}

/// The least and the greatest nominal figure of the references and of those that compete with them.
fn observed(problem: &Problem, leaf: usize, references: &[usize]) -> (f64, f64) {
    let beside = problem
        .groups
        .iter()
        .filter(|group| references.iter().any(|own| group.members.contains(own)))
        .flat_map(|group| group.members.iter().copied())
        .filter(|member| problem.alternatives[*member].eligible());
    let ends = (f64::INFINITY, f64::NEG_INFINITY);
    references
        .iter()
        .copied()
        .chain(beside)
        .filter(|own| problem.is_known(*own, leaf))
        .map(|own| problem.spread(own, leaf).nominal)
        .fold(ends, |(low, high), x| (low.min(x), high.max(x)))
}

fn undefined(
    reason: impl Into<String>,
    why: impl Into<String>,
    remedy: impl Into<String>,
    what_to_do: impl Into<String>,
) -> Error {
    Error::Undefined {
        method: "utastar".into(),
        reason: Said::both(reason, why),
        remedy: Said::both(remedy, what_to_do),
    }
}
