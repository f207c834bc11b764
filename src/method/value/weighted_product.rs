//! Weighted product (exponentially weighted, multiplicative).
//!
//! score(a) = product over criteria j of x_j(a) ^ w_j, x being normalised figures of at least 0,
//! w >= 0 summing to 1. Bridgman 1922, *Dimensional Analysis*; Miller & Starr 1969, *Executive
//! Decisions and Operations Research*; Triantaphyllou 2000, doi:10.1007/978-1-4757-3157-6, ch. 2.
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
//!     .alternative("A", [4.0, 100.0]) // x = 4/4, 25/100
//!     .alternative("B", [1.0, 25.0]) // 1/4, 25/25
//!     .alternative("C", [3.0, 50.0]) // 3/4, 25/50
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("weighted-product")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! let expected = [(1.0_f64 * 0.25).sqrt(), (0.25_f64 * 1.0).sqrt(), (0.75_f64 * 0.5).sqrt()];
//! assert!(scores.iter().zip(expected).all(|(score, expected)| (score - expected).abs() < 1e-12));
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::elementwise::exponentials;
use crate::kernel::{Linear, Scorer};
use crate::method::by_row::ByRow;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::{Lack, by_normalization};
use crate::method::prepared::Prepared;
use crate::method::sheet::{Parameter, Sheet};
use crate::method::value::product::logarithms;
use crate::problem::{Direction, Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of the weighted product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How columns of data are made comparable.
    pub normalization: Normalization,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { normalization: Normalization::Linear }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "weighted-product",
    idea: Phrase(
        "Each normalised figure to the power of its weight, multiplied: score = product of x_j ^ w_j. A figure that is twice as good on a criterion of weight 0.1 multiplies the score by 2^0.1, wherever it starts.",
        "Elk genormaliseerd cijfer tot de macht van het gewicht, met elkaar vermenigvuldigd: score = product van x_j ^ w_j. Een cijfer dat dubbel zo goed is op een criterium met gewicht 0,1, vermenigvuldigt de score met 2^0,1, waar het ook begint.",
    ),
    use_when: Phrase(
        "ratios are what matters (twice as fast, half as dear) and a bad result should weigh more than in a sum.",
        "het om verhoudingen gaat (dubbel zo snel, half zo duur) en een slecht resultaat zwaarder moet wegen dan in een som.",
    ),
    avoid_when: Phrase(
        "figures can be 0 or negative, or stand on an ordinal or interval scale: their ratios mean nothing.",
        "cijfers 0 of negatief kunnen zijn, of op een ordinale of intervalschaal staan: hun verhoudingen betekenen niets.",
    ),
    parameters: &[Parameter {
        name: "normalization",
        default: Phrase::same("linear"),
        meaning: Phrase(
            "how columns are normalised first; any that gives figures of at least 0",
            "hoe kolommen eerst worden genormaliseerd; elke normalisatie die cijfers van minstens 0 geeft",
        ),
        accepts: Phrase("a name of `list normalizations`", "een naam uit `list normalizations`"),
    }],
    score: Phrase(
        "0 worst; 1 for an alternative that is best on every criterion (with `linear`). Higher is better.",
        "0 is het slechtste; 1 voor een alternatief dat op elk criterium het beste is (met `linear`). Hoger is beter.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank. All alternatives with a 0 on a criterion that has weight score 0 and tie.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang. Alle alternatieven met een 0 op een criterium met gewicht hebben score 0 en staan gelijk.",
    ),
    degenerate: Phrase(
        "a constant column multiplies all alike. A 0 where more is better gives 0; a weight of 0 gives the factor 1, also at 0 (0^0 = 1). A 0 where less is better, or a negative figure: an error that names it.",
        "een constante kolom vermenigvuldigt alle scores met hetzelfde. Een 0 waar meer beter is, geeft 0; een gewicht van 0 geeft de factor 1, ook bij 0 (0^0 = 1). Een 0 waar minder beter is, of een negatief cijfer: een fout die zegt welk.",
    ),
    reference: "Miller & Starr 1969, Executive Decisions and Operations Research; Triantaphyllou 2000, doi:10.1007/978-1-4757-3157-6, ch. 2",
    disagreements: Phrase(
        "pymcdm and scikit-criteria give the same, and so does WASPAS with lambda 0 in pyrepo-mcda; scikit-criteria reports the decimal logarithm of this score. Published tables with weights that do not sum to 1 (some WASPAS papers) differ, because weights are normalised here.",
        "pymcdm en scikit-criteria geven hetzelfde, en WASPAS met lambda 0 in pyrepo-mcda ook; scikit-criteria geeft de decimale logaritme van deze score. Gepubliceerde tabellen met gewichten die samen niet 1 zijn (sommige artikels over WASPAS), verschillen, want hier worden gewichten genormaliseerd.",
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

    /// A normalization that only divides each column by one number keeps the order whoever is
    /// there.
    fn dependence(&self, problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        let gains = || problem.tree.leaves.iter().all(|leaf| leaf.direction == Direction::Max);
        match self.normalization {
            Normalization::Linear => None,
            Normalization::Max | Normalization::Sum | Normalization::Vector if gains() => None,
            other => Dependence::on(other),
        }
    }

    fn lacks(&self) -> &'static [Lack] {
        match self.normalization {
            Normalization::Linear => &[],
            other => by_normalization(other),
        }
    }

    fn vetoed_by_zero(&self) -> Option<Normalization> {
        Some(self.normalization)
    }

    fn by_row(&self, problem: &Problem) -> Option<ByRow> {
        ByRow::values(self.normalization, problem)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let normalization = self.normalization;
        let columns = columns(
            &SHEET,
            normalization,
            ScaleNeeded::Ratio,
            problem,
            group,
            eligible(problem, group),
        )?;
        let logarithms = logarithms(&SHEET, normalization, problem, &columns)?;
        let scorer = Product(Linear::sharing(logarithms.entries(), columns.members.len()));
        // A product is no sum of contributions.
        Ok(Prepared { scorer: Some(Box::new(scorer)), ..columns.into_prepared() })
    }
}

/// exp(sum of weight times logarithm), with 0^0 = 1.
struct Product(Linear);

impl Scorer for Product {
    fn alternatives(&self) -> usize {
        self.0.alternatives()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        self.0.score(weights, block, scores);
        exponentials(scores);
    }
}
