//! LBWA, level based weight assessment: items are put in levels of importance, and given a place
//! within their level (Zizovic & Pamucar 2019, doi:10.31181/dmame1902102z).

use super::ratios::{row, single};
use super::sentences::{fault, figure, in_dutch, item, remark};
use super::{DerivedWeights, Fault, Judgement, Residual};
use crate::error::{Phrase, both};
use crate::lp::{Relation, Row};
use crate::method::Parameter;
use crate::weighting::{Evidence, WeightingSheet};
use serde::{Deserialize, Serialize};

/// Parameters of LBWA.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The coefficient of elasticity r0; none: one more than the largest level has items, or than
    /// the largest place if that is more.
    pub elasticity: Option<f64>,
}

const ELASTICITY: Phrase = Phrase(
    "a number above the largest place within a level",
    "een getal boven de hoogste plaats binnen een niveau",
);

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "lbwa",
    idea: Phrase(
        "Level i holds the items that are i to i + 1 times less important than the most important one, and items have places p = 0, 1, 2 ... within it. The influence of an item is f = r0 / (i r0 + p), 1 for the most important one, and the weights are f / sum of f. The larger r0, the nearer the items of a level are to each other.",
        "Niveau i bevat de items die i tot i + 1 keer minder belangrijk zijn dan het belangrijkste, en daarbinnen hebben items plaatsen p = 0, 1, 2 ... De invloed van een item is f = r0 / (i r0 + p), 1 voor het belangrijkste, en de gewichten zijn f / som van f. Hoe groter r0, hoe dichter de items van een niveau bij elkaar liggen.",
    ),
    use_when: Phrase(
        "there are many items, and it is easier to sort them than to compare them in pairs.",
        "er veel items zijn, en het makkelijker is ze te sorteren dan ze per paar te vergelijken.",
    ),
    avoid_when: Phrase(
        "the level of an item is not clear: between levels 1 and 2 its weight halves.",
        "het niveau van een item niet duidelijk is: tussen niveau 1 en 2 halveert het gewicht.",
    ),
    parameters: &[Parameter {
        name: "elasticity",
        default: Phrase(
            "r + 1, where r is the number of items in the largest level, or the largest place if that is more",
            "r + 1, met r het aantal items op het grootste niveau, of de hoogste plaats als die groter is",
        ),
        meaning: Phrase(
            "r0: how far a place within a level counts",
            "r0: hoe zwaar een plaats binnen een niveau telt",
        ),
        accepts: ELASTICITY,
    }],
    evidence: Evidence::Judgements(Phrase(
        "a = level 1, 0 and b = level 2, 3",
        "a = level 1, 0 en b = level 2, 3",
    )),
    degenerate: Phrase(
        "items at the same level and place have the same weight. The most important item has level 1 and place 0, and there must be one. One item has weight 1. What the levels leave open: an item of level i has between 1 / (i + 1) and 1 / i of the largest weight, and none less than one of a later place in its level.",
        "items op hetzelfde niveau en dezelfde plaats hebben hetzelfde gewicht. Het belangrijkste item heeft niveau 1 en plaats 0, en er moet er een zijn. Eén item heeft gewicht 1. Wat de niveaus open laten: een item van niveau i heeft tussen 1 / (i + 1) en 1 / i van het grootste gewicht, en geen heeft minder dan een item op een latere plaats van zijn niveau.",
    ),
    reference: "Zizovic & Pamucar 2019, doi:10.31181/dmame1902102z",
    disagreements: Phrase(
        "the paper asks for r0 above r and uses several; the weights depend on it, so compare only where it is the same.",
        "het artikel vraagt een r0 boven r en gebruikt er meer dan één; de gewichten hangen ervan af, dus vergelijk alleen waar hij dezelfde is.",
    ),
};

/// Where an item is placed.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Placed {
    level: u32,
    place: u32,
    judgement: usize,
}

pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
    parameters: &Parameters,
) -> Result<DerivedWeights, Fault> {
    if items == 0 {
        return single(items, judgements);
    }
    let placed = read(items, judgements)?;
    let (Some(placed), Some(best)) = (
        placed.iter().copied().collect::<Option<Vec<Placed>>>(),
        placed.iter().position(|own| own.is_some_and(|own| (own.level, own.place) == (1, 0))),
    ) else {
        return if items == 1 && judgements.is_empty() {
            single(items, judgements)
        } else {
            Err(incomplete(&placed))
        };
    };
    let (r0, largest) = elasticity(&placed, parameters)?;
    // The largest weight over that of an item: 1 / f.
    let times = |own: &Placed| f64::from(own.level) + f64::from(own.place) / r0;
    let influence: Vec<f64> = placed.iter().map(|own| 1.0 / times(own)).collect();
    let sum: f64 = influence.iter().sum();
    let mut residuals: Vec<(usize, Residual)> = placed
        .iter()
        .map(|own| (own.judgement, Residual { implied: Some(times(own)), missed_by: 0.0 }))
        .collect();
    residuals.sort_by_key(|(judgement, _)| *judgement);
    let notes = (r0 <= largest as f64).then(|| {
        let r0 = figure(r0);
        remark(
            format!(
                "The elasticity {r0} is not above {largest}, the number of items in the largest level, as the paper asks."
            ),
            format!(
                "De elasticiteit {} is niet groter dan {largest}, het aantal onderdelen in het grootste niveau, zoals het artikel vraagt.",
                r0.replace('.', ",")
            ),
        )
    });
    Ok(DerivedWeights {
        weights: influence.into_iter().map(|f| f / sum).collect(),
        open: open(&placed, best),
        consistency: Vec::new(),
        residuals: residuals.into_iter().map(|(_, residual)| residual).collect(),
        notes: notes.into_iter().collect(),
    })
}

