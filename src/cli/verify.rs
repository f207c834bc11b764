//! `afweging verify`

use super::args::VerifyArgs;
use super::diagnostics;
use super::failure::Failure;
use super::open::{RequiredWeights, open};
use super::output::{Output, Results};
use super::study::show;
use afweging::error::Finding;
use afweging::method::Method;
use afweging::report::{self, Words};
use afweging::study::{InformationRequest, VerifyRequest, evaluate, information, verify};
use std::time::Instant;

pub fn run(args: &VerifyArgs, start: Instant) -> Result<(), Failure> {
    let analysis = &args.analysis;
    let output = Output::plan(analysis, start)?;
    let words = Words(output.language());
    let case = open(args.case.as_deref(), analysis, RequiredWeights::Exists)?;
    if !analysis.quiet && case.problem.claims().iter().any(|claim| claim.given_weights) {
        diagnostics::show(&case.unmet().iter().map(Finding::as_warning).collect::<Vec<_>>());
    }
    let methods = analysis.methods(&case.methods)?;
    if methods.len() > 1 {
        let name = methods[0].name();
        output.say(&words.pick(
            format!("claims are verified under one method: {name}, the first; --method chooses another"),
            format!("beweringen worden met één methode nagegaan: {name}, de eerste; --method kiest een andere"),
        ));
    }
    let method = methods.into_iter().next().unwrap_or(Method::default());
    let evaluation = evaluate(&case.problem, &method)?;
    // Where the case cannot do without its attributes, proofs are held to need them.
    let no_attributes = case.without_attributes().ok().flatten();
    let request = VerifyRequest {
        draws: args.draws,
        seed: analysis.seed,
        no_attributes: no_attributes.as_ref(),
    };
    let study = verify(&evaluation, &request)?;
    let study = &study;
    let tables = Results::of(study);
    let page = |words| {
        // What could still change who is first, at the given weights: nothing is drawn.
        let request = InformationRequest {
            weights: None,
            uniform_sets: false,
            draws: 0,
            seed: analysis.seed,
        };
        let asked = !case.problem.claims().is_empty();
        let facts = asked.then(|| information(&evaluation, &request).ok()).flatten();
        report::verify(&case, study, facts.as_ref().filter(|facts| facts.additive), words)
    };
    show(&case, &output, page, |words| report::verify_notes(study, words), &tables)?;
    report::failed_claims(study, words).map_or(Ok(()), |failed| Err(Failure::Claims(failed)))
}
