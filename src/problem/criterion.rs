//! Criteria: a tree whose leaves have data.

use super::curve::Curve;
use super::text::Text;
use super::wrong::Wrong;
use crate::error::{Said, both};
use crate::tolerance::AT_LEVEL;
use approx::abs_diff_eq;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Direction {
    /// More is better.
    Max,
    /// Less is better.
    Min,
    /// The nearer to this figure the better.
    Target(f64),
}

/// What a figure beyond a numeric scale does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Beyond {
    /// It is an error in the data.
    #[default]
    Error,
    /// It counts as the end of the scale.
    Clamp,
    /// The value function goes on linearly.
    Extend,
}

/// The scale of a criterion.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// Named levels, worst first; a continuous axis from 0 to L-1.
    Ordinal(Vec<String>),
    /// Numbers between two ends.
    Numeric {
        /// The lower end.
        min: f64,
        /// The upper end.
        max: f64,
        /// What lies beyond.
        beyond: Beyond,
    },
}

impl Scale {
    /// Numbers between two ends.
    ///
    /// # Errors
    /// Where one is not finite or `min` does not lie below `max`.
    pub(crate) fn numeric(min: f64, max: f64, beyond: Beyond) -> Result<Scale, Wrong> {
        if !(min.is_finite() && max.is_finite()) {
            return Err(Wrong::new(both(
                "the ends of a scale are finite numbers",
                "de uiteinden van een schaal zijn eindige getallen",
            )));
        }
        if min >= max {
            let message = both(
                format!("min {min} does not lie below max {max}"),
                format!("min {min:#} ligt niet onder max {max:#}"),
            );
            return Err(Wrong::new(message).help(both(
                "which way is better is said by `direction`",
                "`direction` zegt welke richting beter is",
            )));
        }
        Ok(Scale::Numeric { min, max, beyond })
    }

    /// The ends of the scale's axis.
    pub fn ends(&self) -> (f64, f64) {
        match self {
            Scale::Ordinal(levels) => (0.0, levels.len().saturating_sub(1) as f64),
            Scale::Numeric { min, max, .. } => (*min, *max),
        }
    }

    /// What a performance is cut to after adjustments: the scale, or nothing where it extends.
    pub fn limits(&self) -> (f64, f64) {
        match self {
            Scale::Numeric { beyond: Beyond::Extend, .. } => (f64::NEG_INFINITY, f64::INFINITY),
            _ => self.ends(),
        }
    }
}

/// The preference function of a criterion for outranking methods.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Thresholds {
    /// Differences up to this do not count.
    pub indifference: Option<f64>,
    /// Differences from this on count in full.
    pub preference: Option<f64>,
    /// A difference against from this on cannot be made good.
    pub veto: Option<f64>,
    /// The inflection point of a Gaussian preference function.
    pub inflection: Option<f64>,
    /// The preference function.
    pub function: Option<PreferenceFunction>,
}

impl Thresholds {
    /// What is wrong with them.
    pub(crate) fn faults(&self) -> Vec<Said> {
        let figures = [self.indifference, self.preference, self.veto, self.inflection];
        let mut out = Vec::new();
        if figures.iter().flatten().any(|x| !(x.is_finite() && *x >= 0.0)) {
            out.push(both(
                "thresholds are finite numbers of at least 0",
                "drempels zijn eindige getallen van minstens 0",
            ));
        }
        let rising: Vec<f64> = figures[..3].iter().flatten().copied().collect();
        if rising.windows(2).any(|pair| pair[0] > pair[1]) {
            out.push(both(
                "thresholds must rise: indifference <= preference <= veto",
                "drempels moeten stijgen: indifference <= preference <= veto",
            ));
        }
        out
    }
}

/// The six preference functions of Brans, Vincke & Mareschal (1986), by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PreferenceFunction {
    /// Any difference counts in full.
    Usual,
    /// In full beyond the indifference threshold.
    UShape,
    /// Linear up to the preference threshold.
    VShape,
    /// Half between the thresholds.
    Level,
    /// Linear between the thresholds.
    VShapeIndifference,
    /// 1 - exp(-d^2 / 2 s^2).
    Gaussian,
}

impl PreferenceFunction {
    /// Its name in a criteria file.
    pub fn name(self) -> &'static str {
        match self {
            PreferenceFunction::Usual => "usual",
            PreferenceFunction::UShape => "u-shape",
            PreferenceFunction::VShape => "v-shape",
            PreferenceFunction::Level => "level",
            PreferenceFunction::VShapeIndifference => "v-shape-indifference",
            PreferenceFunction::Gaussian => "gaussian",
        }
    }

    /// The thresholds it needs.
    pub fn needs(self) -> &'static [&'static str] {
        match self {
            PreferenceFunction::Usual => &[],
            PreferenceFunction::UShape => &["indifference"],
            PreferenceFunction::VShape => &["preference"],
            PreferenceFunction::Level | PreferenceFunction::VShapeIndifference => {
                &["indifference", "preference"]
            }
            PreferenceFunction::Gaussian => &["inflection"],
        }
    }
}

/// A criterion with data.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: Text,
    /// Which way is better.
    pub direction: Direction,
    /// Its scale; `None` is the observed range of the group.
    pub scale: Option<Scale>,
    /// The value function the user gave, on the scale's axis.
    pub value: Option<Curve>,
    /// What positions on the axis mean, in consequences, in the order of the axis.
    pub anchors: Vec<Anchor>,
    /// The unit of its figures.
    pub unit: Option<String>,
    /// Thresholds of outranking methods.
    pub thresholds: Thresholds,
    /// Where the criterion comes from.
    pub source: Option<String>,
}

/// What a position on a criterion's axis means.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// The position.
    pub position: f64,
    /// It as the user wrote it.
    pub written: String,
    /// What it means.
    pub text: Text,
}

impl Criterion {
    /// A position on the axis in cell notation: the level it is, else the number. A position
    /// between two levels is written as its place on the axis 0 .. L-1 with a `#` in front: a bare
    /// 2.5 on the levels 1 .. 5 would be read as the level it is not.
    pub fn notation(&self, x: f64) -> String {
        if let Some(Scale::Ordinal(levels)) = &self.scale {
            let nearest = x.round();
            if abs_diff_eq!(x, nearest, epsilon = AT_LEVEL)
                && nearest >= 0.0
                && let Some(level) = levels.get(nearest as usize)
            {
                return level.clone();
            }
            return format!("#{}", number(x));
        }
        number(x)
    }
}

/// A number as short as it can be and still be read back as itself: `0.1`, `25`, `1e308`.
///
/// ```
/// use afweging::problem::number;
///
/// assert_eq!([number(25.0), number(0.1), number(-0.0)], ["25", "0.1", "0"]);
/// ```
pub fn number(x: f64) -> String {
    let text = format!("{:?}", x + 0.0);
    match text.strip_suffix(".0") {
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// The number that a text is, with a decimal point and nothing between thousands; always finite.
/// What [`number`] writes is read back as itself.
pub(crate) fn plain_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent
        .is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)));
    let fits = exponent_fits
        && match mantissa.split_once('.') {
            Some((whole, decimals)) => digits(whole) && digits(decimals),
            None => digits(mantissa),
        };
    text.parse().ok().filter(|x: &f64| fits && x.is_finite())
}
