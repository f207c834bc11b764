//! Convergence and times of the drivers study. Run with `cargo bench --profile dev --bench drivers`
//! or `cargo bench` (release). First a table: indices of the Ishigami function by number of points
//! against their closed form, and what the errors told are worth. Then times. Nothing here is
//! asserted; `tests/engine/drivers.rs` does that.

use afweging::case::{Case, DEFAULT, Location, WhatIf};
use afweging::method::Method;
use afweging::problem::Problem;
use afweging::study::{By, DriversRequest, POINTS, WeightsChoice, WeightsModel, drivers, sobol};
use std::f64::consts::PI;

fn main() {
    convergence();
    divan::main();
}

/// Sobol' & Levitan's form of it, with a = 7 and b = 0.1 (Ishigami & Homma 1990,
/// doi:10.1109/ISUMA.1990.151285).
fn ishigami(u: &[f64], y: &mut [f64]) {
    let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
    y[0] = x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin();
}

const EXACT: [(f64, f64); 3] = [(0.313905, 0.557589), (0.442411, 0.442411), (0.0, 0.243684)];

/// Over 20 seeds: the root mean square of what is missed and of the standard errors told.
fn convergence() {
    const SEEDS: u64 = 20;
    println!("Ishigami       first order (missed, told)              total (missed, told)");
    println!("points      x1        x2        x3              x1        x2        x3");
    for exponent in [8, 10, 12, 14, 16, 18] {
        let mut sums = [[0.0; 4]; 3];
        for seed in 1..=SEEDS {
            let found = sobol(3, 1, 1 << exponent, seed, ishigami).remove(0).expect("it varies");
            for ((sums, found), exact) in sums.iter_mut().zip(found).zip(EXACT) {
                sums[0] += (found.first_order.value - exact.0).powi(2);
                sums[1] += found.first_order.std_error.powi(2);
                sums[2] += (found.total.value - exact.1).powi(2);
                sums[3] += found.total.std_error.powi(2);
            }
        }
        let of = |part: usize| {
            sums.map(|sums| format!("{:.5}", (sums[part] / SEEDS as f64).sqrt())).join("   ")
        };
        println!("2^{exponent:<4} missed {}       {}", of(0), of(2));
        println!("       told   {}       {}", of(1), of(3));
    }
}

/// Figures between 0 and 1 that look random and are the same everywhere.
fn figure(i: usize, j: usize) -> f64 {
    let x = ((i * 7919 + j * 104_729 + 13) as f64).powf(1.37) * 0.618_033_988_749_895;
    (x.fract() * 1e6).round() / 1e6
}

/// m alternatives in one group on n criteria, every figure uniform over three tenths of the scale.
fn uncertain(m: usize, n: usize) -> Case {
    let folder = tempfile::tempdir().expect("a folder");
    let mut toml =
        String::from("format = 1\nid = \"big\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"option\"\n");
    let mut csv = String::from("option");
    for j in 0..n {
        toml += &format!("[[criteria]]\nid = \"c{j}\"\nscale = {{ min = 0, max = 1 }}\n");
        csv += &format!(",c{j}");
    }
    for i in 0..m {
        csv += &format!("\no{i:04}");
        for j in 0..n {
            let low = 0.7 * figure(i, j);
            csv += &format!(",uniform({low}; {})", low + 0.3);
        }
    }
    std::fs::write(folder.path().join("case.toml"), toml).expect("written");
    std::fs::write(folder.path().join("d.csv"), csv).expect("written");
    Case::open(&Location::Path(folder.path().join("case.toml")), &WhatIf::default()).expect("sound")
}

fn request(by: By, points: u64) -> DriversRequest {
    DriversRequest {
        methods: vec![Method::named("weighted-sum").unwrap()],
        weights: WeightsChoice::Model(WeightsModel::Nodes),
        by,
        normalizations: Vec::new(),
        points,
        uniform_sets: true,
        seed: 1,
    }
}

fn rows(problem: &Problem, method: &str, request: &DriversRequest) -> usize {
    let method = Method::named(method).expect("known");
    drivers(problem, &DriversRequest { methods: vec![method], ..request.clone() })
        .expect("defined")
        .indices()
        .rows()
}

/// 48 alternatives x 22 criteria in one group, all 1,056 figures uncertain, at the default number
/// of points.
#[divan::bench(args = ["criterion", "input"], sample_count = 1)]
fn of_48_x_22(bencher: divan::Bencher, by: &str) {
    let case = uncertain(48, 22);
    let by = if by == "input" { By::Input } else { By::Criterion };
    bencher.bench(|| rows(&case.problem, "weighted-sum", &request(by, POINTS)));
}

/// The same by a method that is prepared anew in every draw, with 1,024 points.
#[divan::bench(args = ["topsis", "vikor", "promethee-ii"], sample_count = 1)]
fn of_48_x_22_anew(bencher: divan::Bencher, method: &str) {
    let case = uncertain(48, 22);
    bencher.bench(|| rows(&case.problem, method, &request(By::Criterion, 1024)));
}

/// The built-in case.
#[divan::bench(args = ["criterion", "input"], sample_count = 3)]
fn of_the_built_in_case(bencher: divan::Bencher, by: &str) {
    let case = Case::open(&Location::Builtin(DEFAULT.into()), &WhatIf::default()).expect("sound");
    let by = if by == "input" { By::Input } else { By::Criterion };
    bencher.bench(|| rows(&case.problem, "weighted-sum", &request(by, POINTS)));
}
