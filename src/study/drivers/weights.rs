//! Draws of weights, sibling set by sibling set, each with random numbers of its own.

use crate::draw::plan::{SamplingMethod, SamplingPlan, plan};
use crate::draw::run::fails;
use crate::error::both;
use crate::error::{Error, Result};
use crate::kernel::{Sampler, Set, SetDistribution, WeightSampler, rng};
use crate::polytope::moves::CHAINS;
use crate::polytope::{Stored, Walk};
use crate::problem::{self, Problem};
use crate::study::drivers::request::WeightsChoice;
use std::sync::Arc;

/// A walk keeps all its points: no more than so many weights.
const MOST_WALKED: u64 = 1 << 25;

/// The sibling sets, ready to be drawn.
pub(super) struct Weights {
    sets: Vec<Drawn>,
    /// By leaf: the places, among all local weights, of the branches on the way to it.
    paths: Vec<Vec<usize>>,
    /// The weights of the leaves, if they do not vary.
    fixed: Option<Vec<f64>>,
}

struct Drawn {
    parent: Option<usize>,
    branches: Vec<usize>,
    tree: WeightSampler,
    /// Where its local weights start among all.
    start: usize,
    /// Whether there is anything to choose.
    free: bool,
    /// Its Dirichlet parameters, where it is drawn straight from such a distribution.
    dirichlet: Option<Vec<f64>>,
    /// The mean of its local weights, where that is known.
    means: Option<Vec<f64>>,
}

impl Weights {
    /// Prepare draws 0 .. `draws` for the groups with one of the sets of weights. Whatever the set,
    /// draws come from the same random numbers.
    ///
    /// # Errors
    /// As for the weights of the acceptability study.
    pub(super) fn new(
        problem: &Problem,
        given: WeightsChoice,
        (own, set): (&problem::weights::Weights, usize),
        draws: u64,
        seed: u64,
    ) -> Result<Weights> {
        let model = match given {
            WeightsChoice::Fixed => {
                return Ok(Weights {
                    sets: Vec::new(),
                    paths: Vec::new(),
                    fixed: Some(own.of_set(set).to_vec()),
                });
            }
            WeightsChoice::Model(model) => model,
        };
        // How many sets of weights keep the points of their walks.
        let kept = if model.uses_given() { own.sets() } else { 1 };
        let SamplingPlan { plans, leaves } = plan(problem, own.local_of_set(set), model, seed)?;
        let mut sets = Vec::new();
        let mut places = std::collections::BTreeMap::new();
        for (k, plan) in plans.into_iter().enumerate() {
            let Set { branches, model, constraints } = plan.set;
            let start = places.len();
            places.extend(branches.iter().enumerate().map(|(at, branch)| (*branch, start + at)));
            let size = branches.len();
            let uniform = vec![1.0; size];
            let dirichlet = match (&plan.way, &model) {
                (SamplingMethod::Direct, SetDistribution::Uniform) => Some(uniform),
                (SamplingMethod::Direct, SetDistribution::Dirichlet(parameters)) => {
                    Some(parameters.clone())
                }
                _ => None,
            };
            let share =
                |weights: &[f64]| weights.iter().map(|w| w / weights.iter().sum::<f64>()).collect();
            let means = match &model {
                SetDistribution::Fixed(fixed) => Some(fixed.clone()),
                _ => dirichlet.as_deref().map(share),
            };
            // A seed of its own: in the kernel a set alone always draws from the first stream.
            let own = rng::value(seed, k as u64, rng::WEIGHTS, 0);
            let model = match &plan.way {
                SamplingMethod::Walk(polytope) => {
                    let most = MOST_WALKED / kept as u64 / size as u64;
                    if draws > most {
                        return Err(Error::argument(
                            "points",
                            draws / 2,
                            both(
                                format!(
                                    "weights within constraints come from a walk, which is kept: at most {} points",
                                    most / 2
                                ),
                                format!(
                                    "gewichten binnen voorwaarden komen uit een wandeling, die wordt bewaard: hoogstens {:#} punten",
                                    most / 2
                                ),
                            ),
                        ));
                    }
                    let steps = draws.div_ceil(CHAINS as u64) as usize;
                    let mut weights = vec![0.0; size * steps * CHAINS];
                    Walk::new(polytope, own, rng::WEIGHTS).fill(steps, &mut weights);
                    SetDistribution::Other(Arc::new(Stored::new(size, 0, weights)))
                }
                _ => model,
            };
            let free = !matches!(plan.way, SamplingMethod::Point);
            let alone: Vec<Vec<usize>> = branches.iter().map(|branch| vec![*branch]).collect();
            let tree = WeightSampler::new(
                own,
                vec![Set { branches: branches.clone(), model, constraints }],
                &alone,
            );
            sets.push(Drawn { parent: plan.parent, branches, tree, start, free, dirichlet, means });
        }
        let paths =
            leaves.iter().map(|path| path.iter().map(|branch| places[branch]).collect()).collect();
        Ok(Weights { sets, paths, fixed: None })
    }

