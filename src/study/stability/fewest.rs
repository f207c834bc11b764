//! The fewest inputs that must move for a challenger to catch the leader at the given weights.
//!
//! Two questions: may each input move anywhere within its range (`inside-range`), or by at most one
//! level of its ordinal scale from where it stands nominally - a range stands at its middle -
//! (`one-level`)? In the second numbers without levels and what is unknown stay where they are:
//! there is no judgement that could be one level off. Gains of inputs that meet in no cell add up,
//! so the best set of k takes the largest gains; those that meet are tried set by set (see
//! [`InputCluster`]), and the sets are combined by dynamic programming. Exact for additive models.

use crate::bounds::additive::Additive;
use crate::bounds::input_cluster::InputCluster;
use crate::error::Result;
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::{Group, Problem, Scale, Spread};

/// How far an input may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Within its range.
    InsideRange,
    /// By at most one level.
    OneLevel,
}

impl Move {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Move::InsideRange => "inside-range",
            Move::OneLevel => "one-level",
        }
    }
}

/// An input that moves.
#[derive(Debug, Clone, PartialEq)]
pub struct MovedInput {
    /// The input: an index into [`Problem::inputs`].
    pub input: usize,
    /// The figure within its reach that helps most.
    pub to: f64,
}

/// The answer for one pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Fewest {
    /// The smallest set, largest gain first; `None` if all inputs together do not suffice.
    pub moved: Option<Vec<MovedInput>>,
    /// How many inputs can move the difference at all.
    pub movable: usize,
    /// Whether it is surely the smallest: not where so many inputs meet in one cell that not all
    /// sets were tried.
    pub exact: bool,
}

/// Levers of more inputs than this are not tried set by set.
const MOST_INPUTS: usize = 10;

/// Gains, and the inputs that give them.
struct Choice {
    gain: f64,
    figures: Vec<(usize, f64)>,
}

/// The additive model in which inputs may move as `how` says; `None` for a method without bounds.
///
/// # Errors
/// Those of preparing the method.
pub fn model(
    problem: &Problem,
    evaluation: &Evaluation,
    group: &Group,
    how: Move,
) -> Result<Option<Additive>> {
    let mut moved = problem.clone();
    if how == Move::OneLevel {
        for input in &mut moved.inputs {
            let nominal = input.spread.nominal;
            let scale = problem.tree.leaves.get(input.name).and_then(|leaf| leaf.scale.as_ref());
            input.spread = match scale {
                Some(scale @ Scale::Ordinal(_)) if !input.quantity.is_unknown() => {
                    let (low, high) = scale.ends();
                    Spread { low: nominal - 1.0, nominal, high: nominal + 1.0 }.cut(low, high)
                }
                _ => Spread::crisp(nominal),
            };
        }
    }
    Ok(evaluation.method.prepare(&moved, group)?.bounds)
}

/// The fewest inputs with which `challenger` catches `leader` (positions in the field) at these
/// weights.
pub fn fewest(
    additive: &Additive,
    ranked: &RankedGroup,
    challenger: usize,
    leader: usize,
    weights: &[f64],
) -> Fewest {
    let scores = ranked.scores(weights);
    let need = scores[leader] - scores[challenger] - ranked.eps(&scores, weights);
    if need <= 0.0 {
        return Fewest { moved: Some(Vec::new()), movable: 0, exact: true };
    }
    let clusters = additive.clusters(ranked.row(challenger), ranked.row(leader), weights);
    let mut exact = true;
    // best[k]: the largest gain of k inputs, over the clusters so far.
    let mut best: Vec<Choice> = vec![Choice { gain: 0.0, figures: Vec::new() }];
    for cluster in &clusters {
        let (choices, all_tried) = choices(cluster);
        exact &= all_tried;
        best = combine(&best, &choices);
    }
    let moved = best.into_iter().find(|choice| choice.gain >= need).map(|choice| {
        // What each does alone, so that the reader sees the weightiest first.
        let alone = |input: usize| {
            let cluster = clusters.iter().find(|cluster| cluster.inputs.contains(&input));
            cluster.and_then(|cluster| cluster.gain(&[input])).map_or(0.0, |(gain, _)| gain)
        };
        let mut figures: Vec<(f64, usize, f64)> =
            choice.figures.iter().map(|(input, to)| (alone(*input), *input, *to)).collect();
        figures.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        figures.into_iter().map(|(_, input, to)| MovedInput { input, to }).collect()
    });
    Fewest { moved, movable: clusters.iter().map(|cluster| cluster.inputs.len()).sum(), exact }
}

/// By how many of its inputs move: the best set of the cluster; and whether all sets were tried.
fn choices(cluster: &InputCluster) -> (Vec<Choice>, bool) {
    let n = cluster.inputs.len();
    let mut best: Vec<Choice> =
        (0..=n).map(|_| Choice { gain: 0.0, figures: Vec::new() }).collect();
    let mut exact = true;
    let mut look = |free: &[usize]| -> f64 {
        let Some((gain, figures)) = cluster.gain(free) else {
            exact = false;
            return 0.0;
        };
        if gain > best[free.len()].gain {
            best[free.len()] = Choice { gain, figures };
        }
        gain
    };
    if n <= MOST_INPUTS {
        for set in 1..1usize << n {
            let free: Vec<usize> =
                (0..n).filter(|at| set >> at & 1 == 1).map(|at| cluster.inputs[at]).collect();
            look(&free);
        }
    } else {
        // One by one the input that adds most.
        let mut free: Vec<usize> = Vec::new();
        for _ in 0..n {
            let candidates = cluster.inputs.iter().filter(|input| !free.contains(input));
            let gains = candidates.map(|input| {
                let mut with = free.clone();
                with.push(*input);
                (look(&with), *input)
            });
            let Some((_, input)) = gains.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            else {
                break;
            };
            free.push(input);
        }
        exact = false;
    }
    (best, exact)
}

fn combine(best: &[Choice], cluster: &[Choice]) -> Vec<Choice> {
    let most = best.len() + cluster.len() - 2;
    (0..=most)
        .map(|count| {
            let pairs =
                (0..=count.min(cluster.len() - 1)).filter(|of_lever| count - of_lever < best.len());
            let gain = |of_lever: &usize| best[count - of_lever].gain + cluster[*of_lever].gain;
            let of_lever =
                pairs.max_by(|a, b| gain(a).total_cmp(&gain(b)).then(b.cmp(a))).unwrap_or(0);
            let mut figures = best[count - of_lever].figures.clone();
            figures.extend(&cluster[of_lever].figures);
            Choice { gain: gain(&of_lever), figures }
        })
        .collect()
}
