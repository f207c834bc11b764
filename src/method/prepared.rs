//! A method made ready for one group.

use crate::bounds::additive::Additive;
use crate::kernel::Scorer;
use crate::problem::Matrix;

/// Something a user should know about a result, told by the method.
#[derive(Debug, Clone, PartialEq)]
pub enum MethodNote {
    /// On this leaf all alternatives of the group have the same performance, so it tells none of
    /// them apart.
    ConstantColumn {
        /// The leaf.
        leaf: usize,
    },
    /// The method works on the figures, so the value function of this leaf was not used.
    ValueIgnored {
        /// The leaf.
        leaf: usize,
    },
    /// Thresholds without a preference function were not used on this leaf.
    ThresholdsUnused {
        /// The leaf.
        leaf: usize,
    },
    /// On this leaf ordinal levels were taken as 1 .. L, though their ratios mean nothing.
    LevelsAsRatios {
        /// The leaf.
        leaf: usize,
    },
    /// All alternatives are equal to the method, so that its formula is 0/0; the value its sheet
    /// names was given.
    AllEqual,
}

/// A method's own figures, in its paper's orientation, in the order of [`Prepared::members`].
#[derive(Debug, Clone, PartialEq)]
pub enum Native {
    /// Columns of figures.
    Columns(Vec<(&'static str, Figures)>),
    /// The relation of each member (first index) to each other.
    Relation(Vec<Vec<Option<Relation>>>),
}

/// A column of a method's own table.
#[derive(Debug, Clone, PartialEq)]
pub enum Figures {
    /// Real numbers.
    Numbers(Vec<f64>),
    /// Yes (1) or no (0).
    Flags(Vec<bool>),
}

/// How one alternative stands to another in a partial order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is preferred.
    Preferred,
    /// Neither is preferred: they are equal.
    Indifferent,
    /// Neither is preferred: they cannot be compared.
    Incomparable,
}

impl Relation {
    /// Its letter in the papers: P, I, R.
    pub fn letter(self) -> &'static str {
        match self {
            Relation::Preferred => "P",
            Relation::Indifferent => "I",
            Relation::Incomparable => "R",
        }
    }
}

pub(crate) type FiguresAt = dyn Fn(&[f64]) -> Native + Send + Sync;

/// Gives a method's own figures at one set of weights, when they are asked for.
pub struct NativeFigures(Box<FiguresAt>);

impl NativeFigures {
    pub(super) fn new(figures: impl Fn(&[f64]) -> Native + Send + Sync + 'static) -> NativeFigures {
        NativeFigures(Box::new(figures))
    }

    /// The figures at these weights.
    pub fn at(&self, weights: &[f64]) -> Native {
        (self.0)(weights)
    }
}

impl std::fmt::Debug for NativeFigures {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("NativeFigures")
    }
}

/// A method made ready for one group.
pub struct Prepared {
    /// The alternatives it scores, in key order: those that compete, and the others where their
    /// score needs no rival.
    pub members: Vec<usize>,
    /// Maps weights to scores, in the order of `members`; `None` for a method whose answer is no
    /// score.
    pub scorer: Option<Box<dyn Scorer>>,
    /// The value of each member (rows) on each leaf (columns), where contribution = weight times
    /// value.
    pub values: Option<Matrix>,
    /// Exact bounds over the inputs, for a method that has them.
    pub bounds: Option<Additive>,
    /// What the user should know.
    pub notes: Vec<MethodNote>,
    /// The method's own figures, for a method that has more to show than a score.
    pub native: Option<NativeFigures>,
}
