//! Hierarchical aggregation: against the weighted sum, against sums worked out here, and over
//! uncertain and missing figures.

use crate::common::Random;
use afweging::error::Error;
use afweging::method::Method;
use afweging::problem::{
    Aggregate, Direction, Interaction, Missing, OrderWeights, Problem, ProblemBuilder, Quantity,
    weights,
};
use afweging::study::{
    AcceptabilityRequest, Evaluation, Evaluations, Keep, WeightsModel, acceptability, evaluate,
    evaluate_each, ranked,
};
use approx::assert_relative_eq;

fn hierarchical() -> Method {
    Method::named("hierarchical").unwrap()
}

/// Nodes a (x, y, z) and b (u, v), each figure its own value.
fn tree(top: Aggregate, a: Aggregate, b: Aggregate) -> ProblemBuilder {
    let under =
        |node: &'static str| move |c: afweging::problem::Details| c.scale(0.0, 1.0).parent(node);
    Problem::builder()
        .aggregate(top)
        .node_with("a", 3.0, |c| c.aggregate(a))
        .node_with("b", 2.0, |c| c.aggregate(b))
        .criterion_with("x", Direction::Max, 2.0, under("a"))
        .criterion_with("y", Direction::Max, 1.0, under("a"))
        .criterion_with("z", Direction::Max, 1.0, under("a"))
        .criterion_with("u", Direction::Max, 1.0, under("b"))
        .criterion_with("v", Direction::Max, 3.0, under("b"))
}

fn every() -> Vec<Aggregate> {
    vec![
        Aggregate::Sum,
        Aggregate::Geometric { floor: None },
        Aggregate::Geometric { floor: Some(0.05) },
        Aggregate::Harmonic { floor: None },
        Aggregate::Harmonic { floor: Some(0.05) },
        Aggregate::Min,
        Aggregate::Max,
        Aggregate::Power { p: 2.0, floor: None },
        Aggregate::Power { p: -1.5, floor: Some(0.01) },
        Aggregate::Owa(OrderWeights::Quantifier { alpha: 2.0 }),
        Aggregate::Copeland,
    ]
}

/// Those that never fall where a value rises, for a node with three children.
fn of_three() -> Vec<Aggregate> {
    let mut out = every();
    out.push(Aggregate::Owa(OrderWeights::Places(vec![0.5, 0.3, 0.2])));
    let between = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
    out.push(Aggregate::Choquet {
        interactions: vec![
            Interaction { between: between("x", "y"), index: 0.3 },
            Interaction { between: between("z", "y"), index: -0.15 },
        ],
    });
    out
}

fn scores(evaluation: &Evaluation) -> Vec<Option<f64>> {
    evaluation.groups[0].standings().map(|standing| standing.score).collect()
}

fn random_rows(random: &mut Random, count: usize) -> Vec<[f64; 5]> {
    (0..count).map(|_| std::array::from_fn(|_| random.figure(0.0, 1.0))).collect()
}

#[test]
fn with_sums_everywhere_it_is_the_weighted_sum() {
    let mut random = Random(7);
    for _ in 0..20 {
        let mut builder = tree(Aggregate::Sum, Aggregate::Sum, Aggregate::Sum);
        for (at, row) in random_rows(&mut random, 6).into_iter().enumerate() {
            builder = builder.alternative(format!("A{at}"), row);
        }
        let problem = builder.build().unwrap();
        let own = evaluate(&problem, &hierarchical()).unwrap();
        let sum = evaluate(&problem, &Method::default()).unwrap();
        assert_eq!(
            own.groups[0].standings().collect::<Vec<_>>(),
            sum.groups[0].standings().collect::<Vec<_>>()
        );
        assert_eq!(own.groups[0].values, sum.groups[0].values);
        // Nodes that say nothing else name no other method.
        assert_eq!(Method::of_tree(problem.tree()), Method::default());
    }
}

