//! What all can live with best: rules that look at who is served worst, or at how far all must move.

use super::ranking_influence::RankingInfluence;
use super::{PanelEvaluation, PanelGroup};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::problem::ranking::{difference, ranks};
use crate::table::{Table, TableOf};
use crate::tolerance::TIE;

/// A rule for a compromise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompromiseRule {
    /// The least of the largest regret: by how much an alternative falls short of an actor's best
    /// score, in the scores of the actor who loses most (Savage 1951,
    /// doi:10.1080/01621459.1951.10500768). All who rank count, whatever their influence. It
    /// compares the scores of different actors.
    LeastRegret,
    /// Acceptability to the least satisfied: over which share of its admissible weights an actor
    /// surely ranks the alternative well enough, whatever the inputs turn out to be, in the eyes of
    /// the actor with the least such share. All actors count, whatever their influence. Sampled
    /// shares that differ by no more than their errors explain are tied.
    BestWorstAcceptability,
    /// The fewest moves: the sum over the actors who rank, by influence, of the places by which the
    /// alternative must move up to be first for them. With equal influence it is the plain sum.
    FewestMoves,
}

impl CompromiseRule {
    /// All rules, in the order of tables.
    pub const ALL: [CompromiseRule; 3] = [
        CompromiseRule::LeastRegret,
        CompromiseRule::BestWorstAcceptability,
        CompromiseRule::FewestMoves,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            CompromiseRule::LeastRegret => "least-regret",
            CompromiseRule::BestWorstAcceptability => "best-worst-acceptability",
            CompromiseRule::FewestMoves => "fewest-moves",
        }
    }
}

/// A share of an actor's admissible weights, and its standard error where it is sampled.
pub type ShareWithError = (f64, Option<f64>);

/// What a rule says of an alternative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CompromiseStanding {
    /// The alternative: a position in [`PanelGroup::places`].
    pub alternative: usize,
    /// The figure of the rule: a regret, a share or a number of moves.
    pub value: f64,
    /// Its standard error, where it is sampled: that of the actor with the least share.
    pub value_se: Option<f64>,
    /// The rank, ties sharing the best one: 1 for the best compromise.
    pub rank: usize,
}

/// The answer of a rule in a group.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Compromise {
    /// The rule.
    pub rule: CompromiseRule,
    /// What it says of each alternative that it can judge, in order.
    pub standings: Vec<CompromiseStanding>,
}

/// The answers of all rules, made by [`compromises`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Compromises<'a> {
    panel: &'a PanelEvaluation<'a>,
    /// By group: the rules that have an answer there.
    pub groups: Vec<Vec<Compromise>>,
}

/// Look for a compromise in every group. `acceptable` gives, for a group, an actor and an alternative
/// (a position in [`PanelGroup::places`]), the share of the actor's admissible weights at which it
/// ranks the alternative well enough.
pub fn compromises<'a>(
    panel: &'a PanelEvaluation<'a>,
    acceptable: &dyn Fn(usize, usize, usize) -> Option<ShareWithError>,
) -> Compromises<'a> {
    let of_group = |group: &PanelGroup| {
        let rules = [
            least_regret(group),
            best_worst_acceptability(panel, group, acceptable),
            fewest_moves(panel, group),
        ];
        rules.into_iter().flatten().collect()
    };
    Compromises { panel, groups: panel.groups.iter().map(of_group).collect() }
}

/// The regret of an actor: its best score among those that all have a score for, less that of the
/// alternative. 0 where the two tie.
fn regret(group: &PanelGroup, actor: usize, alternative: usize) -> f64 {
    let score = |at: &usize| group.score(actor, *at);
    let best = group.ranked.iter().map(score).fold(f64::NEG_INFINITY, f64::max);
    let short = difference(best, score(&alternative));
    if short <= group.actors[actor].eps { 0.0 } else { short }
}

fn least_regret(group: &PanelGroup) -> Option<Compromise> {
    if group.ranked.is_empty() {
        return None;
    }
    let most = |at: &usize| {
        let regrets = group.ranking.iter().map(|actor| regret(group, *actor, *at));
        (*at, regrets.fold(0.0, f64::max), None)
    };
    let eps = group.ranking.iter().map(|actor| group.actors[*actor].eps).fold(0.0, f64::max);
    let values = group.ranked.iter().map(most).collect();
    Some(ranked_by(CompromiseRule::LeastRegret, values, -1.0, eps))
}

