//! What `[portfolio]` means, once it is checked.

use crate::case::check::when::When;
use crate::case::file::figure::Figure;
use crate::case::file::shape::At;
use crate::error::{Said, both};
use crate::problem::{Kind, Quantity, Text, Worth, number};
use std::ops::Range;

/// What is chosen together, checked.
#[derive(Debug, Clone)]
pub struct CheckedPortfolio {
    /// The keys, as indices, of which each combination of values is a choice; in key order.
    pub one_per: Vec<usize>,
    /// What it is worth to choose none.
    pub none: CheckedNone,
    /// What an alternative is worth.
    pub worth: Worth,
    /// By whose figure values are multiplied, if by any.
    pub times: Option<CheckedFigure>,
    /// The limits, in the order of the file.
    pub limits: Vec<CheckedLimit>,
    /// The rules, in the order of the file.
    pub rules: Vec<CheckedRule>,
}

/// What it is worth to choose none.
#[derive(Debug, Clone)]
pub enum CheckedNone {
    /// So much.
    Value(f64),
    /// What the alternative with these values is worth, and where they stand.
    Alternative(When, Range<usize>),
}

/// An attribute or a criterion whose figures are used.
#[derive(Debug, Clone)]
pub struct CheckedFigure {
    /// Its name.
    pub name: At<String>,
    /// The leaf; `None` for an attribute.
    pub leaf: Option<usize>,
}

/// Which alternatives are meant: all that pass both.
#[derive(Debug, Clone)]
pub struct Selector {
    /// By their keys.
    pub when: When,
    /// By an attribute and what it may be.
    pub attribute: Option<(At<String>, Vec<At<Figure>>)>,
    /// Where it stands.
    pub span: Range<usize>,
}

/// What a limit adds up.
#[derive(Debug, Clone)]
pub enum CheckedMeasure {
    /// Figures.
    Sum(CheckedFigure),
    /// How many.
    Count(Selector),
    /// Shares, which multiply.
    JointShare(CheckedFigure),
}

/// What a limit is split by.
#[derive(Debug, Clone)]
pub enum SplitBy {
    /// The values of a key, by its index.
    Key(usize),
    /// The values of an attribute.
    Attribute(At<String>),
}

/// Which bound of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundSide {
    /// The most it may be.
    AtMost,
    /// The least it may be.
    AtLeast,
    /// The most that a part may have of the whole.
    ShareAtMost,
}

impl BoundSide {
    /// The key that gives it, of a limit that is split or is not.
    pub fn key(self, split: bool) -> &'static str {
        match (self, split) {
            (BoundSide::AtMost, false) => "at_most",
            (BoundSide::AtLeast, false) => "at_least",
            (BoundSide::AtMost, true) => "each_at_most",
            (BoundSide::AtLeast, true) => "each_at_least",
            (BoundSide::ShareAtMost, _) => "share_at_most",
        }
    }
}

/// A bound that a limit names.
#[derive(Debug, Clone)]
pub struct GivenBound {
    /// Which.
    pub side: BoundSide,
    /// What it is; `None` where nobody gave it.
    pub bound: Option<f64>,
    /// Where it stands.
    pub span: Range<usize>,
}

