//! Methods, weights, bounds and studies on numbers: against print, other packages and brute force.

#[path = "../common/mod.rs"]
mod common;

mod acceptability;
mod agreement;
mod bounds;
mod builder;
mod centre;
mod data_weightings;
mod drivers;
mod examples;
mod expectations;
mod golden;
mod group_weights;
mod hierarchical;
mod information;
mod means;
mod package_formulas;
mod packages;
mod places;
mod plain_columns;
mod polytope;
mod preferences;
mod properties;
mod remedies;
mod robust;
mod robust_size;
mod rules;
mod scenarios;
mod size;
mod sorting;
mod stability;
mod sweep;
mod targets;
mod texts;
mod ties;
mod trade_offs;
mod value_functions;
mod verify;
mod weighting;
mod weighting_remedies;
