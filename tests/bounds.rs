//! The exact bounds against brute force: every vertex of the pieces of each pairwise difference, enumerated the dumb way, in
//! the full space of the inputs.

mod common;

use afweging::method::Method;
use afweging::problem::{Direction, Problem, Scale, weights};
use afweging::study::evaluate;
use common::{Random, performance, random_case, score};

/// Inputs that matter for a pair and are not known.
fn variables(problem: &Problem, pair: [usize; 2]) -> Vec<usize> {
    let mut out: Vec<usize> = pair
        .iter()
        .flat_map(|alternative| problem.cells_of(*alternative))
        .flat_map(|cell| std::iter::once(cell.input).chain(cell.shifts.iter().map(|shift| shift.input)))
        .filter(|input| !problem.inputs[*input].spread.is_crisp())
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// normal . z = offset
type Plane = (Vec<f64>, f64);

/// Bends of the value after limits: the ends of limits and scale, and the bends of the value function.
fn bends(problem: &Problem, alternative: usize, leaf: usize) -> Vec<f64> {
    let criterion = &problem.tree.leaves[leaf];
    let limits = problem.cell(alternative, leaf).limits;
    let mut out = vec![limits.0, limits.1];
    out.extend(criterion.value.iter().flat_map(|curve| curve.points().iter().map(|point| point.0)));
    if let Direction::Target(target) = criterion.direction {
        out.push(target);
    }
    match criterion.scale.as_ref().unwrap() {
        Scale::Ordinal(levels) => out.extend([0.0, (levels.len() - 1) as f64]),
        Scale::Numeric { min, max, .. } => out.extend([*min, *max]),
    }
    out
}

/// The planes that bound the pieces within one cell of the grid of the shifts' breakpoints. The sum of shifts is linear
/// there, so its planes are found by differences.
fn planes(problem: &Problem, pair: [usize; 2], variables: &[usize], low: &[f64], high: &[f64]) -> Vec<Plane> {
    let d = variables.len();
    let axis = |k: usize, at: f64| ((0..d).map(|j| if j == k { 1.0 } else { 0.0 }).collect::<Vec<f64>>(), at);
    let mut out: Vec<Plane> = (0..d).flat_map(|k| [axis(k, low[k]), axis(k, high[k])]).collect();
    for alternative in pair {
        for leaf in 0..problem.tree.leaves.len() {
            let cell = problem.cell(alternative, leaf);
            let shifted = |point: &[f64]| {
                let at = |input: usize| {
                    variables.iter().position(|v| *v == input).map_or(problem.inputs[input].spread.nominal, |k| point[k])
                };
                at(cell.input)
                    + cell.shifts.iter().map(|shift| common::interpolate(shift.curve.points(), at(shift.input))).sum::<f64>()
            };
            let base = shifted(low);
            let normal: Vec<f64> = (0..d)
                .map(|k| {
                    let mut point = low.to_vec();
                    point[k] = high[k];
                    (shifted(&point) - base) / (high[k] - low[k])
                })
                .collect();
            let constant = base - normal.iter().zip(low).map(|(n, z)| n * z).sum::<f64>();
            if normal.iter().any(|n| n.abs() > 1e-12) {
                out.extend(bends(problem, alternative, leaf).into_iter().map(|bend| (normal.clone(), bend - constant)));
            }
        }
    }
    out
}

/// Gaussian elimination with pivoting; `None` if singular.
fn solve(planes: &[&Plane]) -> Option<Vec<f64>> {
    let d = planes.len();
    let mut rows: Vec<Vec<f64>> =
        planes.iter().map(|(normal, offset)| normal.iter().copied().chain([*offset]).collect()).collect();
    for column in 0..d {
        let pivot = (column..d).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        if rows[pivot][column].abs() < 1e-9 {
            return None;
        }
        rows.swap(column, pivot);
        for row in 0..d {
            if row != column {
                let factor = rows[row][column] / rows[column][column];
                for k in column..=d {
                    rows[row][k] -= factor * rows[column][k];
                }
            }
        }
    }
    Some((0..d).map(|k| rows[k][d] / rows[k][k]).collect())
}

fn choose<'a>(planes: &'a [Plane], from: usize, d: usize, chosen: &mut Vec<&'a Plane>, visit: &mut impl FnMut(&[&Plane])) {
    if chosen.len() == d {
        return visit(chosen);
    }
    for index in from..planes.len() {
        chosen.push(&planes[index]);
        choose(planes, index + 1, d, chosen, visit);
        chosen.pop();
    }
}

