//! Decision rules: levels of random trees against plain enumeration of the leaves' levels, and
//! completions against fractions worked out here.

use crate::common::Random;
use afweging::Error;
use afweging::method::Method;
use afweging::method::value::rule_tree::RuleTree;
use afweging::problem::{
    Completion, DecisionRule, Details, Direction, LevelSet, Problem, ProblemBuilder, Quantity,
};
use afweging::study::{AcceptabilityRequest, acceptability, evaluate};
use std::collections::BTreeSet;

fn hierarchical() -> Method {
    Method::named("hierarchical").unwrap()
}

/// The names of `count` levels.
fn names(count: usize) -> Vec<String> {
    (0..count).map(|level| format!("v{level}")).collect()
}

/// A part of a tree as this test keeps it.
enum Part {
    Leaf { id: String, levels: usize },
    Node { id: String, levels: usize, children: Vec<Part>, table: Vec<BTreeSet<usize>> },
}

impl Part {
    fn random(random: &mut Random, depth: usize, count: &mut usize) -> Part {
        *count += 1;
        let (id, levels) = (format!("p{count}"), 2 + random.below(3));
        if depth == 0 || (depth < 3 && random.chance(0.4)) {
            return Part::Leaf { id, levels };
        }
        let children: Vec<Part> =
            (0..1 + random.below(3)).map(|_| Part::random(random, depth - 1, count)).collect();
        let all: usize = children.iter().map(Part::levels).product();
        let table = (0..all)
            .map(|_| {
                let mut set = BTreeSet::from([random.below(levels)]);
                while random.chance(0.25) {
                    set.insert(random.below(levels));
                }
                set
            })
            .collect();
        Part::Node { id, levels, children, table }
    }

    fn id(&self) -> &str {
        match self {
            Part::Leaf { id, .. } | Part::Node { id, .. } => id,
        }
    }

    fn levels(&self) -> usize {
        match self {
            Part::Leaf { levels, .. } | Part::Node { levels, .. } => *levels,
        }
    }

    fn leaves<'a>(&'a self, out: &mut Vec<(&'a str, usize)>) {
        match self {
            Part::Leaf { id, levels } => out.push((id, *levels)),
            Part::Node { children, .. } => children.iter().for_each(|child| child.leaves(out)),
        }
    }

    fn build(&self, builder: ProblemBuilder, above: Option<&str>) -> ProblemBuilder {
        let place = |c: Details| match above {
            Some(above) => c.parent(above),
            None => c,
        };
        match self {
            Part::Leaf { id, levels } => {
                builder.criterion_with(id.as_str(), Direction::Max, 1.0, |c| {
                    place(c).levels(names(*levels))
                })
            }
            Part::Node { id, levels, children, table } => {
                let sizes: Vec<usize> = children.iter().map(Part::levels).collect();
                let rules = table.iter().enumerate().map(|(at, set)| {
                    let then: Vec<String> = set.iter().map(|level| format!("v{level}")).collect();
                    let all = children.iter().zip(digits(at, &sizes));
                    all.fold(DecisionRule::then(then.join(" | ")), |rule, (child, level)| {
                        rule.when(child.id(), format!("v{level}"))
                    })
                });
                let builder = builder
                    .node_with(id.as_str(), 1.0, |c| place(c).levels(names(*levels)).rules(rules));
                children.iter().fold(builder, |builder, child| child.build(builder, Some(id)))
            }
        }
    }

    /// What the nodes can be where each leaf has one level: the table's levels for every level that
    /// the children can then have.
    fn outcomes(
        &self,
        at: &dyn Fn(&str) -> usize,
        found: &mut Vec<(String, BTreeSet<usize>)>,
    ) -> BTreeSet<usize> {
        let Part::Node { id, children, table, .. } = self else { return [at(self.id())].into() };
        let below: Vec<BTreeSet<usize>> =
            children.iter().map(|child| child.outcomes(at, found)).collect();
        let mut places = vec![0];
        for (child, set) in children.iter().zip(&below) {
            let next = |place: &usize| {
                let start = place * child.levels();
                set.iter().map(move |level| start + level).collect::<Vec<_>>()
            };
            places = places.iter().flat_map(next).collect();
        }
        let own: BTreeSet<usize> =
            places.iter().flat_map(|place| &table[*place]).copied().collect();
        found.push((id.clone(), own.clone()));
        own
    }
}

