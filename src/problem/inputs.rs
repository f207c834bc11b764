//! The inputs of a problem, numbered in the order of the tables.
//!
//! A wide table of a million rows may hold nothing but plain numbers. Such a column is kept as one
//! vector of numbers; an [`Input`] is made of each of them only when somebody asks for the whole
//! list, which studies do and a single evaluation does not. Whichever form a column has, its inputs
//! have the same numbers.

use super::{Input, Quantity, Spread};
use std::borrow::Cow;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

/// The inputs, as a list (through [`Deref`]) or block by block.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    blocks: Vec<InputBlock>,
    /// The number of the first input of each block, then how many there are.
    starts: Vec<usize>,
    /// All of them, once somebody has asked. After a change through [`DerefMut`] there are no
    /// blocks any more.
    list: OnceLock<Vec<Input>>,
}

/// Inputs that follow each other.
#[derive(Debug, Clone)]
enum InputBlock {
    Listed(Vec<Input>),
    Table(TableBlock),
}

/// The inputs of a wide table, row by row: column `c` of row `r` is number `r * columns + c` of the
/// block.
#[derive(Debug, Clone)]
pub struct TableBlock {
    /// The index into [`super::Problem::rows`] of the first row; the others follow.
    pub first_row: usize,
    /// How many rows.
    pub rows: usize,
    /// The columns.
    pub columns: Vec<(usize, InputColumn)>,
}

/// The figures of a column of a wide table, row by row.
#[derive(Debug, Clone)]
pub enum InputColumn {
    /// One finite number in every row, without a record.
    Plain(Arc<Vec<f64>>),
    /// Anything else.
    Listed(Vec<Input>),
}

/// Where an input stands: in a list, or in a column of numbers.
enum StoredInput<'a> {
    Listed(&'a Input),
    Plain { name: usize, row: usize, figure: f64 },
}

impl InputBlock {
    fn listed_mut(&mut self) -> Vec<&mut Input> {
        match self {
            InputBlock::Listed(list) => list.iter_mut().collect(),
            InputBlock::Table(table) => {
                let listed = table.columns.iter_mut().filter_map(|(_, column)| match column {
                    InputColumn::Listed(list) => Some(list),
                    InputColumn::Plain(_) => None,
                });
                listed.flatten().collect()
            }
        }
    }
}

impl Inputs {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self.list.get() {
            Some(list) => list.len(),
            None => self.starts.last().copied().unwrap_or(0),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Add an input; its number is returned.
    pub(crate) fn add(&mut self, input: Input) -> usize {
        let number = self.len();
        if let Some(list) = self.list.get_mut() {
            // Blocks would not know of it.
            self.blocks.clear();
            self.starts.clear();
            list.push(input);
            return number;
        }
        match self.blocks.last_mut() {
            Some(InputBlock::Listed(list)) => list.push(input),
            _ => self.push(InputBlock::Listed(vec![input])),
        }
        self.starts.pop();
        self.starts.push(number + 1);
        number
    }

    /// Add the inputs of a wide table; the number of the first is returned.
    pub(crate) fn add_table(&mut self, table: TableBlock) -> usize {
        let number = self.len();
        self.push(InputBlock::Table(table));
        number
    }

    fn push(&mut self, block: InputBlock) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let size = match &block {
            InputBlock::Listed(list) => list.len(),
            InputBlock::Table(table) => table.rows * table.columns.len(),
        };
        self.starts.push(self.len() + size);
        self.blocks.push(block);
    }

