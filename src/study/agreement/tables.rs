//! The tables of an agreement.

use super::{Agreed, Agreement, Coefficients};
use crate::evaluate::keys::{all_keys, key_columns};
use crate::table::Table;

impl Agreement<'_> {
    /// `method_ranks`: a row per method and ranked alternative.
    pub fn method_ranks(&self) -> Table {
        let problem = self.ranked.problem();
        let mut rows: Vec<(&'static str, usize, usize)> = Vec::new();
        for run in 0..self.ranked.evaluations.len() {
            for group in 0..problem.groups.len() {
                let field = self.ranked.ranked_group(run, group);
                rows.extend(
                    field
                        .order()
                        .into_iter()
                        .map(|at| (self.name(run), field.member(at), field.rank(at))),
                );
            }
        }
        let members: Vec<usize> = rows.iter().map(|row| row.1).collect();
        let table = Table::new("method_ranks")
            .text("method", rows.iter().map(|row| Some(row.0.to_owned())));
        key_columns(problem, table, &members, &all_keys(problem))
            .integer("rank", rows.iter().map(|row| i64::try_from(row.2).ok()))
    }

    /// `agreement`: a row per pair of methods and group. `ws` takes `method_a` as its reference.
    pub fn table(&self) -> Table {
        let problem = self.ranked.problem();
        let firsts: Vec<usize> =
            self.pairs.iter().map(|pair| problem.groups[pair.group].members[0]).collect();
        let name = |run: usize| Some(self.name(run).to_owned());
        let column = |of: fn(&Coefficients) -> Option<f64>| {
            self.pairs.iter().map(move |pair: &Agreed| of(&pair.coefficients))
        };
        key_columns(problem, Table::new("agreement"), &firsts, &problem.rank_within)
            .text("method_a", self.pairs.iter().map(|pair| name(pair.a)))
            .text("method_b", self.pairs.iter().map(|pair| name(pair.b)))
            .text("family", self.pairs.iter().map(|pair| Some(self.family(pair))))
            .number("spearman", column(|c| c.spearman))
            .number("kendall", column(|c| c.kendall))
            .number("weighted_spearman", column(|c| c.weighted_spearman))
            .number("ws", column(|c| c.ws))
    }
}
