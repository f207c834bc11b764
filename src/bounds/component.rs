//! The least and the greatest value of a sum of terms that hang together through shared inputs,
//! exactly.
//!
//! A term is c g(x + s_1(a_1) + s_2(a_2) ...): a value function g of a base input x shifted by
//! curves of attributes a, all piecewise linear (a value function that is linear in logarithms has outer
//! bounds where it hangs together with others). The sum is piecewise linear over the box of the
//! inputs' ranges, but neither convex nor concave, so its extremes lie at vertices of its pieces.
//! Those are found in two steps:
//!
//! 1. With the attributes fixed, every base input stands alone: the extremes over x lie at the ends
//!    of its range and where x + shifts meets a bend of one of its terms ([`Component::at`]).
//! 2. So only the attributes must be searched. Between the bends of the shift curves every sum of
//!    shifts is linear; the candidates are the corners of such a cell of attribute space, the
//!    points where an end of a base input plus its shifts meets a bend, and those where two terms
//!    of one base input meet their bends together: intersections of as many hyperplanes as there
//!    are attributes ([`Component::extremes`]).
//!
//! An unknown text is an attribute that takes a few figures only: each of them is a cell of no
//! width, in which it is fixed.

use crate::bounds::input_ranges::Ranges;
use crate::bounds::interval::Interval;
use crate::bounds::term::{Moved, Term};
use crate::problem::Spread;
use crate::tolerance::IN_BOX;
use nalgebra::{DMatrix, DVector};

/// Terms that hang together, each with its signed weight.
pub(crate) struct Component<'a> {
    terms: Vec<(f64, &'a Term)>,
    ranges: &'a Ranges,
    /// The uncertain attributes, in input order.
    attributes: Vec<usize>,
    /// Terms by uncertain base input; those with a known base stand in `fixed`.
    bases: Vec<(usize, Vec<usize>)>,
    fixed: Vec<usize>,
}

/// More vectors than this are not kept.
const MOST_VECTORS: usize = 4_096;

/// The extremes found, and the attributes at which the greatest was.
struct Best {
    interval: Interval,
    at: Vec<f64>,
}

/// What a base input can make of its terms: the least, and the greatest with the figure that gives
/// it.
struct Figures {
    least: f64,
    most: (f64, f64),
}

/// normal . a = offset
struct Plane {
    normal: Vec<f64>,
    offset: f64,
}

impl<'a> Component<'a> {
    pub(crate) fn new(terms: Vec<(f64, &'a Term)>, ranges: &'a Ranges) -> Component<'a> {
        let mut attributes: Vec<usize> = terms
            .iter()
            .flat_map(|(_, term)| term.shifts.iter().map(|shift| shift.input))
            .collect();
        attributes.sort_unstable();
        attributes.dedup();
        let mut bases: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut fixed = Vec::new();
        for (index, (_, term)) in terms.iter().enumerate() {
            match term.base {
                None => fixed.push(index),
                Some(base) => match bases.iter_mut().find(|(known, _)| *known == base) {
                    Some((_, members)) => members.push(index),
                    None => bases.push((base, vec![index])),
                },
            }
        }
        Component { terms, ranges, attributes, bases, fixed }
    }

    /// The extremes over all inputs.
    ///
    /// Beyond `most` candidate points they are taken term by term: still true, no longer tight.
    pub(crate) fn extremes(&self, most: usize) -> Interval {
        self.search(most).map_or_else(|| self.outer(), |best| best.interval)
    }

    /// The greatest value and the inputs at which it is reached; `None` beyond `most` candidate
    /// points.
    pub(crate) fn greatest(&self, most: usize) -> Option<(f64, Vec<(usize, f64)>)> {
        let best = self.search(most)?;
        let mut inputs: Vec<(usize, f64)> =
            self.attributes.iter().copied().zip(best.at.iter().copied()).collect();
        self.look(&best.at, |base, figures| inputs.push((base, figures.most.1)));
        Some((best.interval.max, inputs))
    }

    /// The extremes and the attributes of the greatest; `None` if there are too many candidates.
    fn search(&self, most: usize) -> Option<Best> {
        let mut best = Best {
            interval: Interval { min: f64::INFINITY, max: f64::NEG_INFINITY, exact: true },
            at: Vec::new(),
        };
        self.candidates(most, &mut |point| {
            let here = self.at(point);
            best.interval.min = best.interval.min.min(here.min);
            if here.max > best.interval.max {
                best.interval.max = here.max;
                best.at = point.to_vec();
            }
        })?;
        Some(best)
    }

