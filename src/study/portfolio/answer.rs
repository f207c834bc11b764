//! What is answered about portfolios.

use super::options::{NotChosen, Options};
use super::request::PortfolioRequest;
use super::rows::{LimitSide, RowSource};
use super::values::NominalValues;
use crate::evaluate::evaluation::Evaluation;
use crate::problem::PortfolioModel;
use crate::study::Estimated;

/// The answers about portfolios; made by [`portfolio`](super::portfolio).
#[derive(Debug)]
#[non_exhaustive]
pub struct Portfolio<'a> {
    /// What alternatives are worth.
    pub evaluation: &'a Evaluation<'a>,
    /// What is chosen, and within which limits.
    pub model: &'a PortfolioModel,
    /// What was asked for.
    pub request: PortfolioRequest,
    /// What each alternative, and none, is worth at nominal figures.
    pub values: NominalValues,
    /// What can be chosen, and why the rest cannot.
    pub options: Options,
    /// The best portfolio, and how good any can be.
    pub best: BestPortfolio,
    /// What limits and rules say of the best portfolio, in their order; also of those that are not
    /// in force. Where there is no best portfolio, uses and what follows from them are `None`.
    pub limits: Vec<LimitUse>,
    /// The portfolios that come next, best first.
    pub next_best: Vec<NextPortfolio>,
    /// What each limit costs. Empty where there is no best portfolio.
    pub shadow: Vec<LimitShadow>,
    /// Why the alternatives that are not in the best portfolio are not; in the order of the choices.
    /// Empty where there is no best portfolio.
    pub why_not: Vec<WhyNot>,
    /// How many others can be chosen, are not, and were not asked about.
    pub why_not_left_out: usize,
    /// Which limits and rules are in each other's way, where nothing meets all of them.
    pub conflict: Option<LimitConflict>,
    /// How many draws the probabilities of limits rest on; `None` where no limit asks for one.
    pub chance_draws: Option<u64>,
    // The part of incomplete weights and ranges is joined here: `robust: RobustPortfolio`.
}

/// What is chosen of each choice.
#[derive(Debug, Clone, PartialEq)]
pub struct ChosenPortfolio {
    /// By choice: the alternative; `None` where none is chosen.
    pub alternatives: Vec<Option<usize>>,
    /// The sum of the values of what is chosen, and of what rules add.
    pub value: f64,
}

/// The best portfolio, and how good any can be.
#[derive(Debug, Clone, PartialEq)]
pub struct BestPortfolio {
    /// The best that was found; `None` if none was.
    pub chosen: Option<ChosenPortfolio>,
    /// Whether there is any portfolio within all limits and rules; `None` if the search was cut
    /// short before it found one.
    pub feasible: Option<bool>,
    /// Whether it is proved that none is worth more than the one found.
    pub optimal: bool,
    /// No portfolio is worth more than this. `None` where there is none.
    pub bound: Option<f64>,
    /// Whether another portfolio is worth as much; `None` where the search was cut short.
    pub tied: Option<bool>,
    /// What rules add to the value or take from it, that is part of it.
    pub added: f64,
    /// Whether the search for a portfolio that keeps limits with their probability came to an end.
    /// `false`: it was given up after so many attempts, and the best may not be found.
    pub chance_complete: bool,
}

/// Whether a limit or rule is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InForce {
    /// It must be kept.
    Enforced,
    /// The answer is told whether it is kept.
    Flagged,
    /// It is switched off.
    Off,
    /// Nobody gave a bound.
    NoBound,
}

impl InForce {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            InForce::Enforced => "enforced",
            InForce::Flagged => "flagged",
            InForce::Off => "off",
            InForce::NoBound => "no_bound",
        }
    }
}

/// What a portfolio makes of one bound of one part of a limit, or of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitUse {
    /// The limit or rule. Of a limit without a bound the side is [`LimitSide::AtMost`] and says
    /// nothing.
    pub source: RowSource,
    /// Whether it is in force.
    pub in_force: InForce,
    /// What the portfolio adds up to, figures being at the end that the bound is about: high for
    /// `at_most` and `share_at_most`, low for `at_least`. With a probability: what the sum stays
    /// below, or above, with that probability. At nominal figures where there is no bound. `None` for
    /// a rule, where a figure is not known, and for the share of nothing.
    pub used: Option<f64>,
    /// The bound; `None` for a rule and where nobody gave one.
    pub bound: Option<f64>,
    /// What is left up to the bound; below 0 it is missed.
    pub slack: Option<f64>,
    /// Whether nothing is left.
    pub binding: Option<bool>,
    /// Whether it is kept; of a rule that adds a value, whether it is added. `None` where that is not
    /// known, and without a bound.
    pub met: Option<bool>,
    /// The probability that the bound is kept, of a limit that asks for one.
    pub chance: Option<Estimated>,
}

