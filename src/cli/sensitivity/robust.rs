//! `afweging sensitivity robust`

use super::super::args::{RobustArgs, ValuesArg};
use super::super::failure::Failure;
use super::super::open::RequiredWeights;
use super::super::output::{Output, Results};
use super::super::study::{evaluated, prepare, show};
use afweging::report;
use afweging::study::{RobustRequest, Values, robust, robust_classes};
use std::time::{Duration, Instant};

pub fn run(args: &RobustArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    // Preferences that no weights meet under the given value functions may be met under others.
    let (values, asks) = match args.values {
        ValuesArg::Given => (Values::Given, RequiredWeights::Exists),
        ValuesArg::Monotone => (Values::Monotone, RequiredWeights::Free),
    };
    let (case, method) = prepare(args.case.as_deref(), &args.analysis, &output, asks)?;
    let evaluation = evaluated(&case, &method, &output)?;
    // A category hangs on limits, and on nobody's lead.
    if evaluation.method.sorts() && values == Values::Given {
        let study = &robust_classes(&evaluation)?;
        return show(
            &case,
            &output,
            |words| report::robust_classes(&case, study, words),
            |words| report::robust_classes_notes(study, words),
            &Results::of(study),
        );
    }
    output.room(&case, "preferences", 2 * evaluation.pairs())?;
    // What rests on the value functions given is a second study, which shares the time.
    let both = values == Values::Monotone && output.is_view() && case.contradictory.is_empty();
    let request = RobustRequest {
        values,
        time: args.time_limit.map(Duration::from_secs_f64),
        and_given: both,
    };
    let study = &robust(&evaluation, &request)?;
    let charts = output.charts(|words| report::robust_pair_charts(&case, study, words));
    let tables = Results::of(study).with_charts(charts);
    show(
        &case,
        &output,
        |words| report::robust(&case, study, words),
        |words| report::robust_notes(study, words),
        &tables,
    )
}
