//! MULTIMOORA: three orders of the same data, joined by dominance.
//!
//! The ratio system and the reference point approach of MOORA and the full multiplicative form each
//! rank the alternatives. One alternative dominates another if it stands ahead in more of the three
//! orders than it stands behind (general dominance); if dominance goes round in a circle, those in it
//! are not told apart. The score of an alternative is the number of alternatives that it dominates
//! less the number that dominate it. Brauers & Zavadskas 2010, Technological and Economic Development
//! of Economy 16(1) 5-24, doi:10.3846/tede.2010.01; dominance: Brauers, Balezentis & Balezentis 2011,
//! the same journal 17(2) 259-290. The paper gives the rules of dominance; to count them into one
//! score is a choice made here.
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
//!     .alternative("A", [1.0, 60.0]) // worst in all three orders
//!     .alternative("B", [2.0, 30.0])
//!     .alternative("C", [2.0, 20.0]) // best in all three
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("multimoora")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! assert_eq!(scores, [-2.0, 0.0, 2.0]);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::{Linear, Scorer};
use crate::method::by_draw::OneDrawAtATime;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::distance::moora_reference_point::LargestDistance;
use crate::method::lack::Lack;
use crate::method::prepared::{Figures, Native, NativeFigures, OwnColumn, Prepared};
use crate::method::sheet::Sheet;
use crate::method::value::full_multiplicative::logarithms;
use crate::method::value::moora_ratio::{NORMALIZATION, ratios};
use crate::problem::ranking::{ranks, tolerance};
use crate::problem::{Group, Problem};
use crate::tolerance::TIE;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Parameters of MULTIMOORA: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "multimoora",
    idea: Phrase(
        "Three orders of the same data (moora-ratio, moora-reference-point, full-multiplicative), joined: an alternative dominates another if it is ahead in more of them than it is behind. score = number dominated - number that dominate it.",
        "Drie volgordes van dezelfde gegevens (moora-ratio, moora-reference-point, full-multiplicative), samengebracht: een alternatief domineert een ander als het in meer volgordes voor ligt dan achter. score = aantal alternatieven dat het domineert - aantal dat het alternatief zelf domineert.",
    ),
    use_when: Phrase(
        "one answer is wanted that does not hang on one way of adding up.",
        "één antwoord gewenst is dat niet van één manier van optellen afhangt.",
    ),
    avoid_when: Phrase(
        "the size of a lead matters (it counts orders only), or figures can be 0 or negative.",
        "het ertoe doet hoe groot een voorsprong is (alleen volgordes tellen), of cijfers 0 of negatief kunnen zijn.",
    ),
    parameters: &[],
    score: Phrase(
        "a whole number from -(m - 1) to m - 1, for m alternatives. Higher is better; the table `multimoora` holds the three figures and ranks.",
        "een geheel getal van -(m - 1) tot m - 1, voor m alternatieven. Hoger is beter; de tabel `multimoora` bevat de drie cijfers en rangen.",
    ),
    symbol: "",
    own_table: Some("multimoora"),
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "alternatives with the same score share a rank: those that are equal in all three orders, and those in a circle of dominance as a rule. Inside each order, scores within 1e-10 of the largest are level.",
        "alternatieven met dezelfde score delen een rang: wie in de drie volgordes gelijk staat, en doorgaans ook wie in een cirkel van dominantie zit. Binnen elke volgorde staan scores gelijk die minder dan 1e-10 van de grootste verschillen.",
    ),
    degenerate: Phrase(
        "as the three methods: a figure of 0 or below is an error that names it. All equal: 0 for all. Every pair is compared in every draw.",
        "zoals de drie methodes: een cijfer van 0 of minder is een fout die zegt welk. Alle gelijk: 0 voor alle. In elke trekking wordt elk paar vergeleken.",
    ),
    reference: "Brauers & Zavadskas 2010, Project management by MULTIMOORA as an instrument for transition economies, doi:10.3846/tede.2010.01; dominance: Brauers, Balezentis & Balezentis 2011, Multimoora for the EU member states updated with fuzzy number theory, Technological and Economic Development of Economy 17(2) 259-290",
    disagreements: Phrase(
        "scikit-criteria counts by dominance too, but does not take off those that dominate, leaves out pairs that are level in one of the orders, and takes no costs. pyDecision gives the three orders without weights and does not join them. See also full-multiplicative.",
        "scikit-criteria telt ook met dominantie, maar trekt niet af wie zelf domineert, laat paren weg die in een van de volgordes gelijk staan, en neemt geen kosten aan. pyDecision geeft de drie volgordes zonder gewichten en brengt ze niet samen. Zie ook full-multiplicative.",
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
        Some(Dependence::Rivals)
    }

    fn lacks(&self) -> &'static [Lack] {
        &[Lack::COMPARED]
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns = columns(&SHEET, NORMALIZATION, ScaleNeeded::Ratio, problem, group, members)?;
        let rows = columns.members.len();
        let linear = |entries| Box::new(Linear::sharing(entries, rows)) as Box<dyn Scorer>;
        // The order of a product is that of its logarithm.
        let orders = Arc::new(Orders {
            ratio: linear(ratios(&SHEET, &columns, problem)?.entries()),
            reference_point: Box::new(LargestDistance::new(&columns.to_best())),
            multiplicative: linear(logarithms(&SHEET, &columns, problem)?.entries()),
        });
        let mut prepared = columns.into_prepared();
        let native = orders.clone();
        prepared.native = Some(NativeFigures::new(move |weights| native.figures(weights)));
        prepared.scorer = Some(Box::new(OneDrawAtATime::new(rows, move |weights, scores| {
            scores.copy_from_slice(&dominance(&orders.ranks(weights)));
        })));
        Ok(prepared)
    }
}