/// The least and greatest difference over all vertices.
fn brute_force(problem: &Problem, weights: &[f64], pair: [usize; 2], variables: &[usize]) -> (f64, f64) {
    let mut inputs: Vec<f64> = problem.inputs.iter().map(|input| input.spread.nominal).collect();
    let grid: Vec<Vec<f64>> = variables
        .iter()
        .map(|input| {
            let spread = problem.inputs[*input].spread;
            let shifts = pair
                .iter()
                .flat_map(|a| problem.cells_of(*a))
                .flat_map(|cell| &cell.shifts)
                .filter(|shift| shift.input == *input);
            let mut out: Vec<f64> = shifts.flat_map(|shift| shift.curve.points().iter().map(|point| point.0)).collect();
            out.retain(|x| spread.low < *x && *x < spread.high);
            out.extend([spread.low, spread.high]);
            out.sort_by(f64::total_cmp);
            out.dedup();
            out
        })
        .collect();
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    let cells: usize = grid.iter().map(|breaks| breaks.len() - 1).product();
    for cell in 0..cells {
        let mut rest = cell;
        let (mut low, mut high) = (Vec::new(), Vec::new());
        for breaks in &grid {
            let at = rest % (breaks.len() - 1);
            rest /= breaks.len() - 1;
            low.push(breaks[at]);
            high.push(breaks[at + 1]);
        }
        let planes = planes(problem, pair, variables, &low, &high);
        choose(&planes, 0, variables.len(), &mut Vec::new(), &mut |chosen| {
            let Some(point) = solve(chosen) else { return };
            if point.iter().zip(low.iter().zip(&high)).any(|(z, (low, high))| *z < low - 1e-9 || *z > high + 1e-9) {
                return;
            }
            for (k, input) in variables.iter().enumerate() {
                inputs[*input] = point[k].clamp(low[k], high[k]);
            }
            let difference = score(problem, weights, pair[0], &inputs) - score(problem, weights, pair[1], &inputs);
            least = least.min(difference);
            most = most.max(difference);
        });
    }
    (least, most)
}

#[test]
fn bounds_of_differences_equal_the_vertices_of_the_pieces() {
    let mut random = Random(20240506);
    let (mut cases, mut pairs, mut with_shift, mut shared) = (0, 0, 0, 0);
    while cases < 1000 {
        let files = random_case(&mut random);
        let case = files.open().unwrap_or_else(|error| panic!("{error}"));
        let problem = &case.problem;
        let weights = weights::global(&problem.tree);
        let evaluation = evaluate(problem, &[Method::named("weighted-sum").unwrap()]).unwrap();
        let group = &evaluation.runs[0].groups[0];
        assert!(group.exact);
        let n = problem.alternatives.len();
        let mut used = false;
        for a in 0..n {
            for b in a + 1..n {
                let variables = variables(problem, [a, b]);
                if variables.is_empty() || variables.len() > 4 {
                    continue;
                }
                let (least, most) = brute_force(problem, &weights, [a, b], &variables);
                let bounds = group.lead(a, b, &weights).expect("the weighted sum has bounds");
                let text = || {
                    format!(
                        "{}\n{a} over {b}: brute force {least} .. {most}, bounds {bounds:?}",
                        std::fs::read_to_string(files.path("case.toml")).unwrap()
                    )
                };
                assert!((bounds.min - least).abs() < 1e-9, "{}", text());
                assert!((bounds.max - most).abs() < 1e-9, "{}", text());
                used = true;
                pairs += 1;
                with_shift +=
                    usize::from(problem.cells_of(a).iter().any(|cell| cell.shifts.iter().any(|s| variables.contains(&s.input))));
                shared += usize::from(
                    problem
                        .cells_of(a)
                        .iter()
                        .zip(problem.cells_of(b))
                        .any(|(x, y)| x.input == y.input && variables.contains(&x.input)),
                );
            }
        }
        cases += usize::from(used);
    }
    // The generator must not drift into cases that test nothing.
    assert!(
        pairs > 1500 && with_shift > 300 && shared > 300,
        "{pairs} pairs, {with_shift} with uncertain shifts, {shared} with shared inputs"
    );
}

