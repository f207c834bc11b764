//! `afweging sensitivity robust`

use super::super::args::{RobustArgs, ValuesArg};
use super::super::output::{Make, Output, Tables};
use super::super::{Admissible, Failure};
use super::{evaluated, prepare, show};
use afweging::report;
use afweging::study::{MOST_ORDER_ROWS, RobustRequest, Values, robust};
use std::time::{Duration, Instant};

pub fn run(args: &RobustArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    // Preferences that no weights meet under the given value functions may be met under others.
    let (values, asks) = match args.values {
        ValuesArg::Given => (Values::Given, Admissible::Exists),
        ValuesArg::Monotone => (Values::Monotone, Admissible::Free),
    };
    let (case, method) = prepare(args.case.as_deref(), &args.analysis, &output, asks)?;
    let evaluation = evaluated(&case, &method, &output)?;
    // What rests on the value functions given is a second study, which shares the time.
    let both = values == Values::Monotone && output.is_view() && case.contradictory.is_empty();
    let time = args.time_limit.map(|seconds| Duration::from_secs_f64(if both { seconds / 2.0 } else { seconds }));
    let request = RobustRequest { values, time };
    let study = robust(&evaluation, &request)?;
    let given = match both {
        true => robust(&evaluation, &RobustRequest { values: Values::Given, ..request }).ok(),
        false => None,
    };
    let study = &study;
    let skipped = if study.pairs() > MOST_ORDER_ROWS { vec!["preferences"] } else { Vec::new() };
    let list: Vec<(&'static str, Make)> =
        vec![("preferences", Box::new(|| study.preferences())), ("alternatives", Box::new(|| study.alternatives()))];
    let tables = Tables::plain(list, skipped);
    show(
        &case,
        &output,
        |words| report::robust(&case, study, given.as_ref(), words),
        |words| report::robust_notes(study, words),
        &tables,
    )
}
