//! Walks in polytopes of weights against exact moments, and exact shares against published and
//! independent ones.

use crate::common::{Random, project};
use afweging::kernel::rng;
use afweging::lp::NoAnswer;
use afweging::polytope::centroid::{Certainty, centroid};
use afweging::polytope::polygon::areas;
use afweging::polytope::{CHAINS, Estimate, Mixing, Polytope, Row, Walk, half_space};
use serde_json::Value;

fn golden(name: &str) -> Value {
    let text =
        std::fs::read_to_string(project("tests/goldens/studies").join(format!("{name}.json")))
            .unwrap();
    serde_json::from_str(&text).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

fn most(coefficients: &[f64], constant: f64) -> Row {
    Row { coefficients: coefficients.to_vec(), constant, equality: false }
}

fn equal(coefficients: &[f64], constant: f64) -> Row {
    Row { equality: true, ..most(coefficients, constant) }
}

/// By how much a point misses.
fn violation(rows: &[Row], w: &[f64]) -> f64 {
    let rows = rows.iter().map(|row| if row.equality { row.at(w).abs() } else { row.at(w) });
    let weights = w.iter().map(|w| -w).chain([(w.iter().sum::<f64>() - 1.0).abs()]);
    rows.chain(weights).fold(0.0, f64::max)
}

/// Points, weight by weight.
fn points(polytope: &Polytope, seed: u64, steps: usize) -> Vec<f64> {
    let mut weights = vec![0.0; polytope.criteria() * steps * CHAINS];
    Walk::new(polytope, seed, rng::WEIGHTS).fill(steps, &mut weights);
    weights
}

/// Every point meets the rows.
fn inside(rows: &[Row], n: usize, points: &[f64], tolerance: f64) {
    let count = points.len() / n;
    for k in 0..count {
        let w: Vec<f64> = (0..n).map(|j| points[j * count + k]).collect();
        assert!(
            violation(rows, &w) < tolerance && w.iter().all(|w| *w >= 0.0),
            "{w:?} misses by {:e}",
            violation(rows, &w)
        );
    }
}

/// A random polytope that holds a point of the simplex: rows close to it, so that it may be small.
fn random_rows(random: &mut Random, n: usize, rows: usize) -> Vec<Row> {
    let raw: Vec<f64> = (0..n).map(|_| 0.05 + random.unit()).collect();
    let sum: f64 = raw.iter().sum();
    let point: Vec<f64> = raw.iter().map(|x| x / sum).collect();
    (0..rows)
        .map(|_| {
            let a: Vec<f64> = (0..n).map(|_| random.unit() - 0.5).collect();
            let at: f64 = a.iter().zip(&point).map(|(a, w)| a * w).sum();
            most(&a, -at - 0.1 * random.unit())
        })
        .collect()
}

#[test]
fn degenerate_spaces_are_the_published_points() {
    let expected = &golden("hitandrun_degenerate_spaces")["expected"];
    let cases = [
        ("case1", vec![equal(&[1.0, -1.0, 0.0], 0.0), equal(&[0.0, 1.0, -1.0], 0.0)]),
        ("case2", vec![most(&[-1.0, 1.0, 1.0], 0.0), most(&[1.0, 0.0, -1.0], 0.0)]),
    ];
    for (name, rows) in cases {
        let polytope = Polytope::new(3, &rows).unwrap();
        assert_eq!((polytope.dimension(), polytope.bounds()), (0, 0), "{name}");
        let points = points(&polytope, 1, 3);
        for (row, expected) in points.chunks_exact(3 * CHAINS).zip(numbers(&expected[name])) {
            assert!(row.iter().all(|w| (w - expected).abs() < 1e-12), "{name}: {row:?}");
        }
        inside(&rows, 3, &points, 1e-12);
    }
    // One criterion has no choice.
    assert_eq!(Polytope::new(1, &[]).unwrap().centre(), [1.0]);
}

#[test]
fn lower_dimensions_and_needless_rows() {
    let simplex = Polytope::new(4, &[]).unwrap();
    assert_eq!((simplex.dimension(), simplex.bounds()), (3, 4));
    assert!(simplex.centre().iter().all(|w| (w - 0.25).abs() < 1e-14));
    // Rows that always hold, twice.
    let loose =
        vec![most(&[1.0, 1.0, 0.0, 0.0], -1.5), most(&[0.0; 4], -1.0), most(&[1.0; 4], -2.0)];
    assert_eq!(Polytope::new(4, &loose).unwrap(), simplex);
    // w1 = 2 w2: a triangle in four dimensions' simplex of three.
    let rows = vec![equal(&[1.0, -2.0, 0.0, 0.0], 0.0)];
    let polytope = Polytope::new(4, &rows).unwrap();
    assert_eq!(polytope.dimension(), 2);
    inside(&rows, 4, &points(&polytope, 1, 100), 1e-12);
    // The same by two inequalities, one of them given twice at another scale.
    let rows = vec![
        most(&[1.0, -2.0, 0.0, 0.0], 0.0),
        most(&[-3e5, 6e5, 0.0, 0.0], 0.0),
        most(&[1e-5, -2e-5, 0.0, 0.0], 0.0),
    ];
    let polytope = Polytope::new(4, &rows).unwrap();
    assert_eq!((polytope.dimension(), polytope.bounds()), (2, 3));
    // A weight that can only be 0 is exactly 0.
    let rows = vec![most(&[0.0, 0.0, 1.0, 0.0], 0.0), most(&[-1.0, 1.0, 0.0, 0.0], 0.0)];
    let polytope = Polytope::new(4, &rows).unwrap();
    assert_eq!((polytope.dimension(), polytope.bounds()), (2, 3));
    let drawn = points(&polytope, 1, 100);
    inside(&rows, 4, &drawn, 1e-12);
    assert!(drawn[2 * 100 * CHAINS..3 * 100 * CHAINS].iter().all(|w| *w == 0.0));
}

#[test]
fn what_is_empty_is_an_error() {
    let empty = [
        vec![most(&[1.0, 0.0, 0.0], -0.2), most(&[-1.0, 0.0, 0.0], 0.3)],
        vec![equal(&[1.0, 1.0, 1.0], -2.0)],
        vec![most(&[1.0, 1.0, 1.0], -0.5)],
        vec![equal(&[0.0; 3], 1.0)],
        vec![most(&[0.0; 3], 1.0)],
    ];
    for rows in empty {
        assert_eq!(Polytope::new(3, &rows), Err(NoAnswer::Infeasible), "{rows:?}");
    }
}

/// A slab of width 1e-6, a needle, and a corner of size 1e-5: round to the walk, whose points are
/// worth what they are in the triangle.
#[test]
fn thin_polytopes_are_walked_as_fast_as_others() {
    let slab = vec![most(&[1.0, -1.0, 0.0, 0.0], -1e-6), most(&[-1.0, 1.0, 0.0, 0.0], 0.0)];
    let needle =
        [&slab[..], &[most(&[0.0, 1.0, -2.0, 0.0], -1e-6), most(&[0.0, -1.0, 2.0, 0.0], 0.0)]]
            .concat();
    let corner = vec![most(&[-1.0, 0.0, 0.0, 0.0], 1.0 - 1e-5)];
    for (rows, tolerance) in [(slab, 1e-12), (needle, 1e-12), (corner, 1e-12)] {
        let polytope = Polytope::new(4, &rows).unwrap();
        assert_eq!(polytope.dimension(), 3);
        let points = points(&polytope, 3, 500);
        inside(&rows, 4, &points, tolerance);
        let mut mixing = Mixing::new(4, CHAINS);
        mixing.add(&points);
        for j in 0..4 {
            let estimate = mixing.estimate(j).unwrap();
            assert!(
                estimate.effective > 0.3 * (500 * CHAINS) as f64 && estimate.scale_reduction < 1.01,
                "{j}: {estimate:?}"
            );
        }
    }
}

#[test]
fn points_of_random_polytopes_stay_inside() {
    let mut random = Random(11);
    for round in 0..200 {
        let n = 2 + random.below(9);
        let mut rows = random_rows(&mut random, n, round % 7);
        if round % 3 == 0 {
            // Some through the centre exactly: an equality.
            let a: Vec<f64> = (0..n).map(|_| random.figure(-1.0, 1.0)).collect();
            let polytope = Polytope::new(n, &rows).unwrap();
            let at: f64 = a.iter().zip(polytope.centre()).map(|(a, w)| a * w).sum();
            rows.push(equal(&a, -at));
        }
        let polytope = Polytope::new(n, &rows).unwrap();
        let points = points(&polytope, round as u64, 20);
        inside(&rows, n, &points, 1e-12);
    }
}

/// The means of the weights, their squares and products, with errors of the walk's own.
fn moments(
    polytope: &Polytope,
    seed: u64,
    steps: usize,
    centre: &[f64],
) -> (Vec<Estimate>, Vec<Estimate>) {
    let n = polytope.criteria();
    let (mut first, mut second) = (Mixing::new(n, CHAINS), Mixing::new(n * n, CHAINS));
    let mut walk = Walk::new(polytope, seed, rng::WEIGHTS);
    let each = 500;
    let mut weights = vec![0.0; n * each * CHAINS];
    for _ in 0..steps / each {
        walk.fill(each, &mut weights);
        first.add(&weights);
        let rows: Vec<&[f64]> = weights.chunks_exact(each * CHAINS).collect();
        let product = |i: usize, j: usize| {
            rows[i].iter().zip(rows[j]).map(move |(v, w)| (v - centre[i]) * (w - centre[j]))
        };
        second.add(&(0..n * n).flat_map(|k| product(k / n, k % n)).collect::<Vec<f64>>());
    }
    let estimates =
        |mixing: &Mixing, count| (0..count).map(|k| mixing.estimate(k).unwrap()).collect();
    (estimates(&first, n), estimates(&second, n * n))
}

/// Name, polytope, its rows, mean, covariance.
type Known = (String, Polytope, Vec<Row>, Vec<f64>, Vec<f64>);

fn golden_polytopes() -> Vec<Known> {
    let cases = golden("weight_polytope_moments");
    cases["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| {
            let rows = case["constraints"].as_array().unwrap().iter();
            let rows: Vec<Row> =
                rows.map(|row| most(&numbers(&row["a"]), -row["b"].as_f64().unwrap())).collect();
            let mean = numbers(&case["mean"]);
            let covariance =
                case["covariance"].as_array().unwrap().iter().flat_map(numbers).collect();
            let polytope = Polytope::new(mean.len(), &rows).unwrap();
            (case["name"].as_str().unwrap().to_string(), polytope, rows, mean, covariance)
        })
        .collect()
}

