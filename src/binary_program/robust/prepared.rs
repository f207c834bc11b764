//! A robust program in the order and the layout in which it is searched.

use super::super::{ProgramRow, RobustProgram};
use super::prices::Prices;
use crate::tolerance::{ROW_ROUNDING, SUM_ROUNDING};

/// Rows that are missed by up to this many roundings of a sum are looked at until the end, where
/// the sum is made again.
const LOOSER: f64 = 4.0;

/// An option of a choice.
pub(super) struct Item {
    /// Its number in the program.
    pub(super) option: usize,
    /// By point: the greatest value.
    pub(super) highs: Vec<f64>,
    /// By point: the least value.
    pub(super) lows: Vec<f64>,
    /// By point: the greatest value less what its use of the rows costs.
    pub(super) reduced: Vec<f64>,
    /// By row: its coefficient.
    pub(super) use_of: Vec<f64>,
    /// The sets of bonuses that it is in.
    pub(super) bits: Vec<u64>,
}

/// A bonus, whose sets are bits.
pub(super) struct BonusBits {
    pub(super) value: f64,
    /// Its sets.
    pub(super) bits: Vec<u64>,
    /// By number of choices made: the sets that an option of a later choice is in.
    pub(super) later: Vec<Vec<u64>>,
}

/// A robust program, ready to be searched: choices in the order in which they are made.
pub(super) struct Prepared<'a> {
    /// The rows that have a bound.
    kept: Vec<&'a ProgramRow>,
    /// By place in the order: the choice.
    pub(super) order: Vec<usize>,
    /// By place in the order.
    pub(super) items: Vec<Vec<Item>>,
    /// How many extreme points.
    pub(super) points: usize,
    /// How many rows.
    pub(super) rows: usize,
    /// How many words the sets of all bonuses take.
    pub(super) words: usize,
    pub(super) bonuses: Vec<BonusBits>,
    /// Whether every value is sure.
    pub(super) crisp: bool,
    /// By row: its bound.
    pub(super) bounds: Vec<f64>,
    /// By row: by how much a sum may be above the bound before the search gives it up.
    pub(super) slack: Vec<f64>,
    /// By number of choices made, and row: the least that the rest can use.
    pub(super) least_use: Vec<Vec<f64>>,
    /// The same: the most.
    pub(super) most_use: Vec<Vec<f64>>,
    /// By point: differences up to this are rounding.
    pub(super) ties: Vec<f64>,
    /// By point: the same for bounds, into which rows enter.
    pub(super) bound_ties: Vec<f64>,
    /// By number of choices made, and point: the bound of the rest, with the cost of the bounds of
    /// the rows.
    pub(super) rest: Vec<Vec<f64>>,
    pub(super) prices: Prices,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(program: &'a RobustProgram) -> Prepared<'a> {
        let points = program.highs.len();
        // A row without a bound says nothing.
        let kept: Vec<&ProgramRow> =
            program.rows.iter().filter(|row| row.at_most != f64::INFINITY).collect();
        let rows = kept.len();
        let shape = shape(program);
        let uses = uses(&kept, &shape);
        let prices = Prices::new(&program.highs, &kept, &uses);
        let order = order(program, &uses, &prices);
        let (words, bonuses) = bonus_bits(program, &order);
        let mut items = Vec::with_capacity(order.len());
        for choice in &order {
            let mut of_choice: Vec<Item> = (0..shape[*choice])
                .map(|option| {
                    let at = |ends: &[Vec<Vec<f64>>]| -> Vec<f64> {
                        ends.iter().map(|point| point[*choice][option]).collect()
                    };
                    let highs = at(&program.highs);
                    let use_of = uses[*choice][option].clone();
                    let reduced = highs
                        .iter()
                        .enumerate()
                        .map(|(point, high)| high - prices.cost(point, &use_of))
                        .collect();
                    Item {
                        option,
                        lows: at(&program.lows),
                        highs,
                        reduced,
                        bits: bits_of(program, words, *choice, option),
                        use_of,
                    }
                })
                .collect();
            // The most promising first; the order is that of the program in ties.
            let promise = |item: &Item| item.reduced.iter().sum::<f64>();
            of_choice.sort_by(|a, b| promise(b).total_cmp(&promise(a)));
            items.push(of_choice);
        }
        let bounds: Vec<f64> = kept.iter().map(|row| row.at_most).collect();
        let ends = |from: usize, most: bool| -> Vec<f64> {
            (0..rows)
                .map(|row| {
                    items[from..]
                        .iter()
                        .map(|items| {
                            let uses = items.iter().map(|item| item.use_of[row]);
                            match most {
                                true => uses.fold(f64::NEG_INFINITY, f64::max),
                                false => uses.fold(f64::INFINITY, f64::min),
                            }
                        })
                        .sum()
                })
                .collect()
        };
        let stages = 0..=items.len();
        let least_use = stages.clone().map(|from| ends(from, false)).collect();
        let most_use = stages.map(|from| ends(from, true)).collect();
        let size_of_row = |row: usize| -> f64 {
            let largest = |items: &Vec<Item>| {
                items.iter().fold(0.0f64, |size, item| size.max(item.use_of[row].abs()))
            };
            bounds[row].abs() + items.iter().map(largest).sum::<f64>()
        };
        let sizes: Vec<f64> = (0..rows).map(size_of_row).collect();
        let of_bonuses: f64 = program.bonuses.iter().map(|bonus| bonus.value.abs()).sum();
        let size_at = |point: usize| -> f64 {
            let largest = |items: &Vec<Item>| {
                items.iter().fold(0.0f64, |size, item| {
                    size.max(item.highs[point].abs()).max(item.lows[point].abs())
                })
            };
            of_bonuses + items.iter().map(largest).sum::<f64>()
        };
        let ties: Vec<f64> = (0..points).map(|point| SUM_ROUNDING * size_at(point)).collect();
        let bound_ties = (0..points)
            .map(|point| ties[point] + SUM_ROUNDING * prices.cost(point, &sizes))
            .collect();
        let rest = (0..=items.len())
            .map(|from| {
                (0..points)
                    .map(|point| {
                        let best = |items: &Vec<Item>| {
                            items
                                .iter()
                                .fold(f64::NEG_INFINITY, |best, item| best.max(item.reduced[point]))
                        };
                        items[from..].iter().map(best).sum::<f64>() + prices.cost(point, &bounds)
                    })
                    .collect()
            })
            .collect();
        let crisp = program.lows == program.highs;
        Prepared {
            kept,
            slack: sizes.iter().map(|size| LOOSER * ROW_ROUNDING * size).collect(),
            order,
            items,
            points,
            rows,
            words,
            bonuses,
            crisp,
            bounds,
            least_use,
            most_use,
            ties,
            bound_ties,
            rest,
            prices,
        }
    }

    /// Whether a set of options, by choice, keeps all rows.
    pub(super) fn keeps_rows(&self, options: &[usize]) -> bool {
        self.kept.iter().all(|row| keeps(row, options))
    }

    /// Whether there are fewer options, by choice, than in the program.
    pub(super) fn is_narrowed(&self, left: &[Vec<usize>]) -> bool {
        left.iter().map(Vec::len).sum::<usize>() < self.items.iter().map(Vec::len).sum()
    }

    /// Whether any set with this item can keep each row by itself.
    pub(super) fn can_keep_rows(&self, place: usize, at: usize) -> bool {
        let items = &self.items[place];
        (0..self.rows).all(|row| {
            let least = items.iter().fold(f64::INFINITY, |least, it| least.min(it.use_of[row]));
            self.least_use[0][row] - least + items[at].use_of[row]
                <= self.bounds[row] + self.slack[row]
        })
    }

    /// Whether another item of the choice stands in for this one: it uses no more of any row, is
    /// worth more at some point and no less at any, and neither is in a bonus.
    pub(super) fn is_replaced(&self, place: usize, at: usize) -> bool {
        let items = &self.items[place];
        let own = &items[at];
        let free = |item: &Item| item.bits.iter().all(|bits| *bits == 0);
        let no_less = |low: &[f64], high: &[f64]| low.iter().zip(high).all(|(a, b)| a >= b);
        let more = |item: &Item| {
            let leads = item.highs.iter().zip(&own.lows).zip(&self.ties);
            leads.into_iter().any(|((high, low), tie)| high - low > *tie)
        };
        let stands_in = |item: &Item| {
            free(item)
                && no_less(&item.lows, &own.highs)
                && more(item)
                && no_less(&own.use_of, &item.use_of)
        };
        free(own) && items.iter().enumerate().any(|(other, item)| other != at && stands_in(item))
    }

    /// The value of the bonuses of a set with these bits, whole.
    pub(super) fn bonus(&self, bits: &[u64]) -> f64 {
        self.bonuses.iter().filter(|bonus| bonus.is_whole(bits)).map(|bonus| bonus.value).sum()
    }

    /// Of a partial set with these bits, after so many choices: what bonuses it surely has, and
    /// what more it can have.
    pub(super) fn bonus_so_far(&self, bits: &[u64], made: usize) -> (f64, f64) {
        let mut sure = 0.0;
        let mut more = 0.0;
        for bonus in &self.bonuses {
            if bonus.is_whole(bits) {
                sure += bonus.value;
            } else if bonus.value > 0.0 && bonus.is_open(bits, made) {
                more += bonus.value;
            }
        }
        (sure, more)
    }
}

