//! The actors of a decision, together.

use super::{Actor, Problem};
use crate::error::{Error, Result, Said, both};
use std::collections::BTreeSet;

/// Actors who look at the same alternatives, in the same groups, on the same tree of criteria.
///
/// ```
/// use afweging::problem::{Actor, Direction, Panel, Problem};
///
/// let problem = |price: f64, quality: f64| {
///     Problem::builder()
///         .criterion("price", Direction::Min, price)
///         .criterion("quality", Direction::Max, quality)
///         .alternative("A", [100.0, 7.0])
///         .alternative("B", [120.0, 9.0])
///         .build()
/// };
/// let buyer = Actor::new("buyer", problem(3.0, 1.0)?);
/// let user = Actor::new("user", problem(1.0, 4.0)?).with_influence(2.0);
/// let panel = Panel::new(vec![buyer, user])?;
/// assert_eq!(panel.shares(), [1.0 / 3.0, 2.0 / 3.0]);
///
/// let alone = Actor::new("buyer", problem(3.0, 1.0)?).with_influence(0.0);
/// assert!(Panel::new(vec![alone]).is_err());
/// # Ok::<(), afweging::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    actors: Vec<Actor>,
    /// By group: the alternative with which benefits and burdens are compared.
    baseline: Vec<Option<usize>>,
}

impl Panel {
    /// The panel of these actors, in this order.
    ///
    /// # Errors
    /// [`Error::Problem`] for no actor, for an id that is empty or there twice, for an influence
    /// that is neither 0 nor from 1e-100 to 1e100 or that is 0 for all, for a minimum that is not finite, for a
    /// benefit or burden that is no leaf or both, and where actors do not look at the same
    /// alternatives, groups and criteria.
    pub fn new(actors: Vec<Actor>) -> Result<Panel> {
        let Some(first) = actors.first() else {
            return Err(Error::fault(
                both("a panel", "een panel"),
                both("it has no actor", "het heeft geen actor"),
            ));
        };
        let mut seen = BTreeSet::new();
        for actor in &actors {
            let wrong = |reason: Said| {
                let id = &actor.id;
                let at = both(format!("the actor `{id}`"), format!("de actor `{id}`"));
                Err(Error::fault(at, reason))
            };
            if actor.id.trim().is_empty() {
                return wrong(both("its id is empty", "het id is leeg"));
            }
            if !seen.insert(actor.id.as_str()) {
                return wrong(both("this id is there twice", "dit id staat er twee keer"));
            }
            // Sums and shares of what lies beyond are no longer exact.
            if actor.influence != 0.0 && !(1e-100..=1e100).contains(&actor.influence) {
                return wrong(both(
                    "its influence is neither 0 nor a number from 1e-100 to 1e100",
                    "de invloed is niet 0 en geen getal van 1e-100 tot 1e100",
                ));
            }
            if actor.minimum.is_some_and(|minimum| !minimum.is_finite()) {
                return wrong(both(
                    "its minimum is not a finite number",
                    "het minimum is geen eindig getal",
                ));
            }
            let leaves = actor.problem.tree.leaves.len();
            if actor.benefit.iter().chain(&actor.burden).any(|leaf| *leaf >= leaves) {
                return wrong(both(
                    "a benefit or burden is no criterion",
                    "een lust of een last is geen criterium",
                ));
            }
            if actor.benefit.iter().any(|leaf| actor.burden.contains(leaf)) {
                return wrong(both(
                    "a criterion is a benefit and a burden to it",
                    "een criterium is voor die actor een lust en een last",
                ));
            }
            if !alike(&first.problem, &actor.problem) {
                return wrong(both(
                    "it does not look at the alternatives, groups and criteria of the first actor",
                    "die actor kijkt niet naar de alternatieven, groepen en criteria van de eerste",
                ));
            }
        }
        if actors.iter().all(|actor| actor.influence == 0.0) {
            return Err(Error::fault(
                both("a panel", "een panel"),
                both("no actor has any influence", "geen enkele actor heeft invloed"),
            ));
        }
        let baseline = vec![None; first.problem.groups.len()];
        Ok(Panel { actors, baseline })
    }

    /// The panel with the alternative of each group (none: it has none) with which benefits and
    /// burdens are compared; it need not compete.
    ///
    /// # Errors
    /// [`Error::Problem`] where there is not one entry per group, or one is not of its group.
    pub fn with_baseline(self, baseline: Vec<Option<usize>>) -> Result<Panel> {
        let groups = &self.problem().groups;
        let of_group = |(group, at): (&super::Group, &Option<usize>)| {
            at.is_none_or(|at| group.place_of(at).is_some())
        };
        if baseline.len() != groups.len() || !groups.iter().zip(&baseline).all(of_group) {
            return Err(Error::fault(
                both("the baseline", "het vergelijkingspunt"),
                both(
                    "it is not an alternative of each group",
                    "het is niet van elke groep een alternatief",
                ),
            ));
        }
        Ok(Panel { baseline, ..self })
    }

    /// The actors, in order.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// A problem with the keys, alternatives, groups and criteria that all of them look at.
    pub fn problem(&self) -> &Problem {
        &self.actors[0].problem
    }

    /// The alternative of a group with which benefits and burdens are compared.
    pub fn baseline(&self, group: usize) -> Option<usize> {
        self.baseline[group]
    }

    /// The share of all influence that each actor has, in order; the sum is 1.
    pub fn shares(&self) -> Vec<f64> {
        let raw: Vec<f64> = self.actors.iter().map(|actor| actor.influence).collect();
        super::weights::normalise(&raw)
    }

    /// Whether all actors have the same influence.
    pub fn is_equal(&self) -> bool {
        self.actors.iter().all(|actor| actor.influence == self.actors[0].influence)
    }
}

/// Whether two problems have the same keys, alternatives, groups and criteria.
fn alike(a: &Problem, b: &Problem) -> bool {
    let ids = |problem: &Problem| -> Vec<(String, Option<usize>, Option<usize>)> {
        let branches = problem.tree.branches.iter();
        branches.map(|branch| (branch.id.clone(), branch.parent, branch.leaf)).collect()
    };
    a.keys == b.keys && a.groups == b.groups && a.alternatives == b.alternatives && ids(a) == ids(b)
}
