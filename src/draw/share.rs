//! A share of draws, with its error and with bounds where sets leave it open.

use crate::draw::counts::Estimated;
use crate::table::Table;

/// A share with its bounds over sets: a single figure where they meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareBounds {
    /// The share, its error being that of the sampling; `None` where sets leave it open.
    pub share: Option<Estimated>,
    /// The least that the share can be over the sets, 0 to 1.
    pub low: Estimated,
    /// The most that the share can be over the sets, 0 to 1.
    pub high: Estimated,
    /// Whether the two say more than 0 and 1: not for sets that were drawn under a method without
    /// bounds.
    pub bounded: bool,
}

impl ShareBounds {
    pub(crate) fn single(share: Estimated) -> ShareBounds {
        ShareBounds { share: Some(share), low: share, high: share, bounded: true }
    }

    /// Nothing is known of it.
    pub(crate) fn unknown() -> ShareBounds {
        let certain = |value: f64| Estimated { value, std_error: 0.0 };
        ShareBounds { share: None, low: certain(0.0), high: certain(1.0), bounded: false }
    }

    /// The error of the figure, or of the less sure of its bounds.
    pub(crate) fn std_error(&self) -> f64 {
        self.share.map_or(self.low.std_error.max(self.high.std_error), |share| share.std_error)
    }
}

pub(crate) fn bounds_columns(table: Table, rows: Vec<Option<ShareBounds>>) -> Table {
    let of = |part: fn(&ShareBounds) -> Option<f64>| {
        rows.iter().map(move |row| row.as_ref().and_then(part))
    };
    table
        .number("share", of(|row| row.share.map(|share| share.value)))
        .number("std_error", of(|row| Some(row.std_error())))
        .number("share_low", of(|row| row.bounded.then_some(row.low.value)))
        .number("share_high", of(|row| row.bounded.then_some(row.high.value)))
}
