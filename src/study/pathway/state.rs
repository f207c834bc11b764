//! What of a path's past matters for what may follow.

use super::rules::{ChoiceRules, MoveRule, Place};
use crate::tolerance::ROW_ROUNDING;

/// Where a path stands, and what of its past matters for what may follow. Two paths in the same
/// state may go on in the same ways.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    /// Where it stands.
    pub place: Place,
    /// The move under way: where it goes, and how many more periods the old one goes on.
    under_way: Option<(Place, usize)>,
    /// By stay: how many periods in a row it has been in it; 0 if it is not. Not told apart where
    /// that makes no difference.
    runs: Vec<u32>,
    /// By counter: how many periods it stood there in all, up to what is enough.
    counts: Vec<u32>,
    /// By capacity: what it has built, up to what is enough; the bits of a number of at least 0.
    built: Vec<u64>,
}

/// The move that is made in a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct MoveMade {
    /// Where it goes; `None`: to none.
    pub to: Option<usize>,
    /// How many periods pass before the new one is there.
    pub takes: usize,
    /// What it costs.
    pub cost: f64,
}

impl State {
    /// Before the first period.
    pub fn at_start(rules: &ChoiceRules) -> State {
        let counted = |inside: &[bool]| u32::from(inside[rules.start]);
        State {
            place: rules.start,
            under_way: None,
            runs: vec![0; rules.stays.len()],
            counts: rules
                .counters
                .iter()
                .map(|counter| counted(&counter.inside).min(counter.enough))
                .collect(),
            built: vec![0.0_f64.to_bits(); rules.capacities.len()],
        }
    }

    /// What a path can do next: in the period `period` of `periods`, where `usable` says in which
    /// places it can stand then.
    pub fn next(
        &self,
        rules: &ChoiceRules,
        (period, periods): (usize, usize),
        usable: &dyn Fn(Place) -> bool,
    ) -> Vec<(State, Option<MoveMade>)> {
        let mut out = Vec::new();
        let mut stand = |place: Place, under_way, made| {
            if let Some(state) = usable(place).then(|| self.standing(rules, place)).flatten() {
                out.push((State { under_way, ..state }, made));
            }
        };
        match self.under_way {
            Some((to, 0)) => stand(to, None, None),
            Some((to, left)) => stand(self.place, Some((to, left - 1)), None),
            None => {
                for place in 0..=rules.alternatives {
                    if place == self.place {
                        stand(place, None, None);
                        continue;
                    }
                    let Some(rule) = rules.of_move(self.place, place) else { continue };
                    if !self.may_move(rule, (period, periods)) {
                        continue;
                    }
                    let to = (place < rules.alternatives).then_some(place);
                    let made = Some(MoveMade { to, takes: rule.takes, cost: rule.cost });
                    match rule.takes.checked_sub(1) {
                        None => stand(place, None, made),
                        Some(left) => stand(self.place, Some((place, left)), made),
                    }
                }
            }
        }
        out
    }

    /// Whether a move may be made in a period, as far as the past goes.
    fn may_move(&self, rule: &MoveRule, (period, periods): (usize, usize)) -> bool {
        let in_time = rule.takes < periods - period;
        let ready = rule.earliest <= period;
        in_time
            && ready
            && rule.after.iter().all(|(counter, least)| self.counts[*counter] >= *least)
    }

    /// The state after one more period in a place; `None` if a stay or a capacity forbids it.
    fn standing(&self, rules: &ChoiceRules, place: Place) -> Option<State> {
        let mut runs = Vec::with_capacity(self.runs.len());
        for (stay, run) in rules.stays.iter().zip(&self.runs) {
            let now = if stay.inside[place] { run + 1 } else { 0 };
            let too_long = stay.at_most.is_some_and(|most| now > most);
            let too_short = now == 0 && *run > 0 && *run < stay.at_least;
            if too_long || too_short {
                return None;
            }
            runs.push(if stay.at_most.is_none() { now.min(stay.at_least) } else { now });
        }
        let mut built = Vec::with_capacity(self.built.len());
        for (capacity, before) in rules.capacities.iter().zip(&self.built) {
            let (before, need) = (f64::from_bits(*before), capacity.needs[place]);
            if !fits(need, capacity.start + before) {
                return None;
            }
            built.push((before + capacity.builds[place]).min(capacity.enough).to_bits());
        }
        let count = |(counter, before): (&super::rules::Counter, &u32)| {
            (before + u32::from(counter.inside[place])).min(counter.enough)
        };
        let counts = rules.counters.iter().zip(&self.counts).map(count).collect();
        Some(State { place, under_way: None, runs, counts, built })
    }
}

/// Whether what is needed is at most what there is, but for the rounding of their sums.
pub(super) fn fits(need: f64, there: f64) -> bool {
    need - there <= ROW_ROUNDING * (need.abs() + there.abs())
}
