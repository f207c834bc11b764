//! Draws of weights as a table, over which a query counts ranks.

use super::dialect::literal;
use super::plan::Plan;
use super::query::{Query, column, select};
use super::weights::SHARES;
use crate::draw::limits::check_draws;
use crate::draw::plan::{WeightsModel, plans};
use crate::draw::weight_rows::weight_rows;
use crate::error::{Error, Result, both};
use crate::evaluate::evaluation::Evaluation;
use crate::table::Table;

/// So many draws at most stand in the query itself.
pub(super) const MOST_INSIDE: u64 = 200;

/// More draws than this are no work for a query.
const MOST_DRAWS: u64 = 1_000_000;

/// Draws of weights: a row each, by leaf its share of all weight.
pub(super) struct Draws {
    rows: Vec<Vec<f64>>,
    /// The table that holds them, as the query names it; `None` where they stand in the query.
    table: Option<String>,
}

impl Draws {
    /// As many draws as asked for: those of `sensitivity acceptability` with the same seed.
    ///
    /// # Errors
    /// As that study has them.
    pub fn new(evaluation: &Evaluation, draws: u64, seed: u64, table: String) -> Result<Draws> {
        check_draws(draws)?;
        if draws > MOST_DRAWS {
            return Err(Error::argument(
                "draws",
                draws,
                both(
                    format!(
                        "a query scores every alternative in every draw, and reads {MOST_DRAWS} draws at most; `afweging sensitivity acceptability` makes more"
                    ),
                    format!(
                        "een query scoort elk alternatief in elke trekking, en leest hoogstens {MOST_DRAWS} trekkingen; `afweging sensitivity acceptability` maakt er meer"
                    ),
                ),
            ));
        }
        let plans = plans(evaluation.problem, &evaluation.weights, WeightsModel::Nodes, seed)?;
        // The model does not start from the weights given, so there is one plan for all groups.
        let rows = plans.into_iter().next().map(|plan| weight_rows(plan, seed, draws));
        let rows = rows.transpose()?.unwrap_or_default();
        Ok(Draws { rows, table: (draws > MOST_INSIDE).then_some(table) })
    }

    /// The table to write, where they do not stand in the query.
    pub fn to_write(&self, plan: &Plan) -> Option<Table> {
        self.table.as_ref()?;
        let number = |draw: usize| i64::try_from(draw + 1).ok();
        let mut table = Table::new("draws").integer("draw", (0..self.rows.len()).map(number));
        for leaf in &plan.leaves {
            table = table.number(leaf.name("s"), self.rows.iter().map(|row| Some(row[leaf.leaf])));
        }
        Some(table)
    }

    /// Whether they stand in a table of their own.
    pub fn is_outside(&self) -> bool {
        self.table.is_some()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Add the stage with the shares of each draw.
    pub fn add(&self, plan: &Plan, query: &mut Query) {
        let names: Vec<String> = plan.leaves.iter().map(|leaf| leaf.name("s")).collect();
        let columns: Vec<_> = plan
            .leaves
            .iter()
            .map(|leaf| {
                let name = leaf.name("s");
                column(plan.dialect.as_double(&format!("d.{name}")), name)
                    .said(leaf.criterion.id.clone())
            })
            .collect();
        let from = match &self.table {
            Some(table) => format!("FROM {table} AS d"),
            None => {
                let row = |(draw, row): (usize, &Vec<f64>)| {
                    let shares: Vec<String> = row.iter().map(|share| literal(*share)).collect();
                    format!("  ({}, {})", draw + 1, shares.join(", "))
                };
                let rows: Vec<String> = self.rows.iter().enumerate().map(row).collect();
                format!("FROM (VALUES\n{}\n) AS d (draw, {})", rows.join(",\n"), names.join(", "))
            }
        };
        let comment = plan.say(
            "DRAWS of weights: a row each, with the share of all weight of every criterion.",
            "TREKKINGEN van gewichten: telkens een rij, met het aandeel van elk criterium in het totale gewicht.",
        );
        query.add(&[comment.to_owned()], SHARES, &select(Some("d.draw"), &columns, &from, "  "));
    }
}
