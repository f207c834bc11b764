//! FlowSort: the flow of an alternative among the limits of the categories.
//!
//! For each alternative a the set R_a holds a and the limiting profiles r, those of the best and of
//! the worst category (the ends of the scales) among them. Flows are those of PROMETHEE within R_a:
//! phi+(x) = sum over y of pi(x, y) / (|R_a| - 1), phi-(x) = sum over y of pi(y, x) / (|R_a| - 1),
//! phi = phi+ - phi-, with pi(x, y) = sum of w_j P_j(x, y). a is above a limit r where phi(a) >
//! phi(r); its category is the one above the best such limit. By positive flow: phi+(a) > phi+(r);
//! by negative flow: phi-(a) < phi-(r).
//!
//! With central profiles, R_a holds a and a profile r_h of every category, and no ends. a is in the
//! category whose profile has the nearest flow: of h with the least |phi(a) - phi(r_h)|. As better
//! categories have higher flows, a is above the limit of category h + 1 where phi(a) > (phi(r_h) +
//! phi(r_(h + 1))) / 2. Nemery & Lamboray 2008, doi:10.1007/s11750-007-0036-x.
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! // One limit between two categories, and any difference counts in full. A against the limit:
//! // better on quality (0.6), worse on cost (0.4), so phi(A) > phi(limit). B is equal on both, and
//! // not above. The ends are better and worse than all on both criteria, and change nothing.
//! let problem = Problem::builder()
//!     .criterion_with("cost", Direction::Min, 0.4, |c| c.scale(0.0, 200.0))
//!     .criterion_with("quality", Direction::Max, 0.6, |c| c.scale(0.0, 10.0))
//!     .alternative("A", [120.0, 7.0])
//!     .alternative("B", [100.0, 6.0])
//!     .category("poor")
//!     .category_with("good", |c| c.profile([100.0, 6.0]))
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("flowsort")?)?;
//! let places: Vec<f64> = evaluation.groups[0].standings().filter_map(|it| it.score).collect();
//! assert_eq!(places, [2.0, 1.0]);
//! # Ok::<(), afweging::Error>(())
//! ```

pub use super::profiles::Profiles;
use super::profiles::{At, Profiled};
use crate::error::{Phrase, Result};
use crate::kernel::{Linear, Scorer};
use crate::method::by_row::ByRow;
use crate::method::definition::{AnswerKind, Definition, Dependence, Family};
use crate::method::outranking::preference::{Figure, ThresholdFunction};
use crate::method::prepared::{
    LimitTest, LimitTests, MethodNote, Native, NativeFigures, PairColumn, PairFigures, Prepared,
    WeightCondition,
};
use crate::method::remedy;
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Direction, Group, Matrix, Problem, Scale};
use crate::tolerance::TIE;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Parameters of FlowSort. Preference functions and thresholds belong to the criteria, and limits to
/// the categories.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// Which flow is compared with those of the profiles.
    pub rule: Flow,
    /// What the profiles are.
    pub profiles: Profiles,
    /// Whether the ends of the scales are limits too. With central profiles they are not.
    pub ends: Ends,
    /// Where an alternative goes whose flow is that of a limit.
    pub at_limit: AtLimit,
}

/// Which flow makes the category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Flow {
    /// The net flow.
    #[default]
    Net,
    /// The positive flow.
    Plus,
    /// The negative flow.
    Minus,
}

/// The limits of the best and of the worst category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Ends {
    /// The ends of the scales are limits.
    #[default]
    Scale,
    /// There are no limits but those between categories.
    None,
}

