//! Portfolios that no other dominates, and core indices: against published and peer results, and
//! against enumeration.

use crate::common::{Random, project};
use afweging::binary_program::{Bonus, NonDominated, ProgramRow, RobustProgram};
use afweging::kernel::rng;
use afweging::method::Method;
use afweging::problem::{
    Amount, Bound, Choice, Direction, Limit, LimitPart, Measure, NoneValue, PortfolioModel,
    PortfolioRule, Problem, Quantity, RuleSays, Spread, Text, Worth,
};
use afweging::study::{
    AcceptabilityRequest, Evaluation, NoCore, NoShares, RobustPortfolio, RobustPortfolioRequest,
    WeightsModel, acceptability, evaluate, robust_portfolio,
};
use serde_json::Value;

/// All sets that keep the rows, choice by choice.
fn all_sets(program: &RobustProgram) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for options in &program.highs[0] {
        let with = |set: &Vec<usize>, option: usize| [&set[..], &[option]].concat();
        sets =
            sets.iter().flat_map(|set| (0..options.len()).map(move |at| with(set, at))).collect();
    }
    let use_of = |row: &ProgramRow, set: &[usize]| -> f64 {
        row.terms.iter().filter(|(choice, option, _)| set[*choice] == *option).map(|it| it.2).sum()
    };
    sets.retain(|set| program.rows.iter().all(|row| use_of(row, set) <= row.at_most + 1e-9));
    sets
}

fn bonus(program: &RobustProgram, set: &[usize]) -> f64 {
    let there = |places: &Vec<(usize, usize)>| places.iter().any(|(at, it)| set[*at] == *it);
    program.bonuses.iter().filter(|it| it.sets.iter().all(there)).map(|it| it.value).sum()
}

/// The definition, term by term: options that both have are worth the same in both.
fn dominates(program: &RobustProgram, first: &[usize], second: &[usize]) -> bool {
    let lead = bonus(program, first) - bonus(program, second);
    let mut more = false;
    for (low, high) in program.lows.iter().zip(&program.highs) {
        let (mut least, mut most) = (lead, lead);
        for (at, (a, b)) in first.iter().zip(second).enumerate().filter(|(_, (a, b))| a != b) {
            least += low[at][*a] - high[at][*b];
            most += high[at][*a] - low[at][*b];
        }
        if least < -1e-11 {
            return false;
        }
        more |= most > 1e-11;
    }
    more
}

fn enumerated(program: &RobustProgram) -> Vec<Vec<usize>> {
    let sets = all_sets(program);
    let beaten = |set: &Vec<usize>| sets.iter().any(|other| dominates(program, other, set));
    sets.iter().filter(|set| !beaten(set)).cloned().collect()
}

/// By choice and option: the share of the sets that contain it.
fn core_indices(program: &RobustProgram, sets: &[Vec<usize>]) -> Vec<Vec<f64>> {
    let share = |choice: usize, option: usize| {
        sets.iter().filter(|set| set[choice] == option).count() as f64 / sets.len() as f64
    };
    let of = |(choice, options): (usize, &Vec<f64>)| {
        (0..options.len()).map(|option| share(choice, option)).collect()
    };
    program.highs[0].iter().enumerate().map(of).collect()
}

/// 15 projects, three criteria, one budget: the portfolios and core indices that RPM-Decisions gives.
#[test]
fn published_portfolios_are_found() {
    for name in ["rpm_15_projects_no_preference", "rpm_15_projects_rank_order"] {
        let path = project("tests/goldens/studies").join(format!("{name}.json"));
        let golden: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let numbers = |value: &Value| -> Vec<f64> {
            value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
        };
        let rows = |value: &Value| -> Vec<Vec<f64>> {
            value.as_array().unwrap().iter().map(numbers).collect()
        };
        let matrix = rows(&golden["matrix"]);
        // Option 0 of each choice is to leave the project out.
        let at = |weights: &Vec<f64>| -> Vec<Vec<f64>> {
            let value = |scores: &Vec<f64>| scores.iter().zip(weights).map(|(x, w)| x * w).sum();
            matrix.iter().map(|scores| vec![0.0, value(scores)]).collect()
        };
        let values: Vec<Vec<Vec<f64>>> =
            rows(&golden["parameters"]["weight_extreme_points"]).iter().map(at).collect();
        let cost = numbers(&golden["parameters"]["cost"]);
        let program = RobustProgram {
            lows: values.clone(),
            highs: values,
            rows: vec![ProgramRow {
                terms: cost.iter().enumerate().map(|(at, cost)| (at, 1, *cost)).collect(),
                at_most: golden["parameters"]["budget"].as_f64().unwrap(),
                excess_cost: None,
            }],
            bonuses: Vec::new(),
        };
        let found = program.non_dominated(1_000, 1_000_000);
        let mut wanted: Vec<Vec<usize>> = rows(&golden["expected"]["nondominated_portfolios"])
            .iter()
            .map(|row| row.iter().map(|x| *x as usize).collect())
            .collect();
        wanted.sort();
        assert!(found.complete);
        assert_eq!(found.sets, wanted, "{name}");
        let indices = core_indices(&program, &found.sets);
        let indices: Vec<f64> = indices.iter().map(|of| of[1]).collect();
        assert_eq!(indices, numbers(&golden["expected"]["core_indexes"]), "{name}");
    }
}

