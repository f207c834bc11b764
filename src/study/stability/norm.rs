//! How a change of weights is measured.

/// How a change of weights is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Norm {
    /// The largest factor.
    Ratio,
    /// The sum of changes.
    L1,
    /// The largest change.
    Linf,
}

impl Norm {
    /// Every norm there is.
    pub const ALL: [Norm; 3] = [Norm::Ratio, Norm::L1, Norm::Linf];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Norm::Ratio => "ratio",
            Norm::L1 => "l1",
            Norm::Linf => "linf",
        }
    }

    /// The distance of two weight vectors; for `ratio` that of their ratios' spread, sqrt(largest /
    /// smallest).
    pub fn distance(self, from: &[f64], to: &[f64]) -> f64 {
        let changes = from.iter().zip(to).map(|(from, to)| (to - from).abs());
        match self {
            Norm::L1 => changes.sum(),
            Norm::Linf => changes.fold(0.0, f64::max),
            Norm::Ratio => {
                let ratios = from
                    .iter()
                    .zip(to)
                    .filter(|(from, _)| **from > 0.0)
                    .map(|(from, to)| to / from);
                let (least, most) = ratios
                    .fold((f64::INFINITY, 0.0f64), |(least, most), x| (least.min(x), most.max(x)));
                (most / least).sqrt()
            }
        }
    }
}
