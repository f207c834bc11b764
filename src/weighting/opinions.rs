//! What one or several people said about a set of siblings, and the weights that follow.
//!
//! An [`Opinion`] is one person's judgements and the weights derived from them. A [`Derivation`]
//! puts the opinions about one set of siblings together, in one of two ways:
//!
//! - the arithmetic mean of everyone's weights (aggregation of individual priorities);
//! - the geometric mean of everyone's ratios, from which the weights are derived (aggregation of
//!   individual judgements; Aczel & Saaty 1983, J Math Psych 27(1), 93-102,
//!   doi:10.1016/0022-2496(83)90028-7). It is the one mean of ratios that keeps a / b and b / a each
//!   other's reciprocals.
//!
//! Forman & Peniwati 1998, EJOR 108(1), 165-169, doi:10.1016/S0377-2217(97)00244-0, compare the two:
//! the first where people speak for themselves, the second where they act as one.

use super::judgement::{DerivedWeights, Fault, Judgement};
use super::judgement_weighting::JudgementWeighting;
use crate::error::{Said, both};
use crate::lp::{Program, Relation, Row};
use rayon::prelude::*;

/// How opinions become one set of weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Combination {
    /// The arithmetic mean of everyone's weights.
    #[default]
    MeanOfWeights,
    /// The geometric mean of everyone's ratios, from which the weights follow.
    GeometricMeanOfJudgements,
}

impl Combination {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Combination::MeanOfWeights => "mean-of-weights",
            Combination::GeometricMeanOfJudgements => "geometric-mean-of-judgements",
        }
    }
}

/// One person's judgements, and what follows from them.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// Who; none where one opinion is all there is and nobody is named.
    pub respondent: Option<String>,
    /// Who judged and when, as the file says.
    pub by: Option<String>,
    /// How the weights are derived.
    pub weighting: JudgementWeighting,
    /// The judgements, and each as it was written.
    pub judgements: Vec<(Judgement, String)>,
    /// What follows from them.
    pub derived: DerivedWeights,
}

impl Opinion {
    /// The weights of `items` items from judgements.
    ///
    /// # Errors
    /// [`Fault`] where the method cannot make weights of them.
    pub fn new(
        items: usize,
        weighting: JudgementWeighting,
        judgements: Vec<(Judgement, String)>,
    ) -> Result<Opinion, Fault> {
        let said: Vec<Judgement> =
            judgements.iter().map(|(judgement, _)| judgement.clone()).collect();
        let derived = weighting.derive(items, &said)?;
        Ok(Opinion { respondent: None, by: None, weighting, judgements, derived })
    }

    /// By item: the least and the greatest weight that the judgements leave open, by two linear
    /// programs each.
    pub fn ends(&self) -> Vec<(f64, f64)> {
        ends(&self.derived.weights, &self.derived.open)
    }
}

/// The weights of a set of siblings, from one opinion or from several.
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// The branch whose children are weighed; none for those at the top.
    pub parent: Option<usize>,
    /// The branches that are weighed: item i of the opinions is `branches[i]`.
    pub branches: Vec<usize>,
    /// At least one.
    pub opinions: Vec<Opinion>,
    /// How several opinions are put together.
    pub combination: Combination,
    /// A weight per item, with sum 1.
    pub weights: Vec<f64>,
    /// What follows from the geometric means of the ratios, where these are taken: the weights
    /// are its.
    pub combined: Option<DerivedWeights>,
}

impl Derivation {
    /// The weights that opinions about one set of siblings give together.
    ///
    /// # Errors
    /// [`Fault`] where the geometric mean is asked for of statements that are no ratios, or of
    /// opinions that are derived in different ways, or gives no weights.
    ///
    /// # Panics
    /// If there is no opinion.
    pub fn new(
        parent: Option<usize>,
        branches: Vec<usize>,
        opinions: Vec<Opinion>,
        combination: Combination,
    ) -> Result<Derivation, Fault> {
        let n = branches.len();
        let (weights, combined) = match (&opinions[..], combination) {
            ([only], _) => (only.derived.weights.clone(), None),
            (several, Combination::MeanOfWeights) => (mean(several, n), None),
            (several, Combination::GeometricMeanOfJudgements) => {
                let means = geometric_means(several)?;
                // A fault is about means, which stand in no file.
                let derived = several[0]
                    .weighting
                    .derive(n, &means)
                    .map_err(|fault| Fault { judgements: Vec::new(), ..fault })?;
                (derived.weights.clone(), Some(derived))
            }
        };
        Ok(Derivation { parent, branches, opinions, combination, weights, combined })
    }

