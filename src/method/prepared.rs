//! A method made ready for one group.

use crate::bounds::additive::Additive;
use crate::kernel::Scorer;
use crate::problem::{Completion, LevelSet, Matrix};
use crate::tolerance::VALUE_ROUNDING;

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
    /// The weights of the problem were not used: they follow from examples.
    WeightsFromExamples,
    /// Nodes aggregate otherwise than by a sum, and the method knows weights of leaves only.
    NodesIgnored,
    /// At this node (`None`: the top) values below the floor count as it.
    Floor {
        /// The node.
        node: Option<usize>,
        /// The floor.
        floor: f64,
    },
    /// The weights leave less to a criterion of this node (`None`: the top) than its interactions
    /// take: they were made smaller, all by this factor.
    InteractionsScaled {
        /// The node.
        node: Option<usize>,
        /// The factor, below 1.
        factor: f64,
    },
    /// At this node some combinations of levels have no rule, and their levels were filled in.
    RulesCompleted {
        /// The node.
        node: usize,
        /// How.
        completion: Completion,
        /// How many combinations were filled in.
        filled: usize,
        /// How many there are.
        of: usize,
    },
    /// All alternatives are equal to the method, so that its formula is 0/0; the value its sheet
    /// names was given.
    AllEqual,
}

/// A method's own figures, in its paper's orientation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Native {
    /// Figures of each alternative; rows in the order of [`Prepared::members`].
    pub columns: Vec<OwnColumn>,
    /// Figures of each ordered pair of alternatives, in the same order.
    pub pairs: Vec<PairColumn>,
}

impl Native {
    /// Figures of alternatives alone.
    pub fn of_alternatives(columns: Vec<OwnColumn>) -> Native {
        Native { columns, pairs: Vec::new() }
    }

    /// The figures of alternatives in the column of that name.
    pub fn column(&self, name: &str) -> Option<&Figures> {
        self.columns.iter().find(|column| column.name == name).map(|column| &column.figures)
    }

    /// The figures of pairs in the column of that name.
    pub fn pair_column(&self, name: &str) -> Option<&PairFigures> {
        self.pairs.iter().find(|column| column.name == name).map(|column| &column.figures)
    }

    /// The relation of each alternative (first index) to each other, where the method gives one.
    pub fn relation(&self) -> Option<&Vec<Vec<Option<Relation>>>> {
        self.pairs.iter().find_map(|column| match &column.figures {
            PairFigures::Relation(relation) => Some(relation),
            _ => None,
        })
    }
}

/// A column of figures of alternatives.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnColumn {
    /// Its name in the table, and on an English page.
    pub name: &'static str,
    /// Its name on a Dutch page.
    pub dutch: &'static str,
    /// Its figures.
    pub figures: Figures,
}

impl OwnColumn {
    /// A column of real numbers.
    pub(crate) fn numbers(name: &'static str, dutch: &'static str, numbers: Vec<f64>) -> OwnColumn {
        OwnColumn { name, dutch, figures: Figures::Numbers(numbers) }
    }
}

/// Figures of alternatives.
#[derive(Debug, Clone, PartialEq)]
pub enum Figures {
    /// Real numbers.
    Numbers(Vec<f64>),
    /// Yes (1) or no (0).
    Flags(Vec<bool>),
    /// Places in an order of the method's own, 1 first.
    Ranks(Vec<usize>),
    /// Categories, 1 for the worst.
    Categories(Vec<usize>),
}

/// A column of figures of ordered pairs of alternatives.
#[derive(Debug, Clone, PartialEq)]
pub struct PairColumn {
    /// Its name in the table, and on an English page.
    pub name: &'static str,
    /// Its name on a Dutch page.
    pub dutch: &'static str,
    /// Its figures.
    pub figures: PairFigures,
}

/// Figures of ordered pairs of alternatives. The diagonal is not read.
#[derive(Debug, Clone, PartialEq)]
pub enum PairFigures {
    /// Real numbers; a row per first alternative, a column per second.
    Numbers(Matrix),
    /// Yes (1) or no (0), by first and second alternative.
    Flags(Vec<Vec<bool>>),
    /// How the first stands to the second; `None` where the second is preferred.
    Relation(Vec<Vec<Option<Relation>>>),
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

/// What the nodes of the tree are worth to one alternative.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NodeValues {
    /// Each node with its value, in the order of the file; `None` where nothing of it is known.
    pub values: Vec<(usize, Option<f64>)>,
    /// Each node that has rules, with the levels that it may have, in the order of the file.
    pub levels: Vec<(usize, LevelSet)>,
    /// What was left out, with the weight that it has among all criteria.
    pub dropped: Vec<Dropped>,
}

/// A criterion or node that its node leaves out, because nothing is known of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dropped {
    /// The branch that is left out.
    pub branch: usize,
    /// Its weight among all criteria.
    pub weight: f64,
}

type NodesAt = dyn Fn(&[f64]) -> Vec<NodeValues> + Send + Sync;

/// Gives the values of nodes at one set of weights, when they are asked for: an entry per member
/// of [`Prepared::members`].
pub struct NodeFigures(Box<NodesAt>);

