//! UTADIS: a value function and limits between categories, learned from alternatives whose category
//! somebody gives.
//!
//! Each criterion i has a value function u_i that is linear between breakpoints, 0 at the worst of
//! them and nowhere falling; the values at the best sum to 1. U(a) = sum of u_i(a), and a is in
//! category k where t_(k-1) <= U(a) < t_k. With errors over and under for each example, the
//! linear program is
//!
//! ```text
//! minimise  sum of (over + under)
//! U(a) + under(a) >= t_(k-1) + margin    a is an example of category k, and not of the worst
//! U(a) - over(a)  <= t_k - margin        a is an example of category k, and not of the best
//! t_(k+1) >= t_k + gap
//! ```
//!
//! Devaud, Groussaud & Jacquet-Lagreze 1980, UTADIS: une méthode de construction de fonctions
//! d'utilité additives rendant compte de jugements globaux; Zopounidis & Doumpos 2002,
//! doi:10.1016/S0377-2217(01)00243-0.
//!
//! As a rule many solutions have the least sum of errors. One is chosen step by step: the greatest
//! distance that all examples keep from the limits; with that, value functions that rise as evenly
//! as they can (the least rise of a piece is as great as it can be, then the second least, and so
//! on), of which there is one; and of each limit the middle of where it can stand.
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! // One criterion, linear from 0 to 100: U = 0.2, 0.8, 0.45 and 0.6. The limit that keeps the
//! // greatest distance from both examples is (0.2 + 0.8) / 2 = 0.5.
//! let problem = Problem::builder()
//!     .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 100.0))
//!     .alternative("A", [20.0])
//!     .alternative("B", [80.0])
//!     .alternative("C", [45.0])
//!     .alternative("D", [60.0])
//!     .category("poor")
//!     .category("good")
//!     .example("A", "poor")
//!     .example("B", "good")
//!     .build()?;
//! let method = Method::named("utadis")?.with_parameter("pieces", "1")?;
//! let evaluation = evaluate(&problem, &method)?;
//! let places: Vec<f64> = evaluation.groups[0].standings().filter_map(|it| it.score).collect();
//! assert_eq!(places, [1.0, 2.0, 1.0, 2.0]);
//! # Ok::<(), afweging::Error>(())
//! ```

use super::learned::{Examples, Learned, learn};
use super::profiles::ends_are_reached;
use crate::error::{Phrase, Result};
use crate::kernel::Scorer;
use crate::method::definition::{AnswerKind, Definition, Dependence, Family};
use crate::method::lack::{Lack, Property};
use crate::method::parameter::refused;
use crate::method::prepared::{
    ExampleFit, Figures, MethodNote, Native, NativeFigures, OwnColumn, PairColumn, PairFigures,
    Prepared, ScoreEnds, Sorting, ValuePoint,
};
use crate::method::remedy;
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Direction, Group, Matrix, Problem, Scale};
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of UTADIS.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How many straight pieces of equal length the value function of a criterion with figures has,
    /// 1 to 100. One with levels bends at each of them.
    #[serde(deserialize_with = "pieces")]
    pub pieces: usize,
    /// By how much of U an example clears a limit at least, above 0 and at most 0.1.
    #[serde(deserialize_with = "margin")]
    pub margin: f64,
    /// How far limits lie apart at least, 0 to 0.1.
    #[serde(deserialize_with = "gap")]
    pub gap: f64,
}

const PIECES: Phrase =
    Phrase("a whole number from 1 to 100: 3", "een geheel getal van 1 tot 100: 3");
const MARGIN: Phrase = Phrase(
    "a number above 0 and at most 0.1, with a point: 0.001",
    "een getal groter dan 0 en hooguit 0.1, met een punt: 0.001",
);
const GAP: Phrase = Phrase(
    "a number from 0 to 0.1, with a point: 0.01",
    "een getal van 0 tot 0.1, met een punt: 0.01",
);

fn pieces<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<usize, D::Error> {
    let accepted = || refused("`pieces`", PIECES);
    usize::deserialize(deserializer).ok().filter(|x| (1..=100).contains(x)).ok_or_else(accepted)
}

fn margin<'de, D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<f64, D::Error> {
    let accepted = || refused("`margin`", MARGIN);
    let read = f64::deserialize(deserializer).ok();
    read.filter(|x| (1e-6..=0.1).contains(x)).ok_or_else(accepted)
}

