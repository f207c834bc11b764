//! CODAS: distances from the worst of the group, in a straight line, and along the axes where those
//! are too close to tell.
//!
//! With n_ij = x_ij / max_j for benefits and min_j / x_ij for costs, r_ij = w_j n_ij and ns_j = min
//! over i of r_ij: E_i = sqrt(sum of (r_ij - ns_j)^2), T_i = sum of |r_ij - ns_j|, h_ik = (E_i - E_k) +
//! psi (T_i - T_k) with psi = 1 where |E_i - E_k| >= tau, else 0, and H_i = sum over k of h_ik.
//! Keshavarz Ghorabaee, Zavadskas, Turskis & Antucheviciene 2016, Economic Computation and Economic
//! Cybernetics Studies and Research 50(3) 25-44.
//!
//! The formula is that of the paper's worked example: the second distance counts where the first is
//! at least the threshold.
//!
//! Three options, both criteria of equal weight, of which the price is a cost:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("quality", Direction::Max, 1.0)
//!     .criterion("price", Direction::Min, 1.0)
//!     .alternative("A", [4.0, 100.0]) // n = 1, 1/4: E = 3/8, T = 3/8
//!     .alternative("B", [1.0, 25.0]) // 1/4, 1: the same
//!     .alternative("C", [1.0, 100.0]) // 1/4, 1/4: E = T = 0
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("codas")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // H of A: against B 0, against C 3/8 + 3/8.
//! assert!((scores[0] - 0.75).abs() < 1e-12);
//! assert!((scores[1] - 0.75).abs() < 1e-12);
//! assert!((scores[2] - (-1.5)).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::{Linear, Scorer};
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::{Lack, Property};
use crate::method::parameter::{SHARE, share};
use crate::method::prepared::{Native, NativeFigures, OwnColumn, Prepared};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Parameters of CODAS.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// Straight distances that differ by at least this much let those along the axes count.
    #[serde(deserialize_with = "share")]
    pub tau: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { tau: 0.02 }
    }
}

const NORMALIZATION: Normalization = Normalization::Linear;

pub(crate) const SHEET: Sheet = Sheet {
    name: "codas",
    idea: Phrase(
        "How far is an alternative from the worst of the group? H = sum over the others of the difference of straight distances, E, and of distances along the axes, T, where the straight ones differ by at least tau.",
        "Hoe ver ligt een alternatief van het slechtste van de groep? H = som over de andere van het verschil in rechte afstand, E, en in afstand langs de assen, T, waar de rechte minstens tau verschillen.",
    ),
    use_when: Phrase(
        "distance from the worst is the question: what must be avoided is clearer than what is ideal.",
        "de afstand tot het slechtste de vraag is: wat vermeden moet worden, is duidelijker dan wat ideaal is.",
    ),
    avoid_when: Phrase(
        "figures can be 0 or negative, the data are ordinal, or alternatives may be added or dropped. A small change that passes tau makes the score jump, so one that is better on everything can come lower.",
        "cijfers 0 of negatief kunnen zijn, de gegevens ordinaal zijn, of er alternatieven kunnen bijkomen of wegvallen. Een kleine verandering die tau passeert, laat de score verspringen, zodat wie op alles beter is lager kan uitkomen.",
    ),
    parameters: &[Parameter {
        name: "tau",
        default: Phrase::same("0.02"),
        meaning: Phrase(
            "straight distances that differ by less do not let those along the axes count; the paper suggests 0.01 to 0.05",
            "rechte afstanden die minder verschillen, laten die langs de assen niet meetellen; het artikel stelt 0.01 tot 0.05 voor",
        ),
        accepts: SHARE,
    }],
    score: Phrase(
        "H, of any sign; the scores of a group sum to 0. Higher is better; the table `codas` holds E and T.",
        "H, met eender welk teken; de scores van een groep zijn samen 0. Hoger is beter; de tabel `codas` bevat E en T.",
    ),
    symbol: "",
    own_table: Some("codas"),
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column adds nothing. All equal: 0 for all. A 0 where less is better, a negative figure, or a column of zeros: an error that names it.",
        "een constante kolom voegt niets toe. Alle gelijk: 0 voor alle. Een 0 waar minder beter is, een negatief cijfer, of een kolom met nullen: een fout die zegt welk.",
    ),
    reference: "Keshavarz Ghorabaee, Zavadskas, Turskis & Antucheviciene 2016, A new combinative distance-based assessment (CODAS) method for multi-criteria decision-making, Economic Computation and Economic Cybernetics Studies and Research 50(3) 25-44",
    disagreements: Phrase(
        "pymcdm, scikit-criteria and pyrepo-mcda give the same. pyDecision multiplies both distances by tau instead of comparing with it: it differs on all problems compared.",
        "pymcdm, scikit-criteria en pyrepo-mcda geven hetzelfde. pyDecision vermenigvuldigt beide afstanden met tau in plaats van ermee te vergelijken: het verschilt op alle vergeleken problemen.",
    ),
    allows_target: false,
    value_functions: false,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Ideal
    }

    fn dependence(&self, _problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        Some(Dependence::Ideals)
    }

    fn lacks(&self) -> &'static [Lack] {
        const LACKS: &[Lack] = &[
            Lack::MEASURED,
            Lack {
                property: Property::Dominance,
                why: Phrase(
                    "a little more distance can bring it within tau of another, and then the second distance no longer counts",
                    "iets meer afstand kan het binnen tau van een ander brengen, en dan telt de tweede afstand niet meer",
                ),
            },
            Lack {
                property: Property::Monotonicity,
                why: Phrase("for the same reason", "om dezelfde reden"),
            },
        ];
        LACKS
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns = columns(&SHEET, NORMALIZATION, ScaleNeeded::Ratio, problem, group, members)?;
        let along = columns.to_worst();
        let squares = along.map(|_, distance| distance * distance);
        let distances = Arc::new(Distances {
            along: Linear::sharing(along.entries(), along.rows()),
            squares: Linear::sharing(squares.entries(), squares.rows()),
            tau: self.tau,
        });
        let mut prepared = columns.into_prepared();
        let native = distances.clone();
        prepared.native = Some(NativeFigures::new(move |weights| {
            let (straight, along) = native.at(weights, 1);
            Native::of_alternatives(vec![
                OwnColumn::numbers("e", "rechte afstand (E)", straight),
                OwnColumn::numbers("t", "afstand langs assen (T)", along),
            ])
        }));
        prepared.scorer = Some(Box::new(Shared(distances)));
        Ok(prepared)
    }
}

