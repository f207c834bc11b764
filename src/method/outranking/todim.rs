//! TODIM: dominance over each of the others, where losses weigh more than gains.
//!
//! With P_ij the figures over the sum of their column (for costs their reciprocals) and w_j weights
//! that sum to 1: phi_j(a, b) = sqrt(w_j (P_aj - P_bj)) where a is ahead, and -(1 / theta) sqrt((P_bj -
//! P_aj) / w_j) where it is behind. delta(a) = sum over b and j of phi_j(a, b), and the score is
//! (delta(a) - min delta) / (max delta - min delta). Gomes & Lima 1992, Foundations of Computing and
//! Decision Sciences 16(4) 113-127; Gomes & Rangel 2009, doi:10.1016/j.ejor.2007.10.046.
//!
//! The weights of the papers are taken over the greatest, which cancels out. All that looks at pairs is
//! summed beforehand: delta is a sum of sqrt(w_j) and 1 / sqrt(w_j) times figures of each alternative.
//!
//! Three options on one criterion:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("quality", Direction::Max, 1.0)
//!     .alternative("A", [9.0]) // P = 9/18, 5/18, 4/18
//!     .alternative("B", [5.0])
//!     .alternative("C", [4.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("todim")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // In units of sqrt(1/18): A is 2 and sqrt(5) ahead, B is 2 behind and 1 ahead, C sqrt(5) and 1
//! // behind.
//! let r = 5.0_f64.sqrt();
//! assert!((scores[0] - 1.0).abs() < 1e-12);
//! assert!((scores[1] - (-1.0 + r + 1.0) / (2.0 + r + r + 1.0)).abs() < 1e-12);
//! assert!(scores[2].abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::{Linear, Scorer};
use crate::method::by_draw::{greatest, least};
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::parameter::{POSITIVE, positive};
use crate::method::prepared::Prepared;
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Matrix, Problem};
use crate::tolerance::TIE;
use crate::value::formula::ScaleNeeded;
use crate::value::{Fixed, Normalization};
use serde::{Deserialize, Serialize};

/// Parameters of TODIM.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The attenuation of losses: at 1 they count as they are, the higher the less.
    #[serde(deserialize_with = "positive")]
    pub theta: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { theta: 1.0 }
    }
}

const NORMALIZATION: Normalization = Normalization::Sum;

pub(crate) const SHEET: Sheet = Sheet {
    name: "todim",
    idea: Phrase(
        "Every alternative is compared with every other, criterion by criterion: a gain counts as the root of weight times difference, a loss as the root of difference over weight. The sums are put between 0 (the worst) and 1 (the best of the group).",
        "Elk alternatief wordt met elk ander vergeleken, criterium per criterium: een winst telt als de wortel van gewicht maal verschil, een verlies als de wortel van verschil gedeeld door gewicht. De sommen komen tussen 0 (het slechtste) en 1 (het beste van de groep).",
    ),
    use_when: Phrase(
        "people mind losses against rivals more than they value gains (prospect theory).",
        "mensen verliezen tegenover concurrenten erger vinden dan ze winst waarderen (prospecttheorie).",
    ),
    avoid_when: Phrase(
        "weights are small: a loss counts for more, the smaller its weight; figures can be 0 or negative; or alternatives may be added or dropped.",
        "gewichten klein zijn: een verlies telt zwaarder naarmate zijn gewicht kleiner is; cijfers 0 of negatief kunnen zijn; of er alternatieven kunnen bijkomen of wegvallen.",
    ),
    parameters: &[Parameter {
        name: "theta",
        default: Phrase::same("1"),
        meaning: Phrase(
            "the attenuation of losses: the higher, the less they count",
            "de demping van verliezen: hoe hoger, hoe minder ze tellen",
        ),
        accepts: POSITIVE,
    }],
    score: Phrase(
        "from 0 (the worst of the group) to 1 (the best). Higher is better.",
        "van 0 (het slechtste van de groep) tot 1 (het beste). Hoger is beter.",
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
        "a constant column adds nothing. All equal, or one alternative: 0/0, and 0.5 is given. A criterion without weight is left out (its losses would have no end). A 0 where less is better, a negative figure, or a column of zeros: an error that names it.",
        "een constante kolom voegt niets toe. Alle gelijk, of één alternatief: 0/0, en 0,5 wordt gegeven. Een criterium zonder gewicht blijft buiten beschouwing (de verliezen erop zouden geen einde hebben). Een 0 waar minder beter is, een negatief cijfer, of een kolom met nullen: een fout die zegt welk.",
    ),
    reference: "Gomes & Lima 1992, TODIM: basics and application to multicriteria ranking of projects with environmental impacts, Foundations of Computing and Decision Sciences 16(4) 113-127; Gomes & Rangel 2009, An application of the TODIM method to the multicriteria rental evaluation of residential properties, doi:10.1016/j.ejor.2007.10.046",
    disagreements: Phrase(
        "pyDecision gives the same, but no number where a weight is 0. The package decision-making multiplies losses by the root of the weight instead of dividing them (Lourenzutti & Krohling 2013), and does not normalise by itself. JMcDM's todim is another method: it adds differences of places in tenths.",
        "pyDecision geeft hetzelfde, maar geen getal waar een gewicht 0 is. Het pakket decision-making vermenigvuldigt verliezen met de wortel van het gewicht in plaats van ze erdoor te delen (Lourenzutti & Krohling 2013), en normaliseert niet vanzelf. De todim van JMcDM is een andere methode: die telt verschillen op van plaatsen in tienden.",
    ),
    allows_target: false,
    value_functions: false,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Outranking
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
        // By how much the normalised figure of a row is ahead of those of the others.
        let roots = |ahead: bool| {
            columns.figures.map(|leaf, x| {
                let mut apart = columns.figures.column(leaf).to_vec();
                columns.fitted[leaf].differences(Fixed::First(x), &mut apart);
                let root = |apart: &f64| (if ahead { *apart } else { -apart }).max(0.0).sqrt();
                apart.iter().map(root).sum()
            })
        };
        let linear = |figures: Matrix| Linear::sharing(figures.entries(), figures.rows());
        let scorer = Dominance {
            gains: linear(roots(true)),
            losses: linear(roots(false)),
            theta: self.theta,
        };
        Ok(Prepared { scorer: Some(Box::new(scorer)), ..columns.into_prepared() })
    }
}

/// Sums over the others of the roots of gains and losses.
struct Dominance {
    gains: Linear,
    losses: Linear,
    theta: f64,
}

impl Scorer for Dominance {
    fn alternatives(&self) -> usize {
        self.gains.alternatives()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let roots: Vec<f64> = weights.iter().map(|weight| weight.sqrt()).collect();
        let inverse = |root: &f64| if *root > 0.0 { 1.0 / (self.theta * root) } else { 0.0 };
        let inverses: Vec<f64> = roots.iter().map(inverse).collect();
        let mut losses = vec![0.0; scores.len()];
        self.gains.score(&roots, block, scores);
        self.losses.score(&inverses, block, &mut losses);
        scores.iter_mut().zip(&losses).for_each(|(gain, loss)| *gain -= loss);
        let (least, most) = (least(scores, block), greatest(scores, block));
        for (at, score) in scores.iter_mut().enumerate() {
            let (least, most) = (least[at % block], most[at % block]);
            // Sums that differ by no more than ties do are equal: dividing by their difference would
            // make a ranking of rounding errors.
            let range = most - least;
            let equal = range <= TIE * most.abs().max(least.abs());
            *score = if equal { 0.5 } else { (*score - least) / range };
        }
    }
}
