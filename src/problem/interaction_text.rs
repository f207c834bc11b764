//! Interactions as they stand in files: `cost & noise = 0.2`.

use super::aggregate::Interaction;
use super::constraint_text::is_id;
use super::criterion::plain_number;
use crate::error::{Phrase, both, in_serde, shorten};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use std::fmt;

impl Interaction {
    /// What an interaction looks like, in words.
    pub(crate) const ACCEPTED: Phrase = Phrase(
        "two criteria and a number, as in \"cost & noise = 0.2\"",
        "twee criteria en een getal, zoals in \"cost & noise = 0.2\"",
    );

    /// The interaction that a text says; `None` where it says none.
    pub(crate) fn read(text: &str) -> Option<Interaction> {
        let (pair, index) = text.split_once('=')?;
        let (a, b) = pair.split_once('&')?;
        let (a, b) = (a.trim(), b.trim());
        let index = plain_number(index)?;
        let between = [a.to_owned(), b.to_owned()];
        (is_id(a) && is_id(b)).then_some(Interaction { between, index })
    }
}

impl fmt::Display for Interaction {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let [a, b] = &self.between;
        write!(f, "{a} & {b} = {}", self.index)
    }
}

impl Serialize for Interaction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Interaction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Interaction, D::Error> {
        let text = String::deserialize(deserializer)?;
        Interaction::read(&text).ok_or_else(|| {
            let text = shorten(&text, 60);
            let accepted = Interaction::ACCEPTED;
            let message = both(
                format!("`{text}` is no interaction: write {accepted}"),
                format!("`{text}` is geen interactie: schrijf {accepted:#}"),
            );
            in_serde(message, "")
        })
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Interaction {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Interaction".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (text, between, index) in [
            ("cost & noise = 0.2", ["cost", "noise"], 0.2),
            (" a&b=-1e-3 ", ["a", "b"], -0.001),
            ("neu-central & x_1 = +1", ["neu-central", "x_1"], 1.0),
        ] {
            let between = between.map(str::to_owned);
            let read = Interaction::read(text).expect(text);
            assert_eq!(read, Interaction { between, index });
            assert_eq!(Interaction::read(&read.to_string()), Some(read));
        }
        for text in
            ["", "a & b", "a = 0.2", "a & b = ", "a & b = 0,2", "a b & c = 1", "a & b & c = 1"]
        {
            assert_eq!(Interaction::read(text), None, "{text}");
        }
    }
}
