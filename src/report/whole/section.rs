//! The form of a report: sections of blocks, charts and result tables.

use crate::report::{Block, NamedChart, Words};
use crate::table::NamedTable;
use crate::write::grid::Grid;

/// A report on a case.
#[derive(Debug)]
pub struct Report<'a> {
    /// The reader's language.
    pub words: Words,
    /// The title of the case.
    pub title: String,
    /// What stands between the title and the first section: the question, who decides, status and
    /// notice, what-ifs.
    pub intro: Vec<Block>,
    /// The sections, in order. The first has the answer.
    pub sections: Vec<Section<'a>>,
}

/// A section of a report.
#[derive(Debug)]
pub struct Section<'a> {
    /// Its name in addresses: lower case, letters and hyphens.
    pub id: &'static str,
    /// Whether it is a part of the section before it that is not.
    pub is_part: bool,
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Cells that say where they come from, if it shows any; below the blocks.
    pub cells: Option<CellGrid>,
    /// Its charts; the first stands on top.
    pub charts: Vec<NamedChart<'a>>,
    /// The result tables behind it.
    pub tables: Vec<NamedTable<'a>>,
    /// The command that writes each of these tables in full, without `--table` and `-o`; empty where
    /// they are tables of the case itself.
    pub command: String,
    /// Tables that another command writes, by name, with that command.
    pub other_commands: Vec<(&'static str, String)>,
    /// Whether its grids are in English whatever the reader's language.
    pub is_english: bool,
}

impl<'a> Section<'a> {
    /// A section that says this.
    pub(super) fn new(id: &'static str, heading: &str, blocks: Vec<Block>) -> Section<'a> {
        Section {
            id,
            is_part: false,
            heading: heading.to_owned(),
            blocks,
            cells: None,
            charts: Vec::new(),
            tables: Vec::new(),
            command: String::new(),
            other_commands: Vec::new(),
            is_english: false,
        }
    }

    /// The same as a part of the section before.
    pub(super) fn part(self) -> Section<'a> {
        Section { is_part: true, ..self }
    }

    /// The same with the tables behind it, which that command writes.
    pub(super) fn with_tables(self, tables: Vec<NamedTable<'a>>, command: String) -> Section<'a> {
        Section { tables, command, ..self }
    }

    /// The command that writes a table of this name in full.
    pub(in crate::report) fn command_of(&self, table: &str) -> &str {
        let other = self.other_commands.iter().find(|(name, _)| *name == table);
        other.map_or(&self.command, |(_, command)| command)
    }

    /// The same with charts.
    pub(super) fn with_charts(self, charts: Vec<NamedChart<'a>>) -> Section<'a> {
        Section { charts, ..self }
    }
}

/// Cells in rows, each with where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct CellGrid {
    /// What the grid shows.
    pub caption: String,
    /// The head of each column; the first is that of the names of the rows.
    pub head: Vec<String>,
    /// The rows: a name, and a cell per further column; `None` where nothing was entered.
    pub rows: Vec<(String, Vec<Option<SourcedCell>>)>,
}

/// A cell and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct SourcedCell {
    /// The figure, as the case has it.
    pub text: String,
    /// The kind of evidence, in the reader's language.
    pub kind: String,
    /// Kind, source, passages, date and remark in one text, for whoever points at it.
    pub hint: String,
    /// The row of the table of inputs that has all of it.
    pub row: usize,
}

impl Report<'_> {
    /// The report as one row of blocks, for forms without sections: the heading of a section is a
    /// title. A part that says nothing there has no heading either.
    pub fn blocks(&self) -> Vec<Block> {
        let mut out = vec![Block::Title(self.title.clone())];
        out.extend(self.intro.iter().cloned());
        let is_empty = |section: &Section| section.blocks.is_empty() && section.cells.is_none();
        for section in self.sections.iter().filter(|it| !it.is_part || !is_empty(it)) {
            out.push(match section.is_part {
                true => Block::Heading(section.heading.clone()),
                false => Block::Title(section.heading.clone()),
            });
            out.extend(section.blocks.iter().cloned());
            out.extend(section.cells.iter().flat_map(CellGrid::blocks));
        }
        out
    }
}

impl CellGrid {
    /// The cells as a grid, without where each comes from.
    fn blocks(&self) -> [Block; 2] {
        let head = self.head.iter().map(|name| (name.clone(), None)).collect();
        let cell = |cell: &Option<SourcedCell>| cell.as_ref().map_or("", |it| &it.text).to_owned();
        let row = |(name, cells): &(String, Vec<Option<SourcedCell>>)| {
            std::iter::once(name.clone()).chain(cells.iter().map(cell)).collect()
        };
        let rows = self.rows.iter().map(row).collect();
        [Block::Text(format!("{}.", self.caption)), Block::Grid(Grid { head, rows })]
    }
}
