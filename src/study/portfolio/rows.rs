//! Limits and rules as rows of a 0/1 program.
//!
//! A row says that a sum of coefficients of what is chosen is at most a bound. To choose none has
//! coefficient 0 everywhere. With low and high for the ends of a figure:
//!
//! | limit | row |
//! |---|---|
//! | a sum, `at_most` | sum of high <= bound |
//! | a sum, `at_least` | - sum of low <= - bound |
//! | a count | the same with 1 for every figure |
//! | `joint_share`, `at_most` | sum of -ln(1 - high) <= -ln(1 - bound) |
//! | `joint_share`, `at_least` | - sum of -ln(1 - low) <= ln(1 - bound) |
//! | `share_at_most` s | sum in the part of (1 - s) high - sum in the others of s low <= 0 |
//!
//! A figure that makes a joint share 1 has no logarithm. Below `at_most` < 1 it is not chosen. For
//! `at_least` = b < 1 one such figure is enough by itself, as is any from b on: its coefficient is
//! -ln(1 - b), the bound, and no coefficient is greater than that. For b = 1 only such a figure is
//! enough: the row counts them.
//!
//! What only perhaps belongs to a part counts where that is worse for the bound, and does not where
//! it is better.
//!
//! In `share_at_most` the worse end is high where the coefficient is above 0 and low where it is
//! below. Where figures in and out of the part are one input, this is more than can be at once: the
//! limit is then kept with room to spare.
//!
//! | rule | row |
//! |---|---|
//! | requires | by choice: sum of `if` there - sum of `then` in other choices <= 0 |
//! | excludes | by pair of choices: sum of `if` in one + sum of `not` in the other <= 1 |
//!
//! A row takes all options of a choice at once, because no two of them are chosen together: the
//! tightest form. An alternative that stands on both sides of a rule requires itself, and excludes
//! only the others.

use super::counted::{Counted, counted};
pub use super::limit_side::{LimitSide, figure};
use super::options::Options;
use crate::binary_program::{Bonus, ProgramRow};
use crate::problem::{Limit, Measure, PortfolioModel, RuleSays};

/// What a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowSource {
    /// A bound of a part of a limit.
    Limit {
        /// The limit: an index into [`PortfolioModel::limits`].
        limit: usize,
        /// Its part: an index into [`Limit::parts`].
        part: usize,
        /// Which of its bounds.
        side: LimitSide,
    },
    /// A rule: an index into [`PortfolioModel::rules`].
    Rule(usize),
}

/// A row, and what it comes from. A source has none, one or several.
#[derive(Debug, Clone, PartialEq)]
pub struct SourcedRow {
    /// What it comes from.
    pub source: RowSource,
    /// The row.
    pub row: ProgramRow,
    /// Whether it only says that one option is not chosen: its figure is not known, or makes a joint
    /// share 1.
    pub forbids: bool,
}

/// The rows and bonuses of a model.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ModelRows {
    /// What must hold: of limits in their order, then of rules.
    pub rows: Vec<SourcedRow>,
    /// What rules add, each with its rule: an index into [`PortfolioModel::rules`].
    pub bonuses: Vec<(usize, Bonus)>,
}

impl ModelRows {
    /// The rows of all limits and rules that are applied and must be kept, and what rules add. Of a
    /// limit that is kept with a probability there is no row here but for figures that are not
    /// known.
    pub fn new(model: &PortfolioModel, options: &Options) -> ModelRows {
        let mut out = ModelRows::default();
        for (at, limit) in model.limits.iter().enumerate() {
            if limit.is_applied() && limit.enforced {
                out.rows.extend(limit_rows(at, limit, options));
            }
        }
        for (at, rule) in model.rules.iter().enumerate().filter(|(_, rule)| rule.active) {
            match &rule.says {
                RuleSays::Together(sets, value) => {
                    let bonus = bonus(sets, *value, options);
                    out.bonuses.extend(bonus.map(|bonus| (at, bonus)));
                }
                says if rule.enforced => out.rows.extend(rule_rows(at, says, options)),
                _ => {}
            }
        }
        out
    }

