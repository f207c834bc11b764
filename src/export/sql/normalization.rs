//! Normalizations as expressions over the statistics of a column.

use super::dialect::literal;
use super::plan::{Plan, PlannedLeaf};
use super::query::{Column, column};
use crate::value::Normalization;

/// A normalization of one criterion.
pub(super) struct Normalised {
    /// The figure that is normalised.
    x: String,
    /// Statistics of the column itself.
    pub first: Vec<Column>,
    /// Statistics that need those of the column.
    pub second: Vec<Column>,
    least: String,
    most: String,
    gain: bool,
    formula: Formula,
}

/// What a figure becomes.
enum Formula {
    /// As it is.
    None,
    /// (x - least) / (most - least).
    MinMax,
    /// x / most.
    Max,
    /// x / `unit`, or (1 / x) / `unit` where less is better.
    Sum(String),
    /// x / length.
    Vector(String),
    /// x / most, or least / x.
    Linear,
    /// ln x / `sum`, shared with the others where less is better.
    Logarithmic(String, String),
    /// The square, for costs the cube, of the share of the best.
    Nonlinear,
    /// 1 - distance to the best / `sum` of distances.
    EnhancedAccuracy(String),
    /// (x - mean) / deviation.
    ZScore(String, String),
    /// A column that holds it.
    Column(String),
    /// The place between two fixed ends.
    Goalposts(f64, f64),
}

/// Whether the figures are normalised as gains whatever the direction says: methods that take costs
/// off in the formula do so.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Towards {
    /// Higher is better afterwards.
    Best,
    /// As if more were better.
    More,
}

impl Normalised {
    /// A normalization of the figure `x` of a leaf.
    pub fn new(
        plan: &Plan,
        leaf: &PlannedLeaf,
        x: &str,
        (normalization, towards): (Normalization, Towards),
    ) -> Normalised {
        let gain = leaf.is_gain() || towards == Towards::More;
        let name = |letter: &str| leaf.name(letter);
        let (least, most) = (name("min"), name("max"));
        let stop = |message: (&str, &str), figure: &str| plan.stop(leaf, figure, message);
        let mut first =
            vec![column(format!("MIN({x})"), &*least), column(format!("MAX({x})"), &*most)];
        let mut second = Vec::new();
        let shares = (
            format!("MIN({x}) < 0e0 OR MAX({x}) <= 0e0"),
            (
                "its figures must be at least 0 and not all 0; the least is",
                "de cijfers moeten minstens 0 zijn en niet alle 0; het kleinste is",
            ),
        );
        let positive = (
            format!("MIN({x}) <= 0e0"),
            (
                "its figures must be above 0; the least is",
                "de cijfers moeten boven 0 liggen; het kleinste is",
            ),
        );
        // What a normalization asks of its column stops the query where it is not so. The check
        // stands in the statistic that every value is divided by: engines leave out what nothing
        // reads, and a check with it.
        let checked = |statistic: &str, (wrong, message): &(String, (&str, &str))| {
            let stop = stop(*message, &format!("MIN({x})"));
            format!("CASE WHEN {wrong} THEN {stop} ELSE {statistic} END")
        };
        let (least_checked, most_checked) = (
            column(checked(&format!("MIN({x})"), &positive), &*least),
            column(checked(&format!("MAX({x})"), &shares), &*most),
        );
        let formula = match normalization {
            Normalization::None => Formula::None,
            Normalization::MinMax => Formula::MinMax,
            Normalization::Max => {
                first[1] = most_checked;
                Formula::Max
            }
            Normalization::Sum => {
                let (name, of, asked) = match gain {
                    true => (name("sum"), x.to_owned(), &shares),
                    // A reciprocal of 0 stops the query by the check, not by its division.
                    false => (name("rec"), format!("1e0 / NULLIF({x}, 0e0)"), &positive),
                };
                first.push(column(checked(&format!("SUM({of})"), asked), &*name));
                Formula::Sum(name)
            }
            Normalization::Vector => {
                let length = name("len");
                first.push(column(format!("SQRT(SUM({x} * {x}))"), &*length));
                Formula::Vector(length)
            }
            Normalization::Linear => {
                match gain {
                    true => first[1] = most_checked,
                    false => first[0] = least_checked,
                }
                Formula::Linear
            }
            Normalization::Logarithmic => {
                let (sum, count) = (name("lns"), name("m"));
                let logarithm = format!("LN(CASE WHEN {x} > 0e0 THEN {x} END)");
                let rounding = literal(4.0 * f64::EPSILON);
                let small = stop(
                    (
                        "the product of its figures must exceed 1; the sum of their logarithms is",
                        "het product van de cijfers moet groter zijn dan 1; de som van hun logaritmen is",
                    ),
                    &format!("SUM({logarithm})"),
                );
                let large = format!(
                    "CASE WHEN SUM({logarithm}) <= {rounding} * SUM(ABS({logarithm}) + 1e0) THEN {small} ELSE SUM({logarithm}) END"
                );
                first.push(column(checked(&large, &positive), &*sum));
                let single = stop(
                    (
                        "a cost needs two alternatives at least; there is",
                        "een kost vraagt minstens twee alternatieven; er is",
                    ),
                    &format!("COUNT({x})"),
                );
                let one = plan.dialect.as_double(&format!("COUNT({x})"));
                first.push(column(
                    match gain {
                        true => one,
                        false => format!("CASE WHEN COUNT({x}) < 2 THEN {single} ELSE {one} END"),
                    },
                    &*count,
                ));
                Formula::Logarithmic(sum, count)
            }
            Normalization::Nonlinear => {
                match gain {
                    true => first[1] = most_checked,
                    false => first[0] = least_checked,
                }
                Formula::Nonlinear
            }
            Normalization::EnhancedAccuracy => {
                let sum = name("dis");
                let distance =
                    if gain { format!("{most} - {x}") } else { format!("{x} - {least}") };
                second.push(column(format!("SUM({distance})"), &*sum));
                Formula::EnhancedAccuracy(sum)
            }
            Normalization::ZScore => {
                let (mean, deviation) = (name("avg"), name("dev"));
                first.push(column(format!("AVG({x})"), &*mean));
                second.push(column(
                    format!("SQRT(AVG(({x} - {mean}) * ({x} - {mean})))"),
                    &*deviation,
                ));
                Formula::ZScore(mean, deviation)
            }
            Normalization::Rank => {
                let place = name("pos");
                first.push(column(format!("MIN({place})"), format!("{least}_{place}")));
                first.push(column(format!("MAX({place})"), format!("{most}_{place}")));
                Formula::Column(place)
            }
            Normalization::Goalposts => {
                let (low, high) = leaf.scale().unwrap_or((0.0, 1.0));
                // Levels that count from 1 on move their scale along.
                let from = f64::from(u8::from(x != leaf.name("x")));
                Formula::Goalposts(low + from, high + from)
            }
        };
        Normalised { x: x.to_owned(), first, second, least, most, gain, formula }
    }

