//! Which part of a run.

use crate::error::{Said, both};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// Part `part` of `parts`, from 1; written `3/64`.
///
/// ```
/// use afweging::shard::Share;
///
/// let share: Share = "3/64".parse().unwrap();
/// assert_eq!((share.part(), share.parts()), (3, 64));
/// assert_eq!(share.to_string(), "3/64");
/// assert!("0/64".parse::<Share>().is_err() && "65/64".parse::<Share>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u64, u64)", into = "(u64, u64)")]
pub struct Share {
    part: u64,
    parts: u64,
}

impl Share {
    /// Which part, from 1.
    pub fn part(self) -> u64 {
        self.part
    }

    /// How many parts there are.
    pub fn parts(self) -> u64 {
        self.parts
    }

    /// Its stretch of so many segments, at least one where there are as many as parts.
    pub(super) fn of(self, segments: u64) -> Range<u64> {
        let bound =
            |part: u64| (u128::from(segments) * u128::from(part) / u128::from(self.parts)) as u64;
        bound(self.part - 1)..bound(self.part)
    }
}

impl TryFrom<(u64, u64)> for Share {
    type Error = Said;

    fn try_from((part, parts): (u64, u64)) -> Result<Share, Said> {
        match (1..=parts).contains(&part) {
            true => Ok(Share { part, parts }),
            false => Err(both(
                "a part and how many there are, counted from 1, as in 3/64",
                "een deel en hoeveel er zijn, geteld vanaf 1, zoals in 3/64",
            )),
        }
    }
}

impl From<Share> for (u64, u64) {
    fn from(share: Share) -> (u64, u64) {
        (share.part, share.parts)
    }
}

impl FromStr for Share {
    type Err = Said;

    fn from_str(text: &str) -> Result<Share, Said> {
        let number = |text: &str| text.parse::<u64>().unwrap_or(0);
        let (part, parts) = text.split_once('/').unwrap_or_default();
        Share::try_from((number(part), number(parts)))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_all_segments_once_and_none_is_empty() {
        for (segments, parts) in [(1, 1), (13, 13), (13, 5), (256, 64), (256, 255)] {
            let mut next = 0;
            for part in 1..=parts {
                let own = Share { part, parts }.of(segments);
                assert!(own.start == next && own.end > own.start, "{own:?}");
                next = own.end;
            }
            assert_eq!(next, segments);
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for text in ["", "3", "/", "3/", "/3", "0/3", "4/3", "-1/3", "1/3/5", "1 / 3"] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
    }
}
