//! What an error says where a page repeats it: why a method is left out, and what to do.

use super::Error;
use std::fmt;
use std::ops::Deref;

/// A text in English, and in Dutch where a page may repeat it. As a `str` it is English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said(Box<Texts>);

/// Apart from the errors that hold them, which are returned by value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Texts {
    en: String,
    nl: Option<String>,
}

impl Said {
    /// The text in both languages.
    pub fn both(en: impl Into<String>, nl: impl Into<String>) -> Said {
        Said(Box::new(Texts { en: en.into(), nl: Some(nl.into()) }))
    }

    /// The text in Dutch; in English where it has none.
    pub fn dutch(&self) -> &str {
        self.0.nl.as_deref().unwrap_or(&self.0.en)
    }
}

impl Error {
    /// What it says in Dutch: of a method that is not defined for the data. All other errors speak
    /// English only.
    pub fn dutch(&self) -> String {
        match self {
            Error::Undefined { method, reason, remedy } => {
                format!(
                    "{} is hier niet bepaald: {}\n  wat te doen: {}",
                    method.dutch(),
                    reason.dutch(),
                    remedy.dutch()
                )
            }
            other => other.to_string(),
        }
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
        f.write_str(&self.0.en)
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