    /// By item: the least and the greatest weight that some opinion leaves open.
    pub fn ends(&self) -> Vec<(f64, f64)> {
        let of_opinions: Vec<Vec<(f64, f64)>> =
            self.opinions.par_iter().map(Opinion::ends).collect();
        let over = |item: usize| {
            let own = (self.weights[item], self.weights[item]);
            let ends = of_opinions.iter().map(|ends| ends[item]);
            ends.fold(own, |a, b| (a.0.min(b.0), a.1.max(b.1)))
        };
        (0..self.weights.len()).map(over).collect()
    }

    /// What the opinions leave open, as [`DerivedWeights::open`]. With several opinions every
    /// weight is between the least and the greatest that any of them leaves open, and so is every
    /// ratio of two weights. All that any of them leaves open is within, and what lies between
    /// them.
    pub fn open(&self) -> Vec<Row> {
        match &self.opinions[..] {
            [only] => only.derived.open.clone(),
            several => {
                let mut out = between(several, &self.weights);
                for (item, (low, high)) in self.ends().into_iter().enumerate() {
                    // low * sum of w <= w_i <= high * sum of w, which needs no constant.
                    let row = |share: f64, sign: f64| {
                        let coefficient = |at: usize| sign * (f64::from(at == item) - share);
                        Row {
                            coefficients: (0..self.weights.len()).map(coefficient).collect(),
                            relation: Relation::AtMost,
                            bound: 0.0,
                        }
                    };
                    out.extend([row(high, 1.0), row(low, -1.0)]);
                }
                out
            }
        }
    }
}

