use super::*;
use crate::lp::vertices::vertices;
use nalgebra::{DMatrix, DVector};

struct Numbers(u64);

impl Numbers {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn scale(&mut self, most: usize) -> f64 {
        1.0 + (self.unit() * most as f64).floor()
    }
}

/// Item 0 is the best, the last the worst.
#[derive(Debug, Clone)]
struct Case {
    from_best: Vec<f64>,
    to_worst: Vec<f64>,
}

impl Case {
    fn random(numbers: &mut Numbers, n: usize) -> Case {
        let most = 1.0 + numbers.scale(8);
        let mut from_best = vec![1.0];
        let mut to_worst = vec![most];
        for _ in 2..n {
            from_best.push(numbers.scale(most as usize));
            to_worst.push(numbers.scale(most as usize));
        }
        from_best.push(most);
        to_worst.push(1.0);
        Case { from_best, to_worst }
    }

    fn n(&self) -> usize {
        self.from_best.len()
    }

    /// (a, b, ratio) of each judgement.
    fn ratios(&self) -> Vec<(usize, usize, f64)> {
        let last = self.n() - 1;
        let from_best = (1..=last).map(|at| (0, at, self.from_best[at]));
        from_best.chain((1..last).map(|at| (at, last, self.to_worst[at]))).collect()
    }

    fn derived(&self, model: Model) -> DerivedWeights {
        derive(self.n(), &judgements(&self.ratios()), &Parameters { model }).unwrap()
    }
}

fn judgements(ratios: &[(usize, usize, f64)]) -> Vec<Judgement> {
    ratios.iter().map(|(a, b, r)| Judgement::Ratio { a: *a, b: *b, low: *r, high: *r }).collect()
}

fn measure(found: &DerivedWeights, name: &str) -> Option<f64> {
    found.consistency.iter().find(|measure| measure.name == name).map(|measure| measure.value)
}

fn is_near(found: &[f64], wanted: &[f64], tolerance: f64) {
    assert_eq!(found.len(), wanted.len());
    let near = found.iter().zip(wanted).all(|(a, b)| (a - b).abs() <= tolerance);
    assert!(near, "{found:?} {wanted:?}");
}

/// Rezaei 2016, the means of transport: load flexibility, accessibility and cost, cost to others 8,
/// 2 and 1, others to load flexibility 1, 5 and 8. Weights 0.0714, 0.3387 and 0.5899, xi 0.26,
/// consistency ratio 0.26 / 4.47 = 0.058.
#[test]
fn the_published_example() {
    let given = judgements(&[(2, 0, 8.0), (2, 1, 2.0), (1, 0, 5.0)]);
    let found = derive(3, &given, &Parameters { model: Model::Nonlinear }).unwrap();
    is_near(&found.weights, &[0.0714, 0.3387, 0.5899], 5e-5);
    is_near(&[measure(&found, "xi").unwrap()], &[0.26], 5e-3);
    is_near(&[measure(&found, "consistency ratio").unwrap()], &[0.058], 5e-4);
    // (2 - xi) (5 - xi) = 8 + xi: xi = 4 - sqrt 14.
    is_near(&[measure(&found, "xi").unwrap()], &[4.0 - 14f64.sqrt()], 1e-10);
    // Three items have one answer.
    assert!(found.notes.is_empty(), "{:?}", found.notes);
}

#[test]
fn the_consistency_index_is_that_of_the_paper() {
    let printed = [0.0, 0.44, 1.0, 1.63, 2.3, 3.0, 3.73, 4.47, 5.23];
    for (scale, printed) in (1..=9u8).zip(printed) {
        is_near(&[consistency_index(f64::from(scale))], &[printed], 5.1e-3);
    }
}

/// Every vertex of { w >= 0, sum w = 1, |w_a - r w_b| <= xi }: all sets of as many planes as there
/// are variables are intersected. Gives the least xi, and the weights of all vertices that have it.
fn brute(case: &Case) -> (f64, Vec<Vec<f64>>) {
    let n = case.n();
    let mut planes: Vec<Vec<f64>> = Vec::new();
    for (a, b, r) in case.ratios() {
        for sign in [1.0, -1.0] {
            let mut plane = vec![0.0; n + 1];
            plane[a] = sign;
            plane[b] = -sign * r;
            plane[n] = -1.0;
            planes.push(plane);
        }
    }
    for at in 0..n {
        let mut plane = vec![0.0; n + 1];
        plane[at] = -1.0;
        planes.push(plane);
    }
    let mut found: Vec<(f64, Vec<f64>)> = Vec::new();
    let mut chosen: Vec<usize> = (0..n).collect();
    loop {
        let matrix = DMatrix::from_fn(n + 1, n + 1, |row, column| {
            if row < n { planes[chosen[row]][column] } else { f64::from(u8::from(column < n)) }
        });
        let mut right = DVector::zeros(n + 1);
        right[n] = 1.0;
        if let Some(x) = matrix.full_piv_lu().solve(&right) {
            let value = |plane: &[f64]| plane.iter().zip(x.iter()).map(|(a, x)| a * x).sum::<f64>();
            if planes.iter().all(|plane| value(plane) <= 1e-9) {
                found.push((x[n], x.iter().take(n).copied().collect()));
            }
        }
        let Some(at) = (0..n).rev().find(|at| chosen[*at] < planes.len() - n + at) else { break };
        chosen[at] += 1;
        for next in at + 1..n {
            chosen[next] = chosen[next - 1] + 1;
        }
    }
    let least = found.iter().map(|own| own.0).fold(f64::INFINITY, f64::min);
    (least, found.into_iter().filter(|own| own.0 < least + 1e-9).map(|own| own.1).collect())
}

