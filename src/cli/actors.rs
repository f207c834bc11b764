//! `afweging actors`

use super::args::ActorsArgs;
use super::failure::Failure;
use super::open::RequiredWeights;
use super::output::{Output, Results};
use super::study::{prepare, show};
use afweging::report;
use afweging::study::{PanelEvaluation, actors};
use std::time::Instant;

pub fn run(args: &ActorsArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    // What the case's own weights must meet does not matter here.
    let (case, method) =
        prepare(args.case.as_deref(), &args.analysis, &output, RequiredWeights::Free)?;
    let panel = case.panel()?;
    let evaluation = PanelEvaluation::new(&panel, &method)?;
    let study = &actors(&evaluation, &args.request())?;
    let charts = output.charts(|words| report::actors_charts(&case, study, words));
    show(
        &case,
        &output,
        |words| report::actors(&case, study, words),
        |words| report::actors_notes(study, words),
        &Results::of(study).with_charts(charts),
    )
}
