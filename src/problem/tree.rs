//! The tree of criteria, and its [`Outline`]: the children of each branch, computed once.

use crate::error::{Error, Phrase, Said, both};
use crate::problem::aggregate::{Aggregate, Missing, NodeRule};
use crate::problem::criterion::{Criterion, Direction, Scale};
use crate::problem::level_set::LevelSet;
use crate::problem::rules::{Completion, Rules};
use crate::problem::text::Text;
use crate::problem::wrong::Wrong;
use std::collections::BTreeMap;

/// The children of every branch.
#[derive(Debug, Clone)]
pub struct Outline {
    /// By branch: its children, in the order of the file.
    children: Vec<Vec<usize>>,
    /// Those without a parent.
    top: Vec<usize>,
    /// By branch: the leaf it stands for.
    leaf: Vec<Option<usize>>,
    /// By leaf: the branch that stands for it.
    of_leaf: Vec<usize>,
}

impl Outline {
    /// The outline of a tree.
    pub fn new(tree: &Tree) -> Outline {
        let mut out = Outline {
            children: vec![Vec::new(); tree.branches.len()],
            top: Vec::new(),
            leaf: tree.branches.iter().map(|branch| branch.leaf).collect(),
            of_leaf: vec![usize::MAX; tree.leaves.len()],
        };
        for (at, branch) in tree.branches.iter().enumerate() {
            match branch.parent {
                Some(parent) => out.children[parent].push(at),
                None => out.top.push(at),
            }
            if let Some(leaf) = branch.leaf {
                out.of_leaf[leaf] = at;
            }
        }
        out
    }

    /// Every set of siblings: those at the top, then the children of each branch that has any.
    pub fn sibling_sets(&self) -> impl Iterator<Item = &[usize]> {
        std::iter::once(&self.top)
            .chain(&self.children)
            .map(Vec::as_slice)
            .filter(|set| !set.is_empty())
    }

    /// The branches below `parent`, or those at the top, in the order of the file.
    pub fn children(&self, parent: Option<usize>) -> &[usize] {
        parent.map_or(&self.top, |parent| &self.children[parent])
    }

    /// The branch that stands for a leaf.
    pub fn branch_of_leaf(&self, leaf: usize) -> Option<usize> {
        self.of_leaf.get(leaf).copied().filter(|branch| *branch != usize::MAX)
    }

    /// The leaves that are a branch or lie below it, in leaf order, each with the product of what
    /// `share` gives for the branches on the way down to it, the branch itself left out.
    pub fn within(&self, branch: usize, share: &[f64]) -> Vec<(usize, f64)> {
        let mut out = Vec::new();
        let mut waiting = vec![(branch, 1.0)];
        while let Some((at, product)) = waiting.pop() {
            out.extend(self.leaf[at].map(|leaf| (leaf, product)));
            waiting.extend(self.children[at].iter().map(|child| (*child, product * share[*child])));
        }
        out.sort_unstable_by_key(|(leaf, _)| *leaf);
        out
    }
}

/// A place in the tree: a leaf (with data) or a node (with children).
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: Text,
    /// Its parent, as an index into [`Tree::branches`].
    pub parent: Option<usize>,
    /// Its weight among its siblings, as the user wrote it.
    pub weight: f64,
    /// The criterion, if it is a leaf: an index into [`Tree::leaves`].
    pub leaf: Option<usize>,
}

/// The criteria.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    /// Nodes and leaves in the order of the file.
    pub(crate) branches: Vec<Branch>,
    /// The leaves in the order of the file: the columns of every matrix.
    pub(crate) leaves: Vec<Criterion>,
    /// What nodes do otherwise than add up what is known, by branch; `None` is the top.
    pub(crate) rules: BTreeMap<Option<usize>, NodeRule>,
}

/// The value of a node that says nothing else.
const SUM: Aggregate = Aggregate::Sum;

impl Tree {
    /// How the values of the children of a branch, or of those at the top, become one.
    pub fn aggregate(&self, node: Option<usize>) -> &Aggregate {
        self.rules.get(&node).map_or(&SUM, |rule| &rule.aggregate)
    }

    /// Whether a figure that is not known leaves this node, or the top: as it says itself, or else
    /// a node above it.
    pub fn drops(&self, node: Option<usize>) -> bool {
        let mut at = node;
        loop {
            if let Some(rule) = self.rules.get(&at) {
                // What is not known under rules is any level.
                if let Aggregate::Rules(_) = rule.aggregate {
                    return false;
                }
                if let Some(missing) = rule.missing {
                    return missing == Missing::Drop;
                }
            }
            match at {
                Some(branch) => at = self.branches[branch].parent,
                None => return false,
            }
        }
    }

