//! The value of information against closed forms, nested simulation of its own, and dense grids.

use crate::common::{Files, Random, performance, random_case, score, value};
use afweging::case::Case;
use afweging::method::Method;
use afweging::problem::{Language, PlaceInGroup, Problem, Quantity, Scale, weights};
use afweging::report::{Block, Words};
use afweging::study::{
    Estimated, Information, InformationRequest, InputValue, WeightsModel, draws_kept, evaluate,
    information,
};
use afweging::table::Table;
use statrs::distribution::{Continuous, ContinuousCDF, Normal};

fn request() -> InformationRequest {
    InformationRequest { weights: None, uniform_sets: false, draws: 4_096, seed: 1 }
}

fn with<T>(
    case: &Case,
    method: &str,
    request: &InformationRequest,
    then: impl FnOnce(&Information) -> T,
) -> T {
    let method = match method.split_once(':') {
        Some((name, parameter)) => {
            Method::named(name).unwrap().with_parameter("normalization", parameter).unwrap()
        }
        None => Method::named(method).unwrap(),
    };
    let evaluation = evaluate(&case.problem, &method).unwrap();
    then(&information(&evaluation, request).unwrap())
}

fn facts(case: &Case, request: &InformationRequest) -> Vec<InputValue> {
    with(case, "weighted-sum", request, |study| study.facts.clone())
}

fn fact<'a>(problem: &Problem, facts: &'a [InputValue], id: &str) -> &'a InputValue {
    facts.iter().find(|fact| problem.input_id(fact.input) == id).unwrap()
}

/// Alternatives a0, a1 ... on criteria c0, c1 ... with the given scales and weights; cells by
/// alternative.
fn case(criteria: &[(&str, f64)], rows: &[&[&str]]) -> Case {
    let mut toml = String::from(
        "format = 1\nid = \"t\"\nmin_known = 0.0\ndata = [\"d.csv\"]\n[[keys]]\nid = \"a\"\n",
    );
    let mut csv = String::from("a");
    for (j, (scale, weight)) in criteria.iter().enumerate() {
        toml +=
            &format!("[[criteria]]\nid = \"c{j}\"\nscale = {{ {scale} }}\nweight = {weight:?}\n");
        csv += &format!(",c{j}");
    }
    for (i, row) in rows.iter().enumerate() {
        csv += &format!("\na{i},{}", row.join(","));
    }
    Files::new(&[("case.toml", &toml), ("d.csv", &(csv + "\n"))]).open().unwrap()
}

fn close(a: f64, b: f64, tolerance: f64, what: &str) {
    assert!((a - b).abs() <= tolerance, "{what}: {a} against {b}");
}

const FREE: &str = "min = 0, max = 10, outside = \"extend\"";
const CLAMPED: &str = "min = 0, max = 10, outside = \"clamp\"";
const CUT: &str = "min = 0, max = 10";

/// E max(X - t, 0) and E X for a normal X that is free, cut to 0..10, or clamped to it.
fn normal_gain(mean: f64, sd: f64, t: f64, scale: &str) -> (f64, f64) {
    let n = Normal::standard();
    let (z0, z1, z) = (-mean / sd, (10.0 - mean) / sd, (t - mean) / sd);
    let part = |from: f64, to: f64, above: f64| {
        (mean - above) * (n.cdf(to) - n.cdf(from)) + sd * (n.pdf(from) - n.pdf(to))
    };
    match scale {
        FREE => ((mean - t) * (1.0 - n.cdf(z)) + sd * n.pdf(z), mean),
        CLAMPED => (
            part(z, z1, t) + (10.0 - t) * (1.0 - n.cdf(z1)),
            part(z0, z1, 0.0) + 10.0 * (1.0 - n.cdf(z1)),
        ),
        _ => {
            let mass = n.cdf(z1) - n.cdf(z0);
            (part(z, z1, t) / mass, part(z0, z1, 0.0) / mass)
        }
    }
}

/// One uncertain input: E max(mu_a + w (V - EV), M) - max(mu_a, M), with V = x / 10.
#[test]
fn evppi_of_one_input_is_the_closed_form() {
    for scale in [FREE, CLAMPED, CUT] {
        for (mean, sd, rival) in
            [(5.0, 1.5, 5.0), (5.0, 1.5, 6.0), (8.0, 3.0, 7.0), (1.0, 2.0, 3.5), (5.0, 0.3, 9.0)]
        {
            // Half the weight on a criterion on which a0 is 2 points ahead: they break even where
            // x + 2 = rival.
            let cells = [format!("normal({mean}; {sd})"), rival.to_string()];
            let case = case(&[(scale, 1.0), (CUT, 1.0)], &[&[&cells[0], "4"], &[&cells[1], "2"]]);
            let facts = facts(&case, &request());
            let (gain, expected) = normal_gain(mean, sd, rival - 2.0, scale);
            let truth = 0.05 * (gain - (expected - (rival - 2.0)).max(0.0));
            let evppi = facts[0].evppi.unwrap();
            close(evppi.value, truth, 1e-12, &format!("{scale} {mean} {sd} {rival}"));
            assert_eq!(evppi.std_error, 0.0);
            // P(a0 first) = P(x > rival - 2); knowing x, one is always right.
            let n = Normal::standard();
            let f = |x: f64| n.cdf((x - mean) / sd);
            let below = match scale {
                CUT => (f(rival - 2.0) - f(0.0)) / (f(10.0) - f(0.0)),
                _ => f(rival - 2.0),
            };
            let decisive = facts[0].decisiveness.unwrap();
            close(decisive.value, below.min(1.0 - below), 1e-12, "decisive");
            assert_eq!(decisive.std_error, 0.0);
        }
    }
}

