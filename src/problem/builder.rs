//! A problem made by a program, step by step: criteria, alternatives and their figures.

mod categories;
mod columns;
mod comparison;
mod criteria;
mod faults;
mod figure;
mod rows;
mod rules;
mod statements;

use super::assemble::WideTable;
use super::{Aggregate, Direction, Missing, NodeRule, Problem, Quantity};
use crate::error::{Error, Phrase, Result, both};
pub use categories::CategoryDetails;
use categories::Given as GivenCategories;
use columns::{Given, Judgement, Uncertain};
use comparison::Compared;
pub use comparison::Comparison;
pub use criteria::Details;
use criteria::Entry;
use faults::{Faults, THE_PROBLEM};
use rows::{Layout, Names, Naming, Row};

/// Builds a [`Problem`] and checks it; see [`Problem::builder`].
#[derive(Debug, Clone)]
pub struct ProblemBuilder {
    naming: Naming,
    entries: Vec<Entry>,
    rows: Vec<Row>,
    uncertain: Vec<Uncertain>,
    shared: Vec<Judgement>,
    constraints: Vec<String>,
    preferences: Vec<(Compared, Comparison)>,
    categories: GivenCategories,
    min_known: f64,
    /// How the criteria at the top become one.
    top: NodeRule,
}

impl Problem {
    /// A builder of a problem: criteria, then alternatives with a figure per criterion.
    /// [`ProblemBuilder::build`] checks everything; nothing fails before.
    ///
    /// It says what a criteria file says, in the same words, of criteria ([`Details`]), of weights
    /// ([`ProblemBuilder::constraint`]), of whole alternatives ([`ProblemBuilder::better`],
    /// [`ProblemBuilder::reference`]) and of figures that several alternatives share
    /// ([`ProblemBuilder::shared`]). Attributes, adjustments and requirements take a file; claims
    /// are made of a problem that stands ([`Problem::set_claims`]).
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem, Quantity};
    ///
    /// let problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .criterion_with("quality", Direction::Max, 2.0, |c| c.scale(0.0, 10.0))
    ///     .alternative("A", [100.0, 7.0])
    ///     .alternative("B", [120.0, 9.0])
    ///     .uncertain("B", "quality", Quantity::Set(8.0, 9.5))
    ///     .build()?;
    /// assert_eq!(problem.alternatives().len(), 2);
    /// assert_eq!(problem.performance(1, 1), "8..9.5");
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn builder() -> ProblemBuilder {
        ProblemBuilder {
            naming: Naming {
                key: "alternative".into(),
                group_key: "group".into(),
                keys: None,
                rank_within: None,
                references: Vec::new(),
            },
            entries: Vec::new(),
            rows: Vec::new(),
            uncertain: Vec::new(),
            shared: Vec::new(),
            constraints: Vec::new(),
            preferences: Vec::new(),
            categories: GivenCategories::default(),
            min_known: 0.5,
            top: NodeRule::default(),
        }
    }
}

impl ProblemBuilder {
    /// Add a criterion. `weight` is at least 0 and counts against those of its siblings: 1 and 2
    /// are a third and two thirds.
    pub fn criterion(
        self,
        id: impl Into<String>,
        direction: Direction,
        weight: f64,
    ) -> ProblemBuilder {
        self.criterion_with(id, direction, weight, |details| details)
    }

