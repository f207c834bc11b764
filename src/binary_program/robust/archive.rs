//! The sets found so far that no other set found dominates, and what they rule out.

use super::partial::{Partial, lead};
use super::prepared::Prepared;

/// So many figures are kept of bounds that know which options a set shares with one that was found.
const MOST_SHARED: usize = 8_000_000;
/// A partial set is held against so many of the sets found.
const MOST_ASKED: usize = 2_000;

/// A set that was found.
struct Found {
    /// By place in the order: the place of the item.
    items: Vec<usize>,
    /// By point: the value with bonuses, at the low and at the high ends.
    lows: Vec<f64>,
    highs: Vec<f64>,
    bonus: f64,
    /// Where values are not sure, by number of choices made and point: by how much the bound of the
    /// rest is less if an option that both have counts at its low end.
    shared: Option<Vec<f64>>,
}

/// The sets found so far that no other set found dominates.
pub(super) struct Archive {
    /// Those that ruled out much come first.
    found: Vec<Found>,
    most: usize,
    /// How many figures `shared` takes.
    kept: usize,
    /// How many sets were held against sets that were found.
    pub(super) compared: u64,
}

/// How one set stands to another.
enum Stands {
    Dominates,
    Dominated,
    Same,
    Neither,
}

impl Archive {
    pub(super) fn new(most: usize) -> Archive {
        Archive { found: Vec::new(), most, kept: 0, compared: 0 }
    }

    /// Take up a set that keeps all rows, unless it is dominated; false if there is no room.
    pub(super) fn take(&mut self, prepared: &Prepared, set: &Partial) -> bool {
        let bonus = prepared.bonus(&set.bits);
        let lows = if prepared.crisp { &set.highs } else { &set.lows };
        let with_bonus = |values: &[f64]| values.iter().map(|value| value + bonus).collect();
        let mut new = Found {
            items: set.items.clone(),
            lows: with_bonus(lows),
            highs: with_bonus(&set.highs),
            bonus,
            shared: None,
        };
        let mut beaten = Vec::new();
        self.compared += self.found.len() as u64;
        for (at, old) in self.found.iter().enumerate() {
            match stands(prepared, old, &new) {
                Stands::Dominates => {
                    self.found.swap(at, at / 2);
                    return true;
                }
                Stands::Same => return true,
                Stands::Dominated => beaten.push(at),
                Stands::Neither => {}
            }
        }
        for at in beaten.iter().rev() {
            let old = self.found.remove(*at);
            self.kept -= old.shared.map_or(0, |shared| shared.len());
        }
        if self.found.len() >= self.most {
            return false;
        }
        let length = (prepared.order.len() + 1) * prepared.points;
        if !prepared.crisp && self.kept + length <= MOST_SHARED {
            new.shared = Some(shared(prepared, &new.items));
            self.kept += length;
        }
        self.found.push(new);
        true
    }

    /// Whether a set that was found dominates all that can become of a partial set.
    pub(super) fn rules_out(&mut self, prepared: &Prepared, partial: &Partial) -> bool {
        let made = partial.items.len();
        let rest = &prepared.rest[made];
        let bonus = partial.bonus + partial.more_bonus;
        let bound: Vec<f64> =
            partial.reduced.iter().zip(rest).map(|(own, rest)| own + rest + bonus).collect();
        // What is left of the bound if all options made are shared.
        let ends = partial.lows.iter().zip(&partial.highs);
        let least: Vec<f64> =
            bound.iter().zip(ends).map(|(b, (low, high))| b + low - high).collect();
        let asked = &self.found[..self.found.len().min(MOST_ASKED)];
        let by = asked.iter().position(|found| match prepared.crisp {
            true => found.is_above(prepared, &bound),
            false => found.is_above_shared(prepared, partial, &bound, &least),
        });
        self.compared += by.map_or(asked.len(), |at| at + 1) as u64;
        let Some(at) = by else { return false };
        self.found.swap(at, at / 2);
        true
    }

    /// Whether a set that was found dominates all sets with this item.
    pub(super) fn rules_out_item(&mut self, prepared: &Prepared, place: usize, at: usize) -> bool {
        let points = prepared.points;
        let items = &prepared.items[place];
        let (bonus, more) = prepared.bonus_so_far(&vec![0; prepared.words], 0);
        // The bound of all sets, with this item in place of the best.
        let rest = |made: usize, point: usize| prepared.rest[made][point];
        let bound: Vec<f64> = (0..points)
            .map(|point| {
                let best = rest(place, point) - rest(place + 1, point);
                rest(0, point) - best + items[at].reduced[point] + bonus + more
            })
            .collect();
        let above = |found: &Found| {
            if prepared.crisp {
                return found.is_above(prepared, &bound);
            }
            let own = &items[at];
            let has = found.items[place] == at;
            let bound = |point: usize| {
                let gap = if has { own.highs[point] - own.lows[point] } else { 0.0 };
                let less = found.shared.as_ref().map_or(0.0, |shared| {
                    let of = |made: usize| shared[made * points + point];
                    of(0) - (of(place) - of(place + 1))
                });
                bound[point] - gap - less
            };
            let bound: Vec<f64> = (0..points).map(bound).collect();
            found.is_above(prepared, &bound)
        };
        let by = self.found.iter().position(above);
        self.compared += by.map_or(self.found.len(), |at| at + 1) as u64;
        by.is_some()
    }

