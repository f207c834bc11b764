//! The case that an analysis names, with its what-ifs.

use super::args::{Analysis, location};
use super::failure::Failure;
use super::{advice, diagnostics};
use afweging::Error;
use afweging::case::{Case, WhatIf};
use afweging::error::{Finding, Findings};
use afweging::shard::read_from;

/// What weights an analysis requires, under the constraints and preferences of a case.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub enum RequiredWeights {
    /// Nothing: it looks at the given weights.
    Any,
    /// Nothing is required, and the case's weights are not used.
    Free,
    /// That some weights meet them; the given weights do not count.
    Exists,
    /// That the given weights do.
    Given,
}

/// Open the case that an analysis names, with its what-ifs, and say what is worth knowing about it.
/// What the analysis does not ask of its constraints and preferences is a warning if it is not so.
pub fn open(
    case: Option<&str>,
    args: &Analysis,
    admissible: RequiredWeights,
) -> Result<Case, Failure> {
    open_changed(case, args, admissible, Ok)
}

/// The same, with what-ifs of a command of its own.
pub fn open_changed(
    case: Option<&str>,
    args: &Analysis,
    admissible: RequiredWeights,
    change: impl FnOnce(WhatIf) -> afweging::Result<WhatIf>,
) -> Result<Case, Failure> {
    let location = args.columns.case(location(case))?;
    let what_if =
        args.what_if().and_then(change).map_err(|error| advice::with_ids(error, &location))?;
    let mut case = Case::open(&location, &what_if)?;
    let files = case.files.iter().map(|file| (file.name.clone(), file.sha256.clone()));
    read_from(&files.collect::<Vec<_>>())?;
    case.what_ifs.extend(args.method_words());
    if admissible >= RequiredWeights::Exists && !case.contradictory.is_empty() {
        return Err(Error::Findings(Findings(case.contradictory)).into());
    }
    let unmet = case.unmet();
    if admissible == RequiredWeights::Given && !unmet.is_empty() {
        return Err(Error::Findings(Findings(unmet)).into());
    }
    if !args.quiet {
        diagnostics::show(&case.warnings);
        // That no weights agree says more than that the given ones do not.
        let doubts = match (admissible, case.contradictory.is_empty()) {
            (RequiredWeights::Free | RequiredWeights::Exists, _) => &[],
            (_, false) => &case.contradictory[..],
            (_, true) => &unmet[..],
        };
        diagnostics::show(&doubts.iter().map(Finding::as_warning).collect::<Vec<_>>());
        // Who does not look at the weights of the case either looks at those of the actors, and then
        // this is an error that is told when their panel is made.
        if admissible != RequiredWeights::Free {
            let missing = case.without_baseline.iter().map(Finding::as_warning);
            diagnostics::show(&missing.collect::<Vec<_>>());
        }
    }
    if args.verbose {
        diagnostics::show(&case.later);
    }
    Ok(case)
}
