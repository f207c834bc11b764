//! What must hold for every method of the catalogue, on random problems.

use crate::common::{Files, Random, random_case};
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, PlaceInGroup, Problem};
use afweging::study::{Evaluation, Verdict, evaluate};
use afweging::value::Normalization;
use proptest::prelude::*;

const FIRST: PlaceInGroup = PlaceInGroup::new(0);
const SECOND: PlaceInGroup = PlaceInGroup::new(1);

/// Every method that gives a score, in every normalization it takes, on positive figures in both
/// directions. Those whose answer is a relation give none, see `a_partial_order_has_no_score`. Methods
/// that sort need categories, and have properties of their own in `sorting.rs`.
pub fn variants() -> Vec<Method> {
    let mut out = Vec::new();
    for entry in Method::catalogue() {
        let method = Method::named(entry.name).unwrap();
        if !method.has_score() || method.sorts() {
            continue;
        }
        if entry.parameters.iter().any(|parameter| parameter.name == "normalization") {
            // Raw costs are refused, goalposts need a scale, and z-scores are below 0, which has no
            // power.
            let skip = |n: &&Normalization| {
                let name = n.entry().name;
                matches!(n, Normalization::None | Normalization::Goalposts)
                    || (entry.name == "weighted-product" && name == "z-score")
            };
            out.extend(
                Normalization::ALL
                    .iter()
                    .filter(|n| !skip(n))
                    .map(|n| method.with_parameter("normalization", n.entry().name).unwrap()),
            );
        }
        match without_default(entry.name) {
            [] => out.push(method),
            told => out.extend(
                told.iter().map(|(name, value)| method.with_parameter(name, value).unwrap()),
            ),
        }
    }
    out
}

/// What a method is told that has no default. `choquet` is told of the criteria by [`told`].
fn without_default(method: &str) -> &'static [(&'static str, &'static str)] {
    match method {
        "owa" => &[("alpha", "2"), ("alpha", "0.4")],
        "power-mean" => &[("power", "-2"), ("power", "0"), ("power", "3")],
        "choquet" => &[("interactions", "[]")],
        _ => &[],
    }
}

fn directions(maximise: &[bool]) -> Vec<Direction> {
    maximise.iter().map(|max| if *max { Direction::Max } else { Direction::Min }).collect()
}

fn scores(evaluation: &Evaluation) -> Vec<f64> {
    evaluation.groups[0].standings().map(|standing| standing.score.expect("scored")).collect()
}

/// The figures as a problem, and the method with what it must be told of each criterion. Methods that
/// measure along scales get scales from 0 to twice the largest figure, ERVD the middle of each column
/// as its reference point; both grow with the unit of the column.
fn posed(
    rows: &[Vec<f64>],
    maximise: &[bool],
    weights: &[f64],
    method: &Method,
) -> (Problem, Method) {
    let column = |j: usize| rows.iter().map(move |row| row[j]);
    let most = |j: usize| column(j).fold(0.0, f64::max);
    let least = |j: usize| column(j).fold(f64::INFINITY, f64::min);
    if !["spotis", "rafsi", "rim"].contains(&method.name()) {
        let matrix = Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]);
        let problem = Problem::crisp(&matrix, &directions(maximise), weights).unwrap();
        let points = (0..weights.len()).map(|j| (least(j) + most(j)) / 2.0);
        return (
            problem,
            told(method, points.enumerate().map(|(j, x)| (format!("C{}", j + 1), x))),
        );
    }
    let mut builder = Problem::builder();
    for (j, direction) in directions(maximise).into_iter().enumerate() {
        let id = format!("C{}", j + 1);
        builder =
            builder.criterion_with(id, direction, weights[j], |c| c.scale(0.0, 2.0 * most(j)));
    }
    for (i, row) in rows.iter().enumerate() {
        builder = builder.alternative(format!("A{}", i + 1), row.iter().copied());
    }
    (builder.build().unwrap(), method.clone())
}