impl NodeFigures {
    pub(super) fn new(
        figures: impl Fn(&[f64]) -> Vec<NodeValues> + Send + Sync + 'static,
    ) -> NodeFigures {
        NodeFigures(Box::new(figures))
    }

    /// The values at these weights.
    pub fn at(&self, weights: &[f64]) -> Vec<NodeValues> {
        (self.0)(weights)
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
    /// Exact bounds over the inputs, for an additive method.
    pub bounds: Option<Additive>,
    /// Least and greatest scores over the inputs, for a method that is no sum but never falls where
    /// a value rises.
    pub score_ends: Option<ScoreEnds>,
    /// What it says of categories, for a method that sorts.
    pub sorting: Option<Sorting>,
    /// What the user should know.
    pub notes: Vec<MethodNote>,
    /// The method's own figures, for a method that has more to show than a score.
    pub native: Option<NativeFigures>,
    /// What nodes are worth and what they leave out, for a method that goes by the nodes.
    pub nodes: Option<NodeFigures>,
}

/// What a method that sorts says beside the place of each category.
#[derive(Debug, Default)]
pub struct Sorting {
    /// Into how many categories it sorts.
    pub categories: usize,
    /// How alternatives stand to the lower limits of the categories but the worst: the figures of
    /// [`Native::pairs`], where the second of a pair is a limit, that of the second worst category
    /// first. `None` for a method that knows no such limits.
    pub standing: Option<NativeFigures>,
    /// The value functions that it has learned, point by point; empty if it learns none.
    pub values: Vec<ValuePoint>,
    /// How it agrees with the examples, in the problem's order; empty if it learns from none.
    pub examples: Vec<ExampleFit>,
}

/// What must hold of the weights: a sum of coefficient times weight that is at least 0, or above 0.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightCondition {
    /// A coefficient per leaf.
    pub coefficients: Vec<f64>,
    /// Whether the sum is above 0, not 0.
    pub strict: bool,
}

impl WeightCondition {
    /// The condition, without what is left of a coefficient by rounding alone: a strict condition
    /// would hold of it.
    pub(crate) fn new(
        coefficients: impl IntoIterator<Item = f64>,
        strict: bool,
    ) -> WeightCondition {
        let clean = |c: f64| if c.abs() <= VALUE_ROUNDING { 0.0 } else { c };
        WeightCondition { coefficients: coefficients.into_iter().map(clean).collect(), strict }
    }

    /// Where it does not hold.
    pub(crate) fn reversed(&self) -> WeightCondition {
        WeightCondition {
            coefficients: self.coefficients.iter().map(|c| 0.0 - c).collect(),
            strict: !self.strict,
        }
    }
}

/// At which weights an alternative is above the lower limit of a category, and at which below it:
/// where all conditions of one of these lists hold. None of them: nowhere.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitTest {
    /// Above it.
    pub above: Vec<Vec<WeightCondition>>,
    /// Below it: everywhere else.
    pub below: Vec<Vec<WeightCondition>>,
}

impl LimitTest {
    /// Above where one condition holds, below elsewhere.
    pub(crate) fn of(condition: WeightCondition) -> LimitTest {
        let below = vec![vec![condition.reversed()]];
        LimitTest { above: vec![vec![condition]], below }
    }

    /// Below at all weights.
    pub(crate) fn never() -> LimitTest {
        LimitTest { above: Vec::new(), below: vec![Vec::new()] }
    }
}

/// How the categories of a group hang on the weights: by limit, that of the second worst category
/// first, and by member of the group.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitTests {
    /// At the worst that each figure can be.
    pub worst: Vec<Vec<LimitTest>>,
    /// At the best.
    pub best: Vec<Vec<LimitTest>>,
}

/// A point of a value function that was learned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValuePoint {
    /// The leaf.
    pub leaf: usize,
    /// The figure.
    pub figure: f64,
    /// What it is worth: the values of the best figures of all leaves sum to 1.
    pub value: f64,
}

/// How a method that learns agrees with an example.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExampleFit {
    /// The alternative: an index into the problem's.
    pub alternative: usize,
    /// The category that is given: an index into the problem's.
    pub category: usize,
    /// The one that the method finds.
    pub found: usize,
    /// By how much its value is too high for the one that is given.
    pub over: f64,
    /// By how much it is too low.
    pub under: f64,
}

/// Scores at the least and at the greatest value of every cell, in the order of
/// [`Prepared::members`].
pub struct ScoreEnds {
    /// Maps weights to the least scores.
    pub low: Box<dyn Scorer>,
    /// Maps weights to the greatest scores.
    pub high: Box<dyn Scorer>,
    /// Whether both ends are reached by some figures of the inputs.
    pub exact: bool,
    /// Whether rules leave levels open, so that the ends differ even where every figure is one.
    pub open: bool,
}

impl Prepared {
    /// The alternatives with what the user should know, before anything is scored.
    pub(crate) fn new(members: Vec<usize>, notes: Vec<MethodNote>) -> Prepared {
        Prepared {
            members,
            scorer: None,
            values: None,
            bounds: None,
            score_ends: None,
            sorting: None,
            notes,
            native: None,
            nodes: None,
        }
    }
}
