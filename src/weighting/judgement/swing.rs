//! Swing weighting.
//!
//! The swing from the worst to the best figure that matters most gets 100 points, and the others
//! are compared with it: w_i = p_i / sum of p. von Winterfeldt & Edwards 1986, *Decision Analysis and
//! Behavioral Research*, ch. 8.

use super::sentences::item;
use super::{DerivedWeights, Fault, Judgement, points};
use crate::error::{Phrase, both};
use crate::weighting::{Evidence, WeightingSheet};

/// The points of the largest swing.
const LARGEST: f64 = 100.0;

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "swing",
    idea: Phrase(
        "All criteria stand at their worst. The one that a person would first move to its best gets 100 points, and the swing of every other is given points against it: w_i = p_i / sum of p. Of a range the middle counts, and the range stays open.",
        "Alle criteria staan op hun slechtste cijfer. Het criterium dat iemand als eerste naar het beste zou brengen, krijgt 100 punten, en de stap van elk ander criterium krijgt punten in vergelijking daarmee: w_i = p_i / som van p. Van een bereik telt het midden, en het bereik blijft open.",
    ),
    use_when: Phrase(
        "scores are additive over value functions: a weight then is what the swing from worst to best is worth, which is what this asks for.",
        "scores sommen van waardefuncties zijn: een gewicht is dan wat de stap van slechtste naar beste waard is, en daar vraagt deze weging naar.",
    ),
    avoid_when: Phrase(
        "the worst and best figures of a criterion are not known, or are not what the values run between.",
        "het slechtste en het beste cijfer van een criterium niet bekend zijn, of de waarden niet daartussen lopen.",
    ),
    parameters: &[],
    evidence: Evidence::Judgements(Phrase::same("price = 100, range = 60..70")),
    degenerate: Phrase(
        "a swing of 0 points gives weight 0. No swing that can be 100, or one above it: an error that names it. Points above 100 in a range are left out, and a range is taken as 100 if it alone can be.",
        "een stap van 0 punten geeft gewicht 0. Geen stap die 100 kan zijn, of een daarboven: een fout die zegt welke. Punten boven 100 vallen uit een bereik weg, en een bereik geldt als 100 als alleen dat bereik het kan zijn.",
    ),
    reference: "von Winterfeldt & Edwards 1986, Decision Analysis and Behavioral Research, ch. 8",
    disagreements: Phrase("none known", "geen bekend"),
};

/// Weights of swings; see the module. Where several ranges reach 100 and none is 100 for certain,
/// the rows that stay open say nothing of which of them it is.
///
/// # Errors
/// As for points in general, and where the largest swing cannot have 100 points.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
) -> Result<DerivedWeights, Fault> {
    let mut given = points::read(SHEET.name, items, judgements)?;
    if let Some(above) = (0..items).find(|at| given[*at].low > LARGEST) {
        let name = item(above);
        return Err(Fault {
            judgements: vec![given[above].judgement],
            message: both(
                format!("{name} is given more than 100 points"),
                format!("{name} krijgt meer dan 100 punten"),
            ),
            remedy: both(
                "give the largest swing 100 points, and the others points against it",
                "geef de grootste stap 100 punten, en de andere punten in vergelijking daarmee",
            ),
        });
    }
    for own in &mut given {
        own.high = own.high.min(LARGEST);
    }
    if given.iter().all(|own| own.high < LARGEST) {
        let largest = (1..items).fold(
            0,
            |best, at| {
                if given[at].high > given[best].high { at } else { best }
            },
        );
        let name = item(largest);
        return Err(Fault {
            judgements: vec![given[largest].judgement],
            message: both(
                format!("no swing has 100 points; {name} has most"),
                format!("geen enkele stap heeft 100 punten; {name} heeft er het meest"),
            ),
            remedy: both(
                format!("write `{name} = 100`, and the others against it"),
                format!("schrijf `{name} = 100`, en de andere in vergelijking daarmee"),
            ),
        });
    }
    let notes = points::settled(
        &mut given,
        LARGEST,
        [
            "More than one range reaches 100 points. Which swing is the largest is left open.",
            "Meer dan één bereik loopt tot 100 punten. Welke stap de grootste is, blijft open.",
        ],
    );
    points::derived(&given, notes)
}
