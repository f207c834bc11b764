//! How values and weights become scores: an enum for what the user writes, a
//! [`Scorer`](crate::kernel::Scorer) for what the kernel runs.
//!
//! Adding a method is one new file with its parameters, their [`Definition`] and their sheet; a
//! `mod` line; a variant of [`Method`]; and an arm of [`Method::definition`]. Nothing else lists
//! the methods.

mod by_draw;
pub(crate) mod columns;
mod definition;
pub mod distance;
pub mod outranking;
pub(crate) mod prepared;
pub(crate) mod remedy;
pub(crate) mod sheet;
pub mod value;
mod variants;

use crate::error::{Error, Phrase, Result, Said, both, shorten};
pub use crate::method::definition::{AnswerKind, Definition, Dependence, Family};
pub use crate::method::prepared::{
    Dropped, Figures, MethodNote, Native, NativeFigures, NodeFigures, NodeValues, OwnColumn,
    PairColumn, PairFigures, Prepared, Relation, ScoreEnds,
};
pub use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Problem, Tree};
use crate::value::Normalization;
use serde::{Deserialize, Serialize};

pub use crate::value::formula::ScaleNeeded;

pub use crate::method::outranking::preference::ThresholdFunction;

/// A method with its parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The weighted sum of values.
    WeightedSum(crate::method::value::weighted_sum::Parameters),
    /// The product of figures to the power of their weights.
    WeightedProduct(crate::method::value::weighted_product::Parameters),
    /// Closeness to the ideal.
    Topsis(crate::method::distance::topsis::Parameters),
    /// Compromise of group utility and individual regret.
    Vikor(crate::method::distance::vikor::Parameters),
    /// Partial order by preference flows.
    PrometheeI(crate::method::outranking::promethee_i::Parameters),
    /// Complete order by net preference flow.
    PrometheeIi(crate::method::outranking::promethee_ii::Parameters),
    /// The value of each node from those of its children, each node in its own way.
    Hierarchical(crate::method::value::hierarchical::Parameters),
}

impl Method {
    /// What it is asked: every question to a method goes through here.
    pub fn definition(&self) -> &dyn Definition {
        match self {
            Method::WeightedSum(own) => own,
            Method::WeightedProduct(own) => own,
            Method::Topsis(own) => own,
            Method::Vikor(own) => own,
            Method::PrometheeI(own) => own,
            Method::PrometheeIi(own) => own,
            Method::Hierarchical(own) => own,
        }
    }

