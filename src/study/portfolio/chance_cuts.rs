//! Bounds that are kept with a probability, for searches of which each has other values.

use super::chance::{Chance, chances};
use super::options::Options;
use super::robust_request::RobustPortfolioRequest;
use crate::binary_program::ProgramRow;
use crate::evaluate::evaluation::Evaluation;
use crate::problem::PortfolioModel;

/// The bounds that must be kept with a probability.
pub(super) fn chances_in_force(
    evaluation: &Evaluation,
    model: &PortfolioModel,
    options: &Options,
    request: &RobustPortfolioRequest,
) -> Vec<Chance> {
    let limits = model.limits.iter().enumerate();
    let in_force = limits.filter(|(_, limit)| limit.is_applied() && limit.enforced);
    let of = |(at, limit)| {
        let (draws, seed) = (request.chance_draws, request.seed);
        chances(evaluation.problem, at, limit, options, draws, seed)
    };
    in_force.flat_map(of).collect()
}

/// Rows that rule out the sets which do not keep a bound with its probability, each once.
pub(super) fn cuts(chances: &[Chance], sets: &[Vec<usize>]) -> Vec<ProgramRow> {
    let mut out: Vec<ProgramRow> = Vec::new();
    for set in sets {
        for chance in chances.iter().filter(|chance| !chance.is_kept(set)) {
            let cut = chance.cut(set);
            if !out.contains(&cut) {
                out.push(cut);
            }
        }
    }
    out
}
