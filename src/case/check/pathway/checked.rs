//! What `[pathway]` means, once it is checked. Its alternatives are not looked up yet, because
//! tables may give the values of keys.

use crate::case::check::checked_portfolio::{CheckedLimit, CheckedMeasure, Selector, SplitBy};
use crate::case::check::when::When;
use crate::case::file::shape::At;
use crate::problem::{Kind, Period, Readiness, Text};
use std::ops::Range;

/// A `[pathway]` that means something. Where a finding was an error, the best guess stands.
#[derive(Debug, Clone)]
pub struct CheckedPathway {
    /// The keys of which each combination of values has a path, in order.
    pub one_per: Vec<usize>,
    /// Where every path stands before the first period; `None`: in no alternative.
    pub start: Option<Selector>,
    /// What a year without an alternative is worth; `None`: a path always stands in one.
    pub none: Option<f64>,
    /// The periods.
    pub periods: Vec<Period>,
    /// The discount rate of a year.
    pub discount: f64,
    /// How many years the value of the last period goes on after it.
    pub until: u32,
    /// What is said of moves.
    pub transitions: Vec<CheckedTransition>,
    /// How long a path may stay.
    pub stays: Vec<CheckedStay>,
    /// Facts that hold from a year on.
    pub readiness: Vec<Readiness>,
    /// What some alternatives build and others need.
    pub capacities: Vec<CheckedCapacity>,
    /// Limits on what all paths do in a period.
    pub limits: Vec<CheckedLimit>,
    /// By limit: the periods in which it holds, by their places.
    pub limit_periods: Vec<Vec<usize>>,
}

impl CheckedPathway {
    /// Everything that selects alternatives.
    fn selectors(&self) -> impl Iterator<Item = &Selector> {
        let moves = self.transitions.iter().flat_map(|it| {
            let after = it.after.iter().map(|(after, _)| after);
            it.from.iter().chain([&it.to]).chain(after)
        });
        let stays = self.stays.iter().map(|it| &it.alternatives);
        let built = self.capacities.iter().filter_map(|it| it.built.as_ref());
        let needed = self.capacities.iter().map(|it| &it.needed);
        let capacities = built.chain(needed).map(|(selector, _)| selector);
        let counted = self.limits.iter().filter_map(|it| match &it.measure {
            CheckedMeasure::Count(selector) => Some(selector),
            CheckedMeasure::Sum(_) | CheckedMeasure::JointShare(_) => None,
        });
        self.start.iter().chain(moves).chain(stays).chain(capacities).chain(counted)
    }

    /// The values of keys that it names, key by key.
    pub fn whens(&self) -> impl Iterator<Item = &When> {
        self.selectors().map(|selector| &selector.when)
    }

    /// The attributes whose figures or texts it uses, as often as it names them.
    pub fn attributes(&self) -> Vec<&At<String>> {
        let mut out: Vec<&At<String>> = Vec::new();
        for limit in &self.limits {
            if let CheckedMeasure::Sum(of) | CheckedMeasure::JointShare(of) = &limit.measure
                && of.leaf.is_none()
            {
                out.push(&of.name);
            }
            if let Some(SplitBy::Attribute(name)) = &limit.by {
                out.push(name);
            }
        }
        out.extend(self.selectors().filter_map(|it| it.attribute.as_ref()).map(|(name, _)| name));
        out
    }
}

/// What is said of some moves.
#[derive(Debug, Clone)]
pub struct CheckedTransition {
    /// Its id.
    pub id: String,
    /// Its name for people; may be empty.
    pub label: Text,
    /// Where the move comes from; `None`: anywhere.
    pub from: Option<Selector>,
    /// Where it goes.
    pub to: Selector,
    /// Whether such a move is allowed.
    pub allowed: bool,
    /// Where the path must have stood, and for how many periods in all.
    pub after: Option<(Selector, u32)>,
    /// The id of a fact that must hold, and where it is named.
    pub needs: Option<(String, Range<usize>)>,
    /// What the move costs, in years of value.
    pub cost: f64,
    /// How many periods pass before the new alternative is there.
    pub takes: u32,
    /// Whether it is applied.
    pub active: bool,
    /// What it rests on.
    pub kind: Option<Kind>,
    /// Why; may be empty.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

/// How long a path may stay in some alternatives.
#[derive(Debug, Clone)]
pub struct CheckedStay {
    /// Its id.
    pub id: String,
    /// Its name for people; may be empty.
    pub label: Text,
    /// The alternatives.
    pub alternatives: Selector,
    /// The least number of periods.
    pub at_least: u32,
    /// The greatest; `None`: any.
    pub at_most: Option<u32>,
    /// Whether it is applied.
    pub active: bool,
    /// What it rests on.
    pub kind: Option<Kind>,
    /// Why; may be empty.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

/// What some alternatives build and others need.
#[derive(Debug, Clone)]
pub struct CheckedCapacity {
    /// Its id.
    pub id: String,
    /// Its name for people; may be empty.
    pub label: Text,
    /// Who builds it, and how much a period; `None`: nobody does.
    pub built: Option<(Selector, f64)>,
    /// Who needs it, and how much a period.
    pub needed: (Selector, f64),
    /// What there is at the start.
    pub start: f64,
    /// Whether all paths have it together.
    pub shared: bool,
    /// Whether it is applied.
    pub active: bool,
    /// Why; may be empty.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}
