//! What the decider says of whole alternatives: published cases of robust ordinal regression, the
//! definitions of UTA-GMS by linear programmes of their own, and preferences that say nothing or
//! contradict each other.

use crate::common::arrangement::{admissible, broken, constraint, dot};
use crate::common::{Files, Random, project};
use afweging::case::{Case, Location, WhatIf};
use afweging::lp::{NoAnswer, Program, Relation, Row};
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Preference, Problem};
use afweging::study::{
    AcceptabilityRequest, Keep, Robust, RobustRequest, StabilityRequest, Values, WeightsModel,
    acceptability, evaluate, robust, stability,
};

fn weighted_sum() -> Method {
    Method::named("weighted-sum").unwrap()
}

const MONOTONE: RobustRequest =
    RobustRequest { values: Values::Monotone, time: None, and_given: false };

/// A case of alternatives `a` with one key, all criteria on observed ranges.
fn case_files(golden: &serde_json::Value, preferences: &str) -> Files {
    let names: Vec<String> = serde_json::from_value(golden["alternatives"].clone()).unwrap();
    let criteria: Vec<String> = serde_json::from_value(golden["criteria"].clone()).unwrap();
    let directions: Vec<String> = serde_json::from_value(golden["directions"].clone()).unwrap();
    let rows: Vec<Vec<f64>> = serde_json::from_value(golden["matrix"].clone()).unwrap();
    let mut toml =
        "format = 1\nid = \"golden\"\ndata = [\"data.csv\"]\n[[keys]]\nid = \"a\"\n".to_owned();
    for (id, direction) in criteria.iter().zip(&directions) {
        toml += &format!("[[criteria]]\nid = \"{id}\"\ndirection = \"{direction}\"\n");
    }
    let mut csv = format!("a,{}\n", criteria.join(","));
    for (name, row) in names.iter().zip(&rows) {
        csv +=
            &format!("{name},{}\n", row.iter().map(f64::to_string).collect::<Vec<_>>().join(","));
    }
    Files::new(&[("case.toml", &(toml + preferences)), ("data.csv", &csv)])
}

fn better(better: &str, worse: &str) -> String {
    format!("[[preferences]]\nbetter = {{ a = \"{better}\" }}\nworse = {{ a = \"{worse}\" }}\n")
}

fn equal(names: &[&str]) -> String {
    let all: Vec<String> = names.iter().map(|name| format!("{{ a = \"{name}\" }}")).collect();
    format!("[[preferences]]\nequal = [{}]\n", all.join(", "))
}

