//! To which sets of levels the criteria and nodes of a tree with rules can be brought, and in how
//! few steps.
//!
//! A criterion stays as it is, without a step, or gets one level. The steps of that are the places
//! between this level and the one of those that it may have now that is farthest away, since
//! nobody knows which it has. A node can be brought to every set that its rules make of sets of its
//! children; the steps add up, because children have no criterion in common. So the fewest steps to
//! each set follow from the criteria up, and nothing is left untried.

use crate::method::value::rule_tree::{RuleChild, RuleNode, RuleTree};
use crate::problem::LevelSet;
use std::collections::{BTreeMap, BTreeSet};

/// More changes that take equally few steps than this are not listed.
pub const MOST_LISTED: usize = 100;

/// More combinations than this of what can be made of the children of one node are too many to try.
pub const MOST_TRIED: usize = 20_000_000;

/// A set of levels to which a criterion or a node can be brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Way {
    set: LevelSet,
    /// The fewest steps that do.
    steps: usize,
    /// How many changes do in so few; the largest number where there are more.
    count: u64,
}

/// What each criterion of a tree becomes: the place of a level, or [`KEPT`].
type Change = Vec<u8>;

/// A criterion stays as it is. It stands behind all levels, so that changes of an earlier criterion
/// come first in the order of changes.
const KEPT: u8 = u8::MAX;

/// What takes the fewest steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smallest {
    /// The steps: the sum over the criteria that change.
    pub steps: usize,
    /// How many changes do with so few; `u64::MAX` where there are more than that.
    pub count: u64,
    /// The first [`MOST_LISTED`] of them. A change is a list of criteria, as places in
    /// [`RuleTree::leaves`], each with the place of its new level. Those that change an earlier
    /// criterion come first, and among these the ones that give it a lower level.
    pub changes: Vec<Vec<(usize, usize)>>,
}

/// The ways of every criterion and node for one alternative.
pub(super) struct Ways<'s, 't> {
    tree: &'s RuleTree<'t>,
    /// By criterion: the levels that it may have now.
    now: &'s [LevelSet],
    leaves: Vec<Vec<Way>>,
    nodes: Vec<Vec<Way>>,
    /// The first changes that bring a node to a set in the fewest steps, as far as they were asked
    /// for.
    listed: BTreeMap<(usize, LevelSet), BTreeSet<Change>>,
}

impl<'s, 't> Ways<'s, 't> {
    /// The ways where only the criteria that are `free` may change.
    ///
    /// # Errors
    /// The node at which there are more than [`MOST_TRIED`] combinations, as a place in
    /// [`RuleTree::nodes`].
    pub(super) fn new(
        tree: &'s RuleTree<'t>,
        now: &'s [LevelSet],
        free: &[bool],
    ) -> Result<Ways<'s, 't>, usize> {
        let sizes = tree.sizes();
        let leaf = |at: usize| of_leaf(now[at], if free[at] { sizes[at] } else { 0 });
        let leaves = (0..now.len()).map(leaf).collect();
        let mut out = Ways { tree, now, leaves, nodes: Vec::new(), listed: BTreeMap::new() };
        for (at, node) in tree.nodes().iter().enumerate() {
            let children: Vec<&[Way]> = out.of_children(node);
            let counts = children.iter().map(|ways| ways.len());
            if counts.fold(1, usize::saturating_mul) > MOST_TRIED {
                return Err(at);
            }
            let mut found: BTreeMap<LevelSet, (usize, u64)> = BTreeMap::new();
            let mut add = |_: &[usize], way: Way| {
                let best = found.entry(way.set).or_insert((way.steps, 0));
                if way.steps < best.0 {
                    *best = (way.steps, 0);
                }
                if way.steps == best.0 {
                    best.1 = best.1.saturating_add(way.count);
                }
            };
            combine(node, &children, usize::MAX, &mut add);
            let ways = found.into_iter();
            out.nodes.push(ways.map(|(set, (steps, count))| Way { set, steps, count }).collect());
        }
        Ok(out)
    }

    /// What takes the fewest steps to bring the top of the tree to a set that is wanted; `None`
    /// where nothing does.
    pub(super) fn smallest(&mut self, is_wanted: impl Fn(LevelSet) -> bool) -> Option<Smallest> {
        let top = self.nodes.len().checked_sub(1)?;
        let wanted = self.nodes[top].iter().filter(|way| is_wanted(way.set));
        let steps = wanted.clone().map(|way| way.steps).min()?;
        let fewest: Vec<Way> = wanted.filter(|way| way.steps == steps).copied().collect();
        let count = fewest.iter().fold(0, |sum: u64, way| sum.saturating_add(way.count));
        let mut first = BTreeSet::new();
        for way in fewest {
            for change in self.changes(RuleChild::Node(top), way.set) {
                keep_first(&mut first, change);
            }
        }
        let listed = |change: Change| {
            let places = change.into_iter().enumerate().filter(|(_, level)| *level != KEPT);
            places.map(|(leaf, level)| (leaf, usize::from(level))).collect()
        };
        Some(Smallest { steps, count, changes: first.into_iter().map(listed).collect() })
    }

