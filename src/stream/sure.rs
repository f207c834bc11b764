//! How sure it is that a row is above a threshold, or above a reference: a map of where that depends
//! on the weights.
//!
//! For a weighted sum with weights w and values v of a row, against a threshold t, let d_j = v_j - t;
//! against a reference with values r, d_j = v_j - r_j. As the weights sum to 1, the margin is
//! sum of w_j d_j in both cases, and its sign says whether the row is above.
//!
//! *The range over what is unknown.* The row and the reference share no figure, so the least margin
//! is the least score of the row less the greatest of the reference, and the greatest the other way
//! round. Of the reference itself it is 0.
//!
//! *The smallest factor.* Every weight may change by a factor of at most k, up or down, and all are
//! then divided by their sum, which moves no sign. Let A be the sum of w_j d_j over the criteria
//! with d_j > 0, and B that of w_j |d_j| over those with d_j < 0; a row above has A > B. Each term
//! of A is at least 1/k of what it was, and each of B at most k times, so the margin is at least
//! A / k - B k; this is reached by dividing the weights of the first by k and multiplying those of
//! the others. It is 0 first where k^2 = A / B: the smallest factor is sqrt(A / B). For a row below
//! it is sqrt(B / A), and 1 for one that is level. Where the smaller of the two is 0 no change of
//! the weights that have some gets there, and there is none. This is what `sensitivity stability`
//! finds by the norm `ratio` for a single rival without constraints.
//!
//! *The share of weights.* Over all weights that are evenly spread on the simplex of the criteria,
//! the share for which sum of w_j d_j > 0 has a closed form that adds nothing but positive terms:
//! see [`half_space`]. Where the case constrains its weights, the share
//! is that of draws from those that meet the constraints, with the standard error
//! sqrt(p (1 - p) / n); all rows take the same draws. Figures that are not known count at their
//! nominal values here.

use crate::draw::plan::{WeightsModel, plans};
use crate::draw::weight_rows::weight_rows;
use crate::error::{Error, Result, both};
use crate::evaluate::evaluation::Evaluation;
use crate::method::Method;
use crate::polytope::half_space;
use crate::problem::ranking::difference;
use crate::problem::weights::Weights;
use crate::problem::{PlaceInGroup, Problem};
use crate::table::Table;

/// What rows are compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Against {
    /// A score.
    Threshold(f64),
    /// An alternative, by the ids of its values of the keys, joined by `/`. Rows of its own group are
    /// compared with it, and others are not.
    Reference(String),
}

/// How sure rows are to be above something.
#[derive(Debug, Clone, PartialEq)]
pub struct SureRequest {
    /// What they are compared with.
    pub against: Against,
    /// How many weights are drawn where constraints leave no closed form.
    pub draws: u64,
}

/// How many weights are drawn where nothing is said.
pub const SURE_DRAWS: u64 = 10_000;

/// The reference, as it was found in a block.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    values: Vec<f64>,
    score: f64,
    bounds: Option<(f64, f64)>,
}

/// A request made ready.
pub(super) struct Sure {
    against: Against,
    /// Draws of weights, one after the other, where the case constrains them.
    draws: Option<Vec<f64>>,
    /// The reference with the number of its group, once it was found.
    pub(super) reference: Option<(usize, Reference)>,
}

/// Whether a method is one of those for which this is defined.
///
/// # Errors
/// [`Error::Undefined`] for those that are not.
pub(super) fn check_method(method: &Method) -> Result<()> {
    match method {
        Method::WeightedSum(_) => Ok(()),
        other => Err(Error::Undefined {
            method: other.name().into(),
            reason: both(
                "how sure a row is to be above something has a closed form for a weighted sum alone",
                "hoe zeker een rij ergens boven ligt, heeft alleen voor een gewogen som een gesloten vorm",
            ),
            remedy: both(
                "take --method weighted-sum, or leave out --stability",
                "neem --method weighted-sum, of laat --stability weg",
            ),
        }),
    }
}

/// Why a reference that stands twice in the table is none.
pub(super) fn twice(request: Option<&SureRequest>) -> Error {
    let name = match request.map(|it| &it.against) {
        Some(Against::Reference(name)) => name.as_str(),
        _ => "",
    };
    Error::argument(
        "against",
        name,
        both(
            "two rows of the table have this name; remove one of them",
            "twee rijen van de tabel hebben deze naam; verwijder er een",
        ),
    )
}

/// Weights that meet the constraints of a problem, one after the other.
fn drawn(problem: &Problem, draws: u64, seed: u64) -> Result<Vec<f64>> {
    let weights = Weights::given(problem);
    let plan = plans(problem, &weights, WeightsModel::Leaves, seed)?.into_iter().next();
    plan.map_or(Ok(Vec::new()), |plan| Ok(weight_rows(plan, seed, draws)?.concat()))
}

