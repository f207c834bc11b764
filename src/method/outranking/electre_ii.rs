//! ELECTRE II: an order by strong and weak outranking.
//!
//! C(a, b) and D(a, b) are those of ELECTRE I. Where C(a, b) >= C(b, a), which is to say where the
//! weight for a is at least that for b (P+ / P- >= 1), a outranks b strongly if C >= c+ and D <= d+,
//! or C >= c0 and D <= d-; and weakly if C >= c- and D <= d+. Direct order: of those
//! that are left, take those that no other outranks strongly (D); of these, drop those that another of
//! D outranks weakly; the rest is the next class. Inverse order: the same with the arcs turned round,
//! then counted from the end. In both relations circuits are classes, which stay together. The mean
//! of the two places is the median order. Roy & Bertier 1973, La methode ELECTRE II: une application
//! au media-planning, in Ross (ed.) OR '72, 291-302; Figueira, Mousseau & Roy 2005,
//! doi:10.1007/0-387-23081-5_4.
//!
//! ```
//! use afweging::method::Method;
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
//! let evaluation = evaluate(&problem, &Method::named("electre-ii")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // C(A, B) = C(A, C) = C(B, C) = 0.7 >= c+ = 0.65, against 0.3. D = 0.1, 0.5 and 0.4, all at most
//! // d+ = 0.65: A outranks B and C strongly, and B outranks C.
//! assert_eq!(scores, [-1.0, -2.0, -3.0]);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Error, Phrase, Result, Said};
use crate::method::by_draw::OneDrawAtATime;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::{Lack, Property};
use crate::method::outranking::concordance::{
    Compared, Concordance, Leads, ScaledBy, matrix, reaches,
};
use crate::method::outranking::electre_i::SCALED_BY;
use crate::method::outranking::graph::{Graph, intersection};
use crate::method::parameter::{SHARE, share};
use crate::method::prepared::{
    Figures, Native, NativeFigures, OwnColumn, PairColumn, PairFigures, Prepared,
};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Matrix, Problem};
use crate::tolerance::TIE;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Parameters of ELECTRE II.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The concordance of strong outranking under the looser discordance.
    #[serde(deserialize_with = "share")]
    pub c_plus: f64,
    /// The concordance of strong outranking under the stricter discordance.
    #[serde(deserialize_with = "share")]
    pub c_zero: f64,
    /// The concordance of weak outranking.
    #[serde(deserialize_with = "share")]
    pub c_minus: f64,
    /// The looser discordance.
    #[serde(deserialize_with = "share")]
    pub d_plus: f64,
    /// The stricter discordance.
    #[serde(deserialize_with = "share")]
    pub d_minus: f64,
    /// How much more weight must speak for than against.
    pub majority: Majority,
    /// Over what discordance is taken.
    pub scaled_by: ScaledBy,
}

/// How C(a, b) must stand to C(b, a) for a to outrank b.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Majority {
    /// It exceeds it.
    Strict,
    /// It is at least as large.
    #[default]
    AtLeast,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters {
            c_plus: 0.65,
            c_zero: 0.5,
            c_minus: 0.35,
            d_plus: 0.65,
            d_minus: 0.35,
            majority: Majority::AtLeast,
            scaled_by: ScaledBy::Widest,
        }
    }
}