#[test]
fn moments_are_the_exact_ones() {
    for (name, polytope, rows, mean, covariance) in golden_polytopes() {
        inside(&rows, mean.len(), &points(&polytope, 1, 50), 1e-12);
        let (first, second) = moments(&polytope, 7, 4000, &mean);
        for (kind, estimates, exact) in
            [("mean", first, &mean), ("covariance", second, &covariance)]
        {
            for (estimate, exact) in estimates.iter().zip(exact) {
                assert!(
                    (estimate.mean - exact).abs() < 4.0 * estimate.error,
                    "{name}, {kind} {exact}: {estimate:?}"
                );
                assert!(
                    estimate.error < 0.001 && estimate.scale_reduction < 1.005,
                    "{name}, {kind}: {estimate:?}"
                );
            }
        }
    }
}

/// Nothing is drawn for the centroids of the same polytopes: they are those means to the last digits.
#[test]
fn centroids_are_the_exact_means() {
    for (name, _, rows, mean, _) in golden_polytopes() {
        let found = centroid(mean.len(), &rows).unwrap();
        assert_eq!(found.certainty, Certainty::Exact, "{name}");
        for (found, exact) in found.weights.iter().zip(&mean) {
            assert!((found - exact).abs() < 1e-14, "{name}: {found} {exact}");
        }
    }
}

