//! Agreement of methods and rank reversal: coefficients by hand and from print, additive models
//! that pass, and others that do not.

use crate::common::{Random, random_case};
use afweging::Error;
use afweging::case::{Case, Location, WhatIf};
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem};
use afweging::study::{
    Agreement, Coefficients, Reversal, ReversalTest, ScoreOrder, agreement, average_ranks, ranked,
    reversal,
};
use afweging::table::Table;

fn methods(names: &[&str]) -> Vec<Method> {
    names.iter().map(|name| Method::named(name).unwrap()).collect()
}

fn crisp<const N: usize>(rows: &[[f64; N]], weights: [f64; N]) -> Problem {
    let figures = Matrix::from_fn(rows.len(), N, |i, j| rows[i][j]);
    Problem::crisp(&figures, &[Direction::Max; N], &weights).unwrap()
}

fn of(x: &[usize], y: &[usize]) -> Coefficients {
    Coefficients::of(&average_ranks(x), &average_ranks(y))
}

fn near(figure: Option<f64>, expected: f64) {
    let figure = figure.expect("a figure");
    assert!((figure - expected).abs() < 1e-12, "{figure} is not {expected}");
}

/// Paradowski, Baczkiewicz & Watrobski 2021, Procedia Computer Science 192, 1347-1358: two rankings
/// of twelve, r_w 0.96 and WS 0.90.
#[test]
fn coefficients_are_the_printed_ones() {
    let x = [7, 11, 2, 1, 4, 9, 6, 3, 5, 10, 8, 12];
    let y = [7, 11, 3, 2, 4, 9, 6, 1, 5, 10, 8, 12];
    let found = of(&x, &y);
    assert_eq!(format!("{:.2}", found.weighted_spearman.unwrap()), "0.96");
    assert_eq!(format!("{:.2}", found.ws.unwrap()), "0.90");
    // The products at 2, 1 and 3 are at 3, 2 and 1: sum of d^2 is 6, and two of their three pairs
    // are turned.
    near(found.spearman, 1.0 - 6.0 * 6.0 / (12.0 * 143.0));
    near(found.kendall, (64.0 - 2.0) / 66.0);
    near(found.ws, 1.0 - (0.25 / 10.0 + 0.5 / 11.0 + 0.125 * 2.0 / 9.0));
}

#[test]
fn the_same_and_the_reverse_order() {
    let all = |found: Coefficients| [found.spearman, found.kendall, found.weighted_spearman];
    for n in 2..8 {
        let (up, down): (Vec<usize>, Vec<usize>) = ((1..=n).collect(), (1..=n).rev().collect());
        all(of(&up, &up)).into_iter().for_each(|figure| near(figure, 1.0));
        near(of(&up, &up).ws, 1.0);
        all(of(&up, &down)).into_iter().for_each(|figure| near(figure, -1.0));
    }
    // Two alternatives, turned round: 1 - (1/2 + 1/4).
    near(of(&[1, 2], &[2, 1]).ws, 0.25);
}

/// The reference of WS is the first: its top counts most.
#[test]
fn ws_is_not_symmetric() {
    let (x, y) = ([1, 2, 3], [2, 3, 1]);
    near(of(&x, &y).ws, 1.0 - (0.5 / 2.0 + 0.25 + 0.125 * 2.0 / 2.0));
    near(of(&y, &x).ws, 1.0 - (0.25 + 0.125 / 2.0 + 0.5 * 2.0 / 2.0));
}