fn gap<'de, D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<f64, D::Error> {
    let accepted = || refused("`gap`", GAP);
    f64::deserialize(deserializer).ok().filter(|x| (0.0..=0.1).contains(x)).ok_or_else(accepted)
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { pieces: 3, margin: 0.001, gap: 0.01 }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "utadis",
    idea: Phrase(
        "Value functions, their weights and the limits between categories are worked out from examples: alternatives whose category is given. U is the sum of the values; a linear program finds the functions and limits with the least sum of errors over the examples. The other alternatives are then sorted by the same functions.",
        "Waardefuncties, hun gewichten en de grenzen tussen categorieën worden afgeleid uit voorbeelden: alternatieven waarvan de categorie gegeven is. U is de som van de waarden; een lineair programma zoekt de functies en grenzen met de kleinste som van fouten over de voorbeelden. De andere alternatieven worden daarna met dezelfde functies ingedeeld.",
    ),
    use_when: Phrase(
        "people can say in which category some alternatives belong, and not why.",
        "mensen kunnen zeggen in welke categorie enkele alternatieven horen, en niet waarom.",
    ),
    avoid_when: Phrase(
        "there are few examples for many criteria: then much is left open, and the choice among what fits decides.",
        "er weinig voorbeelden zijn voor veel criteria: dan blijft veel open, en beslist de keuze onder wat past.",
    ),
    parameters: &[
        Parameter {
            name: "pieces",
            default: Phrase::same("3"),
            meaning: Phrase(
                "how many straight pieces of equal length a value function has; one of levels bends at each of them",
                "hoeveel rechte stukken van gelijke lengte een waardefunctie heeft; een functie van niveaus buigt bij elk niveau",
            ),
            accepts: PIECES,
        },
        Parameter {
            name: "margin",
            default: Phrase::same("0.001"),
            meaning: Phrase(
                "by how much of U (0 to 1) an example clears a limit at least",
                "hoeveel van U (0 tot 1) een voorbeeld minstens van een grens af ligt",
            ),
            accepts: MARGIN,
        },
        Parameter {
            name: "gap",
            default: Phrase::same("0.01"),
            meaning: Phrase(
                "how far two limits lie apart at least",
                "hoe ver twee grenzen minstens uit elkaar liggen",
            ),
            accepts: GAP,
        },
    ],
    score: Phrase(
        "the place of the category, 1 for the worst. Higher is better. The table `utadis` has U, `utadis-values` the value functions, `utadis-profiles` the limits, and `utadis-examples` the errors.",
        "de plaats van de categorie, 1 voor de slechtste. Hoger is beter. De tabel `utadis` bevat U, `utadis-values` de waardefuncties, `utadis-profiles` de grenzen, en `utadis-examples` de fouten.",
    ),
    symbol: "",
    own_table: Some("utadis"),
    own_pairs: None,
    scale: ScaleNeeded::Ordinal,
    ties: Phrase(
        "alternatives in one category share a rank. U within 1e-7 of a limit reaches it. Of several solutions with the least errors one is chosen: the greatest distance of all examples from the limits; then value functions that rise as evenly as they can; then each limit in the middle of where it can stand.",
        "alternatieven in één categorie delen een rang. Een U die minder dan 1e-7 onder een grens ligt, haalt die. Van verschillende oplossingen met de kleinste fouten wordt er één gekozen: de grootste afstand van alle voorbeelden tot de grenzen; dan waardefuncties die zo gelijkmatig mogelijk stijgen; dan elke grens in het midden van waar ze kan staan.",
    ),
    degenerate: Phrase(
        "the weights of the case are not used: weights follow from the examples. It learns from nominal figures; an example of which a figure is unknown is refused. Figures beyond the breakpoints count as their ends. Without a scale, breakpoints run over the figures of all alternatives.",
        "de gewichten van het dossier worden niet gebruikt: de gewichten volgen uit de voorbeelden. Er wordt van nominale cijfers geleerd; een voorbeeld waarvan een cijfer onbekend is, wordt geweigerd. Cijfers voorbij de knikpunten tellen als de uiteinden. Zonder schaal lopen de knikpunten over de cijfers van alle alternatieven.",
    ),
    reference: "Devaud, Groussaud & Jacquet-Lagreze 1980, UTADIS: une methode de construction de fonctions d'utilite additives rendant compte de jugements globaux; Zopounidis & Doumpos 2002, doi:10.1016/S0377-2217(01)00243-0",
    disagreements: Phrase(
        "variants count errors by the share of each category's examples (UTADIS I to III), and choose among solutions by the mean of the greatest weights. The least sum of errors is the same wherever all examples count alike; value functions are not.",
        "varianten tellen fouten volgens het aandeel van de voorbeelden van elke categorie (UTADIS I tot III), en kiezen onder oplossingen met het gemiddelde van de grootste gewichten. De kleinste som van fouten is dezelfde waar alle voorbeelden even zwaar tellen; de waardefuncties niet.",
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

    fn dependence(&self, problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        let observed = self.lacking_scales(problem);
        (!observed.is_empty()).then_some(Dependence::ObservedRange(observed))
    }

    fn lacks(&self) -> &'static [Lack] {
        const LACKS: &[Lack] = &[
            Lack::OBSERVED,
            Lack {
                property: Property::Monotonicity,
                why: Phrase(
                    "without a scale, a figure beyond all others stretches the range over which values are learned",
                    "zonder schaal rekt een cijfer voorbij alle andere het bereik uit waarover waarden worden geleerd",
                ),
            },
        ];
        LACKS
    }

    fn is_fixed(&self, problem: &Problem) -> bool {
        self.lacking_scales(problem).is_empty()
    }

    fn lacking_scales(&self, problem: &Problem) -> Vec<usize> {
        let leaves = problem.tree.leaves.iter().enumerate();
        leaves.filter(|(_, leaf)| leaf.scale.is_none()).map(|(at, _)| at).collect()
    }

    fn reads_examples(&self) -> bool {
        true
    }

    fn own_profiles(&self) -> Option<&'static str> {
        Some("utadis-profiles")
    }

    fn own_values(&self) -> Option<&'static str> {
        Some("utadis-values")
    }

    fn own_examples(&self) -> Option<&'static str> {
        Some("utadis-examples")
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let leaves = &problem.tree.leaves;
        let target =
            |leaf: &&crate::problem::Criterion| matches!(leaf.direction, Direction::Target(_));
        if let Some(criterion) = leaves.iter().find(target) {
            return Err(remedy::target(&SHEET, &problem.tree, criterion));
        }
        let categories = problem.categories.len();
        if categories < 2 {
            return Err(remedy::no_categories(&SHEET, &problem.tree));
        }
        let examples = self.examples(problem)?;
        let learned =
            learn(&examples, self.margin, self.gap).map_err(|_| remedy::no_solution(&SHEET))?;
        let members = group.members.clone();
        let utilities = |at: At| -> Vec<f64> {
            members.iter().map(|member| learned.utility(&figures(problem, *member, at))).collect()
        };
        let scorer = |utilities: &[f64]| -> Box<dyn Scorer> {
            let place = |u: &f64| learned.place(*u) as f64;
            Box::new(Settled(utilities.iter().map(place).collect()))
        };
        let nominal = utilities(At::Nominal);
        let is_crisp =
            problem.cells.is_plain() || members.iter().all(|member| problem.is_crisp(*member));
        let score_ends = (!is_crisp).then(|| ScoreEnds {
            low: scorer(&utilities(At::Worst)),
            high: scorer(&utilities(At::Best)),
            exact: ends_are_reached(problem, &members),
            open: false,
        });
        let given = |member: &usize| {
            let example = problem.examples.iter().find(|it| it.alternative == *member);
            example.map_or(0, |it| it.category + 1)
        };
        let given: Vec<usize> = members.iter().map(given).collect();
        let (own, limits) = (nominal.clone(), learned.limits.clone());
        let own_scorer = scorer(&nominal);
        let native = NativeFigures::new(move |_| {
            Native::of_alternatives(vec![
                OwnColumn::numbers("utility", "nut", nominal.clone()),
                OwnColumn {
                    name: "example",
                    dutch: "voorbeeld",
                    figures: Figures::Categories(given.clone()),
                },
            ])
        });
        let standing = NativeFigures::new(move |_| standing(&own, &limits));
        let fit = |(at, example): (usize, &crate::problem::Example)| ExampleFit {
            alternative: example.alternative,
            category: example.category,
            found: learned.place(learned.utility(&examples.figures[at])) - 1,
            over: learned.errors[at].0,
            under: learned.errors[at].1,
        };
        let values = learned.breakpoints.iter().zip(&learned.values).enumerate();
        let points = values.flat_map(|(leaf, (figures, values))| {
            let point = move |(figure, value): (&f64, &f64)| ValuePoint {
                leaf,
                figure: *figure,
                value: *value,
            };
            figures.iter().zip(values).map(point)
        });
        let sorting = Sorting {
            categories,
            standing: Some(standing),
            values: points.collect(),
            examples: problem.examples.iter().enumerate().map(fit).collect(),
        };
        let ignored = (0..leaves.len()).filter(|leaf| leaves[*leaf].value.is_some());
        let mut notes: Vec<MethodNote> =
            ignored.map(|leaf| MethodNote::ValueIgnored { leaf }).collect();
        notes.push(MethodNote::WeightsFromExamples);
        Ok(Prepared {
            scorer: Some(own_scorer),
            score_ends,
            sorting: Some(sorting),
            native: Some(native),
            ..Prepared::new(members, notes)
        })
    }
}

