//! Methods that aggregate all criteria at once: `owa`, `choquet` and `power-mean`. Their figures are
//! in `goldens/exact/means.jsonl`; here is what they have in common with a tree whose top does the
//! same, what they refuse, and that every study takes them.

use crate::common::Random;
use afweging::Error;
use afweging::method::{Method, MethodNote};
use afweging::problem::{
    Aggregate, Beyond, Direction, Interaction, Missing, OrderWeights, Problem, ProblemBuilder,
    Quantity,
};
use afweging::study::{
    AcceptabilityRequest, By, DriversRequest, Evaluation, Interview, InterviewRequest, Keep,
    RobustRequest, SweepRequest, Values, WeightsChoice, WeightsModel, acceptability, drivers,
    evaluate, evaluate_each, ranked, reversal, robust, sweep,
};

const INTERACTIONS: &str = r#"["x & y = 0.3", "y & z = -0.2"]"#;

fn interactions() -> Vec<Interaction> {
    let between = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
    vec![
        Interaction { between: between("x", "y"), index: 0.3 },
        Interaction { between: between("y", "z"), index: -0.2 },
    ]
}

fn method(name: &str, parameters: &[(&str, &str)]) -> Method {
    let with = |method: Method, (name, value): &(&str, &str)| {
        method.with_parameter(name, value).expect("accepted")
    };
    parameters.iter().fold(Method::named(name).expect("a method"), with)
}

/// Each method with parameters, and the aggregate that says the same of a node.
fn pairs() -> Vec<(Method, Aggregate)> {
    vec![
        (
            method("owa", &[("order_weights", "[1, 2, 5]")]),
            Aggregate::Owa(OrderWeights::Places(vec![1.0, 2.0, 5.0])),
        ),
        (method("owa", &[("alpha", "2")]), Aggregate::Owa(OrderWeights::Quantifier { alpha: 2.0 })),
        (
            method("choquet", &[("interactions", INTERACTIONS)]),
            Aggregate::Choquet { interactions: interactions() },
        ),
        (method("power-mean", &[("power", "-1.5")]), Aggregate::Power { p: -1.5, floor: None }),
        (method("power-mean", &[("power", "0")]), Aggregate::Geometric { floor: None }),
        (
            method("power-mean", &[("power", "2"), ("floor", "0.2")]),
            Aggregate::Power { p: 2.0, floor: Some(0.2) },
        ),
    ]
}

/// Three criteria on scales from 0 to 10, the middle one better the less.
fn criteria() -> ProblemBuilder {
    Problem::builder()
        .criterion_with("x", Direction::Max, 4.0, |c| c.scale(0.0, 10.0))
        .criterion_with("y", Direction::Min, 3.0, |c| c.scale(0.0, 10.0))
        .criterion_with("z", Direction::Max, 2.0, |c| c.scale(0.0, 10.0))
}

fn scores(evaluation: &Evaluation) -> Vec<f64> {
    evaluation.groups[0].standings().filter_map(|standing| standing.score).collect()
}

#[test]
fn over_all_criteria_it_is_what_a_node_over_them_is() {
    let mut random = Random(17);
    for (method, aggregate) in pairs() {
        for _ in 0..10 {
            let mut cell = || match random.below(3) {
                0 => Quantity::Set(random.figure(1.0, 4.0), random.figure(5.0, 9.0)),
                _ => Quantity::Crisp(random.figure(0.0, 10.0)),
            };
            let rows: Vec<[Quantity; 3]> =
                (0..5).map(|_| std::array::from_fn(|_| cell())).collect();
            let filled = |mut builder: ProblemBuilder| {
                for (at, row) in rows.iter().enumerate() {
                    builder = builder.alternative(format!("A{at}"), row.clone());
                }
                builder.build().unwrap()
            };
            let (flat, tree) =
                (filled(criteria()), filled(criteria().aggregate(aggregate.clone())));
            let own = evaluate(&flat, &method).unwrap();
            let twin = evaluate(&tree, &Method::named("hierarchical").unwrap()).unwrap();
            assert_eq!(
                own.groups[0].standings().collect::<Vec<_>>(),
                twin.groups[0].standings().collect::<Vec<_>>(),
                "{method:?}"
            );
            assert_eq!(own.groups[0].exact, twin.groups[0].exact);
            assert_eq!(own.groups[0].notes, twin.groups[0].notes);
            assert!(own.groups[0].nodes().is_none() && own.native().is_none());
        }
    }
}

