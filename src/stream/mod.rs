//! Evaluating a table that does not fit in memory.
//!
//! The shape: a table is a list of parts, a part a list of blocks of rows, and a block a decision
//! problem of its own ([`BlockCase`]), which the engine scores as any other. What methods look at
//! beside the row - the ends of columns, sums over them - is gathered first and told to each block,
//! so a row has the score that it has in memory, bit by bit. The passes over the table:
//!
//! ```text
//! ends of columns     where the method looks at them
//! sums of columns     one pass for each, where the method takes sums
//! scores              (group, score, row) goes to the sorter, or into a heap for the best K
//! bounds of scores    where some figure is not one number: for the best and the worst ranks
//! output              scores again, joined with their ranks, written part by part
//! ```
//!
//! In each pass one thread fetches blocks, some work on them, and one takes what comes of them in
//! order: see `pipeline`. Ranks come from an external sort: see `sorter`, `ranks`, `by_row` and `spill`. What a row is
//! worth against a threshold or a reference, and how sure that is: see [`sure`].
//!
//! Memory grows with the size of blocks, the number of threads and the number of groups, and not
//! with the number of rows.

mod by_row;
mod columns;
mod destination;
mod groups;
mod output;
mod pipeline;
mod rank_columns;
mod ranks;
mod request;
mod run;
mod scores;
mod sorter;
mod spill;
pub mod sure;
mod top;
mod twice;

pub use destination::Destination;
pub use request::{Limits, StreamRequest};
pub use run::{Streamed, stream};

pub use crate::case::BlockCase;