#[derive(Clone, Copy, PartialEq)]
enum At {
    Nominal,
    Worst,
    Best,
}

/// The figures of an alternative on all leaves.
fn figures(problem: &Problem, alternative: usize, at: At) -> Vec<f64> {
    let leaves = problem.tree.leaves.iter().enumerate();
    let figure = |(leaf, criterion): (usize, &crate::problem::Criterion)| {
        let spread = problem.spread(alternative, leaf);
        match (at, criterion.direction) {
            (At::Nominal, _) => spread.nominal,
            (At::Worst, Direction::Min) | (At::Best, Direction::Max) => spread.high,
            _ => spread.low,
        }
    };
    leaves.map(figure).collect()
}

impl Parameters {
    /// What the value functions are learned from.
    fn examples(&self, problem: &Problem) -> Result<Examples> {
        if problem.examples.is_empty() {
            return Err(remedy::no_examples(&SHEET));
        }
        for example in &problem.examples {
            for (leaf, criterion) in problem.tree.leaves.iter().enumerate() {
                if !problem.is_known(example.alternative, leaf) {
                    let name = problem.full_name(example.alternative);
                    return Err(remedy::unknown_example(&SHEET, criterion, &name));
                }
            }
        }
        let leaves = 0..problem.tree.leaves.len();
        let own = problem.examples.iter();
        Ok(Examples {
            figures: own.clone().map(|it| figures(problem, it.alternative, At::Nominal)).collect(),
            categories: own.map(|it| it.category).collect(),
            count: problem.categories.len(),
            breakpoints: leaves.map(|leaf| self.breakpoints(problem, leaf)).collect(),
        })
    }