/// The place of each item; none where it is not judged.
fn read(items: usize, judgements: &[Judgement]) -> Result<Vec<Option<Placed>>, Fault> {
    let mut placed: Vec<Option<Placed>> = vec![None; items];
    for (at, judgement) in judgements.iter().enumerate() {
        let Judgement::Level { of, level, place } = *judgement else {
            return Err(fault(
                [at],
                both(
                    "`lbwa` is made from levels, and this is none",
                    "`lbwa` wordt gemaakt van niveaus, en dit is er geen",
                ),
                both(
                    "write the level of an item and its place within it: `a = level 2, 3`",
                    "schrijf het niveau van een item en zijn plaats daarin: `a = level 2, 3`",
                ),
            ));
        };
        if of >= items || level == 0 {
            return Err(fault(
                [at],
                both(
                    "levels are counted from 1, and are about items that stand beside each other",
                    "niveaus tellen vanaf 1, en gaan over items die naast elkaar staan",
                ),
                both("write `a = level 1, 0`", "schrijf `a = level 1, 0`"),
            ));
        }
        if let Some(other) = placed[of].replace(Placed { level, place, judgement: at }) {
            return Err(fault(
                [other.judgement, at],
                both(
                    format!(
                        "{} is placed twice: level {}, {} and level {level}, {place}",
                        item(of),
                        other.level,
                        other.place
                    ),
                    format!(
                        "{} is twee keer geplaatst: niveau {}, {} en niveau {level}, {place}",
                        item(of),
                        other.level,
                        other.place
                    ),
                ),
                both("leave one of the two out", "laat een van de twee weg"),
            ));
        }
    }
    Ok(placed)
}

/// The fault of levels that miss an item, or the most important one.
fn incomplete(placed: &[Option<Placed>]) -> Fault {
    match placed.iter().position(Option::is_none) {
        Some(missing) => fault(
            [],
            both(
                format!("{} has no level", item(missing)),
                format!("{} heeft geen niveau", item(missing)),
            ),
            both(
                format!("give it one: `{} = level 2, 0`", item(missing)),
                format!("geef het er een: `{} = level 2, 0`", item(missing)),
            ),
        ),
        None => fault(
            [],
            both(
                "no item is the most important one, which has level 1 and place 0",
                "geen item is het belangrijkste, dat niveau 1 en plaats 0 heeft",
            ),
            both(
                "give the most important item `level 1, 0`",
                "geef het belangrijkste item `level 1, 0`",
            ),
        ),
    }
}

/// r0, and the number of items in the largest level.
fn elasticity(placed: &[Placed], parameters: &Parameters) -> Result<(f64, usize), Fault> {
    let size = |level: u32| placed.iter().filter(|own| own.level == level).count();
    let largest = placed.iter().map(|own| size(own.level)).max().unwrap_or(0);
    let last = placed.iter().map(|own| own.place).max().unwrap_or(0);
    let Some(r0) = parameters.elasticity else {
        return Ok(((largest as f64).max(f64::from(last)) + 1.0, largest));
    };
    if r0.is_finite() && r0 > f64::from(last) {
        return Ok((r0, largest));
    }
    let far: Vec<usize> =
        placed.iter().filter(|own| own.place == last).map(|own| own.judgement).collect();
    Err(fault(
        far,
        both(
            format!(
                "the elasticity {} is not above {last}, the largest place within a level, so that the last of a level could weigh less than the first of the next",
                figure(r0)
            ),
            format!(
                "de elasticiteit {} ligt niet boven {last}, de hoogste plaats binnen een niveau, zodat het laatste item van een niveau minder kan wegen dan het eerste van het volgende",
                in_dutch(&figure(r0))
            ),
        ),
        both(
            format!("`elasticity` takes {ELASTICITY}: at least {}", f64::from(last) + 1.0),
            format!("`elasticity` neemt {ELASTICITY:#}: minstens {}", f64::from(last) + 1.0),
        ),
    ))
}

