//! The best and the worst rank of an alternative over all admissible weights and all inputs, at one
//! and the same weights and inputs.
//!
//! First every rival is given the inputs that suit it best: that can only overstate how many rivals
//! are behind (or ahead) at once, so the ranks are outer bounds. Then inputs are looked for at
//! which they are reached ([`crate::proof::joint`]); where some are, the bound is exact and they
//! are its witness.

use crate::problem::Matrix;
use crate::proof::joint::{JointInputs, RankTarget};
use crate::proof::least::{AdmissibleWeights, Minimum};
use crate::proof::model::LinearScores;
use crate::proof::most::{Effort, Most};
use crate::proof::score_difference::ScoreDifference;
use crate::proof::search::{Condition, Search};
use std::borrow::Cow;

/// The best or the worst rank that an alternative can have.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtremeRank {
    /// No admissible weights and inputs give a better one (or a worse one, for the worst).
    pub rank: usize,
    /// Whether it is reached.
    pub exact: bool,
    /// Weights at which it is reached or, if it is not, the most extreme found.
    pub weights: Vec<f64>,
    /// Inputs (indices into the problem's) and their figures at which it is reached at these
    /// weights or, if it is not, the most extreme found; empty where every figure is known, and
    /// over all monotone value functions.
    pub inputs: Vec<(usize, f64)>,
    /// The rank at these weights and inputs: between it and `rank` lies the gap.
    pub reached: usize,
}

/// Everything that the ranks of a group rest on.
pub(crate) struct Ranks<'a> {
    pub(crate) model: &'a LinearScores<'a>,
    pub(crate) admissible: &'a AdmissibleWeights,
    pub(crate) joint: Option<&'a JointInputs<'a>>,
}

/// What stands between an alternative and the others: by position in the model, its own at its
/// own position, the lead over it, least over the inputs, and its least over the weights.
pub(crate) struct Rivals<'a> {
    /// Its own leads.
    pub(crate) over: Vec<(Cow<'a, ScoreDifference>, &'a Minimum)>,
    /// The others' leads over it.
    pub(crate) under: Vec<(Cow<'a, ScoreDifference>, &'a Minimum)>,
}

/// Rows of one condition; beyond this a single row that holds where any of them does.
const MOST_PIECES: usize = 16;

/// Turns between weights for given inputs and inputs for given weights.
const TURNS: usize = 3;

/// How many conditions hold at some weights and inputs.
struct ReachedConditions {
    held: usize,
    weights: Vec<f64>,
    figures: Vec<f64>,
}

