//! Options that no set within the rows can have, told by sums: what the other choices use at least
//! leaves no room for them.

use super::model::{Domain, Model, ModelRow};

/// Drops options, with room to work in.
#[derive(Debug, Default)]
pub(super) struct Narrow {
    /// What the rows of many coefficients have left, less what is used at least.
    room: Vec<f64>,
    /// By how much a choice can use more than the least at most.
    spread: Vec<f64>,
    /// By choice, and row of many coefficients: what it uses at least.
    least: Vec<f64>,
    most: Vec<f64>,
    /// By part of another row: what it uses at least.
    of_parts: Vec<f64>,
}

impl Narrow {
    /// Drop the options that a row leaves no room for, until none is left to drop. False if no set
    /// is within the rows.
    pub fn narrow(&mut self, model: &Model, domain: &mut Domain) -> bool {
        let is_wide = |row: usize| model.wide.binary_search(&row).is_ok();
        let others: Vec<&ModelRow> = (0..model.rows.len())
            .filter(|row| !is_wide(*row) && model.rows[*row].cap == f64::INFINITY)
            .map(|row| &model.rows[row])
            .collect();
        loop {
            let Some(mut dropped) = self.narrow_wide(model, domain) else { return false };
            for row in &others {
                match self.narrow_row(model, domain, row) {
                    None => return false,
                    Some(some) => dropped |= some,
                }
            }
            if !dropped {
                return true;
            }
        }
    }

    /// Whether the rows of many coefficients dropped an option; `None` if no set is within them.
    fn narrow_wide(&mut self, model: &Model, domain: &mut Domain) -> Option<bool> {
        let width = model.wide_terms(0).len();
        if width == 0 {
            return Some(false);
        }
        self.room.clear();
        self.room.extend(model.wide.iter().map(|row| match &model.rows[*row] {
            row if row.cap < f64::INFINITY => f64::INFINITY,
            row => row.bound,
        }));
        self.room.resize(width, f64::INFINITY);
        self.spread.clear();
        self.spread.resize(width, 0.0);
        self.least.clear();
        for choice in 0..model.choices.len() {
            let options = domain.of(model, choice);
            let start = self.least.len();
            self.least.extend_from_slice(model.wide_terms(options[0]));
            let least = &mut self.least[start..];
            if options.len() > 1 {
                self.most.clear();
                self.most.extend_from_slice(least);
                for option in &options[1..] {
                    let ends = least.iter_mut().zip(&mut self.most);
                    for ((least, most), a) in ends.zip(model.wide_terms(*option)) {
                        *least = if *a < *least { *a } else { *least };
                        *most = if *a > *most { *a } else { *most };
                    }
                }
                let ends = least.iter().zip(&self.most);
                for (spread, (least, most)) in self.spread.iter_mut().zip(ends) {
                    let own = most - least;
                    *spread = if own > *spread { own } else { *spread };
                }
            }
            self.room.iter_mut().zip(least).for_each(|(room, least)| *room -= *least);
        }
        if self.room.iter().any(|room| *room < 0.0) {
            return None;
        }
        let mut dropped = false;
        if self.spread.iter().zip(&self.room).any(|(spread, room)| spread > room) {
            for choice in 0..model.choices.len() {
                if domain.left[choice] == 1 {
                    continue;
                }
                let least = &self.least[choice * width..(choice + 1) * width];
                for option in model.of(choice) {
                    let mut terms =
                        model.wide_terms(option).iter().zip(least.iter().zip(&self.room));
                    if domain.alive[option] && terms.any(|(a, (least, room))| a - least > *room) {
                        domain.drop(model, option);
                        dropped = true;
                    }
                }
                if domain.left[choice] == 0 {
                    return None;
                }
            }
        }
        Some(dropped)
    }

    /// Whether a row dropped an option; `None` if no set is within it.
    fn narrow_row(&mut self, model: &Model, domain: &mut Domain, row: &ModelRow) -> Option<bool> {
        self.of_parts.clear();
        let (mut used, mut widest) = (0.0, 0.0f64);
        for part in &row.parts {
            let (mut least, mut most, mut count) = (f64::INFINITY, f64::NEG_INFINITY, 0);
            for (option, a) in &row.terms[part.terms.clone()] {
                if domain.alive[*option] {
                    least = least.min(*a);
                    most = most.max(*a);
                    count += 1;
                }
            }
            if count < domain.left[part.choice] {
                least = least.min(0.0);
                most = most.max(0.0);
            }
            used += least;
            widest = widest.max(most - least);
            self.of_parts.push(least);
        }
        if used > row.bound {
            return None;
        }
        let room = row.bound - used;
        if widest <= room {
            return Some(false);
        }
        let mut dropped = false;
        for (part, least) in row.parts.iter().zip(&self.of_parts) {
            let terms = &row.terms[part.terms.clone()];
            for (option, a) in terms {
                if domain.alive[*option] && a - *least > room {
                    domain.drop(model, *option);
                    dropped = true;
                }
            }
            if -*least > room && terms.len() < model.of(part.choice).len() {
                for option in model.of(part.choice) {
                    let has_none = terms.binary_search_by_key(&option, |term| term.0).is_err();
                    if domain.alive[option] && has_none {
                        domain.drop(model, option);
                        dropped = true;
                    }
                }
            }
            if domain.left[part.choice] == 0 {
                return None;
            }
        }
        Some(dropped)
    }
}