    fn of_children(&self, node: &RuleNode) -> Vec<&[Way]> {
        let ways = |child: &RuleChild| match *child {
            RuleChild::Leaf(at) => self.leaves[at].as_slice(),
            RuleChild::Node(at) => self.nodes[at].as_slice(),
        };
        node.children.iter().map(ways).collect()
    }

    /// The first changes that bring a criterion or a node to a set in the fewest steps, in their
    /// order.
    fn changes(&mut self, of: RuleChild, set: LevelSet) -> BTreeSet<Change> {
        let kept = vec![KEPT; self.now.len()];
        let at = match of {
            RuleChild::Leaf(at) => {
                let mut change = kept;
                // A set of one level that is not the set now is that level.
                if let Some(level) = set.lowest().filter(|_| set != self.now[at]) {
                    change[at] = u8::try_from(level).unwrap_or(KEPT);
                }
                return BTreeSet::from([change]);
            }
            RuleChild::Node(at) => at,
        };
        if let Some(known) = self.listed.get(&(at, set)) {
            return known.clone();
        }
        let tree = self.tree;
        let node = &tree.nodes()[at];
        let children = self.of_children(node);
        let fewest = self.nodes[at].iter().find(|way| way.set == set).map_or(0, |way| way.steps);
        let mut picked: Vec<Vec<LevelSet>> = Vec::new();
        combine(node, &children, fewest, &mut |ways, way| {
            if way.set == set && way.steps == fewest {
                let sets = ways.iter().zip(&children).map(|(way, of)| of[*way].set);
                picked.push(sets.collect());
            }
        });
        let mut out = BTreeSet::new();
        for sets in picked {
            let mut together = BTreeSet::from([kept.clone()]);
            for (child, set) in node.children.iter().zip(sets) {
                let own = self.changes(*child, set);
                let mut longer = BTreeSet::new();
                for one in &together {
                    for other in &own {
                        // Children have no criterion in common: of the two, one at most is changed.
                        let both = one.iter().zip(other).map(|(a, b)| *a.min(b));
                        keep_first(&mut longer, both.collect());
                    }
                }
                together = longer;
            }
            for change in together {
                keep_first(&mut out, change);
            }
        }
        self.listed.insert((at, set), out.clone());
        out
    }
}

/// The ways of a criterion that may get any of so many levels.
fn of_leaf(now: LevelSet, levels: usize) -> Vec<Way> {
    let far = |level: usize, end: Option<usize>| end.map_or(0, |end| end.abs_diff(level));
    let stays = Way { set: now, steps: 0, count: 1 };
    let changes = (0..levels).map(|level| Way {
        set: LevelSet::single(level),
        steps: far(level, now.lowest()).max(far(level, now.highest())),
        count: 1,
    });
    std::iter::once(stays).chain(changes.filter(|way| way.set != now)).collect()
}

/// One more of the first changes.
fn keep_first(first: &mut BTreeSet<Change>, change: Change) {
    first.insert(change);
    if first.len() > MOST_LISTED {
        first.pop_last();
    }
}

/// Tell of every combination of ways of the children of a node that takes at most so many steps:
/// which way of each child, and what becomes of the node.
fn combine(node: &RuleNode, children: &[&[Way]], most: usize, tell: &mut dyn FnMut(&[usize], Way)) {
    let sizes = node.rules.sizes();
    let mut combining = Combining { sizes, children, most, picked: Vec::new(), tell };
    combining.next(node.rules.results(), 0, 1);
}

struct Combining<'c> {
    sizes: &'c [usize],
    children: &'c [&'c [Way]],
    most: usize,
    picked: Vec<usize>,
    tell: &'c mut dyn FnMut(&[usize], Way),
}

impl Combining<'_> {
    /// Pick a way for the next child. `table` is what the rules give for the ways picked so far, by
    /// the levels of the children that are left.
    fn next(&mut self, table: &[LevelSet], steps: usize, count: u64) {
        let child = self.picked.len();
        let Some(ways) = self.children.get(child) else {
            (self.tell)(&self.picked, Way { set: table[0], steps, count });
            return;
        };
        let stride = table.len() / self.sizes[child];
        let part = |level: usize| &table[level * stride..(level + 1) * stride];
        for (at, way) in ways.iter().enumerate() {
            let (steps, count) = (steps + way.steps, count.saturating_mul(way.count));
            let mut levels = way.set.iter();
            let Some(first) = levels.next().filter(|_| steps <= self.most) else { continue };
            self.picked.push(at);
            if way.set.is_single() {
                self.next(part(first), steps, count);
            } else {
                let mut united = part(first).to_vec();
                for level in levels {
                    united.iter_mut().zip(part(level)).for_each(|(of, with)| *of = of.union(*with));
                }
                self.next(&united, steps, count);
            }
            self.picked.pop();
        }
    }
}
