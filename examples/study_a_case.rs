//! A question about a case that stands in files: `cargo run --example study_a_case`.
//!
//! The case is built in; `Location::of("my-case.toml")` opens one of your own.

use afweging::Result;
use afweging::case::{Case, DEFAULT, Location, WhatIf};
use afweging::study::{RobustRequest, Tables, evaluate, robust};
use afweging::write::{Format, Options, Record};

/// What holds for each alternative, whatever the weights and the judgements: the table
/// `alternatives` of the study `robust`, as CSV.
pub fn report() -> Result<String> {
    let case = Case::open(&Location::of(DEFAULT), &WhatIf::default())?;
    let evaluation = evaluate(&case.problem, &case.methods[0])?;
    let study = robust(&evaluation, &RobustRequest::default())?;
    let table = study.table_named("alternatives")?;
    let bytes = Format::Csv.table(&table, &Record::default(), Options::default())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn main() -> Result<()> {
    print!("{}", report()?);
    Ok(())
}
