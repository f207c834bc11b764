//! The draws of weights: straight from the kernel's tree, or, where a sibling set needs a walk
//! within its constraints, buffer by buffer.

use crate::draw::plan::{SamplingMethod, SamplingPlan};
use crate::error::both;
use crate::error::{Error, Result};
use crate::kernel::{self, Saved, Set, SetDistribution, SetSampler, Tally, WeightSampler};
use crate::polytope::moves::CHAINS;
use crate::polytope::{Mixing, Stored, Walk};
use crate::shard::{Extent, Segments, Source, add_up};
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// Draws of a walk made at a time.
const WALKED: u64 = 16 * kernel::CHUNK;

/// Draws weights: from the kernel's tree, with walks where a sibling set needs one. Where groups
/// have weights of their own, a draw has those of each plan, one after the other.
pub(crate) struct WeightDraws {
    seed: u64,
    planned: Vec<Planned>,
    /// So many draws have been walked.
    walked: u64,
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
        WeightDraws { seed, planned, walked: 0 }
    }

    pub(crate) fn walks(&self) -> bool {
        self.planned.iter().any(|planned| !planned.walks.is_empty())
    }

    /// Of so many draws make these, score them, and hand what each chunk counts to `each`, in order,
    /// until it breaks. Walks take all steps before.
    pub(crate) fn run<T: Tally>(
        &mut self,
        draws: u64,
        own: Range<u64>,
        scorer: &dyn kernel::Scorer,
        empty: &(dyn Fn() -> T + Sync),
        each: &mut dyn FnMut(Moment, T) -> ControlFlow<()>,
    ) -> Result<()> {
        if !self.walks() {
            return self.run_part(own, (1.0, &[]), scorer, empty, each);
        }
        while self.walked < own.end {
            let next = self.walked;
            // As many at a time whichever are asked for: what they are worth is told of all.
            let end = (next + WALKED).min(draws);
            let steps = (end - next).div_ceil(CHAINS as u64) as usize;
            let before = self.saved();
            self.planned.iter_mut().for_each(|planned| planned.walk(next, steps));
            self.walked = end;
            let part = next.max(own.start)..end.min(own.end);
            if part.is_empty() {
                continue;
            }
            let worth = self.planned.iter().map(Planned::worth).fold(1.0, f64::min);
            let mut stop = false;
            self.run_part(part, (worth, &before), scorer, empty, &mut |moment, counts| {
                let flow = each(moment, counts);
                stop = flow.is_break();
                flow
            })?;
            if stop {
                break;
            }
        }
        Ok(())
    }

    fn run_part<T: Tally>(
        &self,
        draws: Range<u64>,
        (worth, before): (f64, &[u8]),
        scorer: &dyn kernel::Scorer,
        empty: &(dyn Fn() -> T + Sync),
        each: &mut dyn FnMut(Moment, T) -> ControlFlow<()>,
    ) -> Result<()> {
        let start = draws.start;
        let mut at = |done: u64, failures: u64, counts: T| {
            let state = (failures == 0).then_some(before);
            each(Moment { done: start + done, worth, state }, counts)
        };
        if let [planned] = &self.planned[..] {
            let sampler = planned.sampler(self.seed);
            kernel::run(draws, &sampler, scorer, empty, |done, counts| {
                at(done, sampler.failures(), counts)
            });
            return fails(sampler.failures());
        }
        let sampler = SetSampler::new(
            self.planned.iter().map(|planned| planned.sampler(self.seed)).collect(),
        );
        kernel::run(draws, &sampler, scorer, empty, |done, counts| {
            at(done, sampler.failures(), counts)
        });
        fails(sampler.failures())
    }

    /// Make the draws of a run and add up what they count, segment by segment: here, or as they are
    /// shared out (see [`shard`](crate::shard)).
    ///
    /// # Errors
    /// That of a set of weights of which no proposal was accepted in some draw; those of
    /// [`add_up`].
    pub(crate) fn add_up<T: Tally + Saved, A: Saved>(
        &mut self,
        run: &SampledRun<T>,
        total: &mut A,
        add: &mut dyn FnMut(&mut A, Segment<T>) -> ControlFlow<()>,
    ) -> Result<Extent> {
        let empty = || Segment { tally: (run.empty)(), worth: 1.0 };
        add_up(run.segments, &empty, &mut Weighing { draws: self, run }, total, add)
    }

    /// Where walks stand.
    pub(crate) fn saved(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if self.walks() {
            self.walked.save(&mut out);
            for (_, walk, mixing) in self.planned.iter().flat_map(|planned| &planned.walks) {
                walk.save(&mut out);
                mixing.save(&mut out);
            }
        }
        out
    }

    /// Let walks stand there.
    pub(crate) fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        if self.walks() {
            self.walked.load(from)?;
            for (_, walk, mixing) in self.planned.iter_mut().flat_map(|it| &mut it.walks) {
                walk.load(from)?;
                mixing.load(from)?;
            }
        }
        Some(())
    }

    /// By plan: how each sibling set was drawn.
    pub(crate) fn sampling(&self) -> Vec<Vec<Sampling>> {
        self.planned.iter().map(|planned| planned.sampling().collect()).collect()
    }
}

