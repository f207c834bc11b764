//! Our side of `benches/peers/smaa`: `FILE.csv WORKLOAD DRAWS` runs a workload on the file's
//! numbers a few times and prints the seconds of each run and what it counted as JSON. Reading the
//! file is not timed.

use afweging::kernel::{Curve, Distribution, DrawnCell, Inputs, Linear, Options, Ranks, Scorer};
use afweging::method::Method;
use afweging::polytope::{CHAINS, Row};
use afweging::problem::{Direction, Matrix, Problem};
use std::hint::black_box;
use std::time::Instant;

mod work;

const RUNS: usize = 7;

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [path, workload, draws] = &arguments[..] else {
        println!("run benches/peers/smaa: it makes the problems that both sides solve");
        return;
    };
    let text = std::fs::read_to_string(path).expect("the problem");
    let rows: Vec<Vec<f64>> = text
        .lines()
        .map(|line| line.split(',').map(|x| x.parse().expect("a number")).collect())
        .collect();
    let draws: u64 = draws.parse().expect("draws");
    let first_and_central = Options { pairwise: false, central: true };
    println!(
        "{}",
        match workload.as_str() {
            "a" => counted(
                &linear(&rows),
                rows[0].len(),
                4,
                draws,
                Options { pairwise: true, central: true }
            ),
            "unavoidable" => {
                let values: Vec<f64> = rows.concat();
                timed(|| work::unavoidable(black_box(&values), draws)).0
            }
            "b" => counted(&linear(&rows), rows[0].len(), rows.len(), draws, first_and_central),
            "c" =>
                counted(&uniform(&rows), rows[0].len(), rows.len() / 2, draws, first_and_central),
            "topsis" | "vikor" => {
                let scorer = method(workload, &rows);
                counted(&*scorer, rows[0].len(), rows.len() - 1, draws, first_and_central)
            }
            "d" => walked(&rows, draws, &format!("{path}.points")),
            other => format!("{{\"missing\": \"our side has no workload {other}\"}}"),
        }
    );
}

/// A row per alternative: its values.
fn linear(rows: &[Vec<f64>]) -> Linear {
    let (m, n) = (rows.len(), rows[0].len());
    Linear::new((0..m * n).map(|k| rows[k % m][k / m]).collect(), m)
}

/// A row per alternative: where its cells begin; then as many rows: where they end. Every cell is
/// an input of its own.
fn uniform(rows: &[Vec<f64>]) -> Inputs {
    let (m, n) = (rows.len() / 2, rows[0].len());
    let input =
        |k: usize| Distribution::Uniform { low: rows[k % m][k / m], high: rows[m + k % m][k / m] };
    let value = Curve {
        points: vec![(0.0, 0.0), (2.0, 2.0)],
        extended: (false, false),
        logarithmic: false,
    };
    let cell =
        |input| DrawnCell::Drawn { input, offset: 0.0, shifts: Vec::new(), value: value.clone() };
    Inputs::new(1, (0..m * n).map(input).collect(), (0..m * n).map(cell).collect(), m)
}

/// A row of directions, 1 or -1; then a row per alternative: its figures.
fn method(name: &str, rows: &[Vec<f64>]) -> Box<dyn Scorer> {
    let directions: Vec<Direction> = rows[0]
        .iter()
        .map(|sign| if *sign > 0.0 { Direction::Max } else { Direction::Min })
        .collect();
    let figures = Matrix::from_fn(rows.len() - 1, directions.len(), |i, j| rows[i + 1][j]);
    let problem =
        Problem::crisp(&figures, &directions, &vec![1.0; directions.len()]).expect("a problem");
    let prepared = Method::named(name)
        .expect("known")
        .prepare(&problem, &problem.groups()[0])
        .expect("defined");
    prepared.scorer.expect("scores")
}

/// A row per alternative: its values; then a row per constraint: a factor per weight, and the most
/// that the sum may be. Kept points are made, scored and counted, buffer by buffer. Besides
/// `seconds` it prints how many `chains` the points come from (point k is step k div chains of
/// chain k mod chains) and the file that holds all `points`, 8 bytes a number, least first: another
/// pass writes it, untimed.
fn walked(rows: &[Vec<f64>], draws: u64, points: &str) -> String {
    let n = rows[0].len();
    let (values, constraints): (Vec<_>, Vec<_>) =
        rows.iter().cloned().partition(|row| row.len() == n);
    let constraint = |row: &Vec<f64>| Row {
        coefficients: row[..n].to_vec(),
        constant: -row[n],
        equality: false,
    };
    let constraints: Vec<Row> = constraints.iter().map(constraint).collect();
    let scorer = linear(&values);
    let (seconds, ranks) =
        timed(|| work::walked(black_box(&constraints), black_box(&scorer), n, draws, |_| {}));
    let mut bytes = Vec::with_capacity(draws as usize * n * 8);
    work::walked(&constraints, &scorer, n, draws, |weights| {
        let rows: Vec<&[f64]> = weights.chunks_exact(weights.len() / n).collect();
        (0..rows[0].len())
            .for_each(|k| rows.iter().for_each(|row| bytes.extend(row[k].to_le_bytes())));
    });
    bytes.truncate(draws as usize / CHAINS * CHAINS * n * 8);
    std::fs::write(points, bytes).expect("a file of points");
    let first: Vec<f64> = (0..values.len()).map(|i| ranks.rank(i, 0)).collect();
    let seconds = seconds.trim_end_matches('}');
    format!("{seconds}, \"chains\": {CHAINS}, \"points\": \"{points}\", \"first\": {first:?}}}")
}

/// The seconds of each run, as JSON, and what the last one returned.
fn timed<T>(mut run: impl FnMut() -> T) -> (String, T) {
    let mut seconds = Vec::with_capacity(RUNS);
    let mut last = run();
    for _ in 0..RUNS {
        let start = Instant::now();
        last = black_box(run());
        seconds.push(start.elapsed().as_secs_f64());
    }
    (format!("{{\"seconds\": {seconds:?}}}"), last)
}

fn counted(scorer: &dyn Scorer, n: usize, group: usize, draws: u64, options: Options) -> String {
    let (seconds, ranks) = timed(|| work::ranks(black_box(scorer), n, group, draws, options));
    let m = scorer.alternatives();
    let square = |count: &dyn Fn(&Ranks, usize, usize) -> f64| -> Vec<Vec<f64>> {
        (0..m).map(|i| (0..group).map(|r| count(&ranks, i, r)).collect()).collect()
    };
    let rank = square(&|ranks, i, r| ranks.rank(i, r));
    let ahead = square(&|ranks, i, r| ranks.ahead(i / group, i % group, r).sum);
    let central = |pick: fn((f64, f64)) -> f64| -> Vec<Vec<f64>> {
        (0..m).map(|i| (0..n).map(|j| pick(ranks.central(i, j))).collect()).collect()
    };
    let (sums, squares) = (central(|both| both.0), central(|both| both.1));
    let seconds = seconds.trim_end_matches('}');
    format!(
        "{seconds}, \"rank\": {rank:?}, \"ahead\": {ahead:?}, \"sums\": {sums:?}, \"squares\": {squares:?}}}"
    )
}
