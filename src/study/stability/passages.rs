//! Leave one passage out: which sentence of the source does the leader's lead depend on?

use crate::error::{Error, Result, Said};
use crate::evaluate::evaluation::{Evaluation, GroupResult, evaluate};
use crate::problem::{PlaceInGroup, Problem};
use crate::progress::{Stage, begin};
use rayon::prelude::*;

/// What leaving out one passage does to a group.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The group: an index into [`Problem::groups`].
    pub group: usize,
    /// The passage.
    pub passage: String,
    /// Who is first with it, as alternatives; several if they tie.
    pub leaders: Vec<usize>,
    /// Who is first without it; none if nobody has a score then.
    pub without: Vec<usize>,
    /// The score of the first of `leaders` less that of the best other ranked alternative, without
    /// the passage; `None` if it has no score then, or there is no other.
    pub difference: Option<f64>,
}

/// A passage that the case cannot do without, and why.
pub type Indispensable = (String, Said);

fn leaders(group: &GroupResult) -> Vec<usize> {
    let first = |place: &PlaceInGroup| group.standing(*place).rank == Some(1);
    group.places().filter(first).map(|place| group.member(place)).collect()
}

/// Whether anything of the group rests on the passage.
fn touches(problem: &Problem, members: &[usize], passage: &str) -> bool {
    let rests = |input: usize| {
        let record = &problem.inputs[input].record;
        record.as_ref().is_some_and(|record| record.passages.iter().any(|known| known == passage))
    };
    let cells = members.iter().flat_map(|member| problem.cells_of(*member));
    cells
        .into_iter()
        .any(|cell| rests(cell.input) || cell.shifts.iter().any(|shift| rests(shift.input)))
}

/// Leave out each of `passages` in turn; `problem_without` builds the problem that then remains.
/// Weights that groups have of their own are held.
///
/// # Errors
/// None of its own: a passage that cannot be left out is told in the second list.
pub fn leave_out(
    evaluation: &Evaluation,
    passages: &[String],
    problem_without: &(dyn Fn(&str) -> Result<Problem> + Sync),
) -> (Vec<LeftOut>, Vec<Indispensable>) {
    let problem = evaluation.problem;
    let step = begin(Stage::Passages, passages.len() as u64);
    let one = |passage: &String| -> Result<Vec<LeftOut>> {
        step.add(1);
        let mut without = problem_without(passage)?;
        // Other figures are no other weights: what changes is to be put down to the passage alone.
        if without.groups.len() == problem.groups.len() {
            without.group_weights.clone_from(&problem.group_weights);
        }
        let after = evaluate(&without, &evaluation.method)?;
        let mut out = Vec::new();
        for (at, (before, after)) in evaluation.groups.iter().zip(&after.groups).enumerate() {
            let first = leaders(before);
            let Some(leader) = first.first().copied() else { continue };
            if !touches(problem, before.members(), passage) {
                continue;
            }
            let score = |place: PlaceInGroup| {
                after.standing(place).score.filter(|_| after.standing(place).rank.is_some())
            };
            let place = after.place_of(leader);
            let own = place.and_then(score);
            let others = after.places().filter(|other| Some(*other) != place).filter_map(score);
            let best = others.fold(None, |best: Option<f64>, score| {
                Some(best.map_or(score, |best| best.max(score)))
            });
            out.push(LeftOut {
                group: at,
                passage: passage.clone(),
                leaders: first,
                without: leaders(after),
                difference: own.zip(best).map(|(own, best)| own - best),
            });
        }
        Ok(out)
    };
    let results: Vec<Result<Vec<LeftOut>>> = passages.par_iter().map(one).collect();
    let (mut rows, mut indispensable) = (Vec::new(), Vec::new());
    for (passage, result) in passages.iter().zip(results) {
        match result {
            Ok(more) => rows.extend(more),
            Err(Error::Findings(findings)) => {
                let why =
                    findings.0.first().map(|finding| finding.message.clone()).unwrap_or_default();
                indispensable.push((passage.clone(), why));
            }
            Err(error) => indispensable.push((passage.clone(), error.said())),
        }
    }
    rows.sort_by_key(|row| row.group);
    (rows, indispensable)
}
