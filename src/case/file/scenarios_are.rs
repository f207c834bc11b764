//! Among what the weights of scenarios are shares: the key `scenarios_are`, and the option of that
//! name.

use crate::error::{Said, both};
use serde::Deserialize;

/// Among what the weights of a table of scenarios are relative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ScenariosAre {
    /// Each among its siblings.
    Local,
    /// All of them among each other: shares of all weight.
    Global,
}

impl ScenariosAre {
    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            ScenariosAre::Local => "local",
            ScenariosAre::Global => "global",
        }
    }
}

impl std::str::FromStr for ScenariosAre {
    type Err = Said;

    fn from_str(text: &str) -> Result<ScenariosAre, Said> {
        let all = [ScenariosAre::Local, ScenariosAre::Global];
        let known = all.into_iter().find(|are| are.name() == text);
        known.ok_or_else(|| {
            both(
                "weights of scenarios are local or global",
                "gewichten van scenario's zijn local of global",
            )
        })
    }
}
