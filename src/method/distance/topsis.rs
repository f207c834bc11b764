//! TOPSIS: closeness to the ideal and distance from the anti-ideal alternative of the group.
//!
//! With normalised figures v and weights w: D+(a)^2 = sum of w_j^2 (v_j(a) - v_j*)^2 and D-(a)^2 =
//! sum of w_j^2 (v_j(a) - v_j^-)^2, where v* holds the best and v^- the worst figure of the group
//! on each criterion; closeness = D- / (D+ + D-). Hwang & Yoon 1981, doi:10.1007/978-3-642-48318-9,
//! ch. III.3.4 (vector normalization, Euclidean distance).
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
//!     .alternative("A", [3.0, 4.0]) // over a length of 5: w v = 0.3, 0.4
//!     .alternative("B", [4.0, 3.0]) // 0.4, 0.3
//!     .alternative("C", [0.0, 0.0]) // 0, 0
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("topsis")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // The ideal is (0.4, 0) and the anti-ideal (0, 0.4). A: D+ = sqrt(0.1^2 + 0.4^2), D- = 0.3; B the
//! // other way round; C: 0.4 from both.
//! let far = 0.17_f64.sqrt();
//! let expected = [0.3 / (far + 0.3), far / (0.3 + far), 0.5];
//! assert!(scores.iter().zip(expected).all(|(score, expected)| (score - expected).abs() < 1e-12));
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Scorer;
use crate::kernel::dispatch::{Task, dispatch};
use crate::kernel::elementwise::{each, extremes};
use crate::method::by_row::ByRow;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::{Lack, by_normalization};
use crate::method::prepared::{Native, NativeFigures, OwnColumn, Prepared};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Matrix, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Parameters of TOPSIS.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How columns of data are made comparable.
    pub normalization: Normalization,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { normalization: Normalization::Vector }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "topsis",
    idea: Phrase(
        "How far is an alternative from the best that the group offers on every criterion together, and how far from the worst? closeness = D- / (D+ + D-), Euclidean distances of weighted normalised figures.",
        "Hoe ver ligt een alternatief van het beste dat de groep op alle criteria samen biedt, en hoe ver van het slechtste? nabijheid = D- / (D+ + D-), euclidische afstanden van gewogen genormaliseerde cijfers.",
    ),
    use_when: Phrase(
        "figures are measured, criteria compensate each other, and nearness to what is attainable is the question.",
        "cijfers gemeten zijn, criteria elkaar compenseren, en de vraag is hoe dicht een alternatief komt bij wat haalbaar is.",
    ),
    avoid_when: Phrase(
        "the data are ordinal (vector and the other ratio normalizations refuse them; min-max needs an interval scale), or alternatives may be added or dropped (ideals move, and ranks with them).",
        "de gegevens ordinaal zijn (vector en de andere normalisaties met verhoudingen weigeren ze; min-max vraagt een intervalschaal), of er alternatieven kunnen bijkomen of wegvallen (de idealen verschuiven dan, en de rangen mee).",
    ),
    parameters: &[Parameter {
        name: "normalization",
        default: Phrase::same("vector"),
        meaning: Phrase(
            "how columns are normalised before weighting; Hwang & Yoon use vector",
            "hoe kolommen voor de weging worden genormaliseerd; Hwang & Yoon gebruiken vector",
        ),
        accepts: Phrase("a name of `list normalizations`", "een naam uit `list normalizations`"),
    }],
    score: Phrase(
        "closeness, 0 (worst on every criterion) to 1 (best on every criterion). Higher is better.",
        "nabijheid, van 0 (op elk criterium het slechtste) tot 1 (op elk criterium het beste). Hoger is beter.",
    ),
    symbol: "",
    own_table: Some("topsis"),
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "closenesses within 1e-10 of the group's largest share a rank.",
        "nabijheden die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "one alternative, or all equal: both distances are 0 and closeness 0/0; 0.5 is given, with a warning. A constant column adds nothing. Negative figures are allowed under `vector` and `min-max`.",
        "één alternatief, of alle gelijk: beide afstanden zijn 0 en de nabijheid is 0/0; de score is dan 0,5, met een waarschuwing. Een constante kolom voegt niets toe. Negatieve cijfers mogen bij `vector` en `min-max`.",
    ),
    reference: "Hwang & Yoon 1981, Multiple Attribute Decision Making, doi:10.1007/978-3-642-48318-9",
    disagreements: Phrase(
        "pymcdm, scikit-criteria, pyDecision and pyrepo-mcda give the same for the same normalization. Their defaults differ: pymcdm and pyrepo-mcda have `normalization` = min-max, pyDecision has vector, and scikit-criteria's bare class has none. A cost kept as x / norm with swapped ideals (Hwang & Yoon) and as 1 - x / norm give the same closeness; a reciprocal cost (scikit-criteria's inverter) does not. The Rust crate mcdm 0.4 returns 1 - closeness.",
        "pymcdm, scikit-criteria, pyDecision en pyrepo-mcda geven hetzelfde bij dezelfde normalisatie. De standaard verschilt: bij pymcdm en pyrepo-mcda `normalization` = min-max, bij pyDecision vector, en bij de kale klasse van scikit-criteria geen. Een kost als x / norm met verwisselde idealen (Hwang & Yoon) geeft dezelfde nabijheid als 1 - x / norm; het omgekeerde van een kost (de inverter van scikit-criteria) niet. De Rust-crate mcdm 0.4 geeft 1 - nabijheid.",
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
        match self.normalization {
            other @ (Normalization::Logarithmic | Normalization::EnhancedAccuracy) => {
                by_normalization(other)
            }
            _ => &[Lack::MEASURED],
        }
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        ByRow::differences(self.normalization)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let columns = columns(
            &SHEET,
            self.normalization,
            ScaleNeeded::Interval,
            problem,
            group,
            eligible(problem, group),
        )?;
        let (to_best, to_worst) = (columns.to_best(), columns.to_worst());
        let ranges = columns.whole_ranges();
        let scorer = Arc::new(Distances::new(&to_best, &to_worst, ranges));
        let mut prepared = columns.into_prepared();
        let native = scorer.clone();
        prepared.native = Some(NativeFigures::new(move |weights| {
            let (plus, minus) =
                (0..native.alternatives).map(|row| native.distances(row, weights)).unzip();
            Native::of_alternatives(vec![
                OwnColumn::numbers("d_plus", "afstand tot beste", plus),
                OwnColumn::numbers("d_minus", "afstand tot slechtste", minus),
            ])
        }));
        // A closeness is no sum of contributions, so there are no values.
        prepared.scorer = Some(Box::new(Shared(scorer)));
        Ok(prepared)
    }
}

