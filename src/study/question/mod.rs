//! Which question about the weights is still worth asking, and what the answers so far settle.
//!
//! An [`Interview`] holds answers of a person as linear constraints on the weights, beside those of
//! the case. After each it says who can still be first ([`CanBeFirst`]), how many orders are open
//! and which share of the weights is left, and which question is expected to leave the least doubt
//! about who is first ([`Interview::next`]). It ends when linear programs prove that no weights
//! that agree with the answers put another alternative first; a sample never ends it.
//!
//! Figures that are not sure stand at their nominal ones: questions about weights do not settle
//! them.

mod choose;
mod contest;
mod contradiction;
mod doubt;
mod draws;
mod interview;
mod mend;
mod request;
mod settled;
mod state;
mod statement;
mod tables;

pub use choose::Weighed;
pub use contradiction::{Contradiction, Mend};
pub use doubt::Doubt;
pub use interview::{AlternativeSettled, GroupSettled, Interview, MOST_ASKED_ABOUT};
pub use request::InterviewRequest;
pub use settled::CanBeFirst;
pub use state::ShareLeft;
