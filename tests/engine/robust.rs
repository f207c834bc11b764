//! What holds for all weights and inputs: against brute force over the vertices of weights, the
//! ends of inputs, and draws; every witness by arithmetic of its own.

use crate::common::arrangement::{Side, admissible, broken, constraint, dot, vertices};
use crate::common::vertices::{brute_force, variables};
use crate::common::{Files, Random, project, random_case, score};
use afweging::case::{Case, DEFAULT, Location, WhatIf};
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem, WeightConstraint, weights};
use afweging::study::{
    AcceptabilityRequest, ExtremeRank, Keep, Robust, RobustGroup, RobustRequest, WeightsModel,
    acceptability, evaluate, robust,
};

fn weighted_sum() -> Method {
    Method::named("weighted-sum").unwrap()
}

fn raw() -> Method {
    Method::named("weighted-sum").unwrap().with_parameter("normalization", "none").unwrap()
}

fn simplex(random: &mut Random, n: usize) -> Vec<f64> {
    let sharp = 1.0 + 3.0 * random.unit();
    let raw: Vec<f64> = (0..n).map(|_| (-(1.0 - random.unit()).ln()).powf(sharp)).collect();
    let sum: f64 = raw.iter().sum();
    raw.iter().map(|x| x / sum).collect()
}

/// Constraints that `w` meets, on a flat tree. Proportions beyond a million are left out: the
/// solver meets a row within 1e-9.
fn constraints(random: &mut Random, w: &[f64], most: usize) -> Vec<WeightConstraint> {
    let n = w.len();
    let mut out = Vec::new();
    for _ in 0..random.below(most + 1) {
        let (a, b) = (random.below(n), random.below(n));
        match random.below(4) {
            0 => out.push(constraint(&[(a, 1.0)], -(w[a] + 0.2 * random.unit()), false)),
            1 => out.push(constraint(&[(a, -1.0)], (w[a] - 0.2 * random.unit()).max(0.0), false)),
            2 if a != b && w[b] > 1e-6 && w[a] > 1e-6 => {
                out.push(constraint(&[(a, -1.0), (b, 0.7 * w[a] / w[b])], 0.0, false))
            }
            3 if a != b && w[b] > 1e-6 && w[a] > 1e-6 && n > 2 => {
                out.push(constraint(&[(a, -1.0), (b, w[a] / w[b])], 0.0, true))
            }
            _ => {}
        }
    }
    out
}

fn crisp(rows: &[&[f64]]) -> Problem {
    let figures = Matrix::from_fn(rows.len(), rows[0].len(), |i, j| rows[i][j]);
    Problem::crisp(&figures, &vec![Direction::Max; rows[0].len()], &vec![1.0; rows[0].len()])
        .unwrap()
}

/// The second is first only where all weight is on the second criterion, and there all three tie:
/// it is potentially first, never alone.
#[test]
fn a_tie_at_a_corner_is_first_but_never_alone() {
    let problem = crisp(&[&[1.0, 1.0, 2.0], &[1.0, 1.0, 1.5], &[2.0, 1.0, 1.0]]);
    let evaluation = evaluate(&problem, &raw()).unwrap();
    let study = robust(&evaluation, &RobustRequest::default()).unwrap();
    let standings = &study.groups[0].standings;
    assert_eq!([0, 1, 2].map(|at| standings[at].potentially_first()), [true; 3]);
    assert_eq!([0, 1, 2].map(|at| standings[at].alone), [Some(true), Some(false), Some(true)]);
    let table = study.alternatives();
    let alone: Vec<Option<f64>> = (0..3).map(|row| table.get(row, "alone").as_number()).collect();
    assert_eq!(alone.iter().flatten().sum::<f64>(), 2.0);
}

