//! Weighted sum (simple additive weighting, additive value model).
//!
//! score(a) = sum over criteria j of w_j v_j(a), with w >= 0 summing to 1.
//!
//! Without `normalization`, v_j is the criterion's value function on its scale (Keeney & Raiffa
//! 1976, *Decisions with Multiple Objectives*, ch. 3: the additive value model): 0 worst to 1 best,
//! fixed before any comparison where the scale is given, else over the observed range of the group.
//! Then exact bounds over the inputs come with every score. With `normalization`, v_j is the
//! normalised column of nominal performances (Fishburn 1967, doi:10.1287/mnsc.13.7.435; Hwang &
//! Yoon 1981, doi:10.1007/978-3-642-48318-9, ch. III.3.2).
//!
//! Three options on fixed scales, both criteria of equal weight, of which the price is a cost:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
//!     .criterion_with("price", Direction::Min, 1.0, |c| c.scale(0.0, 200.0))
//!     .alternative("A", [10.0, 200.0]) // v = 1, 0
//!     .alternative("B", [2.0, 20.0]) // 0.2, 0.9
//!     .alternative("C", [6.0, 80.0]) // 0.6, 0.6
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("weighted-sum")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! let expected = [(1.0 + 0.0) / 2.0, (0.2 + 0.9) / 2.0, (0.6 + 0.6) / 2.0];
//! assert!(scores.iter().zip(expected).all(|(score, expected)| (score - expected).abs() < 1e-12));
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::bounds::additive::Additive;
use crate::error::{Phrase, Result};
use crate::kernel::{Linear, Scorer};
use crate::method::by_row::ByRow;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::{Lack, by_normalization};
use crate::method::prepared::{MethodNote, Prepared};
use crate::method::remedy;
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Curve, Group, Matrix, Problem, WholeGroup};
use crate::value::formula::ScaleNeeded;
use crate::value::{self, Normalization};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Parameters of the weighted sum.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// How columns of data are made comparable; absent = value functions and scales.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalization: Option<Normalization>,
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "weighted-sum",
    idea: Phrase(
        "The value of each criterion, 0 worst to 1 best, times its weight, added up: score = sum of w_j v_j. A gain on one criterion makes good a loss on another at the rate their weights say.",
        "De waarde op elk criterium, van 0 (slechtste) tot 1 (beste), maal het gewicht, bij elkaar opgeteld: score = som van w_j v_j. Winst op het ene criterium maakt verlies op het andere goed, in de verhouding die de gewichten aangeven.",
    ),
    use_when: Phrase(
        "criteria compensate each other, weights were asked for as swings over stated ranges, and the reader must be able to check the sum.",
        "criteria elkaar compenseren, gewichten gevraagd zijn als de stap van slechtste naar beste over een opgegeven bereik, en de lezer de som moet kunnen narekenen.",
    ),
    avoid_when: Phrase(
        "a bad result on one criterion cannot be made good by others (put it as a requirement), or criteria count the same thing twice.",
        "een slecht resultaat op een criterium niet door andere goed te maken is (zet het als eis), of criteria hetzelfde dubbel tellen.",
    ),
    parameters: &[Parameter {
        name: "normalization",
        default: Phrase(
            "none given: value functions on the criteria's scales",
            "niet opgegeven: waardefuncties op de schalen van de criteria",
        ),
        meaning: Phrase(
            "a name of `list normalizations`: normalise the columns of nominal performances instead (value functions are then ignored)",
            "een naam uit `list normalizations`: normaliseer in plaats daarvan de kolommen met nominale cijfers (waardefuncties tellen dan niet)",
        ),
        accepts: Phrase("a name of `list normalizations`", "een naam uit `list normalizations`"),
    }],
    score: Phrase(
        "0 worst to 1 best with value functions on fixed scales; with a normalization, in its range. Higher is better.",
        "van 0 (slechtste) tot 1 (beste) met waardefuncties op vaste schalen; met een normalisatie binnen het bereik daarvan. Hoger is beter.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "scores within 1e-10 of the group's largest |score| share a rank.",
        "scores die minder dan 1e-10 van de grootste |score| van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "one alternative: its score. A constant column on an observed range or under min-max: 1 for all, with a warning. Zeros or negative figures where a normalization is undefined: an error that names them.",
        "één alternatief: de score ervan. Een constante kolom op een waargenomen bereik of bij min-max: 1 voor alle, met een waarschuwing. Nullen of negatieve cijfers waar een normalisatie niet bepaald is: een fout die zegt welke.",
    ),
    reference: "Keeney & Raiffa 1976, Decisions with Multiple Objectives, ch. 3; Fishburn 1967, doi:10.1287/mnsc.13.7.435; Hwang & Yoon 1981, doi:10.1007/978-3-642-48318-9",
    disagreements: Phrase(
        "pymcdm, scikit-criteria and pyrepo-mcda give the same for the same normalization; their defaults differ. `normalization` = sum gives the default of pymcdm, `normalization` = linear that of pyrepo-mcda and of pyDecision's SAW, and `normalization` = min-max pyDecision's ROV; scikit-criteria has none, and refuses costs. Where a column is constant, min-max is 0 in scikit-criteria and in ROV, and 1 here. With `linear`, pymcdm raises for any zero and scikit-criteria replaces it by 1e-5; we refuse a zero cost.",
        "pymcdm, scikit-criteria en pyrepo-mcda geven hetzelfde bij dezelfde normalisatie; hun standaard verschilt. `normalization` = sum geeft de standaard van pymcdm, `normalization` = linear die van pyrepo-mcda en van SAW in pyDecision, en `normalization` = min-max ROV in pyDecision; scikit-criteria neemt geen, en weigert kosten. Waar een kolom constant is, is min-max 0 in scikit-criteria en in ROV, en hier 1. Bij `linear` geeft pymcdm een fout voor elke nul en vervangt scikit-criteria die door 1e-5; wij weigeren een kost van nul.",
    ),
    allows_target: true,
    value_functions: true,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Value
    }

    fn dependence(&self, problem: &Problem, weights: &[f64]) -> Option<Dependence> {
        let Some(normalization) = self.normalization else {
            let mut observed = self.lacking_scales(problem);
            observed.retain(|leaf| weights[*leaf] > 0.0);
            return (!observed.is_empty()).then_some(Dependence::ObservedRange(observed));
        };
        Dependence::on(normalization)
    }

    fn lacks(&self) -> &'static [Lack] {
        match self.normalization {
            None => &[Lack::OBSERVED],
            Some(normalization) => by_normalization(normalization),
        }
    }

    /// Figures as they are or between goalposts, or value functions that all stand on scales of
    /// their own.
    fn is_fixed(&self, problem: &Problem) -> bool {
        match self.normalization {
            None => self.lacking_scales(problem).is_empty(),
            Some(normalization) => {
                matches!(normalization, Normalization::None | Normalization::Goalposts)
            }
        }
    }

    fn reads_value_functions(&self) -> bool {
        self.normalization.is_none()
    }

    fn is_weighted_sum(&self, problem: &Problem) -> bool {
        self.normalization.is_none() && problem.tree.is_additive()
    }

    fn lacking_scales(&self, problem: &Problem) -> Vec<usize> {
        let leaves = problem.tree.leaves.iter().enumerate();
        let lacking = leaves.filter(|(_, criterion)| {
            self.normalization.is_none() && value::fixed(criterion).is_none()
        });
        lacking.map(|(leaf, _)| leaf).collect()
    }

    fn by_row(&self, problem: &Problem) -> Option<ByRow> {
        match self.normalization {
            Some(normalization) => ByRow::values(normalization, problem),
            None if self.is_fixed(problem) => Some(ByRow::Alone),
            None => Some(ByRow::ends()),
        }
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        if !problem.tree.is_additive() {
            return Err(remedy::no_sum(&SHEET, &problem.tree));
        }
        match self.normalization {
            None => with_values(problem, group),
            Some(normalization) => with_normalization(normalization, problem, group),
        }
    }
}

