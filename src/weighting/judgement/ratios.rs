//! Ratios between weights: low <= w_a / w_b <= high.
//!
//! In logarithms x = log w these are differences: x_a - x_b <= log high and x_b - x_a <= -log low.
//! A set of differences is closed by shortest paths (Floyd 1962, doi:10.1145/367766.368168): some
//! weights meet them all exactly if no circle has a negative length, and the lengths of the closed
//! set are the tight bounds of every ratio. What linear programs over ratios would give follows
//! from these bounds in closed form, for ratios of any size.

use super::linked::{Parts, unreached};
use super::sentences::{decimal, fault, in_dutch, item, range, remark};
use super::{DerivedWeights, Fault, Judgement, Residual};
use crate::error::both;
use crate::lp::{Relation, Row};
use crate::tolerance::AS_JUDGED;
use std::collections::BTreeMap;

/// A bound is tightened only by more than this part of it: circles of length 0 are a little below 0
/// by rounding, and to go round them again and again would make more of that.
const ROUNDING: f64 = 1e-14;

/// A judgement of a ratio: between `low` and `high` times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ratio {
    pub a: usize,
    pub b: usize,
    pub low: f64,
    pub high: f64,
}

impl Ratio {
    pub fn is_crisp(&self) -> bool {
        self.low == self.high
    }

    /// The logarithm of the geometric middle of the range.
    pub fn middle_log(&self) -> f64 {
        if self.is_crisp() { self.low.ln() } else { (self.low.ln() + self.high.ln()) / 2.0 }
    }

    /// The geometric middle of the range.
    pub fn middle(&self) -> f64 {
        if self.is_crisp() { self.low } else { self.low.sqrt() * self.high.sqrt() }
    }

    /// `{0} / {1} = 3`.
    pub fn text(&self) -> [String; 2] {
        range(self.low, self.high).map(|range| format!("{} = {range}", self.pair()))
    }

    /// `{0} / {1}`.
    pub fn pair(&self) -> String {
        format!("{} / {}", item(self.a), item(self.b))
    }
}

/// The weights of one item, about which nothing can be judged.
///
/// # Errors
/// There is no item at all, or there are judgements about one alone.
pub(super) fn single(items: usize, judgements: &[Judgement]) -> Result<DerivedWeights, Fault> {
    if items == 0 {
        return Err(fault(
            [],
            both("there is nothing to weigh", "er valt niets te wegen"),
            both("name at least one item", "noem minstens één item"),
        ));
    }
    if !judgements.is_empty() {
        return Err(fault(
            [0],
            both(
                format!("{} stands alone: its weight is 1, whatever is judged", item(0)),
                format!("{} staat alleen: het gewicht is 1, wat er ook beoordeeld wordt", item(0)),
            ),
            both("leave the judgement out", "laat het oordeel weg"),
        ));
    }
    Ok(DerivedWeights {
        weights: vec![1.0],
        open: Vec::new(),
        consistency: Vec::new(),
        residuals: Vec::new(),
        notes: Vec::new(),
    })
}

