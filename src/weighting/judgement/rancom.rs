//! RANCOM: ranking comparison.
//!
//! The matrix of ranking comparison holds 1 where the item of the row is more important than that of
//! the column, 0.5 where they are the same (and on the diagonal) and 0 where it is less. With s_i the
//! sum of row i, w_i = s_i / sum of s. Więckowski, Kizielewicz, Shekhovtsov & Sałabun 2023,
//! doi:10.1016/j.engappai.2023.106114.
//!
//! A pair that a judgement is about is as it says, and pairs may contradict each other in a circle.
//! Any other pair must follow from the judgements in one way only.

use super::rows::{difference, most_missed, relaxed, row};
use super::sentences::item;
use super::written::statement;
use super::{DerivedWeights, Fault, Judgement, Remark, Residual, order};
use crate::error::{Phrase, both};
use crate::lp::{Relation, Row};
use crate::tolerance::SUM_ROUNDING;
use crate::weighting::{Evidence, WeightingSheet};

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "rancom",
    idea: Phrase(
        "Criteria are compared in pairs: 1 for the more important one, 0 for the other, 0.5 each where they are the same. The weight is the share of all these, a criterion's 0.5 against itself among them: w_i = s_i / sum of s.",
        "Criteria worden per paar vergeleken: 1 voor het belangrijkste, 0 voor het andere, elk 0,5 waar ze even belangrijk zijn. Het gewicht is het aandeel in dat alles, ook met de 0,5 van een criterium tegen zichzelf: w_i = s_i / som van s.",
    ),
    use_when: Phrase(
        "criteria are many, and it is only said which of two is more important. Pairs may go round in a circle.",
        "er veel criteria zijn, en alleen gezegd wordt welk van twee belangrijker is. Paren mogen in een kring lopen.",
    ),
    avoid_when: Phrase(
        "the steps between criteria differ much: with one order the weights fall evenly, like those of `rank-sum`.",
        "de stappen tussen criteria sterk verschillen: bij één volgorde dalen de gewichten gelijkmatig, zoals die van `rank-sum`.",
    ),
    parameters: &[],
    evidence: Evidence::Judgements(Phrase::same("price > range, range > comfort = colour")),
    degenerate: Phrase(
        "one criterion has weight 1. A pair that is judged in two ways, or that neither is judged nor follows: an error that names it.",
        "één criterium heeft gewicht 1. Een paar dat op twee manieren beoordeeld is, of dat niet beoordeeld is en ook nergens uit volgt: een fout die zegt welk.",
    ),
    reference: "Więckowski, Kizielewicz, Shekhovtsov & Sałabun 2023, doi:10.1016/j.engappai.2023.106114",
    disagreements: Phrase(
        "none known: pymcdm, scikit-criteria and pyDecision give the same",
        "geen bekend: pymcdm, scikit-criteria en pyDecision geven hetzelfde",
    ),
};

/// What is known of a pair: the first is more important, the same, or less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pair {
    More,
    Same,
    Less,
}

impl Pair {
    fn turned(self) -> Pair {
        match self {
            Pair::More => Pair::Less,
            Pair::Same => Pair::Same,
            Pair::Less => Pair::More,
        }
    }

    fn entry(self) -> f64 {
        match self {
            Pair::More => 1.0,
            Pair::Same => 0.5,
            Pair::Less => 0.0,
        }
    }
}

/// Weights of pairs; see the module.
///
/// # Errors
/// Where a pair is judged in two ways, or neither judged nor follows.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
) -> Result<DerivedWeights, Fault> {
    order::without_cards(SHEET.name, judgements)?;
    let orders = order::read(SHEET.name, items, judgements)?;
    let stated = stated(items, &orders, judgements)?;
    let matrix = followed(items, &stated)?;
    let sums: Vec<f64> =
        matrix.iter().map(|row| row.iter().map(|pair| pair.entry()).sum()).collect();
    // The entries of a pair sum to 1 and those of the diagonal to n / 2.
    let all = (items * items) as f64 / 2.0;
    let weights: Vec<f64> = sums.iter().map(|sum| sum / all).collect();

    let rows: Vec<Vec<Row>> = orders.iter().map(|tiers| of_order(items, tiers)).collect();
    let residuals: Vec<Residual> = rows
        .iter()
        .map(|rows| Residual { implied: None, missed_by: settled(most_missed(rows, &weights)) })
        .collect();
    let most = residuals.iter().map(|own| own.missed_by).fold(0.0, f64::max);
    let open = if order::goes_round(items, &orders) {
        // A circle settles nothing.
        Vec::new()
    } else if most > 0.0 {
        relaxed(&rows.concat(), 2.0 * most)
    } else {
        // Neighbours say it all.
        orders.iter().flat_map(|tiers| order::ordered(items, tiers)).collect()
    };
    let mut notes = Vec::new();
    if order::goes_round(items, &orders) {
        notes.push(Remark {
            judgement: None,
            text: [
                "The judgements go round in a circle: no weights keep all of them strictly. RANCOM counts how often each criterion is the more important one.".to_owned(),
                "De oordelen vormen een kring: geen enkele reeks gewichten voldoet strikt aan alle oordelen. RANCOM telt hoe vaak elk criterium het belangrijkste van de twee is.".to_owned(),
            ],
        });
    }
    Ok(DerivedWeights { weights, open, consistency: Vec::new(), residuals, notes })
}