/// How many alternatives are scored at a time.
const CHUNK: usize = 64;

/// Squared distances of normalised figures to the ideals, criterion by criterion.
struct Distances {
    to_best: Vec<f64>,
    to_worst: Vec<f64>,
    alternatives: usize,
    /// What distances are counted in, so that their squares neither overflow nor vanish: a power of
    /// 2, which costs no digit.
    unit: f64,
    /// The distance of the best to the worst, criterion by criterion.
    ranges: Vec<f64>,
}

struct Shared(Arc<Distances>);

/// Weighted distances below this would vanish when squared.
const LEAST: f64 = 1e-140;

impl Distances {
    /// `to_best` and `to_worst` hold distances of at least 0; a row per alternative, a column per
    /// criterion. `ranges` has the distance of the best to the worst on each criterion, where not all
    /// alternatives are there.
    fn new(to_best: &Matrix, to_worst: &Matrix, ranges: Option<Vec<f64>>) -> Distances {
        let of_column = |leaf: usize| extremes(to_best.column(leaf)).1.max(0.0);
        let ranges: Vec<f64> =
            ranges.unwrap_or_else(|| (0..to_best.columns()).map(of_column).collect());
        let largest = ranges.iter().copied().fold(0.0, f64::max);
        let power = f64::from_bits(largest.to_bits() & f64::INFINITY.to_bits());
        let unit = if largest > 0.0 { power.max(f64::MIN_POSITIVE) } else { 1.0 };
        // Exact, as a division by the unit is, and several times as fast.
        let per_unit = 1.0 / unit;
        let squares = |distances: &Matrix| {
            let mut squares = distances.as_slice().to_vec();
            each(&mut squares, move |d| (d * per_unit) * (d * per_unit));
            squares
        };
        Distances {
            to_best: squares(to_best),
            to_worst: squares(to_worst),
            alternatives: to_best.rows(),
            unit,
            ranges: ranges.iter().map(|range| range / unit).collect(),
        }
    }

    /// Weights in the proportions of these under which no weighted distance vanishes when squared;
    /// `None` if these are such. What tells the alternatives apart may have next to no weight, and
    /// closeness depends on proportions only.
    fn scaled(&self, weights: &[f64], block: usize) -> Option<Vec<f64>> {
        let largest = |draw: usize| {
            self.ranges
                .iter()
                .enumerate()
                .map(|(j, range)| weights[j * block + draw] * range)
                .fold(0.0, f64::max)
        };
        let vanishes = |largest: f64| 0.0 < largest && largest < LEAST;
        if !(0..block).any(|draw| vanishes(largest(draw))) {
            return None;
        }
        let mut scaled = weights.to_vec();
        for draw in 0..block {
            let largest = largest(draw);
            let by = if vanishes(largest) { largest } else { 1.0 };
            (0..self.ranges.len()).for_each(|j| {
                scaled[j * block + draw] = (scaled[j * block + draw] / by).min(1.0 / LEAST)
            });
        }
        Some(scaled)
    }

