//! The methods with their references.

use super::run::two_columns;
use crate::method::Method;
use crate::overview::Overview;
use crate::report::{Block, Words};
use crate::write::grid::Grid;

/// The definition sheets of the methods behind the report.
pub(super) fn methods(overview: &Overview, words: Words) -> Vec<Block> {
    let mut out = Vec::new();
    for evaluation in overview.evaluations.iter() {
        out.push(Block::Heading(evaluation.method.name().to_owned()));
        out.push(Block::Grid(sheet(&evaluation.method, words)));
    }
    out
}

fn sheet(method: &Method, words: Words) -> Grid {
    let sheet = method.sheet();
    let mut rows = vec![
        (words.pick("idea", "idee"), words.phrase(sheet.idea).to_owned()),
        (words.pick("use when", "te gebruiken als"), words.phrase(sheet.use_when).to_owned()),
        (words.pick("avoid when", "te vermijden als"), words.phrase(sheet.avoid_when).to_owned()),
        ("score", words.phrase(sheet.score).to_owned()),
        (words.pick("ties", "gelijke standen"), words.phrase(sheet.ties).to_owned()),
    ];
    rows.extend(sheet.parameters.iter().map(|parameter| {
        let [meaning, default] = [parameter.meaning, parameter.default].map(|it| words.phrase(it));
        let text = format!("{}: {meaning} ({default})", parameter.name);
        (words.pick("parameter (default)", "parameter (standaard)"), text)
    }));
    rows.push((words.pick("reference", "bron"), sheet.reference.to_owned()));
    two_columns([words.pick("definition", "definitie"), ""], rows)
}
