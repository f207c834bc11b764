//! Sweeps: published stability intervals, and every switch against a fine grid.

use crate::common::{Files, Random, project};
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, PlaceInGroup, Problem, weights};
use afweging::study::{Scope, StabilityRequest, Sweep, SweepRequest, evaluate, stability, sweep};
use afweging::table::Table;

fn rows(table: &Table) -> impl Iterator<Item = usize> {
    0..table.rows()
}

fn number(table: &Table, row: usize, column: &str) -> f64 {
    table.get(row, column).as_number().unwrap_or_else(|| panic!("no {column} in row {row}"))
}

/// A random crisp problem: small whole figures (ties are common), weights that may be 0 or have it
/// all.
pub fn random_problem(random: &mut Random, most: usize, leaves: usize) -> Problem {
    let (m, n) = (2 + random.below(most - 1), 2 + random.below(leaves - 1));
    let fine = random.chance(0.5);
    let figures =
        Matrix::from_fn(m, n, |_, _| if fine { random.unit() } else { random.below(5) as f64 });
    let directions: Vec<Direction> =
        (0..n).map(|_| if random.chance(0.3) { Direction::Min } else { Direction::Max }).collect();
    let mut weights: Vec<f64> =
        (0..n).map(|_| random.below(6) as f64 * if fine { random.unit() } else { 1.0 }).collect();
    if weights.iter().all(|w| *w == 0.0) || random.chance(0.05) {
        weights = (0..n).map(|j| f64::from(u8::from(j == 0))).collect();
    }
    Problem::crisp(&figures, &directions, &weights).unwrap()
}

/// A request for the weight of one criterion.
fn one(scope: Scope, criterion: &str) -> SweepRequest {
    SweepRequest { scope, criteria: vec![criterion.to_owned()] }
}

/// Mareschal 1988 (definition) on the power stations of Brans, Vincke & Mareschal 1986: within
/// which weights the whole order holds.
#[test]
fn stability_intervals_of_promethee_ii_are_the_published_ones() {
    let text = std::fs::read_to_string(project(
        "tests/goldens/studies/weight_stability_intervals_brans_1986.json",
    ))
    .unwrap();
    let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
    let case = afweging::case::Case::open(
        &afweging::case::Location::Builtin("power-stations".into()),
        &afweging::case::WhatIf::default(),
    )
    .unwrap();
    let evaluation = evaluate(&case.problem, &Method::named("promethee-ii").unwrap()).unwrap();
    let study = stability(&evaluation, &StabilityRequest::default()).unwrap();
    let table = study.intervals_table();
    let expected = golden["expected"]["intervals_full_ranking"].as_array().unwrap();
    let order: Vec<usize> =
        rows(&table).filter(|row| table.get(*row, "target").as_text() == Some("order")).collect();
    assert_eq!(order.len(), expected.len());
    for (row, ends) in order.iter().zip(expected) {
        assert!((number(&table, *row, "low") - ends[0].as_f64().unwrap()).abs() < 1e-9);
        assert!((number(&table, *row, "high") - ends[1].as_f64().unwrap()).abs() < 1e-9);
        assert_eq!(table.get(*row, "local_or_global").as_text(), Some("global"));
    }
}

/// A3 is ahead of A1 by 0.2 x 2/7 and small gains, and behind on manoeuvrability by 2/9 of its
/// weight: solved by hand, the two meet where manoeuvrability weighs 0.3 + t with the rest in
/// proportion.
#[test]
fn the_turning_point_of_the_tutorial_is_exact() {
    let case = afweging::case::Case::open(
        &afweging::case::Location::Builtin("fighter-aircraft".into()),
        &afweging::case::WhatIf::default(),
    )
    .unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let study = sweep(&evaluation, &one(Scope::Local, "manoeuvrability")).unwrap();
    let table = study.switches();
    let first = rows(&table).find(|row| number(&table, *row, "first_changes") == 1.0).unwrap();
    // Without manoeuvrability A3 leads A1 by this much of the other weights (0.7 together).
    let others = (0.2 * (1.8 / 2.5 - 2.0 / 2.5)
        + 0.1 * (2000.0 / 2700.0 - 1500.0 / 2700.0)
        + 0.1 * (21000.0 / 21000.0 - 20000.0 / 21000.0)
        + 0.1 * (4.5 / 4.5 - 4.5 / 5.5)
        + 0.2 * (1.0 - 5.0 / 7.0))
        / 0.7;
    let turning = others / (others + 2.0 / 9.0);
    assert!((number(&table, first, "weight") - turning).abs() < 1e-12, "{turning}");
    assert_eq!(table.get(first, "ahead_above").as_text(), Some("A1"));
}

