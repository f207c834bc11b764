//! The tree of criteria, and what each weighs.

use super::{list, number, text};
use std::collections::BTreeMap;
use toml::{Table, Value};

#[derive(Clone, Copy, PartialEq)]
pub enum Direction {
    Max,
    Min,
    Target(f64),
}

#[derive(PartialEq)]
pub enum Scale {
    Levels(Vec<String>),
    /// What a figure beyond the ends does: `error`, `clamp` or `extend`.
    Numbers {
        min: f64,
        max: f64,
        outside: String,
    },
    Observed,
}

impl Scale {
    /// The figures at its ends; levels count from 0.
    pub fn ends(&self) -> Option<(f64, f64)> {
        match self {
            Scale::Levels(levels) => Some((0.0, (levels.len() - 1) as f64)),
            Scale::Numbers { min, max, .. } => Some((*min, *max)),
            Scale::Observed => None,
        }
    }

    /// A figure of the file or a table: a number, a level, or a place between two levels.
    pub fn figure(&self, text: &str) -> f64 {
        if let Scale::Levels(levels) = self {
            if let Some(place) = text.strip_prefix('#') {
                return place.parse().unwrap_or_else(|_| panic!("no place: `{text}`"));
            }
            let at = levels.iter().position(|level| level == text);
            return at.unwrap_or_else(|| panic!("no level: `{text}`")) as f64;
        }
        text.parse().unwrap_or_else(|_| panic!("no number: `{text}`"))
    }
}

pub struct Criterion {
    pub id: String,
    /// The header of its column.
    pub column: String,
    pub parent: Option<String>,
    pub direction: Direction,
    pub weight: Option<f64>,
    pub scale: Scale,
    /// The points of its value function, if the file gives one.
    pub value: Option<Vec<(f64, f64)>>,
}

/// `[[x, y], ...]`
pub fn points(value: &Value) -> Vec<(f64, f64)> {
    let pairs = value.as_array().expect("a list").iter();
    pairs.map(|pair| (number(&pair[0]), number(&pair[1]))).collect()
}

/// The criteria in the order of the file.
pub fn read(file: &Table) -> Vec<Criterion> {
    list(file, "criteria").iter().map(|one| criterion(one.as_table().expect("a table"))).collect()
}

fn criterion(one: &Table) -> Criterion {
    let id = text(&one["id"]);
    let scale = match one.get("scale") {
        None => Scale::Observed,
        Some(scale) => match scale.get("levels") {
            Some(levels) => {
                Scale::Levels(levels.as_array().expect("a list").iter().map(text).collect())
            }
            None => Scale::Numbers {
                min: number(&scale["min"]),
                max: number(&scale["max"]),
                outside: scale.get("outside").map_or("error".to_owned(), text),
            },
        },
    };
    let direction = match one.get("direction") {
        None => Direction::Max,
        Some(Value::String(word)) if word == "max" => Direction::Max,
        Some(Value::String(word)) if word == "min" => Direction::Min,
        Some(Value::Table(table)) => Direction::Target(match &table["target"] {
            Value::String(level) => scale.figure(level),
            figure => number(figure),
        }),
        Some(other) => panic!("no direction: {other}"),
    };
    let value = one.get("value").map(|value| match value.get("levels") {
        Some(values) => {
            let values = values.as_array().expect("a list").iter().enumerate();
            values.map(|(level, value)| (level as f64, number(value))).collect()
        }
        None => points(&value["points"]),
    });
    Criterion {
        column: one.get("column").map_or(id.clone(), text),
        parent: one.get("parent").map(text),
        weight: one.get("weight").map(number),
        id,
        direction,
        scale,
        value,
    }
}

/// The share of all weight of every criterion that is nobody's parent: its share among its
/// siblings, times that of its parent among its own, and so on up. Siblings without weights weigh
/// the same.
pub fn weights(criteria: &[Criterion]) -> BTreeMap<String, f64> {
    let is_parent = |id: &str| criteria.iter().any(|other| other.parent.as_deref() == Some(id));
    let among_siblings = |one: &Criterion| {
        let siblings = criteria.iter().filter(|other| other.parent == one.parent);
        let sum: f64 = siblings.map(|sibling| sibling.weight.unwrap_or(1.0)).sum();
        one.weight.unwrap_or(1.0) / sum
    };
    let of_all = |leaf: &Criterion| {
        let (mut share, mut above) = (among_siblings(leaf), leaf.parent.as_deref());
        while let Some(id) = above {
            let node = criteria.iter().find(|one| one.id == id).expect("a parent");
            share *= among_siblings(node);
            above = node.parent.as_deref();
        }
        share
    };
    let leaves = criteria.iter().filter(|one| !is_parent(&one.id));
    leaves.map(|leaf| (leaf.id.clone(), of_all(leaf))).collect()
}
