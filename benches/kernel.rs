//! Times of the sampling kernel, per 1e6 draws. Run with `cargo bench --bench kernel`.

use afweging::kernel::{
    Curve, Distribution, DrawnCell, Inputs, Layout, Linear, Options, Ranks, Sampler, Scorer,
    SimplexSampler, Tally,
};
use afweging::method::Method;
use afweging::polytope::{CHAINS, Mixing, Polytope, Row, Walk, polygon};
use afweging::problem::{Aggregate, Direction, Interaction, Matrix, OrderWeights, Problem};
use std::sync::Arc;

mod work;

fn main() {
    divan::main();
}

const DRAWS: u64 = 1_000_000;

fn figure(i: usize, j: usize) -> f64 {
    ((i * 7919 + j * 104_729 + 13) as f64 * 0.618_033_988_749_895).fract()
}

fn linear(m: usize, n: usize) -> Linear {
    Linear::new((0..m * n).map(|k| figure(k % m, k / m)).collect(), m)
}

#[divan::bench(args = [(28, 8), (100, 10)], sample_count = 10)]
fn simplex_one_thread(bencher: divan::Bencher, (_, n): (usize, usize)) {
    let sampler = SimplexSampler::new(n, 1, 0);
    let mut weights = vec![0.0; n * 64];
    bencher.bench_local(|| {
        (0..DRAWS / 64).for_each(|b| sampler.fill(b * 64, 64, divan::black_box(&mut weights)))
    });
}

#[divan::bench(args = [(28, 8), (100, 10)], sample_count = 10)]
fn linear_one_thread(bencher: divan::Bencher, (m, n): (usize, usize)) {
    let scorer = linear(m, n);
    let weights = vec![0.1; n * 64];
    let mut scores = vec![0.0; m * 64];
    bencher.bench_local(|| {
        (0..DRAWS / 64).for_each(|_| {
            scorer.score(divan::black_box(&weights), 64, divan::black_box(&mut scores))
        })
    });
}

/// 28 alternatives in groups of 4, 8 criteria, with central weights and pairs.
#[divan::bench(sample_count = 20)]
fn a_28x8_groups_of_4(bencher: divan::Bencher) {
    let scorer = linear(28, 8);
    bencher.bench_local(|| {
        work::ranks(&scorer, 8, 4, DRAWS, Options { pairwise: true, central: true })
    });
}

/// What no implementation of the former gets around, on all threads.
#[divan::bench(sample_count = 20)]
fn a_unavoidable_work(bencher: divan::Bencher) {
    let values: Vec<f64> = (0..28 * 8).map(|k| figure(k % 28, k / 28)).collect();
    bencher.bench_local(|| work::unavoidable(&values, DRAWS));
}

/// 100 alternatives in one ranking, 10 criteria.
#[divan::bench(sample_count = 10)]
fn b_100x10_one_ranking(bencher: divan::Bencher) {
    let scorer = linear(100, 10);
    bencher.bench_local(|| {
        work::ranks(&scorer, 10, 100, DRAWS, Options { pairwise: false, central: true })
    });
}

/// TOPSIS and VIKOR, 28 alternatives in groups of 4, 8 criteria, on all threads.
#[divan::bench(args = ["topsis", "vikor"], sample_count = 10)]
fn e_28x8(bencher: divan::Bencher, method: &str) {
    let scorer = prepared(method);
    bencher.bench_local(|| {
        work::ranks(&*scorer, 8, 28, DRAWS, Options { pairwise: false, central: true })
    });
}

/// The same scores without sampling and counting, on one thread.
#[divan::bench(args = ["topsis", "vikor"], sample_count = 10)]
fn e_scores_one_thread(bencher: divan::Bencher, method: &str) {
    let scorer = prepared(method);
    let (mut weights, mut scores) = (vec![0.0; 8 * 64], vec![0.0; 28 * 64]);
    SimplexSampler::new(8, 1, 0).fill(0, 64, &mut weights);
    bencher.bench_local(|| {
        (0..DRAWS / 64).for_each(|_| {
            scorer.score(divan::black_box(&weights), 64, divan::black_box(&mut scores))
        })
    });
}

