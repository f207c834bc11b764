//! The tree of criteria turned round: who lies below whom. Made once, where branch after branch is asked about.

use super::criterion::Tree;

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
        std::iter::once(&self.top).chain(&self.children).map(Vec::as_slice).filter(|set| !set.is_empty())
    }

    /// The branches below `parent`, or those at the top, in the order of the file.
    pub fn children(&self, parent: Option<usize>) -> &[usize] {
        parent.map_or(&self.top, |parent| &self.children[parent])
    }

    /// The branch that stands for a leaf.
    pub fn branch_of_leaf(&self, leaf: usize) -> Option<usize> {
        self.of_leaf.get(leaf).copied().filter(|branch| *branch != usize::MAX)
    }

    /// The leaves that are a branch or lie below it, in leaf order, each with the product of what `share` gives for the branches on the way
    /// down to it, the branch itself left out.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Branch, Text};

    #[test]
    fn who_lies_below_whom() {
        // n has a and m; m has b. Leaves 0 and 1 are a and b; their branches stand in another order.
        let branch = |id: &str, parent, leaf| Branch { id: id.into(), label: Text::plain(id), parent, weight: 1.0, leaf };
        let branches = vec![
            branch("b", Some(3), Some(1)),
            branch("n", None, None),
            branch("a", Some(1), Some(0)),
            branch("m", Some(1), None),
        ];
        let tree = Tree { branches, leaves: Vec::new() };
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
