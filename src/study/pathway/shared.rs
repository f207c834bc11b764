//! The paths of all choices together, under limits and capacities that they share.
//!
//! A set of paths, one of each choice, is a set of options of a 0/1 program
//! ([`crate::binary_program`]). Not all paths have to be options: with prices for what is shared
//! (`prices`) the bound L, and a set of paths worth v that keeps all limits, a path whose value after
//! paying is more than L - v below the greatest of its choice is in no set that is worth v or more.
//! So the search goes in three steps: prices, a good set among the paths that are good at these
//! prices, and then the best set among all paths that can be in one as good. It is proved to be the
//! best of all where these are few enough to be listed.

use super::coupling::Coupling;
use super::evaluation::{ChoicePaths, PathwayEvaluation};
use super::found::FoundPath;
use super::prices::Prices;
use super::request::PathwayRequest;
use crate::binary_program::{BestRequest, BinaryProgram, ProgramRow};

/// The paths of all choices together.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedPaths {
    /// By choice: its path. `None`: none were found that keep all limits together.
    pub paths: Option<Vec<FoundPath>>,
    /// No set of paths that keeps the limits is worth more than this; `None`: it is proved that
    /// there is none.
    pub bound: Option<f64>,
    /// Whether the paths are proved to be the best, or that there are none.
    pub optimal: bool,
    /// Whether another set of paths is worth as much; `None`: the search was cut short, or there is
    /// no set.
    pub tied: Option<bool>,
}

/// Of a choice with no more paths than this all are options from the start.
const FEW_PATHS: usize = 100;

/// More paths of a choice than this are not looked at together.
const MOST_PATHS: usize = 3_000;

/// More paths of all choices than this are not looked at together.
const MOST_OPTIONS: usize = 30_000;

/// The most branches of one search.
const MOST_NODES: u64 = 200_000;

/// After so many attempts to keep limits with their probability the search is given up.
const MOST_ATTEMPTS: usize = 300;

/// The options of the program: paths by choice.
struct Listed {
    paths: Vec<Vec<FoundPath>>,
    /// Whether no path is missing that can be in a set as good as asked.
    complete: bool,
}

/// What a search found.
struct Found {
    paths: Option<Vec<FoundPath>>,
    value: f64,
    tied: bool,
    /// No set of the listed paths is worth more.
    bound: f64,
    complete: bool,
}

impl SharedPaths {
    /// The best paths of all choices together; `None` if they share nothing.
    pub fn new(evaluation: &PathwayEvaluation, request: &PathwayRequest) -> Option<SharedPaths> {
        let coupling = Coupling::new(evaluation, request.draws, request.seed)?;
        let choices = &evaluation.choices;
        if choices.iter().any(|of| of.graph.is_empty()) {
            // A choice without a path has none within limits either.
            return Some(SharedPaths { paths: None, bound: None, optimal: true, tied: None });
        }
        let mut search = Search { choices, coupling };
        Some(search.run())
    }
}

struct Search<'a> {
    choices: &'a [ChoicePaths],
    coupling: Coupling,
}

