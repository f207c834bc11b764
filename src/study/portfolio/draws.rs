//! In which share of draws of weights and inputs each option is in the best portfolio.
//!
//! Each draw has one vector of weights ([`WeightsModel`](crate::draw::plan::WeightsModel)) and one
//! value of every drawn input, the same in every score and multiplier that it reaches. The values
//! of that draw make a 0/1 program, with the limits as they say themselves. Portfolios that tie
//! share the draw. Sets, of which only a range is known, have no probability. Where one feeds a
//! value there are no shares, unless they are asked to be drawn as uniform distributions.

mod no_shares;
mod scores;

use super::chance::Chance;
use super::chance_cuts::{chances_in_force, cuts};
use super::made::{Less, Made, made, multiplied, scored};
use super::options::Options;
use super::robust_request::RobustPortfolioRequest;
use super::rows::ModelRows;
use crate::binary_program::{BestRequest, BinaryProgram, Bonus, Chosen, ProgramRow};
use crate::draw::counts::Totals;
use crate::draw::distribution::classes;
use crate::draw::plan::plans;
use crate::draw::run::WeightDraws;
use crate::error::{Error, Result, both};
use crate::evaluate::evaluation::Evaluation;
use crate::kernel::Credit;
use crate::problem::PortfolioModel;
use crate::progress::{Stage, begin};
use crate::study::Estimated;
use crate::tolerance::{SUM_ROUNDING, TIE};
use rayon::prelude::*;
use scores::{DrawnScores, DrawnTimes, Multipliers};
use std::ops::ControlFlow;

pub use no_shares::NoShares;

/// Draws are searched in batches of so many; rows that a batch finds to rule out what does not keep
/// a bound with its probability are known to the next.
const BATCH: usize = 64;
/// So many portfolios that tie share a draw at most.
const MOST_TIED: usize = 64;
/// After so many attempts to keep bounds with their probability the search of a draw is given up.
const MOST_ATTEMPTS: usize = 100;

/// In which share of draws each option is in the best portfolio.
#[derive(Debug, Clone, PartialEq)]
pub struct OptimalShares {
    /// How many draws.
    pub draws: u64,
    /// In how many of them the best portfolio is proved to be that. In the others the best one that
    /// was found counts.
    pub proved: u64,
    /// In how many of the draws that are proved several portfolios are best. They share the draw.
    pub tied: u64,
    /// In how many of the draws that are proved more portfolios may tie than share the draw: those
    /// that share it were found first.
    pub tied_beyond: u64,
    /// By choice and option: the share of draws, from 0 to 1.
    pub shares: Vec<Vec<Estimated>>,
}

/// The values of a draw by choice and option, what its search found, and the rows that it found on its
/// way.
type Searched = (Vec<Vec<f64>>, OfDraw, Vec<ProgramRow>);

/// What the search of one draw found.
#[derive(Clone)]
enum OfDraw {
    /// The portfolios that are best.
    Found { best: Vec<Chosen>, proved: bool, beyond: bool },
    /// None.
    Nothing { proved: bool },
}

