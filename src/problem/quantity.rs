//! What an input says: a number, a set of numbers, a distribution, or nothing.

use super::criterion::number;
use statrs::distribution::{Beta, ContinuousCDF, Normal};
use std::sync::Arc;

/// What one entry of a data table says, on the axis of its scale (ordinal levels are 0 .. L-1).
///
/// ```
/// use afweging::problem::Quantity;
///
/// let range = Quantity::Set(8.0, 9.5).spread().unwrap();
/// assert_eq!((range.low, range.nominal, range.high), (8.0, 8.75, 9.5));
/// assert_eq!(Quantity::from(7.0), Quantity::Crisp(7.0));
/// assert!(Quantity::Unknown.spread().is_none()); // the whole scale, whatever that is
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Quantity {
    /// One number.
    Crisp(f64),
    /// Somewhere between two ends; nothing more is claimed.
    Set(f64, f64),
    /// Nothing is known. In a range it counts as the whole scale; where one figure is needed, the
    /// middle of the scale stands for it, and `min_known` says how much of that a score may rest on.
    Unknown,
    /// Triangular: low, mode, high.
    Triangular(f64, f64, f64),
    /// Normal: mean, standard deviation.
    Normal(f64, f64),
    /// Uniform between two ends.
    Uniform(f64, f64),
    /// Lognormal: mean and standard deviation of the logarithm.
    LogNormal(f64, f64),
    /// Beta on 0..1 with shapes a, b.
    Beta(f64, f64),
    /// A text: of an attribute that is no number; in a
    /// [`Problem::builder`](super::Problem::builder) the name of a level.
    Text(String),
    /// A text that is not known: one of these, in the order of the case file. The figures 0, 1, 2
    /// ... stand for them, and nothing in between is a text.
    AnyOf(Arc<[String]>),
}

impl From<f64> for Quantity {
    fn from(figure: f64) -> Quantity {
        Quantity::Crisp(figure)
    }
}

impl From<i32> for Quantity {
    fn from(figure: i32) -> Quantity {
        Quantity::Crisp(figure.into())
    }
}

impl From<&str> for Quantity {
    fn from(text: &str) -> Quantity {
        Quantity::Text(text.to_owned())
    }
}

impl From<String> for Quantity {
    fn from(text: String) -> Quantity {
        Quantity::Text(text)
    }
}

/// The nominal figure of an input or a cell and the range used for bounds: `low <= nominal <=
/// high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The lower end.
    pub low: f64,
    /// The figure used where one figure is needed.
    pub nominal: f64,
    /// The upper end.
    pub high: f64,
}

impl Spread {
    /// One number.
    pub fn crisp(x: f64) -> Spread {
        Spread { low: x, nominal: x, high: x }
    }

    /// Between two ends, the middle being nominal.
    pub fn between(low: f64, high: f64) -> Spread {
        // Halves first: low + high overflows near the largest number.
        Spread { low, nominal: low / 2.0 + high / 2.0, high }
    }

    /// Whether its ends lie farther apart than the largest number.
    pub fn is_too_wide(&self) -> bool {
        !(self.high - self.low).is_finite()
    }

    /// Whether it is one number.
    pub fn is_crisp(&self) -> bool {
        self.low == self.high
    }

    /// The spread cut to `low..high`.
    pub fn cut(self, low: f64, high: f64) -> Spread {
        let cut = |x: f64| x.max(low).min(high);
        Spread { low: cut(self.low), nominal: cut(self.nominal), high: cut(self.high) }
    }
}

/// How many standard deviations the range of a normal goes on either side: the interface says 1.96,
/// not the quantile that it rounds.
const Z: f64 = 1.96;

/// What the range of a lognormal and a beta leaves out below, and again above.
const TAIL: f64 = 0.025;

