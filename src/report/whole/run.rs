//! What a report was made from and by.

use crate::overview::{LeftOut, Overview, StudyName, Without};
use crate::report::{Block, Words};
use crate::write::Record;
use crate::write::grid::Grid;

/// Who asked for a report, and how.
#[derive(Debug, Clone)]
pub struct ReportRun {
    /// The run, for its record: when and how fast it was are not told, so that the same case gives
    /// the same report.
    pub record: Record,
    /// What follows the name of a command that looks at the same case with the same what-ifs, as a
    /// shell reads it; empty, or with a space in front.
    pub arguments: String,
}

/// What the report was made from and by. Not when, nor how fast: the same case gives the same
/// report.
pub(super) fn run(overview: &Overview, run: &ReportRun, words: Words) -> Vec<Block> {
    let record = &run.record;
    let mut rows = vec![
        (words.pick("program", "programma"), format!("afweging {}", env!("CARGO_PKG_VERSION"))),
        (words.pick("command", "opdracht"), format!("afweging {}", record.command.join(" "))),
        (words.pick("case", "dossier"), record.case.clone()),
    ];
    rows.extend(
        record.what_ifs.iter().map(|text| (words.pick("what if", "wat als"), text.clone())),
    );
    rows.extend(record.files.iter().map(|(name, sum)| {
        (words.pick("file (SHA-256)", "bestand (SHA-256)"), format!("{name}: {sum}"))
    }));
    rows.push((words.pick("seed", "startwaarde"), record.seed.to_string()));
    rows.extend(
        record
            .generator
            .iter()
            .map(|name| (words.pick("random generator", "toevalsgenerator"), name.clone())),
    );
    let draws = |draws: u64| words.count(usize::try_from(draws).unwrap_or(usize::MAX));
    rows.push((
        words.pick("draws", "trekkingen"),
        words.pick(
            format!(
                "{} for shares of weights and ranges, {} where a problem is solved for each",
                draws(overview.request.draws),
                draws(overview.request.dear_draws)
            ),
            format!(
                "{} voor aandelen van gewichten en bereiken, {} waar voor elk een probleem wordt opgelost",
                draws(overview.request.draws),
                draws(overview.request.dear_draws)
            ),
        ),
    ));
    let left_out = StudyName::ALL.into_iter().filter(|study| {
        matches!(overview.without(*study), Some(Without::LeftOut(LeftOut::NotAsked)))
    });
    let left_out: Vec<&str> = left_out.map(StudyName::name).collect();
    if !left_out.is_empty() {
        rows.push((
            words.pick("analyses not run", "niet uitgevoerde analyses"),
            format!("--studies {}", left_out.join(",")),
        ));
    }
    vec![Block::Grid(two_columns([words.pick("what", "wat"), ""], rows))]
}

/// A table of names and what they stand for.
pub(super) fn two_columns(head: [&str; 2], rows: Vec<(&str, String)>) -> Grid {
    Grid {
        head: head.map(|name| (name.to_owned(), None)).to_vec(),
        rows: rows.into_iter().map(|(name, text)| vec![name.to_owned(), text]).collect(),
    }
}
