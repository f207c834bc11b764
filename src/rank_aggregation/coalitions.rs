//! Which sets of those who decide by weight can decide, and which can keep the others from it.

use crate::tolerance::TIE;

/// A decision by weighted majority: a set of members decides where its weight is more than half of
/// all weight, or reaches a quota (a weighted majority game: von Neumann & Morgenstern 1944; Shapley
/// & Shubik 1954, doi:10.2307/1951053).
///
/// Sums of whole numbers are exact. Other weights are compared within a tolerance of 1e-10 of all
/// weight: a half but for rounding is a half, and not more.
///
/// ```
/// use afweging::rank_aggregation::Majority;
///
/// // The first needs one other; the other two can decide without it.
/// let majority = Majority::new(&[2.0, 2.0, 1.0], None).unwrap();
/// let winning = majority.minimal_winning(10);
/// let members: Vec<&[usize]> = winning.sets.iter().map(|set| set.members.as_slice()).collect();
/// assert_eq!(members, [&[0, 1][..], &[0, 2], &[1, 2]]);
/// assert!(!majority.wins(&[2]));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Majority {
    weights: Vec<f64>,
    total: f64,
    quota: Option<f64>,
}

/// A set of members.
#[derive(Debug, Clone, PartialEq)]
pub struct Coalition {
    /// Its members, in order.
    pub members: Vec<usize>,
    /// The sum of their weights.
    pub weight: f64,
}

/// Minimal sets of members of one kind, the smallest first.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Coalitions {
    /// The sets by size, and those of one size in lexicographic order of their members.
    pub sets: Vec<Coalition>,
    /// Whether there are more, or may be: the search ends after a fixed number of steps.
    pub more: bool,
}

/// The search for minimal sets ends after so many steps for each set that is asked for.
const STEPS_PER_SET: usize = 2_000;

impl Majority {
    /// A decision by these weights: more than half of all weight decides or, where a quota is given,
    /// at least that weight.
    ///
    /// `None` where a weight is negative or not finite, where the weights sum to 0 or to no finite
    /// number, and for a quota that is not above 0 or exceeds all weight.
    pub fn new(weights: &[f64], quota: Option<f64>) -> Option<Majority> {
        let total: f64 = weights.iter().sum();
        let fits = weights.iter().all(|weight| *weight >= 0.0)
            && total > 0.0
            && total.is_finite()
            && quota.is_none_or(|quota| quota > 0.0 && quota <= total * (1.0 + TIE));
        fits.then(|| Majority { weights: weights.to_vec(), total, quota })
    }

    /// Whether a set of members decides.
    ///
    /// # Panics
    /// If a member is not there.
    pub fn wins(&self, members: &[usize]) -> bool {
        self.is_enough(members.iter().map(|at| self.weights[*at]).sum())
    }

    fn is_enough(&self, weight: f64) -> bool {
        let tie = TIE * self.total;
        match self.quota {
            Some(quota) => weight >= quota - tie,
            None => weight > self.total / 2.0 + tie,
        }
    }

    /// Whether a weight keeps the others from deciding.
    fn is_blocking(&self, weight: f64) -> bool {
        !self.is_enough(self.total - weight)
    }

    /// Sets that decide and would not if any one of their members left. Up to so many, the smallest
    /// first.
    pub fn minimal_winning(&self, most: usize) -> Coalitions {
        self.minimal(most, &|weight| self.is_enough(weight))
    }

    /// Sets without which the others cannot decide, and would if any one of their members were with
    /// the others. Up to so many, the smallest first.
    pub fn minimal_blocking(&self, most: usize) -> Coalitions {
        self.minimal(most, &|weight| self.is_blocking(weight))
    }

    /// Minimal sets whose weight is enough, where more weight is never less.
    ///
    /// Members come from the largest weight to the smallest, and a set is built up in that order.
    /// A set is minimal if it is enough and is not without its last, which weighs least. So size
    /// by size a start is given up where the largest that may still come are not enough, and where
    /// it is enough before it has its size.
    fn minimal(&self, most: usize, is_enough: &dyn Fn(f64) -> bool) -> Coalitions {
        let mut order: Vec<usize> =
            (0..self.weights.len()).filter(|at| self.weights[*at] > 0.0).collect();
        order.sort_by(|a, b| self.weights[*b].total_cmp(&self.weights[*a]));
        let sorted: Vec<f64> = order.iter().map(|at| self.weights[*at]).collect();
        // What the first so many weigh.
        let mut sums = vec![0.0];
        for weight in &sorted {
            sums.push(sums.last().copied().unwrap_or_default() + weight);
        }
        let mut search = Search {
            sorted: &sorted,
            sums: &sums,
            is_enough,
            most,
            steps: STEPS_PER_SET.saturating_mul(most.max(1)),
            found: Vec::new(),
        };
        let mut more = false;
        for size in 1..=sorted.len() {
            if !search.of_size(size, 0, 0.0, &mut Vec::with_capacity(size)) {
                more = true;
                break;
            }
        }
        let mut sets: Vec<Coalition> = search
            .found
            .into_iter()
            .map(|positions| {
                let mut members: Vec<usize> = positions.iter().map(|at| order[*at]).collect();
                members.sort_unstable();
                let weight = members.iter().map(|at| self.weights[*at]).sum();
                Coalition { members, weight }
            })
            .collect();
        sets.sort_by(|a, b| {
            a.members.len().cmp(&b.members.len()).then_with(|| a.members.cmp(&b.members))
        });
        Coalitions { sets, more }
    }
}

/// The search for minimal sets, as positions in the order of weights.
struct Search<'a> {
    sorted: &'a [f64],
    sums: &'a [f64],
    is_enough: &'a dyn Fn(f64) -> bool,
    most: usize,
    steps: usize,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    /// Add `left` more from a position on. Whether the search came to its end.
    fn of_size(&mut self, left: usize, from: usize, weight: f64, set: &mut Vec<usize>) -> bool {
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        for at in from..self.sorted.len() {
            if at + left > self.sorted.len() {
                return true;
            }
            let largest = self.sums[at + left] - self.sums[at];
            if !(self.is_enough)(weight + largest) {
                return true;
            }
            let with = weight + self.sorted[at];
            let is_enough = (self.is_enough)(with);
            if is_enough != (left == 1) {
                // Enough too early: with a smaller one in its place it may last longer.
                continue;
            }
            set.push(at);
            let go_on = if left > 1 {
                self.of_size(left - 1, at + 1, with, set)
            } else if self.found.len() == self.most {
                false
            } else {
                self.found.push(set.clone());
                true
            };
            set.pop();
            if !go_on {
                return false;
            }
        }
        true
    }
}
