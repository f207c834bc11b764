//! Whose judgement the rows of a table are, and what they may give.

use crate::case::check::checked::Checked;
use crate::case::join::joiner::{Joiner, TableEntry};
use crate::case::join::speaker::Speaker;
use crate::case::read::long_table::ACTOR;
use crate::error::{Finding, shorten};
use std::collections::BTreeMap;

/// Whether a column `actor` says whose judgement a row is: the case has actors, and no key, criterion
/// or attribute that it uses has that name.
pub(crate) fn names_speakers(checked: &Checked) -> bool {
    let taken = checked.keys.iter().any(|key| key.id == ACTOR)
        || checked.tree.find(ACTOR).is_some()
        || checked.columns.iter().any(|column| column.value == ACTOR)
        || checked.attributes.contains_key(ACTOR);
    !taken && !checked.actors.is_empty()
}

/// The place of each actor's id, where a column `actor` says whose judgement a row is.
pub(super) fn actors(checked: &Checked) -> Option<BTreeMap<&str, usize>> {
    if !names_speakers(checked) {
        return None;
    }
    Some(checked.actors.iter().map(|actor| actor.id.value.as_str()).zip(0..).collect())
}

impl Joiner<'_> {
    /// The column of a table that says whose judgement a row is.
    pub(super) fn actor_column(&self, table: usize) -> Option<usize> {
        self.actors.as_ref()?;
        self.tables[table].headers.iter().position(|header| header == ACTOR)
    }

    /// Whose judgement each row of a table is. Somebody who is no actor is one error, however many
    /// rows name them.
    pub(super) fn read_speakers(&mut self, index: usize, column: usize) -> Vec<Speaker> {
        let table = &self.tables[index];
        let empty = BTreeMap::new();
        let known = self.actors.as_ref().unwrap_or(&empty);
        // By id: the first row, and how many more name it.
        let mut unknown: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let speaker = |row: usize| {
            let id = table.cell(row, column).text();
            match known.get(&*id) {
                Some(actor) => Speaker::Actor(*actor),
                None if id.is_empty() => Speaker::Everybody,
                None => {
                    let first = unknown.entry(id.into_owned());
                    first.and_modify(|(_, more)| *more += 1).or_insert((row, 0));
                    Speaker::Unknown
                }
            }
        };
        let speakers = (0..table.rows()).map(speaker).collect();
        let mut unknown: Vec<(String, (usize, usize))> = unknown.into_iter().collect();
        unknown.sort_by_key(|(_, (row, _))| *row);
        for (id, (row, more)) in unknown {
            let more = match more {
                0 => String::new(),
                1 => ", in this row and one more".to_owned(),
                more => format!(", in this row and {more} more"),
            };
            let message = format!("unknown actor `{}`{more}", shorten(&id, 60));
            let finding = Finding::error(table.place(row, column), message);
            self.findings.push(finding.suggest(&id, known.keys().copied()));
        }
        speakers
    }

    /// Whose figure an entry is.
    pub(super) fn speaker(&self, entry: &TableEntry) -> Speaker {
        let of_table = self.speakers.get(&entry.table);
        let of_row = of_table.and_then(|speakers| speakers.get(entry.row));
        of_row.copied().unwrap_or(Speaker::Everybody)
    }

    /// Whether the entry is to be passed over: an actor's row says nothing of the cells that it
    /// leaves empty, and nothing is made of the rows of somebody who is no actor, nor of attributes
    /// in an actor's row, which are refused.
    pub(super) fn gives_nothing(&self, entry: &TableEntry) -> bool {
        match self.speaker(entry) {
            Speaker::Everybody => false,
            Speaker::Unknown => true,
            Speaker::Actor(_) => self.is_attribute(entry) || self.is_empty(entry),
        }
    }

    /// Refuse attributes in rows of actors. A column is one error, whatever the number of its cells.
    pub(super) fn refuse_attributes_of_actors(&mut self) {
        // By table and name: the first entry, and how many there are.
        let mut found: BTreeMap<(usize, usize), (&TableEntry, usize, usize)> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| self.is_attribute(entry)) {
            if let Speaker::Actor(actor) = self.speaker(entry)
                && !self.is_empty(entry)
            {
                let first = found.entry((entry.table, entry.name));
                first.and_modify(|(_, _, more)| *more += 1).or_insert((entry, actor, 0));
            }
        }
        let finding = |(entry, actor, more): &(&TableEntry, usize, usize)| {
            let more = match more {
                0 => String::new(),
                1 => "; one more such cell below".to_owned(),
                more => format!("; {more} more such cells below"),
            };
            let message = format!(
                "the actor `{}` gives `{}`, which is no criterion but a fact about the alternatives{more}",
                self.checked.actors[*actor].id.value, self.names[entry.name]
            );
            Finding::error(self.tables[entry.table].place(entry.row, entry.column), message)
                .help("facts are the same for everybody: leave the cell empty, and give the figure in a row without an actor")
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
