//! SPOTIS: distance to the best point of scales that are fixed beforehand.
//!
//! With S_j^min and S_j^max the ends of the scale and s_j the best of them, or the expected solution
//! point: d_ij = |x_ij - s_j| / |S_j^max - S_j^min| and P_i = sum of w_j d_ij. Lower is better; the
//! score is -P. Nobody's score looks at another alternative, so adding or dropping one changes no
//! order. Dezert, Tchamova, Han & Tacnet 2020, doi:10.23919/FUSION45008.2020.9190347.
//!
//! Three options, both criteria of equal weight, of which the price is a cost:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
//!     .criterion_with("price", Direction::Min, 1.0, |c| c.scale(0.0, 200.0))
//!     .alternative("A", [10.0, 100.0]) // d = 0, 1/2
//!     .alternative("B", [5.0, 0.0]) // 1/2, 0
//!     .alternative("C", [5.0, 100.0]) // 1/2, 1/2
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("spotis")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! assert_eq!(scores, [-0.25, -0.25, -0.5]);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Linear;
use crate::kernel::elementwise::each;
use crate::method::by_criterion::{figures, scale_ends};
use crate::method::by_row::ByRow;
use crate::method::columns::columns;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::prepared::Prepared;
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Direction, Group, Problem, Scale};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Parameters of SPOTIS.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The expected solution point, by criterion; the best end of the scale where none is given.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub expected: BTreeMap<String, f64>,
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "spotis",
    idea: Phrase(
        "How far is an alternative from the best point of the scales? P = sum of w_j |x_j - s_j| / (width of the scale), with s_j the best end of the scale or a point that is expected.",
        "Hoe ver ligt een alternatief van het beste punt van de schalen? P = som van w_j |x_j - s_j| / (breedte van de schaal), met s_j het beste uiteinde van de schaal of een punt dat verwacht wordt.",
    ),
    use_when: Phrase(
        "alternatives may be added or dropped: scores look at the scale alone, so no order changes.",
        "er alternatieven kunnen bijkomen of wegvallen: scores kijken alleen naar de schaal, zodat geen volgorde verandert.",
    ),
    avoid_when: Phrase(
        "no ends of a scale can be defended.",
        "er voor een schaal geen uiteinden te verdedigen zijn.",
    ),
    parameters: &[Parameter {
        name: "expected",
        default: Phrase("the best end of each scale", "het beste uiteinde van elke schaal"),
        meaning: Phrase(
            "the expected solution point: a figure for each criterion that should not be at its best end",
            "het verwachte punt: een cijfer voor elk criterium dat niet op zijn beste uiteinde hoeft te staan",
        ),
        accepts: Phrase(
            "figures by criterion: { price = 100 }",
            "cijfers per criterium: { prijs = 100 }",
        ),
    }],
    score: Phrase(
        "-P, from -1 (worst end on every criterion) to 0 (the point itself). Higher is better.",
        "-P, van -1 (op elk criterium het slechtste uiteinde) tot 0 (het punt zelf). Hoger is beter.",
    ),
    symbol: "-P",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column takes the same off all. A criterion without a scale: an error that names it.",
        "een constante kolom trekt van alle hetzelfde af. Een criterium zonder schaal: een fout die het noemt.",
    ),
    reference: "Dezert, Tchamova, Han & Tacnet 2020, The SPOTIS rank reversal free method for multi-criteria decision-making support, doi:10.23919/FUSION45008.2020.9190347",
    disagreements: Phrase(
        "pymcdm, scikit-criteria, pyDecision and pyrepo-mcda give the same for the same bounds.",
        "pymcdm, scikit-criteria, pyDecision en pyrepo-mcda geven hetzelfde bij dezelfde grenzen.",
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
        None
    }

    fn is_fixed(&self, _problem: &Problem) -> bool {
        true
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        Some(ByRow::Alone)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = group.members.clone();
        let columns =
            columns(&SHEET, Normalization::MinMax, ScaleNeeded::Interval, problem, group, members)?;
        let ends = scale_ends(&SHEET, problem)?;
        let expected = figures(&SHEET, "expected", &self.expected, problem, |criterion| {
            let (low, high) = criterion.scale.as_ref().map(Scale::ends)?;
            Some(if criterion.direction == Direction::Min { low } else { high })
        })?;
        let values = columns.figures.map_columns(|leaf, column| {
            let ((low, high), expected) = (ends[leaf], expected[leaf]);
            // In halves, whose differences do not overflow.
            let range = high / 2.0 - low / 2.0;
            each(column, move |x| {
                let distance = (x / 2.0 - expected / 2.0).abs() / range;
                -(if distance < f64::MAX { distance } else { f64::MAX })
            });
        });
        let scorer = Linear::sharing(values.entries(), values.rows());
        let scorer = Some(Box::new(scorer) as Box<_>);
        Ok(Prepared { scorer, values: Some(values), ..columns.into_prepared() })
    }
}
