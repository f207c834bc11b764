//! The loop over draws of one group: two samples, the swaps between them, walks within the weights,
//! and what they add up to.
//!
//! Points are parted into the blocks of the bootstrap, each worked out by one thread from the
//! numbers of its draws, so neither threads nor their number show. Factors are taken so many at a
//! time that the sums of all blocks fit in [`MEMORY`]; the two samples are then drawn anew, the
//! same as before.

use super::factors::What;
use super::indices::{BLOCKS, Base, Bootstrap, Indices, OutputBase, add_swap, block};
use super::model::FactorScores;
use super::ranks::rank_all;
use super::shapley::{Effects, Straight, Walked, effect, linear_effects};
use crate::draw::counts::Estimated;
use crate::error::{Result, Said};
use crate::kernel::Saved;
use crate::shard::{Extent, Segments, Source, add_up};
use rayon::prelude::*;
use std::ops::{ControlFlow, Range};

/// Numbers kept for the sums of factors: 64 MB.
const MEMORY: usize = 8_000_000;

/// Numbers kept for walks within one set; sets that need more have no Shapley effects.
const MOST_WALKS: usize = 32_000_000;

/// Local weights are drawn for so many points at a time.
const TILE: usize = 512;

/// Blocks are worked out so many at a time, progress being told in between.
const BATCH: usize = 16;

/// In sets of so many members a walk adds up from step to step, where scores are sums.
const MANY: usize = 64;

/// A sibling set whose weights have Shapley effects.
pub(super) struct Within {
    /// The set.
    pub(super) set: usize,
    /// Its factor among those in play.
    pub(super) factor: usize,
    /// Where scores are linear in its weights: by member, leaves and the mean of the rest of their
    /// weight.
    pub(super) linear: Option<Vec<Vec<(usize, f64)>>>,
}

/// What is known of one output.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputIndices {
    /// Its mean over the draws.
    pub mean: f64,
    /// The indices of each factor in play; `None` if the output does not vary, or in too few draws.
    pub indices: Option<Vec<Indices>>,
    /// The Shapley effects of the weights within each sibling set that has them, set by set; empty
    /// where `indices` is `None`.
    pub shapley: Vec<Estimated>,
    /// Whether it varies in fewer than [`LEAST_BLOCKS`](super::LEAST_BLOCKS) blocks of draws, so
    /// that more points are needed.
    pub too_few: bool,
}

/// What one block adds up to.
#[derive(Default)]
struct Sums {
    base: Base,
    /// By factor of the part at hand.
    swaps: Vec<f64>,
    effects: Vec<Effects>,
    /// By alternative, then leaf: values, where scores are sums.
    values: Vec<f64>,
}

impl Saved for Sums {
    fn save(&self, out: &mut Vec<u8>) {
        self.base.save(out);
        self.swaps.save(out);
        self.effects.save(out);
        self.values.save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.base.load(from)?;
        self.swaps.load(from)?;
        self.effects.load(from)?;
        self.values.load(from)
    }
}

/// The blocks of one pass over the draws.
struct Blocks<'a> {
    model: &'a FactorScores<'a>,
    within: &'a [Within],
    points: u64,
    part: Range<usize>,
    near: &'a [f64],
    /// Hears how many points more are done.
    progress: &'a mut dyn FnMut(u64),
    /// The first draw for which a method is not defined, and why.
    fault: Option<(u64, Said)>,
}

