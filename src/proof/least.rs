//! The least lead of one alternative over another, over all admissible weights and all inputs.
//!
//! The lead is a least of functions linear in the weights, so concave in them, and least at a
//! vertex of the polytope of weights: at one criterion where any weights are admissible, at one of
//! a few vertices where these are found once for all pairs. Where they are too many there is a
//! linear program for each function of the lead. Branch and bound over the inputs' vectors solves
//! few of them; each part not yet decided is bounded by its least entries leaf by leaf.

use crate::lp::vertices::vertices;
use crate::lp::{LEAST_ROOM, NoAnswer, Program, Relation, Row, dot};
use crate::problem::{Preference, Problem};
use crate::proof::score_difference::{ScoreDifference, least_entries, sparse_dot};
use crate::proof::simplex::Simplex;
use crate::tolerance::BOUND_ROUNDING;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The weights that are at least 0, sum to 1 and meet the case's constraints. What strict
/// preferences ask is met with or without room; see [`AdmissibleWeights::inside`].
#[derive(Clone)]
pub(crate) struct AdmissibleWeights {
    leaves: usize,
    rows: Vec<Row>,
    /// The rows that preferences make.
    stated: Vec<Stated>,
    /// Weights that meet all rows, once they were looked for: see [`AdmissibleWeights::inside`].
    somewhere: Vec<f64>,
    /// Found when first asked for; see [`AdmissibleWeights::corners`].
    corners: OnceLock<Option<Vec<Corner>>>,
    root: OnceLock<Option<Arc<Simplex>>>,
}

/// Weights, and those of them that are not 0.
type Corner = (Vec<f64>, Arc<[(usize, f64)]>);

/// Vertices are listed for at most so many leaves, and used if there are at most so many of them.
const MOST_LEAVES: usize = 48;
const MOST_VERTICES: usize = 1_000;

#[derive(Clone)]
struct Stated {
    row: usize,
    strict: bool,
    written: String,
}

/// Strict preferences are met by this much of their largest coefficient where they leave so much
/// room, else by a tenth of what they leave.
const ROOM: f64 = 1e-7;

/// The search ends when what is reached and what is proved are this near, counted in the largest
/// coefficient: they would part no further but for rounding.
const CLOSED: f64 = 1e-12;

/// A point lies in the plane of others if elimination leaves no entry above this. Weights are at
/// most 1, so it needs no scale.
const IN_PLANE: f64 = 1e-9;

/// With so many leaves it is worth looking for those that are alike.
const MANY: usize = 64;

/// A lower bound of a difference of scores over all admissible weights and all inputs, and weights
/// at which it was found. Where corners or vertices do not give it, it is the optimum of a linear
/// program as the solver tells it, met within 1e-9.
#[derive(Debug, Clone, PartialEq)]
pub struct Minimum {
    /// No weights and inputs give less.
    pub bound: f64,
    /// Whether it is reached.
    pub exact: bool,
    /// The nonzero weights only: there can be thousands of weights, nearly all 0, and one of these
    /// for every pair.
    some: Arc<[(usize, f64)]>,
    leaves: usize,
}

impl Minimum {
    pub(crate) fn new(bound: f64, exact: bool, weights: &[f64]) -> Minimum {
        Minimum { bound, exact, some: some(weights), leaves: weights.len() }
    }

    /// How large a difference is still a tie at these weights.
    pub(crate) fn tie(&self, ties: &[f64]) -> f64 {
        self.some.iter().map(|(leaf, weight)| ties[*leaf] * weight).sum()
    }

    /// Weights at which it is reached or, if it is not, the least found; where the solver gave up,
    /// any that are admissible.
    pub fn weights(&self) -> Vec<f64> {
        let mut out = vec![0.0; self.leaves];
        self.some.iter().for_each(|(leaf, weight)| out[*leaf] = *weight);
        out
    }
}