/// What is left of a difference of sums that are equal is rounding.
fn settled(missed: f64) -> f64 {
    if missed <= SUM_ROUNDING { 0.0 } else { missed }
}

/// Every pair of an order as a row.
fn of_order(items: usize, tiers: &[Vec<usize>]) -> Vec<Row> {
    let mut out = Vec::new();
    for (at, tier) in tiers.iter().enumerate() {
        for (own, a) in tier.iter().enumerate() {
            for b in &tier[own + 1..] {
                out.push(row(difference(items, *a, *b), Relation::Equal));
            }
            for b in tiers[at + 1..].iter().flatten() {
                out.push(row(difference(items, *b, *a), Relation::AtMost));
            }
        }
    }
    out
}

type Matrix<T> = Vec<Vec<T>>;

/// What the judgements themselves say of each pair, an order of all the pairs in it.
fn stated(
    items: usize,
    orders: &[&[Vec<usize>]],
    judgements: &[Judgement],
) -> Result<Matrix<Option<Pair>>, Fault> {
    let mut said: Matrix<Option<(Pair, usize)>> = vec![vec![None; items]; items];
    for (at, tiers) in orders.iter().enumerate() {
        for (own, tier) in tiers.iter().enumerate() {
            for (place, a) in tier.iter().enumerate() {
                let same = tier[place + 1..].iter().map(|b| (b, Pair::Same));
                let more = tiers[own + 1..].iter().flatten().map(|b| (b, Pair::More));
                for (b, pair) in same.chain(more) {
                    if let Some((_, earlier)) = said[*a][*b].filter(|(known, _)| *known != pair) {
                        return Err(Fault {
                            judgements: vec![earlier, at],
                            message: both(
                                format!(
                                    "`{}` and `{}` say different things of {} and {}",
                                    statement(&judgements[earlier]),
                                    statement(&judgements[at]),
                                    item(*a),
                                    item(*b)
                                ),
                                format!(
                                    "`{}` en `{}` zeggen iets verschillends over {} en {}",
                                    statement(&judgements[earlier]),
                                    statement(&judgements[at]),
                                    item(*a),
                                    item(*b)
                                ),
                            ),
                            remedy: both("keep one of the two", "behoud een van de twee"),
                        });
                    }
                    said[*a][*b] = Some((pair, at));
                    said[*b][*a] = Some((pair.turned(), at));
                }
            }
        }
    }
    Ok(said
        .into_iter()
        .map(|row| row.into_iter().map(|own| own.map(|own| own.0)).collect())
        .collect())
}

/// Every pair, as it is stated or as it follows.
fn followed(items: usize, stated: &Matrix<Option<Pair>>) -> Result<Matrix<Pair>, Fault> {
    let known = |a: usize, b: usize| if a == b { Some(Pair::Same) } else { stated[a][b] };
    // From each item: which others are at most as important, and which of these less.
    let mut reached: Option<Vec<(Vec<bool>, Vec<bool>)>> = None;
    let mut out = vec![vec![Pair::Same; items]; items];
    for a in 0..items {
        for b in 0..items {
            if let Some(pair) = known(a, b) {
                out[a][b] = pair;
                continue;
            }
            let reached =
                reached.get_or_insert_with(|| (0..items).map(|from| reach(from, stated)).collect());
            let down = (reached[a].0[b], reached[a].1[b]);
            let up = (reached[b].0[a], reached[b].1[a]);
            out[a][b] = match (down, up) {
                ((true, true), (false, _)) => Pair::More,
                ((false, _), (true, true)) => Pair::Less,
                ((true, false), (true, false)) => Pair::Same,
                _ => {
                    let (a, b) = (item(a), item(b));
                    let why = if down.0 {
                        Phrase(
                            "the judgements go round in a circle, and no judgement compares",
                            "de oordelen lopen in een kring, en geen oordeel vergelijkt",
                        )
                    } else {
                        Phrase("no judgement compares", "geen oordeel vergelijkt")
                    };
                    return Err(Fault {
                        judgements: Vec::new(),
                        message: both(format!("{why} {a} and {b}"), format!("{why:#} {a} met {b}")),
                        remedy: both(
                            format!("add `{a} > {b}`, `{b} > {a}` or `{a} = {b}`"),
                            format!("voeg `{a} > {b}`, `{b} > {a}` of `{a} = {b}` toe"),
                        ),
                    });
                }
            };
        }
    }
    Ok(out)
}

