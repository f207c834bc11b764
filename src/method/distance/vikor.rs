//! VIKOR: compromise ranking by group utility S and individual regret R.
//!
//! d_j(a) = (f_j* - f_j(a)) / (f_j* - f_j^-), best and worst of the group; S = sum of w_j d_j, R =
//! max of w_j d_j, Q = v (S - S*) / (S^- - S*) + (1 - v) (R - R*) / (R^- - R*). Lower is better for
//! all three; the score is -Q. Opricovic & Tzeng 2004, doi:10.1016/S0377-2217(03)00020-1; 2007,
//! doi:10.1016/j.ejor.2006.01.020.
//!
//! Four options, both criteria of equal weight, of which the price is a cost:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("quality", Direction::Max, 1.0)
//!     .criterion("price", Direction::Min, 1.0)
//!     .alternative("A", [10.0, 100.0]) // d = 0, 1: S = 0.5, R = 0.5
//!     .alternative("B", [0.0, 20.0]) // 1, 0: S = 0.5, R = 0.5
//!     .alternative("C", [6.0, 60.0]) // 0.4, 0.5: S = 0.45, R = 0.25
//!     .alternative("D", [8.0, 92.0]) // 0.2, 0.9: S = 0.55, R = 0.45
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("vikor")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // S runs from 0.45 to 0.55 and R from 0.25 to 0.5; both count for half.
//! let expected = [-(0.25 + 0.5), -(0.25 + 0.5), 0.0, -(0.5 + 0.4)];
//! assert!(scores.iter().zip(expected).all(|(score, expected)| (score - expected).abs() < 1e-12));
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Scorer;
use crate::kernel::dispatch::{Task, dispatch};
use crate::kernel::elementwise::extremes;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::parameter::{SHARE, share};
use crate::method::prepared::{Figures, Native, NativeFigures, OwnColumn, Prepared};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Matrix, Problem};
use crate::tolerance::TIE;
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Parameters of VIKOR.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The weight of group utility against individual regret, 0 to 1.
    #[serde(deserialize_with = "share")]
    pub v: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { v: 0.5 }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "vikor",
    idea: Phrase(
        "A compromise between the good of the whole and the largest single regret: S = sum of w_j d_j and R = max of w_j d_j, where d_j is the distance to the best figure on criterion j as a share of its range. Q joins the two; the lower the better.",
        "Een compromis tussen het belang van het geheel en de grootste spijt op één criterium: S = som van w_j d_j en R = maximum van w_j d_j. Daarin is d_j de afstand tot het beste cijfer op criterium j, als aandeel van het bereik. Q brengt de twee samen; hoe lager, hoe beter.",
    ),
    use_when: Phrase(
        "a compromise must be acceptable to those who lose most on one criterion, not only good on average.",
        "een compromis niet alleen gemiddeld goed moet zijn, maar ook aanvaardbaar voor wie op één criterium het meest verliest.",
    ),
    avoid_when: Phrase(
        "alternatives may be added or dropped (ranges move), or there are only two of them (Q is then 0 and 1 at most).",
        "er alternatieven kunnen bijkomen of wegvallen (het bereik verschuift dan), of er maar twee zijn (Q is dan hooguit 0 en 1).",
    ),
    parameters: &[Parameter {
        name: "v",
        default: Phrase::same("0.5"),
        meaning: Phrase(
            "the weight of S against R, between 0 and 1",
            "het gewicht van S tegenover R, tussen 0 en 1",
        ),
        accepts: SHARE,
    }],
    score: Phrase(
        "-Q, from -1 (worst on S and R) to 0 (best on both). Higher is better; the table `vikor` holds S, R and Q as in the papers.",
        "-Q, van -1 (het slechtste op S en R) tot 0 (het beste op beide). Hoger is beter; in de tabel `vikor` staan S, R en Q zoals in de artikels.",
    ),
    symbol: "-Q",
    own_table: Some("vikor"),
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "Q within 1e-10 of the group's largest share a rank. The compromise set: C1 (acceptable advantage) Q2 - Q1 >= DQ = 1 / (m - 1); C2 (stability) the first by Q is also first by S or R. Both hold: the first alone; only C2 fails: the first two (and what ties with the second); C1 fails, alone or with C2: all with Q - Q1 < DQ.",
        "Q's die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang. De compromisverzameling: C1 (aanvaardbare voorsprong) Q2 - Q1 >= DQ = 1 / (m - 1); C2 (stabiliteit) wie eerste is volgens Q, is dat ook volgens S of R. Gelden beide: alleen de eerste; geldt enkel C2 niet: de eerste twee (en wie gelijk staat met de tweede); geldt C1 niet, alleen of samen met C2: alle met Q - Q1 < DQ.",
    ),
    degenerate: Phrase(
        "a constant criterion adds nothing. S or R equal for all: that part of Q is 0 (the formula gives 0/0). One alternative: S = R = Q = 0, and it is the compromise.",
        "een constant criterium voegt niets toe. S of R gelijk voor alle: dat deel van Q is 0 (de formule geeft 0/0). Eén alternatief: S = R = Q = 0, en dat is het compromis.",
    ),
    reference: "Opricovic & Tzeng 2004, doi:10.1016/S0377-2217(03)00020-1; 2007, doi:10.1016/j.ejor.2006.01.020",
    disagreements: Phrase(
        "scikit-criteria gives the same. pymcdm raises for a constant criterion. Where all R are equal, pymcdm gives NaN, pyrepo-mcda takes R itself, and pyDecision takes what rounding leaves of it as a difference; elsewhere all give the same Q. pyDecision's 'solution' is the whole ranking where both conditions hold, and where neither does.",
        "scikit-criteria geeft hetzelfde. pymcdm geeft een fout bij een constant criterium. Waar alle R gelijk zijn, geeft pymcdm NaN, neemt pyrepo-mcda R zelf, en ziet pyDecision wat er door afronding overblijft als een verschil; elders geven ze alle dezelfde Q. De 'solution' van pyDecision is de hele rangschikking waar beide voorwaarden gelden, en waar geen van beide geldt.",
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
        &[Lack::MEASURED]
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        // d is what min-max lacks of its best: 0 in a constant column.
        let columns = columns(
            &SHEET,
            Normalization::MinMax,
            ScaleNeeded::Interval,
            problem,
            group,
            eligible(problem, group),
        )?;
        let scorer = Arc::new(Regret::new(&columns.to_best(), self.v));
        let mut prepared = columns.into_prepared();
        let native = scorer.clone();
        prepared.native = Some(NativeFigures::new(move |weights| {
            let (s, r) = native.sums(weights);
            let ends = Ends::of(&s, &r).without_rounding();
            let q: Vec<f64> = s.iter().zip(&r).map(|(s, r)| ends.q(*s, *r, native.v)).collect();
            let compromise = compromise(&s, &r, &q);
            let compromise = Figures::Flags(compromise);
            Native::of_alternatives(vec![
                OwnColumn::numbers("s", "s", s),
                OwnColumn::numbers("r", "r", r),
                OwnColumn::numbers("q", "q", q),
                OwnColumn { name: "compromise", dutch: "compromis", figures: compromise },
            ])
        }));
        prepared.scorer = Some(Box::new(Shared(scorer)));
        Ok(prepared)
    }
}

