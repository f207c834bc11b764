//! The tables of drivers.

use super::{BLOCKS, Drivers, ModelOutput, REPLICATES};
use crate::draw::counts::Estimated;
use crate::evaluate::keys::{all_keys, key_columns};
use crate::kernel::rng;
use crate::table::Table;

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
        let members: Vec<usize> = rows.iter().map(|row| row.member).collect();
        let value = |part: fn(&Row) -> Option<Estimated>| {
            rows.iter().map(move |row| part(row).map(|it| it.value))
        };
        let error = |part: fn(&Row) -> Option<Estimated>| {
            rows.iter().map(move |row| part(row).map(|it| it.std_error))
        };
        key_columns(problem, Table::new("indices"), &members, &all_keys(problem))
            .text("output", rows.iter().map(|row| Some(row.output.name().to_owned())))
            .text("factor", rows.iter().map(|row| Some(row.factor.to_owned())))
            .number("first_order", value(|row| row.first_order))
            .number("first_order_se", error(|row| row.first_order))
            .number("total", value(|row| row.total))
            .number("total_se", error(|row| row.total))
            .number("shapley", value(|row| row.shapley))
            .number("shapley_se", error(|row| row.shapley))
    }

    /// `factors`: what varies: a row per factor and input it holds (one row, without input, for
    /// other factors).
    pub fn factors_table(&self) -> Table {
        let problem = self.evaluations.problem();
        let mut rows: Vec<(&str, Option<usize>)> = Vec::new();
        for factor in &self.factors {
            match &factor.what {
                super::What::Inputs { inputs, .. } => {
                    rows.extend(inputs.iter().map(|input| (factor.name.as_str(), Some(*input))))
                }
                _ => rows.push((&factor.name, None)),
            }
        }
        Table::new("factors")
            .text("factor", rows.iter().map(|row| Some(row.0.to_owned())))
            .text("input", rows.iter().map(|row| row.1.map(|input| problem.input_id(input))))
            .cells("value", rows.iter().map(|row| row.1.map(|input| problem.written(input))))
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
