//! The problem itself: what refers to what, and what is asked of it.

use super::alternative::Alternative;
use super::category::{Category, Example};
use super::cell::Cell;
use super::cells::Cells;
use super::claim::Claim;
use super::constraint::WeightConstraint;
use super::group::Group;
use super::inputs::Inputs;
use super::key::Key;
use super::preference::Preference;
use super::quantity::Spread;
use super::record::Kind;
use super::rows::RowKeys;
use super::rule::{Adjustment, Requirement};
use super::tree::Tree;
use crate::tolerance::ENOUGH_KNOWN;
use std::collections::BTreeMap;

/// A decision problem, complete and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The keys.
    pub(crate) keys: Vec<Key>,
    /// The keys that name a group, as indices into `keys`.
    pub(crate) rank_within: Vec<usize>,
    /// The criteria.
    pub(crate) tree: Tree,
    /// Names of leaves (first, in leaf order) and attributes.
    pub(crate) names: Vec<String>,
    /// The key values of the tables' rows, as (key, value) pairs.
    pub(crate) rows: RowKeys,
    /// The inputs.
    pub(crate) inputs: Inputs,
    /// The alternatives in the order of the keys' values.
    pub(crate) alternatives: Vec<Alternative>,
    /// The groups in key order.
    pub(crate) groups: Vec<Group>,
    /// The cells, alternative by alternative, in leaf order.
    pub(crate) cells: Cells,
    /// Below this share of known weight an alternative gets no score and no rank.
    pub(crate) min_known: f64,
    /// Whether methods that need ratios may take ordinal levels as 1 .. L, against the rule.
    pub(crate) levels_as_ratios: bool,
    /// What must hold between weights; the admissible weights are those that meet all of it.
    ///
    /// Preferences are among them, read through the value functions; see
    /// [`WeightConstraint::preference`].
    pub(crate) constraints: Vec<WeightConstraint>,
    /// What the decider says of whole alternatives.
    pub(crate) preferences: Vec<Preference>,
    /// The categories into which alternatives are sorted, the worst first; none where the case has
    /// none.
    pub(crate) categories: Vec<Category>,
    /// Alternatives whose category somebody gives.
    pub(crate) examples: Vec<Example>,
    /// The requirements in the order of the file.
    pub(crate) requirements: Vec<Requirement>,
    /// The adjustments in the order of the file.
    pub(crate) adjustments: Vec<Adjustment>,
    /// What the case claims, in the order of the file.
    pub(crate) claims: Vec<Claim>,
    /// By group, in the order of `groups`: a weight for every branch of the tree, as
    /// [`Branch::weight`](super::Branch::weight) is. Empty: the weights of the tree hold in every
    /// group.
    pub(crate) group_weights: Vec<Vec<f64>>,
}

impl Problem {
    /// The keys.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The keys that name a group, as indices into [`Problem::keys`].
    pub fn rank_within(&self) -> &[usize] {
        &self.rank_within
    }

    /// The criteria.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Names of leaves (first, in leaf order) and attributes.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The key values of the tables' rows, as (key, value) pairs.
    pub fn rows(&self) -> &RowKeys {
        &self.rows
    }

    /// The inputs.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The alternatives in the order of the keys' values.
    pub fn alternatives(&self) -> &[Alternative] {
        &self.alternatives
    }

    /// The groups in key order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The cells, alternative by alternative, in leaf order.
    pub fn cells(&self) -> &Cells {
        &self.cells
    }

    /// Below this share of known weight an alternative gets no score and no rank.
    pub fn min_known(&self) -> f64 {
        self.min_known
    }

    /// Whether methods that need ratios may take ordinal levels as 1 .. L, against the rule.
    pub fn levels_as_ratios(&self) -> bool {
        self.levels_as_ratios
    }

    /// What must hold between weights; the admissible weights are those that meet all of it.
    ///
    /// Preferences are among them, read through the value functions; see
    /// [`WeightConstraint::preference`].
    pub fn constraints(&self) -> &[WeightConstraint] {
        &self.constraints
    }

    /// What the decider says of whole alternatives.
    pub fn preferences(&self) -> &[Preference] {
        &self.preferences
    }