    fn distances(&self, row: usize, weights: &[f64]) -> (f64, f64) {
        let sum = |squares: &[f64]| -> f64 {
            let terms = weights
                .iter()
                .enumerate()
                .map(|(j, w)| w * w * squares[j * self.alternatives + row]);
            (terms.sum::<f64>().sqrt() * self.unit).min(f64::MAX)
        };
        (sum(&self.to_best), sum(&self.to_worst))
    }
}

impl Scorer for Shared {
    fn alternatives(&self) -> usize {
        self.0.alternatives
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let scaled = self.0.scaled(weights, block);
        let weights = scaled.as_deref().unwrap_or(weights);
        if block == 1 {
            return self.0.one(weights, scores);
        }
        dispatch(Draws { distances: &self.0, weights, block, scores });
    }

    fn all_equal(&self, weights: &[f64]) -> bool {
        let mut ranges = self.0.ranges.iter().zip(weights);
        self.0.alternatives > 0 && ranges.all(|(range, weight)| *weight == 0.0 || *range == 0.0)
    }
}

#[inline(always)]
fn closeness(plus: f64, minus: f64) -> f64 {
    if plus + minus > 0.0 { minus / (plus + minus) } else { 0.5 }
}

impl Distances {
    /// One draw. Some alternatives at a time, so that the figures of a criterion are read in the
    /// order they lie in.
    fn one(&self, weights: &[f64], scores: &mut [f64]) {
        let m = self.alternatives;
        for first in (0..m).step_by(CHUNK) {
            let rows = first..(first + CHUNK).min(m);
            let (mut plus, mut minus) = ([0.0; CHUNK], [0.0; CHUNK]);
            for (j, weight) in weights.iter().enumerate() {
                let square = weight * weight;
                let (start, stop) = (j * m + rows.start, j * m + rows.end);
                for (sum, distance) in plus.iter_mut().zip(&self.to_best[start..stop]) {
                    *sum += square * distance;
                }
                for (sum, distance) in minus.iter_mut().zip(&self.to_worst[start..stop]) {
                    *sum += square * distance;
                }
            }
            for (row, (plus, minus)) in rows.clone().zip(plus.iter().zip(&minus)) {
                scores[row] = closeness(plus.sqrt(), minus.sqrt());
            }
        }
    }
}

/// Many draws: the inner loops run across them. The terms are added in the same order as for one,
/// so the scores are the same bits.
struct Draws<'a> {
    distances: &'a Distances,
    weights: &'a [f64],
    block: usize,
    scores: &'a mut [f64],
}

impl Task for Draws<'_> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        let whole = self.block / CHUNK * CHUNK;
        for start in (0..whole).step_by(CHUNK) {
            self.tile::<CHUNK>(start);
        }
        for draw in whole..self.block {
            self.tile::<1>(draw);
        }
    }
}

impl Draws<'_> {
    /// T draws from `start` on.
    #[inline(always)]
    fn tile<const T: usize>(&mut self, start: usize) {
        let m = self.distances.alternatives;
        for row in 0..m {
            let (mut plus, mut minus) = ([0.0; T], [0.0; T]);
            for (j, weights) in self.weights.chunks_exact(self.block).enumerate() {
                let weights: &[f64; T] = weights[start..start + T].try_into().expect("T long");
                let (best, worst) =
                    (self.distances.to_best[j * m + row], self.distances.to_worst[j * m + row]);
                for d in 0..T {
                    let square = weights[d] * weights[d];
                    plus[d] += square * best;
                    minus[d] += square * worst;
                }
            }
            let scores = &mut self.scores[row * self.block + start..][..T];
            for d in 0..T {
                scores[d] = closeness(plus[d].sqrt(), minus[d].sqrt());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_its_draws_one_by_one() {
        let (m, n) = (70, 5);
        let figure = |k: usize| (k as f64 * 0.618_033_988_749_895).fract();
        let distances =
            |from: usize| Matrix::from_fn(m, n, |i, j| figure(i * 7 + j * 13 + i % 3 + from));
        let scorer = Shared(Arc::new(Distances::new(&distances(0), &distances(99), None)));
        for block in [2, 64, 150] {
            let mut weights: Vec<f64> = (0..n * block).map(|k| figure(k + 5)).collect();
            // Without weight everything is equal.
            (0..n).for_each(|j| weights[j * block + 1] = 0.0);
            let mut scores = vec![f64::NAN; m * block];
            scorer.score(&weights, block, &mut scores);
            for d in 0..block {
                let own: Vec<f64> = (0..n).map(|j| weights[j * block + d]).collect();
                let mut one = vec![f64::NAN; m];
                scorer.score(&own, 1, &mut one);
                assert!((0..m).all(|i| scores[i * block + d] == one[i]), "draw {d} of {block}");
            }
        }
    }
}
