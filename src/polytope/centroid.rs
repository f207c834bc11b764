//! The centroid of a polytope of weights: the mean of the uniform distribution on it.
//!
//! Where the vertices are few the centroid is exact. The polytope is cut into simplices after Cohen
//! & Hickey 1979, J. ACM 26(3), 401-414, doi:10.1145/322139.322141: a vertex of a face is joined to
//! the simplices of the facets of that face on which it does not lie, and so on down to single
//! vertices. Which vertex lies on which facet is known from the double description that found the
//! vertices, so that no arithmetic decides how the pieces meet. With V_k the volume of a simplex
//! and b_k the mean of its corners,
//!
//! ```text
//! centroid = sum of V_k b_k / sum of V_k
//! ```
//!
//! The volume is taken within the affine hull, so a polytope that equalities make flat is no
//! special case: V_k is, up to the same factor for all, the product of the distances of each corner
//! from the hull of those before it. All terms are positive and nothing is subtracted.
//!
//! Elsewhere the mean of a walk ([`Walk`]) stands for it, with the standard error of every weight.

use super::mixing::Mixing;
use super::moves::CHAINS;
use super::null_space::norm;
use super::prepare::{Polytope, Row};
use super::walk::Walk;
use crate::kernel::rng;
use crate::lp::vertices::{Vertex, vertices_on_faces};
use crate::lp::{NoAnswer, Row as Bound, dot};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The centroid, and how it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Centroid {
    /// A weight per criterion: at least 0, sum 1. They meet the rows up to 1e-11 of a row's largest
    /// figure.
    pub weights: Vec<f64>,
    /// How they were found.
    pub certainty: Certainty,
}

/// How a centroid was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Certainty {
    /// From the vertices, right but for rounding; or the one point there is, where the polytope is
    /// no thicker than 1e-8 in any direction.
    Exact,
    /// As the mean of points drawn.
    Sampled {
        /// How many points.
        draws: usize,
        /// By weight: the standard error of the mean, which allows for the dependence between
        /// points of a walk ([`Mixing`]).
        std_error: Vec<f64>,
    },
}

impl Certainty {
    /// The largest standard error of a weight; `None` where all are exact.
    pub fn largest_error(&self) -> Option<f64> {
        match self {
            Certainty::Exact => None,
            Certainty::Sampled { std_error, .. } => {
                Some(std_error.iter().fold(0.0, |most, error| error.max(most)))
            }
        }
    }
}

/// With more vertices than this the centroid is sampled.
const MOST_VERTICES: usize = 400;

/// Cutting into simplices may take so many steps of arithmetic, about a fifth of a second; what
/// takes more is sampled. Steps are counted and not timed, so that every machine stops at the same
/// polytope.
const MOST_WORK: usize = 200_000_000;

/// A polytope is too thin for volumes from its vertices if it is no thicker than this in some
/// direction; [`Polytope`] then takes it as flat. Vertices are right to some 1e-12.
const THIN: f64 = 1e-8;

/// A walk that costs no more steps of arithmetic than this per draw takes [`MANY_DRAWS`].
const CHEAP: usize = 60_000;

/// How many points a cheap walk draws: standard errors are then below 1/150 of a weight's spread.
const MANY_DRAWS: usize = 65_536;

/// How many points any other walk draws: standard errors are below 1/50 of a weight's spread.
const FEW_DRAWS: usize = 8_192;

/// The seed of the walk: the same weights every time, whatever seed a study has.
const SEED: u64 = 1;

/// So many steps of all chains are drawn at a time.
const STEPS: usize = 64;

