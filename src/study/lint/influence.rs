//! Weight against effective influence: a weight is no measure of how much a criterion moves the
//! scores of these alternatives; the spread of its figures and their correlation with others decide
//! that too (Paruolo, Saisana & Saltelli 2013, doi:10.1111/j.1467-985X.2012.01059.x).
//!
//! Their measure of the importance of criterion j is the main effect V(E(y | x_j)) / V(y), y being
//! the score. Here it is taken in its linear form, the square of the correlation of x_j and y
//! within the groups (sums of squares and products about the means of each group), and scaled to a
//! sum of 1 over the criteria with weight: influence_j = r_j^2 / sum of r_k^2. That is compared
//! with the weight.
//!
//! y is the nominal score of the first method that has one, x_j the value; only competing
//! alternatives with every cell known (of criteria with weight) are used. Those that are equal on
//! all criteria count once towards how many are enough.

use super::figures::Figures;
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::evaluations::Evaluations;
use crate::study::lint::examined::Unexamined;
use crate::tolerance::{NO_SPREAD, THRESHOLD};
use std::collections::BTreeSet;

/// A remark is due where influence and weight differ by more than this factor ...
pub const TIMES: f64 = 2.0;

/// ... and by at least this much: twice a small weight is still small.
pub const LEAST_GAP: f64 = 0.05;

/// Among fewer different alternatives, or no more than there are criteria, shares of variance
/// mostly show chance.
pub const FEWEST_DIFFERENT: usize = 10;

/// The weight of a criterion and what it moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    /// The criterion, as an index into the leaves of the tree.
    pub leaf: usize,
    /// Its global weight: those of all leaves sum to 1.
    pub weight: f64,
    /// Its effective influence, 0 to 1; those of all criteria with weight sum to 1.
    pub influence: f64,
}

/// Criteria whose weight and influence lie far apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Influences {
    /// The method that gave the scores; empty if nothing was looked at.
    pub method: &'static str,
    /// How many alternatives it rests on.
    pub alternatives: usize,
    /// The criteria, the largest gap first.
    pub of: Vec<Influence>,
}

/// The criteria whose weight and influence lie far apart, constant ones left out.
pub(super) fn influence(
    evaluations: &Evaluations,
    figures: &[Figures],
    constant: &[usize],
    unexamined: &mut Vec<Unexamined>,
) -> Influences {
    // The influence is that of all groups together, and so must the weight be that it is held
    // against.
    let Some(weights) = evaluations.main().weights.common() else {
        unexamined.push(Unexamined::InfluenceOfGroups);
        return Influences::default();
    };
    let leaves: Vec<usize> = (0..weights.len()).filter(|leaf| weights[*leaf] > 0.0).collect();
    let scored = evaluations.iter().find(|evaluation| evaluation.method.has_score());
    // With one criterion there is nothing to compare.
    let Some(evaluation) = scored.filter(|_| leaves.len() > 1) else {
        return Influences::default();
    };
    let rows: Vec<Vec<Row>> =
        (0..figures.len()).map(|group| rows(evaluation, figures, group, &leaves)).collect();
    let needed = FEWEST_DIFFERENT.max(leaves.len() + 1);
    let different = different(&rows, needed);
    if different < needed {
        unexamined.push(Unexamined::Influence { different, needed });
        return Influences::default();
    }
    let squares: Vec<f64> = (0..leaves.len()).map(|at| square_of_correlation(&rows, at)).collect();
    let sum: f64 = squares.iter().sum();
    let one = |(leaf, square): (&usize, &f64)| Influence {
        leaf: *leaf,
        weight: weights[*leaf],
        influence: square / sum,
    };
    let far = |of: &Influence| {
        let apart = of.influence > TIMES * of.weight || of.influence * TIMES < of.weight;
        apart
            && (of.influence - of.weight).abs() >= LEAST_GAP - THRESHOLD
            && !constant.contains(&of.leaf)
    };
    // All scores equal: nothing moves them.
    let all = leaves.iter().zip(&squares).filter(|_| sum > 0.0).map(one);
    let mut of: Vec<Influence> = all.filter(far).collect();
    let gap = |of: &Influence| (of.influence - of.weight).abs();
    of.sort_by(|a, b| gap(b).total_cmp(&gap(a)).then(a.leaf.cmp(&b.leaf)));
    let alternatives = rows.iter().map(Vec::len).sum();
    Influences { method: evaluation.method.name(), alternatives, of }
}

/// An alternative of which all is known: its score and its values.
struct Row {
    score: f64,
    values: Vec<f64>,
}

fn rows(evaluation: &Evaluation, figures: &[Figures], group: usize, leaves: &[usize]) -> Vec<Row> {
    let (problem, result, figures) =
        (evaluation.problem, &evaluation.groups[group], &figures[group]);
    let row = |(at, member): (usize, &usize)| {
        let known = leaves.iter().all(|leaf| problem.is_known(*member, *leaf));
        let place = result.place_of(*member).filter(|_| known)?;
        let score = result.standing(place).computed?;
        Some(Row { score, values: leaves.iter().map(|leaf| figures.value(at, *leaf)).collect() })
    };
    figures.members.iter().enumerate().filter_map(row).collect()
}

/// How many different rows there are, counted up to `enough`.
fn different(rows: &[Vec<Row>], enough: usize) -> usize {
    let mut seen: BTreeSet<Vec<u64>> = BTreeSet::new();
    // One row alone in its group says nothing: it is its own mean.
    for row in rows.iter().filter(|rows| rows.len() > 1).flatten() {
        if seen.len() == enough {
            break;
        }
        seen.insert(row.values.iter().map(|x| (x + 0.0).to_bits()).collect());
    }
    seen.len()
}

/// The square of the correlation of score and value within the groups; 0 where one of them does not
/// vary.
fn square_of_correlation(rows: &[Vec<Row>], at: usize) -> f64 {
    let all = || rows.iter().flatten();
    // In units of the largest: squares of large figures overflow.
    let most = |of: &dyn Fn(&Row) -> f64| all().fold(0.0, |most: f64, row| most.max(of(row).abs()));
    let (most_x, most_y) = (most(&|row| row.values[at]), most(&|row| row.score));
    let varies =
        rows.iter().any(|rows| rows.iter().any(|row| row.values[at] != rows[0].values[at]));
    if !varies || most_y == 0.0 {
        return 0.0;
    }
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for rows in rows.iter().filter(|rows| rows.len() > 1) {
        let n = rows.len() as f64;
        let x = |row: &Row| row.values[at] / most_x;
        let y = |row: &Row| row.score / most_y;
        let (mean_x, mean_y) =
            (rows.iter().map(x).sum::<f64>() / n, rows.iter().map(y).sum::<f64>() / n);
        for row in rows {
            let (dx, dy) = (x(row) - mean_x, y(row) - mean_y);
            (xx, xy, yy) = (xx + dx * dx, xy + dx * dy, yy + dy * dy);
        }
    }
    let square = xy * xy / (xx * yy);
    // Scores that are equal but for rounding explain nothing.
    if square.is_finite() && yy > NO_SPREAD { square.min(1.0) } else { 0.0 }
}
