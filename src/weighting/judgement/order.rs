//! One order of all items, put together of chains and pairs; and weights by place in it.

use super::rows::{difference, row, shares};
use super::sentences::item;
use super::written::{list, misplaced, some_items, statement, unknown};
use super::{DerivedWeights, Fault, Judgement, Residual};
use crate::error::both;
use crate::lp::{Relation, Row, conflict};

/// The tiers of each judgement, every one an order of items named once.
pub(super) fn read<'a>(
    method: &str,
    items: usize,
    judgements: &'a [Judgement],
) -> Result<Vec<&'a [Vec<usize>]>, Fault> {
    some_items(items)?;
    let mut out = Vec::new();
    for (at, judgement) in judgements.iter().enumerate() {
        let Judgement::Order { tiers, .. } = judgement else {
            return Err(misplaced(at, judgement, method, "a > b = c"));
        };
        if tiers.is_empty() || tiers.iter().any(Vec::is_empty) {
            return Err(Fault {
                judgements: vec![at],
                message: both("an order has an empty place", "een volgorde heeft een lege plaats"),
                remedy: both(
                    "name a criterion on either side of every `>`",
                    "noem een criterium aan weerszijden van elke `>`",
                ),
            });
        }
        let mut seen = vec![false; items];
        for own in tiers.iter().flatten() {
            let Some(seen) = seen.get_mut(*own) else { return Err(unknown(at, items)) };
            if std::mem::replace(seen, true) {
                return Err(Fault {
                    judgements: vec![at],
                    message: both(
                        format!("{} stands twice in `{}`", item(*own), statement(judgement)),
                        format!("{} staat twee keer in `{}`", item(*own), statement(judgement)),
                    ),
                    remedy: both(
                        "name every criterion once in an order",
                        "noem elk criterium één keer in een volgorde",
                    ),
                });
            }
        }
        out.push(tiers.as_slice());
    }
    Ok(out)
}

/// No blank cards: only SRF reads them.
pub(super) fn without_cards(method: &str, judgements: &[Judgement]) -> Result<(), Fault> {
    let with = judgements.iter().position(|judgement| {
        matches!(judgement, Judgement::Order { cards, .. }
            if cards.iter().any(|own| *own != (0.0, 0.0)))
    });
    with.map_or(Ok(()), |at| {
        Err(Fault {
            judgements: vec![at],
            message: both(
                format!(
                    "`{}` has blank cards, and {method} looks at the order alone",
                    statement(&judgements[at])
                ),
                format!(
                    "`{}` heeft blanco kaarten, en {method} kijkt alleen naar de volgorde",
                    statement(&judgements[at])
                ),
            ),
            remedy: both(
                "leave the cards out, or use `srf`, which reads them",
                "laat de kaarten weg, of gebruik `srf`, dat ze leest",
            ),
        })
    })
}

/// Items of the same importance, and what is said of such classes.
struct Classes {
    members: Vec<Vec<usize>>,
    /// The classes that each is said to be above of.
    below: Vec<Vec<usize>>,
}

fn classes(items: usize, orders: &[&[Vec<usize>]]) -> Classes {
    let mut class: Vec<usize> = (0..items).collect();
    fn root(class: &mut [usize], mut at: usize) -> usize {
        while class[at] != at {
            class[at] = class[class[at]];
            at = class[at];
        }
        at
    }
    for tier in orders.iter().flat_map(|tiers| tiers.iter()) {
        for pair in tier.windows(2) {
            let (a, b) = (root(&mut class, pair[0]), root(&mut class, pair[1]));
            class[a.max(b)] = a.min(b);
        }
    }
    let roots: Vec<usize> = (0..items).map(|at| root(&mut class, at)).collect();
    let mut number = vec![usize::MAX; items];
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (at, own) in roots.iter().enumerate() {
        if number[*own] == usize::MAX {
            number[*own] = members.len();
            members.push(Vec::new());
        }
        members[number[*own]].push(at);
    }
    let mut below = vec![Vec::new(); members.len()];
    for pair in orders.iter().flat_map(|tiers| tiers.windows(2)) {
        if let ([a, ..], [b, ..]) = (pair[0].as_slice(), pair[1].as_slice()) {
            below[number[roots[*a]]].push(number[roots[*b]]);
        }
    }
    Classes { members, below }
}