/// Where an alternative goes whose flow is that of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AtLimit {
    /// Into the category below it.
    #[default]
    Below,
    /// Into the category above it.
    Above,
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "flowsort",
    idea: Phrase(
        "An alternative is put among the limits of the categories, and PROMETHEE flows are worked out within that set: how strongly each is preferred to the others, less how strongly others are preferred to it. The alternative is in the category above the best limit whose flow it exceeds.",
        "Een alternatief wordt tussen de grenzen van de categorieën gezet, en binnen dat geheel worden de stromen van PROMETHEE berekend: hoe sterk elk de voorkeur krijgt boven de andere, min hoe sterk andere de voorkeur krijgen boven dat ene. Het alternatief komt in de categorie boven de beste grens waarvan het de stroom overtreft.",
    ),
    use_when: Phrase(
        "alternatives must be put into ordered categories, and strengths on some criteria may make good weaknesses on others.",
        "alternatieven in geordende categorieën ingedeeld moeten worden, en sterktes op sommige criteria zwaktes op andere mogen goedmaken.",
    ),
    avoid_when: Phrase(
        "a very bad figure may not be made good (see electre-tri-b).",
        "een heel slecht cijfer niet goedgemaakt mag worden (zie electre-tri-b).",
    ),
    parameters: &[
        Parameter {
            name: "rule",
            default: Phrase::same("net"),
            meaning: Phrase(
                "which flow is compared with those of the limits: net, plus (how strongly it is preferred) or minus (how strongly others are preferred to it)",
                "welke stroom met die van de grenzen vergeleken wordt: net (saldo), plus (hoe sterk het de voorkeur krijgt) of minus (hoe sterk andere er de voorkeur boven krijgen)",
            ),
            accepts: Phrase("net, plus or minus", "net, plus of minus"),
        },
        Parameter {
            name: "profiles",
            default: Phrase::same("limiting"),
            meaning: Phrase(
                "what the profiles are: limiting, the lower limits of all categories but the worst; central, figures typical of each category, the worst among them, and an alternative is in the category whose flow is nearest to its own",
                "wat de profielen zijn: limiting, de ondergrenzen van alle categorieën behalve de slechtste; central, cijfers die typisch zijn voor elke categorie, ook voor de slechtste, en een alternatief komt in de categorie waarvan de stroom het dichtst bij die van het alternatief ligt",
            ),
            accepts: Phrase("limiting or central", "limiting of central"),
        },
        Parameter {
            name: "ends",
            default: Phrase::same("scale"),
            meaning: Phrase(
                "scale: the ends of the scales are the limits of the best and the worst category, as in the paper; none: only the limits between categories are in the set. Central profiles have no ends",
                "scale: de uiteinden van de schalen zijn de grenzen van de beste en de slechtste categorie, zoals in het artikel; none: alleen de grenzen tussen categorieën doen mee. Centrale profielen hebben geen uiteinden",
            ),
            accepts: Phrase("scale or none", "scale of none"),
        },
        Parameter {
            name: "at_limit",
            default: Phrase::same("below"),
            meaning: Phrase(
                "into which category an alternative goes whose flow equals that of a limit: the one below it, as in the paper, or above it",
                "in welke categorie een alternatief komt waarvan de stroom gelijk is aan die van een grens: die eronder, zoals in het artikel, of die erboven",
            ),
            accepts: Phrase("below or above", "below of above"),
        },
    ],
    score: Phrase(
        "the place of the category, 1 for the worst. Higher is better. The table `assignment` names the category, and `flowsort-profiles` has the flows.",
        "de plaats van de categorie, 1 voor de slechtste. Hoger is beter. De tabel `assignment` noemt de categorie, en `flowsort-profiles` bevat de stromen.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "alternatives in one category share a rank. Flows within 1e-10 of each other are equal.",
        "alternatieven in één categorie delen een rang. Stromen die minder dan 1e-10 verschillen, zijn gelijk.",
    ),
    degenerate: Phrase(
        "without a preference function any difference counts in full. A criterion without scale is refused, unless `ends` is none or `profiles` is central. A flow halfway between two central profiles is one of a limit: see `at_limit`.",
        "zonder voorkeursfunctie telt elk verschil volledig. Een criterium zonder schaal wordt geweigerd, tenzij `ends` none is of `profiles` central. Een stroom halfweg tussen twee centrale profielen is die van een grens: zie `at_limit`.",
    ),
    reference: "Nemery & Lamboray 2008, FlowSort: a flow-based sorting method with limiting or central profiles, doi:10.1007/s11750-007-0036-x",
    disagreements: Phrase(
        "pyDecision gives the same, but for ties: by negative flow an alternative that equals a limit comes above it, and so does one whose flow is halfway between two central profiles (`at_limit` = above gives these). The diviz service does so by negative flow too. Packages that compare with limits between categories alone (boundary profiles) give what `ends` = none gives.",
        "pyDecision geeft hetzelfde, behalve bij gelijke stromen: bij de negatieve stroom komt een alternatief dat gelijk is aan een grens er erboven, en een alternatief waarvan de stroom halfweg tussen twee centrale profielen ligt ook (`at_limit` = above geeft dat). De dienst diviz doet dat bij de negatieve stroom eveneens. Pakketten die alleen met grenzen tussen categorieën vergelijken (grensprofielen), geven wat `ends` = none geeft.",
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

    fn own_profiles(&self) -> Option<&'static str> {
        Some("flowsort-profiles")
    }

    fn limit_tests(&self, problem: &Problem, group: &Group) -> Result<Option<LimitTests>> {
        let profiled = Profiled::new(problem, group, &SHEET, self.profiles)?;
        let setting = self.setting(problem)?;
        let of = |at: At| -> Vec<Vec<LimitTest>> {
            let rows = profiled.figures(at);
            let (own, limits) = setting.flows(&rows, &profiled.profiles);
            let test = |limit: &Vec<f64>, row: usize| {
                let lead =
                    |leaf: usize| own[leaf * rows.len() + row] - limit[leaf * rows.len() + row];
                let leads = (0..setting.functions.len()).map(lead);
                LimitTest::of(WeightCondition::new(leads, self.at_limit == AtLimit::Below))
            };
            limits
                .iter()
                .map(|limit| (0..rows.len()).map(|row| test(limit, row)).collect())
                .collect()
        };
        Ok(Some(LimitTests { worst: of(At::Worst), best: of(At::Best) }))
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        Some(ByRow::Alone)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let profiled = Profiled::new(problem, group, &SHEET, self.profiles)?;
        let leaves = &problem.tree.leaves;
        let setting = self.setting(problem)?;
        let of = |figures: &[Vec<Figure>], profiles: &[Vec<Figure>]| {
            Flows::new(&setting, figures, profiles)
        };
        let nominal = Arc::new(of(&profiled.figures(At::Nominal), &profiled.profiles));
        let standing = NativeFigures::new(move |weights| nominal.standing(weights));
        let mut prepared =
            profiled.into_prepared(|figures, profiles| Box::new(of(&figures, profiles)), standing);
        prepared.notes.extend(
            (0..leaves.len())
                .filter(|leaf| {
                    let thresholds = &leaves[*leaf].thresholds;
                    thresholds.function.is_none() && *thresholds != Default::default()
                })
                .map(|leaf| MethodNote::ThresholdsUnused { leaf }),
        );
        Ok(prepared)
    }
}

