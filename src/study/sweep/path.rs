//! The line of weights along which one weight is swept from 0 to 1.
//!
//! *Local*: the swept branch has local weight x among its siblings, the others share 1 - x in proportion; what lies outside the
//! sibling set stays. *Global*: the leaves of the swept branch have weight x together, all other leaves 1 - x, each side in
//! proportion. At x = 1 the others are 0. Where the case itself gives the branch all the weight there is no proportion to keep:
//! the others then rise equally from 1 downward, and the path says so. Either way the leaf weights are linear in x, which is
//! what makes every switch of a linear score exact.

use crate::problem::{Problem, Tree, weights};

/// Among whom the swept weight is a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Among its siblings.
    Local,
    /// Among all leaves.
    Global,
}

impl Scope {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Local => "local",
            Scope::Global => "global",
        }
    }
}

/// A swept weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The branch whose weight is swept.
    pub branch: usize,
    /// Among whom its weight is a share.
    pub scope: Scope,
    /// Its weight in the case.
    pub weight: f64,
    /// Whether the others rise equally, because the case gives them no weight to keep a proportion of.
    pub equal_rise: bool,
    /// Leaf weights at 0 and at 1.
    start: Vec<f64>,
    end: Vec<f64>,
}

/// The branch of that much weight has it all.
const ALL: f64 = 1.0 - 1e-12;

impl Path {
    /// Leaf weights at swept weight x.
    pub fn at(&self, x: f64) -> Vec<f64> {
        // Exact at both ends.
        self.start.iter().zip(&self.end).map(|(start, end)| start * (1.0 - x) + end * x).collect()
    }

    /// The path of a branch; `None` where its weight is always 1, because it has no siblings (or nothing lies outside it).
    pub fn new(problem: &Problem, branch: usize, scope: Scope) -> Option<Path> {
        let tree = &problem.tree;
        match scope {
            Scope::Local => local(tree, branch),
            Scope::Global => global(tree, branch),
        }
    }
}

fn local(tree: &Tree, branch: usize) -> Option<Path> {
    let siblings = tree.siblings(branch);
    if siblings.len() < 2 {
        return None;
    }
    let local = weights::local(tree);
    let global = weights::global(tree);
    // What the sibling set has of all the weight.
    let mut all = 1.0;
    let mut up = tree.branches[branch].parent;
    while let Some(at) = up {
        all *= local[at];
        up = tree.branches[at].parent;
    }
    let weight = local[branch];
    let equal_rise = weight >= ALL;
    let (mut start, mut end) = (global.clone(), global);
    for sibling in &siblings {
        let others = (siblings.len() - 1) as f64;
        let (at_start, at_end) = match *sibling == branch {
            true => (0.0, 1.0),
            false if equal_rise => (1.0 / others, 0.0),
            false => (local[*sibling] / (1.0 - weight), 0.0),
        };
        for (leaf, share) in weights::within(tree, &local, *sibling) {
            start[leaf] = all * at_start * share;
            end[leaf] = all * at_end * share;
        }
    }
    Some(Path { branch, scope: Scope::Local, weight, equal_rise, start, end })
}