const fn threshold(name: &'static str, default: &'static str, meaning: Phrase) -> Parameter {
    Parameter { name, default: Phrase::same(default), meaning, accepts: SHARE }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "electre-ii",
    idea: Phrase(
        "An alternative outranks another, strongly or weakly, if criteria with enough weight agree that it is at least as good and none speaks too strongly against it. A direct order takes from the best down those that no other outranks strongly, and weakly among themselves; an inverse order does the same from the worst up. The score is minus the mean of the two places.",
        "Een alternatief overtreft een ander, sterk of zwak, als criteria met genoeg gewicht het eens zijn dat het minstens zo goed is en geen enkel er te sterk tegen spreekt. Een directe rangschikking neemt van het beste naar beneden wie door geen ander sterk wordt overtroffen, en onderling niet zwak; een omgekeerde doet hetzelfde van het slechtste naar boven. De score is min het gemiddelde van de twee plaatsen.",
    ),
    use_when: Phrase(
        "alternatives must be ordered, criteria are on one scale (points), and a very bad figure may not be made good.",
        "alternatieven geordend moeten worden, criteria op één schaal staan (punten), en een zeer slecht cijfer niet goedgemaakt mag worden.",
    ),
    avoid_when: Phrase(
        "small differences mean nothing (see electre-iii), or alternatives may be added or dropped. In units of their own, the criterion with the largest figures alone decides on discordance: set `scaled_by` to criterion.",
        "kleine verschillen niets betekenen (zie electre-iii), of er alternatieven kunnen bijkomen of wegvallen. Bij cijfers in eigen eenheden beslist het criterium met de grootste cijfers alleen over de discordantie: zet `scaled_by` op criterion.",
    ),
    parameters: &[
        threshold(
            "c_plus",
            "0.65",
            Phrase(
                "the concordance c+ of strong outranking, with d+",
                "de concordantie c+ om sterk te overtreffen, met d+",
            ),
        ),
        threshold(
            "c_zero",
            "0.5",
            Phrase(
                "the concordance c0 of strong outranking, with d-",
                "de concordantie c0 om sterk te overtreffen, met d-",
            ),
        ),
        threshold(
            "c_minus",
            "0.35",
            Phrase(
                "the concordance c- of weak outranking, with d+; c+ >= c0 >= c-",
                "de concordantie c- om zwak te overtreffen, met d+; c+ >= c0 >= c-",
            ),
        ),
        threshold(
            "d_plus",
            "0.65",
            Phrase("the looser discordance d+", "de ruimere discordantie d+"),
        ),
        threshold(
            "d_minus",
            "0.35",
            Phrase(
                "the stricter discordance d-; d+ >= d-",
                "de strengere discordantie d-; d+ >= d-",
            ),
        ),
        Parameter {
            name: "majority",
            default: Phrase::same("at-least"),
            meaning: Phrase(
                "how the concordance must stand to that of the reverse: at-least, not below it, as in the sources; strict, above it",
                "hoe de concordantie moet staan tot die van het omgekeerde: at-least, niet eronder, zoals in de bronnen; strict, erboven",
            ),
            accepts: Phrase("strict or at-least", "strict of at-least"),
        },
        SCALED_BY,
    ],
    score: Phrase(
        "minus the mean of the places in the direct and the inverse order (1 for the best class): -1 or less. Higher is better.",
        "min het gemiddelde van de plaatsen in de directe en de omgekeerde rangschikking (1 voor de beste klasse): -1 of minder. Hoger is beter.",
    ),
    symbol: "-median position",
    own_table: Some("electre-ii"),
    own_pairs: Some("electre-ii-pairs"),
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "alternatives of one class share a place, and equal mean places share a rank; the table of pairs says which of those are indifferent (I) and which incomparable (R). Sums within 1e-10 of a threshold meet it, and sums within 1e-10 of each other are equal.",
        "alternatieven van één klasse delen een plaats, en gelijke gemiddelde plaatsen delen een rang; de tabel van paren zegt welke daarvan indifferent (I) en welke onvergelijkbaar (R) zijn. Sommen die hoogstens 1e-10 van een drempel liggen, halen hem, en sommen die hoogstens 1e-10 verschillen, zijn gelijk.",
    ),
    degenerate: Phrase(
        "alternatives that outrank each other in a circuit are one class. A constant criterion agrees with all. One alternative, or all equal: one class. The unit of a column matters where `scaled_by` is widest. Thresholds in the wrong order: an error. At most 1,000 alternatives; each set of weights costs their number squared times the criteria, and up to its third power for the orders.",
        "alternatieven die elkaar in een kring overtreffen, zijn één klasse. Een constant criterium is het met alles eens. Eén alternatief, of alle gelijk: één klasse. De eenheid van een kolom maakt uit waar `scaled_by` widest is. Drempels in de verkeerde volgorde: een fout. Hoogstens 1.000 alternatieven; elk stel gewichten kost hun aantal in het kwadraat maal de criteria, en tot de derde macht voor de rangschikkingen.",
    ),
    reference: "Roy & Bertier 1973, La méthode ELECTRE II: une application au média-planning, in Ross (ed.) OR '72, 291-302; Rogers, Bruen & Maystre 2000, ELECTRE and Decision Support, doi:10.1007/978-1-4757-5057-7_3; Figueira, Mousseau & Roy 2005, doi:10.1007/0-387-23081-5_4",
    disagreements: Phrase(
        "pyDecision gives the same where nobody outranks each other in a circuit; it takes the arcs of circuits out instead of reducing them to a class. Its weak outranking is C >= c0 and D <= d+, or C >= c- and D <= d-. scikit-criteria takes C(a, b) > C(b, a) (`majority` = strict), lets an alternative wait while any other that is left outranks it weakly, and does not reduce circuits, so it differs in a third of the cases compared. The defaults of thresholds are those of scikit-criteria.",
        "pyDecision geeft hetzelfde waar alternatieven elkaar niet in een kring overtreffen; het haalt de pijlen van kringen weg in plaats van ze tot een klasse te herleiden. Zwak overtreffen is er C >= c0 en D <= d+, of C >= c- en D <= d-. scikit-criteria neemt C(a, b) > C(b, a) (`majority` = strict), laat een alternatief wachten zolang om het even welk overblijvend alternatief het zwak overtreft, en herleidt geen kringen, zodat het in een derde van de vergeleken gevallen verschilt. De standaardwaarden van de drempels zijn die van scikit-criteria.",
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
        const LACKS: &[Lack] = &[
            Lack::COMPARED,
            Lack {
                property: Property::Units,
                why: Phrase(
                    "discordance is taken over the widest range of all criteria; set `scaled_by` to criterion",
                    "discordantie wordt genomen over het breedste bereik van alle criteria; zet `scaled_by` op criterion",
                ),
            },
            Lack {
                property: Property::Monotonicity,
                why: Phrase(
                    "a better figure can take away an outranking between others, and the places follow from all of them",
                    "een beter cijfer kan wegnemen dat een ander alternatief nog een ander overtreft, en de plaatsen volgen uit het geheel",
                ),
            },
        ];
        LACKS
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        if !(self.c_plus >= self.c_zero && self.c_zero >= self.c_minus)
            || self.d_plus < self.d_minus
        {
            let message = Said::both(
                format!(
                    "thresholds must keep their order, c_plus >= c_zero >= c_minus and d_plus >= d_minus, but they are {} {} {} and {} {}",
                    self.c_plus, self.c_zero, self.c_minus, self.d_plus, self.d_minus
                ),
                format!(
                    "drempels moeten hun volgorde houden, c_plus >= c_zero >= c_minus en d_plus >= d_minus, maar ze zijn {} {} {} en {} {}",
                    self.c_plus, self.c_zero, self.c_minus, self.d_plus, self.d_minus
                ),
            );
            return Err(Error::argument("parameter", SHEET.name, message));
        }
        let compared = Compared::new(problem, group, &SHEET)?;
        let outranking = Arc::new(Outranking {
            concordance: compared.concordance(|_, _| Leads::without_thresholds()),
            discordance: compared.discordance(self.scaled_by),
            own: self.clone(),
        });
        let mut prepared = Prepared::new(compared.members, compared.notes);
        let own = outranking.clone();
        prepared.scorer = Some(Box::new(OneDrawAtATime::new(
            prepared.members.len(),
            move |weights: &[f64], scores: &mut [f64]| {
                let (strong, weak) = own.graphs(&own.concordance.at(weights));
                let (direct, inverse) = orders(scores.len(), &strong, &weak);
                let places = direct.iter().zip(&inverse);
                scores.iter_mut().zip(places).for_each(|(score, (direct, inverse))| {
                    *score = -((direct + inverse) as f64 / 2.0);
                });
            },
        )));
        prepared.native = Some(NativeFigures::new(move |weights| outranking.native(weights)));
        Ok(prepared)
    }
}

