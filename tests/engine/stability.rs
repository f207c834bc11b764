//! Smallest changes of weights, fewest inputs and passages left out: every answer checked by
//! arithmetic of its own.

use crate::common::vertices::{brute_force_within, spreads, variables_within};
use crate::common::{Files, Random, random_case};
use afweging::case::{Case, Location, WhatIf};
use afweging::method::Method;
use afweging::problem::{
    Direction, Matrix, Problem, Quantity, Scale, Spread, WeightConstraint, weights,
};
use afweging::study::{
    Change, Goal, Move, Norm, PassagesLeftOut, Reach, Stability, StabilityRequest, evaluate,
    stability,
};

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// A point of the simplex over the places where `mask` is set.
fn simplex(random: &mut Random, mask: &[bool]) -> Vec<f64> {
    // Powers of exponentials reach the corners too.
    let sharp = 1.0 + 3.0 * random.unit();
    let raw: Vec<f64> = mask
        .iter()
        .map(|on| if *on { (-(1.0 - random.unit()).ln()).powf(sharp) } else { 0.0 })
        .collect();
    let sum: f64 = raw.iter().sum();
    raw.iter().map(|x| x / sum).collect()
}

/// sqrt of the largest ratio over the smallest, over the weights that are not 0; infinite if one
/// vanishes or appears.
fn ratio(w: &[f64], to: &[f64]) -> f64 {
    if w.iter().zip(to).any(|(w, to)| (*w == 0.0) != (*to == 0.0)) {
        return f64::INFINITY;
    }
    let ratios: Vec<f64> =
        w.iter().zip(to).filter(|(w, _)| **w > 0.0).map(|(w, to)| to / w).collect();
    let (low, high) =
        ratios.iter().fold((f64::MAX, 0.0f64), |(low, high), x| (low.min(*x), high.max(*x)));
    (high / low).sqrt()
}

fn distance(norm: Norm, w: &[f64], to: &[f64]) -> f64 {
    match norm {
        Norm::Ratio => ratio(w, to),
        Norm::L1 => w.iter().zip(to).map(|(w, to)| (w - to).abs()).sum(),
        Norm::Linf => w.iter().zip(to).map(|(w, to)| (w - to).abs()).fold(0.0, f64::max),
    }
}

/// a . w + c <= 0, or = 0
struct Rule {
    a: Vec<f64>,
    c: f64,
    equality: bool,
}

impl Rule {
    fn broken(&self, w: &[f64]) -> f64 {
        let sum = dot(&self.a, w) + self.c;
        if self.equality { sum.abs() } else { sum.max(0.0) }
    }
}

/// A problem of random figures, its weights, and rules that its weights meet.
fn problem(random: &mut Random, with_rules: bool) -> (Problem, Vec<f64>, Vec<Rule>) {
    let (m, n) = (2 + random.below(5), 2 + random.below(5));
    let coarse = random.chance(0.4);
    let figures =
        Matrix::from_fn(m, n, |_, _| if coarse { random.below(4) as f64 } else { random.unit() });
    let raw: Vec<f64> = (0..n)
        .map(|j| if j > 1 && random.chance(0.15) { 0.0 } else { 0.05 + random.unit() })
        .collect();
    let mut problem = Problem::crisp(&figures, &vec![Direction::Max; n], &raw).unwrap();
    let w = weights::global(problem.tree());
    let mut rules = Vec::new();
    for _ in 0..if with_rules { 1 + random.below(3) } else { 0 } {
        let (a, b) = (random.below(n), random.below(n));
        let mut row = vec![0.0; n];
        let mut c = 0.0;
        let mut equality = false;
        match random.below(4) {
            // At most a little more than now.
            0 => (row[a], c) = (1.0, -(w[a] + 0.2 * random.unit())),
            // At least a little less than now.
            1 => (row[a], c) = (-1.0, (w[a] - 0.2 * random.unit()).max(0.0)),
            // a is at least some share of b, as now.
            2 if a != b && w[b] > 0.0 => (row[a], row[b]) = (-1.0, 0.7 * w[a] / w[b]),
            // a and b keep their ratio.
            _ if a != b && w[b] > 0.0 => {
                (row[a], row[b]) = (-1.0, w[a] / w[b]);
                equality = true;
            }
            _ => continue,
        }
        rules.push(Rule { a: row, c, equality });
    }
    problem
        .set_constraints(
            rules
                .iter()
                .map(|rule| WeightConstraint {
                    terms: rule.a.iter().copied().enumerate().filter(|(_, a)| *a != 0.0).collect(),
                    constant: rule.c,
                    equality: rule.equality,
                    written: String::new(),
                    preference: false,
                })
                .collect(),
        )
        .unwrap();
    (problem, w, rules)
}

