//! FUCOM, the full consistency method: items in order of importance, each compared with the one
//! before it or with the first (Pamucar, Stevic & Sremac 2018, doi:10.3390/sym10090393).

use super::ratios::{self, LeastDeviation, Ratio};
use super::sentences::{fault, item, remark};
use super::{DerivedWeights, Fault, Judgement, Measure};
use crate::error::{Phrase, both};
use crate::tolerance::AS_JUDGED;
use crate::weighting::{Evidence, WeightingSheet};

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "fucom",
    idea: Phrase(
        "Items are ranked, and each is compared with the one before it or with the first. With phi_k the ratio of the k-th to the next, the weights make the largest deviation chi of two conditions as small as can be: w_k / w_(k+1) = phi_k, and w_k / w_(k+2) = phi_k phi_(k+1). chi is the deviation from full consistency (DFC).",
        "Items worden gerangschikt, en elk wordt vergeleken met het vorige of met het eerste. Met phi_k de verhouding van het k-de tot het volgende maken de gewichten de grootste afwijking chi van twee voorwaarden zo klein mogelijk: w_k / w_(k+1) = phi_k, en w_k / w_(k+2) = phi_k phi_(k+1). chi is de afwijking van volledige consistentie (DFC).",
    ),
    use_when: Phrase(
        "an order of importance is clear and few questions should be asked: n - 1 comparisons are enough, and more check each other.",
        "de volgorde van belang duidelijk is en er weinig vragen gesteld moeten worden: n - 1 vergelijkingen volstaan, en wat daarbij komt, controleert elkaar.",
    ),
    avoid_when: Phrase(
        "nobody can rank the items, or answers should be checked: n - 1 comparisons never contradict each other.",
        "niemand de items kan rangschikken, of antwoorden gecontroleerd moeten worden: n - 1 vergelijkingen spreken elkaar nooit tegen.",
    ),
    parameters: &[],
    evidence: Evidence::Judgements(Phrase(
        "a / b = 1.5, b / c = 2, or first / c = 3",
        "a / b = 1.5, b / c = 2, of first / c = 3",
    )),
    degenerate: Phrase(
        "n - 1 comparisons have chi = 0. With more, chi may be above 0 and be reached by many weights: the middle of each weight's interval is taken, scaled to sum to 1. Of a range the geometric middle counts; if that breaks a range though some weights meet all, the nearest weights that do are taken. One item has weight 1. A ratio below 1, two items that both come first, and a comparison of items that are neither neighbours nor the first with another are errors.",
        "n - 1 vergelijkingen hebben chi = 0. Bij meer kan chi boven 0 liggen en door veel gewichten worden bereikt: dan telt het midden van het interval van elk gewicht, herschaald tot een som van 1. Van een bereik telt het meetkundige midden; valt daardoor een gewicht buiten een bereik terwijl sommige gewichten aan alle voldoen, dan gelden de dichtstbijzijnde gewichten die dat doen. Eén item heeft gewicht 1. Een verhouding onder 1, twee items die allebei eerst komen, en een vergelijking van items die geen buren zijn en waarvan geen het eerste is, zijn fouten.",
    ),
    reference: "Pamucar, Stevic & Sremac 2018, doi:10.3390/sym10090393",
    disagreements: Phrase(
        "packages minimise chi numerically, so that their weights of consistent comparisons are off by some 1e-7 and their DFC is not 0 (R fucom, pyDecision). pyDecision and R fucom take priorities against the first item, RMCDA takes ratios of neighbours.",
        "pakketten zoeken de kleinste chi numeriek, zodat hun gewichten bij consistente vergelijkingen er ongeveer 1e-7 naast zitten en hun DFC niet 0 is (R fucom, pyDecision). pyDecision en R fucom nemen prioriteiten tegenover het eerste item, RMCDA neemt verhoudingen van buren.",
    ),
};

pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
) -> Result<DerivedWeights, Fault> {
    if items < 2 {
        return ratios::single(items, judgements);
    }
    let judged = ratios::read(SHEET.name, items, judgements)?;
    let order = Order::find(items, &judged)?;
    let LeastDeviation { deviation, weights, .. } =
        ratios::least_deviation(items, &order.conditions(&judged));
    let mut derived = ratios::settle(items, &judged, weights.middle());
    if deviation.is_finite() {
        derived.consistency.push(Measure {
            name: "deviation from full consistency",
            value: deviation,
            limit: None,
            source: "Pamucar, Stevic & Sremac 2018, doi:10.3390/sym10090393: consistent at 0",
        });
    }
    if judged.len() + 1 == items && items > 2 {
        derived.notes.push(remark(
            "No comparison is checked by another, so the deviation from full consistency is 0 whatever the answers."
                .into(),
            "Geen enkele vergelijking wordt door een andere gecontroleerd: de afwijking van volledige consistentie is 0, wat er ook geantwoord wordt."
                .into(),
        ));
    }
    derived.notes.extend(ratios::ranges_remark(&judged));
    Ok(derived)
}

/// The items in order of importance.
struct Order {
    /// The first is the most important.
    ranked: Vec<usize>,
    /// The logarithm of the first's weight over that of each item, by item.
    priorities: Vec<f64>,
}

impl Order {
    fn find(items: usize, judged: &[Ratio]) -> Result<Order, Fault> {
        if let Some(small) = judged.iter().position(|ratio| ratio.low < 1.0) {
            let ratio = &judged[small];
            return Err(fault(
                [small],
                both(
                    format!(
                        "{} is below 1, but the more important of the two stands above the stroke",
                        ratio.pair()
                    ),
                    format!(
                        "{} is minder dan 1, maar het belangrijkste van de twee staat boven de streep",
                        ratio.pair()
                    ),
                ),
                both(
                    format!("judge {} / {} instead", item(ratio.b), item(ratio.a)),
                    format!("beoordeel {} / {} in plaats daarvan", item(ratio.b), item(ratio.a)),
                ),
            ));
        }
        let is_below = |at: usize| judged.iter().any(|ratio| ratio.b == at);
        let firsts: Vec<usize> = (0..items).filter(|at| !is_below(*at)).collect();
        let first = match firsts[..] {
            [first] => first,
            [] => {
                return Err(fault(
                    [],
                    both(
                        "the comparisons run in a circle: every item is below another",
                        "de vergelijkingen lopen in een kring: elk item ligt onder een ander",
                    ),
                    both(
                        "rank the items, and compare each with the one before it or with the first",
                        "rangschik de items, en vergelijk elk met het vorige of met het eerste",
                    ),
                ));
            }
            [one, other, ..] => {
                return Err(fault(
                    [],
                    both(
                        format!(
                            "{} and {} both come first: neither is compared with a more important item",
                            item(one),
                            item(other)
                        ),
                        format!(
                            "{} en {} komen allebei eerst: geen van beide is vergeleken met een belangrijker item",
                            item(one),
                            item(other)
                        ),
                    ),
                    both(
                        format!("compare them: `{} / {} = 1.5`", item(one), item(other)),
                        format!("vergelijk ze: `{} / {} = 1.5`", item(one), item(other)),
                    ),
                ));
            }
        };
        // What is judged against the first counts; else the way along neighbours.
        let mut priorities = vec![f64::NAN; items];
        priorities[first] = 0.0;
        for ratio in judged.iter().filter(|ratio| ratio.a == first) {
            priorities[ratio.b] = ratio.middle_log();
        }
        for _ in 0..items {
            for ratio in judged {
                if priorities[ratio.b].is_nan() && !priorities[ratio.a].is_nan() {
                    priorities[ratio.b] = priorities[ratio.a] + ratio.middle_log();
                }
            }
        }
        if let Some(lost) = priorities.iter().position(|priority| priority.is_nan()) {
            return Err(fault(
                [],
                both(
                    format!("no chain of comparisons leads from {} to {}", item(first), item(lost)),
                    format!(
                        "geen keten van vergelijkingen voert van {} naar {}",
                        item(first),
                        item(lost)
                    ),
                ),
                both(
                    format!("compare them: `{} / {} = 3`", item(first), item(lost)),
                    format!("vergelijk ze: `{} / {} = 3`", item(first), item(lost)),
                ),
            ));
        }
        let mut ranked: Vec<usize> = (0..items).collect();
        ranked.sort_by(|one, other| {
            let first_of_all = |at: &usize| *at != first;
            priorities[*one]
                .total_cmp(&priorities[*other])
                .then(first_of_all(one).cmp(&first_of_all(other)))
        });
        let order = Order { ranked, priorities };
        match judged.iter().position(|ratio| ratio.a != first && !order.neighbours(ratio)) {
            None => Ok(order),
            Some(stray) => {
                let ratio = &judged[stray];
                Err(fault(
                    [stray],
                    both(
                        format!(
                            "{} compares two items that are not neighbours in the order of importance that the judgements give",
                            ratio.pair()
                        ),
                        format!(
                            "{} vergelijkt twee items die geen buren zijn in de volgorde van belang die uit de oordelen volgt",
                            ratio.pair()
                        ),
                    ),
                    both(
                        format!("compare {} with {}, or use `ahp`", item(first), item(ratio.b)),
                        format!(
                            "vergelijk {} met {}, of gebruik `ahp`",
                            item(first),
                            item(ratio.b)
                        ),
                    ),
                ))
            }
        }
    }

