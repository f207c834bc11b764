//! Orders of the components become orders of all.

use super::component::Solved;
use super::places::places;

/// The component of each alternative, and its position there.
pub(super) type Positions = Vec<(usize, usize)>;

/// Orders of all alternatives.
pub(super) struct Spliced {
    /// The orders, in lexicographic order.
    pub(super) orders: Vec<Vec<usize>>,
    /// Whether there are more, or may be.
    pub(super) more: bool,
    /// The best and the worst place of each over all orders, from 1, where they are known.
    pub(super) places: Option<Vec<(usize, usize)>>,
}

impl Spliced {
    /// All orders in which every component has one of its orders and no majority between components
    /// is turned round; up to `most` of them are listed. `excess` is that of [`super::kemeny`].
    pub(super) fn new(
        excess: &[f64],
        components: &[Vec<usize>],
        solved: &[Solved],
        most: usize,
    ) -> Spliced {
        let m: usize = components.iter().map(Vec::len).sum();
        let mut of: Positions = vec![(0, 0); m];
        for (component, members) in components.iter().enumerate() {
            members.iter().enumerate().for_each(|(at, a)| of[*a] = (component, at));
        }
        let is_ahead = |a: usize, b: usize| of[a].0 != of[b].0 && excess[b * m + a] > 0.0;
        let waiting = |b: usize| (0..m).filter(|a| is_ahead(*a, b)).count();
        let mut walk = Walk {
            m,
            of: &of,
            is_ahead: &is_ahead,
            waiting: (0..m).map(waiting).collect(),
            open: solved.iter().map(|solved| solved.orders.iter().collect()).collect(),
            placed: vec![0; components.len()],
            most,
            found: Vec::new(),
        };
        let is_all = walk.go_on(&mut Vec::with_capacity(m));
        let orders = walk.found;
        let more = !is_all || solved.iter().any(|solved| !solved.all);
        Spliced { orders, more, places: places(components, solved, &of, &is_ahead) }
    }
}

/// All orders, in the order of the alternatives.
struct Walk<'a> {
    m: usize,
    of: &'a Positions,
    /// Whether one of another component must stand ahead.
    is_ahead: &'a dyn Fn(usize, usize) -> bool,
    /// How many of other components must stand ahead of each and are not placed yet.
    waiting: Vec<usize>,
    /// By component: its orders that start as what is placed of it.
    open: Vec<Vec<&'a Vec<usize>>>,
    /// How many of each component are placed.
    placed: Vec<usize>,
    most: usize,
    found: Vec<Vec<usize>>,
}

impl Walk<'_> {
    /// Go on from what is placed. Whether all were found.
    ///
    /// Every start leads to an order: any choice of orders of the components together with the
    /// majorities between them has no circle.
    fn go_on(&mut self, order: &mut Vec<usize>) -> bool {
        if order.len() == self.m {
            if self.found.len() == self.most {
                return false;
            }
            self.found.push(order.clone());
            return true;
        }
        for a in 0..self.m {
            let (component, at) = self.of[a];
            let depth = self.placed[component];
            let is_next = |order: &&&Vec<usize>| order.get(depth) == Some(&at);
            // Who is placed already stands earlier in all of them, so it is not taken twice.
            if self.waiting[a] > 0 || !self.open[component].iter().any(|order| is_next(&order)) {
                continue;
            }
            let kept = self.open[component].iter().filter(is_next).copied().collect();
            let before = std::mem::replace(&mut self.open[component], kept);
            self.placed[component] += 1;
            order.push(a);
            let behind: Vec<usize> = (0..self.m).filter(|b| (self.is_ahead)(a, *b)).collect();
            behind.iter().for_each(|b| self.waiting[*b] -= 1);
            let is_all = self.go_on(order);
            behind.iter().for_each(|b| self.waiting[*b] += 1);
            order.pop();
            self.placed[component] -= 1;
            self.open[component] = before;
            if !is_all {
                return false;
            }
        }
        true
    }
}
