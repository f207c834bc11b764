//! What the program shows and writes, and how its source is laid out.

#[path = "../common/mod.rs"]
mod common;

mod answer;
mod architecture;
mod catalogue;
mod charts;
mod cli;
mod docs;
mod dutch;
mod dutch_errors;
mod exchange;
mod export;
mod gallery;
mod help;
mod limits;
mod lint;
mod live;
mod output;
mod report;
mod sentences;
mod shards;
mod sources;
mod stream_command;
mod tables;
mod wording;
#[cfg(feature = "xlsx")]
mod workbook;
