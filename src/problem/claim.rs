//! What a case claims of its alternatives, to be proved or refuted.

use super::text::Text;

/// A claim, made of one group or of several.
///
/// ```
/// use afweging::problem::{Claim, Order, Statement};
///
/// // For all weights and inputs, the first alternative is at least as good as the third.
/// let claim = Claim::new("cheap", Statement::Order(Order::AtLeast), 0, Some(2));
/// assert!(!claim.given_weights && !claim.nominal_inputs);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The id by which a report names it.
    pub id: String,
    /// Its label; may be empty.
    pub label: Text,
    /// Why it stands in the case; may be empty.
    pub reason: Text,
    /// As the user wrote it.
    pub written: String,
    /// What it says.
    pub statement: Statement,
    /// Whether one group in which it holds is enough; else it is claimed of every one.
    pub some: bool,
    /// Whether it speaks of the case's own weights only; else of all admissible ones.
    pub given_weights: bool,
    /// Whether it speaks of nominal figures only; else of all values of the inputs.
    pub nominal_inputs: bool,
    /// Whether a pipeline may rest on it.
    pub must: bool,
    /// Where it comes from.
    pub source: Option<String>,
    /// Ids of the passages it is read from.
    pub passages: Vec<String>,
    /// The keys that its groups are made by: indices into the problem's.
    pub within: Vec<usize>,
    /// Where it is made, in the order of the groups.
    pub instances: Vec<Instance>,
}

impl Claim {
    /// A claim of the alternative `of` and, for an order, of the other one, `over`; both are
    /// indices into the problem's alternatives. It speaks of all admissible weights and all values
    /// of the inputs, and nothing rests on it.
    pub fn new(
        id: impl Into<String>,
        statement: Statement,
        of: usize,
        over: Option<usize>,
    ) -> Claim {
        Claim {
            id: id.into(),
            label: Text::default(),
            reason: Text::default(),
            written: String::new(),
            statement,
            some: false,
            given_weights: false,
            nominal_inputs: false,
            must: false,
            source: None,
            passages: Vec::new(),
            within: Vec::new(),
            instances: vec![Instance { values: Vec::new(), of: Some(of), over }],
        }
    }
}

/// A claim in one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// The values of the keys of [`Claim::within`].
    pub values: Vec<usize>,
    /// The alternative it speaks of: an index into the problem's; `None` if it is not there.
    pub of: Option<usize>,
    /// For an order, the other one.
    pub over: Option<usize>,
}

/// What a claim says of its alternative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Statement {
    /// How it stands to another one.
    Order(Order),
    /// It has a rank up to `rank` for a share of all weights of at least (or at most) `bound`.
    Share {
        /// The last rank that counts.
        rank: usize,
        /// Whether the share is at least the bound; else at most.
        at_least: bool,
        /// The bound, 0 to 1.
        bound: f64,
    },
    /// Its rank, 1 + how many are ahead of it, is between these.
    Rank {
        /// Not better than this.
        best: usize,
        /// Not worse than this; `None` = any.
        worst: Option<usize>,
    },
    /// A requirement excludes it.
    Excluded,
}

/// How one alternative stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Strictly ahead.
    Above,
    /// At least as good.
    AtLeast,
    /// Equally good.
    Equal,
}
