//! How the value of a node follows from the values of its children, and what becomes of a figure
//! that is not known.
//!
//! These are the statements; [`crate::method::value::aggregate`] works them out.

use crate::error::{Said, both};
use crate::problem::rules::Rules;

/// How the values of children, 0 worst to 1 best, become the value of their node. Weights are
/// those of the children among each other.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Aggregate {
    /// The weighted mean.
    #[default]
    Sum,
    /// The weighted geometric mean; values below the floor count as it.
    Geometric {
        /// Absent: none.
        floor: Option<f64>,
    },
    /// The weighted harmonic mean; values below the floor count as it.
    Harmonic {
        /// Absent: none.
        floor: Option<f64>,
    },
    /// The least value of those that have weight.
    Min,
    /// The greatest value of those that have weight.
    Max,
    /// The weighted power mean.
    Power {
        /// The power: 1 is the mean, 0 the geometric mean, -1 the harmonic one.
        p: f64,
        /// Values below it count as it. Absent: none.
        floor: Option<f64>,
    },
    /// The ordered weighted average.
    Owa(OrderWeights),
    /// The Choquet integral of a 2-additive capacity.
    Choquet {
        /// How pairs of children act together.
        interactions: Vec<Interaction>,
    },
    /// The number of alternatives beaten less that of those that beat it.
    Copeland,
    /// A table over the levels of the children.
    Rules(Rules),
}

/// How much each place in the order of values counts, the best first.
#[derive(Debug, Clone, PartialEq)]
pub enum OrderWeights {
    /// A weight for each place, whatever child has it: Yager 1988.
    Places(Vec<f64>),
    /// The quantifier Q(r) = r^alpha over the children's weights: Yager 1996.
    Quantifier {
        /// 1 is the mean; below 1 the good values count more, above 1 the bad ones.
        alpha: f64,
    },
}

/// How two children act together. As text, in files: `a & b = 0.2`.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    /// Their ids.
    pub between: [String; 2],
    /// Above 0 both must be good, below 0 one of them is enough.
    pub index: f64,
}

/// What becomes of an alternative's figure of which nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// It can be anything on its scale.
    WholeScale,
    /// It leaves its node, and the others are weighted anew.
    Drop,
}

impl Missing {
    /// The names in a criteria file.
    pub const NAMES: [&'static str; 2] = ["whole-scale", "drop"];

    /// The one of that name.
    pub fn named(name: &str) -> Option<Missing> {
        match name {
            "whole-scale" => Some(Missing::WholeScale),
            "drop" => Some(Missing::Drop),
            _ => None,
        }
    }
}

/// What a node does otherwise than add up what is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NodeRule {
    /// How values of children become its own.
    pub aggregate: Aggregate,
    /// What becomes of missing figures below it. Absent: what the node above says.
    pub missing: Option<Missing>,
}

impl Aggregate {
    /// The names that `aggregate` takes in a criteria file; rules stand there as `rules`.
    pub const NAMES: [&'static str; 9] =
        ["sum", "geometric", "harmonic", "min", "max", "power", "owa", "choquet", "copeland"];

    /// Its name in a criteria file.
    pub fn name(&self) -> &'static str {
        match self {
            Aggregate::Sum => "sum",
            Aggregate::Geometric { .. } => "geometric",
            Aggregate::Harmonic { .. } => "harmonic",
            Aggregate::Min => "min",
            Aggregate::Max => "max",
            Aggregate::Power { .. } => "power",
            Aggregate::Owa(_) => "owa",
            Aggregate::Choquet { .. } => "choquet",
            Aggregate::Copeland => "copeland",
            Aggregate::Rules(_) => "rules",
        }
    }

    /// The value below which values count as it.
    pub fn floor(&self) -> Option<f64> {
        match self {
            Aggregate::Geometric { floor }
            | Aggregate::Harmonic { floor }
            | Aggregate::Power { floor, .. } => *floor,
            _ => None,
        }
    }

    /// Whether it is defined for values of at least 0 only.
    pub fn needs_positive(&self) -> bool {
        match self {
            Aggregate::Geometric { .. } | Aggregate::Harmonic { .. } => true,
            Aggregate::Power { p, .. } => *p != 1.0,
            _ => false,
        }
    }

