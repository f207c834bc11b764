//! The names of actions.

use crate::problem::PathwayModel;

/// The names by which the alternatives of a choice, and none, are actions.
#[derive(Debug, Clone)]
pub(super) struct ActionNames {
    /// By position of the choice's alternatives, and last none.
    all: Vec<String>,
}

impl ActionNames {
    /// The values of the keys that tell the alternatives of the choice apart, with an underscore for
    /// each mark that is neither a letter nor a digit, and between them. A name that is taken gets a
    /// number behind it.
    pub(super) fn of(model: &PathwayModel, choice: usize) -> ActionNames {
        let problem = model.problem(0);
        let inside: Vec<usize> =
            (0..problem.keys().len()).filter(|key| !model.one_per.contains(key)).collect();
        let written = |alternative: &usize| problem.name(*alternative, &inside);
        let ids = model.choices[choice].alternatives.iter().map(written);
        let mut all: Vec<String> = Vec::new();
        for id in ids.chain(["none".to_owned()]) {
            let fits = |c: char| if is_of_name(c) { c } else { '_' };
            let plain: String = id.chars().map(fits).collect();
            let plain = if plain.is_empty() { "_".to_owned() } else { plain };
            let numbered = (2..).map(|number| format!("{plain}_{number}"));
            let name = std::iter::once(plain.clone()).chain(numbered).find(|it| !all.contains(it));
            all.push(name.unwrap_or(plain));
        }
        ActionNames { all }
    }

    /// The name of a position; `None` is none.
    pub(super) fn name(&self, position: Option<usize>) -> &str {
        let last = self.all.len() - 1;
        &self.all[position.unwrap_or(last).min(last)]
    }

    /// The position of a name.
    pub(super) fn find(&self, name: &str) -> Option<Option<usize>> {
        let at = self.all.iter().position(|known| known == name)?;
        Some((at + 1 < self.all.len()).then_some(at))
    }

    /// All names, that of none last.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }
}

/// Whether a name of an action may have this mark.
pub(super) fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