/// The judgements as ratios, in their order.
///
/// # Errors
/// A judgement is no ratio of two items, or a pair is judged twice.
pub(super) fn read(
    method: &str,
    items: usize,
    judgements: &[Judgement],
) -> Result<Vec<Ratio>, Fault> {
    let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut ratios: Vec<Ratio> = Vec::with_capacity(judgements.len());
    for (at, judgement) in judgements.iter().enumerate() {
        let Judgement::Ratio { a, b, low, high } = *judgement else {
            return Err(fault(
                [at],
                both(
                    format!("`{method}` is made from ratios, and this is none"),
                    format!("`{method}` wordt gemaakt van verhoudingen, en dit is er geen"),
                ),
                both(
                    "write how many times as important one is as another: `a / b = 3`",
                    "schrijf hoeveel keer zo belangrijk het ene is als het andere: `a / b = 3`",
                ),
            ));
        };
        if a >= items || b >= items || a == b {
            return Err(fault(
                [at],
                both(
                    "a ratio is about two items that stand beside each other",
                    "een verhouding gaat over twee items die naast elkaar staan",
                ),
                both("name two different items", "noem twee verschillende items"),
            ));
        }
        if !(low > 0.0 && low <= high && high.is_finite()) {
            return Err(fault(
                [at],
                both(
                    format!(
                        "{} / {} must be a number above 0, or a range of two",
                        item(a),
                        item(b)
                    ),
                    format!(
                        "{} / {} moet een getal boven 0 zijn, of een bereik van twee",
                        item(a),
                        item(b)
                    ),
                ),
                both(
                    "write `a / b = 3`, or `a / b = 2..4`",
                    "schrijf `a / b = 3`, of `a / b = 2..4`",
                ),
            ));
        }
        let ratio = Ratio { a, b, low, high };
        if let Some(first) = seen.insert((a.min(b), a.max(b)), at) {
            return Err(twice(first, ratios[first], at, ratio));
        }
        ratios.push(ratio);
    }
    Ok(ratios)
}

/// The fault of a pair that is judged twice.
fn twice(first: usize, one: Ratio, second: usize, other: Ratio) -> Fault {
    // The second as a judgement of the first's pair.
    let turned = if one.a == other.a {
        other
    } else {
        Ratio { a: one.a, b: one.b, low: 1.0 / other.high, high: (1.0 / other.low).min(f64::MAX) }
    };
    let same = |x: f64, y: f64| (x.ln() - y.ln()).abs() <= AS_JUDGED;
    if same(one.low, turned.low) && same(one.high, turned.high) {
        let figures = range(one.low, one.high);
        return fault(
            [first, second],
            both(
                format!("{} is judged twice, both times as {}", one.pair(), figures[0]),
                format!("{} is twee keer beoordeeld, telkens als {}", one.pair(), figures[1]),
            ),
            both("leave one of the two out", "laat een van de twee weg"),
        );
    }
    // A range as it is typed is the same in both languages.
    let wide = &range(one.low.min(turned.low), one.high.max(turned.high))[0];
    let [that_is, dat_is] = match one.a == other.a {
        true => [String::new(), String::new()],
        false => {
            let [en, nl] = turned.text();
            [format!(" (which is {en})"), format!(" (dat is {nl})")]
        }
    };
    let ([one_en, one_nl], [other_en, other_nl]) = (one.text(), other.text());
    fault(
        [first, second],
        both(
            format!("{one_en} and {other_en}{that_is} are two answers to one question"),
            format!("{one_nl} en {other_nl}{dat_is} zijn twee antwoorden op één vraag"),
        ),
        both(
            format!("leave one of the two out, or give a range: `{} = {wide}`", one.pair()),
            format!("laat een van de twee weg, of geef een bereik: `{} = {wide}`", one.pair()),
        ),
    )
}

/// Ratios must tie all items together, or the weights of some would say nothing of the others'.
///
/// # Errors
/// They do not; a pair that would tie more together is named.
pub(super) fn tied(items: usize, ratios: &[Ratio]) -> Result<(), Fault> {
    match unreached(items, 0, ratios.iter().map(|ratio| (ratio.a, ratio.b))) {
        None => Ok(()),
        Some(other) => Err(fault(
            [],
            both(
                format!(
                    "no judgement, and no chain of judgements, compares {} with {}",
                    item(0),
                    item(other)
                ),
                format!(
                    "geen oordeel, en geen keten van oordelen, vergelijkt {} met {}",
                    item(0),
                    item(other)
                ),
            ),
            both(
                format!("judge these two: `{} / {} = 3`", item(0), item(other)),
                format!("beoordeel deze twee: `{} / {} = 3`", item(0), item(other)),
            ),
        )),
    }
}

/// Bounds of all differences x_a - x_b, closed: each is the tightest that follows from the others.
#[derive(Debug, Clone)]
pub(super) struct Differences {
    n: usize,
    most: Vec<f64>,
}

