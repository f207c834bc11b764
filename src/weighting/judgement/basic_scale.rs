//! MACBETH's basic scale: numbers that fit qualitative judgements of difference.
//!
//! Elements get scores x >= 0. A difference of category k (1 to 6) lies between limits of the
//! category, which are numbers to be found as well:
//!
//! ```text
//! t_k + 1 <= x_a - x_b <= t_(k+1),   t_1 = 0,   t_(k+1) >= t_k + 1
//! ```
//!
//! and one of category 0 is 0. A judgement that hesitates between categories has the lower limit of
//! the lowest and the upper limit of the highest. The basic scale is the one whose highest score is
//! least. So a difference exceeds any one that is k categories lower by k at least, and a difference
//! of category k is k at least. This is the program of Bana e Costa & Vansnick 1994 with its
//! thresholds (t_k + 1/2 here), and the same scale as that of LP-MACBETH without them: Bana e Costa,
//! De Corte & Vansnick 2012, doi:10.1142/S0219622012400068, and 2005, doi:10.1007/0-387-23081-5_10.
//!
//! Where several scales are best, elements are settled from the highest to the lowest: each gets the
//! middle of the scores that are still possible, and the next are settled given that. Elements
//! that could have the very same scores are settled together where that can be.

use crate::lp::{NoAnswer, Program, Relation, Row, conflict};

/// Scores between which the program leaves no more than this are one: the solver answers within
/// 1e-9.
const SAME_SCORE: f64 = 1e-7;

/// The categories above `no`.
const CATEGORIES: usize = 6;

/// A judgement: element `a` is more attractive than `b`, by a category from `low` to `high` (0 to 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// The more attractive element.
    pub a: usize,
    /// The less attractive element: another one.
    pub b: usize,
    /// The lowest category that the difference may be.
    pub low: u8,
    /// The highest category that the difference may be: at least `low`, at most 6.
    pub high: u8,
}

/// Scores of elements.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// A score per element, at least 0.
    pub scores: Vec<f64>,
    /// The upper limit of each category from 0 (`no`, whose limit is 0) to 5; the last has none.
    pub limits: Vec<f64>,
    /// The elements whose score the judgements do not settle.
    pub unsettled: Vec<usize>,
}

/// A change of one judgement that makes all hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// The judgement, as an index.
    pub comparison: usize,
    /// What it would be: 0 to 6, or the opposite way round where below 0.
    pub category: i8,
    /// How many categories that is away.
    pub steps: u8,
}

/// Why there is no scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoScale {
    /// Judgements that cannot hold together.
    Conflict {
        /// A smallest set of them, as indices; see [`conflict::Conflict`].
        members: Vec<usize>,
        /// Whether no smaller set conflicts.
        smallest: bool,
        /// The change of one judgement by the fewest categories that mends all, if one does.
        repair: Option<Repair>,
    },
    /// The linear program was not solved, on numerical grounds.
    Unsolved,
}

/// The basic scale of elements 0 .. `elements` - 1; see the module. `bottom` has the score 0, if it
/// is given; else the least attractive element has, if judgements link all. In each pair of `order`
/// the first element is no less attractive than the second, whatever is judged. Comparisons name
/// elements that there are, two of them, and their categories are in order.
///
/// # Errors
/// Where the judgements cannot hold together.
pub fn basic_scale(
    elements: usize,
    bottom: Option<usize>,
    order: &[(usize, usize)],
    comparisons: &[Comparison],
) -> Result<Scale, NoScale> {
    let known = Known { elements, bottom, order };
    let mut program = known.program(comparisons);
    if holds(&program) != Some(true) {
        return Err(known.no_scale(comparisons));
    }
    let top = elements + CATEGORIES;
    let variables = program.bounds.len();
    let only = |at: usize, sign: f64| {
        let mut objective = vec![0.0; variables];
        objective[at] = sign;
        objective
    };
    let best = program.minimise(&only(top, 1.0)).map_err(|_| NoScale::Unsolved)?;
    program.bounds[top] = (0.0, best[top]);
    let mut scores = best[..elements].to_vec();
    let mut unsettled = Vec::new();
    let mut left: Vec<usize> = (0..elements).collect();
    while !left.is_empty() {
        let mut ranges = Vec::new();
        for at in &left {
            let end = |sign| program.minimise_roughly(&only(*at, sign)).map(|x| x[*at]);
            let (low, high) = (end(1.0), end(-1.0));
            ranges.push((
                *at,
                low.map_err(|_| NoScale::Unsolved)?,
                high.map_err(|_| NoScale::Unsolved)?,
            ));
        }
        let (settled, open): (Vec<_>, Vec<_>) =
            ranges.into_iter().partition(|(_, low, high)| high - low <= SAME_SCORE);
        if unsettled.is_empty() {
            unsettled = open.iter().map(|(at, ..)| *at).collect();
        }
        for (at, low, high) in settled {
            // As exact as the program's own answer, unless later choices settled it.
            if !unsettled.contains(&at) {
                continue;
            }
            scores[at] = (low + high) / 2.0;
        }
        left = open.iter().map(|(at, ..)| *at).collect();
        let middle = |(_, low, high): &(usize, f64, f64)| (low + high) / 2.0;
        let Some(highest) = open
            .iter()
            .copied()
            .reduce(|best, own| if middle(&own) > middle(&best) + SAME_SCORE { own } else { best })
        else {
            break;
        };
        let alike: Vec<usize> = open
            .iter()
            .filter(|own| {
                (own.1 - highest.1).abs() <= SAME_SCORE && (own.2 - highest.2).abs() <= SAME_SCORE
            })
            .map(|own| own.0)
            .collect();
        let score = middle(&highest);
        let mut together = program.clone();
        alike.iter().for_each(|at| together.bounds[*at] = (score, score));
        let fixed = if holds(&together) == Some(true) { alike } else { vec![highest.0] };
        for at in &fixed {
            program.bounds[*at] = (score, score);
            scores[*at] = score;
        }
        left.retain(|at| !fixed.contains(at));
    }
    // All settled: what is left are the limits.
    let end = program.minimise(&only(top, 1.0)).map_err(|_| NoScale::Unsolved)?;
    Ok(Scale { scores: end[..elements].to_vec(), limits: end[elements..top].to_vec(), unsettled })
}

