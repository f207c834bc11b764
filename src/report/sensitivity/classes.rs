//! For which share of draws an alternative is in which category.

use crate::report::sensitivity::shares::MOST_ROWS;
use crate::report::{Block, Source, Words};
use crate::study::acceptability::Acceptability;
use crate::write::grid::{Align, Grid};

/// The shares of the categories, a row per alternative; nothing for a method that sorts nothing.
pub(super) fn classes(study: &Acceptability, words: Words) -> Vec<Block> {
    if !study.evaluation.method.sorts() {
        return Vec::new();
    }
    let problem = study.evaluation.problem;
    let categories = 0..problem.categories.len();
    let mut head = vec![(String::new(), None)];
    head.extend(
        problem
            .categories
            .iter()
            .rev()
            .map(|category| (words.label(&category.label, &category.id), Some(Align::Right))),
    );
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut all = 0;
    for group in &study.groups {
        all += group.places.len();
        for at in 0..group.places.len().min(MOST_ROWS.saturating_sub(rows.len())) {
            let mut row =
                vec![words.full(problem, problem.groups[group.group].member(group.places[at]))];
            row.extend(categories.clone().rev().map(|category| {
                let share = study.category(group, at, category);
                share.map_or(String::new(), |share| words.percent_to(share.value, 1))
            }));
            rows.push(row);
        }
    }
    let shown = rows.len();
    let heading = words.pick(
        "In which category, for which share of draws",
        "In welke categorie, bij welk aandeel van de trekkingen",
    );
    let rows_of = Source::table("class_acceptability");
    let mut out =
        vec![Block::Heading(heading.into()).from_rows(rows_of), Block::Grid(Grid { head, rows })];
    if all > shown {
        let more = words.counted(all - shown, ["more row", "more rows"], ["rij", "rijen"]);
        out.push(Block::Text(words.pick(
            format!("... and {more}; `--table class_acceptability` has them all."),
            format!("... en nog {more}; `--table class_acceptability` heeft ze allemaal."),
        )));
    }
    out
}
