//! PROMETHEE I: a partial order by positive and negative flow. The flows stand in `promethee.rs`.
//!
//! a is preferred to b (P) if it is at least as good on both flows and better on one; they are
//! indifferent (I) if both flows are equal; else incomparable (R).
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
//!     .alternative("A", [3.0, 300.0]) // ahead of two on quality, behind two on price: 1/2, 1/2
//!     .alternative("B", [1.0, 100.0]) // behind A on quality, ahead of it on price: 1/4, 1/4
//!     .alternative("C", [1.0, 100.0]) // the same
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("promethee-i")?)?;
//! let pairs = evaluation.native_pairs().expect("a relation");
//! let relation = |row: usize| pairs.get(row, "relation").as_text().map(str::to_owned);
//! let relations: Vec<String> = (0..pairs.rows()).filter_map(relation).collect();
//! // A is more preferred and less preferred than the others at once: A with B, A with C, B with A,
//! // B with C, C with A, C with B.
//! assert_eq!(relations, ["R", "R", "R", "I", "R", "I"]);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::method::definition::{AnswerKind, Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::outranking::promethee::Flows;
use crate::method::prepared::{Native, PairColumn, PairFigures, Prepared, Relation};
use crate::method::sheet::Sheet;
use crate::problem::{Group, Problem};
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of PROMETHEE I: none; preference functions and thresholds belong to the criteria.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "promethee-i",
    idea: Phrase(
        "The order on which the positive and the negative flow of PROMETHEE agree; where they contradict each other, the alternatives are incomparable.",
        "De volgorde waarover de positieve en de negatieve stroom van PROMETHEE het eens zijn; waar ze elkaar tegenspreken, zijn de alternatieven onvergelijkbaar.",
    ),
    use_when: Phrase(
        "it must be seen which alternatives are too different in kind to be ordered.",
        "zichtbaar moet zijn welke alternatieven te verschillend van aard zijn om ze te ordenen.",
    ),
    avoid_when: Phrase(
        "one complete order is needed (see promethee-ii).",
        "één volledige volgorde nodig is (zie promethee-ii).",
    ),
    parameters: &[],
    score: Phrase(
        "none: the answer is the relation in the table `promethee-i`; score and rank are empty.",
        "geen: het antwoord is de relatie in de tabel `promethee-i`; score en rang zijn leeg.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: Some("promethee-i"),
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "flows that differ by at most 1e-9 are equal (flows lie between 0 and 1); the nets of promethee-ii are told apart more finely.",
        "stromen die hoogstens 1e-9 verschillen, zijn gelijk (stromen liggen tussen 0 en 1); de nettostromen van promethee-ii worden fijner onderscheiden.",
    ),
    degenerate: Phrase(
        "one alternative: no pairs. All equal: all indifferent. Thresholds as in promethee-ii.",
        "één alternatief: geen paren. Alle gelijk: alle indifferent. Drempels zoals bij promethee-ii.",
    ),
    reference: "Brans & Vincke 1985, doi:10.1287/mnsc.31.6.647; Brans, Vincke & Mareschal 1986, doi:10.1016/0377-2217(86)90044-5",
    disagreements: Phrase(
        "pyDecision compares flows exactly, so its relation can flip between I, P and R on rounding.",
        "pyDecision vergelijkt stromen exact, zodat de relatie er door afronding kan omslaan tussen I, P en R.",
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

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let flows = Flows::new(problem, group, &SHEET)?;
        Ok(flows
            .into_prepared(|flows| Native { columns: Vec::new(), pairs: vec![relation(flows)] }))
    }
}

/// Flows that differ by no more are equal. Wider than the tolerance of ranks: I and R must not hang
/// on the tenth digit of figures that nobody measures so finely.
const EQUAL_FLOWS: f64 = 1e-9;

/// The relation of each row to each column: `None` on the diagonal and where the column is
/// preferred.
fn relation(flows: &[(f64, f64)]) -> PairColumn {
    let eps = EQUAL_FLOWS;
    let sign = |x: f64| {
        if x > eps {
            1
        } else if x < -eps {
            -1
        } else {
            0
        }
    };
    let one =
        |a: usize, b: usize| match (sign(flows[a].0 - flows[b].0), sign(flows[b].1 - flows[a].1)) {
            _ if a == b => None,
            (0, 0) => Some(Relation::Indifferent),
            (plus, minus) if plus >= 0 && minus >= 0 => Some(Relation::Preferred),
            (plus, minus) if plus <= 0 && minus <= 0 => None,
            _ => Some(Relation::Incomparable),
        };
    let all = 0..flows.len();
    let relation = all.clone().map(|a| all.clone().map(|b| one(a, b)).collect()).collect();
    PairColumn { name: "relation", dutch: "relatie", figures: PairFigures::Relation(relation) }
}
