//! The methods with their references, and the record of the run.

use super::ReportRun;
use crate::method::Method;
use crate::overview::Overview;
use crate::report::{Block, Words};
use crate::write::grid::Grid;

/// The definition sheets of the methods behind the report.
pub(super) fn methods(overview: &Overview, words: Words) -> Vec<Block> {
    let mut out = Vec::new();
    if overview.evaluations.iter().len() > 0 {
        out.extend(
            words
                .pick(None, Some("De definitiebladen van methoden zijn in het Engels."))
                .map(|text| Block::Text(text.to_owned())),
        );
    }
    for evaluation in overview.evaluations.iter() {
        out.push(Block::Heading(evaluation.method.name().to_owned()));
        out.push(Block::Grid(sheet(&evaluation.method, words)));
    }
    out
}

fn sheet(method: &Method, words: Words) -> Grid {
    let sheet = method.sheet();
    let mut rows = vec![
        (words.pick("idea", "idee"), sheet.idea.to_owned()),
        (words.pick("use when", "gebruik als"), sheet.use_when.to_owned()),
        (words.pick("avoid when", "vermijd als"), sheet.avoid_when.to_owned()),
        ("score", sheet.score.to_owned()),
        (words.pick("ties", "gelijke standen"), sheet.ties.to_owned()),
    ];
    rows.extend(sheet.parameters.iter().map(|parameter| {
        let text = format!("{}: {} ({})", parameter.name, parameter.meaning, parameter.default);
        (words.pick("parameter (default)", "parameter (standaard)"), text)
    }));
    rows.push((words.pick("reference", "bron"), sheet.reference.to_owned()));
    two_columns([words.pick("definition", "definitie"), ""], rows)
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
    vec![Block::Grid(two_columns([words.pick("what", "wat"), ""], rows))]
}

fn two_columns(head: [&str; 2], rows: Vec<(&str, String)>) -> Grid {
    Grid {
        head: head.map(|name| (name.to_owned(), None)).to_vec(),
        rows: rows.into_iter().map(|(name, text)| vec![name.to_owned(), text]).collect(),
    }
}