#[test]
fn ties_have_average_ranks() {
    assert_eq!(average_ranks(&[1, 2, 2, 4]), [1.0, 2.5, 2.5, 4.0]);
    assert_eq!(average_ranks(&[3, 1, 1, 3, 3]), [4.0, 1.5, 1.5, 4.0, 4.0]);
    // x: 1, 2.5, 2.5, 4 and y: 1, 2, 3, 4. Deviations give cov 4.5 of sqrt(4.5 * 5); five pairs
    // agree, one is tied in x only.
    let found = of(&[1, 2, 2, 4], &[1, 2, 3, 4]);
    near(found.spearman, 4.5 / (4.5f64 * 5.0).sqrt());
    near(found.kendall, 5.0 / (5.0f64 * 6.0).sqrt());
    near(found.weighted_spearman, 1.0 - 6.0 * 0.25 * (2.5 + 3.0 + 2.5 + 2.0) / 300.0);
    near(found.ws, 1.0 - 2.0 * 2f64.powf(-2.5) * 0.5 / 1.5);
}

#[test]
fn what_is_nothing_over_nothing_is_empty() {
    for (x, y) in [
        (vec![], vec![]),
        (vec![1], vec![1]),
        (vec![1, 1], vec![1, 2]),
        (vec![1, 2, 3], vec![1, 1, 1]),
    ] {
        assert_eq!(of(&x, &y), Coefficients::default());
    }
}

/// The study on methods evaluated for it.
fn agreement_of<'a>(problem: &'a Problem, methods: &[Method]) -> Result<Agreement<'a>, Error> {
    Ok(agreement(Box::leak(Box::new(ranked(problem, methods)?))))
}

/// The study on methods evaluated for it.
fn reversal_of<'a>(problem: &'a Problem, methods: &[Method]) -> Result<Reversal<'a>, Error> {
    reversal(Box::leak(Box::new(ranked(problem, methods)?)))
}

fn texts(table: &Table, column: &str) -> Vec<String> {
    (0..table.rows())
        .map(|row| table.get(row, column).as_text().unwrap_or_default().to_owned())
        .collect()
}

/// Methods of three families.
const FIVE: [&str; 5] = ["weighted-sum", "weighted-product", "topsis", "vikor", "promethee-ii"];

/// Ranks by hand: a sum prefers the two extremes, a product the balanced one.
#[test]
fn ranks_and_families_stand_in_the_tables() {
    let problem = crisp(&[[9.0, 1.0], [4.0, 4.0], [1.0, 8.0]], [0.5, 0.5]);
    let found = agreement_of(&problem, &methods(&FIVE)).unwrap();
    let families: Vec<&str> = found.families().iter().map(|(family, _)| family.name()).collect();
    assert_eq!(families, ["value", "ideal", "outranking"]);
    let table = found.table();
    assert_eq!(table.rows(), 10);
    assert_eq!(
        (
            table.get(0, "method_a").as_text(),
            table.get(0, "method_b").as_text(),
            table.get(0, "family").as_text()
        ),
        (Some("weighted-sum"), Some("weighted-product"), Some("within value"))
    );
    assert_eq!(table.get(1, "family").as_text(), Some("value - ideal"));
    let ranks = found.method_ranks();
    assert_eq!(ranks.rows(), 15);
    // 9/9 * 1/8 and 4/9 * 4/8 and 1/9 * 8/8, each to the power 1/2.
    let product: Vec<(String, f64)> = (3..6)
        .map(|row| {
            (
                ranks.get(row, "alternative").as_text().unwrap().into(),
                ranks.get(row, "rank").as_number().unwrap(),
            )
        })
        .collect();
    assert_eq!(product, [("A2".to_owned(), 1.0), ("A1".to_owned(), 2.0), ("A3".to_owned(), 3.0)]);
}

