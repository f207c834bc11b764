//! The workbook that recalculates, which `report -o case.xlsx` and `evaluate --live` write.

use super::failure::Failure;
use super::output::Output;
use afweging::case::Case;
use afweging::overview::StudyName;
use afweging::study::Evaluations;
use std::path::Path;

/// Draws of the study of acceptability that a workbook holds: enough for its charts, and quick.
#[cfg(feature = "xlsx")]
const DRAWS: u64 = 20_000;

/// Write the workbook with these studies, or with all that it can hold. A study that is not defined
/// for the method, or that would take too much memory, is left out.
#[cfg(feature = "xlsx")]
pub fn write(
    output: &Output,
    case: &Case,
    evaluations: &Evaluations,
    (studies, seed): (&[StudyName], u64),
    path: &Path,
) -> Result<(), Failure> {
    use afweging::report::Words;
    use afweging::study::{AcceptabilityRequest, SweepRequest, acceptability, sweep};
    use afweging::workbook::{Answers, workbook};
    let wants = |study: StudyName| studies.is_empty() || studies.contains(&study);
    let main = evaluations.main();
    let swept = wants(StudyName::Sweep).then(|| sweep(main, &SweepRequest::default()).ok());
    let swept = swept.flatten();
    let request = AcceptabilityRequest { draws: DRAWS, seed, ..AcceptabilityRequest::default() };
    let drawn = wants(StudyName::Acceptability).then(|| acceptability(main, &request).ok());
    let drawn = drawn.flatten();
    let answers = Answers { acceptability: drawn.as_ref(), sweep: swept.as_ref() };
    let record = output.record(case, drawn.as_ref().map(|study| study.draws));
    let bytes = workbook(case, main, answers, &record, Words(output.language()))?;
    output.write_document(case, path, &bytes)
}

/// The same where the program was built without workbooks.
#[cfg(not(feature = "xlsx"))]
pub fn write(
    _output: &Output,
    _case: &Case,
    _evaluations: &Evaluations,
    _studies: (&[StudyName], u64),
    path: &Path,
) -> Result<(), Failure> {
    let shown = path.display();
    Err(Failure::Usage(format!("-o {shown}: this program was built without workbooks")))
}
