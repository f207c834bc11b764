//! MR-Sort: the majority rule. An alternative is in a category if enough weight says that it meets
//! the category's lower limit.
//!
//! a is in the best category h for which the weights of the criteria with a_j >= b_j^h sum to at
//! least lambda, and on no criterion with a veto v_j it falls v_j or more short of b_j^h; in the
//! worst one if there is none. Leroy, Mousseau & Pirlot 2011, doi:10.1007/978-3-642-24873-3_17
//! (without vetoes); Bouyssou & Marchant 2007, doi:10.1016/j.ejor.2006.01.027 (with vetoes).
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! // A meets the limit on criteria with 0.5 of the weight, B on 0.75, C on all.
//! let problem = Problem::builder()
//!     .criterion("cost", Direction::Min, 0.5)
//!     .criterion("quality", Direction::Max, 0.25)
//!     .criterion("comfort", Direction::Max, 0.25)
//!     .alternative("A", [90.0, 5.0, 5.0])
//!     .alternative("B", [100.0, 8.0, 5.0])
//!     .alternative("C", [99.0, 6.0, 6.0])
//!     .category("poor")
//!     .category_with("good", |c| c.profile([100.0, 6.0, 6.0]))
//!     .build()?;
//! let method = Method::named("mr-sort")?.with_parameter("majority", "0.7")?;
//! let evaluation = evaluate(&problem, &method)?;
//! let places: Vec<f64> = evaluation.groups[0].standings().filter_map(|it| it.score).collect();
//! assert_eq!(places, [1.0, 2.0, 2.0]);
//! # Ok::<(), afweging::Error>(())
//! ```

use super::profiles::{At, Profiled, Profiles};
use crate::error::{Phrase, Result};
use crate::kernel::{Linear, Scorer};
use crate::method::by_row::ByRow;
use crate::method::definition::{AnswerKind, Definition, Dependence, Family};
use crate::method::outranking::preference::{Figure, ThresholdFunction, rounding};
use crate::method::parameter::refused;
use crate::method::prepared::{
    LimitTest, LimitTests, Native, NativeFigures, PairColumn, PairFigures, Prepared,
    WeightCondition,
};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::ranking::difference;
use crate::problem::{Group, Matrix, Problem};
use crate::tolerance::TIE;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of MR-Sort. Vetoes belong to the criteria, and limits to the categories.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The share of weight that must say that a limit is met, 0.5 to 1.
    #[serde(deserialize_with = "majority")]
    pub majority: f64,
    /// Whether the veto thresholds of the criteria count.
    pub veto: bool,
}

fn majority<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<f64, D::Error> {
    let accepted = || refused("`majority`", MAJORITY);
    f64::deserialize(deserializer).ok().filter(|x| (0.5..=1.0).contains(x)).ok_or_else(accepted)
}

