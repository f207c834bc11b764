//! One figure on its criterion, checked.

use crate::error::{Error, Said, both};
use crate::problem::within::within;
use crate::problem::{Criterion, Quantity, Scale, Spread, number};

/// The largest shape of a beta distribution; beyond it the distribution is a point for every
/// practical purpose.
const LARGEST_SHAPE: f64 = 1e6;

/// What a figure says, in its simplest form, and its range on the criterion's scale. Where it
/// `is_dropped` one that is not known needs no scale.
///
/// # Errors
/// What is wrong with it, for a message.
pub(super) fn check(
    quantity: &Quantity,
    criterion: &Criterion,
    is_dropped: bool,
) -> Result<(Quantity, Spread), Said> {
    let quantity = simplest(quantity, criterion)?;
    let spread = match (&quantity, &criterion.scale) {
        (Quantity::Unknown, Some(scale)) => {
            let (low, high) = scale.ends();
            Spread::between(low, high)
        }
        // It leaves its node: see `Problem::settle_missing`.
        (Quantity::Unknown, None) if is_dropped => Spread::crisp(0.0),
        (Quantity::Unknown, None) => {
            return Err(both(
                "the criterion has no scale, so an unknown figure has no range: give it a scale, \
                 or fill in the figure",
                "het criterium heeft geen schaal, zodat een onbekend cijfer geen bereik heeft: \
                 geef het een schaal, of vul het cijfer in",
            ));
        }
        (known, scale) => {
            let spread = known
                .spread()
                .ok_or_else(|| both("this is no distribution", "dit is geen verdeling"))?;
            within(known, spread, scale.as_ref())?
        }
    };
    if quantity.is_too_wide() || spread.is_too_wide() {
        return Err(both(
            "the range is wider than the largest number, 1.8e308: use a larger unit",
            "het bereik is breder dan het grootste getal, 1.8e308: neem een grotere eenheid",
        ));
    }
    Ok((quantity, spread))
}

/// The quantity with its level looked up, and a range or distribution of one point as that point.
fn simplest(quantity: &Quantity, criterion: &Criterion) -> Result<Quantity, Said> {
    let rising = |figures: &[f64]| {
        finite(figures)?;
        match figures.is_sorted() {
            true => Ok(figures.first() == figures.last()),
            false => {
                let said: Vec<String> = figures.iter().map(|x| number(*x)).collect();
                let said = said.join(", ");
                Err(both(
                    format!("its figures do not rise: {said}"),
                    format!("de cijfers stijgen niet: {said}"),
                ))
            }
        }
    };
    let narrow = |sd: f64| match sd >= 0.0 {
        true => Ok(sd == 0.0),
        false => Err(both(
            format!("a standard deviation is at least 0, not {sd}"),
            format!("een standaardafwijking is minstens 0, niet {sd}"),
        )),
    };
    Ok(match *quantity {
        Quantity::Text(ref level) => Quantity::Crisp(place(level, criterion)?),
        Quantity::AnyOf(_) => {
            return Err(both(
                "this is a text that is not known, and no figure",
                "dit is een tekst die niet bekend is, en geen cijfer",
            ));
        }
        Quantity::Crisp(x) => {
            finite(&[x])?;
            Quantity::Crisp(x)
        }
        Quantity::Set(low, high) | Quantity::Uniform(low, high) => {
            if rising(&[low, high])? {
                Quantity::Crisp(low)
            } else {
                quantity.clone()
            }
        }
        Quantity::Triangular(low, mode, high) => {
            if rising(&[low, mode, high])? {
                Quantity::Crisp(low)
            } else {
                quantity.clone()
            }
        }
        Quantity::Normal(mean, sd) => {
            finite(&[mean, sd])?;
            if narrow(sd)? { Quantity::Crisp(mean) } else { reaching(quantity)? }
        }
        Quantity::LogNormal(mean, sd) => {
            finite(&[mean, sd, mean.exp()])?;
            if narrow(sd)? { Quantity::Crisp(mean.exp()) } else { reaching(quantity)? }
        }
        Quantity::Beta(a, b) => {
            if ![a, b].iter().all(|shape| *shape > 0.0 && *shape <= LARGEST_SHAPE) {
                return Err(both(
                    "the shapes of a beta distribution lie above 0 and at most at 1e6",
                    "de vormen van een bètaverdeling liggen boven 0 en hoogstens op 1e6",
                ));
            }
            quantity.clone()
        }
        Quantity::Unknown => Quantity::Unknown,
    })
}

/// The same distribution, if its range is finite.
fn reaching(quantity: &Quantity) -> Result<Quantity, Said> {
    match quantity.spread() {
        Some(spread) if spread.low.is_finite() && spread.high.is_finite() => Ok(quantity.clone()),
        _ => Err(both(
            "the range of this distribution overflows",
            "het bereik van deze verdeling loopt over",
        )),
    }
}

fn finite(figures: &[f64]) -> Result<(), Said> {
    match figures.iter().find(|x| !x.is_finite()) {
        Some(x) => {
            Err(both(format!("{x} is not a finite number"), format!("{x} is geen eindig getal")))
        }
        None => Ok(()),
    }
}

/// The place of a level on the axis.
pub(super) fn place(level: &str, criterion: &Criterion) -> Result<f64, Said> {
    let Some(Scale::Ordinal(levels)) = &criterion.scale else {
        return Err(both(
            format!("`{level}` is a text, and this criterion has no levels"),
            format!("`{level}` is een tekst, en dit criterium heeft geen niveaus"),
        ));
    };
    match levels.iter().position(|known| known == level.trim()) {
        Some(place) => Ok(place as f64),
        None => Err(Error::unknown("level", level, levels.iter().map(String::as_str)).said()),
    }
}