impl Differences {
    /// The closed set of log low <= x_a - x_b <= log high; `None` if no x meets them all. A circle
    /// may fall short by `slack`.
    pub fn of(n: usize, ratios: impl Iterator<Item = Ratio>, slack: f64) -> Option<Differences> {
        let mut most = vec![f64::INFINITY; n * n];
        for at in 0..n {
            most[at * n + at] = 0.0;
        }
        for Ratio { a, b, low, high } in ratios {
            most[a * n + b] = most[a * n + b].min(high.ln());
            if low > 0.0 {
                most[b * n + a] = most[b * n + a].min(-low.ln());
            }
        }
        for through in 0..n {
            for a in 0..n {
                let first = most[a * n + through];
                if first == f64::INFINITY {
                    continue;
                }
                for b in 0..n {
                    let along = first + most[through * n + b];
                    let own = &mut most[a * n + b];
                    if along < *own - ROUNDING * (1.0 + along.abs()) {
                        *own = along;
                    }
                }
            }
        }
        for at in 0..n {
            if most[at * n + at] < -slack {
                return None;
            }
            most[at * n + at] = 0.0;
        }
        Some(Differences { n, most })
    }

    /// The most that x_a - x_b can be.
    pub fn most(&self, a: usize, b: usize) -> f64 {
        self.most[a * self.n + b]
    }

    /// The point x' of the set that is nearest to x: the largest |x'_a - x_a| is the least.
    ///
    /// It is t = max over pairs of (x_a - x_b - most(a, b)) / 2. Of the points at this distance the
    /// one in the middle between the highest and the lowest is taken.
    pub fn nearest(&self, x: &[f64]) -> Vec<f64> {
        let pairs = || (0..self.n).flat_map(|a| (0..self.n).map(move |b| (a, b)));
        let distance =
            pairs().map(|(a, b)| (x[a] - x[b] - self.most(a, b)) / 2.0).fold(0.0, f64::max);
        (0..self.n)
            .map(|a| {
                let highest = (0..self.n)
                    .map(|b| x[b] + distance + self.most(a, b))
                    .fold(f64::INFINITY, f64::min);
                let lowest = (0..self.n)
                    .map(|b| x[b] - distance - self.most(b, a))
                    .fold(f64::NEG_INFINITY, f64::max);
                (highest + lowest) / 2.0
            })
            .collect()
    }

    /// The logarithms of the least and the most that each weight can be if weights sum to 1.
    ///
    /// Where w_j is the most, every other weight is as small as w_j allows: w_k = w_j exp(-most(j,
    /// k)), and these weights meet all bounds. So most w_j = 1 / sum of exp(-most(j, k)), least w_j
    /// = 1 / sum of exp(most(k, j)).
    pub fn ends(&self) -> Vec<(f64, f64)> {
        (0..self.n)
            .map(|j| {
                let least = -log_sum((0..self.n).map(|k| self.most(k, j)));
                let most = -log_sum((0..self.n).map(|k| -self.most(j, k)));
                (least, most)
            })
            .collect()
    }

    /// The logarithms of the middles of [`Differences::ends`]. Scaled to sum to 1 they are in the
    /// set: least and most of w_a and w_b keep to the same bounds of w_a / w_b, so does their mean.
    pub fn middle(&self) -> Vec<f64> {
        self.ends().into_iter().map(|(least, most)| log_sum([least, most].into_iter())).collect()
    }
}

/// The logarithm of a sum, from the logarithms of its terms.
fn log_sum(terms: impl Iterator<Item = f64> + Clone) -> f64 {
    let largest = terms.clone().fold(f64::NEG_INFINITY, f64::max);
    if largest.is_infinite() {
        return largest;
    }
    largest + terms.map(|term| (term - largest).exp()).sum::<f64>().ln()
}

