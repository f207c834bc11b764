//! `afweging sensitivity acceptability`

use super::super::args::{AcceptabilityArgs, Intervals};
use super::super::failure::Failure;
use super::super::open::RequiredWeights;
use super::super::output::{Output, Results};
use super::super::study::{evaluated, prepare, show};
use afweging::case::Case;
use afweging::report;
use afweging::study::{AcceptabilityRequest, Evaluation, ExactRequest, Keep, acceptability, exact};
use std::time::Instant;

pub fn run(args: &AcceptabilityArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) =
        prepare(args.case.as_deref(), &args.analysis, &output, RequiredWeights::Exists)?;
    let evaluation = evaluated(&case, &method, &output)?;
    if args.exact {
        exactly(args, &case, &evaluation, &output)
    } else {
        sampled(args, &case, &evaluation, &output)
    }
}

fn sampled(
    args: &AcceptabilityArgs,
    case: &Case,
    evaluation: &Evaluation,
    output: &Output,
) -> Result<(), Failure> {
    let keep = match args.analysis.table.as_deref() {
        Some("acceptability") => Keep::EveryRank,
        Some("pairwise") => Keep::Pairs,
        _ => Keep::FewRanks,
    };
    let request = AcceptabilityRequest {
        model: args.weights_model,
        draws: args.draws,
        precision: args.precision,
        uniform_sets: args.intervals == Intervals::Uniform,
        pairwise: keep == Keep::Pairs,
        keep,
        seed: args.analysis.seed,
    };
    let study = &acceptability(evaluation, &request)?;
    let charts = output.charts(|words| {
        let mut charts = report::acceptability_charts(case, study, words);
        charts.extend(report::acceptability_pair_charts(case, study, words));
        charts
    });
    let tables = Results::of(study).with_charts(charts);
    show(
        case,
        output,
        |words| report::acceptability(case, study, words),
        |words| report::acceptability_notes(case, study, words),
        &tables,
    )
}

fn exactly(
    args: &AcceptabilityArgs,
    case: &Case,
    evaluation: &Evaluation,
    output: &Output,
) -> Result<(), Failure> {
    let request = ExactRequest {
        model: args.weights_model,
        uniform_sets: args.intervals == Intervals::Uniform,
    };
    let study = &exact(evaluation, &request)?;
    let charts = output.charts(|words| {
        let mut charts = report::exact_charts(case, study, words);
        charts.extend(report::first_place_charts(case, evaluation, words));
        charts
    });
    let tables = Results::of(study).with_charts(charts);
    show(
        case,
        output,
        |words| report::exact(case, study, words),
        |words| report::exact_notes(study, words),
        &tables,
    )
}