fn some(weights: &[f64]) -> Arc<[(usize, f64)]> {
    weights.iter().copied().enumerate().filter(|(_, weight)| *weight != 0.0).collect()
}

/// No more linear programs than this for one pair.
const MOST_PROGRAMS: usize = 256;

impl AdmissibleWeights {
    pub(crate) fn new(problem: &Problem) -> AdmissibleWeights {
        let tree = &problem.tree;
        let row = |it: &crate::problem::WeightConstraint| {
            Row::with_constant(it.on_leaves(tree), it.constant, it.equality)
        };
        let preferences = problem.constraints.iter().enumerate().filter(|(_, it)| it.preference);
        let stated = |(row, it): (usize, &crate::problem::WeightConstraint)| Stated {
            row,
            strict: it.is_strict(),
            written: it.written.clone(),
        };
        AdmissibleWeights {
            stated: preferences.map(stated).collect(),
            ..AdmissibleWeights::of(
                tree.leaves.len(),
                problem.constraints.iter().map(row).collect(),
            )
        }
    }

    /// Its rows beside w >= 0 and the sum of 1: the problem's constraints, in order.
    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Weights of `leaves` that meet these rows.
    pub(crate) fn of(leaves: usize, rows: Vec<Row>) -> AdmissibleWeights {
        AdmissibleWeights {
            leaves,
            rows,
            stated: Vec::new(),
            somewhere: Vec::new(),
            corners: OnceLock::new(),
            root: OnceLock::new(),
        }
    }

    /// The vertices of these weights; `None` where they are too many, or there are none.
    fn corners(&self) -> Option<&[Corner]> {
        let find = || {
            if self.leaves > MOST_LEAVES {
                return None;
            }
            let found = vertices(self.leaves, &self.rows, MOST_VERTICES)
                .filter(|found| !found.is_empty())?;
            // On their constraints to the last digits, as a program's answer is.
            let polished = found.into_iter().map(|weights| self.program(0).polish(weights));
            Some(polished.map(|weights| (weights.clone(), some(&weights))).collect())
        };
        self.corners.get_or_init(find).as_deref()
    }

    /// Weights that are good to look at first: the vertices, where these are few.
    pub(crate) fn few_corners(&self) -> Option<Vec<Vec<f64>>> {
        self.corners()
            .filter(|corners| corners.len() <= 64)
            .map(|corners| corners.iter().map(|it| it.0.clone()).collect())
    }

    /// The simplex to start from where weights are parted: these weights themselves if they are
    /// one, else all that sum to 1; `None` where there are too many leaves.
    pub(crate) fn root(&self) -> Option<&Arc<Simplex>> {
        let find = || {
            if self.leaves > MOST_LEAVES || self.leaves == 0 {
                return None;
            }
            let own = self
                .corners()
                .map(|corners| corners.iter().map(|it| it.0.clone()).collect::<Vec<_>>());
            Some(Arc::new(match own.filter(|own| are_independent(own)) {
                Some(own) => Simplex::new(&own, true),
                None => Simplex::new(
                    &(0..self.leaves).map(|leaf| self.corner(leaf)).collect::<Vec<_>>(),
                    false,
                ),
            }))
        };
        self.root.get_or_init(find).as_ref()
    }

    /// A preference too: its sum, leaf by leaf, is 0, or greater than what it says.
    pub(crate) fn state(&mut self, coefficients: Vec<f64>, preference: &Preference) {
        self.forget();
        self.stated.push(Stated {
            row: self.rows.len(),
            strict: !preference.equal,
            written: preference.written.clone(),
        });
        if preference.equal {
            self.rows.push(Row { coefficients, relation: Relation::Equal, bound: 0.0 });
        } else {
            let coefficients = coefficients.into_iter().map(|c| 0.0 - c).collect();
            self.rows.push(Row {
                coefficients,
                relation: Relation::AtMost,
                bound: 0.0 - preference.by,
            });
        }
    }