    /// The names of all methods.
    pub fn names() -> &'static [&'static str] {
        variants::of::<Method>()
    }

    /// The definition sheets of all methods.
    ///
    /// ```
    /// use afweging::method::Method;
    ///
    /// let names: Vec<&str> = Method::catalogue().iter().map(|sheet| sheet.name).collect();
    /// assert!(names.contains(&"weighted-sum") && names.contains(&"promethee-ii"));
    /// ```
    pub fn catalogue() -> Vec<&'static Sheet> {
        let methods = Method::names().iter().filter_map(|name| Method::named(name).ok());
        methods.map(|method| method.sheet()).collect()
    }

    /// The method's definition sheet.
    pub fn sheet(&self) -> &'static Sheet {
        self.definition().sheet()
    }

    /// Whether its answer is a score per alternative.
    pub fn has_score(&self) -> bool {
        self.definition().answer() == AnswerKind::Score
    }

    /// The method for a case that names none: the weighted sum, or, where a node aggregates
    /// otherwise or leaves out what is missing, the one that does as its nodes say.
    pub fn of_tree(tree: &Tree) -> Method {
        match tree.is_additive() {
            true => Method::default(),
            false => Method::Hierarchical(Default::default()),
        }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.sheet().name
    }

    /// The method of that name with its default parameters.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with the nearest name.
    ///
    /// ```
    /// use afweging::method::Method;
    ///
    /// assert_eq!(Method::named("topsis")?.name(), "topsis");
    /// let error = Method::named("topsi").unwrap_err();
    /// assert_eq!(error.to_string(), "unknown method `topsi`; did you mean `topsis`?");
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn named(name: &str) -> Result<Method> {
        let table =
            toml::Table::from_iter([(name.to_owned(), toml::Value::Table(toml::Table::new()))]);
        let unknown = |_| Error::unknown("method", name, Method::names().iter().copied());
        Method::deserialize(toml::Value::Table(table)).map_err(unknown)
    }

    /// Every method of the catalogue that has a score, with the parameters of `own` where they are
    /// there, else with its defaults.
    pub fn all(own: &[Method]) -> Vec<Method> {
        let find = |name: &str| own.iter().find(|method| method.name() == name).cloned();
        let every = Method::names()
            .iter()
            .filter_map(|name| find(name).or_else(|| Method::named(name).ok()));
        every.filter(Method::has_score).collect()
    }

    /// The same method with one parameter changed; `value` is read as TOML, a bare word as text.
    ///
    /// # Errors
    /// [`Error::Argument`] for an unknown parameter or a value it does not take.
    ///
    /// ```
    /// use afweging::method::Method;
    ///
    /// let vector = Method::named("weighted-sum")?.with_parameter("normalization", "vector")?;
    /// assert_ne!(vector, Method::default());
    /// assert!(Method::default().with_parameter("normalization", "vectr").is_err());
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn with_parameter(&self, parameter: &str, value: &str) -> Result<Method> {
        let known = self.sheet().parameters;
        let refuse = |message: Said| {
            Error::argument("parameter", format!("{}.{parameter}={value}", self.name()), message)
        };
        let accepts = |parameter| {
            known
                .iter()
                .find(|entry| entry.name == parameter)
                .map_or(Phrase::same(""), |entry| entry.accepts)
        };
        if !known.iter().any(|entry| entry.name == parameter) {
            let unknown =
                Error::unknown("parameter", parameter, known.iter().map(|entry| entry.name));
            return Err(refuse(unknown.said()));
        }
        let read = sheet::typed(value);
        let mut table =
            toml::Table::try_from(self).map_err(|error| refuse(error.to_string().into()))?;
        if let Some(toml::Value::Table(parameters)) = table.get_mut(self.name()) {
            parameters.insert(parameter.to_owned(), read);
        }
        Method::deserialize(toml::Value::Table(table)).map_err(|_| {
            let names =
                || Normalization::ALL.iter().map(|normalization| normalization.entry().name);
            let message = match parameter {
                "normalization" => Error::unknown("normalization", value, names()).said(),
                _ => both(
                    format!(
                        "`{}` is not accepted; write {}",
                        shorten(value, 80),
                        accepts(parameter)
                    ),
                    format!(
                        "`{}` wordt niet aanvaard; schrijf {:#}",
                        shorten(value, 80),
                        accepts(parameter)
                    ),
                ),
            };
            refuse(message)
        })
    }

    /// Make it ready for a group.
    ///
    /// # Errors
    /// [`Error::Undefined`] where the method is not defined for the group's data.
    pub fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let follows_nodes = matches!(self, Method::Hierarchical(_));
        if follows_nodes || problem.tree.is_additive() {
            return self.definition().prepare(problem, group);
        }
        let left_out = columns::eligible(problem, group).into_iter().find_map(|member| {
            let mut leaves = 0..problem.tree.leaves.len();
            leaves.find(|leaf| problem.is_dropped(member, *leaf)).map(|leaf| (member, leaf))
        });
        if let Some((member, leaf)) = left_out {
            let (id, name) = (&problem.tree.leaves[leaf].id, problem.full_name(member));
            return Err(remedy::left_out(self.sheet(), id, &name));
        }
        let mut prepared = self.definition().prepare(problem, group)?;
        if !problem.tree.without_sum().is_empty() {
            prepared.notes.push(MethodNote::NodesIgnored);
        }
        Ok(prepared)
    }
}

impl Default for Method {
    /// The weighted sum of values, which is defined for every problem.
    fn default() -> Method {
        Method::WeightedSum(Default::default())
    }
}
