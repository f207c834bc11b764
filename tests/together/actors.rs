//! Scores, ranks, shares, agreement and acceptance of many actors: against vertices of the weights
//! that each admits, grids and draws of the test's own, and cases by hand.

use crate::common::arrangement::{admissible, constraint, dot, vertices};
use crate::common::{Random, also_constraint, project, random_case, score};
use afweging::error::Error;
use afweging::method::Method;
use afweging::problem::{
    Actor, Direction, Matrix, Panel, PreferenceFunction, Problem, ProblemBuilder, Quantity, Says,
    Thresholds,
};
use afweging::study::{
    ActorRelation, ActorStanding, ActorsRequest, PanelEvaluation, PanelVerdict, evaluate,
};

fn raw() -> Method {
    Method::named("weighted-sum").unwrap().with_parameter("normalization", "none").unwrap()
}

/// A problem with these figures, more being better, and these weights.
fn crisp(rows: &[Vec<f64>], weights: &[f64]) -> Problem {
    let figures = Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]);
    Problem::crisp(&figures, &vec![Direction::Max; weights.len()], weights).unwrap()
}

/// Small whole figures, so that ties are common.
fn figures(random: &mut Random, m: usize, n: usize, levels: usize) -> Vec<Vec<f64>> {
    (0..m).map(|_| (0..n).map(|_| random.below(levels) as f64).collect()).collect()
}

/// The net flows and ranks of each actor under PROMETHEE II, and what follows from the ranks.
#[test]
fn golden_mamca_promethee_gdss() {
    let path = project("tests/goldens/studies/mamca_promethee_gdss_constructed.json");
    let golden: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let numbers = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
    };
    let given = &golden["parameters"];
    let (q, p, s) = (numbers(&given["q"]), numbers(&given["p"]), numbers(&given["s"]));
    let functions = [
        ("ushape", PreferenceFunction::UShape),
        ("vshape", PreferenceFunction::VShape),
        ("vshape_indiff", PreferenceFunction::VShapeIndifference),
        ("level", PreferenceFunction::Level),
        ("usual", PreferenceFunction::Usual),
        ("gaussian", PreferenceFunction::Gaussian),
    ];
    let function = |j: usize| {
        let name = given["functions"][j].as_str().unwrap();
        functions.iter().find(|(known, _)| *known == name).unwrap().1
    };
    let actor = |at: usize| {
        let weights = numbers(&given["criteria_weights"][at]);
        let criterion = |builder: ProblemBuilder, j: usize| {
            let direction = match golden["directions"][j].as_str() {
                Some("min") => Direction::Min,
                _ => Direction::Max,
            };
            let needs = |name, figure: f64| function(j).needs().contains(&name).then_some(figure);
            let thresholds = Thresholds {
                indifference: needs("indifference", q[j]),
                preference: needs("preference", p[j]),
                inflection: needs("inflection", s[j]),
                veto: None,
                function: Some(function(j)),
            };
            let id = golden["criteria"][j].as_str().unwrap();
            builder.criterion_with(id, direction, weights[j], |c| c.thresholds(thresholds))
        };
        let builder = (0..6).fold(Problem::builder(), criterion);
        // Letters keep the order of the file where keys are sorted.
        let alternative = |builder: ProblemBuilder, i: usize| {
            builder.alternative(format!("{i}"), numbers(&golden["matrix"][i]))
        };
        let problem = (0..6).fold(builder, alternative).build().unwrap();
        Actor::new(given["actors"][at].as_str().unwrap(), problem)
    };
    let panel = Panel::new((0..3).map(actor).collect()).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &Method::named("promethee-ii").unwrap()).unwrap();
    let standings = evaluation.standings().unwrap();
    let mut ranks: Vec<Vec<usize>> = Vec::new();
    for at in 0..3 {
        let expected = &golden["expected"];
        let own = &standings.actors[at].groups[0];
        for (i, flow) in numbers(&expected["actor_net_flows"][at]).into_iter().enumerate() {
            let of = own.alternatives[i];
            let rank = expected["actor_ranks"][at][i].as_u64().unwrap() as usize;
            assert!((of.score.unwrap() - flow).abs() < 1e-9, "{at} {i}");
            assert_eq!((of.low, of.high), (of.score, of.score));
            assert_eq!([of.rank, of.rank_best, of.rank_worst], [Some(rank); 3], "{at} {i}");
        }
        ranks.push((0..6).map(|i| own.alternatives[i].rank.unwrap()).collect());
    }
    let table = standings.ranking();
    assert_eq!(table.rows(), 18);
    assert_eq!(table.get(0, "actor").as_text(), Some("government"));
    assert_eq!(table.get(0, "alternative").as_text(), Some("4"));
    // Sums of ranks compared by hand: no two of an actor tie.
    for pair in &standings.agreement().groups[0] {
        let for_a = ranks.iter().filter(|of| of[pair.a] < of[pair.b]).count();
        let expected = if for_a % 3 == 0 { PanelVerdict::All } else { PanelVerdict::Disputed };
        assert_eq!((pair.verdict, pair.for_a.len()), (expected, for_a));
    }
    let acceptance = standings.acceptance(&ActorsRequest::default()).unwrap();
    for (i, of) in acceptance.groups[0].iter().enumerate() {
        let with = |wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
            (0..3).filter(|at| wanted(ranks[*at][i])).collect()
        };
        assert_eq!(of.accepted_by, with(&|rank| rank <= 3));
        assert_eq!(of.can_be_accepted_by, of.accepted_by);
        assert_eq!(of.last_for, with(&|rank| rank == 6));
        assert!(of.vetoed_by.is_empty());
    }
}

