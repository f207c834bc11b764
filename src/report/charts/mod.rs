//! What the charts of each answer show, in words of the reader: one file per answer. The charts of
//! [`crate::chart`] draw it. Nothing is computed here; figures come from the same answers as the
//! tables and the sentences.

mod acceptability;
mod drivers;
mod evaluate;
mod explain;
mod shared;
mod stability;
mod sweep;

pub use acceptability::{acceptability_charts, exact_charts};
pub use drivers::drivers_charts;
pub use evaluate::evaluate_charts;
pub use explain::explain_charts;
pub use stability::stability_charts;
pub use sweep::sweep_charts;
