//! What one may expect of every method - dominance, monotonicity, independence of other alternatives
//! and of units - is tested for every method of the catalogue, with a score, a relation or
//! categories. A method whose sheet says that it lacks a property has a counterexample here; one
//! that has none may not say so.

use crate::common::Random;
use crate::properties::variants;
use afweging::method::{Method, Property, Relation};
use afweging::problem::{Direction, Problem};
use afweging::study::evaluate;
use rayon::prelude::*;

/// Alternatives with figures from 0 to 20, and what is told of the criteria.
#[derive(Debug, Clone)]
struct Small {
    rows: Vec<Vec<f64>>,
    maximise: Vec<bool>,
    weights: Vec<f64>,
    /// Whether criteria have scales, from 0 to 20.
    has_scales: bool,
}

/// What becomes of it.
#[derive(Debug, Clone)]
enum Change {
    /// Nothing: the first alternative is at least as good as the second on every criterion.
    Nothing,
    /// A figure becomes another, which is better.
    Better { row: usize, column: usize, figure: f64 },
    /// One more alternative is there.
    Another(Vec<f64>),
    /// The figures of a column are in another unit, so many times smaller.
    Unit { column: usize, factor: f64 },
}

/// What a method says of two alternatives.
enum Answer {
    /// Ranks, 1 first.
    Ranks(Vec<usize>),
    /// Categories, the best 0.
    Categories(Vec<usize>),
    Relation(Vec<Vec<Option<Relation>>>),
}

impl Answer {
    fn is_ahead(&self, a: usize, b: usize) -> bool {
        match self {
            Answer::Ranks(of) | Answer::Categories(of) => of[a] < of[b],
            Answer::Relation(of) => of[a][b] == Some(Relation::Preferred),
        }
    }

    /// Whether one is ahead of another or level with it.
    fn is_at_least(&self, a: usize, b: usize) -> bool {
        match self {
            Answer::Ranks(of) | Answer::Categories(of) => of[a] <= of[b],
            Answer::Relation(of) => {
                matches!(of[a][b], Some(Relation::Preferred | Relation::Indifferent))
            }
        }
    }

    /// Whether it says the same of two of the first `count` alternatives.
    fn agrees(&self, other: &Answer, count: usize) -> bool {
        if let (Answer::Categories(own), Answer::Categories(others)) = (self, other) {
            return own[..count] == others[..count];
        }
        (0..count).all(|a| {
            (0..count).filter(|b| *b != a).all(|b| {
                self.is_ahead(a, b) == other.is_ahead(a, b)
                    && self.is_at_least(a, b) == other.is_at_least(a, b)
            })
        })
    }
}

impl Small {
    fn random(random: &mut Random, (rows, columns): (usize, usize), has_scales: bool) -> Small {
        let mut row = || (0..columns).map(|_| (1 + random.below(9)) as f64).collect::<Vec<f64>>();
        let rows = (0..rows).map(|_| row()).collect();
        let maximise = (0..columns).map(|_| random.chance(0.7)).collect();
        let weights = (0..columns).map(|_| (1 + random.below(3)) as f64).collect();
        Small { rows, maximise, weights, has_scales }
    }

    /// A figure that is better by so much, as far as figures go.
    fn better(&self, figure: f64, column: usize, by: f64) -> f64 {
        if self.maximise[column] { figure + by } else { (figure - by).max(0.5) }
    }

    /// A change of the kind that a property speaks of.
    fn change(&mut self, property: Property, random: &mut Random) -> Change {
        let (rows, columns) = (self.rows.len(), self.weights.len());
        match property {
            Property::Dominance => {
                for column in 0..columns {
                    let by = random.below(3) as f64;
                    self.rows[0][column] = self.better(self.rows[1][column], column, by);
                }
                Change::Nothing
            }
            Property::Monotonicity => {
                let (row, column) = (random.below(rows), random.below(columns));
                let by = (1 + random.below(6)) as f64;
                Change::Better {
                    row,
                    column,
                    figure: self.better(self.rows[row][column], column, by),
                }
            }
            Property::Independence => {
                let other = Small::random(random, (1, columns), self.has_scales);
                Change::Another(other.rows[0].clone())
            }
            Property::Units => Change::Unit { column: random.below(columns), factor: 16.0 },
        }
    }

