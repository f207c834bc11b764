//! Shares without sampling, where geometry gives them: figures that are single numbers, scores
//! linear in the weights, a flat simplex.
//!
//! Pairwise shares are those of a simplex cut by a half-space ([`crate::polytope::half_space`]),
//! for any number of weights. Rank acceptabilities and central weights are areas of a triangle
//! ([`crate::polytope::polygon`]) for three free weights: three leaves, or three top nodes with the
//! weights inside them fixed at the case's own, in each group at
//! those of the group.

use crate::error::{Error, Result, Said, both};
use crate::evaluate::evaluation::Evaluation;
use crate::polytope::half_space;
use crate::polytope::polygon::{Areas, areas};
use crate::problem::weights;
use crate::problem::{PlaceInGroup, Problem, WeightConstraint};
use crate::progress::{Stage, begin};
use crate::tolerance::TIE;

use crate::draw::plan::WeightsModel;

/// Shares of the weights, computed from areas and volumes: no draws, no sampling error.
pub struct Exact<'a> {
    /// The evaluation at the case's weights.
    pub evaluation: &'a Evaluation<'a>,
    /// Which weights are free; all others are those of the case.
    pub free: Free,
    /// The groups that have an eligible alternative.
    pub groups: Vec<ExactGroup>,
}

/// Which weights are free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Free {
    /// Those of all leaves.
    Leaves(usize),
    /// Those of three top nodes; inside them the case's own weights hold.
    TopNodes,
}

/// One group's shares; alternatives are positions in `places`.
pub struct ExactGroup {
    /// The group: an index into the problem's.
    pub group: usize,
    /// Its eligible alternatives, as places in the group.
    pub places: Vec<PlaceInGroup>,
    /// `pairwise[a * m + b]`: the share in which a is ahead of b, ties half.
    pub pairwise: Vec<f64>,
    /// Areas, where three weights are free.
    pub areas: Option<Areas>,
    /// For each free weight the leaves it stands for, with their shares of it.
    pub stands_for: Vec<Vec<(usize, f64)>>,
}

/// How exact shares are computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExactRequest {
    /// How weights are spread.
    pub model: WeightsModel,
    /// Take sets, and what is unknown, as uniform distributions.
    pub uniform_sets: bool,
}

impl Default for ExactRequest {
    /// As the command line has it: weights uniform within each set of siblings.
    fn default() -> ExactRequest {
        ExactRequest { model: WeightsModel::Nodes, uniform_sets: false }
    }
}

/// Compute the exact shares.
///
/// # Errors
/// [`Error::Argument`] where geometry does not give them, with the reason.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{ExactRequest, evaluate, exact};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 2.0)
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .build()?;
/// let evaluation = evaluate(&problem, &Method::default())?;
/// let pairwise = exact(&evaluation, &ExactRequest::default())?.pairwise();
/// assert_eq!(pairwise.get(0, "a").as_text(), Some("A"));
/// assert!((pairwise.get(0, "share").as_number().unwrap() - 0.5).abs() < 1e-12);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn exact<'a>(evaluation: &'a Evaluation<'a>, request: &ExactRequest) -> Result<Exact<'a>> {
    let _step = begin(Stage::Draws, 0);
    let ExactRequest { model, uniform_sets } = *request;
    let problem = evaluation.problem;
    evaluation.require_score()?;
    let refuse = |why: Said| {
        Error::argument_as_a_whole(
            "exact",
            both(
                format!("exact shares are not to be had here: {why}; leave --exact out to sample"),
                format!(
                    "exacte aandelen zijn hier niet te berekenen: {why:#}; laat --exact weg om een steekproef te nemen"
                ),
            ),
        )
    };
    let of_sets = (0..evaluation.weights.sets())
        .map(|set| free(problem, evaluation.weights.local_of_set(set), model))
        .collect::<Result<Vec<(Free, StandsFor)>, Said>>()
        .map_err(&refuse)?;
    let (free, stands_for) = &of_sets[0];
    let free = *free;
    if !problem.constraints.is_empty() && stands_for.len() != 3 {
        return Err(refuse(both(
            format!(
                "the case has constraints, and {} weights are free instead of three",
                stands_for.len()
            ),
            format!(
                "het dossier heeft voorwaarden, en {:#} gewichten zijn vrij in plaats van drie",
                stands_for.len()
            ),
        )));
    }
    let within = of_sets
        .iter()
        .map(|(_, it)| within_of(problem, it).map_err(&refuse))
        .collect::<Result<Vec<_>>>()?;
    let mut groups = Vec::new();
    for (group, result) in evaluation.groups.iter().enumerate() {
        if result.eligible().is_empty() {
            continue;
        }
        let set = evaluation.weights.set_of(group);
        let (stands_for, within) = (&of_sets[set].1, &within[set]);
        let Some(values) = &result.values else {
            return Err(refuse(both(
                format!("scores of {} are not linear in the weights", evaluation.method.name()),
                format!(
                    "scores van {:#} zijn niet lineair in de gewichten",
                    evaluation.method.name()
                ),
            )));
        };
        if !result.is_crisp() {
            let more = if uniform_sets {
                Said::default()
            } else {
                both(
                    " (sets, unknown figures or distributions)",
                    " (verzamelingen, onbekende cijfers of verdelingen)",
                )
            };
            return Err(refuse(both(
                format!("some inputs are not single figures{more}"),
                format!("sommige gegevens zijn geen enkele cijfers{more:#}"),
            )));
        }
        let rows: Vec<usize> =
            result.eligible().iter().filter_map(|place| result.row(*place)).collect();
        let value = |row: usize, leaves: &[(usize, f64)]| {
            leaves.iter().map(|(leaf, share)| share * values.at(row, *leaf)).sum::<f64>()
        };
        let of: Vec<Vec<f64>> = rows
            .iter()
            .map(|row| stands_for.iter().map(|leaves| value(*row, leaves)).collect())
            .collect();
        let m = rows.len();
        let areas = match stands_for.len() {
            3 => {
                let points: Vec<[f64; 3]> = of.iter().map(|v| [v[0], v[1], v[2]]).collect();
                Some(areas(&points, within).ok_or_else(|| {
                    refuse(both(
                        "the constraints leave no area",
                        "de voorwaarden laten geen oppervlakte over",
                    ))
                })?)
            }
            _ => None,
        };
        let pairwise = match &areas {
            Some(areas) => areas.pairwise.clone(),
            None => {
                let size = of.iter().flatten().fold(0.0, |size: f64, v| size.max(v.abs()));
                let share = |a: usize, b: usize| {
                    let d: Vec<f64> = of[a].iter().zip(&of[b]).map(|(a, b)| a - b).collect();
                    // Values that are equal but for rounding tie everywhere.
                    if d.iter().all(|d| d.abs() <= TIE * size) {
                        return 0.5;
                    }
                    half_space::share(&d).0
                };
                (0..m * m)
                    .map(|at| if at / m == at % m { 0.0 } else { share(at / m, at % m) })
                    .collect()
            }
        };
        groups.push(ExactGroup {
            group,
            places: result.eligible().to_vec(),
            pairwise,
            areas,
            stands_for: stands_for.clone(),
        });
    }
    Ok(Exact { evaluation, free, groups })
}

