//! A program with fewer options.

use super::super::{Bonus, ProgramRow, RobustProgram};
use std::collections::BTreeSet;

/// A program with some of the options of another.
pub(super) struct Narrowed {
    pub(super) program: RobustProgram,
    /// By choice and option: which one of the other program it is.
    options: Vec<Vec<usize>>,
}

impl Narrowed {
    /// All options.
    pub(super) fn new(program: &RobustProgram) -> Narrowed {
        let shape = program.highs.first().map_or(&[][..], |point| point);
        let options = shape.iter().map(|values| (0..values.len()).collect()).collect();
        Narrowed { program: program.clone(), options }
    }

    /// Those of its options that are left, by choice.
    pub(super) fn with(&self, left: &[Vec<usize>]) -> Narrowed {
        let place = |choice: usize, option: usize| {
            left[choice].binary_search(&option).ok().map(|at| (choice, at))
        };
        let ends = |of: &Vec<Vec<Vec<f64>>>| -> Vec<Vec<Vec<f64>>> {
            let of_choice = |(values, left): (&Vec<f64>, &Vec<usize>)| {
                left.iter().map(|option| values[*option]).collect()
            };
            of.iter().map(|point| point.iter().zip(left).map(of_choice).collect()).collect()
        };
        let row = |row: &ProgramRow| {
            let term = |(choice, option, a): &(usize, usize, f64)| {
                place(*choice, *option).map(|(choice, option)| (choice, option, *a))
            };
            ProgramRow { terms: row.terms.iter().filter_map(term).collect(), ..*row }
        };
        let bonus = |bonus: &Bonus| {
            let set = |set: &Vec<(usize, usize)>| {
                set.iter().filter_map(|(choice, option)| place(*choice, *option)).collect()
            };
            Bonus { sets: bonus.sets.iter().map(set).collect(), value: bonus.value }
        };
        let options = self.options.iter().zip(left);
        Narrowed {
            program: RobustProgram {
                lows: ends(&self.program.lows),
                highs: ends(&self.program.highs),
                rows: self.program.rows.iter().map(row).collect(),
                bonuses: self.program.bonuses.iter().map(bonus).collect(),
            },
            options: options
                .map(|(own, left)| left.iter().map(|option| own[*option]).collect())
                .collect(),
        }
    }

    /// Sets of the other program that have only options of this one.
    pub(super) fn inner(&self, sets: &BTreeSet<Vec<usize>>) -> BTreeSet<Vec<usize>> {
        let inner = |set: &Vec<usize>| {
            let options = self.options.iter().zip(set);
            options.map(|(own, option)| own.binary_search(option).ok()).collect()
        };
        sets.iter().filter_map(inner).collect()
    }

    /// Sets of this program as those of the other one.
    pub(super) fn outer(&self, sets: Vec<Vec<usize>>) -> BTreeSet<Vec<usize>> {
        let outer = |set: Vec<usize>| {
            self.options.iter().zip(set).map(|(own, option)| own[option]).collect()
        };
        sets.into_iter().map(outer).collect()
    }
}
