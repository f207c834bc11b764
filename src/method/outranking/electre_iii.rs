//! ELECTRE III: credibilities of outranking under pseudo-criteria, distilled into two preorders.
//!
//! Partial concordances c_j and discordances d_j stand in `concordance.rs`, under thresholds of
//! indifference q, preference p and veto v. C(a, b) = sum of w_j c_j(a, b), and the credibility that
//! a is at least as good as b is sigma(a, b) = C times the product over all j with d_j > C of (1 -
//! d_j) / (1 - C). Two distillations (`distillation.rs`) make a descending and an ascending preorder
//! of it. The final result is their intersection. The median position of an alternative is the mean
//! of its classes in the two. Roy 1978, ELECTRE III: un algorithme de classements fonde sur une
//! representation floue des preferences en presence de criteres multiples, Cahiers du CERO 20(1)
//! 3-24; Figueira, Mousseau & Roy 2005, doi:10.1007/0-387-23081-5_4.
//!
//! A threshold may grow with the figure: alpha g + beta, of the worse figure of a pair (direct) or of
//! the better one (inverse). An inverse one is turned into one of the worse figure first: (alpha g +
//! beta) / (1 + alpha) where less is better, and over 1 - alpha where more is.
//!
//! Three cars:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion_with("comfort", Direction::Max, 0.6, |c| {
//!         c.thresholds(afweging::problem::Thresholds {
//!             indifference: Some(1.0),
//!             preference: Some(3.0),
//!             ..Default::default()
//!         })
//!     })
//!     .criterion_with("price", Direction::Min, 0.4, |c| {
//!         c.thresholds(afweging::problem::Thresholds {
//!             indifference: Some(1.0),
//!             preference: Some(2.0),
//!             veto: Some(6.0),
//!             ..Default::default()
//!         })
//!     })
//!     .alternative("A", [8.0, 20.0])
//!     .alternative("B", [6.0, 19.0])
//!     .alternative("C", [4.0, 15.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("electre-iii")?)?;
//! // C(A, B) = 0.6 + 0.4 = 1, and C(B, A) = 0.6 * (3 - 2) / 2 + 0.4 = 0.7.
//! // C(A, C) = 0.6; price speaks against it with (5 - 2) / 4 = 0.75 > 0.6, so sigma(A, C) = 0.6 * 0.25 / 0.4 = 0.375.
//! // C(C, A) = 0.4, C(B, C) = 0.6 with 0.5 against it, C(C, B) = 0.6 * 0.5 + 0.4 = 0.7.
//! let native = evaluation.groups[0].native().unwrap();
//! let Some(afweging::method::PairFigures::Numbers(sigma)) = native.pair_column("credibility")
//! else {
//!     panic!("figures of pairs")
//! };
//! let expected = [[0.0, 1.0, 0.375], [0.7, 0.0, 0.6], [0.4, 0.7, 0.0]];
//! for (a, b) in [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)] {
//!     assert!((sigma.at(a, b) - expected[a][b]).abs() < 1e-12);
//! }
//! // At the level 0.7 only A outranks B: 1 - 0.7 exceeds s(1) = 0.15. So A is best and B worst. B and
//! // C do not outrank each other: 0.7 - 0.6 is less than s(0.7) = 0.195. Descending: A, then B and C.
//! // Nor do A and C: 0.4 - 0.375 is less than s(0.4). Ascending: B is last, A and C before it.
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! assert_eq!(scores, [-1.0, -2.0, -1.5]);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Error, Phrase, Result, Said};
use crate::method::by_criterion;
use crate::method::by_draw::OneDrawAtATime;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::outranking::concordance::{Compared, Concordance, Leads, matrix, weaken};
use crate::method::outranking::distillation::{
    Discrimination, Distillation, classes_of, ranks_in_intersection,
};
use crate::method::outranking::graph::intersection;
use crate::method::parameter::number;
use crate::method::prepared::{
    Figures, Native, NativeFigures, OwnColumn, PairColumn, PairFigures, Prepared,
};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Criterion, Group, Problem};
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Parameters of ELECTRE III. Thresholds that do not change belong to the criteria.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The difference of credibility that means something, at a credibility of 0.
    #[serde(deserialize_with = "finite")]
    pub s_alpha: f64,
    /// What that difference gains as the credibility rises to 1.
    #[serde(deserialize_with = "finite")]
    pub s_beta: f64,
    /// Thresholds that change with the figure, by criterion. They come instead of those of the
    /// criterion.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub affine_thresholds: BTreeMap<String, AffineThresholds>,
}

