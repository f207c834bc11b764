//! `afweging sensitivity reversal`

use super::super::args::EvaluateArgs;
use super::super::output::{self, Output, Tables, print};
use super::super::{Failure, open};
use afweging::report::{self, Words};
use afweging::study::reversal;
use std::time::Instant;

pub fn run(args: &EvaluateArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let case = open(args.case.as_deref(), &args.analysis, false)?;
    let reversal = reversal(&case.problem, &args.analysis.methods(&case.methods)?)?;
    let words = Words(output.language());
    if output.is_view() {
        return print(report::to_text(&report::reversal(&case, &reversal, words), output::width()).as_bytes());
    }
    for note in report::notes(&case, &reversal.ranked.evaluation, words) {
        output.say(&format!("warning: {note}"));
    }
    for note in report::reversal_notes(&case, &reversal, words) {
        output.say(&note);
    }
    let reversal = &reversal;
    let list: Vec<(&'static str, output::Make)> = vec![
        ("reversal", Box::new(|| reversal.table())),
        ("tests", Box::new(|| reversal.tests())),
        ("cycles", Box::new(|| reversal.cycles_table())),
    ];
    output.write(&case, &Tables::plain(list, Vec::new()))
}
