//! `afweging sensitivity stability`

use super::super::args::WeightArgs;
use super::super::failure::Failure;
use super::super::open::RequiredWeights;
use super::super::output::{Output, Results};
use super::super::study::{evaluated, prepare, show};
use afweging::report;
use afweging::study::{PassagesLeftOut, StabilityRequest, stability};
use std::time::Instant;

pub fn run(args: &WeightArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) =
        prepare(args.case.as_deref(), &args.analysis, &output, RequiredWeights::Given)?;
    let evaluation = evaluated(&case, &method, &output)?;
    let without = |passage: &str| case.without_passage(passage);
    let passages = PassagesLeftOut { passages: &case.passages, problem_without: &without };
    let request = StabilityRequest { sweep: args.request(), passages: Some(passages) };
    let stability = stability(&evaluation, &request)?;
    let stability = &stability;
    let charts = output.charts(|words| report::stability_charts(&case, stability, words));
    let tables = Results::of(stability).with_charts(charts);
    show(
        &case,
        &output,
        |words| report::stability(&case, stability, words),
        |words| report::stability_notes(&case, stability, words),
        &tables,
    )
}