impl Sure {
    /// The request made ready for problems such as this.
    ///
    /// # Errors
    /// [`Error::Argument`] for a request that does not fit, and those of drawing weights.
    pub(super) fn new(request: &SureRequest, problem: &Problem, seed: u64) -> Result<Sure> {
        if let Against::Threshold(threshold) = request.against
            && !threshold.is_finite()
        {
            let message = both("a threshold is a finite number", "een drempel is een eindig getal");
            return Err(Error::argument("threshold", threshold, message));
        }
        let draws = match problem.constraints().is_empty() {
            true => None,
            false => Some(drawn(problem, request.draws.max(1), seed)?),
        };
        Ok(Sure { against: request.against.clone(), draws, reference: None })
    }

    /// That the reference was found, if one is asked for.
    ///
    /// # Errors
    /// [`Error::Argument`] where no row has its name, or the row has no score.
    pub(super) fn check_found(&self) -> Result<()> {
        match (&self.against, &self.reference) {
            (Against::Reference(name), None) => Err(Error::argument(
                "against",
                name,
                both(
                    "no row with a score has this name: the ids of its keys, in their order, joined by `/`",
                    "geen rij met een score heeft deze naam: de ids van de sleutels, in hun volgorde, met `/` ertussen",
                ),
            )),
            _ => Ok(()),
        }
    }

    /// The reference, if this is it.
    pub(super) fn reference(
        &self,
        evaluation: &Evaluation,
        group: usize,
        place: PlaceInGroup,
    ) -> Option<Reference> {
        let Against::Reference(wanted) = &self.against else { return None };
        let result = &evaluation.groups[group];
        if evaluation.problem.full_name(result.member(place)) != *wanted {
            return None;
        }
        let (values, row) = (result.values.as_ref()?, result.row(place)?);
        let standing = result.standing(place);
        Some(Reference {
            values: (0..values.columns()).map(|leaf| values.at(row, leaf)).collect(),
            score: standing.computed?,
            bounds: standing.bounds,
        })
    }

    /// A table with the columns that say how sure each of its rows is; `numbers` are those of their
    /// groups.
    pub(super) fn columns(
        &self,
        table: Table,
        evaluation: &Evaluation,
        places: &[(usize, PlaceInGroup)],
        numbers: &[usize],
    ) -> Table {
        let rows: Vec<Option<RowSure>> = places
            .iter()
            .zip(numbers)
            .map(|((group, place), number)| self.row(evaluation, (*group, *place), *number))
            .collect();
        let of = |part: fn(&RowSure) -> Option<f64>| {
            rows.iter().map(move |row| row.as_ref().and_then(part))
        };
        table
            .number("margin", of(|row| Some(row.margin)))
            .number("margin_low", of(|row| row.range.map(|range| range.0)))
            .number("margin_high", of(|row| row.range.map(|range| range.1)))
            .number("smallest_factor", of(|row| row.factor))
            .number("share_above", of(|row| Some(row.share.0)))
            .number("share_std_error", of(|row| Some(row.share.1)))
    }

    fn row(
        &self,
        evaluation: &Evaluation,
        (group, place): (usize, PlaceInGroup),
        number: usize,
    ) -> Option<RowSure> {
        let result = &evaluation.groups[group];
        let (values, row) = (result.values.as_ref()?, result.row(place)?);
        let standing = result.standing(place);
        let score = standing.computed?;
        let own = |leaf: usize| values.at(row, leaf);
        let leaves = 0..values.columns();
        let (d, margin, range): (Vec<f64>, f64, Option<(f64, f64)>) = match &self.against {
            Against::Threshold(threshold) => (
                leaves.map(|leaf| difference(own(leaf), *threshold)).collect(),
                difference(score, *threshold),
                standing
                    .bounds
                    .map(|(low, high)| (difference(low, *threshold), difference(high, *threshold))),
            ),
            Against::Reference(name) => {
                let (of, reference) = self.reference.as_ref()?;
                if *of != number {
                    return None;
                }
                let is_itself = evaluation.problem.full_name(result.member(place)) == *name;
                let range =
                    standing.bounds.zip(reference.bounds).map(|(own, other)| match is_itself {
                        true => (0.0, 0.0),
                        false => (difference(own.0, other.1), difference(own.1, other.0)),
                    });
                (
                    leaves.map(|leaf| difference(own(leaf), reference.values[leaf])).collect(),
                    difference(score, reference.score),
                    range,
                )
            }
        };
        let factor = smallest_factor(&result.weights, &d);
        Some(RowSure { margin, range, factor, share: self.share(&d) })
    }

