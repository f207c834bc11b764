//! One ranking of many: rules that take the ranking, the weights or the scores of every actor.
//!
//! Influence is counted among the actors who rank, and sums over actors are scaled so that equal
//! influence gives the plain sum. Rules see the alternatives for which all of these have a score.

use super::mean_scores::tie_of_mean_scores;
use super::mean_weights::MeanWeights;
use super::ranking_influence::RankingInfluence;
use super::{PanelEvaluation, PanelGroup};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::problem::ranking::ranks;
use crate::rank_aggregation::{Kemeny, KemenyRequest, Rankings, borda, copeland, kemeny};
use crate::table::{Table, TableOf};
use crate::tolerance::TIE;

/// More alternatives are not put into Kemeny orders: time grows with their cube, for the moves of
/// single alternatives in a good order, and memory with their square.
const MOST_IN_ORDERS: usize = 500;

/// A rule by which many rankings become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupRule {
    /// Points for places: see [`crate::rank_aggregation::borda`].
    Borda,
    /// Pairs won by a majority of influence, less those lost: see
    /// [`crate::rank_aggregation::copeland`].
    Copeland,
    /// The orders that disagree least: see [`crate::rank_aggregation::kemeny`]. Its points are the
    /// disagreement, the same for all alternatives.
    Kemeny,
    /// The score of the method at the mean of the actors' weights, by influence. Only where all look
    /// at the same figures, and the method scores from weights.
    MeanWeights,
    /// The mean of the actors' scores, by influence. It compares the scores of different actors, as
    /// if a point of score were worth as much to each.
    MeanScores,
}

impl GroupRule {
    /// All rules, in the order of tables.
    pub const ALL: [GroupRule; 5] = [
        GroupRule::Borda,
        GroupRule::Copeland,
        GroupRule::Kemeny,
        GroupRule::MeanWeights,
        GroupRule::MeanScores,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            GroupRule::Borda => "borda",
            GroupRule::Copeland => "copeland",
            GroupRule::Kemeny => "kemeny",
            GroupRule::MeanWeights => "mean-weights",
            GroupRule::MeanScores => "mean-scores",
        }
    }
}

/// What a rule says of an alternative.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct GroupStanding {
    /// The points of the rule.
    pub points: Option<f64>,
    /// The rank, ties sharing the best one. For Kemeny orders the best place over all of them, or
    /// the place in the order that was found where nothing is proved; none where there are too many
    /// orders to know.
    pub rank: Option<usize>,
    /// The worst place over all Kemeny orders, where it is known; for other rules the rank.
    pub rank_worst: Option<usize>,
}

/// The answer of a rule in a group.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct GroupRanking {
    /// The rule.
    pub rule: GroupRule,
    /// What it says of each alternative of [`PanelGroup::ranked`], in order.
    pub standings: Vec<GroupStanding>,
    /// The Kemeny orders, for that rule. Alternatives are positions in `ranked`.
    pub kemeny: Option<Kemeny>,
}

impl GroupRanking {
    fn of_points(rule: GroupRule, points: Vec<Option<f64>>, eps: f64) -> GroupRanking {
        let ranks = ranks(&points, eps);
        let standing = |(points, rank)| GroupStanding { points, rank, rank_worst: rank };
        let standings = points.into_iter().zip(ranks).map(standing).collect();
        GroupRanking { rule, standings, kemeny: None }
    }

    fn of_orders(kemeny: Kemeny, scale: f64, alternatives: usize) -> GroupRanking {
        let points = Some(kemeny.disagreement * scale);
        let found = kemeny.orders.first().filter(|_| !kemeny.proved);
        let standing = |at: usize| {
            let places = kemeny.places.as_ref().and_then(|places| places.get(at));
            let place = found.and_then(|order| order.iter().position(|other| *other == at));
            GroupStanding {
                points,
                rank: places.map(|places| places.0).or(place.map(|place| place + 1)),
                rank_worst: places.map(|places| places.1),
            }
        };
        let standings = (0..alternatives).map(standing).collect();
        GroupRanking { rule: GroupRule::Kemeny, standings, kemeny: Some(kemeny) }
    }
}

/// The answers of all rules, made by [`group_rankings`].
#[derive(Debug)]
#[non_exhaustive]
pub struct GroupRankings<'a> {
    panel: &'a PanelEvaluation<'a>,
    /// By group: the rules that have an answer there. None where nobody who ranks has influence, and
    /// where no alternative has a score for all of them.
    pub groups: Vec<Vec<GroupRanking>>,
}