/// Actors with constraints, some of whom say nothing else: ends of scores and relations are those
/// at the vertices of the admissible weights, and no draw from between vertices has a rank beyond
/// the ends of ranks.
#[test]
fn ends_and_relations_are_those_at_the_vertices() {
    let mut random = Random(5);
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..120 {
        let (m, n) = (2 + random.below(4), 2 + random.below(3));
        let rows = figures(&mut random, m, n, 4);
        let problem = |random: &mut Random, constrained: bool| {
            let weights: Vec<f64> = (0..n).map(|_| (1 + random.below(5)) as f64).collect();
            let mut problem = crisp(&rows, &weights);
            let (a, b) = (random.below(n), random.below(n));
            let sum: f64 = weights.iter().sum();
            if constrained && a != b {
                // a weighs at least some part of b, which the weights meet.
                let part = 0.8 * weights[a] / weights[b];
                also_constraint(&mut problem, constraint(&[(a, -1.0), (b, part)], 0.0, false));
            } else if constrained {
                let most = weights[a] / sum + 0.1;
                also_constraint(&mut problem, constraint(&[(a, 1.0)], -most, false));
            }
            problem
        };
        let actors = vec![
            Actor::new("weights", problem(&mut random, false)),
            Actor::new("set", problem(&mut random, true)),
            Actor::new("statements", problem(&mut random, true)).saying(Says::Statements),
            Actor::new("nothing", problem(&mut random, false)).saying(Says::Nothing),
            Actor::new("criteria", problem(&mut random, true)).saying(Says::Nothing),
        ];
        let panel = Panel::new(actors).unwrap();
        let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
        let standings = evaluation.standings().unwrap();
        for (at, actor) in panel.actors().iter().enumerate() {
            let own = &standings.actors[at].groups[0];
            assert!(own.exact && standings.actors[at].refused.is_none());
            let nominal: Vec<f64> = {
                let raw: Vec<f64> =
                    actor.problem().tree().branches().iter().map(|it| it.weight).collect();
                let sum: f64 = raw.iter().sum();
                raw.iter().map(|w| w / sum).collect()
            };
            let corners = match actor.admits_a_set() {
                true => vertices(&admissible(actor.problem()), &[]),
                false => vec![nominal.clone()],
            };
            let ends = |d: &[f64]| {
                let at = corners.iter().map(|corner| dot(d, corner));
                at.fold((f64::INFINITY, f64::NEG_INFINITY), |e, x| (e.0.min(x), e.1.max(x)))
            };
            for (a, of) in own.alternatives.iter().enumerate() {
                let (low, high) = ends(&rows[a]);
                assert!((of.low.unwrap() - low).abs() < 1e-9, "{of:?} {low}");
                assert!((of.high.unwrap() - high).abs() < 1e-9, "{of:?} {high}");
                assert_eq!(of.score.is_some(), actor.ranks());
                if let Some(score) = of.score {
                    assert!((score - dot(&rows[a], &nominal)).abs() < 1e-9);
                }
                for b in 0..m {
                    let d: Vec<f64> = (0..n).map(|j| rows[a][j] - rows[b][j]).collect();
                    let (least, most) = ends(&d);
                    let expected = match (least > -1e-9, most < 1e-9) {
                        (true, true) => ActorRelation::Equal,
                        (true, false) if least > 1e-9 => ActorRelation::Ahead,
                        (true, false) => ActorRelation::NeverBehind,
                        (false, true) if most < -1e-9 => ActorRelation::Behind,
                        (false, true) => ActorRelation::NeverAhead,
                        (false, false) => ActorRelation::Open,
                    };
                    assert_eq!(own.relation(a, b), expected, "{rows:?} {a} {b} {least} {most}");
                    *seen.entry(expected).or_insert(0) += 1;
                }
            }
            // Points between the corners, and the corners themselves.
            for draw in 0..300 {
                let point = match corners.get(draw) {
                    Some(corner) => corner.clone(),
                    None => {
                        let by: Vec<f64> =
                            corners.iter().map(|_| -(1.0 - random.unit()).ln()).collect();
                        let sum: f64 = by.iter().sum();
                        let of = |j: usize| corners.iter().zip(&by).map(move |(c, b)| c[j] * b);
                        (0..n).map(|j| of(j).sum::<f64>() / sum).collect()
                    }
                };
                let scores: Vec<f64> = rows.iter().map(|row| dot(row, &point)).collect();
                for (a, of) in own.alternatives.iter().enumerate() {
                    let rank = 1 + scores.iter().filter(|it| **it > scores[a] + 1e-9).count();
                    let within = of.rank_best.unwrap()..=of.rank_worst.unwrap();
                    assert!(within.contains(&rank), "{rows:?} {of:?} {rank}");
                }
            }
        }
    }
    assert!(seen.len() == 6 && seen.values().all(|count| *count > 60), "{seen:?}");
}