#[test]
fn no_assignment_of_inputs_leaves_the_bounds() {
    let mut random = Random(7);
    for _ in 0..300 {
        let files = random_case(&mut random);
        let case = files.open().unwrap();
        let problem = &case.problem;
        let weights = weights::global(&problem.tree);
        let evaluation = evaluate(problem, &[Method::named("weighted-sum").unwrap()]).unwrap();
        let group = &evaluation.runs[0].groups[0];
        for _ in 0..50 {
            let draw =
                |input: &afweging::problem::Input| input.spread.low + (input.spread.high - input.spread.low) * random.unit();
            let inputs: Vec<f64> = problem.inputs.iter().map(draw).collect();
            for a in 0..problem.alternatives.len() {
                let mine = score(problem, &weights, a, &inputs);
                let (low, high) = group.standings[a].bounds.unwrap();
                assert!(low - 1e-9 <= mine && mine <= high + 1e-9);
                for b in 0..problem.alternatives.len() {
                    if a == b {
                        continue;
                    }
                    let lead = group.lead(a, b, &weights).unwrap();
                    let difference = mine - score(problem, &weights, b, &inputs);
                    assert!(lead.min - 1e-9 <= difference && difference <= lead.max + 1e-9);
                    // Where the inputs say who is ahead, ranks must allow it.
                    let ahead = (0..problem.alternatives.len())
                        .filter(|other| score(problem, &weights, *other, &inputs) > mine + 1e-9)
                        .count();
                    let (best, worst) = group.standings[a].ranks.unwrap();
                    assert!(best <= 1 + ahead && ahead < worst);
                }
                for leaf in 0..weights.len() {
                    let x = performance(problem, a, leaf, &inputs);
                    let spread = problem.cell(a, leaf).spread;
                    assert!(spread.low - 1e-9 <= x && x <= spread.high + 1e-9);
                }
            }
        }
    }
}

const TEXTS: &str = r#"format = 1
id = "texts"
data = ["plans.csv", "places.csv"]
[[keys]]
id = "plan"
[[keys]]
id = "place"
[[criteria]]
id = "x"
scale = { min = 0, max = 10 }
[[adjustments]]
criterion = "x"
attribute = "role"
when = { plan = "A" }
shift = { values = { lead = 2, partner = 0 } }
[[adjustments]]
criterion = "x"
attribute = "role"
when = { plan = "B" }
shift = { values = { lead = 0, partner = 2 } }
"#;

/// One unknown text is one text everywhere: where it lifts A it does not lift B.
#[test]
fn an_unknown_text_is_the_same_text_in_every_adjustment() {
    let files =
        common::Files::new(&[("case.toml", TEXTS), ("plans.csv", "plan,x\nA,5\nB,5\n"), ("places.csv", "place,role\nhere,?\n")]);
    let case = files.open().unwrap();
    let weights = weights::global(&case.problem.tree);
    let evaluation = evaluate(&case.problem, &case.methods).unwrap();
    let lead = evaluation.runs[0].groups[0].lead(0, 1, &weights).unwrap();
    assert!((lead.min + 0.2).abs() < 1e-12 && (lead.max - 0.2).abs() < 1e-12, "{lead:?}");
    // Both stand at the middle of their shifts.
    assert_eq!(evaluation.runs[0].groups[0].standings[0].score, Some(0.6));
}

