//! `afweging sensitivity sweep`

use super::super::args::WeightArgs;
use super::super::failure::Failure;
use super::super::open::RequiredWeights;
use super::super::output::{Output, Results};
use super::super::study::{evaluated, prepare, show};
use afweging::report;
use afweging::study::sweep;
use std::time::Instant;

pub fn run(args: &WeightArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) =
        prepare(args.case.as_deref(), &args.analysis, &output, RequiredWeights::Any)?;
    let evaluation = evaluated(&case, &method, &output)?;
    let sweep = &sweep(&evaluation, &args.request())?;
    let charts = output.charts(|words| {
        let mut charts = report::sweep_charts(&case, sweep, words);
        charts.extend(report::first_place_charts(&case, &evaluation, words));
        charts
    });
    let tables = Results::of(sweep).with_charts(charts);
    show(
        &case,
        &output,
        |words| report::sweep(&case, sweep, words),
        |words| report::sweep_notes(&case, sweep, words),
        &tables,
    )
}
