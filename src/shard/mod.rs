//! Draws made in parts: shards on several machines, and a run that goes on where it was stopped.
//!
//! A study that draws parts its draws into *segments*, whose bounds follow from the number of draws
//! alone, and adds them up one by one, in order. So it does not matter who counted a segment, or
//! when: the sums have the same bits.
//!
//! - A *shard*, i of n, counts a stretch of the segments. Its [`Tallies`] are a file, with what they
//!   come from: version, command, hashes of the files that were read.
//! - Of all n such files a [`Store`] is made ([`Store::of_parts`]) with which the same command gives
//!   its result without drawing.
//! - A *checkpoint* holds what has been added up so far, and where random walks stand. The same
//!   command goes on from it.
//!
//! A program gives a store to the work it does in one thread ([`within`]). A study then says
//! [`Error::Part`](crate::Error::Part) where only a shard was counted. What a study works out of its
//! sums, as confidence factors, is no part of a shard: whoever puts the parts together does it.
//!
//! ```
//! use afweging::Error;
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::shard::{Origin, Store, within};
//! use afweging::study::{AcceptabilityRequest, acceptability, evaluate};
//!
//! let problem = Problem::builder()
//!     .criterion("price", Direction::Min, 1.0)
//!     .criterion("quality", Direction::Max, 2.0)
//!     .alternative("A", [100.0, 7.0])
//!     .alternative("B", [120.0, 9.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::default())?;
//! let request = AcceptabilityRequest { draws: 20_000, ..AcceptabilityRequest::default() };
//! let mut parts = Vec::new();
//! for part in ["1/2", "2/2"] {
//!     let origin = Origin {
//!         version: "1".into(),
//!         command: vec!["shares".into()],
//!         files: Vec::new(),
//!         share: part.parse().ok(),
//!     };
//!     let (done, store) = within(Store::new(origin), || acceptability(&evaluation, &request));
//!     assert!(matches!(done, Err(Error::Part)));
//!     let tallies = store.tallies().expect("draws were made");
//!     parts.push((part.to_owned(), tallies.to_bytes()));
//! }
//! let (merged, _) = within(Store::of_parts(parts)?, || acceptability(&evaluation, &request));
//! assert_eq!(merged?.table(), acceptability(&evaluation, &request)?.table());
//! # Ok::<(), Error>(())
//! ```

mod add_up;
mod belonging;
mod record;
mod segments;
mod share;
mod store;

pub use record::{Origin, Tallies};
pub use share::Share;
pub use store::{Store, read_from, within};

pub(crate) use add_up::{Extent, Source, add_up};
pub(crate) use segments::Segments;
pub(crate) use store::refuse;