fn golden(name: &str) -> serde_json::Value {
    let text =
        std::fs::read_to_string(project(&format!("tests/goldens/studies/{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn with_study(case: &Case, request: &RobustRequest, check: impl FnOnce(&Robust)) {
    let evaluation = evaluate(&case.problem, &weighted_sum()).unwrap();
    check(&robust(&evaluation, request).unwrap());
}

/// Twelve alternatives of the tests of UTAGMSengine: the necessary relation over all monotone value
/// functions.
#[test]
fn the_necessary_relation_of_twelve_alternatives() {
    let golden = golden("utagms_12_alternatives");
    let statements = better("G", "F") + &better("F", "E") + &equal(&["D", "G"]);
    let case = case_files(&golden, &statements).open().unwrap();
    let names: Vec<String> = serde_json::from_value(golden["alternatives"].clone()).unwrap();
    let wanted = &golden["expected"]["necessary_pairs"];
    with_study(&case, &MONOTONE, |study| {
        let group = &study.groups[0];
        for (a, name) in names.iter().enumerate() {
            let found: Vec<&str> = (0..12)
                .filter(|b| *b != a && group.preference(a, *b).necessary)
                .map(|b| names[b].as_str())
                .collect();
            let wanted: Vec<&str> =
                wanted[name].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
            assert_eq!(found, wanted, "{name}");
        }
        // G better than F is not possible the other way round, though a tie is the edge of it.
        assert!(!group.preference(5, 6).possible && group.preference(6, 5).possible);
        assert!(group.preference(3, 6).necessary && group.preference(6, 3).necessary);
        assert_eq!((group.standings[5].best.rank, group.standings[5].best.exact), (3, true));
    });
}

/// Jacquet-Lagreze & Siskos 1982: five ways to travel, ranked.
#[test]
fn the_transport_choice() {
    let golden = golden("uta_transport_jacquet_lagreze_siskos");
    let statements = better("RER", "METRO1")
        + &equal(&["METRO1", "METRO2"])
        + &better("METRO2", "BUS")
        + &better("BUS", "TAXI");
    let case = case_files(&golden, &statements).open().unwrap();
    let wanted: Vec<Vec<bool>> =
        serde_json::from_value(golden["expected"]["necessary"].clone()).unwrap();
    with_study(&case, &MONOTONE, |study| {
        let group = &study.groups[0];
        let found: Vec<Vec<bool>> = (0..5)
            .map(|a| (0..5).map(|b| a == b || group.preference(a, b).necessary).collect())
            .collect();
        assert_eq!(found, wanted);
        // The reference ranking is complete, so every rank is certain: 1, 2, 2, 4, 5.
        let ranks: Vec<(usize, usize)> =
            group.standings.iter().map(|it| (it.best.rank, it.worst.rank)).collect();
        assert_eq!(ranks, [(1, 1), (2, 2), (2, 2), (4, 4), (5, 5)]);
        // Value functions that meet the statements, read off the witness: the ranking is theirs.
        let witness = &group.least(0, 4).weights();
        let functions = group.value_functions(&case.problem, witness).unwrap();
        let matrix: Vec<Vec<f64>> = serde_json::from_value(golden["matrix"].clone()).unwrap();
        let scores = scores(&functions, &matrix);
        assert!(
            (functions.iter().map(|curve| curve.last().unwrap().1).sum::<f64>() - 1.0).abs()
                < 1e-12
        );
        assert!(
            (scores[1] - scores[2]).abs() < 1e-12
                && scores[0] >= scores[1] - 1e-12
                && scores[3] >= scores[4] - 1e-12
        );
        assert!((scores[0] - scores[4] - group.preference(0, 4).min).abs() < 1e-12);
    });
}

/// Scores by functions given as (figure, value).
fn scores(functions: &[Vec<(f64, f64)>], matrix: &[Vec<f64>]) -> Vec<f64> {
    let value = |j: usize, x: f64| functions[j].iter().find(|(figure, _)| *figure == x).unwrap().1;
    matrix.iter().map(|row| row.iter().enumerate().map(|(j, x)| value(j, *x)).sum()).collect()
}

/// The variables and rows of UTA-GMS as the paper has them: u_j(x) for every figure of a criterion,
/// non-decreasing, 0 at the worst and together 1 at the best; the last variable is epsilon.
struct Definition {
    figures: Vec<Vec<f64>>,
    rows: Vec<Row>,
    matrix: Vec<Vec<f64>>,
}

/// Terms by alternative, whether they are equal to 0 (else at least), and by how much.
type Stated = (Vec<(usize, f64)>, bool, f64);

impl Definition {
    fn new(problem: &Problem, matrix: Vec<Vec<f64>>, preferences: &[Stated]) -> Definition {
        let n = matrix[0].len();
        let figures: Vec<Vec<f64>> = (0..n)
            .map(|j| {
                let mut all: Vec<f64> = matrix.iter().map(|row| row[j]).collect();
                all.sort_by(f64::total_cmp);
                all.dedup();
                all
            })
            .collect();
        let mut it = Definition { figures, rows: Vec::new(), matrix };
        let mut top = it.zero();
        for j in 0..n {
            let (first, last) = (it.at(j, 0), it.at(j, it.figures[j].len() - 1));
            // All alike: the weight is free, and its value function the constant of it.
            if it.figures[j].len() > 1 {
                it.add(&[(first, 1.0)], Relation::Equal, 0.0);
            }
            top[last] = 1.0;
            for k in 1..it.figures[j].len() {
                let (below, above) = (it.at(j, k - 1), it.at(j, k));
                it.add(&[(above, 1.0), (below, -1.0)], Relation::AtLeast, 0.0);
            }
        }
        it.rows.push(Row { coefficients: top, relation: Relation::Equal, bound: 1.0 });
        for rule in problem.constraints().iter().filter(|rule| !rule.preference) {
            let mut row = it.zero();
            for (j, coefficient) in rule.on_leaves(problem.tree()).into_iter().enumerate() {
                row[it.at(j, it.figures[j].len() - 1)] += coefficient;
            }
            let relation = if rule.equality { Relation::Equal } else { Relation::AtMost };
            it.rows.push(Row { coefficients: row, relation, bound: -rule.constant });
        }
        for (terms, equal, by) in preferences {
            let row = it.sum(terms, if *equal { 0.0 } else { -1.0 });
            let relation = if *equal { Relation::Equal } else { Relation::AtLeast };
            it.rows.push(Row { coefficients: row, relation, bound: *by });
        }
        it
    }

    fn zero(&self) -> Vec<f64> {
        vec![0.0; self.figures.iter().map(Vec::len).sum::<usize>() + 1]
    }

    fn at(&self, j: usize, k: usize) -> usize {
        self.figures[..j].iter().map(Vec::len).sum::<usize>() + k
    }

    fn add(&mut self, terms: &[(usize, f64)], relation: Relation, bound: f64) {
        let mut coefficients = self.zero();
        terms.iter().for_each(|(at, c)| coefficients[*at] += c);
        self.rows.push(Row { coefficients, relation, bound });
    }

    /// sum of coefficient * U(alternative) + epsilon * `epsilon`
    fn sum(&self, terms: &[(usize, f64)], epsilon: f64) -> Vec<f64> {
        let mut row = self.zero();
        for (alternative, coefficient) in terms {
            for (j, x) in self.matrix[*alternative].iter().enumerate() {
                let k = self.figures[j].iter().position(|figure| figure == x).unwrap();
                row[self.at(j, k)] += coefficient;
            }
        }
        *row.last_mut().unwrap() = epsilon;
        row
    }

    /// The largest epsilon with these rows too; `None` if nothing meets them.
    fn epsilon(&self, more: Vec<Row>) -> Option<f64> {
        let variables = self.zero().len();
        let mut rows = self.rows.clone();
        rows.extend(more);
        let mut bounds = vec![(0.0, 1.0); variables];
        bounds[variables - 1] = (-1.0, 1.0);
        let mut objective = self.zero();
        objective[variables - 1] = -1.0;
        match (Program { bounds, rows }).minimise(&objective) {
            Ok(x) => Some(x[variables - 1]),
            Err(NoAnswer::Infeasible) => None,
            Err(other) => panic!("{other:?}"),
        }
    }

    fn at_least(&self, a: usize, b: usize, epsilon: f64) -> Row {
        Row {
            coefficients: self.sum(&[(a, 1.0), (b, -1.0)], epsilon),
            relation: Relation::AtLeast,
            bound: 0.0,
        }
    }

    /// a is at least as good as b for all compatible functions: none has b ahead by any epsilon.
    fn necessary(&self, a: usize, b: usize) -> bool {
        self.epsilon(vec![self.at_least(b, a, -1.0)]).is_none_or(|epsilon| epsilon <= 1e-9)
    }

    fn possible(&self, a: usize, b: usize) -> bool {
        self.epsilon(vec![self.at_least(a, b, 0.0)]).is_some_and(|epsilon| epsilon > 1e-9)
    }

    /// The best and the worst rank, over all sets of rivals.
    fn ranks(&self, a: usize) -> (usize, usize) {
        let m = self.matrix.len();
        let rivals: Vec<usize> = (0..m).filter(|b| *b != a).collect();
        let (mut behind, mut ahead) = (0, 0);
        for set in 0u32..1 << rivals.len() {
            let size = set.count_ones() as usize;
            let chosen =
                || rivals.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, b)| *b);
            if size > behind
                && self
                    .epsilon(chosen().map(|b| self.at_least(a, b, 0.0)).collect())
                    .is_some_and(|epsilon| epsilon > 1e-9)
            {
                behind = size;
            }
            if size > ahead
                && self
                    .epsilon(chosen().map(|b| self.at_least(b, a, -1.0)).collect())
                    .is_some_and(|epsilon| epsilon > 1e-9)
            {
                ahead = size;
            }
        }
        (m - behind, 1 + ahead)
    }
}

/// Preferences that hold for some hidden monotone value functions.
fn stated(random: &mut Random, matrix: &[Vec<f64>], most: usize) -> Vec<Stated> {
    let (m, n) = (matrix.len(), matrix[0].len());
    let weights: Vec<f64> = (0..n).map(|_| random.unit()).collect();
    let power: Vec<f64> = (0..n).map(|_| 0.3 + 2.0 * random.unit()).collect();
    let top: f64 = weights.iter().zip(&power).map(|(w, p)| w * 4f64.powf(*p)).sum();
    let hidden =
        |a: usize| (0..n).map(|j| weights[j] * matrix[a][j].powf(power[j])).sum::<f64>() / top;
    let mut out = Vec::new();
    for _ in 0..random.below(most + 1) {
        let (a, b, c, d) = (random.below(m), random.below(m), random.below(m), random.below(m));
        let lead = hidden(a) - hidden(b);
        match random.below(3) {
            0 if lead > 0.02 => out.push((vec![(a, 1.0), (b, -1.0)], false, 0.01)),
            1 if lead - (hidden(c) - hidden(d)) > 0.01 => {
                out.push((vec![(a, 1.0), (b, -1.0), (c, -1.0), (d, 1.0)], false, 0.0));
            }
            _ if lead > 0.01 => out.push((vec![(a, 1.0), (b, -1.0)], false, 0.0)),
            _ if a != b && lead.abs() < 0.01 && matrix[a] == matrix[b] => {
                out.push((vec![(a, 1.0), (b, -1.0)], true, 0.0))
            }
            _ => {}
        }
    }
    out
}

fn preference(terms: &[(usize, f64)], equal: bool, by: f64) -> Preference {
    Preference {
        terms: terms.to_vec(),
        equal,
        by,
        written: String::new(),
        reason: Default::default(),
        source: None,
    }
}

#[test]
fn all_monotone_functions_against_the_definition() {
    let mut random = Random(2008);
    let (mut with, mut necessary, mut impossible, mut inner) = (0, 0, 0, 0);
    for round in 0..250 {
        let (m, n) = (2 + random.below(4), 1 + random.below(3));
        let matrix: Vec<Vec<f64>> =
            (0..m).map(|_| (0..n).map(|_| random.below(5) as f64).collect()).collect();
        let figures = Matrix::from_fn(m, n, |i, j| matrix[i][j]);
        let mut problem =
            Problem::crisp(&figures, &vec![Direction::Max; n], &vec![1.0; n]).unwrap();
        if round % 3 == 0 && n > 1 {
            problem
                .set_constraints(vec![
                    constraint(&[(0, 1.0), (1, -1.5)], -0.05, false),
                    constraint(&[(n - 1, -1.0)], 0.1, false),
                ])
                .unwrap();
        }
        let said = stated(&mut random, &matrix, 4);
        problem
            .set_preferences(
                said.iter().map(|(terms, equal, by)| preference(terms, *equal, *by)).collect(),
            )
            .unwrap();
        let truth = Definition::new(&problem, matrix.clone(), &said);
        let evaluation = evaluate(&problem, &weighted_sum()).unwrap();
        let found = robust(&evaluation, &MONOTONE);
        // The constraints may rule out all functions that agree with what is said.
        let Ok(study) = found else {
            assert!(
                truth.epsilon(Vec::new()).is_none_or(|epsilon| epsilon <= 1e-9),
                "{:?}",
                found.err().map(|e| e.to_string())
            );
            continue;
        };
        with += usize::from(!said.is_empty());
        let group = &study.groups[0];
        for a in 0..m {
            for b in (0..m).filter(|b| *b != a) {
                let it = group.preference(a, b);
                assert_eq!(
                    it.necessary,
                    truth.necessary(a, b),
                    "{round}: {a} {b} {it:?} {matrix:?} {said:?}"
                );
                assert_eq!(
                    it.possible,
                    truth.possible(a, b),
                    "{round}: {a} {b} {it:?} {matrix:?} {said:?}"
                );
                (necessary, impossible) =
                    (necessary + usize::from(it.necessary), impossible + usize::from(!it.possible));
                // The witness is monotone, meets what is said, and gives the least lead.
                let functions =
                    group.value_functions(&problem, &group.least(a, b).weights()).unwrap();
                assert!(
                    functions
                        .iter()
                        .all(|curve| curve.windows(2).all(|pair| pair[0].1 <= pair[1].1 + 1e-15))
                );
                let all = scores(&functions, &matrix);
                assert!((all[a] - all[b] - it.min).abs() < 1e-12);
                let sum =
                    |terms: &[(usize, f64)]| terms.iter().map(|(at, c)| c * all[*at]).sum::<f64>();
                assert!(said.iter().all(|(terms, equal, by)| if *equal {
                    sum(terms).abs() < 1e-12
                } else {
                    sum(terms) >= by - 1e-12
                }));
            }
            let standing = &group.standings[a];
            assert!(standing.is_exact(), "{standing:?}");
            assert_eq!(
                (standing.best.rank, standing.worst.rank),
                truth.ranks(a),
                "{round}: {a} {matrix:?} {said:?}"
            );
            inner += usize::from(standing.best.rank > 1 && standing.worst.rank < m);
            for (extreme, rank) in
                [(&standing.best, standing.best.rank), (&standing.worst, standing.worst.rank)]
            {
                let all =
                    scores(&group.value_functions(&problem, &extreme.weights).unwrap(), &matrix);
                assert_eq!(1 + all.iter().filter(|other| **other > all[a] + 1e-10).count(), rank);
                assert_eq!(extreme.reached, rank);
            }
        }
    }
    assert!(
        with > 120 && necessary > 300 && impossible > 100 && inner > 40,
        "{with} {necessary} {impossible} {inner}"
    );
}

/// A random case with uncertain inputs: no draw of inputs and monotone functions lies outside what
/// is said to hold for all.
#[test]
fn uncertain_figures_stay_within_what_holds_for_all_monotone_functions() {
    let mut random = Random(77);
    let (mut open, mut exact, mut reached) = (0, 0, 0);
    for _ in 0..120 {
        let case = crate::common::random_case(&mut random).open().unwrap();
        let problem = &case.problem;
        let evaluation = evaluate(problem, &weighted_sum()).unwrap();
        let study = robust(&evaluation, &MONOTONE).unwrap();
        let group = &study.groups[0];
        let members: Vec<usize> =
            (0..group.places.len()).map(|at| study.member(group, at)).collect();
        let n = problem.tree().leaves().len();
        for _ in 0..150 {
            let inputs: Vec<f64> = problem
                .inputs()
                .iter()
                .map(|input| {
                    if random.chance(0.5) {
                        random.figure(input.spread.low, input.spread.high)
                    } else {
                        ends(&mut random, input.spread)
                    }
                })
                .collect();
            // A monotone function: a step or a power, of the figures' own order.
            let raw: Vec<f64> = (0..n).map(|_| -(1.0 - random.unit()).ln()).collect();
            let total: f64 = raw.iter().sum();
            let shapes: Vec<(bool, f64)> =
                (0..n).map(|_| (random.chance(0.5), random.unit())).collect();
            let value = |j: usize, x: f64| {
                let it = value_on_scale(problem, j, x, &members);
                let (step, at) = shapes[j];
                if step { f64::from(u8::from(it >= at)) } else { it.powf(0.2 + 3.0 * at) }
            };
            let scores: Vec<f64> = members
                .iter()
                .map(|a| {
                    (0..n)
                        .map(|j| {
                            raw[j] / total
                                * value(j, crate::common::performance(problem, *a, j, &inputs))
                        })
                        .sum()
                })
                .collect();
            for a in 0..members.len() {
                let rank = 1 + scores.iter().filter(|other| *other - scores[a] > 1e-9).count();
                let standing = &group.standings[a];
                assert!(
                    standing.best.rank <= rank && rank <= standing.worst.rank,
                    "{rank} {standing:?}"
                );
                for b in (0..members.len()).filter(|b| *b != a) {
                    let it = group.preference(a, b);
                    assert!(!(it.necessary && scores[b] - scores[a] > 1e-9));
                    assert!(
                        it.min - 1e-9 <= scores[a] - scores[b]
                            && scores[a] - scores[b] <= it.max + 1e-9,
                        "{it:?}"
                    );
                }
            }
        }
        // What is called exact is reached by some inputs at the witness.
        let Some(combinations) = combinations(problem, &members) else { continue };
        let ranked = |weights: &[f64], a: usize, best: bool| {
            let functions = group.value_functions(problem, weights).unwrap();
            let ranks = combinations.iter().map(|inputs| {
                let all: Vec<f64> = members
                    .iter()
                    .map(|member| score_by(problem, &functions, *member, inputs))
                    .collect();
                1 + all.iter().filter(|other| **other > all[a] + 1e-9).count()
            });
            if best { ranks.min().unwrap() } else { ranks.max().unwrap() }
        };
        for (a, standing) in group.standings.iter().enumerate() {
            for (extreme, best) in [(&standing.best, true), (&standing.worst, false)] {
                if extreme.exact {
                    assert_eq!(ranked(&extreme.weights, a, best), extreme.rank);
                    reached += 1;
                }
            }
            for b in (0..members.len()).filter(|b| *b != a) {
                let least = group.least(a, b);
                let functions = group.value_functions(problem, &least.weights()).unwrap();
                let score =
                    |at: usize, inputs: &[f64]| score_by(problem, &functions, members[at], inputs);
                let lowest = combinations
                    .iter()
                    .map(|inputs| score(a, inputs) - score(b, inputs))
                    .fold(f64::MAX, f64::min);
                assert!(!least.exact || (lowest - least.bound).abs() < 1e-9, "{lowest} {least:?}");
            }
        }
        open += group.standings.iter().filter(|it| it.best.rank < it.worst.rank).count();
        exact += group.standings.iter().filter(|it| it.is_exact()).count();
    }
    assert!(open > 150 && exact > 150 && reached > 300, "{open} {exact} {reached}");
}

/// All ways to put the uncertain inputs of these alternatives at an end, their nominal figure or a
/// bend of what they shift; `None` if many.
fn combinations(problem: &Problem, members: &[usize]) -> Option<Vec<Vec<f64>>> {
    let mut all: Vec<Vec<f64>> =
        vec![problem.inputs().iter().map(|input| input.spread.nominal).collect()];
    for (input, spread) in problem.inputs().iter().map(|input| input.spread).enumerate() {
        let cells = || members.iter().flat_map(|member| problem.cells_of(*member));
        let used = cells().any(|cell| {
            cell.input == input || cell.shifts.iter().any(|shift| shift.input == input)
        });
        if spread.is_crisp() || !used {
            continue;
        }
        let mut stands = vec![spread.low, spread.high, spread.nominal];
        let shifts = cells().flat_map(|cell| &cell.shifts).filter(|shift| shift.input == input);
        stands.extend(
            shifts
                .flat_map(|shift| shift.curve.bends())
                .filter(|x| spread.low < *x && *x < spread.high),
        );
        // A cell with a target is best in between.
        for member in members {
            for (leaf, cell) in
                problem.cells_of(*member).iter().enumerate().filter(|(_, cell)| cell.input == input)
            {
                if let Direction::Target(target) = problem.tree().leaves()[leaf].direction {
                    if !cell.shifts.is_empty() {
                        return None;
                    }
                    stands.extend((spread.low < target && target < spread.high).then_some(target));
                }
            }
        }
        stands.sort_by(f64::total_cmp);
        stands.dedup();
        if all.len() * stands.len() > 3_000 {
            return None;
        }
        let at = |inputs: &Vec<f64>, x: f64| {
            inputs.iter().enumerate().map(|(own, y)| if own == input { x } else { *y }).collect()
        };
        all = all
            .iter()
            .flat_map(|inputs| stands.iter().map(|x| at(inputs, *x)).collect::<Vec<Vec<f64>>>())
            .collect();
    }
    Some(all)
}

/// A score by functions given as (figure, value) worst first, a target's as distances: the value of
/// the best figure reached.
fn score_by(
    problem: &Problem,
    functions: &[Vec<(f64, f64)>],
    member: usize,
    inputs: &[f64],
) -> f64 {
    let value = |(j, function): (usize, &Vec<(f64, f64)>)| {
        let x = crate::common::performance(problem, member, j, inputs);
        let reached = |figure: f64| match problem.tree().leaves()[j].direction {
            Direction::Max => figure <= x + 1e-9,
            Direction::Min => figure >= x - 1e-9,
            Direction::Target(target) => figure >= (x - target).abs() - 1e-9,
        };
        function
            .iter()
            .filter(|(figure, _)| reached(*figure))
            .map(|(_, value)| *value)
            .fold(0.0, f64::max)
    };
    functions.iter().enumerate().map(value).sum()
}

fn ends(random: &mut Random, spread: afweging::problem::Spread) -> f64 {
    if random.chance(0.5) { spread.low } else { spread.high }
}

/// 0 worst to 1 best, linear between the worst and the best figure in play.
fn value_on_scale(problem: &Problem, leaf: usize, x: f64, members: &[usize]) -> f64 {
    let criterion = &problem.tree().leaves()[leaf];
    let better = |x: f64| match criterion.direction {
        Direction::Max => x,
        Direction::Min => -x,
        Direction::Target(target) => -(x - target).abs(),
    };
    let mut all: Vec<f64> = Vec::new();
    let mut range = |low: f64, high: f64| {
        all.extend([better(low), better(high)]);
        if let Direction::Target(target) = criterion.direction
            && low <= target
            && target <= high
        {
            all.push(0.0);
        }
    };
    if let Some(scale) = criterion.scale.as_ref().map(|scale| scale.ends()) {
        range(scale.0, scale.1);
    }
    for member in members {
        let spread = problem.cell(*member, leaf).spread;
        range(spread.low, spread.high);
    }
    let (low, high) =
        all.iter().fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
    if high > low { ((better(x) - low) / (high - low)).clamp(0.0, 1.0) } else { 1.0 }
}

const HEAD: &str = "format = 1\nid = \"t\"\ndata = [\"data.csv\"]\n[[keys]]\nid = \"a\"\n[[criteria]]\nid = \"x\"\nscale = { min = 0, max = 10 }\n[[criteria]]\nid = \"y\"\nscale = { min = 0, max = 10 }\n";
const DATA: &str = "a,x,y\nP,8,2\nQ,2,8\nR,5,5\nS,4,4\n";

fn small(statements: &str) -> Files {
    Files::new(&[("case.toml", &(HEAD.to_owned() + statements)), ("data.csv", DATA)])
}

/// P better than Q is weight of x above 1/2; by more than 0.3: 0.6 w - 0.6 (1 - w) > 0.3, so w >
/// 3/4. R ties with both at w = 1/2.
#[test]
fn a_preference_is_a_constraint_on_the_weights() {
    for (statement, least) in [
        (better("P", "Q"), 0.5),
        (better("P", "Q") + "by_more_than = 0.3\n", 0.75),
        // P - Q > R - S = 0.1.
        (
            better("P", "Q") + "by_more_than = { better = { a = \"R\" }, worse = { a = \"S\" } }\n",
            0.5 + 0.1 / 1.2,
        ),
        (equal(&["P", "Q"]), 0.5),
    ] {
        let case = small(&statement).open().unwrap();
        with_study(&case, &RobustRequest::default(), |study| {
            let group = &study.groups[0];
            let lead = 1.2 * least - 0.6;
            assert!((group.preference(0, 1).min - lead).abs() < 1e-12, "{statement}");
            let sides = admissible(&case.problem);
            assert!(broken(&sides, &group.least(0, 1).weights()) < 1e-12);
            let row = [0.6, -0.6];
            assert!((dot(&row, &group.least(0, 1).weights()) - lead).abs() < 1e-12);
            if statement.contains("better") {
                // P and R are strictly ahead of Q, and beyond w = 2/3 S is too: no tie at the edge
                // counts.
                let rank = if least > 2.0 / 3.0 { 4 } else { 3 };
                assert_eq!(
                    (group.standings[1].best.rank, group.preference(1, 0).possible),
                    (rank, false)
                );
            }
        });
        // Draws agree: all lie within, P first in all of them (R ties at the edge only).
        let evaluation = evaluate(&case.problem, &weighted_sum()).unwrap();
        let request = AcceptabilityRequest {
            model: WeightsModel::Nodes,
            draws: 2_000,
            precision: None,
            uniform_sets: false,
            pairwise: false,
            keep: Keep::FewRanks,
            seed: 1,
        };
        let study = acceptability(&evaluation, &request).unwrap();
        let table = study.central_weights();
        let central = |row: usize| table.get(row, "weight").as_number();
        if statement.contains("better") {
            let middle = (least + 1.0) / 2.0;
            assert!((central(0).unwrap() - middle).abs() < 0.02, "{statement}: {:?}", central(0));
        }
    }
}

/// Under straight lines P = 0.8 w + 0.2 (1 - w) and so on; S better than R cannot be, P > Q > P
/// neither.
#[test]
fn contradictions_are_named_as_a_smallest_set() {
    let case =
        small(&(better("R", "S") + &better("P", "Q") + &better("Q", "P") + &better("P", "S")))
            .open()
            .unwrap();
    assert_eq!(case.contradictory.len(), 2);
    let text =
        case.contradictory.iter().map(|it| it.message.clone()).collect::<Vec<_>>().join("\n");
    assert!(
        text.contains("2 preferences together: `P better than Q`, `Q better than P`"),
        "{text}"
    );
    // S is worse than R on both: one statement is enough.
    let case = small(&(better("S", "R") + &better("P", "Q"))).open().unwrap();
    assert!(
        case.contradictory[0]
            .message
            .contains("no weights meet this preference: `S better than R`")
    );
    // With constraints: w_x <= 0.3 and P better than Q.
    let case = small(&("[weights]\nconstraints = [\"x <= 0.3\"]\n".to_owned() + &better("P", "Q")))
        .open()
        .unwrap();
    assert!(
        case.contradictory[0].message.contains("2 constraints and preferences together"),
        "{:?}",
        case.contradictory
    );
    // The library says it too, over given and over all value functions.
    let case = small(&(better("P", "Q") + &better("Q", "P"))).open().unwrap();
    let evaluation = evaluate(&case.problem, &weighted_sum()).unwrap();
    for values in [Values::Given, Values::Monotone] {
        let error = robust(&evaluation, &RobustRequest { values, ..RobustRequest::default() })
            .err()
            .unwrap()
            .to_string();
        assert!(
            error.contains("these 2 preferences together: `P better than Q`, `Q better than P`"),
            "{error}"
        );
    }
}

/// R lies on the line between P and Q, so R better than both asks for a bent value function.
#[test]
fn what_straight_lines_cannot_say_others_can() {
    let case = small(&(better("R", "P") + &better("R", "Q"))).open().unwrap();
    assert!(case.contradictory[0].message.contains("2 preferences together"));
    with_study(&case, &MONOTONE, |study| {
        let group = &study.groups[0];
        assert!(
            group.preference(2, 0).necessary
                && group.preference(2, 1).necessary
                && group.preference(2, 3).necessary
        );
        assert_eq!((group.standings[2].best.rank, group.standings[2].worst.rank), (1, 1));
    });
}

#[test]
fn what_a_preference_cannot_name_is_pointed_at() {
    let message = |statements: &str| match small(statements).open() {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{statements}"),
    };
    assert!(message(&better("P", "T")).contains("no table has the a `T`"));
    assert!(message("[[preferences]]\nbetter = { a = \"P\" }\n").contains("`better` and `worse`"));
    assert!(message("[[preferences]]\n").contains("compares nothing"));
    assert!(
        message("[[preferences]]\nequal = [{ a = \"P\" }]\n").contains("two alternatives or more")
    );
    assert!(
        message("[[preferences]]\nbetter = { b = \"P\" }\nworse = { a = \"Q\" }\n")
            .contains("unknown key `b`")
    );
    assert!(
        message(&(better("P", "Q") + "by_more_than = 1.5\n")).contains("differ by more than 1.5")
    );
    assert!(message(&(better("P", "Q") + "by_more = 1.5\n")).contains("unknown key `by_more`"));
    assert!(message(&(better("P", "Q") + "by_more_than = \"much\"\n")).contains("points of score"));
    // Nothing is said of alternatives that are looked away from.
    let files = small(&better("P", "Q"));
    let mut what_if = WhatIf::default();
    what_if.filter.push(("a".into(), "P".into()));
    what_if.filter.push(("a".into(), "R".into()));
    let case = Case::open(&Location::Path(files.path("case.toml")), &what_if).unwrap();
    assert!(
        case.problem.preferences().is_empty()
            && case.warnings.iter().any(|it| it.message.contains("left out of this selection"))
    );
}

/// The problem's own weights tie the two, so each preference alone could hold: only studies of all
/// weights can see that both cannot.
#[test]
fn preferences_that_contradict_each_other_are_refused_by_every_study_of_weights() {
    let problem = Problem::builder()
        .criterion("a", Direction::Max, 1.0)
        .criterion("b", Direction::Max, 1.0)
        .alternative("A", [1.0, 0.0])
        .alternative("B", [0.0, 1.0])
        .better("A", "B")
        .better("B", "A")
        .build()
        .unwrap();
    let evaluation = evaluate(&problem, &weighted_sum()).unwrap();
    let refusals = [
        robust(&evaluation, &RobustRequest::default()).err(),
        acceptability(&evaluation, &AcceptabilityRequest::default()).err(),
        stability(&evaluation, &StabilityRequest::default()).err(),
    ];
    for error in refusals {
        let text = error.expect("refused").to_string();
        assert!(text.contains("no weights meet these 2 preferences together"), "{text}");
    }
}
