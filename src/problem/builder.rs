//! A problem made by a program, step by step: criteria, alternatives and their figures.

mod criteria;
mod figure;

use super::assemble::WideTable;
use super::{
    Direction, Input, InputColumn, Key, KeyValue, KeyValues, Problem, Quantity, Scale, Text,
};
use crate::error::{Error, Result};
use crate::problem::tree::Tree;
pub use criteria::Details;
use criteria::{Entry, wrong};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Columns of the tables of a case, which no key can be named after.
const RESERVED: [&str; 7] = ["criterion", "value", "kind", "source", "passage", "as_of", "note"];

/// How errors name a figure whose criterion or alternative is not known.
const APART: &str = "an uncertain figure";

/// Builds a [`Problem`] and checks it; see [`Problem::builder`].
#[derive(Debug, Clone)]
pub struct ProblemBuilder {
    key: String,
    group_key: String,
    entries: Vec<Entry>,
    rows: Vec<Row>,
    uncertain: Vec<Uncertain>,
    min_known: f64,
}

/// An alternative and its figures.
#[derive(Debug, Clone)]
struct Row {
    group: Option<String>,
    id: String,
    figures: Vec<Quantity>,
}

/// A figure given apart from its row.
#[derive(Debug, Clone)]
struct Uncertain {
    group: Option<String>,
    alternative: String,
    criterion: String,
    quantity: Quantity,
}

impl Row {
    /// As errors name it.
    fn name(&self) -> String {
        match &self.group {
            Some(group) => format!("alternative `{}` of `{group}`", self.id),
            None => format!("alternative `{}`", self.id),
        }
    }
}

