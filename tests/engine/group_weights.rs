//! Weights of their own for each group: what every study says of a group is what it says where that
//! group's weights hold in all of them.
//!
//! The naive twin of a group is the same problem with the group's weights in every group: all rows
//! about the group must be the same, to the last digit. Rows about several groups together are
//! worked out from those about one.

use crate::common::Files;
use afweging::case::{Case, WhatIf};
use afweging::method::Method;
use afweging::problem::{
    Claim, Direction, Language, Order, Problem, ProblemBuilder, Quantity, Statement,
    WeightConstraint,
};
use afweging::report::{self, Words};
use afweging::study::lint::{Remark, Unexamined};
use afweging::study::{
    AcceptabilityRequest, By, DriversRequest, Evaluations, ExactRequest, InformationRequest,
    PassagesLeftOut, RobustRequest, Scope, StabilityRequest, SweepRequest, Tables, VerifyRequest,
    WeightsChoice, WeightsModel, acceptability, agreement, drivers, evaluate, exact, explain,
    information, lint, ranked, reversal, robust, single_weights, stability, sweep, swings,
    trade_offs, verify,
};
use afweging::table::Table;

const GROUPS: [&str; 3] = ["north", "south", "west"];

/// By group: a weight for cost, worth, quality, speed and noise. The third group gives speed none.
const WEIGHTS: [[f64; 5]; 3] =
    [[2.0, 1.0, 3.0, 1.0, 2.0], [1.0, 4.0, 1.0, 2.0, 0.5], [5.0, 2.0, 1.0, 0.0, 1.0]];

/// Cost, and under one node quality, speed and noise. Figures differ by group, in such a way that
/// who is first goes with the weights.
fn builder() -> ProblemBuilder {
    let mut builder = Problem::builder()
        .criterion_with("cost", Direction::Min, 1.0, |c| c.scale(0.0, 100.0).unit("EUR"))
        .node("worth", 1.0)
        .criterion_with("quality", Direction::Max, 1.0, |c| {
            c.parent("worth").scale(0.0, 10.0).unit("points")
        })
        .criterion_with("speed", Direction::Max, 1.0, |c| {
            c.parent("worth").scale(0.0, 50.0).unit("km/h")
        })
        .criterion_with("noise", Direction::Min, 1.0, |c| c.parent("worth").scale(0.0, 12.0));
    let figures = [
        [20.0, 3.0, 22.0, 4.0],
        [45.0, 7.0, 14.0, 5.0],
        [70.0, 9.0, 30.0, 8.0],
        [38.0, 5.0, 44.0, 2.0],
        [90.0, 8.5, 41.0, 1.0],
    ];
    for (at, group) in GROUPS.iter().enumerate() {
        for (name, row) in ["A", "B", "C", "D", "E"].iter().zip(figures) {
            // A little other in each group.
            let own = [3.0, 0.4, -2.5, 0.6].map(|step| step * at as f64);
            let row: Vec<f64> = row.iter().zip(own).map(|(x, step)| x + step).collect();
            builder = builder.alternative_in(*group, *name, row);
        }
    }
    builder
}

fn crisp() -> Problem {
    with_weights(builder().build().unwrap())
}

/// Ranges, distributions and unknown figures.
fn uncertain() -> ProblemBuilder {
    let mut builder = builder().min_known(0.2);
    for group in GROUPS {
        builder = builder
            .uncertain_in(group, "A", "quality", Quantity::Set(3.0, 7.5))
            .uncertain_in(group, "B", "speed", Quantity::Unknown)
            .uncertain_in(group, "D", "cost", Quantity::Set(30.0, 60.0))
            .uncertain_in(group, "D", "noise", Quantity::Uniform(1.0, 6.0));
    }
    builder
}

/// Distributions alone.
fn distributed() -> Problem {
    let mut builder = builder();
    for group in GROUPS {
        builder = builder
            .uncertain_in(group, "A", "quality", Quantity::Uniform(3.0, 9.5))
            .uncertain_in(group, "D", "cost", Quantity::Triangular(30.0, 40.0, 60.0))
            .uncertain_in(group, "C", "noise", Quantity::Uniform(1.0, 8.0));
    }
    with_weights(builder.build().unwrap())
}

