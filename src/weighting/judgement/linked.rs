//! Which items judgements link to each other, through others too.

/// The parts that links make of items, as the number of one item of each item's part.
pub(super) struct Parts(Vec<usize>);

impl Parts {
    /// Items without links: each is a part.
    pub(super) fn apart(items: usize) -> Parts {
        Parts((0..items).collect())
    }

    /// Joins two items; whether they were apart.
    pub(super) fn join(&mut self, a: usize, b: usize) -> bool {
        let (from, to) = (self.0[a].max(self.0[b]), self.0[a].min(self.0[b]));
        self.0.iter_mut().filter(|own| **own == from).for_each(|own| *own = to);
        from != to
    }
}

/// The first item that these links do not lead to from `start`; `None` where they lead to all.
pub(super) fn unreached(
    items: usize,
    start: usize,
    links: impl Iterator<Item = (usize, usize)>,
) -> Option<usize> {
    let mut beside = vec![Vec::new(); items];
    for (a, b) in links {
        beside[a].push(b);
        beside[b].push(a);
    }
    let mut reached = vec![false; items];
    let mut next = vec![start];
    while let Some(at) = next.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            next.extend(&beside[at]);
        }
    }
    reached.iter().position(|reached| !reached)
}
