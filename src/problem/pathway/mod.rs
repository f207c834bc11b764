//! What is chosen period after period: which alternative follows which, what that costs, and what
//! must be ready first.

mod builder;
mod capacity;
mod check;
mod given;
mod model;
mod period;
mod readiness;
mod transition;

pub use builder::{CapacityDetails, MoveDetails, PathwayBuilder};
pub use capacity::Capacity;
pub use check::{MOST_PERIODS, MOST_YEARS};
pub use given::{GivenPath, GivenStands};
pub use model::{PathChoice, PathwayModel, PeriodLimit};
pub use period::{Period, years_weight};
pub use readiness::{Need, Readiness, ReadyFrom};
pub use transition::{MoveNeeds, Stay, Transition};
