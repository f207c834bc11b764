//! `afweging sensitivity stability`

use super::super::Failure;
use super::super::args::WeightArgs;
use super::super::output::{self, Output, Tables, print};
use super::{evaluated, prepare};
use afweging::report::{self, Words};
use afweging::study::stability;
use std::time::Instant;

pub fn run(args: &WeightArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) = prepare(args.case.as_deref(), &args.analysis, &output, true)?;
    let evaluation = evaluated(&case, &method, &output)?;
    let without = |passage: &str| case.without_passage(passage);
    let stability = stability(&evaluation, args.scope(), &args.criterion, &case.passages, &without)?;
    let words = Words(output.language());
    if output.is_view() {
        return print(report::to_text(&report::stability(&case, &stability, words), output::width()).as_bytes());
    }
    for note in report::stability_notes(&case, &stability, words) {
        output.say(&note);
    }
    let stability = &stability;
    let list: Vec<(&'static str, output::Make)> = vec![
        ("intervals", Box::new(|| stability.intervals_table())),
        ("smallest_change", Box::new(|| stability.smallest_change())),
        ("fewest_inputs", Box::new(|| stability.fewest_inputs())),
        ("passages", Box::new(|| stability.passages_table())),
    ];
    output.write(&case, &Tables::plain(list, Vec::new()))
}
