//! For whom or for when the rows of a table hold, and what such rows may give.

use crate::case::join::joiner::{Joiner, TableEntry};
use crate::case::join::layer::{Layer, RowHolds};
use crate::case::join::layer_column::LayerColumn;
use crate::error::{Finding, Said, both, shorten};
use std::collections::BTreeMap;

impl Joiner<'_> {
    /// The columns of a table that say for whom or for when a row holds: each by its place among the
    /// kinds of such columns, and among the columns of the table.
    pub(super) fn layer_columns_of(&self, table: usize) -> Vec<(usize, usize)> {
        let headers = &self.tables[table].headers;
        let at = |kind: &LayerColumn| headers.iter().position(|header| header == kind.header);
        let found = self.layer_columns.iter().enumerate();
        found.filter_map(|(kind, it)| Some((kind, at(it)?))).collect()
    }

    /// A layer as a reader knows it, as in "actor `residents`".
    pub(super) fn layer_name(&self, layer: Layer) -> String {
        let name = |it: &LayerColumn| Some(format!("{} `{}`", it.header, it.id(layer)?));
        self.layer_columns.iter().find_map(name).unwrap_or_default()
    }

    /// What each row of a table holds for. Something that is not known is one error, however many
    /// rows name it, and so are rows that name both an actor and a period.
    pub(super) fn read_layers(
        &mut self,
        index: usize,
        columns: &[(usize, usize)],
    ) -> Vec<RowHolds> {
        let mut out = vec![RowHolds::ForAll; self.tables[index].rows()];
        let mut of_both: Option<(usize, usize, usize)> = None;
        for (kind, column) in columns {
            let of_column = self.read_layer_column(index, *kind, *column);
            for (row, (holds, more)) in out.iter_mut().zip(of_column).enumerate() {
                *holds = match (*holds, more) {
                    (holds, RowHolds::ForAll) => holds,
                    (RowHolds::ForAll, more) => more,
                    (RowHolds::For(_), RowHolds::For(_)) => {
                        let first = of_both.get_or_insert((row, *column, 0));
                        first.2 += 1;
                        RowHolds::Unknown
                    }
                    _ => RowHolds::Unknown,
                };
            }
        }
        if let Some((row, column, count)) = of_both {
            let more = more_rows(count - 1);
            let message = both(
                format!("a row is of an actor or of a period, not of both{more}"),
                format!("een rij is van een actor of van een periode, niet van beide{more:#}"),
            );
            let help = both(
                "leave one of the two cells empty: what an actor gives holds for it in all periods, and what a period gives holds for all who give nothing of their own",
                "laat een van de twee cellen leeg: wat een actor geeft, geldt voor hem in alle perioden, en wat een periode geeft, geldt voor wie zelf niets geeft",
            );
            let finding = Finding::error(self.tables[index].place(row, column), message);
            self.findings.push(finding.help(help));
        }
        out
    }

    fn read_layer_column(&mut self, index: usize, kind: usize, column: usize) -> Vec<RowHolds> {
        let table = &self.tables[index];
        let LayerColumn { header, ids } = &self.layer_columns[kind];
        // By id: the first row, and how many more name it.
        let mut unknown: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let holds = |row: usize| {
            let id = table.cell(row, column).text();
            match ids.get(&*id) {
                Some(layer) => RowHolds::For(*layer),
                None if id.is_empty() => RowHolds::ForAll,
                None => {
                    let first = unknown.entry(id.into_owned());
                    first.and_modify(|(_, more)| *more += 1).or_insert((row, 0));
                    RowHolds::Unknown
                }
            }
        };
        let out = (0..table.rows()).map(holds).collect();
        let mut unknown: Vec<(String, (usize, usize))> = unknown.into_iter().collect();
        unknown.sort_by_key(|(_, (row, _))| *row);
        for (id, (row, more)) in unknown {
            let more = more_rows(more);
            let message = both(
                format!("unknown {header} `{}`{more}", shorten(&id, 60)),
                format!("er is geen {header:#} `{:#}`{more:#}", shorten(&id, 60)),
            );
            let finding = Finding::error(table.place(row, column), message);
            self.findings.push(finding.suggest(&id, ids.keys().copied()));
        }
        out
    }

    /// What an entry holds for.
    pub(super) fn holds_for(&self, entry: &TableEntry) -> RowHolds {
        let of_table = self.row_layers.get(&entry.table);
        let of_row = of_table.and_then(|rows| rows.get(entry.row));
        of_row.copied().unwrap_or(RowHolds::ForAll)
    }

    /// Whether the entry is to be passed over: a row of an actor or a period says nothing of the
    /// cells that it leaves empty, and nothing is made of rows of what is not known, nor of
    /// attributes in a row of an actor or a period, which are refused.
    pub(super) fn gives_nothing(&self, entry: &TableEntry) -> bool {
        match self.holds_for(entry) {
            RowHolds::ForAll => false,
            RowHolds::Unknown => true,
            RowHolds::For(_) => self.is_attribute(entry) || self.is_empty(entry),
        }
    }

    /// Refuse attributes in rows of actors and periods. A column is one error, whatever the number
    /// of its cells.
    pub(super) fn refuse_attributes_in_layers(&mut self) {
        // By table and name: the first entry, and how many there are.
        let mut found: BTreeMap<(usize, usize), (&TableEntry, Layer, usize)> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| self.is_attribute(entry)) {
            if let RowHolds::For(layer) = self.holds_for(entry)
                && !self.is_empty(entry)
            {
                let first = found.entry((entry.table, entry.name));
                first.and_modify(|(_, _, more)| *more += 1).or_insert((entry, layer, 0));
            }
        }
        let finding = |(entry, layer, more): &(&TableEntry, Layer, usize)| {
            let more = match more {
                0 => Said::default(),
                1 => both("; one more such cell below", "; hieronder nog zo'n cel"),
                more => both(
                    format!("; {more} more such cells below"),
                    format!("; hieronder nog {more:#} zulke cellen"),
                ),
            };
            let message = both(
                format!(
                    "the {} gives `{}`, which is no criterion but a fact about the alternatives{more}",
                    self.layer_name(*layer),
                    self.names[entry.name]
                ),
                format!(
                    "de {:#} geeft `{:#}`, en dat is geen criterium maar een feit over de alternatieven{more:#}",
                    self.layer_name(*layer),
                    self.names[entry.name]
                ),
            );
            let help = match layer {
                Layer::Actor(_) => both(
                    "facts are the same for everybody: leave the cell empty, and give the figure in a row without an actor",
                    "feiten zijn voor iedereen gelijk: laat de cel leeg, en geef het cijfer in een rij zonder actor",
                ),
                Layer::Period(_) => both(
                    "facts are the same in all periods: leave the cell empty, and give the figure in a row without a period",
                    "feiten zijn in alle perioden gelijk: laat de cel leeg, en geef het cijfer in een rij zonder periode",
                ),
            };
            Finding::error(self.tables[entry.table].place(entry.row, entry.column), message)
                .help(help)
        };
        let refused: Vec<Finding> = found.values().map(finding).collect();
        self.findings.0.extend(refused);
    }

    fn is_attribute(&self, entry: &TableEntry) -> bool {
        entry.name >= self.checked.tree.leaves.len()
    }

    fn is_empty(&self, entry: &TableEntry) -> bool {
        self.tables[entry.table].cell(entry.row, entry.column).text().is_empty()
    }
}

/// So many rows beside the one that a finding points at.
fn more_rows(more: usize) -> Said {
    match more {
        0 => Said::default(),
        1 => both(", in this row and one more", ", in deze rij en nog een"),
        more => {
            both(format!(", in this row and {more} more"), format!(", in deze rij en nog {more:#}"))
        }
    }
}
