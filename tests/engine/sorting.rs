//! Methods that sort: each against its definition, word by word, on random problems; and what must
//! hold for all of them.

use crate::common::{Files, Random};
use afweging::case::WhatIf;
use afweging::error::Error;
use afweging::method::Method;
use afweging::problem::{Direction, Problem, ProblemBuilder, Quantity, Thresholds, weights};
use afweging::study::{AcceptabilityRequest, acceptability, evaluate, robust_classes};

/// A small problem with categories, in whole figures so that figures meet limits and thresholds.
#[derive(Debug, Clone)]
struct Small {
    rows: Vec<Vec<f64>>,
    directions: Vec<Direction>,
    weights: Vec<f64>,
    /// Indifference, preference and veto.
    thresholds: Vec<[Option<f64>; 3]>,
    /// From the second worst category up.
    profiles: Vec<Vec<f64>>,
}

impl Small {
    fn random(random: &mut Random) -> Small {
        let (m, n, k) = (1 + random.below(7), 1 + random.below(5), 1 + random.below(3));
        let directions: Vec<Direction> = (0..n)
            .map(|_| if random.chance(0.4) { Direction::Min } else { Direction::Max })
            .collect();
        let row = |random: &mut Random| (0..n).map(|_| random.below(21) as f64).collect();
        let thresholds = (0..n)
            .map(|_| {
                let q = random.below(4) as f64;
                let p = q + random.below(4) as f64;
                let v = p + random.below(8) as f64;
                [q, p, v].map(|x| random.chance(0.7).then_some(x))
            })
            .collect();
        let columns: Vec<Vec<f64>> = directions
            .iter()
            .map(|direction| {
                // Distinct, so that each category asks more than the one below.
                let mut limits: Vec<f64> = Vec::new();
                while limits.len() < k {
                    let x = 1.0 + random.below(19) as f64;
                    if !limits.contains(&x) {
                        limits.push(x);
                    }
                }
                limits.sort_by(f64::total_cmp);
                if *direction == Direction::Min {
                    limits.reverse();
                }
                limits
            })
            .collect();
        Small {
            rows: (0..m).map(|_| row(random)).collect(),
            weights: (0..n).map(|_| (1 + random.below(6)) as f64).collect(),
            thresholds,
            profiles: (0..k).map(|h| columns.iter().map(|limits| limits[h]).collect()).collect(),
            directions,
        }
    }

    fn builder(&self) -> ProblemBuilder {
        let mut builder = Problem::builder();
        for (j, direction) in self.directions.iter().enumerate() {
            let [indifference, preference, veto] = self.thresholds[j];
            let thresholds = Thresholds { indifference, preference, veto, ..Thresholds::default() };
            builder = builder.criterion_with(format!("c{j}"), *direction, self.weights[j], |c| {
                c.scale(-5.0, 30.0).thresholds(thresholds)
            });
        }
        for (i, row) in self.rows.iter().enumerate() {
            builder = builder.alternative(format!("a{i}"), row.iter().copied());
        }
        builder = builder.category("k0");
        for (h, profile) in self.profiles.iter().enumerate() {
            builder = builder
                .category_with(format!("k{}", h + 1), |c| c.profile(profile.iter().copied()));
        }
        builder
    }

    fn problem(&self) -> Problem {
        self.builder().build().unwrap_or_else(|error| panic!("{error}\n{self:?}"))
    }

    /// By how much y is better than x on a criterion.
    fn lead(&self, j: usize, y: f64, x: f64) -> f64 {
        if self.directions[j] == Direction::Min { x - y } else { y - x }
    }

    fn share(&self, j: usize) -> f64 {
        self.weights[j] / self.weights.iter().sum::<f64>()
    }

    /// sigma(a, b) as the manual of ELECTRE TRI has it.
    fn sigma(&self, a: &[f64], b: &[f64]) -> f64 {
        let (mut concordance, mut discordances) = (0.0, Vec::new());
        for j in 0..a.len() {
            let d = self.lead(j, b[j], a[j]);
            let q = self.thresholds[j][0].unwrap_or(0.0);
            let p = self.thresholds[j][1].unwrap_or(q);
            let c = if d <= q {
                1.0
            } else if d >= p {
                0.0
            } else {
                (p - d) / (p - q)
            };
            concordance += self.share(j) * c;
            if let Some(v) = self.thresholds[j][2] {
                discordances.push(if d <= p {
                    0.0
                } else if d >= v {
                    1.0
                } else {
                    (d - p) / (v - p)
                });
            }
        }
        // Sums of weights round.
        let whole = concordance > 1.0 - 1e-9;
        discordances
            .iter()
            .filter(|d| !whole && **d > concordance + 1e-12)
            .fold(concordance, |sigma, d| sigma * (1.0 - d) / (1.0 - concordance))
    }

