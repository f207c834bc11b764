//! `afweging sensitivity drivers`

use super::super::args::DriversArgs;
use super::super::output::{Make, Output, Tables};
use super::super::{Admissible, Failure, interrupt, open};
use super::{show, warn};
use afweging::kernel::rng;
use afweging::report;
use afweging::study::{DriversRequest, Given, drivers};
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Instant;

pub fn run(args: &DriversArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let asks = if args.weights_model == Given::Fixed { Admissible::Any } else { Admissible::Exists };
    let mut case = open(args.case.as_deref(), &args.analysis, asks)?;
    let methods = args.analysis.methods(&case.methods)?;
    if args.intervals.is_some() {
        // A claim about what is not known: it stands with the what-ifs in every output.
        case.what_ifs.push("--intervals uniform".into());
    }
    if !args.normalizations.is_empty() {
        case.what_ifs.push(format!("--normalizations {}", args.normalizations.join(",")));
    }
    let request = DriversRequest {
        weights: args.weights_model,
        by: args.by.into(),
        normalizations: args.normalizations.clone(),
        points: args.points,
        uniform_sets: args.intervals.is_some(),
        seed: args.analysis.seed,
    };
    interrupt::expect();
    let bar = bar(args);
    let study = drivers(&case.problem, &methods, &request, &mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let study = study?;
    warn(&case, &study.evaluation, &output);
    let study = &study;
    let list: Vec<(&'static str, Make)> = vec![
        ("indices", Box::new(|| study.indices())),
        ("factors", Box::new(|| study.factors_table())),
        ("sampling", Box::new(|| study.sampling())),
    ];
    let tables = Tables { list, skipped: Vec::new(), drawn: Some((2 * args.points, rng::NAME)) };
    show(
        &case,
        &output,
        |words| report::drivers(&case, study, words),
        |words| report::drivers_notes(&case, study, words),
        &tables,
    )
}

/// A bar on the error stream, where that is a terminal and something is to be said at all.
fn bar(args: &DriversArgs) -> ProgressBar {
    if args.analysis.quiet {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} points, {eta} left");
    ProgressBar::new(args.points).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
