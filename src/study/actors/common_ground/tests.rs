//! Small cases by hand and by brute force, large ones against bounds from duality.
//!
//! Brute force uses that every least is reached where as many planes meet as there are dimensions:
//! planes on which a weight is 0, a row is just met, or two rows are missed alike. All of these
//! points are tried; no linear program is.

use super::*;
use crate::lp::{Relation, Row};
use crate::method::Method;
use crate::problem::constraint_text::parse;
use crate::problem::{Actor, Direction, Panel, Problem, Says};
use std::time::Instant;

/// A reproducible source of numbers from 0 to 1.
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, count: usize) -> usize {
        (self.unit() * count as f64) as usize
    }

    fn weights(&mut self, n: usize) -> Vec<f64> {
        let raw: Vec<f64> = (0..n).map(|_| -(1.0 - self.unit()).ln()).collect();
        let sum: f64 = raw.iter().sum();
        raw.iter().map(|x| x / sum).collect()
    }
}

fn statement(actor: usize, rows: Vec<Row>) -> ActorStatement {
    ActorStatement { actor, written: format!("{rows:?}"), rows, strict: false }
}

fn row(coefficients: &[f64], relation: Relation, bound: f64) -> Row {
    Row { coefficients: coefficients.to_vec(), relation, bound }
}

/// One to three rows of an actor, as criteria files have them: bounds, ratios, orders, chains.
fn random_statement(chance: &mut Chance, n: usize, actor: usize) -> ActorStatement {
    let mut unit = vec![0.0; n];
    let at = chance.below(n);
    unit[at] = 1.0;
    let share = (chance.unit() * 20.0).round() / 20.0;
    let mut ratio = unit.clone();
    let other = (at + 1 + chance.below(n - 1)) % n;
    ratio[other] = -[1.0, 1.5, 2.0, 0.5][chance.below(4)];
    let rows = match chance.below(6) {
        0 => vec![row(&unit, Relation::AtLeast, share)],
        1 => vec![row(&unit, Relation::AtMost, share)],
        2 => vec![row(&unit, Relation::Equal, share)],
        3 => vec![row(&ratio, Relation::AtLeast, 0.0)],
        4 => vec![row(&ratio, Relation::Equal, 0.0)],
        // A chain: its rows may both be missed, and are loosened by one amount.
        _ => {
            let mut second = vec![0.0; n];
            second[other] = 1.0;
            vec![row(&ratio, Relation::AtLeast, 0.0), row(&second, Relation::AtLeast, share)]
        }
    };
    statement(actor, rows)
}

/// The point in which planes `a . w = b` meet, as many as there are weights.
fn meeting(planes: &[(Vec<f64>, f64)]) -> Option<Vec<f64>> {
    let n = planes.len();
    let mut rows: Vec<Vec<f64>> =
        planes.iter().map(|(a, b)| a.iter().copied().chain([*b]).collect()).collect();
    for at in 0..n {
        let best = (at..n).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs()))?;
        rows.swap(at, best);
        if rows[at][at].abs() < 1e-9 {
            return None;
        }
        let own = rows[at].clone();
        for (other, row) in rows.iter_mut().enumerate() {
            if other != at {
                let by = row[at] / own[at];
                row.iter_mut().zip(&own).for_each(|(x, y)| *x -= by * y);
            }
        }
    }
    Some((0..n).map(|at| rows[at][n] / rows[at][at]).collect())
}

/// All weights in which planes meet.
fn meetings(n: usize, planes: &[(Vec<f64>, f64)]) -> Vec<Vec<f64>> {
    let mut out = Vec::new();
    let mut chosen: Vec<usize> = (0..n - 1).collect();
    if planes.len() < n - 1 {
        return out;
    }
    loop {
        let mut some: Vec<(Vec<f64>, f64)> = chosen.iter().map(|at| planes[*at].clone()).collect();
        some.push((vec![1.0; n], 1.0));
        out.extend(meeting(&some).filter(|weights| weights.iter().all(|weight| *weight >= -1e-12)));
        let Some(at) = (0..n - 1).rev().find(|at| chosen[*at] < planes.len() - (n - 1) + at) else {
            return out;
        };
        chosen[at] += 1;
        for next in at + 1..n - 1 {
            chosen[next] = chosen[next - 1] + 1;
        }
    }
}

