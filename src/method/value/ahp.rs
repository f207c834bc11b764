//! AHP synthesis: priorities of alternatives under each criterion, joined with the criteria's weights.
//!
//! Figures are priorities on a ratio scale, from pairwise comparisons or measured. Distributive mode:
//! each column is divided by its sum, so that alternatives share out the weight of a criterion; ideal
//! mode: by its best figure. score = sum of w_j p_ij. For costs reciprocals are taken first. Saaty
//! 1980, The Analytic Hierarchy Process; the ideal mode: Saaty 1994, doi:10.1287/inte.24.6.19; why it
//! matters: Belton & Gear 1983, doi:10.1016/0305-0483(83)90047-6.
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
//!     .alternative("A", [4.0, 100.0]) // 4 / 8; reciprocals 1, 2, 4: 1 / 7
//!     .alternative("B", [3.0, 50.0]) // 3 / 8, 2 / 7
//!     .alternative("C", [1.0, 25.0]) // 1 / 8, 4 / 7
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("ahp")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! assert!((scores[0] - (4.0 / 8.0 + 1.0 / 7.0) / 2.0).abs() < 1e-12);
//! assert!((scores[1] - (3.0 / 8.0 + 2.0 / 7.0) / 2.0).abs() < 1e-12);
//! assert!((scores[2] - (1.0 / 8.0 + 4.0 / 7.0) / 2.0).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Linear;
use crate::method::by_row::ByRow;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of AHP synthesis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How priorities under a criterion are scaled.
    pub synthesis: Synthesis,
}

/// How priorities under a criterion are scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Synthesis {
    /// They sum to 1.
    Distributive,
    /// The best has 1.
    Ideal,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { synthesis: Synthesis::Distributive }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "ahp",
    idea: Phrase(
        "The priorities of alternatives under each criterion, joined with the weights of the criteria: score = sum of w_j p_j. Distributive: priorities of a criterion sum to 1. Ideal: the best has 1.",
        "De prioriteiten van alternatieven op elk criterium, samengebracht met de gewichten van de criteria: score = som van w_j p_j. Distributief: de prioriteiten van een criterium zijn samen 1. Ideaal: het beste heeft 1.",
    ),
    use_when: Phrase(
        "figures are priorities from pairwise comparisons, and weights come from AHP too (see `list weightings ahp`). Ideal where the best is chosen, distributive where something is shared out.",
        "cijfers prioriteiten uit paarsgewijze vergelijkingen zijn, en ook de gewichten uit AHP komen (zie `list weightings ahp`). Ideaal waar het beste gekozen wordt, distributief waar iets verdeeld wordt.",
    ),
    avoid_when: Phrase(
        "figures stand on an interval or ordinal scale. In the distributive mode a copy of an alternative can turn the order of others.",
        "cijfers op een interval- of ordinale schaal staan. In de distributieve modus kan een kopie van een alternatief de volgorde van andere omkeren.",
    ),
    parameters: &[Parameter {
        name: "synthesis",
        default: Phrase::same("distributive"),
        meaning: Phrase(
            "how priorities under a criterion are scaled: to a sum of 1, or to a best of 1",
            "hoe prioriteiten op een criterium geschaald worden: tot een som van 1, of tot een beste van 1",
        ),
        accepts: Phrase("distributive or ideal", "distributive of ideal"),
    }],
    score: Phrase(
        "distributive: the scores of a group sum to 1; ideal: from 0 to 1. Higher is better.",
        "distributief: de scores van een groep zijn samen 1; ideaal: van 0 tot 1. Hoger is beter.",
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
        "a constant column adds the same to all. A 0 where less is better, a negative figure, or a column of zeros: an error that names it.",
        "een constante kolom voegt aan alle hetzelfde toe. Een 0 waar minder beter is, een negatief cijfer, of een kolom met nullen: een fout die zegt welk.",
    ),
    reference: "Saaty 1980, The Analytic Hierarchy Process; Saaty 1994, How to make a decision: the analytic hierarchy process, doi:10.1287/inte.24.6.19",
    disagreements: Phrase(
        "programs differ in the mode they take, often without saying so. The distributive mode is the weighted sum with normalization sum, the ideal mode the one with linear: pymcdm, scikit-criteria and pyrepo-mcda give the same for those.",
        "programma's verschillen in de modus die ze nemen, vaak zonder het te zeggen. De distributieve modus is de gewogen som met normalisatie sum, de ideale modus die met linear: daarvoor geven pymcdm, scikit-criteria en pyrepo-mcda hetzelfde.",
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
        Dependence::on(self.normalization())
    }

    fn lacks(&self) -> &'static [Lack] {
        &[Lack::NORMALIZED]
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        ByRow::differences(self.normalization())
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns =
            columns(&SHEET, self.normalization(), ScaleNeeded::Ratio, problem, group, members)?;
        let values = columns.values();
        let scorer = Linear::sharing(values.entries(), values.rows());
        let scorer = Some(Box::new(scorer) as Box<_>);
        Ok(Prepared { scorer, values: Some(values), ..columns.into_prepared() })
    }
}

impl Parameters {
    fn normalization(&self) -> Normalization {
        match self.synthesis {
            Synthesis::Distributive => Normalization::Sum,
            Synthesis::Ideal => Normalization::Linear,
        }
    }
}
