//! How the answer of a rule of the group moves with the influence of one actor.
//!
//! The share of the actor goes from 0 to 1. The others keep their shares in proportion of what is
//! left; where they all have influence 0, they share it equally. Intervals are exact: points, moves
//! and scores are linear in the share, and majorities change at known shares.

pub(crate) mod interval;
mod lines;
mod majorities;
mod tables;

use super::mean_scores::tie_of_mean_scores;
use super::mean_weights::MeanWeights;
use super::ranking_influence::RankingInfluence;
use super::{PanelEvaluation, PanelGroup};
use crate::rank_aggregation::{Rankings, borda};
use crate::tolerance::{SAME_INFLUENCE, TIE};
use interval::InfluenceInterval;
use lines::{Line, leaders_of_lines};
use majorities::{MOST_ALTERNATIVES, leaders_by_majority, margins};

/// A rule of the group whose answer is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InfluenceRule {
    /// The fewest moves until it is first for all.
    FewestMoves,
    /// Points for places.
    Borda,
    /// Pairs won by a majority. Left out for more than 300 alternatives.
    Copeland,
    /// The score at the mean of the weights; only for methods whose scores are linear in the
    /// weights.
    MeanWeights,
    /// The mean of the scores.
    MeanScores,
}

impl InfluenceRule {
    /// All rules, in the order of tables.
    pub const ALL: [InfluenceRule; 5] = [
        InfluenceRule::FewestMoves,
        InfluenceRule::Borda,
        InfluenceRule::Copeland,
        InfluenceRule::MeanWeights,
        InfluenceRule::MeanScores,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            InfluenceRule::FewestMoves => "fewest-moves",
            InfluenceRule::Borda => "borda",
            InfluenceRule::Copeland => "copeland",
            InfluenceRule::MeanWeights => "mean-weights",
            InfluenceRule::MeanScores => "mean-scores",
        }
    }
}

/// How the answer of a rule moves with the influence of an actor.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct InfluenceOfActor {
    /// The rule.
    pub rule: InfluenceRule,
    /// The actor: a position in the panel.
    pub actor: usize,
    /// Its share of the influence of all who rank, as it is.
    pub present: f64,
    /// Who is first at that share: positions in [`PanelGroup::ranked`].
    pub first_at_present: Vec<usize>,
    /// Who is first from 0 to 1; neighbours differ.
    pub intervals: Vec<InfluenceInterval>,
}

impl InfluenceOfActor {
    /// The nearest share of the actor with another answer than the present one, and that answer;
    /// none where the answer is the same for all shares. The present share itself where the answer
    /// changes right there. Of two that are as near the lower one.
    pub fn nearest_switch(&self) -> Option<(f64, &[usize])> {
        let at = |interval: &InfluenceInterval| self.present.clamp(interval.from, interval.to);
        let distance = |interval: &InfluenceInterval| (at(interval) - self.present).abs();
        let others = self.intervals.iter().filter(|it| it.first != self.first_at_present);
        let nearest = others.reduce(|best, other| {
            if distance(other) < distance(best) - SAME_INFLUENCE { other } else { best }
        })?;
        Some((at(nearest), &nearest.first))
    }
}

/// How the answers move with the influence of every actor, made by [`influences`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Influences<'a> {
    panel: &'a PanelEvaluation<'a>,
    /// By group: a rule after the other, and for each the actors who rank. None where fewer than two
    /// rank, or nobody who ranks has influence.
    pub groups: Vec<Vec<InfluenceOfActor>>,
}

/// Follow the answer of every rule in every group as the influence of one actor after the other goes
/// from nothing to all.
pub fn influences<'a>(panel: &'a PanelEvaluation<'a>) -> Influences<'a> {
    let of_group = |group: &PanelGroup| {
        let influence = RankingInfluence::new(panel, group)
            .filter(|_| group.ranking.len() > 1 && !group.ranked.is_empty());
        let Some(influence) = influence else { return Vec::new() };
        let figures = Figures::new(panel, group, &influence);
        let pairs = InfluenceRule::ALL
            .into_iter()
            .flat_map(|rule| (0..group.ranking.len()).map(move |at| (rule, at)));
        pairs
            .filter_map(|(rule, at)| {
                let present = influence.shares[at];
                let (intervals, first_at_present) =
                    figures.follow(rule, at, &others(&influence.shares, at), present)?;
                let actor = group.ranking[at];
                Some(InfluenceOfActor { rule, actor, present, first_at_present, intervals })
            })
            .collect()
    };
    Influences { panel, groups: panel.groups.iter().map(of_group).collect() }
}