fn with_weights(mut problem: Problem) -> Problem {
    problem.set_group_weights(WEIGHTS.map(Vec::from).to_vec()).unwrap();
    problem
}

/// The same problem with the weights of one group in every group.
fn twin(problem: &Problem, group: usize) -> Problem {
    let mut out = problem.clone();
    out.set_weights(&problem.group_weights()[group]).unwrap();
    assert!(out.group_weights().is_empty());
    out
}

/// The rows of a table as text, to the last digit, that are about a group or about all groups,
/// without the name of the group; all, where the table has none.
fn lines(table: &Table, group: Option<&str>) -> Vec<String> {
    let named = table.column("group").is_some();
    let of_group = |row: &usize| {
        let own = |id: &str| !named || table.get(*row, "group").as_text().is_none_or(|of| of == id);
        group.is_none_or(own)
    };
    let columns = || table.columns.iter().filter(|it| group.is_none() || &*it.name != "group");
    let line = |row: usize| {
        let cells = columns().map(|column| format!("{:?}", column.values.get(row)));
        cells.collect::<Vec<String>>().join(",")
    };
    (0..table.rows()).filter(of_group).map(line).collect()
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

/// Every table by name, with its rows by group; tables without a column of groups as a whole.
fn tables(answer: &dyn Tables) -> Vec<(String, Table)> {
    answer.named_tables().iter().map(|table| (table.name().to_owned(), table.make())).collect()
}

/// The tables of a study, of the groups' weights and of each twin: those with a column of groups
/// must agree, row by row, and differ between groups. Returns the names of all others.
fn check(
    problem: &Problem,
    study: &(dyn Fn(&Problem) -> Vec<(String, Table)> + Sync),
) -> Vec<String> {
    let own = in_pool(1, || study(problem));
    // The number of threads does not show.
    let again = in_pool(2, || study(problem));
    for ((name, one), (_, two)) in own.iter().zip(&again) {
        assert_eq!(lines(one, None), lines(two, None), "{name} by threads");
    }
    let twins: Vec<_> = (0..GROUPS.len()).map(|group| study(&twin(problem, group))).collect();
    let mut others = Vec::new();
    let mut told_apart = false;
    for (at, (name, table)) in own.iter().enumerate() {
        if table.column("group").is_none() {
            others.push(name.clone());
            continue;
        }
        for (group, id) in GROUPS.iter().enumerate() {
            let other = &twins[group][at].1;
            // Rows about several groups are sorted by what holds of all of them.
            let expected = sorted(lines(other, Some(id)));
            assert_eq!(sorted(lines(table, Some(id))), expected, "{name} of {id}");
            let wrong = &twins[(group + 1) % GROUPS.len()][at].1;
            told_apart |= sorted(lines(wrong, Some(id))) != expected;
        }
    }
    // Else the weights of another group would not show.
    assert!(told_apart);
    others
}

fn in_pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

fn methods() -> Vec<Method> {
    ["weighted-sum", "weighted-product", "topsis", "vikor", "promethee-ii"]
        .map(|name| Method::named(name).unwrap())
        .to_vec()
}

#[test]
fn weights_of_groups_are_checked_and_forgotten() {
    let mut problem = builder().build().unwrap();
    let before = problem.clone();
    let own = || WEIGHTS.map(Vec::from).to_vec();
    let mut wrong = vec![own(), own(), own(), own()];
    wrong[0].pop();
    wrong[1][2].pop();
    wrong[2][0][1] = -1.0;
    wrong[3][1] = vec![1.0, 1.0, 0.0, 0.0, 0.0];
    let said = [
        "2 sets of weights for 3 groups",
        "4 weights for 5 criteria",
        "criterion `worth` in north",
        "criteria `quality`, `speed`, `noise` in south",
    ];
    for (weights, said) in wrong.into_iter().zip(said) {
        let error = problem.set_group_weights(weights).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
        assert_eq!(problem, before);
    }
    problem.set_group_weights(own()).unwrap();
    assert_eq!(problem.group_weights(), own());
    problem.set_group_weights(Vec::new()).unwrap();
    assert_eq!(problem, before);
    problem.set_group_weights(own()).unwrap();
    problem.set_weights(&[1.0; 5]).unwrap();
    assert_eq!(problem, before);
}

#[test]
fn equal_weights_are_shared_and_change_nothing() {
    let mut problem = builder().build().unwrap();
    let plain = tables(&evaluate(&problem, &Method::default()).unwrap());
    // The same shares, written otherwise.
    problem.set_group_weights([1.0, 2.0, 4.0].map(|times| vec![times; 5]).to_vec()).unwrap();
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    let weights = &evaluation.weights;
    assert!(std::sync::Arc::ptr_eq(weights.of_group(0), weights.of_group(2)));
    assert_eq!((weights.sets(), weights.differ()), (1, false));
    // (cost, quality, speed, noise): a half, and the other half in three.
    assert_eq!(weights.common().unwrap(), [0.5, 0.5 / 3.0, 0.5 / 3.0, 0.5 / 3.0]);
    for ((name, one), (_, two)) in plain.iter().zip(&tables(&evaluation)) {
        assert_eq!(lines(one, None), lines(two, None), "{name}");
    }
}

#[test]
fn local_and_global_weights_of_a_group() {
    let problem = crisp();
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    let weights = &evaluation.weights;
    assert!(weights.common().is_none());
    // By hand: 2 : 1 at the top, 3 : 1 : 2 below.
    let local = weights.local_of_group(0);
    let expected = [2.0 / 3.0, 1.0 / 3.0, 0.5, 1.0 / 6.0, 1.0 / 3.0];
    assert!(local.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-15));
    let global = [2.0 / 3.0, 1.0 / 6.0, 1.0 / 18.0, 1.0 / 9.0];
    assert!(weights.of_group(0).iter().zip(global).all(|(a, b)| (a - b).abs() < 1e-15));
    // 5 : 2, and speed has none in the third; in the second it has 4/5 * 4/7.
    assert_eq!(weights.of_group(2)[2], 0.0);
    assert!((weights.greatest()[2] - 0.8 * 4.0 / 7.0).abs() < 1e-15);
}

