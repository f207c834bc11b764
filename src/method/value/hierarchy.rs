//! Values of criteria that go up a tree, node by node, and the scores at its top.
//!
//! The tree is that of the case, whose nodes each aggregate in their own way, or one node over all
//! criteria.

use crate::bounds::additive::Additive;
use crate::error::Result;
use crate::kernel::Scorer;
use crate::method::columns::eligible;
use crate::method::prepared::{Dropped, MethodNote, NodeFigures, NodeValues, Prepared, ScoreEnds};
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::method::value::aggregate::block::{Block, Scratch, Worth};
use crate::method::value::aggregate::{Combination, choquet, copeland};
use crate::method::value::rule_tree::RuleTree;
use crate::method::value::weighted_sum;
use crate::problem::weights::Weights;
use crate::problem::{Aggregate, Group, LevelSet, Matrix, Outline, Problem, Rules, Tree};
use crate::tolerance::FACTOR_OF_ONE;
use std::sync::Arc;

/// The tree as it is worked out: children before their node, the top last.
pub(super) struct Hierarchy {
    nodes: Vec<Node>,
}

struct Node {
    /// `None` for the top.
    branch: Option<usize>,
    children: Vec<Child>,
    aggregate: Aggregate,
    combination: Combination,
}

impl Node {
    /// `ids` are those of the children, in order.
    fn new(
        branch: Option<usize>,
        children: Vec<Child>,
        aggregate: &Aggregate,
        ids: &[&str],
    ) -> Node {
        let combination = Combination::new(aggregate, ids);
        Node { branch, children, aggregate: aggregate.clone(), combination }
    }

    /// Its rules, if it has any.
    fn rules(&self) -> Option<&Rules> {
        match &self.aggregate {
            Aggregate::Rules(rules) => Some(rules),
            _ => None,
        }
    }
}

/// What the nodes are worked out from.
#[derive(Clone)]
struct Values {
    /// The leaves of each alternative, NaN for what is left out.
    leaves: Arc<Matrix>,
    /// By node: the value of each alternative, where it has rules.
    ruled: Vec<Option<Vec<f64>>>,
}

/// A child of a node, with its branch.
#[derive(Clone, Copy)]
struct Child {
    branch: usize,
    of: Place,
}

/// Where the value of a child stands.
#[derive(Clone, Copy)]
enum Place {
    Leaf(usize),
    /// A place in [`Hierarchy::nodes`].
    Node(usize),
}

impl Hierarchy {
    /// The tree of a case.
    pub(super) fn new(tree: &Tree) -> Hierarchy {
        let outline = Outline::new(tree);
        // From the top down, then turned round.
        let mut order: Vec<Option<usize>> = vec![None];
        let mut at = 0;
        while at < order.len() {
            let below = outline.children(order[at]).iter();
            order.extend(
                below.filter(|child| tree.branches[**child].leaf.is_none()).map(|c| Some(*c)),
            );
            at += 1;
        }
        order.reverse();
        let mut place_of = vec![0; tree.branches.len()];
        for (place, branch) in order.iter().enumerate() {
            if let Some(branch) = branch {
                place_of[*branch] = place;
            }
        }
        let node = |branch: &Option<usize>| {
            let below = outline.children(*branch);
            let child = |branch: &usize| Child {
                branch: *branch,
                of: match tree.branches[*branch].leaf {
                    Some(leaf) => Place::Leaf(leaf),
                    None => Place::Node(place_of[*branch]),
                },
            };
            let ids: Vec<&str> = below.iter().map(|child| &*tree.branches[*child].id).collect();
            Node::new(*branch, below.iter().map(child).collect(), tree.aggregate(*branch), &ids)
        };
        Hierarchy { nodes: order.iter().map(node).collect() }
    }

    /// One node over all criteria.
    pub(super) fn flat(tree: &Tree, aggregate: &Aggregate) -> Hierarchy {
        let leaves = tree.branches.iter().enumerate().filter_map(|(branch, of)| {
            let leaf = of.leaf?;
            Some((Child { branch, of: Place::Leaf(leaf) }, of.id.as_str()))
        });
        let (children, ids): (Vec<Child>, Vec<&str>) = leaves.unzip();
        Hierarchy { nodes: vec![Node::new(None, children, aggregate, &ids)] }
    }

