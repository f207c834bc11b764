//! PROMETHEE II: a complete order by net flow, phi = phi+ - phi-. Linear in the weights. The flows
//! stand in `promethee.rs`.
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
//!     .alternative("A", [3.0, 300.0])
//!     .alternative("B", [2.0, 100.0])
//!     .alternative("C", [1.0, 200.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("promethee-ii")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // Quality: A is ahead of two, B of one and behind one, C behind two: 1, 0, -1. Price: -1, 1, 0.
//! let expected = [(1.0 - 1.0) / 2.0, (0.0 + 1.0) / 2.0, (-1.0 + 0.0) / 2.0];
//! assert!(scores.iter().zip(expected).all(|(score, expected)| (score - expected).abs() < 1e-12));
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Linear;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::outranking::promethee::Flows;
use crate::method::prepared::{Native, OwnColumn, Prepared};
use crate::method::sheet::Sheet;
use crate::problem::{Group, Matrix, Problem};
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of PROMETHEE II: none; preference functions and thresholds belong to the criteria.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "promethee-ii",
    idea: Phrase(
        "By how much is an alternative preferred to the others, less how much they are to it? Each advantage passes through the criterion's preference function; phi = phi+ - phi-, averaged over the other alternatives and weighted over the criteria.",
        "Hoe sterk krijgt een alternatief de voorkeur boven de andere, min hoe sterk de andere de voorkeur krijgen boven dit alternatief? Elk voordeel gaat door de voorkeursfunctie van het criterium; phi = phi+ - phi-, gemiddeld over de andere alternatieven en gewogen over de criteria.",
    ),
    use_when: Phrase(
        "differences matter only beyond thresholds that can be stated in the criterion's own units, and one order is wanted.",
        "verschillen pas tellen voorbij drempels die in de eenheid van het criterium zelf op te geven zijn, en één volgorde gewenst is.",
    ),
    avoid_when: Phrase(
        "alternatives may be added or dropped (flows average over them), or incomparability is itself an answer (see promethee-i).",
        "er alternatieven kunnen bijkomen of wegvallen (stromen zijn gemiddelden over alternatieven), of onvergelijkbaarheid zelf een antwoord is (zie promethee-i).",
    ),
    parameters: &[],
    score: Phrase(
        "phi, -1 to 1; the phi of a group sum to 0. Higher is better.",
        "phi, van -1 tot 1; de phi's van een groep zijn samen 0. Hoger is beter.",
    ),
    symbol: "",
    own_table: Some("promethee-ii"),
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "phi within 1e-10 of the group's largest |phi| share a rank.",
        "phi's die minder dan 1e-10 van de grootste |phi| van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "one alternative: all flows 0. A constant criterion gives no flow. Ramps of no width (p = 0, p = q, s = 0) are steps. `thresholds` without `function` are not used (the function is then `usual`), with a warning.",
        "één alternatief: alle stromen 0. Een constant criterium geeft geen stroom. Een helling zonder breedte (p = 0, p = q, s = 0) is een trap. `thresholds` zonder `function` worden niet gebruikt (de functie is dan `usual`), met een waarschuwing.",
    ),
    reference: "Brans & Vincke 1985, doi:10.1287/mnsc.31.6.647; Brans, Vincke & Mareschal 1986, doi:10.1016/0377-2217(86)90044-5",
    disagreements: Phrase(
        "pymcdm, pyDecision and pyrepo-mcda give the same flows. pyDecision compares them without a tolerance, so its relation of promethee-i can flip on rounding. Flows are divided by m - 1; R's MCDA divides by m. At a threshold the lower step holds (0 at d = q, 1/2 at d = p); R's MCDA and JMcDM close some ends the other way. pyrepo-mcda's Gaussian takes s = (p + q) / 2. pymcdm and mcdmrs have no Gaussian.",
        "pymcdm, pyDecision en pyrepo-mcda geven dezelfde stromen. pyDecision vergelijkt ze zonder marge, zodat de relatie van promethee-i er door afronding kan omslaan. Stromen worden gedeeld door m - 1; MCDA van R deelt door m. Op een drempel geldt de lagere trap (0 bij d = q, 1/2 bij d = p); MCDA van R en JMcDM sluiten sommige uiteinden andersom. De gaussfunctie van pyrepo-mcda neemt s = (p + q) / 2. pymcdm en mcdmrs hebben geen gaussfunctie.",
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
        let flows = Flows::new(problem, group, &SHEET)?;
        let net = Matrix::from_fn(flows.members.len(), problem.tree.leaves.len(), |row, leaf| {
            flows.plus.at(row, leaf) - flows.minus.at(row, leaf)
        });
        Ok(Prepared {
            scorer: Some(Box::new(Linear::sharing(net.entries(), net.rows()))),
            values: Some(net),
            ..flows.into_prepared(|pairs| {
                let column = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).collect();
                Native::of_alternatives(vec![
                    OwnColumn::numbers("phi_plus", "sterkte (phi+)", column(|pair| pair.0)),
                    OwnColumn::numbers("phi_minus", "zwakte (phi-)", column(|pair| pair.1)),
                    OwnColumn::numbers("phi", "saldo (phi)", column(|pair| pair.0 - pair.1)),
                ])
            })
        })
    }
}