/// Values of the challenger less those of each rival that counts for the goal.
fn rows(
    study: &Stability,
    goal: Goal,
    leader: usize,
    challenger: usize,
    n: usize,
) -> Vec<Vec<f64>> {
    let ranked = &study.sweep.ranked_groups[0];
    let rivals: Vec<usize> = match goal {
        Goal::PassLeader => vec![leader],
        Goal::BeFirst => (0..ranked.places.len()).filter(|at| *at != challenger).collect(),
    };
    let row = |rival: &usize| {
        (0..n).map(|leaf| ranked.value(challenger, leaf) - ranked.value(*rival, leaf)).collect()
    };
    rivals.iter().map(row).collect()
}

fn lead(rows: &[Vec<f64>], w: &[f64]) -> f64 {
    rows.iter().map(|row| dot(row, w)).fold(f64::INFINITY, f64::min)
}

/// Everything that must hold of one change, but for its being smallest.
fn check_witness(change: &Change, norm: Norm, w: &[f64], rows: &[Vec<f64>], rules: &[Rule]) {
    let Some(new) = &change.weights else {
        assert!(matches!(change.reach, Reach::Impossible(_)), "{change:?}");
        return;
    };
    assert!((new.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{new:?}");
    assert!(new.iter().all(|w| *w >= 0.0));
    assert!(
        rules.iter().all(|rule| rule.broken(new) < 1e-12),
        "{:?}",
        rules.iter().map(|r| r.broken(new)).collect::<Vec<_>>()
    );
    assert!(
        (change.distance.unwrap() - distance(norm, w, new)).abs() < 1e-12,
        "{norm:?} {change:?}"
    );
    let here = lead(rows, new);
    if lead(rows, w) < -1e-9 {
        assert!(here.abs() < 1e-12, "no tie: {here:e} {norm:?} {change:?}");
    } else {
        assert!(change.distance.unwrap() <= 1.0 && here > -1e-9);
    }
}

#[test]
fn certificates_hold_and_nothing_closer_is_found() {
    let mut random = Random(2024);
    let (mut wins, mut ties, mut impossible, mut with_grid, mut closest) = (0, 0, 0, 0, 0);
    for round in 0..120 {
        let (problem, w, rules) = problem(&mut random, round % 2 == 1);
        let n = w.len();
        let evaluation = evaluate(&problem, &Method::named("weighted-sum").unwrap()).unwrap();
        let study = stability(&evaluation, &StabilityRequest::default()).unwrap();
        // One challenger a problem is tried hard.
        let Some(chosen) = study.changes.last().map(|of| of.challenger) else { continue };
        for of in &study.changes {
            let rows = rows(&study, of.goal, of.leader, of.challenger, n);
            assert_ne!(of.change.reach, Reach::Unsolved);
            check_witness(&of.change, of.norm, &w, &rows, &rules);
        }
        for of in study.changes.iter().filter(|of| of.challenger == chosen) {
            let rows = rows(&study, of.goal, of.leader, of.challenger, n);
            let support: Vec<bool> = w.iter().map(|w| of.norm != Norm::Ratio || *w > 0.0).collect();
            let best = of.change.distance.unwrap_or(f64::INFINITY);
            let mut strictly: Option<Vec<f64>> = None;
            let mut look = |point: &[f64]| {
                if rules.iter().any(|rule| rule.broken(point) > 1e-12)
                    || point.iter().any(|w| *w < 0.0)
                {
                    return;
                }
                let here = lead(&rows, point);
                if here >= 0.0 && !(of.change.weights.is_none() && here < 1e-9) {
                    let far = distance(of.norm, &w, point);
                    assert!(
                        far > best - 1e-9,
                        "{:?} {:?}: {point:?} at {far} beats {best}",
                        of.goal,
                        of.norm
                    );
                    closest += usize::from(far < best + 0.05);
                }
                if here > 1e-9 {
                    strictly.get_or_insert_with(|| point.to_vec());
                }
            };
            // Half of the tries anywhere, half around the witness and on the way to it.
            for _ in 0..if rules.iter().any(|rule| rule.equality) { 0 } else { 50_000 } {
                look(&simplex(&mut random, &support));
            }
            if let Some(new) = &of.change.weights {
                for _ in 0..50_000 {
                    let (pull, small) = (random.unit(), 0.2 * random.unit().powi(3));
                    let noise = simplex(&mut random, &support);
                    let point: Vec<f64> = (0..n)
                        .map(|j| {
                            (1.0 - small) * (w[j] + (0.7 + 0.3 * pull) * (new[j] - w[j]))
                                + small * noise[j]
                        })
                        .collect();
                    look(&point);
                }
            }
            if n <= 4 && of.norm != Norm::Ratio {
                let steps = [0, 0, 400, 120, 40][n];
                let mut cut = vec![0; n - 1];
                // Every composition of `steps` into n parts.
                'grid: loop {
                    let used: usize = cut.iter().sum();
                    if used <= steps {
                        let mut point: Vec<f64> =
                            cut.iter().map(|c| *c as f64 / steps as f64).collect();
                        point.push((steps - used) as f64 / steps as f64);
                        look(&point);
                    }
                    let mut at = 0;
                    loop {
                        if at == cut.len() {
                            break 'grid;
                        }
                        cut[at] += 1;
                        if cut[at] <= steps {
                            break;
                        }
                        cut[at] = 0;
                        at += 1;
                    }
                }
                with_grid += 1;
            }
            match &of.change.reach {
                Reach::Win => {
                    wins += 1;
                    // A millionth further the order flips.
                    if let (Some(ahead), Some(new)) = (&strictly, &of.change.weights) {
                        let further: Vec<f64> = new
                            .iter()
                            .zip(ahead)
                            .map(|(new, to)| new + 1e-6 * (to - new))
                            .collect();
                        assert!(lead(&rows, &further) > 0.0);
                    }
                }
                Reach::Tie => {
                    ties += 1;
                    assert!(strictly.is_none());
                }
                Reach::Impossible(_) => {
                    impossible += 1;
                    assert!(strictly.is_none() || of.norm == Norm::Ratio);
                }
                Reach::Unsolved => unreachable!(),
            }
            // Two sums on paper.
            if of.norm == Norm::Ratio && of.goal == Goal::PassLeader && rules.is_empty() {
                let gains: f64 = rows[0].iter().zip(&w).map(|(d, w)| w * d.max(0.0)).sum();
                let losses: f64 = rows[0].iter().zip(&w).map(|(d, w)| w * (-d).max(0.0)).sum();
                if let (Some(k), Some(new)) = (of.change.distance, &of.change.weights)
                    && losses > gains + 1e-9
                {
                    assert!(
                        (k - (losses / gains).sqrt()).abs() < 1e-9 * k,
                        "{k} {}",
                        (losses / gains).sqrt()
                    );
                    // With a factor a millionth larger the challenger is ahead.
                    let further: Vec<f64> = (0..n)
                        .map(|j| match rows[0][j].total_cmp(&0.0) {
                            std::cmp::Ordering::Greater => new[j] * (1.0 + 1e-6),
                            std::cmp::Ordering::Less => new[j] / (1.0 + 1e-6),
                            std::cmp::Ordering::Equal => new[j],
                        })
                        .collect();
                    assert!(lead(&rows, &further) > 0.0);
                }
            }
        }
    }
    assert!(
        wins > 300 && ties > 0 && impossible > 50 && with_grid > 100,
        "{wins} {ties} {impossible} {with_grid}"
    );
    assert!(closest > 10_000, "the tries came near: {closest}");
}

/// Brute force: every subset of the inputs that matter, each with every vertex of its pieces.
fn smallest_set(
    problem: &Problem,
    ranges: &[Spread],
    w: &[f64],
    pair: [usize; 2],
    need: f64,
) -> Option<usize> {
    let all = variables_within(problem, ranges, pair);
    assert!(all.len() <= 4);
    let mut best: Option<usize> = None;
    for set in 1..1usize << all.len() {
        let free: Vec<usize> =
            (0..all.len()).filter(|at| set >> at & 1 == 1).map(|at| all[at]).collect();
        if best.is_some_and(|best| best <= free.len()) {
            continue;
        }
        if brute_force_within(problem, ranges, w, pair, &free).1 >= need {
            best = Some(free.len());
        }
    }
    best
}

#[test]
fn fewest_inputs_against_all_subsets() {
    let mut random = Random(77);
    let (mut cases, mut found, mut none, mut several) = (0, 0, 0, 0);
    while cases < 500 {
        let files = random_case(&mut random);
        let case = files.open().unwrap_or_else(|error| panic!("{error}"));
        let problem = &case.problem;
        let w = weights::global(problem.tree());
        let evaluation = evaluate(problem, &case.methods[0]).unwrap();
        let study = stability(&evaluation, &StabilityRequest::default()).unwrap();
        let mut used = false;
        for of in &study.fewest {
            let ranked = &study.sweep.ranked_groups[0];
            let member = |at: usize| ranked.group.member(ranked.places[at]);
            let pair = [member(of.challenger), member(of.leader)];
            // The same question, with the ranges that the move allows.
            let mut ranges = spreads(problem);
            if of.how == Move::OneLevel {
                for (input, range) in problem.inputs().iter().zip(&mut ranges) {
                    let x = input.spread.nominal;
                    let ordinal = problem
                        .tree()
                        .leaves()
                        .get(input.name)
                        .is_some_and(|leaf| matches!(leaf.scale, Some(Scale::Ordinal(_))));
                    *range = if ordinal && input.quantity != Quantity::Unknown {
                        Spread { low: (x - 1.0).max(0.0), nominal: x, high: (x + 1.0).min(4.0) }
                    } else {
                        Spread::crisp(x)
                    };
                }
            }
            if variables_within(problem, &ranges, pair).len() > 4 {
                continue;
            }
            used = true;
            let nominal: Vec<f64> =
                problem.inputs().iter().map(|input| input.spread.nominal).collect();
            let gap = crate::common::score(problem, &w, pair[1], &nominal)
                - crate::common::score(problem, &w, pair[0], &nominal);
            let expected =
                if gap <= 1e-9 { Some(0) } else { smallest_set(problem, &ranges, &w, pair, -1e-9) };
            let text =
                || format!("{}\n{of:?}", std::fs::read_to_string(files.path("case.toml")).unwrap());
            assert!(of.fewest.exact);
            assert_eq!(of.fewest.moved.as_ref().map(Vec::len), expected, "{}", text());
            let Some(answer) = &of.fewest.moved else {
                none += 1;
                continue;
            };
            // The figures named do it.
            let mut inputs = nominal.clone();
            for moved in answer {
                inputs[moved.input] = moved.to;
            }
            let lead = crate::common::score(problem, &w, pair[0], &inputs)
                - crate::common::score(problem, &w, pair[1], &inputs);
            assert!(lead >= -1e-9, "{lead}: {}", text());
            found += usize::from(!answer.is_empty());
            several += usize::from(answer.len() > 1);
        }
        cases += usize::from(used);
    }
    assert!(found > 200 && none > 50 && several > 40, "{found} {none} {several}");
}

fn builtin(what_if: &WhatIf) -> Case {
    Case::open(&Location::Builtin(afweging::case::DEFAULT.into()), what_if).unwrap()
}

#[test]
fn a_passage_left_out_is_the_case_without_it() {
    let case = builtin(&WhatIf::default());
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let without = |passage: &str| case.without_passage(passage);
    let passages = PassagesLeftOut { passages: &case.passages, problem_without: &without };
    let study = stability(
        &evaluation,
        &StabilityRequest { passages: Some(passages), ..StabilityRequest::default() },
    )
    .unwrap();
    assert!(study.indispensable.is_empty());
    assert!(study.left_out.len() > 50);
    for row in study.left_out.iter().step_by(17) {
        let without =
            builtin(&WhatIf { without_passages: vec![row.passage.clone()], ..WhatIf::default() });
        let after = evaluate(&without.problem, &without.methods[0]).unwrap();
        let group = &after.groups[row.group];
        let mut scores: Vec<(f64, usize)> = group
            .places()
            .filter(|place| group.standing(*place).rank.is_some())
            .map(|place| (group.standing(place).score.unwrap(), group.member(place)))
            .collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        assert_eq!(row.without.first(), scores.first().map(|(_, member)| member));
        // What rests on the passage is unknown, and nothing else changed.
        for (before, after) in case.problem.inputs().iter().zip(without.problem.inputs()) {
            let rests =
                before.record.as_ref().is_some_and(|record| record.passages.contains(&row.passage));
            assert_eq!(
                after.quantity,
                if rests { Quantity::Unknown } else { before.quantity.clone() }
            );
        }
    }
    let wrong = WhatIf { without_passages: vec!["L77".into()], ..WhatIf::default() };
    let message = Case::open(&Location::Builtin(afweging::case::DEFAULT.into()), &wrong)
        .err()
        .unwrap()
        .to_string();
    assert!(message.contains("unknown passage `L77`; did you mean `L77a`"), "{message}");
}

fn two(constraints: &str, weights: [f64; 2]) -> Files {
    let toml = format!(
        "format = 1\nid = \"x\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"k\"\n[[criteria]]\nid = \"a\"\nweight = {:?}\n[[criteria]]\nid = \"b\"\nweight = {:?}\n{constraints}",
        weights[0], weights[1]
    );
    Files::new(&[("case.toml", &toml), ("d.csv", "k,a,b\nX,1,0\nY,0,1\nZ,0,0\n")])
}

#[test]
fn constraints_that_conflict_are_named_as_a_smallest_set() {
    let files = two(
        "[weights]\nconstraints = [\"a >= 0.2\", \"a <= 2 * b\", \"b <= 0.1\", \"b >= 0\"]\n",
        [1.0, 1.0],
    );
    let message = files.open().err().unwrap().to_string();
    assert!(
        message.contains("no weights meet these 2 constraints together: `a <= 2 * b`, `b <= 0.1`"),
        "{message}"
    );
    assert!(!message.contains("a >= 0.2"), "{message}");
    let message = two("[weights]\nconstraints = [\"a + b <= 0.5\"]\n", [1.0, 1.0])
        .open()
        .err()
        .unwrap()
        .to_string();
    assert!(message.contains("no weights meet this constraint: `a + b <= 0.5`"), "{message}");
    // A polytope of one point is no conflict.
    assert!(two("[weights]\nconstraints = [\"a = b\"]\n", [1.0, 1.0]).open().is_ok());
}

#[test]
fn weights_outside_their_own_constraints_are_told() {
    let case = two("[weights]\nconstraints = [\"0.1 <= a <= 0.3\"]\n", [1.0, 1.0]).open().unwrap();
    assert_eq!(case.inadmissible.len(), 1);
    let message = case.inadmissible[0].to_string();
    assert!(message.contains("do not meet its own constraint `0.1 <= a <= 0.3`"), "{message}");
    assert_eq!(case.inadmissible[0].label, "a = 0.5000");
}

/// One alternative, one criterion, all ties, dominance, a polytope of one point: an answer or its
/// absence, never a NaN.
#[test]
fn degenerate_problems_have_plain_answers() {
    let run = |rows: &[&[f64]], weights: &[f64], constraint: Option<WeightConstraint>| {
        let figures = Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]);
        let mut problem =
            Problem::crisp(&figures, &vec![Direction::Max; weights.len()], weights).unwrap();
        problem.set_constraints(constraint.into_iter().collect()).unwrap();
        let evaluation = evaluate(&problem, &Method::named("weighted-sum").unwrap()).unwrap();
        let study = stability(&evaluation, &StabilityRequest::default()).unwrap();
        (
            study.intervals.iter().map(|it| (it.low, it.high)).collect::<Vec<_>>(),
            study.changes.clone(),
            study.smallest_change(),
        )
    };
    // One alternative: nothing to compare.
    let (intervals, changes, _) = run(&[&[1.0, 2.0]], &[1.0, 1.0], None);
    assert!(intervals.is_empty() && changes.is_empty());
    // One criterion: its weight is always 1, and no weights help.
    let (intervals, changes, _) = run(&[&[1.0], &[2.0]], &[1.0], None);
    assert!(intervals.is_empty());
    assert!(
        changes.iter().all(|of| matches!(of.change.reach, Reach::Impossible(_))),
        "{changes:?}"
    );
    // All tie: level already, at distance 1 or 0.
    let (intervals, changes, _) = run(&[&[1.0, 1.0], &[1.0, 1.0]], &[1.0, 1.0], None);
    assert!(intervals.iter().all(|it| *it == (0.0, 1.0)));
    assert!(
        changes
            .iter()
            .all(|of| of.change.reach == Reach::Tie && of.change.distance.unwrap() <= 1.0)
    );
    // A tie that holds at these weights only.
    let (intervals, ..) = run(&[&[1.0, 0.0], &[0.0, 1.0]], &[1.0, 1.0], None);
    assert!(intervals.iter().all(|it| *it == (0.5, 0.5)), "{intervals:?}");
    // Dominated.
    let (_, changes, table) = run(&[&[1.0, 1.0], &[0.0, 1.0]], &[1.0, 1.0], None);
    let reason =
        (0..table.rows()).find_map(|row| table.get(row, "reason").as_text().map(str::to_owned));
    // Level at a corner only: by l1 all weight moves there; by ratio no finite factor does.
    let l1 = changes.iter().find(|of| of.norm == Norm::L1).unwrap();
    assert_eq!((l1.change.reach.clone(), l1.change.distance), (Reach::Tie, Some(1.0)));
    assert_eq!(changes[0].change.reach, Reach::Impossible(afweging::study::Why::Dominated(0)));
    assert!(
        reason
            .unwrap()
            .contains("dominated: A1 is at least as good on every criterion that has weight")
    );
    // A polytope of one point: what is behind there stays behind.
    let point = WeightConstraint {
        terms: vec![(0, 1.0)],
        constant: -0.75,
        equality: true,
        written: "a = 0.75".into(),
        preference: false,
    };
    let (_, changes, _) = run(&[&[1.0, 0.0], &[0.0, 1.0]], &[3.0, 1.0], Some(point));
    for of in &changes {
        let Reach::Impossible(afweging::study::Why::Behind(by)) = of.change.reach else {
            panic!("{of:?}")
        };
        assert!((by - 0.5).abs() < 1e-12);
    }
}

