//! `afweging sensitivity acceptability`

use super::super::args::{AcceptabilityArgs, Intervals};
use super::super::failure::Failure;
use super::super::open::Admissible;
use super::super::output::{Output, Tables};
use super::super::study::{evaluated, prepare, show};
use afweging::case::Case;
use afweging::kernel::rng;
use afweging::progress::{Stage, begin};
use afweging::report;
use afweging::study::{Evaluation, Keep, MOST_PAIRS, Request, acceptability_keeping, exact};
use std::time::Instant;

pub fn run(args: &AcceptabilityArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) =
        prepare(args.case.as_deref(), &args.analysis, &output, Admissible::Exists)?;
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
    let request = Request {
        model: args.weights_model,
        draws: args.draws,
        precision: args.precision,
        uniform_sets: args.intervals == Intervals::Uniform,
        pairwise: keep == Keep::Pairs,
        seed: args.analysis.seed,
    };
    let step = begin(Stage::Draws, args.draws);
    let study = acceptability_keeping(evaluation, &request, keep, &mut |done| step.set(done))?;
    drop(step);
    let study = &study;
    let skipped = if study.pair_count() > 2 * MOST_PAIRS { vec!["pairwise"] } else { Vec::new() };
    let tables = Tables { drawn: Some((study.draws, rng::NAME)), ..Tables::of(study, skipped) };
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
    let step = begin(Stage::Draws, 0);
    let study = exact(evaluation, args.weights_model, args.intervals == Intervals::Uniform)?;
    drop(step);
    let study = &study;
    let tables = Tables::of(study, Vec::new());
    show(
        case,
        output,
        |words| report::exact(case, study, words),
        |words| report::exact_notes(study, words),
        &tables,
    )
}
