//! What the best paths hang on: every figure against a naive twin that goes through all paths.

use crate::common::Random;
use afweging::method::Method;
use afweging::problem::{
    Direction, MoveNeeds, Need, PathChoice, PathwayModel, Period, Problem, Quantity, Readiness,
    ReadyFrom, Text, Transition,
};
use afweging::study::{
    FoundPath, NoPathShares, Pathway, PathwayEvaluation, PathwayRequest, RATES, Tables, pathway,
};

/// Figures by alternative and criterion, from 0 to 1, which are values too.
type Figures = Vec<Vec<f64>>;

fn problem(figures: &Figures, weights: &[f64]) -> Problem {
    let mut builder = Problem::builder();
    for (criterion, weight) in weights.iter().enumerate() {
        let id = format!("C{criterion}");
        builder =
            builder.criterion_with(id, Direction::Max, *weight, |details| details.scale(0.0, 1.0));
    }
    for (at, figures) in figures.iter().enumerate() {
        builder = builder.alternative(format!("A{at}"), figures.iter().copied());
    }
    builder.build().expect("a problem")
}

fn fact(name: &str, from: ReadyFrom) -> Readiness {
    Readiness { fact: name.into(), from, reason: Text::default(), source: None }
}

fn transition(id: &str, to: Vec<usize>) -> Transition {
    Transition {
        id: id.into(),
        label: Text::default(),
        from: None,
        to,
        allowed: true,
        after: None,
        needs: None,
        cost: 0.0,
        takes: 0,
        active: true,
        kind: None,
        reason: Text::default(),
        source: None,
    }
}

/// Periods of so many years, from 2030 on.
fn periods(years: &[u32]) -> Vec<Period> {
    let mut from = 2030;
    let period = |(at, years): (usize, &u32)| {
        let own = from;
        from += *years as i32;
        Period { id: format!("P{at}"), label: Text::default(), from: own, years: *years }
    };
    years.iter().enumerate().map(period).collect()
}

/// One choice among all alternatives of a group, starting in the first.
fn model(problems: Vec<Problem>, years: &[u32]) -> PathwayModel {
    let alternatives = (0..problems[0].alternatives().len()).collect();
    PathwayModel {
        one_per: Vec::new(),
        choices: vec![PathChoice { values: Vec::new(), start: Some(0), alternatives }],
        none: None,
        periods: periods(years),
        problems,
        discount: 0.0,
        until: 0,
        transitions: Vec::new(),
        stays: Vec::new(),
        readiness: Vec::new(),
        needs: Vec::new(),
        capacities: Vec::new(),
        limits: Vec::new(),
    }
}

/// A random model with its figures by period.
struct Any {
    model: PathwayModel,
    figures: Vec<Figures>,
    weights: Vec<f64>,
}

fn any(random: &mut Random, criteria: usize) -> Any {
    let (n, count) = (3 + random.below(2), 2 + random.below(3));
    let weights: Vec<f64> = (0..criteria).map(|_| 1.0 + random.below(4) as f64).collect();
    let (coarse, twins) = (random.chance(0.3), random.chance(0.4));
    let mut figures = || -> Figures {
        let mut figure = || if coarse { random.below(4) as f64 / 4.0 } else { random.unit() };
        let mut out: Figures = (0..n).map(|_| (0..criteria).map(|_| figure()).collect()).collect();
        // Two that are alike tie all along.
        if twins {
            out[1] = out[2].clone();
        }
        out
    };
    let by_period: Vec<Figures> = (0..count).map(|_| figures()).collect();
    let years: Vec<u32> = (0..count).map(|_| 1 + random.below(4) as u32).collect();
    let all_same = random.chance(0.4);
    let figures: Vec<Figures> = match all_same {
        true => vec![by_period[0].clone(); count],
        false => by_period,
    };
    let problems = match all_same {
        true => vec![problem(&figures[0], &weights)],
        false => figures.iter().map(|figures| problem(figures, &weights)).collect(),
    };
    let mut out = model(problems, &years);
    out.discount = [0.0, 0.03, 0.1][random.below(3)];
    out.until = [0, 4][random.below(2)];
    out.none = random.chance(0.3).then(|| random.figure(0.0, 0.8));
    let last = i32::from(count as u8);
    out.readiness = (0..2)
        .map(|at| {
            let period = &out.periods[random.below(last as usize)];
            let from = match random.below(4) {
                0 => ReadyFrom::Never,
                _ => ReadyFrom::Year(Quantity::Crisp(f64::from(period.from))),
            };
            fact(&format!("F{at}"), from)
        })
        .collect();
    for at in 0..random.below(4) {
        let mut it = transition(&format!("T{at}"), vec![random.below(n)]);
        it.from = random.chance(0.5).then(|| vec![random.below(n)]);
        it.allowed = random.chance(0.8);
        it.cost = random.figure(-0.2, 0.8);
        it.takes = [0, 0, 1][random.below(3)];
        it.needs = random.chance(0.4).then(|| MoveNeeds::Ready(random.below(2)));
        out.transitions.push(it);
    }
    if random.chance(0.6) {
        let alternatives = vec![random.below(n)];
        out.needs.push(Need { requirement: 0, fact: random.below(2), alternatives });
    }
    Any { model: out, figures, weights }
}

