//! The weights that meet everything that all actors say.

use super::statement::ActorStatement;
use super::system::System;
use crate::lp::vertices::vertices;
use crate::lp::{NoAnswer, Row as Bound};
use crate::polytope::Row;
use crate::polytope::centroid::{Certainty, centroid};
use crate::tolerance::ADMISSIBLE;

/// Extreme points are listed if there are at most so many.
pub const MOST_POINTS: usize = 50;

/// And counted if there are at most so many, on the way to them too.
const MOST_COUNTED: usize = 400;

/// The weights that all actors admit: a polytope, as small as a single point.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedWeights {
    /// By leaf: the least weight. A strict statement is met at its edge here: weights come as near to
    /// it as one likes.
    pub low: Vec<f64>,
    /// By leaf: the centroid of all of them, which is among them; at least 0, sum 1.
    pub middle: Vec<f64>,
    /// By leaf: the greatest weight, as `low`.
    pub high: Vec<f64>,
    /// How the middle was found; if it was sampled, with the standard errors of its weights.
    pub certainty: Certainty,
    /// The extreme points, weights by leaf; none where there are more than [`MOST_POINTS`]. All
    /// shared weights are means of these.
    pub points: Vec<Vec<f64>>,
    /// How many extreme points there are; `None` if that is not known: too many to count.
    pub point_count: Option<usize>,
}

impl SharedWeights {
    /// Whether it is a single set of weights, rounding aside.
    pub fn is_point(&self) -> bool {
        self.low.iter().zip(&self.high).all(|(low, high)| high - low <= ADMISSIBLE)
    }
}

/// The weights of `n` leaves, at least one, that meet all statements; `None` if there are none.
///
/// # Errors
/// [`NoAnswer::Numerical`] where the solver cannot tell.
pub fn shared_weights(
    n: usize,
    statements: &[ActorStatement],
) -> Result<Option<SharedWeights>, NoAnswer> {
    let system = System::of(n, statements);
    let Some(somewhere) = system.meet()? else { return Ok(None) };
    if let Some(point) = system.point() {
        return Ok(Some(single(point)));
    }
    let program = system.program();
    // What the solver says of a set it has been in already is not that there is none.
    let extreme = |leaf: usize, sign: f64| -> Result<f64, NoAnswer> {
        let mut objective = vec![0.0; n];
        objective[leaf] = sign;
        let at = program.minimise(&objective).map_err(|_| NoAnswer::Numerical)?;
        Ok(at[leaf].clamp(0.0, 1.0))
    };
    let low = (0..n).map(|leaf| extreme(leaf, 1.0)).collect::<Result<Vec<f64>, _>>()?;
    let high = (0..n).map(|leaf| extreme(leaf, -1.0)).collect::<Result<Vec<f64>, _>>()?;
    let high: Vec<f64> = low.iter().zip(high).map(|(low, high)| high.max(*low)).collect();
    if low.iter().zip(&high).all(|(low, high)| high - low <= ADMISSIBLE) {
        return Ok(Some(single(program.polish(somewhere))));
    }
    let rows: Vec<Row> = system.all_rows().into_iter().map(|(row, _)| row).collect();
    let found = centroid(n, &rows).map_err(|_| NoAnswer::Numerical)?;
    let bounds: Vec<Bound> = rows
        .iter()
        .map(|row| Bound::with_constant(row.coefficients.clone(), row.constant, row.equality))
        .collect();
    let points = vertices(n, &bounds, MOST_COUNTED).filter(|points| !points.is_empty());
    let point_count = points.as_ref().map(Vec::len);
    Ok(Some(SharedWeights {
        low,
        middle: found.weights,
        high,
        certainty: found.certainty,
        points: points.filter(|points| points.len() <= MOST_POINTS).unwrap_or_default(),
        point_count,
    }))
}

/// One set of weights and no other.
fn single(point: Vec<f64>) -> SharedWeights {
    SharedWeights {
        low: point.clone(),
        middle: point.clone(),
        high: point.clone(),
        certainty: Certainty::Exact,
        points: vec![point],
        point_count: Some(1),
    }
}