/// Beside a weighted sum it is no vote of its own; alone it is there.
#[test]
fn where_all_add_up_it_is_not_counted_twice() {
    let build = |aggregate: Aggregate| {
        tree(aggregate, Aggregate::Sum, Aggregate::Sum)
            .alternative("A", [0.5, 0.2, 0.9, 0.4, 0.3])
            .alternative("B", [0.4, 0.6, 0.1, 0.8, 0.2])
            .build()
            .unwrap()
    };
    let (sums, other) = (build(Aggregate::Sum), build(Aggregate::Geometric { floor: None }));
    let names = |problem: &Problem, methods: &[Method]| -> Vec<&'static str> {
        let evaluations = evaluate_each(problem, methods).unwrap().0;
        let same = ranked(problem, methods).unwrap();
        let names = |of: &Evaluations| of.iter().map(|of| of.method.name()).collect::<Vec<_>>();
        assert_eq!(names(&evaluations), names(&same.evaluations));
        names(&evaluations)
    };
    let both = [hierarchical(), Method::default()];
    assert_eq!(names(&sums, &both), ["weighted-sum"]);
    assert_eq!(names(&sums, &both[..1]), ["hierarchical"]);
    // Which the weighted sum refuses.
    assert_eq!(names(&other, &both), ["hierarchical"]);
    let normalised = Method::default().with_parameter("normalization", "max").unwrap();
    let beside = [normalised, hierarchical()];
    assert_eq!(names(&sums, &beside), ["weighted-sum"]);
    assert!(names(&sums, &Method::all(&[])).iter().all(|name| *name != "hierarchical"));
    let skipped = ranked(&sums, &both).unwrap().skipped;
    let reason = skipped[0].reason.as_ref().expect("a reason");
    assert!(reason.contains("a weighted sum once more"), "{reason}");
}

