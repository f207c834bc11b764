//! What actors say of the weights, line by line, as rows of numbers.

use crate::lp::{LEAST_ROOM, Relation, Row, dot};
use crate::problem::weights::Weights;
use crate::problem::{Actor, number};
use crate::tolerance::ADMISSIBLE;

/// What one actor says of the global weights of the leaves in one line.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorStatement {
    /// Who says it: a position in the panel.
    pub actor: usize,
    /// The line as it was written, or `criterion = weight` for an actor who admits just its own
    /// weights.
    pub written: String,
    /// What it asks of the weights, in the units in which it was written; all rows must hold. A
    /// chain (`a <= b <= c`) has two.
    pub rows: Vec<Row>,
    /// Whether its inequalities hold with room to spare only, as those of preferences do.
    pub strict: bool,
}

/// A row as `coefficients . weights <= bound`.
pub(super) struct AtMost {
    pub(super) coefficients: Vec<f64>,
    pub(super) bound: f64,
}

impl AtMost {
    /// By how much weights miss it; negative where there is room.
    pub(super) fn missed(&self, weights: &[f64]) -> f64 {
        dot(&self.coefficients, weights) - self.bound
    }

    /// Its largest coefficient, without its sign.
    pub(super) fn size(&self) -> f64 {
        self.coefficients.iter().fold(0.0, |size: f64, a| size.max(a.abs()))
    }
}

impl ActorStatement {
    /// Everything that an actor says of the weights of a group, in the order in which it says it.
    ///
    /// Constraints and preferences, where there are any; lines that were written as one are one
    /// statement. Else, where it gives weights, that each leaf has the weight it gives. Else nothing.
    pub fn of_actor(
        at: usize,
        actor: &Actor,
        weights: &Weights,
        group: usize,
    ) -> Vec<ActorStatement> {
        let tree = &actor.problem.tree;
        if !actor.admits_a_set() {
            let n = tree.leaves.len();
            let given = |(leaf, weight): (usize, &f64)| {
                let mut coefficients = vec![0.0; n];
                coefficients[leaf] = 1.0;
                ActorStatement {
                    actor: at,
                    written: format!("{} = {}", tree.leaves[leaf].id, number(*weight)),
                    rows: vec![Row { coefficients, relation: Relation::Equal, bound: *weight }],
                    strict: false,
                }
            };
            return weights.of_group(group).iter().enumerate().map(given).collect();
        }
        let mut out: Vec<ActorStatement> = Vec::new();
        for it in &actor.problem.constraints {
            let row = Row::with_constant(it.on_leaves(tree), it.constant, it.equality);
            let same = |known: &&mut ActorStatement| {
                known.written == it.written && known.strict == it.preference
            };
            match out.iter_mut().find(same) {
                Some(known) => known.rows.push(row),
                None => out.push(ActorStatement {
                    actor: at,
                    written: it.written.clone(),
                    rows: vec![row],
                    strict: it.preference,
                }),
            }
        }
        out
    }

    /// The weights that it fixes, where that is all it says: by row the leaf and its weight.
    pub fn fixed_weights(&self) -> Option<Vec<(usize, f64)>> {
        let fixed = |row: &Row| {
            let leaf = row.coefficients.iter().position(|a| *a == 1.0)?;
            let is_alone = row.coefficients.iter().filter(|a| **a != 0.0).count() == 1;
            (is_alone && row.relation == Relation::Equal).then_some((leaf, row.bound))
        };
        self.rows.iter().map(fixed).collect()
    }

    /// Its rows as inequalities; an equality is two.
    pub(super) fn inequalities(&self) -> Vec<AtMost> {
        let mut out = Vec::new();
        for row in &self.rows {
            if row.relation != Relation::AtLeast {
                out.push(AtMost { coefficients: row.coefficients.clone(), bound: row.bound });
            }
            if row.relation != Relation::AtMost {
                let coefficients = row.coefficients.iter().map(|a| 0.0 - a).collect();
                out.push(AtMost { coefficients, bound: 0.0 - row.bound });
            }
        }
        out
    }

    /// By how much weights miss it, in the units in which it was written: the most of its rows; 0
    /// where they meet it.
    pub fn missed(&self, weights: &[f64]) -> f64 {
        self.inequalities().iter().map(|row| row.missed(weights)).fold(0.0, f64::max)
    }

    /// Whether weights meet it, rounding aside; strict rows with room to spare.
    pub fn is_met(&self, weights: &[f64]) -> bool {
        self.rows.iter().all(|row| {
            let size = row.size().max(f64::MIN_POSITIVE);
            let over = (row.at(weights) - row.bound) / size;
            let over = match row.relation {
                Relation::AtMost => over,
                Relation::AtLeast => -over,
                Relation::Equal => over.abs(),
            };
            let most = if self.strict && row.relation != Relation::Equal {
                -LEAST_ROOM
            } else {
                ADMISSIBLE
            };
            if most < 0.0 { over < most } else { over <= most }
        })
    }
}