/// A random program: whole numbers, that tie often, in one round of three.
fn random(random: &mut Random, round: usize) -> RobustProgram {
    let choices = 3 + random.below(4);
    let most = if choices > 5 { 4 } else { 5 };
    let shape: Vec<usize> = (0..choices).map(|_| 1 + random.below(most)).collect();
    let whole = round.is_multiple_of(3);
    let width: f64 = [0.0, 0.2, 1.0][round / 3 % 3];
    let mut lows = Vec::new();
    let mut highs = Vec::new();
    for _ in 0..1 + random.below(8) {
        let mut point = |high: bool, low: Option<&Vec<Vec<f64>>>| -> Vec<Vec<f64>> {
            let mut value = |choice: usize, option: usize| {
                let value = match (low, whole) {
                    (Some(low), _) => low[choice][option],
                    (_, true) => random.below(4) as f64,
                    (_, false) => random.unit() * 2.0 - 0.5,
                };
                let wide = high && random.chance(if width < 1.0 { 1.0 } else { 0.3 });
                match (wide, whole) {
                    (false, _) => value,
                    (true, true) => value + (width * 5.0).min(1.0) * random.below(2) as f64,
                    (true, false) => value + width * 0.5 * random.unit(),
                }
            };
            let of = |(choice, options): (usize, &usize)| {
                (0..*options).map(|option| value(choice, option)).collect()
            };
            shape.iter().enumerate().map(of).collect()
        };
        let low = point(false, None);
        highs.push(point(true, Some(&low)));
        lows.push(low);
    }
    let mut rows = Vec::new();
    for _ in 0..random.below(5) {
        let at_least = random.chance(0.4);
        let mut terms = Vec::new();
        let mut mean = 0.0;
        for (choice, options) in shape.iter().enumerate() {
            for option in 0..*options {
                if random.chance(0.7) {
                    let size = if whole { random.below(5) as f64 } else { random.figure(0.0, 5.0) };
                    let a = if at_least && random.chance(0.6) { -size } else { size };
                    mean += a / *options as f64;
                    terms.push((choice, option, a));
                }
            }
        }
        let at_most = (mean + 4.0 * random.unit() - 1.2).round();
        rows.push(ProgramRow { terms, at_most, excess_cost: None });
    }
    let mut bonuses = Vec::new();
    for _ in 0..random.below(4) {
        let mut place = || {
            let choice = random.below(choices);
            (choice, random.below(shape[choice]))
        };
        let mut sets = vec![vec![place(), place()], vec![place()], vec![place(), place(), place()]];
        sets.truncate(random.below(4));
        let value = if whole { random.below(5) as f64 - 2.0 } else { random.unit() * 2.0 - 1.0 };
        bonuses.push(Bonus { sets, value });
    }
    RobustProgram { lows, highs, rows, bonuses }
}

#[test]
fn random_programs_are_as_enumerated() {
    let mut numbers = Random(7);
    let (mut none, mut one, mut many) = (0, 0, 0);
    for round in 0..400 {
        let program = random(&mut numbers, round);
        let wanted = enumerated(&program);
        let found = program.non_dominated(100_000, 1_000_000);
        assert!(found.complete);
        assert_eq!(found.sets, wanted, "round {round}: {program:?}");
        match wanted.len() {
            0 => none += 1,
            1 => one += 1,
            _ => many += 1,
        }
    }
    assert!(none > 5 && one > 5 && many > 200, "{none} {one} {many}");
}

#[test]
fn what_is_not_complete_says_so() {
    let mut numbers = Random(11);
    let mut cut = 0;
    for round in 0..60 {
        let program = random(&mut numbers, round);
        let whole = program.non_dominated(100_000, 1_000_000);
        if whole.sets.len() > 1 {
            let few = program.non_dominated(whole.sets.len() - 1, 1_000_000);
            assert!(!few.complete && few.sets.len() < whole.sets.len());
            assert!(!program.non_dominated(100_000, 1).complete);
            cut += 1;
        }
        assert_eq!(program.non_dominated(100_000, 1_000_000), whole, "the same twice");
    }
    assert!(cut > 20, "{cut}");
}

