//! A share as a percentage that says no more than is so. Every percentage in a sentence comes from
//! here.

use super::rounding::Side;

/// What summing shares may leave out of 1.
const NOISE: f64 = 1e-13;

/// A share as a percentage, without its sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Percent {
    /// The share, rounded. It is 0 or 100 only where it is exactly that.
    Is(String),
    /// Above 0, and less than this.
    Under(String),
    /// Below 100, and more than this.
    Over(String),
}

/// 100 times a share between 0 and 1, with so many decimals. What lies within one of the last
/// decimal of 0 or 100, and is neither, is said to be under or over that.
///
/// ```
/// use afweging::problem::{Percent, percent};
///
/// assert_eq!(percent(0.257, 0), Percent::Is("26".into()));
/// // Seldom is not never, and nearly always is not always.
/// assert_eq!(percent(0.0001, 1), Percent::Under("0.1".into()));
/// assert_eq!(percent(0.9999, 1), Percent::Over("99.9".into()));
/// assert_eq!(percent(1.0, 1), Percent::Is("100".into()));
/// ```
pub fn percent(share: f64, decimals: usize) -> Percent {
    percent_toward(share, decimals, Side::Nearest)
}

/// The same of a limit: rounded to the side on which what is said of it stays true.
pub fn percent_toward(share: f64, decimals: usize, side: Side) -> Percent {
    let step = 10f64.powi(-(decimals as i32));
    let hundredfold = 100.0 * share;
    // All weights together, summed one by one, miss 1 by their last bits.
    if share <= 0.0 || share >= 1.0 - NOISE {
        Percent::Is(if share <= 0.0 { "0".to_owned() } else { "100".to_owned() })
    } else if hundredfold < step {
        Percent::Under(format!("{step:.decimals$}"))
    } else if hundredfold > 100.0 - step {
        Percent::Over(format!("{:.decimals$}", 100.0 - step))
    } else {
        let rounded = match side {
            // The same share summed in another order differs in its last bits, which must not show:
            // halves go up.
            Side::Nearest => Side::Down.round(hundredfold + step / 2.0, decimals),
            side => side.round(hundredfold, decimals),
        };
        Percent::Is(format!("{rounded:.decimals$}"))
    }
}

/// A limit on a share, without its sign: `at least 0.4 %` says more than `at least under 1 %`, so
/// it has as many decimals as it takes not to look like 0 or 100.
pub fn percent_limit(share: f64, side: Side) -> String {
    let whole = |decimals: usize| match percent_toward(share, decimals, side) {
        Percent::Is(text) => Some(text),
        Percent::Under(_) | Percent::Over(_) => None,
    };
    (0..=9).find_map(whole).unwrap_or_else(|| format!("{}", 100.0 * share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_all_or_nothing_that_is_not() {
        let is = |text: &str| Percent::Is(text.into());
        assert_eq!([0.0, 1.0].map(|share| percent(share, 0)), [is("0"), is("100")]);
        assert!((0..6).map(|_| 1.0 / 6.0).sum::<f64>() < 1.0);
        assert_eq!(percent((0..6).map(|_| 1.0 / 6.0).sum(), 0), is("100"));
        assert_eq!(percent(0.99689, 0), Percent::Over("99".into()));
        assert_eq!(percent(0.99689, 1), is("99.7"));
        assert_eq!(percent(0.99996, 1), Percent::Over("99.9".into()));
        assert_eq!(percent(1e-9, 2), Percent::Under("0.01".into()));
        assert_eq!(
            [percent_limit(0.1995, Side::Down), percent_limit(0.1995, Side::Up)],
            ["19", "20"]
        );
        assert_eq!(
            [percent_limit(0.0042, Side::Down), percent_limit(0.9971, Side::Up)],
            ["0.4", "99.8"]
        );
        assert_eq!(percent_limit(0.29, Side::Up), "29");
        assert_eq!(
            [0.1 + 0.2 + 0.105, 0.405, 0.3 + 0.105].map(|share| percent(share, 0)),
            [is("41"), is("41"), is("41")]
        );
        assert_eq!(
            [0.01, 0.99, 0.435].map(|share| percent(share, 0)),
            [is("1"), is("99"), is("44")].map(|it| it)
        );
    }
}
