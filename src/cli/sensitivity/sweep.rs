//! `afweging sensitivity sweep`

use super::super::args::WeightArgs;
use super::super::failure::Failure;
use super::super::open::Admissible;
use super::super::output::{Output, Tables};
use super::super::study::{evaluated, prepare, show};
use afweging::report;
use afweging::study::{MOST_ORDER_ROWS, sweep};
use std::time::Instant;

/// Each takes some milliseconds of search: beyond so many they are only made when their table is
/// asked for.
const MOST_BANDS: usize = 20_000;

pub fn run(args: &WeightArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) = prepare(args.case.as_deref(), &args.analysis, &output, Admissible::Any)?;
    let evaluation = evaluated(&case, &method, &output)?;
    let sweep = sweep(&evaluation, args.scope(), &args.criterion)?;
    // Counting takes every pair: a page needs no count.
    let switches = if output.is_view() { 0 } else { sweep.switch_count() };
    let mut skipped = if switches > MOST_ORDER_ROWS { vec!["switches"] } else { Vec::new() };
    if sweep.band_count() > MOST_BANDS {
        skipped.push("bands");
    }
    let sweep = &sweep;
    let tables = Tables { pairs: vec![("switches", switches)], ..Tables::of(sweep, skipped) };
    show(
        &case,
        &output,
        |words| report::sweep(&case, sweep, words),
        |words| report::sweep_notes(&case, sweep, words),
        &tables,
    )
}
