//! Partial sets of options: what they use, what they are worth, and which of them others replace.

use super::prepared::{Item, Prepared};

/// What is known of a partial set.
#[derive(Clone)]
pub(super) struct Partial {
    /// By place in the order: the place of the item.
    pub(super) items: Vec<usize>,
    /// By row: what is used.
    pub(super) uses: Vec<f64>,
    /// By point: the greatest value, without bonuses.
    pub(super) highs: Vec<f64>,
    /// By point: the least; empty where values are sure.
    pub(super) lows: Vec<f64>,
    /// By point: the greatest value less the cost of what is used.
    pub(super) reduced: Vec<f64>,
    /// The sets of bonuses that are there.
    pub(super) bits: Vec<u64>,
    /// What bonuses it surely has.
    pub(super) bonus: f64,
    /// What more bonuses it can have.
    pub(super) more_bonus: f64,
}

impl Partial {
    /// Before any choice is made.
    pub(super) fn empty(prepared: &Prepared) -> Partial {
        let zero = vec![0.0; prepared.points];
        let bits = vec![0; prepared.words];
        let (bonus, more_bonus) = prepared.bonus_so_far(&bits, 0);
        Partial {
            items: Vec::new(),
            uses: vec![0.0; prepared.rows],
            highs: zero.clone(),
            lows: if prepared.crisp { Vec::new() } else { zero.clone() },
            reduced: zero,
            bits,
            bonus,
            more_bonus,
        }
    }

    /// With one more choice made, unless that leaves no way to keep a row.
    pub(super) fn with(&self, prepared: &Prepared, at: usize) -> Option<Partial> {
        let made = self.items.len() + 1;
        let item = &prepared.items[made - 1][at];
        let least = &prepared.least_use[made];
        let kept = (0..prepared.rows).all(|row| {
            self.uses[row] + item.use_of[row] + least[row]
                <= prepared.bounds[row] + prepared.slack[row]
        });
        if !kept {
            return None;
        }
        let mut items = Vec::with_capacity(prepared.order.len());
        items.extend_from_slice(&self.items);
        items.push(at);
        let bits: Vec<u64> = self.bits.iter().zip(&item.bits).map(|(a, b)| a | b).collect();
        let (bonus, more_bonus) = prepared.bonus_so_far(&bits, made);
        Some(Partial {
            items,
            uses: sum(&self.uses, &item.use_of),
            highs: sum(&self.highs, &item.highs),
            lows: if prepared.crisp { Vec::new() } else { sum(&self.lows, &item.lows) },
            reduced: sum(&self.reduced, &item.reduced),
            bits,
            bonus,
            more_bonus,
        })
    }

    /// By row: what is used, counted from where the rest cannot break the row any more.
    fn use_that_counts(&self, prepared: &Prepared, row: usize) -> f64 {
        let most = prepared.most_use[self.items.len()][row];
        self.uses[row].max(prepared.bounds[row] - most)
    }

    /// Whether whatever completes the other completes this one too, and is then dominated by it.
    ///
    /// It must use no more of any row, and lead at every point and by more than rounding at one, at
    /// the least that its bonuses can lead.
    pub(super) fn replaces(&self, other: &Partial, prepared: &Prepared) -> bool {
        let made = self.items.len();
        let bonus: f64 = prepared
            .bonuses
            .iter()
            .map(|bonus| bonus.least_lead(&self.bits, &other.bits, made))
            .sum();
        // Where all values are high, and where all are low, it must lead: soon told.
        let leads = |own: &[f64], others: &[f64]| own.iter().zip(others).all(|(a, b)| a >= b);
        if bonus <= 0.0 && !(leads(&self.highs, &other.highs) && leads(&self.lows, &other.lows)) {
            return false;
        }
        let used = (0..prepared.rows)
            .all(|row| self.use_that_counts(prepared, row) <= other.use_that_counts(prepared, row));
        used && self.leads(other, bonus, prepared)
    }

    fn leads(&self, other: &Partial, bonus: f64, prepared: &Prepared) -> bool {
        let mut strict = false;
        for point in 0..prepared.points {
            let (least, most) = match prepared.crisp {
                true => {
                    let lead = self.highs[point] - other.highs[point];
                    (lead, lead)
                }
                false => lead(prepared, point, &self.items, &other.items),
            };
            if least + bonus < 0.0 {
                return false;
            }
            strict |= most + bonus > prepared.ties[point];
        }
        strict
    }
}

/// The least and the most by which the first leads the second at a point, without bonuses: options
/// that both have cancel.
pub(super) fn lead(
    prepared: &Prepared,
    point: usize,
    first: &[usize],
    second: &[usize],
) -> (f64, f64) {
    let mut least = 0.0;
    let mut most = 0.0;
    for ((items, a), b) in prepared.items.iter().zip(first).zip(second) {
        if a != b {
            let (a, b): (&Item, &Item) = (&items[*a], &items[*b]);
            least += a.lows[point] - b.highs[point];
            most += a.highs[point] - b.lows[point];
        }
    }
    (least, most)
}

fn sum(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}
