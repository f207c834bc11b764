//! `afweging portfolio`

use super::args::PortfolioArgs;
use super::failure::Failure;
use super::open::RequiredWeights;
use super::output::{Output, TablesToWrite};
use super::study::{evaluated, prepare_changed};
use afweging::study::portfolio;
use std::time::Instant;

pub fn run(args: &PortfolioArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (case, method) = prepare_changed(
        args.case.as_deref(),
        &args.analysis,
        &output,
        RequiredWeights::Any,
        |what_if| args.changes.added(what_if),
    )?;
    let model = case.portfolio_model()?;
    let evaluation = evaluated(&case, &method, &output)?;
    let study = &portfolio(&evaluation, model, &args.request())?;
    output.write(&case, &TablesToWrite::of(study))
}
