//! The best paths against all that there are, listed and checked one by one by the definition in
//! docs/pathway.md.

use crate::common::Random;
use afweging::Error;
use afweging::method::Method;
use afweging::problem::{
    Capacity, Direction, MoveNeeds, Need, PathChoice, PathwayModel, Period, Problem, Quantity,
    Readiness, ReadyFrom, Stay, Text, Transition,
};
use afweging::study::{
    ChoicePaths, FoundPath, PathGraph, PathWorth, Pathway, PathwayEvaluation, PathwayRequest,
    PeriodWeights, PlaceState, Tables, pathway,
};
use afweging::table::{Table, Value};

/// What is changed in a model.
type Change<'a> = &'a dyn Fn(&mut PathwayModel);

/// Where a path stands, by period: an alternative of the problem, or none.
type Way = Vec<Option<usize>>;

/// A problem of one group whose scores are these figures from 0 to 1; `None`: nothing is known.
fn problem(scores: &[Option<f64>], references: usize) -> Problem {
    let mut builder =
        Problem::builder().criterion_with("worth", Direction::Max, 1.0, |c| c.scale(0.0, 1.0));
    for (at, score) in scores.iter().enumerate() {
        let name = format!("A{at}");
        builder = builder.alternative(&name, [score.unwrap_or(0.5)]);
        if score.is_none() {
            builder = builder.uncertain(&name, "worth", Quantity::Unknown);
        }
    }
    for at in scores.len() - references..scores.len() {
        builder = builder.reference(format!("A{at}"));
    }
    builder.build().expect("a problem")
}

/// Some of the alternatives, at least one.
fn some(random: &mut Random, n: usize) -> Vec<usize> {
    let out: Vec<usize> = (0..n).filter(|_| random.chance(0.4)).collect();
    if out.is_empty() { vec![random.below(n)] } else { out }
}

/// A model with all that can be said of paths, on alternatives 0 to n - 1 of one group; where
/// `outside`, paths start in the last one, and cannot stand there.
fn any_model(random: &mut Random, n: usize, outside: bool) -> PathwayModel {
    let periods = 2 + random.below(4);
    let mut from = 2020 + random.below(10) as i32;
    let period = |at: usize| {
        let years = 1 + random.below(5) as u32;
        from += years as i32;
        let id = format!("P{at}");
        Period { id, label: Text::default(), from: from - years as i32, years }
    };
    let periods: Vec<Period> = (0..periods).map(period).collect();
    let readiness = |fact: usize, random: &mut Random| Readiness {
        fact: format!("F{fact}"),
        from: match random.below(6) {
            0 => ReadyFrom::Never,
            _ => {
                let period = &periods[random.below(periods.len())];
                let late = random.below(period.years as usize) as f64;
                ReadyFrom::Year(Quantity::Crisp(f64::from(period.from) + late))
            }
        },
        reason: Text::default(),
        source: None,
    };
    let readiness: Vec<Readiness> = (0..2).map(|fact| readiness(fact, random)).collect();
    let transition = |at: usize, random: &mut Random| Transition {
        id: format!("T{at}"),
        label: Text::default(),
        from: random.chance(0.5).then(|| some(random, n)),
        to: some(random, n),
        allowed: random.chance(0.8),
        after: random.chance(0.3).then(|| (some(random, n), 1 + random.below(2) as u32)),
        needs: match random.below(8) {
            0 | 1 => Some(MoveNeeds::Ready(random.below(2))),
            2 => Some(MoveNeeds::Holds(random.chance(0.7))),
            _ => None,
        },
        cost: if random.chance(0.5) { random.figure(-0.5, 2.0) } else { 0.0 },
        takes: [0, 0, 1, 1, 2][random.below(5)],
        active: random.chance(0.9),
        kind: None,
        reason: Text::default(),
        source: None,
    };
    let stay = |at: usize, random: &mut Random| Stay {
        id: format!("S{at}"),
        label: Text::default(),
        alternatives: some(random, n),
        at_least: 1 + random.below(3) as u32,
        at_most: random.chance(0.5).then(|| 1 + random.below(4) as u32),
        active: random.chance(0.9),
        kind: None,
        reason: Text::default(),
        source: None,
    };
    let capacity = |at: usize, random: &mut Random| Capacity {
        id: format!("C{at}"),
        label: Text::default(),
        builds: (0..n).map(|_| random.below(3) as f64 * 0.7).collect(),
        needs: (0..n).map(|_| random.below(4) as f64 * 0.7).collect(),
        start: random.below(3) as f64 * 0.7,
        shared: random.chance(0.1),
        active: random.chance(0.9),
        reason: Text::default(),
        source: None,
    };
    let last = if outside { n - 1 } else { n };
    PathwayModel {
        one_per: Vec::new(),
        choices: vec![PathChoice {
            values: Vec::new(),
            start: match outside {
                true => Some(n - 1),
                false => random.chance(0.7).then(|| random.below(n)),
            },
            alternatives: (0..last).collect(),
        }],
        none: random.chance(0.5).then(|| random.figure(-0.2, 0.8)),
        problems: vec![problem(&vec![Some(0.5); n], 0)],
        discount: [0.0, 0.03, 0.2, -0.05][random.below(4)],
        until: [0, 0, 5][random.below(3)],
        transitions: (0..random.below(5)).map(|at| transition(at, random)).collect(),
        stays: (0..random.below(3)).map(|at| stay(at, random)).collect(),
        needs: (0..random.below(3))
            .map(|_| Need {
                requirement: 0,
                fact: random.below(2),
                alternatives: vec![random.below(n)],
            })
            .collect(),
        capacities: (0..random.below(2)).map(|at| capacity(at, random)).collect(),
        limits: Vec::new(),
        readiness,
        periods,
    }
}

