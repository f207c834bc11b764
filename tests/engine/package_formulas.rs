//! What other packages work out where they differ from the paper, written down from their answers and
//! their sources. Each formula must give the package's own number: see `packages.rs`.

use super::golden::Golden;
use super::packages::Given;
use afweging::method::PairFigures;
use afweging::study::evaluate;
use afweging::value::Normalization;

/// The figures of a golden case.
struct Plain<'a> {
    rows: &'a [Vec<f64>],
    gain: Vec<bool>,
    /// They sum to 1.
    weights: Vec<f64>,
}

impl Plain<'_> {
    fn of(golden: &Golden) -> Plain<'_> {
        let sum: f64 = golden.weights.iter().sum();
        Plain {
            rows: &golden.matrix,
            gain: golden.directions.iter().map(|direction| direction != "min").collect(),
            weights: golden.weights.iter().map(|weight| weight / sum).collect(),
        }
    }

    fn column(&self, j: usize) -> impl Iterator<Item = f64> {
        self.rows.iter().map(move |row| row[j])
    }

    fn least(&self, j: usize) -> f64 {
        self.column(j).fold(f64::INFINITY, f64::min)
    }

    fn most(&self, j: usize) -> f64 {
        self.column(j).fold(f64::NEG_INFINITY, f64::max)
    }

    fn length(&self, j: usize) -> f64 {
        self.column(j).map(|x| x * x).sum::<f64>().sqrt()
    }

    /// A figure turned so that more is better.
    fn turned(&self, i: usize, j: usize) -> f64 {
        if self.gain[j] { self.rows[i][j] } else { -self.rows[i][j] }
    }

    /// Min-max, 0 worst to 1 best.
    fn min_max(&self, i: usize, j: usize, constant: f64) -> f64 {
        let (least, most, x) = (self.least(j), self.most(j), self.rows[i][j]);
        match (least == most, self.gain[j]) {
            (true, _) => constant,
            (false, true) => (x - least) / (most - least),
            (false, false) => (most - x) / (most - least),
        }
    }

    /// x / max, or min / x.
    fn linear(&self, i: usize, j: usize) -> f64 {
        let x = self.rows[i][j];
        if self.gain[j] { x / self.most(j) } else { self.least(j) / x }
    }

    /// The sum over the criteria.
    fn sum(&self, i: usize, of: impl Fn(usize, usize) -> f64) -> f64 {
        (0..self.gain.len()).map(|j| of(i, j)).sum()
    }

    /// A figure for each alternative.
    fn scores(&self, of: impl Fn(usize) -> f64) -> Vec<f64> {
        (0..self.rows.len()).map(of).collect()
    }

    /// A row of figures for each alternative, one after the other.
    fn matrix(&self, of: impl Fn(usize, usize) -> f64) -> Option<Given> {
        let row = |i: usize| (0..self.gain.len()).map(move |j| (i, j));
        let all = (0..self.rows.len()).flat_map(row);
        Some(Given::Numbers(all.map(|(i, j)| of(i, j)).collect()))
    }
}

