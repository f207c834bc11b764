//! `afweging sensitivity targets`

use super::super::args::TargetsArgs;
use super::super::failure::Failure;
use super::super::open::{RequiredWeights, open};
use super::super::output::{Output, Results};
use super::super::study::show;
use afweging::error::both;
use afweging::report;
use afweging::study::targets;
use std::time::Instant;

pub fn run(args: &TargetsArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    if let Some(chosen) = args.analysis.method_words().first() {
        return Err(Failure::Usage(both(
            format!("{chosen}: levels follow from rules, whatever the method: leave it out"),
            format!("{chosen:#}: niveaus volgen uit regels, bij elke methode: laat het weg"),
        )));
    }
    let case = open(args.case.as_deref(), &args.analysis, RequiredWeights::Any)?;
    let study = &targets(&case.problem, &args.request())?;
    show(
        &case,
        &output,
        |words| report::targets(&case, study, words),
        |words| report::targets_notes(study, words),
        &Results::of(study),
    )
}
