//! What grows with pairs of alternatives: how much memory that takes, and what to do where it is
//! too much.

use crate::error::{Error, Result, Said, both};
use crate::problem::Problem;

/// About how many bytes a row of a table of pairs takes, with the text that is written of it.
const ROW_BYTES: usize = 600;

/// More than this is not asked of any machine.
const MOST_BYTES: usize = 16_000_000_000;

/// What is asked for where it is not known how much memory there is.
const USUAL_BYTES: usize = 4_000_000_000;

/// Whether there is room for a table of pairs with so many rows.
///
/// # Errors
/// [`Error::Size`], with its size and how to look at fewer alternatives.
pub fn room_for_pairs(problem: &Problem, table: &str, rows: usize) -> Result<()> {
    let bytes = rows.saturating_mul(ROW_BYTES);
    if bytes <= room() {
        return Ok(());
    }
    let largest = (0..problem.groups.len())
        .max_by_key(|group| problem.groups[*group].members.len())
        .unwrap_or(0);
    Err(Error::Size {
        what: both(
            format!("the table `{table}`, with {rows} rows,"),
            format!("de tabel `{table:#}`, met {rows:#} rijen,"),
        ),
        bytes,
        remedy: narrower(problem, largest),
    })
}

/// Most of the memory that can be had, in bytes.
pub(crate) fn room() -> usize {
    let told = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let kilobytes =
        kilobytes.and_then(|text| text.trim().trim_end_matches("kB").trim().parse::<usize>().ok());
    kilobytes
        .map_or(USUAL_BYTES, |kilobytes| kilobytes.saturating_mul(1024) / 10 * 9)
        .min(MOST_BYTES)
}

/// How to look at fewer alternatives of a group, as a remedy that this case knows.
pub(crate) fn narrower(problem: &Problem, group: usize) -> Said {
    let Some(group) = problem.groups.get(group) else { return Said::default() };
    // A key whose values each have several alternatives narrows the group without leaving one
    // alone.
    let parts = |key: &usize| {
        let mut values: Vec<usize> =
            group.members.iter().map(|member| problem.alternatives[*member].values[*key]).collect();
        values.sort_unstable();
        values.dedup();
        (2..=group.members.len() / 2)
            .contains(&values.len())
            .then(|| (*key, values[0], values.len()))
    };
    match problem.keys_inside().iter().filter_map(parts).max_by_key(|part| part.2) {
        Some((key, value, _)) => {
            let key = &problem.keys[key];
            both(
                format!(
                    "look at some of them, as in --where {}={}, or name that key in `rank_within`",
                    key.id, key.values[value].id
                ),
                format!(
                    "bekijk er enkele van, zoals met --where {:#}={:#}, of noem die sleutel in `rank_within`",
                    key.id, key.values[value].id
                ),
            )
        }
        None => both(
            "look at some of them: give a table with fewer rows with --data",
            "bekijk er enkele van: geef met --data een tabel met minder rijen",
        ),
    }
}
