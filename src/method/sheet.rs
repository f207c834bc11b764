//! The definition sheet of a method.
//!
//! What a person reads of it is a [`Phrase`], in English and in Dutch; [`Phrase::same`] is for what
//! is typed, and for formulas without words. Names, references and symbols are in no language.

use crate::error::Phrase;
use crate::value::formula::ScaleNeeded;

/// A parameter of a method, for its definition sheet.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Its default, in words where it has none.
    pub default: Phrase,
    /// What it does.
    pub meaning: Phrase,
    /// The values it takes, in words.
    pub accepts: Phrase,
}

/// The value of a parameter as a user types it: what TOML reads, else the text itself.
pub(crate) fn typed(value: &str) -> toml::Value {
    let read = format!("x = {value}").parse::<toml::Table>().ok();
    read.and_then(|mut table| table.remove("x"))
        .unwrap_or_else(|| toml::Value::String(value.to_owned()))
}

/// The opening of an idea, for lists: up to the end of its first sentence, or to the colon before
/// its formula.
fn opening(idea: &'static str) -> &'static str {
    let ends = [(". ", 1), ("? ", 1), (": ", 0)];
    let end = ends.iter().filter_map(|(mark, kept)| Some(idea.find(mark)? + kept)).min();
    idea[..end.unwrap_or(idea.len())].trim_end_matches('.')
}

/// The definition sheet of a method: what `list methods NAME` prints.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// What it does, with the formula in plain text.
    pub idea: Phrase,
    /// When it is the right tool.
    pub use_when: Phrase,
    /// When it is not.
    pub avoid_when: Phrase,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// Range and direction of its score.
    pub score: Phrase,
    /// The score in the paper's own symbols where those have another orientation; else empty.
    pub symbol: &'static str,
    /// The name of the table of its own figures of alternatives, if it has any.
    pub own_table: Option<&'static str>,
    /// The name of the table of its own figures of pairs of alternatives, if it has any.
    pub own_pairs: Option<&'static str>,
    /// What it needs of its data.
    pub scale: ScaleNeeded,
    /// How ties come about and are shown.
    pub ties: Phrase,
    /// What it does with degenerate data.
    pub degenerate: Phrase,
    /// Where it is defined.
    pub reference: &'static str,
    /// Where packages are known to give other numbers, and why.
    pub disagreements: Phrase,
    /// Whether it takes criteria with a target.
    pub allows_target: bool,
    /// Whether it reads value functions, where no parameter says otherwise.
    pub value_functions: bool,
}

impl Sheet {
    /// What it does in one line, for lists: the opening of its idea.
    pub fn idea_in_short(&self) -> Phrase {
        Phrase(opening(self.idea.0), opening(self.idea.1))
    }
}
