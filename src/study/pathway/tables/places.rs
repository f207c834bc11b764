//! Where a path can stand, and what it costs to stand there.

use crate::evaluate::keys::{all_keys, keys_of};
use crate::study::pathway::{Pathway, PlaceState};
use crate::table::{Table, TableOf};

/// A row of `places`.
struct Row<'a> {
    alternative: usize,
    period: usize,
    state: &'a PlaceState,
    value: Option<f64>,
    loss: Option<f64>,
}

/// `places`: a row per alternative of a choice and period.
pub(in crate::study::pathway) fn places(of: &Pathway) -> Table {
    let evaluation = &of.evaluation;
    let model = evaluation.model;
    let problem = model.problem(0);
    let mut rows = Vec::new();
    for (at, choice) in evaluation.choices.iter().enumerate() {
        let through = choice.graph.best_value_through(&choice.worth);
        let best = choice.graph.best_value(&choice.worth);
        let eps = choice.graph.eps(&choice.worth);
        for (position, alternative) in model.choices[at].alternatives.iter().enumerate() {
            rows.extend((0..evaluation.periods()).map(|period| {
                let value = through[period][position];
                let loss = best.zip(value).map(|(best, value)| best - value);
                Row {
                    alternative: *alternative,
                    period,
                    state: &choice.places[period][position],
                    value,
                    // What ties loses nothing.
                    loss: loss.map(|loss| if loss > eps { loss } else { 0.0 }),
                }
            }));
        }
    }
    let because = |row: &Row| {
        let ids: Vec<&str> = match row.state {
            PlaceState::Open | PlaceState::NoScore => return None,
            PlaceState::Excluded(by) => {
                let requirements = model.problem(row.period).requirements();
                by.iter().map(|at| requirements[*at].id.as_str()).collect()
            }
            PlaceState::NotReady(facts) => {
                facts.iter().map(|at| model.readiness[*at].fact.as_str()).collect()
            }
        };
        Some(ids.join("; "))
    };
    TableOf::new("places", &rows)
        .columns(keys_of(problem, &all_keys(problem), |row: &Row| row.alternative))
        .text("period", |row| Some(model.periods[row.period].id.clone()))
        .number("score", |row| evaluation.standing(row.period, row.alternative).score)
        .text("state", |row| Some(row.state.name().to_owned()))
        .text("because", because)
        .number("value", |row| row.value)
        .number("loss", |row| row.loss)
        .table()
}