/// What flows are worked out from, beside figures.
struct Setting {
    rule: Flow,
    profiles: Profiles,
    at_limit: AtLimit,
    functions: Vec<ThresholdFunction>,
    /// The limits of the worst and of the best category, if they count.
    ends: Vec<Vec<Figure>>,
}

impl Parameters {
    fn setting(&self, problem: &Problem) -> Result<Setting> {
        let leaves = problem.tree.leaves.iter();
        Ok(Setting {
            rule: self.rule,
            profiles: self.profiles,
            at_limit: self.at_limit,
            functions: leaves
                .map(|leaf| ThresholdFunction::of_criterion(leaf, &SHEET))
                .collect::<Result<_>>()?,
            ends: match (self.profiles, self.ends) {
                (Profiles::Limiting, Ends::Scale) => ends(problem)?,
                (Profiles::Central, _) | (_, Ends::None) => Vec::new(),
            },
        })
    }
}

/// The limits of the worst and of the best category, turned so that more is better.
fn ends(problem: &Problem) -> Result<Vec<Vec<Figure>>> {
    let mut out = vec![Vec::new(); 2];
    for leaf in &problem.tree.leaves {
        let Some((low, high)) = leaf.scale.as_ref().map(Scale::ends) else {
            return Err(remedy::no_ends(&SHEET, leaf));
        };
        let (worst, best) =
            if leaf.direction == Direction::Min { (-high, -low) } else { (low, high) };
        for (end, x) in out.iter_mut().zip([worst, best]) {
            end.push(Figure { x, computed: false });
        }
    }
    Ok(out)
}

/// The flows of alternatives and of limits, each alternative among the limits by itself. All are
/// turned so that more is better.
struct Flows {
    members: usize,
    own: Linear,
    /// By limit: its flow where the alternative is in the set. Between central profiles, the mean of
    /// the flows of both.
    limits: Vec<Linear>,
    rule: Flow,
    at_limit: AtLimit,
}

