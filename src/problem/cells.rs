//! The cells of a problem: what every alternative gets on every leaf.
//!
//! Like the inputs, a column of plain numbers is kept as one vector. A [`Cell`] is made of each
//! number only when somebody asks for cells one by one; see [`super::Inputs`].

use super::{Cell, Spread};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

/// The cells: by leaf, or as a list, alternative by alternative in leaf order (through [`Deref`]).
#[derive(Debug, Clone, Default)]
pub struct Cells {
    columns: Vec<CellColumn>,
    /// All of them, once somebody has asked. After a change through [`DerefMut`] there are no
    /// columns any more.
    list: OnceLock<Vec<Cell>>,
}

/// What every alternative gets on one leaf.
#[derive(Debug, Clone)]
pub enum CellColumn {
    /// One figure each, which no attribute shifts.
    Plain {
        /// The figures, cut to the scale.
        figures: Arc<Vec<f64>>,
        /// The number of each alternative's input.
        inputs: Numbers,
        /// What figures are cut to.
        limits: (f64, f64),
    },
    /// Anything else.
    Listed(Vec<Cell>),
}

/// The numbers of the inputs in one column of a wide table, by alternative.
#[derive(Debug, Clone)]
pub struct Numbers {
    /// The number in the table's first row.
    pub first: usize,
    /// How many inputs a row has.
    pub stride: usize,
    /// The table's row of each alternative.
    pub rows: Arc<Vec<u32>>,
}

impl Numbers {
    /// The number of an alternative's input.
    pub fn of(&self, alternative: usize) -> usize {
        self.first + self.rows[alternative] as usize * self.stride
    }
}

impl Cells {
    /// The cells, leaf by leaf.
    pub(crate) fn by_leaf(columns: Vec<CellColumn>) -> Cells {
        Cells { columns, list: OnceLock::new() }
    }

    /// The figures of a leaf, by alternative, if they are plain numbers.
    pub fn plain(&self, leaf: usize) -> Option<&[f64]> {
        match self.columns.get(leaf) {
            Some(CellColumn::Plain { figures, .. }) => Some(figures),
            _ => None,
        }
    }

    /// Whether every cell is a plain number. Where this says no, they may still all be single
    /// figures.
    pub fn is_plain(&self) -> bool {
        !self.columns.is_empty()
            && self.columns.iter().all(|column| matches!(column, CellColumn::Plain { .. }))
    }

    /// The nominal figure and range of a cell; `leaves` is how many leaves there are.
    pub fn spread(&self, alternative: usize, leaf: usize, leaves: usize) -> Spread {
        match self.columns.get(leaf) {
            Some(CellColumn::Plain { figures, .. }) => Spread::crisp(figures[alternative]),
            Some(CellColumn::Listed(cells)) => cells[alternative].spread,
            None => self[alternative * leaves + leaf].spread,
        }
    }

    /// A cell, unless it is a plain number: that is known, and nothing more is.
    pub fn listed(&self, alternative: usize, leaf: usize, leaves: usize) -> Option<&Cell> {
        match self.columns.get(leaf) {
            Some(CellColumn::Plain { .. }) => None,
            Some(CellColumn::Listed(cells)) => Some(&cells[alternative]),
            None => self.get(alternative * leaves + leaf),
        }
    }

    fn expand(&self) -> Vec<Cell> {
        let alternatives = self.columns.first().map_or(0, |column| match column {
            CellColumn::Plain { figures, .. } => figures.len(),
            CellColumn::Listed(cells) => cells.len(),
        });
        let cell = |alternative: usize, column: &CellColumn| match column {
            CellColumn::Listed(cells) => cells[alternative].clone(),
            CellColumn::Plain { figures, inputs, limits } => Cell {
                input: inputs.of(alternative),
                shifts: Vec::new(),
                limits: *limits,
                spread: Spread::crisp(figures[alternative]),
                known: true,
                kind: None,
            },
        };
        (0..alternatives)
            .flat_map(|alternative| {
                self.columns.iter().map(move |column| cell(alternative, column))
            })
            .collect()
    }
}

impl Deref for Cells {
    type Target = Vec<Cell>;

    fn deref(&self) -> &Vec<Cell> {
        self.list.get_or_init(|| self.expand())
    }
}

impl DerefMut for Cells {
    fn deref_mut(&mut self) -> &mut Vec<Cell> {
        if self.list.get().is_none() {
            self.list = OnceLock::from(self.expand());
        }
        self.columns.clear();
        self.list.get_mut().unwrap_or_else(|| unreachable!("the list was made above"))
    }
}

impl From<Vec<Cell>> for Cells {
    fn from(list: Vec<Cell>) -> Cells {
        Cells { columns: Vec::new(), list: OnceLock::from(list) }
    }
}

impl PartialEq for Cells {
    fn eq(&self, other: &Cells) -> bool {
        **self == **other
    }
}

impl<'a> IntoIterator for &'a Cells {
    type Item = &'a Cell;
    type IntoIter = std::slice::Iter<'a, Cell>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
