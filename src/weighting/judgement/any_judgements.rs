//! Whatever is judged, a method gives finite weights that sum to 1 and are among those it leaves
//! open, or says what is wrong.

use super::rows::most_missed;
use super::{
    DerivedWeights, Fault, Judgement, direct, macbeth, rancom, rank_exponent, rank_reciprocal,
    rank_sum, roc, smart, srf, swing, trade_off,
};

const CLOSE: f64 = 1e-9;
const TINY: f64 = 1e-300;
const LEAST: f64 = 5e-324;

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % end
    }

    /// Figures of all kinds, most of them plain.
    fn figure(&mut self) -> f64 {
        const ODD: [f64; 12] = [
            0.0,
            -0.0,
            -1.0,
            LEAST,
            TINY,
            1e300,
            f64::MAX,
            f64::MIN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            f64::EPSILON,
        ];
        if self.below(8) == 0 {
            ODD[self.below(ODD.len())]
        } else {
            [1.0, 2.0, 3.0, 10.0, 50.0, 100.0, 0.5][self.below(7)]
        }
    }

    fn ends(&mut self) -> (f64, f64) {
        let (a, b) = (self.figure(), self.figure());
        match self.below(4) {
            0 => (a, b),
            1 => (a.min(b), a.max(b)),
            _ => (a, a),
        }
    }

    fn judgement(&mut self, kind: usize, items: usize) -> Judgement {
        // Now and then an item that is not there.
        let end = items + usize::from(self.below(30) == 0);
        let (a, b) = (self.below(end.max(1)), self.below(end.max(1)));
        let (low, high) = self.ends();
        match kind {
            0 => Judgement::Points { of: a, low, high },
            1 => {
                let mut tiers: Vec<Vec<usize>> = Vec::new();
                let mut left: Vec<usize> = (0..items).filter(|_| self.below(5) > 0).collect();
                while !left.is_empty() {
                    let own = left.remove(self.below(left.len()));
                    match tiers.last_mut() {
                        Some(tier) if self.below(4) == 0 => tier.push(own),
                        _ => tiers.push(vec![own]),
                    }
                }
                if self.below(20) == 0 {
                    tiers.push(if self.below(2) == 0 { Vec::new() } else { vec![a] });
                }
                let cards = match self.below(3) {
                    0 => Vec::new(),
                    1 => vec![(0.0, 0.0); tiers.len().saturating_sub(1)],
                    _ => (1..tiers.len()).map(|_| self.ends()).collect(),
                };
                Judgement::Order { tiers, cards }
            }
            2 => {
                let (low, more) = (self.below(8) as u8, self.below(3) as u8);
                let b = (self.below(3) > 0).then_some(b);
                Judgement::Difference { a, b, low, high: low + more }
            }
            3 => Judgement::TradeOff { a, a_swing: self.figure(), b, b_swing: (low, high) },
            4 => Judgement::Ratio { a, b, low, high },
            5 => Judgement::More { a, b, low, high },
            _ => Judgement::Level { of: a, level: 1, place: 0 },
        }
    }
}

fn check(
    name: &str,
    items: usize,
    judgements: &[Judgement],
    found: &Result<DerivedWeights, Fault>,
) -> bool {
    let told = || format!("{name} {items} {judgements:?} {found:?}");
    match found {
        Ok(found) => {
            assert_eq!(found.weights.len(), items, "{}", told());
            assert!(found.weights.iter().all(|own| own.is_finite() && *own >= 0.0), "{}", told());
            assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < CLOSE, "{}", told());
            assert!(most_missed(&found.open, &found.weights) < CLOSE, "{}", told());
            for row in &found.open {
                assert_eq!(row.coefficients.len(), items, "{}", told());
                assert_eq!(row.bound, 0.0);
                assert!(row.coefficients.iter().all(|own| own.is_finite()), "{}", told());
            }
            assert_eq!(found.residuals.len(), judgements.len(), "{}", told());
            for own in &found.residuals {
                assert!(own.missed_by.is_finite() && own.missed_by >= 0.0, "{}", told());
                assert!(own.implied.is_none_or(f64::is_finite), "{}", told());
            }
            assert!(found.consistency.iter().all(|own| own.value.is_finite()), "{}", told());
            true
        }
        Err(fault) => {
            assert!(fault.judgements.iter().all(|at| *at < judgements.len()), "{}", told());
            assert!(!fault.message.is_empty() && !fault.remedy.is_empty(), "{}", told());
            false
        }
    }
}

#[test]
fn weights_or_what_is_wrong() {
    let mut random = Random(1);
    let mut held = [0usize; 11];
    for round in 0..6000 {
        let items = random.below(5);
        let kind = if random.below(20) == 0 { random.below(7) } else { round % 4 };
        let count = match kind {
            0 => items,
            1 => 1 + random.below(3),
            2 => items + random.below(2),
            _ => (items + random.below(2)).saturating_sub(1),
        };
        let mut judgements: Vec<Judgement> =
            (0..count).map(|_| random.judgement(kind, items)).collect();
        // As a person would: each item in turn.
        for (at, own) in judgements.iter_mut().enumerate().filter(|_| round % 3 > 0) {
            match own {
                Judgement::Points { of, .. } => *of = at,
                Judgement::TradeOff { a, b, .. } => (*a, *b) = (at, at + 1),
                Judgement::Difference { a, b, .. } => {
                    (*a, *b) = (at, Some(at + 1).filter(|b| *b < items));
                }
                _ => {}
            }
        }
        let z = random.figure();
        let cards = srf::Parameters {
            z: (random.below(10) > 0).then_some(srf::Times::Once(z)),
            decimals: (random.below(2) == 0).then(|| random.below(12) as u32),
        };
        let exponent = rank_exponent::Parameters { exponent: random.figure() };
        let least = smart::Parameters { least: random.figure() };
        let found: [(&str, Result<DerivedWeights, Fault>); 11] = [
            ("direct", direct::derive(items, &judgements)),
            ("swing", swing::derive(items, &judgements)),
            ("smart", smart::derive(items, &judgements, &least)),
            ("rank-sum", rank_sum::derive(items, &judgements)),
            ("rank-reciprocal", rank_reciprocal::derive(items, &judgements)),
            ("rank-exponent", rank_exponent::derive(items, &judgements, &exponent)),
            ("roc", roc::derive(items, &judgements)),
            ("srf", srf::derive(items, &judgements, &cards)),
            ("rancom", rancom::derive(items, &judgements)),
            ("macbeth", macbeth::derive(items, &judgements)),
            ("trade-off", trade_off::derive(items, &judgements)),
        ];
        for ((name, found), held) in found.iter().zip(&mut held) {
            *held += usize::from(check(name, items, &judgements, found));
        }
    }
    assert!(held.iter().all(|own| *own > 100), "{held:?}");
}
