//! Each weight said as a swing: a step in consequences that counts as much as another.

use super::{Block, Words};
use crate::problem::Problem;
use crate::study::swings;
use crate::write::{Align, Grid};

/// A row per criterion with anchors; nothing where there are none.
pub(super) fn swings_table(problem: &Problem, words: Words) -> Vec<Block> {
    let swings = swings(problem);
    let [yardstick, rest @ ..] = &swings[..] else { return Vec::new() };
    let text = |text: &crate::problem::Text| text.get(words.0).to_owned();
    let label = |leaf: usize| text(&problem.tree.leaves[leaf].label);
    let head = |name: &str, align| (name.to_owned(), align);
    let mut grid = Grid {
        head: vec![
            head(words.pick("weight", "gewicht"), Some(Align::Right)),
            head(words.pick("counts", "telt"), Some(Align::Right)),
            head(words.pick("a step on", "een stap op"), None),
            head(words.pick("from", "van"), None),
            head(words.pick("to", "naar"), None),
        ],
        rows: Vec::new(),
    };
    for swing in std::iter::once(yardstick).chain(rest) {
        let times = format!("{} x", words.two(swing.worth / yardstick.worth));
        grid.rows.push(vec![words.two(swing.weight), times, label(swing.leaf), text(&swing.from.text), text(&swing.to.text)]);
    }
    vec![
        Block::Heading(words.pick("What the weights say", "Wat de gewichten zeggen").into()),
        Block::Text(words.pick(
            format!("Each step counts so many times as much as the one on {} (the first row).", label(yardstick.leaf)),
            format!("Elke stap telt zoveel keer zo zwaar als die op {} (de eerste rij).", label(yardstick.leaf)),
        )),
        Block::Grid(grid),
    ]
}
