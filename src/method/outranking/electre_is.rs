//! ELECTRE IS: the kernel of ELECTRE I for criteria on which small differences mean nothing.
//!
//! C(a, b) is the sum of w_j c_j(a, b), with partial concordances under thresholds of indifference q
//! and preference p (`concordance.rs`). A criterion with a veto v does not speak against a where
//!
//! ```text
//! g_j(b) - g_j(a) <= v_j - q_j eta_j,   eta_j = (1 - C(a, b) - w_j) / (1 - c - w_j)
//! ```
//!
//! (for costs the other way round): the less of the weight agrees, the sooner there is a veto. a
//! outranks b where C(a, b) >= c and no criterion speaks against it. The kernel is that of ELECTRE I.
//! Roy & Skalka 1984, ELECTRE IS: aspects methodologiques et guide d'utilisation, Document du LAMSADE
//! 30; Figueira, Mousseau & Roy 2005, doi:10.1007/0-387-23081-5_4.
//!
//! eta is taken between 0 (all the rest agrees) and 1 (C is c). It is 0 where the criterion itself
//! agrees in part, or has so much weight that no other criteria could reach c without it.
//!
//! ```
//! use afweging::method::{Method, PairFigures};
//! use afweging::problem::{Direction, Problem, Thresholds};
//! use afweging::study::evaluate;
//!
//! let thresholds = |q, p, v| Thresholds {
//!     indifference: Some(q),
//!     preference: Some(p),
//!     veto: v,
//!     ..Default::default()
//! };
//! let problem = Problem::builder()
//!     .criterion_with("a", Direction::Max, 0.5, |c| c.thresholds(thresholds(1.0, 3.0, None)))
//!     .criterion_with("b", Direction::Max, 0.3, |c| c.thresholds(thresholds(1.0, 3.0, None)))
//!     .criterion_with("c", Direction::Max, 0.2, |c| c.thresholds(thresholds(1.0, 2.0, Some(4.0))))
//!     .alternative("X", [9.0, 4.0, 1.0])
//!     .alternative("Y", [5.0, 6.0, 4.5])
//!     .build()?;
//! let outranks = |concordance: &str| -> afweging::Result<[bool; 2]> {
//!     let method = Method::named("electre-is")?.with_parameter("concordance", concordance)?;
//!     let native = evaluate(&problem, &method)?.groups[0].native().unwrap();
//!     let Some(PairFigures::Flags(flags)) = native.pair_column("outranks") else { panic!("flags") };
//!     Ok([flags[0][1], flags[1][0]])
//! };
//! // C(X, Y) = 0.5 + 0.3 * (3 - 2) / 2 = 0.65, and C(Y, X) = 0.3 + 0.2 = 0.5. On `c`, Y leads by 3.5.
//! // From c = 0.6 on, eta = (1 - 0.65 - 0.2) / (1 - 0.6 - 0.2) = 0.75, so 3.25 is allowed: a veto.
//! assert_eq!(outranks("0.6")?, [false, false]);
//! // From 0.55 on, eta = 0.15 / 0.25 = 0.6, and 3.4 is allowed.
//! assert_eq!(outranks("0.55")?, [false, false]);
//! // From 0.5 on, eta = 0.15 / 0.3 = 0.5, and 3.5 is allowed: X outranks Y. So does Y outrank X, as
//! // no other criterion has a veto.
//! assert_eq!(outranks("0.5")?, [true, true]);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::method::definition::{AnswerKind, Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::outranking::concordance::{Compared, Leads, matrix, reaches};
use crate::method::outranking::electre_i::{NO_SCORE, choice};
use crate::method::outranking::graph::Graph;
use crate::method::parameter::{SHARE, share};
use crate::method::prepared::{NativeFigures, PairFigures, Prepared};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Problem, ranking};
use crate::tolerance::TIE;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of ELECTRE IS. Thresholds belong to the criteria.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The concordance from which an alternative may outrank another.
    #[serde(deserialize_with = "share")]
    pub concordance: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { concordance: 0.65 }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "electre-is",
    idea: Phrase(
        "An alternative outranks another if criteria with enough weight agree that it is at least as good, in part between the thresholds q and p, and none is a veto. A criterion is a veto where the other is ahead by more than v - q eta: eta is 1 where just enough agree, and 0 where all the rest does. What is worth keeping is the kernel: none in it outranks another, and each alternative outside it is outranked by one inside.",
        "Een alternatief overtreft een ander als criteria met genoeg gewicht het eens zijn dat het minstens zo goed is, deels tussen de drempels q en p, en geen enkel een veto is. Een criterium is een veto waar de ander meer dan v - q eta voorligt: eta is 1 waar net genoeg het eens is, en 0 waar al de rest het eens is. Wat de moeite is om te behouden, is de kern: geen erin overtreft een ander, en elk alternatief erbuiten wordt door een erbinnen overtroffen.",
    ),
    use_when: Phrase(
        "a few alternatives must be chosen for a closer look, criteria are in units of their own, and small differences mean nothing.",
        "enkele alternatieven gekozen moeten worden om nader te bekijken, criteria in eigen eenheden staan, en kleine verschillen niets betekenen.",
    ),
    avoid_when: Phrase(
        "an order is needed (see electre-iii).",
        "een volgorde nodig is (zie electre-iii).",
    ),
    parameters: &[Parameter {
        name: "concordance",
        default: Phrase::same("0.65"),
        meaning: Phrase(
            "the concordance c from which an alternative may outrank another",
            "de concordantie c vanaf waar een alternatief een ander mag overtreffen",
        ),
        accepts: SHARE,
    }],
    score: NO_SCORE,
    symbol: "",
    own_table: Some("electre-is"),
    own_pairs: Some("electre-is-pairs"),
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "two that outrank each other are indifferent (I); two of which neither outranks the other are incomparable (R). Sums within 1e-10 of a threshold meet it.",
        "twee die elkaar overtreffen, zijn indifferent (I); twee waarvan geen de ander overtreft, zijn onvergelijkbaar (R). Sommen die hoogstens 1e-10 van een drempel liggen, halen hem.",
    ),
    degenerate: Phrase(
        "without thresholds a criterion agrees where the alternative is at least as good, and is no veto. Without preference threshold p is q, without indifference threshold q is 0, and then a veto is v whatever agrees. eta is 0 where the criterion itself agrees in part, or has so much weight that the others cannot reach c. Alternatives that outrank each other in a circuit are one class: all in the kernel, or none. At most 1,000 alternatives.",
        "zonder drempels is een criterium het eens waar het alternatief minstens zo goed is, en is het geen veto. Zonder voorkeursdrempel is p gelijk aan q, zonder indifferentiedrempel is q 0, en dan is een veto v wat er ook mee eens is. eta is 0 waar het criterium het zelf deels eens is, of zoveel gewicht heeft dat de andere c niet kunnen halen. Alternatieven die elkaar in een kring overtreffen, zijn één klasse: alle in de kern, of geen. Hoogstens 1.000 alternatieven.",
    ),
    reference: "Roy & Skalka 1984, ELECTRE IS: aspects méthodologiques et guide d'utilisation, Document du LAMSADE 30; Figueira, Mousseau & Roy 2005, doi:10.1007/0-387-23081-5_4",
    disagreements: Phrase(
        "pyDecision has a veto from v - q eta on (here beyond it), removes the arcs of circuits instead of reducing them, and has 0.5 as the default of `concordance`; the source leaves that to the user.",
        "pyDecision heeft een veto vanaf v - q eta (hier erboven), verwijdert de pijlen van kringen in plaats van ze te herleiden, en heeft 0,5 als standaardwaarde van `concordance`; de bron laat die aan de gebruiker.",
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

    fn answer(&self) -> AnswerKind {
        AnswerKind::Relation
    }

    fn dependence(&self, _problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        Some(Dependence::Rivals)
    }

    fn lacks(&self) -> &'static [Lack] {
        &[Lack::COMPARED]
    }

    fn reads_thresholds(&self) -> &'static [&'static str] {
        &["indifference", "preference", "veto"]
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let compared = Compared::new(problem, group, &SHEET)?;
        let leaves = &problem.tree.leaves;
        let leads: Vec<Leads> = leaves.iter().map(Leads::of).collect();
        let concordance = compared.concordance(|leaf, _| leads[leaf]);
        let vetoes: Vec<Veto> = leaves
            .iter()
            .enumerate()
            .filter_map(|(leaf, criterion)| {
                let thresholds = &criterion.thresholds;
                let q = thresholds.indifference.unwrap_or(0.0);
                let x = compared.columns[leaf].iter().map(|figure| figure.x).collect();
                thresholds.veto.map(|v| Veto { leaf, q, v, x })
            })
            .collect();
        let least = self.concordance;
        let mut prepared = Prepared::new(compared.members, compared.notes);
        prepared.native = Some(NativeFigures::new(move |weights| {
            let rows = concordance.rows();
            let agrees = concordance.at(weights);
            let discordant = |a: usize, b: usize| {
                vetoes.iter().any(|veto| {
                    veto.speaks_against(a, b, agrees[a * rows + b], weights[veto.leaf], least)
                })
            };
            let flags: Vec<Vec<bool>> = (0..rows)
                .map(|a| (0..rows).map(|b| a != b && discordant(a, b)).collect())
                .collect();
            let graph =
                Graph::new(rows, |a, b| reaches(agrees[a * rows + b], least) && !flags[a][b]);
            choice(matrix(rows, &agrees), PairFigures::Flags(flags), &graph)
        }));
        Ok(prepared)
    }
}

