//! A model of paths made by a program, step by step.

use super::{
    Capacity, MoveNeeds, PathChoice, PathwayModel, Period, PeriodLimit, Readiness, ReadyFrom, Stay,
    Transition,
};
use crate::error::{Error, Fault, Result, both};
use crate::problem::{Problem, Quantity, Text};

/// Builds a [`PathwayModel`] and checks it; see [`PathwayModel::builder`].
#[derive(Debug, Clone)]
pub struct PathwayBuilder {
    model: PathwayModel,
    start: Option<String>,
    moves: Vec<MoveDetails>,
    stays: Vec<(String, Vec<String>, u32, Option<u32>)>,
    capacities: Vec<CapacityDetails>,
}

/// What is said of moves; see [`PathwayBuilder::transition`].
#[derive(Debug, Clone, Default)]
pub struct MoveDetails {
    id: String,
    to: String,
    from: Option<Vec<String>>,
    forbidden: bool,
    after: Option<(Vec<String>, u32)>,
    needs: Option<String>,
    cost: f64,
    takes: u32,
}

/// What is built and needed; see [`PathwayBuilder::capacity`].
#[derive(Debug, Clone, Default)]
pub struct CapacityDetails {
    id: String,
    builds: Vec<(String, f64)>,
    needs: Vec<(String, f64)>,
    start: f64,
    shared: bool,
}

impl PathwayModel {
    /// A builder of a model of paths, of one problem that holds in all periods or of one for each
    /// period. Every group of the problem is a choice, and alternatives are named by what tells them
    /// apart in their group: a name speaks of that alternative in every group that has it.
    /// [`PathwayBuilder::build`] checks everything; nothing fails before.
    ///
    /// It says what a criteria file says of paths, but for requirements of alternatives that need a
    /// fact, which take a file.
    ///
    /// ```
    /// use afweging::method::Method;
    /// use afweging::problem::{Direction, PathwayModel, Problem};
    /// use afweging::study::{PathwayRequest, pathway};
    ///
    /// let problem = Problem::builder()
    ///     .criterion_with("worth", Direction::Max, 1.0, |c| c.scale(0.0, 1.0))
    ///     .alternative("today", [0.4])
    ///     .alternative("bridge", [0.3])
    ///     .alternative("far", [0.9])
    ///     .build()?;
    /// let model = PathwayModel::builder([problem])
    ///     .start("today")
    ///     .period("2027-2029", 2027, 3)
    ///     .period("2030-2034", 2030, 5)
    ///     .transition("by-the-bridge", "far", |t| t.after(["bridge"], 1).cost(0.5))
    ///     .build()?;
    /// let answer = pathway(&model, &Method::default(), &PathwayRequest::default())?;
    /// // Alternatives keep their order: today 0, bridge 1, far 2.
    /// let best = answer.best[0].first().unwrap();
    /// assert_eq!(best.positions, [Some(1), Some(2)]);
    /// // Three years at 0.3, five at 0.9, and a move that costs half a year of the best there is.
    /// assert!((best.value - (3.0 * 0.3 + 5.0 * 0.9 - 0.5)).abs() < 1e-12);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn builder(problems: impl IntoIterator<Item = Problem>) -> PathwayBuilder {
        PathwayBuilder {
            model: PathwayModel {
                one_per: Vec::new(),
                choices: Vec::new(),
                none: None,
                periods: Vec::new(),
                problems: problems.into_iter().collect(),
                discount: 0.0,
                until: 0,
                transitions: Vec::new(),
                stays: Vec::new(),
                readiness: Vec::new(),
                needs: Vec::new(),
                capacities: Vec::new(),
                limits: Vec::new(),
            },
            start: None,
            moves: Vec::new(),
            stays: Vec::new(),
            capacities: Vec::new(),
        }
    }
}

impl PathwayBuilder {
    /// Add a period that begins in the year `from` and lasts `years`.
    pub fn period(mut self, id: impl Into<String>, from: i32, years: u32) -> PathwayBuilder {
        let label = Text::default();
        self.model.periods.push(Period { id: id.into(), label, from, years });
        self
    }

    /// Where every path stands before the first period; where it is not called, in none. An
    /// alternative for reference can be stood in if it is the start.
    pub fn start(mut self, alternative: impl Into<String>) -> PathwayBuilder {
        self.start = Some(alternative.into());
        self
    }

