//! What holds of portfolios whatever the weights and the figures turn out to be, and how often each
//! alternative is in the best portfolio.
//!
//! - *Core index* (Robust Portfolio Modeling: Liesiö, Mild & Salo 2007,
//!   doi:10.1016/j.ejor.2006.12.041, and 2008, doi:10.1016/j.ejor.2007.07.019): over all weights
//!   that meet the constraints and all values of the uncertain inputs, the portfolios that no other
//!   dominates; of each option the share of them that contain it. 1 is core: whatever else becomes
//!   known, it is chosen. 0 is exterior. A share of portfolios, not a probability.
//! - *Share of draws*: of draws of weights and inputs, those in which the option is in the best
//!   portfolio.

mod core;
mod intervals;
mod no_core;
mod tables;

use super::draws::{NoShares, OptimalShares, shares};
use super::options::Options;
use super::robust_request::RobustPortfolioRequest;
use crate::draw::limits::check_draws;
use crate::error::Result;
use crate::evaluate::evaluation::Evaluation;
use crate::problem::PortfolioModel;
use crate::proof::contradiction::check_admissible;

pub use core::{CoreClass, CorePortfolio, CorePortfolios};
pub use no_core::NoCore;

/// The answers; made by [`robust_portfolio`].
#[derive(Debug)]
#[non_exhaustive]
pub struct RobustPortfolio<'a> {
    /// What alternatives are worth.
    pub evaluation: &'a Evaluation<'a>,
    /// What is chosen, and within which limits.
    pub model: &'a PortfolioModel,
    /// What was asked for.
    pub request: RobustPortfolioRequest,
    /// What can be chosen, also without a value at nominal figures, and why the rest cannot.
    pub options: Options,
    /// The portfolios that no other dominates, or why they are not known.
    pub core: std::result::Result<CorePortfolios, NoCore>,
    /// In which share of draws each option is in the best portfolio, or why that is not known.
    pub shares: std::result::Result<OptimalShares, NoShares>,
}

/// Find the portfolios that no other dominates, and in which share of draws each option is in the
/// best one.
///
/// Inputs that two alternatives share are taken as independent of each other where portfolios are
/// compared. That finds fewer dominances than there are, so that portfolios stay in the list that
/// might go: what is in all of them is core all the same, and what is in none is exterior. What is
/// between may be either.
///
/// Figures in limits are not drawn: a limit is kept as it says itself, whatever they turn out to be
/// or with its probability.
///
/// # Errors
/// [`crate::Error::Argument`] for a request out of range, and a model of weights that does not fit;
/// [`crate::Error::Undefined`] for a method without scores, or that is not defined in some draw;
/// [`crate::Error::Contradiction`] where no weights meet the constraints; [`crate::Error::Problem`]
/// for a model of another problem, and where values are too large to be added.
pub fn robust_portfolio<'a>(
    evaluation: &'a Evaluation<'a>,
    model: &'a PortfolioModel,
    request: &RobustPortfolioRequest,
) -> Result<RobustPortfolio<'a>> {
    check_draws(request.draws)?;
    let problem = evaluation.problem;
    model.check(problem)?;
    evaluation.require_score()?;
    check_admissible(problem)?;
    let options = Options::possible(problem, model);
    let core = core::core(evaluation, model, &options, request)?;
    let shares = shares(evaluation, model, &options, request)?;
    let request = request.clone();
    Ok(RobustPortfolio { evaluation, model, request, options, core, shares })
}