impl Setting {
    /// The unicriterion flows of the rows, and by limit those of the limit beside each row: leaf by
    /// leaf, row by row.
    fn flows(&self, rows: &[Vec<Figure>], profiles: &[Vec<Figure>]) -> (Vec<f64>, Vec<Vec<f64>>) {
        let others: Vec<&Vec<Figure>> = profiles.iter().chain(&self.ends).collect();
        let count = others.len() as f64;
        let (members, leaves) = (rows.len(), self.functions.len());
        let mut own = Vec::with_capacity(members * leaves);
        let mut of_profiles = vec![Vec::with_capacity(members * leaves); profiles.len()];
        for (leaf, function) in self.functions.iter().enumerate() {
            let prefers = |x: Figure, y: Figure| function.of_figures(x, y);
            let flow = |plus: f64, minus: f64| match self.rule {
                Flow::Net => (plus - minus) / count,
                Flow::Plus => plus / count,
                Flow::Minus => -minus / count,
            };
            // The flows of each limit among the others, before the alternative joins them.
            let among: Vec<(f64, f64)> = (0..profiles.len())
                .map(|at| {
                    let x = profiles[at][leaf];
                    let rest = others.iter().enumerate().filter(|(other, _)| *other != at);
                    rest.fold((0.0, 0.0), |(plus, minus), (_, y)| {
                        (plus + prefers(x, y[leaf]), minus + prefers(y[leaf], x))
                    })
                })
                .collect();
            for row in rows {
                let a = row[leaf];
                let (plus, minus) = others.iter().fold((0.0, 0.0), |(plus, minus), y| {
                    (plus + prefers(a, y[leaf]), minus + prefers(y[leaf], a))
                });
                own.push(flow(plus, minus));
                let beside = of_profiles.iter_mut().zip(profiles).zip(&among);
                for ((flows, profile), (plus, minus)) in beside {
                    let r = profile[leaf];
                    flows.push(flow(plus + prefers(r, a), minus + prefers(a, r)));
                }
            }
        }
        let halfway = |pair: &[Vec<f64>]| {
            pair[0].iter().zip(&pair[1]).map(|(lower, upper)| (lower + upper) / 2.0).collect()
        };
        let limits = match self.profiles {
            Profiles::Limiting => of_profiles,
            Profiles::Central => of_profiles.windows(2).map(halfway).collect(),
        };
        (own, limits)
    }
}

impl Flows {
    fn new(setting: &Setting, rows: &[Vec<Figure>], profiles: &[Vec<Figure>]) -> Flows {
        let members = rows.len();
        let (own, limits) = setting.flows(rows, profiles);
        Flows {
            members,
            own: Linear::new(own, members),
            limits: limits.into_iter().map(|limit| Linear::new(limit, members)).collect(),
            rule: setting.rule,
            at_limit: setting.at_limit,
        }
    }

    fn is_above(&self, own: f64, limit: f64) -> bool {
        match self.at_limit {
            AtLimit::Below => own - limit > TIE,
            AtLimit::Above => own - limit >= -TIE,
        }
    }

    /// How each alternative stands to each limit at one set of weights, in the paper's orientation.
    fn standing(&self, weights: &[f64]) -> Native {
        let profiles = self.limits.len();
        let mut own = vec![0.0; self.members];
        self.own.score(weights, 1, &mut own);
        let mut of_limits = Vec::new();
        for limit in &self.limits {
            let mut column = vec![0.0; self.members];
            limit.score(weights, 1, &mut column);
            of_limits.extend(column);
        }
        let row = |row: usize| {
            (0..profiles)
                .map(|at| self.is_above(own[row], of_limits[at * self.members + row]))
                .collect()
        };
        let reached = PairFigures::Flags((0..self.members).map(row).collect());
        let sign = if self.rule == Flow::Minus { -1.0 } else { 1.0 };
        let numbers = |of: &dyn Fn(usize, usize) -> f64| {
            // Without a -0.
            PairFigures::Numbers(Matrix::from_fn(self.members, profiles, |row, at| {
                sign * of(row, at) + 0.0
            }))
        };
        let column = |name, dutch, figures| PairColumn { name, dutch, figures };
        let columns = vec![
            column("flow", "stroom", numbers(&|row, _| own[row])),
            column(
                "flow_of_limit",
                "stroom van de grens",
                numbers(&|row, at| of_limits[at * self.members + row]),
            ),
            column("reached", "bereikt", reached),
        ];
        Native { columns: Vec::new(), pairs: columns }
    }
}

impl Scorer for Flows {
    fn alternatives(&self) -> usize {
        self.members
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let mut own = vec![0.0; scores.len()];
        self.own.score(weights, block, &mut own);
        let mut limit = vec![0.0; scores.len()];
        scores.fill(1.0);
        for (at, flows) in self.limits.iter().enumerate() {
            flows.score(weights, block, &mut limit);
            let category = at as f64 + 2.0;
            for ((place, own), limit) in scores.iter_mut().zip(&own).zip(&limit) {
                *place = if self.is_above(*own, *limit) { category } else { *place };
            }
        }
    }
}
