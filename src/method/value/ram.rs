//! RAM, the root assessment method: benefits under a root whose order grows with the costs.
//!
//! With n_ij = x_ij / sum over i of x_ij for every criterion: S+_i = sum over benefits of w_j n_ij,
//! S-_i = sum over costs of w_j n_ij, and RI_i = (2 + S+_i)^(1 / (2 + S-_i)). Sotoudeh-Anvari 2023,
//! doi:10.1016/j.jclepro.2023.138695.
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
//! let evaluation = evaluate(&problem, &Method::named("ram")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // S+ = S- = 1/4 for A, 1/8 for B and C.
//! assert!((scores[0] - 2.25_f64.powf(1.0 / 2.25)).abs() < 1e-12);
//! assert!((scores[1] - 2.125_f64.powf(1.0 / 2.125)).abs() < 1e-12);
//! assert!((scores[2] - 2.125_f64.powf(1.0 / 2.125)).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::elementwise::{each, exponentials, logarithms, with_each};
use crate::method::by_row::ByRow;
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

/// Parameters of RAM: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

const NORMALIZATION: Normalization = Normalization::Sum;

pub(crate) const SHEET: Sheet = Sheet {
    name: "ram",
    idea: Phrase(
        "Benefits and costs add up apart as shares of their columns' sums, and costs raise the order of a root: RI = (2 + S+)^(1 / (2 + S-)).",
        "Baten en kosten tellen apart op als aandeel van de som van hun kolom, en kosten verhogen de orde van een wortel: RI = (2 + S+)^(1 / (2 + S-)).",
    ),
    use_when: Phrase(
        "ratios of figures mean something, and benefits and costs should compensate each other only in part.",
        "verhoudingen van cijfers iets betekenen, en baten en kosten elkaar maar ten dele moeten compenseren.",
    ),
    avoid_when: Phrase(
        "figures can be negative, the data are ordinal, or alternatives may be added or dropped. Scores lie close together: read ranks, not differences.",
        "cijfers negatief kunnen zijn, de gegevens ordinaal zijn, of er alternatieven kunnen bijkomen of wegvallen. Scores liggen dicht bij elkaar: lees de rangen, niet de verschillen.",
    ),
    parameters: &[],
    score: Phrase(
        "RI, from 2^(1/3) = 1.26 (all costs) to sqrt(3) = 1.73 (all benefits). Higher is better; the table `ram` holds S+ and S-.",
        "RI, van 2^(1/3) = 1,26 (alle kosten) tot wortel 3 = 1,73 (alle baten). Hoger is beter; de tabel `ram` bevat S+ en S-.",
    ),
    symbol: "",
    own_table: Some("ram"),
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column adds the same to all. A cost of 0 is one. A negative figure, or a column of zeros: an error that names it.",
        "een constante kolom voegt aan alle hetzelfde toe. Een kost van 0 mag. Een negatief cijfer, of een kolom met nullen: een fout die zegt welk.",
    ),
    reference: "Sotoudeh-Anvari 2023, Root Assessment Method (RAM): a novel multi-criteria decision making method, doi:10.1016/j.jclepro.2023.138695",
    disagreements: Phrase(
        "pymcdm and scikit-criteria give the same.",
        "pymcdm en scikit-criteria geven hetzelfde.",
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

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        ByRow::differences(Normalization::MinMax)?.with(NORMALIZATION, true)
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
        let scorer = SumsThen::new(sums.clone(), |[gains, costs], _, scores| {
            // (2 + S+) to the power of 1 / (2 + S-).
            scores.copy_from_slice(gains);
            each(scores, |gain| 2.0 + gain);
            logarithms(scores);
            with_each(scores, costs, |logarithm, cost| logarithm / (2.0 + cost));
            exponentials(scores);
        });
        let mut prepared = columns.into_prepared();
        prepared.native = Some(NativeFigures::new(move |weights| {
            let [gains, costs] = sums.at(weights, 1);
            Native::of_alternatives(vec![
                OwnColumn::numbers("s_plus", "baten (S+)", gains),
                OwnColumn::numbers("s_minus", "kosten (S-)", costs),
            ])
        }));
        prepared.scorer = Some(Box::new(scorer));
        Ok(prepared)
    }
}