/// The rows of statements as a . w <= b, with the statement of each.
fn halves(statements: &[ActorStatement]) -> Vec<(usize, Vec<f64>, f64)> {
    let mut out = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        for row in &statement.rows {
            let minus = || row.coefficients.iter().map(|a| -a).collect::<Vec<f64>>();
            if row.relation != Relation::AtLeast {
                out.push((at, row.coefficients.clone(), row.bound));
            }
            if row.relation != Relation::AtMost {
                out.push((at, minus(), -row.bound));
            }
        }
    }
    out
}

/// By how much weights miss each statement.
fn misses(statements: &[ActorStatement], weights: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0f64; statements.len()];
    for (at, a, b) in halves(statements) {
        let sum: f64 = a.iter().zip(weights).map(|(a, w)| a * w).sum();
        out[at] = out[at].max(sum - b);
    }
    out
}

/// By brute force: the least total, the least largest, and the least total where none gives way by
/// more than that.
fn brute(n: usize, statements: &[ActorStatement]) -> (f64, f64, f64) {
    let unit = |at: usize| (0..n).map(|own| f64::from(u8::from(own == at))).collect::<Vec<f64>>();
    let bounds: Vec<(Vec<f64>, f64)> = (0..n).map(|at| (unit(at), 0.0)).collect();
    let halves = halves(statements);
    let edges = |by: f64| halves.iter().map(move |(_, a, b)| (a.clone(), b + by));
    let between = |same: bool| {
        let mut out = Vec::new();
        for (k, (one, a, b)) in halves.iter().enumerate() {
            for (other, c, d) in &halves[..k] {
                if !same || one == other {
                    out.push((a.iter().zip(c).map(|(a, c)| a - c).collect(), b - d));
                }
            }
        }
        out
    };
    let sum = |weights: &Vec<f64>| misses(statements, weights).iter().sum::<f64>();
    let most = |weights: &Vec<f64>| misses(statements, weights).into_iter().fold(0.0, f64::max);
    let least = |points: Vec<Vec<f64>>, of: &dyn Fn(&Vec<f64>) -> f64| {
        points.iter().map(of).fold(f64::INFINITY, f64::min)
    };
    let planes: Vec<_> = bounds.iter().cloned().chain(edges(0.0)).chain(between(true)).collect();
    let total = least(meetings(n, &planes), &sum);
    let all: Vec<_> = bounds.iter().cloned().chain(edges(0.0)).chain(between(false)).collect();
    let largest = least(meetings(n, &all), &most);
    let within: Vec<_> = planes.into_iter().chain(edges(largest)).collect();
    let points = meetings(n, &within).into_iter().filter(|w| most(w) <= largest + 1e-9);
    (total, largest, least(points.collect(), &sum))
}

fn assert_near(found: &[f64], wanted: &[f64], tolerance: f64) {
    assert!(
        found.len() == wanted.len()
            && found.iter().zip(wanted).all(|(a, b)| (a - b).abs() <= tolerance),
        "{found:?} {wanted:?}"
    );
}

#[test]
fn relaxations_are_those_of_brute_force() {
    let mut chance = Chance(11);
    let (mut some, mut none) = (0, 0);
    for round in 0..250 {
        let n = 2 + round % 2;
        let statements: Vec<ActorStatement> =
            (0..2 + round % 4).map(|at| random_statement(&mut chance, n, at)).collect();
        let (total, largest, within) = brute(n, &statements);
        let found = least_total(n, &statements).unwrap();
        assert!((found.total() - total).abs() < 1e-9, "{round}: {} {total}", found.total());
        let found_largest = least_largest(n, &statements).unwrap();
        assert!((found_largest.largest() - largest).abs() < 1e-9, "{round}");
        assert!((found_largest.total() - within).abs() < 1e-8, "{round}");
        for found in [&found, &found_largest] {
            assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!(found.weights.iter().all(|weight| *weight >= 0.0));
            assert_near(&misses(&statements, &found.weights), &found.by, 1e-9);
        }
        let shared = shared_weights(n, &statements).unwrap();
        assert_eq!(shared.is_some(), total < 1e-9, "{round}");
        assert_eq!(smallest_conflict(n, &statements).unwrap().is_some(), total >= 1e-9);
        if shared.is_some() { some += 1 } else { none += 1 }
    }
    assert!(some > 40 && none > 40, "{some} {none}");
}