    fn find(&self, number: usize) -> StoredInput<'_> {
        if let Some(list) = self.list.get() {
            return StoredInput::Listed(&list[number]);
        }
        let at = self.starts.partition_point(|start| *start <= number) - 1;
        let within = number - self.starts[at];
        match &self.blocks[at] {
            InputBlock::Listed(list) => StoredInput::Listed(&list[within]),
            InputBlock::Table(table) => {
                let (row, column) = (within / table.columns.len(), within % table.columns.len());
                match &table.columns[column] {
                    (_, InputColumn::Listed(list)) => StoredInput::Listed(&list[row]),
                    (name, InputColumn::Plain(figures)) => StoredInput::Plain {
                        name: *name,
                        row: table.first_row + row,
                        figure: figures[row],
                    },
                }
            }
        }
    }

    /// The nominal figure and range of an input, without making a list.
    pub fn spread(&self, number: usize) -> Spread {
        match self.find(number) {
            StoredInput::Listed(input) => input.spread,
            StoredInput::Plain { figure, .. } => Spread::crisp(figure),
        }
    }

    /// One input, without making a list; it is borrowed where it stands in one.
    pub fn one(&self, number: usize) -> Cow<'_, Input> {
        match self.find(number) {
            StoredInput::Listed(input) => Cow::Borrowed(input),
            StoredInput::Plain { name, row, figure } => Cow::Owned(plain(name, row, figure)),
        }
    }

    /// Every input that is more than a plain number in a table of plain numbers, with its number:
    /// those that may have a record, a range, a text or nothing.
    pub fn listed(&self) -> Box<dyn Iterator<Item = (usize, &Input)> + '_> {
        if let Some(list) = self.list.get() {
            return Box::new(list.iter().enumerate());
        }
        Box::new(self.blocks.iter().zip(&self.starts).flat_map(
            |(block, start)| -> Box<dyn Iterator<Item = (usize, &Input)> + '_> {
                match block {
                    InputBlock::Listed(list) => Box::new(
                        list.iter().enumerate().map(move |(at, input)| (start + at, input)),
                    ),
                    InputBlock::Table(table) => {
                        let listed: Vec<(usize, &[Input])> = table
                            .columns
                            .iter()
                            .enumerate()
                            .filter_map(|(at, (_, column))| match column {
                                InputColumn::Listed(list) => Some((at, list.as_slice())),
                                InputColumn::Plain(_) => None,
                            })
                            .collect();
                        let width = table.columns.len();
                        Box::new((0..table.rows * usize::from(!listed.is_empty())).flat_map(
                            move |row| {
                                listed
                                    .clone()
                                    .into_iter()
                                    .map(move |(at, list)| (start + row * width + at, &list[row]))
                            },
                        ))
                    }
                }
            },
        ))
    }

    /// Change every input of [`Inputs::listed`].
    pub(crate) fn listed_mut(&mut self) -> impl Iterator<Item = &mut Input> {
        let (list, blocks) = match self.list.get_mut() {
            Some(list) => (Some(list), None),
            None => (None, Some(&mut self.blocks)),
        };
        list.into_iter()
            .flatten()
            .chain(blocks.into_iter().flatten().flat_map(InputBlock::listed_mut))
    }

    /// Every column of plain numbers: the index of its name, the numbers of its inputs (the first,
    /// and how far apart they are), and its figures.
    pub fn plain_columns(&self) -> impl Iterator<Item = (usize, (usize, usize), &[f64])> {
        let tables =
            self.blocks.iter().zip(&self.starts).filter_map(|(block, start)| match block {
                InputBlock::Table(table) if self.list.get().is_none() => Some((table, *start)),
                _ => None,
            });
        tables.flat_map(|(table, start)| {
            let width = table.columns.len();
            table.columns.iter().enumerate().filter_map(move |(at, (name, column))| match column {
                InputColumn::Plain(figures) => {
                    Some((*name, (start + at, width), figures.as_slice()))
                }
                InputColumn::Listed(_) => None,
            })
        })
    }

    /// The figures of a column of plain numbers, row by row, by the number of the first of them.
    pub fn plain_column(&self, first: usize) -> Option<&Arc<Vec<f64>>> {
        if self.list.get().is_some() {
            return None;
        }
        let at = self.starts.partition_point(|start| *start <= first).checked_sub(1)?;
        match self.blocks.get(at)? {
            InputBlock::Table(table) => match &table.columns.get(first - self.starts[at])?.1 {
                InputColumn::Plain(figures) => Some(figures),
                InputColumn::Listed(_) => None,
            },
            InputBlock::Listed(_) => None,
        }
    }

    /// One of [`Inputs::listed`], to change.
    fn listed_at(&mut self, number: usize) -> Option<&mut Input> {
        if let Some(list) = self.list.get_mut() {
            return list.get_mut(number);
        }
        let at = self.starts.partition_point(|start| *start <= number).checked_sub(1)?;
        let within = number - self.starts[at];
        match self.blocks.get_mut(at)? {
            InputBlock::Listed(list) => list.get_mut(within),
            InputBlock::Table(table) => {
                let width = table.columns.len();
                match &mut table.columns.get_mut(within % width)?.1 {
                    InputColumn::Listed(list) => list.get_mut(within / width),
                    InputColumn::Plain(_) => None,
                }
            }
        }
    }

    /// Set the range of one of [`Inputs::listed`].
    pub(crate) fn set_spread(&mut self, number: usize, spread: Spread) {
        if let Some(input) = self.listed_at(number) {
            input.spread = spread;
        }
    }

    /// Let an input stand for one figure that nobody reads; what it says stays as it is.
    pub(crate) fn settle(&mut self, number: usize, figure: f64) {
        match self.listed_at(number) {
            Some(input) => input.spread = Spread::crisp(figure),
            None => self[number].spread = Spread::crisp(figure),
        }
    }

    /// Say what one of [`Inputs::listed`] says.
    pub(crate) fn set(&mut self, number: usize, quantity: Quantity, spread: Spread) {
        if let Some(input) = self.listed_at(number) {
            (input.quantity, input.spread) = (quantity, spread);
        }
    }

    fn expand(&self) -> Vec<Input> {
        (0..self.len()).map(|number| self.one(number).into_owned()).collect()
    }
}

fn plain(name: usize, row: usize, figure: f64) -> Input {
    Input {
        name,
        row,
        quantity: Quantity::Crisp(figure),
        spread: Spread::crisp(figure),
        record: None,
    }
}

impl Deref for Inputs {
    type Target = Vec<Input>;

    fn deref(&self) -> &Vec<Input> {
        self.list.get_or_init(|| self.expand())
    }
}

impl DerefMut for Inputs {
    fn deref_mut(&mut self) -> &mut Vec<Input> {
        if self.list.get().is_none() {
            self.list = OnceLock::from(self.expand());
        }
        self.blocks.clear();
        self.starts.clear();
        // Just set.
        self.list.get_mut().unwrap_or_else(|| unreachable!("the list was made above"))
    }
}

impl From<Vec<Input>> for Inputs {
    fn from(list: Vec<Input>) -> Inputs {
        Inputs { list: OnceLock::from(list), ..Inputs::default() }
    }
}

impl PartialEq for Inputs {
    fn eq(&self, other: &Inputs) -> bool {
        **self == **other
    }
}

impl<'a> IntoIterator for &'a Inputs {
    type Item = &'a Input;
    type IntoIter = std::slice::Iter<'a, Input>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> IntoIterator for &'a mut Inputs {
    type Item = &'a mut Input;
    type IntoIter = std::slice::IterMut<'a, Input>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}
