//! The tables of a stability study.

use super::change::{Reach, Why};
use super::{ChangeOf, FewestOf, Stability, StabilityInterval};
use crate::evaluate::keys::key_columns;
use crate::problem::{Problem, number};
use crate::study::stability::norm::Norm;
use crate::table::Table;

impl Stability<'_> {
    fn problem(&self) -> &Problem {
        self.sweep.evaluation.problem
    }

    /// The name of an alternative of a group's field, inside the group.
    fn name(&self, group: usize, at: usize) -> Option<String> {
        Some(self.sweep.fields[group].name(self.problem(), at))
    }

    fn groups(&self, table: Table, groups: impl Iterator<Item = usize>) -> Table {
        let firsts: Vec<usize> =
            groups.map(|group| self.problem().groups[group].members[0]).collect();
        key_columns(self.problem(), table, &firsts, &self.problem().rank_within)
    }

    /// `intervals`: within which weights first place, and the whole order, holds. `approximate`
    /// where scores are not linear in the weights.
    pub fn intervals_table(&self) -> Table {
        let rows = &self.intervals;
        let problem = self.problem();
        let branch =
            |row: &StabilityInterval| Some(problem.tree.branches[self.path(row).branch].id.clone());
        let exact = |row: &StabilityInterval| self.sweep.tracks[row.group][row.path].is_exact();
        self.groups(Table::new("intervals"), rows.iter().map(|row| row.group))
            .text("target", rows.iter().map(|row| Some(row.target.name().to_owned())))
            .text("criterion", rows.iter().map(branch))
            .text(
                "local_or_global",
                rows.iter().map(|row| Some(self.path(row).scope.name().to_owned())),
            )
            .number("low", rows.iter().map(|row| Some(row.low)))
            .number("weight", rows.iter().map(|row| Some(self.path(row).weight)))
            .number("high", rows.iter().map(|row| Some(row.high)))
            .integer("approximate", rows.iter().map(|row| Some(i64::from(!exact(row)))))
    }

    /// Why a challenger does not get ahead, or not even level; empty where it does.
    pub fn reason(&self, of: &ChangeOf) -> Option<String> {
        match &of.change.reach {
            Reach::Win => None,
            Reach::Tie => {
                Some("level at best: no admissible weights put it strictly ahead".to_owned())
            }
            Reach::Impossible(Why::Dominated(rival)) => {
                let others: Vec<usize> = (0..self.sweep.fields[of.group].places.len())
                    .filter(|at| *at != of.leader && *at != of.challenger)
                    .collect();
                let rival = if *rival == 0 { of.leader } else { others[*rival - 1] };
                let rival = self.name(of.group, rival).unwrap_or_default();
                let which = if of.norm == Norm::Ratio { "has weight" } else { "may have weight" };
                Some(format!(
                    "dominated: {rival} is at least as good on every criterion that {which}"
                ))
            }
            Reach::Impossible(Why::Behind(by)) => {
                Some(format!("at its best admissible weights it is still {} behind", number(*by)))
            }
            Reach::Impossible(Why::OnlyInTheLimit) => {
                Some("no factor: level only in the limit, as other weights vanish".to_owned())
            }
            Reach::Unsolved => Some("not known: the solver found no answer".to_owned()),
        }
    }

    /// `smallest_change`: for each challenger, goal and norm the nearest weights, a row per
    /// criterion; one row without a criterion where there are none.
    pub fn smallest_change(&self) -> Table {
        let weights = self.sweep.evaluation.weights.base();
        let mut rows: Vec<(&ChangeOf, Option<usize>)> = Vec::new();
        for of in &self.changes {
            match &of.change.weights {
                Some(new) => rows.extend((0..new.len()).map(|leaf| (of, Some(leaf)))),
                None => rows.push((of, None)),
            }
        }
        let reach = |of: &ChangeOf| match of.change.reach {
            Reach::Win => Some("win".to_owned()),
            Reach::Tie => Some("tie".to_owned()),
            Reach::Impossible(_) => Some("impossible".to_owned()),
            Reach::Unsolved => None,
        };
        self.groups(Table::new("smallest_change"), rows.iter().map(|(of, _)| of.group))
            .text("leader", rows.iter().map(|(of, _)| self.name(of.group, of.leader)))
            .text("challenger", rows.iter().map(|(of, _)| self.name(of.group, of.challenger)))
            .text("goal", rows.iter().map(|(of, _)| Some(of.goal.name().to_owned())))
            .text("norm", rows.iter().map(|(of, _)| Some(of.norm.name().to_owned())))
            .number("distance", rows.iter().map(|(of, _)| of.change.distance))
            .text("reach", rows.iter().map(|(of, _)| reach(of)))
            .text("reason", rows.iter().map(|(of, _)| self.reason(of)))
            .text(
                "criterion",
                rows.iter()
                    .map(|(_, leaf)| leaf.map(|leaf| self.problem().tree.leaves[leaf].id.clone())),
            )
            .number("weight", rows.iter().map(|(_, leaf)| leaf.map(|leaf| weights[leaf])))
            .number(
                "new_weight",
                rows.iter().map(|(of, leaf)| Some(of.change.weights.as_ref()?[(*leaf)?])),
            )
    }

    /// `fewest_inputs`: for each challenger the smallest set of inputs that lets it catch the
    /// leader, a row per input: what it says, and the figure that helps most (the last of a set may
    /// need less). Count 0 and one row where it is level already; no count where no set suffices.
    pub fn fewest_inputs(&self) -> Table {
        let mut rows: Vec<(&FewestOf, Option<usize>)> = Vec::new();
        for of in &self.fewest {
            match of.fewest.moved.as_deref() {
                None | Some([]) => rows.push((of, None)),
                Some(moved) => rows.extend((0..moved.len()).map(|at| (of, Some(at)))),
            }
        }
        let moved =
            |(of, at): &(&FewestOf, Option<usize>)| Some(of.fewest.moved.as_ref()?[(*at)?].clone());
        let count = |of: &FewestOf| i64::try_from(of.fewest.moved.as_ref()?.len()).ok();
        let passages = |input: usize| {
            let record = self.problem().inputs[input].record.as_ref()?;
            (!record.passages.is_empty()).then(|| record.passages.join(";"))
        };
        self.groups(Table::new("fewest_inputs"), rows.iter().map(|(of, _)| of.group))
            .text("leader", rows.iter().map(|(of, _)| self.name(of.group, of.leader)))
            .text("challenger", rows.iter().map(|(of, _)| self.name(of.group, of.challenger)))
            .text("goal", rows.iter().map(|(of, _)| Some(of.how.name().to_owned())))
            .integer("count", rows.iter().map(|(of, _)| count(of)))
            .text("input", rows.iter().map(|row| Some(self.problem().input_id(moved(row)?.input))))
            .text("passage", rows.iter().map(|row| passages(moved(row)?.input)))
            .cells("from", rows.iter().map(|row| Some(self.problem().written(moved(row)?.input))))
            .cells(
                "to",
                rows.iter().map(|row| {
                    moved(row).map(|moved| self.problem().notation(moved.input, moved.to))
                }),
            )
    }

    /// `passages`: who leads, and by how much, when one passage is left out.
    pub fn passages_table(&self) -> Table {
        let rows = &self.left_out;
        let problem = self.problem();
        let inside = problem.keys_inside();
        let names = |of: &[usize]| {
            let names: Vec<String> =
                of.iter().map(|member| problem.name(*member, &inside)).collect();
            (!names.is_empty()).then(|| names.join(";"))
        };
        self.groups(Table::new("passages"), rows.iter().map(|row| row.group))
            .text("passage", rows.iter().map(|row| Some(row.passage.clone())))
            .text("leader", rows.iter().map(|row| names(&row.leaders)))
            .text("leader_without", rows.iter().map(|row| names(&row.without)))
            .number("difference_without", rows.iter().map(|row| row.difference))
    }
}
