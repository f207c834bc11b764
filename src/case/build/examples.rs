//! The alternatives whose category the case gives, among those of the problem.

use crate::case::build::preference::find;
use crate::case::check::checked::{Checked, full};
use crate::error::{Finding, Findings, Place, Source, both};
use crate::problem::{Example, Problem};
use std::sync::Arc;

/// Put them into the problem. In a selection of alternatives, those that are not there are left out
/// with a warning.
pub(crate) fn apply(
    checked: &Checked,
    filtered: bool,
    source: &Arc<Source>,
    problem: &mut Problem,
    findings: &mut Findings,
) {
    for said in &checked.examples {
        let place = Place::Text { source: source.clone(), span: said.span.clone() };
        let name = full(&said.alternative);
        match find(problem, &said.alternative) {
            Ok(alternative) => problem.examples.push(Example {
                alternative,
                category: said.category,
                reason: said.reason.clone(),
                source: said.source.clone(),
            }),
            Err(_) if filtered => findings.push(Finding::warning(
                place,
                both(
                    format!("left out of this selection: the example {name}"),
                    format!("weggelaten uit deze selectie: het voorbeeld {name:#}"),
                ),
            )),
            Err(missing) => findings.push(missing.finding(problem, source, place, &name)),
        }
    }
}
