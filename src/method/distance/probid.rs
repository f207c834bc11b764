//! PROBID: distances to every ideal solution from the best to the worst, and to the mean.
//!
//! With v_ij = w_j x_ij / sqrt(sum over i of x_ij^2): the k-th ideal solution holds the k-th best v of
//! each criterion, S_i(k) is the straight distance of alternative i to it, and S_i(mean) that to the mean of
//! each criterion. S+_i = sum over the better half of S_i(k) / k, S-_i = sum over the worse half of
//! S_i(k) / (m - k + 1), the middle one counted in both (for an even m the m / 2-th), R_i = S+_i / S-_i,
//! and P_i = 1 / (1 + R_i^2) + S_i(mean). Wang, Rangaiah & Wang 2021, doi:10.1021/acs.iecr.1c01413.
//!
//! Two options, both criteria of equal weight:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("quality", Direction::Max, 1.0)
//!     .criterion("speed", Direction::Max, 1.0)
//!     .alternative("A", [4.0, 4.0]) // v = 0.4, 0.4
//!     .alternative("B", [3.0, 3.0]) // 0.3, 0.3
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("probid")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // The two ideals are A and B, which lie d apart, and the mean lies between. k = 1 counts in both
//! // halves, k = 2 in the worse one. A: S+ = 0, S- = d. B: S+ = d, S- = d / 2: R = 2.
//! let d = 0.1 * 2.0_f64.sqrt();
//! assert!((scores[0] - (1.0 + d / 2.0)).abs() < 1e-12);
//! assert!((scores[1] - (1.0 / 5.0 + d / 2.0)).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::method::by_draw::OneDrawAtATime;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::distance::ideals::Ideals;
use crate::method::lack::{Lack, Property};
use crate::method::prepared::Prepared;
use crate::method::sheet::Sheet;
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of PROBID: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "probid",
    idea: Phrase(
        "How close is an alternative to the better half of a row of ideal solutions (the best figures, the second best, ...), and how far from the worse half? P = 1 / (1 + (S+ / S-)^2) + distance to the mean.",
        "Hoe dicht ligt een alternatief bij de betere helft van een rij ideale oplossingen (de beste cijfers, de op één na beste, ...), en hoe ver van de slechtere helft? P = 1 / (1 + (S+ / S-)^2) + afstand tot het gemiddelde.",
    ),
    use_when: Phrase(
        "not only the extremes of the group but all of its figures should serve as yardsticks.",
        "niet alleen de uitersten van de groep maar al haar cijfers als maatstaf moeten dienen.",
    ),
    avoid_when: Phrase(
        "alternatives may be added or dropped, there are thousands of them (every draw compares all pairs), or an outlier is among them: the distance to the mean counts in its favour, be it good or bad. So one that is better on everything can come lower.",
        "er alternatieven kunnen bijkomen of wegvallen, het er duizenden zijn (elke trekking vergelijkt alle paren), of er een uitschieter bij is: de afstand tot het gemiddelde telt in zijn voordeel, of hij nu goed of slecht is. Wie op alles beter is, kan zo lager uitkomen.",
    ),
    parameters: &[],
    score: Phrase(
        "P, above 0, at most 1 plus the distance to the mean. Higher is better.",
        "P, groter dan 0, hooguit 1 plus de afstand tot het gemiddelde. Hoger is beter.",
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
        "a constant column adds nothing. All equal, or one alternative: R is 0/0, and 1 is taken for it: 0.5 for all. Negative figures are allowed.",
        "een constante kolom voegt niets toe. Alle gelijk, of één alternatief: R is 0/0, en daarvoor wordt 1 genomen: 0,5 voor alle. Negatieve cijfers mogen.",
    ),
    reference: "Wang, Rangaiah & Wang 2021, Preference ranking on the basis of ideal-average distance method for multi-criteria decision-making, doi:10.1021/acs.iecr.1c01413",
    disagreements: Phrase(
        "pymcdm and scikit-criteria give the same.",
        "pymcdm en scikit-criteria geven hetzelfde.",
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
                    "the distance to the mean counts in favour of whoever is far from it, for better or for worse",
                    "de afstand tot het gemiddelde telt in het voordeel van wie er ver van af ligt, in de goede of de slechte zin",
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
        let columns =
            columns(&SHEET, Normalization::Vector, ScaleNeeded::Ratio, problem, group, members)?;
        let ideals = Ideals::new(&SHEET, &columns, problem)?;
        let rows = ideals.rows();
        // The middle counts in both halves.
        let (better, worse) = (rows.div_ceil(2), rows / 2 + rows % 2);
        let first: Vec<f64> = (1..=better).map(|k| 1.0 / k as f64).collect();
        let last: Vec<f64> = (worse.max(1)..=rows).map(|k| 1.0 / (rows - k + 1) as f64).collect();
        let scorer = OneDrawAtATime::new(rows, move |weights, scores| {
            let weighted = ideals.weighted(weights);
            weighted.each(scores, |row| {
                let best = weighted.sum_of_distances(row, 0, &first);
                let worst = weighted.sum_of_distances(row, rows - last.len(), &last);
                let ratio = if best == worst { 1.0 } else { best / worst };
                1.0 / (1.0 + ratio * ratio) + weighted.to_mean(row)
            });
        });
        Ok(Prepared { scorer: Some(Box::new(scorer)), ..columns.into_prepared() })
    }
}
