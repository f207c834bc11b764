//! UTASTAR: value functions and weights that explain a ranking of reference alternatives.
//!
//! Somebody ranks a few alternatives that they know, ties allowed. Each criterion i has a value
//! function u_i that is linear between breakpoints, 0 at the worst of them and nowhere falling; its
//! value at the best is the criterion's weight, and the weights sum to 1. The score of an
//! alternative is the sum of its values. With an error over (what the score has too much) and an
//! error under (what it has too little) for each alternative,
//!
//! ```text
//! minimise  sum of (over + under)
//! score(a) - over(a) + under(a) - score(b) + over(b) - under(b) >= delta   a one place above b
//!                                                               =  0       a and b equally good
//! ```
//!
//! As a rule many solutions have the least sum of errors. For each criterion one is looked for that
//! gives it the greatest weight without a larger sum, and the mean of these is the answer. Where a
//! greatest weight can be had in several ways, the one that the solver comes upon counts: the weights
//! at the ends are exact, and the mean is one of many answers. Siskos & Yannacopoulos 1985,
//! Investigacao Operacional 5(1), 39-53; Jacquet-Lagreze & Siskos 1982,
//! doi:10.1016/0377-2217(82)90155-2, for the transport example.

mod sheet;
#[cfg(test)]
mod tests;

pub use sheet::SHEET;

use crate::lp::{NoAnswer, Program, Relation, Row};
use crate::problem::curve::share;

/// Errors that sum to no more than this are none, and weights or scores this near to each other are
/// one: the solver answers within 1e-9, and sums of some tens of such numbers are asked for.
const ROUNDING: f64 = 1e-7;

/// A ranking of reference alternatives, and the criteria that are to explain it.
#[derive(Debug, Clone, Copy)]
pub struct Ranking<'a> {
    /// By alternative: a figure on each criterion. One beyond the breakpoints counts as the end.
    pub figures: &'a [Vec<f64>],
    /// By criterion: two figures or more, from the worst to the best, rising or falling throughout.
    pub breakpoints: &'a [Vec<f64>],
    /// The alternatives (places in `figures`, each once) from the best down, those that are equally
    /// good together.
    pub tiers: &'a [Vec<usize>],
    /// How much the scores of neighbours differ at least, in points of score: from above 0 to below
    /// 1 / the number of tiers.
    pub delta: f64,
}

/// What explains a ranking best.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// By criterion: the value at each breakpoint, from 0 at the worst to the weight at the best.
    pub marginals: Vec<Vec<f64>>,
    /// By criterion: the least and the greatest weight, 0 to 1, of all solutions with as little
    /// error.
    pub weights: Vec<(f64, f64)>,
    /// Whether no other value functions have as little error.
    pub unique: bool,
    /// By alternative.
    pub references: Vec<Reference>,
    /// The sum of all errors, in points of score; 0 where the ranking is explained in full.
    pub error: f64,
    /// Whether the scores, without any correction, rank the alternatives as they were ranked.
    pub reproduced: bool,
}

/// How a reference alternative fares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reference {
    /// The sum of its values, 0 to 1.
    pub score: f64,
    /// By how much the score is too high for its place.
    pub over: f64,
    /// By how much it is too low.
    pub under: f64,
}

impl Explained {
    /// By criterion: its weight.
    pub fn weight(&self, criterion: usize) -> f64 {
        self.marginals[criterion].last().copied().unwrap_or(0.0)
    }
}

/// Scores nearer to each other than this are tied.
pub const TIED: f64 = ROUNDING;

/// Explain a ranking; see the module. At least two alternatives and a criterion.
///
/// # Errors
/// Where the solver gives up on numerical grounds; a ranking always has a solution.
pub fn explain(ranking: &Ranking) -> Result<Explained, NoAnswer> {
    let shape = Shape::of(ranking);
    let mut program = shape.program(ranking);
    let first = program.minimise(&shape.errors())?;
    let least: f64 = first[shape.pieces..].iter().sum();
    shape.keep_to(&mut program, least);
    // At the least error, the ends of each weight.
    let mut weights = Vec::new();
    let mut extremes = Vec::new();
    for criterion in 0..ranking.breakpoints.len() {
        let pieces = shape.pieces_of(criterion);
        let (low, high) = shape.ends(&program, pieces.clone())?;
        let weight = |x: &[f64]| x[pieces.clone()].iter().sum::<f64>().clamp(0.0, 1.0);
        weights.push((weight(&low), weight(&high)));
        extremes.push(high);
    }
    let settled = |(low, high): &(f64, f64)| high - low <= ROUNDING;
    let mut unique = weights.iter().all(settled);
    for piece in 0..shape.pieces {
        if !unique {
            break;
        }
        let (low, high) = shape.ends(&program, piece..piece + 1)?;
        unique = settled(&(low[piece], high[piece]));
    }
    let x: Vec<f64> = match unique {
        true => first,
        false => {
            let mean =
                |at: usize| extremes.iter().map(|x| x[at]).sum::<f64>() / extremes.len() as f64;
            (0..first.len()).map(mean).collect()
        }
    };
    Ok(shape.explained(ranking, &x, weights, unique))
}

/// Where the variables stand: a rise of value per piece of every criterion, then an error over per
/// alternative, then an error under.
struct Shape {
    /// The first piece of each criterion, and the number of all.
    starts: Vec<usize>,
    pieces: usize,
    alternatives: usize,
}

impl Shape {
    fn of(ranking: &Ranking) -> Shape {
        let mut starts = Vec::new();
        let mut pieces = 0;
        for breakpoints in ranking.breakpoints {
            starts.push(pieces);
            pieces += breakpoints.len().saturating_sub(1);
        }
        Shape { starts, pieces, alternatives: ranking.figures.len() }
    }

