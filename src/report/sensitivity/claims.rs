//! What can be claimed of a group's shares, and what cannot.

use crate::case::Case;
use crate::draw::counts::Estimated;
use crate::draw::share::ShareBounds;
use crate::report::Words;
use crate::report::sensitivity::shares::{MOST_ROWS, draws, name, of_what, share};
use crate::study::acceptability::{Acceptability, GroupShares};

/// What can be claimed.
pub(super) fn claim(
    case: &Case,
    study: &Acceptability,
    group: &GroupShares,
    ranks: &[Vec<ShareBounds>],
    words: Words,
) -> String {
    let n = ranks.len();
    let low = |at: usize| ranks[at][0].share.map_or(ranks[at][0].low.value, |share| share.value);
    // What sets leave open counts against a claim, even where they were drawn.
    let high = |at: usize| ranks[at][0].high.value;
    let best = (0..n).max_by(|a, b| low(*a).total_cmp(&low(*b)).then(b.cmp(a))).unwrap_or(0);
    let drawn_sets = study.request.uniform_sets && group.has_sets;
    let assumed = match drawn_sets {
        true => {
            words.pick(", with ranges drawn uniformly", ", met bereiken die uniform getrokken zijn")
        }
        false => "",
    };
    let proved: Vec<String> =
        (0..n).filter(|at| group.never_first[*at]).map(|at| name(case, group, at, words)).collect();
    let mut said = Vec::new();
    if low(best) >= 0.01 {
        let who = name(case, group, best, words);
        let error = |at: usize| {
            ranks[at][0].share.map_or(ranks[at][0].low.std_error, |share| share.std_error)
        };
        // An error that reaches the digits shown is shown.
        let give = if error(best) >= 0.005 {
            format!(" (± {:.0})", (100.0 * error(best)).ceil())
        } else {
            String::new()
        };
        let bounds = &ranks[best][0];
        let share = match bounds.share {
            Some(share) => words.percent(share.value),
            None => words.percent_between(bounds.low.value, 1.0, 0),
        };
        let all = all_draws(&bounds.share.unwrap_or(bounds.low), study, words);
        let of = match all {
            Some(_) if proved.len() == n - 1 && !group.never_first[best] => words
                .pick(
                    "for all admissible weights (proved)",
                    "bij alle toegelaten gewichten (bewezen)",
                )
                .to_owned(),
            Some(all) => all,
            None => {
                let of = of_what(group, words);
                words.pick(format!("for {share}{give} {of}"), format!("bij {share}{give} {of}"))
            }
        };
        // More than chance: by four joint errors.
        let clear = |rival: usize| {
            low(best) - high(rival) > 4.0 * error(best).hypot(ranks[rival][0].high.std_error)
        };
        let bounded = (0..n).all(|at| ranks[at][0].bounded);
        let sure = bounded && (0..n).all(|rival| rival == best || clear(rival));
        let tied = study.summary_of(group, best).map_or(0.0, |figures| figures[2].value);
        let tied = match tied >= 0.01 {
            true => words.pick(
                format!(", ties shared (it ties in {})", words.percent(tied)),
                format!(
                    ", gedeelde plaatsen gelijk verdeeld (een gelijke stand in {})",
                    words.percent(tied)
                ),
            ),
            false => String::new(),
        };
        said.push(match sure {
            true => words.pick(
                format!("{who} is first {of}{assumed}{tied}, more than any other can be"),
                format!("{who} is eerste {of}{assumed}{tied}, meer dan voor een ander alternatief mogelijk is"),
            ),
            false => words.pick(format!("{who} is first {of}{assumed}{tied}"), format!("{who} is eerste {of}{assumed}{tied}")),
        });
    }
    said.extend(surest_pair(case, study, group, words));
    let surely_behind =
        (0..n).filter(|at| !group.never_first[*at] && ranks[*at][0].bounded && high(*at) == 0.0);
    let none: Vec<String> = surely_behind.map(|at| name(case, group, at, words)).collect();
    if !proved.is_empty() {
        said.push(words.pick(
            format!("{} first for no admissible weights at all (proved)", is_are(&proved, words)),
            format!(
                "{} bij geen enkel toegelaten gewicht eerste (bewezen)",
                is_are(&proved, words)
            ),
        ));
    }
    if !none.is_empty() {
        let draws = draws(study.draws, words);
        said.push(words.pick(
            format!("{} first in none of {draws}, which is not yet never", was_were(&none, words)),
            format!(
                "{} in geen van {draws} eerste, wat niet hetzelfde is als nooit",
                was_were(&none, words)
            ),
        ));
    }
    if said.is_empty() {
        return words.pick(
            "Nothing can be claimed of first place: what is not known leaves it open at all weights drawn.".into(),
            "Over de eerste plaats valt niets te verdedigen: wat niet bekend is, laat ze bij alle getrokken gewichten open.".into(),
        );
    }
    words.pick(
        format!("Can be claimed: {}.", said.join("; ")),
        format!("Te verdedigen: {}.", said.join("; ")),
    )
}

