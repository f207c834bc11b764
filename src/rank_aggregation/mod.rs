//! Many rankings become one: numbers only.
//!
//! Every rule takes rankings of the same alternatives with a weight for each ([`Rankings`]), and
//! treats ties as ties. No rule is the right one (Arrow 1951), so several stand beside each other:
//!
//! - [`borda`]: the sum of points for places;
//! - [`copeland`]: pairs won by a majority, less those lost;
//! - [`kemeny`]: the orders that disagree least with the rankings;
//! - [`concordance`]: how far the rankings agree at all;
//! - [`Majority`]: which sets of those who rank can decide, and which can keep the others from it.

mod borda;
mod coalitions;
mod concordance;
mod copeland;
mod kemeny;
mod pairwise;
mod rankings;

pub use borda::borda;
pub use coalitions::{Coalition, Coalitions, Majority};
pub use concordance::concordance;
pub use copeland::copeland;
pub use kemeny::{Kemeny, KemenyRequest, kemeny};
pub use pairwise::Pairwise;
pub use rankings::Rankings;
