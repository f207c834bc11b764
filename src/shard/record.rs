//! Tallies as a file.
//!
//! A line with the version of the form, a line of JSON that says what they come from, the counts as
//! [`Saved`] writes them, and the SHA-256 of all of this.

use super::Share;
use crate::error::{Said, both};
use crate::kernel::Saved;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The first words of the file in any version of the form.
const NAME: &str = "afweging tallies ";
/// The version that is written, and the only one that is read.
const FORM: &str = "1\n";
/// The bytes of a SHA-256.
const HASH: usize = 32;

/// What tallies come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The version of the program.
    pub version: String,
    /// The command line without the program's name and options that change no result.
    pub command: Vec<String>,
    /// Name and SHA-256 of every file that the case was read from.
    pub files: Vec<(String, String)>,
    /// Which part of the draws; `None`: all, as far as they were made.
    pub share: Option<Share>,
}

/// What was counted in one run over draws.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RunRecord {
    /// Of how many draws.
    pub(super) draws: u64,
    /// In how many segments.
    pub(super) segments: u64,
    /// The first segment that is not counted yet.
    pub(super) next: u64,
    /// Of a part: its segments, each by itself.
    pub(super) tallies: Vec<Vec<u8>>,
    /// Of a whole run: the sum of all segments before `next`.
    pub(super) total: Vec<u8>,
    /// Where the source of draws stands.
    pub(super) state: Vec<u8>,
}

/// What was counted, and what it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tallies {
    /// What it comes from.
    pub origin: Origin,
    pub(super) runs: Vec<RunRecord>,
}

impl Tallies {
    /// As the bytes of a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = format!("{NAME}{FORM}").into_bytes();
        // Strings and numbers: nothing that JSON cannot say.
        out.extend(serde_json::to_vec(&self.origin).unwrap_or_default());
        out.push(b'\n');
        self.runs.len().save(&mut out);
        self.runs.iter().for_each(|run| run.save(&mut out));
        let hash = Sha256::digest(&out);
        out.extend_from_slice(&hash);
        out
    }

    /// From the bytes of a file.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Tallies, Said> {
        let other = |en: &str, nl: &str| Err(both(en, nl));
        let Some(rest) = bytes.strip_prefix(NAME.as_bytes()) else {
            return other(
                "it holds no tallies of draws",
                "het bevat geen tellingen van trekkingen",
            );
        };
        let damaged = || both("it is damaged or cut short", "het is beschadigd of afgebroken");
        let body = rest.len().checked_sub(HASH).map(|end| &rest[..end]).ok_or_else(damaged)?;
        let all = bytes.len() - HASH;
        if Sha256::digest(&bytes[..all])[..] != bytes[all..] {
            return Err(damaged());
        }
        let Some(body) = body.strip_prefix(FORM.as_bytes()) else {
            return other(
                "it was written by another version of the program, in a form that this one does not know",
                "het is geschreven door een andere versie van het programma, in een vorm die deze niet kent",
            );
        };
        Tallies::from_body(body).ok_or_else(damaged)
    }

    /// Whether bytes begin as those of tallies, so that they are no other file of somebody.
    pub(super) fn is_begun(bytes: &[u8]) -> bool {
        bytes.starts_with(NAME.as_bytes())
    }

    fn from_body(body: &[u8]) -> Option<Tallies> {
        let end = body.iter().position(|byte| *byte == b'\n')?;
        let origin = serde_json::from_slice(&body[..end]).ok()?;
        let mut from = &body[end + 1..];
        let mut runs: Vec<RunRecord> = Vec::new();
        runs.load(&mut from)?;
        from.is_empty().then_some(Tallies { origin, runs })
    }
}

impl RunRecord {
    /// Whether what it holds is what a share of a run leaves that has come so far.
    pub(super) fn fits(&self, share: Option<Share>) -> bool {
        let own = share.map_or(0..self.segments, |share| share.of(self.segments));
        let kept = if share.is_some() { self.next.saturating_sub(own.start) } else { 0 };
        (own.start..=own.end).contains(&self.next) && self.tallies.len() as u64 == kept
    }
}

impl Saved for RunRecord {
    fn save(&self, out: &mut Vec<u8>) {
        [self.draws, self.segments, self.next].iter().for_each(|it| it.save(out));
        self.tallies.len().save(out);
        let bytes = self.tallies.iter().chain([&self.total, &self.state]);
        bytes.for_each(|bytes| {
            bytes.len().save(out);
            out.extend_from_slice(bytes);
        });
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        for it in [&mut self.draws, &mut self.segments, &mut self.next] {
            it.load(from)?;
        }
        let bytes = |from: &mut &[u8]| {
            let mut length = 0usize;
            length.load(from)?;
            let (bytes, rest) = from.split_at_checked(length)?;
            *from = rest;
            Some(bytes.to_vec())
        };
        let mut tallies = 0usize;
        tallies.load(from)?;
        for _ in 0..tallies {
            self.tallies.push(bytes(from)?);
        }
        self.total = bytes(from)?;
        self.state = bytes(from)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tallies() -> Tallies {
        let run = RunRecord {
            draws: 100_000,
            segments: 13,
            next: 4,
            tallies: vec![vec![1, 2, 3], Vec::new(), vec![10]],
            total: vec![9; 5],
            state: vec![7],
        };
        let origin = Origin {
            version: "1.2.3".into(),
            command: vec!["sensitivity".into(), "a\nb".into()],
            files: vec![("case.toml".into(), "ab".into())],
            share: "2/5".parse().ok(),
        };
        Tallies { origin, runs: vec![run.clone(), RunRecord::default()] }
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let tallies = tallies();
        assert_eq!(Tallies::from_bytes(&tallies.to_bytes()).unwrap(), tallies);
    }

    #[test]
    fn every_damage_is_found() {
        let bytes = tallies().to_bytes();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 0x10;
            assert!(Tallies::from_bytes(&other).is_err(), "byte {at}");
            assert!(Tallies::from_bytes(&bytes[..at]).is_err(), "cut at {at}");
        }
        let mut longer = bytes.clone();
        longer.push(0);
        assert!(Tallies::from_bytes(&longer).is_err());
    }

    #[test]
    fn a_form_of_the_future_is_told_as_such() {
        let mut bytes = tallies().to_bytes();
        bytes.truncate(bytes.len() - HASH);
        bytes[NAME.len()] = b'2';
        let hash = Sha256::digest(&bytes);
        bytes.extend_from_slice(&hash);
        let why = Tallies::from_bytes(&bytes).unwrap_err();
        assert!(why.as_str().contains("another version"), "{why}");
    }
}
