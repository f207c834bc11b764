//! The columns by which a long table is read, and those that say where the figures of a row come
//! from, whose they are, or when they hold.

/// The columns of a long table that name a criterion and give its figure.
pub(crate) const FIGURE: [&str; 2] = ["criterion", "value"];

/// The columns that say where the figures of a row come from, in wide tables too.
pub(crate) const ORIGIN: [&str; 5] = ["kind", "source", "passage", "as_of", "note"];

/// The column that says whose judgement the figures of a row are, in wide tables too. It has this
/// meaning only where the case has actors and nothing else of this name.
pub(crate) const ACTOR: &str = "actor";

/// The column that says in which period the figures of a row hold, in wide tables too. It has this
/// meaning only where the case has a pathway and nothing else of this name.
pub(crate) const PERIOD: &str = "period";
