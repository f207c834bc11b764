//! The view of exact shares.

use crate::case::Case;
use crate::report::by_group::by_group;
use crate::report::weights::each_its_own;
use crate::report::{Block, Source, Words, head};
use crate::study::acceptability::exact::{Exact, Free};
use crate::write::grid::{Align, Grid};

/// Alternatives shown per group.
const MOST_ROWS: usize = 20;
/// Ranks, or rivals, shown per group.
const MOST_COLUMNS: usize = 8;

/// The view of exact shares.
pub fn exact(case: &Case, study: &Exact, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let mut out = head(case, words);
    let said = Block::Text(words.pick(
        format!(
            "Exact shares of the weights ({}; {}).",
            study.evaluation.method.name(),
            free(study, words)
        ),
        format!(
            "Exacte aandelen van de gewichten ({}; {}).",
            study.evaluation.method.name(),
            free(study, words)
        ),
    ));
    out.push(said.from_rows(Source::table("pairwise")));
    let mut lines = Vec::new();
    for group in &study.groups {
        let m = group.places.len();
        let name =
            |at: usize| words.inside(problem, problem.groups[group.group].member(group.places[at]));
        let percent = |x: f64| words.percent_to(x, 2);
        let (head, rows): (Vec<String>, Vec<Vec<String>>) = match &group.areas {
            Some(areas) => (
                (1..=m.min(MOST_COLUMNS))
                    .map(|rank| words.pick(format!("rank {rank}"), format!("rang {rank}")))
                    .collect(),
                (0..m)
                    .map(|at| {
                        (0..m.min(MOST_COLUMNS))
                            .map(|rank| percent(areas.ranks[at * m + rank]))
                            .collect()
                    })
                    .collect(),
            ),
            None => (
                (0..m.min(MOST_COLUMNS))
                    .map(|b| {
                        words.pick(format!("ahead of {}", name(b)), format!("voor op {}", name(b)))
                    })
                    .collect(),
                (0..m)
                    .map(|a| {
                        (0..m.min(MOST_COLUMNS))
                            .map(|b| {
                                if a == b {
                                    "–".to_owned()
                                } else {
                                    percent(group.pairwise[a * m + b])
                                }
                            })
                            .collect()
                    })
                    .collect(),
            ),
        };
        let head = std::iter::once((words.pick("alternative", "alternatief").to_owned(), None))
            .chain(head.into_iter().map(|text| (text, Some(Align::Right))))
            .collect();
        let rows = rows
            .into_iter()
            .take(MOST_ROWS)
            .enumerate()
            .map(|(at, row)| std::iter::once(name(at)).chain(row).collect());
        let mut blocks = vec![Block::Grid(Grid { head, rows: rows.collect() })];
        if m > MOST_COLUMNS {
            let table = if group.areas.is_some() { "acceptability" } else { "pairwise" };
            let said = Block::Text(words.pick(
                format!("Cut short, for {m} alternatives; `--table {table}` has them all."),
                format!("Ingekort, want er zijn {m} alternatieven; `--table {table}` geeft alles."),
            ));
            blocks.push(said.from_rows(Source::of_group(problem, table, group.group)));
        }
        lines.push((group.group, blocks));
    }
    out.extend(by_group(problem, lines, words));
    let rows = || Source::table("pairwise");
    out.extend(exact_notes(study, words).into_iter().map(|it| Block::Text(it).from_rows(rows())));
    out
}

/// Which weights are free, in words.
fn free(study: &Exact, words: Words) -> String {
    match study.free {
        Free::Leaves(n) => words.pick(
            format!("all {n} weights free, as likely one set as another; the weights given are not used"),
            format!("alle {n} gewichten zijn vrij, elke verdeling is even waarschijnlijk; de gegeven gewichten tellen niet mee"),
        ),
        Free::TopNodes => words.pick(
            "the three weights at the top free; inside them those given hold".to_owned(),
            "de drie gewichten bovenaan zijn vrij; daarbinnen gelden de gegeven gewichten".to_owned(),
        ),
    }
}

/// What a reader of exact tables should know too.
pub fn exact_notes(study: &Exact, words: Words) -> Vec<String> {
    let own = match study.free {
        Free::TopNodes => each_its_own(&study.evaluation.weights, words),
        Free::Leaves(_) => None,
    };
    if study.has_ranks() {
        return own.into_iter().collect();
    }
    let pairs = words.pick(
        "Rank acceptabilities are exact for three free weights only; with others the pairs are.".to_owned(),
        "Aandelen per rang zijn alleen exact bij drie vrije gewichten; bij een ander aantal zijn alleen de paren exact.".to_owned(),
    );
    own.into_iter().chain([pairs]).collect()
}