/// The first period that begins in the year of each fact or later, by a search of its own.
fn ready(model: &PathwayModel) -> Vec<Option<usize>> {
    let first = |readiness: &Readiness| match readiness.from {
        ReadyFrom::Year(Quantity::Crisp(year)) => {
            (0..model.periods.len()).find(|period| f64::from(model.periods[*period].from) >= year)
        }
        _ => None,
    };
    model.readiness.iter().map(first).collect()
}

/// A move of a path, worked out of where it stands.
struct Step {
    made: usize,
    to: Option<usize>,
    cost: f64,
}

/// The moves of a path of the only choice if it is allowed, by the definition.
fn moves_if_allowed(
    model: &PathwayModel,
    ready: &[Option<usize>],
    usable: &dyn Fn(usize, usize) -> bool,
    way: &Way,
) -> Option<Vec<Step>> {
    let holds = |fact: usize, period: usize| ready[fact].is_some_and(|first| first <= period);
    for (period, at) in way.iter().enumerate() {
        match at {
            None => {
                model.none?;
            }
            Some(at) => {
                let needs = model.needs.iter().filter(|need| need.alternatives.contains(at));
                if !usable(period, *at) || !needs.into_iter().all(|need| holds(need.fact, period)) {
                    return None;
                }
            }
        }
    }
    // Where it stands after so many periods; 0 is before the first.
    let start = model.choices[0].start;
    let stood = |after: usize| if after == 0 { start } else { way[after - 1] };
    let mut steps = Vec::new();
    for (there, new) in way.iter().copied().enumerate() {
        let old = stood(there);
        if old == new {
            continue;
        }
        let speaks = |transition: &&Transition| {
            let from = match (&transition.from, old) {
                (None, _) => true,
                (Some(from), Some(old)) => from.contains(&old),
                (Some(_), None) => false,
            };
            transition.active && from && new.is_some_and(|new| transition.to.contains(&new))
        };
        let own: Vec<&Transition> = model.transitions.iter().filter(speaks).collect();
        let takes = own.iter().map(|transition| transition.takes as usize).max().unwrap_or(0);
        let made = there.checked_sub(takes)?;
        // The old one goes on from the period before the move is made until the new one is there.
        if (made..=there).any(|after| stood(after) != old) {
            return None;
        }
        for transition in &own {
            let needs = match transition.needs {
                None => true,
                Some(MoveNeeds::Holds(holds)) => holds,
                Some(MoveNeeds::Ready(fact)) => holds(fact, made),
            };
            let after = transition.after.as_ref().is_none_or(|(of, least)| {
                let inside = |after: usize| stood(after).is_some_and(|at| of.contains(&at));
                (0..=made).filter(|after| inside(*after)).count() >= *least as usize
            });
            if !transition.allowed || !needs || !after {
                return None;
            }
        }
        steps.push(Step { made, to: new, cost: own.iter().map(|own| own.cost).sum() });
    }
    for stay in model.stays.iter().filter(|stay| stay.active) {
        let inside: Vec<bool> =
            way.iter().map(|at| at.is_some_and(|at| stay.alternatives.contains(&at))).collect();
        let mut first = 0;
        for run in inside.chunk_by(|a, b| a == b) {
            let (length, end) = (run.len() as u32, first + run.len());
            first = end;
            let short = length < stay.at_least && end < way.len();
            if run[0] && (short || stay.at_most.is_some_and(|most| length > most)) {
                return None;
            }
        }
    }
    for capacity in model.capacities.iter().filter(|of| of.active && !of.shared) {
        for (period, at) in way.iter().enumerate() {
            let built: f64 = way[..period].iter().flatten().map(|at| capacity.builds[*at]).sum();
            let need = at.map_or(0.0, |at| capacity.needs[at]);
            if need > capacity.start + built + 1e-9 {
                return None;
            }
        }
    }
    Some(steps)
}

