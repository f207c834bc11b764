//! What the program shows and writes, and how its source is laid out.

#[path = "../common/mod.rs"]
mod common;

mod answer;
mod architecture;
mod cli;
mod docs;
mod dutch_errors;
mod help;
mod limits;
mod lint;
mod output;
mod sentences;
mod tables;
mod wording;
