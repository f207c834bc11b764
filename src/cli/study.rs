//! What the commands of the studies share: the case with its one method, and the page or the
//! tables.

use super::args::Analysis;
use super::complain::complain;
use super::failure::Failure;
use super::open::{RequiredWeights, open_changed};
use super::output::{Output, Results};
use afweging::Error;
use afweging::case::{Case, WhatIf};
use afweging::method::Method;
use afweging::report::{self, Block, Words};
use afweging::study::{Evaluation, evaluate, said_of_left_out};

/// The case of a study, and what is told of its method: a study looks at one.
pub fn prepare(
    case: Option<&str>,
    args: &Analysis,
    output: &Output,
    admissible: RequiredWeights,
) -> Result<(Case, Method), Failure> {
    prepare_changed(case, args, output, admissible, Ok)
}

/// The same, with what-ifs of a command of its own.
pub fn prepare_changed(
    case: Option<&str>,
    args: &Analysis,
    output: &Output,
    admissible: RequiredWeights,
    change: impl FnOnce(WhatIf) -> afweging::Result<WhatIf>,
) -> Result<(Case, Method), Failure> {
    let case = open_changed(case, args, admissible, change)?;
    let methods = args.methods(&case.methods)?;
    if methods.len() > 1 {
        let name = methods[0].name();
        output.say(&Words(output.language()).pick(
            format!("sensitivity looks at one method: {name}, the first; --method chooses another"),
            format!(
                "sensitivity bekijkt één methode: {name}, de eerste; --method kiest een andere"
            ),
        ));
    }
    let method = methods.into_iter().next().unwrap_or(Method::default());
    Ok((case, method))
}

pub fn evaluated<'a>(
    case: &'a Case,
    method: &Method,
    output: &Output,
) -> Result<Evaluation<'a>, Failure> {
    let evaluation = evaluate(&case.problem, method)?;
    warn(case, std::slice::from_ref(&evaluation), output);
    Ok(evaluation)
}

/// Methods that were asked for and are not defined for the case: said even with --quiet. Those with
/// the same reason are said together.
pub fn tell_left_out(errors: &[Error], output: &Output) {
    let words = Words(output.language());
    for said in said_of_left_out(errors) {
        complain(&words.pick(
            format!("warning: left out: {said}\n"),
            format!("let op: weggelaten: {said:#}\n"),
        ));
    }
}

/// Beside tables, what the evaluation warns of is said on the error stream; a page says it itself.
pub fn warn(case: &Case, evaluations: &[Evaluation], output: &Output) {
    if !output.is_view() {
        let words = Words(output.language());
        for note in report::notes(case, evaluations, words) {
            output.say(&words.pick(format!("warning: {note}"), format!("let op: {note}")));
        }
    }
}

/// The page of a study, or its notes and its tables.
pub fn show(
    case: &Case,
    output: &Output,
    page: impl FnOnce(Words) -> Vec<Block>,
    notes: impl FnOnce(Words) -> Vec<String>,
    results: &Results,
) -> Result<(), Failure> {
    let words = Words(output.language());
    if output.is_view() {
        return output.page(case, &page(words), results);
    }
    for note in notes(words) {
        output.say(&note);
    }
    output.write(case, results)
}
