//! Where everything stands: which rows and columns of which sheet hold which alternative, criterion
//! and weight. Every sheet is laid out by this, so that formulas find each other.

use super::refs::{SheetNames, cell, on, range, row};
use super::scales::Scales;
use super::scoring::Scoring;
use super::style::FIRST;
use crate::case::Case;
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::problem::weights::Weights;
use crate::problem::{Outline, PlaceInGroup, Problem};
use crate::report::Words;

/// A group, with its alternatives in the order of the sheets.
pub(super) struct PlannedGroup {
    /// What people read; empty where there is one group.
    pub label: String,
    /// Those that compete first, each kind in key order.
    pub order: Vec<PlaceInGroup>,
    /// How many compete.
    pub eligible: usize,
    /// How many alternatives stand in groups before.
    before: usize,
}

pub(super) struct Plan<'a> {
    pub case: &'a Case,
    pub problem: &'a Problem,
    pub evaluation: &'a Evaluation<'a>,
    pub words: Words,
    pub names: SheetNames,
    pub scoring: Scoring,
    pub scales: Scales,
    pub groups: Vec<PlannedGroup>,
    /// Branches from the top down, those below one right after it, with their depth.
    pub branches: Vec<(usize, usize)>,
    /// By branch: its place in `branches`.
    place_of_branch: Vec<u32>,
    /// By leaf: its branch.
    branch_of_leaf: Vec<usize>,
}

/// Columns of *Performances*.
pub(super) mod performance {
    /// The weight of the criteria down to this one of which anything is known: what the sheet of
    /// scores needs is on the last, so that no formula has to search all rows.
    pub const KNOWN_SO_FAR: u16 = 0;
    pub const GROUP: u16 = 1;
    pub const CRITERION: u16 = 2;
    pub const ALTERNATIVE: u16 = 3;
    pub const LEVEL: u16 = 4;
    pub const FIGURE: u16 = 5;
    pub const UNIT: u16 = 6;
    pub const STATED: u16 = 7;
    pub const SHIFT: u16 = 8;
    pub const USED: u16 = 9;
    pub const LOW: u16 = 10;
    pub const HIGH: u16 = 11;
    pub const KNOWN: u16 = 12;
    pub const WEIGHT: u16 = 13;
}

/// Columns of *Scores and ranks*.
pub(super) mod score {
    pub const NUMBER: u16 = 0;
    pub const GROUP: u16 = 1;
    pub const ALTERNATIVE: u16 = 2;
    pub const COMPETES: u16 = 3;
    pub const RANK: u16 = 4;
    pub const SCORE: u16 = 5;
    pub const KNOWN: u16 = 6;
    pub const CASE_RANK: u16 = 7;
    pub const CASE_SCORE: u16 = 8;
    pub const LOW: u16 = 9;
    pub const HIGH: u16 = 10;
    pub const BEST: u16 = 11;
    pub const WORST: u16 = 12;
    pub const COMPUTED: u16 = 13;
    pub const COUNTS: u16 = 14;
    pub const TIE: u16 = 15;
    pub const ORDER: u16 = 16;
    pub const MOVED: u16 = 17;
}

/// Columns of *Weights*.
pub(super) mod weight {
    pub const CRITERION: u16 = 0;
    pub const WEIGHT: u16 = 1;
    pub const SHARE: u16 = 2;
    pub const TOTAL: u16 = 3;
    pub const CASE: u16 = 4;
    pub const SET: u16 = 5;
    pub const LEAF: u16 = 6;
}

/// The first column of a criterion on *Values*.
pub(super) const FIRST_LEAF: u16 = 2;