    /// The weights at which what is strict holds with some room: what can be had at all can be had
    /// here, where at the edge of [`AdmissibleWeights`] it may need a preference to be a tie.
    ///
    /// # Errors
    /// [`NoAnswer::Infeasible`] if no weights meet all rows; another if the solver cannot tell.
    pub(crate) fn inside(&self) -> Result<AdmissibleWeights, NoAnswer> {
        if self.is_free() {
            return Ok(self.clone());
        }
        // The first row of the program is the sum.
        let strict: Vec<usize> = self.strict().map(|row| row + 1).collect();
        let (room, somewhere) = self.program(0).roomiest(&strict)?;
        if self.is_strict() && room <= LEAST_ROOM {
            return Err(NoAnswer::Infeasible);
        }
        let mut out = self.clone();
        out.forget();
        self.strict()
            .for_each(|row| out.rows[row].bound -= ROOM.min(room / 10.0) * self.rows[row].size());
        out.somewhere = somewhere;
        Ok(out)
    }

    /// With the weights that `inside` knows: where the solver gives up on a lead, it is told at
    /// these.
    pub(crate) fn knowing(self, inside: &AdmissibleWeights) -> AdmissibleWeights {
        AdmissibleWeights { somewhere: inside.somewhere.clone(), ..self }
    }

    /// The rows change.
    fn forget(&mut self) {
        (self.corners, self.root) = (OnceLock::new(), OnceLock::new());
    }

    fn strict(&self) -> impl Iterator<Item = usize> {
        self.stated.iter().filter(|stated| stated.strict).map(|stated| stated.row)
    }

    /// Whether some rows are strict.
    pub(crate) fn is_strict(&self) -> bool {
        self.strict().next().is_some()
    }

    /// What the preferences say.
    pub(crate) fn stated(&self) -> Vec<&str> {
        self.stated.iter().map(|stated| stated.written.as_str()).collect()
    }

    /// With these preferences alone, and all constraints.
    pub(crate) fn only(&self, preferences: &[usize]) -> AdmissibleWeights {
        let dropped = |row: &usize| {
            self.stated
                .iter()
                .enumerate()
                .any(|(at, it)| it.row == *row && !preferences.contains(&at))
        };
        let kept: Vec<usize> = (0..self.rows.len()).filter(|row| !dropped(row)).collect();
        let stated = self.stated.iter().filter_map(|it| {
            let row = kept.iter().position(|row| *row == it.row)?;
            Some(Stated { row, ..it.clone() })
        });
        AdmissibleWeights {
            stated: stated.collect(),
            ..AdmissibleWeights::of(
                self.leaves,
                kept.iter().map(|row| self.rows[*row].clone()).collect(),
            )
        }
    }

    /// Whether any weights are admissible that are at least 0 and sum to 1.
    pub(crate) fn is_free(&self) -> bool {
        self.rows.is_empty()
    }

    /// A program over the weights and `more` variables between 0 and 1.
    pub(crate) fn program(&self, more: usize) -> Program {
        let wide = |mut coefficients: Vec<f64>| {
            coefficients.resize(self.leaves + more, 0.0);
            coefficients
        };
        let sum = Row {
            coefficients: wide(vec![1.0; self.leaves]),
            relation: Relation::Equal,
            bound: 1.0,
        };
        let own = self
            .rows
            .iter()
            .map(|row| Row { coefficients: wide(row.coefficients.clone()), ..row.clone() });
        Program {
            bounds: vec![(0.0, 1.0); self.leaves + more],
            rows: std::iter::once(sum).chain(own).collect(),
        }
    }

