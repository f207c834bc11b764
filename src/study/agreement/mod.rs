//! Do methods of other families give the same order? Ranks of every method side by side, and how
//! alike they are, family by family.
//!
//! Methods share the weights, the scales and the data, and variants of one idea share the idea too.
//! So agreement is never counted in methods; it is reported within a family and between families
//! (see [`crate::method::Family`]).
//!
//! The command is `sensitivity methods`, and its study `methods` in [`crate::study::STUDIES`].

pub(crate) mod coefficients;
pub(crate) mod tables;

use crate::evaluate::evaluations::{Ranked, families};
use crate::method::Family;
use crate::progress::{Stage, begin};
use rayon::prelude::*;

pub use crate::problem::ranking::average_ranks;
pub use coefficients::{Coefficients, kendall, opposed, spearman, weighted_spearman, ws};

/// Two methods on one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreed {
    /// The first method, as an index into [`Ranked::evaluations`]: the reference of WS.
    pub a: usize,
    /// The second method, as an index into [`Ranked::evaluations`].
    pub b: usize,
    /// The group, as an index into the problem's.
    pub group: usize,
    /// How alike their rankings are.
    pub coefficients: Coefficients,
}

/// The ranks of several methods, and how alike they are.
#[derive(Debug)]
pub struct Agreement<'a> {
    /// The methods and their results.
    pub ranked: &'a Ranked<'a>,
    /// Every pair of methods, group by group.
    pub pairs: Vec<Agreed>,
}

/// Compare the rankings of several methods, group by group, on the alternatives ranked at the
/// case's weights.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{agreement, ranked};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 2.0)
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .build()?;
/// let methods = [Method::named("weighted-sum")?, Method::named("topsis")?];
/// let ranked = ranked(&problem, &methods)?;
/// let study = agreement(&ranked);
/// // Both give the same order: Kendall's coefficient is 1.
/// assert_eq!(study.table().get(0, "kendall").as_number(), Some(1.0));
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn agreement<'a>(ranked: &'a Ranked<'a>) -> Agreement<'a> {
    let (evaluations, groups) = (ranked.evaluations.len(), ranked.problem().groups.len());
    let ranks_of = |evaluation: usize, group: usize| -> Vec<f64> {
        let ranked = ranked.ranked_group(evaluation, group);
        average_ranks(&(0..ranked.places.len()).map(|at| ranked.rank(at)).collect::<Vec<_>>())
    };
    let ranks: Vec<Vec<f64>> = (0..evaluations * groups)
        .into_par_iter()
        .map(|at| ranks_of(at / groups, at % groups))
        .collect();
    let all: Vec<(usize, usize, usize)> = (0..evaluations)
        .flat_map(|a| {
            (a + 1..evaluations).flat_map(move |b| (0..groups).map(move |group| (a, b, group)))
        })
        .collect();
    let step = begin(Stage::Compare, all.len() as u64);
    let compare = |(a, b, group): (usize, usize, usize)| {
        step.add(1);
        Agreed {
            a,
            b,
            group,
            coefficients: Coefficients::of(&ranks[a * groups + group], &ranks[b * groups + group]),
        }
    };
    let pairs = all.into_par_iter().map(compare).collect();
    Agreement { ranked, pairs }
}

impl Agreement<'_> {
    /// The name of an evaluation's method.
    pub fn name(&self, evaluation: usize) -> &'static str {
        self.ranked.evaluations[evaluation].method.name()
    }

    /// The family of an evaluation's method.
    fn family_of(&self, evaluation: usize) -> Family {
        self.ranked.evaluations[evaluation].method.definition().family()
    }

    /// The families of the methods, in the order given, each with its evaluations.
    pub fn families(&self) -> Vec<(Family, Vec<usize>)> {
        families(&self.ranked.evaluations)
    }

    /// The families of a pair of methods.
    pub fn families_of(&self, pair: &Agreed) -> (Family, Family) {
        (self.family_of(pair.a), self.family_of(pair.b))
    }

    /// What a pair of methods tells of: `within FAMILY` or `A - B`.
    pub fn family(&self, pair: &Agreed) -> String {
        let (a, b) = self.families_of(pair);
        if a == b { format!("within {}", a.name()) } else { format!("{} - {}", a.name(), b.name()) }
    }
}
