//! What must hold for every method of the catalogue, on random problems.

mod common;

use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem, weights};
use afweging::study::{Evaluation, Verdict, evaluate};
use afweging::value::Normalization;
use common::{Files, Random, random_case};
use proptest::prelude::*;

/// Every method, in every variant that works on positive figures in both directions.
fn variants() -> Vec<Method> {
    let mut out: Vec<Method> = Method::catalogue().iter().map(|entry| Method::named(entry.name).unwrap()).collect();
    let named = |normalization: &Normalization| normalization.entry().name;
    let sum = Method::named("weighted-sum").unwrap();
    out.extend(
        Normalization::ALL
            .iter()
            .filter(|n| **n != Normalization::None)
            .map(|n| sum.with_parameter("normalization", named(n)).unwrap()),
    );
    out
}

fn directions(maximise: &[bool]) -> Vec<Direction> {
    maximise.iter().map(|max| if *max { Direction::Max } else { Direction::Min }).collect()
}

fn scores(evaluation: &Evaluation) -> Vec<f64> {
    evaluation.runs[0].groups[0].standings.iter().map(|standing| standing.score.expect("scored")).collect()
}

fn solve(rows: &[Vec<f64>], maximise: &[bool], weights: &[f64], method: &Method) -> Vec<f64> {
    let matrix = Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]);
    let problem = Problem::crisp(&matrix, &directions(maximise), weights).unwrap();
    scores(&evaluate(&problem, std::slice::from_ref(method)).unwrap())
}

fn ranks(rows: &[Vec<f64>], maximise: &[bool], weights: &[f64], method: &Method) -> Vec<usize> {
    let matrix = Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]);
    let problem = Problem::crisp(&matrix, &directions(maximise), weights).unwrap();
    let evaluation = evaluate(&problem, std::slice::from_ref(method)).unwrap();
    evaluation.runs[0].groups[0].standings.iter().map(|standing| standing.rank.expect("ranked")).collect()
}

/// Rows of positive figures, a direction and a weight per column.
fn problems() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<bool>, Vec<f64>)> {
    (2usize..8, 1usize..6).prop_flat_map(|(m, n)| {
        let row = prop::collection::vec((1u32..1000).prop_map(|x| f64::from(x) / 10.0), n);
        let weights = prop::collection::vec(0u32..10, n).prop_filter("some weight", |w| w.iter().any(|x| *x > 0));
        (
            prop::collection::vec(row, m),
            prop::collection::vec(any::<bool>(), n),
            weights.prop_map(|w| w.into_iter().map(f64::from).collect()),
        )
    })
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_dominates_is_never_ranked_below((mut rows, maximise, weights) in problems(), gain in 0u32..50) {
        // The first alternative becomes at least as good as the second everywhere.
        for j in 0..weights.len() {
            let step = f64::from(gain) / 100.0;
            rows[0][j] = if maximise[j] { rows[1][j] + step } else { (rows[1][j] - step).max(0.05) };
        }
        for method in variants() {
            let ranks = ranks(&rows, &maximise, &weights, &method);
            prop_assert!(ranks[0] <= ranks[1], "{}: {ranks:?}", method.name());
        }
    }

    #[test]
    fn permuting_rows_and_columns_permutes_the_answer((rows, maximise, weights) in problems(), turn in 1usize..7) {
        for method in variants() {
            let plain = solve(&rows, &maximise, &weights, &method);
            let mut turned = rows.clone();
            turned.rotate_left(turn % rows.len());
            let mut expected = plain.clone();
            expected.rotate_left(turn % rows.len());
            for (a, b) in solve(&turned, &maximise, &weights, &method).iter().zip(&expected) {
                prop_assert!(close(*a, *b), "rows, {}", method.name());
            }
            let by = turn % weights.len();
            let rotate = |v: &[f64]| { let mut v = v.to_vec(); v.rotate_left(by); v };
            let columns: Vec<Vec<f64>> = rows.iter().map(|row| rotate(row)).collect();
            let mut max = maximise.clone();
            max.rotate_left(by);
            for (a, b) in solve(&columns, &max, &rotate(&weights), &method).iter().zip(&plain) {
                prop_assert!(close(*a, *b), "columns, {}", method.name());
            }
        }
    }

    #[test]
    fn the_unit_of_a_column_and_of_the_weights_does_not_matter((rows, maximise, weights) in problems(), power in -8i32..8) {
        let factor = 2f64.powi(power);
        for method in variants() {
            let plain = solve(&rows, &maximise, &weights, &method);
            let scaled: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().enumerate().map(|(j, x)| if j == 0 { x * factor } else { *x }).collect()).collect();
            let heavier: Vec<f64> = weights.iter().map(|w| w * factor).collect();
            for (a, b) in solve(&scaled, &maximise, &heavier, &method).iter().zip(&plain) {
                prop_assert!(close(*a, *b), "{}: {a} {b}", method.name());
            }
        }
    }

    #[test]
    fn equal_rows_tie_exactly((mut rows, maximise, weights) in problems()) {
        let copy = rows[0].clone();
        rows.push(copy);
        for method in variants() {
            let (scores, ranks) = (solve(&rows, &maximise, &weights, &method), ranks(&rows, &maximise, &weights, &method));
            prop_assert_eq!(scores[0], scores[rows.len() - 1]);
            prop_assert_eq!(ranks[0], ranks[rows.len() - 1]);
        }
    }

    #[test]
    fn any_finite_figures_give_finite_scores_or_an_error(
        figures in prop::collection::vec(prop_oneof![any::<f64>().prop_filter("finite", |x| x.is_finite()), Just(0.0), Just(-1e308), Just(1e308), Just(5e-324)], 12),
        maximise in prop::collection::vec(any::<bool>(), 3),
        weights in prop::collection::vec(prop_oneof![Just(0.0), Just(1e308), Just(5e-324), 0.0..10.0], 3),
    ) {
        prop_assume!(weights.iter().any(|w| *w > 0.0));
        let matrix = Matrix::from_fn(4, 3, |i, j| figures[i * 3 + j]);
        let problem = Problem::crisp(&matrix, &directions(&maximise), &weights).unwrap();
        let none = Method::named("weighted-sum").unwrap().with_parameter("normalization", "none").unwrap();
        for method in variants().into_iter().chain([none]) {
            let Ok(evaluation) = evaluate(&problem, std::slice::from_ref(&method)) else { continue };
            for standing in &evaluation.runs[0].groups[0].standings {
                prop_assert!(standing.score.unwrap().is_finite(), "{method:?}");
                prop_assert!(standing.rank.is_some());
            }
            for table in [evaluation.ranking(), evaluation.order(), evaluation.contributions()] {
                for column in &table.columns {
                    if let afweging::table::Values::Number(values) = &column.values {
                        prop_assert!(values.iter().all(Option::is_some), "{} {}", table.name, column.name);
                    }
                }
            }
        }
    }
}

