//! Each weight said as a swing: a step in consequences that counts as much as another.

use super::{Block, Words};
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::swings::{End, Swing, swings};
use crate::evaluate::trade_off::trade_offs;
use crate::problem::number;
use crate::write::grid::{Align, Grid};

/// Criteria named together.
const MOST_NAMED: usize = 6;

/// What the weights say: as swings, and as trade-offs in the units of the criteria; nothing where
/// neither is to be had.
pub(super) fn weights(evaluation: &Evaluation, words: Words) -> Vec<Block> {
    let mut out = swings_table(evaluation, words);
    if let Some(offs) = trade_offs(evaluation) {
        if out.is_empty() {
            out.push(heading(words));
        }
        out.extend(super::trade_offs::trade_offs(evaluation.problem, &offs, None, words));
    }
    out
}

fn heading(words: Words) -> Block {
    Block::Heading(words.pick("What the weights say", "Wat de gewichten zeggen").into())
}

/// A row per criterion with a described step, and who is left out; nothing where none has any.
fn swings_table(evaluation: &Evaluation, words: Words) -> Vec<Block> {
    let (problem, swings) = (evaluation.problem, swings(evaluation));
    let [yardstick, rest @ ..] = &swings[..] else { return Vec::new() };
    let heading = heading(words);
    let missing = left_out(evaluation, &swings, words);
    if let (true, Some(missing)) = (rest.is_empty(), &missing) {
        // One step alone is compared with nothing.
        return vec![heading, Block::Text(missing.clone())];
    }
    let text = |text: &crate::problem::Text| text.get(words.0).to_owned();
    let end = |end: &End| match end {
        End::Anchor(anchor) => text(&anchor.text),
        // Large sums are read by their thousands.
        End::Figure(x, unit) if x.fract() == 0.0 && (1e4..1e15).contains(x) => {
            format!("{} {unit}", words.count(*x as usize))
        }
        End::Figure(x, unit) => {
            format!("{} {unit}", words.pick(number(*x), number(*x).replace('.', ",")))
        }
    };
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
        grid.rows.push(vec![
            words.two(swing.weight),
            times,
            label(swing.leaf),
            end(&swing.from),
            end(&swing.to),
        ]);
    }
    let mut out = vec![
        heading,
        Block::Text(words.pick(
            format!(
                "Each step counts so many times as much as the one on {} (the first row).",
                label(yardstick.leaf)
            ),
            format!(
                "Elke stap telt zoveel keer zo zwaar als die op {} (de eerste rij).",
                label(yardstick.leaf)
            ),
        )),
        Block::Grid(grid),
    ];
    out.extend(missing.map(Block::Text));
    out
}

/// The criteria with weight of which no step is described, the heaviest first: their weights are
/// compared with nothing.
fn left_out(evaluation: &Evaluation, swings: &[Swing], words: Words) -> Option<String> {
    let (problem, weights) = (evaluation.problem, evaluation.weights.base());
    let described = |leaf: &usize| swings.iter().any(|swing| swing.leaf == *leaf);
    let mut leaves: Vec<usize> =
        (0..weights.len()).filter(|leaf| weights[*leaf] > 0.0 && !described(leaf)).collect();
    leaves.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]).then(a.cmp(b)));
    let name = |leaf: &usize| {
        format!("{} ({})", problem.tree.leaves[*leaf].label.get(words.0), words.two(weights[*leaf]))
    };
    let names = words.some(&leaves.iter().map(name).collect::<Vec<_>>(), MOST_NAMED);
    (!leaves.is_empty()).then(|| {
        words.pick(
            format!("Compared with nothing, for want of a scale with a unit, or with two anchors that tell its steps: {names}."),
            format!("Niet vergeleken, bij gebrek aan een schaal met een eenheid, of met twee ankers die de stappen beschrijven: {names}."),
        )
    })
}