#[test]
fn scores_contributions_order_and_evidence() {
    for problem in [crisp(), with_weights(uncertain().build().unwrap())] {
        for method in methods() {
            let study = |problem: &Problem| match evaluate(problem, &method) {
                Ok(evaluation) => tables(&evaluation),
                Err(_) => Vec::new(),
            };
            if study(&problem).is_empty() {
                continue;
            }
            assert_eq!(check(&problem, &study), ["summary"]);
        }
    }
    // In how many groups an alternative is first, counted by hand from the ranks.
    let problem = crisp();
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    let (ranking, summary) = (evaluation.ranking(), evaluation.table_named("summary").unwrap());
    for row in 0..summary.rows() {
        let name = summary.get(row, "alternative").as_text();
        let first = (0..ranking.rows()).filter(|at| {
            ranking.get(*at, "alternative").as_text() == name
                && ranking.get(*at, "rank").as_number() == Some(1.0)
        });
        assert_eq!(summary.get(row, "times_first").as_number(), Some(first.count() as f64));
    }
}

#[test]
fn explanations_swings_and_trade_offs() {
    let problem = crisp();
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    for (group, id) in GROUPS.iter().enumerate() {
        let twin = twin(&problem, group);
        let other = evaluate(&twin, &Method::default()).unwrap();
        let (of, over) = (format!("A/{id}"), format!("E/{id}"));
        let names = [Some(over.as_str()), None];
        for over in names {
            let (one, two) =
                (explain(&evaluation, &of, over).unwrap(), explain(&other, &of, over).unwrap());
            assert_eq!(one.lines, two.lines);
            assert_eq!(one.trade_offs, two.trade_offs);
            assert_eq!((one.standing, one.known), (two.standing, two.known));
        }
        assert_eq!(swings(&evaluation, group), swings(&other, 0));
        assert_eq!(trade_offs(&evaluation, group), trade_offs(&other, group));
        assert_eq!(single_weights(&evaluation)[group], single_weights(&other)[group]);
    }
    assert_ne!(trade_offs(&evaluation, 0), trade_offs(&evaluation, 1));
    assert_ne!(single_weights(&evaluation)[0], single_weights(&evaluation)[1]);
}