#[test]
fn conflicts_are_as_small_as_brute_force_finds_them() {
    let mut chance = Chance(5);
    let mut sizes = [0; 6];
    for round in 0..400 {
        let n = 3;
        let statements: Vec<ActorStatement> =
            (0..3 + round % 4).map(|at| random_statement(&mut chance, n, at)).collect();
        let conflicts = |set: u32| {
            let chosen = (0..statements.len()).filter(|at| set >> at & 1 == 1);
            let chosen: Vec<ActorStatement> = chosen.map(|at| statements[at].clone()).collect();
            !chosen.is_empty() && brute(n, &chosen).0 > 1e-9
        };
        let Some(found) = smallest_conflict(n, &statements).unwrap() else { continue };
        let size = (1u32..1 << statements.len())
            .filter(|set| (set.count_ones() as usize) <= found.statements.len() && conflicts(*set))
            .map(u32::count_ones)
            .min();
        assert_eq!(size, Some(found.statements.len() as u32), "{round} {statements:?}");
        assert!(found.smallest);
        assert!(conflicts(found.statements.iter().map(|at| 1 << at).sum()));
        sizes[found.statements.len()] += 1;
    }
    assert!(sizes[1..4].iter().all(|count| *count > 5), "{sizes:?}");
}

/// Ends and extreme points against all meetings of planes that meet every row.
#[test]
fn shared_weights_lie_between_their_ends() {
    let mut chance = Chance(21);
    let mut seen = 0;
    for round in 0..150 {
        let n = 3;
        let statements: Vec<ActorStatement> =
            (0..1 + round % 3).map(|at| random_statement(&mut chance, n, at)).collect();
        let Some(found) = shared_weights(n, &statements).unwrap() else { continue };
        let mut planes: Vec<(Vec<f64>, f64)> =
            halves(&statements).into_iter().map(|(_, a, b)| (a, b)).collect();
        planes.extend((0..n).map(|at| {
            ((0..n).map(|own| f64::from(u8::from(own == at))).collect::<Vec<f64>>(), 0.0)
        }));
        let mut corners: Vec<Vec<f64>> = meetings(n, &planes)
            .into_iter()
            .filter(|weights| misses(&statements, weights).iter().all(|by| *by < 1e-9))
            .collect();
        corners.sort_by(|a, b| a.partial_cmp(b).unwrap());
        corners.dedup_by(|a, b| a.iter().zip(b).all(|(a, b)| (*a - *b).abs() < 1e-9));
        for leaf in 0..n {
            let of_leaf = corners.iter().map(|corner| corner[leaf]);
            let least = of_leaf.clone().fold(f64::INFINITY, f64::min);
            let most = of_leaf.fold(f64::NEG_INFINITY, f64::max);
            assert!((found.low[leaf] - least).abs() < 1e-9, "{round}");
            assert!((found.high[leaf] - most).abs() < 1e-9, "{round}");
            assert!(found.middle[leaf] >= least - 1e-9 && found.middle[leaf] <= most + 1e-9);
        }
        assert!(misses(&statements, &found.middle).iter().all(|by| *by < 1e-9));
        // Each extreme point is a corner and each corner is one of them.
        let near = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-8);
        assert!(found.points.iter().all(|point| corners.iter().any(|it| near(it, point))));
        assert!(corners.iter().all(|it| found.points.iter().any(|point| near(it, point))));
        assert_eq!(found.point_count, Some(found.points.len()));
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
}

