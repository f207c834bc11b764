//! All that is asked about portfolios, answered at once.

use super::answer::Portfolio;
use super::base::Base;
use super::best::best;
use super::chance::draws_of;
use super::conflict::conflict;
use super::options::Options;
use super::request::PortfolioRequest;
use super::shadow::shadow;
use super::uses::uses;
use super::values::nominal_values;
use super::why_not::{others, why_not};
use crate::error::Result;
use crate::evaluate::evaluation::Evaluation;
use crate::problem::PortfolioModel;
use crate::progress::{Stage, begin};

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
    model.check(evaluation.problem)?;
    let problem = evaluation.problem;
    let values = nominal_values(evaluation, model)?;
    let options = Options::nominal(problem, model, &values);
    let base = Base::new(problem, model, &values, request);
    let (best, next_best) = {
        let _step = begin(Stage::Portfolios, 0);
        best(&base)
    };
    let limits = uses(&base, best.chosen.as_ref());
    let chosen = best.chosen.as_ref();
    let asked = match chosen {
        Some(chosen) => model.limits.len() + others(&base, chosen).len(),
        None => base.sources().len(),
    };
    let step = begin(Stage::Limits, asked as u64);
    let shadow = shadow(&base, &best, &step);
    let (why_not, why_not_left_out) = why_not(&base, &best, &options.not_chosen, &step);
    let conflict = match best.feasible {
        Some(false) => conflict(&base, &step),
        _ => None,
    };
    let with_chance = model.limits.iter().filter(|limit| limit.chance.is_some());
    let chance_draws = with_chance.map(|limit| draws_of(limit, request.draws) as u64).max();
    Ok(Portfolio {
        evaluation,
        model,
        request: *request,
        limits,
        next_best,
        shadow,
        why_not,
        why_not_left_out,
        conflict,
        chance_draws,
        best,
        options,
        values,
    })
}
