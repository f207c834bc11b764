//! The tables of common ground.

use super::{CommonGround, CommonStanding, Ground, GroundPart, NoGround, SharedGround};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::polytope::centroid::Certainty;
use crate::problem::Problem;
use crate::table::{Table, TableOf};

/// A row of `common_ground`.
struct OfLeaf<'a> {
    group: usize,
    leaf: usize,
    ground: &'a SharedGround,
}

/// A row of `common_ground_points`.
struct OfPoint {
    group: usize,
    point: usize,
    leaf: usize,
    weight: f64,
}

/// A row of `common_ground_order`.
struct InOrder {
    actor: Option<usize>,
    standing: CommonStanding,
}

/// A row of `conflict`.
struct Given<'a> {
    group: usize,
    part: &'a GroundPart,
    ground: &'a NoGround,
    statement: usize,
}

impl CommonGround<'_> {
    fn problem(&self) -> &Problem {
        self.evaluation.panel.problem()
    }

    /// The keys that name the groups of a table, which has none where all groups are one question.
    fn group_keys(&self) -> &[usize] {
        if self.parts.len() > 1 { &self.problem().rank_within } else { &[] }
    }

    /// Each group with its part, in the order of the groups; where all groups are one question, the
    /// first stands for them.
    fn by_group(&self) -> Vec<(usize, &GroundPart)> {
        let mut out: Vec<(usize, &GroundPart)> = self
            .parts
            .iter()
            .flat_map(|part| part.groups.iter().map(move |group| (*group, part)))
            .collect();
        out.sort_by_key(|(group, _)| *group);
        if self.parts.len() == 1 {
            out.truncate(1);
        }
        out
    }

    fn shared(&self) -> Vec<(usize, &SharedGround)> {
        let mut out = Vec::new();
        for (group, part) in self.by_group() {
            if let Ground::Shared(shared) = &part.ground {
                out.push((group, &**shared));
            }
        }
        out
    }

    /// An alternative of a group, for the columns of its keys.
    fn member(&self, group: usize) -> usize {
        self.problem().groups[group].members.first().copied().unwrap_or_default()
    }

    /// `common_ground`: a row per criterion, with the least, the middle and the greatest of the
    /// weights that all actors admit, and the standard error of the middle where it was sampled.
    /// Where actors have weights that differ by group, the keys that name a group come first. No
    /// rows where there are no such weights.
    pub fn table(&self) -> Table {
        let problem = self.problem();
        let leaves = 0..problem.tree.leaves.len();
        let of_group =
            |(group, ground)| leaves.clone().map(move |leaf| OfLeaf { group, leaf, ground });
        let rows: Vec<OfLeaf> = self.shared().into_iter().flat_map(of_group).collect();
        let error = |row: &OfLeaf| match &row.ground.weights.certainty {
            Certainty::Exact => None,
            Certainty::Sampled { std_error, .. } => std_error.get(row.leaf).copied(),
        };
        TableOf::new("common_ground", &rows)
            .columns(keys_of(problem, self.group_keys(), |row: &OfLeaf| self.member(row.group)))
            .text("criterion", |row| Some(problem.tree.leaves[row.leaf].id.clone()))
            .number("low", |row| row.ground.weights.low.get(row.leaf).copied())
            .number("middle", |row| row.ground.weights.middle.get(row.leaf).copied())
            .number("high", |row| row.ground.weights.high.get(row.leaf).copied())
            .number("middle_se", error)
            .table()
    }

    /// `common_ground_points`: a row per extreme point of the weights that all actors admit and
    /// criterion, points numbered from 1. No rows where there are too many.
    pub fn points(&self) -> Table {
        let problem = self.problem();
        let mut rows: Vec<OfPoint> = Vec::new();
        for (group, ground) in self.shared() {
            for (point, weights) in ground.weights.points.iter().enumerate() {
                let of_leaf = |(leaf, weight): (usize, &f64)| OfPoint {
                    group,
                    point: point + 1,
                    leaf,
                    weight: *weight,
                };
                rows.extend(weights.iter().enumerate().map(of_leaf));
            }
        }
        TableOf::new("common_ground_points", &rows)
            .columns(keys_of(problem, self.group_keys(), |row: &OfPoint| self.member(row.group)))
            .count("point", |row| Some(row.point))
            .text("criterion", |row| Some(problem.tree.leaves[row.leaf].id.clone()))
            .number("weight", |row| Some(row.weight))
            .table()
    }

    /// `common_ground_order`: a row per competing alternative, by group and rank, with the ranks that
    /// the weights leave it at nominal figures. `actor` is empty where all actors score alike; else
    /// there is a row for each actor too.
    pub fn order(&self) -> Table {
        let problem = self.problem();
        let mut rows: Vec<InOrder> = Vec::new();
        for part in &self.parts {
            let Ground::Shared(ground) = &part.ground else { continue };
            if let [all] = &ground.orders[..] {
                let row = |standing: &CommonStanding| InOrder { actor: None, standing: *standing };
                rows.extend(all.standings.iter().map(row));
                continue;
            }
            let mut by_actor: Vec<(usize, &[CommonStanding])> = ground
                .orders
                .iter()
                .flat_map(|order| order.actors.iter().map(|actor| (*actor, &order.standings[..])))
                .collect();
            by_actor.sort_by_key(|(actor, _)| *actor);
            for (actor, standings) in by_actor {
                let row =
                    |standing: &CommonStanding| InOrder { actor: Some(actor), standing: *standing };
                rows.extend(standings.iter().map(row));
            }
        }
        let actors = self.evaluation.actors();
        TableOf::new("common_ground_order", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &InOrder| row.standing.alternative))
            .text("actor", |row| row.actor.map(|actor| actors[actor].id().to_owned()))
            .count("rank_best", |row| row.standing.rank_best)
            .count("rank_worst", |row| row.standing.rank_worst)
            .flag("can_be_first", |row| row.standing.rank_best.map(|best| best == 1))
            .flag("exact", |row| Some(row.standing.exact))
            .table()
    }

    /// `conflict`: a row per statement that is in the smallest conflict or gives way, actor by
    /// actor. `relaxation_total` is by how much it gives way where the sum is least,
    /// `relaxation_largest` where the most that any gives way is least. No rows where there is
    /// common ground.
    pub fn conflict(&self) -> Table {
        let problem = self.problem();
        let mut rows: Vec<Given> = Vec::new();
        for (group, part) in self.by_group() {
            let Ground::Nothing(ground) = &part.ground else { continue };
            let is_told = |at: &usize| {
                ground.in_conflict(*at)
                    || ground.least_total.by[*at] > 0.0
                    || ground.least_largest.by[*at] > 0.0
            };
            let row = |statement: usize| Given { group, part, ground, statement };
            rows.extend((0..part.statements.len()).filter(is_told).map(row));
        }
        let actors = self.evaluation.actors();
        let said = |row: &Given| row.part.statements[row.statement].clone();
        TableOf::new("conflict", &rows)
            .columns(keys_of(problem, self.group_keys(), |row: &Given| self.member(row.group)))
            .text("actor", |row| Some(actors[said(row).actor].id().to_owned()))
            .text("statement", |row| Some(said(row).written))
            .number("relaxation_total", |row| Some(row.ground.least_total.by[row.statement]))
            .number("relaxation_largest", |row| Some(row.ground.least_largest.by[row.statement]))
            .flag("in_conflict", |row| Some(row.ground.in_conflict(row.statement)))
            .table()
    }
}

impl NoGround {
    /// Whether a statement is one of the smallest conflict.
    pub fn in_conflict(&self, statement: usize) -> bool {
        self.conflict.statements.contains(&statement)
    }
}