impl Quantity {
    /// The nominal figure, and the range that bounds go by: a set's middle and ends; a triangular's
    /// mode and ends; a uniform's mean and ends; for the normal the mean ± 1.96 s; for lognormal and
    /// beta the mean and the 2.5 to 97.5 % points (widened to hold the mean where a heavy tail puts
    /// it beyond them). `None` for what is unknown or a text.
    ///
    /// ```
    /// use afweging::problem::Quantity;
    ///
    /// let normal = Quantity::Normal(10.0, 1.0).spread().unwrap();
    /// assert_eq!(normal.nominal, 10.0);
    /// assert!((normal.low - 8.04).abs() < 1e-12 && (normal.high - 11.96).abs() < 1e-12);
    /// ```
    pub fn spread(&self) -> Option<Spread> {
        Some(match *self {
            Quantity::Crisp(x) => Spread::crisp(x),
            Quantity::Set(low, high) | Quantity::Uniform(low, high) => Spread::between(low, high),
            Quantity::Triangular(low, nominal, high) => Spread { low, nominal, high },
            Quantity::Normal(mean, sd) => {
                Spread { low: mean - Z * sd, nominal: mean, high: mean + Z * sd }
            }
            Quantity::LogNormal(m, s) => {
                let mean = (m + s * s / 2.0).exp();
                let z = Normal::standard().inverse_cdf(1.0 - TAIL);
                Spread {
                    low: (m - z * s).exp().min(mean),
                    nominal: mean,
                    high: (m + z * s).exp().max(mean),
                }
            }
            Quantity::Beta(a, b) => {
                let mean = a / (a + b);
                let beta = Beta::new(a, b).ok()?;
                Spread {
                    low: beta.inverse_cdf(TAIL).min(mean),
                    nominal: mean,
                    high: beta.inverse_cdf(1.0 - TAIL).max(mean),
                }
            }
            Quantity::Unknown | Quantity::Text(_) | Quantity::AnyOf(_) => return None,
        })
    }

    /// Whether its figures lie farther apart than the largest number, so that nothing can be said
    /// of the way from one to another: of a distribution, those between nine standard deviations to
    /// either side, beyond which no draw lies.
    pub fn is_too_wide(&self) -> bool {
        let (low, high) = match *self {
            Quantity::Set(low, high)
            | Quantity::Uniform(low, high)
            | Quantity::Triangular(low, _, high) => (low, high),
            Quantity::Normal(mean, sd) => (mean - 9.0 * sd, mean + 9.0 * sd),
            Quantity::LogNormal(m, s) => (0.0, (m + 9.0 * s).exp()),
            Quantity::Crisp(_)
            | Quantity::Beta(..)
            | Quantity::Unknown
            | Quantity::Text(_)
            | Quantity::AnyOf(_) => return false,
        };
        !(high - low).is_finite()
    }

    /// A distribution moved along the axis by `by`, in cell notation, places on the axis being
    /// written by `at`; `None` for what is no distribution, or keeps no form when moved.
    pub fn written(&self, by: f64, at: impl Fn(f64) -> String) -> Option<String> {
        Some(match *self {
            Quantity::Triangular(a, b, c) => {
                format!("{}|{}|{}", at(a + by), at(b + by), at(c + by))
            }
            Quantity::Normal(mean, sd) => format!("normal({}; {})", at(mean + by), number(sd)),
            Quantity::Uniform(a, b) => format!("uniform({}; {})", at(a + by), at(b + by)),
            Quantity::LogNormal(m, s) if by == 0.0 => {
                format!("lognormal({}; {})", number(m), number(s))
            }
            Quantity::Beta(a, b) if by == 0.0 => format!("beta({}; {})", number(a), number(b)),
            _ => return None,
        })
    }

    /// Whether it is a distribution whose range for bounds leaves something out: the middle 95 %.
    pub fn has_tails(&self) -> bool {
        matches!(self, Quantity::Normal(..) | Quantity::LogNormal(..) | Quantity::Beta(..))
    }

    /// Whether it lies between two ends whatever it turns out to be, its tails included. What is
    /// unknown, and a text, does not.
    pub fn stays_within(&self, low: f64, high: f64) -> bool {
        match *self {
            Quantity::Normal(..) => false,
            Quantity::LogNormal(..) => low <= 0.0 && high == f64::INFINITY,
            Quantity::Beta(..) => low <= 0.0 && high >= 1.0,
            _ => self.spread().is_some_and(|it| low <= it.low && it.high <= high),
        }
    }

    /// Whether it is a probability distribution (integrated), not a set (bounded).
    pub fn is_distribution(&self) -> bool {
        match self {
            Quantity::Crisp(_)
            | Quantity::Set(..)
            | Quantity::Unknown
            | Quantity::Text(_)
            | Quantity::AnyOf(_) => false,
            Quantity::Triangular(..) | Quantity::Normal(..) | Quantity::Uniform(..) => true,
            Quantity::LogNormal(..) | Quantity::Beta(..) => true,
        }
    }