#[test]
fn the_linear_model_against_all_vertices_of_its_program() {
    let mut numbers = Numbers(2);
    for round in 0..50 {
        let case = Case::random(&mut numbers, if round % 25 == 0 { 5 } else { 3 + round % 2 });
        let found = case.derived(Model::Linear);
        let (xi, weights) = brute(&case);
        is_near(&[measure(&found, "xi").unwrap()], &[xi.max(0.0)], 1e-10);
        // All vertices that have it are one: the weights are unique.
        for own in weights {
            is_near(&found.weights, &own, 1e-7);
        }
        let most = found.residuals.iter().map(|own| own.missed_by).fold(0.0, f64::max);
        assert_eq!(most == 0.0, measure(&found, "xi") == Some(0.0));
    }
}

/// xi by its own halving over the ratio of best to worst, and the ends of the weights over the
/// vertices of the set.
#[test]
fn the_nonlinear_model_against_the_vertices_of_its_set() {
    let mut numbers = Numbers(9);
    let mut wide = 0;
    for round in 0..120 {
        let case = Case::random(&mut numbers, 3 + round % 4);
        let (n, last) = (case.n(), case.n() - 1);
        let found = case.derived(Model::Nonlinear);
        let fits = |xi: f64| {
            let most = case.from_best[last];
            let (mut low, mut high) = (most - xi, most + xi);
            for at in 1..last {
                let (best, worst) = (case.from_best[at], case.to_worst[at]);
                low = low.max((best - xi).max(0.0) * (worst - xi).max(0.0));
                high = high.min((best + xi) * (worst + xi));
            }
            low <= high
        };
        let (mut none, mut some) = (0.0, 100.0);
        if fits(0.0) {
            some = 0.0;
        }
        for _ in 0..200 {
            let middle = (none + some) / 2.0;
            if fits(middle) { some = middle } else { none = middle }
        }
        is_near(&[measure(&found, "xi").unwrap()], &[some], 1e-9);
        let deviation = |w: &[f64]| {
            case.ratios().iter().map(|(a, b, r)| (w[*a] / w[*b] - r).abs()).fold(0.0, f64::max)
        };
        assert!(deviation(&found.weights) <= some + 1e-9);
        assert!(found.open.iter().all(|row| {
            let value = row.at(&found.weights);
            match row.relation {
                Relation::AtMost => value <= 1e-14,
                Relation::AtLeast => value >= -1e-14,
                Relation::Equal => value.abs() <= 1e-12,
            }
        }));
        let Some(corners) = vertices(n, &found.open, 10_000) else { continue };
        assert!(!corners.is_empty());
        let middles: Vec<f64> = (0..n)
            .map(|at| {
                let least = corners.iter().map(|own| own[at]).fold(f64::INFINITY, f64::min);
                let most = corners.iter().map(|own| own[at]).fold(0.0, f64::max);
                wide += usize::from(most - least > 1e-3);
                (least + most) / 2.0
            })
            .collect();
        let sum: f64 = middles.iter().sum();
        let middles: Vec<f64> = middles.iter().map(|middle| middle / sum).collect();
        is_near(&found.weights, &middles, 1e-7);
        for corner in corners {
            assert!(deviation(&corner) <= some + 1e-7);
        }
    }
    assert!(wide > 50, "{wide}");
}

/// Liang, Brunelli & Rezaei 2020: max |a_Bj a_jW - a_BW| / (a_BW^2 - a_BW).
#[test]
fn the_input_based_ratio_by_hand() {
    let given = judgements(&[(2, 0, 8.0), (2, 1, 2.0), (1, 0, 5.0)]);
    let found = derive(3, &given, &Parameters::default()).unwrap();
    let own = found.consistency.iter().find(|own| own.name == "input-based consistency ratio");
    let own = own.unwrap();
    is_near(&[own.value], &[2.0 / 56.0], 1e-15);
    assert_eq!(own.limit, Some(0.1309));
    assert_eq!(thresholds::input_based(2.0, 5), Some(0.0));
    assert_eq!(thresholds::input_based(9.0, 9), Some(0.3662));
    for (most, items) in [(1.0, 5), (2.5, 5), (10.0, 5), (9.0, 10), (9.0, 2)] {
        assert_eq!(thresholds::input_based(most, items), None);
    }
}