impl BonusBits {
    /// Whether all its sets are there.
    pub(super) fn is_whole(&self, bits: &[u64]) -> bool {
        self.bits.iter().zip(bits).all(|(own, bits)| own & !bits == 0)
    }

    /// Whether what is missing can still come.
    pub(super) fn is_open(&self, bits: &[u64], made: usize) -> bool {
        let later = &self.later[made];
        (0..bits.len()).all(|word| self.bits[word] & !bits[word] & !later[word] == 0)
    }

    /// The least by which this bonus of the first exceeds that of the second, whatever both are
    /// completed with.
    pub(super) fn least_lead(&self, first: &[u64], second: &[u64], made: usize) -> f64 {
        // One is had with everything with which the other is, if it lacks no more sets.
        let lacks = |a: &[u64], b: &[u64]| {
            (0..a.len()).all(|word| self.bits[word] & !a[word] & b[word] == 0)
        };
        let (more, less) = if self.value > 0.0 { (first, second) } else { (second, first) };
        if self.is_whole(more) && !self.is_open(less, made) {
            return self.value.abs();
        }
        if lacks(more, less) || !self.is_open(less, made) {
            return 0.0;
        }
        -self.value.abs()
    }
}

/// Whether a set of options keeps a row, but for the rounding of its sum.
fn keeps(row: &ProgramRow, options: &[usize]) -> bool {
    let mut sum = 0.0;
    let mut size = row.at_most.abs();
    for (choice, option, coefficient) in &row.terms {
        if options[*choice] == *option {
            sum += coefficient;
            size += coefficient.abs();
        }
    }
    sum <= row.at_most + ROW_ROUNDING * size
}