    /// The table of a branch; `None` where it has no rules.
    pub fn rules_of(&self, branch: usize) -> Option<&Rules> {
        match self.aggregate(Some(branch)) {
            Aggregate::Rules(rules) => Some(rules),
            _ => None,
        }
    }

    /// The branches with rules whose branch above has none, in the order of the file.
    pub fn ruled(&self) -> impl Iterator<Item = usize> {
        let has_rules = |branch: usize| self.rules_of(branch).is_some();
        (0..self.branches.len()).filter(move |at| {
            has_rules(*at) && self.branches[*at].parent.is_none_or(|above| !has_rules(above))
        })
    }

    /// Whether a leaf lies right under a node with rules.
    pub fn is_ruled(&self, leaf: usize) -> bool {
        let above = self.branch_of_leaf(leaf).and_then(|branch| self.branches[branch].parent);
        above.is_some_and(|above| self.rules_of(above).is_some())
    }

    /// Whether weights play no part where nodes aggregate: all criteria stand below one node with
    /// rules, and no rules were filled in from weights.
    pub fn is_decided_by_rules(&self) -> bool {
        let mut tops = (0..self.branches.len()).filter(|at| self.branches[*at].parent.is_none());
        let top = tops.next().filter(|_| tops.next().is_none());
        top.is_some_and(|top| self.rules_of(top).is_some())
            && self.completed_from_weights().next().is_none()
    }

    /// The named levels of a branch, the worst first: those of a criterion with an ordinal scale, or
    /// of a node with rules.
    pub fn levels_of(&self, branch: usize) -> Option<&[String]> {
        match self.branches[branch].leaf.map(|leaf| &self.leaves[leaf].scale) {
            Some(Some(Scale::Ordinal(levels))) => Some(levels),
            Some(_) => None,
            None => self.rules_of(branch).map(Rules::levels),
        }
    }

    /// Fill in the tables of rules at the weights that the branches have.
    pub(crate) fn complete_rules(&mut self) {
        for (node, rule) in &mut self.rules {
            if let Aggregate::Rules(rules) = &mut rule.aggregate {
                let below = self.branches.iter().filter(|branch| branch.parent == *node);
                let weights: Vec<f64> = below.map(|branch| branch.weight).collect();
                // Whether the rules settle a plane does not hang on weights, and was checked.
                rules.complete(&weights);
            }
        }
    }