/// Nothing to choose, nothing that can be chosen, and rows that nothing keeps.
#[test]
fn ends_of_the_scale() {
    let of = |values: Vec<Vec<f64>>, at_most: f64| {
        let row = ProgramRow { terms: Vec::new(), at_most, excess_cost: None };
        let (lows, highs) = (vec![values.clone()], vec![values]);
        RobustProgram { lows, highs, rows: vec![row], bonuses: Vec::new() }.non_dominated(10, 100)
    };
    let all = |sets: Vec<Vec<usize>>| NonDominated { sets, complete: true };
    assert_eq!(of(vec![], 0.0), all(vec![vec![]]));
    assert_eq!(of(vec![vec![1.0], vec![]], 0.0), all(vec![]));
    assert_eq!(of(vec![vec![1.0, 2.0, 2.0]], 0.0), all(vec![vec![1], vec![2]]));
    assert_eq!(of(vec![vec![1.0, 2.0]], -1.0), all(vec![]));
    assert_eq!(of(vec![vec![1.0, 2.0]], f64::INFINITY), all(vec![vec![1]]));
}

/// Everything about a small problem with a portfolio: figures from 0 to 10 on every criterion.
#[derive(Clone)]
struct Small {
    problem: Problem,
    model: PortfolioModel,
    /// By alternative and criterion: the ends of the figure.
    figures: Vec<Vec<(f64, f64)>>,
}

impl Small {
    /// `shape` by choice: how many alternatives. The quantities by alternative and criterion.
    fn new(
        shape: &[usize],
        criteria: usize,
        constraint: Option<&str>,
        quantity: &mut dyn FnMut(usize, usize) -> Quantity,
    ) -> Small {
        let mut builder = Problem::builder().keys(["cluster", "scenario"]).rank_within(["cluster"]);
        for at in 0..criteria {
            let id = format!("c{at}");
            builder = builder.criterion_with(id, Direction::Max, 1.0, |c| c.scale(0.0, 10.0));
        }
        if let Some(constraint) = constraint {
            builder = builder.constraint(constraint);
        }
        let mut count = 0;
        for (choice, alternatives) in shape.iter().enumerate() {
            for at in 0..*alternatives {
                let quantities: Vec<Quantity> =
                    (0..criteria).map(|leaf| quantity(count, leaf)).collect();
                builder =
                    builder.alternative_at([format!("K{choice}"), format!("S{at}")], quantities);
                count += 1;
            }
        }
        let problem = builder.build().unwrap();
        let figures = (0..count)
            .map(|at| {
                let spread = |leaf| problem.cell(at, leaf).spread;
                (0..criteria).map(spread).map(|spread| (spread.low, spread.high)).collect()
            })
            .collect();
        let mut first = 0;
        let choices = shape
            .iter()
            .enumerate()
            .map(|(choice, alternatives)| {
                first += alternatives;
                Choice {
                    values: vec![choice],
                    alternatives: (first - alternatives..first).collect(),
                    none: NoneValue::Value(0.0),
                }
            })
            .collect();
        let model = PortfolioModel {
            one_per: vec![0],
            choices,
            worth: Worth::Score,
            times: None,
            times_name: None,
            limits: Vec::new(),
            rules: Vec::new(),
        };
        Small { problem, model, figures }
    }

    fn limit(&mut self, id: &str, amounts: Vec<Amount>, bound: Bound) {
        let all = (0..self.figures.len()).collect();
        self.model.limits.push(Limit {
            id: id.to_owned(),
            label: Text::default(),
            measure: Measure::Sum { of: id.to_owned(), amounts },
            parts: vec![LimitPart { name: None, alternatives: all, may_be: Vec::new() }],
            split: false,
            bound,
            chance: None,
            step: None,
            active: true,
            enforced: true,
            kind: None,
            reason: Text::default(),
            source: None,
        });
    }

    fn rule(&mut self, says: RuleSays) {
        self.model.rules.push(PortfolioRule {
            id: format!("rule {}", self.model.rules.len()),
            label: Text::default(),
            says,
            active: true,
            enforced: true,
            kind: None,
            reason: Text::default(),
            source: None,
        });
    }

