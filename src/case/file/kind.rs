//! What a rule rests on, as typed.

use crate::problem::Kind;
use serde::Deserialize;

/// What a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum KindFile {
    /// The source says so.
    Stated,
    /// One step of inference from the source.
    Inferred,
    /// An assumption of whoever made the case.
    Assumed,
    /// A measurement.
    Measured,
    /// Copied from another source, not checked.
    Transcribed,
}

impl KindFile {
    /// As a problem has it.
    pub fn kind(self) -> Kind {
        match self {
            KindFile::Stated => Kind::Stated,
            KindFile::Inferred => Kind::Inferred,
            KindFile::Assumed => Kind::Assumed,
            KindFile::Measured => Kind::Measured,
            KindFile::Transcribed => Kind::Transcribed,
        }
    }
}
