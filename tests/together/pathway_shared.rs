//! Paths that share limits and capacities, against all combinations of paths.

use crate::common::Random;
use afweging::method::Method;
use afweging::problem::{
    Amount, Bound, Direction, Limit, LimitPart, Measure, PathwayModel, PeriodLimit, Problem,
    Quantity, Spread, Text,
};
use afweging::study::{FoundPath, Pathway, PathwayRequest, Tables, pathway};

/// Where a path stands by period, and its value.
type Valued = (Vec<Option<usize>>, f64);

/// Few draws: nothing here looks at shares of paths.
fn few_draws() -> PathwayRequest {
    PathwayRequest { draws: 10, ..PathwayRequest::default() }
}

/// Groups of alternatives A, B, C ..., with these scores from 0 to 1. In the problem all A come first,
/// then all B.
fn problem(scores: &[Vec<f64>]) -> Problem {
    let mut builder =
        Problem::builder().criterion_with("worth", Direction::Max, 1.0, |c| c.scale(0.0, 1.0));
    for (group, scores) in scores.iter().enumerate() {
        for (at, score) in scores.iter().enumerate() {
            let name = char::from(b'A' + at as u8).to_string();
            builder = builder.alternative_in(format!("G{group}"), name, [*score]);
        }
    }
    builder.build().expect("a problem")
}

fn limit(id: &str, measure: Measure, parts: Vec<LimitPart>, bound: Bound) -> Limit {
    Limit {
        id: id.to_owned(),
        label: Text::default(),
        measure,
        split: parts.len() > 1,
        parts,
        bound,
        chance: None,
        step: None,
        active: true,
        enforced: true,
        kind: None,
        reason: Text::default(),
        source: None,
    }
}

fn part(name: Option<&str>, alternatives: Vec<usize>) -> LimitPart {
    LimitPart { name: name.map(str::to_owned), alternatives, may_be: Vec::new() }
}

/// One part of all alternatives, or two.
fn any_parts(random: &mut Random, count: usize, split: bool) -> Vec<LimitPart> {
    if !split {
        return vec![part(None, (0..count).collect())];
    }
    let first: Vec<bool> = (0..count).map(|_| random.chance(0.5)).collect();
    let of = |is_first: bool| (0..count).filter(|at| first[*at] == is_first).collect();
    vec![part(Some("one"), of(true)), part(Some("other"), of(false))]
}

/// Figures with ranges; some of which nothing is known.
fn any_amounts(random: &mut Random, count: usize, most: f64) -> Vec<Amount> {
    let amount = |random: &mut Random| {
        let low = random.figure(0.0, most);
        match random.below(12) {
            0 => Amount {
                spread: Spread { low: f64::NEG_INFINITY, nominal: 0.0, high: f64::INFINITY },
                quantity: Quantity::Unknown,
                input: None,
            },
            1..4 => {
                let high = random.figure(low, most);
                let quantity = Quantity::Set(low, high.max(low));
                Amount { spread: quantity.spread().unwrap(), quantity, input: None }
            }
            _ => Amount::sure(low),
        }
    };
    (0..count).map(|_| amount(random)).collect()
}

fn any_limit(random: &mut Random, at: usize, count: usize, choices: usize) -> Limit {
    let n = choices as f64;
    let bound = |at_most: Option<f64>, at_least: Option<f64>| Bound {
        at_most,
        at_least,
        share_at_most: None,
    };
    let some = |random: &mut Random, figure: f64| random.chance(0.7).then_some(figure);
    let id = format!("L{at}");
    let mut out = match random.below(4) {
        0 => {
            let measure =
                Measure::Sum { of: "cost".into(), amounts: any_amounts(random, count, 2.0) };
            let at_most = random.figure(0.5 * n, 1.5 * n);
            let at_least = random.figure(0.0, 0.5 * n);
            let bound = bound(some(random, at_most), random.chance(0.3).then_some(at_least));
            limit(&id, measure, any_parts(random, count, false), bound)
        }
        1 => {
            let at_most = (1 + random.below(choices)) as f64;
            let at_most = some(random, at_most);
            let at_least = random.chance(0.4).then(|| random.below(2) as f64);
            let parts = any_parts(random, count, true);
            limit(&id, Measure::Count, parts, bound(at_most, at_least))
        }
        2 => {
            let measure = Measure::JointShare {
                of: "saved".into(),
                amounts: any_amounts(random, count, 1.0),
            };
            let bound = match random.chance(0.5) {
                true => bound(Some(random.figure(0.5, 1.0)), None),
                false => bound(None, Some(random.figure(0.1, 0.8))),
            };
            limit(&id, measure, any_parts(random, count, false), bound)
        }
        _ => {
            let measure =
                Measure::Sum { of: "cost".into(), amounts: any_amounts(random, count, 2.0) };
            let share_at_most = Some(random.figure(0.4, 0.9));
            let bound = Bound { share_at_most, ..Bound::default() };
            limit(&id, measure, any_parts(random, count, true), bound)
        }
    };
    out.active = random.chance(0.9);
    out.enforced = random.chance(0.9);
    out
}