    fn changed(&self, change: &Change) -> (Small, Vec<f64>) {
        let mut out = self.clone();
        let mut units = vec![1.0; self.weights.len()];
        match change {
            Change::Nothing => {}
            Change::Better { row, column, figure } => out.rows[*row][*column] = *figure,
            Change::Another(row) => out.rows.push(row.clone()),
            Change::Unit { column, factor } => {
                out.rows.iter_mut().for_each(|row| row[*column] *= factor);
                units[*column] = *factor;
            }
        }
        (out, units)
    }

    /// What a method says; `None` where it is not defined. Scales, limits of categories and what else
    /// is told of a criterion are in its unit.
    fn answer(&self, method: &Method, units: &[f64]) -> Option<Answer> {
        let mut builder = Problem::builder();
        let column = |good: f64, bad: f64| {
            let figures = self.maximise.iter().zip(units);
            figures.map(|(max, unit)| unit * if *max { good } else { bad }).collect::<Vec<f64>>()
        };
        for (j, max) in self.maximise.iter().enumerate() {
            let direction = if *max { Direction::Max } else { Direction::Min };
            let id = format!("C{}", j + 1);
            builder = match self.has_scales || needs_scales(method) {
                true => builder.criterion_with(id, direction, self.weights[j], |c| {
                    c.scale(0.0, 20.0 * units[j])
                }),
                false => builder.criterion(id, direction, self.weights[j]),
            };
        }
        for (i, row) in self.rows.iter().enumerate() {
            builder = builder.alternative(format!("A{}", i + 1), row.iter().copied());
        }
        if method.sorts() {
            builder = builder
                .category("poor")
                .category_with("fair", |c| c.profile(column(4.0, 6.0)))
                .category_with("good", |c| c.profile(column(7.0, 3.0)));
        }
        if method.definition().reads_examples() {
            for (name, of, figures) in [
                ("E1", "poor", column(2.0, 8.0)),
                ("E2", "fair", column(5.0, 5.0)),
                ("E3", "good", column(8.0, 2.0)),
            ] {
                builder = builder.alternative(name, figures).example(name, of);
            }
        }
        let problem = builder.build().expect("a problem");
        let method = with_reference(method, &column(5.0, 5.0));
        let evaluation = evaluate(&problem, &method).ok()?;
        let group = &evaluation.groups[0];
        if !method.has_score() {
            return Some(Answer::Relation(group.native()?.relation()?.clone()));
        }
        let standings = group.standings().take(self.rows.len());
        Some(match method.sorts() {
            true => Answer::Categories(
                standings.map(|it| 3 - it.score.expect("a category") as usize).collect(),
            ),
            false => Answer::Ranks(standings.map(|it| it.rank.expect("a rank")).collect()),
        })
    }

    /// Whether a property is broken; `None` where the method is not defined for the figures.
    fn breaks(&self, method: &Method, property: Property, change: &Change) -> Option<bool> {
        let (after, units) = self.changed(change);
        let now = after.answer(method, &units)?;
        if property == Property::Dominance {
            return Some(!now.is_at_least(0, 1));
        }
        let before = self.answer(method, &vec![1.0; self.weights.len()])?;
        let count = self.rows.len();
        Some(match (change, &before, &now) {
            (
                Change::Better { row, .. },
                Answer::Ranks(before) | Answer::Categories(before),
                Answer::Ranks(now) | Answer::Categories(now),
            ) => now[*row] > before[*row],
            (Change::Better { row, .. }, _, _) => (0..count).filter(|b| b != row).any(|b| {
                before.is_ahead(*row, b) && !now.is_ahead(*row, b)
                    || before.is_at_least(*row, b) && !now.is_at_least(*row, b)
            }),
            _ => !before.agrees(&now, count),
        })
    }
}

/// Methods that go by scales, whether or not a case has them.
fn needs_scales(method: &Method) -> bool {
    ["spotis", "rafsi", "rim", "flowsort"].contains(&method.name())
}

