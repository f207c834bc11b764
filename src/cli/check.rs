//! `afweging check`

use super::args::{CheckArgs, location};
use super::complain::complain;
use super::failure::Failure;
use super::output::{self, print};
use super::{diagnostics, progress};
use afweging::Error;
use afweging::case::{self, Case, WhatIf};
use afweging::error::{Finding, Findings};
use afweging::report::{self, Words};
use afweging::study::Evaluations;
use afweging::study::lint::lint;

pub fn run(args: CheckArgs) -> Result<(), Failure> {
    progress::watch(false, args.lang);
    let weights = args.weights.iter().map(|text| case::weights(text));
    let what_if = WhatIf {
        data: args.data.clone(),
        weights: weights.collect::<afweging::Result<Vec<_>>>()?.into_iter().flatten().collect(),
        actor: args.actor.clone(),
        scenarios: args.scenarios.clone(),
        scenarios_are: args.scenarios_are,
        marks: args.reading.marks(),
        max_size: args.reading.max_size,
        ..WhatIf::default()
    };
    let location = args.columns.case(location(args.case.as_deref()))?;
    let case = Case::open(&location, &what_if)?;
    // A case is sound when its own methods are defined for its data.
    let evaluations = Evaluations::new(&case.problem, &case.methods)?;
    diagnostics::show(&case.warnings);
    // What contradicts itself is an error below, and says more than that the given weights do not
    // agree.
    let doubts = if case.contradictory.is_empty() { case.unmet() } else { Vec::new() };
    // Without a baseline the case is not sound, though most commands do without.
    let errors = [case.contradictory.clone(), case.without_baseline.clone()].concat();
    let inadmissible: Vec<Finding> = doubts.iter().map(Finding::as_warning).collect();
    diagnostics::show(&inadmissible);
    let words = Words(args.lang.into());
    let lint = lint(&evaluations, case.as_of.as_deref())?;
    let notes = report::notes_beside(&case, &evaluations, &lint, words);
    for note in &notes {
        complain(&words.pick(format!("warning: {note}\n"), format!("let op: {note}\n")));
    }
    let mut view = report::to_text(&report::check(&case, &lint, words), output::width());
    let warnings = case.warnings.len() + inadmissible.len() + notes.len();
    let remarks = lint.remarks.len();
    let verdict = match (case.contradictory.is_empty(), case.without_baseline.is_empty()) {
        (true, true) => words.pick("This case is sound", "Dit dossier is in orde"),
        (true, false) => words.pick(
            "This case is not sound: a group is without a baseline",
            "Dit dossier is niet in orde: een groep heeft geen nulalternatief",
        ),
        (false, _) => words.pick(
            "This case is not sound: no weights meet its preferences",
            "Dit dossier is niet in orde: geen gewichten voldoen aan zijn voorkeuren",
        ),
    };
    view.push_str(&words.pick(
        format!("\n{verdict}; warnings: {warnings}; remarks: {remarks}.\n"),
        format!("\n{verdict}; waarschuwingen: {warnings}; opmerkingen: {remarks}.\n"),
    ));
    print(&view)?;
    if errors.is_empty() { Ok(()) } else { Err(Error::Findings(Findings(errors)).into()) }
}