/// A challenger better only where there is no weight now: no factor helps, moving weight does, and
/// the reasons say which.
#[test]
fn a_criterion_without_weight_can_still_be_given_some() {
    let figures = Matrix::from_fn(2, 2, |i, j| [[8.0, 1.0], [2.0, 9.0]][i][j]);
    let problem = Problem::crisp(&figures, &[Direction::Max; 2], &[1.0, 0.0]).unwrap();
    let evaluation = evaluate(&problem, &Method::named("weighted-sum").unwrap()).unwrap();
    let study = stability(&evaluation, &StabilityRequest::default()).unwrap();
    let of = |norm: Norm| {
        study.changes.iter().find(|of| of.norm == norm && of.goal == Goal::PassLeader).unwrap()
    };
    assert_eq!(of(Norm::Ratio).change.reach, Reach::Impossible(afweging::study::Why::Dominated(0)));
    let reason = study.reason(of(Norm::Ratio)).unwrap();
    assert!(reason.ends_with("on every criterion that has weight"), "{reason}");
    assert_eq!(of(Norm::L1).change.reach, Reach::Win);
    assert!((of(Norm::L1).change.distance.unwrap() - 1.0).abs() < 1e-12);
}

/// Not knowing is said as not knowing: never as "no factor".
#[test]
fn what_is_not_known_is_said_so() {
    let case = two("", [3.0, 1.0]).open().unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let mut study = stability(&evaluation, &StabilityRequest::default()).unwrap();
    let page = |study: &Stability, words| {
        let blocks = afweging::report::stability(&case, study, words);
        afweging::report::to_text(&blocks, 1000)
    };
    for of in study.changes.iter_mut().filter(|of| of.norm == Norm::Ratio) {
        of.change = Change { reach: Reach::Unsolved, distance: None, weights: None };
    }
    let english = afweging::report::Words(afweging::problem::Language::En);
    let text = page(&study, english);
    assert!(text.contains("is not known") && !text.contains("No factor"), "{text}");
    for of in &mut study.changes {
        of.change = Change { reach: Reach::Unsolved, distance: None, weights: None };
    }
    let text = page(&study, english);
    assert!(text.contains("is not known") && !text.contains("cannot catch"), "{text}");
    assert!(study.smallest_change().get(0, "reach").as_text().is_none());
}

