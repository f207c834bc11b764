//! Which input the tables give for each alternative and name.

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