/// Thresholds of a criterion that change with its figure: each is a slope and a constant.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AffineThresholds {
    /// The threshold of indifference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indifference: Option<[f64; 2]>,
    /// The threshold of preference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preference: Option<[f64; 2]>,
    /// The threshold of veto.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub veto: Option<[f64; 2]>,
    /// The figure that the slopes are of.
    pub of: OfFigure,
}

/// Which figure of a pair a threshold is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OfFigure {
    /// The worse one: a direct threshold.
    #[default]
    Worse,
    /// The better one: an inverse threshold.
    Better,
}

const FINITE: Phrase = Phrase("a number, with a point: -0.15", "een getal, met een punt: -0.15");

fn finite<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<f64, D::Error> {
    number(deserializer, FINITE, |_| true)
}

impl Default for Parameters {
    fn default() -> Parameters {
        let Discrimination { alpha, beta } = Discrimination::default();
        Parameters { s_alpha: alpha, s_beta: beta, affine_thresholds: BTreeMap::new() }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "electre-iii",
    idea: Phrase(
        "How credible is it that one alternative is at least as good as another? Criteria agree in part between the thresholds q and p, and a criterion on which it is far worse, from p up to the veto v, takes away from it: sigma = C times (1 - d_j) / (1 - C) for each discordance d_j > C. Credibilities are distilled into two preorders, one taken from the best down and one from the worst up. The score is minus the mean of the two places.",
        "Hoe geloofwaardig is het dat een alternatief minstens zo goed is als een ander? Criteria zijn het deels eens tussen de drempels q en p, en een criterium waarop het veel slechter is, van p tot het veto v, neemt er iets van af: sigma = C maal (1 - d_j) / (1 - C) voor elke discordantie d_j > C. De geloofwaardigheden worden gedistilleerd tot twee rangschikkingen, een van het beste naar beneden en een van het slechtste naar boven. De score is min het gemiddelde van de twee plaatsen.",
    ),
    use_when: Phrase(
        "small differences mean nothing, a very bad figure may not be made good by others, and it must be seen which alternatives are too different in kind to be ordered.",
        "kleine verschillen niets betekenen, een zeer slecht cijfer niet door andere goedgemaakt mag worden, en zichtbaar moet zijn welke alternatieven te verschillend van aard zijn om ze te ordenen.",
    ),
    avoid_when: Phrase(
        "alternatives may be added or dropped (the order of two hangs on the others), or it must be explained how large a lead is: a score here is a place.",
        "er alternatieven kunnen bijkomen of wegvallen (de volgorde van twee hangt af van de andere), of uitgelegd moet worden hoe groot een voorsprong is: een score is hier een plaats.",
    ),
    parameters: &[
        Parameter {
            name: "s_alpha",
            default: Phrase::same("0.3"),
            meaning: Phrase(
                "the difference of credibility that means something at a credibility of 0: s(x) = s_alpha + s_beta x, and never below 0",
                "het verschil in geloofwaardigheid dat iets betekent bij een geloofwaardigheid van 0: s(x) = s_alpha + s_beta x, en nooit onder 0",
            ),
            accepts: FINITE,
        },
        Parameter {
            name: "s_beta",
            default: Phrase::same("-0.15"),
            meaning: Phrase(
                "what that difference gains as the credibility rises from 0 to 1",
                "wat er bij dat verschil komt als de geloofwaardigheid van 0 naar 1 stijgt",
            ),
            accepts: FINITE,
        },
        Parameter {
            name: "affine_thresholds",
            default: Phrase("the thresholds of the criteria", "de drempels van de criteria"),
            meaning: Phrase(
                "thresholds that change with the figure, by criterion: a slope times the figure, and a constant; `of` says of which figure of a pair, the worse (direct) or the better (inverse)",
                "drempels die met het cijfer veranderen, per criterium: een helling maal het cijfer, en een constante; `of` zegt van welk cijfer van een paar, het slechtste (`worse`, direct) of het beste (`better`, invers)",
            ),
            accepts: Phrase(
                "slopes and constants by criterion: { price = { indifference = [0.08, -2000], preference = [0.13, -3000], veto = [0.9, 50000], of = \"better\" } }",
                "hellingen en constanten per criterium: { prijs = { indifference = [0.08, -2000], preference = [0.13, -3000], veto = [0.9, 50000], of = \"better\" } }",
            ),
        },
    ],
    score: Phrase(
        "minus the median position, which is the mean of the places in the two preorders (1 for the best class): -1 or less. Higher is better. It agrees with the final partial preorder: who precedes another in it has the higher score.",
        "min de mediane positie, het gemiddelde van de plaatsen in de twee rangschikkingen (1 voor de beste klasse): -1 of minder. Hoger is beter. De score strookt met de uiteindelijke partiële rangschikking: wie daarin voor een ander komt, heeft de hogere score.",
    ),
    symbol: "-median position",
    own_table: Some("electre-iii"),
    own_pairs: Some("electre-iii-pairs"),
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "alternatives of one class share a place, and equal mean places share a rank; the table of pairs says which of those are indifferent (I) and which incomparable (R). Credibilities within 1e-10 of each other are equal.",
        "alternatieven van één klasse delen een plaats, en gelijke gemiddelde plaatsen delen een rang; de tabel van paren zegt welke daarvan indifferent (I) en welke onvergelijkbaar (R) zijn. Geloofwaardigheden die hoogstens 1e-10 verschillen, zijn gelijk.",
    ),
    degenerate: Phrase(
        "without thresholds a criterion agrees where the alternative is at least as good, and nothing is a veto. Without preference threshold p is q, without indifference threshold q is 0. Affine thresholds below 0 count as 0, and one below the threshold before it counts as that one. A criterion without weight still has its veto, unless all the weight agrees. One alternative, or all equal: one class. At most 1,000 alternatives; each set of weights costs their number squared times the criteria, and up to its third power for the distillations.",
        "zonder drempels is een criterium het eens waar het alternatief minstens zo goed is, en is niets een veto. Zonder voorkeursdrempel is p gelijk aan q, zonder indifferentiedrempel is q 0. Affiene drempels onder 0 tellen als 0, en een drempel onder de vorige telt als de vorige. Een criterium zonder gewicht behoudt zijn veto, tenzij het volledige gewicht het eens is. Eén alternatief, of alle gelijk: één klasse. Hoogstens 1.000 alternatieven; elk stel gewichten kost hun aantal in het kwadraat maal de criteria, en tot de derde macht voor de distillaties.",
    ),
    reference: "Roy 1978, ELECTRE III: un algorithme de classements fondé sur une représentation floue des préférences en présence de critères multiples, Cahiers du CERO 20(1) 3-24; Figueira, Mousseau & Roy 2005, doi:10.1007/0-387-23081-5_4",
    disagreements: Phrase(
        "OutrankingTools gives the same. pyDecision gives the same credibilities, but asks a difference of s(lambda) at the level instead of s(sigma(a, b)), so its preorders can differ. The discordance of the distillation in R's MCDA is another formula.",
        "OutrankingTools geeft hetzelfde. pyDecision geeft dezelfde geloofwaardigheden, maar vraagt een verschil van s(lambda) op het niveau in plaats van s(sigma(a, b)), zodat de rangschikkingen kunnen verschillen. De discordantie van de distillatie in MCDA van R is een andere formule.",
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

    fn reads_thresholds(&self) -> &'static [&'static str] {
        &["indifference", "preference", "veto"]
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let compared = Compared::new(problem, group, &SHEET)?;
        let thresholds = self.thresholds(problem, &compared.signs)?;
        let leads = |leaf: usize, row: usize| thresholds[leaf].at(compared.columns[leaf][row].x);
        let outranking = Arc::new(Credibility {
            concordance: compared.concordance(leads),
            discordance: discordances(&compared, leads),
        });
        let s = Discrimination { alpha: self.s_alpha, beta: self.s_beta };
        let mut prepared = Prepared::new(compared.members, compared.notes);
        let own = outranking.clone();
        prepared.scorer = Some(Box::new(OneDrawAtATime::new(
            prepared.members.len(),
            move |weights: &[f64], scores: &mut [f64]| {
                let (down, up) = own.preorders(&own.at(weights).1, s);
                let places = down.iter().zip(&up);
                scores.iter_mut().zip(places).for_each(|(score, (down, up))| {
                    *score = -((down + up) as f64 / 2.0);
                });
            },
        )));
        prepared.native = Some(NativeFigures::new(move |weights| outranking.native(weights, s)));
        Ok(prepared)
    }
}

