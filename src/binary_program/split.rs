//! Where a branch is parted in two.

use super::branch::Branch;
use super::relaxation::Solved;

/// A price worth nothing would make its product with the other nothing too: costs count for at
/// least this part of what a branch can lose.
const LEAST_COST: f64 = 1e-6;

/// Two parts: the options of a choice that are in the set, and those that are not.
pub(super) struct Split {
    pub choice: usize,
    pub set: Vec<usize>,
    /// Whether the part with the set is looked at first.
    pub set_first: bool,
}

impl Split {
    /// The split of a choice that hesitates: between the options that take less than its shares do,
    /// counted in prices, and those that take more. Of several choices the one with which both parts
    /// lose most. Where none hesitates, the set that was found is parted from the others.
    pub fn of(branch: &mut Branch, solved: Solved, undecided: &[usize], threshold: f64) -> Split {
        let choices =
            if solved == Solved::Most { branch.relaxation.hesitating() } else { Vec::new() };
        let can_lose = branch.most - threshold;
        let mut best: Option<(f64, Split)> = None;
        for choice in choices {
            if branch.domain.left[choice] < 2 {
                continue;
            }
            let set = lower_part(branch, choice);
            let (without, within) = branch.relaxation.penalties(&branch.domain, choice, &set);
            let cost = |loss: f64| loss.min(can_lose).max(LEAST_COST * can_lose.min(1.0));
            let score = cost(without) * cost(within);
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, Split { choice, set, set_first: within <= without }));
            }
        }
        best.map_or_else(|| from_others(branch, undecided), |(_, split)| split)
    }
}

/// The options of a choice that are left and take no more than its shares, counted in prices; some,
/// and not all.
fn lower_part(branch: &Branch, choice: usize) -> Vec<usize> {
    let mut options = branch.domain.of(branch.model, choice).to_vec();
    let takes = |option: usize| branch.model.values[option] - branch.bound.net[option];
    options.sort_by(|a, b| takes(*a).total_cmp(&takes(*b)).then(a.cmp(b)));
    let mean: f64 =
        options.iter().map(|option| branch.relaxation.share(*option) * takes(*option)).sum();
    let lower = options.partition_point(|option| takes(*option) <= mean);
    options.truncate(lower.clamp(1, options.len() - 1));
    options
}

/// The best option of a choice against the others, where the second best is furthest behind.
fn from_others(branch: &Branch, undecided: &[usize]) -> Split {
    let mut widest: Option<(f64, usize, usize)> = None;
    for choice in undecided {
        let net = &branch.bound.net;
        let mut options = branch.domain.of(branch.model, *choice).to_vec();
        options.sort_by(|a, b| net[*b].total_cmp(&net[*a]).then(a.cmp(b)));
        let behind = net[options[0]] - net[options[1]];
        if widest.is_none_or(|(most, ..)| behind > most) {
            widest = Some((behind, *choice, options[0]));
        }
    }
    let (_, choice, option) = widest.expect("a choice that is not decided");
    Split { choice, set: vec![option], set_first: true }
}
