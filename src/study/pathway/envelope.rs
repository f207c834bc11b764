//! The greatest of many straight lines that nobody lists: only which one is greatest at a point can
//! be asked.
//!
//! The greatest of lines is convex. Take a line that is greatest at the left end and one that is at
//! the right end, and ask where they cross. If nothing lies above them there, they are all there
//! is; else the line found takes part with each of both, and so on (Eisner & Severance 1976,
//! doi:10.1145/321978.321982). So m lines that are greatest somewhere take at most 2 m questions
//! and two, and every corner is solved for, not searched.

/// A straight line over 0 .. 1, by its values at the ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    /// At 0.
    pub(super) start: f64,
    /// At 1.
    pub(super) end: f64,
}

impl Line {
    /// Its value at x.
    pub(super) fn at(self, x: f64) -> f64 {
        self.start * (1.0 - x) + self.end * x
    }

    /// Where it crosses one that is lower at 0 and higher at 1.
    fn crossing(self, other: Line) -> f64 {
        // Halves, because differences of the largest numbers overflow.
        let (at_start, at_end) =
            (self.start / 2.0 - other.start / 2.0, other.end / 2.0 - self.end / 2.0);
        (at_start / (at_start + at_end)).clamp(0.0, 1.0)
    }
}

/// A part of 0 .. 1 and the line that is greatest there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch<P> {
    /// Where it begins.
    pub(super) from: f64,
    /// Where it ends: farther on.
    pub(super) to: f64,
    /// What the line is of.
    pub(super) of: P,
}

/// How near values are before they count as one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    /// Values up to this apart are ties.
    pub(super) tie: f64,
    /// Rounding may have moved a value by so much: less than a tie.
    pub(super) rounding: f64,
}

/// The parts of 0 .. 1 with the line that is greatest in each, from 0 to 1 without gaps. `greatest`
/// says which line is greatest at a point; of several that tie, any. Lines that tie all along are
/// one. A line that is above the others by no more than a tie is not told from them. Empty where
/// nothing is greatest.
pub(super) fn stretches<P: Clone>(
    near: Near,
    mut greatest: impl FnMut(f64) -> Option<(P, Line)>,
) -> Vec<Stretch<P>> {
    let (Some(first), Some(last)) = (greatest(0.0), greatest(1.0)) else { return Vec::new() };
    let mut found = vec![first, last];
    let mut pairs = vec![(0, 1)];
    while let Some((left, right)) = pairs.pop() {
        let (a, b) = (found[left].1, found[right].1);
        if a.start - b.start <= near.tie || b.end - a.end <= near.tie {
            continue;
        }
        let x = a.crossing(b);
        let Some((of, line)) = greatest(x) else { continue };
        if line.at(x) > a.at(x).max(b.at(x)) + near.tie {
            found.push((of, line));
            pairs.push((left, found.len() - 1));
            pairs.push((found.len() - 1, right));
        }
    }
    upper(near, &found)
}