/// Nodes give weights and no more: figures by hand of two nodes of equal weight over x, y and z.
#[test]
fn nodes_give_weights_alone() {
    let under =
        |node: &'static str| move |c: afweging::problem::Details| c.scale(0.0, 1.0).parent(node);
    let problem = Problem::builder()
        .node_with("a", 1.0, |c| c.aggregate(Aggregate::Max))
        .criterion_with("x", Direction::Max, 3.0, under("a"))
        .criterion_with("y", Direction::Max, 1.0, under("a"))
        .criterion_with("z", Direction::Max, 1.0, |c| c.scale(0.0, 1.0))
        .alternative("A", [1.0, 0.25, 0.5])
        .build()
        .unwrap();
    // Weights 3/8, 1/8 and 1/2: 1 / (3/8 + 1/2 + 1).
    let own = evaluate(&problem, &method("power-mean", &[("power", "-1")])).unwrap();
    assert!((scores(&own)[0] - 1.0 / 1.875).abs() < 1e-15);
    assert_eq!(own.groups[0].notes, [MethodNote::NodesIgnored]);
}

/// What is said of the parameters at the weights of the case.
#[test]
fn floors_and_smaller_interactions_are_told() {
    let problem = criteria().alternative("A", [5.0, 5.0, 5.0]).build().unwrap();
    let notes = |method: &Method| evaluate(&problem, method).unwrap().groups[0].notes.clone();
    let floored = method("power-mean", &[("power", "0"), ("floor", "0.1")]);
    assert_eq!(notes(&floored), [MethodNote::Floor { node: None, floor: 0.1 }]);
    // y has 1/3 of the weight, and its interactions take half of 1.2.
    let steep = method("choquet", &[("interactions", r#"["x & y = 0.6", "y & z = 0.6"]"#)]);
    match notes(&steep)[..] {
        [MethodNote::InteractionsScaled { node: None, factor }] => {
            assert!((factor - 5.0 / 9.0).abs() < 1e-15, "{factor}");
        }
        ref other => panic!("{other:?}"),
    }
    assert_eq!(notes(&method("choquet", &[("interactions", INTERACTIONS)])), []);
}

#[test]
fn what_does_not_fit_the_criteria_is_refused() {
    let problem = criteria().alternative("A", [5.0, 5.0, 5.0]).build().unwrap();
    let refused = |method: &Method| match evaluate(&problem, method) {
        Err(Error::Undefined { method, reason, remedy }) => {
            assert!(remedy.contains(&format!("[method.{method}]")), "{remedy}");
            reason.to_string()
        }
        other => panic!("{:?}", other.map(drop)),
    };
    let error = refused(&method("owa", &[("order_weights", "[1, 2]")]));
    assert!(error.contains("2 order weights for 3 criteria"), "{error}");
    let strangers = r#"["x & yy = 0.1", "q & z = 0.1"]"#;
    let error = refused(&method("choquet", &[("interactions", strangers)]));
    assert!(error.contains("unknown criterion `yy`"), "{error}");
    assert!(error.contains("unknown criterion `q`"), "all at once: {error}");
    let twice = r#"["x & y = 0.1", "y & x = 0.1", "z & z = 0.1"]"#;
    let error = refused(&method("choquet", &[("interactions", twice)]));
    assert!(error.contains("given twice") && error.contains("with itself"), "{error}");
    for (name, parameter, value) in [
        ("owa", "order_weights", "[0, 0, 0]"),
        ("owa", "order_weights", "[1, -1, 1]"),
        ("owa", "order_weights", "[1, nan, 1]"),
        ("owa", "alpha", "0"),
        ("owa", "alpha", "inf"),
        ("choquet", "interactions", "[\"x & y\"]"),
        ("choquet", "interactions", "[\"x & y = nan\"]"),
        ("choquet", "interactions", "x & y = 0.1"),
        ("power-mean", "power", "nan"),
        ("power-mean", "floor", "0"),
        ("power-mean", "floor", "1"),
    ] {
        let refused = Method::named(name).unwrap().with_parameter(parameter, value);
        let error = refused.expect_err(value).to_string();
        assert!(error.contains("is not accepted; write "), "{error}");
    }
    let below = Problem::builder()
        .criterion_with("x", Direction::Max, 1.0, |c| c.scale_with(0.0, 1.0, Beyond::Extend))
        .alternative("A", [-0.5])
        .alternative("B", [0.5])
        .build()
        .unwrap();
    let mean = |power: &str| evaluate(&below, &method("power-mean", &[("power", power)]));
    assert!(mean("2").map(drop).unwrap_err().to_string().contains("below 0"));
    assert_eq!(scores(&mean("1").unwrap()), [-0.5, 0.5]);
}

/// Where a figure is left out, only `hierarchical` can do without it.
#[test]
fn what_is_left_out_is_refused() {
    let problem = criteria()
        .missing(Missing::Drop)
        .min_known(0.0)
        .alternative("A", [Quantity::Unknown, Quantity::Crisp(1.0), Quantity::Crisp(2.0)])
        .alternative("B", [3.0, 1.0, 2.0])
        .build()
        .unwrap();
    for (method, _) in pairs() {
        let error = evaluate(&problem, &method).map(drop).unwrap_err().to_string();
        assert!(error.contains("--method hierarchical"), "{error}");
    }
}

/// No study is without an answer, and reruns of a score give the score.
#[test]
fn every_study_takes_them() {
    let problem = criteria()
        .alternative("A", [9.0, 8.0, 3.0])
        .alternative("B", [5.0, 5.0, 6.0])
        .alternative("C", [2.0, 1.0, 9.0])
        .alternative("D", [7.0, 6.0, 4.0])
        .build()
        .unwrap();
    let methods: Vec<Method> = pairs().into_iter().map(|(method, _)| method).collect();
    for method in &methods {
        let evaluation = evaluate(&problem, method).unwrap();
        let request = AcceptabilityRequest {
            model: WeightsModel::Nodes,
            draws: 500,
            precision: None,
            uniform_sets: false,
            pairwise: true,
            keep: Keep::FewRanks,
            seed: 1,
        };
        assert!(acceptability(&evaluation, &request).unwrap().table().rows() > 0);
        let swept = sweep(&evaluation, &SweepRequest::default()).unwrap();
        assert!(swept.table().rows() > 0, "{method:?}");
        let alone = ranked(&problem, std::slice::from_ref(method)).unwrap();
        let found = reversal(&alone).unwrap();
        // On scales of their own nobody's score looks at others.
        assert!(found.reversed.is_empty() && !found.tested.is_empty(), "{method:?}");
        assert_eq!(method.definition().dependence(&problem, &[1.0 / 3.0; 3]), None);
        // Studies that rest on sums say so, and what to take in its place.
        for values in [Values::Given, Values::Monotone] {
            let request = RobustRequest { values, ..RobustRequest::default() };
            let error = robust(&evaluation, &request).map(drop).unwrap_err().to_string();
            assert!(error.contains("--method weighted-sum"), "{error}");
        }
        let error = Interview::new(&evaluation, InterviewRequest::default()).map(drop).unwrap_err();
        assert!(error.to_string().contains("no sum of values"), "{error}");
        let request = DriversRequest {
            methods: vec![method.clone()],
            weights: WeightsChoice::Model(WeightsModel::Nodes),
            by: By::Criterion,
            normalizations: Vec::new(),
            points: 1 << 12,
            uniform_sets: false,
            seed: 1,
        };
        assert!(!drivers(&problem, &request).unwrap().factors.is_empty(), "{method:?}");
    }
    // All of them in one choice.
    let choice = DriversRequest {
        methods: vec![methods[0].clone(), methods[2].clone(), methods[3].clone()],
        weights: WeightsChoice::Model(WeightsModel::Nodes),
        by: By::Criterion,
        normalizations: Vec::new(),
        points: 1 << 12,
        uniform_sets: false,
        seed: 1,
    };
    assert!(!drivers(&problem, &choice).unwrap().factors.is_empty());
}

/// None of them is guessed: among all methods they are left out, together, unless the case has their
/// parameter.
#[test]
fn without_their_parameter_they_are_left_out() {
    let problem =
        criteria().alternative("A", [9.0, 8.0, 3.0]).alternative("B", [5.0, 5.0, 6.0]).build();
    let problem = problem.unwrap();
    let names = ["owa", "choquet", "power-mean"];
    let left_out = |own: &[Method]| -> Vec<String> {
        let (_, errors) = evaluate_each(&problem, &Method::all(own)).unwrap();
        let of = errors.iter().filter_map(|error| match error {
            Error::Undefined { method, reason, .. } if reason.contains("no default") => {
                Some(method.to_string())
            }
            _ => None,
        });
        of.collect()
    };
    assert_eq!(left_out(&[]), names);
    let own = [method("power-mean", &[("power", "0.5")]), method("owa", &[("alpha", "3")])];
    assert_eq!(left_out(&own), ["choquet"]);
    let skipped = ranked(&problem, &Method::all(&own)).unwrap().skipped;
    assert!(skipped.iter().any(|skipped| skipped.method == "choquet"));
    assert!(skipped.iter().all(|skipped| !["owa", "power-mean"].contains(&skipped.method)));
}
