//! What the paths of all choices use of what they share.

use crate::study::pathway::Pathway;
use crate::table::Table;

/// `pathway_limits`: a row per period, limit, part and side.
pub(in crate::study::pathway) fn pathway_limits(_of: &Pathway) -> Table {
    Table::new("pathway_limits")
}
