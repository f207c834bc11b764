//! Normalizations fitted to what is known of a whole column, of which only a part is at hand.
//!
//! A formula that looks at the ends of a column needs those. One that sums over it needs its sums,
//! one pass over the column for each: the terms of a sum may hang on the ends and on the sums
//! before it. Fitted to the ends and sums of a column, a normalization is the one that is fitted to
//! the column itself, bit by bit, where the sums run in the order of its figures, in the lanes of
//! [`elementwise::sum`](crate::kernel::elementwise::sum).

use super::{Fitted, Normalization, Undefined, WholeColumn};
use super::{goalposts, linear, max, min_max, none, nonlinear, sum, vector, z_score};
use crate::problem::Direction;

impl Normalization {
    /// How many sums over the column it takes beside its ends; `None` where what it takes cannot be
    /// had from ends and sums.
    pub(crate) fn sums_needed(self) -> Option<usize> {
        match self {
            Normalization::None
            | Normalization::Goalposts
            | Normalization::MinMax
            | Normalization::Max
            | Normalization::Linear
            | Normalization::Nonlinear => Some(0),
            Normalization::Sum | Normalization::Vector => Some(1),
            Normalization::ZScore => Some(2),
            Normalization::Logarithmic | Normalization::EnhancedAccuracy | Normalization::Rank => {
                None
            }
        }
    }

    /// What each figure adds to the next sum, after those that `whole` has.
    pub(crate) fn term(self, whole: WholeColumn, benefit: bool) -> Box<dyn Fn(f64) -> f64> {
        match self {
            Normalization::Sum => Box::new(sum::share(whole.least, whole.most, benefit)),
            Normalization::Vector => Box::new(vector::square(whole.least, whole.most)),
            Normalization::ZScore => z_score::term(whole),
            _ => Box::new(|_| 0.0),
        }
    }

    /// The normalization fitted to a whole column, of which `figures` are some: they are checked
    /// alone. `ends` are those of the criterion's scale.
    ///
    /// # Errors
    /// As [`Normalization::fit`].
    pub(crate) fn fit_to(
        self,
        whole: WholeColumn,
        figures: &[f64],
        direction: Direction,
        ends: Option<(f64, f64)>,
    ) -> Result<Fitted, Undefined> {
        let benefit = direction != Direction::Min;
        let (least, most) = (whole.least, whole.most);
        let total = whole.sums.first().copied().unwrap_or(0.0);
        let fitted = match self {
            Normalization::MinMax => min_max::over_ends(least, most, benefit),
            Normalization::Max => {
                max::check(figures)?;
                max::over_ends(most, benefit)?
            }
            Normalization::Linear => {
                linear::check(figures, most, benefit)?;
                linear::over_ends(least, most, benefit)
            }
            Normalization::Nonlinear => {
                linear::check(figures, most, benefit)?;
                nonlinear::over_ends(least, most, benefit)
            }
            Normalization::Sum => {
                sum::check(figures, most, benefit)?;
                sum::over_sum(least, most, total, benefit)
            }
            Normalization::Vector => vector::over_sum(least, most, total, benefit, None),
            Normalization::ZScore => z_score::over_sums(whole, benefit),
            Normalization::None => none::fit(benefit)?,
            Normalization::Goalposts => goalposts::fit(benefit, ends)?,
            // Never asked of these: see `sums_needed`.
            Normalization::Logarithmic | Normalization::EnhancedAccuracy | Normalization::Rank => {
                return Err(Undefined {
                    row: None,
                    reason: [
                        "this normalization takes the whole column at once",
                        "deze normalisatie vraagt de hele kolom in één keer",
                    ],
                });
            }
        };
        Ok(fitted.of_whole(least, most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::elementwise;

    /// Figures that look random and are not.
    fn figures(count: usize) -> Vec<f64> {
        (1..=count).map(|k| 0.5 + (k as f64 * 0.618_033_988_749_895).fract() * 40.0).collect()
    }

    #[test]
    fn fitted_to_ends_and_sums_it_is_what_it_is_fitted_to_the_column() {
        let column = figures(37);
        let (least, most) = crate::value::formula::extremes(&column);
        let wanted = Normalization::ALL.into_iter().filter_map(|it| Some((it, it.sums_needed()?)));
        let mut looked_at = 0;
        for (normalization, needed) in wanted {
            for direction in [Direction::Max, Direction::Min] {
                let benefit = direction == Direction::Max;
                let mut sums = Vec::new();
                for _ in 0..needed {
                    let whole = WholeColumn { count: column.len(), least, most, sums: &sums };
                    let term = normalization.term(whole, benefit);
                    sums.push(elementwise::sum(&column, term));
                }
                let whole = WholeColumn { count: column.len(), least, most, sums: &sums };
                let scale = Some((0.0, 50.0));
                let Ok(own) = normalization.fit(&column, direction, scale) else { continue };
                for part in column.chunks(10) {
                    let fitted = normalization.fit_to(whole, part, direction, scale).unwrap();
                    assert_eq!(fitted.ends(part), own.ends(&column));
                    for x in part {
                        let both = [own.value(*x), fitted.value(*x)];
                        assert_eq!(both[0].to_bits(), both[1].to_bits(), "{normalization:?}");
                        let both = [own.difference(*x, least), fitted.difference(*x, least)];
                        assert_eq!(both[0].to_bits(), both[1].to_bits(), "{normalization:?}");
                        looked_at += 1;
                    }
                }
            }
        }
        // Nine normalizations, of which one takes no costs.
        assert_eq!(looked_at, 17 * column.len());
    }

    #[test]
    fn a_figure_that_a_formula_cannot_take_is_found_in_the_part_that_has_it() {
        let whole = WholeColumn { count: 4, least: -1.0, most: 3.0, sums: &[4.0] };
        for normalization in [
            Normalization::Max,
            Normalization::Linear,
            Normalization::Nonlinear,
            Normalization::Sum,
        ] {
            let fit = |part: &[f64]| normalization.fit_to(whole, part, Direction::Max, None);
            assert!(fit(&[1.0, 3.0]).is_ok());
            assert_eq!(fit(&[2.0, -1.0]).err().and_then(|it| it.row), Some(1), "{normalization:?}");
        }
    }
}
