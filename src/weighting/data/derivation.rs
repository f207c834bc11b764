//! Weights from the data of a problem, group by group.

use super::{Column, DataWeighting, DataWeights, Undefined};
use crate::problem::{Direction, Problem, Scale};
use crate::value::ScaleNeeded;
use crate::weighting::Evidence;

/// The weights of the leaves below a branch, from the figures of each group.
#[derive(Debug, Clone, PartialEq)]
pub struct DataDerivation {
    /// The branch whose leaves are weighed; none for all leaves.
    pub parent: Option<usize>,
    /// The leaves, in leaf order: weight i is that of `leaves[i]`.
    pub leaves: Vec<usize>,
    /// How.
    pub weighting: DataWeighting,
    /// Who chose it and when, as the file says.
    pub by: Option<String>,
    /// By group: the weights; none where fewer than two alternatives compete, so that there is
    /// nothing to tell apart. The leaves then weigh the same, which changes no rank.
    pub groups: Vec<Option<DataWeights>>,
}

/// Why figures of a problem give no weights.
#[derive(Debug, Clone, PartialEq)]
pub enum NoWeights {
    /// A criterion cannot be weighed by this: its leaf, and why in English and in Dutch.
    Criterion {
        /// The leaf.
        leaf: usize,
        /// Why.
        reason: [&'static str; 2],
        /// What to do instead.
        remedy: [&'static str; 2],
    },
    /// The figures of a group give none.
    Group {
        /// The group.
        group: usize,
        /// The leaf at fault, if one is.
        leaf: Option<usize>,
        /// The alternative at fault, if one is.
        alternative: Option<usize>,
        /// Why.
        reason: [&'static str; 2],
    },
}

impl DataDerivation {
    /// The weights of `leaves` in every group of a problem, from the nominal performances of its
    /// eligible alternatives after adjustments. What is unknown counts as the middle of its scale.
    ///
    /// # Errors
    /// [`NoWeights`] for a criterion with a target, for levels where ratios are needed (unless the
    /// problem lets them count 1 .. L), and where the formula is not defined for the figures.
    pub fn new(
        problem: &Problem,
        parent: Option<usize>,
        leaves: Vec<usize>,
        weighting: DataWeighting,
    ) -> Result<DataDerivation, NoWeights> {
        let ratios = weighting.sheet().evidence == Evidence::Data(ScaleNeeded::Ratio);
        let mut first_level = Vec::new();
        for leaf in &leaves {
            let criterion = &problem.tree.leaves[*leaf];
            if matches!(criterion.direction, Direction::Target(_)) {
                return Err(NoWeights::Criterion {
                    leaf: *leaf,
                    reason: [
                        "it has a target, and weights from data know only `max` and `min`",
                        "het heeft een streefwaarde, en gewichten uit gegevens kennen alleen `max` en `min`",
                    ],
                    remedy: [
                        "weigh by judgements, or replace the figure by its distance to the target",
                        "weeg op basis van oordelen, of vervang het cijfer door de afstand tot de streefwaarde",
                    ],
                });
            }
            let ordinal = matches!(criterion.scale, Some(Scale::Ordinal(_)));
            if ratios && ordinal && !problem.levels_as_ratios {
                return Err(NoWeights::Criterion {
                    leaf: *leaf,
                    reason: [
                        "it is ordinal, and ratios of levels mean nothing",
                        "het is ordinaal, en verhoudingen van niveaus betekenen niets",
                    ],
                    remedy: [
                        "weigh by judgements, or go on with --force: levels then count 1 .. L",
                        "weeg op basis van oordelen, of ga door met --force: niveaus tellen dan als 1 .. L",
                    ],
                });
            }
            first_level.push(if ratios && ordinal { 1.0 } else { 0.0 });
        }
        let of_group = |group: usize| {
            let members = crate::method::columns::eligible(problem, &problem.groups[group]);
            if members.len() < 2 {
                return Ok(None);
            }
            let figures: Vec<Vec<f64>> = leaves
                .iter()
                .zip(&first_level)
                .map(|(leaf, first)| {
                    let nominal = |member: &usize| problem.spread(*member, *leaf).nominal + first;
                    members.iter().map(nominal).collect()
                })
                .collect();
            let columns: Vec<Column> = leaves
                .iter()
                .zip(&figures)
                .map(|(leaf, figures)| Column {
                    figures,
                    benefit: problem.tree.leaves[*leaf].direction == Direction::Max,
                })
                .collect();
            weighting.weights(&columns).map(Some).map_err(|Undefined { column, row, reason }| {
                NoWeights::Group {
                    group,
                    leaf: column.map(|column| leaves[column]),
                    alternative: row.map(|row| members[row]),
                    reason,
                }
            })
        };
        let groups = (0..problem.groups.len()).map(of_group).collect::<Result<_, _>>()?;
        Ok(DataDerivation { parent, leaves, weighting, by: None, groups })
    }

    /// The weights in a group, in the order of the leaves.
    pub fn of_group(&self, group: usize) -> Vec<f64> {
        match &self.groups[group] {
            Some(made) => made.weights.clone(),
            None => vec![1.0 / self.leaves.len() as f64; self.leaves.len()],
        }
    }
}