impl Source<Sums> for Blocks<'_> {
    fn compute(
        &mut self,
        blocks: Range<u64>,
        each: &mut dyn FnMut(Sums, Option<&[u8]>) -> ControlFlow<()>,
    ) -> Result<()> {
        let Blocks { model, within, points, ref part, near, .. } = *self;
        let mut next = blocks.start as usize;
        while next < blocks.end as usize {
            let batch = next..(next + BATCH).min(blocks.end as usize);
            let all: Vec<Result<Sums, (u64, Said)>> = batch
                .clone()
                .into_par_iter()
                .with_max_len(1)
                .map(|at| of_block(model, within, block(points, at), part, near))
                .collect();
            for sums in all {
                match sums {
                    Ok(sums) => {
                        let sound = model.weights.check().is_ok();
                        if each(sums, sound.then_some([].as_slice())).is_break() {
                            return Ok(());
                        }
                    }
                    Err(fault) => {
                        self.fault = Some(fault);
                        return Ok(());
                    }
                }
            }
            (self.progress)(block(points, batch.end - 1).end - block(points, batch.start).start);
            next = batch.end;
        }
        Ok(())
    }

    fn state(&self) -> Option<Vec<u8>> {
        (self.fault.is_none() && self.model.weights.check().is_ok()).then(Vec::new)
    }
}

/// How many passes over the draws it takes.
pub(super) fn passes(model: &FactorScores) -> usize {
    model.factors.len().div_ceil(factors_at_a_time(model)).max(1)
}

fn factors_at_a_time(model: &FactorScores) -> usize {
    (MEMORY / (BLOCKS * 3 * model.outputs().max(1))).max(1)
}

/// What is known of each output; nothing where only a part of the draws was made.
pub(super) type Outputs = (Extent, Vec<OutputIndices>);

/// The indices of all outputs of a group: scores, ranks, firsts; or the first draw for which a
/// method is not defined, and why.
///
/// # Errors
/// Those of [`add_up`].
pub(super) fn run(
    model: &FactorScores,
    within: &[Within],
    points: u64,
    progress: &mut dyn FnMut(u64),
) -> Result<Result<Outputs, (u64, Said)>> {
    let outputs = model.outputs();
    let near = {
        let (mut side, mut scratch) = (model.side(), model.scratch());
        if let Err(why) = model.draw(0, &model.weights.local(0, 1), &mut side, &mut scratch) {
            return Ok(Err((0, why)));
        }
        side.outputs
    };
    let bootstrap = Bootstrap::new(model.seed);
    let mut out: Vec<OutputIndices> = Vec::new();
    let mut extent = Extent::Whole;
    let at_a_time = factors_at_a_time(model);
    for pass in 0..passes(model) {
        let part = pass * at_a_time..((pass + 1) * at_a_time).min(model.factors.len());
        let mut blocks = Blocks {
            model,
            within: if pass == 0 { within } else { &[] },
            points,
            part: part.clone(),
            near: &near,
            progress: &mut *progress,
            fault: None,
        };
        let mut sums: Vec<Sums> = Vec::new();
        let segments = Segments::of_blocks(points, BLOCKS as u64);
        let mut add = |all: &mut Vec<Sums>, sums| {
            all.push(sums);
            ControlFlow::Continue(())
        };
        let own = add_up(segments, &Sums::default, &mut blocks, &mut sums, &mut add)?;
        if let Some(fault) = blocks.fault {
            return Ok(Err(fault));
        }
        extent = extent.and(own);
        if own == Extent::Part {
            continue;
        }
        let bases: Vec<Base> = sums.iter().map(|sums| sums.base.clone()).collect();
        let of_output = |o: usize| {
            let base = OutputBase::new(&bases, o, near[o], points, &bootstrap);
            let indices = |factor: usize| {
                let of = |kind: usize| -> Vec<f64> {
                    sums.iter().map(|sums| sums.swaps[(factor * 3 + kind) * outputs + o]).collect()
                };
                base.indices(&of(0), &of(1), &of(2), &bootstrap)
            };
            OutputIndices {
                mean: base.mean,
                indices: base.varies.then(|| (0..part.len()).map(indices).collect()),
                shapley: if base.varies && pass == 0 {
                    shapley(model, within, &sums, o, &base, points, &bootstrap)
                } else {
                    Vec::new()
                },
                too_few: base.too_few,
            }
        };
        let found: Vec<OutputIndices> = (0..outputs).into_par_iter().map(of_output).collect();
        if pass == 0 {
            out = found;
        } else {
            for (all, more) in out.iter_mut().zip(found) {
                if let (Some(all), Some(more)) = (&mut all.indices, more.indices) {
                    all.extend(more);
                }
            }
        }
    }
    Ok(Ok((extent, out)))
}