    /// Show every candidate point of the attributes; `None` if there are more than `most`. They do
    /// not depend on the terms' weights.
    fn candidates(&self, most: usize, visit: &mut dyn FnMut(&[f64])) -> Option<()> {
        // What is linear in logarithms can have an extreme between bends.
        let bends_only = |(_, term): &(f64, &Term)| !term.curve.is_logarithmic();
        if self.terms.len() > 1 && !self.terms.iter().all(bends_only) {
            return None;
        }
        if self.attributes.is_empty() {
            visit(&[]);
            return Some(());
        }
        let pieces: Vec<Vec<(f64, f64)>> =
            self.attributes.iter().map(|attribute| self.pieces(*attribute)).collect();
        let mut budget = most;
        let mut cell = vec![0; pieces.len()];
        loop {
            let (low, high): (Vec<f64>, Vec<f64>) =
                cell.iter().zip(&pieces).map(|(at, pieces)| pieces[*at]).unzip();
            self.search_cell(&low, &high, &mut budget, visit)?;
            // The next cell of the grid, like a counter.
            let Some(k) = (0..cell.len()).find(|k| cell[*k] + 1 < pieces[*k].len()) else {
                return Some(());
            };
            cell[k] += 1;
            cell[..k].fill(0);
        }
    }

    /// For the least of a sum of term times non-negative weight, whatever the weights of the
    /// leaves: vectors of values by leaf (in the order of `leaves`), one of which gives it. The
    /// terms' own weights are their signs. `None` if there are too many.
    pub(crate) fn least_vectors(&self, leaves: &[usize], most: usize) -> Option<Vec<Vec<f64>>> {
        let place = |index: usize| {
            leaves.iter().position(|leaf| *leaf == self.terms[index].1.leaf()).unwrap_or(0)
        };
        let mut out: Vec<Vec<f64>> = Vec::new();
        let mut too_many = false;
        self.candidates(most, &mut |point| {
            if too_many {
                return;
            }
            let shifted = self.shifted(point);
            let value = |index: usize, x: f64| {
                self.terms[index].0 * self.terms[index].1.curve.at(x + shifted[index])
            };
            let mut known = vec![0.0; leaves.len()];
            for index in &self.fixed {
                known[place(*index)] += value(*index, 0.0);
            }
            // Every base input may stand at any of its own candidates, independently of the others.
            let mut vectors = vec![known];
            for (base, members) in &self.bases {
                let mut own: Vec<Vec<f64>> = Vec::new();
                for x in self.stands(*base, members, &shifted) {
                    let mut vector = vec![0.0; leaves.len()];
                    members.iter().for_each(|index| vector[place(*index)] += value(*index, x));
                    own.push(vector);
                }
                let own = undominated(own);
                if vectors.len() * own.len() > MOST_VECTORS {
                    too_many = true;
                    return;
                }
                let sum = |a: &Vec<f64>, b: &Vec<f64>| {
                    a.iter().zip(b).map(|(a, b)| a + b).collect::<Vec<f64>>()
                };
                vectors = undominated(
                    vectors.iter().flat_map(|a| own.iter().map(move |b| sum(a, b))).collect(),
                );
            }
            out.extend(vectors);
            if out.len() > MOST_VECTORS {
                out = undominated(std::mem::take(&mut out));
                too_many = out.len() > MOST_VECTORS;
            }
        })?;
        (!too_many).then(|| undominated(out))
    }

    /// The attribute's range, parted at the bends of its shift curves; of an unknown text its
    /// figures, each a piece of no width.
    fn pieces(&self, attribute: usize) -> Vec<(f64, f64)> {
        let Spread { low, high, .. } = self.ranges.of(attribute);
        if self.ranges.is_text(attribute) {
            return (low as usize..=high as usize).map(|text| (text as f64, text as f64)).collect();
        }
        let curves = self
            .terms
            .iter()
            .flat_map(|(_, term)| &term.shifts)
            .filter(|shift| shift.input == attribute);
        let mut out: Vec<f64> = curves
            .flat_map(|shift| shift.curve.bends())
            .filter(|x| low < *x && *x < high)
            .collect();
        out.extend([low, high]);
        out.sort_by(f64::total_cmp);
        out.dedup();
        out.windows(2).map(|ends| (ends[0], ends[1])).collect()
    }

