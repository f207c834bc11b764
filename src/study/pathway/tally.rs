//! Counts over draws which paths are best.

use super::drawn::{Drawn, Facts};
use super::evaluation::PathwayEvaluation;
use super::found::FoundPath;
use super::worth::PathWorth;
use crate::kernel::{Credit, Saved, Tally};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The counts of all choices that have shares.
pub(super) struct PathTally<'e> {
    evaluation: &'e PathwayEvaluation<'e>,
    drawn: &'e Drawn,
    facts: &'e Facts<'e>,
    draws: u64,
    choices: Vec<Option<ChoiceCounts>>,
}

/// The counts of a choice.
#[derive(Default)]
pub(super) struct ChoiceCounts {
    /// By path, as positions by period.
    pub(super) paths: BTreeMap<Vec<Option<usize>>, Credit>,
    /// By first step.
    pub(super) steps: BTreeMap<Option<usize>, Credit>,
    /// By position, and last none, and period: where the path has stood by then.
    pub(super) by_then: Vec<Vec<Credit>>,
    /// Draws in which no path is allowed.
    pub(super) no_path: Credit,
    /// Whether in some draw more paths tie than are listed.
    pub(super) too_many_tie: bool,
    /// From when facts hold in a draw whose paths would take too much memory.
    failed: Option<Vec<Option<usize>>>,
}

impl<'e> PathTally<'e> {
    pub(super) fn new(
        evaluation: &'e PathwayEvaluation<'e>,
        drawn: &'e Drawn,
        facts: &'e Facts<'e>,
    ) -> PathTally<'e> {
        let model = evaluation.model;
        let counts = |(choice, rows): (usize, &Option<_>)| {
            let places = model.choices[choice].alternatives.len() + 1;
            let by_then = vec![vec![Credit::default(); model.periods.len()]; places];
            rows.as_ref().map(|_| ChoiceCounts { by_then, ..ChoiceCounts::default() })
        };
        let choices = drawn.choices.iter().enumerate().map(counts).collect();
        PathTally { evaluation, drawn, facts, draws: 0, choices }
    }

    /// How many draws were counted.
    pub(super) fn draws(&self) -> u64 {
        self.draws
    }

    /// The counts of a choice; `None` if it has no shares.
    pub(super) fn of_choice(&self, choice: usize) -> Option<&ChoiceCounts> {
        self.choices[choice].as_ref()
    }

    /// A choice of which the paths would take too much memory, and from when facts hold then.
    pub(super) fn failed(&self) -> Option<(usize, &[Option<usize>])> {
        let of = |(choice, counts): (usize, &'_ Option<ChoiceCounts>)| {
            counts.as_ref().and_then(|it| it.failed.as_deref()).map(|_| choice)
        };
        let choice = self.choices.iter().enumerate().find_map(of)?;
        Some((choice, self.choices[choice].as_ref()?.failed.as_deref()?))
    }
}

impl Tally for PathTally<'_> {
    fn add(&mut self, _: &[f64], scores: &[f64], block: usize) {
        let PathTally { evaluation, drawn, facts, .. } = *self;
        let of_choice = |(choice, counts): (usize, &mut Option<ChoiceCounts>)| {
            let (Some(counts), Some(rows)) = (counts, &drawn.choices[choice]) else { return };
            let none = evaluation.model.none.unwrap_or(0.0);
            let alternatives = rows.first().map_or(0, Vec::len);
            for d in 0..block {
                let ready = facts.ready(choice, |fact| scores[fact * block + d]);
                let Ok(graph) = facts.graph(choice, &ready) else {
                    counts.fail(ready);
                    continue;
                };
                let yearly = |period: usize, position: usize| {
                    let score = rows[period][position].map(|row| scores[row * block + d]);
                    score.unwrap_or(0.0).clamp(f64::MIN, f64::MAX)
                };
                let worth = PathWorth::new(&evaluation.weights, alternatives, none, &yearly);
                let best = graph.best(&worth, 1);
                if best.more_tied {
                    counts.too_many_tie = true;
                } else {
                    counts.add(best.tied());
                }
            }
        };
        self.choices.par_iter_mut().enumerate().for_each(of_choice);
        self.draws += block as u64;
    }

    fn merge(&mut self, other: Self) {
        self.draws += other.draws;
        for (mine, theirs) in self.choices.iter_mut().zip(other.choices) {
            if let (Some(mine), Some(theirs)) = (mine, theirs) {
                mine.merge(theirs);
            }
        }
    }
}