/// The centroid of {w in R^n : w >= 0, sum of w = 1, and rows}.
///
/// The same bits for any number of threads. What is no thicker than 1e-8 in some direction and not
/// flat by its vertices counts as flat in that direction.
///
/// ```
/// use afweging::polytope::Row;
/// use afweging::polytope::centroid::{Certainty, centroid};
///
/// // w1 >= w2 >= w3: the weights of the rank order centroid, 11/18, 5/18 and 2/18.
/// let at_most = |coefficients: [f64; 3]| Row {
///     coefficients: coefficients.to_vec(),
///     constant: 0.0,
///     equality: false,
/// };
/// let found = centroid(3, &[at_most([-1.0, 1.0, 0.0]), at_most([0.0, -1.0, 1.0])]).unwrap();
/// assert!((found.weights[0] - 11.0 / 18.0).abs() < 1e-15);
/// assert_eq!(found.certainty, Certainty::Exact);
/// ```
///
/// # Errors
///
/// As for [`Polytope::new`]: `Infeasible` where no weights meet the rows, `Numerical` where the
/// solver of linear programs gave up.
///
/// # Panics
///
/// If n is 0 or a row has not n coefficients.
pub fn centroid(n: usize, rows: &[Row]) -> Result<Centroid, NoAnswer> {
    assert!(n > 0 && rows.iter().all(|row| row.coefficients.len() == n), "rows fit the weights");
    match exact(n, rows) {
        Some(weights) => Ok(Centroid { weights, certainty: Certainty::Exact }),
        None => sampled(n, rows),
    }
}

/// The centroid from the vertices; `None` where they are too many, or volumes would rest on
/// rounding.
fn exact(n: usize, rows: &[Row]) -> Option<Vec<f64>> {
    let bounds: Vec<Bound> = rows
        .iter()
        .map(|row| Bound::with_constant(row.coefficients.clone(), row.constant, row.equality))
        .collect();
    let vertices = vertices_on_faces(n, &bounds, MOST_VERTICES)?;
    // No vertex at all is for the linear programs to judge, which are less strict.
    vertices.first()?;
    if vertices.len() <= n && is_simplex(&vertices) {
        let mean = |j: usize| {
            vertices.iter().map(|vertex| vertex.x[j]).sum::<f64>() / vertices.len() as f64
        };
        return Some(proper((0..n).map(mean).collect()));
    }
    Simplices::of(&vertices, n + rows.len()).centroid().map(proper)
}

/// Whether the vertices are those of a simplex that is not thin.
fn is_simplex(vertices: &[Vertex]) -> bool {
    let mut hull = Hull::default();
    vertices.iter().all(|vertex| hull.push(&vertex.x) >= THIN)
}

/// What rounding left off a sum of 1.
fn proper(weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight.max(0.0) / sum).collect()
}

/// Points, and an orthonormal basis of the directions of their affine hull.
#[derive(Default)]
struct Hull<'a> {
    first: Option<&'a [f64]>,
    basis: Vec<Vec<f64>>,
}

impl<'a> Hull<'a> {
    /// Add a point, and say how far it is from the hull of those before; 1 for the first.
    fn push(&mut self, point: &'a [f64]) -> f64 {
        let Some(first) = self.first else {
            self.first = Some(point);
            return 1.0;
        };
        let mut rest: Vec<f64> = point.iter().zip(first).map(|(x, origin)| x - origin).collect();
        // A second round removes what rounding left over from the first.
        for _ in 0..2 {
            for direction in &self.basis {
                let along = dot(&rest, direction);
                rest.iter_mut().zip(direction).for_each(|(x, d)| *x -= along * d);
            }
        }
        let distance = norm(&rest);
        if distance > 0.0 {
            rest.iter_mut().for_each(|x| *x /= distance);
        }
        self.basis.push(rest);
        distance
    }

    /// Take the last point back.
    fn pop(&mut self) {
        if self.basis.pop().is_none() {
            self.first = None;
        }
    }
}

/// A set of vertices, a bit each.
type Face = Rc<[u64]>;

/// The simplices of a polytope, added up as they are found.
struct Simplices<'a> {
    vertices: &'a [Vertex],
    /// By bound and row: the vertices on it.
    on: Vec<Face>,
    /// By face: its facets.
    facets: BTreeMap<Face, Rc<Vec<Face>>>,
    /// The corners so far, from the top down.
    corners: Vec<usize>,
    hull: Hull<'a>,
    /// How many corners a simplex has, once one has been found.
    size: Option<usize>,
    /// The sum of volumes, and by weight that of volumes times sums of corners.
    volume: f64,
    moments: Vec<f64>,
    /// The largest over simplices of the least distance of a corner.
    thickness: f64,
    work: usize,
}

