//! Every study that tells something of a case, asked once: what a report and a workbook are made
//! of. Nothing is computed here; a study that cannot run says why, and the others run all the same.

mod asked;
mod request;
mod studies;

pub use asked::{Asked, LeftOut, Reason};
pub use request::{OverviewRequest, StudyName};
pub use studies::{Overview, Without, overview};