    /// All sets of options, 0 for none, of which limits and rules hold, told from what they say.
    fn portfolios(&self) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
        for choice in &self.model.choices {
            let with = |set: &Vec<usize>, option: usize| [&set[..], &[option]].concat();
            let count = choice.alternatives.len();
            sets = sets.iter().flat_map(|set| (0..=count).map(move |at| with(set, at))).collect();
        }
        sets.retain(|set| {
            let chosen = self.chosen(set);
            let any = |of: &Vec<usize>| of.iter().any(|at| chosen.contains(at));
            let limits = self.model.limits.iter().all(|limit| {
                let Measure::Sum { amounts, .. } = &limit.measure else { panic!() };
                let sum = |end: fn(&Amount) -> f64| -> f64 {
                    chosen.iter().map(|at| end(&amounts[*at])).sum()
                };
                limit.bound.at_most.is_none_or(|b| sum(|it| it.spread.high) <= b + 1e-9)
                    && limit.bound.at_least.is_none_or(|b| sum(|it| it.spread.low) >= b - 1e-9)
            });
            limits
                && self.model.rules.iter().all(|rule| match &rule.says {
                    RuleSays::Requires(first, second) => !any(first) || any(second),
                    RuleSays::Excludes(first, second) => !(any(first) && any(second)),
                    RuleSays::Together(..) => true,
                })
        });
        sets
    }

    fn chosen(&self, set: &[usize]) -> Vec<usize> {
        let choices = self.model.choices.iter().zip(set);
        choices.filter(|(_, at)| **at > 0).map(|(it, at)| it.alternatives[at - 1]).collect()
    }

    fn bonus(&self, set: &[usize]) -> f64 {
        let chosen = self.chosen(set);
        let any = |of: &Vec<usize>| of.iter().any(|at| chosen.contains(at));
        let of = |rule: &PortfolioRule| match &rule.says {
            RuleSays::Together(sets, value) if sets.iter().all(any) => *value,
            _ => 0.0,
        };
        self.model.rules.iter().map(of).sum()
    }

    fn times(&self, at: usize) -> (f64, f64) {
        let spread = self.model.times.as_ref().map(|times| times[at].spread);
        spread.map_or((1.0, 1.0), |spread| (spread.low, spread.high))
    }

    /// The core indices by the definition: over these weights and all figures.
    fn indices(&self, points: &[Vec<f64>]) -> (usize, Vec<Vec<f64>>) {
        // By point, choice and option: the ends of the value.
        let between = |weights: &Vec<f64>| -> Vec<Vec<(f64, f64)>> {
            let score = |at: usize| {
                let ends = self.figures[at].iter().zip(weights);
                let (low, high) = ends.fold((0.0, 0.0), |(low, high), ((a, b), w)| {
                    (low + w * a / 10.0, high + w * b / 10.0)
                });
                let (from, to) = self.times(at);
                (low * from, high * to)
            };
            let of = |choice: &Choice| {
                let NoneValue::Value(none) = choice.none else { panic!() };
                let options = choice.alternatives.iter().map(|at| score(*at));
                std::iter::once((none, none)).chain(options).collect()
            };
            self.model.choices.iter().map(of).collect()
        };
        let points: Vec<Vec<Vec<(f64, f64)>>> = points.iter().map(between).collect();
        let dominates = |a: &Vec<usize>, b: &Vec<usize>| {
            let lead = self.bonus(a) - self.bonus(b);
            let mut more = false;
            for ends in &points {
                let (mut least, mut most) = (lead, lead);
                for (at, (a, b)) in a.iter().zip(b).enumerate().filter(|(_, (a, b))| a != b) {
                    least += ends[at][*a].0 - ends[at][*b].1;
                    most += ends[at][*a].1 - ends[at][*b].0;
                }
                if least < -1e-11 {
                    return false;
                }
                more |= most > 1e-11;
            }
            more
        };
        let sets = self.portfolios();
        let beaten = |set: &Vec<usize>| sets.iter().any(|other| dominates(other, set));
        let left: Vec<&Vec<usize>> = sets.iter().filter(|set| !beaten(set)).collect();
        let of = |(choice, it): (usize, &Choice)| {
            let with = |at: usize| left.iter().filter(|set| set[choice] == at).count() as f64;
            (0..=it.alternatives.len()).map(|at| with(at) / left.len() as f64).collect()
        };
        (left.len(), self.model.choices.iter().enumerate().map(of).collect())
    }

    fn study<'a>(
        &'a self,
        evaluation: &'a Evaluation<'a>,
        request: &RobustPortfolioRequest,
    ) -> RobustPortfolio<'a> {
        robust_portfolio(evaluation, &self.model, request).unwrap()
    }
}

fn amounts(figures: impl IntoIterator<Item = Quantity>) -> Vec<Amount> {
    let amount = |quantity: Quantity| {
        let spread = match quantity {
            Quantity::Crisp(x) => Spread::crisp(x),
            Quantity::Set(low, high) | Quantity::Uniform(low, high) => Spread::between(low, high),
            _ => panic!(),
        };
        Amount { spread, quantity, input: None }
    };
    figures.into_iter().map(amount).collect()
}

