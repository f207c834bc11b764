//! Points given to items: what direct rating, swing and SMART have in common.

use super::rows::{between_ends, shares, weight};
use super::sentences::item;
use super::written::{bad_figures, misplaced, some_items, statement, unknown};
use super::{DerivedWeights, Fault, Judgement, Remark, Residual};
use crate::error::{Phrase, both};

/// What an item was given, and by which judgement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    pub(super) judgement: usize,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// The points of every item, each judged once.
pub(super) fn read(
    method: &str,
    items: usize,
    judgements: &[Judgement],
) -> Result<Vec<Given>, Fault> {
    some_items(items)?;
    let mut given: Vec<Option<Given>> = vec![None; items];
    for (at, judgement) in judgements.iter().enumerate() {
        let Judgement::Points { of, low, high } = judgement else {
            return Err(misplaced(at, judgement, method, "a = 80"));
        };
        let Some(own) = given.get_mut(*of) else { return Err(unknown(at, items)) };
        if !(*low >= 0.0 && low <= high && high.is_finite()) {
            return Err(bad_figures(
                at,
                judgement,
                Phrase(
                    "points are figures of at least 0; in a range the lower one comes first",
                    "punten zijn cijfers van minstens 0; in een bereik komt het laagste eerst",
                ),
            ));
        }
        if let Some(earlier) = own {
            return Err(Fault {
                judgements: vec![earlier.judgement, at],
                message: both(
                    format!("{} is given points twice", item(*of)),
                    format!("{} krijgt twee keer punten", item(*of)),
                ),
                remedy: both(
                    format!(
                        "keep one of `{}` and `{}`, or write a range",
                        statement(&judgements[earlier.judgement]),
                        statement(judgement)
                    ),
                    format!(
                        "behoud `{}` of `{}`, of schrijf een bereik",
                        statement(&judgements[earlier.judgement]),
                        statement(judgement)
                    ),
                ),
            });
        }
        *own = Some(Given { judgement: at, low: *low, high: *high });
    }
    let missing = given.iter().position(Option::is_none);
    given.into_iter().collect::<Option<Vec<Given>>>().ok_or_else(|| {
        let name = item(missing.unwrap_or(0));
        Fault {
            judgements: Vec::new(),
            message: both(
                format!("{name} is given no points"),
                format!("{name} krijgt geen punten"),
            ),
            remedy: both(
                format!("add `{name} = ...`; 0 if it does not matter"),
                format!("voeg `{name} = ...` toe; 0 als het niet van belang is"),
            ),
        }
    })
}

/// Weights in proportion to the middle of what each item was given; all points within the ends, in
/// whatever unit, stay open.
pub(super) fn derived(given: &[Given], notes: Vec<Remark>) -> Result<DerivedWeights, Fault> {
    let items = given.len();
    let middles: Vec<f64> = given.iter().map(|own| own.low.midpoint(own.high)).collect();
    let Some(weights) = shares(&middles) else {
        return Err(Fault {
            judgements: given.iter().map(|own| own.judgement).collect(),
            message: both(
                "all points are 0, so that nothing has weight",
                "alle punten zijn 0, zodat niets gewicht heeft",
            ),
            remedy: both(
                "give points above 0 to what matters",
                "geef punten boven 0 aan wat belangrijk is",
            ),
        });
    };
    let forms: Vec<Vec<f64>> = (0..items).map(|at| weight(items, at)).collect();
    let ends: Vec<(f64, f64)> = given.iter().map(|own| (own.low, own.high)).collect();
    let mut residuals = vec![Residual { implied: None, missed_by: 0.0 }; items];
    for (own, middle) in given.iter().zip(middles) {
        residuals[own.judgement].implied = Some(middle);
    }
    let open = between_ends(&forms, &ends);
    Ok(DerivedWeights { weights, open, consistency: Vec::new(), residuals, notes })
}