    /// Whether the value of some node compares alternatives.
    pub(super) fn looks_at_rivals(&self) -> bool {
        self.nodes.iter().any(|node| node.aggregate == Aggregate::Copeland)
    }

    /// By node and member: the levels that it may have; empty for a node without rules.
    ///
    /// # Errors
    /// [`crate::Error::Undefined`] for a figure between two levels.
    fn levels(&self, problem: &Problem, members: &[usize]) -> Result<Vec<Vec<LevelSet>>> {
        let mut out = vec![Vec::new(); self.nodes.len()];
        if self.nodes.iter().all(|node| node.rules().is_none()) {
            return Ok(out);
        }
        for tree in RuleTree::all(&problem.tree) {
            let place = |branch: usize| {
                self.nodes.iter().position(|node| node.branch == Some(branch)).unwrap_or(0)
            };
            let places: Vec<usize> = tree.nodes().iter().map(|node| place(node.branch)).collect();
            for member in members {
                let sets = tree.levels(&tree.of_alternative(problem, *member)?);
                places.iter().zip(sets).for_each(|(place, set)| out[*place].push(set));
            }
        }
        Ok(out)
    }

    /// By node: the value of each member at one end of its levels, where it has rules.
    fn ruled(
        &self,
        levels: &[Vec<LevelSet>],
        end: fn(&LevelSet, usize) -> f64,
    ) -> Vec<Option<Vec<f64>>> {
        let of = |(node, sets): (&Node, &Vec<LevelSet>)| {
            let size = node.rules()?.levels().len();
            Some(sets.iter().map(|set| end(set, size)).collect())
        };
        self.nodes.iter().zip(levels).map(of).collect()
    }

    /// By node and draw: the weight of its leaves together.
    fn weights(&self, weights: &[f64], block: usize) -> Vec<Vec<f64>> {
        let mut out: Vec<Vec<f64>> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let mut own = vec![0.0; block];
            for child in &node.children {
                let part = weights_of(child.of, &out, weights, block);
                own.iter_mut().zip(part).for_each(|(own, part)| *own += part);
            }
            out.push(own);
        }
        out
    }

    /// The values of all nodes: `[node][row * block + draw]`, NaN where nothing that has weight is
    /// known. A node with rules has its value whatever the weights.
    fn values(&self, values: &Values, weights: &[f64], block: usize) -> Vec<Vec<f64>> {
        let of_nodes = self.weights(weights, block);
        let Values { leaves: values, ruled } = values;
        let (rows, known) = (values.rows(), values.entries().iter().all(|value| !value.is_nan()));
        let mut scratch = Scratch::default();
        let mut counted = Counted::default();
        let mut out: Vec<Vec<f64>> = Vec::with_capacity(self.nodes.len());
        for (node, ruled) in self.nodes.iter().zip(ruled) {
            if let Some(own) = ruled {
                out.push(own.iter().flat_map(|value| std::iter::repeat_n(*value, block)).collect());
                continue;
            }
            let given = |child: &Child| weights_of(child.of, &of_nodes, weights, block);
            let mut result = vec![f64::NAN; rows * block];
            if matches!(node.combination, Combination::Copeland) {
                let value = |child: &Child, row: usize, draw: usize| match child.of {
                    Place::Leaf(leaf) => values.at(row, leaf),
                    Place::Node(at) => out[at][row * block + draw],
                };
                for draw in 0..block {
                    let all: Vec<f64> = (0..rows)
                        .flat_map(|row| node.children.iter().map(move |child| (child, row)))
                        .map(|(child, row)| value(child, row, draw))
                        .collect();
                    let weights: Vec<f64> =
                        node.children.iter().map(|child| given(child)[draw]).collect();
                    let scores = copeland::scores(&all, &weights);
                    scores.iter().enumerate().for_each(|(row, score)| {
                        result[row * block + draw] = *score;
                    });
                }
                out.push(result);
                continue;
            }
            let mut worths: Vec<Worth> = Vec::with_capacity(node.children.len());
            for (row, result) in result.chunks_exact_mut(block.max(1)).enumerate() {
                worths.clear();
                worths.extend(node.children.iter().map(|child| match child.of {
                    Place::Leaf(leaf) => Worth::Same(values.at(row, leaf)),
                    Place::Node(at) => Worth::ByDraw(&out[at][row * block..][..block]),
                }));
                // What is known is the same for all, but where something is left out.
                if row == 0 || !known {
                    counted.take(node.children.iter().map(given), &worths, block);
                }
                let block = Block {
                    draws: block,
                    weights: &counted.weights,
                    shares: &counted.shares,
                    worths: &worths,
                    all_count: counted.all_count,
                };
                node.combination.in_block(&block, &mut scratch, result);
                for (own, all) in result.iter_mut().zip(&counted.all) {
                    *own = if *all > 0.0 { *own } else { f64::NAN };
                }
            }
            out.push(result);
        }
        out
    }

    /// What nodes do that a reader should know.
    fn notes(&self, weights: &[f64], notes: &mut Vec<MethodNote>) {
        let of_nodes = self.weights(weights, 1);
        for node in &self.nodes {
            if let Some(floor) = node.aggregate.floor() {
                notes.push(MethodNote::Floor { node: node.branch, floor });
            }
            if let (Some(node), Some(rules)) = (node.branch, node.rules())
                && let Some(completion) = rules.completion()
            {
                let filled = rules.completed().iter().filter(|filled| **filled).count();
                let of = rules.results().len();
                notes.push(MethodNote::RulesCompleted { node, completion, filled, of });
            }
            if let Combination::Choquet(pairs) = &node.combination {
                // What has no weight is left out, and its interactions with it.
                let (places, shares): (Vec<usize>, Vec<f64>) = node
                    .children
                    .iter()
                    .map(|child| weights_of(child.of, &of_nodes, weights, 1)[0])
                    .enumerate()
                    .filter(|(_, weight)| *weight > 0.0)
                    .unzip();
                let factor = choquet::factor(&shares, &choquet::among(pairs, &places));
                if factor < 1.0 - FACTOR_OF_ONE {
                    notes.push(MethodNote::InteractionsScaled { node: node.branch, factor });
                }
            }
        }
    }

    /// A leaf with a value below 0 under a node that takes none, and what that node does.
    fn below_zero(&self, tree: &Tree, value: impl Fn(usize) -> f64) -> Option<(usize, &Aggregate)> {
        self.nodes.iter().find_map(|node| {
            let aggregate = &node.aggregate;
            if !aggregate.needs_positive() || aggregate.floor().is_some() {
                return None;
            }
            let below = match node.branch {
                Some(branch) => tree.leaves_under(branch),
                None => (0..tree.leaves.len()).collect(),
            };
            let mut below = below.into_iter().filter(|leaf| !tree.is_ruled(*leaf));
            below.find(|leaf| value(*leaf) < 0.0).map(|leaf| (leaf, aggregate))
        })
    }
}