/// All ways to stand, allowed or not.
fn all_ways(model: &PathwayModel) -> Vec<Way> {
    let mut places: Vec<Option<usize>> = vec![None];
    places.extend(model.choices[0].alternatives.iter().copied().map(Some));
    let mut out: Vec<Way> = vec![Vec::new()];
    for _ in &model.periods {
        let longer = |way: &Way| -> Vec<Way> {
            places.iter().map(|place| way.iter().copied().chain([*place]).collect()).collect()
        };
        out = out.iter().flat_map(longer).collect();
    }
    out
}

/// What the model's periods count, year by year.
fn counts(model: &PathwayModel) -> Vec<f64> {
    let start = model.periods[0].from;
    let mut out = vec![0.0; model.periods.len()];
    let last = model.periods.last().unwrap();
    for year in start..last.from + (last.years + model.until) as i32 {
        let period = model.periods.iter().rposition(|period| period.from <= year).unwrap();
        out[period] += (1.0 + model.discount).powi(start - year);
    }
    out
}

/// The value of an allowed path, where `score` is that of an alternative in a period.
fn value(
    model: &PathwayModel,
    way: &Way,
    steps: &[Step],
    score: &dyn Fn(usize, usize) -> f64,
) -> f64 {
    let start = model.periods[0].from;
    let counts = counts(model);
    let year = |period: usize, at: &Option<usize>| match at {
        None => model.none.unwrap(),
        Some(at) => score(period, *at),
    };
    let earned: f64 =
        way.iter().enumerate().map(|(period, at)| counts[period] * year(period, at)).sum();
    let paid = |step: &Step| {
        step.cost * (1.0 + model.discount).powi(start - model.periods[step.made].from)
    };
    earned - steps.iter().map(paid).sum::<f64>()
}

/// The graph of a random model, what its paths earn, and all its paths by the definition.
struct Case {
    model: PathwayModel,
    graph: PathGraph,
    worth: PathWorth,
    scores: Vec<Vec<f64>>,
    /// Where it stands, its moves and its value; in the order of ways.
    allowed: Vec<(Way, Vec<Step>, f64)>,
}

fn any_case(random: &mut Random) -> Case {
    let n = 3 + random.below(3);
    let outside = random.chance(0.15);
    let model = any_model(random, n, outside);
    let periods = model.periods.len();
    // Coarse figures make ties.
    let coarse = random.chance(0.4);
    let score = |random: &mut Random| match coarse {
        true => random.below(5) as f64 / 4.0,
        false => random.unit(),
    };
    let scores: Vec<Vec<f64>> =
        (0..periods).map(|_| (0..n).map(|_| score(random)).collect()).collect();
    let open: Vec<Vec<bool>> =
        (0..periods).map(|_| (0..n).map(|_| random.chance(0.9)).collect()).collect();
    let ready = ready(&model);
    let usable = |period: usize, at: usize| open[period][at];
    // Positions are those of the problem: the choice leaves out at most the last.
    let graph = PathGraph::new(&model, 0, &ready, &usable).unwrap();
    let weights = PeriodWeights::new(&model, model.discount).unwrap();
    let yearly = |period: usize, at: usize| scores[period][at];
    let alternatives = model.choices[0].alternatives.len();
    let worth = PathWorth::new(&weights, alternatives, model.none.unwrap_or(0.0), &yearly);
    let allowed = all_ways(&model)
        .into_iter()
        .filter_map(|way| {
            let steps = moves_if_allowed(&model, &ready, &usable, &way)?;
            let value = value(&model, &way, &steps, &yearly);
            Some((way, steps, value))
        })
        .collect();
    Case { model, graph, worth, scores, allowed }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs() + b.abs())
}

#[track_caller]
fn assert_same(found: Option<f64>, expected: Option<f64>, what: &str) {
    let same = match (found, expected) {
        (Some(found), Some(expected)) => near(found, expected),
        (None, None) => true,
        _ => false,
    };
    assert!(same, "{what}: {found:?} is not {expected:?}");
}

fn greatest(values: impl Iterator<Item = f64>) -> Option<f64> {
    values.reduce(f64::max)
}