    /// Show every candidate in one cell of attribute space; `None` if there are too many.
    fn search_cell(
        &self,
        low: &[f64],
        high: &[f64],
        budget: &mut usize,
        visit: &mut dyn FnMut(&[f64]),
    ) -> Option<()> {
        let cell =
            Piece { low, high, free: (0..low.len()).filter(|i| low[*i] < high[*i]).collect() };
        let planes = self.planes(&cell);
        // Known beforehand, so that no time is lost on a search that will be given up.
        *budget =
            choices(planes.len(), cell.free.len()).and_then(|many| budget.checked_sub(many))?;
        let mut chosen = Vec::with_capacity(cell.free.len());
        cell.choose(&planes, 0, &mut chosen, visit);
        Some(())
    }

    /// The hyperplanes on which the extremes can lie, within one cell of attribute space.
    fn planes(&self, cell: &Piece) -> Vec<Plane> {
        let free = &cell.free;
        let axis = |i: usize, at: f64| Plane {
            normal: free.iter().map(|j| f64::from(u8::from(i == *j))).collect(),
            offset: at,
        };
        let mut planes: Vec<Plane> =
            free.iter().flat_map(|i| [axis(*i, cell.low[*i]), axis(*i, cell.high[*i])]).collect();
        // Each term's sum of shifts in this cell: constant + slope . a.
        let linear: Vec<(Vec<f64>, f64)> =
            self.terms.iter().map(|(_, term)| self.linear(term, cell)).collect();
        let mut add = |normal: Vec<f64>, offset: f64| {
            let (mut least, mut most) = (0.0, 0.0);
            for (i, slope) in free.iter().zip(&normal) {
                least += (slope * cell.low[*i]).min(slope * cell.high[*i]);
                most += (slope * cell.low[*i]).max(slope * cell.high[*i]);
            }
            let slack = IN_BOX * (most - least);
            if normal.iter().any(|slope| *slope != 0.0)
                && least - slack <= offset
                && offset <= most + slack
            {
                planes.push(Plane { normal, offset });
            }
        };
        let mut meet = |index: usize, base: f64| {
            let (slope, constant) = &linear[index];
            for bend in self.terms[index].1.curve.bends() {
                add(slope.clone(), bend - base - self.terms[index].1.offset - constant);
            }
        };
        for index in &self.fixed {
            meet(*index, 0.0);
        }
        for (base, members) in &self.bases {
            for index in members {
                meet(*index, self.ranges.of(*base).low);
                meet(*index, self.ranges.of(*base).high);
            }
        }
        for (_, members) in &self.bases {
            for (position, a) in members.iter().enumerate() {
                for b in &members[position + 1..] {
                    let normal: Vec<f64> =
                        linear[*a].0.iter().zip(&linear[*b].0).map(|(a, b)| a - b).collect();
                    let constant = self.terms[*a].1.offset + linear[*a].1
                        - self.terms[*b].1.offset
                        - linear[*b].1;
                    for bend_a in self.terms[*a].1.curve.bends() {
                        for bend_b in self.terms[*b].1.curve.bends() {
                            add(normal.clone(), bend_a - bend_b - constant);
                        }
                    }
                }
            }
        }
        planes
    }

    fn linear(&self, term: &Term, cell: &Piece) -> (Vec<f64>, f64) {
        let mut slopes = vec![0.0; cell.free.len()];
        let mut constant = 0.0;
        for shift in &term.shifts {
            let Ok(i) = self.attributes.binary_search(&shift.input) else { continue };
            let start = shift.curve.at(cell.low[i]);
            constant += start;
            if let Ok(place) = cell.free.binary_search(&i) {
                let slope = (shift.curve.at(cell.high[i]) - start) / (cell.high[i] - cell.low[i]);
                slopes[place] += slope;
                constant -= slope * cell.low[i];
            }
        }
        (slopes, constant)
    }

    /// The extremes over the base inputs with the attributes fixed.
    fn at(&self, attributes: &[f64]) -> Interval {
        let mut out = Interval::point(0.0);
        let known = self.look(attributes, |_, figures| {
            out.min += figures.least;
            out.max += figures.most.0;
        });
        Interval { min: out.min + known, max: out.max + known, exact: true }
    }

    /// What is added to the base of each term with the attributes fixed.
    fn shifted(&self, attributes: &[f64]) -> Vec<f64> {
        let by = |shift: &Moved| {
            self.attributes
                .binary_search(&shift.input)
                .map_or(0.0, |i| shift.curve.at(attributes[i]))
        };
        self.terms
            .iter()
            .map(|(_, term)| term.offset + term.shifts.iter().map(by).sum::<f64>())
            .collect()
    }

