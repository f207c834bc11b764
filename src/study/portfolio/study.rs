//! All that is asked about portfolios, answered at once.

use super::answer::{BestPortfolio, Portfolio};
use super::options::Options;
use super::request::PortfolioRequest;
use super::values::nominal_values;
use crate::error::Result;
use crate::evaluate::evaluation::Evaluation;
use crate::problem::PortfolioModel;

/// Find the best portfolio, and what hangs on its limits.
///
/// # Errors
/// [`crate::Error::Argument`] for a request out of range; [`crate::Error::Problem`] where it is not
/// known what none is worth; [`crate::Error::Undefined`] for a method without scores.
pub fn portfolio<'a>(
    evaluation: &'a Evaluation<'a>,
    model: &'a PortfolioModel,
    request: &PortfolioRequest,
) -> Result<Portfolio<'a>> {
    request.check()?;
    let problem = evaluation.problem;
    let values = nominal_values(evaluation, model)?;
    let options = Options::nominal(problem, model, &values);
    Ok(Portfolio {
        evaluation,
        model,
        request: *request,
        values,
        options,
        best: BestPortfolio {
            chosen: None,
            feasible: None,
            optimal: false,
            bound: None,
            tied: None,
            added: 0.0,
            chance_complete: true,
        },
        limits: Vec::new(),
        next_best: Vec::new(),
        shadow: Vec::new(),
        why_not: Vec::new(),
        conflict: None,
        chance_draws: None,
    })
}
