//! How values and weights become scores: an enum for what the user writes, a [`Scorer`](crate::kernel::Scorer) for what the
//! kernel runs.
//!
//! Adding a method is one new file, one variant of [`Method`] and the arms the compiler then asks for. A method is prepared
//! per group; everything that can fail or allocate happens there.

mod additive;
mod component;
pub mod weighted_sum;

use crate::error::{Error, Result};
use crate::kernel::Scorer;
use crate::problem::{Group, Matrix, Problem};
use serde::{Deserialize, Serialize};

pub use additive::{Additive, Interval};

/// A method with its parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The weighted sum of values.
    WeightedSum(weighted_sum::Parameters),
}

/// What a method needs of its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScaleNeeded {
    /// Differences must mean something, or be given meaning by a value function.
    Interval,
    /// Ratios must mean something.
    Ratio,
}

/// A parameter of a method, for its definition sheet.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Its default, in words where it has none.
    pub default: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// The definition sheet of a method: what `list methods NAME` prints.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// What it does, with the formula in plain text.
    pub idea: &'static str,
    /// When it is the right tool.
    pub use_when: &'static str,
    /// When it is not.
    pub avoid_when: &'static str,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// Range and direction of its score.
    pub score: &'static str,
    /// What it needs of its data.
    pub scale: ScaleNeeded,
    /// How ties come about and are shown.
    pub ties: &'static str,
    /// What it does with degenerate data.
    pub degenerate: &'static str,
    /// Where it is defined.
    pub reference: &'static str,
    /// Where packages are known to give other numbers, and why.
    pub disagreements: &'static str,
}

/// Something a user should know about a result, told by the method.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// On this leaf all alternatives of the group have the same performance, so it tells none of them apart.
    ConstantColumn {
        /// The leaf.
        leaf: usize,
    },
    /// The method works on the figures, so the value function of this leaf was not used.
    ValueIgnored {
        /// The leaf.
        leaf: usize,
    },
}

/// A method made ready for one group.
pub struct Prepared {
    /// The alternatives it scores, in key order: those that compete, and the others where their score needs no rival.
    pub members: Vec<usize>,
    /// Maps weights to scores, in the order of `members`.
    pub scorer: Box<dyn Scorer>,
    /// The value of each member (rows) on each leaf (columns), where contribution = weight times value.
    pub values: Option<Matrix>,
    /// Exact bounds over the inputs, for a method that has them.
    pub bounds: Option<Additive>,
    /// What the user should know.
    pub notes: Vec<Note>,
}

impl Method {
    /// The definition sheets of all methods.
    pub fn catalogue() -> Vec<&'static Entry> {
        vec![&weighted_sum::ENTRY]
    }

    /// The method's definition sheet.
    pub fn entry(&self) -> &'static Entry {
        match self {
            Method::WeightedSum(_) => &weighted_sum::ENTRY,
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

    /// The same method with one parameter changed; `value` is read as TOML, a bare word as text.
    ///
    /// # Errors
    /// [`Error::Option`] for an unknown parameter or a value it does not take.
    pub fn with_parameter(&self, parameter: &str, value: &str) -> Result<Method> {
        let known = self.entry().parameters;
        let option = || format!("--param {}.{parameter}={value}", self.name());
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
        Method::deserialize(toml::Value::Table(table)).map_err(|error| Error::option(option(), error.message().to_owned()))
    }

    /// Make it ready for a group.
    ///
    /// # Errors
    /// [`Error::Undefined`] where the method is not defined for the group's data.
    pub fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        match self {
            Method::WeightedSum(parameters) => weighted_sum::prepare(parameters, problem, group),
        }
    }
}
