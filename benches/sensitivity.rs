//! Times of the sensitivity studies. Run with `cargo bench --profile dev --bench sensitivity` or
//! `cargo bench` (release). Figures stand in docs/performance.md; nothing here is asserted.

use afweging::case::{Case, DEFAULT, Location, WhatIf};
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem, Quantity};
use afweging::study::{
    INFORMATION_DRAWS, InformationRequest, PassagesLeftOut, RobustRequest, StabilityRequest,
    SweepRequest, WeightsModel, evaluate, information, robust, stability, sweep,
};

fn main() {
    divan::main();
}

/// Figures between 0 and 1 that look random and are the same everywhere.
fn figure(i: usize, j: usize) -> f64 {
    let x = ((i * 7919 + j * 104_729 + 13) as f64).powf(1.37) * 0.618_033_988_749_895;
    (x.fract() * 1e6).round() / 1e6
}

/// Figures on five levels, as judgements are: many nearest weights, so that ties between them must
/// be broken.
fn level(i: usize, j: usize) -> f64 {
    (figure(i, j) * 5.0).floor()
}

fn crisp(m: usize, n: usize) -> Problem {
    let directions: Vec<Direction> =
        (0..n).map(|j| if j % 2 == 0 { Direction::Max } else { Direction::Min }).collect();
    let weights: Vec<f64> = (1..=n).map(|j| j as f64).collect();
    Problem::crisp(&Matrix::from_fn(m, n, figure), &directions, &weights).expect("a problem")
}

fn weighted_sum() -> Method {
    Method::named("weighted-sum").expect("known")
}

/// All weights of m alternatives x 20 criteria in one group: lines, the table `sweep` and the
/// tornado. Growth is quadratic in m.
#[divan::bench(args = [250, 500, 1_000, 2_000], sample_count = 3)]
fn sweep_of_all_weights(bencher: divan::Bencher, m: usize) {
    let problem = crisp(m, 20);
    let evaluation = evaluate(&problem, &weighted_sum()).expect("defined");
    bencher.bench(|| {
        let sweep = sweep(&evaluation, &SweepRequest::default()).expect("a score");
        (sweep.table().rows(), sweep.tornado().rows(), sweep.switch_count())
    });
}

/// The same for TOPSIS, by scan and bisection.
#[divan::bench(args = [12, 48], sample_count = 3)]
fn sweep_of_topsis(bencher: divan::Bencher, m: usize) {
    let problem = crisp(m, 22);
    let evaluation = evaluate(&problem, &Method::named("topsis").expect("known")).expect("defined");
    bencher
        .bench(|| sweep(&evaluation, &SweepRequest::default()).expect("a score").switches().rows());
}

/// 48 alternatives x 22 criteria in one group: intervals, smallest changes in three norms for two
/// goals, 47 challengers.
#[divan::bench(args = [false, true], sample_count = 5)]
fn stability_of_48_x_22(bencher: divan::Bencher, on_levels: bool) {
    let figure = if on_levels { level } else { figure };
    let problem =
        Problem::crisp(&Matrix::from_fn(48, 22, figure), &[Direction::Max; 22], &[1.0; 22])
            .expect("a problem");
    let evaluation = evaluate(&problem, &weighted_sum()).expect("defined");
    bencher.bench(|| {
        stability(&evaluation, &StabilityRequest::default())
            .expect("a score")
            .smallest_change()
            .rows()
    });
}

/// 48 alternatives x 22 criteria in one group, all weights: differences, extreme ranks and regret.
#[divan::bench(args = [false, true], sample_count = 5)]
fn robust_of_48_x_22(bencher: divan::Bencher, on_levels: bool) {
    let figure = if on_levels { level } else { figure };
    let problem =
        Problem::crisp(&Matrix::from_fn(48, 22, figure), &[Direction::Max; 22], &[1.0; 22])
            .expect("a problem");
    let evaluation = evaluate(&problem, &weighted_sum()).expect("defined");
    bencher.bench(|| {
        robust(&evaluation, &RobustRequest::default()).expect("linear").alternatives().rows()
    });
}