#[test]
fn sweeps_and_stability() {
    for problem in [crisp(), with_weights(uncertain().build().unwrap())] {
        for scope in [Scope::Local, Scope::Global] {
            let request = SweepRequest { scope, criteria: Vec::new() };
            let others = check(&problem, &|problem| {
                tables(&sweep(&evaluate(problem, &Method::default()).unwrap(), &request).unwrap())
            });
            assert!(others.is_empty());
            let request = StabilityRequest { sweep: request, passages: None };
            let others = check(&problem, &|problem| {
                let evaluation = evaluate(problem, &Method::default()).unwrap();
                tables(&stability(&evaluation, &request).unwrap())
            });
            assert!(others.is_empty());
        }
    }
    let topsis = Method::named("topsis").unwrap();
    check(&crisp(), &|problem| {
        let evaluation = evaluate(problem, &topsis).unwrap();
        tables(&sweep(&evaluation, &SweepRequest::default()).unwrap())
    });
}

fn acceptabilities(problem: &Problem, model: WeightsModel) -> Vec<(String, Table)> {
    let evaluation = evaluate(problem, &Method::default()).unwrap();
    let request =
        AcceptabilityRequest { model, draws: 3_000, pairwise: true, ..Default::default() };
    tables(&acceptability(&evaluation, &request).unwrap())
}

#[test]
fn shares_of_draws_around_the_weights_of_each_group() {
    let sets = with_weights(uncertain().build().unwrap());
    for problem in [crisp(), distributed(), sets] {
        for model in [WeightsModel::Around(50.0), WeightsModel::Box(20.0)] {
            let others = check(&problem, &|problem| acceptabilities(problem, model));
            // `sampling` has a column of groups where they are drawn apart.
            assert_eq!(others, ["summary"]);
        }
        // The weights given do not count: the tables are those without them.
        let plain = twin(&problem, 0);
        for model in [WeightsModel::Nodes, WeightsModel::Leaves] {
            let (own, plain) = (acceptabilities(&problem, model), acceptabilities(&plain, model));
            for ((name, one), (_, two)) in own.iter().zip(&plain) {
                assert_eq!(lines(one, None), lines(two, None), "{name}");
            }
        }
    }
    let topsis = Method::named("topsis").unwrap();
    for problem in [crisp(), distributed()] {
        check(&problem, &|problem| {
            let evaluation = evaluate(problem, &topsis).unwrap();
            let model = WeightsModel::Around(50.0);
            let request = AcceptabilityRequest { model, draws: 500, ..Default::default() };
            tables(&acceptability(&evaluation, &request).unwrap())
        });
    }
}

/// A box cut by an equality is walked in; in the third group it is a point. What a walk's draws are
/// worth is the least over the weights of all groups, so errors may be larger than in the twin;
/// shares are the same.
#[test]
fn walks_within_the_box_of_each_group() {
    let mut problem = crisp();
    let as_much = WeightConstraint {
        terms: vec![(2, 1.0), (4, -1.0)],
        constant: 0.0,
        equality: true,
        written: "quality = noise".into(),
        preference: false,
    };
    problem.set_constraints(vec![as_much]).unwrap();
    let shares = |problem: &Problem| {
        let evaluation = evaluate(problem, &Method::default()).unwrap();
        let model = WeightsModel::Box(90.0);
        let request = AcceptabilityRequest { model, draws: 3_000, ..Default::default() };
        let study = acceptability(&evaluation, &request).unwrap();
        let table = study.table();
        let row = |at: usize| {
            let text = |name: &str| table.get(at, name).as_text().unwrap().to_owned();
            let number = |name: &str| table.get(at, name).as_number().unwrap();
            (text("group"), text("alternative"), number("rank") as usize, number("share"))
        };
        (0..table.rows()).map(row).collect::<Vec<_>>()
    };
    let own = shares(&problem);
    for (group, id) in GROUPS.iter().enumerate() {
        let of = |rows: &[(String, String, usize, f64)]| {
            rows.iter().filter(|row| row.0 == *id).cloned().collect::<Vec<_>>()
        };
        assert_eq!(of(&own), of(&shares(&twin(&problem, group))));
    }
}