/// Whether any scale meets the program; `None` if the solver cannot tell.
fn holds(program: &Program) -> Option<bool> {
    match program.minimise_roughly(&vec![0.0; program.bounds.len()]) {
        Ok(_) => Some(true),
        Err(NoAnswer::Infeasible) => Some(false),
        Err(NoAnswer::Unbounded | NoAnswer::Numerical) => None,
    }
}

/// What is known of the elements whatever is judged; see [`basic_scale`].
struct Known<'a> {
    elements: usize,
    bottom: Option<usize>,
    order: &'a [(usize, usize)],
}

impl Known<'_> {
    /// Variables: the scores, the limits t_1 .. t_6, and the highest score.
    fn program(&self, comparisons: &[Comparison]) -> Program {
        let Known { elements, bottom, order } = *self;
        let top = elements + CATEGORIES;
        let limit = |category: u8| elements + usize::from(category) - 1;
        let mut bounds = vec![(0.0, f64::INFINITY); top + 1];
        bounds[limit(1)] = (0.0, 0.0);
        if let Some(own) = bottom.and_then(|at| bounds[..elements].get_mut(at)) {
            *own = (0.0, 0.0);
        }
        let mut rows = Vec::new();
        let mut add = |terms: &[(usize, f64)], relation, bound| {
            let mut coefficients = vec![0.0; top + 1];
            terms.iter().for_each(|(at, by)| coefficients[*at] += by);
            rows.push(Row { coefficients, relation, bound });
        };
        for category in 1..CATEGORIES as u8 {
            add(&[(limit(category + 1), 1.0), (limit(category), -1.0)], Relation::AtLeast, 1.0);
        }
        for Comparison { a, b, low, high } in comparisons {
            let apart = [(*a, 1.0), (*b, -1.0)];
            match low {
                0 if *high == 0 => add(&apart, Relation::Equal, 0.0),
                0 => add(&apart, Relation::AtLeast, 0.0),
                _ => add(&[apart[0], apart[1], (limit(*low), -1.0)], Relation::AtLeast, 1.0),
            }
            if (1..CATEGORIES as u8).contains(high) {
                add(&[apart[0], apart[1], (limit(high + 1), -1.0)], Relation::AtMost, 0.0);
            }
        }
        for (better, worse) in order {
            add(&[(*better, 1.0), (*worse, -1.0)], Relation::AtLeast, 0.0);
        }
        for at in 0..elements {
            add(&[(top, 1.0), (at, -1.0)], Relation::AtLeast, 0.0);
        }
        Program { bounds, rows }
    }

    fn no_scale(&self, comparisons: &[Comparison]) -> NoScale {
        let of = |set: &[usize]| set.iter().map(|at| comparisons[*at]).collect::<Vec<_>>();
        let conflicts = |set: &[usize]| holds(&self.program(&of(set))) == Some(false);
        let count = comparisons.len();
        if !conflicts(&(0..count).collect::<Vec<_>>()) {
            return NoScale::Unsolved;
        }
        // A judgement without which the others hold together is in every set that conflicts. Sets are
        // searched for what goes with these.
        let (in_all, others): (Vec<usize>, Vec<usize>) = (0..count).partition(|left_out| {
            let rest: Vec<usize> = (0..count).filter(|at| at != left_out).collect();
            !conflicts(&rest)
        });
        let with = |set: &[usize]| {
            let mut members = in_all.clone();
            members.extend(set.iter().map(|at| others[*at]));
            members.sort_unstable();
            members
        };
        let (members, smallest) = if conflicts(&in_all) {
            (in_all.clone(), true)
        } else {
            match conflict::find(others.len(), &|set| conflicts(&with(set))) {
                Some(found) => (with(&found.members), found.smallest),
                None => return NoScale::Unsolved,
            }
        };
        NoScale::Conflict { members, smallest, repair: self.repair(comparisons, &in_all) }
    }

    /// The change of one judgement by the fewest categories that mends all: a change of one without
    /// which the others hold together. The first of them where several do.
    fn repair(&self, comparisons: &[Comparison], in_all: &[usize]) -> Option<Repair> {
        let mends = |at: usize, category: i8| {
            let own = comparisons[at];
            // No swing is worth less than none.
            if category < 0 && Some(own.b) == self.bottom {
                return false;
            }
            let level = category.unsigned_abs();
            let (a, b) = if category < 0 { (own.b, own.a) } else { (own.a, own.b) };
            let mut changed = comparisons.to_vec();
            changed[at] = Comparison { a, b, low: level, high: level };
            holds(&self.program(&changed)) == Some(true)
        };
        let most = CATEGORIES as i8;
        (1..=2 * most).find_map(|steps| {
            in_all.iter().find_map(|at| {
                let own = comparisons[*at];
                [own.low as i8 - steps, own.high as i8 + steps]
                    .into_iter()
                    .filter(|category| (-most..=most).contains(category))
                    .find(|category| mends(*at, *category))
                    .map(|category| Repair { comparison: *at, category, steps: steps as u8 })
            })
        })
    }
}
