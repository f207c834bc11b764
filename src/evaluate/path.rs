//! The line of weights along which one weight is swept from 0 to 1.
//!
//! *Local*: the swept branch has local weight x among its siblings, the others share 1 - x in
//! proportion; what lies outside the sibling set stays. *Global*: the leaves of the swept branch
//! have weight x together, all other leaves 1 - x, each side in proportion. At x = 1 the others
//! are 0. Where the case itself gives the branch all the weight there is no proportion to keep: the
//! others then rise equally from 1 downward, and the path says so. Either way the leaf weights are
//! linear in x, which is what makes every switch of a linear score exact.

use crate::problem::Problem;
use crate::problem::tree::{Outline, Tree};
use crate::problem::weights::Weights;
use std::sync::{Arc, OnceLock};

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

/// A swept weight: where all leaf weights are while that of one branch goes from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The branch whose weight is swept.
    pub branch: usize,
    /// Among whom its weight is a share.
    pub scope: Scope,
    /// Its weight in the case, in the groups that the path is of.
    pub weight: f64,
    /// Whether the others rise equally, because the case gives them no weight to keep a proportion
    /// of.
    pub equal_rise: bool,
    /// The leaf weights of its groups in the case.
    base: Arc<[f64]>,
    /// The leaves that move; `None` for all.
    moving: Option<Arc<Vec<usize>>>,
    /// Leaf weights at 1: those of the branch alone.
    inside: Vec<(usize, f64)>,
    /// Leaf weights at 0: those of the others.
    others: Others,
}

/// The weights of the others at 0.
#[derive(Debug, Clone, PartialEq)]
enum Others {
    /// Those of the case, in the proportion that they have there: divided by this, their sum as a
    /// share of the whole.
    Kept(f64),
    /// All anew.
    Anew(Vec<(usize, f64)>),
}

impl Path {
    /// The leaf weights of its groups in the case.
    pub(crate) fn base(&self) -> &[f64] {
        &self.base
    }

    /// Where one leaf goes to 1 and all others keep their proportions: the leaf, and the weight of
    /// the others in the case.
    pub(crate) fn single(&self) -> Option<(usize, f64)> {
        match (&self.inside[..], &self.others, &self.moving) {
            ([(leaf, _)], Others::Kept(sum), None) => Some((*leaf, *sum)),
            _ => None,
        }
    }

    /// Leaf weights at swept weight x.
    pub fn at(&self, x: f64) -> Vec<f64> {
        let mut out = self.base.to_vec();
        let rest = 1.0 - x;
        match &self.others {
            Others::Kept(sum) => match &self.moving {
                Some(moving) => moving.iter().for_each(|leaf| out[*leaf] = out[*leaf] / sum * rest),
                None => out.iter_mut().for_each(|weight| *weight = *weight / sum * rest),
            },
            Others::Anew(others) => {
                match &self.moving {
                    Some(moving) => moving.iter().for_each(|leaf| out[*leaf] = 0.0),
                    None => out.fill(0.0),
                }
                others.iter().for_each(|(leaf, weight)| out[*leaf] = weight * rest);
            }
        }
        self.inside.iter().for_each(|(leaf, weight)| out[*leaf] = weight * x);
        out
    }

    /// The path of a branch at the weights of a group; `None` where its weight is always 1, because
    /// it has no siblings (or nothing lies outside it).
    pub fn new(problem: &Problem, group: usize, branch: usize, scope: Scope) -> Option<Path> {
        let weights = Weights::given(problem);
        Paths::new(problem, &weights, weights.set_of(group)).path(branch, scope)
    }
}

/// What the paths of all branches share.
pub struct Paths<'a> {
    tree: &'a Tree,
    outline: Outline,
    local: Arc<[f64]>,
    global: Arc<[f64]>,
    /// By branch: the leaves below it, once they were asked for.
    below: Vec<OnceLock<Arc<Vec<usize>>>>,
}

