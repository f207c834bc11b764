//! Each weight said as a swing: a step in consequences that counts as much as another.

use super::{Block, Source, Words};
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::swings::{End, Swing, swings};
use crate::evaluate::trade_off::trade_offs;
use crate::problem::weights::Weights;
use crate::problem::{Problem, number};
use crate::write::grid::{Align, Grid};

/// Criteria named together.
const MOST_NAMED: usize = 6;

/// Criteria named with their weight in a group, and groups of which it is said.
const MOST_OF_GROUP: usize = 5;
const MOST_GROUPS: usize = 12;

/// The weights of each group, where they differ; nothing where all groups have the same.
pub(super) fn of_groups(evaluation: &Evaluation, words: Words) -> Vec<Block> {
    let (problem, weights) = (evaluation.problem, &evaluation.weights);
    if !weights.differ() {
        return Vec::new();
    }
    let line = |set: usize| {
        let own = weights.of_set(set);
        let mut leaves: Vec<usize> = (0..own.len()).filter(|leaf| own[*leaf] > 0.0).collect();
        leaves.sort_by(|a, b| own[*b].total_cmp(&own[*a]).then(a.cmp(b)));
        let name = |leaf: &usize| {
            let label =
                words.label(&problem.tree.leaves[*leaf].label, &problem.tree.leaves[*leaf].id);
            format!("{label} ({})", words.figure(own[*leaf]))
        };
        let names: Vec<String> = leaves.iter().map(name).collect();
        Block::Item(format!(
            "{}: {}.",
            names_of(evaluation, set, words),
            words.some(&names, MOST_OF_GROUP)
        ))
        .from_rows(Source::table("contributions").with("method", evaluation.method.name()))
    };
    let mut out = vec![Block::Heading(
        words.pick(
            "Groups have weights of their own (shares of all weight, the largest first)".into(),
            "Groepen hebben eigen gewichten (aandelen van het totale gewicht, het grootste eerst)"
                .into(),
        ),
    )];
    out.extend((0..weights.sets().min(MOST_GROUPS)).map(line));
    if weights.sets() > MOST_GROUPS {
        let more = weights.sets() - MOST_GROUPS;
        out.push(Block::Text(words.pick(
            format!("... and {more} more sets of weights (`--table contributions`)."),
            format!("... en nog {more} stellen gewichten (`--table contributions`)."),
        )));
    }
    out
}

/// That groups have weights of their own, for a page or the reader of tables; `None` where all have
/// the same.
pub(super) fn each_its_own(weights: &Weights, words: Words) -> Option<String> {
    weights.differ().then(|| {
        words.pick(
            "Groups have weights of their own: what is said of a group starts from those of that group (`evaluate` shows them).".into(),
            "Groepen hebben eigen gewichten: wat over een groep gezegd wordt, gaat uit van de gewichten van die groep (`evaluate` toont ze).".into(),
        )
    })
}

/// The groups with a set of weights.
fn names_of(evaluation: &Evaluation, set: usize, words: Words) -> String {
    let problem = evaluation.problem;
    let name = |group: usize| words.group(problem, group);
    let groups = (0..problem.groups.len()).filter(|at| evaluation.weights.set_of(*at) == set);
    words.some(&groups.map(name).collect::<Vec<_>>(), MOST_NAMED)
}

/// What the weights say: as swings, and as trade-offs in the units of the criteria; nothing where
/// neither is to be had. Where groups have weights of their own, set by set.
pub(super) fn weights(evaluation: &Evaluation, words: Words) -> Vec<Block> {
    let weights = &evaluation.weights;
    let said = (0..weights.sets()).flat_map(|set| {
        let mut groups = 0..evaluation.groups.len();
        let first = groups.find(|group| weights.set_of(*group) == set);
        first.map_or_else(Vec::new, |group| of_group(evaluation, group, words))
    });
    said.collect()
}

fn of_group(evaluation: &Evaluation, group: usize, words: Words) -> Vec<Block> {
    let mut out = swings_table(evaluation, group, words);
    if let Some(offs) = trade_offs(evaluation, group) {
        if out.is_empty() {
            out.push(heading(evaluation, group, words));
        }
        out.extend(super::trade_offs::trade_offs(evaluation.problem, &offs, None, words));
    }
    out
}

fn heading(evaluation: &Evaluation, group: usize, words: Words) -> Block {
    let said = words.pick("What the weights say", "Wat de gewichten zeggen");
    let weights = &evaluation.weights;
    Block::Heading(match weights.differ() {
        true => format!("{said}: {}", names_of(evaluation, weights.set_of(group), words)),
        false => said.into(),
    })
}

/// A row per criterion with a described step, and who is left out; nothing where none has any.
fn swings_table(evaluation: &Evaluation, group: usize, words: Words) -> Vec<Block> {
    let (problem, swings) = (evaluation.problem, swings(evaluation, group));
    let [yardstick, rest @ ..] = &swings[..] else { return Vec::new() };
    let heading = heading(evaluation, group, words);
    let missing = left_out(problem, &evaluation.groups[group].weights, &swings, words);
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
                "Hoeveel keer zo zwaar elke stap telt als die op {} (de eerste rij).",
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
fn left_out(problem: &Problem, weights: &[f64], swings: &[Swing], words: Words) -> Option<String> {
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
