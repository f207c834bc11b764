//! Options that no set within the rows can have, told by sums: what the other choices use at least
//! leaves no room for them.

use super::model::{Domain, Model, ModelRow};

/// Drop the options that a row leaves no room for, until none is left to drop. False if no set is
/// within the rows.
pub(super) fn narrow(model: &Model, domain: &mut Domain) -> bool {
    if domain.left.contains(&0) {
        return false;
    }
    let mut ends = Vec::new();
    loop {
        let mut changed = false;
        for row in model.rows.iter().filter(|row| row.cap == f64::INFINITY) {
            match narrow_row(model, domain, row, &mut ends) {
                None => return false,
                Some(dropped) => changed |= dropped,
            }
        }
        if !changed {
            return true;
        }
    }
}

/// Whether an option was dropped; `None` if no set is within the row. `ends` is room to work in.
fn narrow_row(
    model: &Model,
    domain: &mut Domain,
    row: &ModelRow,
    ends: &mut Vec<f64>,
) -> Option<bool> {
    ends.clear();
    let (mut used, mut widest) = (0.0, 0.0f64);
    for part in &row.parts {
        let (mut least, mut most, mut count) = (f64::INFINITY, f64::NEG_INFINITY, 0);
        for (option, a) in &row.sparse[part.terms.clone()] {
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
        ends.push(least);
    }
    if used > row.bound {
        return None;
    }
    let room = row.bound - used;
    if widest <= room {
        return Some(false);
    }
    let mut dropped = false;
    for (part, least) in row.parts.iter().zip(ends) {
        let terms = &row.sparse[part.terms.clone()];
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
    }
    Some(dropped)
}
