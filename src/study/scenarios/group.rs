//! The alternatives of a group under every scenario.

use crate::evaluate::evaluation::GroupResult;
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::Problem;
use crate::problem::ranking::{difference, ranks};
use crate::progress::Step;
use rayon::prelude::*;

/// So many scenarios are scored at a time. It does not show in results.
const BLOCK: usize = 128;

/// An alternative in a scenario.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ScenarioScore {
    /// The nominal score; `None` where too little of the weight is known, or the method gives none.
    pub score: Option<f64>,
    /// The rank among those of the group that compete and have a score there.
    pub rank: Option<usize>,
}

/// What becomes of an alternative over all scenarios.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ScenarioStanding {
    /// In how many scenarios it has rank 1; ties count.
    pub times_first: usize,
    /// In how many of these another one has rank 1 too.
    pub times_tied: usize,
    /// In how many it has a rank.
    pub times_ranked: usize,
    /// The best and the worst of its ranks.
    pub ranks: Option<(usize, usize)>,
    /// The sum of its ranks.
    rank_sum: u64,
    /// The largest regret: the best score of the group in a scenario less its own there, 0 where it
    /// is first; and the first scenario in which it is so large. `None` where it has no score.
    pub regret: Option<(f64, usize)>,
}

impl ScenarioStanding {
    /// The mean of its ranks over the scenarios in which it has one.
    pub fn mean_rank(&self) -> Option<f64> {
        (self.times_ranked > 0).then(|| self.rank_sum as f64 / self.times_ranked as f64)
    }

    /// Take in a scenario, in order.
    fn add(&mut self, scenario: usize, of: &ScenarioScore, best: f64, tied: bool) {
        let (Some(score), Some(rank)) = (of.score, of.rank) else { return };
        self.times_first += usize::from(rank == 1);
        self.times_tied += usize::from(rank == 1 && tied);
        self.times_ranked += 1;
        self.rank_sum += rank as u64;
        let (low, high) = self.ranks.unwrap_or((rank, rank));
        self.ranks = Some((low.min(rank), high.max(rank)));
        // Who ties with the best is not behind it.
        let regret = if rank == 1 { 0.0 } else { difference(best, score).max(0.0) };
        if self.regret.is_none_or(|(most, _)| regret > most) {
            self.regret = Some((regret, scenario));
        }
    }
}

/// A group under every scenario.
#[non_exhaustive]
pub struct ScenarioGroup<'a> {
    /// The alternatives that compete.
    pub competing: RankedGroup<'a>,
    /// What becomes of each over all scenarios.
    pub standings: Vec<ScenarioStanding>,
    /// Of each, whether some of its figures are not known: then its share of known weight is.
    open: Vec<bool>,
    /// Who has rank 1, scenario after scenario, and where those of each end.
    leaders: Vec<usize>,
    ends: Vec<usize>,
}

