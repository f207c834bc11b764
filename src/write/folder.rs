//! A folder that holds the tables of one run and nothing of an earlier one: what an earlier run
//! recorded as written by it makes way, and what is not known to be ours is never touched.

use super::Record;
use super::file::Pending;
use crate::error::{Error, Result, both};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The record of a run that is complete.
const RUN: &str = "run.json";
/// What is being written, for the case that the program is ended in the middle.
const UNDER_WAY: &str = ".afweging-run.json";

/// What became of the files of an earlier run that are not written again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Removed, for they were as that run left them.
    pub removed: Vec<String>,
    /// Left alone: changed since, or read by this run.
    pub left: Vec<String>,
}

/// The SHA-256 of bytes, in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Write the files of a run, each a name and its bytes, into a folder, and the record that lists
/// them (`run.json`) last. Files that an earlier run listed, and that are as it left them, are
/// replaced or removed. `spare` are files that the run has read. Two writers take turns.
///
/// # Errors
/// [`Error::Io`], also where a file of that name is there that no earlier run wrote, or that was
/// changed since; nothing is changed then.
pub fn write_folder(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    record: &Record,
    spare: &[PathBuf],
) -> Result<Earlier> {
    let mut pending = Pending::default();
    pending.folder(folder)?;
    let _turn = lock(folder)?;
    let ours = Ours::of(folder);
    let written: Vec<(String, String)> =
        files.iter().map(|(name, bytes)| (name.clone(), sha256(bytes))).collect();
    for name in files.iter().map(|(name, _)| name.as_str()).chain([RUN]) {
        ours.may_replace(name)?;
    }
    let mut earlier = Earlier::default();
    for name in ours.files.keys().filter(|name| files.iter().all(|(new, _)| new != *name)) {
        let path = folder.join(name);
        if std::fs::symlink_metadata(&path).is_err() {
            continue;
        }
        let read = std::fs::canonicalize(&path).is_ok_and(|path| spare.contains(&path));
        let to = if ours.unchanged(name) && !path.is_symlink() && !read {
            &mut earlier.removed
        } else {
            &mut earlier.left
        };
        to.push(name.clone());
    }
    // Should the program be ended between two files, the next run still knows which of them are
    // ours.
    let both = written.iter().cloned().chain(ours.pairs());
    pending.add(&folder.join(UNDER_WAY), &under_way(both))?;
    // A record of an earlier run may not stand beside tables of this one, even if writing fails
    // halfway.
    pending.remove(&folder.join(RUN))?;
    for (name, bytes) in files {
        pending.add(&folder.join(name), bytes)?;
    }
    for name in &earlier.removed {
        pending.remove(&folder.join(name))?;
    }
    let record = Record { written, ..record.clone() };
    pending.add(&folder.join(RUN), &record.to_json())?;
    pending.remove(&folder.join(UNDER_WAY))?;
    pending.commit()?;
    Ok(earlier)
}

fn under_way(files: impl Iterator<Item = (String, String)>) -> Vec<u8> {
    let files: Vec<Value> =
        files.map(|(name, sha256)| json!({ "name": name, "sha256": sha256 })).collect();
    format!("{:#}\n", json!({ "program": "afweging", "written": files })).into_bytes()
}

/// Hold the folder until what this gives is dropped. Where folders cannot be held, writers do not
/// take turns.
fn lock(folder: &Path) -> Result<Option<std::fs::File>> {
    if !cfg!(unix) {
        return Ok(None);
    }
    let fail = |source| Error::Io { action: "write to", path: folder.to_owned(), source };
    let file = std::fs::File::open(folder).map_err(fail)?;
    // Some file systems know no locks.
    Ok(file.lock().is_ok().then_some(file))
}

/// What earlier runs say that they wrote to a folder.
struct Ours<'a> {
    folder: &'a Path,
    /// Names, and the sums their bytes may have.
    files: BTreeMap<String, Vec<String>>,
    /// Whether its `run.json` is one of ours.
    run: bool,
}

