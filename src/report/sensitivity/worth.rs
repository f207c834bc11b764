//! What knowing a fact is worth, in words.

use crate::problem::{Percent, percent};
use crate::report::Words;
use crate::study::{Estimated, InputValue};

/// What it is worth on average; where nothing was drawn, what it can change.
pub(super) fn worth(fact: &InputValue, words: Words) -> String {
    let decisions = match fact.groups.len() {
        0 | 1 => String::new(),
        n => words
            .pick(format!(" over {n} decisions together"), format!(" over {n} beslissingen samen")),
    };
    if let (Some(evppi), Some(decisive)) = (fact.evppi, fact.decisiveness) {
        let (points, error) = sampled(evppi, |figure| small(figure, words), words);
        return match fact.groups.len() {
            0 | 1 => {
                let (chance, of_chance) = sampled(decisive, |share| in_100(share, words), words);
                words.pick(
                    format!("worth {points} value points on average{error}; it raises the chance of naming the best by {chance}{of_chance} in 100"),
                    format!("gemiddeld {points} waardepunten waard{error}; het verhoogt de kans om het beste alternatief aan te wijzen met {chance}{of_chance} op 100"),
                )
            }
            _ => {
                let (more, of_more) = sampled(decisive, |figure| words.figure(figure), words);
                words.pick(
                    format!("worth {points} value points on average{decisions}{error}; it names the best in {more} more of them{of_more}"),
                    format!("gemiddeld {points} waardepunten waard{decisions}{error}; het wijst in {more} meer ervan het beste alternatief aan{of_more}"),
                )
            }
        };
    }
    match fact.largest_gain.filter(|gain| *gain > 0.0) {
        Some(gain) => words.pick(
            format!(
                "by itself it can put another alternative {} value points ahead of who is first now{decisions}",
                small(gain, words)
            ),
            format!(
                "dit gegeven kan op zich een ander alternatief {} waardepunten voor het huidige eerste brengen{decisions}",
                small(gain, words)
            ),
        ),
        None if fact.can_change_leader == Some(true) => words.pick(
            "by itself it can make or break a tie".to_owned(),
            "dit gegeven kan op zich een gelijke stand doen ontstaan of doorbreken".to_owned(),
        ),
        None => String::new(),
    }
}

/// A figure with its standard error, where it has one. An error of which is known only that it is
/// less than something is no figure to put behind a sign: it comes apart, for the end of the
/// clause.
fn sampled(of: Estimated, text: impl Fn(f64) -> String, words: Words) -> (String, String) {
    let (value, error) = (text(of.value), text(of.std_error));
    match of.std_error > 0.0 {
        false => (value, String::new()),
        true if error.starts_with(char::is_alphabetic) => (
            value,
            words.pick(
                format!(", with a standard error of {error}"),
                format!(", met een standaardfout van {error}"),
            ),
        ),
        true => (format!("{value} ± {error}"), String::new()),
    }
}

/// A chance in 100, or that it is less; one decimal below 10, where an error would else be lost.
fn in_100(share: f64, words: Words) -> String {
    match percent(share, usize::from(share < 0.0995)) {
        Percent::Under(least) => less_than(&least, words),
        percent => words.in_words(percent),
    }
}

/// Three decimals, or that it is less.
pub(super) fn small(figure: f64, words: Words) -> String {
    match figure < 0.0005 {
        true => less_than("0.001", words),
        false => {
            let text = format!("{figure:.3}");
            words.pick(text.clone(), text.replace('.', ","))
        }
    }
}

fn less_than(figure: &str, words: Words) -> String {
    words.pick(format!("less than {figure}"), format!("minder dan {}", figure.replace('.', ",")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Language;

    #[test]
    fn an_error_too_small_for_a_figure_is_told_in_words() {
        let of = |value, std_error| Estimated { value, std_error };
        let (en, nl) = (Words(Language::En), Words(Language::Nl));
        let chance = |of, words| {
            let (value, error) = sampled(of, |share| in_100(share, words), words);
            value + &error
        };
        assert_eq!(chance(of(0.0, 0.0002), en), "0, with a standard error of less than 0.1");
        assert_eq!(chance(of(0.0, 0.0002), nl), "0, met een standaardfout van minder dan 0,1");
        assert_eq!(chance(of(0.123, 0.004), nl), "12 ± 0,4");
        assert_eq!(chance(of(0.5, 0.0), nl), "50");
        assert_eq!(small(0.0001, nl), "minder dan 0,001");
    }
}