/// By choice: how many options.
fn shape(program: &RobustProgram) -> Vec<usize> {
    program.highs.first().map_or_else(Vec::new, |point| point.iter().map(Vec::len).collect())
}

/// By choice, option and row: the coefficient.
fn uses(rows: &[&ProgramRow], shape: &[usize]) -> Vec<Vec<Vec<f64>>> {
    let mut uses: Vec<Vec<Vec<f64>>> =
        shape.iter().map(|options| vec![vec![0.0; rows.len()]; *options]).collect();
    for (row, of_row) in rows.iter().enumerate() {
        for (choice, option, coefficient) in &of_row.terms {
            uses[*choice][*option][row] = *coefficient;
        }
    }
    uses
}

/// The order in which choices are made: those in bonuses first, so that these are soon settled,
/// then those in which one option is ahead by more, at these prices: the others are soon ruled out.
fn order(program: &RobustProgram, uses: &[Vec<Vec<f64>>], prices: &Prices) -> Vec<usize> {
    let mut in_bonus = vec![false; uses.len()];
    for (choice, _) in program.bonuses.iter().flat_map(|bonus| bonus.sets.iter().flatten()) {
        in_bonus[*choice] = true;
    }
    let lead = |choice: usize| -> f64 {
        let at = |(point, values): (usize, &Vec<Vec<f64>>)| {
            let (mut first, mut second) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
            for (value, use_of) in values[choice].iter().zip(&uses[choice]) {
                let reduced = value - prices.cost(point, use_of);
                second = second.max(reduced.min(first));
                first = first.max(reduced);
            }
            // Where there is one option it is infinite.
            first - second
        };
        program.highs.iter().enumerate().map(at).sum()
    };
    let leads: Vec<f64> = (0..uses.len()).map(lead).collect();
    let mut order: Vec<usize> = (0..uses.len()).collect();
    order.sort_by(|a, b| in_bonus[*b].cmp(&in_bonus[*a]).then(leads[*b].total_cmp(&leads[*a])));
    order
}

/// How many words the sets of all bonuses take, and the bonuses as bits.
fn bonus_bits(program: &RobustProgram, order: &[usize]) -> (usize, Vec<BonusBits>) {
    let count: usize = program.bonuses.iter().map(|bonus| bonus.sets.len()).sum();
    let words = count.div_ceil(64);
    let mut place = vec![0; order.len()];
    for (at, choice) in order.iter().enumerate() {
        place[*choice] = at;
    }
    let mut next = 0;
    let bonuses = program
        .bonuses
        .iter()
        .map(|bonus| {
            let mut bits = vec![0; words];
            let mut later = vec![vec![0; words]; order.len() + 1];
            for set in &bonus.sets {
                let (word, bit) = (next / 64, 1u64 << (next % 64));
                bits[word] |= bit;
                let last = set.iter().map(|(choice, _)| place[*choice] + 1).max().unwrap_or(0);
                later[..last].iter_mut().for_each(|later| later[word] |= bit);
                next += 1;
            }
            BonusBits { value: bonus.value, bits, later }
        })
        .collect();
    (words, bonuses)
}

/// The sets of bonuses that an option is in.
fn bits_of(program: &RobustProgram, words: usize, choice: usize, option: usize) -> Vec<u64> {
    let mut bits = vec![0; words];
    for (at, set) in program.bonuses.iter().flat_map(|bonus| &bonus.sets).enumerate() {
        if set.contains(&(choice, option)) {
            bits[at / 64] |= 1u64 << (at % 64);
        }
    }
    bits
}
