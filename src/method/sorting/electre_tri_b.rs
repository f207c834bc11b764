//! ELECTRE TRI-B: categories whose lower limits an alternative outranks.
//!
//! The credibility sigma(a, b) that a is at least as good as b stands in `outranking.rs`; a S b
//! where sigma(a, b) >= lambda, the cut. Pessimistic rule: from the best limit down, the first b_h
//! with a S b_h is the lower limit of the category of a. Optimistic rule: from the worst limit up,
//! the first b_h with b_h P a (b_h S a and not a S b_h) is the upper limit of its category. Yu 1992,
//! *Aide multicritère à la décision dans le cadre de la problématique du tri*, Université Paris
//! Dauphine; Mousseau, Slowinski & Zielniewicz 2000, doi:10.1016/S0305-0548(99)00117-3.
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! // A and B meet the limit of `good` on criteria with 0.6 and 0.4 of the weight, C on both. The
//! // cut is 0.75, and B meets only 0.4 of it. The limit is strictly better than neither A nor B:
//! // it outranks each with 0.4 or 0.6 only, so under the optimistic rule all are good.
//! let problem = Problem::builder()
//!     .criterion("cost", Direction::Min, 0.6)
//!     .criterion("quality", Direction::Max, 0.4)
//!     .alternative("A", [90.0, 5.0])
//!     .alternative("B", [120.0, 7.0])
//!     .alternative("C", [100.0, 6.0])
//!     .category("poor")
//!     .category_with("good", |c| c.profile([100.0, 6.0]))
//!     .build()?;
//! let categories = |method: &Method| -> afweging::Result<Vec<f64>> {
//!     let evaluation = evaluate(&problem, method)?;
//!     Ok(evaluation.groups[0].standings().filter_map(|standing| standing.score).collect())
//! };
//! let method = Method::named("electre-tri-b")?;
//! assert_eq!(categories(&method)?, [1.0, 1.0, 2.0]);
//! assert_eq!(categories(&method.with_parameter("cut", "0.6")?)?, [2.0, 1.0, 2.0]);
//! assert_eq!(categories(&method.with_parameter("rule", "optimistic")?)?, [2.0, 2.0, 2.0]);
//! # Ok::<(), afweging::Error>(())
//! ```

use super::outranking::{Credibility, Leads, outranks};
use super::profiles::{At, Profiled, Profiles};
use crate::error::{Phrase, Result};
use crate::kernel::Scorer;
use crate::method::by_row::ByRow;
use crate::method::definition::{AnswerKind, Definition, Dependence, Family};
use crate::method::outranking::preference::Figure;
use crate::method::parameter::refused;
use crate::method::prepared::{
    Figures, LimitTest, LimitTests, Native, NativeFigures, OwnColumn, PairColumn, PairFigures,
    Prepared,
};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Matrix, Problem};
use crate::tolerance::TIE;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Parameters of ELECTRE TRI-B. Thresholds belong to the criteria, and limits to the categories.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The credibility from which an alternative outranks a limit, 0.5 to 1.
    #[serde(deserialize_with = "cut")]
    pub cut: f64,
    /// Which of the two rules makes the category.
    pub rule: Rule,
}

/// How limits become a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// From the best limit down: the first that the alternative outranks is its lower limit.
    #[default]
    Pessimistic,
    /// From the worst limit up: the first that is strictly better is its upper limit.
    Optimistic,
}

fn cut<'de, D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<f64, D::Error> {
    let accepted = || refused("`cut`", CUT);
    f64::deserialize(deserializer).ok().filter(|x| (0.5..=1.0).contains(x)).ok_or_else(accepted)
}

