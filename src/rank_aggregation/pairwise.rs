//! The weight of the rankings that have one alternative ahead of another.

use super::Rankings;

/// The support of every pair of alternatives.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairwise {
    alternatives: usize,
    support: Vec<f64>,
    tied: Vec<f64>,
}

impl Pairwise {
    /// The support of every pair in these rankings. Takes memory for the square of the number of
    /// alternatives.
    pub fn new(rankings: &Rankings) -> Pairwise {
        let m = rankings.alternatives();
        let (mut support, mut tied) = (vec![0.0; m * m], vec![0.0; m * m]);
        for (at, ranks) in rankings.ranks().iter().enumerate() {
            let count = rankings.count(at);
            for a in 0..m {
                for b in (0..m).filter(|b| *b != a) {
                    match ranks[a].cmp(&ranks[b]) {
                        std::cmp::Ordering::Less => support[a * m + b] += count,
                        std::cmp::Ordering::Equal => tied[a * m + b] += count,
                        std::cmp::Ordering::Greater => {}
                    }
                }
            }
        }
        let in_units = |sums: Vec<f64>| sums.into_iter().map(|sum| sum * rankings.unit()).collect();
        Pairwise { alternatives: m, support: in_units(support), tied: in_units(tied) }
    }

    /// The weight of the rankings that have `a` strictly ahead of `b`.
    ///
    /// # Panics
    /// If an alternative is not there.
    pub fn support(&self, a: usize, b: usize) -> f64 {
        assert!(b < self.alternatives, "no alternative {b}");
        self.support[a * self.alternatives + b]
    }

    /// The weight of the rankings in which two alternatives tie; 0 for one and itself.
    ///
    /// # Panics
    /// If an alternative is not there.
    pub fn tied(&self, a: usize, b: usize) -> f64 {
        assert!(b < self.alternatives, "no alternative {b}");
        self.tied[a * self.alternatives + b]
    }

    /// The disagreement of an order, given as alternatives from the first to the last: see
    /// [`super::kemeny`].
    ///
    /// # Panics
    /// If an alternative is not there.
    pub fn disagreement(&self, order: &[usize]) -> f64 {
        let mut out = 0.0;
        for (at, a) in order.iter().enumerate() {
            for b in &order[at + 1..] {
                out += self.support(*b, *a) + self.tied(*a, *b) / 2.0;
            }
        }
        out
    }
}