/// The corners of the greatest of some lines.
fn upper<P: Clone>(near: Near, lines: &[(P, Line)]) -> Vec<Stretch<P>> {
    let ahead_at_0 = |a: Line, b: Line| {
        a.start > b.start + near.rounding || (a.start >= b.start - near.rounding && a.end > b.end)
    };
    let Some(mut at) =
        (0..lines.len()).reduce(|a, b| if ahead_at_0(lines[b].1, lines[a].1) { b } else { a })
    else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut from = 0.0;
    loop {
        let line = lines[at].1;
        // A line that ties at 1 does not pass: there is no other side.
        let crossings = || {
            lines.iter().enumerate().filter(|(_, (_, other))| other.end > line.end + near.tie).map(
                |(next, (_, other))| {
                    let x = line.crossing(*other);
                    let slope =
                        (other.end / 2.0 - line.end / 2.0) + (line.start / 2.0 - other.start / 2.0);
                    (next, x, near.rounding / 2.0 / slope)
                },
            )
        };
        // Of several lines through one point the one that ends highest goes on.
        let reach = crossings().map(|(_, x, blur)| x + blur).fold(f64::INFINITY, f64::min);
        let next = crossings()
            .filter(|(_, x, blur)| x - blur <= reach)
            .max_by(|a, b| lines[a.0].1.end.total_cmp(&lines[b.0].1.end));
        let to = next.map_or(1.0, |(_, x, _)| x);
        if to > from {
            out.push(Stretch { from, to, of: lines[at].0.clone() });
            from = to;
        }
        let Some((next, ..)) = next else { return out };
        at = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(state: &mut u64) -> f64 {
        *state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (*state >> 11) as f64 / (1u64 << 53) as f64
    }

    const NEAR: Near = Near { tie: 1e-10, rounding: 1e-14 };

    fn of(lines: &[Line]) -> (Vec<Stretch<usize>>, usize) {
        let mut asked = 0;
        let stretches = stretches(NEAR, |x| {
            asked += 1;
            (0..lines.len())
                .max_by(|a, b| lines[*a].at(x).total_cmp(&lines[*b].at(x)))
                .map(|at| (at, lines[at]))
        });
        (stretches, asked)
    }

    /// Against a fine grid: at every point of it the line of its part is greatest, parts follow
    /// each other without gaps, and neighbours have other lines.
    #[test]
    fn the_greatest_of_random_lines() {
        let mut state = 3;
        for case in 0..2000 {
            let n = 1 + (unit(&mut state) * 12.0) as usize;
            // Every other case on a coarse grid, so that lines tie, coincide and meet in points.
            let mut value = || {
                let u = unit(&mut state);
                if case % 2 == 0 { u } else { (u * 6.0).floor() / 4.0 - 0.5 }
            };
            let lines: Vec<Line> = (0..n).map(|_| Line { start: value(), end: value() }).collect();
            let (parts, asked) = of(&lines);
            assert!(asked <= 2 * parts.len() + 4 + n, "{asked} {}", parts.len());
            assert_eq!((parts[0].from, parts[parts.len() - 1].to), (0.0, 1.0));
            for pair in parts.windows(2) {
                assert_eq!(pair[0].to, pair[1].from);
                assert!(pair[0].from < pair[0].to);
                assert!(lines[pair[0].of] != lines[pair[1].of]);
            }
            for step in 0..=1000 {
                let x = step as f64 / 1000.0;
                let most = lines.iter().map(|line| line.at(x)).fold(f64::MIN, f64::max);
                let part = parts.iter().find(|part| x <= part.to).unwrap();
                assert!(lines[part.of].at(x) >= most - 2e-10, "{lines:?} {parts:?} {x}");
            }
            // No fewer parts than the grid shows.
            let mut seen: Vec<[u64; 2]> = Vec::new();
            for step in 0..1000 {
                let x = (step as f64 + 0.5) / 1000.0;
                let most = lines.iter().map(|line| line.at(x)).fold(f64::MIN, f64::max);
                let mut best = lines.iter().filter(|line| line.at(x) > most - 1e-12);
                let key = best.next().map(|line| [line.start.to_bits(), line.end.to_bits()]);
                if best.next().is_none() && !seen.contains(&key.unwrap()) {
                    seen.push(key.unwrap());
                }
            }
            assert!(seen.len() <= parts.len(), "{lines:?} {parts:?}");
        }
    }

    #[test]
    fn lines_through_one_point_switch_once_there() {
        // Five lines through (0.3, 1): the lowest slope leads before it, the highest after.
        let through = |slope: f64| Line { start: 1.0 - 0.3 * slope, end: 1.0 + 0.7 * slope };
        let lines = [0.1, -1.0, 2.0, 0.0, -0.5].map(through);
        let (parts, _) = of(&lines);
        assert_eq!(parts.iter().map(|part| part.of).collect::<Vec<_>>(), [1, 2]);
        assert!((parts[0].to - 0.3).abs() < 1e-15);
        // Ties at an end are no switch, whichever of both is asked for there.
        let level = Line { start: 1.0, end: 1.0 };
        for lines in
            [[level, Line { start: 0.0, end: 1.0 }], [Line { start: 1.0, end: 0.0 }, level]]
        {
            let (parts, _) = of(&lines);
            assert_eq!(parts.len(), 1);
            assert_eq!(lines[parts[0].of], level);
        }
    }
}