/// The method with what it must be told of each criterion: ERVD a reference point, the Choquet
/// integral the interactions, here the same of every two; any other method as it is.
fn told(method: &Method, points: impl Iterator<Item = (String, f64)>) -> Method {
    let points: Vec<(String, f64)> = points.collect();
    match method.name() {
        "ervd" => {
            let points: Vec<String> =
                points.iter().map(|(id, point)| format!("{id} = {point:?}")).collect();
            method.with_parameter("reference", &format!("{{ {} }}", points.join(", "))).unwrap()
        }
        "choquet" => {
            let pairs = points.iter().enumerate().flat_map(|(at, (a, _))| {
                points[at + 1..].iter().map(move |(b, _)| format!("\"{a} & {b} = 0.1\""))
            });
            let pairs: Vec<String> = pairs.collect();
            method.with_parameter("interactions", &format!("[{}]", pairs.join(", "))).unwrap()
        }
        _ => method.clone(),
    }
}

fn solve(rows: &[Vec<f64>], maximise: &[bool], weights: &[f64], method: &Method) -> Vec<f64> {
    let (problem, method) = posed(rows, maximise, weights, method);
    scores(&evaluate(&problem, &method).unwrap())
}

fn ranks(rows: &[Vec<f64>], maximise: &[bool], weights: &[f64], method: &Method) -> Vec<usize> {
    let (problem, method) = posed(rows, maximise, weights, method);
    let evaluation = evaluate(&problem, &method).unwrap();
    evaluation.groups[0].standings().map(|standing| standing.rank.expect("ranked")).collect()
}

