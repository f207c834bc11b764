//! Simplified PROBID: distances to the first and to the last quarter of the ideal solutions.
//!
//! With v_ij = w_j x_ij / sqrt(sum over i of x_ij^2): the k-th ideal solution holds the k-th best v of
//! each criterion, S_i(k) is the straight distance of alternative i to it. With q = m / 4, rounded down, but
//! at least 1: S+_i = sum over k = 1..q of S_i(k) / k, S-_i = sum over the last q of S_i(k) / (m - k +
//! 1), and the score is S-_i / S+_i. Wang, Rangaiah & Wang 2021, doi:10.1021/acs.iecr.1c01413.
//!
//! Three options, both criteria of equal weight:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("quality", Direction::Max, 1.0)
//!     .criterion("speed", Direction::Max, 1.0)
//!     .alternative("A", [4.0, 4.0])
//!     .alternative("B", [3.0, 3.0])
//!     .alternative("C", [1.0, 1.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("sprobid")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // q = 1: distances to the best, A, and to the worst, C. B: 2 / 1. A would be 3 / 0: it gets one
//! // more than the largest of the others.
//! assert!((scores[1] - 2.0).abs() < 1e-12);
//! assert!((scores[0] - 3.0).abs() < 1e-12);
//! assert!(scores[2].abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::method::by_draw::OneDrawAtATime;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::distance::ideals::Ideals;
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::sheet::Sheet;
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of simplified PROBID: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "sprobid",
    idea: Phrase(
        "How close is an alternative to the first quarter of a row of ideal solutions (the best figures, the second best, ...), and how far from the last? score = S- / S+.",
        "Hoe dicht ligt een alternatief bij het eerste kwart van een rij ideale oplossingen (de beste cijfers, de op één na beste, ...), en hoe ver van het laatste? score = S- / S+.",
    ),
    use_when: Phrase(
        "as probid, with many alternatives: half of the distances are enough.",
        "zoals probid, met veel alternatieven: de helft van de afstanden volstaat.",
    ),
    avoid_when: Phrase(
        "alternatives may be added or dropped, or one of them is best on every criterion (its score has then no end).",
        "er alternatieven kunnen bijkomen of wegvallen, of een ervan op elk criterium het beste is (de score ervan heeft dan geen einde).",
    ),
    parameters: &[],
    score: Phrase(
        "S- / S+, from 0, without an upper limit. Higher is better.",
        "S- / S+, vanaf 0, zonder bovengrens. Hoger is beter.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column adds nothing. S+ of 0 makes the quotient infinite: one more than the largest of the others is given, and 1 where all are so. Negative figures are allowed.",
        "een constante kolom voegt niets toe. Een S+ van 0 maakt het quotiënt oneindig: dan wordt één meer dan het grootste van de andere gegeven, en 1 waar het voor alle zo is. Negatieve cijfers mogen.",
    ),
    reference: "Wang, Rangaiah & Wang 2021, Preference ranking on the basis of ideal-average distance method for multi-criteria decision-making, doi:10.1021/acs.iecr.1c01413",
    disagreements: Phrase(
        "scikit-criteria gives the same. With fewer than 4 alternatives pymcdm divides the distances of the last alternative by those of the first, and differs. Both give infinity or NaN where S+ is 0.",
        "scikit-criteria geeft hetzelfde. Bij minder dan 4 alternatieven deelt pymcdm de afstanden van het laatste alternatief door die van het eerste, en verschilt het. Beide geven oneindig of NaN waar S+ 0 is.",
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
        let members = eligible(problem, group);
        let columns =
            columns(&SHEET, Normalization::Vector, ScaleNeeded::Ratio, problem, group, members)?;
        let ideals = Ideals::new(&SHEET, &columns, problem)?;
        let rows = ideals.rows();
        let quarter = (rows / 4).max(1);
        let first: Vec<f64> = (1..=quarter).map(|k| 1.0 / k as f64).collect();
        let last: Vec<f64> = first.iter().rev().copied().collect();
        let scorer = OneDrawAtATime::new(rows, move |weights, scores| {
            let weighted = ideals.weighted(weights);
            weighted.each(scores, |row| {
                let best = weighted.sum_of_distances(row, 0, &first);
                let worst = weighted.sum_of_distances(row, rows - quarter, &last);
                if best > 0.0 { (worst / best).min(LARGEST) } else { f64::INFINITY }
            });
            let finite = scores.iter().copied().filter(|score| score.is_finite());
            let largest = finite.fold(0.0, f64::max);
            for score in scores.iter_mut().filter(|score| score.is_infinite()) {
                *score = largest + 1.0;
            }
        });
        Ok(Prepared { scorer: Some(Box::new(scorer)), ..columns.into_prepared() })
    }
}

/// Larger quotients are cut to this.
const LARGEST: f64 = 1e300;