/// A random problem whose figures are sets or sure, with a budget and at times a floor and rules.
fn small(random: &mut Random, round: usize) -> (Small, Vec<Vec<f64>>) {
    let shape: Vec<usize> = (0..2 + random.below(3)).map(|_| 1 + random.below(3)).collect();
    let criteria = 1 + random.below(3);
    let constraint = (criteria == 3 && round.is_multiple_of(2)).then_some("c0 >= c1");
    let wide = round % 3;
    let mut quantity = |_: usize, _: usize| {
        let low = random.figure(0.0, 9.0);
        match wide {
            1 if random.chance(0.5) => Quantity::Set(low, low + random.figure(0.1, 1.0)),
            2 if random.chance(0.1) => Quantity::Unknown,
            _ => Quantity::Crisp(low),
        }
    };
    let mut out = Small::new(&shape, criteria, constraint, &mut quantity);
    for choice in &mut out.model.choices {
        choice.none = NoneValue::Value(random.figure(-0.5, 0.5));
    }
    let count = out.figures.len();
    if round % 4 == 1 {
        let figures = (0..count).map(|_| match random.chance(0.3) {
            true => Quantity::Set(1.0, 1.0 + random.figure(0.1, 0.5)),
            false => Quantity::Crisp(random.figure(0.5, 3.0)),
        });
        out.model.times = Some(amounts(figures));
    }
    let cost: Vec<Quantity> =
        (0..count).map(|_| Quantity::Crisp(random.figure(0.0, 5.0))).collect();
    let at_most = Some(random.figure(1.0, 9.0));
    out.limit("cost", amounts(cost), Bound { at_most, ..Bound::default() });
    if random.chance(0.3) {
        let figures: Vec<Quantity> =
            (0..count).map(|_| Quantity::Set(1.0, 2.0 + random.figure(0.0, 1.0))).collect();
        out.limit("jobs", amounts(figures), Bound { at_least: Some(1.0), ..Bound::default() });
    }
    let mut some = || vec![random.below(count), random.below(count)];
    let (first, second, third) = (some(), some(), some());
    match round % 5 {
        0 => out.rule(RuleSays::Requires(first, second)),
        1 => out.rule(RuleSays::Excludes(vec![0], vec![count - 1])),
        2 => out.rule(RuleSays::Together(vec![second, third], random.figure(-0.5, 0.5))),
        _ => {}
    }
    // The corners of the simplex; w0 >= w1 cuts one off and leaves the middle of the edge.
    let unit = |at: usize| (0..criteria).map(|own| f64::from(u8::from(own == at))).collect();
    let mut points: Vec<Vec<f64>> = (0..criteria).map(unit).collect();
    if constraint.is_some() {
        points[1] = vec![0.5, 0.5, 0.0];
    }
    (out, points)
}

/// The study against the definition, from cells, limits and rules to core indices.
#[test]
fn core_indices_of_random_problems_are_as_enumerated() {
    let mut random = Random(5);
    let request = RobustPortfolioRequest { draws: 1, ..RobustPortfolioRequest::default() };
    let mut seen = [0; 3];
    for round in 0..200 {
        let (small, points) = small(&mut random, round);
        let evaluation = evaluate(&small.problem, &Method::default()).unwrap();
        let study = small.study(&evaluation, &request);
        if small.portfolios().is_empty() {
            assert_eq!(study.core, Err(NoCore::NoPortfolio { extreme_points: points.len() }));
            continue;
        }
        let (count, wanted) = small.indices(&points);
        let core = study.core.as_ref().unwrap();
        assert_eq!(core.extreme_points, points.len());
        assert_eq!(core.portfolios.len(), count, "round {round}");
        assert_eq!(core.indices, wanted, "round {round}");
        let table = study.core_table();
        for (choice, of) in wanted.iter().enumerate() {
            for (option, index) in of.iter().enumerate() {
                let class = ["core", "borderline", "exterior"];
                let kind = if *index == 1.0 { 0 } else { 1 + usize::from(*index == 0.0) };
                seen[kind] += 1;
                assert_eq!(core.class(choice, option).name(), class[kind]);
                // Rows: the alternatives of the choice, then none.
                let before: usize = wanted[..choice].iter().map(Vec::len).sum();
                let row = before + (option + of.len() - 1) % of.len();
                assert_eq!(table.get(row, "core_index").as_number(), Some(*index));
                assert_eq!(table.get(row, "class").as_text(), Some(class[kind]));
                let none = f64::from(u8::from(option == 0));
                assert_eq!(table.get(row, "none").as_number(), Some(none));
                assert_eq!(table.get(row, "scenario").as_text().is_none(), option == 0);
            }
        }
        assert_eq!(study.non_dominated_table().rows(), count * wanted.len());
    }
    assert!(seen.iter().all(|count| *count > 100), "{seen:?}");
}