/// The classes from the most important on, as far as they come before no circle.
fn sorted(classes: &Classes) -> Vec<usize> {
    let mut above = vec![0usize; classes.members.len()];
    classes.below.iter().flatten().for_each(|own| above[*own] += 1);
    let mut out: Vec<usize> = (0..above.len()).filter(|own| above[*own] == 0).collect();
    let mut at = 0;
    while at < out.len() {
        for own in &classes.below[out[at]] {
            above[*own] -= 1;
            if above[*own] == 0 {
                out.push(*own);
            }
        }
        at += 1;
    }
    out
}

/// Whether some item is said to be more important than itself.
pub(super) fn goes_round(items: usize, orders: &[&[Vec<usize>]]) -> bool {
    let classes = classes(items, orders);
    sorted(&classes).len() < classes.members.len()
}

/// The tiers of all items that the judgements together give, the most important first, items of a
/// tier in their order.
pub(super) fn tiers(
    method: &str,
    items: usize,
    judgements: &[Judgement],
) -> Result<Vec<Vec<usize>>, Fault> {
    let orders = read(method, items, judgements)?;
    let circle = conflict::find(orders.len(), &|set| {
        goes_round(items, &set.iter().map(|at| orders[*at]).collect::<Vec<_>>())
    });
    if let Some(circle) = circle {
        let texts: Vec<String> =
            circle.members.iter().map(|at| format!("`{}`", statement(&judgements[*at]))).collect();
        return Err(Fault {
            judgements: circle.members,
            message: both(
                format!("{} go round in a circle", list(&texts)),
                format!("{:#} lopen in een kring", list(&texts)),
            ),
            remedy: both("change or leave out one of them", "wijzig er een, of laat er een weg"),
        });
    }
    let classes = classes(items, &orders);
    let sorted = sorted(&classes);
    for pair in sorted.windows(2) {
        if !classes.below[pair[0]].contains(&pair[1]) {
            let (a, b) = (item(classes.members[pair[0]][0]), item(classes.members[pair[1]][0]));
            return Err(Fault {
                judgements: Vec::new(),
                message: both(
                    format!("no judgement settles the order of {a} and {b}"),
                    format!("geen oordeel legt de volgorde van {a} en {b} vast"),
                ),
                remedy: both(
                    format!("add `{a} > {b}`, `{b} > {a}` or `{a} = {b}`"),
                    format!("voeg `{a} > {b}`, `{b} > {a}` of `{a} = {b}` toe"),
                ),
            });
        }
    }
    Ok(sorted.into_iter().map(|own| classes.members[own].clone()).collect())
}

/// The ordered simplex: items of a tier weigh the same, and no less than those of the next.
pub(super) fn ordered(items: usize, tiers: &[Vec<usize>]) -> Vec<Row> {
    let mut out = Vec::new();
    for (at, tier) in tiers.iter().enumerate() {
        for own in &tier[1..] {
            out.push(row(difference(items, tier[0], *own), Relation::Equal));
        }
        if let Some(next) = tiers.get(at + 1) {
            out.push(row(difference(items, next[0], tier[0]), Relation::AtMost));
        }
    }
    out
}

