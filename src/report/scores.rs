//! How many decimals scores have on a page. Two, as other figures; three where that tells
//! alternatives apart that would look the same, though one is ranked ahead of the other. The script
//! of a page does the same (`Findings.decimalsOf`).

use crate::evaluate::evaluation::GroupResult;
use crate::report::Words;

/// The decimals of figures, and those of scores that two do not tell apart.
const FEW: usize = 2;
const MORE: usize = 3;

/// How many decimals the scores of a group have on a page.
pub(super) fn score_decimals(group: &GroupResult) -> usize {
    let ranked = group.standings().filter_map(|standing| Some((standing.score?, standing.rank?)));
    decimals(ranked.collect())
}

/// How many decimals it takes for scores of different ranks.
fn decimals(mut ranked: Vec<(f64, usize)>) -> usize {
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    let words = Words(Default::default());
    let looks = |score: f64, decimals: usize| words.score(score, decimals);
    // Scores that look the same stand next to each other.
    let needs_more = ranked.windows(2).any(|pair| {
        let [(low, behind), (high, ahead)] = [pair[0], pair[1]];
        behind != ahead
            && looks(low, FEW) == looks(high, FEW)
            && looks(low, MORE) != looks(high, MORE)
    });
    if needs_more { MORE } else { FEW }
}

impl Words {
    /// A score as [`Words::figure`] writes it, with so many decimals where that has two.
    pub(super) fn score(self, score: f64, decimals: usize) -> String {
        let size = score.abs();
        if score != 0.0 && !(0.005..10.0).contains(&size) {
            return self.figure(score);
        }
        let text = format!("{score:.decimals$}");
        // -0.00 reads as a mistake.
        let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
        let text = if is_zero { text.trim_start_matches('-').to_owned() } else { text };
        self.pick(text.clone(), text.replace('.', ","))
    }

    /// The ends of a range of scores beside a score with so many decimals.
    pub(super) fn score_ends(self, low: f64, high: f64, decimals: usize) -> (String, String) {
        let ends = (self.score(low, decimals), self.score(high, decimals));
        if ends.0 == ends.1 { self.ends(low, high) } else { ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Language;

    #[test]
    fn a_third_decimal_is_there_where_it_tells_alternatives_apart() {
        // As printed in the Human Development Report 2021/22: Switzerland, Norway, Iceland.
        assert_eq!(decimals(vec![(0.962, 1), (0.961, 2), (0.959, 3)]), 3);
        // Two are enough; a third would not help; those that tie need not be told apart.
        assert_eq!(decimals(vec![(0.96, 1), (0.95, 2)]), 2);
        assert_eq!(decimals(vec![(0.9601, 1), (0.9602, 2)]), 2);
        assert_eq!(decimals(vec![(0.961, 1), (0.959, 1)]), 2);
        assert_eq!(decimals(Vec::new()), 2);
    }

    #[test]
    fn scores_are_written_in_both_languages() {
        let (en, nl) = (Words(Language::En), Words(Language::Nl));
        assert_eq!((en.score(0.9619, 3), nl.score(0.9619, 3)), ("0.962".into(), "0,962".into()));
        assert_eq!((en.score(-0.0001, 2), en.score(0.0, 3)), ("-1.000e-4".into(), "0.000".into()));
        assert_eq!(en.score(123.456, 3), en.figure(123.456));
        assert_eq!(en.score_ends(0.5, 0.6, 3), ("0.500".into(), "0.600".into()));
        assert_eq!(en.score_ends(0.50001, 0.50002, 2), en.ends(0.50001, 0.50002));
    }
}
