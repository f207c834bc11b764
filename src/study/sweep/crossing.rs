//! Where straight lines cross, and which crossings are one point.

use std::collections::BTreeMap;

/// Where two lines cross.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crossing {
    /// The swept weight.
    pub(super) weight: f64,
    /// By how much rounding may have moved it.
    pub(super) blur: f64,
    /// Who is ahead just below it.
    pub(super) below: usize,
    /// Who is ahead just above it.
    pub(super) above: usize,
}

/// The crossing nearest to a weight, all of them being on one side of it; of several at one point
/// the steepest, which rounding moved least.
pub(super) fn nearest(
    crossings: impl Iterator<Item = Crossing> + Clone,
    to: f64,
) -> Option<Crossing> {
    let distance = |it: &Crossing| (it.weight - to).abs();
    let reach = crossings.clone().map(|it| distance(&it) + it.blur).fold(f64::INFINITY, f64::min);
    crossings.filter(|it| distance(it) - it.blur <= reach).min_by(|a, b| a.blur.total_cmp(&b.blur))
}

/// Give crossings that rounding alone tells apart one weight: that of the one which it moved least.
pub(super) fn one_weight_a_point(crossings: &mut [Crossing]) {
    let mut order: Vec<usize> = (0..crossings.len()).collect();
    order.sort_by(|a, b| crossings[*a].blur.total_cmp(&crossings[*b].blur));
    // By the bits of the weight, which for numbers above 0 run as the numbers do.
    let mut points: BTreeMap<u64, f64> = BTreeMap::new();
    for at in order {
        let Crossing { weight, blur, .. } = crossings[at];
        let (before, after) = (
            points.range(..=weight.to_bits()).next_back(),
            points.range(weight.to_bits()..).next(),
        );
        let near =
            [before, after].into_iter().flatten().map(|(bits, own)| (f64::from_bits(*bits), *own));
        let known = near
            .filter(|(point, own)| (point - weight).abs() <= blur + own)
            .min_by(|a, b| (a.0 - weight).abs().total_cmp(&(b.0 - weight).abs()));
        match known {
            Some((point, _)) => crossings[at].weight = point,
            None => {
                points.insert(weight.to_bits(), blur);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crossing(weight: f64, blur: f64) -> Crossing {
        Crossing { weight, blur, below: 0, above: 1 }
    }

    #[test]
    fn what_rounding_alone_tells_apart_is_one_point() {
        let mut some = [
            crossing(0.8 - 2e-16, 1e-15),
            crossing(0.8, 1e-16),
            crossing(0.8 + 1e-10, 2e-10),
            crossing(0.8 + 3e-10, 1e-15),
        ];
        one_weight_a_point(&mut some);
        assert_eq!(some.map(|it| it.weight), [0.8, 0.8, 0.8, 0.8 + 3e-10]);
        // The one that is hard to place joins the nearest, and does not bind the others together.
        let mut some =
            [crossing(0.3, 1e-15), crossing(0.3 + 5e-8, 1e-7), crossing(0.3 + 8e-8, 1e-15)];
        one_weight_a_point(&mut some);
        assert_eq!(some.map(|it| it.weight), [0.3, 0.3 + 8e-8, 0.3 + 8e-8]);
    }

    #[test]
    fn of_several_at_the_nearest_point_the_steepest() {
        let some = [crossing(0.5, 1e-15), crossing(0.4 + 2e-15, 1e-15), crossing(0.4, 3e-15)];
        assert_eq!(nearest(some.into_iter(), 0.0).unwrap().weight, 0.4 + 2e-15);
        assert_eq!(nearest(some.into_iter(), 0.6).unwrap().weight, 0.5);
        assert!(nearest([].into_iter(), 0.0).is_none());
    }
}
