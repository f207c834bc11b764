//! Levels, and the points of value functions: which rows of the sheet *Scales* they have.

use super::refs::row;
use super::scoring::Scoring;
use super::style::FIRST;
use crate::evaluate::evaluation::Evaluation;
use crate::problem::{Criterion, Curve, Direction, Scale};
use crate::value;

/// A row of the sheet.
pub(super) struct ScaleRow {
    pub leaf: usize,
    /// The group whose range it is; `None` for all.
    pub group: Option<usize>,
    pub level: Option<String>,
    pub place: Place,
    pub value: Option<f64>,
}

/// The figure of a row.
pub(super) enum Place {
    At(f64),
    /// The least of a group's figures.
    Least(f64),
    /// The greatest.
    Most(f64),
}

/// Rows of the sheet, first and last.
pub(super) type Rows = (u32, u32);

/// Where a value function stands.
#[derive(Clone, Copy)]
pub(super) enum Points {
    /// At these rows; whether it goes on below and above them.
    Fixed(Rows, (bool, bool)),
    /// Over the range of the group, the least and the greatest figure at these rows.
    Observed(Rows),
}

pub(super) struct Scales {
    pub rows: Vec<ScaleRow>,
    /// By leaf: the rows of its levels.
    pub levels: Vec<Option<Rows>>,
    /// By leaf: its value function, or one for each group.
    points: Vec<Vec<Points>>,
}

impl Scales {
    pub(super) fn new(evaluation: &Evaluation, scoring: Scoring, groups: usize) -> Scales {
        let leaves = &evaluation.problem.tree.leaves;
        let mut out = Scales { rows: Vec::new(), levels: Vec::new(), points: Vec::new() };
        for (leaf, criterion) in leaves.iter().enumerate() {
            let curve = if scoring == Scoring::Values { value::fixed(criterion) } else { None };
            let levels = out.add_levels(leaf, criterion, curve.as_ref());
            out.levels.push(levels);
            let points = match (&curve, scoring) {
                (Some(curve), _) => vec![out.add_curve(leaf, curve, levels)],
                (None, Scoring::Values) => {
                    (0..groups).map(|group| out.add_observed(evaluation, leaf, group)).collect()
                }
                _ => Vec::new(),
            };
            out.points.push(points);
        }
        out
    }

    /// The value function of a leaf in a group.
    pub(super) fn points(&self, leaf: usize, group: usize) -> Option<Points> {
        let own = &self.points[leaf];
        own.get(group).or(own.first()).copied()
    }

    fn next(&self) -> u32 {
        FIRST + row(self.rows.len())
    }

    fn add(&mut self, leaf: usize, level: Option<String>, place: Place, value: Option<f64>) {
        self.rows.push(ScaleRow { leaf, group: None, level, place, value });
    }

    fn add_levels(
        &mut self,
        leaf: usize,
        criterion: &Criterion,
        curve: Option<&Curve>,
    ) -> Option<Rows> {
        let Some(Scale::Ordinal(levels)) = &criterion.scale else { return None };
        let first = self.next();
        for (place, level) in levels.iter().enumerate() {
            let place = place as f64;
            self.add(
                leaf,
                Some(level.clone()),
                Place::At(place),
                curve.map(|curve| curve.at(place)),
            );
        }
        Some((first, self.next() - 1))
    }

    fn add_curve(&mut self, leaf: usize, curve: &Curve, levels: Option<Rows>) -> Points {
        let points = curve.points();
        // Levels have the points already, unless the function bends between two of them.
        if let Some((first, last)) = levels
            && points.len() > 1
            && points
                .iter()
                .all(|(x, _)| x.fract() == 0.0 && (0.0..=f64::from(last - first)).contains(x))
            && points[0].0 == 0.0
            && points[points.len() - 1].0 == f64::from(last - first)
        {
            return Points::Fixed((first, last), curve.extends());
        }
        let first = self.next();
        for (x, y) in points {
            self.add(leaf, None, Place::At(*x), Some(*y));
        }
        Points::Fixed((first, self.next() - 1), curve.extends())
    }

    fn add_observed(&mut self, evaluation: &Evaluation, leaf: usize, group: usize) -> Points {
        let problem = evaluation.problem;
        let result = &evaluation.groups[group];
        let spreads =
            result.eligible().iter().map(|place| problem.spread(result.member(*place), leaf));
        let (least, most) = spreads
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), spread| {
                (least.min(spread.low), most.max(spread.high))
            });
        let (least, most) = if least <= most { (least, most) } else { (0.0, 0.0) };
        let direction = problem.tree.leaves[leaf].direction;
        let (low, high) = match value::observed(&problem.tree.leaves[leaf], least, most) {
            Some(curve) => (Some(curve.at(least)), Some(curve.at(most))),
            None => (Some(1.0), Some(1.0)),
        };
        // What a target is worth at the ends follows the range, and is no fixed point.
        let fixed = !matches!(direction, Direction::Target(_)) && least < most;
        let first = self.next();
        let (low, high) = if fixed { (low, high) } else { (None, None) };
        for (place, value) in [(Place::Least(least), low), (Place::Most(most), high)] {
            self.rows.push(ScaleRow { leaf, group: Some(group), level: None, place, value });
        }
        Points::Observed((first, first + 1))
    }
}
