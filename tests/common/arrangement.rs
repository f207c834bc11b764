//! Brute force over weights: every vertex of the polytope of admissible weights, cut by further
//! planes, enumerated the dumb way.

use afweging::problem::{Problem, WeightConstraint};

/// normal . w >= offset, or = offset
#[derive(Clone)]
pub struct Side {
    pub normal: Vec<f64>,
    pub offset: f64,
    pub equality: bool,
}

/// The admissible weights of a problem with a flat tree.
pub fn admissible(problem: &Problem) -> Vec<Side> {
    let n = problem.tree().leaves().len();
    let axis = |j: usize| Side {
        normal: (0..n).map(|k| f64::from(u8::from(k == j))).collect(),
        offset: 0.0,
        equality: false,
    };
    let mut out = vec![Side { normal: vec![1.0; n], offset: 1.0, equality: true }];
    out.extend((0..n).map(axis));
    for it in problem.constraints() {
        let mut normal = vec![0.0; n];
        it.terms.iter().for_each(|(branch, by)| {
            normal[problem.tree().branches()[*branch].leaf.unwrap()] -= by
        });
        out.push(Side { normal, offset: it.constant, equality: it.equality });
    }
    out
}

pub fn constraint(terms: &[(usize, f64)], constant: f64, equality: bool) -> WeightConstraint {
    WeightConstraint {
        terms: terms.to_vec(),
        constant,
        equality,
        written: String::new(),
        preference: false,
    }
}

pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// By how much weights break the sides.
pub fn broken(sides: &[Side], w: &[f64]) -> f64 {
    let by = |side: &Side| {
        let over = dot(&side.normal, w) - side.offset;
        if side.equality { over.abs() } else { (-over).max(0.0) }
    };
    sides.iter().map(by).fold(0.0, f64::max)
}

/// The points inside all `sides` in which as many planes as there are weights meet, those of `cuts`
/// among them.
pub fn vertices(sides: &[Side], cuts: &[Side]) -> Vec<Vec<f64>> {
    let n = sides[0].normal.len();
    let planes: Vec<&Side> = sides.iter().chain(cuts).collect();
    let mut out: Vec<Vec<f64>> = Vec::new();
    let mut chosen = vec![0];
    choose(&planes, n, &mut chosen, &mut |point| {
        if broken(sides, &point) < 1e-9 {
            out.push(point);
        }
    });
    out
}

fn choose(planes: &[&Side], n: usize, chosen: &mut Vec<usize>, visit: &mut impl FnMut(Vec<f64>)) {
    if chosen.len() == n {
        if let Some(point) = solve(&chosen.iter().map(|at| planes[*at]).collect::<Vec<_>>()) {
            visit(point);
        }
        return;
    }
    for next in chosen[chosen.len() - 1] + 1..planes.len() {
        chosen.push(next);
        choose(planes, n, chosen, visit);
        chosen.pop();
    }
}

/// Where the planes meet; `None` if that is no point.
fn solve(planes: &[&Side]) -> Option<Vec<f64>> {
    super::equations::solve(
        planes
            .iter()
            .map(|side| side.normal.iter().copied().chain([side.offset]).collect())
            .collect(),
        1e-10,
    )
}