#[test]
fn consistent_judgements_have_one_answer_in_both_models() {
    let case = Case { from_best: vec![1.0, 2.0, 4.0, 8.0], to_worst: vec![8.0, 4.0, 2.0, 1.0] };
    for model in [Model::Linear, Model::Nonlinear] {
        let found = case.derived(model);
        is_near(&found.weights, &[8.0 / 15.0, 4.0 / 15.0, 2.0 / 15.0, 1.0 / 15.0], 1e-12);
        assert_eq!(measure(&found, "xi"), Some(0.0));
        assert_eq!(found.open.len(), 3);
        assert!(found.open.iter().all(|row| row.relation == Relation::Equal));
        assert!(found.notes.is_empty());
    }
}

#[test]
fn ranges_stay_open_and_hold_the_weights() {
    let range = |a, b, low, high| Judgement::Ratio { a, b, low, high };
    let given = [range(0, 1, 1.0, 2.0), range(0, 2, 6.0, 8.0), range(1, 2, 3.0, 4.0)];
    for model in [Model::Linear, Model::Nonlinear] {
        let found = derive(3, &given, &Parameters { model }).unwrap();
        assert_eq!(found.open.len(), 6);
        assert!(found.residuals.iter().all(|own| own.missed_by == 0.0));
        let ratio = found.weights[0] / found.weights[2];
        assert!((6.0 - 1e-12..=8.0 + 1e-12).contains(&ratio));
    }
}

fn fault_of(items: usize, given: &[Judgement]) -> Fault {
    derive(items, given, &Parameters::default()).unwrap_err()
}

#[test]
fn best_and_worst_must_be_clear() {
    let message = |items: usize, given: &[(usize, usize, f64)]| {
        let fault = fault_of(items, &judgements(given));
        format!("{}; {}", fault.message, fault.remedy)
    };
    assert!(message(3, &[]).contains("3 judgements for 3 items"));
    let found = message(4, &[(0, 1, 2.0), (0, 2, 3.0), (0, 3, 6.0), (1, 3, 3.0)]);
    assert!(found.starts_with("{2} / {3} is not judged"), "{found}");
    let found = message(4, &[(0, 1, 2.0), (0, 2, 3.0), (0, 3, 6.0), (1, 3, 3.0), (3, 2, 0.5)]);
    assert!(found.starts_with("the judgements do not show which item is the least"), "{found}");
    let from_best = [(0, 1, 2.0), (0, 2, 3.0), (0, 3, 4.0), (0, 4, 6.0)];
    let found = message(5, &[&from_best[..], &[(1, 4, 3.0), (2, 4, 2.0), (4, 3, 0.5)]].concat());
    assert!(found.starts_with("{4} / {3} is the wrong way"), "{found}");
    let all = [(0, 1, 2.0), (0, 2, 3.0), (0, 3, 6.0), (1, 3, 3.0), (2, 3, 2.0), (1, 2, 1.5)];
    assert!(message(4, &all).starts_with("{1} / {2} compares neither"));
    let small = [(0, 1, 2.0), (0, 2, 0.5), (1, 2, 2.0)];
    assert!(message(3, &small).starts_with("{0} / {2} is below 1"));
    // Each is above one and below one.
    assert!(message(3, &[(0, 1, 2.0), (1, 2, 2.0), (2, 0, 2.0)]).contains("do not show"));
    assert!(message(3, &[(0, 1, 2.0), (0, 1, 2.0)]).contains("twice"));
    assert!(fault_of(0, &[]).message.contains("nothing to weigh"));
    assert_eq!(derive(1, &[], &Parameters::default()).unwrap().weights, [1.0]);
    let two = derive(2, &judgements(&[(1, 0, 3.0)]), &Parameters::default()).unwrap();
    is_near(&two.weights, &[0.25, 0.75], 1e-12);
}

#[test]
fn an_item_beyond_the_ends_is_said() {
    let given = judgements(&[(0, 1, 7.0), (0, 2, 5.0), (1, 2, 1.0)]);
    let found = derive(3, &given, &Parameters::default()).unwrap();
    assert_eq!(found.notes[0].judgement, Some(0));
    assert!(found.notes[0].text[0].starts_with("{0} / {1} is larger than {0} / {2}"));
}

#[test]
fn figures_of_any_size_give_no_panic_and_no_nan() {
    let sizes = [1.0, 2.0, 1e8, 1e300, f64::MAX];
    let mut solved = [0, 0];
    for one in sizes {
        for other in sizes {
            for third in sizes {
                let given = judgements(&[(0, 1, one), (0, 2, other), (1, 2, third)]);
                for (at, model) in [Model::Linear, Model::Nonlinear].into_iter().enumerate() {
                    let Ok(found) = derive(3, &given, &Parameters { model }) else { continue };
                    solved[at] += 1;
                    assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                    assert!(found.weights.iter().all(|w| w.is_finite() && *w >= 0.0));
                    assert!(found.consistency.iter().all(|own| own.value.is_finite()));
                    assert!(found.residuals.iter().all(|own| {
                        own.missed_by.is_finite() && own.implied.unwrap().is_finite()
                    }));
                    let coefficients = found.open.iter().flat_map(|row| &row.coefficients);
                    assert!(coefficients.into_iter().all(|own| own.is_finite()));
                }
            }
        }
    }
    assert!(solved[0] > 8 && solved[1] == 125, "{solved:?}");
}
