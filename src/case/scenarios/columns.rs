//! What the columns of a table of scenarios are: the names, and the criteria and nodes.

use super::faults::Faults;
use super::request::NAMES;
use crate::case::check::checked::Checked;
use crate::case::read::tables::RawTable;
use crate::error::both;
use crate::error::{Finding, shorten};
use crate::problem::Language;
use crate::problem::tree::Tree;

/// The columns of a table of scenarios.
pub(super) struct Columns {
    /// The column that names the scenarios.
    pub(super) name: usize,
    /// By branch of the tree: its column.
    pub(super) of: Vec<Option<usize>>,
}

/// The branch that a header means: the one of that id, else the criterion whose data stand under
/// that header, else what has it for a label; then the same whatever the letters, where that leaves
/// one. `None` where none or several fit.
fn branch(checked: &Checked, header: &str) -> Option<usize> {
    let Tree { branches, .. } = &checked.tree;
    let only = |fits: &dyn Fn(usize) -> bool| {
        let mut found = (0..branches.len()).filter(|at| fits(*at));
        found.next().filter(|_| found.next().is_none())
    };
    let column = |at: usize| branches[at].leaf.map(|leaf| checked.columns[leaf].value.trim());
    let labels = |at: usize| [Language::En, Language::Nl].map(|it| branches[at].label.get(it));
    let small = header.to_lowercase();
    let is_small = |name: &str| name.to_lowercase() == small;
    checked
        .tree
        .find(header)
        .or_else(|| only(&|at| column(at) == Some(header)))
        .or_else(|| only(&|at| labels(at).contains(&header)))
        .or_else(|| {
            only(&|at| {
                is_small(&branches[at].id)
                    || column(at).is_some_and(is_small)
                    || labels(at).into_iter().any(is_small)
            })
        })
}

/// The columns, or `None` with faults.
pub(super) fn columns(table: &RawTable, checked: &Checked, faults: &mut Faults) -> Option<Columns> {
    let branches: Vec<Option<usize>> =
        table.headers.iter().map(|header| branch(checked, header)).collect();
    let called = |name: &&str| {
        let is_it = |(at, header): (usize, &String)| {
            branches[at].is_none() && header.to_lowercase() == **name
        };
        table.headers.iter().enumerate().position(is_it)
    };
    let name = NAMES.iter().find_map(called).unwrap_or(0);
    if let Some(first) = branches[name] {
        let message = both(
            format!(
                "no column names the scenarios: the first is that of `{}`",
                checked.tree.branches[first].id
            ),
            format!(
                "geen kolom noemt de scenario's: de eerste is die van `{:#}`",
                checked.tree.branches[first].id
            ),
        );
        faults.push(Finding::error(table.header_place(name), message).help(both(
            "add a column `scenario` with a name for each row",
            "voeg een kolom `scenario` toe met een naam voor elke rij",
        )));
        return None;
    }
    let mut of = vec![None; checked.tree.branches.len()];
    for (at, header) in table.headers.iter().enumerate().filter(|(at, _)| *at != name) {
        let shown = shorten(header, 60);
        let Some(branch) = branches[at] else {
            let finding = Finding::error(
                table.header_place(at),
                both(
                    format!("`{shown}` is no criterion or node of this case"),
                    format!("`{shown:#}` is geen criterium of knoop van dit dossier"),
                ),
            );
            let known = checked.tree.branches.iter().map(|branch| branch.id.as_str());
            faults.push(finding.suggest(header, known));
            continue;
        };
        if let Some(earlier) = of[branch].replace(at) {
            let message = both(
                format!(
                    "`{}` and `{shown}` are both the column of `{}`",
                    shorten(&table.headers[earlier], 60),
                    checked.tree.branches[branch].id
                ),
                format!(
                    "`{:#}` en `{shown:#}` zijn allebei de kolom van `{:#}`",
                    shorten(&table.headers[earlier], 60),
                    checked.tree.branches[branch].id
                ),
            );
            faults.push(
                Finding::error(table.header_place(at), message).help(both(
                    "remove one of the two columns",
                    "verwijder een van de twee kolommen",
                )),
            );
        }
    }
    if faults.is_empty() && of.iter().all(Option::is_none) {
        let finding = Finding::error(
            table.header_place(name),
            both(
                "this table has no column of a criterion or node",
                "deze tabel heeft geen kolom van een criterium of knoop",
            ),
        );
        faults.push(finding.help(both(
            "add a column for each, with its id as the header",
            "voeg voor elk een kolom toe, met de id als kop",
        )));
    }
    faults.is_empty().then_some(Columns { name, of })
}
