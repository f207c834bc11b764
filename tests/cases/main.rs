//! What is read: criteria files, workbooks and data tables, right and wrong.

#[path = "../common/mod.rs"]
mod common;

mod actor_scores;
mod actors_in_cases;
mod ask;
mod case_workbooks;
mod cases;
mod damaged;
mod human_development;
mod input;
mod meaning;
mod pathway_in_cases;
mod portfolio_in_cases;
mod raw_oracle;
mod reading;
mod rules_in_cases;
mod streaming;
mod table_as_case;
mod workbooks;
mod written_weights;
