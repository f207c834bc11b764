//! A report as one HTML file: nothing is fetched, and nothing runs but the scripts of the page,
//! which its content security policy names by their hashes. No text of others reaches the page
//! unescaped.

mod blocks;
mod cells;
mod links;
mod page;
mod policy;
mod tables;
mod writer;

use crate::report::whole::Report;
use links::Links;
use serde_json::Value;
use tables::MadeTables;

/// The report as a page. `model` is what its script recomputes from; without one (null) the page
/// has no script and shows results only.
pub fn to_html(report: &Report, model: &Value) -> String {
    let tables = MadeTables::of(report);
    let links = Links::new(&tables, report.words);
    page::page(report, model, &tables, &links)
}
