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
use crate::draw::run::{Moment, WeightDraws};
use crate::error::{Error, Result, both};
use crate::evaluate::evaluation::Evaluation;
use crate::kernel::{Credit, Saved};
use crate::problem::PortfolioModel;
use crate::progress::{Stage, begin};
use crate::shard::{Segments, Source, add_up, refuse};
use crate::study::Estimated;
use crate::tolerance::{SUM_ROUNDING, TIE};
use rayon::prelude::*;
use scores::{DrawnScores, DrawnTimes, Multipliers};
use std::ops::{ControlFlow, Range};

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
    if !search.chances.is_empty() {
        refuse(both(
            "where a limit holds with a probability, a draw goes on from what those before it found",
            "waar een limiet met een kans geldt, bouwt een trekking voort op wat de vorige vonden",
        ))?;
    }
    let segments = Segments::of(request.draws, BATCH as u64);
    let empty = || OfSegment { counts: Counts::new(options), early: None };
    let mut total = empty();
    let mut searches = Searches {
        draws: WeightDraws::new(
            plans(problem, &evaluation.weights, request.model, request.seed)?,
            request.seed,
        ),
        segments,
        made: &made,
        scores: &scores,
        times: &times,
        search,
        known: None,
        empty: &empty,
        tell: &|done| step.set(done),
    };
    let extent = add_up(segments, &empty, &mut searches, &mut total, &mut |total, segment| {
        total.counts.merge(segment.counts);
        total.early = segment.early;
        match total.early {
            Some(_) => ControlFlow::Break(()),
            None => ControlFlow::Continue(()),
        }
    })?;
    let OfSegment { counts, early } = total;
    let end = early.map_or(request.draws, |(at, _)| at);
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
    extent.whole()?;
    match early.map(|(_, why)| why) {
        Some(Early::TooLarge) => {
            let message = both(
                "the values of some draws are too large to be added",
                "de waarden van sommige trekkingen zijn te groot om op te tellen",
            );
            Err(Error::fault("portfolio", message))
        }
        Some(Early::NoPortfolio) => Ok(Err(NoShares::NoPortfolio)),
        Some(Early::NotFound) => Ok(Err(NoShares::NotFound)),
        None => Ok(Ok(counts.shares())),
    }
}

/// Why a run ends early.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Early {
    /// The values of a draw are too large to be added.
    #[default]
    TooLarge,
    /// A draw has no portfolio.
    NoPortfolio,
    /// None was found.
    NotFound,
}

impl Saved for Early {
    fn save(&self, out: &mut Vec<u8>) {
        (*self as u8).save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let mut number = 0u8;
        number.load(from)?;
        let all = [Early::TooLarge, Early::NoPortfolio, Early::NotFound];
        *self = all.into_iter().find(|it| *it as u8 == number)?;
        Some(())
    }
}

/// What a segment of draws counts, up to the draw in which the run ended early, if it did.
struct OfSegment {
    counts: Counts,
    early: Option<(u64, Early)>,
}

impl Saved for OfSegment {
    fn save(&self, out: &mut Vec<u8>) {
        self.counts.save(out);
        self.early.save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.counts.load(from)?;
        self.early.load(from)
    }
}

/// The draws, each of which is searched for its best portfolios.
struct Searches<'a> {
    draws: WeightDraws,
    segments: Segments,
    made: &'a [Vec<Made>],
    scores: &'a DrawnScores,
    times: &'a DrawnTimes,
    search: Search,
    /// Where neither weights nor figures move all draws are as the first.
    known: Option<(Vec<Vec<f64>>, OfDraw)>,
    empty: &'a dyn Fn() -> OfSegment,
    /// Hears which draw comes next.
    tell: &'a dyn Fn(u64),
}