/// Two shifts of a cell by one attribute add up before their range is taken: +4 and -4 cancel.
#[test]
fn an_attribute_that_shifts_a_cell_twice_is_one_figure() {
    let twice = "shift = { points = [[0.0, 0.0], [10.0, 4.0]] }\n[[adjustments]]\ncriterion = \"x\"\nattribute = \"role\"\nwhen = { plan = \"A\" }\nshift = { points = [[0.0, 0.0], [10.0, -4.0]] }\n";
    let toml = TEXTS
        .replace("shift = { values = { lead = 2, partner = 0 } }\n", twice)
        .replace("shift = { values = { lead = 0, partner = 2 } }", "shift = { points = [[0.0, 0.0]] }");
    let files = common::Files::new(&[
        ("case.toml", &toml),
        ("plans.csv", "plan,x\nA,5\nB,6\n"),
        ("places.csv", "place,role\nhere,0..10\n"),
    ]);
    let case = files.open().unwrap();
    assert!(case.problem.cell(0, 0).spread.is_crisp());
    assert_eq!(case.problem.performance(0, 0), "5");
}

/// Many alternatives shifted by the same unknown attributes: outer bounds, and they are told apart from exact ones.
#[test]
fn a_search_that_would_take_too_long_gives_true_outer_bounds() {
    let mut toml = String::from(
        "format = 1\nid = \"many\"\ndata = [\"a.csv\", \"b.csv\", \"c.csv\"]\n[[keys]]\nid = \"plan\"\n[[keys]]\nid = \"place\"\n",
    );
    let (mut head, mut row) = (String::from("place"), String::from("here"));
    for k in 0..6 {
        toml += &format!("[[criteria]]\nid = \"c{k}\"\nscale = {{ min = 0, max = 10 }}\n");
        head += &format!(",s{k}");
        row += ",?";
        for j in 0..6 {
            toml += &format!(
                "[[adjustments]]\ncriterion = \"c{k}\"\nattribute = \"s{j}\"\nshift = {{ points = [[0, 0], [1, {}], [2, {}]] }}\n",
                1 + (k + j) % 3,
                -1 - ((k * j) % 4) as i64
            );
        }
    }
    let mut plans = String::from("plan,c0,c1,c2,c3,c4,c5\n");
    for i in 0..6 {
        plans += &format!("P{i}");
        (0..6).for_each(|k| plans += &format!(",{}..{}", (i + k) % 5, 5 + (i * k) % 5));
        plans += "\n";
    }
    let files = common::Files::new(&[
        ("case.toml", &toml),
        ("a.csv", &plans),
        ("b.csv", &format!("{head}\n{row}\n")),
        ("c.csv", "plan,place\nP0,here\nP1,here\nP2,here\nP3,here\nP4,here\nP5,here\n"),
    ]);
    let case = files.open().unwrap_or_else(|error| panic!("{error}"));
    let weights = weights::global(&case.problem.tree);
    let evaluation = evaluate(&case.problem, &case.methods).unwrap();
    let group = &evaluation.runs[0].groups[0];
    assert!(!group.exact);
    let mut random = Random(3);
    for _ in 0..2000 {
        let draw = |input: &afweging::problem::Input| input.spread.low + (input.spread.high - input.spread.low) * random.unit();
        let inputs: Vec<f64> = case.problem.inputs.iter().map(draw).collect();
        let difference = score(&case.problem, &weights, 0, &inputs) - score(&case.problem, &weights, 1, &inputs);
        let lead = group.lead(0, 1, &weights).unwrap();
        assert!(lead.min <= difference && difference <= lead.max);
    }
}