/// Where one item must have exactly these points and only one can, it has; where several can, a
/// reader is told that any of them may be meant.
pub(super) fn settled(given: &mut [Given], points: f64, texts: [&str; 2]) -> Vec<Remark> {
    let able: Vec<usize> = (0..given.len())
        .filter(|at| given[*at].low <= points && points <= given[*at].high)
        .collect();
    if able.iter().any(|at| given[*at].low == given[*at].high) {
        return Vec::new();
    }
    match able.as_slice() {
        [one] => {
            (given[*one].low, given[*one].high) = (points, points);
            Vec::new()
        }
        _ => vec![Remark { judgement: None, text: texts.map(str::to_owned) }],
    }
}

#[cfg(test)]
mod tests {
    use super::super::{direct, smart, swing};
    use super::*;
    use crate::lp::vertices::vertices;

    fn points(of: usize, low: f64, high: f64) -> Judgement {
        Judgement::Points { of, low, high }
    }

    fn crisp(figures: &[f64]) -> Vec<Judgement> {
        figures.iter().enumerate().map(|(of, own)| points(of, *own, *own)).collect()
    }

    const CLOSE: f64 = 1e-12;

    fn close(ours: &[f64], wanted: &[f64]) {
        assert_eq!(ours.len(), wanted.len());
        assert!(ours.iter().zip(wanted).all(|(a, b)| (a - b).abs() < CLOSE), "{ours:?} {wanted:?}");
    }

    #[test]
    fn weights_are_shares_of_the_points() {
        let given = crisp(&[30.0, 60.0, 0.0, 10.0]);
        close(&direct::derive(4, &given).unwrap().weights, &[0.3, 0.6, 0.0, 0.1]);
        let found = swing::derive(3, &crisp(&[50.0, 100.0, 100.0])).unwrap();
        close(&found.weights, &[0.2, 0.4, 0.4]);
        assert_eq!(found.open.len(), 2, "equations: {:?}", found.open);
        let least = smart::Parameters::default();
        close(&smart::derive(2, &crisp(&[30.0, 10.0]), &least).unwrap().weights, &[0.75, 0.25]);
        // The middle of a range, whatever the order of the judgements.
        let ranged = [points(1, 20.0, 40.0), points(0, 70.0, 70.0)];
        let found = direct::derive(2, &ranged).unwrap();
        close(&found.weights, &[0.7, 0.3]);
        assert_eq!(found.residuals[0], Residual { implied: Some(30.0), missed_by: 0.0 });
    }

    #[test]
    fn figures_of_any_size_give_weights() {
        for size in [5e-324, 1e-300, 1e300, f64::MAX] {
            close(&direct::derive(2, &crisp(&[size, size])).unwrap().weights, &[0.5, 0.5]);
        }
        close(&direct::derive(2, &crisp(&[f64::MAX, 5e-324])).unwrap().weights, &[1.0, 0.0]);
        close(&direct::derive(1, &crisp(&[3.0])).unwrap().weights, &[1.0]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let message = |found: Result<DerivedWeights, Fault>| found.unwrap_err().message;
        assert_eq!(message(direct::derive(0, &[])), "there is nothing to weigh");
        assert_eq!(message(direct::derive(2, &crisp(&[1.0]))), "{1} is given no points");
        let twice = [points(0, 1.0, 1.0), points(0, 2.0, 2.0)];
        assert_eq!(message(direct::derive(1, &twice)), "{0} is given points twice");
        let none = "all points are 0, so that nothing has weight";
        assert_eq!(message(direct::derive(2, &crisp(&[0.0, 0.0]))), none);
        for (low, high) in [(-1.0, 1.0), (2.0, 1.0), (f64::NAN, 1.0), (1.0, f64::INFINITY)] {
            assert!(direct::derive(1, &[points(0, low, high)]).is_err());
        }
        assert!(direct::derive(1, &[points(7, 1.0, 1.0)]).is_err());
        let order = Judgement::Order { tiers: vec![vec![0]], cards: Vec::new() };
        assert_eq!(message(direct::derive(1, &[order])), "`{0}` is no judgement that direct reads");

        let fault = swing::derive(2, &crisp(&[40.0, 90.0])).unwrap_err();
        assert_eq!(fault.judgements, [1]);
        assert_eq!(fault.remedy, "write `{1} = 100`, and the others against it");
        assert_eq!(
            message(swing::derive(2, &crisp(&[100.0, 120.0]))),
            "{1} is given more than 100 points"
        );
        let least = smart::Parameters::default();
        assert_eq!(
            message(smart::derive(2, &crisp(&[5.0, 10.0]), &least)),
            "{0} is given less than 10 points"
        );
        assert_eq!(
            message(smart::derive(2, &crisp(&[50.0, 20.0]), &least)),
            "no criterion has 10 points; {1} has fewest"
        );
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let least = smart::Parameters { least: bad };
            assert!(smart::derive(1, &crisp(&[10.0]), &least).is_err());
        }
    }

