//! Limits in sentences, rounded so that the sentence stays true.

use super::Words;
use crate::problem::{Percent, Side, percent_limit};
use crate::tolerance::{CHANGED, SHOWN_AS_0, SHOWN_THE_SAME};

/// More decimals than this tell nobody anything.
const MOST_DECIMALS: usize = 10;

/// A number of a sentence, and the side it may be rounded to.
pub type Limit = (f64, Side);

impl Words {
    /// Where a range starts in which something holds (`0.13 or more`), or what is at most so much.
    pub fn up(self, number: f64) -> String {
        self.in_order([(number, Side::Up)]).concat()
    }

    /// Where such a range ends (`0.57 or less`), or what is at least so much.
    pub fn down(self, number: f64) -> String {
        self.in_order([(number, Side::Down)]).concat()
    }

    /// A share that something is at least.
    pub fn percent_down(self, share: f64) -> String {
        self.with_sign(Percent::Is(percent_limit(share, Side::Down)))
    }

    /// A share that falls short of a limit, and that limit: with decimals enough to see it. It is
    /// rounded as shares are everywhere, so that a table beside the sentence has the same figure.
    pub fn percent_short_of(self, share: f64, limit: f64) -> (String, String) {
        let decimals = self.decimals_short_of(share, limit);
        (self.percent_to(share, decimals), self.percent_to(limit, decimals))
    }

    /// How many decimals it takes to see that a share falls short of a limit.
    pub fn decimals_short_of(self, share: f64, limit: f64) -> usize {
        (0..MOST_DECIMALS)
            .find(|decimals| self.percent_to(share, *decimals) != self.percent_to(limit, *decimals))
            .unwrap_or(0)
    }

    /// Numbers of one sentence, each rounded to its side, as [`Words::figure`] writes them. All get
    /// more decimals until none is 0 that is not, and they lie in the same order as the numbers do:
    /// a limit rounded inward stays short of the present weight.
    pub fn in_order<const N: usize>(self, numbers: [Limit; N]) -> [String; N] {
        self.many_in_order(&numbers)
            .try_into()
            .unwrap_or_else(|_| numbers.map(|(number, _)| self.figure(number)))
    }

    /// Numbers and what they become: all with decimals enough to see every change.
    pub fn changes(self, pairs: &[(f64, f64)]) -> Vec<(String, String)> {
        let shown = |more: usize| -> Vec<((String, f64), (String, f64))> {
            let near = |number: f64| shown((number, Side::Nearest), more);
            pairs.iter().map(|(from, to)| (near(*from), near(*to))).collect()
        };
        let seen = |more: &usize| {
            let each = shown(*more);
            pairs
                .iter()
                .zip(each)
                .all(|(of, shown)| (of.1 - of.0).abs() <= CHANGED || shown.0.1 != shown.1.1)
        };
        let more = (0..MOST_DECIMALS).find(seen).unwrap_or(MOST_DECIMALS);
        let text = |(text, _): (String, f64)| self.pick(text.clone(), text.replace('.', ","));
        shown(more).into_iter().map(|(from, to)| (text(from), text(to))).collect()
    }

    /// The same of any number of them.
    pub fn many_in_order(self, numbers: &[Limit]) -> Vec<String> {
        let fits = |more: &usize| {
            let shown: Vec<f64> = numbers.iter().map(|limit| shown(*limit, *more).1).collect();
            let told =
                |(number, shown): (&Limit, &f64)| *shown != 0.0 || number.0.abs() <= SHOWN_AS_0;
            let apart = |a: usize, b: usize| {
                let (x, y) = (numbers[a].0, numbers[b].0);
                y - x <= same_within(y) || shown[a] < shown[b]
            };
            numbers.iter().zip(&shown).all(told)
                && (0..shown.len()).all(|a| (0..shown.len()).all(|b| apart(a, b)))
        };
        let more = (0..MOST_DECIMALS).find(fits).unwrap_or(MOST_DECIMALS);
        // Two that are all but the same number would pass each other, each rounded to its own side:
        // both are shown as the first.
        let own = |limit: &Limit| {
            let same = |other: &&Limit| (other.0 - limit.0).abs() <= same_within(limit.0);
            let all = || numbers.iter().filter(same);
            let crossed = |other: &Limit| {
                let (low, high) = if other.0 < limit.0 { (other, limit) } else { (limit, other) };
                shown(*low, more).1 > shown(*high, more).1
                    || low.0 == high.0 && shown(*low, more).1 != shown(*high, more).1
            };
            match all().next() {
                Some(first) if all().any(crossed) => (first.0, Side::Nearest),
                _ => *limit,
            }
        };
        let text = |limit: &Limit| {
            let text = shown(own(limit), more).0;
            self.pick(text.clone(), text.replace('.', ","))
        };
        numbers.iter().map(text).collect()
    }
}