/// A model of so many choices with `count` alternatives each, under limits and shared capacities.
fn any_model(random: &mut Random, choices: usize, count: usize, periods: usize) -> PathwayModel {
    let all = choices * count;
    let problems: Vec<Problem> = (0..periods)
        .map(|_| {
            let group = |_| (0..count).map(|_| random.figure(0.0, 1.0)).collect();
            let scores: Vec<Vec<f64>> = (0..choices).map(group).collect();
            problem(&scores)
        })
        .collect();
    let mut builder = PathwayModel::builder(problems).start("A").discount(0.1);
    if random.chance(0.7) {
        builder = builder.none(random.figure(0.0, 0.4));
    }
    for period in 0..periods {
        builder = builder.period(format!("P{period}"), 2020 + 2 * period as i32, 2);
    }
    builder = builder.transition("cost", "B", |t| t.cost(0.3));
    for at in 0..1 + random.below(2) {
        let limit = any_limit(random, at, all, choices);
        let periods = (0..periods).filter(|_| random.chance(0.8)).collect();
        builder = builder.limit(PeriodLimit { limit, periods });
    }
    if random.chance(0.5) {
        let start = random.below(3) as f64 * 0.4;
        builder = builder
            .capacity("people", |c| c.built_by("A", 0.4).needed_by("B", 0.8).start(start).shared());
    }
    builder.build().expect("a model")
}

/// The sum of figures of what is chosen in a part; `None` where nothing is known of one.
fn sum(
    amounts: Option<&[Amount]>,
    part: &LimitPart,
    chosen: &[Option<usize>],
    figure: &dyn Fn(&Spread) -> f64,
) -> Option<Vec<f64>> {
    let inside = chosen.iter().flatten().filter(|at| part.alternatives.contains(at));
    let of = |at: &usize| match amounts {
        None => Some(1.0),
        Some(amounts) => Some(figure(&amounts[*at].spread)).filter(|figure| figure.is_finite()),
    };
    inside.map(of).collect()
}

/// Whether what is chosen in a period keeps a limit, by the definition in docs/portfolio.md.
fn keeps(limit: &Limit, chosen: &[Option<usize>]) -> bool {
    const ROUNDING: f64 = 1e-9;
    let amounts = match &limit.measure {
        Measure::Sum { amounts, .. } | Measure::JointShare { amounts, .. } => Some(&amounts[..]),
        Measure::Count => None,
    };
    let joint = matches!(limit.measure, Measure::JointShare { .. });
    let total = |figures: Vec<f64>| match joint {
        true => 1.0 - figures.iter().map(|x| 1.0 - x).product::<f64>(),
        false => figures.iter().sum(),
    };
    let (high, low) = (|of: &Spread| of.high, |of: &Spread| of.low);
    limit.parts.iter().all(|part| {
        let most = sum(amounts, part, chosen, &high).map(total);
        let least = sum(amounts, part, chosen, &low).map(total);
        let at_most = limit
            .bound
            .at_most
            .is_none_or(|bound| most.is_some_and(|most| most <= bound + ROUNDING));
        let at_least = limit
            .bound
            .at_least
            .is_none_or(|bound| least.is_some_and(|least| least >= bound - ROUNDING));
        let share = limit.bound.share_at_most.is_none_or(|share| {
            let others = limit.parts.iter().filter(|other| other.name != part.name);
            let rest: Option<f64> =
                others.map(|other| sum(amounts, other, chosen, &low).map(total)).sum();
            let both = most.zip(rest);
            both.is_some_and(|(most, rest)| most <= share * (most + rest) + ROUNDING)
        });
        at_most && at_least && share
    })
}

/// Whether paths of all choices keep what is in force, by the definition.
fn all_keep(model: &PathwayModel, paths: &[Vec<Option<usize>>]) -> bool {
    let chosen =
        |period: usize| -> Vec<Option<usize>> { paths.iter().map(|path| path[period]).collect() };
    let limits = model.limits.iter().filter(|of| of.limit.active && of.limit.enforced);
    let kept =
        |of: &PeriodLimit| of.periods.iter().all(|period| keeps(&of.limit, &chosen(*period)));
    let capacities = || model.capacities.iter().filter(|of| of.shared);
    let there = |period: usize| {
        capacities().all(|of| {
            let add = |figures: &[f64], period: usize| -> f64 {
                chosen(period).iter().flatten().map(|at| figures[*at]).sum()
            };
            let built: f64 = (0..period).map(|before| add(&of.builds, before)).sum();
            add(&of.needs, period) <= of.start + built + 1e-9
        })
    };
    limits.into_iter().all(kept) && (0..model.periods.len()).all(there)
}