fn mean(opinions: &[Opinion], n: usize) -> Vec<f64> {
    let count = opinions.len() as f64;
    let mean = |item: usize| {
        opinions.iter().map(|opinion| opinion.derived.weights[item]).sum::<f64>() / count
    };
    let weights: Vec<f64> = (0..n).map(mean).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

/// A pair of items, the sums of the logarithms of both ends, and how many judged it.
type JudgedPair = ((usize, usize), (f64, f64), usize);

/// The geometric mean of everyone's ratios, pair by pair, over those who judged the pair.
fn geometric_means(opinions: &[Opinion]) -> Result<Vec<Judgement>, Fault> {
    let fault = |message: Said| Fault {
        judgements: Vec::new(),
        message,
        remedy: both(
            "take the mean of everyone's weights: combine = \"mean-of-weights\"",
            "neem het gemiddelde van ieders gewichten: combine = \"mean-of-weights\"",
        ),
    };
    if opinions.iter().any(|opinion| opinion.weighting != opinions[0].weighting) {
        return Err(fault(both(
            "the geometric mean of judgements is taken where all use one method with the same parameters",
            "het meetkundige gemiddelde van oordelen is er waar allen één methode met dezelfde parameters gebruiken",
        )));
    }
    // Each pair as the first person judged it, the sums of the logarithms of both ends, and how
    // many judged it.
    let mut pairs: Vec<JudgedPair> = Vec::new();
    for (judgement, _) in opinions.iter().flat_map(|opinion| &opinion.judgements) {
        let Judgement::Ratio { a, b, low, high } = judgement else {
            return Err(fault(both(
                "the geometric mean is one of ratios (`a / b = 3`), and these judgements are none",
                "het meetkundige gemiddelde is er een van verhoudingen (`a / b = 3`), en deze oordelen zijn dat niet",
            )));
        };
        let (low, high) = (low.ln(), high.ln());
        let known = pairs.iter_mut().find(|((x, y), ..)| (x, y) == (a, b) || (x, y) == (b, a));
        match known {
            Some(((x, _), sums, count)) => {
                let (low, high) = if x == a { (low, high) } else { (-high, -low) };
                (sums.0, sums.1, *count) = (sums.0 + low, sums.1 + high, *count + 1);
            }
            None => pairs.push(((*a, *b), (low, high), 1)),
        }
    }
    let judgement = |((a, b), (low, high), count): JudgedPair| {
        let mean = |sum: f64| (sum / count as f64).exp();
        Judgement::Ratio { a, b, low: mean(low), high: mean(high).max(mean(low)) }
    };
    Ok(pairs.into_iter().map(judgement).collect())
}

/// The least and the greatest weight of every item over w >= 0 with sum 1 that meet `open`. Where the
/// solver gives up, 0 and 1: nothing is claimed.
fn ends(weights: &[f64], open: &[Row]) -> Vec<(f64, f64)> {
    let n = weights.len();
    let sum = Row { coefficients: vec![1.0; n], relation: Relation::Equal, bound: 1.0 };
    let rows = open.iter().cloned().chain([sum]).collect();
    let program = Program { bounds: vec![(0.0, 1.0); n], rows };
    let end = |item: usize, sign: f64| {
        let objective: Vec<f64> = (0..n).map(|at| if at == item { sign } else { 0.0 }).collect();
        let least = if sign > 0.0 { 0.0 } else { 1.0 };
        program.minimise(&objective).map_or(least, |w| w[item].clamp(0.0, 1.0))
    };
    // Rounding may put an end a hair beyond the weight, which is itself in the set.
    (0..n)
        .map(|item| (end(item, 1.0).min(weights[item]), end(item, -1.0).max(weights[item])))
        .collect()
}

/// For every two items the greatest ratio that any opinion, or the combined weights, allow. A ratio
/// without a limit gives no row.
fn between(opinions: &[Opinion], weights: &[f64]) -> Vec<Row> {
    let n = weights.len();
    let mut out = Vec::new();
    for a in 0..n {
        for b in (0..n).filter(|b| *b != a) {
            let most = opinions
                .iter()
                .map(|opinion| greatest_ratio(n, &opinion.derived.open, a, b))
                .chain([(weights[b] > 0.0).then(|| weights[a] / weights[b])])
                .reduce(|x, y| Some(x?.max(y?)))
                .flatten();
            if let Some(most) = most.filter(|most| most.is_finite()) {
                // w_a <= most w_b
                let mut coefficients = vec![0.0; n];
                (coefficients[a], coefficients[b]) = (1.0, -most);
                out.push(Row { coefficients, relation: Relation::AtMost, bound: 0.0 });
            }
        }
    }
    out
}

/// The greatest w_a / w_b over w >= 0 that meet the rows, which have no constants; `None` where there
/// is no limit, or the solver finds none.
fn greatest_ratio(n: usize, open: &[Row], a: usize, b: usize) -> Option<f64> {
    let mut bounds = vec![(0.0, f64::INFINITY); n];
    bounds[b] = (1.0, 1.0);
    let objective: Vec<f64> = (0..n).map(|at| if at == a { -1.0 } else { 0.0 }).collect();
    Program { bounds, rows: open.to_vec() }.minimise(&objective).ok().map(|w| w[a])
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    fn row(coefficients: &[f64]) -> Row {
        Row { coefficients: coefficients.to_vec(), relation: Relation::AtMost, bound: 0.0 }
    }

    #[test]
    fn ends_of_an_ordered_set() {
        // w_0 >= w_1 >= w_2: from 1/3 to 1, from 0 to 1/2, from 0 to 1/3.
        let open = [row(&[-1.0, 1.0, 0.0]), row(&[0.0, -1.0, 1.0])];
        let found = ends(&[0.5, 0.3, 0.2], &open);
        let expected = [(1.0 / 3.0, 1.0), (0.0, 0.5), (0.0, 1.0 / 3.0)];
        for ((low, high), (least, most)) in found.iter().zip(expected) {
            assert_relative_eq!(*low, least, epsilon = 1e-12);
            assert_relative_eq!(*high, most, epsilon = 1e-12);
        }
        assert_relative_eq!(greatest_ratio(3, &open, 1, 0).unwrap(), 1.0, epsilon = 1e-12);
        assert_eq!(greatest_ratio(3, &open, 0, 1), None);
    }
}
