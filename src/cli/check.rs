//! `afweging check`

use super::args::{CheckArgs, location};
use super::output::{self, print};
use super::{Failure, complain, diagnostics};
use afweging::case::{Case, WhatIf};
use afweging::error::Finding;
use afweging::report::{self, Words};
use afweging::study::evaluate;
use afweging::study::lint::lint;

pub fn run(args: CheckArgs) -> Result<(), Failure> {
    let what_if = WhatIf { data: args.data.clone(), ..WhatIf::default() };
    let case = Case::open(&location(args.case.as_deref()), &what_if)?;
    // A case is sound when its own methods are defined for its data.
    let evaluation = evaluate(&case.problem, &case.methods)?;
    diagnostics::show(&case.warnings);
    let doubts = if case.contradictory.is_empty() { &case.inadmissible } else { &case.contradictory };
    let inadmissible: Vec<Finding> = doubts.iter().map(Finding::as_warning).collect();
    diagnostics::show(&inadmissible);
    let words = Words(args.lang.into());
    let lint = lint(&evaluation, case.as_of.as_deref())?;
    let notes = report::notes_beside(&case, &evaluation, &lint, words);
    for note in &notes {
        complain(&words.pick(format!("warning: {note}\n"), format!("let op: {note}\n")));
    }
    let mut view = report::to_text(&report::check(&case, &lint, words), output::width());
    let warnings = case.warnings.len() + inadmissible.len() + notes.len();
    let remarks = lint.remarks.len();
    let but = match case.contradictory.is_empty() {
        true => "",
        false => words
            .pick(" but for its preferences, which no weights meet", " op zijn voorkeuren na, waar geen gewichten aan voldoen"),
    };
    view.push_str(&words.pick(
        format!("\nThis case is sound{but}; warnings: {warnings}; remarks: {remarks}.\n"),
        format!("\nDit dossier is in orde{but}; waarschuwingen: {warnings}; opmerkingen: {remarks}.\n"),
    ));
    print(view.as_bytes())
}