/// Leaf weights by the definition in words: the swept one x, the others in proportion, equally if
/// they are all 0.
fn swept(base: &[f64], at: usize, x: f64) -> Vec<f64> {
    let rest: f64 = base.iter().enumerate().filter(|(j, _)| *j != at).map(|(_, w)| w).sum();
    let others = (base.len() - 1) as f64;
    (0..base.len())
        .map(|j| match j == at {
            true => x,
            false if rest < 1e-12 => (1.0 - x) / others,
            false => base[j] / rest * (1.0 - x),
        })
        .collect()
}

#[test]
fn no_switch_is_missed_and_none_is_invented() {
    let mut random = Random(44);
    let mut found = 0;
    for _ in 0..1000 {
        let problem = random_problem(&mut random, 7, 6);
        let method = Method::named(["weighted-sum", "promethee-ii"][random.below(2)]).unwrap();
        let evaluation = evaluate(&problem, &method).unwrap();
        let values = evaluation.groups[0].values.clone().unwrap();
        let base = weights::global(problem.tree());
        let study = sweep(&evaluation, &SweepRequest::default()).unwrap();
        let table = study.switches();
        let (m, n) = (values.rows(), values.columns());
        let name = |a: usize| format!("A{}", a + 1);
        for at in 0..n {
            let score = |a: usize, x: f64| -> f64 {
                swept(&base, at, x).iter().enumerate().map(|(j, w)| w * values.at(a, j)).sum()
            };
            for a in 0..m {
                for b in a + 1..m {
                    let lead = |x: f64| score(a, x) - score(b, x);
                    let mine: Vec<usize> = rows(&table)
                        .filter(|row| {
                            table.get(*row, "criterion").as_text() == Some(&format!("C{}", at + 1))
                        })
                        .filter(|row| {
                            let pair = ["ahead_below", "ahead_above"]
                                .map(|c| table.get(*row, c).as_text().unwrap().to_owned());
                            pair == [name(a), name(b)] || pair == [name(b), name(a)]
                        })
                        .collect();
                    // The grid: signs that differ bracket a switch.
                    let signs: Vec<(f64, bool)> = (0..=1000)
                        .map(|step| (f64::from(step) / 1000.0, lead(f64::from(step) / 1000.0)))
                        .filter(|(_, lead)| lead.abs() > 1e-9)
                        .map(|(x, lead)| (x, lead > 0.0))
                        .collect();
                    let brackets: Vec<(f64, f64, bool)> = signs
                        .windows(2)
                        .filter(|pair| pair[0].1 != pair[1].1)
                        .map(|pair| (pair[0].0, pair[1].0, pair[0].1))
                        .collect();
                    assert!(
                        mine.len() <= 1 && brackets.len() <= mine.len(),
                        "missed: {base:?} C{at} {a} {b}"
                    );
                    for (low, high, a_below) in brackets {
                        let weight = number(&table, mine[0], "weight");
                        assert!(low <= weight && weight <= high);
                        let below = if a_below { a } else { b };
                        assert_eq!(
                            table.get(mine[0], "ahead_below").as_text(),
                            Some(name(below).as_str())
                        );
                    }
                    for row in mine {
                        // Not invented: the order differs on its two sides, and the two tie at it.
                        let x = number(&table, row, "weight");
                        assert!(0.0 < x && x < 1.0);
                        assert!(lead(0.0) * lead(1.0) < 0.0);
                        assert!(lead(x).abs() < 1e-12);
                        let tops = (0..m).map(|i| score(i, x)).fold(f64::MIN, f64::max);
                        if number(&table, row, "first_changes") == 1.0 {
                            assert!((score(a, x) - tops).abs() < 1e-9);
                        }
                        found += 1;
                    }
                }
            }
        }
    }
    assert!(found > 2000, "{found} switches");
}