/// In how many groups an alternative is first in a draw, drawn and scored here.
#[test]
fn a_draw_is_one_draw_in_all_groups() {
    use afweging::kernel::{Sampler, Set, SetDistribution, WeightSampler};
    let problem = crisp();
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    let (draws, k) = (2_000, 8.0);
    let model = WeightsModel::Around(k);
    let request =
        AcceptabilityRequest { model, draws: draws as u64, seed: 7, ..Default::default() };
    let study = acceptability(&evaluation, &request).unwrap();
    let paths = [vec![0], vec![1, 2], vec![1, 3], vec![1, 4]];
    let mut first_in = vec![[0usize; 5]; draws];
    for group in 0..GROUPS.len() {
        let local = evaluation.weights.local_of_group(group);
        let set = |branches: &[usize]| Set {
            branches: branches.to_vec(),
            model: SetDistribution::Dirichlet(branches.iter().map(|at| k * local[*at]).collect()),
            constraints: Vec::new(),
        };
        let sampler = WeightSampler::new(7, vec![set(&[0, 1]), set(&[2, 3, 4])], &paths);
        let mut weights = vec![0.0; 4 * draws];
        sampler.fill(0, draws, &mut weights);
        let values = evaluation.groups[group].values.as_ref().unwrap();
        for (draw, firsts) in first_in.iter_mut().enumerate() {
            let score = |row: usize| {
                (0..4).map(|leaf| weights[leaf * draws + draw] * values.at(row, leaf)).sum::<f64>()
            };
            let best = (0..5).max_by(|a, b| score(*a).total_cmp(&score(*b))).unwrap();
            firsts[best] += 1;
        }
    }
    let summary = study.summary();
    for row in 0..summary.rows() {
        let name = summary.get(row, "alternative").as_text().unwrap();
        let at = ["A", "B", "C", "D", "E"].iter().position(|known| *known == name).unwrap();
        let number = summary.get(row, "groups_first").as_number().unwrap() as usize;
        let count = first_in.iter().filter(|firsts| firsts[at] == number).count();
        let share = summary.get(row, "share").as_number().unwrap();
        assert!((share - count as f64 / draws as f64).abs() < 1e-12, "{name} {number}");
    }
}

/// Three top nodes, of which the first has two criteria: inside it a group's own weights hold.
#[test]
fn exact_shares() {
    let mut builder = Problem::builder()
        .node("money", 1.0)
        .criterion_with("price", Direction::Min, 1.0, |c| c.parent("money").scale(0.0, 10.0))
        .criterion_with("upkeep", Direction::Min, 1.0, |c| c.parent("money").scale(0.0, 10.0))
        .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
        .criterion_with("speed", Direction::Max, 1.0, |c| c.scale(0.0, 10.0));
    for group in GROUPS {
        builder = builder
            .alternative_in(group, "A", [1.0, 8.0, 4.0, 5.0])
            .alternative_in(group, "B", [7.0, 2.0, 5.0, 4.0])
            .alternative_in(group, "C", [5.0, 6.0, 7.0, 6.0]);
    }
    let mut problem = builder.constraint("quality >= 0.1").build().unwrap();
    let own = [[3.0, 1.0], [1.0, 6.0], [1.0, 1.0]];
    let own = own.map(|[price, upkeep]| vec![1.0, price, upkeep, 1.0, 1.0]);
    problem.set_group_weights(own.to_vec()).unwrap();
    let others = check(&problem, &|problem| {
        let evaluation = evaluate(problem, &Method::default()).unwrap();
        tables(&exact(&evaluation, &ExactRequest::default()).unwrap())
    });
    assert!(others.is_empty());
}

#[test]
fn what_holds_for_all_weights_does_not_ask_for_them() {
    let problem = with_weights(uncertain().build().unwrap());
    let study = |problem: &Problem| {
        let evaluation = evaluate(problem, &Method::default()).unwrap();
        tables(&robust(&evaluation, &RobustRequest::default()).unwrap())
    };
    for ((name, one), (_, two)) in study(&problem).iter().zip(&study(&twin(&problem, 1))) {
        assert_eq!(lines(one, None), lines(two, None), "{name}");
    }
}

#[test]
fn drivers_of_each_group() {
    let problem = distributed();
    let around = WeightsChoice::Model(WeightsModel::Around(20.0));
    let boxed = WeightsChoice::Model(WeightsModel::Box(30.0));
    for weights in [WeightsChoice::Fixed, around, boxed] {
        let request = DriversRequest { weights, points: 512, by: By::Input, ..Default::default() };
        let others = check(&problem, &|problem| tables(&drivers(problem, &request).unwrap()));
        assert_eq!(others, ["factors", "sampling"]);
    }
}

