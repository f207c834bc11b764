//! The least of a sum of hinges over a simplex: few variables, any number of terms.
//!
//! Over x >= 0 with sum 1, at which every hard form h . x is at least 0, minimise the sum of max(0,
//! -s . x) over the soft forms s. This is the linear program `min sum z, s . x + z >= 0, z >= 0` in
//! as many dimensions as x has, where a solver of general programs carries a row and a variable for
//! every term. A walk along edges: at a vertex as many forms or bounds are 0 as there are
//! dimensions; one of them is let go, and the step goes past kinks for as long as the sum falls.
//! Many forms that meet in one point are parted by tiny shifts.
//!
//! What is said of the least is not what the walk ends with but a bound proved from its multipliers
//! y (0 <= y <= 1 for soft forms, y >= 0 for hard ones): the sum is at least -y . (forms) . x,
//! which over a simplex is least at a corner. It holds however the walk went.

use crate::lp::dot;

/// Forms over a simplex, row by row of `corners` entries each: their values at the corners.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    /// How many corners the simplex has.
    pub corners: usize,
    /// Soft forms: each counts by how far it is below 0.
    pub soft: Vec<f64>,
    /// By soft form: values down to minus this are no miss. The walk takes 0 for the edge, the
    /// proof this.
    pub soft_slack: Vec<f64>,
    /// Hard forms: at least 0.
    pub hard: Vec<f64>,
    /// The same for hard forms.
    pub hard_slack: Vec<f64>,
}

/// What the walk found.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// Where it ended: shares of the corners.
    pub point: Vec<f64>,
    /// The sum is nowhere less.
    pub bound: f64,
}

/// The answer, and how many entries of forms were looked at on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct HingeSolution {
    /// `Ok(None)` if no point meets the hard forms; an error where that could not be told.
    pub found: Result<Option<Descent>, ()>,
    /// Entries looked at.
    pub work: u64,
}

/// What holds a vertex in place.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Active {
    Bound(usize),
    Form(usize),
}

/// Slopes and rates below this are none.
const FLAT: f64 = 1e-10;
/// No point meets the hard forms if they are proved to be missed by this in total.
const MISSED: f64 = 1e-11;
/// A point that misses a hard form by more than this is none.
const TOLERATED: f64 = 1e-8;
/// Shifts that part hard forms: small, as what meets the shifted forms must meet the real ones.
const HARD_SHIFT: f64 = 1e-10;
/// Shifts that part soft forms once a point meets the hard ones: many soft forms meet in one point,
/// and a wider shift spares steps. The bound that is proved does not see them.
const SOFT_SHIFT: f64 = 1e-9;
/// The vertex of the unshifted forms is where the walk ended if it lies this near; else elimination
/// failed.
const SAME_VERTEX: f64 = 1e-6;
/// Elimination stops at a pivot below this: the forms are dependent.
const NO_PIVOT: f64 = 1e-13;

impl Forms {
    /// Minimise.
    pub fn least(&self) -> HingeSolution {
        let (k, hard) = (self.corners, self.hard.len() / self.corners.max(1));
        let mut work = 0;
        if k == 0 {
            return HingeSolution { found: Ok(None), work };
        }
        let mut at = None;
        if hard > 0 {
            // First a point that meets what must be met.
            let mut walk = Walk::new(k, &self.hard, hard, None, HARD_SHIFT);
            walk.go(&mut work);
            let point = walk.point();
            let missed =
                (0..hard).map(|form| -dot(&self.hard[form * k..][..k], &point)).fold(0.0, f64::max);
            if walk.bound(&self.hard_slack) > MISSED {
                return HingeSolution { found: Ok(None), work };
            }
            if missed > TOLERATED {
                return HingeSolution { found: Err(()), work };
            }
            at = Some((walk.basis, walk.directions, walk.x));
        }
        let all: Vec<f64> = self.hard.iter().chain(&self.soft).copied().collect();
        let slack: Vec<f64> = self.hard_slack.iter().chain(&self.soft_slack).copied().collect();
        let mut walk = Walk::new(k, &all, hard, Some(hard), SOFT_SHIFT);
        if let Some((basis, directions, x)) = at {
            walk.resume(basis, directions, x);
        }
        walk.go(&mut work);
        HingeSolution {
            found: Ok(Some(Descent { point: walk.point(), bound: walk.bound(&slack).max(0.0) })),
            work,
        }
    }
}

struct Walk<'a> {
    k: usize,
    /// Hard forms first.
    forms: &'a [f64],
    count: usize,
    /// How many forms must hold; `None` while these are sought, when they count as soft ones.
    firm: usize,
    /// Forms are shifted up by so much each.
    shifts: Vec<f64>,
    values: Vec<f64>,
    x: Vec<f64>,
    basis: Vec<Active>,
    in_basis: Vec<bool>,
    /// By place in the basis: how x moves as that alone grows by 1.
    directions: Vec<f64>,
    gradient: Vec<f64>,
}