/// Fifty actors with weights of their own on twenty leaves. By duality the least total is the most,
/// over one multiplier y of the sum of weights, of y + sum over leaves of the least of
/// f_j(x) - y x, where f_j(x) is the sum of |x - weight| over the actors and x a weight that an
/// actor gives, 0 or 1. The least largest t is where the weights between max - t and min + t can
/// first sum to 1.
#[test]
fn fifty_actors_are_fast_and_right() {
    let (actors, n) = (50, 20);
    let mut chance = Chance(3);
    let given: Vec<Vec<f64>> = (0..actors).map(|_| chance.weights(n)).collect();
    let mut statements = Vec::new();
    for (actor, weights) in given.iter().enumerate() {
        for (leaf, weight) in weights.iter().enumerate() {
            let mut coefficients = vec![0.0; n];
            coefficients[leaf] = 1.0;
            statements.push(statement(actor, vec![row(&coefficients, Relation::Equal, *weight)]));
        }
    }
    let begun = Instant::now();
    let conflict = smallest_conflict(n, &statements).unwrap().unwrap();
    let total = least_total(n, &statements).unwrap();
    let largest = least_largest(n, &statements).unwrap();
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    assert!(conflict.smallest);
    // The first actor and the second say different things of the first leaf.
    assert_eq!(conflict.statements, [0, n]);

    let dual = |y: f64| {
        let of_leaf = |leaf: usize| {
            let candidates = given.iter().map(|weights| weights[leaf]).chain([0.0, 1.0]);
            let cost = |x: f64| given.iter().map(|w| (x - w[leaf]).abs()).sum::<f64>() - y * x;
            candidates.map(cost).fold(f64::INFINITY, f64::min)
        };
        y + (0..n).map(of_leaf).sum::<f64>()
    };
    let (mut low, mut high) = (-(actors as f64), actors as f64);
    for _ in 0..100 {
        let (a, b) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if dual(a) < dual(b) { low = a } else { high = b }
    }
    assert!((total.total() - dual((low + high) / 2.0)).abs() < 1e-8, "{}", total.total());
    let own = misses(&statements, &total.weights).iter().sum::<f64>();
    assert!((total.total() - own).abs() < 1e-8);
    let by_actor = total.by_actor(&statements, actors);
    for (actor, by) in by_actor.iter().enumerate() {
        let apart: f64 = given[actor].iter().zip(&total.weights).map(|(a, b)| (a - b).abs()).sum();
        assert!((apart - by).abs() < 1e-7, "{actor}");
    }

    let reaches = |t: f64| {
        let ends = (0..n).map(|leaf| {
            let of_leaf = given.iter().map(|weights| weights[leaf]);
            let most = of_leaf.clone().fold(0.0, f64::max);
            let least = of_leaf.fold(1.0, f64::min);
            ((most - t).max(0.0), (least + t).min(1.0))
        });
        let ends: Vec<(f64, f64)> = ends.collect();
        ends.iter().all(|(low, high)| low <= high)
            && ends.iter().map(|end| end.0).sum::<f64>() <= 1.0
            && ends.iter().map(|end| end.1).sum::<f64>() >= 1.0
    };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if reaches(middle) { high = middle } else { low = middle }
    }
    assert!((largest.largest() - high).abs() < 1e-9, "{} {high}", largest.largest());
    assert!(largest.total() >= total.total() - 1e-9);
}

/// Many actors with statements that are no weights: the smallest conflict is searched within a
/// budget, and what is found conflicts.
#[test]
fn many_statements_give_a_conflict_from_which_none_can_be_left_out() {
    let n = 8;
    let mut chance = Chance(9);
    let middle = vec![1.0 / n as f64; n];
    let mut statements = Vec::new();
    for actor in 0..50 {
        for _ in 0..3 {
            // A plane near the middle of all weights, with the middle on either side of it.
            let coefficients: Vec<f64> = (0..n).map(|_| chance.unit() * 2.0 - 1.0).collect();
            let at: f64 = coefficients.iter().zip(&middle).map(|(a, w)| a * w).sum();
            let bound = at + 0.04 * (chance.unit() - 0.2);
            statements.push(statement(actor, vec![row(&coefficients, Relation::AtMost, bound)]));
        }
    }
    let begun = Instant::now();
    let found = smallest_conflict(n, &statements).unwrap().unwrap();
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    let of = |leave_out: Option<usize>| -> Vec<ActorStatement> {
        let kept = found.statements.iter().filter(|at| Some(**at) != leave_out);
        kept.map(|at| statements[*at].clone()).collect()
    };
    assert!(least_total(n, &of(None)).unwrap().total() > 1e-9);
    for at in &found.statements {
        assert!(least_total(n, &of(Some(*at))).unwrap().total() < 1e-9, "{at}");
    }
}

