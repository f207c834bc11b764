use super::super::rows::most_missed;
use super::*;
use crate::lp::vertices::vertices;

const CLOSE: f64 = 1e-9;

fn swing(a: usize, low: u8, high: u8) -> Judgement {
    Judgement::Difference { a, b: None, low, high }
}

fn apart(a: usize, b: usize, low: u8, high: u8) -> Judgement {
    Judgement::Difference { a, b: Some(b), low, high }
}

fn close(ours: &[f64], wanted: &[f64]) {
    assert_eq!(ours.len(), wanted.len());
    assert!(ours.iter().zip(wanted).all(|(a, b)| (a - b).abs() < CLOSE), "{ours:?} {wanted:?}");
}

#[test]
fn categories_are_units_of_the_scale() {
    // An extreme swing is 6 and a very weak one 1 at least.
    let found = derive(2, &[swing(0, 6, 6), swing(1, 1, 1)]).unwrap();
    close(&found.weights, &[6.0 / 7.0, 1.0 / 7.0]);
    assert!(found.notes.is_empty());
    // {0} - {1} is weak as {1} is: both 2, and {0} is 4.
    let judgements = [swing(0, 4, 4), swing(1, 2, 2), apart(0, 1, 2, 2)];
    let found = derive(2, &judgements).unwrap();
    close(&found.weights, &[4.0 / 6.0, 2.0 / 6.0]);
    assert_eq!(found.residuals[2], Residual { implied: Some(2.0), missed_by: 0.0 });
    // w0 >= w1 and w0 >= w0 - w1: the second says nothing.
    assert_eq!(found.open, [row(vec![-1.0, 1.0], Relation::AtMost)]);
    // Nothing is nothing, and the same is the same.
    let judgements = [swing(0, 0, 0), swing(1, 3, 3), apart(1, 2, 0, 0)];
    let found = derive(3, &judgements).unwrap();
    close(&found.weights, &[0.0, 0.5, 0.5]);
    assert_eq!(vertices(3, &found.open, 10).unwrap().len(), 1);
}

#[test]
fn scales_that_fit_equally_well_are_told() {
    // {0} has 4 at least and {1} 3, both 4 at most.
    let found = derive(2, &[swing(0, 4, 4), swing(1, 3, 6)]).unwrap();
    close(&found.weights, &[4.0 / 7.5, 3.5 / 7.5]);
    assert!(found.notes[0].text[0].contains("they differ on {1}."), "{:?}", found.notes);
    // Two that are alike stay alike.
    let judgements = [swing(0, 5, 5), swing(1, 1, 6), swing(2, 1, 6)];
    let found = derive(3, &judgements).unwrap();
    close(&found.weights, &[5.0 / 11.0, 3.0 / 11.0, 3.0 / 11.0]);
}

#[test]
fn what_cannot_hold_together_is_named_and_mended() {
    // Two weak differences, one on top of the other, are no very weak one.
    let judgements =
        [swing(2, 3, 6), apart(0, 1, 2, 2), apart(1, 2, 2, 2), apart(0, 2, 1, 1), swing(3, 6, 6)];
    let fault = derive(4, &judgements).unwrap_err();
    assert_eq!(fault.judgements, [1, 2, 3]);
    assert_eq!(
        fault.message,
        "`{0} - {1} = weak`, `{1} - {2} = weak` and `{0} - {2} = very weak` cannot hold together"
    );
    assert_eq!(
        fault.remedy,
        "`{0} - {2} = weak` instead of `{0} - {2} = very weak` is a smallest change that mends it"
    );
    // A swing is worth no less than none, so that {0} - {1} is no more than {0}.
    let fault = derive(2, &[swing(0, 1, 1), apart(0, 1, 2, 2), swing(1, 1, 6)]).unwrap_err();
    assert_eq!(fault.judgements, [0, 1]);
    // Two changes are needed.
    let judgements = [
        apart(0, 1, 1, 1),
        apart(1, 2, 1, 1),
        apart(2, 0, 1, 1),
        apart(3, 4, 1, 1),
        apart(4, 5, 1, 1),
        apart(5, 3, 1, 1),
        swing(0, 6, 6),
        apart(0, 3, 0, 6),
    ];
    let fault = derive(6, &judgements).unwrap_err();
    assert_eq!(fault.judgements, [0, 1, 2]);
    assert!(fault.remedy.starts_with("no change of one judgement"), "{fault:?}");
}

