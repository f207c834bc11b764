//! Texts in the reader's language.

use crate::problem::{Language, Text};

/// A text in the reader's language.
pub(super) fn pick<T>(language: Language, en: T, nl: T) -> T {
    match language {
        Language::En => en,
        Language::Nl => nl,
    }
}

/// What people read of something that has an id: its label, or the id where that is empty.
pub(super) fn label(label: &Text, id: &str, language: Language) -> String {
    let label = label.get(language);
    if label.is_empty() { id.to_owned() } else { label.to_owned() }
}
