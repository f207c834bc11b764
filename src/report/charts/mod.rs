//! What the charts of each answer show, in words of the reader: one file per answer. The charts of
//! [`crate::chart`] draw it. Nothing is computed here; figures come from the same answers as the
//! tables and the sentences.

mod acceptability;
mod captions;
mod drivers;
mod evaluate;
mod explain;
mod left_out;
mod methods;
mod pairs;
mod rests_on;
mod shared;
mod stability;
mod sweep;
mod together;

pub use acceptability::{acceptability_charts, exact_charts};
pub use drivers::drivers_charts;
pub use evaluate::evaluate_charts;
pub use explain::explain_charts;
pub use methods::{gaia_charts, methods_charts};
pub use pairs::{acceptability_pair_charts, first_place_charts, robust_pair_charts};
pub use rests_on::{evidence_charts, value_function_charts};
pub use stability::stability_charts;
pub use sweep::sweep_charts;
pub use together::{actors_charts, limits_charts, pathway_charts};
