//! What knowing an input is worth for being first: E_x[max_a P(a first | x)] - max_a P(a first),
//! for additive scores.
//!
//! Per draw of the weights and all other inputs, the same for every input, it is worked out for
//! which figures of the input each alternative is first: exact intervals in F(x), of which there
//! are no nodes to choose. So P(a first | x), as drawn, is a step function of F(x).
//!
//! The largest of several sampled shares is too large in the mean. So who to bet on at each x is
//! chosen with one half of the draws and judged with the other, and the other way round; and so is
//! the best without knowing x, so that what never changes a bet is worth exactly 0. What remains of
//! bias: a bet chosen wrongly by half the draws at some x makes the figure too small, one chosen
//! wrongly without x too large. Both are of the order of 1 / draws, but where two are nearly as
//! often first, up to the size of the standard error. That is the one of the means of batches of
//! draws, given the bets.

use super::envelope::{Fan, best_other};
use super::expected::Source;
use super::kept::Kept;
use super::model::{InputCell, bends, members, own, rest, tidy};
use crate::kernel::rng;

/// Someone comes to be first, or no longer is, at a share of the input's distribution.
struct Event {
    at: f64,
    batch: usize,
    member: usize,
    /// The credit gained or lost: 1, or a share of a tie.
    by: f64,
}

/// The uniform number of an input in a draw, as the kernel's scorer takes it.
pub(super) fn uniform(seed: u64, draw: usize, input: usize) -> f64 {
    rng::uniform(rng::value(seed, draw as u64, rng::INPUTS + input as u64, 0))
}

/// The difference made, by batch, and the number of draws in each. `exact` where one draw tells
/// all.
pub(super) fn decisiveness(
    kept: &Kept,
    sources: &[Option<Source>],
    input: usize,
    cells: &[&InputCell],
    seed: u64,
) -> Vec<(f64, f64)> {
    let Some(source) = &sources[input] else { return Vec::new() };
    let mut events = events(kept, source, sources, input, cells, seed);
    events.sort_unstable_by(|a, b| {
        a.at.total_cmp(&b.at)
            .then(a.batch.cmp(&b.batch))
            .then(a.member.cmp(&b.member))
            .then(a.by.total_cmp(&b.by))
    });
    sweep(kept, &events)
}

fn events(
    kept: &Kept,
    source: &Source,
    sources: &[Option<Source>],
    input: usize,
    cells: &[&InputCell],
    seed: u64,
) -> Vec<Event> {
    let law = &source.law;
    let span = law.span();
    let fed = members(cells);
    let line_of: Vec<usize> =
        cells.iter().map(|cell| fed.binary_search(&cell.member).unwrap_or(0)).collect();
    let single = cells.iter().all(|cell| cell.single);
    let atoms = law.atoms();
    let figure = |draw: usize, other: usize| {
        let source = sources[other].as_ref();
        source.map_or(0.0, |source| source.draws.quantile(uniform(seed, draw, other)))
    };
    let mut rests: Vec<f64> = cells.iter().map(|cell| cell.cell.offset).collect();
    let (mut stops, mut shares, mut own_values) = (Vec::new(), Vec::new(), Vec::new());
    let (mut base, mut values, mut tied, mut others) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut now, mut before): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut events = Vec::new();
    for draw in 0..kept.draws {
        let (weights, scores, eps, batch) =
            (kept.weights(draw), kept.scores(draw), kept.eps(draw), kept.batch(draw));
        if !single {
            for (cell, of) in cells.iter().zip(&mut rests) {
                *of = rest(&cell.cell, input, &mut |other| figure(draw, other));
            }
        }
        if draw == 0 || !single {
            stops.clear();
            match &atoms {
                Some(atoms) => stops.extend(atoms),
                None => {
                    stops.extend([span.0, span.1]);
                    cells
                        .iter()
                        .zip(&rests)
                        .for_each(|(cell, rest)| bends(&cell.cell, input, *rest, span, &mut stops));
                    tidy(&mut stops);
                }
            }
            own_values.clear();
            for (cell, rest) in cells.iter().zip(&rests) {
                own_values.extend(
                    stops.iter().map(|x| cell.cell.value.at(own(&cell.cell, input, *x) + rest)),
                );
            }
            let last = stops.len();
            shares.clear();
            shares.extend((0..last).map(|k| match (k, &atoms) {
                (0, _) => 0.0,
                (k, Some(_)) => k as f64 / last as f64,
                (k, None) => law.below(stops[k]),
            }));
        }
        let other = best_other(kept.order(draw), scores, &fed, eps, &mut others);
        let lines = fed.len() + usize::from(other.is_some());
        base.clear();
        base.extend(fed.iter().map(|member| scores[*member]).chain(other));
        let x = figure(draw, input);
        for ((cell, rest), line) in cells.iter().zip(&rests).zip(&line_of) {
            base[*line] -=
                weights[cell.cell.leaf] * cell.cell.value.at(own(&cell.cell, input, x) + rest);
        }
        values.clear();
        stops.iter().for_each(|_| values.extend_from_slice(&base));
        for ((cell, own), line) in
            cells.iter().zip(own_values.chunks_exact(stops.len())).zip(&line_of)
        {
            let weight = weights[cell.cell.leaf];
            own.iter()
                .enumerate()
                .for_each(|(k, value)| values[k * lines + line] += weight * value);
        }
        before.clear();
        let fan = Fan { stops: &stops, discrete: atoms.is_some(), values: &values, lines, eps };
        fan.walk(&mut tied, |piece| {
            now.clear();
            for line in piece.tied {
                if *line < fed.len() {
                    now.push(fed[*line])
                } else {
                    now.extend_from_slice(&others)
                }
            }
            if now == before {
                return;
            }
            let at = if piece.from == stops[piece.stop] {
                shares[piece.stop]
            } else {
                law.below(piece.from)
            };
            let mut tell = |of: &[usize], sign: f64| {
                let by = sign / of.len() as f64;
                events.extend(of.iter().map(|member| Event { at, batch, member: *member, by }));
            };
            tell(&before, -1.0);
            tell(&now, 1.0);
            std::mem::swap(&mut now, &mut before);
        });
    }
    events
}

