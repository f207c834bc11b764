//! `afweging portfolio`

use super::args::PortfolioArgs;
use super::failure::Failure;
use super::open::RequiredWeights;
use super::output::{Output, Results};
use super::study::{evaluated, prepare_changed, show};
use afweging::report;
use afweging::study::{Tables as _, portfolio, robust_portfolio};
use std::time::Instant;

pub fn run(args: &PortfolioArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (mut case, method) = prepare_changed(
        args.case.as_deref(),
        &args.analysis,
        &output,
        RequiredWeights::Any,
        |what_if| args.changes.added(what_if),
    )?;
    if args.draws_sets() {
        // A claim about what is not known: it stands with the what-ifs in every output.
        case.what_ifs.push("--intervals uniform".into());
    }
    let model = case.portfolio_model()?;
    let evaluation = evaluated(&case, &method, &output)?;
    let study = &portfolio(&evaluation, model, &args.request(output.is_view(), output.is_chart()))?;
    let robust = &robust_portfolio(&evaluation, model, &args.robust_request())?;
    let charts = output.charts(|words| report::limits_charts(&case, study, words));
    let mut tables = Results::of(study).with_charts(charts);
    let beside = Results::of(robust);
    tables.tables.extend(beside.tables);
    tables.draws = robust.draws();
    show(
        &case,
        &output,
        |words| report::portfolio(&case, study, robust, words),
        |words| report::portfolio_notes(study, robust, words),
        &tables,
    )
}
