//! What is known of a whole group where a problem holds only some of its alternatives.
//!
//! A table that is too large for the memory is read block by block, and each block is a problem of
//! its own. What a method looks at beside an alternative itself - the ends of a column, a sum over
//! it - then comes from here and not from the alternatives of the block.

/// What is known of a whole group of which a problem holds some alternatives.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct WholeGroup {
    /// How many alternatives compete.
    pub(crate) competing: usize,
    /// How many of them are ranked.
    pub(crate) ranked: usize,
    /// Whether every figure of all that are ranked is one number.
    pub(crate) crisp: bool,
    /// Whether every figure of all that are scored is one number.
    pub(crate) all_crisp: bool,
    /// Whether scores have bounds at the ends of figures.
    pub(crate) has_ends: bool,
    /// Whether a figure of any that may be scored leaves its node.
    pub(crate) left_out: bool,
    /// By leaf: the least and the most that figures of those that compete can be.
    pub(crate) ranges: Vec<(f64, f64)>,
    /// By leaf: the least and the most nominal figure of those that compete.
    pub(crate) ends: Vec<(f64, f64)>,
    /// Sums over columns, for the formulas that need them.
    pub(crate) sums: Vec<ColumnSums>,
}

/// The sums that a formula takes over one column, in the order in which the formula needs them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ColumnSums {
    /// The name of the formula.
    pub(crate) formula: &'static str,
    /// The leaf whose column it is.
    pub(crate) leaf: usize,
    /// Whether the formula takes more to be better.
    pub(crate) benefit: bool,
    /// The sums, each over the terms of all that compete in the order of the rows.
    pub(crate) sums: Vec<f64>,
}

impl WholeGroup {
    /// Of a group of which nothing was seen yet, with so many leaves.
    pub(crate) fn unseen(leaves: usize) -> WholeGroup {
        WholeGroup {
            crisp: true,
            all_crisp: true,
            ranges: vec![(f64::INFINITY, f64::NEG_INFINITY); leaves],
            ends: vec![(f64::INFINITY, f64::NEG_INFINITY); leaves],
            ..WholeGroup::default()
        }
    }

    /// The sums of a formula over the column of a leaf; none where it takes none.
    pub(crate) fn sums_of(&self, formula: &str, leaf: usize, benefit: bool) -> &[f64] {
        let of =
            |it: &&ColumnSums| it.formula == formula && it.leaf == leaf && it.benefit == benefit;
        self.sums.iter().find(of).map_or(&[], |it| &it.sums)
    }

    /// A sum over the normalised figures of a column, by its name.
    pub(crate) fn sum_of_values(&self, name: &str, leaf: usize) -> Option<f64> {
        let found = self.sums.iter().find(|it| it.formula == name && it.leaf == leaf);
        found.and_then(|it| it.sums.first().copied())
    }
}