    /// By set: the place of the item, by place in the order.
    pub(super) fn into_items(self) -> impl Iterator<Item = Vec<usize>> {
        self.found.into_iter().map(|found| found.items)
    }
}

impl Found {
    /// Whether it is worth at least as much at every point, and more at some, at its low ends.
    fn is_above(&self, prepared: &Prepared, bound: &[f64]) -> bool {
        let mut strict = false;
        for ((low, bound), tie) in self.lows.iter().zip(bound).zip(&prepared.bound_ties) {
            if low < bound {
                return false;
            }
            strict |= low - bound > *tie;
        }
        strict
    }

    /// The same, where an option that both have has one value.
    fn is_above_shared(
        &self,
        prepared: &Prepared,
        partial: &Partial,
        bound: &[f64],
        least: &[f64],
    ) -> bool {
        let points = prepared.points;
        let made = partial.items.len();
        // By how much the bound of the rest is less.
        let less = self.shared.as_ref().map(|shared| &shared[made * points..(made + 1) * points]);
        let rest = |point: usize| less.map_or(0.0, |less| less[point]);
        let ties = &prepared.bound_ties;
        if (0..points).any(|point| self.lows[point] < least[point] - rest(point) - ties[point]) {
            return false;
        }
        let both: Vec<(usize, usize)> = partial
            .items
            .iter()
            .zip(&self.items)
            .enumerate()
            .filter(|(_, (a, b))| a == b)
            .map(|(place, (a, _))| (place, *a))
            .collect();
        let mut strict = false;
        for point in 0..points {
            let mut bound = bound[point] - rest(point);
            for (place, at) in &both {
                let item = &prepared.items[*place][*at];
                bound -= item.highs[point] - item.lows[point];
            }
            if self.lows[point] < bound {
                return false;
            }
            strict |= self.lows[point] - bound > ties[point];
        }
        strict
    }
}

/// By number of choices made and point: by how much the bound of the rest is less where the options
/// of this set count at their low ends.
fn shared(prepared: &Prepared, items: &[usize]) -> Vec<f64> {
    let points = prepared.points;
    let places = prepared.items.len();
    let mut out = vec![0.0; (places + 1) * points];
    for point in 0..points {
        let mut less = 0.0;
        for place in (0..places).rev() {
            let (mut best, mut best_shared) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
            for (at, item) in prepared.items[place].iter().enumerate() {
                let gap =
                    if at == items[place] { item.highs[point] - item.lows[point] } else { 0.0 };
                best = best.max(item.reduced[point]);
                best_shared = best_shared.max(item.reduced[point] - gap);
            }
            less += best - best_shared;
            out[place * points + point] = less;
        }
    }
    out
}

/// How the first stands to the second, by the definition.
fn stands(prepared: &Prepared, first: &Found, second: &Found) -> Stands {
    let (mut ahead, mut behind) = (true, true);
    let (mut more, mut less) = (false, false);
    let bonus = first.bonus - second.bonus;
    for point in 0..prepared.points {
        let tie = prepared.ties[point];
        // Where all values are low, and where all are high, the leader must lead.
        let low = first.lows[point] - second.lows[point];
        let high = first.highs[point] - second.highs[point];
        ahead &= low >= -tie && high >= -tie;
        behind &= low <= tie && high <= tie;
        more |= high > tie || low > tie;
        less |= low < -tie || high < -tie;
        if !(ahead || behind) {
            return Stands::Neither;
        }
    }
    if prepared.crisp {
        return match (ahead && more, behind && less) {
            (true, _) => Stands::Dominates,
            (_, true) => Stands::Dominated,
            _ if first.items == second.items => Stands::Same,
            _ => Stands::Neither,
        };
    }
    if first.items == second.items {
        return Stands::Same;
    }
    (more, less) = (false, false);
    for point in 0..prepared.points {
        let tie = prepared.ties[point];
        let (least, most) = lead(prepared, point, &first.items, &second.items);
        ahead &= least + bonus >= -tie;
        behind &= most + bonus <= tie;
        more |= most + bonus > tie;
        less |= least + bonus < -tie;
        if !(ahead || behind) {
            return Stands::Neither;
        }
    }
    match (ahead && more, behind && less) {
        (true, _) => Stands::Dominates,
        (_, true) => Stands::Dominated,
        _ => Stands::Neither,
    }
}