/// Rank the alternatives of every group by every rule that has an answer.
pub fn group_rankings<'a>(
    panel: &'a PanelEvaluation<'a>,
    request: &KemenyRequest,
) -> GroupRankings<'a> {
    let of_group = |group: &PanelGroup| -> Vec<GroupRanking> {
        let influence = RankingInfluence::new(panel, group).filter(|_| !group.ranked.is_empty());
        let Some(influence) = influence else { return Vec::new() };
        let Some(rankings) = influence.rankings(group) else { return Vec::new() };
        let of_rule = |rule| of_rule(panel, group, &influence, &rankings, rule, request);
        GroupRule::ALL.into_iter().filter_map(of_rule).collect()
    };
    GroupRankings { panel, groups: panel.groups.iter().map(of_group).collect() }
}

fn of_rule(
    panel: &PanelEvaluation,
    group: &PanelGroup,
    influence: &RankingInfluence,
    rankings: &Rankings,
    rule: GroupRule,
    request: &KemenyRequest,
) -> Option<GroupRanking> {
    let scale = influence.scale();
    let m = group.ranked.len();
    match rule {
        GroupRule::Borda => {
            let points = borda(rankings).into_iter().map(|points| Some(points * scale)).collect();
            // Up to m points from each who ranks.
            let eps = TIE * (m * influence.given.len()) as f64;
            Some(GroupRanking::of_points(rule, points, eps))
        }
        GroupRule::Copeland => {
            let points = copeland(rankings).into_iter().map(|points| Some(points as f64));
            Some(GroupRanking::of_points(rule, points.collect(), 0.0))
        }
        GroupRule::Kemeny => (m <= MOST_IN_ORDERS)
            .then(|| GroupRanking::of_orders(kemeny(rankings, request), scale, m)),
        GroupRule::MeanWeights => {
            let at_mean = MeanWeights::new(panel, group)?;
            let (scores, eps) = at_mean.scores(&at_mean.weights(&influence.shares));
            Some(GroupRanking::of_points(rule, scores, eps))
        }
        GroupRule::MeanScores => {
            let mean = |at: &usize| influence.mean(group, &|actor| group.score(actor, *at));
            let scores = group.ranked.iter().map(|at| Some(mean(at))).collect();
            Some(GroupRanking::of_points(rule, scores, tie_of_mean_scores(group)))
        }
    }
}

/// A row of `group_ranking`.
struct Row<'a> {
    alternative: usize,
    ranking: &'a GroupRanking,
    standing: GroupStanding,
}

/// A row of `kemeny_orders`.
struct PlaceInOrder {
    alternative: usize,
    order: usize,
    place: usize,
}

impl GroupRankings<'_> {
    /// `group_ranking`: a row per group, rule and alternative, by rank.
    pub fn table(&self) -> Table {
        let problem = self.panel.panel.problem();
        let mut rows: Vec<Row> = Vec::new();
        for (group, rankings) in self.panel.groups.iter().zip(&self.groups) {
            for ranking in rankings {
                let mut order: Vec<usize> = (0..ranking.standings.len()).collect();
                order.sort_by_key(|at| ranking.standings[*at].rank.unwrap_or(usize::MAX));
                rows.extend(order.into_iter().map(|at| Row {
                    alternative: self.panel.member(group, group.ranked[at]),
                    ranking,
                    standing: ranking.standings[at],
                }));
            }
        }
        TableOf::new("group_ranking", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &Row| row.alternative))
            .text("rule", |row| Some(row.ranking.rule.name().to_owned()))
            .number("points", |row| row.standing.points)
            .count("rank", |row| row.standing.rank)
            .count("rank_worst", |row| row.standing.rank_worst)
            .flag("proved", |row| row.ranking.kemeny.as_ref().map(|kemeny| kemeny.proved))
            .table()
    }

    /// `kemeny_orders`: a row per group, listed Kemeny order and place. Orders and places count from
    /// 1. Without a proof the order that was found is listed.
    pub fn kemeny_orders(&self) -> Table {
        let problem = self.panel.panel.problem();
        let mut rows: Vec<PlaceInOrder> = Vec::new();
        for (group, rankings) in self.panel.groups.iter().zip(&self.groups) {
            let orders =
                rankings.iter().filter_map(|it| it.kemeny.as_ref()).flat_map(|it| &it.orders);
            for (number, order) in (1..).zip(orders) {
                rows.extend((1..).zip(order).map(|(place, at)| PlaceInOrder {
                    alternative: self.panel.member(group, group.ranked[*at]),
                    order: number,
                    place,
                }));
            }
        }
        let alternative = |row: &PlaceInOrder| row.alternative;
        TableOf::new("kemeny_orders", &rows)
            .columns(keys_of(problem, &problem.rank_within, alternative))
            .count("order", |row| Some(row.order))
            .count("place", |row| Some(row.place))
            .columns(keys_of(problem, &problem.keys_inside(), alternative))
            .table()
    }
}
