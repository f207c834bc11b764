//! `afweging sensitivity sweep`

use super::super::Failure;
use super::super::args::WeightArgs;
use super::super::output::{self, Output, Tables, print};
use super::{evaluated, prepare};
use afweging::report::{self, Words};
use afweging::study::{MOST_ORDER_ROWS, sweep};
use std::time::Instant;

/// Each takes some milliseconds of search: beyond so many they are only made when their table is asked for.
const MOST_BANDS: usize = 20_000;

pub fn run(args: &WeightArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) = prepare(args.case.as_deref(), &args.analysis, &output, false)?;
    let evaluation = evaluated(&case, &method, &output)?;
    let sweep = sweep(&evaluation, args.scope(), &args.criterion)?;
    let words = Words(output.language());
    if output.is_view() {
        return print(report::to_text(&report::sweep(&case, &sweep, words), output::width()).as_bytes());
    }
    for note in report::sweep_notes(&case, &sweep, words) {
        output.say(&note);
    }
    let mut skipped = if sweep.switch_count() > MOST_ORDER_ROWS { vec!["switches"] } else { Vec::new() };
    if sweep.band_count() > MOST_BANDS {
        skipped.push("bands");
    }
    let sweep = &sweep;
    let list: Vec<(&'static str, output::Make)> = vec![
        ("sweep", Box::new(|| sweep.table())),
        ("switches", Box::new(|| sweep.switches())),
        ("tornado", Box::new(|| sweep.tornado())),
        ("bands", Box::new(|| sweep.bands())),
    ];
    output.write(&case, &Tables::plain(list, skipped))
}
