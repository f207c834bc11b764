//! What a model says of the paths of one choice, by the places in which they can stand.

use crate::problem::{MoveNeeds, PathwayModel, Transition};

/// Where a path stands: a position in the choice's alternatives, then none, then a start that is
/// not among them.
pub(super) type Place = usize;

/// What holds of the paths of one choice.
#[derive(Debug, Clone)]
pub(super) struct ChoiceRules {
    /// How many alternatives the choice has. This is the place of none, too.
    pub alternatives: usize,
    /// Where a path stands before the first period.
    pub start: Place,
    /// Whether a path can stand in none.
    pub none: bool,
    /// By place that is left, and place that is moved to: what holds of the move; `None`: it is not
    /// allowed.
    moves: Vec<Vec<Option<MoveRule>>>,
    /// How long a path may stay.
    pub stays: Vec<StayRule>,
    /// Where periods are counted.
    pub counters: Vec<Counter>,
    /// What a path builds and needs by itself.
    pub capacities: Vec<CapacityRule>,
}

/// What holds of a move.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct MoveRule {
    /// What it costs.
    pub cost: f64,
    /// How many periods pass before the new one is there.
    pub takes: usize,
    /// The first period in which what it needs holds.
    pub earliest: usize,
    /// Counters, and how many periods each must have counted.
    pub after: Vec<(usize, u32)>,
}

/// How long a path may stay in some places.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StayRule {
    /// By place.
    pub inside: Vec<bool>,
    /// The least number of periods.
    pub at_least: u32,
    /// The greatest.
    pub at_most: Option<u32>,
}

/// Counts the periods in which a path stood in some places.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counter {
    /// By place.
    pub inside: Vec<bool>,
    /// Counts above this are no different.
    pub enough: u32,
    /// The alternatives: what tells counters apart.
    alternatives: Vec<usize>,
}

/// What a path builds and needs by itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CapacityRule {
    /// By place: what a period there builds.
    pub builds: Vec<f64>,
    /// By place: what a period there needs.
    pub needs: Vec<f64>,
    /// What there is at the start.
    pub start: f64,
    /// More built than this is no different.
    pub enough: f64,
}

impl ChoiceRules {
    /// What a model says of the paths of a choice.
    pub fn new(model: &PathwayModel, choice: usize, ready: &[Option<usize>]) -> ChoiceRules {
        let choice = &model.choices[choice];
        let n = choice.alternatives.len();
        let mut of_place: Vec<Option<usize>> =
            choice.alternatives.iter().copied().map(Some).collect();
        of_place.push(None);
        let start = match choice.start {
            None => n,
            start => of_place.iter().position(|of| *of == start).unwrap_or(n + 1),
        };
        of_place.push(choice.start.filter(|_| start == n + 1));
        let inside = |alternatives: &[usize]| -> Vec<bool> {
            of_place.iter().map(|of| of.is_some_and(|of| alternatives.contains(&of))).collect()
        };
        let mut rules = ChoiceRules {
            alternatives: n,
            start,
            none: model.none.is_some(),
            moves: Vec::new(),
            stays: Vec::new(),
            counters: Vec::new(),
            capacities: Vec::new(),
        };
        for stay in model.stays.iter().filter(|stay| stay.active) {
            let inside = inside(&stay.alternatives);
            let binds = stay.at_least > 1 || stay.at_most.is_some();
            if binds && inside[..n].contains(&true) {
                rules.stays.push(StayRule {
                    inside,
                    at_least: stay.at_least,
                    at_most: stay.at_most,
                });
            }
        }
        for capacity in
            model.capacities.iter().filter(|capacity| capacity.active && !capacity.shared)
        {
            let by_place = |figures: &[f64]| -> Vec<f64> {
                of_place.iter().map(|of| of.map_or(0.0, |of| figures[of])).collect()
            };
            let needs = by_place(&capacity.needs);
            let most = needs[..n].iter().copied().fold(0.0, f64::max);
            if most > capacity.start {
                rules.capacities.push(CapacityRule {
                    builds: by_place(&capacity.builds),
                    needs,
                    start: capacity.start,
                    enough: most - capacity.start,
                });
            }
        }
        let transitions: Vec<&Transition> =
            model.transitions.iter().filter(|transition| transition.active).collect();
        for from in 0..of_place.len() {
            let to_each = |to: usize| {
                (to != from)
                    .then(|| {
                        rules.move_rule(
                            &transitions,
                            ready,
                            (of_place[from], of_place[to]),
                            &inside,
                        )
                    })
                    .flatten()
            };
            let row = (0..=n).map(to_each).collect();
            rules.moves.push(row);
        }
        rules
    }

    /// What holds of a move; `None`: it is not allowed.
    fn move_rule(
        &mut self,
        transitions: &[&Transition],
        ready: &[Option<usize>],
        (from, to): (Option<usize>, Option<usize>),
        inside: &dyn Fn(&[usize]) -> Vec<bool>,
    ) -> Option<MoveRule> {
        let mut rule = MoveRule::default();
        // No transition speaks of a move to none.
        let Some(to) = to else { return Some(rule) };
        for transition in transitions {
            let from_here = match (&transition.from, from) {
                (None, _) => true,
                (Some(of), Some(from)) => of.contains(&from),
                (Some(_), None) => false,
            };
            if !from_here || !transition.to.contains(&to) {
                continue;
            }
            if !transition.allowed {
                return None;
            }
            rule.cost += transition.cost;
            rule.takes = rule.takes.max(transition.takes as usize);
            match transition.needs {
                None | Some(MoveNeeds::Holds(true)) => {}
                Some(MoveNeeds::Holds(false)) => return None,
                Some(MoveNeeds::Ready(fact)) => rule.earliest = rule.earliest.max(ready[fact]?),
            }
            if let Some((alternatives, periods)) = &transition.after {
                rule.after.push((self.counter(alternatives, *periods, inside), *periods));
            }
        }
        Some(rule)
    }

    /// The counter of some alternatives; made where there is none yet.
    fn counter(
        &mut self,
        alternatives: &[usize],
        enough: u32,
        inside: &dyn Fn(&[usize]) -> Vec<bool>,
    ) -> usize {
        let at = match self.counters.iter().position(|counter| counter.alternatives == alternatives)
        {
            Some(at) => at,
            None => {
                self.counters.push(Counter {
                    inside: inside(alternatives),
                    enough: 0,
                    alternatives: alternatives.to_vec(),
                });
                self.counters.len() - 1
            }
        };
        self.counters[at].enough = self.counters[at].enough.max(enough);
        at
    }

    /// What holds of a move from a place to another; `None`: it is not allowed.
    pub fn of_move(&self, from: Place, to: Place) -> Option<&MoveRule> {
        self.moves[from][to].as_ref()
    }
}