/// A gain over an alternative that stands for none: what both rest on cancels, and figures of the
/// two that are independent do not.
#[test]
fn gains_are_differences() {
    let mut random = Random(23);
    for round in 0..60 {
        let wide = round % 2 == 1;
        let mut quantity = |at: usize, _: usize| match wide && at % 3 == 2 {
            true => Quantity::Set(2.0, 3.0 + random.figure(0.0, 2.0)),
            false => Quantity::Crisp(random.figure(0.0, 9.0)),
        };
        let mut gains = Small::new(&[3, 3, 3], 2, None, &mut quantity);
        // The first of each choice stands for none, and is not chosen.
        for choice in &mut gains.model.choices {
            let none = choice.alternatives.remove(0);
            choice.none = NoneValue::Alternative(none);
        }
        gains.model.worth = Worth::Gain;
        let cost = (0..9).map(|_| Quantity::Crisp(random.figure(0.0, 5.0))).collect::<Vec<_>>();
        let bound = Bound { at_most: Some(6.0), ..Bound::default() };
        gains.limit("cost", amounts(cost), bound);
        let evaluation = evaluate(&gains.problem, &Method::default()).unwrap();
        let request = RobustPortfolioRequest { draws: 1, ..RobustPortfolioRequest::default() };
        let study = gains.study(&evaluation, &request);
        // The twin: scores less those of the first, which are sure.
        let mut scores = gains.clone();
        let first = |at: usize| at / 3 * 3;
        scores.figures = (0..9)
            .map(|at| {
                let over = scores.figures[first(at)].clone();
                let figures = scores.figures[at].iter().zip(&over);
                figures.map(|((low, high), (from, to))| (low - to, high - from)).collect()
            })
            .collect();
        for choice in &mut scores.model.choices {
            choice.none = NoneValue::Value(0.0);
        }
        let (count, wanted) = scores.indices(&[vec![1.0, 0.0], vec![0.0, 1.0]]);
        let core = study.core.as_ref().unwrap();
        assert_eq!((core.portfolios.len(), &core.indices), (count, &wanted), "round {round}");
    }
}

/// With one choice and no limits the best portfolio is the first alternative: the shares are those
/// of the first rank, draw for draw.
#[test]
fn shares_of_one_choice_are_those_of_the_first_rank() {
    let mut random = Random(31);
    for model in [WeightsModel::Nodes, WeightsModel::Leaves, WeightsModel::Around(20.0)] {
        let mut quantity = |at: usize, leaf: usize| match (at + leaf) % 3 {
            0 => Quantity::Uniform(2.0, 2.0 + random.figure(1.0, 6.0)),
            1 => Quantity::Normal(5.0, 1.0),
            _ => Quantity::Crisp(random.figure(2.0, 8.0)),
        };
        let mut small = Small::new(&[3, 4], 3, Some("c0 <= 0.6"), &mut quantity);
        for choice in &mut small.model.choices {
            choice.none = NoneValue::Value(-1.0);
        }
        let evaluation = evaluate(&small.problem, &Method::default()).unwrap();
        let (draws, seed) = (3_000, 9);
        let request =
            RobustPortfolioRequest { draws, seed, model, ..RobustPortfolioRequest::default() };
        let shares = small.study(&evaluation, &request).shares.unwrap();
        assert_eq!((shares.draws, shares.proved, shares.tied), (draws, draws, 0));
        let request =
            AcceptabilityRequest { model, draws, seed, ..AcceptabilityRequest::default() };
        let first = acceptability(&evaluation, &request).unwrap();
        let table = first.table();
        let mut found = 0;
        for row in (0..table.rows()).filter(|at| table.get(*at, "rank").as_number() == Some(1.0)) {
            let id = |key: &str| table.get(row, key).as_text().unwrap()[1..].parse().unwrap();
            let (choice, option): (usize, usize) = (id("cluster"), id("scenario"));
            let share = table.get(row, "share").as_number().unwrap();
            let own = shares.shares[choice][option + 1];
            assert!((own.value - share).abs() < 1e-12, "{own:?} {share}");
            found += 1;
        }
        assert_eq!(found, 7);
    }
}

