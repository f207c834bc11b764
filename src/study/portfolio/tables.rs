//! The tables of portfolios.

use super::answer::{
    BoundRelaxation, LimitChange, LimitShadow, LimitUse, LooserBound, NextPortfolio, Portfolio,
    WhyNot,
};
use super::rows::{LimitSide, RowSource};
use crate::problem::RuleSays;
use crate::study::Tables;
use crate::table::{NamedTable, Table, TableOf};
use std::sync::Arc;

/// An option of a choice, of which a row of a table tells.
#[derive(Debug, Clone, Copy)]
struct Told {
    choice: usize,
    /// `None`: to choose none.
    alternative: Option<usize>,
}

/// A row of `portfolio`.
struct OfOption {
    told: Told,
    chosen: Option<bool>,
    value: Option<f64>,
}

/// A row of `next_best`.
struct OfNext<'a> {
    next: &'a NextPortfolio,
    told: Told,
    changed: bool,
}

/// A row of `why_not`.
struct OfWhyNot<'a> {
    why: &'a WhyNot,
    told: Told,
    looser: Option<LooserBound>,
}

impl Tables for Portfolio<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("portfolio", || self.table()),
            NamedTable::new("limits", || self.limits_table()),
            NamedTable::new("total", || self.total()),
            NamedTable::new("next_best", || self.next_best_table()),
            NamedTable::new("shadow", || self.shadow_table()),
            NamedTable::new("why_not", || self.why_not_table()),
            NamedTable::new("conflict", || self.conflict_table()),
        ]
    }

    fn draws(&self) -> Option<u64> {
        self.chance_draws
    }
}

