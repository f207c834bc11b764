//! The names that the sheets of a workbook use for keys and criteria: an id, a label or the header
//! of a column, whatever its capitals.

/// A key or a criterion, by all its names.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// What else it is called.
    pub others: Vec<String>,
    /// The levels of a criterion that has them.
    pub levels: Vec<String>,
}

/// What the workbook lists.
#[derive(Debug, Default)]
pub struct Names {
    /// The keys.
    pub keys: Vec<Named>,
    /// The criteria.
    pub criteria: Vec<Named>,
}

/// Which of them a text names: by its id, else by its id or another name whatever the capitals, where
/// that is one of them only.
pub fn find(all: &[Named], text: &str) -> Option<usize> {
    let text = text.trim();
    if let Some(at) = all.iter().position(|it| it.id == text) {
        return Some(at);
    }
    let lower = text.to_lowercase();
    let is_one = |it: &Named| {
        std::iter::once(&it.id).chain(&it.others).any(|name| name.trim().to_lowercase() == lower)
    };
    let mut found = (0..all.len()).filter(|at| is_one(&all[*at]));
    found.next().filter(|_| found.next().is_none())
}

impl Names {
    /// The id of a criterion; the text itself where it names none.
    pub fn criterion(&self, text: &str) -> String {
        find(&self.criteria, text).map_or(text.trim(), |at| &self.criteria[at].id).to_owned()
    }

    /// The id of a key; the text itself where it names none.
    pub fn key(&self, text: &str) -> String {
        find(&self.keys, text).map_or(text.trim(), |at| &self.keys[at].id).to_owned()
    }

    /// The levels of a criterion; empty where it has none.
    pub fn levels(&self, text: &str) -> &[String] {
        find(&self.criteria, text).map_or(&[], |at| &self.criteria[at].levels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_names_a_criterion_unless_two_have_it() {
        let named = |id: &str, label: &str| Named {
            id: id.into(),
            others: vec![label.into()],
            levels: Vec::new(),
        };
        let all = [named("cost", "Cost"), named("a", "Same"), named("b", "same")];
        assert_eq!(find(&all, " COST "), Some(0));
        assert_eq!(find(&all, "b"), Some(2));
        assert_eq!(find(&all, "Same"), None);
    }
}
