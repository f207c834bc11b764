//! The moves of a group of chains, side by side: the hot loop of the walk.

use super::prepare::Polytope;
use crate::kernel::Saved;
use crate::kernel::dispatch::Task;
use crate::kernel::elementary::{ln, sin_cos};
use crate::kernel::rng::{self, uniform};
use std::ops::Range;

/// So many chains are moved together, each in a lane of its own. Two groups let two threads at
/// work; four of half the size would take twice the time a move (loops that short are unrolled, and
/// registers run out), and be no faster on four.
pub(super) const GROUP: usize = 32;

/// A number for each chain of a group, at a cache line.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Lanes([f64; GROUP]);

const ZERO: Lanes = Lanes([0.0; GROUP]);

/// Slacks, 1 in the centre, are at least this: a row that rounding puts a point on, or a hair
/// beyond, still has a side.
const LEAST: f64 = 1e-15;

/// After so many kept points the slacks are computed anew from the point, so that roundings do not
/// add up.
const RENEW: u64 = 16;

/// Where a group of chains is, and its working memory.
#[derive(Debug, Clone)]
pub(super) struct ChainBlock {
    /// The number of its first chain.
    first: usize,
    /// The coordinates y, each for all chains.
    point: Vec<Lanes>,
    /// 1 - g . y by row.
    slack: Vec<Lanes>,
    direction: Vec<Lanes>,
    /// g . direction by row.
    rate: Vec<Lanes>,
    /// The points kept by the last call: by weight, step and chain.
    pub kept: Vec<f64>,
}

impl ChainBlock {
    /// All chains in the centre.
    pub fn new(polytope: &Polytope, first: usize, steps: usize) -> ChainBlock {
        ChainBlock {
            first,
            point: vec![ZERO; polytope.dimension],
            slack: vec![Lanes([1.0; GROUP]); polytope.bounds()],
            // One more for the normal number left over where the dimension is odd.
            direction: vec![ZERO; polytope.dimension.next_multiple_of(2)],
            rate: vec![ZERO; polytope.bounds()],
            kept: vec![0.0; polytope.criteria() * steps * GROUP],
        }
    }
}

/// Where the chains are; working memory is made anew by the next move.
impl Saved for ChainBlock {
    fn save(&self, out: &mut Vec<u8>) {
        let lanes = self.point.iter().chain(&self.slack).flat_map(|lanes| &lanes.0);
        lanes.for_each(|it| it.save(out));
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let lanes = self.point.iter_mut().chain(&mut self.slack);
        lanes.flat_map(|lanes| &mut lanes.0).try_for_each(|it| it.load(from))
    }
}

/// Take steps with these numbers: each is `thin` moves, the first of all `burn` more.
pub(super) struct Steps<'a> {
    pub polytope: &'a Polytope,
    pub group: &'a mut ChainBlock,
    pub branch: u64,
    pub steps: Range<u64>,
    pub thin: usize,
    pub burn: usize,
}

impl Task for Steps<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Steps { polytope, group, branch, steps, thin, burn } = self;
        let (d, count) = (polytope.dimension, (steps.end - steps.start) as usize);
        for step in steps.clone() {
            let draw = step * CHAINS as u64 + group.first as u64;
            let mut keys = [0; GROUP];
            for (lane, key) in keys.iter_mut().enumerate() {
                *key = rng::output(branch, draw + lane as u64);
            }
            if step % RENEW == 0 {
                renew(polytope, group);
            }
            // The counter of the generator, as it enters the formula.
            let mut counter = rng::GOLDEN;
            let moves = if step == 0 { thin + burn } else { thin };
            for _ in 0..moves {
                counter = normals(&keys, counter, &mut group.direction);
                let chord = chord(polytope, group);
                travel(&keys, counter, &chord, group, d);
                counter = counter.wrapping_add(rng::GOLDEN);
            }
            keep(polytope, group, (step - steps.start) as usize, count);
        }
    }
}

#[inline(always)]
fn renew(polytope: &Polytope, group: &mut ChainBlock) {
    for (row, slack) in polytope.rows.chunks_exact(polytope.dimension).zip(&mut group.slack) {
        let sum = multiply(row, &group.point);
        for (slack, sum) in slack.0.iter_mut().zip(&sum.0) {
            let left = 1.0 - sum;
            *slack = if left > LEAST { left } else { LEAST };
        }
    }
}