const CUT: Phrase = Phrase(
    "a number from 0.5 to 1, with a point: 0.75",
    "een getal van 0.5 tot 1, met een punt: 0.75",
);

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { cut: 0.75, rule: Rule::Pessimistic }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "electre-tri-b",
    idea: Phrase(
        "An alternative is in a category if it is at least as good as the category's lower limit. C = sum of the weights of the criteria that agree, in part between the thresholds q and p. A criterion on which the alternative is far worse (from p up to the veto v) takes away from it: sigma = C times (1 - d_j) / (1 - C) for each discordance d_j > C. It outranks the limit where sigma >= cut.",
        "Een alternatief hoort in een categorie als het minstens even goed is als de ondergrens ervan. C = som van de gewichten van de criteria die daarmee instemmen, ten dele tussen de drempels q en p. Een criterium waarop het alternatief veel slechter is (van p tot aan het veto v), doet daaraan af: sigma = C maal (1 - d_j) / (1 - C) voor elke discordantie d_j > C. Het overtreft de grens waar sigma >= cut.",
    ),
    use_when: Phrase(
        "alternatives must be put into ordered categories with limits of their own, small differences mean nothing, and a very bad figure may not be made good by others.",
        "alternatieven in geordende categorieën met eigen grenzen ingedeeld moeten worden, kleine verschillen niets betekenen, en een heel slecht cijfer niet door andere goedgemaakt mag worden.",
    ),
    avoid_when: Phrase(
        "the question is which of two alternatives in one category is the better.",
        "de vraag is welk van twee alternatieven in één categorie het beste is.",
    ),
    parameters: &[
        Parameter {
            name: "cut",
            default: Phrase::same("0.75"),
            meaning: Phrase(
                "the credibility from which an alternative outranks a limit (lambda)",
                "de geloofwaardigheid vanaf welke een alternatief een grens overtreft (lambda)",
            ),
            accepts: CUT,
        },
        Parameter {
            name: "rule",
            default: Phrase::same("pessimistic"),
            meaning: Phrase(
                "pessimistic goes down from the best limit until one is outranked; optimistic goes up from the worst until one is strictly better",
                "pessimistic daalt van de beste grens tot er een overtroffen wordt; optimistic stijgt van de slechtste tot er een strikt beter is",
            ),
            accepts: Phrase("pessimistic or optimistic", "pessimistic of optimistic"),
        },
    ],
    score: Phrase(
        "the place of the category, 1 for the worst. Higher is better. The table `assignment` names the category, and `electre-tri-b` that of both rules.",
        "de plaats van de categorie, 1 voor de slechtste. Hoger is beter. De tabel `assignment` noemt de categorie, en `electre-tri-b` die volgens beide regels.",
    ),
    symbol: "",
    own_table: Some("electre-tri-b"),
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "alternatives in one category share a rank. A credibility within 1e-10 of the cut meets it. The optimistic category is never worse than the pessimistic one; they differ where the alternative and a limit cannot be compared.",
        "alternatieven in één categorie delen een rang. Een geloofwaardigheid die minder dan 1e-10 onder cut ligt, volstaat. De optimistische categorie is nooit slechter dan de pessimistische; ze verschillen waar het alternatief en een grens niet te vergelijken zijn.",
    ),
    degenerate: Phrase(
        "without thresholds a criterion agrees where the alternative is at least as good. Without preference threshold p is q, without indifference threshold q is 0. A criterion without weight still has its veto, unless all the weight agrees.",
        "zonder drempels stemt een criterium in waar het alternatief minstens even goed is. Zonder voorkeursdrempel is p gelijk aan q, zonder onverschilligheidsdrempel is q 0. Een criterium zonder gewicht houdt zijn veto, tenzij al het gewicht instemt.",
    ),
    reference: "Yu 1992, Aide multicritere a la decision dans le cadre de la problematique du tri, Universite Paris Dauphine; Mousseau, Slowinski & Zielniewicz 2000, doi:10.1016/S0305-0548(99)00117-3",
    disagreements: Phrase(
        "pyDecision and the R package OutrankingTools ask under the pessimistic rule for strict preference over the limit, so an alternative that is indifferent to it comes one category lower. JSMAA's partial concordance rises from q to p instead of falling.",
        "pyDecision en het R-pakket OutrankingTools vragen bij de pessimistische regel een strikte voorkeur boven de grens, zodat een alternatief dat er gelijkwaardig mee is, één categorie lager uitkomt. De gedeeltelijke concordantie van JSMAA stijgt van q naar p in plaats van te dalen.",
    ),
    allows_target: false,
    value_functions: false,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Sorting
    }

    fn answer(&self) -> AnswerKind {
        AnswerKind::Categories
    }

    fn dependence(&self, _problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        None
    }

    fn is_fixed(&self, _problem: &Problem) -> bool {
        true
    }

    fn reads_thresholds(&self) -> &'static [&'static str] {
        &["indifference", "preference", "veto"]
    }

    fn own_profiles(&self) -> Option<&'static str> {
        Some("electre-tri-b-profiles")
    }

    fn limit_tests(&self, problem: &Problem, group: &Group) -> Result<Option<LimitTests>> {
        let profiled = Profiled::new(problem, group, &SHEET, Profiles::Limiting)?;
        let leads: Vec<Leads> = problem.tree.leaves.iter().map(Leads::of).collect();
        Ok(Some(profiled.limit_tests(|row, profile| {
            let own = outranks(&leads, row, profile, self.cut);
            if self.rule == Rule::Pessimistic {
                return LimitTest::of(own);
            }
            // Below a limit that outranks it, and that it does not outrank.
            let other = outranks(&leads, profile, row, self.cut);
            LimitTest {
                above: vec![vec![other.reversed()], vec![own.clone()]],
                below: vec![vec![other, own.reversed()]],
            }
        })))
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        Some(ByRow::Alone)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let profiled = Profiled::new(problem, group, &SHEET, Profiles::Limiting)?;
        let leads: Vec<Leads> = problem.tree.leaves.iter().map(Leads::of).collect();
        let (cut, rule) = (self.cut, self.rule);
        let nominal =
            Arc::new(Tests::new(&leads, &profiled.figures(At::Nominal), &profiled.profiles, cut));
        let both = nominal.clone();
        let standing = NativeFigures::new(move |weights| nominal.standing(weights));
        let prepared = profiled.into_prepared(
            |figures, profiles| {
                Box::new(ByRule { tests: Tests::new(&leads, &figures, profiles, cut), rule })
            },
            standing,
        );
        let native = NativeFigures::new(move |weights| {
            let of = |rule| {
                let mut places = vec![0.0; both.members];
                both.places(rule, weights, 1, &mut places);
                Figures::Categories(places.into_iter().map(|place| place as usize).collect())
            };
            Native::of_alternatives(vec![
                OwnColumn {
                    name: "pessimistic",
                    dutch: "pessimistisch",
                    figures: of(Rule::Pessimistic),
                },
                OwnColumn {
                    name: "optimistic",
                    dutch: "optimistisch",
                    figures: of(Rule::Optimistic),
                },
            ])
        });
        Ok(Prepared { native: Some(native), ..prepared })
    }
}

