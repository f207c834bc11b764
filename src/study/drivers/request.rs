//! What is asked of drivers.

use crate::draw::plan::WeightsModel;
use crate::error::{Said, both};
use crate::method::Method;

/// How inputs are parted into factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// All inputs of a criterion; all those of an attribute.
    Criterion,
    /// Each input is a factor by itself.
    Input,
    /// All that rest on the same passages; those without a passage by criterion.
    Passage,
}

impl By {
    /// The name that the command line takes and tables give.
    pub fn name(self) -> &'static str {
        match self {
            By::Criterion => "criterion",
            By::Input => "input",
            By::Passage => "passage",
        }
    }
}

/// Whether weights vary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum WeightsChoice {
    /// They are those given.
    Fixed,
    /// They are drawn by this model.
    Model(WeightsModel),
}

impl WeightsChoice {
    /// The model they are drawn by; `None` if they do not vary.
    pub fn model(self) -> Option<WeightsModel> {
        match self {
            WeightsChoice::Fixed => None,
            WeightsChoice::Model(model) => Some(model),
        }
    }
}

impl std::str::FromStr for WeightsChoice {
    type Err = Said;

    fn from_str(text: &str) -> std::result::Result<WeightsChoice, Said> {
        if text == "given" {
            return Ok(WeightsChoice::Fixed);
        }
        text.parse().map(WeightsChoice::Model).map_err(|message: Said| {
            let en = message.replacen("known are", "known are given,", 1);
            let nl = message.dutch().replacen("wel bekend:", "wel bekend: given,", 1);
            match crate::error::nearest(text, ["given"]) {
                Some(near) if !message.contains("did you mean") => both(
                    format!("{en}; did you mean `{near}`?"),
                    format!("{nl}; bedoelt u `{near}`?"),
                ),
                _ => both(en, nl),
            }
        })
    }
}

impl std::fmt::Display for WeightsChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            WeightsChoice::Fixed => f.write_str("given"),
            WeightsChoice::Model(model) => model.fmt(f),
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct DriversRequest {
    /// The methods, at least one; with several the choice of method is a factor too.
    pub methods: Vec<Method>,
    /// How weights are spread.
    pub weights: WeightsChoice,
    /// How inputs are parted.
    pub by: By,
    /// Normalizations to choose from, for the methods that have one; none = each method's own.
    pub normalizations: Vec<String>,
    /// How many points: pairs of draws.
    pub points: u64,
    /// Draw sets, and what is unknown, as uniform distributions.
    pub uniform_sets: bool,
    /// The seed of the random numbers; the same seed gives the same draws.
    pub seed: u64,
}