impl<'a> Plan<'a> {
    pub(super) fn new(case: &'a Case, evaluation: &'a Evaluation<'a>, words: Words) -> Plan<'a> {
        let problem = evaluation.problem;
        let scoring = Scoring::of(evaluation);
        let mut before = 0;
        let groups: Vec<PlannedGroup> = evaluation
            .groups
            .iter()
            .map(|group| {
                let competes = |place: &PlaceInGroup| group.eligible().binary_search(place).is_ok();
                let others = group.places().filter(|place| !competes(place));
                let order: Vec<PlaceInGroup> =
                    group.eligible().iter().copied().chain(others).collect();
                let label = group
                    .members()
                    .first()
                    .map(|member| words.alternative(problem, *member, &problem.rank_within, false));
                let eligible = group.eligible().len();
                before += order.len();
                PlannedGroup {
                    label: label.unwrap_or_default(),
                    eligible,
                    before: before - order.len(),
                    order,
                }
            })
            .collect();
        let outline = Outline::new(&problem.tree);
        let mut branches = Vec::new();
        below(&outline, None, 0, &mut branches);
        let mut place_of_branch = vec![0; problem.tree.branches.len()];
        for (place, (branch, _)) in (0u32..).zip(&branches) {
            place_of_branch[*branch] = place;
        }
        let leaves = 0..problem.tree.leaves.len();
        Plan {
            case,
            problem,
            evaluation,
            words,
            names: SheetNames::new(words),
            scoring,
            scales: Scales::new(evaluation, scoring, groups.len()),
            groups,
            branches,
            place_of_branch,
            branch_of_leaf: leaves.filter_map(|leaf| outline.branch_of_leaf(leaf)).collect(),
        }
    }

    pub(super) fn leaves(&self) -> usize {
        self.problem.tree.leaves.len()
    }

    pub(super) fn has_groups(&self) -> bool {
        self.groups.len() > 1 || self.groups.iter().any(|group| !group.label.is_empty())
    }

    pub(super) fn weights(&self) -> &Weights {
        &self.evaluation.weights
    }

    pub(super) fn result(&self, group: usize) -> &GroupResult {
        &self.evaluation.groups[group]
    }

    /// The alternative at a position of a group's order.
    pub(super) fn member(&self, group: usize, at: usize) -> usize {
        self.result(group).member(self.groups[group].order[at])
    }

    /// The name of an alternative inside its group.
    pub(super) fn name(&self, member: usize) -> String {
        self.words.inside(self.problem, member)
    }

    /// The label of a leaf.
    pub(super) fn leaf_label(&self, leaf: usize) -> String {
        let leaf = &self.problem.tree.leaves[leaf];
        self.words.label(&leaf.label, &leaf.id)
    }

    /// The groups that have a set of weights, by label.
    pub(super) fn groups_of_set(&self, set: usize) -> String {
        let of_set = (0..self.groups.len()).filter(|group| self.weights().set_of(*group) == set);
        let labels: Vec<String> = of_set.map(|group| self.groups[group].label.clone()).collect();
        self.words.some(&labels, 6)
    }

    // Weights: a heading for each set, its branches, their sum, a check, and an empty row.

    pub(super) fn weights_heading(&self, set: usize) -> u32 {
        FIRST + row(set * (self.branches.len() + 4))
    }

    pub(super) fn weights_row(&self, set: usize, branch: usize) -> u32 {
        self.weights_heading(set) + 1 + self.place_of_branch[branch]
    }

    pub(super) fn weights_sum(&self, set: usize) -> u32 {
        self.weights_heading(set) + 1 + row(self.branches.len())
    }

    /// The weight of a leaf among all, in a formula of another sheet.
    pub(super) fn weight_of_leaf(&self, set: usize, leaf: usize) -> String {
        let at = self.weights_row(set, self.branch_of_leaf[leaf]);
        on(self.names.weights, &cell(at, weight::TOTAL))
    }

    // Performances: by group, criterion and alternative, those that compete first.

    pub(super) fn performance_row(&self, group: usize, leaf: usize, at: usize) -> u32 {
        let of = &self.groups[group];
        FIRST + row(self.leaves() * of.before + leaf * of.order.len() + at)
    }

    /// The cells in that column of those that compete, in a formula of another sheet.
    pub(super) fn competing(&self, group: usize, leaf: usize, column: u16) -> String {
        let first = self.performance_row(group, leaf, 0);
        let last = first + row(self.groups[group].eligible.max(1)) - 1;
        on(self.names.performances, &range((first, column), (last, column)))
    }

    // Values: the weights of each set, then a row for each alternative.

    pub(super) fn values_weights(&self, set: usize) -> u32 {
        FIRST + row(set)
    }

    pub(super) fn values_row(&self, group: usize, at: usize) -> u32 {
        FIRST + row(self.weights().sets() + self.groups[group].before + at)
    }

    pub(super) fn leaf_column(&self, leaf: usize) -> u16 {
        FIRST_LEAF + u16::try_from(leaf).unwrap_or(u16::MAX - FIRST_LEAF)
    }

    /// A row of *Values* over all criteria, in a formula of another sheet.
    pub(super) fn values_over(&self, at: u32) -> String {
        let last = self.leaf_column(self.leaves().saturating_sub(1));
        on(self.names.values, &range((at, FIRST_LEAF), (at, last)))
    }

    // Scores and ranks: a row for each alternative.

    pub(super) fn score_row(&self, group: usize, at: usize) -> u32 {
        FIRST + row(self.groups[group].before + at)
    }

    /// A column of *Scores and ranks* over a group.
    pub(super) fn scores_over(&self, group: usize, column: u16) -> String {
        let last = self.groups[group].order.len().max(1) - 1;
        range((self.score_row(group, 0), column), (self.score_row(group, last), column))
    }

    /// How many alternatives there are.
    pub(super) fn alternatives(&self) -> usize {
        self.groups.iter().map(|group| group.order.len()).sum()
    }

    /// The number of an alternative, which tells the order of the sheets after somebody has sorted one.
    pub(super) fn number(&self, group: usize, at: usize) -> usize {
        self.groups[group].before + at + 1
    }
}

fn below(outline: &Outline, parent: Option<usize>, depth: usize, out: &mut Vec<(usize, usize)>) {
    for child in outline.children(parent) {
        out.push((*child, depth));
        below(outline, Some(*child), depth + 1, out);
    }
}