/// What a year's worth counts in each period, year by year.
fn counts(model: &PathwayModel, discount: f64) -> Vec<f64> {
    let start = model.periods[0].from;
    let last = model.periods.last().unwrap();
    let mut out = vec![0.0; model.periods.len()];
    for year in start..last.from + (last.years + model.until) as i32 {
        let period = model.periods.iter().rposition(|period| period.from <= year).unwrap();
        out[period] += (1.0 + discount).powi(start - year);
    }
    out
}

/// What no weight has a hand in, and what each criterion counts in the value of a path.
fn form(any: &Any, path: &FoundPath, discount: f64) -> (f64, Vec<f64>) {
    let model = &any.model;
    let (mut constant, mut out) = (0.0, vec![0.0; any.weights.len()]);
    for (period, count) in counts(model, discount).into_iter().enumerate() {
        match path.positions[period] {
            None => constant += count * model.none.unwrap(),
            Some(at) => {
                for (criterion, out) in out.iter_mut().enumerate() {
                    *out += count * any.figures[period][at][criterion];
                }
            }
        }
    }
    for made in &path.moves {
        let year = model.periods[0].from - model.periods[made.made].from;
        constant -= made.cost * (1.0 + discount).powi(year);
    }
    (constant, out)
}

fn at((constant, coefficients): &(f64, Vec<f64>), weights: &[f64]) -> f64 {
    constant + coefficients.iter().zip(weights).map(|(c, w)| c * w).sum::<f64>()
}

fn shares(weights: &[f64]) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

/// All allowed paths of the first choice.
fn all(evaluation: &PathwayEvaluation) -> Vec<FoundPath> {
    let own = &evaluation.choices[0];
    own.graph.all(&own.worth, usize::MAX).expect("all of them")
}

fn quick() -> PathwayRequest {
    PathwayRequest { draws: 50, ..PathwayRequest::default() }
}

fn answer<'a>(model: &'a PathwayModel, request: &PathwayRequest) -> Pathway<'a> {
    pathway(model, &Method::default(), request).expect("an answer")
}

fn text(of: &Pathway, table: &str, row: usize, column: &str) -> Option<String> {
    let table = of.table_named(table).expect("a table");
    table.get(row, column).as_text().map(str::to_owned)
}

#[test]
fn stretches_of_a_weight_are_those_of_a_fine_grid() {
    let mut random = Random(5);
    let (mut switches, mut tied) = (0, 0);
    for _ in 0..25 {
        let any = any(&mut random, 3);
        let of = answer(&any.model, &quick());
        let forms: Vec<(f64, Vec<f64>)> =
            all(&of.evaluation).iter().map(|path| form(&any, path, any.model.discount)).collect();
        if forms.is_empty() {
            assert!(of.switches[0].iter().all(|it| it.stretches.is_empty()));
            continue;
        }
        let own = shares(&any.weights);
        assert_eq!(of.switches[0].len(), 3);
        for criterion in &of.switches[0] {
            assert!(criterion.exact);
            // Leaves are branches here.
            let here = criterion.branch;
            assert!((criterion.present.unwrap() - own[here]).abs() < 1e-15);
            let weights = |x: f64| -> Vec<f64> {
                let rest = |j: usize| own[j] / (1.0 - own[here]) * (1.0 - x);
                (0..3).map(|j| if j == here { x } else { rest(j) }).collect()
            };
            let parts = &criterion.stretches;
            assert_eq!((parts[0].from, parts[parts.len() - 1].to), (0.0, 1.0));
            for pair in parts.windows(2) {
                assert_eq!(pair[0].to, pair[1].from);
                // Both are worth the same where one takes over from the other.
                let values = [&pair[0], &pair[1]].map(|part| {
                    at(&form(&any, &part.path, any.model.discount), &weights(part_at(pair)))
                });
                assert!((values[0] - values[1]).abs() < 1e-9, "{values:?}");
                assert!(pair[0].path.positions != pair[1].path.positions);
            }
            switches += parts.len() - 1;
            for step in 0..=10_000 {
                let x = f64::from(step) / 10_000.0;
                let now = weights(x);
                let most = forms.iter().map(|it| at(it, &now)).fold(f64::MIN, f64::max);
                let part = parts.iter().find(|part| x <= part.to).unwrap();
                let value = at(&form(&any, &part.path, any.model.discount), &now);
                assert!(value > most - 1e-8, "{x}: {value} {most}");
            }
            for part in parts.iter().filter(|part| part.to - part.from > 1e-6) {
                // As good all along: at three points inside.
                let as_good = |it: &&(f64, Vec<f64>)| {
                    [0.1, 0.5, 0.9].iter().all(|share| {
                        let now = weights(part.from + share * (part.to - part.from));
                        let most = forms.iter().map(|it| at(it, &now)).fold(f64::MIN, f64::max);
                        at(it, &now) > most - 1e-9
                    })
                };
                assert_eq!(part.tied, forms.iter().filter(as_good).count());
                assert!(!part.more_tied);
                tied += part.tied - 1;
                let middle = weights(part.from + 0.5 * (part.to - part.from));
                let value = at(&form(&any, &part.path, any.model.discount), &middle);
                assert!((part.path.value - value).abs() < 1e-9);
                let inside = part.from <= own[here] && own[here] <= part.to;
                assert_eq!(part.present, Some(inside));
            }
        }
    }
    assert!(switches > 30 && tied > 8, "{switches} {tied}");
}

