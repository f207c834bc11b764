//! `afweging sensitivity scenarios`

use super::super::args::CaseArgs;
use super::super::failure::Failure;
use super::super::open::RequiredWeights;
use super::super::output::{Output, Results};
use super::super::study::{evaluated, prepare, show};
use afweging::error::both;
use afweging::study::scenarios;
use afweging::{Error, report};
use std::time::Instant;

pub fn run(args: &CaseArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    if let Some(name) = &args.analysis.scenario {
        let message = both(
            "this study runs every scenario: leave it out",
            "deze analyse rekent elk scenario door: laat het weg",
        );
        return Err(Error::argument("scenario", name, message).into());
    }
    let (case, method) =
        prepare(args.case.as_deref(), &args.analysis, &output, RequiredWeights::Free)?;
    let Some(sets) = &case.scenarios else {
        let message = both(
            "this case has no scenarios: name a table with a row per set of weights, or let `weights` under [weights] do so",
            "dit dossier heeft geen scenario's: noem een tabel met een rij per stel gewichten, of laat `weights` onder [weights] dat doen",
        );
        return Err(Error::argument_as_a_whole("scenarios", message).into());
    };
    let evaluation = evaluated(&case, &method, &output)?;
    let study = &scenarios(&evaluation, sets)?;
    let tables = Results::of(study);
    show(
        &case,
        &output,
        |words| report::scenarios(&case, study, words),
        |words| report::scenarios_notes(&case, study, words),
        &tables,
    )
}
