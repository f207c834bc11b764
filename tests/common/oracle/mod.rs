//! From the raw files of a case to scores, bounds and ranks of the weighted sum, by a reading of
//! `docs/file-format.md`, `docs/methods.md` and `docs/tables.md` of the tests' own. Nothing here
//! uses a type or a function of the library: a slip in reading, joining or normalising shows as a
//! difference.
//!
//! What is not read here stops the test by name, and is never skipped.

mod bounds;
mod cell;
mod criteria;
mod curve;
mod gate;
mod tables;

use cell::Cell;
use criteria::{Criterion, Scale};
use curve::Curve;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tables::Tables;
use toml::{Table, Value};

/// Scores that differ by at most this, times the largest of the group, tie.
const TIE: f64 = 1e-10;

/// What a share of known weight may fall short of `min_known` by rounding.
const ROUNDING: f64 = 1e-9;

/// What the tables `ranking` and `contributions` are to say.
pub struct Answer {
    /// The ids of the keys, in the order of the file.
    pub keys: Vec<String>,
    /// By the values of the keys.
    pub standings: BTreeMap<Vec<String>, Standing>,
    /// The share of all weight, by the id of each criterion that has data.
    pub weights: BTreeMap<String, f64>,
}

/// What is to be said of one alternative.
pub struct Standing {
    pub score: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub rank: Option<usize>,
    pub known: f64,
    pub excluded_by: Vec<String>,
    /// The value of each criterion at nominal figures; `None` if the alternative is not scored.
    pub values: Option<BTreeMap<String, f64>>,
}

/// A key value or text of the file.
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("`{value}` is no text")).to_owned()
}

/// A number, written as a whole one or not.
fn number(value: &Value) -> f64 {
    value
        .as_float()
        .or_else(|| value.as_integer().map(|whole| whole as f64))
        .unwrap_or_else(|| panic!("`{value}` is no number"))
}

/// The entries of a list that may be absent.
fn list<'a>(file: &'a Table, key: &str) -> &'a [Value] {
    file.get(key).map_or(&[], |list| list.as_array().expect("a list"))
}

/// Whether an alternative is among those of `when`: a value or a list of values per key.
fn concerns(when: Option<&Value>, keys: &[String], alternative: &[String]) -> bool {
    let Some(when) = when else { return true };
    when.as_table().expect("a table").iter().all(|(key, wanted)| {
        let at = keys.iter().position(|known| known == key).expect("a key");
        match wanted.as_array() {
            Some(several) => several.iter().any(|one| text(one) == alternative[at]),
            None => text(wanted) == alternative[at],
        }
    })
}