/// The levels of a combination, the last child fastest.
fn digits(at: usize, sizes: &[usize]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut rest = at;
    for size in sizes.iter().rev() {
        out.insert(0, rest % size);
        rest /= size;
    }
    out
}

/// Every choice of one level from each set.
fn every(sets: &[Vec<usize>]) -> Vec<Vec<usize>> {
    sets.iter().fold(vec![Vec::new()], |all, set| {
        all.iter()
            .flat_map(|start| set.iter().map(move |level| [&start[..], &[*level]].concat()))
            .collect()
    })
}

#[test]
fn levels_of_500_random_trees_are_those_of_every_combination_of_leaves() {
    let mut random = Random(41);
    let (mut open, mut trees) = (0, 0);
    while trees < 500 {
        let part = Part::random(&mut random, 3, &mut 0);
        let mut leaves = Vec::new();
        part.leaves(&mut leaves);
        if leaves.len() > 7 {
            continue;
        }
        trees += 1;
        let figures: Vec<(Quantity, Vec<usize>)> = leaves
            .iter()
            .map(|(_, levels)| match random.below(4) {
                0 => (Quantity::Unknown, (0..*levels).collect()),
                1 => {
                    let low = random.below(*levels);
                    let high = low + random.below(levels - low);
                    (Quantity::Set(low as f64, high as f64), (low..=high).collect())
                }
                _ => {
                    let level = random.below(*levels);
                    (format!("v{level}").into(), vec![level])
                }
            })
            .collect();
        let (quantities, sets): (Vec<Quantity>, Vec<Vec<usize>>) = figures.into_iter().unzip();
        let problem = part
            .build(Problem::builder(), None)
            .min_known(0.0)
            .alternative("A", quantities)
            .build()
            .unwrap();
        let mut expected: std::collections::BTreeMap<String, BTreeSet<usize>> = Default::default();
        for levels in every(&sets) {
            let at = |id: &str| levels[leaves.iter().position(|leaf| leaf.0 == id).unwrap()];
            let mut found = Vec::new();
            part.outcomes(&at, &mut found);
            found.into_iter().for_each(|(id, set)| expected.entry(id).or_default().extend(set));
        }
        let tree = RuleTree::new(problem.tree(), problem.tree().find(part.id()).unwrap()).unwrap();
        let own = tree.levels(&tree.of_alternative(&problem, 0).unwrap());
        for (node, set) in tree.nodes().iter().zip(&own) {
            let id = &problem.tree().branches()[node.branch].id;
            assert_eq!(set.iter().collect::<BTreeSet<_>>(), expected[id], "{id}");
        }
        // The score is the value of the top: its ends, and half way between them.
        let evaluation = evaluate(&problem, &hierarchical()).unwrap();
        let ranking = evaluation.ranking();
        let top = &expected[part.id()];
        let last = (part.levels() - 1) as f64;
        let ends = [*top.first().unwrap() as f64 / last, *top.last().unwrap() as f64 / last];
        let middle = (ends[0] + ends[1]) / 2.0;
        for (column, wanted) in [("score", middle), ("score_low", ends[0]), ("score_high", ends[1])]
        {
            let got = ranking.get(0, column).as_number().unwrap();
            assert!((got - wanted).abs() < 1e-12, "{column}: {got}, not {wanted}");
        }
        open += usize::from(top.len() > 1);
        // So do the tables say, by name.
        let nodes = evaluation.native().unwrap();
        for row in 0..nodes.rows() {
            let set = &expected[nodes.get(row, "node").as_text().unwrap()];
            let all: Vec<String> = set.iter().map(|level| format!("v{level}")).collect();
            assert_eq!(nodes.get(row, "levels").as_text(), Some(all.join(" | ").as_str()));
            let one = Some(all[0].as_str()).filter(|_| all.len() == 1);
            assert_eq!(nodes.get(row, "level").as_text(), one);
        }
    }
    assert!(open > 100, "{open} trees leave their top open");
}

