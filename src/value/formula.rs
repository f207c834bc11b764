//! What the formulas of normalization share.

impl ScaleNeeded {
    /// `ordinal`, `interval` or `ratio`.
    pub fn name(self) -> &'static str {
        match self {
            ScaleNeeded::Ordinal => "ordinal",
            ScaleNeeded::Interval => "interval",
            ScaleNeeded::Ratio => "ratio",
        }
    }

    /// The name with what it asks of the data, for `list`.
    pub fn words(self) -> &'static str {
        match self {
            ScaleNeeded::Ordinal => "ordinal: an order is enough",
            ScaleNeeded::Interval => {
                "interval: differences must mean something, or be given meaning by a value function"
            }
            ScaleNeeded::Ratio => {
                "ratio: ratios must mean something; ordinal data are refused unless --force says otherwise"
            }
        }
    }
}

/// What a method or a normalization needs of its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScaleNeeded {
    /// An order is enough.
    Ordinal,
    /// Differences must mean something, or be given meaning by a value function.
    Interval,
    /// Ratios must mean something.
    Ratio,
}

/// What a normalization is, for `list normalizations`.
#[derive(Debug, Clone, Copy)]
pub struct NormalizationSheet {
    /// Its name.
    pub name: &'static str,
    /// The formula where more is better.
    pub benefit: &'static str,
    /// The formula where less is better.
    pub cost: &'static str,
    /// What it needs of its data.
    pub scale: ScaleNeeded,
    /// Where it is defined and what it does at the edge.
    pub domain: &'static str,
}

/// Why a column cannot be normalised.
#[derive(Debug, Clone, PartialEq)]
pub struct Undefined {
    /// The row at fault, if one is.
    pub row: Option<usize>,
    /// Why, in English and in Dutch.
    pub reason: [&'static str; 2],
}

/// The column's extremes.
pub(crate) fn extremes(figures: &[f64]) -> (f64, f64) {
    figures
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (least.min(*x), most.max(*x)))
}

/// The first row whose figure is not acceptable.
pub(crate) fn reject(
    figures: &[f64],
    bad: impl Fn(f64) -> bool,
    reason: [&'static str; 2],
) -> Result<(), Undefined> {
    match figures.iter().position(|x| bad(*x)) {
        Some(row) => Err(Undefined { row: Some(row), reason }),
        None => Ok(()),
    }
}
