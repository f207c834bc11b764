//! A scenario whose weights can be read in two ways: among siblings, or among all criteria together.

use super::sheet::{SAY_GLOBAL, Sheet};
use crate::error::{Finding, Said, both};
use crate::problem::number;
use crate::problem::weights::{normalise, of_branches};

/// That the weights of a row have two readings, with both of them. It gives weights of these sets of
/// siblings, and of nothing above them; `more` rows do so as well.
pub(super) fn two(sheet: &Sheet, row: usize, sets: &[&[usize]], more: usize) -> Finding {
    let weights = sheet.cells.row(row);
    let more = match more {
        0 => Said::default(),
        1 => both("; so can those of one more scenario", "; die van nog een scenario ook"),
        more => both(
            format!("; so can those of {more} more scenarios"),
            format!("; die van nog {more:#} scenario's ook"),
        ),
    };
    let parents: Vec<usize> =
        sets.iter().filter_map(|set| sheet.tree.branches[set[0]].parent).collect();
    let message = both(
        format!(
            "the weights of {} can be read in two ways: it gives weights of what is below {}, and none of these nodes themselves{more}",
            sheet.name(row),
            sheet.ids(&parents)
        ),
        format!(
            "de gewichten van {:#} kunnen op twee manieren worden gelezen: er zijn gewichten van wat onder {:#} ligt, en geen van deze knopen zelf{more:#}",
            sheet.name(row),
            sheet.ids(&parents)
        ),
    );
    // One weight in both readings, so that its writer sees which is meant: the first above 0.
    let set = sets[0];
    let above_0 = |branch: &&usize| weights[**branch].is_some_and(|weight| weight > 0.0);
    let shown = set.iter().find(above_0).copied().unwrap_or(set[0]);
    let of = |branches: &[usize]| -> Vec<f64> {
        normalise(&branches.iter().filter_map(|branch| weights[*branch]).collect::<Vec<_>>())
    };
    let at = set.iter().position(|branch| *branch == shown).unwrap_or(0);
    let mut raw: Vec<f64> = sheet.tree.branches.iter().map(|branch| branch.weight).collect();
    for (branch, weight) in weights.iter().enumerate() {
        raw[branch] = weight.unwrap_or(raw[branch]);
    }
    let (share, of_all) = (of(set)[at], of_branches(sheet.tree, &sheet.outline, &raw)[shown]);
    let id = sheet.id(shown);
    let columns = sheet.columns.of.iter().zip(weights);
    let empty =
        columns.enumerate().find(|(_, (column, weight))| column.is_some() && weight.is_none());
    let global = match sheet.uncovered().or(empty.map(|(branch, _)| branch)) {
        None => {
            let whole: Vec<usize> =
                (0..weights.len()).filter(|branch| weights[*branch].is_some()).collect();
            let at = whole.iter().position(|branch| *branch == shown).unwrap_or(0);
            both(
                format!("of all together, {} of all weight", told(of(&whole)[at])),
                format!("van alles samen, {:#} van alle gewicht", told(of(&whole)[at])),
            )
        }
        Some(branch) => both(
            format!("of all together, that of {} is missing", sheet.id(branch)),
            format!("van alles samen ontbreekt dat van {:#}", sheet.id(branch)),
        ),
    };
    let help = both(
        format!(
            "as weights among siblings, {id} has a share of {} and {} of all weight: say `scenarios_are = \"local\"`; as weights {global}: {SAY_GLOBAL}",
            told(share),
            told(of_all)
        ),
        format!(
            "als gewichten onder elkaar heeft {id:#} een aandeel van {:#} en {:#} van alle gewicht: zeg `scenarios_are = \"local\"`; als gewichten {global:#}: {SAY_GLOBAL:#}",
            told(share),
            told(of_all)
        ),
    );
    Finding::error(sheet.table.place(row, sheet.columns.name), message).help(help)
}

/// A weight as it is told in a message.
fn told(weight: f64) -> String {
    number((weight * 1e4).round() / 1e4)
}
