//! Value functions and limits between categories that fit examples: the linear programs of UTADIS,
//! and the choice among what fits. Numbers only; see `utadis.rs`.

use crate::lp::{NoAnswer, Program, Relation, Row};
use crate::problem::share;

/// What the solver may leave: sums of errors, margins and rises this near to each other are one.
const ROUNDING: f64 = 1e-8;

/// A value this near to a limit reaches it: further apart than what the solver leaves.
const REACHED: f64 = 1e-7;

/// Alternatives with their categories.
pub(super) struct Examples {
    /// By example: a figure on each criterion.
    pub figures: Vec<Vec<f64>>,
    /// By example: its category, 0 for the worst.
    pub categories: Vec<usize>,
    /// How many categories there are.
    pub count: usize,
    /// By criterion: the figures at which its value function may bend, from the worst to the best.
    pub breakpoints: Vec<Vec<f64>>,
}

/// What fits examples best.
#[derive(Debug, Clone)]
pub(super) struct Learned {
    pub breakpoints: Vec<Vec<f64>>,
    /// By criterion: the value at each breakpoint.
    pub values: Vec<Vec<f64>>,
    /// The lower limits of the categories but the worst.
    pub limits: Vec<f64>,
    /// By example: by how much its value is too high, and too low.
    pub errors: Vec<(f64, f64)>,
}

impl Learned {
    /// U of these figures.
    pub(super) fn utility(&self, figures: &[f64]) -> f64 {
        let criteria = self.breakpoints.iter().zip(&self.values).zip(figures);
        criteria
            .map(|((points, values), x)| {
                let pieces = points.windows(2).zip(values.windows(2));
                pieces.map(|(ends, worth)| covered(*x, ends) * (worth[1] - worth[0])).sum::<f64>()
            })
            .sum()
    }

    /// Whether a value reaches a limit.
    pub(super) fn reaches(utility: f64, limit: f64) -> bool {
        utility >= limit - REACHED
    }

    /// The place of the category of a value, 1 for the worst.
    pub(super) fn place(&self, utility: f64) -> usize {
        1 + self.limits.iter().filter(|limit| Learned::reaches(utility, **limit)).count()
    }
}

/// How much of a piece lies below a figure, 0 to 1.
fn covered(x: f64, ends: &[f64]) -> f64 {
    // From the worst to the best: falling where less is better.
    let part = match ends[0] <= ends[1] {
        true => share(x, ends[0], ends[1]),
        false => share(-x, -ends[0], -ends[1]),
    };
    part.clamp(0.0, 1.0)
}

/// Where the variables stand: a rise per piece of every criterion, a limit per category but the
/// worst, an error over per example, an error under, and the distance kept from limits.
struct Shape<'a> {
    examples: &'a Examples,
    /// The criterion and the piece of each rise.
    rises: Vec<(usize, usize)>,
}

impl Shape<'_> {
    fn limit(&self, at: usize) -> usize {
        self.rises.len() + at
    }

    fn over(&self, example: usize) -> usize {
        self.rises.len() + self.examples.count - 1 + example
    }

    fn under(&self, example: usize) -> usize {
        self.over(self.examples.figures.len() + example)
    }

    fn distance(&self) -> usize {
        self.over(2 * self.examples.figures.len())
    }

    fn variables(&self) -> usize {
        self.distance() + 1
    }

    fn utility(&self, example: usize) -> Vec<f64> {
        let figures = &self.examples.figures[example];
        let mut out = vec![0.0; self.variables()];
        for (at, (criterion, piece)) in self.rises.iter().enumerate() {
            let ends = &self.examples.breakpoints[*criterion][*piece..piece + 2];
            out[at] = covered(figures[*criterion], ends);
        }
        out
    }

    fn sum(&self, of: impl IntoIterator<Item = usize>) -> Vec<f64> {
        let mut out = vec![0.0; self.variables()];
        of.into_iter().for_each(|at| out[at] = 1.0);
        out
    }

    fn errors(&self) -> Vec<f64> {
        self.sum(self.over(0)..self.distance())
    }

    fn program(&self, margin: f64, gap: f64) -> Program {
        let n = self.rises.len();
        let mut bounds = vec![(0.0, 1.0); n + self.examples.count - 1];
        bounds.resize(self.distance(), (0.0, f64::INFINITY));
        bounds.push((0.0, 1.0));
        let mut rows =
            vec![Row { coefficients: self.sum(0..n), relation: Relation::Equal, bound: 1.0 }];
        for at in 1..self.examples.count - 1 {
            let mut coefficients = vec![0.0; self.variables()];
            coefficients[self.limit(at)] = 1.0;
            coefficients[self.limit(at - 1)] = -1.0;
            rows.push(Row { coefficients, relation: Relation::AtLeast, bound: gap });
        }
        for (example, category) in self.examples.categories.iter().enumerate() {
            if *category > 0 {
                let mut coefficients = self.utility(example);
                coefficients[self.limit(category - 1)] = -1.0;
                coefficients[self.under(example)] = 1.0;
                coefficients[self.distance()] = -1.0;
                rows.push(Row { coefficients, relation: Relation::AtLeast, bound: margin });
            }
            if *category + 1 < self.examples.count {
                let mut coefficients = self.utility(example);
                coefficients[self.limit(*category)] = -1.0;
                coefficients[self.over(example)] = -1.0;
                coefficients[self.distance()] = 1.0;
                rows.push(Row { coefficients, relation: Relation::AtMost, bound: -margin });
            }
        }
        Program { bounds, rows }
    }

    /// Rises as even as they can be: the least as great as it can be, then the second least, and so
    /// on. Each that can be no greater is held, until all are.
    fn even(&self, program: &mut Program) -> Result<Vec<f64>, NoAnswer> {
        let n = self.rises.len();
        let mut held: Vec<Option<f64>> = vec![None; n];
        while held.iter().any(Option::is_none) {
            let mut least = program.clone();
            least.bounds.push((0.0, 1.0));
            least.rows.iter_mut().for_each(|row| row.coefficients.push(0.0));
            let free: Vec<usize> = (0..n).filter(|at| held[*at].is_none()).collect();
            for at in &free {
                let mut coefficients = vec![0.0; self.variables() + 1];
                coefficients[*at] = 1.0;
                coefficients[self.variables()] = -1.0;
                least.rows.push(Row { coefficients, relation: Relation::AtLeast, bound: 0.0 });
            }
            let mut objective = vec![0.0; self.variables() + 1];
            objective[self.variables()] = -1.0;
            let x = least.minimise(&objective)?;
            let floor = x[self.variables()].max(0.0);
            let mut at_floor = program.clone();
            free.iter().for_each(|at| at_floor.bounds[*at].0 = (floor - ROUNDING).max(0.0));
            let mut stuck = Vec::new();
            for at in free.iter().filter(|at| x[**at] <= floor + 10.0 * ROUNDING) {
                let mut objective = vec![0.0; self.variables()];
                objective[*at] = -1.0;
                if at_floor.minimise_roughly(&objective)?[*at] <= floor + 10.0 * ROUNDING {
                    stuck.push(*at);
                }
            }
            // By rounding none may show; then all that are at the floor are held.
            if stuck.is_empty() {
                stuck =
                    free.iter().copied().filter(|at| x[*at] <= floor + 10.0 * ROUNDING).collect();
            }
            if stuck.is_empty() {
                stuck = free;
            }
            for at in stuck {
                held[at] = Some(floor);
                program.bounds[at] = ((floor - ROUNDING).max(0.0), (floor + ROUNDING).min(1.0));
            }
        }
        Ok(held.into_iter().map(Option::unwrap_or_default).collect())
    }
}