impl Parameters {
    fn thresholds(&self, problem: &Problem, signs: &[f64]) -> Result<Vec<Thresholds>> {
        let name = "affine_thresholds";
        let given = by_criterion::figures(&SHEET, name, &self.affine_thresholds, problem, |_| {
            Some(AffineThresholds::default())
        })?;
        let leaves = problem.tree.leaves.iter().zip(given).zip(signs);
        leaves
            .map(|((criterion, given), sign)| {
                let refuse = |message: Said| {
                    let value = format!("{}.{name}.{}", SHEET.name, criterion.id);
                    Error::argument("parameter", value, message)
                };
                Thresholds::new(criterion, &given, *sign).map_err(refuse)
            })
            .collect()
    }
}

/// A threshold as a function of the worse figure of a pair.
#[derive(Debug, Clone, Copy)]
struct Affine {
    slope: f64,
    constant: f64,
    /// What it is divided by.
    over: f64,
}

impl Affine {
    fn at(self, figure: f64) -> f64 {
        ((self.slope * figure + self.constant) / self.over).clamp(0.0, f64::MAX)
    }
}

/// The thresholds of a criterion.
struct Thresholds {
    constant: Leads,
    /// Where one of them changes with the figure: all of them.
    affine: Option<(Affine, Affine, Option<Affine>)>,
    sign: f64,
}

