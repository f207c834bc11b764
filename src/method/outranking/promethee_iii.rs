//! PROMETHEE III: an interval order by the mean of preferences and their spread.
//!
//! With pi(a, b) the weighted preference for a over b (preference functions as in `promethee.rs`) and
//! m alternatives:
//!
//! ```text
//! phi(a)   = (1 / m) sum over b of (pi(a, b) - pi(b, a))
//! sigma(a) = sqrt((1 / m) sum over b of (pi(a, b) - pi(b, a) - phi(a))^2)
//! ```
//!
//! over all b, a itself among them (it adds 0 to the mean). The interval of a runs from phi - alpha
//! sigma to phi + alpha sigma. a is preferred to b (P) if its interval lies above that of b; they are
//! indifferent (I) where the intervals meet. Brans, Mareschal & Vincke 1984, PROMETHEE: a new family
//! of outranking methods in multicriteria analysis, in Brans (ed.) Operational Research '84, 477-490.
//!
//! ```
//! use afweging::method::{Figures, Method};
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("view", Direction::Max, 0.75)
//!     .criterion("quiet", Direction::Max, 0.25)
//!     .alternative("A", [3.0, 2.0])
//!     .alternative("B", [2.0, 1.0])
//!     .alternative("C", [1.0, 3.0])
//!     .build()?;
//! let method = Method::named("promethee-iii")?.with_parameter("alpha", "0.5")?;
//! let evaluation = evaluate(&problem, &method)?;
//! let native = evaluation.groups[0].native().unwrap();
//! // pi(A, B) - pi(B, A) = 1, that of A and C 0.5, that of B and C 0.5. phi: 0.5, -1/6, -1/3.
//! // sigma(A)^2 = (0.5^2 + 0.5^2 + 0^2) / 3 = 1/6; sigma(B)^2 = ((1/6)^2 + (5/6)^2 + (4/6)^2) / 3 =
//! // 7/18; sigma(C)^2 = ((1/3)^2 + (1/6)^2 + (1/6)^2) / 3 = 1/18.
//! let Some(Figures::Numbers(low)) = native.column("low") else { panic!("figures") };
//! let expected = [
//!     0.5 - 0.5 * (1.0_f64 / 6.0).sqrt(), // 0.296
//!     -1.0 / 6.0 - 0.5 * (7.0_f64 / 18.0).sqrt(), // -0.478, up to 0.145
//!     -1.0 / 3.0 - 0.5 * (1.0_f64 / 18.0).sqrt(), // -0.451, up to -0.215
//! ];
//! assert!(low.iter().zip(expected).all(|(low, expected)| (low - expected).abs() < 1e-12));
//! let letters = |row: usize| -> Vec<&str> {
//!     let row = &native.relation().unwrap()[row];
//!     row.iter().map(|own| own.map_or("-", |own| own.letter())).collect()
//! };
//! assert_eq!(letters(0), ["-", "P", "P"]);
//! assert_eq!(letters(1), ["-", "-", "I"]);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::method::definition::{AnswerKind, Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::outranking::concordance::Compared;
use crate::method::outranking::preference::ThresholdFunction;
use crate::method::parameter::number;
use crate::method::prepared::{
    MethodNote, Native, NativeFigures, OwnColumn, PairColumn, PairFigures, Prepared, Relation,
};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Problem};
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Deserializer, Serialize};

/// Parameters of PROMETHEE III. Preference functions and thresholds belong to the criteria.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How many standard deviations an interval reaches to either side.
    #[serde(deserialize_with = "width")]
    pub alpha: f64,
}

const WIDTH: Phrase = Phrase(
    "a number of at least 0, with a point: 0.15",
    "een getal van minstens 0, met een punt: 0.15",
);