    /// The share of weights for which the sum of w_j d_j is above 0, and its standard error.
    fn share(&self, d: &[f64]) -> (f64, f64) {
        let Some(draws) = &self.draws else { return (half_space::share(d).0, 0.0) };
        let draws = draws.chunks_exact(d.len().max(1));
        let count = draws.len() as f64;
        let is_above = |weights: &&[f64]| {
            weights.iter().zip(d).map(|(weight, d)| weight * d).sum::<f64>() > 0.0
        };
        let share = draws.filter(is_above).count() as f64 / count;
        (share, (share * (1.0 - share) / count).sqrt())
    }
}

/// How sure a row is.
struct RowSure {
    margin: f64,
    range: Option<(f64, f64)>,
    factor: Option<f64>,
    share: (f64, f64),
}

/// The smallest factor by which weights must change for the sum of w_j d_j to be 0; `None` where no
/// change of the weights above 0 gets there.
fn smallest_factor(weights: &[f64], d: &[f64]) -> Option<f64> {
    let part = |sign: f64| -> f64 {
        weights.iter().zip(d).map(|(weight, d)| weight * (sign * d).max(0.0)).sum()
    };
    let (above, below) = (part(1.0), part(-1.0));
    let (more, less) = if above >= below { (above, below) } else { (below, above) };
    match more == less {
        true => Some(1.0),
        false => Some((more / less).sqrt()).filter(|factor| factor.is_finite()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out by hand: d = 0.4, -0.1 at even weights. A = 0.2, B = 0.05, so the factor is 2; at
    /// weights of 0.25 and 1, which sum to 1 once divided, the margin is 0.1 - 0.1.
    #[test]
    fn the_smallest_factor_by_hand() {
        let factor = smallest_factor(&[0.5, 0.5], &[0.4, -0.1]).unwrap();
        approx::assert_abs_diff_eq!(factor, 2.0, epsilon = 1e-14);
        // The other way round it is the same.
        let other = smallest_factor(&[0.5, 0.5], &[-0.4, 0.1]).unwrap();
        approx::assert_abs_diff_eq!(other, 2.0, epsilon = 1e-14);
        assert_eq!(smallest_factor(&[0.5, 0.5], &[0.3, -0.3]), Some(1.0));
        assert_eq!(smallest_factor(&[0.5, 0.5], &[0.3, 0.1]), None);
        // What has no weight cannot gain any.
        assert_eq!(smallest_factor(&[1.0, 0.0], &[0.3, -0.1]), None);
        assert_eq!(smallest_factor(&[0.5, 0.5], &[0.0, 0.0]), Some(1.0));
    }

    /// No weights within the factor turn the sign, and some at the factor do: by a grid.
    #[test]
    fn nothing_within_the_smallest_factor_turns_the_sign() {
        let weights = [0.2, 0.5, 0.3];
        let d = [0.3, 0.1, -0.35];
        let factor = smallest_factor(&weights, &d).unwrap();
        let margin =
            |factors: [f64; 3]| -> f64 { (0..3).map(|j| weights[j] * factors[j] * d[j]).sum() };
        let least = |k: f64| {
            let steps: Vec<f64> = (0..=20).map(|at| k.powf(f64::from(at) / 10.0 - 1.0)).collect();
            let mut least = f64::INFINITY;
            for a in &steps {
                for b in &steps {
                    for c in &steps {
                        least = least.min(margin([*a, *b, *c]));
                    }
                }
            }
            least
        };
        assert!(margin([1.0; 3]) > 0.0);
        assert!(least(0.999 * factor) > 0.0);
        assert!(least(1.001 * factor) < 0.0);
    }

    #[test]
    fn the_share_by_draws_agrees_with_the_closed_form() {
        let problem = Problem::builder()
            .criterion("a", crate::problem::Direction::Max, 1.0)
            .criterion("b", crate::problem::Direction::Max, 1.0)
            .criterion("c", crate::problem::Direction::Max, 1.0)
            .alternative("A", [0.0, 0.0, 0.0])
            .alternative("B", [1.0, 1.0, 1.0])
            .build()
            .unwrap();
        let draws = drawn(&problem, 40_000, 3).unwrap();
        assert_eq!(draws.len(), 3 * 40_000);
        let sampled =
            Sure { against: Against::Threshold(0.5), draws: Some(draws), reference: None };
        let exact = Sure { against: Against::Threshold(0.5), draws: None, reference: None };
        for d in [[0.3, -0.1, -0.4], [0.5, 0.1, -0.2], [-0.1, -0.2, -0.3], [0.2, 0.2, -0.2]] {
            let ((share, error), (expected, none)) = (sampled.share(&d), exact.share(&d));
            assert_eq!(none, 0.0);
            assert!((share - expected).abs() <= 5.0 * error, "{d:?}: {share} and {expected}");
        }
    }
}
