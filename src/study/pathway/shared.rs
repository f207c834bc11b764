//! The paths of all choices together, under limits and capacities that they share.

use super::found::FoundPath;

/// The paths of all choices together.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedPaths {
    /// By choice: its path. `None`: none were found that meet all limits together.
    pub paths: Option<Vec<FoundPath>>,
    /// No set of paths that meets the limits is worth more than this; `None`: there is none.
    pub bound: Option<f64>,
    /// Whether the paths are proved to be the best, or that there are none.
    pub optimal: bool,
}
