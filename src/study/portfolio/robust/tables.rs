//! The tables of portfolios under incomplete weights and uncertain figures.

use super::RobustPortfolio;
use super::no_core::NoCore;
use crate::study::{Estimated, Tables};
use crate::table::{NamedTable, Table, TableOf};
use std::sync::Arc;

/// An option of which a row tells.
#[derive(Clone, Copy)]
struct Told {
    choice: usize,
    /// `None`: to choose none.
    alternative: Option<usize>,
    /// Its number among the options of the choice; `None` if it cannot be chosen.
    option: Option<usize>,
}

/// A row of `non_dominated`.
struct OfPortfolio {
    number: usize,
    low: f64,
    high: f64,
    told: Told,
}

impl Tables for RobustPortfolio<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("core", || self.core_table()),
            NamedTable::new("non_dominated", || self.non_dominated_table()),
            NamedTable::new("uncertainty", || self.uncertainty_table()),
        ]
    }

    fn draws(&self) -> Option<u64> {
        self.shares.as_ref().ok().map(|shares| shares.draws)
    }
}

impl RobustPortfolio<'_> {
    /// `core`: choice by choice a row per alternative and one for none. Of an alternative that
    /// cannot be chosen `class` says why, and there are no figures.
    pub fn core_table(&self) -> Table {
        let mut rows = Vec::new();
        for (choice, of) in self.model.choices.iter().enumerate() {
            let told = |at: &usize| {
                let option = self.options.place(*at).map(|(_, option)| option);
                Told { choice, alternative: Some(*at), option }
            };
            rows.extend(of.alternatives.iter().map(told));
            rows.push(Told { choice, alternative: None, option: Some(0) });
        }
        TableOf::new("core", &rows)
            .columns(|table, rows: &[Told]| self.keys(table, rows.iter().copied()))
            .flag("none", |row| Some(row.alternative.is_none()))
            .number("core_index", |row| {
                let core = self.core.as_ref().ok()?;
                row.option.map(|option| core.indices[row.choice][option])
            })
            .text("class", |row| self.class(row))
            .number("optimal_share", |row| self.share(row).map(|share| share.value))
            .number("optimal_share_se", |row| self.share(row).map(|share| share.std_error))
            .table()
    }

    fn class(&self, told: &Told) -> Option<String> {
        let why_not =
            || self.options.not_chosen[told.alternative?].as_ref().map(|why| why.name().to_owned());
        let Some(option) = told.option else { return why_not() };
        let core = self.core.as_ref().ok()?;
        Some(core.class(told.choice, option).name().to_owned())
    }

    fn share(&self, told: &Told) -> Option<Estimated> {
        let shares = self.shares.as_ref().ok()?;
        told.option.map(|option| shares.shares[told.choice][option])
    }

    /// `non_dominated`: a row per portfolio that no other dominates, and choice.
    pub fn non_dominated_table(&self) -> Table {
        let portfolios = self.core.as_ref().map_or(&[][..], |core| &core.portfolios);
        let mut rows = Vec::new();
        for (at, portfolio) in portfolios.iter().enumerate() {
            for (choice, option) in portfolio.options.iter().enumerate() {
                let alternative = self.options.choices[choice][*option];
                let told = Told { choice, alternative, option: Some(*option) };
                let (low, high) = (portfolio.low, portfolio.high);
                rows.push(OfPortfolio { number: at + 1, low, high, told });
            }
        }
        TableOf::new("non_dominated", &rows)
            .count("portfolio", |row| Some(row.number))
            .number("value_low", |row| Some(row.low))
            .number("value_high", |row| Some(row.high))
            .columns(|table, rows: &[OfPortfolio]| self.keys(table, rows.iter().map(|it| it.told)))
            .flag("none", |row| Some(row.told.alternative.is_none()))
            .table()
    }

    /// `uncertainty`: one row.
    pub fn uncertainty_table(&self) -> Table {
        let count = |count: u64| usize::try_from(count).ok();
        let points = match &self.core {
            Ok(core) => Some(core.extreme_points),
            Err(why) => why.extreme_points(),
        };
        TableOf::new("uncertainty", std::slice::from_ref(self))
            .count("portfolios", |it| it.portfolios())
            .flag("complete", |it| it.is_complete())
            .text("no_core", |it| it.core.as_ref().err().map(|why| why.name().to_owned()))
            .count("extreme_points", |_| points)
            .count("draws", |it| it.shares.as_ref().ok().and_then(|shares| count(shares.draws)))
            .count("proved", |it| it.shares.as_ref().ok().and_then(|shares| count(shares.proved)))
            .count("tied", |it| it.shares.as_ref().ok().and_then(|shares| count(shares.tied)))
            .count("tied_beyond", |it| {
                it.shares.as_ref().ok().and_then(|shares| count(shares.tied_beyond))
            })
            .text("no_shares", |it| it.shares.as_ref().err().map(|why| why.name().to_owned()))
            .table()
    }

    /// How many portfolios no other dominates; `None` if that is not known.
    pub fn portfolios(&self) -> Option<usize> {
        match &self.core {
            Ok(core) => Some(core.portfolios.len()),
            Err(NoCore::NoPortfolio { .. }) => Some(0),
            Err(_) => None,
        }
    }

    /// Whether all portfolios that no other dominates were found; `None` where there is no search
    /// for them, because they are not defined.
    pub fn is_complete(&self) -> Option<bool> {
        match &self.core {
            Ok(_) | Err(NoCore::NoPortfolio { .. }) => Some(true),
            Err(NoCore::ManyPoints | NoCore::ManyPortfolios { .. } | NoCore::LongSearch { .. }) => {
                Some(false)
            }
            Err(_) => None,
        }
    }

    /// A column per key: of an alternative all its values, of none those of its choice.
    fn keys(&self, mut table: Table, rows: impl Iterator<Item = Told> + Clone) -> Table {
        let (problem, model) = (self.evaluation.problem, self.model);
        for (at, key) in problem.keys.iter().enumerate() {
            let value = |told: Told| match told.alternative {
                Some(alternative) => Some(problem.alternatives[alternative].values[at]),
                None => {
                    let place = model.one_per.iter().position(|key| *key == at);
                    place.map(|place| model.choices[told.choice].values[place])
                }
            };
            let id = |told: Told| value(told).map(|value| Arc::clone(&key.values[value].id));
            table = table.shared_text(&key.id, rows.clone().map(id));
        }
        table
    }
}
