//! `afweging sensitivity methods`

use super::super::args::EvaluateArgs;
use super::super::failure::Failure;
use super::super::open::{Admissible, open};
use super::super::output::{Make, Output, Tables};
use super::super::study::{show, warn};
use afweging::method::Method;
use afweging::report;
use afweging::study::agreement;
use std::time::Instant;

pub fn run(args: &EvaluateArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let case = open(args.case.as_deref(), &args.analysis, Admissible::Any)?;
    let methods = args.analysis.methods(&Method::all(&case.methods))?;
    let agreement = agreement(&case.problem, &methods)?;
    warn(&case, &agreement.ranked.evaluation, &output);
    let agreement = &agreement;
    let list: Vec<(&'static str, Make)> = vec![
        ("method_ranks", Box::new(|| agreement.method_ranks())),
        ("agreement", Box::new(|| agreement.table())),
    ];
    let tables = Tables::plain(list, Vec::new());
    show(
        &case,
        &output,
        |words| report::agreement(&case, agreement, words),
        |words| report::agreement_notes(&case, agreement, words),
        &tables,
    )
}
