//! The draws of weights: straight from the kernel's tree, or, where a sibling set needs a walk
//! within its constraints, buffer by buffer.

use crate::draw::plan::{SamplingMethod, SamplingPlan};
use crate::error::both;
use crate::error::{Error, Result};
use crate::kernel::{self, Set, SetDistribution, SetSampler, WeightSampler};
use crate::polytope::moves::CHAINS;
use crate::polytope::{Mixing, Stored, Walk};
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// Draws of a walk made at a time.
const WALKED: u64 = 16 * kernel::CHUNK;

/// Draws weights: from the kernel's tree, with walks where a sibling set needs one. Where groups
/// have weights of their own, a draw has those of each plan, one after the other.
pub(crate) struct WeightDraws {
    seed: u64,
    planned: Vec<Planned>,
}

/// The draws of one plan.
struct Planned {
    sets: Vec<Set>,
    ways: Vec<(Option<usize>, SamplingMethod)>,
    leaves: Vec<Vec<usize>>,
    /// By set that walks: its number, the walk, and what its points are worth.
    walks: Vec<(usize, Walk, Mixing)>,
}

impl Planned {
    fn new(plans: SamplingPlan, seed: u64) -> Planned {
        let mut walks = Vec::new();
        for (k, plan) in plans.plans.iter().enumerate() {
            if let SamplingMethod::Walk(polytope) = &plan.way {
                let stream = kernel::rng::WEIGHTS + k as u64;
                walks.push((
                    k,
                    Walk::new(polytope, seed, stream),
                    Mixing::new(polytope.criteria(), CHAINS),
                ));
            }
        }
        let ways = plans.plans.iter().map(|plan| (plan.parent, plan.way.clone())).collect();
        Planned {
            sets: plans.plans.into_iter().map(|plan| plan.set).collect(),
            ways,
            leaves: plans.leaves,
            walks,
        }
    }

    /// The least share of an independent draw that a walk's point is worth.
    fn worth(&self) -> f64 {
        let of = |(k, _, mixing): &(usize, Walk, Mixing)| {
            let points = (mixing.steps() * CHAINS as u64) as f64;
            let estimates = (0..self.sets[*k].branches.len()).filter_map(|at| mixing.estimate(at));
            estimates.map(|estimate| estimate.effective / points).fold(1.0, f64::min)
        };
        self.walks.iter().map(of).fold(1.0, f64::min)
    }

    /// Walk on for draws `next ..`, so many steps in each chain.
    fn walk(&mut self, next: u64, steps: usize) {
        for (k, walk, mixing) in &mut self.walks {
            let criteria = self.sets[*k].branches.len();
            let mut weights = vec![0.0; criteria * steps * CHAINS];
            walk.fill(steps, &mut weights);
            mixing.add(&weights);
            self.sets[*k].model =
                SetDistribution::Other(Arc::new(Stored::new(criteria, next, weights)));
        }
    }

    fn sampler(&self, seed: u64) -> WeightSampler {
        WeightSampler::new(seed, self.sets.clone(), &self.leaves)
    }

    fn sampling(&self) -> impl Iterator<Item = Sampling> {
        let of = |(k, (parent, way)): (usize, &(Option<usize>, SamplingMethod))| {
            let mixing =
                self.walks.iter().find(|(walking, ..)| *walking == k).map(|(_, _, mixing)| mixing);
            let size = self.sets[k].branches.len();
            let estimates = || {
                mixing.into_iter().flat_map(|mixing| (0..size).filter_map(|at| mixing.estimate(at)))
            };
            Sampling {
                parent: *parent,
                way: way.clone(),
                effective: estimates().map(|estimate| estimate.effective).reduce(f64::min),
                mixing: estimates().map(|estimate| estimate.scale_reduction).reduce(f64::max),
            }
        };
        self.ways.iter().enumerate().map(of)
    }
}

impl WeightDraws {
    /// Draws of these plans, each of which is for other groups; at least one.
    pub(crate) fn new(plans: Vec<SamplingPlan>, seed: u64) -> WeightDraws {
        let planned = plans.into_iter().map(|plan| Planned::new(plan, seed)).collect();
        WeightDraws { seed, planned }
    }

    pub(crate) fn walks(&self) -> bool {
        self.planned.iter().any(|planned| !planned.walks.is_empty())
    }

    pub(crate) fn run<T: kernel::Tally>(
        &mut self,
        draws: u64,
        scorer: &dyn kernel::Scorer,
        empty: &(dyn Fn() -> T + Sync),
        each: &mut dyn FnMut(u64, f64, T) -> ControlFlow<()>,
    ) -> Result<()> {
        if !self.walks() {
            return self
                .run_part(0..draws, scorer, empty, &mut |done, counts| each(done, 1.0, counts));
        }
        let mut next = 0;
        while next < draws {
            let end = (next + WALKED).min(draws);
            let steps = (end - next).div_ceil(CHAINS as u64) as usize;
            self.planned.iter_mut().for_each(|planned| planned.walk(next, steps));
            let worth = self.planned.iter().map(Planned::worth).fold(1.0, f64::min);
            let mut stop = false;
            self.run_part(next..end, scorer, empty, &mut |done, counts| {
                let flow = each(next + done, worth, counts);
                stop = flow.is_break();
                flow
            })?;
            if stop {
                break;
            }
            next = end;
        }
        Ok(())
    }

    fn run_part<T: kernel::Tally>(
        &self,
        draws: Range<u64>,
        scorer: &dyn kernel::Scorer,
        empty: &(dyn Fn() -> T + Sync),
        each: &mut dyn FnMut(u64, T) -> ControlFlow<()>,
    ) -> Result<()> {
        if let [planned] = &self.planned[..] {
            let sampler = planned.sampler(self.seed);
            kernel::run(draws, &sampler, scorer, empty, each);
            return fails(sampler.failures());
        }
        let sampler = SetSampler::new(
            self.planned.iter().map(|planned| planned.sampler(self.seed)).collect(),
        );
        kernel::run(draws, &sampler, scorer, empty, each);
        fails(sampler.failures())
    }

    /// By plan: how each sibling set was drawn.
    pub(crate) fn sampling(&self) -> Vec<Vec<Sampling>> {
        self.planned.iter().map(|planned| planned.sampling().collect()).collect()
    }
}

/// A set of which no proposal was accepted in some draw makes the run worth nothing.
pub(crate) fn fails(failures: u64) -> Result<()> {
    match failures {
        0 => Ok(()),
        failures => Err(Error::argument_as_a_whole(
            "weights_model",
            both(
                format!(
                    "in {failures} draws no proposal met the case's constraints; use --weights-model leaves, or looser constraints"
                ),
                format!(
                    "in {failures:#} trekkingen voldeed geen voorstel aan de voorwaarden van het dossier; gebruik --weights-model leaves, of ruimere voorwaarden"
                ),
            ),
        )),
    }
}

/// How a sibling set was drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampling {
    /// The branch above the set; `None` at the top, and for all leaves together.
    pub parent: Option<usize>,
    /// Which way the weights of the set were drawn.
    pub way: SamplingMethod,
    /// The least effective number of independent draws over its weights, for a walk.
    pub effective: Option<f64>,
    /// The largest potential scale reduction over its weights (Gelman & Rubin): near 1 where the
    /// walk has mixed.
    pub mixing: Option<f64>,
}
