//! The weights that each row of a table of scenarios gives.
//!
//! They are relative among siblings, or among all criteria together. Where a row can be read in
//! both ways, nothing is chosen for its writer.

use super::cells::cells;
use super::columns::columns;
use super::faults::Faults;
use super::readings;
use super::scenario_rows::ScenarioRows;
use super::sheet::{SAY_GLOBAL, Sheet};
use crate::case::check::checked::Checked;
use crate::case::file::scenarios_are::ScenariosAre;
use crate::case::read::tables::RawTable;
use crate::error::{Finding, Findings, Phrase, Said, both, shorten};
use crate::problem::tree::Outline;
use std::collections::BTreeMap;

/// The weights of every row, or `None` with findings. `are` says among what they are relative;
/// where nothing does, they are so among siblings if they cannot be anything else.
pub(crate) fn read(
    table: &RawTable,
    checked: &Checked,
    are: Option<ScenariosAre>,
    findings: &mut Findings,
) -> Option<ScenarioRows> {
    let mut faults = Faults::of(findings);
    let rows = rows(table, checked, are, &mut faults);
    if faults.finish(&table.name) { rows } else { None }
}

fn rows(
    table: &RawTable,
    checked: &Checked,
    are: Option<ScenariosAre>,
    faults: &mut Faults,
) -> Option<ScenarioRows> {
    let columns = columns(table, checked, faults)?;
    let names = names(table, columns.name, faults);
    let cells = cells(table, &columns, faults);
    // A weight that cannot be read would be taken for one that is not there.
    if !faults.is_empty() {
        return None;
    }
    let (tree, outline) = (&checked.tree, Outline::new(&checked.tree));
    let sheet = Sheet { table, tree, outline, columns, names, cells };
    let given = match are {
        Some(ScenariosAre::Global) => sheet.global(faults)?,
        Some(ScenariosAre::Local) => sheet.local(false, faults),
        None => sheet.local(true, faults),
    };
    sheet.warn_of_silence(&given, faults);
    Some(ScenarioRows { names: sheet.names, given })
}

/// The names of the rows, which are to differ.
fn names(table: &RawTable, column: usize, faults: &mut Faults) -> Vec<String> {
    let names: Vec<String> =
        (0..table.rows()).map(|row| table.cell(row, column).text().into_owned()).collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, name) in names.iter().enumerate() {
        if name.is_empty() {
            let finding = Finding::error(
                table.place(row, column),
                both("this scenario has no name", "dit scenario heeft geen naam"),
            );
            faults.push(finding.help(both(
                "write one: outputs and `--scenario` tell scenarios by it",
                "schrijf er een: uitvoer en `--scenario` houden scenario's daaraan uit elkaar",
            )));
        } else if let Some(first) = seen.insert(name, row) {
            let message = both(
                format!(
                    "there are two scenarios `{}`: see also {}",
                    shorten(name, 60),
                    table.row_name(first)
                ),
                format!(
                    "er zijn twee scenario's `{:#}`: zie ook {:#}",
                    shorten(name, 60),
                    table.row_name(first)
                ),
            );
            faults.push(
                Finding::error(table.place(row, column), message)
                    .help(both("rename one of them", "hernoem een van beide")),
            );
        }
    }
    names
}