    fn pieces_of(&self, criterion: usize) -> std::ops::Range<usize> {
        let end = self.starts.get(criterion + 1).copied().unwrap_or(self.pieces);
        self.starts[criterion]..end
    }

    fn over(&self, alternative: usize) -> usize {
        self.pieces + alternative
    }

    fn under(&self, alternative: usize) -> usize {
        self.pieces + self.alternatives + alternative
    }

    fn variables(&self) -> usize {
        self.pieces + 2 * self.alternatives
    }

    /// The objective that counts errors.
    fn errors(&self) -> Vec<f64> {
        (0..self.variables()).map(|at| f64::from(u8::from(at >= self.pieces))).collect()
    }

    /// The score of an alternative as a sum of rises.
    fn score(&self, ranking: &Ranking, alternative: usize) -> Vec<f64> {
        let mut out = vec![0.0; self.variables()];
        for (criterion, breakpoints) in ranking.breakpoints.iter().enumerate() {
            let x = ranking.figures[alternative][criterion];
            for (piece, ends) in self.pieces_of(criterion).zip(breakpoints.windows(2)) {
                out[piece] = share(x, ends[0], ends[1]).clamp(0.0, 1.0);
            }
        }
        out
    }

    fn program(&self, ranking: &Ranking) -> Program {
        let mut bounds = vec![(0.0, 1.0); self.pieces];
        bounds.resize(self.variables(), (0.0, f64::INFINITY));
        let mut all = vec![0.0; self.variables()];
        all[..self.pieces].fill(1.0);
        let mut rows = vec![Row { coefficients: all, relation: Relation::Equal, bound: 1.0 }];
        let corrected = |alternative: usize| {
            let mut out = self.score(ranking, alternative);
            out[self.over(alternative)] = -1.0;
            out[self.under(alternative)] = 1.0;
            out
        };
        let order: Vec<(usize, usize)> = ranking
            .tiers
            .iter()
            .enumerate()
            .flat_map(|(tier, members)| members.iter().map(move |member| (tier, *member)))
            .collect();
        for pair in order.windows(2) {
            let (better, worse) = (corrected(pair[0].1), corrected(pair[1].1));
            let coefficients = better.iter().zip(&worse).map(|(a, b)| a - b).collect();
            let (relation, bound) = match pair[0].0 == pair[1].0 {
                true => (Relation::Equal, 0.0),
                false => (Relation::AtLeast, ranking.delta),
            };
            rows.push(Row { coefficients, relation, bound });
        }
        Program { bounds, rows }
    }

    /// Let no solution have more error than the least.
    fn keep_to(&self, program: &mut Program, least: f64) {
        if least <= ROUNDING {
            let exact = |program: &mut Program| {
                program.bounds[self.pieces..].fill((0.0, 0.0));
            };
            let mut without = program.clone();
            exact(&mut without);
            if without.minimise_roughly(&vec![0.0; self.variables()]).is_ok() {
                *program = without;
                return;
            }
        }
        program.rows.push(Row {
            coefficients: self.errors(),
            relation: Relation::AtMost,
            bound: least,
        });
    }

    /// A solution with the least sum of these rises, and one with the most.
    fn ends(
        &self,
        program: &Program,
        pieces: std::ops::Range<usize>,
    ) -> Result<(Vec<f64>, Vec<f64>), NoAnswer> {
        let towards = |sign: f64| {
            let mut objective = vec![0.0; self.variables()];
            objective[pieces.clone()].fill(sign);
            program.minimise(&objective)
        };
        Ok((towards(1.0)?, towards(-1.0)?))
    }

    fn explained(
        &self,
        ranking: &Ranking,
        x: &[f64],
        weights: Vec<(f64, f64)>,
        unique: bool,
    ) -> Explained {
        // What the solver leaves below 0 is rounding.
        let rises: Vec<f64> = x[..self.pieces].iter().map(|rise| rise.max(0.0)).collect();
        let all: f64 = rises.iter().sum();
        let rises: Vec<f64> = rises.iter().map(|rise| rise / all).collect();
        let marginals = (0..ranking.breakpoints.len())
            .map(|criterion| {
                let mut value = 0.0;
                let rising = self.pieces_of(criterion).map(|piece| {
                    value += rises[piece];
                    value
                });
                std::iter::once(0.0).chain(rising).collect()
            })
            .collect();
        let error = |at: usize| if x[at] <= ROUNDING { 0.0 } else { x[at] };
        let references: Vec<Reference> = (0..self.alternatives)
            .map(|alternative| {
                let score = self.score(ranking, alternative);
                Reference {
                    score: score.iter().zip(&rises).map(|(part, rise)| part * rise).sum(),
                    over: error(self.over(alternative)),
                    under: error(self.under(alternative)),
                }
            })
            .collect();
        Explained {
            marginals,
            weights,
            unique,
            error: references.iter().map(|it| it.over + it.under).sum(),
            reproduced: reproduced(ranking.tiers, &references),
            references,
        }
    }
}

/// Whether the scores put the alternatives in these tiers.
fn reproduced(tiers: &[Vec<usize>], references: &[Reference]) -> bool {
    let scores = |tier: &[usize]| {
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        tier.iter()
            .map(|at| references[*at].score)
            .fold(ends, |(low, high), score| (low.min(score), high.max(score)))
    };
    let ends: Vec<(f64, f64)> = tiers.iter().map(|tier| scores(tier)).collect();
    let tied = ends.iter().all(|(low, high)| high - low <= TIED);
    tied && ends.windows(2).all(|pair| pair[0].0 - pair[1].1 > TIED)
}