/// Who is bet on with a half of the draws.
struct Half {
    /// Credits by member, at the share reached.
    credits: Vec<f64>,
    /// The best without knowing the input.
    prior: usize,
    /// The best at the share reached.
    bet: usize,
}

impl Half {
    /// The best at the share reached; the prior one where it is among them.
    fn best(&self) -> usize {
        let best = |best: usize, member: usize| {
            if self.credits[member] > self.credits[best] { member } else { best }
        };
        (0..self.credits.len()).fold(self.prior, best)
    }
}

/// What the bets of one half win beyond its prior bet in the batches of the other.
struct Judged {
    members: usize,
    /// By batch, then member: credits at the share reached.
    credits: Vec<f64>,
    /// By batch: the share up to which its winnings are counted, and these.
    won: Vec<(f64, f64)>,
}

impl Judged {
    fn count(&mut self, batch: usize, bets: &Half, at: f64) {
        let (from, won) = &mut self.won[batch];
        if bets.bet != bets.prior {
            let credits = &self.credits[batch * self.members..][..self.members];
            *won += (at - *from) * (credits[bets.bet] - credits[bets.prior]);
        }
        *from = at;
    }
}

fn sweep(kept: &Kept, events: &[Event]) -> Vec<(f64, f64)> {
    let (members, batches) = (kept.members, kept.batches());
    // With one batch there is no other half: one draw tells all.
    let halves = batches.min(2);
    let half_of = |batch: usize| batch * halves / batches;
    // Areas are the shares of the distribution over which each is first, summed over draws.
    let mut areas = vec![0.0; batches * members];
    events.iter().for_each(|event| {
        areas[event.batch * members + event.member] += event.by * (1.0 - event.at)
    });
    let mut half: Vec<Half> = Vec::new();
    for at in 0..halves {
        let of = |member: usize| -> f64 {
            (0..batches)
                .filter(|batch| half_of(*batch) == at)
                .map(|batch| areas[batch * members + member])
                .sum()
        };
        let total: Vec<f64> = (0..members).map(of).collect();
        let prior = (0..members)
            .fold(0, |best, member| if total[member] > total[best] { member } else { best });
        half.push(Half { credits: vec![0.0; members], prior, bet: prior });
    }
    let mut judged =
        Judged { members, credits: vec![0.0; batches * members], won: vec![(0.0, 0.0); batches] };
    let judge_of = |at: usize| halves - 1 - at;
    let settle = |half: &mut Half, judged: &mut Judged, at: usize, share: f64| {
        let bet = half.best();
        if bet != half.bet {
            let judging = (0..batches).filter(|batch| half_of(*batch) == judge_of(at));
            judging.for_each(|batch| judged.count(batch, half, share));
            half.bet = bet;
        }
    };
    let mut next = 0;
    while next < events.len() {
        // All that happens at one share happens together.
        let share = events[next].at;
        let mut moved = [false; 2];
        while next < events.len() && events[next].at == share {
            let event = &events[next];
            let own = half_of(event.batch);
            let bets = &half[judge_of(own)];
            if event.member == bets.bet || event.member == bets.prior {
                judged.count(event.batch, bets, share);
            }
            judged.credits[event.batch * members + event.member] += event.by;
            half[own].credits[event.member] += event.by;
            let (credits, bet) = (&half[own].credits, half[own].bet);
            moved[own] |= event.member == bet || credits[event.member] >= credits[bet];
            next += 1;
        }
        for at in (0..halves).filter(|at| moved[*at]) {
            settle(&mut half[at], &mut judged, at, share);
        }
    }
    let mut counts = vec![0.0; batches];
    (0..kept.draws).for_each(|draw| counts[kept.batch(draw)] += 1.0);
    let of = |batch: usize| {
        judged.count(batch, &half[judge_of(half_of(batch))], 1.0);
        (judged.won[batch].1 / counts[batch], counts[batch])
    };
    (0..batches).map(of).collect()
}
