//! Many actors, portfolios and pathways.

#[path = "../common/mod.rs"]
mod common;

mod actors;
mod actors_command;
mod actors_concession;
mod actors_pairs;
mod actors_rules;
mod clusters_together;
mod pathway;
mod pathway_sensitivity;
mod pathway_sequences;
mod pathway_shared;
mod portfolio;
mod portfolio_by_hand;
mod portfolio_robust;
mod rank_aggregation;
mod urban_water;