/// A portfolio that comes after the best one.
#[derive(Debug, Clone, PartialEq)]
pub struct NextPortfolio {
    /// Its place among all, the best having place 1.
    pub place: usize,
    /// What is chosen.
    pub chosen: ChosenPortfolio,
    /// How much less it is worth than the best.
    pub loss: f64,
    /// The choices in which it differs from the best: indices into [`PortfolioModel::choices`].
    pub changes: Vec<usize>,
}

/// What is changed in a limit to see what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitChange {
    /// A bound is one step looser, in all parts of the limit.
    Looser(LimitSide),
    /// The whole limit is left out.
    Without,
}

/// What a limit costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LimitShadow {
    /// The limit: an index into [`PortfolioModel::limits`].
    pub limit: usize,
    /// What is changed.
    pub change: LimitChange,
    /// By how much the bound is looser; `None` where the limit is left out.
    pub step: Option<f64>,
    /// The value of the best portfolio then; `None` if none was found.
    pub value: Option<f64>,
    /// How much more that is; 0 or more. `None` if no value is known, or the best portfolio is not
    /// proved to be that.
    pub gain: Option<f64>,
    /// Whether the value is proved to be the best.
    pub optimal: bool,
}

/// Why an alternative is not in the best portfolio.
#[derive(Debug, Clone, PartialEq)]
pub enum WhyReason {
    /// It cannot be chosen.
    NotChosen(NotChosen),
    /// A portfolio with it is worth as much as the best.
    Tie,
    /// Without limits and rules it would not be in the best portfolio either.
    Value,
    /// Without limits it would be in a best portfolio.
    Limits,
    /// Without rules it would be in a best portfolio.
    Rules,
    /// Without limits and rules it would be in a best portfolio; without one of both it would not.
    LimitsAndRules,
    /// A search was cut short.
    NotKnown,
}

impl WhyReason {
    /// Its name in tables.
    pub fn name(&self) -> &'static str {
        match self {
            WhyReason::NotChosen(why) => why.name(),
            WhyReason::Tie => "tie",
            WhyReason::Value => "value",
            WhyReason::Limits => "limits",
            WhyReason::Rules => "rules",
            WhyReason::LimitsAndRules => "limits_and_rules",
            WhyReason::NotKnown => "not_known",
        }
    }
}

/// What must change for an alternative to be in a best portfolio.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyNot {
    /// Its choice: an index into [`PortfolioModel::choices`].
    pub choice: usize,
    /// The alternative.
    pub alternative: usize,
    /// Why it is not.
    pub reason: WhyReason,
    /// Whether a portfolio with it meets all limits and rules. `None` where that is not known, or it
    /// cannot be chosen.
    pub possible: Option<bool>,
    /// How much less the best portfolio with it is worth. `None` if there is none, or it is not
    /// proved to be the best.
    pub loss: Option<f64>,
    /// By how much its score must rise for a portfolio with it to be worth as much as the best: the
    /// loss, before it is multiplied. `None` without a loss, and where no rise helps.
    pub value_needed: Option<f64>,
    /// For bounds that can bring it in by themselves: by how much each must be looser, all else as it
    /// is, for a portfolio with it to be worth as much as the best.
    pub looser: Vec<LooserBound>,
}

/// By how much one bound of one part of a limit is looser.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LooserBound {
    /// The bound.
    pub source: RowSource,
    /// By how much, above 0, in the unit of the limit.
    pub by: f64,
}

/// Which limits and rules are in each other's way.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitConflict {
    /// Bounds of limits and rules of which no portfolio meets all. None can be left out: without any
    /// one of them the others can be met.
    pub members: Vec<RowSource>,
    /// Whether no set with fewer of them conflicts.
    pub smallest: bool,
    /// For every bound and rule in force, what it would take.
    pub relaxations: Vec<BoundRelaxation>,
}

/// By how much a bound must give way for a portfolio to meet all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundRelaxation {
    /// The bound or rule.
    pub source: RowSource,
    /// By how much, if this one alone gives way, in the unit of the limit; 1 for a rule that must be
    /// dropped. `None` if it cannot do it alone, or that is not known.
    pub alone: Option<f64>,
    /// By how much it gives way where the sum over all bounds, each counted in its bound, is least; 0
    /// if it does not. `None` for a rule, and where no such sum was found.
    pub together: Option<f64>,
}