impl Thresholds {
    fn new(
        criterion: &Criterion,
        given: &AffineThresholds,
        sign: f64,
    ) -> std::result::Result<Thresholds, Said> {
        let constant = Leads::of(criterion);
        let own = &criterion.thresholds;
        let all = [given.indifference, given.preference, given.veto];
        if all.iter().all(Option::is_none) {
            return Ok(Thresholds { constant, affine: None, sign });
        }
        let affine = |[slope, constant]: [f64; 2]| {
            let over = match given.of {
                OfFigure::Worse => 1.0,
                OfFigure::Better => 1.0 - sign * slope,
            };
            if !(slope.is_finite() && constant.is_finite() && over > 0.0) {
                return Err(Said::both(
                    "slopes and constants are finite numbers, and a slope of the better figure is below 1 (above -1 where less is better)",
                    "hellingen en constanten zijn eindige getallen, en een helling van het beste cijfer ligt onder 1 (boven -1 waar minder beter is)",
                ));
            }
            Ok(Affine { slope, constant, over })
        };
        let fixed = |constant: f64| Affine { slope: 0.0, constant, over: 1.0 };
        let of = |given: Option<[f64; 2]>, own: Option<f64>| match given {
            Some(given) => affine(given).map(Some),
            None => Ok(own.map(fixed)),
        };
        let q = of(given.indifference, own.indifference)?.unwrap_or(fixed(0.0));
        let p = of(given.preference, own.preference)?.unwrap_or(q);
        let v = of(given.veto, own.veto)?;
        Ok(Thresholds { constant, affine: Some((q, p, v)), sign })
    }