fn part_at(pair: &[afweging::study::PathStretch]) -> f64 {
    pair[0].to
}

/// A weight is one among siblings, and below a node all keep their shares. Worked out by hand: one
/// period of one year, A0 = (1, 0, 0.4) and A1 = (0, 1, 0.4) on two leaves under a node of weight 1/2
/// and a third of weight 1/2. Among the siblings below the node A0 is best above 1/2. The node's own
/// weight makes no difference where both leaves weigh the same, so both tie all along.
#[test]
fn weights_below_a_node_are_shares_among_siblings() {
    let problem = Problem::builder()
        .node("n", 1.0)
        .criterion_with("a", Direction::Max, 1.0, |c| c.scale(0.0, 1.0).parent("n"))
        .criterion_with("b", Direction::Max, 1.0, |c| c.scale(0.0, 1.0).parent("n"))
        .criterion_with("c", Direction::Max, 1.0, |c| c.scale(0.0, 1.0))
        .alternative("A0", [1.0, 0.0, 0.4])
        .alternative("A1", [0.0, 1.0, 0.4])
        .build()
        .unwrap();
    let model = model(vec![problem], &[1]);
    let of = answer(&model, &quick());
    let named = |id: &str| {
        let branches = &model.problems[0].tree().branches();
        of.switches[0].iter().find(|it| branches[it.branch].id == id).unwrap()
    };
    let stretches = |id: &str| -> Vec<(f64, f64, Option<usize>, usize)> {
        let parts = named(id).stretches.iter();
        parts.map(|it| (it.from, it.to, it.path.positions[0], it.tied)).collect()
    };
    assert_eq!(stretches("a"), [(0.0, 0.5, Some(1), 1), (0.5, 1.0, Some(0), 1)]);
    assert_eq!(stretches("b"), [(0.0, 0.5, Some(0), 1), (0.5, 1.0, Some(1), 1)]);
    assert_eq!(stretches("n"), [(0.0, 1.0, Some(0), 2)]);
    assert_eq!(stretches("c"), [(0.0, 1.0, Some(0), 2)]);
    // The weight of the case is where one takes over from the other: it is in both.
    assert!(named("a").stretches.iter().all(|it| it.present == Some(true)));
}

/// With two criteria the weights are one line, and the best paths along it change where lines cross:
/// between neighbouring crossings of all pairs nothing changes.
#[test]
fn first_steps_that_are_always_best() {
    let mut random = Random(8);
    let (mut yes, mut no) = (0, 0);
    for _ in 0..400 {
        let any = any(&mut random, 2);
        let of = answer(&any.model, &quick());
        let paths = all(&of.evaluation);
        // Every pair of paths makes a corner at which all are looked at.
        if paths.len() > 40 {
            continue;
        }
        let forms: Vec<(f64, Vec<f64>)> =
            paths.iter().map(|path| form(&any, path, any.model.discount)).collect();
        let line = |it: &(f64, Vec<f64>)| (it.0 + it.1[1], it.0 + it.1[0]);
        let mut corners = vec![0.0, 1.0];
        for (a, b) in (0..forms.len()).flat_map(|a| (0..a).map(move |b| (a, b))) {
            let (a, b) = (line(&forms[a]), line(&forms[b]));
            let x = (a.0 - b.0) / ((a.0 - b.0) - (a.1 - b.1));
            if x > 0.0 && x < 1.0 {
                corners.push(x);
            }
        }
        corners.sort_by(f64::total_cmp);
        let middles = corners.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0);
        let points: Vec<f64> = corners.iter().copied().chain(middles).collect();
        let mut steps: Vec<Option<usize>> = paths.iter().map(FoundPath::first_step).collect();
        steps.sort_unstable();
        steps.dedup();
        let told: Vec<Option<usize>> = of.first_moves[0].iter().map(|it| it.step).collect();
        assert_eq!(told, steps);
        let best = |x: f64, step: Option<Option<usize>>| {
            let own = paths.iter().zip(&forms);
            let own = own.filter(|(path, _)| step.is_none_or(|step| path.first_step() == step));
            own.map(|(_, form)| at(form, &[x, 1.0 - x])).fold(f64::MIN, f64::max)
        };
        for it in &of.first_moves[0] {
            let least = points.iter().map(|x| best(*x, Some(it.step)) - best(*x, None));
            let least = least.fold(f64::INFINITY, f64::min);
            assert_eq!(it.always_best, Some(least > -1e-8), "{least} {it:?}");
            let now = shares(&any.weights)[0];
            assert_eq!(it.best, best(now, Some(it.step)) > best(now, None) - 1e-9);
            if it.always_best == Some(true) { yes += 1 } else { no += 1 }
        }
    }
    assert!(yes > 40 && no > 200, "{yes} {no}");
}