#[test]
fn paths_and_their_values_are_those_of_the_definition() {
    let mut random = Random(16);
    let (mut empty, mut paths, mut moves_that_take) = (0, 0, 0);
    for at in 0..1_000 {
        let case = any_case(&mut random);
        let found = case.graph.all(&case.worth, usize::MAX).unwrap();
        assert_eq!(case.graph.count(), found.len() as f64);
        assert_eq!(case.graph.is_empty(), found.is_empty());
        let ways: Vec<&Way> = found.iter().map(|path| &path.positions).collect();
        let expected: Vec<&Way> = case.allowed.iter().map(|(way, ..)| way).collect();
        assert_eq!(ways, expected, "case {at}: {:#?}", case.model);
        for (path, (_, steps, value)) in found.iter().zip(&case.allowed) {
            assert!(near(path.value, *value), "case {at}: {path:?} is worth {value}");
            assert_eq!(path.moves.len(), steps.len());
            for (found, step) in path.moves.iter().zip(steps) {
                assert_eq!((found.made, found.to), (step.made, step.to));
                assert!(near(found.cost, step.cost));
                moves_that_take += usize::from(found.there > found.made);
            }
            check_parts(&case, path);
        }
        empty += usize::from(found.is_empty());
        paths += found.len();
    }
    // All that can be said of paths has had its say, and left some.
    assert!((50..600).contains(&empty), "{empty} of 1,000 without a path");
    assert!(paths > 20_000 && moves_that_take > 2_000, "{paths} {moves_that_take}");
}

/// The random models are no empty test: whatever is left out of them, other paths are allowed.
#[test]
fn every_rule_rules_out_paths_of_random_models() {
    let mut random = Random(16);
    let parts: [(&str, Change); 9] = [
        ("needs of alternatives", &|model| model.needs.clear()),
        ("least stays", &|model| model.stays.iter_mut().for_each(|of| of.at_least = 1)),
        ("longest stays", &|model| model.stays.iter_mut().for_each(|of| of.at_most = None)),
        ("capacities", &|model| model.capacities.clear()),
        ("forbidden", &|model| model.transitions.iter_mut().for_each(|of| of.allowed = true)),
        ("after", &|model| model.transitions.iter_mut().for_each(|of| of.after = None)),
        ("needs of moves", &|model| model.transitions.iter_mut().for_each(|of| of.needs = None)),
        ("takes", &|model| model.transitions.iter_mut().for_each(|of| of.takes = 0)),
        ("none", &|model| model.none = Some(0.0)),
    ];
    let mut changed = [0; 9];
    for _ in 0..150 {
        let model = any_model(&mut random, 3, false);
        let allowed = |model: &PathwayModel| -> Vec<Way> {
            let ready = ready(model);
            let is_allowed =
                |way: &Way| moves_if_allowed(model, &ready, &|_, _| true, way).is_some();
            all_ways(model).into_iter().filter(is_allowed).collect()
        };
        let all = allowed(&model);
        for ((_, without), changed) in parts.iter().zip(&mut changed) {
            let mut other = model.clone();
            without(&mut other);
            *changed += usize::from(allowed(&other).len() > all.len());
        }
    }
    for ((name, _), changed) in parts.iter().zip(changed) {
        assert!(changed >= 10, "{name}: in {changed} of 150");
    }
}

/// A path's value by period, at other scores, and as a function of weights.
fn check_parts(case: &Case, path: &FoundPath) {
    let by_period = |period: usize| path.value_in(period, &case.worth);
    let sum: f64 = (0..path.positions.len()).map(by_period).sum();
    assert!(near(sum, path.value) && near(path.value_at(&case.worth), path.value));
    let step = match path.moves.first() {
        Some(first) if first.made == 0 => first.to,
        _ => path.positions[0],
    };
    assert_eq!(path.first_step(), step);
    // Two criteria, the first with the scores and the second with 1 everywhere.
    let weights = PeriodWeights::new(&case.model, case.model.discount).unwrap();
    let line = path.line(&weights, case.model.none.unwrap_or(0.0), 2, &|period, at, criterion| {
        if criterion == 0 { case.scores[period][at] } else { 1.0 }
    });
    assert!(near(line.at(&[1.0, 0.0]), path.value));
    let steps: Vec<Step> = path
        .moves
        .iter()
        .map(|made| Step { made: made.made, to: made.to, cost: made.cost })
        .collect();
    let mixed = |period: usize, at: usize| 0.3 * case.scores[period][at] + 0.7;
    let expected = value(&case.model, &path.positions, &steps, &mixed);
    assert!(near(line.at(&[0.3, 0.7]), expected));
}

