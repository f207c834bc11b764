//! ELECTRE I: which alternatives are worth keeping, by a graph of who outranks whom.
//!
//! C(a, b) = the sum of the weights of the criteria on which a is at least as good as b. D(a, b) = the
//! largest lead of b over a on a criterion, over the widest range of all criteria. a outranks b where
//! C(a, b) >= c and D(a, b) <= d. The kernel is the set in which none outranks another, and of which
//! some member outranks each alternative outside it. Circuits are reduced to classes first, so that
//! there is one kernel (`graph.rs`). Roy 1968, Classement et choix en presence de points de vue
//! multiples (la methode ELECTRE), RIRO 2(8) 57-75; Figueira, Mousseau & Roy 2005,
//! doi:10.1007/0-387-23081-5_4.
//!
//! Three options on two criteria, both on a scale of 0 to 10:
//!
//! ```
//! use afweging::method::{Figures, Method};
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("view", Direction::Max, 0.7)
//!     .criterion("quiet", Direction::Max, 0.3)
//!     .alternative("A", [10.0, 5.0])
//!     .alternative("B", [4.0, 6.0])
//!     .alternative("C", [0.0, 10.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("electre-i")?)?;
//! let native = evaluation.groups[0].native().unwrap();
//! // C(A, B) = C(A, C) = C(B, C) = 0.7 >= 0.65, and the widest range is 10. D(A, B) = 0.1 and
//! // D(A, C) = 0.5, D(B, C) = 0.4. Only 0.1 is at most 0.35: A outranks B, and no other does.
//! assert_eq!(native.column("kernel"), Some(&Figures::Flags(vec![true, false, true])));
//! let letters: Vec<_> =
//!     native.relation().unwrap()[0].iter().map(|own| own.map_or("-", |own| own.letter())).collect();
//! assert_eq!(letters, ["-", "P", "R"]);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::method::definition::{AnswerKind, Definition, Dependence, Family};
use crate::method::lack::{Lack, Property};
pub use crate::method::outranking::concordance::ScaledBy;
use crate::method::outranking::concordance::{Compared, Leads, matrix, reaches};
use crate::method::outranking::graph::Graph;
use crate::method::parameter::{SHARE, share};
use crate::method::prepared::{
    Figures, Native, NativeFigures, OwnColumn, PairColumn, PairFigures, Prepared,
};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Matrix, Problem};
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of ELECTRE I.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The concordance from which an alternative may outrank another.
    #[serde(deserialize_with = "share")]
    pub concordance: f64,
    /// The discordance up to which it may.
    #[serde(deserialize_with = "share")]
    pub discordance: f64,
    /// Over what discordance is taken.
    pub scaled_by: ScaledBy,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { concordance: 0.65, discordance: 0.35, scaled_by: ScaledBy::Widest }
    }
}

/// The parameter that ELECTRE I and II share.
pub(super) const SCALED_BY: Parameter = Parameter {
    name: "scaled_by",
    default: Phrase::same("widest"),
    meaning: Phrase(
        "over what the largest lead is taken: widest, the widest range of all criteria, for figures on one scale; criterion, the range of the criterion itself, for figures in units of their own",
        "waarover de grootste voorsprong wordt genomen: widest, het breedste bereik van alle criteria, voor cijfers op één schaal; criterion, het bereik van het criterium zelf, voor cijfers in eigen eenheden",
    ),
    accepts: Phrase("widest or criterion", "widest of criterion"),
};

/// How an answer of these methods is told in the line of scores.
pub(super) const NO_SCORE: Phrase = Phrase(
    "none: the answer is the kernel and the relation in the method's own tables; score and rank are empty.",
    "geen: het antwoord is de kern en de relatie in de eigen tabellen van de methode; score en rang zijn leeg.",
);