/// A constraint that cannot be met by its size is named when the file is read, and by every study
/// of a problem that has it.
#[test]
fn constraints_out_of_reach_are_named() {
    for huge in ["2", "1e10", "1e300", "1e308", "1.7e308"] {
        for line in [
            format!("a >= {huge}"),
            format!("a <= -{huge}"),
            format!("a = {huge}"),
            format!("1e-300 * a >= {huge}"),
        ] {
            let message = two(&format!("[weights]\nconstraints = [\"{line}\"]\n"), [1.0, 1.0])
                .open()
                .err()
                .unwrap()
                .to_string();
            assert!(
                message.contains(&format!("no weights meet this constraint: `{line}`")),
                "{message}"
            );
        }
    }
    // Far from mattering, it does not.
    let files = two("[weights]\nconstraints = [\"a <= 1e308\", \"b >= -1e308\"]\n", [1.0, 1.0]);
    assert!(files.open().unwrap().inadmissible.is_empty());
    let message = two("[weights]\nconstraints = [\"1e308 * a + 1e308 * a <= b\"]\n", [1.0, 1.0])
        .open()
        .err()
        .unwrap()
        .to_string();
    assert!(message.contains("more than the largest number"), "{message}");
    // A problem that was not read from a file.
    let case = two("", [1.0, 1.0]).open().unwrap();
    let mut problem = case.problem.clone();
    crate::common::also_constraint(
        &mut problem,
        WeightConstraint {
            terms: vec![(0, -1.0)],
            constant: 1e308,
            equality: false,
            written: "a >= 1e308".into(),
            preference: false,
        },
    );
    let evaluation = evaluate(&problem, &case.methods[0]).unwrap();
    let error =
        afweging::study::robust(&evaluation, &Default::default()).err().unwrap().to_string();
    assert!(error.contains("no weights meet the constraints: `a >= 1e308`"), "{error}");
    let request = afweging::study::VerifyRequest { draws: 1_000, seed: 1, no_attributes: None };
    let error = afweging::study::verify(&evaluation, &request).err().unwrap().to_string();
    assert!(error.contains("no weights meet the constraints: `a >= 1e308`"), "{error}");
}

