//! `afweging pathway`

use super::args::PathwayArgs;
use super::failure::Failure;
use super::open::RequiredWeights;
use super::output::{Output, TablesToWrite};
use super::study::{prepare_changed, show};
use afweging::report;
use afweging::study::pathway;
use std::time::Instant;

pub fn run(args: &PathwayArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (mut case, method) = prepare_changed(
        args.case.as_deref(),
        &args.analysis,
        &output,
        RequiredWeights::Any,
        |what_if| args.added(what_if),
    )?;
    if args.draws_sets() {
        // A claim about what is not known: it stands with the what-ifs in every output.
        case.what_ifs.push("--intervals uniform".into());
    }
    let model = case.pathway()?;
    let study = &pathway(&model, &method, &args.request())?;
    show(
        &case,
        &output,
        |words| report::pathway(&case, study, words),
        |words| report::pathway_notes(study, words),
        &TablesToWrite::of(study),
    )
}
