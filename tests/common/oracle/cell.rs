//! The figure of an alternative on a criterion: what the table says, and what shifts it.

use super::criteria::{Criterion, Scale, points};
use super::curve::Curve;
use super::tables::Tables;
use super::{concerns, list, number, text};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// A mean of a normal distribution more or less this many standard deviations is its range.
const DEVIATIONS: f64 = 1.96;

/// What a cell of a table says: the figure that stands for it, and the ends of its range.
#[derive(Clone, Copy)]
pub struct Figure {
    pub low: f64,
    pub nominal: f64,
    pub high: f64,
}

impl Figure {
    fn between(low: f64, high: f64) -> Figure {
        Figure { low, nominal: (low + high) / 2.0, high }
    }

    fn normal(mean: f64, deviation: f64) -> Figure {
        let off = DEVIATIONS * deviation;
        Figure { low: mean - off, nominal: mean, high: mean + off }
    }

    /// A known figure, as the notation of cells has it.
    pub fn read(cell: &str, scale: &Scale) -> Figure {
        let figure = |text: &str| scale.figure(text.trim());
        let two = |inside: &str| {
            let (first, second) = inside.split_once(';').expect("two figures");
            (figure(first), figure(second.trim_end_matches(')')))
        };
        if let Scale::Levels(levels) = scale
            && levels.iter().any(|level| level == cell)
        {
            return Figure::between(figure(cell), figure(cell));
        }
        if let Some((low, high)) = cell.split_once("..") {
            return Figure::between(figure(low), figure(high));
        }
        if let [low, nominal, high] = cell.split('|').collect::<Vec<_>>()[..] {
            return Figure { low: figure(low), nominal: figure(nominal), high: figure(high) };
        }
        if let Some((mean, deviation)) = cell.split_once('±').or_else(|| cell.split_once("+-")) {
            return Figure::normal(figure(mean), figure(deviation));
        }
        if let Some(inside) = cell.strip_prefix("normal(") {
            let (mean, deviation) = two(inside);
            return Figure::normal(mean, deviation);
        }
        if let Some(inside) = cell.strip_prefix("uniform(") {
            let (low, high) = two(inside);
            return Figure::between(low, high);
        }
        Figure::between(figure(cell), figure(cell))
    }
}

/// A shift by a numeric attribute.
pub struct Shift {
    /// The place where the attribute stands: the same place is the same figure.
    pub place: usize,
    pub attribute: Figure,
    pub by: Curve,
}

pub struct Cell {
    pub known: bool,
    /// The judgement, with the shifts of known texts in it.
    pub own: Figure,
    pub shifts: Vec<Shift>,
    /// What the shifted figure may not pass.
    pub limits: (f64, f64),
}

impl Cell {
    pub fn nominal(&self) -> f64 {
        let shift = self.shifts.iter().map(|shift| shift.by.at(shift.attribute.nominal));
        self.cut(self.own.nominal + shift.sum::<f64>())
    }

    pub fn cut(&self, x: f64) -> f64 {
        x.max(self.limits.0).min(self.limits.1)
    }

    /// The range of a cell that nothing unsure shifts.
    pub fn range(&self) -> (f64, f64) {
        assert!(self.shifts.is_empty(), "the oracle takes no observed range of shifted figures");
        (self.cut(self.own.low), self.cut(self.own.high))
    }

    pub fn is_single(&self) -> bool {
        self.own.low == self.own.high
            && self.shifts.iter().all(|shift| shift.attribute.low == shift.attribute.high)
    }
}

/// The cell of an alternative on a criterion.
pub fn cell(
    file: &Table,
    keys: &[String],
    tables: &Tables,
    leaf: &Criterion,
    alternative: &[String],
) -> Cell {
    // A figure beyond a scale that clamps counts as its end.
    let mut limits = match &leaf.scale {
        Scale::Numbers { outside, .. } if outside == "extend" => None,
        scale => scale.ends(),
    }
    .unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let given = tables.find(&leaf.id, alternative).map(|(_, cell)| cell);
    let Some(given) = given.filter(|cell| !Tables::is_unknown(cell)) else {
        let (low, high) = leaf.scale.ends().expect("an unknown figure has a scale");
        let own = Figure::between(low, high);
        return Cell { known: false, own, shifts: Vec::new(), limits };
    };
    let mut own = Figure::read(given, &leaf.scale);
    let mut shifts = Vec::new();
    for one in list(file, "adjustments") {
        if text(&one["criterion"]) != leaf.id || !concerns(one.get("when"), keys, alternative) {
            continue;
        }
        let limit = |end: &str| {
            one.get("limits").and_then(|limits| limits.get(end)).map(|limit| match limit {
                Value::String(level) => leaf.scale.figure(level),
                figure => number(figure),
            })
        };
        limits.0 = limits.0.max(limit("min").unwrap_or(f64::NEG_INFINITY));
        limits.1 = limits.1.min(limit("max").unwrap_or(f64::INFINITY));
        let name = text(&one["attribute"]);
        let (place, says) =
            tables.find(&name, alternative).unwrap_or_else(|| panic!("nobody gives `{name}`"));
        if let Some(values) = one["shift"].get("values") {
            assert!(!Tables::is_unknown(says), "the oracle reads no unknown text");
            let values = values.as_table().expect("a table").iter();
            let values: BTreeMap<String, f64> =
                values.map(|(text, shift)| (text.clone(), number(shift))).collect();
            let shift = Tables::shift_of(&values, says);
            let [low, nominal, high] = [own.low, own.nominal, own.high].map(|x| x + shift);
            own = Figure { low, nominal, high };
            continue;
        }
        let by = Curve::flat_outside(points(&one["shift"]["points"]));
        shifts.push(Shift { place, attribute: attribute(file, &name, says), by });
    }
    Cell { known: true, own, shifts, limits }
}

/// A numeric attribute. One that is not known lies anywhere among the points that use it: beyond
/// them all shifts are flat.
fn attribute(file: &Table, name: &str, says: &str) -> Figure {
    if !Tables::is_unknown(says) {
        return Figure::read(says, &Scale::Observed);
    }
    let used = list(file, "adjustments").iter().filter(|one| text(&one["attribute"]) == name);
    let all: Vec<f64> = used
        .filter_map(|one| one["shift"].get("points"))
        .flat_map(|all| points(all).into_iter().map(|(x, _)| x))
        .collect();
    let least = all.iter().copied().fold(f64::INFINITY, f64::min);
    let most = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Figure::between(least, most)
}
