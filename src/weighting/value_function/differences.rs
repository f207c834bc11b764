//! A value function from differences of value in words: MACBETH on the figures of one criterion.
//!
//! A person says how much more attractive a better figure is than a worse one: no, very weak, weak,
//! moderate, strong, very strong or extreme, or a range of these. The basic scale x of these
//! judgements (see `judgement::basic_scale`), in which a better figure is never worth less than a
//! worse one, gives v(f) = x_f / x_best with x_worst = 0. Bana e Costa & Vansnick 1994,
//! doi:10.1016/0969-6016(94)90010-8; Bana e Costa, De Corte & Vansnick 2012,
//! doi:10.1142/S0219622012400068.

use super::Ends;
use crate::weighting::judgement::basic_scale::{Comparison, NoScale, basic_scale};
use crate::weighting::judgement::statement::CATEGORIES;

/// `worse -> better = low..high`: how much a change is worth, in categories from 0 (no) to 6
/// (extreme).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The worse figure.
    pub worse: f64,
    /// The better one.
    pub better: f64,
    /// The lowest category.
    pub low: u8,
    /// The highest: at least `low`, at most 6.
    pub high: u8,
}

/// A value function.
#[derive(Debug, Clone, PartialEq)]
pub struct Valued {
    /// (figure, value) by rising figure, from 0 at the worst end to 1 at the best.
    pub points: Vec<(f64, f64)>,
    /// Figures whose value the judgements do not settle, by rising figure: the middle is taken.
    pub unsettled: Vec<f64>,
}

/// Why judgements give no value function.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The second figure is not better than the first.
    NotBetter {
        /// The judgement.
        at: usize,
    },
    /// Two judgements say different things of the same two figures.
    Twice {
        /// The earlier one.
        earlier: usize,
        /// The later one.
        at: usize,
    },
    /// No judgements link a figure to the worst end.
    Unlinked {
        /// The figure.
        figure: f64,
    },
    /// Judgements that cannot hold together.
    Conflict {
        /// A smallest set of them where few are judged; else one from which none can be left out.
        members: Vec<usize>,
        /// The smallest change of one judgement that mends all: which, and its category.
        repair: Option<(usize, u8)>,
    },
    /// The best end is worth no more than the worst.
    NoDifference,
    /// The linear program of the scale was not solved.
    Unsolved,
}

/// The value function through the two ends and all judged figures; see the module. Figures lie
/// within the scale.
///
/// # Errors
/// Why there is none.
pub fn valued(ends: Ends, judgements: &[Difference]) -> Result<Valued, Fault> {
    let mut figures = vec![ends.worst, ends.best];
    for (at, own) in judgements.iter().enumerate() {
        if !ends.is_better(own.better, own.worse) {
            return Err(Fault::NotBetter { at });
        }
        let same = |known: &Difference| (known.worse, known.better) == (own.worse, own.better);
        if let Some(earlier) = judgements[..at].iter().position(same)
            && judgements[earlier] != *own
        {
            return Err(Fault::Twice { earlier, at });
        }
        figures.extend([own.worse, own.better]);
    }
    figures.sort_by(f64::total_cmp);
    figures.dedup();
    let place = |figure: f64| figures.iter().position(|known| *known == figure).unwrap_or_default();
    let comparisons: Vec<Comparison> = judgements
        .iter()
        .map(|own| Comparison {
            a: place(own.better),
            b: place(own.worse),
            low: own.low,
            high: own.high,
        })
        .collect();
    let (worst, best) = (place(ends.worst), place(ends.best));
    if let Some(at) = unlinked(figures.len(), worst, &comparisons) {
        return Err(Fault::Unlinked { figure: figures[at] });
    }
    let order = ordered(figures.len(), worst < best);
    let scale = basic_scale(figures.len(), Some(worst), &order, &comparisons).map_err(fault)?;
    let most = scale.scores[best];
    // Any difference of a category is 1 at least.
    if most < 0.5 {
        return Err(Fault::NoDifference);
    }
    // From the worst to the best none falls, whatever the solver's last digits say.
    let mut values: Vec<f64> = scale.scores.iter().map(|x| (x / most).clamp(0.0, 1.0)).collect();
    for (better, worse) in ordered(figures.len(), worst < best) {
        values[better] = values[better].max(values[worse]);
    }
    let mut unsettled: Vec<f64> = scale.unsettled.iter().map(|at| figures[*at]).collect();
    unsettled.sort_by(f64::total_cmp);
    Ok(Valued { points: figures.into_iter().zip(values).collect(), unsettled })
}

/// Each figure but the worst, and the next worse one, from the worst up.
fn ordered(figures: usize, rising: bool) -> Vec<(usize, usize)> {
    let up = (1..figures).map(|at| (at, at - 1));
    match rising {
        true => up.collect(),
        false => up.map(|(better, worse)| (worse, better)).rev().collect(),
    }
}

/// An element that hangs together with the bottom by no comparisons.
fn unlinked(elements: usize, bottom: usize, comparisons: &[Comparison]) -> Option<usize> {
    let mut reached = vec![false; elements];
    reached[bottom] = true;
    while let Some(own) = comparisons.iter().find(|own| reached[own.a] != reached[own.b]) {
        (reached[own.a], reached[own.b]) = (true, true);
    }
    reached.iter().position(|own| !own)
}

