//! Multi-criteria decision analysis: score and rank alternatives on weighted criteria, and say how
//! far the answer depends on what is not known.
//!
//! The way of an analysis, and of this crate, top to bottom: a criteria file becomes a [`case`],
//! which poses a [`problem`]; [`value`] functions and [`method`]s turn it into scores through the
//! [`kernel`]; a [`study`] asks a question and answers in [`table`]s; [`mod@write`] turns tables
//! into bytes and [`report`] into what a person reads.
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Matrix, Problem};
//! use afweging::study::evaluate;
//!
//! // Two offers on price (less is better) and quality (more is better).
//! let figures = Matrix::from_fn(2, 2, |i, j| [[100.0, 7.0], [120.0, 9.0]][i][j]);
//! let problem = Problem::crisp(&figures, &[Direction::Min, Direction::Max], &[1.0, 2.0]).unwrap();
//! let method = Method::named("weighted-sum")?;
//! let evaluation = evaluate(&problem, &[method])?;
//! let ranking = evaluation.ranking();
//! assert_eq!(ranking.get(0, "alternative").as_text(), Some("A2"));
//! assert_eq!(ranking.get(0, "rank").as_number(), Some(1.0));
//! # Ok::<(), afweging::Error>(())
//! ```
//!
//! With the feature `frames` (default) tables are read from and written to Parquet; the feature
//! `cli` (default) is the command line. Without both the library reads and writes CSV and JSON.
// One module of the kernel, `dispatch`, calls functions compiled for instruction sets that it found
// at run time.
#![deny(unsafe_code)]
#![deny(missing_docs)]

pub mod error;

pub mod case;
pub mod problem;
pub mod progress;
pub mod value;

pub mod kernel;
pub mod lp;
pub mod method;
pub mod polytope;

pub mod study;
pub mod table;

mod bounds;
mod draw;
pub mod evaluate;
mod proof;
pub mod report;
mod tolerance;
pub mod write;

pub use error::{Error, Result};
