//! Which set of alternatives is best within the limits, and how far does that hang on weights and
//! figures?
//!
//! A [`PortfolioModel`](crate::problem::PortfolioModel) says what is chosen and within which limits;
//! an evaluation says what each alternative is worth. The study makes of both a 0/1 program
//! ([`crate::binary_program`]), in which the first option of each choice is to choose none:
//!
//! - `options`: what can be chosen, and why the rest cannot;
//! - `rows`: limits and rules as rows;
//! - `best`: the best portfolio, its limits, and those that come next;
//! - `shadow`: what each limit costs;
//! - `why_not`: the least that must change for an alternative to be in;
//! - `conflict`: where nothing meets all limits, which of them are in each other's way;
//! - `robust`: core, borderline and exterior choices under incomplete weights and ranges;
//! - `draws`: in which share of draws each alternative is in the best portfolio.

mod answer;
mod base;
mod best;
mod chance;
mod chance_cuts;
mod conflict;
mod counted;
mod draws;
mod limit_side;
mod loosening;
mod made;
mod options;
mod request;
mod robust;
mod robust_request;
mod rows;
mod shadow;
mod study;
mod tables;
mod task;
mod uses;
mod values;
mod why_not;

pub use answer::{
    BestPortfolio, BoundRelaxation, ChosenPortfolio, InForce, LimitChange, LimitConflict,
    LimitShadow, LimitUse, LooserBound, NextPortfolio, Portfolio, WhyNot, WhyReason,
};
pub(crate) use chance::{Chance, chances};
pub use draws::{NoShares, OptimalShares};
pub use options::{NotChosen, Options};
pub use request::{MOST_PORTFOLIOS, PORTFOLIO_DRAWS, PORTFOLIO_NODES, PortfolioRequest};
pub use robust::{
    CoreClass, CorePortfolio, CorePortfolios, NoCore, RobustPortfolio, robust_portfolio,
};
pub use robust_request::{ROBUST_PORTFOLIO_DRAWS, RobustPortfolioRequest};
pub(crate) use rows::limit_rows;
pub use rows::{LimitSide, RowSource};
pub use study::portfolio;
pub(crate) use uses::limit_uses;
pub use values::{NoValue, NominalValues};
