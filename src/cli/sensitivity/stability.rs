//! `afweging sensitivity stability`

use super::super::args::WeightArgs;
use super::super::failure::Failure;
use super::super::open::Admissible;
use super::super::output::{Make, Output, Tables};
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
    let list: Vec<(&'static str, Make)> = vec![
        ("intervals", Box::new(|| stability.intervals_table())),
        ("smallest_change", Box::new(|| stability.smallest_change())),
        ("fewest_inputs", Box::new(|| stability.fewest_inputs())),
        ("passages", Box::new(|| stability.passages_table())),
    ];
    let tables = Tables::plain(list, Vec::new());
    show(
        &case,
        &output,
        |words| report::stability(&case, stability, words),
        |words| report::stability_notes(&case, stability, words),
        &tables,
    )
}
