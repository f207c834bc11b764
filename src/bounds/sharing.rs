//! Which terms rest on the same uncertain inputs.

use crate::bounds::term::Term;

/// The uncertain inputs of terms, each with the place of a term that has it, in the order of the
/// inputs.
pub(crate) fn uses(terms: &[(f64, &Term)]) -> Vec<(usize, usize)> {
    let mut uses: Vec<(usize, usize)> = terms
        .iter()
        .enumerate()
        .flat_map(|(index, (_, term))| term.variables().map(move |variable| (variable, index)))
        .collect();
    uses.sort_unstable();
    uses
}

/// The terms by connected component: two terms hang together if they share an uncertain input.
pub(crate) fn components(terms: &[(f64, &Term)]) -> Vec<Vec<usize>> {
    let uses = uses(terms);
    let mut parent: Vec<usize> = (0..terms.len()).collect();
    fn root(parent: &mut [usize], mut index: usize) -> usize {
        while parent[index] != index {
            parent[index] = parent[parent[index]];
            index = parent[index];
        }
        index
    }
    for pair in uses.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (a, b) = (root(&mut parent, pair[0].1), root(&mut parent, pair[1].1));
        parent[a.max(b)] = a.min(b);
    }
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut place = vec![usize::MAX; terms.len()];
    for index in 0..terms.len() {
        let root = root(&mut parent, index);
        if place[root] == usize::MAX {
            place[root] = out.len();
            out.push(Vec::new());
        }
        out[place[root]].push(index);
    }
    out
}

/// Whether two rows have an uncertain input in common.
pub(crate) fn rows_share(rows: &[Vec<Term>]) -> bool {
    let mut uses: Vec<(usize, usize)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, terms)| {
            terms.iter().flat_map(move |term| term.variables().map(move |v| (v, row)))
        })
        .collect();
    uses.sort_unstable();
    uses.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1)
}
