//! The portfolios that no other dominates, and the core index of every option.

use super::intervals::intervals;
use super::no_core::NoCore;
use crate::binary_program::RobustProgram;
use crate::error::Result;
use crate::evaluate::evaluation::Evaluation;
use crate::problem::PortfolioModel;
use crate::progress::{Stage, begin};
use crate::study::portfolio::chance::Chance;
use crate::study::portfolio::chance_cuts::{chances_in_force, cuts};
use crate::study::portfolio::options::Options;
use crate::study::portfolio::robust_request::RobustPortfolioRequest;
use crate::study::portfolio::rows::ModelRows;

/// After so many attempts to keep bounds with their probability the search is given up.
const MOST_ATTEMPTS: usize = 100;

/// The portfolios that no other dominates: at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct CorePortfolios {
    /// How many extreme points the admissible weights have.
    pub extreme_points: usize,
    /// All of them, in the order of their options.
    pub portfolios: Vec<CorePortfolio>,
    /// By choice and option: the share of the portfolios that contain it, from 0 to 1.
    pub indices: Vec<Vec<f64>>,
}

/// A portfolio that no other dominates.
#[derive(Debug, Clone, PartialEq)]
pub struct CorePortfolio {
    /// By choice: the option.
    pub options: Vec<usize>,
    /// The least it can be worth, over all admissible weights and all inputs.
    pub low: f64,
    /// The most it can be worth.
    pub high: f64,
}

/// What a core index says of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoreClass {
    /// It is in every portfolio that no other dominates.
    Core,
    /// It is in some.
    Borderline,
    /// It is in none.
    Exterior,
}

impl CoreClass {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            CoreClass::Core => "core",
            CoreClass::Borderline => "borderline",
            CoreClass::Exterior => "exterior",
        }
    }
}

impl CorePortfolios {
    /// What the core index of an option says. Told by the index alone: it is exactly 1 or 0 where
    /// an option is in all or none.
    pub fn class(&self, choice: usize, option: usize) -> CoreClass {
        match self.indices[choice][option] {
            1.0 => CoreClass::Core,
            0.0 => CoreClass::Exterior,
            _ => CoreClass::Borderline,
        }
    }
}

/// The portfolios that no other dominates.
///
/// A bound that is kept with a probability is no row. What is found is looked at with its draws and
/// ruled out by a row if it does not keep the bound, until all that is found keeps it. A portfolio
/// that was dominated by one that was ruled out comes back then.
pub(super) fn core(
    evaluation: &Evaluation,
    model: &PortfolioModel,
    options: &Options,
    request: &RobustPortfolioRequest,
) -> Result<std::result::Result<CorePortfolios, NoCore>> {
    let _step = begin(Stage::Portfolios, 0);
    let intervals = match intervals(evaluation, model, options)? {
        Ok(intervals) => intervals,
        Err(why) => return Ok(Err(why)),
    };
    let extreme_points = intervals.extreme_points;
    let rows = ModelRows::new(model, options);
    let chances = chances_in_force(evaluation, model, options, request);
    let start = chances.iter().flat_map(Chance::start);
    let mut program = RobustProgram {
        lows: intervals.lows,
        highs: intervals.highs,
        rows: rows.program_rows().into_iter().chain(start).collect(),
        bonuses: rows.program_bonuses(),
    };
    for _ in 0..MOST_ATTEMPTS {
        let found = program.non_dominated(request.most_portfolios, request.most_partial);
        if !found.complete {
            return Ok(Err(match found.sets.len() >= request.most_portfolios {
                true => NoCore::ManyPortfolios { extreme_points },
                false => NoCore::LongSearch { extreme_points },
            }));
        }
        let cuts = cuts(&chances, &found.sets);
        if cuts.is_empty() {
            return Ok(match found.sets.is_empty() {
                true => Err(NoCore::NoPortfolio { extreme_points }),
                false => Ok(answer(&program, found.sets, options, extreme_points)),
            });
        }
        program.rows.extend(cuts);
    }
    Ok(Err(NoCore::LongSearch { extreme_points }))
}

fn answer(
    program: &RobustProgram,
    sets: Vec<Vec<usize>>,
    options: &Options,
    extreme_points: usize,
) -> CorePortfolios {
    let portfolio = |set: Vec<usize>| {
        let there = |places: &Vec<(usize, usize)>| places.iter().any(|(at, it)| set[*at] == *it);
        let whole = program.bonuses.iter().filter(|bonus| bonus.sets.iter().all(there));
        let bonus: f64 = whole.map(|bonus| bonus.value).sum();
        let sum = |ends: &Vec<Vec<f64>>| -> f64 {
            bonus + ends.iter().zip(&set).map(|(ends, option)| ends[*option]).sum::<f64>()
        };
        let low = program.lows.iter().map(sum).fold(f64::INFINITY, f64::min);
        let high = program.highs.iter().map(sum).fold(f64::NEG_INFINITY, f64::max);
        CorePortfolio { options: set, low, high }
    };
    let portfolios: Vec<CorePortfolio> = sets.into_iter().map(portfolio).collect();
    let all = portfolios.len() as f64;
    let of_choice = |(choice, of): (usize, &Vec<Option<usize>>)| {
        let with = |option: usize| portfolios.iter().filter(move |it| it.options[choice] == option);
        (0..of.len()).map(|option| with(option).count() as f64 / all).collect()
    };
    let indices = options.choices.iter().enumerate().map(of_choice).collect();
    CorePortfolios { extreme_points, portfolios, indices }
}
