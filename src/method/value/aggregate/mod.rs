//! Many values become one: a file per way, each a function of values and weights.
//!
//! Values run from 0 (worst) to 1 (best). Weights are of any sum; what has no weight is left out. Ways
//! that are a sum, a product or an extreme work on a block of draws at once; those that sort or
//! look at pairs take one draw at a time, with weights above 0.

pub(crate) mod block;
pub(crate) mod choquet;
pub(crate) mod copeland;
mod geometric;
mod harmonic;
mod mean;
pub(crate) mod owa;
mod power;

use crate::problem::{Aggregate, OrderWeights};
use block::{Block, Scratch};

/// An [`Aggregate`] with its children by place.
#[derive(Debug, Clone)]
pub(crate) enum Combination {
    Sum,
    Geometric {
        floor: f64,
    },
    Harmonic {
        floor: f64,
    },
    Min,
    Max,
    Power {
        p: f64,
        floor: f64,
    },
    /// By the places of values, or by a quantifier over the weights.
    Owa(owa::Attitude),
    /// Interactions of pairs of children, by place.
    Choquet(Vec<choquet::Pair>),
    Copeland,
    /// A table over levels, which is no function of values: see [`super::rule_tree`].
    Rules,
}

impl Combination {
    /// `ids` are those of the children, in order.
    pub(crate) fn new(aggregate: &Aggregate, ids: &[&str]) -> Combination {
        let place = |id: &String| ids.iter().position(|other| other == id);
        // Without a floor every value counts as it is.
        let floor = aggregate.floor().unwrap_or(f64::NEG_INFINITY);
        match aggregate {
            Aggregate::Sum => Combination::Sum,
            Aggregate::Geometric { .. } => Combination::Geometric { floor },
            Aggregate::Harmonic { .. } => Combination::Harmonic { floor },
            Aggregate::Min => Combination::Min,
            Aggregate::Max => Combination::Max,
            // The one power that takes values below 0.
            Aggregate::Power { p, floor: None } if *p == 1.0 => Combination::Sum,
            Aggregate::Power { p, .. } if power::is_geometric(*p) => {
                Combination::Geometric { floor }
            }
            Aggregate::Power { p, .. } => Combination::Power { p: *p, floor },
            Aggregate::Owa(OrderWeights::Places(weights)) => {
                Combination::Owa(owa::Attitude::of_places(weights))
            }
            Aggregate::Owa(OrderWeights::Quantifier { alpha }) => {
                Combination::Owa(owa::Attitude::Power(*alpha))
            }
            Aggregate::Choquet { interactions } => {
                let pairs = interactions.iter().filter_map(|interaction| {
                    let [a, b] = &interaction.between;
                    Some(choquet::Pair { a: place(a)?, b: place(b)?, index: interaction.index })
                });
                Combination::Choquet(pairs.collect())
            }
            Aggregate::Copeland => Combination::Copeland,
            Aggregate::Rules(_) => Combination::Rules,
        }
    }

    /// The value of one alternative in each draw of a block; where nothing counts in a draw, it is
    /// any figure. [`Combination::Copeland`] looks at all alternatives at once, and has no value for
    /// one alone. [`Combination::Rules`] goes by levels, and has none of values.
    pub(crate) fn in_block(&self, block: &Block, scratch: &mut Scratch, out: &mut [f64]) {
        match self {
            Combination::Sum | Combination::Copeland | Combination::Rules => mean::mean(block, out),
            Combination::Geometric { floor } => geometric::mean(block, *floor, out),
            Combination::Harmonic { floor } => harmonic::mean(block, *floor, scratch, out),
            Combination::Min => {
                out.fill(f64::INFINITY);
                block.fold(|value| value, out, |least, _, value| least.min(value));
            }
            Combination::Max => {
                out.fill(f64::NEG_INFINITY);
                block.fold(|value| value, out, |most, _, value| most.max(value));
            }
            Combination::Power { p, floor } => power::mean(block, *p, *floor, scratch, out),
            Combination::Owa(attitude) => block.one_by_one(
                scratch,
                |_, values, weights, order| owa::average(values, weights, attitude, order),
                out,
            ),
            Combination::Choquet(pairs) => block.one_by_one(
                scratch,
                |places, values, weights, _| match places.len() == block.worths.len() {
                    true => choquet::integral(values, weights, pairs),
                    false => choquet::integral(values, weights, &choquet::among(pairs, places)),
                },
                out,
            ),
        }
    }
}