/// How many alternatives are looked at at a time, so that the figures of a criterion are read in
/// the order they lie in.
const CHUNK: usize = 64;

/// Distances to the best as shares of the range, criterion by criterion.
struct Regret {
    distances: Arc<Vec<f64>>,
    alternatives: usize,
    v: f64,
}

struct Shared(Arc<Regret>);

/// The best and the worst S and R of a group.
#[derive(Clone, Copy)]
struct Ends {
    s: (f64, f64),
    r: (f64, f64),
}

impl Ends {
    const NONE: Ends =
        Ends { s: (f64::INFINITY, f64::NEG_INFINITY), r: (f64::INFINITY, f64::NEG_INFINITY) };

    fn of(s: &[f64], r: &[f64]) -> Ends {
        Ends { s: extremes(s), r: extremes(r) }
    }

    #[inline(always)]
    fn widen(&mut self, s: f64, r: f64) {
        self.s = (self.s.0.min(s), self.s.1.max(s));
        self.r = (self.r.0.min(r), self.r.1.max(r));
    }

    /// Sums that differ by no more than ties do (1e-10 of the largest) are equal: dividing by their
    /// difference would make a ranking of rounding errors.
    #[inline(always)]
    fn without_rounding(self) -> Ends {
        let equal = |(best, worst): (f64, f64)| {
            if worst - best <= TIE * worst.abs() { (best, best) } else { (best, worst) }
        };
        Ends { s: equal(self.s), r: equal(self.r) }
    }

    #[inline(always)]
    fn q(self, s: f64, r: f64, v: f64) -> f64 {
        // Where all are equal the formula is 0/0: nobody loses anything.
        let part = |x: f64, (best, worst): (f64, f64)| {
            if worst > best { (x - best) / (worst - best) } else { 0.0 }
        };
        v * part(s, self.s) + (1.0 - v) * part(r, self.r)
    }
}

impl Regret {
    fn new(distances: &Matrix, v: f64) -> Regret {
        Regret { distances: distances.entries(), alternatives: distances.rows(), v }
    }

    /// S and R of every alternative.
    fn sums(&self, weights: &[f64]) -> (Vec<f64>, Vec<f64>) {
        dispatch(OneDraw { regret: self, weights })
    }
}

struct OneDraw<'a> {
    regret: &'a Regret,
    weights: &'a [f64],
}

impl Task for OneDraw<'_> {
    type Output = (Vec<f64>, Vec<f64>);

    #[inline(always)]
    fn run(self) -> (Vec<f64>, Vec<f64>) {
        let m = self.regret.alternatives;
        let (mut s, mut r) = (vec![0.0; m], vec![0.0; m]);
        for first in (0..m).step_by(CHUNK) {
            let stop = (first + CHUNK).min(m);
            let (s, r) = (&mut s[first..stop], &mut r[first..stop]);
            for (distances, weight) in self.regret.distances.chunks_exact(m).zip(self.weights) {
                add(s, r, &distances[first..stop], *weight);
            }
        }
        (s, r)
    }
}