/// Weights with sum 1 from their logarithms.
pub(super) fn weights(logs: &[f64]) -> Vec<f64> {
    let total = log_sum(logs.iter().copied());
    let weights: Vec<f64> = logs.iter().map(|log| (log - total).exp()).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}

/// w_a (relation) ratio * w_b, with coefficients of at most 1.
pub(super) fn row(n: usize, a: usize, b: usize, relation: Relation, ratio: f64) -> Row {
    let mut coefficients = vec![0.0; n];
    if ratio <= 1.0 {
        coefficients[a] = 1.0;
        coefficients[b] = -ratio;
    } else {
        coefficients[a] = 1.0 / ratio;
        coefficients[b] = -1.0;
    }
    Row { coefficients, relation, bound: 0.0 }
}

/// What the weights with these logarithms say of a ratio.
fn residual(ratio: &Ratio, logs: &[f64]) -> Residual {
    let log = logs[ratio.a] - logs[ratio.b];
    let over = (log - ratio.high.ln()).max(ratio.low.ln() - log);
    let missed_by = if over <= AS_JUDGED { 0.0 } else { over.exp_m1().min(f64::MAX) };
    Residual { implied: Some(log.exp().min(f64::MAX)), missed_by }
}

/// From weights (as logarithms) to what is said of them: the weights that the ratios leave open,
/// and by how much each ratio is missed.
///
/// Where some weights meet all ratios and these do not, they are moved to the nearest that do
/// ([`Differences::nearest`]), and a remark says so. Where none do, the ratios are loosened by the
/// factor of the one that is missed most.
pub(super) fn settle(items: usize, ratios: &[Ratio], mut logs: Vec<f64>) -> DerivedWeights {
    let mut notes = Vec::new();
    let residuals_at =
        |logs: &[f64]| ratios.iter().map(|ratio| residual(ratio, logs)).collect::<Vec<_>>();
    let mut residuals = residuals_at(&logs);
    let misses = |residuals: &[Residual]| residuals.iter().any(|found| found.missed_by > 0.0);
    let possible = Differences::of(items, ratios.iter().copied(), AS_JUDGED);
    if let Some(possible) = &possible
        && misses(&residuals)
    {
        let before = weights(&logs);
        logs = possible.nearest(&logs);
        residuals = residuals_at(&logs);
        if ratios.iter().any(|ratio| !ratio.is_crisp()) {
            let factors = weights(&logs).into_iter().zip(before).map(|(now, before)| {
                let (now, before) = (now.max(f64::MIN_POSITIVE), before.max(f64::MIN_POSITIVE));
                (now / before).max(before / now).min(f64::MAX)
            });
            let factor = decimal(factors.fold(1.0, f64::max));
            notes.push(remark(
                format!(
                    "The middles of the ranges give weights that break a range. The weights shown are the nearest that meet all ranges: no weight differs by more than a factor {factor}."
                ),
                format!(
                    "Het midden van elk bereik geeft gewichten die buiten een bereik vallen. De getoonde gewichten zijn de dichtstbijzijnde die binnen elk bereik blijven: geen enkel gewicht verschilt meer dan een factor {}.",
                    in_dutch(&factor)
                ),
            ));
        }
    }
    let open = if possible.is_some() && !misses(&residuals) {
        met(items, ratios)
    } else {
        let most = residuals.iter().map(|found| found.missed_by).fold(0.0, f64::max);
        // As far beyond these weights as they are from the judgement that they miss most: a set
        // that only held what misses no judgement by more would shrink as judgements disagree.
        loosened(items, ratios, (1.0 + most).powi(2).min(LARGEST_FACTOR))
    };
    DerivedWeights { weights: weights(&logs), open, consistency: Vec::new(), residuals, notes }
}