    fn electre_tri(&self, a: &[f64], cut: f64, pessimistic: bool) -> usize {
        let outranks = |a: &[f64], b: &[f64]| self.sigma(a, b) >= cut - 1e-9;
        match pessimistic {
            true => {
                let from_the_best = (0..self.profiles.len()).rev();
                let mut found = from_the_best.filter(|h| outranks(a, &self.profiles[*h]));
                found.next().map_or(1, |h| h + 2)
            }
            false => {
                let preferred =
                    |h: &usize| outranks(&self.profiles[*h], a) && !outranks(a, &self.profiles[*h]);
                let mut found = (0..self.profiles.len()).filter(preferred);
                found.next().map_or(self.profiles.len() + 1, |h| h + 1)
            }
        }
    }

    fn mr_sort(&self, a: &[f64], majority: f64, veto: bool) -> usize {
        let meets = |b: &[f64]| {
            let leads: Vec<f64> = (0..a.len()).map(|j| self.lead(j, a[j], b[j])).collect();
            let support: f64 =
                (0..a.len()).filter(|j| leads[*j] >= 0.0).map(|j| self.share(j)).sum();
            let against =
                |j: usize| self.thresholds[j][2].is_some_and(|v| leads[j] < 0.0 && -leads[j] >= v);
            support >= majority - 1e-9 && !(veto && (0..a.len()).any(against))
        };
        (0..self.profiles.len()).rev().find(|h| meets(&self.profiles[*h])).map_or(1, |h| h + 2)
    }

    /// Net flows in the set of an alternative and the limits, with the ends of the scales.
    fn flowsort(&self, a: &[f64]) -> usize {
        let end = |better: bool| -> Vec<f64> {
            let of = |direction: &Direction| {
                if (*direction == Direction::Max) == better { 30.0 } else { -5.0 }
            };
            self.directions.iter().map(of).collect()
        };
        let mut set: Vec<Vec<f64>> = vec![a.to_vec()];
        set.extend(self.profiles.iter().cloned());
        set.extend([end(false), end(true)]);
        // Thresholds without a function are not used: any lead counts in full.
        let prefers = |x: &[f64], y: &[f64]| -> f64 {
            (0..x.len()).filter(|j| self.lead(*j, x[*j], y[*j]) > 0.0).map(|j| self.share(j)).sum()
        };
        let flow = |at: usize| -> f64 {
            let others = || (0..set.len()).filter(|other| *other != at);
            let sum: f64 = others()
                .map(|other| prefers(&set[at], &set[other]) - prefers(&set[other], &set[at]))
                .sum();
            sum / (set.len() - 1) as f64
        };
        let own = flow(0);
        (0..self.profiles.len()).rev().find(|h| own > flow(h + 1) + 1e-9).map_or(1, |h| h + 2)
    }
}

fn with(name: &str, parameters: &[(&str, &str)]) -> Method {
    let method = Method::named(name).unwrap();
    parameters
        .iter()
        .fold(method, |method, (name, value)| method.with_parameter(name, value).unwrap())
}

fn places(problem: &Problem, method: &Method) -> Vec<usize> {
    let evaluation = evaluate(problem, method).unwrap_or_else(|error| panic!("{error}"));
    let group = &evaluation.groups[0];
    group.standings().map(|standing| standing.score.expect("a category") as usize).collect()
}

/// The methods with limits, in some of their parameters.
fn limited() -> Vec<Method> {
    vec![
        with("electre-tri-b", &[("cut", "0.6")]),
        with("electre-tri-b", &[("cut", "0.8"), ("rule", "optimistic")]),
        with("mr-sort", &[("majority", "0.6")]),
        with("mr-sort", &[("majority", "0.75"), ("veto", "false")]),
        with("flowsort", &[]),
        with("flowsort", &[("rule", "plus"), ("ends", "none")]),
        with("flowsort", &[("rule", "minus"), ("at_limit", "above")]),
    ]
}