/// Draw, search and count.
///
/// # Errors
/// [`Error::Argument`] for a model of weights that does not fit; [`Error::Undefined`] for a method
/// that is not defined in some draw; [`Error::Problem`] for values too large to be added.
pub(super) fn shares(
    evaluation: &Evaluation,
    model: &PortfolioModel,
    options: &Options,
    request: &RobustPortfolioRequest,
) -> Result<std::result::Result<OptimalShares, NoShares>> {
    let step = begin(Stage::Draws, request.draws);
    let problem = evaluation.problem;
    let made = made(model, options);
    let classes = classes(problem, request.uniform_sets);
    let scores = match DrawnScores::new(evaluation, &scored(&made), &classes, request)? {
        Ok(scores) => scores,
        Err(why) => return Ok(Err(why)),
    };
    let times = match DrawnTimes::new(problem, model, &multiplied(&made), request) {
        Ok(times) => times,
        Err(why) => return Ok(Err(why)),
    };
    let rows = ModelRows::new(model, options);
    let chances = chances_in_force(evaluation, model, options, request);
    let mut search = Search {
        rows: rows.program_rows(),
        bonuses: rows.program_bonuses(),
        most_nodes: request.most_nodes,
        chances,
    };
    search.rows.extend(search.chances.iter().flat_map(Chance::start).collect::<Vec<_>>());
    let mut counts = Counts::new(options);
    // Where neither weights nor figures move all draws are as the first.
    let mut known: Option<(Vec<Vec<f64>>, OfDraw)> = None;
    // The draw in which the run ended early, and why.
    let mut early: Option<(u64, Result<NoShares>)> = None;
    let mut draws = WeightDraws::new(
        plans(problem, &evaluation.weights, request.model, request.seed)?,
        request.seed,
    );
    draws.run(request.draws, scores.scorer(), &|| scores.tally(), &mut |done, worth, tally| {
        counts.worth = worth;
        let all: Vec<&[f64]> = tally.draws().collect();
        let first = done - all.len() as u64;
        for (at, batch) in all.chunks(BATCH).enumerate() {
            let before = first + (at * BATCH) as u64;
            let of_draw = |(at, scored): (usize, &&[f64])| {
                let multipliers = times.at(before + at as u64);
                let values = values(&made, &scores, scored, &multipliers)?;
                Some(match &known {
                    Some((same, found)) if *same == values => (values, found.clone(), Vec::new()),
                    _ => {
                        let (found, cuts) = search.solve(values.clone());
                        (values, found, cuts)
                    }
                })
            };
            let found: Option<Vec<Searched>> =
                batch.par_iter().enumerate().with_max_len(1).map(of_draw).collect();
            let Some(found) = found else {
                let message = both(
                    "the values of some draws are too large to be added",
                    "de waarden van sommige trekkingen zijn te groot om op te tellen",
                );
                early = Some((before, Err(Error::fault("portfolio", message))));
                return ControlFlow::Break(());
            };
            for (at, (values, of_draw, cuts)) in found.into_iter().enumerate() {
                if known.is_none() {
                    known = Some((values, of_draw.clone()));
                }
                match of_draw {
                    OfDraw::Nothing { proved } => {
                        let why = if proved { NoShares::NoPortfolio } else { NoShares::NotFound };
                        early = Some((before + at as u64, Ok(why)));
                        return ControlFlow::Break(());
                    }
                    OfDraw::Found { best, proved, beyond } => counts.add(&best, proved, beyond),
                }
                search.learn(cuts);
            }
            step.set(before + batch.len() as u64);
        }
        ControlFlow::Continue(())
    })?;
    let end = early.as_ref().map_or(request.draws, |(at, _)| *at);
    if let Some((at, why)) = scores.fault().filter(|(at, _)| *at <= end) {
        return Err(Error::Undefined {
            method: evaluation.method.name().into(),
            reason: both(
                format!("it is not defined for the figures of draw {at}: {why}"),
                format!("ze is niet bepaald voor de cijfers van trekking {at}: {why:#}"),
            ),
            remedy: both(
                "a distribution reaches figures that the method cannot take; narrow it, or give the criterion a scale",
                "een verdeling reikt tot cijfers die de methode niet aankan; maak ze smaller, of geef het criterium een schaal",
            ),
        });
    }
    match early {
        Some((_, why)) => why.map(Err),
        None => Ok(Ok(counts.shares())),
    }
}

/// The values of a draw by choice and option; `None` if they are too large to be added.
fn values(
    made: &[Vec<Made>],
    scores: &DrawnScores,
    scored: &[f64],
    times: &Multipliers,
) -> Option<Vec<Vec<f64>>> {
    let value = |made: &Made| match made {
        Made::Sure(value) => *value,
        Made::Score(at, Less::Figure(figure)) => {
            (scored[scores.place(*at)] - figure) * times.of(*at)
        }
        Made::Score(at, Less::Score(less)) => {
            (scored[scores.place(*at)] - scored[scores.place(*less)]) * times.of(*at)
        }
    };
    let values: Vec<Vec<f64>> = made.iter().map(|of| of.iter().map(value).collect()).collect();
    let largest = |of: &Vec<f64>| of.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let sum: f64 = values.iter().map(largest).sum();
    // No number is not finite either.
    let numbers = values.iter().flatten().all(|x| x.is_finite());
    (numbers && (2.0 * sum).is_finite()).then_some(values)
}

/// The 0/1 program of all draws, but for its values.
struct Search {
    rows: Vec<ProgramRow>,
    bonuses: Vec<Bonus>,
    chances: Vec<Chance>,
    most_nodes: u64,
}