#[test]
fn a_method_that_is_not_defined_is_named_and_left_out() {
    let case = Case::open(&Location::Builtin("flemish-cluster-policy".into()), &WhatIf::default())
        .unwrap();
    let found = agreement_of(&case.problem, &methods(&FIVE)).unwrap();
    let names: Vec<&str> = found.ranked.skipped.iter().map(|skipped| skipped.method).collect();
    assert_eq!(names, ["weighted-product", "topsis"]);
    assert!(found.ranked.skipped[0].reason.as_ref().unwrap().contains("ordinal"));
    // Only those ranked at the weights given: S1 and S3 in each of six groups, by three methods.
    assert_eq!(found.method_ranks().rows(), 36);
    assert!(found.table().column("cluster").is_some());

    for study in [
        agreement_of(&case.problem, &methods(&["topsis"])).map(drop),
        agreement_of(&case.problem, &methods(&["promethee-i"])).map(drop),
        reversal_of(&case.problem, &methods(&["promethee-i"])).map(drop),
    ] {
        assert!(matches!(study, Err(Error::Undefined { .. })));
    }
}

#[test]
fn little_to_compare_is_no_failure() {
    let one = crisp(&[[1.0, 2.0]], [1.0, 1.0]);
    let ties = crisp(&[[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]], [1.0, 1.0]);
    let empty = |found: &Agreement| {
        let table = found.table();
        (0..table.rows()).all(|row| {
            ["spearman", "kendall", "weighted_spearman", "ws"]
                .iter()
                .all(|name| table.get(row, name).as_number().is_none())
        })
    };
    for problem in [&one, &ties] {
        let found = agreement_of(problem, &methods(&FIVE)).unwrap();
        assert!(empty(&found) && found.table().rows() == 10);
        let found = agreement_of(problem, &Method::all(&[])).unwrap();
        assert!(empty(&found) && found.table().rows() > 10);
        let found = reversal_of(problem, &Method::all(&[])).unwrap();
        assert!(found.reversed.is_empty() || problem == &ties, "one alternative has no order");
    }
    assert_eq!(agreement_of(&ties, &methods(&["vikor"])).unwrap().table().rows(), 0);
    assert!(reversal_of(&one, &Method::all(&[])).unwrap().tested.is_empty());
    // Where all are equal, one less, one more or two alone are equal too.
    let found = reversal_of(&ties, &Method::all(&[])).unwrap();
    assert_eq!(found.table().rows(), 0);
}