    /// Add a criterion with what else is said of it: a scale or levels, a unit, a label, a parent, a
    /// value function, thresholds; see [`Details`].
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem};
    ///
    /// let problem = Problem::builder()
    ///     .criterion_with("comfort", Direction::Max, 1.0, |c| c.levels(["poor", "fair", "good"]))
    ///     .alternative("A", ["fair"])
    ///     .alternative("B", ["good"])
    ///     .build()?;
    /// assert_eq!(problem.spread(0, 0).nominal, 1.0); // the second of the levels 0, 1, 2
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn criterion_with(
        mut self,
        id: impl Into<String>,
        direction: Direction,
        weight: f64,
        details: impl FnOnce(Details) -> Details,
    ) -> ProblemBuilder {
        let (id, details) = (id.into(), details(Details::default()));
        self.entries.push(Entry { id, direction: Some(direction), weight, details });
        self
    }

    /// Add a node: a heading with a weight, under which criteria stand that name it as their
    /// [`Details::parent`].
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem, weights};
    ///
    /// let problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .node("use", 1.0)
    ///     .criterion_with("speed", Direction::Max, 3.0, |c| c.parent("use"))
    ///     .criterion_with("noise", Direction::Min, 1.0, |c| c.parent("use"))
    ///     .alternative("A", [100.0, 7.0, 40.0])
    ///     .build()?;
    /// // Half of the weight is shared three to one.
    /// assert_eq!(weights::global(problem.tree()), [0.5, 0.375, 0.125]);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn node(self, id: impl Into<String>, weight: f64) -> ProblemBuilder {
        self.node_with(id, weight, |details| details)
    }

    /// Add a node with a label or a parent of its own.
    pub fn node_with(
        mut self,
        id: impl Into<String>,
        weight: f64,
        details: impl FnOnce(Details) -> Details,
    ) -> ProblemBuilder {
        let (id, details) = (id.into(), details(Details::default()));
        self.entries.push(Entry { id, direction: None, weight, details });
        self
    }

    /// Add an alternative with a figure per criterion, in the order of the criteria. A figure is a
    /// number, the name of a level, or any [`Quantity`].
    pub fn alternative(
        self,
        id: impl Into<String>,
        figures: impl IntoIterator<Item = impl Into<Quantity>>,
    ) -> ProblemBuilder {
        self.alternative_at([id], figures)
    }

    /// Add an alternative to a group. Alternatives compete within their group only. The same id may
    /// stand in several groups; then either all alternatives have a group or none has.
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem};
    ///
    /// let problem = Problem::builder()
    ///     .criterion("yield", Direction::Max, 1.0)
    ///     .alternative_in("north", "wheat", [7.0])
    ///     .alternative_in("north", "maize", [6.0])
    ///     .alternative_in("south", "wheat", [5.0])
    ///     .alternative_in("south", "maize", [9.0])
    ///     .build()?;
    /// assert_eq!(problem.groups().len(), 2);
    /// assert_eq!(problem.full_name(0), "wheat/north");
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn alternative_in(
        self,
        group: impl Into<String>,
        id: impl Into<String>,
        figures: impl IntoIterator<Item = impl Into<Quantity>>,
    ) -> ProblemBuilder {
        self.alternative_at([id.into(), group.into()], figures)
    }

    /// Add an alternative that several keys name together, by its value of each of
    /// [`ProblemBuilder::keys`].
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem, Quantity};
    ///
    /// // Offers by supplier and model. How reliable a supplier is, is one judgement: whatever it
    /// // turns out to be, it is the same for both of its models.
    /// let problem = Problem::builder()
    ///     .keys(["supplier", "model"])
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .criterion_with("reliable", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
    ///     .alternative_at(["Acme", "small"], [100.into(), Quantity::Unknown])
    ///     .alternative_at(["Acme", "large"], [150.into(), Quantity::Unknown])
    ///     .alternative_at(["Bolt", "small"], [110.0, 6.0])
    ///     .shared([("supplier", "Acme")], "reliable", Quantity::Set(5.0, 8.0))
    ///     .build()?;
    /// assert_eq!(problem.full_name(1), "Acme/large");
    /// assert_eq!(problem.cell(0, 1).input, problem.cell(1, 1).input);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn alternative_at(
        mut self,
        values: impl IntoIterator<Item = impl Into<String>>,
        figures: impl IntoIterator<Item = impl Into<Quantity>>,
    ) -> ProblemBuilder {
        let values = values.into_iter().map(Into::into).collect();
        self.rows.push(Row { values, figures: figures.into_iter().map(Into::into).collect() });
        self
    }

    /// Make an alternative one for reference: never ranked, and scored where its score needs no
    /// other alternative, as a weighted sum on stated scales does. It is so in every group; of
    /// several keys `id` is a value of the first.
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem};
    ///
    /// let problem = Problem::builder()
    ///     .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
    ///     .alternative("A", [7.0])
    ///     .alternative("today", [4.0])
    ///     .reference("today")
    ///     .build()?;
    /// assert!(problem.alternatives()[1].reference());
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn reference(mut self, id: impl Into<String>) -> ProblemBuilder {
        self.naming.references.push((None, id.into()));
        self
    }

    /// Make all alternatives with this value of a key ones for reference.
    pub fn reference_at(
        mut self,
        key: impl Into<String>,
        value: impl Into<String>,
    ) -> ProblemBuilder {
        self.naming.references.push((Some(key.into()), value.into()));
        self
    }

    /// Say what is known of a figure in place of the one in its row: a range, a distribution, or
    /// [`Quantity::Unknown`] for the whole scale. Of several for one figure the last counts.
    pub fn uncertain(
        self,
        alternative: impl Into<String>,
        criterion: impl Into<String>,
        quantity: Quantity,
    ) -> ProblemBuilder {
        self.figure(None, alternative.into(), criterion.into(), quantity)
    }

    /// The same for the alternative of one group.
    pub fn uncertain_in(
        self,
        group: impl Into<String>,
        alternative: impl Into<String>,
        criterion: impl Into<String>,
        quantity: Quantity,
    ) -> ProblemBuilder {
        self.figure(Some(group.into()), alternative.into(), criterion.into(), quantity)
    }

    fn figure(
        mut self,
        group: Option<String>,
        alternative: String,
        criterion: String,
        quantity: Quantity,
    ) -> ProblemBuilder {
        self.uncertain.push(Uncertain { group, alternative, criterion, quantity });
        self
    }

    /// Give one figure to all alternatives with these values of keys, as (key, value), in place of
    /// those in their rows: one judgement, which has one value in every draw. Keys are named as by
    /// [`ProblemBuilder::key`], [`ProblemBuilder::group_key`] or [`ProblemBuilder::keys`]. No
    /// alternative may get two for one criterion.
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem, Quantity};
    ///
    /// let problem = Problem::builder()
    ///     .group_key("region")
    ///     .criterion("yield", Direction::Max, 1.0)
    ///     .criterion_with("rain", Direction::Max, 1.0, |c| c.scale(0.0, 1000.0))
    ///     .alternative_in("north", "wheat", [7.into(), Quantity::Unknown])
    ///     .alternative_in("north", "maize", [6.into(), Quantity::Unknown])
    ///     .shared([("region", "north")], "rain", Quantity::Set(600.0, 800.0))
    ///     .build()?;
    /// assert_eq!(problem.inputs().len(), 3); // two yields and one rain
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn shared(
        mut self,
        keys: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        criterion: impl Into<String>,
        quantity: impl Into<Quantity>,
    ) -> ProblemBuilder {
        let keys = keys.into_iter().map(|(key, value)| (key.into(), value.into())).collect();
        let (criterion, quantity) = (criterion.into(), quantity.into());
        self.shared.push(Judgement { keys, criterion, quantity });
        self
    }

    /// Say what must hold between the global weights of criteria and nodes, in the words of a
    /// criteria file: `price >= 1.5 * quality`, `0.1 <= price <= 0.4`, `price = quality`. Studies
    /// over all weights go by it. The problem's own weights must meet it. A builder takes a weight
    /// for every criterion; [`Centre`](crate::weighting::Centre) gives those in the middle of what
    /// is said, for [`Problem::set_weights`].
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem};
    ///
    /// let problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 3.0)
    ///     .criterion("quality", Direction::Max, 1.0)
    ///     .alternative("A", [100.0, 7.0])
    ///     .constraint("price >= 2 * quality")
    ///     .build()?;
    /// assert_eq!(problem.constraints().len(), 1);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn constraint(mut self, constraint: impl Into<String>) -> ProblemBuilder {
        self.constraints.push(constraint.into());
        self
    }

    /// Say that an alternative is better than another one: a constraint on the weights, read
    /// through the value functions at nominal figures. An alternative is named by its id; in full,
    /// as in `wheat/north`, where several have that id. The problem's own weights must agree.
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem};
    ///
    /// let problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .criterion("quality", Direction::Max, 2.0)
    ///     .alternative("A", [100.0, 7.0])
    ///     .alternative("B", [120.0, 9.0])
    ///     .alternative("C", [110.0, 7.5])
    ///     .better("B", "A")
    ///     .better_with("B", "C", |p| p.by_more_than(0.1).reason("said in the meeting of May"))
    ///     .build()?;
    /// assert_eq!(problem.preferences()[1].written, "B better than C by more than 0.1");
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn better(self, better: impl Into<String>, worse: impl Into<String>) -> ProblemBuilder {
        self.better_with(better, worse, |comparison| comparison)
    }

    /// The same with by how much, why and where from.
    pub fn better_with(
        mut self,
        better: impl Into<String>,
        worse: impl Into<String>,
        details: impl FnOnce(Comparison) -> Comparison,
    ) -> ProblemBuilder {
        let said = Compared::Better(better.into(), worse.into());
        self.preferences.push((said, details(Comparison::default())));
        self
    }

    /// Say that alternatives, two or more, are equally good; see [`ProblemBuilder::better`].
    pub fn equal(
        self,
        alternatives: impl IntoIterator<Item = impl Into<String>>,
    ) -> ProblemBuilder {
        self.equal_with(alternatives, |comparison| comparison)
    }

    /// The same with why and where from.
    pub fn equal_with(
        mut self,
        alternatives: impl IntoIterator<Item = impl Into<String>>,
        details: impl FnOnce(Comparison) -> Comparison,
    ) -> ProblemBuilder {
        let said = Compared::Equal(alternatives.into_iter().map(Into::into).collect());
        self.preferences.push((said, details(Comparison::default())));
        self
    }

    /// Add a category into which alternatives are sorted, the worst first.
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem};
    ///
    /// let problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .criterion("quality", Direction::Max, 2.0)
    ///     .alternative("A", [100.0, 7.0])
    ///     .category("poor")
    ///     .category_with("good", |c| c.profile([120.0, 6.0]))
    ///     .build()?;
    /// assert_eq!(problem.categories()[1].profile, Some(vec![120.0, 6.0]));
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn category(self, id: impl Into<String>) -> ProblemBuilder {
        self.category_with(id, |details| details)
    }

    /// The same with a label, and with a profile.
    pub fn category_with(
        mut self,
        id: impl Into<String>,
        details: impl FnOnce(CategoryDetails) -> CategoryDetails,
    ) -> ProblemBuilder {
        self.categories.listed.push((id.into(), details(CategoryDetails::default())));
        self
    }

    /// Say in which category an alternative is, so that a method can learn from it.
    pub fn example(
        mut self,
        alternative: impl Into<String>,
        category: impl Into<String>,
    ) -> ProblemBuilder {
        self.categories.examples.push((alternative.into(), category.into()));
        self
    }

    /// The names of the keys, where several name an alternative together; see
    /// [`ProblemBuilder::alternative_at`]. All compete with each other, unless
    /// [`ProblemBuilder::rank_within`] is called.
    pub fn keys(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> ProblemBuilder {
        self.naming.keys = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// The keys whose values name a group: alternatives compete with those that have the same.
    pub fn rank_within(
        mut self,
        keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> ProblemBuilder {
        self.naming.rank_within = Some(keys.into_iter().map(Into::into).collect());
        self
    }

    /// The name of the column of alternatives in result tables; `alternative` if this is not
    /// called.
    pub fn key(mut self, id: impl Into<String>) -> ProblemBuilder {
        self.naming.key = id.into();
        self
    }

    /// The name of the column of groups in result tables; `group` if this is not called.
    pub fn group_key(mut self, id: impl Into<String>) -> ProblemBuilder {
        self.naming.group_key = id.into();
        self
    }

    /// Below this share of known weight, from 0 to 1, an alternative gets no score and no rank; 0.5
    /// if this is not called.
    pub fn min_known(self, share: f64) -> ProblemBuilder {
        ProblemBuilder { min_known: share, ..self }
    }

    /// How the values of the criteria at the top become the score; the weighted mean if this is not
    /// called. For nodes see [`Details::aggregate`].
    pub fn aggregate(mut self, aggregate: Aggregate) -> ProblemBuilder {
        self.top.aggregate = aggregate;
        self
    }

    /// What becomes of figures of which nothing is known: [`Missing::WholeScale`] if this is not
    /// called. For nodes see [`Details::missing`].
    pub fn missing(mut self, missing: Missing) -> ProblemBuilder {
        self.top.missing = Some(missing);
        self
    }

    /// The problem: the same as a criteria file with this content gives.
    ///
    /// # Errors
    /// [`Error::Problem`](crate::Error::Problem) with everything that is wrong, each fault with the
    /// criterion or alternative it speaks of: where there are no criteria or no alternatives; for
    /// an id that is there twice or is not known; a row of another length than there are criteria;
    /// a figure that is not finite, lies beyond its scale or is no level of it; a weight that is
    /// negative or not finite, or siblings that all weigh 0; a node without children or below
    /// itself; a value function that is none or goes against the direction; thresholds that do not
    /// rise; a shared judgement of nobody, or two of one cell; a constraint that cannot be read.
    /// What the weights must meet is looked at when all else is right: constraints and preferences
    /// that the problem's own weights do not meet, and preferences that no weights can meet.
    ///
    /// ```
    /// use afweging::error::Error;
    /// use afweging::problem::{Direction, Problem};
    ///
    /// let error = Problem::builder()
    ///     .criterion_with("quality", Direction::Max, -1.0, |c| c.scale(0.0, 10.0))
    ///     .alternative("A", [70.0])
    ///     .build()
    ///     .unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "criterion `quality`: a weight is a finite number of at least 0, not -1\n\
    ///      criterion `quality` of alternative `A`: 70 lies beyond the scale 0 .. 10"
    /// );
    /// let Error::Problem(faults) = error else { panic!() };
    /// assert_eq!(faults[1].at, "criterion `quality` of alternative `A`");
    /// ```
    pub fn build(self) -> Result<Problem> {
        let mut faults = Faults::default();
        let (mut tree, sound) = criteria::tree(&self.entries, &self.top, &mut faults);
        rules::decide(&self.entries, &mut tree, &mut faults);
        if !(0.0..=1.0).contains(&self.min_known) {
            let reason = both(
                format!("min_known is a share from 0 to 1, not {}", self.min_known),
                format!("min_known is een aandeel van 0 tot 1, niet {}", self.min_known),
            );
            faults.add(THE_PROBLEM, reason);
        }
        let ids = self.entries.iter().map(|entry| entry.id.as_str());
        let Layout { keys, rank_within, rows } =
            rows::layout(&self.naming, &self.rows, ids, &mut faults);
        let looked_up = !(self.uncertain.is_empty()
            && self.preferences.is_empty()
            && self.categories.examples.is_empty());
        let names = Names::new(if looked_up { &self.rows } else { &[] }, &rank_within);
        let given = Given {
            rows: &self.rows,
            uncertain: &self.uncertain,
            judgements: &self.shared,
            keys: &keys,
            names: &names,
            tree: &tree,
            sound: &sound,
        };
        let (columns, shared) = given.columns(&mut faults);
        let constraints = statements::constraints(&self.constraints, &tree, &mut faults);
        let preferences =
            statements::preferences(&self.preferences, &self.rows, &names, &mut faults);
        let categories = self.categories.checked(&tree, &sound, &mut faults);
        let examples = self.categories.found(&names, &mut faults);
        if !self.preferences.is_empty() && !tree.is_additive() {
            let reason = Phrase(
                "what is said of whole alternatives is read through sums of values, and the nodes \
                 do otherwise: leave out one of the two",
                "wat over hele alternatieven gezegd wordt, wordt gelezen via sommen van waarden, en \
                 de groepen criteria doen het anders: laat een van beide weg",
            );
            faults.add(THE_PROBLEM, reason);
        }
        faults.raise()?;
        let min_known = self.min_known;
        let unnamed = preferences.is_empty() && examples.is_empty();
        let named = if unnamed { Vec::new() } else { rows.clone() };
        let table = WideTable { keys, rank_within, tree, rows, columns, shared, min_known };
        let Some(mut problem) = table.into_problem() else {
            let many = Phrase(
                "it has more than 4,294,967,295 alternatives",
                "het heeft meer dan 4.294.967.295 alternatieven",
            );
            return Err(Error::fault(THE_PROBLEM, many));
        };
        problem.constraints = constraints;
        problem.categories = categories;
        problem.examples = categories::placed(examples, &problem, &named);
        statements::prefer(&mut problem, preferences, &named, &mut faults);
        statements::check_weights(&problem, &mut faults);
        faults.raise()?;
        Ok(problem)
    }
}