#[test]
fn each_method_follows_its_definition() {
    let mut random = Random(3);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let small = Small::random(&mut random);
        let problem = small.problem();
        let check = |name: &str, parameters: &[(&str, &str)], of: &dyn Fn(&[f64]) -> usize| {
            let ours = places(&problem, &with(name, parameters));
            let expected: Vec<usize> = small.rows.iter().map(|row| of(row)).collect();
            assert_eq!(ours, expected, "{name} {parameters:?} {small:?}");
            expected
        };
        for (cut, text) in [(0.5, "0.5"), (0.65, "0.65"), (0.75, "0.75"), (1.0, "1")] {
            for (rule, pessimistic) in [("pessimistic", true), ("optimistic", false)] {
                let of = |a: &[f64]| small.electre_tri(a, cut, pessimistic);
                seen.extend(check("electre-tri-b", &[("cut", text), ("rule", rule)], &of));
            }
            for veto in [true, false] {
                let of = |a: &[f64]| small.mr_sort(a, cut, veto);
                let veto = if veto { "true" } else { "false" };
                check("mr-sort", &[("majority", text), ("veto", veto)], &of);
            }
        }
        check("flowsort", &[], &|a| small.flowsort(a));
    }
    assert_eq!(seen, [1, 2, 3, 4].into());
}

/// MR-Sort without vetoes is the pessimistic rule of ELECTRE TRI without thresholds; and that rule
/// is never more generous than the optimistic one.
#[test]
fn how_the_methods_stand_to_each_other() {
    let mut random = Random(8);
    for _ in 0..200 {
        let small = Small::random(&mut random);
        let problem = small.problem();
        let pessimistic = places(&problem, &with("electre-tri-b", &[]));
        let optimistic = places(&problem, &with("electre-tri-b", &[("rule", "optimistic")]));
        assert!(pessimistic.iter().zip(&optimistic).all(|(p, o)| p <= o), "{small:?}");
        let plain = Small { thresholds: vec![[None; 3]; small.weights.len()], ..small };
        let problem = plain.problem();
        assert_eq!(
            places(&problem, &with("mr-sort", &[("majority", "0.75")])),
            places(&problem, &with("electre-tri-b", &[("cut", "0.75")])),
            "{plain:?}"
        );
    }
}

/// What holds for rankings holds for categories: a better figure never makes a category worse, other
/// alternatives and their order do not matter, nor do the units of weights.
#[test]
fn what_holds_for_all() {
    let mut random = Random(5);
    for _ in 0..150 {
        let small = Small::random(&mut random);
        let n = small.weights.len();
        for method in limited() {
            let plain = places(&small.problem(), &method);
            let mut better = small.clone();
            let (i, j) = (random.below(small.rows.len()), random.below(n));
            let step = if small.directions[j] == Direction::Min { -3.0 } else { 3.0 };
            better.rows[i][j] += step;
            let now = places(&better.problem(), &method);
            assert!(now[i] >= plain[i], "{method:?} {small:?}");
            let others = |places: &[usize]| {
                let kept = places.iter().enumerate().filter(|(at, _)| *at != i);
                kept.map(|(_, place)| *place).collect::<Vec<_>>()
            };
            assert_eq!(others(&now), others(&plain), "{method:?} {small:?}");
            let mut turned = small.clone();
            turned.rows.reverse();
            turned.weights.iter_mut().for_each(|weight| *weight *= 8.0);
            let mut back = places(&turned.problem(), &method);
            back.reverse();
            assert_eq!(back, plain, "{method:?} {small:?}");
            let mut twice = small.clone();
            twice.rows.push(small.rows[0].clone());
            let both = places(&twice.problem(), &method);
            assert_eq!(both.last(), both.first(), "{method:?} {small:?}");
            // Who meets the limits of the best category on all criteria is in it, or at its limit.
            let mut at_the_best = small.clone();
            let best = small.profiles.len() + 1;
            let limit = small.profiles.last().unwrap();
            at_the_best.rows[0] = limit
                .iter()
                .zip(&small.directions)
                .map(|(x, direction)| if *direction == Direction::Min { x - 0.5 } else { x + 0.5 })
                .collect();
            assert_eq!(places(&at_the_best.problem(), &method)[0], best, "{method:?} {small:?}");
        }
    }
}

