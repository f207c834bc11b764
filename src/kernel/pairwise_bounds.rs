//! The alternatives of a group, and the bounds of each pairwise difference over sets, worked out
//! before any draw.

/// A coefficient per criterion: (criterion, coefficient), the others 0.
pub type Sparse = Vec<(usize, f64)>;

/// linear . w + sum over `least` of (the least of v . w over its vectors v)
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// What is linear in the weights.
    pub linear: Sparse,
    /// Sets of inputs that feed several criteria together, each with the vectors it can take.
    pub least: Vec<Vec<Sparse>>,
}

/// Two alternatives of a group, by their places in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The first.
    pub a: usize,
    /// The second, a < b.
    pub b: usize,
    /// The rows of the score block with what is known of the first in a draw: at its least, and at
    /// its most. The same row, unless a drawn input and a set meet in one of its cells; without the
    /// cells that the two have in common.
    pub a_rows: (usize, usize),
    /// The same of the second.
    pub b_rows: (usize, usize),
    /// The least of score(a) - score(b) over the sets, without what is known in a draw.
    pub a_over_b: Part,
    /// The least of score(b) - score(a).
    pub b_over_a: Part,
}

/// The alternatives of a group, and what their sets can do.
#[derive(Debug, Clone, PartialEq)]
pub struct PairwiseBounds {
    /// By alternative: which kind it is of.
    pub kinds: Vec<usize>,
    /// Every pair.
    pub pairs: Vec<Pair>,
    /// Differences up to this are ties.
    pub eps: f64,
    /// Which of the sets of weights of a draw they are scored with; 0 where there is one.
    pub set: usize,
}

/// sum += the part at each draw of a block.
pub(crate) fn add_part(
    part: &Part,
    weights: &[f64],
    block: usize,
    sum: &mut [f64],
    value: &mut Vec<f64>,
    least: &mut Vec<f64>,
) {
    let add = |sparse: &Sparse, out: &mut [f64]| {
        for (criterion, coefficient) in sparse {
            let weights = &weights[criterion * block..][..block];
            out.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += coefficient * weight);
        }
    };
    add(&part.linear, sum);
    for vectors in &part.least {
        least.clear();
        least.resize(block, f64::INFINITY);
        for vector in vectors {
            value.clear();
            value.resize(block, 0.0);
            add(vector, value);
            least
                .iter_mut()
                .zip(value.iter())
                .for_each(|(least, value)| *least = least.min(*value));
        }
        sum.iter_mut().zip(least.iter()).for_each(|(sum, least)| *sum += least);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minimum_over_vectors_is_taken_draw_by_draw() {
        let part = Part {
            linear: vec![(1, 1.0)],
            least: vec![vec![vec![(0, 1.0)], vec![(0, -1.0), (1, 2.0)]]],
        };
        let mut sum = vec![0.0; 2];
        add_part(&part, &[0.9, 0.1, 0.1, 0.9], 2, &mut sum, &mut Vec::new(), &mut Vec::new());
        assert_eq!(sum, [0.1 + (-0.9f64 + 0.2).min(0.9), 0.9 + 0.1]);
    }
}