/// Ready for a group: scores at the top, at the least and the greatest values too where figures are
/// not certain, and what nodes are worth. `is_fixed` says that no value looks at who competes.
///
/// # Errors
/// [`crate::Error::Undefined`] for a value below 0 under a node that takes none.
pub(super) fn prepare(
    sheet: &Sheet,
    hierarchy: Hierarchy,
    is_fixed: bool,
    problem: &Problem,
    group: &Group,
) -> Result<Prepared> {
    let hierarchy = Arc::new(hierarchy);
    let leaves = problem.tree.leaves.len();
    let mut candidates = match is_fixed {
        true => group.members.clone(),
        false => eligible(problem, group),
    };
    let given = Weights::given(problem);
    let at = problem.groups.iter().position(|other| other == group);
    let weights = at.map_or_else(
        || crate::problem::weights::global(&problem.tree),
        |at| given.of_group(at).to_vec(),
    );
    let mut notes = Vec::new();
    let competing = eligible(problem, group);
    let whole = group.whole.as_deref();
    let count = whole.map_or(competing.len(), |whole| whole.competing);
    let curves = weighted_sum::value_functions_over(problem, (&competing, whole), &mut |leaf| {
        if count > 1 {
            notes.push(MethodNote::ConstantColumn { leaf });
        }
    });
    hierarchy.notes(&weights, &mut notes);
    // Alternatives of which nothing that has weight is known have no score.
    let has_score = |member: &usize| {
        (0..leaves).any(|leaf| weights[leaf] > 0.0 && !problem.is_dropped(*member, leaf))
    };
    candidates.retain(has_score);
    let members = candidates;
    let additive = Additive::new(problem, &members, &curves);
    let values = |end: &dyn Fn((usize, f64, f64)) -> (usize, f64)| {
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(members.len());
        for (row, member) in members.iter().enumerate() {
            let mut own: Vec<f64> =
                (0..leaves).map(|leaf| additive.nominal().at(row, leaf)).collect();
            additive.ends(row).map(end).for_each(|(leaf, value)| own[leaf] = value);
            for (leaf, value) in own.iter_mut().enumerate() {
                if problem.is_dropped(*member, leaf) {
                    *value = f64::NAN;
                }
            }
            rows.push(own);
        }
        Matrix::from_fn(members.len(), leaves, |row, leaf| rows[row][leaf])
    };
    let nominal = values(&|(leaf, low, high)| (leaf, low / 2.0 + high / 2.0));
    let nominal = Arc::new(Matrix::from_fn(members.len(), leaves, |row, leaf| {
        // What is left out stays so; what is uncertain has its nominal value.
        match nominal.at(row, leaf).is_nan() {
            true => f64::NAN,
            false => additive.nominal().at(row, leaf),
        }
    }));
    let low = values(&|(leaf, low, _)| (leaf, low));
    let high = values(&|(leaf, _, high)| (leaf, high));
    for (row, member) in members.iter().enumerate() {
        let below = hierarchy
            .below_zero(&problem.tree, |leaf| nominal.at(row, leaf).min(low.at(row, leaf)));
        if let Some((leaf, aggregate)) = below {
            let (criterion, name) = (&problem.tree.leaves[leaf], problem.full_name(*member));
            return Err(remedy::below_zero(sheet, aggregate, criterion, &name));
        }
    }
    let levels = Arc::new(hierarchy.levels(problem, &members)?);
    let scorer = |leaves: &Arc<Matrix>, end: fn(&LevelSet, usize) -> f64| -> Box<dyn Scorer> {
        let values = Values { leaves: leaves.clone(), ruled: hierarchy.ruled(&levels, end) };
        Box::new(Nodes::new(hierarchy.clone(), values, &weights))
    };
    let open = levels.iter().flatten().any(|set| !set.is_single());
    let score_ends = ((open || !additive.is_crisp()) && !hierarchy.looks_at_rivals()).then(|| {
        let exact = !additive.rows_share() && (0..members.len()).all(|row| additive.ends_meet(row));
        let (low, high) = (Arc::new(low), Arc::new(high));
        ScoreEnds { low: scorer(&low, worst), high: scorer(&high, best), exact, open }
    });
    let values = Values { leaves: nominal.clone(), ruled: hierarchy.ruled(&levels, half_way) };
    Ok(Prepared {
        scorer: Some(scorer(&nominal, half_way)),
        score_ends,
        nodes: Some(figures(hierarchy, values, levels)),
        ..Prepared::new(members, notes)
    })
}