/// Inputs that are sets, shared between alternatives and shifted by attributes: the ends of a score
/// over weights are the ends that the evaluation at each vertex gives, and no draw lies beyond.
#[test]
fn ends_over_inputs_are_those_of_the_evaluations_at_the_vertices() {
    let mut random = Random(11);
    let (mut exact, mut uncertain) = (0, 0);
    for _ in 0..150 {
        let case = random_case(&mut random).open().unwrap();
        let free = case.problem.clone();
        let n = free.tree().leaves().len();
        let mut bound = free.clone();
        if n > 1 {
            let of = |leaf: usize| free.tree().branches()[leaf].weight;
            let part = 0.9 * of(0) / of(1);
            also_constraint(&mut bound, constraint(&[(0, -1.0), (1, part)], 0.0, false));
        }
        let actors = vec![
            Actor::new("own", free.clone()),
            Actor::new("set", bound.clone()),
            Actor::new("nothing", free.clone()).saying(Says::Nothing),
        ];
        let panel = Panel::new(actors).unwrap();
        let method = Method::named("weighted-sum").unwrap();
        let evaluation = PanelEvaluation::new(&panel, &method).unwrap();
        let standings = evaluation.standings().unwrap();
        let spreads: Vec<_> = free.inputs().iter().map(|input| input.spread).collect();
        for (at, actor) in panel.actors().iter().enumerate().filter(|it| it.1.admits_a_set()) {
            let corners = vertices(&admissible(actor.problem()), &[]);
            for (g, group) in evaluation.groups.iter().enumerate() {
                let own = &standings.actors[at].groups[g];
                let mut ends = vec![(f64::INFINITY, f64::NEG_INFINITY); group.places.len()];
                let mut all_exact = own.exact;
                for corner in &corners {
                    let mut there = free.clone();
                    there.set_weights(corner).unwrap();
                    let there = evaluate(&there, &method).unwrap();
                    all_exact &= there.groups[g].exact;
                    for (end, place) in ends.iter_mut().zip(&group.places) {
                        let (low, high) = there.groups[g].standing(*place).bounds.unwrap();
                        *end = (end.0.min(low), end.1.max(high));
                    }
                }
                for (of, (low, high)) in own.alternatives.iter().zip(&ends) {
                    let gaps = [low - of.low.unwrap(), of.high.unwrap() - high];
                    if all_exact {
                        assert!(gaps.iter().all(|gap| gap.abs() < 1e-9), "{of:?} {low} {high}");
                    }
                    exact += usize::from(all_exact);
                    uncertain += usize::from(high - low > 0.1);
                }
                for draw in 0..60 {
                    let corner = &corners[draw % corners.len()];
                    let one = |spread: &afweging::problem::Spread| match random.below(3) {
                        0 => spread.low,
                        1 => spread.high,
                        _ => spread.low + (spread.high - spread.low) * random.unit(),
                    };
                    let inputs: Vec<f64> = spreads.iter().map(one).collect();
                    for (of, place) in own.alternatives.iter().zip(&group.places) {
                        let member = free.groups()[group.group].members()[place.index()];
                        let here = score(&free, corner, member, &inputs);
                        let (low, high) = (of.low.unwrap(), of.high.unwrap());
                        assert!(low - 1e-9 < here && here < high + 1e-9, "{of:?} {here}");
                    }
                }
            }
        }
    }
    assert!(exact > 400 && uncertain > 200, "{exact} {uncertain}");
}