/// Independent normal numbers up to a common factor, by Box & Muller 1958,
/// doi:10.1214/aoms/1177706645: a radius sqrt(-ln u) and an even angle, which is one of [-pi/4,
/// pi/4] mirrored in the axis or the diagonal by two bits that its uniform number does not use.
#[inline(always)]
fn normals(keys: &[u64; GROUP], mut counter: u64, direction: &mut [Lanes]) -> u64 {
    for pair in direction.chunks_exact_mut(2) {
        let mut radius = ZERO;
        for (radius, key) in radius.0.iter_mut().zip(keys) {
            *radius = (-ln(uniform(rng::mix(key.wrapping_add(counter))))).sqrt();
        }
        counter = counter.wrapping_add(rng::GOLDEN);
        let [first, second] = pair else { unreachable!("two") };
        for (lane, key) in keys.iter().enumerate() {
            let bits = rng::mix(key.wrapping_add(counter));
            let (sine, cosine) = sin_cos((uniform(bits) - 0.5) * std::f64::consts::FRAC_PI_2);
            let cosine = f64::from_bits(cosine.to_bits() ^ (bits & 2) << 62);
            let swap = bits & 1 == 0;
            first.0[lane] = radius.0[lane] * if swap { sine } else { cosine };
            second.0[lane] = radius.0[lane] * if swap { cosine } else { sine };
        }
        counter = counter.wrapping_add(rng::GOLDEN);
    }
    counter
}

#[inline(always)]
fn multiply(row: &[f64], vectors: &[Lanes]) -> Lanes {
    let mut sum = ZERO;
    for (a, vector) in row.iter().zip(vectors) {
        for (sum, x) in sum.0.iter_mut().zip(&vector.0) {
            *sum += a * x;
        }
    }
    sum
}

/// How far the chord goes in the direction and against it: 1 / the largest and the least of rate /
/// slack.
#[inline(always)]
fn chord(polytope: &Polytope, group: &mut ChainBlock) -> [Lanes; 2] {
    let (mut high, mut low) = (ZERO, ZERO);
    let rows = polytope.rows.chunks_exact(polytope.dimension);
    for ((row, slack), rate) in rows.zip(&group.slack).zip(&mut group.rate) {
        *rate = multiply(row, &group.direction);
        for lane in 0..GROUP {
            let ratio = rate.0[lane] / slack.0[lane];
            high.0[lane] = if ratio > high.0[lane] { ratio } else { high.0[lane] };
            low.0[lane] = if ratio < low.0[lane] { ratio } else { low.0[lane] };
        }
    }
    for lane in 0..GROUP {
        // Never 0: the rates sum to 0 and their squares to the squared length of the direction.
        high.0[lane] = 1.0 / high.0[lane];
        low.0[lane] = 1.0 / low.0[lane];
    }
    [low, high]
}

/// To an evenly drawn point of the chord.
#[inline(always)]
fn travel(
    keys: &[u64; GROUP],
    counter: u64,
    [low, high]: &[Lanes; 2],
    group: &mut ChainBlock,
    d: usize,
) {
    let mut far = ZERO;
    for (lane, key) in keys.iter().enumerate() {
        let u = uniform(rng::mix(key.wrapping_add(counter)));
        far.0[lane] = low.0[lane] + (high.0[lane] - low.0[lane]) * u;
    }
    for (y, direction) in group.point.iter_mut().zip(&group.direction[..d]) {
        for lane in 0..GROUP {
            y.0[lane] += far.0[lane] * direction.0[lane];
        }
    }
    for (slack, rate) in group.slack.iter_mut().zip(&group.rate) {
        for lane in 0..GROUP {
            let left = slack.0[lane] - far.0[lane] * rate.0[lane];
            slack.0[lane] = if left > LEAST { left } else { LEAST };
        }
    }
}

/// The weights where the chains are.
#[inline(always)]
fn keep(polytope: &Polytope, group: &mut ChainBlock, step: usize, steps: usize) {
    let maps = polytope.map.chunks_exact(polytope.dimension);
    for ((centre, map), kept) in
        polytope.centre.iter().zip(maps).zip(group.kept.chunks_exact_mut(steps * GROUP))
    {
        let moved = multiply(map, &group.point);
        for (weight, moved) in kept[step * GROUP..][..GROUP].iter_mut().zip(&moved.0) {
            let sum = centre + moved;
            *weight = if sum > 0.0 { sum } else { 0.0 };
        }
    }
}

/// So many chains, always.
pub const CHAINS: usize = 64;