/// First place along a sweep, and the ranks of the tornado, against a grid.
#[test]
fn first_place_and_the_tornado_agree_with_a_grid() {
    let mut random = Random(45);
    for _ in 0..200 {
        let problem = random_problem(&mut random, 7, 5);
        let evaluation = evaluate(&problem, &Method::named("weighted-sum").unwrap()).unwrap();
        let study = sweep(&evaluation, &SweepRequest::default()).unwrap();
        let (table, tornado) = (study.table(), study.tornado());
        for row in rows(&tornado) {
            let key = |table: &Table, row: usize| {
                (
                    table.get(row, "alternative").as_text().unwrap().to_owned(),
                    table.get(row, "criterion").as_text().unwrap().to_owned(),
                )
            };
            let mine: Vec<usize> =
                rows(&table).filter(|at| key(&table, *at) == key(&tornado, row)).collect();
            let ranks: Vec<f64> = mine.iter().map(|at| number(&table, *at, "rank")).collect();
            let (best, worst) =
                (number(&tornado, row, "rank_best"), number(&tornado, row, "rank_worst"));
            // The grid and the switches hold every rank there is but those of a tie of several
            // lines at one point.
            assert!(ranks.iter().all(|rank| best <= *rank && *rank <= worst));
            assert!(ranks.contains(&worst), "worst {worst} of {ranks:?}");
            let scores: Vec<f64> = mine.iter().map(|at| number(&table, *at, "score")).collect();
            let (low, high) = scores
                .iter()
                .fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
            assert!((low - number(&tornado, row, "score_low")).abs() < 1e-12);
            assert!((high - number(&tornado, row, "score_high")).abs() < 1e-12);
        }
    }
}

/// Scores that are not linear: found by scan, marked, and at the right place.
#[test]
fn switches_of_other_methods_are_marked_and_close() {
    let mut random = Random(46);
    let mut found = 0;
    for _ in 0..60 {
        let problem = random_problem(&mut random, 5, 4);
        let evaluation = evaluate(&problem, &Method::named("topsis").unwrap()).unwrap();
        let study: Sweep = sweep(&evaluation, &SweepRequest::default()).unwrap();
        let table = study.switches();
        for row in rows(&table) {
            assert_eq!(number(&table, row, "approximate"), 1.0);
            let at: usize =
                table.get(row, "criterion").as_text().unwrap()[1..].parse::<usize>().unwrap() - 1;
            let place = |c: &str| {
                let number: usize = table.get(row, c).as_text().unwrap()[1..].parse().unwrap();
                PlaceInGroup::new(number - 1)
            };
            let (below, above) = (place("ahead_below"), place("ahead_above"));
            let x = number(&table, row, "weight");
            let base = weights::global(problem.tree());
            // Evaluated anew with those weights: the order differs on the two sides.
            let lead = |x: f64| {
                let mut moved = problem.clone();
                moved.set_weights(&swept(&base, at, x)).unwrap();
                let evaluation = evaluate(&moved, &Method::named("topsis").unwrap()).unwrap();
                let score =
                    |place: PlaceInGroup| evaluation.groups[0].standing(place).score.unwrap();
                score(below) - score(above)
            };
            let step = 1e-6;
            if x > step && x < 1.0 - step {
                assert!(
                    lead(x - step) > 0.0 && lead(x + step) < 0.0,
                    "{} {}",
                    lead(x - step),
                    lead(x + step)
                );
                found += 1;
            }
        }
    }
    assert!(found > 50, "{found}");
}

/// Nodes: a leaf swept locally moves only within its sibling set, and a node carries its leaves.
const TREE: &str = "format = 1\nid = \"tree\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"k\"\n\
    [[criteria]]\nid = \"n\"\nweight = 3\n[[criteria]]\nid = \"a\"\nparent = \"n\"\nscale = { min = 0, max = 1 }\n\
    [[criteria]]\nid = \"b\"\nparent = \"n\"\nscale = { min = 0, max = 1 }\n[[criteria]]\nid = \"c\"\nweight = 1\nscale = { min = 0, max = 1 }\n";