/// The rows of ratios that can all be met. Equations that follow from others are left out, so that
/// rounding does not make them contradict each other.
fn met(items: usize, ratios: &[Ratio]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut parts = Parts::apart(items);
    for ratio in ratios {
        if ratio.is_crisp() {
            if !parts.join(ratio.a, ratio.b) {
                continue;
            }
            rows.push(row(items, ratio.a, ratio.b, Relation::Equal, ratio.low));
        } else {
            rows.push(row(items, ratio.a, ratio.b, Relation::AtLeast, ratio.low));
            rows.push(row(items, ratio.a, ratio.b, Relation::AtMost, ratio.high));
        }
    }
    rows
}

/// Ratios are loosened by no more than this, so that their ends stay numbers.
const LARGEST_FACTOR: f64 = 1e150;

/// The rows of ratios that may be missed by this factor.
fn loosened(items: usize, ratios: &[Ratio], factor: f64) -> Vec<Row> {
    let factor = factor * (1.0 + AS_JUDGED);
    ratios
        .iter()
        .flat_map(|ratio| {
            [
                row(items, ratio.a, ratio.b, Relation::AtLeast, ratio.low / factor),
                row(items, ratio.a, ratio.b, Relation::AtMost, ratio.high * factor),
            ]
        })
        .collect()
}

/// The weights whose ratios deviate from the middles of the judged ones by as little as can be.
#[derive(Debug, Clone)]
pub(super) struct LeastDeviation {
    /// The least largest |w_a / w_b - r|.
    pub deviation: f64,
    /// All weights that deviate by no more.
    pub weights: Differences,
    /// The same as rows.
    pub open: Vec<Row>,
}

/// Minimise the largest |w_a / w_b - r| over the ratios, by halving the interval in which the
/// deviation lies until no number is between its ends.
pub(super) fn least_deviation(items: usize, ratios: &[Ratio]) -> LeastDeviation {
    let at = |deviation: f64, slack: f64| {
        let within = ratios.iter().map(|ratio| Ratio {
            low: ratio.middle() - deviation,
            high: (ratio.middle() + deviation).min(f64::MAX),
            ..*ratio
        });
        Differences::of(items, within, slack)
    };
    let rows = |deviation: f64| {
        let mut rows = Vec::new();
        for ratio in ratios {
            let (low, high) = (ratio.middle() - deviation, ratio.middle() + deviation);
            if low > 0.0 {
                let low = low * (1.0 - AS_JUDGED);
                rows.push(row(items, ratio.a, ratio.b, Relation::AtLeast, low));
            }
            let high = high * (1.0 + AS_JUDGED);
            rows.push(row(items, ratio.a, ratio.b, Relation::AtMost, high));
        }
        rows
    };
    if let Some(weights) = at(0.0, AS_JUDGED) {
        return LeastDeviation { deviation: 0.0, weights, open: met(items, &crisp(ratios)) };
    }
    // At equal weights no ratio deviates by more than this.
    let (mut low, mut high) =
        (0.0, ratios.iter().map(|ratio| (ratio.middle() - 1.0).abs()).fold(0.0, f64::max));
    let mut found = at(high, AS_JUDGED);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        match at(middle, 0.0) {
            Some(weights) => (high, found) = (middle, Some(weights)),
            None => low = middle,
        }
    }
    let weights = found.unwrap_or_else(|| Differences { n: items, most: vec![0.0; items * items] });
    LeastDeviation { deviation: high, weights, open: rows(high) }
}

/// The ratios with their middles for ranges.
fn crisp(ratios: &[Ratio]) -> Vec<Ratio> {
    ratios
        .iter()
        .map(|ratio| Ratio { low: ratio.middle(), high: ratio.middle(), ..*ratio })
        .collect()
}

/// What a reader is told of judged figures that were given as ranges.
pub(super) fn ranges_remark(ratios: &[Ratio]) -> Option<super::Remark> {
    let ranges = ratios.iter().filter(|ratio| !ratio.is_crisp()).count();
    (ranges > 0).then(|| {
        remark(
            "Consistency is measured at the geometric middle of each range: 2..8 counts as 4."
                .into(),
            "De consistentie is berekend met het meetkundige midden van elk bereik: 2..8 telt als 4."
                .into(),
        )
    })
}