/// Of three criteria with a constraint: no weights on a grid beat a step that is always best, and
/// some beat one that is not.
#[test]
fn first_steps_within_constraints() {
    let mut random = Random(9);
    let (mut yes, mut no, mut freed) = (0, 0, 0);
    for _ in 0..60 {
        let mut any = any(&mut random, 3);
        let free = answer(&any.model, &quick()).first_moves.clone();
        any.model.problems = any
            .model
            .problems
            .iter()
            .enumerate()
            .map(|(period, _)| {
                let mut builder = Problem::builder();
                for (at, weight) in [4.0, 3.0, 1.0].into_iter().enumerate() {
                    builder = builder.criterion_with(
                        format!("C{at}"),
                        Direction::Max,
                        weight,
                        |details| details.scale(0.0, 1.0),
                    );
                }
                for (at, figures) in any.figures[period].iter().enumerate() {
                    builder = builder.alternative(format!("A{at}"), figures.iter().copied());
                }
                builder
                    .constraint("C0 >= C1")
                    .constraint("C1 >= 2 * C2")
                    .build()
                    .expect("a problem")
            })
            .collect();
        let request = PathwayRequest { model: afweging::study::WeightsModel::Leaves, ..quick() };
        let of = answer(&any.model, &request);
        let paths = all(&of.evaluation);
        let forms: Vec<(f64, Vec<f64>)> =
            paths.iter().map(|path| form(&any, path, any.model.discount)).collect();
        // The corners of the admissible weights, and a grid between them.
        let corners = [[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.4, 0.4, 0.2]];
        let mut points = Vec::new();
        for a in 0..=60 {
            for b in 0..=60 - a {
                let share = [a, b, 60 - a - b].map(|it| f64::from(it) / 60.0);
                let point = |j: usize| (0..3).map(|k| share[k] * corners[k][j]).sum::<f64>();
                points.push([point(0), point(1), point(2)]);
            }
        }
        for (it, free) in of.first_moves[0].iter().zip(&free[0]) {
            let ahead = |point: &[f64; 3]| {
                let of = |own: bool| {
                    let these = paths.iter().zip(&forms);
                    let these = these.filter(|(path, _)| (path.first_step() == it.step) == own);
                    these.map(|(_, form)| at(form, point)).fold(f64::MIN, f64::max)
                };
                of(false) - of(true)
            };
            let most = points.iter().map(ahead).fold(f64::MIN, f64::max);
            match it.always_best.unwrap() {
                true => {
                    assert!(most < 1e-8, "{most}");
                    yes += 1;
                    freed += usize::from(free.always_best == Some(false));
                }
                // Weights between the points of the grid may beat it by little.
                false => {
                    assert!(most > -0.02, "{most}");
                    no += 1;
                }
            }
        }
    }
    assert!(yes > 10 && no > 30 && freed > 3, "{yes} {no} {freed}");
}

/// The model with one fact from another period on, or never.
fn with_fact(model: &PathwayModel, fact: usize, from: Option<usize>) -> PathwayModel {
    let mut out = model.clone();
    out.readiness[fact].from = match from {
        Some(period) => ReadyFrom::Year(Quantity::Crisp(f64::from(model.periods[period].from))),
        None => ReadyFrom::Never,
    };
    out
}

/// Whether two paths do the same before a period.
fn alike(a: &FoundPath, b: &FoundPath, period: usize) -> bool {
    let made = |path: &FoundPath| -> Vec<(usize, Option<usize>)> {
        let before = path.moves.iter().filter(|made| made.made < period);
        before.map(|made| (made.made, made.to)).collect()
    };
    a.positions[..period] == b.positions[..period] && made(a) == made(b)
}

fn step_in(path: &FoundPath, period: usize) -> Option<usize> {
    let made = path.moves.iter().find(|made| made.made == period);
    made.map_or(path.positions[period], |made| made.to)
}