    /// Let paths stand in no alternative, and say what a year of that is worth.
    pub fn none(mut self, value: f64) -> PathwayBuilder {
        self.model.none = Some(value);
        self
    }

    /// The discount rate of a year; 0 where it is not called.
    pub fn discount(mut self, rate: f64) -> PathwayBuilder {
        self.model.discount = rate;
        self
    }

    /// How many years the value of the last period goes on after it; 0 where it is not called.
    pub fn until(mut self, years: u32) -> PathwayBuilder {
        self.model.until = years;
        self
    }

    /// Add what is said of moves to an alternative: where they come from, what must come before,
    /// what they need, cost and take; see [`MoveDetails`].
    pub fn transition(
        mut self,
        id: impl Into<String>,
        to: impl Into<String>,
        details: impl FnOnce(MoveDetails) -> MoveDetails,
    ) -> PathwayBuilder {
        let (id, to) = (id.into(), to.into());
        self.moves.push(details(MoveDetails { id, to, ..MoveDetails::default() }));
        self
    }

    /// Add how many periods in a row a path may stay in some alternatives: at least, and at most.
    pub fn stay(
        mut self,
        id: impl Into<String>,
        alternatives: impl IntoIterator<Item = impl Into<String>>,
        at_least: u32,
        at_most: Option<u32>,
    ) -> PathwayBuilder {
        let alternatives = alternatives.into_iter().map(Into::into).collect();
        self.stays.push((id.into(), alternatives, at_least, at_most));
        self
    }

    /// Add a fact that holds from a year on.
    pub fn ready(mut self, fact: impl Into<String>, from: impl Into<Quantity>) -> PathwayBuilder {
        let from = ReadyFrom::Year(from.into());
        let (fact, reason) = (fact.into(), Text::default());
        self.model.readiness.push(Readiness { fact, from, reason, source: None });
        self
    }

    /// Add a fact that never holds.
    pub fn never_ready(mut self, fact: impl Into<String>) -> PathwayBuilder {
        let (fact, reason) = (fact.into(), Text::default());
        let from = ReadyFrom::Never;
        self.model.readiness.push(Readiness { fact, from, reason, source: None });
        self
    }

    /// Add a capacity that some alternatives build and others need; see [`CapacityDetails`].
    pub fn capacity(
        mut self,
        id: impl Into<String>,
        details: impl FnOnce(CapacityDetails) -> CapacityDetails,
    ) -> PathwayBuilder {
        let id = id.into();
        self.capacities.push(details(CapacityDetails { id, ..CapacityDetails::default() }));
        self
    }

    /// Add a limit on what all paths do together in a period.
    pub fn limit(mut self, limit: PeriodLimit) -> PathwayBuilder {
        self.model.limits.push(limit);
        self
    }

    /// The model.
    ///
    /// # Errors
    /// [`Error::UnknownName`] for a name that no alternative and no fact has; [`Error::Problem`]
    /// with all else that is wrong.
    pub fn build(self) -> Result<PathwayModel> {
        let PathwayBuilder { mut model, start, moves, stays, capacities } = self;
        let Some(problem) = model.problems.first() else {
            let reason = both(
                "there must be one for each period, or one for all",
                "er moet er een zijn voor elke periode, of een voor alle",
            );
            return Err(Error::Problem(vec![Fault { at: both("problems", "problems"), reason }]));
        };
        let names = Names::new(problem);
        model.one_per = problem.rank_within().to_vec();
        let start = start.map(|start| names.of(&start)).transpose()?.unwrap_or_default();
        for group in problem.groups() {
            let members = group.members();
            let start = members.iter().copied().find(|member| start.contains(member));
            let competes = |member: &usize| {
                Some(*member) == start || !problem.alternatives()[*member].reference()
            };
            let alternatives = members.iter().copied().filter(competes).collect();
            model.choices.push(PathChoice { values: group.values().to_vec(), start, alternatives });
        }
        let fact = |fact: String| match model.readiness.iter().position(|of| of.fact == fact) {
            Some(at) => Ok(MoveNeeds::Ready(at)),
            None => Err(Error::unknown("fact", &fact, model.readiness.iter().map(|of| &*of.fact))),
        };
        for details in moves {
            model.transitions.push(Transition {
                id: details.id,
                label: Text::default(),
                from: details.from.map(|from| names.all(&from)).transpose()?,
                to: names.of(&details.to)?,
                allowed: !details.forbidden,
                after: match details.after {
                    Some((after, periods)) => Some((names.all(&after)?, periods)),
                    None => None,
                },
                needs: details.needs.map(fact).transpose()?,
                cost: details.cost,
                takes: details.takes,
                active: true,
                kind: None,
                reason: Text::default(),
                source: None,
            });
        }
        for (id, alternatives, at_least, at_most) in stays {
            model.stays.push(Stay {
                id,
                label: Text::default(),
                alternatives: names.all(&alternatives)?,
                at_least,
                at_most,
                active: true,
                kind: None,
                reason: Text::default(),
                source: None,
            });
        }
        let count = problem.alternatives().len();
        for details in capacities {
            let figures = |of: &[(String, f64)]| -> Result<Vec<f64>> {
                let mut out = vec![0.0; count];
                for (name, figure) in of {
                    names.of(name)?.into_iter().for_each(|at| out[at] += figure);
                }
                Ok(out)
            };
            model.capacities.push(Capacity {
                label: Text::default(),
                builds: figures(&details.builds)?,
                needs: figures(&details.needs)?,
                id: details.id,
                start: details.start,
                shared: details.shared,
                active: true,
                reason: Text::default(),
                source: None,
            });
        }
        model.check()?;
        Ok(model)
    }
}