fn largest(scores: &[f64]) -> f64 {
    scores.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

fn smallest(scores: &[f64]) -> f64 {
    scores.iter().copied().fold(f64::INFINITY, f64::min)
}

fn given(scores: Vec<f64>) -> Option<Given> {
    Some(Given::Numbers(scores))
}

/// Our normalised figures; `None` where a column has none.
pub fn normalised(golden: &Golden) -> Option<Given> {
    let mut all = Normalization::ALL.into_iter();
    let named = |it: &Normalization| it.entry().name == golden.normalization_name();
    let normalization = all.find(named).expect("known");
    let directions = golden.directions();
    let column = |j: usize| normalization.column(&golden.column(j), directions[j], None).ok();
    let columns: Vec<Vec<f64>> = (0..directions.len()).map(column).collect::<Option<_>>()?;
    let row = |i: usize| columns.iter().map(move |column| column[i]);
    given((0..golden.matrix.len()).flat_map(row).collect())
}

/// WASPAS with 1 + min-max.
pub fn one_plus_min_max(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    given(it.scores(|i| {
        let sum = it.sum(i, |i, j| it.weights[j] * (1.0 + it.min_max(i, j, f64::NAN)));
        let logarithm = it.sum(i, |i, j| it.weights[j] * it.min_max(i, j, f64::NAN).ln_1p());
        0.5 * sum + 0.5 * logarithm.exp()
    }))
}

/// CODAS with tau = 0.02 times the product of both differences.
pub fn codas_product(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let weighed = |i: usize, j: usize| it.weights[j] * it.linear(i, j);
    let worst: Vec<f64> =
        (0..it.gain.len()).map(|j| smallest(&it.scores(|i| weighed(i, j)))).collect();
    let euclid = it.scores(|i| it.sum(i, |i, j| (weighed(i, j) - worst[j]).powi(2)).sqrt());
    let taxicab = it.scores(|i| it.sum(i, |i, j| weighed(i, j) - worst[j]));
    given(it.scores(|i| {
        let lead = |k: usize| {
            let by_euclid = euclid[i] - euclid[k];
            by_euclid + 0.02 * by_euclid * (taxicab[i] - taxicab[k])
        };
        (0..it.rows.len()).map(lead).sum()
    }))
}

/// COPRAS as the sum of both kinds of shares, over the largest.
pub fn costs_rewarded(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let share = |i: usize, j: usize| it.weights[j] * it.rows[i][j] / it.column(j).sum::<f64>();
    let sums = it.scores(|i| it.sum(i, share));
    given(sums.iter().map(|sum| sum / largest(&sums)).collect())
}

/// MABAC where every criterion has the weight 1 / m.
pub fn unweighted_mabac(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let m = it.rows.len() as f64;
    let place = |i: usize, j: usize| (1.0 + it.min_max(i, j, 0.0)) / m;
    let border = |j: usize| {
        let logarithms = it.scores(|i| place(i, j).ln());
        (logarithms.iter().sum::<f64>() / m).exp()
    };
    let borders: Vec<f64> = (0..it.gain.len()).map(border).collect();
    given(it.scores(|i| it.sum(i, |i, j| place(i, j) - borders[j])))
}

/// The largest distance of x / length to the best, over the largest of all.
pub fn unweighted_distance(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let gap = |i: usize, j: usize| {
        let best = if it.gain[j] { it.most(j) } else { it.least(j) };
        (it.rows[i][j] - best).abs() / it.length(j)
    };
    let gaps = it.scores(|i| (0..it.gain.len()).map(|j| gap(i, j)).fold(0.0, f64::max));
    given(gaps.iter().map(|gap| gap / largest(&gaps)).collect())
}

/// The logarithm of the product of weight times x / length, costs divided.
pub fn weights_multiply(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let part = |i: usize, j: usize| {
        let logarithm = (it.weights[j] * it.rows[i][j] / it.length(j)).ln();
        if it.gain[j] { logarithm } else { -logarithm }
    };
    given(it.scores(|i| it.sum(i, part)))
}

/// The logarithm of the product of figures, costs divided, over the largest.
pub fn unweighted_product(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let part = |i: usize, j: usize| {
        if it.gain[j] { it.rows[i][j].ln() } else { -it.rows[i][j].ln() }
    };
    let logarithms = it.scores(|i| it.sum(i, part));
    given(logarithms.iter().map(|it| it - largest(&logarithms)).collect())
}

/// The grey relational grade over the number of alternatives.
pub fn grade_over_alternatives(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let zeta = golden.parameters.get("zeta").and_then(|it| it.as_f64()).unwrap_or(0.5);
    let part = |i: usize, j: usize| it.weights[j] * zeta / (1.0 - it.min_max(i, j, 0.0) + zeta);
    given(it.scores(|i| it.sum(i, part) / it.rows.len() as f64))
}

/// CoCoSo with lambda 0.5, where a constant column is 0; a sum of 0 makes all sums 1 more.
pub fn cocoso_constant_zero(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let mut sums = it.scores(|i| it.sum(i, |i, j| it.weights[j] * it.min_max(i, j, 0.0)));
    let mut powers = it.scores(|i| it.sum(i, |i, j| it.min_max(i, j, 0.0).powf(it.weights[j])));
    if smallest(&sums) == 0.0 || smallest(&powers) == 0.0 {
        sums.iter_mut().chain(&mut powers).for_each(|sum| *sum += 1.0);
    }
    let all: f64 = sums.iter().chain(&powers).sum();
    let most = largest(&sums) + largest(&powers);
    given(it.scores(|i| {
        let a = (sums[i] + powers[i]) / all;
        let b = sums[i] / smallest(&sums) + powers[i] / smallest(&powers);
        let c = (sums[i] + powers[i]) / most;
        (a * b * c).cbrt() + (a + b + c) / 3.0
    }))
}

/// The weighted sum of min-max, where a constant column is 0.
pub fn constant_adds_nothing(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    given(it.scores(|i| it.sum(i, |i, j| it.weights[j] * it.min_max(i, j, 0.0))))
}

/// MAIRCA where a constant column has the whole gap.
pub fn constant_gap(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let gap = |i: usize, j: usize| it.weights[j] * (1.0 - it.min_max(i, j, 0.0));
    given(it.scores(|i| it.sum(i, gap) / it.rows.len() as f64))
}

/// S and R of VIKOR.
fn utilities(golden: &Golden) -> [Vec<f64>; 2] {
    let it = Plain::of(golden);
    let gap = |i: usize, j: usize| {
        let [best, worst] =
            if it.gain[j] { [it.most(j), it.least(j)] } else { [it.least(j), it.most(j)] };
        // pyDecision adds 1e-16 so that it never divides by 0.
        it.weights[j] * ((best - it.rows[i][j]).abs() / ((best - worst).abs() + 1e-16))
    };
    let regret = |i: usize| (0..it.gain.len()).map(|j| gap(i, j)).fold(0.0, f64::max);
    [it.scores(|i| it.sum(i, gap)), it.scores(regret)]
}

fn from_least(figures: &[f64]) -> Vec<f64> {
    let (least, most) = (smallest(figures), largest(figures));
    figures.iter().map(|x| (x - least) / (most - least)).collect()
}

/// Q of VIKOR where all R are equal: half of S, and half of R itself.
pub fn raw_regret(golden: &Golden) -> Option<Given> {
    let [sums, regrets] = utilities(golden);
    if largest(&regrets) - smallest(&regrets) > 1e-12 {
        return None;
    }
    let sums = from_least(&sums);
    given(sums.iter().zip(&regrets).map(|(s, r)| 0.5 * s + 0.5 * r).collect())
}

/// Q of VIKOR where what rounding leaves of equal R is taken as a difference.
pub fn rounded_regret(golden: &Golden) -> Option<Given> {
    let [sums, regrets] = utilities(golden);
    if largest(&regrets) - smallest(&regrets) > 1e-12 {
        return None;
    }
    let (sums, regrets) = (from_least(&sums), from_least(&regrets));
    given(sums.iter().zip(&regrets).map(|(s, r)| 0.5 * s + 0.5 * r).collect())
}

/// The compromise set of VIKOR: the two first where only C1 holds, those within 1 / (m - 1) where
/// only C2 does, and else the whole ranking.
pub fn whole_ranking(golden: &Golden) -> Option<Given> {
    let [sums, regrets] = utilities(golden);
    let pair = |[s, r]: [f64; 2]| 0.5 * s + 0.5 * r;
    let (by_sum, by_regret) = (from_least(&sums), from_least(&regrets));
    let q: Vec<f64> = by_sum.iter().zip(&by_regret).map(|(s, r)| pair([*s, *r])).collect();
    let m = q.len();
    let mut order: Vec<usize> = (0..m).collect();
    order.sort_by(|a, b| q[*a].total_cmp(&q[*b]));
    let first = |figures: &[f64]| {
        (0..m).min_by(|a, b| figures[*a].total_cmp(&figures[*b])).expect("alternatives")
    };
    let advantage = 1.0 / (m as f64 - 1.0);
    let leads = q[order[1]] - q[order[0]] >= advantage;
    let stable = [first(&sums), first(&regrets)].contains(&order[0]);
    let within = |i: usize| match (leads, stable) {
        (true, false) => order[..2].contains(&i),
        (false, true) => q[i] - q[order[0]] < advantage,
        _ => true,
    };
    given((0..m).map(|i| f64::from(u8::from(within(i)))).collect())
}

/// x / max of absolute figures, costs below 0.
pub fn negated_max(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    it.matrix(|i, j| it.turned(i, j) / it.column(j).map(f64::abs).fold(0.0, f64::max))
}

/// x / length, after 1 / x for costs.
pub fn reciprocal_vector(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let figure = |i: usize, j: usize| if it.gain[j] { it.rows[i][j] } else { 1.0 / it.rows[i][j] };
    let length = |j: usize| it.scores(|i| figure(i, j).powi(2)).iter().sum::<f64>().sqrt();
    it.matrix(|i, j| figure(i, j) / length(j))
}

/// Min-max, where a constant column is 0.
pub fn min_max_constant_zero(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    it.matrix(|i, j| it.min_max(i, j, 0.0))
}

/// Our own figures of pairs.
fn pairs(golden: &Golden, name: &str) -> Vec<Vec<f64>> {
    let problem = golden.problem();
    let evaluation = evaluate(&problem, &golden.method()).expect("a result");
    let native = evaluation.groups[0].native().expect("figures of its own");
    let all = 0..golden.matrix.len();
    let figure = |a: usize, b: usize| match native.pair_column(name) {
        Some(PairFigures::Numbers(figures)) => figures.at(a, b),
        Some(PairFigures::Flags(flags)) => f64::from(u8::from(flags[a][b])),
        _ => panic!("no {name} of {}", golden.id),
    };
    all.clone().map(|a| all.clone().map(|b| figure(a, b)).collect()).collect()
}

/// Alternatives that nobody outranks.
pub fn not_outranked(golden: &Golden) -> Option<Given> {
    let outranks = pairs(golden, "outranks");
    let all = 0..outranks.len();
    let free = |b: usize| all.clone().all(|a| a == b || outranks[a][b] == 0.0);
    given(all.clone().map(|b| f64::from(u8::from(free(b)))).collect())
}

/// Alternatives that nobody outranks, and all that these do not outrank.
pub fn kernel_in_one_pass(golden: &Golden) -> Option<Given> {
    let outranks = pairs(golden, "outranks");
    let all = 0..outranks.len();
    let free: Vec<usize> =
        all.clone().filter(|b| all.clone().all(|a| a == *b || outranks[a][*b] == 0.0)).collect();
    let kept = |b: usize| {
        free.contains(&b) || !free.is_empty() && free.iter().all(|a| outranks[*a][b] == 0.0)
    };
    given(all.clone().map(|b| f64::from(u8::from(kept(b)))).collect())
}

/// Whether alternatives outrank each other in a circuit, strongly or weakly where that is told apart.
pub fn outranks_in_circuits(golden: &Golden) -> bool {
    let names: &[&str] =
        if golden.method == "electre-ii" { &["strong", "weak"] } else { &["outranks"] };
    names.iter().any(|name| {
        let mut reaches = pairs(golden, name);
        let m = reaches.len();
        for k in 0..m {
            for a in 0..m {
                for b in 0..m {
                    if a != k && b != k && reaches[a][k] > 0.0 && reaches[k][b] > 0.0 {
                        reaches[a][b] = 1.0;
                    }
                }
            }
        }
        (0..m).any(|a| reaches[a][a] > 0.0)
    })
}

/// Outranking of ELECTRE IS with a veto at v - q (1 - C - w) / (1 - c - w) and beyond, whatever the
/// sign of the divisor.
pub fn veto_ahead(golden: &Golden) -> Option<Given> {
    let it = Plain::of(golden);
    let concordance = pairs(golden, "concordance");
    let least = golden.parameters["concordance"].as_f64().expect("a number");
    let vetoed = |a: usize, b: usize, j: usize| {
        let weight = it.weights[j];
        let eta = (1.0 - concordance[a][b] - weight) / (1.0 - least - weight);
        it.turned(b, j) - it.turned(a, j) >= golden.veto[j] - golden.indifference[j] * eta
    };
    let all = 0..it.rows.len();
    let outranks = |a: usize, b: usize| {
        let free = (0..it.gain.len()).all(|j| !vetoed(a, b, j));
        a != b && concordance[a][b] >= least - 1e-10 && free
    };
    let sign = |a: usize, b: usize| if outranks(a, b) { '1' } else { '0' };
    let row = |a: usize| all.clone().map(|b| sign(a, b)).collect();
    Some(Given::Signs(all.clone().map(row).collect()))
}

/// The places where an alternative waits while another that is left outranks it, weakly or strongly.
fn places_by_any(golden: &Golden, turned_round: bool) -> Vec<f64> {
    let (concordance, discordance) = (pairs(golden, "concordance"), pairs(golden, "discordance"));
    let parameter = |name: &str| golden.parameters[name].as_f64().expect("a number");
    let outranks = |a: usize, b: usize| {
        let meets = |c: &str, d: &str| {
            concordance[a][b] >= parameter(c) - 1e-10 && discordance[a][b] <= parameter(d) + 1e-10
        };
        let any = [("c_plus", "d_plus"), ("c_zero", "d_minus"), ("c_minus", "d_plus")];
        concordance[a][b] - concordance[b][a] > 1e-10 && any.iter().any(|(c, d)| meets(c, d))
    };
    let mut left: Vec<usize> = (0..golden.matrix.len()).collect();
    let mut places = vec![0.0; left.len()];
    let mut place = 0.0;
    while !left.is_empty() {
        place += 1.0;
        let waits = |b: usize| {
            left.iter().any(|a| if turned_round { outranks(b, *a) } else { outranks(*a, b) })
        };
        let free: Vec<usize> = left.iter().copied().filter(|b| !waits(*b)).collect();
        let taken = if free.is_empty() { left.clone() } else { free };
        taken.iter().for_each(|b| places[*b] = place);
        left.retain(|b| !taken.contains(b));
    }
    if turned_round {
        places.iter_mut().for_each(|own| *own = place + 1.0 - *own);
    }
    places
}

/// The direct order of ELECTRE II, by [`places_by_any`].
pub fn direct_by_any(golden: &Golden) -> Option<Given> {
    given(places_by_any(golden, false))
}

/// The inverse order of ELECTRE II, by [`places_by_any`].
pub fn inverse_by_any(golden: &Golden) -> Option<Given> {
    given(places_by_any(golden, true))
}

/// How many of a set each outranks at the top level of the set, less how many outrank it: a lead
/// counts where it exceeds 0.3 - 0.15 times the largest credibility of the set.
fn qualifications(credibility: &[Vec<f64>], among: &[usize]) -> Vec<i64> {
    let sigma = |a: usize, b: usize| if a == b { 0.0 } else { credibility[a][b] };
    let row = |a: &usize| among.iter().map(|b| sigma(*a, *b)).collect::<Vec<f64>>();
    let cells: Vec<f64> = among.iter().flat_map(row).collect();
    let top = largest(&cells);
    let s = 0.3 - 0.15 * top;
    let below = cells.iter().copied().filter(|x| *x < top - s).fold(0.0, f64::max);
    let beats = |a: usize, b: usize| a != b && sigma(a, b) > below && sigma(a, b) > sigma(b, a) + s;
    let of = |a: &usize| {
        let one = |yes: bool| i64::from(yes);
        among.iter().map(|b| one(beats(*a, *b)) - one(beats(*b, *a))).sum::<i64>()
    };
    among.iter().map(of).collect()
}

fn distilled(golden: &Golden, from_the_best: bool) -> Option<Given> {
    let credibility = pairs(golden, "credibility");
    let mut left: Vec<usize> = (0..golden.matrix.len()).collect();
    let mut places = vec![0.0; left.len()];
    let mut place = 0.0;
    while !left.is_empty() {
        let mut taken = left.clone();
        loop {
            let own = qualifications(&credibility, &taken);
            let end = if from_the_best { own.iter().max() } else { own.iter().min() };
            let kept: Vec<usize> =
                taken.iter().zip(&own).filter(|(_, q)| Some(*q) == end).map(|(a, _)| *a).collect();
            let done = kept.len() == 1 || kept.len() == taken.len();
            taken = kept;
            if done {
                break;
            }
        }
        place += 1.0;
        taken.iter().for_each(|a| places[*a] = place);
        left.retain(|a| !taken.contains(a));
    }
    if !from_the_best {
        places.iter_mut().for_each(|own| *own = place + 1.0 - *own);
    }
    given(places)
}

/// The descending preorder of ELECTRE III where each distillation starts at the top level.
pub fn descending_from_the_top(golden: &Golden) -> Option<Given> {
    distilled(golden, true)
}

/// The ascending preorder of ELECTRE III where each distillation starts at the top level.
pub fn ascending_from_the_top(golden: &Golden) -> Option<Given> {
    distilled(golden, false)
}

/// The category above the best limit to which the alternative is strictly preferred.
pub fn preferred_to_limits(golden: &Golden) -> Option<Given> {
    let cut = golden.parameters["cut"].as_f64().expect("a number") - 1e-10;
    let (over, under) = (&golden.limits["credibility"], &golden.limits["credibility_of_limit"]);
    let place = |(over, under): (&Vec<f64>, &Vec<f64>)| {
        let preferred = |h: &usize| over[*h] >= cut && under[*h] < cut;
        (0..over.len()).rev().find(preferred).map_or(1.0, |h| h as f64 + 2.0)
    };
    given(over.iter().zip(under).map(place).collect())
}
