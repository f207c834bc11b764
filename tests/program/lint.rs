//! Remarks on the model: of each kind a small case that has it and one that just misses it; what
//! never decides a place against brute force; influence against a closed form; cases with next to
//! nothing in them.

use crate::common::vertices::{brute_force, variables};
use crate::common::{Files, Random, random_case, value};
use afweging::case::{Case, DEFAULT, Location, WhatIf};
use afweging::method::Method;
use afweging::problem::{Direction, Language, Matrix, Problem, ranking, weights};
use afweging::report::{self, Words};
use afweging::study::lint::{Dependence, FEWEST_ALIKE, Lint, NEARLY_ONE, Remark, Unexamined, lint};
use afweging::study::{Evaluations, Path, Scope, evaluate};

/// A case of one key `a`; `rest` are the tables of the criteria file after the key, `table` the
/// data.
fn case(rest: &str, table: &str) -> Case {
    grouped("", rest, table)
}

/// The same with lines of its own in the head; a blank line in `table` parts two tables.
fn grouped(head: &str, rest: &str, table: &str) -> Case {
    let tables: Vec<(String, &str)> =
        table.split("\n\n").enumerate().map(|(at, text)| (format!("t{at}.csv"), text)).collect();
    let keys =
        table.lines().next().unwrap().split(',').filter(|column| ["a", "g"].contains(column));
    let keys: String = keys.map(|key| format!("[[keys]]\nid = \"{key}\"\n")).collect();
    let names: Vec<&str> = tables.iter().map(|(name, _)| name.as_str()).collect();
    let text = format!("format = 1\nid = \"small\"\ndata = {names:?}\n{head}\n{keys}{rest}");
    let files = tables
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .chain([("case.toml", text.as_str())]);
    Files::new(&files.collect::<Vec<_>>())
        .open()
        .unwrap_or_else(|error| panic!("{error}\n{text}\n{table}"))
}

fn look(case: &Case) -> Lint {
    let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
    lint(&evaluations, case.as_of.as_deref()).unwrap()
}

/// Criteria on 0 .. 10 in a unit, so that their weights need no anchors: `x y:2 z` with `y`
/// weighing 2.
fn criteria(names: &str) -> String {
    let one = |name: &str| {
        let (id, weight) = name.split_once(':').unwrap_or((name, "1"));
        format!(
            "[[criteria]]\nid = \"{id}\"\nscale = {{ min = 0, max = 10 }}\nunit = \"EUR\"\nweight = {weight}\n"
        )
    };
    names.split(' ').map(one).collect()
}

/// A table of alternatives by criteria, a row of figures per line.
fn table(names: &str, rows: &[&str]) -> String {
    let mut out = format!("a,{names}\n");
    for (index, row) in rows.iter().enumerate() {
        out += &format!("A{index},{row}\n");
    }
    out
}

/// What the remark of one kind holds.
fn find<T>(lint: &Lint, pick: impl Fn(&Remark) -> Option<T>) -> Option<T> {
    lint.remarks.iter().find_map(pick)
}

fn constant(case: &Case) -> Option<Vec<usize>> {
    find(&look(case), |remark| {
        if let Remark::Constant(leaves) = remark { Some(leaves.clone()) } else { None }
    })
}

#[test]
fn constant_criteria() {
    let xy = criteria("x y");
    assert_eq!(constant(&case(&xy, &table("x,y", &["1,5", "2,5", "3,5"]))), Some(vec![1]));
    assert_eq!(constant(&case(&xy, &table("x,y", &["1,5", "2,5", "3,6"]))), None);
    // Ranges with one middle may turn out to differ; so may what is not known.
    assert_eq!(constant(&case(&xy, &table("x,y", &["1,4..6", "2,4..6", "3,5"]))), None);
    assert_eq!(constant(&case(&xy, &table("x,y", &["1,?", "2,?"]))), None);
    // One input is the same number for all that rest on it, and an attribute that shifts only some
    // parts them.
    let shared = "a,g,x\nA,G,1\nB,G,2\n\ng,y,size\nG,3..7,4\n";
    let within = "rank_within = [\"g\"]";
    assert_eq!(constant(&grouped(within, &xy, shared)), Some(vec![1]));
    let shift = "[[adjustments]]\ncriterion = \"y\"\nattribute = \"size\"\nshift = { points = [[0, 0], [4, 1]] }\n";
    let shifted = |when: &str| constant(&grouped(within, &format!("{xy}{shift}{when}"), shared));
    assert_eq!((shifted(""), shifted("when = { a = \"A\" }\n")), (Some(vec![1]), None));
    // In one group only: no remark; groups of one do not count; nor do criteria without weight.
    let two = |y: &str| format!("a,g,x,y\nA,G,1,5\nB,G,2,5\nA,H,1,5\nB,H,3,{y}\nC,I,9,9\n");
    assert_eq!(constant(&grouped(within, &xy, &two("5"))), Some(vec![1]));
    assert_eq!(constant(&grouped(within, &xy, &two("6"))), None);
    assert_eq!(constant(&case(&criteria("x y:0"), &table("x,y", &["1,5", "2,5"]))), None);
}

#[test]
fn a_constant_criterion_is_not_said_twice() {
    let case = case(
        "[[criteria]]\nid = \"x\"\n[[criteria]]\nid = \"y\"\n",
        &table("x,y", &["1,5", "2,5", "3,5"]),
    );
    let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
    let lint = lint(&evaluations, None).unwrap();
    assert!(lint.remarks.contains(&Remark::Constant(vec![1])));
    assert_eq!(report::notes(&case, &evaluations, Words(Language::En)).len(), 1);
    assert!(report::notes_beside(&case, &evaluations, &lint, Words(Language::En)).is_empty());
}