    #[test]
    fn the_largest_swing_in_a_range_has_100_points() {
        // Only {0} can be the largest, and points above 100 are none.
        let found = swing::derive(2, &[points(0, 80.0, 120.0), points(1, 40.0, 60.0)]).unwrap();
        close(&found.weights, &[100.0 / 150.0, 50.0 / 150.0]);
        assert!(found.notes.is_empty());
        // Either can.
        let found = swing::derive(2, &[points(0, 80.0, 100.0), points(1, 90.0, 100.0)]).unwrap();
        assert_eq!(found.notes.len(), 1);
        let least = smart::Parameters::default();
        let given = [points(0, 8.0, 30.0), points(1, 30.0, 50.0)];
        close(&smart::derive(2, &given, &least).unwrap().weights, &[0.2, 0.8]);
    }

    /// Points from the box, whatever they are, are among the open weights; and every vertex of the
    /// open weights is in the box in some unit.
    #[test]
    fn open_weights_are_the_box_of_points() {
        let mut state = 11u64;
        let mut unit = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        let mut seen = 0;
        for round in 0..400 {
            let n = 1 + round % 5;
            let ends: Vec<(f64, f64)> = (0..n)
                .map(|_| {
                    let low = if unit() < 0.2 { 0.0 } else { (unit() * 50.0).ceil() };
                    (low, if unit() < 0.4 { low } else { low + (unit() * 40.0).floor() })
                })
                .collect();
            let given: Vec<Judgement> =
                ends.iter().enumerate().map(|(of, (low, high))| points(of, *low, *high)).collect();
            let Ok(found) = direct::derive(n, &given) else {
                assert!(ends.iter().all(|own| own.1 == 0.0));
                continue;
            };
            let met = |weights: &[f64]| super::super::rows::most_missed(&found.open, weights);
            assert!(met(&found.weights) < CLOSE);
            for _ in 0..50 {
                let drawn: Vec<f64> =
                    ends.iter().map(|(low, high)| low + unit() * (high - low)).collect();
                if let Some(weights) = shares(&drawn) {
                    assert!(met(&weights) < CLOSE, "{ends:?} {drawn:?}");
                }
            }
            for vertex in vertices(n, &found.open, 10_000).unwrap() {
                // low <= t w <= high for some t; where all low ends are 0 a small t always does.
                let mut least = 0.0f64;
                let mut most = f64::INFINITY;
                for (w, (low, high)) in vertex.iter().zip(&ends) {
                    if *w > CLOSE {
                        (least, most) = (least.max(low / w), most.min(high / w));
                    } else {
                        assert_eq!(*low, 0.0, "{ends:?} {vertex:?}");
                    }
                }
                assert!(most > 0.0 && least <= most * (1.0 + CLOSE), "{ends:?} {vertex:?}");
                seen += 1;
            }
        }
        assert!(seen > 1000, "{seen}");
    }
}