/// The score of each draw by the formula of its aggregate, one alternative and one draw at a time:
/// figures missing, weights of 0, and nodes under a node.
#[test]
fn many_draws_at_once_give_what_each_formula_gives() {
    let share = |values: &[(f64, f64)]| values.iter().map(|(_, weight)| weight).sum::<f64>();
    let floored = |values: &[(f64, f64)], floor: Option<f64>| -> Vec<(f64, f64)> {
        values.iter().map(|(v, w)| (v.max(floor.unwrap_or(0.0)), *w)).collect()
    };
    // Values with weights above 0.
    let by_formula = |aggregate: &Aggregate, values: &[(f64, f64)]| -> f64 {
        let all = share(values);
        let least = |values: &[(f64, f64)]| values.iter().map(|x| x.0).fold(1.0, f64::min);
        match aggregate {
            Aggregate::Geometric { floor } => {
                floored(values, *floor).iter().map(|(v, w)| v.powf(w / all)).product()
            }
            Aggregate::Harmonic { floor } => {
                let values = floored(values, *floor);
                match least(&values) == 0.0 {
                    true => 0.0,
                    false => all / values.iter().map(|(v, w)| w / v).sum::<f64>(),
                }
            }
            Aggregate::Min => least(values),
            Aggregate::Max => values.iter().map(|x| x.0).fold(0.0, f64::max),
            Aggregate::Power { p, floor } => {
                let values = floored(values, *floor);
                match least(&values) == 0.0 && *p < 0.0 {
                    true => 0.0,
                    false => {
                        let sum: f64 = values.iter().map(|(v, w)| w / all * v.powf(*p)).sum();
                        sum.powf(1.0 / p)
                    }
                }
            }
            _ => values.iter().map(|(v, w)| w / all * v).sum(),
        }
    };
    let mut random = Random(29);
    let kinds = || every().into_iter().filter(|it| !matches!(it, Aggregate::Owa(_)));
    let kinds: Vec<Aggregate> = kinds().filter(|it| *it != Aggregate::Copeland).collect();
    for round in 0..120 {
        let pick = |random: &mut Random| kinds[random.below(kinds.len())].clone();
        let (top, a, b) = (pick(&mut random), pick(&mut random), pick(&mut random));
        let missing = round % 2 == 1;
        let mut builder = tree(top.clone(), a.clone(), b.clone());
        if missing {
            builder = builder.missing(Missing::Drop).min_known(0.0);
        }
        let rows: Vec<[Option<f64>; 5]> = (0..4)
            .map(|_| {
                std::array::from_fn(|leaf| {
                    // z is always known.
                    let gone = missing && leaf != 2 && random.chance(0.3);
                    (!gone).then(|| random.figure(0.0, 1.0))
                })
            })
            .collect();
        for (at, row) in rows.iter().enumerate() {
            let cells = row.map(|cell| cell.map_or(Quantity::Unknown, Quantity::Crisp));
            builder = builder.alternative(format!("A{at}"), cells);
        }
        let problem = builder.build().unwrap();
        let scorer =
            hierarchical().prepare(&problem, &problem.groups()[0]).unwrap().scorer.unwrap();
        let block = 1 + random.below(40);
        let draws: Vec<Vec<f64>> = (0..block)
            .map(|_| {
                // z keeps some weight, so that something that has weight is known of each.
                let weight =
                    |leaf: usize, random: &mut Random| match leaf != 2 && random.chance(0.2) {
                        true => 0.0,
                        false => 0.05 + random.unit(),
                    };
                weights::normalise(
                    &(0..5).map(|leaf| weight(leaf, &mut random)).collect::<Vec<_>>(),
                )
            })
            .collect();
        let together: Vec<f64> =
            (0..5).flat_map(|leaf| draws.iter().map(move |draw| draw[leaf])).collect();
        let mut found = vec![f64::NAN; 4 * block];
        scorer.score(&together, block, &mut found);
        for (row, figures) in rows.iter().enumerate() {
            for (at, draw) in draws.iter().enumerate() {
                let node = |leaves: std::ops::Range<usize>, aggregate: &Aggregate| {
                    let weight: f64 = leaves.clone().map(|leaf| draw[leaf]).sum();
                    let there = leaves.filter_map(|leaf| Some((figures[leaf]?, draw[leaf])));
                    let there: Vec<(f64, f64)> = there.filter(|(_, w)| *w > 0.0).collect();
                    (!there.is_empty()).then(|| (by_formula(aggregate, &there), weight))
                };
                let nodes: Vec<(f64, f64)> =
                    [node(0..3, &a), node(3..5, &b)].into_iter().flatten().collect();
                let (own, wanted) = (found[row * block + at], by_formula(&top, &nodes));
                assert!(
                    (own - wanted).abs() <= 1e-12 * wanted.abs() + 1e-300,
                    "{own} is not {wanted}: {top:?} over {a:?} and {b:?}, {figures:?}, {draw:?}"
                );
            }
        }
    }
}

/// A power mean of 1 is a sum, and goes the long way.
#[test]
fn the_tree_is_worked_out_from_the_leaves_up() {
    let mut random = Random(11);
    let one = || Aggregate::Power { p: 1.0, floor: None };
    let rows = random_rows(&mut random, 8);
    let filled = |mut builder: ProblemBuilder| {
        for (at, row) in rows.iter().enumerate() {
            builder = builder.alternative(format!("A{at}"), *row);
        }
        builder.build().unwrap()
    };
    let (long, short) = (
        filled(tree(one(), one(), one())),
        filled(tree(Aggregate::Sum, Aggregate::Sum, Aggregate::Sum)),
    );
    let own = evaluate(&long, &hierarchical()).unwrap();
    let sum = evaluate(&short, &Method::default()).unwrap();
    assert!(own.groups[0].values.is_none() && sum.groups[0].values.is_some());
    for (own, sum) in scores(&own).into_iter().zip(scores(&sum)) {
        assert_relative_eq!(own.unwrap(), sum.unwrap(), max_relative = 1e-14);
    }
    let nodes = own.native().unwrap();
    assert_eq!(nodes.name, "nodes");
    // By hand: the first of the ranking at its node b.
    let ranking = own.ranking();
    let first = ranking.get(0, "alternative").as_text().unwrap();
    let row: usize = first[1..].parse().unwrap();
    assert_eq!(nodes.get(1, "node").as_text(), Some("b"));
    let wanted = (rows[row][3] + 3.0 * rows[row][4]) / 4.0;
    assert_relative_eq!(nodes.get(1, "value").as_number().unwrap(), wanted, max_relative = 1e-14);
}

