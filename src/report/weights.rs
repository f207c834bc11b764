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
        words.pick(format!("{label}, from \"{from}\" to \"{to}\""), format!("{label}, van \"{from}\" naar \"{to}\""))
    };
    let mut out = vec![
        Block::Heading(words.pick("What the weights say", "Wat de gewichten zeggen").into()),
        Block::Text(words.pick(
            format!("The yardstick, weight {}: {}. Next to it count:", words.two(yardstick.weight), step(yardstick)),
            format!("De maatstaf, gewicht {}: {}. Daarnaast tellen:", words.two(yardstick.weight), step(yardstick)),
        )),
    ];
    for swing in rest {
        let ratio = swing.worth / yardstick.worth;
        let how = match (ratio - 1.0).abs() < 0.005 {
            true => words.pick("as much".to_owned(), "even zwaar".to_owned()),
            false => words.pick(format!("{} times", words.two(ratio)), format!("{} keer", words.two(ratio))),
        };
        let weight = words.two(swing.weight);
        out.push(Block::Item(
            words.pick(format!("{how} (weight {weight}): {}", step(swing)), format!("{how} (gewicht {weight}): {}", step(swing))),
        ));
    }
    out
}