    /// Admissible weights at which a linear function is least.
    pub(crate) fn minimise(&self, objective: &[f64]) -> Result<Vec<f64>, NoAnswer> {
        if self.is_free() {
            let leaf = (0..self.leaves)
                .min_by(|a, b| objective[*a].total_cmp(&objective[*b]))
                .unwrap_or(0);
            return Ok(self.corner(leaf));
        }
        // On a scale of its own, so that the solver's tolerances fit.
        let size =
            objective.iter().fold(0.0, |size: f64, c| size.max(c.abs())).max(f64::MIN_POSITIVE);
        let scaled: Vec<f64> = objective.iter().map(|c| c / size).collect();
        self.merged(&scaled).map_or_else(
            || self.program(0).minimise(&scaled),
            |(of, program, costs)| {
                let found = program.minimise(&costs)?;
                let mut weights = vec![0.0; self.leaves];
                of.iter().zip(found).for_each(|(leaf, weight)| weights[*leaf] = weight);
                Ok(weights)
            },
        )
    }

    /// Leaves that no row and no cost tells apart may as well be one: of steps between figures
    /// there are thousands, of a few kinds. The leaves that stand for each kind, their program and
    /// costs; `None` where that spares little.
    fn merged(&self, costs: &[f64]) -> Option<(Vec<usize>, Program, Vec<f64>)> {
        if self.leaves < MANY {
            return None;
        }
        let mut seen: BTreeSet<Vec<u64>> = BTreeSet::new();
        let key = |leaf: &usize| -> Vec<u64> {
            let rows = self.rows.iter().map(|row| row.coefficients[*leaf]);
            rows.chain([costs[*leaf]]).map(|c| (c + 0.0).to_bits()).collect()
        };
        let kept: Vec<usize> = (0..self.leaves).filter(|leaf| seen.insert(key(leaf))).collect();
        if 2 * kept.len() > self.leaves {
            return None;
        }
        let rows = self.rows.iter().map(|row| Row {
            coefficients: kept.iter().map(|leaf| row.coefficients[*leaf]).collect(),
            ..row.clone()
        });
        let small = AdmissibleWeights::of(kept.len(), rows.collect());
        let costs = kept.iter().map(|leaf| costs[*leaf]).collect();
        Some((kept, small.program(0), costs))
    }

    fn corner(&self, leaf: usize) -> Vec<f64> {
        (0..self.leaves).map(|own| f64::from(u8::from(own == leaf))).collect()
    }

    /// The least of a lead over all admissible weights.
    pub(crate) fn least(&self, score_difference: &ScoreDifference) -> Minimum {
        if self.is_free() {
            // A concave function is least at a corner.
            let leaf = (0..self.leaves)
                .min_by(|a, b| {
                    score_difference.at_leaf(*a).total_cmp(&score_difference.at_leaf(*b))
                })
                .unwrap_or(0);
            let some = match self.corners() {
                Some(corners) => corners[leaf].1.clone(),
                None => Arc::new([(leaf, 1.0)]),
            };
            return Minimum {
                bound: score_difference.at_leaf(leaf),
                exact: score_difference.exact,
                some,
                leaves: self.leaves,
            };
        }
        if let Some(corners) = self.corners() {
            let found = corners
                .iter()
                .map(|(weights, some)| (score_difference.at(weights), some))
                .min_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((bound, some)) = found {
                // What is 0 but for rounding is 0.
                let size =
                    score_difference.linear.iter().fold(0.0, |size: f64, c| size.max(c.abs()));
                let bound = if bound.abs() <= BOUND_ROUNDING * size { 0.0 } else { bound };
                return Minimum {
                    bound,
                    exact: score_difference.exact,
                    some: some.clone(),
                    leaves: self.leaves,
                };
            }
        }
        self.search(score_difference)
    }

    /// A bound on a lead that takes no time: its least entry over all leaves.
    pub(crate) fn blind(score_difference: &ScoreDifference) -> Minimum {
        let bound = score_difference
            .below(&vec![None; score_difference.parts.len()])
            .into_iter()
            .fold(f64::INFINITY, f64::min);
        Minimum::new(if bound.is_finite() { bound } else { 0.0 }, false, &[])
    }