#[test]
fn a_block_of_draws_is_each_draw_by_itself() {
    let mut random = Random(5);
    for aggregate in of_three() {
        let mut builder =
            tree(Aggregate::Geometric { floor: Some(0.01) }, aggregate.clone(), Aggregate::Min);
        for (at, row) in random_rows(&mut random, 5).into_iter().enumerate() {
            builder = builder.alternative(format!("A{at}"), row);
        }
        let problem = builder.build().unwrap();
        let scorer =
            hierarchical().prepare(&problem, &problem.groups()[0]).unwrap().scorer.unwrap();
        let block = 33;
        let draws: Vec<Vec<f64>> = (0..block)
            .map(|_| weights::normalise(&(0..5).map(|_| random.unit()).collect::<Vec<_>>()))
            .collect();
        let together: Vec<f64> =
            (0..5).flat_map(|leaf| draws.iter().map(move |draw| draw[leaf])).collect();
        let mut all = vec![0.0; 5 * block];
        scorer.score(&together, block, &mut all);
        for (at, draw) in draws.iter().enumerate() {
            let mut own = [0.0; 5];
            scorer.score(draw, 1, &mut own);
            let wanted: Vec<f64> = (0..5).map(|row| all[row * block + at]).collect();
            assert_eq!(own.to_vec(), wanted, "{aggregate:?}");
        }
    }
}

/// Whatever a range turns out to be, the score lies within its bounds; and it comes to both ends.
#[test]
fn bounds_hold_and_are_reached() {
    let mut random = Random(3);
    for aggregate in of_three().into_iter().filter(|it| *it != Aggregate::Copeland) {
        let build = |cells: [Quantity; 5]| {
            tree(Aggregate::Harmonic { floor: Some(0.02) }, aggregate.clone(), Aggregate::Max)
                .alternative("A", cells)
                .alternative("B", [0.5; 5])
                .build()
                .unwrap()
        };
        for _ in 0..5 {
            let ends: [(f64, f64); 5] = std::array::from_fn(|_| {
                let (a, b) = (random.figure(0.0, 1.0), random.figure(0.0, 1.0));
                (a.min(b), a.max(b))
            });
            let problem = build(ends.map(|(low, high)| Quantity::Set(low, high)));
            let evaluation = evaluate(&problem, &hierarchical()).unwrap();
            assert!(evaluation.groups[0].exact, "{aggregate:?}");
            let (low, high) = evaluation.groups[0].standings().next().unwrap().bounds.unwrap();
            let at = |cells: [f64; 5]| {
                let problem = build(cells.map(Quantity::Crisp));
                scores(&evaluate(&problem, &hierarchical()).unwrap())[0].unwrap()
            };
            assert_relative_eq!(at(ends.map(|(low, _)| low)), low, epsilon = 1e-12);
            assert_relative_eq!(at(ends.map(|(_, high)| high)), high, epsilon = 1e-12);
            for _ in 0..20 {
                let inside = ends.map(|(low, high)| low + (high - low) * random.unit());
                let score = at(inside);
                assert!(low - 1e-12 <= score && score <= high + 1e-12, "{aggregate:?}");
            }
        }
    }
}