/// The constraints of a problem as half-planes h . w <= 0 of three free weights.
///
/// # Errors
/// In words, where one leaves a line.
pub(super) fn within_of(problem: &Problem, stands_for: &StandsFor) -> Result<Vec<[f64; 3]>, Said> {
    let row_of = |constraint: &WeightConstraint| {
        if constraint.equality {
            return Err(both(
                format!("the constraint `{}` leaves a line of no area", constraint.written),
                format!(
                    "de voorwaarde `{:#}` laat een lijn zonder oppervlakte over",
                    constraint.written
                ),
            ));
        }
        let on_leaves = constraint.on_leaves(&problem.tree);
        let row: Vec<f64> = stands_for
            .iter()
            .map(|leaves| {
                leaves.iter().map(|(leaf, share)| share * on_leaves[*leaf]).sum::<f64>()
                    + constraint.constant
            })
            .collect();
        Ok([row[0], row[1], row[2]])
    };
    problem.constraints.iter().map(row_of).collect()
}

/// By free weight: the leaves it stands for, with their shares of it.
pub(super) type StandsFor = Vec<Vec<(usize, f64)>>;

/// Which weights are free where the model is flat, and what each stands for.
///
/// # Errors
/// In words, where none are.
pub(super) fn free(
    problem: &Problem,
    local: &[f64],
    model: WeightsModel,
) -> Result<(Free, StandsFor), Said> {
    let tree = &problem.tree;
    let leaves = tree.leaves.len();
    match model {
        WeightsModel::Leaves => {
            Ok((Free::Leaves(leaves), (0..leaves).map(|leaf| vec![(leaf, 1.0)]).collect()))
        }
        WeightsModel::Nodes if !tree.has_nodes() => {
            Ok((Free::Leaves(leaves), (0..leaves).map(|leaf| vec![(leaf, 1.0)]).collect()))
        }
        WeightsModel::Nodes => {
            let top: Vec<usize> =
                (0..tree.branches.len()).filter(|at| tree.branches[*at].parent.is_none()).collect();
            match top.len() {
                3 => Ok((
                    Free::TopNodes,
                    top.into_iter().map(|branch| weights::within(tree, local, branch)).collect(),
                )),
                n => Err(both(
                    format!(
                        "the criteria are a tree, and the number of its top nodes is {n}; with three their weights can be free and those inside fixed, and --weights-model leaves is flat"
                    ),
                    format!(
                        "de criteria zijn een boom, en het aantal bovenste knopen is {n:#}; bij drie kunnen hun gewichten vrij zijn en die daarbinnen vast, en --weights-model leaves is vlak"
                    ),
                )),
            }
        }
        model => Err(both(
            format!("the weights model {model} is not flat"),
            format!("het gewichtenmodel {model:#} is niet vlak"),
        )),
    }
}