impl Problem {
    /// A builder of a problem: criteria, then alternatives with a figure per criterion.
    /// [`ProblemBuilder::build`] checks everything; nothing fails before.
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
    /// assert_eq!(problem.alternatives.len(), 2);
    /// assert_eq!(problem.performance(1, 1), "8..9.5");
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn builder() -> ProblemBuilder {
        ProblemBuilder {
            key: "alternative".into(),
            group_key: "group".into(),
            entries: Vec::new(),
            rows: Vec::new(),
            uncertain: Vec::new(),
            min_known: 0.5,
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

    /// Add a criterion with a scale, levels, a unit, a label or a parent.
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
    /// assert_eq!(weights::global(&problem.tree), [0.5, 0.375, 0.125]);
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
        self.row(None, id.into(), figures.into_iter().map(Into::into).collect())
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
    /// assert_eq!(problem.groups.len(), 2);
    /// assert_eq!(problem.full_name(0), "wheat/north");
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn alternative_in(
        self,
        group: impl Into<String>,
        id: impl Into<String>,
        figures: impl IntoIterator<Item = impl Into<Quantity>>,
    ) -> ProblemBuilder {
        let figures = figures.into_iter().map(Into::into).collect();
        self.row(Some(group.into()), id.into(), figures)
    }

    fn row(mut self, group: Option<String>, id: String, figures: Vec<Quantity>) -> ProblemBuilder {
        self.rows.push(Row { group, id, figures });
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

    /// The name of the column of alternatives in result tables; `alternative` if this is not
    /// called.
    pub fn key(self, id: impl Into<String>) -> ProblemBuilder {
        ProblemBuilder { key: id.into(), ..self }
    }

    /// The name of the column of groups in result tables; `group` if this is not called.
    pub fn group_key(self, id: impl Into<String>) -> ProblemBuilder {
        ProblemBuilder { group_key: id.into(), ..self }
    }

    /// Below this share of known weight, from 0 to 1, an alternative gets no score and no rank; 0.5
    /// if this is not called.
    pub fn min_known(self, share: f64) -> ProblemBuilder {
        ProblemBuilder { min_known: share, ..self }
    }

    /// The problem: the same as a criteria file with this content gives.
    ///
    /// # Errors
    /// [`Error::Problem`] with the criterion or alternative at fault: where there are no criteria
    /// or no alternatives; for an id that is there twice or is not known; a row of another length
    /// than there are criteria; a figure that is not finite, lies beyond its scale or is no level
    /// of it; a weight that is negative or not finite, or siblings that all weigh 0; a node without
    /// children or below itself.
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem};
    ///
    /// let error = Problem::builder()
    ///     .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
    ///     .alternative("A", [70.0])
    ///     .build()
    ///     .unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "criterion `quality` of alternative `A`: 70 lies beyond the scale 0 .. 10"
    /// );
    /// ```
    pub fn build(self) -> Result<Problem> {
        let tree = criteria::tree(&self.entries)?;
        if !(0.0..=1.0).contains(&self.min_known) {
            let reason = format!("min_known is a share from 0 to 1, not {}", self.min_known);
            return wrong("the problem", reason);
        }
        let (keys, rows) = self.keys()?;
        let mut figures = self.figures(&tree)?;
        let columns = (0..tree.leaves.len())
            .map(|leaf| self.column(&tree, leaf, &mut figures))
            .collect::<Result<_>>()?;
        let rank_within = if keys.len() > 1 { vec![1] } else { Vec::new() };
        let table = WideTable { keys, rank_within, tree, rows, columns, min_known: self.min_known };
        match table.into_problem() {
            Some(problem) => Ok(problem),
            None => wrong("the problem", "it has more than 4,294,967,295 alternatives"),
        }
    }

    /// The keys with their values in the order in which they come up, and those of every row.
    fn keys(&self) -> Result<(Vec<Key>, Vec<KeyValues>)> {
        let Some(first) = self.rows.first() else {
            return wrong("the problem", "it has no alternatives");
        };
        let grouped = first.group.is_some();
        let key = |id: &String| Key { id: id.clone(), label: Text::plain(id), values: Vec::new() };
        let mut keys = vec![key(&self.key)];
        keys.extend(grouped.then(|| key(&self.group_key)));
        for (at, Key { id, .. }) in keys.iter().enumerate() {
            if id.trim().is_empty()
                || RESERVED.contains(&id.as_str())
                || keys[..at].iter().any(|earlier| earlier.id == *id)
                || self.entries.iter().any(|entry| entry.id == *id)
            {
                let reason = "a key needs a name that nothing else has: no criterion, no other key \
                              and no column of a table of figures";
                return wrong(format!("key `{id}`"), reason);
            }
        }
        let mut places: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); keys.len()];
        let mut seen: BTreeMap<KeyValues, ()> = BTreeMap::new();
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            if row.group.is_some() != grouped {
                let reason = match grouped {
                    true => "it has no group, and others have one",
                    false => "it has a group, and others have none",
                };
                return wrong(row.name(), reason);
            }
            let ids = std::iter::once(row.id.as_str()).chain(row.group.as_deref());
            let mut values = KeyValues::new();
            for ((id, places), key) in ids.zip(&mut places).zip(&mut keys) {
                if id.trim().is_empty() || id.trim() != id {
                    let reason = "an id is not empty, and has no space at either end";
                    return wrong(row.name(), reason);
                }
                let next = key.values.len();
                let value = *places.entry(id).or_insert(next);
                if value == next {
                    key.values.push(KeyValue { id: id.into(), label: None, reference: false });
                }
                values.push(value);
            }
            if seen.insert(values.clone(), ()).is_some() {
                return wrong(row.name(), "there are two of this id");
            }
            rows.push(values);
        }
        Ok((keys, rows))
    }

    /// The figures given apart from their rows: by leaf and row.
    fn figures(&self, tree: &Tree) -> Result<BTreeMap<(usize, usize), &Quantity>> {
        let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            by_id.entry(&row.id).or_default().push(at);
            let (given, wanted) = (row.figures.len(), tree.leaves.len());
            if given != wanted {
                let reason = format!("its row has {given} figures for {wanted} criteria");
                return wrong(row.name(), reason);
            }
        }
        let leaves: BTreeMap<&str, usize> =
            tree.leaves.iter().enumerate().map(|(at, leaf)| (leaf.id.as_str(), at)).collect();
        let mut out = BTreeMap::new();
        for Uncertain { group, alternative, criterion, quantity } in &self.uncertain {
            let at = format!("criterion `{criterion}` of alternative `{alternative}`");
            let Some(leaf) = leaves.get(criterion.as_str()) else {
                if tree.find(criterion).is_some() {
                    return wrong(at, "this is a node: it has no figures");
                }
                let unknown = Error::unknown("criterion", criterion, leaves.keys().copied());
                return wrong(APART, unknown.to_string());
            };
            let Some(rows) = by_id.get(alternative.as_str()) else {
                let unknown = Error::unknown("alternative", alternative, by_id.keys().copied());
                return wrong(APART, unknown.to_string());
            };
            let row = match group {
                Some(group) => {
                    match rows.iter().find(|row| self.rows[**row].group.as_ref() == Some(group)) {
                        Some(row) => *row,
                        None => {
                            let groups =
                                rows.iter().filter_map(|row| self.rows[*row].group.as_deref());
                            return wrong(at, Error::unknown("group", group, groups).to_string());
                        }
                    }
                }
                None if rows.len() > 1 => {
                    let reason = "several groups have this alternative: say which, by \
                                  `uncertain_in`";
                    return wrong(at, reason);
                }
                None => rows[0],
            };
            out.insert((*leaf, row), quantity);
        }
        Ok(out)
    }

    /// The figures of a leaf, row by row. As of a file, they are kept as plain numbers where all
    /// are, but for levels.
    fn column(
        &self,
        tree: &Tree,
        leaf: usize,
        apart: &mut BTreeMap<(usize, usize), &Quantity>,
    ) -> Result<InputColumn> {
        let criterion = &tree.leaves[leaf];
        let mut inputs = Vec::with_capacity(self.rows.len());
        for (row, given) in self.rows.iter().enumerate() {
            let quantity = apart.remove(&(leaf, row)).unwrap_or(&given.figures[leaf]);
            let (quantity, spread) = figure::check(quantity, criterion).or_else(|reason| {
                wrong(format!("criterion `{}` of {}", criterion.id, given.name()), reason)
            })?;
            inputs.push(Input { name: leaf, row, quantity, spread, record: None });
        }
        let plain = |input: &Input| match input.quantity {
            Quantity::Crisp(figure) => Some(figure),
            _ => None,
        };
        let ordinal = matches!(criterion.scale, Some(Scale::Ordinal(_)));
        let figures = inputs.iter().map(plain).collect::<Option<Vec<f64>>>();
        Ok(match figures.filter(|_| !ordinal) {
            Some(figures) => InputColumn::Plain(Arc::new(figures)),
            None => InputColumn::Listed(inputs),
        })
    }
}
