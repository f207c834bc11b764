//! Graphs of alternatives: circuits reduced to classes, and the kernel.
//!
//! Alternatives that outrank each other in a circuit are one class: without this a graph may have no
//! kernel, or several (Roy 1968). A class outranks another if any of its members does. The kernel of
//! the graph of classes, which has no circuits, is unique: no class in it outranks another, and each
//! class outside it is outranked by one inside.

use crate::method::prepared::Relation;

/// Who outranks whom: `at(a, b)` says whether a outranks b. Nobody outranks itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Graph {
    nodes: usize,
    edges: Vec<bool>,
}

impl Graph {
    pub(crate) fn new(nodes: usize, outranks: impl Fn(usize, usize) -> bool) -> Graph {
        let pairs = (0..nodes).flat_map(|a| (0..nodes).map(move |b| (a, b)));
        Graph { nodes, edges: pairs.map(|(a, b)| a != b && outranks(a, b)).collect() }
    }

    pub(crate) fn at(&self, a: usize, b: usize) -> bool {
        self.edges[a * self.nodes + b]
    }

    /// Each arc the other way.
    pub(crate) fn reversed(&self) -> Graph {
        Graph::new(self.nodes, |a, b| self.at(b, a))
    }

    pub(crate) fn rows(&self) -> Vec<Vec<bool>> {
        self.edges.chunks(self.nodes.max(1)).map(<[bool]>::to_vec).collect()
    }

    /// The class of each node of `among`, by the place of the node in it. Classes are numbered so
    /// that none outranks one of a lower number.
    pub(crate) fn classes(&self, among: &[usize]) -> Vec<usize> {
        let n = among.len();
        let edge = |a: usize, b: usize| self.at(among[a], among[b]);
        // Kosaraju: nodes by the time they are left, then back along the arcs, last left first.
        let mut left = Vec::with_capacity(n);
        let mut seen = vec![false; n];
        for start in 0..n {
            if seen[start] {
                continue;
            }
            seen[start] = true;
            let mut path = vec![(start, 0)];
            while let Some((node, next)) = path.last_mut() {
                match (*next..n).find(|other| !seen[*other] && edge(*node, *other)) {
                    Some(other) => {
                        *next = other + 1;
                        seen[other] = true;
                        path.push((other, 0));
                    }
                    None => {
                        left.push(*node);
                        path.pop();
                    }
                }
            }
        }
        let mut class = vec![usize::MAX; n];
        let mut classes = 0;
        for start in left.into_iter().rev() {
            if class[start] != usize::MAX {
                continue;
            }
            class[start] = classes;
            let mut open = vec![start];
            while let Some(node) = open.pop() {
                let new = |other: &usize| class[*other] == usize::MAX && edge(*other, node);
                let found: Vec<usize> = (0..n).filter(new).collect();
                found.iter().for_each(|other| class[*other] = classes);
                open.extend(found);
            }
            classes += 1;
        }
        class
    }

    /// Which nodes are in the kernel once circuits are reduced: all of a class, or none.
    pub(crate) fn kernel(&self) -> Vec<bool> {
        let all: Vec<usize> = (0..self.nodes).collect();
        let class = self.classes(&all);
        let classes = class.iter().max().map_or(0, |most| most + 1);
        let mut inside = vec![true; classes];
        // None outranks a class of a lower number, so each is settled when its turn comes.
        for own in 0..classes {
            if inside[own] {
                for a in all.iter().filter(|a| class[**a] == own) {
                    for b in all.iter().filter(|b| class[**b] != own && self.at(*a, **b)) {
                        inside[class[*b]] = false;
                    }
                }
            }
        }
        class.into_iter().map(|own| inside[own]).collect()
    }

    /// How each node stands to each other: preferred where it outranks and is not outranked,
    /// indifferent where both do, incomparable where neither does.
    pub(crate) fn relation(&self) -> Vec<Vec<Option<Relation>>> {
        relation(self.nodes, |a, b| (self.at(a, b), self.at(b, a)))
    }
}

/// The relation that two preorders agree on; ranks are places, 1 first.
pub(crate) fn intersection(first: &[usize], second: &[usize]) -> Vec<Vec<Option<Relation>>> {
    let at_least = |a: usize, b: usize| first[a] <= first[b] && second[a] <= second[b];
    relation(first.len(), |a, b| (at_least(a, b), at_least(b, a)))
}

fn relation(
    nodes: usize,
    at_least: impl Fn(usize, usize) -> (bool, bool),
) -> Vec<Vec<Option<Relation>>> {
    let one = |a: usize, b: usize| match at_least(a, b) {
        _ if a == b => None,
        (true, true) => Some(Relation::Indifferent),
        (true, false) => Some(Relation::Preferred),
        (false, true) => None,
        (false, false) => Some(Relation::Incomparable),
    };
    (0..nodes).map(|a| (0..nodes).map(|b| one(a, b)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: usize, edges: &[(usize, usize)]) -> Graph {
        Graph::new(nodes, |a, b| edges.contains(&(a, b)))
    }

    #[test]
    fn a_kernel_of_a_path_takes_every_second() {
        let path = graph(4, &[(0, 1), (1, 2), (2, 3)]);
        assert_eq!(path.kernel(), [true, false, true, false]);
        assert_eq!(path.reversed().kernel(), [false, true, false, true]);
    }

    /// A circuit of three has no kernel; as one class it is outranked by 3, and outranks 4.
    #[test]
    fn circuits_are_reduced_first() {
        let circuit = graph(5, &[(0, 1), (1, 2), (2, 0), (2, 4)]);
        assert_eq!(circuit.kernel(), [true, true, true, true, false]);
        let below = graph(5, &[(0, 1), (1, 2), (2, 0), (2, 4), (3, 1)]);
        assert_eq!(below.kernel(), [false, false, false, true, true]);
        let class = below.classes(&[0, 1, 2, 3, 4]);
        assert!(class[0] == class[1] && class[1] == class[2]);
        assert!(class[3] < class[0] && class[0] < class[4]);
    }

    /// Against every set of nodes of every small graph without circuits: the kernel is the only one.
    #[test]
    fn the_kernel_is_the_one_by_definition() {
        let above: Vec<(usize, usize)> =
            (0..4).flat_map(|a| (a + 1..4).map(move |b| (a, b))).collect();
        for code in 0..1 << above.len() {
            let edges: Vec<_> =
                (0..above.len()).filter(|at| code >> at & 1 == 1).map(|at| above[at]).collect();
            let graph = graph(4, &edges);
            let kernels: Vec<Vec<bool>> = (0..16)
                .map(|set| (0..4).map(|node| set >> node & 1 == 1).collect::<Vec<bool>>())
                .filter(|set| (0..4).all(|b| set[b] != (0..4).any(|a| set[a] && graph.at(a, b))))
                .collect();
            assert_eq!(kernels, [graph.kernel()]);
        }
    }

    #[test]
    fn relations_of_two_preorders() {
        let letters = |first: &[usize], second: &[usize]| {
            intersection(first, second)[0][1].map(Relation::letter)
        };
        assert_eq!(letters(&[1, 2], &[1, 1]), Some("P"));
        assert_eq!(letters(&[1, 1], &[2, 2]), Some("I"));
        assert_eq!(letters(&[1, 2], &[2, 1]), Some("R"));
        assert_eq!(letters(&[2, 1], &[1, 1]), None);
    }
}