fn kinds(found: &Reversal) -> Vec<ReversalTest> {
    let mut kinds: Vec<ReversalTest> = found.reversed.iter().map(|row| row.test).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// A thousand random cases with ordinal and numeric scales, sets, unknown cells, shared inputs and
/// shifts.
#[test]
fn additive_models_on_fixed_scales_pass_all() {
    let mut random = Random(16);
    let mut tests = 0;
    for _ in 0..1_000 {
        let what_if = WhatIf { overall: true, ..WhatIf::default() };
        let case = random_case(&mut random).open_with(&what_if).unwrap();
        let found = reversal_of(&case.problem, &methods(&["weighted-sum"])).unwrap();
        assert!(found.is_fixed(0));
        assert_eq!(found.table().rows(), 0, "{:?}", found.reversed);
        assert!(found.cycles.is_empty());
        assert!(found.tested.iter().all(|of| of.undefined == 0 && of.changed == 0));
        tests += found.tested.iter().map(|of| of.tests).sum::<usize>();
    }
    assert!(tests > 5_000, "{tests}");
}

/// On observed ranges the worst of a criterion sets its unit.
#[test]
fn observed_ranges_fail_when_an_end_is_dropped() {
    // Ranges 10 and 10. A1 0.5 * 1.0 + 0.5 * 0.5 = 0.75; A2 0.5 * 0.7 + 0.5 * 1.0 = 0.85; A3 0.
    // Without A3 the ranges are 3 and 5: A1 0.5, A2 0.5: a tie.
    let problem = crisp(&[[10.0, 5.0], [7.0, 10.0], [0.0, 0.0]], [0.5, 0.5]);
    let found = reversal_of(&problem, &methods(&["weighted-sum"])).unwrap();
    assert!(!found.is_fixed(0));
    let row = found.reversed.iter().find(|row| row.test == ReversalTest::Drop).unwrap();
    assert_eq!(
        (row.changed, row.a, row.b, row.before, row.after),
        (Some(2), 0, Some(1), ScoreOrder::Behind, ScoreOrder::Tie)
    );
    let table = found.table();
    let at = texts(&table, "test").iter().position(|test| test == "drop").unwrap();
    assert_eq!(
        ["method", "changed", "a", "b", "before", "after"]
            .map(|name| table.get(at, name).as_text().unwrap()),
        ["weighted-sum", "A3", "A1", "A2", "behind", "tie"]
    );
    // The pair alone says the same.
    assert!(kinds(&found).contains(&ReversalTest::Pairs));
}

/// The kind of reversal that Belton & Gear 1983, doi:10.1016/0305-0483(83)90047-6, showed, worked
/// out by hand: under normalization by the sum, with three criteria of equal weight, A2 leads; a
/// copy of it takes value from the criterion on which it excels, and A1 leads.
#[test]
fn a_clone_reverses_an_order_where_columns_sum_to_one() {
    let problem = crisp(&[[1.0, 9.0, 8.0], [9.0, 1.0, 9.0], [1.0, 1.0, 1.0]], [1.0, 1.0, 1.0]);
    let sum =
        Method::named("weighted-sum").unwrap().with_parameter("normalization", "sum").unwrap();
    let found = reversal_of(&problem, &[sum]).unwrap();
    let row = found
        .reversed
        .iter()
        .find(|row| row.test == ReversalTest::Clone && row.changed == Some(1))
        .unwrap();
    // Before: A1 (1/11 + 9/11 + 8/18) / 3 = 0.451, A2 (9/11 + 1/11 + 9/18) / 3 = 0.470; after: A1
    // (1/20 + 9/12 + 8/27) / 3 = 0.365, A2 (9/20 + 1/12 + 9/27) / 3 = 0.289.
    assert_eq!(
        (row.a, row.b, row.before, row.after),
        (0, Some(1), ScoreOrder::Behind, ScoreOrder::Ahead)
    );
}

/// Among small random problems each of these methods meets a reversal in each test that it can
/// fail.
fn counterexample(name: &str, test: ReversalTest) -> (Problem, usize) {
    let mut random = Random(7);
    for tried in 0..5_000 {
        let figures = Matrix::from_fn(4, 3, |_, _| 1.0 + random.below(9) as f64);
        let problem = Problem::crisp(&figures, &[Direction::Max; 3], &[3.0, 2.0, 2.0]).unwrap();
        let found = reversal_of(&problem, &methods(&[name])).unwrap();
        if found.reversed.iter().any(|row| row.test == test) {
            return (problem, tried);
        }
    }
    panic!("{name} passed {test:?} on 5,000 problems");
}

#[test]
fn topsis_vikor_and_promethee_can_fail() {
    for name in ["topsis", "vikor", "promethee-ii", "weighted-sum"] {
        for test in [ReversalTest::Drop, ReversalTest::Pairs] {
            counterexample(name, test);
        }
    }
    for name in ["topsis", "promethee-ii"] {
        counterexample(name, ReversalTest::Clone);
    }
    for name in ["topsis", "vikor", "promethee-ii"] {
        let (problem, _) = counterexample(name, ReversalTest::Worsen);
        let found = reversal_of(&problem, &methods(&[name])).unwrap();
        let table = found.table();
        let at = texts(&table, "test").iter().position(|test| test == "worsen").unwrap();
        assert!(table.get(at, "criterion").as_text().is_some());
    }
}

/// Of a large group only those ranked highest are changed and compared.
#[test]
fn the_work_on_large_groups_is_limited() {
    let mut random = Random(3);
    let figures = Matrix::from_fn(120, 4, |_, _| 1.0 + random.below(900) as f64);
    let problem = Problem::crisp(&figures, &[Direction::Max; 4], &[1.0; 4]).unwrap();
    let found = reversal_of(&problem, &methods(&["weighted-sum"])).unwrap();
    assert_eq!(found.limited, [(0, 0, 40, 120)]);
    let tests: Vec<usize> =
        ReversalTest::ALL.into_iter().map(|test| found.totals(0, test).tests).collect();
    assert_eq!((tests[0], tests[1], tests[3]), (40, 40, 780));
    assert!(tests[2] <= 39 * 4);
}

/// Three alternatives that beat each other in a circle by majority of weight: PROMETHEE II with the
/// usual preference, two by two.
#[test]
fn a_circle_of_pairs_is_told() {
    let problem = crisp(&[[3.0, 2.0, 1.0], [2.0, 1.0, 3.0], [1.0, 3.0, 2.0]], [1.0, 1.0, 1.0]);
    let found = reversal_of(&problem, &methods(&["promethee-ii"])).unwrap();
    assert_eq!(found.cycles.len(), 1);
    let cycles = found.cycles_table();
    let names = ["a", "b", "c"].map(|name| cycles.get(0, name).as_text().unwrap());
    // A1 beats A2, A2 beats A3, A3 beats A1, though all three tie together.
    assert_eq!(names, ["A1", "A2", "A3"]);
    assert_eq!(
        found
            .reversed
            .iter()
            .filter(|row| row.test == ReversalTest::Pairs && row.before == ScoreOrder::Tie)
            .count(),
        3
    );
}

/// Dropping and cloning by the study and by a problem built without, or with, the alternative.
#[test]
fn changes_are_those_of_a_problem_built_so() {
    let mut random = Random(99);
    for _ in 0..50 {
        let rows: Vec<Vec<f64>> =
            (0..4).map(|_| (0..3).map(|_| 1.0 + random.below(9) as f64).collect()).collect();
        let build = |rows: &[&Vec<f64>]| {
            let figures = Matrix::from_fn(rows.len(), 3, |i, j| rows[i][j]);
            Problem::crisp(&figures, &[Direction::Max; 3], &[3.0, 2.0, 2.0]).unwrap()
        };
        let problem = build(&rows.iter().collect::<Vec<_>>());
        for name in ["topsis", "vikor", "promethee-ii", "weighted-sum", "weighted-product"] {
            let found = reversal_of(&problem, &methods(&[name])).unwrap();
            let ranks = |problem: &Problem| -> Vec<usize> {
                let evaluation = afweging::study::evaluate(problem, &methods(&[name])[0]).unwrap();
                evaluation.groups[0].standings().map(|standing| standing.rank.unwrap()).collect()
            };
            let full = ranks(&problem);
            for x in 0..4 {
                let rest: Vec<usize> = (0..4).filter(|at| *at != x).collect();
                let without = ranks(&build(&rest.iter().map(|at| &rows[*at]).collect::<Vec<_>>()));
                let with = ranks(&build(&rows.iter().chain([&rows[x]]).collect::<Vec<_>>()));
                let turned = |test: ReversalTest| {
                    let of = found
                        .reversed
                        .iter()
                        .filter(|row| row.test == test && row.changed == Some(x));
                    of.filter_map(|row| Some((row.a, row.b?))).collect::<Vec<_>>()
                };
                let mut dropped = Vec::new();
                let mut cloned = Vec::new();
                for a in 0..4 {
                    for b in a + 1..4 {
                        let before = full[a].cmp(&full[b]);
                        if let (Some(i), Some(j)) = (
                            rest.iter().position(|at| *at == a),
                            rest.iter().position(|at| *at == b),
                        ) && without[i].cmp(&without[j]) != before
                        {
                            dropped.push((a, b));
                        }
                        if with[a].cmp(&with[b]) != before {
                            cloned.push((a, b));
                        }
                    }
                }
                assert_eq!(turned(ReversalTest::Drop), dropped, "{name}");
                assert_eq!(turned(ReversalTest::Clone), cloned, "{name}");
                assert_eq!(with[x], with[4], "a clone ties with its original");
            }
        }
    }
}