#[test]
fn the_best_paths_are_the_best_of_all() {
    let mut random = Random(17);
    let (mut ties, mut cut) = (0, 0);
    for at in 0..1_000 {
        let case = any_case(&mut random);
        let mut values: Vec<f64> = case.allowed.iter().map(|(.., value)| *value).collect();
        values.sort_by(|a, b| b.total_cmp(a));
        assert_same(case.graph.best_value(&case.worth), values.first().copied(), "the best");
        for k in [1, 2, 3, 10] {
            let best = case.graph.best(&case.worth, k);
            // Exactly those that are as good as the k-th.
            let least = values.get(k - 1).or(values.last()).copied().unwrap_or(0.0);
            let mut expected: Vec<&(Way, Vec<Step>, f64)> =
                case.allowed.iter().filter(|(.., value)| *value >= least - 1e-8).collect();
            let mut found: Vec<&FoundPath> = best.found.iter().collect();
            if best.more_tied {
                cut += 1;
                assert_eq!(found.len(), k + 1_000);
                continue;
            }
            assert_eq!(found.len(), expected.len(), "case {at}, {k} best");
            // Best first, ties in the order of their positions.
            expected.sort_by(|a, b| match near(a.2, b.2) {
                true => a.0.cmp(&b.0),
                false => b.2.total_cmp(&a.2),
            });
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found.positions, expected.0, "case {at}, {k} best");
                assert!(near(found.value, expected.2));
            }
            for (path, place) in found.drain(..).zip(best.places()) {
                let better = values.iter().filter(|value| **value > path.value + 1e-8).count();
                assert_eq!(place, 1 + better);
            }
            let tied = values.iter().filter(|value| **value > values[0] - 1e-8).count();
            assert_eq!(best.tied().len(), tied);
            ties += usize::from(k == 1 && tied > 1);
        }
    }
    assert!(ties > 100 && cut < 50, "{ties} {cut}");
}

#[test]
fn waiting_and_standing_somewhere_cost_what_the_best_such_path_loses() {
    let mut random = Random(18);
    let (mut can_wait, mut cannot) = (0, 0);
    for _ in 0..1_000 {
        let Case { model, graph, worth, allowed, .. } = any_case(&mut random);
        let periods = model.periods.len();
        for period in 0..=periods {
            let waits = |(_, steps, _): &&(Way, Vec<Step>, f64)| {
                steps.iter().all(|step| step.made >= period)
            };
            let expected = greatest(allowed.iter().filter(waits).map(|(.., value)| *value));
            let found = graph.best_value_moving_from(&worth, period);
            assert_same(found, expected, "waiting");
            if period > 0 {
                can_wait += usize::from(found.is_some());
                cannot += usize::from(found.is_none() && !allowed.is_empty());
            }
        }
        let through = graph.best_value_through(&worth);
        assert_eq!(through.len(), periods);
        for (period, row) in through.iter().enumerate() {
            let alternatives = &model.choices[0].alternatives;
            assert_eq!(row.len(), alternatives.len() + 1);
            let places = alternatives.iter().copied().map(Some).chain([None]);
            for (found, place) in row.iter().zip(places) {
                let stands = |(way, ..): &&(Way, Vec<Step>, f64)| way[period] == place;
                let expected = greatest(allowed.iter().filter(stands).map(|(.., value)| *value));
                assert_same(*found, expected, "standing there");
            }
        }
    }
    assert!(can_wait > 500 && cannot > 500, "{can_wait} {cannot}");
}

/// The numbers of a column, row by row.
fn numbers(table: &Table, name: &str) -> Vec<Option<f64>> {
    (0..table.rows()).map(|row| table.get(row, name).as_number()).collect()
}

/// The texts of a column, row by row.
fn texts<'t>(table: &'t Table, name: &str) -> Vec<Option<&'t str>> {
    (0..table.rows()).map(|row| table.get(row, name).as_text()).collect()
}

