//! Texts in two languages on their way through serde, whose errors hold one text.

use super::{Said, both};
use serde::de;

/// An error of serde that says what is wrong and what would be right, which may be empty. It has
/// four lines: both in English, then both in Dutch.
pub(crate) fn in_serde<E: de::Error>(message: impl Into<Said>, help: impl Into<Said>) -> E {
    let (message, help) = (message.into(), help.into());
    E::custom(format!("{message}\n{help}\n{message:#}\n{help:#}"))
}

/// What is wrong, and what would be right if that is said, of a text that [`in_serde`] made; `None`
/// for any other text.
pub(crate) fn of_serde(text: &str) -> Option<(Said, Option<Said>)> {
    let lines: Vec<&str> = text.split('\n').collect();
    let [message, help, message_nl, help_nl] = lines[..] else { return None };
    let help = (!help.is_empty()).then(|| both(help, help_nl));
    Some((both(message, message_nl), help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_come_through() {
        let carried = |message: &Said, help: &Said| {
            let error: toml::de::Error = in_serde(message, help);
            of_serde(error.message()).expect("one of ours")
        };
        let (message, help) =
            (both("this is odd", "dit is vreemd"), both("mend it", "herstel het"));
        assert_eq!(carried(&message, &help), (message.clone(), Some(help)));
        assert_eq!(carried(&message, &Said::default()), (message, None));
        assert_eq!(of_serde("missing field `id`"), None);
    }
}