    /// The nodes whose tables are filled in from the weights of their children.
    pub(crate) fn completed_from_weights(&self) -> impl Iterator<Item = usize> + '_ {
        let from_weights = |branch: &usize| {
            self.rules_of(*branch).and_then(Rules::completion) == Some(Completion::FromWeights)
        };
        (0..self.branches.len()).filter(from_weights)
    }

    /// Whether a figure on this leaf that is not known leaves its node.
    pub(crate) fn drops_leaf(&self, leaf: usize) -> bool {
        if self.rules.is_empty() {
            return false;
        }
        let branch = self.branch_of_leaf(leaf);
        branch.is_some_and(|branch| self.drops(self.branches[branch].parent))
    }

    /// The nodes that aggregate otherwise than by a sum; `None` is the top.
    pub fn without_sum(&self) -> Vec<Option<usize>> {
        let rules = self.rules.iter();
        rules.filter(|(_, rule)| rule.aggregate != Aggregate::Sum).map(|(at, _)| *at).collect()
    }

    /// What is wrong with an aggregate on this node, or at the top.
    pub(crate) fn faults_of(&self, node: Option<usize>, aggregate: &Aggregate) -> Vec<Said> {
        let below = self.branches.iter().filter(|branch| branch.parent == node);
        let children: Vec<(&str, f64)> =
            below.map(|branch| (branch.id.as_str(), branch.weight)).collect();
        let mut out = Vec::new();
        if let Aggregate::Choquet { interactions } = aggregate {
            let ids = || children.iter().map(|(id, _)| *id);
            let named = interactions.iter().flat_map(|interaction| &interaction.between);
            let strangers = named.filter(|name| ids().all(|id| id != name.as_str()));
            out.extend(strangers.map(|name| Error::unknown("criterion", name, ids()).said()));
        }
        if let Aggregate::Rules(rules) = aggregate {
            return self.faults_of_rules(node, rules);
        }
        if out.is_empty() {
            out = aggregate.faults(&children);
        }
        out
    }

    /// What is wrong with a table on this node, or at the top.
    fn faults_of_rules(&self, node: Option<usize>, rules: &Rules) -> Vec<Said> {
        let Some(node) = node else {
            return vec![both(
                "rules stand on a node: put the criteria under one",
                "regels staan bij een groep criteria: zet de criteria onder een groep",
            )];
        };
        let below: Vec<usize> =
            (0..self.branches.len()).filter(|at| self.branches[*at].parent == Some(node)).collect();
        let sizes: Vec<Result<usize, Wrong>> =
            below.iter().map(|child| self.levels_below(*child)).collect();
        let wrong: Vec<Said> =
            sizes.iter().filter_map(|size| Some(size.as_ref().err()?.sentence())).collect();
        let fits = sizes.into_iter().filter_map(Result::ok).eq(rules.sizes.iter().copied());
        match wrong.is_empty() && !fits {
            true => vec![both(
                "its rules are made for other criteria, or for other levels",
                "de regels zijn gemaakt voor andere criteria, of voor andere niveaus",
            )],
            false => wrong,
        }
    }

    /// How many levels a child of a node with rules has: a criterion with named levels, or a node
    /// with rules of its own.
    pub(crate) fn levels_below(&self, child: usize) -> Result<usize, Wrong> {
        let branch = &self.branches[child];
        match branch.leaf {
            Some(leaf) => levels_of_leaf(&self.leaves[leaf]).map(<[String]>::len),
            None => match self.rules_of(child) {
                Some(rules) => Ok(rules.levels.len()),
                None => Err(without_rules(&branch.id)),
            },
        }
    }

    /// Whether every node adds up, and nothing is left out.
    pub fn is_additive(&self) -> bool {
        self.without_sum().is_empty() && !self.drops_somewhere()
    }

    /// Whether any node lets what is not known leave it.
    pub fn drops_somewhere(&self) -> bool {
        self.rules.values().any(|rule| rule.missing == Some(Missing::Drop))
    }

    /// Nodes and leaves in the order of the file.
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }

    /// The leaves in the order of the file: the columns of every matrix.
    pub fn leaves(&self) -> &[Criterion] {
        &self.leaves
    }

    /// The branch of that id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.branches.iter().position(|branch| branch.id == id)
    }

    /// The weight, as a user writes it, that gives a branch this share among its siblings while
    /// they keep theirs: s / (1 - s) times their sum. `None` where there is none: a share of 1, or
    /// siblings that weigh nothing.
    pub fn weight_for(&self, branch: usize, share: f64) -> Option<f64> {
        let weight = share / (1.0 - share) * self.siblings_weigh(branch);
        (weight.is_finite() && weight > 0.0).then_some(weight)
    }

    /// The share among its siblings that a weight would give a branch while they keep theirs.
    pub fn share_of(&self, branch: usize, weight: f64) -> f64 {
        weight / (weight + self.siblings_weigh(branch))
    }

    /// What the siblings of a branch weigh together, as the user wrote it.
    fn siblings_weigh(&self, branch: usize) -> f64 {
        let parent = self.branches[branch].parent;
        let siblings = self.branches.iter().enumerate();
        let others = siblings.filter(|(at, other)| *at != branch && other.parent == parent);
        others.map(|(_, other)| other.weight).sum()
    }

    /// The leaf of that id.
    pub fn leaf(&self, id: &str) -> Option<usize> {
        self.leaves.iter().position(|leaf| leaf.id == id)
    }

    /// The leaves that are a branch or lie below it, in leaf order.
    pub fn leaves_under(&self, branch: usize) -> Vec<usize> {
        if let Some(leaf) = self.branches[branch].leaf {
            return vec![leaf];
        }
        let ones = vec![1.0; self.branches.len()];
        Outline::new(self).within(branch, &ones).into_iter().map(|(leaf, _)| leaf).collect()
    }

    /// The branches with the same parent, in the order of the file, the branch itself among them.
    pub fn siblings(&self, branch: usize) -> Vec<usize> {
        (0..self.branches.len())
            .filter(|at| self.branches[*at].parent == self.branches[branch].parent)
            .collect()
    }

    /// Every set of siblings that all weigh 0.
    pub(crate) fn weightless_siblings(&self) -> Vec<Vec<usize>> {
        let outline = Outline::new(self);
        let weightless = |set: &&[usize]| set.iter().all(|at| self.branches[*at].weight == 0.0);
        outline.sibling_sets().filter(weightless).map(<[usize]>::to_vec).collect()
    }

    /// Whether any criterion has children.
    pub fn has_nodes(&self) -> bool {
        self.branches.iter().any(|branch| branch.leaf.is_none())
    }

    /// The branch that stands for a leaf.
    pub fn branch_of_leaf(&self, leaf: usize) -> Option<usize> {
        self.branches.iter().position(|branch| branch.leaf == Some(leaf))
    }
}

