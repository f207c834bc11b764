//! The run of a method that has scores.

use crate::error::Result;
use crate::evaluate::evaluation::{Evaluation, Run};
use crate::method::remedy::no_score;

/// The run that sensitivity looks at: the first.
///
/// # Errors
/// [`crate::Error::Undefined`] for a method whose answer is no score.
pub fn scored_run<'a>(evaluation: &'a Evaluation) -> Result<&'a Run> {
    let run = &evaluation.runs[0];
    if !run.method.has_score() {
        return Err(no_score(
            run.method.name(),
            "its answer is a relation, and this study looks at scores",
        ));
    }
    Ok(run)
}