struct Outranking {
    concordance: Concordance,
    discordance: Matrix,
    own: Parameters,
}

impl Outranking {
    /// Who outranks whom strongly, and who does weakly.
    fn graphs(&self, concordance: &[f64]) -> (Graph, Graph) {
        let rows = self.concordance.rows();
        let own = &self.own;
        let majority = |a: usize, b: usize| {
            let lead = concordance[a * rows + b] - concordance[b * rows + a];
            match own.majority {
                Majority::Strict => lead > TIE,
                Majority::AtLeast => lead >= -TIE,
            }
        };
        let meets = |a: usize, b: usize, least: f64, most: f64| {
            reaches(concordance[a * rows + b], least) && reaches(most, self.discordance.at(a, b))
        };
        let strong = Graph::new(rows, |a, b| {
            majority(a, b)
                && (meets(a, b, own.c_plus, own.d_plus) || meets(a, b, own.c_zero, own.d_minus))
        });
        let weak = Graph::new(rows, |a, b| majority(a, b) && meets(a, b, own.c_minus, own.d_plus));
        (strong, weak)
    }

    fn native(&self, weights: &[f64]) -> Native {
        let rows = self.concordance.rows();
        let concordance = self.concordance.at(weights);
        let (strong, weak) = self.graphs(&concordance);
        let (direct, inverse) = orders(rows, &strong, &weak);
        let relation = intersection(&direct, &inverse);
        let median =
            direct.iter().zip(&inverse).map(|(one, other)| (one + other) as f64 / 2.0).collect();
        let ranks = |name, dutch, ranks| OwnColumn { name, dutch, figures: Figures::Ranks(ranks) };
        let pairs = |name, dutch, figures| PairColumn { name, dutch, figures };
        Native {
            columns: vec![
                ranks("direct", "direct", direct),
                ranks("inverse", "omgekeerd", inverse),
                OwnColumn::numbers("median_position", "mediane positie", median),
            ],
            pairs: vec![
                pairs(
                    "concordance",
                    "concordantie",
                    PairFigures::Numbers(matrix(rows, &concordance)),
                ),
                pairs(
                    "discordance",
                    "discordantie",
                    PairFigures::Numbers(self.discordance.clone()),
                ),
                pairs("strong", "sterk", PairFigures::Flags(strong.rows())),
                pairs("weak", "zwak", PairFigures::Flags(weak.rows())),
                pairs("relation", "relatie", PairFigures::Relation(relation)),
            ],
        }
    }
}