#[test]
fn the_whole_answer_is_that_of_the_definition() {
    let mut random = Random(19);
    let (mut without_score, mut not_ready, mut with_path) = (0, 0, 0);
    for at in 0..300 {
        let n = 3 + random.below(2);
        let mut model = any_model(&mut random, n, false);
        let periods = model.periods.len();
        let scores: Vec<Vec<Option<f64>>> = (0..periods)
            .map(|_| (0..n).map(|_| random.chance(0.92).then(|| random.unit())).collect())
            .collect();
        model.problems = scores.iter().map(|scores| problem(scores, 0)).collect();
        let ready = ready(&model);
        let usable = |period: usize, at: usize| scores[period][at].is_some();
        let yearly = |period: usize, at: usize| scores[period][at].unwrap();
        let allowed: Vec<(Way, Vec<Step>, f64)> = all_ways(&model)
            .into_iter()
            .filter_map(|way| {
                let steps = moves_if_allowed(&model, &ready, &usable, &way)?;
                let value = value(&model, &way, &steps, &yearly);
                Some((way, steps, value))
            })
            .collect();
        let best = greatest(allowed.iter().map(|(.., value)| *value));
        let answer = answer(&model);
        // A shared capacity of one choice is its own: see the test of what is shared.
        if model.capacities.iter().any(|of| of.shared && of.active) {
            continue;
        }
        assert_same(answer.best[0].first().map(|path| path.value), best, "the best");
        let totals = answer.table_named("path_totals").unwrap();
        assert_eq!(totals.rows(), 1);
        assert_same(totals.get(0, "value").as_number(), best, "value");
        assert_same(totals.get(0, "alone").as_number(), best, "alone");
        assert_same(totals.get(0, "bound").as_number(), best, "bound");
        assert_same(totals.get(0, "loss_of_sharing").as_number(), best.map(|_| 0.0), "loss");
        let years: f64 = counts(&model).iter().sum();
        assert_same(totals.get(0, "per_year").as_number(), best.map(|best| best / years), "a year");
        let table = answer.table_named("pathway").unwrap();
        assert_eq!(table.rows(), if best.is_some() { periods } else { 0 });
        let sum: f64 = numbers(&table, "value").iter().flatten().sum();
        assert!(near(sum, best.unwrap_or(0.0)), "case {at}: {sum} is not {best:?}");
        if let Some(path) = answer.path(0) {
            with_path += 1;
            let (_, steps, _) = allowed.iter().find(|(way, ..)| *way == path.positions).unwrap();
            for (period, place) in path.positions.iter().enumerate() {
                let made = steps.iter().find(|step| step.made == period);
                assert_eq!(table.get(period, "moves").as_number(), Some(made.map_or(0.0, |_| 1.0)));
                assert_same(table.get(period, "cost").as_number(), made.map(|of| of.cost), "cost");
                let score = place.map_or(model.none, |place| scores[period][place]);
                assert_same(table.get(period, "score").as_number(), score, "score");
                let name = place.map(|place| format!("A{place}"));
                assert_eq!(table.get(period, "alternative").as_text(), name.as_deref());
            }
        }
        let waiting = answer.table_named("waiting").unwrap();
        for (period, found) in numbers(&waiting, "value").into_iter().enumerate() {
            let waits = |(_, steps, _): &&(Way, Vec<Step>, f64)| {
                steps.iter().all(|step| step.made >= period)
            };
            let expected = greatest(allowed.iter().filter(waits).map(|(.., value)| *value));
            assert_same(found, expected, "waiting");
        }
        let places = answer.table_named("places").unwrap();
        assert_eq!(places.rows(), n * periods);
        for row in 0..places.rows() {
            let (place, period) = (row / periods, row % periods);
            let holds = |fact: usize| ready[fact].is_some_and(|first| first <= period);
            let needs = |need: &&Need| need.alternatives.contains(&place) && !holds(need.fact);
            let waits = model.needs.iter().any(|need| needs(&need));
            let state = match scores[period][place] {
                None => "no-score",
                Some(_) if waits => "not-ready",
                Some(_) => "open",
            };
            without_score += usize::from(state == "no-score");
            not_ready += usize::from(state == "not-ready");
            assert_eq!(places.get(row, "state").as_text(), Some(state));
            assert_eq!(places.get(row, "because").as_text().is_some(), state == "not-ready");
            let stands = |(way, ..): &&(Way, Vec<Step>, f64)| way[period] == Some(place);
            let expected = greatest(allowed.iter().filter(stands).map(|(.., value)| *value));
            assert_same(places.get(row, "value").as_number(), expected, "standing there");
        }
    }
    assert!(without_score > 100 && not_ready > 100 && with_path > 100);
}

/// Today, a bridge and what is far, over two periods of three and five years.
fn bridge(figures: [Quantity; 3]) -> PathwayModel {
    let mut problem =
        Problem::builder().criterion_with("worth", Direction::Max, 1.0, |c| c.scale(0.0, 1.0));
    for (name, figure) in ["today", "bridge", "far"].into_iter().zip(figures) {
        problem = problem.alternative(name, [0.5]).uncertain(name, "worth", figure);
    }
    PathwayModel::builder([problem.build().unwrap()])
        .start("today")
        .period("now", 2027, 3)
        .period("then", 2030, 5)
        .discount(0.25)
        .transition("by-the-bridge", "far", |t| t.after(["bridge"], 1).cost(0.5))
        .build()
        .unwrap()
}

/// Few draws: nothing here looks at shares.
fn few_draws() -> PathwayRequest {
    PathwayRequest { draws: 10, ..PathwayRequest::default() }
}

fn answer(model: &PathwayModel) -> Pathway<'_> {
    pathway(model, &Method::default(), &few_draws()).unwrap()
}