impl<'a> Paths<'a> {
    /// Of a problem at one of the sets of weights that its groups have; see [`Weights::set_of`].
    pub fn new(problem: &'a Problem, weights: &Weights, set: usize) -> Paths<'a> {
        let tree = &problem.tree;
        Paths {
            tree,
            outline: Outline::new(tree),
            local: weights.local_of_set(set).clone(),
            global: weights.of_set(set).clone(),
            below: (0..tree.branches.len()).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The branch that stands for a leaf.
    pub fn branch_of_leaf(&self, leaf: usize) -> Option<usize> {
        self.outline.branch_of_leaf(leaf)
    }

    /// The path of a branch; `None` where its weight is always 1, because it has no siblings (or
    /// nothing lies outside it).
    pub fn path(&self, branch: usize, scope: Scope) -> Option<Path> {
        match scope {
            Scope::Local => self.local(branch),
            Scope::Global => self.global(branch),
        }
    }

    fn local(&self, branch: usize) -> Option<Path> {
        let (tree, local) = (self.tree, &self.local);
        let parent = tree.branches[branch].parent;
        let siblings = self.outline.children(parent);
        if siblings.len() < 2 {
            return None;
        }
        // What the sibling set has of all the weight.
        let mut all = 1.0;
        let mut up = parent;
        while let Some(at) = up {
            all *= local[at];
            up = tree.branches[at].parent;
        }
        // Their sum, and not 1 less the weight: as that nears 1, few digits are left of the
        // difference.
        let sum: f64 = siblings
            .iter()
            .filter(|sibling| **sibling != branch)
            .map(|sibling| local[*sibling])
            .sum();
        let equal_rise = sum == 0.0;
        let within = |sibling: usize, part: f64| {
            self.outline
                .within(sibling, local)
                .into_iter()
                .map(move |(leaf, share)| (leaf, all * part * share))
        };
        let others = match equal_rise {
            false => Others::Kept(sum),
            true => {
                let part = 1.0 / (siblings.len() - 1) as f64;
                Others::Anew(
                    siblings
                        .iter()
                        .filter(|sibling| **sibling != branch)
                        .flat_map(|it| within(*it, part))
                        .collect(),
                )
            }
        };
        let moving = parent.map(|parent| {
            let of_set =
                || self.outline.within(parent, local).into_iter().map(|(leaf, _)| leaf).collect();
            self.below[parent].get_or_init(|| Arc::new(of_set())).clone()
        });
        Some(Path {
            branch,
            scope: Scope::Local,
            weight: local[branch],
            equal_rise,
            base: self.global.clone(),
            moving,
            inside: within(branch, 1.0).collect(),
            others,
        })
    }

    fn global(&self, branch: usize) -> Option<Path> {
        let global = &self.global;
        let inside = self.outline.within(branch, &self.local);
        let n = global.len();
        if inside.len() == n {
            return None;
        }
        let mut outside = vec![true; n];
        inside.iter().for_each(|(leaf, _)| outside[*leaf] = false);
        let sum: f64 = (0..n).filter(|leaf| outside[*leaf]).map(|leaf| global[leaf]).sum();
        let equal_rise = sum == 0.0;
        let others = match equal_rise {
            false => Others::Kept(sum),
            true => {
                let part = 1.0 / (n - inside.len()) as f64;
                Others::Anew(
                    (0..n).filter(|leaf| outside[*leaf]).map(|leaf| (leaf, part)).collect(),
                )
            }
        };
        let weight = inside.iter().map(|(leaf, _)| global[*leaf]).sum();
        Some(Path {
            branch,
            scope: Scope::Global,
            weight,
            equal_rise,
            base: global.clone(),
            moving: None,
            inside,
            others,
        })
    }
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
        let base = crate::problem::weights::global(&problem.tree);
        for branch in 0..6 {
            for scope in [Scope::Local, Scope::Global] {
                let path = Path::new(&problem, 0, branch, scope).unwrap();
                for (at, base) in path.at(path.weight).iter().zip(&base) {
                    assert_relative_eq!(*at, *base, epsilon = 1e-15);
                }
                for x in [0.0, 0.3, 1.0] {
                    assert_relative_eq!(path.at(x).iter().sum::<f64>(), 1.0, epsilon = 1e-15);
                }
            }
        }
        // b locally at 0.5: n keeps its 3/4.
        let path = Path::new(&problem, 0, 1, Scope::Local).unwrap();
        assert_eq!(path.at(0.5), [0.375, 0.375, 0.125, 0.125]);
        // b globally at 0.5: a, c, d keep 3 : 2 : 2 of the rest.
        let path = Path::new(&problem, 0, 1, Scope::Global).unwrap();
        for (at, by_hand) in path.at(0.5).iter().zip([1.5 / 7.0, 0.5, 1.0 / 7.0, 1.0 / 7.0]) {
            assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
        }
        // The node n at 0.2: inside 1 : 3.
        let path = Path::new(&problem, 0, 4, Scope::Global).unwrap();
        for (at, by_hand) in path.at(0.2).iter().zip([0.05, 0.15, 0.4, 0.4]) {
            assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
        }
    }

    /// Of 1 less a weight near 1 few digits are left: three siblings of 1e9 : 1 : 3, at 0, stand 0
    /// : 1/4 : 3/4.
    #[test]
    fn siblings_keep_their_digits_as_a_weight_nears_1() {
        for large in [1e9, 1e12, 1e15, 1e18] {
            let figures = Matrix::from_fn(1, 3, |_, _| 1.0);
            let problem =
                Problem::crisp(&figures, &[Direction::Max; 3], &[large, 1.0, 3.0]).unwrap();
            for scope in [Scope::Local, Scope::Global] {
                let path = Path::new(&problem, 0, 0, scope).unwrap();
                assert!(!path.equal_rise, "{large}");
                for (at, by_hand) in path.at(0.0).iter().zip([0.0, 0.25, 0.75]) {
                    assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
                }
            }
        }
    }

    #[test]
    fn a_weight_of_one_lets_the_others_rise_equally_and_a_weight_of_zero_rises_by_its_own_tree() {
        let problem = tree([1.0, 0.0, 1.0, 0.0, 1.0, 3.0]);
        let path = Path::new(&problem, 0, 0, Scope::Local).unwrap();
        assert!(path.equal_rise);
        for (at, by_hand) in path.at(0.4).iter().zip([0.4, 0.6, 0.0, 0.0]) {
            assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
        }
        let path = Path::new(&problem, 0, 0, Scope::Global).unwrap();
        assert!(path.equal_rise);
        for (at, by_hand) in path.at(0.4).iter().zip([0.4, 0.2, 0.2, 0.2]) {
            assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
        }
        // m has no weight; swept, its leaves stand 1 : 3.
        let path = Path::new(&problem, 0, 5, Scope::Global).unwrap();
        assert!(!path.equal_rise);
        for (at, by_hand) in path.at(0.4).iter().zip([0.6, 0.0, 0.1, 0.3]) {
            assert_relative_eq!(*at, by_hand, epsilon = 1e-15);
        }
        // However little is left of the weight, it is kept in proportion.
        let problem = tree([1.0, 1.0, 1e13, 1.0, 1.0, 1.0]);
        let path = Path::new(&problem, 0, 0, Scope::Local).unwrap();
        assert!(!path.equal_rise);
        let alone =
            Problem::crisp(&Matrix::from_fn(1, 1, |_, _| 1.0), &[Direction::Max], &[1.0]).unwrap();
        assert!(
            Path::new(&alone, 0, 0, Scope::Local).is_none()
                && Path::new(&alone, 0, 0, Scope::Global).is_none()
        );
    }
}