impl Portfolio<'_> {
    /// `portfolio`: a row per alternative, choice by choice, and one for none where none is chosen.
    pub fn table(&self) -> Table {
        let mut rows = Vec::new();
        for (choice, of) in self.model.choices.iter().enumerate() {
            let chosen = self.best.chosen.as_ref().map(|best| best.alternatives[choice]);
            rows.extend(of.alternatives.iter().map(|at| OfOption {
                told: Told { choice, alternative: Some(*at) },
                chosen: chosen.map(|chosen| chosen == Some(*at)),
                value: self.values.of[*at].ok(),
            }));
            if chosen == Some(None) {
                rows.push(OfOption {
                    told: Told { choice, alternative: None },
                    chosen: Some(true),
                    value: Some(self.values.none[choice]),
                });
            }
        }
        TableOf::new("portfolio", &rows)
            .columns(self.keys(|row: &OfOption| row.told))
            .flag("none", |row| Some(row.told.alternative.is_none()))
            .flag("chosen", |row| row.chosen)
            .number("value", |row| row.value)
            .table()
    }

    /// `limits`: a row per bound of every part of every limit, and per rule.
    pub fn limits_table(&self) -> Table {
        TableOf::new("limits", &self.limits)
            .columns(|table, rows| self.source_columns(table, rows, |row: &LimitUse| row.source))
            .text("in_force", |row| Some(row.in_force.name().to_owned()))
            .number("use", |row| row.used)
            .number("bound", |row| row.bound)
            .number("slack", |row| row.slack)
            .flag("binding", |row| row.binding)
            .flag("met", |row| row.met)
            .number("chance", |row| row.chance.map(|chance| chance.value))
            .number("chance_se", |row| row.chance.map(|chance| chance.std_error))
            .table()
    }

    /// `total`: one row.
    pub fn total(&self) -> Table {
        let best = &self.best;
        let chosen = |portfolio: &super::answer::ChosenPortfolio| {
            portfolio.alternatives.iter().flatten().count()
        };
        TableOf::new("total", std::slice::from_ref(best))
            .number("value", |best| best.chosen.as_ref().map(|chosen| chosen.value))
            .number("added", |best| best.chosen.as_ref().map(|_| best.added))
            .flag("feasible", |best| best.feasible)
            .flag("optimal", |best| best.chosen.as_ref().map(|_| best.optimal))
            .number("bound", |best| best.bound)
            .flag("tied", |best| best.tied)
            .count("choices", |_| Some(self.model.choices.len()))
            .count("chosen", |best| best.chosen.as_ref().map(chosen))
            .table()
    }

    /// `next_best`: a row per portfolio after the best and choice.
    pub fn next_best_table(&self) -> Table {
        let of = |next| {
            let alternatives = Portfolio::told(next);
            alternatives.map(move |told| OfNext {
                next,
                told,
                changed: next.changes.contains(&told.choice),
            })
        };
        let rows: Vec<OfNext> = self.next_best.iter().flat_map(of).collect();
        TableOf::new("next_best", &rows)
            .count("place", |row| Some(row.next.place))
            .number("value", |row| Some(row.next.chosen.value))
            .number("loss", |row| Some(row.next.loss))
            .count("changes", |row| Some(row.next.changes.len()))
            .columns(self.keys(|row: &OfNext| row.told))
            .flag("none", |row| Some(row.told.alternative.is_none()))
            .flag("changed", |row| Some(row.changed))
            .table()
    }

    fn told(next: &NextPortfolio) -> impl Iterator<Item = Told> {
        let alternatives = next.chosen.alternatives.iter().enumerate();
        alternatives.map(|(choice, alternative)| Told { choice, alternative: *alternative })
    }

    /// `shadow`: for each limit that is in force, a row for each of its bounds one step looser, and
    /// one without it.
    pub fn shadow_table(&self) -> Table {
        let side = |row: &LimitShadow| match row.change {
            LimitChange::Looser(side) => Some(side.name().to_owned()),
            LimitChange::Without => None,
        };
        let change = |row: &LimitShadow| match row.change {
            LimitChange::Looser(_) => "looser".to_owned(),
            LimitChange::Without => "without".to_owned(),
        };
        TableOf::new("shadow", &self.shadow)
            .text("limit", |row| Some(self.model.limits[row.limit].id.clone()))
            .text("side", side)
            .text("change", |row| Some(change(row)))
            .number("step", |row| row.step)
            .number("value", |row| row.value)
            .number("gain", |row| row.gain)
            .flag("optimal", |row| row.value.map(|_| row.optimal))
            .table()
    }

    /// `why_not`: for each alternative that is not chosen, a row for each bound that can bring it in
    /// by itself; one row where there is no such bound.
    pub fn why_not_table(&self) -> Table {
        let mut rows = Vec::new();
        for why in &self.why_not {
            let told = Told { choice: why.choice, alternative: Some(why.alternative) };
            rows.extend(why.looser.iter().map(|by| OfWhyNot { why, told, looser: Some(*by) }));
            if why.looser.is_empty() {
                rows.push(OfWhyNot { why, told, looser: None });
            }
        }
        TableOf::new("why_not", &rows)
            .columns(self.keys(|row: &OfWhyNot| row.told))
            .text("reason", |row| Some(row.why.reason.name().to_owned()))
            .flag("possible", |row| row.why.possible)
            .number("loss", |row| row.why.loss)
            .number("value_needed", |row| row.why.value_needed)
            .text("limit", |row| row.looser.map(|by| self.source_id(by.source).to_owned()))
            .text("part", |row| row.looser.and_then(|by| self.source_part(by.source)))
            .text("side", |row| row.looser.map(|by| self.source_side(by.source).to_owned()))
            .number("looser_by", |row| row.looser.map(|by| by.by))
            .table()
    }

    /// `conflict`: a row per bound and rule in force where no portfolio meets all; else no rows.
    pub fn conflict_table(&self) -> Table {
        let conflict = self.conflict.as_ref();
        let rows = conflict.map_or(&[][..], |conflict| &conflict.relaxations);
        let is_member =
            |row: &BoundRelaxation| conflict.map(|conflict| conflict.members.contains(&row.source));
        TableOf::new("conflict", rows)
            .columns(|table, rows| {
                self.source_columns(table, rows, |row: &BoundRelaxation| row.source)
            })
            .flag("in_conflict", is_member)
            .number("relaxation_alone", |row| row.alone)
            .number("relaxation_together", |row| row.together)
            .table()
    }

    /// The id of a limit or rule.
    pub fn source_id(&self, source: RowSource) -> &str {
        match source {
            RowSource::Limit { limit, .. } => &self.model.limits[limit].id,
            RowSource::Rule(rule) => &self.model.rules[rule].id,
        }
    }

    /// The name of the part of a limit; `None` of a rule and where the limit is not split.
    pub fn source_part(&self, source: RowSource) -> Option<String> {
        match source {
            RowSource::Limit { limit, part, .. } => {
                self.model.limits[limit].parts[part].name.clone()
            }
            RowSource::Rule(_) => None,
        }
    }

    /// Which bound it is; of a rule what it says.
    pub fn source_side(&self, source: RowSource) -> &'static str {
        match source {
            RowSource::Limit { side, .. } => side.name(),
            RowSource::Rule(rule) => match self.model.rules[rule].says {
                RuleSays::Requires(..) => "requires",
                RuleSays::Excludes(..) => "excludes",
                RuleSays::Together(..) => "together",
            },
        }
    }

    /// The columns `limit`, `part` and `side`. The side is empty where a limit has no bound.
    fn source_columns<R>(
        &self,
        table: Table,
        rows: &[R],
        source: impl Fn(&R) -> RowSource,
    ) -> Table {
        let side = |source: RowSource| match source {
            RowSource::Limit { limit, side, .. } => {
                side.bound(&self.model.limits[limit]).map(|_| side.name().to_owned())
            }
            RowSource::Rule(_) => Some(self.source_side(source).to_owned()),
        };
        let all: Vec<RowSource> = rows.iter().map(source).collect();
        table
            .text("limit", all.iter().map(|source| Some(self.source_id(*source).to_owned())))
            .text("part", all.iter().map(|source| self.source_part(*source)))
            .text("side", all.iter().map(|source| side(*source)))
    }

    /// A column per key: of an alternative all its values, of none those of its choice.
    fn keys<R>(&self, told: impl Fn(&R) -> Told) -> impl FnOnce(Table, &[R]) -> Table {
        let (problem, model) = (self.evaluation.problem, self.model);
        move |mut table, rows| {
            let all: Vec<Told> = rows.iter().map(told).collect();
            for (at, key) in problem.keys.iter().enumerate() {
                let value = |told: &Told| match told.alternative {
                    Some(alternative) => Some(problem.alternatives[alternative].values[at]),
                    None => {
                        let place = model.one_per.iter().position(|key| *key == at);
                        place.map(|place| model.choices[told.choice].values[place])
                    }
                };
                let id = |told: &Told| value(told).map(|value| Arc::clone(&key.values[value].id));
                table = table.shared_text(&key.id, all.iter().map(id));
            }
            table
        }
    }
}

impl LimitUse {
    /// Whether it is a rule.
    pub fn is_rule(&self) -> bool {
        matches!(self.source, RowSource::Rule(_))
    }

    /// Which bound of a limit it is; `None` of a rule, and where there is no bound.
    pub fn side(&self) -> Option<LimitSide> {
        match self.source {
            RowSource::Limit { side, .. } => self.bound.map(|_| side),
            RowSource::Rule(_) => None,
        }
    }
}
