//! Sets that count, made of shares.

use super::BinaryProgram;
use super::exchange::Exchange;
use super::judge::Judge;
use super::model::Model;
use super::pool::Pool;

/// Sets are worked up in so many branches from the first, ...
const FIRST: u64 = 200;

/// ... and then in one of so many.
const ONE_OF: u64 = 32;

/// Makes sets and judges them.
pub(super) struct Finder<'a> {
    judge: &'a Judge<'a>,
    exchange: Exchange,
    /// By choice of the program: its first option in the whole model.
    starts: Vec<usize>,
    scale: f64,
}

impl<'a> Finder<'a> {
    /// Of a program and the whole model of it.
    pub fn new(program: &BinaryProgram, judge: &'a Judge, model: &Model) -> Finder<'a> {
        let exchange = Exchange::new(program, model);
        Finder { judge, exchange, starts: model.starts.clone(), scale: model.scale }
    }

    /// Take a set if it is within the rows.
    pub fn offer(&self, pool: &mut Pool, options: &[usize]) {
        if let Some(worth) = self.judge.worth(options) {
            pool.offer(worth, options);
        }
    }

    /// Make a good set of one that may miss rows: at first and now and then by exchanges, else only
    /// if it is within the rows. `looked` counts branches.
    pub fn try_out(&self, pool: &mut Pool, options: &[usize], by_pairs: bool, looked: u64) {
        let chosen = options.iter().zip(&self.starts).map(|(option, start)| start + option);
        let mut standing = self.exchange.standing(chosen.collect());
        let is_within = if looked < FIRST || looked.is_multiple_of(ONE_OF) {
            self.exchange.repair(&mut standing)
        } else {
            self.exchange.is_within(&standing)
        };
        if !is_within {
            return;
        }
        let best = |pool: &Pool| pool.first().map(|worth| worth.value);
        let before = best(pool);
        let mut least = pool.threshold() * self.scale;
        self.exchange.improve(&mut standing, &mut |chosen, value| {
            if value > least {
                self.offer(pool, &self.options(chosen));
                least = pool.threshold() * self.scale;
            }
        });
        self.offer(pool, &self.options(&standing.chosen));
        if by_pairs || best(pool) != before {
            self.exchange.improve_by_pairs(&mut standing);
            self.offer(pool, &self.options(&standing.chosen));
        }
    }

    /// By choice: the option, of options of the whole model.
    fn options(&self, chosen: &[usize]) -> Vec<usize> {
        chosen.iter().zip(&self.starts).map(|(option, start)| option - start).collect()
    }
}