#[test]
fn facts_that_hold_sooner_or_later() {
    let mut random = Random(12);
    let (mut rows, mut changes, mut losses, mut watched) = (0, 0, 0, 0);
    for _ in 0..200 {
        let any = any(&mut random, 2);
        let model = &any.model;
        let of = answer(model, &quick());
        let values = |model: &PathwayModel| -> Vec<(FoundPath, f64)> {
            let evaluation = PathwayEvaluation::new(model, &Method::default()).unwrap();
            let weights = shares(&any.weights);
            let value = |path: &FoundPath| at(&form(&any, path, model.discount), &weights);
            all(&evaluation).into_iter().map(|path| (path.clone(), value(&path))).collect()
        };
        let most = |of: &[(FoundPath, f64)]| of.iter().map(|it| it.1).fold(f64::MIN, f64::max);
        let first = |of: &[(FoundPath, f64)]| -> Vec<Option<usize>> {
            let best = most(of);
            let tied = of.iter().filter(|it| it.1 > best - 1e-9);
            tied.map(|it| it.0.first_step()).collect()
        };
        let now = first(&values(model));
        // A single year is an assumption: every period is looked at, and never.
        let facts: Vec<usize> = (0..2)
            .filter(|fact| {
                let moves = model.transitions.iter();
                let needed = model.needs.iter().any(|need| need.fact == *fact);
                needed || moves.clone().any(|it| it.needs == Some(MoveNeeds::Ready(*fact)))
            })
            .collect();
        let dates = model.periods.len() + 1;
        assert_eq!(of.readiness[0].len(), facts.len() * dates);
        for (row, it) in of.readiness[0].iter().enumerate() {
            let from = Some(row % dates).filter(|period| *period < model.periods.len());
            assert_eq!((it.fact, it.from), (facts[row / dates], from));
            assert_eq!(it.present, from == of.evaluation.ready[it.fact]);
            let there = values(&with_fact(model, it.fact, it.from));
            match it.best.first() {
                None => assert!(there.is_empty() && it.changes.is_none()),
                Some(path) => {
                    assert!((path.value - most(&there)).abs() < 1e-9);
                    let steps = first(&there);
                    let told = steps.iter().all(|step| !now.contains(step));
                    assert_eq!(it.changes, (!now.is_empty()).then_some(told));
                    changes += usize::from(it.changes == Some(true));
                }
            }
            rows += 1;
        }
        for it in &of.signs[0] {
            let never = values(&with_fact(model, it.fact, None));
            let (without, before) = never
                .iter()
                .find(|(path, _)| path.positions == it.without.positions)
                .expect("it is allowed");
            assert!(*before > most(&never) - 1e-9);
            let then = values(&with_fact(model, it.fact, Some(it.period)));
            let on: Vec<(FoundPath, f64)> =
                then.into_iter().filter(|(path, _)| alike(path, without, it.period)).collect();
            assert!(on.iter().any(|(path, _)| path.positions == without.positions));
            assert!((it.loss - (most(&on) - before)).abs() < 1e-9);
            let value = on.iter().find(|(path, _)| path.positions == it.with.positions).unwrap().1;
            assert!(value > most(&on) - 1e-9);
            assert_eq!(it.step_if_not(), step_in(without, it.period));
            assert_eq!(it.step_if_ready(), step_in(&it.with, it.period));
            assert!(it.loss > 0.0 || it.with.positions == without.positions);
            losses += usize::from(it.loss > 0.0);
            watched += usize::from(it.is_to_watch());
        }
    }
    assert!(rows > 400 && changes > 20 && losses > 60 && watched > 40);
    assert!(watched < losses, "{watched} {losses}");
}

/// By hand: A1 earns 1 a year and A0 0.5; A1 needs the budget. Three periods of one year.
fn budget(from: ReadyFrom) -> PathwayModel {
    let figures = vec![vec![0.5], vec![1.0]];
    let mut model = model(vec![problem(&figures, &[1.0])], &[1, 1, 1]);
    model.readiness = vec![fact("budget", from)];
    model.needs = vec![Need { requirement: 0, fact: 0, alternatives: vec![1] }];
    model
}

#[test]
fn a_range_of_years_says_in_which_periods_a_fact_may_come_true() {
    let year = |from: f64, to: f64| ReadyFrom::Year(Quantity::Set(from, to));
    let dates = |from: ReadyFrom| -> Vec<(String, i64)> {
        let model = budget(from);
        let of = answer(&model, &quick());
        let table = of.table_named("readiness").unwrap();
        let row = |row: usize| {
            let present = table.get(row, "present").as_number().unwrap() as i64;
            (table.get(row, "from").as_text().unwrap().to_owned(), present)
        };
        (0..table.rows()).map(row).collect()
    };
    let rows = |rows: &[(&str, i64)]| -> Vec<(String, i64)> {
        rows.iter().map(|(from, present)| ((*from).to_owned(), *present)).collect()
    };
    // Of a range the answer takes the last year.
    assert_eq!(dates(year(2031.0, 2032.0)), rows(&[("2031", 0), ("2032", 1), ("never", 0)]));
    // Some of it lies behind the last period, and all that comes before the first is the first.
    assert_eq!(dates(year(2032.0, 2040.0)), rows(&[("2032", 0), ("never", 1)]));
    assert_eq!(dates(year(2020.0, 2030.0)), rows(&[("2030", 1), ("never", 0)]));
    let every = [("2030", 0), ("2031", 0), ("2032", 0), ("never", 1)];
    assert_eq!(dates(ReadyFrom::Never), rows(&every));
    let crisp = ReadyFrom::Year(Quantity::Crisp(2031.0));
    assert_eq!(dates(crisp), rows(&[("2030", 0), ("2031", 1), ("2032", 0), ("never", 0)]));
    let model = budget(ReadyFrom::Never);
    let of = answer(&model, &quick());
    assert_eq!(text(&of, "readiness", 0, "path").as_deref(), Some("A1 > A1 > A1"));
    assert_eq!(text(&of, "readiness", 2, "path").as_deref(), Some("A0 > A0 > A1"));
    assert_eq!(text(&of, "readiness", 3, "path").as_deref(), Some("A0 > A0 > A0"));
    // In time it is the first step that changes; later not.
    let changes: Vec<Option<bool>> = of.readiness[0].iter().map(|it| it.changes).collect();
    assert_eq!(changes, [Some(true), Some(false), Some(false), Some(false)]);
    // Whoever misses it goes on with 0.5 a year.
    let signs: Vec<(usize, bool, f64)> =
        of.signs[0].iter().map(|it| (it.period, it.is_to_watch(), it.loss)).collect();
    assert_eq!(signs, [(0, true, 1.5), (1, true, 1.0), (2, true, 0.5)]);
}