/// A node over leaves with these levels, with these rules, by number, and a completion.
fn node(
    sizes: &[usize],
    weights: &[usize],
    levels: usize,
    rules: &[(usize, Vec<usize>)],
    completion: Option<Completion>,
) -> Result<Problem, Error> {
    let stated = rules.iter().map(|(at, set)| {
        let then: Vec<String> = set.iter().map(|level| format!("v{level}")).collect();
        let all = digits(*at, sizes).into_iter().enumerate();
        all.fold(DecisionRule::then(then.join(" | ")), |rule, (child, level)| {
            rule.when(format!("c{child}"), format!("v{level}"))
        })
    });
    let mut builder = Problem::builder().node_with("n", 1.0, |c| {
        let c = c.levels(names(levels)).rules(stated);
        match completion {
            Some(completion) => c.complete(completion),
            None => c,
        }
    });
    for (child, (size, weight)) in sizes.iter().zip(weights).enumerate() {
        builder =
            builder.criterion_with(format!("c{child}"), Direction::Max, *weight as f64, |c| {
                c.levels(names(*size)).parent("n")
            });
    }
    builder.alternative("A", vec![Quantity::Unknown; sizes.len()]).build()
}

#[test]
fn combinations_without_a_rule_and_rules_that_clash_are_named() {
    let mut random = Random(42);
    for _ in 0..100 {
        let sizes: Vec<usize> = (0..1 + random.below(3)).map(|_| 2 + random.below(2)).collect();
        let all: usize = sizes.iter().product();
        let rules: Vec<(usize, Vec<usize>)> =
            (0..all).map(|at| (at, vec![random.below(3)])).collect();
        let rules: Vec<(usize, Vec<usize>)> =
            rules.into_iter().filter(|_| random.chance(0.7)).collect();
        let gaps: Vec<usize> =
            (0..all).filter(|at| rules.iter().all(|(given, _)| given != at)).collect();
        let weights = vec![1; sizes.len()];
        let said = |rules: &[(usize, Vec<usize>)]| {
            node(&sizes, &weights, 3, rules, None).map(drop).map_err(|error| error.to_string())
        };
        let combination = |at: usize| {
            let parts = digits(at, &sizes).into_iter().enumerate();
            let parts: Vec<String> =
                parts.map(|(child, level)| format!("c{child} = v{level}")).collect();
            parts.join(", ")
        };
        match said(&rules) {
            Ok(()) => assert!(gaps.is_empty()),
            // A node without any rule is none with rules.
            Err(_) if rules.is_empty() => {}
            Err(error) => {
                assert!(error.contains(&format!("{} of {all} combination", gaps.len())), "{error}");
                for gap in gaps.iter().take(5) {
                    assert!(error.contains(&format!("({})", combination(*gap))), "{error}");
                }
                assert!(error.contains("complete = \"from-weights\""), "{error}");
            }
        }
        let Some((at, set)) = rules.first().cloned() else { continue };
        let mut clashing = rules.clone();
        clashing.push((at, vec![(set[0] + 1) % 3]));
        let error = said(&clashing).unwrap_err();
        let names = format!("clash at {}: rule 1 says", combination(at));
        assert!(
            error.contains(&names) && error.contains(&format!("rule {}", rules.len() + 1)),
            "{error}"
        );
        // The same said twice is no clash.
        let mut twice = rules.clone();
        twice.push((at, set));
        assert!(said(&twice).err().is_none_or(|error| !error.contains("clash")));
    }
}

/// The levels of a combination, and what is given for it.
type Point = (Vec<usize>, Ratio);

/// A fraction in lowest terms, its denominator above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ratio(i128, i128);

