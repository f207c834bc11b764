//! The run of a method that has scores.

use crate::error::Error;
use crate::error::Result;
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::evaluation::Run;

/// The run that sensitivity looks at: the first.
///
/// # Errors
/// [`Error::Undefined`] for a method whose answer is no score.
pub fn scored_run<'a>(evaluation: &'a Evaluation) -> Result<&'a Run> {
    let run = &evaluation.runs[0];
    if !run.method.has_score() {
        return Err(Error::Undefined {
            method: run.method.name().into(),
            reason: "its answer is a relation, and this study looks at scores".into(),
            remedy:
                "choose a method with a score: --method promethee-ii, --method weighted-sum ..."
                    .into(),
        });
    }
    Ok(run)
}