/// The greatest value of a combination of paths that keeps all, and how many have it. Paths of a
/// choice are looked at best first, so that most combinations are out at once.
fn greatest(model: &PathwayModel, paths: &[Vec<Valued>]) -> Option<(f64, usize)> {
    fn more(
        model: &PathwayModel,
        paths: &[Vec<Valued>],
        chosen: &mut Vec<Vec<Option<usize>>>,
        value: f64,
        best: &mut Option<(f64, usize)>,
    ) {
        let rest: f64 = paths[chosen.len()..].iter().map(|of| of[0].1).sum();
        if best.is_some_and(|(best, _)| value + rest < best - 1e-9) {
            return;
        }
        if chosen.len() == paths.len() {
            if all_keep(model, chosen) {
                *best = match *best {
                    Some((greatest, count)) if value <= greatest + 1e-9 => {
                        Some((greatest, count + 1))
                    }
                    _ => Some((value, 1)),
                };
            }
            return;
        }
        for (path, own) in &paths[chosen.len()] {
            chosen.push(path.clone());
            more(model, paths, chosen, value + own, best);
            chosen.pop();
        }
    }
    let mut best = None;
    more(model, paths, &mut Vec::new(), 0.0, &mut best);
    best
}

/// Where a path stands, as alternatives of the problem.
fn alternatives(answer: &Pathway, choice: usize, path: &FoundPath) -> Vec<Option<usize>> {
    let of = |position: &Option<usize>| {
        position.map(|position| answer.evaluation.alternative(choice, position))
    };
    path.positions.iter().map(of).collect()
}

struct Count {
    coupled: usize,
    costly: usize,
    without: usize,
    tied: usize,
}

/// Compares the answer on a random model with that of all combinations.
fn compare(random: &mut Random, sizes: (usize, usize, usize), counted: &mut Count) {
    let model = any_model(random, sizes.0, sizes.1, sizes.2);
    let answer = pathway(&model, &Method::default(), &few_draws()).unwrap();
    let Some(shared) = &answer.shared else { return };
    counted.coupled += 1;
    // Each choice's own paths are tested elsewhere.
    let paths: Vec<Vec<(Vec<Option<usize>>, f64)>> = answer
        .evaluation
        .choices
        .iter()
        .enumerate()
        .map(|(choice, of)| {
            let mut all = of.graph.all(&of.worth, usize::MAX).unwrap();
            all.sort_by(|a, b| b.value.total_cmp(&a.value));
            all.iter().map(|path| (alternatives(&answer, choice, path), path.value)).collect()
        })
        .collect();
    let expected = greatest(&model, &paths);
    assert!(shared.optimal);
    let Some((value, ways)) = expected else {
        counted.without += 1;
        assert!(shared.paths.is_none() && shared.bound.is_none(), "{shared:?} {model:#?}");
        return;
    };
    let found = shared.paths.as_ref().expect("paths");
    let sum: f64 = found.iter().map(|path| path.value).sum();
    assert!((sum - value).abs() < 1e-8, "{sum} is not {value}: {model:#?}");
    let standing: Vec<Vec<Option<usize>>> = found
        .iter()
        .enumerate()
        .map(|(choice, path)| alternatives(&answer, choice, path))
        .collect();
    assert!(all_keep(&model, &standing));
    assert_eq!(shared.tied, Some(ways > 1), "{ways} ways to {value}");
    counted.tied += usize::from(ways > 1);
    check_tables(&model, &answer, value, &paths, counted);
    // What is said of limits in force is that they are kept.
    for told in answer.limits.iter().filter(|told| told.in_force.name() == "enforced") {
        assert_ne!(told.met, Some(false), "{told:?}");
    }
}

fn check_tables(
    model: &PathwayModel,
    answer: &Pathway,
    value: f64,
    paths: &[Vec<Valued>],
    counted: &mut Count,
) {
    let totals = answer.table_named("path_totals").unwrap();
    let choices = model.choices.len();
    assert_eq!(totals.rows(), choices + 1);
    let number = |row: usize, name: &str| totals.get(row, name).as_number().unwrap();
    let alone: f64 = paths.iter().map(|of| of[0].1).sum();
    let loss = number(choices, "loss_of_sharing");
    assert!((number(choices, "value") - value).abs() < 1e-8);
    assert!((number(choices, "bound") - value).abs() < 1e-8);
    assert!((loss - (alone - value)).abs() < 1e-8);
    let by_choice: f64 = (0..choices).map(|row| number(row, "loss_of_sharing")).sum();
    assert!((by_choice - loss).abs() < 1e-8);
    counted.costly += usize::from(loss > 1e-8);
}

