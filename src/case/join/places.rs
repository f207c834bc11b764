//! Where inputs stand in the tables.

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