/// Which items are at most as important as this one, and which are less, along stated pairs.
fn reach(from: usize, stated: &Matrix<Option<Pair>>) -> (Vec<bool>, Vec<bool>) {
    let items = stated.len();
    let (mut weak, mut strict) = (vec![false; items], vec![false; items]);
    let mut todo = vec![(from, false)];
    while let Some((at, less)) = todo.pop() {
        for (next, pair) in stated[at].iter().enumerate() {
            let less = match pair {
                Some(Pair::More) => true,
                Some(Pair::Same) => less,
                Some(Pair::Less) | None => continue,
            };
            if !weak[next] || less && !strict[next] {
                weak[next] = true;
                strict[next] |= less;
                todo.push((next, less));
            }
        }
    }
    (weak, strict)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: usize, b: usize) -> Judgement {
        Judgement::Order { tiers: vec![vec![a], vec![b]], cards: vec![(0.0, 0.0)] }
    }

    fn tie(a: usize, b: usize) -> Judgement {
        Judgement::Order { tiers: vec![vec![a, b]], cards: Vec::new() }
    }

    /// The pairs of a matrix of ranking comparison.
    fn pairs(matrix: &serde_json::Value) -> (usize, Vec<Judgement>) {
        let entry = |a: usize, b: usize| matrix[a][b].as_f64().unwrap();
        let items = matrix.as_array().unwrap().len();
        let mut out = Vec::new();
        for a in 0..items {
            for b in a + 1..items {
                out.push(if entry(a, b) == 1.0 {
                    pair(a, b)
                } else if entry(a, b) == 0.0 {
                    pair(b, a)
                } else {
                    tie(a, b)
                });
            }
        }
        (items, out)
    }

    fn check(matrix: &serde_json::Value, wanted: &serde_json::Value, tolerance: f64) {
        let (items, judgements) = pairs(matrix);
        let found = derive(items, &judgements).unwrap();
        for (ours, wanted) in found.weights.iter().zip(wanted.as_array().unwrap()) {
            assert!((ours - wanted.as_f64().unwrap()).abs() <= tolerance, "{found:?} {wanted:?}");
        }
        assert!(most_missed(&found.open, &found.weights) <= SUM_ROUNDING);
    }

    #[test]
    fn published_and_peer_cases_are_reproduced() {
        let text = include_str!(
            "../../../tests/goldens/weightings/judgements/rancom_wieckowski_2023.json"
        );
        let golden: serde_json::Value = serde_json::from_str(text).unwrap();
        let tolerance = golden["tolerance"].as_f64().unwrap();
        check(&golden["parameters"]["mac"], &golden["expected"]["weights"], tolerance);

        const PEER: f64 = 1e-9;
        let text =
            include_str!("../../../tests/goldens/weightings/judgements/weights_rancom.jsonl");
        assert_eq!(text.lines().count(), 33);
        for line in text.lines() {
            let golden: serde_json::Value = serde_json::from_str(line).unwrap();
            check(&golden["parameters"]["mac"], &golden["reference"]["weights"], PEER);
        }
    }

    #[test]
    fn pairs_follow_and_may_go_round() {
        // {0} > {2} follows.
        let found = derive(3, &[pair(0, 1), pair(1, 2)]).unwrap();
        assert_eq!(found.weights, [2.5 / 4.5, 1.5 / 4.5, 0.5 / 4.5]);
        assert!(found.notes.is_empty() && found.open.len() == 2);
        // A circle of three above {3}: each of them is more important than two others.
        let circle = [pair(0, 1), pair(1, 2), pair(2, 0), pair(0, 3), pair(1, 3), pair(2, 3)];
        let found = derive(4, &circle).unwrap();
        assert_eq!(found.weights, [2.5 / 8.0, 2.5 / 8.0, 2.5 / 8.0, 0.5 / 8.0]);
        assert_eq!(found.notes.len(), 1);
        // A circle of four in which {0} beats two and {1} one: {3} > {0} is missed by 1 / 8.
        let circle = [pair(0, 1), pair(0, 2), pair(1, 2), pair(1, 3), pair(2, 3), pair(3, 0)];
        let found = derive(4, &circle).unwrap();
        assert_eq!(found.weights, [2.5 / 8.0, 2.5 / 8.0, 1.5 / 8.0, 1.5 / 8.0]);
        assert_eq!(found.residuals[5].missed_by, 1.0 / 8.0);
        // A circle settles nothing.
        assert!(found.open.is_empty());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let fault = derive(2, &[pair(0, 1), tie(1, 0)]).unwrap_err();
        assert_eq!(fault.judgements, [0, 1]);
        assert_eq!(
            fault.message,
            "`{0} > {1}` and `{1} = {0}` say different things of {1} and {0}"
        );
        assert_eq!(derive(2, &[]).unwrap_err().message, "no judgement compares {0} and {1}");
        // {0} and {2} follow in both ways round the circle.
        let fault = derive(4, &[pair(0, 1), pair(1, 2), pair(2, 3), pair(3, 0)]).unwrap_err();
        assert!(fault.message.starts_with("the judgements go round"), "{}", fault.message);
        assert_eq!(derive(1, &[]).unwrap().weights, [1.0]);
        assert!(derive(0, &[]).is_err());
    }
}
