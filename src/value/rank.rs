//! Rank: how many alternatives are worse, ties counting half, plus 1: the best of m gets m, the
//! worst 1.

use super::Fitted;
use crate::error::Phrase;
use crate::value::formula::{NormalizationSheet, ScaleNeeded};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "rank",
    benefit: Phrase(
        "1 + number of smaller figures + half the number of equal ones",
        "1 + aantal kleinere cijfers + de helft van het aantal gelijke",
    ),
    cost: Phrase(
        "1 + number of larger figures + half the number of equal ones",
        "1 + aantal grotere cijfers + de helft van het aantal gelijke",
    ),
    scale: ScaleNeeded::Ordinal,
    domain: Phrase(
        "any figures; a constant column gives (m + 1) / 2 for all",
        "alle cijfers; een constante kolom geeft (m + 1) / 2 voor alle",
    ),
};

pub(super) fn fit(figures: &[f64], benefit: bool) -> Fitted {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let value = move |x: f64| {
        let below = sorted.partition_point(|other| *other < x);
        let up_to = sorted.partition_point(|other| *other <= x);
        let worse = if benefit { below } else { sorted.len() - up_to };
        1.0 + worse as f64 + (up_to - below - 1) as f64 / 2.0
    };
    let own = value.clone();
    Fitted::new(benefit, value, move |x, y| own(x) - own(y))
}
