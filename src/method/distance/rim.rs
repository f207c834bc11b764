//! RIM: closeness to a reference ideal inside the range of each criterion.
//!
//! Each criterion has a range [A, B] and in it a reference ideal [C, D]. y = 1 for a figure in the
//! ideal; else 1 less its distance to the nearer end of the ideal over |A - C| below it and |D - B|
//! above it. I+_i = sqrt(sum of w_j^2 (y_ij - 1)^2), I-_i = sqrt(sum of w_j^2 y_ij^2), R_i = I- / (I+ +
//! I-). Nobody's score looks at another alternative. Cables, Lamata & Verdegay 2016,
//! doi:10.1016/j.ins.2015.12.011.
//!
//! Three options, of which the temperature is best between 18 and 22 degrees:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
//!     .criterion_with("temperature", Direction::Max, 1.0, |c| c.scale(10.0, 30.0))
//!     .alternative("A", [10.0, 20.0]) // y = 1, 1
//!     .alternative("B", [0.0, 26.0]) // 0, 1/2
//!     .alternative("C", [5.0, 14.0]) // 1/2, 1/2
//!     .build()?;
//! let method = Method::named("rim")?.with_parameter("ideal", "{ temperature = [18, 22] }")?;
//! let evaluation = evaluate(&problem, &method)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // B: I+ = sqrt(1 + 1/4) / 2, I- = 1/4.
//! assert!((scores[0] - 1.0).abs() < 1e-12);
//! assert!((scores[1] - 0.25 / (0.25 + 1.25_f64.sqrt() / 2.0)).abs() < 1e-12);
//! assert!((scores[2] - 0.5).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::elementwise::each;
use crate::kernel::{Linear, Scorer};
use crate::method::by_criterion::{figures, scale_ends};
use crate::method::by_draw::squares_of_shares;
use crate::method::by_row::ByRow;
use crate::method::columns::columns;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::prepared::Prepared;
use crate::method::remedy;
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Direction, Group, Problem, Scale};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Parameters of RIM.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The reference ideal of each criterion, from one figure to another; the best end of its scale
    /// where none is given.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub ideal: BTreeMap<String, [f64; 2]>,
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "rim",
    idea: Phrase(
        "How close is an alternative to a reference ideal, which may lie anywhere inside the range of a criterion? R = I- / (I+ + I-), with I+ the distance to the ideal (y = 1) and I- that to what is as far from it as can be (y = 0).",
        "Hoe dicht ligt een alternatief bij een referentie-ideaal, dat overal binnen het bereik van een criterium kan liggen? R = I- / (I+ + I-), met I+ de afstand tot het ideaal (y = 1) en I- die tot wat er zo ver mogelijk van ligt (y = 0).",
    ),
    use_when: Phrase(
        "the best is neither the most nor the least but a span in between, and alternatives may be added or dropped.",
        "het beste niet het meeste of het minste is maar iets daartussen, en er alternatieven kunnen bijkomen of wegvallen.",
    ),
    avoid_when: Phrase(
        "no range and ideal can be defended.",
        "er geen bereik en ideaal te verdedigen zijn.",
    ),
    parameters: &[Parameter {
        name: "ideal",
        default: Phrase("the best end of each scale", "het beste uiteinde van elke schaal"),
        meaning: Phrase(
            "the reference ideal of a criterion, from one figure to another",
            "het referentie-ideaal van een criterium, van het ene cijfer tot het andere",
        ),
        accepts: Phrase(
            "two figures by criterion: { temperature = [18, 22] }",
            "twee cijfers per criterium: { temperatuur = [18, 22] }",
        ),
    }],
    score: Phrase(
        "R, from 0 (as far as can be on every criterion) to 1 (in every ideal). Higher is better.",
        "R, van 0 (op elk criterium zo ver mogelijk) tot 1 (in elk ideaal). Hoger is beter.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column pulls all the same way. A criterion without a scale, or an ideal outside it: an error that names it. A figure beyond a scale that extends counts as its end.",
        "een constante kolom trekt alle dezelfde kant op. Een criterium zonder schaal, of een ideaal erbuiten: een fout die het noemt. Een cijfer voorbij een schaal die doorloopt, telt als het uiteinde ervan.",
    ),
    reference: "Cables, Lamata & Verdegay 2016, RIM: reference ideal method in multicriteria decision making, doi:10.1016/j.ins.2015.12.011",
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
        let ranges = scale_ends(&SHEET, problem)?;
        let ideal = figures(&SHEET, "ideal", &self.ideal, problem, |criterion| {
            let (low, high) = criterion.scale.as_ref().map(Scale::ends)?;
            let best = if criterion.direction == Direction::Min { low } else { high };
            Some([best, best])
        })?;
        for (criterion, ([from, to], (low, high))) in
            problem.tree.leaves.iter().zip(ideal.iter().zip(&ranges))
        {
            if !(low <= from && from <= to && to <= high) {
                return Err(remedy::ideal_outside(&SHEET, &problem.tree, criterion));
            }
        }
        // Without branches, so that the loop over figures vectorises. Where an ideal ends at an end of
        // the scale nothing lies beyond, and any width will do: the method is defined on the scale, and
        // a figure beyond it counts as its end.
        let closeness = columns.figures.map_columns(|leaf, column| {
            let ([from, to], (low, high)) = (ideal[leaf], ranges[leaf]);
            let inverse = |width: f64| 1.0 / width.max(f64::MIN_POSITIVE);
            let (below, above) = (inverse(from / 2.0 - low / 2.0), inverse(high / 2.0 - to / 2.0));
            each(column, |x| {
                let x = x.clamp(low, high);
                let away = (from / 2.0 - x / 2.0).max(0.0) * below;
                let beyond = (x / 2.0 - to / 2.0).max(0.0) * above;
                (1.0 - away.max(beyond)).max(0.0)
            });
        });
        let near = closeness.map(|_, close| close * close);
        let far = closeness.map(|_, close| (1.0 - close) * (1.0 - close));
        let scorer = Closeness {
            near: Linear::sharing(near.entries(), near.rows()),
            far: Linear::sharing(far.entries(), far.rows()),
        };
        Ok(Prepared { scorer: Some(Box::new(scorer)), ..columns.into_prepared() })
    }
}

/// Squares of y and of 1 - y.
struct Closeness {
    near: Linear,
    far: Linear,
}

impl Scorer for Closeness {
    fn alternatives(&self) -> usize {
        self.near.alternatives()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let squares = squares_of_shares(weights, block);
        let mut far = vec![0.0; scores.len()];
        self.near.score(&squares, block, scores);
        self.far.score(&squares, block, &mut far);
        for (near, far) in scores.iter_mut().zip(&far) {
            let (from_worst, from_ideal) = (near.sqrt(), far.sqrt());
            *near = from_worst / (from_ideal + from_worst);
        }
    }
}