#[test]
fn evppi_of_other_distributions_is_the_closed_form() {
    let one = |cell: &str, rival: f64, scale: &str| {
        let case = case(&[(scale, 1.0)], &[&[cell], &[&rival.to_string()]]);
        facts(&case, &request())[0].evppi.unwrap().value * 10.0
    };
    // Uniform from 2 to 8: E max(x - t, 0) = (8 - t)^2 / 12.
    close(one("uniform(2; 8)", 6.0, CUT), 4.0 / 12.0, 1e-12, "uniform");
    close(one("uniform(2; 8)", 4.0, CUT), 16.0 / 12.0 - 1.0, 1e-12, "uniform, below the mean");
    assert_eq!(one("uniform(2; 8)", 8.5, CUT), 0.0);
    // Lognormal: E max(x - k, 0) = e^(m + s^2/2) N(d1) - k N(d2).
    let n = Normal::standard();
    let (m, s, k): (f64, f64, f64) = (0.8, 0.6, 4.0);
    let d2 = (m - k.ln()) / s;
    let call = (m + s * s / 2.0f64).exp() * n.cdf(d2 + s) - k * n.cdf(d2);
    close(one("lognormal(0.8; 0.6)", k, FREE), call, 1e-10, "lognormal");
    // Triangular and beta: midpoint sums over their densities.
    let sum = |density: &dyn Fn(f64) -> f64, low: f64, high: f64, t: f64| {
        let steps = 200_000;
        let h = (high - low) / f64::from(steps);
        let x = |k: i32| low + (f64::from(k) + 0.5) * h;
        let gain: f64 = (0..steps).map(|k| density(x(k)) * (x(k) - t).max(0.0) * h).sum();
        let mean: f64 = (0..steps).map(|k| density(x(k)) * x(k) * h).sum();
        gain - (mean - t).max(0.0)
    };
    let triangle = |x: f64| {
        if x < 3.0 { 2.0 * (x - 1.0) / (8.0 * 2.0) } else { 2.0 * (9.0 - x) / (8.0 * 6.0) }
    };
    close(one("1|3|9", 5.0, CUT), sum(&triangle, 1.0, 9.0, 5.0), 1e-8, "triangular");
    close(
        one("1|3|9", 2.0, CUT),
        sum(&triangle, 1.0, 9.0, 2.0),
        1e-8,
        "triangular, left of the mode",
    );
    let beta = |x: f64| 12.0 * x * (1.0 - x) * (1.0 - x);
    close(one("beta(2; 3)", 0.45, CUT), sum(&beta, 0.0, 1.0, 0.45), 1e-8, "beta");
}

/// Two alternatives, each uniform on 0..1 of the scale: P(a first | x) = x, so E max(x, 1 - x) -
/// 1/2 = 1/4. And over 24 seeds the errors hold.
#[test]
fn decisiveness_has_its_closed_form_and_errors_that_hold() {
    let case = case(&[(CUT, 1.0)], &[&["uniform(0; 10)"], &["uniform(0; 10)"]]);
    let (mut squares, mut within, mut n) = (0.0, 0, 0.0);
    for seed in 1..=24 {
        let facts = facts(&case, &InformationRequest { seed, ..request() });
        for fact in &facts {
            let decisive = fact.decisiveness.unwrap();
            let z = (decisive.value - 0.25) / decisive.std_error;
            assert!(z.abs() < 4.0 && decisive.std_error < 0.01, "{decisive:?}");
            (squares, within, n) = (squares + z * z, within + usize::from(z.abs() < 1.96), n + 1.0);
            // E max(x, 1/2) - 1/2 on 0..1.
            close(fact.evppi.unwrap().value, 0.125, 1e-12, "evppi");
        }
    }
    assert!(
        within >= 42 && squares / n > 0.5 && squares / n < 1.6,
        "{within} of {n}, mean square {}",
        squares / n
    );
}

/// Weights within 40 % of one half each: their mean is one half, so evppi is that at the given
/// weights; sampled, with an error that holds.
#[test]
fn errors_of_mean_weights_hold() {
    let case = case(
        &[(CUT, 1.0), (CUT, 1.0)],
        &[&["uniform(0; 10)", "4"], &["4", "uniform(1; 8)"], &["6", "3"]],
    );
    let exact = facts(&case, &request());
    let (mut squares, mut n) = (0.0, 0.0);
    for seed in 1..=24 {
        let drawn = facts(
            &case,
            &InformationRequest { seed, weights: Some(WeightsModel::Box(40.0)), ..request() },
        );
        for fact in &drawn {
            let (evppi, truth) = (
                fact.evppi.unwrap(),
                exact.iter().find(|it| it.input == fact.input).unwrap().evppi.unwrap(),
            );
            let z = (evppi.value - truth.value) / evppi.std_error;
            assert!(z.abs() < 4.0 && evppi.std_error > 0.0, "{evppi:?} against {truth:?}");
            (squares, n) = (squares + z * z, n + 1.0);
        }
    }
    assert!(squares / n > 0.5 && squares / n < 1.6, "mean square {}", squares / n);
    // Where the mean is known nothing is sampled: equal weights in the mean, and those around the
    // given ones.
    for model in [WeightsModel::Nodes, WeightsModel::Leaves, WeightsModel::Around(20.0)] {
        for fact in facts(&case, &InformationRequest { weights: Some(model), ..request() }) {
            let truth = exact.iter().find(|it| it.input == fact.input).unwrap().evppi.unwrap();
            close(fact.evppi.unwrap().value, truth.value, 1e-14, "known mean");
            assert!(fact.decisiveness.unwrap().std_error > 0.0);
        }
    }
}