#[test]
fn a_strict_statement_at_its_edge_gives_way_by_nothing() {
    let strict = ActorStatement {
        strict: true,
        ..statement(0, vec![row(&[-1.0, 1.0, 0.0], Relation::AtMost, 0.0)])
    };
    let other = statement(1, vec![row(&[1.0, -1.0, 0.0], Relation::AtMost, 0.0)]);
    let all = [strict.clone(), other];
    assert_eq!(shared_weights(3, &all).unwrap(), None);
    let conflict = smallest_conflict(3, &all).unwrap().unwrap();
    assert_eq!(conflict, StatementConflict { statements: vec![0, 1], smallest: true });
    assert_eq!(least_total(3, &all).unwrap().by, [0.0, 0.0]);
    assert_eq!(least_largest(3, &all).unwrap().by, [0.0, 0.0]);
    // Alone it leaves half of all weights, ends at its edge.
    let alone = shared_weights(3, &[strict]).unwrap().unwrap();
    assert_near(&alone.low, &[0.0; 3], 1e-12);
    assert_near(&alone.high, &[1.0, 0.5, 1.0], 1e-12);
}

/// Three criteria, and alternatives that are best on one each. The weights need not meet the
/// constraints.
fn decision(weights: [f64; 3], constraints: &[&str]) -> Problem {
    let mut problem = Problem::builder()
        .criterion("a", Direction::Max, weights[0])
        .criterion("b", Direction::Max, weights[1])
        .criterion("c", Direction::Max, weights[2])
        .alternative("A", [1.0, 0.0, 0.0])
        .alternative("B", [0.0, 1.0, 0.0])
        .alternative("C", [0.0, 0.0, 1.0])
        .build()
        .unwrap();
    let tree = problem.tree().clone();
    let rows = |line: &&str| {
        let (rows, _) = parse(line).unwrap();
        rows.iter().map(|row| row.on_branches(&tree, line)).collect::<Vec<_>>()
    };
    problem.set_constraints(constraints.iter().flat_map(rows).collect()).unwrap();
    problem
}

fn stating(id: &str, constraints: &[&str]) -> Actor {
    Actor::new(id, decision([1.0; 3], constraints)).saying(Says::Statements)
}

/// The one part of a panel's common ground, and what a look at its tables gives.
fn with_ground<T>(actors: Vec<Actor>, look: impl FnOnce(&CommonGround) -> T) -> T {
    let panel = Panel::new(actors).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &Method::default()).unwrap();
    look(&common_ground(&evaluation).unwrap())
}

fn shared(ground: &CommonGround) -> SharedGround {
    match &ground.parts[0].ground {
        Ground::Shared(shared) => (**shared).clone(),
        other => panic!("{other:?}"),
    }
}

fn none(ground: &CommonGround) -> NoGround {
    match &ground.parts[0].ground {
        Ground::Nothing(nothing) => (**nothing).clone(),
        other => panic!("{other:?}"),
    }
}

/// a >= b and b >= c have the corners 1, 1/2 1/2 and 1/3 each, and the rank order centroid.
#[test]
fn two_halves_of_an_order_make_an_order() {
    let actors = vec![
        stating("one", &["a >= b"]),
        stating("two", &["b >= c"]).with_influence(0.0),
        Actor::new("silent", decision([1.0; 3], &[])).saying(Says::Nothing),
    ];
    with_ground(actors, |ground| {
        let found = shared(ground);
        let third = 1.0 / 3.0;
        assert_near(&found.weights.low, &[third, 0.0, 0.0], 1e-12);
        assert_near(&found.weights.high, &[1.0, 0.5, third], 1e-12);
        assert_near(&found.weights.middle, &[11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0], 1e-12);
        assert_eq!(found.weights.point_count, Some(3));
        // A is never behind; B and C are level with it where weights are.
        let order = ground.order();
        let column = |name: &str| -> Vec<Option<f64>> {
            (0..3).map(|at| order.get(at, name).as_number()).collect()
        };
        assert_eq!(column("rank_best"), [Some(1.0); 3]);
        assert_eq!(column("rank_worst"), [Some(1.0), Some(2.0), Some(3.0)]);
        assert_eq!(order.get(2, "alternative").as_text(), Some("C"));
        assert_eq!(order.get(0, "actor").as_text(), None);
        assert_eq!(order.rows(), 3);
        assert_eq!(ground.table().rows(), 3);
        assert_eq!(ground.points().rows(), 9);
        assert_eq!(ground.conflict().rows(), 0);
    });
}