/// The value function of each leaf in a group, in leaf order: on its own scale, or over the range
/// of those that compete. A column that is constant there has the value 1 for all, and no slope.
pub(crate) fn value_functions(problem: &Problem, group: &Group) -> Vec<Curve> {
    let whole = group.whole.as_deref();
    value_functions_over(problem, (&eligible(problem, group), whole), &mut |_| ())
}

/// The same over these alternatives, or over the whole group of which they are some; `constant` is
/// told of the leaves whose range has no width.
pub(super) fn value_functions_over(
    problem: &Problem,
    (competing, whole): (&[usize], Option<&WholeGroup>),
    constant: &mut dyn FnMut(usize),
) -> Vec<Curve> {
    let fixed: Vec<Option<Curve>> = problem.tree.leaves.iter().map(value::fixed).collect();
    let all_fixed = fixed.iter().all(Option::is_some);
    let observed = match whole {
        _ if all_fixed => Vec::new(),
        Some(whole) => whole.ranges.clone(),
        None => observed(problem, competing),
    };
    let curve = |(leaf, fixed): (usize, Option<Curve>)| {
        fixed.unwrap_or_else(|| {
            let (min, max) = observed[leaf];
            value::observed(&problem.tree.leaves[leaf], min, max).unwrap_or_else(|| {
                constant(leaf);
                Curve::constant(1.0)
            })
        })
    };
    fixed.into_iter().enumerate().map(curve).collect()
}

