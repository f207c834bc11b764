//! Brute force over every vertex of the pieces of a pairwise difference, enumerated the dumb way,
//! in the full space of the inputs.

use super::{interpolate, score};
use afweging::problem::{Direction, Problem, Scale, Spread};

/// Inputs that matter for a pair and are not known.
pub fn variables(problem: &Problem, pair: [usize; 2]) -> Vec<usize> {
    variables_within(problem, &spreads(problem), pair)
}

/// The ranges of the inputs.
pub fn spreads(problem: &Problem) -> Vec<Spread> {
    problem.inputs().iter().map(|input| input.spread).collect()
}

/// The same where the inputs have other ranges.
pub fn variables_within(problem: &Problem, spreads: &[Spread], pair: [usize; 2]) -> Vec<usize> {
    let mut out: Vec<usize> = pair
        .iter()
        .flat_map(|alternative| problem.cells_of(*alternative))
        .flat_map(|cell| {
            std::iter::once(cell.input).chain(cell.shifts.iter().map(|shift| shift.input))
        })
        .filter(|input| !spreads[*input].is_crisp())
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// normal . z = offset
type Plane = (Vec<f64>, f64);

/// Bends of the value after limits: the ends of limits and scale, and the bends of the value
/// function.
fn bends(problem: &Problem, alternative: usize, leaf: usize) -> Vec<f64> {
    let criterion = &problem.tree().leaves()[leaf];
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

/// The planes that bound the pieces within one cell of the grid of the shifts' breakpoints. The sum
/// of shifts is linear there, so its planes are found by differences.
fn planes(
    problem: &Problem,
    pair: [usize; 2],
    variables: &[usize],
    low: &[f64],
    high: &[f64],
) -> Vec<Plane> {
    let d = variables.len();
    let axis = |k: usize, at: f64| {
        ((0..d).map(|j| if j == k { 1.0 } else { 0.0 }).collect::<Vec<f64>>(), at)
    };
    let mut out: Vec<Plane> = (0..d).flat_map(|k| [axis(k, low[k]), axis(k, high[k])]).collect();
    for alternative in pair {
        for leaf in 0..problem.tree().leaves().len() {
            let cell = problem.cell(alternative, leaf);
            let shifted = |point: &[f64]| {
                let at = |input: usize| {
                    variables
                        .iter()
                        .position(|v| *v == input)
                        .map_or(problem.inputs()[input].spread.nominal, |k| point[k])
                };
                at(cell.input)
                    + cell
                        .shifts
                        .iter()
                        .map(|shift| interpolate(shift.curve.points(), at(shift.input)))
                        .sum::<f64>()
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
                out.extend(
                    bends(problem, alternative, leaf)
                        .into_iter()
                        .map(|bend| (normal.clone(), bend - constant)),
                );
            }
        }
    }
    out
}

/// Gaussian elimination with pivoting; `None` if singular.
fn solve(planes: &[&Plane]) -> Option<Vec<f64>> {
    super::equations::solve(
        planes
            .iter()
            .map(|(normal, offset)| normal.iter().copied().chain([*offset]).collect())
            .collect(),
        1e-9,
    )
}

fn choose<'a>(
    planes: &'a [Plane],
    from: usize,
    d: usize,
    chosen: &mut Vec<&'a Plane>,
    visit: &mut impl FnMut(&[&Plane]),
) {
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
pub fn brute_force(
    problem: &Problem,
    weights: &[f64],
    pair: [usize; 2],
    variables: &[usize],
) -> (f64, f64) {
    brute_force_within(problem, &spreads(problem), weights, pair, variables)
}

/// The same where the inputs have other ranges.
pub fn brute_force_within(
    problem: &Problem,
    spreads: &[Spread],
    weights: &[f64],
    pair: [usize; 2],
    variables: &[usize],
) -> (f64, f64) {
    let mut inputs: Vec<f64> = problem.inputs().iter().map(|input| input.spread.nominal).collect();
    let grid: Vec<Vec<f64>> = variables
        .iter()
        .map(|input| {
            let spread = spreads[*input];
            let shifts = pair
                .iter()
                .flat_map(|a| problem.cells_of(*a))
                .flat_map(|cell| &cell.shifts)
                .filter(|shift| shift.input == *input);
            let mut out: Vec<f64> =
                shifts.flat_map(|shift| shift.curve.points().iter().map(|point| point.0)).collect();
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
            if point
                .iter()
                .zip(low.iter().zip(&high))
                .any(|(z, (low, high))| *z < low - 1e-9 || *z > high + 1e-9)
            {
                return;
            }
            for (k, input) in variables.iter().enumerate() {
                inputs[*input] = point[k].clamp(low[k], high[k]);
            }
            let difference = score(problem, weights, pair[0], &inputs)
                - score(problem, weights, pair[1], &inputs);
            least = least.min(difference);
            most = most.max(difference);
        });
    }
    (least, most)
}