/// Rows of positive figures, a direction and a weight per column.
fn problems() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<bool>, Vec<f64>)> {
    (2usize..8, 1usize..6).prop_flat_map(|(m, n)| {
        let row = prop::collection::vec((11u32..1000).prop_map(|x| f64::from(x) / 10.0), n);
        let weights = prop::collection::vec(0u32..10, n)
            .prop_filter("some weight", |w| w.iter().any(|x| *x > 0));
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
            rows[0][j] = if maximise[j] { rows[1][j] + step } else { (rows[1][j] - step).max(1.05) };
        }
        // PROBID and CODAS lack this property: see `distance_to_the_mean_can_put_the_better_lower` and
        // `a_threshold_of_distances_can_put_the_better_lower`.
        for method in variants().into_iter().filter(|method| !["probid", "codas"].contains(&method.name())) {
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
        // The logarithm of a product depends on the unit: the paper's formula, so its sheet asks
        // for ratios and says no more.
        // ELECTRE II takes leads over the widest range of all criteria, see
        // `electre_ii_hangs_on_the_unit_of_a_column`.
        let depends = |method: &Method| {
            format!("{method:?}").contains("Logarithmic") || method.name() == "electre-ii"
        };
        let own_range = Method::named("electre-ii").unwrap().with_parameter("scaled_by", "criterion").unwrap();
        for method in variants().into_iter().filter(|method| !depends(method)).chain([own_range]) {
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
            let Ok(evaluation) = evaluate(&problem, &method) else { continue };
            for standing in evaluation.groups[0].standings() {
                prop_assert!(standing.score.unwrap().is_finite(), "{method:?}");
                prop_assert!(standing.rank.is_some());
            }
            let mut tables = vec![evaluation.ranking(), evaluation.order()];
            // A method whose score is no sum has no contributions.
            if evaluation.groups[0].values.is_some() {
                tables.push(evaluation.contributions());
            }
            for table in tables {
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
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        let group = &evaluation.groups[0];
        for (place, standing) in group.standings().enumerate() {
            let (low, high) = standing.bounds.unwrap();
            let score = standing.computed.unwrap();
            assert!(low <= score && score <= high);
            let (best, worst) = standing.ranks.unwrap();
            assert!(best <= standing.rank.unwrap() && standing.rank.unwrap() <= worst, "{place}");
        }
        for pair in group.comparisons(0.0) {
            let (min, max) = pair.bounds.unwrap();
            assert!(min <= pair.nominal + 1e-12 && pair.nominal <= max + 1e-12);
            assert_eq!(pair.verdict == Verdict::Certain, min > group.eps);
            if pair.verdict == Verdict::Certain {
                assert!(
                    group.standing(pair.ahead).ranks.unwrap().0
                        < group.standing(pair.behind).ranks.unwrap().1
                );
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
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let group = &evaluation.groups[0];
    let lead = group.score_difference(FIRST, SECOND).unwrap();
    assert_eq!((lead.min, lead.max), (0.0, 0.0));
    assert_eq!(group.compare(FIRST, SECOND, 0.0).unwrap().verdict, Verdict::Tie);
    assert_eq!(group.standing(FIRST), group.standing(SECOND));
}

#[test]
fn wide_and_long_tables_in_any_order_of_rows_and_files_agree() {
    let wide = "plan,x,y\nP,2..9,?\nQ,4,middle\nR,normal(5; 1),low..high\n";
    let long = "criterion,plan,value\ny,R,low..high\nx,Q,4\nx,P,2..9\ny,P,?\nx,R,normal(5; 1)\ny,Q,middle\n";
    let pairs = ["plan,place\nP,here\nQ,here\nR,here\n", "place,plan\nhere,R\nhere,Q\nhere,P\n"];
    let key = SHARED.replacen(
        "id = \"plan\"",
        "id = \"plan\"\nvalues = [{ id = \"P\" }, { id = \"Q\" }, { id = \"R\" }]",
        1,
    );
    let ranking = |judgements: &str, pairs: &str, toml: &str| {
        let case = Files::new(&[
            ("case.toml", toml),
            ("judgements.csv", judgements),
            ("pairs.csv", pairs),
        ])
        .open()
        .unwrap();
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        (evaluation.ranking(), evaluation.order(), evaluation.contributions())
    };
    let swapped =
        key.replace("[\"judgements.csv\", \"pairs.csv\"]", "[\"pairs.csv\", \"judgements.csv\"]");
    let plain = ranking(wide, pairs[0], &key);
    for judgements in [wide, long] {
        for pairs in pairs {
            for toml in [&key, &swapped] {
                assert_eq!(ranking(judgements, pairs, toml), plain);
            }
        }
    }
}

/// `codas` lacks dominance: a little more distance from the worst can bring an alternative within the
/// threshold of another, against which its second distance then no longer counts.
#[test]
fn a_threshold_of_distances_can_put_the_better_lower() {
    let rows = [vec![7.0, 4.0], vec![7.0, 3.0], vec![4.0, 10.0], vec![1.0, 8.0]];
    let ranks = ranks(&rows, &[true, true], &[1.0, 1.0], &Method::named("codas").unwrap());
    assert_eq!(ranks, [3, 2, 1, 4]);
}

/// `probid` lacks dominance: the distance to the mean counts in favour of the worse.
#[test]
fn distance_to_the_mean_can_put_the_better_lower() {
    let rows = [vec![1.11], vec![1.1], vec![2.4]];
    let ranks = ranks(&rows, &[true], &[1.0], &Method::named("probid").unwrap());
    assert_eq!(ranks, [3, 2, 1]);
}

/// `promethee-i` lacks the property "score" (and with it every property of scores): the smallest
/// problem on which its answer is no order. A is much better on one criterion, B a little better on
/// two.
#[test]
fn a_partial_order_has_no_score() {
    use afweging::method::Relation;
    let matrix =
        Matrix::from_fn(3, 3, |i, j| [[9.0, 1.0, 1.0], [1.0, 2.0, 2.0], [5.0, 0.0, 3.0]][i][j]);
    let problem = Problem::crisp(&matrix, &[Direction::Max; 3], &[1.0; 3]).unwrap();
    let evaluation = evaluate(&problem, &Method::named("promethee-i").unwrap()).unwrap();
    let group = &evaluation.groups[0];
    assert!(group.standings().all(|standing| standing.score.is_none()
        && standing.rank.is_none()
        && standing.bounds.is_none()));
    assert_eq!(evaluation.order().rows(), 0);
    let native = group.native().expect("own figures");
    let relation = native.relation().expect("a relation");
    // What it has instead: a dominating alternative is preferred, and the relation is never claimed
    // both ways.
    for (a, row) in relation.iter().enumerate() {
        for (b, one) in row.iter().enumerate() {
            assert!(!(*one == Some(Relation::Preferred) && relation[b][a].is_some()), "{a} {b}");
        }
    }
    let dominated = Matrix::from_fn(2, 2, |i, j| [[2.0, 2.0], [1.0, 2.0]][i][j]);
    let problem = Problem::crisp(&dominated, &[Direction::Max; 2], &[1.0; 2]).unwrap();
    let evaluation = evaluate(&problem, &Method::named("promethee-i").unwrap()).unwrap();
    assert_eq!(
        evaluation.groups[0].native().unwrap().relation(),
        Some(&vec![vec![None, Some(Relation::Preferred)], vec![None, None]])
    );
}

fn letters(rows: &[&[f64]], weights: &[f64], method: &Method) -> Vec<Vec<&'static str>> {
    let matrix = Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]);
    let problem = Problem::crisp(&matrix, &vec![Direction::Max; weights.len()], weights).unwrap();
    let evaluation = evaluate(&problem, method).unwrap();
    let native = evaluation.groups[0].native().expect("own figures");
    let relation = native.relation().expect("a relation");
    let letter = |one: &Option<afweging::method::Relation>| one.map_or("-", |one| one.letter());
    relation.iter().map(|row| row.iter().map(letter).collect()).collect()
}

/// `electre-i`, `electre-is` and `promethee-iii` lack a score too. What they have instead: no
/// alternative is preferred to one that is at least as good on everything. Those of a kernel need not
/// be transitive, and nor is indifference in an interval order.
#[test]
fn relations_without_a_score() {
    for name in ["electre-i", "electre-is", "promethee-iii", "promethee-i"] {
        let method = Method::named(name).unwrap();
        let pair = letters(&[&[3.0, 5.0], &[2.0, 5.0]], &[1.0, 1.0], &method);
        assert!(pair[0][1] != "-" && pair[1][0] != "P", "{name}: {pair:?}");
        assert_eq!(letters(&[&[3.0, 5.0], &[3.0, 5.0]], &[1.0, 1.0], &method)[0][1], "I");
    }
    // A outranks B and B outranks C by two criteria of three, C outranks A: a circuit.
    let circuit: [&[f64]; 3] = [&[3.0, 2.0, 1.0], &[2.0, 1.0, 3.0], &[1.0, 3.0, 2.0]];
    let lenient = Method::named("electre-i").unwrap().with_parameter("discordance", "1").unwrap();
    let own = letters(&circuit, &[1.0; 3], &lenient);
    assert_eq!((own[0][1], own[1][2], own[2][0]), ("P", "P", "P"));
    // The means are 2/3, 0 and -2/3, and the deviations 0.471, 0.816 and 0.471: with 0.6 of these the
    // interval of the middle one meets both others, which do not meet each other.
    let wide = Method::named("promethee-iii").unwrap().with_parameter("alpha", "0.6").unwrap();
    let own = letters(&[&[3.0], &[2.0], &[1.0]], &[1.0], &wide);
    assert_eq!((own[0][1], own[1][2], own[0][2]), ("I", "I", "P"));
}

/// The unit of a column matters to ELECTRE II under its paper's scale: at 2 : 1 of the weight A
/// outranks B, unless quality in small units makes the lead of B the widest range of all.
#[test]
fn electre_ii_hangs_on_the_unit_of_a_column() {
    let method = Method::named("electre-ii").unwrap();
    let rank = |unit: f64| {
        let rows = [vec![9.0, 1.0 * unit], vec![1.0, 3.0 * unit]];
        ranks(&rows, &[true, true], &[2.0, 1.0], &method)
    };
    // D(A, B) = 2/8, then 20/20.
    assert_eq!(rank(1.0), [1, 2]);
    assert_eq!(rank(10.0), [1, 1]);
}

/// ELECTRE III orders two alternatives by looking at all: A is ahead of C, until D comes in, which is
/// C but worse on one criterion.
#[test]
fn electre_iii_hangs_on_who_else_is_there() {
    let method = Method::named("electre-iii").unwrap();
    let rows: Vec<Vec<f64>> =
        vec![vec![4.0, 5.0, 1.0], vec![5.0, 2.0, 3.0], vec![2.0, 2.0, 5.0], vec![2.0, 2.0, 4.0]];
    let score = |count: usize| solve(&rows[..count], &[true; 3], &[4.0, 1.0, 1.0], &method);
    assert_eq!(score(3), [-2.0, -1.0, -3.0]);
    assert_eq!(score(4), [-2.5, -1.5, -2.0, -4.0]);
}

/// The full product of methods and degenerate problems: a finite score and a rank for every
/// alternative, or an error that names the method; never a panic, NaN or infinity.
#[test]
fn degenerate_problems_under_every_method() {
    let wide: Vec<f64> = (0..500).map(|j| 1.0 + f64::from(j % 7)).collect();
    // A name, rows of figures, and weights.
    type Degenerate = (&'static str, Vec<Vec<f64>>, Vec<f64>);
    let problems: Vec<Degenerate> = vec![
        ("one alternative", vec![vec![3.0, 5.0]], vec![1.0, 1.0]),
        ("one criterion", vec![vec![3.0], vec![5.0], vec![4.0]], vec![1.0]),
        ("a constant column", vec![vec![3.0, 5.0], vec![3.0, 2.0], vec![3.0, 9.0]], vec![1.0, 2.0]),
        ("a zero column", vec![vec![0.0, 5.0], vec![0.0, 2.0]], vec![1.0, 1.0]),
        ("zeros", vec![vec![0.0, 5.0], vec![4.0, 0.0], vec![2.0, 2.0]], vec![1.0, 1.0]),
        (
            "a negative column",
            vec![vec![-3.0, 5.0], vec![-1.0, 2.0], vec![-2.0, 2.5]],
            vec![1.0, 1.0],
        ),
        ("mixed signs", vec![vec![-3.0, 5.0], vec![1.0, -2.0]], vec![1.0, 1.0]),
        ("two identical alternatives", vec![vec![3.0, 5.0], vec![3.0, 5.0]], vec![1.0, 1.0]),
        ("a weight of 0", vec![vec![3.0, 5.0], vec![4.0, 2.0]], vec![0.0, 1.0]),
        ("a weight of 1e308", vec![vec![3.0, 5.0], vec![4.0, 2.0]], vec![1e308, 1.0]),
        ("500 criteria", vec![wide.clone(), wide.iter().rev().copied().collect()], vec![1.0; 500]),
        ("huge and tiny", vec![vec![1e308, 5e-324], vec![-1e308, 1e-300]], vec![1.0, 1.0]),
    ];
    let mut methods = variants();
    methods.push(
        Method::named("weighted-product")
            .unwrap()
            .with_parameter("normalization", "z-score")
            .unwrap(),
    );
    for entry in Method::catalogue() {
        let method = Method::named(entry.name).unwrap();
        if !method.has_score() {
            methods.push(method);
        }
    }
    let (mut solved, mut refused) = (0, 0);
    for (name, rows, weights) in &problems {
        for direction in [Direction::Max, Direction::Min] {
            for method in &methods {
                let matrix = Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]);
                let problem =
                    Problem::crisp(&matrix, &vec![direction; weights.len()], weights).unwrap();
                let evaluation = match evaluate(&problem, method) {
                    Ok(evaluation) => evaluation,
                    Err(afweging::Error::Undefined { reason, remedy, .. }) => {
                        assert!(!reason.is_empty() && !remedy.is_empty());
                        refused += 1;
                        continue;
                    }
                    Err(error) => panic!("{name}, {method:?}: {error}"),
                };
                let group = &evaluation.groups[0];
                for standing in group.standings() {
                    let has_score = method.has_score();
                    assert_eq!(
                        standing.score.is_some_and(f64::is_finite),
                        has_score,
                        "{name}, {method:?}"
                    );
                    assert_eq!(standing.rank.is_some(), has_score);
                }
                if name.starts_with("two identical") && method.has_score() {
                    assert_eq!(group.standing(FIRST), group.standing(SECOND), "{method:?}");
                    assert_eq!(group.standing(FIRST).rank, Some(1));
                }
                for table in [evaluation.native(), evaluation.native_pairs()].into_iter().flatten()
                {
                    for column in &table.columns {
                        if let afweging::table::Values::Number(values) = &column.values {
                            assert!(
                                values.iter().all(Option::is_some),
                                "{name}, {method:?}: {}",
                                column.name
                            );
                        }
                    }
                }
                solved += 1;
            }
        }
    }
    assert!(solved > 300 && refused > 50, "{solved} solved, {refused} refused");
}

const SMALL: &str = "format = 1\nid = \"s\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n[[criteria]]\nid = \"x\"\nscale = { min = 0, max = 100 }\n";

/// A normalised score hangs on the whole column: where part of it is a range, no score is certain,
/// not even that of a crisp figure.
#[test]
fn nothing_is_certain_under_a_normalization_unless_the_whole_group_is_crisp() {
    let toml = format!("{SMALL}[method.weighted-sum]\nnormalization = \"max\"\n");
    let case = Files::new(&[("case.toml", &toml), ("t.csv", "option,x\nA,10\nB,20\nC,30..90\n")])
        .open()
        .unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let group = &evaluation.groups[0];
    assert!(
        group.standings().all(|standing| standing.bounds.is_none() && standing.ranks.is_none())
    );
    assert!(
        group
            .comparisons(0.5)
            .all(|pair| pair.verdict == Verdict::Nominal && pair.bounds.is_none())
    );
}

/// Ratios of levels mean nothing: refused, unless the user insists; then levels count 1 .. L.
#[test]
fn ratio_methods_refuse_ordinal_data() {
    let toml =
        SMALL.replace("{ min = 0, max = 100 }", "{ levels = [\"low\", \"middle\", \"high\"] }");
    let files = Files::new(&[("case.toml", &toml), ("t.csv", "option,x\nA,low\nB,high\n")]);
    let case = files.open().unwrap();
    let product = Method::named("weighted-product").unwrap();
    let lenient = product.with_parameter("normalization", "min-max").unwrap();
    for method in [Method::named("topsis").unwrap(), product, lenient] {
        let error = evaluate(&case.problem, &method).unwrap_err().to_string();
        assert!(error.contains("ordinal") && error.contains("--force"), "{error}");
    }
    for name in ["vikor", "promethee-ii"] {
        assert!(
            evaluate(&case.problem, &Method::named(name).unwrap()).is_ok(),
            "{name} needs no ratios"
        );
    }
    let forced =
        files.open_with(&afweging::case::WhatIf { force: true, ..Default::default() }).unwrap();
    let evaluation =
        evaluate(&forced.problem, &Method::named("weighted-product").unwrap()).unwrap();
    let scores: Vec<f64> =
        evaluation.groups[0].standings().map(|standing| standing.score.unwrap()).collect();
    assert!(close(scores[0], 1.0 / 3.0) && scores[1] == 1.0, "{scores:?}");
}

/// A setting on a figure that nobody gives keeps what the alternatives of one place share.
#[test]
fn a_setting_keeps_what_is_shared() {
    let toml = "format = 1\nid = \"s\"\ndata = [\"p.csv\", \"q.csv\"]\n[[keys]]\nid = \"plan\"\n[[keys]]\nid = \"place\"\n[[criteria]]\nid = \"x\"\nscale = { min = 0, max = 10 }\n[[adjustments]]\ncriterion = \"x\"\nattribute = \"size\"\nshift = { points = [[0, 0], [4, 4]] }\n";
    let files = Files::new(&[
        ("case.toml", toml),
        ("p.csv", "plan,x\nP,3\nQ,2\n"),
        ("q.csv", "place,size\nhere,1\nthere,\n"),
    ]);
    let set = vec!["size=0..4@place=there".parse().unwrap()];
    let case = files
        .open_with(&afweging::case::WhatIf {
            set,
            filter: vec![("place".into(), "there".into())],
            ..Default::default()
        })
        .unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let group = &evaluation.groups[0];
    let lead = group.score_difference(FIRST, SECOND).unwrap();
    assert!(close(lead.min, 0.1) && close(lead.max, 0.1), "one place has one size: {lead:?}");
}

/// Sums of the largest numbers stay numbers.
#[test]
fn a_shift_beyond_the_largest_number_is_cut() {
    let toml = "format = 1\nid = \"s\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"o\"\n[[criteria]]\nid = \"x\"\n[[adjustments]]\ncriterion = \"x\"\nattribute = \"n\"\nshift = { points = [[0, 0.0], [1, 1e308]] }\n";
    let case =
        Files::new(&[("case.toml", toml), ("t.csv", "o,x,n\nA,1e308,1\nB,1,0\n")]).open().unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let ranks: Vec<Option<usize>> =
        evaluation.groups[0].standings().map(|standing| standing.rank).collect();
    assert_eq!(ranks, [Some(1), Some(2)]);
}

/// Reference and excluded alternatives never enter a method: adding one changes no score of those
/// that compete.
#[test]
fn who_does_not_compete_changes_nothing() {
    let toml = "format = 1\nid = \"r\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"o\"\nvalues = [{ id = \"A\" }, { id = \"B\" }, { id = \"C\" }, { id = \"R\", role = \"reference\" }]\n[[criteria]]\nid = \"x\"\nscale = { min = -1000, max = 1000 }\n[[criteria]]\nid = \"y\"\nscale = { min = -1000, max = 1000 }\n";
    let table = "o,x,y\nA,3,5\nB,4,2\nC,6,3\n";
    let without = Files::new(&[("case.toml", toml), ("t.csv", table)]).open().unwrap();
    let with = Files::new(&[("case.toml", toml), ("t.csv", &format!("{table}R,-900,900\n"))])
        .open()
        .unwrap();
    let mut methods = variants();
    for name in ["weighted-sum", "weighted-product", "topsis"] {
        for normalization in ["none", "goalposts"] {
            methods.push(
                Method::named(name)
                    .unwrap()
                    .with_parameter("normalization", normalization)
                    .unwrap(),
            );
        }
    }
    for method in methods {
        let method = told(&method, [("x".to_owned(), 4.0), ("y".to_owned(), 3.0)].into_iter());
        let run = |case: &afweging::case::Case| {
            let evaluation = evaluate(&case.problem, &method)
                .unwrap_or_else(|error| panic!("{method:?}: {error}"));
            evaluation.groups[0].standings().take(3).copied().collect::<Vec<_>>()
        };
        assert_eq!(run(&with), run(&without), "{method:?}");
    }
}

/// Where a score is a sum of contributions, they add up to it; elsewhere there are none.
#[test]
fn contributions_add_up_to_the_score() {
    let rows = [vec![3.0, 5.0], vec![4.0, 2.0], vec![6.0, 3.0]];
    for method in variants() {
        let (problem, method) = posed(&rows, &[true, false], &[1.0, 2.0], &method);
        let evaluation = evaluate(&problem, &method).unwrap();
        let (ranking, table) = (evaluation.ranking(), evaluation.contributions());
        for row in 0..ranking.rows() {
            let name = ranking.get(row, "alternative");
            let parts: Vec<Option<f64>> = (0..table.rows())
                .filter(|at| table.get(*at, "alternative") == name)
                .map(|at| table.get(at, "contribution").as_number())
                .collect();
            if let Some(sum) = parts.iter().copied().sum::<Option<f64>>() {
                assert!(close(sum, ranking.get(row, "score").as_number().unwrap()), "{method:?}");
            }
        }
    }
}

/// VIKOR: moving the origin of a column changes nothing, though its decimals then round otherwise.
#[test]
fn vikor_does_not_rank_rounding_errors() {
    let solve = |shift: f64, unit: f64| {
        let matrix = Matrix::from_fn(4, 2, |i, j| {
            if j == 0 { shift + unit * (i as f64 + 1.0) } else { 4.0 - i as f64 }
        });
        let problem = Problem::crisp(&matrix, &[Direction::Max; 2], &[1.0; 2]).unwrap();
        let evaluation = evaluate(&problem, &Method::named("vikor").unwrap()).unwrap();
        let group = &evaluation.groups[0];
        (
            group.standings().map(|standing| standing.rank).collect::<Vec<_>>(),
            evaluation.native().unwrap().column("compromise").cloned(),
        )
    };
    assert_eq!(solve(1000.0, 0.1), solve(0.0, 1.0));
}

/// Net flows that cancel to 0 leave rounding errors of either sign; all tie.
#[test]
fn flows_that_cancel_tie() {
    let matrix = Matrix::from_fn(6, 6, |i, j| ((i + j) % 6) as f64);
    let problem = Problem::crisp(&matrix, &[Direction::Max; 6], &[1.0; 6]).unwrap();
    for method in [
        Method::named("promethee-ii").unwrap(),
        Method::named("weighted-sum").unwrap().with_parameter("normalization", "z-score").unwrap(),
    ] {
        let evaluation = evaluate(&problem, &method).unwrap();
        let group = &evaluation.groups[0];
        assert!(group.standings().all(|standing| standing.rank == Some(1)), "{method:?}");
        assert!(group.comparisons(0.0).all(|pair| pair.verdict == Verdict::Tie));
    }
}

#[test]
fn a_value_below_zero_has_no_power_even_if_it_is_too_small_for_a_double() {
    let rows = [[1e107, 1.0], [-2e-243, 2.0]];
    let weights = [0.0, 1.0];
    let matrix = Matrix::from_fn(2, 2, |i, j| rows[i][j]);
    let problem = Problem::crisp(&matrix, &directions(&[true, true]), &weights).unwrap();
    let vector = Method::named("weighted-product").unwrap();
    let vector = vector.with_parameter("normalization", "vector").unwrap();
    let refused = evaluate(&problem, &vector).unwrap_err().to_string();
    assert!(refused.contains("below 0 has no power"), "{refused}");
}
