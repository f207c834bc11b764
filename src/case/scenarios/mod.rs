//! Tables of scenarios: a row per named set of weights, a column per criterion or node. They are
//! read as data tables are (`request.rs`), their columns are those of criteria and nodes
//! (`columns.rs`), and their cells become weights (`cells.rs`) of each set (`rows.rs`).

mod cells;
mod columns;
mod faults;
mod readings;
pub(crate) mod request;
mod rows;
mod scenario_rows;
mod sheet;

pub(crate) use rows::read;
pub(crate) use scenario_rows::ScenarioRows;