fn of_block(
    model: &FactorScores,
    within: &[Within],
    draws: Range<u64>,
    part: &Range<usize>,
    near: &[f64],
) -> Result<Sums, (u64, Said)> {
    let outputs = model.outputs();
    let members = |within: &Within| model.weights.branches(within.set).len();
    let mut sums = Sums {
        base: Base::new(outputs),
        swaps: vec![0.0; part.len() * 3 * outputs],
        effects: within.iter().map(|within| Effects::new(members(within), outputs)).collect(),
        values: Vec::new(),
    };
    let mut walked: Vec<Walked> =
        within.iter().map(|within| Walked::new(members(within), outputs)).collect();
    let (mut a, mut b, mut scratch) = (model.side(), model.side(), model.scratch());
    let (mut ab, mut ba) = (vec![0.0; outputs], vec![0.0; outputs]);
    let size = model.weights.len();
    let mut local = Vec::new();
    let mut order = Vec::new();
    for point in draws.clone() {
        let at = |why: Said| (point, why);
        let place = (point - draws.start) as usize % TILE;
        if place == 0 {
            local = model.weights.local(2 * point, 2 * TILE.min((draws.end - point) as usize));
        }
        let (own, other) = local[2 * place * size..][..2 * size].split_at(size);
        model.draw(2 * point, own, &mut a, &mut scratch).map_err(at)?;
        model.draw(2 * point + 1, other, &mut b, &mut scratch).map_err(at)?;
        sums.base.add(&a.outputs, &b.outputs, near);
        for (factor, sums) in part.clone().zip(sums.swaps.chunks_exact_mut(3 * outputs)) {
            model.swapped(factor, &a, &b, &mut ab, &mut scratch).map_err(at)?;
            model.swapped(factor, &b, &a, &mut ba, &mut scratch).map_err(at)?;
            if ab != a.outputs || ba != b.outputs {
                add_swap(sums, [&a.outputs, &b.outputs, &ab, &ba]);
            }
        }
        for ((within, effects), walked) in within.iter().zip(&mut sums.effects).zip(&mut walked) {
            walked.shuffle(model.seed, point, within.set);
            let places = model.weights.places(within.set);
            for (to, from) in [(&a, &b), (&b, &a)] {
                let (own, others) = (&to.local[places.clone()], &from.local[places.clone()]);
                if own.len() >= MANY && model.is_linear() {
                    let (worth, rest) = model.worth(from, within.set);
                    let mut rank = |outputs: &mut [f64]| rank_all(outputs, &mut order);
                    let straight = Straight { worth, rest };
                    effects.walk_straight(
                        walked,
                        (own, &to.outputs),
                        (others, &from.outputs),
                        near,
                        &straight,
                        &mut rank,
                    );
                    continue;
                }
                // Everything else is that of the draw the walk starts from.
                let mut evaluate = |own: &[f64], outputs: &mut [f64]| {
                    model.with_weights(from, within.set, own, outputs, &mut scratch);
                    Ok::<(), (u64, Said)>(())
                };
                effects.walk(
                    walked,
                    (own, &to.outputs),
                    (others, &from.outputs),
                    near,
                    &mut evaluate,
                )?;
            }
        }
        if within.iter().any(|within| within.linear.is_some()) {
            sums.values.resize(a.values.len(), 0.0);
            sums.values
                .iter_mut()
                .zip(a.values.iter().zip(&b.values))
                .for_each(|(sum, (a, b))| *sum += a + b);
        }
    }
    Ok(sums)
}

