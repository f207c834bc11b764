//! Robust studies of many alternatives: ranks against every crossing of scores, limits of time and
//! memory, threads.

use crate::common::Random;
use crate::common::arrangement::{Side, admissible, constraint, dot, vertices};
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem, Quantity};
use afweging::study::{Robust, RobustRequest, evaluate, robust, room_for_pairs};
use std::time::Duration;

fn raw() -> Method {
    Method::named("weighted-sum").unwrap().with_parameter("normalization", "none").unwrap()
}

fn crisp(figures: &Matrix) -> Problem {
    let n = figures.columns();
    Problem::crisp(figures, &vec![Direction::Max; n], &vec![1.0; n]).unwrap()
}

fn random(m: usize, n: usize, seed: u64, levels: Option<usize>) -> Matrix {
    let mut random = Random(seed);
    Matrix::from_fn(m, n, |_, _| match levels {
        Some(levels) => random.below(levels) as f64,
        None => random.unit(),
    })
}

fn ranks(study: &Robust) -> Vec<(usize, usize, bool, usize, usize)> {
    let of = |s: &afweging::study::Robustness| {
        (s.best.rank, s.worst.rank, s.is_exact(), s.best.reached, s.worst.reached)
    };
    study.groups[0].standings.iter().map(of).collect()
}

/// On two criteria all ranks there are stand at the crossings of two scores and between them: 300
/// alternatives, every extreme proved.
#[test]
fn two_criteria_against_every_crossing() {
    for levels in [None, Some(40)] {
        let m = 300;
        let figures = random(m, 2, 17, levels);
        let problem = crisp(&figures);
        let evaluation = evaluate(&problem, &raw()).unwrap();
        let study = robust(&evaluation, &RobustRequest::default()).unwrap();
        for a in 0..m {
            // The lead of b over a at weight w on the first criterion: d1 w + d0 (1 - w).
            let leads: Vec<(f64, f64)> = (0..m)
                .filter(|b| *b != a)
                .map(|b| (figures.at(b, 0) - figures.at(a, 0), figures.at(b, 1) - figures.at(a, 1)))
                .collect();
            let mut crossings: Vec<f64> = leads
                .iter()
                .filter(|(x, y)| x * y < 0.0)
                .map(|(x, y)| y / (y - x))
                .chain([0.0, 1.0])
                .collect();
            crossings.sort_by(f64::total_cmp);
            let between: Vec<f64> = crossings
                .windows(2)
                .filter(|w| w[1] - w[0] > 1e-9)
                .map(|w| 0.5 * (w[0] + w[1]))
                .collect();
            let behind =
                |w: f64| leads.iter().filter(|(x, y)| x * w + y * (1.0 - w) > 1e-9).count();
            let best = 1 + crossings.iter().chain(&between).map(|w| behind(*w)).min().unwrap();
            let worst = 1 + crossings.iter().chain(&between).map(|w| behind(*w)).max().unwrap();
            let standing = &study.groups[0].standings[a];
            assert!(standing.is_exact(), "{a}: {standing:?} {best} {worst}");
            assert_eq!((standing.best.rank, standing.worst.rank), (best, worst), "{a}");
        }
    }
}

/// Thirty alternatives on a few levels of three criteria, with and without rules on the weights:
/// many scores meet in one point, and every extreme rank is one at a vertex of the cells that they
/// make.
#[test]
fn levels_against_every_vertex() {
    for (seed, rules) in [(3, false), (4, true), (5, true)] {
        let (m, n) = (30, 3);
        let figures = random(m, n, seed, Some(4));
        let mut problem = crisp(&figures);
        if rules {
            // In order of importance: a simplex of its own. Then one that is none.
            problem
                .set_constraints(vec![
                    constraint(&[(0, -1.0), (1, 1.0)], 0.0, false),
                    constraint(&[(1, -1.0), (2, 1.0)], 0.0, false),
                ])
                .unwrap();
            if seed == 5 {
                problem
                    .set_constraints(vec![
                        constraint(&[(0, 1.0)], -0.6, false),
                        constraint(&[(1, -1.0)], 0.1, false),
                    ])
                    .unwrap();
            }
        }
        let evaluation = evaluate(&problem, &raw()).unwrap();
        let study = robust(&evaluation, &RobustRequest::default()).unwrap();
        let sides = admissible(&problem);
        let value = |a: usize| (0..n).map(|j| figures.at(a, j)).collect::<Vec<f64>>();
        let lead = |a: usize, b: usize| {
            value(a).iter().zip(value(b)).map(|(a, b)| a - b).collect::<Vec<f64>>()
        };
        for a in 0..m {
            let behind = |by: f64| -> Vec<usize> {
                let cuts = (0..m).filter(|b| *b != a).map(|b| Side {
                    normal: lead(b, a),
                    offset: by,
                    equality: false,
                });
                let cuts: Vec<Side> =
                    cuts.filter(|cut| cut.normal.iter().any(|x| *x != 0.0)).collect();
                let at = |w: &Vec<f64>| {
                    (0..m)
                        .filter(|b| {
                            *b != a && dot(&lead(*b, a), w) > if by > 0.0 { 0.5 * by } else { 1e-9 }
                        })
                        .count()
                };
                vertices(&sides, &cuts).iter().map(at).collect()
            };
            let best = 1 + behind(0.0).into_iter().min().unwrap();
            let worst = 1 + behind(1e-6).into_iter().max().unwrap();
            let standing = &study.groups[0].standings[a];
            assert!(standing.is_exact(), "{seed} {a}: {standing:?} {best} {worst}");
            assert_eq!(
                (standing.best.rank, standing.worst.rank),
                (best, worst),
                "{seed} {a}: {standing:?}"
            );
        }
    }
}