impl MoveDetails {
    /// Only moves from these alternatives; where it is not called, from any other and from none.
    pub fn from(
        mut self,
        alternatives: impl IntoIterator<Item = impl Into<String>>,
    ) -> MoveDetails {
        self.from = Some(alternatives.into_iter().map(Into::into).collect());
        self
    }

    /// No such move is allowed.
    pub fn forbidden(mut self) -> MoveDetails {
        self.forbidden = true;
        self
    }

    /// Only where the path stood in one of these before, in so many periods in all.
    pub fn after(
        mut self,
        alternatives: impl IntoIterator<Item = impl Into<String>>,
        periods: u32,
    ) -> MoveDetails {
        self.after = Some((alternatives.into_iter().map(Into::into).collect(), periods));
        self
    }

    /// Only where this fact holds when the move is made; see [`PathwayBuilder::ready`].
    pub fn needs(mut self, fact: impl Into<String>) -> MoveDetails {
        self.needs = Some(fact.into());
        self
    }

    /// What the move costs, in years of value; below 0 it gains.
    pub fn cost(mut self, cost: f64) -> MoveDetails {
        self.cost = cost;
        self
    }

    /// How many periods pass before the new one is there.
    pub fn takes(mut self, periods: u32) -> MoveDetails {
        self.takes = periods;
        self
    }
}

impl CapacityDetails {
    /// A period in this alternative builds so much.
    pub fn built_by(mut self, alternative: impl Into<String>, amount: f64) -> CapacityDetails {
        self.builds.push((alternative.into(), amount));
        self
    }

    /// A period in this alternative needs so much.
    pub fn needed_by(mut self, alternative: impl Into<String>, amount: f64) -> CapacityDetails {
        self.needs.push((alternative.into(), amount));
        self
    }

    /// What there is at the start; 0 where it is not called.
    pub fn start(mut self, amount: f64) -> CapacityDetails {
        self.start = amount;
        self
    }

    /// All paths build and need it together; where it is not called, each has its own.
    pub fn shared(mut self) -> CapacityDetails {
        self.shared = true;
        self
    }
}

/// The alternatives by what tells them apart in their group.
struct Names(Vec<String>);

impl Names {
    fn new(problem: &Problem) -> Names {
        let inside = problem.keys_inside();
        let count = problem.alternatives().len();
        Names((0..count).map(|alternative| problem.name(alternative, &inside)).collect())
    }

    /// The alternatives of that name.
    fn of(&self, name: &str) -> Result<Vec<usize>> {
        let found: Vec<usize> =
            (0..self.0.len()).filter(|alternative| self.0[*alternative] == name).collect();
        match found.is_empty() {
            true => Err(Error::unknown("alternative", name, self.0.iter().map(String::as_str))),
            false => Ok(found),
        }
    }

    /// The alternatives of these names, in order, each once.
    fn all(&self, names: &[String]) -> Result<Vec<usize>> {
        let mut out = Vec::new();
        for name in names {
            out.extend(self.of(name)?);
        }
        out.sort_unstable();
        out.dedup();
        Ok(out)
    }
}
