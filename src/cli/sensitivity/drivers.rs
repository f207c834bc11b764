//! `afweging sensitivity drivers`

use super::super::args::DriversArgs;
use super::super::failure::Failure;
use super::super::open::{RequiredWeights, open};
use super::super::output::{Output, Results};
use super::super::study::{show, warn};
use afweging::Error;
use afweging::error::both;
use afweging::report;
use afweging::study::{
    DriversRequest, InformationRequest, Tables as _, WeightsChoice, check_points, drivers,
    evaluate, information,
};
use std::time::Instant;

pub fn run(args: &DriversArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    check_points(args.points)?;
    let names = &args.normalizations;
    if let Some((_, name)) = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name))
    {
        let message = both(
            format!("`{name}` is given more than once: keep one"),
            format!("`{name:#}` is meer dan één keer gegeven: behoud er een"),
        );
        return Err(Error::argument("normalizations", names.join(","), message).into());
    }
    let asks = if args.weights_model == WeightsChoice::Fixed {
        RequiredWeights::Any
    } else {
        RequiredWeights::Exists
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
        methods,
        weights: args.weights_model,
        by: args.by.into(),
        normalizations: args.normalizations.clone(),
        points: args.points,
        uniform_sets: args.intervals.is_some(),
        seed: args.analysis.seed,
    };
    // What knowing a figure is worth is told of the first method, whatever becomes of the others.
    let evaluation = evaluate(&case.problem, &request.methods[0])?;
    let beside = InformationRequest {
        weights: request.weights.model(),
        uniform_sets: request.uniform_sets,
        draws: request.points,
        seed: request.seed,
    };
    let information = &information(&evaluation, &beside.kept(&evaluation))?;
    let told = |words| {
        let mut notes = report::information_notes(information, words);
        notes.extend(report::information_draws(information, args.points, words));
        notes
    };
    let asked = args.analysis.table.as_deref();
    if information.tables().into_iter().any(|name| asked == Some(name)) {
        warn(&case, std::slice::from_ref(&evaluation), &output);
        let tables = Results::of(information);
        return show(&case, &output, |_| Vec::new(), told, &tables);
    }
    let study = match drivers(&case.problem, &request) {
        // What needs no distribution can be told without.
        Err(Error::Undefined { .. })
            if output.is_view() && !request.uniform_sets && !information.open.is_empty() =>
        {
            let tables = Results::default();
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
    warn(&case, &study.evaluations, &output);
    let study = &study;
    let list = study.named_tables().into_iter().chain(information.named_tables()).collect();
    let charts = output.charts(|words| report::drivers_charts(&case, study, words));
    let tables = Results { tables: list, draws: study.draws(), charts };
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