    /// Where a base input can stand at an extreme: the ends of its range and the bends of its
    /// terms.
    fn stands(&self, base: usize, members: &[usize], shifted: &[f64]) -> Vec<f64> {
        let Spread { low, high, .. } = self.ranges.of(base);
        let bends = members.iter().flat_map(|index| {
            self.terms[*index].1.curve.bends().map(|bend| bend - shifted[*index])
        });
        [low, high].into_iter().chain(bends.filter(|x| low < *x && *x < high)).collect()
    }

    /// With the attributes fixed, tell the extremes that each base input has on its own; gives what
    /// no base moves.
    fn look(&self, attributes: &[f64], mut tell: impl FnMut(usize, Figures)) -> f64 {
        let shifted = self.shifted(attributes);
        let value = |index: usize, x: f64| {
            self.terms[index].0 * self.terms[index].1.curve.at(x + shifted[index])
        };
        for (base, members) in &self.bases {
            let mut figures = Figures {
                least: f64::INFINITY,
                most: (f64::NEG_INFINITY, self.ranges.of(*base).low),
            };
            for x in self.stands(*base, members, &shifted) {
                let sum: f64 = members.iter().map(|index| value(*index, x)).sum();
                figures.least = figures.least.min(sum);
                if sum > figures.most.0 {
                    figures.most = (sum, x);
                }
            }
            tell(*base, figures);
        }
        self.fixed.iter().map(|index| value(*index, 0.0)).sum()
    }

    /// Bounds term by term: true, but blind to what the terms share.
    fn outer(&self) -> Interval {
        let mut out = Interval { min: 0.0, max: 0.0, exact: false };
        for (weight, term) in &self.terms {
            out.add(*weight, (term.low, term.high));
        }
        out
    }
}

/// A cell of attribute space.
struct Piece<'a> {
    low: &'a [f64],
    high: &'a [f64],
    /// The attributes along which it has a width; the others are fixed in it.
    free: Vec<usize>,
}

impl Piece<'_> {
    /// Show the points in the cell where as many planes meet as there are free attributes.
    fn choose(
        &self,
        planes: &[Plane],
        from: usize,
        chosen: &mut Vec<usize>,
        visit: &mut dyn FnMut(&[f64]),
    ) {
        let k = self.free.len();
        if chosen.len() == k {
            if let Some(point) = self.meeting(planes, chosen) {
                visit(&point);
            }
            return;
        }
        for index in from..planes.len() {
            chosen.push(index);
            self.choose(planes, index + 1, chosen, visit);
            chosen.pop();
        }
    }

    /// The point where the chosen planes meet, if it lies in the cell.
    fn meeting(&self, planes: &[Plane], chosen: &[usize]) -> Option<Vec<f64>> {
        let k = self.free.len();
        let mut point = self.low.to_vec();
        if k == 0 {
            return Some(point);
        }
        let system = DMatrix::from_fn(k, k, |row, column| planes[chosen[row]].normal[column]);
        let right = DVector::from_fn(k, |row, _| planes[chosen[row]].offset);
        let found = system.lu().solve(&right)?;
        for (place, i) in self.free.iter().enumerate() {
            let slack = IN_BOX * (self.high[*i] - self.low[*i]);
            if found[place] < self.low[*i] - slack || found[place] > self.high[*i] + slack {
                return None;
            }
            point[*i] = found[place].clamp(self.low[*i], self.high[*i]);
        }
        Some(point)
    }
}

/// The vectors that no other is at or below in every entry.
fn undominated(mut vectors: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    // In lexicographic order a vector is only dominated by one before it.
    vectors.sort_by(|a, b| {
        a.iter()
            .zip(b)
            .map(|(a, b)| a.total_cmp(b))
            .find(|order| order.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut out: Vec<Vec<f64>> = Vec::new();
    for vector in vectors {
        if !out.iter().any(|known| known.iter().zip(&vector).all(|(known, own)| known <= own)) {
            out.push(vector);
        }
    }
    out
}

/// n choose k; `None` if it overflows.
fn choices(n: usize, k: usize) -> Option<usize> {
    (0..k).try_fold(1usize, |product, i| Some(product.checked_mul(n.checked_sub(i)?)? / (i + 1)))
}