/// A block of draws is its draws one by one.
#[test]
fn a_block_is_its_draws_one_by_one() {
    let mut random = Random(13);
    for _ in 0..40 {
        let small = Small::random(&mut random);
        let problem = small.problem();
        let (m, n) = (small.rows.len(), small.weights.len());
        for method in limited() {
            let prepared = method.prepare(&problem, &problem.groups()[0]).unwrap();
            let scorer = prepared.scorer.unwrap();
            for block in [3, 64, 70] {
                let mut draws = vec![0.0; n * block];
                for d in 0..block {
                    let own: Vec<f64> = (0..n).map(|_| random.unit()).collect();
                    let sum: f64 = own.iter().sum();
                    (0..n).for_each(|j| draws[j * block + d] = own[j] / sum);
                }
                let mut scores = vec![f64::NAN; m * block];
                scorer.score(&draws, block, &mut scores);
                for d in 0..block {
                    let own: Vec<f64> = (0..n).map(|j| draws[j * block + d]).collect();
                    let mut one = vec![f64::NAN; m];
                    scorer.score(&own, 1, &mut one);
                    assert!((0..m).all(|i| scores[i * block + d] == one[i]), "{method:?}");
                }
            }
        }
    }
}

/// The bounds over ranges are the categories at the worst and at the best of all figures, and each
/// category in between that the corners give lies within them.
#[test]
fn bounds_hold_and_are_reached() {
    let mut random = Random(21);
    for _ in 0..60 {
        let small = Small::random(&mut random);
        let n = small.weights.len();
        let wide: Vec<(f64, f64)> = (0..n)
            .map(|_| {
                let low = random.below(15) as f64;
                (low, low + random.below(8) as f64)
            })
            .collect();
        let mut builder = small.builder();
        let figures: Vec<Quantity> =
            wide.iter().map(|(low, high)| Quantity::Set(*low, *high)).collect();
        builder = builder.alternative("wide", figures);
        let problem = builder.build().unwrap();
        for method in limited() {
            let evaluation = evaluate(&problem, &method).unwrap();
            let group = &evaluation.groups[0];
            let place = group.places().last().unwrap();
            let (low, high) = group.standing(place).bounds.expect("bounds");
            let corners: Vec<usize> = (0..1 << n)
                .map(|corner: usize| {
                    let mut at = small.clone();
                    at.rows.push(
                        wide.iter()
                            .enumerate()
                            .map(|(j, ends)| if corner >> j & 1 == 1 { ends.1 } else { ends.0 })
                            .collect(),
                    );
                    *places(&at.problem(), &method).last().unwrap()
                })
                .collect();
            assert_eq!(
                (low as usize, high as usize),
                (*corners.iter().min().unwrap(), *corners.iter().max().unwrap()),
                "{method:?} {small:?} {wide:?}"
            );
            assert!(group.exact);
        }
    }
}

/// The largest and the smallest figures there are.
#[test]
fn any_figures_give_a_category() {
    let figures = [1e308, -1e308, 0.0, 5e-324, 3.0, -1e300];
    for method in limited() {
        let method = match method.name() {
            "flowsort" => method.with_parameter("ends", "none").unwrap(),
            _ => method,
        };
        for (x, y) in figures.iter().flat_map(|x| figures.map(|y| (*x, y))) {
            let problem = Problem::builder()
                .criterion("a", Direction::Max, 1.0)
                .criterion("b", Direction::Min, 1e308)
                .alternative("A", [x, y])
                .category("low")
                .category_with("mid", |c| c.profile([-1e308, 1e308]))
                .category_with("top", |c| c.profile([1e308, -1e308]))
                .build()
                .unwrap();
            let found = places(&problem, &method);
            assert!((1..=3).contains(&found[0]), "{method:?}: {x} {y}: {found:?}");
        }
    }
}

