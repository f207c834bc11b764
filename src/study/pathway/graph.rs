//! Where a path of one choice can stand, period by period, and what of its past matters for what may
//! follow: a graph without circles, in which every way from start to end is an allowed path.

use super::found::{BestPaths, FoundPath};
use super::worth::PathWorth;
use crate::error::Result;
use crate::problem::PathwayModel;

/// The allowed paths of one choice. Numbers only: it knows no scores.
#[derive(Debug, Clone, PartialEq)]
pub struct PathGraph {}

impl PathGraph {
    /// The graph of a choice, where `ready` says by readiness fact the first period in which it
    /// holds (`None`: never), and `usable(period, position)` in which of the choice's alternatives a
    /// path can stand in a period as far as the alternative itself goes. Facts that alternatives
    /// need ([`PathwayModel::needs`]) are looked at here.
    ///
    /// # Errors
    /// [`crate::Error::Size`] where so much of the past matters that the graph would be too large.
    pub fn new(
        _model: &PathwayModel,
        _choice: usize,
        _ready: &[Option<usize>],
        _usable: &dyn Fn(usize, usize) -> bool,
    ) -> Result<PathGraph> {
        todo!()
    }

    /// Whether there is no allowed path.
    pub fn is_empty(&self) -> bool {
        todo!()
    }

    /// How many allowed paths there are; infinite where they are too many for a number.
    pub fn count(&self) -> f64 {
        todo!()
    }

    /// The `k` best paths, and all that tie with the last of them.
    pub fn best(&self, _worth: &PathWorth, _k: usize) -> BestPaths {
        todo!()
    }

    /// The value of the best path; `None` if there is none.
    pub fn best_value(&self, _worth: &PathWorth) -> Option<f64> {
        todo!()
    }

    /// The value of the best path that makes no move before a period, standing where it starts;
    /// `None` if there is none. Period 0 asks nothing.
    pub fn best_value_moving_from(&self, _worth: &PathWorth, _period: usize) -> Option<f64> {
        todo!()
    }

    /// By period and position, and last none: the value of the best path that stands there then;
    /// `None` if there is none.
    pub fn best_value_through(&self, _worth: &PathWorth) -> Vec<Vec<Option<f64>>> {
        todo!()
    }

    /// All allowed paths, in the order of their positions, none first; `None` if there are more than
    /// `most`.
    pub fn all(&self, _worth: &PathWorth, _most: usize) -> Option<Vec<FoundPath>> {
        todo!()
    }
}