#[test]
fn local_and_global_sweeps_of_a_tree_by_hand() {
    let files = Files::new(&[("case.toml", TREE), ("d.csv", "k,a,b,c\nX,1,0,0\nY,0,1,0.5\n")]);
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    // Global weights a = b = 3/8, c = 1/4. Locally X = 3/4 x and Y = 3/4 (1 - x) + 1/8: they meet
    // at x = 7/12.
    let local = sweep(&evaluation, &one(Scope::Local, "a")).unwrap().switches();
    assert_eq!(local.rows(), 1);
    assert!((number(&local, 0, "weight") - 7.0 / 12.0).abs() < 1e-15);
    assert_eq!(local.get(0, "local_or_global").as_text(), Some("local"));
    // Globally b and c keep 3 : 2 of 1 - x: Y = (1 - x)(3/5 + 1/5), X = x: they meet at x = 4/9.
    let global = sweep(&evaluation, &one(Scope::Global, "a")).unwrap().switches();
    assert!((number(&global, 0, "weight") - 4.0 / 9.0).abs() < 1e-15);
    // The node: X = n / 2, Y = n / 2 + (1 - n) / 2: they tie only at 1, which is no switch.
    assert_eq!(sweep(&evaluation, &one(Scope::Global, "n")).unwrap().switches().rows(), 0);
    let wrong = sweep(&evaluation, &one(Scope::Local, "nn")).err().unwrap().to_string();
    assert!(wrong.contains("unknown criterion `nn`"), "{wrong}");
}

/// Bands: where the order is certain, by a grid over weights and the inputs' ends.
#[test]
fn bands_are_where_the_bounds_say_so() {
    let files = Files::new(&[
        ("case.toml", TREE),
        ("d.csv", "k,a,b,c\nX,0.6..0.9,0.2,0\nY,0,0.4..0.8,0.1..0.5\n"),
    ]);
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let study = sweep(&evaluation, &SweepRequest::default()).unwrap();
    let table = study.bands();
    assert!(table.rows() > 0);
    for (path, branch) in study.paths(0).iter().zip(["n", "a", "b", "c"]) {
        for step in 0..=400 {
            let x = f64::from(step) / 400.0;
            let mine: Vec<usize> = rows(&table)
                .filter(|row| table.get(*row, "criterion").as_text() == Some(branch))
                .filter(|row| number(&table, *row, "from") < x && x < number(&table, *row, "to"))
                .collect();
            let [row] = mine[..] else { continue };
            let w = path.at(x);
            let (least, most) = (
                w[0] * 0.6 + w[1] * (0.2 - 0.8) - w[2] * 0.5,
                w[0] * 0.9 + w[1] * (0.2 - 0.4) - w[2] * 0.1,
            );
            let expected = if least > 0.0 {
                Some("X")
            } else if most < 0.0 {
                Some("Y")
            } else {
                None
            };
            assert_eq!(
                table.get(row, "ahead").as_text(),
                expected,
                "{branch} at {x}: {least} .. {most}"
            );
        }
    }
}

fn intervals(rows: &[&[f64]], weights: &[f64], method: Method, target: &str) -> Vec<(f64, f64)> {
    let figures = Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]);
    let problem = Problem::crisp(&figures, &vec![Direction::Max; weights.len()], weights).unwrap();
    let evaluation = evaluate(&problem, &method).unwrap();
    let table = stability(&evaluation, &StabilityRequest::default()).unwrap().intervals_table();
    let mine = (0..table.rows()).filter(|row| table.get(*row, "target").as_text() == Some(target));
    mine.map(|row| (number(&table, row, "low"), number(&table, row, "high"))).collect()
}

/// Raw figures from tiny to the largest number: a switch is where it is, never missed and never no
/// number.
#[test]
fn figures_of_any_size_switch_where_they_cross() {
    let raw =
        || Method::named("weighted-sum").unwrap().with_parameter("normalization", "none").unwrap();
    let huge = intervals(
        &[&[1e308, -1e308], &[-1e308, 1e308], &[1e307, 5.0]],
        &[3.0, 1.0],
        raw(),
        "first",
    );
    // A leads C by 9e307 x - 1e308 (1 - x): level at x = 10/19.
    assert!((huge[0].0 - 10.0 / 19.0).abs() < 1e-12 && huge[0].1 == 1.0, "{huge:?}");
    // 5e11 x + 3 (1 - x) against 2 x + 8 (1 - x): level at x = 5 / (5e11 + 3).
    let uneven = intervals(&[&[5e11, 3.0], &[2.0, 8.0]], &[1.0, 1.0], raw(), "first");
    assert!((uneven[0].0 / (5.0 / (5e11 + 3.0)) - 1.0).abs() < 1e-9, "{uneven:?}");
}