impl Search {
    /// The best portfolios at these values, and rows that had to be made to rule others out.
    fn solve(&self, values: Vec<Vec<f64>>) -> (OfDraw, Vec<ProgramRow>) {
        let mut program =
            BinaryProgram { values, rows: self.rows.clone(), bonuses: self.bonuses.clone() };
        let known = program.rows.len();
        let (mut found, complete) = self.best(&mut program, 1);
        // As many as tie; where these are more than a search lists, others are asked for.
        let mut tied = tied(&program, &found);
        let mut beyond = false;
        let mut asked = 1;
        while complete && tied >= asked + BestRequest::MOST_TIES && asked < MOST_TIED {
            asked *= 8;
            let more = self.best(&mut program, asked);
            if !more.1 {
                beyond = true;
                break;
            }
            found = more.0;
            tied = self::tied(&program, &found);
        }
        beyond |= tied > MOST_TIED;
        found.truncate(tied.min(MOST_TIED));
        let of_draw = match found.is_empty() {
            true => OfDraw::Nothing { proved: complete },
            false => OfDraw::Found { best: found, proved: complete, beyond },
        };
        (of_draw, program.rows.split_off(known))
    }

    /// The best sets of options that keep all bounds, and whether these are proved to be that.
    fn best(&self, program: &mut BinaryProgram, best: usize) -> (Vec<Chosen>, bool) {
        let request = BestRequest {
            best,
            and_ties: true,
            most_nodes: self.most_nodes,
            ..BestRequest::default()
        };
        let mut answer = program.best(&request);
        for _ in 0..MOST_ATTEMPTS {
            let sets: Vec<Vec<usize>> =
                answer.found.iter().map(|chosen| chosen.options.clone()).collect();
            let cuts = cuts(&self.chances, &sets);
            if cuts.is_empty() {
                return (answer.found, answer.complete);
            }
            program.rows.extend(cuts);
            answer = program.best(&request);
        }
        let kept = |chosen: &Chosen| self.chances.iter().all(|it| it.is_kept(&chosen.options));
        answer.found.retain(kept);
        (answer.found, false)
    }

    /// Know these rows from now on.
    fn learn(&mut self, cuts: Vec<ProgramRow>) {
        for cut in cuts {
            if !self.rows.contains(&cut) {
                self.rows.push(cut);
            }
        }
    }
}

/// How many of the sets found, best first, tie with the first.
fn tied(program: &BinaryProgram, found: &[Chosen]) -> usize {
    let Some(first) = found.first() else { return 0 };
    let values = program.values.iter().zip(&first.options);
    let of_bonuses: f64 = program.bonuses.iter().map(|bonus| bonus.value.abs()).sum();
    let size = of_bonuses + values.map(|(of, option)| of[*option].abs()).sum::<f64>();
    let tie = (TIE * first.value.abs()).max(SUM_ROUNDING * size);
    found.iter().take_while(|other| other.value >= first.value - tie).count()
}

/// What is counted over draws.
struct Counts {
    draws: u64,
    proved: u64,
    tied: u64,
    beyond: u64,
    credits: Vec<Vec<Credit>>,
    /// The share of an independent draw that each is worth.
    worth: f64,
}

impl Counts {
    fn new(options: &Options) -> Counts {
        let none = |of: &Vec<Option<usize>>| vec![Credit::default(); of.len()];
        let credits = options.choices.iter().map(none).collect();
        Counts { draws: 0, proved: 0, tied: 0, beyond: 0, credits, worth: 1.0 }
    }

    fn add(&mut self, best: &[Chosen], proved: bool, beyond: bool) {
        self.draws += 1;
        self.proved += u64::from(proved);
        self.tied += u64::from(proved && best.len() > 1);
        self.beyond += u64::from(proved && beyond);
        for (choice, credits) in self.credits.iter_mut().enumerate() {
            let mut with = vec![0usize; credits.len()];
            best.iter().for_each(|chosen| with[chosen.options[choice]] += 1);
            for (credit, with) in credits.iter_mut().zip(with).filter(|(_, with)| *with > 0) {
                let share = with as f64 / best.len() as f64;
                *credit += Credit { sum: share, squares: share * share };
            }
        }
    }

    fn shares(self) -> OptimalShares {
        let n = self.draws as f64;
        let effective = (n * self.worth).max(1.0);
        let share = |credit: &Credit| Estimated {
            value: (credit.sum / n).min(1.0),
            std_error: Totals::error(*credit, self.draws, effective),
        };
        OptimalShares {
            draws: self.draws,
            proved: self.proved,
            tied: self.tied,
            tied_beyond: self.beyond,
            shares: self.credits.iter().map(|of| of.iter().map(share).collect()).collect(),
        }
    }
}