#[test]
fn bad_judgements_are_named() {
    let message = |items, own: &[Judgement]| derive(items, own).unwrap_err().message;
    assert!(message(2, &[apart(0, 1, 2, 2)]).contains("no zero"));
    assert!(message(2, &[]).contains("no zero"));
    assert_eq!(
        message(3, &[swing(0, 2, 2), apart(1, 2, 1, 1)]),
        "no judgements link {1} to no swing at all"
    );
    assert_eq!(message(1, &[swing(0, 0, 0)]), "no swing is worth more than none");
    assert_eq!(
        message(1, &[apart(0, 0, 1, 1)]),
        "`{0} - {0} = very weak` compares {0} with itself"
    );
    assert!(message(1, &[swing(3, 1, 1)]).contains("not among"));
    for (low, high) in [(3, 2), (7, 7), (0, 255)] {
        assert!(message(1, &[swing(0, low, high)]).contains("out of range"));
    }
    let fault = derive(2, &[swing(1, 1, 1), apart(0, 1, 2, 3), apart(1, 0, 2, 3)]).unwrap_err();
    assert_eq!(fault.judgements, [1, 2]);
    assert_eq!(message(0, &[]), "there is nothing to weigh");
    close(&derive(1, &[swing(0, 1, 6)]).unwrap().weights, &[1.0]);
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % end
    }

    /// Comparisons of elements, the last being no swing at all: all swings by themselves, and some
    /// pairs. `even`: such as a hidden scale of whole numbers and limits would give, with
    /// hesitation here and there.
    fn comparisons(&mut self, elements: usize, even: bool) -> Vec<Comparison> {
        let bottom = elements - 1;
        let hidden: Vec<usize> =
            (0..elements).map(|at| if at == bottom { 0 } else { self.below(9) }).collect();
        let mut out = Vec::new();
        for a in 0..elements {
            for b in a + 1..elements {
                if b != bottom && self.below(3) == 0 {
                    continue;
                }
                let (a, b) = if hidden[a] >= hidden[b] { (a, b) } else { (b, a) };
                let category = if even {
                    [0, 1, 2, 2, 3, 4, 4, 5, 6][hidden[a] - hidden[b]]
                } else {
                    self.below(7) as u8
                };
                let widen = self.below(4) == 0;
                let low = category.saturating_sub(u8::from(widen));
                let high = (category + u8::from(widen)).min(6);
                out.push(Comparison { a, b, low, high });
            }
        }
        out
    }
}

/// Whether differences fit, each exceeding those of lower categories by `unit` per category.
fn fits(scores: &[i64], comparisons: &[Comparison], unit: i64) -> bool {
    let apart = |own: &Comparison| scores[own.a] - scores[own.b];
    comparisons.iter().all(|own| match own.high {
        0 => apart(own) == 0,
        _ => apart(own) >= unit * i64::from(own.low),
    }) && comparisons.iter().all(|more| {
        comparisons
            .iter()
            .filter(|less| more.low > less.high)
            .all(|less| apart(more) - apart(less) >= unit * i64::from(more.low - less.high))
    })
}

/// The least top score of scales of whole numbers up to `most`, the last element having 0.
fn least_top(elements: usize, comparisons: &[Comparison], unit: i64, most: i64) -> Option<i64> {
    let mut scores = vec![0i64; elements];
    let mut best: Option<i64> = None;
    loop {
        let top = scores.iter().copied().max().unwrap_or(0);
        if best.is_none_or(|best| top < best) && fits(&scores, comparisons, unit) {
            best = Some(top);
        }
        let Some(at) = (0..elements - 1).find(|at| scores[*at] < most) else { return best };
        scores[at] += 1;
        scores[..at].fill(0);
    }
}

const BOUND: i64 = 16;

/// All scales of whole numbers, and of halves where the program's answer is no whole number.
#[test]
fn the_scale_is_that_of_brute_force() {
    let mut random = Random(3);
    let (mut held, mut contradicted, mut halves) = (0, 0, 0);
    for round in 0..240 {
        let elements = 2 + round % 3;
        let comparisons = random.comparisons(elements, round % 2 != 0);
        let brute = least_top(elements, &comparisons, 1, BOUND);
        match basic_scale(elements, Some(elements - 1), &[], &comparisons) {
            Ok(scale) => {
                let top = scale.scores.iter().copied().fold(0.0, f64::max);
                assert_eq!(scale.scores[elements - 1], 0.0);
                if (top - top.round()).abs() < CLOSE {
                    assert_eq!(brute, Some(top.round() as i64), "{comparisons:?}");
                } else {
                    halves += 1;
                    let brute = least_top(elements, &comparisons, 2, 2 * BOUND).unwrap();
                    assert!((brute as f64 / 2.0 - top).abs() < CLOSE, "{comparisons:?} {scale:?}");
                }
                // The scale itself meets every condition.
                let fine = 1e6;
                let scores: Vec<i64> =
                    scale.scores.iter().map(|own| (own * fine).round() as i64).collect();
                let slack = |unit: i64| fits(&scores, &comparisons, unit);
                assert!(
                    slack(fine as i64 - 2) || comparisons.iter().any(|own| own.high == 0),
                    "{comparisons:?} {scale:?}"
                );
                held += 1;
            }
            Err(NoScale::Conflict { .. }) => {
                assert_eq!(brute, None, "{comparisons:?}");
                contradicted += 1;
            }
            Err(NoScale::Unsolved) => panic!("{comparisons:?}"),
        }
    }
    assert!(held > 100 && contradicted > 20, "{held} {contradicted} {halves}");
}