/// A limit of time is kept, also where every pair and every rank is to be searched; what was not
/// settled is a bound that holds, and contains what a longer search finds.
#[test]
fn bounds_hold_when_the_time_is_up() {
    let mut shapes = vec![(1_000, 5, false, false), (400, 5, true, false), (120, 6, false, true)];
    shapes.push((300, 20, false, false));
    for (m, n, rules, uncertain) in shapes {
        let figures = random(m, n, 23, None);
        let mut problem = crisp(&figures);
        if rules {
            problem
                .set_constraints(
                    (1..n).map(|j| constraint(&[(j - 1, -1.0), (j, 1.0)], 0.0, false)).collect(),
                )
                .unwrap();
        }
        if uncertain {
            let mut builder = Problem::builder();
            for j in 0..n {
                builder = builder.criterion(format!("C{}", j + 1), Direction::Max, 1.0);
            }
            for i in 0..m {
                let around = |x: f64| Quantity::Uniform(x - 0.05, x + 0.05);
                let row = (0..n).map(|j| around(figures.at(i, j)));
                builder = builder.alternative(format!("A{}", i + 1), row);
            }
            problem = builder.build().unwrap();
        }
        let method = Method::named("weighted-sum").unwrap();
        let evaluation =
            if uncertain { evaluate(&problem, &method) } else { evaluate(&problem, &raw()) }
                .unwrap();
        let request =
            RobustRequest { time: Some(Duration::from_millis(300)), ..RobustRequest::default() };
        let Ok(study) = robust(&evaluation, &request) else { continue };
        let mut random = Random(1);
        for _ in 0..30 {
            let mut w: Vec<f64> = (0..n).map(|_| -(1.0 - random.unit()).ln()).collect();
            let sum: f64 = w.iter().sum();
            w.iter_mut().for_each(|w| *w /= sum);
            if rules {
                w.sort_by(|a, b| b.total_cmp(a));
            }
            let scores: Vec<f64> =
                (0..m).map(|a| (0..n).map(|j| w[j] * figures.at(a, j)).sum()).collect();
            for (a, standing) in study.groups[0].standings.iter().enumerate() {
                let rank = 1 + scores.iter().filter(|other| *other - scores[a] > 1e-9).count();
                assert!(
                    standing.best.rank <= rank && rank <= standing.worst.rank,
                    "{a} {rank} {standing:?}"
                );
                assert!(
                    standing.best.rank <= standing.best.reached
                        && standing.worst.reached <= standing.worst.rank
                );
            }
        }
    }
}

/// The same answers for one thread and two.
#[test]
fn threads_change_nothing() {
    let problem = crisp(&random(60, 5, 7, None));
    let evaluation = evaluate(&problem, &raw()).unwrap();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let study = pool.install(|| robust(&evaluation, &RobustRequest::default())).unwrap();
        (ranks(&study), study.preferences(), study.alternatives())
    };
    let (one, two) = (with(1), with(2));
    assert_eq!(one.0, two.0);
    assert!(one.1 == two.1 && one.2 == two.2);
}

/// What grows with pairs is refused before it is begun, with its size and a way out.
#[test]
fn too_many_pairs_are_refused_with_their_size() {
    let problem = crisp(&random(6_400, 2, 1, None));
    let evaluation = evaluate(&problem, &raw()).unwrap();
    let error = robust(&evaluation, &RobustRequest::default()).err().unwrap().to_string();
    assert!(
        error.contains("6400 alternatives")
            && error.contains("40953600 pairs")
            && error.contains("2.0 GB"),
        "{error}"
    );
    assert!(error.contains("--data"), "{error}");
    // 10,000 alternatives in the order two by two: 49,995,000 rows.
    let error = room_for_pairs(&problem, "order", 49_995_000).unwrap_err().to_string();
    assert!(
        error.contains("`order`, with 49995000 rows")
            && error.contains("30.0 GB")
            && error.contains("help:"),
        "{error}"
    );
    assert!(room_for_pairs(&problem, "order", 4_950).is_ok());
}