/// Over seeds 1 to 20 about 95 in 100 means lie within 1.96 errors: of 20 x 4 and 20 x 5 numbers,
/// dependent within a seed.
#[test]
fn errors_are_what_they_say() {
    for (name, polytope, _, mean, _) in golden_polytopes()
        .into_iter()
        .filter(|(name, ..)| ["bounds_4", "ordinal_min_5"].contains(&&name[..]))
    {
        let (mut covered, mut squares, mut count) = (0, 0.0, 0);
        for seed in 1..=20 {
            let mut mixing = Mixing::new(mean.len(), CHAINS);
            mixing.add(&points(&polytope, seed, 400));
            for (j, exact) in mean.iter().enumerate() {
                let estimate = mixing.estimate(j).unwrap();
                let z = (estimate.mean - exact) / estimate.error;
                covered += i32::from(z.abs() < 1.96);
                squares += z * z;
                count += 1;
            }
        }
        let (share, square) = (f64::from(covered) / f64::from(count), squares / f64::from(count));
        assert!(
            share > 0.87 && (0.6..1.5).contains(&square),
            "{name}: {share} within 1.96 errors, mean square {square}"
        );
    }
}

#[test]
fn threads_and_pieces_do_not_show() {
    let polytope = Polytope::new(6, &random_rows(&mut Random(2), 6, 4)).unwrap();
    let (n, steps) = (6, 300);
    let all = points(&polytope, 9, steps);
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(|| points(&polytope, 9, steps)) == all, "{threads} threads");
    }
    // One step at a time, then some, then the rest.
    let mut walk = Walk::new(&polytope, 9, rng::WEIGHTS);
    for size in [1, 1, 1, 17, 0, 140, 140] {
        let at = walk.next_step() as usize;
        let mut some = vec![0.0; n * size * CHAINS];
        walk.fill(size, &mut some);
        for j in 0..n {
            let expected = &all[(j * steps + at) * CHAINS..][..size * CHAINS];
            assert!(
                &some[j * size * CHAINS..][..size * CHAINS] == expected,
                "steps {at} to {}",
                at + size
            );
        }
    }
    assert_eq!(walk.next_step(), steps as u64);
    assert!(points(&polytope, 10, 3)[..CHAINS] != all[..CHAINS]);
}

