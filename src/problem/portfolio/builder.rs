//! A model of portfolios made by a program.

use super::{
    Amount, Bound, Choice, Limit, LimitPart, Measure, NoneValue, PortfolioModel, PortfolioRule,
    RuleSays, Worth,
};
use crate::error::{Error, Result};
use crate::problem::alternative::KeyValues;
use crate::problem::group::group;
use crate::problem::{Problem, Text};

impl PortfolioModel {
    /// A model without limits and rules, in which the value of an alternative is its score: one
    /// alternative, or none, for each combination of values of these keys. References are not
    /// chosen, and neither is the alternative that stands for none.
    ///
    /// ```
    /// use afweging::method::Method;
    /// use afweging::problem::{
    ///     Amount, Direction, Limit, NoneValue, PortfolioModel, PortfolioRule, Problem,
    /// };
    /// use afweging::study::{PortfolioRequest, Tables, evaluate, portfolio};
    ///
    /// // Which projects, if 10 can be spent, and C needs A?
    /// let problem = Problem::builder()
    ///     .criterion_with("benefit", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
    ///     .alternative("A", [4.0])
    ///     .alternative("B", [6.0])
    ///     .alternative("C", [7.0])
    ///     .build()?;
    /// let costs = [4.0, 5.0, 6.0].map(Amount::sure).to_vec();
    /// let model = PortfolioModel::new(&problem, ["alternative"], NoneValue::Value(0.0))?
    ///     .limit(Limit::sum("budget", "cost", costs).at_most(10.0))
    ///     .rule(PortfolioRule::requires("C-needs-A", [2], [0]));
    /// let evaluation = evaluate(&problem, &Method::default())?;
    /// let study = portfolio(&evaluation, &model, &PortfolioRequest::default())?;
    /// let best = study.best.chosen.as_ref().unwrap();
    /// assert_eq!(best.alternatives, [Some(0), None, Some(2)]);
    /// assert!(study.best.optimal && (best.value - 1.1).abs() < 1e-12);
    /// // One more to spend would gain nothing: B and C need A as well.
    /// let shadow = study.table_named("shadow")?;
    /// assert_eq!(shadow.get(0, "gain").as_number(), Some(0.0));
    /// # Ok::<(), afweging::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::UnknownName`] for a key that the problem does not have.
    pub fn new<'k>(
        problem: &Problem,
        one_per: impl IntoIterator<Item = &'k str>,
        none: NoneValue,
    ) -> Result<PortfolioModel> {
        let place = |id: &str| {
            let known = problem.keys.iter().position(|key| key.id == id);
            let ids = problem.keys.iter().map(|key| &*key.id);
            known.ok_or_else(|| Error::unknown("key", id, ids))
        };
        let one_per: Vec<usize> = one_per.into_iter().map(place).collect::<Result<_>>()?;
        let values: Vec<KeyValues> =
            problem.alternatives.iter().map(|alternative| alternative.values.clone()).collect();
        let can_be = |at: &usize| {
            !problem.alternatives[*at].reference && none != NoneValue::Alternative(*at)
        };
        let choice = |of: crate::problem::Group| Choice {
            values: of.values,
            alternatives: of.members.into_iter().filter(can_be).collect(),
            none,
        };
        let choices = group(&values, &one_per).into_iter().map(choice);
        Ok(PortfolioModel {
            choices: choices.filter(|choice| !choice.alternatives.is_empty()).collect(),
            one_per,
            worth: Worth::Score,
            times: None,
            times_name: None,
            limits: Vec::new(),
            rules: Vec::new(),
        })
    }

    /// The same where an alternative is worth what its score is more than that of none.
    pub fn gain(self) -> PortfolioModel {
        PortfolioModel { worth: Worth::Gain, ..self }
    }

    /// The same where values are multiplied by a figure of each alternative.
    pub fn times(self, name: impl Into<String>, of: Vec<Amount>) -> PortfolioModel {
        PortfolioModel { times: Some(of), times_name: Some(name.into()), ..self }
    }

    /// The same with one more limit.
    pub fn limit(mut self, limit: Limit) -> PortfolioModel {
        self.limits.push(limit);
        self
    }

    /// The same with one more rule.
    pub fn rule(mut self, rule: PortfolioRule) -> PortfolioModel {
        self.rules.push(rule);
        self
    }
}

impl Limit {
    /// A limit on the sum of a figure, by alternative of the problem. All alternatives count, until
    /// [`Limit::among`] or [`Limit::split_by`] says otherwise.
    pub fn sum(id: impl Into<String>, of: impl Into<String>, amounts: Vec<Amount>) -> Limit {
        let all = amounts.len();
        Limit::new(id.into(), Measure::Sum { of: of.into(), amounts }, (0..all).collect())
    }