/// The weights at which nobody is ahead of an alternative are a polytope, and the mean of its
/// vertices lies inside it: there the alternative is alone if it is anywhere. Few levels make ties
/// common; constraints cut corners off.
#[test]
fn alone_is_what_the_middle_of_its_weights_says() {
    let mut random = Random(77);
    let (mut only_tied, mut alone) = (0, 0);
    for _ in 0..300 {
        let (m, n) = (2 + random.below(4), 2 + random.below(3));
        let rows: Vec<Vec<f64>> =
            (0..m).map(|_| (0..n).map(|_| random.below(4) as f64).collect()).collect();
        let mut problem = crisp(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        if random.chance(0.3) {
            let w = simplex(&mut random, n);
            problem.set_constraints(constraints(&mut random, &w, 2)).unwrap();
        }
        let evaluation = evaluate(&problem, &raw()).unwrap();
        let study = robust(&evaluation, &RobustRequest::default()).unwrap();
        for (a, standing) in study.groups[0].standings.iter().enumerate() {
            let lead = |b: usize| -> Vec<f64> { (0..n).map(|j| rows[a][j] - rows[b][j]).collect() };
            let mut sides = admissible(&problem);
            let rivals: Vec<usize> = (0..m).filter(|b| *b != a).collect();
            sides.extend(rivals.iter().map(|b| Side {
                normal: lead(*b),
                offset: 0.0,
                equality: false,
            }));
            let corners = vertices(&sides, &[]);
            let middle: Vec<f64> = (0..n)
                .map(|j| corners.iter().map(|corner| corner[j]).sum::<f64>() / corners.len() as f64)
                .collect();
            let least =
                rivals.iter().map(|b| dot(&lead(*b), &middle)).fold(f64::INFINITY, f64::min);
            if !corners.is_empty() && (1e-9..1e-5).contains(&least) {
                continue;
            }
            let ahead = !corners.is_empty() && least > 0.0 && least > 1e-9;
            assert_eq!(standing.alone, Some(ahead), "{rows:?} {a} {middle:?}");
            only_tied += usize::from(standing.potentially_first() && !ahead);
            alone += usize::from(ahead);
        }
    }
    assert!(only_tied > 60 && alone > 300, "{only_tied} {alone}");
}

/// Nobody is dominated in the example of the R package ror.
#[test]
fn the_nondominated_example() {
    let text =
        std::fs::read_to_string(project("tests/goldens/studies/nondominated_ror_example.json"))
            .unwrap();
    let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
    let rows: Vec<Vec<f64>> = serde_json::from_value(golden["matrix"].clone()).unwrap();
    let wanted: Vec<usize> =
        serde_json::from_value(golden["expected"]["nondominated"].clone()).unwrap();
    let problem = crisp(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let evaluation = evaluate(&problem, &raw()).unwrap();
    let study = robust(&evaluation, &RobustRequest::default()).unwrap();
    let group = &study.groups[0];
    let dominated = |a: usize| {
        (0..3).any(|b| {
            b != a && group.preference(b, a).necessary && !group.preference(a, b).necessary
        })
    };
    assert_eq!((0..3).filter(|a| !dominated(*a)).collect::<Vec<_>>(), wanted);
}

/// Rank acceptabilities found by exact geometry: a rank with a share lies within the extremes, and
/// both extremes have one.
#[test]
fn extreme_ranks_are_those_with_a_share() {
    for name in [
        "s01_two_criteria_three_alternatives",
        "s03_three_criteria_unit_vectors_and_compromise",
        "s07_four_criteria_six_alternatives_free",
    ] {
        let text = std::fs::read_to_string(project(&format!("tests/goldens/studies/{name}.json")))
            .unwrap();
        let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
        let rows: Vec<Vec<f64>> =
            serde_json::from_value(golden["performance"]["matrix"].clone()).unwrap();
        let scales: Vec<(f64, f64)> =
            serde_json::from_value(golden["scales_worst_best"].clone()).unwrap();
        let shares: Vec<Vec<f64>> =
            serde_json::from_value(golden["rank_acceptability"].clone()).unwrap();
        let values: Vec<Vec<f64>> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .zip(&scales)
                    .map(|(x, (worst, best))| (x - worst) / (best - worst))
                    .collect()
            })
            .collect();
        let problem = crisp(&values.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let evaluation = evaluate(&problem, &raw()).unwrap();
        let study = robust(&evaluation, &RobustRequest::default()).unwrap();
        for (standing, shares) in study.groups[0].standings.iter().zip(&shares) {
            let ranks: Vec<usize> =
                (1..=shares.len()).filter(|rank| shares[rank - 1] > 0.0).collect();
            assert!(standing.is_exact());
            // A tie at a corner of the weights can give a better rank without any share.
            assert!(standing.best.rank <= ranks[0], "{name}: {standing:?} {shares:?}");
            assert_eq!(
                standing.worst.rank,
                ranks[ranks.len() - 1],
                "{name}: {standing:?} {shares:?}"
            );
        }
    }
}

#[test]
fn crisp_problems_against_every_vertex() {
    let mut random = Random(61);
    let (mut first, mut never, mut with_rules, mut between) = (0, 0, 0, 0);
    for round in 0..700 {
        let (m, n) = (2 + random.below(7), 1 + random.below(5));
        let coarse = random.chance(0.4);
        let figures =
            Matrix::from_fn(
                m,
                n,
                |_, _| if coarse { random.below(4) as f64 } else { random.unit() },
            );
        let w = simplex(&mut random, n);
        let mut problem = Problem::crisp(&figures, &vec![Direction::Max; n], &w).unwrap();
        problem
            .set_constraints(if round % 2 == 0 || n < 2 {
                Vec::new()
            } else {
                constraints(&mut random, &w, 3)
            })
            .unwrap();
        with_rules += usize::from(!problem.constraints().is_empty());
        let evaluation = evaluate(&problem, &raw()).unwrap();
        let study = robust(&evaluation, &RobustRequest::default()).unwrap();
        let group = &study.groups[0];
        let sides = admissible(&problem);
        let value = |a: usize| (0..n).map(|j| figures.at(a, j)).collect::<Vec<f64>>();
        let lead = |a: usize, b: usize| {
            value(a).iter().zip(value(b)).map(|(a, b)| a - b).collect::<Vec<f64>>()
        };
        let corners = vertices(&sides, &[]);
        for a in 0..m {
            let mut regret = 0.0f64;
            for b in (0..m).filter(|b| *b != a) {
                let all = corners.iter().map(|w| dot(&lead(a, b), w));
                let (least, most) =
                    all.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
                let found = group.preference(a, b);
                assert!(
                    found.exact
                        && (found.min - least).abs() < 1e-10
                        && (found.max - most).abs() < 1e-10,
                    "{found:?} {least} {most}"
                );
                assert_eq!(found.necessary, least >= -1e-9, "{found:?} {least}");
                assert_eq!(found.possible, most >= -1e-9);
                let witness = &group.least(a, b).weights();
                assert!(
                    broken(&sides, witness) < 1e-12
                        && (dot(&lead(a, b), witness) - found.min).abs() < 1e-12
                );
                regret = regret.max(-least);
            }
            let standing = &group.standings[a];
            assert!(standing.regret_exact && (standing.regret - regret.max(0.0)).abs() < 1e-10);
            // Not being behind is closed: a vertex of the cells it makes shows it. Being behind is
            // open: by a little, it is closed.
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
            assert!(standing.is_exact(), "{standing:?} {:?} {figures:?}", problem.constraints());
            assert_eq!(
                (standing.best.rank, standing.worst.rank),
                (best, worst),
                "round {round}, alternative {a}: {standing:?}"
            );
            assert_eq!(standing.potentially_first(), best == 1);
            for extreme in [&standing.best, &standing.worst] {
                let w = &extreme.weights;
                assert!(
                    broken(&sides, w) < 1e-12,
                    "{:e} {extreme:?} {:?}",
                    broken(&sides, w),
                    problem.constraints()
                );
                let rank = 1 + (0..m).filter(|b| dot(&lead(*b, a), w) > 3e-10).count();
                assert_eq!(
                    rank,
                    extreme.rank,
                    "{a} {standing:?} {best} {worst} {:?} {figures:?} {:?}",
                    problem.constraints(),
                    (0..m).map(|b| dot(&lead(b, a), w)).collect::<Vec<_>>()
                );
            }
            first += usize::from(best == 1);
            never += usize::from(best > 1);
            between += usize::from(1 < best && best < worst && worst < m);
        }
    }
    assert!(
        first > 300 && never > 300 && with_rules > 100 && between > 50,
        "{first} {never} {with_rules} {between}"
    );
}

/// A wider case than `random_case`: up to 8 alternatives on up to 5 criteria, judgements by `a`, by
/// `b` or by pair, most of them ranges.
fn wide_case(random: &mut Random) -> Files {
    let (a, b, n) = (2 + random.below(3), 1 + random.below(2), 2 + random.below(4));
    let mut files: Vec<(String, String)> = Vec::new();
    let mut criteria = String::new();
    for leaf in 0..n {
        let direction = ["\"max\"", "\"min\"", "{ target = 1.5 }"][random.below(3)];
        criteria += &format!(
            "[[criteria]]\nid = \"c{leaf}\"\ndirection = {direction}\nscale = {{ min = 0, max = 4 }}\n"
        );
        let by = random.below(3);
        let mut csv = format!("{},c{leaf}\n", ["a", "b", "a,b"][by]);
        for (i, j) in (0..a).flat_map(|i| (0..b).map(move |j| (i, j))) {
            let row = match by {
                0 if j == 0 => format!("a{i}"),
                1 if i == 0 => format!("b{j}"),
                2 => format!("a{i},b{j}"),
                _ => continue,
            };
            let (x, y) = (random.figure(0.0, 4.0), random.figure(0.0, 4.0));
            let cell = match random.below(8) {
                0 => "?".to_owned(),
                1..=5 if x != y => format!("{:?}..{:?}", x.min(y), x.max(y)),
                _ => format!("{x:?}"),
            };
            csv += &format!("{row},{cell}\n");
        }
        files.push((format!("c{leaf}.csv"), csv));
    }
    let data: Vec<String> = files.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let values = |key: &str, count: usize| {
        (0..count).map(|i| format!("{{ id = \"{key}{i}\" }}")).collect::<Vec<_>>().join(", ")
    };
    let toml = format!(
        "format = 1\nid = \"wide\"\nmin_known = 0.0\ndata = [{}]\n[[keys]]\nid = \"a\"\nvalues = [{}]\n[[keys]]\nid = \"b\"\nvalues = [{}]\n{criteria}",
        data.join(", "),
        values("a", a),
        values("b", b)
    );
    let mut all: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    all.push(("case.toml", &toml));
    Files::new(&all)
}

fn nominal(problem: &Problem) -> Vec<f64> {
    problem.inputs().iter().map(|input| input.spread.nominal).collect()
}

fn rank_at(problem: &Problem, w: &[f64], inputs: &[f64], a: usize) -> usize {
    let scores: Vec<f64> =
        (0..problem.alternatives().len()).map(|b| score(problem, w, b, inputs)).collect();
    1 + scores.iter().filter(|other| *other - scores[a] > 2e-10).count()
}

fn check_witness(problem: &Problem, sides: &[Side], extreme: &ExtremeRank, a: usize) {
    assert!(
        broken(sides, &extreme.weights) < 1e-12,
        "{:e} {extreme:?}",
        broken(sides, &extreme.weights)
    );
    if extreme.exact {
        let mut inputs = nominal(problem);
        for (input, x) in &extreme.inputs {
            let spread = problem.inputs()[*input].spread;
            assert!(spread.low <= *x && *x <= spread.high);
            inputs[*input] = *x;
        }
        assert_eq!(rank_at(problem, &extreme.weights, &inputs, a), extreme.rank, "{extreme:?}");
    }
}

/// Random weights (mixtures of corners) and inputs (ends mostly) never leave the bounds.
fn check_draws(
    problem: &Problem,
    group: &RobustGroup,
    corners: &[Vec<f64>],
    random: &mut Random,
    draws: usize,
) {
    let m = group.places.len();
    let mut inputs = nominal(problem);
    for _ in 0..draws {
        let mix = simplex(random, corners.len());
        let w: Vec<f64> = (0..corners[0].len())
            .map(|j| corners.iter().zip(&mix).map(|(c, x)| c[j] * x).sum())
            .collect();
        for (x, input) in inputs.iter_mut().zip(problem.inputs()) {
            let at = if random.chance(0.7) { random.below(2) as f64 } else { random.unit() };
            *x = input.spread.low + at * (input.spread.high - input.spread.low);
        }
        let scores: Vec<f64> = (0..m).map(|a| score(problem, &w, a, &inputs)).collect();
        for a in 0..m {
            let rank = 1 + scores.iter().filter(|other| *other - scores[a] > 1e-9).count();
            let standing = &group.standings[a];
            assert!(
                standing.best.rank <= rank && rank <= standing.worst.rank,
                "{rank} {standing:?}"
            );
            for b in 0..m {
                let (lead, found) = (scores[a] - scores[b], group.preference(a, b));
                assert!(a == b || found.min - 1e-9 <= lead && lead <= found.max + 1e-9);
                assert!(
                    !(a != b && found.necessary && scores[b] - scores[a] > 1e-9),
                    "necessary, and yet the rival is ahead"
                );
            }
        }
    }
}

#[test]
fn uncertain_cases_against_vertices_of_weights_and_inputs() {
    let mut random = Random(4711);
    let (mut pairs, mut joint, mut extremes, mut exact) = (0, 0, 0, 0);
    for round in 0..300 {
        let files = random_case(&mut random);
        let mut case = files.open().unwrap_or_else(|error| panic!("{error}"));
        let w = weights::global(case.problem.tree());
        if round % 2 == 1 && w.len() > 1 {
            case.problem.set_constraints(constraints(&mut random, &w, 2)).unwrap();
        }
        let problem = &case.problem;
        let evaluation = evaluate(problem, &weighted_sum()).unwrap();
        let study = robust(&evaluation, &RobustRequest::default()).unwrap();
        let (group, sides) = (&study.groups[0], admissible(problem));
        let corners = vertices(&sides, &[]);
        let m = group.places.len();
        for (a, b) in (0..m).flat_map(|a| (0..m).map(move |b| (a, b))).filter(|(a, b)| a != b) {
            let variables = variables(problem, [a, b]);
            if variables.is_empty() || variables.len() > 4 {
                continue;
            }
            let least = corners
                .iter()
                .map(|w| brute_force(problem, w, [a, b], &variables).0)
                .fold(f64::INFINITY, f64::min);
            let found = group.least(a, b);
            let witness = found.weights();
            assert!(found.exact && (found.bound - least).abs() < 1e-9, "{found:?} {least}");
            // Not necessary: at the weights of the witness the rival is strictly ahead.
            assert!(broken(&sides, &witness) < 1e-12);
            let there = brute_force(problem, &witness, [a, b], &variables).0;
            assert!((there - least).abs() < 1e-9);
            assert_eq!(group.preference(a, b).necessary, least >= -1e-9);
            pairs += 1;
        }
        check_draws(problem, group, &corners, &mut random, 300);
        for (a, standing) in group.standings.iter().enumerate() {
            for extreme in [&standing.best, &standing.worst] {
                check_witness(problem, &sides, extreme, a);
                extremes += 1;
                exact += usize::from(extreme.exact);
            }
        }
        joint += usize::from(m > 2);
    }
    assert!(
        pairs > 800 && joint > 100 && exact * 100 > extremes * 95,
        "{pairs} {joint} {exact}/{extremes}"
    );
}

#[test]
fn wide_cases_with_shared_inputs() {
    let mut random = Random(99);
    let (mut extremes, mut exact, mut sizes) = (0, 0, 0);
    for round in 0..300 {
        let files = wide_case(&mut random);
        let mut case = files.open().unwrap_or_else(|error| panic!("{error}"));
        let w = weights::global(case.problem.tree());
        if round % 2 == 1 {
            case.problem.set_constraints(constraints(&mut random, &w, 3)).unwrap();
        }
        let problem = &case.problem;
        let evaluation = evaluate(problem, &weighted_sum()).unwrap();
        let study = robust(&evaluation, &RobustRequest::default()).unwrap();
        let (group, sides) = (&study.groups[0], admissible(problem));
        let corners = vertices(&sides, &[]);
        let m = group.places.len();
        for (a, b) in (0..m).flat_map(|a| (0..m).map(move |b| (a, b))).filter(|(a, b)| a != b) {
            // Without shifts leaves do not meet: the least is that leaf by leaf.
            let leaf = |leaf: usize| -> f64 {
                let (x, y) = (problem.cell(a, leaf), problem.cell(b, leaf));
                let stands = |input: usize| {
                    let spread = problem.inputs()[input].spread;
                    [spread.low, spread.high, 1.5f64.clamp(spread.low, spread.high)]
                };
                let mut least = f64::INFINITY;
                for from in stands(x.input) {
                    for to in if x.input == y.input { [from; 3] } else { stands(y.input) } {
                        least = least.min(
                            crate::common::value(problem, leaf, from)
                                - crate::common::value(problem, leaf, to),
                        );
                    }
                }
                least
            };
            let row: Vec<f64> = (0..w.len()).map(leaf).collect();
            let least = corners.iter().map(|w| dot(&row, w)).fold(f64::INFINITY, f64::min);
            let found = group.least(a, b);
            assert!(found.exact && (found.bound - least).abs() < 1e-9, "{found:?} {least}");
        }
        check_draws(problem, group, &corners, &mut random, 200);
        for (a, standing) in group.standings.iter().enumerate() {
            for extreme in [&standing.best, &standing.worst] {
                check_witness(problem, &sides, extreme, a);
                extremes += 1;
                exact += usize::from(extreme.exact);
            }
        }
        sizes += m;
    }
    assert!(sizes > 1000 && exact * 100 > extremes * 90, "{sizes} {exact}/{extremes}");
}

/// The built-in case: what is necessary is so in each of a million draws of weights and inputs.
#[test]
fn necessary_means_in_every_draw() {
    let case = Case::open(
        &Location::Builtin(DEFAULT.into()),
        &WhatIf { overall: true, ..WhatIf::default() },
    )
    .unwrap();
    let evaluation = evaluate(&case.problem, &weighted_sum()).unwrap();
    let study = robust(&evaluation, &RobustRequest::default()).unwrap();
    let request = AcceptabilityRequest {
        model: WeightsModel::Nodes,
        draws: 1_000_000,
        precision: None,
        uniform_sets: true,
        pairwise: true,
        keep: Keep::FewRanks,
        seed: 3,
    };
    let drawn = acceptability(&evaluation, &request).unwrap().pairwise();
    let (table, mut necessary, mut open) = (study.preferences(), 0, 0);
    assert_eq!(table.rows(), drawn.rows());
    for row in 0..table.rows() {
        for column in ["a", "b"] {
            assert_eq!(table.get(row, column).as_text(), drawn.get(row, column).as_text());
        }
        let share = drawn.get(row, "share").as_number().unwrap();
        let number = |column: &str| table.get(row, column).as_number().unwrap();
        if number("min_difference") > 1e-9 {
            assert_eq!(share, 1.0);
        }
        if number("necessary") == 1.0 {
            assert!(share >= 0.5);
        }
        if share > 0.5 {
            assert_eq!(number("possible"), 1.0);
        }
        necessary += usize::from(number("necessary") == 1.0);
        open += usize::from(number("necessary") == 0.0);
    }
    assert!(necessary > 0 && open > 0, "{necessary} {open}");
}

fn standings<'a>(study: &'a Robust) -> Vec<(usize, usize, f64, bool)> {
    let of =
        |s: &'a afweging::study::Robustness| (s.best.rank, s.worst.rank, s.regret, s.is_exact());
    study.groups[0].standings.iter().map(of).collect()
}

