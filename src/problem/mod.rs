//! What is decided: criteria, alternatives, groups and inputs. Knows no method and cannot be built
//! wrong by a case file (the `case` module checks everything first) or by a [`ProblemBuilder`].
//!
//! The heart is the difference between an *input* (one entry of a data table) and a *cell* (what an
//! alternative gets on a criterion). A cell refers to its input, and perhaps to attributes that
//! shift it; one input may feed many cells. So two alternatives that rest on the same judgement
//! rest on the same number, whatever that number turns out to be.

mod assemble;
mod builder;
mod cells;
mod claim;
mod constraint;
mod crisp;
mod criterion;
mod curve;
mod inputs;
mod matrix;
mod percent;
mod preference;
mod quantity;
pub mod ranking;
mod record;
mod rounding;
mod rows;
mod rule;
mod text;
pub(crate) mod tree;
pub mod weights;
mod within;

use crate::tolerance::ENOUGH_KNOWN;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::problem::tree::{Branch, Outline, Tree};
pub(crate) use assemble::group;
pub use builder::{Details, ProblemBuilder};
pub use cells::{CellColumn, Cells, Numbers};
pub use claim::{Claim, Instance, Order, Statement};
pub use constraint::WeightConstraint;
pub use criterion::{
    Anchor, Beyond, Criterion, Direction, PreferenceFunction, Scale, Thresholds, number,
};
pub use curve::{Curve, Outside, share};
pub use inputs::{Column as InputColumn, Inputs, TableBlock};
pub use matrix::Matrix;
pub use percent::{Percent, percent, percent_limit, percent_toward};
pub use preference::Preference;
pub use quantity::{Quantity, Spread};
pub use record::{Kind, Record};
pub use rounding::Side;
pub use rows::RowKeys;
pub use rule::{Adjustment, Requirement};
pub use text::{Language, Text};
pub(crate) use within::within;

/// One of the names by which an alternative is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Its id: a column of the tables.
    pub id: String,
    /// Its label.
    pub label: Text,
    /// Its values, in order.
    pub values: Vec<KeyValue>,
}

/// A value of a key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyValue {
    /// As it stands in the tables.
    pub id: Arc<str>,
    /// Its label, if the case gives one.
    pub label: Option<Box<Text>>,
    /// Whether its alternatives are for reference: scored, never ranked.
    pub reference: bool,
}

impl KeyValue {
    /// Its label; the id where it has none.
    pub fn label(&self, language: Language) -> &str {
        self.label.as_ref().map_or(&self.id, |label| label.get(language))
    }
}

/// One entry of a data table. In every draw it has one value, wherever it reaches.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// The criterion or attribute it speaks of: an index into [`Problem::names`].
    pub name: usize,
    /// The key values its row has, as (key, value) indices: an index into [`Problem::rows`].
    pub row: usize,
    /// What it says.
    pub quantity: Quantity,
    /// Its nominal figure and range; for an unknown one its whole scale. Not meaningful for a text.
    pub spread: Spread,
    /// Where it comes from, if the table says anything.
    pub record: Option<Box<Record>>,
}

/// How an attribute moves a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// The attribute's input.
    pub input: usize,
    /// From the attribute to scale units. An unknown text stands at 0, 1, 2 ... for the texts it
    /// can be ([`Quantity::AnyOf`]), so that it is the same text wherever it shifts.
    pub curve: Arc<Curve>,
    /// The shift at nominal figures.
    pub nominal: f64,
    /// Which of [`Problem::adjustments`] it is.
    pub adjustment: usize,
}

/// What an alternative gets on a criterion: its input, shifted, then cut to `limits`.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The input: an index into [`Problem::inputs`].
    pub input: usize,
    /// The shifts, which add up.
    pub shifts: Vec<Shift>,
    /// What the shifted figure is cut to: the adjustments' limits and the scale.
    pub limits: (f64, f64),
    /// The performance after all that.
    pub spread: Spread,
    /// Whether anything is known.
    pub known: bool,
    /// Where it comes from: `assumed` if it was shifted; `None` if the table gives none or nothing
    /// is known.
    pub kind: Option<Kind>,
}

impl Cell {
    /// The inputs that it follows: its own, and those of the attributes that shift it.
    pub fn inputs(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.input).chain(self.shifts.iter().map(|shift| shift.input))
    }
}

/// The value of every key, in key order. Two keys, as most problems have at most, need no memory of
/// their own.
pub type KeyValues = smallvec::SmallVec<[usize; 2]>;

/// What is scored and ranked: a combination of values of the keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// Its value of every key.
    pub values: KeyValues,
    /// Whether it is for reference: scored, never ranked.
    pub reference: bool,
    /// Requirements that exclude it: indices into [`Problem::requirements`].
    pub excluded_by: Box<[usize]>,
    /// Requirements that flag it.
    pub flagged_by: Box<[usize]>,
    /// Those of both that it may meet: nothing is known of the figure, or its range lies on both
    /// sides of the limit.
    pub may_meet: Box<[usize]>,
}

impl Alternative {
    /// Whether it competes.
    pub fn eligible(&self) -> bool {
        !self.reference && self.excluded_by.is_empty()
    }

    /// Requirements that it surely does not meet, and those of which that is not known.
    pub fn parted(&self, requirements: &[usize]) -> (Vec<usize>, Vec<usize>) {
        requirements.iter().partition(|at| !self.may_meet.contains(at))
    }
}