#[test]
fn one_actor_agrees_with_itself() {
    with_ground(vec![Actor::new("one", decision([3.0, 2.0, 1.0], &[]))], |ground| {
        let found = shared(ground);
        assert!(found.weights.is_point());
        assert_near(&found.weights.middle, &[0.5, 1.0 / 3.0, 1.0 / 6.0], 1e-15);
        let order = ground.order();
        let ranks: Vec<Option<f64>> =
            (0..3).map(|at| order.get(at, "rank_worst").as_number()).collect();
        assert_eq!(ranks, [Some(1.0), Some(2.0), Some(3.0)]);
        assert_eq!(order.get(0, "can_be_first").as_number(), Some(1.0));
        assert_eq!(order.get(1, "can_be_first").as_number(), Some(0.0));
    });
}

/// 3 : 2 : 1 in three ways that round apart, and a constraint on its edge.
#[test]
fn equal_weights_are_common_ground_whatever_their_rounding() {
    let weights = [[3.0, 2.0, 1.0], [0.3, 0.2, 0.1], [0.9 / 7.0, 0.6 / 7.0, 0.3 / 7.0]];
    let mut actors: Vec<Actor> = weights
        .iter()
        .enumerate()
        .map(|(at, weights)| Actor::new(&format!("p{at}"), decision(*weights, &[])))
        .collect();
    actors.push(stating("edge", &["a >= b + c", "b = 2 * c"]));
    with_ground(actors, |ground| {
        let found = shared(ground);
        assert!(found.weights.is_point());
        assert_eq!(found.weights.point_count, Some(1));
        assert_near(&found.weights.low, &[0.5, 1.0 / 3.0, 1.0 / 6.0], 1e-12);
    });
    let apart = vec![
        Actor::new("one", decision([3.0, 2.0, 1.0], &[])),
        Actor::new("two", decision([3.0, 2.0, 1.000_001], &[])),
    ];
    with_ground(apart, |ground| assert_eq!(none(ground).conflict.statements, [0, 3]));
}

#[test]
fn who_contradicts_itself_is_named() {
    let actors = vec![
        stating("fair", &["a >= 0.1"]),
        stating("odd", &["a <= 0.3", "b <= 0.3", "c <= 0.3", "a <= 0.9"]),
    ];
    with_ground(actors, |ground| {
        let found = none(ground);
        assert_eq!(found.alone.len(), 1);
        assert_eq!(found.alone[0].0, 1);
        assert_eq!(found.alone[0].1.statements, [1, 2, 3]);
        assert_eq!(found.conflict.statements, [1, 2, 3]);
        // 0.1 in total; a third of it each at best.
        assert!((found.least_total.total() - 0.1).abs() < 1e-12);
        assert!((found.least_largest.largest() - 0.1 / 3.0).abs() < 1e-12);
        let table = ground.conflict();
        assert_eq!(table.rows(), 3);
        assert_eq!(table.get(0, "actor").as_text(), Some("odd"));
        assert_eq!(table.get(0, "statement").as_text(), Some("a <= 0.3"));
        assert_eq!(table.get(0, "in_conflict").as_number(), Some(1.0));
    });
}

/// a >= 2 b - s1, b >= 2 a - s2 and c <= 0.4 + s3: the first two ask s1 + s2 >= a + b = 1 - c, and
/// the third 1 - c >= 0.6 - s3. So all three sum to at least 0.6, and none can be below 0.2 without
/// another above.
#[test]
fn opposite_ratios_are_loosened_by_hand() {
    let actors = vec![
        stating("one", &["a >= 2 * b"]),
        stating("two", &["b >= 2 * a"]),
        stating("three", &["c <= 0.4"]),
    ];
    with_ground(actors, |ground| {
        let found = none(ground);
        assert_eq!(found.conflict.statements, [0, 1, 2]);
        assert!(found.alone.is_empty());
        assert!((found.least_total.total() - 0.6).abs() < 1e-12, "{found:?}");
        assert!((found.least_largest.largest() - 0.2).abs() < 1e-12, "{found:?}");
        assert_near(&found.least_largest.weights, &[0.2, 0.2, 0.6], 1e-12);
        let by_actor = found.least_largest.by_actor(&ground.parts[0].statements, 3);
        assert_near(&by_actor, &[0.2; 3], 1e-12);
    });
}