/// The shares of the others if one has none: in proportion, or equal where they have none either.
fn others(shares: &[f64], of: usize) -> Vec<f64> {
    let total: f64 = shares.iter().enumerate().filter(|(at, _)| *at != of).map(|it| it.1).sum();
    let share = |(at, share): (usize, &f64)| match at == of {
        true => 0.0,
        false if total > 0.0 => share / total,
        false => 1.0 / (shares.len() - 1) as f64,
    };
    shares.iter().enumerate().map(share).collect()
}

/// What the rules look at, by actor who ranks and alternative of `ranked`.
struct Figures<'a> {
    group: &'a PanelGroup,
    ranks: Vec<Vec<usize>>,
    points: Vec<Vec<f64>>,
    /// The margins of all pairs at present influence; none where majorities are not followed.
    margins: Option<Vec<f64>>,
    mean_weights: Option<MeanWeights<'a>>,
}

impl<'a> Figures<'a> {
    fn new(
        panel: &'a PanelEvaluation<'a>,
        group: &'a PanelGroup,
        influence: &RankingInfluence,
    ) -> Figures<'a> {
        let ranks: Vec<Vec<usize>> =
            group.ranking.iter().map(|actor| group.ranks_among_ranked(*actor)).collect();
        let points = |ranks: &Vec<usize>| {
            Rankings::new(ranks.len(), vec![(1.0, ranks.clone())])
                .map_or_else(Vec::new, |alone| borda(&alone))
        };
        let points = ranks.iter().map(points).collect();
        let mean_weights = MeanWeights::new(panel, group).filter(|at_mean| at_mean.is_linear());
        let margins =
            (group.ranked.len() <= MOST_ALTERNATIVES).then(|| margins(&ranks, &influence.shares));
        Figures { group, ranks, points, margins, mean_weights }
    }

    /// The intervals of an actor's share, and who is first at the present share.
    fn follow(
        &self,
        rule: InfluenceRule,
        actor: usize,
        others: &[f64],
        present: f64,
    ) -> Option<(Vec<InfluenceInterval>, Vec<usize>)> {
        let m = self.group.ranked.len();
        let linear = |of: &dyn Fn(usize, usize) -> f64, eps: f64| {
            let line = |at: usize| Line {
                start: (0..others.len()).map(|other| others[other] * of(other, at)).sum(),
                end: of(actor, at),
            };
            leaders_of_lines(&(0..m).map(line).collect::<Vec<_>>(), eps, present)
        };
        Some(match rule {
            InfluenceRule::FewestMoves => {
                linear(&|who, at| -(self.ranks[who][at] as f64), TIE * m as f64)
            }
            InfluenceRule::Borda => linear(&|who, at| self.points[who][at], TIE * m as f64),
            InfluenceRule::Copeland => {
                let margins = self.margins.as_ref()?;
                leaders_by_majority(&self.ranks, margins, actor, others, present)
            }
            InfluenceRule::MeanWeights => {
                let at_mean = self.mean_weights.as_ref()?;
                let alone: Vec<f64> =
                    (0..others.len()).map(|who| f64::from(u8::from(who == actor))).collect();
                let (start, eps_start) = at_mean.scores(&at_mean.weights(others));
                let (end, eps_end) = at_mean.scores(&at_mean.weights(&alone));
                let line = |(start, end): (&Option<f64>, &Option<f64>)| {
                    Some(Line { start: (*start)?, end: (*end)? })
                };
                // Where too little is known at one of the ends, nothing is said.
                let lines: Vec<Line> = start.iter().zip(&end).map(line).collect::<Option<_>>()?;
                leaders_of_lines(&lines, eps_start.max(eps_end), present)
            }
            InfluenceRule::MeanScores => {
                let score = |who: usize, at: usize| {
                    self.group.score(self.group.ranking[who], self.group.ranked[at])
                };
                linear(&score, tie_of_mean_scores(self.group))
            }
        })
    }
}