/// A case with distributions, inputs that several alternatives share, and attributes that shift
/// cells.
fn drawn_case(random: &mut Random) -> Case {
    let (a, b) = (2, 1 + random.below(3));
    let mut toml = String::from("format = 1\nid = \"drawn\"\nmin_known = 0.0\ndata = [");
    let (mut criteria, mut tables) = (String::new(), Vec::new());
    let rows = |by: usize| -> Vec<String> {
        match by {
            0 => (0..a).map(|i| format!("a{i}")).collect(),
            1 => (0..b).map(|j| format!("b{j}")).collect(),
            _ => (0..a).flat_map(|i| (0..b).map(move |j| format!("a{i},b{j}"))).collect(),
        }
    };
    for leaf in 0..1 + random.below(3) {
        let outside = ["error", "clamp", "extend"][random.below(3)];
        let direction = ["\"max\"", "\"min\"", "{ target = 6 }"][random.below(3)];
        criteria += &format!(
            "[[criteria]]\nid = \"c{leaf}\"\nscale = {{ min = 0, max = 10, outside = \"{outside}\" }}\ndirection = {direction}\nweight = {}\n",
            1 + random.below(4)
        );
        let by = random.below(4).min(2);
        let mut csv = format!("{},c{leaf}\n", ["a", "b", "a,b"][by]);
        for row in rows(by) {
            let (low, high) = (random.figure(0.5, 5.0), random.figure(5.5, 9.5));
            let cell = match random.below(6) {
                0 => format!("normal({low:?}; {:?})", random.figure(0.5, 3.0)),
                1 => format!("uniform({low:?}; {high:?})"),
                2 => format!("{low:?}|{:?}|{high:?}", (low + high) / 2.0),
                3 => "lognormal(1.2; 0.4)".to_owned(),
                4 => format!("beta({}; {})", 1 + random.below(3), 1 + random.below(3)),
                _ => format!("{low:?}"),
            };
            csv += &format!("{row},{cell}\n");
        }
        tables.push((format!("c{leaf}.csv"), csv));
        for attribute in ["size", "age"] {
            if random.chance(0.4) {
                let (first, last) = (random.figure(-3.0, 3.0), random.figure(-3.0, 3.0));
                criteria += &format!(
                    "[[adjustments]]\ncriterion = \"c{leaf}\"\nattribute = \"{attribute}\"\nshift = {{ points = [[0.0, 0.0], [1.5, {first:?}], [3.0, {last:?}]] }}\n"
                );
            }
        }
    }
    for attribute in ["size", "age"] {
        if criteria.contains(&format!("\"{attribute}\"")) {
            let by = random.below(2);
            let cell = ["uniform(0; 3)", "0|1|3", "normal(1.5; 0.5)", "1.2"];
            let lines: Vec<String> =
                rows(by).iter().map(|row| format!("{row},{}\n", cell[random.below(4)])).collect();
            tables.push((
                format!("{attribute}.csv"),
                format!("{},{attribute}\n{}", ["a", "b"][by], lines.concat()),
            ));
        }
    }
    toml += &tables.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let list = |key: &str, count: usize| {
        let values =
            (0..count).map(|i| format!("{{ id = \"{key}{i}\" }}")).collect::<Vec<_>>().join(", ");
        format!("[[keys]]\nid = \"{key}\"\nvalues = [{values}]\n")
    };
    toml += &format!("]\n{}{}{criteria}", list("a", a), list("b", b));
    let mut files: Vec<(&str, &str)> =
        tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("case.toml", &toml));
    Files::new(&files).open().unwrap()
}

/// A draw of an input, by other means than quantile functions: rejection beyond the scale,
/// Box-Muller, order statistics.
fn draw(random: &mut Random, problem: &Problem, input: usize) -> f64 {
    let it = &problem.inputs()[input];
    let scale = problem.tree().leaves().get(it.name).and_then(|leaf| leaf.scale.as_ref());
    let cut = scale
        .filter(|scale| {
            matches!(scale, Scale::Numeric { beyond: afweging::problem::Beyond::Error, .. })
        })
        .map(Scale::ends);
    loop {
        let mut normal = || {
            (-2.0 * random.unit().max(1e-300).ln()).sqrt()
                * (2.0 * std::f64::consts::PI * random.unit()).cos()
        };
        let x = match it.quantity {
            Quantity::Normal(mean, sd) => mean + sd * normal(),
            Quantity::LogNormal(m, s) => (m + s * normal()).exp(),
            Quantity::Uniform(a, b) => a + (b - a) * random.unit(),
            Quantity::Triangular(a, mode, b) => {
                // A point below the density's graph.
                let (x, y) = (a + (b - a) * random.unit(), random.unit());
                let height = if x < mode { (x - a) / (mode - a) } else { (b - x) / (b - mode) };
                if y > height {
                    continue;
                }
                x
            }
            Quantity::Beta(a, b) => {
                let mut all: Vec<f64> = (1..(a + b) as usize).map(|_| random.unit()).collect();
                all.sort_by(f64::total_cmp);
                all[a as usize - 1]
            }
            _ => it.spread.nominal,
        };
        if cut.is_none_or(|(low, high)| (low..=high).contains(&x)) {
            return x;
        }
    }
}

/// Two-level nested simulation of both figures for one input: [evppi, decisiveness]. The best is
/// chosen with one half of the inner draws and judged with the other where it is about chances.
fn nested(
    random: &mut Random,
    problem: &Problem,
    w: &[f64],
    input: usize,
    outer: usize,
    inner: usize,
) -> [f64; 2] {
    let (m, leaves) = (problem.alternatives().len(), w.len());
    let uses = |i: usize, j: usize| {
        let cell = problem.cell(i, j);
        cell.input == input || cell.shifts.iter().any(|shift| shift.input == input)
    };
    let worlds: Vec<Vec<f64>> = (0..inner)
        .map(|_| (0..problem.inputs().len()).map(|k| draw(random, problem, k)).collect())
        .collect();
    let term = |i: usize, j: usize, world: &[f64]| {
        w[j] * value(problem, j, performance(problem, i, j, world))
    };
    let rest = |i: usize, world: &[f64]| {
        (0..leaves).filter(|j| !uses(i, *j)).map(|j| term(i, j, world)).sum::<f64>()
    };
    let rests: Vec<Vec<f64>> =
        worlds.iter().map(|world| (0..m).map(|i| rest(i, world)).collect()).collect();
    let mut totals = (vec![0.0; m], [vec![0.0; m], vec![0.0; m]]);
    let mut best = [0.0; 3];
    let top = |of: &[f64]| (0..m).fold(0, |best, i| if of[i] > of[best] { i } else { best });
    for _ in 0..outer {
        let x = draw(random, problem, input);
        let (mut means, mut firsts) = (vec![0.0; m], [vec![0.0; m], vec![0.0; m]]);
        for (k, (world, rest)) in worlds.iter().zip(&rests).enumerate() {
            let mut world = world.clone();
            world[input] = x;
            let scores: Vec<f64> = (0..m)
                .map(|i| {
                    rest[i]
                        + (0..leaves)
                            .filter(|j| uses(i, *j))
                            .map(|j| term(i, j, &world))
                            .sum::<f64>()
                })
                .collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let tied = scores.iter().filter(|score| most - **score <= 1e-10).count() as f64;
            for i in 0..m {
                means[i] += scores[i] / inner as f64;
                firsts[k % 2][i] +=
                    f64::from(u8::from(most - scores[i] <= 1e-10)) / tied / (inner as f64 / 2.0);
            }
        }
        best[0] += means[top(&means)];
        best[1] += firsts[1][top(&firsts[0])];
        best[2] += firsts[0][top(&firsts[1])];
        for i in 0..m {
            totals.0[i] += means[i];
            (0..2).for_each(|half| totals.1[half][i] += firsts[half][i]);
        }
    }
    let n = outer as f64;
    let prior = [totals.1[1][top(&totals.1[0])], totals.1[0][top(&totals.1[1])]];
    [(best[0] - totals.0[top(&totals.0)]) / n, (best[1] + best[2] - prior[0] - prior[1]) / 2.0 / n]
}

