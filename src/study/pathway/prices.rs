//! Prices of what paths share, and what no set of paths is worth more than.
//!
//! With v(p) the value of a path p, u(p) what it takes of each row and b what there is, for any
//! prices y, none below 0, no set of paths that keeps all rows is worth more than
//!
//! L(y) = y b + sum over choices of the greatest v(p) - y u(p)
//!
//! (Everett 1963, doi:10.1287/opre.11.3.399). The greatest comes from dynamic programming over all
//! allowed paths, so the bound is true whatever paths were listed. The prices that make it least are
//! found with cutting planes (Kelley 1960, doi:10.1137/0108053): in turn a linear program finds the
//! best prices as far as the paths seen so far tell, and the best path of each choice at these prices
//! is added.

use super::coupling::Coupling;
use super::evaluation::ChoicePaths;
use super::found::FoundPath;
use crate::lp::{Program, Relation, Row};
use crate::tolerance::{ROW_ROUNDING, TIE};

/// After so many turns prices are good enough.
const MOST_TURNS: usize = 200;

/// Prices of the rows, and what follows from them.
#[derive(Debug, Clone)]
pub(super) struct Prices {
    /// By row.
    pub of: Vec<f64>,
    /// No set of paths that keeps all rows is worth more.
    pub bound: f64,
    /// By choice: the greatest value of a path that has paid for what it takes.
    pub greatest: Vec<f64>,
    /// By choice: paths that were the best at some prices.
    pub paths: Vec<Vec<FoundPath>>,
    /// What rounding may have changed in the bound.
    pub rounding: f64,
}

impl Prices {
    /// The prices that make the bound least, as far as some turns find them. Every choice has a path.
    pub fn new(choices: &[ChoicePaths], coupling: &Coupling) -> Prices {
        let rows = coupling.at_most.len();
        let sizes = coupling.sizes();
        let mut best = Prices::at(choices, coupling, vec![0.0; rows]);
        let mut seen: Vec<Vec<FoundPath>> = best.paths.clone();
        // A price at which a path would rather give up all that it earns than take one unit.
        let most: f64 = 2.0 * choices.iter().map(|of| of.graph.eps(&of.worth) / TIE).sum::<f64>();
        for _ in 0..MOST_TURNS {
            let Some(prices) = least_prices(choices, coupling, &seen, &sizes, most) else { break };
            let found = Prices::at(choices, coupling, prices);
            let mut is_new = false;
            for (seen, found) in seen.iter_mut().zip(&found.paths) {
                for path in found {
                    if seen.iter().all(|other| other.positions != path.positions) {
                        seen.push(path.clone());
                        is_new = true;
                    }
                }
            }
            if found.bound < best.bound {
                best = found;
            }
            if !is_new {
                break;
            }
        }
        best.paths = seen;
        best
    }

    /// What follows from some prices.
    fn at(choices: &[ChoicePaths], coupling: &Coupling, prices: Vec<f64>) -> Prices {
        let (mut greatest, mut paths) = (Vec::new(), Vec::new());
        let (mut bound, mut size) = (0.0, 0.0);
        for (price, at_most) in prices.iter().zip(&coupling.at_most) {
            bound += price * at_most;
            size += (price * at_most).abs();
        }
        for (choice, of) in choices.iter().enumerate() {
            let net = coupling.net(choice, &of.worth, &prices);
            let value = of.graph.best_value(&net).unwrap_or(f64::NEG_INFINITY);
            bound += value;
            size += value.abs() + of.graph.eps(&net) / TIE;
            greatest.push(value);
            let best = of.graph.best_path(&net);
            paths.push(best.map(|best| FoundPath { value: best.value_at(&of.worth), ..best }));
        }
        let rounding = ROW_ROUNDING * size;
        let paths = paths.into_iter().map(|path| path.into_iter().collect()).collect();
        Prices { of: prices, bound: bound + rounding, greatest, paths, rounding }
    }
}

/// The prices that make the bound least as far as the paths seen so far tell; `None` if the solver
/// gives none.
fn least_prices(
    choices: &[ChoicePaths],
    coupling: &Coupling,
    seen: &[Vec<FoundPath>],
    sizes: &[f64],
    most: f64,
) -> Option<Vec<f64>> {
    // Variables: the greatest of each choice, then a price for each row, in units of its size.
    let (choice_count, rows) = (choices.len(), coupling.at_most.len());
    let mut program = Program {
        bounds: vec![(f64::NEG_INFINITY, f64::INFINITY); choice_count],
        rows: Vec::new(),
    };
    program.bounds.extend(vec![(0.0, most); rows]);
    for (choice, paths) in seen.iter().enumerate() {
        for path in paths {
            let mut coefficients = vec![0.0; choice_count + rows];
            coefficients[choice] = 1.0;
            for (row, taken) in coupling.taken(choice, path).into_iter().enumerate() {
                coefficients[choice_count + row] = taken / sizes[row];
            }
            program.rows.push(Row { coefficients, relation: Relation::AtLeast, bound: path.value });
        }
    }
    let mut objective = vec![1.0; choice_count];
    objective.extend(coupling.at_most.iter().zip(sizes).map(|(at_most, size)| at_most / size));
    let found = program.minimise_roughly(&objective).ok()?;
    Some(
        found[choice_count..]
            .iter()
            .zip(sizes)
            .map(|(price, size)| price.max(0.0) / size)
            .collect(),
    )
}