/// Weights that are given and figures that are drawn: every draw searched by enumeration.
#[test]
fn shares_of_draws_are_as_enumerated() {
    let mut random = Random(41);
    let (draws, seed) = (200, 3);
    for round in 0..12 {
        let mut quantity = |_: usize, _: usize| match random.chance(0.5) {
            true => {
                let low = random.figure(0.0, 8.0);
                Quantity::Uniform(low, low + random.figure(0.5, 2.0))
            }
            false => Quantity::Crisp(random.figure(0.0, 9.0)),
        };
        let mut small = Small::new(&[2, 3, 2], 2, None, &mut quantity);
        let cost = (0..7).map(|_| Quantity::Crisp(random.figure(0.0, 5.0))).collect::<Vec<_>>();
        small.limit("cost", amounts(cost), Bound { at_most: Some(6.0), ..Bound::default() });
        small.rule(RuleSays::Together(vec![vec![0, 1], vec![4]], 0.2));
        if round % 2 == 1 {
            small.rule(RuleSays::Excludes(vec![1], vec![5, 6]));
        }
        let evaluation = evaluate(&small.problem, &Method::default()).unwrap();
        // A box of no width is the point itself: half the weight on either criterion.
        let model = WeightsModel::Box(0.0);
        let request =
            RobustPortfolioRequest { draws, seed, model, ..RobustPortfolioRequest::default() };
        let study = small.study(&evaluation, &request);
        let shares = study.shares.as_ref().unwrap();
        let portfolios = small.portfolios();
        let mut wanted: Vec<Vec<f64>> = vec![vec![0.0; 3], vec![0.0; 4], vec![0.0; 3]];
        for draw in 0..draws {
            let figure = |at: usize, leaf: usize| {
                let cell = small.problem.cell(at, leaf);
                let stream = rng::INPUTS + cell.input as u64;
                let u = rng::uniform(rng::value(seed, draw, stream, 0));
                cell.spread.low + (cell.spread.high - cell.spread.low) * u
            };
            let score = |at: usize| (figure(at, 0) + figure(at, 1)) / 20.0;
            let value = |set: &Vec<usize>| -> f64 {
                small.chosen(set).into_iter().map(score).sum::<f64>() + small.bonus(set)
            };
            let best = portfolios.iter().max_by(|a, b| value(a).total_cmp(&value(b))).unwrap();
            best.iter().enumerate().for_each(|(choice, at)| wanted[choice][*at] += 1.0);
        }
        for (own, wanted) in shares.shares.iter().flatten().zip(wanted.iter().flatten()) {
            assert_eq!(own.value, wanted / draws as f64, "round {round}");
            // The binomial error, at k + 1/2 of n + 1.
            let p = (wanted + 0.5) / (draws as f64 + 1.0);
            let error = (p * (1.0 - p) / draws as f64).sqrt();
            assert!((own.std_error - error).abs() < 1e-15);
        }
    }
}

/// Two alternatives of one figure: half a draw each, in every draw.
#[test]
fn portfolios_that_tie_share_a_draw() {
    let small = Small::new(&[3, 2], 1, None, &mut |at, _| match at {
        0 | 1 => Quantity::Crisp(6.0),
        2 => Quantity::Crisp(5.0),
        _ => Quantity::Uniform(1.0, 2.0),
    });
    let evaluation = evaluate(&small.problem, &Method::default()).unwrap();
    let request = RobustPortfolioRequest { draws: 50, ..RobustPortfolioRequest::default() };
    let study = small.study(&evaluation, &request);
    let shares = study.shares.as_ref().unwrap();
    assert_eq!((shares.proved, shares.tied, shares.tied_beyond), (50, 50, 0));
    let values: Vec<f64> = shares.shares[0].iter().map(|share| share.value).collect();
    assert_eq!(values, [0.0, 0.5, 0.5, 0.0]);
    // Neither dominates the other: both stay.
    let core = study.core.as_ref().unwrap();
    assert_eq!(core.indices[0], [0.0, 0.5, 0.5, 0.0]);
    assert_eq!(core.portfolios.len(), 4);
    // A floor that nothing keeps.
    let mut small = small.clone();
    let floor = Bound { at_least: Some(3.0), ..Bound::default() };
    small.limit("cost", amounts(vec![Quantity::Crisp(1.0); 5]), floor);
    let study = small.study(&evaluation, &request);
    assert_eq!(study.core, Err(NoCore::NoPortfolio { extreme_points: 1 }));
    assert_eq!(study.shares, Err(NoShares::NoPortfolio));
    let table = study.uncertainty_table();
    assert_eq!(table.get(0, "portfolios").as_number(), Some(0.0));
    assert_eq!(table.get(0, "complete").as_number(), Some(1.0));
}

/// A range has no probability: no shares, unless it is drawn as a uniform distribution.
#[test]
fn sets_are_not_drawn_unless_asked() {
    let small = Small::new(&[2, 2], 2, None, &mut |at, leaf| match (at, leaf) {
        (0, 0) => Quantity::Unknown,
        (3, 1) => Quantity::Uniform(2.0, 4.0),
        _ => Quantity::Crisp(5.0),
    });
    let evaluation = evaluate(&small.problem, &Method::default()).unwrap();
    let mut request = RobustPortfolioRequest { draws: 100, ..RobustPortfolioRequest::default() };
    let study = small.study(&evaluation, &request);
    assert_eq!(study.shares, Err(NoShares::Sets(0)));
    let core = study.core_table();
    assert!((0..core.rows()).all(|row| core.get(row, "optimal_share").as_number().is_none()));
    assert!((0..core.rows()).all(|row| core.get(row, "core_index").as_number().is_some()));
    request.uniform_sets = true;
    let shares = small.study(&evaluation, &request).shares.unwrap();
    assert!(shares.shares[0][1].value > 0.2 && shares.shares[0][2].value > 0.2);
}

