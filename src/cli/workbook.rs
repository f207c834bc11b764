//! The workbook that recalculates, which `report -o case.xlsx` and `evaluate --live` write.

use super::failure::Failure;
use super::output::Output;
use afweging::Error;
use afweging::case::Case;
use afweging::overview::StudyName;
use afweging::study::Evaluations;
use std::path::Path;

/// Draws of the study of acceptability that a workbook holds: enough for its charts, and quick.
#[cfg(feature = "xlsx")]
const DRAWS: u64 = 20_000;

/// Write the workbook with these studies, or with all that it can hold. What it does not hold is
/// said in it and on the error stream: methods that are `undefined` here, other methods than the
/// first, and studies that have no sheet or cannot run.
#[cfg(feature = "xlsx")]
pub fn write(
    output: &Output,
    case: &Case,
    (evaluations, undefined): (&Evaluations, &[Error]),
    (studies, seed): (&[StudyName], u64),
    path: &Path,
) -> Result<(), Failure> {
    use super::complain::complain;
    use afweging::report::Words;
    use afweging::study::{
        AcceptabilityRequest, SweepRequest, acceptability, said_of_left_out, sweep,
    };
    use afweging::workbook::{Answers, fits, workbook};
    let main = evaluations.main();
    fits(main)?;
    let words = Words(output.language());
    let wants = |study: StudyName| studies.is_empty() || studies.contains(&study);
    let swept = wants(StudyName::Sweep).then(|| sweep(main, &SweepRequest::default()));
    let (swept, not_swept) = answer(swept);
    let request = AcceptabilityRequest { draws: DRAWS, seed, ..AcceptabilityRequest::default() };
    let drawn = wants(StudyName::Acceptability).then(|| acceptability(main, &request));
    let (drawn, not_drawn) = answer(drawn);
    let failed = [(StudyName::Acceptability, not_drawn), (StudyName::Sweep, not_swept)];
    let mut left_out: Vec<_> = failed
        .iter()
        .filter_map(|(study, why)| Some(failed_study(*study, why.as_ref()?)))
        .collect();
    let without_sheet = studies.iter().filter(|study| !has_sheet(**study));
    left_out.extend(without_sheet.map(|study| no_sheet(*study)));
    left_out.extend(other_methods(evaluations));
    for said in &left_out {
        let message = words
            .pick(format!("warning: left out: {said}"), format!("let op: weggelaten: {said:#}"));
        // What was asked for by name and is not there is said even with --quiet.
        if studies.is_empty() {
            output.say(&message);
        } else {
            complain(&message);
        }
    }
    // Why these are left out is said by whoever evaluated them.
    left_out.extend(said_of_left_out(undefined).iter().map(bare));
    let answers =
        Answers { acceptability: drawn.as_ref(), sweep: swept.as_ref(), left_out: &left_out };
    let record = output.record(case, drawn.as_ref().map(|study| study.draws));
    let bytes = workbook(case, main, answers, &record, words)?;
    output.write_document(case, path, &bytes)
}

/// An answer, or why there is none; neither where it was not asked for.
#[cfg(feature = "xlsx")]
fn answer<T>(asked: Option<afweging::Result<T>>) -> (Option<T>, Option<Error>) {
    match asked {
        Some(Ok(answer)) => (Some(answer), None),
        Some(Err(error)) => (None, Some(error)),
        None => (None, None),
    }
}

#[cfg(feature = "xlsx")]
fn has_sheet(study: StudyName) -> bool {
    matches!(study, StudyName::Acceptability | StudyName::Sweep)
}

/// What an error says is wrong, on one line and without a full stop.
#[cfg(feature = "xlsx")]
fn reason(error: &Error) -> afweging::error::Said {
    bare(&afweging::error::both(error.to_string(), error.dutch()))
}

/// The first line of what is said, without its full stop.
#[cfg(feature = "xlsx")]
fn bare(said: &afweging::error::Said) -> afweging::error::Said {
    let reason = afweging::overview::Reason::said(said);
    let bare = |text: &str| text.trim_end_matches('.').to_owned();
    afweging::error::both(bare(&reason.en), bare(&reason.nl))
}

#[cfg(feature = "xlsx")]
fn failed_study(study: StudyName, why: &Error) -> afweging::error::Said {
    let (name, why) = (study.name(), reason(why));
    afweging::error::both(
        format!("the study `{name}`: {why}"),
        format!("de analyse `{name}`: {why:#}"),
    )
}

#[cfg(feature = "xlsx")]
fn no_sheet(study: StudyName) -> afweging::error::Said {
    let name = study.name();
    afweging::error::both(
        format!(
            "the study `{name}`: a workbook has no sheet for it; a report written as .html has it"
        ),
        format!(
            "de analyse `{name}`: een werkmap heeft er geen blad voor; een rapport als .html bevat ze wel"
        ),
    )
}

/// Other methods than the first: a workbook holds one.
#[cfg(feature = "xlsx")]
fn other_methods(evaluations: &Evaluations) -> Option<afweging::error::Said> {
    let mut names = evaluations.iter().map(|evaluation| evaluation.method.name());
    let held = names.next()?;
    let others: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    let others = (!others.is_empty()).then(|| others.join(", "))?;
    Some(afweging::error::both(
        format!(
            "the results of {others}: a workbook holds one method, here `{held}`; --method chooses it"
        ),
        format!(
            "de resultaten van {others}: een werkmap bevat één methode, hier `{held}`; --method kiest ze"
        ),
    ))
}

/// The same where the program was built without workbooks.
#[cfg(not(feature = "xlsx"))]
pub fn write(
    _output: &Output,
    _case: &Case,
    _evaluations: (&Evaluations, &[Error]),
    _studies: (&[StudyName], u64),
    path: &Path,
) -> Result<(), Failure> {
    let shown = path.display();
    Err(Failure::Usage(afweging::error::both(
        format!("-o {shown}: this program was built without workbooks"),
        format!("-o {shown:#}: dit programma is zonder werkmappen gebouwd"),
    )))
}