/// Hierarchical aggregation of 28 alternatives on 8 criteria, four each under two nodes, which do as
/// the top does: scores alone, on one thread.
#[divan::bench(args = ["geometric", "harmonic", "min", "power", "owa", "choquet"], sample_count = 5)]
fn f_tree_28x8_one_thread(bencher: divan::Bencher, aggregate: &str) {
    let scorer = tree(aggregate);
    let (mut weights, mut scores) = (vec![0.0; 8 * 64], vec![0.0; 28 * 64]);
    SimplexSampler::new(8, 1, 0).fill(0, 64, &mut weights);
    bencher.bench_local(|| {
        (0..DRAWS / 64).for_each(|_| {
            scorer.score(divan::black_box(&weights), 64, divan::black_box(&mut scores))
        })
    });
}

fn tree(aggregate: &str) -> Box<dyn Scorer> {
    // `a` and `b` are two of the children.
    let of = |a: &str, b: &str| match aggregate {
        "geometric" => Aggregate::Geometric { floor: Some(0.01) },
        "harmonic" => Aggregate::Harmonic { floor: Some(0.01) },
        "min" => Aggregate::Min,
        "power" => Aggregate::Power { p: 0.5, floor: None },
        "owa" => Aggregate::Owa(OrderWeights::Quantifier { alpha: 2.0 }),
        _ => Aggregate::Choquet {
            interactions: vec![Interaction { between: [a.to_owned(), b.to_owned()], index: 0.2 }],
        },
    };
    let mut builder = Problem::builder()
        .aggregate(of("n0", "n1"))
        .node_with("n0", 1.0, |c| c.aggregate(of("c0", "c1")))
        .node_with("n1", 1.0, |c| c.aggregate(of("c4", "c5")));
    for j in 0..8 {
        let node = if j < 4 { "n0" } else { "n1" };
        builder = builder.criterion_with(format!("c{j}"), Direction::Max, 1.0, |c| {
            c.scale(0.0, 1.0).parent(node)
        });
    }
    for i in 0..28 {
        builder = builder.alternative(format!("a{i}"), (0..8).map(|j| figure(i, j)));
    }
    let problem = builder.build().expect("a problem");
    let method = Method::of_tree(problem.tree());
    let prepared = method.prepare(&problem, &problem.groups()[0]).expect("defined");
    prepared.scorer.expect("scores")
}

fn prepared(method: &str) -> Box<dyn Scorer> {
    let problem = Problem::crisp(&Matrix::from_fn(28, 8, figure), &[Direction::Max; 8], &[1.0; 8])
        .expect("a problem");
    let prepared = Method::named(method)
        .expect("known")
        .prepare(&problem, &problem.groups()[0])
        .expect("defined");
    prepared.scorer.expect("scores")
}

/// 48 alternatives in one ranking, 22 criteria, every cell uniform on its own interval, on all
/// threads.
#[divan::bench(sample_count = 10)]
fn c_48x22_drawn_inputs(bencher: divan::Bencher) {
    let (m, n) = (48, 22);
    let inputs = (0..m * n)
        .map(|k| Distribution::Uniform {
            low: figure(k % m, k / m),
            high: figure(k % m, k / m) + 0.1,
        })
        .collect();
    let value = Curve {
        points: vec![(0.0, 0.0), (1.1, 1.0)],
        extended: (false, false),
        logarithmic: false,
    };
    let cell =
        |input| DrawnCell::Drawn { input, offset: 0.0, shifts: Vec::new(), value: value.clone() };
    let scorer = Inputs::new(1, inputs, (0..m * n).map(cell).collect(), m);
    bencher.bench_local(|| {
        work::ranks(&scorer, n, m, DRAWS, Options { pairwise: false, central: true })
    });
}

