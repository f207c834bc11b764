//! How a judgement is written, with items as `{0}`, `{1}` ..., and the faults that any method can
//! meet.

use super::sentences::item;
use super::statement::CATEGORIES;
use super::{Fault, Judgement};
use crate::error::{Phrase, Said, both};

/// A list as in `a, b and c`.
pub(super) fn list(parts: &[String]) -> Said {
    let joined = |and: &str| match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {and} {last}", rest.join(", ")),
    };
    both(joined("and"), joined("en"))
}

/// `3` or `2..4`.
fn range<T: PartialEq + std::fmt::Display>(low: T, high: T) -> String {
    if low == high { low.to_string() } else { format!("{low}..{high}") }
}

/// The judgement as a person writes it.
pub(super) fn statement(judgement: &Judgement) -> String {
    match judgement {
        Judgement::Ratio { a, b, low, high } => {
            format!("{} / {} = {}", item(*a), item(*b), range(low, high))
        }
        Judgement::Points { of, low, high } => format!("{} = {}", item(*of), range(low, high)),
        Judgement::Order { tiers, cards } => {
            let mut text = String::new();
            for (at, tier) in tiers.iter().enumerate() {
                if at > 0 {
                    text += match cards.get(at - 1) {
                        Some((low, high)) if (*low, *high) != (0.0, 0.0) => {
                            format!(" > {} > ", range(low, high))
                        }
                        _ => " > ".to_owned(),
                    }
                    .as_str();
                }
                text += &tier.iter().map(|own| item(*own)).collect::<Vec<_>>().join(" = ");
            }
            text
        }
        Judgement::More { a, b, low, high } => {
            format!("{} > {} by {}", item(*a), item(*b), range(low, high))
        }
        Judgement::Difference { a, b, low, high } => {
            let named = |at: u8| CATEGORIES.get(usize::from(at)).copied().unwrap_or("?");
            let swing = match b {
                Some(b) => format!("{} - {}", item(*a), item(*b)),
                None => item(*a),
            };
            format!("{swing} = {}", range(named(*low), named(*high)))
        }
        Judgement::Level { of, level, place } => {
            format!("{} = level {level}, {place}", item(*of))
        }
        Judgement::TradeOff { a, a_swing, b, b_swing } => {
            format!("{} by {a_swing} = {} by {}", item(*a), item(*b), range(b_swing.0, b_swing.1))
        }
    }
}

/// There must be something to weigh.
pub(super) fn some_items(items: usize) -> Result<(), Fault> {
    if items > 0 {
        return Ok(());
    }
    Err(Fault {
        judgements: Vec::new(),
        message: both("there is nothing to weigh", "er valt niets te wegen"),
        remedy: both("name at least one criterion", "noem minstens één criterium"),
    })
}

/// A judgement of another form than the method reads.
pub(super) fn misplaced(at: usize, judgement: &Judgement, method: &str, form: &str) -> Fault {
    Fault {
        judgements: vec![at],
        message: both(
            format!("`{}` is no judgement that {method} reads", statement(judgement)),
            format!("`{}` is geen oordeel dat {method} leest", statement(judgement)),
        ),
        remedy: both(
            format!("write judgements as `{form}`"),
            format!("schrijf oordelen als `{form}`"),
        ),
    }
}

/// A judgement about an item that there is not.
pub(super) fn unknown(at: usize, items: usize) -> Fault {
    Fault {
        judgements: vec![at],
        message: both(
            "a judgement is about an item that is not among those to weigh",
            "een oordeel gaat over een item dat niet te wegen is",
        ),
        remedy: both(
            format!("there are {items} items: judge these"),
            format!("er zijn {items} items: beoordeel die"),
        ),
    }
}

/// A judgement whose figures make no sense.
pub(super) fn bad_figures(at: usize, judgement: &Judgement, remedy: Phrase) -> Fault {
    Fault {
        judgements: vec![at],
        message: both(
            format!("the figures of `{}` are out of range", statement(judgement)),
            format!("de cijfers van `{}` vallen buiten het bereik", statement(judgement)),
        ),
        remedy: remedy.into(),
    }
}
