//! `afweging sensitivity robust`

use super::super::Failure;
use super::super::args::EvaluateArgs;
use super::super::output::{Make, Output, Tables};
use super::{evaluated, prepare, show};
use afweging::report;
use afweging::study::{MOST_ORDER_ROWS, robust};
use std::time::Instant;

pub fn run(args: &EvaluateArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) = prepare(args.case.as_deref(), &args.analysis, &output, false)?;
    let evaluation = evaluated(&case, &method, &output)?;
    let study = robust(&evaluation)?;
    let study = &study;
    let skipped = if study.pairs() > MOST_ORDER_ROWS { vec!["preferences"] } else { Vec::new() };
    let list: Vec<(&'static str, Make)> =
        vec![("preferences", Box::new(|| study.preferences())), ("alternatives", Box::new(|| study.alternatives()))];
    let tables = Tables::plain(list, skipped);
    show(&case, &output, |words| report::robust(&case, study, words), |words| report::robust_notes(study, words), &tables)
}