fn replicated(runs: &[[f64; 2]], part: usize) -> Estimated {
    let n = runs.len() as f64;
    let mean = runs.iter().map(|run| run[part]).sum::<f64>() / n;
    let variance = runs.iter().map(|run| (run[part] - mean).powi(2)).sum::<f64>() / (n - 1.0);
    Estimated { value: mean, std_error: (variance / n).sqrt() }
}

#[test]
fn figures_are_those_of_nested_simulation() {
    let mut random = Random(3);
    let (mut looked, mut worthy, mut shifted) = (0, 0, 0);
    for _ in 0..14 {
        let case = drawn_case(&mut random);
        let problem = &case.problem;
        let w = weights::global(problem.tree());
        let facts = facts(&case, &InformationRequest { draws: 16_384, ..request() });
        for fact in facts.iter().take(4) {
            let runs: Vec<[f64; 2]> =
                (0..8).map(|_| nested(&mut random, problem, &w, fact.input, 250, 500)).collect();
            for (ours, part, slack) in
                [(fact.evppi.unwrap(), 0, 5e-4), (fact.decisiveness.unwrap(), 1, 4e-3)]
            {
                let theirs = replicated(&runs, part);
                let allowed = 4.0 * ours.std_error.hypot(theirs.std_error) + slack;
                assert!(
                    (ours.value - theirs.value).abs() <= allowed,
                    "{} part {part}: {ours:?} against {theirs:?}",
                    problem.input_id(fact.input)
                );
            }
            looked += 1;
            worthy += usize::from(fact.evppi.unwrap().value > 0.002);
            shifted += usize::from(fact.evppi.unwrap().std_error > 0.0);
        }
    }
    assert!(looked > 25 && worthy > 8 && shifted > 5, "{looked}, {worthy}, {shifted}");
}

/// Every input of random cases with sets: who is first on a dense grid of its range, all others
/// nominal.
#[test]
fn what_changes_first_place_is_what_a_grid_finds() {
    let mut random = Random(11);
    let (mut changing, mut steady) = (0, 0);
    for round in 0..400 {
        let case = if round % 4 == 0 {
            drawn_case(&mut random)
        } else {
            random_case(&mut random).open().unwrap()
        };
        let problem = &case.problem;
        let w = weights::global(problem.tree());
        let m = problem.alternatives().len();
        let nominal: Vec<f64> = problem.inputs().iter().map(|input| input.spread.nominal).collect();
        for fact in facts(&case, &InformationRequest { draws: 1_024, ..request() }) {
            let spread = problem.inputs()[fact.input].spread;
            let scores = |x: f64| -> Vec<f64> {
                let mut inputs = nominal.clone();
                inputs[fact.input] = x;
                (0..m).map(|i| score(problem, &w, i, &inputs)).collect()
            };
            let first = |x: f64, slack: f64| -> Vec<PlaceInGroup> {
                let scores = scores(x);
                let most = scores.iter().copied().fold(f64::MIN, f64::max);
                (0..m).filter(|i| most - scores[*i] <= slack).map(PlaceInGroup::new).collect()
            };
            let leaders = first(spread.nominal, 1e-10);
            let steps = 400;
            let grid = (0..=steps)
                .map(|k| spread.low + (spread.high - spread.low) * f64::from(k) / f64::from(steps));
            let differs = grid.clone().any(|x| first(x, 1e-10) != leaders);
            let can = fact.can_change_leader.unwrap();
            if differs {
                assert!(can, "{}", problem.input_id(fact.input));
            }
            (changing, steady) = (changing + usize::from(can), steady + usize::from(!can));
            let Some(of) = fact.groups.first().and_then(|group| group.first.as_ref()) else {
                continue;
            };
            assert_eq!(of.leaders, leaders);
            for stretch in of.stretches.iter().filter(|stretch| stretch.to > stretch.from) {
                // Off any round figure, at which a touch without a change would be a tie.
                let x = stretch.from + (stretch.to - stretch.from) * 0.381_966_011;
                assert_eq!(
                    first(x, 1e-10),
                    stretch.leaders,
                    "{} at {x}",
                    problem.input_id(fact.input)
                );
            }
            if can && !differs {
                // Between two points of the grid: at one of these ends others are first, up to
                // rounding.
                let ends = of
                    .stretches
                    .iter()
                    .flat_map(|stretch| [stretch.from, stretch.to])
                    .chain([spread.low, spread.high]);
                assert!(
                    ends.into_iter().any(|x| first(x, 1e-9) != leaders),
                    "{}",
                    problem.input_id(fact.input)
                );
            }
            let gain = |x: f64| {
                let scores = scores(x);
                let most = scores.iter().copied().fold(f64::MIN, f64::max);
                leaders.iter().map(|leader| most - scores[leader.index()]).collect::<Vec<f64>>()
            };
            let mut most = vec![0.0f64; leaders.len()];
            grid.for_each(|x| {
                most.iter_mut().zip(gain(x)).for_each(|(most, gain)| *most = most.max(gain))
            });
            let most = most.into_iter().fold(f64::INFINITY, f64::min);
            let ours = fact.largest_gain.unwrap();
            assert!(ours >= most - 1e-9 && ours <= most + 0.02, "{ours} against {most}");
            // The lead left at the figure that is told.
            let Some((lead, at)) = of.least_lead else { continue };
            let left = |leader: usize| {
                let scores = scores(at);
                scores[leader]
                    - (0..m).filter(|i| *i != leader).map(|i| scores[i]).fold(f64::MIN, f64::max)
            };
            assert!(
                leaders.iter().any(|leader| (left(leader.index()) - lead).abs() < 1e-9),
                "{lead} at {at}"
            );
        }
    }
    assert!(changing > 300 && steady > 300, "{changing}, {steady}");
}

