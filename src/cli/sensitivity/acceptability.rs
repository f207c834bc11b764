//! `afweging sensitivity acceptability`

use super::super::args::{AcceptabilityArgs, Intervals};
use super::super::interrupt;
use super::super::output::{Make, Output, Tables};
use super::super::{Admissible, Failure};
use super::{evaluated, prepare, show};
use afweging::case::Case;
use afweging::kernel::rng;
use afweging::report;
use afweging::study::{Evaluation, MOST_PAIRS, Request, acceptability, exact};
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::time::Instant;

pub fn run(args: &AcceptabilityArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) = prepare(args.case.as_deref(), &args.analysis, &output, Admissible::Exists)?;
    let evaluation = evaluated(&case, &method, &output)?;
    if args.exact { exactly(args, &case, &evaluation, &output) } else { sampled(args, &case, &evaluation, &output) }
}

fn sampled(args: &AcceptabilityArgs, case: &Case, evaluation: &Evaluation, output: &Output) -> Result<(), Failure> {
    let request = Request {
        model: args.weights_model,
        draws: args.draws,
        precision: args.precision,
        uniform_sets: args.intervals == Intervals::Uniform,
        pairwise: args.analysis.table.as_deref() == Some("pairwise"),
        seed: args.analysis.seed,
    };
    interrupt::expect();
    let bar = bar(args);
    let study = acceptability(evaluation, &request, &mut |done| bar.set_position(done));
    bar.finish_and_clear();
    let study = study?;
    let study = &study;
    let skipped = if study.pair_count() > 2 * MOST_PAIRS { vec!["pairwise"] } else { Vec::new() };
    let list: Vec<(&'static str, Make)> = vec![
        ("acceptability", Box::new(|| study.table())),
        ("central_weights", Box::new(|| study.central_weights())),
        ("alternatives", Box::new(|| study.alternatives())),
        ("pairwise", Box::new(|| study.pairwise())),
        ("summary", Box::new(|| study.summary())),
        ("choice", Box::new(|| study.choice())),
        ("sampling", Box::new(|| study.sampling_table())),
    ];
    let tables = Tables { list, skipped, drawn: Some((study.draws, rng::NAME)) };
    show(
        case,
        output,
        |words| report::acceptability(case, study, words),
        |words| report::acceptability_notes(case, study, words),
        &tables,
    )
}

fn exactly(args: &AcceptabilityArgs, case: &Case, evaluation: &Evaluation, output: &Output) -> Result<(), Failure> {
    let study = exact(evaluation, args.weights_model, args.intervals == Intervals::Uniform)?;
    let study = &study;
    let mut list: Vec<(&'static str, Make)> = Vec::new();
    if study.has_ranks() {
        list.push(("acceptability", Box::new(|| study.table())));
        list.push(("central_weights", Box::new(|| study.central_weights())));
    }
    list.push(("pairwise", Box::new(|| study.pairwise())));
    let tables = Tables::plain(list, Vec::new());
    show(case, output, |words| report::exact(case, study, words), |words| report::exact_notes(study, words), &tables)
}

/// A bar on the error stream, where that is a terminal and something is to be said at all.
fn bar(args: &AcceptabilityArgs) -> ProgressBar {
    if args.analysis.quiet {
        return ProgressBar::hidden();
    }
    let rate =
        |state: &ProgressState, out: &mut dyn std::fmt::Write| write!(out, "{:.0} a second", state.per_sec()).unwrap_or(());
    let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} draws, {rate}, {eta} left");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(args.draws).with_style(style.with_key("rate", rate))
}