    /// The rows alone.
    pub fn program_rows(&self) -> Vec<ProgramRow> {
        self.rows.iter().map(|row| row.row.clone()).collect()
    }

    /// The bonuses alone.
    pub fn program_bonuses(&self) -> Vec<Bonus> {
        self.bonuses.iter().map(|(_, bonus)| bonus.clone()).collect()
    }
}

/// The rows of a limit, whether it is applied or not, with the bounds of `limit` (which may be
/// others than those of the model). Options whose figures are not known are not chosen. With a
/// chance there are no other rows.
pub fn limit_rows(at: usize, limit: &Limit, options: &Options) -> Vec<SourcedRow> {
    let mut out = Vec::new();
    for part in 0..limit.parts.len() {
        for side in LimitSide::ALL {
            let Some(bound) = side.bound(limit) else { continue };
            let source = RowSource::Limit { limit: at, part, side };
            let mut rows = Rows { source, options, out: &mut out };
            let of = rows.figures(&counted(limit, part, side, bound));
            if limit.chance.is_some() {
                continue;
            }
            match (&limit.measure, side) {
                (_, LimitSide::ShareAtMost) => {
                    let times = |of: &Counted| if of.inside { 1.0 - bound } else { -bound };
                    rows.push(of.iter().map(|(place, of, x)| (*place, times(of) * x)), 0.0);
                }
                (Measure::JointShare { .. }, LimitSide::AtMost) => rows.joint_at_most(&of, bound),
                (Measure::JointShare { .. }, _) => rows.joint_at_least(&of, bound),
                (_, LimitSide::AtMost) => rows.push(of.iter().map(|(at, _, x)| (*at, *x)), bound),
                (_, LimitSide::AtLeast) => {
                    rows.push(of.iter().map(|(at, _, x)| (*at, -x)), -bound);
                }
            }
        }
    }
    out
}

/// Rows of one source in the making.
struct Rows<'a> {
    source: RowSource,
    options: &'a Options,
    out: &'a mut Vec<SourcedRow>,
}

impl Rows<'_> {
    /// The options that a bound adds up, with their figures. Those of which nothing is known are not
    /// chosen.
    fn figures(&mut self, counted: &[Counted]) -> Vec<((usize, usize), Counted, f64)> {
        let mut out = Vec::new();
        for of in counted {
            let Some(place) = self.options.place(of.alternative) else { continue };
            match of.figure {
                Some(figure) => out.push((place, *of, figure)),
                None => self.forbid(place),
            }
        }
        out
    }

    fn push(&mut self, terms: impl IntoIterator<Item = ((usize, usize), f64)>, at_most: f64) {
        let terms: Vec<(usize, usize, f64)> = terms
            .into_iter()
            .filter(|(_, coefficient)| *coefficient != 0.0)
            .map(|((choice, option), coefficient)| (choice, option, coefficient))
            .collect();
        // A row of nothing holds, or nothing meets it; without a bound all do.
        if !(terms.is_empty() && at_most >= 0.0) && at_most != f64::INFINITY {
            let row = ProgramRow { terms, at_most, excess_cost: None };
            self.out.push(SourcedRow { source: self.source, row, forbids: false });
        }
    }

    fn forbid(&mut self, (choice, option): (usize, usize)) {
        let row =
            ProgramRow { terms: vec![(choice, option, 1.0)], at_most: 0.0, excess_cost: None };
        self.out.push(SourcedRow { source: self.source, row, forbids: true });
    }

    fn joint_at_most(&mut self, of: &[((usize, usize), Counted, f64)], bound: f64) {
        if bound >= 1.0 {
            return;
        }
        let (all, some): (Vec<_>, Vec<_>) =
            of.iter().copied().partition(|(_, _, figure)| *figure >= 1.0);
        all.into_iter().for_each(|(place, _, _)| self.forbid(place));
        // ln(1 - x), exact also for small x.
        let terms = some.into_iter().map(|(place, _, figure)| (place, -(-figure).ln_1p()));
        self.push(terms, -(-bound).ln_1p());
    }

    fn joint_at_least(&mut self, of: &[((usize, usize), Counted, f64)], bound: f64) {
        if bound >= 1.0 {
            let all = of.iter().filter(|(_, _, figure)| *figure >= 1.0);
            // More than all is never reached.
            let terms = all.filter(|_| bound == 1.0).map(|(place, _, _)| (*place, -1.0));
            return self.push(terms, -1.0);
        }
        let least = -(-bound).ln_1p();
        let enough = |low: f64| if low >= bound { least } else { -(-low).ln_1p() };
        if bound > 0.0 {
            self.push(of.iter().map(|(place, _, figure)| (*place, -enough(*figure))), -least);
        }
    }
}