fn duplicates(case: &Case) -> Vec<Vec<usize>> {
    find(
        &look(case),
        |remark| if let Remark::Duplicates(sets) = remark { Some(sets.clone()) } else { None },
    )
    .map(|sets| sets.into_iter().map(|set| set.leaves).collect())
    .unwrap_or_default()
}

fn columns(x: &[f64], y: &[f64]) -> Case {
    let rows: Vec<String> = x.iter().zip(y).map(|(x, y)| format!("{x},{y}")).collect();
    case(&criteria("x y"), &table("x,y", &rows.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// Pearson's correlation by its definition.
fn pearson(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len() as f64;
    let (mx, my) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let sum = |f: &dyn Fn(usize) -> f64| (0..x.len()).map(f).sum::<f64>();
    let xy = sum(&|i| (x[i] - mx) * (y[i] - my));
    xy / (sum(&|i| (x[i] - mx).powi(2)) * sum(&|i| (y[i] - my).powi(2))).sqrt()
}

#[test]
fn near_duplicate_criteria() {
    let x = [0.0, 1.0, 2.0, 3.0, 4.0];
    assert_eq!(duplicates(&columns(&x, &[0.0, 2.0, 4.0, 6.0, 8.0])), [[0, 1]]);
    // The same order, with correlations just at both sides of the threshold.
    let (near, far) = ([0.0, 1.0, 2.0, 3.0, 4.9], [0.0, 1.0, 2.0, 3.0, 5.3]);
    assert!(
        pearson(&x, &near) > NEARLY_ONE
            && pearson(&x, &near) < 0.99
            && pearson(&x, &far) < NEARLY_ONE
    );
    assert_eq!(duplicates(&columns(&x, &near)), [[0, 1]]);
    assert!(duplicates(&columns(&x, &far)).is_empty());
    // Nearly the same distances in another order, also where what differs is small.
    let swapped = [0.0, 0.1, 4.0, 7.0, 10.0];
    assert!(pearson(&[0.1, 0.0, 4.0, 7.0, 10.0], &swapped) > 0.999);
    assert!(duplicates(&columns(&[0.1, 0.0, 4.0, 7.0, 10.0], &swapped)).is_empty());
    // One odd alternative is no evidence; three and three are.
    assert!(
        duplicates(&columns(&[0.0, 0.0, 0.0, 0.0, 1.0], &[2.0, 2.0, 2.0, 2.0, 5.0])).is_empty()
    );
    assert_eq!(
        duplicates(&columns(&[0.0, 0.0, 0.0, 1.0, 1.0, 1.0], &[2.0, 2.0, 2.0, 5.0, 5.0, 5.0])),
        [[0, 1]]
    );
    // Less is better of one of them: opposites are no duplicates.
    let cost = criteria("x y").replacen("unit", "direction = \"min\"\nunit", 1);
    assert!(
        duplicates(&case(&cost, &table("x,y", &["0,0", "1,1", "2,2", "3,3", "4,4"]))).is_empty()
    );
    // Three that are alike are one set; one without weight counts nothing twice.
    let rows = ["0,0,0,1", "1,2,1,9", "2,4,2,3", "3,6,3,7", "4,8,4,5"];
    assert_eq!(duplicates(&case(&criteria("x y z u"), &table("x,y,z,u", &rows))), [[0, 1, 2]]);
    assert_eq!(duplicates(&case(&criteria("x y:0 z u"), &table("x,y,z,u", &rows))), [[0, 2]]);
}

#[test]
fn near_duplicates_take_enough_known_alternatives_in_every_large_group() {
    let too_few = Unexamined::Duplicates { pairs: 1, of: 1 };
    let four = columns(&[0.0, 1.0, 2.0, 3.0], &[0.0, 1.0, 2.0, 3.0]);
    assert!(duplicates(&four).is_empty() && look(&four).unexamined.contains(&too_few));
    assert_eq!(FEWEST_ALIKE, 5);
    // What is unknown is left out: not 5, as the middle of the scale would be.
    let rows = ["0,0", "1,1", "2,2", "?,9", "3,3", "4,4"];
    let unknown = case(&criteria("x y"), &table("x,y", &rows));
    assert_eq!(duplicates(&unknown), [[0, 1]]);
    let fewer = case(&criteria("x y"), &table("x,y", &rows[..5]));
    assert!(duplicates(&fewer).is_empty() && look(&fewer).unexamined.contains(&too_few));
    // Another order in another group.
    let groups = |last: &str| {
        let mut out = String::from("a,g,x,y\n");
        for (group, rows) in
            [("G", ["0,0", "1,1", "2,2", "3,3", "4,4"]), ("H", ["0,0", "1,1", "2,2", "3,3", last])]
        {
            rows.iter().enumerate().for_each(|(at, row)| out += &format!("A{at},{group},{row}\n"));
        }
        grouped("rank_within = [\"g\"]", &criteria("x y"), &out)
    };
    assert_eq!(duplicates(&groups("4,4")), [[0, 1]]);
    assert!(duplicates(&groups("4,0")).is_empty());
}

fn idle(case: &Case) -> Option<(Vec<usize>, bool)> {
    look(case).remarks.into_iter().find_map(|remark| match remark {
        Remark::Idle { leaves, all, .. } => Some((leaves, all)),
        _ => None,
    })
}

#[test]
fn criteria_that_never_decide_a_place() {
    // z goes along with x + y, which trade places with each other; x and y decide.
    let names = criteria("x y z");
    let idle_z = table("x,y,z", &["9,3,8", "1,8,5", "2,2,1"]);
    assert_eq!(idle(&case(&names, &idle_z)), Some((vec![2], false)));
    // As soon as z has one pair the other way round it decides.
    assert_eq!(idle(&case(&names, &table("x,y,z", &["9,3,8", "1,8,5", "2,2,6"]))), None);
    // Or breaks a tie of the others.
    assert_eq!(idle(&case(&names, &table("x,y,z", &["9,3,8", "3,9,5", "2,2,1"]))), None);
    assert_eq!(
        idle(&case(&names, &table("x,y,z", &["9,3,5", "3,9,5", "2,2,1"]))),
        Some((vec![2], false))
    );
    // A range that may turn the order, by a hair.
    assert_eq!(
        idle(&case(&names, &table("x,y,z", &["9,3,5..8", "1,8,5", "2,2,1"]))),
        Some((vec![2], false))
    );
    assert_eq!(idle(&case(&names, &table("x,y,z", &["9,3,4.9..8", "1,8,5", "2,2,1"]))), None);
    // The others not being sure is enough: they might leave it to z.
    assert_eq!(idle(&case(&names, &table("x,y,z", &["0..9,3,8", "1,8,5", "2,2,1"]))), None);
    // One at least as good everywhere: no weight matters at all.
    assert_eq!(
        idle(&case(&names, &table("x,y,z", &["9,8,8", "1,8,5", "1,2,1"]))),
        Some((vec![0, 1, 2], true))
    );
}

#[test]
fn what_cannot_be_told_of_places_is_said() {
    let names = criteria("x y");
    let rows = table("x,y", &["9,8", "1,2"]);
    for (method, figures, told) in [
        ("[method.topsis]\n", &rows, false),
        ("[method.promethee-ii]\n", &rows, true),
        ("[method.weighted-sum]\nnormalization = \"max\"\n", &rows, true),
        (
            "[method.weighted-sum]\nnormalization = \"max\"\n",
            &table("x,y", &["8..9,8", "1,2"]),
            false,
        ),
    ] {
        let case = case(&format!("{names}{method}"), figures);
        assert_eq!(idle(&case).is_some(), told, "{method}");
        let said = look(&case)
            .unexamined
            .iter()
            .any(|unexamined| matches!(unexamined, Unexamined::Idle { .. }));
        assert_eq!(said, !told, "{method}");
    }
}

/// Along the path of a criterion, the order of two alternatives by the least and the greatest of
/// their difference over the inputs, found by brute force over vertices.
#[test]
fn idle_criteria_against_brute_force() {
    let mut random = Random(60);
    let (mut seen, mut deciding) = (0, 0);
    for round in 0..200 {
        let files = random_case(&mut random);
        let Ok(case) = files.open() else { continue };
        let problem = &case.problem;
        let n = problem.tree().leaves().len();
        if n < 2 || problem.alternatives().len() < 2 {
            continue;
        }
        let lint = look(&case);
        let constant = find(&lint, |remark| {
            if let Remark::Constant(leaves) = remark { Some(leaves.clone()) } else { None }
        })
        .unwrap_or_default();
        let idle = idle(&case).map_or(Vec::new(), |(leaves, _)| leaves);
        'leaves: for leaf in (0..n).filter(|leaf| !constant.contains(leaf)) {
            let path =
                Path::new(problem, 0, problem.tree().branch_of_leaf(leaf).unwrap(), Scope::Global)
                    .unwrap();
            let mut decides = false;
            for group in problem.groups() {
                for (place, a) in group.members().iter().enumerate() {
                    for b in &group.members()[place + 1..] {
                        let pair = [*a, *b];
                        let variables = variables(problem, pair);
                        if variables.len() > 3 {
                            continue 'leaves;
                        }
                        let lead = |x: f64| brute_force(problem, &path.at(x), pair, &variables);
                        let nominal = |x: f64| {
                            let of = |alternative: usize| -> f64 {
                                let v = |leaf: usize| {
                                    value(
                                        problem,
                                        leaf,
                                        problem.cell(alternative, leaf).spread.nominal,
                                    )
                                };
                                path.at(x)
                                    .iter()
                                    .enumerate()
                                    .map(|(leaf, weight)| weight * v(leaf))
                                    .sum()
                            };
                            of(*a) - of(*b)
                        };
                        let leads: Vec<(f64, f64)> =
                            [0.0, 0.5, 1.0].into_iter().map(lead).collect();
                        let never = |behind: bool| {
                            leads
                                .iter()
                                .all(|(low, high)| if behind { *high < 1e-9 } else { *low > -1e-9 })
                        };
                        let tie = |(low, high): (f64, f64)| low > -1e-9 && high < 1e-9;
                        let parts = nominal(0.0).abs() < 1e-9 && nominal(1.0).abs() > 1e-9;
                        let parts_a_tie = parts || (tie(leads[0]) && !tie(leads[2]));
                        decides |= parts_a_tie || !(never(true) || never(false));
                    }
                }
            }
            assert_eq!(idle.contains(&leaf), !decides, "round {round}, leaf {leaf}");
            seen += 1;
            deciding += usize::from(decides);
        }
    }
    assert!(seen > 100 && deciding > 50 && seen - deciding > 10, "{seen} seen, {deciding} decide");
}

/// Crisp matrices of small whole numbers, where ties are common, by the leads at both ends.
#[test]
fn idle_criteria_of_crisp_matrices() {
    let mut random = Random(61);
    let mut idles = 0;
    for _ in 0..400 {
        let (m, n) = (2 + random.below(4), 2 + random.below(3));
        let figures = Matrix::from_fn(m, n, |_, _| random.below(4) as f64);
        let given: Vec<f64> = (0..n).map(|_| (1 + random.below(3)) as f64).collect();
        let problem = Problem::crisp(&figures, &vec![Direction::Max; n], &given).unwrap();
        let method =
            Method::named("weighted-sum").unwrap().with_parameter("normalization", "none").unwrap();
        let evaluations: Evaluations = evaluate(&problem, &method).unwrap().into();
        let lint = lint(&evaluations, None).unwrap();
        let idle = find(&lint, |remark| {
            if let Remark::Idle { leaves, .. } = remark { Some(leaves.clone()) } else { None }
        })
        .unwrap_or_default();
        for leaf in 0..n {
            let equal = (0..m).all(|row| figures.at(row, leaf) == figures.at(0, leaf));
            // Whole numbers: no rounding.
            let rest = |row: usize| {
                (0..n).filter(|k| *k != leaf).map(|k| given[k] * figures.at(row, k)).sum::<f64>()
            };
            let pairs = (0..m).flat_map(|a| (0..m).map(move |b| (a, b)));
            let decides = pairs.into_iter().any(|(a, b)| {
                let (others, own) = (rest(a) - rest(b), figures.at(a, leaf) - figures.at(b, leaf));
                (others > 0.0 && own < 0.0) || (others == 0.0 && own != 0.0)
            });
            assert_eq!(idle.contains(&leaf), !equal && !decides);
            idles += usize::from(idle.contains(&leaf));
        }
    }
    assert!(idles > 50, "{idles}");
}

fn dependence(rest: &str, figures: &str) -> Vec<Dependence> {
    find(&look(&case(rest, figures)), |remark| {
        if let Remark::Dependent(methods) = remark { Some(methods.clone()) } else { None }
    })
    .map(|methods| methods.into_iter().map(|dependent| dependent.on).collect())
    .unwrap_or_default()
}

#[test]
fn values_that_depend_on_the_set_of_alternatives() {
    let figures = table("x,y", &["9,8", "1,2", "3,3"]);
    let (scaled, bare) = (
        criteria("x y"),
        "[[criteria]]\nid = \"x\"\n[[criteria]]\nid = \"y\"\nscale = { min = 0, max = 10 }\n",
    );
    assert!(dependence(&scaled, &figures).is_empty());
    assert_eq!(dependence(bare, &figures), [Dependence::ObservedRange(vec![0])]);
    let by = |name: &'static str| vec![Dependence::Normalization(name)];
    for (method, expected) in [
        ("weighted-sum]\nnormalization = \"none\"", vec![]),
        ("weighted-sum]\nnormalization = \"goalposts\"", vec![]),
        ("weighted-sum]\nnormalization = \"min-max\"", by("min-max")),
        ("weighted-product]", vec![]),
        ("weighted-product]\nnormalization = \"sum\"", vec![]),
        ("weighted-product]\nnormalization = \"min-max\"", by("min-max")),
        ("topsis]", vec![Dependence::Ideals]),
        ("vikor]", vec![Dependence::Ideals]),
        ("promethee-i]", vec![Dependence::Rivals]),
        ("promethee-ii]", vec![Dependence::Rivals]),
    ] {
        assert_eq!(
            dependence(&format!("{scaled}[method.{method}\n"), &figures),
            expected,
            "{method}"
        );
    }
    // Where less is better, a share of the column is no longer one number for all.
    let cost = scaled.replacen("unit", "direction = \"min\"\nunit", 1);
    assert_eq!(
        dependence(
            &format!("{cost}[method.weighted-product]\nnormalization = \"sum\"\n"),
            &figures
        ),
        by("sum")
    );
}

/// Methods that are not named keep the order of two alternatives whoever else is there; some that
/// are named do not.
#[test]
fn whoever_is_not_named_keeps_its_order() {
    let mut random = Random(62);
    let mut turned = 0;
    for _ in 0..200 {
        let n = 2 + random.below(2);
        let figures = Matrix::from_fn(4, n, |_, _| random.figure(1.0, 9.0));
        let order = |method: &Method, rows: usize| {
            let some = Matrix::from_fn(rows, n, |row, column| figures.at(row, column));
            let problem = Problem::crisp(&some, &vec![Direction::Max; n], &vec![1.0; n]).unwrap();
            let evaluations: Evaluations = evaluate(&problem, method).unwrap().into();
            let evaluation = evaluations.main();
            let named = find(&lint(&evaluations, None).unwrap(), |remark| {
                if let Remark::Dependent(methods) = remark { Some(methods.clone()) } else { None }
            })
            .is_some();
            let mut scores = evaluation.groups[0].standings().map(|standing| standing.score);
            let pair = [scores.next().unwrap(), scores.next().unwrap()];
            (named, ranking::ranks(&pair, 1e-9))
        };
        for (name, normalization) in [
            ("weighted-sum", "none"),
            ("weighted-sum", "min-max"),
            ("weighted-sum", "vector"),
            ("weighted-product", "linear"),
            ("weighted-product", "sum"),
            ("weighted-product", "min-max"),
            ("topsis", "vector"),
        ] {
            let method = Method::named(name)
                .unwrap()
                .with_parameter("normalization", normalization)
                .unwrap();
            let ((named, all), (_, few)) = (order(&method, 4), order(&method, 2));
            assert!(named || all == few, "{name} {normalization}");
            turned += usize::from(all != few);
        }
    }
    assert!(turned > 20, "{turned}");
}

/// A full factorial of x in 0 .. 3 and y in 0, `step`, 2 `step`: uncorrelated, so that the
/// influence of x is w^2 V(x) over the sum of such.
fn factorial(step: f64, names: &str) -> Case {
    let mut out = String::from("a,x,y\n");
    for at in 0..12 {
        out += &format!("A{at},{},{}\n", at % 4, step * f64::from(at / 4));
    }
    case(&criteria(names), &out)
}

#[test]
fn weight_against_effective_influence() {
    let influence = |case: &Case| {
        let all = find(&look(case), |remark| {
            if let Remark::Influence(all) = remark { Some(all.clone()) } else { None }
        })?;
        assert_eq!((all.method, all.alternatives), ("weighted-sum", 12));
        Some(all.of.iter().map(|of| (of.leaf, of.weight, of.influence)).collect::<Vec<_>>())
    };
    // V(x) = 5/4, V(y) = 2/3 step^2 on one scale.
    let expected = |step: f64, w: (f64, f64)| {
        let (x, y) = (w.0 * w.0 * 1.25, w.1 * w.1 * step * step * 2.0 / 3.0);
        x / (x + y)
    };
    let far = influence(&factorial(0.5, "x y")).unwrap();
    assert_eq!(far.len(), 1, "{far:?}");
    assert!(
        far[0].0 == 1
            && far[0].1 == 0.5
            && (far[0].2 - (1.0 - expected(0.5, (0.5, 0.5)))).abs() < 1e-12
    );
    // Twice the weight, or half of it, is the border; by their own spread equal weights are equal
    // influences.
    let x_of = |step: f64| expected(step, (1.0 / 3.0, 2.0 / 3.0));
    assert!(x_of(0.5) > 0.65 && x_of(0.5) < 2.0 / 3.0 && x_of(0.48) > 2.0 / 3.0);
    assert!(influence(&factorial(0.5, "x y:2")).is_none());
    assert_eq!(influence(&factorial(0.48, "x y:2")).unwrap()[0].0, 0);
    // A small weight may move next to nothing: 1/21 is too small a gap, 1/19 is not.
    assert!(influence(&factorial(0.5, "x:20 y")).is_none());
    assert_eq!(influence(&factorial(0.5, "x:18 y")).unwrap().len(), 1);
}

#[test]
fn influence_takes_enough_alternatives_of_which_all_is_known() {
    let rows = |n: usize, unknown: usize| {
        let mut out = String::from("a,x,y\n");
        for at in 0..n {
            let y = if at < unknown { "?".to_owned() } else { (0.1 * (at % 3) as f64).to_string() };
            out += &format!("A{at},{},{y}\n", at % 10);
        }
        case(&criteria("x y"), &out)
    };
    let few = |different: usize| Unexamined::Influence { different, needed: 10 };
    assert!(look(&rows(9, 0)).unexamined.contains(&few(9)));
    assert!(
        find(&look(&rows(10, 0)), |remark| if let Remark::Influence(all) = remark {
            Some(all.clone())
        } else {
            None
        })
        .is_some()
    );
    assert!(look(&rows(11, 2)).unexamined.contains(&few(9)));
    let with_unknown = find(&look(&rows(13, 3)), |remark| {
        if let Remark::Influence(all) = remark { Some(all.clone()) } else { None }
    })
    .unwrap();
    assert_eq!(with_unknown.alternatives, 10);
    // Many that are all alike are one.
    let alike: Vec<&str> = std::iter::repeat_n("1,2", 20).chain(["2,3"]).collect();
    assert!(look(&case(&criteria("x y"), &table("x,y", &alike))).unexamined.contains(&few(2)));
}

fn unanchored(rest: &str, figures: &str) -> Option<(Vec<usize>, Vec<usize>)> {
    find(&look(&case(rest, figures)), |remark| {
        if let Remark::Unanchored(all) = remark { Some(all.clone()) } else { None }
    })
    .map(|all| (all.undescribed, all.unranged))
}

#[test]
fn weights_without_anchors_or_scale() {
    let levels = "[[criteria]]\nid = \"x\"\nscale = { levels = [\"-\", \"0\", \"+\"] }\n";
    let figures = table("x", &["-", "+"]);
    assert_eq!(unanchored(levels, &figures), Some((vec![0], vec![])));
    assert_eq!(
        unanchored(&format!("{levels}anchors.\"-\" = \"bad\"\n"), &figures),
        Some((vec![0], vec![]))
    );
    assert_eq!(
        unanchored(
            &format!("{levels}anchors.\"-\" = \"bad\"\nanchors.\"+\" = \"good\"\n"),
            &figures
        ),
        None
    );
    // A unit describes a number, not a level.
    assert_eq!(
        unanchored(&format!("{levels}unit = \"points\"\n"), &figures),
        Some((vec![0], vec![]))
    );
    let number = "[[criteria]]\nid = \"x\"\nscale = { min = 0, max = 10 }\n";
    let figures = table("x", &["1", "2"]);
    assert_eq!(unanchored(number, &figures), Some((vec![0], vec![])));
    assert_eq!(unanchored(&format!("{number}unit = \"EUR\"\n"), &figures), None);
    // Two anchors of one value are no step.
    let flat = format!("{number}value = {{ points = [[0, 0], [5, 1], [10, 1]] }}\n");
    assert_eq!(
        unanchored(
            &format!("{flat}anchors.\"5\" = \"enough\"\nanchors.\"10\" = \"more\"\n"),
            &figures
        ),
        Some((vec![0], vec![]))
    );
    assert_eq!(
        unanchored(
            &format!("{flat}anchors.\"0\" = \"none\"\nanchors.\"10\" = \"more\"\n"),
            &figures
        ),
        None
    );
    // No scale: named for its observed range by a weighted sum, here otherwise.
    let bare = "[[criteria]]\nid = \"x\"\nunit = \"EUR\"\n";
    assert_eq!(unanchored(bare, &figures), None);
    assert_eq!(unanchored(&format!("{bare}[method.topsis]\n"), &figures), Some((vec![], vec![0])));
    // No weight, no remark.
    let weightless = format!("{}{}", levels.replace("\"x\"", "\"z\""), "weight = 0\n");
    assert_eq!(
        unanchored(&format!("{}{weightless}", criteria("x")), "a,x,z\nA,1,+\nB,2,-\n"),
        None
    );
}

#[test]
fn figures_that_feed_both_a_gate_and_a_score() {
    let gates = |rest: &str| {
        let shift = "[[adjustments]]\ncriterion = \"y\"\nattribute = \"size\"\nshift = { points = [[0, 0], [9, 1]] }\nwhen = { a = \"A0\" }\n";
        let rest = format!("{}{shift}[[requirements]]\nid = \"gate\"\n{rest}\n", criteria("x y"));
        let case = case(&rest, &table("x,y,size", &["1,5,4", "2,5,8", "3,6,9"]));
        let all = find(&look(&case), |remark| {
            if let Remark::RequirementAndScore(all) = remark { Some(all.clone()) } else { None }
        })?;
        assert_eq!((all.len(), all[0].requirement), (1, 0));
        Some((
            case.problem.names()[all[0].name].clone(),
            all[0].leaves.clone(),
            all[0].alternatives,
        ))
    };
    let criterion = "needs = { criterion = \"x\", at_least = 2 }";
    // A0 fails and is out; it is scored no more.
    assert_eq!(gates(criterion), Some(("x".into(), vec![0], 2)));
    assert_eq!(gates(&format!("{criterion}\neffect = \"flag\"")), Some(("x".into(), vec![0], 3)));
    assert_eq!(
        gates(&format!("{criterion}\nwhen = {{ a = \"A1\" }}")),
        Some(("x".into(), vec![0], 1))
    );
    let attribute = "needs = { attribute = \"size\", at_least = 2 }";
    assert_eq!(gates(attribute), Some(("size".into(), vec![1], 1)));
    // Tested for some alternatives, shifting another.
    assert_eq!(gates(&format!("{attribute}\nwhen = {{ a = [\"A1\", \"A2\"] }}")), None);
    // The gate leaves nobody who is scored.
    assert_eq!(
        gates(&format!("{}\nwhen = {{ a = \"A0\" }}", attribute.replace("2 }", "5 }"))),
        None
    );
}

#[test]
fn passages_on_which_much_rests() {
    let passages = |rows: &str, names: &str| {
        let case = case(&criteria(names), &format!("a,criterion,value,passage\n{rows}"));
        find(&look(&case), |remark| {
            if let Remark::Passages(all) = remark { Some(all.clone()) } else { None }
        })
        .unwrap_or_default()
        .into_iter()
        .map(|one| (one.passage, one.inputs, (one.share * 1000.0).round() / 1000.0))
        .collect::<Vec<_>>()
    };
    let five = "x y z u v";
    let row = |a: &str, criterion: &str, passage: &str| format!("{a},{criterion},5,{passage}\n");
    let filler = |given: &[&str]| -> String {
        let missing = |a: &'static str| {
            five.split(' ').filter(move |c| !given.contains(&format!("{a}{c}").as_str()))
        };
        ["A", "B"]
            .iter()
            .flat_map(|a| missing(a).map(|c| row(a, c, "")).collect::<Vec<_>>())
            .collect()
    };
    // One of five equal weights is 20 %; of a little less it takes four inputs.
    assert_eq!(
        passages(&(row("A", "x", "p") + &filler(&["Ax"])), five),
        [("p".to_owned(), 1, 0.2)]
    );
    let light = "x:0.99 y z u v";
    assert!(passages(&(row("A", "x", "p") + &filler(&["Ax"])), light).is_empty());
    let wide = "x:9 y z:2 u:2 v:30";
    let rows = |n: usize| -> String {
        let all = [("A", "y"), ("B", "y"), ("A", "z"), ("B", "z")];
        let given: Vec<String> = all[..n].iter().map(|(a, c)| format!("{a}{c}")).collect();
        let rows: String = all[..n].iter().map(|(a, c)| row(a, c, "p;q")).collect();
        rows + &filler(&given.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert!(passages(&rows(3), wide).is_empty());
    assert_eq!(passages(&rows(4), wide), [("p".to_owned(), 4, 0.068), ("q".to_owned(), 4, 0.068)]);
    // Nothing rests on an entry that says it is not known.
    assert!(passages(&(row("A", "x", "p").replace('5', "?") + &filler(&["Ax"])), five).is_empty());
}

#[test]
fn alternatives_and_criteria_of_which_much_is_unknown() {
    let unknown = |names: &str, rows: &[&str]| {
        let columns = names
            .split(' ')
            .map(|name| name.split(':').next().unwrap())
            .collect::<Vec<_>>()
            .join(",");
        let case = case(&criteria(names), &table(&columns, rows));
        let lint = look(&case);
        let all =
            find(
                &lint,
                |remark| if let Remark::Unknown(all) = remark { Some(all.clone()) } else { None },
            )
            .unwrap_or_default();
        let all: Vec<(usize, f64, bool)> =
            all.iter().map(|one| (one.alternative, one.share.1, one.withheld)).collect();
        (
            all,
            find(&lint, |remark| {
                if let Remark::NothingKnown(leaves) = remark { Some(leaves.clone()) } else { None }
            })
            .unwrap_or_default(),
        )
    };
    assert_eq!(unknown("x:4 y", &["1,?", "2,3"]), (vec![(0, 1.0 - 0.8, false)], vec![]));
    assert_eq!(unknown("x:4.01 y", &["1,?", "2,3"]), (vec![], vec![]));
    assert_eq!(unknown("x:9 y", &["1,?", "2,?"]), (vec![], vec![1]));
    let (all, leaves) = unknown("x y:3", &["1,?", "2,3", "?,2"]);
    assert_eq!((all[0], all[1], leaves), ((0, 0.75, true), (2, 0.25, false), vec![]));
    // By name over the groups.
    let grouped = grouped(
        "rank_within = [\"g\"]",
        &criteria("x y"),
        "a,g,x,y\nA,G,1,?\nB,G,1,2\nA,H,1,1\nB,H,1,3\n",
    );
    let all = find(&look(&grouped), |remark| {
        if let Remark::Unknown(all) = remark { Some(all.clone()) } else { None }
    })
    .unwrap();
    assert_eq!((all.len(), all[0].groups, all[0].of, all[0].share), (1, 1, 2, (0.5, 0.5)));
}

#[test]
fn figures_later_than_the_case() {
    let later = |date: &str, head: &str| {
        let rows = format!(
            "a,criterion,value,as_of\nA,x,1,{date}\nB,x,2,2020\nA,size,3,{date}\nB,size,?,{date}\n"
        );
        let shift = "[[adjustments]]\ncriterion = \"x\"\nattribute = \"size\"\nshift = { points = [[0, 0], [9, 1]] }\n";
        let case = grouped(head, &format!("{}{shift}", criteria("x")), &rows);
        let all = find(&look(&case), |remark| {
            if let Remark::Later(all) = remark { Some(all.clone()) } else { None }
        })
        .unwrap_or_default();
        assert_eq!(case.later.len(), all.iter().map(|one| one.inputs.len()).sum::<usize>());
        all.iter().map(|one| (one.name, one.inputs.len())).collect::<Vec<_>>()
    };
    let head = "as_of = 2024-05-06";
    assert_eq!(later("2024-05-07", head), [(0, 1), (1, 1)]);
    assert_eq!(later("2025", head).len(), 2);
    assert!(
        later("2024-05-06", head).is_empty()
            && later("2024-05", head).is_empty()
            && later("2025", "").is_empty()
    );
}

/// Two criteria that trade against each other on scales with units, over alternatives enough:
/// nothing to say, and nothing left out.
#[test]
fn a_clean_case_has_no_remark() {
    let case = factorial(1.5, "x y");
    let lint = look(&case);
    assert_eq!((&lint.remarks[..], &lint.unexamined[..]), (&[][..], &[][..]));
    for language in [Language::En, Language::Nl] {
        assert_eq!(report::check(&case, &lint, Words(language)).len(), 2, "title and size");
    }
}

/// Next to nothing, or figures at the edge of what a number can be: remarks without a panic, in
/// both languages, of bounded length.
#[test]
fn hostile_cases() {
    let huge = "[[criteria]]\nid = \"x\"\nscale = { min = -1e308, max = 1e308, outside = \"extend\" }\n[[criteria]]\nid = \"y\"\nscale = { min = 0, max = 1e-300, outside = \"extend\" }\n";
    let all_out = format!(
        "{}[[requirements]]\nid = \"g\"\nneeds = {{ criterion = \"x\", at_least = 9 }}\n",
        criteria("x y")
    );
    let sixty: String = (0..60).map(|at| format!("c{at} ")).collect();
    let unknown_row = vec!["?"; 60].join(",");
    let sixty_columns = sixty.trim().replace(' ', ",");
    let cases = [
        ("one alternative", case(&criteria("x y"), &table("x,y", &["1,2"]))),
        ("one criterion", case(&criteria("x"), &table("x", &["1", "2", "3"]))),
        ("one of both", case(&criteria("x"), &table("x", &["1"]))),
        ("all unknown", case(&criteria("x y"), &table("x,y", &["?,?"; 6]))),
        (
            "all unknown, wide",
            case(&criteria(sixty.trim()), &table(&sixty_columns, &vec![unknown_row.as_str(); 30])),
        ),
        (
            "groups of one",
            grouped("rank_within = [\"g\"]", &criteria("x y"), "a,g,x,y\nA,G,1,2\nA,H,3,4\n"),
        ),
        ("nobody competes", case(&all_out, &table("x,y", &["1,2", "3,4"]))),
        ("all equal", case(&criteria("x y"), &table("x,y", &["1,2"; 12]))),
        (
            "huge",
            case(
                huge,
                &table("x,y", &["1e308,1e308", "-1e308,5e-324", "0,0", "1,1", "2,2", "3,1e300"]),
            ),
        ),
        (
            "no scale, equal",
            case("[[criteria]]\nid = \"x\"\n[method.promethee-i]\n", &table("x", &["1", "1"])),
        ),
    ];
    for (name, case) in cases {
        let lint = look(&case);
        assert!(
            !format!("{lint:?}").contains("NaN") && !format!("{lint:?}").contains("inf"),
            "{name}: {lint:?}"
        );
        for language in [Language::En, Language::Nl] {
            let text = report::to_text(&report::check(&case, &lint, Words(language)), 100);
            assert!(text.len() < 4000, "{name}: {} bytes", text.len());
        }
        let one = case.problem.tree().leaves().len() == 1;
        assert!(
            !one || !lint
                .remarks
                .iter()
                .any(|remark| matches!(remark, Remark::Idle { .. } | Remark::Influence(_))),
            "{name}"
        );
    }
}

/// A remark names a few things and counts the others.
#[test]
fn many_are_counted_not_named() {
    let names: Vec<String> = (0..200).map(|at| format!("c{at}")).collect();
    let rest: String = names
        .iter()
        .map(|id| format!("[[criteria]]\nid = \"{id}\"\nscale = {{ min = 0, max = 10 }}\n"))
        .collect();
    let rest = format!(
        "{rest}[[criteria]]\nid = \"d\"\nscale = {{ min = 0, max = 10 }}\nunit = \"EUR\"\n"
    );
    let row = |x: usize| vec![x.to_string(); 201].join(",");
    let rows: Vec<String> = (0..6).map(row).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let case = case(&rest, &table(&format!("{},d", names.join(",")), &rows));
    let lint = look(&case);
    let text = report::to_text(&report::check(&case, &lint, Words(Language::En)), 1000);
    assert!(text.contains("`c0`, `c1`, `c2`, `c3`, `c4`, `c5` and 194 more"), "{text}");
    assert!(text.contains("all 201 criteria") && text.lines().count() < 40, "{text}");
}

/// What an analyst must hear of the built-in case, and nothing else.
#[test]
fn the_flemish_case() {
    let case = Case::open(&Location::Builtin(DEFAULT.into()), &WhatIf::default()).unwrap();
    let lint = look(&case);
    let problem = &case.problem;
    let [
        Remark::RequirementAndScore(gates),
        Remark::Passages(passages),
        Remark::Unknown(unknown),
        Remark::NothingKnown(nothing),
        Remark::Later(later),
    ] = &lint.remarks[..]
    else {
        panic!("{:?}", lint.remarks)
    };
    assert_eq!(
        (gates.len(), problem.names()[gates[0].name].as_str(), gates[0].alternatives),
        (2, "years_spearhead", 6)
    );
    let ids = |leaves: &[usize]| {
        leaves.iter().map(|leaf| problem.tree().leaves()[*leaf].id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&gates[0].leaves), ["tra-will", "val-econ"]);
    // Of six nodes with equal weights: demand has 3 leaves, valorisation 2; neutrality 3,
    // finance 2.
    let w = weights::global(problem.tree());
    assert!((w.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let shares: Vec<(&str, usize, f64)> =
        passages.iter().map(|one| (one.passage.as_str(), one.inputs, one.share)).collect();
    assert_eq!(
        (shares[0].0, shares[0].1, shares[1].0, shares[1].1, shares.len()),
        ("L77a", 4, "L67f", 3, 2)
    );
    assert!(
        (shares[0].2 - (2.0 / 18.0 + 2.0 / 12.0)).abs() < 1e-12
            && (shares[1].2 - (1.0 / 18.0 + 2.0 / 12.0)).abs() < 1e-12
    );
    assert_eq!(
        (unknown.len(), unknown[0].groups, unknown[0].of, unknown[0].withheld),
        (1, 6, 6, true)
    );
    assert_eq!(problem.name(unknown[0].alternative, &problem.keys_inside()), "S2");
    assert_eq!(ids(nothing), ["dem-inclusive", "tra-role"]);
    // `related_centre` of one cluster, `reserve_ratio` of the five whose accounts were read.
    let later: Vec<usize> = later.iter().map(|one| one.inputs.len()).collect();
    assert_eq!(later, [1, 5]);
}

/// One 0 makes a product 0: two that have one tie, whatever else they have. One alone is last, and
/// other methods do not mind.
#[test]
fn alternatives_that_tie_at_zero_in_a_product() {
    let zeros = |rest: &str, rows: &[&str]| {
        let found = look(&case(&format!("{}{rest}", criteria("x y:2 z")), &table("x,y,z", rows)));
        find(&found, |remark| {
            if let Remark::Zeros(zeros) = remark {
                Some((zeros.members.clone(), zeros.leaves.clone()))
            } else {
                None
            }
        })
    };
    let product = "[method.weighted-product]\n";
    let rows = ["0,5,9", "4,0,1", "2,2,3", "1,1,1"];
    assert_eq!(zeros(product, &rows), Some((vec![0, 1], vec![0, 1])));
    assert_eq!(zeros("", &rows), None);
    assert_eq!(zeros(product, &["0,5,9", "4,1,1", "2,2,3"]), None);
    // The worst counts 0 under min-max.
    let worst = "[method.weighted-product]\nnormalization = \"min-max\"\n";
    assert_eq!(zeros(worst, &["1,5,9", "4,2,8", "2,3,7"]), Some((vec![0, 1, 2], vec![0, 1, 2])));
    // Without weight, 0^0 = 1.
    let free = format!("{}{product}", criteria("x:0 y:2 z"));
    let found = look(&case(&free, &table("x,y,z", &["0,5,9", "0,4,1", "2,2,3"])));
    assert!(!found.remarks.iter().any(|remark| matches!(remark, Remark::Zeros(_))));
}
