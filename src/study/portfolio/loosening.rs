//! By how much one bound of one part of a limit must be looser for something to be possible, all
//! else as it is: the least use of that limit among the sets of options that meet all other rows.
//!
//! A sum is least or greatest by a search of its own, with the figures as values. A joint share is
//! one in logarithms. A share of all is a ratio N / D: with q the least ratio known so far, the least
//! of N - q D is looked for until it is 0 (Dinkelbach 1967, doi:10.1287/mnsc.13.7.492).

use super::base::Base;
use super::counted::{Counted, counted};
use super::rows::{LimitSide, RowSource, SourcedRow, limit_rows};
use super::task::Task;
use super::uses::used;
use crate::binary_program::{Bonus, Chosen, ProgramRow};
use crate::problem::{Limit, Measure};
use crate::tolerance::ROW_ROUNDING;

/// Ratios are found after a few steps; after so many the search is given up.
const MOST_STEPS: usize = 50;

/// By how much a bound must be looser for any set of options to meet the rows of `task`, in the unit
/// of the limit; 0 or more. `None` if no looser bound is enough, and if that is not known.
///
/// `task` has the rows of the bound itself too: they are left out here. What is forbidden because a
/// figure is not known stays so.
pub(super) fn least(base: &Base, task: &Task, source: RowSource) -> Option<f64> {
    let RowSource::Limit { limit: at, part, side } = source else { return None };
    let limit = &base.model.limits[at];
    let bound = side.bound(limit)?;
    if limit.chance.is_some() {
        return None;
    }
    let free = match side {
        LimitSide::AtMost => f64::INFINITY,
        LimitSide::AtLeast => f64::NEG_INFINITY,
        LimitSide::ShareAtMost => 1.0,
    };
    let mut open = task.without(|other| other == source);
    let loosest = side.with_bound(limit, free);
    let kept = limit_rows(at, &loosest, &base.options);
    open.rows.extend(kept.into_iter().filter(|row| row.source == source));
    open.bonuses.clear();
    let search = Search { base, source, limit, part, side };
    let found = match (&limit.measure, side) {
        (_, LimitSide::ShareAtMost) => search.ratio(&open, bound)?,
        (Measure::JointShare { .. }, LimitSide::AtMost) => {
            // One figure of 1 makes the joint share 1, whatever else is chosen.
            let mut some = open.clone();
            some.rows.extend(search.none_is_all());
            let term = |_, high: f64| if high >= 1.0 { 0.0 } else { (-high).ln_1p() };
            match search.greatest(&some, term) {
                Found::One(chosen) => chosen,
                Found::None => search.greatest(&open, |_, _| 0.0).one()?,
                Found::NotKnown => return None,
            }
        }
        (Measure::JointShare { .. }, _) => {
            // More than the bound is not asked; a figure of 1 is as much as can be.
            let most = -(-bound.min(1.0)).ln_1p();
            let enough = |_, low: f64| (-(-low.min(1.0)).ln_1p()).min(most).min(f64::MAX);
            search.greatest(&open, enough).one()?
        }
        (_, LimitSide::AtMost) => search.greatest(&open, |_, high| -high).one()?,
        (_, LimitSide::AtLeast) => search.greatest(&open, |_, low| low).one()?,
    };
    let (used, size) = search.used(&found)?;
    let over = match side {
        LimitSide::AtLeast => bound - used,
        LimitSide::AtMost | LimitSide::ShareAtMost => used - bound,
    };
    Some(if over <= ROW_ROUNDING * (size + bound.abs()) { 0.0 } else { over })
}

struct Search<'a> {
    base: &'a Base<'a>,
    source: RowSource,
    limit: &'a Limit,
    part: usize,
    side: LimitSide,
}

/// What a search for one set found.
enum Found {
    One(Chosen),
    /// There is none.
    None,
    NotKnown,
}

impl Found {
    fn one(self) -> Option<Chosen> {
        match self {
            Found::One(chosen) => Some(chosen),
            Found::None | Found::NotKnown => None,
        }
    }
}

