//! Multi-criteria decision analysis: score and rank alternatives on weighted criteria, and say how
//! far the answer depends on what is not known.
//!
//! The way of an analysis, and of this crate, top to bottom: a criteria file becomes a [`case`],
//! which poses a [`problem`]; [`value`] functions and [`method`]s turn it into scores through the
//! [`kernel`]; a [`study`] asks a question and answers in [`table`]s; [`mod@write`] turns tables
//! into bytes and [`report`] into what a person reads; [`live`] is what a page recomputes from.
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem, Quantity};
//! use afweging::study::{RobustRequest, evaluate, robust};
//!
//! // Three offers on price (less is better) and quality (more is better, 0 to 10). Quality weighs
//! // twice as much, and all that is known of the third is a range.
//! let problem = Problem::builder()
//!     .criterion("price", Direction::Min, 1.0)
//!     .criterion_with("quality", Direction::Max, 2.0, |c| c.scale(0.0, 10.0))
//!     .alternative("Ash", [100.0, 7.0])
//!     .alternative("Beech", [120.0, 9.0])
//!     .alternative("Cedar", [110.0, 6.0])
//!     .uncertain("Cedar", "quality", Quantity::Set(4.0, 6.5))
//!     .build()?;
//!
//! // At these weights Ash comes first, and stays first wherever the quality of Cedar lies.
//! let evaluation = evaluate(&problem, &Method::default())?;
//! let ranking = evaluation.ranking();
//! assert_eq!(ranking.get(0, "alternative").as_text(), Some("Ash"));
//! assert_eq!(ranking.get(0, "rank_worst").as_number(), Some(1.0));
//!
//! // Proved by linear programs: Ash is at least as good as Cedar for all weights; as good as Beech
//! // only for some.
//! let proved = robust(&evaluation, &RobustRequest::default())?;
//! let [ash, beech, cedar] = [0, 1, 2];
//! assert!(proved.groups[0].preference(ash, cedar).necessary);
//! assert!(!proved.groups[0].preference(ash, beech).necessary);
//! # Ok::<(), afweging::Error>(())
//! ```
//!
//! Where to start:
//!
//! | You have | Start with |
//! |---|---|
//! | figures in a program | [`Problem::builder`](problem::Problem::builder), which can say what a criteria file says of criteria, weights and alternatives |
//! | a criteria file and tables | [`Case::open`](case::Case::open) |
//! | a question | [`study`]: a function for each, whose answer gives [`Tables`](study::Tables) |
//! | a method by name | [`Method::named`](method::Method::named) |
//! | a table that is too large for the memory | [`BlockCase`](case::BlockCase) and [`stream`](stream::stream) |
//! | a method of your own | [`Scorer`](kernel::Scorer) |
//! | more draws than one process can make | [`shard`] |
//! | a table to write | [`Format`](write::Format) |
//!
//! The modules [`kernel`], [`lp`], [`binary_program`], [`polytope`] and [`rank_aggregation`] are the
//! engines below: they know numbers only.
//!
//! With the feature `frames` (default) tables are read from and written to Parquet, with `xlsx`
//! (default) Excel workbooks; the feature `cli` (default) is the command line. Without these the
//! library reads tables from CSV and writes them as CSV and JSON.
// One module of the kernel, `dispatch`, calls functions compiled for instruction sets that it found
// at run time.
#![deny(unsafe_code)]
#![deny(missing_docs)]

// The examples of the page for programmers are run with those of the code.
#[cfg(doctest)]
#[doc = include_str!("../docs/library.md")]
mod library_page {}

pub mod error;

pub mod case;
pub mod chart;
pub mod problem;
pub mod progress;
pub mod value;
pub mod weighting;

pub mod binary_program;
pub mod kernel;
pub mod lp;
pub mod method;
pub mod polytope;
pub mod rank_aggregation;

pub mod shard;
pub mod stream;
pub mod study;
pub mod table;

mod bounds;
mod draw;
mod evaluate;
pub mod export;
#[cfg(feature = "exchange")]
pub mod import;
pub mod live;
pub mod overview;
mod proof;
pub mod report;
mod tolerance;
#[cfg(feature = "xlsx")]
pub mod workbook;
pub mod write;

pub use error::{Error, Result};