impl Source<OfSegment> for Searches<'_> {
    fn compute(
        &mut self,
        segments: Range<u64>,
        each: &mut dyn FnMut(OfSegment, Option<&[u8]>) -> ControlFlow<()>,
    ) -> Result<()> {
        let Searches { draws, segments: parted, made, scores, times, search, known, empty, tell } =
            self;
        let own = parted.of_stretch(&segments);
        let mut under_way = empty();
        draws.run(parted.draws(), own, scores.scorer(), &|| scores.tally(), &mut |moment, tally| {
            let Moment { done, worth, state } = moment;
            let all: Vec<&[f64]> = tally.draws().collect();
            let first = done - all.len() as u64;
            for (at, batch) in all.chunks(BATCH).enumerate() {
                let before = first + (at * BATCH) as u64;
                under_way.counts.worth = worth;
                if under_way.early.is_none() {
                    let values_at = |at: usize, scored: &[f64]| {
                        values(made, scores, scored, &times.at(before + at as u64))
                    };
                    under_way.early = search
                        .batch(batch, &values_at, known, &mut under_way.counts)
                        .map(|(at, why)| (before + at as u64, why));
                }
                let done = before + batch.len() as u64;
                tell(done);
                if parted.end_at(done) {
                    let segment = std::mem::replace(&mut under_way, empty());
                    each(segment, state.filter(|_| scores.is_sound()))?;
                }
            }
            ControlFlow::Continue(())
        })
    }

    fn state(&self) -> Option<Vec<u8>> {
        self.scores.is_sound().then(|| self.draws.saved())
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.draws.load(from)
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

/// The values of each choice in a draw of those of a batch, from its scores; `None` where it has none.
type Values<'a> = dyn Fn(usize, &[f64]) -> Option<Vec<Vec<f64>>> + Sync + 'a;

impl Search {
    /// Search a batch of draws and count; the draw of it, from 0, in which the run ends early, and
    /// why.
    fn batch(
        &mut self,
        batch: &[&[f64]],
        values: &Values,
        known: &mut Option<(Vec<Vec<f64>>, OfDraw)>,
        counts: &mut Counts,
    ) -> Option<(usize, Early)> {
        let of_draw = |(at, scored): (usize, &&[f64])| {
            let values = values(at, scored)?;
            Some(match &*known {
                Some((same, found)) if *same == values => (values, found.clone(), Vec::new()),
                _ => {
                    let (found, cuts) = self.solve(values.clone());
                    (values, found, cuts)
                }
            })
        };
        let found: Option<Vec<Searched>> =
            batch.par_iter().enumerate().with_max_len(1).map(of_draw).collect();
        let Some(found) = found else { return Some((0, Early::TooLarge)) };
        for (at, (values, of_draw, cuts)) in found.into_iter().enumerate() {
            if known.is_none() {
                *known = Some((values, of_draw.clone()));
            }
            match of_draw {
                OfDraw::Nothing { proved } => {
                    let why = if proved { Early::NoPortfolio } else { Early::NotFound };
                    return Some((at, why));
                }
                OfDraw::Found { best, proved, beyond } => counts.add(&best, proved, beyond),
            }
            self.learn(cuts);
        }
        None
    }

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

impl Saved for Counts {
    fn save(&self, out: &mut Vec<u8>) {
        let Counts { draws, proved, tied, beyond, credits, worth } = self;
        [draws, proved, tied, beyond].iter().for_each(|it| it.save(out));
        credits.save(out);
        worth.save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let Counts { draws, proved, tied, beyond, credits, worth } = self;
        [draws, proved, tied, beyond].into_iter().try_for_each(|it| it.load(from))?;
        credits.load(from)?;
        worth.load(from)
    }
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

    fn merge(&mut self, later: Counts) {
        self.draws += later.draws;
        self.proved += later.proved;
        self.tied += later.tied;
        self.beyond += later.beyond;
        self.worth = later.worth;
        let credits = self.credits.iter_mut().flatten();
        credits.zip(later.credits.into_iter().flatten()).for_each(|(own, more)| *own += more);
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