/// Many alternatives x 5 criteria, all weights: the same, of which a fixed amount is searched.
#[divan::bench(args = [100, 400, 1_000], sample_count = 1)]
fn robust_of_m_x_5(bencher: divan::Bencher, m: usize) {
    let problem = Problem::crisp(&Matrix::from_fn(m, 5, figure), &[Direction::Max; 5], &[1.0; 5])
        .expect("a problem");
    let evaluation = evaluate(&problem, &weighted_sum()).expect("defined");
    bencher.bench(|| {
        robust(&evaluation, &RobustRequest::default()).expect("linear").alternatives().rows()
    });
}

/// 200 alternatives x 20 criteria, all weights.
#[divan::bench(sample_count = 3)]
fn robust_of_200_x_20(bencher: divan::Bencher) {
    let problem =
        Problem::crisp(&Matrix::from_fn(200, 20, figure), &[Direction::Max; 20], &[1.0; 20])
            .expect("a problem");
    let evaluation = evaluate(&problem, &weighted_sum()).expect("defined");
    bencher.bench(|| {
        robust(&evaluation, &RobustRequest::default()).expect("linear").alternatives().rows()
    });
}

/// 48 alternatives x 22 criteria in one group, each of the 1,056 cells an input of its own that is
/// not sure: what knowing each is worth, at the given weights and over all of them.
#[divan::bench(args = [false, true], sample_count = 3)]
fn information_of_48_x_22(bencher: divan::Bencher, all_weights: bool) {
    let mut builder = Problem::builder();
    for j in 0..22 {
        builder = builder.criterion(format!("C{}", j + 1), Direction::Max, 1.0);
    }
    for i in 0..48 {
        let around = |x: f64| Quantity::Uniform(x - 0.3, x + 0.3);
        let row = (0..22).map(|j| around(figure(i, j)));
        builder = builder.alternative(format!("A{}", i + 1), row);
    }
    let problem = builder.build().expect("a problem");
    let evaluation = evaluate(&problem, &weighted_sum()).expect("defined");
    let weights = all_weights.then_some(WeightsModel::Nodes);
    let request =
        InformationRequest { weights, uniform_sets: false, draws: INFORMATION_DRAWS, seed: 1 };
    bencher.bench(|| information(&evaluation, &request).expect("a score").table().rows());
}

/// The built-in case, in its groups and in one group: every table of the study.
#[divan::bench(args = [false, true], sample_count = 5)]
fn stability_of_the_built_in_case(bencher: divan::Bencher, overall: bool) {
    let what_if = WhatIf { overall, ..WhatIf::default() };
    let case = Case::open(&Location::Builtin(DEFAULT.into()), &what_if).expect("sound");
    let evaluation = evaluate(&case.problem, &case.methods[0]).expect("defined");
    bencher.bench(|| {
        let without = |passage: &str| case.without_passage(passage);
        let passages = PassagesLeftOut { passages: &case.passages, problem_without: &without };
        let request = StabilityRequest { passages: Some(passages), ..StabilityRequest::default() };
        let study = stability(&evaluation, &request).expect("a score");
        (
            study.smallest_change().rows(),
            study.fewest_inputs().rows(),
            study.passages_table().rows(),
        )
    });
}

/// The built-in case: every table of the sweep, bands among them.
#[divan::bench(args = [false, true], sample_count = 5)]
fn sweep_of_the_built_in_case(bencher: divan::Bencher, overall: bool) {
    let what_if = WhatIf { overall, ..WhatIf::default() };
    let case = Case::open(&Location::Builtin(DEFAULT.into()), &what_if).expect("sound");
    let evaluation = evaluate(&case.problem, &case.methods[0]).expect("defined");
    bencher.bench(|| {
        let study = sweep(&evaluation, &SweepRequest::default()).expect("a score");
        (
            study.table().rows(),
            study.switches().rows(),
            study.tornado().rows(),
            study.bands().rows(),
        )
    });
}