#[test]
fn paths_within_shared_limits_are_the_best_of_all_combinations() {
    let mut random = Random(20);
    let mut counted = Count { coupled: 0, costly: 0, without: 0, tied: 0 };
    for _ in 0..150 {
        compare(&mut random, (3, 3, 2), &mut counted);
        compare(&mut random, (3, 2, 3), &mut counted);
    }
    let Count { coupled, costly, without, tied } = counted;
    assert!(
        coupled > 200 && costly > 100 && without > 20 && tied > 10,
        "{coupled} {costly} {without} {tied}"
    );
}

/// So many paths that not all are options: prices say which can be in the best set.
#[test]
fn prices_leave_out_no_path_that_counts() {
    let mut random = Random(21);
    let mut counted = Count { coupled: 0, costly: 0, without: 0, tied: 0 };
    for _ in 0..80 {
        compare(&mut random, (2, 3, 4), &mut counted);
    }
    let Count { coupled, costly, without, .. } = counted;
    assert!(coupled > 50 && costly > 20 && without > 3, "{coupled} {costly} {without}");
}

/// Two choices that may both stand in B only while their costs stay within the bound with a
/// probability of 90 %.
fn by_chance(at_most: f64) -> f64 {
    let problem = problem(&[vec![0.0, 1.0], vec![0.0, 1.0]]);
    let cost = |mean: f64| {
        let quantity = match mean {
            0.0 => return Amount::sure(0.0),
            mean => Quantity::Normal(mean, 0.5),
        };
        Amount { spread: quantity.spread().unwrap(), quantity, input: None }
    };
    let amounts = [0.0, 0.0, 1.0, 1.0].map(cost).to_vec();
    let parts = vec![part(None, vec![0, 1, 2, 3])];
    let bound = Bound { at_most: Some(at_most), ..Bound::default() };
    let mut limit = limit("budget", Measure::Sum { of: "cost".into(), amounts }, parts, bound);
    limit.chance = Some(0.9);
    let model = PathwayModel::builder([problem])
        .start("A")
        .period("now", 2027, 1)
        .period("then", 2028, 1)
        .limit(PeriodLimit { limit, periods: vec![0] })
        .build()
        .unwrap();
    let request = PathwayRequest { draws: 10_000, ..few_draws() };
    let answer = pathway(&model, &Method::default(), &request).unwrap();
    let shared = answer.shared.as_ref().unwrap();
    assert!(shared.optimal);
    shared.paths.as_ref().unwrap().iter().map(|path| path.value).sum()
}

#[test]
fn a_limit_can_be_kept_with_a_probability() {
    // The sum of both is normal(2, 0.707): within 3.0 with a probability of 92.1 %, within 2.8 of
    // 87.1 %; one of them is within 2.8 almost always. In the worst case they cost 3.96.
    assert_eq!(by_chance(3.0), 4.0);
    assert_eq!(by_chance(2.8), 3.0);
}

#[test]
fn flags_bind_nobody_and_are_told() {
    let problem = problem(&[vec![0.5, 1.0], vec![0.5, 1.0]]);
    let mut few = limit(
        "few",
        Measure::Count,
        vec![part(None, vec![2, 3])],
        Bound { at_most: Some(1.0), ..Bound::default() },
    );
    let of = |limit: &Limit| {
        let model = PathwayModel::builder([problem.clone()])
            .start("A")
            .period("now", 2027, 1)
            .period("then", 2028, 1)
            .limit(PeriodLimit { limit: limit.clone(), periods: vec![1] })
            .build()
            .unwrap();
        let answer = pathway(&model, &Method::default(), &few_draws()).unwrap();
        let table = answer.table_named("pathway_limits").unwrap();
        let total = answer.table_named("path_totals").unwrap().get(2, "value").as_number();
        let number = |name: &str| table.get(0, name).as_number();
        assert_eq!(table.rows(), 1);
        assert_eq!(table.get(0, "period").as_text(), Some("then"));
        (total, number("use"), number("slack"), number("met"), number("binding"))
    };
    // In force, one of them stays behind in the second period.
    assert_eq!(of(&few), (Some(3.5), Some(1.0), Some(0.0), Some(1.0), Some(1.0)));
    few.enforced = false;
    assert_eq!(of(&few), (Some(4.0), Some(2.0), Some(-1.0), Some(0.0), Some(0.0)));
}