pub(crate) const SHEET: Sheet = Sheet {
    name: "electre-i",
    idea: Phrase(
        "An alternative outranks another if criteria with enough weight agree that it is at least as good (C >= c) and none speaks too strongly against it (D <= d). What is worth keeping is the kernel: none in it outranks another, and each alternative outside it is outranked by one inside.",
        "Een alternatief overtreft een ander als criteria met genoeg gewicht het eens zijn dat het minstens zo goed is (C >= c) en geen enkel er te sterk tegen spreekt (D <= d). Wat de moeite is om te behouden, is de kern: geen erin overtreft een ander, en elk alternatief erbuiten wordt door een erbinnen overtroffen.",
    ),
    use_when: Phrase(
        "a few alternatives must be chosen for a closer look, criteria are on one scale (points), and a very bad figure may not be made good.",
        "enkele alternatieven gekozen moeten worden om nader te bekijken, criteria op één schaal staan (punten), en een zeer slecht cijfer niet goedgemaakt mag worden.",
    ),
    avoid_when: Phrase(
        "an order is needed (see electre-iii), or small differences mean nothing (see electre-is). In units of their own, the criterion with the largest figures alone decides on discordance: set `scaled_by` to criterion.",
        "een volgorde nodig is (zie electre-iii), of kleine verschillen niets betekenen (zie electre-is). Bij cijfers in eigen eenheden beslist het criterium met de grootste cijfers alleen over de discordantie: zet `scaled_by` op criterion.",
    ),
    parameters: &[
        Parameter {
            name: "concordance",
            default: Phrase::same("0.65"),
            meaning: Phrase(
                "the concordance c from which an alternative may outrank another",
                "de concordantie c vanaf waar een alternatief een ander mag overtreffen",
            ),
            accepts: SHARE,
        },
        Parameter {
            name: "discordance",
            default: Phrase::same("0.35"),
            meaning: Phrase(
                "the discordance d up to which it may",
                "de discordantie d tot waar het dat mag",
            ),
            accepts: SHARE,
        },
        SCALED_BY,
    ],
    score: NO_SCORE,
    symbol: "",
    own_table: Some("electre-i"),
    own_pairs: Some("electre-i-pairs"),
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "two that outrank each other are indifferent (I); two of which neither outranks the other are incomparable (R). Sums within 1e-10 of a threshold meet it.",
        "twee die elkaar overtreffen, zijn indifferent (I); twee waarvan geen de ander overtreft, zijn onvergelijkbaar (R). Sommen die hoogstens 1e-10 van een drempel liggen, halen hem.",
    ),
    degenerate: Phrase(
        "alternatives that outrank each other in a circuit are one class: all in the kernel, or none. A constant criterion agrees with all. One alternative: it is the kernel. At most 1,000 alternatives.",
        "alternatieven die elkaar in een kring overtreffen, zijn één klasse: alle in de kern, of geen. Een constant criterium is het met alles eens. Eén alternatief: dat is de kern. Hoogstens 1.000 alternatieven.",
    ),
    reference: "Roy 1968, Classement et choix en présence de points de vue multiples (la méthode ELECTRE), RIRO 2(8) 57-75; Figueira, Mousseau & Roy 2005, doi:10.1007/0-387-23081-5_4",
    disagreements: Phrase(
        "pyDecision gives the same kernel where there are no circuits. The kernel of scikit-criteria holds only alternatives that nobody outranks, so it lacks those that are outranked by one outside the kernel alone. Both take leads over the widest range. The paper leaves the two thresholds to the user; the defaults are those of scikit-criteria.",
        "pyDecision geeft dezelfde kern waar er geen kringen zijn. De kern van scikit-criteria bevat alleen alternatieven die niemand overtreft, zodat er ontbreken die alleen door een buiten de kern worden overtroffen. Beide delen voorsprongen door het breedste bereik. Het artikel laat de twee drempels aan de gebruiker; de standaardwaarden zijn die van scikit-criteria.",
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
        const LACKS: &[Lack] = &[
            Lack::COMPARED,
            Lack {
                property: Property::Units,
                why: Phrase(
                    "discordance is taken over the widest range of all criteria; set `scaled_by` to criterion",
                    "discordantie wordt genomen over het breedste bereik van alle criteria; zet `scaled_by` op criterion",
                ),
            },
        ];
        LACKS
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let compared = Compared::new(problem, group, &SHEET)?;
        let concordance = compared.concordance(|_, _| Leads::without_thresholds());
        let discordance = compared.discordance(self.scaled_by);
        let (least, most) = (self.concordance, self.discordance);
        let mut prepared = Prepared::new(compared.members, compared.notes);
        prepared.native = Some(NativeFigures::new(move |weights| {
            let rows = concordance.rows();
            let agrees = concordance.at(weights);
            let graph = Graph::new(rows, |a, b| {
                reaches(agrees[a * rows + b], least) && reaches(most, discordance.at(a, b))
            });
            choice(matrix(rows, &agrees), PairFigures::Numbers(discordance.clone()), &graph)
        }));
        Ok(prepared)
    }
}

/// The figures of a method that makes a kernel of a graph.
pub(super) fn choice(concordance: Matrix, discordance: PairFigures, graph: &Graph) -> Native {
    let pairs = |name, dutch, figures| PairColumn { name, dutch, figures };
    Native {
        columns: vec![OwnColumn {
            name: "kernel",
            dutch: "kern",
            figures: Figures::Flags(graph.kernel()),
        }],
        pairs: vec![
            pairs("concordance", "concordantie", PairFigures::Numbers(concordance)),
            pairs("discordance", "discordantie", discordance),
            pairs("outranks", "overtreft", PairFigures::Flags(graph.rows())),
            pairs("relation", "relatie", PairFigures::Relation(graph.relation())),
        ],
    }
}