#[test]
fn degenerate_problems() {
    // One alternative.
    let problem = crisp(&[&[1.0, 2.0]]);
    let evaluation = evaluate(&problem, &raw()).unwrap();
    let study = robust(&evaluation, &RobustRequest::default()).unwrap();
    assert_eq!(standings(&study), [(1, 1, 0.0, true)]);
    assert_eq!(study.preferences().rows(), 0);
    assert_eq!(study.alternatives().rows(), 1);
    // One criterion: the order is the only one.
    let problem = crisp(&[&[1.0], &[3.0], &[3.0]]);
    let evaluation = evaluate(&problem, &raw()).unwrap();
    assert_eq!(
        standings(&robust(&evaluation, &RobustRequest::default()).unwrap()),
        [(3, 3, 2.0, true), (1, 1, 0.0, true), (1, 1, 0.0, true)]
    );
    // All tie.
    let problem = crisp(&[&[2.0, 5.0], &[2.0, 5.0]]);
    let evaluation = evaluate(&problem, &raw()).unwrap();
    let study = robust(&evaluation, &RobustRequest::default()).unwrap();
    assert_eq!(standings(&study), [(1, 1, 0.0, true), (1, 1, 0.0, true)]);
    assert!(
        study.groups[0].preference(0, 1).necessary && study.groups[0].preference(1, 0).necessary
    );
    // One admissible point, 1/4 and 3/4.
    let mut problem = crisp(&[&[4.0, 0.0], &[0.0, 1.0], &[1.0, 1.0]]);
    problem.set_constraints(vec![constraint(&[(0, 3.0), (1, -1.0)], 0.0, true)]).unwrap();
    let evaluation = evaluate(&problem, &raw()).unwrap();
    let study = robust(&evaluation, &RobustRequest::default()).unwrap();
    let ranks: Vec<_> = standings(&study).into_iter().map(|s| (s.0, s.1, s.3)).collect();
    assert_eq!(ranks, [(1, 1, true), (3, 3, true), (1, 1, true)]);
    let found = study.groups[0].preference(0, 1);
    assert!((found.min - 0.25).abs() < 1e-12 && (found.max - 0.25).abs() < 1e-12);
}

