//! Trade-offs: two swings that are worth the same.
//!
//! A swing of a that makes the difference of value v_a is worth as much as one of b that makes v_b,
//! so that w_a * v_a = w_b * v_b. As many judgements as connect all items (n - 1) give the weights;
//! of more, the least squares of the logarithms do: minimise the sum over judgements of
//! (ln w_a - ln w_b - ln(v_b / v_a))^2. Keeney & Raiffa 1976, *Decisions with Multiple Objectives*,
//! ch. 3.
//!
//! A range counts as its geometric mean, so that it does not matter which of the two swings it is
//! given for. Where that leaves some range although all can be met, the weights are those whose
//! worst judgement is nearest to the middle of its range, counted in half of its width.

use super::linked::{Parts, unreached};
use super::rows::{scaled, shares, weight};
use super::sentences::item;
use super::written::{bad_figures, misplaced, some_items, statement, unknown};
use super::{DerivedWeights, Fault, Judgement, Measure, Remark, Residual};
use crate::error::{Phrase, both};
use crate::lp::{Program, Relation, Row};
use crate::tolerance::SAME_FIGURE;
use crate::weighting::{Evidence, WeightingSheet};
use nalgebra::{DMatrix, DVector};

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "trade-off",
    idea: Phrase(
        "Two changes that a person finds equally good tell the ratio of two weights: w_a * v_a = w_b * v_b, with v the differences of value that the changes make. n - 1 such judgements give all weights; more are met as well as can be (least squares of logarithms). Of a range the geometric mean counts, and the range stays open.",
        "Twee wijzigingen die iemand even goed vindt, geven de verhouding van twee gewichten: w_a * v_a = w_b * v_b, met v het verschil in waarde dat de wijziging maakt. n - 1 zulke oordelen geven alle gewichten; bij meer wordt er zo goed mogelijk aan voldaan (kleinste kwadraten van logaritmen). Van een bereik telt het meetkundige gemiddelde, en het bereik blijft open.",
    ),
    use_when: Phrase(
        "scores are additive and people can say how much of one criterion they would give up for another, in the criteria's own units.",
        "scores sommen zijn en mensen kunnen zeggen hoeveel van het ene criterium ze voor het andere zouden opgeven, in de eenheden van de criteria zelf.",
    ),
    avoid_when: Phrase(
        "value functions are not settled: the ratios depend on them.",
        "waardefuncties niet vastliggen: de verhoudingen hangen ervan af.",
    ),
    parameters: &[],
    evidence: Evidence::Judgements(Phrase::same("price 1000 -> 800 = battery 8 -> 10")),
    degenerate: Phrase(
        "one criterion has weight 1. A criterion that no judgement links to the others: an error that names a missing link. Judgements that contradict each other are met as well as can be, and each is shown with what the weights say of it.",
        "één criterium heeft gewicht 1. Een criterium dat geen oordeel met de andere verbindt: een fout die een ontbrekend verband noemt. Aan oordelen die elkaar tegenspreken wordt zo goed mogelijk voldaan, en bij elk staat wat de gewichten ervan zeggen.",
    ),
    reference: "Keeney & Raiffa 1976, Decisions with Multiple Objectives, ch. 3",
    disagreements: Phrase("none known", "geen bekend"),
};

/// w_a / w_b lies between exp(low) and exp(high).
#[derive(Debug, Clone, Copy)]
struct Link {
    a: usize,
    b: usize,
    a_swing: f64,
    b_swing: (f64, f64),
    low: f64,
    high: f64,
}

impl Link {
    fn middle(&self) -> f64 {
        (self.low + self.high) / 2.0
    }

    fn is_crisp(&self) -> bool {
        self.b_swing.0 == self.b_swing.1
    }

    /// By which factor, less 1, the logarithms miss the range.
    fn missed_by(&self, logs: &[f64]) -> f64 {
        let ratio = logs[self.a] - logs[self.b];
        let factor = (self.low - ratio).max(ratio - self.high).max(0.0).exp_m1();
        // Judgements that agree do so but for rounding.
        if factor <= SAME_FIGURE { 0.0 } else { factor.min(f64::MAX) }
    }
}