/// Weights that lie nine powers of ten apart, and constraints that bind: the factor is known, and
/// weights that reach it are shown.
#[test]
fn factors_of_weights_far_apart_are_found() {
    let weights = [
        443.17294,
        3247.4119,
        0.6897174,
        15449.587,
        1.7497979e-05,
        0.017128803,
        909.79938,
        1.1969405e-05,
    ];
    let constraints = "c4 >= 0.730946 * c7|c6 >= 0.0294441 * c3|c6 <= 0.0501663|c2 <= 7.56251e-05|c7 >= 3.68583e-11 * c1|c5 <= 2.05911e-06";
    let constraints: Vec<String> =
        constraints.split('|').map(|line| format!("\"{line}\"")).collect();
    let criteria: String = weights
        .iter()
        .enumerate()
        .map(|(j, weight)| {
            format!(
                "[[criteria]]\nid = \"c{j}\"\nscale = {{ min = 0, max = 1 }}\nweight = {weight}\n"
            )
        })
        .collect();
    let rows = [
        [0.6725, 0.9992, 0.7153, 0.8622, 0.0767, 0.5403, 0.6096, 0.4355],
        [0.4194, 0.7906, 0.1626, 0.0450, 0.5931, 0.9665, 0.8271, 0.6732],
        [0.2948, 0.9044, 0.0402, 0.2466, 0.7881, 0.8947, 0.4028, 0.9092],
        [0.1109, 0.5969, 0.0676, 0.2334, 0.1899, 0.0063, 0.4053, 0.5002],
    ];
    let line =
        |(i, row): (usize, &[f64; 8])| format!("A{i},{}\n", row.map(|x| x.to_string()).join(","));
    let table: String = rows.iter().enumerate().map(line).collect();
    let header: Vec<String> = (0..8).map(|j| format!("c{j}")).collect();
    let toml = format!(
        "format = 1\nid = \"far\"\ndata = [\"t.csv\"]\n[weights]\nconstraints = [{}]\n[[keys]]\nid = \"option\"\n{criteria}",
        constraints.join(", ")
    );
    let table = format!("option,{}\n{table}", header.join(","));
    let files = Files::new(&[("case.toml", &toml), ("t.csv", &table)]);
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let study = stability(&evaluation, &StabilityRequest::default()).unwrap();
    let mut far = 0;
    for of in study.changes.iter().filter(|of| of.norm == Norm::Ratio) {
        assert_ne!(of.change.reach, Reach::Unsolved, "{:?} {:?}", of.challenger, of.goal);
        let (Some(distance), Some(new)) = (of.change.distance, &of.change.weights) else {
            continue;
        };
        far += usize::from(distance > 1e4);
        assert!((ratio(evaluation.weights.common().unwrap(), new) / distance - 1.0).abs() < 1e-9);
        let value = |alternative: usize| dot(&rows[alternative], new);
        let rivals: Vec<usize> = match of.goal {
            Goal::PassLeader => vec![0],
            Goal::BeFirst => (0..4).filter(|rival| *rival != of.challenger).collect(),
        };
        assert!(rivals.into_iter().all(|rival| value(of.challenger) >= value(rival) - 1e-11));
        for constraint in case.problem.constraints() {
            let rule = Rule {
                a: constraint.on_leaves(case.problem.tree()),
                c: constraint.constant,
                equality: constraint.equality,
            };
            assert!(rule.broken(new) < 1e-11, "{new:?}");
        }
    }
    assert!(far >= 4, "{far}");
}
