//! Exact ranks for three weights: areas of the triangle of weights.
//!
//! Scores linear in (w_1, w_2, w_3) are level along straight lines. For each alternative the lines
//! where it is level with one of the others cut the triangle into convex cells, in each of which
//! its rank is one more than the number of those ahead: the area of the cells is the acceptability
//! of that rank (Lahdelma & Salminen 2001, doi:10.1287/opre.49.3.444.11220), computed instead of
//! simulated. m alternatives need about m^3 / 2 cells.

use crate::tolerance::TIE;

/// A point of the triangle, by its weights.
type Point = [f64; 3];

/// A corner that is level up to this, relative to the values' differences, lies on the line: no
/// slivers between lines that meet in a point.
const LEVEL: f64 = 1e-12;

/// Cells with less than this part of the triangle are what rounding leaves.
const NOTHING: f64 = 1e-20;

/// Shares of the area of a part of the triangle.
#[derive(Debug, Clone, PartialEq)]
pub struct Areas {
    /// `ranks[a * m + r]`: where alternative a has rank r, from 0. Of k alternatives tied over as
    /// many ranks each has 1/k of each rank.
    pub ranks: Vec<f64>,
    /// `pairwise[a * m + b]`: where a has the higher score than b; 1/2 each where they are tied; 0
    /// for a = b.
    pub pairwise: Vec<f64>,
    /// The mean of the weights for which an alternative has the first rank, alone or tied; none
    /// where it never has.
    pub central: Vec<Option<Point>>,
    /// The area of the part of the triangle, that of the whole being 1.
    pub area: f64,
}

/// Shares of the weights w >= 0, w_1 + w_2 + w_3 = 1 with h . w <= 0 for each h of `within`.
///
/// `values[a][j]` is the value of alternative a on criterion j, finite; its score is the sum of w_j
/// values\[a\]\[j\]. A constant c in a constraint or score is the same as c added to each of its
/// three coefficients. `None` where the constraints leave no area.
pub fn areas(values: &[Point], within: &[Point]) -> Option<Areas> {
    let body = body(within);
    let (area, _) = measure(&body);
    if area <= NOTHING {
        return None;
    }
    let m = values.len();
    let mut out =
        Areas { ranks: vec![0.0; m * m], pairwise: vec![0.0; m * m], central: vec![None; m], area };
    let blocks = blocks(values);
    for a in 0..m {
        let block: Vec<usize> = (0..m).filter(|b| blocks[*b] == blocks[a]).collect();
        // Tied alternatives are one, whose cells all of them have.
        if block[0] == a {
            out.rank(values, &blocks, &block, &body);
        }
        for b in 0..m {
            if blocks[a] == blocks[b] {
                out.pairwise[a * m + b] = if a == b { 0.0 } else { 0.5 };
            } else if a < b {
                let [ahead, behind] =
                    cut(&body, &difference(&values[blocks[a]], &values[blocks[b]]));
                // Of the smaller part, so that both are exact where one is empty.
                let [ahead, behind] =
                    [ahead, behind].map(|part| part.map_or(0.0, |part| measure(&part).0 / area));
                out.pairwise[a * m + b] = if ahead <= behind { ahead } else { 1.0 - behind };
                out.pairwise[b * m + a] = if ahead <= behind { 1.0 - ahead } else { behind };
            }
        }
    }
    Some(out)
}

/// Where alternatives that are tied everywhere are first: a convex part of the triangle.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstPart {
    /// The alternatives, mostly one.
    pub alternatives: Vec<usize>,
    /// Its corners, in order.
    pub corners: Vec<Point>,
    /// Its area, that of all weights looked at being 1.
    pub share: f64,
}

/// The parts of the triangle in which each alternative is first, for `values` and `within` as in
/// [`areas`]: the triangle without all that lies beyond a line where another is level with it. The
/// parts meet along lines only, so that their shares sum to 1. Where the weights looked at have no
/// area there are none.
pub fn first_parts(values: &[Point], within: &[Point]) -> Vec<FirstPart> {
    let body = body(within);
    let (area, _) = measure(&body);
    if area <= NOTHING {
        return Vec::new();
    }
    let blocks = blocks(values);
    let mut out = Vec::new();
    for a in (0..values.len()).filter(|a| blocks[*a] == *a) {
        let mut cell = body.clone();
        for b in (0..values.len()).filter(|b| blocks[*b] == *b && *b != a) {
            let [_, own] = cut(&cell, &difference(&values[b], &values[a]));
            cell = own.unwrap_or_default();
            if cell.is_empty() {
                break;
            }
        }
        let (own, _) = measure(&cell);
        if own > NOTHING * area {
            let alternatives = (0..values.len()).filter(|b| blocks[*b] == a).collect();
            out.push(FirstPart { alternatives, corners: cell, share: own / area });
        }
    }
    out
}

