//! The tables of an agreement.

use super::{Agreed, Agreement};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::table::{Table, TableOf};

/// A row of `method_ranks`.
struct MethodRank {
    method: &'static str,
    alternative: usize,
    rank: usize,
}

impl Agreement<'_> {
    /// `method_ranks`: a row per method and ranked alternative.
    pub fn method_ranks(&self) -> Table {
        let problem = self.ranked.problem();
        let mut rows: Vec<MethodRank> = Vec::new();
        for evaluation in 0..self.ranked.evaluations.len() {
            for group in 0..problem.groups.len() {
                let ranked = self.ranked.ranked_group(evaluation, group);
                rows.extend(ranked.order().into_iter().map(|at| MethodRank {
                    method: self.name(evaluation),
                    alternative: ranked.member(at),
                    rank: ranked.rank(at),
                }));
            }
        }
        TableOf::new("method_ranks", &rows)
            .text("method", |row| Some(row.method.to_owned()))
            .columns(keys_of(problem, &all_keys(problem), |row: &MethodRank| row.alternative))
            .count("rank", |row| Some(row.rank))
            .table()
    }

    /// `agreement`: a row per pair of methods and group. `ws` takes `method_a` as its reference.
    pub fn table(&self) -> Table {
        let problem = self.ranked.problem();
        let first = |pair: &Agreed| problem.groups[pair.group].members[0];
        let name = |evaluation: usize| Some(self.name(evaluation).to_owned());
        TableOf::new("agreement", &self.pairs)
            .columns(keys_of(problem, &problem.rank_within, first))
            .text("method_a", |pair| name(pair.a))
            .text("method_b", |pair| name(pair.b))
            .text("family", |pair| Some(self.family(pair)))
            .number("spearman", |pair| pair.coefficients.spearman)
            .number("kendall", |pair| pair.coefficients.kendall)
            .number("weighted_spearman", |pair| pair.coefficients.weighted_spearman)
            .number("ws", |pair| pair.coefficients.ws)
            .table()
    }
}
