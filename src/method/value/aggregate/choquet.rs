//! The Choquet integral of a 2-additive capacity (Grabisch 1997, doi:10.1016/S0165-0114(97)00168-1).
//!
//! With Shapley values p_i, here the weights, and interaction indices I_ij:
//!
//! C(v) = sum of I_ij min(v_i, v_j) over I_ij > 0 + sum of |I_ij| max(v_i, v_j) over I_ij < 0 +
//! sum of v_i (p_i - half the sum of |I_ij| over j).
//!
//! The capacity is monotone, so that no better value makes the whole worse, if no p_i is less than
//! half the sum of its |I_ij|. Where other weights are tried, that may fail: then all interactions
//! are made smaller by one factor, the largest under which it holds.

/// How two values act together, by place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) a: usize,
    pub(crate) b: usize,
    /// From -1 to 1: above 0 both must be good, below 0 one is enough.
    pub(crate) index: f64,
}

/// The pairs of which both are among these places, by their place there.
pub(crate) fn among(pairs: &[Pair], places: &[usize]) -> Vec<Pair> {
    let at = |place: usize| places.iter().position(|other| *other == place);
    let present = |pair: &Pair| Some(Pair { a: at(pair.a)?, b: at(pair.b)?, index: pair.index });
    pairs.iter().filter_map(present).collect()
}

/// By how much interactions must be made smaller for a monotone capacity: 1 if not at all.
pub(crate) fn factor(weights: &[f64], pairs: &[Pair]) -> f64 {
    let all: f64 = weights.iter().sum();
    let factor = |place: usize| {
        let taken = taken(place, pairs);
        if taken > 0.0 { weights[place] / all / taken } else { f64::INFINITY }
    };
    (0..weights.len()).map(factor).fold(1.0, f64::min)
}

/// Half of what the interactions of a place take.
fn taken(place: usize, pairs: &[Pair]) -> f64 {
    pairs
        .iter()
        .filter(|pair| pair.a == place || pair.b == place)
        .map(|pair| pair.index.abs())
        .sum::<f64>()
        / 2.0
}

/// The Choquet integral of values.
pub(crate) fn integral(values: &[f64], weights: &[f64], pairs: &[Pair]) -> f64 {
    let all: f64 = weights.iter().sum();
    let factor = factor(weights, pairs);
    let alone =
        |place: usize| values[place] * (weights[place] / all - factor * taken(place, pairs));
    let together = |pair: &Pair| {
        let (a, b) = (values[pair.a], values[pair.b]);
        factor * pair.index.abs() * if pair.index > 0.0 { a.min(b) } else { a.max(b) }
    };
    (0..values.len()).map(alone).sum::<f64>() + pairs.iter().map(together).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    /// The integral by its definition, from the capacity of every set: sum over the values in
    /// rising order of (v_(i) - v_(i-1)) times the capacity of those that reach v_(i).
    fn by_definition(values: &[f64], weights: &[f64], pairs: &[Pair]) -> f64 {
        let all: f64 = weights.iter().sum();
        // m_i = p_i - half the sum of I_ij; m_ij = I_ij.
        let capacity = |set: &[usize]| {
            let alone = set.iter().map(|place| {
                let own = pairs.iter().filter(|pair| pair.a == *place || pair.b == *place);
                weights[*place] / all - own.map(|pair| pair.index).sum::<f64>() / 2.0
            });
            let both = pairs.iter().filter(|pair| set.contains(&pair.a) && set.contains(&pair.b));
            alone.sum::<f64>() + both.map(|pair| pair.index).sum::<f64>()
        };
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        let mut before = 0.0;
        (0..order.len())
            .map(|at| {
                let step = values[order[at]] - before;
                before = values[order[at]];
                step * capacity(&order[at..])
            })
            .sum()
    }

    #[test]
    fn as_its_definition_has_it() {
        let weights = [0.4, 0.35, 0.25];
        let pairs = [Pair { a: 0, b: 1, index: 0.3 }, Pair { a: 1, b: 2, index: -0.2 }];
        for values in [[0.9, 0.1, 0.5], [0.2, 0.7, 0.4], [0.3, 0.3, 1.0], [1.0, 1.0, 1.0]] {
            let own = integral(&values, &weights, &pairs);
            assert_relative_eq!(
                own,
                by_definition(&values, &weights, &pairs),
                max_relative = 1e-14
            );
        }
    }

    #[test]
    fn interactions_never_make_a_better_value_worse() {
        // The second has a weight of 0.1, less than half of 0.3 + 0.2.
        let weights = [0.65, 0.1, 0.25];
        let pairs = [Pair { a: 0, b: 1, index: 0.3 }, Pair { a: 1, b: 2, index: -0.2 }];
        assert_relative_eq!(factor(&weights, &pairs), 0.4, max_relative = 1e-15);
        let at = |second: f64| integral(&[0.5, second, 0.5], &weights, &pairs);
        let steps: Vec<f64> = (0..=10).map(|step| at(f64::from(step) / 10.0)).collect();
        assert!(steps.windows(2).all(|pair| pair[0] <= pair[1] + 1e-15), "{steps:?}");
    }
}