/// Alternatives against limits, both ways.
struct Tests {
    members: usize,
    /// By profile: how far each alternative outranks it, and how far it outranks each.
    credibility: Vec<(Credibility, Credibility)>,
    cut: f64,
}

/// They make the score.
struct ByRule {
    tests: Tests,
    rule: Rule,
}

impl Tests {
    fn new(leads: &[Leads], rows: &[Vec<Figure>], profiles: &[Vec<Figure>], cut: f64) -> Tests {
        let against = |profile: &Vec<Figure>| {
            let (over, under) = (
                rows.iter().map(|row| (&row[..], &profile[..])),
                rows.iter().map(|row| (&profile[..], &row[..])),
            );
            (Credibility::of(leads, over), Credibility::of(leads, under))
        };
        Tests { members: rows.len(), credibility: profiles.iter().map(against).collect(), cut }
    }

    /// Whether a credibility makes the first outrank the second.
    fn outranks(&self, sigma: f64) -> bool {
        sigma >= self.cut - TIE
    }

    /// The place of the category of every alternative in every draw.
    fn places(&self, rule: Rule, weights: &[f64], block: usize, places: &mut [f64]) {
        let mut over = vec![0.0; places.len()];
        match rule {
            Rule::Pessimistic => {
                places.fill(1.0);
                for (at, (own, _)) in self.credibility.iter().enumerate() {
                    own.at(weights, block, &mut over);
                    let category = at as f64 + 2.0;
                    for (place, sigma) in places.iter_mut().zip(&over) {
                        *place = if self.outranks(*sigma) { category } else { *place };
                    }
                }
            }
            Rule::Optimistic => {
                let mut under = over.clone();
                places.fill(self.credibility.len() as f64 + 1.0);
                for (at, (own, other)) in self.credibility.iter().enumerate().rev() {
                    own.at(weights, block, &mut over);
                    other.at(weights, block, &mut under);
                    let category = at as f64 + 1.0;
                    for ((place, own), other) in places.iter_mut().zip(&over).zip(&under) {
                        let preferred = self.outranks(*other) && !self.outranks(*own);
                        *place = if preferred { category } else { *place };
                    }
                }
            }
        }
    }

    /// How each alternative stands to each limit at one set of weights.
    fn standing(&self, weights: &[f64]) -> Native {
        let (mut over, mut under) = (Vec::new(), Vec::new());
        for (own, other) in &self.credibility {
            let mut column = vec![0.0; self.members];
            own.at(weights, 1, &mut column);
            over.extend_from_slice(&column);
            other.at(weights, 1, &mut column);
            under.extend_from_slice(&column);
        }
        let profiles = self.credibility.len();
        let outranks = |sigma: &[f64]| {
            let row = |row: usize| {
                (0..profiles).map(|at| self.outranks(sigma[at * self.members + row])).collect()
            };
            PairFigures::Flags((0..self.members).map(row).collect())
        };
        let column = |name, dutch, figures| PairColumn { name, dutch, figures };
        let (flags, back) = (outranks(&over), outranks(&under));
        let numbers =
            |sigma| PairFigures::Numbers(Matrix::from_columns(self.members, profiles, sigma));
        let columns = vec![
            column("credibility", "geloofwaardigheid", numbers(over)),
            column("reached", "bereikt", flags),
            column("credibility_of_limit", "geloofwaardigheid van de grens", numbers(under)),
            column("limit_outranks", "grens overtreft", back),
        ];
        Native { columns: Vec::new(), pairs: columns }
    }
}

impl Scorer for ByRule {
    fn alternatives(&self) -> usize {
        self.tests.members
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        self.tests.places(self.rule, weights, block, scores);
    }
}
