//! Which input a table gives for each alternative and name, and where that input stands.

use crate::problem::Numbers;

/// By name and alternative: the number of the input, if a table gives one.
#[derive(Debug, Clone)]
pub struct InputTable {
    names: Vec<GivenColumn>,
}

#[derive(Debug, Clone)]
enum GivenColumn {
    /// A column of a wide table that has a row for every alternative.
    Rows(Numbers),
    Listed(Vec<Option<usize>>),
}

impl InputTable {
    /// Nothing given yet.
    pub fn nothing(names: usize, alternatives: usize) -> InputTable {
        InputTable { names: vec![GivenColumn::Listed(vec![None; alternatives]); names] }
    }

    /// Give a name to all alternatives at once.
    pub fn give_all(&mut self, name: usize, numbers: Numbers) {
        self.names[name] = GivenColumn::Rows(numbers);
    }

    /// Give a name to one alternative.
    pub fn give(&mut self, name: usize, alternative: usize, input: usize) {
        if let GivenColumn::Rows(numbers) = &self.names[name] {
            let all = (0..numbers.rows.len()).map(|alternative| Some(numbers.of(alternative)));
            self.names[name] = GivenColumn::Listed(all.collect());
        }
        if let GivenColumn::Listed(inputs) = &mut self.names[name] {
            inputs[alternative] = Some(input);
        }
    }

    /// The input of an alternative.
    pub fn get(&self, name: usize, alternative: usize) -> Option<usize> {
        match &self.names[name] {
            GivenColumn::Rows(numbers) => Some(numbers.of(alternative)),
            GivenColumn::Listed(inputs) => inputs[alternative],
        }
    }

    /// The inputs of all alternatives, if they are a column of one wide table.
    pub fn rows(&self, name: usize) -> Option<&Numbers> {
        match &self.names[name] {
            GivenColumn::Rows(numbers) => Some(numbers),
            GivenColumn::Listed(_) => None,
        }
    }

    /// How many alternatives have this input.
    pub fn reach(&self, name: usize, input: usize) -> usize {
        match &self.names[name] {
            GivenColumn::Rows(numbers) => {
                (0..numbers.rows.len()).filter(|at| numbers.of(*at) == input).count()
            }
            GivenColumn::Listed(inputs) => {
                inputs.iter().filter(|given| **given == Some(input)).count()
            }
        }
    }

    /// Keep only the alternatives marked in `keep`.
    pub fn retain(&mut self, keep: &[bool]) {
        for column in &mut self.names {
            match column {
                GivenColumn::Rows(numbers) => {
                    let kept = numbers
                        .rows
                        .iter()
                        .zip(keep)
                        .filter(|(_, keep)| **keep)
                        .map(|(row, _)| *row);
                    numbers.rows = std::sync::Arc::new(kept.collect());
                }
                GivenColumn::Listed(inputs) => {
                    let mut flags = keep.iter();
                    inputs.retain(|_| flags.next() == Some(&true));
                }
            }
        }
    }
}

/// Where inputs stand: table, row, column. Inputs that no table gives come last and stand nowhere.
#[derive(Debug, Clone, Default)]
pub struct Places {
    blocks: Vec<PlaceBlock>,
    /// The number of the first input of each block, then how many there are.
    starts: Vec<usize>,
}

#[derive(Debug, Clone)]
enum PlaceBlock {
    Listed(Vec<(usize, usize, usize)>),
    Table { table: usize, columns: Vec<usize> },
}

impl Places {
    fn count(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    fn push(&mut self, block: PlaceBlock, size: usize) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.starts.push(self.count() + size);
        self.blocks.push(block);
    }

    /// The place of the next input.
    pub fn add(&mut self, table: usize, row: usize, column: usize) {
        match self.blocks.last_mut() {
            Some(PlaceBlock::Listed(list)) => {
                list.push((table, row, column));
                if let Some(last) = self.starts.last_mut() {
                    *last += 1;
                }
            }
            _ => self.push(PlaceBlock::Listed(vec![(table, row, column)]), 1),
        }
    }

    /// The places of the next inputs: these columns of a table, row by row.
    pub fn add_table(&mut self, table: usize, columns: Vec<usize>, rows: usize) {
        let size = columns.len() * rows;
        self.push(PlaceBlock::Table { table, columns }, size);
    }

    /// Where an input stands.
    pub fn get(&self, input: usize) -> Option<(usize, usize, usize)> {
        if input >= self.count() {
            return None;
        }
        let at = self.starts.partition_point(|start| *start <= input) - 1;
        let within = input - self.starts[at];
        Some(match &self.blocks[at] {
            PlaceBlock::Listed(list) => list[within],
            PlaceBlock::Table { table, columns } => {
                (*table, within / columns.len(), columns[within % columns.len()])
            }
        })
    }
}