    /// The sets in which there is something to choose.
    pub(super) fn free(&self) -> Vec<usize> {
        (0..self.sets.len()).filter(|set| self.sets[*set].free).collect()
    }

    /// The branch above a set.
    pub(super) fn parent(&self, set: usize) -> Option<usize> {
        self.sets[set].parent
    }

    /// The branches of a set; under the model `leaves`, leaves.
    pub(super) fn branches(&self, set: usize) -> &[usize] {
        &self.sets[set].branches
    }

    /// Where the local weights of a set lie among all.
    pub(super) fn places(&self, set: usize) -> std::ops::Range<usize> {
        let set = &self.sets[set];
        set.start..set.start + set.branches.len()
    }

    /// How many local weights there are.
    pub(super) fn len(&self) -> usize {
        self.sets.iter().map(|set| set.branches.len()).sum()
    }

    /// Whether a set is drawn from a Dirichlet distribution, so that it has Shapley effects here.
    pub(super) fn has_effects(&self, set: usize) -> bool {
        self.sets[set].dirichlet.is_some()
    }

    /// The local weights of draws `first ..`, draw by draw: `[draw * len + place]`.
    pub(super) fn local(&self, first: u64, draws: usize) -> Vec<f64> {
        let all = self.len();
        let mut out = vec![0.0; all * draws];
        for set in &self.sets {
            let mut rows = vec![0.0; set.branches.len() * draws];
            set.tree.fill(first, draws, &mut rows);
            for (at, row) in rows.chunks_exact(draws.max(1)).enumerate() {
                row.iter()
                    .enumerate()
                    .for_each(|(d, weight)| out[d * all + set.start + at] = *weight);
            }
        }
        out
    }

    /// The weights of the leaves from the local weights.
    pub(super) fn global(&self, local: &[f64], out: &mut [f64]) {
        match &self.fixed {
            Some(fixed) => out.copy_from_slice(fixed),
            None => {
                for (weight, path) in out.iter_mut().zip(&self.paths) {
                    *weight = path.iter().fold(1.0, |weight, place| weight * local[*place]);
                }
            }
        }
    }

    /// By leaf: the member of a set above it, and the product of the other local weights on the way
    /// to it; `None` for leaves that do not lie below the set.
    pub(super) fn below(
        &self,
        set: usize,
        local: &[f64],
    ) -> impl Iterator<Item = Option<(usize, f64)>> {
        let own = self.places(set);
        self.paths.iter().map(move |path| {
            let place = path.iter().find(|place| own.contains(place))?;
            let rest = path
                .iter()
                .filter(|other| *other != place)
                .fold(1.0, |weight, place| weight * local[*place]);
            Some((place - own.start, rest))
        })
    }

    /// Where a set is uniform and the means of all others are known: by member, the leaves below
    /// it, each with the mean of the rest of its weight. With the members' weights w and the mean
    /// values of the leaves, the mean score given w is linear in w.
    pub(super) fn linear(&self, set: usize) -> Option<Vec<Vec<(usize, f64)>>> {
        let uniform = self.sets[set].dirichlet.as_ref()?.iter().all(|parameter| *parameter == 1.0);
        let means: Vec<f64> = self
            .sets
            .iter()
            .map(|set| set.means.clone())
            .collect::<Option<Vec<_>>>()
            .filter(|_| uniform)?
            .concat();
        let own = self.places(set);
        let mut out = vec![Vec::new(); own.len()];
        for (leaf, path) in self.paths.iter().enumerate() {
            if let Some(place) = path.iter().find(|place| own.contains(place)) {
                let rest = path
                    .iter()
                    .filter(|other| *other != place)
                    .fold(1.0, |weight, place| weight * means[*place]);
                out[place - own.start].push((leaf, rest));
            }
        }
        Some(out)
    }

    /// Whether every draw so far met the constraints.
    ///
    /// # Errors
    /// [`Error::Argument`] if a draw did not.
    pub(super) fn check(&self) -> Result<()> {
        self.sets.iter().try_for_each(|set| fails(set.tree.failures()))
    }
}