/// The triangle within these constraints.
fn body(within: &[Point]) -> Vec<Point> {
    let mut body = vec![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    for h in within {
        body = cut(&body, h)[1].take().unwrap_or_default();
    }
    body
}

impl Areas {
    /// The ranks of a block of tied alternatives, from its cells.
    fn rank(&mut self, values: &[Point], blocks: &[usize], block: &[usize], body: &[Point]) {
        let (m, first, size) = (values.len(), block[0], block.len());
        let mut cells = vec![(body.to_vec(), 0)];
        for b in (0..m).filter(|b| blocks[*b] != first) {
            let line = difference(&values[blocks[b]], &values[first]);
            let mut next = Vec::with_capacity(cells.len() + cells.len() / 2);
            for (cell, ahead) in cells {
                let [others, own] = cut(&cell, &line);
                next.extend(others.map(|cell| (cell, ahead + 1)));
                next.extend(own.map(|cell| (cell, ahead)));
            }
            cells = next;
        }
        let (mut first_area, mut moment) = (0.0, [0.0; 3]);
        for (cell, ahead) in cells {
            let (area, centre) = measure(&cell);
            if area <= NOTHING * self.area {
                continue;
            }
            for a in block {
                for rank in ahead..ahead + size {
                    self.ranks[a * m + rank] += area / self.area / size as f64;
                }
            }
            if ahead == 0 {
                first_area += area;
                moment.iter_mut().zip(centre).for_each(|(sum, x)| *sum += area * x);
            }
        }
        if first_area > 0.0 {
            block.iter().for_each(|a| self.central[*a] = Some(moment.map(|sum| sum / first_area)));
        }
    }
}

/// For each alternative the first that it is tied with everywhere, directly or through others.
fn blocks(values: &[Point]) -> Vec<usize> {
    let largest = values.iter().flatten().fold(0.0f64, |largest, x| largest.max(x.abs()));
    let mut blocks: Vec<usize> = (0..values.len()).collect();
    for a in 0..values.len() {
        for b in 0..a {
            if values[a].iter().zip(&values[b]).all(|(x, y)| (x - y).abs() <= TIE * largest)
                && blocks[a] != blocks[b]
            {
                let (from, to) = (blocks[a].max(blocks[b]), blocks[a].min(blocks[b]));
                blocks.iter_mut().filter(|block| **block == from).for_each(|block| *block = to);
            }
        }
    }
    blocks
}

fn difference(a: &Point, b: &Point) -> Point {
    std::array::from_fn(|j| a[j] - b[j])
}

/// The parts of a convex polygon with h . w > 0 and with h . w <= 0, where they have corners off
/// the line.
fn cut(polygon: &[Point], h: &Point) -> [Option<Vec<Point>>; 2] {
    let size = h.iter().fold(0.0f64, |size, x| size.max(x.abs()));
    // Scaled first, so that products of two sides are numbers.
    let h = h.map(|x| if size > 0.0 { x / size } else { 0.0 });
    let side = |w: &Point| {
        let side = h[0] * w[0] + h[1] * w[1] + h[2] * w[2];
        if side.abs() <= LEVEL { 0.0 } else { side }
    };
    let sides: Vec<f64> = polygon.iter().map(side).collect();
    if sides.iter().all(|side| *side <= 0.0) {
        return [None, Some(polygon.to_vec())];
    }
    if sides.iter().all(|side| *side >= 0.0) {
        return [Some(polygon.to_vec()), None];
    }
    let mut parts = [Vec::with_capacity(polygon.len() + 1), Vec::with_capacity(polygon.len() + 1)];
    for (at, (point, side)) in polygon.iter().zip(&sides).enumerate() {
        let next = (at + 1) % polygon.len();
        if *side >= 0.0 {
            parts[0].push(*point);
        }
        if *side <= 0.0 {
            parts[1].push(*point);
        }
        if *side * sides[next] < 0.0 {
            let part = side / (side - sides[next]);
            let crossing = std::array::from_fn(|j| point[j] + part * (polygon[next][j] - point[j]));
            parts.iter_mut().for_each(|corners| corners.push(crossing));
        }
    }
    parts.map(Some)
}

/// The area of a convex polygon, the whole triangle's being 1, and its centre of gravity.
fn measure(polygon: &[Point]) -> (f64, Point) {
    let (mut area, mut moment) = (0.0, [0.0; 3]);
    for k in 1..polygon.len().saturating_sub(1) {
        let [origin, p, q] = [&polygon[0], &polygon[k], &polygon[k + 1]];
        // Differences first: thin cells far from the corner do not cancel.
        let triangle = ((p[0] - origin[0]) * (q[1] - origin[1])
            - (p[1] - origin[1]) * (q[0] - origin[0]))
            .abs();
        area += triangle;
        moment
            .iter_mut()
            .enumerate()
            .for_each(|(j, sum)| *sum += triangle * (origin[j] + p[j] + q[j]) / 3.0);
    }
    (area, if area > 0.0 { moment.map(|sum| sum / area) } else { [0.0; 3] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Layout, Linear, Options, Ranks, SimplexSampler, Tally, rng, run};
    use crate::polytope::half_space;
    use std::ops::ControlFlow;
    use std::sync::Arc;

    fn random(m: usize, seed: u64) -> Vec<Point> {
        let at = |k: usize| rng::uniform(rng::value(seed, k as u64, 0, 0));
        (0..m).map(|a| std::array::from_fn(|j| at(3 * a + j))).collect()
    }

    fn sums_are_1(areas: &Areas, m: usize) {
        for a in 0..m {
            let row: f64 = areas.ranks[a * m..][..m].iter().sum();
            let column: f64 = (0..m).map(|b| areas.ranks[b * m + a]).sum();
            assert!((row - 1.0).abs() < 1e-12 && (column - 1.0).abs() < 1e-12, "{row} {column}");
        }
    }

    #[test]
    fn simulated_ranks_agree_also_with_ties() {
        let (m, draws) = (7, 400_000u64);
        let mut values = random(m, 1);
        // Two that are the same, and one that is them but for rounding.
        values[4] = values[1];
        values[6] = values[1].map(|x| x * (1.0 + 1e-14));
        let areas = areas(&values, &[]).unwrap();
        sums_are_1(&areas, m);
        let layout = Arc::new(Layout::new(
            std::slice::from_ref(&(0..m)),
            &(0..m).collect::<Vec<_>>(),
            3,
            Options { pairwise: true, central: true },
        ));
        let mut ranks = Ranks::new(&layout);
        let linear = Linear::new((0..3 * m).map(|k| values[k % m][k / m]).collect(), m);
        run(
            0..draws,
            &SimplexSampler::new(3, 1, 0),
            &linear,
            || Ranks::new(&layout),
            |_, tally| {
                ranks.merge(tally);
                ControlFlow::Continue(())
            },
        );
        for a in 0..m {
            for r in 0..m {
                let error = 4.0 * (0.25 / draws as f64).sqrt();
                assert!(
                    (ranks.rank(a, r) / draws as f64 - areas.ranks[a * m + r]).abs() < error,
                    "{a} {r}"
                );
            }
        }
        assert_eq!(areas.pairwise[m + 4], 0.5);
        assert_eq!(areas.central[4], areas.central[1]);
    }

    #[test]
    fn pairs_agree_with_half_spaces_and_first_ranks_with_all_cells() {
        for seed in 0..20 {
            let m = 8;
            let values = random(m, seed);
            let areas = areas(&values, &[]).unwrap();
            sums_are_1(&areas, m);
            assert!((areas.area - 1.0).abs() < 1e-15);
            let mut mean = [0.0; 3];
            for a in 0..m {
                let mut ahead = 0.0;
                for b in (0..m).filter(|b| *b != a) {
                    let exact = half_space::share(&difference(&values[a], &values[b])).0;
                    assert!((areas.pairwise[a * m + b] - exact).abs() < 1e-14);
                    ahead += exact;
                }
                // The expected rank is 1 plus the shares of those ahead.
                let expected: f64 = (0..m).map(|r| r as f64 * areas.ranks[a * m + r]).sum();
                assert!((expected - ((m - 1) as f64 - ahead)).abs() < 1e-13);
                assert_eq!(areas.central[a].is_some(), areas.ranks[a * m] > 0.0);
                for (sum, w) in mean.iter_mut().zip(areas.central[a].unwrap_or_default()) {
                    *sum += areas.ranks[a * m] * w;
                }
            }
            // First ranks part the triangle, whose centre is (1/3, 1/3, 1/3).
            assert!(mean.iter().all(|x| (x - 1.0 / 3.0).abs() < 1e-13), "{mean:?}");
        }
    }

    #[test]
    fn first_parts_have_the_areas_of_first_ranks() {
        for seed in 0..20 {
            let m = 9;
            let mut values = random(m, seed);
            // One that is another everywhere: they share a part, and each has half of its share.
            values[5] = values[2];
            let constraint = [[1.0, -1.0, 0.0]];
            for within in [&[][..], &constraint[..]] {
                let areas = areas(&values, within).unwrap();
                let parts = first_parts(&values, within);
                let mut shares = vec![0.0; m];
                for part in &parts {
                    for a in &part.alternatives {
                        shares[*a] = part.share / part.alternatives.len() as f64;
                    }
                }
                for (a, share) in shares.iter().enumerate() {
                    assert!((share - areas.ranks[a * m]).abs() < 1e-13, "{seed} {a}");
                }
                assert!((parts.iter().map(|part| part.share).sum::<f64>() - 1.0).abs() < 1e-13);
            }
        }
    }

    #[test]
    fn the_first_parts_of_three_that_are_each_best_at_one_thing_are_kites() {
        let values = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        let parts = first_parts(&values, &[]);
        assert_eq!(parts.len(), 3);
        for part in &parts {
            assert!((part.share - 1.0 / 3.0).abs() < 1e-15 && part.corners.len() == 4);
        }
        // All meet in the middle.
        let third = 1.0 / 3.0;
        let middle = |corner: &Point| corner.iter().all(|w| (w - third).abs() < 1e-12);
        assert!(parts.iter().all(|part| part.corners.iter().any(middle)));
        assert!(first_parts(&values, &[[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0]]).is_empty());
    }

    #[test]
    fn degenerate_problems() {
        let all = areas(&[[0.0; 3]; 3], &[]).unwrap();
        assert!(all.ranks.iter().all(|share| (share - 1.0 / 3.0).abs() < 1e-15));
        assert_eq!(all.central[2], Some([1.0 / 3.0; 3]));
        assert_eq!(areas(&[[1.0, 2.0, 3.0]], &[]).unwrap().ranks, [1.0]);
        assert!(areas(&[], &[]).unwrap().ranks.is_empty());
        // Nothing left, a line left, and an impossible constraint.
        assert_eq!(areas(&[[1.0; 3]], &[[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0]]), None);
        assert_eq!(areas(&[[1.0; 3]], &[[1.0; 3]]), None);
        // Many lines through one point: no rank by rounding. b and c are ahead of a together or not
        // at all.
        let third = 1.0 / 3.0;
        let values = [[third; 3], [1.0, 0.0, 0.0], [0.9, 0.05, 0.05], [0.1, 0.45, 0.45]];
        let areas = areas(&values, &[]).unwrap();
        assert_eq!(
            [areas.ranks[0], areas.ranks[3]],
            [0.0, 0.0],
            "a is never first or last: {areas:?}"
        );
        assert_eq!(areas.central[0], None);
    }

    #[test]
    fn scale_does_not_matter() {
        let values = random(6, 3);
        let [small, large] = [1e-200, 1e200].map(|scale| {
            areas(&values.iter().map(|v| v.map(|x| x * scale)).collect::<Vec<_>>(), &[])
        });
        let (small, large, one) = (small.unwrap(), large.unwrap(), areas(&values, &[]).unwrap());
        for (a, (b, c)) in one.ranks.iter().zip(small.ranks.iter().zip(&large.ranks)) {
            assert!((a - b).abs() < 1e-13 && (a - c).abs() < 1e-13);
        }
    }
}
