//! Decision rules: a table that gives the level of a node for each combination of the levels of its
//! children.
//!
//! This is how DEX aggregates: Bohanec & Rajkovič 1990, *DEX: An expert system shell for decision
//! support*, Sistemica 1, 145-157; Bohanec 2022, *DEX (Decision EXpert): a qualitative hierarchical
//! multi-criteria method*, doi:10.1007/978-981-16-7414-3_3.

use crate::problem::level_set::LevelSet;

/// How combinations without a rule get a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completion {
    /// From the weights of the children.
    FromWeights,
    /// By least squares through the rules that are given.
    Linear,
}

impl Completion {
    /// The names in a criteria file.
    pub const NAMES: [&'static str; 2] = ["from-weights", "linear"];

    /// The one of that name.
    pub fn named(name: &str) -> Option<Completion> {
        match name {
            "from-weights" => Some(Completion::FromWeights),
            "linear" => Some(Completion::Linear),
            _ => None,
        }
    }

    /// Its name in a criteria file.
    pub fn name(self) -> &'static str {
        match self {
            Completion::FromWeights => "from-weights",
            Completion::Linear => "linear",
        }
    }
}

/// The table of a node: a set of levels for every combination of the levels of its children.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// The levels of the node, the worst first.
    pub(crate) levels: Vec<String>,
    /// How many levels each child has, in the order of the tree.
    pub(crate) sizes: Vec<usize>,
    /// By combination, the last child fastest: the levels that the node may then have, at least
    /// one.
    pub(crate) results: Vec<LevelSet>,
    /// By combination: whether it was filled in, not given.
    pub(crate) completed: Vec<bool>,
    /// How combinations without a rule got their level; `None` where all are given.
    pub(crate) completion: Option<Completion>,
}

impl Rules {
    /// The most combinations of one node.
    pub const MOST: usize = 1_000_000;

    /// The levels of the node, the worst first.
    pub fn levels(&self) -> &[String] {
        &self.levels
    }

    /// How many levels each child has, in the order of the tree.
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// By combination, the last child fastest: the levels that the node may then have.
    pub fn results(&self) -> &[LevelSet] {
        &self.results
    }

    /// By combination: whether it was filled in, not given.
    pub fn completed(&self) -> &[bool] {
        &self.completed
    }

    /// How combinations without a rule got their level; `None` where all are given.
    pub fn completion(&self) -> Option<Completion> {
        self.completion
    }

    /// Levels of the node by name, the worst first: `bad | acceptable`.
    pub fn names(&self, set: LevelSet) -> String {
        let names: Vec<&str> =
            set.iter().filter_map(|level| Some(self.levels.get(level)?.as_str())).collect();
        names.join(" | ")
    }

    /// The levels of the children in a combination.
    pub fn combination(&self, at: usize) -> Vec<usize> {
        combination(&self.sizes, at)
    }

    /// The levels that the node may have where each child may have those of its set: the union of
    /// the results over all combinations of them. Children lie in parts of the tree that share no
    /// leaf, so every combination can occur, and the set is exact. Empty where a set is.
    pub fn image(&self, children: &[LevelSet]) -> LevelSet {
        let mut out = LevelSet::EMPTY;
        self.unite(children, 0, 0, &mut out);
        out
    }

    fn unite(&self, children: &[LevelSet], child: usize, prefix: usize, out: &mut LevelSet) {
        let Some(levels) = children.get(child) else {
            *out = out.union(self.results[prefix]);
            return;
        };
        for level in levels.iter().filter(|level| *level < self.sizes[child]) {
            self.unite(children, child + 1, prefix * self.sizes[child] + level, out);
        }
    }
}

/// The levels of the children in a combination, the last child fastest.
pub(crate) fn combination(sizes: &[usize], at: usize) -> Vec<usize> {
    let mut rest = at;
    let mut out = vec![0; sizes.len()];
    for (level, size) in out.iter_mut().zip(sizes).rev() {
        *level = rest % size;
        rest /= size;
    }
    out
}
