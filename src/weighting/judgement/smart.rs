//! SMART: simple multi-attribute rating technique.
//!
//! The least important item gets 10 points, and the others get points that keep ratios of
//! importance: w_i = p_i / sum of p. Edwards 1977, doi:10.1109/TSMC.1977.4309720.

use super::sentences::item;
use super::{DerivedWeights, Fault, Judgement, points};
use crate::error::{Phrase, both};
use crate::method::Parameter;
use crate::weighting::{Evidence, WeightingSheet};
use serde::{Deserialize, Serialize};

/// Parameters of SMART.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The points of the least important item: above 0.
    pub least: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { least: 10.0 }
    }
}

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "smart",
    idea: Phrase(
        "The least important criterion gets 10 points, and every other as many as it is more important: 20 for twice. The weight is the share of all points: w_i = p_i / sum of p. Of a range the middle counts, and the range stays open.",
        "Het minst belangrijke criterium krijgt 10 punten, en elk ander zoveel keer meer als het belangrijker is: 20 voor dubbel zo belangrijk. Het gewicht is het aandeel in alle punten: w_i = p_i / som van p. Van een bereik telt het midden, en het bereik blijft open.",
    ),
    use_when: Phrase(
        "people find it easier to say how many times more something matters than the least of the list.",
        "mensen makkelijker zeggen hoeveel keer belangrijker iets is dan het minst belangrijke van de lijst.",
    ),
    avoid_when: Phrase(
        "people think of importance as such, without the swing from the worst to the best figure at stake: `swing` asks for that.",
        "mensen aan belang op zich denken, los van de stap van het slechtste naar het beste cijfer waar het om gaat: daar vraagt `swing` naar.",
    ),
    parameters: &[Parameter {
        name: "least",
        default: Phrase::same("10"),
        meaning: Phrase(
            "the points of the least important criterion",
            "de punten van het minst belangrijke criterium",
        ),
        accepts: Phrase("a number above 0", "een getal boven 0"),
    }],
    evidence: Evidence::Judgements(Phrase::same("colour = 10, price = 60..80")),
    degenerate: Phrase(
        "no criterion that can have the least points, or one below them: an error that names it. Points below the least in a range are left out, and a range is taken as the least if it alone can be.",
        "geen criterium dat de minste punten kan hebben, of een dat er minder heeft: een fout die zegt welk. Punten onder het minimum vallen uit een bereik weg, en een bereik geldt als het minimum als alleen dat bereik het kan zijn.",
    ),
    reference: "Edwards 1977, doi:10.1109/TSMC.1977.4309720",
    disagreements: Phrase("none known", "geen bekend"),
};

/// Weights of SMART; see the module. Where several ranges reach the least points and none has them
/// for certain, the rows that stay open say nothing of which of them it is.
///
/// # Errors
/// As for points in general, and where the least important item cannot have the least points.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
    parameters: &Parameters,
) -> Result<DerivedWeights, Fault> {
    let least = parameters.least;
    if !(least > 0.0 && least.is_finite()) {
        return Err(Fault {
            judgements: Vec::new(),
            message: both(format!("`least` is {least}"), format!("`least` is {least}")),
            remedy: both(
                "give the least important criterion a number of points above 0; 10 is usual",
                "geef het minst belangrijke criterium een aantal punten boven 0; 10 is gebruikelijk",
            ),
        });
    }
    let mut given = points::read(SHEET.name, items, judgements)?;
    if let Some(below) = (0..items).find(|at| given[*at].high < least) {
        let name = item(below);
        return Err(Fault {
            judgements: vec![given[below].judgement],
            message: both(
                format!("{name} is given less than {least} points"),
                format!("{name} krijgt minder dan {least} punten"),
            ),
            remedy: both(
                format!("give the least important criterion {least} points, and the others more"),
                format!("geef het minst belangrijke criterium {least} punten, en de andere meer"),
            ),
        });
    }
    for own in &mut given {
        own.low = own.low.max(least);
    }
    if given.iter().all(|own| own.low > least) {
        let lowest =
            (1..items).fold(0, |best, at| if given[at].low < given[best].low { at } else { best });
        let name = item(lowest);
        return Err(Fault {
            judgements: vec![given[lowest].judgement],
            message: both(
                format!("no criterion has {least} points; {name} has fewest"),
                format!("geen enkel criterium heeft {least} punten; {name} heeft er het minst"),
            ),
            remedy: both(
                format!("write `{name} = {least}`, and the others against it"),
                format!("schrijf `{name} = {least}`, en de andere in vergelijking daarmee"),
            ),
        });
    }
    let notes = points::settled(
        &mut given,
        least,
        [
            "More than one range reaches down to the least points. Which criterion is the least important is left open.",
            "Meer dan één bereik loopt tot het laagste aantal punten. Welk criterium het minst belangrijk is, blijft open.",
        ],
    );
    points::derived(&given, notes)
}
