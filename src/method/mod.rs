//! How values and weights become scores: an enum for what the user writes, a [`Scorer`](crate::kernel::Scorer) for what the
//! kernel runs.
//!
//! Adding a method is one new file, one variant of [`Method`] and the arms the compiler then asks for. A method is prepared
//! per group; everything that can fail or allocate happens there.

pub(crate) mod columns;
pub mod distance;
pub mod outranking;
pub(crate) mod prepared;
mod remedy;
pub(crate) mod sheet;
pub mod value;

use crate::error::{Error, Result, shorten};
pub use crate::method::prepared::{Figures, Native, NativeFigures, Note, Prepared, Relation};
pub use crate::method::sheet::{Entry, Parameter};
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use serde::{Deserialize, Serialize};

pub use crate::value::formula::ScaleNeeded;

pub use crate::method::outranking::preference::Preference;

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
}

impl Method {
    /// The criteria for want of whose scale only alternatives that compete get a score: values then run over their figures. Of other methods
    /// none, for they look at rivals whatever the scales.
    pub fn lacking_scales(&self, problem: &Problem) -> Vec<usize> {
        let leaves = problem.tree.leaves.iter().enumerate();
        match self {
            Method::WeightedSum(own) if own.normalization.is_none() => {
                leaves.filter(|(_, criterion)| crate::value::fixed(criterion).is_none()).map(|(leaf, _)| leaf).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The definition sheets of all methods.
    pub fn catalogue() -> Vec<&'static Entry> {
        vec![
            &crate::method::value::weighted_sum::ENTRY,
            &crate::method::value::weighted_product::ENTRY,
            &crate::method::distance::topsis::ENTRY,
            &crate::method::distance::vikor::ENTRY,
            &crate::method::outranking::promethee_i::ENTRY,
            &crate::method::outranking::promethee_ii::ENTRY,
        ]
    }

    /// The method's definition sheet.
    pub fn entry(&self) -> &'static Entry {
        match self {
            Method::WeightedSum(_) => &crate::method::value::weighted_sum::ENTRY,
            Method::WeightedProduct(_) => &crate::method::value::weighted_product::ENTRY,
            Method::Topsis(_) => &crate::method::distance::topsis::ENTRY,
            Method::Vikor(_) => &crate::method::distance::vikor::ENTRY,
            Method::PrometheeI(_) => &crate::method::outranking::promethee_i::ENTRY,
            Method::PrometheeIi(_) => &crate::method::outranking::promethee_ii::ENTRY,
        }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.entry().name
    }

    /// The method of that name with its default parameters.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with the nearest name.
    pub fn named(name: &str) -> Result<Method> {
        let table = toml::Table::from_iter([(name.to_owned(), toml::Value::Table(toml::Table::new()))]);
        let unknown = |_| Error::unknown("method", name, Method::catalogue().iter().map(|entry| entry.name));
        Method::deserialize(toml::Value::Table(table)).map_err(unknown)
    }

    /// Every method of the catalogue that has a score, with the parameters of `own` where they are there, else with its defaults.
    pub fn all(own: &[Method]) -> Vec<Method> {
        let scored = Method::catalogue().into_iter().filter(|entry| !entry.lacks.contains(&"score"));
        let find = |entry: &Entry| own.iter().find(|method| method.name() == entry.name).cloned();
        scored.filter_map(|entry| find(entry).or_else(|| Method::named(entry.name).ok())).collect()
    }

    /// The same method with one parameter changed; `value` is read as TOML, a bare word as text.
    ///
    /// # Errors
    /// [`Error::Option`] for an unknown parameter or a value it does not take.
    pub fn with_parameter(&self, parameter: &str, value: &str) -> Result<Method> {
        let known = self.entry().parameters;
        let option = || format!("--param {}.{parameter}={value}", self.name());
        let accepts = |parameter| known.iter().find(|entry| entry.name == parameter).map_or("", |entry| entry.accepts);
        if !known.iter().any(|entry| entry.name == parameter) {
            let unknown = Error::unknown("parameter", parameter, known.iter().map(|entry| entry.name));
            return Err(Error::option(option(), unknown.to_string()));
        }
        let read = format!("x = {value}").parse::<toml::Table>().ok().and_then(|mut table| table.remove("x"));
        let read = read.unwrap_or_else(|| toml::Value::String(value.to_owned()));
        let mut table = toml::Table::try_from(self).map_err(|error| Error::option(option(), error.to_string()))?;
        if let Some(toml::Value::Table(parameters)) = table.get_mut(self.name()) {
            parameters.insert(parameter.to_owned(), read);
        }
        Method::deserialize(toml::Value::Table(table)).map_err(|_| {
            let names = || Normalization::ALL.iter().map(|normalization| normalization.entry().name);
            let message = match parameter {
                "normalization" => Error::unknown("normalization", value, names()).to_string(),
                _ => format!("`{}` is not accepted; write {}", shorten(value, 80), accepts(parameter)),
            };
            Error::option(option(), message)
        })
    }

    /// Make it ready for a group.
    ///
    /// # Errors
    /// [`Error::Undefined`] where the method is not defined for the group's data.
    pub fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        match self {
            Method::WeightedSum(parameters) => crate::method::value::weighted_sum::prepare(parameters, problem, group),
            Method::WeightedProduct(parameters) => crate::method::value::weighted_product::prepare(parameters, problem, group),
            Method::Topsis(parameters) => crate::method::distance::topsis::prepare(parameters, problem, group),
            Method::Vikor(parameters) => crate::method::distance::vikor::prepare(parameters, problem, group),
            Method::PrometheeI(parameters) => crate::method::outranking::promethee_i::prepare(parameters, problem, group),
            Method::PrometheeIi(parameters) => crate::method::outranking::promethee_ii::prepare(parameters, problem, group),
        }
    }
}
