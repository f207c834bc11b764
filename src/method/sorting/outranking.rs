//! How far alternatives outrank profiles, or profiles alternatives: concordance, weakened by
//! discordance.
//!
//! c_j(a, b) = 1 where a is at most q_j worse than b, 0 where it is p_j or more worse, linear in
//! between; C(a, b) = sum of w_j c_j(a, b). d_j(a, b) = 0 where a is at most p_j worse, 1 where it
//! is v_j or more worse, linear in between. sigma(a, b) = C times the product over all j with d_j >
//! C of (1 - d_j) / (1 - C). Roy 1978; Mousseau, Slowinski & Zielniewicz 2000,
//! doi:10.1016/S0305-0548(99)00117-3.

use crate::kernel::{Linear, Scorer};
use crate::method::outranking::preference::{Figure, ThresholdFunction};
use crate::method::prepared::WeightCondition;
use crate::problem::Criterion;
use crate::tolerance::TIE;

/// The thresholds of a criterion, as preferences for a lead over the other side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leads {
    /// How far a lead takes concordance away.
    against: ThresholdFunction,
    /// How far a lead is a veto, if the criterion has one.
    veto: Option<ThresholdFunction>,
}

impl Leads {
    /// Indifference is 0 where it is not given, and preference begins where indifference ends.
    pub(super) fn of(criterion: &Criterion) -> Leads {
        let thresholds = &criterion.thresholds;
        let q = thresholds.indifference.unwrap_or(0.0).max(0.0);
        let p = thresholds.preference.unwrap_or(q).max(q);
        Leads {
            against: ThresholdFunction::VShapeIndifference(q, p),
            veto: thresholds.veto.map(|v| ThresholdFunction::VShapeIndifference(p, v.max(p))),
        }
    }
}

/// How far each row outranks another figure (its `first`), for one profile.
pub(super) struct Credibility {
    concordance: Linear,
    /// By row, the discordances above 0.
    discordance: Vec<Box<[f64]>>,
}

impl Credibility {
    /// Of pairs (a, b), one for each row.
    pub(super) fn of<'f>(
        leads: &[Leads],
        pairs: impl Iterator<Item = (&'f [Figure], &'f [Figure])>,
    ) -> Credibility {
        let pairs: Vec<(&[Figure], &[Figure])> = pairs.collect();
        let mut concordance = Vec::with_capacity(leads.len() * pairs.len());
        for (leaf, lead) in leads.iter().enumerate() {
            let of =
                |(a, b): &(&[Figure], &[Figure])| 1.0 - lead.against.of_figures(b[leaf], a[leaf]);
            concordance.extend(pairs.iter().map(of));
        }
        Credibility {
            discordance: pairs.iter().map(|(a, b)| discordances(leads, a, b).into()).collect(),
            concordance: Linear::new(concordance, pairs.len()),
        }
    }

    /// sigma for every row in every draw, laid out as scores are.
    pub(super) fn at(&self, weights: &[f64], block: usize, out: &mut [f64]) {
        self.concordance.score(weights, block, out);
        for (row, against) in out.chunks_exact_mut(block.max(1)).zip(&self.discordance) {
            if !against.is_empty() {
                row.iter_mut().for_each(|sigma| *sigma = weaken(*sigma, against));
            }
        }
    }
}

/// sigma of a concordance and the discordances above 0.
fn weaken(concordance: f64, discordance: &[f64]) -> f64 {
    // Where all the weight agrees, nothing with weight speaks against. The sum of the weights may
    // fall short of 1 by its rounding.
    if concordance >= 1.0 - TIE {
        return concordance;
    }
    let stronger = discordance.iter().filter(|d| **d > concordance);
    stronger.fold(concordance, |sigma, d| sigma * ((1.0 - d) / (1.0 - concordance)))
}

/// The discordances above 0 of a pair.
fn discordances(leads: &[Leads], a: &[Figure], b: &[Figure]) -> Vec<f64> {
    let of = |(leaf, lead): (usize, &Leads)| {
        lead.veto.map(|veto| veto.of_figures(b[leaf], a[leaf])).filter(|d| *d > 0.0)
    };
    leads.iter().enumerate().filter_map(of).collect()
}

/// At which weights a outranks b. The credibility never falls where the concordance rises, and the
/// discordances hang on no weight: so it is a concordance that must be reached.
pub(super) fn outranks(leads: &[Leads], a: &[Figure], b: &[Figure], cut: f64) -> WeightCondition {
    let least = least_concordance(&discordances(leads, a, b), cut);
    let agrees = |(leaf, lead): (usize, &Leads)| 1.0 - lead.against.of_figures(b[leaf], a[leaf]);
    WeightCondition::new(leads.iter().enumerate().map(|pair| agrees(pair) - least), false)
}

/// The least concordance of which these discordances leave the cut.
fn least_concordance(discordance: &[f64], cut: f64) -> f64 {
    if weaken(cut, discordance) >= cut {
        return cut;
    }
    let (mut low, mut high) = (cut, 1.0);
    // Each step halves what is left: so many come to the last digit.
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if weaken(middle, discordance) >= cut { high = middle } else { low = middle }
    }
    high
}