impl<'a> ScenarioGroup<'a> {
    /// The group under so many scenarios, whose leaf weights are those that `weights` gives.
    pub(super) fn new(
        problem: &Problem,
        group: &'a GroupResult,
        count: usize,
        weights: &(dyn Fn(usize) -> Vec<f64> + Sync),
        step: &Step,
    ) -> ScenarioGroup<'a> {
        let competing = RankedGroup::competing(group);
        let is_open = |at: usize| {
            !problem.cells.is_plain()
                && (0..problem.tree.leaves.len())
                    .any(|leaf| !problem.is_known(competing.member(at), leaf))
        };
        let places = 0..competing.places.len();
        let open = places.clone().map(is_open).collect();
        let standings = places.map(|_| ScenarioStanding::default()).collect();
        let mut out =
            ScenarioGroup { competing, standings, open, leaders: Vec::new(), ends: Vec::new() };
        // So many blocks at a time bound what is kept of their scores.
        let at_once = BLOCK * rayon::current_num_threads() * 4;
        for start in (0..count).step_by(at_once) {
            let blocks: Vec<usize> = (start..count.min(start + at_once)).step_by(BLOCK).collect();
            let of_block = |first: &usize| {
                let block: Vec<Vec<f64>> =
                    (*first..count.min(first + BLOCK)).map(weights).collect();
                step.add(block.len() as u64);
                out.block(problem, &block)
            };
            let scored: Vec<Vec<Vec<ScenarioScore>>> = blocks.par_iter().map(of_block).collect();
            for (scenario, scores) in (start..).zip(scored.into_iter().flatten()) {
                out.add(scenario, &scores);
            }
        }
        out
    }

    /// Take in a scenario, in order.
    fn add(&mut self, scenario: usize, scores: &[ScenarioScore]) {
        let best = scores.iter().filter_map(|it| it.score).fold(f64::NEG_INFINITY, f64::max);
        let before = self.leaders.len();
        self.leaders.extend((0..scores.len()).filter(|at| scores[*at].rank == Some(1)));
        self.ends.push(self.leaders.len());
        let tied = self.leaders.len() - before > 1;
        for (standing, of) in self.standings.iter_mut().zip(scores) {
            standing.add(scenario, of, best, tied);
        }
    }

    /// The scores at these leaf weights, in key order.
    pub(super) fn scores(&self, problem: &Problem, weights: &[f64]) -> Vec<ScenarioScore> {
        self.block(problem, std::slice::from_ref(&weights.to_vec())).pop().unwrap_or_default()
    }

    /// The same at several weights, which are scored together.
    fn block(&self, problem: &Problem, block: &[Vec<f64>]) -> Vec<Vec<ScenarioScore>> {
        let group = self.competing.group;
        let (size, leaves) = (block.len(), problem.tree.leaves.len());
        let Some(scorer) = &group.scorer else {
            return vec![vec![ScenarioScore::default(); self.open.len()]; size];
        };
        let mut weights = vec![0.0; leaves * size];
        for (at, own) in block.iter().enumerate() {
            own.iter().enumerate().for_each(|(leaf, weight)| weights[leaf * size + at] = *weight);
        }
        let mut all = vec![0.0; scorer.alternatives() * size];
        scorer.score(&weights, size, &mut all);
        let of = |at: usize| {
            let computed: Vec<Option<f64>> = self
                .competing
                .places
                .iter()
                .map(|place| Some(all[group.row(*place)? * size + at].clamp(f64::MIN, f64::MAX)))
                .collect();
            let known: Vec<f64> = computed.iter().copied().flatten().collect();
            let eps = self.competing.eps(&known, &block[at]);
            let enough = |alternative: usize| {
                !self.open[alternative]
                    || problem.knows_enough(
                        problem.known_share(self.competing.member(alternative), &block[at]),
                    )
            };
            let shown: Vec<Option<f64>> = computed
                .iter()
                .enumerate()
                .map(|(at, score)| score.filter(|_| enough(at)))
                .collect();
            let ranks = ranks(&shown, eps);
            let score = |(score, rank)| ScenarioScore { score, rank };
            shown.into_iter().zip(ranks).map(score).collect()
        };
        (0..size).map(of).collect()
    }

    /// Who has rank 1 in a scenario, as indices into `competing`: several if they tie, none if
    /// nobody has a score.
    pub fn leaders(&self, scenario: usize) -> &[usize] {
        let start = if scenario == 0 { 0 } else { self.ends[scenario - 1] };
        &self.leaders[start..self.ends[scenario]]
    }

    /// The alternatives from the one that is first most often; of those that are so as often the one
    /// with the better mean rank, then in key order. Who never has a rank comes last.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.standings.len()).collect();
        let mean = |at: usize| self.standings[at].mean_rank().unwrap_or(f64::INFINITY);
        let first = |at: usize| self.standings[at].times_first;
        order.sort_by(|a, b| first(*b).cmp(&first(*a)).then(mean(*a).total_cmp(&mean(*b))));
        order
    }

    /// The alternative that is first most often, as an index into `competing`: the first of
    /// [`ScenarioGroup::order`]. `None` where nobody is first anywhere.
    pub fn usual_leader(&self) -> Option<usize> {
        self.order().first().copied().filter(|at| self.standings[*at].times_first > 0)
    }

    /// By scenario: whether the usual leader is first there, alone or in a tie. `None` where it is so
    /// in all of them, and where nobody is first anywhere.
    pub(super) fn usual_leads(&self) -> Option<Vec<bool>> {
        let usual = self.usual_leader()?;
        let leads = |scenario: usize| self.leaders(scenario).contains(&usual);
        let leads: Vec<bool> = (0..self.ends.len()).map(leads).collect();
        leads.contains(&false).then_some(leads)
    }
}