#[test]
fn bounds_contain_the_nominal_score_and_verdicts_agree_with_them() {
    let mut random = Random(11);
    for _ in 0..500 {
        let files = random_case(&mut random);
        let case = files.open().unwrap();
        let weights = weights::global(&case.problem.tree);
        let evaluation = evaluate(&case.problem, &case.methods).unwrap();
        let group = &evaluation.runs[0].groups[0];
        for (place, standing) in group.standings.iter().enumerate() {
            let (low, high) = standing.bounds.unwrap();
            let score = standing.computed.unwrap();
            assert!(low <= score && score <= high);
            let (best, worst) = standing.ranks.unwrap();
            assert!(best <= standing.rank.unwrap() && standing.rank.unwrap() <= worst, "{place}");
        }
        for pair in group.comparisons(&weights, 0.0) {
            let (min, max) = pair.bounds.unwrap();
            assert!(min <= pair.nominal + 1e-12 && pair.nominal <= max + 1e-12);
            assert_eq!(pair.verdict == Verdict::Certain, min > group.eps);
            if pair.verdict == Verdict::Certain {
                assert!(group.standings[pair.ahead].ranks.unwrap().0 < group.standings[pair.behind].ranks.unwrap().1);
            }
        }
    }
}

const SHARED: &str = r#"format = 1
id = "shared"
rank_within = []
data = ["judgements.csv", "pairs.csv"]
[[keys]]
id = "plan"
[[keys]]
id = "place"
[[criteria]]
id = "x"
scale = { min = 0, max = 10 }
[[criteria]]
id = "y"
scale = { levels = ["low", "middle", "high"] }
"#;

#[test]
fn alternatives_that_share_all_inputs_tie_whatever_those_are() {
    let files = Files::new(&[
        ("case.toml", SHARED),
        ("judgements.csv", "plan,x,y\nP,2..9,?\nQ,4,middle\n"),
        ("pairs.csv", "plan,place,remark\nP,here,\nP,there,\nQ,here,\n"),
    ]);
    let case = files.open().unwrap();
    let weights = weights::global(&case.problem.tree);
    let evaluation = evaluate(&case.problem, &case.methods).unwrap();
    let group = &evaluation.runs[0].groups[0];
    let lead = group.lead(0, 1, &weights).unwrap();
    assert_eq!((lead.min, lead.max), (0.0, 0.0));
    assert_eq!(group.compare(0, 1, &weights, 0.0).unwrap().verdict, Verdict::Tie);
    assert_eq!(group.standings[0], group.standings[1]);
}

#[test]
fn wide_and_long_tables_in_any_order_of_rows_and_files_agree() {
    let wide = "plan,x,y\nP,2..9,?\nQ,4,middle\nR,normal(5; 1),low..high\n";
    let long = "criterion,plan,value\ny,R,low..high\nx,Q,4\nx,P,2..9\ny,P,?\nx,R,normal(5; 1)\ny,Q,middle\n";
    let pairs = ["plan,place\nP,here\nQ,here\nR,here\n", "place,plan\nhere,R\nhere,Q\nhere,P\n"];
    let key = SHARED.replacen("id = \"plan\"", "id = \"plan\"\nvalues = [{ id = \"P\" }, { id = \"Q\" }, { id = \"R\" }]", 1);
    let ranking = |judgements: &str, pairs: &str, toml: &str| {
        let case = Files::new(&[("case.toml", toml), ("judgements.csv", judgements), ("pairs.csv", pairs)]).open().unwrap();
        let evaluation = evaluate(&case.problem, &case.methods).unwrap();
        (evaluation.ranking(), evaluation.order(), evaluation.contributions())
    };
    let swapped = key.replace("[\"judgements.csv\", \"pairs.csv\"]", "[\"pairs.csv\", \"judgements.csv\"]");
    let plain = ranking(wide, pairs[0], &key);
    for judgements in [wide, long] {
        for pairs in pairs {
            for toml in [&key, &swapped] {
                assert_eq!(ranking(judgements, pairs, toml), plain);
            }
        }
    }
}