#[test]
fn nobody_says_anything_and_all_weights_are_shared() {
    let silent = |id: &str| Actor::new(id, decision([1.0; 3], &[])).saying(Says::Nothing);
    with_ground(vec![silent("one"), silent("two")], |ground| {
        let found = shared(ground).weights;
        assert_near(&found.low, &[0.0; 3], 0.0);
        assert_near(&found.high, &[1.0; 3], 0.0);
        assert_near(&found.middle, &[1.0 / 3.0; 3], 1e-15);
        assert_eq!(found.point_count, Some(3));
    });
}

/// An actor who finds C best on everything ranks by its own scores.
#[test]
fn the_order_is_asked_of_each_way_to_score() {
    let own = Problem::builder()
        .criterion("a", Direction::Max, 1.0)
        .criterion("b", Direction::Max, 1.0)
        .criterion("c", Direction::Max, 1.0)
        .alternative("A", [0.0, 0.0, 0.0])
        .alternative("B", [0.0, 0.5, 0.0])
        .alternative("C", [1.0, 1.0, 1.0])
        .build()
        .unwrap();
    let actors = vec![
        stating("one", &["a >= b"]),
        Actor::new("own", own).saying(Says::Nothing),
        stating("two", &["b >= c"]),
    ];
    with_ground(actors, |ground| {
        let found = shared(ground);
        let who: Vec<&[usize]> = found.orders.iter().map(|order| &order.actors[..]).collect();
        assert_eq!(who, [&[0, 2][..], &[1]]);
        let order = ground.order();
        assert_eq!(order.rows(), 9);
        assert_eq!(order.get(3, "actor").as_text(), Some("own"));
        assert_eq!(order.get(3, "alternative").as_text(), Some("C"));
        assert_eq!(order.get(3, "rank_worst").as_number(), Some(1.0));
    });
}

/// Weights that differ by group are common ground in one group and none in the other.
#[test]
fn weights_by_group_make_a_question_of_each() {
    let problem = |weights: [[f64; 2]; 2]| {
        let mut problem = Problem::builder()
            .criterion("a", Direction::Max, 1.0)
            .criterion("b", Direction::Max, 1.0)
            .alternative_in("north", "A", [1.0, 0.0])
            .alternative_in("north", "B", [0.0, 1.0])
            .alternative_in("south", "A", [1.0, 0.0])
            .alternative_in("south", "B", [0.0, 1.0])
            .build()
            .unwrap();
        problem.set_group_weights(weights.iter().map(|own| own.to_vec()).collect()).unwrap();
        problem
    };
    let actors = vec![
        Actor::new("one", problem([[3.0, 1.0], [3.0, 1.0]])),
        Actor::new("two", problem([[3.0, 1.0], [1.0, 3.0]])),
    ];
    with_ground(actors, |ground| {
        assert_eq!(ground.parts.len(), 2);
        assert_near(&shared(ground).weights.middle, &[0.75, 0.25], 1e-15);
        let Ground::Nothing(south) = &ground.parts[1].ground else { panic!("{ground:?}") };
        assert_eq!(south.conflict.statements, [0, 2]);
        assert!((south.least_total.total() - 1.0).abs() < 1e-12);
        assert!((south.least_largest.largest() - 0.25).abs() < 1e-12);
        // Keys of the group stand in the tables.
        assert_eq!(ground.table().rows(), 2);
        assert_eq!(ground.table().get(0, "group").as_text(), Some("north"));
        assert_eq!(ground.conflict().get(0, "group").as_text(), Some("south"));
        assert_eq!(ground.order().rows(), 2);
    });
}

#[test]
fn what_the_solver_cannot_tell_has_no_rows() {
    let actors = vec![stating("a", &["price >= 0.2"]), stating("b", &["quality >= 0.3"])];
    with_ground(actors, |ground| {
        let untold = CommonGround {
            evaluation: ground.evaluation,
            parts: vec![GroundPart {
                ground: Ground::Untold(CANNOT_TELL.to_owned()),
                ..ground.parts[0].clone()
            }],
        };
        for table in [untold.table(), untold.points(), untold.order(), untold.conflict()] {
            assert_eq!(table.rows(), 0);
        }
    });
}
