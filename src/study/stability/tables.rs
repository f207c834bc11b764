//! The tables of a stability study.

use super::change::{Reach, Why};
use super::{ChangeOf, FewestOf, MovedInput, Stability, StabilityInterval};
use crate::error::{Said, both};
use crate::evaluate::keys::keys_of;
use crate::problem::{Problem, number};
use crate::study::stability::norm::Norm;
use crate::table::{Table, TableOf};

/// A row of `smallest_change`: a criterion whose weight changes; none where there is no change.
struct Changed<'a> {
    of: &'a ChangeOf,
    leaf: Option<usize>,
}

/// A row of `fewest_inputs`: an input that moves; none where none has to, or none can.
struct FewestRow<'a> {
    of: &'a FewestOf,
    moved: Option<&'a MovedInput>,
}

impl Stability<'_> {
    fn problem(&self) -> &Problem {
        self.sweep.evaluation.problem
    }

    /// The name of an alternative of a group's field, inside the group.
    fn name(&self, group: usize, at: usize) -> Option<String> {
        Some(self.sweep.ranked_groups[group].name(self.problem(), at))
    }

    /// A table with the columns of each row's group.
    fn table_of<'r, R>(
        &self,
        name: &str,
        rows: &'r [R],
        group: impl Fn(&R) -> usize,
    ) -> TableOf<'r, R> {
        let problem = self.problem();
        let first = |row: &R| problem.groups[group(row)].members[0];
        TableOf::new(name, rows).columns(keys_of(problem, &problem.rank_within, first))
    }

    /// `intervals`: within which weights first place, and the whole order, holds. `approximate`
    /// where scores are not linear in the weights.
    pub fn intervals_table(&self) -> Table {
        let problem = self.problem();
        let exact = |row: &StabilityInterval| self.sweep.tracks[row.group][row.path].is_exact();
        self.table_of("intervals", &self.intervals, |row| row.group)
            .text("target", |row| Some(row.target.name().to_owned()))
            .text("criterion", |row| Some(problem.tree.branches[self.path(row).branch].id.clone()))
            .text("local_or_global", |row| Some(self.path(row).scope.name().to_owned()))
            .number("low", |row| Some(row.low))
            .number("weight", |row| Some(self.path(row).weight))
            .number("high", |row| Some(row.high))
            .flag("approximate", |row| Some(!exact(row)))
            .table()
    }

    /// Why a challenger does not get ahead, or not even level; empty where it does.
    pub fn reason(&self, of: &ChangeOf) -> Option<Said> {
        match &of.change.reach {
            Reach::Win => None,
            Reach::Tie => Some(both(
                "level at best: no admissible weights put it strictly ahead",
                "hoogstens gelijk: geen toegelaten gewichten brengen het voorop",
            )),
            Reach::Impossible(Why::Dominated(rival)) => {
                let others: Vec<usize> = (0..self.sweep.ranked_groups[of.group].places.len())
                    .filter(|at| *at != of.leader && *at != of.challenger)
                    .collect();
                let rival = if *rival == 0 { of.leader } else { others[*rival - 1] };
                let rival = self.name(of.group, rival).unwrap_or_default();
                let (which, welk) = match of.norm {
                    Norm::Ratio => ("has weight", "gewicht heeft"),
                    _ => ("may have weight", "gewicht mag hebben"),
                };
                Some(both(
                    format!(
                        "dominated: {rival} is at least as good on every criterion that {which}"
                    ),
                    format!(
                        "gedomineerd: {rival} is minstens even goed op elk criterium dat {welk}"
                    ),
                ))
            }
            Reach::Impossible(Why::Behind(by)) => {
                let by = number(*by);
                Some(both(
                    format!("at its best admissible weights it is still {by} behind"),
                    format!(
                        "bij de gunstigste toegelaten gewichten ligt het nog {} achter",
                        by.replace('.', ",")
                    ),
                ))
            }
            Reach::Impossible(Why::OnlyInTheLimit) => Some(both(
                "no factor: level only in the limit, as other weights vanish",
                "geen factor: pas gelijk in de limiet, als andere gewichten verdwijnen",
            )),
            Reach::Unsolved => Some(both(
                "not known: the solver found no answer",
                "niet bekend: het rekenwerk gaf geen uitsluitsel",
            )),
        }
    }

    /// `smallest_change`: for each challenger, goal and norm the nearest weights, a row per
    /// criterion; one row without a criterion where there are none.
    pub fn smallest_change(&self) -> Table {
        self.smallest_change_in(false)
    }

    /// The same with the reasons in Dutch, for a Dutch page.
    pub fn smallest_change_in(&self, dutch: bool) -> Table {
        let weights = &self.sweep.evaluation.weights;
        let mut rows: Vec<Changed> = Vec::new();
        for of in &self.changes {
            match &of.change.weights {
                Some(new) => {
                    rows.extend((0..new.len()).map(|leaf| Changed { of, leaf: Some(leaf) }))
                }
                None => rows.push(Changed { of, leaf: None }),
            }
        }
        let reach = |of: &ChangeOf| match of.change.reach {
            Reach::Win => Some("win".to_owned()),
            Reach::Tie => Some("tie".to_owned()),
            Reach::Impossible(_) => Some("impossible".to_owned()),
            Reach::Unsolved => None,
        };
        let leaves = &self.problem().tree.leaves;
        self.table_of("smallest_change", &rows, |row| row.of.group)
            .text("leader", |row| self.name(row.of.group, row.of.leader))
            .text("challenger", |row| self.name(row.of.group, row.of.challenger))
            .text("goal", |row| Some(row.of.goal.name().to_owned()))
            .text("norm", |row| Some(row.of.norm.name().to_owned()))
            .number("distance", |row| row.of.change.distance)
            .text("reach", |row| reach(row.of))
            .text("reason", |row| Some(self.reason(row.of)?.text(dutch).to_owned()))
            .text("criterion", |row| Some(leaves[row.leaf?].id.clone()))
            .number("weight", |row| Some(weights.of_group(row.of.group)[row.leaf?]))
            .number("new_weight", |row| Some(row.of.change.weights.as_ref()?[row.leaf?]))
            .table()
    }

    /// `fewest_inputs`: for each challenger the smallest set of inputs that lets it catch the
    /// leader, a row per input: what it says, and the figure that helps most (the last of a set may
    /// need less). Count 0 and one row where it is level already; no count where no set suffices.
    pub fn fewest_inputs(&self) -> Table {
        let problem = self.problem();
        let mut rows: Vec<FewestRow> = Vec::new();
        for of in &self.fewest {
            match of.fewest.moved.as_deref() {
                None | Some([]) => rows.push(FewestRow { of, moved: None }),
                Some(all) => {
                    rows.extend(all.iter().map(|moved| FewestRow { of, moved: Some(moved) }))
                }
            }
        }
        let passages = |input: usize| {
            let record = problem.inputs[input].record.as_ref()?;
            (!record.passages.is_empty()).then(|| record.passages.join(";"))
        };
        self.table_of("fewest_inputs", &rows, |row| row.of.group)
            .text("leader", |row| self.name(row.of.group, row.of.leader))
            .text("challenger", |row| self.name(row.of.group, row.of.challenger))
            .text("goal", |row| Some(row.of.how.name().to_owned()))
            .count("count", |row| Some(row.of.fewest.moved.as_ref()?.len()))
            .text("input", |row| Some(problem.input_id(row.moved?.input)))
            .text("passage", |row| passages(row.moved?.input))
            .cells("from", |row| Some(problem.written(row.moved?.input)))
            .cells("to", |row| Some(problem.notation(row.moved?.input, row.moved?.to)))
            .table()
    }

    /// `passages`: who leads, and by how much, when one passage is left out.
    pub fn passages_table(&self) -> Table {
        let problem = self.problem();
        let inside = problem.keys_inside();
        let names = |of: &[usize]| {
            let names: Vec<String> =
                of.iter().map(|member| problem.name(*member, &inside)).collect();
            (!names.is_empty()).then(|| names.join(";"))
        };
        self.table_of("passages", &self.left_out, |row| row.group)
            .text("passage", |row| Some(row.passage.clone()))
            .text("leader", |row| names(&row.leaders))
            .text("leader_without", |row| names(&row.without))
            .number("difference_without", |row| row.difference)
            .table()
    }
}
