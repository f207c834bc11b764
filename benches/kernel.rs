//! Times of the sampling kernel, per 1e6 draws. Run with `cargo bench --bench kernel`.

use afweging::kernel::{Linear, Sampler, Scorer, Simplex};

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
    let sampler = Simplex::new(n, 1, 0);
    let mut weights = vec![0.0; n * 64];
    bencher.bench_local(|| (0..DRAWS / 64).for_each(|b| sampler.fill(b * 64, 64, divan::black_box(&mut weights))));
}

#[divan::bench(args = [(28, 8), (100, 10)], sample_count = 10)]
fn linear_one_thread(bencher: divan::Bencher, (m, n): (usize, usize)) {
    let scorer = linear(m, n);
    let weights = vec![0.1; n * 64];
    let mut scores = vec![0.0; m * 64];
    bencher.bench_local(|| {
        (0..DRAWS / 64).for_each(|_| scorer.score(divan::black_box(&weights), 64, divan::black_box(&mut scores)))
    });
}
