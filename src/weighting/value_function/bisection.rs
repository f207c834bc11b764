//! Bisection (midvalue splitting): a figure is named that is worth the middle of two others.
//!
//! The worst end of the scale is worth 0 and the best 1. The figure for which going from one figure
//! to it is worth as much as going from it on to another has the mean of their values:
//! v(m) = (v(x) + v(y)) / 2. Statements may stand in any order, as long as each can be reached from
//! the ends. Keeney & Raiffa 1976, Decisions with Multiple Objectives, 3.4.7.

use super::Ends;

/// Two values of one figure up to this apart agree: means of means of 0 and 1 are exact for some
/// fifty halvings, and this is the rounding of more.
const AGREE: f64 = 1e-12;

/// `x..y = m`: m is worth the middle of x and y.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Midvalue {
    /// The two figures.
    pub between: (f64, f64),
    /// What is worth the middle of them.
    pub middle: f64,
}

/// What is wrong with statements, each known by its place among them.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The middle does not lie between the two figures.
    NotBetween {
        /// The statement.
        at: usize,
    },
    /// A figure that it goes by is valued by no statement that can be reached from the ends.
    Unvalued {
        /// The statement.
        at: usize,
        /// The figure.
        figure: f64,
    },
    /// A figure was given another value before.
    Disagree {
        /// The statement that gave it; none for an end of the scale.
        earlier: Option<usize>,
        /// The one that does not fit.
        at: usize,
        /// The values that the two give, in that order.
        values: (f64, f64),
    },
    /// A better figure is worth less than a worse one.
    Falls {
        /// The better figure with its value and the statement that gave it; none for an end.
        better: (f64, f64, Option<usize>),
        /// The worse one.
        worse: (f64, f64, Option<usize>),
    },
}

/// The points of the value function by rising figure; see the module. Figures lie within the scale.
///
/// # Errors
/// Every statement that does not fit.
pub fn points(ends: Ends, statements: &[Midvalue]) -> Result<Vec<(f64, f64)>, Vec<Fault>> {
    let mut known: Vec<(f64, f64, Option<usize>)> =
        vec![(ends.worst, 0.0, None), (ends.best, 1.0, None)];
    let mut faults = Vec::new();
    let mut waiting: Vec<usize> = Vec::new();
    for (at, Midvalue { between: (x, y), middle }) in statements.iter().enumerate() {
        match x.min(*y) < *middle && *middle < x.max(*y) {
            true => waiting.push(at),
            false => faults.push(Fault::NotBetween { at }),
        }
    }
    let find = |known: &[(f64, f64, Option<usize>)], figure: f64| {
        known.iter().find(|own| own.0 == figure).copied()
    };
    let mut grown = true;
    while grown {
        grown = false;
        waiting.retain(|at| {
            let Midvalue { between: (x, y), middle } = statements[*at];
            let (Some(a), Some(b)) = (find(&known, x), find(&known, y)) else { return true };
            let value = (a.1 + b.1) / 2.0;
            grown = true;
            match find(&known, middle) {
                None => known.push((middle, value, Some(*at))),
                Some((_, before, earlier)) if (before - value).abs() > AGREE => {
                    faults.push(Fault::Disagree { earlier, at: *at, values: (before, value) });
                }
                Some(_) => {}
            }
            false
        });
    }
    for at in waiting {
        let (x, y) = statements[at].between;
        let figure = if find(&known, x).is_none() { x } else { y };
        faults.push(Fault::Unvalued { at, figure });
    }
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    if faults.is_empty() {
        for pair in known.windows(2) {
            let (better, worse) = match ends.is_better(pair[0].0, pair[1].0) {
                true => (pair[0], pair[1]),
                false => (pair[1], pair[0]),
            };
            if better.1 < worse.1 {
                faults.push(Fault::Falls { better, worse });
            }
        }
    }
    match faults.is_empty() {
        true => Ok(known.into_iter().map(|(figure, value, _)| (figure, value)).collect()),
        false => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statements(all: &[(f64, f64, f64)]) -> Vec<Midvalue> {
        all.iter().map(|(x, y, m)| Midvalue { between: (*x, *y), middle: *m }).collect()
    }

    const UP: Ends = Ends { worst: 0.0, best: 100.0 };
    const DOWN: Ends = Ends { worst: 100.0, best: 0.0 };

    #[test]
    fn halves_and_quarters_in_any_order() {
        let said = statements(&[(40.0, 100.0, 65.0), (40.0, 0.0, 18.0), (0.0, 100.0, 40.0)]);
        let expected = [(0.0, 0.0), (18.0, 0.25), (40.0, 0.5), (65.0, 0.75), (100.0, 1.0)];
        assert_eq!(points(UP, &said).unwrap(), expected);
        let mirrored: Vec<(f64, f64)> = expected.iter().map(|(x, v)| (*x, 1.0 - v)).collect();
        assert_eq!(points(DOWN, &said).unwrap(), mirrored);
        assert_eq!(points(UP, &[]).unwrap(), [(0.0, 0.0), (100.0, 1.0)]);
    }

    #[test]
    fn what_is_said_twice_must_agree() {
        let mut said = statements(&[
            (0.0, 100.0, 40.0),
            (0.0, 40.0, 18.0),
            (40.0, 100.0, 65.0),
            (18.0, 65.0, 40.0),
        ]);
        assert_eq!(points(UP, &said).unwrap().len(), 5);
        // By the first three, the middle of 0 and 65 is 0.375, and 40 is worth 0.5.
        said[3] = Midvalue { between: (0.0, 65.0), middle: 40.0 };
        let fault = Fault::Disagree { earlier: Some(0), at: 3, values: (0.5, 0.375) };
        assert_eq!(points(UP, &said).unwrap_err(), [fault]);
    }

    #[test]
    fn what_cannot_be_is_named() {
        let faults = |all: &[(f64, f64, f64)]| points(UP, &statements(all)).unwrap_err();
        assert_eq!(faults(&[(0.0, 100.0, 100.0)]), [Fault::NotBetween { at: 0 }]);
        // 30 hangs on 60 and 60 on 30.
        assert_eq!(
            faults(&[(0.0, 60.0, 30.0), (30.0, 100.0, 60.0)]),
            [Fault::Unvalued { at: 0, figure: 60.0 }, Fault::Unvalued { at: 1, figure: 30.0 }]
        );
        // 50 is better than 40 and worth 0.375.
        assert_eq!(
            faults(&[(0.0, 100.0, 40.0), (40.0, 100.0, 65.0), (0.0, 65.0, 50.0)]),
            [Fault::Falls { better: (50.0, 0.375, Some(2)), worse: (40.0, 0.5, Some(0)) }]
        );
    }
}