/// The levels of a criterion under a node with rules, the worst first.
pub(crate) fn levels_of_leaf(leaf: &Criterion) -> Result<&[String], Wrong> {
    let id = &leaf.id;
    let Some(Scale::Ordinal(levels)) = &leaf.scale else {
        let message = both(
            format!("`{id}` stands under a node with rules and has no named levels"),
            format!(
                "`{id}` staat onder een groep criteria met regels en heeft geen niveaus met een naam"
            ),
        );
        return Err(Wrong::new(message).help(both(
            "give it scale = { levels = [\"low\", \"high\"] }, the worst first, and levels in the data",
            "geef het scale = { levels = [\"laag\", \"hoog\"] }, het slechtste eerst, en niveaus in de gegevens",
        )));
    };
    if leaf.direction != Direction::Max {
        let message = both(
            format!("`{id}` stands under a node with rules, so its levels go from worst to best"),
            format!(
                "`{id}` staat onder een groep criteria met regels, dus gaan de niveaus van slechtst naar best"
            ),
        );
        return Err(Wrong::new(message).help(both(
            "list its levels in that order, and leave out `direction`",
            "geef de niveaus in die volgorde, en laat `direction` weg",
        )));
    }
    few_enough(id, levels)?;
    Ok(levels)
}

/// Whether a set of levels can hold all of these.
pub(crate) fn few_enough(id: &str, levels: &[String]) -> Result<(), Wrong> {
    match levels.len() <= LevelSet::MOST {
        true => Ok(()),
        false => {
            let (count, most) = (levels.len(), LevelSet::MOST);
            Err(Wrong::new(both(
                format!("`{id}` has {count} levels, and rules take {most} at most"),
                format!("`{id}` heeft {count} niveaus, en regels nemen er hoogstens {most}"),
            ))
            .help(both(
                "join levels that the rules do not tell apart",
                "voeg niveaus samen die de regels niet onderscheiden",
            )))
        }
    }
}

/// What is wrong with a node without rules under one that has them.
pub(crate) fn without_rules(id: &str) -> Wrong {
    Wrong::new(both(
        format!("the node `{id}` stands under a node with rules and has none itself"),
        format!("de groep criteria `{id}` staat onder een groep criteria met regels en heeft er zelf geen"),
    ))
    .help(both(
        "give it `scale` and `rules` too",
        "geef ook die groep `scale` en `rules`",
    ))
}

/// What is wrong where siblings all weigh 0.
pub(crate) const WEIGHTLESS: Phrase = Phrase(
    "all of these siblings weigh 0: give at least one a weight above 0",
    "deze criteria wegen allemaal 0: geef er minstens een een gewicht boven 0",
);

/// Whether a number can be a weight.
///
/// # Errors
/// What a weight is, for a message.
pub(crate) fn check_weight(weight: f64) -> Result<(), Said> {
    match weight.is_finite() && weight >= 0.0 {
        true => Ok(()),
        false => Err(both(
            format!("a weight is a finite number of at least 0, not {weight}"),
            format!("een gewicht is een eindig getal van minstens 0, niet {weight:#}"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Text;

    #[test]
    fn who_lies_below_whom() {
        // n has a and m; m has b. Leaves 0 and 1 are a and b; their branches stand in another
        // order.
        let branch = |id: &str, parent, leaf| Branch {
            id: id.into(),
            label: Text::plain(id),
            parent,
            weight: 1.0,
            leaf,
        };
        let branches = vec![
            branch("b", Some(3), Some(1)),
            branch("n", None, None),
            branch("a", Some(1), Some(0)),
            branch("m", Some(1), None),
        ];
        let tree = Tree { branches, ..Tree::default() };
        let tree = Tree { leaves: vec![leaf("a"), leaf("b")], ..tree };
        let outline = Outline::new(&tree);
        assert_eq!((outline.children(None), outline.children(Some(1))), (&[1][..], &[2, 3][..]));
        assert_eq!(outline.sibling_sets().collect::<Vec<_>>(), [&[1][..], &[2, 3], &[0]]);
        assert_eq!((outline.branch_of_leaf(1), outline.branch_of_leaf(2)), (Some(0), None));
        assert_eq!(outline.within(1, &[0.5, 9.0, 0.25, 0.75]), [(0, 0.25), (1, 0.375)]);
        assert_eq!(outline.within(0, &[0.5; 4]), [(1, 1.0)]);
    }

    fn leaf(id: &str) -> crate::problem::Criterion {
        crate::problem::Criterion {
            id: id.into(),
            label: Text::plain(id),
            direction: crate::problem::Direction::Max,
            scale: None,
            value: None,
            anchors: Vec::new(),
            unit: None,
            thresholds: Default::default(),
            source: None,
        }
    }
}