#[test]
fn what_is_missing_leaves_its_node() {
    let unknown = || Quantity::Unknown;
    let problem = tree(
        Aggregate::Geometric { floor: None },
        Aggregate::Sum,
        Aggregate::Harmonic { floor: None },
    )
    .missing(Missing::Drop)
    .min_known(0.0)
    // x is missing: a is (0.6 + 0.2) / 2 and keeps its weight of 3/5.
    .alternative("A", [unknown(), 0.6.into(), 0.2.into(), 0.5.into(), 0.5.into()])
    // Nothing of b is known: the top is a alone, (2 x 0.4 + 0.8 + 0) / 4.
    .alternative("B", [0.4.into(), 0.8.into(), 0.into(), unknown(), unknown()])
    .alternative("C", [unknown(), unknown(), unknown(), unknown(), unknown()])
    .alternative("D", [0.1; 5].map(Quantity::Crisp))
    .build()
    .unwrap();
    let evaluation = evaluate(&problem, &Method::of_tree(problem.tree())).unwrap();
    let scores = scores(&evaluation);
    assert_relative_eq!(
        scores[0].unwrap(),
        0.4_f64.powf(0.6) * 0.5_f64.powf(0.4),
        max_relative = 1e-14
    );
    assert_relative_eq!(scores[1].unwrap(), 0.4, max_relative = 1e-14);
    assert_eq!(scores[2], None);
    assert_relative_eq!(scores[3].unwrap(), 0.1, max_relative = 1e-14);
    let ranks: Vec<_> = evaluation.groups[0].standings().map(|standing| standing.rank).collect();
    assert_eq!(ranks, [Some(1), Some(2), None, Some(3)]);
    // What is left out makes nothing uncertain.
    assert!(
        evaluation.groups[0]
            .standings()
            .all(|it| { it.score.is_none() || it.bounds == it.score.map(|score| (score, score)) })
    );
    let dropped = evaluation.dropped();
    let rows: Vec<(&str, Option<&str>, &str, f64)> = (0..dropped.rows())
        .map(|row| {
            (
                dropped.get(row, "alternative").as_text().unwrap(),
                dropped.get(row, "node").as_text(),
                dropped.get(row, "criterion").as_text().unwrap(),
                (dropped.get(row, "weight").as_number().unwrap() * 1e6).round() / 1e6,
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("A", Some("a"), "x", 0.3),
            ("B", None, "b", 0.4),
            ("B", Some("b"), "u", 0.1),
            ("B", Some("b"), "v", 0.3),
        ]
    );
    // A sample of weights has the three of which something is known.
    let request = AcceptabilityRequest {
        model: WeightsModel::Nodes,
        draws: 200,
        precision: None,
        uniform_sets: false,
        pairwise: false,
        keep: Keep::FewRanks,
        seed: 1,
    };
    let shares = acceptability(&evaluation, &request).unwrap();
    assert!(shares.table().rows() > 0);
}

/// A figure that is missing needs no scale, and widens no observed range.
#[test]
fn an_observed_range_has_only_what_is_known() {
    let problem = Problem::builder()
        .missing(Missing::Drop)
        .criterion("x", Direction::Max, 1.0)
        .criterion("y", Direction::Min, 1.0)
        .alternative("A", [Quantity::Unknown, Quantity::Crisp(10.0)])
        .alternative("B", [5.0, 20.0])
        .alternative("C", [7.0, 30.0])
        .build()
        .unwrap();
    let evaluation = evaluate(&problem, &hierarchical()).unwrap();
    assert_eq!(scores(&evaluation), [Some(1.0), Some(0.25), Some(0.5)]);
}

#[test]
fn other_methods_say_what_they_cannot() {
    let builder = || tree(Aggregate::Min, Aggregate::Sum, Aggregate::Sum);
    let problem = builder().alternative("A", [0.5; 5]).alternative("B", [0.2; 5]).build().unwrap();
    let refused = |problem: &Problem, method: &str| match evaluate(
        problem,
        &Method::named(method).unwrap(),
    ) {
        Err(Error::Undefined { reason, remedy, .. }) => (reason.to_string(), remedy.to_string()),
        other => panic!("{:?}", other.map(drop)),
    };
    let (reason, remedy) = refused(&problem, "weighted-sum");
    assert!(
        reason.contains("`min`") && remedy.contains("--method hierarchical"),
        "{reason}: {remedy}"
    );
    evaluate(&problem, &Method::named("topsis").unwrap()).unwrap();
    let missing = tree(Aggregate::Sum, Aggregate::Sum, Aggregate::Sum)
        .missing(Missing::Drop)
        .alternative("A", [0.5, 0.5, 0.5, 0.5, 0.5].map(Quantity::Crisp))
        .alternative("B", [0.2.into(), 0.2.into(), 0.2.into(), 0.2.into(), Quantity::Unknown])
        .build()
        .unwrap();
    for method in ["weighted-sum", "topsis", "promethee-ii"] {
        let (reason, _) = refused(&missing, method);
        assert!(reason.contains("drop"), "{method}: {reason}");
    }
    // Half of the weight of b is not known: that is more than half of all.
    let below = Problem::builder()
        .aggregate(Aggregate::Geometric { floor: None })
        .criterion_with("x", Direction::Max, 1.0, |c| {
            c.scale_with(0.0, 1.0, afweging::problem::Beyond::Extend)
        })
        .alternative("A", [-0.5])
        .alternative("B", [0.5])
        .build()
        .unwrap();
    let (reason, _) = refused(&below, "hierarchical");
    assert!(reason.contains("below 0"), "{reason}");
}

#[test]
fn what_does_not_fit_its_node_is_refused() {
    let faults = |aggregate: Aggregate| {
        tree(Aggregate::Sum, aggregate, Aggregate::Sum)
            .alternative("A", [0.5; 5])
            .build()
            .unwrap_err()
            .to_string()
    };
    let between = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
    let choquet = |a: &str, b: &str, index: f64| Aggregate::Choquet {
        interactions: vec![Interaction { between: between(a, b), index }],
    };
    for (aggregate, words) in [
        (Aggregate::Power { p: f64::NAN, floor: None }, "finite number"),
        (Aggregate::Geometric { floor: Some(1.5) }, "between 0 and 1"),
        (Aggregate::Owa(OrderWeights::Quantifier { alpha: 0.0 }), "above 0"),
        (Aggregate::Owa(OrderWeights::Places(vec![1.0])), "1 order weights for 3 criteria"),
        (Aggregate::Owa(OrderWeights::Places(vec![0.0; 3])), "one at least is above 0"),
        (choquet("x", "u", 0.1), "unknown criterion `u`"),
        (choquet("x", "x", 0.1), "with itself"),
        // y has a quarter of the weight of its node.
        (choquet("x", "y", 0.6), "not monotone"),
    ] {
        let error = faults(aggregate);
        assert!(error.contains(words) && error.contains("node `a`"), "{error}");
    }
    let leaf = Problem::builder()
        .criterion_with("x", Direction::Max, 1.0, |c| c.aggregate(Aggregate::Min))
        .alternative("A", [0.5])
        .build()
        .unwrap_err();
    assert!(leaf.to_string().contains("only a node aggregates"), "{leaf}");
}

/// An alternative that is at least as good on every criterion is never behind; with more of
/// everything it is ahead, where no aggregate looks at one value only.
#[test]
fn a_better_alternative_is_not_behind() {
    let mut random = Random(23);
    for aggregate in of_three() {
        for _ in 0..20 {
            let row: [f64; 5] = std::array::from_fn(|_| random.figure(0.0, 0.8));
            let better = row.map(|x| x + random.unit() * 0.2);
            let problem =
                tree(Aggregate::Geometric { floor: None }, aggregate.clone(), Aggregate::Max)
                    .alternative("A", row)
                    .alternative("B", better)
                    .alternative("C", [0.3; 5])
                    .build()
                    .unwrap();
            let scores = scores(&evaluate(&problem, &hierarchical()).unwrap());
            assert!(scores[1].unwrap() >= scores[0].unwrap() - 1e-12, "{aggregate:?}");
        }
    }
}