/// Distances of normalised figures from the worst of their column.
struct Distances {
    along: Linear,
    squares: Linear,
    tau: f64,
}

struct Shared(Arc<Distances>);

impl Distances {
    /// E and T in a block of draws.
    fn at(&self, weights: &[f64], block: usize) -> (Vec<f64>, Vec<f64>) {
        let cells = self.along.alternatives() * block;
        let (mut straight, mut along) = (vec![0.0; cells], vec![0.0; cells]);
        let squares: Vec<f64> = weights.iter().map(|weight| weight * weight).collect();
        self.squares.score(&squares, block, &mut straight);
        straight.iter_mut().for_each(|square| *square = square.sqrt());
        self.along.score(weights, block, &mut along);
        (straight, along)
    }

    /// H of one draw. In the order of E those at least tau away stand at both ends, so their T are
    /// sums of the first and of the last.
    fn assess(&self, straight: &[f64], along: &[f64], write: &mut dyn FnMut(usize, f64)) {
        let rows = straight.len();
        let mut order: Vec<usize> = (0..rows).collect();
        order.sort_unstable_by(|a, b| straight[*a].total_cmp(&straight[*b]).then(a.cmp(b)));
        let mut first = vec![0.0; rows + 1];
        for (at, row) in order.iter().enumerate() {
            first[at + 1] = first[at] + along[*row];
        }
        let (all_straight, all_along) = (straight.iter().sum::<f64>(), first[rows]);
        for (row, (own, along)) in straight.iter().zip(along).enumerate() {
            let away = |other: usize| (own - straight[other]).abs() >= self.tau;
            let below = order.partition_point(|other| straight[*other] < *own && away(*other));
            let above = below
                + order[below..]
                    .partition_point(|other| !(straight[*other] > *own && away(*other)));
            // Those with the same E are away from it where tau is 0.
            let (counted, their_along) = match self.tau > 0.0 {
                true => (below + rows - above, first[below] + all_along - first[above]),
                false => (rows, all_along),
            };
            let straight = rows as f64 * own - all_straight;
            write(row, straight + counted as f64 * along - their_along);
        }
    }
}

impl Scorer for Shared {
    fn alternatives(&self) -> usize {
        self.0.along.alternatives()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let (straight, along) = self.0.at(weights, block);
        let column = |figures: &[f64], draw: usize| -> Vec<f64> {
            figures.iter().skip(draw).step_by(block).copied().collect()
        };
        for draw in 0..block {
            let (straight, along) = (column(&straight, draw), column(&along, draw));
            let mut write = |row: usize, score: f64| scores[row * block + draw] = score;
            self.0.assess(&straight, &along, &mut write);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The formula as it stands, pair by pair.
    #[test]
    fn sums_in_order_are_sums_over_pairs() {
        let figure = |k: usize| (k as f64 * 0.618_033_988_749_895).fract();
        for tau in [0.0, 0.02, 0.3, 1.0] {
            let none = Linear::new(vec![0.0; 20], 20);
            let distances = Distances { along: none.clone(), squares: none, tau };
            // Some are level.
            let straight: Vec<f64> = (0..20).map(|k| figure(k % 15)).collect();
            let along: Vec<f64> = (0..20).map(|k| figure(k + 40)).collect();
            distances.assess(&straight, &along, &mut |i, score| {
                let pair = |k: usize| {
                    let apart = straight[i] - straight[k];
                    apart + if apart.abs() >= tau { along[i] - along[k] } else { 0.0 }
                };
                let expected: f64 = (0..20).map(pair).sum();
                assert!((score - expected).abs() < 1e-12, "{tau} {i}: {score} {expected}");
            });
        }
    }
}