fn clusters(cells: &str) -> Case {
    let toml = r#"
format = 1
id = "t"
min_known = 0.0
rank_within = ["b"]
data = ["judgements.csv", "own.csv"]
[[keys]]
id = "a"
values = [{ id = "S0", role = "reference" }, { id = "S1" }, { id = "S2" }]
[[keys]]
id = "b"
values = [{ id = "x" }, { id = "y" }]
[[criteria]]
id = "c"
scale = { min = 0, max = 10 }
[[criteria]]
id = "d"
scale = { min = 0, max = 10 }
"#;
    let own = "a,b,d\nS0,x,uniform(0; 10)\nS0,y,1\nS1,x,2\nS1,y,8\nS2,x,3\nS2,y,3\n";
    Files::new(&[
        ("case.toml", toml),
        ("judgements.csv", &format!("a,c\n{cells}")),
        ("own.csv", own),
    ])
    .open()
    .unwrap()
}

/// One judgement feeds a decision per cluster: values add up; what feeds no eligible alternative is
/// worth nothing.
#[test]
fn a_fact_is_learnt_once_and_used_in_every_decision() {
    let case = clusters("S0,4\nS1,uniform(0; 10)\nS2,6\n");
    let facts = facts(&case, &request());
    let shared = fact(&case.problem, &facts, "c@a=S1");
    // In x S1 breaks even at 7, in y at 1: E max(x - t, 0) is 0.45 and 4.05, less what is had
    // before, 0 and 4; half the weight, scale 10.
    let truth = 0.05 * (0.45 + 0.05);
    close(shared.evppi.unwrap().value, truth, 1e-12, "sum over groups");
    close(shared.decisiveness.unwrap().value, 0.3 + 0.1, 1e-12, "sum of chances");
    assert_eq!(shared.groups.iter().map(|group| group.group).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(facts[0].input, shared.input);
    let reference = fact(&case.problem, &facts, "d@a=S0,b=x");
    let nothing = Some(Estimated { value: 0.0, std_error: 0.0 });
    assert_eq!(
        (reference.evppi, reference.decisiveness, reference.can_change_leader),
        (nothing, nothing, Some(false))
    );
    with(&case, "weighted-sum", &request(), |study| {
        let table = study.table();
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let expected = "input criterion a b evppi evppi_se decisiveness decisiveness_se can_change_leader largest_gain least_lead groups";
        assert_eq!(names.join(" "), expected);
        assert_eq!(table.get(0, "a").as_text(), Some("S1"));
        assert_eq!(table.get(0, "b").as_text(), None);
        assert_eq!(table.get(0, "groups").as_number(), Some(2.0));
        let groups = study.by_group();
        assert_eq!((groups.rows(), groups.get(1, "b").as_text()), (2, Some("y")));
        assert_eq!(groups.get(0, "challengers").as_text(), Some("S1"));
        assert_eq!(groups.get(0, "leaders").as_text(), Some("S2"));
    });
}

/// Ties share first place: of two that tie, each is first half the time.
#[test]
fn ties_share_the_chance_of_being_first() {
    let half = |id: &str, rows: &[&[&str]], truth: f64| {
        let case = case(&[(CUT, 1.0)], rows);
        let facts = facts(&case, &request());
        assert_eq!(facts.iter().filter(|fact| fact.groups.is_empty()).count(), 0);
        let decisive = fact(&case.problem, &facts, id).decisiveness.unwrap();
        close(decisive.value, truth, 1e-12, id);
    };
    // Two rivals at 6: E max is 0.6 / 2 + 0.4, against P(a0 first) = 0.4.
    half("c0@a=a0", &[&["uniform(0; 10)"], &["6"], &["6"]], 0.3);
    half("c0@a=a1", &[&["6"], &["uniform(0; 10)"], &["6"], &["6"]], 0.6 / 3.0 + 0.4 - 0.4);
    // One judgement for two alternatives, which tie whatever it is; so do their rivals.
    let toml = "format = 1\nid = \"t\"\ndata = [\"c.csv\"]\n[[keys]]\nid = \"a\"\n[[keys]]\nid = \"b\"\nvalues = [{ id = \"x\" }, { id = \"y\" }]\n\
        [[criteria]]\nid = \"c\"\nscale = { min = 0, max = 10 }\n";
    let case = Files::new(&[("case.toml", toml), ("c.csv", "a,c\nS1,uniform(0; 10)\nS2,6\n")])
        .open()
        .unwrap();
    let facts = facts(&case, &request());
    close(facts[0].decisiveness.unwrap().value, 0.5 - 0.3, 1e-12, "shared");
    close(facts[0].evppi.unwrap().value, 0.08, 1e-12, "shared");
    // The same where there are other draws: two rivals that tie, and one that never comes near.
    let case = self::case(
        &[(CUT, 9.0), (CUT, 1.0)],
        &[&["uniform(0; 10)", "5"], &["6", "5"], &["6", "5"], &["0", "uniform(0; 1)"]],
    );
    let decisive =
        fact(&case.problem, &self::facts(&case, &request()), "c0@a=a0").decisiveness.unwrap();
    close(decisive.value, 0.3, 1e-12, "beside other draws");
}

/// A set has no distribution: nor has then the mean of anything else in its group, unless told to
/// take it as uniform.
#[test]
fn sets_leave_means_empty_but_not_what_they_can_change() {
    let case = clusters("S0,4\nS1,0..10\nS2,uniform(5; 7)\n");
    let own = facts(&case, &request());
    for fact in own.iter().filter(|fact| !fact.groups.is_empty()) {
        assert_eq!((fact.evppi, fact.decisiveness), (None, None));
    }
    assert_eq!(fact(&case.problem, &own, "c@a=S1").can_change_leader, Some(true));
    let uniform = InformationRequest { uniform_sets: true, ..request() };
    let drawn = facts(&case, &uniform);
    let stated = clusters("S0,4\nS1,uniform(0; 10)\nS2,uniform(5; 7)\n");
    let known = facts(&stated, &request());
    for id in ["c@a=S1", "c@a=S2"] {
        let (a, b) = (fact(&case.problem, &drawn, id), fact(&stated.problem, &known, id));
        assert_eq!((a.evppi, a.decisiveness), (b.evppi, b.decisiveness));
    }
    // A set without weight leaves all else as it is.
    let zero = |weight: f64, cell: &str| {
        let case =
            self::case(&[(CUT, 1.0), (CUT, weight)], &[&["uniform(0; 10)", cell], &["6", "3"]]);
        facts(&case, &request())
            .into_iter()
            .map(|fact| (fact.evppi, fact.can_change_leader))
            .collect::<Vec<_>>()
    };
    assert_eq!(zero(1.0, "2..4")[0].0, None);
    let with_zero = zero(0.0, "2..4");
    close(with_zero[0].0.unwrap().value, 0.08, 1e-12, "(10 - 6)^2 / 20 / 10");
    assert_eq!(with_zero[1], (Some(Estimated { value: 0.0, std_error: 0.0 }), Some(false)));
}

fn text_of(blocks: &[Block]) -> String {
    let text = |block: &Block| match block.bare() {
        Block::Text(text) | Block::Item(text) | Block::Heading(text) => text.clone(),
        _ => String::new(),
    };
    blocks.iter().map(text).collect::<Vec<_>>().join("\n")
}

fn page(case: &Case, request: &InformationRequest, language: Language) -> String {
    with(case, "weighted-sum", request, |study| {
        text_of(&afweging::report::information(case, study, Words(language)))
    })
}

/// A sampled figure is printed with its error, an exact one without.
#[test]
fn sampled_figures_show_their_errors() {
    let two = case(&[(CUT, 1.0)], &[&["uniform(0; 10)"], &["uniform(0; 10)"]]);
    let worth = with(&two, "weighted-sum", &request(), |study| study.facts[0].clone());
    let (exact, sampled) = (worth.evppi.unwrap(), worth.decisiveness.unwrap());
    assert!(exact.std_error == 0.0 && sampled.std_error > 0.0, "{worth:?}");
    let (chance, error) =
        (format!("{:.0}", 100.0 * sampled.value), format!("{:.1}", 100.0 * sampled.std_error));
    let text = page(&two, &request(), Language::En);
    let said = format!(
        "worth {:.3} value points on average; it raises the chance of naming the best by {chance} ± {error} in 100",
        exact.value
    );
    assert!(text.contains(&said) && text.contains("±: one standard error."), "{said}: {text}");
    let dutch = page(&two, &request(), Language::Nl);
    let said = format!(
        "waardepunten waard; het verhoogt de kans om het beste alternatief aan te wijzen met {chance} ± {} op 100",
        error.replace('.', ",")
    );
    assert!(dutch.contains(&said) && dutch.contains("±: één standaardfout."), "{said}: {dutch}");
    // One open input: everything is exact.
    let one = page(&case(&[(CUT, 1.0)], &[&["uniform(0; 10)"], &["6"]]), &request(), Language::En);
    assert!(one.contains("worth 0.080") && !one.contains('±'), "{one}");
    assert!(one.contains("at the weights given"), "{one}");
}

/// Without draws there is no worth, and what a fact alone can change is the same.
#[test]
fn no_draws_tell_what_can_change_and_no_worth() {
    let two = case(&[(CUT, 1.0)], &[&["uniform(0; 10)"], &["uniform(0; 10)"], &["uniform(4; 7)"]]);
    let none = InformationRequest { draws: 0, ..request() };
    let (bare, full) = (facts(&two, &none), facts(&two, &request()));
    for a in &bare {
        let b = full.iter().find(|fact| fact.input == a.input).unwrap();
        assert_eq!((a.evppi, a.decisiveness, a.groups[0].evppi), (None, None, None));
        assert_eq!(
            (a.can_change_leader, a.largest_gain, a.least_lead),
            (b.can_change_leader, b.largest_gain, b.least_lead)
        );
    }
    let gains: Vec<f64> = bare.iter().map(|fact| fact.largest_gain.unwrap()).collect();
    assert!(gains.is_sorted_by(|a, b| a >= b), "{gains:?}");
    let text = page(&two, &none, Language::En);
    assert!(
        text.contains("by itself it can") && !text.contains("worth 0") && !text.contains("chance"),
        "{text}"
    );
}

/// 48 alternatives on 22 criteria are 94 numbers a draw.
#[test]
fn draws_are_kept_within_memory() {
    let kept = draws_kept(22, 48, 10_000_000);
    assert!(kept * 94 <= 1 << 26 && (kept + 1) * 94 > 1 << 26, "{kept}");
    assert_eq!((draws_kept(22, 48, 16_384), draws_kept(22, 48, 128)), (16_384, 1_024));
    assert_eq!(
        (draws_kept(1, 2, u64::MAX), draws_kept(100_000, 100_000, 5_000)),
        (10_000_000, 1_024)
    );
    let two = case(&[(CUT, 1.0)], &[&["uniform(0; 10)"], &["6"]]);
    let said = |asked| {
        with(&two, "weighted-sum", &request(), |study| {
            afweging::report::information_draws(study, asked, Words(Language::En))
        })
    };
    assert!(
        said(4_096).is_none()
            && said(1_000_000).unwrap().contains("rests on 4,096 draws, not 1,000,000")
    );
}

#[test]
fn little_to_ask_is_said() {
    let said = |case: &Case| {
        with(case, "weighted-sum", &request(), |study| {
            let words = Words(Language::En);
            (study.table().rows(), text_of(&afweging::report::information(case, study, words)))
        })
    };
    let (rows, text) = said(&case(&[(CUT, 1.0)], &[&["uniform(0; 10)"]]));
    assert!(rows == 1 && text.contains("in no group do two alternatives compete"), "{text}");
    let (rows, text) = said(&case(&[(CUT, 1.0)], &[&["1"], &["2"]]));
    assert!(rows == 0 && text.contains("No figure is uncertain"), "{text}");
    let (_, text) = said(&case(&[(CUT, 1.0)], &[&["uniform(0; 1)"], &["2"]]));
    assert!(text.contains("At the weights given, no single figure, within its range, changes who is first. The closest are:\nc0 (a0), now uniform(0; 1): if it is 1, the lead of a1 falls from 0.150 to 0.100."), "{text}");
    let (_, text) = said(&case(&[(CUT, 1.0)], &[&["uniform(0; 10)"], &["6"]]));
    assert!(
        text.contains("c0 (a0), now uniform(0; 10): worth 0.080 value points")
            && text.contains("a0 first above 6"),
        "{text}"
    );
    let (_, text) = said(&clusters("S0,4\nS1,0..10\nS2,6\n"));
    assert!(text.contains("x: S1 first above 7") && text.contains("no distribution"), "{text}");
    let bad = with_error(
        &case(&[(CUT, 1.0)], &[&["1"], &["2"]]),
        &InformationRequest { draws: 3, ..request() },
    );
    assert!(bad.contains("`draws` = 3:"), "{bad}");
}

fn with_error(case: &Case, request: &InformationRequest) -> String {
    let evaluation = evaluate(&case.problem, &Method::named("weighted-sum").unwrap()).unwrap();
    information(&evaluation, request).err().unwrap().to_string()
}

/// Weights drawn uniformly: a0 scores w x, a1 (1 - w) / 2, so P(a0 first | x) = x / (x + 1/2), and
/// the integral of the larger of that and the rest, less that of the rest alone, is 1/2 +
/// ln(4/3)/2 - ln(3)/2. Bets are judged with other draws than they are made with: no bias to see.
#[test]
fn decisiveness_over_weights_has_its_closed_form() {
    let case = case(&[(CUT, 1.0), (CUT, 1.0)], &[&["uniform(0; 10)", "0"], &["0", "5"]]);
    let truth = 0.5 + (4.0f64 / 3.0).ln() / 2.0 - 3.0f64.ln() / 2.0;
    for draws in [2_048, 8_192] {
        let (mut sum, mut squares, n) = (0.0, 0.0, 40.0);
        for seed in 1..=40 {
            let request =
                InformationRequest { weights: Some(WeightsModel::Nodes), draws, seed, ..request() };
            let decisive = facts(&case, &request)[0].decisiveness.unwrap();
            let z = (decisive.value - truth) / decisive.std_error;
            (sum, squares) = (sum + z, squares + z * z);
        }
        let mean: f64 = sum / n;
        assert!(
            mean.abs() < 4.0 / f64::sqrt(n) && squares / n > 0.4 && squares / n < 2.0,
            "{draws}: {mean} {}",
            squares / n
        );
    }
}

/// A constraint on weights moves their mean, which is then drawn: c0 >= c1 leaves (3/4, 1/4).
#[test]
fn constraints_move_the_mean_weights() {
    let cells: [&[&str]; 2] = [&["uniform(0; 10)", "4"], &["5", "uniform(1; 8)"]];
    let truth = facts(&case(&[(CUT, 3.0), (CUT, 1.0)], &cells), &request());
    let mut bound = case(&[(CUT, 1.0), (CUT, 1.0)], &cells);
    crate::common::also_constraint(
        &mut bound.problem,
        crate::common::arrangement::constraint(&[(0, -1.0), (1, 1.0)], 0.0, false),
    );
    for model in [WeightsModel::Nodes, WeightsModel::Leaves] {
        for fact in
            facts(&bound, &InformationRequest { weights: Some(model), draws: 16_384, ..request() })
        {
            let (evppi, truth) = (
                fact.evppi.unwrap(),
                truth.iter().find(|it| it.input == fact.input).unwrap().evppi.unwrap(),
            );
            assert!(
                (evppi.value - truth.value).abs() < 4.0 * evppi.std_error && evppi.std_error > 0.0,
                "{evppi:?} {truth:?}"
            );
        }
    }
}

/// An equality of weights leaves a line, on which they walk: c0 = c1 has the mean (1/4, 1/4, 1/2),
/// and errors hold over seeds.
#[test]
fn weights_that_walk_have_errors_that_hold() {
    let cells: [&[&str]; 3] =
        [&["uniform(0; 10)", "4", "3"], &["5", "uniform(1; 8)", "4"], &["2", "3", "uniform(0; 8)"]];
    let truth = facts(&case(&[(CUT, 1.0), (CUT, 1.0), (CUT, 2.0)], &cells), &request());
    let mut bound = case(&[(CUT, 1.0), (CUT, 1.0), (CUT, 1.0)], &cells);
    crate::common::also_constraint(
        &mut bound.problem,
        crate::common::arrangement::constraint(&[(0, 1.0), (1, -1.0)], 0.0, true),
    );
    let (mut squares, mut n) = (0.0, 0.0);
    for seed in 1..=20 {
        for fact in facts(
            &bound,
            &InformationRequest { weights: Some(WeightsModel::Nodes), seed, ..request() },
        ) {
            let (evppi, truth) = (
                fact.evppi.unwrap(),
                truth.iter().find(|it| it.input == fact.input).unwrap().evppi.unwrap(),
            );
            let z = (evppi.value - truth.value) / evppi.std_error;
            (squares, n) = (squares + z * z, n + 1.0);
        }
    }
    assert!(squares / n > 0.3 && squares / n < 2.0, "mean square {}", squares / n);
}

/// x uniform on 0..10, shifted by s uniform on -3..3, cut to 0..10: E(v | x) = (x + 3)^2 / 120
/// below 3, x / 10 from 3 to 7, and the mirror image above. A rival at 1: knowing x is worth the
/// integral of what (x + 3)^2 / 12 lacks of 1, over x up to 12^(1/2) - 3. The error says how far
/// off.
#[test]
fn a_shifted_cell_has_its_error() {
    let toml = r#"
format = 1
id = "t"
data = ["d.csv"]
[[keys]]
id = "a"
[[criteria]]
id = "c"
scale = { min = 0, max = 10 }
[[adjustments]]
criterion = "c"
attribute = "size"
shift = { points = [[0.0, -3.0], [6.0, 3.0]] }
when = { a = "p" }
"#;
    let csv = "a,c,size\np,uniform(0; 10),uniform(0; 6)\nq,1,0\n";
    let case = Files::new(&[("case.toml", toml), ("d.csv", csv)]).open().unwrap();
    let facts = facts(&case, &request());
    let evppi = |id: &str| fact(&case.problem, &facts, id).evppi.unwrap();
    let until = 12.0f64.sqrt() - 3.0;
    let truth = (until - (12.0f64.powf(1.5) - 27.0) / 36.0) / 10.0 / 10.0;
    let ours = evppi("c@a=p");
    assert!(ours.std_error > 0.0 && ours.std_error < 1e-5, "{ours:?}");
    close(ours.value, truth, 2.0 * ours.std_error, "shifted");
    // Knowing s alone never brings the mean below 1.
    assert_eq!(evppi("size@a=p").value, 0.0);
}

/// An unknown text is one of those that adjustments know: a figure that can be counted, with
/// chances of one half.
#[test]
fn texts_are_counted() {
    let toml = r#"
format = 1
id = "t"
data = ["d.csv"]
[[keys]]
id = "a"
[[criteria]]
id = "c"
scale = { min = 0, max = 10 }
[[adjustments]]
criterion = "c"
attribute = "role"
shift = { values = { lead = 4, partner = 0 } }
"#;
    let case =
        Files::new(&[("case.toml", toml), ("d.csv", "a,c,role\np,5,?\nq,6,partner\nr,1,lead\n")])
            .open()
            .unwrap();
    let facts = facts(&case, &InformationRequest { uniform_sets: true, ..request() });
    // 9 or 5 against 6: E max is 7.5, against 7 without knowing.
    close(facts[0].evppi.unwrap().value, 0.05, 1e-12, "evppi");
    assert_eq!(facts[0].decisiveness, Some(Estimated { value: 0.5, std_error: 0.0 }));
    assert_eq!((facts[0].can_change_leader, facts.len()), (Some(true), 1));
    close(facts[0].largest_gain.unwrap(), 0.1, 1e-12, "6 ahead of 5: at its nominal 7 it is first");
}

/// Goal posts are the value functions of these scales, but to the study a method whose scores are
/// no sum it knows: regression on the draws finds the exact figures within its errors, and what one
/// choice per bin can lose.
#[test]
fn regression_finds_what_is_known_exactly() {
    let cells: [&[&str]; 3] =
        [&["uniform(0; 10)", "uniform(3; 6)"], &["5", "uniform(1; 8)"], &["6", "4"]];
    let case = case(&[(CUT, 1.0), (CUT, 1.0)], &cells);
    let exact = facts(&case, &InformationRequest { draws: 100_000, ..request() });
    let drawn = InformationRequest { draws: 32_768, ..request() };
    with(&case, "weighted-sum:goalposts", &drawn, |study| {
        assert!(!study.additive && study.facts.len() == 3);
        for fact in &study.facts {
            let truth = exact.iter().find(|it| it.input == fact.input).unwrap();
            for (ours, truth) in
                [(fact.evppi, truth.evppi), (fact.decisiveness, truth.decisiveness)]
            {
                let (ours, truth) = (ours.unwrap(), truth.unwrap());
                let allowed = 4.0 * ours.std_error.hypot(truth.std_error) + 0.003;
                assert!(
                    (ours.value - truth.value).abs() < allowed && ours.std_error > 0.0,
                    "{ours:?} {truth:?}"
                );
            }
            assert_eq!(fact.can_change_leader, None);
        }
    });
}

/// A method that looks at whole columns: figures with errors; with sets none, and no refusal.
#[test]
fn other_methods_have_figures_with_errors() {
    let cells: [&[&str]; 3] = [&["uniform(1; 10)", "3"], &["5", "5"], &["6", "4"]];
    let run = |cells: &[&[&str]]| {
        let request = InformationRequest { draws: 2_048, ..request() };
        with(&case(&[(CUT, 1.0), (CUT, 1.0)], cells), "topsis", &request, |study| {
            study.facts.clone()
        })
    };
    let drawn = run(&cells);
    let (evppi, decisive) = (drawn[0].evppi.unwrap(), drawn[0].decisiveness.unwrap());
    assert!(
        evppi.value > 0.0 && decisive.value > 0.1 && evppi.std_error > 0.0,
        "{evppi:?} {decisive:?}"
    );
    assert_eq!((drawn[0].can_change_leader, drawn[0].largest_gain), (None, None));
    let open = run(&[&["1..10", "3"], &["5", "5"]]);
    assert_eq!((open[0].evppi, open[0].can_change_leader), (None, None));
}

#[test]
fn threads_do_not_show() {
    let mut random = Random(8);
    let cases: Vec<Case> = (0..3).map(|_| drawn_case(&mut random)).collect();
    let tables = |threads: usize| -> Vec<Table> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let of = |case: &Case| {
            [None, Some(WeightsModel::Box(30.0)), Some(WeightsModel::Nodes)].map(|weights| {
                let request = InformationRequest { weights, draws: 20_000, ..request() };
                with(case, "weighted-sum", &request, |study| [study.table(), study.by_group()])
            })
        };
        pool.install(|| cases.iter().flat_map(of).flatten().collect())
    };
    let one = tables(1);
    assert!(one == tables(2) && one == tables(5));
}