const MAJORITY: Phrase = Phrase(
    "a number from 0.5 to 1, with a point: 0.6",
    "een getal van 0.5 tot 1, met een punt: 0.6",
);

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { majority: 0.5, veto: true }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "mr-sort",
    idea: Phrase(
        "An alternative meets the lower limit of a category if criteria with enough of the weight say so: the sum of w_j over all j with a_j >= b_j is at least the majority, and no criterion has a veto against it. It is in the best category whose limit it meets.",
        "Een alternatief haalt de ondergrens van een categorie als criteria met genoeg gewicht dat zeggen: de som van w_j over alle j met a_j >= b_j is minstens de meerderheid, en geen criterium stelt er een veto tegen. Het komt in de beste categorie waarvan het de grens haalt.",
    ),
    use_when: Phrase(
        "the rule must be told in one sentence: good on enough criteria. Ordinal scales are fine, for only better and worse count.",
        "de regel in één zin uit te leggen moet zijn: goed op genoeg criteria. Ordinale schalen mogen, want alleen beter en slechter tellen.",
    ),
    avoid_when: Phrase(
        "it matters by how much a limit is missed (see electre-tri-b).",
        "het ertoe doet met hoeveel een grens gemist wordt (zie electre-tri-b).",
    ),
    parameters: &[
        Parameter {
            name: "majority",
            default: Phrase::same("0.5"),
            meaning: Phrase(
                "the share of weight that must say that a limit is met (lambda)",
                "het aandeel van het gewicht dat moet zeggen dat een grens gehaald is (lambda)",
            ),
            accepts: MAJORITY,
        },
        Parameter {
            name: "veto",
            default: Phrase::same("true"),
            meaning: Phrase(
                "whether the veto thresholds of criteria count, where they have some; false is the rule of Leroy, Mousseau & Pirlot",
                "of de vetodrempels van criteria meetellen, waar ze er hebben; false is de regel van Leroy, Mousseau & Pirlot",
            ),
            accepts: Phrase("true or false", "true of false"),
        },
    ],
    score: Phrase(
        "the place of the category, 1 for the worst. Higher is better. The table `assignment` names the category.",
        "de plaats van de categorie, 1 voor de slechtste. Hoger is beter. De tabel `assignment` noemt de categorie.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Ordinal,
    ties: Phrase(
        "alternatives in one category share a rank. A figure equal to the limit meets it, and so does a sum of weights within 1e-10 of the majority.",
        "alternatieven in één categorie delen een rang. Een cijfer gelijk aan de grens haalt die, en zo ook een som van gewichten die minder dan 1e-10 onder de meerderheid ligt.",
    ),
    degenerate: Phrase(
        "an alternative that meets no limit is in the worst category. Indifference and preference thresholds are not read.",
        "een alternatief dat geen grens haalt, komt in de slechtste categorie. Drempels van onverschilligheid en voorkeur worden niet gelezen.",
    ),
    reference: "Leroy, Mousseau & Pirlot 2011, Learning the parameters of a multiple criteria sorting method, doi:10.1007/978-3-642-24873-3_17; Bouyssou & Marchant 2007, doi:10.1016/j.ejor.2006.01.027",
    disagreements: Phrase(
        "it is the pessimistic rule of electre-tri-b without indifference and preference thresholds, where there is no veto. Sobrie's pymcda writes vetoes as figures (veto profiles) instead of differences from the limit.",
        "het is de pessimistische regel van electre-tri-b zonder drempels van onverschilligheid en voorkeur, waar er geen veto is. pymcda van Sobrie schrijft veto's als cijfers (vetoprofielen) in plaats van als verschillen met de grens.",
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
        if self.veto { &["veto"] } else { &[] }
    }

    fn own_profiles(&self) -> Option<&'static str> {
        Some("mr-sort-profiles")
    }

    fn limit_tests(&self, problem: &Problem, group: &Group) -> Result<Option<LimitTests>> {
        let profiled = Profiled::new(problem, group, &SHEET, Profiles::Limiting)?;
        let vetoes = self.vetoes(problem);
        Ok(Some(profiled.limit_tests(|row, profile| {
            let mut pairs = row.iter().zip(profile).zip(&vetoes);
            if pairs.any(|((a, b), veto)| veto.is_some_and(|veto| vetoed(*a, *b, veto))) {
                return LimitTest::never();
            }
            let agrees = |(a, b): (&Figure, &Figure)| f64::from(u8::from(meets(*a, *b)));
            let support = row.iter().zip(profile).map(agrees);
            LimitTest::of(WeightCondition::new(support.map(|x| x - self.majority), false))
        })))
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        Some(ByRow::Alone)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let profiled = Profiled::new(problem, group, &SHEET, Profiles::Limiting)?;
        let vetoes = self.vetoes(problem);
        let of = |figures: &[Vec<Figure>], profiles: &[Vec<Figure>]| {
            Majorities::new(figures, profiles, &vetoes, self.majority)
        };
        let nominal = of(&profiled.figures(At::Nominal), &profiled.profiles);
        let standing = NativeFigures::new(move |weights| nominal.standing(weights));
        Ok(profiled.into_prepared(|figures, profiles| Box::new(of(&figures, profiles)), standing))
    }
}

