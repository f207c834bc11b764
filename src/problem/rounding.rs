//! To which side a number in a sentence is rounded. A limit rounded to nearest makes its sentence
//! false as often as not: what holds from 0.1206 on does not yet hold at 0.12.

use crate::tolerance::{LIMIT_NOISE, LIMIT_NOISE_AT_0};

/// A side to round to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The nearest, for what is no limit.
    Nearest,
    /// Up: where a range starts in which something holds, and what is at most so much.
    Up,
    /// Down: where such a range ends, and what is at least so much.
    Down,
}

impl Side {
    /// The number with so many decimals. One that has no more of them, but for noise of the
    /// arithmetic, stays as it is.
    pub fn round(self, number: f64, decimals: usize) -> f64 {
        let scale = 10f64.powi(decimals as i32);
        let steps = number * scale;
        let near = steps.round();
        let noise = LIMIT_NOISE * steps.abs() + LIMIT_NOISE_AT_0 * scale;
        let whole = match self {
            Side::Nearest => return number,
            _ if (steps - near).abs() <= noise => near,
            Side::Up => steps.ceil(),
            Side::Down => steps.floor(),
        };
        whole / scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_round_to_their_side_but_for_noise() {
        assert_eq!([Side::Up, Side::Down].map(|side| side.round(0.1206, 2)), [0.13, 0.12]);
        assert_eq!([Side::Up, Side::Down].map(|side| side.round(0.1 + 0.2, 1)), [0.3, 0.3]);
        assert_eq!([Side::Up, Side::Down].map(|side| side.round(-0.1206, 2)), [-0.12, -0.13]);
    }
}
