//! Figures that feed both a requirement and a score: it tests a criterion that is scored as
//! well, or an attribute that shifts one, for the same competing alternatives. The fact then
//! decides who takes part, and again how they score.

use crate::evaluate::evaluation::Evaluation;

/// A figure that a requirement tests and a score rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct RequirementAndScore {
    /// The requirement: an index into [`crate::problem::Problem::requirements`].
    pub requirement: usize,
    /// The criterion or attribute: an index into [`crate::problem::Problem::names`].
    pub name: usize,
    /// The leaves with weight that it feeds; a criterion feeds itself.
    pub leaves: Vec<usize>,
    /// For how many competing alternatives it does both.
    pub alternatives: usize,
}

/// The figures that feed both, in the order of the requirements.
pub(super) fn requirements_and_scores(evaluation: &Evaluation) -> Vec<RequirementAndScore> {
    let problem = evaluation.problem;
    let mut group_of = vec![0; problem.alternatives.len()];
    for (at, group) in problem.groups.iter().enumerate() {
        group.members.iter().for_each(|member| group_of[*member] = at);
    }
    let mut out = Vec::new();
    for (index, requirement) in problem.requirements.iter().enumerate() {
        let Some(name) = requirement.tests else { continue };
        let mut leaves: Vec<usize> = Vec::new();
        let mut alternatives = 0;
        for concerned in requirement
            .concerns
            .iter()
            .filter(|concerned| problem.alternatives[**concerned].eligible())
        {
            let weights = evaluation.weights.of_group(group_of[*concerned]);
            let feeds = |leaf: usize| {
                let cell = problem.cell(*concerned, leaf);
                leaf == name
                    || cell.shifts.iter().any(|shift| problem.inputs[shift.input].name == name)
            };
            let fed: Vec<usize> = (0..problem.tree.leaves.len())
                .filter(|leaf| weights[*leaf] > 0.0 && feeds(*leaf))
                .collect();
            alternatives += usize::from(!fed.is_empty());
            leaves.extend(fed);
            leaves.sort_unstable();
            leaves.dedup();
        }
        if alternatives > 0 {
            out.push(RequirementAndScore { requirement: index, name, leaves, alternatives });
        }
    }
    out
}