    /// The column that a formula over places in the column needs; `None` for the others.
    pub fn window(&self, plan: &Plan) -> Option<Column> {
        let Formula::Column(name) = &self.formula else { return None };
        let by = |more: &[&str]| {
            let parts: Vec<&str> =
                plan.groups.iter().map(String::as_str).chain(more.iter().copied()).collect();
            match parts.is_empty() {
                true => String::new(),
                false => format!("PARTITION BY {} ", parts.join(", ")),
            }
        };
        let x = self.x.as_str();
        let order = if self.gain { "ASC" } else { "DESC" };
        let expression = format!(
            "{} + {} / 2e0",
            plan.dialect.as_double(&format!("RANK() OVER ({}ORDER BY {x} {order})", by(&[]))),
            plan.dialect.as_double(&format!("COUNT(*) OVER ({}) - 1", by(&[x]).trim_end()))
        );
        Some(column(expression, name.clone()))
    }

    /// The normalised figure, higher being better (or as [`Towards`] says).
    pub fn value(&self) -> String {
        self.of(&self.x)
    }

    fn of(&self, x: &str) -> String {
        let Normalised { least, most, gain, .. } = self;
        match &self.formula {
            Formula::None => x.to_owned(),
            Formula::MinMax => {
                let part =
                    if *gain { format!("({x} - {least})") } else { format!("({most} - {x})") };
                format!("CASE WHEN {most} > {least} THEN {part} / ({most} - {least}) ELSE 1e0 END")
            }
            Formula::Max => match gain {
                true => format!("{x} / {most}"),
                false => format!("({most} - {x}) / {most}"),
            },
            Formula::Sum(unit) => match gain {
                true => format!("{x} / {unit}"),
                false => format!("1e0 / {x} / {unit}"),
            },
            Formula::Vector(length) => match gain {
                true => format!("CASE WHEN {length} > 0e0 THEN {x} / {length} ELSE 0e0 END"),
                false => format!("CASE WHEN {length} > 0e0 THEN 1e0 - {x} / {length} ELSE 1e0 END"),
            },
            Formula::Linear => match gain {
                true => format!("{x} / {most}"),
                false => format!("{least} / {x}"),
            },
            Formula::Logarithmic(sum, count) => match gain {
                true => format!("LN({x}) / {sum}"),
                false => format!("(1e0 - LN({x}) / {sum}) / ({count} - 1e0)"),
            },
            Formula::Nonlinear => match gain {
                true => format!("POWER({x} / {most}, 2e0)"),
                false => format!("POWER({least} / {x}, 3e0)"),
            },
            Formula::EnhancedAccuracy(sum) => {
                let distance =
                    if *gain { format!("({most} - {x})") } else { format!("({x} - {least})") };
                format!("CASE WHEN {most} > {least} THEN 1e0 - {distance} / {sum} ELSE 1e0 END")
            }
            Formula::ZScore(mean, deviation) => {
                let away =
                    if *gain { format!("({x} - {mean})") } else { format!("({mean} - {x})") };
                format!("CASE WHEN {most} > {least} THEN {away} / {deviation} ELSE 0e0 END")
            }
            Formula::Column(name) => name.clone(),
            Formula::Goalposts(low, high) => {
                let (low, high, width) = (literal(*low), literal(*high), literal(high - low));
                let cut = format!("LEAST(GREATEST({x}, {low}), {high})");
                match gain {
                    true => format!("({cut} - {low}) / {width}"),
                    false => format!("({high} - {cut}) / {width}"),
                }
            }
        }
    }