/// Weights by place: `figure(k)` is that of place k of 1 .. n, and the places of a tier share the
/// mean of theirs.
pub(super) fn by_place(
    method: &str,
    items: usize,
    judgements: &[Judgement],
    figure: impl Fn(usize) -> f64,
) -> Result<DerivedWeights, Fault> {
    without_cards(method, judgements)?;
    let tiers = tiers(method, items, judgements)?;
    let mut figures = vec![0.0; items];
    let mut place = 1;
    for tier in &tiers {
        let sum: f64 = (place..place + tier.len()).map(&figure).sum();
        tier.iter().for_each(|own| figures[*own] = sum / tier.len() as f64);
        place += tier.len();
    }
    // The first place has a figure above 0.
    let weights = shares(&figures).unwrap_or(figures);
    Ok(DerivedWeights {
        weights,
        open: ordered(items, &tiers),
        consistency: Vec::new(),
        residuals: vec![Residual { implied: None, missed_by: 0.0 }; judgements.len()],
        notes: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{rank_exponent, rank_reciprocal, rank_sum, roc};
    use super::*;
    use crate::lp::vertices::vertices;

    fn order(tiers: &[&[usize]]) -> Judgement {
        let tiers: Vec<Vec<usize>> = tiers.iter().map(|own| own.to_vec()).collect();
        let cards = vec![(0.0, 0.0); tiers.len().saturating_sub(1)];
        Judgement::Order { tiers, cards }
    }

    fn chain(items: &[usize]) -> Judgement {
        order(&items.iter().map(std::slice::from_ref).collect::<Vec<_>>())
    }

    const CLOSE: f64 = 1e-12;

    fn close(ours: &[f64], wanted: &[f64]) {
        assert_eq!(ours.len(), wanted.len());
        assert!(ours.iter().zip(wanted).all(|(a, b)| (a - b).abs() < CLOSE), "{ours:?} {wanted:?}");
    }

    #[test]
    fn chains_and_pairs_make_one_order() {
        let judgements = [order(&[&[3], &[0, 2]]), chain(&[2, 1]), chain(&[3, 1])];
        let found = tiers("roc", 4, &judgements).unwrap();
        assert_eq!(found, [vec![3], vec![0, 2], vec![1]]);
        // {0} and {1} are only below {2}.
        let fault = tiers("roc", 3, &[chain(&[2, 0]), chain(&[2, 1])]).unwrap_err();
        assert_eq!(fault.message, "no judgement settles the order of {0} and {1}");
        assert_eq!(tiers("roc", 1, &[]).unwrap(), [vec![0]]);
        assert!(tiers("roc", 2, &[]).is_err() && tiers("roc", 0, &[]).is_err());
    }

    #[test]
    fn the_smallest_circle_is_named() {
        let judgements =
            [chain(&[0, 1]), chain(&[1, 2]), chain(&[2, 3]), order(&[&[3, 1]]), chain(&[3, 0])];
        let fault = tiers("roc", 4, &judgements).unwrap_err();
        assert_eq!(fault.judgements, [0, 3, 4]);
        assert_eq!(fault.message, "`{0} > {1}`, `{3} = {1}` and `{3} > {0}` go round in a circle");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let fault = |judgement: Judgement| tiers("roc", 2, &[judgement]).unwrap_err().message;
        assert_eq!(fault(chain(&[0, 1, 0])), "{0} stands twice in `{0} > {1} > {0}`");
        assert_eq!(fault(order(&[&[0], &[]])), "an order has an empty place");
        assert!(fault(chain(&[0, 9])).contains("not among"));
        let cards = Judgement::Order { tiers: vec![vec![0], vec![1]], cards: vec![(2.0, 3.0)] };
        assert_eq!(
            roc::derive(2, &[cards]).unwrap_err().message,
            "`{0} > 2..3 > {1}` has blank cards, and roc looks at the order alone"
        );
    }

    /// Arithmetic by hand on the formulas of Stillwell, Seaver & Edwards 1981.
    #[test]
    fn weights_by_place_follow_their_formulas() {
        let four = [chain(&[2, 0, 3, 1])];
        close(&rank_sum::derive(4, &four).unwrap().weights, &[0.3, 0.1, 0.4, 0.2]);
        let three = [chain(&[0, 1, 2])];
        let found = rank_reciprocal::derive(3, &three).unwrap().weights;
        close(&found, &[6.0 / 11.0, 3.0 / 11.0, 2.0 / 11.0]);
        let power = |exponent, items, judgements: &[Judgement]| {
            let parameters = rank_exponent::Parameters { exponent };
            rank_exponent::derive(items, judgements, &parameters).unwrap().weights
        };
        close(&power(2.0, 3, &three), &[9.0 / 14.0, 4.0 / 14.0, 1.0 / 14.0]);
        close(&power(1.0, 4, &four), &rank_sum::derive(4, &four).unwrap().weights);
        close(&power(0.0, 3, &three), &[1.0 / 3.0; 3]);
        close(&power(1e308, 3, &three), &[1.0, 0.0, 0.0]);
        // Tied items share the mean of places 2 and 3.
        let tied = [order(&[&[0], &[1, 2], &[3]])];
        close(&rank_sum::derive(4, &tied).unwrap().weights, &[0.4, 0.25, 0.25, 0.1]);
        for exponent in [-1.0, f64::NAN, f64::INFINITY] {
            let parameters = rank_exponent::Parameters { exponent };
            assert!(rank_exponent::derive(3, &three, &parameters).is_err());
        }
    }

    #[test]
    fn roc_is_that_of_the_published_table() {
        let text = include_str!(
            "../../../tests/goldens/weightings/judgements/surrogate_weights_roc_table.json"
        );
        let golden: serde_json::Value = serde_json::from_str(text).unwrap();
        let tolerance = golden["tolerance"].as_f64().unwrap();
        let table = golden["expected"]["roc"].as_object().unwrap();
        assert_eq!(table.len(), 8);
        for (items, wanted) in table {
            let items: usize = items.parse().unwrap();
            let all: Vec<usize> = (0..items).collect();
            let found = roc::derive(items, &[chain(&all)]).unwrap().weights;
            for (ours, wanted) in found.iter().zip(wanted.as_array().unwrap()) {
                assert!((ours - wanted.as_f64().unwrap()).abs() <= tolerance, "{found:?}");
            }
        }
    }

    fn mean(points: &[Vec<f64>]) -> Vec<f64> {
        let count = points.len() as f64;
        (0..points[0].len()).map(|at| points.iter().map(|p| p[at]).sum::<f64>() / count).collect()
    }

    /// A simplex has its centroid in the mean of its vertices. With ties the weights are the mean of
    /// the centroids over all ways to break them.
    #[test]
    fn roc_is_the_centroid_of_the_open_weights() {
        for items in 1..=8 {
            let all: Vec<usize> = (0..items).rev().collect();
            let found = roc::derive(items, &[chain(&all)]).unwrap();
            close(&found.weights, &mean(&vertices(items, &found.open, 100).unwrap()));
        }
        let tied = [order(&[&[0, 3], &[2], &[1, 4, 5]])];
        let found = roc::derive(6, &tied).unwrap();
        let mut centroids = Vec::new();
        for first in [[0, 3], [3, 0]] {
            for last in [[1, 4, 5], [1, 5, 4], [4, 1, 5], [4, 5, 1], [5, 1, 4], [5, 4, 1]] {
                let broken = chain(&[&first[..], &[2], &last].concat());
                let open = roc::derive(6, &[broken]).unwrap().open;
                centroids.push(mean(&vertices(6, &open, 100).unwrap()));
            }
        }
        close(&found.weights, &mean(&centroids));
        // The open weights keep the ties: uniform over the tiers so far, one vertex per tier.
        assert_eq!(vertices(6, &found.open, 100).unwrap().len(), 3);
        assert!(super::super::rows::most_missed(&found.open, &found.weights) < CLOSE);
    }
}