#[test]
fn rates_of_the_grid_with_the_same_best_paths() {
    let mut random = Random(14);
    let mut ranges = 0;
    for _ in 0..60 {
        let mut any = any(&mut random, 2);
        // What costs much and brings something for long hangs on the rate.
        any.model.until = 15;
        for at in 0..any.figures[0].len() {
            let mut it = transition(&format!("U{at}"), vec![at]);
            it.cost = random.figure(0.5, 8.0);
            any.model.transitions.push(it);
        }
        let of = answer(&any.model, &quick());
        let paths = all(&of.evaluation);
        let weights = shares(&any.weights);
        let mut rates = RATES.to_vec();
        rates.push(any.model.discount);
        rates.sort_by(f64::total_cmp);
        rates.dedup();
        let value = |path: &FoundPath, rate: f64| at(&form(&any, path, rate), &weights);
        let found = &of.discounting[0];
        let mut after = rates.iter().copied();
        for range in found {
            let own: Vec<f64> = after.by_ref().take_while_inclusive(range.to).collect();
            assert_eq!((own[0], own[own.len() - 1]), (range.from, range.to));
            assert_eq!(range.present, own.contains(&any.model.discount));
            let Some(path) = &range.path else { continue };
            for rate in own {
                let most = paths.iter().map(|path| value(path, rate)).fold(f64::MIN, f64::max);
                let tied = paths.iter().filter(|path| value(path, rate) > most - 1e-9).count();
                assert!(value(path, rate) > most - 1e-9);
                assert_eq!(range.tied, tied);
            }
            assert!((path.value - value(path, range.from)).abs() < 1e-9);
            assert!((range.value_at_to.unwrap() - value(path, range.to)).abs() < 1e-9);
        }
        assert_eq!(after.next(), None);
        assert_eq!(found.iter().filter(|range| range.present).count(), 1);
        for pair in found.windows(2) {
            let positions = |at: usize| pair[at].path.as_ref().map(|path| &path.positions);
            assert!(positions(0) != positions(1) || pair[0].tied != pair[1].tied);
        }
        ranges += found.len();
    }
    assert!(ranges > 65, "{ranges}");
}

/// What is taken up to a figure, that figure too.
trait TakeTo: Iterator<Item = f64> + Sized {
    fn take_while_inclusive(self, last: f64) -> std::vec::IntoIter<f64> {
        let mut out = Vec::new();
        for it in self {
            out.push(it);
            if it == last {
                break;
            }
        }
        out.into_iter()
    }
}

impl<I: Iterator<Item = f64>> TakeTo for I {}

/// With two criteria a weight is uniform from 0 to 1, so the share of draws in which a path is best
/// is the length of the weights at which it is.
#[test]
fn shares_of_paths_are_lengths_of_weights() {
    let mut random = Random(21);
    let mut several = 0;
    for _ in 0..12 {
        let any = any(&mut random, 2);
        let request = PathwayRequest { draws: 20_000, ..PathwayRequest::default() };
        let of = answer(&any.model, &request);
        if of.best[0].found.is_empty() {
            assert_eq!(of.shares.choices[0].no_path.unwrap().value, 1.0);
            continue;
        }
        let shares = &of.shares.choices[0];
        assert_eq!((shares.without, shares.no_path), (None, None));
        let total: f64 = shares.paths.iter().map(|(_, share)| share.value).sum();
        assert!((total - 1.0).abs() < 1e-9);
        let line = &of.switches[0][0];
        assert_eq!(line.branch, 0);
        if line.stretches.iter().any(|part| part.tied > 1) {
            continue;
        }
        several += usize::from(line.stretches.len() > 1);
        for part in &line.stretches {
            let own = shares.paths.iter().find(|(path, _)| *path == part.path.positions);
            let share = own.map_or(0.0, |(_, share)| share.value);
            let length = part.to - part.from;
            let error = (length * (1.0 - length) / 20_000.0).sqrt();
            assert!((share - length).abs() < 4.5 * error + 1e-4, "{share} {length}");
        }
        // First steps and dates put the same draws together in other ways.
        for (step, share) in &shares.steps {
            let own = |path: &&(Vec<Option<usize>>, afweging::study::Estimated)| {
                let paths = all(&of.evaluation);
                let it = paths.into_iter().find(|it| it.positions == path.0).unwrap();
                it.first_step() == *step
            };
            let sum: f64 = shares.paths.iter().filter(own).map(|path| path.1.value).sum();
            assert!((sum - share.value).abs() < 1e-9);
        }
        let none = any.figures[0].len();
        for (place, by_then) in shares.by_then.iter().enumerate() {
            for (period, share) in by_then.iter().enumerate() {
                let here = |at: &Option<usize>| at.unwrap_or(none) == place;
                let been = shares.paths.iter().filter(|it| it.0[..=period].iter().any(here));
                let sum: f64 = been.map(|path| path.1.value).sum();
                assert!((sum - share.value).abs() < 1e-9);
            }
        }
    }
    assert!(several > 3, "{several}");
}