fn global(tree: &Tree, branch: usize) -> Option<Path> {
    let inside = weights::within(tree, &weights::local(tree), branch);
    let global = weights::global(tree);
    let n = global.len();
    if inside.len() == n {
        return None;
    }
    let weight: f64 = inside.iter().map(|(leaf, _)| global[*leaf]).sum();
    let equal_rise = weight >= ALL;
    let mut end = vec![0.0; n];
    for (leaf, share) in &inside {
        end[*leaf] = *share;
    }
    let outside = |leaf: usize| !inside.iter().any(|(at, _)| *at == leaf);
    let others: f64 = (0..n).filter(|leaf| outside(*leaf)).map(|leaf| global[leaf]).sum();
    let start = (0..n).map(|leaf| match outside(leaf) {
        false => 0.0,
        true if equal_rise => 1.0 / (n - inside.len()) as f64,
        true => global[leaf] / others,
    });
    Some(Path { branch, scope: Scope::Global, weight, equal_rise, start: start.collect(), end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Direction, Matrix};
    use approx::assert_relative_eq;

    /// Four leaves under two nodes: n (weight 3) has a (1) and b (3), m (weight 1) has c and d.
    fn tree(weights: [f64; 6]) -> Problem {
        let figures = Matrix::from_fn(1, 4, |_, _| 1.0);
        let mut problem = Problem::crisp(&figures, &[Direction::Max; 4], &weights[2..]).unwrap();
        let mut node = |id: &str, weight: f64| {
            let mut branch = problem.tree.branches[0].clone();
            (branch.id, branch.leaf, branch.weight) = (id.into(), None, weight);
            problem.tree.branches.push(branch);
        };
        node("n", weights[0]);
        node("m", weights[1]);
        for leaf in 0..4 {
            problem.tree.branches[leaf].parent = Some(if leaf < 2 { 4 } else { 5 });
        }
        problem
    }

    #[test]
    fn proportions_are_kept_inside_and_outside() {
        let problem = tree([3.0, 1.0, 1.0, 3.0, 1.0, 1.0]);
        let base = weights::global(&problem.tree);
        for branch in 0..6 {
            for scope in [Scope::Local, Scope::Global] {
                let path = Path::new(&problem, branch, scope).unwrap();
                for (at, base) in path.at(path.weight).iter().zip(&base) {
                    assert_relative_eq!(*at, *base, epsilon = 1e-15);
                }
                for x in [0.0, 0.3, 1.0] {
                    assert_relative_eq!(path.at(x).iter().sum::<f64>(), 1.0, epsilon = 1e-15);
                }
            }
        }
        // b locally at 0.5: n keeps its 3/4.
        let path = Path::new(&problem, 1, Scope::Local).unwrap();
        assert_eq!(path.at(0.5), [0.375, 0.375, 0.125, 0.125]);
        // b globally at 0.5: a, c, d keep 3 : 2 : 2 of the rest.
        let path = Path::new(&problem, 1, Scope::Global).unwrap();
        for (at, by_hand) in path.at(0.5).iter().zip([1.5 / 7.0, 0.5, 1.0 / 7.0, 1.0 / 7.0]) {
            assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
        }
        // The node n at 0.2: inside 1 : 3.
        let path = Path::new(&problem, 4, Scope::Global).unwrap();
        for (at, by_hand) in path.at(0.2).iter().zip([0.05, 0.15, 0.4, 0.4]) {
            assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
        }
    }

    #[test]
    fn a_weight_of_one_lets_the_others_rise_equally_and_a_weight_of_zero_rises_by_its_own_tree() {
        let problem = tree([1.0, 0.0, 1.0, 0.0, 1.0, 3.0]);
        let path = Path::new(&problem, 0, Scope::Local).unwrap();
        assert!(path.equal_rise);
        for (at, by_hand) in path.at(0.4).iter().zip([0.4, 0.6, 0.0, 0.0]) {
            assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
        }
        let path = Path::new(&problem, 0, Scope::Global).unwrap();
        assert!(path.equal_rise);
        for (at, by_hand) in path.at(0.4).iter().zip([0.4, 0.2, 0.2, 0.2]) {
            assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
        }
        // m has no weight; swept, its leaves stand 1 : 3.
        let path = Path::new(&problem, 5, Scope::Global).unwrap();
        assert!(!path.equal_rise);
        for (at, by_hand) in path.at(0.4).iter().zip([0.6, 0.0, 0.1, 0.3]) {
            assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
        }
        let alone = Problem::crisp(&Matrix::from_fn(1, 1, |_, _| 1.0), &[Direction::Max], &[1.0]).unwrap();
        assert!(Path::new(&alone, 0, Scope::Local).is_none() && Path::new(&alone, 0, Scope::Global).is_none());
    }
}