#[test]
fn ranges_give_a_path_its_least_and_greatest_value() {
    let model = bridge([0.4.into(), Quantity::Set(0.2, 0.4), Quantity::Set(0.8, 1.0)]);
    let answer = answer(&model);
    let totals = answer.table_named("path_totals").unwrap();
    // 1 + 0.8 + 0.64 years, then 0.512 + 0.4096 + 0.32768 + 0.262144 + 0.2097152; the move costs half
    // a year at 0.512.
    let (now, then, cost) = (2.44, 1.7211392, 0.5 * 0.512);
    let value = |bridge: f64, far: f64| Some(now * bridge + then * far - cost);
    assert_same(totals.get(0, "value").as_number(), value(0.3, 0.9), "value");
    assert_same(totals.get(0, "value_low").as_number(), value(0.2, 0.8), "value_low");
    assert_same(totals.get(0, "value_high").as_number(), value(0.4, 1.0), "value_high");
    assert_same(
        totals.get(0, "per_year").as_number(),
        value(0.3, 0.9).map(|value| value / (now + then)),
        "per_year",
    );
    // To stay loses this much, also after the first period, for the bridge is then missed.
    let stay = (now + then) * 0.4;
    let lost = value(0.3, 0.9).map(|best| best - stay);
    let waiting = answer.table_named("waiting").unwrap();
    assert_eq!(texts(&waiting, "until_period"), [Some("now"), Some("then"), None]);
    let losses = numbers(&waiting, "loss");
    assert_same(losses[0], Some(0.0), "no waiting");
    assert_same(losses[1], lost, "until then");
    assert_same(losses[2], lost, "for ever");
}

#[test]
fn the_tables_of_paths_come_in_their_order() {
    let model = bridge([0.4.into(), 0.3.into(), 0.9.into()]);
    let answer = answer(&model);
    let names = answer.tables();
    assert_eq!(names[..4], ["pathway", "path_totals", "next_paths", "waiting"]);
    assert!(names.contains(&"places") && names.contains(&"pathway_limits"));
    let next = answer.table_named("next_paths").unwrap();
    // Five paths: bridge then all three, today then bridge, today twice.
    assert_eq!(next.rows(), 10);
    assert_eq!(numbers(&next, "path").iter().flatten().sum::<f64>(), 30.0);
    assert_eq!(next.get(0, "chosen"), Value::Integer(1));
    assert_eq!(texts(&next, "alternative")[..2], [Some("bridge"), Some("far")]);
}

#[test]
fn ties_share_a_place_and_are_all_told() {
    let model = bridge([0.4.into(), 0.4.into(), 0.1.into()]);
    let request = PathwayRequest { best: 1, ..few_draws() };
    let answer = pathway(&model, &Method::default(), &request).unwrap();
    // Bridge and today in any order.
    assert_eq!(answer.best[0].tied().len(), 4);
    let next = answer.table_named("next_paths").unwrap();
    assert_eq!(numbers(&next, "place"), [Some(1.0); 8]);
    assert_eq!(answer.table_named("path_totals").unwrap().get(0, "tied"), Value::Integer(4));
}

#[test]
fn nobody_can_wait_where_there_is_nothing_to_wait_in() {
    let problem = problem(&[Some(0.5), Some(0.7)], 0);
    let model = PathwayModel::builder([problem]).period("now", 2027, 3).build().unwrap();
    let answer = answer(&model);
    let waiting = answer.table_named("waiting").unwrap();
    assert_eq!(numbers(&waiting, "value")[1], None);
    assert_eq!(numbers(&waiting, "loss")[1], None);
    assert_same(numbers(&waiting, "value")[0], Some(2.1), "the best");
}

#[test]
fn a_reference_is_stood_in_only_where_a_path_starts() {
    let of = |start: Option<&str>| {
        let builder = PathwayModel::builder([problem(&[Some(0.5), Some(0.7), Some(0.9)], 1)]);
        let builder = match start {
            Some(start) => builder.start(start),
            None => builder.none(0.0),
        };
        let model = builder.period("now", 2027, 1).build().unwrap();
        answer(&model).best[0].first().map(|path| path.value)
    };
    assert_same(of(Some("A2")), Some(0.9), "the reference is the start");
    assert_same(of(Some("A0")), Some(0.7), "the reference is not");
    assert_same(of(None), Some(0.7), "nor here");
}

#[test]
fn a_range_of_readiness_counts_from_its_last_year_and_a_distribution_from_its_nominal() {
    let first = |from: ReadyFrom| {
        let problem = problem(&[Some(0.5), Some(0.9)], 0);
        let mut builder = PathwayModel::builder([problem]).start("A0");
        for (at, year) in [2027, 2029, 2031, 2033].into_iter().enumerate() {
            builder = builder.period(format!("P{at}"), year, 2);
        }
        let mut model =
            builder.ready("f", 2027).transition("t", "A1", |t| t.needs("f")).build().unwrap();
        model.readiness[0].from = from;
        let answer = answer(&model);
        answer.best[0].first().unwrap().positions.iter().position(|at| *at == Some(1))
    };
    let year = |year: Quantity| first(ReadyFrom::Year(year));
    assert_eq!(year(2029.into()), Some(1));
    assert_eq!(year(2030.into()), Some(2));
    assert_eq!(year(Quantity::Set(2027.0, 2033.0)), Some(3));
    assert_eq!(year(Quantity::Triangular(2027.0, 2028.0, 2033.0)), Some(1));
    assert_eq!(year(2034.into()), None);
    assert_eq!(year(Quantity::Unknown), None);
    assert_eq!(first(ReadyFrom::Never), None);
}