    /// Where the worse figure of a pair is this one, turned so that more is better.
    fn at(&self, turned: f64) -> Leads {
        match self.affine {
            None => self.constant,
            Some((q, p, v)) => {
                let figure = self.sign * turned;
                Leads::new(q.at(figure), p.at(figure), v.map(|v| v.at(figure)))
            }
        }
    }
}

/// How credible it is of each pair that the first is at least as good as the second.
struct Credibility {
    concordance: Concordance,
    /// Pairs that something speaks against: their place, and the discordances above 0.
    discordance: Vec<(usize, Box<[f64]>)>,
}

/// The discordances above 0 of each pair that has some.
fn discordances(
    compared: &Compared,
    leads: impl Fn(usize, usize) -> Leads,
) -> Vec<(usize, Box<[f64]>)> {
    let rows = compared.members.len();
    let leaves = compared.columns.len();
    let mut out = Vec::new();
    for a in 0..rows {
        let leads: Vec<Leads> = (0..leaves).map(|leaf| leads(leaf, a)).collect();
        for b in 0..rows {
            let of = |leaf: usize| {
                let column = &compared.columns[leaf];
                leads[leaf].discordance(column[a], column[b])
            };
            let own: Box<[f64]> = (0..leaves).map(of).filter(|d| *d > 0.0).collect();
            if !own.is_empty() {
                out.push((a * rows + b, own));
            }
        }
    }
    out
}

impl Credibility {
    /// Concordance and credibility of each pair, row by row.
    fn at(&self, weights: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let concordance = self.concordance.at(weights);
        let mut sigma = concordance.clone();
        for (pair, against) in &self.discordance {
            sigma[*pair] = weaken(sigma[*pair], against);
        }
        (concordance, sigma)
    }

    /// The places in the descending and in the ascending preorder.
    fn preorders(&self, sigma: &[f64], s: Discrimination) -> (Vec<usize>, Vec<usize>) {
        let rows = self.concordance.rows();
        let of = |from| classes_of(rows, sigma, from, s);
        (of(Distillation::Descending), of(Distillation::Ascending))
    }

    fn native(&self, weights: &[f64], s: Discrimination) -> Native {
        let rows = self.concordance.rows();
        let (concordance, sigma) = self.at(weights);
        let (down, up) = self.preorders(&sigma, s);
        let relation = intersection(&down, &up);
        let final_rank = ranks_in_intersection(&down, &up);
        let median = down.iter().zip(&up).map(|(down, up)| (down + up) as f64 / 2.0).collect();
        let ranks = |name, dutch, ranks| OwnColumn { name, dutch, figures: Figures::Ranks(ranks) };
        let pairs = |name, dutch, figures| PairColumn { name, dutch, figures };
        Native {
            columns: vec![
                ranks("descending", "dalend", down),
                ranks("ascending", "stijgend", up),
                OwnColumn::numbers("median_position", "mediane positie", median),
                ranks("final_rank", "rang in de doorsnede", final_rank),
            ],
            pairs: vec![
                pairs(
                    "concordance",
                    "concordantie",
                    PairFigures::Numbers(matrix(rows, &concordance)),
                ),
                pairs(
                    "credibility",
                    "geloofwaardigheid",
                    PairFigures::Numbers(matrix(rows, &sigma)),
                ),
                pairs("relation", "relatie", PairFigures::Relation(relation)),
            ],
        }
    }
}