/// One alternative whose cost is uniform from 0 to 10: it keeps a bound of 9 with a probability of
/// 0.9, and more or less draws do not change much.
#[test]
fn limits_with_a_chance_rule_portfolios_out() {
    for (bound, chance, kept) in [(9.5, 0.9, true), (8.5, 0.9, false), (6.5, 0.6, true)] {
        let mut small = Small::new(&[1, 1], 1, None, &mut |_, _| Quantity::Crisp(5.0));
        let cost = vec![Quantity::Uniform(0.0, 10.0), Quantity::Crisp(0.0)];
        small.limit("cost", amounts(cost), Bound { at_most: Some(bound), ..Bound::default() });
        small.model.limits[0].chance = Some(chance);
        let evaluation = evaluate(&small.problem, &Method::default()).unwrap();
        let request = RobustPortfolioRequest { draws: 10, ..RobustPortfolioRequest::default() };
        let study = small.study(&evaluation, &request);
        let core = study.core.as_ref().unwrap();
        let index = if kept { 1.0 } else { 0.0 };
        assert_eq!(core.indices[0][1], index, "{bound} {chance}");
        assert_eq!(core.indices[1][1], 1.0);
        assert_eq!(study.shares.as_ref().unwrap().shares[0][1].value, index);
    }
}

/// What has no core index says why.
#[test]
fn reasons_are_told() {
    let many: Vec<usize> = vec![3; 12];
    let mut random = Random(3);
    let small =
        Small::new(&many, 4, None, &mut |_, _| Quantity::Set(1.0, 1.0 + 8.0 * random.unit()));
    let evaluation = evaluate(&small.problem, &Method::default()).unwrap();
    let mut request = RobustPortfolioRequest {
        draws: 10,
        most_portfolios: 10_000,
        most_partial: 1_000,
        ..RobustPortfolioRequest::default()
    };
    let study = small.study(&evaluation, &request);
    assert_eq!(study.core, Err(NoCore::LongSearch { extreme_points: 4 }));
    request.most_portfolios = 20;
    request.most_partial = 1_000_000;
    let study = small.study(&evaluation, &request);
    assert_eq!(study.core, Err(NoCore::ManyPortfolios { extreme_points: 4 }));
    let table = study.core_table();
    assert!((0..table.rows()).all(|row| table.get(row, "core_index").as_number().is_none()));
    let table = study.uncertainty_table();
    assert_eq!(table.get(0, "complete").as_number(), Some(0.0));
    assert_eq!(table.get(0, "portfolios").as_number(), None);
    assert_eq!(table.get(0, "no_core").as_text(), Some("many_portfolios"));
    assert_eq!(study.non_dominated_table().rows(), 0);
    let method = Method::named("topsis").unwrap();
    let crisp = Small::new(&[2, 2], 2, None, &mut |at, leaf| {
        Quantity::Crisp([3.0, 5.0, 8.0, 1.0][(at + 2 * leaf) % 4])
    });
    let evaluation = evaluate(&crisp.problem, &method).unwrap();
    let study = crisp.study(&evaluation, &request);
    assert_eq!(study.core, Err(NoCore::NotLinear));
    let shares = study.shares.as_ref().unwrap();
    assert_eq!(shares.proved, 10);
    let table = study.uncertainty_table();
    assert_eq!(table.get(0, "complete").as_number(), None);
}

/// The same tables with one thread and with two.
#[test]
fn threads_do_not_show() {
    let mut random = Random(77);
    let mut quantity = |_: usize, _: usize| match random.chance(0.4) {
        true => Quantity::Uniform(2.0, 2.0 + random.figure(1.0, 6.0)),
        false => Quantity::Crisp(random.figure(2.0, 8.0)),
    };
    let mut small = Small::new(&[2, 3, 2, 2], 3, None, &mut quantity);
    let cost = (0..9)
        .map(|at| if at % 2 == 0 { Quantity::Uniform(0.0, 4.0) } else { Quantity::Crisp(1.5) })
        .collect::<Vec<_>>();
    small.limit("cost", amounts(cost), Bound { at_most: Some(6.0), ..Bound::default() });
    small.model.limits[0].chance = Some(0.8);
    let evaluation = evaluate(&small.problem, &Method::default()).unwrap();
    let request = RobustPortfolioRequest {
        draws: 150,
        chance_draws: 300,
        ..RobustPortfolioRequest::default()
    };
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let study = small.study(&evaluation, &request);
            (format!("{:?}", study.core), format!("{:?}", study.shares))
        })
    };
    let one = with(1);
    assert!(one.0.starts_with("Ok") && one.1.starts_with("Ok"), "{one:?}");
    assert_eq!(one, with(2));
}
