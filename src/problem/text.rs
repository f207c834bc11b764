//! Text that a person reads, in the languages the program speaks.

use crate::error::{Phrase, both, in_serde};
use serde::Deserialize;
use serde::de::{self, MapAccess, Visitor};
use std::fmt;

/// A language of labels and sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Dutch.
    Nl,
}

/// A text in one or both languages; a language that is not given falls back on the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    en: Option<String>,
    nl: Option<String>,
}

impl Text {
    /// The same text in every language.
    pub fn plain(text: impl Into<String>) -> Text {
        Text { en: Some(text.into()), nl: None }
    }

    /// The text in English and in Dutch.
    ///
    /// ```
    /// use afweging::problem::{Language, Text};
    ///
    /// let text = Text::both("price", "prijs");
    /// assert_eq!(text.get(Language::Nl), "prijs");
    /// assert_eq!(Text::plain("price").get(Language::Nl), "price");
    /// ```
    pub fn both(en: impl Into<String>, nl: impl Into<String>) -> Text {
        Text { en: Some(en.into()), nl: Some(nl.into()) }
    }

    /// The text in `language` as it was given; `None` where it falls back on the other one.
    pub(crate) fn given(&self, language: Language) -> Option<&str> {
        match language {
            Language::En => self.en.as_deref(),
            Language::Nl => self.nl.as_deref(),
        }
    }

    /// The text in `language`.
    pub fn get(&self, language: Language) -> &str {
        let (first, second) = match language {
            Language::En => (&self.en, &self.nl),
            Language::Nl => (&self.nl, &self.en),
        };
        first.as_deref().or(second.as_deref()).unwrap_or("")
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::plain(text)
    }
}

/// What stands where a text is read.
pub(crate) const TEXT_EXPECTED: Phrase = Phrase(
    "a string, or a table { en = \"...\", nl = \"...\" }",
    "een tekst, of een tabel { en = \"...\", nl = \"...\" }",
);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(TEXT_EXPECTED.0)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text::plain(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let mut text = Text::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "en" => text.en = Some(map.next_value()?),
                        "nl" => text.nl = Some(map.next_value()?),
                        other => return Err(de::Error::unknown_field(other, &["en", "nl"])),
                    }
                }
                if text == Text::default() {
                    return Err(in_serde(
                        both(
                            "expected a text in `en` or `nl`",
                            "verwacht: een tekst in `en` of `nl`",
                        ),
                        "",
                    ));
                }
                Ok(text)
            }
        }
        deserializer.deserialize_any(TextVisitor)
    }
}
