//! `afweging report`

use super::args::ReportArgs;
use super::failure::Failure;
use super::open::{RequiredWeights, open};
use super::output::{Output, Results};
use afweging::report::{self, Words};
use afweging::study::evaluate_each;
use std::time::Instant;

pub fn run(args: &ReportArgs, start: Instant) -> Result<(), Failure> {
    let analysis = &args.analysis;
    let output = Output::plan_report(analysis, start)?;
    let case = open(args.case.as_deref(), analysis, RequiredWeights::Any)?;
    let methods = analysis.methods(&case.methods)?;
    let (evaluations, _left_out) = evaluate_each(&case.problem, &methods)?;
    let words = Words(output.language());
    match output.document() {
        Some((path, "xlsx")) => {
            let studies = (&args.studies[..], analysis.seed);
            super::workbook::write(&output, &case, &evaluations, studies, path)
        }
        Some((path, _)) => {
            let shown = path.display();
            Err(Failure::Usage(format!(
                "-o {shown}: `report` does not write pages for a browser yet"
            )))
        }
        None => {
            let page = report::evaluate(&case, &evaluations, words, &[], None);
            output.page(&case, &page, &Results::of(&evaluations))
        }
    }
}