impl Ratio {
    fn new(above: i128, below: i128) -> Ratio {
        fn divisor(a: i128, b: i128) -> i128 {
            if b == 0 { a.abs() } else { divisor(b, a % b) }
        }
        let by = divisor(above, below).max(1) * below.signum();
        Ratio(above / by, below / by)
    }
    fn of(x: usize) -> Ratio {
        Ratio(x as i128, 1)
    }
    fn plus(self, other: Ratio) -> Ratio {
        Ratio::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }
    fn times(self, other: Ratio) -> Ratio {
        Ratio::new(self.0 * other.0, self.1 * other.1)
    }
    fn minus(self, other: Ratio) -> Ratio {
        self.plus(Ratio(-other.0, other.1))
    }
    fn by(self, other: Ratio) -> Ratio {
        Ratio::new(self.0 * other.1, self.1 * other.0)
    }
    fn sum(all: impl Iterator<Item = Ratio>) -> Ratio {
        all.fold(Ratio(0, 1), Ratio::plus)
    }
    fn is_negative(self) -> bool {
        self.0 < 0
    }
    /// The whole numbers next to it: two where it is half way.
    fn nearest(self) -> Vec<i128> {
        let below = self.0.div_euclid(self.1);
        let over = self.minus(Ratio(below, 1)).minus(Ratio(1, 2));
        match over.0.signum() {
            0 => vec![below, below + 1],
            1 => vec![below + 1],
            _ => vec![below],
        }
    }
}

/// The solution of equations, by Cramer's way of fractions; `None` where there is not one alone.
fn solved(mut rows: Vec<Vec<Ratio>>) -> Option<Vec<Ratio>> {
    let n = rows.len();
    for at in 0..n {
        let pivot = (at..n).find(|row| rows[*row][at].0 != 0)?;
        rows.swap(at, pivot);
        let own = rows[at].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(row, _)| *row != at) {
            let factor = row[at].by(own[at]);
            row.iter_mut().zip(&own).for_each(|(cell, own)| *cell = cell.minus(factor.times(*own)));
        }
    }
    Some((0..n).map(|at| rows[at][n].by(rows[at][at])).collect())
}

/// The plane (slopes, then base) of least squares through these points over some of the children,
/// the other slopes being 0.
fn least_squares(points: &[Point], of: &[usize], n: usize) -> Option<Vec<Ratio>> {
    // The columns: the levels of those children, and 1.
    let cell = |point: &Point, column: usize| match of.get(column) {
        Some(child) => Ratio::of(point.0[*child]),
        None => Ratio(1, 1),
    };
    let rows = (0..=of.len())
        .map(|row| {
            let product = |other: &dyn Fn(&Point) -> Ratio| {
                Ratio::sum(points.iter().map(|point| cell(point, row).times(other(point))))
            };
            let mut out: Vec<Ratio> =
                (0..=of.len()).map(|column| product(&|point| cell(point, column))).collect();
            out.push(product(&|point| point.1));
            out
        })
        .collect();
    let found = solved(rows)?;
    let mut out = vec![Ratio(0, 1); n + 1];
    of.iter().zip(&found).for_each(|(child, slope)| out[*child] = *slope);
    out[n] = found[of.len()];
    Some(out)
}

fn at_plane(plane: &[Ratio], levels: &[usize]) -> Ratio {
    let slopes = plane.iter().zip(levels).map(|(slope, level)| slope.times(Ratio::of(*level)));
    Ratio::sum(slopes).plus(plane[levels.len()])
}

/// The plane of least squares without a slope below 0: of all sets of children that may have one,
/// the set with the least sum of squares among those whose slopes are not below 0.
fn non_negative(points: &[Point], n: usize) -> Option<Vec<Ratio>> {
    least_squares(points, &(0..n).collect::<Vec<_>>(), n)?;
    let mut best: Option<(Ratio, Vec<Ratio>)> = None;
    for chosen in 0..1usize << n {
        let of: Vec<usize> = (0..n).filter(|child| chosen >> child & 1 == 1).collect();
        let Some(plane) = least_squares(points, &of, n) else { continue };
        if plane[..n].iter().any(|slope| slope.is_negative()) {
            continue;
        }
        let misses = points.iter().map(|(levels, y)| {
            let miss = at_plane(&plane, levels).minus(*y);
            miss.times(miss)
        });
        let sum = Ratio::sum(misses);
        if best.as_ref().is_none_or(|(least, _)| sum.minus(*least).is_negative()) {
            best = Some((sum, plane));
        }
    }
    best.map(|(_, plane)| plane)
}

