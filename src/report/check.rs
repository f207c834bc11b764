//! What `check` says of a sound case: its size, remarks on the model, and which passages carry it.

use super::{Block, Words};
use crate::case::Case;
use crate::problem::Says;
use crate::study::lint::Lint;
use crate::write::grid::{Align, Grid};
use std::collections::BTreeMap;

/// The view of a sound case.
pub fn check(case: &Case, lint: &Lint, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let eligible = problem.alternatives.iter().filter(|alternative| alternative.eligible()).count();
    let reference = problem.alternatives.iter().filter(|alternative| alternative.reference).count();
    let (all, leaves, groups) =
        (problem.alternatives.len(), problem.tree.leaves.len(), problem.groups.len());
    let [all, leaves, groups, excluded, eligible, reference] =
        [all, leaves, groups, all - eligible - reference, eligible, reference]
            .map(|count| words.count(count));
    let mut out = super::head(case, words);
    out.push(
        Block::Text(words.pick(
            format!("Alternatives: {all} (competing {eligible}, for reference {reference}, excluded {excluded}); groups: {groups}; criteria: {leaves}; inputs: {}.", words.count(problem.inputs.len())),
            format!("Alternatieven: {all} (te rangschikken {eligible}, ter vergelijking {reference}, uitgesloten {excluded}); groepen: {groups}; criteria: {leaves}; gegevens: {}.", words.count(problem.inputs.len())),
        )),
    );
    out.extend(actors(case, words));
    out.extend(super::lint::lint(case, lint, words));
    if !problem.has_passages() {
        return out;
    }
    let mut cells: BTreeMap<&str, usize> = BTreeMap::new();
    let mut inputs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut seen = vec![false; problem.inputs.len()];
    for cell in &problem.cells {
        for passage in problem.inputs[cell.input].record.iter().flat_map(|record| &record.passages)
        {
            *cells.entry(passage).or_default() += 1;
            if !seen[cell.input] {
                inputs.entry(passage).or_default().push(problem.input_id(cell.input));
            }
        }
        seen[cell.input] = true;
    }
    if cells.is_empty() {
        return out;
    }
    out.push(Block::Heading(
        words
            .pick("Cells that rest on each passage", "Cellen per passage waarop ze steunen")
            .into(),
    ));
    let mut grid = Grid {
        head: vec![
            (words.pick("passage", "passage").into(), None),
            (words.pick("cells", "cellen").into(), Some(Align::Right)),
            (words.pick("inputs", "gegevens").into(), None),
        ],
        rows: Vec::new(),
    };
    for (passage, count) in &cells {
        grid.rows.push(vec![
            (*passage).to_owned(),
            count.to_string(),
            inputs.get(passage).map(|ids| ids.join("  ")).unwrap_or_default(),
        ]);
    }
    out.push(Block::Grid(grid));
    out
}

/// Of more actors that say the same only the first are named.
const MOST_ACTORS: usize = 12;

/// How many actors there are, and who says what of the weights.
fn actors(case: &Case, words: Words) -> Option<Block> {
    let all = &case.actors;
    if all.is_empty() {
        return None;
    }
    let of = |says: Says| {
        let theirs = all.iter().filter(|actor| actor.says == says);
        let name = |actor: &crate::case::StatedActor| {
            let label = actor.label.get(words.0);
            match &actor.kind {
                Some(kind) => format!("{label} ({})", words.cited(kind)),
                None => label.to_owned(),
            }
        };
        let names: Vec<String> = theirs.map(name).collect();
        let [en, nl] = match says {
            Says::Weights => ["give weights", "geven gewichten"],
            Says::Judgements => ["give judgements", "geven oordelen"],
            Says::Statements => [
                "state only what must hold of weights",
                "zeggen alleen aan welke voorwaarden gewichten moeten voldoen",
            ],
            Says::Nothing => ["say nothing of weights", "zeggen niets over gewichten"],
        };
        let list = words.some(&names, MOST_ACTORS);
        (!names.is_empty()).then(|| format!("{}: {list}", words.pick(en, nl)))
    };
    let kinds = [Says::Weights, Says::Judgements, Says::Statements, Says::Nothing];
    let parts: Vec<String> = kinds.into_iter().filter_map(of).collect();
    let count = words.count(all.len());
    let list = parts.join("; ");
    Some(Block::Text(
        words.pick(
            format!("Actors: {count}. They {list}."),
            format!("Actoren: {count}. Ze {list}."),
        ),
    ))
}