impl Search<'_> {
    /// What the bound adds up, where its figures are known.
    fn figures(&self) -> impl Iterator<Item = (Counted, f64)> {
        let share = self.limit.bound.share_at_most.unwrap_or(1.0);
        let of = counted(self.limit, self.part, self.side, share);
        of.into_iter().filter_map(|of| of.figure.map(|figure| (of, figure)))
    }

    /// The set with the greatest sum of terms of what the bound adds up.
    fn greatest(&self, task: &Task, term: impl Fn(Counted, f64) -> f64) -> Found {
        let mut task = task.of_no_value();
        for (of, figure) in self.figures() {
            if let Some((choice, option)) = self.base.options.place(of.alternative) {
                task.values[choice][option] = term(of, figure);
            }
        }
        let solved = task.solve(1);
        match solved.found.first() {
            Some(chosen) if solved.complete => Found::One(chosen.clone()),
            None if solved.complete => Found::None,
            _ => Found::NotKnown,
        }
    }

    /// The set in which the part has the least share of all.
    fn ratio(&self, task: &Task, bound: f64) -> Option<Chosen> {
        let mut share = bound;
        let mut last: Option<Chosen> = None;
        for _ in 0..MOST_STEPS {
            // The greatest of share * all - part.
            let term = |of: Counted, figure| (if of.inside { share - 1.0 } else { share }) * figure;
            let chosen = self.greatest(task, term).one()?;
            let (used, size) = self.used(&chosen)?;
            let is_less = used < share - ROW_ROUNDING * (size + share.abs());
            if last.is_some() && !is_less {
                return last;
            }
            share = used;
            last = Some(chosen);
        }
        None
    }

    fn used(&self, chosen: &Chosen) -> Option<(f64, f64)> {
        used(self.limit, self.part, self.side, &self.base.portfolio(chosen))
    }

    /// Options of the part whose figure makes a joint share 1 are not chosen.
    fn none_is_all(&self) -> Vec<SourcedRow> {
        let all = self.figures().filter(|(_, figure)| *figure >= 1.0);
        let forbid = |(choice, option)| SourcedRow {
            source: self.source,
            row: ProgramRow { terms: vec![(choice, option, 1.0)], at_most: 0.0, excess_cost: None },
            forbids: true,
        };
        all.filter_map(|(of, _)| self.base.options.place(of.alternative)).map(forbid).collect()
    }
}

/// The same task with the row that a set of options is worth at least so much. Where rules add value
/// the task gets choices of its own, after those of the model: whether a value is added, and whether
/// something of a set is chosen.
pub(super) fn worth_at_least(task: &Task, least: f64) -> Task {
    let mut out = task.clone();
    let mut floor: Vec<(usize, usize, f64)> = Vec::new();
    for (choice, values) in task.values.iter().enumerate() {
        let worth = values.iter().enumerate().filter(|(_, value)| **value != 0.0);
        floor.extend(worth.map(|(option, value)| (choice, option, -value)));
    }
    for bonus in &task.bonuses {
        let added = out.yes_or_no();
        floor.push((added.0, added.1, -bonus.value));
        if bonus.value >= 0.0 {
            // It is added only if something of each set is chosen.
            for set in &bonus.sets {
                out.must((added.0, added.1, 1.0), set.iter().map(|at| (at.0, at.1, -1.0)), 0.0);
            }
        } else {
            // It is taken if something of each set is chosen.
            let mut all = Vec::new();
            for set in &bonus.sets {
                all.extend(out.any_of(set));
            }
            let sets = bonus.sets.len() as f64;
            out.must((added.0, added.1, -1.0), all.into_iter(), sets - 1.0);
        }
    }
    out.rows.push(SourcedRow {
        source: FLOOR,
        row: ProgramRow { terms: floor, at_most: -least, excess_cost: None },
        forbids: false,
    });
    out.bonuses = Vec::<Bonus>::new();
    out
}

/// The source of rows that stand for no limit and no rule.
const FLOOR: RowSource = RowSource::Rule(usize::MAX);

impl Task {
    /// One more choice, of no or yes; its yes.
    fn yes_or_no(&mut self) -> (usize, usize) {
        self.values.push(vec![0.0, 0.0]);
        (self.values.len() - 1, 1)
    }

    /// A row of these terms.
    fn must(
        &mut self,
        first: (usize, usize, f64),
        others: impl Iterator<Item = (usize, usize, f64)>,
        at_most: f64,
    ) {
        let row = ProgramRow {
            terms: std::iter::once(first).chain(others).collect(),
            at_most,
            excess_cost: None,
        };
        self.rows.push(SourcedRow { source: FLOOR, row, forbids: false });
    }

    /// Terms whose sum is 1 at least if something of a set is chosen, and can be 0 if nothing is.
    fn any_of(&mut self, set: &[(usize, usize)]) -> Vec<(usize, usize, f64)> {
        let mut choices: Vec<usize> = set.iter().map(|(choice, _)| *choice).collect();
        choices.sort_unstable();
        choices.dedup();
        let of = |choice: usize| set.iter().filter(move |(other, _)| *other == choice);
        if let [only] = choices[..] {
            return of(only).map(|(choice, option)| (*choice, *option, 1.0)).collect();
        }
        let any = self.yes_or_no();
        for choice in choices {
            self.must((any.0, any.1, -1.0), of(choice).map(|at| (at.0, at.1, 1.0)), 0.0);
        }
        vec![(any.0, any.1, 1.0)]
    }
}