#[test]
fn the_value_of_information_in_each_group() {
    let sets = with_weights(uncertain().build().unwrap());
    for (problem, draws) in [(distributed(), 1_024), (sets, 0)] {
        for weights in [None, Some(WeightsModel::Around(20.0)), Some(WeightsModel::Box(30.0))] {
            let request = InformationRequest { weights, draws, ..Default::default() };
            let others = check(&problem, &|problem| {
                let evaluation = evaluate(problem, &Method::default()).unwrap();
                tables(&information(&evaluation, &request).unwrap())
            });
            // An input has the group of its alternative.
            assert!(others.is_empty());
        }
    }
    // The figures of an input are sums over the groups it feeds: here it feeds one each.
    let problem = distributed();
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    let request = InformationRequest { weights: None, draws: 1_024, ..Default::default() };
    for fact in &information(&evaluation, &request).unwrap().facts {
        assert_eq!(fact.groups.len(), 1);
        assert_eq!(fact.evppi, fact.groups[0].evppi);
    }
}

#[test]
fn methods_side_by_side_and_reversals() {
    let problem = crisp();
    let others =
        check(&problem, &|problem| tables(&agreement(&ranked(problem, &methods()).unwrap())));
    assert!(others.is_empty(), "{others:?}");
    // Observed ranges, norms and flows look at who is there.
    let others = check(&problem, &|problem| {
        let ranked = ranked(problem, &methods()).unwrap();
        tables(&reversal(&ranked).unwrap())
    });
    assert_eq!(others, Vec::<String>::new());
}

/// A claim on the first alternative of every group, over another or alone.
fn claims(problem: &Problem) -> Vec<Claim> {
    let mut out = Vec::new();
    for (at, statement) in [
        Statement::Order(Order::Above),
        Statement::Rank { best: 1, worst: Some(2) },
        Statement::Share { rank: 1, at_least: true, bound: 0.2 },
    ]
    .into_iter()
    .enumerate()
    {
        for (name, given) in [("given", true), ("all", false)] {
            if given && matches!(statement, Statement::Share { .. }) {
                continue;
            }
            for (group, it) in problem.groups().iter().enumerate() {
                for pair in [(1, 2), (2, 4), (3, 0)] {
                    let over =
                        matches!(statement, Statement::Order(_)).then(|| it.members()[pair.1]);
                    let id = format!("{name} {at} {group} {pair:?}");
                    let mut claim = Claim::new(&id, statement, it.members()[pair.0], over);
                    claim.given_weights = given;
                    claim.within = problem.rank_within().to_vec();
                    claim.instances[0].values = it.values().to_vec();
                    out.push(claim);
                }
            }
        }
    }
    out
}

#[test]
fn claims_at_given_weights() {
    for problem in [crisp(), with_weights(uncertain().build().unwrap())] {
        let mut problem = problem;
        problem.set_claims(claims(&problem)).unwrap();
        let study = |problem: &Problem| {
            let evaluation = evaluate(problem, &Method::default()).unwrap();
            tables(
                &verify(&evaluation, &VerifyRequest { draws: 1_000, ..Default::default() })
                    .unwrap(),
            )
        };
        assert!(check(&problem, &study).is_empty());
    }
}