/// What is known when a chunk of draws has been counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment<'a> {
    /// The number of the draw that comes next.
    pub(crate) done: u64,
    /// The share of an independent draw that each is worth, by the diagnostic of the walks.
    pub(crate) worth: f64,
    /// Where walks stood before these draws; `None` if there is an error to be told of them.
    pub(crate) state: Option<&'a [u8]>,
}

/// A run over draws of weights.
pub(crate) struct SampledRun<'a, T> {
    pub(crate) segments: Segments,
    pub(crate) scorer: &'a dyn kernel::Scorer,
    /// Makes a tally that has counted nothing.
    pub(crate) empty: &'a (dyn Fn() -> T + Sync),
    /// Whether no draw so far has an error to be told.
    pub(crate) sound: &'a dyn Fn() -> bool,
    /// Hears which draw comes next.
    pub(crate) tell: &'a dyn Fn(u64),
}

/// What a segment counts.
pub(crate) struct Segment<T> {
    pub(crate) tally: T,
    /// What its last draw is worth, as in [`Moment`].
    pub(crate) worth: f64,
}

impl<T: Saved> Saved for Segment<T> {
    fn save(&self, out: &mut Vec<u8>) {
        self.worth.save(out);
        self.tally.save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.worth.load(from)?;
        self.tally.load(from)
    }
}

/// Draws of weights as a source of segments.
struct Weighing<'a, 'r, T> {
    draws: &'a mut WeightDraws,
    run: &'a SampledRun<'r, T>,
}

impl<T: Tally + Saved> Source<Segment<T>> for Weighing<'_, '_, T> {
    fn compute(
        &mut self,
        segments: Range<u64>,
        each: &mut dyn FnMut(Segment<T>, Option<&[u8]>) -> ControlFlow<()>,
    ) -> Result<()> {
        let SampledRun { segments: parted, scorer, empty, sound, tell } = *self.run;
        let own = parted.of_stretch(&segments);
        let mut under_way: Option<Segment<T>> = None;
        self.draws.run(parted.draws(), own, scorer, empty, &mut |moment, counts| {
            tell(moment.done);
            let mut segment = match under_way.take() {
                None => Segment { tally: counts, worth: moment.worth },
                Some(mut segment) => {
                    segment.tally.merge(counts);
                    segment
                }
            };
            segment.worth = moment.worth;
            if !parted.end_at(moment.done) {
                under_way = Some(segment);
                return ControlFlow::Continue(());
            }
            each(segment, moment.state.filter(|_| sound()))
        })
    }

    fn state(&self) -> Option<Vec<u8>> {
        (self.run.sound)().then(|| self.draws.saved())
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.draws.load(from)
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