/// ERVD with these reference points; any other method as it is.
fn with_reference(method: &Method, points: &[f64]) -> Method {
    if method.name() != "ervd" {
        return method.clone();
    }
    let points = points.iter().enumerate().map(|(j, point)| format!("C{} = {point:?}", j + 1));
    let points: Vec<String> = points.collect();
    method.with_parameter("reference", &format!("{{ {} }}", points.join(", "))).expect("accepted")
}

/// Every method, those with a score in every normalization.
fn methods() -> Vec<Method> {
    let all = Method::names().iter().map(|name| Method::named(name).expect("a method"));
    let others = all.filter(|method| method.sorts() || !method.has_score());
    variants().into_iter().chain(others).collect()
}

fn lacks(method: &Method, property: Property) -> bool {
    method.definition().lacks().iter().any(|lack| lack.property == property)
}

/// The first of some random problems on which a method breaks a property, small ones first.
fn search(method: &Method, property: Property, has_scales: bool, tries: usize) -> Option<String> {
    let sizes = [(2, 1), (2, 2), (3, 1), (3, 2), (4, 1), (4, 2), (2, 3), (3, 3), (4, 3)];
    for size in sizes {
        let mut random = Random((7 + 10 * size.0 + size.1) as u64);
        for _ in 0..tries {
            let mut small = Small::random(&mut random, size, has_scales);
            let change = small.change(property, &mut random);
            if small.breaks(method, property, &change) == Some(true) {
                return Some(format!("{small:?}, {change:?}"));
            }
        }
    }
    None
}

/// Problems of each size on which a method is tried.
const TRIES: usize = 10;

/// A method with a parameter, the property that it lacks, and a problem on which it does: figures,
/// on which criteria more is better, weights, and what changes.
type Counterexample = (
    &'static str,
    Option<(&'static str, &'static str)>,
    Property,
    &'static [&'static [f64]],
    &'static [bool],
    &'static [f64],
    Change,
);

fn counterexamples() -> Vec<Counterexample> {
    use Property::{Dominance, Monotonicity, Units};
    let normalization = |name| Some(("normalization", name));
    let grows: &[&[f64]] = &[&[5.0, 7.0], &[4.0, 7.0], &[8.0, 5.0]];
    let better = Change::Better { row: 0, column: 1, figure: 10.0 };
    let shares: &[&[f64]] = &[&[6.0, 9.0], &[4.0, 3.0], &[8.0, 1.0]];
    let unit = |column| Change::Unit { column, factor: 16.0 };
    let widest: &[&[f64]] = &[&[5.0, 5.0], &[4.0, 7.0], &[2.0, 8.0]];
    let more: &[bool] = &[true, true];
    let near: &[&[f64]] = &[&[7.0, 3.0], &[7.0, 3.0], &[4.0, 10.0], &[1.0, 8.0]];
    let nearer: &[&[f64]] = &[&[7.0, 4.0], &[7.0, 3.0], &[4.0, 10.0], &[1.0, 8.0]];
    let to = |row, column, figure| Change::Better { row, column, figure };
    let mut out: Vec<Counterexample> = vec![
        ("codas", None, Dominance, nearer, more, &[1.0, 1.0], Change::Nothing),
        ("codas", None, Monotonicity, near, more, &[1.0, 1.0], to(0, 1, 4.0)),
        ("probid", None, Dominance, &[&[1.11], &[1.1], &[2.4]], &[true], &[1.0], Change::Nothing),
        ("probid", None, Monotonicity, &[&[1.1], &[1.1], &[2.4]], &[true], &[1.0], to(0, 0, 1.11)),
        ("cocoso", None, Monotonicity, grows, more, &[2.0, 1.0], better.clone()),
        ("electre-i", None, Units, widest, more, &[3.0, 1.0], unit(0)),
        ("electre-ii", None, Units, widest, more, &[3.0, 1.0], unit(0)),
        (
            "electre-ii",
            None,
            Monotonicity,
            &[&[3.0, 2.0, 9.0], &[3.0, 5.0, 4.0], &[5.0, 1.0, 8.0], &[7.0, 6.0, 4.0]],
            &[false, false, false],
            &[3.0, 3.0, 2.0],
            to(3, 2, 0.5),
        ),
        (
            "utadis",
            None,
            Monotonicity,
            &[&[8.0, 5.0], &[8.0, 5.0], &[3.0, 4.0]],
            &[true, false],
            &[3.0, 1.0],
            to(0, 0, 14.0),
        ),
    ];
    for name in ["weighted-sum", "weighted-product", "topsis"] {
        let accuracy = normalization("enhanced-accuracy");
        out.push((name, accuracy, Monotonicity, grows, more, &[2.0, 1.0], better.clone()));
        out.push((name, normalization("logarithmic"), Units, shares, more, &[1.0, 1.0], unit(1)));
    }
    out
}