/// UTADIS: examples that some value functions explain are reproduced, whatever the weights of the
/// case; and U is the sum of the values that the table of value functions has.
#[test]
fn what_can_be_learned_is_learned() {
    let mut random = Random(34);
    for _ in 0..40 {
        let n = 1 + random.below(3);
        let directions: Vec<Direction> = (0..n)
            .map(|_| if random.chance(0.5) { Direction::Min } else { Direction::Max })
            .collect();
        let hidden: Vec<f64> = (0..n).map(|_| 0.1 + random.unit()).collect();
        let sum: f64 = hidden.iter().sum();
        let worth = |row: &[f64]| -> f64 {
            let parts = row.iter().zip(&directions).zip(&hidden);
            parts
                .map(|((x, direction), weight)| {
                    let share = if *direction == Direction::Min { 20.0 - x } else { *x };
                    weight / sum * share / 20.0
                })
                .sum()
        };
        let rows: Vec<Vec<f64>> =
            (0..10).map(|_| (0..n).map(|_| random.below(21) as f64).collect()).collect();
        let build = |weight: f64| {
            let mut builder = Problem::builder();
            for (j, direction) in directions.iter().enumerate() {
                let weight = if j == 0 { weight } else { 1.0 };
                builder = builder
                    .criterion_with(format!("c{j}"), *direction, weight, |c| c.scale(0.0, 20.0));
            }
            for (i, row) in rows.iter().enumerate() {
                builder = builder.alternative(format!("a{i}"), row.iter().copied());
            }
            builder = builder.category("low").category("mid").category("high");
            for (i, row) in rows.iter().enumerate().take(6) {
                let category = match worth(row) {
                    x if x < 0.4 => "low",
                    x if x < 0.6 => "mid",
                    _ => "high",
                };
                // Too near to a limit for any margin: not an example.
                if (worth(row) - 0.4).abs() > 0.02 && (worth(row) - 0.6).abs() > 0.02 {
                    builder = builder.example(format!("a{i}"), category);
                }
            }
            builder.build().unwrap()
        };
        let problem = build(1.0);
        if problem.examples().is_empty() {
            continue;
        }
        let method = with("utadis", &[("pieces", "2")]);
        let evaluation = evaluate(&problem, &method).unwrap();
        let found = places(&problem, &method);
        for example in problem.examples() {
            assert_eq!(found[example.alternative], example.category + 1, "{rows:?}");
        }
        assert_eq!(places(&build(50.0), &method), found, "weights do not matter");
        let tables = [evaluation.native().unwrap(), evaluation.assignment()];
        assert_eq!(tables[1].rows(), 10);
        let best: f64 = {
            use afweging::study::Tables;
            let values = evaluation.table_named("utadis-values").unwrap();
            (0..n)
                .map(|j| {
                    let own = (0..values.rows())
                        .filter(|row| {
                            values.get(*row, "criterion").as_text() == Some(&*format!("c{j}"))
                        })
                        .map(|row| values.get(row, "value").as_number().unwrap());
                    own.fold(0.0, f64::max)
                })
                .sum()
        };
        assert!((best - 1.0).abs() < 1e-9, "{best}");
    }
}