/// Adds what some alternatives lose on a criterion to S, and widens R by it.
#[inline(always)]
fn add(s: &mut [f64], r: &mut [f64], distances: &[f64], weight: f64) {
    for ((s, r), distance) in s.iter_mut().zip(r).zip(distances) {
        let regret = weight * distance;
        *s += regret;
        *r = if regret > *r { regret } else { *r };
    }
}

impl Scorer for Shared {
    fn alternatives(&self) -> usize {
        self.0.alternatives
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        if block > 1 {
            return dispatch(Draws { regret: &self.0, weights, block, scores });
        }
        let (s, r) = self.0.sums(weights);
        let ends = Ends::of(&s, &r).without_rounding();
        for (score, (s, r)) in scores.iter_mut().zip(s.into_iter().zip(r)) {
            *score = -ends.q(s, r, self.0.v);
        }
    }
}

/// Many draws: the inner loops run across them. The terms are taken in the same order as for one,
/// so the scores are the same bits.
struct Draws<'a> {
    regret: &'a Regret,
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
    /// T draws from `start` on: S and R of all alternatives give the ends, and a second time the
    /// scores.
    #[inline(always)]
    fn tile<const T: usize>(&mut self, start: usize) {
        let mut ends = [Ends::NONE; T];
        for row in 0..self.regret.alternatives {
            let (s, r) = self.sums::<T>(row, start);
            for d in 0..T {
                ends[d].widen(s[d], r[d]);
            }
        }
        ends.iter_mut().for_each(|ends| *ends = ends.without_rounding());
        for row in 0..self.regret.alternatives {
            let (s, r) = self.sums::<T>(row, start);
            let scores = &mut self.scores[row * self.block + start..][..T];
            for d in 0..T {
                scores[d] = -ends[d].q(s[d], r[d], self.regret.v);
            }
        }
    }

    /// S and R of an alternative.
    #[inline(always)]
    fn sums<const T: usize>(&self, row: usize, start: usize) -> ([f64; T], [f64; T]) {
        let (mut s, mut r) = ([0.0; T], [0.0f64; T]);
        for (j, weights) in self.weights.chunks_exact(self.block).enumerate() {
            let weights: &[f64; T] = weights[start..start + T].try_into().expect("T long");
            let distance = self.regret.distances[j * self.regret.alternatives + row];
            for d in 0..T {
                let regret = weights[d] * distance;
                s[d] += regret;
                r[d] = if regret > r[d] { regret } else { r[d] };
            }
        }
        (s, r)
    }
}

/// Which alternatives make up the compromise (see the definition sheet's `ties`).
fn compromise(s: &[f64], r: &[f64], q: &[f64]) -> Vec<bool> {
    let m = q.len();
    if m < 2 {
        return vec![true; m];
    }
    let eps = TIE * q.iter().copied().fold(0.0, f64::max);
    let mut order: Vec<usize> = (0..m).collect();
    order.sort_by(|a, b| q[*a].total_cmp(&q[*b]).then(a.cmp(b)));
    let (first, second) = (order[0], order[1]);
    let dq = 1.0 / (m as f64 - 1.0);
    let least = |x: &[f64]| x.iter().copied().fold(f64::INFINITY, f64::min);
    let advantage = q[second] - q[first] >= dq - eps;
    let stable =
        s[first] <= least(s) + TIE * least(s).abs() || r[first] <= least(r) + TIE * least(r).abs();
    let inside = |i: usize| match (advantage, stable) {
        (true, true) => i == first,
        (true, false) => q[i] <= q[second] + eps,
        (false, _) => q[i] - q[first] < dq - eps,
    };
    (0..m).map(inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compromise_set_follows_the_conditions() {
        // Advantage and stability.
        assert_eq!(
            compromise(&[0.1, 0.5, 0.9], &[0.1, 0.2, 0.3], &[0.0, 0.6, 1.0]),
            [true, false, false]
        );
        // Advantage without stability: the first two.
        assert_eq!(
            compromise(&[0.2, 0.1, 0.9], &[0.2, 0.1, 0.3], &[0.0, 0.6, 1.0]),
            [true, true, false]
        );
        // No advantage: all within DQ = 0.5 of the first.
        assert_eq!(
            compromise(&[0.1, 0.2, 0.9], &[0.1, 0.2, 0.3], &[0.0, 0.4, 1.0]),
            [true, true, false]
        );
    }

    #[test]
    fn a_block_is_its_draws_one_by_one() {
        let (m, n) = (70, 5);
        let figure = |k: usize| (k as f64 * 0.618_033_988_749_895).fract();
        let scorer = Shared(Arc::new(Regret::new(
            &Matrix::from_fn(m, n, |i, j| figure(i * 7 + j * 13 + i % 3)),
            0.3,
        )));
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