/// Weights of trade-offs; see the module.
///
/// # Errors
/// Where swings are not above 0, or judgements do not link all items.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
) -> Result<DerivedWeights, Fault> {
    some_items(items)?;
    let links = links(items, judgements)?;
    connected(items, &links)?;

    let mut logs = least_squares(items, &links);
    let mut notes = Vec::new();
    if links.iter().any(|link| link.missed_by(&logs) > 0.0)
        && let Some(inside) = inside(items, &links)
    {
        logs = inside;
        notes.push(Remark {
            judgement: None,
            text: [
                "The weights that are nearest to the middles of all ranges would leave one of them. These stay within all.".to_owned(),
                "De gewichten die het dichtst bij het midden van alle bereiken liggen, vallen buiten een ervan. Deze gewichten blijven binnen alle bereiken.".to_owned(),
            ],
        });
    }
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let figures: Vec<f64> = logs.iter().map(|own| (own - most).exp()).collect();
    let weights = shares(&figures).unwrap_or(figures);

    let residuals: Vec<Residual> = links
        .iter()
        .map(|link| {
            let implied = (link.a_swing.ln() + logs[link.a] - logs[link.b]).exp();
            Residual {
                implied: implied.is_finite().then_some(implied),
                missed_by: link.missed_by(&logs),
            }
        })
        .collect();
    let worst = residuals.iter().map(|own| own.missed_by).fold(0.0, f64::max);
    let mut consistency = Vec::new();
    if links.len() >= items {
        consistency.push(Measure {
            name: "largest miss",
            value: worst,
            limit: None,
            source: "the factor, less 1, by which the weights miss a trade-off",
        });
    }
    Ok(DerivedWeights { weights, open: open(items, &links, worst), consistency, residuals, notes })
}

fn links(items: usize, judgements: &[Judgement]) -> Result<Vec<Link>, Fault> {
    let mut out = Vec::new();
    for (at, judgement) in judgements.iter().enumerate() {
        let Judgement::TradeOff { a, a_swing, b, b_swing } = judgement else {
            return Err(misplaced(
                at,
                judgement,
                SHEET.name,
                "price 1000 -> 800 = battery 8 -> 10",
            ));
        };
        if *a >= items || *b >= items {
            return Err(unknown(at, items));
        }
        if a == b {
            return Err(Fault {
                judgements: vec![at],
                message: both(
                    format!("`{}` trades {} for itself", statement(judgement), item(*a)),
                    format!("`{}` ruilt {} voor zichzelf", statement(judgement), item(*a)),
                ),
                remedy: both(
                    "trade one criterion for another",
                    "ruil het ene criterium voor het andere",
                ),
            });
        }
        let is_swing = |own: f64| own > 0.0 && own.is_finite();
        if !(is_swing(*a_swing)
            && is_swing(b_swing.0)
            && b_swing.0 <= b_swing.1
            && is_swing(b_swing.1))
        {
            return Err(bad_figures(
                at,
                judgement,
                Phrase(
                    "both swings must change the value; in a range the smaller one comes first",
                    "beide stappen moeten de waarde veranderen; in een bereik komt de kleinste eerst",
                ),
            ));
        }
        out.push(Link {
            a: *a,
            b: *b,
            a_swing: *a_swing,
            b_swing: *b_swing,
            low: b_swing.0.ln() - a_swing.ln(),
            high: b_swing.1.ln() - a_swing.ln(),
        });
    }
    Ok(out)
}

fn connected(items: usize, links: &[Link]) -> Result<(), Fault> {
    let pairs = links.iter().map(|link| (link.a, link.b));
    let Some(apart) = unreached(items, 0, pairs) else { return Ok(()) };
    let (first, other) = (item(0), item(apart));
    Err(Fault {
        judgements: Vec::new(),
        message: both(
            format!("no judgements link {other} to {first}"),
            format!("geen oordelen verbinden {other} met {first}"),
        ),
        remedy: both(
            format!(
                "add a trade-off between {other} and {first}, or with one that is linked to it"
            ),
            format!(
                "voeg een verhouding tussen {other} en {first} toe, of met een criterium dat daarmee verbonden is"
            ),
        ),
    })
}

/// Logarithms of weights, that of item 0 being 0.
fn least_squares(items: usize, links: &[Link]) -> Vec<f64> {
    let free = items - 1;
    let mut normal = DMatrix::<f64>::zeros(free, free);
    let mut right = DVector::<f64>::zeros(free);
    for link in links {
        for (own, other, sign) in [(link.a, link.b, 1.0), (link.b, link.a, -1.0)] {
            if own > 0 {
                normal[(own - 1, own - 1)] += 1.0;
                right[own - 1] += sign * link.middle();
                if other > 0 {
                    normal[(own - 1, other - 1)] -= 1.0;
                }
            }
        }
    }
    // The matrix of a connected graph without one item has an inverse.
    let found = normal.cholesky().map(|own| own.solve(&right));
    let mut out = vec![0.0; items];
    if let Some(found) = found {
        out[1..].iter_mut().zip(found.iter()).for_each(|(own, found)| *own = *found);
    }
    out
}

