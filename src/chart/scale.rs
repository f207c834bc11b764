//! From figures to places on the sheet.

/// Rounding of places and steps, counted in a step or in units of the sheet: a tick that is off an
/// end by no more than this is at the end.
const ROUNDING: f64 = 1e-9;

/// A step is a whole number of units of a decimal if it is one but for this share of itself.
const WHOLE: f64 = 1e-6;

/// A linear scale between two figures that differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linear {
    /// The figures at the ends.
    pub figures: (f64, f64),
    /// Their places on the sheet.
    pub places: (f64, f64),
}

impl Linear {
    /// The scale that takes these figures to these places. Two equal figures are moved apart.
    pub fn new(figures: (f64, f64), places: (f64, f64)) -> Linear {
        let figures = match figures.0 == figures.1 {
            true => {
                let by = if figures.0 == 0.0 { 0.5 } else { figures.0.abs() * 0.1 };
                (figures.0 - by, figures.1 + by)
            }
            false => figures,
        };
        Linear { figures, places }
    }

    /// The place of a figure.
    pub fn place(&self, figure: f64) -> f64 {
        let share = (figure - self.figures.0) / (self.figures.1 - self.figures.0);
        self.places.0 + share * (self.places.1 - self.places.0)
    }

    /// Round figures within the scale, about as many as `wanted`, in rising order.
    pub fn ticks(&self, wanted: usize) -> Vec<f64> {
        let (low, high) = (self.figures.0.min(self.figures.1), self.figures.0.max(self.figures.1));
        // What overflows has no round figures within.
        if !(high - low).is_finite() {
            return Vec::new();
        }
        let step = round_step((high - low) / wanted.max(1) as f64);
        let first = (low / step - ROUNDING).ceil() as i64;
        let last = (high / step + ROUNDING).floor() as i64;
        // A product, and no sum of steps: 0.3 and not 0.30000000000000004 where that can be.
        (first..=last).map(|at| rounded_to(at as f64 * step, step)).collect()
    }
}

/// The smallest of 1, 2, 2.5 or 5 times a power of ten that is no less.
fn round_step(least: f64) -> f64 {
    if least <= 0.0 || !least.is_finite() {
        return 1.0;
    }
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|times| times * power)
        .find(|step| *step >= least * (1.0 - ROUNDING))
        .unwrap_or(10.0 * power)
}

fn rounded_to(figure: f64, step: f64) -> f64 {
    let decimals = decimals(step);
    format!("{figure:.decimals$}").parse().unwrap_or(figure)
}

/// How many decimals figures in steps of that size have.
pub fn decimals(step: f64) -> usize {
    (0..=12)
        .find(|n| {
            let times = step * 10f64.powi(*n);
            (times - times.round()).abs() <= WHOLE * times.abs()
        })
        .map_or(12, |n| usize::try_from(n).unwrap_or(0))
}

/// Places near those wanted, in the same order, at least `apart` from each other and within the
/// ends as far as they have room there: each is moved as little as that takes, in turn.
pub fn apart(wanted: &[f64], apart: f64, ends: (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
    // Runs of places that touch: each stands about the mean of what its members want.
    let mut runs: Vec<(Vec<usize>, f64)> = Vec::new();
    let need = |n: usize| apart * n.saturating_sub(1) as f64;
    let settled = |members: &[usize]| {
        let first =
            members.iter().enumerate().map(|(at, of)| wanted[*of] - apart * at as f64).sum::<f64>()
                / members.len() as f64;
        first.min(ends.1 - need(members.len())).max(ends.0)
    };
    for one in order {
        let mut members = vec![one];
        let mut start = settled(&members);
        while let Some((before, first)) = runs.pop() {
            if first + apart * before.len() as f64 <= start + ROUNDING {
                runs.push((before, first));
                break;
            }
            members = [before, members].concat();
            start = settled(&members);
        }
        runs.push((members, start));
    }
    let mut out = vec![0.0; wanted.len()];
    for (members, start) in runs {
        for (at, of) in members.into_iter().enumerate() {
            out[of] = start + apart * at as f64;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within() {
        let ticks = Linear::new((0.0, 1.0), (0.0, 100.0)).ticks(5);
        assert_eq!(ticks, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(Linear::new((-3.0, 12.0), (0.0, 1.0)).ticks(4), [0.0, 5.0, 10.0]);
        assert_eq!(Linear::new((12.0, -3.0), (0.0, 1.0)).ticks(4), [0.0, 5.0, 10.0]);
        assert_eq!(Linear::new((7.0, 7.0), (0.0, 1.0)).place(7.0), 0.5);
        assert_eq!((decimals(0.25), decimals(20.0), decimals(0.001)), (2, 0, 3));
    }

    #[test]
    fn places_are_moved_apart() {
        let out = apart(&[5.0, 5.0, 5.0, 40.0], 10.0, (0.0, 100.0));
        assert_eq!(out, [0.0, 10.0, 20.0, 40.0]);
        let out = apart(&[98.0, 99.0, 50.0], 10.0, (0.0, 100.0));
        assert_eq!(out, [90.0, 100.0, 50.0]);
        let out = apart(&[20.0, 21.0], 10.0, (0.0, 100.0));
        assert_eq!(out, [15.5, 25.5]);
    }
}