/// The plane with slopes in proportion to weights by the way from a child's worst level to its best.
fn weighted(points: &[Point], sizes: &[usize], weights: &[usize], levels: usize) -> Vec<Ratio> {
    let all: usize = weights.iter().sum();
    let unit: Vec<Ratio> = weights
        .iter()
        .zip(sizes)
        .map(|(weight, size)| Ratio::new(*weight as i128, (all * (size - 1)) as i128))
        .collect();
    let x = |levels: &[usize]| {
        Ratio::sum(unit.iter().zip(levels).map(|(unit, level)| unit.times(Ratio::of(*level))))
    };
    let count = Ratio::of(points.len());
    let (mut k, mut base) = (Ratio::of(levels - 1), Ratio(0, 1));
    if !points.is_empty() {
        let mean_x = Ratio::sum(points.iter().map(|(levels, _)| x(levels))).by(count);
        let mean_y = Ratio::sum(points.iter().map(|(_, y)| *y)).by(count);
        let of = |f: &dyn Fn(Ratio, Ratio) -> Ratio| {
            Ratio::sum(points.iter().map(|(levels, y)| f(x(levels).minus(mean_x), y.minus(mean_y))))
        };
        let (xx, xy) = (of(&|x, _| x.times(x)), of(&|x, y| x.times(y)));
        if xx.0 != 0 {
            k = if xy.is_negative() { Ratio(0, 1) } else { xy.by(xx) };
        }
        base = mean_y.minus(k.times(mean_x));
    }
    unit.into_iter().map(|unit| unit.times(k)).chain([base]).collect()
}

#[test]
fn completions_are_those_of_planes_in_fractions() {
    let mut random = Random(43);
    let (mut filled, mut halves, mut unsettled, mut held) = (0, 0, 0, 0);
    for round in 0..600 {
        let sizes: Vec<usize> = (0..1 + random.below(3)).map(|_| 2 + random.below(3)).collect();
        let n = sizes.len();
        let all: usize = sizes.iter().product();
        let weights: Vec<usize> = (0..n).map(|_| 1 + random.below(4)).collect();
        let levels = 2 + random.below(4);
        // Any monotone function: the highest step of those that are reached.
        let steps: Vec<(Vec<usize>, usize)> = (0..1 + random.below(5))
            .map(|_| (sizes.iter().map(|size| random.below(*size)).collect(), random.below(levels)))
            .collect();
        let level = |of: &[usize]| {
            let reached = |step: &&(Vec<usize>, usize)| step.0.iter().zip(of).all(|(a, b)| a <= b);
            steps.iter().filter(reached).map(|step| step.1).max().unwrap_or(0)
        };
        let part = random.unit();
        let mut rules: Vec<(usize, Vec<usize>)> = Vec::new();
        for at in 0..all {
            if random.chance(part) {
                let own = level(&digits(at, &sizes));
                // Some leave their level open; the true one stays among them.
                let low = own - usize::from(own > 0 && random.chance(0.1));
                rules.push((at, (low..=own).collect()));
            }
        }
        let points: Vec<Point> = rules
            .iter()
            .map(|(at, set)| {
                let ends = set[0] + set[set.len() - 1];
                (digits(*at, &sizes), Ratio::new(ends as i128, 2))
            })
            .collect();
        let completion = [Completion::FromWeights, Completion::Linear][round % 2];
        let plane = match completion {
            Completion::FromWeights => Some(weighted(&points, &sizes, &weights, levels)),
            Completion::Linear => non_negative(&points, n),
        };
        let built = node(&sizes, &weights, levels, &rules, Some(completion));
        let Some(plane) = plane.or_else(|| (rules.len() == all).then(Vec::new)) else {
            let error = built.unwrap_err().to_string();
            assert!(error.contains("do not settle"), "{error}");
            unsettled += 1;
            continue;
        };
        let problem = built.unwrap();
        let table = problem.tree().rules_of(0).unwrap();
        for at in 0..all {
            let own = digits(at, &sizes);
            let given = rules.iter().find(|(given, _)| *given == at);
            assert_eq!(table.completed()[at], given.is_none());
            let wanted: LevelSet = match given {
                Some((_, set)) => set.iter().copied().collect(),
                None => {
                    let not_above = |a: &[usize], b: &[usize]| a.iter().zip(b).all(|(a, b)| a <= b);
                    let ends = |below: bool| {
                        let own = own.clone();
                        let sizes = &sizes;
                        rules.iter().filter(move |(at, _)| {
                            let other = digits(*at, sizes);
                            if below { not_above(&other, &own) } else { not_above(&own, &other) }
                        })
                    };
                    let least = ends(true).map(|(_, set)| set[0]).max().unwrap_or(0);
                    let most = ends(false).map(|(_, set)| *set.last().unwrap());
                    let most = most.min().unwrap_or(levels - 1);
                    let near = at_plane(&plane, &own).nearest();
                    halves += usize::from(near.len() > 1);
                    held +=
                        usize::from(near.iter().any(|y| *y < least as i128 || *y > most as i128));
                    filled += 1;
                    near.into_iter()
                        .map(|y| y.clamp(least as i128, most as i128) as usize)
                        .collect()
                }
            };
            assert_eq!(table.results()[at], wanted, "{completion:?} at {own:?} of {rules:?}");
        }
    }
    assert!(filled > 2000 && halves > 50 && unsettled > 20 && held > 50);
}

