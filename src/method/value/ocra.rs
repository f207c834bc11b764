//! OCRA, operational competitiveness rating: what is gained over the least figure of each criterion.
//!
//! I_i = sum over costs of w_j (max_j - x_ij) / min_j, O_i = sum over benefits of w_j (x_ij - min_j) /
//! min_j, each less its least over the alternatives; P_i = I_i + O_i less its least. As the first two
//! shifts are the same for all, P_i = L_i - min L with L_i the sum of both. Parkan 1994, Managerial and
//! Decision Economics 15(3) 201-221; as given by Madic, Petkovic & Radovanovic 2015, Serbian Journal of
//! Management 10(1) 61-73, doi:10.5937/sjm10-6802.
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
//!     .alternative("A", [4.0, 100.0]) // (4 - 1) / 1, 0
//!     .alternative("B", [1.0, 25.0]) // 0, (100 - 25) / 25
//!     .alternative("C", [1.0, 100.0]) // 0, 0
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("ocra")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // L = 3/2, 3/2, 0.
//! assert!((scores[0] - 1.5).abs() < 1e-12);
//! assert!((scores[1] - 1.5).abs() < 1e-12);
//! assert!((scores[2] - 0.0).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::elementwise::{each, extremes};
use crate::method::by_draw::{least, with_draws};
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::method::sums_then::{SumsThen, WeightedSums};
use crate::problem::{Direction, Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of OCRA: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "ocra",
    idea: Phrase(
        "What is gained over the worst of each criterion, in units of its least figure, added up and less the least of the group: P = L - min L, L = sum over benefits of w_j (x_j - min_j) / min_j + sum over costs of w_j (max_j - x_j) / min_j.",
        "Wat gewonnen wordt op het slechtste van elk criterium, in eenheden van het kleinste cijfer ervan, opgeteld en verminderd met het kleinste van de groep: P = L - min L, L = som over baten van w_j (x_j - min_j) / min_j + som over kosten van w_j (max_j - x_j) / min_j.",
    ),
    use_when: Phrase(
        "units of the same kind, such as branches or factories, are compared, and every figure is well above 0.",
        "gelijksoortige eenheden, zoals filialen of fabrieken, vergeleken worden, en elk cijfer ruim boven 0 ligt.",
    ),
    avoid_when: Phrase(
        "a least figure near 0 makes its criterion decide everything, or alternatives may be added or dropped.",
        "een kleinste cijfer dicht bij 0 zijn criterium alles laat beslissen, of er alternatieven kunnen bijkomen of wegvallen.",
    ),
    parameters: &[],
    score: Phrase(
        "P, from 0 (the worst of the group), without an upper limit. Higher is better.",
        "P, vanaf 0 (het slechtste van de groep), zonder bovengrens. Hoger is beter.",
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
        "a constant column adds nothing. All equal: 0 for all. A least figure of 0 or below: an error that names the criterion.",
        "een constante kolom voegt niets toe. Alle gelijk: 0 voor alle. Een kleinste cijfer van 0 of minder: een fout die het criterium noemt.",
    ),
    reference: "Parkan 1994, Operational competitiveness ratings of production units, Managerial and Decision Economics 15(3) 201-221; as given by Madic, Petkovic & Radovanovic 2015, Selection of non-conventional machining processes using the OCRA method, doi:10.5937/sjm10-6802",
    disagreements: Phrase(
        "pymcdm, scikit-criteria and pyDecision give the same.",
        "pymcdm, scikit-criteria en pyDecision geven hetzelfde.",
    ),
    allows_target: false,
    value_functions: false,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Value
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
            columns(&SHEET, Normalization::MinMax, ScaleNeeded::Ratio, problem, group, members)?;
        let leaves = &problem.tree.leaves;
        let mut ends = Vec::new();
        for (leaf, criterion) in leaves.iter().enumerate() {
            let (least, most) = extremes(columns.figures.column(leaf));
            if least <= 0.0 {
                return Err(remedy::no_unit(&SHEET, &problem.tree, criterion));
            }
            ends.push((least, most));
        }
        let gains = columns.figures.map_columns(|leaf, column| {
            let (least, most) = ends[leaf];
            match leaves[leaf].direction {
                Direction::Min => each(column, |x| ((most - x) / least).min(LARGEST)),
                _ => each(column, |x| ((x - least) / least).min(LARGEST)),
            }
        });
        let scorer = SumsThen::new(WeightedSums::new([gains]), |[sums], block, scores| {
            let least = least(sums, block);
            scores.copy_from_slice(sums);
            with_draws(scores, &least, |sum, least| sum - least);
        });
        Ok(Prepared { scorer: Some(Box::new(scorer)), ..columns.into_prepared() })
    }
}

/// Larger gains are cut to this, so that sums stay finite.
const LARGEST: f64 = 1e300;