/// Numbers nearer to each other than this are the same.
fn same_within(number: f64) -> f64 {
    SHOWN_THE_SAME * number.abs().max(1.0)
}

/// A number as it is shown with so many decimals more than it takes by itself, and what is then
/// read.
fn shown((number, side): Limit, more: usize) -> (String, f64) {
    let size = number.abs();
    let (own, plain) = match size {
        _ if number == 0.0 || (0.005..10.0).contains(&size) => (2, true),
        _ if size >= 1000.0 => (1, false),
        _ if size >= 10.0 => (3 - size.log10().floor() as usize, false),
        _ if size >= 0.001 => (4, false),
        // Two digits of what is smaller still.
        _ => ((1.0 - size.log10().floor()).min(12.0) as usize, false),
    };
    let decimals = own + more;
    let mut text = format!("{:.decimals$}", side.round(number, decimals));
    if !plain && text.contains('.') {
        text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    if text.trim_start_matches('-').chars().all(|c| c == '0' || c == '.') {
        text = text.trim_start_matches('-').to_owned();
    }
    let read = text.parse().unwrap_or(number);
    (text, read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Language;

    const EN: Words = Words(Language::En);

    #[test]
    fn limits_round_inward() {
        assert_eq!(
            [EN.up(0.1206), EN.down(0.5793), EN.up(0.3), EN.down(1.0)],
            ["0.13", "0.57", "0.30", "1.00"]
        );
        assert_eq!(
            [EN.down(0.0061), EN.down(0.0012), EN.up(1797.31)],
            ["0.006", "0.0012", "1797.4"]
        );
        assert_eq!(Words(Language::Nl).up(0.1206), "0,13");
        assert_eq!(EN.percent_down(0.1995), "19 %");
    }

    #[test]
    fn and_stay_short_of_the_present() {
        let between = |low, now, high| {
            EN.in_order([
                (0.0, Side::Nearest),
                (low, Side::Up),
                (now, Side::Nearest),
                (high, Side::Down),
            ])
        };
        assert_eq!(between(0.1206, 0.3, 0.5793), ["0.00", "0.13", "0.30", "0.57"]);
        assert_eq!(between(0.1206, 0.125, 0.5793), ["0.000", "0.121", "0.125", "0.579"]);
        assert_eq!(
            EN.in_order([(0.0125, Side::Nearest), (0.0129, Side::Down)]),
            ["0.0125", "0.0129"]
        );
        // Numbers that are the same stay so.
        assert_eq!(between(1.0 / 3.0, 1.0 / 3.0, 0.5), ["0.00", "0.33", "0.33", "0.50"]);
        // Nor do the ends of what is all but a point pass each other.
        let (low, high) = (0.1234, 0.1234 + 1e-11);
        assert_eq!(EN.in_order([(low, Side::Up), (high, Side::Down)]), ["0.12", "0.12"]);
        assert_eq!(between(low, low + 5e-12, high), ["0.00", "0.12", "0.12", "0.12"]);
        assert_eq!(EN.percent_short_of(0.4971, 0.5), ("49.7 %".into(), "50.0 %".into()));
        assert_eq!(EN.percent_short_of(0.407, 0.5), ("41 %".into(), "50 %".into()));
        assert_eq!(EN.percent_short_of(0.502, 0.504), ("50.2 %".into(), "50.4 %".into()));
    }
}