/// What levels and places say: w_best / (i + 1) <= w <= w_best / i, and within a level no item
/// weighs less than one of a later place.
fn open(placed: &[Placed], best: usize) -> Vec<Row> {
    let n = placed.len();
    let mut rows = Vec::new();
    for (at, own) in placed.iter().enumerate().filter(|(at, _)| *at != best) {
        let level = f64::from(own.level);
        rows.push(row(n, best, at, Relation::AtMost, level + 1.0));
        // Within the first level the order below says the same.
        if own.level > 1 {
            rows.push(row(n, best, at, Relation::AtLeast, level));
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|at| (placed[*at].level, placed[*at].place));
    for pair in order.windows(2).filter(|pair| placed[pair[0]].level == placed[pair[1]].level) {
        let same = placed[pair[0]].place == placed[pair[1]].place;
        let relation = if same { Relation::Equal } else { Relation::AtLeast };
        rows.push(row(n, pair[0], pair[1], relation, 1.0));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(places: &[(u32, u32)]) -> Vec<Judgement> {
        let place = |(of, (level, place)): (usize, &(u32, u32))| Judgement::Level {
            of,
            level: *level,
            place: *place,
        };
        places.iter().enumerate().map(place).collect()
    }

    /// f = r0 / (i r0 + p) with r0 = 4, by hand: 4/4, 4/5, 4/6, 4/8, 4/9, 4/13.
    #[test]
    fn the_influence_function_by_hand() {
        let judgements = levels(&[(1, 1), (1, 0), (2, 1), (1, 2), (3, 1), (2, 0)]);
        let found = derive(6, &judgements, &Parameters::default()).unwrap();
        // Three items in level 1: r0 is 4.
        let f = [4.0 / 5.0, 1.0, 4.0 / 9.0, 4.0 / 6.0, 4.0 / 13.0, 4.0 / 8.0];
        let sum: f64 = f.iter().sum();
        for (found, f) in found.weights.iter().zip(f) {
            assert!((found - f / sum).abs() < 1e-15);
        }
        let given = Parameters { elasticity: Some(4.0) };
        assert_eq!(derive(6, &judgements, &given).unwrap().weights, found.weights);
        assert_eq!(found.residuals[2].implied, Some(2.25));
        assert!(found.notes.is_empty());
        // The weights are among those that the levels leave open.
        assert!(found.open.iter().all(|row| match row.relation {
            Relation::AtMost => row.at(&found.weights) <= 1e-15,
            Relation::AtLeast => row.at(&found.weights) >= -1e-15,
            Relation::Equal => row.at(&found.weights).abs() <= 1e-15,
        }));
        assert!(crate::lp::vertices::vertices(6, &found.open, 1000).unwrap().len() > 6);
    }

    #[test]
    fn any_elasticity_keeps_to_the_levels() {
        let judgements = levels(&[(1, 0), (1, 0), (1, 3), (2, 0), (4, 3)]);
        for r0 in [3.1, 4.0, 1e9] {
            let found = derive(5, &judgements, &Parameters { elasticity: Some(r0) }).unwrap();
            assert_eq!(found.weights[0], found.weights[1]);
            assert!(found.open.iter().all(|row| match row.relation {
                Relation::AtMost => row.at(&found.weights) <= 1e-15,
                Relation::AtLeast => row.at(&found.weights) >= -1e-15,
                Relation::Equal => row.at(&found.weights) == 0.0,
            }));
        }
        let fault = derive(5, &judgements, &Parameters { elasticity: Some(3.0) }).unwrap_err();
        assert_eq!(fault.judgements, [2, 4]);
        let few = levels(&[(1, 0), (1, 0), (1, 0)]);
        let noted = derive(3, &few, &Parameters { elasticity: Some(2.0) }).unwrap();
        assert_eq!(noted.notes.len(), 1);
    }

    #[test]
    fn what_is_not_placed_is_named() {
        let fails = |items: usize, judgements: &[Judgement], message: &str| {
            let fault = derive(items, judgements, &Parameters::default()).unwrap_err();
            assert!(fault.message.contains(message), "{fault:?}");
        };
        fails(0, &[], "nothing to weigh");
        fails(2, &[], "{0} has no level");
        fails(2, &levels(&[(1, 0)]), "{1} has no level");
        fails(2, &levels(&[(1, 1), (2, 0)]), "the most important");
        fails(1, &levels(&[(2, 0)]), "the most important");
        fails(2, &levels(&[(0, 0), (1, 0)]), "from 1");
        fails(2, &[levels(&[(1, 0), (2, 0)]), levels(&[(1, 1)])].concat(), "{0} is placed twice");
        fails(2, &[Judgement::More { a: 0, b: 1, low: 0.1, high: 0.1 }], "levels");
        let one = derive(1, &[], &Parameters::default()).unwrap();
        assert_eq!(one.weights, [1.0]);
        assert_eq!(derive(1, &levels(&[(1, 0)]), &Parameters::default()).unwrap().weights, [1.0]);
        let far = levels(&[(1, 0), (u32::MAX, u32::MAX)]);
        let found = derive(2, &far, &Parameters::default()).unwrap();
        assert!(found.weights.iter().all(|weight| weight.is_finite()));
        for r0 in [f64::NAN, f64::INFINITY, 0.0, -1.0] {
            let wrong = Parameters { elasticity: Some(r0) };
            assert!(derive(2, &far, &wrong).is_err());
        }
    }
}
