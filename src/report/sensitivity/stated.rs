//! The preferences of a case in a sentence.

use crate::evaluate::evaluation::Evaluation;
use crate::problem::Preference;
use crate::report::{Block, Words};

/// More than these are counted.
const MOST: usize = 8;

/// The preferences that were used.
pub(super) fn stated(evaluation: &Evaluation, words: Words) -> Option<Block> {
    let problem = evaluation.problem;
    if problem.preferences.is_empty() {
        return None;
    }
    let name = |at: usize| words.full(problem, at);
    let order = |it: &Preference| match (&it.terms[..], it.equal) {
        ([(a, _), (b, _)], true) => words.pick(
            format!("{} and {} equally good", name(*a), name(*b)),
            format!("{} en {} even goed", name(*a), name(*b)),
        ),
        ([(a, _), (b, _), more @ ..], _) => {
            let than = words.pick(
                format!("{} better than {}", name(*a), name(*b)),
                format!("{} beter dan {}", name(*a), name(*b)),
            );
            let by = match more {
                [(c, _), (d, _)] => words.pick(
                    format!(" by more than {} over {}", name(*c), name(*d)),
                    format!(", met een groter verschil dan tussen {} en {}", name(*c), name(*d)),
                ),
                // As it was stated, to the last digit.
                _ if it.by > 0.0 => words.pick(
                    format!(" by more than {}", it.by),
                    format!(", met meer dan {}", it.by.to_string().replace('.', ",")),
                ),
                _ => String::new(),
            };
            than + &by
        }
        _ => it.written.clone(),
    };
    let said = |it: &Preference| {
        let reason = words.given(&it.reason);
        let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
        let source = it.source.as_deref().map(|source| format!(" [{}]", words.cited(source)));
        let source = source.unwrap_or_default();
        format!("{}{reason}{source}", order(it))
    };
    let all: Vec<String> = problem.preferences.iter().map(said).collect();
    let (shown, more) = (all.len().min(MOST), all.len().saturating_sub(MOST));
    let more = if more > 0 {
        words.pick(format!("; and {more} more"), format!("; en nog {more}"))
    } else {
        String::new()
    };
    let list = all[..shown].join("; ");
    // They narrow the weights through the value functions; scores of another kind may say
    // otherwise.
    let through = match evaluation.method.definition().is_weighted_sum(problem) {
        true => "",
        false => words.pick(
            " They are read as weighted sums of values, and this method's scores may put them otherwise.",
            " Ze zijn gelezen als gewogen sommen van waarden; de scores van deze methode kunnen ze anders ordenen.",
        ),
    };
    Some(Block::Text(words.pick(
        format!("Preferences stated: {list}{more}.{through}"),
        format!("Uitgesproken voorkeuren: {list}{more}.{through}"),
    )))
}