    /// Whether nothing ranks between the two, and the first of them not after the second.
    fn neighbours(&self, ratio: &Ratio) -> bool {
        let (above, below) = (self.priorities[ratio.a], self.priorities[ratio.b]);
        above <= below + AS_JUDGED
            && !self
                .priorities
                .iter()
                .any(|other| *other > above + AS_JUDGED && *other < below - AS_JUDGED)
    }

    /// The judgements, the ratios of neighbours and those of neighbours but one.
    fn conditions(&self, judged: &[Ratio]) -> Vec<Ratio> {
        let mut conditions: Vec<Ratio> = judged
            .iter()
            .map(|ratio| Ratio { low: ratio.middle(), high: ratio.middle(), ..*ratio })
            .collect();
        let phi: Vec<f64> = self
            .ranked
            .windows(2)
            .map(|pair| {
                let stated = judged.iter().find(|ratio| ratio.a == pair[0] && ratio.b == pair[1]);
                stated.map_or_else(
                    || self.priorities[pair[1]] - self.priorities[pair[0]],
                    Ratio::middle_log,
                )
            })
            .collect();
        let condition = |a: usize, b: usize, log: f64| {
            let ratio = log.exp().clamp(f64::MIN_POSITIVE, f64::MAX);
            Ratio { a: self.ranked[a], b: self.ranked[b], low: ratio, high: ratio }
        };
        for (at, log) in phi.iter().enumerate() {
            conditions.push(condition(at, at + 1, *log));
            if let Some(next) = phi.get(at + 1) {
                conditions.push(condition(at, at + 2, log + next));
            }
        }
        conditions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(a: usize, b: usize, ratio: f64) -> Judgement {
        Judgement::Ratio { a, b, low: ratio, high: ratio }
    }

    fn derived(items: usize, judgements: &[Judgement]) -> DerivedWeights {
        derive(items, judgements).unwrap()
    }

    fn is_near(found: &[f64], wanted: &[f64], tolerance: f64) {
        assert_eq!(found.len(), wanted.len());
        let near = found.iter().zip(wanted).all(|(a, b)| (a - b).abs() <= tolerance);
        assert!(near, "{found:?} {wanted:?}");
    }

    /// Pamucar, Stevic & Sremac 2018, the eight criteria that R fucom has from the paper:
    /// priorities 1 1 1 2 4 4 4 4 give 0.2222 three times, 0.1111 and 0.0556 four times, DFC 0.
    #[test]
    fn the_published_example() {
        let priorities = [1.0, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0];
        let judgements: Vec<Judgement> =
            priorities.iter().enumerate().map(|(at, own)| ratio(0, at + 1, *own)).collect();
        let found = derived(8, &judgements);
        let wanted = [0.2222, 0.2222, 0.2222, 0.1111, 0.0556, 0.0556, 0.0556, 0.0556];
        is_near(&found.weights, &wanted, 5e-5);
        assert_eq!(found.consistency[0].value, 0.0);
        assert_eq!(found.open.len(), 7);
        assert!(found.open.iter().all(|row| row.at(&found.weights).abs() < 1e-15));
    }

    #[test]
    fn a_chain_is_multiplied_out_whatever_its_order() {
        // 2.34, 1.95, 1.3 and 1 of 6.59, told backwards; items 3, 0, 2, 1.
        let judgements = [ratio(2, 1, 1.3), ratio(0, 2, 1.5), ratio(3, 0, 1.2)];
        let found = derived(4, &judgements);
        is_near(&found.weights, &[1.95 / 6.59, 1.0 / 6.59, 1.3 / 6.59, 2.34 / 6.59], 1e-15);
        // Items of equal weight, in an order that is not theirs.
        let found = derived(4, &[ratio(2, 1, 1.0), ratio(1, 0, 1.0), ratio(0, 3, 2.0)]);
        is_near(&found.weights, &[2.0 / 7.0, 2.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0], 1e-15);
    }

    /// Three judgements about three items: the least largest deviation, by a fine grid.
    #[test]
    fn comparisons_beyond_a_chain_deviate_as_little_as_can_be() {
        let found = derived(3, &[ratio(0, 1, 2.0), ratio(1, 2, 2.0), ratio(0, 2, 3.0)]);
        let chi = found.consistency[0].value;
        // phi = 2, 2 and so 4 for the transitive condition, against 3 as judged.
        let largest = |x: f64, y: f64| {
            (x - 2.0).abs().max((y - 2.0).abs()).max((x * y - 3.0).abs()).max((x * y - 4.0).abs())
        };
        let mut least = f64::INFINITY;
        for x in 0..=2000 {
            for y in 0..=2000 {
                let at = |step: i32| 1.0 + f64::from(step) / 1000.0;
                least = least.min(largest(at(x), at(y)));
            }
        }
        assert!(chi <= least + 1e-12 && chi > least - 2e-3, "{chi} {least}");
        let [w0, w1, w2] = found.weights[..] else { unreachable!() };
        assert!(largest(w0 / w1, w1 / w2) <= chi + 1e-10);
        // No weights meet all three: none is missed by more than the one missed most.
        assert!(found.residuals.iter().any(|residual| residual.missed_by > 0.0));
        assert!(found.open.iter().all(|row| match row.relation {
            crate::lp::Relation::AtMost => row.at(&found.weights) <= 0.0,
            _ => row.at(&found.weights) >= 0.0,
        }));
    }

    #[test]
    fn what_is_no_ranking_is_refused_with_a_way_out() {
        let fails = |items: usize, judgements: &[Judgement], message: &str| {
            let fault = derive(items, judgements).unwrap_err();
            assert!(fault.message.contains(message), "{fault:?}");
        };
        fails(0, &[], "nothing to weigh");
        fails(3, &[ratio(0, 1, 0.5), ratio(1, 2, 2.0)], "below 1");
        fails(3, &[ratio(0, 1, 2.0)], "{0} and {2} both come first");
        fails(3, &[], "both come first");
        fails(3, &[ratio(0, 1, 2.0), ratio(1, 2, 2.0), ratio(2, 0, 2.0)], "circle");
        fails(4, &[ratio(0, 1, 2.0), ratio(2, 3, 2.0), ratio(3, 2, 2.0)], "two answers");
        fails(4, &[ratio(0, 1, 2.0), ratio(0, 2, 3.0), ratio(1, 3, 4.0)], "not neighbours");
        fails(2, &[Judgement::Level { of: 0, level: 1, place: 0 }], "ratios");
        assert_eq!(derived(1, &[]).weights, [1.0]);
    }

    #[test]
    fn huge_ratios_give_no_panic_and_no_nan() {
        for size in [1e300, 1e3, 1.0] {
            for judgements in [
                vec![ratio(0, 1, size), ratio(1, 2, size)],
                vec![ratio(0, 1, size), ratio(0, 2, size)],
                vec![ratio(0, 1, size), ratio(1, 2, size), ratio(0, 2, size)],
            ] {
                let Ok(found) = derive(3, &judgements) else { continue };
                assert!(found.weights.iter().all(|weight| weight.is_finite()));
                assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                assert!(found.consistency.iter().all(|measure| measure.value.is_finite()));
                assert!(found.residuals.iter().all(|residual| residual.missed_by.is_finite()));
            }
        }
    }
}