    fn search(&self, score_difference: &ScoreDifference) -> Minimum {
        let size = score_difference
            .linear
            .iter()
            .fold(f64::MIN_POSITIVE, |size: f64, c| size.max(c.abs()));
        let slack = CLOSED * size;
        let least_of: Vec<Vec<(usize, f64)>> =
            score_difference.parts.iter().map(|part| least_entries(part)).collect();
        // Where the solver gives up, the least entry over all criteria is still a bound.
        let blind = |objective: &[f64]| objective.iter().copied().fold(f64::INFINITY, f64::min);
        let mut found: Option<(f64, Vec<f64>)> = None;
        let mut open: Vec<(f64, Vec<Option<usize>>, Vec<f64>)> = Vec::new();
        let mut given_up = f64::INFINITY;
        let mut programs = 0;
        let mut waiting = vec![vec![None; score_difference.parts.len()]];
        loop {
            for chosen in waiting.drain(..) {
                let objective = score_difference.below(&chosen);
                programs += 1;
                let Ok(weights) = self.minimise(&objective) else {
                    given_up = given_up.min(blind(&objective));
                    continue;
                };
                let here = score_difference.at(&weights);
                if found.as_ref().is_none_or(|found| here < found.0) {
                    found = Some((here, weights.clone()));
                }
                open.push((dot(&objective, &weights), chosen, weights));
            }
            let reached = found.as_ref().map_or(f64::INFINITY, |found| found.0);
            open.retain(|node| node.0 < reached - slack);
            let next = (0..open.len()).min_by(|a, b| open[*a].0.total_cmp(&open[*b].0));
            let Some(next) = next.filter(|_| programs < MOST_PROGRAMS) else { break };
            let (bound, chosen, weights) = open.swap_remove(next);
            // The part whose least entries are furthest below what it can really be here.
            let gap = |part: usize| {
                let real = score_difference.parts[part]
                    .iter()
                    .map(|vector| sparse_dot(vector, &weights))
                    .fold(f64::INFINITY, f64::min);
                real - sparse_dot(&least_of[part], &weights)
            };
            let free = (0..chosen.len()).filter(|part| chosen[*part].is_none());
            match free.max_by(|a, b| gap(*a).total_cmp(&gap(*b))) {
                Some(part) => {
                    waiting.extend((0..score_difference.parts[part].len()).map(|vector| {
                        let mut chosen = chosen.clone();
                        chosen[part] = Some(vector);
                        chosen
                    }))
                }
                None => given_up = given_up.min(bound),
            }
        }
        let proved = open.iter().map(|node| node.0).fold(given_up, f64::min);
        match found {
            Some((reached, weights)) if proved >= reached - slack => {
                Minimum::new(reached, score_difference.exact, &weights)
            }
            Some((_, weights)) => Minimum::new(proved, false, &weights),
            None => Minimum::new(proved, false, &self.somewhere),
        }
    }
}

/// Whether points are the corners of a simplex: none in the plane (line, ...) of the others.
fn are_independent(points: &[Vec<f64>]) -> bool {
    let Some((first, rest)) = points.split_first() else { return false };
    let mut rows: Vec<Vec<f64>> =
        rest.iter().map(|point| point.iter().zip(first).map(|(a, b)| a - b).collect()).collect();
    let n = first.len();
    for at in 0..rows.len() {
        let best = (at..rows.len()).flat_map(|row| (0..n).map(move |column| (row, column)));
        let best = best.max_by(|a, b| rows[a.0][a.1].abs().total_cmp(&rows[b.0][b.1].abs()));
        let Some((row, column)) = best.filter(|(row, column)| rows[*row][*column].abs() > IN_PLANE)
        else {
            return false;
        };
        rows.swap(at, row);
        let own = rows[at].clone();
        for row in &mut rows[at + 1..] {
            let by = row[column] / own[column];
            row.iter_mut().zip(&own).for_each(|(x, y)| *x -= by * y);
        }
    }
    true
}