/// Figures that are sampled tie within so many of the greatest of their standard errors: 95 % of the
/// differences of two figures that are equal lie within (1.96 times the root of 2).
const SAMPLED_TIE: f64 = 2.8;

fn best_worst_acceptability(
    panel: &PanelEvaluation,
    group: &PanelGroup,
    acceptable: &dyn Fn(usize, usize, usize) -> Option<ShareWithError>,
) -> Option<Compromise> {
    let least = |at: &usize| {
        let shares: Vec<ShareWithError> = (0..panel.actors().len())
            .map(|actor| acceptable(group.group, actor, *at))
            .collect::<Option<_>>()?;
        let (value, error) = shares.into_iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some((*at, value, error))
    };
    // Where it is not known of one of them, there is no order of all.
    // Where nobody ranks there are shares all the same.
    let compared: Vec<usize> = match group.ranking.is_empty() {
        true => (0..group.places.len()).collect(),
        false => group.ranked.clone(),
    };
    let values: Vec<_> = compared.iter().map(least).collect::<Option<_>>()?;
    let error = values.iter().filter_map(|(_, _, error)| *error).fold(0.0, f64::max);
    let rule = CompromiseRule::BestWorstAcceptability;
    (!values.is_empty()).then(|| ranked_by(rule, values, 1.0, TIE.max(SAMPLED_TIE * error)))
}

fn fewest_moves(panel: &PanelEvaluation, group: &PanelGroup) -> Option<Compromise> {
    let influence = RankingInfluence::new(panel, group).filter(|_| !group.ranked.is_empty())?;
    let mut moves = vec![0.0; group.ranked.len()];
    for (actor, given) in group.ranking.iter().zip(&influence.given) {
        for (moves, rank) in moves.iter_mut().zip(group.ranks_among_ranked(*actor)) {
            *moves += given * rank.saturating_sub(1) as f64;
        }
    }
    let scale = influence.scale();
    let values = group.ranked.iter().zip(moves).map(|(at, moves)| (*at, moves * scale, None));
    let eps = TIE * (group.ranked.len() * group.ranking.len()) as f64;
    Some(ranked_by(CompromiseRule::FewestMoves, values.collect(), -1.0, eps))
}

/// The answer of a rule where more is better (`sign` 1) or less is (-1).
fn ranked_by(
    rule: CompromiseRule,
    values: Vec<(usize, f64, Option<f64>)>,
    sign: f64,
    eps: f64,
) -> Compromise {
    let scores: Vec<Option<f64>> = values.iter().map(|value| Some(sign * value.1)).collect();
    let standing = |((alternative, value, value_se), rank)| CompromiseStanding {
        alternative,
        value,
        value_se,
        rank,
    };
    let ranks = ranks(&scores, eps).into_iter().flatten();
    Compromise { rule, standings: values.into_iter().zip(ranks).map(standing).collect() }
}

/// A row of `compromise`.
struct Row {
    alternative: usize,
    rule: CompromiseRule,
    standing: CompromiseStanding,
}

impl Compromises<'_> {
    /// `compromise`: a row per group, rule and alternative, by rank.
    pub fn table(&self) -> Table {
        let problem = self.panel.panel.problem();
        let mut rows = Vec::new();
        for (group, compromises) in self.panel.groups.iter().zip(&self.groups) {
            for compromise in compromises {
                let mut standings = compromise.standings.clone();
                standings.sort_by_key(|standing| standing.rank);
                rows.extend(standings.into_iter().map(|standing| Row {
                    alternative: self.panel.member(group, standing.alternative),
                    rule: compromise.rule,
                    standing,
                }));
            }
        }
        TableOf::new("compromise", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &Row| row.alternative))
            .text("rule", |row| Some(row.rule.name().to_owned()))
            .number("value", |row| Some(row.standing.value))
            .number("value_se", |row| row.standing.value_se)
            .count("rank", |row| Some(row.standing.rank))
            .table()
    }
}
