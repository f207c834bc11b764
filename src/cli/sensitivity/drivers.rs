//! `afweging sensitivity drivers`

use super::super::args::DriversArgs;
use super::super::failure::Failure;
use super::super::open::{Admissible, open};
use super::super::output::{Output, Tables};
use super::super::study::{show, warn};
use afweging::kernel::rng;
use afweging::progress::{Stage, begin};
use afweging::study::{
    DriversRequest, Evaluation, Information, InformationRequest, Tables as _, WeightsChoice,
    check_points, draws_kept, drivers, evaluate, information,
};
use afweging::{Error, report};
use std::time::Instant;

/// Parts of a stage of which only shares are told.
const THOUSAND: u64 = 1000;

pub fn run(args: &DriversArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    check_points(args.points)?;
    let names = &args.normalizations;
    if let Some((_, name)) = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name))
    {
        let message = format!("`{name}` is given more than once: keep one");
        return Err(Error::argument("normalizations", names.join(","), message).into());
    }
    let asks = if args.weights_model == WeightsChoice::Fixed {
        Admissible::Any
    } else {
        Admissible::Exists
    };
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
    let evaluation = evaluate(&case.problem, &methods[..1])?;
    let information = known(args, &evaluation)?;
    let information = &information;
    let told = |words| {
        let mut notes = report::information_notes(information, words);
        notes.extend(report::information_draws(information, args.points, words));
        notes
    };
    let asked = args.analysis.table.as_deref();
    if information.tables().into_iter().any(|name| asked == Some(name)) {
        warn(&case, &evaluation, &output);
        let tables = Tables {
            drawn: Some((information.request.draws, rng::NAME)),
            ..Tables::of(information, Vec::new())
        };
        return show(&case, &output, |_| Vec::new(), told, &tables);
    }
    let step = begin(Stage::Draws, args.points);
    let study = drivers(&case.problem, &methods, &request, &mut |done, all| {
        step.set(done * args.points / all.max(1))
    });
    drop(step);
    let study = match study {
        // What needs no distribution can be told without.
        Err(Error::Undefined { .. })
            if output.is_view() && !request.uniform_sets && !information.open.is_empty() =>
        {
            let tables = Tables::plain(Vec::new(), Vec::new());
            let page = |words| {
                let mut page = report::facts(&case, information, words);
                page.extend(
                    report::information_draws(information, args.points, words)
                        .map(report::Block::Text),
                );
                page
            };
            return show(&case, &output, page, |_| Vec::new(), &tables);
        }
        study => study?,
    };
    warn(&case, &study.evaluation, &output);
    let study = &study;
    let list = study.makers().into_iter().chain(information.makers()).collect();
    let tables =
        Tables { drawn: Some((2 * args.points, rng::NAME)), ..Tables::plain(list, Vec::new()) };
    let page = |words| {
        let mut page = report::drivers(&case, study, words);
        page.extend(report::information(&case, information, words));
        page.extend(
            report::information_draws(information, args.points, words).map(report::Block::Text),
        );
        page
    };
    let notes = |words| {
        let mut notes = report::drivers_notes(&case, study, words);
        notes.extend(told(words));
        notes
    };
    show(&case, &output, page, notes, &tables)
}

/// What knowing each input would be worth.
fn known<'a>(
    args: &DriversArgs,
    evaluation: &'a Evaluation<'a>,
) -> Result<Information<'a>, Failure> {
    let largest =
        evaluation.runs[0].groups.iter().map(|group| group.eligible.len()).max().unwrap_or(0);
    let request = InformationRequest {
        weights: match args.weights_model {
            WeightsChoice::Fixed => None,
            WeightsChoice::Model(model) => Some(model),
        },
        uniform_sets: args.intervals.is_some(),
        draws: draws_kept(evaluation.weights.base().len(), largest, args.points),
        seed: args.analysis.seed,
    };
    let step = begin(Stage::Worth, THOUSAND);
    Ok(information(evaluation, &request, &mut |done, all| step.set(done * THOUSAND / all.max(1)))?)
}