/// The places in the direct and in the inverse order.
fn orders(rows: usize, strong: &Graph, weak: &Graph) -> (Vec<usize>, Vec<usize>) {
    let direct = order(rows, strong, weak);
    let mut inverse = order(rows, &strong.reversed(), &weak.reversed());
    let last = inverse.iter().max().copied().unwrap_or(0);
    inverse.iter_mut().for_each(|place| *place = last + 1 - *place);
    (direct, inverse)
}

/// The place of each alternative, the best first.
fn order(rows: usize, strong: &Graph, weak: &Graph) -> Vec<usize> {
    let all: Vec<usize> = (0..rows).collect();
    let class = strong.classes(&all);
    let mut place = vec![0; rows];
    let mut left = all;
    let mut taken = 0;
    while !left.is_empty() {
        let front =
            not_outranked(&left, &left.iter().map(|a| class[*a]).collect::<Vec<_>>(), strong);
        // Strong outranking makes weak circuits too: members of a strong class stay together.
        let within = Graph::new(rows, |a, b| weak.at(a, b) || class[a] == class[b]);
        let best = not_outranked(&front, &within.classes(&front), weak);
        taken += 1;
        best.iter().for_each(|own| place[*own] = taken);
        left.retain(|own| place[*own] == 0);
    }
    place
}

/// Those whose class none of another class outranks; `class` stands in the order of `among`.
fn not_outranked(among: &[usize], class: &[usize], graph: &Graph) -> Vec<usize> {
    let most = class.iter().max().map_or(0, |most| most + 1);
    let mut free = vec![true; most];
    for (a, of_a) in among.iter().zip(class) {
        for (b, of_b) in among.iter().zip(class) {
            if of_a != of_b && graph.at(*a, *b) {
                free[*of_b] = false;
            }
        }
    }
    among.iter().zip(class).filter(|(_, class)| free[**class]).map(|(own, _)| *own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: usize, edges: &[(usize, usize)]) -> Graph {
        Graph::new(nodes, |a, b| edges.contains(&(a, b)))
    }

    /// 0 strongly outranks 2, and 1 weakly 0: weak arcs part those that no strong arc parts.
    #[test]
    fn weak_arcs_part_what_strong_arcs_leave_together() {
        let (strong, weak) = (graph(3, &[(0, 2)]), graph(3, &[(0, 2), (1, 0)]));
        // Direct: of 0 and 1, 1 is taken first, then 0, then 2. Inverse: 2 and 1 are outranking
        // nobody strongly, but 1 outranks 0 weakly; only 0 outranks 2, which is not in the front.
        assert_eq!(order(3, &strong, &weak), [2, 1, 3]);
        let (direct, inverse) = orders(3, &strong, &weak);
        assert_eq!(direct, [2, 1, 3]);
        assert_eq!(inverse, [1, 2, 2]);
    }

    #[test]
    fn circuits_are_one_class() {
        let strong = graph(4, &[(0, 1), (1, 2), (2, 0), (2, 3)]);
        assert_eq!(orders(4, &strong, &strong), (vec![1, 1, 1, 2], vec![1, 1, 1, 2]));
        let weak = graph(3, &[(0, 1), (1, 0), (1, 2)]);
        assert_eq!(order(3, &graph(3, &[]), &weak), [1, 1, 2]);
    }
}
