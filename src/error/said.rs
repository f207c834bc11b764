//! What the program says of a fault, in the two languages of its readers.

use std::fmt;
use std::ops::Deref;

/// A text in English and in Dutch. It is made where the fault is found, because only there is it
/// known what the sentence needs.
///
/// As a `str`, and with `{}`, it is English; with `{:#}` it is Dutch. So a Dutch sentence that holds
/// other texts writes all of them with `{:#}`: what has no Dutch, as a name of the user's, is the
/// same in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said(Box<Texts>);

/// Apart from the errors that hold them, which are returned by value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Texts {
    en: String,
    nl: Option<String>,
}

/// A text in English and in Dutch that is the same wherever it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase(pub &'static str, pub &'static str);

impl Phrase {
    /// A text that is the same in both languages: a formula, or what is typed.
    pub const fn same(text: &'static str) -> Phrase {
        Phrase(text, text)
    }

    /// The text in one of the languages.
    pub const fn text(self, dutch: bool) -> &'static str {
        if dutch { self.1 } else { self.0 }
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(if f.alternate() { self.1 } else { self.0 })
    }
}

impl From<Phrase> for Said {
    fn from(phrase: Phrase) -> Said {
        Said::both(phrase.0, phrase.1)
    }
}

/// A text in both languages.
pub fn both(en: impl Into<String>, nl: impl Into<String>) -> Said {
    Said::both(en, nl)
}

impl Said {
    /// The text in both languages.
    pub fn both(en: impl Into<String>, nl: impl Into<String>) -> Said {
        Said(Box::new(Texts { en: en.into(), nl: Some(nl.into()) }))
    }

    /// What another program or a library says, which has no Dutch: there it is quoted, behind the
    /// name of who says it.
    pub(crate) fn reported(by: &str, text: &str) -> Said {
        Said::both(text, format!("{by} meldt `{}`", text.replace('`', "'")))
    }

    /// The text in English.
    pub fn as_str(&self) -> &str {
        &self.0.en
    }

    /// The text in Dutch; in English where it has none.
    pub fn dutch(&self) -> &str {
        self.0.nl.as_deref().unwrap_or(&self.0.en)
    }

    /// The text in one of the languages.
    pub fn text(&self, dutch: bool) -> &str {
        if dutch { self.dutch() } else { &self.0.en }
    }

    /// The texts, parted by commas, in both languages.
    pub fn list(texts: &[Said]) -> Said {
        let joined = |dutch| texts.iter().map(|it| it.text(dutch)).collect::<Vec<_>>().join(", ");
        Said::both(joined(false), joined(true))
    }
}

impl std::borrow::Borrow<str> for Said {
    fn borrow(&self) -> &str {
        &self.0.en
    }
}

impl Default for Said {
    fn default() -> Said {
        Said::both("", "")
    }
}

impl Deref for Said {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.en
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.text(f.alternate()))
    }
}

impl From<&str> for Said {
    fn from(en: &str) -> Said {
        en.to_owned().into()
    }
}

impl From<String> for Said {
    fn from(en: String) -> Said {
        Said(Box::new(Texts { en, nl: None }))
    }
}

impl From<&String> for Said {
    fn from(en: &String) -> Said {
        en.as_str().into()
    }
}

impl From<&Said> for Said {
    fn from(said: &Said) -> Said {
        said.clone()
    }
}

impl PartialEq<str> for Said {
    fn eq(&self, other: &str) -> bool {
        self.0.en == other
    }
}

impl PartialEq<&str> for Said {
    fn eq(&self, other: &&str) -> bool {
        self.0.en == *other
    }
}

/// Why a file cannot be read or written, in our own words; or what an option takes.
impl std::error::Error for Said {}
