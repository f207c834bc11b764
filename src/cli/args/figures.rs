//! Options that are figures. One that can be read in two ways, as 10.000, is refused: nobody can
//! tell whether it is ten or ten thousand.

use crate::cli::language::{pick, told};
use afweging::case::two_readings;
use afweging::error::Said;
use std::str::FromStr;

/// The text, if it is no figure with two readings.
pub fn one_reading(text: &str) -> Result<&str, String> {
    two_readings(text).map_or(Ok(text), |said| Err(told(&said).to_owned()))
}

/// A number of draws, perhaps written as 1e6.
pub fn draws(text: &str) -> Result<u64, String> {
    let plain = one_reading(text)?.replace('_', "");
    let whole = |x: f64| ((0.0..=1e18).contains(&x) && x.fract() == 0.0).then_some(x as u64);
    plain.parse::<u64>().ok().or_else(|| plain.parse::<f64>().ok().and_then(whole)).ok_or_else(
        || {
            pick(
                "a whole number of draws, as in 100000 or 1e6",
                "een geheel aantal trekkingen, zoals in 100000 of 1e6",
            )
            .to_owned()
        },
    )
}

/// A whole number.
pub fn count(text: &str) -> Result<u64, String> {
    one_reading(text)?
        .parse()
        .map_err(|_| pick("a whole number, as in 7", "een geheel getal, zoals in 7").to_owned())
}

/// A number of threads.
pub fn threads(text: &str) -> Result<u16, String> {
    let fits = |threads: &u16| (1..=1024).contains(threads);
    one_reading(text)?.parse().ok().filter(fits).ok_or_else(|| {
        pick("a whole number from 1 to 1024", "een geheel getal van 1 tot 1024").to_owned()
    })
}

/// A number.
pub fn figure(text: &str) -> Result<f64, String> {
    one_reading(text)?.parse().map_err(|_| {
        pick(
            "a number with a decimal point, as in 0.001",
            "een getal met een decimale punt, zoals in 0.001",
        )
        .to_owned()
    })
}

/// A number of seconds.
pub fn seconds(text: &str) -> Result<f64, String> {
    let fits = |seconds: &f64| (0.001..=1e6).contains(seconds);
    one_reading(text)?.parse().ok().filter(fits).ok_or_else(|| {
        pick("a number of seconds above 0, as in 60", "een aantal seconden boven 0, zoals in 60")
            .to_owned()
    })
}

/// How weights are spread: a name, perhaps with a figure behind a colon.
pub fn model<T: FromStr<Err = Said>>(text: &str) -> Result<T, String> {
    one_reading(text.split_once(':').map_or("", |(_, figure)| figure))?;
    text.parse().map_err(|said| told(&said).to_owned())
}