impl<'a> Walk<'a> {
    fn new(k: usize, forms: &'a [f64], hard: usize, firm: Option<usize>, shift: f64) -> Walk<'a> {
        let count = forms.len() / k;
        let firm = firm.unwrap_or(0);
        // Any fixed numbers between 1 and 2 do, as long as no few of them add up to others.
        let shifts = (0..count).map(|form| {
            let by = if form < hard { shift.min(HARD_SHIFT) } else { shift };
            by * (1.0 + ((form + 1) as f64 * 0.618_033_988_749_894_9).fract())
        });
        let mut walk = Walk {
            k,
            forms,
            count,
            firm,
            shifts: shifts.collect(),
            values: vec![0.0; count],
            x: vec![0.0; k],
            basis: Vec::new(),
            in_basis: vec![false; count],
            directions: Vec::new(),
            gradient: vec![0.0; k],
        };
        let sum_at = |corner: usize| {
            (firm..count).map(|form| (-forms[form * k + corner]).max(0.0)).sum::<f64>()
        };
        let sums: Vec<f64> = (0..k).map(sum_at).collect();
        let start = (0..k).min_by(|a, b| sums[*a].total_cmp(&sums[*b])).unwrap_or(0);
        let others: Vec<usize> = (0..k).filter(|corner| *corner != start).collect();
        walk.x[start] = 1.0;
        walk.basis = others.iter().map(|corner| Active::Bound(*corner)).collect();
        walk.directions = vec![0.0; others.len() * k];
        for (at, corner) in others.iter().enumerate() {
            walk.directions[at * k + corner] = 1.0;
            walk.directions[at * k + start] = -1.0;
        }
        walk.measure();
        walk
    }

    /// Go on from another walk's vertex. Its forms are the first of these.
    fn resume(&mut self, basis: Vec<Active>, directions: Vec<f64>, x: Vec<f64>) {
        (self.basis, self.directions, self.x) = (basis, directions, x);
        self.measure();
    }

    fn measure(&mut self) {
        let k = self.k;
        for form in 0..self.count {
            self.values[form] = dot(&self.forms[form * k..][..k], &self.x) + self.shifts[form];
        }
        self.in_basis.fill(false);
        for active in &self.basis {
            if let Active::Form(form) = active {
                self.in_basis[*form] = true;
                self.values[*form] = 0.0;
            }
        }
    }

    fn is_missed(&self, form: usize) -> bool {
        form >= self.firm && !self.in_basis[form] && self.values[form] < 0.0
    }

    fn find_gradient(&mut self) {
        let k = self.k;
        self.gradient.fill(0.0);
        for form in self.firm..self.count {
            if self.is_missed(form) {
                self.gradient
                    .iter_mut()
                    .zip(&self.forms[form * k..][..k])
                    .for_each(|(sum, c)| *sum -= c);
            }
        }
    }

    fn go(&mut self, work: &mut u64) {
        let k = self.k;
        let mut direction = vec![0.0; k];
        let mut rates = vec![0.0; self.count];
        let mut kinks: Vec<(f64, usize)> = Vec::new();
        for _ in 0..60 + 20 * k {
            *work += (2 * self.count * k + k * k) as u64;
            self.find_gradient();
            let Some((leaving, mut slope, sign)) = self.steepest() else { return };
            direction
                .iter_mut()
                .zip(&self.directions[leaving * k..][..k])
                .for_each(|(to, from)| *to = sign * from);
            // How far until a bound or a hard form stops the way, and where the slope changes
            // before that.
            let mut stop: Option<(f64, Active)> = None;
            let mut meet = |t: f64, active: Active| {
                if stop.is_none_or(|(nearest, _)| t < nearest) {
                    stop = Some((t.max(0.0), active));
                }
            };
            let bound_of = |active: &Active| {
                if let Active::Bound(corner) = active { Some(*corner) } else { None }
            };
            let held: Vec<usize> = self.basis.iter().filter_map(bound_of).collect();
            for corner in
                (0..k).filter(|corner| direction[*corner] < -FLAT && !held.contains(corner))
            {
                meet(self.x[corner] / -direction[corner], Active::Bound(corner));
            }
            for (form, of_form) in rates[..self.firm].iter_mut().enumerate() {
                let rate = dot(&self.forms[form * k..][..k], &direction);
                *of_form = rate;
                if !self.in_basis[form] && rate < -FLAT {
                    meet(self.values[form] / -rate, Active::Form(form));
                }
            }
            let most = stop.map_or(f64::INFINITY, |(t, _)| t);
            kinks.clear();
            for (form, of_form) in rates[..self.count].iter_mut().enumerate().skip(self.firm) {
                let rate = dot(&self.forms[form * k..][..k], &direction);
                *of_form = rate;
                let value = self.values[form];
                if !self.in_basis[form] && rate.abs() > FLAT && (value < 0.0) == (rate > 0.0) {
                    let t = -value / rate;
                    if t < most {
                        kinks.push((t, form));
                    }
                }
            }
            kinks.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let mut step = stop;
            for (t, form) in &kinks {
                slope += rates[*form].abs();
                if slope >= -FLAT {
                    step = Some((*t, Active::Form(*form)));
                    break;
                }
            }
            // On a simplex every way ends.
            let Some((t, entering)) = step else { return };
            self.x.iter_mut().zip(&direction).for_each(|(x, d)| *x += t * d);
            self.values.iter_mut().zip(&rates).for_each(|(value, rate)| *value += t * rate);
            self.exchange(leaving, entering, &direction);
        }
    }

    /// The place in the basis to let go, the slope along its way and the sign of that; `None` at
    /// the least.
    fn steepest(&self) -> Option<(usize, f64, f64)> {
        let k = self.k;
        let mut best: Option<(f64, usize, f64, f64)> = None;
        for (at, active) in self.basis.iter().enumerate() {
            let way = &self.directions[at * k..][..k];
            let up = dot(&self.gradient, way);
            let soft = matches!(active, Active::Form(form) if *form >= self.firm);
            let (slope, sign) = if up < 0.0 {
                (up, 1.0)
            } else if soft {
                (1.0 - up, -1.0)
            } else {
                continue;
            };
            let length = dot(way, way).sqrt();
            if slope < -FLAT * length.max(1.0)
                && best.is_none_or(|(steep, ..)| slope / length < steep)
            {
                best = Some((slope / length, at, slope, sign));
            }
        }
        best.map(|(_, at, slope, sign)| (at, slope, sign))
    }

    fn exchange(&mut self, leaving: usize, entering: Active, direction: &[f64]) {
        let k = self.k;
        let rate = |way: &[f64]| match entering {
            Active::Bound(corner) => way[corner],
            Active::Form(form) => dot(&self.forms[form * k..][..k], way),
        };
        let own = rate(direction);
        let new: Vec<f64> = direction.iter().map(|d| d / own).collect();
        let rates: Vec<f64> =
            (0..self.basis.len()).map(|at| rate(&self.directions[at * k..][..k])).collect();
        for (at, rate) in rates.iter().enumerate().filter(|(at, _)| *at != leaving) {
            self.directions[at * k..][..k].iter_mut().zip(&new).for_each(|(d, n)| *d -= rate * n);
        }
        self.directions[leaving * k..][..k].copy_from_slice(&new);
        if let Active::Form(form) = self.basis[leaving] {
            self.in_basis[form] = false;
        }
        self.basis[leaving] = entering;
        match entering {
            Active::Bound(corner) => self.x[corner] = 0.0,
            Active::Form(form) => {
                self.in_basis[form] = true;
                self.values[form] = 0.0;
            }
        }
    }

    /// What the multipliers prove: the sum is nowhere less.
    fn bound(&mut self, slack: &[f64]) -> f64 {
        let k = self.k;
        self.find_gradient();
        let mut sum = self.gradient.clone();
        let mut spared: f64 = (self.firm..self.count)
            .filter(|form| self.is_missed(*form))
            .map(|form| slack[form])
            .sum();
        for (at, active) in self.basis.iter().enumerate() {
            if let Active::Form(form) = active {
                let most = if *form < self.firm { f64::INFINITY } else { 1.0 };
                let by = dot(&self.gradient, &self.directions[at * k..][..k]).clamp(0.0, most);
                sum.iter_mut()
                    .zip(&self.forms[form * k..][..k])
                    .for_each(|(sum, c)| *sum -= by * c);
                spared += by * slack[*form];
            }
        }
        let bound = sum.iter().copied().fold(f64::INFINITY, f64::min) - spared;
        if bound.is_finite() { bound } else { 0.0 }
    }

    /// The vertex without the shifts: where what holds it in place is 0 to the last digits.
    fn point(&self) -> Vec<f64> {
        let k = self.k;
        let mut rows: Vec<Vec<f64>> = vec![vec![1.0; k + 1]];
        for active in &self.basis {
            let mut row = match active {
                Active::Bound(corner) => {
                    (0..k).map(|own| f64::from(u8::from(own == *corner))).collect()
                }
                Active::Form(form) => self.forms[form * k..][..k].to_vec(),
            };
            row.push(0.0);
            rows.push(row);
        }
        let walked = || {
            let sum: f64 = self.x.iter().map(|x| x.max(0.0)).sum();
            self.x.iter().map(|x| x.max(0.0) / sum).collect()
        };
        match solve(rows) {
            Some(x) if x.iter().zip(&self.x).all(|(a, b)| (a - b).abs() < SAME_VERTEX) => {
                x.into_iter().map(|x| x.max(0.0)).collect()
            }
            _ => walked(),
        }
    }
}

/// The solution of a square system, its right-hand side the last column; `None` if it has none to
/// speak of.
fn solve(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let k = rows.len();
    for column in 0..k {
        let best =
            (column..k).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        rows.swap(column, best);
        let pivot = rows[column][column];
        if pivot.abs() < NO_PIVOT {
            return None;
        }
        let own = rows[column].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != column) {
            let by = row[column] / pivot;
            if by != 0.0 {
                row.iter_mut().zip(&own).for_each(|(x, y)| *x -= by * y);
            }
        }
    }
    Some((0..k).map(|at| rows[at][k] / rows[at][at]).collect())
}

#[cfg(test)]
mod tests;
