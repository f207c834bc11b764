//! The tables of drivers.

use super::{BLOCKS, Drivers, Factor, ModelOutput, REPLICATES, What};
use crate::draw::counts::Estimated;
use crate::evaluate::keys::{all_keys, keys_of};
use crate::kernel::rng;
use crate::table::{Table, TableOf};

/// A row of `factors`: a factor, and an input that it holds if it holds any.
struct Held<'a> {
    factor: &'a str,
    input: Option<usize>,
}

/// A row of `indices`.
struct Row<'a> {
    member: usize,
    output: ModelOutput,
    factor: &'a str,
    first_order: Option<Estimated>,
    total: Option<Estimated>,
    shapley: Option<Estimated>,
}

impl Drivers<'_> {
    /// The outputs that have indices.
    pub fn outputs(&self) -> &'static [ModelOutput] {
        if self.has_score { &ModelOutput::ALL } else { &ModelOutput::ALL[1..] }
    }

    /// `indices`: per eligible alternative and output a row per factor, then one per weight that
    /// has a Shapley effect. The latter have no first_order and no total: weights of one set are
    /// not independent. All is empty where the output does not vary, or in too few draws;
    /// `first_order` also where too few pairs of draws tell it.
    pub fn indices(&self) -> Table {
        let mut rows: Vec<Row> = Vec::new();
        for group in &self.groups {
            for (at, member) in group.members.iter().enumerate() {
                for output in self.outputs() {
                    let of = group.of(*output, at);
                    for (place, factor) in group.factors.iter().enumerate() {
                        let indices = of.indices.as_ref().map(|indices| indices[place]);
                        rows.push(Row {
                            member: *member,
                            output: *output,
                            factor: &self.factors[*factor].name,
                            first_order: indices
                                .filter(|it| it.tells_first_order)
                                .map(|indices| indices.first_order),
                            total: indices.map(|indices| indices.total),
                            shapley: None,
                        });
                    }
                    rows.extend(group.weights.iter().enumerate().map(|(place, (_, id))| Row {
                        member: *member,
                        output: *output,
                        factor: id,
                        first_order: None,
                        total: None,
                        shapley: of.shapley.get(place).copied(),
                    }));
                }
            }
        }
        let problem = self.evaluations.problem();
        let value = |of: Option<Estimated>| of.map(|it| it.value);
        let error = |of: Option<Estimated>| of.map(|it| it.std_error);
        TableOf::new("indices", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &Row| row.member))
            .text("output", |row| Some(row.output.name().to_owned()))
            .text("factor", |row| Some(row.factor.to_owned()))
            .number("first_order", |row| value(row.first_order))
            .number("first_order_se", |row| error(row.first_order))
            .number("total", |row| value(row.total))
            .number("total_se", |row| error(row.total))
            .number("shapley", |row| value(row.shapley))
            .number("shapley_se", |row| error(row.shapley))
            .table()
    }

    /// `factors`: what varies: a row per factor and input it holds (one row, without input, for
    /// other factors).
    pub fn factors_table(&self) -> Table {
        let problem = self.evaluations.problem();
        let mut rows: Vec<Held> = Vec::new();
        for Factor { name, what } in &self.factors {
            let inputs = match what {
                What::Inputs { inputs, .. } => inputs.iter().copied().map(Some).collect(),
                _ => vec![None],
            };
            rows.extend(inputs.into_iter().map(|input| Held { factor: name, input }));
        }
        TableOf::new("factors", &rows)
            .text("factor", |row| Some(row.factor.to_owned()))
            .text("input", |row| Some(problem.input_id(row.input?)))
            .cells("value", |row| Some(problem.written(row.input?)))
            .table()
    }

    /// `sampling`: how the figures came about; one row.
    pub fn sampling(&self) -> Table {
        let count = |n: u64| [i64::try_from(n).ok()];
        let text = |text: String| [Some(text)];
        Table::new("sampling")
            .text("weights_model", text(self.request.weights.to_string()))
            .text("by", text(self.request.by.name().to_owned()))
            .text("intervals", text(if self.assumed { "uniform" } else { "none" }.to_owned()))
            .integer("points", count(self.request.points))
            .integer("blocks", count(BLOCKS as u64))
            .integer("bootstrap_samples", count(REPLICATES as u64))
            .text("seed", text(self.request.seed.to_string()))
            .text("generator", text(rng::NAME.to_owned()))
    }
}