/// Where scores are not linear in the weights nothing is told of a set of weights, and all else is.
#[test]
fn what_a_method_cannot_tell_is_missing() {
    let rows = [vec![1.0, 5.0], vec![4.0, 2.0], vec![2.0, 2.0]];
    let problem = crisp(&rows, &[2.0, 1.0]);
    let mut set = problem.clone();
    also_constraint(&mut set, constraint(&[(0, -1.0)], 0.5, false));
    let panel = Panel::new(vec![
        Actor::new("own", problem.clone()),
        Actor::new("set", set).with_minimum(0.9),
        Actor::new("nothing", problem).saying(Says::Nothing),
    ])
    .unwrap();
    let evaluation = PanelEvaluation::new(&panel, &Method::named("topsis").unwrap()).unwrap();
    let standings = evaluation.standings().unwrap();
    let refused: Vec<bool> = standings.actors.iter().map(|it| it.refused.is_some()).collect();
    assert_eq!(refused, [false, true, true]);
    assert!(matches!(standings.actors[1].refused, Some(Error::Undefined { .. })));
    let of = |actor: usize| standings.actors[actor].groups[0].alternatives[0];
    assert!(of(0).low.is_some() && of(0).low == of(0).score && of(0).rank_best == of(0).rank);
    assert!(of(1).score.is_some() && of(1).low.is_none() && of(1).rank_worst.is_none());
    assert_eq!(of(2), ActorStanding::default());
    assert_eq!(standings.actors[1].groups[0].relation(1, 2), ActorRelation::Open);
    let acceptance = standings
        .acceptance(&ActorsRequest { accept: Some(3), ..ActorsRequest::default() })
        .unwrap();
    for (at, it) in acceptance.groups[0].iter().enumerate() {
        assert!(it.vetoed_by.is_empty() && it.can_be_accepted_by == it.accepted_by);
        assert!(!acceptance.is_surely_never_last(0, at));
    }
    // Draws need no linear scores.
    let shares =
        evaluation.shares(&ActorsRequest { draws: 1_000, ..ActorsRequest::default() }).unwrap();
    assert!(shares.actors.iter().all(|actor| actor.refused().is_none()));
    assert_eq!((shares.draws(), shares.actors[0].is_exact(0)), (2_000, true));
}

/// The share of each rank over a fine grid of weights, ties split.
fn by_grid(rows: &[Vec<f64>], grid: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let m = rows.len();
    let mut out = vec![vec![0.0; m]; m];
    for point in grid {
        let scores: Vec<f64> = rows.iter().map(|row| dot(row, point)).collect();
        for (a, own) in scores.iter().enumerate() {
            let ahead = scores.iter().filter(|it| **it > own + 1e-9).count();
            let tied = scores.iter().filter(|it| (*it - own).abs() <= 1e-9).count();
            for share in &mut out[a][ahead..ahead + tied] {
                *share += 1.0 / tied as f64 / grid.len() as f64;
            }
        }
    }
    out
}

