//! What is recorded of a run, beside every result.

use super::clean::{self, line};
use serde_json::{Map, Value, json};

/// A run, as recorded in `run.json`, in JSON's `run` and, without what changes from run to run, in
/// Parquet metadata.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The command line without options that do not change the result.
    pub command: Vec<String>,
    /// The id of the case, from its criteria file.
    pub case: String,
    /// How far the case has come, if it says so.
    pub status: Option<String>,
    /// Its banner; may be empty.
    pub notice: String,
    /// Name and SHA-256 of every file read.
    pub files: Vec<(String, String)>,
    /// Changes asked for on the command line.
    pub what_ifs: Vec<String>,
    /// A sentence on where the weights come from, where the case does not give them.
    pub weights: Option<String>,
    /// The seed of the random numbers.
    pub seed: u64,
    /// The random generator, where one was used.
    pub generator: Option<String>,
    /// How many draws, where there were any.
    pub draws: Option<u64>,
    /// How many threads the run had.
    pub threads: usize,
    /// How long the run took, in seconds by the clock on the wall.
    pub wall_seconds: f64,
    /// When the record was made, in UTC: `2025-01-31T12:00:00Z`.
    pub date: String,
    /// Name and SHA-256 of every table written beside the record.
    pub written: Vec<(String, String)>,
}

/// `[draft] The notice.`; nothing for a case that says neither.
pub fn banner(status: Option<&str>, notice: &str) -> Option<String> {
    let status = status.map(|status| format!("[{status}]"));
    // One line, whatever the notice holds.
    let notice = line(notice);
    let parts: Vec<&str> = status
        .as_deref()
        .into_iter()
        .chain((!notice.is_empty()).then_some(notice.as_ref()))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

impl Record {
    /// Status and notice on one line, if there are any.
    pub fn banner(&self) -> Option<String> {
        banner(self.status.as_deref(), &self.notice)
    }

    /// What a table for people carries on top: status and notice, the what-ifs, and weights that
    /// the case does not give, each where there is one; of each line first what is ours, then what
    /// others wrote.
    pub(super) fn head_parts(&self) -> Vec<(String, String)> {
        let status = self.status.as_ref().map(|status| format!("[{status}]"));
        let mut out = Vec::new();
        if status.is_some() || !self.notice.is_empty() {
            out.push((status.unwrap_or_default(), self.notice.clone()));
        }
        if !self.what_ifs.is_empty() {
            out.push(("What if:".to_owned(), self.what_ifs.join(" ")));
        }
        out.extend(self.weights.iter().map(|weights| (weights.clone(), String::new())));
        out
    }

    /// The same as lines, of which each stays one whatever it holds.
    pub fn head(&self) -> Vec<String> {
        self.head_parts()
            .iter()
            .map(|(ours, theirs)| format!("{ours} {}", line(theirs)).trim().to_owned())
            .collect()
    }

    /// What is the same whenever and wherever the same input, options and seed are run.
    pub fn stable(&self) -> Map<String, Value> {
        let value = json!({
            "program": "afweging",
            "version": env!("CARGO_PKG_VERSION"),
            "command": self.command,
            "case": self.case,
            "status": self.status,
            "notice": self.notice,
            "files": named(&self.files),
            "what_ifs": self.what_ifs,
            "weights": self.weights,
            "seed": self.seed,
            "generator": self.generator,
            "draws": self.draws,
        });
        match value {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    /// The whole record: what the same command gives again, and what only this run has (threads,
    /// time, date, files written).
    pub fn full(&self) -> Map<String, Value> {
        let mut map = self.stable();
        map.insert("threads".into(), json!(self.threads));
        map.insert("wall_seconds".into(), json!(self.wall_seconds));
        map.insert("date".into(), json!(self.date));
        if !self.written.is_empty() {
            map.insert("written".into(), named(&self.written));
        }
        map
    }

    /// `run.json`
    pub fn to_json(&self) -> Vec<u8> {
        clean::json(&format!("{:#}\n", Value::Object(self.full()))).into_owned().into_bytes()
    }
}

fn named(files: &[(String, String)]) -> Value {
    files.iter().map(|(name, sha256)| json!({ "name": name, "sha256": sha256 })).collect()
}
