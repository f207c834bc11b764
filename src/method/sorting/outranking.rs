//! How far alternatives outrank profiles, or profiles alternatives: concordance, weakened by
//! discordance.
//!
//! With partial concordances c_j and discordances d_j as in `outranking/concordance.rs`: C(a, b) =
//! sum of w_j c_j(a, b), and sigma(a, b) = C times the product over all j with d_j > C of (1 - d_j) /
//! (1 - C). Roy 1978; Mousseau, Slowinski & Zielniewicz 2000, doi:10.1016/S0305-0548(99)00117-3.

use crate::kernel::{Linear, Scorer};
pub(super) use crate::method::outranking::concordance::Leads;
use crate::method::outranking::concordance::weaken;
use crate::method::outranking::preference::Figure;
use crate::method::prepared::WeightCondition;

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
            let of = |(a, b): &(&[Figure], &[Figure])| lead.concordance(a[leaf], b[leaf]);
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

/// The discordances above 0 of a pair.
fn discordances(leads: &[Leads], a: &[Figure], b: &[Figure]) -> Vec<f64> {
    let of = |(leaf, lead): (usize, &Leads)| {
        Some(lead.discordance(a[leaf], b[leaf])).filter(|d| *d > 0.0)
    };
    leads.iter().enumerate().filter_map(of).collect()
}

/// At which weights a outranks b. The credibility never falls where the concordance rises, and the
/// discordances hang on no weight: so it is a concordance that must be reached.
pub(super) fn outranks(leads: &[Leads], a: &[Figure], b: &[Figure], cut: f64) -> WeightCondition {
    let least = least_concordance(&discordances(leads, a, b), cut);
    let agrees = |(leaf, lead): (usize, &Leads)| lead.concordance(a[leaf], b[leaf]);
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