/// With three criteria shares are areas: they are those of a grid of 80,000 weights. With two
/// alternatives and any number of criteria they are exact as well.
#[test]
fn exact_shares_are_those_of_a_grid() {
    let mut random = Random(3);
    let steps = 400;
    let cell = |i: usize, j: usize| {
        let (x, y) = ((i as f64 + 1.0 / 3.0) / steps as f64, (j as f64 + 1.0 / 3.0) / steps as f64);
        vec![x, y, 1.0 - x - y]
    };
    let all: Vec<Vec<f64>> =
        (0..steps).flat_map(|i| (0..steps - i).map(move |j| cell(i, j))).collect();
    for _ in 0..20 {
        let m = 2 + random.below(4);
        let rows: Vec<Vec<f64>> = (0..m)
            .map(|_| (0..3).map(|_| random.figure(0.0, 9.0) + 0.013 * random.unit()).collect())
            .collect();
        let free = crisp(&rows, &[1.0, 1.0, 1.0]);
        let mut bound = crisp(&rows, &[3.0, 2.0, 1.0]);
        also_constraint(&mut bound, constraint(&[(0, -1.0), (1, 1.0)], 0.0, false));
        let panel = Panel::new(vec![
            Actor::new("nothing", free).saying(Says::Nothing),
            Actor::new("order", bound).saying(Says::Statements),
        ])
        .unwrap();
        let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
        let shares = evaluation.shares(&ActorsRequest::default()).unwrap();
        let order: Vec<Vec<f64>> = all.iter().filter(|w| w[0] >= w[1]).cloned().collect();
        for (at, grid) in [&all, &order].into_iter().enumerate() {
            let expected = by_grid(&rows, grid);
            let actor = &shares.actors[at];
            assert!(actor.is_exact(0) && actor.draws() == 0);
            for (a, expected) in expected.iter().enumerate() {
                let mut better = 0.0;
                for rank in 1..=m {
                    let of = actor.rank(0, a, rank).unwrap();
                    let share = of.share.unwrap();
                    assert_eq!((share.std_error, of.low, of.high), (0.0, share, share));
                    assert!((share.value - expected[rank - 1]).abs() < 0.01);
                    better += expected[rank - 1];
                    let cumulative = actor.rank_or_better(0, a, rank).unwrap().share.unwrap();
                    assert!((cumulative.value - better).abs() < 0.03);
                }
            }
        }
        // The rows of the table are the ranks that are given at all, and sum to one each.
        let table = shares.acceptability();
        let sum: f64 =
            (0..table.rows()).map(|row| table.get(row, "share").as_number().unwrap()).sum();
        assert!((sum - 2.0 * m as f64).abs() < 1e-9);
        assert!((0..table.rows()).all(|row| table.get(row, "share").as_number() > Some(0.0)));
    }
}

/// Four criteria and an order of weights: drawn shares lie within five standard errors of shares
/// that the test draws itself, a hundred thousand times.
#[test]
fn drawn_shares_are_those_of_other_draws() {
    let mut random = Random(8);
    for round in 0..4 {
        let rows: Vec<Vec<f64>> =
            (0..4).map(|_| (0..4).map(|_| random.figure(0.0, 9.0)).collect()).collect();
        let free = crisp(&rows, &[1.0; 4]);
        let mut bound = crisp(&rows, &[4.0, 2.0, 1.0, 1.0]);
        also_constraint(&mut bound, constraint(&[(0, -1.0), (1, 1.0)], 0.0, false));
        // A criterion that it does not look at.
        let mut flat = crisp(&rows, &[3.0, 2.0, 1.0, 0.0]);
        also_constraint(&mut flat, constraint(&[(3, 1.0)], 0.0, true));
        let panel = Panel::new(vec![
            Actor::new("nothing", free).saying(Says::Nothing),
            Actor::new("order", bound).saying(Says::Statements),
            Actor::new("three", flat).saying(Says::Nothing),
        ])
        .unwrap();
        let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
        let asked = ActorsRequest { draws: 20_000, seed: round, ..ActorsRequest::default() };
        let shares = evaluation.shares(&asked).unwrap();
        let mut draw = |n: usize| {
            let mut raw: Vec<f64> = (0..n).map(|_| -(1.0 - random.unit()).ln()).collect();
            let sum: f64 = raw.iter().sum();
            raw.iter_mut().for_each(|w| *w /= sum);
            raw.resize(4, 0.0);
            raw
        };
        let all: Vec<Vec<f64>> = (0..100_000).map(|_| draw(4)).collect();
        let order: Vec<Vec<f64>> = all.iter().filter(|w| w[0] >= w[1]).cloned().collect();
        let three: Vec<Vec<f64>> = (0..100_000).map(|_| draw(3)).collect();
        for (at, own) in [all, order, three].iter().enumerate() {
            let expected = by_grid(&rows, own);
            let actor = &shares.actors[at];
            assert_eq!((actor.is_exact(0), actor.draws()), (false, 20_000));
            for (a, expected) in expected.iter().enumerate() {
                for (rank, expected) in (1..).zip(expected) {
                    let share = actor.rank(0, a, rank).unwrap().share.unwrap();
                    let own_error = (0.25 / own.len() as f64).sqrt();
                    let gap = (share.value - expected).abs();
                    assert!(gap < 5.0 * (share.std_error + own_error), "{at} {share:?} {expected}");
                }
            }
        }
    }
}

