//! A polytope of few weights as simplices that fill it, each with its share of the whole simplex:
//! exact volumes without a determinant.
//!
//! A plane that passes between two corners p and q of a simplex meets their edge in c = t p + (1 -
//! t) q. The simplex with c for q has 1 - t of its volume, the one with c for p has t, and each has
//! a corner less on one side of the plane. Done again until no edge crosses it, this leaves C(a +
//! b, a) simplices for a corners above and b below: few as long as weights are few.
//!
//! A point drawn evenly from a simplex is spread evenly over the shares of its corners, so the share
//! of it above a plane is that of the whole simplex for the plane's values at the corners: see
//! [`half_space`].

use super::half_space;
use crate::lp::dot;

/// A value at a corner up to this, counted in the largest coefficient of the plane, is 0: what
/// rounding leaves of a corner that lies on it.
const ON: f64 = 1e-12;

/// Simplices of a smaller share of the whole are what rounding leaves.
const NOTHING: f64 = 1e-15;

/// A simplex of weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its share of the simplex of all weights.
    pub volume: f64,
    corners: Vec<Vec<f64>>,
}

impl Piece {
    /// All weights of `n` criteria.
    pub fn whole(n: usize) -> Piece {
        let corner = |at: usize| (0..n).map(|own| f64::from(u8::from(own == at))).collect();
        Piece { volume: 1.0, corners: (0..n).map(corner).collect() }
    }

    /// The values of d . w at the corners; 0 where they are that but for rounding.
    fn values(&self, d: &[f64]) -> Vec<f64> {
        let size = d.iter().fold(0.0, |size: f64, d| size.max(d.abs()));
        let value = |corner: &Vec<f64>| Some(dot(d, corner)).filter(|v| v.abs() > ON * size);
        self.corners.iter().map(|corner| value(corner).unwrap_or(0.0)).collect()
    }

    /// The share of this simplex where d . w > 0, and the one where d . w = 0 (1 or 0).
    pub fn share(&self, d: &[f64]) -> (f64, f64) {
        half_space::share(&self.values(d))
    }

    /// The simplices where d . w > 0 and those where d . w < 0. Where it is 0 all over, this one
    /// counts among the first.
    pub fn split(&self, d: &[f64]) -> (Vec<Piece>, Vec<Piece>) {
        let (mut above, mut below) = (Vec::new(), Vec::new());
        let mut waiting = vec![(self.clone(), self.values(d))];
        while let Some((piece, values)) = waiting.pop() {
            let by = |a: &usize, b: &usize| values[*a].total_cmp(&values[*b]);
            let all = || 0..values.len();
            let (Some(high), Some(low)) = (all().max_by(by), all().min_by(by)) else { continue };
            if values[low] >= 0.0 {
                above.push(piece);
            } else if values[high] <= 0.0 {
                below.push(piece);
            } else {
                let t = values[low] / (values[low] - values[high]);
                let (p, q) = (&piece.corners[high], &piece.corners[low]);
                let crossing: Vec<f64> =
                    p.iter().zip(q).map(|(p, q)| t * p + (1.0 - t) * q).collect();
                for (at, part) in [(low, 1.0 - t), (high, t)] {
                    let (mut piece, mut values) = (piece.clone(), values.clone());
                    piece.corners[at].clone_from(&crossing);
                    (piece.volume, values[at]) = (piece.volume * part, 0.0);
                    if piece.volume > NOTHING {
                        waiting.push((piece, values));
                    }
                }
            }
        }
        (above, below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng;

    /// The parts above a plane have the volume that the formula of half-spaces gives, and those of
    /// both sides fill the simplex.
    #[test]
    fn parts_have_the_volumes_of_half_spaces() {
        let mut k = 0;
        let mut unit = || {
            k += 1;
            rng::uniform(rng::value(5, k, 0, 0)) - 0.5
        };
        for round in 0..300 {
            let n = 2 + round % 4;
            let planes: Vec<Vec<f64>> = (0..2).map(|_| (0..n).map(|_| unit()).collect()).collect();
            let (above, below) = Piece::whole(n).split(&planes[0]);
            let sum = |of: &[Piece]| of.iter().map(|piece| piece.volume).sum::<f64>();
            let (share, _) = half_space::share(&planes[0]);
            assert!(
                (sum(&above) - share).abs() < 1e-12 && (sum(&below) + share - 1.0).abs() < 1e-12
            );
            // The second plane cuts the parts as it cuts the whole.
            let (second, _) = half_space::share(&planes[1]);
            let parts = above.iter().chain(&below);
            let cut: f64 = parts.map(|piece| piece.volume * piece.share(&planes[1]).0).sum();
            assert!((cut - second).abs() < 1e-12, "{cut} {second}");
        }
    }

    #[test]
    fn an_order_of_three_is_a_sixth() {
        let (first, _) = Piece::whole(3).split(&[1.0, -1.0, 0.0]);
        let both: f64 = first
            .iter()
            .flat_map(|piece| piece.split(&[0.0, 1.0, -1.0]).0)
            .map(|piece| piece.volume)
            .sum();
        assert!((both - 1.0 / 6.0).abs() < 1e-15);
    }
}