/// The alternatives that compete with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Their common value of every key of [`Problem::rank_within`].
    pub values: Vec<usize>,
    /// Indices into [`Problem::alternatives`], in key order.
    pub members: Vec<usize>,
}

/// A decision problem, complete and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The keys.
    pub keys: Vec<Key>,
    /// The keys that name a group, as indices into `keys`.
    pub rank_within: Vec<usize>,
    /// The criteria.
    pub tree: Tree,
    /// Names of leaves (first, in leaf order) and attributes.
    pub names: Vec<String>,
    /// The key values of the tables' rows, as (key, value) pairs.
    pub rows: RowKeys,
    /// The inputs.
    pub inputs: Inputs,
    /// The alternatives in the order of the keys' values.
    pub alternatives: Vec<Alternative>,
    /// The groups in key order.
    pub groups: Vec<Group>,
    /// The cells, alternative by alternative, in leaf order.
    pub cells: Cells,
    /// Below this share of known weight an alternative gets no score and no rank.
    pub min_known: f64,
    /// Whether methods that need ratios may take ordinal levels as 1 .. L, against the rule.
    pub levels_as_ratios: bool,
    /// What must hold between weights; the admissible weights are those that meet all of it.
    ///
    /// Preferences are among them, read through the value functions; see
    /// [`WeightConstraint::preference`].
    pub constraints: Vec<WeightConstraint>,
    /// What the decider says of whole alternatives.
    pub preferences: Vec<Preference>,
    /// The requirements in the order of the file.
    pub requirements: Vec<Requirement>,
    /// The adjustments in the order of the file.
    pub adjustments: Vec<Adjustment>,
    /// What the case claims, in the order of the file.
    pub claims: Vec<Claim>,
}

/// One figure, or the ends of a range.
fn range(spread: Spread, n: impl Fn(f64) -> String) -> String {
    if spread.is_crisp() {
        n(spread.nominal)
    } else {
        format!("{}..{}", n(spread.low), n(spread.high))
    }
}

impl Problem {
    /// Whether bounds leave out the tails of some distribution; see [`Quantity::has_tails`].
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

    /// The name of an alternative over the given keys: its values' ids joined by `/`.
    pub fn name(&self, alternative: usize, keys: &[usize]) -> String {
        let values = &self.alternatives[alternative].values;
        keys.iter()
            .map(|key| &*self.keys[*key].values[values[*key]].id)
            .collect::<Vec<_>>()
            .join("/")
    }

    /// The name of an alternative over all keys, as `--of` takes it.
    pub fn full_name(&self, alternative: usize) -> String {
        self.name(alternative, &(0..self.keys.len()).collect::<Vec<_>>())
    }

    /// The keys that tell the alternatives of a group apart.
    pub fn keys_inside(&self) -> Vec<usize> {
        (0..self.keys.len()).filter(|key| !self.rank_within.contains(key)).collect()
    }

    /// The id of an input: `criterion@key=value,...` over the keys its row has.
    pub fn input_id(&self, input: usize) -> String {
        let input = &self.inputs[input];
        let keys = self.rows[input.row]
            .iter()
            .map(|(key, value)| {
                format!("{}={}", self.keys[*key].id, self.keys[*key].values[*value].id)
            })
            .collect::<Vec<_>>();
        format!("{}@{}", self.names[input.name], keys.join(","))
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

    /// What an alternative gets on a leaf, in cell notation. A distribution that was shifted by one
    /// known amount keeps its form where it can; else its range is given.
    pub fn performance(&self, alternative: usize, leaf: usize) -> String {
        let criterion = &self.tree.leaves[leaf];
        let Some(cell) = self.cells.listed(alternative, leaf, self.tree.leaves.len()) else {
            return range(self.spread(alternative, leaf), |x| criterion.notation(x));
        };
        if !cell.known {
            return "?".into();
        }
        let by: f64 = cell.shifts.iter().map(|shift| shift.nominal).sum();
        let sure = cell.shifts.iter().all(|shift| self.inputs.spread(shift.input).is_crisp());
        let n = |x: f64| criterion.notation(x);
        let moved = if sure { self.inputs.one(cell.input).quantity.written(by, n) } else { None };
        moved.unwrap_or_else(|| range(cell.spread, n))
    }

    /// What an input says, in cell notation.
    pub fn written(&self, input: usize) -> String {
        let Input { name, quantity, spread, .. } = &self.inputs[input];
        let n =
            |x: f64| self.tree.leaves.get(*name).map_or_else(|| number(x), |leaf| leaf.notation(x));
        match quantity {
            Quantity::Unknown | Quantity::AnyOf(_) => "?".into(),
            Quantity::Text(text) => text.clone(),
            quantity => quantity.written(0.0, n).unwrap_or_else(|| range(*spread, n)),
        }
    }

    /// A figure of an input in cell notation: the level, the number or, of a text that is not
    /// known, the text it stands for.
    pub fn notation(&self, input: usize, x: f64) -> String {
        let Input { name, quantity, .. } = &self.inputs[input];
        match (
            quantity.texts().and_then(|texts| texts.get(x.round().max(0.0) as usize)),
            self.tree.leaves.get(*name),
        ) {
            (Some(text), _) => text.clone(),
            (None, Some(leaf)) => leaf.notation(x),
            (None, None) => number(x),
        }
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