/// Where sets leave first place open, the pair whose order is most often certain whatever they turn
/// out to be.
fn surest_pair(
    case: &Case,
    study: &Acceptability,
    group: &GroupShares,
    words: Words,
) -> Option<String> {
    let n = group.places.len();
    if !(0..n).any(|at| study.is_open(group, at)) || n > MOST_ROWS {
        return None;
    }
    let pairs = (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|(a, b)| a != b);
    // A pair that sets leave alone says nothing of them.
    let open = pairs
        .filter(|(a, b)| study.ahead(group, *a, *b).is_some_and(|ahead| ahead.share.is_none()));
    let sure = open.filter_map(|(a, b)| Some((study.surely_ahead(group, a, b)?, a, b)));
    let (share, a, b) =
        sure.max_by(|x, y| x.0.value.total_cmp(&y.0.value).then((y.1, y.2).cmp(&(x.1, x.2))))?;
    let (a, b) = (name(case, group, a, words), name(case, group, b, words));
    let of = all_draws(&share, study, words).unwrap_or_else(|| {
        let (percent, of) = (words.percent(share.value), of_what(group, words));
        words.pick(format!("for {percent} {of}"), format!("bij {percent} {of}"))
    });
    (share.value >= 0.01).then(|| {
        words.pick(
            format!("{a} is surely ahead of {b} {of}, whatever the ranges and unknown figures turn out to be"),
            format!("{a} ligt {of} zeker voor op {b}, hoe de bereiken en onbekende cijfers ook uitvallen"),
        )
    })
}

/// What was so in every draw is not yet always so; `None` where it was not, or where nothing was
/// left to chance.
fn all_draws(share: &Estimated, study: &Acceptability, words: Words) -> Option<String> {
    let all = draws(study.draws, words);
    (share.value >= 1.0 && share.std_error > 0.0).then(|| {
        words.pick(
            format!("in all {all}, which is not yet always"),
            format!("in alle {all}, wat niet hetzelfde is als altijd"),
        )
    })
}

/// At most six names, the rest counted.
fn some(names: &[String], words: Words) -> String {
    match names.len() {
        0..=6 => words.list(names),
        n => {
            let more = n - 6;
            format!(
                "{} {}",
                names[..6].join(", "),
                words.pick(format!("and {more} more"), format!("en nog {more}"))
            )
        }
    }
}

fn is_are(names: &[String], words: Words) -> String {
    let verb = if names.len() == 1 { words.pick("is", "is") } else { words.pick("are", "zijn") };
    format!("{} {verb}", some(names, words))
}

fn was_were(names: &[String], words: Words) -> String {
    let verb =
        if names.len() == 1 { words.pick("was", "was") } else { words.pick("were", "waren") };
    format!("{} {verb}", some(names, words))
}

/// What cannot be claimed.
pub(super) fn no_claim(
    case: &Case,
    study: &Acceptability,
    group: &GroupShares,
    ranks: &[Vec<ShareBounds>],
    words: Words,
) -> String {
    let result = &study.evaluation.groups[group.group];
    // The alternative whose first place is most open, and why.
    // Not known and much at stake: that is whose share a reader should ask about.
    let doubt = |at: &usize| {
        let width = ranks[*at][0].high.value - ranks[*at][0].low.value;
        width * (1.001 - result.known(group.places[*at]))
    };
    let open = (0..ranks.len()).filter(|at| ranks[*at][0].share.is_none() && doubt(at) > 0.0);
    let widest = open.max_by(|a, b| doubt(a).total_cmp(&doubt(b)).then(b.cmp(a)));
    if let Some(at) = widest {
        let who = name(case, group, at, words);
        let known = result.known(group.places[at]);
        let range = share(&ranks[at][0], words);
        let why = if known < 1.0 {
            words.pick(
                format!("only {} of its weight (as given) is known", words.percent(known)),
                format!(
                    "slechts {} van het gewicht (zoals gegeven) is bekend",
                    words.percent(known)
                ),
            )
        } else {
            words.pick(
                "its judgements, or its rivals', are ranges".to_owned(),
                "de oordelen erover, of over andere alternatieven, zijn bereiken".to_owned(),
            )
        };
        return words.pick(
            format!(
                "Cannot be claimed: how often {who} is first; it may be for {range} {}, because {why}.",
                of_what(group, words)
            ),
            format!("Niet te verdedigen: hoe vaak {who} eerste is; dat kan bij {range} {}, want {why}.", of_what(group, words)),
        );
    }
    words.pick(
        "Cannot be claimed: that any of these shares is a probability. They say for how much of what was drawn an order holds, not how likely that is.".to_owned(),
        "Niet te verdedigen: dat een van deze aandelen een kans is. Ze zeggen bij welk deel van de trekkingen een volgorde geldt, niet hoe waarschijnlijk die is.".to_owned(),
    )
}