/// A limit, checked.
#[derive(Debug, Clone)]
pub struct CheckedLimit {
    /// Its id.
    pub id: At<String>,
    /// Its name for people; may be empty.
    pub label: Text,
    /// What is added up.
    pub measure: CheckedMeasure,
    /// What it is split by, if it is.
    pub by: Option<SplitBy>,
    /// The bounds that it names: at least one, and none twice.
    pub bounds: Vec<GivenBound>,
    /// The probability with which they are kept; `None`: always.
    pub chance: Option<f64>,
    /// What an unknown figure can be, if anybody says so.
    pub unknown: Option<Quantity>,
    /// By how much it is loosened, if it says so.
    pub step: Option<f64>,
    /// Whether it is applied, unless a what-if says otherwise.
    pub active: bool,
    /// Whether the answer must keep it.
    pub enforced: bool,
    /// What it rests on.
    pub kind: Option<Kind>,
    /// Why; may be empty.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

impl CheckedMeasure {
    /// Why a bound makes no sense, and what would be right; `None` where it does.
    pub fn fault(&self, side: BoundSide, bound: f64) -> Option<(Said, Said)> {
        let shown = number(bound);
        if !bound.is_finite() {
            let message = both(
                format!("a bound is a finite number, not {bound}"),
                format!("een grens is een eindig getal, niet {bound:#}"),
            );
            return Some((
                message,
                both("leave out a bound that there is not", "laat een grens die er niet is weg"),
            ));
        }
        let is_share =
            side == BoundSide::ShareAtMost || matches!(self, CheckedMeasure::JointShare(_));
        if is_share && !(0.0..=1.0).contains(&bound) {
            let message = both(
                format!("a share lies between 0 and 1, and this bound is {shown}"),
                format!("een aandeel ligt tussen 0 en 1, en deze grens is {shown:#}"),
            );
            return Some((
                message,
                both("write it as a share, as in 0.5", "schrijf het als aandeel, zoals in 0.5"),
            ));
        }
        if matches!(self, CheckedMeasure::Count(_)) && bound < 0.0 {
            let message = both(
                format!("a count is never below 0, and this bound is {shown}"),
                format!("een aantal is nooit kleiner dan 0, en deze grens is {shown:#}"),
            );
            return Some((
                message,
                both("write a number of at least 0", "schrijf een getal van minstens 0"),
            ));
        }
        None
    }
}

impl CheckedLimit {
    /// Why its bounds cannot be kept together, if these are they.
    pub fn contradiction(at_least: Option<f64>, at_most: Option<f64>) -> Option<Said> {
        let (low, high) = (at_least?, at_most?);
        let message = || {
            both(
                format!("at least {} and at most {} cannot both be", number(low), number(high)),
                format!(
                    "minstens {:#} en hoogstens {:#} kunnen niet samen",
                    number(low),
                    number(high)
                ),
            )
        };
        (low > high).then(message)
    }
}

/// A rule, checked.
#[derive(Debug, Clone)]
pub struct CheckedRule {
    /// Its id.
    pub id: At<String>,
    /// Its name for people; may be empty.
    pub label: Text,
    /// What it says.
    pub says: CheckedSays,
    /// Whether it is applied, unless a what-if says otherwise.
    pub active: bool,
    /// Whether the answer must keep it.
    pub enforced: bool,
    /// What it rests on.
    pub kind: Option<Kind>,
    /// Why; may be empty.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

/// What a rule says.
#[derive(Debug, Clone)]
pub enum CheckedSays {
    /// If anything of the first is chosen, something of the second is.
    Requires(Selector, Selector),
    /// If anything of the first is chosen, nothing of the second is.
    Excludes(Selector, Selector),
    /// A value is added if something of each is chosen.
    Together(Vec<Selector>, f64),
}

impl CheckedSays {
    /// What it names.
    pub fn selectors(&self) -> Vec<&Selector> {
        match self {
            CheckedSays::Requires(one, other) | CheckedSays::Excludes(one, other) => {
                vec![one, other]
            }
            CheckedSays::Together(all, _) => all.iter().collect(),
        }
    }
}

impl CheckedPortfolio {
    /// Everything that selects alternatives, in the order of the file.
    pub fn selectors(&self) -> impl Iterator<Item = &Selector> {
        let counted = self.limits.iter().filter_map(|limit| match &limit.measure {
            CheckedMeasure::Count(selector) => Some(selector),
            CheckedMeasure::Sum(_) | CheckedMeasure::JointShare(_) => None,
        });
        counted.chain(self.rules.iter().flat_map(|rule| rule.says.selectors()))
    }

    /// The values of keys that it names, key by key.
    pub fn whens(&self) -> impl Iterator<Item = &When> {
        let none = match &self.none {
            CheckedNone::Alternative(when, _) => Some(when),
            CheckedNone::Value(_) => None,
        };
        none.into_iter().chain(self.selectors().map(|selector| &selector.when))
    }

    /// The attributes and criteria whose figures it uses.
    pub fn figures(&self) -> impl Iterator<Item = &CheckedFigure> {
        let added = self.limits.iter().filter_map(|limit| match &limit.measure {
            CheckedMeasure::Sum(of) | CheckedMeasure::JointShare(of) => Some(of),
            CheckedMeasure::Count(_) => None,
        });
        self.times.iter().chain(added)
    }

    /// The attributes whose figures or texts it uses, as often as it names them.
    pub fn attributes(&self) -> Vec<&At<String>> {
        let mut out = Vec::new();
        out.extend(self.figures().filter(|of| of.leaf.is_none()).map(|of| &of.name));
        out.extend(self.limits.iter().filter_map(|limit| match &limit.by {
            Some(SplitBy::Attribute(name)) => Some(name),
            Some(SplitBy::Key(_)) | None => None,
        }));
        out.extend(self.selectors().filter_map(|it| it.attribute.as_ref()).map(|(name, _)| name));
        out
    }
}
