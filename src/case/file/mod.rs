//! The shape of a criteria file, as typed, and of what the command line changes in it.

pub(crate) mod claim;
pub(crate) mod data_keys;
pub(crate) mod direction;
pub(crate) mod expected;
pub(crate) mod figure;
pub(crate) mod init;
pub(crate) mod kind;
pub(crate) mod mistyped;
pub(crate) mod parse;
pub(crate) mod pathway;
pub(crate) mod portfolio;
pub(crate) mod scenarios_are;
#[cfg(feature = "cli")]
pub(crate) mod schema;
pub(crate) mod selector;
pub(crate) mod shape;
pub(crate) mod toml_words;
pub(crate) mod what_if;