/// An input has one value in all periods: whoever is best in the first is best in the second.
#[test]
fn what_is_drawn_is_the_same_in_all_periods() {
    let with = |quantity: Quantity| {
        let problem = Problem::builder()
            .criterion_with("worth", Direction::Max, 1.0, |c| c.scale(0.0, 1.0))
            .alternative("A0", [0.25])
            .alternative("A1", [0.5])
            .uncertain("A1", "worth", quantity)
            .build()
            .unwrap();
        // A problem for each period, with the same figures.
        model(vec![problem.clone(), problem], &[1, 3])
    };
    let request = PathwayRequest { draws: 20_000, ..PathwayRequest::default() };
    let uniform = with(Quantity::Uniform(0.0, 1.0));
    let of = answer(&uniform, &request);
    let shares = &of.shares.choices[0];
    let paths: Vec<&Vec<Option<usize>>> = shares.paths.iter().map(|it| &it.0).collect();
    assert_eq!(paths, [&vec![Some(1), Some(1)], &vec![Some(0), Some(0)]]);
    let share = shares.paths[0].1;
    assert!((share.value - 0.75).abs() < 4.0 * (0.75_f64 * 0.25 / 20_000.0).sqrt());
    assert!((share.std_error - (0.75_f64 * 0.25 / 20_000.0).sqrt()).abs() < 1e-4);
    // Of the path that is best now the table says so, and when it switches.
    assert_eq!(text(&of, "path_acceptability", 0, "path").as_deref(), Some("A1 > A1"));
    let table = of.table_named("switch_dates").unwrap();
    let row = |row: usize, column: &str| table.get(row, column).as_number();
    assert_eq!((table.rows(), row(0, "from"), row(1, "from")), (2, Some(2030.0), Some(2031.0)));
    assert_eq!((row(0, "best"), row(1, "best")), (Some(1.0), Some(0.0)));
    assert_eq!(row(0, "share_by_then"), Some(share.value));
    // A range is bounded elsewhere, not drawn: no share, unless it is asked for.
    let range = with(Quantity::Set(0.0, 1.0));
    let of = answer(&range, &request);
    assert_eq!(of.shares.choices[0].without, Some(NoPathShares::Ranges));
    assert_eq!((of.shares.draws, of.draws()), (0, None));
    let table = of.table_named("path_acceptability").unwrap();
    assert_eq!((table.rows(), table.get(0, "share").as_number()), (1, None));
    let of = answer(&range, &PathwayRequest { uniform_sets: true, ..request });
    assert_eq!(of.shares.choices[0].paths[0].1, share);
}

/// A year from 2029 to 2032, each as likely: from 2030 on with probability 1/3, and so on.
#[test]
fn years_of_facts_are_drawn() {
    let request = PathwayRequest { draws: 30_000, ..PathwayRequest::default() };
    let near = |value: f64, expected: f64| (value - expected).abs() < 0.012;
    let model = budget(ReadyFrom::Year(Quantity::Uniform(2029.0, 2032.0)));
    let of = answer(&model, &request);
    let shares = &of.shares.choices[0];
    let by_then: Vec<f64> = shares.by_then[1].iter().map(|share| share.value).collect();
    assert!(near(by_then[0], 1.0 / 3.0) && near(by_then[1], 2.0 / 3.0), "{by_then:?}");
    assert!(near(by_then[2], 1.0), "{by_then:?}");
    // A range of years is taken at its last, unless ranges are drawn.
    let model = budget(ReadyFrom::Year(Quantity::Set(2029.0, 2032.0)));
    let of = answer(&model, &request);
    let by_then: Vec<f64> =
        of.shares.choices[0].by_then[1].iter().map(|share| share.value).collect();
    assert_eq!(by_then, [0.0, 0.0, 1.0]);
    let of = answer(&model, &PathwayRequest { uniform_sets: true, ..request });
    assert!(near(of.shares.choices[0].by_then[1][0].value, 1.0 / 3.0));
    // In draws in which the only place to stand is not ready there is no path.
    let mut model = budget(ReadyFrom::Year(Quantity::Uniform(2029.0, 2031.0)));
    model.needs[0].alternatives = vec![0, 1];
    let of = answer(&model, &request);
    assert!(near(of.shares.choices[0].no_path.unwrap().value, 0.5));
    let table = of.table_named("path_acceptability").unwrap();
    let last = table.rows() - 1;
    assert_eq!(table.get(last, "path").as_text(), None);
    assert!(near(table.get(last, "share").as_number().unwrap(), 0.5));
}

#[test]
fn ties_share_a_draw() {
    let figures = vec![vec![0.5], vec![0.5]];
    let model = model(vec![problem(&figures, &[1.0])], &[1, 1]);
    let of = answer(&model, &quick());
    let shares = &of.shares.choices[0];
    assert_eq!(shares.paths.len(), 4);
    assert!(shares.paths.iter().all(|(_, share)| share.value == 0.25));
    assert!(shares.steps.iter().all(|(_, share)| share.value == 0.5));
    assert_eq!(shares.by_then[1].iter().map(|it| it.value).collect::<Vec<_>>(), [0.5, 0.75]);
    // All of them are best now.
    assert!(of.first_moves[0].iter().all(|it| it.best && it.always_best == Some(true)));
}

#[test]
fn threads_do_not_show() {
    let mut random = Random(30);
    let any = any(&mut random, 3);
    let request = PathwayRequest { draws: 20_000, ..PathwayRequest::default() };
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let of = answer(&any.model, &request);
            (of.shares, of.switches, of.first_moves, of.readiness, of.signs, of.discounting)
        })
    };
    assert!(with(1) == with(2));
}