#[test]
fn what_cannot_be_is_refused() {
    let model = bridge([0.4.into(), 0.3.into(), 0.9.into()]);
    let refused = |change: &dyn Fn(&mut PathwayModel)| {
        let mut model = model.clone();
        change(&mut model);
        pathway(&model, &Method::default(), &few_draws()).map(|_| ()).unwrap_err().to_string()
    };
    let faults: [(Change, &str); 12] = [
        (&|model| model.periods.clear(), "periods: there must be 1 to 200 of them"),
        (&|model| model.periods[1].from = 2031, "period `then`: it must begin where"),
        (&|model| model.periods[0].years = 0, "period `now`: it must last"),
        (&|model| model.periods[1].years = 4_000_000_000, "period `then`: it must last"),
        (&|model| model.until = 4_000_000_000, "until: "),
        (&|model| model.problems.clear(), "problems: "),
        (&|model| model.problems.push(problem(&[Some(0.5)], 0)), "problems: all must have"),
        (&|model| model.choices[0].start = Some(9), "choice 0: it names an alternative"),
        (&|model| model.transitions[0].to = vec![9], "transition `by-the-bridge`: it names"),
        (&|model| model.transitions[0].cost = f64::NAN, "its cost must be a number"),
        (&|model| model.discount = -1.0, "`discount` = -1"),
        (&|model| model.discount = f64::NAN, "`discount` = NaN"),
    ];
    for (change, message) in faults {
        let found = refused(change);
        assert!(found.contains(message), "{found}");
    }
    let request = PathwayRequest { best: 0, ..few_draws() };
    let found = pathway(&model, &Method::default(), &request).map(|_| ()).unwrap_err();
    assert!(matches!(found, Error::Argument { argument: "best", .. }));
    // Names are looked up.
    let builder = || PathwayModel::builder([problem(&[Some(0.5)], 0)]).period("now", 2027, 1);
    let unknown = builder().start("A9").build().unwrap_err().to_string();
    assert!(unknown.contains("unknown alternative `A9`"), "{unknown}");
    let unknown = builder().transition("t", "A0", |t| t.needs("f")).build().unwrap_err();
    assert!(unknown.to_string().contains("unknown fact `f`"), "{unknown}");
}

/// Where so much of the past matters that there are too many states, it says so soon.
#[test]
fn too_many_states_are_refused() {
    let scores: Vec<Option<f64>> = (0..10).map(|at| Some(f64::from(at) / 10.0)).collect();
    let mut builder = PathwayModel::builder([problem(&scores, 0)]).start("A0");
    for period in 0..100 {
        builder = builder.period(format!("P{period}"), 2000 + period, 1);
    }
    for at in 1..10 {
        builder = builder.transition(format!("T{at}"), "A0", |t| t.after([format!("A{at}")], 20));
    }
    let model = builder.build().unwrap();
    let error = PathwayEvaluation::new(&model, &Method::default()).map(|_| ());
    assert!(matches!(error, Err(Error::Size { .. })), "{error:?}");
}

/// More paths than can be listed or counted are no trouble.
#[test]
fn many_periods_and_paths_take_no_time() {
    let scores: Vec<Option<f64>> = (0..20).map(|at| Some(f64::from(at) / 20.0)).collect();
    let mut builder = PathwayModel::builder([problem(&scores, 0)]).start("A0").none(0.2);
    for period in 0..200 {
        builder = builder.period(format!("P{period}"), 2000 + period, 1);
    }
    let model = builder.stay("short", ["A18", "A19"], 1, Some(3)).build().unwrap();
    let evaluation = PathwayEvaluation::new(&model, &Method::default()).unwrap();
    let ChoicePaths { graph, worth, places } = &evaluation.choices[0];
    assert!(graph.count() > 1e200);
    // Three of four periods in the best, and one in the best of the rest: where, hardly matters.
    let (best, rest) = (19.0 / 20.0, 17.0 / 20.0);
    let found = graph.best(worth, 5);
    assert_same(found.first().map(|path| path.value), Some(50.0 * (3.0 * best + rest)), "the best");
    assert!(found.more_tied && found.found.len() == 1_005);
    assert!(matches!(places[0][0], PlaceState::Open));
}