/// Logarithms within all ranges whose worst judgement is nearest to the middle; `None` if there are
/// none.
fn inside(items: usize, links: &[Link]) -> Option<Vec<f64>> {
    let mut rows = Vec::new();
    for link in links {
        let mut coefficients = weight(items, link.a);
        coefficients[link.b] = -1.0;
        coefficients.push(0.0);
        let half = (link.high - link.low) / 2.0;
        if link.is_crisp() {
            rows.push(Row { coefficients, relation: Relation::Equal, bound: link.middle() });
            continue;
        }
        for (sign, relation) in [(-1.0, Relation::AtMost), (1.0, Relation::AtLeast)] {
            let mut coefficients = coefficients.clone();
            coefficients[items] = sign * half;
            rows.push(Row { coefficients, relation, bound: link.middle() });
        }
    }
    let mut bounds = vec![(f64::NEG_INFINITY, f64::INFINITY); items];
    bounds[0] = (0.0, 0.0);
    bounds.push((0.0, 1.0));
    let mut objective = vec![0.0; items];
    objective.push(1.0);
    let mut logs = Program { bounds, rows }.minimise(&objective).ok()?;
    logs.truncate(items);
    links.iter().all(|link| link.missed_by(&logs) == 0.0).then_some(logs)
}

/// Each judgement missed by no more than the square of the factor 1 + `worst`. Where all are met, those without a
/// range are equations, as many as say something new.
fn open(items: usize, links: &[Link], worst: f64) -> Vec<Row> {
    let mut parts = Parts::apart(items);
    let mut out = Vec::new();
    let factor = (1.0 + worst).powi(2).min(1e150);
    for link in links {
        let (a, b) = (weight(items, link.a), weight(items, link.b));
        if worst == 0.0 && link.is_crisp() {
            if parts.join(link.a, link.b) {
                out.push(scaled(link.a_swing, &a, link.b_swing.0, &b, Relation::Equal));
            }
            continue;
        }
        out.push(scaled(link.b_swing.0 / factor, &b, link.a_swing, &a, Relation::AtMost));
        out.push(scaled(link.a_swing / factor, &a, link.b_swing.1, &b, Relation::AtMost));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::rows::most_missed;
    use super::*;
    use crate::lp::vertices::vertices;

    const CLOSE: f64 = 1e-12;

    /// w_a / w_b lies between `low` and `high`.
    fn ratio(a: usize, b: usize, low: f64, high: f64) -> Judgement {
        Judgement::TradeOff { a, a_swing: 0.5, b, b_swing: (low * 0.5, high * 0.5) }
    }

    fn close(ours: &[f64], wanted: &[f64]) {
        assert_eq!(ours.len(), wanted.len());
        assert!(ours.iter().zip(wanted).all(|(a, b)| (a - b).abs() < CLOSE), "{ours:?} {wanted:?}");
    }

    #[test]
    fn a_tree_of_trade_offs_gives_the_weights() {
        // A third of {0}'s range is worth half of {1}'s, and 0.2 of {2}'s is worth 0.8 of {0}'s.
        let judgements = [
            Judgement::TradeOff { a: 0, a_swing: 1.0 / 3.0, b: 1, b_swing: (0.5, 0.5) },
            Judgement::TradeOff { a: 2, a_swing: 0.2, b: 0, b_swing: (0.8, 0.8) },
        ];
        let found = derive(3, &judgements).unwrap();
        let sum = 1.0 + 2.0 / 3.0 + 4.0;
        close(&found.weights, &[1.0 / sum, 2.0 / 3.0 / sum, 4.0 / sum]);
        assert!(found.open.len() == 2 && found.consistency.is_empty());
        assert!(most_missed(&found.open, &found.weights) < CLOSE);
        assert!((found.residuals[1].implied.unwrap() - 0.8).abs() < CLOSE);
        let vertices = vertices(3, &found.open, 100).unwrap();
        assert_eq!(vertices.len(), 1);
        close(&vertices[0], &found.weights);
    }

    #[test]
    fn judgements_that_agree_are_equations() {
        let judgements = [ratio(0, 1, 3.0, 3.0), ratio(1, 2, 0.7, 0.7), ratio(0, 2, 2.1, 2.1)];
        let found = derive(3, &judgements).unwrap();
        close(&found.weights, &[2.1 / 3.8, 0.7 / 3.8, 1.0 / 3.8]);
        assert_eq!(found.open.len(), 2);
        assert_eq!(found.consistency[0].value, 0.0);
        assert!(found.residuals.iter().all(|own| own.missed_by == 0.0));
    }

    /// 2 * 2 is judged 32: each of the three gives way by the same factor, 2.
    #[test]
    fn a_contradiction_is_shared() {
        let judgements = [ratio(0, 1, 2.0, 2.0), ratio(1, 2, 2.0, 2.0), ratio(0, 2, 32.0, 32.0)];
        let found = derive(3, &judgements).unwrap();
        close(&found.weights, &[16.0 / 21.0, 4.0 / 21.0, 1.0 / 21.0]);
        for own in &found.residuals {
            assert!((own.missed_by - 1.0).abs() < CLOSE, "{own:?}");
        }
        assert!((found.residuals[2].implied.unwrap() - 8.0).abs() < CLOSE);
        assert!(most_missed(&found.open, &found.weights) < CLOSE);
        // A judgement may be missed by the square of that factor, 4, and by no more.
        assert!(most_missed(&found.open, &[30.0 / 38.0, 7.0 / 38.0, 1.0 / 38.0]) < CLOSE);
        assert!(most_missed(&found.open, &[100.0 / 105.0, 4.0 / 105.0, 1.0 / 105.0]) > 0.01);
    }

    /// The sum of squares rises whichever way the logarithms are moved.
    #[test]
    fn least_squares_are_least() {
        let mut state = 21u64;
        let mut unit = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        for _ in 0..100 {
            let n = 2 + (unit() * 5.0) as usize;
            let mut judgements: Vec<Judgement> = Vec::new();
            for a in 0..n {
                for b in 0..a {
                    let own = (unit() * 4.0 - 2.0).exp();
                    judgements.push(ratio(a, b, own, own));
                }
            }
            let found = derive(n, &judgements).unwrap();
            let squares = |weights: &[f64]| -> f64 {
                let miss = |own: &Judgement| {
                    let Judgement::TradeOff { a, a_swing, b, b_swing } = own else { return 0.0 };
                    (weights[*a] * a_swing / (weights[*b] * b_swing.0)).ln().powi(2)
                };
                judgements.iter().map(miss).sum()
            };
            let best = squares(&found.weights);
            for _ in 0..50 {
                let moved: Vec<f64> =
                    found.weights.iter().map(|own| own * (unit() * 0.2 - 0.1).exp()).collect();
                assert!(squares(&moved) >= best - CLOSE);
            }
            assert!(most_missed(&found.open, &found.weights) < CLOSE);
        }
    }

    #[test]
    fn ranges_stay_open() {
        let judgements = [ratio(0, 1, 2.0, 8.0), ratio(1, 2, 1.0, 1.0)];
        let found = derive(3, &judgements).unwrap();
        close(&found.weights, &[4.0 / 6.0, 1.0 / 6.0, 1.0 / 6.0]);
        let mut first: Vec<f64> =
            vertices(3, &found.open, 100).unwrap().iter().map(|own| own[0]).collect();
        first.sort_by(f64::total_cmp);
        close(&first, &[2.0 / 4.0, 8.0 / 10.0]);
        // Least squares would give {0} more than {1} and {1} more than {2}: all ranges hold only if
        // they weigh the same.
        let judgements = [ratio(0, 1, 1.0, 1.0), ratio(1, 2, 1.0, 1.0), ratio(0, 2, 1.0, 4.0)];
        let found = derive(3, &judgements).unwrap();
        close(&found.weights, &[1.0 / 3.0; 3]);
        assert!(found.notes.len() == 1 && found.consistency[0].value == 0.0);
        assert!(most_missed(&found.open, &found.weights) < CLOSE);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let message = |items, own: &[Judgement]| derive(items, own).unwrap_err().message;
        assert_eq!(message(3, &[ratio(0, 1, 1.0, 1.0)]), "no judgements link {2} to {0}");
        assert_eq!(message(2, &[]), "no judgements link {1} to {0}");
        assert_eq!(
            message(1, &[ratio(0, 0, 1.0, 1.0)]),
            "`{0} by 0.5 = {0} by 0.5` trades {0} for itself"
        );
        assert!(message(2, &[ratio(0, 5, 1.0, 1.0)]).contains("not among"));
        for (low, high) in
            [(0.0, 1.0), (2.0, 1.0), (-1.0, 1.0), (f64::NAN, 1.0), (1.0, f64::INFINITY)]
        {
            assert!(derive(2, &[ratio(0, 1, low, high)]).is_err(), "{low} {high}");
        }
        assert!(derive(0, &[]).is_err());
        assert_eq!(derive(1, &[]).unwrap().weights, [1.0]);
        // Swings 1e300 apart, agreeing and not.
        let huge = |b, own| Judgement::TradeOff { a: 0, a_swing: 1e-300, b, b_swing: (own, own) };
        for own in [1e300, 1e-300] {
            let found = derive(3, &[huge(1, own), huge(2, 1.0), ratio(1, 2, 1.0, 1.0)]).unwrap();
            assert!(found.weights.iter().all(|w| w.is_finite() && *w >= 0.0));
            assert!(found.residuals.iter().all(|own| own.missed_by.is_finite()));
            let figures = found.open.iter().flat_map(|row| &row.coefficients);
            assert!(figures.into_iter().all(|own| own.is_finite()));
        }
    }
}
