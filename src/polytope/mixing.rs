//! How much dependent points are worth: effective numbers, standard errors and a diagnostic of
//! mixing, in memory that does not grow.

use crate::kernel::Saved;

/// A chain's points are added up in at most so many batches; when they are full, neighbours are
/// joined.
const BATCHES: usize = 32;

/// What dependent points say of a mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean over all points.
    pub mean: f64,
    /// Its standard error: sqrt(variance / effective).
    pub error: f64,
    /// So many independent points would have the same error; at most the number of points.
    pub effective: f64,
    /// The potential scale reduction sqrt(V / W) of Gelman & Rubin 1992, doi:10.1214/ss/1177011136,
    /// without its correction for degrees of freedom: W the mean of the chains' variances, V = (1 -
    /// 1/n) W + variance of the chains' means, n points per chain. Near 1 where chains have
    /// forgotten where they started; usually taken as good below 1.01. 1 where nothing varies.
    pub scale_reduction: f64,
}

/// Sums over the points of parallel chains, for any quantities computed from each point: weights,
/// scores, or 0 and 1.
///
/// The error is that of batch means: each chain's points are parted into 16 to 32 batches of equal
/// length L (a last, shorter one is left out), and with v the variance of all chains' batch means
/// around the mean of all, effective = points * variance / (L v). Right when L is much longer than
/// a chain's memory. Where it is not, whole chains differ more than their batches tell: if the
/// variance of their means says less than half of that, it is taken instead (on its own it is too
/// noisy: by a sixth with 64 chains).
#[derive(Debug, Clone)]
pub struct Mixing {
    chains: usize,
    rows: Vec<Row>,
    /// Points per chain.
    steps: u64,
    /// Points per batch and chain.
    length: u64,
    /// Batches that are full.
    full: usize,
}

/// The sums of one quantity. Values are counted from the first one seen, so that a narrow spread
/// far from 0 does not cancel.
#[derive(Debug, Clone)]
struct Row {
    origin: f64,
    /// By chain.
    sums: Vec<f64>,
    squares: Vec<f64>,
    /// By batch and chain; the one after the full ones is under way.
    batches: Vec<f64>,
}

impl Mixing {
    /// Nothing seen yet of `quantities`, each with a value per point, in so many chains.
    ///
    /// # Panics
    ///
    /// If there is no chain.
    pub fn new(quantities: usize, chains: usize) -> Mixing {
        assert!(chains > 0, "one chain at least");
        let row = Row {
            origin: 0.0,
            sums: vec![0.0; chains],
            squares: vec![0.0; chains],
            batches: vec![0.0; chains * (BATCHES + 1)],
        };
        Mixing { chains, rows: vec![row; quantities], steps: 0, length: 1, full: 0 }
    }

    /// Add the next steps: `values[(q * steps + s) * chains + c]` is quantity q in step s of these,
    /// chain c; the layout of [`Walk::fill`](super::Walk::fill).
    ///
    /// # Panics
    ///
    /// If that many values do not fit the quantities and chains.
    pub fn add(&mut self, values: &[f64]) {
        if self.rows.is_empty() || values.is_empty() {
            return;
        }
        assert!(
            values.len().is_multiple_of(self.rows.len() * self.chains),
            "a value for each quantity, step and chain"
        );
        let (each, chains, before) =
            (values.len() / self.rows.len(), self.chains, (self.steps, self.length, self.full));
        let mut after = before;
        for (row, values) in self.rows.iter_mut().zip(values.chunks_exact(each)) {
            let (mut steps, mut length, mut full) = before;
            if steps == 0 {
                row.origin = values[0];
            }
            for step in values.chunks_exact(chains) {
                row.add(step, full);
                steps += 1;
                if steps == length * (full as u64 + 1) {
                    full += 1;
                    if full == BATCHES {
                        row.join(chains);
                        (full, length) = (BATCHES / 2, length * 2);
                    }
                }
            }
            after = (steps, length, full);
        }
        (self.steps, self.length, self.full) = after;
    }

    /// Points per chain so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// What the points so far say of a quantity; `None` before each chain has two.
    pub fn estimate(&self, quantity: usize) -> Option<Estimate> {
        if self.steps < 2 {
            return None;
        }
        let (row, n, chains) = (&self.rows[quantity], self.steps as f64, self.chains as f64);
        let shifted = row.sums.iter().sum::<f64>() / (n * chains);
        let means = row.sums.iter().map(|sum| sum / n);
        let within = row
            .sums
            .iter()
            .zip(&row.squares)
            .map(|(sum, square)| ((square - sum * sum / n) / (n - 1.0)).max(0.0));
        let within = within.sum::<f64>() / chains;
        let between =
            means.map(|mean| (mean - shifted).powi(2)).sum::<f64>() / (chains - 1.0).max(1.0);
        let variance = (1.0 - 1.0 / n) * within + between;
        let batches = &row.batches[..self.full * self.chains];
        let length = self.length as f64;
        let spread = batches.iter().map(|sum| (sum / length - shifted).powi(2)).sum::<f64>();
        let spread = spread / (batches.len() as f64 - 1.0).max(1.0);
        let points = n * chains;
        let mut effective =
            if spread > 0.0 { (points * variance / (length * spread)).min(points) } else { points };
        let chainwise = if between > 0.0 { chains * variance / between } else { points };
        if 2.0 * chainwise < effective {
            effective = chainwise;
        }
        Some(Estimate {
            mean: row.origin + shifted,
            error: if effective > 0.0 { (variance / effective).sqrt() } else { 0.0 },
            effective,
            scale_reduction: match within {
                _ if variance == 0.0 => 1.0,
                // Chains that stand still in different places never mix.
                0.0 => f64::INFINITY,
                _ => (variance / within).sqrt(),
            },
        })
    }
}