    /// Whether nothing is known: a figure anywhere on its scale, or any of some texts.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Quantity::Unknown | Quantity::AnyOf(_))
    }

    /// The texts that an unknown text can be; the figure k stands for the k-th, counted from 0.
    /// `None` for all else.
    pub fn texts(&self) -> Option<&[String]> {
        match self {
            Quantity::AnyOf(texts) => Some(texts),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    #[test]
    fn spreads_follow_the_table_of_cells() {
        assert_eq!(
            Quantity::Set(1.0, 4.0).spread().unwrap(),
            Spread { low: 1.0, nominal: 2.5, high: 4.0 }
        );
        assert_eq!(Quantity::Triangular(1.0, 2.0, 4.0).spread().unwrap().nominal, 2.0);
        let normal = Quantity::Normal(10.0, 1.0).spread().unwrap();
        assert_relative_eq!(normal.low, 8.04);
        // Beta(2, 3): mean 0.4; quantiles from the distribution function 6x^2 - 8x^3 + 3x^4.
        let beta = Quantity::Beta(2.0, 3.0).spread().unwrap();
        let below = |x: f64| 6.0 * x.powi(2) - 8.0 * x.powi(3) + 3.0 * x.powi(4);
        assert_relative_eq!(beta.nominal, 0.4);
        assert_relative_eq!(below(beta.low), 0.025, epsilon = 1e-9);
        assert_relative_eq!(below(beta.high), 0.975, epsilon = 1e-9);
        assert_relative_eq!(Quantity::LogNormal(0.0, 1.0).spread().unwrap().nominal, 0.5f64.exp());
        // The 97.5 % point of the standard normal from a table of quantiles (1.96 is it rounded),
        // of the logarithm.
        let z = 1.959_963_984_540_054;
        for (m, s) in [(0.0, 1.0), (0.8, 0.5), (3.0, 0.01)] {
            let lognormal = Quantity::LogNormal(m, s).spread().unwrap();
            assert_relative_eq!(lognormal.low, (m - z * s).exp(), max_relative = 1e-12);
            assert_relative_eq!(lognormal.high, (m + z * s).exp(), max_relative = 1e-12);
        }
        assert!(Quantity::Unknown.spread().is_none());
    }

    #[test]
    fn what_stays_within_two_ends_does_so_with_its_tails() {
        let share = |quantity: Quantity| quantity.stays_within(0.0, 1.0);
        assert!(share(Quantity::Beta(2.0, 3.0)) && share(Quantity::Set(0.0, 1.0)));
        assert!(share(Quantity::Triangular(0.1, 0.2, 0.3)) && share(Quantity::Uniform(0.0, 0.5)));
        assert!(!share(Quantity::Normal(0.5, 0.01)) && !share(Quantity::LogNormal(-3.0, 0.1)));
        assert!(!share(Quantity::Crisp(1.2)) && !share(Quantity::Unknown));
        assert!(Quantity::LogNormal(0.0, 1.0).stays_within(0.0, f64::INFINITY));
        assert!(!Quantity::Beta(2.0, 3.0).stays_within(0.2, 1.0));
    }

    #[test]
    fn a_range_wider_than_the_largest_number_is_told() {
        assert!(
            Quantity::Set(-1e308, 1e308).is_too_wide()
                && !Quantity::Set(-8e307, 8e307).is_too_wide()
        );
        assert!(
            Quantity::Uniform(-1e308, 1e308).is_too_wide()
                && Quantity::Triangular(-1e308, 0.0, 1e308).is_too_wide()
        );
        // Draws lie up to nine standard deviations away.
        assert!(
            Quantity::Normal(0.0, 1e307).is_too_wide()
                && !Quantity::Normal(0.0, 9e306).is_too_wide()
        );
        assert!(
            Quantity::LogNormal(700.0, 2.0).is_too_wide()
                && !Quantity::LogNormal(600.0, 2.0).is_too_wide()
        );
        assert!(!Quantity::Crisp(f64::MAX).is_too_wide());
    }
}
