//! Is a first step right whatever the weights?
//!
//! A first step is always best if for all admissible weights some best path begins with it. The
//! values of paths are linear in the weights, at nominal figures. So for each path that begins
//! otherwise a linear program looks for weights at which it is ahead of every path that begins with
//! the step. Paths that another one beats at all weights are left out first, and at the corners of
//! the weights no program is needed.

use super::admissible::admissible;
use super::evaluation::PathwayEvaluation;
use super::found::{BestPaths, FoundPath};
use super::scores::ChoiceScores;
use crate::lp::dot;
use crate::problem::Problem;
use crate::problem::ranking::tolerance;
use crate::proof::challenger::{Conditions, Margin};
use crate::proof::least::AdmissibleWeights;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Of a choice with more allowed paths than this nothing is proved: it takes a linear program for
/// each of many of them.
pub const MOST_PROVED_PATHS: usize = 5_000;

/// A first step that a choice can take: see [`FoundPath::first_step`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstMove {
    /// Where it goes, as a position in
    /// [`PathChoice::alternatives`](crate::problem::PathChoice::alternatives); `None`: to none.
    pub step: Option<usize>,
    /// Whether a best path begins with it.
    pub best: bool,
    /// Whether some best path begins with it for all admissible weights, at nominal figures. `None`:
    /// that cannot be told, because scores are not linear in the weights, the choice has too many
    /// paths ([`MOST_PROVED_PATHS`]), or the solver gave up.
    pub always_best: Option<bool>,
}

/// A path as a function of the weights of leaves: its value is the sum of coefficient times weight,
/// what no weight has a hand in being part of every coefficient, as weights sum to 1.
struct Form {
    step: Option<usize>,
    coefficients: Vec<f64>,
}

/// By choice: every first step that it can take, in the order of positions, none first.
pub(super) fn first_moves(
    evaluation: &PathwayEvaluation,
    best: &[BestPaths],
) -> Vec<Vec<FirstMove>> {
    let Some(problem) = admissible(evaluation) else { return Vec::new() };
    let corners = AdmissibleWeights::new(&problem).few_corners().unwrap_or_default();
    let of_choice = |(choice, best): (usize, &BestPaths)| {
        let own = &evaluation.choices[choice];
        let now: BTreeSet<Option<usize>> =
            best.tied().iter().map(|path| path.first_step()).collect();
        let scores = ChoiceScores::new(evaluation, choice);
        let leaves = problem.tree.leaves.len();
        let forms: Option<Vec<Form>> = scores.is_linear().then_some(()).and_then(|()| {
            let paths = own.graph.all(&own.worth, MOST_PROVED_PATHS)?;
            let form = |path: &FoundPath| {
                let line = scores.line(path, leaves);
                let coefficients = line.coefficients.iter().map(|at| at + line.constant).collect();
                Form { step: path.first_step(), coefficients }
            };
            Some(paths.iter().map(form).collect())
        });
        let proved = |step: Option<usize>| {
            let forms = forms.as_deref()?;
            is_always_best(&problem, &corners, forms, step)
        };
        own.graph
            .first_moves()
            .into_iter()
            .map(|step| FirstMove { step, best: now.contains(&step), always_best: proved(step) })
            .collect()
    };
    best.par_iter().enumerate().map(of_choice).collect()
}

/// Whether at all weights that the problem admits some path that begins with a step is as good as
/// any; `None` where the solver cannot tell. `corners` are admissible weights to look at first.
fn is_always_best(
    problem: &Problem,
    corners: &[Vec<f64>],
    forms: &[Form],
    step: Option<usize>,
) -> Option<bool> {
    let (own, others): (Vec<&Form>, Vec<&Form>) = forms.iter().partition(|it| it.step == step);
    let beaten = |weights: &Vec<f64>| {
        let value = |form: &&Form| dot(&form.coefficients, weights);
        let best = |of: &[&Form]| of.iter().map(value).fold(f64::NEG_INFINITY, f64::max);
        best(&others) - best(&own) > tolerance(forms.iter().map(|form| value(&form)))
    };
    if corners.iter().any(beaten) {
        return Some(false);
    }
    let own = undominated(&own);
    let challengers = undominated(&others);
    let challengers =
        challengers.iter().filter(|other| !own.iter().any(|own| is_nowhere_below(own, other)));
    let leaves = problem.tree.leaves.len();
    let sizes: Vec<f64> = (0..leaves)
        .map(|leaf| {
            forms.iter().fold(0.0, |size: f64, form| size.max(form.coefficients[leaf].abs()))
        })
        .collect();
    let mut known = true;
    for challenger in challengers {
        let lead = |own: &&Form| {
            challenger.coefficients.iter().zip(&own.coefficients).map(|(a, b)| a - b).collect()
        };
        let leads: Vec<Vec<f64>> = own.iter().map(lead).collect();
        let even = vec![1.0 / leaves.max(1) as f64; leaves];
        let size = sizes.iter().copied();
        match Conditions::new(problem, &even, leads, &sizes, tolerance(size)).margin(false) {
            Margin::Positive => return Some(false),
            Margin::Zero | Margin::Negative(_) => {}
            Margin::Unknown => known = false,
        }
    }
    known.then_some(true)
}

/// Whether a path is worth at least as much as another at all weights, on the face of it.
fn is_nowhere_below(a: &Form, b: &Form) -> bool {
    a.coefficients.iter().zip(&b.coefficients).all(|(a, b)| a >= b)
}

/// Those that no other one is nowhere below; of equal ones the first.
fn undominated<'f>(forms: &[&'f Form]) -> Vec<&'f Form> {
    let mut out: Vec<&Form> = Vec::new();
    for form in forms {
        if !out.iter().any(|other| is_nowhere_below(other, form)) {
            out.retain(|other| !is_nowhere_below(form, other));
            out.push(form);
        }
    }
    out
}