impl Sheet<'_> {
    /// Weights that are relative among siblings, by row. With `ask` a row that can as well be
    /// relative among all criteria is a fault.
    fn local(&self, ask: bool, faults: &mut Faults) -> Vec<Vec<(usize, f64)>> {
        let sets: Vec<&[usize]> = self
            .outline
            .sibling_sets()
            .filter(|set| set.iter().any(|branch| self.has_column(*branch)))
            .collect();
        self.refuse_lone_columns(&sets, ask, faults);
        if !faults.is_empty() {
            return Vec::new();
        }
        let mut out = Vec::new();
        let mut open: Vec<(usize, Vec<&[usize]>)> = Vec::new();
        for row in 0..self.table.rows() {
            let weights = self.cells.row(row);
            let is_given = |branch: usize| weights[branch].is_some();
            let of_row: Vec<&[usize]> =
                sets.iter().copied().filter(|set| set.iter().any(|it| is_given(*it))).collect();
            for set in &of_row {
                self.check_set(row, set, faults);
            }
            // A set that nothing above is given of: two of them may be parts of one whole.
            let is_top = |set: &&&[usize]| !self.above(set[0]).any(is_given);
            let tops: Vec<&[usize]> = of_row.iter().filter(is_top).copied().collect();
            if ask && tops.len() > 1 {
                open.push((row, tops));
            }
            let given = of_row.iter().flat_map(|set| set.iter());
            out.push(given.filter_map(|branch| Some((*branch, weights[*branch]?))).collect());
        }
        if let Some((row, tops)) = open.first().filter(|_| faults.is_empty()) {
            faults.push(readings::two(self, *row, tops, open.len() - 1));
        }
        out
    }

    /// Columns whose siblings have none: what these weigh is not said.
    fn refuse_lone_columns(&self, sets: &[&[usize]], ask: bool, faults: &mut Faults) {
        for set in sets {
            let (with, without): (Vec<usize>, Vec<usize>) =
                set.iter().partition(|branch| self.has_column(**branch));
            let (Some(column), Some(_)) = (self.columns.of[with[0]], without.first()) else {
                continue;
            };
            let siblings = if without.len() == 1 { "sibling" } else { "siblings" };
            let (id, others) = (self.id(with[0]), self.ids(&without));
            let message = both(
                format!(
                    "{id} has a column, and its {siblings} {others} none: 0, or the weight of the case?"
                ),
                format!(
                    "{id} heeft een kolom, en {others} ernaast niet: 0, of het gewicht van het dossier?"
                ),
            );
            let mut help = both(
                "add a column for each sibling",
                "voeg een kolom toe voor elk criterium ernaast",
            );
            if ask && self.uncovered().is_none() {
                help = both(
                    format!("{help}; or, if all of these are shares of all weight, {SAY_GLOBAL}"),
                    format!(
                        "{help:#}; of, als dit allemaal aandelen van alle gewicht zijn, {SAY_GLOBAL:#}"
                    ),
                );
            }
            faults.push(Finding::error(self.table.header_place(column), message).help(help));
        }
    }

    /// Whether the weights that a row gives of these branches, which are relative to each other,
    /// can be weights.
    fn check_set(&self, row: usize, set: &[usize], faults: &mut Faults) {
        let weights = self.cells.row(row);
        let place = |branch: usize| {
            self.table.place(row, self.columns.of[branch].unwrap_or(self.columns.name))
        };
        let (given, empty): (Vec<usize>, Vec<usize>) =
            set.iter().partition(|branch| weights[**branch].is_some());
        if let Some(first) = empty.first() {
            let message = both(
                format!(
                    "{} gives {} a weight and {} none: 0, or the weight of the case?",
                    self.name(row),
                    self.id(given[0]),
                    self.ids(&empty)
                ),
                format!(
                    "{:#} geeft {:#} een gewicht en {:#} geen: 0, of het gewicht van het dossier?",
                    self.name(row),
                    self.id(given[0]),
                    self.ids(&empty)
                ),
            );
            faults.push(Finding::error(place(*first), message).help(FILL));
            return;
        }
        let (shown, plain): (Vec<usize>, Vec<usize>) = set
            .iter()
            .filter(|branch| weights[**branch] != Some(0.0))
            .partition(|branch| self.is_percentage(row, **branch));
        if let (Some(first), Some(other)) = (shown.first(), plain.first()) {
            let message = both(
                format!(
                    "this cell shows a percentage and holds a hundredth of it, and {} beside it is a plain number",
                    self.id(*other)
                ),
                format!(
                    "deze cel toont een percentage en bevat een honderdste ervan, en {:#} ernaast is een gewoon getal",
                    self.id(*other)
                ),
            );
            let help = both(
                "give the cells of this row one number format, and write all weights alike",
                "geef de cellen van deze rij één getalnotatie, en schrijf alle gewichten op dezelfde manier",
            );
            faults.push(Finding::error(place(*first), message).help(help));
        }
        if shown.is_empty() && plain.is_empty() {
            let message = both(
                format!("in {} all of {} weigh 0", self.name(row), self.ids(set)),
                format!("in {:#} wegen alle criteria {:#} 0", self.name(row), self.ids(set)),
            );
            faults.push(Finding::error(place(set[0]), message).help(both(
                "give at least one of them a weight above 0",
                "geef minstens een ervan een gewicht boven 0",
            )));
        }
    }

    fn is_percentage(&self, row: usize, branch: usize) -> bool {
        let shown = |column: usize| self.table.percentages().binary_search(&(row, column)).is_ok();
        self.columns.of[branch].is_some_and(shown)
    }

    /// Weights that are relative among all criteria together, by row; `None` with a fault where the
    /// columns cannot be parts of one whole. A node above them weighs what they do together, and
    /// what lies below them keeps its weights.
    fn global(&self, faults: &mut Faults) -> Option<Vec<Vec<(usize, f64)>>> {
        if let Some(leaf) = self.uncovered() {
            let twice = std::iter::once(leaf).chain(self.above(leaf));
            let twice: Vec<usize> = twice.filter(|at| self.has_column(*at)).collect();
            let (column, message, help) = match twice[..] {
                [] => (
                    self.columns.name,
                    both(
                        format!("no column gives {} its share of all weight", self.id(leaf)),
                        format!(
                            "geen kolom geeft {:#} zijn aandeel van alle gewicht",
                            self.id(leaf)
                        ),
                    ),
                    both(
                        "add a column for it, or for a node above it",
                        "voeg er een kolom voor toe, of voor een knoop erboven",
                    ),
                ),
                [below, above, ..] => (
                    self.columns.of[below].unwrap_or(self.columns.name),
                    both(
                        format!(
                            "{} and {} above it both have a column: a share of all weight would count twice",
                            self.id(below),
                            self.id(above)
                        ),
                        format!(
                            "{:#} en {:#} erboven hebben allebei een kolom: een aandeel van alle gewicht zou dubbel tellen",
                            self.id(below),
                            self.id(above)
                        ),
                    ),
                    both("keep one of the two columns", "behoud een van de twee kolommen"),
                ),
                [_] => return None,
            };
            faults.push(Finding::error(self.table.header_place(column), message).help(help));
            return None;
        }
        let whole: Vec<usize> =
            (0..self.tree.branches.len()).filter(|branch| self.has_column(*branch)).collect();
        let mut out = Vec::new();
        for row in 0..self.table.rows() {
            let weights = self.cells.row(row);
            if whole.iter().all(|branch| weights[*branch].is_none()) {
                out.push(Vec::new());
                continue;
            }
            self.check_set(row, &whole, faults);
            out.push(self.sums(&whole, weights));
        }
        Some(out)
    }

    /// The weights of the parts of a whole, and of the nodes above them, of sets of siblings that do
    /// not all weigh 0.
    fn sums(&self, whole: &[usize], weights: &[Option<f64>]) -> Vec<(usize, f64)> {
        let parts = || whole.iter().filter_map(|branch| Some((*branch, weights[*branch]?)));
        // Sums of weights of 1e308 overflow.
        let most = parts().fold(0.0, |most: f64, (_, weight)| most.max(weight));
        let total: f64 = parts().map(|(_, weight)| weight).sum();
        let scale = if total.is_finite() { 1.0 } else { most };
        let mut out: Vec<Option<f64>> = vec![None; weights.len()];
        for (branch, weight) in parts() {
            for at in std::iter::once(branch).chain(self.above(branch)) {
                *out[at].get_or_insert(0.0) += weight / scale;
            }
        }
        let sets = self.outline.sibling_sets();
        let weighs = |set: &&[usize]| set.iter().any(|at| out[*at].is_some_and(|it| it > 0.0));
        let weighing = sets.filter(weighs).flatten();
        weighing.filter_map(|branch| Some((*branch, out[*branch]?))).collect()
    }

    /// Warn of rows that give no weights at all.
    fn warn_of_silence(&self, given: &[Vec<(usize, f64)>], faults: &mut Faults) {
        let mut silent = (0..given.len()).filter(|row| given[*row].is_empty());
        let Some(first) = silent.next().filter(|_| faults.is_empty()) else { return };
        let more = match silent.count() {
            0 => Said::default(),
            1 => both(" (and so does one more scenario)", " (en nog een scenario ook)"),
            more => both(
                format!(" (and so do {more} more scenarios)"),
                format!(" (en nog {more:#} scenario's ook)"),
            ),
        };
        let message = both(
            format!("{} keeps all weights of the case{more}", self.name(first)),
            format!("{:#} behoudt alle gewichten van het dossier{more:#}", self.name(first)),
        );
        let finding = Finding::warning(self.table.place(first, self.columns.name), message);
        faults.warn(finding.help(both(
            "its row gives none; remove it if that is not meant",
            "de rij geeft er geen; verwijder ze als dat niet de bedoeling is",
        )));
    }
}

const FILL: Phrase = Phrase(
    "write 0, or the weight; leave the weights of all siblings empty to keep those of the case",
    "schrijf 0, of het gewicht; laat de gewichten van alle criteria onder dezelfde knoop leeg om die van het dossier te behouden",
);