/// The answer to the criteria file at `path`.
pub fn answer(path: &Path) -> Answer {
    let file: Table = std::fs::read_to_string(path).unwrap().parse().expect("TOML");
    for unread in ["decimal", "thousands"] {
        assert!(!file.contains_key(unread), "the oracle does not read `{unread}`");
    }
    let keys: Vec<String> = list(&file, "keys").iter().map(|key| text(&key["id"])).collect();
    let criteria = criteria::read(&file);
    let weights = criteria::weights(&criteria);
    let leaves: Vec<&Criterion> =
        criteria.iter().filter(|one| weights.contains_key(&one.id)).collect();
    let tables = Tables::read(path, &file, &keys, &leaves);
    let alternatives = tables.alternatives(&file, &keys);
    let references = references(&file);
    let is_reference = |alternative: &[String]| {
        alternative.iter().zip(&references).any(|(value, of_key)| of_key.contains(value))
    };
    let cells: BTreeMap<&[String], Vec<Cell>> = alternatives
        .iter()
        .map(|it| {
            let of_leaf = |leaf: &&Criterion| cell::cell(&file, &keys, &tables, leaf, it);
            (it.as_slice(), leaves.iter().map(of_leaf).collect())
        })
        .collect();
    let excluded: BTreeMap<&[String], Vec<String>> = alternatives
        .iter()
        .map(|it| {
            let by = if is_reference(it) {
                Vec::new()
            } else {
                gate::excluded_by(&file, &keys, &tables, it)
            };
            (it.as_slice(), by)
        })
        .collect();
    let competes = |it: &[String]| !is_reference(it) && excluded[it].is_empty();
    let within: Vec<usize> = list(&file, "rank_within")
        .iter()
        .map(|key| keys.iter().position(|known| *known == text(key)).expect("a key"))
        .collect();
    let mut groups: BTreeMap<Vec<&str>, Vec<&[String]>> = BTreeMap::new();
    for it in &alternatives {
        let name = within.iter().map(|at| it[*at].as_str()).collect();
        groups.entry(name).or_default().push(it);
    }
    let min_known = file.get("min_known").map_or(0.5, number);
    let mut standings = BTreeMap::new();
    for members in groups.values() {
        let competing: Vec<&[String]> = members.iter().copied().filter(|it| competes(it)).collect();
        let column = |leaf: usize| {
            let figures = competing.iter().map(|it| cells[it][leaf].nominal());
            figures.collect::<Vec<f64>>()
        };
        // How a figure becomes a value: a normalization of the column, or the value function.
        let normalization =
            file.get("method").and_then(|all| all.get("weighted-sum")?.get("normalization"));
        let observed =
            leaves.iter().any(|leaf| leaf.value.is_none() && leaf.scale == Scale::Observed);
        let curves: Vec<Curve> = (0..leaves.len())
            .map(|leaf| match normalization {
                Some(word) => curve::normalised(&text(word), leaves[leaf].direction, &column(leaf)),
                None => {
                    let ranges = competing.iter().map(|it| cells[it][leaf].range());
                    curve::of(leaves[leaf], ranges)
                }
            })
            .collect();
        let mut of_group: Vec<(&[String], Standing)> = Vec::new();
        for it in members {
            let cells = &cells[it];
            let share = |of: &dyn Fn(&Cell) -> bool| {
                let known = leaves.iter().zip(cells).filter(|(_, cell)| of(cell));
                known.map(|(leaf, _)| weights[&leaf.id]).sum::<f64>()
            };
            let known = share(&|cell| cell.known);
            let mut standing = Standing {
                score: None,
                low: None,
                high: None,
                rank: None,
                known,
                excluded_by: excluded[it].clone(),
                values: None,
            };
            // Where the values depend on who is there, only those that compete are scored.
            if competes(it) || (!observed && normalization.is_none()) {
                let values: Vec<f64> = cells
                    .iter()
                    .zip(&curves)
                    .map(|(cell, curve)| curve.at(cell.nominal()))
                    .collect();
                let weights: Vec<f64> = leaves.iter().map(|leaf| weights[&leaf.id]).collect();
                let score: f64 = weights.iter().zip(&values).map(|(w, v)| w * v).sum();
                standing.score = (known >= min_known - ROUNDING).then_some(score);
                let bounds = match normalization {
                    None => Some(bounds::of(cells, &curves, &weights)),
                    // No bounds, so single figures alone have them.
                    Some(_) => cells.iter().all(Cell::is_single).then_some((score, score)),
                };
                (standing.low, standing.high) = bounds.unzip();
                let ids = leaves.iter().map(|leaf| leaf.id.clone());
                standing.values = Some(ids.zip(values).collect());
            }
            of_group.push((it, standing));
        }
        let scores: Vec<f64> = of_group
            .iter()
            .filter(|(it, _)| competes(it))
            .filter_map(|(_, standing)| standing.score)
            .collect();
        let tie = TIE * scores.iter().fold(0.0_f64, |most, score| most.max(score.abs()));
        for (it, mut standing) in of_group {
            if let Some(score) = standing.score.filter(|_| competes(it)) {
                let ahead = scores.iter().filter(|other| **other - score > tie).count();
                standing.rank = Some(1 + ahead);
            }
            standings.insert(it.to_vec(), standing);
        }
    }
    let of_leaves = leaves.iter().map(|leaf| (leaf.id.clone(), weights[&leaf.id])).collect();
    Answer { keys, standings, weights: of_leaves }
}

/// The values of each key that are scored and never ranked.
fn references(file: &Table) -> Vec<BTreeSet<String>> {
    let of_key = |key: &Value| {
        let values = list(key.as_table().expect("a table"), "values").iter();
        let reference = |value: &&Value| {
            value.get("role").is_some_and(|role| role.as_str() == Some("reference"))
        };
        values.filter(reference).map(|value| text(&value["id"])).collect()
    };
    list(file, "keys").iter().map(of_key).collect()
}
