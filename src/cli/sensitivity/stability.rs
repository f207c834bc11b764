//! `afweging sensitivity stability`

use super::super::args::WeightArgs;
use super::super::failure::Failure;
use super::super::open::Admissible;
use super::super::output::{Output, Tables};
use super::super::study::{evaluated, prepare, show};
use afweging::report;
use afweging::study::stability;
use std::time::Instant;

pub fn run(args: &WeightArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) = prepare(args.case.as_deref(), &args.analysis, &output, Admissible::Given)?;
    let evaluation = evaluated(&case, &method, &output)?;
    let without = |passage: &str| case.without_passage(passage);
    let stability =
        stability(&evaluation, args.scope(), &args.criterion, &case.passages, &without)?;
    let stability = &stability;
    let tables = Tables::of(stability, Vec::new());
    show(
        &case,
        &output,
        |words| report::stability(&case, stability, words),
        |words| report::stability_notes(&case, stability, words),
        &tables,
    )
}