fn fault(why: NoScale) -> Fault {
    match why {
        NoScale::Conflict { members, repair, .. } => {
            // Against the order nothing is mended, so no repair turns a judgement round.
            let repair = repair.map(|own| (own.comparison, own.category.unsigned_abs()));
            Fault::Conflict { members, repair }
        }
        NoScale::Unsolved => Fault::Unsolved,
    }
}

/// The name of a category.
pub fn category(level: u8) -> &'static str {
    CATEGORIES.get(usize::from(level)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDS: Ends = Ends { worst: 0.0, best: 3.0 };

    fn said(all: &[(f64, f64, u8, u8)]) -> Vec<Difference> {
        all.iter()
            .map(|(worse, better, low, high)| Difference {
                worse: *worse,
                better: *better,
                low: *low,
                high: *high,
            })
            .collect()
    }

    #[test]
    fn a_chain_gives_the_sums_of_its_categories() {
        // Steps of weak (2), strong (4) and very weak (1), and nothing of longer ones: 2, 6, 7.
        let own = said(&[(0.0, 1.0, 2, 2), (1.0, 2.0, 4, 4), (2.0, 3.0, 1, 1)]);
        let out = valued(ENDS, &own).unwrap();
        for ((_, value), sum) in out.points.iter().zip([0.0, 2.0, 6.0, 7.0]) {
            assert!((value - sum / 7.0).abs() < 1e-9);
        }
        assert!(out.unsettled.is_empty());
        // Less is better: the same values from the other side.
        let down = Ends { worst: 3.0, best: 0.0 };
        let own = said(&[(3.0, 2.0, 2, 2), (2.0, 1.0, 4, 4), (1.0, 0.0, 1, 1)]);
        for ((_, value), sum) in valued(down, &own).unwrap().points.iter().zip([7.0, 6.0, 2.0, 0.0])
        {
            assert!((value - sum / 7.0).abs() < 1e-9);
        }
    }

    #[test]
    fn better_figures_are_worth_no_less() {
        // 1 is linked from above alone: by itself the least scale leaves it anywhere from 0 to 2.
        let own = said(&[(0.0, 3.0, 3, 3), (1.0, 3.0, 1, 6), (0.0, 2.0, 1, 1)]);
        let out = valued(ENDS, &own).unwrap();
        assert!(out.points.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        assert_eq!(out.unsettled, [1.0]);
        // A part cannot be worth more than the whole.
        let own = said(&[(0.0, 1.0, 4, 4), (0.0, 3.0, 2, 2)]);
        let Err(Fault::Conflict { members, repair: Some(repair) }) = valued(ENDS, &own) else {
            panic!("they conflict")
        };
        assert_eq!(members, [0, 1]);
        // Two steps mend it: weak for the part, or strong for the whole. The first is named.
        assert_eq!(repair, (0, 2));
    }

    #[test]
    fn many_judgements_never_make_a_value_fall() {
        let mut seed = 5_u64;
        let mut next = |most: u64| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) % most
        };
        for round in 0..60 {
            let last = 3 + next(8);
            let ends = match round % 2 {
                0 => Ends { worst: 0.0, best: last as f64 },
                _ => Ends { worst: last as f64, best: 0.0 },
            };
            // A chain of steps, of which many are worth nothing, and so none can contradict.
            let own: Vec<Difference> = (0..last)
                .map(|at| {
                    let level = if at == 0 { 3 } else { next(3) as u8 };
                    let (a, b) = (at as f64, (at + 1) as f64);
                    let (worse, better) = if round % 2 == 0 { (a, b) } else { (b, a) };
                    Difference { worse, better, low: level, high: level }
                })
                .collect();
            let out = valued(ends, &own).unwrap();
            let values: Vec<f64> = out.points.iter().map(|(_, value)| *value).collect();
            let falls = |pair: &[f64]| match round % 2 {
                0 => pair[1] < pair[0],
                _ => pair[1] > pair[0],
            };
            assert!(!values.windows(2).any(falls), "{values:?}");
            // Categories of a chain are their own least differences.
            let all: f64 = own.iter().map(|own| f64::from(own.low)).sum();
            for (pair, own) in values.windows(2).zip(&own) {
                let step = f64::from(own.low) / all;
                assert!(((pair[1] - pair[0]).abs() - step).abs() < 1e-9, "{values:?} {own:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_is_named() {
        let wrong = |all: &[(f64, f64, u8, u8)]| valued(ENDS, &said(all)).unwrap_err();
        assert_eq!(wrong(&[(1.0, 0.0, 2, 2)]), Fault::NotBetter { at: 0 });
        assert_eq!(
            wrong(&[(0.0, 3.0, 2, 2), (0.0, 3.0, 3, 3)]),
            Fault::Twice { earlier: 0, at: 1 }
        );
        assert_eq!(wrong(&[(0.0, 1.0, 2, 2)]), Fault::Unlinked { figure: 3.0 });
        assert_eq!(wrong(&[(1.0, 2.0, 2, 2), (0.0, 3.0, 3, 3)]), Fault::Unlinked { figure: 1.0 });
        assert_eq!(wrong(&[(0.0, 3.0, 0, 0)]), Fault::NoDifference);
    }
}