/// A method breaks no property on some small problems but those of which its sheet says that it
/// lacks them.
fn nothing_else_is_broken(property: Property) {
    let work: Vec<(Method, bool)> = methods()
        .into_iter()
        .flat_map(|method| [false, true].map(|scales| (method.clone(), scales)))
        .collect();
    let wrong: Vec<String> = work
        .into_par_iter()
        // On scales a method lacks no more than without.
        .filter(|(method, _)| !lacks(method, property))
        .filter_map(|(method, has_scales)| {
            let found = search(&method, property, has_scales, TRIES)?;
            Some(format!("{method:?}, scales {has_scales}: {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_better_is_not_behind() {
    nothing_else_is_broken(Property::Dominance);
}

#[test]
fn a_better_figure_costs_no_rank() {
    nothing_else_is_broken(Property::Monotonicity);
}

#[test]
fn others_do_not_matter() {
    nothing_else_is_broken(Property::Independence);
}

#[test]
fn units_do_not_matter() {
    nothing_else_is_broken(Property::Units);
}

/// What a sheet says that its method lacks is shown by a problem; of independence by one that is
/// found.
#[test]
fn what_is_lacking_is_shown() {
    let mut shown: Vec<(String, Property)> = Vec::new();
    for (name, parameter, property, rows, maximise, weights, change) in counterexamples() {
        let method = Method::named(name).expect("a method");
        let method = match parameter {
            Some((parameter, value)) => method.with_parameter(parameter, value).expect("accepted"),
            None => method,
        };
        let small = Small {
            rows: rows.iter().map(|row| row.to_vec()).collect(),
            maximise: maximise.to_vec(),
            weights: weights.to_vec(),
            has_scales: false,
        };
        assert_eq!(small.breaks(&method, property, &change), Some(true), "{method:?} {property:?}");
        assert!(lacks(&method, property), "{method:?} does not say that it lacks {property:?}");
        shown.push((format!("{method:?}"), property));
    }
    // The kernel of a few alternatives hardly ever turns two of them by a third.
    let rare = ["electre-is"];
    for method in methods() {
        for lack in method.definition().lacks() {
            let is_shown = match lack.property {
                Property::Independence => {
                    let is_default = Method::named(method.name()).expect("a method") == method;
                    !is_default
                        || rare.contains(&method.name())
                        || search(&method, lack.property, false, TRIES).is_some()
                }
                property => shown.contains(&(format!("{method:?}"), property)),
            };
            assert!(is_shown, "{method:?} {:?}", lack.property);
        }
    }
}

/// What is told of independence is what the engine goes by where it warns that an order may hang on
/// which alternatives are there.
#[test]
fn sheets_say_of_independence_what_pages_warn_of() {
    let problem = Problem::builder()
        .criterion("C1", Direction::Max, 1.0)
        .criterion("C2", Direction::Min, 1.0)
        .alternative("A", [1.0, 2.0])
        .alternative("B", [2.0, 3.0])
        .build()
        .expect("a problem");
    for method in methods() {
        let warns = method.definition().dependence(&problem, &[0.5, 0.5]).is_some();
        assert_eq!(warns, lacks(&method, Property::Independence), "{method:?}");
    }
}