/// Ten linear constraints on eight weights that hold in a corner of the simplex.
fn constraints() -> Vec<Row> {
    let point: Vec<f64> = (1..=8).map(|j| f64::from(j) / 36.0).collect();
    let row = |k: usize| {
        let coefficients: Vec<f64> = (0..8).map(|j| figure(k, j + 20) - 0.5).collect();
        let at: f64 = coefficients.iter().zip(&point).map(|(a, w)| a * w).sum();
        Row { coefficients, constant: -at - 0.05, equality: false }
    };
    (0..10).map(row).collect()
}

/// 20 alternatives, 8 criteria, ten constraints, 1e6 kept points of the walk, on all threads.
#[divan::bench(sample_count = 5)]
fn d_20x8_ten_constraints(bencher: divan::Bencher) {
    let scorer = linear(20, 8);
    bencher.bench_local(|| work::walked(&constraints(), &scorer, 8, DRAWS, |_| {}));
}

/// The same with what the points are worth estimated on the way, and printed once.
#[divan::bench(sample_count = 5)]
fn d_with_mixing(bencher: divan::Bencher) {
    let scorer = linear(20, 8);
    let mut worth = None;
    bencher.bench_local(|| {
        let mut mixing = Mixing::new(8, CHAINS);
        let all = work::walked(&constraints(), &scorer, 8, DRAWS, |weights| mixing.add(weights));
        let effective =
            (0..8).filter_map(|j| mixing.estimate(j)).map(|estimate| estimate.effective);
        worth = Some((effective.fold(f64::INFINITY, f64::min), mixing.steps() * CHAINS as u64));
        all
    });
    if let Some((effective, points)) = worth {
        println!(
            "\n{points} points are worth {effective:.0} independent ones in the worst coordinate"
        );
    }
}

/// 1e6 kept points of the same walk on one thread.
#[divan::bench(sample_count = 5)]
fn d_walk_one_thread(bencher: divan::Bencher) {
    let mut walk = Walk::new(&Polytope::new(8, &constraints()).expect("a polytope"), 1, 0);
    let mut weights = vec![0.0; 8 * 125 * CHAINS];
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    bencher.bench_local(|| {
        pool.install(|| (0..125).for_each(|_| walk.fill(125, divan::black_box(&mut weights))))
    });
}

/// Exact ranks of 30 alternatives for three weights.
#[divan::bench(sample_count = 5)]
fn polygon_30(bencher: divan::Bencher) {
    let values: Vec<[f64; 3]> = (0..30).map(|i| std::array::from_fn(|j| figure(i, j))).collect();
    bencher.bench_local(|| polygon::areas(&values, &[]));
}

/// Counting alone, on one thread.
#[divan::bench(args = [(28, 8, 4), (28, 8, 7), (28, 8, 28), (100, 10, 100)], sample_count = 10)]
fn tally_one_thread(bencher: divan::Bencher, (m, n, group): (usize, usize, usize)) {
    let groups: Vec<_> = (0..m / group).map(|g| g * group..(g + 1) * group).collect();
    let kinds: Vec<usize> = (0..m).map(|i| i % group).collect();
    let options = Options { pairwise: group < 50, central: true };
    let mut ranks = Ranks::new(&Arc::new(Layout::new(&groups, &kinds, n, options)));
    let mut weights = vec![0.0; n * 64];
    let mut scores = vec![0.0; m * 64];
    SimplexSampler::new(n, 1, 0).fill(0, 64, &mut weights);
    linear(m, n).score(&weights, 64, &mut scores);
    bencher.bench_local(|| {
        (0..DRAWS / 64)
            .for_each(|_| ranks.add(divan::black_box(&weights), divan::black_box(&scores), 64))
    });
}