#[test]
fn remarks_look_at_the_weights_of_each_group() {
    let problem = crisp();
    let look = |problem: &Problem| {
        let evaluation = evaluate(problem, &Method::default()).unwrap();
        lint::lint(&evaluation.into(), None).unwrap()
    };
    let own = look(&problem);
    // No one weight to hold an influence against.
    assert!(own.unexamined.contains(&Unexamined::InfluenceOfGroups));
    assert!(!look(&twin(&problem, 0)).unexamined.contains(&Unexamined::InfluenceOfGroups));

    // Speed is the same for all in the south, and counts there alone: a constant criterion. Quality
    // is the same in the north, and counts everywhere: none.
    let mut builder = Problem::builder()
        .criterion_with("cost", Direction::Min, 1.0, |c| c.scale(0.0, 10.0))
        .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
        .criterion_with("speed", Direction::Max, 1.0, |c| c.scale(0.0, 10.0));
    for (group, quality, speed) in [("north", 0.0, 1.0), ("south", 1.0, 0.0)] {
        builder = builder
            .alternative_in(group, "A", [1.0, 5.0, 5.0])
            .alternative_in(group, "B", [4.0, 5.0 + 2.0 * quality, 5.0 + speed])
            .alternative_in(group, "C", [6.0, 5.0 + 3.0 * quality, 5.0 - speed]);
    }
    let mut problem = builder.build().unwrap();
    let constant = |problem: &Problem| {
        look(problem).remarks.into_iter().find_map(|remark| match remark {
            Remark::Constant(leaves) => Some(leaves),
            _ => None,
        })
    };
    assert_eq!(constant(&problem), None);
    problem.set_group_weights(vec![vec![1.0, 1.0, 0.0], vec![1.0, 1.0, 1.0]]).unwrap();
    assert_eq!(constant(&problem), Some(vec![2]));
    // A weight of 0 in every group is no part of the answer.
    problem.set_group_weights(vec![vec![2.0, 1.0, 0.0], vec![1.0, 1.0, 0.0]]).unwrap();
    assert_eq!(constant(&problem), None);

    // What is unknown of A weighs 0.75 in the north and 0.25 in the south.
    let mut builder = Problem::builder()
        .criterion_with("cost", Direction::Min, 1.0, |c| c.scale(0.0, 10.0))
        .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0));
    for group in ["north", "south"] {
        builder = builder
            .alternative_in(group, "A", [1.0, 5.0])
            .alternative_in(group, "B", [4.0, 7.0])
            .uncertain_in(group, "A", "quality", Quantity::Unknown);
    }
    let mut problem = builder.build().unwrap();
    problem.set_group_weights(vec![vec![1.0, 3.0], vec![3.0, 1.0]]).unwrap();
    let unknown = look(&problem).remarks.into_iter().find_map(|remark| match remark {
        Remark::Unknown(all) => Some(all),
        _ => None,
    });
    assert_eq!(unknown.unwrap()[0].share, (0.25, 0.75));
}

/// Three criteria with scales, two regions with the same figures, and passages for some of them.
fn case(constraints: &str) -> (Files, Case) {
    let criteria = ["cost", "quality", "speed"].map(|id| {
        format!(
            "[[criteria]]\nid = \"{id}\"\ndirection = \"max\"\nscale = {{ min = 0, max = 10 }}\n"
        )
    });
    let head = "format = 1\nid = \"regions\"\ndata = [\"d.csv\"]\nrank_within = [\"region\"]\n";
    let keys = "[[keys]]\nid = \"region\"\n[[keys]]\nid = \"option\"\n";
    let mut rows = "region,option,criterion,value,passage\n".to_owned();
    for region in ["north", "south"] {
        for (option, figures) in [("A", [9, 2, 4]), ("B", [3, 8, 5]), ("C", [6, 4, 9])] {
            for (criterion, figure) in ["cost", "quality", "speed"].iter().zip(figures) {
                let passage = if *criterion == "quality" && option == "B" { "p1" } else { "p2" };
                rows += &format!("{region},{option},{criterion},{figure},{passage}\n");
            }
        }
    }
    let files = Files::new(&[
        ("case.toml", &format!("{head}{keys}{}{constraints}", criteria.concat())),
        ("d.csv", &rows),
    ]);
    let mut case = files.open().unwrap();
    case.problem.set_group_weights(vec![vec![5.0, 1.0, 1.0], vec![1.0, 6.0, 1.0]]).unwrap();
    (files, case)
}