impl Saved for Mixing {
    fn save(&self, out: &mut Vec<u8>) {
        ((self.steps, self.length), self.full).save(out);
        for row in &self.rows {
            row.origin.save(out);
            [&row.sums, &row.squares, &row.batches].iter().for_each(|it| it.save(out));
        }
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.steps.load(from)?;
        self.length.load(from)?;
        self.full.load(from)?;
        for row in &mut self.rows {
            row.origin.load(from)?;
            for it in [&mut row.sums, &mut row.squares, &mut row.batches] {
                it.load(from)?;
            }
        }
        (self.full <= BATCHES).then_some(())
    }
}

impl Row {
    fn add(&mut self, step: &[f64], batch: usize) {
        let batch = &mut self.batches[batch * step.len()..][..step.len()];
        for (((value, sum), square), batch) in
            step.iter().zip(&mut self.sums).zip(&mut self.squares).zip(batch)
        {
            let value = value - self.origin;
            *sum += value;
            *square += value * value;
            *batch += value;
        }
    }

    /// Each two neighbouring batches become one; the rest is cleared.
    fn join(&mut self, chains: usize) {
        for batch in 0..BATCHES / 2 {
            for chain in 0..chains {
                let at = 2 * batch * chains + chain;
                self.batches[batch * chains + chain] = self.batches[at] + self.batches[at + chains];
            }
        }
        self.batches[BATCHES / 2 * chains..].fill(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng;

    fn noise(k: u64) -> f64 {
        rng::uniform(rng::value(8, k, 0, 0)) - 0.5
    }

    /// x_t = rho x_{t-1} + noise: the mean of N values is worth N (1 - rho) / (1 + rho).
    fn chains(rho: f64, steps: usize, chains: usize) -> Vec<f64> {
        let mut values = vec![0.0; steps * chains];
        for c in 0..chains {
            let mut x = noise(c as u64) / (1.0 - rho * rho).sqrt();
            for s in 0..steps {
                x = rho * x + noise((s * chains + c + 1000) as u64);
                values[s * chains + c] = 5.0 + x;
            }
        }
        values
    }

    #[test]
    fn chains_with_a_known_memory() {
        for (rho, worth) in [(0.0, 1.0), (0.5, 1.0 / 3.0), (0.9, 0.1 / 1.9)] {
            let values = chains(rho, 8000, 16);
            let mut mixing = Mixing::new(1, 16);
            mixing.add(&values);
            let estimate = mixing.estimate(0).unwrap();
            let share = estimate.effective / values.len() as f64;
            assert!((share / worth - 1.0).abs() < 0.25, "{rho}: {share}");
            assert!((estimate.mean - 5.0).abs() < 4.0 * estimate.error);
            assert!(estimate.scale_reduction < 1.01, "{}", estimate.scale_reduction);
        }
    }

    #[test]
    fn pieces_do_not_show_and_memory_does_not_grow() {
        let values = chains(0.5, 1000, 4);
        let (mut whole, mut pieces) = (Mixing::new(1, 4), Mixing::new(1, 4));
        whole.add(&values);
        values.chunks(4 * 7).for_each(|piece| pieces.add(piece));
        assert_eq!(whole.estimate(0), pieces.estimate(0));
        assert_eq!(whole.steps(), 1000);
        assert_eq!(pieces.rows[0].batches.len(), 4 * (BATCHES + 1));
        // Two quantities in one block.
        let mut two = Mixing::new(2, 4);
        two.add(&[&values[..], &values[..]].concat());
        assert_eq!(two.estimate(1), whole.estimate(0));
    }

    #[test]
    fn what_does_not_vary_or_mix_is_told_without_nan() {
        let mut mixing = Mixing::new(1, 2);
        assert_eq!(mixing.estimate(0), None);
        mixing.add(&[0.3; 2]);
        assert_eq!(mixing.estimate(0), None);
        mixing.add(&[0.3; 100]);
        let estimate = mixing.estimate(0).unwrap();
        assert_eq!(
            estimate,
            Estimate { mean: 0.3, error: 0.0, effective: 102.0, scale_reduction: 1.0 }
        );
        // Two chains, each in its own place.
        let mut mixing = Mixing::new(1, 2);
        (0..50).for_each(|_| mixing.add(&[0.0, 1.0]));
        let estimate = mixing.estimate(0).unwrap();
        assert_eq!(estimate.scale_reduction, f64::INFINITY);
        assert!(estimate.effective < 3.0 && estimate.error > 0.3, "{estimate:?}");
    }
}