/// The three scorers.
struct Orders {
    ratio: Box<dyn Scorer>,
    reference_point: Box<dyn Scorer>,
    multiplicative: Box<dyn Scorer>,
}

impl Orders {
    fn scores(&self, weights: &[f64]) -> [Vec<f64>; 3] {
        [&self.ratio, &self.reference_point, &self.multiplicative].map(|scorer| {
            let mut scores = vec![0.0; scorer.alternatives()];
            scorer.score(weights, 1, &mut scores);
            scores
        })
    }

    fn ranks(&self, weights: &[f64]) -> [Vec<usize>; 3] {
        let [ratio, reference_point, multiplicative] = self.scores(weights);
        // Logarithms that differ by so much are products that differ by that part.
        [
            in_order(&ratio, None),
            in_order(&reference_point, None),
            in_order(&multiplicative, Some(TIE)),
        ]
    }

    fn figures(&self, weights: &[f64]) -> Native {
        let [ratio, reference_point, multiplicative] = self.scores(weights);
        let [by_ratio, by_reference_point, by_product] = self.ranks(weights).map(Figures::Ranks);
        let product: Vec<f64> =
            multiplicative.iter().map(|score| score.exp().min(f64::MAX)).collect();
        let distance: Vec<f64> = reference_point.iter().map(|score| 0.0 - score).collect();
        let rank = |name, dutch, figures| OwnColumn { name, dutch, figures };
        Native::of_alternatives(vec![
            OwnColumn::numbers("ratio", "verhouding", ratio),
            OwnColumn::numbers("reference_point", "afstand", distance),
            OwnColumn::numbers("multiplicative", "product", product),
            rank("ratio_rank", "rang verhouding", by_ratio),
            rank("reference_point_rank", "rang afstand", by_reference_point),
            rank("multiplicative_rank", "rang product", by_product),
        ])
    }
}

fn in_order(scores: &[f64], eps: Option<f64>) -> Vec<usize> {
    let all: Vec<Option<f64>> = scores.iter().map(|score| Some(*score)).collect();
    let eps = eps.unwrap_or_else(|| tolerance(scores.iter().copied()));
    ranks(&all, eps).into_iter().map(|rank| rank.unwrap_or(usize::MAX)).collect()
}

/// How many each dominates, less how many dominate it.
fn dominance(orders: &[Vec<usize>; 3]) -> Vec<f64> {
    let rows = orders[0].len();
    let mut out = vec![0.0; rows];
    for a in 0..rows {
        for b in a + 1..rows {
            let ahead = orders.iter().filter(|ranks| ranks[a] < ranks[b]).count();
            let behind = orders.iter().filter(|ranks| ranks[a] > ranks[b]).count();
            let dominates = f64::from(i8::from(ahead > behind) - i8::from(ahead < behind));
            out[a] += dominates;
            out[b] -= dominates;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_three_decide_and_circles_tie() {
        let orders = [vec![1, 2, 3], vec![1, 2, 3], vec![3, 1, 2]];
        assert_eq!(dominance(&orders), [2.0, 0.0, -2.0]);
        // A before B before C, B before C before A, C before A before B.
        let circle = [vec![1, 2, 3], vec![3, 1, 2], vec![2, 3, 1]];
        assert_eq!(dominance(&circle), [0.0; 3]);
        // Ahead in one and level in two is ahead.
        assert_eq!(dominance(&[vec![1, 2], vec![1, 1], vec![1, 1]]), [1.0, -1.0]);
    }
}