impl Ranks<'_> {
    /// The best rank (or the worst) of an alternative.
    pub(crate) fn extreme(
        &self,
        a: usize,
        best: bool,
        among: &Rivals,
        effort: Effort,
    ) -> ExtremeRank {
        if effort.is_over() {
            return self.at_once(a, best, among);
        }
        let m = self.model.len();
        let rivals: Vec<usize> = (0..m).filter(|rival| *rival != a).collect();
        let conditions: Vec<Condition> =
            rivals.iter().map(|rival| self.condition(*rival, best, among)).collect();
        let search = Search::new(self.admissible, &conditions, !best, &self.model.ties);
        let starts = self.starts(a, &rivals, best, among);
        let most = search.most(&starts, effort);
        let rank = |held: usize| if best { m - held } else { 1 + held };
        let (outer, reached) = (rank(most.at_most), rank(most.held));
        match self.joint {
            Some(joint) => {
                let found = self.witness(joint, a, &rivals, best, &search, &most, effort);
                let inputs = joint.inputs.iter().copied().zip(found.figures).collect();
                ExtremeRank {
                    rank: outer,
                    exact: found.held == most.at_most,
                    weights: found.weights,
                    inputs,
                    reached: rank(found.held),
                }
            }
            None => {
                // Over value functions, inputs at their ends for one rival may not be so for
                // another.
                let joint = self.model.steps.as_ref().is_none_or(|steps| steps.is_joint());
                let reached = if joint { reached } else { self.nominal_rank(a, &most.weights) };
                ExtremeRank {
                    rank: outer,
                    exact: reached == outer,
                    weights: most.weights,
                    inputs: Vec::new(),
                    reached,
                }
            }
        }
    }

    /// The rank when there is no time to search: what single pairs say bounds it, and any weights
    /// at nominal figures reach one.
    fn at_once(&self, a: usize, best: bool, among: &Rivals) -> ExtremeRank {
        let m = self.model.len();
        let most_tie = self.model.ties.iter().copied().fold(0.0, f64::max);
        // Rivals that need not be ahead, or that can be.
        let able = |rival: &usize| match best {
            true => most_tie - among.under[*rival].1.bound >= 0.0,
            false => most_tie - among.over[*rival].1.bound > 0.0,
        };
        let able = (0..m).filter(|rival| *rival != a).filter(able).count();
        let rank = if best { m - able } else { 1 + able };
        let all = [among.over[a].1].into_iter().chain(among.under.iter().map(|it| it.1));
        let mut all =
            all.map(Minimum::weights).chain(self.admissible.few_corners().into_iter().flatten());
        let weights =
            all.find(|weights| weights.len() == self.model.values.columns()).unwrap_or_default();
        let reached = match weights.is_empty() {
            true if best => m,
            true => 1,
            false => self.nominal_rank(a, &weights),
        };
        let inputs = self.joint.map_or_else(Vec::new, |joint| {
            joint.inputs.iter().copied().zip(joint.nominal()).collect()
        });
        ExtremeRank { rank, exact: reached == rank, weights, inputs, reached }
    }

    /// Being behind (or ahead) of a rival, if it is given the inputs that suit that best.
    pub(crate) fn condition(&self, rival: usize, best: bool, among: &Rivals) -> Condition {
        let (over, under) = (&among.over[rival], &among.under[rival]);
        let (score_difference, low, high) = match best {
            true => (&under.0, over.1.bound, -under.1.bound),
            false => (&over.0, under.1.bound, -over.1.bound),
        };
        let rows = score_difference.pieces(MOST_PIECES);
        let most_tie = self.model.ties.iter().copied().fold(0.0, f64::max);
        let rows = rows.into_iter().map(|row| row.into_iter().map(|d| -d).collect()).collect();
        Condition { rows, low: low - most_tie, high: high + most_tie }
    }

    /// Weights that are good to look at first: those at which single rivals do best or worst, or
    /// all vertices where there are few.
    fn starts(&self, a: usize, rivals: &[usize], best: bool, among: &Rivals) -> Vec<Vec<f64>> {
        let of = |rival: &usize| {
            if best { among.under[*rival].1.weights() } else { among.over[*rival].1.weights() }
        };
        let mut out: Vec<Vec<f64>> = match self.admissible.few_corners() {
            Some(corners) => corners,
            // Without rivals any weights do.
            None => rivals.iter().map(of).chain([among.over[a].1.weights()]).collect(),
        };
        out.sort_by(|a, b| {
            a.iter()
                .zip(b)
                .map(|(a, b)| a.total_cmp(b))
                .find(|o| o.is_ne())
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        out.dedup();
        // Where the solver gave up there are none.
        out.retain(|weights| weights.len() == self.model.values.columns());
        if out.is_empty() {
            return out;
        }
        // Half-way between all of them every rival may do a little of what it does best.
        let middle =
            |leaf: usize| out.iter().map(|weights| weights[leaf]).sum::<f64>() / out.len() as f64;
        let middle: Vec<f64> = (0..self.model.values.columns()).map(middle).collect();
        out.push(middle);
        out
    }

    /// The rank at these weights and nominal figures.
    fn nominal_rank(&self, a: usize, weights: &[f64]) -> usize {
        let values = &self.model.values;
        let score_difference = |b: usize| {
            (0..values.columns())
                .map(|leaf| weights[leaf] * (values.at(b, leaf) - values.at(a, leaf)))
                .sum::<f64>()
        };
        1 + (0..self.model.len()).filter(|b| score_difference(*b) > self.model.eps(weights)).count()
    }

    /// Weights and inputs at which as many conditions hold as are found to.
    #[allow(clippy::too_many_arguments)] // what a search has and has found
    fn witness(
        &self,
        joint: &JointInputs,
        a: usize,
        rivals: &[usize],
        best: bool,
        search: &Search,
        most: &Most,
        effort: Effort,
    ) -> ReachedConditions {
        let held: Vec<usize> = (0..rivals.len())
            .filter(|at| search.holds(*at, &most.weights))
            .map(|at| rivals[at])
            .collect();
        let wanted = RankTarget { alternative: a, rivals: &held, ahead: !best };
        let mut weights = most.weights.clone();
        let mut figures = joint.nominal();
        let mut reached =
            ReachedConditions { held: 0, weights: weights.clone(), figures: figures.clone() };
        for _ in 0..TURNS {
            let (found, moved) = joint.find(self.model, &weights, &wanted, figures, effort);
            figures = moved;
            if found && held.len() > reached.held {
                reached = ReachedConditions {
                    held: held.len(),
                    weights: weights.clone(),
                    figures: figures.clone(),
                };
            }
            if reached.held == most.at_most || effort.is_over() {
                break;
            }
            // The best weights for these inputs.
            let values = joint.values(&figures);
            let conditions: Vec<Condition> =
                rivals.iter().map(|rival| self.fixed(&values, a, *rival, best)).collect();
            let there = Search::new(self.admissible, &conditions, !best, &self.model.ties)
                .most(&[weights], effort);
            weights = there.weights;
            if there.held > reached.held {
                reached = ReachedConditions {
                    held: there.held,
                    weights: weights.clone(),
                    figures: figures.clone(),
                };
            }
            if reached.held == most.at_most {
                break;
            }
        }
        reached
    }

    /// The condition on one rival when the inputs have given figures.
    fn fixed(&self, values: &Matrix, a: usize, rival: usize, best: bool) -> Condition {
        let (upper, lower) = if best { (a, rival) } else { (rival, a) };
        let row: Vec<f64> = (0..values.columns())
            .map(|leaf| values.at(upper, leaf) - values.at(lower, leaf))
            .collect();
        let ends = row
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(*x), high.max(*x)));
        let most_tie = self.model.ties.iter().copied().fold(0.0, f64::max);
        Condition { rows: vec![row], low: ends.0 - most_tie, high: ends.1 + most_tie }
    }
}