impl Search<'_> {
    fn run(&mut self) -> SharedPaths {
        if let Some(all) = self.all_of(FEW_PATHS) {
            let found = self.best(&all);
            return answer(found, all.complete, f64::INFINITY);
        }
        let prices = Prices::new(self.choices, &self.coupling);
        let least: f64 = self.choices.iter().map(least_value).sum();
        if prices.bound < least - prices.rounding {
            return SharedPaths { paths: None, bound: None, optimal: true, tied: None };
        }
        // A good set, among more and more paths.
        let mut good = None;
        for count in [30, 300, MOST_PATHS] {
            let found = self.best(&self.good_at(&prices, count));
            if found.paths.is_some() {
                good = Some(found);
                break;
            }
        }
        let gap = good.as_ref().map(|good| prices.bound - good.value);
        let listed = self.within(&prices, gap);
        let found = self.best(&listed);
        let better = match (good, found) {
            (Some(good), found) if found.paths.is_none() || found.value < good.value => {
                Found { bound: found.bound, complete: found.complete, tied: found.tied, ..good }
            }
            (_, found) => found,
        };
        answer(better, listed.complete, prices.bound)
    }

    /// All paths, if no choice has more than so many.
    fn all_of(&self, most: usize) -> Option<Listed> {
        let all = |of: &ChoicePaths| of.graph.all(&of.worth, most);
        let paths = self.choices.iter().map(all).collect::<Option<_>>()?;
        Some(Listed { paths, complete: true })
    }

    /// By choice the paths that are best at some prices, and those that were best while prices were
    /// sought.
    fn good_at(&self, prices: &Prices, count: usize) -> Listed {
        let count = count.min((MOST_OPTIONS / self.choices.len()).max(1));
        let good = |(choice, of): (usize, &ChoicePaths)| {
            let net = self.coupling.net(choice, &of.worth, &prices.of);
            let (best, _) = of.graph.down_to(&net, f64::NEG_INFINITY, count);
            let mut paths = with_values(best, of);
            for path in &prices.paths[choice] {
                if paths.iter().all(|other| other.positions != path.positions) {
                    paths.push(path.clone());
                }
            }
            paths
        };
        let paths = self.choices.iter().enumerate().map(good).collect();
        Listed { paths, complete: false }
    }

    /// By choice all paths that can be in a set that is no more than `gap` below the bound; without a
    /// gap all paths.
    fn within(&self, prices: &Prices, gap: Option<f64>) -> Listed {
        let most = MOST_PATHS.min((MOST_OPTIONS / self.choices.len()).max(1));
        let mut out = Listed { paths: Vec::new(), complete: true };
        for (choice, of) in self.choices.iter().enumerate() {
            let net = self.coupling.net(choice, &of.worth, &prices.of);
            // Ties of the set that was found, and rounding, stay in.
            let room = prices.rounding + of.graph.eps(&net) + of.graph.eps(&of.worth);
            let least = gap.map_or(f64::NEG_INFINITY, |gap| prices.greatest[choice] - gap - room);
            let (paths, complete) = of.graph.down_to(&net, least, most);
            out.paths.push(with_values(paths, of));
            out.complete &= complete;
        }
        out
    }

    /// The best set among listed paths. Sets that do not keep limits with their probability are
    /// ruled out one after the other.
    fn best(&mut self, listed: &Listed) -> Found {
        let mut attempt = 0;
        loop {
            let program = self.program(listed);
            let asked = BestRequest { best: 2, most_nodes: MOST_NODES, ..BestRequest::default() };
            let best = program.best(&asked);
            attempt += 1;
            let sets: Vec<Vec<&FoundPath>> = best
                .found
                .iter()
                .map(|set| listed.paths.iter().zip(&set.options).map(|(of, at)| &of[*at]).collect())
                .collect();
            let cuts: Vec<(usize, ProgramRow)> =
                sets.iter().flat_map(|paths| self.coupling.cuts(paths)).collect();
            if cuts.is_empty() || attempt == MOST_ATTEMPTS {
                let kept = |paths: &&Vec<&FoundPath>| self.coupling.cuts(paths).is_empty();
                let first = sets.iter().find(kept);
                let value = |paths: &Vec<&FoundPath>| paths.iter().map(|path| path.value).sum();
                let values: Vec<f64> = sets.iter().map(value).collect();
                let eps: f64 = self.choices.iter().map(|of| of.graph.eps(&of.worth)).sum();
                return Found {
                    paths: first.map(|paths| paths.iter().map(|path| (*path).clone()).collect()),
                    value: first.map_or(f64::NEG_INFINITY, value),
                    tied: values.len() > 1 && values[0] - values[1] <= eps,
                    bound: best.bound,
                    complete: best.complete && cuts.is_empty(),
                };
            }
            for (period, row) in cuts {
                self.coupling.add(period, &row);
            }
        }
    }

    fn program(&self, listed: &Listed) -> BinaryProgram {
        let value = |of: &Vec<FoundPath>| of.iter().map(|path| path.value).collect();
        let mut rows: Vec<ProgramRow> = self
            .coupling
            .at_most
            .iter()
            .map(|at_most| ProgramRow { at_most: *at_most, ..ProgramRow::default() })
            .collect();
        for (choice, paths) in listed.paths.iter().enumerate() {
            for (option, path) in paths.iter().enumerate() {
                for (row, taken) in self.coupling.taken(choice, path).into_iter().enumerate() {
                    if taken != 0.0 {
                        rows[row].terms.push((choice, option, taken));
                    }
                }
            }
        }
        BinaryProgram {
            values: listed.paths.iter().map(value).collect(),
            rows,
            bonuses: Vec::new(),
        }
    }
}

/// The least value of a path of a choice, or less.
fn least_value(of: &ChoicePaths) -> f64 {
    let turned = of.worth.turned();
    -of.graph.best_value(&turned).unwrap_or(0.0)
}

/// Paths with the values that they have before they pay.
fn with_values(paths: Vec<FoundPath>, of: &ChoicePaths) -> Vec<FoundPath> {
    let value = |path: FoundPath| FoundPath { value: path.value_at(&of.worth), ..path };
    paths.into_iter().map(value).collect()
}

/// What is answered, where `bound` holds for all paths and `listed` says whether no other than the
/// listed ones can be in a set as good.
fn answer(found: Found, listed: bool, bound: f64) -> SharedPaths {
    let proved = listed && found.complete;
    if found.paths.is_none() {
        let bound = (!proved).then_some(if listed { bound.min(found.bound) } else { bound });
        return SharedPaths { paths: None, bound, optimal: proved, tied: None };
    }
    let most = if listed { bound.min(found.bound) } else { bound };
    SharedPaths {
        bound: Some(if proved { found.value } else { most.max(found.value) }),
        tied: if proved || found.tied { Some(found.tied) } else { None },
        optimal: proved,
        paths: found.paths,
    }
}