impl Saved for PathTally<'_> {
    fn save(&self, out: &mut Vec<u8>) {
        self.draws.save(out);
        self.choices.iter().flatten().for_each(|it| it.save(out));
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.draws.load(from)?;
        self.choices.iter_mut().flatten().try_for_each(|it| it.load(from))
    }
}

impl Saved for ChoiceCounts {
    fn save(&self, out: &mut Vec<u8>) {
        let ChoiceCounts { paths, steps, by_then, no_path, too_many_tie, failed } = self;
        paths.save(out);
        steps.save(out);
        by_then.save(out);
        no_path.save(out);
        too_many_tie.save(out);
        failed.save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let ChoiceCounts { paths, steps, by_then, no_path, too_many_tie, failed } = self;
        paths.load(from)?;
        steps.load(from)?;
        by_then.load(from)?;
        no_path.load(from)?;
        too_many_tie.load(from)?;
        failed.load(from)
    }
}

impl ChoiceCounts {
    /// A draw in which these paths tie for the best.
    fn add(&mut self, tied: &[FoundPath]) {
        if tied.is_empty() {
            self.no_path += credit(1.0);
            return;
        }
        let part = 1.0 / tied.len() as f64;
        // What several of the paths share has the sum of their parts, in one draw.
        let mut paths: BTreeMap<&[Option<usize>], usize> = BTreeMap::new();
        let mut steps: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        for path in tied {
            *paths.entry(&path.positions).or_default() += 1;
            *steps.entry(path.first_step()).or_default() += 1;
        }
        for (path, count) in paths {
            match self.paths.get_mut(path) {
                Some(known) => *known += credit(count as f64 * part),
                None => {
                    self.paths.insert(path.to_vec(), credit(count as f64 * part));
                }
            }
        }
        for (step, count) in steps {
            *self.steps.entry(step).or_default() += credit(count as f64 * part);
        }
        let none = self.by_then.len() - 1;
        for (place, by_then) in self.by_then.iter_mut().enumerate() {
            let is_here = |it: &Option<usize>| it.unwrap_or(none) == place;
            let first: Vec<usize> =
                tied.iter().filter_map(|path| path.positions.iter().position(is_here)).collect();
            if first.is_empty() {
                continue;
            }
            for (period, by_then) in by_then.iter_mut().enumerate() {
                let count = first.iter().filter(|first| **first <= period).count();
                *by_then += credit(count as f64 * part);
            }
        }
    }

    /// Remember a draw whose paths would take too much memory: of several the first in order, so
    /// that threads do not show.
    fn fail(&mut self, ready: Vec<Option<usize>>) {
        if self.failed.as_ref().is_none_or(|known| ready < *known) {
            self.failed = Some(ready);
        }
    }

    fn merge(&mut self, other: ChoiceCounts) {
        for (path, credit) in other.paths {
            *self.paths.entry(path).or_default() += credit;
        }
        for (step, credit) in other.steps {
            *self.steps.entry(step).or_default() += credit;
        }
        for (mine, theirs) in self.by_then.iter_mut().flatten().zip(other.by_then.iter().flatten())
        {
            *mine += *theirs;
        }
        self.no_path += other.no_path;
        self.too_many_tie |= other.too_many_tie;
        if let Some(ready) = other.failed {
            self.fail(ready);
        }
    }
}

/// The credit of one draw.
fn credit(part: f64) -> Credit {
    Credit { sum: part, squares: part * part }
}