#[test]
fn rules_from_weights_alone_go_from_the_worst_level_to_the_best() {
    // Twice the weight on the first: y = 2 (2/3 a/1 + 1/3 b/2) = 4/3 a + 1/3 b.
    let problem = node(&[2, 3], &[2, 1], 3, &[], Some(Completion::FromWeights)).unwrap();
    let table = problem.tree().rules_of(0).unwrap();
    let levels: Vec<Vec<usize>> = table.results().iter().map(|set| set.iter().collect()).collect();
    // 0, 1/3, 2/3, 4/3, 5/3, 2.
    assert_eq!(levels, [[0], [0], [1], [1], [2], [2]]);
    // Equal weights: y = a + b / 2 is half way where b is in the middle.
    let problem = node(&[2, 3], &[1, 1], 3, &[], Some(Completion::FromWeights)).unwrap();
    let sets = problem.tree().rules_of(0).unwrap().results().to_vec();
    assert_eq!(sets[1], LevelSet::between(0, 1));
    // Other weights fill in anew.
    let mut problem = problem;
    problem.set_weights(&[1.0, 2.0, 1.0]).unwrap();
    assert_eq!(problem.tree().rules_of(0).unwrap().results()[1], LevelSet::single(0));
}

#[test]
fn a_node_with_rules_is_one_value_among_others() {
    let builder = || {
        Problem::builder()
            .node_with("care", 3.0, |c| {
                c.levels(["bad", "fair", "good"]).rules([
                    DecisionRule::then("bad").when("staff", "few"),
                    DecisionRule::then("fair").when("staff", "many").when("rooms", "old"),
                    DecisionRule::then("good").when("staff", "many").when("rooms", "new"),
                ])
            })
            .criterion_with("staff", Direction::Max, 1.0, |c| {
                c.levels(["few", "many"]).parent("care")
            })
            .criterion_with("rooms", Direction::Max, 9.0, |c| {
                c.levels(["old", "new"]).parent("care")
            })
            .criterion_with("price", Direction::Min, 1.0, |c| c.scale(0.0, 100.0))
            .min_known(0.0)
    };
    let problem = builder()
        .alternative("A", ["many".into(), Quantity::Unknown, 20.0.into()])
        .alternative("B", ["few".into(), Quantity::Unknown, 60.0.into()])
        .build()
        .unwrap();
    let evaluation = evaluate(&problem, &hierarchical()).unwrap();
    let ranking = evaluation.ranking();
    // A: 3/4 of 1/2 .. 1, and a quarter of 0.8; B is bad whatever its rooms are.
    for (row, name, [low, score, high]) in
        [(0, "A", [0.575, 0.7625, 0.95]), (1, "B", [0.1, 0.1, 0.1])]
    {
        assert_eq!(ranking.get(row, "alternative").as_text(), Some(name));
        for (column, wanted) in [("score_low", low), ("score", score), ("score_high", high)] {
            let got = ranking.get(row, column).as_number().unwrap();
            assert!((got - wanted).abs() < 1e-12, "{name}: {column} = {got}");
        }
    }
    assert!(evaluation.groups[0].exact);
    // Levels are drawn as levels: half of the draws have new rooms, the weights being given.
    let request = AcceptabilityRequest { draws: 200, uniform_sets: true, ..Default::default() };
    assert!(acceptability(&evaluation, &request).is_ok());
    // A figure between two levels is none.
    let between = builder()
        .alternative("A", ["many".into(), Quantity::Crisp(0.5), 20.0.into()])
        .build()
        .unwrap();
    let error = evaluate(&between, &hierarchical()).unwrap_err().to_string();
    assert!(error.contains("`rooms` at A is no level"), "{error}");
}

