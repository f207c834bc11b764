//! Bounds that are kept with a probability: what is drawn, and what is ruled out when it does not
//! hold.
//!
//! Of every figure that is a distribution, N draws are made; a range stays at the end that is worse
//! for the bound. In draw d a set of options keeps the bound if the sum of its terms t(d) is at most
//! B. A term is the figure for `at_most`, its negative for `at_least`, -ln(1 - figure) and its
//! negative for a joint share, and (1 - s) or -s times the figure for a share s of all. The bound is
//! kept if that is so in a share p of the draws or more.
//!
//! No row says this of all sets. Searches begin with one that every set meets which keeps the bound:
//! the sum of the means of the lowest p N draws of each term is at most the mean of the lowest p N
//! draws of the sum, and that is at most B. What a search then finds is looked at draw by draw, and a
//! row rules it out where the bound is not kept:
//!
//! - Where no term is below 0: a smallest set of what is chosen that misses the bound, and so does
//!   whatever contains it. Options of the same choice that miss it too in that place are ruled out
//!   with it.
//! - Where no term is above 0: whatever is contained in what is chosen misses the bound, also with
//!   other options as long as these are not enough. One of the rest must be chosen.
//! - Else what is chosen, as it is.

use super::counted::{Counted, counted};
use super::options::{Options, amounts};
use super::rows::{LimitSide, RowSource};
use crate::binary_program::ProgramRow;
use crate::draw::distribution::{cut, of_quantity};
use crate::kernel::rng;
use crate::problem::{Amount, Limit, Measure, Problem};
use crate::study::Estimated;
use crate::tolerance::{ROW_ROUNDING, THRESHOLD};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most draws for each figure: the standard error of a probability is then at most 0.16 %.
pub(super) const MOST_CHANCE_DRAWS: u64 = 100_000;

/// So many numbers of one limit are kept: 256 MB. With more figures there are fewer draws.
const MOST_NUMBERS: usize = 1 << 25;

/// A bound of a part of a limit that is kept with a probability.
#[derive(Debug, Clone)]
pub(crate) struct Chance {
    pub source: RowSource,
    side: LimitSide,
    joint: bool,
    probability: f64,
    /// The sum of terms is at most this.
    at_most: f64,
    /// By choice and option: the term; `None` where the option does not count.
    terms: Arc<Vec<Vec<Option<Term>>>>,
    draws: usize,
}

/// What an option adds to the sum.
#[derive(Debug, Clone)]
struct Term {
    /// What the figure is multiplied by.
    times: f64,
    /// Whether the option is in the part.
    inside: bool,
    figure: Figure,
}

/// A figure of an option; of a joint share its -ln(1 - x).
#[derive(Debug, Clone)]
enum Figure {
    Sure(f64),
    Drawn(Arc<[f64]>),
}

impl Term {
    fn at(&self, draw: usize) -> f64 {
        match &self.figure {
            Figure::Sure(x) => self.times * x,
            Figure::Drawn(x) => self.times * x[draw],
        }
    }
}

/// How many draws are made of the figures of a limit.
pub(super) fn draws_of(limit: &Limit, draws: u64) -> usize {
    let drawn = amounts(&limit.measure).unwrap_or(&[]).iter().filter(|amount| is_drawn(amount));
    let most = (MOST_NUMBERS / drawn.count().max(1)) as u64;
    usize::try_from(draws.min(MOST_CHANCE_DRAWS).min(most)).unwrap_or(1).max(1)
}

fn is_drawn(amount: &Amount) -> bool {
    amount.quantity.is_distribution() && !amount.spread.is_crisp()
}