impl<'a> Ours<'a> {
    fn of(folder: &'a Path) -> Ours<'a> {
        let mut out = Ours { folder, files: BTreeMap::new(), run: false };
        for name in [RUN, UNDER_WAY] {
            let record = std::fs::read(folder.join(name))
                .ok()
                .and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
            let Some(record) = record.filter(|record| record["program"] == "afweging") else {
                continue;
            };
            out.run |= name == RUN;
            for file in record["written"].as_array().into_iter().flatten() {
                let (Some(name), Some(sha256)) = (file["name"].as_str(), file["sha256"].as_str())
                else {
                    continue;
                };
                // A record that somebody has tampered with may not lead out of its folder.
                if Path::new(name).file_name() == Some(name.as_ref()) && name != RUN {
                    out.files.entry(name.to_owned()).or_default().push(sha256.to_owned());
                }
            }
        }
        out
    }

    fn pairs(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.files
            .iter()
            .flat_map(|(name, sums)| sums.iter().map(|sum| (name.clone(), sum.clone())))
    }

    /// Whether the file is as one of those runs left it.
    fn unchanged(&self, name: &str) -> bool {
        let path = self.folder.join(name);
        let known = |bytes: Vec<u8>| {
            self.files.get(name).is_some_and(|sums| sums.contains(&sha256(&bytes)))
        };
        path.is_file() && std::fs::read(path).is_ok_and(known)
    }

    fn may_replace(&self, name: &str) -> Result<()> {
        let path = self.folder.join(name);
        let free = if name == RUN { self.run } else { self.unchanged(name) };
        if free || std::fs::symlink_metadata(&path).is_err() {
            return Ok(());
        }
        let why = match self.files.contains_key(name) {
            true => both(
                "it was changed since an earlier run wrote it, and is not replaced; move it, or name another folder",
                "het is gewijzigd sinds een eerdere berekening het schreef, en wordt niet vervangen; verplaats het, of noem een andere map",
            ),
            false => both(
                "no earlier run wrote this file, and it is not replaced; move it, or name another folder",
                "geen eerdere berekening schreef dit bestand, en het wordt niet vervangen; verplaats het, of noem een andere map",
            ),
        };
        Err(Error::Io { action: "write", path, source: std::io::Error::other(why) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            command: vec!["evaluate".into()],
            case: "c".into(),
            status: None,
            notice: String::new(),
            files: Vec::new(),
            what_ifs: Vec::new(),
            weights: None,
            seed: 1,
            generator: None,
            draws: None,
            threads: 1,
            wall_seconds: 0.0,
            date: String::new(),
            written: Vec::new(),
        }
    }

    fn write(folder: &Path, files: &[(&str, &str)]) -> Result<Earlier> {
        let files: Vec<(String, Vec<u8>)> =
            files.iter().map(|(name, text)| ((*name).into(), text.as_bytes().to_vec())).collect();
        write_folder(folder, &files, &record(), &[])
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_an_earlier_run_wrote_makes_way_and_nothing_else_does() {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path();
        std::fs::write(folder.join("notes.txt"), "mine").unwrap();
        assert_eq!(
            write(folder, &[("a.csv", "1"), ("b.csv", "2"), ("c.csv", "3")]).unwrap(),
            Earlier::default()
        );
        std::fs::write(folder.join("c.csv"), "changed by hand").unwrap();
        let earlier = write(folder, &[("a.csv", "9"), ("d.csv", "4")]).unwrap();
        assert_eq!(earlier, Earlier { removed: vec!["b.csv".into()], left: vec!["c.csv".into()] });
        assert_eq!(names(folder), ["a.csv", "c.csv", "d.csv", "notes.txt", "run.json"]);
        assert_eq!(std::fs::read_to_string(folder.join("a.csv")).unwrap(), "9");
        let run: Value =
            serde_json::from_slice(&std::fs::read(folder.join("run.json")).unwrap()).unwrap();
        // The sum of the one byte `9`, as `sha256sum` gives it.
        assert_eq!(run["written"][0]["name"], "a.csv");
        assert_eq!(
            run["written"][0]["sha256"],
            "19581e27de7ced00ff1ce50b2047e7a567c76b1cbaebabe5ef03f7c3017bb5b7"
        );
        assert_eq!(run["written"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn a_file_that_is_not_ours_is_not_replaced() {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path();
        std::fs::write(folder.join("b.csv"), "mine").unwrap();
        let error = write(folder, &[("a.csv", "1"), ("b.csv", "2")]).unwrap_err().to_string();
        assert!(
            error.contains("b.csv") && error.contains("no earlier run wrote this file"),
            "{error}"
        );
        assert_eq!(names(folder), ["b.csv"]);
        std::fs::write(folder.join("run.json"), "{\"program\": \"another\"}").unwrap();
        assert!(write(folder, &[("a.csv", "1")]).is_err());
        assert_eq!(names(folder), ["b.csv", "run.json"]);
    }

    #[test]
    fn what_an_ended_run_left_is_known_by_the_next() {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path();
        // Ended after the first of its two tables.
        std::fs::write(folder.join("a.csv"), "1").unwrap();
        let files = [("a.csv", "1"), ("b.csv", "2")]
            .map(|(name, text)| (name.to_owned(), sha256(text.as_bytes())));
        std::fs::write(folder.join(UNDER_WAY), under_way(files.into_iter())).unwrap();
        assert_eq!(write(folder, &[("c.csv", "3")]).unwrap().removed, ["a.csv"]);
        assert_eq!(names(folder), ["c.csv", "run.json"]);
    }

    #[test]
    fn a_record_leads_to_nothing_outside_its_folder() {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path().join("out");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(out.path().join("precious"), "1").unwrap();
        let files =
            [("../precious".to_owned(), sha256(b"1")), ("/etc/hostname".to_owned(), sha256(b"1"))];
        std::fs::write(folder.join("run.json"), under_way(files.into_iter())).unwrap();
        assert_eq!(write(&folder, &[("a.csv", "1")]).unwrap(), Earlier::default());
        assert_eq!(names(out.path()), ["out", "precious"]);
    }

    #[test]
    fn two_writers_never_mix() {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path();
        for _ in 0..10 {
            std::thread::scope(|scope| {
                for text in ["1", "2", "3", "4"] {
                    let other = format!("{text}.csv");
                    scope.spawn(move || {
                        write(folder, &[("a.csv", text), ("b.csv", text), (&other, text)]).unwrap()
                    });
                }
            });
            let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
            let text = read("a.csv");
            assert_eq!(
                names(folder),
                [format!("{text}.csv"), "a.csv".into(), "b.csv".into(), "run.json".into()]
            );
            assert_eq!(read("b.csv"), text);
        }
    }
}