    /// A limit on how many of these alternatives are chosen.
    pub fn count(id: impl Into<String>, of: impl IntoIterator<Item = usize>) -> Limit {
        Limit::new(id.into(), Measure::Count, of.into_iter().collect())
    }

    /// A limit on the share that all take away together, by alternative of the problem: 1 - product
    /// of (1 - figure). All alternatives count, until [`Limit::among`] or [`Limit::split_by`] says
    /// otherwise.
    pub fn joint_share(
        id: impl Into<String>,
        of: impl Into<String>,
        amounts: Vec<Amount>,
    ) -> Limit {
        let all = amounts.len();
        Limit::new(id.into(), Measure::JointShare { of: of.into(), amounts }, (0..all).collect())
    }

    fn new(id: String, measure: Measure, alternatives: Vec<usize>) -> Limit {
        Limit {
            id,
            label: Text::default(),
            measure,
            parts: vec![LimitPart { name: None, alternatives, may_be: Vec::new() }],
            split: false,
            bound: Bound::default(),
            chance: None,
            step: None,
            active: true,
            enforced: true,
            kind: None,
            reason: Text::default(),
            source: None,
        }
    }

    /// The same for these alternatives only.
    pub fn among(self, alternatives: impl IntoIterator<Item = usize>) -> Limit {
        let alternatives = alternatives.into_iter().collect();
        Limit {
            parts: vec![LimitPart { name: None, alternatives, may_be: Vec::new() }],
            split: false,
            ..self
        }
    }

    /// The same for each of these parts.
    pub fn split_by(
        self,
        parts: impl IntoIterator<Item = (impl Into<String>, Vec<usize>)>,
    ) -> Limit {
        let part = |(name, alternatives): (_, Vec<usize>)| {
            let name: Option<_> = Some(Into::into(name));
            LimitPart { name, alternatives, may_be: Vec::new() }
        };
        Limit { parts: parts.into_iter().map(part).collect(), split: true, ..self }
    }

    /// The same with the most that it may be; of each part if it is split.
    pub fn at_most(mut self, bound: f64) -> Limit {
        self.bound.at_most = Some(bound);
        self
    }

    /// The same with the least that it may be; of each part if it is split.
    pub fn at_least(mut self, bound: f64) -> Limit {
        self.bound.at_least = Some(bound);
        self
    }

    /// The same with the most that one part may have of all, from 0 to 1.
    pub fn share_at_most(mut self, bound: f64) -> Limit {
        self.bound.share_at_most = Some(bound);
        self
    }

    /// The same, kept with a probability above 0.5 and below 1.
    pub fn chance(self, probability: f64) -> Limit {
        Limit { chance: Some(probability), ..self }
    }

    /// The same with another step by which it is made looser to see what it costs.
    pub fn step(self, step: f64) -> Limit {
        Limit { step: Some(step), ..self }
    }

    /// The same, which need not be kept: the answer is told whether it is.
    pub fn flagged(self) -> Limit {
        Limit { enforced: false, ..self }
    }

    /// The same, switched off.
    pub fn off(self) -> Limit {
        Limit { active: false, ..self }
    }
}

impl PortfolioRule {
    /// If any of the first is chosen, some of the second is.
    pub fn requires(
        id: impl Into<String>,
        first: impl IntoIterator<Item = usize>,
        second: impl IntoIterator<Item = usize>,
    ) -> PortfolioRule {
        let (first, second) = (first.into_iter().collect(), second.into_iter().collect());
        PortfolioRule::new(id.into(), RuleSays::Requires(first, second))
    }

    /// If any of the first is chosen, none of the second is.
    pub fn excludes(
        id: impl Into<String>,
        first: impl IntoIterator<Item = usize>,
        second: impl IntoIterator<Item = usize>,
    ) -> PortfolioRule {
        let (first, second) = (first.into_iter().collect(), second.into_iter().collect());
        PortfolioRule::new(id.into(), RuleSays::Excludes(first, second))
    }

    /// A value is added once if something of each set is chosen; below 0 it is taken.
    pub fn together(
        id: impl Into<String>,
        sets: impl IntoIterator<Item = Vec<usize>>,
        value: f64,
    ) -> PortfolioRule {
        PortfolioRule::new(id.into(), RuleSays::Together(sets.into_iter().collect(), value))
    }

    fn new(id: String, says: RuleSays) -> PortfolioRule {
        PortfolioRule {
            id,
            label: Text::default(),
            says,
            active: true,
            enforced: true,
            kind: None,
            reason: Text::default(),
            source: None,
        }
    }

    /// The same, which need not be kept: the answer is told whether it is.
    pub fn flagged(self) -> PortfolioRule {
        PortfolioRule { enforced: false, ..self }
    }

    /// The same, switched off.
    pub fn off(self) -> PortfolioRule {
        PortfolioRule { active: false, ..self }
    }
}
