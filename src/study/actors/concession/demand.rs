//! What must change for an alternative to be accepted: weights, or the alternative itself.

/// What must change, and whether it can.
#[derive(Debug, Clone, PartialEq)]
pub enum Demand<T> {
    /// Nothing: the alternative is accepted as it is.
    Nothing,
    /// This.
    Change(T),
    /// No change does it; that is proved.
    Impossible,
    /// Nothing was found that does it, and it is not proved that nothing does.
    Unknown,
    /// The method has no weights or values that could change so: see [`WeightChange`] and
    /// [`Improvement`].
    Undefined,
}

impl<T> Demand<T> {
    /// Its name in tables; none where it is not defined.
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Demand::Nothing => Some("nothing"),
            Demand::Change(_) => Some("change"),
            Demand::Impossible => Some("impossible"),
            Demand::Unknown => Some("unknown"),
            Demand::Undefined => None,
        }
    }

    /// The change; none where there is none.
    pub fn change(&self) -> Option<&T> {
        match self {
            Demand::Change(change) => Some(change),
            _ => None,
        }
    }
}

/// The nearest weights at which an actor accepts an alternative. Defined where scores are linear in
/// the weights: for a weighted sum and PROMETHEE II.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightChange {
    /// The share of all weight that must move, 0 to 1: half the sum of |w'_j - w_j|, as distances
    /// of respondents are counted.
    pub share: f64,
    /// The weights w', by leaf; they sum to 1.
    pub weights: Vec<f64>,
    /// Whether no nearer ones are: proved by a complete search.
    pub exact: bool,
    /// Whether they meet all that the actor says; none where it states nothing but weights. They
    /// only break its statements where no weights within these do. A preference may hold as a tie.
    pub within_statements: Option<bool>,
}

/// The least that an alternative must gain for an actor to accept it. Defined for the weighted sum
/// with value functions. Observed ranges are held as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Improvement {
    /// The sum of the points of value gained.
    pub total: f64,
    /// On which criteria, the heaviest first.
    pub raises: Vec<Raise>,
}

/// What an alternative gains on a criterion in the eyes of an actor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raise {
    /// The criterion, as an index into the leaves of the tree.
    pub leaf: usize,
    /// The value as it is.
    pub from: f64,
    /// The value as it must be.
    pub to: f64,
    /// The figure as it is, in its own unit.
    pub figure_from: f64,
    /// The nearest figure that is worth as much; on an ordinal scale the nearest level.
    pub figure_to: Option<f64>,
}

/// The least that an alternative must gain for all actors to accept it: on each criterion the same
/// points of value for everybody, up to the best value of each.
#[derive(Debug, Clone, PartialEq)]
pub struct CommonImprovement {
    /// The sum of the points of value gained.
    pub total: f64,
    /// The points gained on each leaf, where there are any.
    pub raises: Vec<(usize, f64)>,
}