/// An actor who gives weights has one ranking where its figures are sure, with ties split. A set
/// leaves shares open, and a distribution is drawn: B is uniform on 0 to 10 and ahead of 7 in three
/// draws of ten.
#[test]
fn one_ranking_splits_ties_and_is_honest_about_inputs() {
    let rows = [vec![3.0, 1.0], vec![1.0, 3.0], vec![4.0, 4.0], vec![0.0, 0.0]];
    let panel = Panel::new(vec![Actor::new("own", crisp(&rows, &[1.0, 1.0]))]).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
    let shares = evaluation.shares(&ActorsRequest::default()).unwrap();
    let of =
        |a: usize, rank: usize| shares.actors[0].rank(0, a, rank).unwrap().share.unwrap().value;
    let all: Vec<Vec<f64>> = (0..4).map(|a| (1..=4).map(|rank| of(a, rank)).collect()).collect();
    assert_eq!(all[0], [0.0, 0.5, 0.5, 0.0]);
    assert_eq!(all[1], all[0]);
    assert_eq!(all[2], [1.0, 0.0, 0.0, 0.0]);
    assert_eq!(all[3], [0.0, 0.0, 0.0, 1.0]);
    assert_eq!(shares.acceptability().rows(), 6);
    assert!(shares.actors[0].rank(0, 0, 5).is_none() && shares.actors[0].rank(0, 4, 1).is_none());

    let with = |quantity: Quantity| {
        let problem = Problem::builder()
            .criterion_with("x", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
            .criterion_with("y", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
            .alternative("A", [7.0, 5.0])
            .alternative("B", [5.0, 5.0])
            .alternative("C", [1.0, 1.0])
            .uncertain("B", "x", quantity)
            .build()
            .unwrap();
        Panel::new(vec![Actor::new("own", problem)]).unwrap()
    };
    let panel = with(Quantity::Set(2.0, 10.0));
    let evaluation = PanelEvaluation::new(&panel, &Method::default()).unwrap();
    let shares = evaluation.shares(&ActorsRequest::default()).unwrap();
    let first = shares.actors[0].rank(0, 1, 1).unwrap();
    assert_eq!((first.share, first.low.value, first.high.value), (None, 0.0, 1.0));
    let last = shares.actors[0].rank(0, 2, 3).unwrap();
    assert_eq!((last.share.unwrap().value, last.low.value), (1.0, 1.0));
    assert!(!shares.actors[0].is_exact(0));
    let table = shares.acceptability();
    // A and B can each be first and second; C is third.
    assert_eq!(table.rows(), 5);
    assert_eq!(table.get(0, "share").as_number(), None);
    assert_eq!(table.get(0, "share_high").as_number(), Some(1.0));
    let panel = with(Quantity::Uniform(0.0, 10.0));
    let evaluation = PanelEvaluation::new(&panel, &Method::default()).unwrap();
    let shares = evaluation.shares(&ActorsRequest::default()).unwrap();
    let first = shares.actors[0].rank(0, 1, 1).unwrap().share.unwrap();
    assert!(first.std_error > 0.0 && (first.value - 0.3).abs() < 5.0 * first.std_error);
}

/// Actors with one weight on each criterion, and one who says nothing: what all say, what most say
/// and what is disputed, by hand.
/// A pair, what is said of it, and who is for the first, for the second, for neither, or open.
type PairOfTest = (usize, usize, PanelVerdict, Vec<usize>, Vec<usize>, Vec<usize>, Vec<usize>);

#[test]
fn agreement_by_hand() {
    // B is no worse than C on any criterion and better on some; D is level with C on all.
    let rows = [
        vec![5.0, 1.0, 1.0],
        vec![4.0, 4.0, 1.0],
        vec![3.0, 4.0, 1.0],
        vec![3.0, 4.0, 1.0],
        vec![6.0, 3.0, 2.0],
    ];
    let actors = |influence: [f64; 3], silent: bool| {
        let weights = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        let mut actors: Vec<Actor> = (0..3)
            .map(|at| {
                Actor::new(["x", "y", "z"][at], crisp(&rows, &weights[at]))
                    .with_influence(influence[at])
            })
            .collect();
        if silent {
            let nothing = Actor::new("nothing", crisp(&rows, &[1.0; 3])).saying(Says::Nothing);
            actors.push(nothing.with_influence(0.0));
        }
        Panel::new(actors).unwrap()
    };
    let verdicts = |panel: &Panel| -> Vec<PairOfTest> {
        let evaluation = PanelEvaluation::new(panel, &raw()).unwrap();
        let standings = evaluation.standings().unwrap();
        let agreement = standings.agreement();
        let table = agreement.table(&evaluation);
        assert_eq!(table.rows(), 10);
        // Those of x are named first.
        assert_eq!(table.get(0, "actors_a").as_text(), Some("x"));
        agreement.groups[0]
            .iter()
            .map(|it| {
                let sum =
                    |actors: &[usize]| -> f64 { actors.iter().map(|at| panel.shares()[*at]).sum() };
                assert!((it.influence_a - sum(&it.for_a)).abs() < 1e-12);
                assert!((it.influence_b - sum(&it.for_b)).abs() < 1e-12);
                let lists = (it.for_a.clone(), it.for_b.clone(), it.equal.clone());
                (it.a, it.b, it.verdict, lists.0, lists.1, lists.2, it.open.clone())
            })
            .collect()
    };
    let all = verdicts(&actors([1.0, 1.0, 1.0], true));
    let pair = |a: usize, b: usize| {
        let it = all.iter().find(|it| (it.0, it.1) == (a, b)).unwrap();
        (it.2, it.3.clone(), it.4.clone(), it.5.clone(), it.6.clone())
    };
    let none: Vec<usize> = vec![];
    // x puts A before B, y puts B before A.
    assert_eq!(pair(0, 1), (PanelVerdict::Disputed, vec![0], vec![1], vec![2], vec![3]));
    // Who says nothing is for B too, as B is no worse on any criterion.
    assert_eq!(pair(1, 2), (PanelVerdict::All, vec![0, 3], none.clone(), vec![1, 2], none.clone()));
    assert_eq!(
        pair(2, 3),
        (PanelVerdict::Equal, none.clone(), none.clone(), vec![0, 1, 2, 3], none.clone())
    );
    // E is better than A for x, y and z, and so for whoever says nothing.
    assert_eq!(pair(0, 4), (PanelVerdict::All, none.clone(), vec![0, 1, 2, 3], none.clone(), none));

    // Only actors who say nothing of some criteria leave a pair open without a dispute: the one who
    // says nothing is in doubt on B and E, which y and z divide.
    let mut order = crisp(&rows, &[2.0, 2.0, 1.0]);
    also_constraint(&mut order, constraint(&[(2, 1.0)], -0.4, false));
    let most = |influence: f64| {
        let x = Actor::new("x", crisp(&rows, &[1.0, 0.0, 0.0])).with_influence(influence);
        let open = Actor::new("open", order.clone()).saying(Says::Nothing);
        let panel = Panel::new(vec![x, open]).unwrap();
        let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
        let standings = evaluation.standings().unwrap();
        let pair =
            standings.agreement().groups[0].iter().find(|it| (it.a, it.b) == (1, 4)).cloned();
        pair.unwrap()
    };
    assert_eq!((most(2.0).verdict, most(2.0).open), (PanelVerdict::Most, vec![1]));
    // Half is not more than half.
    assert_eq!(most(1.0).verdict, PanelVerdict::Open);
}

/// Minima, last places and vetoes, by hand. Two criteria; scores are w x + (1 - w) y.
#[test]
fn acceptance_by_hand() {
    let rows = [vec![10.0, 0.0], vec![6.0, 6.0], vec![0.0, 10.0], vec![2.0, 2.0]];
    let own = |x: f64, y: f64| crisp(&rows, &[x, y]);
    let mut mostly_x = own(0.8, 0.2);
    // w is at least 0.7: A scores 7 to 10, B 6, C 0 to 3, D 2.
    also_constraint(&mut mostly_x, constraint(&[(0, -1.0)], 0.7, false));
    let panel = Panel::new(vec![
        // A 8, B 6, C 2, D 2: C and D tie for last.
        Actor::new("point", own(0.8, 0.2)),
        Actor::new("set", mostly_x).with_minimum(3.0),
        Actor::new("nothing", own(1.0, 1.0)).saying(Says::Nothing).with_minimum(7.0),
        Actor::new("light", own(0.5, 0.5)).with_influence(0.0).with_minimum(5.0),
    ])
    .unwrap();
    let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
    let standings = evaluation.standings().unwrap();
    let study = standings.acceptance(&ActorsRequest::default()).unwrap();
    assert_eq!(study.accepted_rank(0), 2);
    let [a, b, c, d] = &study.groups[0][..] else { panic!() };
    // light: A 5, B 6, C 5, D 2.
    assert_eq!([&a.accepted_by[..], &b.accepted_by], [&[0, 1, 3][..], &[0, 1, 3]]);
    assert_eq!([&c.accepted_by[..], &d.accepted_by], [&[3][..], &[]]);
    assert!((a.accepted_influence - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!(c.accepted_influence, 0.0);
    // Who says nothing can score A and C 10, B 6 and D 2. C can be third or fourth for the set, and
    // reaches 3 at w = 0.7.
    assert_eq!(a.can_be_accepted_by, [0, 1, 2, 3]);
    assert_eq!(b.can_be_accepted_by, [0, 1, 3]);
    assert_eq!(c.can_be_accepted_by, [2, 3]);
    assert!(d.can_be_accepted_by.is_empty());
    assert_eq!([&a.vetoed_by[..], &b.vetoed_by], [&[][..], &[2]]);
    assert!(c.vetoed_by.is_empty());
    assert_eq!(d.vetoed_by, [1, 2, 3]);
    // At w = 0.8 C and D tie; beyond it C is last.
    assert_eq!([&c.last_for[..], &d.last_for], [&[0, 1][..], &[0, 1, 3]]);
    assert_eq!([&a.can_be_last_for[..], &c.can_be_last_for], [&[2][..], &[0, 1, 2]]);
    // D is last for who says nothing in the middle of the weights.
    assert_eq!(d.can_be_last_for, [0, 1, 2, 3]);
    assert!(b.is_never_last() && study.is_surely_never_last(0, 1));
    assert!(a.is_never_last() && !study.is_surely_never_last(0, 0));
    let table = study.table(&evaluation);
    assert_eq!(table.get(0, "accepted_by").as_number(), Some(3.0));
    assert_eq!(table.get(0, "accepted_by_names").as_text(), Some("point; set; light"));
    assert_eq!(table.get(3, "vetoed_by").as_text(), Some("set; nothing; light"));
    assert_eq!(table.get(0, "vetoed_by").as_text(), None);
    assert!(
        standings
            .acceptance(&ActorsRequest { accept: Some(0), ..ActorsRequest::default() })
            .is_err()
    );

    // All level: nobody is last. One alternative: nobody either.
    for rows in [vec![vec![1.0, 1.0]; 3], vec![vec![1.0, 1.0]]] {
        let panel = Panel::new(vec![
            Actor::new("own", crisp(&rows, &[1.0, 1.0])),
            Actor::new("nothing", crisp(&rows, &[1.0, 1.0])).saying(Says::Nothing),
        ])
        .unwrap();
        let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
        let standings = evaluation.standings().unwrap();
        let study = standings.acceptance(&ActorsRequest::default()).unwrap();
        for (at, it) in study.groups[0].iter().enumerate() {
            assert!(it.last_for.is_empty() && study.is_surely_never_last(0, at));
            assert_eq!((&it.accepted_by[..], &it.can_be_accepted_by[..]), (&[0][..], &[0, 1][..]));
        }
    }
}

/// Six actors and twelve alternatives: the same tables for one thread and two.
#[test]
fn threads_change_nothing() {
    let mut random = Random(21);
    let rows = figures(&mut random, 12, 7, 50);
    let actor = |at: usize, random: &mut Random| {
        let weights: Vec<f64> = (0..7).map(|_| 0.1 + random.unit()).collect();
        let mut problem = crisp(&rows, &weights);
        let part = 0.8 * weights[0] / weights[1];
        if !at.is_multiple_of(3) {
            also_constraint(&mut problem, constraint(&[(0, -1.0), (1, part)], 0.0, false));
        }
        let says = [Says::Weights, Says::Statements, Says::Nothing][at % 3];
        Actor::new(&format!("actor {at}"), problem).saying(says)
    };
    let panel = Panel::new((0..6).map(|at| actor(at, &mut random)).collect()).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let standings = evaluation.standings().unwrap();
            let shares = evaluation.shares(&ActorsRequest::default()).unwrap();
            let acceptance = standings.acceptance(&ActorsRequest::default()).unwrap();
            let acceptance = acceptance.table(&evaluation);
            let agreement = standings.agreement().table(&evaluation);
            (standings.ranking(), shares.acceptability(), agreement, acceptance)
        })
    };
    let (one, two) = (with(1), with(2));
    assert_eq!(one.0.rows(), 72);
    assert!(one == two);
}