    /// The categories into which alternatives are sorted, the worst first; none where the case has
    /// none.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Alternatives whose category somebody gives.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// The requirements in the order of the file.
    pub fn requirements(&self) -> &[Requirement] {
        &self.requirements
    }

    /// The adjustments in the order of the file.
    pub fn adjustments(&self) -> &[Adjustment] {
        &self.adjustments
    }

    /// What the case claims, in the order of the file.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// By group, in the order of [`Problem::groups`]: a weight for every branch of the tree among
    /// its siblings, in the order of [`Tree::branches`]. Empty: the weights of the tree hold in
    /// every group.
    pub fn group_weights(&self) -> &[Vec<f64>] {
        &self.group_weights
    }

    /// Whether bounds leave out the tails of some distribution; see
    /// [`Quantity::has_tails`](super::Quantity::has_tails).
    pub fn has_tails(&self) -> bool {
        self.inputs
            .listed()
            .any(|(_, input)| input.quantity.has_tails() && !input.spread.is_crisp())
    }

    /// Whether any input rests on a passage.
    pub fn has_passages(&self) -> bool {
        let mut records = self.inputs.listed().filter_map(|(_, input)| input.record.as_ref());
        records.any(|record| !record.passages.is_empty())
    }

    /// The cell of an alternative on a leaf.
    pub fn cell(&self, alternative: usize, leaf: usize) -> &Cell {
        &self.cells[alternative * self.tree.leaves.len() + leaf]
    }

    /// The cells of an alternative, in leaf order.
    pub fn cells_of(&self, alternative: usize) -> &[Cell] {
        let n = self.tree.leaves.len();
        &self.cells[alternative * n..(alternative + 1) * n]
    }

    /// The nominal performance of an alternative on a leaf and its range.
    pub fn spread(&self, alternative: usize, leaf: usize) -> Spread {
        self.cells.spread(alternative, leaf, self.tree.leaves.len())
    }

    /// Whether anything is known of an alternative on a leaf.
    pub fn is_known(&self, alternative: usize, leaf: usize) -> bool {
        self.cells.listed(alternative, leaf, self.tree.leaves.len()).is_none_or(|cell| cell.known)
    }

    /// Where the performance of an alternative on a leaf comes from; see [`Cell::kind`].
    pub fn kind(&self, alternative: usize, leaf: usize) -> Option<Kind> {
        self.cells.listed(alternative, leaf, self.tree.leaves.len()).and_then(|cell| cell.kind)
    }

    /// Whether an alternative has one figure on every leaf.
    pub fn is_crisp(&self, alternative: usize) -> bool {
        (0..self.tree.leaves.len()).all(|leaf| self.spread(alternative, leaf).is_crisp())
    }

    /// The keys that tell the alternatives of a group apart.
    pub fn keys_inside(&self) -> Vec<usize> {
        (0..self.keys.len()).filter(|key| !self.rank_within.contains(key)).collect()
    }

    /// Whether a share of known weight is enough for a nominal score and rank.
    pub fn knows_enough(&self, known: f64) -> bool {
        known + ENOUGH_KNOWN >= self.min_known
    }

    /// The share of weight whose input is not unknown.
    pub fn known_share(&self, alternative: usize, weights: &[f64]) -> f64 {
        // Exactly 1 where all is known, whatever the rounding of the weights' sum.
        if (0..weights.len()).all(|leaf| self.is_known(alternative, leaf)) {
            return 1.0;
        }
        let known =
            weights.iter().enumerate().filter(|(leaf, _)| self.is_known(alternative, *leaf));
        known.fold(0.0, |sum, (_, weight)| sum + weight).min(1.0)
    }

    /// How many different sets of figures the alternatives `of` have: rows of nominal performances
    /// and ranges over all leaves that differ.
    pub fn distinct_profiles(&self, of: impl IntoIterator<Item = Vec<usize>>) -> usize {
        let mut seen: BTreeMap<Vec<[u64; 3]>, ()> = BTreeMap::new();
        for alternatives in of {
            let figures = |alternative: usize| {
                (0..self.tree.leaves.len()).map(move |leaf| {
                    let Spread { low, nominal, high } = self.spread(alternative, leaf);
                    [low, nominal, high].map(|x| (x + 0.0).to_bits())
                })
            };
            seen.insert(alternatives.into_iter().flat_map(figures).collect(), ());
        }
        seen.len()
    }
}
