//! Who is first where figures are linear in a share.

use super::interval::{InfluenceInterval, merged};
use crate::tolerance::SAME_INFLUENCE;

/// A figure of which more is better, as a share goes from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    pub(super) start: f64,
    pub(super) end: f64,
}

impl Line {
    fn at(&self, share: f64) -> f64 {
        (1.0 - share) * self.start + share * self.end
    }

    fn slope(&self) -> f64 {
        self.end - self.start
    }
}

/// The upper envelope of lines as intervals with the lines that are first throughout, up to a
/// tolerance; and those that are first at the present share.
pub(super) fn leaders_of_lines(
    lines: &[Line],
    eps: f64,
    present: f64,
) -> (Vec<InfluenceInterval>, Vec<usize>) {
    let ends = breaks(lines);
    let between = |ends: &[f64]| {
        let (from, to) = (ends[0], ends[1]);
        // Those that tie with the first at both ends tie with it everywhere between.
        let middle = f64::midpoint(from, to);
        let first = (0..lines.len())
            .max_by(|a, b| lines[*a].at(middle).total_cmp(&lines[*b].at(middle)))
            .map_or(Vec::new(), |leader| {
                let behind = |at: usize, share: f64| lines[leader].at(share) - lines[at].at(share);
                let ties = |at: &usize| behind(*at, from) <= eps && behind(*at, to) <= eps;
                (0..lines.len()).filter(ties).collect()
            });
        InfluenceInterval { from, to, first }
    };
    let intervals = ends.windows(2).map(between).collect();
    let best = lines.iter().map(|line| line.at(present)).fold(f64::NEG_INFINITY, f64::max);
    let first_at_present =
        (0..lines.len()).filter(|at| best - lines[*at].at(present) <= eps).collect();
    (merged(intervals), first_at_present)
}

/// The shares at which another line comes first, with 0 and 1.
fn breaks(lines: &[Line]) -> Vec<f64> {
    let mut out = vec![0.0];
    // Of lines that meet, the steepest is first from there on.
    let first =
        |a: &&Line, b: &&Line| a.start.total_cmp(&b.start).then(a.slope().total_cmp(&b.slope()));
    let Some(mut leader) = lines.iter().max_by(first) else { return vec![0.0, 1.0] };
    loop {
        let mut next: Option<(f64, &Line)> = None;
        for line in lines {
            let gain = line.slope() - leader.slope();
            if gain <= 0.0 {
                continue;
            }
            let share = (leader.start - line.start) / gain;
            let is_first = next.is_none_or(|(best, known)| {
                share < best || share == best && line.slope() > known.slope()
            });
            if share < 1.0 && is_first {
                next = Some((share, line));
            }
        }
        // Each next line is steeper, so this comes to an end.
        let Some((share, line)) = next else { break };
        if share > out.last().copied().unwrap_or_default() + SAME_INFLUENCE
            && share < 1.0 - SAME_INFLUENCE
        {
            out.push(share);
        }
        leader = line;
    }
    out.push(1.0);
    out
}
