//! What one may expect of every method, and some methods lack.

use crate::error::Phrase;
use crate::value::Normalization;

/// A property that one may expect of every method. Each is tested for every method of the catalogue
/// that does not say it lacks it; one that does has a counterexample in the tests
/// (`tests/engine/expectations.rs`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// An alternative that is at least as good as another on every criterion is not behind it.
    Dominance,
    /// A better figure of an alternative does not put it at a lower rank, or in a worse category.
    Monotonicity,
    /// Which of two alternatives is ahead does not hang on which others are there.
    Independence,
    /// Another unit of a criterion, as grams for kilograms, changes no rank.
    Units,
}

impl Property {
    /// All of them.
    pub const ALL: [Property; 4] =
        [Property::Dominance, Property::Monotonicity, Property::Independence, Property::Units];

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Property::Dominance => "dominance",
            Property::Monotonicity => "monotonicity",
            Property::Independence => "independence",
            Property::Units => "units",
        }
    }

    /// What does not hold where it is lacking.
    pub fn words(self) -> Phrase {
        match self {
            Property::Dominance => Phrase(
                "dominance: one that is at least as good on every criterion can come lower",
                "dominantie: wie op elk criterium minstens even goed is, kan lager uitkomen",
            ),
            Property::Monotonicity => Phrase(
                "monotonicity: a better figure can cost an alternative its rank",
                "monotonie: een beter cijfer kan een alternatief zijn rang kosten",
            ),
            Property::Independence => Phrase(
                "independence: which of two is ahead can hang on which others are there",
                "onafhankelijkheid: wie van twee voorligt, kan afhangen van wie er nog bij is",
            ),
            Property::Units => Phrase(
                "units: another unit of a criterion can change the order",
                "eenheden: een andere eenheid van een criterium kan de volgorde veranderen",
            ),
        }
    }
}

/// A property that a method lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lack {
    /// The property.
    pub property: Property,
    /// Why the method lacks it, as an addition to [`Property::words`].
    pub why: Phrase,
}

/// What a normalization takes from every method that goes by it.
pub(crate) fn by_normalization(normalization: Normalization) -> &'static [Lack] {
    match normalization {
        Normalization::None | Normalization::Goalposts => &[],
        Normalization::Logarithmic => &[
            Lack::NORMALIZED,
            Lack {
                property: Property::Units,
                why: Phrase(
                    "the logarithm of a product hangs on the unit",
                    "de logaritme van een product hangt af van de eenheid",
                ),
            },
        ],
        Normalization::EnhancedAccuracy => &[
            Lack::NORMALIZED,
            Lack {
                property: Property::Monotonicity,
                why: Phrase(
                    "distances to the best are shares of their sum, which a new best makes larger",
                    "afstanden tot het beste zijn aandelen van hun som, en een nieuw beste maakt die groter",
                ),
            },
        ],
        _ => &[Lack::NORMALIZED],
    }
}

impl Lack {
    const fn independence(en: &'static str, nl: &'static str) -> Lack {
        Lack { property: Property::Independence, why: Phrase(en, nl) }
    }

    /// Columns are normalised.
    pub(crate) const NORMALIZED: Lack = Lack::independence(
        "columns are normalised by the figures that are there",
        "kolommen worden genormaliseerd met de cijfers die er zijn",
    );

    /// The method measures from figures of the group.
    pub(crate) const MEASURED: Lack = Lack::independence(
        "distances and ranges are measured from figures of the group",
        "afstanden en bereiken worden gemeten vanaf cijfers van de groep",
    );

    /// The method counts wins over others.
    pub(crate) const COMPARED: Lack = Lack::independence(
        "each is judged by how it stands to all others",
        "elk wordt beoordeeld op hoe het tegenover alle andere staat",
    );

    /// Values run over the figures that are there.
    pub(crate) const OBSERVED: Lack = Lack::independence(
        "without a scale, values run from the worst to the best figure that is there",
        "zonder schaal lopen waarden van het slechtste tot het beste cijfer dat er is",
    );
}
