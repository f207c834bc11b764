//! A difference of two scores, least over the inputs, as a function of the weights.

use crate::lp::dot;

/// score(a) - score(b), least over the inputs: linear . w + sum over `parts` of the least of v . w
/// over its vectors v.
///
/// A minimum of functions that are linear in the weights, so concave in them.
#[derive(Clone)]
pub(crate) struct ScoreDifference {
    pub(crate) linear: Vec<f64>,
    /// Inputs that feed several leaves together.
    pub(crate) parts: Vec<Vec<Vec<(usize, f64)>>>,
    /// Whether it is reached by inputs; else it is an outer bound.
    pub(crate) exact: bool,
}

impl ScoreDifference {
    /// The lead at these weights.
    pub(crate) fn at(&self, weights: &[f64]) -> f64 {
        let least = |part: &Vec<Vec<(usize, f64)>>| {
            part.iter().map(|vector| sparse_dot(vector, weights)).fold(f64::INFINITY, f64::min)
        };
        dot(&self.linear, weights) + self.parts.iter().map(least).sum::<f64>()
    }

    /// The lead when all weight is on one leaf.
    pub(crate) fn at_leaf(&self, leaf: usize) -> f64 {
        let entry = |vector: &Vec<(usize, f64)>| {
            vector.iter().find(|(own, _)| *own == leaf).map_or(0.0, |(_, v)| *v)
        };
        let least =
            |part: &Vec<Vec<(usize, f64)>>| part.iter().map(entry).fold(f64::INFINITY, f64::min);
        self.linear[leaf] + self.parts.iter().map(least).sum::<f64>()
    }

    /// A linear function that is nowhere above the lead: of the parts not chosen, the least entry
    /// leaf by leaf.
    pub(crate) fn below(&self, chosen: &[Option<usize>]) -> Vec<f64> {
        let mut out = self.linear.clone();
        for (part, chosen) in self.parts.iter().zip(chosen) {
            match chosen {
                Some(vector) => part[*vector].iter().for_each(|(leaf, v)| out[*leaf] += v),
                None => least_entries(part).into_iter().for_each(|(leaf, v)| out[leaf] += v),
            }
        }
        out
    }

    /// Linear functions of which the lead is the least, or a single one nowhere above it if there
    /// are more than `most`.
    pub(crate) fn pieces(&self, most: usize) -> Vec<Vec<f64>> {
        let count =
            self.parts.iter().try_fold(1usize, |product, part| product.checked_mul(part.len()));
        if count.is_none_or(|count| count > most) {
            return vec![self.below(&vec![None; self.parts.len()])];
        }
        let mut out = vec![self.linear.clone()];
        for part in &self.parts {
            let with = |piece: &Vec<f64>, vector: &Vec<(usize, f64)>| {
                let mut piece = piece.clone();
                vector.iter().for_each(|(leaf, v)| piece[*leaf] += v);
                piece
            };
            out = out
                .iter()
                .flat_map(|piece| part.iter().map(move |vector| with(piece, vector)))
                .collect();
        }
        out
    }
}

/// The least entry of some vectors, leaf by leaf; all speak of the same leaves.
pub(crate) fn least_entries(vectors: &[Vec<(usize, f64)>]) -> Vec<(usize, f64)> {
    let mut out = vectors[0].clone();
    for vector in &vectors[1..] {
        out.iter_mut().zip(vector).for_each(|(least, (_, v))| least.1 = least.1.min(*v));
    }
    out
}

pub(crate) fn sparse_dot(a: &[(usize, f64)], weights: &[f64]) -> f64 {
    a.iter().map(|(leaf, v)| v * weights[*leaf]).sum()
}