impl<'a> Simplices<'a> {
    fn of(vertices: &'a [Vertex], faces: usize) -> Simplices<'a> {
        let on = |face: usize| {
            let is_on = |v: &Vertex| v.faces[face / 64] >> (face % 64) & 1 == 1;
            set_of(vertices.len(), (0..vertices.len()).filter(|v| is_on(&vertices[*v])))
        };
        let mut on: Vec<Face> = (0..faces).map(on).collect();
        on.sort();
        on.dedup();
        Simplices {
            vertices,
            on,
            facets: BTreeMap::new(),
            corners: Vec::new(),
            hull: Hull::default(),
            size: None,
            volume: 0.0,
            moments: vec![0.0; vertices[0].x.len()],
            thickness: 0.0,
            work: 0,
        }
    }

    fn centroid(mut self) -> Option<Vec<f64>> {
        let whole = set_of(self.vertices.len(), 0..self.vertices.len());
        self.cut(&whole, 1.0, 1.0)?;
        let corners = self.size? as f64;
        let sound = self.volume > 0.0 && self.volume.is_finite() && self.thickness >= THIN;
        sound.then(|| self.moments.iter().map(|sum| sum / (self.volume * corners)).collect())
    }

    /// Cut a face into simplices, each joined to the corners so far; `volume` is the product of
    /// their distances and `least` the least of these. `None` where it takes too long, or where
    /// simplices come out with different numbers of corners: then it was not clear which vertex
    /// lies on which face.
    fn cut(&mut self, face: &Face, volume: f64, least: f64) -> Option<()> {
        let vertices = self.vertices;
        let apex = members(face).next()?;
        self.work += vertices[apex].x.len() * (4 * self.corners.len() + 1);
        if self.work > MOST_WORK {
            return None;
        }
        let distance = self.hull.push(&vertices[apex].x);
        let (volume, least) = (volume * distance, least.min(distance));
        self.corners.push(apex);
        if members(face).nth(1).is_none() {
            self.add(volume, least)?;
        } else {
            for facet in self.facets_of(face)?.iter().filter(|facet| !holds(facet, apex)) {
                self.cut(facet, volume, least)?;
            }
        }
        self.corners.pop();
        self.hull.pop();
        Some(())
    }

    fn add(&mut self, volume: f64, least: f64) -> Option<()> {
        if *self.size.get_or_insert(self.corners.len()) != self.corners.len() {
            return None;
        }
        self.volume += volume;
        self.thickness = self.thickness.max(least);
        self.work += self.corners.len() * self.moments.len();
        for (j, moment) in self.moments.iter_mut().enumerate() {
            let sum: f64 = self.corners.iter().map(|corner| self.vertices[*corner].x[j]).sum();
            *moment += volume * sum;
        }
        Some(())
    }

    /// The facets of a face: the largest of its proper parts that bounds and rows cut out of it.
    fn facets_of(&mut self, face: &Face) -> Option<Rc<Vec<Face>>> {
        if let Some(known) = self.facets.get(face) {
            return Some(known.clone());
        }
        let mut parts: Vec<Face> = Vec::with_capacity(self.on.len());
        for on in &self.on {
            let part: Face = face.iter().zip(on.iter()).map(|(a, b)| a & b).collect();
            if part != *face && part.iter().any(|word| *word != 0) {
                parts.push(part);
            }
        }
        parts.sort();
        parts.dedup();
        self.work += face.len() * (self.on.len() + parts.len() * parts.len());
        if self.work > MOST_WORK {
            return None;
        }
        let largest =
            |part: &&Face| !parts.iter().any(|other| other != *part && is_within(part, other));
        let facets = Rc::new(parts.iter().filter(largest).cloned().collect::<Vec<Face>>());
        self.facets.insert(face.clone(), facets.clone());
        Some(facets)
    }
}

fn set_of(count: usize, members: impl Iterator<Item = usize>) -> Face {
    let mut out = vec![0u64; count.div_ceil(64)];
    members.for_each(|at| out[at / 64] |= 1 << (at % 64));
    out.into()
}

fn members(set: &Face) -> impl Iterator<Item = usize> {
    (0..64 * set.len()).filter(|at| holds(set, *at))
}

fn holds(set: &Face, at: usize) -> bool {
    set[at / 64] >> (at % 64) & 1 == 1
}

fn is_within(part: &Face, whole: &Face) -> bool {
    part.iter().zip(whole.iter()).all(|(part, whole)| part & whole == *part)
}

/// The mean of points of a walk, with its errors.
fn sampled(n: usize, rows: &[Row]) -> Result<Centroid, NoAnswer> {
    let polytope = Polytope::new(n, rows)?;
    let d = polytope.dimension();
    if d == 0 {
        let weights = proper(polytope.centre().to_vec());
        return Ok(Centroid { weights, certainty: Certainty::Exact });
    }
    let mut walk = Walk::new(&polytope, SEED, rng::WEIGHTS);
    let cost = walk.thinning().saturating_mul(polytope.bounds()).saturating_mul(d);
    let draws = if cost <= CHEAP { MANY_DRAWS } else { FEW_DRAWS };
    let mut mixing = Mixing::new(n, CHAINS);
    let mut points = vec![0.0; n * STEPS * CHAINS];
    for _ in 0..draws / (STEPS * CHAINS) {
        walk.fill(STEPS, &mut points);
        mixing.add(&points);
    }
    let estimates = (0..n).map(|weight| mixing.estimate(weight));
    let estimates = estimates.collect::<Option<Vec<_>>>().ok_or(NoAnswer::Numerical)?;
    let std_error = estimates.iter().map(|estimate| estimate.error).collect();
    let weights = proper(estimates.iter().map(|estimate| estimate.mean).collect());
    Ok(Centroid { weights, certainty: Certainty::Sampled { draws, std_error } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn most(coefficients: &[f64], constant: f64) -> Row {
        Row { coefficients: coefficients.to_vec(), constant, equality: false }
    }

    fn equal(coefficients: &[f64], constant: f64) -> Row {
        Row { equality: true, ..most(coefficients, constant) }
    }

    fn unit(n: usize, at: usize, by: f64) -> Vec<f64> {
        (0..n).map(|j| if j == at { by } else { 0.0 }).collect()
    }

    fn random(state: &mut u64) -> f64 {
        *state += 1;
        rng::uniform(rng::value(17, *state, 0, 0))
    }

    /// Rows near a random point, which they all hold.
    fn random_rows(state: &mut u64, n: usize, count: usize) -> Vec<Row> {
        let raw: Vec<f64> = (0..n).map(|_| 0.05 + random(state)).collect();
        let sum: f64 = raw.iter().sum();
        (0..count)
            .map(|_| {
                let a: Vec<f64> = (0..n).map(|_| random(state) - 0.5).collect();
                let at: f64 = a.iter().zip(&raw).map(|(a, w)| a * w / sum).sum();
                most(&a, -at - 0.1 * random(state))
            })
            .collect()
    }

    fn assert_near(found: &[f64], wanted: &[f64], tolerance: f64) {
        assert_eq!(found.len(), wanted.len());
        assert!(
            found.iter().zip(wanted).all(|(a, b)| (a - b).abs() <= tolerance),
            "{found:?} {wanted:?}"
        );
    }

    /// w1 >= w2 >= ... >= wn has the centroid w_i = (1/n) sum over k >= i of 1/k (Barron & Barrett
    /// 1996, Management Science 42(11), 1515-1523).
    #[test]
    fn an_order_has_the_rank_order_centroid() {
        for n in [1, 2, 3, 7, 10, 40] {
            let row = |i: usize| {
                let mut a = unit(n, i, -1.0);
                a[i + 1] = 1.0;
                most(&a, 0.0)
            };
            let rows: Vec<Row> = (0..n - 1).map(row).collect();
            let found = centroid(n, &rows).unwrap();
            let wanted: Vec<f64> =
                (1..=n).map(|i| (i..=n).map(|k| 1.0 / k as f64).sum::<f64>() / n as f64).collect();
            assert_eq!(found.certainty, Certainty::Exact);
            assert_near(&found.weights, &wanted, 1e-14);
        }
    }

    /// Without rows all weigh the same, however many there are.
    #[test]
    fn the_whole_simplex_has_equal_weights() {
        for n in [1, 2, 5, 300] {
            let found = centroid(n, &[]).unwrap();
            assert_eq!(found.certainty, Certainty::Exact);
            assert_near(&found.weights, &vec![1.0 / n as f64; n], 1e-14);
        }
    }

    /// Three weights between bounds are a polygon in the plane of w1 and w2: its centroid by the
    /// shoelace formula, from corners found by clipping.
    #[test]
    fn a_box_on_three_weights_is_a_polygon() {
        let mut state = 0;
        for _ in 0..300 {
            let bounds: Vec<(f64, f64)> = (0..3)
                .map(|_| (0.33 * random(&mut state), 0.34 + 0.6 * random(&mut state)))
                .collect();
            let rows: Vec<Row> = (0..3)
                .flat_map(|j| {
                    [most(&unit(3, j, -1.0), bounds[j].0), most(&unit(3, j, 1.0), -bounds[j].1)]
                })
                .collect();
            let mut polygon = vec![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]];
            for (j, (low, high)) in bounds.iter().enumerate() {
                let at = |p: &[f64; 2]| [p[0], p[1], 1.0 - p[0] - p[1]][j];
                for (sign, bound) in [(1.0, *low), (-1.0, *high)] {
                    let inside = |p: &[f64; 2]| sign * (at(p) - bound);
                    let mut next = Vec::new();
                    for (k, p) in polygon.iter().enumerate() {
                        let q = &polygon[(k + 1) % polygon.len()];
                        let (a, b) = (inside(p), inside(q));
                        if a >= 0.0 {
                            next.push(*p);
                        }
                        if a * b < 0.0 {
                            let t = a / (a - b);
                            next.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
                        }
                    }
                    polygon = next;
                }
            }
            let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
            for (k, p) in polygon.iter().enumerate() {
                let q = &polygon[(k + 1) % polygon.len()];
                let cross = p[0] * q[1] - q[0] * p[1];
                area += cross / 2.0;
                x += (p[0] + q[0]) * cross / 6.0;
                y += (p[1] + q[1]) * cross / 6.0;
            }
            let wanted = [x / area, y / area, 1.0 - (x + y) / area];
            let found = centroid(3, &rows).unwrap();
            assert_eq!(found.certainty, Certainty::Exact);
            assert_near(&found.weights, &wanted, 1e-10);
        }
    }

    /// The walk knows nothing of vertices.
    #[test]
    fn exact_and_sampled_agree() {
        let (mut state, mut exact_ones) = (1000, 0);
        for round in 0..25 {
            let n = 2 + round % 5;
            let rows = random_rows(&mut state, n, 1 + round % 7);
            let Some(weights) = exact(n, &rows) else { continue };
            exact_ones += 1;
            let drawn = sampled(n, &rows).unwrap();
            let Certainty::Sampled { std_error, draws } = drawn.certainty else {
                panic!("{n} {rows:?}")
            };
            assert_eq!(draws, MANY_DRAWS);
            for ((exact, drawn), error) in weights.iter().zip(&drawn.weights).zip(std_error) {
                assert!((exact - drawn).abs() <= 5.0 * error, "{exact} {drawn} {error}");
            }
            assert!(rows.iter().all(|row| row.at(&weights) <= 1e-12));
        }
        assert!(exact_ones >= 24, "{exact_ones}");
    }

    /// The mean of two parts, by their volumes, is that of the whole: a plane cuts no matter what.
    #[test]
    fn a_cut_leaves_parts_that_add_up() {
        let mut state = 5000;
        for round in 0..60 {
            let n = 3 + round % 4;
            let rows = random_rows(&mut state, n, 1 + round % 4);
            let whole = centroid(n, &rows).unwrap();
            // A plane through the centroid has parts on both sides, and the three centroids lie on
            // one line.
            let a: Vec<f64> = (0..n).map(|_| random(&mut state) - 0.5).collect();
            let at = dot(&a, &whole.weights);
            let against: Vec<f64> = a.iter().map(|a| -a).collect();
            let part = |row: Row| centroid(n, &[&rows[..], &[row]].concat()).unwrap();
            let (below, above) = (part(most(&a, -at)), part(most(&against, at)));
            let out = |part: &Centroid| dot(&a, &part.weights) - at;
            let share = out(&above) / (out(&above) - out(&below));
            assert!(share > 0.0 && share < 1.0);
            let mixed: Vec<f64> = below
                .weights
                .iter()
                .zip(&above.weights)
                .map(|(b, a)| share * b + (1.0 - share) * a)
                .collect();
            assert_near(&mixed, &whole.weights, 1e-9);
        }
    }

    #[test]
    fn flat_ones_are_exact() {
        // w1 = 2 w2 in four weights: of w2, w3, w4 with 3 w2 + w3 + w4 = 1 the mean of the corners.
        let found = centroid(4, &[equal(&[1.0, -2.0, 0.0, 0.0], 0.0)]).unwrap();
        assert_eq!(found.certainty, Certainty::Exact);
        assert_near(&found.weights, &[2.0 / 9.0, 1.0 / 9.0, 1.0 / 3.0, 1.0 / 3.0], 1e-15);
        // The same by two inequalities.
        let both = [most(&[1.0, -2.0, 0.0, 0.0], 0.0), most(&[-3e5, 6e5, 0.0, 0.0], 0.0)];
        assert_near(&centroid(4, &both).unwrap().weights, &found.weights, 1e-14);
        // A single point, and a segment.
        let point = [equal(&[1.0, 0.0, 0.0], -0.2), equal(&[0.0, 1.0, 0.0], -0.3)];
        assert_near(&centroid(3, &point).unwrap().weights, &[0.2, 0.3, 0.5], 1e-15);
        let found = centroid(3, &point[..1]).unwrap();
        assert_eq!(found.certainty, Certainty::Exact);
        assert_near(&found.weights, &[0.2, 0.4, 0.4], 1e-15);
        // What can only be 0 is 0.
        let found = centroid(3, &[most(&[0.0, 0.0, 1.0], 0.0)]).unwrap();
        assert_near(&found.weights, &[0.5, 0.5, 0.0], 0.0);
        // A row of no coefficients that holds.
        assert_near(&centroid(2, &[most(&[0.0, 0.0], -1.0)]).unwrap().weights, &[0.5, 0.5], 0.0);
    }

    /// w1 from 0.3 to 0.3 + width; in the middle of it, the rest in halves.
    #[test]
    fn thin_ones_are_exact_or_flat() {
        for width in [1e-3, 1e-6, 1e-7, 1e-9, 1e-11, 1e-13] {
            let rows =
                [most(&[-1.0, 0.0, 0.0, 0.0], 0.3), most(&[1.0, 0.0, 0.0, 0.0], -0.3 - width)];
            let found = centroid(4, &rows).unwrap();
            let rest = (0.7 - width / 2.0) / 3.0;
            let tolerance = match found.certainty.largest_error() {
                None => 1e-3 * width + 1e-9,
                Some(error) => 5.0 * error,
            };
            assert_near(&found.weights, &[0.3 + width / 2.0, rest, rest, rest], tolerance);
            assert!(rows.iter().all(|row| row.at(&found.weights) <= 1e-11), "{width}");
        }
    }

    #[test]
    fn no_weights_have_no_centroid() {
        let none = [most(&[1.0, 0.0], -0.2), most(&[0.0, 1.0], -0.3)];
        assert_eq!(centroid(2, &none), Err(NoAnswer::Infeasible));
        assert_eq!(centroid(2, &[most(&[0.0, 0.0], 1.0)]), Err(NoAnswer::Infeasible));
        assert_eq!(centroid(1, &[most(&[1.0], -0.5)]), Err(NoAnswer::Infeasible));
    }

    /// Bounds around equal weights: by symmetry the centroid is the middle, whether the corners
    /// are few or many.
    #[test]
    fn a_symmetric_box_has_its_middle() {
        for (n, is_exact) in [(6, true), (12, false)] {
            let middle = 1.0 / n as f64;
            let rows: Vec<Row> = (0..n)
                .flat_map(|j| {
                    [most(&unit(n, j, -1.0), 0.8 * middle), most(&unit(n, j, 1.0), -1.2 * middle)]
                })
                .collect();
            let found = centroid(n, &rows).unwrap();
            assert_eq!(found.certainty == Certainty::Exact, is_exact, "{n}");
            let tolerance = match found.certainty.largest_error() {
                None => 1e-14,
                Some(error) => 5.0 * error,
            };
            assert_near(&found.weights, &vec![middle; n], tolerance);
            // Again, on one thread.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
            assert_eq!(pool.install(|| centroid(n, &rows)).unwrap(), found);
        }
    }
}
