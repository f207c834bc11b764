//! What the children of a node are worth to one alternative in a block of draws. The inner loops run
//! across the draws; each draw is worked out in the order of its children, so that its figure is the
//! same bits in a block of any size.

/// What a child is worth.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Worth<'a> {
    /// The same in every draw: a criterion with data.
    Same(f64),
    /// Draw by draw: a node.
    ByDraw(&'a [f64]),
}

impl Worth<'_> {
    /// In one draw.
    fn at(&self, draw: usize) -> f64 {
        match self {
            Worth::Same(value) => *value,
            Worth::ByDraw(values) => values[draw],
        }
    }
}

/// The children of a node, for one alternative.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'a> {
    /// How many draws.
    pub(crate) draws: usize,
    /// `[child * draws + draw]`: the weight of a child, 0 where it does not count.
    pub(crate) weights: &'a [f64],
    /// The same as shares of what counts in the draw.
    pub(crate) shares: &'a [f64],
    /// The values, child by child; what does not count may be NaN.
    pub(crate) worths: &'a [Worth<'a>],
    /// Whether every child counts in every draw.
    pub(crate) all_count: bool,
}

/// Room for figures that are needed on the way, used again for every alternative.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// By draw.
    pub(super) anchors: Vec<f64>,
    /// Of one draw, by child that counts.
    places: Vec<usize>,
    values: Vec<f64>,
    weights: Vec<f64>,
    order: Vec<usize>,
}

impl<'a> Block<'a> {
    /// The children: weights and shares by draw, and values.
    pub(super) fn children(&self) -> impl Iterator<Item = (&'a [f64], &'a [f64], Worth<'a>)> {
        let draws = self.draws.max(1);
        let weights = self.weights.chunks_exact(draws).zip(self.shares.chunks_exact(draws));
        weights.zip(self.worths).map(|((weights, shares), worth)| (weights, shares, *worth))
    }

    /// Put each child that counts in a draw to what the draw has so far:
    /// `with(so far, share, of(value))`.
    #[inline(always)]
    pub(super) fn fold(
        &self,
        of: impl Fn(f64) -> f64,
        out: &mut [f64],
        with: impl Fn(f64, f64, f64) -> f64,
    ) {
        for (weights, shares, worth) in self.children() {
            let draws = out.iter_mut().zip(weights.iter().zip(shares));
            match worth {
                Worth::Same(value) => {
                    let value = of(value);
                    for (own, (weight, share)) in draws {
                        let next = with(*own, *share, value);
                        *own = if *weight > 0.0 { next } else { *own };
                    }
                }
                Worth::ByDraw(values) => {
                    for ((own, (weight, share)), value) in draws.zip(values) {
                        let next = with(*own, *share, of(*value));
                        *own = if *weight > 0.0 { next } else { *own };
                    }
                }
            }
        }
    }

    /// Whether the same values count in every draw.
    pub(super) fn is_same_in_all(&self) -> bool {
        self.all_count && self.worths.iter().all(|worth| matches!(worth, Worth::Same(_)))
    }

    /// The sums of shares times `part(value, anchor)`, with an anchor for each draw.
    pub(super) fn sums_about(
        &self,
        anchors: &[f64],
        part: impl Fn(f64, f64) -> f64,
        out: &mut [f64],
    ) {
        out.fill(0.0);
        if let (true, Some(anchor)) = (self.is_same_in_all(), anchors.first()) {
            let of = |value| part(value, *anchor);
            return self.fold(of, out, |sum, share, part| sum + share * part);
        }
        for (weights, shares, worth) in self.children() {
            for (draw, own) in out.iter_mut().enumerate() {
                if weights[draw] > 0.0 {
                    *own += shares[draw] * part(worth.at(draw), anchors[draw]);
                }
            }
        }
    }

    /// Work out one draw at a time: `of(places, values, weights, order)` has the children that count,
    /// at least one, and room for an order of them. Draws in which none counts are left as they are.
    pub(super) fn one_by_one(
        &self,
        scratch: &mut Scratch,
        of: impl Fn(&[usize], &[f64], &[f64], &mut Vec<usize>) -> f64,
        out: &mut [f64],
    ) {
        let Scratch { places, values, weights, order, .. } = scratch;
        for (draw, own) in out.iter_mut().enumerate() {
            places.clear();
            values.clear();
            weights.clear();
            for (place, (weights_of, _, worth)) in self.children().enumerate() {
                if weights_of[draw] > 0.0 {
                    places.push(place);
                    values.push(worth.at(draw));
                    weights.push(weights_of[draw]);
                }
            }
            if !places.is_empty() {
                *own = of(places, values, weights, order);
            }
        }
    }
}

/// One draw in which all count, for tests.
#[cfg(test)]
pub(super) fn once(
    values: &[f64],
    weights: &[f64],
    of: impl Fn(&Block, &mut Scratch, &mut [f64]),
) -> f64 {
    let all: f64 = weights.iter().sum();
    let shares: Vec<f64> = weights.iter().map(|weight| weight / all).collect();
    let worths: Vec<Worth> = values.iter().map(|value| Worth::Same(*value)).collect();
    let block = Block { draws: 1, weights, shares: &shares, worths: &worths, all_count: true };
    let mut out = [0.0];
    of(&block, &mut Scratch::default(), &mut out);
    out[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_weight_does_not_count() {
        // Three children in two draws; the second has no weight in the first draw, the third none in
        // the second.
        let weights = [1.0, 1.0, 0.0, 3.0, 1.0, 0.0];
        let shares = [0.5, 0.25, 0.0, 0.75, 0.5, 0.0];
        let by_draw = [f64::NAN, 0.4];
        let worths = [Worth::Same(0.2), Worth::ByDraw(&by_draw), Worth::Same(0.8)];
        let block = Block {
            draws: 2,
            weights: &weights,
            shares: &shares,
            worths: &worths,
            all_count: false,
        };
        let mut sums = [0.0; 2];
        block.fold(|value| value, &mut sums, |sum, share, value| sum + share * value);
        assert_eq!(sums, [0.5 * 0.2 + 0.5 * 0.8, 0.25 * 0.2 + 0.75 * 0.4]);
        let mut about = [0.0; 2];
        block.sums_about(&[1.0, 2.0], |value, anchor| value * anchor, &mut about);
        assert_eq!(about, [sums[0], 0.25 * 0.4 + 0.75 * 0.8]);
        let mut counted = [0.0; 2];
        let count = |places: &[usize], _: &[f64], _: &[f64], _: &mut Vec<usize>| {
            places.iter().map(|place| 10.0_f64.powi(*place as i32)).sum()
        };
        block.one_by_one(&mut Scratch::default(), count, &mut counted);
        assert_eq!(counted, [101.0, 11.0]);
    }
}