/// Scores that are not linear in the weights: switches are found on a grid, and nothing is proved.
#[test]
fn other_scores_are_looked_at_on_a_grid() {
    let figures = vec![vec![0.9, 0.1], vec![0.2, 0.8], vec![0.5, 0.6]];
    let model = model(vec![problem(&figures, &[1.0, 1.0])], &[1, 2]);
    let topsis = Method::named("topsis").unwrap();
    let of = pathway(&model, &topsis, &quick()).unwrap();
    let line = &of.switches[0][0];
    assert!(!line.exact && line.stretches.len() > 1);
    for pair in line.stretches.windows(2) {
        assert_eq!(pair[0].to, pair[1].from);
        assert!(pair[0].path.positions != pair[1].path.positions);
    }
    assert!(of.first_moves[0].iter().all(|it| it.always_best.is_none()));
    // Each part of the line against the method itself.
    for part in &line.stretches {
        let x = (part.from + part.to) / 2.0;
        let there = self::model(vec![problem(&figures, &[x, 1.0 - x])], &[1, 2]);
        let best = pathway(&there, &topsis, &quick()).unwrap().best[0].found[0].positions.clone();
        assert_eq!(best, part.path.positions);
    }
}

const CASE: &str = r#"format = 1
id = "t"
rank_within = ["town"]
data = ["t.csv"]
[[keys]]
id = "town"
[[keys]]
id = "plan"
values = [{ id = "S0", role = "reference" }, "S1", "S2"]
[[criteria]]
id = "gain"
scale = { min = 0, max = 10 }
[pathway]
start = { plan = "S0" }
[[pathway.periods]]
id = "early"
from = 2027
years = 3
[[pathway.periods]]
id = "late"
from = 2030
years = 3
"#;

/// The paths of a town and the shares of draws in which they are best, by name.
fn told(of: &Pathway, town: &str) -> Vec<(String, f64)> {
    let table = of.table_named("path_acceptability").unwrap();
    let mut out: Vec<(String, f64)> = (0..table.rows())
        .filter(|row| table.get(*row, "town").as_text() == Some(town))
        .map(|row| {
            let share = table.get(row, "share").as_number().unwrap();
            (table.get(row, "path").as_text().unwrap().to_owned(), share)
        })
        .collect();
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

/// A row of a table that holds for all periods has one value in all of them; a row of one period is
/// drawn by itself.
#[test]
fn rows_of_periods_are_drawn_by_themselves() {
    let request = PathwayRequest { draws: 20_000, ..PathwayRequest::default() };
    let all = "town,plan,period,gain\n\
        A,S0,,1\nA,S1,,uniform(0; 10)\nA,S2,,5.1\nB,S0,,1\nB,S1,,2\nB,S2,,3\n";
    let with = |more: &str, shared: &str| {
        let case = format!("{CASE}{shared}");
        let files =
            crate::common::Files::new(&[("case.toml", &case), ("t.csv", &format!("{all}{more}"))]);
        let case = files.open().unwrap_or_else(|error| panic!("{error}"));
        case.pathway().unwrap_or_else(|error| panic!("{error}"))
    };
    let near = |told: &[(String, f64)], expected: &[(&str, f64)]| {
        let same = told
            .iter()
            .zip(expected)
            .all(|(told, expected)| told.0 == expected.0 && (told.1 - expected.1).abs() < 0.015);
        assert!(same && told.len() == expected.len(), "{told:?}");
    };
    let model = with("", "");
    let of = answer(&model, &request);
    near(&told(&of, "A"), &[("S1 > S1", 0.5), ("S2 > S2", 0.5)]);
    near(&told(&of, "B"), &[("S2 > S2", 1.0)]);
    let model = with("A,S1,late,uniform(0; 10)\n", "");
    let of = answer(&model, &request);
    let quarter = ["S1 > S1", "S1 > S2", "S2 > S1", "S2 > S2"].map(|path| (path, 0.25));
    near(&told(&of, "A"), &quarter);
    // A town that a range takes part in has no shares; the other one has.
    let model = with("A,S2,late,2..8\n", "");
    let of = answer(&model, &request);
    assert_eq!(of.shares.choices[0].without, Some(NoPathShares::Ranges));
    near(&told(&of, "B"), &[("S2 > S2", 1.0)]);
    // What is shared is left out: the table shows what each town would do by itself.
    let shared = "[[pathway.capacities]]\nid = \"people\"\nbuilt_by = { plan = \"S1\" }\n\
        builds = 1\nneeded_by = { plan = \"S2\" }\nneeds = 1\nshared = true\n";
    let model = with("", shared);
    let of = answer(&model, &request);
    // In the answer nobody stands in S2 before somebody has built for it.
    let s2 = Some(model.choices[1].alternatives.len() - 1);
    assert!(of.path(1).unwrap().positions[0] != s2);
    near(&told(&of, "B"), &[("S2 > S2", 1.0)]);
    assert_eq!(text(&of, "first_moves", 0, "town").as_deref(), Some("A"));
    assert_eq!(text(&of, "first_moves", 0, "plan").as_deref(), Some("S0"));
}
