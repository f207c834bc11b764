//! Many values become one: a file per way, each a function of values and weights.
//!
//! Values run from 0 (worst) to 1 (best). Weights are above 0 and of any sum, but where a function
//! says otherwise; what has no weight is left out by who calls.

pub(crate) mod choquet;
pub(crate) mod copeland;
pub(crate) mod geometric;
pub(crate) mod harmonic;
pub(crate) mod mean;
pub(crate) mod owa;
pub(crate) mod power;

use crate::problem::{Aggregate, OrderWeights};

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

    /// The value of one alternative. `places` are those of the children that count, with their
    /// values and weights; at least one. [`Combination::Copeland`] looks at all alternatives at
    /// once, and has no value for one alone. [`Combination::Rules`] goes by levels, and has none of
    /// values.
    pub(crate) fn of(&self, places: &[usize], values: &mut [f64], weights: &[f64]) -> f64 {
        let raise = |values: &mut [f64], floor: f64| {
            values.iter_mut().for_each(|value| *value = value.max(floor));
        };
        match self {
            Combination::Sum | Combination::Copeland | Combination::Rules => {
                mean::mean(values, weights)
            }
            Combination::Geometric { floor } => {
                raise(values, *floor);
                geometric::mean(values, weights)
            }
            Combination::Harmonic { floor } => {
                raise(values, *floor);
                harmonic::mean(values, weights)
            }
            Combination::Min => values.iter().copied().fold(f64::INFINITY, f64::min),
            Combination::Max => values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            Combination::Power { p, floor } => {
                raise(values, *floor);
                power::mean(values, weights, *p)
            }
            Combination::Owa(attitude) => owa::average(values, weights, attitude),
            Combination::Choquet(pairs) => {
                let at = |place: usize| places.iter().position(|other| *other == place);
                let present: Vec<choquet::Pair> = pairs
                    .iter()
                    .filter_map(|pair| {
                        Some(choquet::Pair { a: at(pair.a)?, b: at(pair.b)?, index: pair.index })
                    })
                    .collect();
                choquet::integral(values, weights, &present)
            }
        }
    }
}
