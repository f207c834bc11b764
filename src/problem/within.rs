//! Whether a known figure lies on its scale.

use super::criterion::{Beyond, Scale, number};
use super::quantity::{Quantity, Spread};
use crate::error::{Said, both};

/// The range of a known figure on its scale: cut to the scale where a distribution reaches beyond
/// it. A scale that clamps or extends takes any figure.
///
/// # Errors
/// What lies beyond which scale, for a message.
pub(crate) fn within(
    quantity: &Quantity,
    spread: Spread,
    scale: Option<&Scale>,
) -> Result<Spread, Said> {
    let Some(scale) = scale else { return Ok(spread) };
    if let Scale::Numeric { beyond: Beyond::Clamp | Beyond::Extend, .. } = scale {
        return Ok(spread);
    }
    let (min, max) = scale.ends();
    let wholly_outside = spread.high < min || spread.low > max;
    let partly_outside = spread.low < min || spread.high > max;
    if wholly_outside || (partly_outside && !quantity.is_distribution()) {
        let figure = if spread.is_crisp() {
            number(spread.low)
        } else {
            format!("{}..{}", number(spread.low), number(spread.high))
        };
        return Err(both(
            format!("{figure} lies beyond the scale {} .. {}", number(min), number(max)),
            format!("{figure:#} ligt buiten de schaal {:#} .. {:#}", number(min), number(max)),
        ));
    }
    Ok(spread.cut(min, max))
}