/// Values by value functions, added up, whatever the nodes say.
pub(crate) fn with_values(problem: &Problem, group: &Group) -> Result<Prepared> {
    let competing = eligible(problem, group);
    let mut notes = Vec::new();
    let all_fixed = problem.tree.leaves.iter().all(|leaf| value::fixed(leaf).is_some());
    let whole = group.whole.as_deref();
    let count = whole.map_or(competing.len(), |whole| whole.competing);
    let curves = value_functions_over(problem, (&competing, whole), &mut |leaf| {
        if count > 1 {
            notes.push(MethodNote::ConstantColumn { leaf });
        }
    });
    let members = if all_fixed { group.members.clone() } else { competing };
    let additive = Additive::new(problem, &members, &curves);
    let values = additive.nominal().clone();
    let scorer = scorer(&values);
    Ok(Prepared {
        scorer: Some(scorer),
        values: Some(values),
        bounds: Some(additive),
        ..Prepared::new(members, notes)
    })
}

/// The extremes over the ranges of the competing alternatives, leaf by leaf.
fn observed(problem: &Problem, competing: &[usize]) -> Vec<(f64, f64)> {
    let mut out = vec![(f64::INFINITY, f64::NEG_INFINITY); problem.tree.leaves.len()];
    out.par_iter_mut().enumerate().for_each(|(leaf, range)| match problem.cells.plain(leaf) {
        Some(figures) => {
            let figures = competing.iter().map(|member| figures[*member]);
            *range =
                figures.fold(*range, |range, figure| (range.0.min(figure), range.1.max(figure)));
        }
        None => {
            let spreads = competing.iter().map(|member| problem.spread(*member, leaf));
            *range = spreads
                .fold(*range, |range, spread| (range.0.min(spread.low), range.1.max(spread.high)));
        }
    });
    out
}

fn with_normalization(
    normalization: Normalization,
    problem: &Problem,
    group: &Group,
) -> Result<Prepared> {
    // A raw figure, or one between goalposts, stands for itself; elsewhere only those that compete
    // make up the column.
    let alone = matches!(normalization, Normalization::None | Normalization::Goalposts);
    let members = if alone { group.members.clone() } else { eligible(problem, group) };
    let columns = columns(&SHEET, normalization, ScaleNeeded::Interval, problem, group, members)?;
    let values = columns.values();
    Ok(Prepared { scorer: Some(scorer(&values)), values: Some(values), ..columns.into_prepared() })
}

fn scorer(values: &Matrix) -> Box<dyn Scorer> {
    Box::new(Linear::sharing(values.entries(), values.rows()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Method;
    use crate::problem::{Direction, Problem};
    use approx::assert_relative_eq;

    /// Triantaphyllou & Mann 1989: raw figures, all to be maximised; A2 and A3 tie.
    #[test]
    fn raw_figures_of_the_textbook() {
        let rows = [[25.0, 20.0, 15.0, 30.0], [10.0, 30.0, 20.0, 30.0], [30.0, 10.0, 30.0, 10.0]];
        let figures = Matrix::from_fn(3, 4, |i, j| rows[i][j]);
        let weights = [0.2, 0.15, 0.4, 0.25];
        let problem = Problem::crisp(&figures, &[Direction::Max; 4], &weights).unwrap();
        let method =
            Method::named("weighted-sum").unwrap().with_parameter("normalization", "none").unwrap();
        let prepared = method.prepare(&problem, &problem.groups[0]).unwrap();
        let mut scores = [0.0; 3];
        prepared.scorer.unwrap().score(&weights, 1, &mut scores);
        for (score, printed) in scores.iter().zip([21.5, 22.0, 22.0]) {
            assert_relative_eq!(*score, printed, epsilon = 1e-12);
        }
    }
}
