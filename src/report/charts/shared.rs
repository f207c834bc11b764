//! What the charts of several answers say in the same words.

use crate::chart::{Axis, DecimalMark};
use crate::evaluate::evaluation::{GroupResult, Standing};
use crate::problem::{PlaceInGroup, Problem};
use crate::report::Words;
use std::collections::BTreeMap;

/// Groups, and rows of a group, that are drawn: more are told, not shown.
pub(super) const MOST_PANELS: usize = 24;
/// See [`MOST_PANELS`].
pub(super) const MOST_ROWS: usize = 60;
/// Rows that are read out to a reader who cannot see the picture.
const MOST_READ: usize = 60;

/// An axis of figures, or of shares that are written as percentages.
pub(super) fn axis(title: String, percent: bool, words: Words) -> Axis {
    let decimal_mark = words.pick(DecimalMark::Point, DecimalMark::Comma);
    Axis { title, decimal_mark, percent }
}

/// The name of a group; empty where there is one.
pub(super) fn group_name(problem: &Problem, group: usize, words: Words) -> String {
    if problem.groups.len() == 1 {
        return String::new();
    }
    words.group(problem, group)
}

/// `VIL: A`, or what there is of the two.
pub(super) fn titled(group: String, what: &str) -> String {
    match (group.is_empty(), what.is_empty()) {
        (true, _) => what.to_owned(),
        (_, true) => group,
        _ => format!("{group}: {what}"),
    }
}

/// The label of a criterion or node.
pub(super) fn branch_label(problem: &Problem, branch: usize, words: Words) -> String {
    let branch = &problem.tree.branches[branch];
    words.label(&branch.label, &branch.id)
}

/// What a picture says, row by row, to a reader who cannot see it.
pub(super) fn read_out(rows: &[String], words: Words) -> String {
    let mut out = rows.iter().take(MOST_READ).cloned().collect::<Vec<_>>().join(". ");
    if rows.len() > MOST_READ {
        let more = words.count(rows.len() - MOST_READ);
        out += &words.pick(format!(". And {more} more rows"), format!(". En nog {more} rijen"));
    }
    if !out.is_empty() {
        out.push('.');
    }
    out
}

/// `1`, `1 (1–3)` or `= 1 (1–3)` for a tie; empty where there is no rank.
pub(super) fn rank_words(group: &GroupResult, standing: &Standing) -> String {
    let Some(rank) = standing.rank else { return String::new() };
    let tie = if is_tied(group, standing) { "= " } else { "" };
    match standing.ranks {
        Some((best, worst)) if best != worst => format!("{tie}{rank} ({best}\u{2013}{worst})"),
        _ => format!("{tie}{rank}"),
    }
}

/// Whether another of the group has the same rank.
pub(super) fn is_tied(group: &GroupResult, standing: &Standing) -> bool {
    let same = |place: &&PlaceInGroup| group.standing(**place).rank == standing.rank;
    standing.rank.is_some() && group.eligible().iter().filter(same).nth(1).is_some()
}

/// Which of a group are drawn, as positions in a list of them: all, or where they are more than
/// `most` those of the best ranks. In the order of the list.
pub(super) fn foremost(group: &GroupResult, places: &[PlaceInGroup], most: usize) -> Vec<usize> {
    let mut out: Vec<usize> = (0..places.len()).collect();
    if out.len() > most {
        out.sort_by_key(|at| (group.standing(places[*at]).rank.unwrap_or(usize::MAX), *at));
        out.truncate(most);
        out.sort_unstable();
    }
    out
}

/// The sentence of the most frequent of several names, with in how many of how many groups: `None`
/// where there is none.
pub(super) fn most_frequent(names: &[String]) -> Option<(String, usize)> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    names.iter().for_each(|name| *counts.entry(name).or_default() += 1);
    // Of several that are as frequent the first in the order of the groups.
    let first = |name: &String| names.iter().position(|other| other == name);
    counts
        .into_iter()
        .min_by_key(|(name, count)| (std::cmp::Reverse(*count), first(name)))
        .map(|(name, count)| (name.clone(), count))
}

/// `in all 6 groups`, `in 2 of 6 groups`
pub(super) fn in_groups(count: usize, all: usize, words: Words) -> String {
    match count == all {
        true => words.pick(format!("in all {all} groups"), format!("in alle {all} groepen")),
        false => words
            .pick(format!("in {count} of {all} groups"), format!("in {count} van {all} groepen")),
    }
}