    /// By how much the normalised figure lies below that of the best figure of the column, from the
    /// figures themselves: a difference of values has lost digits.
    pub fn to_best(&self) -> String {
        match self.gain {
            true => self.difference(&self.most, &self.x),
            false => self.difference(&self.least, &self.x),
        }
    }

    /// By how much the normalised figure lies above that of the worst figure.
    pub fn to_worst(&self) -> String {
        match self.gain {
            true => self.difference(&self.x, &self.least),
            false => self.difference(&self.x, &self.most),
        }
    }

    /// The value of `x` less that of `y`.
    fn difference(&self, x: &str, y: &str) -> String {
        let Normalised { least, most, gain, .. } = self;
        let apart = if *gain { format!("({x} - {y})") } else { format!("({y} - {x})") };
        match &self.formula {
            Formula::None => apart,
            Formula::MinMax => {
                format!("CASE WHEN {most} > {least} THEN {apart} / ({most} - {least}) ELSE 0e0 END")
            }
            Formula::Max => format!("{apart} / {most}"),
            Formula::Sum(unit) => match gain {
                true => format!("{apart} / {unit}"),
                false => format!("{apart} / {x} / {y} / {unit}"),
            },
            Formula::Vector(length) => {
                format!("CASE WHEN {length} > 0e0 THEN {apart} / {length} ELSE 0e0 END")
            }
            Formula::Linear => match gain {
                true => format!("{apart} / {most}"),
                false => format!("{least} * {apart} / {x} / {y}"),
            },
            Formula::Logarithmic(sum, count) => {
                let (x, y) = if *gain { (x, y) } else { (y, x) };
                let others = if *gain { String::new() } else { format!(" / ({count} - 1e0)") };
                format!("(LN({x}) - LN({y})) / {sum}{others}")
            }
            Formula::EnhancedAccuracy(unit) | Formula::ZScore(_, unit) => {
                format!("CASE WHEN {most} > {least} THEN {apart} / {unit} ELSE 0e0 END")
            }
            Formula::Nonlinear | Formula::Goalposts(..) => {
                format!("({}) - ({})", self.of(x), self.of(y))
            }
            // Places have a column for the row's own figure alone: the worst of a column has the
            // least place, the best the greatest.
            Formula::Column(name) => match x == self.x {
                true => format!("{name} - {least}_{name}"),
                false => format!("{most}_{name} - {name}"),
            },
        }
    }
}
