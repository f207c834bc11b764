//! `afweging sensitivity methods`

use super::super::args::EvaluateArgs;
use super::super::output::{self, Output, Tables, print};
use super::super::{Failure, open};
use afweging::method::Method;
use afweging::report::{self, Words};
use afweging::study::agreement;
use std::time::Instant;

pub fn run(args: &EvaluateArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let case = open(args.case.as_deref(), &args.analysis, false)?;
    let methods = args.analysis.methods(&Method::all(&case.methods))?;
    let agreement = agreement(&case.problem, &methods)?;
    let words = Words(output.language());
    if output.is_view() {
        return print(report::to_text(&report::agreement(&case, &agreement, words), output::width()).as_bytes());
    }
    for note in report::notes(&case, &agreement.ranked.evaluation, words) {
        output.say(&format!("warning: {note}"));
    }
    for note in report::agreement_notes(&case, &agreement, words) {
        output.say(&note);
    }
    let agreement = &agreement;
    let list: Vec<(&'static str, output::Make)> =
        vec![("method_ranks", Box::new(|| agreement.method_ranks())), ("agreement", Box::new(|| agreement.table()))];
    output.write(&case, &Tables::plain(list, Vec::new()))
}
