//! Choose one option of each choice so that the sum of values is greatest, within linear rows: 0/1
//! programs in which every variable belongs to a choice of which exactly one is 1.
//!
//! Numbers only. [`BinaryProgram::best`] finds the K best sets of options by branch and bound, and
//! proves that none is better or says how much better one could be. What is claimed rests on sums of
//! this module alone:
//!
//! - A set of options counts only after its rows were summed again, with the rounding of a sum as
//!   the only tolerance.
//! - A bound is the Lagrangian one: for any prices u of the rows, none below 0, no set is worth more
//!   than u b + sum over choices of the greatest value - u a of an option (Everett 1963,
//!   doi:10.1287/opre.11.3.399; Geoffrion 1974, doi:10.1007/BFb0120690). Prices may come from a
//!   linear program that a solver got wrong: then the bound is weak, and still true.
//! - That there is no set is known when every branch was ruled out so, never because a solver says
//!   it.
//!
//! [`RobustProgram::non_dominated`] lists the sets that no other set beats, where values are only
//! known to lie between ends and weights in a polytope with known extreme points.

mod bound;
mod branch;
mod conflict;
mod exchange;
mod finder;
mod judge;
mod model;
mod narrow;
mod pool;
mod relaxation;
mod search;
mod split;
mod ties;

pub use conflict::RowConflict;

mod robust;

/// Choose one option of each choice.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BinaryProgram {
    /// By choice: the value of each of its options. No choice is without options; all are finite.
    pub values: Vec<Vec<f64>>,
    /// What must hold.
    pub rows: Vec<ProgramRow>,
    /// What sets of options add together.
    pub bonuses: Vec<Bonus>,
}

/// The sum of the coefficients of the options chosen is at most a bound.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProgramRow {
    /// Choice, option and coefficient; each option at most once, all finite. Others have 0.
    pub terms: Vec<(usize, usize, f64)>,
    /// The bound.
    pub at_most: f64,
    /// What each unit above the bound costs, not below 0; `None`: the bound must be kept.
    pub excess_cost: Option<f64>,
}

/// A value that is added once if something of each of these sets is chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bonus {
    /// Sets of (choice, option).
    pub sets: Vec<Vec<(usize, usize)>>,
    /// The value; below 0 it is taken.
    pub value: f64,
}

/// What is asked of a search.
///
/// ```
/// use afweging::binary_program::{BestRequest, BinaryProgram};
///
/// // One of three options, two of which are worth as much.
/// let program = BinaryProgram { values: vec![vec![1.0, 2.0, 2.0]], ..BinaryProgram::default() };
/// let best = program.best(&BestRequest { and_ties: true, ..BestRequest::default() });
/// assert_eq!(best.found.len(), 2);
/// // Of those that are worth 3 or more there are none, which is known.
/// let best = program.best(&BestRequest { at_least: 3.0, ..BestRequest::default() });
/// assert!(best.found.is_empty() && best.complete);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BestRequest {
    /// How many of the best sets: at least 1.
    pub best: usize,
    /// Only sets that are worth this much are looked for, which makes the search shorter;
    /// -infinity: all are.
    pub at_least: f64,
    /// Whether sets that tie with the last of those asked for are listed too: all of them, or
    /// [`BestRequest::MOST_TIES`] where there are more.
    pub and_ties: bool,
    /// The most branches that are looked at. The answer does not depend on the time of day.
    pub most_nodes: u64,
}

impl BestRequest {
    /// The most sets that are listed beyond those that were asked for.
    pub const MOST_TIES: usize = 32;
}

impl Default for BestRequest {
    /// The best set, looked for in a million branches.
    fn default() -> BestRequest {
        let (best, at_least) = (1, f64::NEG_INFINITY);
        BestRequest { best, at_least, and_ties: false, most_nodes: 1_000_000 }
    }
}

/// A set of options that meets all rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// By choice: the option.
    pub options: Vec<usize>,
    /// Its value, with bonuses and what excess costs.
    pub value: f64,
}

/// The best sets of options.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// Best first; ties in the order of their options. Fewer than were asked for where there are no
    /// more, or the search was cut short.
    pub found: Vec<Chosen>,
    /// No set is worth more than this. The value of the first one found where it is proved best;
    /// where none is worth as much as was asked for, no more than that.
    pub bound: f64,
    /// Whether the search came to its end: then `found` are the best there are, and if it is empty
    /// no set meets the rows that is worth as much as was asked for.
    pub complete: bool,
}

/// Choose one option of each choice, where the value of an option is only known to lie between ends,
/// at each extreme point of the admissible weights.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RobustProgram {
    /// By extreme point, choice and option: the least value.
    pub lows: Vec<Vec<Vec<f64>>>,
    /// By extreme point, choice and option: the greatest value.
    pub highs: Vec<Vec<Vec<f64>>>,
    /// What must hold; rows with an excess cost are not allowed.
    pub rows: Vec<ProgramRow>,
    /// What sets of options add together, at every extreme point.
    pub bonuses: Vec<Bonus>,
}

/// The sets that no other set dominates.
///
/// One set dominates another if, at every extreme point and wherever the values of the options that
/// they do not share lie, it is worth at least as much, and more somewhere (Liesiö, Mild & Salo
/// 2007, doi:10.1016/j.ejor.2006.12.041; 2008, doi:10.1016/j.ejor.2007.07.019).
#[derive(Debug, Clone, PartialEq)]
pub struct NonDominated {
    /// The option of each choice, a row for each set, in the order of their options.
    pub sets: Vec<Vec<usize>>,
    /// Whether these are all. If not, the search was cut short, and nothing follows from the list.
    pub complete: bool,
}
