//! Where weights come from: the spread of the data, or what people say.
//!
//! A weighting works on the items of one set of siblings, as numbers 0 .. n - 1, and knows neither
//! files nor names. There are two families, a file and a sheet each:
//!
//! - [`data`]: from the figures of a group's eligible alternatives. Such weights measure how much
//!   the data differ, not what anybody values.
//! - [`judgement`]: from statements of people. They give the weights, how well these fit the
//!   statements, and the set of all weights that the statements leave open.
//!
//! [`Centre`] is what stands for a set of weights where one vector is needed.

mod centre;
pub mod data;
pub mod judgement;
mod judgement_weighting;
mod opinions;
mod sheet;
pub mod utastar;
pub mod value_function;

pub use centre::{Centre, room};
pub use judgement_weighting::JudgementWeighting;
pub use opinions::{Combination, Derivation, Opinion};
pub use sheet::{Evidence, WeightingSheet};

use crate::error::{Error, Result, both, shorten};
use data::DataWeighting;
use judgement::Form;
use serde::Deserialize;

/// A weighting with its parameters.
#[derive(Debug, Clone, PartialEq)]
pub enum Weighting {
    /// From the figures of a group.
    Data(DataWeighting),
    /// From what people say.
    Judgements(JudgementWeighting),
}

impl Weighting {
    /// Every weighting with the parameters of its paper: those from judgements first.
    pub fn all() -> impl Iterator<Item = Weighting> {
        let judged = JudgementWeighting::all().into_iter().map(Weighting::Judgements);
        judged.chain(DataWeighting::ALL.into_iter().map(Weighting::Data))
    }

    /// The names of all of them.
    pub fn names() -> Vec<&'static str> {
        Weighting::all().map(|weighting| weighting.sheet().name).collect()
    }

    /// The weighting of that name, with the parameters of its paper.
    pub fn named(name: &str) -> Option<Weighting> {
        Weighting::all().find(|weighting| weighting.sheet().name == name)
    }

    /// The same weighting with parameters, as a table from its name to a table of them.
    ///
    /// # Errors
    /// Those of the deserializer, for a parameter that is not there or is of another kind.
    pub fn with_parameters<'de, D: serde::Deserializer<'de>>(
        &self,
        tagged: D,
    ) -> std::result::Result<Weighting, D::Error> {
        match self {
            Weighting::Data(_) => DataWeighting::deserialize(tagged).map(Weighting::Data),
            Weighting::Judgements(_) => {
                JudgementWeighting::deserialize(tagged).map(Weighting::Judgements)
            }
        }
    }

    /// The same weighting with one parameter changed; the value as a user types it.
    ///
    /// # Errors
    /// [`Error::Argument`] for an unknown parameter or a value it does not take.
    pub fn with_parameter(&self, parameter: &str, value: &str) -> Result<Weighting> {
        let sheet = self.sheet();
        let typed = format!("{}.{parameter}={value}", sheet.name);
        let Some(known) = sheet.parameters.iter().find(|known| known.name == parameter) else {
            let message = match sheet.parameters {
                [] => both(
                    format!("`{}` has no parameters", sheet.name),
                    format!("`{}` heeft geen parameters", sheet.name),
                ),
                known => {
                    let names = known.iter().map(|known| known.name);
                    Error::unknown("parameter", parameter, names).said()
                }
            };
            return Err(Error::argument("parameter", typed, message));
        };
        let refuse = || {
            let value = shorten(value, 80);
            let message = both(
                format!("`{value}` is not accepted; write {}", known.accepts),
                format!("`{value}` wordt niet aanvaard; schrijf {:#}", known.accepts),
            );
            Error::argument("parameter", typed.clone(), message)
        };
        let read = crate::method::sheet::typed(value);
        let tagged = match self {
            Weighting::Data(weighting) => toml::Table::try_from(weighting),
            Weighting::Judgements(weighting) => toml::Table::try_from(weighting),
        };
        let mut tagged = tagged.map_err(|_| refuse())?;
        if let Some(toml::Value::Table(parameters)) = tagged.get_mut(sheet.name) {
            parameters.insert(parameter.to_owned(), read);
        }
        self.with_parameters(toml::Value::Table(tagged)).map_err(|_| refuse())
    }

    /// Its definition sheet.
    pub fn sheet(&self) -> &'static WeightingSheet {
        match self {
            Weighting::Data(weighting) => weighting.sheet(),
            Weighting::Judgements(weighting) => weighting.sheet(),
        }
    }

    /// The form of the judgements that it takes; none where it makes weights of the data.
    pub fn form(&self) -> Option<Form> {
        match self {
            Weighting::Data(_) => None,
            Weighting::Judgements(weighting) => Some(weighting.form()),
        }
    }
}