/// The Shapley effects on one output, set by set and member by member.
fn shapley(
    model: &FactorScores,
    within: &[Within],
    sums: &[Sums],
    o: usize,
    base: &OutputBase,
    points: u64,
    bootstrap: &Bootstrap,
) -> Vec<Estimated> {
    let outputs = model.outputs();
    let mut out = Vec::new();
    for (at, within) in within.iter().enumerate() {
        match &within.linear {
            Some(members) if o < model.size => {
                out.extend(of_linear(model, members, sums, o, base, points, bootstrap));
            }
            _ => {
                for member in 0..model.weights.branches(within.set).len() {
                    let of = |part: fn(&Effects) -> &Vec<f64>| -> Vec<f64> {
                        sums.iter()
                            .map(|sums| part(&sums.effects[at])[member * outputs + o])
                            .collect()
                    };
                    let (products, gains) =
                        (of(|effects| &effects.products), of(|effects| &effects.gains));
                    out.push(effect(base, &products, &gains, bootstrap));
                }
            }
        }
    }
    out
}

/// The effects on a score that is linear in the set's weights, from the mean values of the members:
/// in closed form, the means and the variance being sampled.
fn of_linear(
    model: &FactorScores,
    members: &[Vec<(usize, f64)>],
    sums: &[Sums],
    alternative: usize,
    base: &OutputBase,
    points: u64,
    bootstrap: &Bootstrap,
) -> Vec<Estimated> {
    let leaves = model.problem.tree.leaves.len();
    let by_block = |member: &Vec<(usize, f64)>| -> Vec<f64> {
        let of = |sums: &Sums| {
            member.iter().map(|(leaf, rest)| rest * sums.values[alternative * leaves + leaf]).sum()
        };
        sums.iter().map(of).collect()
    };
    let values: Vec<Vec<f64>> = members.iter().map(by_block).collect();
    let sizes: Vec<f64> = (0..BLOCKS)
        .map(|at| block(points, at))
        .map(|draws| 2.0 * (draws.end - draws.start) as f64)
        .collect();
    // Two draws a point: sums over twice the points, and the variance is the mean gap over two.
    let at = |values: &[f64], gap: f64, n: f64| -> Vec<f64> {
        let means: Vec<f64> = values.iter().map(|value| value / n).collect();
        linear_effects(&means).into_iter().map(|effect| effect / (gap / n)).collect()
    };
    let plain: Vec<f64> = values.iter().map(|values| values.iter().sum()).collect();
    let found = at(&plain, base.gaps.iter().sum(), 2.0 * points as f64);
    let (by_sample, gaps, n) = (
        values.iter().map(|it| bootstrap.sum(it)),
        bootstrap.sum(&base.gaps),
        bootstrap.sum(&sizes),
    );
    let by_sample: Vec<_> = by_sample.collect();
    let samples: Vec<Vec<f64>> = (0..gaps.len())
        .map(|r| at(&by_sample.iter().map(|values| values[r]).collect::<Vec<_>>(), gaps[r], n[r]))
        .collect();
    let error = |member: usize| super::indices::spread(samples.iter().map(|sample| sample[member]));
    found
        .into_iter()
        .enumerate()
        .map(|(member, value)| Estimated { value, std_error: error(member) })
        .collect()
}

/// The sets with Shapley effects: those whose weights are a factor by themselves and have a
/// Dirichlet distribution.
pub(super) fn within(model: &FactorScores) -> Vec<Within> {
    let mut out = Vec::new();
    for (factor, it) in model.factors.iter().enumerate() {
        if let What::Weights { sets, .. } = &it.what
            && let [set] = sets[..]
            && model.weights.has_effects(set)
            && 2 * BLOCKS * model.weights.branches(set).len() * model.outputs() <= MOST_WALKS
        {
            let linear = if model.is_linear() { model.weights.linear(set) } else { None };
            out.push(Within { set, factor, linear });
        }
    }
    out
}
