//! Draws that are kept, since every input asks the same ones: weights, scores, and the order of
//! scores.

use super::envelope::ordered;
use crate::draw::distribution::Class;
use crate::draw::plan::{Plan, SamplingMethod, SamplingPlan, WeightsModel, plan};
use crate::draw::rows::of_group;
use crate::draw::run::WeightDraws;
use crate::draw::sampled_group::SampledGroup;
use crate::error::{Error, Result, both};
use crate::evaluate::evaluation::Evaluation;
use crate::kernel::{Set, SetDistribution, Tally};
use crate::problem::Problem;
use crate::problem::weights::Weights;
use crate::tolerance::TIE;
use std::ops::ControlFlow;

/// Batches of draws. Draw k is in batch k mod so many: a walk within constraints makes draw k on
/// chain k mod 64, so whatever a chain's points depend on each other, batches are independent.
const BATCHES: usize = 32;

/// No more numbers than this are kept: 512 MB.
const MOST_KEPT: f64 = (1u64 << 26) as f64;

/// How many draws, of those asked for, can be kept for this many leaves and alternatives of a
/// group: at most 2^26 numbers of 8 bytes, a draw being a weight per leaf, and a score and half a
/// number (a place in the order) per alternative. A case of any size keeps the least number of
/// draws.
pub fn draws_kept(leaves: usize, members: usize, asked: u64) -> u64 {
    let (least, most) = INFORMATION_DRAWS_RANGE.into_inner();
    let fit = (MOST_KEPT / (leaves as f64 + 1.5 * members as f64).max(1.0)) as u64;
    asked.min(most).min(fit).max(least)
}

/// The draws of a group.
pub(super) struct Kept {
    pub(super) draws: usize,
    pub(super) members: usize,
    pub(super) leaves: usize,
    /// Draw by draw.
    weights: Vec<f64>,
    scores: Vec<f64>,
    order: Vec<u32>,
}

/// What a chunk of draws keeps.
#[derive(Default)]
struct Keep {
    weights: Vec<f64>,
    scores: Vec<f64>,
}

impl Tally for Keep {
    fn add(&mut self, weights: &[f64], scores: &[f64], block: usize) {
        let by_draw = |out: &mut Vec<f64>, rows: &[f64]| {
            (0..block).for_each(|d| out.extend(rows.chunks_exact(block).map(|row| row[d])));
        };
        by_draw(&mut self.weights, weights);
        by_draw(&mut self.scores, scores);
    }

    fn merge(&mut self, other: Keep) {
        self.weights.extend(other.weights);
        self.scores.extend(other.scores);
    }
}

impl Kept {
    /// Draw weights (the given ones, without a model) and inputs, and score a group.
    ///
    /// # Errors
    /// Those of the model of weights; [`Error::Undefined`] for a method that is not defined in some
    /// draw.
    pub(super) fn new(
        problem: &Problem,
        evaluation: &Evaluation,
        sampled: &SampledGroup,
        classes: &[Class],
        (model, draws, seed): (Option<WeightsModel>, u64, u64),
    ) -> Result<Kept> {
        let (given, group) = (&evaluation.weights, sampled.group);
        let leaves = given.leaves();
        let plan = match model {
            Some(model) => plan(problem, given.local_of_group(group), model, seed)?,
            None => fixed(given.of_group(group)),
        };
        let (scorer, fault) = of_group(problem, evaluation, sampled, classes, seed)?;
        let mut all = Keep::default();
        WeightDraws::new(vec![plan], seed).run(
            draws,
            0..draws,
            &*scorer,
            &Keep::default,
            &mut |_, keep| {
                all.merge(keep);
                ControlFlow::Continue(())
            },
        )?;
        if let Some((at, why)) = fault.take() {
            return Err(Error::Undefined {
                method: evaluation.method.name().into(),
                reason: both(
                    format!("it is not defined for the figures of draw {at}: {why}"),
                    format!("ze is niet bepaald voor de cijfers van trekking {at}: {why:#}"),
                ),
                remedy: both(
                    "a distribution reaches figures that the method cannot take; narrow it, or give the criterion a scale",
                    "een verdeling reikt tot cijfers die de methode niet aankan; maak ze smaller, of geef het criterium een schaal",
                ),
            });
        }
        let members = sampled.places.len();
        let order = all.scores.chunks_exact(members).flat_map(ordered).collect();
        Ok(Kept {
            draws: all.scores.len() / members,
            members,
            leaves,
            weights: all.weights,
            scores: all.scores,
            order,
        })
    }