    /// What is wrong with it on a node with these children: ids, and weights among each other, of
    /// any sum.
    pub(crate) fn faults(&self, children: &[(&str, f64)]) -> Vec<Said> {
        let mut out = Vec::new();
        if let Some(floor) = self.floor().filter(|floor| !(*floor > 0.0 && *floor < 1.0)) {
            out.push(both(
                format!("a floor lies between 0 and 1, not at {floor}"),
                format!("een ondergrens ligt tussen 0 en 1, niet op {floor:#}"),
            ));
        }
        match self {
            Aggregate::Power { p, .. } if !p.is_finite() => out.push(both(
                "the power `p` is a finite number: `min` and `max` are its limits",
                "de macht `p` is een eindig getal: `min` en `max` zijn de limieten ervan",
            )),
            Aggregate::Owa(OrderWeights::Quantifier { alpha })
                if !(alpha.is_finite() && *alpha > 0.0) =>
            {
                out.push(both(
                    format!("`alpha` is a finite number above 0, not {alpha}"),
                    format!("`alpha` is een eindig getal boven 0, niet {alpha:#}"),
                ));
            }
            Aggregate::Owa(OrderWeights::Places(weights)) => {
                if weights.len() != children.len() {
                    out.push(both(
                        format!("{} order weights for {} criteria", weights.len(), children.len()),
                        format!(
                            "{:#} volgordegewichten voor {:#} criteria",
                            weights.len(),
                            children.len()
                        ),
                    ));
                }
                let sound = weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0);
                if !sound || weights.iter().all(|weight| *weight == 0.0) {
                    out.push(both(
                        "order weights are finite numbers of at least 0, and one at least is above 0",
                        "volgordegewichten zijn eindige getallen van minstens 0, en minstens een ervan ligt boven 0",
                    ));
                }
            }
            Aggregate::Choquet { interactions } => out.extend(choquet(interactions, children)),
            _ => {}
        }
        out
    }
}

/// What is wrong with interactions: a pair that is none, and a capacity that is not monotone, so
/// that more of a criterion could make the whole worse.
fn choquet(interactions: &[Interaction], children: &[(&str, f64)]) -> Vec<Said> {
    let mut out = Vec::new();
    let mut seen: Vec<[&str; 2]> = Vec::new();
    for Interaction { between: [a, b], index } in interactions {
        if !(-1.0..=1.0).contains(index) {
            out.push(both(
                format!("the interaction of `{a}` and `{b}` lies between -1 and 1, not at {index}"),
                format!(
                    "de interactie van `{a:#}` en `{b:#}` ligt tussen -1 en 1, niet op {index:#}"
                ),
            ));
        }
        if a == b {
            out.push(both(
                format!("`{a}` cannot interact with itself"),
                format!("`{a:#}` kan geen interactie met zichzelf hebben"),
            ));
        }
        if seen.iter().any(|[c, d]| (c == a && d == b) || (c == b && d == a)) {
            out.push(both(
                format!("the interaction of `{a}` and `{b}` is given twice"),
                format!("de interactie van `{a:#}` en `{b:#}` is twee keer gegeven"),
            ));
        }
        seen.push([a, b]);
    }
    if !out.is_empty() {
        return out;
    }
    let sum: f64 = children.iter().map(|(_, weight)| weight).sum();
    for (id, weight) in children.iter().filter(|_| sum > 0.0) {
        let share = weight / sum;
        let takes = |interaction: &&Interaction| interaction.between.iter().any(|one| one == id);
        let taken: f64 = interactions.iter().filter(takes).map(|it| it.index.abs() / 2.0).sum();
        if taken > share + MONOTONE {
            out.push(both(
                format!(
                    "the capacity is not monotone: half of the interactions of `{id}` is {taken}, more than its share of the weight, {share}"
                ),
                format!(
                    "de capaciteit is niet monotoon: de helft van de interacties van `{id:#}` is {taken:#}, meer dan het aandeel ervan in het gewicht, {share:#}"
                ),
            ));
        }
    }
    out
}

/// Half of the interactions of a child may exceed its weight by so much, for rounding.
const MONOTONE: f64 = 1e-9;