/// Groups too wide for every rank to be proved: bounds that hold, and no figure without its mark.
/// Times are printed (`--nocapture`).
#[test]
fn wide_groups_keep_their_bounds() {
    let shapes = [
        (48, 22, false, false),
        (48, 22, true, true),
        (48, 5, false, false),
        (200, 20, false, false),
    ];
    for (m, n, levels, rules) in shapes {
        let mut random = Random(5);
        let figures =
            Matrix::from_fn(
                m,
                n,
                |_, _| if levels { random.below(5) as f64 } else { random.unit() },
            );
        let mut problem =
            Problem::crisp(&figures, &vec![Direction::Max; n], &vec![1.0; n]).unwrap();
        if rules {
            // In order of importance.
            problem
                .set_constraints(
                    (1..n).map(|j| constraint(&[(j - 1, -1.0), (j, 1.0)], 0.0, false)).collect(),
                )
                .unwrap();
        }
        let evaluation = evaluate(&problem, &raw()).unwrap();
        let study = robust(&evaluation, &RobustRequest::default()).unwrap();
        let group = &study.groups[0];
        for _ in 0..300 {
            let mut w = simplex(&mut random, n);
            if rules {
                w.sort_by(|a, b| b.total_cmp(a));
            }
            let scores: Vec<f64> =
                (0..m).map(|a| (0..n).map(|j| w[j] * figures.at(a, j)).sum()).collect();
            for (a, standing) in group.standings.iter().enumerate() {
                let rank = 1 + scores.iter().filter(|other| *other - scores[a] > 1e-9).count();
                assert!(standing.best.rank <= rank && rank <= standing.worst.rank);
                assert!(
                    scores.iter().fold(0.0, |most: f64, other| most.max(other - scores[a]))
                        <= standing.regret + 1e-9
                );
            }
        }
        assert!(group.standings.iter().all(|standing| standing.regret_exact));
    }
}

#[test]
fn methods_that_are_not_linear_are_refused_with_a_remedy() {
    let problem = crisp(&[&[1.0, 2.0], &[2.0, 1.0]]);
    for name in ["topsis", "vikor", "promethee-i", "weighted-product"] {
        let evaluation = evaluate(&problem, &Method::named(name).unwrap()).unwrap();
        let error = robust(&evaluation, &RobustRequest::default()).err().unwrap().to_string();
        assert!(error.contains("help: "), "{error}");
    }
    let evaluation = evaluate(&problem, &Method::named("promethee-ii").unwrap()).unwrap();
    assert_eq!(
        standings(&robust(&evaluation, &RobustRequest::default()).unwrap()),
        [(1, 2, 2.0, true), (1, 2, 2.0, true)]
    );
    let toml = "format = 1\nid = \"r\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"k\"\n[[criteria]]\nid = \"a\"\nscale = { min = 0, max = 9 }\n";
    let files = Files::new(&[("case.toml", toml), ("t.csv", "k,a\nx,1..3\ny,2\n")]);
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &raw()).unwrap();
    assert!(
        robust(&evaluation, &RobustRequest::default())
            .err()
            .unwrap()
            .to_string()
            .contains("ranges or unknown")
    );
}
