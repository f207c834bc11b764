//! `afweging sensitivity robust`

use super::super::Failure;
use super::super::args::EvaluateArgs;
use super::super::output::{self, Output, Tables, print};
use super::{evaluated, prepare};
use afweging::report::{self, Words};
use afweging::study::{MOST_ORDER_ROWS, robust};
use std::time::Instant;

pub fn run(args: &EvaluateArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) = prepare(args.case.as_deref(), &args.analysis, &output, false)?;
    let evaluation = evaluated(&case, &method, &output)?;
    let study = robust(&evaluation)?;
    let words = Words(output.language());
    if output.is_view() {
        return print(report::to_text(&report::robust(&case, &study, words), output::width()).as_bytes());
    }
    for note in report::robust_notes(&study, words) {
        output.say(&note);
    }
    let study = &study;
    let skipped = if study.pairs() > MOST_ORDER_ROWS { vec!["preferences"] } else { Vec::new() };
    let list: Vec<(&'static str, output::Make)> =
        vec![("preferences", Box::new(|| study.preferences())), ("alternatives", Box::new(|| study.alternatives()))];
    output.write(&case, &Tables::plain(list, skipped))
}