/// A problem that is built anew without a passage has the weights of the tree: those of the groups
/// are held.
#[test]
fn weights_are_held_when_a_passage_is_left_out() {
    let (_files, case) = case("");
    let look = |problem: &Problem| {
        let evaluation = evaluate(problem, &case.methods[0]).unwrap();
        let without = |passage: &str| case.without_passage(passage);
        let all = PassagesLeftOut { passages: &case.passages, problem_without: &without };
        let request = StabilityRequest { passages: Some(all), ..Default::default() };
        lines(&stability(&evaluation, &request).unwrap().passages_table(), None)
    };
    let own = look(&case.problem);
    assert!(own.iter().any(|line| line.contains("p1")), "{own:?}");
    // Those of a group in the whole tree: the case that is built anew has them.
    for (group, id) in ["north", "south"].iter().enumerate() {
        let weights = &case.problem.group_weights()[group];
        let mut problem = case.problem.clone();
        problem.set_weights(weights).unwrap();
        let evaluation = evaluate(&problem, &case.methods[0]).unwrap();
        let without = |passage: &str| {
            let mut out = case.without_passage(passage)?;
            out.set_weights(weights)?;
            Ok(out)
        };
        let all = PassagesLeftOut { passages: &case.passages, problem_without: &without };
        let request = StabilityRequest { passages: Some(all), ..Default::default() };
        let expected = lines(&stability(&evaluation, &request).unwrap().passages_table(), None);
        let of = |lines: &[String]| {
            lines.iter().filter(|line| line.contains(id)).cloned().collect::<Vec<_>>()
        };
        assert_eq!(of(&own), of(&expected));
        assert!(!of(&own).is_empty());
    }
}

#[test]
fn pages_show_the_weights_of_each_group() {
    let (_files, case) = case("");
    let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
    let page = |language: Language| {
        let blocks = report::evaluate(&case, &evaluations, Words(language), &[], None);
        report::to_text(&blocks, 200)
    };
    let (english, dutch) = (page(Language::En), page(Language::Nl));
    for said in [
        "Groups have weights of their own",
        "- north: cost (0.71), quality (0.14) and speed (0.14).",
        "- south: quality (0.75), cost (0.12) and speed (0.12).",
        "with 1 set of figures: groups with the same figures need not get the same answer",
    ] {
        assert!(english.contains(said), "no `{said}` in: {english}");
    }
    assert!(!english.contains("gives no weights"), "{english}");
    for said in
        ["Groepen hebben eigen gewichten", "- south: quality (0,75), cost (0,12) en speed (0,12)."]
    {
        assert!(dutch.contains(said), "no `{said}` in: {dutch}");
    }
    // A weight that is typed counts in no group, so that none is proposed.
    let evaluation = evaluations.main();
    let study = sweep(evaluation, &SweepRequest::default()).unwrap();
    let notes = report::sweep_notes(&case, &study, Words(Language::En)).join("\n");
    assert!(notes.contains("Groups have weights of their own"), "{notes}");
    assert!(!notes.contains("--weights"), "{notes}");
    let mut plain = case.problem.clone();
    plain.set_group_weights(Vec::new()).unwrap();
    let evaluation = evaluate(&plain, &case.methods[0]).unwrap();
    let study = sweep(&evaluation, &SweepRequest::default()).unwrap();
    let notes = report::sweep_notes(&case, &study, Words(Language::En)).join("\n");
    assert!(!notes.contains("of their own"), "{notes}");
}

#[test]
fn whether_constraints_are_met_is_asked_group_by_group() {
    let (files, centred) = case("[weights]\nconstraints = [\"cost >= 0.5\", \"speed <= 0.9\"]\n");
    let of_groups = centred.problem.group_weights().to_vec();
    // Weights that nobody gives stand at the centre, which meets both; a weight of 1 for each does
    // not meet the first.
    assert!(centred.centre.is_some() && centred.inadmissible.is_empty());
    let given = ["cost", "quality", "speed"].map(|id| (id.to_owned(), 1.0)).to_vec();
    let given = files.open_with(&WhatIf { weights: given, ..WhatIf::default() }).unwrap();
    assert!(given.centre.is_none());
    assert_eq!(given.inadmissible.len(), 1);
    for (mut case, of_the_tree) in [(centred, 0), (given, 1)] {
        // Whatever the weights of the tree, they do not count beside those of the groups.
        case.problem.set_group_weights(of_groups.clone()).unwrap();
        let said: Vec<String> =
            case.unmet().into_iter().map(|finding| finding.message.to_string()).collect();
        assert_eq!(said, ["the weights of south do not meet the constraint `cost >= 0.5`"]);
        case.problem.set_group_weights(vec![vec![5.0, 1.0, 1.0], vec![2.0, 1.0, 1.0]]).unwrap();
        assert!(case.unmet().is_empty());
        case.problem.set_group_weights(Vec::new()).unwrap();
        assert_eq!(case.unmet().len(), of_the_tree);
    }
}