/// Two alternatives that tie at these weights only, under every method with a score.
#[test]
fn a_tie_that_holds_at_the_weights_alone_is_that_point() {
    for name in ["weighted-sum", "promethee-ii", "topsis", "vikor", "weighted-product"] {
        let method = Method::named(name).unwrap();
        let found =
            intervals(&[&[8.0, 2.0], &[2.0, 8.0], &[1.0, 1.0]], &[1.0, 1.0], method, "first");
        assert!(found.iter().all(|it| *it == (0.5, 0.5)), "{name}: {found:?}");
    }
}

/// In a large field of scores that are not linear the order is still looked at whole.
#[test]
fn the_order_of_a_large_field_is_stable_no_further_than_it_is() {
    let mut random = Random(80);
    let figures: Vec<Vec<f64>> =
        (0..80).map(|_| (0..4).map(|_| 1.0 + random.below(90) as f64).collect()).collect();
    let rows: Vec<&[f64]> = figures.iter().map(Vec::as_slice).collect();
    let found = intervals(&rows, &[1.0; 4], Method::named("topsis").unwrap(), "order");
    let ranks = |x: f64| {
        let weights = [x, (1.0 - x) / 3.0, (1.0 - x) / 3.0, (1.0 - x) / 3.0];
        let problem = Problem::crisp(
            &Matrix::from_fn(80, 4, |i, j| figures[i][j]),
            &[Direction::Max; 4],
            &weights,
        )
        .unwrap();
        let evaluation = evaluate(&problem, &Method::named("topsis").unwrap()).unwrap();
        evaluation.groups[0].standings().map(|standing| standing.rank).collect::<Vec<_>>()
    };
    let (low, high) = found[0];
    assert!(low <= 0.25 && high >= 0.25);
    let base = ranks(0.25);
    for x in [low + 0.1 * (0.25 - low), high - 0.1 * (high - 0.25)] {
        assert_eq!(ranks(x), base, "{x}");
    }
    assert!(ranks(low - 1e-6) != base && ranks(high + 1e-6) != base);
}

/// Figures on two criteria of 0 to 10, as a user writes them.
fn written(rows: &[(f64, f64)], weights: (f64, f64)) -> Files {
    let criterion = |id: &str, weight: f64| {
        format!(
            "[[criteria]]\nid = \"{id}\"\nweight = {weight:?}\nscale = {{ min = 0, max = 10 }}\n"
        )
    };
    let toml = format!(
        "format = 1\nid = \"lines\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"k\"\n{}{}",
        criterion("c1", weights.0),
        criterion("c2", weights.1)
    );
    let csv: String =
        rows.iter().enumerate().map(|(at, (c1, c2))| format!("a{},{c1},{c2}\n", at + 1)).collect();
    Files::new(&[("case.toml", &toml), ("d.csv", &format!("k,c1,c2\n{csv}"))])
}

/// Who is first below and above, as the switches of c1 say, and at which weight; the weights of all
/// switches; the interval of first place.
type Told = (Vec<(f64, String, String)>, Vec<f64>, (f64, f64));

fn told(files: &Files, method: &str) -> Told {
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &Method::named(method).unwrap()).unwrap();
    let study = stability(
        &evaluation,
        &StabilityRequest { sweep: one(Scope::Local, "c1"), ..StabilityRequest::default() },
    )
    .unwrap();
    let table = study.sweep.switches();
    let name = |row: usize, column: &str| table.get(row, column).as_text().unwrap().to_owned();
    let firsts = rows(&table)
        .filter(|row| number(&table, *row, "first_changes") == 1.0)
        .map(|row| {
            (number(&table, row, "weight"), name(row, "ahead_below"), name(row, "ahead_above"))
        })
        .collect();
    let swept = study.sweep.table();
    let mut weights: Vec<f64> = rows(&swept).map(|row| number(&swept, row, "weight")).collect();
    weights.dedup();
    let intervals = study.intervals_table();
    (firsts, weights, (number(&intervals, 0, "low"), number(&intervals, 0, "high")))
}

/// Three lines meet in one point: a1 = 0.8, a2 = 0.48 + 0.4 x and a3 = 0.24 + 0.7 x are all 0.8 at
/// x = 4/5.
#[test]
fn three_lines_in_one_point_are_one_switch() {
    let files = written(&[(8.0, 8.0), (8.8, 4.8), (9.4, 2.4)], (0.5, 0.5));
    let (firsts, weights, (low, high)) = told(&files, "weighted-sum");
    assert_eq!(firsts.len(), 1, "{firsts:?}");
    assert!(
        (firsts[0].0 - 0.8).abs() < 1e-15 && (&*firsts[0].1, &*firsts[0].2) == ("a1", "a3"),
        "{firsts:?}"
    );
    // The grid of hundredths, one of which is the switch.
    assert_eq!(weights.len(), 101, "{weights:?}");
    assert!(low == 0.0 && (high - 0.8).abs() < 1e-15, "{low} {high}");
}

