//! Who is first where, over the triangle of three weights.
//!
//! Scores linear in the weights w_1 + w_2 + w_3 = 1 are level along straight lines, so that the
//! weights for which an alternative is first are a convex part of the triangle
//! ([`crate::polytope::polygon::first_parts`]). The area of a part is the share of weights for which
//! the alternative is first, as [`super::exact()`] gives it. The three weights are those of three
//! leaves, or of three top nodes with the weights inside them fixed at the case's own. With more
//! weights there is no triangle: to hold the others fixed would show a cut that nobody asked for.
//!
//! Figures are the nominal ones. Groups in which a score is withheld for want of known weight are
//! left out: what is not known is no figure.

use super::exact::{Free, free, within_of};
use crate::draw::plan::WeightsModel;
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::polytope::polygon::first_parts;
use crate::problem::PlaceInGroup;

pub use crate::polytope::polygon::FirstPart;

/// Who is first where; made by [`first_places`].
#[derive(Debug, Clone, PartialEq)]
pub struct FirstPlaces {
    /// Which three weights are free.
    pub free: Free,
    /// The groups in which two or more compete and all have a score.
    pub groups: Vec<FirstPlacesGroup>,
}

/// Who is first where in one group.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstPlacesGroup {
    /// The group: an index into the problem's.
    pub group: usize,
    /// Its eligible alternatives, as places in the group; those of parts are positions here.
    pub places: Vec<PlaceInGroup>,
    /// The parts of the triangle, in the order of their first alternatives.
    pub parts: Vec<FirstPart>,
    /// The three weights that the case gives.
    pub given: [f64; 3],
    /// Whether all figures are single ones; if not, the map holds at nominal figures.
    pub crisp: bool,
}

/// The map of first places, for a method whose scores are linear in the weights and for three free
/// weights; `None` where there is no such map, also because constraints leave no area.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{evaluate, first_places};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 2.0)
///     .criterion("size", Direction::Max, 1.0)
///     .alternative("A", [100.0, 7.0, 5.0])
///     .alternative("B", [120.0, 9.0, 5.0])
///     .build()?;
/// let map = first_places(&evaluate(&problem, &Method::default())?).unwrap();
/// // A is first where the price weighs more than the quality: half the triangle.
/// assert_eq!(map.groups[0].parts.len(), 2);
/// assert!((map.groups[0].parts[0].share - 0.5).abs() < 1e-12);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn first_places(evaluation: &Evaluation) -> Option<FirstPlaces> {
    let problem = evaluation.problem;
    evaluation.require_score().ok()?;
    let mut out = FirstPlaces { free: Free::TopNodes, groups: Vec::new() };
    for (group, result) in evaluation.groups.iter().enumerate() {
        let local = evaluation.weights.local_of_group(group);
        let (free, stands_for) = free(problem, local, WeightsModel::Nodes).ok()?;
        if stands_for.len() != 3 {
            return None;
        }
        out.free = free;
        let Some(values) = values(result, &stands_for) else { continue };
        let within = within_of(problem, &stands_for).ok()?;
        let parts = first_parts(&values, &within);
        if parts.is_empty() {
            return None;
        }
        let weight = |at: usize| stands_for[at].iter().map(|(leaf, _)| result.weights[*leaf]).sum();
        out.groups.push(FirstPlacesGroup {
            group,
            places: result.eligible().to_vec(),
            parts,
            given: [weight(0), weight(1), weight(2)],
            crisp: result.is_crisp(),
        });
    }
    (!out.groups.is_empty()).then_some(out)
}

/// What each competing alternative is worth for each free weight; `None` where fewer than two
/// compete, where one has no score, or where scores are not linear.
fn values(result: &GroupResult, stands_for: &[Vec<(usize, f64)>]) -> Option<Vec<[f64; 3]>> {
    let values = result.values.as_ref().filter(|_| result.eligible().len() > 1)?;
    let of = |place: &PlaceInGroup| {
        result.standing(*place).score?;
        let row = result.row(*place)?;
        let worth = |at: usize| {
            stands_for[at].iter().map(|(leaf, share)| share * values.at(row, *leaf)).sum::<f64>()
        };
        Some([worth(0), worth(1), worth(2)])
    };
    result.eligible().iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::exact::{ExactRequest, exact};
    use super::*;
    use crate::evaluate::evaluation::evaluate;
    use crate::method::Method;
    use crate::problem::{Direction, Problem};

    #[test]
    fn areas_are_the_exact_shares() {
        let problem = Problem::builder()
            .criterion("price", Direction::Min, 1.0)
            .criterion("quality", Direction::Max, 2.0)
            .criterion("size", Direction::Max, 1.0)
            .alternative("A", [100.0, 7.0, 3.0])
            .alternative("B", [120.0, 9.0, 4.0])
            .alternative("C", [110.0, 8.5, 2.0])
            .alternative("D", [115.0, 6.0, 9.0])
            .build()
            .unwrap();
        for method in ["weighted-sum", "promethee-ii"] {
            let evaluation = evaluate(&problem, &Method::named(method).unwrap()).unwrap();
            let map = first_places(&evaluation).unwrap();
            let exact = exact(&evaluation, &ExactRequest::default()).unwrap();
            let areas = exact.groups[0].areas.as_ref().unwrap();
            let group = &map.groups[0];
            let mut shares = [0.0; 4];
            for part in &group.parts {
                shares[part.alternatives[0]] = part.share;
            }
            for (a, share) in shares.iter().enumerate() {
                assert!((share - areas.ranks[4 * a]).abs() < 1e-12, "{method} {a}");
            }
            assert_eq!(group.given, [0.25, 0.5, 0.25]);
        }
    }

    #[test]
    fn more_or_fewer_weights_have_no_map() {
        let problem = |names: &[&str]| {
            let all = names.iter();
            let builder = all.fold(Problem::builder(), |builder, name| {
                builder.criterion(*name, Direction::Max, 1.0)
            });
            let figures = |of: usize| -> Vec<f64> {
                (0..names.len()).map(|at| ((at + of) % names.len()) as f64).collect()
            };
            builder.alternative("A", figures(0)).alternative("B", figures(1)).build().unwrap()
        };
        for names in [&["a", "b"][..], &["a", "b", "c", "d"]] {
            let problem = problem(names);
            let evaluation = evaluate(&problem, &Method::default()).unwrap();
            assert_eq!(first_places(&evaluation), None);
        }
        // Closeness to an ideal is not linear.
        let problem = problem(&["a", "b", "c"]);
        let evaluation = evaluate(&problem, &Method::named("topsis").unwrap()).unwrap();
        assert_eq!(first_places(&evaluation), None);
    }
}