/// The bounds of a limit with a chance, whether it is applied or not; none without a chance.
pub(crate) fn chances(
    problem: &Problem,
    at: usize,
    limit: &Limit,
    options: &Options,
    draws: u64,
    seed: u64,
) -> Vec<Chance> {
    let Some(probability) = limit.chance else { return Vec::new() };
    let draws = draws_of(limit, draws);
    let joint = matches!(limit.measure, Measure::JointShare { .. });
    let mut columns = Columns { problem, limit: at, draws, seed, joint, made: BTreeMap::new() };
    let mut out = Vec::new();
    for part in 0..limit.parts.len() {
        for side in LimitSide::ALL {
            let Some(bound) = side.bound(limit) else { continue };
            let logarithm = |x: f64| if joint { -(-x.min(1.0)).ln_1p() } else { x };
            let at_most = match side {
                // All that can be is within.
                LimitSide::AtMost if joint && bound >= 1.0 => continue,
                LimitSide::AtMost => logarithm(bound),
                LimitSide::AtLeast => -logarithm(bound),
                LimitSide::ShareAtMost => 0.0,
            };
            let times = |inside: bool| match side {
                LimitSide::AtMost => 1.0,
                LimitSide::AtLeast => -1.0,
                LimitSide::ShareAtMost if inside => 1.0 - bound,
                LimitSide::ShareAtMost => -bound,
            };
            let mut terms: Vec<Vec<Option<Term>>> =
                options.choices.iter().map(|of| vec![None; of.len()]).collect();
            for of in counted(limit, part, side, bound) {
                let Some((choice, option)) = options.place(of.alternative) else { continue };
                let times = times(of.inside);
                let figure = columns.of(limit, &of, times);
                let term = |figure| Term { times, inside: of.inside, figure };
                terms[choice][option] = figure.map(term);
            }
            out.push(Chance {
                source: RowSource::Limit { limit: at, part, side },
                side,
                joint,
                probability,
                at_most,
                terms: Arc::new(terms),
                draws,
            });
        }
    }
    out
}

/// The draws of the figures of a limit; alternatives with the same input share them.
struct Columns<'a> {
    problem: &'a Problem,
    limit: usize,
    draws: usize,
    seed: u64,
    joint: bool,
    made: BTreeMap<u64, Arc<[f64]>>,
}

impl Columns<'_> {
    /// The figure of an alternative, at its worse end if it is not drawn; `None` if nothing is known
    /// of it. What only perhaps counts does so in the draws in which that is worse.
    fn of(&mut self, limit: &Limit, counted: &Counted, times: f64) -> Option<Figure> {
        let joint = self.joint;
        let measured = move |x: f64| if joint { -(-x.clamp(0.0, 1.0)).ln_1p() } else { x };
        let alternative = counted.alternative;
        let amount = amounts(&limit.measure).map(|amounts| &amounts[alternative]);
        let Some(amount) = amount.filter(|amount| is_drawn(amount)) else {
            return counted.figure.map(|end| Figure::Sure(measured(end)));
        };
        let ends = amount
            .input
            .map_or((f64::NEG_INFINITY, f64::INFINITY), |input| cut(self.problem, input));
        // What no input gives has numbers of its own, after those of all inputs.
        let count = self.problem.inputs.len() + self.limit * self.problem.alternatives.len();
        let stream = rng::INPUTS + amount.input.unwrap_or(count + alternative) as u64;
        let (draws, seed) = (self.draws as u64, self.seed);
        let column = self.made.entry(stream).or_insert_with(|| {
            let distribution = of_quantity(&amount.quantity, amount.spread, ends);
            let drawn = |draw| {
                let u = rng::uniform(rng::value(seed, draw, stream, 0));
                measured(distribution.quantile(u))
            };
            (0..draws).map(drawn).collect()
        });
        if counted.sure {
            return Some(Figure::Drawn(column.clone()));
        }
        let worse = |x: &f64| if times * x > 0.0 { *x } else { 0.0 };
        Some(Figure::Drawn(column.iter().map(worse).collect()))
    }
}