/// A criterion with a veto.
struct Veto {
    leaf: usize,
    q: f64,
    v: f64,
    /// Figures of the members, turned so that more is better.
    x: Vec<f64>,
}

impl Veto {
    /// Whether the lead of b forbids that a outranks it, where `agrees` is C(a, b) and `least` what
    /// it must reach.
    fn speaks_against(&self, a: usize, b: usize, agrees: f64, weight: f64, least: f64) -> bool {
        let (rest, most) = (1.0 - agrees - weight, 1.0 - least - weight);
        let eta = if rest <= TIE || most <= TIE { 0.0 } else { (rest / most).min(1.0) };
        let lead = ranking::difference(self.x[b], self.x[a]);
        // A lead at the threshold itself is no veto, whatever its last digit.
        lead - (self.v - self.q * eta) > TIE * lead.abs().max(self.v)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// q = 1, v = 4, w = 0.2, c = 0.6: eta runs from 1 at C = 0.6 to 0 at C = 0.8.
    #[test]
    fn a_veto_comes_sooner_the_less_agrees() {
        let against = |lead: f64, agrees: f64| {
            let veto = Veto { leaf: 0, q: 1.0, v: 4.0, x: vec![0.0, lead] };
            veto.speaks_against(0, 1, agrees, 0.2, 0.6)
        };
        assert!(!against(3.0, 0.6) && against(3.01, 0.6));
        assert!(!against(3.5, 0.7) && against(3.51, 0.7));
        assert!(!against(4.0, 0.8) && against(4.01, 0.8));
        // The criterion itself agrees in part.
        assert!(!against(4.0, 0.9));
        assert!(!against(-9.0, 0.6));
    }

    /// More weight than the others can do without: they never reach c alone, and v stands.
    #[test]
    fn a_criterion_that_is_needed_has_its_own_veto() {
        let veto = Veto { leaf: 0, q: 1.0, v: 4.0, x: vec![0.0, 3.9] };
        assert!(!veto.speaks_against(0, 1, 0.65, 0.5, 0.6));
    }
}