/// The value of a level, the worst 0 and the best of `size` 1.
fn value_of(level: usize, size: usize) -> f64 {
    level as f64 / size.saturating_sub(1).max(1) as f64
}

/// The value of the worst level of a set.
fn worst(set: &LevelSet, size: usize) -> f64 {
    value_of(set.lowest().unwrap_or(0), size)
}

/// The value of the best level of a set.
fn best(set: &LevelSet, size: usize) -> f64 {
    value_of(set.highest().unwrap_or(0), size)
}

/// Half way between the values of the worst and the best level of a set.
fn half_way(set: &LevelSet, size: usize) -> f64 {
    worst(set, size) / 2.0 + best(set, size) / 2.0
}

/// What counts of the children of a node.
#[derive(Default)]
struct Counted {
    /// `[child * block + draw]`: the weights, 0 for what is left out.
    weights: Vec<f64>,
    /// The same as shares of their sum; NaN where nothing counts.
    shares: Vec<f64>,
    /// By draw: the sum.
    all: Vec<f64>,
    /// Whether all count in every draw.
    all_count: bool,
}

impl Counted {
    /// Of one alternative, of which some values may be NaN.
    fn take<'a>(&mut self, given: impl Iterator<Item = &'a [f64]>, worths: &[Worth], block: usize) {
        self.weights.clear();
        self.all.clear();
        self.all.resize(block, 0.0);
        for (given, worth) in given.zip(worths) {
            let start = self.weights.len();
            match worth {
                Worth::Same(value) if value.is_nan() => {
                    self.weights.resize(start + block, 0.0);
                }
                Worth::Same(_) => self.weights.extend_from_slice(given),
                Worth::ByDraw(values) => {
                    let known = given.iter().zip(*values);
                    let weight = |(weight, value): (&f64, &f64)| match value.is_nan() {
                        true => 0.0,
                        false => *weight,
                    };
                    self.weights.extend(known.map(weight));
                }
            }
            let own = &self.weights[start..];
            self.all.iter_mut().zip(own).for_each(|(all, weight)| *all += weight);
        }
        self.all_count = self.weights.iter().all(|weight| *weight > 0.0);
        self.shares.clear();
        for own in self.weights.chunks_exact(block.max(1)) {
            self.shares.extend(own.iter().zip(&self.all).map(|(weight, all)| weight / all));
        }
    }
}