/// The smallest set that conflicts, and the smallest change of one judgement that mends all, are
/// those of trying everything.
#[test]
fn conflicts_and_repairs_are_those_of_trying_all() {
    let mut random = Random(8);
    let mut seen = 0;
    while seen < 25 {
        let elements = 3 + seen % 2;
        let comparisons = random.comparisons(elements, false);
        let holds = |own: &[Comparison]| least_top(elements, own, 1, BOUND).is_some();
        let Err(NoScale::Conflict { members, smallest, repair }) =
            basic_scale(elements, Some(elements - 1), &[], &comparisons)
        else {
            continue;
        };
        seen += 1;
        let count = comparisons.len();
        let fewest = (0..1u32 << count)
            .filter(|set| {
                let own: Vec<Comparison> =
                    (0..count).filter(|at| set >> at & 1 == 1).map(|at| comparisons[at]).collect();
                !holds(&own)
            })
            .map(u32::count_ones)
            .min();
        assert!(smallest);
        assert_eq!(Some(members.len() as u32), fewest, "{comparisons:?}");
        let mut best: Option<u8> = None;
        for at in 0..count {
            for category in -6i8..=6 {
                let own = comparisons[at];
                let steps = (own.low as i8 - category).max(category - own.high as i8);
                if steps <= 0 || category < 0 && own.b == elements - 1 {
                    continue;
                }
                let level = category.unsigned_abs();
                let (a, b) = if category < 0 { (own.b, own.a) } else { (own.a, own.b) };
                let mut changed = comparisons.clone();
                changed[at] = Comparison { a, b, low: level, high: level };
                if holds(&changed) && best.is_none_or(|best| (steps as u8) < best) {
                    best = Some(steps as u8);
                }
            }
        }
        assert_eq!(repair.map(|own| own.steps), best, "{comparisons:?}");
    }
}

/// Open weights are those of scales that keep the categories in order, whatever their units.
#[test]
fn open_weights_keep_the_categories_in_order() {
    let mut random = Random(5);
    let mut seen = 0;
    while seen < 60 {
        let items = 2 + seen % 3;
        let comparisons = random.comparisons(items + 1, true);
        let judgements: Vec<Judgement> = comparisons
            .iter()
            .map(|own| Judgement::Difference {
                a: own.a,
                b: (own.b < items).then_some(own.b),
                low: own.low,
                high: own.high,
            })
            .collect();
        if comparisons.iter().any(|own| own.a == items) {
            continue;
        }
        let Ok(found) = derive(items, &judgements) else { continue };
        seen += 1;
        assert!(most_missed(&found.open, &found.weights) < CLOSE);
        // All pairs, written out, against the rows that are left of them.
        for _ in 0..300 {
            let scores: Vec<i64> = (0..items).map(|_| random.below(12) as i64).chain([0]).collect();
            let Some(weights) =
                shares(&scores[..items].iter().map(|own| *own as f64).collect::<Vec<_>>())
            else {
                continue;
            };
            let inside = most_missed(&found.open, &weights) < CLOSE;
            assert_eq!(inside, fits(&scores, &comparisons, 0), "{comparisons:?} {scores:?}");
        }
    }
}

/// All 300 pairs of 24 swings and no swing at all.
#[test]
fn many_judgements_are_met() {
    let items = 24;
    let mut judgements = Vec::new();
    for a in 0..items {
        let category = |steps: usize| (1 + steps * 6 / 25) as u8;
        judgements.push(swing(a, category(items - a), category(items - a)));
        for b in a + 1..items {
            judgements.push(apart(a, b, category(b - a), category(b - a)));
        }
    }
    let found = derive(items, &judgements).unwrap();
    assert!(most_missed(&found.open, &found.weights) < CLOSE);
    assert!(found.weights.windows(2).all(|pair| pair[0] > pair[1]));
}

/// As many with a contradiction: a set from which none can be left out is found, if not a smallest.
#[test]
fn a_contradiction_among_many_judgements_is_found() {
    let items = 14;
    let mut judgements = Vec::new();
    for a in 0..items {
        let category = |steps: usize| (1 + steps * 6 / 15) as u8;
        judgements.push(swing(a, category(items - a), category(items - a)));
        for b in a + 1..items {
            judgements.push(apart(a, b, category(b - a), category(b - a)));
        }
    }
    let wrong = judgements.iter().position(|own| *own == apart(3, 10, 3, 3)).unwrap();
    judgements[wrong] = apart(3, 10, 1, 1);
    let fault = derive(items, &judgements).unwrap_err();
    assert!(fault.judgements.contains(&wrong) && fault.judgements.len() <= 4, "{fault:?}");
    assert!(fault.remedy.contains("instead of `{3} - {10} = very weak`"), "{fault:?}");
}