    /// The figures at which the value function of a leaf may bend, from the worst to the best; one
    /// alone where all figures are the same.
    fn breakpoints(&self, problem: &Problem, leaf: usize) -> Vec<f64> {
        let criterion = &problem.tree.leaves[leaf];
        let (min, max) = match &criterion.scale {
            Some(scale) => scale.ends(),
            None => (0..problem.alternatives.len())
                .filter(|alternative| problem.is_known(*alternative, leaf))
                .map(|alternative| problem.spread(alternative, leaf).nominal)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
                    (low.min(x), high.max(x))
                }),
        };
        let count = match &criterion.scale {
            Some(Scale::Ordinal(levels)) => levels.len().saturating_sub(1).max(1),
            _ => self.pieces,
        };
        let point = |at: usize| {
            let share = at as f64 / count as f64;
            // The ends as they are, and no difference that could be too large.
            if at == count { max } else { min * (1.0 - share) + max * share }
        };
        let mut out: Vec<f64> = (0..=count).map(point).collect();
        out.dedup();
        if criterion.direction == Direction::Min {
            out.reverse();
        }
        out
    }
}

/// How alternatives of these values stand to the limits.
fn standing(utilities: &[f64], limits: &[f64]) -> Native {
    let numbers = |of: &dyn Fn(usize, usize) -> f64| {
        PairFigures::Numbers(Matrix::from_fn(utilities.len(), limits.len(), of))
    };
    let row = |u: &f64| limits.iter().map(|limit| Learned::reaches(*u, *limit)).collect();
    let column = |name, dutch, figures| PairColumn { name, dutch, figures };
    let columns = vec![
        column("utility", "nut", numbers(&|row, _| utilities[row])),
        column("limit", "grens", numbers(&|_, at| limits[at])),
        column("reached", "bereikt", PairFigures::Flags(utilities.iter().map(row).collect())),
    ];
    Native { columns: Vec::new(), pairs: columns }
}

/// Categories that hang on no weights of the case.
struct Settled(Vec<f64>);

impl Scorer for Settled {
    fn alternatives(&self) -> usize {
        self.0.len()
    }

    fn score(&self, _weights: &[f64], block: usize, scores: &mut [f64]) {
        for (row, place) in scores.chunks_exact_mut(block.max(1)).zip(&self.0) {
            row.fill(*place);
        }
    }
}