/// 150 random points in which three to five lines meet, all of them ahead of the rest: one switch,
/// from the flattest line to the steepest.
#[test]
fn lines_that_meet_in_one_point_are_one_switch() {
    let mut random = Random(0xB2);
    for round in 0..150 {
        let x = f64::from(1 + u32::try_from(random.below(19)).unwrap()) / 20.0;
        let height = 5.0 + random.below(20) as f64 / 10.0;
        let mut slopes: Vec<f64> = Vec::new();
        while slopes.len() < 3 + random.below(3) {
            let slope = random.below(60) as f64 / 10.0 - 3.0;
            if !slopes.contains(&slope) {
                slopes.push(slope);
            }
        }
        // Short decimals, as a user would write them; one more that is behind everywhere.
        let short = |figure: f64| (figure * 1e6).round() / 1e6;
        let mut lines: Vec<(f64, f64)> = slopes
            .iter()
            .map(|slope| (short(height + (1.0 - x) * slope), short(height - x * slope)))
            .collect();
        lines.push((0.5, 0.5));
        let place = |steepest: bool| {
            let by = |a: &usize, b: &usize| slopes[*a].total_cmp(&slopes[*b]);
            let at =
                if steepest { (0..slopes.len()).max_by(by) } else { (0..slopes.len()).min_by(by) };
            format!("a{}", at.unwrap() + 1)
        };
        let below = random.chance(0.5);
        let own = if below { x / 2.0 } else { (1.0 + x) / 2.0 };
        let (firsts, weights, (low, high)) =
            told(&written(&lines, (own, 1.0 - own)), "weighted-sum");
        let what = format!("{round}: {lines:?} at {x}: {firsts:?}");
        assert_eq!(firsts.len(), 1, "{what}");
        assert!((firsts[0].0 - x).abs() < 1e-12, "{what}");
        assert_eq!(
            (firsts[0].1.clone(), firsts[0].2.clone()),
            (place(false), place(true)),
            "{what}"
        );
        assert_eq!(weights.len(), 101, "{what}");
        let (from, to) = if below { (0.0, x) } else { (x, 1.0) };
        assert!((low - from).abs() < 1e-12 && (high - to).abs() < 1e-12, "{low} {high} {what}");
    }
}

/// Scores that are not linear can meet three at a time too: a, b and c differ by turns, and tie
/// where both criteria weigh alike.
#[test]
fn three_curves_in_one_point_are_one_switch() {
    let files = written(&[(9.0, 1.0), (5.0, 5.0), (1.0, 9.0)], (0.3, 0.7));
    let (firsts, ..) = told(&files, "topsis");
    let at_half: Vec<_> = firsts.iter().filter(|it| (it.0 - 0.5).abs() < 1e-6).collect();
    assert!(at_half.len() <= 1, "{firsts:?}");
    assert!(firsts.iter().all(|it| it.1 != it.2) && !firsts.is_empty());
}

/// As a weight nears 1 the others keep their digits: X is 1 on both of them, and scores 1 where
/// they have it all.
#[test]
fn siblings_of_a_heavy_weight_keep_their_digits() {
    for heavy in [1e6, 1e9, 1e12, 1e15] {
        let mut builder = Problem::builder();
        for (id, weight) in [("C1", heavy), ("C2", 1.0), ("C3", 2.0)] {
            builder = builder.criterion_with(id, Direction::Max, weight, |c| c.scale(0.0, 1.0));
        }
        let problem = builder
            .alternative("A1", [0.0, 1.0, 1.0])
            .alternative("A2", [1.0, 0.0, 0.0])
            .build()
            .unwrap();
        let evaluation = evaluate(&problem, &Method::named("weighted-sum").unwrap()).unwrap();
        let table = sweep(&evaluation, &one(Scope::Local, "C1")).unwrap().table();
        let at_0 = rows(&table).find(|row| number(&table, *row, "weight") == 0.0).unwrap();
        assert!(
            (number(&table, at_0, "score") - 1.0).abs() < 1e-15,
            "{heavy}: {}",
            number(&table, at_0, "score")
        );
    }
}