impl Chance {
    /// Choices and options that count, of those chosen.
    fn counted<'a>(
        &'a self,
        options: &'a [usize],
    ) -> impl Iterator<Item = (usize, usize, &'a Term)> + Clone {
        let terms = self.terms.iter().enumerate().zip(options);
        terms.filter_map(|((choice, of), option)| {
            of[*option].as_ref().map(|term| (choice, *option, term))
        })
    }

    /// Whether a sum is within the bound in enough draws.
    fn is_enough(&self, sum_and_size: impl Fn(usize) -> (f64, f64)) -> bool {
        self.kept(sum_and_size) as f64 + THRESHOLD * self.draws as f64
            >= self.probability * self.draws as f64
    }

    /// In how many draws a sum is within the bound.
    fn kept(&self, sum_and_size: impl Fn(usize) -> (f64, f64)) -> usize {
        let within = |draw: &usize| {
            let (sum, size) = sum_and_size(*draw);
            let over = sum - self.at_most;
            // Infinite ones are beyond all rounding.
            sum <= self.at_most
                || over.is_finite() && over <= ROW_ROUNDING * (size + self.at_most.abs())
        };
        (0..self.draws).filter(within).count()
    }

    /// The sum over what is chosen in a draw, and the sum of sizes.
    fn sum(&self, options: &[usize], draw: usize) -> (f64, f64) {
        self.counted(options).fold((0.0, 0.0), |(sum, size), (_, _, term)| {
            let x = term.at(draw);
            (sum + x, size + x.abs())
        })
    }

    /// Whether a set of options keeps the bound with its probability.
    pub fn is_kept(&self, options: &[usize]) -> bool {
        self.is_enough(|draw| self.sum(options, draw))
    }

    /// The probability that a set of options keeps the bound. The error is that of k + 1/2 in N + 1
    /// draws, so that none of N is not certainty; 0 where nothing is drawn.
    pub fn probability(&self, options: &[usize]) -> Estimated {
        let kept = self.kept(|draw| self.sum(options, draw)) as f64;
        let n = self.draws as f64;
        let drawn = |(_, _, term): (usize, usize, &Term)| matches!(term.figure, Figure::Drawn(_));
        let near = (kept + 0.5) / (n + 1.0);
        let std_error = match self.counted(options).any(drawn) {
            true => (near * (1.0 - near) / n).sqrt(),
            false => 0.0,
        };
        Estimated { value: kept / n, std_error }
    }

    /// What a set of options stays within with the probability, in the unit of the limit: below for
    /// `at_most`, above for `at_least`. `None` for the share of nothing.
    pub fn used(&self, options: &[usize]) -> Option<f64> {
        let at = |draw: usize| match self.side {
            LimitSide::ShareAtMost => self.share(options, draw),
            _ => Some(self.sum(options, draw).0),
        };
        let mut sums: Vec<f64> = (0..self.draws).map(at).collect::<Option<_>>()?;
        sums.sort_by(f64::total_cmp);
        let least = (self.probability - THRESHOLD) * self.draws as f64;
        let place = (least.ceil().max(1.0) as usize).min(self.draws);
        let x = sums[place - 1];
        Some(match (self.joint, self.side) {
            (true, _) => -(-x.abs()).exp_m1(),
            (false, LimitSide::AtLeast) => -x,
            (false, _) => x,
        })
    }

    /// The share of the part in all; `None` of nothing.
    fn share(&self, options: &[usize], draw: usize) -> Option<f64> {
        let (mut part, mut all) = (0.0, 0.0);
        for (_, _, term) in self.counted(options) {
            let figure = match &term.figure {
                Figure::Sure(x) => *x,
                Figure::Drawn(x) => x[draw],
            };
            all += figure;
            part += if term.inside { figure } else { 0.0 };
        }
        (all > 0.0).then_some(part / all)
    }

    /// A row that every set of options meets which keeps the bound.
    pub fn start(&self) -> Vec<ProgramRow> {
        let lowest =
            (((self.probability - THRESHOLD) * self.draws as f64).ceil().max(1.0)) as usize;
        let mean = |term: &Term| match &term.figure {
            Figure::Sure(x) => term.times * x,
            Figure::Drawn(_) => {
                let mut all: Vec<f64> = (0..self.draws).map(|draw| term.at(draw)).collect();
                all.sort_by(f64::total_cmp);
                let lowest = lowest.min(all.len());
                all[..lowest].iter().map(|x| x / lowest as f64).sum()
            }
        };
        if !self.at_most.is_finite() {
            return Vec::new();
        }
        let mut terms = Vec::new();
        for (choice, of) in self.terms.iter().enumerate() {
            for (option, term) in of.iter().enumerate() {
                let Some(term) = term else { continue };
                let mean = mean(term);
                // Infinite: it is beyond the bound alone, or enough alone.
                let ends = (-self.at_most.abs(), 2.0 * self.at_most.abs() + 1.0);
                let a = if mean.is_finite() { mean } else { mean.clamp(ends.0, ends.1) };
                terms.push((choice, option, a));
            }
        }
        vec![ProgramRow { terms, at_most: self.at_most, excess_cost: None }]
    }

    /// A row that a set of options which does not keep the bound misses, and that all meet which do.
    pub fn cut(&self, options: &[usize]) -> ProgramRow {
        let terms = || self.terms.iter().flatten().flatten();
        let all = |holds: fn(f64) -> bool| {
            terms().all(|term| match &term.figure {
                Figure::Sure(x) => holds(term.times * x),
                Figure::Drawn(x) => x.iter().all(|x| holds(term.times * x)),
            })
        };
        if all(|x| x >= 0.0) {
            self.cut_above(options)
        } else if all(|x| x <= 0.0) {
            self.cut_below(options)
        } else {
            self.cut_alone(options)
        }
    }

    /// Exactly this choice of terms is ruled out.
    fn cut_alone(&self, options: &[usize]) -> ProgramRow {
        let mut terms = Vec::new();
        for (choice, of) in self.terms.iter().enumerate() {
            for option in (0..of.len()).filter(|option| of[*option].is_some()) {
                let chosen = options[choice] == option;
                terms.push((choice, option, if chosen { 1.0 } else { -1.0 }));
            }
        }
        let chosen = self.counted(options).count() as f64;
        ProgramRow { terms, at_most: chosen - 1.0, excess_cost: None }
    }

    /// More never helps: as few of what is chosen as miss the bound together are not all chosen.
    fn cut_above(&self, options: &[usize]) -> ProgramRow {
        // By choice: in each draw the least that any of its options adds which is ruled out.
        let mut least: BTreeMap<usize, Vec<f64>> =
            self.counted(options).map(|(choice, _, term)| (choice, self.column(term))).collect();
        for choice in least.keys().copied().collect::<Vec<_>>() {
            if let Some(column) = least.remove(&choice)
                && self.is_kept_by(&least)
            {
                least.insert(choice, column);
            }
        }
        let mut terms: Vec<(usize, usize, f64)> = Vec::new();
        for choice in least.keys().copied().collect::<Vec<_>>() {
            terms.push((choice, options[choice], 1.0));
            for option in 0..self.terms[choice].len() {
                let Some(term) = &self.terms[choice][option] else { continue };
                if option == options[choice] {
                    continue;
                }
                let mut lower = least.clone();
                if let Some(column) = lower.get_mut(&choice) {
                    column.iter_mut().zip(self.column(term)).for_each(|(a, b)| *a = a.min(b));
                }
                if !self.is_kept_by(&lower) {
                    terms.push((choice, option, 1.0));
                    least = lower;
                }
            }
        }
        ProgramRow { terms, at_most: least.len() as f64 - 1.0, excess_cost: None }
    }

    /// Less never helps: one of those must be chosen that, with what is chosen, would be too little
    /// to miss.
    fn cut_below(&self, options: &[usize]) -> ProgramRow {
        // By choice: in each draw the least term of its options that are not enough.
        let mut least: BTreeMap<usize, Vec<f64>> =
            self.counted(options).map(|(choice, _, term)| (choice, self.column(term))).collect();
        let mut terms = Vec::new();
        for (choice, of) in self.terms.iter().enumerate() {
            for (option, term) in of.iter().enumerate() {
                let Some(term) = term else { continue };
                if options[choice] == option {
                    continue;
                }
                let mut more = least.clone();
                let column = more.entry(choice).or_insert_with(|| vec![0.0; self.draws]);
                column.iter_mut().zip(self.column(term)).for_each(|(a, b)| *a = a.min(b));
                if self.is_kept_by(&more) {
                    terms.push((choice, option, -1.0));
                } else {
                    least = more;
                }
            }
        }
        ProgramRow { terms, at_most: -1.0, excess_cost: None }
    }

    fn column(&self, term: &Term) -> Vec<f64> {
        (0..self.draws).map(|draw| term.at(draw)).collect()
    }

    fn is_kept_by(&self, columns: &BTreeMap<usize, Vec<f64>>) -> bool {
        self.is_enough(|draw| {
            columns.values().fold((0.0, 0.0), |(sum, size), column| {
                (sum + column[draw], size + column[draw].abs())
            })
        })
    }
}
