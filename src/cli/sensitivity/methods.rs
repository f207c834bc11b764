//! `afweging sensitivity methods`

use super::super::args::CaseArgs;
use super::super::failure::Failure;
use super::super::open::{RequiredWeights, open};
use super::super::output::{Output, Results};
use super::super::study::{show, warn};
use afweging::method::Method;
use afweging::report;
use afweging::study::{agreement, ranked};
use std::time::Instant;

pub fn run(args: &CaseArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let case = open(args.case.as_deref(), &args.analysis, RequiredWeights::Any)?;
    let methods = args.analysis.methods(&Method::all(&case.methods))?;
    let ranked = ranked(&case.problem, &methods)?;
    warn(&case, &ranked.evaluations, &output);
    let agreement = &agreement(&ranked);
    let charts = output.charts(|words| report::methods_charts(&case, agreement, words));
    let tables = Results::of(agreement).with_charts(charts);
    show(
        &case,
        &output,
        |words| report::agreement(&case, agreement, words),
        |words| report::agreement_notes(&case, agreement, words),
        &tables,
    )
}