/// The rows of a rule, whether it is applied or not; none of one that adds a value.
pub fn rule_rows(at: usize, says: &RuleSays, options: &Options) -> Vec<SourcedRow> {
    let rows = match says {
        RuleSays::Requires(first, second) => requires(first, second, options),
        RuleSays::Excludes(first, second) => excludes(first, second, options),
        RuleSays::Together(..) => Vec::new(),
    };
    let sourced = |row| SourcedRow { source: RowSource::Rule(at), row, forbids: false };
    rows.into_iter().map(sourced).collect()
}

/// Places by choice, in order, each once.
fn by_choice(places: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, Vec<(usize, usize)>)> {
    let mut places: Vec<(usize, usize)> = places.collect();
    places.sort_unstable();
    places.dedup();
    places.chunk_by(|a, b| a.0 == b.0).map(|of| (of[0].0, of.to_vec())).collect()
}

fn terms(places: &[(usize, usize)], coefficient: f64) -> Vec<(usize, usize, f64)> {
    places.iter().map(|(choice, option)| (*choice, *option, coefficient)).collect()
}

fn requires(first: &[usize], second: &[usize], options: &Options) -> Vec<ProgramRow> {
    let place = |at: &usize| options.place(*at);
    // What requires something that it is among needs nothing else.
    let open = first.iter().filter(|at| !second.contains(at));
    let then = by_choice(second.iter().filter_map(place));
    let row = |(choice, of): (usize, Vec<(usize, usize)>)| {
        let mut all = terms(&of, 1.0);
        for (_, of) in then.iter().filter(|(other, _)| *other != choice) {
            all.extend(terms(of, -1.0));
        }
        ProgramRow { terms: all, at_most: 0.0, excess_cost: None }
    };
    by_choice(open.filter_map(place)).into_iter().map(row).collect()
}

fn excludes(first: &[usize], second: &[usize], options: &Options) -> Vec<ProgramRow> {
    let place = |at: &usize| options.place(*at);
    let first = by_choice(first.iter().filter_map(place));
    let second = by_choice(second.iter().filter_map(place));
    let at_most_one = |terms| ProgramRow { terms, at_most: 1.0, excess_cost: None };
    if first == second {
        // Each excludes all others: at most one of all.
        let all: Vec<_> = first.iter().flat_map(|(_, of)| terms(of, 1.0)).collect();
        return if first.len() > 1 { vec![at_most_one(all)] } else { Vec::new() };
    }
    let mut out: Vec<ProgramRow> = Vec::new();
    for (choice, of) in &first {
        for (_, others) in second.iter().filter(|(other, _)| other != choice) {
            let mut all = terms(of, 1.0);
            all.extend(terms(others, 1.0));
            all.sort_by_key(|(choice, option, _)| (*choice, *option));
            let row = at_most_one(all);
            if !out.contains(&row) {
                out.push(row);
            }
        }
    }
    out
}

/// What a rule adds; `None` if one of its sets has nothing that can be chosen.
fn bonus(sets: &[Vec<usize>], value: f64, options: &Options) -> Option<Bonus> {
    let places = |set: &Vec<usize>| -> Vec<(usize, usize)> {
        let mut places: Vec<_> = set.iter().filter_map(|at| options.place(*at)).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let sets: Vec<Vec<(usize, usize)>> = sets.iter().map(places).collect();
    let possible = !sets.is_empty() && sets.iter().all(|set| !set.is_empty());
    possible.then_some(Bonus { sets, value })
}
