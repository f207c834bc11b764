//! What is said of groups: what several have in common is said once.

use super::{Block, Words};
use crate::problem::Problem;

/// Lines that several groups have in common are said once, under the names of those groups.
pub(super) fn by_group(
    problem: &Problem,
    lines: Vec<(usize, Vec<Block>)>,
    words: Words,
) -> Vec<Block> {
    let single = problem.groups.len() == 1;
    let mut merged: Vec<(Vec<usize>, Vec<Block>)> = Vec::new();
    for (group, blocks) in lines {
        // The same words about other rows are the same.
        let bare = |of: &[Block]| of.iter().map(Block::bare).eq(blocks.iter().map(Block::bare));
        match merged.iter_mut().find(|(_, known)| bare(known)) {
            Some((groups, known)) => {
                groups.push(group);
                known.iter_mut().zip(&blocks).for_each(|(known, other)| share(known, other));
            }
            None => merged.push((vec![group], blocks)),
        }
    }
    let mut out = Vec::new();
    for (groups, blocks) in merged {
        if !single {
            let names: Vec<String> =
                groups.iter().map(|group| words.group(problem, *group)).collect();
            out.push(Block::Heading(names.join(", ")));
        }
        out.extend(blocks);
    }
    out
}

/// A piece that stands for two groups rests on what the rows of both have in common.
fn share(known: &mut Block, other: &Block) {
    if let (Block::From(_, source), Some(other)) = (known, other.source())
        && let Some(both) = source.and(other)
    {
        *source = both;
    }
}