#[test]
fn polygons_are_the_exact_published_ones() {
    for name in
        ["s03_three_criteria_unit_vectors_and_compromise", "s04_three_criteria_complete_order"]
    {
        let case = golden(name);
        let rows =
            |value: &Value| value.as_array().unwrap().iter().map(numbers).collect::<Vec<_>>();
        let values: Vec<[f64; 3]> = rows(&case["performance"]["matrix"])
            .into_iter()
            .map(|row| row.try_into().unwrap())
            .collect();
        let within = case["weight_constraints"].as_array().unwrap().iter();
        let within: Vec<[f64; 3]> =
            within.map(|row| numbers(&row["a"]).try_into().unwrap()).collect();
        let areas = areas(&values, &within).unwrap();
        for (ours, key) in
            [(&areas.ranks, "rank_acceptability"), (&areas.pairwise, "pairwise_winning")]
        {
            for (ours, exact) in ours.iter().zip(rows(&case[key]).concat()) {
                assert!((ours - exact).abs() < 1e-14, "{name}, {key}: {ours} {exact}");
            }
        }
        for (ours, exact) in areas.central.iter().zip(case["central_weights"].as_array().unwrap()) {
            assert_eq!(ours.is_none(), exact.is_null(), "{name}");
            let near = |ours: &[f64; 3]| {
                ours.iter().zip(numbers(exact)).all(|(ours, exact)| (ours - exact).abs() < 1e-13)
            };
            assert!(ours.as_ref().is_none_or(near), "{name}: {ours:?} {exact}");
        }
        assert!((areas.area / 2.0 - case["weight_space_volume"].as_f64().unwrap()).abs() < 1e-15);
    }
}

#[test]
fn half_spaces_are_the_exact_published_pairs() {
    for name in [
        "s03_three_criteria_unit_vectors_and_compromise",
        "s07_four_criteria_six_alternatives_free",
    ] {
        let case = golden(name);
        let values: Vec<Vec<f64>> =
            case["performance"]["matrix"].as_array().unwrap().iter().map(numbers).collect();
        for (a, row) in case["pairwise_winning"].as_array().unwrap().iter().enumerate() {
            for (b, exact) in numbers(row).into_iter().enumerate() {
                let d: Vec<f64> = values[a].iter().zip(&values[b]).map(|(x, y)| x - y).collect();
                let (ahead, tied) = half_space::share(&d);
                assert!(
                    (ahead - exact).abs() < 1e-14 && (tied == 1.0) == (a == b),
                    "{name} {a} {b}: {ahead} {exact}"
                );
            }
        }
    }
}
