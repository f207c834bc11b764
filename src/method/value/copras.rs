//! COPRAS: benefits, and costs in inverse proportion.
//!
//! With n_ij = x_ij / sum over i of x_ij for every criterion: S+_i = sum over benefits of w_j n_ij,
//! S-_i = sum over costs of w_j n_ij, Q_i = S+_i + sum over k of S-_k / (S-_i sum over k of 1 / S-_k),
//! and the degree of utility N_i = Q_i / max Q. Zavadskas, Kaklauskas & Sarka 1994, Technological and
//! Economic Development of Economy 1(3) 131-139; Zavadskas, Kaklauskas, Peldschus & Turskis 2007,
//! Baltic Journal of Road and Bridge Engineering 2(4) 195-203.
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
//!     .alternative("A", [4.0, 100.0]) // n = 4/8, 100/200
//!     .alternative("B", [2.0, 50.0]) // 2/8, 50/200
//!     .alternative("C", [2.0, 50.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("copras")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // S+ = 1/4, 1/8, 1/8; S- = 1/4, 1/8, 1/8, which sums to 1/2; 1 / S- = 4, 8, 8.
//! // Q = 1/4 + 1/2 * 4/20 = 0.35, and 1/8 + 1/2 * 8/20 = 0.325.
//! assert!((scores[0] - 1.0).abs() < 1e-12);
//! assert!((scores[1] - 0.325 / 0.35).abs() < 1e-12);
//! assert!((scores[2] - 0.325 / 0.35).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::elementwise::with_each;
use crate::method::by_draw::{greatest, least, sum, with_draws};
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::{Native, NativeFigures, OwnColumn, Prepared};
use crate::method::sheet::Sheet;
use crate::method::sums_then::{SumsThen, WeightedSums};
use crate::problem::{Direction, Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of COPRAS: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

const NORMALIZATION: Normalization = Normalization::Sum;

pub(crate) const SHEET: Sheet = Sheet {
    name: "copras",
    idea: Phrase(
        "Benefits add up as shares of their column's sum; costs share out their total in inverse proportion: Q = S+ + sum of S- / (S- * sum of 1 / S-). The score is Q as a share of the largest.",
        "Baten tellen op als aandeel van de som van hun kolom; kosten verdelen hun totaal omgekeerd evenredig: Q = S+ + som van S- / (S- * som van 1 / S-). De score is Q als aandeel van de grootste.",
    ),
    use_when: Phrase(
        "ratios of figures mean something, and benefits and costs should be looked at apart.",
        "verhoudingen van cijfers iets betekenen, en baten en kosten apart bekeken moeten worden.",
    ),
    avoid_when: Phrase(
        "figures can be negative, the data are ordinal, or alternatives may be added or dropped (sums change, and ranks with them).",
        "cijfers negatief kunnen zijn, de gegevens ordinaal zijn, of er alternatieven kunnen bijkomen of wegvallen (de sommen veranderen dan, en de rangen mee).",
    ),
    parameters: &[],
    score: Phrase(
        "N = Q / max Q, from 0 to 1 (the best of the group). Higher is better; the table `copras` holds S+, S- and Q.",
        "N = Q / max Q, van 0 tot 1 (het beste van de groep). Hoger is beter; de tabel `copras` bevat S+, S- en Q.",
    ),
    symbol: "",
    own_table: Some("copras"),
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "without costs, or where no cost has weight, Q = S+. An alternative whose costs are all 0 makes the formula infinite: the limit is given, under which those without costs share the whole of the second part. A negative figure, or a column of zeros: an error that names it.",
        "zonder kosten, of waar geen kost gewicht heeft, is Q = S+. Een alternatief waarvan alle kosten 0 zijn, maakt de formule oneindig: dan wordt de limiet gegeven, waarbij wie geen kosten heeft het hele tweede deel verdeelt. Een negatief cijfer, of een kolom met nullen: een fout die zegt welk.",
    ),
    reference: "Zavadskas, Kaklauskas & Sarka 1994, The new method of multicriteria complex proportional assessment of projects, Technological and Economic Development of Economy 1(3) 131-139; Zavadskas, Kaklauskas, Peldschus & Turskis 2007, Multi-attribute assessment of road design solutions by using the COPRAS method, Baltic Journal of Road and Bridge Engineering 2(4) 195-203",
    disagreements: Phrase(
        "scikit-criteria, pyDecision and pyrepo-mcda give the same where they give a number. pymcdm 1.4.0 computes S+ + S-, which rewards costs: it differs on all problems compared. Without costs pymcdm and scikit-criteria refuse, and pyrepo-mcda gives NaN.",
        "scikit-criteria, pyDecision en pyrepo-mcda geven hetzelfde waar ze een getal geven. pymcdm 1.4.0 berekent S+ + S-, wat kosten beloont: het verschilt op alle vergeleken problemen. Zonder kosten weigeren pymcdm en scikit-criteria, en geeft pyrepo-mcda NaN.",
    ),
    allows_target: false,
    value_functions: false,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Value
    }

    fn dependence(&self, _problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        Dependence::on(NORMALIZATION)
    }

    fn lacks(&self) -> &'static [Lack] {
        &[Lack::NORMALIZED]
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        // Costs are taken off in the formula, so a cost of 0 is one.
        let members = eligible(problem, group);
        let columns =
            columns(&SHEET, Normalization::MinMax, ScaleNeeded::Ratio, problem, group, members)?;
        let fitted = columns.without_direction(&SHEET, NORMALIZATION, problem)?;
        let of = |direction: Direction| {
            let leaves = &problem.tree.leaves;
            columns.figures.map_columns(|leaf, column| match leaves[leaf].direction == direction {
                true => fitted[leaf].values(column),
                false => column.fill(0.0),
            })
        };
        let sums = WeightedSums::new([of(Direction::Max), of(Direction::Min)]);
        let scorer = SumsThen::new(sums.clone(), |[gains, costs], block, scores| {
            significance(gains, costs, block, scores);
            let most = greatest(scores, block);
            with_draws(scores, &most, |score, most| score / most);
        });
        let mut prepared = columns.into_prepared();
        prepared.native = Some(NativeFigures::new(move |weights| {
            let [gains, costs] = sums.at(weights, 1);
            let mut q = vec![0.0; gains.len()];
            significance(&gains, &costs, 1, &mut q);
            Native::of_alternatives(vec![
                OwnColumn::numbers("s_plus", "baten (S+)", gains),
                OwnColumn::numbers("s_minus", "kosten (S-)", costs),
                OwnColumn::numbers("q", "q", q),
            ])
        }));
        prepared.scorer = Some(Box::new(scorer));
        Ok(prepared)
    }
}

/// Q in a block of draws. Reciprocals are taken of shares of the least cost, which are at least 1.
fn significance(gains: &[f64], costs: &[f64], block: usize, q: &mut [f64]) {
    let (least, total) = (least(costs, block), sum(costs, block));
    let reciprocal = |cost: f64, least: f64| match least > 0.0 {
        true => least / cost,
        false => f64::from(u8::from(cost == 0.0)),
    };
    q.copy_from_slice(costs);
    with_draws(q, &least, reciprocal);
    let reciprocals = sum(q, block);
    with_draws(q, &reciprocals, |q, reciprocals| q / reciprocals);
    with_draws(q, &total, |q, total| q * total);
    with_each(q, gains, |q, gain| gain + q);
}