/// What fits the examples best; see the module of UTADIS. Two categories or more, and an example.
///
/// # Errors
/// Where no criterion tells alternatives apart or the limits find no room, and where the solver gives
/// up on numerical grounds.
pub(super) fn learn(examples: &Examples, margin: f64, gap: f64) -> Result<Learned, NoAnswer> {
    let pieces = |(criterion, points): (usize, &Vec<f64>)| {
        (0..points.len().saturating_sub(1)).map(move |piece| (criterion, piece))
    };
    let rises = examples.breakpoints.iter().enumerate().flat_map(pieces).collect();
    let shape = Shape { examples, rises };
    if shape.rises.is_empty() {
        return Err(NoAnswer::Infeasible);
    }
    let mut program = shape.program(margin, gap);
    let errors = shape.errors();
    let first = program.minimise(&errors)?;
    let least: f64 = errors.iter().zip(&first).map(|(error, x)| error * x).sum();
    if least <= ROUNDING {
        program.bounds[shape.over(0)..shape.distance()].fill((0.0, 0.0));
    } else {
        let bound = least + ROUNDING;
        program.rows.push(Row { coefficients: errors, relation: Relation::AtMost, bound });
    }
    let mut objective = vec![0.0; shape.variables()];
    objective[shape.distance()] = -1.0;
    let kept = program.minimise(&objective)?[shape.distance()];
    program.bounds[shape.distance()] = ((kept - ROUNDING).clamp(0.0, 1.0), 1.0);
    let rises = shape.even(&mut program)?;
    // A rise that the solver leaves is none, and the rest sums to 1.
    let rises: Vec<f64> =
        rises.iter().map(|rise| if *rise <= 10.0 * ROUNDING { 0.0 } else { *rise }).collect();
    let all: f64 = rises.iter().sum();
    let rises: Vec<f64> = rises.iter().map(|rise| rise / all).collect();
    // Limits that are all as low as they can be are a solution, and so are those that are all as
    // high: the middle of each lies between them.
    let limits: Vec<usize> = (0..examples.count - 1).map(|at| shape.limit(at)).collect();
    let towards = |sign: f64| {
        let objective: Vec<f64> =
            shape.sum(limits.iter().copied()).iter().map(|one| sign * one).collect();
        program.minimise(&objective)
    };
    let (low, high) = (towards(1.0)?, towards(-1.0)?);
    let limits: Vec<f64> = limits.iter().map(|at| (low[*at] + high[*at]) / 2.0).collect();
    let mut values: Vec<Vec<f64>> = examples.breakpoints.iter().map(|_| vec![0.0]).collect();
    for ((criterion, _), rise) in shape.rises.iter().zip(&rises) {
        let before = values[*criterion].last().copied().unwrap_or_default();
        values[*criterion].push(before + rise);
    }
    let mut learned =
        Learned { breakpoints: examples.breakpoints.clone(), values, limits, errors: Vec::new() };
    let error = |at: usize| {
        let (u, category) = (learned.utility(&examples.figures[at]), examples.categories[at]);
        let clear = |short: f64| if short > REACHED { short } else { 0.0 };
        let under =
            if category > 0 { clear(learned.limits[category - 1] + margin - u) } else { 0.0 };
        let over = match category + 1 < examples.count {
            true => clear(u - learned.limits[category] + margin),
            false => 0.0,
        };
        (over, under)
    };
    learned.errors = (0..examples.figures.len()).map(error).collect();
    Ok(learned)
}