fn width<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<f64, D::Error> {
    number(deserializer, WIDTH, |alpha| (0.0..=1e6).contains(&alpha))
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { alpha: 0.15 }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "promethee-iii",
    idea: Phrase(
        "The net flow of PROMETHEE as an interval: the mean of the preferences over and by the others, and alpha standard deviations to either side. One alternative is preferred to another where its interval lies above; where intervals meet, they are indifferent.",
        "De nettostroom van PROMETHEE als een interval: het gemiddelde van de voorkeuren boven en door de andere, en alpha standaardafwijkingen naar weerszijden. Een alternatief krijgt de voorkeur boven een ander waar zijn interval erboven ligt; waar intervallen elkaar raken, zijn ze indifferent.",
    ),
    use_when: Phrase(
        "net flows that differ little must not be told apart.",
        "nettostromen die weinig verschillen, niet onderscheiden mogen worden.",
    ),
    avoid_when: Phrase(
        "one complete order is needed (see promethee-ii), or incomparability is itself an answer (see promethee-i). A spread of preferences is no uncertainty of figures: for that there are ranges and draws.",
        "één volledige volgorde nodig is (zie promethee-ii), of onvergelijkbaarheid zelf een antwoord is (zie promethee-i). Een spreiding van voorkeuren is geen onzekerheid over cijfers: daarvoor zijn er bereiken en trekkingen.",
    ),
    parameters: &[Parameter {
        name: "alpha",
        default: Phrase::same("0.15"),
        meaning: Phrase(
            "how many standard deviations an interval reaches to either side; at 0 it is the order of promethee-ii",
            "hoeveel standaardafwijkingen een interval naar weerszijden reikt; bij 0 is het de volgorde van promethee-ii",
        ),
        accepts: WIDTH,
    }],
    score: Phrase(
        "none: the answer is the relation and the intervals in the method's own tables; score and rank are empty.",
        "geen: het antwoord is de relatie en de intervallen in de eigen tabellen van de methode; score en rang zijn leeg.",
    ),
    symbol: "",
    own_table: Some("promethee-iii"),
    own_pairs: Some("promethee-iii-pairs"),
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "indifference is not transitive: a may be indifferent to b and b to c, while a is preferred to c. Ends of intervals that differ by at most 1e-9 meet.",
        "indifferentie is niet transitief: a kan indifferent zijn met b en b met c, terwijl a de voorkeur krijgt boven c. Uiteinden van intervallen die hoogstens 1e-9 verschillen, raken elkaar.",
    ),
    degenerate: Phrase(
        "one alternative: no pairs. All equal: all indifferent. Thresholds as in promethee-ii. At most 1,000 alternatives.",
        "één alternatief: geen paren. Alle gelijk: alle indifferent. Drempels zoals bij promethee-ii. Hoogstens 1.000 alternatieven.",
    ),
    reference: "Brans, Mareschal & Vincke 1984, PROMETHEE: a new family of outranking methods in multicriteria analysis, in Brans (ed.) Operational Research '84, 477-490",
    disagreements: Phrase(
        "the paper leaves alpha to the user; 0.15 is the default of pyDecision. That package takes the deviation of the sum of the flows from their mean instead of the spread over pairs. Others take sums of flows instead of means as the middle, so that their intervals are wider. Means here are over m alternatives, and flows in promethee-ii over m - 1.",
        "het artikel laat alpha aan de gebruiker; 0,15 is de standaardwaarde van pyDecision. Dat pakket neemt de afwijking van de som van de stromen tegenover hun gemiddelde in plaats van de spreiding over paren. Andere nemen sommen van stromen in plaats van gemiddelden als midden, zodat hun intervallen breder zijn. Gemiddelden zijn hier over m alternatieven, en stromen in promethee-ii over m - 1.",
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
        let Compared { members, mut notes, columns, .. } = Compared::new(problem, group, &SHEET)?;
        let mut functions = Vec::new();
        for (leaf, criterion) in problem.tree.leaves.iter().enumerate() {
            if criterion.thresholds.function.is_none() && criterion.thresholds != Default::default()
            {
                notes.push(MethodNote::ThresholdsUnused { leaf });
            }
            functions.push(ThresholdFunction::of_criterion(criterion, &SHEET)?);
        }
        let (rows, alpha) = (members.len(), self.alpha);
        let mut prepared = Prepared::new(members, notes);
        prepared.native = Some(NativeFigures::new(move |weights| {
            // By how much the first of a pair is preferred to the second, less the reverse.
            let mut net = vec![0.0; rows * rows];
            for ((column, function), weight) in columns.iter().zip(&functions).zip(weights) {
                for a in 0..rows {
                    for b in a + 1..rows {
                        let (x, y) = (column[a], column[b]);
                        let lead = function.of_figures(x, y) - function.of_figures(y, x);
                        net[a * rows + b] += weight * lead;
                        net[b * rows + a] -= weight * lead;
                    }
                }
            }
            native(&intervals(rows, &net, alpha))
        }));
        Ok(prepared)
    }
}

/// Mean, standard deviation, lower and upper end.
struct Interval {
    mean: f64,
    deviation: f64,
    low: f64,
    high: f64,
}

/// The interval of each alternative, of net preferences row by row.
fn intervals(rows: usize, net: &[f64], alpha: f64) -> Vec<Interval> {
    let count = rows as f64;
    let of_row = |row: &[f64]| {
        let mean = row.iter().sum::<f64>() / count;
        let squares = row.iter().map(|own| (own - mean).powi(2)).sum::<f64>();
        let deviation = (squares / count).sqrt();
        Interval { mean, deviation, low: mean - alpha * deviation, high: mean + alpha * deviation }
    };
    net.chunks(rows.max(1)).map(of_row).collect()
}

/// Ends of intervals that differ by no more meet.
const MEET: f64 = 1e-9;

fn native(intervals: &[Interval]) -> Native {
    let one = |a: usize, b: usize| {
        let (own, other) = (&intervals[a], &intervals[b]);
        match (own.low - other.high > MEET, other.low - own.high > MEET) {
            _ if a == b => None,
            (true, _) => Some(Relation::Preferred),
            (false, true) => None,
            (false, false) => Some(Relation::Indifferent),
        }
    };
    let all = 0..intervals.len();
    let relation = all.clone().map(|a| all.clone().map(|b| one(a, b)).collect()).collect();
    let column = |name, dutch, of: fn(&Interval) -> f64| {
        OwnColumn::numbers(name, dutch, intervals.iter().map(of).collect())
    };
    Native {
        columns: vec![
            column("mean", "gemiddelde", |own| own.mean),
            column("deviation", "standaardafwijking", |own| own.deviation),
            column("low", "ondergrens", |own| own.low),
            column("high", "bovengrens", |own| own.high),
        ],
        pairs: vec![PairColumn {
            name: "relation",
            dutch: "relatie",
            figures: PairFigures::Relation(relation),
        }],
    }
}
