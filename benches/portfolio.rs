//! The search for the best set of options beside the integer search of microlp, which a user of Rust
//! would pick instead, on the same programs in one run. Run with `cargo bench --bench portfolio`.
//! Figures stand in docs/performance.md; nothing here is asserted but that both find the same value.

use afweging::binary_program::{BestRequest, BinaryProgram, ProgramRow};
use microlp::{ComparisonOp, OptimizationDirection, Problem};
use std::time::{Duration, Instant};

/// SplitMix64: the same programs everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

/// So many choices of none or one of some options, worth 1 to 1000, and rows of figures from 1 to 40
/// that leave room for half of what the average of all options takes.
fn program(seed: u64, choices: usize, options: usize, rows: usize) -> BinaryProgram {
    let mut random = Random(seed);
    let mut values = vec![vec![0.0; options + 1]; choices];
    for value in values.iter_mut().flat_map(|of| of.iter_mut().skip(1)) {
        *value = (1 + random.below(1_000)) as f64;
    }
    let row = |random: &mut Random| {
        let mut terms = Vec::new();
        for choice in 0..choices {
            for option in 1..=options {
                terms.push((choice, option, (1 + random.below(40)) as f64));
            }
        }
        let all: f64 = terms.iter().map(|(_, _, figure)| figure).sum();
        ProgramRow { terms, at_most: (all / options as f64 / 2.0).round(), excess_cost: None }
    };
    let rows = (0..rows).map(|_| row(&mut random)).collect();
    BinaryProgram { values, rows, bonuses: Vec::new() }
}

fn by_microlp(program: &BinaryProgram, limit: Duration) -> Option<f64> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let variables: Vec<Vec<_>> = program
        .values
        .iter()
        .map(|of| of.iter().map(|value| problem.add_binary_var(*value)).collect())
        .collect();
    for of in &variables {
        let one: Vec<_> = of.iter().map(|variable| (*variable, 1.0)).collect();
        problem.add_constraint(&one, ComparisonOp::Eq, 1.0);
    }
    for row in &program.rows {
        let terms: Vec<_> = row.terms.iter().map(|(c, o, a)| (variables[*c][*o], *a)).collect();
        problem.add_constraint(&terms, ComparisonOp::Le, row.at_most);
    }
    problem.set_time_limit(limit);
    problem.solve().ok()?.into_solution().ok().map(|solution| solution.objective())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    // A search that is not done after that is counted with it.
    let limit = Duration::from_secs(20);
    for (choices, options, rows) in [(10, 5, 3), (20, 5, 5), (30, 5, 10)] {
        let (mut ours, mut theirs, mut ratios, mut other) = (vec![], vec![], vec![], 0);
        for seed in 0..7 {
            let program = program(seed, choices, options, rows);
            let start = Instant::now();
            let best = program.best(&BestRequest::default());
            let own = start.elapsed().as_secs_f64();
            let start = Instant::now();
            let value = by_microlp(&program, limit);
            let their = start.elapsed().as_secs_f64();
            let found = best.found.first().map(|chosen| chosen.value);
            let is_same = found.zip(value).is_some_and(|(a, b)| (a - b).abs() < 1e-6);
            other += usize::from(!best.complete || !is_same);
            ours.push(own);
            theirs.push(their);
            ratios.push(their / own);
        }
        println!(
            "{choices} choices x {options} options x {rows} rows: ours {:.4} s, microlp {:.4} s, ratio {:.1} (medians of 7); not the same or not proved: {other}",
            median(ours),
            median(theirs),
            median(ratios)
        );
    }
}