    pub(super) fn weights(&self, draw: usize) -> &[f64] {
        &self.weights[draw * self.leaves..][..self.leaves]
    }

    pub(super) fn scores(&self, draw: usize) -> &[f64] {
        &self.scores[draw * self.members..][..self.members]
    }

    /// Members from high to low.
    pub(super) fn order(&self, draw: usize) -> &[u32] {
        &self.order[draw * self.members..][..self.members]
    }

    /// Differences up to this are ties in a draw.
    pub(super) fn eps(&self, draw: usize) -> f64 {
        let (order, scores) = (self.order(draw), self.scores(draw));
        let size = |at: usize| scores[order[at] as usize].abs();
        TIE * size(0).max(size(self.members - 1))
    }

    /// How many batches, and which a draw is in.
    pub(super) fn batches(&self) -> usize {
        BATCHES.min(self.draws)
    }

    pub(super) fn batch(&self, draw: usize) -> usize {
        draw % self.batches()
    }

    /// The mean weights of all draws, and by batch.
    pub(super) fn mean_weights(&self) -> (Vec<f64>, Vec<Vec<f64>>) {
        let mut sums = vec![(vec![0.0; self.leaves], 0.0); self.batches()];
        for draw in 0..self.draws {
            let (sum, count) = &mut sums[self.batch(draw)];
            sum.iter_mut().zip(self.weights(draw)).for_each(|(sum, weight)| *sum += weight);
            *count += 1.0;
        }
        let total =
            |leaf: usize| sums.iter().map(|(sum, _)| sum[leaf]).sum::<f64>() / self.draws as f64;
        let all = (0..self.leaves).map(total).collect();
        (
            all,
            sums.into_iter()
                .map(|(sum, count)| sum.into_iter().map(|sum| sum / count).collect())
                .collect(),
        )
    }
}

fn fixed(weights: &[f64]) -> SamplingPlan {
    let branches: Vec<usize> = (0..weights.len()).collect();
    let leaves = branches.iter().map(|leaf| vec![*leaf]).collect();
    let set =
        Set { branches, model: SetDistribution::Fixed(weights.to_vec()), constraints: Vec::new() };
    SamplingPlan { plans: vec![Plan { parent: None, set, way: SamplingMethod::Point }], leaves }
}

/// The mean weights of a model in the groups with a set of weights, where they are known without
/// drawing: no constraint cuts it, and it is no box.
pub(super) fn known_mean(
    problem: &Problem,
    model: Option<WeightsModel>,
    (given, set): (&Weights, usize),
    seed: u64,
) -> Result<Option<Vec<f64>>> {
    let Some(model) = model else { return Ok(Some(given.of_set(set).to_vec())) };
    let plans = plan(problem, given.local_of_set(set), model, seed)?;
    let free = plans.plans.iter().all(|plan| {
        matches!(plan.way, SamplingMethod::Direct | SamplingMethod::Point)
            && plan.set.constraints.is_empty()
    });
    Ok(match model {
        WeightsModel::Around(_) if free => Some(given.of_set(set).to_vec()),
        WeightsModel::Nodes | WeightsModel::Leaves if free && problem.constraints.is_empty() => {
            let mut local = vec![
                1.0;
                plans
                    .plans
                    .iter()
                    .flat_map(|plan| &plan.set.branches)
                    .max()
                    .map_or(0, |most| most + 1)
            ];
            for plan in &plans.plans {
                plan.set
                    .branches
                    .iter()
                    .for_each(|branch| local[*branch] = 1.0 / plan.set.branches.len() as f64);
            }
            Some(
                plans
                    .leaves
                    .iter()
                    .map(|path| path.iter().map(|branch| local[*branch]).product())
                    .collect(),
            )
        }
        _ => None,
    })
}

/// How many draws there may be: with fewer the best is too often mistaken for errors to hold, and
/// draws are kept in memory.
pub const INFORMATION_DRAWS_RANGE: std::ops::RangeInclusive<u64> = 1_024..=10_000_000;
