//! The strong components of the majority relation.

/// The strong components of the relation "has a majority over", first those that beat others. The
/// members of each are in order. `excess` is that of [`super::kemeny`].
///
/// Every majority between two components is of an earlier one over a later one.
pub(super) fn strong_components(excess: &[f64], m: usize) -> Vec<Vec<usize>> {
    let beats = |a: usize, b: usize| excess[b * m + a] > 0.0;
    // Kosaraju: the order in which a search along the relation leaves its nodes, then a search
    // against it from the last that was left.
    let mut left = Vec::with_capacity(m);
    let mut seen = vec![false; m];
    for start in 0..m {
        search(start, m, &mut seen, &beats, &mut left);
    }
    let mut seen = vec![false; m];
    let mut out = Vec::new();
    for start in left.into_iter().rev() {
        let mut members = Vec::new();
        search(start, m, &mut seen, &|a, b| beats(b, a), &mut members);
        if !members.is_empty() {
            members.sort_unstable();
            out.push(members);
        }
    }
    out
}

/// Depth first from a node: those that are new, in the order in which they are left.
fn search(
    start: usize,
    m: usize,
    seen: &mut [bool],
    leads: &dyn Fn(usize, usize) -> bool,
    left: &mut Vec<usize>,
) {
    if seen[start] {
        return;
    }
    seen[start] = true;
    // Each node with the next that it may lead to.
    let mut path = vec![(start, 0)];
    while let Some((node, next)) = path.last_mut() {
        let (node, from) = (*node, *next);
        match (from..m).find(|other| !seen[*other] && leads(node, *other)) {
            Some(other) => {
                *next = other + 1;
                seen[other] = true;
                path.push((other, 0));
            }
            None => {
                left.push(node);
                path.pop();
            }
        }
    }
}
