//! What the formulas of normalization share.

use crate::error::Phrase;
use crate::kernel::elementwise;

pub(crate) use crate::kernel::elementwise::extremes;

impl ScaleNeeded {
    /// The kind of scale in a word.
    pub fn word(self) -> Phrase {
        match self {
            ScaleNeeded::Ordinal => Phrase("ordinal", "ordinaal"),
            ScaleNeeded::Interval => Phrase::same("interval"),
            ScaleNeeded::Ratio => Phrase("ratio", "verhouding"),
        }
    }

    /// The kind of scale with what it asks of the data, for `list`.
    pub fn words(self) -> Phrase {
        match self {
            ScaleNeeded::Ordinal => {
                Phrase("ordinal: an order is enough", "ordinaal: een volgorde volstaat")
            }
            ScaleNeeded::Interval => Phrase(
                "interval: differences must mean something, or be given meaning by a value function",
                "interval: verschillen moeten iets betekenen, of betekenis krijgen van een waardefunctie",
            ),
            ScaleNeeded::Ratio => Phrase(
                "ratio: ratios must mean something; ordinal data are refused unless --force says otherwise",
                "verhouding: verhoudingen moeten iets betekenen; ordinale gegevens worden geweigerd, tenzij --force anders zegt",
            ),
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
    pub benefit: Phrase,
    /// The formula where less is better.
    pub cost: Phrase,
    /// What it needs of its data.
    pub scale: ScaleNeeded,
    /// Where it is defined and what it does at the edge.
    pub domain: Phrase,
}

/// Why a column cannot be normalised.
#[derive(Debug, Clone, PartialEq)]
pub struct Undefined {
    /// The row at fault, if one is.
    pub row: Option<usize>,
    /// Why, in English and in Dutch.
    pub reason: [&'static str; 2],
}

/// The first row whose figure is not acceptable.
pub(crate) fn reject(
    figures: &[f64],
    bad: impl Fn(f64) -> bool,
    reason: [&'static str; 2],
) -> Result<(), Undefined> {
    if !elementwise::any(figures, &bad) {
        return Ok(());
    }
    match figures.iter().position(|x| bad(*x)) {
        Some(row) => Err(Undefined { row: Some(row), reason }),
        None => Ok(()),
    }
}
