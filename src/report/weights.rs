//! Each weight said as a swing: a step in consequences that counts as much as another.

use super::{Block, Words};
use crate::problem::Problem;
use crate::study::swings;

/// A sentence per criterion with anchors; nothing where there are none.
pub(super) fn sentences(problem: &Problem, words: Words) -> Vec<Block> {
    let swings = swings(problem);
    let [yardstick, rest @ ..] = &swings[..] else { return Vec::new() };
    let step = |swing: &crate::study::Swing| {
        let criterion = &problem.tree.leaves[swing.leaf];
        let (from, to, label) = (swing.from.text.get(words.0), swing.to.text.get(words.0), criterion.label.get(words.0));
        words.pick(format!("from \"{from}\" to \"{to}\" on {label}"), format!("van \"{from}\" naar \"{to}\" op {label}"))
    };
    let mut out = vec![
        Block::Heading(words.pick("What the weights say", "Wat de gewichten zeggen").into()),
        Block::Text(words.pick(
            format!("The yardstick: weight {}, {}.", words.two(yardstick.weight), step(yardstick)),
            format!("De maatstaf: gewicht {}, {}.", words.two(yardstick.weight), step(yardstick)),
        )),
    ];
    for swing in rest {
        let ratio = swing.worth / yardstick.worth;
        let weight = words.two(swing.weight);
        let same = (ratio - 1.0).abs() < 0.005;
        let how = match same {
            true => words.pick("counts as much as the yardstick".to_owned(), "telt even zwaar als de maatstaf".to_owned()),
            false => words.pick(
                format!("counts {} times as much as the yardstick", words.two(ratio)),
                format!("telt {} keer zo zwaar als de maatstaf", words.two(ratio)),
            ),
        };
        out.push(Block::Item(
            words.pick(format!("weight {weight}: {} {how}.", step(swing)), format!("gewicht {weight}: {} {how}.", step(swing))),
        ));
    }
    out
}