/// The weights of a child, draw by draw.
fn weights_of<'a>(
    place: Place,
    of_nodes: &'a [Vec<f64>],
    weights: &'a [f64],
    block: usize,
) -> &'a [f64] {
    match place {
        Place::Leaf(leaf) => &weights[leaf * block..][..block],
        Place::Node(node) => &of_nodes[node],
    }
}

/// The values at the top.
struct Nodes {
    hierarchy: Arc<Hierarchy>,
    values: Values,
    /// What stands in where all weight of a draw lies on what is missing: the score at the weights
    /// of the case.
    otherwise: Vec<f64>,
}

impl Nodes {
    fn new(hierarchy: Arc<Hierarchy>, values: Values, weights: &[f64]) -> Nodes {
        let mut all = hierarchy.values(&values, weights, 1);
        let otherwise = all.pop().unwrap_or_default();
        Nodes { hierarchy, values, otherwise }
    }
}

impl Scorer for Nodes {
    fn alternatives(&self) -> usize {
        self.values.leaves.rows()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let all = self.hierarchy.values(&self.values, weights, block);
        let Some(top) = all.last() else { return };
        for (at, (score, value)) in scores.iter_mut().zip(top).enumerate() {
            *score = match value.is_nan() {
                true => self.otherwise[at / block.max(1)],
                false => *value,
            };
        }
    }
}

/// The values of the nodes at any weights, where every node adds up and all is known.
pub(super) fn figures_of_sums(hierarchy: Hierarchy, leaves: Arc<Matrix>) -> NodeFigures {
    let ruled = vec![None; hierarchy.nodes.len()];
    figures(Arc::new(hierarchy), Values { leaves, ruled }, Arc::default())
}

/// The values of the nodes at any weights, and the levels of those that have rules.
fn figures(
    hierarchy: Arc<Hierarchy>,
    values: Values,
    levels: Arc<Vec<Vec<LevelSet>>>,
) -> NodeFigures {
    NodeFigures::new(move |weights| {
        let of_nodes = hierarchy.values(&values, weights, 1);
        let node_weights = hierarchy.weights(weights, 1);
        let of_row = |row: usize| {
            let mut own = NodeValues::default();
            for (at, (node, values_of_node)) in hierarchy.nodes.iter().zip(&of_nodes).enumerate() {
                if let Some(branch) = node.branch {
                    let value = values_of_node[row];
                    own.values.push((branch, (!value.is_nan()).then_some(value)));
                    let set = levels.get(at).and_then(|sets| sets.get(row));
                    own.levels.extend(set.map(|set| (branch, *set)));
                }
                // Under rules nothing is left out.
                if node.rules().is_some() {
                    continue;
                }
                for child in &node.children {
                    let is_missing = match child.of {
                        Place::Leaf(leaf) => values.leaves.at(row, leaf).is_nan(),
                        Place::Node(at) => of_nodes[at][row].is_nan(),
                    };
                    let weight = weights_of(child.of, &node_weights, weights, 1)[0];
                    // A node without weight is left out because of that.
                    if is_missing && (weight > 0.0 || matches!(child.of, Place::Leaf(_))) {
                        own.dropped.push(Dropped { branch: child.branch, weight });
                    }
                }
            }
            own.values.sort_unstable_by_key(|(branch, _)| *branch);
            own.levels.sort_unstable_by_key(|(branch, _)| *branch);
            own.dropped.sort_unstable_by_key(|dropped| dropped.branch);
            own
        };
        (0..values.leaves.rows()).map(of_row).collect()
    })
}