#[test]
fn a_judgement_that_several_cells_share_gives_outer_bounds() {
    let problem = Problem::builder()
        .group_key("group")
        .node_with("n", 1.0, |c| c.levels(["no", "yes"]).complete(Completion::FromWeights))
        .criterion_with("x", Direction::Max, 1.0, |c| c.levels(["a", "b"]).parent("n"))
        .criterion_with("y", Direction::Max, 2.0, |c| c.levels(["a", "b"]).parent("n"))
        .min_known(0.0)
        .alternative_in("here", "A", ["a", "b"].map(Quantity::from))
        .alternative_in("here", "B", ["a", "a"].map(Quantity::from))
        .shared([("group", "here")], "x", Quantity::Unknown)
        .build()
        .unwrap();
    let evaluation = evaluate(&problem, &hierarchical()).unwrap();
    assert!(!evaluation.groups[0].exact);
}

#[test]
fn what_cannot_stand_under_rules_is_refused() {
    let told = |under: &dyn Fn(ProblemBuilder) -> ProblemBuilder| {
        let builder = Problem::builder()
            .node_with("n", 1.0, |c| c.levels(["no", "yes"]).complete(Completion::FromWeights));
        let builder = under(builder);
        builder.alternative("A", [Quantity::Unknown]).build().unwrap_err().to_string()
    };
    let x = |details: fn(Details) -> Details| {
        move |builder: ProblemBuilder| {
            builder.criterion_with("x", Direction::Max, 1.0, |c| details(c).parent("n"))
        }
    };
    assert!(told(&x(|c| c.scale(0.0, 1.0))).contains("has no named levels"));
    let down = |builder: ProblemBuilder| {
        builder.criterion_with("x", Direction::Min, 1.0, |c| c.levels(["a", "b"]).parent("n"))
    };
    assert!(told(&down).contains("go from worst to best"));
    let node = |builder: ProblemBuilder| {
        builder.node_with("m", 1.0, |c| c.parent("n")).criterion_with(
            "x",
            Direction::Max,
            1.0,
            |c| c.levels(["a", "b"]).parent("m"),
        )
    };
    assert!(told(&node).contains("has none itself"));
    let many: Vec<String> = (0..65).map(|level| format!("v{level}")).collect();
    let many = move |builder: ProblemBuilder| {
        builder.criterion_with("x", Direction::Max, 1.0, |c| c.levels(many.clone()).parent("n"))
    };
    assert!(told(&many).contains("65 levels"));
    let wide = |mut builder: ProblemBuilder| {
        for child in 0..4 {
            builder = builder.criterion_with(format!("x{child}"), Direction::Max, 1.0, |c| {
                c.levels((0..40).map(|level| format!("v{level}"))).parent("n")
            });
        }
        builder
    };
    assert!(told(&wide).contains("more than 1000000"));
}
