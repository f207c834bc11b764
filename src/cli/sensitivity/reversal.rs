//! `afweging sensitivity reversal`

use super::super::args::CaseArgs;
use super::super::failure::Failure;
use super::super::open::{RequiredWeights, open};
use super::super::output::{Output, Results};
use super::super::study::{show, warn};
use afweging::report;
use afweging::study::{ranked, reversal};
use std::time::Instant;

pub fn run(args: &CaseArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let case = open(args.case.as_deref(), &args.analysis, RequiredWeights::Any)?;
    let ranked = ranked(&case.problem, &args.analysis.methods(&case.methods)?)?;
    let reversal = &reversal(&ranked)?;
    warn(&case, &ranked.evaluations, &output);
    let tables = Results::of(reversal);
    show(
        &case,
        &output,
        |words| report::reversal(&case, reversal, words),
        |words| report::reversal_notes(&case, reversal, words),
        &tables,
    )
}
