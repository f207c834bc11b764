//! Who is highest as one input runs through its figures: the upper envelope of lines, piece by
//! piece.
//!
//! Between stops all scores are straight in the input, so the highest changes only where a line
//! that ends higher crosses it: each piece is found from the one before, without a grid.

/// Scores as functions of one input: straight between stops, or given at single figures only.
pub(super) struct Fan<'a> {
    /// The stops, ascending.
    pub(super) stops: &'a [f64],
    /// Whether only the stops themselves are figures of the input.
    pub(super) discrete: bool,
    /// `values[k * lines + l]` is line l at stop k.
    pub(super) values: &'a [f64],
    /// How many lines.
    pub(super) lines: usize,
    /// Differences up to this are ties.
    pub(super) eps: f64,
}

/// A piece of the envelope.
pub(super) struct Piece<'a> {
    /// The stop it starts at or after.
    pub(super) stop: usize,
    /// Where it starts and ends; the same at single figures.
    pub(super) from: f64,
    pub(super) to: f64,
    /// The highest line; of several the first.
    pub(super) top: usize,
    /// All lines that tie with it over the whole piece, itself among them.
    pub(super) tied: &'a [usize],
}

impl Fan<'_> {
    fn row(&self, stop: usize) -> &[f64] {
        &self.values[stop * self.lines..][..self.lines]
    }

    /// Visit the pieces in order. `tied` is working memory.
    pub(super) fn walk(&self, tied: &mut Vec<usize>, mut visit: impl FnMut(Piece)) {
        if self.discrete {
            for (stop, x) in self.stops.iter().enumerate() {
                let row = self.row(stop);
                let most = row.iter().fold(f64::NEG_INFINITY, |most, y| most.max(*y));
                tied.clear();
                tied.extend((0..self.lines).filter(|line| most - row[*line] <= self.eps));
                visit(Piece { stop, from: *x, to: *x, top: tied[0], tied });
            }
            return;
        }
        for stop in 0..self.stops.len() - 1 {
            self.segment(stop, tied, &mut visit);
        }
    }

    fn segment(&self, stop: usize, tied: &mut Vec<usize>, visit: &mut impl FnMut(Piece)) {
        let (a, b) = (self.row(stop), self.row(stop + 1));
        let (low, high) = (self.stops[stop], self.stops[stop + 1]);
        let most = a.iter().fold(f64::NEG_INFINITY, |most, y| most.max(*y));
        let mut top = usize::MAX;
        for line in 0..self.lines {
            if most - a[line] <= self.eps && (top == usize::MAX || b[line] > b[top] + self.eps) {
                top = line;
            }
        }
        // Shares of the way from one stop to the next.
        let mut at = 0.0;
        loop {
            let rise = b[top] - a[top];
            let (mut next, mut until) = (usize::MAX, 1.0);
            for line in (0..self.lines).filter(|line| b[*line] - b[top] > self.eps) {
                let crossing = ((a[top] - a[line]) / (b[line] - a[line] - rise)).clamp(at, 1.0);
                if next == usize::MAX
                    || crossing < until
                    || (crossing == until && b[line] > b[next])
                {
                    (next, until) = (line, crossing);
                }
            }
            if until > at {
                tied.clear();
                let same = |line: &usize| {
                    (a[*line] - a[top]).abs() <= self.eps && (b[*line] - b[top]).abs() <= self.eps
                };
                tied.extend((0..self.lines).filter(same));
                let place = |t: f64| if t == 1.0 { high } else { low + (high - low) * t };
                visit(Piece { stop, from: place(at), to: place(until), top, tied });
            }
            if next == usize::MAX {
                return;
            }
            (top, at) = (next, until);
        }
    }

    /// A line at a figure of a piece.
    pub(super) fn at(&self, line: usize, stop: usize, x: f64) -> f64 {
        let a = self.row(stop)[line];
        if self.discrete || x == self.stops[stop] {
            return a;
        }
        let b = self.row(stop + 1)[line];
        a + (b - a) * ((x - self.stops[stop]) / (self.stops[stop + 1] - self.stops[stop]))
    }
}

/// Alternatives from high to low by their scores, those of one score in their order.
pub(super) fn ordered(scores: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..scores.len() as u32).collect();
    order.sort_unstable_by(|a, b| {
        scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b))
    });
    order
}

/// The best of those that are not among `fed` (ascending), and all that tie with it, in `tied`.
pub(super) fn best_other(
    order: &[u32],
    scores: &[f64],
    fed: &[usize],
    eps: f64,
    tied: &mut Vec<usize>,
) -> Option<f64> {
    tied.clear();
    let mut best = None;
    for member in order.iter().map(|member| *member as usize) {
        if fed.binary_search(&member).is_ok() {
            continue;
        }
        match best {
            None => best = Some(scores[member]),
            Some(best) if best - scores[member] > eps => break,
            Some(_) => {}
        }
        tied.push(member);
    }
    tied.sort_unstable();
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_those_of_a_dense_grid() {
        let mut state = 1u64;
        let mut unit = move || {
            state += 1;
            crate::kernel::rng::uniform(crate::kernel::rng::value(5, state, 0, 0))
        };
        for _ in 0..200 {
            let (lines, stops) = (1 + (unit() * 6.0) as usize, vec![0.0, 0.4, 1.0, 3.0]);
            let mut values: Vec<f64> = (0..lines * stops.len()).map(|_| unit()).collect();
            if lines > 2 {
                // Two that are the same everywhere.
                (0..stops.len()).for_each(|k| values[k * lines + 1] = values[k * lines]);
            }
            let fan = Fan { stops: &stops, discrete: false, values: &values, lines, eps: 1e-12 };
            let mut at = 0.0;
            fan.walk(&mut Vec::new(), |piece| {
                assert!(piece.from == at && piece.to > at);
                at = piece.to;
                for step in 1..20 {
                    let x = piece.from + (piece.to - piece.from) * f64::from(step) / 20.0;
                    let ys: Vec<f64> = (0..lines).map(|line| fan.at(line, piece.stop, x)).collect();
                    let most = ys.iter().copied().fold(f64::MIN, f64::max);
                    assert!(most - ys[piece.top] < 1e-12);
                    assert!(lines <= 2 || piece.tied.contains(&0) == piece.tied.contains(&1));
                }
            });
            assert_eq!(at, 3.0);
        }
    }
}