/// Examples that contradict each other: two alternatives with the same figures in two categories.
/// The least sum of errors is the margin on both sides of one limit.
#[test]
fn what_cannot_be_learned_is_an_error_of_the_least_size() {
    let problem = Problem::builder()
        .criterion_with("x", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
        .alternative("A", [5.0])
        .alternative("B", [5.0])
        .category("low")
        .category("high")
        .example("A", "low")
        .example("B", "high")
        .build()
        .unwrap();
    use afweging::study::Tables;
    let method = with("utadis", &[("pieces", "1"), ("margin", "0.01")]);
    let evaluation = evaluate(&problem, &method).unwrap();
    let table = evaluation.table_named("utadis-examples").unwrap();
    let sum: f64 = (0..2)
        .flat_map(|row| ["over", "under"].map(|column| table.get(row, column).as_number().unwrap()))
        .sum();
    assert!((sum - 0.02).abs() < 1e-6, "{sum}");
    assert_eq!(places(&problem, &method), [2, 2], "U = 0.5 reaches the limit 0.5");
}

/// Shares of categories over all weights, where they are known: A meets the limit on x alone, and a
/// majority of 0.6 lets it in for all weights with w_x >= 0.6. One alternative alone in its group has
/// a category all the same.
#[test]
fn shares_of_categories_over_all_weights() {
    let problem = Problem::builder()
        .criterion("x", Direction::Max, 1.0)
        .criterion("y", Direction::Max, 1.0)
        .alternative_in("north", "A", [7.0, 3.0])
        .alternative_in("north", "B", [8.0, 8.0])
        .alternative_in("south", "A", [3.0, 7.0])
        .category("low")
        .category_with("high", |c| c.profile([5.0, 5.0]))
        .build()
        .unwrap();
    let method = with("mr-sort", &[("majority", "0.6")]);
    let evaluation = evaluate(&problem, &method).unwrap();
    let request = AcceptabilityRequest { draws: 40_000, ..AcceptabilityRequest::default() };
    let study = acceptability(&evaluation, &request).unwrap();
    let table = study.class_table();
    assert_eq!(table.rows(), 6);
    for row in 0..6 {
        let text = |column| table.get(row, column).as_text().unwrap().to_owned();
        let share = table.get(row, "share").as_number().unwrap();
        let error = table.get(row, "std_error").as_number().unwrap();
        let expected = match (&*text("alternative"), &*text("category")) {
            ("A", "high") => 0.4,
            ("A", _) => 0.6,
            (_, "high") => 1.0,
            _ => 0.0,
        };
        assert!((share - expected).abs() <= 4.0 * error, "{row}: {share} {expected} {error}");
        assert!(error < 0.003);
    }
}

const CASE: &str = "format = 1\nid = \"s\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"o\"\n[[criteria]]\nid = \"x\"\n[[criteria]]\nid = \"y\"\nscale = { levels = [\"poor\", \"fair\", \"good\"] }\n";
const CATEGORIES: &str = "[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\nlabel = { en = \"High\", nl = \"Hoog\" }\nprofile = { y = \"fair\", x = 5 }\n";
const TABLE: &str = "o,x,y\nA,3,good\nB,7,fair\nC,9,poor\n";

/// A file and a builder pose the same problem.
#[test]
fn a_builder_says_what_a_file_says() {
    let toml = format!(
        "{CASE}{CATEGORIES}[[examples]]\nalternative = {{ o = \"B\" }}\ncategory = \"high\"\n[method.mr-sort]\n"
    );
    let case = Files::new(&[("case.toml", &toml), ("t.csv", TABLE)]).open().unwrap();
    let quantities = |x: f64, y: &str| [Quantity::from(x), Quantity::from(y)];
    let problem = Problem::builder()
        .key("o")
        .criterion("x", Direction::Max, 1.0)
        .criterion_with("y", Direction::Max, 1.0, |c| c.levels(["poor", "fair", "good"]))
        .alternative("A", quantities(3.0, "good"))
        .alternative("B", quantities(7.0, "fair"))
        .alternative("C", quantities(9.0, "poor"))
        .category("low")
        .category_with("high", |c| {
            c.label(afweging::problem::Text::both("High", "Hoog")).profile(quantities(5.0, "fair"))
        })
        .example("B", "high")
        .build()
        .unwrap();
    assert_eq!(case.problem.categories(), problem.categories());
    assert_eq!(case.problem.examples(), problem.examples());
    assert_eq!(weights::global(problem.tree()), [0.5, 0.5]);
    // At a half either criterion is enough: A by its level, C by its figure.
    assert_eq!(places(&case.problem, &case.methods[0]), [2, 2, 2]);
    let most = with("mr-sort", &[("majority", "0.6")]);
    assert_eq!(places(&case.problem, &most), [1, 2, 1]);
    let table = evaluate(&case.problem, &most).unwrap().assignment();
    let column = |name: &str| -> Vec<String> {
        (0..3).map(|row| table.get(row, name).as_text().unwrap().to_owned()).collect()
    };
    assert_eq!(column("o"), ["B", "A", "C"]);
    assert_eq!(column("category"), ["high", "low", "low"]);
    assert_eq!(column("category_low"), ["high", "low", "low"]);
}

/// In a selection without an example it is left out, with a warning.
#[test]
fn a_selection_keeps_the_examples_that_it_has() {
    let toml = format!(
        "{CASE}{CATEGORIES}[[examples]]\nalternative = {{ o = \"B\" }}\ncategory = \"high\"\n[[examples]]\nalternative = {{ o = \"C\" }}\ncategory = \"low\"\n[method.utadis]\n"
    );
    let files = Files::new(&[("case.toml", &toml), ("t.csv", TABLE)]);
    let what_if = WhatIf {
        filter: vec![("o".into(), "A".into()), ("o".into(), "C".into())],
        ..WhatIf::default()
    };
    let case = files.open_with(&what_if).unwrap();
    assert_eq!(case.problem.examples().len(), 1);
    let example = &case.problem.examples()[0];
    assert_eq!(case.problem.full_name(example.alternative), "C");
}

/// Every way out that a method which sorts names leads out.
#[test]
fn the_remedies_of_methods_that_sort_work() {
    let limits = CATEGORIES.to_owned();
    let ids = "[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\n";
    let examples = "[[examples]]\nalternative = { o = \"A\" }\ncategory = \"low\"\n[[examples]]\nalternative = { o = \"B\" }\ncategory = \"high\"\n";
    let run = |toml: &str, table: &str, method: &Method| -> Result<(), Error> {
        let files = Files::new(&[("case.toml", toml), ("t.csv", table)]);
        let case = files.open().unwrap_or_else(|error| panic!("{error}\n{toml}"));
        evaluate(&case.problem, method).map(|_| ())
    };
    let fails = |toml: &str, table: &str, method: &Method, says: &[&str]| {
        let Err(error) = run(toml, table, method) else { panic!("{}: no error", method.name()) };
        let (english, dutch) = (error.to_string(), format!("{error:#}"));
        assert_ne!(english, dutch);
        for words in says {
            assert!(english.contains(words), "{english}");
        }
    };
    let works = |toml: &str, table: &str, method: &Method| {
        run(toml, table, method).unwrap_or_else(|error| panic!("{error}\n{toml}"));
    };
    // No categories: write them, or rank.
    for name in ["electre-tri-b", "mr-sort", "flowsort", "utadis"] {
        fails(
            CASE,
            TABLE,
            &with(name, &[]),
            &["lists none", "[[categories]]", "--method weighted-sum"],
        );
    }
    works(CASE, TABLE, &with("weighted-sum", &[]));
    let sorted = format!("{CASE}{limits}");
    works(&sorted, TABLE, &with("mr-sort", &[]));
    // Categories without profiles: give them, or learn from examples.
    let named = format!("{CASE}{ids}");
    fails(&named, TABLE, &with("mr-sort", &[]), &["have no profiles", "--method utadis"]);
    works(&format!("{named}{examples}"), TABLE, &with("utadis", &[]));
    // No examples: give them, or take limits.
    fails(&named, TABLE, &with("utadis", &[]), &["learns from examples", "--method mr-sort"]);
    // An example of which a figure is not known.
    let scaled = CASE.replace("id = \"x\"\n", "id = \"x\"\nscale = { min = 0, max = 10 }\n");
    let unknown = TABLE.replace("A,3", "A,?");
    let all = format!("{scaled}{ids}{examples}");
    fails(&all, &unknown, &with("utadis", &[]), &["the example A on `x`", "[[examples]]"]);
    works(&all, TABLE, &with("utadis", &[]));
    // FlowSort lacks the end of a scale: give one, or leave the ends out.
    let flowsort = with("flowsort", &[]);
    fails(&sorted, TABLE, &flowsort, &["`x` has no scale", "--param flowsort.ends=none"]);
    works(&sorted, TABLE, &with("flowsort", &[("ends", "none")]));
    works(&format!("{scaled}{limits}"), TABLE, &flowsort);
    // Profiles of another kind than those that the method asks for.
    let central =
        sorted.replace("id = \"low\"\n", "id = \"low\"\nprofile = { y = \"poor\", x = 1 }\n");
    let by_centres = with("flowsort", &[("profiles", "central")]);
    for name in ["electre-tri-b", "mr-sort", "flowsort"] {
        let says = ["the worst category has a profile", "--param flowsort.profiles=central"];
        fails(&central, TABLE, &with(name, &[]), &says);
    }
    works(&central, TABLE, &by_centres);
    let says = ["the worst has none", "--param flowsort.profiles=limiting"];
    fails(&sorted, TABLE, &by_centres, &says);
    works(&format!("{scaled}{limits}"), TABLE, &with("flowsort", &[("profiles", "limiting")]));
    // Categories that hang on no weights are not proved over all of them; those by limits are.
    let over_all_weights = |method: &Method| -> Result<(), Error> {
        let toml = format!("{scaled}{limits}{examples}");
        let files = Files::new(&[("case.toml", &toml), ("t.csv", TABLE)]);
        let case = files.open().unwrap();
        let evaluation = evaluate(&case.problem, method)?;
        robust_classes(&evaluation).map(|_| ())
    };
    let error = over_all_weights(&with("utadis", &[])).unwrap_err().to_string();
    assert!(error.contains("--method electre-tri-b, --method mr-sort"), "{error}");
    for name in ["electre-tri-b", "mr-sort", "flowsort"] {
        over_all_weights(&with(name, &[])).unwrap_or_else(|error| panic!("{error}"));
    }
    // Limits that find no room.
    let many: String = (0..14).map(|at| format!("[[categories]]\nid = \"k{at}\"\n")).collect();
    let crowded =
        format!("{scaled}{many}[[examples]]\nalternative = {{ o = \"A\" }}\ncategory = \"k3\"\n");
    let wide = with("utadis", &[("gap", "0.1")]);
    fails(&crowded, TABLE, &wide, &["find no room", "--param utadis.gap=0"]);
    works(&crowded, TABLE, &with("utadis", &[("gap", "0")]));
    // Targets.
    let target = sorted.replace("id = \"x\"\n", "id = \"x\"\ndirection = { target = 5 }\n");
    for name in ["mr-sort", "electre-tri-b", "flowsort", "utadis"] {
        fails(&target, TABLE, &with(name, &[]), &["has a target"]);
    }
}

/// What is wrong with categories is said of the one at fault.
#[test]
fn a_builder_refuses_categories_that_are_none() {
    let base = || {
        Problem::builder()
            .criterion("price", Direction::Min, 1.0)
            .criterion_with("quality", Direction::Max, 1.0, |c| c.levels(["poor", "good"]))
            .alternative("A", [Quantity::from(3.0), Quantity::from("good")])
    };
    let quantities = |x: f64, y: &str| [Quantity::from(x), Quantity::from(y)];
    let cases: Vec<(ProblemBuilder, &str)> = vec![
        (base().category("a"), "there is one category"),
        (base().category("a").category("a"), "an id that no other has"),
        (
            base().category_with("a", |c| c.profile(quantities(1.0, "poor"))).category("b"),
            "only `a`, the worst category, has a profile",
        ),
        (
            base()
                .category("a")
                .category_with("b", |c| c.profile(quantities(1.0, "poor")))
                .category("c"),
            "the category `c` has no profile, and others have one",
        ),
        (
            base()
                .category("a")
                .category_with("b", |c| c.profile(quantities(1.0, "poor")))
                .category_with("c", |c| c.profile(quantities(2.0, "good"))),
            "`c` asks less than `b` on `price`: 2 against 1",
        ),
        (
            base()
                .category("a")
                .category_with("b", |c| c.profile(quantities(1.0, "poor")))
                .category_with("c", |c| c.profile(quantities(1.0, "poor"))),
            "`c` asks the same as `b`",
        ),
        (
            base().category("a").category_with("b", |c| c.profile([1.0])),
            "its profile has 1 figures for 2 criteria",
        ),
        (
            base().category("a").category_with("b", |c| c.profile(quantities(1.0, "fair"))),
            "criterion `quality` of category `b`",
        ),
        (
            base().category("a").category_with("b", |c| {
                c.profile([Quantity::Set(1.0, 2.0), Quantity::from("poor")])
            }),
            "one figure",
        ),
        (base().category("a").category("b").example("B", "a"), "unknown alternative `B`"),
        (base().category("a").category("b").example("A", "c"), "unknown category `c`"),
        (base().category("a").category("b").example("A", "a").example("A", "b"), "there twice"),
    ];
    for (builder, words) in cases {
        let error = builder.build().unwrap_err().to_string();
        assert!(error.contains(words), "{words}: {error}");
    }
}

/// Categories over all weights against a fine grid of them, for two criteria: whatever is seen is
/// possible, and whatever is possible is seen. With constraints, over the weights that meet them.
#[test]
fn categories_over_all_weights_are_those_of_a_fine_grid() {
    let mut random = Random(55);
    let steps = 4_000;
    let (mut several, mut tested) = (0, 0);
    while tested < 40 {
        let small = Small::random(&mut random);
        if small.weights.len() != 2 {
            continue;
        }
        tested += 1;
        let bounded = random.chance(0.3);
        let mut builder = small.builder();
        // The weights of the problem itself must meet it.
        if bounded && small.weights[0] >= small.weights[1] {
            builder = builder.constraint("c0 >= c1");
        }
        let problem = builder.build().unwrap();
        let least = if problem.constraints().is_empty() { 0 } else { steps / 2 };
        for method in limited() {
            let evaluation = evaluate(&problem, &method).unwrap();
            let study = robust_classes(&evaluation).unwrap();
            let group = &study.groups[0];
            let scorer = method.prepare(&problem, &problem.groups()[0]).unwrap().scorer.unwrap();
            let block = steps - least + 1;
            let mut draws = vec![0.0; 2 * block];
            for d in 0..block {
                let first = (least + d) as f64 / steps as f64;
                (draws[d], draws[block + d]) = (first, 1.0 - first);
            }
            let mut scores = vec![0.0; small.rows.len() * block];
            scorer.score(&draws, block, &mut scores);
            for (at, row) in scores.chunks_exact(block).enumerate() {
                let possible: Vec<usize> = (0..=small.profiles.len())
                    .filter(|category| group.is_possible(at, *category))
                    .collect();
                let mut seen: Vec<usize> = row.iter().map(|place| *place as usize - 1).collect();
                seen.sort_unstable();
                seen.dedup();
                assert_eq!(seen, possible, "{method:?} {at} {small:?}");
                several += usize::from(possible.len() > 1);
                let necessary: Vec<usize> = (0..=small.profiles.len())
                    .filter(|category| group.is_necessary(at, *category))
                    .collect();
                assert_eq!(necessary, if seen.len() == 1 { seen } else { Vec::new() });
            }
        }
    }
    assert!(several > 100, "{several}");
}