impl Parameters {
    /// The vetoes of the leaves, where they count.
    fn vetoes(&self, problem: &Problem) -> Vec<Option<f64>> {
        let leaves = problem.tree.leaves.iter();
        leaves.map(|leaf| leaf.thresholds.veto.filter(|_| self.veto)).collect()
    }
}

/// By limit, the criteria that say that it is met.
struct Majorities {
    members: usize,
    /// By profile: 1 where an alternative is at least as good on a leaf, and whether a veto speaks
    /// against the alternative.
    limits: Vec<(Linear, Vec<bool>)>,
    majority: f64,
}

/// Whether a is at least as good as b, as far as rounding lets it be seen.
fn meets(a: Figure, b: Figure) -> bool {
    ThresholdFunction::Usual.of_figures(b, a) == 0.0
}

/// Whether a falls so short of b that nothing makes it good.
fn vetoed(a: Figure, b: Figure, veto: f64) -> bool {
    let slack = rounding(a.x) + rounding(b.x) + rounding(veto);
    !meets(a, b) && difference(b.x, a.x) >= veto - slack
}

impl Majorities {
    fn new(
        rows: &[Vec<Figure>],
        profiles: &[Vec<Figure>],
        vetoes: &[Option<f64>],
        majority: f64,
    ) -> Majorities {
        let limit = |profile: &Vec<Figure>| {
            let mut agree = Vec::with_capacity(profile.len() * rows.len());
            for (leaf, b) in profile.iter().enumerate() {
                agree.extend(rows.iter().map(|row| f64::from(u8::from(meets(row[leaf], *b)))));
            }
            let against = |row: &Vec<Figure>| {
                let mut leaves = row.iter().zip(profile).zip(vetoes);
                leaves.any(|((a, b), veto)| veto.is_some_and(|veto| vetoed(*a, *b, veto)))
            };
            (Linear::new(agree, rows.len()), rows.iter().map(against).collect())
        };
        Majorities { members: rows.len(), limits: profiles.iter().map(limit).collect(), majority }
    }

    fn is_enough(&self, support: f64) -> bool {
        support >= self.majority - TIE
    }

    /// How each alternative stands to each limit at one set of weights.
    fn standing(&self, weights: &[f64]) -> Native {
        let profiles = self.limits.len();
        let mut support = Vec::new();
        for (agree, _) in &self.limits {
            let mut column = vec![0.0; self.members];
            agree.score(weights, 1, &mut column);
            support.extend(column);
        }
        let support = Matrix::from_columns(self.members, profiles, support);
        let flags = |of: &dyn Fn(usize, usize) -> bool| {
            let row = |row: usize| (0..profiles).map(|at| of(row, at)).collect();
            PairFigures::Flags((0..self.members).map(row).collect())
        };
        let veto = flags(&|row, at| self.limits[at].1[row]);
        let reached =
            flags(&|row, at| self.is_enough(support.at(row, at)) && !self.limits[at].1[row]);
        let column = |name, dutch, figures| PairColumn { name, dutch, figures };
        let columns = vec![
            column("support", "steun", PairFigures::Numbers(support)),
            column("veto", "veto", veto),
            column("reached", "bereikt", reached),
        ];
        Native { columns: Vec::new(), pairs: columns }
    }
}

impl Scorer for Majorities {
    fn alternatives(&self) -> usize {
        self.members
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        scores.fill(1.0);
        let mut support = vec![0.0; scores.len()];
        for (at, (agree, vetoes)) in self.limits.iter().enumerate() {
            agree.score(weights, block, &mut support);
            let category = at as f64 + 2.0;
            let rows =
                scores.chunks_exact_mut(block.max(1)).zip(support.chunks_exact(block.max(1)));
            for ((places, support), _) in rows.zip(vetoes).filter(|(_, veto)| !**veto) {
                for (place, support) in places.iter_mut().zip(support) {
                    *place = if self.is_enough(*support) { category } else { *place };
                }
            }
        }
    }
}
